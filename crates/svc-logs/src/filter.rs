//! `FilterLogEvents`: the events of many streams by time, those that match a pattern.
//!
//! The events are ordered by time, ingestion, stream and number, so a token that names the last
//! event that was looked at goes on exactly behind it. `interleaved` is taken to be true, as AWS
//! does since 2019, and `searchedLogStreams` is empty.

use service::{AwsError, AwsResult, Cx};
use store::{Direction, Snapshot};

use crate::batch::{self, Event};
use crate::cursor::{Merge, Position, Source, Times};
use crate::event::{PAGE_BYTES, PAGE_EVENTS};
use crate::group::{bad_token, filter_bytes};
use crate::model::{FilterLogEventsRequest, FilterLogEventsResponse, FilteredLogEvent};
use crate::pattern::Pattern;
use crate::state::{StreamRow, group, invalid, stream, streams_named, streams_recent};
use crate::{Logs, arn};

const OPERATION: &str = "FilterLogEvents";
/// A page ends after this many bytes of messages, whether they matched or not.
const READ_BYTES: usize = 32 << 20;
/// Only from here on, 2024-01-01, AWS searches backwards.
const BACKWARD_FROM_MS: i64 = 1_704_067_200_000;

pub(crate) async fn filter_log_events(
    _: &Logs,
    cx: &Cx,
    input: FilterLogEventsRequest,
) -> AwsResult<FilterLogEventsResponse> {
    let name = arn::group_name(
        cx,
        input.log_group_name.as_deref(),
        input.log_group_identifier.as_deref(),
    )?;
    if input.log_stream_names.is_some() && input.log_stream_name_prefix.is_some() {
        return Err(invalid(
            "Only one of logStreamNames and logStreamNamePrefix can be specified.",
        ));
    }
    let pattern = Pattern::parse(input.filter_pattern.as_deref().unwrap_or_default())
        .map_err(|error| invalid(error.to_string()))?;
    let snapshot = cx.snapshot();
    let group = group(&cx.scope, &snapshot, &name)?;
    let filter = filter_bytes(&(
        group.id,
        &input.log_stream_names,
        &input.log_stream_name_prefix,
        &input.filter_pattern,
        input.start_time,
        input.end_time,
    ));
    let (direction, after) = match &input.next_token {
        Some(token) => open(cx, &filter, token).map(|(way, at)| (way, Some(at)))?,
        None => (first_direction(&input)?, None),
    };
    let expired_before_ms = group.expired_before_ms(cx.now_ms()).unwrap_or(0);
    let times = narrowed(
        Times {
            from_ms: input.start_time.unwrap_or(0).max(expired_before_ms),
            // An event at the end of the range still counts, other than in GetLogEvents.
            to_ms: input.end_time.map_or(i64::MAX, |end| end.saturating_add(1)),
        },
        after,
        direction,
    );
    let group_id = group.id;
    let limit = input.limit.map_or(PAGE_EVENTS, |limit| limit as usize);
    let owned = cx.clone();
    let (events, last) = task::spawn_blocking(move || {
        let sources = sources(&owned, &snapshot, group_id, &input, times)?;
        let scope = &owned.scope;
        let merge = Merge::new(scope, &snapshot, group_id, sources, times, direction);
        page(merge, &pattern, after, direction, limit)
    })
    .await
    .map_err(AwsError::internal)??;
    let next_token = last.map(|position| seal(cx, &filter, direction, position));
    Ok(FilterLogEventsResponse {
        events: Some(events),
        next_token,
        searched_log_streams: Some(Vec::new()),
    })
}

/// The streams that can have events in `times`.
fn sources(
    cx: &Cx,
    snapshot: &Snapshot,
    group_id: u64,
    input: &FilterLogEventsRequest,
    times: Times,
) -> AwsResult<Vec<Source>> {
    let scope = &cx.scope;
    let mut sources = Vec::new();
    let mut add = |name: String, row: &StreamRow| {
        let (Some(first_ms), Some(last_ms)) = (row.first_event_ms, row.last_event_ms) else {
            return;
        };
        if first_ms < times.to_ms && last_ms >= times.from_ms {
            let times = Times { from_ms: first_ms, to_ms: last_ms.saturating_add(1) };
            sources.push(Source { name, id: row.id, times });
        }
    };
    if let Some(names) = &input.log_stream_names {
        let names: std::collections::BTreeSet<&String> = names.iter().collect();
        for name in names {
            let row = stream(scope, snapshot, group_id, name)?;
            add(name.clone(), &row);
        }
    } else if let Some(prefix) = &input.log_stream_name_prefix {
        for found in streams_named(scope, snapshot, group_id, prefix, None, Direction::Forward) {
            let (name, row) = found?;
            add(name, &row);
        }
    } else {
        let since_ms = Some(times.from_ms);
        for found in streams_recent(scope, snapshot, group_id, since_ms, None, Direction::Forward) {
            let (_, name, row) = found?;
            add(name, &row);
        }
    }
    Ok(sources)
}

/// The part of `times` that is left after `after`.
fn narrowed(times: Times, after: Option<Position>, direction: Direction) -> Times {
    match (after, direction) {
        (Some(at), Direction::Forward) => Times { from_ms: times.from_ms.max(at.time_ms), ..times },
        (Some(at), Direction::Backward) => {
            Times { to_ms: times.to_ms.min(at.time_ms.saturating_add(1)), ..times }
        }
        (None, _) => times,
    }
}

/// The matching events behind `after`, and where to go on if there is more to look at.
fn page(
    mut merge: Merge,
    pattern: &Pattern,
    after: Option<Position>,
    direction: Direction,
    limit: usize,
) -> AwsResult<(Vec<FilteredLogEvent>, Option<Position>)> {
    let (mut events, mut bytes, mut looked_at, mut last) = (Vec::new(), 0, 0, after);
    while let Some((position, source, event)) = merge.next()? {
        let seen = after.is_some_and(|after| match direction {
            Direction::Forward => position <= after,
            Direction::Backward => position >= after,
        });
        if seen {
            continue;
        }
        if events.len() == limit || looked_at > READ_BYTES {
            return Ok((events, last));
        }
        looked_at += batch::cost(&event.message);
        if pattern.matches(&event.message) {
            bytes += batch::cost(&event.message);
            if bytes > PAGE_BYTES && !events.is_empty() {
                return Ok((events, last));
            }
            events.push(told(merge.name(source), position, event));
        }
        last = Some(position);
    }
    Ok((events, None))
}

fn told(stream: &str, position: Position, event: Event) -> FilteredLogEvent {
    FilteredLogEvent {
        event_id: Some(event_id(position)),
        ingestion_time: Some(event.ingested_ms),
        log_stream_name: Some(stream.to_owned()),
        message: Some(event.message),
        timestamp: Some(event.time_ms),
    }
}

/// 56 digits that name one event for good and grow with its time.
fn event_id(position: Position) -> String {
    let Position { time_ms, stream_id, seq, .. } = position;
    format!("3{time_ms:014}{stream_id:020}{seq:021}")
}

fn first_direction(input: &FilterLogEventsRequest) -> AwsResult<Direction> {
    if input.start_from_head.unwrap_or(true) {
        return Ok(Direction::Forward);
    }
    if input.start_time.unwrap_or(0) < BACKWARD_FROM_MS {
        return Err(invalid(
            "startFromHead can be false only when startTime is on or after Jan 1, 2024 00:00:00 \
             UTC.",
        ));
    }
    Ok(Direction::Backward)
}

fn seal(cx: &Cx, filter: &[u8], direction: Direction, at: Position) -> String {
    let Position { time_ms, ingested_ms, stream_id, seq } = at;
    let forward = direction == Direction::Forward;
    let position = filter_bytes(&(forward, time_ms, ingested_ms, stream_id, seq));
    cx.platform.pages.seal(cx, OPERATION, filter, &position)
}

fn open(cx: &Cx, filter: &[u8], token: &str) -> AwsResult<(Direction, Position)> {
    let opened = cx.platform.pages.open(cx, OPERATION, filter, token);
    let position = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let (forward, time_ms, ingested_ms, stream_id, seq) = position.ok_or_else(bad_token)?;
    let direction = if forward { Direction::Forward } else { Direction::Backward };
    Ok((direction, Position { time_ms, ingested_ms, stream_id, seq }))
}
