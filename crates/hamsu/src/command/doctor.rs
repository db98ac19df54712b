//! `hamsu doctor`.

use std::process::ExitCode;

use store::{OpenOptions, Store};
use task::Clock;

use crate::cli;
use crate::failure::{Failure, Outcome};
use crate::server::root;

/// Say what the host lacks; with `--data`, read all of a data directory instead.
pub fn run(args: &cli::Doctor) -> Outcome {
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

fn directory(data: &std::path::Path, json: bool) -> Outcome {
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
