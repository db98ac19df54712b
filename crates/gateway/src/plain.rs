//! Plain HTTP beside AWS's protocols: the data sides of APIs. Such requests carry no signature,
//! name any host, and may come from any web page (CORS is theirs to decide), so that they are
//! recognized before everything else and pass by the guard and the pipeline.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use service::Boxed;

use crate::body::{self, BodyError};
use crate::{Gateway, guard};

/// A request to a data side.
#[derive(Debug)]
pub struct PlainRequest {
    /// What stands before the body.
    pub head: Parts,
    /// The body, or why there is none; the data side says so in its own words.
    pub body: Result<Bytes, Lack>,
    /// Where it comes from.
    pub remote: SocketAddr,
}

/// Why a body is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It is larger than [`Plain::body_max`].
    TooLarge,
    /// It stopped coming, or broke off.
    Incomplete,
    /// Too many bodies are under way.
    Busy,
}

/// Serves plain requests.
pub trait Plain: Send + Sync {
    /// Whether a request for `host` (as the request names it, with its port) and `path` is this
    /// side's. Asked of every request that comes in: cheap, and without allocation.
    fn is_mine(&self, host: &str, path: &str) -> bool;

    /// The largest body that is read, in bytes.
    fn body_max(&self) -> usize;

    /// Answer `request`.
    fn serve(&self, request: PlainRequest) -> Boxed<Response<Bytes>>;
}

/// Serves none.
#[derive(Debug)]
pub(crate) struct NoPlain;

impl Plain for NoPlain {
    fn is_mine(&self, _: &str, _: &str) -> bool {
        false
    }

    fn body_max(&self) -> usize {
        0
    }

    fn serve(&self, _: PlainRequest) -> Boxed<Response<Bytes>> {
        Box::pin(async { Response::new(Bytes::new()) })
    }
}

impl Gateway {
    /// Let `plain` serve what it says is its own.
    #[must_use]
    pub fn with_plain(mut self, plain: Arc<dyn Plain>) -> Self {
        self.plain = plain;
        self
    }

    pub(crate) fn is_plain(&self, request: &Request<Incoming>) -> bool {
        let host = guard::host_of(request.headers(), request.uri());
        self.plain.is_mine(host, request.uri().path())
    }

    pub(crate) async fn serve_plain(
        &self,
        request: Request<Incoming>,
        remote: SocketAddr,
    ) -> Response<Full<Bytes>> {
        let (head, incoming) = request.into_parts();
        let held = body::read(incoming, self.plain.body_max(), &self.bytes).await;
        // The share of the bytes in flight is held until the answer is there.
        let (body, share) = match held {
            Ok(held) => (Ok(held.bytes.clone()), Some(held)),
            Err(BodyError::TooLarge) => (Err(Lack::TooLarge), None),
            Err(BodyError::Busy) => (Err(Lack::Busy), None),
            Err(BodyError::Stalled | BodyError::Cut | BodyError::NotGzip) => {
                (Err(Lack::Incomplete), None)
            }
        };
        let is_unread = share.is_none();
        let mut response = self.plain.serve(PlainRequest { head, body, remote }).await;
        if is_unread {
            // What is left of the body is not read.
            let close = http::HeaderValue::from_static("close");
            response.headers_mut().insert(http::header::CONNECTION, close);
        }
        response.map(Full::new)
    }
}
