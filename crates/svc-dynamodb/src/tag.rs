//! Tags of tables.

use service::tags::{self, TagError, Tags};
use service::{AwsResult, Cx};

use crate::Invalid;
use crate::catalog::not_found;
use crate::model::{
    ListTagsOfResourceInput, ListTagsOfResourceOutput, Tag, TagResourceInput, UntagResourceInput,
};
use crate::state::State;

pub(crate) async fn tag_resource(
    state: &State,
    cx: &Cx,
    input: TagResourceInput,
) -> AwsResult<aws_shape::NoShape> {
    let tags = tags_of(input.tags);
    if tags.is_empty() {
        return Err(Invalid::new("Atleast one Tag needs to be provided as Input.").into());
    }
    let arn = existing(state, cx, &input.resource_arn)?;
    tags::add(cx, &arn, false, &tags).await?.map_err(refused)?;
    Ok(aws_shape::NoShape)
}

pub(crate) async fn list_tags_of_resource(
    state: &State,
    cx: &Cx,
    input: ListTagsOfResourceInput,
) -> AwsResult<ListTagsOfResourceOutput> {
    if input.next_token.is_some() {
        // There are never more tags than one answer holds, so none of our tokens is out there.
        return Err(Invalid::new("Invalid NextToken").into());
    }
    let arn = existing(state, cx, &input.resource_arn)?;
    let tags = tags::get(cx, &cx.snapshot(), &arn, false)?;
    let tags = tags.into_iter().map(|(key, value)| Tag { key, value }).collect();
    Ok(ListTagsOfResourceOutput { tags: Some(tags), next_token: None })
}

pub(crate) async fn untag_resource(
    state: &State,
    cx: &Cx,
    input: UntagResourceInput,
) -> AwsResult<aws_shape::NoShape> {
    if input.tag_keys.is_empty() {
        return Err(Invalid::new("Atleast one Tag Key needs to be provided as Input.").into());
    }
    let arn = existing(state, cx, &input.resource_arn)?;
    tags::remove(cx, &arn, false, &input.tag_keys).await?;
    Ok(aws_shape::NoShape)
}

/// The tags of a list.
pub(crate) fn tags_of(tags: Vec<Tag>) -> Tags {
    tags.into_iter().map(|tag| (tag.key, tag.value)).collect()
}

/// How DynamoDB refuses tags.
pub(crate) fn refused(error: TagError) -> Invalid {
    Invalid::parameter(match error {
        TagError::TooMany(max) => format!("Too many Tags: a resource can have at most {max}"),
        TagError::Key(key) => format!("Tag key '{key}' must have 1 to 128 characters"),
        TagError::Value(value) => format!("Tag value '{value}' must have at most 256 characters"),
        TagError::Reserved(key) => {
            format!("Tag key '{key}' begins with aws:, which is reserved for system use")
        }
    })
}

/// The ARN of a table that exists.
fn existing(state: &State, cx: &Cx, arn: &str) -> AwsResult<String> {
    let invalid =
        || Invalid::new(format!("Invalid TableArn: Invalid ResourceArn provided as input {arn}"));
    let parts = aws_shape::Arn::parse(arn).map_err(|_| invalid())?;
    if parts.service != "dynamodb" || !parts.resource.starts_with("table/") {
        return Err(invalid().into());
    }
    if state.catalog.find(cx, &cx.snapshot(), arn)?.is_none() {
        // AWS spells it so.
        return Err(not_found(format!(
            "Requested resource not found: ResourcArn: {arn} not found"
        )));
    }
    Ok(arn.to_owned())
}
