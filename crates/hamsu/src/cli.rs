//! The command line, as one table that makes the parser, the help and the completions.
#![expect(clippy::doc_markdown, reason = "these comments are printed as help, marks and all")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// A serverless platform in one program. It speaks AWS's own protocols: point `aws`, an SDK or a
/// deployment tool at it with an endpoint URL.
///
/// Exit codes: 0 it worked, 1 it did not, 2 it was asked for wrongly.
#[derive(Debug, Parser)]
#[command(name = "hamsu", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a server
    Up(Up),
    /// Say whether a server runs, where, and how it is
    Status(Status),
    /// Stop the server of a data directory
    Down(Down),
    /// Invoke a function; its answer goes to standard output, the end of its log to standard error
    Invoke(Invoke),
    /// Show a function's logs
    Logs(Logs),
    /// Show what is under way to functions and what was given up; try again, or take away
    Events(Events),
    /// Show what invocations would have cost at AWS
    Cost(Cost),
    /// Make a package or a layer with what an index has, for the runtime that it is for
    Build(Build),
    /// Show which runtimes functions can use here, or add one
    Runtimes(Runtimes),
    /// Print a server's root credentials as shell exports
    Credentials(Credentials),
    /// Show the configuration in force and where each value comes from
    Config(Config),
    /// Say what this host lacks, what of a function does not run here, or read a data directory for
    /// damage
    Doctor(Doctor),
    /// Run the example: fetch customs exchange rates with many short functions
    Demo(Demo),
    /// Print a completion script for a shell
    Completion(Completion),
}

/// Which data directory, and what overrides its configuration.
#[derive(Clone, Debug, Default, Args)]
pub struct Place {
    /// The data directory [default: $XDG_DATA_HOME/hamsu or ~/.local/share/hamsu]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The configuration [default: DIR/hamsu.toml]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// `up`.
#[derive(Debug, Args)]
pub struct Up {
    /// Where its data is.
    #[command(flatten)]
    pub place: Place,
    /// Where to listen; port 0 is any free one [default: 127.0.0.1:4566]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// Who is let in: `dev` (anybody on this machine) or `enforce` (signatures and policies)
    #[arg(long, value_name = "MODE")]
    pub auth: Option<String>,
    /// The platform's time: `system`, or `manual` to move it through /_hamsu/clock
    #[arg(long, value_name = "CLOCK")]
    pub clock: Option<String>,
    /// Refuse to start below this isolation tier: `full` or `contained`
    #[arg(long, value_name = "TIER")]
    pub require_sandbox: Option<String>,
    /// Go on in the background once the server answers; log to DIR/hamsu.log
    #[arg(long)]
    pub detach: bool,
}

/// `status`.
#[derive(Debug, Args)]
pub struct Status {
    /// Where its data is.
    #[command(flatten)]
    pub place: Place,
    /// Ask the server at this URL, whoever started it, instead of that of a data directory
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    pub endpoint: Option<String>,
    /// For scripts
    #[arg(long)]
    pub json: bool,
}

/// `down`.
#[derive(Debug, Args)]
pub struct Down {
    /// Where its data is.
    #[command(flatten)]
    pub place: Place,
}

/// Which server a client command talks to, and as whom.
#[derive(Clone, Debug, Args)]
pub struct Target {
    /// The server [default: $AWS_ENDPOINT_URL or http://127.0.0.1:4566]
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
    /// The region [default: $AWS_REGION, $AWS_DEFAULT_REGION or us-east-1]
    #[arg(long)]
    pub region: Option<String>,
    /// A profile of ~/.aws/credentials [default: $AWS_PROFILE or the AWS_… variables]
    #[arg(long)]
    pub profile: Option<String>,
}

/// `invoke`.
#[derive(Debug, Args)]
pub struct Invoke {
    /// The function: a name or an ARN
    pub name: String,
    /// The event: JSON, @FILE, or - for standard input
    #[arg(default_value = "{}")]
    pub payload: String,
    /// Do not wait for the answer
    #[arg(long = "async")]
    pub asynchronous: bool,
    /// A version or alias
    #[arg(long)]
    pub qualifier: Option<String>,
    /// Which server.
    #[command(flatten)]
    pub target: Target,
}

/// `logs`.
#[derive(Debug, Args)]
pub struct Logs {
    /// The function
    pub name: String,
    /// Go on as lines come
    #[arg(long, short)]
    pub follow: bool,
    /// How far back: 90s, 10m, 2h, 1d
    #[arg(long, default_value = "10m")]
    pub since: String,
    /// Only lines that match this CloudWatch Logs pattern
    #[arg(long, value_name = "PATTERN")]
    pub filter: Option<String>,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
    /// Which server.
    #[command(flatten)]
    pub target: Target,
}

/// `events`.
#[derive(Debug, Args)]
pub struct Events {
    /// What to do; without it, show them.
    #[command(subcommand)]
    pub action: Option<EventsAction>,
    /// Only those to this ARN
    #[arg(long = "to", value_name = "ARN")]
    pub to: Option<String>,
    /// For scripts
    #[arg(long, global = true)]
    pub json: bool,
    /// Which server.
    #[command(flatten)]
    pub target: Target,
}

/// What to do about an event.
#[derive(Debug, Subcommand)]
pub enum EventsAction {
    /// Deliver it now: one that waits for its next attempt, or one that was given up
    Retry {
        /// Its id
        id: String,
    },
    /// Take it away: it is never delivered (again)
    Drop {
        /// Its id
        id: String,
    },
}

/// `cost`.
#[derive(Debug, Args)]
pub struct Cost {
    /// How far back, in whole hours: 90s, 10m, 2h, 30d
    #[arg(long, default_value = "30d")]
    pub since: String,
    /// Add up by
    #[arg(long, value_enum, default_value = "function")]
    pub by: CostBy,
    /// For scripts
    #[arg(long)]
    pub json: bool,
    /// Which server.
    #[command(flatten)]
    pub target: Target,
}

/// What costs are added up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum CostBy {
    /// The function's name
    Function,
    /// What began the invocations: sns, events, apigateway, direct, async
    Trigger,
}

/// `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// The runtime that it is for: `python3.11`
    #[arg(long, value_name = "RUNTIME")]
    pub runtime: String,
    /// Make a layer: everything lies under python/
    #[arg(long)]
    pub layer: bool,
    /// What pip is to install, in a sandbox, on the runtime's own interpreter
    #[arg(short, long, value_name = "FILE")]
    pub requirements: Option<PathBuf>,
    /// The zip
    #[arg(short, long, value_name = "FILE.zip")]
    pub output: PathBuf,
    /// Your own files, which go before those of packages
    pub dir: Option<PathBuf>,
}

/// `runtimes`.
#[derive(Debug, Args)]
pub struct Runtimes {
    /// What to do; without it, show them.
    #[command(subcommand)]
    pub action: Option<RuntimesAction>,
    /// For scripts
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do about runtimes.
#[derive(Debug, Subcommand)]
pub enum RuntimesAction {
    /// Unpack an interpreter from Debian's packages into the cache; nothing is installed
    Add {
        /// `python3.13`
        identifier: String,
    },
}

/// `credentials`.
#[derive(Debug, Args)]
pub struct Credentials {
    /// Where its data is.
    #[command(flatten)]
    pub place: Place,
}

/// `config`.
#[derive(Debug, Args)]
pub struct Config {
    /// Where its data is.
    #[command(flatten)]
    pub place: Place,
    /// For scripts
    #[arg(long)]
    pub json: bool,
}

/// `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// A function: say what of its package and layers is built for another platform
    #[arg(conflicts_with = "data")]
    pub name: Option<String>,
    /// Read everything in this data directory
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// For scripts
    #[arg(long)]
    pub json: bool,
    /// Which server, where a function is looked at.
    #[command(flatten)]
    pub target: Target,
}

/// `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Exit when the rows are there and right
    #[arg(long)]
    pub once: bool,
    /// The data directory [default: a new one]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where to listen [default: 127.0.0.1:4566, or a free port if that is taken]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// Who is let in: `dev` or `enforce`
    #[arg(long, default_value = "dev", value_name = "MODE")]
    pub auth: String,
    /// The first day
    #[arg(long, default_value = "2024-01-01", value_name = "DAY")]
    pub from: String,
    /// The last day
    #[arg(long, default_value = "2024-03-31", value_name = "DAY")]
    pub to: String,
}

/// `completion`.
#[derive(Debug, Args)]
pub struct Completion {
    /// Which shell
    pub shell: clap_complete::Shell,
}
