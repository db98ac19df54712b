//! Finding the signature of a request and checking its form.

use std::borrow::Cow;
use std::fmt::Write as _;

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

use super::canonical::{decode_query, raw_pairs, unhex};
use super::{
    ALGORITHM, PRESIGNED_EXPIRES_S_MAX, RequestView, Signature, SignatureKind, TERMINATOR,
};
use crate::error::AuthError;
use crate::time::{amz_date, parse_amz_date, parse_http_date};

/// The signature of a request; none if it carries no sign of one.
pub fn parse<'a>(request: &RequestView<'a>) -> Result<Option<Signature<'a>>, AuthError> {
    let query = Query::of(request.query);
    match (request.headers.first("authorization"), query.is_signed()) {
        (None, false) => Ok(None),
        (Some(_), true) => Err(AuthError::TwoSignatures),
        (Some(value), false) => from_header(request, value).map(Some),
        (None, true) => from_query(query).map(Some),
    }
}

fn from_header<'a>(request: &RequestView<'a>, value: &'a [u8]) -> Result<Signature<'a>, AuthError> {
    let value = std::str::from_utf8(value).map_err(|_| {
        AuthError::Incomplete(format!("Authorization header is not valid text. {}", shown(value)))
    })?;
    let (algorithm, rest) = value.trim_ascii().split_once(' ').unwrap_or((value, ""));
    if algorithm != ALGORITHM {
        return Err(other_algorithm(algorithm, value));
    }
    let [mut credential, mut signed_headers, mut signature] = [None; 3];
    for part in rest.split(',').map(str::trim_ascii).filter(|part| !part.is_empty()) {
        let missing_equal_sign = || {
            AuthError::Incomplete(format!(
                "'{part}' not a valid key=value pair (missing equal-sign) in Authorization \
                 header {}",
                shown(value.as_bytes())
            ))
        };
        let (name, value) = part.split_once('=').ok_or_else(missing_equal_sign)?;
        match name {
            "Credential" => credential = Some(value),
            "SignedHeaders" => signed_headers = Some(value),
            "Signature" => signature = Some(value),
            // AWS reads over names that it does not know.
            _ => {}
        }
    }
    let date = request.headers.first("x-amz-date").or_else(|| request.headers.first("date"));
    let (Some(credential), Some(signed_headers), Some(signature), Some(date)) =
        (credential, signed_headers, signature, date)
    else {
        let given = [credential.is_some(), signature.is_some(), signed_headers.is_some()];
        return Err(missing_in_header(given, date.is_some(), value));
    };
    let date = std::str::from_utf8(date.trim_ascii()).unwrap_or_default();
    let token = request.headers.first("x-amz-security-token");
    let token = token
        .map(|token| std::str::from_utf8(token.trim_ascii()).map_err(|_| AuthError::InvalidToken));
    Parts {
        credential: Cow::Borrowed(credential),
        signed_headers: Cow::Borrowed(signed_headers),
        signature: Cow::Borrowed(signature),
        date: Cow::Borrowed(date),
        token: token.transpose()?.map(Cow::Borrowed),
        kind: SignatureKind::Header,
    }
    .signature()
}

/// Refusal of an `Authorization` header that is not Signature Version 4.
fn other_algorithm(algorithm: &str, value: &str) -> AuthError {
    match algorithm {
        "AWS" => AuthError::UnsupportedVersion("Signature Version 2"),
        "AWS4-ECDSA-P256-SHA256" => AuthError::UnsupportedVersion("Signature Version 4A"),
        _ if algorithm.starts_with("AWS4-") => {
            AuthError::Incomplete(format!("Unsupported AWS 'algorithm': '{algorithm}'."))
        }
        _ => AuthError::Incomplete(format!(
            "'{algorithm}' not a valid key=value pair (missing equal-sign) in Authorization \
             header {}",
            shown(value.as_bytes())
        )),
    }
}

fn missing_in_header(given: [bool; 3], date: bool, value: &str) -> AuthError {
    let mut text = String::new();
    for (name, given) in ["Credential", "Signature", "SignedHeaders"].into_iter().zip(given) {
        if !given {
            let _ = write!(text, "Authorization header requires '{name}' parameter. ");
        }
    }
    if !date {
        text.push_str(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' \
             header. ",
        );
    }
    text.push_str(&shown(value.as_bytes()));
    AuthError::Incomplete(text)
}

/// How AWS refers to a header that it will not repeat, since it may hold a secret.
fn shown(value: &[u8]) -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(value));
    format!("(hashed with SHA-256 and encoded with Base64): '{hash}'.")
}

/// The parameters of a query that concern signatures, still encoded.
#[derive(Default)]
struct Query<'a> {
    algorithm: Option<&'a str>,
    credential: Option<&'a str>,
    date: Option<&'a str>,
    expires: Option<&'a str>,
    signed_headers: Option<&'a str>,
    signature: Option<&'a str>,
    token: Option<&'a str>,
    version_2: bool,
}

impl<'a> Query<'a> {
    fn of(query: &'a str) -> Self {
        let mut found = Self::default();
        let mut signature_2 = false;
        let mut key_2 = false;
        for (name, value) in raw_pairs(query) {
            let place = match name {
                "X-Amz-Algorithm" => &mut found.algorithm,
                "X-Amz-Credential" => &mut found.credential,
                "X-Amz-Date" => &mut found.date,
                "X-Amz-Expires" => &mut found.expires,
                "X-Amz-SignedHeaders" => &mut found.signed_headers,
                "X-Amz-Signature" => &mut found.signature,
                "X-Amz-Security-Token" => &mut found.token,
                "AWSAccessKeyId" => {
                    key_2 = true;
                    continue;
                }
                "Signature" => {
                    signature_2 = true;
                    continue;
                }
                _ => continue,
            };
            place.get_or_insert(value);
        }
        found.version_2 = key_2 && signature_2;
        found
    }

    fn is_signed(&self) -> bool {
        self.algorithm.is_some()
            || self.credential.is_some()
            || self.signature.is_some()
            || self.version_2
    }
}

fn from_query(query: Query<'_>) -> Result<Signature<'_>, AuthError> {
    if query.version_2 {
        return Err(AuthError::UnsupportedVersion("Signature Version 2"));
    }
    match query.algorithm {
        None | Some(ALGORITHM) => {}
        Some("AWS4-ECDSA-P256-SHA256") => {
            return Err(AuthError::UnsupportedVersion("Signature Version 4A"));
        }
        Some(other) => {
            let text = format!("Unsupported AWS 'algorithm': '{other}'.");
            return Err(AuthError::IncompleteQuery(text));
        }
    }
    let (Some(_), Some(credential), Some(date), Some(signed_headers), Some(signature)) =
        (query.algorithm, query.credential, query.date, query.signed_headers, query.signature)
    else {
        return Err(missing_in_query(&query));
    };
    Parts {
        credential: decoded(credential)?,
        signed_headers: decoded(signed_headers)?,
        signature: decoded(signature)?,
        date: decoded(date)?,
        token: query.token.map(decoded).transpose()?,
        kind: SignatureKind::Presigned { expires_s: query.expires.map(expires_s).transpose()? },
    }
    .signature()
}

fn missing_in_query(query: &Query<'_>) -> AuthError {
    let mut text = String::new();
    for (name, given) in [
        ("X-Amz-Algorithm", query.algorithm),
        ("X-Amz-Credential", query.credential),
        ("X-Amz-Signature", query.signature),
        ("X-Amz-SignedHeaders", query.signed_headers),
        ("X-Amz-Date", query.date),
    ] {
        if given.is_none() {
            let _ = write!(text, "AWS query-string parameters must include '{name}'. ");
        }
    }
    text.push_str("Re-examine the query-string parameters.");
    AuthError::IncompleteQuery(text)
}

fn expires_s(text: &str) -> Result<u32, AuthError> {
    let error = |text: &str| AuthError::IncompleteQuery(text.to_owned());
    if text.starts_with('-') {
        return Err(error("X-Amz-Expires must be non-negative"));
    }
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(error("X-Amz-Expires should be a number"));
    }
    // Digits that overflow are more than a week all the more.
    text.parse()
        .ok()
        .filter(|seconds| *seconds <= PRESIGNED_EXPIRES_S_MAX)
        .ok_or_else(|| error("X-Amz-Expires must be less than a week (in seconds) that is 604800"))
}

fn decoded(text: &str) -> Result<Cow<'_, str>, AuthError> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    decode_query(text, |byte| bytes.push(byte));
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| {
        AuthError::IncompleteQuery(
            "AWS query-string parameters must be UTF-8. Re-examine the query-string parameters."
                .to_owned(),
        )
    })
}

/// The parts of a signature, wherever they stood.
struct Parts<'a> {
    credential: Cow<'a, str>,
    signed_headers: Cow<'a, str>,
    signature: Cow<'a, str>,
    date: Cow<'a, str>,
    token: Option<Cow<'a, str>>,
    kind: SignatureKind,
}

impl<'a> Parts<'a> {
    fn signature(self) -> Result<Signature<'a>, AuthError> {
        let incomplete = |text: String| match self.kind {
            SignatureKind::Header => AuthError::Incomplete(text),
            SignatureKind::Presigned { .. } => AuthError::IncompleteQuery(text),
        };
        let [access_key, date, region, service, terminator] = split_credential(self.credential)
            .map_err(|given| {
                incomplete(format!(
                    "Credential must have at least 5 slash-delimited elements, e.g. \
                     keyid/date/region/service/term, got '{given}'"
                ))
            })?;
        if access_key.is_empty() {
            return Err(incomplete("Credential must name an access key.".to_owned()));
        }
        if terminator != TERMINATOR {
            return Err(AuthError::Scope(format!(
                "Credential should be scoped with a valid terminator: '{TERMINATOR}', not \
                 '{terminator}'."
            )));
        }
        for (what, part) in [("region", &region), ("service", &service)] {
            if part.is_empty() {
                return Err(AuthError::Scope(format!(
                    "Credential should be scoped to a valid {what}."
                )));
            }
        }
        let amz_date_ms = parse_amz_date(self.date.as_bytes())
            .or_else(|| parse_http_date(self.date.as_bytes()))
            .ok_or_else(|| {
                incomplete(format!(
                    "Date must be in ISO-8601 'basic format'. Got '{}'. See \
                     http://en.wikipedia.org/wiki/ISO_8601",
                    self.date
                ))
            })?;
        let amz_date = amz_date(amz_date_ms);
        if date.as_bytes() != &amz_date[..8] {
            return Err(AuthError::ScopeDateMismatch {
                scope: date.into_owned(),
                amz_date: amz_date.into_iter().map(char::from).collect(),
            });
        }
        // Something that cannot be a signature does not match either: AWS gives one answer.
        let signature = unhex(self.signature.as_bytes()).ok_or(AuthError::SignatureMismatch)?;
        Ok(Signature {
            access_key,
            date,
            region,
            service,
            signed_headers: self.signed_headers,
            signature,
            kind: self.kind,
            token: self.token.filter(|token| !token.is_empty()),
            amz_date,
            amz_date_ms,
        })
    }
}

/// Access key, date, region, service and terminator. The last four elements are the scope, so
/// that an access key may hold slashes. An error gives the credential back.
fn split_credential(credential: Cow<'_, str>) -> Result<[Cow<'_, str>; 5], String> {
    fn split(text: &str) -> Option<[&str; 5]> {
        let mut parts = text.rsplitn(5, '/');
        let [terminator, service, region, date, key] = std::array::from_fn(|_| parts.next());
        Some([key?, date?, region?, service?, terminator?])
    }
    match credential {
        Cow::Borrowed(text) => Ok(split(text).ok_or_else(|| text.to_owned())?.map(Cow::Borrowed)),
        Cow::Owned(text) => match split(&text) {
            Some(parts) => Ok(parts.map(|part| Cow::Owned(part.to_owned()))),
            None => Err(text),
        },
    }
}
