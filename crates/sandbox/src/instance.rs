//! One server among possibly several on a machine: names, users, and what its predecessor left.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::cgroup::{Cgroups, Group, named};
use crate::host::Host;
use crate::warden::{self, Warden};
use crate::{image, init, pause};

/// Users of sandboxes lie in a range that distributions, containers and systemd leave alone
/// (1,879,048,192 to 2,147,483,647), 65,536 for each instance.
const USERS_FROM: u32 = 1_879_048_192;
const USERS_EACH: u32 = 65_536;
const USER_RANGES: u32 = 4_095;

/// A server that starts sandboxes. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Instance(pub(crate) Arc<Shared>);

#[derive(Debug)]
pub(crate) struct Shared {
    pub host: Host,
    pub id: String,
    /// Templates of file systems.
    pub cache: PathBuf,
    /// Images of `/tmp`.
    pub scratch: PathBuf,
    /// A copy of the host's, for programs to see.
    pub name_servers: PathBuf,
    pub init: OwnedFd,
    /// None where there are no control groups: then nothing stands still.
    pub warden: Option<Warden>,
    next: AtomicU64,
    users: Mutex<BTreeSet<u32>>,
    users_from: u32,
}

/// What a killed predecessor had left, now removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Sandboxes whose processes still lived.
    pub sandboxes: usize,
    /// Control groups, counting each tree.
    pub cgroups: usize,
}

impl Instance {
    /// Open the instance `id` (1 to 16 of `a-z0-9`), and remove what an earlier process with the
    /// same id has left. The caller sees to it that no such process lives.
    ///
    /// `state` is the instance's own directory, on the disk that the `/tmp` of sandboxes use; in
    /// `cache`, which others may share, templates are kept. Blocking.
    pub fn open(host: Host, id: &str, state: &Path, cache: &Path) -> Result<(Self, Swept)> {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let is_good = !id.is_empty() && id.len() <= 16 && id.bytes().all(is_plain);
        ensure!(is_good, "an instance id is 1 to 16 of a-z0-9, not {id:?}");
        let scratch = state.join("tmp-images");
        fs::create_dir_all(&scratch).with_context(|| format!("make {}", scratch.display()))?;
        let scratch = fs::canonicalize(&scratch).context("find the directory of images")?;
        let ledger = state.join("cgroups");
        let swept = sweep(id, &host.cgroups, &ledger, &scratch)
            .context("remove what an earlier process left")?;
        let bases = host.cgroups.bases();
        let lines: Vec<_> = bases.iter().map(|base| base.to_string_lossy()).collect();
        fs::write(&ledger, lines.join("\n")).context("note where control groups are made")?;
        let name_servers = state.join("resolv.conf");
        let found = fs::read("/etc/resolv.conf").unwrap_or_default();
        fs::write(&name_servers, found).context("copy the list of name servers")?;
        let warden = (!bases.is_empty()).then(|| Warden::start(id, &prefix(id), &bases));
        let warden = warden.transpose().context("start the warden of the sandboxes")?;
        let digest = Sha256::digest(id.as_bytes());
        let number = u32::from_le_bytes([digest[0], digest[1], digest[2], digest[3]]);
        let shared = Shared {
            warden,
            host,
            id: id.to_owned(),
            cache: cache.to_owned(),
            scratch,
            name_servers: fs::canonicalize(&name_servers).context("find that copy")?,
            init: init::program().context("put the init program in memory")?,
            next: AtomicU64::new(1),
            users: Mutex::new(BTreeSet::new()),
            users_from: USERS_FROM + (number % USER_RANGES) * USERS_EACH,
        };
        Ok((Self(Arc::new(shared)), swept))
    }

    /// What this machine can do.
    pub fn host(&self) -> &Host {
        &self.0.host
    }

    /// The id that every kernel object of ours carries.
    pub fn id(&self) -> &str {
        &self.0.id
    }
}

impl Shared {
    /// A name for the next sandbox, and its number.
    pub(crate) fn next_name(&self) -> (String, u64) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (format!("{}{number}", prefix(&self.id)), number)
    }

    /// A sandbox that stands still has somebody who ends it with the server. Blocking.
    pub(crate) fn check_warden(&self) -> io::Result<()> {
        self.warden.as_ref().map_or(Ok(()), Warden::check)
    }

    /// Take a user that no sandbox has, the one after `number` if it is free.
    pub(crate) fn take_user(self: &Arc<Self>, number: u64) -> Option<User> {
        let mut users = self.users.lock().unwrap_or_else(PoisonError::into_inner);
        let first = (number % u64::from(USERS_EACH)) as u32;
        let mut all = (first..USERS_EACH).chain(0..first).map(|user| self.users_from + user);
        let id = all.find(|id| !users.contains(id))?;
        users.insert(id);
        Some(User { id, of: Arc::clone(self) })
    }
}

/// A user id that belongs to one sandbox until it is dropped.
#[derive(Debug)]
pub(crate) struct User {
    pub id: u32,
    of: Arc<Shared>,
}

impl Drop for User {
    fn drop(&mut self) {
        self.of.users.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

fn prefix(id: &str) -> String {
    format!("hamsu-{id}-")
}

fn sweep(id: &str, cgroups: &Cgroups, ledger: &Path, scratch: &Path) -> Result<Swept> {
    let mut swept = Swept::default();
    // Where the predecessor made its groups need not be where this process does.
    let noted = fs::read_to_string(ledger).unwrap_or_default();
    let mut bases: BTreeSet<PathBuf> = noted.lines().map(PathBuf::from).collect();
    bases.extend(cgroups.bases().into_iter().map(Path::to_owned));
    let groups: Vec<Group> = bases
        .iter()
        .flat_map(|base| named(base, &prefix(id)).into_iter().map(|name| base.join(name)))
        .map(Group::left_over)
        .collect();
    for pid in processes_of(id, warden::NAME) {
        warden::dismiss(pid).context("end the warden of an earlier process")?;
    }
    let inits = processes_of(id, init::NAME);
    swept.sandboxes = inits.len();
    swept.cgroups = groups.len();
    for pid in inits {
        // Gone in the meantime: as well.
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
    }
    for group in &groups {
        group.kill().context("kill what lives in a control group")?;
    }
    for group in &groups {
        group.remove().context("remove a control group")?;
    }
    // The kernel frees devices with the last process that sees their mount.
    let mut tries = 0;
    while !image::attached_in(scratch).is_empty() {
        ensure!(tries < 250, "loop devices with images in {} stay", scratch.display());
        tries += 1;
        pause(Duration::from_millis(20));
    }
    for entry in fs::read_dir(scratch).into_iter().flatten().flatten() {
        fs::remove_file(entry.path()).context("remove an image")?;
    }
    Ok(swept)
}

/// Processes of instance `id` that run our program `name`, by their command line, which names both.
fn processes_of(id: &str, name: &str) -> Vec<rustix::process::Pid> {
    let wanted = format!("{name}\0{id}\0");
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let names = processes.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let pids = names.filter_map(|name| rustix::process::Pid::from_raw(name.parse().ok()?));
    pids.filter(|pid| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.starts_with(wanted.as_bytes()) && is_ours(*pid, name)
    })
    .collect()
}

/// Anybody can call itself so; where the kernel lets us see the program, it must be ours.
fn is_ours(pid: rustix::process::Pid, name: &str) -> bool {
    match fs::read_link(format!("/proc/{pid}/exe")) {
        Ok(path) => path.to_string_lossy().starts_with(&format!("/memfd:{name}")),
        Err(error) => error.kind() == io::ErrorKind::PermissionDenied,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(id: &str, state: &Path) -> Result<(Instance, Swept)> {
        Instance::open(Host::with_cgroups(Cgroups::None), id, state, state)
    }

    #[test]
    fn no_two_sandboxes_have_one_user_and_a_returned_one_is_given_again() {
        let dir = tempfile::tempdir().unwrap();
        let (instance, swept) = open("a", dir.path()).unwrap();
        assert_eq!(swept, Swept::default());
        let shared = &instance.0;
        let one = shared.take_user(5).unwrap();
        let two = shared.take_user(5).unwrap();
        assert_ne!(one.id, two.id);
        let id = one.id;
        drop(one);
        assert_eq!(shared.take_user(5).unwrap().id, id);
        assert!((USERS_FROM..=i32::MAX.cast_unsigned()).contains(&id), "{id}");
    }

    #[test]
    fn an_instance_id_that_is_no_name_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        for id in ["", "../up", "UPPER", "a-b", "seventeenletterss"] {
            assert!(open(id, dir.path()).is_err(), "{id:?}");
        }
    }
}
