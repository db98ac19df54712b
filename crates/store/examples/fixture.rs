//! Makes the directory that `tests/fixtures` keeps for each directory version:
//! `cargo run -p store --example fixture -- crates/store/tests/fixtures/vN`.

use std::path::PathBuf;

use store::{OpenOptions, Store, Transaction};
use task::Clock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir: PathBuf = std::env::args_os().nth(1).ok_or("expected a directory")?.into();
    let options = || OpenOptions {
        memtable_bytes: 2048,
        ..OpenOptions::new(Clock::manual(1_700_000_000_000))
    };
    for round in 0..2 {
        let store = Store::open(&dir, options())?;
        for number in 0..10 {
            let mut tx = Transaction::new();
            tx.put(format!("key{number}"), format!("{round}-{number}-").repeat(60));
            store.commit(tx).await?;
        }
        let mut tx = Transaction::new();
        tx.delete("key3");
        store.commit(tx).await?;
        store.blobs().put(&b"a blob of the fixture"[..])?;
        store.close().await;
    }
    // Opened once more, because a journal that is new has 64 MB of zeros at its end.
    Store::open(&dir, options())?.close().await;
    Ok(())
}
