//! Operations on many items: `BatchGetItem` and `BatchWriteItem`.

use std::collections::BTreeSet;
use std::sync::Arc;

use aws_shape::Map;
use bytes::Bytes;
use service::{AwsResult, Cx};
use store::{CommitError, Expect, Snapshot, Transaction};

use crate::answer::consumed;
use crate::capacity::{BATCH_SIZE_MAX, Consistency, TableTotals, read_units, write_units};
use crate::catalog::OpenTable;
use crate::item::{item_size_max, stored};
use crate::model::{
    BatchGetItemInput, BatchGetItemOutput, BatchWriteItemInput, BatchWriteItemOutput,
    ConsumedCapacity, KeysAndAttributes, WriteRequest,
};
use crate::request::Reads;
use crate::row::{self, StoredItem};
use crate::state::State;
use crate::value::{check_item_size, nothing_set, several_set};
use crate::wire::Document;
use crate::{Invalid, Item};

/// Keys of one `BatchGetItem`.
const GETS_MAX: usize = 100;
/// Writes of one `BatchWriteItem`.
const WRITES_MAX: usize = 25;

pub(crate) async fn batch_get_item(
    state: &State,
    cx: &Cx,
    input: BatchGetItemInput,
) -> AwsResult<BatchGetItemOutput> {
    let keys: usize = input.request_items.values().map(|table| table.keys.len()).sum();
    if keys > GETS_MAX {
        return Err(too_many("BatchGetItem").into());
    }
    let snapshot = cx.snapshot();
    let mut reads = Vec::new();
    for (name, asked) in input.request_items {
        reads.push(TableReads::new(state, cx, &snapshot, name, asked)?);
    }
    let mut room = BATCH_SIZE_MAX;
    let mut totals = TableTotals::default();
    let mut responses = Map::new();
    let mut unprocessed = Map::new();
    for table in reads {
        let (name, items, rest) = table.read(&snapshot, &mut room, &mut totals)?;
        responses.insert(name.clone(), items);
        if let Some(rest) = rest {
            unprocessed.insert(name, rest);
        }
    }
    Ok(BatchGetItemOutput {
        consumed_capacity: consumed_by(input.return_consumed_capacity.as_deref(), &totals),
        responses: Some(responses),
        unprocessed_keys: Some(unprocessed),
    })
}

/// What a batch reads from one table.
struct TableReads {
    /// As the request calls it.
    name: String,
    /// The keys with the bytes under which they are stored.
    keys: Vec<(Vec<u8>, Item)>,
    asked: KeysAndAttributes,
    projection: Option<crate::expr::Projection>,
    consistency: Consistency,
}

impl TableReads {
    fn new(
        state: &State,
        cx: &Cx,
        snapshot: &Snapshot,
        name: String,
        mut asked: KeysAndAttributes,
    ) -> AwsResult<Self> {
        let sent = std::mem::take(&mut asked.keys);
        let items: Vec<Item> =
            sent.into_iter().map(Document::into_item).collect::<Result<_, Invalid>>()?;
        let projection = Reads {
            projection_expression: asked.projection_expression.clone(),
            attributes_to_get: asked.attributes_to_get.clone(),
            names: asked.expression_attribute_names.clone(),
        }
        .projection()?;
        let table = state.catalog.open(cx, snapshot, &name)?;
        let mut seen = BTreeSet::new();
        let mut keys = Vec::with_capacity(items.len());
        for item in items {
            let key = table.item_key(&table.schema.key_of_request(&item)?);
            if !seen.insert(key.clone()) {
                return Err(duplicates().into());
            }
            keys.push((key, item));
        }
        let consistent = asked.consistent_read.unwrap_or(false);
        let consistency = Consistency::from_consistent_read(consistent);
        Ok(Self { name, keys, asked, projection, consistency })
    }

    /// The items that are there, as far as `room` goes, and what is left to ask for.
    fn read(
        self,
        snapshot: &Snapshot,
        room: &mut usize,
        totals: &mut TableTotals,
    ) -> AwsResult<(String, Vec<Document>, Option<KeysAndAttributes>)> {
        let mut items = Vec::new();
        let mut left = Vec::new();
        for (key, item) in self.keys {
            let found = if *room == 0 { None } else { stored(snapshot, &key)? };
            let size = found.as_ref().map_or(0, StoredItem::size);
            if *room == 0 || size > *room {
                // Nothing more is read, so that what is left is read in order next time.
                *room = 0;
                left.push(item.into());
                continue;
            }
            *room -= size;
            totals.add(&self.name, read_units(size, self.consistency));
            if let Some(found) = found {
                items.push(found.document(self.projection.as_ref())?);
            }
        }
        let rest = KeysAndAttributes { keys: left, ..self.asked };
        let rest = (!rest.keys.is_empty()).then_some(rest);
        Ok((self.name, items, rest))
    }
}

pub(crate) async fn batch_write_item(
    state: &State,
    cx: &Cx,
    input: BatchWriteItemInput,
) -> AwsResult<BatchWriteItemOutput> {
    let writes: usize = input.request_items.values().map(Vec::len).sum();
    if writes > WRITES_MAX {
        return Err(too_many("BatchWriteItem").into());
    }
    let mut asked = Vec::with_capacity(writes);
    for (name, requests) in input.request_items {
        for request in requests {
            asked.push((name.clone(), ItemWrite::new(request, item_size_max(cx))?));
        }
    }
    let planned = plan(state, cx, &cx.snapshot(), &asked)?;
    let keys = planned.iter().map(|write| write.key.as_slice());
    let _held = state.locks.share(keys).await;
    let totals = loop {
        let snapshot = cx.snapshot();
        let planned = plan(state, cx, &snapshot, &asked)?;
        if let Some(totals) = commit(cx, &snapshot, &planned).await? {
            break totals;
        }
    };
    Ok(BatchWriteItemOutput {
        consumed_capacity: consumed_by(input.return_consumed_capacity.as_deref(), &totals),
        item_collection_metrics: None,
        unprocessed_items: Some(Map::new()),
    })
}

/// One write of a batch.
enum ItemWrite {
    Put { item: Item, bytes: Bytes, size: usize },
    Delete { key: Item },
}

impl ItemWrite {
    fn new(request: WriteRequest, size_max: usize) -> Result<Self, Invalid> {
        match (request.put_request, request.delete_request) {
            (Some(put), None) => {
                let item = put.item.into_item()?;
                check_item_size(&item, size_max)?;
                let (bytes, size) = row::encode(&item);
                Ok(Self::Put { item, bytes, size })
            }
            (None, Some(delete)) => Ok(Self::Delete { key: delete.key.into_item()? }),
            (None, None) => Err(nothing_set()),
            (Some(_), Some(_)) => Err(several_set()),
        }
    }
}

/// A write of a batch with the table and the key that it is for.
struct Planned<'a> {
    /// As the request calls it.
    name: &'a str,
    table: Arc<OpenTable>,
    key: Vec<u8>,
    write: &'a ItemWrite,
}

fn plan<'a>(
    state: &State,
    cx: &Cx,
    snapshot: &Snapshot,
    asked: &'a [(String, ItemWrite)],
) -> AwsResult<Vec<Planned<'a>>> {
    let mut seen = BTreeSet::new();
    let mut planned = Vec::with_capacity(asked.len());
    for (name, write) in asked {
        let table = state.catalog.open(cx, snapshot, name)?;
        let key = match write {
            ItemWrite::Put { item, .. } => table.schema.key_of_item(item)?,
            ItemWrite::Delete { key } => table.schema.key_of_request(key)?,
        };
        let key = table.item_key(&key);
        if !seen.insert(key.clone()) {
            return Err(duplicates().into());
        }
        planned.push(Planned { name, table, key, write });
    }
    Ok(planned)
}

/// Commits all writes at once; `None` if a table has changed meanwhile.
async fn commit(
    cx: &Cx,
    snapshot: &Snapshot,
    planned: &[Planned<'_>],
) -> AwsResult<Option<TableTotals>> {
    let mut tx = Transaction::new();
    let mut totals = TableTotals::default();
    let mut sizes = Vec::with_capacity(planned.len());
    for write in planned {
        tx.expect(&write.table.key, Expect::Version(write.table.version));
        let before = stored(snapshot, &write.key)?.map(|old| old.size());
        let after = match write.write {
            ItemWrite::Put { bytes, size, .. } => {
                tx.put(&write.key, bytes.clone());
                Some(*size)
            }
            ItemWrite::Delete { .. } => {
                tx.delete(&write.key);
                None
            }
        };
        totals.add(write.name, write_units(before.unwrap_or(0), after.unwrap_or(0)));
        sizes.push((before, after));
    }
    match cx.platform.store.commit(tx).await {
        Ok(_) => {}
        Err(CommitError::Conflict { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    for (write, (before, after)) in planned.iter().zip(sizes) {
        write.table.tally.changed(before, after);
    }
    Ok(Some(totals))
}

fn too_many(operation: &str) -> Invalid {
    Invalid::new(format!("Too many items requested for the {operation} call"))
}

fn duplicates() -> Invalid {
    Invalid::new("Provided list of item keys contains duplicates")
}

fn consumed_by(asked: Option<&str>, totals: &TableTotals) -> Option<Vec<ConsumedCapacity>> {
    let consumed: Vec<_> =
        totals.iter().filter_map(|(table, units)| consumed(asked, table, || units)).collect();
    (!consumed.is_empty()).then_some(consumed)
}
