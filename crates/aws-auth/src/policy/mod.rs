//! IAM policies: parsed once into a form that is cheap to evaluate, then asked often.
//!
//! Start at [`Policy::parse`] and [`evaluate`]. A policy is immutable; callers keep it as
//! `Arc<Policy>` beside the document that they store and give back.
//!
//! # What is not known fails closed
//!
//! A condition whose operator or key is not known here can be neither true nor false. A statement
//! that depends on one does not allow, if it is an `Allow`, and denies, if it is a `Deny`. The
//! same holds for a policy variable that stands for nothing, where its absence would widen the
//! statement.
//!
//! Known operators: `String…`, `Numeric…`, `Date…` and `Arn…` with all their comparisons, `Bool`,
//! `IpAddress`, `NotIpAddress` and `Null`, with `IfExists` after and `ForAllValues:` or
//! `ForAnyValue:` before them. Known keys: those of [`Context`], and every key that the caller
//! names there, even without a value.

mod condition;
mod context;
mod evaluate;
mod json;
mod parse;
mod pattern;

pub use context::Context;
pub use evaluate::{Decision, PolicyType, Reason, Request, evaluate};

use condition::Condition;
use pattern::Pattern;

/// The largest document that is read at all, in bytes. The services' own limits are lower.
pub const DOCUMENT_BYTES_MAX: usize = 64 * 1024;

/// Where a policy hangs, which decides what it may and must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyKind {
    /// On a user, a role or a group, or given to a session: no principal.
    Identity,
    /// On a resource: names principals.
    Resource,
    /// On a role, saying who may assume it: names principals, no resource.
    Trust,
}

/// A policy, ready to be evaluated.
#[derive(Debug)]
pub struct Policy {
    kind: PolicyKind,
    statements: Box<[Statement]>,
}

/// Why a document is not a policy, in AWS's words where they are known: the message of
/// `MalformedPolicyDocument`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PolicyError(pub String);

impl Policy {
    /// Parses and checks a document.
    pub fn parse(document: &str, kind: PolicyKind) -> Result<Self, PolicyError> {
        parse::policy(document, kind)
    }

    /// Where this policy hangs.
    pub fn kind(&self) -> PolicyKind {
        self.kind
    }

    /// How many statements it has.
    pub fn statement_count(&self) -> usize {
        self.statements.len()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Allow,
    Deny,
}

#[derive(Debug)]
struct Statement {
    effect: Effect,
    principals: Option<Principals>,
    actions: Patterns,
    /// None in a trust policy: the role it hangs on.
    resources: Option<Patterns>,
    conditions: Box<[Condition]>,
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Debug)]
struct Patterns {
    /// `NotAction`, `NotResource`.
    negated: bool,
    any_of: Box<[Pattern]>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Debug)]
struct Principals {
    negated: bool,
    any_of: Box<[Named]>,
}

/// One entry of a `Principal` element.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    /// `*`
    Everyone,
    /// An account, by its number or its root's ARN: whom it trusts is its own affair.
    Account(Box<str>),
    /// The ARN of a user, a role or a session, or the unique id of one that was deleted.
    Arn(Box<str>),
    /// A service's principal.
    Service(Box<str>),
    /// `Federated`, `CanonicalUser`: kept, matches nobody here.
    Foreign,
}

/// Whether something holds, where it may not be possible to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Yes,
    No,
    Unknown,
}

impl Holds {
    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No => Self::No,
            Self::Yes => other(),
            Self::Unknown if other() == Self::No => Self::No,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}
