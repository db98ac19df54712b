//! `hamsu down`.

use std::process::ExitCode;
use std::time::Duration;

use rustix::process::{Signal, kill_process};
use task::Clock;

use crate::cli;
use crate::config::Config;
use crate::failure::{Failure, Outcome};

/// The server gives calls under way 30 seconds.
const PATIENCE_S: u64 = 45;

/// Ask the server to stop, and wait until it has.
pub async fn run(args: &cli::Down) -> Outcome {
    let config = Config::load(&args.place, &[])?;
    let Some(running) = super::place::running(&config.data) else {
        eprintln!("no server runs on {}", config.data.display());
        return Ok(ExitCode::SUCCESS);
    };
    kill_process(running.pid, Signal::TERM)?;
    for _ in 0..PATIENCE_S * 20 {
        if !super::place::is_alive(running.pid) {
            return Ok(ExitCode::SUCCESS);
        }
        Clock::sleep_real(Duration::from_millis(50)).await;
    }
    let pid = running.pid.as_raw_nonzero();
    Err(Failure::new(format!("the server (pid {pid}) has not stopped within {PATIENCE_S} s")))
}
