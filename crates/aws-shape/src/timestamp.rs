//! Points in time, and AWS's three ways of writing them.

use std::fmt::Write as _;

/// A point in time, in Unix milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// `2026-01-01T00:00:00Z`, with milliseconds where there are any.
    pub fn iso(self) -> String {
        let (date, time, millis) = self.parts();
        let mut out = format!("{date}T{time}");
        if millis != 0 {
            let _ = write!(out, ".{millis:03}");
        }
        out.push('Z');
        out
    }

    /// `20260101T000000Z`, as signatures have it.
    pub fn compact(self) -> String {
        let (date, time, _) = self.parts();
        format!("{}T{}Z", date.replace('-', ""), time.replace(':', ""))
    }

    /// `2026-01-01T00:00:00.000+0000`, as Lambda writes `LastModified`.
    pub fn lambda(self) -> String {
        let (date, time, millis) = self.parts();
        format!("{date}T{time}.{millis:03}+0000")
    }

    /// `Thu, 01 Jan 2026 00:00:00 GMT`.
    pub fn http(self) -> String {
        let day = self.0.div_euclid(86_400_000);
        let (date, time, _) = self.parts();
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][day.rem_euclid(7) as usize];
        let mut ymd = date.split('-');
        let year = ymd.next().unwrap_or_default();
        let month: usize = ymd.next().and_then(|month| month.parse().ok()).unwrap_or(1);
        let month = MONTHS[month - 1];
        format!("{weekday}, {} {month} {year} {time} GMT", ymd.next().unwrap_or_default())
    }

    /// Seconds with a fraction where there is one.
    pub fn epoch(self) -> String {
        let (seconds, millis) = (self.0.div_euclid(1_000), self.0.rem_euclid(1_000));
        if millis == 0 {
            return seconds.to_string();
        }
        if seconds < 0 {
            return (self.0 as f64 / 1_000.0).to_string();
        }
        format!("{seconds}.{millis:03}")
    }

    /// Seconds since 1970 with a fraction.
    pub fn from_epoch_seconds(seconds: f64) -> Option<Self> {
        let millis = (seconds * 1_000.0).round();
        (millis.is_finite() && millis.abs() < 9e15).then_some(Self(millis as i64))
    }

    /// ISO 8601, the HTTP date or epoch seconds.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(seconds) = text.parse::<f64>() {
            return Self::from_epoch_seconds(seconds);
        }
        if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
            return Some(Self(timestamp.as_millisecond()));
        }
        let text = text.strip_suffix("GMT").map_or(text.to_owned(), |text| format!("{text}+0000"));
        let zoned = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(&text).ok()?;
        Some(Self(zoned.as_millisecond()))
    }

    fn parts(self) -> (String, String, i64) {
        let (days, ms) = (self.0.div_euclid(86_400_000), self.0.rem_euclid(86_400_000));
        let (year, month, day) = civil(days);
        let (seconds, millis) = (ms / 1_000, ms % 1_000);
        let time = format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60);
        (format!("{year:04}-{month:02}-{day:02}"), time, millis)
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The Gregorian date of a day counted from 1970-01-01: whole cycles of 400 years, then years
/// that begin in March, so that the leap day is the last.
fn civil(days: i64) -> (i64, i64, i64) {
    let from_march = days + 719_468;
    let (cycle, of_cycle) = (from_march.div_euclid(146_097), from_march.rem_euclid(146_097));
    let leaps = of_cycle / 1_460 - of_cycle / 36_524 + of_cycle / 146_096;
    let year = (of_cycle - leaps) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + cycle * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_written_and_read_in_every_form() {
        let at = Timestamp(1_767_225_600_000);
        assert_eq!(at.iso(), "2026-01-01T00:00:00Z");
        assert_eq!(at.http(), "Thu, 01 Jan 2026 00:00:00 GMT");
        assert_eq!(at.compact(), "20260101T000000Z");
        assert_eq!(at.epoch(), "1767225600");
        assert_eq!(Timestamp(1_767_225_600_120).epoch(), "1767225600.120");
        assert_eq!(Timestamp(1_767_225_600_120).iso(), "2026-01-01T00:00:00.120Z");
        for text in [at.iso(), at.http(), at.epoch(), "2026-01-01T01:00:00+01:00".to_owned()] {
            assert_eq!(Timestamp::parse(&text), Some(at), "{text}");
        }
        assert_eq!(Timestamp::parse("yesterday"), None);
    }

    #[test]
    fn dates_agree_with_the_calendar() {
        for (ms, date) in [
            (951_782_400_000, "2000-02-29"),
            (-1, "1969-12-31"),
            (4_107_542_400_000, "2100-03-01"),
            (4_107_456_000_000, "2100-02-28"),
        ] {
            assert_eq!(&Timestamp(ms).iso()[..10], date);
        }
    }
}
