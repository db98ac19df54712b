//! Which events of a `PutLogEvents` request are taken: pure rules.

use std::ops::Range;

use crate::batch::{self, NewEvent};
use crate::model::RejectedLogEventsInfo;

const DAY_MS: i64 = 24 * 3_600_000;
/// Events older than this are rejected.
const OLDEST_MS: i64 = 14 * DAY_MS;
/// Events further in the future than this are rejected.
const NEWEST_MS: i64 = 2 * 3_600_000;
/// The most that one request may bring, 26 bytes an event included.
pub(crate) const REQUEST_BYTES: usize = 1_048_576;

/// What becomes of a request's events.
#[derive(Clone, Debug)]
pub(crate) struct Intake {
    /// These are stored.
    pub(crate) accepted: Range<usize>,
    /// What the answer says of the others.
    pub(crate) rejected: Option<RejectedLogEventsInfo>,
}

/// Decide on `events` at `now_ms`, where those before `expired_before_ms` are beyond the group's
/// retention. An error is AWS's sentence for a request that is refused as a whole.
pub(crate) fn decide(
    events: &[NewEvent],
    now_ms: i64,
    expired_before_ms: Option<i64>,
) -> Result<Intake, String> {
    let bytes: usize = events.iter().map(|event| batch::cost(&event.message)).sum();
    if bytes > REQUEST_BYTES {
        return Err(format!("Upload too large: {bytes} bytes exceeds limit of {REQUEST_BYTES}"));
    }
    if !events.is_sorted_by_key(|event| event.time_ms) {
        return Err("Log events in a single PutLogEvents request must be in chronological order."
            .to_owned());
    }
    let before = |time_ms: i64| events.partition_point(|event| event.time_ms < time_ms);
    let too_old = before(now_ms - OLDEST_MS);
    let expired = expired_before_ms.map_or(0, before);
    let too_new = before(now_ms + NEWEST_MS + 1);
    let accepted = too_old.max(expired)..too_new.max(too_old.max(expired));
    if let [first, .., last] = &events[accepted.clone()]
        && last.time_ms - first.time_ms > DAY_MS
    {
        return Err("The batch of log events in a single PutLogEvents request cannot span more \
                    than 24 hours."
            .to_owned());
    }
    let index = |index: usize, said: bool| said.then_some(index as i32);
    let rejected = (accepted.len() < events.len()).then(|| RejectedLogEventsInfo {
        too_old_log_event_end_index: index(too_old, too_old > 0),
        expired_log_event_end_index: index(expired, expired > 0),
        too_new_log_event_start_index: index(too_new, too_new < events.len()),
    });
    Ok(Intake { accepted, rejected })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_767_225_600_000;
    const HOUR: i64 = 3_600_000;

    fn events(times: &[i64]) -> Vec<NewEvent> {
        times.iter().map(|time| NewEvent { time_ms: NOW + time, message: "x".to_owned() }).collect()
    }

    #[test]
    fn events_out_of_bounds_are_rejected_and_the_others_taken() {
        let check = |times: &[i64], expired: Option<i64>, accepted, rejected: [i32; 3]| {
            let intake = decide(&events(times), NOW, expired.map(|ms| NOW + ms)).expect("decide");
            assert_eq!(intake.accepted, accepted, "{times:?}");
            let told = intake.rejected.unwrap_or_default();
            let told = [
                told.too_old_log_event_end_index,
                told.expired_log_event_end_index,
                told.too_new_log_event_start_index,
            ];
            assert_eq!(told.map(|index| index.unwrap_or(-1)), rejected, "{times:?}");
        };
        check(&[-HOUR, 0, HOUR], None, 0..3, [-1, -1, -1]);
        check(&[-OLDEST_MS, 1 - OLDEST_MS], None, 0..2, [-1, -1, -1]);
        check(&[-OLDEST_MS - 1, 0], None, 1..2, [1, -1, -1]);
        check(&[0, NEWEST_MS, NEWEST_MS + 1], None, 0..2, [-1, -1, 2]);
        check(&[-25 * HOUR, -HOUR], Some(-24 * HOUR), 1..2, [-1, 1, -1]);
        check(&[-OLDEST_MS - 1, -25 * HOUR, 3 * HOUR], Some(-24 * HOUR), 2..2, [1, 2, 2]);
    }

    #[test]
    fn a_request_is_refused_as_a_whole_with_the_words_of_aws() {
        let refused = |events: &[NewEvent]| decide(events, NOW, None).expect_err("refused");
        assert!(refused(&events(&[1, 0])).ends_with("must be in chronological order."));
        assert!(refused(&events(&[-24 * HOUR - 1, 0])).ends_with("span more than 24 hours."));
        assert!(decide(&events(&[-24 * HOUR, 0]), NOW, None).is_ok());
        assert!(decide(&events(&[-OLDEST_MS - 1, 0]), NOW, None).is_ok(), "rejected, not counted");
        let large = |len: usize| [NewEvent { time_ms: NOW, message: "x".repeat(len) }];
        assert!(decide(&large(1_048_550), NOW, None).is_ok());
        assert_eq!(
            refused(&large(1_048_551)),
            "Upload too large: 1048577 bytes exceeds limit of 1048576"
        );
    }
}
