//! Putting events and reading those of one stream.

use service::{AwsError, AwsResult, Cx};
use store::{Direction, Expect};

use crate::append::append;
use crate::batch::{self, NewEvent};
use crate::cursor::{StreamCursor, Times};
use crate::group::{bad_token, filter_bytes};
use crate::model::{
    GetLogEventsRequest, GetLogEventsResponse, OutputLogEvent, PutLogEventsRequest,
    PutLogEventsResponse,
};
use crate::state::{GROUPS, group, invalid, replace_stream, stream};
use crate::{Logs, arn, intake};

/// The most events of a page.
pub(crate) const PAGE_EVENTS: usize = 10_000;
/// The most bytes of a page, 26 an event included.
pub(crate) const PAGE_BYTES: usize = 1 << 20;

pub(crate) async fn put_log_events(
    _: &Logs,
    cx: &Cx,
    input: PutLogEventsRequest,
) -> AwsResult<PutLogEventsResponse> {
    let (group_name, stream_name) = (&input.log_group_name, &input.log_stream_name);
    let events: Vec<NewEvent> = input
        .log_events
        .into_iter()
        .map(|event| NewEvent { time_ms: event.timestamp, message: event.message })
        .collect();
    cx.transact(|snapshot, tx| {
        let group = group(&cx.scope, snapshot, group_name)?;
        let old = stream(&cx.scope, snapshot, group.id, stream_name)?;
        let now_ms = cx.now_ms();
        let expired_before_ms = group.expired_before_ms(now_ms);
        let intake = intake::decide(&events, now_ms, expired_before_ms).map_err(invalid)?;
        let accepted = &events[intake.accepted];
        let (new, _) = append(&cx.scope, tx, group.id, &old, accepted, now_ms);
        if !accepted.is_empty() {
            // A group that is made anew has another id: nothing may go under the old one.
            let group_key = GROUPS.key(&cx.scope, (group_name,));
            tx.expect(group_key, Expect::Version(group.version));
            replace_stream(&cx.scope, tx, group.id, stream_name, &old, &new)?;
        }
        Ok(PutLogEventsResponse {
            next_sequence_token: Some(crate::stream::sequence_token(&new)),
            rejected_entity_info: None,
            rejected_log_events_info: intake.rejected,
        })
    })
    .await
}

/// A point between two events of a stream: those before it are of an earlier time, or of the same
/// time and a smaller number.
type Boundary = (i64, u64);

pub(crate) async fn get_log_events(
    _: &Logs,
    cx: &Cx,
    input: GetLogEventsRequest,
) -> AwsResult<GetLogEventsResponse> {
    let name = arn::group_name(
        cx,
        input.log_group_name.as_deref(),
        input.log_group_identifier.as_deref(),
    )?;
    let snapshot = cx.snapshot();
    let group = group(&cx.scope, &snapshot, &name)?;
    let stream = stream(&cx.scope, &snapshot, group.id, &input.log_stream_name)?;
    let tokens = Tokens { cx, filter: filter_bytes(&(group.id, stream.id)) };
    let from_head = input.start_from_head.unwrap_or(false);
    let start = input.next_token.as_deref().map(|token| tokens.open(token)).transpose()?;
    let direction = match &start {
        Some((direction, _)) => *direction,
        None if from_head => Direction::Forward,
        None => Direction::Backward,
    };
    let boundary = start.map(|(_, boundary)| boundary);
    let expired_before_ms = group.expired_before_ms(cx.now_ms()).unwrap_or(0);
    let times = Times {
        from_ms: input.start_time.unwrap_or(0).max(expired_before_ms),
        to_ms: input.end_time.unwrap_or(i64::MAX),
    };
    let limit = input.limit.map_or(PAGE_EVENTS, |limit| limit as usize);
    let (scope, ids) = (cx.scope.clone(), (group.id, stream.id));
    let events = task::spawn_blocking(move || {
        let near = narrowed(times, boundary, direction);
        let cursor = StreamCursor::open(&scope, &snapshot, ids, near, direction)?;
        page(cursor, boundary, direction, limit)
    })
    .await
    .map_err(AwsError::internal)??;

    // At the end the same token comes back; before anything is there, both stand at the start.
    let here = boundary.unwrap_or((times.from_ms, 0));
    let first = events.first().map_or(here, |first| (first.time_ms, first.seq));
    let last = events.last().map_or(here, |last| (last.time_ms, last.seq + 1));
    let events = events.into_iter().map(|event| OutputLogEvent {
        ingestion_time: Some(event.ingested_ms),
        message: Some(event.message),
        timestamp: Some(event.time_ms),
    });
    Ok(GetLogEventsResponse {
        events: Some(events.collect()),
        next_backward_token: Some(tokens.seal(Direction::Backward, first)),
        next_forward_token: Some(tokens.seal(Direction::Forward, last)),
    })
}

/// The part of `times` on the side of `boundary` that is read.
fn narrowed(times: Times, boundary: Option<Boundary>, direction: Direction) -> Times {
    match (boundary, direction) {
        (Some((time_ms, _)), Direction::Forward) => {
            Times { from_ms: times.from_ms.max(time_ms), ..times }
        }
        (Some((time_ms, _)), Direction::Backward) => {
            Times { to_ms: times.to_ms.min(time_ms.saturating_add(1)), ..times }
        }
        (None, _) => times,
    }
}

/// The next events from `boundary` in `direction`, in the order of their times.
fn page(
    mut cursor: StreamCursor,
    boundary: Option<Boundary>,
    direction: Direction,
    limit: usize,
) -> AwsResult<Vec<batch::Event>> {
    let (mut events, mut bytes) = (Vec::new(), 0);
    while events.len() < limit {
        let Some(event) = cursor.next()? else { break };
        let at = (event.time_ms, event.seq);
        let beyond = boundary.is_some_and(|boundary| match direction {
            Direction::Forward => at < boundary,
            Direction::Backward => at >= boundary,
        });
        if beyond {
            continue;
        }
        bytes += batch::cost(&event.message);
        if bytes > PAGE_BYTES && !events.is_empty() {
            break;
        }
        events.push(event);
    }
    if direction == Direction::Backward {
        events.reverse();
    }
    Ok(events)
}

/// Makes and reads tokens: `f/` or `b/` and a sealed boundary.
struct Tokens<'a> {
    cx: &'a Cx,
    filter: Vec<u8>,
}

impl Tokens<'_> {
    const OPERATION: &'static str = "GetLogEvents";

    fn seal(&self, direction: Direction, boundary: Boundary) -> String {
        let way = match direction {
            Direction::Forward => 'f',
            Direction::Backward => 'b',
        };
        let position = filter_bytes(&boundary);
        let sealed = self.cx.platform.pages.seal(self.cx, Self::OPERATION, &self.filter, &position);
        format!("{way}/{sealed}")
    }

    fn open(&self, token: &str) -> AwsResult<(Direction, Boundary)> {
        let (direction, sealed) = match token.split_once('/') {
            Some(("f", sealed)) => (Direction::Forward, sealed),
            Some(("b", sealed)) => (Direction::Backward, sealed),
            _ => return Err(bad_token()),
        };
        let opened = self.cx.platform.pages.open(self.cx, Self::OPERATION, &self.filter, sealed);
        let boundary = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Ok((direction, boundary.ok_or_else(bad_token)?))
    }
}
