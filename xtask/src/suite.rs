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
    cargo(&root, &["build", "--release", "--workspace", "--bins", "--examples"])?;
    if !only_pytest {
        let nextest = Command::new("cargo").args(["nextest", "--version"]).output();
        if nextest.is_ok_and(|told| told.status.success()) {
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
    Ok(())
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
