//! Looking at the bus, and a hand in it: what waits, what was given up, try again, take away.

use std::collections::BTreeMap;
use std::sync::Arc;

use store::{Scope, Transaction};

use crate::bus::{Bus, BusError, Counts, Waiting};
use crate::envelope::Envelope;
use crate::queue::Place;
use crate::rows::{self, Failed};

/// What there is of one target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// The target's ARN.
    pub target: String,
    /// Events that wait.
    pub waiting: usize,
    /// Events that are being delivered.
    pub in_flight: usize,
    /// Events that were given up and are kept.
    pub failed: u64,
    /// When the oldest that waits was accepted, in Unix milliseconds.
    pub oldest_ms: Option<i64>,
}

/// One event, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The event; its payload only where it is no shared one.
    pub envelope: Envelope,
    /// Why and when it was given up; none if it still waits or is being delivered.
    pub failed: Option<(String, i64)>,
}

/// What came of a wish about one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    /// It was done.
    Done,
    /// There is no such event.
    NoSuchEvent,
    /// It is being delivered at this moment.
    InFlight,
}

impl Bus {
    /// What there is, by target; of all accounts, or of one account and region.
    pub fn backlog(&self, scope: Option<&Scope>) -> Vec<Backlog> {
        let state = self.state();
        let mut found: BTreeMap<Arc<str>, Backlog> = BTreeMap::new();
        for (target, queue) in &state.queues {
            if queue.is_idle() || scope.is_some_and(|scope| !is_of(target, scope)) {
                continue;
            }
            let backlog = found.entry(Arc::clone(target)).or_default();
            backlog.waiting = queue.waiting();
            backlog.in_flight = queue.in_flight();
            backlog.oldest_ms = queue.events().map(|(_, waiting)| waiting.first_seen_ms).min();
        }
        for (of, targets) in &state.failed {
            if scope.is_some_and(|scope| scope != of) {
                continue;
            }
            for (target, count) in targets {
                found.entry(Arc::clone(target)).or_default().failed += count;
            }
        }
        let named = |(target, backlog): (Arc<str>, Backlog)| Backlog {
            target: target.to_string(),
            ..backlog
        };
        found.into_iter().map(named).collect()
    }

    /// What has happened since the start.
    pub fn counts(&self) -> Counts {
        self.state().counts
    }

    /// At most `limit` events of an account and region, given up ones first, of one target or
    /// of all.
    pub fn events(
        &self,
        scope: &Scope,
        target: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Seen>, BusError> {
        let snapshot = self.store().snapshot();
        let wanted = |envelope: &Envelope| target.is_none_or(|target| target == envelope.target);
        let mut seen = Vec::new();
        rows::each_failed(&snapshot, scope, |failed| {
            if wanted(&failed.envelope) {
                let Failed { envelope, reason, failed_ms } = failed;
                seen.push(Seen { envelope, failed: Some((reason, failed_ms)) });
            }
            seen.len() < limit
        })?;
        if seen.len() < limit {
            rows::each_event(&snapshot, scope, |envelope| {
                if wanted(&envelope) {
                    seen.push(Seen { envelope, failed: None });
                }
                seen.len() < limit
            })?;
        }
        Ok(seen)
    }

    /// Deliver an event now: one that waits for time, or one that was given up, which starts
    /// anew with all its attempts.
    pub async fn retry(&self, scope: &Scope, id: &str) -> Result<Granted, BusError> {
        let now_ms = self.now_ms();
        if let Some(failed) = self.failed(scope, id)? {
            let mut tx = Transaction::new();
            rows::delete_failed(&mut tx, &failed);
            let mut again = failed.envelope.clone();
            (again.attempt, again.first_seen_ms, again.not_before_ms) = (0, now_ms, now_ms);
            rows::put_events(&mut tx, std::slice::from_mut(&mut again))?;
            self.commit(tx).await?;
            self.state().uncount_failed(&failed.envelope);
            self.requeue(&again);
            return Ok(Granted::Done);
        }
        let Some(envelope) = self.stored(scope, id)? else { return Ok(Granted::NoSuchEvent) };
        let target: Arc<str> = envelope.target.as_str().into();
        let Some((place, waiting)) = self.take(&target, &envelope) else {
            return Ok(Granted::InFlight);
        };
        let place = Place { not_before_ms: place.not_before_ms.min(now_ms), ..place };
        self.put_back(&target, place, waiting);
        Ok(Granted::Done)
    }

    /// Take an event away, whether it waits or was given up.
    pub async fn discard(&self, scope: &Scope, id: &str) -> Result<Granted, BusError> {
        let mut tx = Transaction::new();
        if let Some(failed) = self.failed(scope, id)? {
            rows::delete_failed(&mut tx, &failed);
            self.commit(tx).await?;
            self.state().uncount_failed(&failed.envelope);
            return Ok(Granted::Done);
        }
        let Some(envelope) = self.stored(scope, id)? else { return Ok(Granted::NoSuchEvent) };
        let target: Arc<str> = envelope.target.as_str().into();
        let Some((place, waiting)) = self.take(&target, &envelope) else {
            return Ok(Granted::InFlight);
        };
        rows::EVENTS.delete(&mut tx, &waiting.key);
        if let Err(error) = self.commit(tx).await {
            self.put_back(&target, place, waiting);
            return Err(error.into());
        }
        self.release(&waiting).await;
        self.pump(&target);
        Ok(Granted::Done)
    }

    fn failed(&self, scope: &Scope, id: &str) -> Result<Option<Failed>, BusError> {
        let mut found = None;
        rows::each_failed(&self.store().snapshot(), scope, |failed| {
            if failed.envelope.id == id {
                found = Some(failed);
            }
            found.is_none()
        })?;
        Ok(found)
    }

    fn stored(&self, scope: &Scope, id: &str) -> Result<Option<Envelope>, BusError> {
        let mut found = None;
        rows::each_event(&self.store().snapshot(), scope, |envelope| {
            if envelope.id == id {
                found = Some(envelope);
            }
            found.is_none()
        })?;
        Ok(found)
    }

    /// Take an event out of its queue; none if it is being delivered.
    fn take(&self, target: &Arc<str>, envelope: &Envelope) -> Option<(Place, Waiting)> {
        let key = rows::event_key(envelope);
        let mut state = self.state();
        let queue = state.queues.get_mut(target)?;
        let place = queue.events().find(|(_, waiting)| waiting.key == key)?.0;
        Some((place, queue.remove(place)?))
    }

    fn put_back(&self, target: &Arc<str>, place: Place, waiting: Waiting) {
        self.state().queues.entry(Arc::clone(target)).or_default().push(place, waiting);
        self.pump(target);
    }
}

/// Whether `target` is an ARN of this account and region.
fn is_of(target: &str, scope: &Scope) -> bool {
    let mut parts = target.split(':').skip(3);
    parts.next() == Some(&scope.region) && parts.next() == Some(&scope.account)
}
