//! The attributes of topics: which there are, what they may be, and what is told of them. Pure.

use std::collections::BTreeMap;

use serde_json::Value;
use service::{AwsError, Limits, limits};

use crate::arn::TopicArn;
use crate::refusal::invalid;
use crate::{delivery_policy, policy};

/// What an attribute may be.
enum Kind {
    /// At most 100 characters.
    Name,
    Policy,
    DeliveryPolicy,
    OneOf(&'static [&'static str]),
    /// The ARN of a role.
    Role,
    /// 0 to 100.
    Percent,
    /// Nothing but this value or none: the rest is not built.
    Only(&'static str),
}

/// Whether an attribute of this name is known. The logs of deliveries have a role and a rate for
/// each protocol.
fn kind(name: &str) -> Option<Kind> {
    let known = match name {
        "DisplayName" => Kind::Name,
        "Policy" => Kind::Policy,
        "DeliveryPolicy" => Kind::DeliveryPolicy,
        "TracingConfig" => Kind::OneOf(&["Active", "PassThrough"]),
        "SignatureVersion" => Kind::OneOf(&["1", "2"]),
        "FifoTopic" | "ContentBasedDeduplication" => Kind::Only("false"),
        "KmsMasterKeyId" | "ArchivePolicy" | "FifoThroughputScope" => Kind::Only(""),
        _ => {
            let protocols = ["HTTP", "Firehose", "Lambda", "Application", "SQS"];
            let of = |protocol: &&str| name.strip_prefix(protocol);
            match protocols.iter().find_map(of)? {
                "SuccessFeedbackRoleArn" | "FailureFeedbackRoleArn" => Kind::Role,
                "SuccessFeedbackSampleRate" => Kind::Percent,
                _ => return None,
            }
        }
    };
    Some(known)
}

/// Why an attribute is not taken.
#[derive(Debug)]
pub(crate) enum Refused {
    /// There is none of this name.
    Unknown,
    /// What is wrong with its value, without `Invalid parameter:`.
    Wrong(String),
    /// hamsu does not have it.
    NotBuilt,
}

impl Refused {
    /// The error where one attribute is set.
    pub(crate) fn when_set(self, name: &str) -> AwsError {
        match self {
            Self::Unknown => invalid("AttributeName"),
            Self::Wrong(what) => invalid(what),
            Self::NotBuilt => not_built(name),
        }
    }

    /// The error where they come with a new topic or subscription.
    pub(crate) fn when_created(self, name: &str) -> AwsError {
        match self {
            Self::Unknown => invalid(format!("Attributes Reason: Unknown attribute: {name}")),
            Self::Wrong(what) => invalid(format!("Attributes Reason: {what}")),
            Self::NotBuilt => not_built(name),
        }
    }
}

fn not_built(name: &str) -> AwsError {
    AwsError::not_implemented(&format!("The sns attribute {name}"))
}

/// Check the attribute `name`. An empty value stands for none and takes it away.
pub(crate) fn check(name: &str, value: &str, limits: &Limits) -> Result<(), Refused> {
    let kind = kind(name).ok_or(Refused::Unknown)?;
    if value.is_empty() {
        return Ok(());
    }
    let fine = match kind {
        Kind::Name => value.chars().count() <= 100 && !value.chars().any(char::is_control),
        Kind::Policy => {
            return policy::check(value, limits.get(&limits::TOPIC_POLICY)).map_err(Refused::Wrong);
        }
        Kind::DeliveryPolicy => return delivery_policy::check(value).map_err(Refused::Wrong),
        Kind::OneOf(values) => values.contains(&value),
        Kind::Role => {
            let arn = aws_shape::Arn::parse(value);
            arn.is_ok_and(|arn| arn.service == "iam" && arn.resource.starts_with("role/"))
        }
        Kind::Percent => value.parse().is_ok_and(|rate: u8| rate <= 100),
        Kind::Only(only) if value == only => true,
        Kind::Only(_) => return Err(Refused::NotBuilt),
    };
    if fine { Ok(()) } else { Err(Refused::Wrong(format!("{name}: Invalid value [{value}]"))) }
}

/// What of a checked attribute is stored: nothing of what is the default anyway.
pub(crate) fn stored(name: &str, value: &str) -> Option<String> {
    let default = value.is_empty() || matches!(kind(name), Some(Kind::Only(_)) | None);
    (!default).then(|| value.to_owned())
}

/// What is in force of the attribute `name` of a topic that was given `set`.
fn in_force(arn: &TopicArn, set: &BTreeMap<String, String>, name: &str) -> String {
    if let Some(value) = set.get(name) {
        return value.clone();
    }
    match name {
        "Policy" => policy::default(arn),
        "TracingConfig" => "PassThrough".to_owned(),
        "SignatureVersion" => "1".to_owned(),
        "FifoTopic" | "ContentBasedDeduplication" => "false".to_owned(),
        _ => String::new(),
    }
}

/// The policy of a topic that was given `set`.
pub(crate) fn policy(arn: &TopicArn, set: &BTreeMap<String, String>) -> String {
    in_force(arn, set, "Policy")
}

/// Whether `wanted` asks for another topic than the one that was given `set`. What it does not
/// name does not count.
pub(crate) fn differ(
    arn: &TopicArn,
    set: &BTreeMap<String, String>,
    wanted: &BTreeMap<String, String>,
) -> bool {
    let json = |text: &str| serde_json::from_str::<Value>(text).ok();
    wanted.iter().any(|(name, value)| {
        let asked = stored(name, value).map(|value| (name.clone(), value));
        let (own, other) =
            (in_force(arn, set, name), in_force(arn, &asked.into_iter().collect(), name));
        own != other && (json(&own).is_none() || json(&own) != json(&other))
    })
}

/// Figures that `GetTopicAttributes` tells.
pub(crate) struct Figures {
    pub(crate) confirmed: usize,
    pub(crate) deleted: u64,
}

/// All that `GetTopicAttributes` tells.
pub(crate) fn shown(
    arn: &TopicArn,
    set: &BTreeMap<String, String>,
    figures: &Figures,
) -> BTreeMap<String, String> {
    let mut shown = set.clone();
    for name in ["Policy", "DisplayName"] {
        shown.insert(name.to_owned(), in_force(arn, set, name));
    }
    let document = set.get("DeliveryPolicy").map(String::as_str);
    for (name, value) in [
        ("TopicArn", arn.to_string()),
        ("Owner", arn.scope.account.clone()),
        ("EffectiveDeliveryPolicy", delivery_policy::effective(document)),
        ("SubscriptionsConfirmed", figures.confirmed.to_string()),
        ("SubscriptionsPending", "0".to_owned()),
        ("SubscriptionsDeleted", figures.deleted.to_string()),
    ] {
        shown.insert(name.to_owned(), value);
    }
    shown
}
