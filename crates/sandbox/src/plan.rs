//! What init is to do, as a list of steps: pure, decided before anything is started.
//!
//! A step is a word and its operands, handed over as arguments of init; `init/init.rs` says how
//! each is done. The order here is the design: enter the control groups, close what is not ours,
//! build the inside, make it the root, become nobody, drop everything, start.

use std::ffi::{CString, OsStr};
use std::os::fd::RawFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::init;
use crate::rootfs::{DEVICES, GROUP_INSIDE, NAME_SERVERS, USER_INSIDE};

/// Where `/tmp` comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tmp {
    /// A file system on this device.
    Device(PathBuf),
    /// Memory, this many megabytes.
    Memory(u64),
}

/// Everything that the steps depend on.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub instance: &'a str,
    pub root: &'a Path,
    /// Source on the host, target inside.
    pub binds: Vec<(&'a Path, &'a Path)>,
    pub name_servers: &'a Path,
    pub tmp: Tmp,
    pub hostname: &'a str,
    /// The user that init becomes, as the host numbers it; `None` to stay who it is.
    pub user: Option<u32>,
    /// What init is called in its namespace when the last user namespace is made; `None` for none.
    pub mapped: Option<(u32, u32)>,
    pub files_max: u64,
    pub processes_max: Option<u64>,
    pub dir: &'a Path,
    pub argv: &'a [CString],
    /// Where init tells how it goes. Descriptors below belong to the program.
    pub status: RawFd,
    /// Descriptors above it through which the control groups are entered.
    pub entrances: usize,
}

/// The arguments of init, and what each step is called in errors.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    pub argv: Vec<CString>,
    pub names: Vec<String>,
}

// From the kernel's mount.h.
const MOUNT_ATTR_RDONLY: u64 = 1;
const MOUNT_ATTR_NOSUID: u64 = 2;
const MOUNT_ATTR_NODEV: u64 = 4;
const MOUNT_ATTR_NOEXEC: u64 = 8;
const READ_ONLY: u64 = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
const DEVICE_ONLY: u64 = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC;
const MS_NOSUID: u64 = 2;
const MS_NODEV: u64 = 4;
const MS_NOEXEC: u64 = 8;
const MS_NOATIME: u64 = 1024;

/// Megabytes of shared memory, charged to the sandbox.
const SHARED_MEMORY_MB: u64 = 64;

impl Steps {
    fn word(&mut self, word: impl AsRef<OsStr>) {
        // A zero byte cannot come in: paths and names have been checked, numbers have none.
        self.argv.push(CString::new(word.as_ref().as_bytes()).unwrap_or_default());
    }

    fn step(&mut self, name: impl Into<String>, words: &[&dyn AsRef<OsStr>]) {
        self.names.push(name.into());
        for word in words {
            self.word(word);
        }
    }
}

impl Plan<'_> {
    /// The steps.
    pub(crate) fn steps(&self) -> Steps {
        let mut steps = Steps::default();
        for word in [init::NAME, self.instance, &self.status.to_string()] {
            steps.word(word);
        }
        self.enter(&mut steps);
        self.mounts(&mut steps);
        self.limits(&mut steps);
        self.become_nobody(&mut steps);
        let dir = format!("enter {}", self.dir.display());
        steps.step(dir, &[&"cd", &self.dir]);
        steps.word("exec");
        steps.argv.extend_from_slice(self.argv);
        steps
    }

    fn enter(&self, steps: &mut Steps) {
        let first = self.status + 1;
        for fd in (first..).take(self.entrances) {
            steps.step("enter a control group", &[&"join", &fd.to_string()]);
        }
        steps.step("close other descriptors", &[&"keep", &first.to_string()]);
        // Where memory runs out, sandboxes go first and the server last.
        let file = "/proc/self/oom_score_adj";
        steps.step("volunteer for the killer", &[&"try-write", &file, &"500"]);
    }

    fn mounts(&self, steps: &mut Steps) {
        let inside = |path: &Path| self.root.join(path.strip_prefix("/").unwrap_or(path));
        let bind = |steps: &mut Steps, source: &Path, target: &Path, attributes: u64| {
            let name = format!("bind {} at {}", source.display(), target.display());
            steps.step(name, &[&"bind", &source, &inside(target), &attributes.to_string()]);
        };
        steps.step("keep mounts to itself", &[&"private"]);
        bind(steps, self.root, Path::new("/"), READ_ONLY);
        for device in DEVICES {
            let path = Path::new("/dev").join(device);
            bind(steps, &path, &path, DEVICE_ONLY);
        }
        bind(steps, self.name_servers, Path::new(NAME_SERVERS), READ_ONLY | MOUNT_ATTR_NOEXEC);
        for (source, target) in &self.binds {
            bind(steps, source, target, READ_ONLY);
        }
        let mount = |steps: &mut Steps,
                     kind: &str,
                     source: &Path,
                     target: &str,
                     flags: u64,
                     options: &str| {
            let name = format!("mount {kind} at {target}");
            let place = inside(Path::new(target));
            let flags = (flags | MS_NOSUID | MS_NODEV).to_string();
            steps.step(name, &[&"mount", &kind, &source, &place, &flags, &options]);
        };
        mount(steps, "proc", Path::new("proc"), "/proc", MS_NOEXEC, "hidepid=2");
        let options = format!("size={SHARED_MEMORY_MB}m,mode=1777");
        mount(steps, "tmpfs", Path::new("shm"), "/dev/shm", 0, &options);
        match &self.tmp {
            Tmp::Device(device) => {
                let options = "noinit_itable,barrier=0";
                mount(steps, "ext4", device, "/tmp", MS_NOATIME, options);
                let tmp = inside(Path::new("/tmp"));
                let user = self.user.unwrap_or(0).to_string();
                let mode = 0o1777.to_string();
                steps.step("give /tmp away", &[&"own", &tmp, &user, &user, &mode]);
                steps.step("clear /tmp", &[&"rmdir", &tmp.join("lost+found")]);
            }
            Tmp::Memory(size_mb) => {
                let options = format!("size={size_mb}m,mode=1777");
                mount(steps, "tmpfs", Path::new("tmp"), "/tmp", 0, &options);
            }
        }
        steps.step("change the root", &[&"root", &self.root]);
    }

    fn limits(&self, steps: &mut Steps) {
        let cgroup = libc::CLONE_NEWCGROUP.to_string();
        steps.step("make a cgroup namespace", &[&"unshare", &cgroup]);
        steps.step("name the host", &[&"hostname", &self.hostname]);
        let mut limit = |name: &str, resource: u32, most: u64| {
            let name = format!("limit {name}");
            steps.step(name, &[&"limit", &resource.to_string(), &most.to_string()]);
        };
        limit("open files", libc::RLIMIT_NOFILE, self.files_max);
        limit("core files", libc::RLIMIT_CORE, 0);
        if let Some(most) = self.processes_max {
            limit("processes", libc::RLIMIT_NPROC, most);
        }
    }

    fn become_nobody(&self, steps: &mut Steps) {
        steps.step("start a session", &[&"session"]);
        if let Some(user) = self.user.map(|user| user.to_string()) {
            steps.step("change the user", &[&"ids", &user, &user]);
        }
        if let Some((user, group)) = self.mapped {
            let flag = libc::CLONE_NEWUSER.to_string();
            steps.step("make a user namespace", &[&"unshare", &flag]);
            let maps = [
                ("setgroups", "deny".to_owned()),
                ("uid_map", format!("{USER_INSIDE} {user} 1")),
                ("gid_map", format!("{GROUP_INSIDE} {group} 1")),
            ];
            for (file, text) in maps {
                let path = format!("/proc/self/{file}");
                steps.step(format!("write {file}"), &[&"write", &path, &text]);
            }
            // Inside another user namespace a program would have all capabilities there.
            let most = "/proc/sys/user/max_user_namespaces";
            steps.step("refuse user namespaces", &[&"write", &most, &"0"]);
        }
        steps.step("drop capabilities", &[&"drop"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(plan: &Plan<'_>) -> Vec<String> {
        let steps = plan.steps();
        steps.argv.iter().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    fn plan(argv: &[CString]) -> Plan<'_> {
        Plan {
            instance: "a",
            root: Path::new("/cache/root"),
            binds: vec![(Path::new("/data/code"), Path::new("/var/task"))],
            name_servers: Path::new("/data/resolv.conf"),
            tmp: Tmp::Device("/dev/loop3".into()),
            hostname: "sandbox",
            user: Some(1000),
            mapped: Some((1000, 1000)),
            files_max: 1024,
            processes_max: Some(64),
            dir: Path::new("/var/task"),
            argv,
            status: 3,
            entrances: 2,
        }
    }

    fn position(words: &[String], wanted: &[&str]) -> usize {
        let found = words.windows(wanted.len()).position(|window| window == wanted);
        found.unwrap_or_else(|| panic!("{wanted:?} is not in {words:?}"))
    }

    #[test]
    fn privileges_go_after_the_last_mount_and_before_the_program() {
        let argv = [c"/bin/true".to_owned(), c"drop".to_owned()];
        let words = words(&plan(&argv));
        assert_eq!(words[..3], ["hamsu-init", "a", "3"]);
        let order = [
            position(&words, &["join", "4", "join", "5", "keep", "4"]),
            position(&words, &["bind", "/data/code", "/cache/root/var/task", "7"]),
            position(&words, &["mount", "ext4", "/dev/loop3", "/cache/root/tmp"]),
            position(&words, &["root", "/cache/root"]),
            position(&words, &["ids", "1000", "1000"]),
            position(&words, &["write", "/proc/self/uid_map", "993 1000 1"]),
            position(&words, &["write", "/proc/sys/user/max_user_namespaces", "0"]),
            position(&words, &["drop", "cd", "/var/task", "exec", "/bin/true", "drop"]),
        ];
        assert!(order.is_sorted(), "{order:?} in {words:?}");
        assert_eq!(order[7] + 6, words.len());
    }

    #[test]
    fn without_root_nothing_needs_it() {
        let argv = [c"/bin/true".to_owned()];
        let plan = Plan { user: None, mapped: Some((0, 0)), tmp: Tmp::Memory(512), ..plan(&argv) };
        let words = words(&plan);
        assert!(!words.iter().any(|word| word == "ids" || word == "own" || word == "ext4"));
        position(&words, &["write", "/proc/self/uid_map", "993 0 1"]);
        let at = position(&words, &["mount", "tmpfs", "tmp", "/cache/root/tmp"]);
        assert_eq!(words[at + 5], "size=512m,mode=1777");
    }

    #[test]
    fn every_step_has_a_name_for_its_failure() {
        let argv = [c"/bin/true".to_owned()];
        let steps = plan(&argv).steps();
        let known = [
            "join",
            "keep",
            "try-write",
            "private",
            "bind",
            "mount",
            "own",
            "rmdir",
            "root",
            "unshare",
            "hostname",
            "limit",
            "session",
            "ids",
            "write",
            "drop",
            "cd",
        ];
        let count = steps.argv.iter().filter(|word| known.contains(&&*word.to_string_lossy()));
        assert_eq!(count.count(), steps.names.len());
    }
}
