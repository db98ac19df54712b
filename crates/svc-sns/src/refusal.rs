//! Errors in SNS's words.

use service::AwsError;
use service::tags::TagError;

use crate::model;

/// `Invalid parameter: WHAT`.
pub(crate) fn invalid(what: impl std::fmt::Display) -> AwsError {
    AwsError::new(&model::INVALID_PARAMETER_ERROR, format!("Invalid parameter: {what}"))
}

/// What is wrong with a message attribute.
pub(crate) fn invalid_value(message: impl Into<String>) -> AwsError {
    AwsError::new(&model::INVALID_PARAMETER_VALUE_ERROR, message)
}

pub(crate) fn no_topic() -> AwsError {
    AwsError::new(&model::NOT_FOUND_ERROR, "Topic does not exist")
}

pub(crate) fn no_subscription() -> AwsError {
    AwsError::new(&model::NOT_FOUND_ERROR, "Subscription does not exist")
}

pub(crate) fn no_resource() -> AwsError {
    AwsError::new(&model::RESOURCE_NOT_FOUND_ERROR, "Resource does not exist")
}

/// A body or a batch that cannot be taken now.
pub(crate) fn bus(error: bus::BusError) -> AwsError {
    match error {
        bus::BusError::Commit(error) => error.into(),
        other => AwsError::internal(other),
    }
}

/// Why tags are refused.
pub(crate) fn tags(error: TagError) -> AwsError {
    match error {
        TagError::TooMany(_) => AwsError::new(
            &model::TAG_LIMIT_EXCEEDED_ERROR,
            "Could not complete request: tag quota of per resource exceeded",
        ),
        TagError::Key(key) => invalid(format!("TagKey Reason: {key:?} is not a tag key")),
        TagError::Value(value) => invalid(format!("TagValue Reason: {value:?} is not a tag value")),
        TagError::Reserved(_) => {
            invalid("Tags Reason: aws: prefixed tag key names are not allowed for external use.")
        }
    }
}
