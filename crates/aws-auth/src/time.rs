//! Dates as signatures and policies write them, to and from milliseconds of the Unix epoch.
//! Calendar arithmetic only; what time it is, the caller knows.

const DAY_MS: i64 = 86_400_000;
/// Years that the four digits of a date can say: 0001-01-01 up to the end of 9999.
const MS_MIN: i64 = -62_135_596_800_000;
const MS_MAX: i64 = 253_402_300_799_999;

/// Days since 1970-01-01 of a date of the Gregorian calendar; none if there is no such day.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || day < 1 || day > month_length(year, month) {
        return None;
    }
    // Count from March, so that the leap day is the last of its year.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before_year = 365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400);
    // 719,468 days lie between 0000-03-01 and 1970-01-01.
    Some(before_year + (153 * m + 2) / 5 + day - 1 - 719_468)
}

fn month_length(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Year, month and day of a count of days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let from_march = days + 719_468;
    let era = from_march.div_euclid(146_097);
    let day_of_era = from_march.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

fn digits(text: &[u8]) -> Option<i64> {
    let mut value = 0;
    for byte in text {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    Some(value)
}

/// Milliseconds of the day; 60 seconds (a leap second) count as the next minute's first.
fn time_ms(hour: i64, minute: i64, second: i64) -> Option<i64> {
    (hour < 24 && minute < 60 && second <= 60)
        .then_some(((hour * 60 + minute) * 60 + second) * 1_000)
}

/// `20260131T235959Z`, as signatures carry dates. Times outside the years 1 to 9999 are clamped.
pub fn amz_date(ms: i64) -> [u8; 16] {
    let ms = ms.clamp(MS_MIN, MS_MAX);
    let (year, month, day) = civil(ms.div_euclid(DAY_MS));
    let seconds = ms.rem_euclid(DAY_MS) / 1_000;
    let mut out = *b"00000000T000000Z";
    put(&mut out[0..4], year);
    put(&mut out[4..6], month);
    put(&mut out[6..8], day);
    put(&mut out[9..11], seconds / 3_600);
    put(&mut out[11..13], seconds / 60 % 60);
    put(&mut out[13..15], seconds % 60);
    out
}

fn put(out: &mut [u8], mut value: i64) {
    for byte in out.iter_mut().rev() {
        *byte = b'0' + (value % 10) as u8;
        value /= 10;
    }
}

/// `2026-01-31T23:59:59Z`, as policies and AWS's XML write dates.
pub fn iso_date(ms: i64) -> String {
    let date = amz_date(ms);
    let mut out = String::with_capacity(20);
    for (index, byte) in date.into_iter().enumerate() {
        match index {
            4 | 6 => out.push('-'),
            11 | 13 => out.push(':'),
            _ => {}
        }
        out.push(char::from(byte));
    }
    out
}

/// The time that `20260131T235959Z` names.
pub fn parse_amz_date(text: &[u8]) -> Option<i64> {
    if text.len() != 16 || text[8] != b'T' || text[15] != b'Z' {
        return None;
    }
    let day = days(digits(&text[0..4])?, digits(&text[4..6])?, digits(&text[6..8])?)?;
    let time = time_ms(digits(&text[9..11])?, digits(&text[11..13])?, digits(&text[13..15])?)?;
    Some(day * DAY_MS + time)
}

/// The time that `Sat, 31 Jan 2026 23:59:59 GMT` names, the form of HTTP's `Date` header.
pub(crate) fn parse_http_date(text: &[u8]) -> Option<i64> {
    const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let comma = text.iter().position(|byte| *byte == b',')?;
    let text = text[comma + 1..].trim_ascii();
    let (day, rest) = text.split_at_checked(2)?;
    let (month, rest) = rest.strip_prefix(b" ")?.split_at_checked(3)?;
    let (year, rest) = rest.strip_prefix(b" ")?.split_at_checked(4)?;
    let (time, zone) = rest.strip_prefix(b" ")?.split_at_checked(8)?;
    if !matches!(zone, b" GMT" | b" UTC" | b" +0000" | b" -0000") {
        return None;
    }
    let month = MONTHS.chunks(3).position(|name| name == month)? as i64 + 1;
    if time[2] != b':' || time[5] != b':' {
        return None;
    }
    let day = days(digits(year)?, month, digits(day)?)?;
    let time = time_ms(digits(&time[0..2])?, digits(&time[3..5])?, digits(&time[6..8])?)?;
    Some(day * DAY_MS + time)
}

/// The time that a date in ISO 8601 as policies use it names: `2026-01-31`,
/// `2026-01-31T23:59Z`, `2026-01-31T23:59:59.123+01:00`. Without a zone it is UTC.
pub fn parse_iso_date(text: &str) -> Option<i64> {
    let text = text.as_bytes();
    let (date, rest) = text.split_at_checked(10)?;
    if date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let day = days(digits(&date[0..4])?, digits(&date[5..7])?, digits(&date[8..10])?)?;
    let midnight = day * DAY_MS;
    if rest.is_empty() {
        return Some(midnight);
    }
    let (clock, mut rest) = rest.strip_prefix(b"T")?.split_at_checked(5)?;
    if clock[2] != b':' {
        return None;
    }
    let mut second = 0;
    let mut fraction_ms = 0;
    if let Some(after) = rest.strip_prefix(b":") {
        let (digits_of_second, after) = after.split_at_checked(2)?;
        second = digits(digits_of_second)?;
        rest = after;
        if let Some(after) = rest.strip_prefix(b".") {
            let count = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if count == 0 {
                return None;
            }
            let shown = &after[..count.min(3)];
            fraction_ms = digits(shown)? * 10_i64.pow(3 - shown.len() as u32);
            rest = &after[count..];
        }
    }
    let time = time_ms(digits(&clock[0..2])?, digits(&clock[3..5])?, second)?;
    Some(midnight + time + fraction_ms - zone_ms(rest)?)
}

/// How far a zone (`Z`, `+01:00`, `-0530` or nothing) is ahead of UTC.
fn zone_ms(zone: &[u8]) -> Option<i64> {
    let (sign, rest) = match zone {
        [] | [b'Z'] => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest {
        [hours @ .., b':', m1, m2] if hours.len() == 2 => (hours, [*m1, *m2]),
        [h1, h2, m1, m2] => (&[*h1, *h2][..], [*m1, *m2]),
        _ => return None,
    };
    Some(sign * time_ms(digits(hours)?, digits(&minutes)?, 0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_survive_the_way_there_and_back() {
        for (ms, text) in [
            (0, "19700101T000000Z"),
            (1_440_938_160_000, "20150830T123600Z"),
            (951_782_400_000, "20000229T000000Z"),
            (4_107_542_399_000, "21000228T235959Z"),
            (-1_000, "19691231T235959Z"),
        ] {
            assert_eq!(amz_date(ms), text.as_bytes(), "{text}");
            assert_eq!(parse_amz_date(text.as_bytes()), Some(ms), "{text}");
        }
        for day in (-700_000..2_900_000).step_by(37) {
            let ms = day * DAY_MS;
            assert_eq!(parse_amz_date(&amz_date(ms)), Some(ms));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        for text in ["20260229T000000Z", "20261301T000000Z", "20260100T000000Z", "2026010aT000000Z"]
        {
            assert_eq!(parse_amz_date(text.as_bytes()), None, "{text}");
        }
        assert_eq!(parse_amz_date(b"20260101T240000Z"), None);
        assert_eq!(parse_amz_date(b"20260101T000000"), None);
    }

    #[test]
    fn an_http_date_names_its_second() {
        assert_eq!(parse_http_date(b"Mon, 09 Sep 2011 23:36:00 GMT"), Some(1_315_611_360_000));
        assert_eq!(parse_http_date(b"Mon, 09 Sep 2011 23:36:00 CET"), None);
        assert_eq!(parse_http_date(b"yesterday, more or less"), None);
    }

    #[test]
    fn policies_write_dates_in_several_forms() {
        for (text, ms) in [
            ("1970-01-02", Some(DAY_MS)),
            ("1970-01-01T00:01Z", Some(60_000)),
            ("1970-01-01T00:00:01.5Z", Some(1_500)),
            ("1970-01-01T01:00:00+01:00", Some(0)),
            ("1970-01-01T00:00:00-0130", Some(5_400_000)),
            ("1970-01-01T00:00:00", Some(0)),
            ("1970-01-01T00:00:00.Z", None),
            ("1970-1-1", None),
            ("1970-01-01T00:00:00+1", None),
            ("", None),
        ] {
            assert_eq!(parse_iso_date(text), ms, "{text}");
        }
        assert_eq!(iso_date(1_440_938_160_000), "2015-08-30T12:36:00Z");
    }
}
