//! A running sandbox: its end, its output, freezing, what it used.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::process::{Signal, WaitId, WaitIdOptions, pidfd_send_signal, waitid};
use task::{Clock, TaskKind};
use tokio::io::AsyncReadExt;
use tokio::net::unix::pipe::Receiver;
use tokio::sync::watch;

use crate::cgroup::Group;
use crate::host::Right;
use crate::image;
use crate::init::{RECORD_BYTES, Record};
use crate::instance::{Instance, Shared, User};
use crate::start::{SpawnError, Spec, Started, start};
use crate::sys;

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// By itself, with this code.
    Code(i32),
    /// By this signal, its own or ours.
    Signal(i32),
}

/// The end of a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// How its program ended.
    pub outcome: Outcome,
    /// Whether the kernel killed a process of it because its memory ran out.
    pub ran_out_of_memory: bool,
}

/// A program in its surroundings. Dropping it kills all of it and gives everything back in the
/// background; [`Sandbox::destroy`] does the same and waits.
#[derive(Debug)]
pub struct Sandbox {
    parts: Arc<Parts>,
    exit: watch::Receiver<Option<Exit>>,
    stdout: Option<OwnedFd>,
    stderr: Option<OwnedFd>,
}

/// What has to be given back once every process is dead.
#[derive(Debug)]
struct Parts {
    pid: i32,
    pidfd: OwnedFd,
    group: Group,
    is_reaped: AtomicBool,
    instance: Arc<Shared>,
    /// Free for the next sandbox only after all of that.
    _user: Option<User>,
}

/// How long init may take for its steps on a busy machine.
const START_MAX: Duration = Duration::from_secs(30);

impl Sandbox {
    /// Start a sandbox. When this returns, its program has been executed.
    pub async fn spawn(instance: &Instance, spec: Spec) -> Result<Self, SpawnError> {
        let shared = Arc::clone(&instance.0);
        if shared.host.right == Right::Nothing {
            return Err(SpawnError::NoNamespaces);
        }
        let failed = |source| SpawnError::Prepare { what: "cannot make /tmp", source };
        let template = match &shared.host.mkfs {
            Some(mkfs) => {
                Some(image::template(mkfs, &shared.cache, spec.tmp_mb).await.map_err(failed)?)
            }
            None => None,
        };
        // On a thread for blocking work. Should we be dropped meanwhile, its result is, too, and
        // with it all that was made.
        let started = task::spawn_blocking(move || {
            start(&shared, spec, template.as_deref()).map(|started| Starting::new(started, shared))
        });
        let stopped = |_| SpawnError::Prepare {
            what: "cannot start a sandbox",
            source: anyhow::anyhow!("the server is shutting down"),
        };
        let Starting { parts, mut rest } = started.await.map_err(stopped)??;
        let status = Receiver::from_owned_fd(rest.status).map_err(|error| failed(error.into()));
        let ready = match status {
            Ok(mut status) => {
                begun(&mut status, &rest.step_names, &rest.program).await.map(|()| status)
            }
            Err(error) => Err(error),
        };
        let status = match ready {
            Ok(status) => status,
            Err(error) => {
                // Killing and waiting take a moment: not on this thread.
                let _ = task::spawn_blocking(move || drop(parts)).await;
                return Err(error);
            }
        };
        // From here on the mount alone keeps the device.
        drop(rest.device.take());
        let (tell, exit) = watch::channel(None);
        task::spawn(TaskKind::Worker, watch_end(Arc::clone(&parts), status, tell));
        Ok(Self { parts, exit, stdout: rest.stdout, stderr: rest.stderr })
    }

    /// The host's number of its first process. What it means ends with [`Sandbox::exited`].
    pub fn pid(&self) -> i32 {
        self.parts.pid
    }

    /// The reading end of its standard output (of both, if joined), nonblocking. Once.
    pub fn take_stdout(&mut self) -> Option<OwnedFd> {
        self.stdout.take()
    }

    /// The reading end of its standard error, nonblocking. Once.
    pub fn take_stderr(&mut self) -> Option<OwnedFd> {
        self.stderr.take()
    }

    /// Wait until its program has ended and every other process of it is dead.
    pub async fn exited(&self) -> Exit {
        let mut exit = self.exit.clone();
        match exit.wait_for(Option::is_some).await.map(|exit| *exit) {
            Ok(Some(exit)) => exit,
            // The task that watches is gone: the server is shutting down, and that kills.
            _ => Exit { outcome: Outcome::Signal(libc::SIGKILL), ran_out_of_memory: false },
        }
    }

    /// Its end, if that has come.
    pub fn try_exited(&self) -> Option<Exit> {
        *self.exit.borrow()
    }

    /// Kill every process of it, frozen ones too. They are dead when [`Sandbox::exited`] returns.
    pub fn kill(&self) -> io::Result<()> {
        self.parts.kill()
    }

    /// Stop every process; returns once they stand still. Blocks some 100 µs. If it fails they go
    /// on. Refused once [`Sandbox::kill`] has begun, which does not wait for it.
    pub fn freeze(&self) -> io::Result<()> {
        self.parts.instance.check_warden()?;
        self.parts.group.freeze()
    }

    /// Let every process go on. Blocks some 100 µs.
    pub fn thaw(&self) -> io::Result<()> {
        self.parts.group.thaw()
    }

    /// How many processes it has, init included; 0 where the host does not group them.
    pub fn process_count(&self) -> io::Result<usize> {
        Ok(self.parts.group.processes()?.len())
    }

    /// Bytes of files that it has in memory and that can go at any time: part of what
    /// [`Sandbox::memory_peak_bytes`] counts, and no use of it.
    pub fn idle_cache_bytes(&self) -> Option<u64> {
        self.parts.group.idle_cache_bytes()
    }

    /// The most memory it has used since its start or the last reset, page cache included; `None`
    /// where the host does not count it.
    pub fn memory_peak_bytes(&self) -> Option<u64> {
        self.parts.group.memory_peak_bytes()
    }

    /// Count the peak anew from now on.
    pub fn reset_memory_peak(&self) -> io::Result<()> {
        self.parts.group.reset_memory_peak()
    }

    /// How many of its processes the kernel has killed because memory ran out.
    pub fn oom_kills(&self) -> u64 {
        self.parts.group.oom_kills()
    }

    /// Kill it, wait until it is dead, and give back what it held. Doing it twice is no error.
    pub async fn destroy(&self) -> io::Result<()> {
        self.kill()?;
        self.exited().await;
        let parts = Arc::clone(&self.parts);
        let removed = task::spawn_blocking(move || parts.group.remove());
        removed.await.map_err(io::Error::other)?
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The task that watches sees the end, and gives everything back with the last `Parts`.
        if let Err(error) = self.kill() {
            tracing::warn!(%error, pid = self.parts.pid, "cannot kill a sandbox");
        }
    }
}

/// Wait until init says that the program runs.
async fn begun(
    status: &mut Receiver,
    step_names: &[String],
    program: &Path,
) -> Result<(), SpawnError> {
    let record = tokio::select! {
        record = read_record(status) => record,
        () = Clock::sleep_real(START_MAX) => None,
    };
    match record {
        Some(Record::Started) => Ok(()),
        Some(Record::Failed { step, errno }) => {
            let source = io::Error::from_raw_os_error(errno);
            Err(match step_names.get(step).cloned() {
                Some(step) => SpawnError::Step { step, source },
                None => SpawnError::Program { program: program.to_owned(), source },
            })
        }
        Some(Record::Ended(_)) | None => {
            let source = io::Error::from(io::ErrorKind::TimedOut);
            let step = format!("build the inside: init died or took over {START_MAX:?}");
            Err(SpawnError::Step { step, source })
        }
    }
}

/// [`Started`], with what must be killed and given back set apart.
struct Starting {
    parts: Arc<Parts>,
    rest: Rest,
}

struct Rest {
    status: OwnedFd,
    stdout: Option<OwnedFd>,
    stderr: Option<OwnedFd>,
    step_names: Vec<String>,
    program: PathBuf,
    device: Option<image::Device>,
}

impl Starting {
    fn new(started: Started, instance: Arc<Shared>) -> Self {
        let Started { child, group, user, status, stdout, stderr, step_names, program, device } =
            started;
        let parts = Parts {
            pid: child.pid,
            pidfd: child.pidfd,
            group,
            is_reaped: AtomicBool::new(false),
            instance,
            _user: user,
        };
        let rest = Rest { status, stdout, stderr, step_names, program, device };
        Self { parts: Arc::new(parts), rest }
    }
}

impl Parts {
    fn kill(&self) -> io::Result<()> {
        if self.is_reaped.load(Ordering::SeqCst) {
            return Ok(());
        }
        // With process 1 of its namespace the kernel kills all others.
        match pidfd_send_signal(&self.pidfd, Signal::KILL) {
            Ok(()) | Err(rustix::io::Errno::SRCH) => {}
            Err(error) => return Err(error.into()),
        }
        self.group.kill()
    }

    /// Take note of the death of process 1; `false` if it lives.
    fn reap(&self) -> io::Result<bool> {
        let id = WaitId::PidFd(self.pidfd.as_fd());
        match waitid(id, WaitIdOptions::EXITED | WaitIdOptions::NOHANG) {
            Ok(None) => return Ok(false),
            Ok(Some(_)) | Err(rustix::io::Errno::CHILD) => {}
            Err(error) => return Err(error.into()),
        }
        self.is_reaped.store(true, Ordering::SeqCst);
        Ok(true)
    }

    /// The end of a sandbox that nobody watches: a failed start, or a server that shuts down.
    fn end_now(&self) -> io::Result<()> {
        self.kill()?;
        let patience = rustix::fs::Timespec { tv_sec: 5, tv_nsec: 0 };
        let flags = rustix::event::PollFlags::IN;
        let mut polled = [rustix::event::PollFd::new(&self.pidfd, flags)];
        rustix::event::poll(&mut polled, Some(&patience))?;
        if self.reap()? { Ok(()) } else { Err(io::Error::from(io::ErrorKind::TimedOut)) }
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        let ended = if self.is_reaped.load(Ordering::SeqCst) { Ok(()) } else { self.end_now() };
        if let Err(error) = ended.and_then(|()| self.group.remove()) {
            tracing::warn!(%error, pid = self.pid, "cannot clear up a sandbox");
        }
    }
}

/// Wait for the end of everything inside and tell it.
async fn watch_end(parts: Arc<Parts>, mut status: Receiver, tell: watch::Sender<Option<Exit>>) {
    let outcome = match read_record(&mut status).await {
        Some(Record::Ended(outcome)) => outcome,
        // Init itself was killed, by us or by somebody on the host.
        _ => Outcome::Signal(libc::SIGKILL),
    };
    // Process 1 is dead only after all others are.
    if let Err(error) = all_dead(&parts).await {
        tracing::error!(%error, pid = parts.pid, "cannot wait for a sandbox");
    }
    let ran_out_of_memory = parts.group.oom_kills() > 0;
    tell.send_replace(Some(Exit { outcome, ran_out_of_memory }));
}

async fn all_dead(parts: &Parts) -> io::Result<()> {
    let pidfd = sys::readable(parts.pidfd.as_fd())?;
    while !parts.reap()? {
        pidfd.readable().await?.clear_ready();
    }
    Ok(())
}

/// The next record, or `None` at the end of the pipe.
async fn read_record(status: &mut Receiver) -> Option<Record> {
    let mut bytes = [0; RECORD_BYTES];
    status.read_exact(&mut bytes).await.ok()?;
    Record::parse(bytes)
}
