//! The embedded engine, the crash disk and a map agree on the same random operations.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use store::{CommitError, Direction, Expect, OpenOptions, Range, Store, Transaction, Version};
use task::Entropy;
use testkit::CrashDisk;

use crate::options;

const OPERATIONS: u64 = 100_000;

type Model = BTreeMap<Vec<u8>, (Bytes, Version)>;

fn key(entropy: &Entropy) -> Vec<u8> {
    // Few keys, of several lengths, so that operations meet.
    let number = entropy.below(400);
    format!("{:0width$}", number, width = 1 + (number % 4) as usize).into_bytes()
}

fn value(entropy: &Entropy) -> Bytes {
    let length = if entropy.below(200) == 0 { 70_000 } else { entropy.below(300) };
    vec![entropy.below(256) as u8; length as usize].into()
}

/// A random transaction of about ten operations, and whether it should be committed; the model
/// is changed accordingly.
fn transaction(entropy: &Entropy, model: &mut Model, next: Version) -> (Transaction, bool) {
    let mut tx = Transaction::new();
    let mut holds = true;
    let mut after = model.clone();
    for _ in 0..entropy.below(3) {
        let key = key(entropy);
        let found = model.get(&key).map(|(_, version)| *version);
        let expect = match (entropy.below(8), found) {
            (0, _) => Expect::Absent,
            (1, _) => Expect::Present,
            (2, _) => Expect::Version(Version(entropy.below(next.0))),
            (_, Some(version)) => Expect::Version(version),
            (_, None) => Expect::Absent,
        };
        holds &= match expect {
            Expect::Absent => found.is_none(),
            Expect::Present => found.is_some(),
            Expect::Version(version) => found == Some(version),
        };
        tx.expect(&key, expect);
    }
    for _ in 0..=entropy.below(15) {
        let key = key(entropy);
        match entropy.below(20) {
            0 => {
                let mut end = key.clone();
                end.push(b'5');
                after.retain(|other, _| {
                    !(key.as_slice()..end.as_slice()).contains(&other.as_slice())
                });
                tx.delete_range(&key, &end);
            }
            1..6 => {
                after.remove(&key);
                tx.delete(&key);
            }
            _ => {
                let value = value(entropy);
                after.insert(key.clone(), (value.clone(), next));
                tx.put(&key, value);
            }
        }
    }
    if holds {
        *model = after;
    }
    (tx, holds)
}

fn compare(store: &Store, model: &Model, range: &Range, direction: Direction, limit: usize) {
    let snapshot = store.snapshot();
    let mut expected: Vec<_> = model
        .iter()
        .filter(|(key, _)| range.contains(key))
        .map(|(key, (value, version))| (key.clone(), value.clone(), *version))
        .collect();
    if direction == Direction::Backward {
        expected.reverse();
    }
    expected.truncate(limit);
    let found: Vec<_> = snapshot
        .scan(range.clone(), direction, limit)
        .map(|pair| {
            let (key, value) = pair.expect("read");
            (key.to_vec(), value.clone().into_bytes(), value.version())
        })
        .collect();
    assert!(found == expected, "scan of {range:?} {direction:?} {limit}");
}

#[tokio::test]
async fn engine_crash_disk_and_map_agree_on_random_operations() {
    let (real, other) = (tempfile::tempdir().expect("dir"), tempfile::tempdir().expect("dir"));
    let entropy = Entropy::seeded(2026);
    let disk = CrashDisk::new(entropy.clone());
    let mut stores = [
        Store::open(real.path(), OpenOptions { memtable_bytes: 64 << 10, ..options() })
            .expect("open"),
        Store::on_disk(other.path(), options(), Arc::new(disk.clone())).expect("open"),
    ];
    let mut model = Model::new();
    let (mut version, mut operations, mut conflicts) = (Version(0), 0, 0);
    while operations < OPERATIONS {
        let next = Version(version.0 + 1);
        let (tx, holds) = transaction(&entropy, &mut model, next);
        operations += 8;
        for store in &stores {
            match store.commit(tx.clone()).await {
                Ok(committed) => assert!(holds && committed == next, "{committed} is not {next}"),
                Err(CommitError::Conflict { .. }) => assert!(!holds),
                Err(error) => panic!("{error}"),
            }
        }
        if holds {
            version = next;
        } else {
            conflicts += 1;
        }
        for _ in 0..3 {
            operations += 1;
            let key = key(&entropy);
            for store in &stores {
                let found = store.snapshot().get(&key).expect("read");
                let found = found.map(|value| (value.clone().into_bytes(), value.version()));
                assert!(found == model.get(&key).cloned(), "get {key:?}");
            }
        }
        if entropy.below(10) == 0 {
            operations += 1;
            let direction =
                if entropy.below(2) == 0 { Direction::Forward } else { Direction::Backward };
            let (from, to) = (key(&entropy), key(&entropy));
            let limit = 1 + entropy.below(50) as usize;
            for store in &stores {
                compare(store, &model, &Range::between(&from, &to), direction, limit);
            }
        }
        if entropy.below(500) == 0 {
            for store in &stores {
                store.close().await;
            }
            stores = [
                Store::open(real.path(), OpenOptions { memtable_bytes: 64 << 10, ..options() })
                    .expect("open again"),
                Store::on_disk(other.path(), options(), Arc::new(disk.clone())).expect("open"),
            ];
            for store in &stores {
                assert_eq!(store.version(), version);
                compare(store, &model, &Range::default(), Direction::Forward, usize::MAX);
            }
        }
    }
    assert!(conflicts > 100, "expectations were hardly tried: {conflicts}");
    assert!(stores[0].verify().is_clean());
}
