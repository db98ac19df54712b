//! Large content as files named by their SHA-256: code packages, layers, objects.
//!
//! A blob is written to a temporary file, synced, renamed to its name, and the directory synced;
//! whoever has a [`BlobId`] from [`Blobs::put`] may commit it. All of it blocks: call from
//! `task::spawn_blocking`. Who still refers to a blob is for the services to know.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::directory::sync_directory;
use crate::engine::ReadError;

/// The SHA-256 of a blob's content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BlobId([u8; 32]);

impl BlobId {
    /// The id of `content`.
    pub fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }

    /// The bytes of the hash.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<BlobId> for String {
    fn from(id: BlobId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for BlobId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for BlobId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut out = [0; 32];
        if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Err("a blob id is 64 hexadecimal digits");
        }
        for (byte, digits) in out.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digit = |d: u8| if d <= b'9' { d - b'0' } else { d - b'a' + 10 };
            *byte = digit(digits[0]) << 4 | digit(digits[1]);
        }
        Ok(Self(out))
    }
}

/// Why a blob was not stored.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// Free space is under the floor.
    #[error("the data directory has too little free space to write")]
    Full,
    /// The content could not be read or the file not written.
    #[error("store a blob: {0}")]
    Io(#[from] io::Error),
}

/// The blobs of a store.
#[derive(Debug)]
pub struct Blobs {
    dir: PathBuf,
    min_free_bytes: u64,
    next_temporary: AtomicU64,
}

impl Blobs {
    /// The blobs in `dir`, which is made if it does not exist. What interrupted writes left
    /// behind is removed.
    pub(crate) fn open(dir: &Path, min_free_bytes: u64) -> io::Result<Self> {
        let temporary = dir.join("new");
        if temporary.exists() {
            std::fs::remove_dir_all(&temporary)?;
        }
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&temporary)?;
        Ok(Self { dir: dir.to_owned(), min_free_bytes, next_temporary: AtomicU64::new(0) })
    }

    /// Store what `content` yields. When this returns, the blob is durable.
    pub fn put(&self, mut content: impl Read) -> Result<BlobId, BlobError> {
        let number = self.next_temporary.fetch_add(1, Ordering::Relaxed);
        let temporary = self.dir.join("new").join(number.to_string());
        let stored = self.write_and_rename(&mut content, &temporary);
        if stored.is_err() {
            // Best effort: the next start removes it anyway.
            let _ = std::fs::remove_file(&temporary);
        }
        stored
    }

    fn write_and_rename(
        &self,
        content: &mut impl Read,
        temporary: &Path,
    ) -> Result<BlobId, BlobError> {
        let mut file = File::create_new(temporary)?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 256 << 10];
        loop {
            self.check_space()?;
            let count = match content.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            hash.update(&buffer[..count]);
            file.write_all(&buffer[..count]).map_err(full_or_io)?;
        }
        file.sync_all().map_err(full_or_io)?;
        let id = BlobId(hash.finalize().into());
        let path = self.path(&id);
        let parent = self.fan(&id);
        if !parent.exists() {
            std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&parent)?;
            sync_directory(&self.dir)?;
        }
        // Renamed over an old copy too: that repairs a damaged one.
        std::fs::rename(temporary, &path)?;
        sync_directory(&parent)?;
        Ok(id)
    }

    fn check_space(&self) -> Result<(), BlobError> {
        let free = free_bytes(&self.dir)?;
        if free < self.min_free_bytes { Err(BlobError::Full) } else { Ok(()) }
    }

    /// Where the blob lies, whether or not it exists. Its content is not checked when it is read
    /// this way.
    pub fn path(&self, id: &BlobId) -> PathBuf {
        self.fan(id).join(id.to_string())
    }

    /// One directory for each first byte keeps directories short.
    fn fan(&self, id: &BlobId) -> PathBuf {
        self.dir.join(format!("{:02x}", id.0[0]))
    }

    /// Whether the blob is there.
    pub fn exists(&self, id: &BlobId) -> bool {
        self.path(id).exists()
    }

    /// The blob's length in bytes; `None` if it is not there.
    pub fn len(&self, id: &BlobId) -> Result<Option<u64>, ReadError> {
        match std::fs::metadata(self.path(id)) {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ReadError::Failed(error.to_string())),
        }
    }

    /// The whole blob, checked against its hash.
    pub fn read(&self, id: &BlobId) -> Result<Bytes, ReadError> {
        let path = self.path(id);
        let content = std::fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        if BlobId::of(&content) != *id {
            return Err(damaged(&path));
        }
        Ok(content.into())
    }

    /// The blob as a stream that fails at its end if what was read is not what was stored.
    pub fn open_blob(&self, id: &BlobId) -> Result<BlobReader, ReadError> {
        let path = self.path(id);
        let file = File::open(&path).map_err(|error| unreadable(&path, &error))?;
        Ok(BlobReader { file, path, id: *id, hash: Sha256::new() })
    }

    /// Take the blob away; nothing happens if it is not there.
    pub fn remove(&self, id: &BlobId) -> io::Result<()> {
        match std::fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The ids of all blobs, in no order.
    pub fn list(&self) -> io::Result<Vec<BlobId>> {
        let mut ids = Vec::new();
        for fan in std::fs::read_dir(&self.dir)? {
            let fan = fan?;
            if fan.file_name() == "new" || !fan.file_type()?.is_dir() {
                continue;
            }
            for blob in std::fs::read_dir(fan.path())? {
                ids.extend(blob?.file_name().to_str().and_then(|name| BlobId::from_str(name).ok()));
            }
        }
        Ok(ids)
    }
}

/// Reads a blob and checks it on the way.
#[derive(Debug)]
pub struct BlobReader {
    file: File,
    path: PathBuf,
    id: BlobId,
    hash: Sha256,
}

impl Read for BlobReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.hash.update(&buffer[..count]);
        if count == 0
            && !buffer.is_empty()
            && BlobId(self.hash.clone().finalize().into()) != self.id
        {
            return Err(io::Error::new(io::ErrorKind::InvalidData, damaged(&self.path)));
        }
        Ok(count)
    }
}

/// Bytes that an unprivileged process can still write under `dir`.
pub(crate) fn free_bytes(dir: &Path) -> io::Result<u64> {
    let found = rustix::fs::statvfs(dir)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

fn full_or_io(error: io::Error) -> BlobError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => BlobError::Full,
        _ => error.into(),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> ReadError {
    ReadError::Damaged { file: path.to_owned(), detail: error.to_string() }
}

fn damaged(path: &Path) -> ReadError {
    let detail = "its content does not match its SHA-256".to_owned();
    ReadError::Damaged { file: path.to_owned(), detail }
}
