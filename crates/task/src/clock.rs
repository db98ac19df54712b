//! The one source of time.
//!
//! [`Clock::system`] follows the machine. [`Clock::manual`] starts at the real time and stands
//! still until somebody moves it; sleepers wake in the order of their deadlines.
//!
//! Real time stays available as [`Clock::real_ms`] and [`Clock::monotonic`] for what must not be
//! moved: a function's time-out and duration, signature dates, commit batches.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

/// A point of the monotonic clock, in nanoseconds since an arbitrary start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(u64);

impl Instant {
    /// Nanoseconds from `earlier` to `self`; zero if `earlier` is the later one.
    pub fn nanos_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The time from `earlier` to `self`; zero if `earlier` is the later one.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(self.nanos_since(earlier))
    }
}

/// The time that the platform goes by: retries, schedules, retention, keep-alive.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
enum Inner {
    System,
    Manual(Mutex<Manual>),
}

#[derive(Debug)]
struct Manual {
    now_ms: i64,
    next_id: u64,
    sleepers: BTreeMap<(i64, u64), oneshot::Sender<()>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(Inner::System))
    }

    /// A clock that stands still at `start_ms` (Unix milliseconds) until it is moved.
    pub fn manual(start_ms: i64) -> Self {
        let manual = Manual { now_ms: start_ms, next_id: 0, sleepers: BTreeMap::new() };
        Self(Arc::new(Inner::Manual(Mutex::new(manual))))
    }

    /// Whether this clock stands still until it is moved.
    pub fn is_manual(&self) -> bool {
        matches!(*self.0, Inner::Manual(_))
    }

    /// Unix time in milliseconds.
    pub fn now_ms(&self) -> i64 {
        match &*self.0 {
            Inner::System => Self::real_ms(),
            Inner::Manual(manual) => lock(manual).now_ms,
        }
    }

    /// The machine's Unix time in milliseconds, whatever this platform's clock says.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads it")]
    pub fn real_ms() -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| since.as_millis() as i64)
    }

    /// The machine's monotonic clock, whatever this platform's clock says.
    pub fn monotonic() -> Instant {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
        Instant(now.tv_sec as u64 * 1_000_000_000 + now.tv_nsec as u64)
    }

    /// Wait until this clock has gone on by `duration`.
    pub async fn sleep(&self, duration: Duration) {
        self.sleep_until(self.now_ms().saturating_add(duration.as_millis() as i64)).await;
    }

    /// Wait until this clock says `deadline_ms` or later.
    pub async fn sleep_until(&self, deadline_ms: i64) {
        match &*self.0 {
            Inner::System => loop {
                let left = deadline_ms.saturating_sub(Self::real_ms());
                if left <= 0 {
                    return;
                }
                // In steps, so that a change of the machine's clock is noticed.
                Self::sleep_real(Duration::from_millis(left.min(60_000) as u64)).await;
            },
            Inner::Manual(manual) => {
                let woken = {
                    let mut manual = lock(manual);
                    if manual.now_ms >= deadline_ms {
                        return;
                    }
                    let (wake, woken) = oneshot::channel();
                    let id = manual.next_id;
                    manual.next_id += 1;
                    manual.sleepers.insert((deadline_ms, id), wake);
                    woken
                };
                // The sender lives in the clock, which `self` keeps alive.
                let _ = woken.await;
            }
        }
    }

    /// Wait by the machine's clock: time-outs of functions and connections.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that sleeps")]
    pub async fn sleep_real(duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    /// Set a manual clock to `now_ms` and wake whom that concerns, earliest deadline first.
    /// Time never goes back. Returns the new time, or `None` on the machine's clock.
    pub fn advance_to(&self, now_ms: i64) -> Option<i64> {
        let Inner::Manual(manual) = &*self.0 else { return None };
        let mut manual = lock(manual);
        manual.now_ms = manual.now_ms.max(now_ms);
        let now = manual.now_ms;
        let later = manual.sleepers.split_off(&(now + 1, 0));
        let due = std::mem::replace(&mut manual.sleepers, later);
        drop(manual);
        for (_, wake) in due {
            // A sleeper that has gone away needs no waking.
            let _ = wake.send(());
        }
        Some(now)
    }
}

fn lock(manual: &Mutex<Manual>) -> std::sync::MutexGuard<'_, Manual> {
    manual.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_manual_clock_wakes_sleepers_only_when_it_is_moved_past_them() {
        let clock = Clock::manual(1_000);
        let sleeper = clock.clone();
        let mut woken = Box::pin(async move { sleeper.sleep(Duration::from_millis(500)).await });
        let early = tokio::select! {
            biased;
            () = &mut woken => true,
            () = async { clock.advance_to(1_499); tokio::task::yield_now().await; } => false,
        };
        assert!(!early, "woken a millisecond too early");
        assert_eq!(clock.advance_to(1_500), Some(1_500));
        woken.await;
        assert_eq!(clock.advance_to(10), Some(1_500), "time went back");
    }
}
