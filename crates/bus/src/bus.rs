//! The bus itself: what is stored, what is under way, and the timer.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::{CommitError, Key, RawTable, ReadError, Scope, Store, Transaction};
use task::{Clock, Entropy, Gate, TaskKind};

use crate::envelope::{DEPTH_MAX, Envelope};
use crate::queue::{Outcome, Place, Policy, Queue};

/// A future in a box.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

static EVENTS: RawTable = RawTable::new("bus.events");

/// Events read at once when the bus starts.
const PAGE: usize = 1_000;

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
    /// It is the end of a chain of events that cause each other.
    #[error("the chain of events is deeper than {DEPTH_MAX}")]
    TooDeep,
    /// It could not be made durable.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// It could not be encoded.
    #[error("encode an event: {0}")]
    Encode(#[from] serde_json::Error),
}

/// What waits for one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// The target's ARN.
    pub target: String,
    /// Events that wait.
    pub waiting: usize,
    /// Events that are being delivered.
    pub in_flight: usize,
}

/// The bus of one server. Clones share it.
#[derive(Clone)]
pub struct Bus(Arc<Inner>);

struct Inner {
    store: Store,
    clock: Clock,
    entropy: Entropy,
    targets: Targets,
    state: Mutex<State>,
    gate: Gate,
}

#[derive(Default)]
struct State {
    queues: HashMap<String, Queue<Key>>,
    next_order: u64,
    /// The earliest time for which a timer sleeps.
    timer_at: Option<i64>,
    stopped: bool,
}

impl Bus {
    /// A bus on `store`, with all that a predecessor left in it.
    pub fn open(
        store: Store,
        clock: Clock,
        entropy: Entropy,
        targets: Targets,
    ) -> Result<Self, ReadError> {
        let inner = Inner {
            store,
            clock,
            entropy,
            targets,
            state: Mutex::default(),
            gate: Gate::default(),
        };
        let bus = Self(Arc::new(inner));
        bus.load()?;
        Ok(bus)
    }

    /// Begin to deliver what is there.
    pub fn start(&self) {
        self.pump_due();
    }

    /// Take an event: durable when this returns.
    pub async fn deliver(&self, envelope: Envelope) -> Result<(), BusError> {
        if envelope.depth > DEPTH_MAX {
            return Err(BusError::TooDeep);
        }
        let key = key(&envelope);
        let mut tx = Transaction::new();
        EVENTS.put(&mut tx, &key, envelope.encode()?);
        self.0.store.commit(tx).await?;
        let place = {
            let mut state = self.state();
            state.push(&envelope.target, envelope.not_before_ms, key)
        };
        if place.not_before_ms <= self.0.clock.now_ms() {
            self.pump(&envelope.target);
        } else {
            self.set_timer();
        }
        Ok(())
    }

    /// Start everything that is due now.
    pub fn pump_due(&self) {
        let targets: Vec<String> = self.state().queues.keys().cloned().collect();
        for target in targets {
            self.pump(&target);
        }
        self.set_timer();
    }

    /// What waits, by target.
    pub fn backlog(&self) -> Vec<Backlog> {
        let state = self.state();
        let mut backlog: Vec<Backlog> = state
            .queues
            .iter()
            .map(|(target, queue)| Backlog {
                target: target.clone(),
                waiting: queue.waiting(),
                in_flight: queue.in_flight(),
            })
            .collect();
        backlog.sort_by(|left, right| left.target.cmp(&right.target));
        backlog
    }

    /// Start nothing more, and wait for what is under way.
    pub async fn stop(&self) {
        self.state().stopped = true;
        self.0.gate.empty().await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn load(&self) -> Result<(), ReadError> {
        let snapshot = self.0.store.snapshot();
        let mut state = self.state();
        for scope in self.0.store.scopes()? {
            let prefix = EVENTS.key(&scope, ());
            let mut after: Option<Key> = None;
            loop {
                let mut count = 0;
                let page = EVENTS.scan_prefix(
                    &snapshot,
                    &prefix,
                    after.as_ref(),
                    store::Direction::Forward,
                    PAGE,
                );
                let mut last = None;
                for pair in page {
                    let (_, value) = pair?;
                    count += 1;
                    // One of a later format stays where it is, for the version that wrote it.
                    let Some(envelope) = Envelope::decode(&value.into_bytes()) else { continue };
                    let key = key(&envelope);
                    state.push(&envelope.target, envelope.not_before_ms, key.clone());
                    last = Some(key);
                }
                if count < PAGE || last.is_none() {
                    break;
                }
                after = last;
            }
        }
        Ok(())
    }

    /// Start what is due at `target`, as far as its window goes.
    fn pump(&self, target: &str) {
        loop {
            let (place, key) = {
                let mut state = self.state();
                if state.stopped {
                    return;
                }
                let now_ms = self.0.clock.now_ms();
                let Some(queue) = state.queues.get_mut(target) else { return };
                let Some(popped) = queue.pop(now_ms) else {
                    if queue.is_idle() {
                        state.queues.remove(target);
                    }
                    return;
                };
                popped
            };
            let bus = self.clone();
            let target = target.to_owned();
            let guard = self.0.gate.enter();
            task::spawn(TaskKind::Delivery, async move {
                bus.attempt(&target, place, key).await;
                drop(guard);
            });
        }
    }

    async fn attempt(&self, target: &str, place: Place, key: Key) {
        let outcome = match self.envelope(&key) {
            Ok(Some(envelope)) => self.one(envelope).await,
            // Delivered already, or taken away.
            Ok(None) => Step::Done,
            Err(error) => {
                tracing::error!(%error, target, "cannot read an event");
                Step::Refused
            }
        };
        {
            let mut state = self.state();
            let jitter = self.0.entropy.below(1_000) as f64 / 1_000.0;
            let now_ms = self.0.clock.now_ms();
            let queue = state.queues.entry(target.to_owned()).or_default();
            match outcome {
                Step::Done => queue.taken(),
                Step::Again(not_before_ms) => {
                    queue.taken();
                    queue.push(Place { not_before_ms, order: place.order }, key);
                }
                Step::Refused => {
                    queue.refused(now_ms, jitter);
                    queue.push(place, key);
                }
            }
        }
        self.pump(target);
        self.set_timer();
    }

    fn envelope(&self, key: &Key) -> Result<Option<Envelope>, ReadError> {
        let stored = EVENTS.get(&self.0.store.snapshot(), key)?;
        Ok(stored.and_then(|value| Envelope::decode(&value.into_bytes())))
    }

    /// One attempt, and what it makes of the event.
    async fn one(&self, envelope: Envelope) -> Step {
        let service = envelope.target.split(':').nth(2).unwrap_or_default();
        let Some(receiver) = self.0.targets.get(service) else {
            tracing::error!(target = envelope.target, "nothing receives events of this kind");
            return Step::Refused;
        };
        let policy = receiver.policy(&envelope);
        if policy.is_too_old(envelope.first_seen_ms, self.0.clock.now_ms()) {
            return self.give_up(&envelope, "it is too old").await;
        }
        let envelope = Arc::new(envelope);
        match receiver.deliver(Arc::clone(&envelope)).await {
            Outcome::Delivered => self.forget(&envelope).await,
            Outcome::Gone(reason) => self.give_up(&envelope, &reason).await,
            Outcome::Later(reason) => {
                tracing::debug!(target = envelope.target, reason, "an event waits");
                Step::Refused
            }
            Outcome::Failed(reason) => {
                let mut envelope = Arc::unwrap_or_clone(envelope);
                envelope.attempt += 1;
                let now_ms = self.0.clock.now_ms();
                match policy.next_attempt(envelope.attempt, envelope.first_seen_ms, now_ms) {
                    None => self.give_up(&envelope, &reason).await,
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
            Ok(stored) => EVENTS.put(&mut tx, &key(&envelope), stored),
            Err(error) => tracing::error!(%error, "cannot encode an event"),
        }
        if let Err(error) = self.0.store.commit(tx).await {
            tracing::warn!(%error, "a failed attempt could not be noted and will be repeated");
        }
        Step::Again(at)
    }

    async fn give_up(&self, envelope: &Envelope, reason: &str) -> Step {
        tracing::info!(
            target = envelope.target,
            id = envelope.id,
            attempts = envelope.attempt,
            reason,
            "an event is given up"
        );
        self.forget(envelope).await
    }

    async fn forget(&self, envelope: &Envelope) -> Step {
        let mut tx = Transaction::new();
        EVENTS.delete(&mut tx, &key(envelope));
        match self.0.store.commit(tx).await {
            Ok(_) => Step::Done,
            Err(error) => {
                // It was delivered; as long as that cannot be noted it is delivered again.
                tracing::warn!(%error, "a delivery could not be noted and will be repeated");
                Step::Refused
            }
        }
    }

    /// Sleep until the next event is due that waits for time alone.
    fn set_timer(&self) {
        let at = {
            let mut state = self.state();
            let Some(at) = state.queues.values().filter_map(Queue::wake_at).min() else { return };
            if state.stopped || state.timer_at.is_some_and(|timer| timer <= at) {
                return;
            }
            state.timer_at = Some(at);
            at
        };
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
}

impl State {
    fn push(&mut self, target: &str, not_before_ms: i64, key: Key) -> Place {
        let place = Place { not_before_ms, order: self.next_order };
        self.next_order += 1;
        self.queues.entry(target.to_owned()).or_default().push(place, key);
        place
    }
}

/// Events stand in the order in which they were first seen.
fn key(envelope: &Envelope) -> Key {
    let scope = Scope::new(&*envelope.account, &*envelope.region);
    EVENTS.key(&scope, (envelope.first_seen_ms, envelope.id.as_str()))
}
