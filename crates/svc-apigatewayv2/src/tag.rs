//! Tags of APIs and stages.

use aws_shape::NoShape;
use service::tags::{self, TagError};
use service::{AwsError, AwsResult, Cx};

use crate::model::{
    GetTagsRequest, GetTagsResponse, TagResourceRequest, TagResourceResponse, UntagResourceRequest,
};
use crate::whole::Whole;
use crate::{ApiGateway, arn, refusal, stage};

pub(crate) async fn tag_resource(
    _: &ApiGateway,
    cx: &Cx,
    input: TagResourceRequest,
) -> AwsResult<TagResourceResponse> {
    let arn = existing(cx, &input.resource_arn)?;
    let new = input.tags.unwrap_or_default();
    tags::add(cx, &arn, false, &new).await?.map_err(refused)?;
    Ok(TagResourceResponse {})
}

pub(crate) async fn untag_resource(
    _: &ApiGateway,
    cx: &Cx,
    input: UntagResourceRequest,
) -> AwsResult<NoShape> {
    let arn = existing(cx, &input.resource_arn)?;
    tags::remove(cx, &arn, false, &input.tag_keys).await?;
    Ok(NoShape)
}

pub(crate) async fn get_tags(
    _: &ApiGateway,
    cx: &Cx,
    input: GetTagsRequest,
) -> AwsResult<GetTagsResponse> {
    let arn = existing(cx, &input.resource_arn)?;
    Ok(GetTagsResponse { tags: Some(tags::get(cx, &cx.snapshot(), &arn, false)?) })
}

/// `text` if it is the ARN of an API or stage of the caller's, here.
fn existing(cx: &Cx, text: &str) -> AwsResult<String> {
    let wrong = || refusal::bad_request(format!("Invalid ARN specified in the request: {text}"));
    let prefix = arn::of(cx.region(), "/apis/");
    let rest = text.strip_prefix(&prefix).ok_or_else(wrong)?;
    let parts: Vec<&str> = rest.split('/').collect();
    match parts[..] {
        [api_id] => {
            let whole = Whole::get(cx, api_id)?;
            Ok(arn::of_api(cx.region(), &whole.api.id))
        }
        [api_id, "stages", name] => {
            let whole = Whole::get(cx, api_id)?;
            let stage = whole.stages.get(name).ok_or_else(|| stage::no_stage(name))?;
            Ok(arn::of_stage(cx.region(), api_id, &stage.name))
        }
        _ => Err(wrong()),
    }
}

/// Why tags are refused.
pub(crate) fn refused(error: TagError) -> AwsError {
    refusal::bad_request(match error {
        TagError::TooMany(max) => format!("A resource can have {max} tags at most."),
        TagError::Key(key) => format!("The tag key '{key}' is empty or too long."),
        TagError::Value(value) => format!("The tag value '{value}' is too long."),
        TagError::Reserved(key) => {
            format!("The tag key '{key}' begins with aws:, which is reserved.")
        }
    })
}
