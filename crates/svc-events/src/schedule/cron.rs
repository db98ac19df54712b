//! The six fields of `cron(minutes hours day-of-month month day-of-week year)`.
//!
//! AWS reads them like Quartz, and where its documentation is silent what AWS was seen to take
//! decides: ranges wrap (`20-2`, from its own examples), names have no case, empty items of a list
//! count for nothing (`0/5,`), a step may not be longer than its field (`*/60` is refused),
//! `L-3` counts from the end, and a year outside 1970-2199 is taken and never comes.

use std::ops::RangeInclusive;

/// The years that a schedule can be due in.
pub(super) const YEARS: RangeInclusive<u32> = 1970..=2199;

/// What six fields say: bit N of a mask stands for the value N.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cron {
    pub(super) minutes: u64,
    pub(super) hours: u64,
    pub(super) days: Days,
    pub(super) months: u64,
    pub(super) years: Years,
}

/// Which days of a month. Days of the week count from 1, which is Sunday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// These days of the month.
    OfMonth(u64),
    /// So many days before the last one: `L`, `L-3`; or the weekday nearest to it: `LW`, `L-3W`.
    FromEnd { back: u32, weekday: bool },
    /// The weekday nearest to this day: `15W`.
    Weekday(u32),
    /// These days of the week.
    OfWeek(u64),
    /// The last such day of the week in the month: `6L`.
    LastOfWeek(u32),
    /// The first to fifth such day of the week in the month: `3#2`.
    Nth { day: u32, nth: u32 },
}

/// A set of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Years([u64; 4]);

impl Years {
    fn add(&mut self, year: u32) {
        if YEARS.contains(&year) {
            let bit = year - YEARS.start();
            self.0[(bit / 64) as usize] |= 1 << (bit % 64);
        }
    }

    pub(super) fn contains(&self, year: u32) -> bool {
        let bit = year.wrapping_sub(*YEARS.start());
        self.0.get((bit / 64) as usize).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

/// What a field takes.
struct Field {
    /// What `*` stands for.
    span: RangeInclusive<u32>,
    /// What may be written; where that is more, ranges do not wrap.
    taken: RangeInclusive<u32>,
    /// Names of its values from 1 on.
    names: &'static [&'static str],
}

const MINUTES: Field = Field { span: 0..=59, taken: 0..=59, names: &[] };
const HOURS: Field = Field { span: 0..=23, taken: 0..=23, names: &[] };
const DAY_OF_MONTH: Field = Field { span: 1..=31, taken: 1..=31, names: &[] };
const MONTH: Field = Field {
    span: 1..=12,
    taken: 1..=12,
    names: &["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
};
const DAY_OF_WEEK: Field =
    Field { span: 1..=7, taken: 1..=7, names: &["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] };
const YEAR: Field = Field { span: YEARS, taken: 0..=9_999, names: &[] };

impl Cron {
    /// Read six fields; `None` if AWS would refuse them.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_uppercase();
        let mut fields = text.split([' ', '\t']).filter(|field| !field.is_empty());
        let mut field = || fields.next();
        let (minutes, hours) = (MINUTES.mask(field()?)?, HOURS.mask(field()?)?);
        let day_of_month = field()?;
        let months = MONTH.mask(field()?)?;
        let days = Days::parse(day_of_month, field()?)?;
        let mut years = Years([0; 4]);
        YEAR.each(field()?, &mut |year| years.add(year))?;
        if field().is_some() {
            return None;
        }
        Some(Self { minutes, hours, days, months, years })
    }
}

impl Days {
    /// One of the two fields says which days, and the other one is `?`.
    fn parse(of_month: &str, of_week: &str) -> Option<Self> {
        match (items(of_month).as_slice(), items(of_week).as_slice()) {
            (["?"], ["?"]) => None,
            ([one], ["?"]) if one.contains(['L', 'W']) => Self::special_of_month(one),
            (_, ["?"]) => DAY_OF_MONTH.mask(of_month).map(Self::OfMonth),
            (["?"], [one]) if one.contains('#') || one.ends_with('L') => Self::special_of_week(one),
            (["?"], _) => DAY_OF_WEEK.mask(of_week).map(Self::OfWeek),
            _ => None,
        }
    }

    /// `L`, `L-3`, `LW`, `L-3W`, `15W`.
    fn special_of_month(item: &str) -> Option<Self> {
        let (rest, weekday) = match item.strip_suffix('W') {
            Some(rest) => (rest, true),
            None => (item, false),
        };
        if let Some(back) = rest.strip_prefix('L') {
            let back = if back.is_empty() { 0 } else { number(back.strip_prefix('-')?)? };
            return (back <= 30).then_some(Self::FromEnd { back, weekday });
        }
        let day = DAY_OF_MONTH.value(rest)?;
        weekday.then_some(Self::Weekday(day))
    }

    /// `L` (which is Saturday), `6L`, `FRIL`, `3#2`, `TUE#2`.
    fn special_of_week(item: &str) -> Option<Self> {
        if let Some((day, nth)) = item.split_once('#') {
            let nth = number(nth).filter(|nth| (1..=5).contains(nth))?;
            return Some(Self::Nth { day: DAY_OF_WEEK.value(day)?, nth });
        }
        match item.strip_suffix('L')? {
            "" => Some(Self::OfWeek(1 << 7)),
            day => DAY_OF_WEEK.value(day).map(Self::LastOfWeek),
        }
    }
}

impl Field {
    fn mask(&self, text: &str) -> Option<u64> {
        let mut mask = 0;
        self.each(text, &mut |value| mask |= 1 << value)?;
        Some(mask)
    }

    /// Call `add` with every value that a list of `*`, `5`, `1-5`, `1/5`, `1-5/2` names.
    fn each(&self, text: &str, add: &mut dyn FnMut(u32)) -> Option<()> {
        let items = items(text);
        let (first, last) = (*self.span.start(), *self.span.end());
        let wraps = self.span == self.taken;
        for item in &items {
            let (range, step) = match item.split_once('/') {
                Some((range, step)) => (range, Some(number(step)?)),
                None => (*item, None),
            };
            if step.is_some_and(|step| step == 0 || step > last) {
                return None;
            }
            let (from, mut to) = match (range.split_once('-'), step) {
                (Some((from, to)), _) => (self.value(from)?, self.value(to)?),
                (None, _) if range == "*" => (first, last),
                // `/5` is `*/5`.
                (None, Some(_)) if range.is_empty() => (first, last),
                (None, Some(_)) => (self.value(range)?, last),
                (None, None) => (self.value(range)?, self.value(range)?),
            };
            let length = last - first + 1;
            if to < from && range.contains('-') {
                if !wraps {
                    return None;
                }
                to += length;
            }
            for value in (from..=to).step_by(step.unwrap_or(1) as usize) {
                add(if wraps { first + (value - first) % length } else { value });
            }
        }
        (!items.is_empty()).then_some(())
    }

    fn value(&self, text: &str) -> Option<u32> {
        if let Some(at) = self.names.iter().position(|name| *name == text) {
            return Some(at as u32 + 1);
        }
        number(text).filter(|value| self.taken.contains(value))
    }
}

/// The items of a list; AWS takes empty ones and makes nothing of them.
fn items(text: &str) -> Vec<&str> {
    text.split(',').filter(|item| !item.is_empty()).collect()
}

fn number(text: &str) -> Option<u32> {
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
