//! The check itself: date, canonical request, comparison.

use hmac::Mac as _;
use sha2::{Digest as _, Sha256};

use super::canonical::{
    Canonical, Scratch, decode_query, hex, is_unresolved, raw_pairs, string_to_sign, unhex,
    with_scratch,
};
use super::keys::KeyScope;
use super::{
    Payload, RequestView, Signature, SignatureKind, SigningKeyCache, UNSIGNED_PAYLOAD, path_is_raw,
};
use crate::error::{AuthError, SKEW_MS};

/// The last line of the canonical request.
enum PayloadHash {
    Hex([u8; 64]),
    Unsigned,
}

impl PayloadHash {
    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Hex(hex) => hex,
            Self::Unsigned => UNSIGNED_PAYLOAD.as_bytes(),
        }
    }
}

impl Signature<'_> {
    /// Whether the holder of `secret` signed this request and its time has not passed. The
    /// session token is the caller's to open: its secret is what comes in here.
    pub fn verify(
        &self,
        request: &RequestView<'_>,
        secret: &str,
        payload: Payload<'_>,
        now_ms: i64,
        keys: &SigningKeyCache,
    ) -> Result<(), AuthError> {
        self.check_time(now_ms)?;
        self.check_signed_headers(request)?;
        let payload = self.payload_hash(request, payload)?;
        let scope =
            KeyScope { secret, date: &self.date, region: &self.region, service: &self.service };
        let canonical = Canonical {
            request,
            raw_path: path_is_raw(&self.service),
            signed_headers: &self.signed_headers,
            payload: payload.as_bytes(),
        };
        let key = keys.get(scope);
        let matches = with_scratch(|scratch| {
            self.matches(canonical, false, key.mac.clone(), scratch)
                // AWS's own signers resolve dots and doubled slashes, but send them.
                || (!canonical.raw_path
                    && is_unresolved(request.path)
                    && self.matches(canonical, true, key.mac.clone(), scratch))
        });
        if !matches {
            return Err(AuthError::SignatureMismatch);
        }
        if !key.cached {
            keys.keep(scope, key.mac);
        }
        Ok(())
    }

    /// The hash that the request announces for its body; none if it announces none or leaves the
    /// body unsigned.
    pub fn announced_sha256(&self, request: &RequestView<'_>) -> Option<[u8; 32]> {
        with_announced(request, self.kind, |announced| announced.and_then(unhex))
    }

    fn matches(
        &self,
        canonical: Canonical<'_>,
        normal: bool,
        mut mac: hmac::Hmac<Sha256>,
        scratch: &mut Scratch,
    ) -> bool {
        let hash = canonical.hash(scratch, normal);
        let scope = [&*self.date, &*self.region, &*self.service];
        string_to_sign(scratch, &self.amz_date, scope, &hash);
        mac.update(&scratch.text);
        // Takes the same time wherever the first difference lies.
        mac.verify_slice(&self.signature).is_ok()
    }

    fn check_time(&self, now_ms: i64) -> Result<(), AuthError> {
        let signed_ms = self.amz_date_ms;
        if signed_ms > now_ms.saturating_add(SKEW_MS) {
            return Err(AuthError::NotYetCurrent { signed_ms, now_ms });
        }
        let (life_ms, error) = match self.kind {
            SignatureKind::Presigned { expires_s: Some(expires_s) } => (
                i64::from(expires_s) * 1_000,
                AuthError::PresignedExpired { signed_ms, expires_s, now_ms },
            ),
            _ => (SKEW_MS, AuthError::Expired { signed_ms, now_ms }),
        };
        if now_ms > signed_ms.saturating_add(life_ms) { Err(error) } else { Ok(()) }
    }

    /// `host` and every `x-amz-` header must be signed, and the names must be in order.
    fn check_signed_headers(&self, request: &RequestView<'_>) -> Result<(), AuthError> {
        let mut last = "";
        let mut host = false;
        let mut amz_signed = 0_usize;
        for name in self.signed_headers.split(';') {
            if name <= last || name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                return Err(AuthError::SignatureMismatch);
            }
            last = name;
            host |= name == "host";
            if name.starts_with("x-amz-") && request.headers.first(name).is_some() {
                amz_signed += 1;
            }
        }
        if !host {
            return Err(AuthError::HostNotSigned);
        }
        // Names are distinct on both sides, so equal counts mean equal sets.
        let mut amz_present = 0_usize;
        request.headers.names(&mut |name| amz_present += usize::from(name.starts_with("x-amz-")));
        if amz_present > amz_signed { Err(AuthError::HeadersNotSigned) } else { Ok(()) }
    }

    fn payload_hash(
        &self,
        request: &RequestView<'_>,
        payload: Payload<'_>,
    ) -> Result<PayloadHash, AuthError> {
        let computed = || match payload {
            Payload::Bytes(bytes) => Some(Sha256::digest(bytes).into()),
            Payload::Sha256(hash) => Some(*hash),
            Payload::Announced => None,
        };
        with_announced(request, self.kind, |announced| match announced {
            Some(b"UNSIGNED-PAYLOAD") => Ok(PayloadHash::Unsigned),
            Some(name) if name.starts_with(b"STREAMING-") => {
                Err(AuthError::StreamingPayload(String::from_utf8_lossy(name).into_owned()))
            }
            Some(text) => {
                let announced = unhex(text).ok_or(AuthError::BodyHashMismatch)?;
                if computed().is_some_and(|computed| computed != announced) {
                    return Err(AuthError::BodyHashMismatch);
                }
                Ok(PayloadHash::Hex(hex(&announced)))
            }
            // A presigned URL of S3 is made before anybody knows the body.
            None if matches!(self.kind, SignatureKind::Presigned { .. })
                && path_is_raw(&self.service) =>
            {
                Ok(PayloadHash::Unsigned)
            }
            None => {
                let hash = computed().unwrap_or_else(|| Sha256::digest(b"").into());
                Ok(PayloadHash::Hex(hex(&hash)))
            }
        })
    }
}

/// Hands over what the request says of its body's hash: the header `x-amz-content-sha256`, or
/// the query parameter of that name in a presigned URL.
fn with_announced<T>(
    request: &RequestView<'_>,
    kind: SignatureKind,
    then: impl FnOnce(Option<&[u8]>) -> T,
) -> T {
    if let Some(value) = request.headers.first("x-amz-content-sha256") {
        return then(Some(value.trim_ascii()));
    }
    if kind == SignatureKind::Header {
        return then(None);
    }
    let value = raw_pairs(request.query).find(|(name, _)| *name == "X-Amz-Content-Sha256");
    then(
        value
            .map(|(_, value)| {
                let mut decoded = Vec::with_capacity(value.len());
                decode_query(value, |byte| decoded.push(byte));
                decoded
            })
            .as_deref(),
    )
}
