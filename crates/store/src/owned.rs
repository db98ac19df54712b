//! State with order that has one owner: a queue, a shard, a function's assignment.
//!
//! The owner holds a lease, a stored row with an epoch. Every commit of the owner expects the
//! lease as it wrote it; whoever acquires the lease later writes it anew, and from then on the
//! commits of the former owner are refused, however late they arrive.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::engine::{ReadError, Version};
use crate::key::Key;
use crate::snapshot::Snapshot;
use crate::store::Store;
use crate::table::Table;
use crate::transaction::{CommitError, Expect, Transaction};

const LEASES: Table<Lease> = Table::new("leases", 1);

/// The stored lease.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Lease {
    epoch: u64,
    holder: String,
    since_ms: i64,
}

/// Why a lease was not acquired.
#[derive(Debug, thiserror::Error)]
pub enum AcquireError {
    /// The lease or the state could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The lease could not be written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// State `T` and the lease under which it may be changed.
#[derive(Debug)]
pub struct Owned<T> {
    store: Store,
    lease_key: Key,
    lease_version: Version,
    epoch: u64,
    state: T,
}

impl<T> Owned<T> {
    /// Take the lease at `lease_key` for `holder`, from whoever has it, then `load` the state
    /// that it guards: nobody else can change that state any more when it is read.
    pub async fn acquire(
        store: &Store,
        lease_key: Key,
        holder: &str,
        load: impl FnOnce(&Snapshot) -> Result<T, ReadError>,
    ) -> Result<Self, AcquireError> {
        loop {
            let snapshot = store.snapshot();
            let held = LEASES.get(&snapshot, &lease_key)?;
            let epoch = held.as_ref().map_or(1, |lease| lease.epoch + 1);
            let lease =
                Lease { epoch, holder: holder.to_owned(), since_ms: store.clock().now_ms() };
            let mut tx = Transaction::new();
            tx.expect(&lease_key, held.map_or(Expect::Absent, |row| Expect::Version(row.version)));
            LEASES.put(&mut tx, &lease_key, &lease)?;
            let lease_version = match store.commit(tx).await {
                Ok(version) => version,
                // Somebody else took it in between; the one who comes last has it.
                Err(CommitError::Conflict { .. }) => continue,
                Err(error) => return Err(error.into()),
            };
            let state = load(&store.snapshot())?;
            return Ok(Self { store: store.clone(), lease_key, lease_version, epoch, state });
        }
    }

    /// Commit `tx` if this owner still has the lease; [`CommitError::Deposed`] if not.
    pub async fn commit(&self, mut tx: Transaction) -> Result<Version, CommitError> {
        tx.expect(&self.lease_key, Expect::Version(self.lease_version));
        match self.store.commit(tx).await {
            Err(CommitError::Conflict { key }) if key == self.lease_key.as_ref() => {
                Err(CommitError::Deposed)
            }
            committed => committed,
        }
    }

    /// Counts the owners there have been, this one included.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The state, to change what is kept in memory.
    pub fn state_mut(&mut self) -> &mut T {
        &mut self.state
    }

    /// The store in which the state lies.
    pub fn store(&self) -> &Store {
        &self.store
    }
}

impl<T> Deref for Owned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.state
    }
}
