//! `hamsu up`.

use std::fs::OpenOptions;
use std::io::{IsTerminal as _, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::process::ExitCode;
use std::time::Duration;

use sandbox::launch::{self, Program};
use service::Mode;
use task::Clock;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::cli;
use crate::config::Config;
use crate::failure::{Failure, Outcome};
use crate::server::Server;

/// A server that has not answered after this long has failed.
const DETACH_PATIENCE: Duration = Duration::from_mins(1);

/// Start a server; serve until told to stop, or go on in the background.
pub fn run(args: &cli::Up) -> Outcome {
    let config = Config::load(
        &args.place,
        &[
            ("listen", args.listen.as_deref()),
            ("auth", args.auth.as_deref()),
            ("clock", args.clock.as_deref()),
            ("require_sandbox", args.require_sandbox.as_deref()),
        ],
    )?;
    config.listen()?;
    config.mode()?;
    if args.detach {
        return super::on_runtime(detach(args, &config));
    }
    let json = config.text("log_format") == "json";
    telemetry::init_logs(config.text("log"), json, colour());
    runtime()?.block_on(serve(&config))
}

/// The runtime of a server: a thread a core.
pub fn runtime() -> Outcome<tokio::runtime::Runtime> {
    // papaya's first map asks the kernel for cheap barriers between threads. As long as there is
    // one thread, that costs nothing; later the kernel waits for all processors (10 to 30 ms).
    drop(papaya::HashMap::<(), ()>::new());
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Whether the log may be coloured.
pub fn colour() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

async fn serve(config: &Config) -> Outcome {
    let server = Server::start(config).await?;
    // Before anybody is told: whoever reads that line may end the server at once.
    let stop = StopSignal::catch()?;
    // A server goes on, whether or not somebody reads this.
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "listening on {}", server.endpoint()).and_then(|()| out.flush());
    drop(out);
    banner(&server, config);
    stop.wait().await;
    server.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// What a person wants to know at start, on standard error.
pub fn banner(server: &Server, config: &Config) {
    let mode = match server.mode() {
        Mode::Dev => "dev (any credentials)",
        Mode::Enforce => "enforce",
    };
    eprintln!(
        "hamsu {}  data {}  auth {mode}  isolation {}",
        env!("CARGO_PKG_VERSION"),
        config.data.display(),
        server.host().tier().name(),
    );
    for lack in server.host().lacks() {
        eprintln!("this host lacks {}: {}", lack.what, lack.why);
    }
    eprintln!("functions share the host's network for now: they reach what this machine reaches");
}

/// SIGTERM and SIGINT, which end the process no longer.
pub struct StopSignal {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignal {
    /// Catch them from now on.
    pub fn catch() -> Outcome<Self> {
        let terminate = signal(SignalKind::terminate())?;
        Ok(Self { terminate, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Wait for one of them.
    pub async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Start the same command without `--detach` in a session of its own, and wait until it answers.
async fn detach(args: &cli::Up, config: &Config) -> Outcome {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&config.data)?;
    let log_path = config.data.join("hamsu.log");
    let log = OpenOptions::new().create(true).append(true).open(&log_path)?;
    let mut program = Program::new(std::env::current_exe()?, DETACH_PATIENCE).arg("up");
    program = program.arg("--data").arg(std::path::absolute(&config.data)?);
    if let Some(file) = &args.place.config {
        program = program.arg("--config").arg(std::path::absolute(file)?);
    }
    for (flag, value) in [
        ("--listen", &args.listen),
        ("--auth", &args.auth),
        ("--clock", &args.clock),
        ("--require-sandbox", &args.require_sandbox),
    ] {
        if let Some(value) = value {
            program = program.arg(flag).arg(value);
        }
    }
    let endpoint = config.data.join("endpoint");
    let _ = std::fs::remove_file(&endpoint);
    let pid = launch::detached(&program, &log)?;
    for _ in 0..DETACH_PATIENCE.as_millis() / 20 {
        if let Ok(endpoint) = std::fs::read_to_string(&endpoint)
            && super::status::health(endpoint.trim()).await.is_some()
        {
            println!("listening on {}", endpoint.trim());
            return Ok(ExitCode::SUCCESS);
        }
        let running = rustix::process::Pid::from_raw(pid.cast_signed());
        if !running.is_some_and(super::place::is_alive) {
            break;
        }
        Clock::sleep_real(Duration::from_millis(20)).await;
    }
    let text = std::fs::read_to_string(&log_path).unwrap_or_default();
    let last: Vec<&str> = text.lines().rev().take(3).collect();
    let last: Vec<&str> = last.into_iter().rev().collect();
    Err(Failure::new(format!("the server did not start: {}", last.join(" / ")))
        .hint(format!("its log is {}", log_path.display())))
}
