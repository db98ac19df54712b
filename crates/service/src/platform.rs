//! What all services share.

use store::{CommitError, Snapshot, Store, Transaction};
use task::{Clock, Entropy};

use crate::page::Sealer;
use crate::{AwsResult, Limits};

/// One server's store, clock, randomness, limits and keys.
#[derive(Debug)]
pub struct Platform {
    /// Everything durable.
    pub store: Store,
    /// The platform's time.
    pub clock: Clock,
    /// Randomness.
    pub entropy: Entropy,
    /// AWS's limits, as configured.
    pub limits: Limits,
    /// Seals page tokens.
    pub pages: Sealer,
}

impl Platform {
    /// What [`crate::Cx::transact`] does, for work that no request asks for.
    pub async fn transact<T>(
        &self,
        mut attempt: impl FnMut(&Snapshot, &mut Transaction) -> AwsResult<T>,
    ) -> AwsResult<T> {
        loop {
            let mut tx = Transaction::new();
            let answer = attempt(&self.store.snapshot(), &mut tx)?;
            if tx.is_empty() {
                return Ok(answer);
            }
            match self.store.commit(tx).await {
                Ok(_) => return Ok(answer),
                Err(CommitError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}
