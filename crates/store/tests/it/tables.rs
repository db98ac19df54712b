//! Typed rows, owners, blobs.

use std::io::Read;

use serde::{Deserialize, Serialize};
use store::{BlobId, CommitError, Key, Owned, ReadError, Scope, Table, Transaction};

use crate::open;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Queue {
    name: String,
    #[serde(default)]
    delay_s: u32,
}

const QUEUES: Table<Queue> = Table::new("queues", 2).migrating(|from, mut row| {
    if from == 1
        && let Some(name) = row.get_mut("QueueName").map(serde_json::Value::take)
    {
        row["name"] = name;
    }
    row
});

fn queue(name: &str) -> Queue {
    Queue { name: name.to_owned(), delay_s: 5 }
}

#[tokio::test]
async fn rows_are_scanned_page_by_page_within_their_scope() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let here = Scope::new("000000000000", "us-east-1");
    let there = Scope::new("000000000001", "us-east-1");
    let mut tx = Transaction::new();
    for name in ["a", "b", "c"] {
        QUEUES.put(&mut tx, &QUEUES.key(&here, (name,)), &queue(name)).expect("put");
    }
    QUEUES.put(&mut tx, &QUEUES.key(&there, ("z",)), &queue("z")).expect("put");
    store.commit(tx).await.expect("commit");
    let snapshot = store.snapshot();
    let page = |after: Option<&Key>| -> Vec<String> {
        QUEUES
            .scan_prefix(&snapshot, &QUEUES.prefix(&here, ()), after, 2)
            .map(|row| row.expect("read").1.value.name)
            .collect()
    };
    assert_eq!(page(None), ["a", "b"]);
    assert_eq!(page(Some(&QUEUES.key(&here, ("b",)))), ["c"]);
    assert_eq!(store.scopes().expect("scopes"), [here, there]);
}

#[tokio::test]
async fn an_older_row_is_migrated_and_a_newer_one_refused() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let key = QUEUES.key(&Scope::new("0", "r"), ("q",));
    let mut tx = Transaction::new();
    tx.put(&key, &b"\x01{\"QueueName\":\"q\"}"[..]);
    store.commit(tx).await.expect("commit");
    let row = QUEUES.get(&store.snapshot(), &key).expect("read").expect("row");
    assert_eq!(row.value, Queue { name: "q".to_owned(), delay_s: 0 });

    let mut tx = Transaction::new();
    QUEUES.replace(&mut tx, &key, row.version, &queue("q")).expect("put");
    store.commit(tx).await.expect("commit");
    assert_eq!(QUEUES.get(&store.snapshot(), &key).expect("read").expect("row").delay_s, 5);

    let mut tx = Transaction::new();
    tx.put(&key, &b"\x03{}"[..]);
    store.commit(tx).await.expect("commit");
    let refused = QUEUES.get(&store.snapshot(), &key);
    assert!(matches!(refused, Err(ReadError::Row { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_deposed_owner_cannot_commit_and_the_new_one_can() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let scope = Scope::new("0", "r");
    let lease = || Key::new(&scope, "lease-of", ("queue",));
    let count = |snapshot: &store::Snapshot| Ok(snapshot.get("count")?.map(|v| v.to_vec()));
    let first = Owned::acquire(&store, lease(), "first", count).await.expect("acquire");
    let write = |text: &str| {
        let mut tx = Transaction::new();
        tx.put("count", text.to_owned());
        tx
    };
    first.commit(write("1")).await.expect("the only owner commits");
    first.commit(write("2")).await.expect("and again");

    let second = Owned::acquire(&store, lease(), "second", count).await.expect("acquire");
    assert_eq!(second.as_deref(), Some(&b"2"[..]), "what the first owner wrote is loaded");
    assert!(second.epoch() > first.epoch());
    assert_eq!(first.commit(write("3")).await, Err(CommitError::Deposed));
    second.commit(write("4")).await.expect("the new owner commits");
    assert_eq!(crate::get(&store, "count").as_deref(), Some("4"));
    let mut tx = write("5");
    tx.expect("count", store::Expect::Absent);
    let conflict = second.commit(tx).await;
    assert_eq!(conflict, Err(CommitError::Conflict { key: "count".into() }));
}

#[tokio::test]
async fn a_blob_is_found_by_its_hash_and_its_damage_is_met_by_the_read() {
    let dir = tempfile::tempdir().expect("directory");
    let store = open(dir.path()).expect("open");
    let content = vec![42; 300_000];
    let id = store.blobs().put(&content[..]).expect("put");
    assert_eq!(id, BlobId::of(&content));
    assert_eq!(id.to_string().parse(), Ok(id));
    assert_eq!(store.blobs().put(&content[..]).expect("put again"), id);
    assert_eq!(store.blobs().read(&id).expect("read"), content);
    assert_eq!(store.blobs().list().expect("list"), [id]);
    assert!(store.verify().is_clean());

    let path = store.blobs().path(&id);
    let mut damaged = content.clone();
    damaged[250_000] ^= 1;
    std::fs::write(&path, damaged).expect("damage");
    match store.blobs().read(&id) {
        Err(ReadError::Damaged { file, .. }) => assert_eq!(file, path),
        other => panic!("{other:?}"),
    }
    let mut stream = store.blobs().open_blob(&id).expect("open");
    assert!(stream.read_to_end(&mut Vec::new()).is_err(), "a stream of damaged bytes ended well");
    assert_eq!(store.verify().findings.len(), 1);

    store.blobs().put(&content[..]).expect("store it again");
    assert_eq!(store.blobs().read(&id).expect("repaired"), content);
    store.blobs().remove(&id).expect("remove");
    store.blobs().remove(&id).expect("remove what is gone");
    assert!(!store.blobs().exists(&id));
}
