//! The end of a server that is killed: nothing of it lives on, whether it stands still or not.

use std::os::unix::fs::chown;
use std::pin::pin;

use task::Clock;

use super::*;

const TEST: &str = "warden::a_killed_server_takes_its_sandboxes_with_it";
/// What makes this test the server that is to be killed.
const DIR: &str = "SANDBOX_TEST_SERVER";
const GROUPS: &str = "SANDBOX_TEST_GROUPS";
const NOBODY: u32 = 65_534;

#[test]
fn a_killed_server_takes_its_sandboxes_with_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    #[expect(clippy::disallowed_methods, reason = "this test is its own second process")]
    let given = [DIR, GROUPS].map(|name| std::env::var(name).ok());
    if let [Some(dir), Some(groups)] = given {
        return runtime.block_on(serve(Path::new(&dir), &groups));
    }
    let probed = Host::probe().cgroups().clone();
    runtime.block_on(check("killed1", &probed, false));
    for tree in ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"].map(PathBuf::from) {
        if tree.join("cgroup.controllers").is_file() {
            let groups = Cgroups::V2 { base: tree, memory: false, pids: false };
            runtime.block_on(check("killed2", &groups, false));
        }
    }
    let handed = Handed::over(&probed);
    runtime.block_on(check("killed3", &handed.0, true));
}

/// Control groups that a user other than root may make.
struct Handed(Cgroups);

impl Handed {
    fn over(groups: &Cgroups) -> Self {
        let own = |base: &Path| {
            let dir = base.join("sandbox-test-nobody");
            fs::create_dir_all(&dir).unwrap();
            for entry in fs::read_dir(&dir).unwrap() {
                chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
            }
            chown(&dir, Some(NOBODY), Some(NOBODY)).unwrap();
            dir
        };
        Self(match groups {
            Cgroups::V1 { memory, pids, freezer } => {
                let [memory, pids, freezer] =
                    [memory, pids, freezer].map(|base| base.as_deref().map(own));
                Cgroups::V1 { memory, pids, freezer }
            }
            Cgroups::V2 { base, .. } => Cgroups::V2 { base: own(base), memory: false, pids: false },
            Cgroups::None => panic!("this test needs control groups"),
        })
    }
}

impl Drop for Handed {
    fn drop(&mut self) {
        for base in self.0.bases() {
            let _ = fs::remove_dir(base);
        }
    }
}

async fn check(id: &str, groups: &Cgroups, as_nobody: bool) {
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), PermissionsExt::from_mode(0o777)).unwrap();
    // Where nobody can read it.
    let me = dir.path().join("test");
    fs::copy(std::env::current_exe().unwrap(), &me).unwrap();
    let time_max = Duration::from_mins(2);
    let server = if as_nobody {
        let ids = ["--reuid", "65534", "--regid", "65534", "--clear-groups"];
        Program::new("setpriv", time_max).args(ids).arg(&me)
    } else {
        Program::new(&me, time_max)
    };
    let server = server
        .args(["--exact", TEST, "--nocapture"])
        .env(DIR, dir.path())
        .env(GROUPS, format!("{id} {}", words(groups)))
        .env("TMPDIR", dir.path());
    {
        let mut server = pin!(launch::run(server));
        while !dir.path().join("ready").is_file() {
            tokio::select! {
                ended = &mut server => panic!("{ended:?}"),
                () = tokio::task::yield_now() => {}
            }
        }
        assert!(members(id).len() >= 5, "{:?}", members(id));
        the_warden(id).await;
    }
    // The future is gone, and with it, by SIGKILL, the server.
    let killed = Clock::monotonic();
    let left = |id: &str| (members(id), wardens(id), named_groups(groups, id));
    while left(id) != (vec![], vec![], vec![]) {
        assert!(
            Clock::monotonic().since(killed) < Duration::from_secs(2),
            "{:?} outlive the server",
            left(id)
        );
    }
    let host = Host::with_cgroups(groups.clone());
    let (_, swept) = Instance::open(host, id, dir.path(), Path::new(CACHE)).unwrap();
    assert_eq!(swept, sandbox::Swept::default(), "the next start found something");
}

/// The server: one sandbox that runs and two that stand still.
async fn serve(dir: &Path, words: &str) {
    let (id, groups) = words.split_once(' ').unwrap();
    let host = Host::with_cgroups(read_groups(groups));
    let (instance, _) = Instance::open(host, id, dir, dir).unwrap();
    let root = RootFs::build(dir, &RootSpec::provided()).unwrap();
    let mut all = Vec::new();
    for is_frozen in [false, true, true] {
        let script = "trap '' TERM; (setsid sleep 600 &); echo r; sleep 600; exit 0";
        let spec = spec_in(root.clone(), "/bin/sh", &["-c", script]);
        let mut sandbox = Sandbox::spawn(&instance, spec).await.unwrap();
        assert_eq!(byte(&mut reader(&mut sandbox)).await, b'r');
        if is_frozen {
            sandbox.freeze().unwrap();
        }
        all.push(sandbox);
    }
    fs::write(dir.join("ready"), "").unwrap();
    all[0].exited().await;
}

/// Groups as words for the second process, and back.
fn words(groups: &Cgroups) -> String {
    let Cgroups::V1 { memory, pids, freezer } = groups else {
        return format!("v2 {}", groups.bases()[0].display());
    };
    let shown = |base: &Option<PathBuf>| base.as_ref().unwrap().display().to_string();
    format!("v1 {} {} {}", shown(memory), shown(pids), shown(freezer))
}

fn read_groups(words: &str) -> Cgroups {
    match words.split(' ').collect::<Vec<_>>().as_slice() {
        ["v2", base] => Cgroups::V2 { base: base.into(), memory: false, pids: false },
        ["v1", memory, pids, freezer] => {
            let [memory, pids, freezer] = [memory, pids, freezer].map(|base| Some(base.into()));
            Cgroups::V1 { memory, pids, freezer }
        }
        other => panic!("{other:?}"),
    }
}

fn named_groups(groups: &Cgroups, id: &str) -> Vec<PathBuf> {
    let all = groups.bases().into_iter().flat_map(|base| fs::read_dir(base).unwrap().flatten());
    let prefix = format!("hamsu-{id}-");
    all.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .map(|entry| entry.path())
        .collect()
}

pub fn wardens(id: &str) -> Vec<i32> {
    let wanted = format!("hamsu-warden\0{id}\0");
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
    pids.filter(|pid: &i32| {
        fs::read_to_string(format!("/proc/{pid}/cmdline")).is_ok_and(|text| text.contains(&wanted))
    })
    .collect()
}

/// The one warden of an instance, once it can be told by its command line.
pub async fn the_warden(id: &str) -> i32 {
    let patience = Clock::monotonic();
    loop {
        match wardens(id).as_slice() {
            [one] => return *one,
            other => {
                assert!(Clock::monotonic().since(patience) < Duration::from_secs(20), "{other:?}")
            }
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_warden_that_was_killed_is_replaced_before_anything_is_frozen() {
    let place = Place::new("warden");
    let mut sandbox = place.spawn(sh("echo ready; sleep 600")).await;
    assert_eq!(byte(&mut reader(&mut sandbox)).await, b'r');
    let first = the_warden("warden").await;
    let pid = rustix::process::Pid::from_raw(first).unwrap();
    // It is deaf to what is meant for the server.
    for signal in [rustix::process::Signal::TERM, rustix::process::Signal::INT] {
        rustix::process::kill_process(pid, signal).unwrap();
    }
    sandbox.freeze().unwrap();
    assert_eq!(wardens("warden"), [first]);
    sandbox.thaw().unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    while wardens("warden") == [first] {
        tokio::task::yield_now().await;
    }
    sandbox.freeze().unwrap();
    assert_ne!(the_warden("warden").await, first);
    sandbox.destroy().await.unwrap();
    drop(sandbox);
    drop(place);
    let patience = Clock::monotonic();
    while !wardens("warden").is_empty() {
        assert!(
            Clock::monotonic().since(patience) < Duration::from_secs(20),
            "it outlives its instance"
        );
        tokio::task::yield_now().await;
    }
}
