//! Payload format 1.0: every value once more in lists, the last one alone, `null` for what is not
//! there.

use std::borrow::Cow;

use http::header;

use crate::context::{Context, PROTOCOL};
use crate::event;
use crate::json::Json;
use crate::query;

pub(crate) fn write(json: &mut Json, context: &Context<'_>) {
    json.text("version", "1.0");
    json.text("resource", &context.route.path);
    json.text("path", context.path);
    json.text("httpMethod", context.method);
    let mut headers = context.told_headers();
    let cookies: Vec<&str> = context.cookies().collect();
    if !cookies.is_empty() {
        headers.push((Cow::Borrowed("cookie"), Cow::Owned(cookies.join("; "))));
    }
    last_and_all(json, ("headers", "multiValueHeaders"), &headers);
    let pairs = context.query_pairs();
    let names = ("queryStringParameters", "multiValueQueryStringParameters");
    if pairs.is_empty() {
        json.maybe(names.0, None);
        json.maybe(names.1, None);
    } else {
        last_and_all(json, names, &pairs);
    }
    request_context(json, context);
    if context.values.is_empty() {
        json.maybe("pathParameters", None);
    } else {
        json.object("pathParameters");
        for (name, value) in context.path_parameters() {
            json.text(name, value);
        }
        json.end();
    }
    json.raw("stageVariables", context.stage.variables_json.as_deref().unwrap_or(b"null"));
    if context.body.is_empty() {
        json.maybe("body", None);
    }
    event::body(json, context);
}

fn request_context(json: &mut Json, context: &Context<'_>) {
    json.object("requestContext");
    json.text("accountId", &context.api.account);
    json.text("apiId", &context.api.id);
    json.raw("authorizer", br#"{"claims":null,"scopes":null}"#);
    json.text("domainName", &context.domain());
    json.text("domainPrefix", &context.api.id);
    json.text("extendedRequestId", context.request_id);
    json.text("httpMethod", context.method);
    json.object("identity");
    for name in [
        "accessKey",
        "accountId",
        "caller",
        "cognitoAuthenticationProvider",
        "cognitoAuthenticationType",
        "cognitoIdentityId",
        "cognitoIdentityPoolId",
        "principalOrgId",
    ] {
        json.maybe(name, None);
    }
    json.text("sourceIp", &context.source_ip.to_string());
    json.maybe("user", None);
    json.maybe("userAgent", context.header(header::USER_AGENT));
    json.maybe("userArn", None);
    json.end();
    json.text("path", context.path);
    json.text("protocol", PROTOCOL);
    json.text("requestId", context.request_id);
    json.text("requestTime", &context.time());
    json.raw("requestTimeEpoch", context.now_ms.to_string().as_bytes());
    json.maybe("resourceId", None);
    json.text("resourcePath", &context.route.path);
    json.text("stage", &context.stage.name);
    json.end();
}

/// An object with the last value of each name, and one with all of them.
fn last_and_all(json: &mut Json, names: (&str, &str), pairs: &[(Cow<'_, str>, Cow<'_, str>)]) {
    let grouped = query::grouped(pairs);
    json.object(names.0);
    for (name, values) in &grouped {
        json.text(name, values.last().map_or("", |value| value));
    }
    json.end();
    json.object(names.1);
    for (name, values) in &grouped {
        json.list(name, values.iter().map(|value| &***value));
    }
    json.end();
}
