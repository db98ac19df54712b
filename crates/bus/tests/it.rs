//! The bus on a real store and a clock that the test moves.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bus::{Backlog, Boxed, Bus, Envelope, Granted, Offers, Outcome, Policy, Target};
use bytes::Bytes;
use store::{OpenOptions, Scope, Store, Transaction};
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
    offers: Mutex<Option<Offers>>,
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
        Policy { offers: *self.0.offers.lock().unwrap(), ..Policy::lambda() }
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
        offers: Mutex::default(),
    });
    Rig { clock, script, seen, store }
}

impl Rig {
    async fn bus(&self) -> Bus {
        let target: Arc<dyn Target> = Arc::new(Shared(Arc::clone(&self.script)));
        let targets = HashMap::from([("lambda", target)]);
        let bus = Bus::open(self.store.clone(), self.clock.clone(), Entropy::seeded(1), targets)
            .await
            .unwrap();
        bus.start();
        bus
    }
}

const TARGET: &str = "arn:aws:lambda:us-east-1:000000000000:function:f";

fn scope() -> Scope {
    Scope::new("000000000000", "us-east-1")
}

fn envelope(id: &str) -> Envelope {
    Envelope {
        attributes: serde_json::json!({"a": 1}),
        payload: Bytes::from_static(b"{\"k\":1}"),
        ..Envelope::new(id, "lambda.amazonaws.com", TARGET, &scope(), START_MS)
    }
}

fn failed() -> Outcome {
    Outcome::Failed("boom".to_owned())
}

/// Until nothing is in flight: deliveries run on this very runtime.
async fn settle(bus: &Bus) {
    while bus.backlog(None).iter().any(|target| target.in_flight > 0) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_failed_event_is_retried_after_one_and_two_minutes_and_then_given_up() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, false);
    rig.script.answers.lock().unwrap().insert("e".into(), vec![failed(), failed(), failed()]);
    let bus = rig.bus().await;
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
    let left = Backlog { target: TARGET.to_owned(), failed: 1, ..Backlog::default() };
    assert_eq!(bus.backlog(None), [left]);
}

#[tokio::test]
async fn what_was_accepted_is_delivered_by_the_next_start_with_its_attempts_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, false);
    rig.script.answers.lock().unwrap().insert("e".into(), vec![failed()]);
    let bus = rig.bus().await;
    bus.deliver(envelope("e")).await.unwrap();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    settle(&bus).await;
    bus.stop().await;
    let again = rig.bus().await;
    rig.clock.advance_to(START_MS + 60_000);
    again.pump_due();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 1)));
    settle(&again).await;
    assert_eq!(rig.bus().await.backlog(None), [], "what was delivered is gone from the store");
}

#[tokio::test]
async fn an_attempt_that_a_crash_cuts_short_does_not_count() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, true);
    let bus = rig.bus().await;
    bus.deliver(envelope("e")).await.unwrap();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    // The first bus is held in the middle of the delivery; a second one starts on the same store.
    let again = rig.bus().await;
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    drop((bus, again));
}

#[tokio::test]
async fn a_throttled_target_gets_every_event_without_waiting_for_time() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 3, true);
    let bus = rig.bus().await;
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
async fn what_a_target_cannot_take_is_offered_as_often_and_as_long_as_its_policy_says() {
    let not_ready = || Outcome::NotTaken("not ready".to_owned());
    let (minute, hour) = (Duration::from_mins(1), Duration::from_hours(1));
    for (offers, step, offered, given_up) in [
        (None, hour, 4, false),
        (Some(Offers { retries_max: 3, age_max: hour }), minute, 4, false),
        (Some(Offers { retries_max: 2, age_max: hour }), minute, 3, true),
        (Some(Offers { retries_max: 0, age_max: hour }), minute, 1, true),
        (Some(Offers { retries_max: 185, age_max: minute }), minute, 3, true),
        (Some(Offers { retries_max: 185, age_max: minute }), hour, 2, true),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let mut rig = rig(dir.path(), 10, false);
        *rig.script.offers.lock().unwrap() = offers;
        let answers = vec![not_ready(), not_ready(), not_ready()];
        rig.script.answers.lock().unwrap().insert("e".into(), answers);
        let bus = rig.bus().await;
        bus.deliver(envelope("e")).await.unwrap();
        let mut seen = 0;
        for _ in 0..6 {
            settle(&bus).await;
            while rig.seen.try_recv().is_ok() {
                seen += 1;
            }
            rig.clock.advance_to(rig.clock.now_ms() + step.as_millis() as i64);
            bus.pump_due();
        }
        assert_eq!(seen, offered, "{offers:?}");
        let left = bus.backlog(None);
        assert_eq!(left.iter().map(|target| target.failed).sum::<u64>(), u64::from(given_up));
        assert!(left.iter().all(|target| target.waiting == 0), "{left:?}");
    }
}

/// Keys of a table of the bus.
fn stored(store: &Store, table: &'static str) -> usize {
    let table = store::RawTable::new(table);
    let all = table.key(&scope(), ());
    let forward = store::Direction::Forward;
    table.scan_prefix(&store.snapshot(), &all, None, forward, usize::MAX).count()
}

#[tokio::test]
async fn events_that_share_a_payload_store_it_once_and_the_last_one_takes_it_away() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, true);
    let bus = rig.bus().await;
    let body = Bytes::from(vec![b'x'; 1_000]);
    let share = |id: &str| Envelope { payload: body.clone(), ..envelope(id) };
    bus.deliver_all(vec![share("a"), share("b"), share("c"), envelope("own")]).await.unwrap();
    assert_eq!((stored(&rig.store, "bus.events"), stored(&rig.store, "bus.bodies")), (4, 1));
    for _ in 0..4 {
        rig.seen.recv().await.unwrap();
    }
    // Killed in the middle: the next start knows who shares it.
    let again = rig.bus().await;
    for _ in 0..4 {
        rig.seen.recv().await.unwrap();
    }
    rig.script.hold.as_ref().unwrap().add_permits(8);
    settle(&again).await;
    assert_eq!((stored(&rig.store, "bus.events"), stored(&rig.store, "bus.bodies")), (0, 0));
}

#[tokio::test]
async fn a_body_that_a_cut_left_behind_is_removed_by_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let rig = rig(dir.path(), 10, true);
    let mut tx = Transaction::new();
    let bodies = store::RawTable::new("bus.bodies");
    bodies.put(&mut tx, &bodies.key(&scope(), ("nobodys",)), Bytes::from_static(b"x"));
    rig.store.commit(tx).await.unwrap();
    drop(rig.bus().await);
    assert_eq!(stored(&rig.store, "bus.bodies"), 0);
}

#[tokio::test]
async fn what_is_staged_is_delivered_once_its_transaction_is_committed_and_not_before() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, false);
    let bus = rig.bus().await;
    let mut tx = Transaction::new();
    let dropped = bus.stage(&mut Transaction::new(), vec![envelope("never")]).unwrap();
    drop(dropped);
    let staged = bus.stage(&mut tx, vec![envelope("e")]).unwrap();
    bus.pump_due();
    assert!(rig.seen.try_recv().is_err());
    rig.store.commit(tx).await.unwrap();
    bus.admit(staged);
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    settle(&bus).await;
    assert!(rig.seen.try_recv().is_err());
    assert_eq!(bus.counts().delivered, 1);
}

#[tokio::test]
async fn what_was_given_up_is_kept_and_can_be_tried_again_or_dropped() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, false);
    let gone = Outcome::Gone("nobody is there".to_owned());
    for id in ["a", "b"] {
        rig.script.answers.lock().unwrap().insert(id.into(), vec![gone.clone()]);
    }
    let bus = rig.bus().await;
    let body = Bytes::from_static(b"{\"shared\":1}");
    let share = |id: &str| Envelope { payload: body.clone(), ..envelope(id) };
    bus.deliver_all(vec![share("a"), share("b")]).await.unwrap();
    settle(&bus).await;
    bus.stop().await;
    // It is all there after a restart as well.
    let bus = rig.bus().await;
    while rig.seen.try_recv().is_ok() {}
    let failed = bus.events(&scope(), Some(TARGET), 10).unwrap();
    let told: Vec<_> =
        failed.iter().map(|seen| (&*seen.envelope.id, seen.failed.clone())).collect();
    let reason = Some(("nobody is there".to_owned(), START_MS));
    assert_eq!(told, [("a", reason.clone()), ("b", reason)]);
    assert_eq!(failed[0].envelope.payload, body);
    assert_eq!(bus.events(&Scope::new("111111111111", "us-east-1"), None, 10).unwrap(), []);
    assert_eq!(bus.retry(&scope(), "a").await.unwrap(), Granted::Done);
    assert_eq!(rig.seen.recv().await, Some(("a".into(), 0)));
    settle(&bus).await;
    assert_eq!(bus.discard(&scope(), "b").await.unwrap(), Granted::Done);
    assert_eq!(bus.discard(&scope(), "b").await.unwrap(), Granted::NoSuchEvent);
    assert_eq!(bus.retry(&scope(), "a").await.unwrap(), Granted::NoSuchEvent);
    assert_eq!(bus.backlog(None), []);
    assert_eq!(stored(&rig.store, "bus.failed"), 0);
}

#[tokio::test]
async fn an_event_that_waits_can_be_delivered_now_or_dropped_and_one_in_flight_cannot() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, true);
    let bus = rig.bus().await;
    let later = |id: &str| Envelope { not_before_ms: START_MS + 60_000, ..envelope(id) };
    bus.deliver_all(vec![later("now"), later("dropped")]).await.unwrap();
    assert_eq!(bus.discard(&scope(), "dropped").await.unwrap(), Granted::Done);
    assert_eq!(bus.retry(&scope(), "now").await.unwrap(), Granted::Done);
    assert_eq!(rig.seen.recv().await, Some(("now".into(), 0)));
    assert_eq!(bus.discard(&scope(), "now").await.unwrap(), Granted::InFlight);
    assert_eq!(bus.retry(&scope(), "now").await.unwrap(), Granted::InFlight);
    rig.script.hold.as_ref().unwrap().add_permits(2);
    settle(&bus).await;
    rig.clock.advance_to(START_MS + 120_000);
    bus.pump_due();
    settle(&bus).await;
    assert!(rig.seen.try_recv().is_err(), "the dropped one is not delivered");
    assert_eq!(stored(&rig.store, "bus.events"), 0);
}

#[tokio::test]
async fn what_was_given_up_two_weeks_ago_makes_room() {
    let dir = tempfile::tempdir().unwrap();
    let rig = rig(dir.path(), 10, false);
    let gone = Outcome::Gone("nobody is there".to_owned());
    for id in ["old", "new"] {
        rig.script.answers.lock().unwrap().insert(id.into(), vec![gone.clone()]);
    }
    let bus = rig.bus().await;
    bus.deliver(envelope("old")).await.unwrap();
    settle(&bus).await;
    let now_ms = START_MS + 15 * 24 * 3_600_000;
    rig.clock.advance_to(now_ms);
    let new = Envelope { first_seen_ms: now_ms, not_before_ms: now_ms, ..envelope("new") };
    bus.deliver(new).await.unwrap();
    settle(&bus).await;
    let kept = bus.events(&scope(), None, 10).unwrap();
    assert_eq!(kept.iter().map(|seen| &*seen.envelope.id).collect::<Vec<_>>(), ["new"]);
    assert_eq!(bus.backlog(None)[0].failed, 1);
}

#[tokio::test]
async fn a_bus_whose_directory_another_one_took_writes_nothing_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let mut rig = rig(dir.path(), 10, true);
    let deposed = rig.bus().await;
    deposed.deliver(envelope("e")).await.unwrap();
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    let owner = rig.bus().await;
    assert_eq!(rig.seen.recv().await, Some(("e".into(), 0)));
    // The first one's delivery ends first; only the owner may note that.
    rig.script.hold.as_ref().unwrap().add_permits(1);
    deposed.stop().await;
    assert_eq!(stored(&rig.store, "bus.events"), 1);
    rig.script.hold.as_ref().unwrap().add_permits(1);
    settle(&owner).await;
    assert_eq!(stored(&rig.store, "bus.events"), 0);
}
