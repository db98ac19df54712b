//! The space of deleted tables.
//!
//! Deleting a table takes its row away, and its items can never be found again: a table of the
//! same name has another id. The items themselves go afterwards, some at a time, so that neither
//! the answer nor other commits wait for them. What is still to go is noted in the store; a note
//! that a stopped server left is taken up at the next start.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use service::{AwsResult, Platform};
use store::{Direction, Scope, Store, Table, Transaction};
use task::TaskKind;

use crate::catalog::items_of;

/// Items that one commit takes away.
const CHUNK: usize = 1_000;

static DELETED: Table<Deleted> = Table::new("dynamodb-deleted", 1);

/// A deleted table whose items may still be there.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Deleted {
    id: String,
}

/// Notes that the items of the table `id` are to go.
pub(crate) fn note(tx: &mut Transaction, scope: &Scope, id: &str) -> AwsResult {
    let key = DELETED.key(scope, (id,));
    DELETED.put(tx, &key, &Deleted { id: id.to_owned() })?;
    Ok(())
}

/// Takes away what is noted in `scopes`, in the background.
pub(crate) fn spawn(platform: &Arc<Platform>, scopes: Vec<Scope>) {
    let store = platform.store.clone();
    task::spawn(TaskKind::Reconciler, async move {
        for scope in scopes {
            if let Err(error) = reclaim(&store, &scope).await {
                // The notes stay: the next deletion or start goes on.
                tracing::warn!(%error, "reclaim the space of deleted tables");
            }
        }
    });
}

/// Takes away what a stopped server has left, in the background.
pub(crate) fn spawn_all(platform: &Arc<Platform>) {
    match platform.store.scopes() {
        Ok(scopes) => spawn(platform, scopes),
        Err(error) => tracing::warn!(%error, "look for deleted tables"),
    }
}

async fn reclaim(store: &Store, scope: &Scope) -> AwsResult {
    let notes = DELETED.prefix(scope, ());
    let noted: Vec<_> = DELETED
        .scan_prefix(&store.snapshot(), &notes, None, usize::MAX)
        .collect::<Result<_, _>>()?;
    for (key, deleted) in noted {
        let prefix = items_of(scope, &deleted.value.id);
        loop {
            let mut tx = Transaction::new();
            let mut left = 0;
            for pair in store.snapshot().scan(prefix.as_ref(), Direction::Forward, CHUNK) {
                tx.delete(&pair?.0);
                left += 1;
            }
            if left < CHUNK {
                tx.delete(&key);
            }
            store.commit(tx).await?;
            if left < CHUNK {
                break;
            }
        }
    }
    Ok(())
}
