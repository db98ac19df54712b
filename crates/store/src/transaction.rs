//! What a commit asks for: expectations and changes, all or nothing.

use bytes::Bytes;

use crate::engine::{Range, Version};

/// The longest key, in bytes.
pub const KEY_BYTES_MAX: usize = 16 * 1024;
/// The largest value, in bytes.
pub const VALUE_BYTES_MAX: usize = 16 << 20;
/// The most that one transaction may change, in bytes of keys and values.
pub const TRANSACTION_BYTES_MAX: usize = 64 << 20;

/// What must hold of a key for a transaction to be committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The key's value was written by this version.
    Version(Version),
    /// The key has no value.
    Absent,
    /// The key has a value.
    Present,
}

/// Why a transaction was not committed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// Another commit came first: the expectation of this key does not hold.
    #[error("another commit changed the key first")]
    Conflict {
        /// The key whose expectation does not hold.
        key: Bytes,
    },
    /// Free space is under the floor; reads go on, and writes do once there is space again.
    #[error("the data directory has too little free space to write")]
    Full,
    /// The owner that commits has lost its lease.
    #[error("another owner holds the lease")]
    Deposed,
    /// The transaction can never be committed: a key or value is out of bounds.
    #[error("{0}")]
    Invalid(&'static str),
    /// The write failed. Whether it is stored is not known until the key is read again.
    #[error("commit to the store: {0}")]
    Failed(String),
}

/// Expectations and changes that are committed together or not at all.
///
/// Changes apply in the order in which they were added; the last one of a key counts.
#[derive(Clone, Debug, Default)]
pub struct Transaction {
    pub(crate) expects: Vec<(Bytes, Expect)>,
    pub(crate) changes: Vec<Change>,
    pub(crate) size_bytes: usize,
    pub(crate) invalid: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) enum Change {
    Put { key: Bytes, value: Bytes },
    Delete { key: Bytes },
    DeleteRange(Range),
}

impl Transaction {
    /// A transaction that expects and changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Commit only if `expect` holds of `key`.
    pub fn expect(&mut self, key: impl AsRef<[u8]>, expect: Expect) -> &mut Self {
        let key = self.key(key.as_ref());
        self.expects.push((key, expect));
        self
    }

    /// Set `key` to `value`.
    pub fn put(&mut self, key: impl AsRef<[u8]>, value: impl Into<Bytes>) -> &mut Self {
        let (key, value) = (self.key(key.as_ref()), value.into());
        if value.len() > VALUE_BYTES_MAX {
            self.invalid = Some("a value is larger than the store takes");
        }
        self.grow(value.len());
        self.changes.push(Change::Put { key, value });
        self
    }

    /// Take `key` away; nothing happens if it is not there.
    pub fn delete(&mut self, key: impl AsRef<[u8]>) -> &mut Self {
        let key = self.key(key.as_ref());
        self.changes.push(Change::Delete { key });
        self
    }

    /// Take away every key from `from` up to but not including `to`. The committer visits each
    /// of them, so the cost grows with their number.
    pub fn delete_range(&mut self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> &mut Self {
        self.changes.push(Change::DeleteRange(Range::between(from.as_ref(), to.as_ref())));
        self
    }

    /// Take away every key that begins with `prefix`.
    pub fn delete_prefix(&mut self, prefix: impl AsRef<[u8]>) -> &mut Self {
        self.changes.push(Change::DeleteRange(Range::prefix(prefix.as_ref())));
        self
    }

    /// Add what `other` expects and changes, after what this one does.
    pub fn append(&mut self, other: Self) -> &mut Self {
        self.grow(other.size_bytes);
        self.expects.extend(other.expects);
        self.changes.extend(other.changes);
        self.invalid = self.invalid.or(other.invalid);
        self
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    fn key(&mut self, key: &[u8]) -> Bytes {
        if key.is_empty() || key[0] == crate::commit::RESERVED || key.len() > KEY_BYTES_MAX {
            self.invalid = Some("a key is empty, reserved or longer than the store takes");
        }
        self.grow(key.len());
        Bytes::copy_from_slice(key)
    }

    fn grow(&mut self, bytes: usize) {
        self.size_bytes += bytes;
        if self.size_bytes > TRANSACTION_BYTES_MAX {
            self.invalid = Some("a transaction is larger than the store takes");
        }
    }
}
