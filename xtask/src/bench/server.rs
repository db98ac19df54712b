//! The servers that benches measure: hamsu's release binary, and a bare hyper echo as the floor.

use std::future::Future;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

use super::request::{once, wire};

/// A server that is ended with this value.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From exec to its first answer.
    pub first_answer: Duration,
}

/// A hamsu that is about to be started.
pub struct Hamsu {
    data: PathBuf,
    auth: &'static str,
    cpu: Option<usize>,
    cache: Option<PathBuf>,
    first: Vec<u8>,
}

impl Hamsu {
    /// Who is let in; `dev` without this.
    pub fn auth(mut self, auth: &'static str) -> Self {
        self.auth = auth;
        self
    }

    /// On one core.
    pub fn pinned(mut self, cpu: usize) -> Self {
        self.cpu = Some(cpu);
        self
    }

    /// With another cache than the user's.
    pub fn cache(mut self, cache: &Path) -> Self {
        self.cache = Some(cache.to_owned());
        self
    }

    /// The first request that it is asked; its health without this.
    pub fn first(mut self, request: Vec<u8>) -> Self {
        self.first = request;
        self
    }

    /// Start it and wait for its first answer.
    pub fn start(self) -> Result<Running> {
        let mut command = pinned(&target().join("hamsu"), self.cpu);
        let args = ["up", "--listen", "127.0.0.1:0", "--auth", self.auth, "--data"];
        command.args(args).arg(&self.data).env("HAMSU_LOG", "warn").stderr(Stdio::null());
        if let Some(cache) = &self.cache {
            command.env("XDG_CACHE_HOME", cache);
        }
        Running::start(command, &self.first)
    }
}

impl Running {
    /// hamsu on `data`.
    pub fn hamsu(data: &Path) -> Hamsu {
        let first = wire("GET", "/_hamsu/health", &[("host", "localhost")], b"");
        Hamsu { data: data.to_owned(), auth: "dev", cpu: None, cache: None, first }
    }

    /// The floor of a request: hyper, which answers what it is sent.
    pub fn echo(cpu: usize) -> Result<Self> {
        let mut command = pinned(&std::env::current_exe()?, Some(cpu));
        command.args(["bench", "echo-server"]);
        Self::start(command, &wire("GET", "/", &[("host", "localhost")], b""))
    }

    /// The floor of a call: hyper, and behind it one `python` with `echo.py` of `handlers`.
    pub fn bare_handler(python: &Path, handlers: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["bench", "handler-server"]).arg(python).arg(handlers);
        Self::start(command, &wire("POST", "/", &[("host", "localhost")], b"{}"))
    }

    fn start(mut command: Command, first: &[u8]) -> Result<Self> {
        let started = Instant::now();
        let mut child =
            command.stdout(Stdio::piped()).spawn().context("start a server: is it built?")?;
        let stdout = child.stdout.take().context("its output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let Some((_, address)) = line.trim().rsplit_once("//") else {
            let _ = child.kill();
            let _ = child.wait();
            bail!("the server did not start: {line:?}");
        };
        let mut running =
            Self { child, address: address.parse()?, first_answer: Duration::default() };
        once(running.address, first)?;
        running.first_answer = started.elapsed();
        Ok(running)
    }

    /// CPU time that the server itself has used, in microseconds.
    pub fn cpu_micros(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields: Vec<&str> =
            stat.rsplit_once(')').context("stat")?.1.split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>()? + fields[12].parse::<u64>()?;
        let per_second = rustix::param::clock_ticks_per_second();
        Ok(ticks as f64 * 1e6 / per_second as f64)
    }

    /// Resident memory in MB.
    pub fn resident_mb(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS")?;
        let kb: f64 = line.split_whitespace().nth(1).context("VmRSS")?.parse()?;
        Ok(kb / 1024.0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        for _ in 0..400 {
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The time of all processors since the machine was started, in ticks.
pub struct Processors {
    idle: u64,
    all: u64,
}

impl Processors {
    /// As it is now.
    pub fn now() -> Result<Self> {
        let stat = std::fs::read_to_string("/proc/stat")?;
        let line = stat.lines().next().context("/proc/stat")?;
        // user, nice, system, idle, iowait, irq, softirq, steal; guests are in user already.
        let ticks: Result<Vec<u64>, _> =
            line.split_whitespace().skip(1).take(8).map(str::parse).collect();
        let ticks = ticks?;
        Ok(Self { idle: ticks[3] + ticks[4], all: ticks.iter().sum() })
    }

    /// The share of their time since `before` in which they had something to do.
    pub fn busy_since(&self, before: &Self) -> f64 {
        1.0 - (self.idle - before.idle) as f64 / (self.all - before.all).max(1) as f64
    }
}

/// Where the release binaries are.
pub fn target() -> PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    own.parent().map(Path::to_owned).unwrap_or_default()
}

fn pinned(program: &Path, cpu: Option<usize>) -> Command {
    match cpu {
        None => Command::new(program),
        Some(cpu) => {
            let mut command = Command::new("taskset");
            command.args(["-c", &cpu.to_string()]).arg(program);
            command
        }
    }
}

/// Serve echoes until killed, on one thread.
pub fn echo() -> Result<()> {
    serve(|body| std::future::ready(Ok(body)))
}

/// Serve what a handler in a bare Python says, until killed. One call at a time, as in a sandbox.
pub fn handler(python: &str, handlers: &str) -> Result<()> {
    let (own, its) = UnixStream::pair()?;
    Command::new(python)
        .args(["-c", include_str!("handler.py"), handlers])
        .stdin(OwnedFd::from(its.try_clone()?))
        .stdout(OwnedFd::from(its))
        .spawn()
        .context("start Python")?;
    let own = Rc::new(own);
    // It ends when this end of its socket is closed.
    serve(move |event| std::future::ready(call(&own, &event)))
}

/// Hand an event over and wait for the answer, each after its length.
fn call(mut python: &UnixStream, event: &[u8]) -> Result<Bytes> {
    python.write_all(&[&(event.len() as u32).to_le_bytes(), event].concat())?;
    let mut length = [0; 4];
    python.read_exact(&mut length)?;
    let mut answer = vec![0; u32::from_le_bytes(length) as usize];
    python.read_exact(&mut answer)?;
    Ok(answer.into())
}

/// Serve `answer` on one thread.
fn serve<A, F>(answer: A) -> Result<()>
where
    A: Fn(Bytes) -> F + Clone + 'static,
    F: Future<Output = Result<Bytes>> + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("listening on http://{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let answer = answer.clone();
            tokio::task::spawn_local(async move {
                let serve = service_fn(move |request: Request<hyper::body::Incoming>| {
                    let answer = answer.clone();
                    async move {
                        let body = request.into_body().collect().await?.to_bytes();
                        Ok::<_, anyhow::Error>(Response::new(Full::new(answer(body).await?)))
                    }
                });
                let connection = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), serve);
                // A client that goes away is no concern.
                let _ = connection.await;
            });
        }
    })
}
