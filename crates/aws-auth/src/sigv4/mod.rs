//! Signature Version 4, both sides.
//!
//! A server checks in two steps, so that it can look up the secret in between:
//!
//! 1. [`parse`] reads the `Authorization` header or the `X-Amz-…` query parameters and checks
//!    their form. No secret, no hash: cheap enough for routing.
//! 2. [`Signature::verify`] checks the date, rebuilds the canonical request and compares.
//!
//! A client calls [`sign_header`] or [`presign`].
//!
//! One rule of canonical paths verifies all clients: the path counts *as received*; S3 takes it
//! raw and every other service percent-encodes it once more. Decoding first would make two
//! paths one (`%2F` in the ARNs of tag operations).
//!
//! Not here: signed chunks and trailers of bodies (`STREAMING-…`), refused by name in
//! `payload_hash`, which is where a decoder's seed signature will be handed out; Signature
//! Version 2 and 4A, refused by name in [`parse`].

mod canonical;
mod headers;
mod keys;
mod parse;
mod sign;
mod verify;

use std::borrow::Cow;

pub use headers::{HeaderList, Headers};
pub use keys::SigningKeyCache;
pub use parse::parse;
pub use sign::{Credentials, presign, sign_header};

/// The longest life of a presigned URL in seconds: a week.
pub const PRESIGNED_EXPIRES_S_MAX: u32 = 604_800;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const TERMINATOR: &str = "aws4_request";
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// What a signature covers, borrowed from whoever holds the request.
#[derive(Clone, Copy)]
pub struct RequestView<'a> {
    /// `GET`, `POST`…
    pub method: &'a str,
    /// The path exactly as it was received, still percent-encoded.
    pub path: &'a str,
    /// What follows the `?`, exactly as it was received; empty if there is none.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a dyn Headers,
    /// HTTP/2's `:authority`: taken as `host` where there is no such header.
    pub authority: Option<&'a str>,
}

/// The body as far as the caller knows it.
#[derive(Clone, Copy, Debug)]
pub enum Payload<'a> {
    /// The whole body.
    Bytes(&'a [u8]),
    /// The SHA-256 of the body, computed on the way in.
    Sha256(&'a [u8; 32]),
    /// Not read yet: the hash that the request announces is believed, and the caller compares
    /// the body with [`Signature::announced_sha256`] when it has arrived. A request that
    /// announces none is taken to have no body.
    Announced,
}

/// Where the signature stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// In the `Authorization` header.
    Header,
    /// In the query.
    Presigned {
        /// `X-Amz-Expires`, the life of the URL in seconds. Some services of AWS go without it;
        /// then the skew allowed to headers is the URL's life.
        expires_s: Option<u32>,
    },
}

/// A signature as it was found in a request: well-formed, not yet believed.
#[derive(Clone, Debug)]
pub struct Signature<'a> {
    /// Whose secret to look up.
    pub access_key: Cow<'a, str>,
    /// The day of the credential scope, `20260131`.
    pub date: Cow<'a, str>,
    /// The region of the credential scope.
    pub region: Cow<'a, str>,
    /// The service of the credential scope, by its signing name.
    pub service: Cow<'a, str>,
    /// Names of the headers that are signed, joined by `;`.
    pub signed_headers: Cow<'a, str>,
    /// The signature itself.
    pub signature: [u8; 32],
    /// Where it stood.
    pub kind: SignatureKind,
    /// The session token that came along.
    pub token: Option<Cow<'a, str>>,
    /// The request's date as signed, `20260131T235959Z`.
    pub amz_date: [u8; 16],
    /// The same in milliseconds of the Unix epoch.
    pub amz_date_ms: i64,
}

/// Services whose paths are taken raw.
fn path_is_raw(service: &str) -> bool {
    matches!(service, "s3" | "s3express" | "s3-outposts" | "s3-object-lambda")
}
