//! Every outbound HTTP request: one connection, one answer, a limit on time and size. So far only
//! the command line's requests to a server, over plain HTTP; TLS and the address policy come with
//! the first service that calls out.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_util::rt::TokioIo;
use task::{Clock, TaskKind};
use tokio::net::TcpStream;

/// The largest answer that is taken.
const ANSWER_MAX: usize = 64 << 20;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum EgressError {
    /// Not `http://HOST[:PORT]/…`.
    #[error("{0} is no http:// address")]
    Address(Uri),
    /// Nobody answers there.
    #[error("cannot connect to {address}: {source}")]
    Connect {
        /// Host and port.
        address: String,
        /// Why.
        source: std::io::Error,
    },
    /// The connection broke, or what came was no HTTP.
    #[error("the connection to the server broke: {0}")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It took too long.
    #[error("no answer within {0:?}")]
    TimeOut(Duration),
}

/// Send `request`, whose URI is absolute, and read the whole answer.
pub async fn send(
    request: Request<Bytes>,
    time_max: Duration,
) -> Result<Response<Bytes>, EgressError> {
    tokio::select! {
        biased;
        answer = exchange(request) => answer,
        () = Clock::sleep_real(time_max) => Err(EgressError::TimeOut(time_max)),
    }
}

async fn exchange(mut request: Request<Bytes>) -> Result<Response<Bytes>, EgressError> {
    let uri = request.uri().clone();
    let authority = match (uri.scheme_str(), uri.authority()) {
        (Some("http"), Some(authority)) => authority.clone(),
        _ => return Err(EgressError::Address(uri)),
    };
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let address = (host, authority.port_u16().unwrap_or(80));
    let stream = TcpStream::connect(address)
        .await
        .map_err(|source| EgressError::Connect { address: authority.to_string(), source })?;
    let broken = |error: hyper::Error| EgressError::Broken(Box::new(error));
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(broken)?;
    task::spawn(TaskKind::Connection, connection);
    let path = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    *request.uri_mut() = path.parse().map_err(|_| EgressError::Address(uri.clone()))?;
    if let Ok(host) = http::HeaderValue::from_str(authority.as_str()) {
        request.headers_mut().entry(http::header::HOST).or_insert(host);
    }
    let answer = sender.send_request(request.map(Full::new)).await.map_err(broken)?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, ANSWER_MAX).collect().await.map_err(EgressError::Broken)?;
    Ok(Response::from_parts(head, body.to_bytes()))
}
