//! A data directory, opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use task::Clock;

use crate::blobs::Blobs;
use crate::commit::{Board, Queue};
use crate::directory::{self, Directory, OpenError};
use crate::doctor::Report;
use crate::engine::{Direction, Disk, ReadError, Version};
use crate::fjall::FjallDisk;
use crate::key::{Scope, prefix_end, scope_of};
use crate::snapshot::Snapshot;
use crate::transaction::{CommitError, Transaction};
use crate::watch::Watch;

/// How to open a store.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// The platform's clock.
    pub clock: Clock,
    /// Below this much free space, writes are refused.
    pub min_free_bytes: u64,
    /// What is written is kept in memory up to this size before it goes to a table file. Counts
    /// when the directory is made.
    pub memtable_bytes: u64,
}

impl OpenOptions {
    /// The usual options on `clock`.
    ///
    /// The floor of 48 MB covers what the engine writes by itself after the last commit was
    /// taken: its memtables and the compaction of its youngest level.
    pub fn new(clock: Clock) -> Self {
        Self { clock, min_free_bytes: 48 << 20, memtable_bytes: 8 << 20 }
    }
}

/// A data directory that is ours and whose store is not open yet.
#[derive(Debug)]
pub struct Claim {
    dir: PathBuf,
    directory: Directory,
}

/// An open store. Clones share it; it is closed by [`Store::close`] or with the last clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    queue: Queue,
    board: Arc<Board>,
    blobs: Blobs,
    clock: Clock,
}

impl Store {
    /// Open the data directory `dir`, or make it.
    pub fn open(dir: &Path, options: OpenOptions) -> Result<Self, OpenError> {
        Self::open_claimed(Self::claim(dir)?, options)
    }

    /// Lock the data directory `dir`, or make it. From here on what else it holds can be touched,
    /// while the store, which takes longer, is opened.
    pub fn claim(dir: &Path) -> Result<Claim, OpenError> {
        Ok(Claim { directory: Directory::open(dir)?, dir: dir.to_owned() })
    }

    /// Open the store of a directory that is ours. Blocks, as do the two before.
    pub fn open_claimed(claim: Claim, options: OpenOptions) -> Result<Self, OpenError> {
        let Claim { dir, directory } = claim;
        let disk = FjallDisk::new(&dir, directory.fresh, options.memtable_bytes);
        Self::start(&dir, options, Arc::new(disk), Some(directory))
    }

    /// Open a store on another disk than the directory's own; `dir` takes its blobs.
    pub fn on_disk(
        dir: &Path,
        options: OpenOptions,
        disk: Arc<dyn Disk>,
    ) -> Result<Self, OpenError> {
        Self::start(dir, options, disk, None)
    }

    fn start(
        dir: &Path,
        options: OpenOptions,
        disk: Arc<dyn Disk>,
        directory: Option<Directory>,
    ) -> Result<Self, OpenError> {
        let io = |source| OpenError::Io { dir: dir.to_owned(), source };
        let OpenOptions { clock, min_free_bytes, .. } = options;
        let (engine, seal) =
            crate::commit::open(&*disk).map_err(|error| OpenError::engine(dir, error))?;
        let blobs = Blobs::open(&dir.join("blobs"), min_free_bytes).map_err(io)?;
        if let Some(directory) = &directory {
            directory.finish(dir)?;
        }
        let (queue, board) =
            crate::commit::start(disk, engine, seal, min_free_bytes, directory).map_err(io)?;
        Ok(Self(Arc::new(Inner { queue, board, blobs, clock })))
    }

    /// The newest version whose sync is sealed, to read from.
    pub fn snapshot(&self) -> Snapshot {
        self.0.board.snapshot()
    }

    /// The version of the newest snapshot.
    pub fn version(&self) -> Version {
        self.snapshot().version()
    }

    /// Commit `tx`. When this returns a version, the commit is durable and every new snapshot
    /// shows it. Dropping the future does not undo the commit.
    pub async fn commit(&self, tx: Transaction) -> Result<Version, CommitError> {
        self.0.queue.commit(tx).await
    }

    /// Be told of commits after `from` that touch keys beginning with `prefix`.
    pub fn watch(&self, prefix: impl AsRef<[u8]>, from: Version) -> Watch {
        self.0.board.watchers.watch(prefix.as_ref(), from, || self.version())
    }

    /// The store's blobs.
    pub fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }

    /// The clock that the store was opened with.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Every account and region that has a key, in order.
    pub fn scopes(&self) -> Result<Vec<Scope>, ReadError> {
        let snapshot = self.snapshot();
        let mut scopes = Vec::new();
        let mut from = Vec::new();
        loop {
            let range = crate::engine::Range { from, to: None };
            let Some(found) = snapshot.scan(range, Direction::Forward, 1).next() else {
                break;
            };
            let (key, _) = found?;
            let past = match scope_of(&key) {
                Some((scope, length)) => {
                    scopes.push(scope);
                    prefix_end(&key[..length])
                }
                // Not a table's key: skip it alone.
                None => Some([&key[..], &[0]].concat()),
            };
            let Some(past) = past else { break };
            from = past;
        }
        Ok(scopes)
    }

    /// Read every pair and every blob and tell what is damaged. Blocks.
    pub fn verify(&self) -> Report {
        Report::of(&self.snapshot(), &self.0.blobs)
    }

    /// Verify the directory `dir`, whether or not it can be opened. Blocks.
    pub fn verify_directory(dir: &Path, options: OpenOptions) -> Result<Report, OpenError> {
        let files = crate::fjall::damaged_files(&directory::engine_dir(dir));
        match Self::open(dir, options) {
            Ok(store) => {
                let mut report = store.verify();
                report.add_files(files);
                Ok(report)
            }
            Err(OpenError::Damaged { file, detail, .. }) => {
                let mut report = Report::unopened(file, detail);
                report.add_files(files);
                Ok(report)
            }
            Err(error) => Err(error),
        }
    }

    /// Commit what is queued, refuse what comes later, and let go of the directory.
    pub async fn close(&self) {
        self.0.queue.close().await;
    }
}
