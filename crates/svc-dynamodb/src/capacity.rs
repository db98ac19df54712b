//! Consumed capacity and the limits of a page.
//!
//! Owns AWS's rounding rules (developer guide, "Capacity unit consumption for read/write
//! operations") and the 1 MB page. Knows nothing of tables or rows; sizes are bytes as
//! [`crate::value::item_size`] counts them.

use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Bytes that Query or Scan evaluates in one page.
pub const PAGE_SIZE_MAX: usize = 1024 * 1024;
/// Bytes that one `BatchGetItem` returns.
pub const BATCH_SIZE_MAX: usize = 16 * 1024 * 1024;

const READ_UNIT: usize = 4 * 1024;
const WRITE_UNIT: usize = 1024;

/// How a read is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consistency {
    /// Half a unit for 4 KB.
    Eventual,
    /// One unit for 4 KB.
    Strong,
    /// Two units for 4 KB.
    Transactional,
}

impl Consistency {
    /// The consistency that a request's `ConsistentRead` asks for.
    pub fn from_consistent_read(consistent: bool) -> Self {
        if consistent { Self::Strong } else { Self::Eventual }
    }
}

/// Capacity units, counted in halves so that sums stay exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Units {
    halves: u64,
}

impl Units {
    /// The number that answers carry.
    pub fn as_f64(self) -> f64 {
        self.halves as f64 / 2.0
    }

    /// Whether nothing was consumed.
    pub fn is_zero(self) -> bool {
        self.halves == 0
    }
}

impl AddAssign for Units {
    fn add_assign(&mut self, other: Self) {
        self.halves += other.halves;
    }
}

/// Units for reading one item, or for the bytes that one page of Query or Scan evaluated.
/// Nothing read (a missing item, an empty page) costs as much as 4 KB.
pub fn read_units(bytes: usize, consistency: Consistency) -> Units {
    let halves = match consistency {
        Consistency::Eventual => 1,
        Consistency::Strong => 2,
        Consistency::Transactional => 4,
    };
    Units { halves: bytes.div_ceil(READ_UNIT).max(1) as u64 * halves }
}

/// Units for writing one item: by the larger of its sizes before and after the write.
/// A write whose condition failed, or that deletes nothing, costs one.
pub fn write_units(bytes_before: usize, bytes_after: usize) -> Units {
    let bytes = bytes_before.max(bytes_after);
    Units { halves: bytes.div_ceil(WRITE_UNIT).max(1) as u64 * 2 }
}

/// What a batch consumed, table by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableTotals(BTreeMap<String, Units>);

impl TableTotals {
    /// Adds units to a table's total.
    pub fn add(&mut self, table: &str, units: Units) {
        if let Some(total) = self.0.get_mut(table) {
            *total += units;
        } else {
            self.0.insert(table.to_owned(), units);
        }
    }

    /// The totals, in the order of table names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Units)> {
        self.0.iter().map(|(table, units)| (table.as_str(), *units))
    }
}

/// The account of one page of Query or Scan.
#[derive(Debug, Clone)]
pub struct Page {
    bytes: usize,
    evaluated: usize,
    limit: usize,
}

/// Whether a page has room for another item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// The item belongs to the page.
    Taken,
    /// The page ends before the item.
    Full,
}

impl Page {
    /// An empty page; `limit` is the request's `Limit`.
    pub fn new(limit: Option<usize>) -> Self {
        Self { bytes: 0, evaluated: 0, limit: limit.unwrap_or(usize::MAX) }
    }

    /// Takes an item of this size, before any filter, if `Limit` and 1 MB leave room.
    pub fn take(&mut self, bytes: usize) -> Room {
        let over = self.evaluated > 0 && self.bytes + bytes > PAGE_SIZE_MAX;
        if over || self.evaluated >= self.limit {
            return Room::Full;
        }
        self.bytes += bytes;
        self.evaluated += 1;
        Room::Taken
    }

    /// Whether `Limit` is reached: AWS then gives a `LastEvaluatedKey` even at the table's end.
    pub fn limit_reached(&self) -> bool {
        self.evaluated >= self.limit
    }

    /// Items evaluated: `ScannedCount`.
    pub fn evaluated(&self) -> usize {
        self.evaluated
    }

    /// Bytes evaluated, by which the page is billed.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
