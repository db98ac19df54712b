//! Committing one batch of lines to one stream, whose group and stream are made if need be.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use bytes::Bytes;
use fn_model::FunctionId;
use service::{AwsResult, Platform};
use store::{CommitError, Expect, Key, Scope, Snapshot, Transaction};

use crate::append::append;
use crate::arn;
use crate::batch::NewEvent;
use crate::state::{EVENTS, GROUPS, GroupRow, STREAMS, StreamRow, create_stream, replace_stream};
use crate::writer::buffer::Origin;
use crate::writer::{Ask, Decide};

/// Which stream, and for whom it is written.
#[derive(Debug)]
pub(super) struct Address {
    pub(super) function: FunctionId,
    pub(super) role: String,
    pub(super) group: String,
    pub(super) stream: String,
}

impl Address {
    pub(super) fn of(origin: &Origin<'_>) -> Arc<Self> {
        Arc::new(Self {
            function: origin.function.clone(),
            role: origin.role.to_owned(),
            group: origin.group.to_owned(),
            stream: origin.stream.to_owned(),
        })
    }

    /// What the buffers know the stream by.
    pub(super) fn key(&self) -> String {
        let FunctionId { account, region, .. } = &self.function;
        format!("{account}\0{region}\0{}\0{}\0", self.group, self.stream)
    }
}

/// Lines on their way.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) address: Arc<Address>,
    pub(super) lines: Vec<NewEvent>,
    /// What they cost.
    pub(super) bytes: usize,
    /// The first row of a commit that failed: if it is there after all, all of them are.
    pub(super) attempt: Option<(Key, Bytes)>,
}

/// What became of a batch.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is durable.
    Stored,
    /// The role may not write it.
    Denied,
    /// It has to be tried again; why.
    Failed(String),
}

/// Commit `taken`, again as long as only other commits are in the way.
pub(super) async fn commit(platform: &Platform, decide: &Decide, taken: &mut Taken) -> Outcome {
    loop {
        let snapshot = platform.store.snapshot();
        let tx = match prepare(platform, decide, taken, &snapshot) {
            Ok(Prepared::Commit(tx)) => tx,
            Ok(Prepared::Stored) => return Outcome::Stored,
            Ok(Prepared::Denied) => return Outcome::Denied,
            Err(error) => return Outcome::Failed(format!("{error:?}")),
        };
        match platform.store.commit(tx).await {
            Ok(_) => return Outcome::Stored,
            Err(CommitError::Conflict { .. }) => {}
            Err(error) => return Outcome::Failed(error.to_string()),
        }
    }
}

enum Prepared {
    Commit(Transaction),
    Stored,
    Denied,
}

fn prepare(
    platform: &Platform,
    decide: &Decide,
    taken: &mut Taken,
    snapshot: &Snapshot,
) -> AwsResult<Prepared> {
    if let Some((key, value)) = &taken.attempt
        && snapshot.get(key)?.is_some_and(|stored| *stored == **value)
    {
        return Ok(Prepared::Stored);
    }
    let address = Arc::clone(&taken.address);
    let Address { function, role, group, stream } = &*address;
    let scope = Scope::new(&*function.account, &*function.region);
    let now_ms = platform.clock.now_ms();
    let mut tx = Transaction::new();

    let group_key = GROUPS.key(&scope, (group,));
    let old_group = GROUPS.get(snapshot, &group_key)?;
    let group_id = if let Some(row) = &old_group {
        tx.expect(&group_key, Expect::Version(row.version));
        row.id
    } else {
        let row = GroupRow::new(platform.entropy.u64(), now_ms);
        GROUPS.create(&mut tx, &group_key, &row)?;
        row.id
    };
    let old_stream = STREAMS.get(snapshot, &STREAMS.key(&scope, (group_id, stream)))?;

    let (group_arn, stream_arn) =
        (arn::of_stream(&scope, group, ""), arn::of_stream(&scope, group, stream));
    let asked = [
        (old_group.is_none(), "logs:CreateLogGroup", &group_arn),
        (old_stream.is_none(), "logs:CreateLogStream", &stream_arn),
        (true, "logs:PutLogEvents", &stream_arn),
    ];
    for (needed, action, resource) in asked {
        if needed && !decide(&Ask { function, role, action, resource }) {
            return Ok(Prepared::Denied);
        }
    }

    let fresh = StreamRow::new(platform.entropy.u64().max(1), now_ms);
    let current = old_stream.as_ref().map_or(&fresh, |row| &row.value);
    let (new, first) = append(&scope, &mut tx, group_id, current, &taken.lines, now_ms);
    match &old_stream {
        Some(old) => replace_stream(&scope, &mut tx, group_id, stream, old, &new)?,
        None => create_stream(&scope, &mut tx, group_id, stream, &new)?,
    }
    taken.attempt = first.map(|batch| {
        let parts = (group_id, new.id, batch.first_ms, batch.first_seq);
        (EVENTS.key(&scope, parts), batch.value)
    });
    Ok(Prepared::Commit(tx))
}

/// Wait for all of `futures` together, so that their commits share a sync. Each is polled only
/// until it is ready; the results come in the order in which they were ready.
pub(super) async fn all<T>(futures: Vec<impl Future<Output = T> + Send>) -> Vec<T> {
    let mut left: HashMap<usize, Pin<Box<_>>> =
        futures.into_iter().map(Box::pin).enumerate().collect();
    let mut results = Vec::with_capacity(left.len());
    std::future::poll_fn(move |cx| {
        left.retain(|_, future| match future.as_mut().poll(cx) {
            Poll::Ready(result) => {
                results.push(result);
                false
            }
            Poll::Pending => true,
        });
        if left.is_empty() { Poll::Ready(std::mem::take(&mut results)) } else { Poll::Pending }
    })
    .await
}
