//! Commits, snapshots, watches.

use store::{CommitError, Direction, Expect, Range, Transaction, Version};

use crate::{get, is_pending, open, put};

#[tokio::test]
async fn a_commit_is_there_after_a_close_and_an_open() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let version = put(&store, "a", "1").await;
    assert_eq!(get(&store, "a").as_deref(), Some("1"));
    store.close().await;
    let store = open(dir.path()).expect("open again");
    assert_eq!(get(&store, "a").as_deref(), Some("1"));
    assert_eq!(store.version(), version);
    let value = store.snapshot().get("a").expect("read").expect("value");
    assert_eq!(value.version(), version);
    assert!(put(&store, "b", "2").await > version, "versions go on");
}

#[tokio::test]
async fn a_commit_after_a_close_fails() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    store.close().await;
    let mut tx = Transaction::new();
    tx.put("a", "1");
    assert!(matches!(store.commit(tx).await, Err(CommitError::Failed(_))));
}

#[tokio::test]
async fn expectations_that_do_not_hold_name_their_key_and_change_nothing() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let first = put(&store, "a", "1").await;
    let second = put(&store, "a", "2").await;
    for (key, expect, holds) in [
        ("a", Expect::Version(second), true),
        ("a", Expect::Version(first), false),
        ("a", Expect::Absent, false),
        ("a", Expect::Present, true),
        ("b", Expect::Version(first), false),
        ("b", Expect::Absent, true),
        ("b", Expect::Present, false),
    ] {
        let mut tx = Transaction::new();
        tx.expect(key, expect);
        let checked = store.commit(tx.clone()).await;
        if holds {
            assert_eq!(checked, Ok(second), "{key} {expect:?}: nothing changed");
        } else {
            tx.put("c", "3");
            assert_eq!(checked, Err(CommitError::Conflict { key: key.into() }));
            assert_eq!(store.commit(tx).await, Err(CommitError::Conflict { key: key.into() }));
        }
    }
    assert_eq!(get(&store, "c"), None);
    assert_eq!(store.version(), second);
}

#[tokio::test]
async fn of_many_who_expect_the_same_version_at_once_one_wins() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let seen = put(&store, "counter", "0").await;
    let mut waiting = Vec::new();
    for number in 0..100 {
        let store = store.clone();
        waiting.push(task::spawn(task::TaskKind::Request, async move {
            let mut tx = Transaction::new();
            tx.expect("counter", Expect::Version(seen)).put("counter", number.to_string());
            store.commit(tx).await
        }));
    }
    let mut won = 0;
    for waiter in waiting {
        match waiter.await.expect("join").expect("no panic") {
            Ok(_) => won += 1,
            Err(error) => assert_eq!(error, CommitError::Conflict { key: "counter".into() }),
        }
    }
    assert_eq!(won, 1);
}

#[tokio::test]
async fn a_snapshot_shows_its_version_whatever_comes_later() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    put(&store, "a", "1").await;
    let before = store.snapshot();
    put(&store, "a", "2").await;
    put(&store, "b", "3").await;
    assert_eq!(before.get("a").expect("read").as_deref(), Some(&b"1"[..]));
    assert_eq!(before.scan(Range::default(), Direction::Forward, 10).count(), 1);
    assert_eq!(store.snapshot().scan(Range::default(), Direction::Forward, 10).count(), 2);
}

#[tokio::test]
async fn changes_of_one_transaction_apply_in_their_order() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    for key in ["a1", "a2", "b"] {
        put(&store, key, "old").await;
    }
    let mut tx = Transaction::new();
    tx.put("a0", "gone").delete_prefix("a").put("a2", "new").delete("b").put("b", "again");
    store.commit(tx).await.expect("commit");
    let found: Vec<_> = store
        .snapshot()
        .scan(Range::default(), Direction::Backward, 10)
        .map(|pair| pair.map(|(key, value)| (key, value.into_bytes())).expect("read"))
        .collect();
    assert_eq!(found, [("b".into(), "again".into()), ("a2".into(), "new".into())]);
}

#[tokio::test]
async fn keys_and_values_out_of_bounds_are_refused() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let long = "k".repeat(store::KEY_BYTES_MAX + 1);
    for key in [&b""[..], b"\xFFv", long.as_bytes()] {
        let mut tx = Transaction::new();
        tx.put(key, "value");
        assert!(matches!(store.commit(tx).await, Err(CommitError::Invalid(_))));
    }
    let mut tx = Transaction::new();
    tx.put("k", vec![0; store::VALUE_BYTES_MAX + 1]);
    assert!(matches!(store.commit(tx).await, Err(CommitError::Invalid(_))));
    let mut tx = Transaction::new();
    tx.put("k", vec![7; store::VALUE_BYTES_MAX]);
    store.commit(tx).await.expect("the largest value");
    let value = store.snapshot().get("k").expect("read").expect("value");
    assert_eq!(value.len(), store::VALUE_BYTES_MAX);
}

#[tokio::test]
async fn a_watch_tells_of_its_prefix_only_and_misses_nothing_since_its_version() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let start = put(&store, "a/1", "1").await;
    let mut watch = store.watch("a/", start);
    put(&store, "b/1", "1").await;
    let mut early = Box::pin(watch.next());
    assert!(is_pending(&mut early).await, "another prefix woke the watch");
    let touched = put(&store, "a/2", "2").await;
    assert_eq!(early.await, Some(touched));
    let mut late = store.watch("a/", start);
    assert_eq!(late.next().await, Some(touched), "a change before the watch was made");
    let mut tx = Transaction::new();
    tx.delete_prefix("a/");
    let removed = store.commit(tx).await.expect("commit");
    assert_eq!(watch.next().await, Some(removed));
    store.close().await;
    assert_eq!(late.next().await, Some(removed));
    assert_eq!(late.next().await, None, "the store is closed");
    assert_eq!(start, Version(1));
}
