//! `hamsu config`.

use std::process::ExitCode;

use crate::cli;
use crate::config::Config;
use crate::failure::Outcome;

/// Every key, its value, and where that comes from.
pub fn run(args: &cli::Config) -> Outcome {
    let config = Config::load(&args.place, &[])?;
    // Values that make no sense are told here as well.
    config.mode()?;
    if args.json {
        let told = serde_json::json!({ "data": config.data, "settings": config.settings });
        println!("{told}");
        return Ok(ExitCode::SUCCESS);
    }
    println!("data = {}", config.data.display());
    for (name, setting) in &config.settings {
        let value = if name == "metrics_token" && !setting.value.is_empty() {
            "(hidden)"
        } else {
            &setting.value
        };
        println!("{name} = {value:?}  # {}; from {}", Config::about(name), setting.origin);
    }
    Ok(ExitCode::SUCCESS)
}
