//! Opens, writes and reads fjall.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use fjall::config::CompressionPolicy;
use fjall::{AbstractTree, CompressionType, Database, Keyspace, KeyspaceCreateOptions};
use fjall::{PersistMode, Readable};
use task::Clock;

use crate::directory::engine_dir;
use crate::engine::{
    Direction, Disk, Engine, EngineError, Range, ReadError, ScanIter, Seal, Version, View, Write,
};
use crate::seal::SealFile;

use super::files::damaged;
use super::{journal, manifest};

const CACHE_BYTES: u64 = 16 << 20;
/// The least that fjall takes: one journal that is written and one that waits to be flushed.
const JOURNALS_BYTES: u64 = 64 << 20;
/// Table files are small so that compaction needs little space beside them.
const FILES_OPEN: usize = 256;

/// fjall halts a writer for ever at four sealed memtables or thirty runs if its worker has died.
/// The committer waits before it comes to that, and not for ever.
const SEALED_MEMTABLES_MAX: usize = 3;
const YOUNGEST_RUNS_MAX: usize = 24;
/// A memtable grows on when the worker that should replace it has died.
const ACTIVE_MEMTABLE_MAX: u64 = 64 << 20;
const WAIT_MAX: Duration = Duration::from_secs(20);
const WAIT_STEP: Duration = Duration::from_millis(1);

/// The embedded engine and the seal of a data directory.
#[derive(Debug)]
pub(crate) struct FjallDisk {
    dir: PathBuf,
    engine_dir: PathBuf,
    /// Whether the engine is to be made when it is first opened.
    fresh: AtomicBool,
    memtable_bytes: u64,
}

impl FjallDisk {
    pub(crate) fn new(dir: &Path, fresh: bool, memtable_bytes: u64) -> Self {
        Self {
            dir: dir.to_owned(),
            engine_dir: engine_dir(dir),
            fresh: AtomicBool::new(fresh),
            memtable_bytes,
        }
    }
}

impl Disk for FjallDisk {
    fn open_seal(&self) -> Result<Box<dyn Seal>, EngineError> {
        Ok(Box::new(SealFile::open(&self.dir)?))
    }

    fn open_engine(
        &self,
        sealed: Version,
        drop_unsealed: bool,
    ) -> Result<Box<dyn Engine>, EngineError> {
        let dir = &self.engine_dir;
        if self.fresh.swap(false, Ordering::AcqRel) {
            return Ok(Box::new(FjallEngine::open(dir, self.memtable_bytes)?));
        }
        manifest::check(dir)?;
        renew_lock(dir).map_err(io_error)?;
        journal::put_back_interrupted(dir).map_err(io_error)?;
        let mut walked = journal::walk(dir, sealed)?;
        let mut aside = None;
        if drop_unsealed {
            journal::keep(&walked.active, walked.sealed_end).map_err(io_error)?;
            walked = journal::walk(dir, sealed)?;
        } else if walked.only_garbage {
            // fjall cuts the garbage off; if it was not garbage after all, it is put back.
            aside = Some(journal::Aside::copy(&walked.active).map_err(io_error)?);
        }
        let opened = match FjallEngine::open(dir, self.memtable_bytes) {
            // A batch that was torn in its middle. It may be one that nobody was answered for.
            Err(error) if walked.has_unsealed(sealed) => {
                tracing::warn!(%error, "the journal is opened without its unacknowledged end");
                aside = Some(journal::Aside::copy(&walked.active).map_err(io_error)?);
                journal::keep(&walked.active, walked.sealed_end).map_err(io_error)?;
                journal::walk(dir, sealed).and_then(|again| {
                    walked = again;
                    FjallEngine::open(dir, self.memtable_bytes)
                })
            }
            opened => opened,
        };
        let checked = opened.map_err(|error| named(dir, error, &walked.active)).and_then(
            |engine| match engine.check(&walked, sealed) {
                Ok(()) => Ok(engine),
                Err(error) => Err(named(dir, error, dir)),
            },
        );
        if let Some(aside) = aside {
            let settled = if checked.is_err() { aside.put_back() } else { aside.forget() };
            settled.map_err(io_error)?;
        }
        Ok(Box::new(checked?))
    }

    fn free_bytes(&self) -> std::io::Result<u64> {
        crate::blobs::free_bytes(&self.dir)
    }
}

struct FjallEngine {
    database: Database,
    rows: Keyspace,
    dir: Arc<Path>,
    version: Version,
}

impl FjallEngine {
    fn open(dir: &Path, memtable_bytes: u64) -> Result<Self, EngineError> {
        let opened = guarded(|| {
            let database = Database::builder(dir)
                .cache_size(CACHE_BYTES)
                .max_cached_files(Some(FILES_OPEN))
                .max_journaling_size(JOURNALS_BYTES)
                .journal_compression(CompressionType::None)
                .manual_journal_persist(true)
                .worker_threads(1)
                .open()?;
            let rows = database.keyspace("rows", || {
                KeyspaceCreateOptions::default()
                    .max_memtable_size(memtable_bytes)
                    .manual_journal_persist(true)
                    .data_block_compression_policy(CompressionPolicy::new([
                        CompressionType::None,
                        CompressionType::None,
                        CompressionType::Lz4,
                    ]))
                    .compaction_strategy(Arc::new(
                        fjall::compaction::Leveled::default()
                            .with_table_target_size(8 * 1024 * 1024),
                    ))
            })?;
            let version = rows.get(journal::VERSION_KEY)?;
            Ok::<_, fjall::Error>((database, rows, version))
        });
        let (database, rows, version) = match opened {
            Ok(Ok(opened)) => opened,
            Ok(Err(fjall::Error::Io(error))) => return Err(io_error(error)),
            Ok(Err(error @ fjall::Error::Locked)) => {
                return Err(EngineError::Failed(format!("{error:?}")));
            }
            Ok(Err(error @ fjall::Error::InvalidVersion(_))) => {
                return Err(damaged(&dir.join("version"), format!("{error:?}")));
            }
            Ok(Err(error)) => return Err(damaged(dir, format!("{error:?}"))),
            Err(panic) => return Err(damaged(dir, panic)),
        };
        let version = match version {
            Some(item) => journal::last_version(&item)
                .ok_or_else(|| damaged(dir, "the stored version is none"))?,
            None => Version(0),
        };
        Ok(Self { database, rows, dir: dir.into(), version })
    }

    /// Whether everything up to `sealed` was recovered.
    fn check(&self, walked: &journal::Walked, sealed: Version) -> Result<(), EngineError> {
        if self.version < sealed {
            let detail = format!(
                "it ends with version {}, but version {sealed} was acknowledged",
                self.version
            );
            return Err(damaged(&walked.active, detail));
        }
        let in_tables = match self.rows.tree.get_highest_persisted_seqno() {
            Some(sequence) => guarded(|| self.rows.tree.get(journal::VERSION_KEY, sequence + 1))
                .map_err(|panic| damaged(&self.dir, panic))?
                .map_err(|error| damaged(&self.dir, format!("{error:?}")))?
                .and_then(|item| journal::last_version(&item))
                .unwrap_or_default(),
            None => Version(0),
        };
        if in_tables < walked.tables_up_to {
            let detail = format!(
                "versions {} to {} are in none of its files",
                in_tables.0 + 1,
                walked.tables_up_to
            );
            return Err(damaged(&self.dir, detail));
        }
        Ok(())
    }

    /// Wait until fjall takes a write without halting.
    fn wait_for_room(&self) -> Result<(), EngineError> {
        let started = Clock::monotonic();
        while self.rows.sealed_memtable_count() >= SEALED_MEMTABLES_MAX
            || self.rows.tree.l0_run_count() >= YOUNGEST_RUNS_MAX
            || self.rows.tree.active_memtable().size() > ACTIVE_MEMTABLE_MAX
        {
            // Says whether its worker has died.
            self.database.persist(PersistMode::Buffer).map_err(write_error)?;
            if Clock::monotonic().since(started) > WAIT_MAX {
                return Err(EngineError::Stopped("it flushes nothing any more".to_owned()));
            }
            std::thread::park_timeout(WAIT_STEP);
        }
        Ok(())
    }
}

impl Engine for FjallEngine {
    fn version(&self) -> Version {
        self.version
    }

    fn write(&mut self, last: Version, writes: Vec<Write>) -> Result<(), EngineError> {
        self.wait_for_room()?;
        let item = journal::version_item(Version(self.version.0 + 1), last);
        let written = guarded(|| {
            let mut batch =
                fjall::OwnedWriteBatch::with_capacity(self.database.clone(), writes.len() + 1);
            for write in writes {
                match write {
                    Write::Put { key, value } => batch.insert(&self.rows, key, value),
                    Write::Delete { key } => batch.remove(&self.rows, key),
                }
            }
            batch.insert(&self.rows, journal::VERSION_KEY, item);
            batch.commit()
        });
        written.map_err(EngineError::Failed)?.map_err(write_error)?;
        self.version = last;
        Ok(())
    }

    fn sync(&mut self) -> Result<(), EngineError> {
        self.database.persist(PersistMode::SyncData).map_err(|error| match write_error(error) {
            // Unlike in `write`, what was written is not known.
            EngineError::Stopped(detail) => EngineError::Failed(detail),
            error => error,
        })
    }

    fn view(&self) -> Arc<dyn View> {
        Arc::new(FjallView {
            snapshot: self.database.snapshot(),
            rows: self.rows.clone(),
            dir: Arc::clone(&self.dir),
        })
    }
}

struct FjallView {
    snapshot: fjall::Snapshot,
    rows: Keyspace,
    dir: Arc<Path>,
}

impl View for FjallView {
    fn get(&self, key: &[u8]) -> Result<Option<Bytes>, ReadError> {
        match guarded(|| self.snapshot.get(&self.rows, key)) {
            Ok(Ok(found)) => Ok(found.map(Bytes::from)),
            Ok(Err(error)) => Err(read_error(&self.dir, error)),
            Err(panic) => Err(located(&self.dir, panic)),
        }
    }

    fn scan(&self, range: &Range, direction: Direction) -> ScanIter {
        let bounds = (
            std::ops::Bound::Included(range.from.clone()),
            range.to.clone().map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded),
        );
        let mut pairs = self.snapshot.range(&self.rows, bounds);
        let dir = Arc::clone(&self.dir);
        Box::new(std::iter::from_fn(move || {
            let next = guarded(|| {
                let guard = match direction {
                    Direction::Forward => pairs.next(),
                    Direction::Backward => pairs.next_back(),
                };
                guard.map(fjall::Guard::into_inner)
            });
            Some(match next {
                Ok(None) => return None,
                Ok(Some(Ok((key, value)))) => Ok((Bytes::from(key), Bytes::from(value))),
                Ok(Some(Err(error))) => Err(read_error(&dir, error)),
                Err(panic) => Err(located(&dir, panic)),
            })
        }))
    }
}

/// fjall holds its own lock as long as any snapshot lives, also one of an engine that failed and
/// was replaced. The data directory's lock keeps other processes out, so fjall gets a new file.
fn renew_lock(dir: &Path) -> std::io::Result<()> {
    let lock = dir.join("lock");
    match std::fs::remove_file(&lock) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    std::fs::File::create(&lock).map(drop)
}

/// Run `call`; a panic in it becomes an error. fjall panics on some damaged bytes.
fn guarded<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|panic| {
        let text = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        format!("the engine panicked: {}", text.unwrap_or("no reason given"))
    })
}

fn write_error(error: fjall::Error) -> EngineError {
    match error {
        fjall::Error::Poisoned => {
            EngineError::Stopped("its background work or an earlier write failed".to_owned())
        }
        fjall::Error::Io(error) | fjall::Error::Storage(fjall::LsmError::Io(error)) => {
            io_error(error)
        }
        error => EngineError::Failed(format!("{error:?}")),
    }
}

fn io_error(error: std::io::Error) -> EngineError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => EngineError::Full,
        _ => EngineError::Failed(error.to_string()),
    }
}

fn read_error(dir: &Path, error: fjall::Error) -> ReadError {
    match error {
        fjall::Error::Io(error) | fjall::Error::Storage(fjall::LsmError::Io(error))
            if error.kind() != std::io::ErrorKind::UnexpectedEof =>
        {
            ReadError::Failed(error.to_string())
        }
        error => located(dir, format!("{error:?}")),
    }
}

/// The engine does not say which file it was reading: find the damaged one.
fn located(dir: &Path, detail: String) -> ReadError {
    match named(dir, damaged(dir, detail), dir) {
        EngineError::Damaged { file, detail } => ReadError::Damaged { file, detail },
        error => ReadError::Failed(error.to_string()),
    }
}

/// The same for an error that names the whole directory; `otherwise` is what is damaged if no
/// table and no version file is.
fn named(dir: &Path, error: EngineError, otherwise: &Path) -> EngineError {
    match error {
        EngineError::Damaged { file, detail } if file == dir => {
            match manifest::damaged_files(dir).into_iter().next() {
                Some(finding) => damaged(&finding.file, finding.detail),
                None => damaged(otherwise, detail),
            }
        }
        error => error,
    }
}
