//! Python packages that the house's tools need: pinned, hashed, kept in the user's cache.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Where everything that is fetched is kept.
pub fn cache() -> Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let base = base.or_else(home).context("neither XDG_CACHE_HOME nor HOME is set")?;
    Ok(base.join("hamsu"))
}

/// The wheel that the one pinned line of `requirements` names, fetched once.
pub fn wheel(requirements: &Path) -> Result<PathBuf> {
    let dir = cache()?.join("wheels");
    std::fs::create_dir_all(&dir)?;
    let text = std::fs::read_to_string(requirements)
        .with_context(|| format!("read {}", requirements.display()))?;
    let line = text.lines().find(|line| line.contains("==")).context("no pinned line")?;
    let pin = line.split_whitespace().next().unwrap_or_default();
    let (name, version) = pin.split_once("==").context("no pinned line")?;
    let wheel = dir.join(format!("{name}-{version}-py3-none-any.whl"));
    if !wheel.exists() {
        ensure_venv()?;
        eprintln!("fetching {name} {version}");
        let status = Command::new("python3")
            .args(["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"])
            .arg("--requirement")
            .arg(requirements)
            .arg("--dest")
            .arg(&dir)
            .status()
            .context("start python3 -m pip")?;
        if !status.success() || !wheel.exists() {
            bail!("pip could not fetch {pin}");
        }
    }
    Ok(wheel)
}

/// See to it that `python3 -m venv` and pip work: on Debian they are packages of their own.
pub fn ensure_venv() -> Result<()> {
    let works = |args: &[&str]| {
        let told = Command::new("python3").args(args).output();
        told.is_ok_and(|told| told.status.success())
    };
    if works(&["-c", "import ensurepip, venv, pip"]) {
        return Ok(());
    }
    apt_install(&["python3", "python3-venv", "python3-pip"])
}

/// See to it that the programs that tests watch the server with are there.
pub fn ensure_strace() -> Result<()> {
    let there = Command::new("strace").arg("--version").output();
    if there.is_ok_and(|told| told.status.success()) {
        return Ok(());
    }
    apt_install(&["strace"])
}

fn apt_install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    eprintln!("installing {list} with apt-get");
    let install = ["install", "--yes", "--no-install-recommends"];
    for args in [vec!["update"], [&install, packages].concat()] {
        let status = Command::new("apt-get").args(args).status();
        if !status.is_ok_and(|status| status.success()) {
            bail!("needed and not there: {list}\nhint: apt-get install {list}");
        }
    }
    Ok(())
}
