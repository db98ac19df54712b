//! Reads of one version.

use std::ops::Deref;
use std::sync::Arc;

use bytes::Bytes;

use crate::engine::{Direction, Range, ReadError, ScanIter, Version, View};

/// Length of the version that precedes every stored value.
pub(crate) const VERSION_BYTES: usize = 8;

/// A stored value and the version of the commit that wrote it. Clones share the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    bytes: Bytes,
    version: Version,
}

impl Value {
    pub(crate) fn from_stored(stored: Bytes) -> Result<Self, ReadError> {
        let Some(prefix) = stored.first_chunk::<VERSION_BYTES>() else {
            return Err(ReadError::Failed("a stored value lacks its version".to_owned()));
        };
        let version = Version(u64::from_be_bytes(*prefix));
        Ok(Self { bytes: stored.slice(VERSION_BYTES..), version })
    }

    /// The commit that wrote the value.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The value itself.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }
}

impl Deref for Value {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl AsRef<[u8]> for Value {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// What commits publish: a view and the version that it shows.
pub(crate) struct Published {
    pub(crate) view: Arc<dyn View>,
    pub(crate) version: Version,
}

/// The store as it was after one version, all of it synced. Clones are cheap.
///
/// Do not keep one for long: it holds on to what later commits have replaced.
#[derive(Clone)]
pub struct Snapshot(pub(crate) Arc<Published>);

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Snapshot").field(&self.0.version).finish()
    }
}

impl Snapshot {
    /// The version that it shows.
    pub fn version(&self) -> Version {
        self.0.version
    }

    /// The value of `key`.
    pub fn get(&self, key: impl AsRef<[u8]>) -> Result<Option<Value>, ReadError> {
        let key = key.as_ref();
        if key.first().is_none_or(|first| *first == crate::commit::RESERVED) {
            return Ok(None);
        }
        self.0.view.get(key)?.map(Value::from_stored).transpose()
    }

    /// At most `limit` pairs of `range`, in key order or against it.
    pub fn scan(&self, range: impl Into<Range>, direction: Direction, limit: usize) -> Scan {
        let mut range = range.into();
        let last = [crate::commit::RESERVED];
        if range.to.as_deref().is_none_or(|to| to > last.as_slice()) {
            range.to = Some(last.to_vec());
        }
        let pairs = if range.is_empty() { None } else { Some(self.0.view.scan(&range, direction)) };
        Scan { pairs, left: limit }
    }
}

/// The pairs of a scan. It ends after the first error.
pub struct Scan {
    pairs: Option<ScanIter>,
    left: usize,
}

impl Iterator for Scan {
    type Item = Result<(Bytes, Value), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let pair = match self.pairs.as_mut()?.next()? {
            Ok((key, stored)) => Value::from_stored(stored).map(|value| (key, value)),
            Err(error) => Err(error),
        };
        if pair.is_err() {
            self.pairs = None;
        }
        Some(pair)
    }
}
