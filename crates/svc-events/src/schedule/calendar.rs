//! When the six fields are due: a walk over years, months and days that begins at the present.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::MINUTE_MS;
use super::cron::{Cron, Days, YEARS};

impl Cron {
    /// The first minute after `time_ms`; `None` if there is none up to the end of 2199.
    pub fn next_after(&self, time_ms: i64) -> Option<i64> {
        let from_ms = (time_ms.div_euclid(MINUTE_MS) + 1) * MINUTE_MS;
        let from = Offset::UTC.to_datetime(Timestamp::from_millisecond(from_ms).ok()?);
        let first_year = u32::try_from(from.year()).ok()?.max(*YEARS.start());
        for year in (first_year..=*YEARS.end()).filter(|year| self.years.contains(*year)) {
            for month in bits(self.months) {
                let Ok(first) = Date::new(year as i16, month as i8, 1) else { continue };
                if first.last_of_month() < from.date() {
                    continue;
                }
                for day in bits(self.days.of(first)) {
                    let date = Date::new(first.year(), first.month(), day as i8).ok()?;
                    let earliest = match date.cmp(&from.date()) {
                        std::cmp::Ordering::Less => continue,
                        std::cmp::Ordering::Equal => (from.hour() as u32, from.minute() as u32),
                        std::cmp::Ordering::Greater => (0, 0),
                    };
                    if let Some((hour, minute)) = self.time_from(earliest) {
                        let at = date.at(hour as i8, minute as i8, 0, 0);
                        return Some(Offset::UTC.to_timestamp(at).ok()?.as_millisecond());
                    }
                }
            }
        }
        None
    }

    /// The first hour and minute of a day that is not before `earliest`.
    fn time_from(&self, earliest: (u32, u32)) -> Option<(u32, u32)> {
        let hours = bits(self.hours).filter(|hour| *hour >= earliest.0);
        let times = hours.flat_map(|hour| bits(self.minutes).map(move |minute| (hour, minute)));
        times.into_iter().find(|time| *time >= earliest)
    }
}

impl Days {
    /// The days of the month that begins at `first`.
    fn of(&self, first: Date) -> u64 {
        let length = first.days_in_month() as u32;
        // Days of the week from 1, which is Sunday.
        let of_week = |day: u32| (first.weekday().to_sunday_one_offset() as u32 + day - 2) % 7 + 1;
        let such = |wanted: u64| {
            let days = (1..=length).filter(|day| wanted >> of_week(*day) & 1 == 1);
            days.fold(0_u64, |mask, day| mask | 1 << day)
        };
        match *self {
            Self::OfMonth(days) => days & ((1 << (length + 1)) - 1),
            Self::OfWeek(days) => such(days),
            Self::FromEnd { back, weekday } => match length.checked_sub(back) {
                None | Some(0) => 0,
                Some(day) if weekday => 1 << nearest_weekday(day, length, of_week(day)),
                Some(day) => 1 << day,
            },
            // A month without that day has no weekday that is nearest to it.
            Self::Weekday(day) if day > length => 0,
            Self::Weekday(day) => 1 << nearest_weekday(day, length, of_week(day)),
            Self::LastOfWeek(day) => 1 << such(1 << day).ilog2(),
            Self::Nth { day, nth } => such(1 << day) & 0x7F << (nth * 7 - 6),
        }
    }
}

/// Saturday goes to Friday and Sunday to Monday, but never into another month.
fn nearest_weekday(day: u32, length: u32, of_week: u32) -> u32 {
    match of_week {
        7 if day == 1 => day + 2,
        7 => day - 1,
        1 if day == length => day - 2,
        1 => day + 1,
        _ => day,
    }
}

/// The numbers of the bits that are set, from the lowest on.
fn bits(mask: u64) -> impl Iterator<Item = u32> {
    let mut left = mask;
    std::iter::from_fn(move || {
        let bit = (left != 0).then(|| left.trailing_zeros())?;
        left &= left - 1;
        Some(bit)
    })
}
