//! `AddPermission` and `RemovePermission`: statements of a topic's policy, one at a time.

use aws_shape::NoShape;
use service::{AwsResult, Cx, limits};

use crate::arn::TopicArn;
use crate::model::{AddPermissionInput, RemovePermissionInput};
use crate::policy::{self, Grant};
use crate::refusal::invalid;
use crate::topic::change_attributes;
use crate::{Sns, topic_attributes};

const POLICY: &str = "Policy";

pub(crate) async fn add_permission(
    sns: &Sns,
    cx: &Cx,
    input: AddPermissionInput,
) -> AwsResult<NoShape> {
    let arn = TopicArn::parse(cx, &input.topic_arn)?;
    sns.topic(&arn)?;
    let grant =
        Grant { label: &input.label, accounts: &input.aws_account_id, actions: &input.action_name };
    let bytes_max = cx.platform.limits.get(&limits::TOPIC_POLICY);
    change_attributes(sns, cx, &arn, |attributes| {
        let document = topic_attributes::policy(&arn, attributes);
        let more = policy::add(&document, &arn, &grant).map_err(invalid)?;
        policy::check(&more, bytes_max).map_err(invalid)?;
        attributes.insert(POLICY.to_owned(), more);
        Ok(())
    })
    .await?;
    Ok(NoShape)
}

/// A label that no statement has changes nothing.
pub(crate) async fn remove_permission(
    sns: &Sns,
    cx: &Cx,
    input: RemovePermissionInput,
) -> AwsResult<NoShape> {
    let arn = TopicArn::parse(cx, &input.topic_arn)?;
    sns.topic(&arn)?;
    change_attributes(sns, cx, &arn, |attributes| {
        let document = topic_attributes::policy(&arn, attributes);
        let less = policy::remove(&document, &input.label).map_err(invalid)?;
        if less != document {
            attributes.insert(POLICY.to_owned(), less);
        }
        Ok(())
    })
    .await?;
    Ok(NoShape)
}
