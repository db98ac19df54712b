//! Tags of rules.

use service::tags::{self, TagError, Tags};
use service::{AwsError, AwsResult, Cx};

use crate::model::{
    ListTagsForResourceRequest, ListTagsForResourceResponse, Tag, TagResourceRequest,
    TagResourceResponse, UntagResourceRequest, UntagResourceResponse,
};
use crate::state::{invalid, rule};
use crate::{EventBridge, arn};

pub(crate) async fn tag_resource(
    _: &EventBridge,
    cx: &Cx,
    input: TagResourceRequest,
) -> AwsResult<TagResourceResponse> {
    let arn = existing(cx, &input.resource_arn)?;
    let tags = sent(cx, input.tags)?;
    tags::add(cx, &arn, false, &tags).await?.map_err(refused)?;
    Ok(TagResourceResponse {})
}

pub(crate) async fn untag_resource(
    _: &EventBridge,
    cx: &Cx,
    input: UntagResourceRequest,
) -> AwsResult<UntagResourceResponse> {
    let arn = existing(cx, &input.resource_arn)?;
    tags::remove(cx, &arn, false, &input.tag_keys).await?;
    Ok(UntagResourceResponse {})
}

pub(crate) async fn list_tags_for_resource(
    _: &EventBridge,
    cx: &Cx,
    input: ListTagsForResourceRequest,
) -> AwsResult<ListTagsForResourceResponse> {
    let arn = existing(cx, &input.resource_arn)?;
    let tags = tags::get(cx, &cx.snapshot(), &arn, false)?;
    let tags = tags.into_iter().map(|(key, value)| Tag { key, value }).collect();
    Ok(ListTagsForResourceResponse { tags: Some(tags) })
}

/// The tags that a client sends.
pub(crate) fn sent(cx: &Cx, sent: Vec<Tag>) -> AwsResult<Tags> {
    let tags: Tags = sent.into_iter().map(|tag| (tag.key, tag.value)).collect();
    tags::check(&tags, &cx.platform.limits).map_err(refused)?;
    Ok(tags)
}

/// The ARN under which the tags of the rule stand, if there is such a rule.
fn existing(cx: &Cx, text: &str) -> AwsResult<String> {
    let name = arn::rule_name(cx, text)?;
    rule(&cx.scope, &cx.snapshot(), name)?;
    Ok(arn::of_rule(&cx.scope, name))
}

fn refused(error: TagError) -> AwsError {
    invalid(match error {
        TagError::TooMany(max) => format!("A resource can have {max} tags at most."),
        TagError::Key(key) => format!("The tag key '{key}' is empty or too long."),
        TagError::Value(value) => format!("The tag value '{value}' is too long."),
        TagError::Reserved(key) => {
            format!("The tag key '{key}' begins with aws:, which is reserved.")
        }
    })
}
