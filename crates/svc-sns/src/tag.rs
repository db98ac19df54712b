//! Tags of topics. Subscriptions have none.

use service::tags::{self, Tags};
use service::{AwsResult, Cx};

use crate::Sns;
use crate::arn::TopicArn;
use crate::model::{
    ListTagsForResourceRequest, ListTagsForResourceResponse, Tag, TagResourceRequest,
    TagResourceResponse, UntagResourceRequest, UntagResourceResponse,
};
use crate::refusal::{self, invalid};
use crate::state;

/// The request as the topic's owner would make it: rows lie in the owner's account.
pub(crate) fn owner(cx: &Cx, arn: &TopicArn) -> Cx {
    Cx { scope: arn.scope.clone(), ..cx.clone() }
}

/// The tags that a client sends.
pub(crate) fn read(cx: &Cx, sent: &[Tag]) -> AwsResult<Tags> {
    let pairs = sent.iter().map(|tag| (tag.key.clone(), tag.value.clone()));
    let read: Tags = pairs.collect();
    if read.len() < sent.len() {
        return Err(invalid("Duplicated keys are not allowed."));
    }
    tags::check(&read, &cx.platform.limits).map_err(refusal::tags)?;
    Ok(read)
}

/// The topic that `arn` names, if it is there.
fn tagged(sns: &Sns, cx: &Cx, arn: &str) -> AwsResult<TopicArn> {
    let arn = TopicArn::read(cx, arn, "ResourceArn")?;
    sns.find(&arn).ok_or_else(refusal::no_resource)?;
    Ok(arn)
}

/// Change the tags of a topic, as long as it is there.
async fn change(
    sns: &Sns,
    cx: &Cx,
    arn: &TopicArn,
    change: impl Fn(&mut Tags) -> AwsResult,
) -> AwsResult {
    let owner = owner(cx, arn);
    sns.change(cx, arn, None, |snapshot, tx| {
        let topic = state::topic(snapshot, arn)?.ok_or_else(refusal::no_resource)?;
        state::expect_topic(tx, arn, &topic);
        let mut tags = tags::get(&owner, snapshot, &arn.to_string(), false)?;
        change(&mut tags)?;
        tags::set(&owner, tx, &arn.to_string(), false, &tags)
    })
    .await
}

pub(crate) async fn tag_resource(
    sns: &Sns,
    cx: &Cx,
    input: TagResourceRequest,
) -> AwsResult<TagResourceResponse> {
    let arn = tagged(sns, cx, &input.resource_arn)?;
    let new = read(cx, &input.tags)?;
    change(sns, cx, &arn, |tags| {
        tags.extend(new.clone());
        tags::check(tags, &cx.platform.limits).map_err(refusal::tags)
    })
    .await?;
    Ok(TagResourceResponse::default())
}

pub(crate) async fn untag_resource(
    sns: &Sns,
    cx: &Cx,
    input: UntagResourceRequest,
) -> AwsResult<UntagResourceResponse> {
    let arn = tagged(sns, cx, &input.resource_arn)?;
    change(sns, cx, &arn, |tags| {
        tags.retain(|key, _| !input.tag_keys.contains(key));
        Ok(())
    })
    .await?;
    Ok(UntagResourceResponse::default())
}

pub(crate) async fn list_tags_for_resource(
    sns: &Sns,
    cx: &Cx,
    input: ListTagsForResourceRequest,
) -> AwsResult<ListTagsForResourceResponse> {
    let arn = tagged(sns, cx, &input.resource_arn)?;
    let tags = tags::get(&owner(cx, &arn), &cx.snapshot(), &arn.to_string(), false)?;
    let shown = tags.into_iter().map(|(key, value)| Tag { key, value });
    Ok(ListTagsForResourceResponse { tags: Some(shown.collect()) })
}
