//! The decisions of the assignment, without waiting and without side effects: what has happened
//! goes in, orders come out.
//!
//! `S` is a sandbox, `W` a waiting call; the ledger only passes them on. Times are given: `now_ms`
//! is the platform's clock (keep-alive), `uptime_ms` real time since the start (held-back starts).

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use fn_model::{FunctionId, InvokeError, Lane, StartError, VersionSnapshot};

use crate::Rules;
use crate::pool::{Idle, Pool, PoolId, SandboxId};

/// Something for the outside to do.
#[derive(Debug)]
pub(crate) enum Order<S, W> {
    /// Let the call run there.
    Give { waiter: W, place: Place<S> },
    /// Tell the call that it will not run.
    Refuse { waiter: W, error: InvokeError },
    /// Start a sandbox, then report to [`Ledger::started`].
    Start { pool: PoolId, version: Arc<VersionSnapshot> },
    /// End a sandbox, then report to [`Ledger::stopped`].
    Stop { sandbox: S, memory_mb: u64 },
    /// Call [`Ledger::alarm`] after this time.
    Alarm { pool: PoolId, after_ms: u64 },
}

/// A sandbox that is taken by a call.
#[derive(Debug)]
pub(crate) struct Place<S> {
    pub pool: PoolId,
    pub id: SandboxId,
    pub sandbox: S,
}

/// What a call that has waited long is to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Its sandbox is on its way.
    Stay,
    /// There is no hope; it has been taken from the queue.
    Leave(InvokeError),
}

/// How many sandboxes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting for an event.
    pub idle: usize,
    /// Working on one.
    pub running: usize,
    /// Being started.
    pub starting: usize,
    /// Calls without a sandbox.
    pub waiting: usize,
    /// Memory sizes of all sandboxes, those that are being ended included.
    pub memory_mb: u64,
    /// All starts so far.
    pub started: u64,
    /// Of these, those that gave no sandbox.
    pub failed: u64,
}

/// Starts are held back from this many failures in a row.
const FAILURES_MAX: u32 = 3;

/// Failures are forgotten when nothing has been started for this long.
const FAILURES_KEPT_MS: u64 = 60_000;

#[derive(Debug)]
pub(crate) struct Ledger<S, W> {
    rules: Rules,
    pools: HashMap<PoolId, Pool<S, W>>,
    of_version: HashMap<FunctionId, HashMap<String, Vec<PoolId>>>,
    /// Pools that want to start something, in turn.
    hungry: VecDeque<PoolId>,
    memory_mb: u64,
    /// Of these, what idle sandboxes hold.
    idle_mb: u64,
    /// Of these, what sandboxes hold that are being ended.
    leaving_mb: u64,
    starting: usize,
    started: u64,
    failed: u64,
    next: u64,
    is_closing: bool,
}

type Orders<S, W> = Vec<Order<S, W>>;

impl<S: Clone, W> Ledger<S, W> {
    pub(crate) fn new(rules: Rules) -> Self {
        Self {
            rules,
            pools: HashMap::new(),
            of_version: HashMap::new(),
            hungry: VecDeque::new(),
            memory_mb: 0,
            idle_mb: 0,
            leaving_mb: 0,
            starting: 0,
            started: 0,
            failed: 0,
            next: 1,
            is_closing: false,
        }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Refuse whatever comes from now on, and end what is idle.
    pub(crate) fn close(&mut self) -> Orders<S, W> {
        self.is_closing = true;
        let mut orders = Vec::new();
        self.end_idle(&mut orders, |_, _| true);
        orders
    }

    /// Give up what is still waiting or running.
    pub(crate) fn abandon(&mut self) -> Orders<S, W> {
        let mut orders = Vec::new();
        for pool in self.pools.values_mut() {
            while let Some(waiter) = pool.next_waiter() {
                orders.push(Order::Refuse { waiter, error: InvokeError::Stopping });
            }
            let memory_mb = pool.memory_mb();
            for (_, sandbox) in pool.running.drain() {
                self.leaving_mb += memory_mb;
                orders.push(Order::Stop { sandbox, memory_mb });
            }
        }
        orders
    }

    /// A call has come: an idle sandbox for it, or the pool in which it has to wait.
    pub(crate) fn arrive(
        &mut self,
        version: &Arc<VersionSnapshot>,
    ) -> Result<Place<S>, Result<PoolId, InvokeError>> {
        if self.is_closing {
            return Err(Err(InvokeError::Stopping));
        }
        let id = self.pool_of(version);
        let Some(pool) = self.pools.get_mut(&id) else { return Err(Ok(id)) };
        let (memory_mb, budget) = (pool.memory_mb(), self.rules.memory_mb_max);
        if memory_mb > budget {
            self.forget_if_empty(id);
            let reason = format!("a sandbox of {memory_mb} MB; all together may have {budget} MB");
            return Err(Err(InvokeError::NoCapacity(reason)));
        }
        let Some(idle) = pool.idle.pop() else { return Err(Ok(id)) };
        self.idle_mb -= memory_mb;
        pool.running.insert(idle.id, idle.sandbox.clone());
        Ok(Place { pool: id, id: idle.id, sandbox: idle.sandbox })
    }

    /// The call waits. Returns its number.
    pub(crate) fn wait(
        &mut self,
        pool: PoolId,
        lane: Lane,
        waiter: W,
        at_front: bool,
        uptime_ms: u64,
    ) -> (u64, Orders<S, W>) {
        let number = self.number();
        if let Some(pool) = self.pools.get_mut(&pool) {
            pool.queue(lane, number, waiter, at_front);
        }
        let mut orders = Vec::new();
        self.hunger(pool);
        self.settle(uptime_ms, &mut orders);
        (number, orders)
    }

    /// The call of this number has waited for as long as one may wait for room. `None` if it no
    /// longer waits.
    pub(crate) fn lose_patience(
        &mut self,
        id: PoolId,
        number: u64,
        uptime_ms: u64,
    ) -> Option<Patience> {
        let pool = self.pools.get(&id)?;
        let (before, lane) = pool.place(number)?;
        let memory_mb = pool.memory_mb();
        let reason = if before < pool.starting {
            return Some(Patience::Stay);
        } else if pool.not_before_ms > uptime_ms {
            format!("its INIT has failed {} times in a row; starts are held back", pool.failures)
        } else if self.kept_mb() + memory_mb > self.budget_mb(lane) {
            format!("no {memory_mb} MB are free for it, of {} MB", self.budget_mb(lane))
        } else {
            return Some(Patience::Stay);
        };
        self.pools.get_mut(&id)?.leave(number)?;
        self.forget_if_empty(id);
        Some(Patience::Leave(InvokeError::NoCapacity(reason)))
    }

    /// A start has ended; `true` beside the sandbox if its INIT succeeded. The id is what the
    /// sandbox is called from now on.
    pub(crate) fn started(
        &mut self,
        id: PoolId,
        result: Result<(S, bool), StartError>,
        now_ms: i64,
        uptime_ms: u64,
    ) -> (Option<SandboxId>, Orders<S, W>) {
        let mut orders = Vec::new();
        let sandbox_id = SandboxId(self.number());
        self.starting -= 1;
        let Some(pool) = self.pools.get_mut(&id) else { return (None, orders) };
        pool.starting -= 1;
        if matches!(result, Ok((_, true))) {
            pool.failures = 0;
        } else {
            pool.failures += 1;
            if pool.failures >= FAILURES_MAX {
                pool.not_before_ms = uptime_ms + self.rules.restart_every.as_millis() as u64;
            }
        }
        let known = match result {
            Ok((sandbox, initialised)) => {
                self.place(id, sandbox_id, sandbox, initialised, now_ms, &mut orders);
                Some(sandbox_id)
            }
            Err(error) => {
                self.failed += 1;
                self.memory_mb -= pool.memory_mb();
                if let Some(waiter) = pool.next_waiter() {
                    let error = refusal(error);
                    orders.push(Order::Refuse { waiter, error });
                }
                None
            }
        };
        self.hunger(id);
        self.settle(uptime_ms, &mut orders);
        self.forget_if_empty(id);
        (known, orders)
    }

    /// A call has ended there; whether the sandbox may be kept.
    pub(crate) fn release(
        &mut self,
        id: PoolId,
        sandbox: SandboxId,
        keep: bool,
        now_ms: i64,
        uptime_ms: u64,
    ) -> Orders<S, W> {
        let mut orders = Vec::new();
        let Some(pool) = self.pools.get_mut(&id) else { return orders };
        let Some(handle) = pool.running.remove(&sandbox) else { return orders };
        if keep {
            self.place(id, sandbox, handle, true, now_ms, &mut orders);
        } else {
            self.leave(pool_memory(&self.pools, id), handle, &mut orders);
        }
        self.hunger(id);
        self.settle(uptime_ms, &mut orders);
        self.forget_if_empty(id);
        orders
    }

    /// A sandbox may not be kept any longer. One that is running is seen to when it is released.
    pub(crate) fn unfit(&mut self, id: PoolId, sandbox: SandboxId) -> Orders<S, W> {
        let mut orders = Vec::new();
        let Some(pool) = self.pools.get_mut(&id) else { return orders };
        if let Some(at) = pool.idle.iter().position(|idle| idle.id == sandbox) {
            let idle = pool.idle.remove(at);
            let memory_mb = pool.memory_mb();
            self.idle_mb -= memory_mb;
            self.leave(memory_mb, idle.sandbox, &mut orders);
            self.forget_if_empty(id);
        }
        orders
    }

    /// Nothing of a sandbox of this size is left.
    pub(crate) fn stopped(&mut self, memory_mb: u64, uptime_ms: u64) -> Orders<S, W> {
        self.memory_mb -= memory_mb;
        self.leaving_mb -= memory_mb;
        let mut orders = Vec::new();
        self.settle(uptime_ms, &mut orders);
        orders
    }

    /// Starts that were held back may go on.
    pub(crate) fn alarm(&mut self, id: PoolId, uptime_ms: u64) -> Orders<S, W> {
        let mut orders = Vec::new();
        if let Some(pool) = self.pools.get_mut(&id) {
            pool.has_alarm = false;
        }
        self.settle(uptime_ms, &mut orders);
        orders
    }

    /// Builds below `build` are of no use any more.
    pub(crate) fn retire(
        &mut self,
        function: &FunctionId,
        version: &str,
        build: u64,
    ) -> Orders<S, W> {
        let mut orders = Vec::new();
        let pools = self.of_version.get(function).and_then(|of| of.get(version));
        for id in pools.cloned().unwrap_or_default() {
            self.retire_below(id, build, &mut orders);
        }
        orders
    }

    /// End what has been idle for the keep-alive time. Returns when to come again; `None` if there is
    /// nothing to come for before the next start.
    pub(crate) fn sweep(&mut self, now_ms: i64, uptime_ms: u64) -> (Option<i64>, Orders<S, W>) {
        let mut orders = Vec::new();
        let keep_ms = self.rules.keep_alive.as_millis() as i64;
        self.end_idle(&mut orders, |_, idle| idle.since_ms.saturating_add(keep_ms) <= now_ms);
        for pool in self.pools.values_mut() {
            if pool.not_before_ms + FAILURES_KEPT_MS < uptime_ms {
                pool.failures = 0;
            }
        }
        let empty: Vec<_> =
            self.pools.iter().filter(|(_, pool)| pool.is_empty()).map(|(id, _)| *id).collect();
        for id in empty {
            self.forget_if_empty(id);
        }
        let first = self.pools.values().filter_map(|pool| pool.idle.first()).map(|i| i.since_ms);
        // What is busy now can be due no sooner than what becomes idle now.
        let busy = (!self.pools.is_empty()).then_some(now_ms);
        (first.min().or(busy).map(|since_ms| since_ms.saturating_add(keep_ms)), orders)
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts {
            idle: self.pools.values().map(|pool| pool.idle.len()).sum(),
            running: self.pools.values().map(|pool| pool.running.len()).sum(),
            starting: self.starting,
            waiting: self.pools.values().map(Pool::waiting).sum(),
            memory_mb: self.memory_mb,
            started: self.started,
            failed: self.failed,
        }
    }

    /// The pool for a call of this version, made if need be.
    fn pool_of(&mut self, version: &Arc<VersionSnapshot>) -> PoolId {
        let known = self.of_version.get(&version.id).and_then(|of| of.get(&version.version));
        let of_build = |id: &&PoolId| {
            let pool = self.pools.get(id);
            pool.is_some_and(|pool| !pool.retired && pool.version.build == version.build)
        };
        if let Some(id) = known.and_then(|ids| ids.iter().find(of_build)) {
            return *id;
        }
        // A call that was resolved before a newer build came: it runs on its own build, alone.
        let is_late = known.into_iter().flatten().any(|id| {
            let pool = self.pools.get(id);
            pool.is_some_and(|pool| !pool.retired && pool.version.build > version.build)
        });
        let id = PoolId(self.number());
        self.pools.insert(id, Pool::new(Arc::clone(version), is_late));
        let of_function = self.of_version.entry(version.id.clone()).or_default();
        of_function.entry(version.version.clone()).or_default().push(id);
        id
    }

    fn retire_below(&mut self, id: PoolId, build: u64, orders: &mut Orders<S, W>) {
        let Some(pool) = self.pools.get_mut(&id) else { return };
        if pool.version.build >= build {
            return;
        }
        pool.retired = true;
        self.end_idle(orders, |pool, _| pool == id);
        self.forget_if_empty(id);
    }

    /// A sandbox has nothing to do: to the next waiting call, among the idle, or out.
    fn place(
        &mut self,
        id: PoolId,
        sandbox_id: SandboxId,
        sandbox: S,
        initialised: bool,
        now_ms: i64,
        orders: &mut Orders<S, W>,
    ) {
        let turn = self.number();
        let Some(pool) = self.pools.get_mut(&id) else { return };
        let memory_mb = pool.memory_mb();
        if let Some(waiter) = pool.next_waiter() {
            pool.running.insert(sandbox_id, sandbox.clone());
            let place = Place { pool: id, id: sandbox_id, sandbox };
            orders.push(Order::Give { waiter, place });
        } else if initialised && !pool.retired && !self.is_closing {
            pool.idle.push(Idle { id: sandbox_id, sandbox, since_ms: now_ms, turn });
            self.idle_mb += memory_mb;
        } else {
            self.leave(memory_mb, sandbox, orders);
        }
    }

    fn leave(&mut self, memory_mb: u64, sandbox: S, orders: &mut Orders<S, W>) {
        self.leaving_mb += memory_mb;
        orders.push(Order::Stop { sandbox, memory_mb });
    }

    fn end_idle(
        &mut self,
        orders: &mut Orders<S, W>,
        mut which: impl FnMut(PoolId, &Idle<S>) -> bool,
    ) {
        for (id, pool) in &mut self.pools {
            let memory_mb = pool.memory_mb();
            for idle in pool.idle.extract_if(.., |idle| which(*id, idle)) {
                self.idle_mb -= memory_mb;
                self.leaving_mb += memory_mb;
                orders.push(Order::Stop { sandbox: idle.sandbox, memory_mb });
            }
        }
    }

    /// What cannot be had by ending what is idle.
    fn kept_mb(&self) -> u64 {
        self.memory_mb - self.idle_mb - self.leaving_mb
    }

    /// What sandboxes may have together when one is started for this lane.
    fn budget_mb(&self, lane: Lane) -> u64 {
        let all = self.rules.memory_mb_max;
        match lane {
            Lane::Sync => all,
            // With nothing else there, even a large one.
            Lane::Async if self.kept_mb() == 0 => all,
            Lane::Async => all - all / 4,
        }
    }

    fn hunger(&mut self, id: PoolId) {
        if let Some(pool) = self.pools.get_mut(&id)
            && !pool.is_hungry
            && pool.wants().is_some()
        {
            pool.is_hungry = true;
            self.hungry.push_back(id);
        }
    }

    /// Start what is wanted and possible, each pool in its turn.
    fn settle(&mut self, uptime_ms: u64, orders: &mut Orders<S, W>) {
        let mut left = self.hungry.len();
        while left > 0 && self.starting < self.rules.starts_max.max(1) {
            left -= 1;
            let Some(id) = self.hungry.pop_front() else { return };
            let Some(pool) = self.pools.get_mut(&id) else { continue };
            let Some(lane) = pool.wants() else {
                pool.is_hungry = false;
                continue;
            };
            self.hungry.push_back(id);
            if self.start_one(id, lane, uptime_ms, orders) {
                left = self.hungry.len();
            }
        }
    }

    fn start_one(
        &mut self,
        id: PoolId,
        lane: Lane,
        uptime_ms: u64,
        orders: &mut Orders<S, W>,
    ) -> bool {
        let places = self.rules.starts_max.max(1);
        if lane == Lane::Async && self.starting >= (places - places / 4) {
            return false;
        }
        let Some(pool) = self.pools.get_mut(&id) else { return false };
        if pool.not_before_ms > uptime_ms {
            if !pool.has_alarm {
                pool.has_alarm = true;
                let after_ms = pool.not_before_ms - uptime_ms;
                orders.push(Order::Alarm { pool: id, after_ms });
            }
            return false;
        }
        let memory_mb = pool.memory_mb();
        if !self.make_room(memory_mb, lane, orders) {
            return false;
        }
        let Some(pool) = self.pools.get_mut(&id) else { return false };
        pool.starting += 1;
        if pool.failures >= FAILURES_MAX {
            // One at a time, until it is known how that one went.
            pool.not_before_ms = uptime_ms + self.rules.restart_every.as_millis() as u64;
        }
        self.starting += 1;
        self.started += 1;
        self.memory_mb += memory_mb;
        orders.push(Order::Start { pool: id, version: Arc::clone(&pool.version) });
        true
    }

    /// Whether there is room now. If there could be, idle sandboxes are ended, the least recently
    /// used first, and the room comes with [`Ledger::stopped`].
    fn make_room(&mut self, memory_mb: u64, lane: Lane, orders: &mut Orders<S, W>) -> bool {
        let budget = self.budget_mb(lane);
        if self.memory_mb + memory_mb <= budget {
            return true;
        }
        if self.kept_mb() + memory_mb > budget {
            return false;
        }
        while self.memory_mb - self.leaving_mb + memory_mb > budget {
            let pools = self.pools.values_mut().filter(|pool| !pool.idle.is_empty());
            let Some(pool) = pools.min_by_key(|pool| pool.idle[0].turn) else { break };
            let idle = pool.idle.remove(0);
            let memory_mb = pool.memory_mb();
            self.idle_mb -= memory_mb;
            self.leave(memory_mb, idle.sandbox, orders);
        }
        false
    }

    fn forget_if_empty(&mut self, id: PoolId) {
        let Some(pool) = self.pools.get(&id).filter(|pool| pool.is_empty()) else { return };
        let version = Arc::clone(&pool.version);
        self.pools.remove(&id);
        if let Some(of_function) = self.of_version.get_mut(&version.id) {
            if let Some(ids) = of_function.get_mut(&version.version) {
                ids.retain(|it| *it != id);
                if ids.is_empty() {
                    of_function.remove(&version.version);
                }
            }
            if of_function.is_empty() {
                self.of_version.remove(&version.id);
            }
        }
    }
}

fn pool_memory<S, W>(pools: &HashMap<PoolId, Pool<S, W>>, id: PoolId) -> u64 {
    pools.get(&id).map_or(0, Pool::memory_mb)
}

fn refusal(error: StartError) -> InvokeError {
    match error {
        StartError::Host(reason) => InvokeError::NoCapacity(reason),
        StartError::Role(reason) => InvokeError::Role(reason),
        StartError::Stopping => InvokeError::Stopping,
    }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
pub(crate) mod tests;
