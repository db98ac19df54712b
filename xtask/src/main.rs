//! The house's own tools: `cargo xtask codegen | tidy | test | bench | docs`.
//!
//! Start at [`main`]; each command is one module.
#![expect(
    clippy::disallowed_methods,
    reason = "a tool of the developers: it reads the environment and starts cargo, pip and pytest"
)]

mod bench;
mod codegen;
mod docs;
mod model;
mod names;
mod python;
mod suite;
mod tidy;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask COMMAND

  codegen [--check]   make crates/*/src/model.rs from the models that botocore ships
  docs [--check]      make docs/coverage.md and docs/limits.md
  tidy                check the house's invariants
  test [ARGS]         set up, check the layout, build once, lint, run the Rust tests and the
                      pytest suite; with ARGS only pytest, which gets them (-k logs)
  bench front [--json] [--check]
                      figures beside floors measured in the same run
";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["codegen"] => codegen::run(false),
        ["codegen", "--check"] => codegen::run(true),
        ["docs"] => docs::run(false),
        ["docs", "--check"] => docs::run(true),
        ["tidy"] => tidy::run(),
        ["bench", rest @ ..] => bench::run(rest),
        ["test", ..] => suite::run(&args[1..]),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            bail!("no such command: {}", args.join(" "))
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
