//! CloudWatch Logs: groups, streams, events, retention, tags and filter patterns, and the writer
//! through which the lines of functions get there.
//!
//! Covered: see `models/logs.toml`. Where it differs from AWS stands there too, for the coverage
//! page. Start at [`service()`] for the operations, at `state.rs` for what is stored, at [`writer`]
//! for the way of a function's line, at [`pattern`] for the filter pattern language that
//! `FilterLogEvents`, metric filters, subscription filters and event source mappings share.
//!
//! It knows no other service: whether a role may write its lines is asked through
//! [`writer::Decide`].

mod append;
mod arn;
mod batch;
mod cursor;
mod event;
mod filter;
mod group;
mod intake;
pub mod model;
pub mod pattern;
mod state;
mod stream;
mod sweep;
mod tag;
pub mod writer;

use std::sync::Arc;

use service::{AnyService, Platform, Service};
use tokio::sync::Notify;

pub use sweep::Swept;
pub use writer::LogWriter;

/// A body of `PutLogEvents`: a megabyte of messages, each byte perhaps escaped.
const PUT_BODY_BYTES: usize = 8 << 20;

/// The state of the service.
#[derive(Debug)]
pub struct Logs {
    platform: Arc<Platform>,
    /// Wakes the sweeper when there is something to reclaim.
    deleted: Notify,
}

impl Logs {
    /// The logs of a server.
    pub fn new(platform: Arc<Platform>) -> Arc<Self> {
        Arc::new(Self { platform, deleted: Notify::new() })
    }
}

/// The table of the service.
pub fn service(logs: Arc<Logs>) -> AnyService {
    Service::shared(&model::SERVICE, logs)
        .on::<model::CreateLogGroup>(
            |_, cx, input| Ok(group::to_create(cx, input)),
            group::create_log_group,
        )
        .on::<model::DescribeLogGroups>(
            |_, cx, _| Ok(arn::group(cx, "")),
            group::describe_log_groups,
        )
        .on::<model::PutRetentionPolicy>(
            |_, cx, input| Ok(arn::group(cx, &input.log_group_name)),
            group::put_retention_policy,
        )
        .on::<model::DeleteRetentionPolicy>(
            |_, cx, input| Ok(arn::group(cx, &input.log_group_name)),
            group::delete_retention_policy,
        )
        .on::<model::DeleteLogGroup>(
            |_, cx, input| Ok(arn::group(cx, &input.log_group_name)),
            group::delete_log_group,
        )
        .on::<model::CreateLogStream>(
            |_, cx, input| Ok(arn::stream(cx, &input.log_group_name, &input.log_stream_name)),
            stream::create_log_stream,
        )
        .on::<model::DescribeLogStreams>(
            |_, cx, input| {
                let (name, identifier) = (&input.log_group_name, &input.log_group_identifier);
                arn::identified_group(cx, name.as_deref(), identifier.as_deref())
            },
            stream::describe_log_streams,
        )
        .on::<model::DeleteLogStream>(
            |_, cx, input| Ok(arn::stream(cx, &input.log_group_name, &input.log_stream_name)),
            stream::delete_log_stream,
        )
        .on::<model::TagResource>(
            |_, _, input| Ok(vec![service::Need::on(&input.resource_arn)]),
            tag::tag_resource,
        )
        .on::<model::UntagResource>(
            |_, _, input| Ok(vec![service::Need::on(&input.resource_arn)]),
            tag::untag_resource,
        )
        .on::<model::ListTagsForResource>(
            |_, _, input| Ok(vec![service::Need::on(&input.resource_arn)]),
            tag::list_tags_for_resource,
        )
        .data()
        .on::<model::GetLogEvents>(
            |_, cx, input| {
                let (name, identifier) = (&input.log_group_name, &input.log_group_identifier);
                let name = arn::group_name(cx, name.as_deref(), identifier.as_deref())?;
                Ok(arn::stream(cx, &name, &input.log_stream_name))
            },
            event::get_log_events,
        )
        .on::<model::FilterLogEvents>(
            |_, cx, input| {
                let (name, identifier) = (&input.log_group_name, &input.log_group_identifier);
                arn::identified_group(cx, name.as_deref(), identifier.as_deref())
            },
            filter::filter_log_events,
        )
        .body_max(PUT_BODY_BYTES)
        .on::<model::PutLogEvents>(
            |_, cx, input| Ok(arn::stream(cx, &input.log_group_name, &input.log_stream_name)),
            event::put_log_events,
        )
        .build()
}
