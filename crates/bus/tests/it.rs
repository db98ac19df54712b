//! The bus on a real store and a clock that the test moves.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bus::{Boxed, Bus, Envelope, FORMAT, Outcome, Policy, Target};
use bytes::Bytes;
use store::{OpenOptions, Store};
use task::{Clock, Entropy};
use tokio::sync::mpsc;

const START_MS: i64 = 1_000_000;

/// Answers as it is told, and reports each delivery.
struct Script {
    answers: Mutex<HashMap<String, Vec<Outcome>>>,
    seen: mpsc::UnboundedSender<(String, u32)>,
    running: AtomicUsize,
    places: usize,
    hold: Option<tokio::sync::Semaphore>,
}

/// The script, shared.
struct Shared(Arc<Script>);

impl Target for Shared {
    fn deliver(&self, envelope: Arc<Envelope>) -> Boxed<Outcome> {
        let script = Arc::clone(&self.0);
        Box::pin(async move {
            if script.running.fetch_add(1, Ordering::SeqCst) >= script.places {
                script.running.fetch_sub(1, Ordering::SeqCst);
                return Outcome::Later("full".to_owned());
            }
            script.seen.send((envelope.id.clone(), envelope.attempt)).unwrap();
            if let Some(hold) = &script.hold {
                hold.acquire().await.unwrap().forget();
            }
            script.running.fetch_sub(1, Ordering::SeqCst);
            let mut answers = script.answers.lock().unwrap();
            let of_this = answers.entry(envelope.id.clone()).or_default();
            if of_this.is_empty() { Outcome::Delivered } else { of_this.remove(0) }
        })
    }

    fn policy(&self, _: &Envelope) -> Policy {
        Policy::lambda()
    }
}

struct Rig {
    clock: Clock,
    script: Arc<Script>,
    seen: mpsc::UnboundedReceiver<(String, u32)>,
    store: Store,
}

fn rig(dir: &std::path::Path, places: usize, held: bool) -> Rig {
    let clock = Clock::manual(START_MS);
    let store = Store::open(dir, OpenOptions::new(clock.clone())).unwrap();
    let (send, seen) = mpsc::unbounded_channel();
    let script = Arc::new(Script {
        answers: Mutex::default(),
        seen: send,
        running: AtomicUsize::new(0),
        places,
        hold: held.then(|| tokio::sync::Semaphore::new(0)),
    });
    Rig { clock, script, seen, store }
}

impl Rig {
    fn bus(&self) -> Bus {
        let target: Arc<dyn Target> = Arc::new(Shared(Arc::clone(&self.script)));
        let targets = HashMap::from([("lambda", target)]);
        let bus =
            Bus::open(self.store.clone(), self.clock.clone(), Entropy::seeded(1), targets).unwrap();
        bus.start();
        bus
    }
}

fn envelope(id: &str) -> Envelope {
    Envelope {
        format: FORMAT,
        id: id.to_owned(),
        source: "lambda.amazonaws.com".to_owned(),
        target: "arn:aws:lambda:us-east-1:000000000000:function:f".to_owned(),
        account: "000000000000".to_owned(),
        region: "us-east-1".to_owned(),
        group: None,
        attempt: 0,
        first_seen_ms: START_MS,
        not_before_ms: START_MS,
        depth: 0,
        trace: None,
        attributes: serde_json::json!({"a": 1}),
        payload: Bytes::from_static(b"{\"k\":1}"),
    }
}

fn failed() -> Outcome {
    Outcome::Failed("boom".to_owned())
}

/// Until nothing is in flight: deliveries run on this very runtime.
async fn settle(bus: &Bus) {
    while bus.backlog().iter().any(|target| target.in_flight > 0) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_failed_event_is_retried_after_one_and_two_minutes_and_then_given_up() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, false);
    rig.script.answers.lock().unwrap().insert("e".into(), vec![failed(), failed(), failed()]);
    let bus = rig.bus();
    bus.deliver(envelope("e")).await.unwrap();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    settle(&bus).await;
    rig.clock.advance_to(START_MS + 59_999);
    bus.pump_due();
    settle(&bus).await;
    assert!(rig.seen.try_recv().is_err(), "a retry came too early");
    rig.clock.advance_to(START_MS + 60_000);
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 1)));
    settle(&bus).await;
    rig.clock.advance_to(START_MS + 180_000);
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 2)));
    settle(&bus).await;
    rig.clock.advance_to(START_MS + 10_000_000);
    bus.pump_due();
    settle(&bus).await;
    assert!(rig.seen.try_recv().is_err(), "there is no third retry");
    assert_eq!(bus.backlog(), []);
}

#[tokio::test]
async fn what_was_accepted_is_delivered_by_the_next_start_with_its_attempts_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, false);
    rig.script.answers.lock().unwrap().insert("e".into(), vec![failed()]);
    let bus = rig.bus();
    bus.deliver(envelope("e")).await.unwrap();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    settle(&bus).await;
    bus.stop().await;
    let again = rig.bus();
    rig.clock.advance_to(START_MS + 60_000);
    again.pump_due();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 1)));
    settle(&again).await;
    assert_eq!(rig.bus().backlog(), [], "what was delivered is gone from the store");
}

#[tokio::test]
async fn an_attempt_that_a_crash_cuts_short_does_not_count() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, true);
    let bus = rig.bus();
    bus.deliver(envelope("e")).await.unwrap();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    // The first bus is held in the middle of the delivery; a second one starts on the same store.
    let again = rig.bus();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    drop((bus, again));
}

#[tokio::test]
async fn a_throttled_target_gets_every_event_without_waiting_for_time() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 3, true);
    let bus = rig.bus();
    for number in 0..40 {
        bus.deliver(envelope(&format!("e{number:02}"))).await.unwrap();
    }
    let mut got = Vec::new();
    while got.len() < 40 {
        let (id, _) = rig.seen.recv().await.unwrap();
        assert!(rig.script.running.load(Ordering::SeqCst) <= 3 + 1);
        got.push(id);
        rig.script.hold.as_ref().unwrap().add_permits(1);
    }
    got.sort();
    got.dedup();
    assert_eq!(got.len(), 40, "each once");
    assert_eq!(rig.clock.now_ms(), START_MS);
}

#[tokio::test]
async fn a_chain_of_events_is_cut() {
    let dir = tempfile::tempdir().unwrap();
    let rig = rig(dir.path(), 3, false);
    let bus = rig.bus();
    let deep = Envelope { depth: bus::DEPTH_MAX + 1, ..envelope("deep") };
    assert!(matches!(bus.deliver(deep).await, Err(bus::BusError::TooDeep)));
    assert_eq!(bus.backlog(), []);
}
