//! What is stored, and under which keys.
//!
//! | table | key | value |
//! | --- | --- | --- |
//! | `logs.groups` | group name | [`GroupRow`] |
//! | `logs.streams` | group id, stream name | [`StreamRow`] |
//! | `logs.recent` | group id, time of the stream's last event, stream name | nothing |
//! | `logs.events` | group id, stream id, time of the row's first event, its number | see `batch.rs` |
//! | `logs.dead` | group id, stream id or 0 | [`Dead`] |
//!
//! Groups and streams have random ids which are never used again: deleting one takes its name
//! away in one commit, and `sweep.rs` reclaims what lies under its id in bounded transactions.
//! `logs.recent` is what clients that tail ask for: which streams have events since then.

use serde::{Deserialize, Serialize};
use service::{AwsError, AwsResult};
use store::{Direction, Key, Part, Range, RawTable, Row, Scope, Snapshot, Table, Transaction};

use crate::model;

pub(crate) static GROUPS: Table<GroupRow> = Table::new("logs.groups", 1);
pub(crate) static STREAMS: Table<StreamRow> = Table::new("logs.streams", 1);
pub(crate) static RECENT: RawTable = RawTable::new("logs.recent");
pub(crate) static EVENTS: RawTable = RawTable::new("logs.events");
pub(crate) static DEAD: Table<Dead> = Table::new("logs.dead", 1);

/// Where a stream without events stands in `logs.recent`: before all others.
const NEVER_MS: i64 = -1;

/// A log group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GroupRow {
    pub(crate) id: u64,
    pub(crate) created_ms: i64,
    pub(crate) retention_days: Option<i32>,
}

/// A log stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StreamRow {
    pub(crate) id: u64,
    pub(crate) created_ms: i64,
    /// The earliest event that was ever put; the retention may have taken it away since.
    pub(crate) first_event_ms: Option<i64>,
    pub(crate) last_event_ms: Option<i64>,
    pub(crate) ingested_ms: Option<i64>,
    /// Messages and 26 bytes an event.
    pub(crate) bytes: u64,
    /// The number of the next event.
    pub(crate) next_seq: u64,
}

/// The id of a group or stream that was deleted and is not reclaimed yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Dead {}

impl GroupRow {
    pub(crate) fn new(id: u64, created_ms: i64) -> Self {
        Self { id, created_ms, retention_days: None }
    }

    /// Events before this are expired.
    pub(crate) fn expired_before_ms(&self, now_ms: i64) -> Option<i64> {
        self.retention_days.map(|days| now_ms - i64::from(days) * 86_400_000)
    }
}

impl StreamRow {
    pub(crate) fn new(id: u64, created_ms: i64) -> Self {
        Self {
            id,
            created_ms,
            first_event_ms: None,
            last_event_ms: None,
            ingested_ms: None,
            bytes: 0,
            next_seq: 0,
        }
    }
}

/// The group called `name`.
pub(crate) fn group(scope: &Scope, snapshot: &Snapshot, name: &str) -> AwsResult<Row<GroupRow>> {
    GROUPS.get(snapshot, &GROUPS.key(scope, (name,)))?.ok_or_else(no_such_group)
}

/// The stream called `name` in the group `group_id`.
pub(crate) fn stream(
    scope: &Scope,
    snapshot: &Snapshot,
    group_id: u64,
    name: &str,
) -> AwsResult<Row<StreamRow>> {
    STREAMS.get(snapshot, &STREAMS.key(scope, (group_id, name)))?.ok_or_else(|| {
        AwsError::new(&model::RESOURCE_NOT_FOUND_ERROR, "The specified log stream does not exist.")
    })
}

pub(crate) fn no_such_group() -> AwsError {
    AwsError::new(&model::RESOURCE_NOT_FOUND_ERROR, "The specified log group does not exist.")
}

/// A parameter that AWS refuses.
pub(crate) fn invalid(message: impl Into<String>) -> AwsError {
    AwsError::new(&model::INVALID_PARAMETER_ERROR, message)
}

pub(crate) fn recent_key(scope: &Scope, group_id: u64, row: &StreamRow, name: &str) -> Key {
    RECENT.key(scope, (group_id, row.last_event_ms.unwrap_or(NEVER_MS), name))
}

/// Make the stream `name`, which must not exist, in `group`, which must be as it was read.
pub(crate) fn create_stream(
    scope: &Scope,
    tx: &mut Transaction,
    group_id: u64,
    name: &str,
    row: &StreamRow,
) -> AwsResult {
    STREAMS.create(tx, &STREAMS.key(scope, (group_id, name)), row)?;
    RECENT.put(tx, &recent_key(scope, group_id, row, name), Vec::new());
    Ok(())
}

/// Set the row of the stream `name` to `new`; it must still be `old`.
pub(crate) fn replace_stream(
    scope: &Scope,
    tx: &mut Transaction,
    group_id: u64,
    name: &str,
    old: &Row<StreamRow>,
    new: &StreamRow,
) -> AwsResult {
    STREAMS.replace(tx, &STREAMS.key(scope, (group_id, name)), old.version, new)?;
    if old.last_event_ms != new.last_event_ms {
        RECENT.delete(tx, &recent_key(scope, group_id, old, name));
        RECENT.put(tx, &recent_key(scope, group_id, new, name), Vec::new());
    }
    Ok(())
}

/// The keys of names that begin with `prefix`, where the name is the last part of `key`, the key
/// of the row whose name is `prefix`.
pub(crate) fn names_from(key: &Key) -> Vec<u8> {
    // A text part ends with a zero byte; without it, longer names follow.
    let mut bytes = key.as_ref().to_vec();
    bytes.pop();
    bytes
}

/// The part of `range` that lies beyond `key` in `direction`.
pub(crate) fn beyond(mut range: Range, key: Option<&Key>, direction: Direction) -> Range {
    match (key, direction) {
        (Some(key), Direction::Forward) => range.after(key.as_ref()),
        (Some(key), Direction::Backward) => {
            if range.to.as_deref().is_none_or(|to| key.as_ref() < to) {
                range.to = Some(key.as_ref().to_vec());
            }
            range
        }
        (None, _) => range,
    }
}

/// The last part of an encoded key, which is a name.
pub(crate) fn name_of(key: &[u8]) -> AwsResult<String> {
    match store::parts_of(key).and_then(|mut parts| parts.pop()) {
        Some(Part::Text(name)) => Ok(name),
        _ => Err(AwsError::internal(anyhow::anyhow!("a key of the logs' tables has no name"))),
    }
}

/// Streams of a group in the order of their names, those that begin with `prefix` only.
pub(crate) fn streams_named(
    scope: &Scope,
    snapshot: &Snapshot,
    group_id: u64,
    prefix: &str,
    after: Option<&str>,
    direction: Direction,
) -> impl Iterator<Item = AwsResult<(String, Row<StreamRow>)>> {
    let range = Range::prefix(&names_from(&STREAMS.key(scope, (group_id, prefix))));
    let after = after.map(|name| STREAMS.key(scope, (group_id, name)));
    snapshot.scan(beyond(range, after.as_ref(), direction), direction, usize::MAX).map(|pair| {
        let (key, value) = pair?;
        Ok((name_of(&key)?, STREAMS.decode(&value)?))
    })
}

/// Streams of a group in the order of their last events, from `since_ms` on; with the time under
/// which each stands, to go on `after` it.
pub(crate) fn streams_recent(
    scope: &Scope,
    snapshot: &Snapshot,
    group_id: u64,
    since_ms: Option<i64>,
    after: Option<(i64, &str)>,
    direction: Direction,
) -> impl Iterator<Item = AwsResult<(i64, String, Row<StreamRow>)>> {
    let mut range = Range::prefix(RECENT.key(scope, (group_id,)).as_ref());
    if let Some(since_ms) = since_ms {
        range.from = RECENT.key(scope, (group_id, since_ms)).into_bytes();
    }
    let after = after.map(|(time_ms, name)| RECENT.key(scope, (group_id, time_ms, name)));
    let (scope, snapshot) = (scope.clone(), snapshot.clone());
    snapshot.clone().scan(beyond(range, after.as_ref(), direction), direction, usize::MAX).map(
        move |pair| {
            let (key, _) = pair?;
            let name = name_of(&key)?;
            let row = stream(&scope, &snapshot, group_id, &name)?;
            Ok((row.last_event_ms.unwrap_or(NEVER_MS), name, row))
        },
    )
}
