//! Control groups, of version 1 and 2: limits on memory and processes, freezing, what was used.
//!
//! [`Cgroups`] is where groups may be made on this host, [`Group`] is the group of one sandbox.
//! Everything starts from a root path, `/sys/fs/cgroup` on a real host, so that tests can use a
//! tree of plain files.
//!
//! A process enters its groups by its own hand: on version 1 by writing `0` to `tasks`, on version
//! 2 by being born inside (`CLONE_INTO_CGROUP`). Moving another process by `cgroup.procs` waits for
//! an RCU grace period, about 10 ms.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::pause;

/// What a sandbox may use at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory, page cache included; what exceeds it is reclaimed, then killed.
    pub memory_bytes: Option<u64>,
    /// Processes and threads, init included.
    pub processes: Option<u32>,
}

/// Where groups can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cgroups {
    /// Nowhere.
    None,
    /// Version 1: one tree a controller.
    V1 {
        /// Holds memory and counts it.
        memory: Option<PathBuf>,
        /// Holds the number of processes.
        pids: Option<PathBuf>,
        /// Stops and goes on.
        freezer: Option<PathBuf>,
    },
    /// Version 2: one tree for all.
    V2 {
        /// The directory in which groups are made.
        base: PathBuf,
        /// Whether groups made there hold memory.
        memory: bool,
        /// Whether groups made there hold the number of processes.
        pids: bool,
    },
}

impl Cgroups {
    /// What the tree at `root` offers to a process whose `/proc/self/cgroup` reads `own`.
    ///
    /// Groups are made below the process's own, so that limits on the server hold for its
    /// sandboxes too. On version 2 a group that has processes cannot pass controllers on, so there
    /// the nearest group above it that passes on memory and pids is taken.
    pub fn detect(root: &Path, own: &str) -> Self {
        let base = |name: &str| {
            let tree = root.join(name);
            let path = own.lines().find_map(|line| own_path(line, name)).unwrap_or("");
            let nested = tree.join(path.trim_start_matches('/'));
            [nested, tree].into_iter().find(|dir| dir.join("tasks").is_file() && writable(dir))
        };
        let (memory, pids, freezer) = (base("memory"), base("pids"), base("freezer"));
        if memory.is_some() || pids.is_some() || freezer.is_some() {
            return Self::V1 { memory, pids, freezer };
        }
        if root.join("cgroup.controllers").is_file() {
            return detect_v2(root, own);
        }
        Self::None
    }

    /// Whether groups hold memory.
    pub fn holds_memory(&self) -> bool {
        match self {
            Self::None => false,
            Self::V1 { memory, .. } => memory.is_some(),
            Self::V2 { memory, .. } => *memory,
        }
    }

    /// Whether groups hold the number of processes.
    pub fn holds_processes(&self) -> bool {
        match self {
            Self::None => false,
            Self::V1 { pids, .. } => pids.is_some(),
            Self::V2 { pids, .. } => *pids,
        }
    }

    /// Whether groups can be frozen.
    pub fn freezes(&self) -> bool {
        match self {
            Self::None => false,
            Self::V1 { freezer, .. } => freezer.is_some(),
            Self::V2 { .. } => true,
        }
    }

    /// The directories in which groups are made, one a tree.
    pub fn bases(&self) -> Vec<&Path> {
        match self {
            Self::None => Vec::new(),
            Self::V1 { memory, pids, freezer } => {
                [memory, pids, freezer].into_iter().flatten().map(PathBuf::as_path).collect()
            }
            Self::V2 { base, .. } => vec![base],
        }
    }

    /// Make a group and set its limits.
    pub(crate) fn create(&self, name: &str, limits: Limits) -> io::Result<Group> {
        let group = Group::at(self, name);
        for dir in group.dirs() {
            match fs::create_dir(dir) {
                Ok(()) => {}
                Err(error) => {
                    let _ = group.remove();
                    return Err(error);
                }
            }
        }
        if let Err(error) = group.limit(limits) {
            let _ = group.remove();
            return Err(error);
        }
        Ok(group)
    }
}

/// The path in a line of `/proc/self/cgroup` (`4:memory:/user`) about controller `name`; version
/// 2's line has no controller.
fn own_path<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let mut fields = line.splitn(3, ':').skip(1);
    let controllers = fields.next()?;
    let path = fields.next()?;
    controllers.split(',').any(|controller| controller == name).then_some(path)
}

fn writable(dir: &Path) -> bool {
    rustix::fs::access(dir, rustix::fs::Access::WRITE_OK).is_ok()
}

fn detect_v2(root: &Path, own: &str) -> Cgroups {
    let path = own.lines().find_map(|line| own_path(line, "")).unwrap_or("/");
    let mut own = root.join(path.trim_start_matches('/'));
    if !own.is_dir() {
        root.clone_into(&mut own);
    }
    let passed_on = |dir: &Path| {
        let text = fs::read_to_string(dir.join("cgroup.subtree_control")).unwrap_or_default();
        let has = |name: &str| text.split_whitespace().any(|controller| controller == name);
        (has("memory"), has("pids"))
    };
    // Works for the root, and for a group that was made for us and is still empty.
    if writable(&own) && passed_on(&own) != (true, true) {
        let _ = fs::write(own.join("cgroup.subtree_control"), "+memory +pids");
    }
    let above = own.ancestors().take_while(|dir| dir.starts_with(root)).filter(|dir| writable(dir));
    let best = above.max_by_key(|dir| {
        let (memory, pids) = passed_on(dir);
        // `max_by_key` takes the last of equals: the deeper one has to score more.
        (u8::from(memory) + u8::from(pids), dir.components().count())
    });
    let Some(base) = best else {
        return Cgroups::None;
    };
    let (memory, pids) = passed_on(base);
    Cgroups::V2 { base: base.to_owned(), memory, pids }
}

/// The control group of one sandbox.
#[derive(Debug, Default)]
pub(crate) struct Group {
    kind: Kind,
    /// An open `memory.peak`: what is written to it resets the peak that is read from it.
    peak: Mutex<Option<File>>,
    /// It is being killed, or has been.
    is_dying: AtomicBool,
    /// Held while it is frozen or killed, so that one comes after the other.
    turn: Mutex<()>,
}

#[derive(Debug, Default)]
enum Kind {
    #[default]
    None,
    V1 {
        memory: Option<PathBuf>,
        pids: Option<PathBuf>,
        freezer: Option<PathBuf>,
    },
    V2 {
        dir: PathBuf,
        memory: bool,
        pids: bool,
    },
}

impl Group {
    /// The group of that name, made or not.
    pub(crate) fn at(cgroups: &Cgroups, name: &str) -> Self {
        let inside = |base: &Option<PathBuf>| base.as_ref().map(|base| base.join(name));
        let kind = match cgroups {
            Cgroups::None => Kind::None,
            Cgroups::V1 { memory, pids, freezer } => {
                Kind::V1 { memory: inside(memory), pids: inside(pids), freezer: inside(freezer) }
            }
            Cgroups::V2 { base, memory, pids } => {
                Kind::V2 { dir: base.join(name), memory: *memory, pids: *pids }
            }
        };
        Self { kind, ..Self::default() }
    }

    /// A group of either version that somebody else made, to be emptied and removed.
    pub(crate) fn left_over(dir: PathBuf) -> Self {
        let is_v2 = dir.join("cgroup.events").is_file();
        let kind = if is_v2 {
            Kind::V2 { dir, memory: false, pids: false }
        } else if dir.join("freezer.state").is_file() {
            Kind::V1 { memory: None, pids: None, freezer: Some(dir) }
        } else {
            Kind::V1 { memory: None, pids: Some(dir), freezer: None }
        };
        Self { kind, ..Self::default() }
    }

    fn dirs(&self) -> Vec<&Path> {
        match &self.kind {
            Kind::None => Vec::new(),
            Kind::V1 { memory, pids, freezer } => {
                [memory, pids, freezer].into_iter().flatten().map(PathBuf::as_path).collect()
            }
            Kind::V2 { dir, .. } => vec![dir],
        }
    }

    /// Set the limits anew.
    pub(crate) fn limit(&self, limits: Limits) -> io::Result<()> {
        let memory = limits.memory_bytes;
        let processes = limits.processes.map(|most| most.to_string());
        match &self.kind {
            Kind::None => {}
            Kind::V1 { memory: memory_dir, pids, .. } => {
                if let (Some(dir), Some(bytes)) = (memory_dir, memory) {
                    fs::write(dir.join("memory.limit_in_bytes"), bytes.to_string())?;
                    // Memory and swap together; the file is missing where swap is not counted.
                    write_if_there(&dir.join("memory.memsw.limit_in_bytes"), &bytes.to_string())?;
                }
                if let (Some(dir), Some(most)) = (pids, processes) {
                    fs::write(dir.join("pids.max"), most)?;
                }
            }
            Kind::V2 { dir, memory: holds_memory, pids } => {
                if let (true, Some(bytes)) = (holds_memory, memory) {
                    fs::write(dir.join("memory.max"), bytes.to_string())?;
                    write_if_there(&dir.join("memory.swap.max"), "0")?;
                }
                if let (true, Some(most)) = (pids, processes) {
                    fs::write(dir.join("pids.max"), most)?;
                }
            }
        }
        Ok(())
    }

    /// Version 1: the files to which a process writes `0` to enter.
    pub(crate) fn entrances(&self) -> io::Result<Vec<OwnedFd>> {
        let Kind::V1 { .. } = self.kind else {
            return Ok(Vec::new());
        };
        let open = |dir: &Path| OpenOptions::new().write(true).open(dir.join("tasks"));
        self.dirs().into_iter().map(|dir| Ok(open(dir)?.into())).collect()
    }

    /// Version 2: the directory in which a process can be born.
    pub(crate) fn birthplace(&self) -> io::Result<Option<OwnedFd>> {
        let Kind::V2 { dir, .. } = &self.kind else {
            return Ok(None);
        };
        Ok(Some(File::open(dir)?.into()))
    }

    /// Stop every process; returns once they stand still. Up to a second. If it fails they go on.
    ///
    /// Refused once [`Group::kill`] has begun: on version 1 a process that is frozen with SIGKILL
    /// pending lives until it is thawed.
    pub(crate) fn freeze(&self) -> io::Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.refuse_if_dying()?;
        let frozen = self.set_frozen(true);
        if frozen.is_err() {
            // Not there, or gone: then there is nothing to thaw either.
            let _ = self.set_frozen(false);
        }
        frozen
    }

    /// Let every process go on; returns once they do.
    pub(crate) fn thaw(&self) -> io::Result<()> {
        self.set_frozen(false)
    }

    fn set_frozen(&self, frozen: bool) -> io::Result<()> {
        let (path, order, proof, sign) = match &self.kind {
            Kind::None | Kind::V1 { freezer: None, .. } => {
                return Err(io::Error::from(io::ErrorKind::Unsupported));
            }
            Kind::V1 { freezer: Some(dir), .. } => {
                let path = dir.join("freezer.state");
                let word = if frozen { "FROZEN" } else { "THAWED" };
                (path.clone(), word, path, word)
            }
            Kind::V2 { dir, .. } => {
                let (order, sign) = if frozen { ("1", "frozen 1") } else { ("0", "frozen 0") };
                (dir.join("cgroup.freeze"), order, dir.join("cgroup.events"), sign)
            }
        };
        fs::write(path, order)?;
        for _ in 0..2000 {
            if frozen {
                self.refuse_if_dying()?;
            }
            if fs::read_to_string(&proof)?.lines().any(|line| line == sign) {
                return Ok(());
            }
            pause(Duration::from_micros(500));
        }
        Err(io::Error::from(io::ErrorKind::TimedOut))
    }

    fn refuse_if_dying(&self) -> io::Result<()> {
        let is_dying = self.is_dying.load(Ordering::SeqCst);
        if is_dying { Err(io::Error::other("it is being killed")) } else { Ok(()) }
    }

    /// Kill every process in it, frozen or not. The dead leave it soon after. A freeze that is
    /// under way is given up.
    pub(crate) fn kill(&self) -> io::Result<()> {
        self.is_dying.store(true, Ordering::SeqCst);
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        match &self.kind {
            Kind::None => return Ok(()),
            Kind::V1 { .. } => {
                for pid in self.processes()? {
                    if let Some(pid) = rustix::process::Pid::from_raw(pid) {
                        let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
                    }
                }
            }
            // Since Linux 5.14; before, the end of process 1 does it alone.
            Kind::V2 { dir, .. } => write_if_there(&dir.join("cgroup.kill"), "1")?,
        }
        match self.thaw() {
            Err(error) if error.kind() != io::ErrorKind::Unsupported && !gone(&error) => Err(error),
            _ => Ok(()),
        }
    }

    /// The processes in it, as the host numbers them.
    pub(crate) fn processes(&self) -> io::Result<Vec<i32>> {
        let Some(dir) = self.dirs().into_iter().next_back() else {
            return Ok(Vec::new());
        };
        let text = match fs::read_to_string(dir.join("cgroup.procs")) {
            Err(error) if gone(&error) => String::new(),
            other => other?,
        };
        Ok(text.lines().filter_map(|line| line.parse().ok()).collect())
    }

    /// The most memory used since the start or the last reset, in bytes.
    pub(crate) fn memory_peak_bytes(&self) -> Option<u64> {
        match &self.kind {
            Kind::V1 { memory: Some(dir), .. } => {
                number(&fs::read_to_string(dir.join("memory.max_usage_in_bytes")).ok()?)
            }
            Kind::V2 { dir, memory: true, .. } => self.with_peak(dir, |file| {
                let mut text = String::new();
                file.seek(SeekFrom::Start(0))?;
                file.read_to_string(&mut text)?;
                Ok(number(&text))
            })?,
            _ => None,
        }
    }

    /// Bytes of page cache that can be dropped at any time: the inactive file pages.
    pub(crate) fn idle_cache_bytes(&self) -> Option<u64> {
        let (dir, name) = match &self.kind {
            Kind::V1 { memory: Some(dir), .. } => (dir, "total_inactive_file "),
            Kind::V2 { dir, memory: true, .. } => (dir, "inactive_file "),
            _ => return None,
        };
        let text = fs::read_to_string(dir.join("memory.stat")).ok()?;
        text.lines().find_map(|line| line.strip_prefix(name)).and_then(number)
    }

    /// Let the peak start again from what is used now.
    pub(crate) fn reset_memory_peak(&self) -> io::Result<()> {
        match &self.kind {
            Kind::V1 { memory: Some(dir), .. } => {
                fs::write(dir.join("memory.max_usage_in_bytes"), "0")
            }
            Kind::V2 { dir, memory: true, .. } => self
                .with_peak(dir, |file| file.write_all(b"reset\n"))
                .ok_or_else(|| io::Error::from(io::ErrorKind::Unsupported)),
            _ => Err(io::Error::from(io::ErrorKind::Unsupported)),
        }
    }

    fn with_peak<T>(&self, dir: &Path, act: impl Fn(&mut File) -> io::Result<T>) -> Option<T> {
        let mut peak = self.peak.lock().ok()?;
        if peak.is_none() {
            let path = dir.join("memory.peak");
            // Writable since Linux 6.12.
            let open = OpenOptions::new().read(true).write(true).open(&path);
            *peak = Some(open.or_else(|_| File::open(&path)).ok()?);
        }
        act(peak.as_mut()?).ok()
    }

    /// How many processes were killed because memory ran out.
    pub(crate) fn oom_kills(&self) -> u64 {
        let path = match &self.kind {
            Kind::V1 { memory: Some(dir), .. } => dir.join("memory.oom_control"),
            Kind::V2 { dir, memory: true, .. } => dir.join("memory.events"),
            _ => return 0,
        };
        let text = fs::read_to_string(path).unwrap_or_default();
        let mut counts = text.lines().filter_map(|line| line.strip_prefix("oom_kill "));
        counts.next().and_then(number).unwrap_or(0)
    }

    /// Remove it. It must be empty, or about to be: waits up to a second for the dead to leave.
    pub(crate) fn remove(&self) -> io::Result<()> {
        for dir in self.dirs() {
            let mut tries = 0;
            loop {
                match fs::remove_dir(dir) {
                    Ok(()) => break,
                    Err(error) if gone(&error) => break,
                    Err(error) if tries == 500 => return Err(error),
                    Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                        tries += 1;
                        pause(Duration::from_millis(2));
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}

/// Names of groups in `base` that start with `prefix`.
pub(crate) fn named(base: &Path, prefix: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(base) else {
        return Vec::new();
    };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| name.starts_with(prefix)).collect()
}

/// The file or its group is no longer there.
fn gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound || error.raw_os_error() == Some(libc::ENODEV)
}

fn write_if_there(path: &Path, text: &str) -> io::Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

fn number(text: &str) -> Option<u64> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(dirs: &[&str], files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for dir in dirs {
            fs::create_dir_all(root.path().join(dir)).unwrap();
        }
        for (path, text) in files {
            fs::write(root.path().join(path), text).unwrap();
        }
        root
    }

    fn read(path: PathBuf) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn version_one_groups_are_made_below_the_servers_own() {
        let root = tree(
            &["memory/user/me", "pids", "freezer"],
            &[("memory/tasks", ""), ("memory/user/me/tasks", ""), ("pids/tasks", "")],
        );
        let own = "9:name=systemd:/\n8:cpu,pids:/gone\n4:memory:/user/me\n0::/\n";
        let found = Cgroups::detect(root.path(), own);
        let Cgroups::V1 { memory, pids, freezer } = &found else { panic!("{found:?}") };
        assert_eq!(memory.as_deref(), Some(&*root.path().join("memory/user/me")));
        assert_eq!(pids.as_deref(), Some(&*root.path().join("pids")), "its own is not mounted");
        assert_eq!(freezer, &None, "a directory without tasks is no cgroup");
        assert!(found.holds_memory() && found.holds_processes() && !found.freezes());

        let limits = Limits { memory_bytes: Some(128 << 20), processes: Some(64) };
        let group = found.create("hamsu-a-1", limits).unwrap();
        let dir = root.path().join("memory/user/me/hamsu-a-1");
        assert_eq!(read(dir.join("memory.limit_in_bytes")), "134217728");
        assert_eq!(read(root.path().join("pids/hamsu-a-1/pids.max")), "64");
        assert!(!dir.join("memory.memsw.limit_in_bytes").exists(), "made a file up");
        fs::write(dir.join("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n")
            .unwrap();
        fs::write(dir.join("memory.max_usage_in_bytes"), "4096\n").unwrap();
        assert_eq!(group.oom_kills(), 3);
        assert_eq!(group.memory_peak_bytes(), Some(4096));
        fs::write(dir.join("memory.stat"), "inactive_file 1\ntotal_inactive_file 1024\n").unwrap();
        assert_eq!(group.idle_cache_bytes(), Some(1024));
        group.reset_memory_peak().unwrap();
        assert_eq!(group.memory_peak_bytes(), Some(0));
    }

    #[test]
    fn version_two_groups_are_made_at_the_nearest_group_that_passes_both_on() {
        let root = tree(
            &["system.slice/hamsu.service"],
            &[
                ("cgroup.controllers", "cpu memory pids\n"),
                ("cgroup.subtree_control", "cpu memory pids\n"),
                ("system.slice/cgroup.subtree_control", "memory pids\n"),
            ],
        );
        let unwilling = root.path().join("system.slice/hamsu.service/cgroup.subtree_control");
        // A group with processes refuses; a directory in its place does the same.
        fs::create_dir(&unwilling).unwrap();
        let found = Cgroups::detect(root.path(), "0::/system.slice/hamsu.service\n");
        let base = root.path().join("system.slice");
        assert_eq!(found, Cgroups::V2 { base: base.clone(), memory: true, pids: true });

        let limits = Limits { memory_bytes: Some(1 << 20), processes: Some(5) };
        let group = found.create("hamsu-b-7", limits).unwrap();
        let dir = base.join("hamsu-b-7");
        assert_eq!(read(dir.join("memory.max")), "1048576");
        assert_eq!(read(dir.join("pids.max")), "5");
        fs::write(dir.join("cgroup.events"), "populated 1\nfrozen 1\n").unwrap();
        group.freeze().unwrap();
        assert_eq!(read(dir.join("cgroup.freeze")), "1");
        fs::write(dir.join("memory.events"), "low 0\noom 2\noom_kill 1\n").unwrap();
        assert_eq!(group.oom_kills(), 1);
        fs::write(dir.join("memory.stat"), "anon 9\ninactive_file 2048\nactive_file 1\n").unwrap();
        assert_eq!(group.idle_cache_bytes(), Some(2048));
        assert!(group.entrances().unwrap().is_empty());
        assert!(group.birthplace().unwrap().is_some());
        assert_eq!(named(&base, "hamsu-b-"), ["hamsu-b-7"]);
    }

    #[test]
    fn a_container_of_version_two_takes_its_own_root_when_that_lets_it() {
        let root = tree(&[], &[("cgroup.controllers", ""), ("cgroup.subtree_control", "")]);
        let found = Cgroups::detect(root.path(), "0::/\n");
        assert!(
            found.holds_memory()
                || read(root.path().join("cgroup.subtree_control")) == "+memory +pids"
        );
        assert!(found.freezes());
    }

    #[test]
    fn what_is_being_killed_is_not_frozen_any_more() {
        let root = tree(&["g"], &[("g/cgroup.events", "populated 1\nfrozen 0\n")]);
        let cgroups = Cgroups::V2 { base: root.path().to_owned(), memory: false, pids: false };
        let group = Group::at(&cgroups, "g");
        let order = root.path().join("g/cgroup.freeze");
        std::thread::scope(|threads| {
            let frozen = threads.spawn(|| group.freeze());
            // A process that does not stop: the freeze is under way until it is given up.
            while fs::read_to_string(&order).unwrap_or_default() != "1" {
                std::thread::yield_now();
            }
            group.kill().unwrap();
            let error = frozen.join().unwrap().unwrap_err();
            assert_eq!(error.to_string(), "it is being killed");
        });
        assert_eq!(read(order.clone()), "0", "the killed stand still");
        fs::write(root.path().join("g/cgroup.events"), "populated 1\nfrozen 1\n").unwrap();
        group.freeze().unwrap_err();
        assert_eq!(read(order), "0", "the killed were frozen");
    }

    #[test]
    fn no_tree_is_no_groups() {
        let root = tree(&[], &[]);
        let found = Cgroups::detect(root.path(), "");
        assert_eq!(found, Cgroups::None);
        let group = found.create("x", Limits::default()).unwrap();
        assert_eq!(group.freeze().unwrap_err().kind(), io::ErrorKind::Unsupported);
        assert_eq!((group.memory_peak_bytes(), group.oom_kills()), (None, 0));
        group.remove().unwrap();
    }
}
