//! The reconciler: takes away what the retention of a group no longer keeps, and what lay under
//! groups and streams that were deleted.
//!
//! Idempotent and without memory: what a killed server left is found at the next run. Every
//! transaction takes a bounded number of rows.

use std::sync::Arc;
use std::time::Duration;

use service::AwsResult;
use store::{CommitError, Direction, Expect, Key, Range, Row, Scope, Store, Transaction, parts_of};

use crate::Logs;
use crate::batch::{self, SPAN_MS};
use crate::state::{
    DEAD, EVENTS, GROUPS, GroupRow, RECENT, STREAMS, StreamRow, name_of, replace_stream,
};

/// How long the sweeper rests when nothing wakes it.
const REST: Duration = Duration::from_hours(1);
/// Rows that one transaction takes away.
const ROWS: usize = 512;

/// What one run has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Rows of events whose retention has ended.
    pub expired_rows: u64,
    /// Rows of deleted groups and streams.
    pub deleted_rows: u64,
}

impl Logs {
    /// Sweep whenever something was deleted, and every hour of the platform's clock, for ever.
    pub async fn run(self: Arc<Self>) {
        loop {
            let now_ms = self.platform.clock.now_ms();
            if let Err(error) = self.sweep(now_ms).await {
                // Found again by the next run.
                tracing::warn!(%error, cause = ?error.cause(), "log events could not be swept");
            }
            tokio::select! {
                () = self.deleted.notified() => {}
                () = self.platform.clock.sleep(REST) => {}
            }
        }
    }

    /// Take away what is expired at `now_ms` and what was deleted, in every account and region.
    pub async fn sweep(&self, now_ms: i64) -> AwsResult<Swept> {
        let mut swept = Swept::default();
        for scope in self.platform.store.scopes()? {
            let sweep = Sweep { store: &self.platform.store, scope };
            swept.deleted_rows += sweep.dead().await?;
            swept.expired_rows += sweep.expired(now_ms).await?;
        }
        Ok(swept)
    }
}

/// A run over one account and region.
struct Sweep<'a> {
    store: &'a Store,
    scope: Scope,
}

impl Sweep<'_> {
    async fn dead(&self) -> AwsResult<u64> {
        let mut rows = 0;
        let prefix = DEAD.prefix(&self.scope, ());
        while let Some(pair) =
            self.store.snapshot().scan(prefix.as_ref(), Direction::Forward, 1).next()
        {
            let (key, _) = pair?;
            let ids = parts_of(&key).unwrap_or_default();
            let id = |from_end: usize| {
                ids.len().checked_sub(from_end).and_then(|at| ids.get(at)?.as_u64())
            };
            let under = match (id(2), id(1)) {
                (Some(group_id), Some(0)) => vec![
                    EVENTS.key(&self.scope, (group_id,)),
                    RECENT.key(&self.scope, (group_id,)),
                    STREAMS.key(&self.scope, (group_id,)),
                ],
                (Some(group_id), Some(stream_id)) => {
                    vec![EVENTS.key(&self.scope, (group_id, stream_id))]
                }
                _ => Vec::new(),
            };
            for prefix in under {
                rows += self.delete_all(&prefix).await?;
            }
            let mut tx = Transaction::new();
            tx.delete(&key);
            self.store.commit(tx).await?;
        }
        Ok(rows)
    }

    async fn delete_all(&self, prefix: &Key) -> AwsResult<u64> {
        let mut rows = 0;
        loop {
            let (mut tx, mut found) = (Transaction::new(), 0);
            for pair in self.store.snapshot().scan(prefix.as_ref(), Direction::Forward, ROWS) {
                tx.delete(pair?.0);
                found += 1;
            }
            if found == 0 {
                return Ok(rows);
            }
            self.store.commit(tx).await?;
            rows += found;
        }
    }

    async fn expired(&self, now_ms: i64) -> AwsResult<u64> {
        let mut rows = 0;
        let snapshot = self.store.snapshot();
        let groups = GROUPS.prefix(&self.scope, ());
        let groups: Vec<Row<GroupRow>> = GROUPS
            .scan_prefix(&snapshot, &groups, None, usize::MAX)
            .filter_map(|pair| match pair {
                Ok((_, row)) => row.retention_days.is_some().then_some(Ok(row)),
                Err(error) => Some(Err(error)),
            })
            .collect::<Result<_, _>>()?;
        for group in groups {
            let Some(before_ms) = group.expired_before_ms(now_ms) else { continue };
            let streams = STREAMS.prefix(&self.scope, (group.id,));
            for stream in STREAMS.scan_prefix(&snapshot, &streams, None, usize::MAX) {
                let (key, row) = stream?;
                if row.first_event_ms.is_some_and(|first_ms| first_ms < before_ms) {
                    rows += self.expire(group.id, &name_of(&key)?, before_ms).await?;
                }
            }
        }
        Ok(rows)
    }

    /// Take away the rows of the stream `name` whose events are all before `before_ms`.
    async fn expire(&self, group_id: u64, name: &str, before_ms: i64) -> AwsResult<u64> {
        let mut rows = 0;
        loop {
            let snapshot = self.store.snapshot();
            let key = STREAMS.key(&self.scope, (group_id, name));
            let Some(old) = STREAMS.get(&snapshot, &key)? else { return Ok(rows) };
            let mut tx = Transaction::new();
            let found = self.expire_some(&mut tx, &snapshot, group_id, name, &old, before_ms)?;
            if found == 0 {
                return Ok(rows);
            }
            match self.store.commit(tx).await {
                Ok(_) => rows += found,
                // The stream was written to in the meantime.
                Err(CommitError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn expire_some(
        &self,
        tx: &mut Transaction,
        snapshot: &store::Snapshot,
        group_id: u64,
        name: &str,
        old: &Row<StreamRow>,
        before_ms: i64,
    ) -> AwsResult<u64> {
        let range = Range {
            from: EVENTS.key(&self.scope, (group_id, old.id)).into_bytes(),
            // A row that begins here or later may have events that are kept.
            to: Some(EVENTS.key(&self.scope, (group_id, old.id, before_ms - SPAN_MS)).into_bytes()),
        };
        let (mut found, mut bytes) = (0, 0);
        for pair in snapshot.scan(range, Direction::Forward, ROWS) {
            let (key, value) = pair?;
            bytes += batch::row_cost(&value)?;
            tx.expect(&key, Expect::Present);
            tx.delete(&key);
            found += 1;
        }
        let mut new = old.value.clone();
        new.bytes = new.bytes.saturating_sub(bytes);
        replace_stream(&self.scope, tx, group_id, name, old, &new)?;
        Ok(found)
    }
}
