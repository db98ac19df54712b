//! STS: who is calling, and sessions of roles.
//!
//! It knows roles through [`service::Roles`] and keeps nothing itself: a session is its token.
//! Start at [`service()`].
//!
//! Where it differs from AWS
//! - An account's root may assume a role whose trust policy names the account.
//! - Sessions take no managed policies, tags and MFA codes.
//! - Sessions begin and end by the machine's clock, like signatures, whatever the platform's
//!   clock says.

mod assume_role;
pub mod model;

use std::sync::Arc;

use ::service::{AnyService, AwsResult, Cx, Roles, Service, nothing};

/// What the operations share.
struct Sts {
    roles: Arc<dyn Roles>,
}

/// The table of STS's operations.
pub fn service(roles: Arc<dyn Roles>) -> AnyService {
    Service::new(&model::SERVICE, Sts { roles })
        .on::<model::GetCallerIdentity>(nothing, get_caller_identity)
        .on::<model::AssumeRole>(assume_role::needs, assume_role::assume_role)
        .build()
}

async fn get_caller_identity(
    _: &Sts,
    cx: &Cx,
    _: model::GetCallerIdentityRequest,
) -> AwsResult<model::GetCallerIdentityResponse> {
    Ok(model::GetCallerIdentityResponse {
        account: Some(cx.account().to_owned()),
        arn: Some(cx.principal.arn.to_string()),
        user_id: Some(cx.principal.user_id()),
    })
}
