//! Reading events in order: one stream, or many merged by time, forwards or backwards.
//!
//! Rows of one stream overlap in time by at most [`SPAN_MS`], so a [`StreamCursor`] holds the
//! events of the few rows that may contain the next one. A [`Merge`] opens a stream only when its
//! order comes near it: a page of a group with thousands of streams reads those that it needs.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use service::AwsResult;
use store::{Direction, Range, Scan, Scope, Snapshot};

use crate::batch::{self, Event, SPAN_MS};
use crate::state::EVENTS;

/// Where an event stands among all events of its group: by time, then by ingestion, as AWS orders
/// what `FilterLogEvents` answers; then by stream and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) time_ms: i64,
    pub(crate) ingested_ms: i64,
    pub(crate) stream_id: u64,
    pub(crate) seq: u64,
}

/// A span of time: from the first millisecond up to and without the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) from_ms: i64,
    pub(crate) to_ms: i64,
}

/// The events of one stream in order.
pub(crate) struct StreamCursor {
    rows: Scan,
    direction: Direction,
    times: Times,
    /// The next row: the time of its first event, its events.
    next: Option<(i64, Vec<Event>)>,
    loaded: BinaryHeap<Ordered<(i64, u64), Event>>,
}

impl StreamCursor {
    /// The events of `times` in the stream `stream_id` of the group `group_id`.
    pub(crate) fn open(
        scope: &Scope,
        snapshot: &Snapshot,
        (group_id, stream_id): (u64, u64),
        times: Times,
        direction: Direction,
    ) -> AwsResult<Self> {
        let at = |time_ms: i64| EVENTS.key(scope, (group_id, stream_id, time_ms)).into_bytes();
        let range =
            Range { from: at(times.from_ms.saturating_sub(SPAN_MS)), to: Some(at(times.to_ms)) };
        let rows = snapshot.scan(range, direction, usize::MAX);
        let mut cursor = Self { rows, direction, times, next: None, loaded: BinaryHeap::new() };
        cursor.read_row()?;
        Ok(cursor)
    }

    /// The next event.
    pub(crate) fn next(&mut self) -> AwsResult<Option<Event>> {
        while let Some((first_ms, _)) = &self.next {
            let ready = self.loaded.peek().is_some_and(|loaded| match self.direction {
                Direction::Forward => loaded.item.time_ms < *first_ms,
                Direction::Backward => loaded.item.time_ms > first_ms.saturating_add(SPAN_MS),
            });
            if ready {
                break;
            }
            self.load()?;
        }
        Ok(self.loaded.pop().map(|loaded| loaded.item))
    }

    fn load(&mut self) -> AwsResult {
        if let Some((_, events)) = self.next.take() {
            let Times { from_ms, to_ms } = self.times;
            let inside =
                events.into_iter().filter(|event| (from_ms..to_ms).contains(&event.time_ms));
            self.loaded.extend(inside.map(|event| Ordered {
                key: (event.time_ms, event.seq),
                direction: self.direction,
                item: event,
            }));
        }
        self.read_row()
    }

    fn read_row(&mut self) -> AwsResult {
        self.next = match self.rows.next() {
            Some(pair) => {
                let (key, value) = pair?;
                let first = batch::first_of(&key)?;
                Some((first.0, batch::decode(first, &value)?))
            }
            None => None,
        };
        Ok(())
    }
}

/// A stream to be merged.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Its name.
    pub(crate) name: String,
    /// Its id.
    pub(crate) id: u64,
    /// It has no events outside of these.
    pub(crate) times: Times,
}

/// The events of many streams in order, each with the index of its source.
pub(crate) struct Merge {
    scope: Scope,
    snapshot: Snapshot,
    group_id: u64,
    times: Times,
    direction: Direction,
    sources: Vec<Source>,
    heads: BinaryHeap<Ordered<Position, Head>>,
}

struct Head {
    source: usize,
    /// The next event and those after it; nothing until the order has come to the stream.
    open: Option<(Event, StreamCursor)>,
}

impl Merge {
    /// The events of `times` in `sources`, streams of the group `group_id`.
    pub(crate) fn new(
        scope: &Scope,
        snapshot: &Snapshot,
        group_id: u64,
        sources: Vec<Source>,
        times: Times,
        direction: Direction,
    ) -> Self {
        let heads = sources.iter().enumerate().map(|(source, stream)| Ordered {
            key: match direction {
                Direction::Forward => Position {
                    time_ms: stream.times.from_ms.max(times.from_ms),
                    ingested_ms: i64::MIN,
                    stream_id: 0,
                    seq: 0,
                },
                Direction::Backward => Position {
                    time_ms: stream.times.to_ms.min(times.to_ms),
                    ingested_ms: i64::MAX,
                    stream_id: u64::MAX,
                    seq: u64::MAX,
                },
            },
            direction,
            item: Head { source, open: None },
        });
        let heads = heads.collect();
        let (scope, snapshot) = (scope.clone(), snapshot.clone());
        Self { scope, snapshot, group_id, times, direction, sources, heads }
    }

    /// The name of a source.
    pub(crate) fn name(&self, source: usize) -> &str {
        &self.sources[source].name
    }

    /// The next event, where it stands, and which source it is of.
    pub(crate) fn next(&mut self) -> AwsResult<Option<(Position, usize, Event)>> {
        while let Some(Ordered { key, item: Head { source, open }, .. }) = self.heads.pop() {
            let Some((event, cursor)) = open else {
                let ids = (self.group_id, self.sources[source].id);
                let cursor = StreamCursor::open(
                    &self.scope,
                    &self.snapshot,
                    ids,
                    self.times,
                    self.direction,
                )?;
                self.push(source, cursor)?;
                continue;
            };
            self.push(source, cursor)?;
            return Ok(Some((key, source, event)));
        }
        Ok(None)
    }

    /// Put a stream back under its next event; it is left out when it has none.
    fn push(&mut self, source: usize, mut cursor: StreamCursor) -> AwsResult {
        let Some(event) = cursor.next()? else { return Ok(()) };
        let key = Position {
            time_ms: event.time_ms,
            ingested_ms: event.ingested_ms,
            stream_id: self.sources[source].id,
            seq: event.seq,
        };
        let item = Head { source, open: Some((event, cursor)) };
        self.heads.push(Ordered { key, direction: self.direction, item });
        Ok(())
    }
}

/// An item of a heap that gives the smallest key first when reading forwards.
struct Ordered<K, T> {
    key: K,
    direction: Direction,
    item: T,
}

impl<K: Ord, T> Ord for Ordered<K, T> {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.direction {
            Direction::Forward => other.key.cmp(&self.key),
            Direction::Backward => self.key.cmp(&other.key),
        }
    }
}

impl<K: Ord, T> PartialOrd for Ordered<K, T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord, T> PartialEq for Ordered<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<K: Ord, T> Eq for Ordered<K, T> {}
