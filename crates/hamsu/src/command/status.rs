//! `hamsu status`.

use std::process::ExitCode;
use std::time::Duration;

use bytes::Bytes;

use crate::cli;
use crate::config::Config;
use crate::failure::Outcome;

/// Exit code 0: it runs and answers; 1: it does not.
pub async fn run(args: &cli::Status) -> Outcome {
    if let Some(endpoint) = &args.endpoint {
        return of_endpoint(endpoint.trim_end_matches('/'), args.json).await;
    }
    let config = Config::load(&args.place, &[])?;
    let data = config.data.display().to_string();
    let running = super::place::running(&config.data);
    let health = match &running {
        Some(running) if !running.endpoint.is_empty() => health(&running.endpoint).await,
        _ => None,
    };
    let status = match (&running, &health) {
        (None, _) => "stopped",
        (Some(_), None) => "not answering",
        (Some(_), Some(_)) => "running",
    };
    let pid = running.as_ref().map(|running| running.pid.as_raw_nonzero().get());
    let endpoint = running.as_ref().map(|running| running.endpoint.clone());
    if args.json {
        let told = serde_json::json!({
            "status": status, "data": data, "pid": pid, "endpoint": endpoint, "health": health,
        });
        println!("{told}");
    } else {
        println!("{status}  data {data}");
        if let (Some(pid), Some(endpoint)) = (pid, endpoint) {
            println!("pid {pid}  endpoint {endpoint}");
        }
        if let Some(health) = &health {
            show(health);
        }
    }
    Ok(if health.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn of_endpoint(endpoint: &str, json: bool) -> Outcome {
    let health = health(endpoint).await;
    let status = if health.is_some() { "running" } else { "not answering" };
    if json {
        let told = serde_json::json!({ "status": status, "endpoint": endpoint, "health": health });
        println!("{told}");
    } else {
        println!("{status}  endpoint {endpoint}");
        health.as_ref().inspect(|health| show(health));
    }
    Ok(if health.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn show(health: &serde_json::Value) {
    println!(
        "version {}  isolation {}",
        health["version"].as_str().unwrap_or("?"),
        health["tier"].as_str().unwrap_or("?")
    );
}

/// What `/_hamsu/health` says.
pub async fn health(endpoint: &str) -> Option<serde_json::Value> {
    let request =
        http::Request::get(format!("{endpoint}/_hamsu/health")).body(Bytes::new()).ok()?;
    let answer = egress::send(request, Duration::from_secs(5)).await.ok()?;
    serde_json::from_slice(answer.body()).ok()
}
