//! `AssumeRole`: whether the caller may is decided by the pipeline, from [`needs`].

use aws_auth::policy::{Policy, PolicyKind};
use aws_auth::principal::{Principal, PrincipalKind};
use aws_shape::{Arn, Timestamp};
use service::{AssumableRole, AwsError, AwsResult, Cx, Need, Needs, SessionAsk, errors};
use task::Clock;

use crate::Sts;
use crate::model::{self, AssumeRoleRequest, AssumeRoleResponse, AssumedRoleUser, Credentials};

/// How long a session lasts that asks for no time, in seconds.
const LIFETIME_S: u32 = 3_600;
/// How long one lasts at most that another session has asked for.
const CHAINED_S_MAX: u32 = 3_600;
/// Characters of a session policy.
const POLICY_MAX: usize = 2_048;

/// The role has to trust the caller, in every way in which the caller wants to be told apart.
pub(crate) fn needs(sts: &Sts, _: &Cx, input: &AssumeRoleRequest) -> AwsResult<Needs> {
    let trust = sts.roles.role(&input.role_arn)?.map(|role| role.trust);
    let on_role = |action: &'static str| {
        let mut need = Need::new(action, &*input.role_arn)
            .policy(trust.clone())
            .context("sts:RoleSessionName", &*input.role_session_name);
        for (key, value) in
            [("sts:ExternalId", &input.external_id), ("sts:SourceIdentity", &input.source_identity)]
        {
            if let Some(value) = value {
                need = need.context(key, &**value);
            }
        }
        need
    };
    let mut needs = vec![on_role("")];
    if input.source_identity.is_some() {
        needs.push(on_role("sts:SetSourceIdentity"));
    }
    Ok(needs)
}

pub(crate) async fn assume_role(
    sts: &Sts,
    cx: &Cx,
    input: AssumeRoleRequest,
) -> AwsResult<AssumeRoleResponse> {
    let arn = &*input.role_arn;
    if !Arn::parse(arn).is_ok_and(|arn| arn.service == "iam" && arn.resource.starts_with("role/")) {
        return Err(invalid("Request ARN is invalid"));
    }
    // As at AWS, nobody is told whether there is such a role.
    let role = sts.roles.role(arn)?.ok_or_else(|| {
        AwsError::new(
            &errors::ACCESS_DENIED,
            format!(
                "User: {} is not authorized to perform: sts:AssumeRole on resource: {arn}",
                cx.principal.arn
            ),
        )
    })?;
    let lifetime_s = lifetime_s(input.duration_seconds, &role, &cx.principal)?;
    let packed_policy_size = input.policy.as_deref().map(packed_size).transpose()?;
    let session = sts.roles.open_session(
        &role,
        &SessionAsk {
            name: &input.role_session_name,
            lifetime_s,
            // Its requests are dated by the machine's clock too, which the token's end is held
            // against.
            now_ms: Clock::real_ms(),
            policy: input.policy.as_deref(),
        },
    );
    let principal = Principal::assumed_role(&role.arn, &role.id, &input.role_session_name, None);
    Ok(AssumeRoleResponse {
        assumed_role_user: Some(AssumedRoleUser {
            arn: principal.arn.to_string(),
            assumed_role_id: principal.user_id(),
        }),
        credentials: Some(Credentials {
            access_key_id: session.access_key,
            secret_access_key: session.secret,
            session_token: session.token,
            expiration: Timestamp(session.expires_ms),
        }),
        packed_policy_size,
        source_identity: input.source_identity,
        ..AssumeRoleResponse::default()
    })
}

/// How long the session lasts, in seconds.
fn lifetime_s(asked: Option<i32>, role: &AssumableRole, caller: &Principal) -> AwsResult<u32> {
    let lifetime_s = asked.map_or(LIFETIME_S, i32::unsigned_abs);
    let chained = matches!(caller.kind, PrincipalKind::AssumedRole { .. });
    if chained && lifetime_s > CHAINED_S_MAX {
        return Err(invalid(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by \
             role chaining",
        ));
    }
    if lifetime_s > role.session_s_max {
        return Err(invalid(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    Ok(lifetime_s)
}

/// Check a session policy, and say how much of the room for one it takes, in percent.
fn packed_size(policy: &str) -> AwsResult<i32> {
    Policy::parse(policy, PolicyKind::Identity)
        .map_err(|error| AwsError::new(&model::MALFORMED_POLICY_DOCUMENT_ERROR, error.0))?;
    let size = policy.chars().count();
    if size > POLICY_MAX {
        return Err(AwsError::new(
            &model::PACKED_POLICY_TOO_LARGE_ERROR,
            "Serialized token too large for session",
        ));
    }
    Ok((size * 100).div_ceil(POLICY_MAX) as i32)
}

fn invalid(message: &str) -> AwsError {
    AwsError::new(model::SERVICE.invalid, message)
}
