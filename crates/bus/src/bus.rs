//! The bus itself: what is stored, what is under way, and the timer.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::{AcquireError, CommitError, Key, Owned, ReadError, Scope, Store, Transaction};
use task::{Clock, Entropy, Gate, TaskKind};

use crate::envelope::Envelope;
use crate::queue::{Outcome, Place, Policy, Queue};
use crate::rows::{self, Failed};

/// A future in a box.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// How long an event that was given up is kept, in milliseconds.
const FAILED_LIFE_MS: i64 = 14 * 24 * 3_600 * 1_000;
/// How many of them an account and region keeps.
const FAILED_MAX: u64 = 100_000;
/// How many a commit takes away that have been kept for long enough.
const FAILED_SWEPT: usize = 16;

/// Receives the events of one kind of target.
pub trait Target: Send + Sync {
    /// Deliver `envelope` and say how that ended.
    fn deliver(&self, envelope: Arc<Envelope>) -> Boxed<Outcome>;
    /// How its events are retried.
    fn policy(&self, envelope: &Envelope) -> Policy;
}

/// Who receives what, by the service in the target's ARN (`lambda`).
pub type Targets = HashMap<&'static str, Arc<dyn Target>>;

/// Why an event was not taken.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// It could not be made durable.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// It could not be encoded.
    #[error("encode an event: {0}")]
    Encode(#[from] serde_json::Error),
    /// What is stored of it could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Events written into a transaction: once that is committed, [`Bus::admit`] them.
#[must_use = "events that are not admitted are delivered by the next start only"]
#[derive(Debug, Default)]
pub struct Staged(Vec<StagedEvent>);

#[derive(Debug)]
struct StagedEvent {
    target: String,
    not_before_ms: i64,
    waiting: Waiting,
}

/// What a queue holds of an event: its body stays on disk.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) key: Key,
    pub(crate) first_seen_ms: i64,
    /// The body that it shares with others.
    shared: Option<Arc<Key>>,
    /// How often its target could not take it.
    not_taken: u32,
}

/// The bus of one server. Clones share it.
#[derive(Clone)]
pub struct Bus(Arc<Inner>);

struct Inner {
    store: Store,
    /// What the bus itself writes is fenced: a server that lost the directory writes nothing.
    lease: Owned<()>,
    clock: Clock,
    entropy: Entropy,
    targets: Targets,
    state: Mutex<State>,
    gate: Gate,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) queues: HashMap<Arc<str>, Queue<Waiting>>,
    /// Shared bodies, and how many events still need each.
    bodies: HashMap<Key, u32>,
    /// Events that were given up and are kept, by account and region, then by target.
    pub(crate) failed: HashMap<Scope, HashMap<Arc<str>, u64>>,
    pub(crate) counts: Counts,
    next_order: u64,
    /// The earliest time for which a timer sleeps.
    timer_at: Option<i64>,
    stopped: bool,
}

/// What has happened since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events taken.
    pub accepted: u64,
    /// Events that arrived.
    pub delivered: u64,
    /// Attempts that failed and are repeated.
    pub retried: u64,
    /// Events given up.
    pub failed: u64,
}

impl Bus {
    /// A bus on `store`, with all that a predecessor left in it.
    pub async fn open(
        store: Store,
        clock: Clock,
        entropy: Entropy,
        targets: Targets,
    ) -> Result<Self, AcquireError> {
        let lease_key = Key::new(&Scope::new("", ""), "bus.lease", ());
        let mut state = State::default();
        let mut orphans = Transaction::new();
        let scopes = store.scopes()?;
        let lease = Owned::acquire(&store, lease_key, "bus", |snapshot| {
            let loaded = &mut state;
            for scope in &scopes {
                rows::each_event(snapshot, scope, |envelope| {
                    let staged = staged(&envelope, &mut HashMap::new());
                    loaded.push(staged);
                    true
                })?;
                rows::each_failed(snapshot, scope, |failed| {
                    loaded.count_failed(&failed.envelope);
                    true
                })?;
                rows::each_body(snapshot, scope, |key| {
                    if !loaded.bodies.contains_key(&key) {
                        orphans.delete(key);
                    }
                })?;
            }
            Ok(())
        })
        .await?;
        if !orphans.is_empty() {
            lease.commit(orphans).await?;
        }
        Ok(Self(Arc::new(Inner {
            store,
            lease,
            clock,
            entropy,
            targets,
            state: Mutex::new(state),
            gate: Gate::default(),
        })))
    }

    /// Begin to deliver what is there.
    pub fn start(&self) {
        self.pump_due();
    }

    /// Write `envelopes` into `tx`. Those that are clones of one payload and stand side by side
    /// are stored with it once. Nothing happens before [`Bus::admit`].
    pub fn stage(
        &self,
        tx: &mut Transaction,
        mut envelopes: Vec<Envelope>,
    ) -> Result<Staged, BusError> {
        rows::put_events(tx, &mut envelopes)?;
        let mut bodies = HashMap::new();
        Ok(Staged(envelopes.iter().map(|envelope| staged(envelope, &mut bodies)).collect()))
    }

    /// The transaction that these events were written into has been committed: deliver them.
    pub fn admit(&self, events: Staged) {
        let mut targets: Vec<Arc<str>> = Vec::new();
        {
            let mut state = self.state();
            state.counts.accepted += events.0.len() as u64;
            for event in events.0 {
                let target = state.push(event);
                if targets.last() != Some(&target) {
                    targets.push(target);
                }
            }
        }
        for target in targets {
            self.pump(&target);
        }
    }

    /// Take events: durable when this returns.
    pub async fn deliver_all(&self, envelopes: Vec<Envelope>) -> Result<(), BusError> {
        let mut tx = Transaction::new();
        let events = self.stage(&mut tx, envelopes)?;
        self.0.store.commit(tx).await?;
        self.admit(events);
        Ok(())
    }

    /// Take an event: durable when this returns.
    pub async fn deliver(&self, envelope: Envelope) -> Result<(), BusError> {
        self.deliver_all(vec![envelope]).await
    }

    /// Start everything that is due now.
    pub fn pump_due(&self) {
        let targets: Vec<Arc<str>> = self.state().queues.keys().cloned().collect();
        for target in targets {
            self.pump(&target);
        }
    }

    /// Start nothing more, and wait for what is under way.
    pub async fn stop(&self) {
        self.state().stopped = true;
        self.0.gate.empty().await;
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    /// The time by the clock that events are due by.
    pub fn now_ms(&self) -> i64 {
        self.0.clock.now_ms()
    }

    /// Start what is due at `target`, as far as its window goes.
    pub(crate) fn pump(&self, target: &Arc<str>) {
        loop {
            let (place, waiting) = {
                let mut state = self.state();
                if state.stopped {
                    return;
                }
                let now_ms = self.0.clock.now_ms();
                let Some(queue) = state.queues.get_mut(target) else { return };
                let Some(popped) = queue.pop(now_ms) else {
                    let wake_at = queue.wake_at();
                    if queue.is_idle() {
                        state.queues.remove(target);
                    }
                    drop(state);
                    if let Some(at) = wake_at {
                        self.set_timer(at);
                    }
                    return;
                };
                popped
            };
            let (bus, target) = (self.clone(), Arc::clone(target));
            let guard = self.0.gate.enter();
            task::spawn(TaskKind::Delivery, async move {
                bus.attempt(&target, place, waiting).await;
                drop(guard);
            });
        }
    }

    async fn attempt(&self, target: &Arc<str>, place: Place, mut waiting: Waiting) {
        let step = match rows::event(&self.0.store.snapshot(), &waiting.key) {
            Ok(Some(envelope)) => self.one(envelope, &waiting).await,
            // Delivered already, or taken away.
            Ok(None) => Step::Done,
            Err(error) => {
                tracing::error!(%error, target = &**target, "cannot read an event");
                Step::Refused
            }
        };
        {
            let mut state = self.state();
            let jitter = self.0.entropy.below(1_000) as f64 / 1_000.0;
            let now_ms = self.0.clock.now_ms();
            let queue = state.queues.entry(Arc::clone(target)).or_default();
            match step {
                Step::Done => queue.taken(),
                Step::Again(not_before_ms) => {
                    queue.taken();
                    queue.push(Place { not_before_ms, order: place.order }, waiting);
                    state.counts.retried += 1;
                }
                Step::Refused | Step::NotTaken => {
                    waiting.not_taken += u32::from(matches!(step, Step::NotTaken));
                    queue.refused(now_ms, jitter);
                    queue.push(place, waiting);
                }
            }
        }
        self.pump(target);
    }

    /// One attempt, and what it makes of the event.
    async fn one(&self, envelope: Envelope, waiting: &Waiting) -> Step {
        let Some(receiver) = self.0.targets.get(envelope.receiver()) else {
            tracing::error!(target = envelope.target, "nothing receives events of this kind");
            return Step::Refused;
        };
        let policy = receiver.policy(&envelope);
        if policy.is_too_old(envelope.first_seen_ms, self.0.clock.now_ms()) {
            return self.give_up(envelope, waiting, "it is too old").await;
        }
        let envelope = Arc::new(envelope);
        let outcome = receiver.deliver(Arc::clone(&envelope)).await;
        let mut envelope = Arc::unwrap_or_clone(envelope);
        match outcome {
            Outcome::Delivered => self.forget(waiting).await,
            Outcome::Gone(reason) => self.give_up(envelope, waiting, &reason).await,
            Outcome::Later(reason) => {
                tracing::debug!(target = envelope.target, reason, "an event waits");
                Step::Refused
            }
            Outcome::NotTaken(reason) => {
                let (refused, now_ms) = (waiting.not_taken + 1, self.0.clock.now_ms());
                if policy.offers_again(refused, envelope.first_seen_ms, now_ms) {
                    tracing::debug!(target = envelope.target, reason, "an event was not taken");
                    return Step::NotTaken;
                }
                self.give_up(envelope, waiting, &reason).await
            }
            Outcome::Failed(reason) => {
                envelope.attempt += 1;
                let now_ms = self.0.clock.now_ms();
                match policy.next_attempt(envelope.attempt, envelope.first_seen_ms, now_ms) {
                    None => self.give_up(envelope, waiting, &reason).await,
                    Some(at) => self.note_attempt(envelope, at).await,
                }
            }
        }
    }

    /// Store that an attempt failed, and when the next one is.
    async fn note_attempt(&self, mut envelope: Envelope, at: i64) -> Step {
        envelope.not_before_ms = at;
        let mut tx = Transaction::new();
        match envelope.encode() {
            Ok(stored) => rows::EVENTS.put(&mut tx, &rows::event_key(&envelope), stored),
            Err(error) => tracing::error!(%error, "cannot encode an event"),
        }
        if let Err(error) = self.commit(tx).await {
            tracing::warn!(%error, "a failed attempt could not be noted and will be repeated");
        }
        Step::Again(at)
    }

    /// Keep the event among those that were given up.
    async fn give_up(&self, envelope: Envelope, waiting: &Waiting, reason: &str) -> Step {
        tracing::info!(
            target = envelope.target,
            id = envelope.id,
            attempts = envelope.attempt,
            reason,
            "an event is given up"
        );
        let failed_ms = self.0.clock.now_ms();
        let failed = Failed { envelope, reason: reason.to_owned(), failed_ms };
        let mut tx = Transaction::new();
        let swept = match self.sweep_failed(&mut tx, &rows::scope_of(&failed.envelope), failed_ms) {
            Ok(swept) => swept,
            Err(error) => {
                tracing::error!(%error, "events that were given up cannot be read");
                Vec::new()
            }
        };
        if let Err(error) = rows::put_failed(&mut tx, &failed) {
            tracing::error!(%error, "cannot encode an event");
        }
        let step = self.remove(tx, waiting).await;
        if matches!(step, Step::Done) {
            let mut state = self.state();
            state.counts.failed += 1;
            state.count_failed(&failed.envelope);
            for old in swept {
                state.uncount_failed(&old.envelope);
            }
        }
        step
    }

    /// Those that have been kept for long enough, or are too many: written into `tx` as gone.
    fn sweep_failed(
        &self,
        tx: &mut Transaction,
        scope: &Scope,
        now_ms: i64,
    ) -> Result<Vec<Failed>, ReadError> {
        let kept = self.state().failed.get(scope).map_or(0, |targets| targets.values().sum());
        let mut swept: Vec<Failed> = Vec::new();
        rows::each_failed(&self.0.store.snapshot(), scope, |failed| {
            let too_many = kept >= FAILED_MAX + swept.len() as u64;
            let goes = too_many || failed.failed_ms + FAILED_LIFE_MS < now_ms;
            if goes {
                rows::delete_failed(tx, &failed);
                swept.push(failed);
            }
            goes && swept.len() < FAILED_SWEPT
        })?;
        Ok(swept)
    }

    async fn forget(&self, waiting: &Waiting) -> Step {
        let step = self.remove(Transaction::new(), waiting).await;
        if matches!(step, Step::Done) {
            self.state().counts.delivered += 1;
        }
        step
    }

    /// Commit `tx`, and that the event is not to be delivered any more.
    async fn remove(&self, mut tx: Transaction, waiting: &Waiting) -> Step {
        rows::EVENTS.delete(&mut tx, &waiting.key);
        if let Err(error) = self.commit(tx).await {
            // It was delivered; as long as that cannot be noted it is delivered again.
            tracing::warn!(%error, "a delivery could not be noted and will be repeated");
            return Step::Refused;
        }
        self.release(waiting).await;
        Step::Done
    }

    /// An event is gone, and needs its shared body no more; the last one takes it away.
    pub(crate) async fn release(&self, waiting: &Waiting) {
        let Some(body) = &waiting.shared else { return };
        if !self.state().release(body) {
            return;
        }
        let mut tx = Transaction::new();
        tx.delete(&**body);
        if let Err(error) = self.commit(tx).await {
            // The next start finds that nobody needs it.
            tracing::warn!(%error, "a body that no event needs any more is still stored");
        }
    }

    /// Commit what the bus itself writes.
    pub(crate) async fn commit(&self, tx: Transaction) -> Result<(), CommitError> {
        match self.0.lease.commit(tx).await {
            Ok(_) => Ok(()),
            Err(error) => {
                if error == CommitError::Deposed {
                    tracing::error!("another server delivers the events of this directory");
                    self.state().stopped = true;
                }
                Err(error)
            }
        }
    }

    /// An event stands in the store and is to be delivered.
    pub(crate) fn requeue(&self, envelope: &Envelope) {
        let target = self.state().push(staged(envelope, &mut HashMap::new()));
        self.pump(&target);
    }

    /// Sleep until `at`, when something is due that waits for time alone.
    fn set_timer(&self, at: i64) {
        {
            let mut state = self.state();
            if state.stopped || state.timer_at.is_some_and(|timer| timer <= at) {
                return;
            }
            state.timer_at = Some(at);
        }
        let bus = self.clone();
        task::spawn(TaskKind::Delivery, async move {
            bus.0.clock.sleep_until(at).await;
            {
                let mut state = bus.state();
                if state.timer_at != Some(at) {
                    return;
                }
                state.timer_at = None;
            }
            bus.pump_due();
        });
    }
}

enum Step {
    Done,
    Again(i64),
    Refused,
    NotTaken,
}

/// What a queue needs to know of `envelope`; events that share a body share its key.
fn staged(envelope: &Envelope, bodies: &mut HashMap<String, Arc<Key>>) -> StagedEvent {
    let shared = envelope.shared.as_ref().map(|id| {
        let key = bodies
            .entry(id.clone())
            .or_insert_with(|| Arc::new(rows::body_key(&rows::scope_of(envelope), id)));
        Arc::clone(key)
    });
    StagedEvent {
        target: envelope.target.clone(),
        not_before_ms: envelope.not_before_ms,
        waiting: Waiting {
            key: rows::event_key(envelope),
            first_seen_ms: envelope.first_seen_ms,
            shared,
            not_taken: 0,
        },
    }
}

impl State {
    fn push(&mut self, event: StagedEvent) -> Arc<str> {
        let place = Place { not_before_ms: event.not_before_ms, order: self.next_order };
        self.next_order += 1;
        if let Some(body) = &event.waiting.shared {
            match self.bodies.get_mut(&**body) {
                Some(count) => *count += 1,
                None => drop(self.bodies.insert((**body).clone(), 1)),
            }
        }
        let target: Arc<str> = match self.queues.get_key_value(&*event.target) {
            Some((target, _)) => Arc::clone(target),
            None => event.target.into(),
        };
        self.queues.entry(Arc::clone(&target)).or_default().push(place, event.waiting);
        target
    }

    /// One event less needs `body`. Whether it was the last one.
    fn release(&mut self, body: &Key) -> bool {
        let Some(count) = self.bodies.get_mut(body) else { return false };
        *count -= 1;
        if *count > 0 {
            return false;
        }
        self.bodies.remove(body);
        true
    }

    pub(crate) fn count_failed(&mut self, envelope: &Envelope) {
        let targets = self.failed.entry(rows::scope_of(envelope)).or_default();
        *targets.entry(envelope.target.as_str().into()).or_default() += 1;
    }

    pub(crate) fn uncount_failed(&mut self, envelope: &Envelope) {
        let Some(targets) = self.failed.get_mut(&rows::scope_of(envelope)) else { return };
        let Some(count) = targets.get_mut(envelope.target.as_str()) else { return };
        *count -= 1;
        if *count == 0 {
            targets.remove(envelope.target.as_str());
        }
    }
}
