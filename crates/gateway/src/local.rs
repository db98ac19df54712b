//! What is served beside AWS's protocols, by whoever puts the server together.

use std::net::SocketAddr;
use std::sync::Arc;

use aws_auth::principal::{Principal, PrincipalKind};
use bytes::Bytes;
use http::HeaderMap;
use service::{Boxed, Mode};
use store::Scope;

/// A request to `/_hamsu/`, `/_localstack/` or `/_aws/`.
#[derive(Debug)]
pub struct LocalRequest {
    /// The method.
    pub method: http::Method,
    /// The path.
    pub path: String,
    /// The query.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, at most 1 MiB.
    pub body: Bytes,
    /// Where it comes from.
    pub remote: SocketAddr,
    /// Who is let in.
    pub mode: Mode,
    /// Whose request it is; none without a signature, or with one that does not hold.
    pub caller: Option<Caller>,
}

/// Who is believed to have sent a request, and for which account and region.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub principal: Arc<Principal>,
    /// The principal's account, and the region that the request is signed for.
    pub scope: Scope,
}

impl LocalRequest {
    /// The account and region whose root sends this. No policy speaks of what is ours, so nobody
    /// else is let in.
    pub fn root(&self) -> Option<&Scope> {
        let caller = self.caller.as_ref()?;
        (caller.principal.kind == PrincipalKind::Root).then_some(&caller.scope)
    }
}

/// Its answer.
#[derive(Debug)]
pub struct LocalAnswer {
    /// The status.
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// The body.
    pub body: Bytes,
}

impl LocalAnswer {
    /// An answer in JSON.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, content_type: "application/json", body: body.into() }
    }

    /// Nothing is there.
    pub fn not_found() -> Self {
        Self::json(404, r#"{"message":"Not Found"}"#)
    }
}

/// Serves them.
pub trait Local: Send + Sync {
    /// Answer `request`.
    fn serve(&self, request: LocalRequest) -> Boxed<LocalAnswer>;
}

/// Serves none of them.
#[derive(Debug)]
pub struct NoLocal;

impl Local for NoLocal {
    fn serve(&self, _: LocalRequest) -> Boxed<LocalAnswer> {
        Box::pin(async { LocalAnswer::not_found() })
    }
}

/// Whether `path` is ours and not AWS's.
pub(crate) fn is_local(path: &str) -> bool {
    ["/_hamsu", "/_localstack", "/_aws"].iter().any(|prefix| {
        path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
