//! The way of a commit: a queue, the committer thread, the sealer thread, the answer.
//!
//! The *committer* takes everything that is queued, checks the expectations one transaction after
//! the other against the engine and what this drain changes so far, writes one batch and syncs
//! it. The *sealer* then notes the batch's last version in the seal, syncs that, publishes the
//! snapshot and answers, while the committer is at the next drain already. So an answer follows
//! two finished syncs, and a snapshot never shows what is not sealed.
//!
//! After a failed write, sync or seal all waiters concerned fail, and the committer opens engine
//! and seal anew before it takes the next drain. Conflicts are answered by the sealer as well:
//! they may rest on a commit that is not sealed yet.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwap;
use bytes::{Bytes, BytesMut};
use task::TaskKind;
use tokio::sync::oneshot;

use crate::directory::Directory;
use crate::engine::{Direction, Disk, Engine, EngineError, Seal, Version, View, Write};
use crate::sealer::{Answer, Drain, Sealer, ToSealer, answer};
use crate::snapshot::{Published, Snapshot, VERSION_BYTES};
use crate::transaction::{Change, CommitError, Expect, Transaction};
use crate::watch::Watchers;

/// Keys that begin with this byte are the engine's own.
pub(crate) const RESERVED: u8 = 0xFF;

/// A drain takes no more after this many bytes, so that one batch stays small against a memtable.
const DRAIN_BYTES: usize = 2 << 20;
const DRAIN_TRANSACTIONS: usize = 4096;

/// Drains that may wait for the sealer: one being sealed, one ready.
const DRAINS_AHEAD: usize = 2;

struct Request {
    tx: Transaction,
    answer: Answer,
}

enum Message {
    Commit(Request),
    Close(oneshot::Sender<()>),
}

/// What is published: the newest snapshot and who waits for later ones.
pub(crate) struct Board {
    pub(crate) newest: ArcSwap<Published>,
    pub(crate) watchers: Arc<Watchers>,
}

impl std::fmt::Debug for Board {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Board").field(&self.newest.load().version).finish()
    }
}

impl Board {
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot(self.newest.load_full())
    }
}

/// The way in.
#[derive(Debug)]
pub(crate) struct Queue(Mutex<Option<Sender<Message>>>);

impl Queue {
    pub(crate) async fn commit(&self, tx: Transaction) -> Result<Version, CommitError> {
        if let Some(reason) = tx.invalid {
            return Err(CommitError::Invalid(reason));
        }
        let (answer, answered) = oneshot::channel();
        let closed = || CommitError::Failed("the store is closed".to_owned());
        let sent = match &*self.lock() {
            Some(queue) => queue.send(Message::Commit(Request { tx, answer })).is_ok(),
            None => false,
        };
        if !sent {
            return Err(closed());
        }
        answered.await.map_err(|_| closed())?
    }

    pub(crate) async fn close(&self) {
        let Some(queue) = self.lock().take() else {
            return;
        };
        let (answer, answered) = oneshot::channel();
        if queue.send(Message::Close(answer)).is_ok() {
            // An error means that the committer is gone already.
            let _ = answered.await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Sender<Message>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An engine and its seal.
pub(crate) type Opened = (Box<dyn Engine>, Box<dyn Seal>);

/// Open seal and engine. What the engine recovered beyond the seal is sealed before anybody
/// reads it.
pub(crate) fn open(disk: &dyn Disk) -> Result<Opened, EngineError> {
    let mut seal = disk.open_seal()?;
    let engine = disk.open_engine(seal.sealed(), false)?;
    let failed = |error: std::io::Error| EngineError::Failed(format!("seal: {error}"));
    // Written even if nothing is new: this replaces a slot that may be damaged.
    seal.write(engine.version()).map_err(failed)?;
    seal.sync().map_err(failed)?;
    Ok((engine, seal))
}

/// Start the two threads on what [`open`] returned.
pub(crate) fn start(
    disk: Arc<dyn Disk>,
    engine: Box<dyn Engine>,
    seal: Box<dyn Seal>,
    min_free_bytes: u64,
    directory: Option<Directory>,
) -> std::io::Result<(Queue, Arc<Board>)> {
    let published = Published { view: engine.view(), version: engine.version() };
    let board =
        Arc::new(Board { newest: ArcSwap::from_pointee(published), watchers: Arc::default() });
    let (queue, messages) = channel();
    let (to_sealer, drains) = sync_channel(DRAINS_AHEAD);
    let broken = Arc::new(AtomicBool::new(false));
    let mut sealer = Sealer {
        drains,
        seal: Some(seal),
        disk: Arc::clone(&disk),
        board: Arc::clone(&board),
        broken: Arc::clone(&broken),
    };
    let version = engine.version();
    let view = engine.view();
    let mut committer = Committer {
        messages,
        to_sealer,
        disk,
        engine: Some(engine),
        view,
        version,
        broken,
        min_free_bytes,
        directory,
    };
    task::spawn_thread(TaskKind::Store, "store-sealer", move || sealer.run())?;
    task::spawn_thread(TaskKind::Store, "store-commit", move || committer.run())?;
    Ok((Queue(Mutex::new(Some(queue))), board))
}

struct Committer {
    messages: Receiver<Message>,
    to_sealer: SyncSender<ToSealer>,
    disk: Arc<dyn Disk>,
    /// None after a failure, until it could be opened again.
    engine: Option<Box<dyn Engine>>,
    /// The state after the last batch, sealed or not.
    view: Arc<dyn View>,
    version: Version,
    /// Set by the sealer when a seal has failed.
    broken: Arc<AtomicBool>,
    min_free_bytes: u64,
    /// Keeps the directory locked as long as somebody may write into it.
    directory: Option<Directory>,
}

/// What a drain comes to before it is written.
#[derive(Default)]
struct Plan {
    /// The keys that change, in order, each with its stored value or `None`.
    changes: BTreeMap<Bytes, Option<Bytes>>,
    outcomes: Vec<Result<Version, CommitError>>,
}

impl Committer {
    fn run(&mut self) {
        let mut closing = None;
        while closing.is_none() {
            let Ok(first) = self.messages.recv() else {
                break;
            };
            let mut requests = Vec::new();
            let mut bytes = 0;
            let mut next = Some(first);
            while let Some(message) = next {
                match message {
                    Message::Commit(request) => {
                        bytes += request.tx.size_bytes;
                        requests.push(request);
                    }
                    Message::Close(answer) => {
                        closing = Some(answer);
                        break;
                    }
                }
                if bytes >= DRAIN_BYTES || requests.len() >= DRAIN_TRANSACTIONS {
                    break;
                }
                next = self.messages.try_recv().ok();
            }
            if !requests.is_empty() {
                self.drain(requests);
            }
        }
        self.close();
        if let Some(answer) = closing {
            // Whoever closes may have gone away.
            let _ = answer.send(());
        }
    }

    fn close(&mut self) {
        let (done, wait) = channel();
        if self.to_sealer.send(ToSealer::Close(done)).is_ok() {
            // An error means that the sealer is gone, which is what is waited for.
            let _ = wait.recv();
        }
        self.engine = None;
        self.directory = None;
    }

    fn drain(&mut self, requests: Vec<Request>) {
        if let Err(error) = self.ready() {
            for request in requests {
                answer(request.answer, Err(error.clone()));
            }
            return;
        }
        let (txs, answers): (Vec<_>, Vec<_>) =
            requests.into_iter().map(|request| (request.tx, request.answer)).unzip();
        let mut plan = self.plan(&txs);
        let mut written = self.write(&plan);
        if let Err(EngineError::Stopped(_)) = written {
            // The engine stopped by itself and nothing was written: once more, on a new one.
            written = self.reopen().and_then(|()| {
                plan = self.plan(&txs);
                self.write(&plan)
            });
        }
        let Plan { changes, mut outcomes } = plan;
        if let Err(error) = written {
            tracing::warn!(%error, "a batch could not be written; the store is opened anew");
            self.engine = None;
            let error = self.commit_error(error);
            for outcome in outcomes.iter_mut().filter(|outcome| outcome.is_ok()) {
                *outcome = Err(error.clone());
            }
            for (waiter, outcome) in answers.into_iter().zip(outcomes) {
                answer(waiter, outcome);
            }
            // Right away, not at the next drain: readers get a view of an engine that lives.
            if let Err(error) = self.reopen() {
                tracing::error!(%error, "the store cannot be opened again; writes are refused");
            }
            return;
        }
        self.send(Drain {
            version: self.version,
            view: Arc::clone(&self.view),
            keys: changes.into_keys().collect(),
            answers: answers.into_iter().zip(outcomes).collect(),
        });
    }

    /// Whether there is space, an engine and a seal to write with.
    fn ready(&mut self) -> Result<(), CommitError> {
        match self.disk.free_bytes() {
            Ok(free) if free < self.min_free_bytes => return Err(CommitError::Full),
            Ok(_) => {}
            Err(error) => return Err(CommitError::Failed(format!("ask for space: {error}"))),
        }
        if self.engine.is_none() || self.broken.load(Ordering::Acquire) {
            self.reopen().map_err(|error| self.commit_error(error))?;
        }
        Ok(())
    }

    /// An engine that runs out of space in the background only says that it has stopped.
    fn commit_error(&self, error: EngineError) -> CommitError {
        let low = self.disk.free_bytes().is_ok_and(|free| free < 2 * self.min_free_bytes);
        match error {
            EngineError::Full => CommitError::Full,
            EngineError::Stopped(_) if low => CommitError::Full,
            error => CommitError::Failed(error.to_string()),
        }
    }

    fn plan(&self, txs: &[Transaction]) -> Plan {
        let mut plan = Plan::default();
        let mut version = self.version;
        for tx in txs {
            let next = Version(version.0 + 1);
            let outcome = match self.expectations_hold(&plan, tx) {
                Ok(()) if tx.is_empty() => Ok(version),
                Ok(()) => self.apply(&mut plan, tx, next).map(|()| {
                    version = next;
                    next
                }),
                Err(error) => Err(error),
            };
            plan.outcomes.push(outcome);
        }
        plan
    }

    fn expectations_hold(&self, plan: &Plan, tx: &Transaction) -> Result<(), CommitError> {
        for (key, expect) in &tx.expects {
            let stored = match plan.changes.get(key) {
                Some(changed) => changed.clone(),
                None => self.view.get(key).map_err(|e| CommitError::Failed(e.to_string()))?,
            };
            let version = stored.and_then(|value| {
                value.first_chunk().map(|bytes| Version(u64::from_be_bytes(*bytes)))
            });
            let holds = match expect {
                Expect::Version(expected) => version == Some(*expected),
                Expect::Absent => version.is_none(),
                Expect::Present => version.is_some(),
            };
            if !holds {
                return Err(CommitError::Conflict { key: key.clone() });
            }
        }
        Ok(())
    }

    fn apply(
        &self,
        plan: &mut Plan,
        tx: &Transaction,
        version: Version,
    ) -> Result<(), CommitError> {
        // Ranges are read first, so that a failed read leaves the plan as it was.
        let mut ranges = Vec::new();
        for change in &tx.changes {
            if let Change::DeleteRange(range) = change {
                let mut keys = Vec::new();
                for pair in self.view.scan(range, Direction::Forward) {
                    let (key, _) = pair.map_err(|error| CommitError::Failed(error.to_string()))?;
                    if key.first() != Some(&RESERVED) {
                        keys.push(key);
                    }
                }
                ranges.push((range, keys));
            }
        }
        let mut ranges = ranges.into_iter();
        for change in &tx.changes {
            match change {
                Change::Put { key, value } => {
                    let mut stored = BytesMut::with_capacity(VERSION_BYTES + value.len());
                    stored.extend_from_slice(&version.0.to_be_bytes());
                    stored.extend_from_slice(value);
                    plan.changes.insert(key.clone(), Some(stored.freeze()));
                }
                Change::Delete { key } => {
                    plan.changes.insert(key.clone(), None);
                }
                Change::DeleteRange(_) => {
                    let Some((range, stored)) = ranges.next() else {
                        break;
                    };
                    for key in stored {
                        if let Entry::Vacant(entry) = plan.changes.entry(key) {
                            entry.insert(None);
                        }
                    }
                    for (key, value) in
                        plan.changes.range_mut(Bytes::copy_from_slice(&range.from)..)
                    {
                        if !range.contains(key) {
                            break;
                        }
                        *value = None;
                    }
                }
            }
        }
        Ok(())
    }

    fn write(&mut self, plan: &Plan) -> Result<(), EngineError> {
        let committed = plan.outcomes.iter().filter_map(|outcome| outcome.as_ref().ok());
        let Some(last) = committed.max().copied().filter(|last| *last > self.version) else {
            return Ok(());
        };
        let Some(engine) = &mut self.engine else {
            return Err(EngineError::Failed("the engine is not open".to_owned()));
        };
        let writes = plan.changes.iter().map(|(key, value)| match value {
            Some(value) => Write::Put { key: key.clone(), value: value.clone() },
            None => Write::Delete { key: key.clone() },
        });
        engine.write(last, writes.collect())?;
        engine.sync()?;
        self.view = engine.view();
        self.version = last;
        Ok(())
    }

    /// Open seal and engine anew, after what is under way has been sealed or has failed.
    fn reopen(&mut self) -> Result<(), EngineError> {
        let (answer, answered) = channel();
        let gone = || EngineError::Failed("the sealer is gone".to_owned());
        self.to_sealer.send(ToSealer::Reopen(answer)).map_err(|_| gone())?;
        let sealed = answered.recv().map_err(|_| gone())??;
        // Gone before the new one comes: both would hold the engine's own lock.
        self.engine = None;
        let engine = self.disk.open_engine(sealed, true)?;
        self.view = engine.view();
        self.version = engine.version();
        self.engine = Some(engine);
        self.send(Drain {
            version: self.version,
            view: Arc::clone(&self.view),
            keys: Vec::new(),
            answers: Vec::new(),
        });
        Ok(())
    }

    fn send(&self, drain: Drain) {
        if let Err(refused) = self.to_sealer.send(ToSealer::Drain(drain))
            && let ToSealer::Drain(drain) = refused.0
        {
            for (waiter, _) in drain.answers {
                answer(waiter, Err(CommitError::Failed("the sealer is gone".to_owned())));
            }
        }
    }
}
