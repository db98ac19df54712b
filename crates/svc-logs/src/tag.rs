//! Tags of log groups.

use aws_shape::NoShape;
use service::tags::{self, TagError};
use service::{AwsError, AwsResult, Cx};

use crate::model::{
    ListTagsForResourceRequest, ListTagsForResourceResponse, TOO_MANY_TAGS_ERROR,
    TagResourceRequest, TooManyTagsException, UntagResourceRequest,
};
use crate::state::{group, invalid};
use crate::{Logs, arn};

pub(crate) async fn tag_resource(
    _: &Logs,
    cx: &Cx,
    input: TagResourceRequest,
) -> AwsResult<NoShape> {
    let arn = existing(cx, &input.resource_arn)?;
    tags::add(cx, &arn, false, &input.tags).await?.map_err(|error| refused(error, &arn))?;
    Ok(NoShape)
}

pub(crate) async fn untag_resource(
    _: &Logs,
    cx: &Cx,
    input: UntagResourceRequest,
) -> AwsResult<NoShape> {
    let arn = existing(cx, &input.resource_arn)?;
    tags::remove(cx, &arn, false, &input.tag_keys).await?;
    Ok(NoShape)
}

pub(crate) async fn list_tags_for_resource(
    _: &Logs,
    cx: &Cx,
    input: ListTagsForResourceRequest,
) -> AwsResult<ListTagsForResourceResponse> {
    let arn = existing(cx, &input.resource_arn)?;
    let tags = tags::get(cx, &cx.snapshot(), &arn, false)?;
    Ok(ListTagsForResourceResponse { tags: Some(tags) })
}

/// The ARN under which the tags of the group stand, if there is such a group.
fn existing(cx: &Cx, text: &str) -> AwsResult<String> {
    let name = arn::own_group(cx, text)?;
    group(&cx.scope, &cx.snapshot(), name)?;
    Ok(arn::of_group(&cx.scope, name))
}

/// Why tags of `resource` are refused.
pub(crate) fn refused(error: TagError, resource: &str) -> AwsError {
    match error {
        TagError::TooMany(max) => {
            let message = format!("A resource can have {max} tags at most.");
            AwsError::new(&TOO_MANY_TAGS_ERROR, &message).with(TooManyTagsException {
                message: Some(message),
                resource_name: Some(resource.to_owned()),
            })
        }
        TagError::Key(key) => invalid(format!("The tag key '{key}' is empty or too long.")),
        TagError::Value(value) => invalid(format!("The tag value '{value}' is too long.")),
        TagError::Reserved(key) => {
            invalid(format!("The tag key '{key}' begins with aws:, which is reserved."))
        }
    }
}
