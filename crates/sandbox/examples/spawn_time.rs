//! How long a sandbox takes, and what it costs: medians of many, printed.
//!
//! `cargo run --release -p sandbox --example spawn_time [PYTHON]` as root, PYTHON being a real
//! interpreter (`/usr/bin/python3.11`).

use std::path::{Path, PathBuf};

use sandbox::{Host, Instance, Limits, RootFs, RootSpec, Sandbox, Spec};
use task::Clock;
use tokio::io::AsyncReadExt;
use tokio::net::unix::pipe::Receiver;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let host = Host::probe();
    println!("tier {}", host.tier().name());
    for lack in host.lacks() {
        println!("without {}: {}", lack.what, lack.why);
    }
    let (instance, _) = Instance::open(host, "measure", dir.path(), dir.path())?;
    let begin = Clock::monotonic();
    let root = build(dir.path(), &RootSpec::provided())?;
    println!("root for programs: {} ms", ms(begin));
    series(&instance, "init itself, no program", 200, || spec(&root, "/nowhere", &[])).await?;
    series(&instance, "echo", 200, || spec(&root, "/usr/bin/echo", &["x"])).await?;
    series(&instance, "sh -c echo", 100, || spec(&root, "/bin/sh", &["-c", "echo x"])).await?;
    if let Some(python) = std::env::args_os().nth(1).map(PathBuf::from) {
        let begin = Clock::monotonic();
        let root = build(dir.path(), &RootSpec::python(python))?;
        println!("root for Python: {} ms", ms(begin));
        let begin = Clock::monotonic();
        build(dir.path(), &RootSpec::provided())?;
        println!("found again: {} ms", ms(begin));
        let args = ["-S", "-E", "-c", "import json; print(1)"];
        series(&instance, "python json", 50, || spec(&root, "/var/lang/bin/python3", &args))
            .await?;
    }
    Ok(())
}

fn build(cache: &Path, spec: &RootSpec) -> anyhow::Result<RootFs> {
    RootFs::build(cache, spec)
}

fn ms(begin: task::Instant) -> u128 {
    Clock::monotonic().since(begin).as_millis()
}

fn spec(root: &RootFs, program: &str, args: &[&str]) -> Spec {
    let mut spec = Spec::new(root.clone(), program);
    spec.args = args.iter().map(Into::into).collect();
    spec.limits = Limits { memory_bytes: Some(128 << 20), processes: Some(1024) };
    spec
}

async fn series(
    instance: &Instance,
    name: &str,
    count: usize,
    spec: impl Fn() -> Spec,
) -> anyhow::Result<()> {
    let (mut spawned, mut said, mut destroyed, mut peaks) = (vec![], vec![], vec![], vec![]);
    for _ in 0..count {
        let begin = Clock::monotonic();
        let since = || Clock::monotonic().nanos_since(begin) / 1000;
        let Ok(mut sandbox) = Sandbox::spawn(instance, spec()).await else {
            spawned.push(since());
            continue;
        };
        spawned.push(since());
        let stdout = sandbox.take_stdout().ok_or_else(|| anyhow::anyhow!("no output"))?;
        Receiver::from_owned_fd(stdout)?.read_u8().await?;
        said.push(since());
        peaks.push(sandbox.memory_peak_bytes().unwrap_or(0) >> 10);
        let begin = since();
        sandbox.destroy().await?;
        destroyed.push(since() - begin);
    }
    let line = [("spawned", spawned), ("first byte", said), ("destroyed", destroyed)]
        .map(|(what, mut of)| format!("{what} {}", middle(&mut of)));
    println!("{name}: {} µs; peak {} KiB", line.join(", "), middle(&mut peaks));
    Ok(())
}

/// Minimum / median / 99th percentile.
fn middle(of: &mut [u64]) -> String {
    of.sort_unstable();
    let at = |part: f64| of.get((of.len() as f64 * part) as usize).copied().unwrap_or(0);
    format!("{} / {} / {}", at(0.0), at(0.5), at(0.99))
}
