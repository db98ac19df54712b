//! What a function is told of a request, whatever the format: the request as AWS would show it
//! under the API's own host name, with the headers that API Gateway adds.

use std::borrow::Cow;
use std::net::IpAddr;

use aws_shape::Timestamp;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName};
use task::Entropy;

use crate::api::{Api, Route, Stage};
use crate::query;

/// The protocol that AWS names, whichever the client spoke.
pub(crate) const PROTOCOL: &str = "HTTP/1.1";

/// A request on its way to an integration.
pub(crate) struct Context<'r> {
    pub(crate) api: &'r Api,
    pub(crate) stage: &'r Stage,
    pub(crate) route: &'r Route,
    pub(crate) method: &'r str,
    /// Decoded, with the stage in front unless that is `$default`.
    pub(crate) path: &'r str,
    /// As it came.
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    pub(crate) body: &'r Bytes,
    /// The values of the route's path parameters.
    pub(crate) values: &'r [&'r str],
    pub(crate) source_ip: IpAddr,
    /// The host as the request names it, with its port.
    pub(crate) host: &'r str,
    /// Whether the host is the API's own.
    pub(crate) by_host: bool,
    pub(crate) request_id: &'r str,
    pub(crate) trace: &'r str,
    pub(crate) now_ms: i64,
}

impl Context<'_> {
    /// Name and value of every path parameter.
    pub(crate) fn path_parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let values = self.values.iter().copied();
        self.route.parameters.iter().map(String::as_str).zip(values)
    }

    /// The host name that a function is told.
    pub(crate) fn domain(&self) -> Cow<'_, str> {
        if self.by_host {
            return Cow::Borrowed(self.host);
        }
        let (id, region) = (&self.api.id, &self.api.region);
        Cow::Owned(format!("{id}.execute-api.{region}.amazonaws.com"))
    }

    /// `01/Jan/2026:00:00:00 +0000`
    pub(crate) fn time(&self) -> String {
        let date = Timestamp(self.now_ms).http();
        let mut words = date.split(' ').skip(1);
        let mut word = || words.next().unwrap_or_default();
        let (day, month, year, time) = (word(), word(), word(), word());
        format!("{day}/{month}/{year}:{time} +0000")
    }

    /// The text of a header.
    pub(crate) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The headers, their names in lower case, in the order of their names; with those that API
    /// Gateway adds. Cookies are left out.
    pub(crate) fn told_headers(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        let mut told = Vec::with_capacity(self.headers.len() + 5);
        let own = [header::COOKIE, header::CONTENT_LENGTH, TRACE, FORWARDED_PORT, FORWARDED_PROTO];
        for (name, value) in self.headers {
            if !own.contains(name) && *name != FORWARDED_FOR && !is_of_connection(name) {
                let value = String::from_utf8_lossy(value.as_bytes());
                told.push((Cow::Borrowed(name.as_str()), value));
            }
        }
        let mut add = |name: &'static str, value| told.push((Cow::Borrowed(name), value));
        add("content-length", Cow::Owned(self.body.len().to_string()));
        add("x-amzn-trace-id", Cow::Borrowed(self.trace));
        add("x-forwarded-for", Cow::Owned(self.forwarded_for()));
        add("x-forwarded-port", Cow::Owned(self.port().to_owned()));
        add("x-forwarded-proto", Cow::Borrowed("http"));
        if !self.headers.contains_key(header::HOST) {
            // HTTP/2 has it elsewhere.
            add("host", Cow::Borrowed(self.host));
        }
        told
    }

    /// Everything in the request's cookie headers, which HTTP/2 may split.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = &str> {
        let headers = self.headers.get_all(header::COOKIE).into_iter();
        let texts = headers.filter_map(|value| value.to_str().ok());
        texts.flat_map(|text| text.split(';')).map(str::trim).filter(|cookie| !cookie.is_empty())
    }

    /// The chain of addresses, with the caller's at its end.
    pub(crate) fn forwarded_for(&self) -> String {
        match self.header(FORWARDED_FOR) {
            Some(chain) => format!("{chain}, {}", self.source_ip),
            None => self.source_ip.to_string(),
        }
    }

    fn port(&self) -> &str {
        match self.host.rsplit_once(':') {
            Some((_, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => port,
            _ => "80",
        }
    }

    /// The pairs of the query, decoded.
    pub(crate) fn query_pairs(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        query::pairs(self.query)
    }

    /// The body as text, if functions get it so: the types that AWS takes for text (observed:
    /// `text/*` and three of `application/`, in no charset but UTF-8), and UTF-8 in fact. All else,
    /// forms and vendors' `+json` included, comes as base64.
    pub(crate) fn text_body(&self) -> Option<&str> {
        let is_text = self.header(header::CONTENT_TYPE).is_some_and(is_text_type);
        is_text.then(|| std::str::from_utf8(self.body).ok()).flatten()
    }
}

const TRACE: HeaderName = HeaderName::from_static("x-amzn-trace-id");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PORT: HeaderName = HeaderName::from_static("x-forwarded-port");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The trace header that came, or a new one.
pub(crate) fn trace(headers: &HeaderMap, now_ms: i64, entropy: &Entropy) -> String {
    if let Some(trace) = headers.get(TRACE).and_then(|value| value.to_str().ok()) {
        return trace.to_owned();
    }
    let mut trace = format!("Root=1-{:08x}-", now_ms / 1_000);
    for byte in entropy.bytes::<12>() {
        trace.push(char::from(HEX[usize::from(byte >> 4)]));
        trace.push(char::from(HEX[usize::from(byte & 15)]));
    }
    trace
}

/// Whether a header concerns the connection and not the request.
fn is_of_connection(name: &HeaderName) -> bool {
    matches!(
        name.as_str(),
        "connection" | "expect" | "keep-alive" | "te" | "trailer" | "transfer-encoding" | "upgrade"
    )
}

fn is_text_type(content_type: &str) -> bool {
    let (media_type, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    let media_type = media_type.trim();
    let is = |wanted: &str| media_type.eq_ignore_ascii_case(wanted);
    let is_text = media_type.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("text/"))
        || is("application/json")
        || is("application/xml")
        || is("application/javascript");
    let mut charsets = parameters.split(';').filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    });
    is_text && charsets.all(|charset| charset.eq_ignore_ascii_case("utf-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_aws_takes_for_text() {
        for text in [
            "text/plain",
            "text/html; charset=UTF-8",
            "TEXT/csv",
            "application/json",
            "application/json;charset=utf-8",
            "application/json; charset=\"utf-8\"",
            "application/xml",
            "application/javascript",
        ] {
            assert!(is_text_type(text), "{text}");
        }
        for binary in [
            "",
            "application/octet-stream",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/problem+json",
            "application/vnd.api+json",
            "image/svg+xml",
            "text/plain; charset=iso-8859-1",
            "texts/plain",
        ] {
            assert!(!is_text_type(binary), "{binary}");
        }
    }
}
