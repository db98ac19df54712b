//! Schedule expressions: `rate(5 minutes)` and AWS's `cron(..)` of six fields, all in UTC.
//!
//! Pure: a text becomes a [`Schedule`], and a schedule says when it is due. It knows no clock, no
//! rule and no store. `cron.rs` reads the six fields, `calendar.rs` finds the next time.

mod calendar;
mod cron;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

pub use cron::Cron;

const MINUTE_MS: i64 = 60_000;

/// When a rule is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Again and again after this many milliseconds.
    Rate(i64),
    /// At the minutes that six fields name.
    Cron(Box<Cron>),
}

impl Schedule {
    /// Read an expression; `None` for all that AWS refuses, for which it has one sentence.
    pub fn parse(text: &str) -> Option<Self> {
        let inner = |name: &str| text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
        if let Some(rate) = inner("rate") {
            return period_ms(rate).map(Self::Rate);
        }
        Cron::parse(inner("cron")?).map(|cron| Self::Cron(Box::new(cron)))
    }

    /// The first time after `time_ms`: for a rate one period later. `None` if there is none.
    pub fn next_after(&self, time_ms: i64) -> Option<i64> {
        match self {
            Self::Rate(period_ms) => time_ms.checked_add(*period_ms),
            Self::Cron(cron) => cron.next_after(time_ms),
        }
    }

    /// The last time that is not after `now_ms`, for a schedule that was due at `due_ms`.
    pub fn latest(&self, due_ms: i64, now_ms: i64) -> i64 {
        match self {
            Self::Rate(period_ms) => due_ms + (now_ms - due_ms).max(0) / period_ms * period_ms,
            Self::Cron(cron) => {
                // "Something is due after this minute and until now" holds up to the last time.
                let later = |minute: i64| cron.next_after(minute * MINUTE_MS);
                let (mut from, mut to) = (due_ms / MINUTE_MS, now_ms / MINUTE_MS);
                while from < to {
                    let middle = from + (to - from) / 2;
                    if later(middle).is_some_and(|next_ms| next_ms <= now_ms) {
                        from = middle + 1;
                    } else {
                        to = middle;
                    }
                }
                from * MINUTE_MS
            }
        }
    }
}

/// `5 minutes`: one of it in the singular, more in the plural, as AWS insists.
fn period_ms(text: &str) -> Option<i64> {
    let (value, unit) = text.split_once(' ')?;
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = i64::from(value.parse::<i32>().ok().filter(|value| *value > 0)?);
    let unit = if value == 1 { unit } else { unit.strip_suffix('s')? };
    let unit_ms = match unit {
        "minute" => MINUTE_MS,
        "hour" => 60 * MINUTE_MS,
        "day" => 24 * 60 * MINUTE_MS,
        _ => return None,
    };
    Some(value * unit_ms)
}
