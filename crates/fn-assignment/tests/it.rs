//! The assignment over fake workers: many tasks at once, nothing real started.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use fn_assignment::{Assignment, Rules};
use fn_model::{
    Answer, Boxed, CodeFiles, FunctionId, InitKind, Invoke, InvokeError, Lane, Record, Request,
    Running, Runtime, StartError, Started, Untaken, VersionSnapshot, VersionState, Workers,
};
use task::{Clock, TaskKind};
use tokio::sync::{Notify, Semaphore};

/// Workers that start nothing, and count.
struct Fakes(Arc<Shared>);

struct Shared {
    sandboxes: Mutex<Vec<Arc<Fake>>>,
    /// Memory of what lives, and the most there was.
    memory_mb: AtomicUsize,
    memory_mb_peak: AtomicUsize,
    stopped: AtomicUsize,
    stopped_one: Notify,
    /// Calls whose payload is `hold` wait for a permit here.
    held: Semaphore,
    holding: Notify,
}

struct Fake {
    shared: Arc<Shared>,
    number: usize,
    memory_mb: usize,
    is_busy: AtomicBool,
    is_dead: AtomicBool,
    died: Notify,
    takes: AtomicBool,
}

impl Fakes {
    fn new() -> Self {
        Self(Arc::new(Shared {
            sandboxes: Mutex::default(),
            memory_mb: AtomicUsize::new(0),
            memory_mb_peak: AtomicUsize::new(0),
            stopped: AtomicUsize::new(0),
            stopped_one: Notify::new(),
            held: Semaphore::new(0),
            holding: Notify::new(),
        }))
    }

    fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.0)
    }
}

impl Shared {
    fn sandbox(&self, number: usize) -> Arc<Fake> {
        Arc::clone(&self.sandboxes.lock().unwrap()[number])
    }

    fn count(&self) -> usize {
        self.sandboxes.lock().unwrap().len()
    }

    async fn until_stopped(&self, count: usize) {
        loop {
            let stopped = self.stopped_one.notified();
            if self.stopped.load(Ordering::SeqCst) >= count {
                return;
            }
            tokio::select! {
                () = stopped => {}
                () = Clock::sleep_real(Duration::from_secs(20)) => panic!("{count} do not end"),
            }
        }
    }
}

impl Workers for Fakes {
    fn start(&self, version: Arc<VersionSnapshot>) -> Boxed<Result<Started, StartError>> {
        let shared = self.shared();
        Box::pin(async move {
            let memory_mb = version.memory_mb as usize;
            let all = shared.memory_mb.fetch_add(memory_mb, Ordering::SeqCst) + memory_mb;
            shared.memory_mb_peak.fetch_max(all, Ordering::SeqCst);
            tokio::task::yield_now().await;
            if &*version.id.name == "refused" {
                shared.memory_mb.fetch_sub(memory_mb, Ordering::SeqCst);
                return Err(StartError::Host("no".to_owned()));
            }
            let mut sandboxes = shared.sandboxes.lock().unwrap();
            let sandbox = Arc::new(Fake {
                shared: Arc::clone(&shared),
                number: sandboxes.len(),
                memory_mb,
                is_busy: AtomicBool::new(false),
                is_dead: AtomicBool::new(false),
                died: Notify::new(),
                takes: AtomicBool::new(true),
            });
            sandboxes.push(Arc::clone(&sandbox));
            Ok(Started { sandbox: Arc::new(Of(sandbox)), initialised: true })
        })
    }
}

/// A handle of a fake.
struct Of(Arc<Fake>);

impl Running for Of {
    fn run(&self, request: Request) -> Boxed<Result<Answer, Untaken>> {
        let fake = Arc::clone(&self.0);
        Box::pin(async move {
            assert!(!fake.is_busy.swap(true, Ordering::SeqCst), "two events in one sandbox");
            if !fake.takes.load(Ordering::SeqCst) {
                fake.die();
                return Err(Untaken(Box::new(request)));
            }
            if request.payload == "hold" {
                fake.shared.holding.notify_one();
                fake.shared.held.acquire().await.unwrap().forget();
            }
            for _ in 0..fake.number % 4 {
                tokio::task::yield_now().await;
            }
            fake.is_busy.store(false, Ordering::SeqCst);
            let mut payload = format!("{}:", fake.number).into_bytes();
            payload.extend_from_slice(&request.payload);
            Ok(answer(request, payload))
        })
    }

    fn is_fit(&self) -> bool {
        !self.0.is_dead.load(Ordering::SeqCst)
    }

    fn unfit(&self) -> Boxed<()> {
        let fake = Arc::clone(&self.0);
        Box::pin(async move {
            loop {
                let died = fake.died.notified();
                if fake.is_dead.load(Ordering::SeqCst) {
                    return;
                }
                died.await;
            }
        })
    }

    fn stop(&self) -> Boxed<()> {
        let fake = Arc::clone(&self.0);
        Box::pin(async move {
            fake.die();
            tokio::task::yield_now().await;
            fake.shared.memory_mb.fetch_sub(fake.memory_mb, Ordering::SeqCst);
            fake.shared.stopped.fetch_add(1, Ordering::SeqCst);
            fake.shared.stopped_one.notify_waiters();
        })
    }
}

impl Fake {
    fn die(&self) {
        self.is_dead.store(true, Ordering::SeqCst);
        self.died.notify_waiters();
    }
}

fn answer(request: Request, payload: Vec<u8>) -> Answer {
    Answer {
        payload: payload.into(),
        error: None,
        log_tail: None,
        record: Record {
            request_id: request.request_id,
            started_ms: 0,
            init: InitKind::Warm,
            init_us: 0,
            duration_us: 0,
            billed_ms: 0,
            memory_mb: request.version.memory_mb,
            memory_peak_mb: 0,
            error_type: None,
        },
    }
}

fn version(name: &str, build: u64, memory_mb: u32) -> Arc<VersionSnapshot> {
    Arc::new(VersionSnapshot {
        id: FunctionId::new("000000000000", "us-east-1", name),
        version: "$LATEST".to_owned(),
        build,
        state: VersionState::Active,
        runtime: Runtime::Provided { identifier: "provided".to_owned(), root: PathBuf::new() },
        handler: String::new(),
        role: String::new(),
        memory_mb,
        timeout_s: 3,
        ephemeral_mb: 512,
        environment: BTreeMap::new(),
        code: CodeFiles { dir: PathBuf::new(), sha256: String::new() },
        opt: None,
        log_group: String::new(),
    })
}

fn request(version: &Arc<VersionSnapshot>, payload: &str) -> Request {
    Request {
        version: Arc::clone(version),
        invoked_arn: version.id.arn(),
        request_id: payload.to_owned(),
        payload: Bytes::copy_from_slice(payload.as_bytes()),
        client_context: None,
        trace: None,
        lane: Lane::Sync,
        log_tail: false,
    }
}

const START_MS: i64 = 1_800_000_000_000;

fn assignment(rules: Rules) -> (Assignment, Arc<Shared>, Clock) {
    let fakes = Fakes::new();
    let shared = fakes.shared();
    let clock = Clock::manual(START_MS);
    (Assignment::new(Arc::new(fakes), clock.clone(), rules), shared, clock)
}

fn roomy() -> Rules {
    Rules::new(1_000_000, 2)
}

async fn call(assignment: &Assignment, version: &Arc<VersionSnapshot>, payload: &str) -> String {
    let answer = assignment.invoke(request(version, payload)).await.unwrap();
    String::from_utf8(answer.payload.to_vec()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_calls_at_once_are_all_answered_within_the_budget() {
    let (assignment, shared, clock) = assignment(Rules::new(6_000, 2));
    let versions: Vec<_> = (0..20).map(|at| version(&format!("f{at}"), 1, 128)).collect();
    let calls: Vec<_> = (0..1_000)
        .map(|at| {
            let (assignment, version) = (assignment.clone(), Arc::clone(&versions[at % 20]));
            task::spawn(TaskKind::Request, async move {
                let payload = format!("call-{at}");
                let mut request = request(&version, &payload);
                request.lane = if at % 3 == 0 { Lane::Async } else { Lane::Sync };
                let answer = assignment.invoke(request).await.unwrap();
                let said = String::from_utf8(answer.payload.to_vec()).unwrap();
                assert!(said.ends_with(&format!(":{payload}")), "{said} is another call's answer");
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap().expect("no panic");
    }
    // Sandboxes whose calls took another one may still be on their way.
    while assignment.counts().starting > 0 {
        tokio::task::yield_now().await;
    }
    let counts = assignment.counts();
    assert_eq!((counts.running, counts.waiting), (0, 0), "{counts:?}");
    assert!(counts.started <= 1_000, "{counts:?}");
    assert!(shared.memory_mb_peak.load(Ordering::SeqCst) <= 6_000);
    assert!(shared.count() >= 20, "every version needs one");

    clock.advance_to(START_MS + 601_000);
    shared.until_stopped(counts.started as usize).await;
    assert_eq!(shared.memory_mb.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn one_call_after_the_other_uses_one_sandbox() {
    let (assignment, shared, _) = assignment(roomy());
    let f = version("f", 1, 128);
    for at in 0..50 {
        assert_eq!(call(&assignment, &f, &at.to_string()).await, format!("0:{at}"));
    }
    assert_eq!(shared.count(), 1);
}

#[tokio::test]
async fn an_invocation_goes_on_though_its_caller_has_gone() {
    let (assignment, shared, _) = assignment(roomy());
    let f = version("f", 1, 128);
    let mut called = assignment.invoke(request(&f, "hold"));
    tokio::select! {
        biased;
        _ = &mut called => panic!("nobody let it go on"),
        () = shared.holding.notified() => {}
    }
    drop(called);
    assert_eq!(assignment.counts().running, 1);
    shared.held.add_permits(1);
    while assignment.counts().idle == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_idle_sandbox_is_ended_after_the_keep_alive_time() {
    let (assignment, shared, clock) = assignment(roomy());
    let f = version("f", 1, 128);
    call(&assignment, &f, "1").await;
    clock.advance_to(START_MS + 599_000);
    call(&assignment, &f, "2").await;
    clock.advance_to(START_MS + 1_198_000);
    assert_eq!(call(&assignment, &f, "3").await, "0:3");
    clock.advance_to(START_MS + 1_798_000);
    shared.until_stopped(1).await;
    assert_eq!(call(&assignment, &f, "4").await, "1:4");
}

#[tokio::test]
async fn the_death_of_an_idle_sandbox_is_noticed() {
    let (assignment, shared, _) = assignment(roomy());
    let f = version("f", 1, 128);
    call(&assignment, &f, "1").await;
    shared.sandbox(0).die();
    shared.until_stopped(1).await;
    assert_eq!(assignment.counts().idle, 0);
    assert_eq!(call(&assignment, &f, "2").await, "1:2");
}

#[tokio::test]
async fn an_event_that_a_sandbox_has_not_taken_goes_to_another() {
    let (assignment, shared, _) = assignment(roomy());
    let f = version("f", 1, 128);
    call(&assignment, &f, "1").await;
    shared.sandbox(0).takes.store(false, Ordering::SeqCst);
    assert_eq!(call(&assignment, &f, "2").await, "1:2");
    shared.until_stopped(1).await;
}

#[tokio::test]
async fn after_a_new_build_no_call_runs_on_the_old_one() {
    let (assignment, shared, _) = assignment(roomy());
    let (old, new) = (version("f", 1, 128), version("f", 2, 128));
    call(&assignment, &old, "1").await;
    let mut under_way = assignment.invoke(request(&old, "hold"));
    tokio::select! {
        biased;
        _ = &mut under_way => panic!("nobody let it go on"),
        () = shared.holding.notified() => {}
    }
    assignment.retire(&new.id, "$LATEST", 2);
    assert_eq!(call(&assignment, &new, "2").await, "1:2");
    shared.held.add_permits(1);
    assert_eq!(under_way.await.unwrap().payload, "0:hold", "it finishes on its own");
    shared.until_stopped(1).await;
    assert_eq!(call(&assignment, &new, "3").await, "1:3");
}

#[tokio::test]
async fn without_room_a_call_waits_its_time_and_is_refused() {
    let rules = Rules { wait_max: Duration::from_millis(20), ..Rules::new(200, 2) };
    let (assignment, shared, _) = assignment(rules);
    let (f, g) = (version("f", 1, 128), version("g", 1, 128));
    let mut holds = assignment.invoke(request(&f, "hold"));
    tokio::select! {
        biased;
        _ = &mut holds => panic!("nobody let it go on"),
        () = shared.holding.notified() => {}
    }
    let refused = assignment.invoke(request(&g, "1")).await.unwrap_err();
    assert!(matches!(refused, InvokeError::NoCapacity(_)), "{refused:?}");
    shared.held.add_permits(1);
    holds.await.unwrap();
    assert_eq!(call(&assignment, &g, "2").await, "1:2", "the idle one makes room");
}

#[tokio::test]
async fn a_version_that_is_not_active_runs_nothing() {
    let (assignment, shared, _) = assignment(roomy());
    let pending = VersionState::Pending("The function is being created.".to_owned());
    let f = Arc::new(VersionSnapshot { state: pending, ..(*version("f", 1, 128)).clone() });
    let refused = assignment.invoke(request(&f, "1")).await.unwrap_err();
    assert_eq!(refused, InvokeError::NotReady("The function is being created.".to_owned()));
    let refused = assignment.invoke(request(&version("refused", 1, 128), "1")).await.unwrap_err();
    assert_eq!(refused, InvokeError::NoCapacity("no".to_owned()));
    assert_eq!(shared.count(), 0);
}

#[tokio::test]
async fn a_shutdown_waits_for_calls_and_leaves_nothing() {
    let (assignment, shared, _) = assignment(roomy());
    let f = version("f", 1, 128);
    call(&assignment, &f, "1").await;
    let under_way = task::spawn(TaskKind::Request, assignment.invoke(request(&f, "hold")));
    shared.holding.notified().await;
    let other = assignment.clone();
    let shutdown = task::spawn(TaskKind::Request, async move {
        other.shutdown(Duration::from_mins(1)).await;
    });
    loop {
        match assignment.invoke(request(&version("g", 1, 128), "late")).await {
            Err(InvokeError::Stopping) => break,
            other => assert!(other.is_ok(), "{other:?}"),
        }
    }
    assert!(!shutdown.is_finished());
    shared.held.add_permits(1);
    assert!(under_way.await.unwrap().unwrap().is_ok());
    shutdown.await.unwrap().unwrap();
    assert_eq!(shared.memory_mb.load(Ordering::SeqCst), 0);
}
