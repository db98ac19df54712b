//! Helper programs that are trusted: run to completion, or started on their own.
//!
//! [`run`] is for package tools and the like; [`detached`] is for a server that goes on when its
//! terminal closes. Neither is isolated; for that see [`crate::Sandbox`].

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use task::Clock;
use tokio::io::{AsyncRead, AsyncReadExt};

/// A program to run.
#[derive(Clone, Debug)]
pub struct Program {
    path: PathBuf,
    args: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    is_env_clean: bool,
    dir: Option<PathBuf>,
    time_max: Duration,
    output_bytes_max: usize,
}

/// How a program ended, and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Its exit code, or `None` if a signal ended it.
    pub code: Option<i32>,
    /// The first part of its standard output; the rest was read and dropped.
    pub stdout: Vec<u8>,
    /// The first part of its standard error.
    pub stderr: Vec<u8>,
}

/// Why a program did not come to its own end.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// It could not be started, or not be waited for.
    #[error("cannot run {}", program.display())]
    Start {
        /// Its path.
        program: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It took too long and was killed, with all that it had started in its group.
    #[error("{} did not end within {time_max:?}", program.display())]
    TimeOut {
        /// Its path.
        program: PathBuf,
        /// What it was given.
        time_max: Duration,
    },
}

impl Program {
    /// The program at `path`, or of that name on the search path, which may take that long.
    pub fn new(path: impl AsRef<Path>, time_max: Duration) -> Self {
        Self {
            path: path.as_ref().to_owned(),
            args: Vec::new(),
            env: Vec::new(),
            is_env_clean: false,
            dir: None,
            time_max,
            output_bytes_max: 1 << 20,
        }
    }

    /// One more argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// More arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// One variable of its environment, beside those of this process.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// Give it no variables of this process, only those of [`Program::env`].
    pub fn env_clean(mut self) -> Self {
        self.is_env_clean = true;
        self
    }

    /// Where it runs.
    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.dir = Some(dir.as_ref().to_owned());
        self
    }

    /// How much of each output is kept; one mebibyte otherwise.
    pub fn output_bytes_max(mut self, most: usize) -> Self {
        self.output_bytes_max = most;
        self
    }

    #[expect(clippy::disallowed_methods, reason = "this is the module that starts processes")]
    fn command(&self) -> std::process::Command {
        let mut command = std::process::Command::new(&self.path);
        command.args(&self.args);
        if self.is_env_clean {
            command.env_clear();
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        if let Some(dir) = &self.dir {
            command.current_dir(dir);
        }
        command
    }
}

impl Finished {
    /// Whether it ended with code 0.
    pub fn success(&self) -> bool {
        self.code == Some(0)
    }

    /// Its standard error as text, trimmed, for messages.
    pub fn stderr_text(&self) -> String {
        String::from_utf8_lossy(&self.stderr).trim().to_owned()
    }
}

/// Run a program to its end, with nothing to read. If the future is dropped the program is killed.
pub async fn run(program: Program) -> Result<Finished, LaunchError> {
    use std::os::unix::process::CommandExt;
    let failed = |source| LaunchError::Start { program: program.path.clone(), source };
    let mut command = program.command();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    let mut command = tokio::process::Command::from(command);
    let mut child = command.kill_on_drop(true).spawn().map_err(failed)?;
    let group = child.id().and_then(|id| rustix::process::Pid::from_raw(id.cast_signed()));
    let mut rest = KillGroup(group);
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let most = program.output_bytes_max;
    let work = async {
        let (stdout, stderr, status) =
            tokio::join!(read_some(stdout, most), read_some(stderr, most), child.wait());
        Ok(Finished { code: status?.code(), stdout: stdout?, stderr: stderr? })
    };
    tokio::select! {
        finished = work => {
            // It has been waited for: its number may belong to somebody else by now.
            rest.0 = None;
            finished.map_err(failed)
        }
        () = Clock::sleep_real(program.time_max) => Err(LaunchError::TimeOut {
            program: program.path.clone(),
            time_max: program.time_max,
        }),
    }
}

/// Kills a program and all that it has started when nobody waits for it any longer.
struct KillGroup(Option<rustix::process::Pid>);

impl Drop for KillGroup {
    fn drop(&mut self) {
        if let Some(group) = self.0 {
            // It may have ended in this very moment.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}

async fn read_some(from: Option<impl AsyncRead + Unpin>, most: usize) -> io::Result<Vec<u8>> {
    let Some(mut from) = from else {
        return Ok(Vec::new());
    };
    let mut kept = Vec::new();
    let mut buffer = vec![0; 1 << 14];
    loop {
        let count = from.read(&mut buffer).await?;
        if count == 0 {
            return Ok(kept);
        }
        let room = most - kept.len();
        kept.extend_from_slice(&buffer[..count.min(room)]);
    }
}

/// Start a program in a session of its own, with nothing to read and both outputs going to `log`.
/// It outlives this process. Returns its process id. The program's time limit does not apply.
pub fn detached(program: &Program, log: &File) -> Result<u32, LaunchError> {
    let failed = |source| LaunchError::Start { program: program.path.clone(), source };
    let mut command = program.command();
    command
        .stdin(Stdio::null())
        .stdout(log.try_clone().map_err(failed)?)
        .stderr(log.try_clone().map_err(failed)?);
    let child = crate::sys::in_new_session(&mut command).spawn().map_err(failed)?;
    Ok(child.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Program {
        Program::new("/bin/sh", Duration::from_secs(20)).arg("-c").arg(script)
    }

    #[tokio::test]
    async fn a_program_is_run_to_its_end_and_its_words_are_kept() {
        let said = run(sh("echo $WORD; echo bad >&2; exit 3").env("WORD", "hello")).await.unwrap();
        assert_eq!((said.code, said.success()), (Some(3), false));
        assert_eq!((said.stdout.as_slice(), said.stderr_text().as_str()), (&b"hello\n"[..], "bad"));
    }

    #[tokio::test]
    async fn a_flood_of_output_is_cut_and_does_not_block_the_program() {
        let flood = sh("head -c 3000000 /dev/zero").output_bytes_max(10);
        let said = run(flood).await.unwrap();
        assert_eq!((said.code, said.stdout.len()), (Some(0), 10));
    }

    #[tokio::test]
    async fn a_program_that_takes_too_long_is_killed_with_its_children() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fifo");
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let flags = rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NONBLOCK;
        let probe = rustix::fs::open(&path, flags, rustix::fs::Mode::empty()).unwrap();

        // Whoever of them lives holds the other end.
        let mut program = sh("exec 9>$FIFO; echo here >&9; sleep 600 & sleep 600");
        program.time_max = Duration::from_millis(500);
        let error = run(program.env("FIFO", &path)).await.unwrap_err();
        assert!(matches!(error, LaunchError::TimeOut { .. }), "{error}");

        let mut said = [0; 16];
        assert_eq!(rustix::io::read(&probe, &mut said).unwrap(), 5, "it never ran");
        let mut polled = [rustix::event::PollFd::new(&probe, rustix::event::PollFlags::IN)];
        let patience = rustix::fs::Timespec { tv_sec: 10, tv_nsec: 0 };
        assert_eq!(rustix::event::poll(&mut polled, Some(&patience)).unwrap(), 1, "one lives on");
        assert_eq!(rustix::io::read(&probe, &mut said).unwrap(), 0);
    }

    #[tokio::test]
    async fn a_missing_program_is_named() {
        let error = run(Program::new("/no/such/program", Duration::from_secs(1))).await;
        assert!(error.unwrap_err().to_string().contains("/no/such/program"));
    }

    #[test]
    fn a_detached_program_leads_its_own_session() {
        let mut log = tempfile::tempfile().unwrap();
        let id = detached(&sh("cut -d ' ' -f 1,6 /proc/$$/stat"), &log).unwrap();
        let pid = rustix::process::Pid::from_raw(id.cast_signed()).unwrap();
        rustix::process::waitpid(Some(pid), rustix::process::WaitOptions::empty()).unwrap();
        let mut said = String::new();
        io::Seek::rewind(&mut log).unwrap();
        io::Read::read_to_string(&mut log, &mut said).unwrap();
        assert_eq!(said, format!("{id} {id}\n"));
    }
}
