//! Log streams.

use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx};
use store::{Direction, Expect, Row, Snapshot};

use crate::group::{bad_token, filter_bytes, open_name};
use crate::model::{
    CreateLogStreamRequest, DeleteLogStreamRequest, DescribeLogStreamsRequest,
    DescribeLogStreamsResponse, LogStream,
};
use crate::state::{
    DEAD, Dead, GROUPS, RECENT, STREAMS, StreamRow, create_stream, group, invalid, recent_key,
    stream, streams_named, streams_recent,
};
use crate::{Logs, arn, model};

const OPERATION: &str = "DescribeLogStreams";
/// A page of `DescribeLogStreams`, and the most that one may ask for.
const PAGE: usize = 50;

pub(crate) async fn create_log_stream(
    logs: &Logs,
    cx: &Cx,
    input: CreateLogStreamRequest,
) -> AwsResult<NoShape> {
    let name = &input.log_stream_name;
    let row = StreamRow::new(new_id(logs), cx.now_ms());
    cx.transact(|snapshot, tx| {
        let group = group(&cx.scope, snapshot, &input.log_group_name)?;
        let key = STREAMS.key(&cx.scope, (group.id, name));
        if STREAMS.get(snapshot, &key)?.is_some() {
            return Err(AwsError::new(
                &model::RESOURCE_ALREADY_EXISTS_ERROR,
                "The specified log stream already exists",
            ));
        }
        let group_key = GROUPS.key(&cx.scope, (&input.log_group_name,));
        tx.expect(group_key, Expect::Version(group.version));
        create_stream(&cx.scope, tx, group.id, name, &row)
    })
    .await?;
    Ok(NoShape)
}

/// An id for a stream; 0 stands for a whole group among the dead.
pub(crate) fn new_id(logs: &Logs) -> u64 {
    logs.platform.entropy.u64().max(1)
}

pub(crate) async fn describe_log_streams(
    _: &Logs,
    cx: &Cx,
    input: DescribeLogStreamsRequest,
) -> AwsResult<DescribeLogStreamsResponse> {
    let by_time = input.order_by.as_deref() == Some("LastEventTime");
    if by_time && input.log_stream_name_prefix.is_some() {
        return Err(invalid("Cannot order by LastEventTime with a logStreamNamePrefix."));
    }
    let group_name = arn::group_name(
        cx,
        input.log_group_name.as_deref(),
        input.log_group_identifier.as_deref(),
    )?;
    let snapshot = cx.snapshot();
    let group = group(&cx.scope, &snapshot, &group_name)?;
    let descending = input.descending.unwrap_or(false);
    let filter = filter_bytes(&(group.id, by_time, &input.log_stream_name_prefix, descending));
    let page = Page {
        cx,
        snapshot,
        group_name,
        group_id: group.id,
        direction: if descending { Direction::Backward } else { Direction::Forward },
        limit: input.limit.map_or(PAGE, |limit| limit as usize),
        filter,
        token: input.next_token,
    };
    if by_time { page.by_time() } else { page.by_name(input.log_stream_name_prefix) }
}

/// A page of streams being made.
struct Page<'a> {
    cx: &'a Cx,
    snapshot: Snapshot,
    group_name: String,
    group_id: u64,
    direction: Direction,
    limit: usize,
    filter: Vec<u8>,
    token: Option<String>,
}

impl Page<'_> {
    fn by_name(self, prefix: Option<String>) -> AwsResult<DescribeLogStreamsResponse> {
        let Self { cx, snapshot, group_id, .. } = &self;
        let after = open_name(cx, OPERATION, &self.filter, self.token.as_deref())?;
        let prefix = prefix.unwrap_or_default();
        let streams = streams_named(
            &cx.scope,
            snapshot,
            *group_id,
            &prefix,
            after.as_deref(),
            self.direction,
        );
        self.take(streams.map(|pair| {
            let (name, row) = pair?;
            Ok((name.clone().into_bytes(), name, row))
        }))
    }

    fn by_time(self) -> AwsResult<DescribeLogStreamsResponse> {
        let Self { cx, snapshot, group_id, .. } = &self;
        let after: Option<(i64, String)> = match &self.token {
            None => None,
            Some(token) => {
                let opened = cx.platform.pages.open(cx, OPERATION, &self.filter, token);
                let opened = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
                Some(opened.ok_or_else(bad_token)?)
            }
        };
        let after = after.as_ref().map(|(time_ms, name)| (*time_ms, name.as_str()));
        let streams = streams_recent(&cx.scope, snapshot, *group_id, None, after, self.direction);
        self.take(streams.map(|found| {
            let (time_ms, name, row) = found?;
            Ok((filter_bytes(&(time_ms, &name)), name, row))
        }))
    }

    /// The streams of this page; each comes with the position that a token goes on after.
    fn take(
        &self,
        streams: impl Iterator<Item = AwsResult<(Vec<u8>, String, Row<StreamRow>)>>,
    ) -> AwsResult<DescribeLogStreamsResponse> {
        let (mut found, mut last, mut next_token) = (Vec::new(), Vec::new(), None);
        for stream in streams {
            let (position, name, row) = stream?;
            if found.len() == self.limit {
                let pages = &self.cx.platform.pages;
                next_token = Some(pages.seal(self.cx, OPERATION, &self.filter, &last));
                break;
            }
            found.push(described(self.cx, &self.group_name, name, &row));
            last = position;
        }
        Ok(DescribeLogStreamsResponse { log_streams: Some(found), next_token })
    }
}

fn described(cx: &Cx, group: &str, name: String, row: &StreamRow) -> LogStream {
    LogStream {
        arn: Some(arn::of_stream(&cx.scope, group, &name)),
        creation_time: Some(row.created_ms),
        first_event_timestamp: row.first_event_ms,
        last_event_timestamp: row.last_event_ms,
        last_ingestion_time: row.ingested_ms,
        log_stream_name: Some(name),
        // Always 0 on AWS since 2019.
        stored_bytes: Some(0),
        upload_sequence_token: row.ingested_ms.map(|_| sequence_token(row)),
    }
}

/// The token that AWS still answers and takes no notice of: 56 digits.
pub(crate) fn sequence_token(row: &StreamRow) -> String {
    format!("49{:020}{:034}", row.id, row.next_seq)
}

/// The stream is gone with this commit; the sweeper reclaims its events.
pub(crate) async fn delete_log_stream(
    logs: &Logs,
    cx: &Cx,
    input: DeleteLogStreamRequest,
) -> AwsResult<NoShape> {
    let name = &input.log_stream_name;
    cx.transact(|snapshot, tx| {
        let group = group(&cx.scope, snapshot, &input.log_group_name)?;
        let row = stream(&cx.scope, snapshot, group.id, name)?;
        let key = STREAMS.key(&cx.scope, (group.id, name));
        tx.expect(&key, Expect::Version(row.version));
        STREAMS.delete(tx, &key);
        RECENT.delete(tx, &recent_key(&cx.scope, group.id, &row, name));
        DEAD.put(tx, &DEAD.key(&cx.scope, (group.id, row.id)), &Dead {})?;
        Ok(())
    })
    .await?;
    logs.deleted.notify_one();
    Ok(NoShape)
}
