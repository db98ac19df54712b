//! A load of one request, over many connections, from one thread on one core.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What a load did.
#[derive(Debug)]
pub struct Load {
    /// Requests answered.
    pub requests: u64,
    /// Seconds that it took.
    pub seconds: f64,
    /// Microseconds of each request, sorted.
    pub micros: Vec<u32>,
}

impl Load {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.seconds
    }

    /// The time that `share` of the requests took at most, in microseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let rank = (self.micros.len() as f64 * share).ceil() as usize;
        self.micros.get(rank.saturating_sub(1)).copied().map_or(0.0, f64::from)
    }
}

/// Send what `request` makes (of connection and count) over `connections`, each waiting for its
/// answer, for `time`. Every answer has to be a 2xx.
pub fn run(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    cpu: Option<usize>,
    request: impl Fn(usize, u64) -> Vec<u8> + Copy + Send + 'static,
) -> Result<Load> {
    let thread = std::thread::spawn(move || -> Result<Load> {
        if let Some(cpu) = cpu {
            pin(cpu)?;
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, async move {
            let started = Instant::now();
            let deadline = started + time;
            let tasks: Vec<_> = (0..connections)
                .map(|connection| {
                    tokio::task::spawn_local(one(address, deadline, move |count| {
                        request(connection, count)
                    }))
                })
                .collect();
            let mut micros = Vec::new();
            for task in tasks {
                micros.extend(task.await??);
            }
            let seconds = started.elapsed().as_secs_f64();
            micros.sort_unstable();
            Ok(Load { requests: micros.len() as u64, seconds, micros })
        })
    });
    thread.join().map_err(|_| anyhow::anyhow!("the load's thread panicked"))?
}

/// Send each of `requests` once, over `connections`. Every answer has to be a 2xx.
pub fn each(address: SocketAddr, connections: usize, requests: Vec<Vec<u8>>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = tokio::task::LocalSet::new();
    let queue = Rc::new(RefCell::new(requests));
    local.block_on(&runtime, async {
        let tasks: Vec<_> = (0..connections)
            .map(|_| {
                let queue = Rc::clone(&queue);
                tokio::task::spawn_local(async move {
                    let mut stream = TcpStream::connect(address).await.context("connect")?;
                    let mut buffer = Vec::new();
                    loop {
                        let Some(request) = queue.borrow_mut().pop() else {
                            return Ok::<_, anyhow::Error>(());
                        };
                        stream.write_all(&request).await?;
                        answer(&mut stream, &mut buffer).await?;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        Ok(())
    })
}

async fn one(
    address: SocketAddr,
    deadline: Instant,
    request: impl Fn(u64) -> Vec<u8>,
) -> Result<Vec<u32>> {
    let mut stream = TcpStream::connect(address).await.context("connect")?;
    stream.set_nodelay(true)?;
    let mut micros = Vec::new();
    let mut buffer = Vec::with_capacity(64 * 1024);
    for count in 0.. {
        let bytes = request(count);
        let sent = Instant::now();
        if sent >= deadline {
            break;
        }
        stream.write_all(&bytes).await?;
        answer(&mut stream, &mut buffer).await?;
        micros.push(sent.elapsed().as_micros() as u32);
    }
    Ok(micros)
}

/// Read one whole answer.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<()> {
    buffer.clear();
    let mut whole = None;
    loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        if whole.is_none() {
            whole = head(buffer)?;
        }
        if whole.is_some_and(|(_, whole)| buffer.len() >= whole) {
            return Ok(());
        }
    }
}

/// How long an answer's head is, and all of it, once the head is there. It has to be a 2xx.
pub fn head(buffer: &[u8]) -> Result<Option<(usize, usize)>> {
    let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = std::str::from_utf8(&buffer[..end])?;
    if !text.starts_with("HTTP/1.1 2") {
        bail!("refused: {}", String::from_utf8_lossy(buffer));
    }
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    Ok(Some((end + 4, end + 4 + length.context("no content-length")?)))
}

/// Keep this thread on one core.
pub fn pin(cpu: usize) -> Result<()> {
    let mut set = rustix::thread::CpuSet::new();
    set.set(cpu);
    rustix::thread::sched_setaffinity(None, &set).context("pin a thread")
}
