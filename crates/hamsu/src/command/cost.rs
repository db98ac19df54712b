//! `hamsu cost`.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde_json::{Value, json};
use task::Clock;

use super::events::{ask, print};
use crate::cli::{self, CostBy};
use crate::client::Client;
use crate::failure::{Failure, Outcome};
use crate::prices::{Y2019, Y2026};

/// What is added up.
const COUNTS: [&str; 5] = ["invocations", "errors", "cold_starts", "billed_ms", "billed_2019_ms"];
const DOLLARS: [&str; 2] = ["usd", "usd_2019"];

/// Add up and show.
pub async fn run(args: &cli::Cost) -> Outcome {
    let client = Client::new(&args.target)?;
    let since_ms = super::logs::duration_ms(&args.since).ok_or_else(|| {
        Failure::usage(format!("--since {}: expected 90s, 10m, 2h or 30d", args.since))
    })?;
    let query = format!("since_ms={}", Clock::real_ms() - since_ms);
    let told = ask(&client, "GET", "/_hamsu/cost", &query, bytes::Bytes::new()).await?;
    let by = match args.by {
        CostBy::Function => "function",
        CostBy::Trigger => "trigger",
    };
    let mut sums: BTreeMap<String, Value> = BTreeMap::new();
    let mut total = json!({});
    for line in told["lines"].as_array().into_iter().flatten() {
        let name = line[by].as_str().unwrap_or_default().to_owned();
        add(sums.entry(name).or_insert_with(|| json!({})), line);
        add(&mut total, line);
    }
    if args.json {
        println!("{}", json!({ by: sums, "total": total, "prices": told["prices"] }));
        return Ok(ExitCode::SUCCESS);
    }
    if sums.is_empty() {
        println!("no invocations in the last {}", args.since);
        return Ok(ExitCode::SUCCESS);
    }
    let last = std::iter::once(("total".to_owned(), total));
    print(
        &[by, "invocations", "errors", "cold", "billed ms", "USD", "billed ms 2019", "USD 2019"],
        sums.into_iter().chain(last).map(|(name, sum)| {
            let count = |key: &str| sum[key].as_u64().unwrap_or(0).to_string();
            let usd = |key: &str| format!("{:.6}", sum[key].as_f64().unwrap_or(0.0));
            [
                name,
                count("invocations"),
                count("errors"),
                count("cold_starts"),
                count("billed_ms"),
                usd("usd"),
                count("billed_2019_ms"),
                usd("usd_2019"),
            ]
        }),
    );
    println!(
        "AWS's prices of {} (1 ms steps, INIT billed) and of {} (100 ms steps), us-east-1, \
         without the free tier",
        Y2026.as_of, Y2019.as_of
    );
    Ok(ExitCode::SUCCESS)
}

fn add(sum: &mut Value, line: &Value) {
    for key in COUNTS {
        sum[key] = (sum[key].as_u64().unwrap_or(0) + line[key].as_u64().unwrap_or(0)).into();
    }
    for key in DOLLARS {
        sum[key] = (sum[key].as_f64().unwrap_or(0.0) + line[key].as_f64().unwrap_or(0.0)).into();
    }
}
