//! Where fjall keeps what, and small reads of it.

use std::io;
use std::path::{Path, PathBuf};

use crate::engine::EngineError;

/// A journal and its number; the one with the highest number is being written.
pub(super) struct JournalFile {
    pub(super) number: u64,
    pub(super) path: PathBuf,
}

/// The journals, oldest first.
pub(super) fn journals(engine: &Path) -> Result<Vec<JournalFile>, EngineError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(engine).map_err(|error| unreadable(engine, &error))? {
        let path = entry.map_err(|error| unreadable(engine, &error))?.path();
        if path.extension().is_some_and(|extension| extension == "jnl") {
            let number = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok());
            let Some(number) = number else {
                return Err(damaged(&path, "its name is no journal's"));
            };
            found.push(JournalFile { number, path });
        }
    }
    found.sort_by_key(|journal| journal.number);
    Ok(found)
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> EngineError {
    match error.kind() {
        io::ErrorKind::NotFound => damaged(path, "it is missing"),
        _ => EngineError::Failed(format!("read {}: {error}", path.display())),
    }
}

pub(super) fn damaged(file: &Path, detail: impl Into<String>) -> EngineError {
    EngineError::Damaged { file: file.to_owned(), detail: detail.into() }
}

/// Takes numbers and slices off the front of some bytes.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn u128(&mut self) -> Option<u128> {
        self.array().map(u128::from_le_bytes)
    }
}
