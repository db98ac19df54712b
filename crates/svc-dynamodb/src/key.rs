//! Primary keys: the schema, the checks of keys in requests and items, and key bytes.
//!
//! Owns the byte form under which a row is stored: 4 bytes of partition hash (the order of Scan,
//! cut into equal parts for parallel scans), the hash key escaped and ended, the range key.
//! Within a partition the unsigned byte order is DynamoDB's order of range keys. The hash and the
//! byte form are part of the data directory's format. Start at [`KeySchema`].

use crate::expr::{KeyCondition, RangeCondition};
use crate::{AttributeType, AttributeValue, Invalid, Item, Number};

/// Bytes that a hash key may have.
const HASH_KEY_SIZE_MAX: usize = 2048;
/// Bytes that a range key may have.
const RANGE_KEY_SIZE_MAX: usize = 1024;
/// Bytes of partition hash before each key.
const PREFIX: usize = 4;
/// Segments that a parallel scan may have.
pub const SEGMENTS_MAX: u32 = 1_000_000;

const MISMATCH: &str = "The provided key element does not match the schema";

/// The type of a key attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// String.
    S,
    /// Number.
    N,
    /// Binary.
    B,
}

impl KeyType {
    /// The type of this name, if a key may have it.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "S" => Self::S,
            "N" => Self::N,
            "B" => Self::B,
            _ => return None,
        })
    }

    /// The attribute type.
    pub fn attribute_type(self) -> AttributeType {
        match self {
            Self::S => AttributeType::S,
            Self::N => AttributeType::N,
            Self::B => AttributeType::B,
        }
    }
}

/// One attribute of a primary key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAttribute {
    /// The attribute's name.
    pub name: String,
    /// The attribute's type.
    pub kind: KeyType,
}

impl KeyAttribute {
    /// A key attribute.
    pub fn new(name: impl Into<String>, kind: KeyType) -> Self {
        Self { name: name.into(), kind }
    }
}

/// The primary key of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySchema {
    /// The partition key.
    pub hash: KeyAttribute,
    /// The sort key.
    pub range: Option<KeyAttribute>,
}

/// A range of key bytes: `start` included, `end` not. An `end` of `None` is the table's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyBounds {
    /// First key that may be in the range.
    pub start: Vec<u8>,
    /// First key behind the range.
    pub end: Option<Vec<u8>>,
}

impl KeyBounds {
    /// Whether a key lies in the range.
    pub fn contains(&self, key: &[u8]) -> bool {
        key >= self.start.as_slice() && self.end.as_deref().is_none_or(|end| key < end)
    }
}

impl KeySchema {
    /// The key's attributes, hash first.
    pub fn attributes(&self) -> impl Iterator<Item = &KeyAttribute> {
        std::iter::once(&self.hash).chain(&self.range)
    }

    /// Whether an attribute is part of the key.
    pub fn is_key(&self, name: &str) -> bool {
        self.attributes().any(|attribute| attribute.name == name)
    }

    /// The key bytes of an item to be put.
    pub fn key_of_item(&self, item: &Item) -> Result<Vec<u8>, Invalid> {
        for attribute in self.attributes() {
            let Some(value) = item.get(&attribute.name) else {
                return Err(Invalid::parameter(format!(
                    "Missing the key {} in the item",
                    attribute.name
                )));
            };
            let expected = attribute.kind.attribute_type();
            if value.kind() != expected {
                return Err(Invalid::parameter(format!(
                    "Type mismatch for key {} expected: {expected} actual: {}",
                    attribute.name,
                    value.kind()
                )));
            }
        }
        self.encode_checked(item)
    }

    /// The key bytes of a request's `Key`, which must be the key and nothing else.
    pub fn key_of_request(&self, key: &Item) -> Result<Vec<u8>, Invalid> {
        let fits = key.len() == self.attributes().count()
            && self.attributes().all(|attribute| {
                key.get(&attribute.name).map(AttributeValue::kind)
                    == Some(attribute.kind.attribute_type())
            });
        if !fits {
            return Err(Invalid::new(MISMATCH));
        }
        self.encode_checked(key)
    }

    /// The key bytes of a Scan's or Query's `ExclusiveStartKey`.
    pub fn start_key(&self, key: &Item) -> Result<Vec<u8>, Invalid> {
        self.key_of_request(key).map_err(|refusal| {
            Invalid::new(format!("The provided starting key is invalid: {refusal}"))
        })
    }

    /// The key attributes of an item, as `LastEvaluatedKey` carries them.
    pub fn key_attributes(&self, item: &Item) -> Item {
        self.attributes()
            .filter_map(|attribute| {
                let value = item.get(&attribute.name)?;
                Some((attribute.name.clone(), value.clone()))
            })
            .collect()
    }

    /// Reads key bytes back; `None` when they are not a key of this schema.
    pub fn decode(&self, bytes: &[u8]) -> Option<Item> {
        let (hash, range) = split_partition(bytes.get(PREFIX..)?)?;
        let mut key = Item::new();
        key.insert(self.hash.name.clone(), decode_part(self.hash.kind, &hash)?);
        match &self.range {
            Some(attribute) => {
                key.insert(attribute.name.clone(), decode_part(attribute.kind, range)?);
            }
            None if !range.is_empty() => return None,
            None => {}
        }
        Some(key)
    }

    /// The bytes before every key of one partition.
    pub fn partition(&self, hash: &AttributeValue) -> Result<Vec<u8>, Invalid> {
        check_part(&self.hash, hash, HASH_KEY_SIZE_MAX)?;
        Ok(partition_of(&encode_part(hash)))
    }

    /// The keys that a Query's key condition selects.
    pub fn query_bounds(&self, condition: &KeyCondition) -> Result<KeyBounds, Invalid> {
        let partition = self.partition(&condition.hash)?;
        let all = KeyBounds { start: partition.clone(), end: successor(&partition) };
        let (Some(attribute), Some(range)) = (&self.range, &condition.range) else {
            return Ok(all);
        };
        for value in range.values() {
            check_part(attribute, value, RANGE_KEY_SIZE_MAX)?;
        }
        let at = |value: &AttributeValue| {
            let mut key = partition.clone();
            key.extend(encode_part(value));
            key
        };
        // No key lies between another key and the same bytes with a zero behind.
        let after = |value: &AttributeValue| {
            let mut key = at(value);
            key.push(0);
            key
        };
        Ok(match range {
            RangeCondition::Eq(value) => KeyBounds { start: at(value), end: Some(after(value)) },
            RangeCondition::Lt(value) => KeyBounds { end: Some(at(value)), ..all },
            RangeCondition::Le(value) => KeyBounds { end: Some(after(value)), ..all },
            RangeCondition::Gt(value) => KeyBounds { start: after(value), ..all },
            RangeCondition::Ge(value) => KeyBounds { start: at(value), ..all },
            RangeCondition::Between(low, high) => {
                KeyBounds { start: at(low), end: Some(after(high)) }
            }
            RangeCondition::BeginsWith(prefix) => {
                let start = at(prefix);
                let end = successor(&start);
                KeyBounds { start, end }
            }
        })
    }

    /// Encodes key attributes that are there and of the right type.
    fn encode_checked(&self, key: &Item) -> Result<Vec<u8>, Invalid> {
        let hash = &key[&self.hash.name];
        check_part(&self.hash, hash, HASH_KEY_SIZE_MAX)?;
        let mut bytes = partition_of(&encode_part(hash));
        if let Some(attribute) = &self.range {
            let value = &key[&attribute.name];
            check_part(attribute, value, RANGE_KEY_SIZE_MAX)?;
            bytes.extend(encode_part(value));
        }
        Ok(bytes)
    }
}

/// The keys of one segment of a parallel scan; segments together are the whole table.
/// `segment` is smaller than `total`.
pub fn segment_bounds(segment: u32, total: u32) -> KeyBounds {
    let cut = |at: u32| (u64::from(at) << 32).div_ceil(u64::from(total.max(1)));
    let end = u32::try_from(cut(segment + 1)).ok();
    KeyBounds {
        start: (cut(segment) as u32).to_be_bytes().to_vec(),
        end: end.map(|end| end.to_be_bytes().to_vec()),
    }
}

/// Refuses segments out of range or given by halves; `None` for a scan that is not parallel.
pub fn check_segments(
    segment: Option<i64>,
    total: Option<i64>,
) -> Result<Option<KeyBounds>, Invalid> {
    match (segment, total) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(Invalid::new(
            "The TotalSegments parameter is required but was not present in the request when \
             Segment parameter is present",
        )),
        (None, Some(_)) => Err(Invalid::new(
            "The Segment parameter is required but was not present in the request when \
             parameter TotalSegments is present",
        )),
        (Some(segment), Some(total)) => {
            let total = u32::try_from(total).ok().filter(|n| (1..=SEGMENTS_MAX).contains(n));
            let segment = u32::try_from(segment).ok();
            let (Some(segment), Some(total)) = (segment, total) else {
                return Err(Invalid::new("Segment must be 0 or more, TotalSegments 1 to 1000000"));
            };
            if segment >= total {
                return Err(Invalid::new(format!(
                    "The Segment parameter is zero-based and must be less than parameter \
                     TotalSegments: Segment: {segment} is not less than TotalSegments: {total}"
                )));
            }
            Ok(Some(segment_bounds(segment, total)))
        }
    }
}

/// The first byte string behind all that start with these bytes; `None` when there is none.
fn successor(bytes: &[u8]) -> Option<Vec<u8>> {
    let last = bytes.iter().rposition(|byte| *byte != 0xff)?;
    let mut next = bytes[..=last].to_vec();
    next[last] += 1;
    Some(next)
}

/// Refuses key values that are empty or too long, and those of another type.
fn check_part(
    attribute: &KeyAttribute,
    value: &AttributeValue,
    size_max: usize,
) -> Result<(), Invalid> {
    if value.kind() != attribute.kind.attribute_type() {
        return Err(Invalid::parameter("Condition parameter type does not match schema type"));
    }
    let empty = match value {
        AttributeValue::S(text) if text.is_empty() => Some("string"),
        AttributeValue::B(bytes) if bytes.is_empty() => Some("binary"),
        _ => None,
    };
    if let Some(kind) = empty {
        return Err(Invalid::new(format!(
            "One or more parameter values are not valid. The AttributeValue for a key attribute \
             cannot contain an empty {kind} value. Key: {}",
            attribute.name
        )));
    }
    if value.size() > size_max {
        // AWS's own texts, the missing space of the first included.
        return Err(Invalid::parameter(if size_max == HASH_KEY_SIZE_MAX {
            "Size of hashkey has exceeded the maximum size limit of2048 bytes"
        } else {
            "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"
        }));
    }
    Ok(())
}

fn encode_part(value: &AttributeValue) -> Vec<u8> {
    match value {
        AttributeValue::S(text) => text.as_bytes().to_vec(),
        AttributeValue::B(bytes) => bytes.clone(),
        AttributeValue::N(number) => {
            let mut out = Vec::with_capacity(24);
            number.encode_key(&mut out);
            out
        }
        _ => Vec::new(),
    }
}

fn decode_part(kind: KeyType, bytes: &[u8]) -> Option<AttributeValue> {
    Some(match kind {
        KeyType::S => AttributeValue::S(String::from_utf8(bytes.to_vec()).ok()?),
        KeyType::B => AttributeValue::B(bytes.to_vec()),
        KeyType::N => {
            let (number, length) = Number::decode_key(bytes)?;
            if length != bytes.len() {
                return None;
            }
            AttributeValue::N(number)
        }
    })
}

/// Partition hash, escaped hash key, end mark: 0 becomes 0 255, the end is 0 0.
fn partition_of(hash_key: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(PREFIX + hash_key.len() + 2 + 32);
    out.extend(partition_hash(hash_key).to_be_bytes());
    for byte in hash_key {
        out.push(*byte);
        if *byte == 0 {
            out.push(0xff);
        }
    }
    out.extend([0, 0]);
    out
}

/// Unescapes the hash key; what is left is the range key.
fn split_partition(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut hash = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        match rest {
            [0, 0, range @ ..] => return Some((hash, range)),
            [0, 0xff, tail @ ..] => {
                hash.push(0);
                rest = tail;
            }
            [0, ..] | [] => return None,
            [byte, tail @ ..] => {
                hash.push(*byte);
                rest = tail;
            }
        }
    }
}

/// FNV-1a with a finishing mix, so that keys that differ little lie far apart. Its values are
/// stored: it must never change.
fn partition_hash(bytes: &[u8]) -> u32 {
    let mut hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (hash >> 32) as u32
}
