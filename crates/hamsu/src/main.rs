//! hamsu: a serverless platform in one program. This crate is the command line, the configuration
//! and the assembly; it is the only one that knows all services, and the only one that reads the
//! environment.
//!
//! Start at [`cli::Command`] for what it can do, and at `server/mod.rs` for how a server is put
//! together.
#![expect(
    clippy::disallowed_methods,
    reason = "the one crate that reads the environment and starts its own helpers"
)]

// First, so that its macros hold in all others.
#[macro_use]
mod output;

mod cli;
mod client;
mod command;
mod config;
mod failure;
mod prices;
mod server;

use clap::Parser as _;

/// Returns freed memory soon and is quick with small pieces on many threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let cli = cli::Cli::parse();
    match command::run(cli) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
