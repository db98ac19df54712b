//! `hamsu logs`.

use std::collections::{HashSet, VecDeque};
use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Value, json};
use task::Clock;

use crate::cli;
use crate::client::{Ask, Client, told};
use crate::failure::{Failure, Outcome};

/// Lines that were shown are remembered by id, so that the next look does not show them again.
const REMEMBERED: usize = 50_000;
/// With `--follow`, look again this far back: lines of several streams arrive in no order.
const OVERLAP_MS: i64 = 5_000;

/// Print the lines of a function's log group, and go on if asked.
pub async fn run(args: &cli::Logs) -> Outcome {
    let client = Client::new(&args.target)?;
    let since_ms = duration_ms(&args.since).ok_or_else(|| {
        Failure::usage(format!("--since {}: expected 90s, 10m, 2h or 1d", args.since))
    })?;
    let (group, is_known) = group_of(&client, &args.name).await?;
    let mut from_ms = Clock::real_ms() - since_ms;
    let mut seen = HashSet::new();
    let mut order = VecDeque::new();
    loop {
        // A token belongs to the question it came with: the start stays until the last page.
        let start_ms = from_ms;
        let mut token = None;
        loop {
            let mut ask = json!({
                "logGroupName": group, "startTime": start_ms, "interleaved": true,
                "filterPattern": args.filter.as_deref().unwrap_or(""),
            });
            if let Some(token) = token.take() {
                ask["nextToken"] = token;
            }
            let (ok, page) = call(&client, "Logs_20140328.FilterLogEvents", &ask).await?;
            if !ok {
                let code = page["__type"].as_str().unwrap_or_default().to_owned();
                if code.ends_with("ResourceNotFoundException") {
                    if args.follow {
                        break;
                    }
                    if !is_known {
                        return Err(no_group(&args.name, &group));
                    }
                    eprintln!("{group} has no lines yet");
                    return Ok(ExitCode::SUCCESS);
                }
                let message = page["message"].as_str().unwrap_or_default();
                return Err(Failure::new(format!("{code}: {message}")));
            }
            for event in page["events"].as_array().into_iter().flatten() {
                let id = event["eventId"].as_str().unwrap_or_default().to_owned();
                if seen.insert(id.clone()) {
                    order.push_back(id);
                    show(event, args.json);
                    let at = event["timestamp"].as_i64().unwrap_or(0);
                    from_ms = from_ms.max(at - OVERLAP_MS);
                }
            }
            while order.len() > REMEMBERED {
                order.pop_front().inspect(|id| {
                    seen.remove(id);
                });
            }
            match page.get("nextToken") {
                Some(next) if next.is_string() => token = Some(next.clone()),
                _ => break,
            }
        }
        if !args.follow {
            return Ok(ExitCode::SUCCESS);
        }
        Clock::sleep_real(Duration::from_millis(500)).await;
    }
}

async fn call(client: &Client, target: &str, ask: &Value) -> Outcome<(bool, Value)> {
    let answer = client
        .send(Ask {
            method: "POST",
            path: "/",
            query: "",
            service: "logs",
            headers: &[("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target)],
            body: ask.to_string().into(),
            time_max: Duration::from_mins(1),
        })
        .await?;
    let value = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
    Ok((answer.status().is_success(), value))
}

/// The function's own log group, or the usual one if there is no such function (any more); and
/// whether there is one.
async fn group_of(client: &Client, name: &str) -> Outcome<(String, bool)> {
    if name.starts_with('/') {
        return Ok((name.to_owned(), false));
    }
    let path = format!("/2015-03-31/functions/{}/configuration", super::invoke::encode(name));
    let answer = client
        .send(Ask {
            method: "GET",
            path: &path,
            query: "",
            service: "lambda",
            headers: &[],
            body: bytes::Bytes::new(),
            time_max: Duration::from_secs(30),
        })
        .await?;
    if answer.status().as_u16() == 404 {
        return Ok((format!("/aws/lambda/{name}"), false));
    }
    if !answer.status().is_success() {
        return Err(Failure::new(told(&answer)));
    }
    let value: Value = serde_json::from_slice(answer.body())?;
    let function = value["FunctionName"].as_str().unwrap_or(name);
    let group = value["LoggingConfig"]["LogGroup"].as_str().map(str::to_owned);
    Ok((group.unwrap_or_else(|| format!("/aws/lambda/{function}")), true))
}

fn no_group(name: &str, group: &str) -> Failure {
    Failure::new(if name == group {
        format!("there is no log group {group}")
    } else {
        format!("there is no function {name} and no log group {group}")
    })
}

fn show(event: &Value, as_json: bool) {
    if as_json {
        println!("{event}");
        return;
    }
    let at = aws_shape::Timestamp(event["timestamp"].as_i64().unwrap_or(0)).iso();
    let message = event["message"].as_str().unwrap_or_default();
    println!("{at} {}", message.trim_end_matches('\n'));
}

/// `90s`, `10m`, `2h`, `1d` in milliseconds.
pub fn duration_ms(text: &str) -> Option<i64> {
    let (number, unit) = text.split_at(text.len().checked_sub(1)?);
    let unit_ms = match unit {
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(unit_ms).filter(|ms| *ms >= 0)
}
