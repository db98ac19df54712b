//! The assignment itself: carries out what the ledger orders.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use fn_model::{
    Answer, Boxed, FunctionId, Invoke, InvokeError, Request, Running, StartError, Untaken,
    VersionSnapshot, VersionState, Workers,
};
use task::{Clock, Gate, Instant, TaskKind};
use tokio::sync::{Notify, oneshot};

use crate::ledger::{Counts, Ledger, Order, Patience, Place};
use crate::pool::{PoolId, SandboxId};

/// What the assignment goes by.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Memory sizes of all sandboxes together, in MB.
    pub memory_mb_max: u64,
    /// Sandboxes that are being started at one time. More only get in each other's way, and INIT
    /// has a limit in real time.
    pub starts_max: usize,
    /// How long an idle sandbox is kept, by the platform's clock.
    pub keep_alive: Duration,
    /// How long a call waits for room, in real time.
    pub wait_max: Duration,
    /// The least time between two starts of a version whose INIT fails again and again.
    pub restart_every: Duration,
}

impl Rules {
    /// For a machine with this many processors, of whose memory functions may have this much. Idle
    /// sandboxes are kept for ten minutes.
    pub fn new(memory_mb_max: u64, processors: usize) -> Self {
        Self {
            memory_mb_max,
            starts_max: 16 * processors.max(1),
            keep_alive: Duration::from_mins(10),
            wait_max: Duration::from_secs(10),
            restart_every: Duration::from_secs(1),
        }
    }
}

type Handle = Arc<dyn Running>;
type Reply = Result<Lease, InvokeError>;
type Orders = Vec<Order<Handle, oneshot::Sender<Reply>>>;

/// Runs invocations on sandboxes. Cheap to clone.
#[derive(Clone)]
pub struct Assignment(Arc<Inner>);

struct Inner {
    workers: Arc<dyn Workers>,
    clock: Clock,
    wait_max: Duration,
    since: Instant,
    ledger: Mutex<Ledger<Handle, oneshot::Sender<Reply>>>,
    /// Invocations under way.
    calls: Gate,
    /// Sandboxes that are being ended.
    stops: Gate,
    /// Something has become idle, or the assignment is gone.
    sweep: Arc<Notify>,
}

/// A sandbox that works for one call; without [`Lease::give_back`] it is ended.
struct Lease {
    inner: Arc<Inner>,
    pool: PoolId,
    id: SandboxId,
    sandbox: Handle,
    keep: bool,
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lease").field(&self.id).finish()
    }
}

/// An event that three sandboxes in a row have not taken is not offered to a fourth.
const OFFERS_MAX: usize = 3;

impl Assignment {
    /// An assignment over these workers. Inside a runtime: it starts the reconciler that ends what
    /// has been idle for too long.
    pub fn new(workers: Arc<dyn Workers>, clock: Clock, rules: Rules) -> Self {
        let sweep = Arc::new(Notify::new());
        let inner = Arc::new(Inner {
            workers,
            clock: clock.clone(),
            wait_max: rules.wait_max,
            since: Clock::monotonic(),
            ledger: Mutex::new(Ledger::new(rules)),
            calls: Gate::default(),
            stops: Gate::default(),
            sweep: Arc::clone(&sweep),
        });
        let sweeper = keep_swept(Arc::downgrade(&inner), sweep, clock);
        drop(task::spawn(TaskKind::Reconciler, sweeper));
        Self(inner)
    }

    /// How many sandboxes there are.
    pub fn counts(&self) -> Counts {
        self.0.ledger().counts()
    }

    /// Take no more calls, let those under way finish for `patience`, then end every sandbox.
    /// Returns once nothing that was idle or running lives; what is still being started ends as
    /// soon as it has.
    pub async fn shutdown(&self, patience: Duration) {
        let orders = self.0.ledger().close();
        self.0.obey(orders);
        tokio::select! {
            () = self.0.calls.empty() => {}
            () = Clock::sleep_real(patience) => {
                tracing::warn!(calls = self.0.calls.inside(), "calls are cut off by the shutdown");
            }
        }
        let orders = self.0.ledger().abandon();
        self.0.obey(orders);
        self.0.stops.empty().await;
    }
}

impl Invoke for Assignment {
    fn invoke(&self, request: Request) -> Boxed<Result<Answer, InvokeError>> {
        let inner = Arc::clone(&self.0);
        Box::pin(async move {
            // In a task of its own: the caller may go away, the invocation goes on.
            let called = task::spawn(TaskKind::Request, inner.call(request)).await;
            let stopped = || InvokeError::NoCapacity("the invocation was cut off".to_owned());
            called.ok().flatten().ok_or_else(stopped)?
        })
    }

    fn retire(&self, function: &FunctionId, version: &str, build: u64) {
        let orders = self.0.ledger().retire(function, version, build);
        self.0.obey(orders);
    }
}

impl Inner {
    fn ledger(&self) -> MutexGuard<'_, Ledger<Handle, oneshot::Sender<Reply>>> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn uptime_ms(&self) -> u64 {
        Clock::monotonic().nanos_since(self.since) / 1_000_000
    }

    async fn call(self: Arc<Self>, mut request: Request) -> Result<Answer, InvokeError> {
        let _inside = self.calls.enter();
        if let VersionState::Pending(reason) | VersionState::Failed(reason) = &request.version.state
        {
            return Err(InvokeError::NotReady(reason.clone()));
        }
        for offer in 0..OFFERS_MAX {
            let mut lease = self.lease(&request, offer > 0).await?;
            match lease.sandbox.run(request).await {
                Ok(answer) => {
                    lease.keep = lease.sandbox.is_fit();
                    return Ok(answer);
                }
                Err(Untaken(back)) => request = *back,
            }
        }
        let reason = format!("{OFFERS_MAX} sandboxes ended before they took the event");
        Err(InvokeError::NoCapacity(reason))
    }

    /// A sandbox for the call: an idle one, or the first that is freed or started.
    async fn lease(self: &Arc<Self>, request: &Request, again: bool) -> Reply {
        let (pool, number, mut reply) = {
            let mut ledger = self.ledger();
            let pool = match ledger.arrive(&request.version) {
                Ok(place) => {
                    drop(ledger);
                    return Ok(Lease::new(self, place));
                }
                Err(Ok(pool)) => pool,
                Err(Err(refused)) => return Err(refused),
            };
            let (tell, reply) = oneshot::channel();
            let uptime_ms = self.uptime_ms();
            let (number, orders) = ledger.wait(pool, request.lane, tell, again, uptime_ms);
            drop(ledger);
            self.obey(orders);
            (pool, number, reply)
        };
        let mut patience = self.wait_max;
        loop {
            tokio::select! {
                reply = &mut reply => return reply.unwrap_or(Err(InvokeError::Stopping)),
                () = Clock::sleep_real(patience) => {}
            }
            let left = self.ledger().lose_patience(pool, number, self.uptime_ms());
            if let Some(Patience::Leave(error)) = left {
                return Err(error);
            }
            patience = self.wait_max / 10;
        }
    }

    /// Carry out orders. Never while the ledger is locked.
    fn obey(self: &Arc<Self>, orders: Orders) {
        for order in orders {
            match order {
                Order::Give { waiter, place } => {
                    // One who no longer waits drops the lease, and with it the sandbox.
                    let _ = waiter.send(Ok(Lease::new(self, place)));
                }
                Order::Refuse { waiter, error } => {
                    let _ = waiter.send(Err(error));
                }
                Order::Start { pool, version } => {
                    drop(task::spawn(TaskKind::Worker, Arc::clone(self).start(pool, version)));
                }
                Order::Stop { sandbox, memory_mb } => {
                    drop(task::spawn(TaskKind::Worker, Arc::clone(self).stop(sandbox, memory_mb)));
                }
                Order::Alarm { pool, after_ms } => {
                    let inner = Arc::clone(self);
                    drop(task::spawn(TaskKind::Worker, async move {
                        // Real time: a manual clock that stands still holds back no caller.
                        Clock::sleep_real(Duration::from_millis(after_ms)).await;
                        let orders = inner.ledger().alarm(pool, inner.uptime_ms());
                        inner.obey(orders);
                    }));
                }
            }
        }
    }

    async fn start(self: Arc<Self>, pool: PoolId, version: Arc<VersionSnapshot>) {
        // In a task of its own, so that a panic in it is a failed start and not a lost place.
        let starting = task::spawn(TaskKind::Worker, self.workers.start(version)).await;
        let lost = || Err(StartError::Host("the start was cut off".to_owned()));
        let result = starting.ok().flatten().unwrap_or_else(lost);
        if let Err(error) = &result {
            tracing::warn!(?error, "a sandbox cannot be started");
        }
        let handle = result.as_ref().ok().map(|started| Arc::clone(&started.sandbox));
        let result = result.map(|started| (started.sandbox, started.initialised));
        let now_ms = self.clock.now_ms();
        let (id, orders) = self.ledger().started(pool, result, now_ms, self.uptime_ms());
        self.obey(orders);
        self.sweep.notify_one();
        if let (Some(sandbox), Some(id)) = (handle, id) {
            sandbox.unfit().await;
            let orders = self.ledger().unfit(pool, id);
            self.obey(orders);
        }
    }

    async fn stop(self: Arc<Self>, sandbox: Handle, memory_mb: u64) {
        let _inside = self.stops.enter();
        sandbox.stop().await;
        let orders = self.ledger().stopped(memory_mb, self.uptime_ms());
        self.obey(orders);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.sweep.notify_one();
    }
}

impl Lease {
    fn new(inner: &Arc<Inner>, place: Place<Handle>) -> Self {
        let Place { pool, id, sandbox } = place;
        Self { inner: Arc::clone(inner), pool, id, sandbox, keep: false }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (now_ms, uptime_ms) = (self.inner.clock.now_ms(), self.inner.uptime_ms());
        let orders = self.inner.ledger().release(self.pool, self.id, self.keep, now_ms, uptime_ms);
        self.inner.obey(orders);
    }
}

/// The reconciler of keep-alive: looks when the oldest idle sandbox is due.
async fn keep_swept(inner: Weak<Inner>, changed: Arc<Notify>, clock: Clock) {
    loop {
        let next_ms = {
            let Some(inner) = inner.upgrade() else { return };
            let (next_ms, orders) = inner.ledger().sweep(clock.now_ms(), inner.uptime_ms());
            inner.obey(orders);
            next_ms
        };
        match next_ms {
            // Sandboxes only get younger: whatever becomes idle meanwhile is due later.
            Some(next_ms) => tokio::select! {
                () = clock.sleep_until(next_ms) => {}
                () = changed.notified() => {}
            },
            None => changed.notified().await,
        }
    }
}
