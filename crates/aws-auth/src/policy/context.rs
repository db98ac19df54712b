//! The facts that conditions and policy variables ask for.

use std::borrow::Cow;

use super::Request;
use crate::principal::PrincipalKind;
use crate::time::iso_date;

/// Condition keys with their values, as one request has them. Keys have no case.
///
/// The keys of the caller's identity (`aws:PrincipalArn`, `aws:PrincipalAccount`,
/// `aws:PrincipalType`, `aws:PrincipalIsAWSService`, `aws:username`, `aws:userid`) and of time
/// (`aws:CurrentTime`, `aws:EpochTime`) come from the [`Request`] and cannot be set here.
#[derive(Clone, Debug, Default)]
pub struct Context {
    entries: Vec<(Box<str>, Vec<String>)>,
}

/// Keys of AWS that are known even where the caller says nothing of them: then they are absent.
const KNOWN: [&str; 5] = [
    "aws:requestedregion",
    "aws:securetransport",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
];

/// What is known of a key.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// Its values; none if the request lacks it.
    Values(Vec<Cow<'a, str>>),
    /// Nobody here knows such a key.
    Unknown,
}

impl Context {
    /// No keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value to a key.
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.insert(key, [value.into()]);
        self
    }

    /// Says that `key` is known. Without a value, the request lacks it: that is how a service
    /// makes its own keys known.
    pub fn know(mut self, key: &str) -> Self {
        self.insert(key, []);
        self
    }

    /// Adds values to a key.
    pub fn insert(&mut self, key: &str, values: impl IntoIterator<Item = String>) {
        match self.entries.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(key)) {
            Some((_, present)) => present.extend(values),
            None => {
                self.entries.push((key.to_ascii_lowercase().into(), values.into_iter().collect()));
            }
        }
    }

    fn values(&self, key: &str) -> Option<&[String]> {
        self.entries.iter().find(|(name, _)| **name == *key).map(|(_, values)| &**values)
    }
}

impl<'a> Request<'a> {
    /// What the request says of a key in lower case.
    pub(super) fn key(&self, key: &str) -> Found<'a> {
        let principal = self.principal;
        let identified =
            !matches!(principal.kind, PrincipalKind::Service(_) | PrincipalKind::Anonymous);
        let own = |value: &'a str| identified.then_some(Cow::Borrowed(value));
        let value: Option<Cow<'a, str>> = match key {
            "aws:principalarn" => own(principal.policy_arn()),
            "aws:principalaccount" => own(&principal.account),
            "aws:principaltype" => Some(principal.type_name().into()),
            "aws:principalisawsservice" => {
                let service = matches!(principal.kind, PrincipalKind::Service(_));
                Some(if service { "true" } else { "false" }.into())
            }
            "aws:username" => match &principal.kind {
                PrincipalKind::User { name, .. } => Some(Cow::Borrowed(name)),
                _ => None,
            },
            "aws:userid" => identified.then(|| principal.user_id().into()),
            "aws:currenttime" => Some(iso_date(self.now_ms).into()),
            "aws:epochtime" => Some(self.now_ms.div_euclid(1_000).to_string().into()),
            _ => {
                return match self.context.values(key) {
                    Some(values) => {
                        Found::Values(values.iter().map(|value| value.as_str().into()).collect())
                    }
                    None if KNOWN.contains(&key) => Found::Values(Vec::new()),
                    None => Found::Unknown,
                };
            }
        };
        Found::Values(value.into_iter().collect())
    }

    /// What a policy variable stands for: a key with exactly one value.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        match self.key(name) {
            Found::Values(values) => match &values[..] {
                [value] => Some(value.to_string()),
                _ => None,
            },
            Found::Unknown => None,
        }
    }
}
