//! SNS: topics, subscriptions of functions, filter policies, and publishing.
//!
//! Covered are the operations of `models/sns.toml`. It owns topics and subscriptions, and decides
//! who gets a message; it must not know how functions are called: what is published goes onto the
//! bus as one event for each subscription, and whoever delivers there makes the function's event
//! of it with [`render`] (see `notification.rs` for what travels). Start at [`service()`], then
//! `topic.rs`, `subscription.rs` and `publish.rs`; what matches what is in `filter/`.
//!
//! A message that was accepted is delivered to those who were subscribed then, though the topic or
//! the subscription be gone by that time, as at AWS.
//!
//! Where it differs from AWS stands in `models/sns.toml`.

mod arn;
mod delivery_policy;
mod filter;
pub mod fuzz;
mod message;
pub mod model;
mod needs;
mod notification;
mod page;
mod permission;
mod policy;
mod publish;
mod reclaim;
mod refusal;
mod sns;
mod state;
mod subscribers;
mod subscription;
mod subscription_attributes;
mod tag;
mod topic;
mod topic_attributes;

use ::service::{AnyService, Service};

pub use notification::{KIND, SIGNATURE_PATH, SIGNATURE_TEXT, render};
pub use sns::Sns;

/// The table of SNS's operations.
pub fn service(sns: Sns) -> AnyService {
    Service::new(&model::SERVICE, sns)
        .denied(&model::AUTHORIZATION_ERROR_ERROR)
        .on::<model::CreateTopic>(needs::create_topic, topic::create_topic)
        .on::<model::ListTopics>(needs::list_topics, topic::list_topics)
        .on::<model::GetTopicAttributes>(needs::get_topic_attributes, topic::get_topic_attributes)
        .on::<model::SetTopicAttributes>(needs::set_topic_attributes, topic::set_topic_attributes)
        .on::<model::DeleteTopic>(needs::delete_topic, topic::delete_topic)
        .on::<model::AddPermission>(needs::add_permission, permission::add_permission)
        .on::<model::RemovePermission>(needs::remove_permission, permission::remove_permission)
        .on::<model::TagResource>(needs::tag_resource, tag::tag_resource)
        .on::<model::UntagResource>(needs::untag_resource, tag::untag_resource)
        .on::<model::ListTagsForResource>(
            needs::list_tags_for_resource,
            tag::list_tags_for_resource,
        )
        .on::<model::Subscribe>(needs::subscribe, subscription::subscribe)
        .on::<model::ListSubscriptions>(needs::list_subscriptions, subscription::list_subscriptions)
        .on::<model::ListSubscriptionsByTopic>(
            needs::list_subscriptions_by_topic,
            subscription::list_subscriptions_by_topic,
        )
        .on::<model::GetSubscriptionAttributes>(
            needs::get_subscription_attributes,
            subscription::get_subscription_attributes,
        )
        .on::<model::SetSubscriptionAttributes>(
            needs::set_subscription_attributes,
            subscription::set_subscription_attributes,
        )
        .on::<model::Unsubscribe>(needs::unsubscribe, subscription::unsubscribe)
        .data()
        .on::<model::Publish>(needs::publish, publish::publish)
        .on::<model::PublishBatch>(needs::publish_batch, publish::publish_batch)
        .build()
}
