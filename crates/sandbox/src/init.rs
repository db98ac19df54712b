//! The first process of every sandbox, as a program to start and as words that it says.
//!
//! Its source is `init/init.rs`; [`crate::plan`] makes its steps.

use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;

use rustix::fs::{MemfdFlags, SealFlags};
use rustix::pipe::PipeFlags;

use crate::host::{NAMESPACES, root_of_own_namespace};
use crate::process::Outcome;
use crate::sys::{self, Clone};

/// The program itself.
static INIT: &[u8] = include_bytes!(env!("SANDBOX_INIT"));

/// The name under which it shows in `ps`, and by which a sweep finds it.
pub(crate) const NAME: &str = "hamsu-init";

/// The program as an open file.
pub(crate) fn program() -> io::Result<OwnedFd> {
    in_memory(NAME, INIT)
}

/// A program as an open file. It lives in memory, so that it can be started wherever the caches
/// are mounted `noexec`.
pub(crate) fn in_memory(name: &str, program: &[u8]) -> io::Result<OwnedFd> {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    let mut file = File::from(rustix::fs::memfd_create(name, flags)?);
    file.write_all(program)?;
    let seals = SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
    rustix::fs::fcntl_add_seals(&file, seals)?;
    // Not among the numbers that the descriptors of a program take.
    Ok(rustix::io::fcntl_dupfd_cloexec(&file, sys::DUPLICATES_FROM)?)
}

/// What init says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// A step failed, or with a number past the last step, the start of the program.
    Failed { step: usize, errno: i32 },
    /// The program runs.
    Started,
    /// The program has ended.
    Ended(Outcome),
}

/// The length of a record.
pub(crate) const RECORD_BYTES: usize = 12;

impl Record {
    /// Read a record; `None` if it is none.
    pub(crate) fn parse(bytes: [u8; RECORD_BYTES]) -> Option<Self> {
        let word = |at: usize| {
            u32::from_ne_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        match word(0) {
            1 => Some(Self::Failed { step: word(4) as usize, errno: word(8).cast_signed() }),
            2 => Some(Self::Started),
            3 => Some(Self::Ended(outcome(word(4)))),
            _ => None,
        }
    }
}

/// A wait status in words.
fn outcome(status: u32) -> Outcome {
    match status & 0x7f {
        0 => Outcome::Code((status >> 8 & 0xff).cast_signed()),
        signal => Outcome::Signal(signal.cast_signed()),
    }
}

/// Try namespaces for real: a mount namespace that can keep its mounts to itself, and a pid
/// namespace whose `/proc` can be mounted. Containers may allow the first and refuse the second.
pub(crate) fn trial(in_user_namespace: bool) -> io::Result<()> {
    let maps = root_of_own_namespace();
    let (namespaces, writes) = if in_user_namespace {
        (NAMESPACES | libc::CLONE_NEWUSER, maps.as_slice())
    } else {
        (NAMESPACES, [].as_slice())
    };
    // MS_NOSUID, MS_NODEV and MS_NOEXEC. There is no program: that all steps before it are done is
    // what is asked.
    let steps = "3 private mount proc proc /proc 14 hidepid=2 exec";
    let words = [NAME, "trial"].into_iter().chain(steps.split(' '));
    let argv: Vec<CString> =
        words.map(|word| CString::new(OsStr::new(word).as_bytes()).unwrap_or_default()).collect();
    let (mut status, told) = {
        let (read, write) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?;
        (File::from(read), write)
    };
    let high = |fd: &OwnedFd| rustix::io::fcntl_dupfd_cloexec(fd, sys::DUPLICATES_FROM);
    let null: OwnedFd = File::open("/dev/null")?.into();
    let fds = [high(&null)?, high(&null)?, high(&null)?, high(&told)?];
    drop(told);
    let program = program()?;
    let child = sys::spawn(&Clone {
        namespaces,
        cgroup: None,
        writes,
        fds: &fds,
        program: program.as_fd(),
        argv: &argv,
        env: &[],
    })?;
    drop(fds);
    let mut record = [0; RECORD_BYTES];
    let said = status.read_exact(&mut record);
    let pidfd = rustix::process::WaitId::PidFd(child.pidfd.as_fd());
    rustix::process::waitid(pidfd, rustix::process::WaitIdOptions::EXITED)?;
    said?;
    match Record::parse(record) {
        Some(Record::Failed { step: 2, .. }) => Ok(()),
        Some(Record::Failed { errno, .. }) => Err(io::Error::from_raw_os_error(errno)),
        _ => Err(io::Error::from(io::ErrorKind::InvalidData)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_status_is_a_code_or_a_signal() {
        assert_eq!(outcome(0x0300), Outcome::Code(3));
        assert_eq!(outcome(9), Outcome::Signal(9));
        assert_eq!(outcome(0x80 | 6), Outcome::Signal(6), "with a core file");
    }
}
