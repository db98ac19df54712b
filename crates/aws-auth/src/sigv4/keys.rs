//! Signing keys: four HMACs derive one from a secret, so the recent ones are kept.
//!
//! The cache is bounded, and reading it takes no lock. Only keys that verified a request enter
//! it: nobody without the secret can push the keys in use out of it.

use std::fmt;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use arc_swap::ArcSwapOption;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Keys that share a place by their hash: the oldest of them gives way.
const WAYS: usize = 4;

/// Recently used signing keys, for all threads.
pub struct SigningKeyCache {
    slots: Box<[ArcSwapOption<Entry>]>,
    next_way: AtomicUsize,
}

/// What a signing key is derived from.
#[derive(Clone, Copy, Hash)]
pub(super) struct KeyScope<'a> {
    pub secret: &'a str,
    pub date: &'a str,
    pub region: &'a str,
    pub service: &'a str,
}

struct Entry {
    secret: Box<str>,
    date: Box<str>,
    region: Box<str>,
    service: Box<str>,
    mac: Hmac<Sha256>,
}

impl Entry {
    fn is_of(&self, scope: KeyScope<'_>) -> bool {
        *self.secret == *scope.secret
            && *self.date == *scope.date
            && *self.region == *scope.region
            && *self.service == *scope.service
    }
}

/// A keyed HMAC and whether the cache had it.
pub(super) struct SigningKey {
    pub mac: Hmac<Sha256>,
    pub cached: bool,
}

impl SigningKeyCache {
    /// A cache for `capacity` keys, rounded up to a power of two.
    pub fn new(capacity: usize) -> Self {
        let slots = capacity.clamp(WAYS, 1 << 20).next_power_of_two();
        Self {
            slots: (0..slots).map(|_| ArcSwapOption::empty()).collect(),
            next_way: AtomicUsize::new(0),
        }
    }

    /// How many keys fit.
    pub fn capacity(&self) -> usize {
        self.slots.len()
    }

    /// How many keys are held.
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|slot| slot.load().is_some()).count()
    }

    /// Whether no key is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn ways(&self, scope: KeyScope<'_>) -> &[ArcSwapOption<Entry>] {
        let mut hasher = std::hash::DefaultHasher::new();
        scope.hash(&mut hasher);
        let start = hasher.finish() as usize & (self.slots.len() - 1) & !(WAYS - 1);
        &self.slots[start..start + WAYS]
    }

    pub(super) fn get(&self, scope: KeyScope<'_>) -> SigningKey {
        for slot in self.ways(scope) {
            if let Some(entry) = &*slot.load()
                && entry.is_of(scope)
            {
                return SigningKey { mac: entry.mac.clone(), cached: true };
            }
        }
        SigningKey { mac: derive(scope), cached: false }
    }

    /// Keeps a key that verified a request.
    pub(super) fn keep(&self, scope: KeyScope<'_>, mac: Hmac<Sha256>) {
        let ways = self.ways(scope);
        let way = ways
            .iter()
            .position(|slot| slot.load().is_none())
            .unwrap_or_else(|| self.next_way.fetch_add(1, Ordering::Relaxed) % WAYS);
        ways[way].store(Some(Arc::new(Entry {
            secret: scope.secret.into(),
            date: scope.date.into(),
            region: scope.region.into(),
            service: scope.service.into(),
            mac,
        })));
    }
}

impl fmt::Debug for SigningKeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKeyCache")
            .field("capacity", &self.capacity())
            .finish_non_exhaustive()
    }
}

/// The HMAC keyed with the signing key of a scope.
pub(super) fn derive(scope: KeyScope<'_>) -> Hmac<Sha256> {
    let mut first = Vec::with_capacity(4 + scope.secret.len());
    first.extend_from_slice(b"AWS4");
    first.extend_from_slice(scope.secret.as_bytes());
    [scope.date, scope.region, scope.service, super::TERMINATOR]
        .into_iter()
        .fold(keyed(&first), |mac, part| keyed(&mac.chain_update(part).finalize().into_bytes()))
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of any length")
}
