//! What the demo shows: progress, rows by currency, and what the run took.

use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

use comfy_table::{Table, presets};
use serde_json::{Value, json};
use task::Clock;

use super::Session;
use crate::cli;
use crate::client::{Ask, Client};
use crate::failure::Outcome;

/// Log lines are committed in batches: look for the last ones this often.
const LOOKS: u32 = 30;

/// One line that changes on a terminal, a line now and then elsewhere.
#[derive(Default)]
pub struct Progress {
    told: u64,
    shown: bool,
}

impl Progress {
    /// What check.py says.
    pub fn show(&mut self, told: &Value) {
        let expected = told["expected"].as_u64().unwrap_or(0);
        let rows = told["rows"].as_u64().unwrap_or(0);
        let seconds = told["seconds"].as_f64().unwrap_or(0.0);
        if std::io::stdout().is_terminal() {
            print!("\r{rows} of {expected} rows, {seconds:.0} s ");
            let _ = std::io::stdout().flush();
            self.shown = true;
        } else if rows >= self.told + expected / 10 || rows == expected {
            println!("{rows} of {expected} rows, {seconds:.0} s");
            self.told = rows;
        }
    }

    /// No more of it.
    pub fn end(&self) {
        if self.shown {
            println!();
        }
    }
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
        return;
    }
    println!("{rows} rows, {expected} expected:");
    for kind in ["missing", "unexpected", "wrong"] {
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

/// What both functions took, from the REPORT lines of their logs.
pub async fn print(session: &Session, _: &cli::Demo) -> Outcome<()> {
    let client = Client::with(
        &session.endpoint,
        &session.region,
        &session.root.access_key,
        &session.root.secret,
    );
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header([
        "function",
        "invocations",
        "cold starts",
        "p50 ms",
        "p99 ms",
        "billed ms",
    ]);
    for function in ["customs-rates-split", "customs-rates-fetch"] {
        let mut reports = reports(&client, function).await?;
        for _ in 0..LOOKS {
            Clock::sleep_real(Duration::from_millis(200)).await;
            let now = self::reports(&client, function).await?;
            let done = now.len() == reports.len() && !now.is_empty();
            reports = now;
            if done {
                break;
            }
        }
        let mut durations: Vec<f64> = reports.iter().map(|report| report.duration_ms).collect();
        durations.sort_by(f64::total_cmp);
        let cold = reports.iter().filter(|report| report.init_ms.is_some()).count();
        let billed: u64 = reports.iter().map(|report| report.billed_ms).sum();
        table.add_row([
            function.to_owned(),
            reports.len().to_string(),
            cold.to_string(),
            format!("{:.1}", percentile(&durations, 0.5)),
            format!("{:.1}", percentile(&durations, 0.99)),
            billed.to_string(),
        ]);
    }
    println!("{table}");
    Ok(())
}

async fn reports(client: &Client, function: &str) -> Outcome<Vec<Report>> {
    let mut reports = Vec::new();
    let mut token = Value::Null;
    loop {
        let mut ask = json!({
            "logGroupName": format!("/aws/lambda/{function}"), "filterPattern": "REPORT",
        });
        if token.is_string() {
            ask["nextToken"] = token;
        }
        let answer = client
            .send(Ask {
                method: "POST",
                path: "/",
                query: "",
                service: "logs",
                headers: &[
                    ("content-type", "application/x-amz-json-1.1"),
                    ("x-amz-target", "Logs_20140328.FilterLogEvents"),
                ],
                body: ask.to_string().into(),
                time_max: Duration::from_mins(1),
            })
            .await?;
        let page: Value = serde_json::from_slice(answer.body())?;
        for event in page["events"].as_array().into_iter().flatten() {
            reports.extend(report(event["message"].as_str().unwrap_or_default()));
        }
        token = page["nextToken"].clone();
        if !token.is_string() {
            return Ok(reports);
        }
    }
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
