//! What an access key, a session or a service stands for, and the ARNs that name it.

use std::sync::Arc;

/// Who makes a request. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The account whose identity this is; empty for services and for nobody.
    pub account: Arc<str>,
    /// The ARN by which answers and denials name it (`aws:userArn`); for a session that of the
    /// session, for a service its host name.
    pub arn: Arc<str>,
    /// What kind of identity it is.
    pub kind: PrincipalKind,
    /// The access key that signed; none for services and for nobody.
    pub access_key_id: Option<Arc<str>>,
}

/// The kinds of identities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// The account itself.
    Root,
    /// An IAM user.
    User {
        /// The user's name, without path.
        name: Arc<str>,
        /// `AIDA…`
        id: Arc<str>,
    },
    /// A session of a role.
    AssumedRole {
        /// The role's name, without path.
        role_name: Arc<str>,
        /// The role's own ARN, with path.
        role_arn: Arc<str>,
        /// The name of the session.
        session: Arc<str>,
        /// `AROA…`
        role_id: Arc<str>,
    },
    /// A service acting for itself, by its principal, such as `lambda.amazonaws.com`.
    Service(Arc<str>),
    /// A request without signature.
    Anonymous,
}

impl Principal {
    /// The root of an account.
    pub fn root(account: &str, access_key_id: Option<&str>) -> Self {
        Self {
            account: account.into(),
            arn: format!("arn:aws:iam::{account}:root").into(),
            kind: PrincipalKind::Root,
            access_key_id: access_key_id.map(Into::into),
        }
    }

    /// A user; `path` begins and ends with `/`.
    pub fn user(account: &str, path: &str, name: &str, id: &str, access_key_id: &str) -> Self {
        Self {
            account: account.into(),
            arn: format!("arn:aws:iam::{account}:user{path}{name}").into(),
            kind: PrincipalKind::User { name: name.into(), id: id.into() },
            access_key_id: Some(access_key_id.into()),
        }
    }

    /// A session of the role with this ARN.
    pub fn assumed_role(
        role_arn: &str,
        role_id: &str,
        session: &str,
        access_key_id: Option<&str>,
    ) -> Self {
        let account = account_of(role_arn);
        let role_name = role_arn.rsplit('/').next().unwrap_or_default();
        Self {
            account: account.into(),
            arn: format!("arn:aws:sts::{account}:assumed-role/{role_name}/{session}").into(),
            kind: PrincipalKind::AssumedRole {
                role_name: role_name.into(),
                role_arn: role_arn.into(),
                session: session.into(),
                role_id: role_id.into(),
            },
            access_key_id: access_key_id.map(Into::into),
        }
    }

    /// A service.
    pub fn service(name: &str) -> Self {
        let name: Arc<str> = name.into();
        Self {
            account: "".into(),
            arn: name.clone(),
            kind: PrincipalKind::Service(name),
            access_key_id: None,
        }
    }

    /// Nobody in particular.
    pub fn anonymous() -> Self {
        Self {
            account: "".into(),
            arn: "anonymous".into(),
            kind: PrincipalKind::Anonymous,
            access_key_id: None,
        }
    }

    /// The ARN that policies mean (`aws:PrincipalArn`): of a session, the role's.
    pub fn policy_arn(&self) -> &str {
        match &self.kind {
            PrincipalKind::AssumedRole { role_arn, .. } => role_arn,
            _ => &self.arn,
        }
    }

    /// `UserId` as `GetCallerIdentity` answers it, and `aws:userid`.
    pub fn user_id(&self) -> String {
        match &self.kind {
            PrincipalKind::Root => self.account.to_string(),
            PrincipalKind::User { id, .. } => id.to_string(),
            PrincipalKind::AssumedRole { role_id, session, .. } => format!("{role_id}:{session}"),
            PrincipalKind::Service(name) => name.to_string(),
            PrincipalKind::Anonymous => "anonymous".to_owned(),
        }
    }

    /// `aws:PrincipalType`.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            PrincipalKind::Root => "Account",
            PrincipalKind::User { .. } => "User",
            PrincipalKind::AssumedRole { .. } => "AssumedRole",
            PrincipalKind::Service(_) => "Service",
            PrincipalKind::Anonymous => "Anonymous",
        }
    }
}

/// The account in an ARN; empty if there is none.
pub fn account_of(arn: &str) -> &str {
    arn.starts_with("arn:").then(|| arn.split(':').nth(4)).flatten().unwrap_or_default()
}
