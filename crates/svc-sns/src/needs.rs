//! What callers must be allowed: actions on topics, which have policies of their own.

use service::{AwsResult, Cx, Need, Needs};

use crate::arn::{SubscriptionArn, TopicArn};
use crate::model::{
    AddPermissionInput, CreateTopicInput, DeleteTopicInput, GetSubscriptionAttributesInput,
    GetTopicAttributesInput, ListSubscriptionsByTopicInput, ListSubscriptionsInput,
    ListTagsForResourceRequest, ListTopicsInput, PublishBatchInput, PublishInput,
    RemovePermissionInput, SetSubscriptionAttributesInput, SetTopicAttributesInput, SubscribeInput,
    TagResourceRequest, UnsubscribeInput, UntagResourceRequest,
};
use crate::{Sns, publish, subscription};

/// `action` on the topic `arn`, by the caller's policies or the topic's.
fn on_topic(sns: &Sns, action: &'static str, arn: &TopicArn) -> Need {
    let policy = sns.find(arn).and_then(|topic| topic.policy());
    Need::new(action, arn.to_string()).policy(policy)
}

/// On everything that the account has here.
fn on_all(cx: &Cx, action: &'static str) -> Needs {
    vec![Need::new(action, cx.arn("sns", "*"))]
}

/// On a subscription. Whoever subscribed from another account than the topic's acts on what is
/// its own, for which AWS knows no name: `*`.
fn on_subscription(sns: &Sns, cx: &Cx, action: &'static str, arn: &str) -> AwsResult<Needs> {
    let arn = SubscriptionArn::parse(arn)?;
    let foreign = *arn.topic.scope.account != *cx.account();
    let own = foreign && subscription::owner(sns, cx, &arn)?.as_deref() == Some(cx.account());
    Ok(vec![Need::new(action, if own { "*".to_owned() } else { arn.to_string() })])
}

macro_rules! topics {
    ($($name:ident($input:ty) = $action:literal, $member:ident;)*) => {
        $(pub(crate) fn $name(sns: &Sns, cx: &Cx, input: &$input) -> AwsResult<Needs> {
            Ok(vec![on_topic(sns, $action, &TopicArn::parse(cx, &input.$member)?)])
        })*
    };
}

topics! {
    delete_topic(DeleteTopicInput) = "SNS:DeleteTopic", topic_arn;
    get_topic_attributes(GetTopicAttributesInput) = "SNS:GetTopicAttributes", topic_arn;
    set_topic_attributes(SetTopicAttributesInput) = "SNS:SetTopicAttributes", topic_arn;
    list_subscriptions_by_topic(ListSubscriptionsByTopicInput) =
        "SNS:ListSubscriptionsByTopic", topic_arn;
    add_permission(AddPermissionInput) = "SNS:AddPermission", topic_arn;
    remove_permission(RemovePermissionInput) = "SNS:RemovePermission", topic_arn;
    publish_batch(PublishBatchInput) = "SNS:Publish", topic_arn;
    tag_resource(TagResourceRequest) = "SNS:TagResource", resource_arn;
    untag_resource(UntagResourceRequest) = "SNS:UntagResource", resource_arn;
    list_tags_for_resource(ListTagsForResourceRequest) = "SNS:ListTagsForResource", resource_arn;
}

macro_rules! subscriptions {
    ($($name:ident($input:ty) = $action:literal;)*) => {
        $(pub(crate) fn $name(sns: &Sns, cx: &Cx, input: &$input) -> AwsResult<Needs> {
            on_subscription(sns, cx, $action, &input.subscription_arn)
        })*
    };
}

subscriptions! {
    unsubscribe(UnsubscribeInput) = "SNS:Unsubscribe";
    get_subscription_attributes(GetSubscriptionAttributesInput) =
        "SNS:GetSubscriptionAttributes";
    set_subscription_attributes(SetSubscriptionAttributesInput) =
        "SNS:SetSubscriptionAttributes";
}

/// A topic that comes with tags is tagged too.
#[expect(clippy::unnecessary_wraps, reason = "rows have one form")]
pub(crate) fn create_topic(_: &Sns, cx: &Cx, input: &CreateTopicInput) -> AwsResult<Needs> {
    let arn = TopicArn::own(cx, &input.name).to_string();
    let mut needs = vec![Need::new("SNS:CreateTopic", arn.clone())];
    if input.tags.as_ref().is_some_and(|tags| !tags.is_empty()) {
        needs.push(Need::new("SNS:TagResource", arn));
    }
    Ok(needs)
}

#[expect(clippy::unnecessary_wraps, reason = "rows have one form")]
pub(crate) fn list_topics(_: &Sns, cx: &Cx, _: &ListTopicsInput) -> AwsResult<Needs> {
    Ok(on_all(cx, "SNS:ListTopics"))
}

#[expect(clippy::unnecessary_wraps, reason = "rows have one form")]
pub(crate) fn list_subscriptions(_: &Sns, cx: &Cx, _: &ListSubscriptionsInput) -> AwsResult<Needs> {
    Ok(on_all(cx, "SNS:ListSubscriptions"))
}

pub(crate) fn subscribe(sns: &Sns, cx: &Cx, input: &SubscribeInput) -> AwsResult<Needs> {
    let need = on_topic(sns, "SNS:Subscribe", &TopicArn::parse(cx, &input.topic_arn)?);
    let endpoint = input.endpoint.as_deref().unwrap_or_default();
    Ok(vec![need.context("sns:Protocol", &*input.protocol).context("sns:Endpoint", endpoint)])
}

/// What is no topic's is refused as not implemented, to whoever may publish anywhere.
pub(crate) fn publish(sns: &Sns, cx: &Cx, input: &PublishInput) -> AwsResult<Needs> {
    let (topic, target) = (input.topic_arn.as_deref(), input.target_arn.as_deref());
    if topic.is_none() && target.is_none() && input.phone_number.is_some() {
        return Ok(on_all(cx, "SNS:Publish"));
    }
    Ok(vec![on_topic(sns, "SNS:Publish", &publish::target(cx, topic, target)?)])
}
