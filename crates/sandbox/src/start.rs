//! From a [`Spec`] to running processes: the blocking part of starting a sandbox.

use std::ffi::{CString, OsString};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{Mode, OFlags};
use rustix::pipe::PipeFlags;

use crate::cgroup::{Group, Limits};
use crate::host::{NAMESPACES, Right, root_of_own_namespace};
use crate::image::{self, Device};
use crate::instance::{Shared, User};
use crate::plan::{Plan, Steps, Tmp};
use crate::rootfs::RootFs;
use crate::sys::{self, Clone, Cloned};

/// What to start, and in which surroundings.
#[derive(Debug)]
pub struct Spec {
    /// The root directory.
    pub root: RootFs,
    /// The program, as a path inside.
    pub program: PathBuf,
    /// Its arguments, without its name.
    pub args: Vec<OsString>,
    /// Its whole environment.
    pub env: Vec<(OsString, OsString)>,
    /// Where it starts, inside.
    pub dir: PathBuf,
    /// What the machine is called inside; at most 64 bytes.
    pub hostname: String,
    /// Directories and files of the host that are seen read-only inside.
    pub binds: Vec<Bind>,
    /// Room in `/tmp`, in megabytes (2²⁰ bytes).
    pub tmp_mb: u64,
    /// Memory and processes.
    pub limits: Limits,
    /// Open files at most.
    pub files_max: u64,
    /// What becomes of its output.
    pub output: Output,
    /// More descriptors for it: 3, 4 and so on.
    pub fds: Vec<OwnedFd>,
}

/// Something of the host's that is seen read-only inside. All users must be able to read it; the
/// directories above it may be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bind {
    /// On the host, absolute.
    pub source: PathBuf,
    /// Inside, absolute; it must exist in the root directory and be of the same kind.
    pub target: PathBuf,
}

/// What becomes of a program's output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Output {
    /// A pipe for each of standard output and error.
    #[default]
    Split,
    /// One pipe for both.
    Joined,
    /// Dropped.
    Null,
}

impl Spec {
    /// `program` in `root` with nothing else: no environment, 512 MB of `/tmp`, 1,024 files and
    /// processes, no limit on memory.
    pub fn new(root: RootFs, program: impl Into<PathBuf>) -> Self {
        Self {
            root,
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            dir: PathBuf::from("/"),
            hostname: "sandbox".to_owned(),
            binds: Vec::new(),
            tmp_mb: 512,
            limits: Limits { memory_bytes: None, processes: Some(1024) },
            files_max: 1024,
            output: Output::default(),
            fds: Vec::new(),
        }
    }
}

/// Why a sandbox could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    /// The host refuses namespaces: see [`crate::Host::lacks`].
    #[error("this host allows no namespaces")]
    NoNamespaces,
    /// The specification makes no sense: a path that is not absolute, a zero byte.
    #[error("cannot start a sandbox with {0}")]
    Spec(String),
    /// Something outside could not be made ready.
    #[error("{what}")]
    Prepare {
        /// What was to be done.
        what: &'static str,
        /// Why it failed.
        #[source]
        source: anyhow::Error,
    },
    /// A step of building the inside failed.
    #[error("cannot {step}")]
    Step {
        /// Which one, as an instruction.
        step: String,
        /// What the kernel said.
        #[source]
        source: io::Error,
    },
    /// Everything stands, but the program cannot be executed.
    #[error("cannot execute {}", program.display())]
    Program {
        /// Its path inside.
        program: PathBuf,
        /// What the kernel said: not found, permission denied, exec format error.
        #[source]
        source: io::Error,
    },
}

fn prepare<E: Into<anyhow::Error>>(what: &'static str) -> impl FnOnce(E) -> SpawnError {
    move |source| SpawnError::Prepare { what, source: source.into() }
}

/// What runs after [`start`], with all that must be given back in the end.
#[derive(Debug)]
pub(crate) struct Started {
    pub child: Cloned,
    pub group: Group,
    pub user: Option<User>,
    pub status: OwnedFd,
    pub stdout: Option<OwnedFd>,
    pub stderr: Option<OwnedFd>,
    pub step_names: Vec<String>,
    pub program: PathBuf,
    /// Kept until init has mounted it.
    pub device: Option<Device>,
}

/// The descriptors of a program, and what the caller keeps of them.
struct Streams {
    inside: Vec<OwnedFd>,
    stdout: Option<OwnedFd>,
    stderr: Option<OwnedFd>,
}

/// Make everything and start init. What init makes of its steps is read from the status pipe.
pub(crate) fn start(
    shared: &Arc<Shared>,
    spec: Spec,
    template: Option<&Path>,
) -> Result<Started, SpawnError> {
    check(&spec)?;
    let (name, number) = shared.next_name();
    let is_root = shared.host.right == Right::Root;
    let user = if is_root {
        let none_left = || anyhow::anyhow!("all users of this instance are in use");
        let user = shared.take_user(number).ok_or_else(none_left);
        Some(user.map_err(prepare("cannot take a user"))?)
    } else {
        None
    };
    let device = template
        .map(|template| image::attach(template, &shared.scratch))
        .transpose()
        .map_err(prepare("cannot make /tmp"))?;
    let streams = streams(spec.output).map_err(prepare("cannot make pipes"))?;
    let group = Grouped::create(shared, &name, spec.limits)?;
    let (status, told) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC)
        .map_err(|error| prepare("cannot make pipes")(io::Error::from(error)))?;

    let mut fds = streams.inside;
    fds.extend(spec.fds);
    let status_number = fds.len();
    fds.push(told);
    let entrances = group.0.entrances().map_err(prepare("cannot open the control groups"))?;
    let steps = plan(
        shared,
        &PlanOf {
            root: &spec.root,
            binds: &spec.binds,
            tmp: device.as_ref().map_or(Tmp::Memory(spec.tmp_mb), |d| Tmp::Device(d.path.clone())),
            hostname: &spec.hostname,
            user: user.as_ref().map(|user| user.id),
            files_max: spec.files_max,
            processes_max: spec.limits.processes,
            dir: &spec.dir,
            argv: &argv(&spec.program, &spec.args)?,
            status: status_number,
            entrances: entrances.len(),
        },
    );
    fds.extend(entrances);
    let fds = out_of_the_way(fds).map_err(prepare("cannot place descriptors"))?;
    let cgroup = group.0.birthplace().map_err(prepare("cannot open the control group"))?;
    let env = environment(spec.env)?;
    let child = clone(shared, &steps, &env, &fds, cgroup.as_ref())
        .map_err(prepare("cannot start a process in new namespaces"))?;
    Ok(Started {
        child,
        group: group.keep(),
        user,
        status,
        stdout: streams.stdout,
        stderr: streams.stderr,
        step_names: steps.names,
        program: spec.program,
        device,
    })
}

/// A group that is removed again unless it is kept.
struct Grouped(Group, bool);

impl Grouped {
    fn create(shared: &Shared, name: &str, limits: Limits) -> Result<Self, SpawnError> {
        let group = shared.host.cgroups.create(name, limits);
        Ok(Self(group.map_err(prepare("cannot make a control group"))?, false))
    }

    fn keep(mut self) -> Group {
        self.1 = true;
        std::mem::take(&mut self.0)
    }
}

impl Drop for Grouped {
    fn drop(&mut self) {
        if !self.1
            && let Err(error) = self.0.remove()
        {
            tracing::warn!(%error, "cannot remove the control group of a failed start");
        }
    }
}

fn check(spec: &Spec) -> Result<(), SpawnError> {
    let targets = spec.binds.iter().flat_map(|bind| [&bind.source, &bind.target]);
    for path in [&spec.program, &spec.dir].into_iter().chain(targets) {
        let climbs = path.components().any(|part| part == std::path::Component::ParentDir);
        if !path.is_absolute() || climbs || path.as_os_str().as_encoded_bytes().contains(&0) {
            return Err(SpawnError::Spec(format!("the path {}", path.display())));
        }
    }
    if spec.hostname.len() > 64 || spec.hostname.contains('\0') {
        return Err(SpawnError::Spec(format!("the host name {:?}", spec.hostname)));
    }
    Ok(())
}

fn streams(output: Output) -> io::Result<Streams> {
    let null = || rustix::fs::open("/dev/null", OFlags::RDWR | OFlags::CLOEXEC, Mode::empty());
    let pipe = || -> io::Result<(OwnedFd, OwnedFd)> {
        let (read, write) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?;
        // Only our end: the program's blocks, as programs expect.
        rustix::fs::fcntl_setfl(&read, OFlags::NONBLOCK)?;
        Ok((read, write))
    };
    let mut inside = vec![null()?];
    let (mut stdout, mut stderr) = (None, None);
    match output {
        Output::Split => {
            for kept in [&mut stdout, &mut stderr] {
                let (read, write) = pipe()?;
                inside.push(write);
                *kept = Some(read);
            }
        }
        Output::Joined => {
            let (read, write) = pipe()?;
            inside.push(write.try_clone()?);
            inside.push(write);
            stdout = Some(read);
        }
        Output::Null => inside.extend([null()?, null()?]),
    }
    Ok(Streams { inside, stdout, stderr })
}

/// [`Plan`] less what follows from the instance.
struct PlanOf<'a> {
    root: &'a RootFs,
    binds: &'a [Bind],
    tmp: Tmp,
    hostname: &'a str,
    user: Option<u32>,
    files_max: u64,
    processes_max: Option<u32>,
    dir: &'a Path,
    argv: &'a [CString],
    status: usize,
    entrances: usize,
}

fn plan(shared: &Shared, of: &PlanOf<'_>) -> Steps {
    // In our own user namespace we are its root; else the user that we become.
    let mapped = of.user.map_or((0, 0), |user| (user, user));
    Plan {
        instance: &shared.id,
        root: of.root.path(),
        binds: of.binds.iter().map(|bind| (&*bind.source, &*bind.target)).collect(),
        name_servers: &shared.name_servers,
        tmp: of.tmp.clone(),
        hostname: of.hostname,
        user: of.user,
        mapped: shared.host.user_namespaces.then_some(mapped),
        files_max: of.files_max,
        // Counted for each user: without one of its own, the server's processes would count too.
        processes_max: of.user.and(of.processes_max).map(u64::from),
        dir: of.dir,
        argv: of.argv,
        status: of.status as i32,
        entrances: of.entrances,
    }
    .steps()
}

/// Move descriptors to high numbers, still closed on exec, so that the child can put each in its
/// place without overwriting another.
fn out_of_the_way(fds: Vec<OwnedFd>) -> io::Result<Vec<OwnedFd>> {
    let moved = fds.iter().map(|fd| rustix::io::fcntl_dupfd_cloexec(fd, sys::DUPLICATES_FROM));
    Ok(moved.collect::<Result<_, _>>()?)
}

fn text(bytes: Vec<u8>) -> Result<CString, SpawnError> {
    CString::new(bytes).map_err(|error| {
        let shown = String::from_utf8_lossy(&error.into_vec()).into_owned();
        SpawnError::Spec(format!("a zero byte in {shown:?}"))
    })
}

fn argv(program: &Path, args: &[OsString]) -> Result<Vec<CString>, SpawnError> {
    let name = program.as_os_str().to_owned();
    [name].into_iter().chain(args.iter().cloned()).map(|arg| text(arg.into_vec())).collect()
}

fn environment(env: Vec<(OsString, OsString)>) -> Result<Vec<CString>, SpawnError> {
    env.into_iter()
        .map(|(mut name, value)| {
            name.push("=");
            name.push(value);
            text(name.into_vec())
        })
        .collect()
}

fn clone(
    shared: &Shared,
    steps: &Steps,
    env: &[CString],
    fds: &[OwnedFd],
    cgroup: Option<&OwnedFd>,
) -> io::Result<Cloned> {
    let maps = root_of_own_namespace();
    let is_root = shared.host.right == Right::Root;
    sys::spawn(&Clone {
        namespaces: if is_root { NAMESPACES } else { NAMESPACES | libc::CLONE_NEWUSER },
        cgroup: cgroup.map(AsFd::as_fd),
        writes: if is_root { &[] } else { &maps },
        fds,
        program: shared.init.as_fd(),
        argv: &steps.argv,
        env,
    })
}
