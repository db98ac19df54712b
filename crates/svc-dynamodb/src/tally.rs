//! How many items a table has and how large they are, roughly: `ItemCount` and `TableSizeBytes`.
//!
//! Nothing of it is stored. Writes add to it as they happen; what was there before the server
//! started is counted when somebody first asks, the beginning of the table at once and the rest
//! in the background.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use service::AwsResult;
use store::{Direction, Range, Snapshot, Store};

use crate::row;

/// Items that are counted before an answer.
const AT_ONCE: usize = 1_000;
/// Items that are counted on one snapshot in the background.
const CHUNK: usize = 4_096;

/// The count of one table.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    items: AtomicI64,
    bytes: AtomicI64,
    counted: AtomicBool,
}

impl Tally {
    /// A write that made `items` more items of `bytes` more bytes.
    pub(crate) fn add(&self, items: i64, bytes: i64) {
        self.items.fetch_add(items, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// A write that replaced an item of `before` bytes by one of `after`; `None` is no item.
    pub(crate) fn changed(&self, before: Option<usize>, after: Option<usize>) {
        let size = |bytes: Option<usize>| bytes.unwrap_or(0) as i64;
        self.add(
            i64::from(after.is_some()) - i64::from(before.is_some()),
            size(after) - size(before),
        );
    }

    /// Items and bytes, counting first what nobody has counted yet under `prefix`.
    pub(crate) fn count(
        self: &Arc<Self>,
        store: &Store,
        snapshot: &Snapshot,
        prefix: &[u8],
    ) -> AwsResult<(i64, i64)> {
        if !self.counted.swap(true, Ordering::AcqRel) {
            // What has been written since the start is in the store as well.
            let (items, bytes) = self.now();
            let mut range = Range::prefix(prefix);
            let more = self.count_chunk(snapshot, &mut range, AT_ONCE);
            let more = more.inspect_err(|_| self.counted.store(false, Ordering::Release))?;
            self.add(-items, -bytes);
            if more {
                self.count_on(store.clone(), range);
            }
        }
        let (items, bytes) = self.now();
        Ok((items.max(0), bytes.max(0)))
    }

    fn now(&self) -> (i64, i64) {
        (self.items.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed))
    }

    /// Counts at most `limit` items and takes them off `range`; whether there may be more.
    fn count_chunk(&self, snapshot: &Snapshot, range: &mut Range, limit: usize) -> AwsResult<bool> {
        let (mut items, mut bytes, mut last) = (0, 0, None);
        for pair in snapshot.scan(range.clone(), Direction::Forward, limit) {
            let (key, value) = pair?;
            items += 1;
            bytes += row::size_of(&value)?;
            last = Some(key);
        }
        self.add(items as i64, bytes as i64);
        if let Some(last) = last {
            *range = std::mem::take(range).after(&last);
        }
        Ok(items == limit)
    }

    fn count_on(self: &Arc<Self>, store: Store, mut range: Range) {
        let tally = Arc::clone(self);
        task::spawn_blocking(move || {
            loop {
                match tally.count_chunk(&store.snapshot(), &mut range, CHUNK) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(error) => {
                        tracing::warn!(%error, "count the items of a table");
                        return;
                    }
                }
            }
        });
    }
}
