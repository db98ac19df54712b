//! What this machine lets us do, and what it does not.

use std::ffi::CStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cgroup::Cgroups;
use crate::{init, sys};

/// How well programs are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Not at all: the host allows no namespaces, and no sandbox can be started.
    None,
    /// Namespaces, but not everything that holds them: see [`Host::lacks`].
    Contained,
    /// Everything that this version knows.
    Full,
}

impl Tier {
    /// `full`, `contained` or `none`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Contained => "contained",
            Self::None => "none",
        }
    }
}

/// Something that sandboxes do without on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// What is missing, as the end of "without ...".
    pub what: &'static str,
    /// Why, and what would help.
    pub why: String,
}

/// By what right namespaces are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// As root: everything can be mounted, users can be changed.
    Root,
    /// In a user namespace of our own.
    UserNamespace,
    /// None.
    Nothing,
}

/// What this machine can do.
#[derive(Clone, Debug)]
pub struct Host {
    pub(crate) right: Right,
    /// Whether a program can be put in a user namespace of its own at the end.
    pub(crate) user_namespaces: bool,
    pub(crate) cgroups: Cgroups,
    /// The program that makes file systems, where loop devices work too.
    pub(crate) mkfs: Option<PathBuf>,
    lacks: Vec<Lack>,
}

pub(crate) const NAMESPACES: libc::c_int =
    libc::CLONE_NEWNS | libc::CLONE_NEWPID | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS;

/// What makes us root in a new user namespace of ours: files and what to write to them.
pub(crate) fn root_of_own_namespace() -> [(&'static CStr, Vec<u8>); 3] {
    let user = rustix::process::geteuid().as_raw();
    let group = rustix::process::getegid().as_raw();
    [
        (c"/proc/self/setgroups", b"deny".to_vec()),
        (c"/proc/self/uid_map", format!("0 {user} 1").into_bytes()),
        (c"/proc/self/gid_map", format!("0 {group} 1").into_bytes()),
    ]
}

impl Host {
    /// Try what can be tried and look at the rest. Some milliseconds; changes nothing.
    pub fn probe() -> Self {
        let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
        Self::with_cgroups(Cgroups::detect(Path::new("/sys/fs/cgroup"), &own))
    }

    /// The same, with control groups from elsewhere.
    pub fn with_cgroups(cgroups: Cgroups) -> Self {
        let mut lacks = vec![Lack {
            what: "a network of its own",
            why: "this version shares the host's network with functions".to_owned(),
        }];
        let mut lack = |what, why: String| lacks.push(Lack { what, why });
        let is_root = rustix::process::geteuid().is_root();
        let as_root = if is_root { init::trial(false) } else { Ok(()) };
        let as_user = init::trial(true);
        let right = match (is_root, &as_root, &as_user) {
            (true, Ok(()), _) => Right::Root,
            (_, _, Ok(())) => Right::UserNamespace,
            (_, _, Err(error)) => {
                let hint = "a container's default profile refuses them: run it privileged, or as \
                            root on the machine itself";
                lack("sandboxes", format!("namespaces are refused ({error}); {hint}"));
                Right::Nothing
            }
        };
        if let (Right::Root, Err(error)) = (right, &as_user) {
            lack("a user namespace of its own", format!("the kernel refuses it ({error})"));
        }
        let mkfs = find_mkfs().filter(|_| right == Right::Root);
        if right == Right::UserNamespace {
            let why = "this needs root".to_owned();
            lack("a user of its own for each sandbox", why.clone());
            lack("groups dropped: it keeps the server's", why.clone());
            lack("a /tmp on disk: it lies in memory", why);
        }
        if right == Right::Root && mkfs.is_none() {
            let why = "mkfs.ext4 or loop devices are missing; install e2fsprogs".to_owned();
            lack("a /tmp on disk: it lies in memory", why);
        }
        let group_why = || match &cgroups {
            Cgroups::None => "no control group of the host is ours to write".to_owned(),
            Cgroups::V1 { .. } => "that controller is not mounted, or not ours to write".to_owned(),
            Cgroups::V2 { base, .. } => {
                format!("{} does not pass that controller on", base.display())
            }
        };
        if !cgroups.holds_memory() {
            lack("a limit on memory", group_why());
        }
        if !cgroups.holds_processes() {
            lack("a limit on processes", group_why());
        }
        if !cgroups.freezes() {
            lack("standing still between events", group_why());
        }
        Self { right, user_namespaces: as_user.is_ok(), cgroups, mkfs, lacks }
    }

    /// How well programs are kept apart here.
    pub fn tier(&self) -> Tier {
        let holds = self.cgroups.holds_memory() && self.cgroups.holds_processes();
        match self.right {
            Right::Nothing => Tier::None,
            Right::Root if holds && self.cgroups.freezes() => Tier::Full,
            _ => Tier::Contained,
        }
    }

    /// What is missing here, for the start banner and `hamsu doctor`. Never empty in this version:
    /// the network is always the host's.
    pub fn lacks(&self) -> &[Lack] {
        &self.lacks
    }

    /// Where control groups are made.
    pub fn cgroups(&self) -> &Cgroups {
        &self.cgroups
    }

    /// Whether `/tmp` of sandboxes lies on disk; else it is charged to their memory.
    pub fn has_disk_tmp(&self) -> bool {
        self.mkfs.is_some()
    }
}

fn find_mkfs() -> Option<PathBuf> {
    let systems = fs::read_to_string("/proc/filesystems").unwrap_or_default();
    let knows_ext4 = systems.split_whitespace().any(|word| word == "ext4");
    let control = fs::OpenOptions::new().read(true).write(true).open("/dev/loop-control").ok()?;
    let number = sys::loop_free(&control).ok()?;
    let has_node = Path::new(&format!("/dev/loop{number}")).exists();
    let places = ["/usr/sbin", "/sbin", "/usr/bin", "/usr/local/sbin"];
    let programs = places.map(|dir| Path::new(dir).join("mkfs.ext4"));
    let found = programs.into_iter().find(|path| path.is_file());
    found.filter(|_| knows_ext4 && has_node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_control_groups_each_limit_is_named_as_missing() {
        let host = Host::with_cgroups(Cgroups::None);
        let lacks: Vec<_> = host.lacks().iter().map(|lack| lack.what).collect();
        for what in ["a network of its own", "a limit on memory", "a limit on processes"] {
            assert!(lacks.contains(&what), "{what} is not among {lacks:?}");
        }
        assert_ne!(host.tier(), Tier::Full);
    }
}
