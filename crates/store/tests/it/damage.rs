//! One damaged byte anywhere: everything is there, or what is damaged is named.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use store::{BlobId, Direction, OpenError, Range, ReadError, Store};

use crate::{copy, put, small_tables};

/// Every byte of a file that is shorter is tried, and of others every few bytes.
const SHORT: usize = 1024;
const STRIDE: usize = 13;

/// A directory with table files, a journal and a blob, and what is in it.
struct Small {
    dir: tempfile::TempDir,
    rows: BTreeMap<Vec<u8>, Vec<u8>>,
    blob: BlobId,
}

/// In memory where there is such a file system: thousands of directories are made.
fn quick_directory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("directory")
}

async fn small() -> Small {
    let dir = quick_directory();
    let mut rows = BTreeMap::new();
    for life in 0..3 {
        let store = Store::open(dir.path(), small_tables()).expect("open");
        for number in 0..12 {
            let (key, value) = (format!("key{number}"), format!("{life}{number}").repeat(40));
            put(&store, &key, &value).await;
            rows.insert(key.into_bytes(), value.into_bytes());
        }
        store.close().await;
    }
    // The same key over and over, unflushed: an order that is wrong shows.
    let store = Store::open(dir.path(), small_tables()).expect("open");
    for number in 0..8 {
        put(&store, "often", &number.to_string()).await;
    }
    rows.insert(b"often".to_vec(), b"7".to_vec());
    store.close().await;
    // Once more, so that the journal is not longer than what is in it.
    let store = Store::open(dir.path(), small_tables()).expect("open");
    let blob = store.blobs().put(&[7; 100][..]).expect("blob");
    store.close().await;
    Small { dir, rows, blob }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("list") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path.strip_prefix(dir).expect("below").to_owned());
        }
    }
    let join = |path: &PathBuf| dir.join(path);
    found.iter().map(join).collect()
}

fn journal(dir: &Path) -> PathBuf {
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|found| found == "jnl");
    files(&dir.join("engine")).into_iter().find(is_journal).expect("a journal")
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Refused,
    MetByRead,
    Harmless,
}

/// What is to be restored is the damaged file: another one, restored, would be of no use.
fn check_named(dir: &Path, damaged: &Path, named: &Path, place: &str) {
    // A version file and the one that names it check each other.
    let versions = |path: &Path| {
        let tree = path.parent()?;
        (path == tree.join("current") || path.file_name()?.to_str()?.starts_with('v'))
            .then(|| tree.to_owned())
    };
    let both = versions(damaged).is_some() && versions(damaged) == versions(named);
    // Where the number of a batch says that others are missing, they may be in any file.
    let anywhere = damaged.extension().is_some_and(|extension| extension == "jnl")
        && named == dir.join("engine");
    assert!(named == damaged || both || anywhere, "{place}: {} is named", named.display());
}

/// Open `dir` and compare; panics if anything is missing or wrong without being named.
async fn outcome(dir: &Path, damaged: &Path, small: &Small, place: &str) -> Outcome {
    let store = match Store::open(dir, small_tables()) {
        Ok(store) => store,
        Err(OpenError::Damaged { file, .. }) => {
            check_named(dir, damaged, &file, place);
            return Outcome::Refused;
        }
        Err(other) => panic!("{place}: {other:?}"),
    };
    let mut met = false;
    let mut named = |error: ReadError| match error {
        ReadError::Damaged { file, .. } => {
            check_named(dir, damaged, &file, place);
            met = true;
        }
        other => panic!("{place}: {other:?}"),
    };
    let snapshot = store.snapshot();
    for (key, value) in &small.rows {
        match snapshot.get(key) {
            Ok(found) => {
                assert!(found.as_deref() == Some(value), "{place}: get {key:?}: {found:?}");
            }
            Err(error) => named(error),
        }
    }
    for direction in [Direction::Forward, Direction::Backward] {
        let mut seen = 0;
        let mut whole = true;
        for pair in snapshot.scan(Range::default(), direction, usize::MAX) {
            match pair {
                Ok((key, value)) => {
                    assert!(
                        small.rows.get(&key[..]).is_some_and(|v| v[..] == value[..]),
                        "{place}"
                    );
                    seen += 1;
                }
                Err(error) => {
                    named(error);
                    whole = false;
                }
            }
        }
        assert!(!whole || seen == small.rows.len(), "{place}: a scan sees {seen} rows");
    }
    match store.blobs().read(&small.blob) {
        Ok(content) => assert!(content[..] == [7; 100], "{place}: the blob"),
        Err(error) => named(error),
    }
    store.close().await;
    if met { Outcome::MetByRead } else { Outcome::Harmless }
}

#[tokio::test]
async fn one_flipped_bit_anywhere_is_named_or_harmless_and_never_loses_a_row() {
    let small = small().await;
    let is_lock = |path: &PathBuf| path.file_name().is_some_and(|name| name == "lock");
    let files: Vec<_> = files(small.dir.path()).into_iter().filter(|p| !is_lock(p)).collect();
    let tables = files.iter().filter(|path| path.to_string_lossy().contains("/1/tables/")).count();
    assert!(tables > 0, "nothing was flushed");
    let mut outcomes: BTreeMap<Outcome, usize> = BTreeMap::new();
    for path in &files {
        let name = path.strip_prefix(small.dir.path()).expect("below");
        let whole = std::fs::read(path).expect("read");
        for at in (0..whole.len()).step_by(if whole.len() < SHORT { 1 } else { STRIDE }) {
            let work = quick_directory();
            copy(small.dir.path(), work.path());
            let damaged = work.path().join(name);
            let mut content = whole.clone();
            content[at] ^= 1 << (at % 8);
            std::fs::write(&damaged, content).expect("write");
            let place = format!("byte {at} of {}", name.display());
            let found = outcome(work.path(), &damaged, &small, &place).await;
            if found == Outcome::Refused {
                // A refused start has changed nothing: with the one byte put right, all is well.
                let mut content = std::fs::read(&damaged).expect("read");
                assert_eq!(content.len(), whole.len(), "{place}: the refused start cut it off");
                content[at] ^= 1 << (at % 8);
                std::fs::write(&damaged, content).expect("write");
                let repaired = outcome(work.path(), &damaged, &small, &place).await;
                assert_eq!(repaired, Outcome::Harmless, "{place}: repaired");
            }
            *outcomes.entry(found).or_default() += 1;
        }
    }
    for expected in [Outcome::Refused, Outcome::MetByRead, Outcome::Harmless] {
        assert!(outcomes.contains_key(&expected), "never {expected:?}: {outcomes:?}");
    }
}

#[tokio::test]
async fn a_torn_end_that_nobody_was_answered_for_is_dropped() {
    let small = small().await;
    let journal = journal(small.dir.path());
    let whole = std::fs::read(&journal).expect("read");
    for torn in [&b"\x01"[..], b"\x01\x02\0\0\0garbage", b"\0\0\0\0\x02garbage"] {
        std::fs::write(&journal, [&whole[..], torn].concat()).expect("write");
        assert_eq!(
            outcome(small.dir.path(), &journal, &small, "torn end").await,
            Outcome::Harmless
        );
    }
}

/// The last batch's version is damaged, so that the batch looks like one beyond the seal.
#[tokio::test]
async fn a_refused_start_leaves_the_last_batch_in_the_journal() {
    const END_MARK: usize = 13;
    let small = small().await;
    let journal = journal(small.dir.path());
    let whole = std::fs::read(&journal).expect("read");
    for from_the_end in 1..=16 + END_MARK {
        let at = whole.len() - from_the_end;
        let mut content = whole.clone();
        content[at] ^= 1;
        std::fs::write(&journal, content).expect("write");
        let place = format!("{from_the_end} bytes before the end");
        assert_eq!(
            outcome(small.dir.path(), &journal, &small, &place).await,
            Outcome::Refused,
            "{place}"
        );
        assert_eq!(std::fs::read(&journal).expect("read").len(), whole.len(), "{place}");
        std::fs::write(&journal, &whole).expect("write");
    }
    assert_eq!(outcome(small.dir.path(), &journal, &small, "put right").await, Outcome::Harmless);
}

#[tokio::test]
async fn the_doctor_names_the_damaged_table_file() {
    let small = small().await;
    let table = files(&small.dir.path().join("engine/keyspaces/1/tables")).remove(0);
    let mut content = std::fs::read(&table).expect("read");
    content[60] ^= 4;
    std::fs::write(&table, content).expect("write");
    let report = Store::verify_directory(small.dir.path(), small_tables()).expect("verify");
    assert!(report.findings.iter().any(|finding| finding.file == table), "{report:?}");
}
