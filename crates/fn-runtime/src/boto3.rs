//! The boto3 that Python functions are provided with, as on AWS: pinned with hashes, fetched
//! through pip once, kept in a cache that all data directories share.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sandbox::launch::{Program, run};
use sha2::{Digest as _, Sha256};

use crate::find::Interpreter;
use crate::{once, pip};

/// What is fetched. All of it is pure Python.
const PINS: &str = include_str!("boto3.txt");
const FETCH_TIME: Duration = Duration::from_mins(10);

/// The folder of the packages, compiled for `interpreter`, which is Python `version`; fetched if it
/// is not there yet. pip is that of the interpreter or of a `python3` of the folders in `search`.
pub(crate) async fn provide(
    cache: &Path,
    version: &str,
    interpreter: &Interpreter,
    search: &[PathBuf],
) -> Result<PathBuf> {
    let place = folder(cache, version);
    once::folder(&place, async |draft| {
        tracing::info!(version, "fetching boto3 for Python functions");
        fetch(draft, version, &pip::python(interpreter, search).await?).await?;
        if let Err(error) = interpreter.compile(draft).await {
            let error = format!("{error:#}");
            tracing::warn!(error, "boto3 is not compiled ahead: functions start slowly");
        }
        Ok(())
    })
    .await?;
    tracing::info!(version, "boto3 is there");
    Ok(place)
}

/// Where they lie once they are there.
fn folder(cache: &Path, version: &str) -> PathBuf {
    let digest = Sha256::digest(PINS.as_bytes());
    let mut name = String::new();
    for byte in &digest[..8] {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    cache.join("boto3").join(name).join(format!("python{version}"))
}

async fn fetch(into: &Path, version: &str, python: &Path) -> Result<()> {
    let pins = into.join("pins.txt");
    std::fs::write(&pins, PINS).context("write down what to fetch")?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let rules = ["--no-deps", "--require-hashes", "--no-compile", "--only-binary", ":all:"];
    let program = Program::new(python, FETCH_TIME)
        .args(install)
        .args(rules)
        .args(["--root-user-action", "ignore", "--python-version", version, "--target"])
        .arg(into)
        .arg("--requirement")
        .arg(&pins);
    let told = run(program).await.context("start pip")?;
    if !told.success() {
        bail!("pip could not fetch boto3: {}", told.stderr_text());
    }
    // Programs of the packages, for interpreters that are not inside.
    let _ = std::fs::remove_dir_all(into.join("bin"));
    std::fs::remove_file(&pins).context("tidy up after pip")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::find::Source;

    /// An "interpreter" that is a script.
    fn scripted(dir: &Path, script: &str) -> Interpreter {
        let path = dir.join("python3.12");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        Interpreter { path, system: None, source: Source::Path }
    }

    #[tokio::test]
    async fn pip_gets_pins_with_hashes_and_its_packages_stay() {
        let dir = tempfile::tempdir().unwrap();
        let script = "echo \"$*\" >> \"$0.said\"
            while [ $# -gt 1 ]; do [ \"$1\" = --target ] && mkdir -p \"$2/boto3\" \"$2/bin\" && \
            cp \"$2/pins.txt\" \"$2/boto3\"; shift; done; exit 0";
        let python = scripted(dir.path(), script);
        let cache = dir.path().join("cache");
        let wants = || provide(&cache, "3.12", &python, &[]);
        let (one, two) = tokio::join!(wants(), wants());
        let place = one.unwrap();
        assert_eq!(two.unwrap(), place);
        assert_eq!(wants().await.unwrap(), place);
        let mut names: Vec<_> = std::fs::read_dir(&place).unwrap().map(Result::unwrap).collect();
        assert_eq!(names.pop().map(|entry| entry.file_name()), Some("boto3".into()));
        assert!(names.is_empty(), "{names:?}");
        let pins = std::fs::read_to_string(place.join("boto3/pins.txt")).unwrap();
        assert!(pins.lines().all(|line| line.contains("==") && line.contains("--hash=sha256:")));
        let said = std::fs::read_to_string(dir.path().join("python3.12.said")).unwrap();
        let installs: Vec<_> = said.lines().filter(|line| line.contains("pip install")).collect();
        assert_eq!(installs.len(), 1, "{said}");
        assert!(installs[0].contains("--require-hashes"), "{said}");
        assert!(installs[0].contains("--python-version 3.12"), "{said}");
        assert_eq!(said.matches("compileall").count(), 1, "{said}");
    }

    #[tokio::test]
    async fn what_pip_says_of_its_failure_is_told_and_nothing_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let script = "[ \"$3\" = install ] && echo 'no such host' >&2 && exit 1; exit 0";
        let python = scripted(dir.path(), script);
        let cache = dir.path().join("cache");
        let error = provide(&cache, "3.12", &python, &[]).await.unwrap_err();
        assert_eq!(format!("{error:#}"), "pip could not fetch boto3: no such host");
        assert!(!folder(&cache, "3.12").exists());
    }
}
