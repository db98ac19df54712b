//! Tables: what is refused, and when what is taken is due.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::Schedule;

fn ms(text: &str) -> i64 {
    let at: DateTime = text.parse().expect("a date and time");
    Offset::UTC.to_timestamp(at).expect("in range").as_millisecond()
}

fn shown(ms: i64) -> String {
    let at = Offset::UTC.to_datetime(Timestamp::from_millisecond(ms).expect("in range"));
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The schedule `text` is due at `times` after `start`; fewer than three say that there are none
/// after them.
fn check(text: &str, start: &str, times: &[&str]) {
    let schedule = Schedule::parse(text).unwrap_or_else(|| panic!("{text} is refused"));
    let mut time_ms = ms(start);
    let mut found = Vec::new();
    while found.len() < times.len().max(3) {
        let Some(next_ms) = schedule.next_after(time_ms) else { break };
        assert!(next_ms > time_ms, "{text} does not move on from {time_ms}");
        found.push(shown(next_ms));
        time_ms = next_ms;
    }
    if times.len() >= 3 {
        found.truncate(times.len());
    }
    assert_eq!(found, times, "{text} after {start}");
}

#[test]
fn a_rate_is_due_one_period_later_again_and_again() {
    let days = ["2026-01-31 23:59", "2026-02-01 00:00", "2026-02-01 00:01"];
    check("rate(1 minute)", "2026-01-31 23:58", &days);
    check(
        "rate(20 minutes)",
        "2026-01-01 00:05",
        &["2026-01-01 00:25", "2026-01-01 00:45", "2026-01-01 01:05"],
    );
    check(
        "rate(1 hour)",
        "2026-01-01 00:00",
        &["2026-01-01 01:00", "2026-01-01 02:00", "2026-01-01 03:00"],
    );
    check(
        "rate(7 days)",
        "2028-02-25 12:00",
        &["2028-03-03 12:00", "2028-03-10 12:00", "2028-03-17 12:00"],
    );
    assert_eq!(Schedule::parse("rate(1 minute)").unwrap().next_after(1_500), Some(61_500));
    let longest = Schedule::parse("rate(2147483647 days)").unwrap();
    assert_eq!(longest.next_after(0), Some(2_147_483_647 * 86_400_000));
    assert_eq!(longest.next_after(i64::MAX), None);
}

#[test]
fn what_aws_refuses_is_refused() {
    for text in [
        "",
        "rate",
        "rate()",
        "rate(5)",
        "rate(minutes)",
        "rate(0 minutes)",
        "rate(0 minute)",
        "rate(1 minutes)",
        "rate(1 hours)",
        "rate(1 days)",
        "rate(5 minute)",
        "rate(5 hour)",
        "rate(5 day)",
        "rate(-5 minutes)",
        "rate(+5 minutes)",
        "rate(1.5 hours)",
        "rate(5minutes)",
        "rate(5  minutes)",
        "rate( 5 minutes )",
        "rate(5 minutes ",
        " rate(5 minutes)",
        "rate(5 Minutes)",
        "Rate(5 minutes)",
        "rate(5 seconds)",
        "rate(5 weeks)",
        "rate(2147483648 minutes)",
        "rate(99999999999999999999 minutes)",
        "rate(٥ minutes)",
        "at(2026-01-01T00:00:00)",
        "cron",
        "cron()",
        "cron(",
        "0 10 * * ? *",
        "CRON(0 10 * * ? *)",
        "cron(0 10 * * ? *",
        // Five fields, and seven.
        "cron(0 10 * * ?)",
        "cron(*/1 * * * *)",
        "cron(0 0 10 * * ? *)",
        // Both day fields, or none of them.
        "cron(0 10 * * * *)",
        "cron(7 20 * * 1-7 *)",
        "cron(0 10 1 * MON *)",
        "cron(0 10 ? * ? *)",
        "cron(0 10 ?,1 * ? *)",
        // `?` anywhere else.
        "cron(? 10 * * ? *)",
        "cron(* ? * * * *)",
        "cron(0 10 * ? ? *)",
        "cron(0 10 * * ? ?)",
        // Out of bounds.
        "cron(60 10 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 10 0 * ? *)",
        "cron(0 10 32 * ? *)",
        "cron(0 10 * 0 ? *)",
        "cron(0 10 * 13 ? *)",
        "cron(0 10 ? * 0 *)",
        "cron(0 10 ? * 8 *)",
        "cron(0 10 ? * -1 *)",
        "cron(0 10 * * ? 10000)",
        "cron(5-60 10 * * ? *)",
        // Steps: none, none that is longer than the field.
        "cron(*/0 * * * ? *)",
        "cron(*/60 * * * ? *)",
        "cron(0 */24 * * ? *)",
        "cron(0 0 */32 * ? *)",
        "cron(0 0 1 */13 ? *)",
        "cron(0 0 ? * */8 *)",
        "cron(0/ * * * ? *)",
        "cron(0/x * * * ? *)",
        "cron(0/5/5 * * * ? *)",
        // Names where there are none, or that are none.
        "cron(MON 10 * * ? *)",
        "cron(0 10 JAN * ? *)",
        "cron(0 10 * MON ? *)",
        "cron(0 10 * JANUARY ? *)",
        "cron(0 10 ? * MONDAY *)",
        "cron(0 10 ? * JAN *)",
        // L, W and # where they do not belong, or beside others.
        "cron(L 10 * * ? *)",
        "cron(0 L * * ? *)",
        "cron(0 10 * L ? *)",
        "cron(0 10 * * ? L)",
        "cron(0 10 5L * ? *)",
        "cron(0 10 L5 * ? *)",
        "cron(0 10 L- * ? *)",
        "cron(0 10 L-31 * ? *)",
        "cron(0 10 1,L * ? *)",
        "cron(0 10 W * ? *)",
        "cron(0 10 0W * ? *)",
        "cron(0 10 32W * ? *)",
        "cron(0 10 W15 * ? *)",
        "cron(0 10 1W,15W * ? *)",
        "cron(0 10 1-5W * ? *)",
        "cron(0 10 ? * 2W *)",
        "cron(0 10 ? * 8L *)",
        "cron(0 10 ? * 2-6L *)",
        "cron(0 10 ? * 6L,2 *)",
        "cron(0 10 3#1 * ? *)",
        "cron(0#1 10 * * ? *)",
        "cron(0 10 ? * 3#0 *)",
        "cron(0 10 ? * 3#6 *)",
        "cron(0 10 ? * 8#1 *)",
        "cron(0 10 ? * #1 *)",
        "cron(0 10 ? * 3# *)",
        "cron(0 10 ? * 3#1,6#3 *)",
        "cron(0 10 ? * 3#1,6 *)",
        // Years go forward.
        "cron(0 10 * * ? 2030-2026)",
        // Rubbish.
        "cron(, 10 * * ? *)",
        "cron(1- 10 * * ? *)",
        "cron(-1 10 * * ? *)",
        "cron(1-2-3 10 * * ? *)",
        "cron(*5 10 * * ? *)",
        "cron(5* 10 * * ? *)",
        "cron(1;2 10 * * ? *)",
        "cron(0x1 10 * * ? *)",
        "cron(0\n10 * * ? *)",
        "cron(٠ 10 * * ? *)",
    ] {
        assert_eq!(Schedule::parse(text), None, "{text}");
    }
}

#[test]
fn the_examples_of_aws_are_due_when_it_says() {
    let start = "2026-09-08 09:00"; // a Tuesday
    check(
        "cron(0 10 * * ? *)",
        start,
        &["2026-09-08 10:00", "2026-09-09 10:00", "2026-09-10 10:00"],
    );
    check(
        "cron(0 18 ? * MON-FRI *)",
        "2026-09-10 18:00",
        &["2026-09-11 18:00", "2026-09-14 18:00", "2026-09-15 18:00"],
    );
    check(
        "cron(0 8 1 * ? *)",
        start,
        &["2026-10-01 08:00", "2026-11-01 08:00", "2026-12-01 08:00", "2027-01-01 08:00"],
    );
    check(
        "cron(0/15 * * * ? *)",
        start,
        &["2026-09-08 09:15", "2026-09-08 09:30", "2026-09-08 09:45", "2026-09-08 10:00"],
    );
    check(
        "cron(1/10 9 * * ? *)",
        start,
        &[
            "2026-09-08 09:01",
            "2026-09-08 09:11",
            "2026-09-08 09:21",
            "2026-09-08 09:31",
            "2026-09-08 09:41",
            "2026-09-08 09:51",
            "2026-09-09 09:01",
        ],
    );
    check(
        "cron(0/5 8-17 ? * MON-FRI *)",
        "2026-09-11 17:49",
        &["2026-09-11 17:50", "2026-09-11 17:55", "2026-09-14 08:00"],
    );
    // Its own example of a range that wraps: the small hours belong to the same days.
    check(
        "cron(0/30 20-2 ? * MON-FRI *)",
        "2026-09-11 23:00",
        &[
            "2026-09-11 23:30",
            "2026-09-14 00:00",
            "2026-09-14 00:30",
            "2026-09-14 01:00",
            "2026-09-14 01:30",
            "2026-09-14 02:00",
            "2026-09-14 02:30",
            "2026-09-14 20:00",
        ],
    );
    check(
        "cron(15 10 ? * 6L 2026-2027)",
        "2027-10-01 00:00",
        &["2027-10-29 10:15", "2027-11-26 10:15", "2027-12-31 10:15"],
    );
    check(
        "cron(5,35 14 * * ? *)",
        start,
        &["2026-09-08 14:05", "2026-09-08 14:35", "2026-09-09 14:05"],
    );
    check(
        "cron(0 9 ? * 2#1 *)",
        start,
        &["2026-10-05 09:00", "2026-11-02 09:00", "2026-12-07 09:00"],
    );
}

#[test]
fn months_end_where_they_end() {
    check(
        "cron(0 0 L * ? *)",
        "2027-12-31 00:00",
        &["2028-01-31 00:00", "2028-02-29 00:00", "2028-03-31 00:00", "2028-04-30 00:00"],
    );
    check(
        "cron(0 0 L 2 ? *)",
        "2026-01-01 00:00",
        &["2026-02-28 00:00", "2027-02-28 00:00", "2028-02-29 00:00"],
    );
    check(
        "cron(0 0 L-3 * ? *)",
        "2026-01-01 00:00",
        &["2026-01-28 00:00", "2026-02-25 00:00", "2026-03-28 00:00"],
    );
    // 30 days before the last one there is a first only in months of 31 days.
    check(
        "cron(0 0 L-30 * ? *)",
        "2026-01-02 00:00",
        &["2026-03-01 00:00", "2026-05-01 00:00", "2026-07-01 00:00"],
    );
    check(
        "cron(0 0 31 * ? *)",
        "2026-01-31 00:00",
        &["2026-03-31 00:00", "2026-05-31 00:00", "2026-07-31 00:00"],
    );
    check(
        "cron(59 23 31 12 ? *)",
        "2026-12-31 23:58",
        &["2026-12-31 23:59", "2027-12-31 23:59", "2028-12-31 23:59"],
    );
}

#[test]
fn a_leap_day_comes_when_there_is_one() {
    check(
        "cron(0 12 29 2 ? *)",
        "2026-01-01 00:00",
        &["2028-02-29 12:00", "2032-02-29 12:00", "2036-02-29 12:00"],
    );
    // 2100 is no leap year.
    check(
        "cron(0 12 29 FEB ? *)",
        "2096-02-29 12:00",
        &["2104-02-29 12:00", "2108-02-29 12:00", "2112-02-29 12:00"],
    );
    check("cron(0 12 29 2 ? 2026-2031)", "2026-01-01 00:00", &["2028-02-29 12:00"]);
    // On a Monday it comes every 28 years.
    check(
        "cron(0 0 ? 2 2#5 *)",
        "2026-01-01 00:00",
        &["2044-02-29 00:00", "2072-02-29 00:00", "2112-02-29 00:00"],
    );
}

#[test]
fn what_never_comes_is_due_never() {
    check("cron(0 0 30 2 ? *)", "2026-01-01 00:00", &[]);
    check("cron(0 0 31 2,4,6,9,11 ? *)", "2026-01-01 00:00", &[]);
    check("cron(0 0 31W 4 ? *)", "2026-01-01 00:00", &[]);
    check("cron(0 0 1 1 ? 2025)", "2026-01-01 00:00", &[]);
    check("cron(0 0 1 1 ? 1970)", "2026-01-01 00:00", &[]);
    check("cron(0 0 1 1 ? 2026)", "2025-12-31 23:59", &["2026-01-01 00:00"]);
    check("cron(0 0 1 1 ? 2026)", "2026-01-01 00:00", &[]);
    check(
        "cron(0 0 1 1 ? 2198-2199)",
        "2026-01-01 00:00",
        &["2198-01-01 00:00", "2199-01-01 00:00"],
    );
    check("cron(59 23 31 12 ? *)", "2199-12-31 23:58", &["2199-12-31 23:59"]);
    check("cron(* * * * ? *)", "2199-12-31 23:59", &[]);
    // AWS takes years outside of the documented ones; they do not come.
    check("cron(0 20 * * ? 2500)", "2026-01-01 00:00", &[]);
    check("cron(0 0 1 1 ? 1969)", "1968-01-01 00:00", &[]);
    check("cron(0 0 1 1 ? 2199,2200)", "2026-01-01 00:00", &["2199-01-01 00:00"]);
    check("cron(0 0 1 1 ? 2200/2)", "2026-01-01 00:00", &[]);
}

#[test]
fn the_nearest_weekday_stays_in_its_month() {
    // 2026-08-15 is a Saturday, 2026-11-15 a Sunday.
    check(
        "cron(0 0 15W * ? *)",
        "2026-08-01 00:00",
        &["2026-08-14 00:00", "2026-09-15 00:00", "2026-10-15 00:00", "2026-11-16 00:00"],
    );
    // The 1st is a Saturday in August and a Sunday in November.
    check(
        "cron(0 0 1W 8,11 ? *)",
        "2026-01-01 00:00",
        &["2026-08-03 00:00", "2026-11-02 00:00", "2027-08-02 00:00"],
    );
    // May ends on a Sunday, October and February on a Saturday.
    check(
        "cron(0 0 LW 2,5,10 ? *)",
        "2026-01-01 00:00",
        &["2026-02-27 00:00", "2026-05-29 00:00", "2026-10-30 00:00"],
    );
    check(
        "cron(0 0 31W * ? *)",
        "2026-05-01 00:00",
        &["2026-05-29 00:00", "2026-07-31 00:00", "2026-08-31 00:00"],
    );
    check(
        "cron(0 0 L-1W 5 ? *)",
        "2026-01-01 00:00",
        &["2026-05-29 00:00", "2027-05-31 00:00", "2028-05-30 00:00"],
    );
}

#[test]
fn days_of_the_week_are_counted_from_sunday() {
    let fridays = &["2026-01-02 00:00", "2026-01-09 00:00", "2026-01-16 00:00"];
    check("cron(0 0 ? * 6 *)", "2026-01-01 00:00", fridays);
    check("cron(0 0 ? * FRI *)", "2026-01-01 00:00", fridays);
    check("cron(0 0 ? * fri *)", "2026-01-01 00:00", fridays);
    check(
        "cron(0 0 ? * 1 *)",
        "2026-01-01 00:00",
        &["2026-01-04 00:00", "2026-01-11 00:00", "2026-01-18 00:00"],
    );
    check(
        "cron(0 0 ? * L *)",
        "2026-01-01 00:00",
        &["2026-01-03 00:00", "2026-01-10 00:00", "2026-01-17 00:00"],
    );
    let last = &["2026-01-30 00:00", "2026-02-27 00:00", "2026-03-27 00:00"];
    check("cron(0 0 ? * 6L *)", "2026-01-01 00:00", last);
    check("cron(0 0 ? * FRIL *)", "2026-01-01 00:00", last);
    let second = &["2026-01-13 00:00", "2026-02-10 00:00", "2026-03-10 00:00"];
    check("cron(0 0 ? * 3#2 *)", "2026-01-01 00:00", second);
    check("cron(0 0 ? * TUE#2 *)", "2026-01-01 00:00", second);
    // A month with four Thursdays has no fifth.
    check(
        "cron(0 0 ? * 5#5 *)",
        "2026-01-01 00:00",
        &["2026-01-29 00:00", "2026-04-30 00:00", "2026-07-30 00:00"],
    );
    check(
        "cron(0 1 ? * FRI-MON *)",
        "2026-01-05 01:00",
        &[
            "2026-01-09 01:00",
            "2026-01-10 01:00",
            "2026-01-11 01:00",
            "2026-01-12 01:00",
            "2026-01-16 01:00",
        ],
    );
    check(
        "cron(0 0 ? * 2-6/2 *)",
        "2026-01-04 00:00",
        &["2026-01-05 00:00", "2026-01-07 00:00", "2026-01-09 00:00", "2026-01-12 00:00"],
    );
}

#[test]
fn lists_ranges_and_steps_add_up() {
    let start = "2026-01-01 00:00";
    check(
        "cron(0-10/5,30 6 * * ? *)",
        start,
        &[
            "2026-01-01 06:00",
            "2026-01-01 06:05",
            "2026-01-01 06:10",
            "2026-01-01 06:30",
            "2026-01-02 06:00",
        ],
    );
    check(
        "cron(55-5/5 6 * * ? *)",
        start,
        &["2026-01-01 06:00", "2026-01-01 06:05", "2026-01-01 06:55", "2026-01-02 06:00"],
    );
    check(
        "cron(0 20-2/3 * * ? *)",
        start,
        &["2026-01-01 02:00", "2026-01-01 20:00", "2026-01-01 23:00", "2026-01-02 02:00"],
    );
    check(
        "cron(0 0 1 NOV-FEB ? *)",
        "2026-02-01 00:00",
        &["2026-11-01 00:00", "2026-12-01 00:00", "2027-01-01 00:00", "2027-02-01 00:00"],
    );
    check(
        "cron(0 0 1 jan,Jul ? *)",
        start,
        &["2026-07-01 00:00", "2027-01-01 00:00", "2027-07-01 00:00"],
    );
    check(
        "cron(0 0 1 3/4 ? *)",
        start,
        &["2026-03-01 00:00", "2026-07-01 00:00", "2026-11-01 00:00"],
    );
    check(
        "cron(0 0 1-31/10 * ? *)",
        start,
        &["2026-01-11 00:00", "2026-01-21 00:00", "2026-01-31 00:00", "2026-02-01 00:00"],
    );
    check(
        "cron(0 0 1 1 ? 2027/2)",
        start,
        &["2027-01-01 00:00", "2029-01-01 00:00", "2031-01-01 00:00"],
    );
    check(
        "cron(0 0 1 1 ? 2030,2027-2028)",
        start,
        &["2027-01-01 00:00", "2028-01-01 00:00", "2030-01-01 00:00"],
    );
    check(
        "cron(/20 0 1 1 ? *)",
        "2026-12-31 00:00",
        &["2027-01-01 00:00", "2027-01-01 00:20", "2027-01-01 00:40"],
    );
    // What AWS was seen to take: fields that end in a comma, more than one blank between them.
    check(
        "cron(0/5, 9-18, ?, *, MON-FRI, *)",
        "2026-01-02 18:54",
        &["2026-01-02 18:55", "2026-01-05 09:00", "2026-01-05 09:05"],
    );
    check(
        "cron(0  12\t* * ?  *)",
        start,
        &["2026-01-01 12:00", "2026-01-02 12:00", "2026-01-03 12:00"],
    );
}

#[test]
fn seconds_never_bring_a_time_forward_or_back() {
    let every_minute = Schedule::parse("cron(* * * * ? *)").unwrap();
    let noon = ms("2026-01-01 12:00");
    assert_eq!(every_minute.next_after(noon - 1), Some(noon));
    assert_eq!(every_minute.next_after(noon), Some(noon + 60_000));
    assert_eq!(every_minute.next_after(noon + 1), Some(noon + 60_000));
    assert_eq!(every_minute.next_after(noon + 59_999), Some(noon + 60_000));
    assert_eq!(every_minute.next_after(i64::MAX / 2), None);
}

#[test]
fn the_latest_of_the_times_that_have_passed_is_found() {
    let check = |text: &str, due: &str, now: &str, latest: &str| {
        let schedule = Schedule::parse(text).unwrap();
        assert_eq!(shown(schedule.latest(ms(due), ms(now))), latest, "{text} {due} {now}");
    };
    check("rate(20 minutes)", "2026-01-01 00:05", "2026-01-01 00:05", "2026-01-01 00:05");
    check("rate(20 minutes)", "2026-01-01 00:05", "2026-01-01 00:24", "2026-01-01 00:05");
    check("rate(20 minutes)", "2026-01-01 00:05", "2026-01-02 00:00", "2026-01-01 23:45");
    check("cron(0 10 * * ? *)", "2026-01-01 10:00", "2026-01-01 10:00", "2026-01-01 10:00");
    check("cron(0 10 * * ? *)", "2026-01-01 10:00", "2026-03-01 09:59", "2026-02-28 10:00");
    check("cron(* * * * ? *)", "2026-01-01 10:00", "2046-03-01 09:59", "2046-03-01 09:59");
    check("cron(0 0 29 2 ? *)", "2028-02-29 00:00", "2035-01-01 00:00", "2032-02-29 00:00");
    check("cron(0 0 1 1 ? 2027-2028)", "2027-01-01 00:00", "2050-01-01 00:00", "2028-01-01 00:00");
}
