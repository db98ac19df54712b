//! The platform's own writer: the way of a function's line into its log stream.
//!
//! [`LogWriter::line`] (through [`LogSink`]) only puts the line into a buffer; one task commits
//! what is buffered every [`WriterOptions::interval`], or as soon as one stream has
//! [`WriterOptions::batch_bytes`]. So a kill loses at most what was written in the last interval.
//! Lines of one stream are committed in the order in which they came, one batch at a time; group
//! and stream are made with the first.
//!
//! What is buffered is bounded, and so is what one stream may write. Lines beyond are dropped and
//! counted, and the stream gets a line that says how many. While the disk is full, lines wait
//! within the same bound.
//!
//! Start at [`LogWriter::start`]; `buffer.rs` decides what is kept, `commit.rs` stores it. It
//! knows neither sandboxes nor IAM.

mod buffer;
mod commit;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use fn_model::{FunctionId, LogSink};
use service::Platform;
use task::{Clock, Instant, TaskKind};
use tokio::sync::{Notify, watch};

use buffer::{Buffers, Plan, Pushed};
use commit::{Outcome, Taken};

/// May `role` do `action` on `resource`?
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The function whose line it is.
    pub function: &'a FunctionId,
    /// The ARN of its execution role.
    pub role: &'a str,
    /// `logs:PutLogEvents`, `logs:CreateLogStream` or `logs:CreateLogGroup`.
    pub action: &'static str,
    /// The ARN of the stream or group.
    pub resource: &'a str,
}

/// Decides whether a function's role may write its lines; asked for every batch, off the path.
pub type Decide = Arc<dyn Fn(&Ask<'_>) -> bool + Send + Sync>;

/// Bounds of a writer.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// How long a line waits for others, in real time.
    pub interval: Duration,
    /// A stream with this much is committed at once; the most that one commit takes of a stream.
    pub batch_bytes: usize,
    /// The most that is buffered, for all streams together.
    pub memory_bytes: usize,
    /// What a stream may write a second, sustained.
    pub rate_bytes: u64,
    /// What a stream may write at once after a rest.
    pub burst_bytes: u64,
    /// Longer lines are cut.
    pub line_bytes: usize,
    /// How long to wait after a failed commit, in real time.
    pub retry: Duration,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            interval: Duration::from_millis(250),
            batch_bytes: 1 << 20,
            memory_bytes: 64 << 20,
            rate_bytes: 1 << 20,
            burst_bytes: 4 << 20,
            line_bytes: 256 << 10,
            retry: Duration::from_secs(1),
        }
    }
}

/// What a writer has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Lines that are durable.
    pub stored: u64,
    /// Batches that were committed, each to one stream.
    pub batches: u64,
    /// Lines dropped because their stream wrote too fast.
    pub dropped_rate: u64,
    /// Lines dropped because too much waited to be committed.
    pub dropped_memory: u64,
    /// Lines dropped because the role may not write them.
    pub denied: u64,
    /// Commits that failed, whose lines were kept for another try.
    pub failed_commits: u64,
}

#[derive(Debug, Default)]
struct Counters {
    stored: AtomicU64,
    batches: AtomicU64,
    dropped_rate: AtomicU64,
    dropped_memory: AtomicU64,
    denied: AtomicU64,
    failed_commits: AtomicU64,
}

/// What the writer and its task share.
struct Shared {
    platform: Arc<Platform>,
    decide: Decide,
    options: WriterOptions,
    started: Instant,
    buffers: Mutex<Buffers>,
    wake: Notify,
    counters: Counters,
}

/// Takes the lines of functions and commits them in batches. Dropping it ends its task after a
/// last try to commit what is buffered.
pub struct LogWriter {
    shared: Arc<Shared>,
    flushed: watch::Receiver<Flushed>,
}

/// How far the task has come with flushes, and whether the last left nothing behind.
#[derive(Clone, Copy, Debug, Default)]
struct Flushed {
    flush: u64,
    clean: bool,
}

impl std::fmt::Debug for LogWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("LogWriter").field(&self.counts()).finish()
    }
}

impl LogWriter {
    /// A writer with its committing task.
    pub fn start(platform: Arc<Platform>, decide: Decide, options: WriterOptions) -> Self {
        let shared = Arc::new(Shared {
            platform,
            decide,
            options,
            started: Clock::monotonic(),
            buffers: Mutex::new(Buffers::new(options)),
            wake: Notify::new(),
            counters: Counters::default(),
        });
        let (told, flushed) = watch::channel(Flushed::default());
        // Ends when the writer is dropped; nobody waits for it but `flush`.
        drop(task::spawn(TaskKind::LogWriter, run(Arc::clone(&shared), told)));
        Self { shared, flushed }
    }

    /// Commit now what was written before this call. Answers whether all of it is stored or
    /// dropped; if not, a commit failed and the lines still wait.
    pub async fn flush(&self) -> bool {
        let flush = self.shared.lock().want_flush();
        self.shared.wake.notify_one();
        let mut flushed = self.flushed.clone();
        // An error means that the task has gone: then nothing is committed any more.
        flushed.wait_for(|flushed| flushed.flush >= flush).await.is_ok_and(|flushed| flushed.clean)
    }

    /// What has been done so far.
    pub fn counts(&self) -> Counts {
        let Counters { stored, batches, dropped_rate, dropped_memory, denied, failed_commits } =
            &self.shared.counters;
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counts {
            stored: get(stored),
            batches: get(batches),
            dropped_rate: get(dropped_rate),
            dropped_memory: get(dropped_memory),
            denied: get(denied),
            failed_commits: get(failed_commits),
        }
    }

    /// Bytes that are buffered now, 26 a line included.
    pub fn buffered_bytes(&self) -> usize {
        self.shared.lock().bytes()
    }
}

impl LogSink for LogWriter {
    fn line(
        &self,
        function: &FunctionId,
        role: &str,
        group: &str,
        stream: &str,
        time_ms: i64,
        line: &str,
    ) {
        let origin = buffer::Origin { function, role, group, stream };
        let now = self.shared.now();
        let (pushed, changes) = self.shared.lock().push(&origin, time_ms, line, now);
        if changes {
            self.shared.wake.notify_one();
        }
        let counters = &self.shared.counters;
        match pushed {
            Pushed::Kept => 0,
            Pushed::TooFast => counters.dropped_rate.fetch_add(1, Ordering::Relaxed),
            Pushed::TooMuch => counters.dropped_memory.fetch_add(1, Ordering::Relaxed),
        };
    }
}

impl Drop for LogWriter {
    fn drop(&mut self) {
        self.shared.lock().close();
        self.shared.wake.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Buffers> {
        self.buffers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Real time since the start.
    fn now(&self) -> Duration {
        Clock::monotonic().since(self.started)
    }
}

async fn run(shared: Arc<Shared>, told: watch::Sender<Flushed>) {
    loop {
        let plan = shared.lock().plan(shared.now());
        match plan {
            Plan::End => return,
            Plan::Idle => shared.wake.notified().await,
            Plan::Wait(time) => {
                tokio::select! {
                    () = Clock::sleep_real(time) => {}
                    () = shared.wake.notified() => {}
                }
            }
            Plan::Commit => {
                round(&shared).await;
            }
            Plan::Flush(flush) => {
                let clean = flush_all(&shared).await;
                shared.lock().flushed(flush);
                // Nobody listens when the writer is gone already.
                let _ = told.send(Flushed { flush, clean });
            }
        }
    }
}

/// Commit until nothing is buffered or a commit fails. Bounded, should lines come in faster.
async fn flush_all(shared: &Arc<Shared>) -> bool {
    let WriterOptions { memory_bytes, batch_bytes, .. } = shared.options;
    for _ in 0..memory_bytes / batch_bytes.max(1) + 2 {
        if !round(shared).await {
            return false;
        }
        if shared.lock().is_empty() {
            break;
        }
    }
    true
}

/// Commit one batch of every stream that has lines; `false` if one must be tried again.
async fn round(shared: &Arc<Shared>) -> bool {
    let taken = shared.lock().take();
    let commits = taken.into_iter().map(|taken| commit_one(Arc::clone(shared), taken)).collect();
    let mut done = true;
    for (taken, outcome) in commit::all(commits).await {
        let counters = &shared.counters;
        let lines = taken.lines.len() as u64;
        match outcome {
            Outcome::Stored => {
                counters.stored.fetch_add(lines, Ordering::Relaxed);
                counters.batches.fetch_add(1, Ordering::Relaxed);
                shared.lock().done(taken, shared.now());
            }
            Outcome::Denied => {
                counters.denied.fetch_add(lines, Ordering::Relaxed);
                shared.lock().done(taken, shared.now());
            }
            Outcome::Failed(why) => {
                counters.failed_commits.fetch_add(1, Ordering::Relaxed);
                if shared.lock().again(taken, shared.now()) {
                    tracing::warn!(why, "log lines wait: they could not be stored");
                }
                done = false;
            }
        }
    }
    if done {
        shared.lock().recovered();
    }
    done
}

async fn commit_one(shared: Arc<Shared>, mut taken: Taken) -> (Taken, Outcome) {
    let outcome = commit::commit(&shared.platform, &shared.decide, &mut taken).await;
    (taken, outcome)
}
