//! What the demo shows: progress, rows by currency, what the run took and would have cost.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::time::Duration;

use bytes::Bytes;
use comfy_table::{Table, presets};
use serde_json::{Value, json};
use task::Clock;

use super::super::events::{ask, print as print_table};
use crate::client::{Ask, Client};
use crate::failure::Outcome;
use crate::prices::{Prices, Y2019, Y2026};

/// Log lines are committed in batches: look for the last ones this often.
const LOOKS: u32 = 30;
/// The example's functions.
const FUNCTIONS: [&str; 3] = ["customs-rates-split", "customs-rates-fetch", "customs-rates-lookup"];
/// Runs a month of the job that this one stands for: one every 20 minutes.
const RUNS_A_MONTH: f64 = 30.0 * 24.0 * 3.0;
/// Hours that a server runs in a month.
const HOURS_A_MONTH: f64 = 730.0;

/// One line that changes on a terminal, a line now and then elsewhere.
#[derive(Default)]
pub struct Progress {
    told: String,
    shown: bool,
}

impl Progress {
    /// What check.py says, and what is under way.
    pub fn show(&mut self, told: &Value, under_way: &str) {
        let expected = told["expected"].as_u64().unwrap_or(0);
        let rows = told["rows"].as_u64().unwrap_or(0);
        let seconds = told["seconds"].as_f64().unwrap_or(0.0);
        let line = format!("{rows} of {expected} rows{under_way}");
        if std::io::stdout().is_terminal() {
            print!("\r{line}, {seconds:.0} s \x1b[K");
            let _ = std::io::Write::flush(&mut std::io::stdout());
            self.shown = true;
        } else if line != self.told {
            println!("{line}, {seconds:.0} s");
            self.told = line;
        }
    }

    /// No more of it.
    pub fn end(&self) {
        if self.shown {
            println!();
        }
    }
}

/// Parts that are being fetched, wait, or wait for their next attempt.
pub async fn under_way(client: &Client) -> String {
    // The server may be starting again: then there is nothing to say.
    let Ok(told) = ask(client, "GET", "/_hamsu/events", "", Bytes::new()).await else {
        return String::new();
    };
    let targets = || told["targets"].as_array().into_iter().flatten();
    let sum = |key: &str| targets().filter_map(|row| row[key].as_u64()).sum::<u64>();
    let retrying = told["events"].as_array().into_iter().flatten();
    let retrying = retrying.filter(|event| event["state"] == "retrying").count() as u64;
    let waiting = sum("waiting").saturating_sub(retrying);
    let mut line = String::new();
    for (count, what) in
        [(sum("in_flight"), "running"), (waiting, "waiting"), (retrying, "to be tried again")]
    {
        if count > 0 {
            // Writing to a string does not fail.
            let _ = write!(line, ", {count} {what}");
        }
    }
    line
}

/// Rows by currency, and whether they are right.
pub fn rows(told: &Value) {
    let currencies = told["currencies"].as_object().cloned().unwrap_or_default();
    let mut table = Table::new();
    table.load_style(presets::ASCII_BORDERS_ONLY_CONDENSED);
    let cells: Vec<String> =
        currencies.iter().map(|(name, rows)| format!("{name} {rows}")).collect();
    for line in cells.chunks(8) {
        table.add_row(line);
    }
    println!("rows by currency\n{table}");
    let (rows, expected) = (&told["rows"], &told["expected"]);
    if told["equal"] == true {
        println!("{rows} rows, every one as in the European Central Bank's file");
        println!("{} of them read back through the HTTP API", told["read_back"]);
        return;
    }
    println!("{rows} rows, {expected} expected:");
    for kind in ["missing", "unexpected", "wrong", "misread"] {
        let differing = told[kind].as_array().map_or(0, Vec::len);
        if differing > 0 {
            println!("  {differing} {kind}, such as {}", told[kind][0]);
        }
    }
}

/// One REPORT line.
#[derive(Debug, PartialEq)]
#[expect(clippy::struct_field_names, reason = "units come last")]
struct Report {
    duration_ms: f64,
    billed_ms: u64,
    init_ms: Option<f64>,
}

/// What the functions took, from the REPORT lines of their logs, and what it would have cost.
pub async fn print(client: &Client) -> Outcome<()> {
    let mut all: BTreeMap<&str, Vec<Report>> = BTreeMap::new();
    for function in FUNCTIONS {
        let mut reports = reports(client, function).await?;
        for _ in 0..LOOKS {
            Clock::sleep_real(Duration::from_millis(200)).await;
            let now = self::reports(client, function).await?;
            let done = now.len() == reports.len() && !now.is_empty();
            reports = now;
            if done {
                break;
            }
        }
        all.insert(function, reports);
    }
    print_table(
        &["function", "invocations", "cold starts", "p50 ms", "p99 ms", "billed ms", "in 2019"],
        all.iter().map(|(function, reports)| row(function, reports)),
    );
    cost(client).await
}

/// A line of the table of functions.
fn row(function: &str, reports: &[Report]) -> [String; 7] {
    let mut durations: Vec<f64> = reports.iter().map(|report| report.duration_ms).collect();
    durations.sort_by(f64::total_cmp);
    let cold = reports.iter().filter(|report| report.init_ms.is_some()).count();
    let billed: u64 = reports.iter().map(|report| report.billed_ms).sum();
    let in_2019 = |report: &Report| Y2019.billed_ms((report.duration_ms * 1e3) as u64, 0);
    [
        function.to_owned(),
        reports.len().to_string(),
        cold.to_string(),
        format!("{:.1}", percentile(&durations, 0.5)),
        format!("{:.1}", percentile(&durations, 0.99)),
        billed.to_string(),
        reports.iter().map(in_2019).sum::<u64>().to_string(),
    ]
}

/// What else AWS would have charged for.
struct Used {
    /// Runs: invocations of split.
    runs: f64,
    /// Messages published: a batch counts as its messages.
    parts: f64,
    /// Rows written, one write unit each.
    rows: f64,
    /// Bytes of log lines.
    log_bytes: f64,
    /// Lambda and the API by the prices of 2019 and of today, in dollars.
    functions: [f64; 2],
}

async fn cost(client: &Client) -> Outcome<()> {
    let used = used(client).await?;
    println!("\n{} runs, {} parts published", used.runs, used.parts);
    let of = |prices: &Prices, functions: f64| {
        let messages = used.parts * prices.sns_publishes / 1e6;
        let rows = used.rows * prices.dynamodb_writes / 1e6;
        let logs = used.log_bytes / 1e9 * prices.logs_gb;
        let run = (functions + messages + rows + logs) / used.runs.max(1.0);
        let servers = 2.0 * HOURS_A_MONTH * prices.server_hour;
        [functions, messages, rows, logs, run, run * RUNS_A_MONTH, servers]
    };
    let what = [
        "functions and API",
        "messages",
        "rows",
        "logs",
        "one run",
        "a month of a run every 20 minutes",
        "two small servers for that month",
    ];
    let columns = [of(&Y2019, used.functions[0]), of(&Y2026, used.functions[1])];
    print_table(
        &["USD, what AWS charges", Y2019.as_of, Y2026.as_of],
        what.iter().enumerate().map(|(line, what)| {
            [
                (*what).to_owned(),
                format!("{:.6}", columns[0][line]),
                format!("{:.6}", columns[1][line]),
            ]
        }),
    );
    Ok(())
}

async fn used(client: &Client) -> Outcome<Used> {
    let told = ask(client, "GET", "/_hamsu/cost", "", Bytes::new()).await?;
    let lines = || told["lines"].as_array().into_iter().flatten();
    let dollars = |key: &str| lines().filter_map(|line| line[key].as_f64()).sum::<f64>();
    let split = lines().filter(|line| line["function"] == FUNCTIONS[0]);
    let runs = split.filter_map(|line| line["invocations"].as_u64()).sum::<u64>();
    let mut parts = 0;
    for message in messages(client, FUNCTIONS[0], "published").await? {
        let count = message.strip_prefix("published ").and_then(|rest| rest.split(' ').next());
        parts += count.and_then(|count| count.parse::<u64>().ok()).unwrap_or(0);
    }
    let mut rows = 0;
    for message in messages(client, FUNCTIONS[1], "rows").await? {
        let count =
            message.trim_end().strip_suffix(" rows").and_then(|line| line.rsplit(' ').next());
        rows += count.and_then(|count| count.parse::<u64>().ok()).unwrap_or(0);
    }
    let groups = logs(
        client,
        "DescribeLogGroups",
        &json!({ "logGroupNamePrefix": "/aws/lambda/customs-rates" }),
    )
    .await?;
    let groups = groups["logGroups"].as_array().cloned().unwrap_or_default();
    let log_bytes = groups.iter().filter_map(|group| group["storedBytes"].as_u64()).sum::<u64>();
    Ok(Used {
        runs: runs as f64,
        parts: parts as f64,
        rows: rows as f64,
        log_bytes: log_bytes as f64,
        functions: [dollars("usd_2019"), dollars("usd")],
    })
}

async fn reports(client: &Client, function: &str) -> Outcome<Vec<Report>> {
    let lines = messages(client, function, "REPORT").await?;
    Ok(lines.iter().filter_map(|line| report(line)).collect())
}

/// The lines of a function's log that match `pattern`.
async fn messages(client: &Client, function: &str, pattern: &str) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut token = Value::Null;
    loop {
        let mut wanted = json!({
            "logGroupName": format!("/aws/lambda/{function}"), "filterPattern": pattern,
        });
        if token.is_string() {
            wanted["nextToken"] = token;
        }
        let page = logs(client, "FilterLogEvents", &wanted).await?;
        let events = page["events"].as_array().into_iter().flatten();
        found.extend(events.filter_map(|event| event["message"].as_str().map(str::to_owned)));
        token = page["nextToken"].clone();
        if !token.is_string() {
            return Ok(found);
        }
    }
}

async fn logs(client: &Client, operation: &str, input: &Value) -> Outcome<Value> {
    let answer = client
        .send(Ask {
            method: "POST",
            path: "/",
            query: "",
            service: "logs",
            headers: &[
                ("content-type", "application/x-amz-json-1.1"),
                ("x-amz-target", &format!("Logs_20140328.{operation}")),
            ],
            body: input.to_string().into(),
            time_max: Duration::from_mins(1),
        })
        .await?;
    Ok(serde_json::from_slice(answer.body())?)
}

/// The figures of a REPORT line.
fn report(line: &str) -> Option<Report> {
    let mut report = Report { duration_ms: 0.0, billed_ms: 0, init_ms: None };
    for part in line.strip_prefix("REPORT ")?.split('\t') {
        let Some((name, value)) = part.trim().split_once(": ") else { continue };
        let number = value.split(' ').next().unwrap_or_default();
        match name {
            "Duration" => report.duration_ms = number.parse().ok()?,
            "Billed Duration" => report.billed_ms = number.parse().ok()?,
            "Init Duration" => report.init_ms = number.parse().ok(),
            _ => {}
        }
    }
    Some(report)
}

/// Of sorted values.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::*;

    #[test]
    fn a_report_line_is_read() {
        let line = "REPORT RequestId: 1-2\tDuration: 12.34 ms\tBilled Duration: 300 ms\t\
                    Memory Size: 256 MB\tMax Memory Used: 60 MB\tInit Duration: 280.10 ms\t\n";
        let expected = Report { duration_ms: 12.34, billed_ms: 300, init_ms: Some(280.1) };
        assert_eq!(report(line), Some(expected));
        assert_eq!(report("START RequestId: 1"), None);
    }

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        let check = |values: &[f64], share, expected: f64| {
            assert_eq!(percentile(values, share).total_cmp(&expected), Ordering::Equal);
        };
        check(&values, 0.5, 50.0);
        check(&values, 0.99, 99.0);
        check(&[], 0.5, 0.0);
    }
}
