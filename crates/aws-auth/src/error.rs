//! Every way in which authentication fails, with the code, the status and the text that AWS
//! gives it in each family of protocols.
//!
//! The same failure has three faces: services that speak JSON over RPC answer 400 and codes that
//! end in `Exception`, REST services 403 and the same codes, the query services 403 and codes of
//! their own. S3 (the only `restXml` service that clients compare) has a fourth set.

use crate::time::amz_date;

/// How far a signature's date may be from the server's clock, either way.
pub const SKEW_MS: i64 = 15 * 60 * 1_000;

/// Which set of codes an answer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolFamily {
    /// awsJson 1.0 and 1.1, RPC v2 CBOR: DynamoDB, SQS, CloudWatch Logs.
    Json,
    /// restJson: Lambda, API Gateway.
    RestJson,
    /// awsQuery: IAM, STS, SNS.
    Query,
    /// S3's dialect of restXml.
    RestXml,
}

/// Why a request was not let in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// The request carries no signature and the operation wants one.
    #[error("no signature")]
    MissingToken,
    /// No such access key (the caller that looked it up says so).
    #[error("unknown access key")]
    UnknownAccessKey,
    /// The session token is not ours, was altered, or belongs to another key.
    #[error("invalid session token")]
    InvalidToken,
    /// The session is over.
    #[error("session token expired")]
    ExpiredToken,
    /// The signature does not fit the request.
    #[error("signature mismatch")]
    SignatureMismatch,
    /// `host` is not among the signed headers.
    #[error("host is not signed")]
    HostNotSigned,
    /// An `x-amz-` header is not among the signed ones: it could be anybody's.
    #[error("unsigned x-amz- headers")]
    HeadersNotSigned,
    /// The body is not the one that `x-amz-content-sha256` announced.
    #[error("body does not match x-amz-content-sha256")]
    BodyHashMismatch,
    /// Signed longer ago than the clock may be off.
    #[error("signature expired")]
    Expired {
        /// When the request says that it was signed.
        signed_ms: i64,
        /// The server's time.
        now_ms: i64,
    },
    /// Signed in a future farther away than the clock may be off.
    #[error("signature not yet current")]
    NotYetCurrent {
        /// When the request says that it was signed.
        signed_ms: i64,
        /// The server's time.
        now_ms: i64,
    },
    /// A presigned URL after its `X-Amz-Expires`.
    #[error("presigned URL expired")]
    PresignedExpired {
        /// When the URL was signed.
        signed_ms: i64,
        /// Its life in seconds.
        expires_s: u32,
        /// The server's time.
        now_ms: i64,
    },
    /// The credential scope names another day than the request's date.
    #[error("the scope's date is not the request's")]
    ScopeDateMismatch {
        /// The day in the credential scope.
        scope: String,
        /// The request's date.
        amz_date: String,
    },
    /// The credential scope does not end in `aws4_request`, or lacks region or service.
    #[error("credential scope: {0}")]
    Scope(String),
    /// The credential scope names another service than the one that was asked; the latter.
    #[error("the scope is not that of {0}")]
    WrongService(String),
    /// The signature lacks a part or a part cannot be read; AWS's sentence says which.
    #[error("incomplete signature: {0}")]
    Incomplete(String),
    /// The same for a presigned URL.
    #[error("incomplete presigned query: {0}")]
    IncompleteQuery(String),
    /// A signature in the header and one in the query.
    #[error("two signatures")]
    TwoSignatures,
    /// Signature Version 2, or 4A: recognised, not spoken.
    #[error("{0} is not supported")]
    UnsupportedVersion(&'static str),
    /// `x-amz-content-sha256: STREAMING-…`: the body comes in signed chunks or with a trailer.
    #[error("{0} bodies are not implemented")]
    StreamingPayload(String),
    /// The policies say no; the text is [`crate::policy::Reason::message`].
    #[error("{0}")]
    AccessDenied(String),
}

const MISMATCH: &str = "The request signature we calculated does not match the signature you \
     provided. Check your AWS Secret Access Key and signing method. Consult the service \
     documentation for details.";
const INVALID_TOKEN: &str = "The security token included in the request is invalid.";

impl AuthError {
    /// The code, the HTTP status and the message for a client of `family`.
    pub fn code(&self, family: ProtocolFamily) -> (&'static str, u16, String) {
        use ProtocolFamily::{Json, Query, RestJson, RestXml};
        let status = if family == Json { 400 } else { 403 };
        match family {
            Json | RestJson => {
                let message = match (self, family) {
                    (Self::MissingToken, RestJson) => "Missing Authentication Token".to_owned(),
                    _ => self.message(),
                };
                let status = if matches!(self, Self::StreamingPayload(_)) { 400 } else { status };
                (self.json_code(), status, message)
            }
            Query => {
                let status = if matches!(self, Self::StreamingPayload(_)) { 400 } else { status };
                (self.query_code(), status, self.message())
            }
            RestXml => self.s3(),
        }
    }

    fn json_code(&self) -> &'static str {
        match self {
            Self::MissingToken => "MissingAuthenticationTokenException",
            Self::UnknownAccessKey | Self::InvalidToken => "UnrecognizedClientException",
            Self::ExpiredToken => "ExpiredTokenException",
            Self::SignatureMismatch
            | Self::HostNotSigned
            | Self::HeadersNotSigned
            | Self::BodyHashMismatch
            | Self::Expired { .. }
            | Self::NotYetCurrent { .. }
            | Self::PresignedExpired { .. }
            | Self::ScopeDateMismatch { .. }
            | Self::Scope(_)
            | Self::WrongService(_) => "InvalidSignatureException",
            Self::Incomplete(_)
            | Self::IncompleteQuery(_)
            | Self::TwoSignatures
            | Self::UnsupportedVersion(_) => "IncompleteSignatureException",
            Self::StreamingPayload(_) => "NotImplementedException",
            Self::AccessDenied(_) => "AccessDeniedException",
        }
    }

    fn query_code(&self) -> &'static str {
        match self {
            Self::MissingToken => "MissingAuthenticationToken",
            Self::UnknownAccessKey | Self::InvalidToken => "InvalidClientTokenId",
            Self::ExpiredToken => "ExpiredToken",
            Self::SignatureMismatch
            | Self::HostNotSigned
            | Self::HeadersNotSigned
            | Self::BodyHashMismatch
            | Self::Expired { .. }
            | Self::NotYetCurrent { .. }
            | Self::PresignedExpired { .. }
            | Self::ScopeDateMismatch { .. }
            | Self::Scope(_)
            | Self::WrongService(_) => "SignatureDoesNotMatch",
            Self::Incomplete(_)
            | Self::IncompleteQuery(_)
            | Self::TwoSignatures
            | Self::UnsupportedVersion(_) => "IncompleteSignature",
            Self::StreamingPayload(_) => "NotImplementedException",
            Self::AccessDenied(_) => "AccessDenied",
        }
    }

    /// S3's own codes and texts.
    fn s3(&self) -> (&'static str, u16, String) {
        let (code, status, text) = match self {
            Self::MissingToken => ("AccessDenied", 403, "Access Denied"),
            Self::UnknownAccessKey => (
                "InvalidAccessKeyId",
                403,
                "The AWS Access Key Id you provided does not exist in our records.",
            ),
            Self::InvalidToken => {
                ("InvalidToken", 400, "The provided token is malformed or otherwise invalid.")
            }
            Self::ExpiredToken => ("ExpiredToken", 400, "The provided token has expired."),
            Self::SignatureMismatch => (
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match the signature you provided. \
                 Check your key and signing method.",
            ),
            Self::HostNotSigned | Self::HeadersNotSigned => (
                "AccessDenied",
                403,
                "There were headers present in the request which were not signed",
            ),
            Self::BodyHashMismatch => (
                "XAmzContentSHA256Mismatch",
                400,
                "The provided 'x-amz-content-sha256' header does not match what was computed.",
            ),
            Self::Expired { .. } | Self::NotYetCurrent { .. } => (
                "RequestTimeTooSkewed",
                403,
                "The difference between the request time and the current time is too large.",
            ),
            Self::PresignedExpired { .. } => ("AccessDenied", 403, "Request has expired"),
            Self::TwoSignatures => (
                "InvalidArgument",
                400,
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, \
                 Signature query string parameter or the Authorization header should be specified",
            ),
            Self::ScopeDateMismatch { .. }
            | Self::Scope(_)
            | Self::WrongService(_)
            | Self::Incomplete(_) => {
                return ("AuthorizationHeaderMalformed", 400, self.message());
            }
            Self::IncompleteQuery(_) => {
                return ("AuthorizationQueryParametersError", 400, self.message());
            }
            Self::UnsupportedVersion(_) => return ("InvalidRequest", 400, self.message()),
            Self::StreamingPayload(_) => return ("NotImplemented", 501, self.message()),
            Self::AccessDenied(_) => return ("AccessDenied", 403, self.message()),
        };
        (code, status, text.to_owned())
    }

    fn message(&self) -> String {
        match self {
            Self::MissingToken => "Request is missing Authentication Token".to_owned(),
            Self::UnknownAccessKey | Self::InvalidToken => INVALID_TOKEN.to_owned(),
            Self::ExpiredToken => {
                "The security token included in the request is expired".to_owned()
            }
            Self::SignatureMismatch | Self::BodyHashMismatch => MISMATCH.to_owned(),
            Self::HostNotSigned => {
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
                    .to_owned()
            }
            Self::HeadersNotSigned => {
                "There were headers present in the request which were not signed".to_owned()
            }
            Self::Expired { signed_ms, now_ms } => expired(*signed_ms, SKEW_MS, *now_ms),
            Self::PresignedExpired { signed_ms, expires_s, now_ms } => {
                expired(*signed_ms, i64::from(*expires_s) * 1_000, *now_ms)
            }
            Self::NotYetCurrent { signed_ms, now_ms } => format!(
                "Signature not yet current: {} is still later than {} ({} + 15 min.)",
                date(*signed_ms),
                date(now_ms.saturating_add(SKEW_MS)),
                date(*now_ms)
            ),
            Self::ScopeDateMismatch { scope, amz_date } => format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date \
                 from HTTP: '{scope}' != '{}', from '{amz_date}'.",
                amz_date.get(..8).unwrap_or(amz_date)
            ),
            // The space at the end is AWS's: it may join several such sentences.
            Self::WrongService(service) => {
                format!("Credential should be scoped to correct service: '{service}'. ")
            }
            Self::TwoSignatures => "Only one signature is allowed: the Authorization header or \
                 the X-Amz-Signature query parameter."
                .to_owned(),
            Self::UnsupportedVersion(name) => format!(
                "The authorization mechanism you have provided is not supported ({name}). Please \
                 use AWS4-HMAC-SHA256."
            ),
            Self::StreamingPayload(name) => {
                format!("A body signed as {name} is not implemented by hamsu yet.")
            }
            Self::Scope(text)
            | Self::Incomplete(text)
            | Self::IncompleteQuery(text)
            | Self::AccessDenied(text) => text.clone(),
        }
    }
}

fn expired(signed_ms: i64, life_ms: i64, now_ms: i64) -> String {
    let seconds = life_ms / 1_000;
    let life = if seconds % 60 == 0 {
        format!("{} min.", seconds / 60)
    } else {
        format!("{seconds} sec.")
    };
    format!(
        "Signature expired: {} is now earlier than {} ({} - {life})",
        date(signed_ms),
        date(now_ms.saturating_sub(life_ms)),
        date(now_ms)
    )
}

fn date(ms: i64) -> String {
    amz_date(ms).into_iter().map(char::from).collect()
}
