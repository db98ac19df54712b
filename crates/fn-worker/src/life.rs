//! One sandbox from INIT to its end: the phases, their limits, and what is told of them.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use fn_model::{
    Answer, Boxed, Credentials, FunctionError, InitKind, Record, Request, Running, StartError,
    Untaken, VersionSnapshot,
};
use task::{Clock, Instant, TaskKind};
use tokio::sync::{oneshot, watch};

use crate::capture::Log;
use crate::environment;
use crate::exchange::{Event, Outcome};
use crate::fault::{self, Fault, Status};
use crate::process::{InitEnd, KILLED, Launch, LaunchError, Process};
use crate::report;
use crate::runtime_api;
use crate::worker::Shop;

/// How long a runtime may take to ask for an event that waits. It may still be busy with what it
/// does behind its last answer; then another sandbox is the better choice.
const TAKE_MAX: Duration = Duration::from_secs(5);
/// Credentials live this much longer than the longest event that is begun with them.
const CREDENTIALS_MARGIN_MS: i64 = 60_000;

/// A sandbox.
pub(crate) struct Life {
    shop: Arc<Shop>,
    version: Arc<VersionSnapshot>,
    log: Arc<Log>,
    credentials: Credentials,
    /// The latest try.
    process: Mutex<Option<Arc<Process>>>,
    /// INIT has succeeded, and no event has failed since.
    is_ready: AtomicBool,
    /// How long INIT took, until the first event has told it.
    init_us: AtomicU64,
    is_cold: AtomicBool,
    /// It takes no more events.
    ended: watch::Sender<bool>,
}

/// Why there are no processes that wait for an event.
enum BootError {
    Start(StartError),
    Init { fault: Fault, took_us: u64, process: Option<Arc<Process>> },
}

/// An event under way.
struct Work<'a> {
    request: &'a Request,
    began: Instant,
    began_ms: i64,
    init_us: u64,
}

impl Life {
    /// A sandbox that has not been started.
    pub(crate) fn new(
        shop: Arc<Shop>,
        version: Arc<VersionSnapshot>,
    ) -> Result<Arc<Self>, StartError> {
        let role = shop.credentials.for_function(&version.role, &version.id.name);
        let credentials = role.map_err(StartError::Role)?;
        let stream =
            report::stream(shop.clock.now_ms(), &version.version, shop.entropy.bytes::<16>());
        let (logs, dropped) = (Arc::clone(&shop.logs), Arc::clone(&shop.dropped_lines));
        let log = Log::new(logs, shop.clock.clone(), Arc::clone(&version), stream, dropped);
        Ok(Arc::new(Self {
            shop,
            version,
            log: Arc::new(log),
            credentials,
            process: Mutex::new(None),
            is_ready: AtomicBool::new(false),
            init_us: AtomicU64::new(0),
            is_cold: AtomicBool::new(true),
            ended: watch::Sender::new(false),
        }))
    }

    /// INIT, in its own phase. `false` if it has failed, and is to be repeated with the first event.
    pub(crate) async fn start(self: &Arc<Self>) -> Result<bool, StartError> {
        let (root, identifier) = environment::runtime(&self.version);
        let root = root.to_string_lossy();
        self.log.platform(&report::init_start(identifier, &self.version.id.region, &root));
        match self.boot(self.shop.init_max).await {
            Ok((process, took_us)) => {
                self.init_us.store(took_us.max(1), Ordering::SeqCst);
                process.rest();
                Ok(true)
            }
            Err(BootError::Start(error)) => Err(error),
            Err(BootError::Init { fault, took_us, process }) => {
                self.log.platform(&report::init_report(took_us, "init", &fault.status()));
                if let Some(process) = process {
                    process.destroy().await;
                }
                Ok(false)
            }
        }
    }

    /// Processes that wait for an event, and how long INIT took.
    async fn boot(self: &Arc<Self>, limit: Duration) -> Result<(Arc<Process>, u64), BootError> {
        let began = Clock::monotonic();
        let took_us = || Clock::monotonic().nanos_since(began) / 1000;
        let launch = Launch {
            instance: &self.shop.instance,
            endpoint_url: &self.shop.endpoint_url,
            version: &self.version,
            credentials: &self.credentials,
            log: &self.log,
        };
        let (process, told) = match launch.start().await {
            Ok(started) => started,
            Err(LaunchError::Start(error)) => return Err(BootError::Start(error)),
            Err(LaunchError::Entrypoint(reason)) => {
                let fault = Fault::Entrypoint(reason);
                return Err(BootError::Init { fault, took_us: took_us(), process: None });
            }
        };
        *self.process.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&process));
        if *self.ended.borrow() {
            process.destroy().await;
            return Err(BootError::Start(StartError::Stopping));
        }
        let left = limit.saturating_sub(Clock::monotonic().since(began));
        let fault = match process.init(told, left).await {
            InitEnd::Ready => {
                self.is_ready.store(true, Ordering::SeqCst);
                self.watch(&process);
                return Ok((process, took_us()));
            }
            InitEnd::Reported(reported) => Fault::Init(reported),
            InitEnd::Exited(exit) => Fault::Exited(exit),
            InitEnd::TimedOut => Fault::TimedOut { timeout_s: self.version.timeout_s },
        };
        let took_us = match &fault {
            Fault::TimedOut { .. } => limit.as_micros() as u64,
            _ => took_us(),
        };
        process.kill().await;
        process.drain();
        Err(BootError::Init { fault, took_us, process: Some(process) })
    }

    /// Note its death, also while it has nothing to do.
    fn watch(self: &Arc<Self>, process: &Arc<Process>) {
        let (ended, process) = (self.ended.clone(), Arc::clone(process));
        drop(task::spawn(TaskKind::Worker, async move {
            process.exited().await;
            ended.send_replace(true);
        }));
    }

    fn process(&self) -> Option<Arc<Process>> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn work(self: Arc<Self>, request: Request) -> Result<Answer, Untaken> {
        if *self.ended.borrow() {
            return Err(Untaken(Box::new(request)));
        }
        let work = Work {
            request: &request,
            began: Clock::monotonic(),
            began_ms: self.shop.clock.now_ms(),
            init_us: self.init_us.swap(0, Ordering::SeqCst),
        };
        let ready = self.process().filter(|_| self.is_ready.load(Ordering::SeqCst));
        let answer = match ready {
            Some(process) => self.invoke(&process, work, self.timeout()).await,
            None => self.init_again(work).await,
        };
        if answer.is_none() {
            self.is_ready.store(false, Ordering::SeqCst);
            self.ended.send_replace(true);
        }
        answer.ok_or_else(|| Untaken(Box::new(request)))
    }

    fn timeout(&self) -> Duration {
        Duration::from_secs(u64::from(self.version.timeout_s))
    }

    /// INIT again, within the invocation and its limit.
    async fn init_again(self: &Arc<Self>, work: Work<'_>) -> Option<Answer> {
        self.begin_tail(&work);
        match self.boot(self.timeout()).await {
            Ok((process, _)) => {
                let left = self.timeout().saturating_sub(Clock::monotonic().since(work.began));
                self.invoke(&process, work, left).await
            }
            Err(BootError::Start(error)) => {
                tracing::warn!(?error, "a sandbox cannot be started again");
                None
            }
            Err(BootError::Init { fault, took_us, process }) => {
                self.log.platform(&report::init_report(took_us, "invoke", &fault.status()));
                self.log.platform(&report::start(&work.request.request_id, &self.version.version));
                Some(self.conclude(work, process.as_ref(), Err(fault)).await)
            }
        }
    }

    /// Let the process work on the event for at most `limit`; `None` if it has not taken it.
    async fn invoke(
        self: &Arc<Self>,
        process: &Arc<Process>,
        mut work: Work<'_>,
        limit: Duration,
    ) -> Option<Answer> {
        if let Err(error) = process.wake() {
            tracing::warn!(%error, "a sandbox does not wake");
            return None;
        }
        let trace = work.request.trace.clone().unwrap_or_else(|| self.trace());
        let outcome = self.hand_over(process, &mut work, &trace, limit).await?;
        let ended = tokio::select! {
            biased;
            ended = result(process, outcome) => ended,
            () = Clock::sleep_real(limit) => {
                Err(Fault::TimedOut { timeout_s: self.version.timeout_s })
            }
        };
        let answer = self.conclude(work, Some(process), ended).await;
        process.rest();
        Some(answer)
    }

    /// Give the event to the runtime as soon as it asks for it. START is written before it can
    /// write anything, and its time runs from then on.
    async fn hand_over(
        &self,
        process: &Arc<Process>,
        work: &mut Work<'_>,
        trace: &str,
        limit: Duration,
    ) -> Option<oneshot::Receiver<Outcome>> {
        let mut event: Option<Event> = None;
        loop {
            tokio::select! {
                biased;
                () = process.exchange.parked() => {}
                _ = process.exited() => return None,
                () = Clock::sleep_real(TAKE_MAX) => return None,
            }
            let event_now = event.take().unwrap_or_else(|| {
                self.begin_tail(work);
                self.log.platform(&report::start(&work.request.request_id, &self.version.version));
                if self.init_was_apart(work) {
                    work.began = Clock::monotonic();
                }
                let deadline_ms = Clock::real_ms() + limit.as_millis() as i64;
                runtime_api::event(work.request, trace, deadline_ms)
            });
            match process.exchange.deliver(event_now) {
                Ok(outcome) => return Some(outcome),
                Err(back) => event = Some(back),
            }
        }
    }

    /// Whether the event's duration is without INIT: unless that was repeated within it.
    fn init_was_apart(&self, work: &Work<'_>) -> bool {
        work.init_us > 0 || !self.is_cold.load(Ordering::SeqCst)
    }

    fn begin_tail(&self, work: &Work<'_>) {
        if work.request.log_tail && !self.log.has_tail() {
            self.log.begin_tail();
        }
    }

    fn trace(&self) -> String {
        let seconds = self.shop.clock.now_ms() / 1000;
        let root = report::hex(&self.shop.entropy.bytes::<12>());
        let parent = report::hex(&self.shop.entropy.bytes::<8>());
        format!("Root=1-{seconds:08x}-{root};Parent={parent};Sampled=0")
    }

    /// The log's last lines, the record, and the answer. What is left of a failed process is ended.
    async fn conclude(
        &self,
        work: Work<'_>,
        process: Option<&Arc<Process>>,
        ended: Result<Outcome, Fault>,
    ) -> Answer {
        let duration_us = match &ended {
            Err(Fault::TimedOut { .. }) => self.timeout().as_micros() as u64,
            _ => Clock::monotonic().nanos_since(work.began) / 1000,
        };
        let (payload, fault, error_type) = match ended {
            Ok(Outcome::Response(payload)) => (payload, None, None),
            Ok(Outcome::Error(reported)) => {
                let kind = fault::kind_of(&reported);
                (reported.document, None, Some(kind))
            }
            Ok(Outcome::TooLarge) => failed(work.request, Fault::TooLarge),
            Err(fault) => {
                self.is_ready.store(false, Ordering::SeqCst);
                self.ended.send_replace(true);
                if let Some(process) = process {
                    process.kill().await;
                }
                failed(work.request, fault)
            }
        };
        if let Some(process) = process {
            process.drain();
        }
        let request_id = &work.request.request_id;
        let now_ms = self.shop.clock.now_ms();
        for line in fault.iter().flat_map(|fault| fault.lines(request_id, now_ms)) {
            self.log.platform(&line);
        }
        let is_cold = self.is_cold.swap(false, Ordering::SeqCst);
        let peak_mb = process.map_or(0, |process| process.memory_peak_mb());
        let record = Record {
            request_id: request_id.clone(),
            started_ms: work.began_ms,
            init: if is_cold { InitKind::Cold } else { InitKind::Warm },
            init_us: work.init_us,
            duration_us,
            billed_ms: report::billed_ms(work.init_us, duration_us),
            memory_mb: self.version.memory_mb,
            memory_peak_mb: peak_mb.min(self.version.memory_mb),
            error_type,
        };
        let status = fault.as_ref().map_or(Status::Success, Fault::status);
        self.log.platform(&report::end(request_id));
        self.log.platform(&report::report(&record, &status));
        Answer {
            payload,
            error: record.error_type.as_ref().map(|_| FunctionError::Unhandled),
            log_tail: self.log.take_tail(),
            record,
        }
    }

    /// When its credentials get too old for another event.
    fn fit_until_ms(&self) -> i64 {
        let longest_ms = i64::from(self.version.timeout_s) * 1000;
        self.credentials.expires_ms - longest_ms - CREDENTIALS_MARGIN_MS
    }

    /// End it.
    pub(crate) async fn end(&self) {
        self.ended.send_replace(true);
        let process = self.process.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(process) = process {
            process.destroy().await;
        }
    }
}

fn failed(request: &Request, fault: Fault) -> (Bytes, Option<Fault>, Option<String>) {
    let (document, kind) = (fault.document(&request.request_id), fault.kind());
    (document, Some(fault), Some(kind))
}

/// What the runtime answers, or how its process ends instead.
async fn result(
    process: &Process,
    mut outcome: oneshot::Receiver<Outcome>,
) -> Result<Outcome, Fault> {
    tokio::select! {
        biased;
        told = &mut outcome => told.map_err(|_| Fault::Exited(KILLED)),
        exit = process.exited() => {
            process.hear_last_words().await;
            outcome.try_recv().map_err(|_| Fault::Exited(exit))
        }
    }
}

/// A [`Life`] as the assignment holds it.
pub(crate) struct Handle(pub Arc<Life>);

impl Running for Handle {
    fn run(&self, request: Request) -> Boxed<Result<Answer, Untaken>> {
        Box::pin(Arc::clone(&self.0).work(request))
    }

    fn is_fit(&self) -> bool {
        let life = &self.0;
        life.is_ready.load(Ordering::SeqCst)
            && !*life.ended.borrow()
            && life.shop.clock.now_ms() < life.fit_until_ms()
    }

    fn unfit(&self) -> Boxed<()> {
        let mut ended = self.0.ended.subscribe();
        let (clock, until_ms) = (self.0.shop.clock.clone(), self.0.fit_until_ms());
        Box::pin(async move {
            tokio::select! {
                // The sender lives in the sandbox: gone is ended, too.
                _ = ended.wait_for(|ended| *ended) => {}
                () = clock.sleep_until(until_ms) => {}
            }
        })
    }

    fn stop(&self) -> Boxed<()> {
        let life = Arc::clone(&self.0);
        Box::pin(async move { life.end().await })
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.ended.send_replace(true);
        let process = self.0.process.lock().unwrap_or_else(PoisonError::into_inner).take();
        // Without a runtime nothing watches it any more, and it dies by being dropped.
        if let (Some(process), Ok(_)) = (process, tokio::runtime::Handle::try_current()) {
            let inside = self.0.shop.ends.enter();
            drop(task::spawn(TaskKind::Worker, async move {
                process.destroy().await;
                drop(inside);
            }));
        }
    }
}
