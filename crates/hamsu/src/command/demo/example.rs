//! The example's files, and its stand-in for the customs service.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

use super::python::Python;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../../examples/customs-rates/", $name)))),*]
    };
}

/// The example, as it stands in the repository.
const FILES: &[(&str, &str)] = files![
    "deploy.py",
    "check.py",
    "split/app.py",
    "fetch/app.py",
    "lookup/app.py",
    "common/customs_rates.py",
    "packages.txt",
    "source/customs.py",
    "policies/trust.json",
    "policies/split.json",
    "policies/fetch.json",
    "policies/lookup.json",
];

/// The example, unpacked.
pub struct Example {
    folder: PathBuf,
    data: PathBuf,
}

/// The stand-in at work.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct StandIn {
    pid: i32,
    port: u16,
}

impl Example {
    /// Unpack it into `DATA/example`.
    pub fn unpack(data: &Path) -> Result<Self> {
        let folder = data.join("example");
        for (name, text) in FILES {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().context("a file has a folder")?)?;
            std::fs::write(path, text)?;
        }
        Ok(Self { folder, data: data.to_owned() })
    }

    /// One of its files.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The stand-in: the one that an earlier demo on this directory left, or a new one.
    pub async fn stand_in(&self, python: &Python) -> Result<StandIn> {
        let note = self.data.join("demo.json");
        if let Ok(text) = std::fs::read_to_string(&note)
            && let Ok(there) = serde_json::from_str::<StandIn>(&text)
            && there.answers()
        {
            return Ok(there);
        }
        // It goes on in a session of its own, whatever becomes of the demo.
        let mut child = Command::new(python.program())
            .arg(self.file("source/customs.py"))
            .arg(python.rates())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("start the stand-in for the customs service")?;
        let stdout = child.stdout.take().context("the stand-in's output")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        let line = line.context("the stand-in for the customs service did not start")?;
        let stand_in: StandIn = serde_json::from_str(&line)?;
        std::fs::write(&note, serde_json::to_string(&stand_in)?)?;
        Ok(stand_in)
    }
}

impl StandIn {
    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// End it.
    pub fn end(&self) {
        if let Some(pid) = Pid::from_raw(self.pid) {
            let _ = kill_process(pid, Signal::TERM);
        }
    }

    fn answers(&self) -> bool {
        let alive = Pid::from_raw(self.pid).is_some_and(|pid| test_kill_process(pid).is_ok());
        alive && std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok()
    }
}
