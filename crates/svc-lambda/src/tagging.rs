//! Tags of functions. Versions and aliases have none.

use fn_model::FunctionId;
use service::tags::{self, TagError, Tags};
use service::{AwsError, AwsResult, Cx, Need, Needs};

use crate::function::owner;
use crate::model::{ListTagsRequest, ListTagsResponse, TagResourceRequest, UntagResourceRequest};
use crate::{Lambda, name, refusal, state};

fn needs(lambda: &Lambda, cx: &Cx, resource: &str) -> AwsResult<Needs> {
    let target = name::target(cx, resource, None)?;
    let policy = lambda.resource_policy(&target.id, None);
    Ok(vec![Need::on(target.arn()).policy(policy)])
}

pub(crate) fn tag_needs(l: &Lambda, cx: &Cx, input: &TagResourceRequest) -> AwsResult<Needs> {
    needs(l, cx, &input.resource)
}

pub(crate) fn untag_needs(l: &Lambda, cx: &Cx, input: &UntagResourceRequest) -> AwsResult<Needs> {
    needs(l, cx, &input.resource)
}

pub(crate) fn list_needs(l: &Lambda, cx: &Cx, input: &ListTagsRequest) -> AwsResult<Needs> {
    needs(l, cx, &input.resource)
}

pub(crate) async fn tag_resource(
    _: &Lambda,
    cx: &Cx,
    input: TagResourceRequest,
) -> AwsResult<aws_shape::NoShape> {
    let id = tagged(cx, &input.resource)?;
    if input.tags.is_empty() {
        return Err(refusal::invalid("An error occurred and the request cannot be processed."));
    }
    let new: Tags = input.tags.into_iter().collect();
    tags::add(&owner(cx, &id), &id.arn(), false, &new).await?.map_err(refused)?;
    Ok(aws_shape::NoShape)
}

pub(crate) async fn untag_resource(
    _: &Lambda,
    cx: &Cx,
    input: UntagResourceRequest,
) -> AwsResult<aws_shape::NoShape> {
    let id = tagged(cx, &input.resource)?;
    if input.tag_keys.is_empty() {
        return Err(refusal::constraint("null", "tagKeys", "Member must not be null"));
    }
    tags::remove(&owner(cx, &id), &id.arn(), false, &input.tag_keys).await?;
    Ok(aws_shape::NoShape)
}

pub(crate) async fn list_tags(
    _: &Lambda,
    cx: &Cx,
    input: ListTagsRequest,
) -> AwsResult<ListTagsResponse> {
    let id = tagged(cx, &input.resource)?;
    let tags = tags::get(&owner(cx, &id), &cx.snapshot(), &id.arn(), false)?;
    Ok(ListTagsResponse { tags: Some(tags.into_iter().collect()) })
}

/// The function that `arn` names, if it is one and is there.
fn tagged(cx: &Cx, arn: &str) -> AwsResult<FunctionId> {
    let kind = arn.split(':').nth(5).unwrap_or_default();
    if kind != "function" {
        return Err(AwsError::not_implemented(&format!("A tag on a {kind} of Lambda")));
    }
    let target = name::target(cx, arn, None)?;
    if target.qualifier.is_some() {
        return Err(refusal::invalid(
            "Tags on function aliases and versions are not supported. Please specify a function \
             ARN.",
        ));
    }
    state::function(&cx.snapshot(), &target.id)?;
    Ok(target.id)
}

/// Why tags are refused, in Lambda's words.
pub(crate) fn refused(error: TagError) -> AwsError {
    match error {
        TagError::TooMany(_) => refusal::invalid("Number of tags exceeds function tag limit."),
        TagError::Key(key) => {
            refusal::invalid(format!("The tag key {key:?} is empty or longer than 128 characters."))
        }
        TagError::Value(value) => {
            refusal::invalid(format!("The tag value {value:?} is longer than 256 characters."))
        }
        TagError::Reserved(_) => {
            refusal::invalid("Tag keys starting with 'aws:' are reserved for internal use.")
        }
    }
}
