//! What a store stands on: an ordered engine, a seal, and the free space beneath them.
//!
//! A [`Disk`] opens the two; the embedded one is in `fjall/`, a crash-prone one in `testkit`.
//! Engines know neither transactions nor versions of values: they write batches and show views.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// Counts commits: every committed transaction has its own, later ones a higher one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Version(pub u64);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The keys from `from` (inclusive) up to `to` (exclusive, or none).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The first key of the range.
    pub from: Vec<u8>,
    /// The first key after the range; without it, the range is open.
    pub to: Option<Vec<u8>>,
}

impl Range {
    /// Every key that begins with `prefix`.
    pub fn prefix(prefix: &[u8]) -> Self {
        Self { from: prefix.to_vec(), to: crate::key::prefix_end(prefix) }
    }

    /// The keys from `from` up to but not including `to`.
    pub fn between(from: &[u8], to: &[u8]) -> Self {
        Self { from: from.to_vec(), to: Some(to.to_vec()) }
    }

    /// The part of this range after `key`.
    pub fn after(mut self, key: &[u8]) -> Self {
        if key >= self.from.as_slice() {
            self.from = key.to_vec();
            self.from.push(0);
        }
        self
    }

    /// Whether `key` lies in the range.
    pub fn contains(&self, key: &[u8]) -> bool {
        key >= self.from.as_slice() && self.to.as_deref().is_none_or(|to| key < to)
    }

    /// Whether no key can lie in the range.
    pub fn is_empty(&self) -> bool {
        self.to.as_deref().is_some_and(|to| to <= self.from.as_slice())
    }
}

impl From<&[u8]> for Range {
    fn from(prefix: &[u8]) -> Self {
        Self::prefix(prefix)
    }
}

impl From<(&[u8], &[u8])> for Range {
    fn from((from, to): (&[u8], &[u8])) -> Self {
        Self::between(from, to)
    }
}

/// Which end of a range a scan begins at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest key first.
    Forward,
    /// Largest key first.
    Backward,
}

/// One change of a batch. A batch names each key at most once.
#[derive(Clone, Debug)]
pub enum Write {
    /// Set `key` to `value`.
    Put {
        /// The key.
        key: Bytes,
        /// Its new value, the eight bytes of its version included.
        value: Bytes,
    },
    /// Take `key` away.
    Delete {
        /// The key.
        key: Bytes,
    },
}

impl Write {
    /// The key that changes.
    pub fn key(&self) -> &Bytes {
        match self {
            Self::Put { key, .. } | Self::Delete { key } => key,
        }
    }
}

/// Pairs in key order, or the error that the scan met.
pub type ScanIter = Box<dyn Iterator<Item = Result<(Bytes, Bytes), ReadError>> + Send>;

/// The state of an engine after one of its batches; later batches do not change it.
pub trait View: Send + Sync {
    /// The stored value of `key`.
    fn get(&self, key: &[u8]) -> Result<Option<Bytes>, ReadError>;
    /// The pairs of `range`.
    fn scan(&self, range: &Range, direction: Direction) -> ScanIter;
}

/// An ordered map of bytes that writes batches atomically.
pub trait Engine: Send {
    /// The last version that the engine found when it was opened, or wrote since.
    fn version(&self) -> Version;
    /// Write one batch, which makes versions `self.version() + 1 ..= last`. It need not be
    /// durable before [`Engine::sync`].
    fn write(&mut self, last: Version, writes: Vec<Write>) -> Result<(), EngineError>;
    /// Make everything written so far durable.
    fn sync(&mut self) -> Result<(), EngineError>;
    /// The state after the last batch.
    fn view(&self) -> Arc<dyn View>;
}

/// The separate, tiny record of the last version that was synced.
pub trait Seal: Send {
    /// The sealed version.
    fn sealed(&self) -> Version;
    /// Note `version`; not durable before [`Seal::sync`].
    fn write(&mut self, version: Version) -> std::io::Result<()>;
    /// Make the note durable.
    fn sync(&mut self) -> std::io::Result<()>;
}

/// Opens an engine and its seal, again after a failure.
pub trait Disk: Send + Sync {
    /// Open the seal.
    fn open_seal(&self) -> Result<Box<dyn Seal>, EngineError>;
    /// Open the engine, which must hold every version up to `sealed` or say what is damaged.
    /// With `drop_unsealed`, leave out later versions where that is still possible: their
    /// waiters have been told that they failed.
    fn open_engine(
        &self,
        sealed: Version,
        drop_unsealed: bool,
    ) -> Result<Box<dyn Engine>, EngineError>;
    /// Bytes that can still be written.
    fn free_bytes(&self) -> std::io::Result<u64>;
}

/// Why an engine cannot be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No space is left.
    #[error("no space is left on the device")]
    Full,
    /// The engine has stopped by itself before this write; nothing of it was written.
    #[error("the engine has stopped: {0}")]
    Stopped(String),
    /// The write or sync failed; what of it is on disk is not known.
    #[error("{0}")]
    Failed(String),
    /// Stored bytes are not those that were written.
    #[error("{} is damaged: {detail}", file.display())]
    Damaged {
        /// The damaged file, or the directory it is in.
        file: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
}

/// Why a read has no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ReadError {
    /// Stored bytes are not those that were written.
    #[error(
        "{} is damaged: {detail}; restore it from a copy, `hamsu doctor --data DIR` lists all damage",
        file.display()
    )]
    Damaged {
        /// The damaged file, or the directory it is in.
        file: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The stored bytes are intact but no row of the expected type.
    #[error("a row of table {table} cannot be read: {detail}")]
    Row {
        /// The table.
        table: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The read itself failed.
    #[error("read from the store: {0}")]
    Failed(String),
}
