//! The commands, one file each.

mod build;
mod config;
mod cost;
mod credentials;
mod demo;
mod doctor;
mod down;
mod events;
mod invoke;
mod logs;
mod place;
mod runtimes;
mod status;
mod up;

use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::cli::{Cli, Command};
use crate::failure::Outcome;

pub use runtimes::places;

/// Carry out a command.
pub fn run(cli: Cli) -> Outcome {
    match cli.command {
        Command::Build(args) => on_runtime(build::run(&args)),
        Command::Up(args) => up::run(&args),
        Command::Status(args) => on_runtime(status::run(&args)),
        Command::Down(args) => on_runtime(down::run(&args)),
        Command::Invoke(args) => on_runtime(invoke::run(&args)),
        Command::Logs(args) => on_runtime(logs::run(&args)),
        Command::Cost(args) => on_runtime(cost::run(&args)),
        Command::Events(args) => on_runtime(events::run(&args)),
        Command::Runtimes(args) => on_runtime(runtimes::run(&args)),
        Command::Credentials(args) => credentials::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Doctor(args) => on_runtime(doctor::run(&args)),
        Command::Demo(args) => demo::run(&args),
        Command::Completion(args) => {
            let mut command = Cli::command();
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut command, "hamsu", &mut script);
            crate::output::bytes(&script);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Run a short command to its end on one thread.
fn on_runtime(work: impl Future<Output = Outcome>) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(work)
}
