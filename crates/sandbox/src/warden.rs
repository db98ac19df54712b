//! The warden: a process beside the server that ends its sandboxes once the server is dead.
//!
//! Process 1 of each sandbox does that by itself, but not while it stands still. The program is
//! `init/warden.rs`. It costs an event nothing: whether it lives is asked when a sandbox is frozen,
//! by one system call.

use std::ffi::CString;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::pipe::PipeFlags;
use rustix::process::{PidfdFlags, Signal, WaitId, WaitIdOptions};

use crate::{init, sys};

/// The program itself.
static WARDEN: &[u8] = include_bytes!(env!("SANDBOX_WARDEN"));

/// The name under which it shows in `ps`, and by which a sweep finds it.
pub(crate) const NAME: &str = "hamsu-warden";

/// How long it may take to end.
const END_MAX: Duration = Duration::from_secs(5);

/// The warden of one instance. When this is dropped it ends what is left and itself.
#[derive(Debug)]
pub(crate) struct Warden {
    program: OwnedFd,
    argv: Vec<CString>,
    post: Mutex<Option<Post>>,
}

/// A warden at work.
#[derive(Debug)]
struct Post {
    pidfd: OwnedFd,
    /// Its end is the server's end.
    pipe: OwnedFd,
}

impl Warden {
    /// Start the warden of instance `id`, whose control groups are made in `bases` under names
    /// with that prefix.
    pub(crate) fn start(id: &str, prefix: &str, bases: &[&Path]) -> io::Result<Self> {
        let words = [NAME, id, "3", prefix].map(|word| word.as_bytes().to_vec());
        let bases = bases.iter().map(|base| base.as_os_str().as_encoded_bytes().to_vec());
        let argv = words.into_iter().chain(bases).map(CString::new).collect::<Result<_, _>>()?;
        let program = init::in_memory(NAME, WARDEN)?;
        let warden = Self { program, argv, post: Mutex::new(None) };
        warden.check()?;
        Ok(warden)
    }

    /// See to it that it lives: if it was killed, another one takes its place. Blocking.
    pub(crate) fn check(&self) -> io::Result<()> {
        let mut post = self.post.lock().unwrap_or_else(PoisonError::into_inner);
        let is_alive = match &*post {
            Some(at_work) => !is_reaped(&at_work.pidfd)?,
            None => false,
        };
        if !is_alive {
            let is_first = post.is_none();
            *post = Some(self.take_post()?);
            if !is_first {
                tracing::warn!("the warden of the sandboxes was killed; another one was started");
            }
        }
        Ok(())
    }

    fn take_post(&self) -> io::Result<Post> {
        let (theirs, pipe) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?;
        let null: OwnedFd =
            std::fs::File::options().read(true).write(true).open("/dev/null")?.into();
        let fds = [&null, &null, &null, &theirs]
            .map(|fd| rustix::io::fcntl_dupfd_cloexec(fd, sys::DUPLICATES_FROM));
        let fds: Vec<OwnedFd> = fds.into_iter().collect::<Result<_, _>>()?;
        let child = sys::spawn(&sys::Clone {
            namespaces: 0,
            cgroup: None,
            writes: &[],
            fds: &fds,
            program: self.program.as_fd(),
            argv: &self.argv,
            env: &[],
        })?;
        Ok(Post { pidfd: child.pidfd, pipe })
    }
}

impl Drop for Warden {
    fn drop(&mut self) {
        let post = self.post.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Post { pidfd, pipe }) = post else { return };
        drop(pipe);
        let ended = wait_for(&pidfd).and_then(|()| is_reaped(&pidfd));
        if !matches!(ended, Ok(true)) {
            tracing::warn!(?ended, "the warden of the sandboxes does not end");
        }
    }
}

/// End the warden of a server that is gone, so that it touches nothing of its successor's.
pub(crate) fn dismiss(pid: rustix::process::Pid) -> io::Result<()> {
    let pidfd = match rustix::process::pidfd_open(pid, PidfdFlags::empty()) {
        Err(rustix::io::Errno::SRCH) => return Ok(()),
        other => other?,
    };
    match rustix::process::pidfd_send_signal(&pidfd, Signal::KILL) {
        Ok(()) => wait_for(&pidfd),
        Err(rustix::io::Errno::SRCH) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn wait_for(pidfd: &OwnedFd) -> io::Result<()> {
    let patience = rustix::fs::Timespec { tv_sec: END_MAX.as_secs() as i64, tv_nsec: 0 };
    let mut polled = [PollFd::new(pidfd, PollFlags::IN)];
    match rustix::event::poll(&mut polled, Some(&patience))? {
        0 => Err(io::Error::from(io::ErrorKind::TimedOut)),
        _ => Ok(()),
    }
}

/// Take note of its death; `false` if it lives.
fn is_reaped(pidfd: &OwnedFd) -> io::Result<bool> {
    let flags = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
    match rustix::process::waitid(WaitId::PidFd(pidfd.as_fd()), flags) {
        Ok(None) => Ok(false),
        Ok(Some(_)) | Err(rustix::io::Errno::CHILD) => Ok(true),
        Err(error) => Err(error.into()),
    }
}
