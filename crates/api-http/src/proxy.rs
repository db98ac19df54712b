//! `HTTP_PROXY`: the request as it came goes on to another server, whose answer comes back as it is.

use api_model::{DEFAULT, HttpUri, Part};
use bytes::Bytes;
use egress::{Bounds, Client, EgressError};
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Response};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::BODY_BYTES_MAX;
use crate::context::Context;
use crate::function::Failure;
use crate::reply::{Refusal, is_hop_by_hop};

/// Another server, as an integration names it.
#[derive(Debug)]
pub(crate) struct Upstream {
    uri: HttpUri,
    method: Option<Method>,
}

/// What may not stand in a path as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Upstream {
    /// The server at `uri`, called with `method` or the request's own.
    pub(crate) fn new(uri: HttpUri, method: Option<&'static str>) -> Self {
        Self { uri, method: method.and_then(|name| name.parse().ok()) }
    }

    /// Send the request on; `path` is its path below the stage, decoded.
    pub(crate) async fn call(
        &self,
        client: &Client,
        context: &Context<'_>,
        path: &str,
    ) -> Result<Response<Bytes>, Failure> {
        let request = self.request(context, path).map_err(|error| {
            Failure::new(Refusal::Internal, format!("the request cannot be sent on: {error}"))
        })?;
        let bounds = Bounds { time_max: context.route.timeout, answer_bytes_max: BODY_BYTES_MAX };
        let mut response = client.send(request, bounds).await.map_err(|error| {
            let refusal = match error {
                EgressError::TooLarge(_) => Refusal::Internal,
                _ => Refusal::Unavailable,
            };
            Failure::new(refusal, error.to_string())
        })?;
        strip(response.headers_mut());
        Ok(response)
    }

    fn request(&self, context: &Context<'_>, path: &str) -> Result<Request<Bytes>, http::Error> {
        let method = match &self.method {
            Some(method) => method.clone(),
            None => Method::from_bytes(context.method.as_bytes())?,
        };
        let mut request = Request::builder()
            .method(method)
            .uri(self.address(context, path))
            .body(context.body.clone())?;
        let headers = request.headers_mut();
        headers.extend(context.headers.iter().map(|(name, value)| (name.clone(), value.clone())));
        strip(headers);
        for own in [header::HOST, header::EXPECT] {
            headers.remove(own);
        }
        let host = context.domain();
        let forwarded = format!("for={};host={host};proto=http", context.source_ip);
        for (name, value) in [
            ("forwarded", forwarded.as_str()),
            ("via", "HTTP/1.1 AmazonAPIGateway"),
            ("x-amzn-trace-id", context.trace),
            ("x-forwarded-for", &context.forwarded_for()),
        ] {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        Ok(request)
    }

    /// The address with path parameters filled in. The default route hands on the whole path.
    fn address(&self, context: &Context<'_>, path: &str) -> String {
        let scheme = if self.uri.tls { "https" } else { "http" };
        let mut out = format!("{scheme}://{}", self.uri.authority);
        let base = out.len();
        for part in &self.uri.target {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Parameter(name) => {
                    let found = context.path_parameters().find(|(own, _)| own == name);
                    out.extend(utf8_percent_encode(found.map_or("", |(_, value)| value), PATH));
                }
            }
        }
        let is_default = context.route.key == DEFAULT;
        if is_default && !out[base..].contains('?') {
            if out.ends_with('/') {
                out.pop();
            }
            out.extend(utf8_percent_encode(path, PATH));
        }
        if out.len() == base || out[base..].starts_with('?') {
            out.insert(base, '/');
        }
        if !context.query.is_empty() {
            out.push(if out[base..].contains('?') { '&' } else { '?' });
            out.push_str(context.query);
        }
        out
    }
}

/// Take away what belongs to one connection, and what the `Connection` header says belongs to it.
fn strip(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    let own: Vec<HeaderName> = headers.keys().filter(|name| is_hop_by_hop(name)).cloned().collect();
    for name in named.into_iter().chain(own) {
        headers.remove(name);
    }
}
