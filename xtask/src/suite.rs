//! `cargo xtask test`: everything that has to hold, in one command. It sets itself up: a virtual
//! environment with the pinned Python packages, in the user's cache.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::python;

/// Run all of it; `args` go to pytest (`cargo xtask test -k logs` runs only those).
pub fn run(args: &[String]) -> Result<()> {
    let root = crate::root();
    let only_pytest = !args.is_empty();
    crate::tidy::run()?;
    crate::docs::run(true)?;
    crate::codegen::run(true)?;
    let build = ["build", "--release", "--workspace", "--bins", "--examples"];
    let mut left_out = Vec::new();
    if only_pytest {
        cargo(&root, &build)?;
    } else {
        left_out.extend(format(&root)?);
        cargo(&root, &build)?;
        left_out.extend(lint(&root)?);
        if version(&["nextest", "--version"]).is_some() {
            cargo(&root, &["nextest", "run", "--release", "--workspace", "--no-fail-fast"])?;
        } else {
            cargo(&root, &["test", "--release", "--workspace", "--lib", "--bins", "--tests"])?;
        }
    }
    python::ensure_strace()?;
    let venv = venv(&root)?;
    step("pytest");
    let status = Command::new(venv.join("bin/python"))
        .args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--durations=8", "tests"])
        .args(args)
        .current_dir(&root)
        .status()
        .context("start pytest")?;
    if !status.success() {
        bail!("pytest failed");
    }
    for what in &left_out {
        warn(what);
    }
    Ok(())
}

/// Check the layout of the code; what to say if that cannot be done here.
fn format(root: &Path) -> Result<Option<String>> {
    if version(&["fmt", "--version"]).is_none() {
        return Ok(Some(warn(&missing("rustfmt"))));
    }
    cargo(root, &["fmt", "--all", "--check"])?;
    Ok(None)
}

/// Run clippy over everything; what to say if it is not here or is another version's.
///
/// The release profile shares the build scripts and macros of the build before. Every version of
/// clippy brings lints of its own, so warnings are errors with the one that the workspace names;
/// with any other they are shown.
fn lint(root: &Path) -> Result<Option<String>> {
    const KEPT_CLEAN_WITH: &str = env!("CARGO_PKG_RUST_VERSION");
    let all = ["clippy", "--release", "--workspace", "--all-targets", "--keep-going"];
    let Some(version) = version(&["clippy", "--version"]) else {
        return Ok(Some(warn(&missing("clippy"))));
    };
    let is_ours = version
        .strip_prefix("clippy 0.")
        .and_then(|rest| rest.strip_prefix(KEPT_CLEAN_WITH))
        .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()));
    if is_ours {
        cargo(root, &[&all[..], &["--", "--deny", "warnings"]].concat())?;
        return Ok(None);
    }
    cargo(root, &all)?;
    Ok(Some(warn(&format!(
        "this is {version}: its warnings are shown, and denied only with the clippy of Rust \
         {KEPT_CLEAN_WITH}"
    ))))
}

fn missing(component: &str) -> String {
    format!("{component} is not installed: NOT CHECKED. hint: rustup component add {component}")
}

/// What a subcommand of cargo says of its version, if it is there.
fn version(args: &[&str]) -> Option<String> {
    let told = Command::new("cargo").args(args).output().ok()?;
    let said = told.status.success().then_some(told.stdout)?;
    Some(String::from_utf8_lossy(&said).trim().to_owned())
}

/// Said when it is found and once more at the end, where it is seen.
fn warn(what: &str) -> String {
    eprintln!("══ WARNING: {what}");
    what.to_owned()
}

fn cargo(root: &Path, args: &[&str]) -> Result<()> {
    step(&format!("cargo {}", args.join(" ")));
    let status = Command::new("cargo").args(args).current_dir(root).status()?;
    if !status.success() {
        bail!("cargo {} failed", args.join(" "));
    }
    Ok(())
}

/// The virtual environment of the tests, made anew when its requirements change.
fn venv(root: &Path) -> Result<PathBuf> {
    let requirements = root.join("tests/requirements.txt");
    let wanted = std::fs::read_to_string(&requirements)?;
    let venv = python::cache()?.join("test-venv");
    let stamp = venv.join("requirements.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(venv);
    }
    step("making the virtual environment of the tests");
    python::ensure_venv()?;
    let run = |program: &Path, args: &[&str]| -> Result<()> {
        let status = Command::new(program).args(args).current_dir(root).status()?;
        if !status.success() {
            bail!("{} {} failed", program.display(), args.join(" "));
        }
        Ok(())
    };
    let path = venv.display().to_string();
    run(Path::new("python3"), &["-m", "venv", "--clear", &path])?;
    let install = ["-m", "pip", "install", "--quiet", "-r", "tests/requirements.txt"];
    run(&venv.join("bin/python"), &install)?;
    std::fs::write(stamp, wanted)?;
    Ok(venv)
}

fn step(what: &str) {
    eprintln!("── {what}");
}
