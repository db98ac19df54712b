//! Firing: a rule's next time and the events for its targets are one transaction, so a rule fires
//! once, whatever is killed when.
//!
//! One task sleeps until the first rule is due and fires all that are due then, many rules a commit.
//! What was missed while the server was down or the machine asleep is one firing, with the last of
//! the missed times. A clock that is moved by hand passes every time on its way: a rule fires for
//! each of them, up to [`REPEATS_MAX`].
//!
//! An envelope has the rule's ARN as its source, the function's ARN as the target, what the function
//! gets as its payload, and [`Attributes`]:
//! `{"kind":"events","target_id":"t","retries_max":185,"age_max_s":86400}`.

use std::collections::HashMap;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use bus::{BusError, Envelope, Staged};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use service::{AwsError, AwsResult, Cx};
use store::{CommitError, Scope, Snapshot, Transaction, Version};
use task::Clock;

use crate::EventBridge;
use crate::due::{Due, Dues};
use crate::event::Firing;
use crate::schedule::Schedule;
use crate::state::{RULES, RuleRow, TargetRow, replace_rule, targets};

/// Rules that one transaction fires at most.
const BATCH: usize = 256;
/// Bytes of events after which a transaction takes no further rule.
const BATCH_BYTES: usize = 4 << 20;
/// How often a rule fires at most when the clock is moved by hand once.
const REPEATS_MAX: u32 = 100;
/// The pause after a commit that failed.
const PAUSE: Duration = Duration::from_secs(1);

/// AWS's defaults of a target's `RetryPolicy`.
const RETRIES_MAX: i32 = 185;
const AGE_MAX_S: i32 = 86_400;

/// What the envelopes of scheduled events say besides the event, as `attributes`: `kind` for
/// whoever delivers to find out who sent it, and the target's `RetryPolicy`, with AWS's defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributes {
    /// [`Attributes::KIND`].
    pub kind: String,
    /// The target's id.
    pub target_id: String,
    /// `MaximumRetryAttempts`.
    pub retries_max: u32,
    /// `MaximumEventAgeInSeconds`.
    pub age_max_s: u32,
}

impl Attributes {
    /// What `kind` says of EventBridge.
    pub const KIND: &'static str = "events";
    /// The principal that a function's policy has to let in, for the rule's ARN.
    pub const SERVICE: &'static str = "events.amazonaws.com";
}

/// Events whose commit failed: whether they are stored is not known before a later version of the
/// store than this one shows.
pub(crate) type Uncertain = Vec<(Version, Staged)>;

/// What came of some rules that were due.
struct Fired {
    /// How many of them; a transaction does not take more than fits.
    done: usize,
    /// When they fire next.
    next: Vec<Due>,
}

impl EventBridge {
    /// Fire what is due whenever something is, until the server stops.
    pub async fn run(self: Arc<Self>) {
        while !self.dues().stopped {
            if let Err(error) = self.fire_due().await {
                tracing::warn!(%error, cause = ?error.cause(), "rules could not fire and will");
                Clock::sleep_real(PAUSE).await;
                continue;
            }
            let first_ms = self.dues().first_ms();
            tokio::select! {
                () = self.changed.notified() => {}
                () = self.platform.clock.sleep_until(first_ms.unwrap_or(i64::MAX)) => {}
            }
        }
    }

    /// Fire nothing more, and wait for what is being committed.
    pub async fn stop(&self) {
        self.dues().stopped = true;
        self.changed.notify_one();
        drop(self.firing.lock().await);
    }

    /// Fire all that is due. When this returns, its events are durable and being delivered.
    pub async fn fire_due(&self) -> AwsResult {
        let mut uncertain = self.firing.lock().await;
        let mut repeats: HashMap<(Arc<Scope>, Box<str>), u32> = HashMap::new();
        loop {
            self.admit_known(&mut uncertain);
            let now_ms = self.platform.clock.now_ms();
            let taken = {
                let mut dues = self.dues();
                if dues.stopped { Vec::new() } else { dues.take(now_ms, BATCH) }
            };
            if taken.is_empty() {
                return Ok(());
            }
            let may_repeat = |due: &Due| {
                // What lies before the start was missed; the clock was not moved over it.
                let moved = self.platform.clock.is_manual() && due.at_ms > self.opened_ms;
                let so_far = repeats.get(&(Arc::clone(&due.scope), due.rule.clone()));
                moved && so_far.is_none_or(|so_far| so_far + 1 < REPEATS_MAX)
            };
            match self.fire(&taken, now_ms, may_repeat, &mut uncertain).await {
                Ok(Fired { done, next }) => {
                    for due in next.iter().filter(|due| due.at_ms <= now_ms) {
                        *repeats.entry((Arc::clone(&due.scope), due.rule.clone())).or_default() +=
                            1;
                    }
                    let mut dues = self.dues();
                    dues.put(next);
                    dues.put(taken.into_iter().skip(done));
                }
                Err(error) => {
                    self.dues().put(taken);
                    return Err(error);
                }
            }
        }
    }

    /// Fire `taken`, or as many of them as fit into a transaction.
    async fn fire(
        &self,
        taken: &[Due],
        now_ms: i64,
        may_repeat: impl Fn(&Due) -> bool,
        uncertain: &mut Uncertain,
    ) -> AwsResult<Fired> {
        loop {
            let snapshot = self.platform.store.snapshot();
            let mut tx = Transaction::new();
            let mut fired = Fired { done: 0, next: Vec::new() };
            let (mut envelopes, mut bytes) = (Vec::new(), 0);
            for due in taken {
                if bytes >= BATCH_BYTES {
                    break;
                }
                let sent = self.fire_one(&snapshot, &mut tx, due, now_ms, &may_repeat, &mut fired);
                match sent {
                    Ok(sent) => {
                        bytes += sent.iter().map(|envelope| envelope.payload.len()).sum::<usize>();
                        envelopes.extend(sent);
                    }
                    // One that cannot be read must not keep the others from firing.
                    Err(error) => {
                        let rule = &*due.rule;
                        tracing::error!(%error, cause = ?error.cause(), rule, "a rule cannot fire");
                    }
                }
                fired.done += 1;
            }
            if tx.is_empty() {
                return Ok(fired);
            }
            let staged = self.bus.stage(&mut tx, envelopes).map_err(|error| match error {
                BusError::Commit(error) => error.into(),
                error => AwsError::internal(error),
            })?;
            match self.platform.store.commit(tx).await {
                Ok(_) => {
                    self.bus.admit(staged);
                    return Ok(fired);
                }
                // A rule or its targets have changed in the meantime.
                Err(CommitError::Conflict { .. }) => {}
                Err(error) => {
                    uncertain.push((self.platform.store.version(), staged));
                    return Err(error.into());
                }
            }
        }
    }

    /// Hand over events whose commit failed, once the store shows whether they are there. Of those
    /// that are not, the bus finds nothing; the rules that they were of fire again.
    fn admit_known(&self, uncertain: &mut Uncertain) {
        let version = self.platform.store.version();
        for (_, staged) in uncertain.extract_if(.., |(failed_at, _)| *failed_at < version) {
            self.bus.admit(staged);
        }
    }

    /// Write into `tx` that the rule of `due` fires; the events for its targets.
    fn fire_one(
        &self,
        snapshot: &Snapshot,
        tx: &mut Transaction,
        due: &Due,
        now_ms: i64,
        may_repeat: &impl Fn(&Due) -> bool,
        fired: &mut Fired,
    ) -> AwsResult<Vec<Envelope>> {
        let (scope, rule) = (&*due.scope, &*due.rule);
        let Some(row) = RULES.get(snapshot, &RULES.key(scope, (rule,)))? else {
            return Ok(Vec::new());
        };
        if row.next_ms != Some(due.at_ms) {
            // It was changed; its row knows better.
            fired.next.extend(row.next_ms.map(|at_ms| Due { at_ms, ..due.clone() }));
            return Ok(Vec::new());
        }
        let schedule = Schedule::parse(&row.schedule).ok_or_else(|| {
            AwsError::internal(anyhow::anyhow!("it has the schedule {}", row.schedule))
        })?;
        let (due_ms, next_ms) = plan(&schedule, due.at_ms, now_ms, || may_repeat(due));
        let id = self.platform.entropy.uuid();
        let firing = Firing { scope, rule, id: &id, due_ms, now_ms };
        let envelopes = self.envelopes(snapshot, &firing)?;
        replace_rule(scope, tx, rule, &row, &RuleRow { next_ms, ..row.value.clone() })?;
        fired.next.extend(next_ms.map(|at_ms| Due { at_ms, ..due.clone() }));
        Ok(envelopes)
    }

    /// What the rule's targets get. Those that get the event itself stand side by side, so that
    /// the bus stores it once.
    fn envelopes(&self, snapshot: &Snapshot, firing: &Firing<'_>) -> AwsResult<Vec<Envelope>> {
        let text = firing.event();
        let event = Bytes::from(text.clone());
        let (mut plain, mut own) = (Vec::new(), Vec::new());
        for target in targets(firing.scope, snapshot, firing.rule, None) {
            let (id, row) = target?;
            let attributes = attributes(id, &row)?;
            let target = row.value.arn;
            let payload = row.value.input.payload(firing, &text)?;
            let list = if payload.is_none() { &mut plain } else { &mut own };
            let id = self.platform.entropy.uuid();
            list.push(Envelope {
                attributes,
                payload: payload.map_or_else(|| event.clone(), Bytes::from),
                ..Envelope::new(id, firing.rule_arn(), target, firing.scope, firing.now_ms)
            });
        }
        plain.append(&mut own);
        Ok(plain)
    }

    /// Change the rule `name`: `attempt` writes a transaction and says when the rule was to fire
    /// next before it, and is after it.
    pub(crate) async fn change(
        &self,
        cx: &Cx,
        name: &str,
        mut attempt: impl FnMut(&Snapshot, &mut Transaction) -> AwsResult<(Option<i64>, Option<i64>)>,
    ) -> AwsResult {
        let mut moved = (None, None);
        let changed = cx
            .transact(|snapshot, tx| {
                moved = attempt(snapshot, tx)?;
                Ok(())
            })
            .await;
        let (old_ms, new_ms) = moved;
        let mut dues = self.dues();
        if let (Ok(()), Some(old_ms)) = (&changed, old_ms)
            && Some(old_ms) != new_ms
        {
            dues.remove(&cx.scope, name, old_ms);
        }
        // After an error too: it may be stored all the same.
        if new_ms.is_some_and(|new_ms| dues.add(&cx.scope, name, new_ms)) {
            self.changed.notify_one();
        }
        changed
    }

    pub(crate) fn dues(&self) -> MutexGuard<'_, Dues> {
        self.dues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn attributes(target_id: String, row: &TargetRow) -> AwsResult<serde_json::Value> {
    let attributes = Attributes {
        kind: Attributes::KIND.to_owned(),
        target_id,
        retries_max: row.retries_max.unwrap_or(RETRIES_MAX) as u32,
        age_max_s: row.age_max_s.unwrap_or(AGE_MAX_S) as u32,
    };
    serde_json::to_value(attributes).map_err(AwsError::internal)
}

/// For which time a rule fires that was due at `due_ms`, and when it fires next: for each time that
/// has passed if it `may_repeat`, else once for the last of them.
fn plan(
    schedule: &Schedule,
    due_ms: i64,
    now_ms: i64,
    may_repeat: impl FnOnce() -> bool,
) -> (i64, Option<i64>) {
    let next_ms = schedule.next_after(due_ms);
    if next_ms.is_some_and(|next_ms| next_ms <= now_ms) && !may_repeat() {
        let latest_ms = schedule.latest(due_ms, now_ms);
        return (latest_ms, schedule.next_after(latest_ms));
    }
    (due_ms, next_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_missed_is_fired_for_once_or_one_by_one() {
        let rate = Schedule::parse("rate(1 minute)").unwrap();
        let minute = 60_000;
        let check = |now_ms, repeat, expected| {
            assert_eq!(plan(&rate, minute, now_ms, || repeat), expected, "{now_ms} {repeat}");
        };
        check(minute, false, (minute, Some(2 * minute)));
        check(2 * minute - 1, false, (minute, Some(2 * minute)));
        check(2 * minute, false, (2 * minute, Some(3 * minute)));
        check(99 * minute + 5, false, (99 * minute, Some(100 * minute)));
        check(99 * minute + 5, true, (minute, Some(2 * minute)));
        let once = Schedule::parse("cron(1 0 1 1 ? 1970)").unwrap();
        assert_eq!(plan(&once, minute, 99 * minute, || false), (minute, None));
    }
}
