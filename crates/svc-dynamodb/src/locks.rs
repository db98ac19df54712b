//! Who may write an item now.
//!
//! The store refuses a commit that expects what is no longer so, and whoever is refused reads
//! again. Of 64 clients that add to one counter, one would win each round and 63 would have read
//! and decided in vain; an update among plain puts might never win. So a write that depends on
//! what is there takes its item for itself, and writes that do not share it. Both queue in order.
//!
//! Items share locks by their keys' hashes: a fixed number of them, no bookkeeping. The locks only
//! keep order; what makes a write correct are its expectations.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

const STRIPES: usize = 4_096;

/// The locks of all items.
#[derive(Debug)]
pub(crate) struct ItemLocks(Box<[RwLock<()>]>);

/// An item that is being written.
pub(crate) enum Held<'l> {
    /// By this write alone.
    Alone { _guard: RwLockWriteGuard<'l, ()> },
    /// By writes that do not depend on what is there.
    Shared { _guard: RwLockReadGuard<'l, ()> },
}

impl Default for ItemLocks {
    fn default() -> Self {
        Self((0..STRIPES).map(|_| RwLock::new(())).collect())
    }
}

impl ItemLocks {
    /// Take the item of `key` for a write that depends on what is there, or else share it.
    pub(crate) async fn take(&self, key: &[u8], depends: bool) -> Held<'_> {
        let lock = &self.0[stripe(key)];
        if depends {
            Held::Alone { _guard: lock.write().await }
        } else {
            Held::Shared { _guard: lock.read().await }
        }
    }

    /// Share the items of `keys`, in an order in which no two batches wait for each other.
    pub(crate) async fn share(&self, keys: impl Iterator<Item = &[u8]>) -> Vec<Held<'_>> {
        let mut stripes: Vec<_> = keys.map(stripe).collect();
        stripes.sort_unstable();
        stripes.dedup();
        let mut held = Vec::with_capacity(stripes.len());
        for stripe in stripes {
            held.push(Held::Shared { _guard: self.0[stripe].read().await });
        }
        held
    }
}

fn stripe(key: &[u8]) -> usize {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    (hasher.finish() % STRIPES as u64) as usize
}
