//! `hamsu events`.

use std::process::ExitCode;
use std::time::Duration;

use bytes::Bytes;
use comfy_table::{Table, presets};
use serde_json::{Value, json};

use crate::cli::{self, EventsAction};
use crate::client::{Ask, Client, told};
use crate::failure::{Failure, Outcome};

/// Events that are shown one by one, if nobody asks for JSON.
const SHOWN: usize = 20;

/// Show them, or do something about one.
pub async fn run(args: &cli::Events) -> Outcome {
    let client = Client::new(&args.target)?;
    let wish = match &args.action {
        None => return show(&client, args).await,
        Some(EventsAction::Retry { id }) => json!({ "retry": id }),
        Some(EventsAction::Drop { id }) => json!({ "drop": id }),
    };
    let answer = ask(&client, "POST", "/_hamsu/events", "", wish.to_string().into()).await?;
    if args.json {
        println!("{answer}");
    }
    Ok(ExitCode::SUCCESS)
}

async fn show(client: &Client, args: &cli::Events) -> Outcome {
    let query = args.to.as_deref().map(|to| format!("target={}", super::invoke::encode(to)));
    let told =
        ask(client, "GET", "/_hamsu/events", &query.unwrap_or_default(), Bytes::new()).await?;
    if args.json {
        println!("{told}");
        return Ok(ExitCode::SUCCESS);
    }
    let rows = |key: &str| told[key].as_array().cloned().unwrap_or_default();
    let targets = rows("targets");
    if targets.is_empty() {
        println!("nothing is under way and nothing was given up");
        return Ok(ExitCode::SUCCESS);
    }
    print(
        &["target", "waiting", "in flight", "failed", "oldest"],
        targets.iter().map(|row| {
            ["target", "waiting", "in_flight", "failed", "oldest"].map(|key| word(&row[key]))
        }),
    );
    let events = rows("events");
    let shown = events.iter().take(SHOWN);
    print(
        &["event", "state", "attempts", "target", "why, or when next"],
        shown.map(|row| {
            let why = if row["reason"].is_string() { &row["reason"] } else { &row["next"] };
            let [id, state, attempts, target] =
                ["id", "state", "attempts", "target"].map(|key| word(&row[key]));
            [id, state, attempts, target, word(why)]
        }),
    );
    if events.len() > SHOWN {
        println!("and {} more: --json shows them", events.len() - SHOWN);
    }
    Ok(ExitCode::SUCCESS)
}

/// What the server says at one of its own paths; its refusals as failures.
pub async fn ask(
    client: &Client,
    method: &str,
    path: &str,
    query: &str,
    body: Bytes,
) -> Outcome<Value> {
    let answer = client
        .send(Ask {
            method,
            path,
            query,
            service: "hamsu",
            headers: &[],
            body,
            time_max: Duration::from_secs(30),
        })
        .await?;
    if !answer.status().is_success() {
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        let message = body["message"].as_str().map_or_else(|| told(&answer), str::to_owned);
        return Err(Failure::new(message));
    }
    Ok(serde_json::from_slice(answer.body())?)
}

/// A table on standard output.
pub fn print<const N: usize>(head: &[&str; N], rows: impl Iterator<Item = [String; N]>) {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN).set_header(head.iter());
    for row in rows {
        table.add_row(row);
    }
    println!("{table}");
}

fn word(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
