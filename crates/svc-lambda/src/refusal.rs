//! Lambda's errors in AWS's words. Each carries `Type: User`, as AWS's do.

use service::{AwsError, errors};

use crate::model;

/// `InvalidParameterValueException`, 400.
pub(crate) fn invalid(message: impl Into<String>) -> AwsError {
    let body = model::InvalidParameterValueException { r#type: Some(user()), message: None };
    AwsError::new(&model::INVALID_PARAMETER_VALUE_ERROR, message).with(body)
}

/// `ResourceNotFoundException`, 404.
pub(crate) fn not_found(message: impl Into<String>) -> AwsError {
    let body = model::ResourceNotFoundException { r#type: Some(user()), message: None };
    AwsError::new(&model::RESOURCE_NOT_FOUND_ERROR, message).with(body)
}

/// What AWS says of much that is not there.
pub(crate) fn no_resource() -> AwsError {
    not_found("The resource you requested does not exist.")
}

/// There is no resource policy to change.
pub(crate) fn no_policy() -> AwsError {
    not_found("No policy is associated with the given resource.")
}

/// The function, version or alias with this ARN is not there.
pub(crate) fn no_function(arn: &str) -> AwsError {
    not_found(format!("Function not found: {arn}"))
}

/// The alias with this ARN is not there.
pub(crate) fn no_alias(arn: &str) -> AwsError {
    not_found(format!("Cannot find alias arn: {arn}"))
}

/// `ResourceConflictException`, 409.
pub(crate) fn conflict(message: impl Into<String>) -> AwsError {
    let body = model::ResourceConflictException { r#type: Some(user()), message: None };
    AwsError::new(&model::RESOURCE_CONFLICT_ERROR, message).with(body)
}

/// The function is in a state that does not let this through.
pub(crate) fn wrong_state(state: &str) -> AwsError {
    conflict(format!(
        "The operation cannot be performed at this time. The function is currently in the \
         following state: {state}"
    ))
}

/// Another change of the same function is not finished.
pub(crate) fn update_in_progress(arn: &str) -> AwsError {
    conflict(format!(
        "The operation cannot be performed at this time. An update is in progress for resource: \
         {arn}"
    ))
}

/// `PreconditionFailedException`, 412: the revision is not the latest.
pub(crate) fn stale() -> AwsError {
    stale_by("GetFunction/GetAlias")
}

/// The same, where another operation tells the latest one.
pub(crate) fn stale_by(operation: &str) -> AwsError {
    let message = format!(
        "The Revision Id provided does not match the latest Revision Id. Call the {operation} API \
         to retrieve the latest Revision Id"
    );
    let body = model::PreconditionFailedException { r#type: Some(user()), message: None };
    AwsError::new(&model::PRECONDITION_FAILED_ERROR, message).with(body)
}

/// `RequestEntityTooLargeException`, 413: the name that AWS answers with, where its model says
/// `RequestTooLargeException`.
pub(crate) fn too_large(message: impl Into<String>) -> AwsError {
    AwsError::new(&errors::REQUEST_TOO_LARGE, message)
}

/// `InvalidRequestContentException`, 400.
pub(crate) fn content(message: impl Into<String>) -> AwsError {
    let body = model::InvalidRequestContentException { r#type: Some(user()), message: None };
    AwsError::new(&model::INVALID_REQUEST_CONTENT_ERROR, message).with(body)
}

/// `ValidationException`, 400, for what the model's own constraints do not say.
pub(crate) fn constraint(value: impl std::fmt::Display, member: &str, says: &str) -> AwsError {
    AwsError::new(
        model::SERVICE.invalid,
        format!(
            "1 validation error detected: Value '{value}' at '{member}' failed to satisfy \
             constraint: {says}"
        ),
    )
}

/// The revision that the client knows is the latest one, or it does not say.
pub(crate) fn check_revision(known: Option<&str>, latest: &str) -> service::AwsResult {
    if known.is_some_and(|known| known != latest) { Err(stale()) } else { Ok(()) }
}

/// `Type`: the mistake is the caller's.
pub(crate) fn user() -> String {
    "User".to_owned()
}
