//! The processes of a sandbox, from their start to their end: one try of INIT and what follows.
//!
//! A sandbox whose INIT failed gets new ones; what outlives them is in `life.rs`.

use std::error::Error;
use std::fmt::Write;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use fn_model::{Credentials, StartError, VersionSnapshot};
use sandbox::{Exit, Instance, Limits, Outcome, Output, RootFs, Sandbox, SpawnError, Spec};
use task::{Clock, Gate, TaskKind};
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot, watch};
use tokio::task::AbortHandle;

use crate::capture::{Capture, Log};
use crate::environment::{self, Told};
use crate::exchange::{Exchange, Reported};
use crate::runtime_api::{self, Peers};

/// From the answer until everything stands still.
const FREEZE_AFTER: Duration = Duration::from_millis(50);
/// How long a request that came before the end may take to be read after it.
const LAST_WORDS: Duration = Duration::from_secs(1);
/// How long a runtime may take to leave after it has reported that INIT failed.
const LEAVE_MAX: Duration = Duration::from_millis(300);
/// How long killed processes may take to die.
const DEATH_MAX: Duration = Duration::from_secs(5);
/// AWS's limits on processes (threads included) and open files.
const PROCESSES_MAX: u32 = 1024;
const FILES_MAX: u64 = 1024;
/// Processes that a sandbox may have while it is idle. AWS freezes whatever is left behind and so
/// do we, but not without bound: one that has more is not used again.
const IDLE_PROCESSES_MAX: usize = 64;

/// What a start needs.
pub(crate) struct Launch<'a> {
    pub instance: &'a Instance,
    pub endpoint_url: &'a str,
    pub version: &'a VersionSnapshot,
    pub credentials: &'a Credentials,
    pub log: &'a Arc<Log>,
}

/// Why there are no processes.
#[derive(Debug)]
pub(crate) enum LaunchError {
    /// The host's fault.
    Start(StartError),
    /// The function's: what AWS calls an invalid entry point.
    Entrypoint(String),
}

/// How INIT went.
#[derive(Debug)]
pub(crate) enum InitEnd {
    Ready,
    Reported(Reported),
    Exited(Exit),
    TimedOut,
}

/// INIT's end by the runtime's own account.
pub(crate) type InitTold = oneshot::Receiver<Result<(), Reported>>;

pub(crate) struct Process {
    sandbox: Sandbox,
    pub(crate) exchange: Arc<Exchange>,
    capture: Arc<Capture>,
    connections: Gate,
    api: AbortHandle,
    power: Mutex<Power>,
    rested: Arc<Notify>,
    memory: Mutex<Peak>,
}

/// The memory's peak as it was told last.
#[derive(Debug, Default)]
struct Peak {
    /// As the kernel counts it, with the page cache.
    counted: u64,
    /// Without what can be dropped of it.
    used: u64,
}

#[derive(Debug, Default)]
struct Power {
    is_busy: bool,
    is_frozen: bool,
    is_given_up: bool,
    uses: u64,
}

impl Launch<'_> {
    /// Start. The Runtime API listens before the program is executed.
    pub(crate) async fn start(&self) -> Result<(Arc<Process>, InitTold), LaunchError> {
        let command = environment::command(self.version).map_err(LaunchError::Entrypoint)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(host)?;
        let address = listener.local_addr().map_err(host)?.to_string();
        let (exchange, init) = Exchange::new();
        let (user, peers) = watch::channel(None);
        let connections = Gate::default();
        let serve =
            runtime_api::serve(listener, Arc::clone(&exchange), Peers(peers), connections.clone());
        let api = Serving(task::spawn(TaskKind::RuntimeApi, serve).abort_handle());

        let spec = self.spec(&command, &address);
        let mut sandbox = Sandbox::spawn(self.instance, spec).await.map_err(refused)?;
        user.send_replace(user_of(sandbox.pid()));
        let no_output = || host(io::Error::from(io::ErrorKind::BrokenPipe));
        let output = sandbox.take_stdout().ok_or_else(no_output)?;
        let capture = Arc::new(Capture::new(output, Arc::clone(self.log)).map_err(host)?);
        let reader = Arc::clone(&capture);
        drop(task::spawn(TaskKind::Worker, async move { reader.run().await }));
        let process = Arc::new(Process {
            sandbox,
            exchange,
            capture,
            connections,
            api: api.keep(),
            power: Mutex::new(Power { is_busy: true, ..Power::default() }),
            rested: Arc::new(Notify::new()),
            memory: Mutex::default(),
        });
        let freezer = freeze_when_idle(Arc::downgrade(&process), Arc::clone(&process.rested));
        drop(task::spawn(TaskKind::Worker, freezer));
        Ok((process, init))
    }

    fn spec(&self, command: &environment::Command, address: &str) -> Spec {
        let version = self.version;
        let told = Told {
            runtime_api: address,
            log_stream: self.log.stream(),
            credentials: self.credentials,
            endpoint_url: self.endpoint_url,
        };
        let (root, _) = environment::runtime(version);
        let mut spec = Spec::new(RootFs::at(root), &command.program);
        spec.args.clone_from(&command.args);
        spec.env = environment::environment(version, &told);
        spec.dir = "/var/task".into();
        spec.binds = environment::binds(version);
        spec.tmp_mb = u64::from(version.ephemeral_mb);
        spec.limits = Limits {
            memory_bytes: Some(u64::from(version.memory_mb) << 20),
            processes: Some(PROCESSES_MAX),
        };
        spec.files_max = FILES_MAX;
        // One pipe, so that what goes to standard error keeps its place among the other lines.
        spec.output = Output::Joined;
        spec
    }
}

/// A Runtime API that ends with a failed start.
struct Serving(AbortHandle);

impl Serving {
    fn keep(self) -> AbortHandle {
        let handle = self.0.clone();
        std::mem::forget(self);
        handle
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Process {
    /// Wait for the end of INIT.
    pub(crate) async fn init(&self, mut told: InitTold, limit: Duration) -> InitEnd {
        tokio::select! {
            biased;
            told = &mut told => match told {
                Ok(Ok(())) => InitEnd::Ready,
                Ok(Err(reported)) => {
                    // It ends by itself now, and may have lines left to flush.
                    tokio::select! {
                        _ = self.exited() => {}
                        () = Clock::sleep_real(LEAVE_MAX) => {}
                    }
                    InitEnd::Reported(reported)
                }
                Err(_) => InitEnd::Exited(self.exited().await),
            },
            exit = self.exited() => {
                self.hear_last_words().await;
                match told.try_recv() {
                    Ok(Err(reported)) => InitEnd::Reported(reported),
                    _ => InitEnd::Exited(exit),
                }
            }
            () = Clock::sleep_real(limit) => InitEnd::TimedOut,
        }
    }

    /// Its end. Nothing of it lives then.
    pub(crate) async fn exited(&self) -> Exit {
        self.sandbox.exited().await
    }

    /// After the end: let requests that were sent before it be read.
    pub(crate) async fn hear_last_words(&self) {
        tokio::select! {
            () = self.connections.empty() => {}
            () = Clock::sleep_real(LAST_WORDS) => {}
        }
    }

    /// Kill all of it, and wait until it is dead.
    pub(crate) async fn kill(self: &Arc<Self>) {
        let process = Arc::clone(self);
        let killed = task::spawn_blocking(move || process.sandbox.kill());
        if let Ok(Err(error)) = killed.await {
            tracing::warn!(%error, "a sandbox cannot be killed");
        }
        tokio::select! {
            _ = self.exited() => {}
            () = Clock::sleep_real(DEATH_MAX) => {
                tracing::warn!(pid = self.sandbox.pid(), "a killed sandbox is still there");
            }
        }
    }

    /// Kill it and give back what it holds.
    pub(crate) async fn destroy(self: &Arc<Self>) {
        self.api.abort();
        self.kill().await;
        if let Err(error) = self.sandbox.destroy().await {
            tracing::warn!(%error, "a sandbox cannot be cleared away");
        }
    }

    /// Put what has been written until now into the log.
    pub(crate) fn drain(&self) {
        self.capture.drain();
    }

    /// The most memory that it has used, rounded up. The kernel's peak counts files that were read
    /// or written, too; what of them could be dropped when the peak was new was not used.
    pub(crate) fn memory_peak_mb(&self) -> u32 {
        let counted = self.sandbox.memory_peak_bytes().unwrap_or(0);
        let mut peak = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if counted != peak.counted {
            let used = counted.saturating_sub(self.sandbox.idle_cache_bytes().unwrap_or(0));
            *peak = Peak { counted, used: used.max(peak.used) };
        }
        u32::try_from(peak.used.div_ceil(1 << 20)).unwrap_or(u32::MAX)
    }

    fn power(&self) -> MutexGuard<'_, Power> {
        self.power.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// There is something to do. An error: it can do nothing any more.
    pub(crate) fn wake(&self) -> io::Result<()> {
        let mut power = self.power();
        if power.is_given_up {
            return Err(io::Error::other("it has been given up"));
        }
        power.is_busy = true;
        power.uses += 1;
        if power.is_frozen {
            self.sandbox.thaw()?;
            power.is_frozen = false;
        }
        Ok(())
    }

    /// There is nothing to do: soon it will stand still.
    pub(crate) fn rest(&self) {
        self.power().is_busy = false;
        self.rested.notify_one();
    }

    /// Freeze it unless it has been used since. `false`: it has, and rests again. One that has left
    /// too many processes behind is killed instead.
    fn freeze_if_unused(&self, uses: u64) -> bool {
        let mut power = self.power();
        if power.is_busy || power.is_frozen {
            return true;
        }
        if power.uses != uses {
            return false;
        }
        let processes = self.sandbox.process_count().unwrap_or(0);
        if processes > IDLE_PROCESSES_MAX {
            tracing::info!(pid = self.sandbox.pid(), processes, "a sandbox is given up");
            power.is_given_up = true;
            if let Err(error) = self.sandbox.kill() {
                tracing::warn!(%error, "a sandbox cannot be killed");
            }
            return true;
        }
        if let Err(error) = self.sandbox.freeze() {
            // No freezer on this host (which is among its lacks), or it is dying.
            tracing::debug!(%error, "a sandbox does not freeze");
        } else {
            power.is_frozen = true;
        }
        true
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.api.abort();
        // Its freezer finds it gone.
        self.rested.notify_one();
    }
}

async fn freeze_when_idle(process: Weak<Process>, rested: Arc<Notify>) {
    loop {
        rested.notified().await;
        loop {
            let Some(uses) = process.upgrade().map(|process| process.power().uses) else { return };
            Clock::sleep_real(FREEZE_AFTER).await;
            let Some(process) = process.upgrade() else { return };
            // Freezing waits until every process has stopped.
            let done = task::spawn_blocking(move || process.freeze_if_unused(uses)).await;
            if done.unwrap_or(true) {
                break;
            }
        }
    }
}

/// Whose the first process is: every sandbox has a user of its own, if the host allows it.
fn user_of(pid: i32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn refused(error: SpawnError) -> LaunchError {
    match error {
        SpawnError::Program { program, source } => {
            LaunchError::Entrypoint(format!("fork/exec {}: {}", program.display(), plain(&source)))
        }
        other => host(other),
    }
}

fn host(error: impl Error) -> LaunchError {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        // Writing to a string does not fail.
        let _ = write!(text, ": {error}");
        source = error.source();
    }
    LaunchError::Start(StartError::Host(text))
}

/// `Permission denied (os error 13)` as AWS writes it: `permission denied`.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// How a sandbox ends that the server has killed.
pub(crate) const KILLED: Exit = Exit { outcome: Outcome::Signal(9), ran_out_of_memory: false };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_executed_is_told_in_the_words_of_aws() {
        let source = io::Error::from_raw_os_error(13);
        let error = SpawnError::Program { program: "/var/task/bootstrap".into(), source };
        let LaunchError::Entrypoint(text) = refused(error) else { panic!("the host is to blame") };
        assert_eq!(text, "fork/exec /var/task/bootstrap: permission denied");
    }
}
