//! The sealer thread: what follows the sync of a batch, and only that.
//!
//! Seal, publish, wake, answer, in this order. See `commit.rs` for what precedes it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use bytes::Bytes;
use tokio::sync::oneshot;

use crate::commit::Board;
use crate::engine::{Disk, EngineError, Seal, Version, View};
use crate::snapshot::Published;
use crate::transaction::CommitError;

/// Where a commit is waited for.
pub(crate) type Answer = oneshot::Sender<Result<Version, CommitError>>;

/// What the committer hands on.
pub(crate) enum ToSealer {
    Drain(Drain),
    /// Open the seal anew and answer with what it says.
    Reopen(Sender<Result<Version, EngineError>>),
    /// Answer, as the last thing.
    Close(Sender<()>),
}

/// A synced batch that waits for its seal.
pub(crate) struct Drain {
    pub(crate) version: Version,
    pub(crate) view: Arc<dyn View>,
    pub(crate) keys: Vec<Bytes>,
    pub(crate) answers: Vec<(Answer, Result<Version, CommitError>)>,
}

pub(crate) struct Sealer {
    pub(crate) drains: Receiver<ToSealer>,
    /// None after a failure, until the committer asks to open it again.
    pub(crate) seal: Option<Box<dyn Seal>>,
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) board: Arc<Board>,
    /// Tells the committer that a seal has failed.
    pub(crate) broken: Arc<AtomicBool>,
}

impl Sealer {
    pub(crate) fn run(&mut self) {
        while let Ok(message) = self.drains.recv() {
            match message {
                ToSealer::Drain(drain) => self.seal(drain),
                ToSealer::Reopen(answer) => {
                    self.seal = None;
                    let opened = self.disk.open_seal().map(|seal| {
                        let sealed = seal.sealed();
                        self.seal = Some(seal);
                        self.broken.store(false, Ordering::Release);
                        sealed
                    });
                    // The committer waits for it, or is gone with the store.
                    let _ = answer.send(opened);
                }
                ToSealer::Close(answer) => {
                    self.board.watchers.close();
                    self.seal = None;
                    // As above.
                    let _ = answer.send(());
                    return;
                }
            }
        }
        self.board.watchers.close();
    }

    fn seal(&mut self, drain: Drain) {
        if let Err(error) = self.note(drain.version) {
            self.seal = None;
            self.broken.store(true, Ordering::Release);
            for (waiter, outcome) in drain.answers {
                answer(waiter, outcome.and(Err(error.clone())));
            }
            return;
        }
        let Drain { version, view, keys, answers } = drain;
        self.board.newest.store(Arc::new(Published { view, version }));
        self.board.watchers.touched(version, keys.iter());
        for (waiter, outcome) in answers {
            answer(waiter, outcome);
        }
    }

    fn note(&mut self, version: Version) -> Result<(), CommitError> {
        let Some(seal) = &mut self.seal else {
            return Err(CommitError::Failed("an earlier seal failed".to_owned()));
        };
        if version == seal.sealed() {
            return Ok(());
        }
        seal.write(version).and_then(|()| seal.sync()).map_err(|error| {
            tracing::warn!(%error, "a version could not be sealed; the store is opened anew");
            if error.kind() == std::io::ErrorKind::StorageFull {
                CommitError::Full
            } else {
                CommitError::Failed(format!("seal: {error}"))
            }
        })
    }
}

/// Answer whoever waits for a commit.
pub(crate) fn answer(waiter: Answer, outcome: Result<Version, CommitError>) {
    // Whoever waited may have gone away; the commit stands all the same.
    let _ = waiter.send(outcome);
}
