//! What this service refuses, in AWS's words where they are known.

use service::{AwsError, Cx};

use crate::model::{BAD_REQUEST_ERROR, CONFLICT_ERROR, NOT_FOUND_ERROR, TOO_MANY_REQUESTS_ERROR};

/// 400.
pub(crate) fn bad_request(message: impl Into<String>) -> AwsError {
    AwsError::new(&BAD_REQUEST_ERROR, message)
}

/// 404.
pub(crate) fn not_found(message: impl Into<String>) -> AwsError {
    AwsError::new(&NOT_FOUND_ERROR, message)
}

/// 409.
pub(crate) fn conflict(message: impl Into<String>) -> AwsError {
    AwsError::new(&CONFLICT_ERROR, message)
}

/// 429: there are as many as there may be.
pub(crate) fn too_many(what: &str, max: u64) -> AwsError {
    let message = format!("The limit of {max} {what} has been reached.");
    AwsError::new(&TOO_MANY_REQUESTS_ERROR, message)
}

/// No such API in this account and region.
pub(crate) fn no_api(cx: &Cx, api_id: &str) -> AwsError {
    not_found(format!("Invalid API identifier specified {}:{api_id}", cx.account()))
}

/// No such part of an API.
pub(crate) fn no_part(kind: &str, by: &str, id: &str) -> AwsError {
    not_found(format!("Unable to find {kind} by {by} {id}"))
}
