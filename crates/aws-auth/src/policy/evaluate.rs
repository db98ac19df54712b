//! The decision: every policy that has a say, put together as AWS does.
//!
//! 1. A `Deny` that applies, in any policy, ends it.
//! 2. Within an account, one `Allow` suffices: of an identity policy, or of the resource's policy
//!    where it names the caller. Where that names only the caller's account, it leaves the say to
//!    the account's identity policies.
//! 3. A role's trust policy has to allow, whatever identity policies say.
//! 4. From another account both sides have to allow.
//! 5. Session policies only ever take away, except from what a resource's policy grants to that
//!    very session.
//! 6. An account's root is allowed what an administrator would be.

use std::ops::Deref;

use super::{
    Effect, Holds, Named, Patterns, Policy, PolicyKind, Principals, Statement, context::Context,
};
use crate::principal::{Principal, PrincipalKind, account_of};

/// What is asked.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Who asks.
    pub principal: &'a Principal,
    /// What for: `service:Action`.
    pub action: &'a str,
    /// On what: an ARN, or `*` for actions on nothing in particular.
    pub resource: &'a str,
    /// The account that owns the resource, where its ARN does not say (S3). Without either, it
    /// is taken to be the caller's.
    pub resource_account: Option<&'a str>,
    /// What conditions may ask for.
    pub context: &'a Context,
    /// The time, in milliseconds of the Unix epoch.
    pub now_ms: i64,
}

/// Allowed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go ahead.
    Allow,
    /// Do not, for this reason.
    Deny(Reason),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A statement of such a policy says `Deny`.
    ExplicitDeny(PolicyType),
    /// No statement of such a policy says `Allow`.
    NoAllow(PolicyType),
}

/// The kinds of policies that denials name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyType {
    /// On the caller.
    Identity,
    /// On the resource.
    Resource,
    /// Given to the session.
    Session,
    /// On the role to be assumed.
    Trust,
}

impl Decision {
    /// Whether it is [`Decision::Allow`].
    pub fn is_allow(self) -> bool {
        self == Self::Allow
    }
}

impl Reason {
    /// AWS's sentence for this denial.
    pub fn message(self, request: &Request<'_>) -> String {
        let Request { principal, action, resource, .. } = request;
        let why = match self {
            Self::ExplicitDeny(PolicyType::Trust) => {
                "with an explicit deny in the role trust policy".to_owned()
            }
            Self::ExplicitDeny(kind) => format!("with an explicit deny in {}", kind.with_article()),
            Self::NoAllow(kind) => {
                format!("because no {} allows the {action} action", kind.name())
            }
        };
        let arn = &principal.arn;
        format!("User: {arn} is not authorized to perform: {action} on resource: {resource} {why}")
    }
}

impl PolicyType {
    fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity-based policy",
            Self::Resource => "resource-based policy",
            Self::Session => "session policy",
            Self::Trust => "role trust policy",
        }
    }

    fn with_article(self) -> String {
        let article = if self == Self::Identity { "an" } else { "a" };
        format!("{article} {}", self.name())
    }
}

/// How far a policy's `Allow` reaches for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grant {
    None,
    /// To the caller's account.
    Account,
    /// To the caller, or its role.
    Caller,
    /// To this session of the role by name.
    Session,
}

/// What one kind of policy says.
struct Verdict {
    denied: bool,
    grant: Grant,
}

/// Whether the request is allowed by the caller's `identity` policies, the `resource`'s policy
/// (for `AssumeRole` the role's trust policy) and the `session` policies; without session
/// policies, a session has all that its role has.
pub fn evaluate<P: Deref<Target = Policy>>(
    request: &Request<'_>,
    identity: &[P],
    resource: Option<&Policy>,
    session: &[P],
) -> Decision {
    let trust = resource.is_some_and(|policy| policy.kind == PolicyKind::Trust);
    let resource_type = if trust { PolicyType::Trust } else { PolicyType::Resource };
    let no = |kind| Decision::Deny(Reason::NoAllow(kind));
    let by_identity = request.verdict(identity.iter().map(|policy| &**policy));
    let by_resource = request.verdict(resource);
    let by_session = request.verdict(session.iter().map(|policy| &**policy));
    for (verdict, kind) in [
        (&by_identity, PolicyType::Identity),
        (&by_resource, resource_type),
        (&by_session, PolicyType::Session),
    ] {
        if verdict.denied {
            return Decision::Deny(Reason::ExplicitDeny(kind));
        }
    }
    let grant = by_resource.grant;
    let identity_allows = match request.principal.kind {
        PrincipalKind::Root => true,
        PrincipalKind::User { .. } | PrincipalKind::AssumedRole { .. } => {
            by_identity.grant != Grant::None
        }
        // They have no account whose policies could speak for them.
        PrincipalKind::Service(_) | PrincipalKind::Anonymous => {
            return if grant >= Grant::Caller { Decision::Allow } else { no(resource_type) };
        }
    };
    let foreign = request.is_cross_account();
    if (foreign || trust) && grant == Grant::None {
        return no(resource_type);
    }
    if (foreign || grant < Grant::Caller) && !identity_allows {
        return no(PolicyType::Identity);
    }
    let past_session = grant == Grant::Session && !foreign;
    if !past_session && !session.is_empty() && by_session.grant == Grant::None {
        return no(PolicyType::Session);
    }
    Decision::Allow
}

impl Request<'_> {
    fn is_cross_account(&self) -> bool {
        let owner = self.resource_account.unwrap_or_else(|| account_of(self.resource));
        !owner.is_empty() && *owner != *self.principal.account
    }

    fn verdict<'p>(&self, policies: impl IntoIterator<Item = &'p Policy>) -> Verdict {
        let mut verdict = Verdict { denied: false, grant: Grant::None };
        for statement in policies.into_iter().flat_map(|policy| &policy.statements) {
            match (statement.effect, statement.applies(self)) {
                // Whether it applies cannot be told: it denies.
                (Effect::Deny, (Holds::Yes | Holds::Unknown, _)) => verdict.denied = true,
                (Effect::Allow, (Holds::Yes, grant)) => verdict.grant = verdict.grant.max(grant),
                (Effect::Allow, (Holds::No | Holds::Unknown, _)) | (Effect::Deny, _) => {}
            }
        }
        verdict
    }
}

impl Statement {
    /// Whether the statement speaks of this request, and of whom as the caller.
    fn applies(&self, request: &Request<'_>) -> (Holds, Grant) {
        let nothing = (Holds::No, Grant::None);
        let action = self.actions.any_of.iter().any(|one| one.matches_action(request.action));
        if action == self.actions.negated {
            return nothing;
        }
        let grant = match &self.principals {
            None => Grant::Caller,
            Some(principals) => principals.grant(request.principal),
        };
        if grant == Grant::None {
            return nothing;
        }
        let resource = match &self.resources {
            None => Holds::Yes,
            Some(resources) => resources.hold(request),
        };
        let holds = self
            .conditions
            .iter()
            .fold(resource, |all, condition| all.and(|| condition.holds(request)));
        (holds, grant)
    }
}

impl Patterns {
    fn hold(&self, request: &Request<'_>) -> Holds {
        let variables = |name: &str| request.variable(name);
        let mut any = Holds::No;
        for pattern in &self.any_of {
            match pattern.matches(request.resource, &variables) {
                Holds::Yes => return (!self.negated).into(),
                Holds::Unknown => any = Holds::Unknown,
                Holds::No => {}
            }
        }
        match (self.negated, any) {
            (true, any) => any.not(),
            // A variable that stands for nothing names no resource.
            (false, _) => Holds::No,
        }
    }
}

impl Principals {
    fn grant(&self, principal: &Principal) -> Grant {
        let grant =
            self.any_of.iter().map(|named| named.grant(principal)).max().unwrap_or(Grant::None);
        match (self.negated, grant) {
            (false, grant) => grant,
            (true, Grant::None) => Grant::Caller,
            (true, _) => Grant::None,
        }
    }
}

impl Named {
    fn grant(&self, principal: &Principal) -> Grant {
        let matches = |named: &str, own: &str, grant| (*named == *own).then_some(grant);
        let grant = match (self, &principal.kind) {
            (Self::Everyone, _) => Some(Grant::Caller),
            (Self::Account(account), PrincipalKind::Root) => {
                matches(account, &principal.account, Grant::Caller)
            }
            (Self::Account(account), _) => matches(account, &principal.account, Grant::Account),
            (Self::Arn(arn), PrincipalKind::User { id, .. }) => {
                matches(arn, &principal.arn, Grant::Caller)
                    .or_else(|| matches(arn, id, Grant::Caller))
            }
            (Self::Arn(arn), PrincipalKind::AssumedRole { role_arn, role_id, .. }) => {
                matches(arn, &principal.arn, Grant::Session)
                    .or_else(|| matches(arn, role_arn, Grant::Caller))
                    .or_else(|| matches(arn, role_id, Grant::Caller))
            }
            (Self::Service(service), PrincipalKind::Service(name)) => {
                matches(service, name, Grant::Caller)
            }
            (Self::Arn(_) | Self::Service(_) | Self::Foreign, _) => None,
        };
        grant.unwrap_or(Grant::None)
    }
}
