//! Every outbound HTTP request: one connection, one answer, a limit on time and size, and a policy
//! that says which addresses may be called. Plain HTTP only; TLS comes with the first service that
//! cannot do without.
//!
//! [`send`] is for requests to a server that whoever runs hamsu has named; [`Client`] for those to
//! addresses that an account has named. Start at [`Client::send`].

mod policy;

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http::uri::Authority;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_util::rt::TokioIo;
use task::{Clock, TaskKind};
use tokio::net::TcpStream;

pub use policy::Policy;

/// The largest answer that [`send`] takes.
const ANSWER_MAX: usize = 64 << 20;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum EgressError {
    /// Not `http://HOST[:PORT]/…`.
    #[error("{0} is no http:// address")]
    Address(Uri),
    /// The policy does not let anybody call there.
    #[error("{address} may not be called: {reason}")]
    Forbidden {
        /// Host and port.
        address: String,
        /// What it is.
        reason: &'static str,
    },
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
    /// The answer is larger than this many bytes.
    #[error("the answer is larger than {0} bytes")]
    TooLarge(usize),
}

/// What a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Until the whole answer is there.
    pub time_max: Duration,
    /// The answer's body, in bytes.
    pub answer_bytes_max: usize,
}

/// Calls addresses that accounts have named, as far as its policy allows.
#[derive(Clone, Debug)]
pub struct Client {
    policy: Policy,
}

impl Client {
    /// A client that keeps to `policy`.
    pub fn new(policy: Policy) -> Self {
        Self { policy }
    }

    /// Send `request`, whose URI is absolute, and read the whole answer.
    pub async fn send(
        &self,
        request: Request<Bytes>,
        bounds: Bounds,
    ) -> Result<Response<Bytes>, EgressError> {
        within(bounds.time_max, exchange(request, Some(self.policy), bounds.answer_bytes_max)).await
    }
}

/// Send `request`, whose URI is absolute, to an address of our own choice, and read the whole
/// answer.
pub async fn send(
    request: Request<Bytes>,
    time_max: Duration,
) -> Result<Response<Bytes>, EgressError> {
    within(time_max, exchange(request, None, ANSWER_MAX)).await
}

async fn within<T>(
    time_max: Duration,
    work: impl Future<Output = Result<T, EgressError>>,
) -> Result<T, EgressError> {
    tokio::select! {
        biased;
        done = work => done,
        () = Clock::sleep_real(time_max) => Err(EgressError::TimeOut(time_max)),
    }
}

async fn exchange(
    mut request: Request<Bytes>,
    policy: Option<Policy>,
    answer_bytes_max: usize,
) -> Result<Response<Bytes>, EgressError> {
    let uri = request.uri().clone();
    let authority = match (uri.scheme_str(), uri.authority()) {
        (Some("http"), Some(authority)) => authority.clone(),
        _ => return Err(EgressError::Address(uri)),
    };
    let stream = connect(&authority, policy).await?;
    let broken = |error: hyper::Error| EgressError::Broken(Box::new(error));
    let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(broken)?;
    task::spawn(TaskKind::Connection, connection);
    let path = uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    *request.uri_mut() = path.parse().map_err(|_| EgressError::Address(uri.clone()))?;
    *request.version_mut() = http::Version::HTTP_11;
    if let Ok(host) = http::HeaderValue::from_str(authority.as_str()) {
        request.headers_mut().entry(http::header::HOST).or_insert(host);
    }
    let answer = sender.send_request(request.map(Full::new)).await.map_err(broken)?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, answer_bytes_max).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() {
            return EgressError::TooLarge(answer_bytes_max);
        }
        EgressError::Broken(error)
    })?;
    Ok(Response::from_parts(head, body.to_bytes()))
}

/// Connect to the first address of `authority` that may be called and answers. The address that
/// the policy has judged is the one that is connected to: the name is not looked up again.
async fn connect(authority: &Authority, policy: Option<Policy>) -> Result<TcpStream, EgressError> {
    let failed = |source| EgressError::Connect { address: authority.to_string(), source };
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let port = authority.port_u16().unwrap_or(80);
    let addresses: Vec<SocketAddr> =
        tokio::net::lookup_host((host, port)).await.map_err(failed)?.collect();
    let mut error = EgressError::Connect {
        address: authority.to_string(),
        source: std::io::Error::other("the name has no address"),
    };
    for address in addresses {
        if let Some(reason) = policy.and_then(|policy| policy.refusal(address.ip())) {
            error = EgressError::Forbidden { address: authority.to_string(), reason };
            continue;
        }
        match TcpStream::connect(address).await {
            Ok(stream) => {
                // A request is one write; nothing more comes that it should wait for.
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(source) => error = failed(source),
        }
    }
    Err(error)
}
