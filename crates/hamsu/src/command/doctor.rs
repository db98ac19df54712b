//! `hamsu doctor`.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};
use store::{OpenOptions, Store};
use svc_lambda::platform::{Finding, Platform, in_zip};
use task::Clock;

use super::invoke::encode;
use crate::cli;
use crate::client::{Ask, Client, told};
use crate::failure::{Failure, Outcome};
use crate::server::root;

/// So many files of one package are listed.
const FILES_SHOWN: usize = 20;

/// Say what the host lacks; of a function, what does not run here; with `--data`, read all of a
/// data directory instead.
pub async fn run(args: &cli::Doctor) -> Outcome {
    if let Some(name) = &args.name {
        return function(&Client::new(&args.target)?, name, args.json).await;
    }
    match &args.data {
        Some(data) => {
            if !data.is_dir() {
                return Err(Failure::usage(format!("{} is no directory", data.display())));
            }
            directory(data, args.json)
        }
        None => Ok(host(args.json)),
    }
}

/// A package or a layer of a function that was looked at.
struct Part {
    /// `package`, or the ARN of a layer's version.
    name: String,
    /// What does not run here; or why it could not be read.
    found: Result<Vec<Finding>, String>,
}

async fn function(client: &Client, name: &str, json: bool) -> Outcome {
    let path = format!("/2015-03-31/functions/{}", encode(name));
    let told = ask(client, &path, "").await?.map_err(Failure::new)?;
    let told: Value = serde_json::from_slice(&told)?;
    let configuration = &told["Configuration"];
    let runtime = configuration["Runtime"].as_str().unwrap_or_default();
    let platform = Platform::of([runtime]);
    let package = &told["Code"]["Location"];
    let mut parts =
        vec![Part { name: "package".to_owned(), found: look(client, package, &platform).await? }];
    for layer in configuration["Layers"].as_array().into_iter().flatten() {
        let arn = layer["Arn"].as_str().unwrap_or_default();
        let query = format!("find=LayerVersion&Arn={}", encode(arn));
        let found = match ask(client, "/2018-10-31/layers", &query).await? {
            Ok(told) => {
                let told: Value = serde_json::from_slice(&told)?;
                let link = &told["Content"]["Location"];
                look(client, link, &platform.clone().for_layer()).await?
            }
            Err(refusal) => Err(refusal),
        };
        parts.push(Part { name: arn.to_owned(), found });
    }
    let healthy = parts.iter().all(|part| part.found.as_ref().is_ok_and(Vec::is_empty));
    if json {
        println!("{}", as_json(configuration, runtime, &parts));
    } else {
        report(configuration, &platform, &parts);
    }
    Ok(if healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the package behind `link` has that does not run here.
async fn look(
    client: &Client,
    link: &Value,
    platform: &Platform,
) -> Outcome<Result<Vec<Finding>, String>> {
    let link = link.as_str().unwrap_or_default();
    // The link is that of the server as it was reached.
    let Some(path) = link.strip_prefix(&client.endpoint) else {
        return Ok(Err(format!("{link:?} is no link of this server")));
    };
    let package = ask(client, path, "").await?;
    Ok(package.and_then(|package| in_zip(&package, platform)))
}

/// The answer's body, or what the server says against it.
async fn ask(client: &Client, path: &str, query: &str) -> Outcome<Result<Bytes, String>> {
    let ask = Ask {
        method: "GET",
        path,
        query,
        service: "lambda",
        headers: &[],
        body: Bytes::new(),
        time_max: Duration::from_mins(2),
    };
    let answer = client.send(ask).await?;
    let good = answer.status().is_success();
    Ok(if good { Ok(answer.into_body()) } else { Err(told(&answer)) })
}

fn as_json(configuration: &Value, runtime: &str, parts: &[Part]) -> Value {
    let part = |part: &Part| {
        let (findings, error) = match &part.found {
            Ok(findings) => (findings.as_slice(), None),
            Err(error) => (&[][..], Some(error)),
        };
        let findings: Vec<Value> = findings
            .iter()
            .map(|found| json!({ "file": found.file, "says": found.says }))
            .collect();
        json!({ "part": part.name, "findings": findings, "error": error })
    };
    json!({
        "function": configuration["FunctionName"],
        "runtime": runtime,
        "state": configuration["State"],
        "parts": parts.iter().map(part).collect::<Vec<_>>(),
    })
}

fn report(configuration: &Value, platform: &Platform, parts: &[Part]) {
    let text = |member: &str| configuration[member].as_str().unwrap_or_default().to_owned();
    println!("{} runs on {} on Linux, {}", text("FunctionName"), text("Runtime"), platform.machine);
    if configuration["State"] != "Active" {
        println!("it is {}: {}", text("State"), text("StateReason"));
    }
    let mut foreign = false;
    for part in parts {
        match &part.found {
            Ok(findings) => {
                for found in findings.iter().take(FILES_SHOWN) {
                    println!("{}: {} {}", part.name, found.file, found.says);
                }
                if findings.len() > FILES_SHOWN {
                    println!("{}: and {} more files", part.name, findings.len() - FILES_SHOWN);
                }
                foreign |= findings.iter().any(|found| found.says.contains("built for"));
            }
            Err(error) => println!("{}: cannot be read: {error}", part.name),
        }
    }
    if foreign && text("Runtime").starts_with("python") {
        println!(
            "hint: build for this machine: `hamsu build --runtime {} -r requirements.txt -o \
             FILE.zip DIR`; for a layer, with --layer",
            text("Runtime")
        );
    } else if foreign {
        println!("hint: build for Linux with glibc on {}", platform.machine);
    } else if parts.iter().all(|part| part.found.is_ok()) {
        println!("its package and layers have nothing that is built for another platform");
    }
}

fn host(json: bool) -> ExitCode {
    let host = sandbox::Host::probe();
    let lacks = host.lacks();
    if json {
        let lacks: Vec<_> = lacks
            .iter()
            .map(|lack| serde_json::json!({ "what": lack.what, "why": lack.why }))
            .collect();
        println!("{}", serde_json::json!({ "tier": host.tier().name(), "lacks": lacks }));
        return ExitCode::SUCCESS;
    }
    println!("isolation: {}", host.tier().name());
    if lacks.is_empty() {
        println!("this host lacks nothing");
    }
    for lack in lacks {
        println!("lacks {}: {}", lack.what, lack.why);
    }
    ExitCode::SUCCESS
}

fn directory(data: &Path, json: bool) -> Outcome {
    let mut report = Store::verify_directory(data, OpenOptions::new(Clock::system()))?;
    report.findings.extend(root::damaged_files(data));
    if json {
        let findings: Vec<_> = report
            .findings
            .iter()
            .map(|found| serde_json::json!({ "file": found.file, "detail": found.detail }))
            .collect();
        println!(
            "{}",
            serde_json::json!({
                "values": report.pairs, "blobs": report.blobs, "findings": findings,
            })
        );
    } else {
        println!("read {} values and {} blobs", report.pairs, report.blobs);
        for finding in &report.findings {
            println!("damaged: {}: {}", finding.file.display(), finding.detail);
        }
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
