//! The store as its callers see it, on the embedded engine and on the crash disk.

#[path = "it/commits.rs"]
mod commits;
#[path = "it/crash.rs"]
mod crash;
#[path = "it/damage.rs"]
mod damage;
#[path = "it/directory.rs"]
mod directory;
#[path = "it/full.rs"]
mod full;
#[path = "it/model.rs"]
mod model;
#[path = "it/tables.rs"]
mod tables;

use store::{OpenError, OpenOptions, Store, Transaction, Version};

/// Open the store in `dir` with the usual floor.
fn open(dir: &std::path::Path) -> Result<Store, OpenError> {
    Store::open(dir, options())
}

fn options() -> OpenOptions {
    OpenOptions::new(task::Clock::manual(1_700_000_000_000))
}

/// Options under which a few kilobytes fill a table file.
fn small_tables() -> OpenOptions {
    OpenOptions { memtable_bytes: 2048, ..options() }
}

/// Commit one key.
async fn put(store: &Store, key: &str, value: &str) -> Version {
    let mut tx = Transaction::new();
    tx.put(key, value.to_owned());
    store.commit(tx).await.expect("commit")
}

/// What a new snapshot has at `key`.
fn get(store: &Store, key: &str) -> Option<String> {
    let value = store.snapshot().get(key).expect("read")?;
    Some(String::from_utf8(value.to_vec()).expect("text"))
}

/// Poll `future` once.
async fn is_pending<F: Future>(future: &mut std::pin::Pin<Box<F>>) -> bool {
    std::future::poll_fn(|cx| std::task::Poll::Ready(future.as_mut().poll(cx).is_pending())).await
}

/// Copy a directory with everything in it.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("make");
    for entry in std::fs::read_dir(from).expect("list") {
        let entry = entry.expect("entry");
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            std::fs::copy(&path, &copied).expect("copy");
        }
    }
}
