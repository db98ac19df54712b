//! The client's side: sign a request in its headers, or make a URL that carries its signature.

use hmac::Mac as _;
use sha2::{Digest as _, Sha256};

use super::canonical::{Canonical, hex, push_encoded, string_to_sign, with_scratch};
use super::keys::{KeyScope, derive};
use super::{
    ALGORITHM, HeaderList, Headers as _, PRESIGNED_EXPIRES_S_MAX, Payload, RequestView, TERMINATOR,
    UNSIGNED_PAYLOAD, path_is_raw,
};
use crate::time::amz_date;

/// What a client signs with.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The access key.
    pub access_key: &'a str,
    /// Its secret.
    pub secret: &'a str,
    /// The session token, for the keys of a session.
    pub token: Option<&'a str>,
    /// The region to sign for.
    pub region: &'a str,
    /// The service's signing name.
    pub service: &'a str,
}

/// The headers to add to a request (and to replace there), `authorization` last. What is signed:
/// `host`, `content-type` and every `x-amz-` header. [`Payload::Announced`] leaves the body
/// unsigned.
pub fn sign_header(
    request: &RequestView<'_>,
    credentials: &Credentials<'_>,
    payload: Payload<'_>,
    now_ms: i64,
) -> Vec<(&'static str, String)> {
    let date = amz_date(now_ms);
    let payload = match payload {
        Payload::Bytes(bytes) => text(hex(&Sha256::digest(bytes).into())),
        Payload::Sha256(hash) => text(hex(hash)),
        Payload::Announced => UNSIGNED_PAYLOAD.to_owned(),
    };
    let mut added = vec![("x-amz-date", text(date))];
    if payload == UNSIGNED_PAYLOAD || path_is_raw(credentials.service) {
        added.push(("x-amz-content-sha256", payload.clone()));
    }
    if let Some(token) = credentials.token {
        added.push(("x-amz-security-token", token.to_owned()));
    }
    let mut headers = HeaderList::copy(request.headers);
    for (name, value) in &added {
        headers.set(name, value.as_bytes());
    }
    if let (None, Some(authority)) = (headers.first("host"), request.authority) {
        headers.set("host", authority);
    }
    let mut signed: Vec<&str> = vec![];
    for (name, _) in headers.iter() {
        let signs = matches!(name, "host" | "content-type") || name.starts_with("x-amz-");
        if signs && signed.last() != Some(&name) {
            signed.push(name);
        }
    }
    let signed = signed.join(";");
    let canonical = Canonical {
        request: &RequestView { headers: &headers, ..*request },
        raw_path: path_is_raw(credentials.service),
        signed_headers: &signed,
        payload: payload.as_bytes(),
    };
    let signature = signature(canonical, credentials, &date);
    let credential = credential(credentials, &date);
    added.push((
        "authorization",
        format!(
            "{ALGORITHM} Credential={credential}, SignedHeaders={signed}, Signature={signature}"
        ),
    ));
    added
}

/// The query (without `?`) of a presigned URL for `method`, `authority` and the encoded `path`:
/// `query` and the signature. `expires_s` is held to a week.
pub fn presign(
    method: &str,
    authority: &str,
    path: &str,
    query: &str,
    credentials: &Credentials<'_>,
    expires_s: u32,
    now_ms: i64,
) -> String {
    let date = amz_date(now_ms);
    let mut out = query.to_owned();
    let expires_s = expires_s.min(PRESIGNED_EXPIRES_S_MAX).to_string();
    let token = credentials.token.map(|token| ("X-Amz-Security-Token", token));
    for (name, value) in [
        ("X-Amz-Algorithm", ALGORITHM),
        ("X-Amz-Credential", &credential(credentials, &date)),
        ("X-Amz-Date", &text(date)),
        ("X-Amz-Expires", &expires_s),
        ("X-Amz-SignedHeaders", "host"),
    ]
    .into_iter()
    .chain(token)
    {
        push_parameter(&mut out, name, value);
    }
    let raw_path = path_is_raw(credentials.service);
    let payload =
        if raw_path { UNSIGNED_PAYLOAD.to_owned() } else { text(hex(&Sha256::digest(b"").into())) };
    let headers = HeaderList::default();
    let view =
        RequestView { method, path, query: &out, headers: &headers, authority: Some(authority) };
    let canonical =
        Canonical { request: &view, raw_path, signed_headers: "host", payload: payload.as_bytes() };
    let signature = signature(canonical, credentials, &date);
    push_parameter(&mut out, "X-Amz-Signature", &signature);
    out
}

fn push_parameter(query: &mut String, name: &str, value: &str) {
    let mut encoded = Vec::with_capacity(value.len());
    value.bytes().for_each(|byte| push_encoded(byte, &mut encoded));
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    query.extend(encoded.into_iter().map(char::from));
}

fn credential(credentials: &Credentials<'_>, date: &[u8; 16]) -> String {
    let Credentials { access_key, region, service, .. } = credentials;
    let day: String = date[..8].iter().copied().map(char::from).collect();
    format!("{access_key}/{day}/{region}/{service}/{TERMINATOR}")
}

fn signature(canonical: Canonical<'_>, credentials: &Credentials<'_>, date: &[u8; 16]) -> String {
    let day: String = date[..8].iter().copied().map(char::from).collect();
    let Credentials { secret, region, service, .. } = *credentials;
    let mut mac = derive(KeyScope { secret, date: &day, region, service });
    with_scratch(|scratch| {
        // Resolved, as AWS's own signers do: ours accept both forms.
        let hash = canonical.hash(scratch, true);
        string_to_sign(scratch, date, [&day, region, service], &hash);
        mac.update(&scratch.text);
    });
    text(hex(&mac.finalize().into_bytes().into()))
}

/// ASCII as a string.
fn text<const N: usize>(ascii: [u8; N]) -> String {
    ascii.into_iter().map(char::from).collect()
}
