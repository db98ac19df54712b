//! Adding events to a stream: what `PutLogEvents` and the platform's own writer commit.

use store::{Scope, Transaction};

use crate::batch::{self, Batch, NewEvent};
use crate::state::{EVENTS, StreamRow};

/// Put the rows of `events`, which are in the order of their times, and return the stream's row as
/// it is then, with the first of the rows. The caller commits that row too, expecting the old one:
/// so two commits to a stream never use the same numbers.
pub(crate) fn append(
    scope: &Scope,
    tx: &mut Transaction,
    group_id: u64,
    stream: &StreamRow,
    events: &[NewEvent],
    now_ms: i64,
) -> (StreamRow, Option<Batch>) {
    let mut row = stream.clone();
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return (row, None) };
    // The order of numbers is that of ingestion, whatever the machine's clock does.
    let ingested_ms = stream.ingested_ms.unwrap_or(0).max(now_ms);
    let batches = batch::encode(events, stream.next_seq, ingested_ms);
    for batch in &batches {
        let parts = (group_id, stream.id, batch.first_ms, batch.first_seq);
        EVENTS.put(tx, &EVENTS.key(scope, parts), batch.value.clone());
    }
    row.first_event_ms = Some(stream.first_event_ms.unwrap_or(i64::MAX).min(first.time_ms));
    row.last_event_ms = Some(stream.last_event_ms.unwrap_or(i64::MIN).max(last.time_ms));
    row.ingested_ms = Some(ingested_ms);
    row.bytes += events.iter().map(|event| batch::cost(&event.message) as u64).sum::<u64>();
    row.next_seq += events.len() as u64;
    (row, batches.into_iter().next())
}
