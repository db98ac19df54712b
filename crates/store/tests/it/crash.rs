//! What survives a cut of the power, and that answers follow syncs.

use std::sync::Arc;

use store::{CommitError, Store, Transaction, Version};
use task::Entropy;
use testkit::{CrashDisk, Event};

use crate::{get, is_pending, options, put};

fn on_disk(dir: &std::path::Path, disk: &CrashDisk) -> Store {
    Store::on_disk(dir, options(), Arc::new(disk.clone())).expect("open")
}

#[tokio::test]
async fn whatever_a_cut_loses_it_is_nothing_that_was_acknowledged() {
    let dir = tempfile::tempdir().expect("directory");
    let mut unanswered_but_kept = 0;
    for seed in 0..300 {
        let entropy = Entropy::seeded(seed);
        let disk = CrashDisk::new(entropy.clone());
        // Each number is the whole value of its key: what was acknowledged last, at least, counts.
        let mut acknowledged = [0_u64; 8];
        let mut attempted = [0_u64; 8];
        for life in 0..4 {
            let store = on_disk(dir.path(), &disk);
            for (key, least) in acknowledged.iter_mut().enumerate() {
                let found = get(&store, &format!("k{key}"));
                let found = found.map_or(0, |text| text.parse().expect("number"));
                assert!(found >= *least, "seed {seed} life {life}: {found} of {least} at {key}");
                assert!(found <= attempted[key], "seed {seed} life {life}: never written");
                unanswered_but_kept += u32::from(found > *least);
                // Who has read it relies on it.
                *least = found;
            }
            disk.cut_power_after(4 + entropy.below(60));
            let mut waiting = Vec::new();
            for number in 0..64_u64 {
                let key = (number % 8) as usize;
                attempted[key] += 1;
                let value = attempted[key];
                let store = store.clone();
                waiting.push((
                    key,
                    value,
                    task::spawn(task::TaskKind::Request, async move {
                        let mut tx = Transaction::new();
                        tx.put(format!("k{key}"), value.to_string());
                        store.commit(tx).await
                    }),
                ));
                if entropy.below(4) == 0 {
                    tokio::task::yield_now().await;
                }
            }
            for (key, value, waiter) in waiting {
                if waiter.await.expect("join").expect("no panic").is_ok() {
                    acknowledged[key] = acknowledged[key].max(value);
                }
            }
            let shown = get(&store, "k0").map_or(0, |text| text.parse().expect("number"));
            assert!(shown <= acknowledged[0], "a snapshot shows what was not acknowledged");
            store.close().await;
            disk.restore_power();
        }
    }
    assert!(unanswered_but_kept > 0, "no cut ever hit between a write and its answer");
}

#[tokio::test]
async fn an_answer_follows_the_sync_of_the_batch_and_of_its_seal() {
    let dir = tempfile::tempdir().expect("directory");
    let disk = CrashDisk::new(Entropy::seeded(1));
    let store = on_disk(dir.path(), &disk);
    disk.take_events();
    for number in 0..20 {
        let version = put(&store, "key", &number.to_string()).await;
        let order = [
            Event::Written(version),
            Event::Synced(version),
            Event::SealWritten(version),
            Event::SealSynced(version),
        ];
        assert_eq!(disk.take_events(), order);
    }
}

#[tokio::test]
async fn nothing_is_answered_or_shown_while_a_sync_is_under_way() {
    let dir = tempfile::tempdir().expect("directory");
    let disk = CrashDisk::new(Entropy::seeded(1));
    let store = on_disk(dir.path(), &disk);
    let before = put(&store, "key", "old").await;
    disk.hold_syncs();
    let mut tx = Transaction::new();
    tx.put("key", "new");
    let mut commit = Box::pin(store.commit(tx));
    assert!(is_pending(&mut commit).await);
    disk.wait_for_a_held_sync();
    assert!(is_pending(&mut commit).await, "answered before the sync");
    assert_eq!(store.version(), before, "shown before the sync");
    disk.release_syncs();
    assert_eq!(commit.await, Ok(Version(before.0 + 1)));
    assert_eq!(get(&store, "key").as_deref(), Some("new"));
}

#[tokio::test]
async fn after_a_failed_write_waiters_fail_reads_go_on_and_writes_come_back() {
    let dir = tempfile::tempdir().expect("directory");
    for operation in 1..=4 {
        let disk = CrashDisk::new(Entropy::seeded(operation));
        let store = on_disk(dir.path(), &disk);
        put(&store, "key", "old").await;
        disk.cut_power_after(operation);
        let mut tx = Transaction::new();
        tx.put("key", "new");
        assert!(matches!(store.commit(tx.clone()).await, Err(CommitError::Failed(_))));
        assert!(matches!(store.commit(tx.clone()).await, Err(CommitError::Failed(_))));
        assert_eq!(get(&store, "key").as_deref(), Some("old"), "operation {operation}");
        disk.restore_power();
        store.commit(tx).await.expect("writes come back without a new start");
        assert_eq!(get(&store, "key").as_deref(), Some("new"));
        store.close().await;
    }
}

#[tokio::test]
async fn under_the_floor_writes_are_refused_and_come_back_by_themselves() {
    let dir = tempfile::tempdir().expect("directory");
    let disk = CrashDisk::new(Entropy::seeded(1));
    let store = on_disk(dir.path(), &disk);
    put(&store, "key", "old").await;
    disk.set_free_bytes(options().min_free_bytes - 1);
    let mut tx = Transaction::new();
    tx.put("key", "new");
    assert_eq!(store.commit(tx.clone()).await, Err(CommitError::Full));
    assert_eq!(get(&store, "key").as_deref(), Some("old"));
    disk.set_free_bytes(options().min_free_bytes);
    store.commit(tx).await.expect("commit");
}
