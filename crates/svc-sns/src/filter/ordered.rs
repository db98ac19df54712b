//! Texts under which something is filed, found by a longer text that begins with them.

use std::collections::BTreeMap;
use std::ops::Bound;

/// Things filed under prefixes.
#[derive(Clone, Debug)]
pub(super) struct Prefixes<T>(BTreeMap<Box<[u8]>, Vec<T>>);

impl<T> Default for Prefixes<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Prefixes<T> {
    pub(super) fn insert(&mut self, prefix: Box<[u8]>, thing: T) {
        self.0.entry(prefix).or_default().push(thing);
    }

    /// Take away what `gone` says of under `prefix`.
    pub(super) fn remove(&mut self, prefix: &[u8], gone: impl Fn(&T) -> bool) {
        if let Some(things) = self.0.get_mut(prefix) {
            things.retain(|thing| !gone(thing));
            if things.is_empty() {
                self.0.remove(prefix);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything filed under a prefix of `text`.
    ///
    /// The greatest key up to `text` is either a prefix of it, or shares less with it than any
    /// shorter prefix could: what it shares is where to look next. Each step is one search, and
    /// there are no more of them than prefixes found and bytes shared.
    pub(super) fn each(&self, text: &[u8], mut visit: impl FnMut(&T)) {
        let mut bound = Bound::Included(text);
        loop {
            let below = (Bound::Unbounded, bound);
            let Some((key, things)) = self.0.range::<[u8], _>(below).next_back() else { return };
            let shared = key.iter().zip(text).take_while(|(own, other)| own == other).count();
            if shared == key.len() {
                things.iter().for_each(&mut visit);
                bound = Bound::Excluded(&text[..shared]);
            } else {
                bound = Bound::Included(&text[..shared]);
            }
        }
    }
}

/// The bytes of a text from its end, under which suffixes are filed.
pub(super) fn backwards(text: &str) -> Box<[u8]> {
    text.bytes().rev().collect()
}
