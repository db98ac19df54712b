//! `hamsu demo`: a server, the example deployed on it with an unmodified boto3, a run on real
//! rates, and a table of what it took.

mod example;
mod python;
mod summary;

use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use anyhow::Context as _;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

use crate::cli::{self, Place};
use crate::client::Client;
use crate::config::{Config, cache};
use crate::failure::{Failure, Outcome};
use crate::server::Server;
use crate::server::root::RootCredentials;

/// How long the rows may take before the demo gives up.
const ROWS_TIME: Duration = Duration::from_mins(10);
/// Pauses before the retries of events, in seconds.
const RETRY_S: &str = "2 4";
/// How often the schedule collects.
const SCHEDULE: &str = "rate(1 minute)";

/// Run it.
pub fn run(args: &cli::Demo) -> Outcome {
    telemetry::init_logs("warn", false, super::up::colour());
    super::up::runtime()?.block_on(demo(args))
}

async fn demo(args: &cli::Demo) -> Outcome {
    let (from, to) = (day(&args.from)?, day(&args.to)?);
    if from > to {
        return Err(Failure::usage(format!("--from {from} is after --to {to}")));
    }
    let (data, is_new) = data_directory(args)?;
    println!("data {}", data.display());
    let config = configuration(args, &data)?;

    let python = python::Python::ready(&cache()?).await?;
    let example = example::Example::unpack(&data)?;
    let source = example.stand_in(&python).await?;
    println!("customs service (stand-in) {}", source.url());

    let server = start(args, config).await?;
    let endpoint = server.endpoint();
    println!("server {endpoint}");
    println!("events that fail are tried again after 2 and 4 s (AWS: 1 and 2 minutes)");
    let root = RootCredentials::read(&data)?;
    let region = server.region().to_owned();
    let runtime = newest_python().await?;
    let client = Session { endpoint, root, region, python, example };

    let api = client.deploy(&runtime, &source.url(), args).await?;
    let is_right = client.check(&api, args).await?;
    summary::print(&client.as_client()).await?;
    if args.once {
        server.stop().await;
        if !is_right {
            return Ok(ExitCode::FAILURE);
        }
        source.end();
        if is_new {
            std::fs::remove_dir_all(&data).context("remove the demo's data directory")?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    how_to_go_on(&client, &api, &data);
    super::up::StopSignal::catch()?.wait().await;
    server.stop().await;
    Ok(if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn day(text: &str) -> Outcome<jiff::civil::Date> {
    let wanted = || Failure::usage(format!("{text}: expected a day, as in 2024-01-31"));
    text.parse().map_err(|_| wanted())
}

/// The data directory, and whether it is one of the demo's own making.
fn data_directory(args: &cli::Demo) -> Outcome<(PathBuf, bool)> {
    if let Some(data) = &args.data {
        owners_own().recursive(true).create(data)?;
        return Ok((std::path::absolute(data)?, false));
    }
    let entropy = task::Entropy::system();
    let name = entropy.string(b"abcdefghijklmnopqrstuvwxyz0123456789", 8);
    let data = std::env::temp_dir().join(format!("hamsu-demo-{name}"));
    owners_own().create(&data)?;
    Ok((data, true))
}

/// Makes folders that nobody else reads.
fn owners_own() -> std::fs::DirBuilder {
    let mut builder = std::fs::DirBuilder::new();
    builder.mode(0o700);
    builder
}

fn configuration(args: &cli::Demo, data: &Path) -> Outcome<Config> {
    let place = Place { data: Some(data.to_owned()), config: None };
    let region = std::env::var("AWS_REGION").ok().filter(|region| !region.is_empty());
    let config = Config::load(
        &place,
        &[
            ("listen", args.listen.as_deref()),
            ("auth", Some(&args.auth)),
            ("region", region.as_deref()),
            ("async_retry_s", Some(RETRY_S)),
        ],
    )?;
    config.listen()?;
    config.mode()?;
    Ok(config)
}

/// Start the server; a port that is taken is a message and another port.
async fn start(args: &cli::Demo, mut config: Config) -> Outcome<Server> {
    let wanted = config.listen()?;
    if wanted.port() != 0 && std::net::TcpListener::bind(wanted).is_err() {
        println!("{wanted} is taken; taking a free port");
        let free = std::net::SocketAddr::new(wanted.ip(), 0).to_string();
        let place = Place { data: Some(config.data.clone()), config: None };
        let region = config.text("region").to_owned();
        config = Config::load(
            &place,
            &[
                ("listen", Some(&free)),
                ("auth", Some(&args.auth)),
                ("region", Some(&region)),
                ("async_retry_s", Some(RETRY_S)),
            ],
        )?;
    }
    Server::start(&config).await
}

/// The newest Python of 3.10 or later that functions can use here.
async fn newest_python() -> Outcome<String> {
    let runtimes = fn_runtime::LocalRuntimes::new(super::runtimes::places()?);
    let mut found: Vec<(u32, &str)> = Vec::new();
    for (identifier, _, interpreter) in runtimes.survey().await {
        let minor = identifier.strip_prefix("python3.").and_then(|minor| minor.parse().ok());
        if let (Some(minor), Some(_)) = (minor, interpreter) {
            found.push((minor, identifier));
        }
    }
    match found.into_iter().max() {
        Some((_, identifier)) => Ok(identifier.to_owned()),
        None => Err(Failure::new("the example needs a Python of 3.10 to 3.14, and there is none")
            .hint("`hamsu runtimes add python3.13` unpacks one; `hamsu runtimes` shows them")),
    }
}

fn how_to_go_on(client: &Session, api: &str, data: &Path) {
    let endpoint = &client.endpoint;
    println!("\nThe server goes on until Ctrl-C. Meanwhile, in another terminal:");
    println!("  eval \"$(hamsu credentials --data {})\"", data.display());
    println!("  hamsu logs customs-rates-fetch --since 10m");
    println!("  hamsu events    # what is under way, what was given up");
    println!("  hamsu cost --by trigger");
    println!("  curl -X POST '{api}/collect?from=2024-04-01&to=2024-04-30'");
    println!("  curl {api}/rates/USD/2024-01-31");
    println!(
        "  aws --endpoint-url {endpoint} dynamodb scan --table-name customs-rates --max-items 3"
    );
    println!("\nLater: hamsu up --data {}", data.display());
}

/// A deployed example: where, as whom, with which Python.
pub struct Session {
    endpoint: String,
    root: RootCredentials,
    region: String,
    python: python::Python,
    example: example::Example,
}

impl Session {
    /// One of the example's scripts, as a user of AWS would run it.
    fn script(&self, name: &str) -> Command {
        let mut command = Command::new(self.python.program());
        command.arg(self.example.file(name));
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("AWS_") {
                command.env_remove(variable);
            }
        }
        command
            .env("AWS_ENDPOINT_URL", &self.endpoint)
            .env("AWS_REGION", &self.region)
            .env("AWS_DEFAULT_REGION", &self.region)
            .env("AWS_ACCESS_KEY_ID", &self.root.access_key)
            .env("AWS_SECRET_ACCESS_KEY", &self.root.secret)
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// The same from here.
    fn as_client(&self) -> Client {
        Client::with(&self.endpoint, &self.region, &self.root.access_key, &self.root.secret)
    }

    /// Deploy, and start the first run; its last line is `run accepted`. The API's address.
    async fn deploy(&self, runtime: &str, source: &str, args: &cli::Demo) -> Outcome<String> {
        println!("deploying the example with boto3, runtime {runtime}");
        let mut command = self.script("deploy.py");
        command.args(["--runtime", runtime, "--source-url", source, "--run"]);
        command.args(["--from", &args.from, "--to", &args.to, "--schedule", SCHEDULE]);
        let mut child = command.stdout(Stdio::piped()).spawn().context("start deploy.py")?;
        let stdout = child.stdout.take().context("deploy.py's output")?;
        let mut lines = BufReader::new(stdout).lines();
        let mut api = String::new();
        while let Some(line) = lines.next_line().await? {
            println!("{line}");
            if let Some(address) = line.strip_prefix("api ") {
                address.clone_into(&mut api);
            }
        }
        if !child.wait().await?.success() || api.is_empty() {
            return Err(Failure::new("the example could not be deployed"));
        }
        Ok(api)
    }

    /// Watch the rows come, compare them with the bank's own file, read some back by the API.
    async fn check(&self, api: &str, args: &cli::Demo) -> Outcome<bool> {
        let client = self.as_client();
        let mut command = self.script("check.py");
        command.arg("--data").arg(self.python.rates()).args(["--api", api]);
        command.args(["--from", &args.from, "--to", &args.to, "--json", "--progress"]);
        command.args(["--wait", &ROWS_TIME.as_secs().to_string()]);
        command.stdout(Stdio::piped());
        let mut child = command.spawn().context("start check.py")?;
        let stdout = child.stdout.take().context("check.py's output")?;
        let mut lines = BufReader::new(stdout).lines();
        let mut progress = summary::Progress::default();
        while let Some(line) = lines.next_line().await? {
            let told: serde_json::Value = serde_json::from_str(&line)?;
            if told.get("equal").is_some() {
                progress.end();
                summary::rows(&told);
            } else {
                progress.show(&told, &summary::under_way(&client).await);
            }
        }
        Ok(child.wait().await?.success())
    }
}
