//! What `hamsu doctor --data DIR` finds when it reads everything.

use std::path::PathBuf;

use crate::blobs::Blobs;
use crate::engine::{Direction, Range, ReadError};
use crate::snapshot::Snapshot;

/// One damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, or the directory it is in.
    pub file: PathBuf,
    /// What is wrong with it.
    pub detail: String,
}

/// The outcome of reading everything.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Pairs that were read.
    pub pairs: u64,
    /// Bytes of keys and values that were read.
    pub pair_bytes: u64,
    /// Blobs that were read.
    pub blobs: u64,
    /// Bytes of blobs that were read.
    pub blob_bytes: u64,
    /// What is damaged; empty if nothing is.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing is damaged.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    pub(crate) fn of(snapshot: &Snapshot, blobs: &Blobs) -> Self {
        let mut report = Self::default();
        for pair in snapshot.scan(Range::default(), Direction::Forward, usize::MAX) {
            match pair {
                Ok((key, value)) => {
                    report.pairs += 1;
                    report.pair_bytes += (key.len() + value.len()) as u64;
                }
                Err(error) => report.add(error),
            }
        }
        match blobs.list() {
            Ok(ids) => {
                for id in ids {
                    match blobs.read(&id) {
                        Ok(content) => {
                            report.blobs += 1;
                            report.blob_bytes += content.len() as u64;
                        }
                        Err(error) => report.add(error),
                    }
                }
            }
            Err(error) => report.add(ReadError::Failed(format!("list the blobs: {error}"))),
        }
        report
    }

    pub(crate) fn unopened(file: PathBuf, detail: String) -> Self {
        Self { findings: vec![Finding { file, detail }], ..Self::default() }
    }

    pub(crate) fn add_files(&mut self, files: Vec<Finding>) {
        for finding in files {
            if !self.findings.iter().any(|known| known.file == finding.file) {
                self.findings.push(finding);
            }
        }
    }

    fn add(&mut self, error: ReadError) {
        let (file, detail) = match error {
            ReadError::Damaged { file, detail } => (file, detail),
            error => (PathBuf::new(), error.to_string()),
        };
        self.add_files(vec![Finding { file, detail }]);
    }
}
