//! The pip of this machine: which Python has one, what it is configured to, and a copy of it for
//! use inside a sandbox.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sandbox::launch::{Program, run};

use crate::find::Interpreter;

/// For telling whether an interpreter has pip, and what it is.
const LOOK_TIME: Duration = Duration::from_secs(30);
/// For fetching one package.
const FETCH_TIME: Duration = Duration::from_mins(5);

/// Settings that say where packages come from and which are taken. Others, such as where they go,
/// are for whoever runs pip to say.
const SETTINGS: [&str; 16] = [
    "index-url",
    "extra-index-url",
    "no-index",
    "find-links",
    "trusted-host",
    "cert",
    "client-cert",
    "proxy",
    "timeout",
    "default-timeout",
    "retries",
    "no-binary",
    "only-binary",
    "prefer-binary",
    "pre",
    "constraint",
];

/// A Python that has pip: the interpreter, or a `python3` of the folders in `search`.
pub(crate) async fn python(interpreter: &Interpreter, search: &[PathBuf]) -> Result<PathBuf> {
    let own = interpreter.system.is_none().then(|| interpreter.path.clone());
    let others = search.iter().map(|dir| dir.join("python3")).filter(|path| path.is_file());
    let system = PathBuf::from("/usr/bin/python3");
    for python in own.into_iter().chain(others).chain([system]) {
        let look = Program::new(&python, LOOK_TIME).args(["-m", "pip", "--version"]);
        if run(look).await.is_ok_and(|told| told.success()) {
            return Ok(python);
        }
    }
    bail!("no Python on this machine has pip (Debian: python3-pip)")
}

/// Put a pip that works with Python `version` into the folder `into`: the one of `python` if that
/// is of this version, or the newest, fetched by it.
pub(crate) async fn copy(into: &Path, version: &str, python: &Path) -> Result<()> {
    if let Some((own, folder)) = folder(python).await
        && own == version
    {
        return copy_dir(&folder, &into.join("pip"));
    }
    let fetch = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];
    let program = Program::new(python, FETCH_TIME)
        .args(fetch)
        .args(["--no-compile", "--only-binary", ":all:", "--python-version", version, "--target"])
        .arg(into)
        .arg("pip");
    let told = run(program).await.context("start pip")?;
    if !told.success() {
        bail!("pip could not fetch a pip for Python {version}: {}", told.stderr_text());
    }
    // The programs of it.
    let _ = std::fs::remove_dir_all(into.join("bin"));
    Ok(())
}

/// The version of `python`, and where its pip lies.
async fn folder(python: &Path) -> Option<(String, PathBuf)> {
    let ask = "import os, pip, sys; print('%d.%d' % sys.version_info[:2]); \
               print(os.path.dirname(os.path.abspath(pip.__file__)))";
    let told = run(Program::new(python, LOOK_TIME).args(["-c", ask])).await.ok()?;
    let text = told.success().then_some(told.stdout).and_then(|text| String::from_utf8(text).ok());
    let text = text?;
    let (version, folder) = text.trim().split_once('\n')?;
    let folder = PathBuf::from(folder);
    folder.join("__main__.py").is_file().then(|| (version.to_owned(), folder))
}

/// Python files only: what else lies there is compiled, or for other systems.
fn copy_dir(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to).context("copy pip")?;
    for entry in std::fs::read_dir(from).with_context(|| format!("list {}", from.display()))? {
        let entry = entry.context("copy pip")?;
        let name = entry.file_name();
        if entry.path().is_dir() && name != "__pycache__" {
            copy_dir(&entry.path(), &to.join(&name))?;
        } else if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(&name)).context("copy pip")?;
        }
    }
    Ok(())
}

/// What the pip of `python` is configured to by files and variables: names as its files have them.
/// Later ones go before earlier ones.
pub(crate) async fn settings(python: &Path) -> Result<Vec<(String, String)>> {
    let list = ["-m", "pip", "config", "list", "--disable-pip-version-check"];
    let told = run(Program::new(python, LOOK_TIME).args(list)).await.context("start pip")?;
    if !told.success() {
        bail!("pip cannot read its configuration: {}", told.stderr_text());
    }
    Ok(parse(&String::from_utf8_lossy(&told.stdout)))
}

/// Lines like `global.index-url='https://…'`; those of `install` and of variables come last.
fn parse(text: &str) -> Vec<(String, String)> {
    let mut settings = Vec::new();
    for section in ["global.", "install.", ":env:."] {
        for line in text.lines() {
            let Some((name, value)) = line.strip_prefix(section).and_then(|l| l.split_once('='))
            else {
                continue;
            };
            if SETTINGS.contains(&name) {
                settings.push((name.to_owned(), unquoted(value)));
            }
        }
    }
    settings
}

/// Python's way of writing a text: quotes, and a backslash before some characters. Values that are
/// lists are lines, and in variables words.
fn unquoted(text: &str) -> String {
    let inner = text.trim();
    let quote = inner.chars().next().filter(|first| matches!(first, '\'' | '"'));
    let inner =
        quote.and_then(|quote| inner.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(inner);
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(next) = chars.next() {
        match (next, next == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            (other, _) => out.push(other),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_pip_writes_them_and_only_those_that_concern_the_source() {
        let text = ":env:.index-url='https://env.example/simple'\n\
                    global.index-url='https://file.example/simple'\n\
                    global.target='/elsewhere'\n\
                    global.find-links='\\n/wheels\\nhttps://links.example'\n\
                    install.no-binary=\"it's\"\n\
                    download.cert='/no'\n";
        let found = parse(text);
        let pairs: Vec<(&str, &str)> =
            found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("index-url", "https://file.example/simple"),
                ("find-links", "/wheels https://links.example"),
                ("no-binary", "it's"),
                ("index-url", "https://env.example/simple"),
            ]
        );
    }
}
