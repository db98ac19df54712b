//! Each AWS protocol once: how a request of any operation is read, and how its answer or error
//! is written, by schema alone.
//!
//! The crate knows bytes, names and values of headers, and statuses; it opens no connection and
//! knows no service. restXml, RPC v2 CBOR and event streams have their place in [`Wire`] and come
//! with the first service that needs them. Start at [`decode`], [`encode`] and [`encode_error`].

pub mod fuzz;
mod json_read;
mod json_write;
mod message;
mod path;
mod query_read;
mod rest_json;
mod xml_write;

use aws_shape::{
    AnyShape, Checks, ErrorShape, OperationSchema, Protocol, ReadResult, Reader, ServiceSchema,
};

pub use json_read::JsonReader;
pub use json_write::JsonWriter;
pub use message::{Answer, Headers, Request};
pub use path::{Labels, PathRouter, percent_decode};
pub use query_read::{Form, FormError, QueryReader};

/// What a request was found to be: read by `read`, with its broken constraints in [`Checks`].
pub fn decode(
    protocol: Protocol,
    operation: &'static OperationSchema,
    request: &Request<'_>,
    labels: &Labels,
    read: &mut dyn FnMut(&mut dyn Reader) -> ReadResult,
) -> ReadResult<Checks> {
    match protocol {
        Protocol::AwsJson10 | Protocol::AwsJson11 => json_read::decode(request.body, read),
        Protocol::RestJson => rest_json::decode(operation, request, labels, read),
        Protocol::AwsQuery => query_read::decode(request, read),
    }
}

/// A good answer.
pub fn encode(
    protocol: Protocol,
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    output: &dyn AnyShape,
    request_id: &str,
) -> Answer {
    match protocol {
        Protocol::AwsJson10 => json_write::encode(operation, output, JSON_10),
        Protocol::AwsJson11 => json_write::encode(operation, output, JSON_11),
        Protocol::RestJson => rest_json::encode(operation, output),
        Protocol::AwsQuery => xml_write::encode(service, operation, output, request_id),
    }
}

/// An error answer. `body` carries the members that the error has besides its message.
pub fn encode_error(
    protocol: Protocol,
    service: &'static ServiceSchema,
    error: &ErrorShape,
    message: &str,
    body: Option<&dyn AnyShape>,
    request_id: &str,
) -> Answer {
    match protocol {
        Protocol::AwsJson10 => json_write::encode_error(service, error, message, body, JSON_10),
        Protocol::AwsJson11 => json_write::encode_error(service, error, message, body, JSON_11),
        Protocol::RestJson => rest_json::encode_error(error, message, body),
        Protocol::AwsQuery => xml_write::encode_error(service, error, message, body, request_id),
    }
}

const JSON_10: &str = "application/x-amz-json-1.0";
const JSON_11: &str = "application/x-amz-json-1.1";
