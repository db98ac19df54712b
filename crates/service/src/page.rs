//! Page tokens: where a listing goes on, sealed so that a client can neither read nor forge one,
//! and bound to the account, region, operation and filter that it came from.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use store::Scope;

use crate::Cx;

/// Seals and opens page tokens with one server's key.
#[derive(Clone)]
pub struct Sealer {
    key: [u8; 32],
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer")
    }
}

const TAG: usize = 16;

impl Sealer {
    /// A sealer with `key`.
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// A token that says `position`, good for `operation` with `filter` only.
    pub fn seal(&self, cx: &Cx, operation: &str, filter: &[u8], position: &[u8]) -> String {
        self.seal_in(&cx.scope, operation, filter, position)
    }

    /// The position in `token`; `None` if it is not one of ours for this very listing.
    pub fn open(&self, cx: &Cx, operation: &str, filter: &[u8], token: &str) -> Option<Vec<u8>> {
        self.open_in(&cx.scope, operation, filter, token)
    }

    /// The same where there is no request, such as for a link that is followed unsigned.
    pub fn seal_in(&self, scope: &Scope, about: &str, filter: &[u8], position: &[u8]) -> String {
        let mut bytes = position.to_vec();
        let tag = self.tag(scope, about, filter, &bytes);
        self.mask(&mut bytes, scope, about, &tag);
        bytes.extend_from_slice(&tag);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What [`Sealer::seal_in`] sealed.
    pub fn open_in(
        &self,
        scope: &Scope,
        about: &str,
        filter: &[u8],
        token: &str,
    ) -> Option<Vec<u8>> {
        let mut bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let tag = bytes.split_off(bytes.len().checked_sub(TAG)?);
        self.mask(&mut bytes, scope, about, &tag);
        let mut mac = self.mac(scope, about, filter, b"tag");
        mac.update(&bytes);
        mac.verify_truncated_left(&tag).ok()?;
        Some(bytes)
    }

    fn mac(&self, scope: &Scope, operation: &str, filter: &[u8], purpose: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("any length of key will do");
        for part in [
            purpose,
            scope.account.as_bytes(),
            scope.region.as_bytes(),
            operation.as_bytes(),
            filter,
        ] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }

    fn tag(&self, scope: &Scope, operation: &str, filter: &[u8], bytes: &[u8]) -> [u8; TAG] {
        let mut mac = self.mac(scope, operation, filter, b"tag");
        mac.update(bytes);
        let mut tag = [0; TAG];
        tag.copy_from_slice(&mac.finalize().into_bytes()[..TAG]);
        tag
    }

    /// A key stream made from the tag, which differs for every position.
    fn mask(&self, bytes: &mut [u8], scope: &Scope, operation: &str, tag: &[u8]) {
        for (block, chunk) in bytes.chunks_mut(32).enumerate() {
            let mut mac = self.mac(scope, operation, tag, b"mask");
            mac.update(&(block as u64).to_be_bytes());
            for (byte, key) in chunk.iter_mut().zip(mac.finalize().into_bytes()) {
                *byte ^= key;
            }
        }
    }
}
