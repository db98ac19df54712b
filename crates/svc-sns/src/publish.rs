//! `Publish` and `PublishBatch`: each message becomes one event for each subscription that wants it, and
//! is acknowledged when all of them are stored.

use std::collections::BTreeSet;

use bus::Envelope;
use service::{AwsError, AwsResult, Cx, limits};

use crate::Sns;
use crate::arn::TopicArn;
use crate::message::{Draft, Message};
use crate::model::{
    self, BatchResultErrorEntry, PublishBatchInput, PublishBatchRequestEntry, PublishBatchResponse,
    PublishBatchResultEntry, PublishInput, PublishResponse,
};
use crate::notification::{self, Notification, Origin};
use crate::refusal::{self, invalid};
use crate::sns::{Topic, read};

/// Events in one transaction. Up to here a message is stored for all or for nobody; beyond, what
/// one transaction holds is stored before the next, and a client that is told of a failure sends
/// again, as it must anyway.
const EVENTS_MAX: usize = 20_000;
/// Characters of the id of a batch's entry at most.
const ENTRY_ID_MAX: usize = 80;

pub(crate) async fn publish(sns: &Sns, cx: &Cx, input: PublishInput) -> AwsResult<PublishResponse> {
    let arn = target(cx, input.topic_arn.as_deref(), input.target_arn.as_deref())?;
    let draft = Draft::from(input);
    if draft.bytes() > cx.platform.limits.get(&limits::MESSAGE) {
        return Err(invalid("Message too long"));
    }
    let message = draft.check()?;
    let topic = sns.topic(&arn)?;
    let mut ids = fan_out(sns, cx, &topic, vec![message]).await?;
    Ok(PublishResponse { message_id: ids.pop(), sequence_number: None })
}

/// The topic that is meant: AWS takes it in either member.
pub(crate) fn target(
    cx: &Cx,
    topic_arn: Option<&str>,
    target_arn: Option<&str>,
) -> AwsResult<TopicArn> {
    let given = |arn: Option<&'_ str>| arn.filter(|arn| !arn.is_empty()).map(str::to_owned);
    match (given(topic_arn), given(target_arn)) {
        (Some(_), Some(_)) => Err(invalid("TargetArn Reason: TopicArn is given as well")),
        (Some(arn), None) => TopicArn::parse(cx, &arn),
        (None, Some(arn)) if arn.split(':').nth(5).is_some_and(|r| r.starts_with("endpoint/")) => {
            Err(AwsError::not_implemented("A platform endpoint of sns"))
        }
        (None, Some(arn)) => TopicArn::read(cx, &arn, "TargetArn"),
        (None, None) => {
            Err(invalid("TopicArn or TargetArn Reason: no value for required parameter"))
        }
    }
}

pub(crate) async fn publish_batch(
    sns: &Sns,
    cx: &Cx,
    input: PublishBatchInput,
) -> AwsResult<PublishBatchResponse> {
    let arn = TopicArn::parse(cx, &input.topic_arn)?;
    let entries = input.publish_batch_request_entries;
    check_batch(cx, &entries)?;
    let topic = sns.topic(&arn)?;
    let (mut ids, mut messages, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    let mut bytes = 0;
    for entry in entries {
        let id = entry.id.clone();
        let draft = Draft::from(entry);
        bytes += draft.bytes();
        match draft.check() {
            Ok(message) => {
                ids.push(id);
                messages.push(message);
            }
            Err(error) => failed.push(BatchResultErrorEntry {
                id,
                code: error.shape().query_code.to_owned(),
                message: Some(error.message().to_owned()),
                sender_fault: true,
            }),
        }
    }
    if bytes > cx.platform.limits.get(&limits::MESSAGE) {
        return Err(AwsError::new(
            &model::BATCH_REQUEST_TOO_LONG_ERROR,
            "The length of all the messages put together is more than the limit.",
        ));
    }
    let message_ids = fan_out(sns, cx, &topic, messages).await?;
    let successful =
        ids.into_iter().zip(message_ids).map(|(id, message_id)| PublishBatchResultEntry {
            id: Some(id),
            message_id: Some(message_id),
            sequence_number: None,
        });
    Ok(PublishBatchResponse { successful: Some(successful.collect()), failed: Some(failed) })
}

/// What is wrong with a batch as a whole.
fn check_batch(cx: &Cx, entries: &[PublishBatchRequestEntry]) -> AwsResult {
    if entries.is_empty() {
        return Err(AwsError::new(
            &model::EMPTY_BATCH_REQUEST_ERROR,
            "The batch request doesn't contain any entries.",
        ));
    }
    if entries.len() as u64 > cx.platform.limits.get(&limits::BATCH_ENTRIES) {
        return Err(AwsError::new(
            &model::TOO_MANY_ENTRIES_IN_BATCH_REQUEST_ERROR,
            "The batch request contains more entries than permissible.",
        ));
    }
    let ids: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    if ids.len() < entries.len() {
        return Err(AwsError::new(
            &model::BATCH_ENTRY_IDS_NOT_DISTINCT_ERROR,
            "Two or more batch entries in the request have the same Id.",
        ));
    }
    for id in ids {
        let ordinary = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let wrong = if id.len() > ENTRY_ID_MAX {
            "is too long"
        } else if id.is_empty() || !id.bytes().all(ordinary) {
            "contains an impermissible character"
        } else {
            continue;
        };
        return Err(AwsError::new(
            &model::INVALID_BATCH_ENTRY_ID_ERROR,
            format!("The Id of a batch entry in the batch request {wrong}: {id}"),
        ));
    }
    for entry in entries {
        for (member, value) in [
            ("MessageDeduplicationId", &entry.message_deduplication_id),
            ("MessageGroupId", &entry.message_group_id),
        ] {
            if value.as_ref().is_some_and(|value| !value.is_empty()) {
                return Err(AwsError::not_implemented(&format!("{member} of sns PublishBatch")));
            }
        }
    }
    Ok(())
}

/// Store an event for each subscription that wants a message; gives the ids of the messages.
async fn fan_out(
    sns: &Sns,
    cx: &Cx,
    topic: &Topic,
    messages: Vec<Message>,
) -> AwsResult<Vec<String>> {
    let topic_arn = topic.arn.to_string();
    let head = topic.head();
    let origin = Origin {
        topic_arn: &topic_arn,
        signature_version: &head.signature_version,
        key: sns.signing_key(),
        endpoint: &cx.endpoint,
        now_ms: cx.now_ms(),
    };
    let (mut ids, mut envelopes) = (Vec::new(), Vec::new());
    for message in messages {
        let id = cx.platform.entropy.uuid();
        let subscribers = read(&topic.subscribers).matching(&message);
        ids.push(id.clone());
        if subscribers.is_empty() {
            continue;
        }
        let payload = Notification::new(id, message, origin).to_payload();
        envelopes.extend(subscribers.into_iter().map(|subscriber| Envelope {
            trace: cx.trace.clone(),
            attributes: notification::attributes(&subscriber.id),
            payload: payload.clone(),
            ..Envelope::new(
                cx.platform.entropy.uuid(),
                &*topic_arn,
                &*subscriber.endpoint,
                &topic.arn.scope,
                origin.now_ms,
            )
        }));
    }
    while !envelopes.is_empty() {
        let rest = envelopes.split_off(envelopes.len().min(EVENTS_MAX));
        sns.bus().deliver_all(envelopes).await.map_err(refusal::bus)?;
        envelopes = rest;
    }
    Ok(ids)
}
