//! A file system of 256 MB that fills up.

use std::path::Path;

use store::{CommitError, Store, Transaction};

use crate::options;

const VALUE_BYTES: usize = 100_000;

/// A tmpfs that is unmounted when it is dropped.
struct Tmpfs(tempfile::TempDir);

impl Tmpfs {
    fn mount() -> Self {
        let dir = tempfile::tempdir().expect("directory");
        let flags = rustix::mount::MountFlags::empty();
        let size = c"size=256m";
        rustix::mount::mount("tmpfs", dir.path(), "tmpfs", flags, Some(size)).expect("mount");
        Self(dir)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        let detached = rustix::mount::UnmountFlags::DETACH;
        rustix::mount::unmount(self.0.path(), detached).expect("unmount");
    }
}

/// Write until the store is full; returns how many of the numbers from `first` on were committed.
async fn fill(store: &Store, first: u32) -> u32 {
    for number in first.. {
        let mut tx = Transaction::new();
        tx.put(number.to_string(), vec![number as u8; VALUE_BYTES]);
        match store.commit(tx).await {
            Ok(_) => {}
            Err(CommitError::Full) => return number - first,
            Err(error) => panic!("after {number}: {error}"),
        }
    }
    unreachable!("the loop ends with a return")
}

fn check(store: &Store, count: u32) {
    let snapshot = store.snapshot();
    for number in 0..count {
        let value = snapshot.get(number.to_string()).expect("read").expect("a committed row");
        assert!(value.len() == VALUE_BYTES && value[17] == number as u8, "row {number}");
    }
    assert!(snapshot.get(count.to_string()).expect("read").is_none(), "a refused row is there");
}

#[tokio::test]
async fn a_full_file_system_refuses_writes_serves_reads_and_recovers_without_a_new_start() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("not run: mounting a tmpfs needs root");
        return;
    }
    let tmpfs = Tmpfs::mount();
    let ballast = tmpfs.path().join("ballast");
    std::fs::write(&ballast, vec![1; 100 << 20]).expect("write");
    let dir = tmpfs.path().join("data");
    let store = Store::open(&dir, options()).expect("open");
    let mut count = fill(&store, 0).await;
    assert!(count > 100, "full after {count}");
    check(&store, count);
    let blob = store.blobs().put(&[1; 10][..]);
    assert!(matches!(blob, Err(store::BlobError::Full)), "{blob:?}");

    std::fs::remove_file(&ballast).expect("remove");
    let more = fill(&store, count).await;
    assert!(more > 100, "only {more} more after space came back");
    count += more;
    check(&store, count);
    // The engine gives journals back in the background: it may be full more than once.
    loop {
        let more = fill(&store, count).await;
        count += more;
        if more == 0 {
            break;
        }
    }
    check(&store, count);
    store.close().await;
    let store = Store::open(&dir, options()).expect("open a full directory");
    check(&store, count);
    store.close().await;
}

/// With no floor at all, the engine itself meets the end of the space, in the foreground or in
/// the background.
#[tokio::test]
async fn without_a_floor_nothing_acknowledged_is_lost_at_the_very_end_of_the_space() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("not run: mounting a tmpfs needs root");
        return;
    }
    let tmpfs = Tmpfs::mount();
    let ballast = tmpfs.path().join("ballast");
    std::fs::write(&ballast, vec![1; 100 << 20]).expect("write");
    let dir = tmpfs.path().join("data");
    let no_floor = || store::OpenOptions { min_free_bytes: 0, ..options() };
    let store = Store::open(&dir, no_floor()).expect("open");
    let mut acknowledged = Vec::new();
    let mut refused = 0;
    for number in 0_u32.. {
        let mut tx = Transaction::new();
        tx.put(number.to_string(), vec![number as u8; VALUE_BYTES]);
        match store.commit(tx).await {
            Ok(_) => acknowledged.push(number),
            Err(CommitError::Full | CommitError::Failed(_)) => refused += 1,
            Err(error) => panic!("{error}"),
        }
        if refused > 20 {
            break;
        }
    }
    let all_there = |store: &Store| {
        let snapshot = store.snapshot();
        for number in &acknowledged {
            let value = snapshot.get(number.to_string()).expect("read").expect("acknowledged");
            assert!(value.len() == VALUE_BYTES && value[17] == *number as u8, "row {number}");
        }
    };
    all_there(&store);
    std::fs::remove_file(&ballast).expect("remove");
    let mut tx = Transaction::new();
    tx.put("after", "space came back");
    // Opening the engine anew takes space for a while, so not every attempt finds enough.
    let mut attempts = 0;
    while let Err(error) = store.commit(tx.clone()).await {
        attempts += 1;
        assert!(attempts < 50, "writes do not come back without a new start: {error}");
    }
    all_there(&store);
    store.close().await;
    let store = Store::open(&dir, no_floor()).expect("open");
    all_there(&store);
    assert_eq!(crate::get(&store, "after").as_deref(), Some("space came back"));
}
