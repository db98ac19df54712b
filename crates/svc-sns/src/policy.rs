//! A topic's own policy: AWS's default, documents as clients set them, and statements as
//! `AddPermission` adds them. Pure.

use aws_auth::policy::{Policy, PolicyKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::arn::TopicArn;

/// What a topic's policy may speak of. AWS takes no wildcards here.
const ACTIONS: &[&str] = &[
    "AddPermission",
    "DeleteTopic",
    "GetDataProtectionPolicy",
    "GetTopicAttributes",
    "ListSubscriptionsByTopic",
    "ListTagsForResource",
    "Publish",
    "PutDataProtectionPolicy",
    "Receive",
    "RemovePermission",
    "SetTopicAttributes",
    "Subscribe",
];

const OUT_OF_SCOPE: &str = "Policy statement action out of service scope!";

/// The policy of a topic that was given none.
pub(crate) fn default(arn: &TopicArn) -> String {
    let account = &arn.scope.account;
    format!(
        concat!(
            r#"{{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":["#,
            r#"{{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{{"AWS":"*"}},"#,
            r#""Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","#,
            r#""SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","#,
            r#""SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"{arn}","#,
            r#""Condition":{{"StringEquals":{{"AWS:SourceOwner":"{account}"}}}}}}]}}"#
        ),
        arn = arn,
        account = account
    )
}

/// Check a document that a client sets; what is wrong is told in AWS's words, without `Invalid
/// parameter:`.
pub(crate) fn check(document: &str, bytes_max: u64) -> Result<(), String> {
    if document.len() as u64 > bytes_max {
        return Err(format!("Policy Reason: The policy is longer than {bytes_max} bytes"));
    }
    // By the way that it is read later, too.
    Policy::parse(document, PolicyKind::Resource)
        .map_err(|error| format!("Policy Error: {error}"))?;
    stored(document).map_err(|error| format!("Policy Error: {error}"))?;
    let parsed: Value = serde_json::from_str(document).unwrap_or_default();
    let statements = one_or_more(&parsed["Statement"]);
    for action in statements.iter().flat_map(|statement| {
        one_or_more(&statement["Action"]).iter().chain(one_or_more(&statement["NotAction"]))
    }) {
        let name = action.as_str().and_then(|action| action.split_once(':'));
        if !name.is_some_and(|(vendor, name)| vendor.eq_ignore_ascii_case("sns") && is_action(name))
        {
            return Err(OUT_OF_SCOPE.to_owned());
        }
    }
    Ok(())
}

fn one_or_more(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}

fn is_action(name: &str) -> bool {
    ACTIONS.iter().any(|action| action.eq_ignore_ascii_case(name))
}

/// A stored document, ready to be evaluated; none if it has lost all its statements.
pub(crate) fn stored(document: &str) -> Result<Option<Policy>, String> {
    let read: Document = serde_json::from_str(document).map_err(|error| error.to_string())?;
    if read.statement.is_empty() {
        return Ok(None);
    }
    Policy::parse(document, PolicyKind::Resource).map(Some).map_err(|error| error.to_string())
}

/// What holds where a stored document cannot be read, which another version wrote: nobody may do
/// anything but look at it, replace it and delete the topic.
pub(crate) fn shut() -> Policy {
    let document = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","NotAction":["sns:GetTopicAttributes","sns:SetTopicAttributes","sns:DeleteTopic"],"Resource":"*"}]}"#;
    Policy::parse(document, PolicyKind::Resource).expect("a policy")
}

/// A policy whose statements stay as they were written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(deserialize_with = "statements")]
    statement: Vec<Box<RawValue>>,
}

/// A single statement may stand without brackets.
fn statements<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Box<RawValue>>, D::Error> {
    let raw = Box::<RawValue>::deserialize(from)?;
    if raw.get().starts_with('[') {
        serde_json::from_str(raw.get()).map_err(serde::de::Error::custom)
    } else {
        Ok(vec![raw])
    }
}

fn sid(statement: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Named {
        sid: Option<String>,
    }
    serde_json::from_str::<Named>(statement.get()).ok()?.sid
}

/// What `AddPermission` asks for.
#[derive(Debug)]
pub(crate) struct Grant<'g> {
    pub(crate) label: &'g str,
    pub(crate) accounts: &'g [String],
    /// Without `SNS:`.
    pub(crate) actions: &'g [String],
}

/// `document` with one statement more.
pub(crate) fn add(document: &str, arn: &TopicArn, grant: &Grant<'_>) -> Result<String, String> {
    let is_label = !grant.label.is_empty()
        && grant.label.len() <= 80
        && grant.label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if !is_label {
        return Err("Label".to_owned());
    }
    let is_account =
        |text: &String| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if grant.accounts.is_empty() || !grant.accounts.iter().all(is_account) {
        return Err("AWSAccountId".to_owned());
    }
    if grant.actions.is_empty() || !grant.actions.iter().all(|name| is_action(name)) {
        return Err(OUT_OF_SCOPE.to_owned());
    }
    let mut read: Document = serde_json::from_str(document).map_err(|error| error.to_string())?;
    if read.statement.iter().any(|statement| sid(statement).as_deref() == Some(grant.label)) {
        return Err("Statement already exists".to_owned());
    }
    let roots = grant.accounts.iter().map(|account| format!("arn:aws:iam::{account}:root"));
    let statement = Statement {
        sid: grant.label,
        effect: "Allow",
        principal: Principal { aws: OneOrMore(roots.collect()) },
        action: OneOrMore(grant.actions.iter().map(|name| format!("SNS:{name}")).collect()),
        resource: arn.to_string(),
    };
    let raw = serde_json::value::to_raw_value(&statement).map_err(|error| error.to_string())?;
    read.statement.push(raw);
    serde_json::to_string(&read).map_err(|error| error.to_string())
}

/// `document` without the statements called `label`.
pub(crate) fn remove(document: &str, label: &str) -> Result<String, String> {
    let mut read: Document = serde_json::from_str(document).map_err(|error| error.to_string())?;
    read.statement.retain(|statement| sid(statement).as_deref() != Some(label));
    serde_json::to_string(&read).map_err(|error| error.to_string())
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Statement<'g> {
    sid: &'g str,
    effect: &'static str,
    principal: Principal,
    action: OneOrMore,
    resource: String,
}

#[derive(Serialize)]
struct Principal {
    #[serde(rename = "AWS")]
    aws: OneOrMore,
}

/// One text, or a list of them, as AWS writes it.
struct OneOrMore(Vec<String>);

impl Serialize for OneOrMore {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(to),
            more => more.serialize(to),
        }
    }
}

#[cfg(test)]
mod tests {
    use store::Scope;

    use super::*;

    fn arn() -> TopicArn {
        TopicArn { scope: Scope::new("111111111111", "eu-west-1"), name: "news".to_owned() }
    }

    #[test]
    fn a_statement_is_added_to_the_default_and_taken_away_again() {
        let whole = default(&arn());
        let accounts = ["222222222222".to_owned()];
        let actions = ["Publish".to_owned(), "Subscribe".to_owned()];
        let grant = Grant { label: "other", accounts: &accounts, actions: &actions };
        let more = add(&whole, &arn(), &grant).unwrap();
        let wanted = concat!(
            r#"{"Sid":"other","Effect":"Allow","#,
            r#""Principal":{"AWS":"arn:aws:iam::222222222222:root"},"#,
            r#""Action":["SNS:Publish","SNS:Subscribe"],"#,
            r#""Resource":"arn:aws:sns:eu-west-1:111111111111:news"}"#
        );
        assert_eq!(more, format!("{},{wanted}]}}", &whole[..whole.len() - 2]));
        assert_eq!(check(&more, 30_720), Ok(()));
        assert_eq!(remove(&more, "other").unwrap(), whole);
        assert_eq!(add(&more, &arn(), &grant).unwrap_err(), "Statement already exists");
        let none = remove(&whole, "__default_statement_ID").unwrap();
        assert!(stored(&none).unwrap().is_none());
    }

    #[test]
    fn a_policy_speaks_of_topics_and_of_actions_by_name() {
        let check = |actions: &str| {
            let statement = format!(
                r#"{{"Effect":"Allow","Principal":"*","Action":{actions},"Resource":"{}"}}"#,
                arn()
            );
            let one = format!(r#"{{"Version":"2012-10-17","Statement":{statement}}}"#);
            let list = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
            let told = super::check(&one, 30_720);
            assert_eq!(super::check(&list, 30_720), told);
            told
        };
        assert_eq!(check(r#""sns:Publish""#), Ok(()));
        assert_eq!(check(r#"["SNS:publish","sns:Subscribe"]"#), Ok(()));
        for other in [r#""sns:*""#, r#""*""#, r#""sqs:SendMessage""#, r#""sns:CreateTopic""#] {
            assert_eq!(check(other), Err(OUT_OF_SCOPE.to_owned()), "{other}");
        }
        let told = super::check("{", 30_720).unwrap_err();
        assert_eq!(told, "Policy Error: This policy contains invalid Json");
        assert!(super::check(&default(&arn()), 10).is_err());
    }
}
