//! Typed rows and raw values under keys that start with account, region and table name.
//!
//! A typed row is stored as its row version (one LEB128 number) followed by JSON, so it names its
//! own fields: a newer program reads an older row, through [`Table::migrating`] where a default
//! for a new field is not enough.

use std::marker::PhantomData;
use std::ops::Deref;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::engine::{Direction, Range, ReadError, Version};
use crate::key::{Key, KeyParts, Scope};
use crate::snapshot::{Snapshot, Value};
use crate::transaction::{CommitError, Expect, Transaction};

/// A row and the version of the commit that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<R> {
    /// The row.
    pub value: R,
    /// The commit that wrote it; expect this to change it safely.
    pub version: Version,
}

impl<R> Deref for Row<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.value
    }
}

/// Rows of type `R` under `name`.
pub struct Table<R> {
    raw: RawTable,
    row_version: u32,
    migrate: fn(u32, serde_json::Value) -> serde_json::Value,
    rows: PhantomData<fn() -> R>,
}

impl<R: Serialize + DeserializeOwned> Table<R> {
    /// The table `name`, whose rows are written in `row_version`.
    pub const fn new(name: &'static str, row_version: u32) -> Self {
        Self { raw: RawTable::new(name), row_version, migrate: |_, row| row, rows: PhantomData }
    }

    /// Read rows of an older version through `migrate`, which gets the version that the row was
    /// written in and returns the row as this version has it.
    pub const fn migrating(
        mut self,
        migrate: fn(u32, serde_json::Value) -> serde_json::Value,
    ) -> Self {
        self.migrate = migrate;
        self
    }

    /// The key of the row named by `parts`.
    pub fn key(&self, scope: &Scope, parts: impl KeyParts) -> Key {
        self.raw.key(scope, parts)
    }

    /// What the keys of all rows begin with whose first parts are `parts`.
    pub fn prefix(&self, scope: &Scope, parts: impl KeyParts) -> Key {
        self.raw.key(scope, parts)
    }

    /// The row of `key`.
    pub fn get(&self, snapshot: &Snapshot, key: &Key) -> Result<Option<Row<R>>, ReadError> {
        snapshot.get(key)?.map(|value| self.decode(&value)).transpose()
    }

    /// Set the row of `key`.
    pub fn put(&self, tx: &mut Transaction, key: &Key, row: &R) -> Result<(), CommitError> {
        tx.put(key, self.encode(row)?);
        Ok(())
    }

    /// Set the row of `key`, which must not exist.
    pub fn create(&self, tx: &mut Transaction, key: &Key, row: &R) -> Result<(), CommitError> {
        tx.expect(key, Expect::Absent);
        self.put(tx, key, row)
    }

    /// Set the row of `key`, which must still be the one that `version` wrote.
    pub fn replace(
        &self,
        tx: &mut Transaction,
        key: &Key,
        version: Version,
        row: &R,
    ) -> Result<(), CommitError> {
        tx.expect(key, Expect::Version(version));
        self.put(tx, key, row)
    }

    /// Take the row of `key` away.
    pub fn delete(&self, tx: &mut Transaction, key: &Key) {
        tx.delete(key);
    }

    /// At most `limit` rows whose keys begin with `prefix`, those after `start_after` only.
    pub fn scan_prefix(
        &self,
        snapshot: &Snapshot,
        prefix: &Key,
        start_after: Option<&Key>,
        limit: usize,
    ) -> impl Iterator<Item = Result<(Bytes, Row<R>), ReadError>> {
        self.raw.scan_prefix(snapshot, prefix, start_after, Direction::Forward, limit).map(|pair| {
            let (key, value) = pair?;
            Ok((key, self.decode(&value)?))
        })
    }

    /// The stored form of `row`.
    pub fn encode(&self, row: &R) -> Result<Bytes, CommitError> {
        let mut out = Vec::with_capacity(256);
        let mut rest = self.row_version;
        while rest >= 0x80 {
            out.push((rest as u8) | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
        serde_json::to_writer(&mut out, row)
            .map_err(|error| CommitError::Failed(format!("encode a row: {error}")))?;
        Ok(out.into())
    }

    /// The row that `value` stores.
    pub fn decode(&self, value: &Value) -> Result<Row<R>, ReadError> {
        let refused = |detail: String| ReadError::Row { table: self.raw.name.to_owned(), detail };
        let (found, json) =
            row_version(value).ok_or_else(|| refused("it has no row version".to_owned()))?;
        if found > self.row_version {
            return Err(refused(format!(
                "it was written by a newer hamsu (row version {found}, this one knows {})",
                self.row_version
            )));
        }
        let row = if found == self.row_version {
            serde_json::from_slice(json)
        } else {
            serde_json::from_slice(json)
                .and_then(|row| serde_json::from_value((self.migrate)(found, row)))
        };
        let row = row.map_err(|error| refused(error.to_string()))?;
        Ok(Row { value: row, version: value.version() })
    }
}

fn row_version(value: &[u8]) -> Option<(u32, &[u8])> {
    let mut version = 0_u32;
    for (index, byte) in value.iter().take(5).enumerate() {
        version |= u32::from(byte & 0x7F).checked_shl(7 * index as u32)?;
        if byte & 0x80 == 0 {
            return Some((version, &value[index + 1..]));
        }
    }
    None
}

/// Values under `name` that their owner encodes itself.
#[derive(Clone, Copy, Debug)]
pub struct RawTable {
    name: &'static str,
}

impl RawTable {
    /// The table `name`.
    pub const fn new(name: &'static str) -> Self {
        Self { name }
    }

    /// The key of the value named by `parts`, or what keys begin with whose first parts they are.
    pub fn key(&self, scope: &Scope, parts: impl KeyParts) -> Key {
        Key::new(scope, self.name, parts)
    }

    /// The value of `key`.
    pub fn get(&self, snapshot: &Snapshot, key: &Key) -> Result<Option<Value>, ReadError> {
        snapshot.get(key)
    }

    /// Set the value of `key`.
    pub fn put(&self, tx: &mut Transaction, key: &Key, value: impl Into<Bytes>) {
        tx.put(key, value);
    }

    /// Take the value of `key` away.
    pub fn delete(&self, tx: &mut Transaction, key: &Key) {
        tx.delete(key);
    }

    /// At most `limit` values whose keys begin with `prefix`, in `direction`, those beyond
    /// `start_after` only.
    pub fn scan_prefix(
        &self,
        snapshot: &Snapshot,
        prefix: &Key,
        start_after: Option<&Key>,
        direction: Direction,
        limit: usize,
    ) -> crate::snapshot::Scan {
        let mut range = Range::prefix(prefix.as_ref());
        match (start_after, direction) {
            (Some(key), Direction::Forward) => range = range.after(key.as_ref()),
            (Some(key), Direction::Backward) => {
                if range.to.as_deref().is_none_or(|to| key.as_ref() < to) {
                    range.to = Some(key.as_ref().to_vec());
                }
            }
            (None, _) => {}
        }
        snapshot.scan(range, direction, limit)
    }
}
