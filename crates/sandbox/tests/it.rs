//! Sandboxes on the real kernel. Needs root (one test runs itself again as nobody), control groups,
//! bash, and Python in `/usr/bin` or `/usr/local/bin`.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sandbox::launch::{self, Program};
use sandbox::{
    Bind, Cgroups, Exit, Host, Instance, Limits, Outcome, Output, RootFs, RootSpec, Sandbox,
    SpawnError, Spec, Tier,
};
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::net::unix::pipe::Receiver;

#[path = "it/host.rs"]
mod host;
#[path = "it/inside.rs"]
mod inside;
#[path = "it/life.rs"]
mod life;
#[path = "it/limits.rs"]
mod limits;
#[path = "it/warden.rs"]
mod warden;

/// An instance of its own for one test.
struct Place {
    id: String,
    dir: TempDir,
    instance: Instance,
}

/// Where root directories are built; kept between runs, like other things that are built.
const CACHE: &str = env!("CARGO_TARGET_TMPDIR");

impl Place {
    fn new(id: &str) -> Self {
        Self::on(Host::probe(), id)
    }

    fn on(host: Host, id: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (instance, _) = Instance::open(host, id, dir.path(), Path::new(CACHE)).unwrap();
        Self { id: id.to_owned(), dir, instance }
    }

    async fn spawn(&self, spec: Spec) -> Sandbox {
        Sandbox::spawn(&self.instance, spec).await.unwrap()
    }

    /// Run to the end; what it said goes first.
    async fn run(&self, spec: Spec) -> (String, Exit) {
        let mut sandbox = self.spawn(Spec { output: Output::Joined, ..spec }).await;
        let said = all(&mut sandbox).await;
        let exit = sandbox.exited().await;
        sandbox.destroy().await.unwrap();
        (said, exit)
    }

    /// Nothing of this instance is left on the machine.
    fn assert_clean(self) {
        assert_eq!(members(&self.id), Vec::<i32>::new(), "processes are left");
        assert_eq!(self.groups(), Vec::<PathBuf>::new(), "control groups are left");
        assert_eq!(self.devices(), Vec::<PathBuf>::new(), "loop devices are left");
        assert_eq!(fs::read_dir(self.dir.path().join("tmp-images")).unwrap().count(), 0);
    }

    fn groups(&self) -> Vec<PathBuf> {
        let prefix = format!("hamsu-{}-", self.id);
        let bases = self.instance.host().cgroups().bases();
        let all = bases.iter().flat_map(|base| fs::read_dir(base).unwrap());
        all.map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(&prefix))
            .collect()
    }

    fn devices(&self) -> Vec<PathBuf> {
        let dir = self.dir.path().to_string_lossy().into_owned();
        let all = fs::read_dir("/sys/block").unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| {
            fs::read_to_string(path.join("loop/backing_file"))
                .is_ok_and(|file| file.starts_with(&dir))
        })
        .collect()
    }
}

/// A program in the root that holds no interpreter.
fn bare(path: &str, args: &[&str]) -> Spec {
    let root = RootFs::build(Path::new(CACHE), &RootSpec::provided()).unwrap();
    spec_in(root, path, args)
}

fn sh(script: &str) -> Spec {
    bare("/bin/sh", &["-c", script])
}

fn python(script: &str) -> Spec {
    let spec = RootSpec::python(pythons().pop().expect("this test needs Python"));
    let root = RootFs::build(Path::new(CACHE), &spec).unwrap();
    spec_in(root, "/var/lang/bin/python3", &["-c", script])
}

fn spec_in(root: RootFs, program: &str, args: &[&str]) -> Spec {
    let mut spec = Spec::new(root, program);
    spec.args = args.iter().map(Into::into).collect();
    spec.env = vec![("PATH".into(), "/var/lang/bin:/usr/bin:/bin".into())];
    spec.tmp_mb = 16;
    spec.limits = Limits { memory_bytes: Some(256 << 20), processes: Some(64) };
    spec
}

/// Real Python interpreters of this machine.
fn pythons() -> Vec<PathBuf> {
    let dirs = ["/usr/bin", "/usr/local/bin"].map(fs::read_dir).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = dirs
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let minor = name.strip_prefix("python3.").unwrap_or("-");
            minor.bytes().all(|byte| byte.is_ascii_digit())
        })
        .collect();
    found.sort();
    found
}

/// Processes in the control groups of an instance.
fn members(id: &str) -> Vec<i32> {
    let wanted = format!("/hamsu-{id}-");
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
    pids.filter(|pid: &i32| {
        fs::read_to_string(format!("/proc/{pid}/cgroup")).is_ok_and(|text| text.contains(&wanted))
    })
    .collect()
}

fn reader(sandbox: &mut Sandbox) -> Receiver {
    Receiver::from_owned_fd(sandbox.take_stdout().unwrap()).unwrap()
}

async fn all(sandbox: &mut Sandbox) -> String {
    let mut said = Vec::new();
    reader(sandbox).read_to_end(&mut said).await.unwrap();
    String::from_utf8_lossy(&said).into_owned()
}

async fn byte(from: &mut Receiver) -> u8 {
    from.read_u8().await.unwrap()
}

fn code(number: i32) -> Exit {
    Exit { outcome: Outcome::Code(number), ran_out_of_memory: false }
}

fn signal(number: i32) -> Exit {
    Exit { outcome: Outcome::Signal(number), ran_out_of_memory: false }
}
