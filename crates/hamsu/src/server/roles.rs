//! What sandboxes and their log lines may do: credentials of execution roles, and whether a role
//! may write to its log group.

use std::sync::Arc;

use aws_auth::policy::{Context, Request, evaluate};
use aws_auth::principal::Principal;
use fn_model::{Credentials, RoleCredentials};
use service::{AwsResult, Identities, Mode, Platform};
use svc_iam::Iam;
use svc_logs::writer::{Ask, Decide};
use task::Clock;

/// How long a sandbox's credentials last; it is replaced before they end.
const LIFETIME_S: u32 = 12 * 3_600;

/// Who assumes the roles of functions.
const LAMBDA: &str = "lambda.amazonaws.com";

/// Hands out credentials: in dev of any role, under enforce of those that (still) trust Lambda.
pub struct ExecutionRoles {
    /// Who is who.
    pub iam: Iam,
    /// Who is let in.
    pub mode: Mode,
}

impl RoleCredentials for ExecutionRoles {
    fn for_function(&self, role: &str, function: &str) -> Result<Credentials, String> {
        let told = |error: service::AwsError| error.message().to_owned();
        if self.mode == Mode::Enforce && !self.iam.role_trusts(role, LAMBDA).map_err(told)? {
            let refusal = "The role defined for the function cannot be assumed by Lambda.";
            return Err(refusal.to_owned());
        }
        let session =
            self.iam.assume(role, function, LIFETIME_S, Clock::real_ms()).map_err(told)?;
        Ok(Credentials {
            access_key: session.access_key,
            secret: session.secret,
            token: session.token,
            expires_ms: session.expires_ms,
        })
    }
}

/// Who may write log lines: anybody in dev, under enforce whom a policy allows.
pub fn log_decision(mode: Mode, iam: &Iam, platform: &Arc<Platform>) -> Decide {
    let (iam, platform) = (iam.clone(), Arc::clone(platform));
    Arc::new(move |ask| {
        if mode == Mode::Dev {
            return true;
        }
        match is_allowed(&iam, &platform, ask) {
            Ok(allowed) => allowed,
            Err(error) => {
                tracing::warn!(%error, "a log line's role cannot be looked up");
                false
            }
        }
    })
}

fn is_allowed(iam: &Iam, platform: &Platform, ask: &Ask<'_>) -> AwsResult<bool> {
    use service::Roles as _;
    let Some(role) = iam.role(ask.role)? else { return Ok(false) };
    let principal = Principal::assumed_role(&role.arn, &role.id, &ask.function.name, None);
    let permissions = iam.permissions(&principal)?;
    let context = Context::new()
        .with("aws:RequestedRegion", &*ask.function.region)
        .with("aws:SecureTransport", "true");
    let request = Request {
        principal: &principal,
        action: ask.action,
        resource: ask.resource,
        resource_account: None,
        context: &context,
        now_ms: platform.clock.now_ms(),
    };
    Ok(evaluate(&request, &permissions.identity, None, &permissions.session).is_allow())
}
