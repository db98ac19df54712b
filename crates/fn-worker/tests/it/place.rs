//! A worker with an instance, a package and a log of its own, and the sandboxes that it starts.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use fn_model::{
    Answer, CodeFiles, Credentials, FunctionError, FunctionId, Lane, LogSink, Request,
    RoleCredentials, Running, Runtime, Started, VersionSnapshot, VersionState, Workers,
};
use fn_worker::{Config, Worker};
use sandbox::{Host, Instance, RootFs, RootSpec};
use serde_json::Value;
use task::{Clock, Entropy};
use tempfile::TempDir;

/// Where root directories are built; kept between runs, like other things that are built.
pub const CACHE: &str = env!("CARGO_TARGET_TMPDIR");
pub const NOW_MS: i64 = 1_767_225_600_000;
pub const HOUR_MS: i64 = 3_600_000;

#[derive(Default)]
pub struct Lines(pub Mutex<Vec<(String, String)>>);

impl LogSink for Lines {
    fn line(&self, _: &FunctionId, role: &str, group: &str, stream: &str, _: i64, line: &str) {
        assert_eq!((role, group), ("arn:aws:iam::000000000000:role/r", "/aws/lambda/f"));
        self.0.lock().unwrap().push((stream.to_owned(), line.to_owned()));
    }
}

impl Lines {
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().iter().map(|(_, line)| line.clone()).collect()
    }
}

pub struct Keys;

impl RoleCredentials for Keys {
    fn for_function(&self, role: &str, function: &str) -> Result<Credentials, String> {
        if role.ends_with("/gone") {
            return Err("The role defined for the function cannot be assumed".to_owned());
        }
        Ok(Credentials {
            access_key: "ASIAEXAMPLE".to_owned(),
            secret: "secret".to_owned(),
            token: format!("token of {function}"),
            expires_ms: NOW_MS + HOUR_MS,
        })
    }
}

/// A worker with an instance and a package of its own.
pub struct Place {
    pub id: String,
    pub dir: TempDir,
    pub worker: Worker,
    pub lines: Arc<Lines>,
    pub clock: Clock,
    instance: Instance,
}

impl Place {
    pub fn new() -> Self {
        Self::with_init_max(Duration::from_mins(1))
    }

    pub fn with_init_max(init_max: Duration) -> Self {
        static PLACES: AtomicU32 = AtomicU32::new(0);
        let number = PLACES.fetch_add(1, Ordering::SeqCst);
        let id = format!("fw{:x}x{number}", std::process::id());
        let dir = tempfile::tempdir().unwrap();
        let (instance, _) =
            Instance::open(Host::probe(), &id, dir.path(), Path::new(CACHE)).unwrap();
        let code = dir.path().join("code");
        fs::create_dir(&code).unwrap();
        fs::set_permissions(&code, PermissionsExt::from_mode(0o755)).unwrap();
        write_program(&code.join("bootstrap"), include_str!("../runtime.py"));
        let lines = Arc::new(Lines::default());
        let sink: Arc<dyn LogSink> = Arc::<Lines>::clone(&lines);
        let clock = Clock::manual(NOW_MS);
        let config = Config { init_max, ..Config::new(instance.clone(), "http://127.0.0.1:4566") };
        let worker = Worker::new(config, sink, Arc::new(Keys), clock.clone(), Entropy::seeded(1));
        Self { id, dir, worker, lines, clock, instance }
    }

    pub fn code(&self) -> PathBuf {
        self.dir.path().join("code")
    }

    pub fn version(&self) -> VersionSnapshot {
        VersionSnapshot {
            id: FunctionId::new("000000000000", "eu-west-1", "f"),
            version: "$LATEST".to_owned(),
            build: 1,
            state: VersionState::Active,
            runtime: Runtime::Provided { identifier: "provided.al2023".to_owned(), root: root() },
            handler: "app.main".to_owned(),
            role: "arn:aws:iam::000000000000:role/r".to_owned(),
            memory_mb: 128,
            timeout_s: 30,
            ephemeral_mb: 64,
            environment: BTreeMap::new(),
            code: CodeFiles { dir: self.code(), sha256: String::new() },
            opt: None,
            log_group: "/aws/lambda/f".to_owned(),
        }
    }

    pub fn with_init(&self, init: &str) -> VersionSnapshot {
        let environment = BTreeMap::from([("INIT".to_owned(), init.to_owned())]);
        VersionSnapshot { environment, ..self.version() }
    }

    pub async fn start(&self, version: VersionSnapshot) -> Sandbox {
        let version = Arc::new(version);
        let started = self.worker.start(Arc::clone(&version)).await.unwrap();
        Sandbox { started, version, calls: AtomicU32::new(0) }
    }

    pub async fn started(&self) -> Sandbox {
        let sandbox = self.start(self.version()).await;
        assert!(sandbox.started.initialised, "{:?}", self.lines.all());
        sandbox
    }

    /// Nothing of it is left on the machine.
    pub async fn assert_clean(self) {
        self.worker.shutdown().await;
        assert_eq!(self.members(), Vec::<i32>::new(), "processes are left");
        assert_eq!(self.groups(), Vec::<PathBuf>::new(), "control groups are left");
    }

    pub fn groups(&self) -> Vec<PathBuf> {
        let prefix = format!("hamsu-{}-", self.id);
        let bases = self.instance.host().cgroups().bases();
        let all = bases.iter().flat_map(|base| fs::read_dir(base).unwrap());
        all.map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(&prefix))
            .collect()
    }

    pub fn members(&self) -> Vec<i32> {
        let wanted = format!("/hamsu-{}-", self.id);
        let entries = fs::read_dir("/proc").unwrap().flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
        pids.filter(|pid: &i32| {
            fs::read_to_string(format!("/proc/{pid}/cgroup"))
                .is_ok_and(|text| text.contains(&wanted))
        })
        .collect()
    }

    pub fn is_frozen(&self) -> bool {
        let says = |path: &Path, file: &str, text: &str| {
            fs::read_to_string(path.join(file)).is_ok_and(|it| it.contains(text))
        };
        let groups = self.groups();
        groups.iter().any(|path| {
            says(path, "freezer.state", "FROZEN") || says(path, "cgroup.events", "frozen 1")
        })
    }
}

pub fn write_program(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
}

/// The newest real Python of this machine: identifier and root directory.
pub fn python() -> (String, PathBuf) {
    let dirs = ["/usr/bin", "/usr/local/bin"].map(fs::read_dir).into_iter().flatten().flatten();
    let minor = |path: &PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        name.strip_prefix("python3.")?.parse::<u32>().ok()
    };
    let found =
        dirs.map(|entry| entry.unwrap().path()).filter_map(|path| Some((minor(&path)?, path)));
    let (minor, interpreter) = found.max().expect("this test needs Python");
    let spec = RootSpec::python(interpreter);
    let root = RootFs::build(Path::new(CACHE), &spec).unwrap();
    (format!("python3.{minor}"), root.path().to_owned())
}

pub fn root() -> PathBuf {
    python().1
}

pub struct Sandbox {
    pub started: Started,
    version: Arc<VersionSnapshot>,
    calls: AtomicU32,
}

impl Sandbox {
    pub fn running(&self) -> &dyn Running {
        &*self.started.sandbox
    }

    pub fn request(&self, event: &Value) -> Request {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        Request {
            version: Arc::clone(&self.version),
            invoked_arn: format!("{}:live", self.version.id.arn()),
            request_id: format!("id-{number}"),
            payload: Bytes::from(event.to_string()),
            client_context: None,
            trace: Some("Root=1-x;Parent=y;Sampled=0".to_owned()),
            lane: Lane::Sync,
            log_tail: true,
        }
    }

    /// An answer within two minutes.
    pub async fn run(&self, event: Value) -> Answer {
        tokio::select! {
            answer = self.running().run(self.request(&event)) => answer.unwrap(),
            () = Clock::sleep_real(Duration::from_mins(2)) => panic!("{event} takes too long"),
        }
    }

    /// What the function returns.
    pub async fn call(&self, event: Value) -> Value {
        let answer = self.run(event).await;
        assert_eq!(answer.error, None, "{answer:?}");
        serde_json::from_slice(&answer.payload).unwrap()
    }

    /// The error document, of a failure after which nothing of the sandbox lives.
    pub async fn fail(&self, event: Value) -> (Value, Answer) {
        let answer = self.run(event).await;
        assert_eq!(answer.error, Some(FunctionError::Unhandled), "{answer:?}");
        assert!(!self.running().is_fit());
        self.running().unfit().await;
        (serde_json::from_slice(&answer.payload).unwrap(), answer)
    }
}
