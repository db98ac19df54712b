//! `cargo xtask bench NAME [--json] [--check]`: figures beside floors that the same run measures.

mod front;
mod functions;
mod load;
mod request;
mod server;

use anyhow::{Result, bail};
use serde::Serialize;

/// One line of a bench.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What was measured, with its unit.
    pub what: &'static str,
    /// The figure.
    pub figure: f64,
    /// What it is compared with, if anything: what, and the figure.
    pub floor: Option<(&'static str, f64)>,
    /// What is aimed at, as text.
    pub goal: String,
    /// Whether it is reached; none where there is no goal.
    pub reached: Option<bool>,
    /// What else there is to say.
    pub note: String,
}

/// A row whose figure should not be above `goal`.
fn at_most(what: &'static str, figure: f64, goal: f64) -> Row {
    Row {
        what,
        figure,
        floor: None,
        goal: format!("≤ {goal}"),
        reached: Some(figure <= goal),
        note: String::new(),
    }
}

/// Run a bench.
pub fn run(args: &[&str]) -> Result<()> {
    let flag = |name: &str| args.contains(&name);
    let names: Vec<&str> = args.iter().copied().filter(|arg| !arg.starts_with("--")).collect();
    let rows = match names.as_slice() {
        ["front"] => front::run()?,
        ["echo-server"] => return server::echo(),
        ["handler-server", python, dir] => return server::handler(python, dir),
        _ => bail!("there is one bench so far: front"),
    };
    if flag("--json") {
        println!("{}", serde_json::to_string_pretty(&rows)?);
    } else {
        print(&rows);
    }
    let missed: Vec<&str> =
        rows.iter().filter(|row| row.reached == Some(false)).map(|row| row.what).collect();
    if flag("--check") && !missed.is_empty() {
        bail!("goals missed: {}", missed.join("; "));
    }
    Ok(())
}

fn print(rows: &[Row]) {
    println!("| what | figure | floor | ratio | goal | |");
    println!("| --- | --- | --- | --- | --- | --- |");
    for row in rows {
        let (floor, ratio) = match row.floor {
            Some((what, floor)) => (
                format!("{} {what}", number(floor)),
                format!("{:.0} %", 100.0 * row.figure / floor),
            ),
            None => (String::new(), String::new()),
        };
        let reached = match row.reached {
            Some(true) => "reached",
            Some(false) => "missed",
            None => "",
        };
        let (what, goal, note) = (row.what, &row.goal, &row.note);
        println!(
            "| {what} | {} | {floor} | {ratio} | {goal} | {reached} {note} |",
            number(row.figure)
        );
    }
}

fn number(value: f64) -> String {
    if value >= 1_000.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}
