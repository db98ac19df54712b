//! `hamsu credentials`.

use std::process::ExitCode;

use crate::cli;
use crate::config::Config;
use crate::failure::{Failure, Outcome};
use crate::server::root::RootCredentials;

/// Print `export` lines for a shell: `eval "$(hamsu credentials)"`.
pub fn run(args: &cli::Credentials) -> Outcome {
    let config = Config::load(&args.place, &[])?;
    let root = RootCredentials::read(&config.data).map_err(|error| {
        let data = config.data.display();
        Failure::new(format!("{data} has no root credentials: {error}"))
            .hint("they are made by the first `hamsu up` on it")
    })?;
    let region = std::env::var("AWS_REGION").ok().filter(|region| !region.is_empty());
    let region = region.unwrap_or_else(|| config.text("region").to_owned());
    println!("export AWS_ACCESS_KEY_ID={}", root.access_key);
    println!("export AWS_SECRET_ACCESS_KEY={}", root.secret);
    println!("export AWS_REGION={region}");
    println!("export AWS_DEFAULT_REGION={region}");
    if let Some(running) = super::place::running(&config.data)
        && !running.endpoint.is_empty()
    {
        println!("export AWS_ENDPOINT_URL={}", running.endpoint);
    }
    Ok(ExitCode::SUCCESS)
}
