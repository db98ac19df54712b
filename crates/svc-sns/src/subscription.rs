//! Subscriptions: subscribe, list, look at, change, unsubscribe.

use std::collections::BTreeMap;

use aws_shape::{Arn, NoShape};
use service::{AwsError, AwsResult, Cx, limits};
use store::Snapshot;

use crate::Sns;
use crate::arn::{SubscriptionArn, TopicArn};
use crate::model::{
    self, GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse,
    ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse, ListSubscriptionsInput,
    ListSubscriptionsResponse, SetSubscriptionAttributesInput, SubscribeInput, SubscribeResponse,
    UnsubscribeInput,
};
use crate::page::Listing;
use crate::refusal::{self, invalid};
use crate::sns::{Topic, read};
use crate::state::{self, OWNED, OwnedRow, SUBSCRIPTIONS, SubscriptionRow};
use crate::subscription_attributes as attributes;

/// What AWS delivers to, besides functions.
const OTHERS: &[&str] =
    &["http", "https", "email", "email-json", "sms", "sqs", "application", "firehose"];

pub(crate) async fn subscribe(
    sns: &Sns,
    cx: &Cx,
    input: SubscribeInput,
) -> AwsResult<SubscribeResponse> {
    let topic = TopicArn::parse(cx, &input.topic_arn)?;
    let known = sns.topic(&topic)?;
    let endpoint = endpoint(&input.protocol, input.endpoint.as_deref())?;
    let wanted = input.attributes.unwrap_or_default();
    let kept: BTreeMap<String, String> = wanted
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), attributes::stored(name, value)?)))
        .collect();
    for (name, value) in &wanted {
        attributes::check(&kept, name, value, &cx.platform.limits)
            .map_err(|refused| refused.when_created(name))?;
    }
    let arn = SubscriptionArn { topic, id: cx.platform.entropy.uuid() };
    let row = SubscriptionRow {
        id: arn.id.clone(),
        protocol: input.protocol,
        endpoint,
        owner: cx.account().to_owned(),
        principal: cx.principal.policy_arn().to_owned(),
        created_ms: cx.now_ms(),
        attributes: kept,
    };
    let id = sns
        .change(cx, &arn.topic, Some(&arn.id), |snapshot, tx| {
            let topic = state::topic(snapshot, &arn.topic)?.ok_or_else(refusal::no_topic)?;
            if let Some(id) = same(snapshot, &arn.topic, &topic.id, &row, &wanted)? {
                return Ok(id);
            }
            check_room(cx, &known)?;
            if attributes::is_filtered(&row.attributes) {
                check_filter_room(sns, cx, &known)?;
            }
            state::expect_topic(tx, &arn.topic, &topic);
            state::create_subscription(tx, &arn, &topic.id, &row)?;
            Ok(row.id.clone())
        })
        .await?;
    let arn = SubscriptionArn { id, ..arn };
    Ok(SubscribeResponse { subscription_arn: Some(arn.to_string()) })
}

/// The function that is subscribed, by its ARN. It need not exist, as at AWS.
fn endpoint(protocol: &str, endpoint: Option<&str>) -> AwsResult<String> {
    if OTHERS.contains(&protocol) {
        return Err(AwsError::not_implemented(&format!(
            "A subscription of sns with the protocol {protocol}"
        )));
    }
    if protocol != "lambda" {
        return Err(invalid(format!(
            "Amazon SNS does not support this protocol string: {protocol}"
        )));
    }
    let Some(endpoint) = endpoint.filter(|endpoint| !endpoint.is_empty()) else {
        return Err(invalid("Endpoint Reason: no value for required parameter"));
    };
    let is_function = Arn::parse(endpoint).is_ok_and(|arn| {
        let account = arn.account.len() == 12 && arn.account.bytes().all(|b| b.is_ascii_digit());
        let name = |part: &str| {
            let ordinary = |byte: u8| byte.is_ascii_alphanumeric() || b"-_$".contains(&byte);
            (1..=140).contains(&part.len()) && part.bytes().all(ordinary)
        };
        let parts: Vec<&str> = arn.resource.split(':').collect();
        let named = match parts[..] {
            ["function", function] => name(function),
            ["function", function, qualifier] => name(function) && name(qualifier),
            _ => false,
        };
        arn.partition == "aws"
            && arn.service == "lambda"
            && !arn.region.is_empty()
            && account
            && named
    });
    if !is_function {
        return Err(invalid("Lambda endpoint ARN"));
    }
    Ok(endpoint.to_owned())
}

/// The subscription that the endpoint has already; refused if other attributes are asked for.
fn same(
    snapshot: &Snapshot,
    topic: &TopicArn,
    topic_id: &str,
    row: &SubscriptionRow,
    wanted: &BTreeMap<String, String>,
) -> AwsResult<Option<String>> {
    let endpoint = (row.protocol.as_str(), row.endpoint.as_str());
    let Some(id) = state::subscribed(snapshot, &topic.scope, topic_id, endpoint)? else {
        return Ok(None);
    };
    let old = state::subscription(snapshot, &topic.scope, topic_id, &id)?;
    if old.is_none_or(|old| attributes::differ(&old.attributes, wanted)) {
        return Err(invalid(
            "Attributes Reason: Subscription already exists with different attributes",
        ));
    }
    Ok(Some(id))
}

/// Whether the topic may have one subscription more.
fn check_room(cx: &Cx, topic: &Topic) -> AwsResult {
    let max = cx.platform.limits.get(&limits::SUBSCRIPTIONS);
    if (read(&topic.subscribers).len() as u64) < max {
        return Ok(());
    }
    let text = "Subscription limit exceeded: the topic has as many as it may have";
    Err(AwsError::new(&model::SUBSCRIPTION_LIMIT_EXCEEDED_ERROR, text))
}

/// Whether the topic and its account may have one filter policy more.
fn check_filter_room(sns: &Sns, cx: &Cx, topic: &Topic) -> AwsResult {
    let of_topic = read(&topic.subscribers).filtered();
    let of_account = sns.shelf(&topic.arn.scope).filtered();
    for (count, limit) in
        [(of_topic, &limits::TOPIC_FILTER_POLICIES), (of_account, &limits::FILTER_POLICIES)]
    {
        let max = cx.platform.limits.get(limit);
        if count as u64 >= max {
            let text = format!("Filter policy limit exceeded: there are {max} already");
            return Err(AwsError::new(&model::FILTER_POLICY_LIMIT_EXCEEDED_ERROR, text));
        }
    }
    Ok(())
}

pub(crate) async fn list_subscriptions(
    sns: &Sns,
    cx: &Cx,
    input: ListSubscriptionsInput,
) -> AwsResult<ListSubscriptionsResponse> {
    let listing = Listing { cx, operation: "ListSubscriptions", filter: "" };
    let after = listing.after(input.next_token.as_deref())?;
    let prefix = OWNED.prefix(&cx.scope, ());
    let rows = state::rows(&cx.snapshot(), &OWNED, &prefix, after.as_deref());
    // Those of a deleted topic are on their way out.
    let rows = rows.filter(|row| {
        row.as_ref().map_or(true, |(_, row)| {
            sns.find(&topic_of(cx, row)).is_some_and(|topic| topic.id == row.topic_id)
        })
    });
    let page = listing.page(rows)?;
    let shown = |row: OwnedRow| {
        let arn = SubscriptionArn { topic: topic_of(cx, &row), id: row.id };
        shown(&arn, cx.account(), row.protocol, row.endpoint)
    };
    Ok(ListSubscriptionsResponse {
        subscriptions: Some(page.items.into_iter().map(shown).collect()),
        next_token: page.next_token,
    })
}

fn topic_of(cx: &Cx, row: &OwnedRow) -> TopicArn {
    let scope = store::Scope::new(&*row.topic_account, cx.region());
    TopicArn { scope, name: row.topic.clone() }
}

fn shown(
    arn: &SubscriptionArn,
    owner: &str,
    protocol: String,
    endpoint: String,
) -> model::Subscription {
    model::Subscription {
        subscription_arn: Some(arn.to_string()),
        owner: Some(owner.to_owned()),
        protocol: Some(protocol),
        endpoint: Some(endpoint),
        topic_arn: Some(arn.topic.to_string()),
    }
}

pub(crate) async fn list_subscriptions_by_topic(
    sns: &Sns,
    cx: &Cx,
    input: ListSubscriptionsByTopicInput,
) -> AwsResult<ListSubscriptionsByTopicResponse> {
    let arn = TopicArn::parse(cx, &input.topic_arn)?;
    let topic = sns.topic(&arn)?;
    let filter = format!("{arn} {}", topic.id);
    let listing = Listing { cx, operation: "ListSubscriptionsByTopic", filter: &filter };
    let after = listing.after(input.next_token.as_deref())?;
    let prefix = SUBSCRIPTIONS.prefix(&arn.scope, (topic.id.as_str(),));
    let rows = state::rows(&cx.snapshot(), &SUBSCRIPTIONS, &prefix, after.as_deref());
    let page = listing.page(rows)?;
    let shown = |row: SubscriptionRow| {
        let arn = SubscriptionArn { topic: arn.clone(), id: row.id };
        shown(&arn, &row.owner, row.protocol, row.endpoint)
    };
    Ok(ListSubscriptionsByTopicResponse {
        subscriptions: Some(page.items.into_iter().map(shown).collect()),
        next_token: page.next_token,
    })
}

pub(crate) async fn get_subscription_attributes(
    sns: &Sns,
    cx: &Cx,
    input: GetSubscriptionAttributesInput,
) -> AwsResult<GetSubscriptionAttributesResponse> {
    let arn = SubscriptionArn::parse(&input.subscription_arn)?;
    let topic = sns.find(&arn.topic).ok_or_else(refusal::no_subscription)?;
    let row = state::subscription(&cx.snapshot(), &arn.topic.scope, &topic.id, &arn.id)?;
    let row = row.ok_or_else(refusal::no_subscription)?;
    let shown = attributes::shown(&arn, &row);
    Ok(GetSubscriptionAttributesResponse { attributes: Some(shown) })
}

pub(crate) async fn set_subscription_attributes(
    sns: &Sns,
    cx: &Cx,
    input: SetSubscriptionAttributesInput,
) -> AwsResult<NoShape> {
    let arn = SubscriptionArn::parse(&input.subscription_arn)?;
    let known = sns.find(&arn.topic).ok_or_else(refusal::no_subscription)?;
    let name = input.attribute_name;
    let value = input.attribute_value.unwrap_or_default();
    let scope = &arn.topic.scope;
    sns.change(cx, &arn.topic, Some(&arn.id), |snapshot, tx| {
        let old = state::subscription(snapshot, scope, &known.id, &arn.id)?;
        let old = old.ok_or_else(refusal::no_subscription)?;
        let mut row = old.value.clone();
        match attributes::stored(&name, &value) {
            Some(value) => row.attributes.insert(name.clone(), value),
            None => row.attributes.remove(&name),
        };
        attributes::check(&row.attributes, &name, &value, &cx.platform.limits)
            .map_err(|refused| refused.when_set(&name))?;
        if attributes::is_filtered(&row.attributes) && !attributes::is_filtered(&old.attributes) {
            check_filter_room(sns, cx, &known)?;
        }
        if row != old.value {
            state::replace_subscription(tx, scope, &known.id, &old, &row)?;
        }
        Ok(())
    })
    .await?;
    Ok(NoShape)
}

/// A subscription that is not there is taken away just as well. What was published before is still
/// delivered.
pub(crate) async fn unsubscribe(sns: &Sns, cx: &Cx, input: UnsubscribeInput) -> AwsResult<NoShape> {
    let arn = SubscriptionArn::parse(&input.subscription_arn)?;
    let Some(known) = sns.find(&arn.topic) else { return Ok(NoShape) };
    let scope = &arn.topic.scope;
    sns.change(cx, &arn.topic, Some(&arn.id), |snapshot, tx| {
        let Some(row) = state::subscription(snapshot, scope, &known.id, &arn.id)? else {
            return Ok(());
        };
        state::delete_subscription(tx, &arn.topic, &known.id, &row);
        state::count_deleted(snapshot, tx, scope, &known.id)
    })
    .await?;
    Ok(NoShape)
}

/// Whose the subscription `arn` is: the account that subscribed.
pub(crate) fn owner(sns: &Sns, cx: &Cx, arn: &SubscriptionArn) -> AwsResult<Option<String>> {
    let Some(topic) = sns.find(&arn.topic) else { return Ok(None) };
    let row = state::subscription(&cx.snapshot(), &arn.topic.scope, &topic.id, &arn.id)?;
    Ok(row.map(|row| row.value.owner))
}
