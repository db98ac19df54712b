//! Payload format 2.0: single values joined by commas, cookies apart, nothing that is empty.

use http::header;

use crate::context::{Context, PROTOCOL};
use crate::event;
use crate::json::Json;
use crate::query;

pub(crate) fn write(json: &mut Json, context: &Context<'_>) {
    json.text("version", "2.0");
    json.text("routeKey", &context.route.key);
    json.text("rawPath", context.path);
    json.text("rawQueryString", context.query);
    if context.cookies().next().is_some() {
        json.list("cookies", context.cookies());
    }
    json.object("headers");
    for (name, values) in query::grouped(&context.told_headers()) {
        json.text(name, &joined(&values));
    }
    json.end();
    let pairs = context.query_pairs();
    if !pairs.is_empty() {
        json.object("queryStringParameters");
        for (name, values) in query::grouped(&pairs) {
            json.text(name, &joined(&values));
        }
        json.end();
    }
    request_context(json, context);
    if !context.values.is_empty() {
        json.object("pathParameters");
        for (name, value) in context.path_parameters() {
            json.text(name, value);
        }
        json.end();
    }
    if let Some(variables) = &context.stage.variables_json {
        json.raw("stageVariables", variables);
    }
    event::body(json, context);
}

fn request_context(json: &mut Json, context: &Context<'_>) {
    json.object("requestContext");
    json.text("accountId", &context.api.account);
    json.text("apiId", &context.api.id);
    json.text("domainName", &context.domain());
    json.text("domainPrefix", &context.api.id);
    json.object("http");
    json.text("method", context.method);
    json.text("path", context.path);
    json.text("protocol", PROTOCOL);
    json.text("sourceIp", &context.source_ip.to_string());
    json.text("userAgent", context.header(header::USER_AGENT).unwrap_or_default());
    json.end();
    json.text("requestId", context.request_id);
    json.text("routeKey", &context.route.key);
    json.text("stage", &context.stage.name);
    json.text("time", &context.time());
    json.raw("timeEpoch", context.now_ms.to_string().as_bytes());
    json.end();
}

fn joined(values: &[&std::borrow::Cow<'_, str>]) -> String {
    let mut out = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(value);
    }
    out
}
