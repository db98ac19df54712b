//! Figures of the store on the disk at hand, for `cargo xtask bench`.
//!
//! Times are the machine's own. Nothing here is called by the server.

use std::path::Path;
use std::time::Duration;

use task::{Clock, TaskKind};

use crate::directory::OpenError;
use crate::engine::{Disk, Version, Write};
use crate::fjall::FjallDisk;
use crate::store::{OpenOptions, Store};
use crate::transaction::Transaction;

const VALUE_BYTES: usize = 1000;

/// Durable records a second, with 1000-byte values and group commit.
#[derive(Clone, Copy, Debug)]
pub struct CommitRate {
    /// The engine alone: batches of as many records as there are clients, each synced.
    pub engine: f64,
    /// Through [`Store::commit`], each client waiting for its answer.
    pub store: f64,
    /// The middle latency of a commit, in microseconds.
    pub p50_us: f64,
    /// The latency that one commit in a hundred exceeds, in microseconds.
    pub p99_us: f64,
}

/// Measure commits of `clients` at once in new directories under `dir`, `seconds` each for the
/// engine and for the store. To be called on a multi-threaded runtime.
pub async fn group_commit_rate(
    dir: &Path,
    clients: usize,
    seconds: u64,
) -> Result<CommitRate, OpenError> {
    let limit = Duration::from_secs(seconds);
    let engine_dir = dir.join("engine-alone");
    let engine = engine_rate(&engine_dir, clients, limit)
        .map_err(|error| OpenError::engine(&engine_dir, error))?;

    let store = Store::open(&dir.join("store"), OpenOptions::new(Clock::system()))?;
    let started = Clock::monotonic();
    let mut waiting = Vec::new();
    for client in 0..clients {
        let store = store.clone();
        waiting.push(task::spawn(TaskKind::Request, async move {
            let mut latencies = Vec::new();
            let mut number = 0_u64;
            while Clock::monotonic().since(started) < limit {
                let before = Clock::monotonic();
                let mut tx = Transaction::new();
                tx.put(format!("{client:04}/{number:012}"), vec![client as u8; VALUE_BYTES]);
                if store.commit(tx).await.is_err() {
                    break;
                }
                latencies.push(Clock::monotonic().nanos_since(before));
                number += 1;
            }
            latencies
        }));
    }
    let mut latencies = Vec::new();
    for waiter in waiting {
        latencies.extend(waiter.await.ok().flatten().unwrap_or_default());
    }
    let elapsed = Clock::monotonic().since(started);
    store.close().await;
    latencies.sort_unstable();
    let at = |share: usize| {
        let index = latencies.len().saturating_sub(1) * share / 100;
        latencies.get(index).map_or(0.0, |nanos| *nanos as f64 / 1e3)
    };
    let rate = latencies.len() as f64 / elapsed.as_secs_f64();
    Ok(CommitRate { engine, store: rate, p50_us: at(50), p99_us: at(99) })
}

fn engine_rate(
    dir: &Path,
    batch: usize,
    limit: Duration,
) -> Result<f64, crate::engine::EngineError> {
    let failed = |error: std::io::Error| crate::engine::EngineError::Failed(error.to_string());
    std::fs::create_dir_all(dir).map_err(failed)?;
    let options = OpenOptions::new(Clock::system());
    let disk = FjallDisk::new(dir, true, options.memtable_bytes);
    let mut engine = disk.open_engine(Version(0), false)?;
    let started = Clock::monotonic();
    let mut written = 0_u64;
    while Clock::monotonic().since(started) < limit {
        let writes = (0..batch).map(|client| Write::Put {
            key: format!("{client:04}/{written:012}").into(),
            value: vec![client as u8; VALUE_BYTES].into(),
        });
        engine.write(Version(written + batch as u64), writes.collect())?;
        engine.sync()?;
        written += batch as u64;
    }
    Ok(written as f64 / Clock::monotonic().since(started).as_secs_f64())
}

/// Nanoseconds of one point read of a present 1000-byte value, and of taking a snapshot for it.
pub async fn point_read_ns(dir: &Path, reads: u64) -> Result<f64, OpenError> {
    const KEYS: u64 = 1000;
    let store = Store::open(&dir.join("reads"), OpenOptions::new(Clock::system()))?;
    let mut tx = Transaction::new();
    for number in 0..KEYS {
        tx.put(format!("{number:012}"), vec![7; VALUE_BYTES]);
    }
    let committed = store.commit(tx).await;
    debug_assert!(committed.is_ok());
    let keys: Vec<_> = (0..KEYS).map(|number| format!("{number:012}")).collect();
    let started = Clock::monotonic();
    let mut found = 0;
    for key in keys.iter().cycle().take(reads as usize) {
        found += u64::from(store.snapshot().get(key).is_ok_and(|value| value.is_some()));
    }
    let nanos = Clock::monotonic().nanos_since(started) as f64 / reads as f64;
    store.close().await;
    Ok(if found == reads { nanos } else { f64::NAN })
}
