//! A second, slower way to the same times: expressions are made together with a plain statement of
//! what they mean, and every day and minute is looked at.

use jiff::civil::Date;
use jiff::tz::Offset;
use proptest::prelude::*;

use super::Schedule;

/// Days that are looked at before the slow way gives up.
const DAYS: i32 = 3 * 366;

/// A field that is a list of numbers, and how the numbers are written.
#[derive(Clone, Debug)]
struct Numbers {
    text: String,
    values: Vec<i8>,
}

/// Which days, as a rule that anybody can check with a calendar.
#[derive(Clone, Debug)]
enum Which {
    OfMonth(Vec<i8>),
    Last(i8),
    NearLast(i8),
    Near(i8),
    OfWeek(Vec<i8>),
    LastOfWeek(i8),
    Nth(i8, i8),
}

fn numbers(first: i8, last: i8) -> impl Strategy<Value = Numbers> {
    let item = prop_oneof![
        Just(("*".to_owned(), (first..=last).collect::<Vec<_>>())),
        (first..=last).prop_map(|value| (value.to_string(), vec![value])),
        (first..=last, first..=last, 1..=last).prop_map(move |(from, to, step)| {
            // One step after the other around the clock until the end is passed.
            let length = last - first + 1;
            let far = if to < from { to - from + length } else { to - from };
            let steps = (0..=far).step_by(step as usize);
            let values = steps.map(|gone| first + (from - first + gone) % length).collect();
            (if step == 1 { format!("{from}-{to}") } else { format!("{from}-{to}/{step}") }, values)
        }),
        (first..=last, 1..=last).prop_map(move |(from, step)| {
            (format!("{from}/{step}"), (from..=last).step_by(step as usize).collect())
        }),
    ];
    proptest::collection::vec(item, 1..3).prop_map(|items| Numbers {
        text: items.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(","),
        values: items.into_iter().flat_map(|(_, values)| values).collect(),
    })
}

fn days() -> impl Strategy<Value = (String, String, Which)> {
    let month = |text: String, which| (text, "?".to_owned(), which);
    let week = |text: String, which| ("?".to_owned(), text, which);
    prop_oneof![
        numbers(1, 31).prop_map(move |days| month(days.text, Which::OfMonth(days.values))),
        (0..=30_i8).prop_map(move |back| match back {
            0 => month("L".to_owned(), Which::Last(0)),
            back => month(format!("L-{back}"), Which::Last(back)),
        }),
        (0..=30_i8).prop_map(move |back| match back {
            0 => month("LW".to_owned(), Which::NearLast(0)),
            back => month(format!("L-{back}W"), Which::NearLast(back)),
        }),
        (1..=31_i8).prop_map(move |day| month(format!("{day}W"), Which::Near(day))),
        numbers(1, 7).prop_map(move |days| week(days.text, Which::OfWeek(days.values))),
        (1..=7_i8).prop_map(move |day| week(format!("{day}L"), Which::LastOfWeek(day))),
        (1..=7_i8, 1..=5_i8)
            .prop_map(move |(day, nth)| week(format!("{day}#{nth}"), Which::Nth(day, nth))),
    ]
}

fn is_due(which: &Which, date: Date) -> bool {
    let (day, length) = (date.day(), date.days_in_month());
    let of_week = date.weekday().to_sunday_one_offset();
    let nearest = |wanted: i8| {
        let works = |day: &i8| {
            let date = Date::new(date.year(), date.month(), *day).unwrap();
            (2..=6).contains(&date.weekday().to_sunday_one_offset())
        };
        let exists = (1..=length).contains(&wanted);
        exists && (1..=length).filter(works).min_by_key(|day| (day - wanted).abs()) == Some(day)
    };
    match which {
        Which::OfMonth(days) => days.contains(&day),
        Which::Last(back) => day + back == length,
        Which::NearLast(back) => nearest(length - back),
        Which::Near(wanted) => nearest(*wanted),
        Which::OfWeek(days) => days.contains(&of_week),
        Which::LastOfWeek(wanted) => of_week == *wanted && day + 7 > length,
        Which::Nth(wanted, nth) => of_week == *wanted && (day + 6) / 7 == *nth,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_next_time_is_the_one_that_a_look_at_every_minute_finds(
        minutes in numbers(0, 59),
        hours in numbers(0, 23),
        (of_month, of_week, which) in days(),
        months in numbers(1, 12),
        start_minute in 0_i64..140 * 365 * 1_440,
    ) {
        let (minutes_text, hours_text, months_text) = (&minutes.text, &hours.text, &months.text);
        let text =
            format!("cron({minutes_text} {hours_text} {of_month} {months_text} {of_week} *)");
        let schedule = Schedule::parse(&text).expect(&text);
        let start_ms = start_minute * 60_000;
        let start = Offset::UTC.to_datetime(jiff::Timestamp::from_millisecond(start_ms).unwrap());
        let mut found = None;
        let mut date = start.date();
        'days: for _ in 0..DAYS {
            if months.values.contains(&date.month()) && is_due(&which, date) {
                for minute in 0..1_440_i16 {
                    let (hour, minute) = ((minute / 60) as i8, (minute % 60) as i8);
                    let at = date.at(hour, minute, 0, 0);
                    if at > start && hours.values.contains(&hour) && minutes.values.contains(&minute) {
                        found = Some(Offset::UTC.to_timestamp(at).unwrap().as_millisecond());
                        break 'days;
                    }
                }
            }
            date = date.tomorrow().unwrap();
        }
        let next = schedule.next_after(start_ms);
        match found {
            Some(_) => prop_assert_eq!(next, found, "{} after {}", text, start),
            None => prop_assert!(
                next.is_none_or(|next| next >= start_ms + i64::from(DAYS - 1) * 86_400_000),
                "{} after {}: {:?}", text, start, next
            ),
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "(cron|rate)?\\(?[-0-9LW#?*/, A-Za-z]{0,40}\\)?") {
        if let Some(schedule) = Schedule::parse(&text) {
            let next = schedule.next_after(0);
            prop_assert!(next.is_none_or(|next| next > 0));
        }
    }
}
