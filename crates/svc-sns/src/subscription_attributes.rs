//! The attributes of subscriptions: which there are, what they may be, what they mean for
//! delivery, and what is told of them. Pure.

use std::collections::BTreeMap;

use service::{Limits, limits};

use crate::arn::SubscriptionArn;
use crate::filter::{Bounds, Policy, Scope};
use crate::state::SubscriptionRow;
use crate::subscribers::Wants;
use crate::topic_attributes::Refused;

const POLICY: &str = "FilterPolicy";
const SCOPE: &str = "FilterPolicyScope";

/// Check the attribute `name` of a subscription to a function that was given `set`, which the
/// attribute is already part of. An empty value stands for none.
pub(crate) fn check(
    set: &BTreeMap<String, String>,
    name: &str,
    value: &str,
    limits: &Limits,
) -> Result<(), Refused> {
    match name {
        POLICY | SCOPE => {
            scope(set).map_err(Refused::Wrong)?;
            policy(set, &bounds(limits)).map(drop).map_err(Refused::Wrong)
        }
        "RawMessageDelivery" => match value {
            "" | "false" => Ok(()),
            "true" => Err(Refused::Wrong(
                "RawMessageDelivery: Delivery protocol [lambda] does not support raw message \
                 delivery."
                    .to_owned(),
            )),
            other => Err(Refused::Wrong(format!(
                "RawMessageDelivery: Invalid value [{other}]. Must be true or false."
            ))),
        },
        "DeliveryPolicy" if !value.is_empty() => Err(Refused::Wrong(
            "DeliveryPolicy: Delivery protocol [lambda] does not support delivery policies."
                .to_owned(),
        )),
        "RedrivePolicy" | "ReplayPolicy" if matches!(value.trim(), "" | "{}") => Ok(()),
        "DeliveryPolicy" | "SubscriptionRoleArn" if value.is_empty() => Ok(()),
        "RedrivePolicy" | "ReplayPolicy" | "SubscriptionRoleArn" => Err(Refused::NotBuilt),
        _ => Err(Refused::Unknown),
    }
}

/// What of a checked attribute is stored: nothing of what is the default anyway.
pub(crate) fn stored(name: &str, value: &str) -> Option<String> {
    let kept = match name {
        POLICY => !is_empty_policy(value),
        SCOPE => !value.is_empty(),
        _ => false,
    };
    kept.then(|| value.to_owned())
}

/// `{}` takes a filter policy away.
fn is_empty_policy(document: &str) -> bool {
    let parsed = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(document);
    document.is_empty() || parsed.is_ok_and(|policy| policy.is_empty())
}

/// Whether a subscription that was given `set` has a filter policy.
pub(crate) fn is_filtered(set: &BTreeMap<String, String>) -> bool {
    set.contains_key(POLICY)
}

/// Whether `wanted` asks for another subscription than the one that was given `set`. What it does
/// not name does not count.
pub(crate) fn differ(set: &BTreeMap<String, String>, wanted: &BTreeMap<String, String>) -> bool {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    wanted.iter().any(|(name, value)| {
        let own = set.get(name).cloned().or_else(|| default(name));
        let other = stored(name, value).or_else(|| default(name));
        match (own, other) {
            (Some(own), Some(other)) => {
                own != other && (name != POLICY || json(&own) != json(&other))
            }
            (own, other) => own != other,
        }
    })
}

fn default(name: &str) -> Option<String> {
    (name == SCOPE).then(|| "MessageAttributes".to_owned())
}

fn bounds(limits: &Limits) -> Bounds {
    Bounds {
        bytes: limits.get(&limits::FILTER_POLICY),
        keys: limits.get(&limits::FILTER_POLICY_KEYS),
        combinations: limits.get(&limits::FILTER_POLICY_COMBINATIONS),
    }
}

fn scope(set: &BTreeMap<String, String>) -> Result<Scope, String> {
    match set.get(SCOPE).map_or("MessageAttributes", String::as_str) {
        "MessageAttributes" => Ok(Scope::Attributes),
        "MessageBody" => Ok(Scope::Body),
        other => Err(format!(
            "FilterPolicyScope: Invalid value [{other}]. Please use either MessageBody or \
             MessageAttributes"
        )),
    }
}

fn policy(set: &BTreeMap<String, String>, bounds: &Bounds) -> Result<Option<Policy>, String> {
    match set.get(POLICY) {
        Some(document) => Policy::parse(document, scope(set)?, bounds),
        None => Ok(None),
    }
}

/// What a stored subscription wants. Limits that were lowered since do not count.
pub(crate) fn wants(row: &SubscriptionRow) -> Wants {
    let unbounded = Bounds { bytes: u64::MAX, keys: u64::MAX, combinations: u64::MAX };
    let set = &row.attributes;
    match (scope(set), policy(set, &unbounded)) {
        (Ok(_), Ok(None)) => Wants::Everything,
        (Ok(scope), Ok(Some(policy))) => Wants::Matching(scope, policy),
        (Err(text), _) | (_, Err(text)) => {
            tracing::error!(subscription = row.id, text, "a stored filter policy cannot be read");
            Wants::Nothing
        }
    }
}

/// All that `GetSubscriptionAttributes` tells.
pub(crate) fn shown(arn: &SubscriptionArn, row: &SubscriptionRow) -> BTreeMap<String, String> {
    let mut shown = row.attributes.clone();
    if is_filtered(&shown) {
        shown.entry(SCOPE.to_owned()).or_insert_with(|| "MessageAttributes".to_owned());
    } else {
        shown.remove(SCOPE);
    }
    for (name, value) in [
        ("SubscriptionArn", arn.to_string()),
        ("TopicArn", arn.topic.to_string()),
        ("Owner", row.owner.clone()),
        ("Protocol", row.protocol.clone()),
        ("Endpoint", row.endpoint.clone()),
        ("SubscriptionPrincipal", row.principal.clone()),
        ("ConfirmationWasAuthenticated", "true".to_owned()),
        ("PendingConfirmation", "false".to_owned()),
        ("RawMessageDelivery", "false".to_owned()),
    ] {
        shown.insert(name.to_owned(), value);
    }
    shown
}
