//! Answers that the API gives itself, in AWS's words.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Response, StatusCode};

/// The header with the request's id.
pub(crate) static REQUEST_ID: HeaderName = HeaderName::from_static("apigw-requestid");

/// What went wrong, as far as the caller is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No such API, stage or route.
    NotFound,
    /// The body did not arrive.
    BadRequest,
    /// The body, or the event made of it, is too large.
    TooLarge,
    /// Too many requests.
    Throttled,
    /// The head is too large.
    HeadTooLarge,
    /// The integration failed, or may not be called.
    Internal,
    /// The integration cannot be reached, is throttled, or takes too long.
    Unavailable,
}

/// The answer that says so.
pub(crate) fn refuse(refusal: Refusal) -> Response<Bytes> {
    let (status, body) = match refusal {
        Refusal::NotFound => (StatusCode::NOT_FOUND, r#"{"message":"Not Found"}"#),
        Refusal::BadRequest => (StatusCode::BAD_REQUEST, r#"{"message":"Bad Request"}"#),
        Refusal::TooLarge => {
            (StatusCode::PAYLOAD_TOO_LARGE, r#"{"message":"Request Entity Too Large"}"#)
        }
        Refusal::Throttled => (StatusCode::TOO_MANY_REQUESTS, r#"{"message":"Too Many Requests"}"#),
        Refusal::HeadTooLarge => (
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            r#"{"message":"Request Header Fields Too Large"}"#,
        ),
        Refusal::Internal => {
            (StatusCode::INTERNAL_SERVER_ERROR, r#"{"message":"Internal Server Error"}"#)
        }
        Refusal::Unavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, r#"{"message":"Service Unavailable"}"#)
        }
    };
    let mut response = Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// Whether a header belongs to one connection only, or is made anew for each answer.
pub(crate) fn is_hop_by_hop(name: &HeaderName) -> bool {
    matches!(
        name.as_str(),
        "connection"
            | "content-length"
            | "keep-alive"
            | "proxy-authenticate"
            | "proxy-authorization"
            | "proxy-connection"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
    )
}
