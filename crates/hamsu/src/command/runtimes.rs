//! `hamsu runtimes`.

use std::path::PathBuf;
use std::process::ExitCode;

use fn_model::Known;
use fn_runtime::{LocalRuntimes, Places};

use crate::cli::{self, RuntimesAction};
use crate::config::cache;
use crate::failure::{Failure, Outcome};

/// Show them, or add one.
pub async fn run(args: &cli::Runtimes) -> Outcome {
    if let Some(RuntimesAction::Add { identifier }) = &args.action {
        let say = |line: &str| eprintln!("{line}");
        let folder = fn_runtime::add(&cache()?, identifier, &say)
            .await
            .map_err(|error| Failure::new(format!("{error:#}")))?;
        println!("{identifier} is in {}", folder.display());
        return Ok(ExitCode::SUCCESS);
    }
    let runtimes = LocalRuntimes::new(places()?);
    let rows = runtimes.survey().await;
    if args.json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(identifier, known, interpreter)| {
                serde_json::json!({
                    "runtime": identifier,
                    "present": *known == Known::Present,
                    "interpreter": interpreter.as_ref().map(|found| &found.path),
                })
            })
            .collect();
        println!("{}", serde_json::Value::from(rows));
        return Ok(ExitCode::SUCCESS);
    }
    for (identifier, known, interpreter) in rows {
        let what = match (known, interpreter) {
            (Known::Present, Some(found)) => match &found.system {
                Some(system) => system
                    .join(found.path.strip_prefix("/").unwrap_or(&found.path))
                    .display()
                    .to_string(),
                None => found.path.display().to_string(),
            },
            (Known::Present, None) => "any executable called bootstrap".to_owned(),
            (Known::Absent { hint }, _) => format!("- {hint}"),
            (Known::Unknown, _) => "-".to_owned(),
        };
        println!("{identifier:<16} {what}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Where runtimes are looked for.
pub fn places() -> Outcome<Places> {
    let search = std::env::var_os("PATH").unwrap_or_default();
    let search: Vec<PathBuf> = std::env::split_paths(&search).collect();
    Ok(Places { cache: cache()?, search })
}
