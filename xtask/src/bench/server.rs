//! The servers that benches measure: hamsu's release binary, and a bare hyper echo as the floor.

use std::convert::Infallible;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

/// A server that is ended with this value.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From exec to its first answer.
    pub first_answer: Duration,
}

impl Running {
    /// hamsu on `data`; on one core if asked.
    pub fn hamsu(data: &Path, auth: &str, cpu: Option<usize>) -> Result<Self> {
        let hamsu = target().join("hamsu");
        let args = ["up", "--listen", "127.0.0.1:0", "--auth", auth, "--data"];
        let mut command = pinned(&hamsu, cpu);
        command.args(args).arg(data).env("HAMSU_LOG", "warn").stderr(Stdio::null());
        Self::start(command, "GET /_hamsu/health HTTP/1.1\r\nhost: localhost\r\n\r\n")
    }

    /// The floor: hyper, which answers what it is sent.
    pub fn echo(cpu: usize) -> Result<Self> {
        let own = std::env::current_exe()?;
        let mut command = pinned(&own, Some(cpu));
        command.args(["bench", "echo-server"]);
        Self::start(command, "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
    }

    fn start(mut command: Command, probe: &str) -> Result<Self> {
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
        let address: SocketAddr = address.parse()?;
        let mut stream = std::net::TcpStream::connect(address)?;
        std::io::Write::write_all(&mut stream, probe.as_bytes())?;
        std::io::Read::read(&mut stream, &mut [0; 512])?;
        Ok(Self { child, address, first_answer: started.elapsed() })
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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("listening on http://{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            tokio::task::spawn_local(async move {
                let serve = service_fn(|request: Request<hyper::body::Incoming>| async move {
                    let body = request.into_body().collect().await;
                    let body = body.map(http_body_util::Collected::to_bytes).unwrap_or_default();
                    Ok::<_, Infallible>(Response::new(Full::<Bytes>::new(body)))
                });
                let connection = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), serve);
                // A client that goes away is no concern.
                let _ = connection.await;
            });
        }
    })
}
