//! A stored item: its size as DynamoDB counts it (four bytes, little endian), then its row in the
//! form of [`crate::item_codec`]. With the size in front, a page of Query or Scan is measured and
//! a write is billed without decoding anything.
//!
//! The size is part of the data directory's format. Start at [`StoredItem`].

use bytes::Bytes;
use service::{AwsError, AwsResult};
use store::{Value, Version};

use crate::expr::Projection;
use crate::item_codec::{self, DamagedRow};
use crate::key::KeySchema;
use crate::wire::Document;
use crate::{Item, item_json, value};

const HEADER: usize = 4;

/// An item as the store has it.
pub(crate) struct StoredItem {
    size: usize,
    version: Version,
    bytes: Value,
}

/// The stored form of an item, and its size.
pub(crate) fn encode(item: &Item) -> (Bytes, usize) {
    let size = value::item_size(item);
    let mut out = Vec::with_capacity(HEADER + size + size / 8 + 32);
    out.extend_from_slice(&(size as u32).to_le_bytes());
    item_codec::encode_into(item, &mut out);
    (out.into(), size)
}

/// The size of a stored item.
pub(crate) fn size_of(stored: &[u8]) -> Result<usize, DamagedRow> {
    let header = stored.first_chunk::<HEADER>().ok_or(DamagedRow { at: 0 })?;
    Ok(u32::from_le_bytes(*header) as usize)
}

impl StoredItem {
    pub(crate) fn new(value: Value) -> AwsResult<Self> {
        Ok(Self { size: size_of(&value)?, version: value.version(), bytes: value })
    }

    /// Bytes as DynamoDB counts them.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The commit that wrote it.
    pub(crate) fn version(&self) -> Version {
        self.version
    }

    fn row(&self) -> &[u8] {
        self.bytes.get(HEADER..).unwrap_or_default()
    }

    /// Its values.
    pub(crate) fn decode(&self) -> AwsResult<Item> {
        Ok(item_codec::decode(self.row())?)
    }

    /// Its primary key.
    pub(crate) fn key(&self, schema: &KeySchema) -> AwsResult<Item> {
        let mut key = Item::new();
        for attribute in schema.attributes() {
            let value = item_codec::attribute(self.row(), &attribute.name)?;
            key.insert(attribute.name.clone(), value.ok_or(DamagedRow { at: 0 })?);
        }
        Ok(key)
    }

    /// What an answer shows of it.
    pub(crate) fn document(&self, projection: Option<&Projection>) -> AwsResult<Document> {
        let mut json = Vec::new();
        match projection {
            None => item_json::write_json(self.row(), &mut json)?,
            Some(flat) if flat.is_flat() => {
                item_json::write_json_of(self.row(), |name| flat.wants(name), &mut json)?;
            }
            Some(deep) => return Ok(deep.apply(&self.decode()?).into()),
        }
        Ok(Document::Json(json))
    }
}

impl From<DamagedRow> for AwsError {
    fn from(error: DamagedRow) -> Self {
        Self::internal(error)
    }
}
