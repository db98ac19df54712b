//! CORS configurations.

use aws_shape::NoShape;
use service::{AwsResult, Cx};

use crate::model::{Cors, DeleteCorsConfigurationRequest};
use crate::state::CorsRow;
use crate::{ApiGateway, refusal};

pub(crate) async fn delete_cors_configuration(
    gateway: &ApiGateway,
    cx: &Cx,
    input: DeleteCorsConfigurationRequest,
) -> AwsResult<NoShape> {
    gateway
        .change(cx, &input.api_id, |whole, _| {
            whole.api.cors = None;
            Ok(NoShape)
        })
        .await
}

/// The configuration that `cors` asks for.
pub(crate) fn checked(cors: &Cors) -> AwsResult<CorsRow> {
    let origins = cors.allow_origins.as_deref().unwrap_or_default();
    if let Some(wrong) = origins.iter().find(|origin| !is_origin(origin)) {
        return Err(refusal::bad_request(format!(
            "Invalid format for origin {wrong}: expected *, or a scheme, :// and a host"
        )));
    }
    let credentials = cors.allow_credentials.unwrap_or(false);
    if credentials && origins.iter().any(|origin| origin == "*") {
        return Err(refusal::bad_request(
            "allowCredentials cannot be true when allowOrigins contains *",
        ));
    }
    let methods = cors.allow_methods.as_deref().unwrap_or_default();
    let is_method = |name: &String| {
        name == "*" || api_model::Method::parse(&name.to_ascii_uppercase()).is_some()
    };
    if let Some(wrong) = methods.iter().find(|name| !is_method(name)) {
        return Err(refusal::bad_request(format!("Invalid method {wrong} in allowMethods")));
    }
    for (member, names) in
        [("allowHeaders", &cors.allow_headers), ("exposeHeaders", &cors.expose_headers)]
    {
        let mut names = names.iter().flatten();
        if let Some(wrong) = names.find(|name| !is_header(name)) {
            return Err(refusal::bad_request(format!("Invalid header {wrong:?} in {member}")));
        }
    }
    Ok(CorsRow {
        allow_origins: cors.allow_origins.clone(),
        allow_methods: cors.allow_methods.clone(),
        allow_headers: cors.allow_headers.clone(),
        expose_headers: cors.expose_headers.clone(),
        max_age_s: cors.max_age,
        allow_credentials: cors.allow_credentials,
    })
}

/// The configuration as it was given.
pub(crate) fn shown(row: &CorsRow) -> Cors {
    Cors {
        allow_credentials: row.allow_credentials,
        allow_headers: row.allow_headers.clone(),
        allow_methods: row.allow_methods.clone(),
        allow_origins: row.allow_origins.clone(),
        expose_headers: row.expose_headers.clone(),
        max_age: row.max_age_s,
    }
}

/// `*`, or `SCHEME://HOST` where the host may be `*` as a whole.
fn is_origin(text: &str) -> bool {
    if text == "*" {
        return true;
    }
    let Some((scheme, host)) = text.split_once("://") else { return false };
    let plain = |text: &str, more: &[u8]| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || more.contains(&byte);
        !text.is_empty() && text.bytes().all(fits)
    };
    plain(scheme, b"+-.") && (host == "*" || plain(host, b".-_:[]"))
}

/// `*`, or the name of a header.
fn is_header(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_a_scheme_and_a_host_or_a_star() {
        for right in ["*", "https://*", "http://a.example:8080", "chrome-extension://abc"] {
            assert!(is_origin(right), "{right}");
        }
        for wrong in
            ["", "a.example", "https://", "https://*.example", "https://a/b", "https://a b"]
        {
            assert!(!is_origin(wrong), "{wrong}");
        }
    }
}
