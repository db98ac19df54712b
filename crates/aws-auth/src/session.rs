//! Session tokens: what `AssumeRole` hands out, so that the requests it signs are checked without
//! reading a store.
//!
//! A token says whose session it is and until when, sealed with an HMAC under the server's key.
//! It is no secret (it travels with every request); the session's secret key is derived from the
//! same bytes with another key and is not in it. The byte layout, before base64url:
//!
//! `version 1 · issued ms i64 · expires ms i64 · (length u32 · bytes) of each text · policies ·
//! HMAC-SHA256 of all before`, all numbers big-endian.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::error::AuthError;
use crate::principal::Principal;

const VERSION: u8 = 1;
const TAG_BYTES: usize = 32;
/// Longer tokens are refused unread. AWS promises nothing but has been seen to stay below 4 KB;
/// an inline policy of 2,048 characters and ten ARNs fit.
const TOKEN_BYTES_MAX: usize = 16 * 1024;

/// The server's key for session tokens, in the two forms in which it is used.
#[derive(Clone)]
pub struct SessionKey {
    seal: Hmac<Sha256>,
    secret: Hmac<Sha256>,
}

/// A session of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// `ASIA…`
    pub access_key_id: String,
    /// The role's ARN, with path.
    pub role_arn: String,
    /// `AROA…`: a role that was deleted and made anew has another one.
    pub role_id: String,
    /// The name that the caller gave the session.
    pub session_name: String,
    /// When it was handed out.
    pub issued_ms: i64,
    /// When it ends.
    pub expires_ms: i64,
    /// The session policy given inline, as it was sent.
    pub policy: Option<String>,
    /// ARNs of managed policies given as session policies.
    pub policy_arns: Vec<String>,
}

/// A session's token and secret key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionToken {
    /// What goes into `x-amz-security-token`.
    pub token: String,
    /// The secret access key, 40 characters.
    pub secret: String,
}

impl SessionKey {
    /// The key made of the server's secret (32 random bytes).
    pub fn new(secret: &[u8]) -> Self {
        let keyed = |key: &[u8]| -> Hmac<Sha256> {
            Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
        };
        let master = keyed(secret);
        let derived =
            |label: &[u8]| keyed(&master.clone().chain_update(label).finalize().into_bytes());
        Self { seal: derived(b"hamsu session seal 1"), secret: derived(b"hamsu session secret 1") }
    }

    fn secret_of(&self, sealed: &[u8]) -> String {
        let bytes = self.secret.clone().chain_update(sealed).finalize().into_bytes();
        STANDARD.encode(&bytes[..30])
    }
}

impl std::fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKey")
    }
}

impl SessionToken {
    /// Seals a session.
    pub fn mint(key: &SessionKey, session: &Session) -> Self {
        let mut bytes = session.encode();
        let secret = key.secret_of(&bytes);
        let tag = key.seal.clone().chain_update(&bytes).finalize().into_bytes();
        bytes.extend_from_slice(&tag);
        Self { token: URL_SAFE_NO_PAD.encode(bytes), secret }
    }

    /// The session that `token` stands for, and its secret key. The token must belong to
    /// `access_key_id` and must not have expired.
    pub fn open(
        key: &SessionKey,
        token: &str,
        access_key_id: &str,
        now_ms: i64,
    ) -> Result<(Session, String), AuthError> {
        let (session, secret) = Self::read(key, token, access_key_id)?;
        if now_ms >= session.expires_ms {
            Err(AuthError::ExpiredToken)
        } else {
            Ok((session, secret))
        }
    }

    /// The same, though it may have expired: it opens nothing any more, but says whose it was.
    pub fn read(
        key: &SessionKey,
        token: &str,
        access_key_id: &str,
    ) -> Result<(Session, String), AuthError> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(AuthError::InvalidToken);
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| AuthError::InvalidToken)?;
        let split = bytes.len().checked_sub(TAG_BYTES).ok_or(AuthError::InvalidToken)?;
        let (sealed, tag) = bytes.split_at(split);
        key.seal
            .clone()
            .chain_update(sealed)
            .verify_slice(tag)
            .map_err(|_| AuthError::InvalidToken)?;
        let session = Session::decode(sealed).ok_or(AuthError::InvalidToken)?;
        if session.access_key_id != access_key_id {
            return Err(AuthError::InvalidToken);
        }
        let secret = key.secret_of(sealed);
        Ok((session, secret))
    }
}

impl Session {
    /// Who acts in this session.
    pub fn principal(&self) -> Principal {
        Principal::assumed_role(
            &self.role_arn,
            &self.role_id,
            &self.session_name,
            Some(&self.access_key_id),
        )
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        out.extend_from_slice(&self.issued_ms.to_be_bytes());
        out.extend_from_slice(&self.expires_ms.to_be_bytes());
        let mut text = |text: &str| {
            out.extend_from_slice(&(text.len() as u32).to_be_bytes());
            out.extend_from_slice(text.as_bytes());
        };
        text(&self.access_key_id);
        text(&self.role_arn);
        text(&self.role_id);
        text(&self.session_name);
        // No policy and an empty one are the same: an empty document is no policy.
        text(self.policy.as_deref().unwrap_or_default());
        for arn in &self.policy_arns {
            text(arn);
        }
        out
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&[VERSION])?;
        let issued_ms = i64::from_be_bytes(take(&mut rest)?);
        let expires_ms = i64::from_be_bytes(take(&mut rest)?);
        let access_key_id = text(&mut rest)?;
        let role_arn = text(&mut rest)?;
        let role_id = text(&mut rest)?;
        let session_name = text(&mut rest)?;
        let policy = Some(text(&mut rest)?).filter(|policy| !policy.is_empty());
        let mut policy_arns = Vec::new();
        while !rest.is_empty() {
            policy_arns.push(text(&mut rest)?);
        }
        Some(Self {
            access_key_id,
            role_arn,
            role_id,
            session_name,
            issued_ms,
            expires_ms,
            policy,
            policy_arns,
        })
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(*head)
}

fn text(rest: &mut &[u8]) -> Option<String> {
    let length = u32::from_be_bytes(take(rest)?) as usize;
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    String::from_utf8(head.to_vec()).ok()
}
