//! The rules of one target's queue, without IO: what is due, how many may be under way, when the
//! next attempt is.

use std::collections::BTreeMap;
use std::time::Duration;

/// Deliveries that a target gets at once before anything is known of it.
const WINDOW_START: usize = 16;
/// Deliveries that a target gets at once at most.
const WINDOW_MAX: usize = 1_000;
/// The first pause after a target had no place for anything.
const PAUSE_FIRST: Duration = Duration::from_secs(1);
/// The longest.
const PAUSE_MAX: Duration = Duration::from_mins(5);

/// How a delivery ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Delivered,
    /// The target took it and failed: this attempt counts.
    Failed(String),
    /// The target has no place for it now (throttled, or an error of ours): nothing counts.
    Later(String),
    /// The target cannot take it, which has nothing to do with how much it has to do: it is offered
    /// again as [`Policy::offers`] says.
    NotTaken(String),
    /// The target is not there any more: the event is given up.
    Gone(String),
}

/// How long and how often an event is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Pauses before the retries; their number is the number of retries.
    pub retry_after: Vec<Duration>,
    /// An event older than this is given up.
    pub age_max: Duration,
    /// How often and how long it is offered to a target that cannot take it; none is as long as it
    /// is not too old.
    pub offers: Option<Offers>,
}

/// How often and how long an event is offered to a target that cannot take it. What was offered is
/// not stored: a restart begins to count anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offers {
    /// Offers after the first one.
    pub retries_max: u32,
    /// An event older than this is not offered again.
    pub age_max: Duration,
}

impl Policy {
    /// Lambda's: two retries, after one and two minutes, for up to six hours.
    pub fn lambda() -> Self {
        Self {
            retry_after: vec![Duration::from_mins(1), Duration::from_mins(2)],
            age_max: Duration::from_hours(6),
            offers: None,
        }
    }

    /// Whether an event is offered again that was not taken `refused` times.
    pub(crate) fn offers_again(&self, refused: u32, first_seen_ms: i64, now_ms: i64) -> bool {
        self.offers.is_none_or(|offers| {
            let until_ms = first_seen_ms + offers.age_max.as_millis() as i64;
            refused <= offers.retries_max && now_ms <= until_ms
        })
    }

    /// When the attempt after `failed` failed ones is; `None` if there is none.
    pub(crate) fn next_attempt(&self, failed: u32, first_seen_ms: i64, now_ms: i64) -> Option<i64> {
        let pause = self.retry_after.get(failed.checked_sub(1)? as usize)?;
        let at = now_ms + pause.as_millis() as i64;
        (at <= first_seen_ms + self.age_max.as_millis() as i64).then_some(at)
    }

    pub(crate) fn is_too_old(&self, first_seen_ms: i64, now_ms: i64) -> bool {
        now_ms > first_seen_ms + self.age_max.as_millis() as i64
    }
}

/// An event in a queue: when it is due, and in which order it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub not_before_ms: i64,
    pub order: u64,
}

/// One target's events, without their payloads.
#[derive(Debug)]
pub(crate) struct Queue<E> {
    waiting: BTreeMap<Place, E>,
    in_flight: usize,
    window: usize,
    pauses: u32,
    closed_until_ms: i64,
}

impl<E> Default for Queue<E> {
    fn default() -> Self {
        Self {
            waiting: BTreeMap::new(),
            in_flight: 0,
            window: WINDOW_START,
            pauses: 0,
            closed_until_ms: i64::MIN,
        }
    }
}

impl<E> Queue<E> {
    pub(crate) fn push(&mut self, place: Place, event: E) {
        self.waiting.insert(place, event);
    }

    /// The next event to deliver now, if the window has room for it.
    pub(crate) fn pop(&mut self, now_ms: i64) -> Option<(Place, E)> {
        if self.in_flight >= self.window || now_ms < self.closed_until_ms {
            return None;
        }
        let first = self.waiting.first_entry()?;
        if first.key().not_before_ms > now_ms {
            return None;
        }
        self.in_flight += 1;
        Some(first.remove_entry())
    }

    /// A delivery ended and the target took it.
    pub(crate) fn taken(&mut self) {
        self.in_flight -= 1;
        self.pauses = 0;
        self.closed_until_ms = i64::MIN;
        if !self.waiting.is_empty() {
            self.window = (self.window + 1).min(WINDOW_MAX);
        }
    }

    /// A delivery ended because the target had no place for it. `jitter` is in 0..1.
    pub(crate) fn refused(&mut self, now_ms: i64, jitter: f64) {
        self.in_flight -= 1;
        self.window = self.in_flight.max(1);
        if self.in_flight > 0 {
            // One that is under way frees a place when it ends.
            return;
        }
        let doubled = PAUSE_FIRST.saturating_mul(1 << self.pauses.min(16));
        let pause = doubled.min(PAUSE_MAX).mul_f64(0.5 + jitter / 2.0);
        self.pauses += 1;
        self.closed_until_ms = now_ms + pause.as_millis() as i64;
    }

    /// When to look again, if something waits for time and not for a delivery to end.
    pub(crate) fn wake_at(&self) -> Option<i64> {
        if self.in_flight >= self.window {
            return None;
        }
        let (first, _) = self.waiting.first_key_value()?;
        Some(first.not_before_ms.max(self.closed_until_ms))
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// The events that wait, in the order in which they are due.
    pub(crate) fn events(&self) -> impl Iterator<Item = (Place, &E)> {
        self.waiting.iter().map(|(place, event)| (*place, event))
    }

    /// Take a waiting event out.
    pub(crate) fn remove(&mut self, place: Place) -> Option<E> {
        self.waiting.remove(&place)
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.in_flight == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(events: u64) -> Queue<u64> {
        let mut queue = Queue::default();
        for order in 0..events {
            queue.push(Place { not_before_ms: 0, order }, order);
        }
        queue
    }

    fn fill(queue: &mut Queue<u64>, now_ms: i64) -> usize {
        std::iter::from_fn(|| queue.pop(now_ms)).count()
    }

    #[test]
    fn a_target_that_refuses_is_fed_as_it_frees_places() {
        let mut queue = queue(100);
        assert_eq!(fill(&mut queue, 0), WINDOW_START);
        for _ in 0..8 {
            queue.refused(0, 0.5);
        }
        assert_eq!(queue.in_flight(), 8);
        assert_eq!(fill(&mut queue, 0), 0, "it said that it has no place");
        assert_eq!(queue.wake_at(), None, "no time passes before one of the eight ends");
        queue.taken();
        assert_eq!(fill(&mut queue, 0), 2, "the place that was freed, and one to probe");
    }

    #[test]
    fn a_target_that_takes_nothing_is_left_alone_for_longer_and_longer() {
        let mut queue = queue(3);
        let mut now = 0;
        let mut pauses = Vec::new();
        for _ in 0..12 {
            let popped = fill(&mut queue, now);
            assert!(popped >= 1);
            for order in 0..popped {
                queue.refused(now, 1.0);
                queue.push(Place { not_before_ms: 0, order: order as u64 }, 0);
            }
            let next = queue.wake_at().unwrap();
            pauses.push(next - now);
            now = next;
        }
        assert_eq!(pauses[..4], [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(pauses[11], 300_000);
    }

    #[test]
    fn retries_follow_the_policy_and_its_age() {
        let policy = Policy::lambda();
        assert_eq!(policy.next_attempt(1, 0, 5), Some(60_005));
        assert_eq!(policy.next_attempt(2, 0, 5), Some(120_005));
        assert_eq!(policy.next_attempt(3, 0, 5), None);
        assert_eq!(policy.next_attempt(1, 0, 6 * 3_600_000), None);
        assert!(!policy.is_too_old(0, 6 * 3_600_000));
        assert!(policy.is_too_old(0, 6 * 3_600_000 + 1));
    }
}
