//! What an operation needs its caller to be allowed, and who says what callers are allowed.

use std::borrow::Cow;
use std::sync::Arc;

use aws_auth::AuthError;
use aws_auth::policy::Policy;
use aws_auth::principal::Principal;

use crate::{AwsResult, Cx};

/// One action on one resource.
#[derive(Clone, Debug)]
pub struct Need {
    /// `dynamodb:GetItem`; empty for the operation's own name.
    pub action: Cow<'static, str>,
    /// The ARN, or `*`.
    pub resource: String,
    /// The resource's own policy, if it has one.
    pub policy: Option<Arc<Policy>>,
    /// Values of condition keys besides the ones that every request has.
    pub context: Vec<(Cow<'static, str>, String)>,
}

/// All that one request needs.
pub type Needs = Vec<Need>;

impl Need {
    /// `action` on `resource`.
    pub fn new(action: impl Into<Cow<'static, str>>, resource: impl Into<String>) -> Self {
        Self { action: action.into(), resource: resource.into(), policy: None, context: Vec::new() }
    }

    /// The operation's own action on `resource`.
    pub fn on(resource: impl Into<String>) -> Self {
        Self::new("", resource)
    }

    /// With the resource's own policy.
    #[must_use]
    pub fn policy(mut self, policy: Option<Arc<Policy>>) -> Self {
        self.policy = policy;
        self
    }

    /// With the value of a condition key.
    #[must_use]
    pub fn context(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.context.push((Cow::Borrowed(key), value.into()));
        self
    }
}

/// A credential: whose it is and the secret that its requests are signed with.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Who signs with it.
    pub principal: Arc<Principal>,
    /// The secret.
    pub secret: Arc<str>,
}

/// What a principal may do, as far as its own policies say.
#[derive(Clone, Debug, Default)]
pub struct Permissions {
    /// Inline and attached policies.
    pub identity: Vec<Arc<Policy>>,
    /// What the session was narrowed to; none if it was not.
    pub session: Vec<Arc<Policy>>,
}

/// Who is who and what they may do. Implemented by IAM; asked by the pipeline and by services
/// that act for a role.
pub trait Identities: Send + Sync {
    /// The credential of `access_key`; with the session token where the request has one.
    fn credential(
        &self,
        access_key: &str,
        token: Option<&str>,
        now_ms: i64,
    ) -> AwsResult<Result<Credential, AuthError>>;

    /// Who acted in a session of ours that is good for nothing any more: it has expired, or its
    /// role is gone. Told by the token's seal alone.
    fn former_session(&self, _access_key: &str, _token: &str) -> Option<Arc<Principal>> {
        None
    }

    /// What `principal` may do.
    fn permissions(&self, principal: &Principal) -> AwsResult<Arc<Permissions>>;

    /// Whether the role `arn` exists and trusts the service `service` (`lambda.amazonaws.com`).
    fn role_trusts(&self, arn: &str, service: &str) -> AwsResult<bool>;

    /// Short-lived credentials of the role `arn` for the session `name`, which need not exist:
    /// whoever asks has checked what has to be checked.
    fn assume(&self, arn: &str, session: &str, lifetime_s: u32, now_ms: i64) -> AwsResult<Session>;
}

/// Short-lived credentials.
#[derive(Clone, Debug)]
pub struct Session {
    /// The access key, ASIA….
    pub access_key: String,
    /// The secret.
    pub secret: String,
    /// The session token.
    pub token: String,
    /// When they end, in Unix milliseconds.
    pub expires_ms: i64,
}

/// Roles as STS must know them. Implemented by IAM, beside [`Identities`].
pub trait Roles: Send + Sync {
    /// The role `arn`; none if there is no such role.
    fn role(&self, arn: &str) -> AwsResult<Option<AssumableRole>>;

    /// A session of a role. Whoever asks has checked what has to be checked.
    fn open_session(&self, role: &AssumableRole, ask: &SessionAsk<'_>) -> Session;
}

/// A role as whoever assumes it must know it.
#[derive(Clone, Debug)]
pub struct AssumableRole {
    /// The ARN, with path.
    pub arn: Arc<str>,
    /// `AROA…`
    pub id: Arc<str>,
    /// Who may assume it.
    pub trust: Arc<Policy>,
    /// The longest session, in seconds.
    pub session_s_max: u32,
}

/// What a session is asked to be.
#[derive(Clone, Copy, Debug)]
pub struct SessionAsk<'a> {
    /// Its name.
    pub name: &'a str,
    /// How long it lasts, in seconds.
    pub lifetime_s: u32,
    /// When it begins, in Unix milliseconds by the machine's clock.
    pub now_ms: i64,
    /// The policy that narrows it; checked by whoever asks.
    pub policy: Option<&'a str>,
}

/// For operations that concern no single resource: their own action on `*`.
pub fn anywhere<S, I>(_: &S, _: &Cx, _: &I) -> AwsResult<Needs> {
    Ok(vec![Need::on("*")])
}

/// For operations that anybody with a valid signature may call.
pub fn nothing<S, I>(_: &S, _: &Cx, _: &I) -> AwsResult<Needs> {
    Ok(Vec::new())
}
