//! The tables of every account and region: their rows, and the open tables that requests use.
//!
//! A request must neither parse a table's row nor see a table that is gone. So an open table is
//! kept with the version of its row and the version of the store at which the row was last seen
//! to be current: at that very version of the store it is taken as it is, at another one the
//! row's version is compared, and only a changed row is parsed.
//!
//! Knows nothing of items but where their keys begin. Start at [`Catalog::open`].

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use aws_shape::Arn;
use serde::{Deserialize, Serialize};
use service::{AwsError, AwsResult, Cx};
use store::{Key, KeyPart as _, RawTable, Scope, Snapshot, Table, Version};

use crate::Invalid;
use crate::key::{KeyAttribute, KeySchema, KeyType};
use crate::model::{RESOURCE_NOT_FOUND_ERROR, TABLE_NAME};
use crate::tally::Tally;

pub(crate) static TABLES: Table<TableRow> = Table::new("dynamodb-tables", 1);
/// Items, under the two halves of their table's id and their primary key.
pub(crate) static ITEMS: RawTable = RawTable::new("dynamodb-items");

/// A table as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TableRow {
    /// The table's id, a UUID: a table that is made again under its name has another one.
    pub(crate) id: String,
    pub(crate) created_ms: i64,
    pub(crate) hash: KeyRow,
    pub(crate) range: Option<KeyRow>,
    /// In the order in which they were declared: the range key may come first.
    pub(crate) range_declared_first: bool,
    pub(crate) billing: Billing,
    pub(crate) class: Option<Change<String>>,
    pub(crate) on_demand_max: Option<Units>,
    pub(crate) warm: Option<Units>,
    pub(crate) deletion_protection: bool,
}

/// An attribute of a primary key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyRow {
    pub(crate) name: String,
    /// `S`, `N` or `B`.
    pub(crate) kind: String,
}

/// How a table is paid for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Billing {
    pub(crate) on_demand: bool,
    /// When it last became on demand.
    pub(crate) on_demand_since_ms: Option<i64>,
    /// What is provisioned; zero on demand.
    pub(crate) read_units: i64,
    pub(crate) write_units: i64,
    pub(crate) increased_ms: Option<i64>,
    pub(crate) decreased_ms: Option<i64>,
}

/// Units of reading and writing, each of which may be left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Units {
    pub(crate) read: Option<i64>,
    pub(crate) write: Option<i64>,
}

/// A value and when it was last changed, if ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Change<T> {
    pub(crate) value: T,
    pub(crate) at_ms: Option<i64>,
}

/// A table that requests use.
#[derive(Debug)]
pub(crate) struct OpenTable {
    pub(crate) name: String,
    pub(crate) row: TableRow,
    /// The version of the row.
    pub(crate) version: Version,
    /// The key of the row.
    pub(crate) key: Key,
    pub(crate) schema: KeySchema,
    /// What the keys of its items begin with.
    pub(crate) prefix: Key,
    pub(crate) tally: Arc<Tally>,
}

impl OpenTable {
    /// The key under which the item of the primary key `key` is stored.
    pub(crate) fn item_key(&self, key: &[u8]) -> Vec<u8> {
        let prefix = self.prefix.as_ref();
        let mut out = Vec::with_capacity(prefix.len() + key.len() + 8);
        out.extend_from_slice(prefix);
        key.encode(&mut out);
        out
    }
}

/// What the keys of all items begin with that belong to the table `id`.
pub(crate) fn items_of(scope: &Scope, id: &str) -> Key {
    let digits: String = id.chars().filter(|c| *c != '-').collect();
    let id = u128::from_str_radix(&digits, 16).unwrap_or_default();
    ITEMS.key(scope, ((id >> 64) as u64, id as u64))
}

/// The open tables.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    open: RwLock<HashMap<Scope, HashMap<String, Entry>>>,
}

#[derive(Debug)]
struct Entry {
    table: Arc<OpenTable>,
    /// The version of the store at which the row was last found unchanged.
    seen: AtomicU64,
}

impl Catalog {
    /// The table that a request calls `name` (a name or an ARN), for operations on items.
    pub(crate) fn open(
        &self,
        cx: &Cx,
        snapshot: &Snapshot,
        name: &str,
    ) -> AwsResult<Arc<OpenTable>> {
        self.find(cx, snapshot, name)?.ok_or_else(|| not_found("Requested resource not found"))
    }

    /// The same for operations on tables, whose refusal names it.
    pub(crate) fn open_named(
        &self,
        cx: &Cx,
        snapshot: &Snapshot,
        name: &str,
    ) -> AwsResult<Arc<OpenTable>> {
        self.find(cx, snapshot, name)?.ok_or_else(|| {
            let name = name.rsplit('/').next().unwrap_or(name);
            not_found(format!("Requested resource not found: Table: {name} not found"))
        })
    }

    /// The table, if there is one.
    pub(crate) fn find(
        &self,
        cx: &Cx,
        snapshot: &Snapshot,
        name: &str,
    ) -> AwsResult<Option<Arc<OpenTable>>> {
        let Some(name) = own_name(&cx.scope, name)? else { return Ok(None) };
        if let Some(table) = self.seen_at(&cx.scope, name, snapshot.version()) {
            return Ok(Some(table));
        }
        let key = TABLES.key(&cx.scope, (name,));
        let Some(stored) = snapshot.get(&key)? else {
            self.forget(&cx.scope, name, snapshot.version());
            return Ok(None);
        };
        if let Some(table) = self.unchanged(&cx.scope, name, stored.version(), snapshot.version()) {
            return Ok(Some(table));
        }
        let row = TABLES.decode(&stored)?;
        let table = self.keep(&cx.scope, name, row.value, row.version, snapshot.version())?;
        Ok(Some(table))
    }

    fn seen_at(&self, scope: &Scope, name: &str, at: Version) -> Option<Arc<OpenTable>> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        let entry = open.get(scope)?.get(name)?;
        (entry.seen.load(Ordering::Relaxed) == at.0).then(|| Arc::clone(&entry.table))
    }

    fn unchanged(
        &self,
        scope: &Scope,
        name: &str,
        row: Version,
        at: Version,
    ) -> Option<Arc<OpenTable>> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        let entry = open.get(scope)?.get(name)?;
        if entry.table.version != row {
            return None;
        }
        entry.seen.fetch_max(at.0, Ordering::Relaxed);
        Some(Arc::clone(&entry.table))
    }

    fn forget(&self, scope: &Scope, name: &str, at: Version) {
        let newer = |entry: &Entry| entry.seen.load(Ordering::Relaxed) > at.0;
        let kept = |open: &HashMap<Scope, HashMap<String, Entry>>| {
            open.get(scope).and_then(|tables| tables.get(name)).is_none_or(newer)
        };
        if kept(&self.open.read().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if !kept(&open)
            && let Some(tables) = open.get_mut(scope)
        {
            tables.remove(name);
        }
    }

    /// Opens a table from its row, found at the version `at` of the store.
    fn keep(
        &self,
        scope: &Scope,
        name: &str,
        row: TableRow,
        version: Version,
        at: Version,
    ) -> AwsResult<Arc<OpenTable>> {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if !open.contains_key(scope) {
            open.insert(scope.clone(), HashMap::new());
        }
        let tables = open.entry(scope.clone()).or_default();
        let known = tables.get(name);
        // Counting goes on where only the set-up of the table has changed.
        let tally = known
            .filter(|entry| entry.table.row.id == row.id)
            .map_or_else(Arc::default, |entry| Arc::clone(&entry.table.tally));
        let table = Arc::new(OpenTable {
            name: name.to_owned(),
            schema: schema_of(&row)?,
            version,
            key: TABLES.key(scope, (name,)),
            prefix: items_of(scope, &row.id),
            tally,
            row,
        });
        // Somebody with a newer snapshot may have been faster.
        if known.is_none_or(|entry| entry.table.version < version) {
            let entry = Entry { table: Arc::clone(&table), seen: AtomicU64::new(at.0) };
            tables.insert(name.to_owned(), entry);
        }
        Ok(table)
    }
}

fn schema_of(row: &TableRow) -> AwsResult<KeySchema> {
    let attribute = |key: &KeyRow| {
        KeyType::from_name(&key.kind)
            .map(|kind| KeyAttribute::new(&key.name, kind))
            .ok_or_else(|| AwsError::internal(anyhow::anyhow!("a key of type {}", key.kind)))
    };
    Ok(KeySchema {
        hash: attribute(&row.hash)?,
        range: row.range.as_ref().map(attribute).transpose()?,
    })
}

/// The name in a name or ARN; `None` if the ARN is of another account or region.
fn own_name<'n>(scope: &Scope, name: &'n str) -> AwsResult<Option<&'n str>> {
    if !name.starts_with("arn:") {
        return check_name(name).map(|()| Some(name));
    }
    let table = Arn::parse(name)
        .ok()
        .filter(|arn| arn.service == "dynamodb")
        .and_then(|arn| Some((arn, arn.resource.strip_prefix("table/")?)));
    let Some((arn, table)) = table else {
        return Err(Invalid::new(format!("Invalid TableArn: {name}")).into());
    };
    check_name(table)?;
    Ok((arn.account == scope.account && arn.region == scope.region).then_some(table))
}

/// Refuses what cannot be the name of a table. Part of every request, so no regular expression
/// is asked.
pub(crate) fn check_name(name: &str) -> AwsResult {
    if !(3..=255).contains(&name.len()) {
        return Err(Invalid::new(
            "TableName must be at least 3 characters long and at most 255 characters long",
        )
        .into());
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte)) {
        let pattern = TABLE_NAME.pattern.map_or("", |pattern| pattern.source());
        return Err(Invalid::new(format!(
            "1 validation error detected: Value '{name}' at 'tableName' failed to satisfy \
             constraint: Member must satisfy regular expression pattern: {pattern}"
        ))
        .into());
    }
    Ok(())
}

/// `ResourceNotFoundException`.
pub(crate) fn not_found(text: impl Into<String>) -> AwsError {
    AwsError::new(&RESOURCE_NOT_FOUND_ERROR, text)
}

/// The ARN of the table that a request calls `name`.
pub(crate) fn table_arn(cx: &Cx, name: &str) -> String {
    if name.starts_with("arn:") {
        name.to_owned()
    } else {
        cx.arn("dynamodb", &format!("table/{name}"))
    }
}
