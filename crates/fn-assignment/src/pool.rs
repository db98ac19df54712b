//! One version's sandboxes and waiting calls.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use fn_model::{Lane, VersionSnapshot};

/// A sandbox, for as long as it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SandboxId(pub u64);

/// The sandboxes of one build of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PoolId(pub u64);

/// A sandbox that waits for an event.
#[derive(Debug)]
pub(crate) struct Idle<S> {
    pub id: SandboxId,
    pub sandbox: S,
    /// By the platform's clock.
    pub since_ms: i64,
    /// Its place in the order of use over all pools.
    pub turn: u64,
}

#[derive(Debug)]
pub(crate) struct Pool<S, W> {
    pub version: Arc<VersionSnapshot>,
    /// Nothing of it is kept: there is a newer build, or the version has gone.
    pub retired: bool,
    /// The most recently used is the last.
    pub idle: Vec<Idle<S>>,
    pub running: HashMap<SandboxId, S>,
    pub starting: usize,
    callers: VecDeque<(u64, W)>,
    events: VecDeque<(u64, W)>,
    /// Callers served in a row while an event waited.
    passed_over: u32,
    /// INITs that failed in a row.
    pub failures: u32,
    /// No start before this time.
    pub not_before_ms: u64,
    /// Whether it is in the queue of those that want to start.
    pub is_hungry: bool,
    /// Whether somebody will look again at `not_before_ms`.
    pub has_alarm: bool,
}

/// One freed sandbox in this many goes to an event though callers wait.
const EVENTS_SHARE: u32 = 8;

impl<S, W> Pool<S, W> {
    pub(crate) fn new(version: Arc<VersionSnapshot>, retired: bool) -> Self {
        Self {
            version,
            retired,
            idle: Vec::new(),
            running: HashMap::new(),
            starting: 0,
            callers: VecDeque::new(),
            events: VecDeque::new(),
            passed_over: 0,
            failures: 0,
            not_before_ms: 0,
            is_hungry: false,
            has_alarm: false,
        }
    }

    pub(crate) fn memory_mb(&self) -> u64 {
        u64::from(self.version.memory_mb)
    }

    /// A call begins to wait; at the front if it has waited before.
    pub(crate) fn queue(&mut self, lane: Lane, number: u64, waiter: W, at_front: bool) {
        let queue = match lane {
            Lane::Sync => &mut self.callers,
            Lane::Async => &mut self.events,
        };
        if at_front {
            queue.push_front((number, waiter));
        } else {
            queue.push_back((number, waiter));
        }
    }

    /// Whose turn it is.
    pub(crate) fn next_waiter(&mut self) -> Option<W> {
        let is_events_turn = !self.events.is_empty() && self.passed_over + 1 >= EVENTS_SHARE;
        if self.callers.is_empty() || is_events_turn {
            self.passed_over = 0;
            return self.events.pop_front().map(|(_, waiter)| waiter);
        }
        if !self.events.is_empty() {
            self.passed_over += 1;
        }
        self.callers.pop_front().map(|(_, waiter)| waiter)
    }

    pub(crate) fn waiting(&self) -> usize {
        self.callers.len() + self.events.len()
    }

    /// For whom the next start would be, if anybody waits for whom none is under way.
    pub(crate) fn wants(&self) -> Option<Lane> {
        if self.callers.len() > self.starting {
            Some(Lane::Sync)
        } else if self.waiting() > self.starting {
            Some(Lane::Async)
        } else {
            None
        }
    }

    /// How many are before the call of this number, and its lane; `None` if it does not wait.
    pub(crate) fn place(&self, number: u64) -> Option<(usize, Lane)> {
        let at = |queue: &VecDeque<(u64, W)>| queue.iter().position(|(it, _)| *it == number);
        let caller = at(&self.callers).map(|place| (place, Lane::Sync));
        caller.or_else(|| Some((self.callers.len() + at(&self.events)?, Lane::Async)))
    }

    /// A call waits no longer.
    pub(crate) fn leave(&mut self, number: u64) -> Option<W> {
        for queue in [&mut self.callers, &mut self.events] {
            if let Some(at) = queue.iter().position(|(it, _)| *it == number) {
                return queue.remove(at).map(|(_, waiter)| waiter);
            }
        }
        None
    }

    /// Nothing is left to remember.
    pub(crate) fn is_empty(&self) -> bool {
        self.idle.is_empty()
            && self.running.is_empty()
            && self.starting == 0
            && self.waiting() == 0
            && (self.failures == 0 || self.retired)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::version;

    #[test]
    fn callers_go_first_and_one_in_eight_is_an_event() {
        let mut pool: Pool<(), char> = Pool::new(version("f", 1, 128), false);
        for number in 0..20 {
            pool.queue(Lane::Sync, number, 'c', false);
            pool.queue(Lane::Async, 100 + number, 'e', false);
        }
        let served: String = std::iter::from_fn(|| pool.next_waiter()).collect();
        assert_eq!(served, "ccccccceccccccceccccccee".to_owned() + &"e".repeat(16));
    }

    #[test]
    fn a_call_that_comes_back_is_the_next() {
        let mut pool: Pool<(), u8> = Pool::new(version("f", 1, 128), false);
        pool.queue(Lane::Sync, 1, 1, false);
        pool.queue(Lane::Sync, 2, 2, true);
        assert_eq!(pool.place(1), Some((1, Lane::Sync)));
        assert_eq!(pool.leave(7), None);
        assert_eq!(pool.next_waiter(), Some(2));
        assert_eq!(pool.leave(1), Some(1));
        assert_eq!(pool.next_waiter(), None);
    }
}
