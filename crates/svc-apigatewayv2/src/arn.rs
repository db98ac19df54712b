//! ARNs of this service, and what its operations need: HTTP methods on paths, as IAM has it for
//! API Gateway.

use service::{Cx, Need, Needs};

/// The ARN of `path`: API Gateway's name no account.
pub(crate) fn of(region: &str, path: &str) -> String {
    format!("arn:aws:apigateway:{region}::{path}")
}

/// The ARN of an API.
pub(crate) fn of_api(region: &str, api_id: &str) -> String {
    of(region, &format!("/apis/{api_id}"))
}

/// The ARN of a stage.
pub(crate) fn of_stage(region: &str, api_id: &str, stage: &str) -> String {
    of(region, &format!("/apis/{api_id}/stages/{stage}"))
}

/// The need to send `method` to `path`.
pub(crate) fn needs(cx: &Cx, method: &'static str, path: &str) -> Needs {
    let action = match method {
        "GET" => "apigateway:GET",
        "POST" => "apigateway:POST",
        "PATCH" => "apigateway:PATCH",
        _ => "apigateway:DELETE",
    };
    vec![Need::new(action, of(cx.region(), path))]
}

/// The need to send `method` to an API or to something of it.
pub(crate) fn on_api(cx: &Cx, method: &'static str, api_id: &str, below: &str) -> Needs {
    needs(cx, method, &format!("/apis/{api_id}{below}"))
}

/// The need to send `method` to one of an API's parts.
pub(crate) fn on_part(cx: &Cx, method: &'static str, api_id: &str, kind: &str, id: &str) -> Needs {
    needs(cx, method, &format!("/apis/{api_id}/{kind}/{id}"))
}

/// The need to look at or change the tags of `arn`, which stands in the path percent-encoded.
pub(crate) fn on_tags(cx: &Cx, method: &'static str, arn: &str) -> Needs {
    let encoded = arn.replace(':', "%3A").replace('/', "%2F");
    needs(cx, method, &format!("/tags/{encoded}"))
}
