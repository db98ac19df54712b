//! Operations on one item: put, get, update, delete.
//!
//! A write is decided on the item that it finds, by a pure function, and committed with the
//! expectation that the table and (where it matters) the item are still those. Start at
//! [`write`].

use bytes::Bytes;
use service::{AwsResult, Cx, limits};
use store::{CommitError, Expect, Snapshot, Transaction};

use crate::answer::{condition_failed, consumed};
use crate::capacity::{Consistency, read_units, write_units};
use crate::catalog::OpenTable;
use crate::expr::{Condition, Update};
use crate::model::{
    DeleteItemInput, DeleteItemOutput, GetItemInput, GetItemOutput, PutItemInput, PutItemOutput,
    UpdateItemInput, UpdateItemOutput,
};
use crate::request::{Reads, Writes};
use crate::row::{self, StoredItem};
use crate::state::State;
use crate::value::{check_item_size, check_updated_item};
use crate::wire::Document;
use crate::{Invalid, Item};

pub(crate) async fn put_item(
    state: &State,
    cx: &Cx,
    input: PutItemInput,
) -> AwsResult<PutItemOutput> {
    let mut asked = Writes {
        condition_expression: input.condition_expression,
        expected: input.expected,
        conditional_operator: input.conditional_operator,
        names: input.expression_attribute_names,
        values: input.expression_attribute_values,
        ..Writes::default()
    };
    let mut placeholders = asked.placeholders(false)?;
    let item = input.item.into_item()?;
    check_item_size(&item, item_size_max(cx))?;
    let returns_old = all_old(input.return_values.as_deref())?;
    let condition = asked.condition(&mut placeholders)?;
    placeholders.finish()?;
    let terms = Terms::new(condition, input.return_values_on_condition_check_failure.as_deref());

    let (bytes, size) = row::encode(&item);
    let depends = terms.condition.is_some() || returns_old;
    let key = |table: &OpenTable| table.schema.key_of_item(&item);
    let written = write(state, cx, &input.table_name, depends, key, |_, old| {
        terms.check(old)?;
        Ok((Next::Put(bytes.clone(), size), returned(returns_old, old)?))
    })
    .await?;
    Ok(PutItemOutput {
        attributes: written.answer,
        consumed_capacity: consumed(
            input.return_consumed_capacity.as_deref(),
            &input.table_name,
            || write_units(written.before.unwrap_or(0), size),
        ),
        item_collection_metrics: None,
    })
}

pub(crate) async fn get_item(
    state: &State,
    cx: &Cx,
    input: GetItemInput,
) -> AwsResult<GetItemOutput> {
    let projection = Reads {
        projection_expression: input.projection_expression,
        attributes_to_get: input.attributes_to_get,
        names: input.expression_attribute_names,
    }
    .projection()?;
    let key = input.key.into_item()?;
    let snapshot = cx.snapshot();
    let table = state.catalog.open(cx, &snapshot, &input.table_name)?;
    let key = table.item_key(&table.schema.key_of_request(&key)?);
    let found = stored(&snapshot, &key)?;
    let size = found.as_ref().map_or(0, StoredItem::size);
    let consistency = Consistency::from_consistent_read(input.consistent_read.unwrap_or(false));
    Ok(GetItemOutput {
        item: found.map(|found| found.document(projection.as_ref())).transpose()?,
        consumed_capacity: consumed(
            input.return_consumed_capacity.as_deref(),
            &input.table_name,
            || read_units(size, consistency),
        ),
    })
}

pub(crate) async fn update_item(
    state: &State,
    cx: &Cx,
    input: UpdateItemInput,
) -> AwsResult<UpdateItemOutput> {
    let mut asked = Writes {
        update_expression: input.update_expression,
        attribute_updates: input.attribute_updates,
        condition_expression: input.condition_expression,
        expected: input.expected,
        conditional_operator: input.conditional_operator,
        names: input.expression_attribute_names,
        values: input.expression_attribute_values,
    };
    let mut placeholders = asked.placeholders(true)?;
    let key_item = input.key.into_item()?;
    let update = asked.update(&mut placeholders)?;
    let condition = asked.condition(&mut placeholders)?;
    placeholders.finish()?;
    let terms = Terms::new(condition, input.return_values_on_condition_check_failure.as_deref());
    let wanted = input.return_values.as_deref().unwrap_or("NONE");
    let size_max = item_size_max(cx);

    let key = |table: &OpenTable| {
        let key = table.schema.key_of_request(&key_item)?;
        update.check_keys(&table.schema)?;
        Ok(key)
    };
    let written = write(state, cx, &input.table_name, true, key, |_, old| {
        let before = old.map(StoredItem::decode).transpose()?;
        terms.check_item(before.as_ref())?;
        let Some(after) = updated(&update, &key_item, before.as_ref(), size_max)? else {
            return Ok((Next::Keep, None));
        };
        let (bytes, size) = row::encode(&after);
        let next =
            if before.as_ref() == Some(&after) { Next::Same(size) } else { Next::Put(bytes, size) };
        Ok((next, shown(wanted, &update, before.as_ref(), after)))
    })
    .await?;
    Ok(UpdateItemOutput {
        attributes: written.answer,
        consumed_capacity: consumed(
            input.return_consumed_capacity.as_deref(),
            &input.table_name,
            || write_units(written.before.unwrap_or(0), written.after.unwrap_or(0)),
        ),
        item_collection_metrics: None,
    })
}

pub(crate) async fn delete_item(
    state: &State,
    cx: &Cx,
    input: DeleteItemInput,
) -> AwsResult<DeleteItemOutput> {
    let mut asked = Writes {
        condition_expression: input.condition_expression,
        expected: input.expected,
        conditional_operator: input.conditional_operator,
        names: input.expression_attribute_names,
        values: input.expression_attribute_values,
        ..Writes::default()
    };
    let mut placeholders = asked.placeholders(false)?;
    let key_item = input.key.into_item()?;
    let returns_old = all_old(input.return_values.as_deref())?;
    let condition = asked.condition(&mut placeholders)?;
    placeholders.finish()?;
    let terms = Terms::new(condition, input.return_values_on_condition_check_failure.as_deref());

    let depends = terms.condition.is_some() || returns_old;
    let key = |table: &OpenTable| table.schema.key_of_request(&key_item);
    let written = write(state, cx, &input.table_name, depends, key, |_, old| {
        terms.check(old)?;
        Ok((Next::Delete, returned(returns_old, old)?))
    })
    .await?;
    Ok(DeleteItemOutput {
        attributes: written.answer,
        consumed_capacity: consumed(
            input.return_consumed_capacity.as_deref(),
            &input.table_name,
            || write_units(written.before.unwrap_or(0), 0),
        ),
        item_collection_metrics: None,
    })
}

/// What a write leaves behind.
enum Next {
    /// A stored item of this size.
    Put(Bytes, usize),
    /// The item that is there, of this size.
    Same(usize),
    /// Whatever is there, or nothing if nothing is.
    Keep,
    /// Nothing.
    Delete,
}

/// A write that is durable: the sizes before and after it.
struct Written<T> {
    before: Option<usize>,
    after: Option<usize>,
    answer: T,
}

/// Finds the item of `key`, lets `decide` say what becomes of it, and commits that. With
/// `depends` the item is still the one that `decide` saw.
async fn write<T>(
    state: &State,
    cx: &Cx,
    table_name: &str,
    depends: bool,
    key: impl Fn(&OpenTable) -> Result<Vec<u8>, Invalid>,
    mut decide: impl FnMut(&OpenTable, Option<&StoredItem>) -> AwsResult<(Next, T)>,
) -> AwsResult<Written<T>> {
    let table = state.catalog.open(cx, &cx.snapshot(), table_name)?;
    let mut item_key = table.item_key(&key(&table)?);
    let mut held = state.locks.take(&item_key, depends).await;
    loop {
        let snapshot = cx.snapshot();
        let table = state.catalog.open(cx, &snapshot, table_name)?;
        let own_key = table.item_key(&key(&table)?);
        if own_key != item_key {
            // The table was made again while we waited.
            drop(held);
            item_key = own_key;
            held = state.locks.take(&item_key, depends).await;
            continue;
        }
        let old = stored(&snapshot, &item_key)?;
        let (next, answer) = decide(&table, old.as_ref())?;
        let before = old.as_ref().map(StoredItem::size);
        let (change, after) = match next {
            Next::Put(bytes, size) => (Some(Some(bytes)), Some(size)),
            Next::Same(size) => (None, Some(size)),
            Next::Keep => (None, before),
            Next::Delete => (before.map(|_| None), None),
        };
        let Some(change) = change else {
            return Ok(Written { before, after, answer });
        };
        let mut tx = Transaction::new();
        tx.expect(&table.key, Expect::Version(table.version));
        if depends {
            let version = old.as_ref().map(StoredItem::version);
            tx.expect(&item_key, version.map_or(Expect::Absent, Expect::Version));
        }
        match change {
            Some(bytes) => tx.put(&item_key, bytes),
            None => tx.delete(&item_key),
        };
        match cx.platform.store.commit(tx).await {
            Ok(_) => {
                table.tally.changed(before, after);
                return Ok(Written { before, after, answer });
            }
            Err(CommitError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// The item stored under `key`.
pub(crate) fn stored(snapshot: &Snapshot, key: &[u8]) -> AwsResult<Option<StoredItem>> {
    snapshot.get(key)?.map(StoredItem::new).transpose()
}

pub(crate) fn item_size_max(cx: &Cx) -> usize {
    cx.platform.limits.get(&limits::ITEM) as usize
}

/// On what terms a write happens.
struct Terms {
    condition: Option<Condition>,
    /// A refusal carries the item.
    shows_item: bool,
}

impl Terms {
    fn new(condition: Option<Condition>, on_failure: Option<&str>) -> Self {
        Self { condition, shows_item: on_failure == Some("ALL_OLD") }
    }

    fn check(&self, old: Option<&StoredItem>) -> AwsResult {
        if self.condition.is_none() {
            return Ok(());
        }
        self.check_item(old.map(StoredItem::decode).transpose()?.as_ref())
    }

    fn check_item(&self, item: Option<&Item>) -> AwsResult {
        let nothing = Item::new();
        let Some(condition) = &self.condition else { return Ok(()) };
        if condition.holds(item.unwrap_or(&nothing)) {
            return Ok(());
        }
        let shown = item.filter(|_| self.shows_item).cloned();
        Err(condition_failed(shown.map(Document::from)))
    }
}

/// Whether `ReturnValues` of a put or delete asks for the item that was there.
fn all_old(wanted: Option<&str>) -> Result<bool, Invalid> {
    match wanted {
        None | Some("NONE") => Ok(false),
        Some("ALL_OLD") => Ok(true),
        Some(_) => Err(Invalid::new("ReturnValues can only be ALL_OLD or NONE")),
    }
}

fn returned(wanted: bool, old: Option<&StoredItem>) -> AwsResult<Option<Document>> {
    old.filter(|_| wanted).map(|old| old.document(None)).transpose()
}

/// The item after an update; `None` where there is none and the update makes none.
fn updated(
    update: &Update,
    key: &Item,
    before: Option<&Item>,
    size_max: usize,
) -> Result<Option<Item>, Invalid> {
    if before.is_none() && !update.creates_item() {
        return Ok(None);
    }
    let after = update.apply(before.unwrap_or(key))?;
    check_updated_item(&after, size_max)?;
    Ok(Some(after))
}

/// The `Attributes` that `ReturnValues` of an update asks for.
fn shown(wanted: &str, update: &Update, before: Option<&Item>, after: Item) -> Option<Document> {
    let item = match wanted {
        "ALL_OLD" => before?.clone(),
        "UPDATED_OLD" => update.touched().apply(before?),
        "ALL_NEW" => after,
        "UPDATED_NEW" => update.touched().apply(&after),
        _ => return None,
    };
    (!item.is_empty()).then(|| item.into())
}
