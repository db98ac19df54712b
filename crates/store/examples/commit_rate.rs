//! Prints what the store costs on the disk under the given directory:
//! `cargo run --release -p store --example commit_rate -- DIR`.

use std::path::{Path, PathBuf};

use store::{OpenError, OpenOptions, Store, bench};
use task::Clock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let dir: PathBuf = std::env::args_os().nth(1).ok_or("expected a directory")?.into();
    open(&dir.join("open"), "an empty directory").await?;
    open(&dir.join("open"), "it again").await?;
    println!("resident: {}", resident()?);
    println!("point read: {:.0} ns", bench::point_read_ns(&dir, 1_000_000).await?);
    println!("64 clients: {:?}", bench::group_commit_rate(&dir, 64, 5).await?);
    println!("1 client: {:?}", bench::group_commit_rate(&dir.join("one"), 1, 3).await?);
    println!("resident: {}", resident()?);
    open(&dir.join("store"), "what 64 clients have written").await?;
    println!("resident: {}", resident()?);
    Ok(())
}

async fn open(dir: &Path, what: &str) -> Result<(), OpenError> {
    let started = Clock::monotonic();
    let store = Store::open(dir, OpenOptions::new(Clock::system()))?;
    println!("open {what}: {:?}", Clock::monotonic().since(started));
    store.close().await;
    Ok(())
}

fn resident() -> std::io::Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    Ok(line.unwrap_or("unknown").to_owned())
}
