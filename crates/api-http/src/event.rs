//! The event of a request, in the format that its integration asks for, and what is common to both.

use api_model::PayloadFormat;

use crate::context::Context;
use crate::json::Json;
use crate::{event_v1, event_v2};

/// The event.
pub(crate) fn event(format: PayloadFormat, context: &Context<'_>) -> Vec<u8> {
    // A body in base64, or with every other byte escaped, and everything else.
    let mut json = Json::with_capacity(context.body.len() * 3 / 2 + 4_096);
    json.begin();
    match format {
        PayloadFormat::V1 => event_v1::write(&mut json, context),
        PayloadFormat::V2 => event_v2::write(&mut json, context),
    }
    json.end();
    json.finish()
}

/// `isBase64Encoded`, behind the body that it is about.
pub(crate) fn body(json: &mut Json, context: &Context<'_>) {
    let text = context.text_body();
    match text {
        _ if context.body.is_empty() => {}
        Some(text) => json.text("body", text),
        None => json.base64("body", context.body),
    }
    let is_binary = text.is_none() && !context.body.is_empty();
    json.raw("isBase64Encoded", if is_binary { b"true" } else { b"false" });
}
