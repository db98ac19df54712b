//! From a document to a [`Policy`], with AWS's words for what is wrong.
//!
//! AWS has two validators with two vocabularies: one for policies of identities ("Syntax errors
//! in policy.") and one for role trust ("Missing required field Principal"). The services with
//! resource policies each wrap a text of their own; they get the second here.

use super::condition::Condition;
use super::json::Json;
use super::pattern::{Pattern, Syntax};
use super::{
    DOCUMENT_BYTES_MAX, Effect, Named, Patterns, Policy, PolicyError, PolicyKind, Principals,
    Statement,
};

type Parsed<T> = Result<T, PolicyError>;
type Object = Vec<(String, Json)>;

const SYNTAX: &str = "Syntax errors in policy.";

fn error<T>(text: impl Into<String>) -> Parsed<T> {
    Err(PolicyError(text.into()))
}

/// The identity validator's answer, or the other's more telling one.
fn by_kind<T>(kind: PolicyKind, identity: &str, other: impl Into<String>) -> Parsed<T> {
    if kind == PolicyKind::Identity { error(identity) } else { error(other) }
}

pub(super) fn policy(document: &str, kind: PolicyKind) -> Parsed<Policy> {
    if document.len() > DOCUMENT_BYTES_MAX {
        return error(format!("The policy is longer than {DOCUMENT_BYTES_MAX} bytes."));
    }
    // serde_json stops at a depth of 128.
    let Ok(Json::Object(document)) = serde_json::from_str(document) else {
        return by_kind(kind, SYNTAX, "This policy contains invalid Json");
    };
    let mut variables = false;
    let mut statements = None;
    for (key, value) in document {
        match (key.as_str(), value) {
            ("Version", Json::Text(version)) => match version.as_str() {
                "2012-10-17" => variables = true,
                "2008-10-17" => {}
                _ => return error("Policy document must be version 2012-10-17 or greater."),
            },
            ("Id", Json::Text(_)) => {}
            ("Statement", Json::List(list)) => statements = Some(list),
            ("Statement", one @ Json::Object(_)) => statements = Some(vec![one]),
            ("Version" | "Id" | "Statement", _) => return error(SYNTAX),
            (key, _) => return by_kind(kind, SYNTAX, format!("Unknown field {key}")),
        }
    }
    let Some(list) = statements.filter(|list| !list.is_empty()) else {
        return by_kind(kind, SYNTAX, "Missing required field Statement");
    };
    let mut sids = Vec::new();
    let mut statements = Vec::with_capacity(list.len());
    for one in list {
        let Json::Object(fields) = one else {
            return error(SYNTAX);
        };
        statements.push(statement(fields, kind, variables, &mut sids)?);
    }
    if kind == PolicyKind::Identity {
        sids.sort_unstable();
        if sids.windows(2).any(|pair| pair[0] == pair[1]) {
            return error("Statement IDs (SID) in a single policy must be unique.");
        }
    }
    Ok(Policy { kind, statements: statements.into() })
}

fn statement(
    fields: Object,
    kind: PolicyKind,
    variables: bool,
    sids: &mut Vec<String>,
) -> Parsed<Statement> {
    let (mut effect, mut principals, mut actions, mut resources) = (None, None, None, None);
    let mut conditions = Vec::new();
    for (key, value) in fields {
        match key.as_str() {
            "Sid" => sids.extend(sid(value, kind)?),
            "Effect" => {
                effect = match value {
                    Json::Text(text) if text == "Allow" => Some(Effect::Allow),
                    Json::Text(text) if text == "Deny" => Some(Effect::Deny),
                    _ => return error(SYNTAX),
                }
            }
            "Principal" | "NotPrincipal" => {
                if kind == PolicyKind::Identity {
                    return error("Policy document should not specify a principal.");
                }
                let negated = key == "NotPrincipal";
                once(&mut principals, Principals { negated, any_of: principal(value)? })?;
            }
            "Action" | "NotAction" => {
                once(&mut actions, self::actions(value, key == "NotAction", kind)?)?;
            }
            "Resource" | "NotResource" => {
                if kind == PolicyKind::Trust {
                    return error(format!("Has prohibited field {key}"));
                }
                let negated = key == "NotResource";
                once(&mut resources, self::resources(value, negated, kind, variables)?)?;
            }
            "Condition" => conditions = self::conditions(value, variables)?,
            _ => return by_kind(kind, SYNTAX, format!("Unknown field {key}")),
        }
    }
    let Some(effect) = effect else {
        return by_kind(kind, SYNTAX, "Missing required field Effect");
    };
    let Some(actions) = actions.filter(|actions| !actions.any_of.is_empty()) else {
        let identity = "Policy statement must contain actions.";
        return by_kind(kind, identity, "Missing required field Action");
    };
    match kind {
        PolicyKind::Identity if resources.as_ref().is_none_or(|r| r.any_of.is_empty()) => {
            return error("Policy statement must contain resources.");
        }
        PolicyKind::Resource | PolicyKind::Trust
            if principals.as_ref().is_none_or(|p| p.any_of.is_empty()) =>
        {
            return error("Missing required field Principal");
        }
        _ => {}
    }
    Ok(Statement { effect, principals, actions, resources, conditions: conditions.into() })
}

/// Keeps the only one of an element and its opposite.
fn once<T>(place: &mut Option<T>, value: T) -> Parsed<()> {
    if place.replace(value).is_some() { error(SYNTAX) } else { Ok(()) }
}

fn sid(value: Json, kind: PolicyKind) -> Parsed<Option<String>> {
    let Json::Text(sid) = value else {
        return error(SYNTAX);
    };
    // The resource policies of many services take more characters.
    if kind == PolicyKind::Identity && !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return error(
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the \
             regular expression [0-9A-Za-z]*",
        );
    }
    Ok(Some(sid).filter(|sid| !sid.is_empty()))
}

/// A string or a list of strings.
fn texts(value: Json) -> Parsed<Vec<String>> {
    match value {
        Json::Text(text) => Ok(vec![text]),
        Json::List(list) => list
            .into_iter()
            .map(|item| match item {
                Json::Text(text) => Ok(text),
                _ => error(SYNTAX),
            })
            .collect(),
        _ => error(SYNTAX),
    }
}

fn actions(value: Json, negated: bool, kind: PolicyKind) -> Parsed<Patterns> {
    let texts = texts(value)?;
    for text in &texts {
        action(text)?;
        if kind == PolicyKind::Trust && !is_assume(text) {
            return error("AssumeRole policy may only specify STS AssumeRole actions.");
        }
    }
    Ok(Patterns { negated, any_of: texts.iter().map(|text| Pattern::action(text)).collect() })
}

fn action(text: &str) -> Parsed<()> {
    if text == "*" {
        return Ok(());
    }
    let Some((vendor, name)) = text.split_once(':') else {
        return error("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    };
    if name.contains(':') {
        return error("Actions/Condition can contain only one colon.");
    }
    let ordinary = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if vendor.is_empty() || !vendor.bytes().all(ordinary) {
        return error(format!("Vendor {vendor} is not valid"));
    }
    Ok(())
}

/// What a trust policy may speak of.
fn is_assume(action: &str) -> bool {
    let action = action.to_ascii_lowercase();
    action.starts_with("sts:assumerole")
        || matches!(
            &*action,
            "sts:*" | "sts:tagsession" | "sts:setsourceidentity" | "sts:setcontext"
        )
}

fn resources(value: Json, negated: bool, kind: PolicyKind, variables: bool) -> Parsed<Patterns> {
    let texts = texts(value)?;
    if kind == PolicyKind::Identity {
        texts.iter().try_for_each(|text| resource(text))?;
    }
    let syntax = Syntax { wildcards: true, variables };
    let any_of = texts.iter().map(|text| Pattern::new(text, syntax)).collect();
    Ok(Patterns { negated, any_of })
}

fn resource(text: &str) -> Parsed<()> {
    if text == "*" {
        return Ok(());
    }
    let Some(rest) = text.strip_prefix("arn:") else {
        return error(format!("Resource {text} must be in ARN format or \"*\"."));
    };
    let partition = rest.split(':').next().unwrap_or_default();
    let known = matches!(partition, "aws" | "aws-cn" | "aws-us-gov" | "aws-iso" | "aws-iso-b");
    if !known && !partition.contains(['*', '?', '$']) {
        return error(format!("Partition \"{partition}\" is not valid for resource \"{text}\"."));
    }
    // A wildcard may stand for the parts that are not written.
    if rest.split(':').count() < 5 && !rest.contains('*') {
        return error("The policy failed legacy parsing");
    }
    Ok(())
}

fn conditions(value: Json, variables: bool) -> Parsed<Vec<Condition>> {
    let Json::Object(operators) = value else {
        return error(SYNTAX);
    };
    let mut conditions = Vec::new();
    for (operator, keys) in operators {
        let Json::Object(keys) = keys else {
            return error(SYNTAX);
        };
        for (key, values) in keys {
            let values = match values {
                Json::List(list) => list.into_iter().map(scalar).collect::<Parsed<Vec<_>>>()?,
                one => vec![scalar(one)?],
            };
            conditions.push(Condition::new(&operator, &key, &values, variables));
        }
    }
    Ok(conditions)
}

fn scalar(value: Json) -> Parsed<String> {
    match value {
        Json::Text(text) | Json::Number(text) => Ok(text),
        Json::Bool(value) => Ok(value.to_string()),
        _ => error(SYNTAX),
    }
}

fn principal(value: Json) -> Parsed<Box<[Named]>> {
    let types = match value {
        Json::Text(text) if text == "*" => return Ok(Box::new([Named::Everyone])),
        Json::Text(text) => return invalid_principal("AWS", &text),
        Json::Object(types) => types,
        _ => return error(SYNTAX),
    };
    let mut any_of = Vec::new();
    for (kind, values) in types {
        for value in texts(values)? {
            any_of.push(match kind.as_str() {
                "AWS" => aws(value)?,
                "Service" => service(value)?,
                "Federated" | "CanonicalUser" => Named::Foreign,
                kind => return invalid_principal(kind, &value),
            });
        }
    }
    Ok(any_of.into())
}

fn invalid_principal<T>(kind: &str, value: &str) -> Parsed<T> {
    error(format!("Invalid principal in policy: \"{kind}\":\"{value}\""))
}

fn aws(value: String) -> Parsed<Named> {
    let is_account =
        |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if value == "*" {
        return Ok(Named::Everyone);
    }
    if is_account(&value) {
        return Ok(Named::Account(value.into()));
    }
    // What remains of a user or role that was deleted.
    let is_id = value.len() >= 16
        && matches!(value.get(..4), Some("AIDA" | "AROA"))
        && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if is_id {
        return Ok(Named::Arn(value.into()));
    }
    let parts: Vec<&str> = value.splitn(6, ':').collect();
    if let ["arn", _, service @ ("iam" | "sts"), "", account, name] = parts[..] {
        let (kind, rest) = name.split_once('/').unwrap_or((name, ""));
        match (service, kind) {
            ("iam", "root") if is_account(account) && rest.is_empty() => {
                return Ok(Named::Account(account.into()));
            }
            ("iam", "user" | "role") | ("sts", "assumed-role" | "federated-user")
                // A name of an ARN is taken as it is: wildcards are refused, not matched.
                if (is_account(account) || account == "cloudfront")
                    && !rest.is_empty()
                    && !rest.contains(['*', '?']) =>
            {
                return Ok(Named::Arn(value.into()));
            }
            _ => {}
        }
    }
    invalid_principal("AWS", &value)
}

fn service(value: String) -> Parsed<Named> {
    let ordinary = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
    };
    if value == "*" || !value.contains('.') || !value.bytes().all(ordinary) {
        return invalid_principal("SERVICE", &value);
    }
    Ok(Named::Service(value.into()))
}
