//! Waiting for a change under a prefix, woken by the commit itself.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use bytes::Bytes;
use tokio::sync::Notify;

use crate::engine::Version;

/// Tells of commits that touch keys under one prefix.
///
/// It never misses a change after the version it starts from. It may wake once more than there
/// were changes: when it starts from a version that is no longer the newest.
#[derive(Debug)]
pub struct Watch {
    seen: Version,
    state: Arc<Watched>,
    watchers: Arc<Watchers>,
}

#[derive(Debug)]
struct Watched {
    prefix: Vec<u8>,
    /// The newest version that touched the prefix.
    touched: AtomicU64,
    changed: Notify,
}

impl Watch {
    /// Wait until a commit has touched the prefix and return its version, at which or after
    /// which a new snapshot shows the change. `None` once the store is closed.
    pub async fn next(&mut self) -> Option<Version> {
        loop {
            let changed = self.state.changed.notified();
            let mut changed = std::pin::pin!(changed);
            changed.as_mut().enable();
            let touched = Version(self.state.touched.load(Ordering::Acquire));
            if touched > self.seen {
                self.seen = touched;
                return Some(touched);
            }
            if self.watchers.is_closed() {
                return None;
            }
            changed.await;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.watchers.remove(&self.state);
    }
}

/// Everybody who waits, by the prefix that they wait for.
#[derive(Debug, Default)]
pub(crate) struct Watchers(Mutex<Registry>);

#[derive(Debug, Default)]
struct Registry {
    by_prefix: HashMap<Vec<u8>, Vec<Weak<Watched>>>,
    /// How many prefixes there are of each length: a key is looked up once for each length.
    lengths: HashMap<usize, usize>,
    closed: bool,
}

impl Watchers {
    /// Watch `prefix` for versions after `from`; `newest` is asked after the watch is in place.
    pub(crate) fn watch(
        self: &Arc<Self>,
        prefix: &[u8],
        from: Version,
        newest: impl FnOnce() -> Version,
    ) -> Watch {
        let state = Arc::new(Watched {
            prefix: prefix.to_vec(),
            touched: AtomicU64::new(0),
            changed: Notify::new(),
        });
        {
            let mut registry = self.lock();
            let entry = registry.by_prefix.entry(prefix.to_vec()).or_default();
            entry.push(Arc::downgrade(&state));
            if entry.len() == 1 {
                *registry.lengths.entry(prefix.len()).or_default() += 1;
            }
        }
        let newest = newest();
        if newest > from {
            state.touched.fetch_max(newest.0, Ordering::AcqRel);
        }
        Watch { seen: from, state, watchers: Arc::clone(self) }
    }

    /// Wake those whose prefix one of `keys` begins with.
    pub(crate) fn touched<'a>(&self, version: Version, keys: impl Iterator<Item = &'a Bytes>) {
        let registry = self.lock();
        if registry.by_prefix.is_empty() {
            return;
        }
        for key in keys {
            for length in registry.lengths.keys() {
                let Some(prefix) = key.get(..*length) else {
                    continue;
                };
                for watched in registry.by_prefix.get(prefix).into_iter().flatten() {
                    let Some(watched) = watched.upgrade() else {
                        continue;
                    };
                    if watched.touched.fetch_max(version.0, Ordering::AcqRel) < version.0 {
                        watched.changed.notify_waiters();
                    }
                }
            }
        }
    }

    /// Wake everybody for the last time.
    pub(crate) fn close(&self) {
        let mut registry = self.lock();
        registry.closed = true;
        for watched in registry.by_prefix.values().flatten().filter_map(Weak::upgrade) {
            watched.changed.notify_waiters();
        }
    }

    fn is_closed(&self) -> bool {
        self.lock().closed
    }

    fn remove(&self, state: &Arc<Watched>) {
        let mut registry = self.lock();
        let Registry { by_prefix, lengths, .. } = &mut *registry;
        let Some(entry) = by_prefix.get_mut(&state.prefix) else {
            return;
        };
        entry.retain(|other| !std::ptr::eq(other.as_ptr(), Arc::as_ptr(state)));
        if entry.is_empty() {
            by_prefix.remove(&state.prefix);
            let length = state.prefix.len();
            if let Some(count) = lengths.get_mut(&length) {
                *count -= 1;
                if *count == 0 {
                    lengths.remove(&length);
                }
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Registry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
