//! What a function's answer means: an HTTP response, in the format of its integration.
//!
//! Format 1.0 asks for an object with a `statusCode`. Format 2.0 takes anything: without a
//! `statusCode` the whole answer is the body (a JSON text without its quotes, all else as it is,
//! valid JSON or not) of a 200 in JSON.

use api_model::PayloadFormat;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::reply::is_hop_by_hop;

/// What both formats have, read no further than is needed to tell what it is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parts<'a> {
    #[serde(borrow)]
    status_code: Option<&'a RawValue>,
    #[serde(borrow)]
    headers: Option<&'a RawValue>,
    #[serde(borrow)]
    multi_value_headers: Option<&'a RawValue>,
    #[serde(borrow)]
    cookies: Option<&'a RawValue>,
    #[serde(borrow)]
    body: Option<&'a RawValue>,
    #[serde(borrow)]
    is_base64_encoded: Option<&'a RawValue>,
}

type Pairs = serde_json::Map<String, Value>;

/// The response that `payload` asks for; an error says what is wrong with it.
pub(crate) fn response(format: PayloadFormat, payload: &Bytes) -> Result<Response<Bytes>, String> {
    let parts = serde_json::from_slice::<Parts<'_>>(payload);
    match (format, parts) {
        (_, Ok(parts)) if parts.status_code.is_some() => told(format, &parts),
        (PayloadFormat::V2, _) => Ok(inferred(payload)),
        (PayloadFormat::V1, Ok(_)) => Err("it has no statusCode".to_owned()),
        (PayloadFormat::V1, Err(error)) => Err(error.to_string()),
    }
}

fn inferred(payload: &Bytes) -> Response<Bytes> {
    let body = match serde_json::from_slice::<String>(payload) {
        Ok(text) => Bytes::from(text),
        Err(_) => payload.clone(),
    };
    let mut response = Response::new(body);
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn told(format: PayloadFormat, parts: &Parts<'_>) -> Result<Response<Bytes>, String> {
    let mut response = Response::new(body(parts)?);
    *response.status_mut() = status(parts)?;
    let headers = response.headers_mut();
    if format == PayloadFormat::V1
        && let Some(lists) = read::<Pairs>("multiValueHeaders", parts.multi_value_headers)?
    {
        for (name, values) in &lists {
            let Value::Array(values) = values else {
                return Err(format!("multiValueHeaders: {name} is no list"));
            };
            for value in values {
                append(headers, name, value)?;
            }
        }
    }
    if let Some(single) = read::<Pairs>("headers", parts.headers)? {
        for (name, value) in &single {
            // What stands in the lists goes before.
            let listed = parts.multi_value_headers.is_some() && format == PayloadFormat::V1;
            if !(listed && headers.contains_key(name.as_str())) {
                append(headers, name, value)?;
            }
        }
    }
    if format == PayloadFormat::V2
        && let Some(cookies) = read::<Vec<String>>("cookies", parts.cookies)?
    {
        for cookie in cookies {
            append(headers, header::SET_COOKIE.as_str(), &Value::String(cookie))?;
        }
    }
    headers
        .entry(header::CONTENT_TYPE)
        .or_insert(HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(response)
}

fn status(parts: &Parts<'_>) -> Result<StatusCode, String> {
    let value = read::<Value>("statusCode", parts.status_code)?.unwrap_or_default();
    let code = match &value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    // An interim status is none to answer with.
    code.and_then(|code| u16::try_from(code).ok())
        .filter(|code| (200..600).contains(code))
        .and_then(|code| StatusCode::from_u16(code).ok())
        .ok_or_else(|| format!("statusCode {value} is no HTTP status"))
}

fn body(parts: &Parts<'_>) -> Result<Bytes, String> {
    let text = read::<String>("body", parts.body)?.unwrap_or_default();
    let is_base64 = read::<bool>("isBase64Encoded", parts.is_base64_encoded)?.unwrap_or(false);
    if !is_base64 {
        return Ok(Bytes::from(text));
    }
    let decoded = STANDARD.decode(text.trim()).map_err(|error| format!("body: {error}"))?;
    Ok(Bytes::from(decoded))
}

fn read<'a, T: Deserialize<'a>>(
    name: &str,
    value: Option<&'a RawValue>,
) -> Result<Option<T>, String> {
    let Some(value) = value else { return Ok(None) };
    serde_json::from_str(value.get()).map(Some).map_err(|error| format!("{name}: {error}"))
}

fn append(headers: &mut HeaderMap, name: &str, value: &Value) -> Result<(), String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null => return Ok(()),
        Value::Array(_) | Value::Object(_) => {
            return Err(format!("the header {name} is not a text"));
        }
    };
    let (Ok(name), Ok(value)) =
        (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&text))
    else {
        return Err(format!("the header {name:?} cannot be sent"));
    };
    if !is_hop_by_hop(&name) {
        headers.append(name, value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use PayloadFormat::{V1, V2};

    /// Status, headers and body in one line, or what is wrong.
    fn shown(format: PayloadFormat, payload: &str) -> String {
        match response(format, &Bytes::copy_from_slice(payload.as_bytes())) {
            Err(wrong) => format!("! {wrong}"),
            Ok(response) => {
                use std::fmt::Write as _;
                let mut out = response.status().as_u16().to_string();
                for (name, value) in response.headers() {
                    let value = value.to_str().unwrap();
                    write!(out, " {name}={value}").unwrap();
                }
                format!("{out} | {}", String::from_utf8_lossy(response.body()))
            }
        }
    }

    #[test]
    fn format_2_infers_what_is_not_said() {
        let json = "200 content-type=application/json |";
        for (payload, body) in [
            (r#"{"a":1}"#, r#"{"a":1}"#),
            (r#""Hello""#, "Hello"),
            ("42", "42"),
            ("null", "null"),
            ("[1,2]", "[1,2]"),
            ("not json {", "not json {"),
            (r#"{"body":{"x":1},"headers":3}"#, r#"{"body":{"x":1},"headers":3}"#),
            (r#"{"statusCode":null}"#, r#"{"statusCode":null}"#),
            ("", ""),
        ] {
            assert_eq!(shown(V2, payload), format!("{json} {body}"));
        }
    }

    #[test]
    fn format_2_takes_what_is_said() {
        let plain = "content-type=text/plain; charset=utf-8";
        assert_eq!(shown(V2, r#"{"statusCode":201}"#), format!("201 {plain} | "));
        assert_eq!(shown(V2, r#"{"statusCode":"404","body":"x"}"#), format!("404 {plain} | x"));
        let full = r#"{"statusCode":200,"headers":{"Content-Type":"a/b","X-N":1,"x-b":true,
            "x-none":null,"Connection":"close"},"cookies":["a=1; Secure","b=2"],"body":"aGk=",
            "isBase64Encoded":true,"multiValueHeaders":{"x":["y"]}}"#;
        assert_eq!(
            shown(V2, full),
            "200 content-type=a/b x-n=1 x-b=true set-cookie=a=1; Secure set-cookie=b=2 | hi"
        );
    }

    #[test]
    fn format_1_takes_lists_of_values_and_asks_for_a_status() {
        let full = r#"{"statusCode":200,"headers":{"content-type":"a/b","X-One":"single"},
            "multiValueHeaders":{"x-one":["1","2"],"Set-Cookie":["a=1","b=2"]},"body":"ok",
            "cookies":["c=3"]}"#;
        assert_eq!(
            shown(V1, full),
            "200 set-cookie=a=1 set-cookie=b=2 x-one=1 x-one=2 content-type=a/b | ok"
        );
        assert_eq!(shown(V1, r#"{"body":"x"}"#), "! it has no statusCode");
        assert!(shown(V1, "\"Hello\"").starts_with('!'));
        assert!(shown(V1, "null").starts_with('!'));
    }

    #[test]
    fn what_cannot_be_sent_is_malformed() {
        for wrong in [
            r#"{"statusCode":0}"#,
            r#"{"statusCode":99}"#,
            r#"{"statusCode":101}"#,
            r#"{"statusCode":600}"#,
            r#"{"statusCode":"ok"}"#,
            r#"{"statusCode":200.5}"#,
            r#"{"statusCode":200,"body":{"a":1}}"#,
            r#"{"statusCode":200,"body":"%%","isBase64Encoded":true}"#,
            r#"{"statusCode":200,"headers":{"a":["b"]}}"#,
            r#"{"statusCode":200,"headers":{"a b":"c"}}"#,
            r#"{"statusCode":200,"headers":{"a":"b\r\nc: d"}}"#,
            r#"{"statusCode":200,"headers":"x"}"#,
            r#"{"statusCode":200,"cookies":"x"}"#,
            r#"{"statusCode":200,"isBase64Encoded":"yes"}"#,
        ] {
            assert!(shown(V2, wrong).starts_with('!'), "{wrong}: {}", shown(V2, wrong));
        }
        assert!(shown(V1, r#"{"statusCode":200,"multiValueHeaders":{"a":"b"}}"#).starts_with('!'));
    }
}
