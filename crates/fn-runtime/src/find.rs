//! Finding interpreters: the real binary of exactly the version that is asked for.

use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sandbox::launch::{Program, run};

/// Where an interpreter was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// `hamsu runtimes add` unpacked it.
    Added,
    /// In a folder of the system.
    System,
    /// On the search path.
    Path,
}

/// An interpreter of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpreter {
    /// The real binary; for an added one, inside its folder of packages.
    pub path: PathBuf,
    /// The folder of packages that it belongs to, if it was added.
    pub system: Option<PathBuf>,
    /// Where it was found.
    pub source: Source,
}

/// Folders that come before the search path.
const SYSTEM: [&str; 2] = ["/usr/local/bin", "/usr/bin"];
/// A shim that takes longer is no shim.
const SHIM_TIME: Duration = Duration::from_secs(10);
/// For compiling some thousand files.
const COMPILE_TIME: Duration = Duration::from_mins(10);
/// Asks an interpreter what it is.
const WHO: &str = "import os, sys; print('%d.%d' % sys.version_info[:2]); \
    print(os.path.realpath(sys.executable))";

impl Source {
    /// In a word, for a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::System => "system",
            Self::Path => "path",
        }
    }
}

impl Interpreter {
    /// The file on this machine, whatever system it belongs to.
    pub fn file(&self) -> PathBuf {
        match &self.system {
            Some(system) => system.join(self.path.strip_prefix("/").unwrap_or(&self.path)),
            None => self.path.clone(),
        }
    }

    /// A run of it on the host. One that was added is started by its own loader, with its own
    /// libraries.
    pub(crate) fn program(&self, time_max: Duration) -> Result<Program> {
        let Some(system) = &self.system else {
            return Ok(Program::new(&self.path, time_max));
        };
        let (loader, triple) = if cfg!(target_arch = "aarch64") {
            ("ld-linux-aarch64.so.1", "aarch64-linux-gnu")
        } else {
            ("ld-linux-x86-64.so.2", "x86_64-linux-gnu")
        };
        let libraries = system.join("usr/lib").join(triple);
        let places = [libraries.clone(), system.join("usr/lib64"), system.join("usr/lib")];
        let loader = places.iter().map(|place| place.join(loader)).find(|path| path.is_file());
        let loader = loader.with_context(|| format!("no loader in {}", system.display()))?;
        Ok(Program::new(loader, time_max)
            .env("PYTHONHOME", system.join("usr"))
            .arg("--library-path")
            .arg(libraries)
            .arg(self.file()))
    }

    /// Compile what lies in `folder` for this interpreter, so that no cold start has to. Nobody
    /// compares the files with their sources later: neither changes.
    pub(crate) async fn compile(&self, folder: &Path) -> Result<()> {
        let program = self
            .program(COMPILE_TIME)?
            .args(["-s", "-S", "-m", "compileall", "-q"])
            .args(["--invalidation-mode", "unchecked-hash"])
            .arg(folder);
        let told = run(program).await.context("start compileall")?;
        if !told.success() {
            bail!("compileall failed: {} {}", told.stderr_text(), told.stdout.escape_ascii());
        }
        Ok(())
    }
}

/// The folder in which `hamsu runtimes add` unpacks `pythonX.Y`.
pub(crate) fn added(cache: &Path, name: &str) -> PathBuf {
    cache.join("runtimes").join(name)
}

/// The interpreter `pythonX.Y`.
pub(crate) async fn python(cache: &Path, search: &[PathBuf], version: &str) -> Option<Interpreter> {
    let name = format!("python{version}");
    let folder = added(cache, &name);
    let inside = PathBuf::from("/usr/bin").join(&name);
    if is_elf(&folder.join("usr/bin").join(&name)) {
        return Some(Interpreter { path: inside, system: Some(folder), source: Source::Added });
    }
    for dir in SYSTEM {
        let path = Path::new(dir).join(&name);
        if let Some(path) = real(&path, version).await {
            return Some(Interpreter { path, system: None, source: Source::System });
        }
    }
    for dir in search {
        let path = dir.join(&name);
        if let Some(path) = real(&path, version).await {
            return Some(Interpreter { path, system: None, source: Source::Path });
        }
    }
    None
}

/// The binary behind `path`: itself, or what a shim says that it runs.
async fn real(path: &Path, version: &str) -> Option<PathBuf> {
    let is_executable =
        path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0);
    if !is_executable {
        return None;
    }
    if is_elf(path) {
        return path.canonicalize().ok();
    }
    let told = run(Program::new(path, SHIM_TIME).args(["-E", "-c", WHO])).await.ok()?;
    let text =
        told.success().then_some(told.stdout).and_then(|text| String::from_utf8(text).ok())?;
    let (found, binary) = text.trim().split_once('\n')?;
    let binary = PathBuf::from(binary);
    (found == version && is_elf(&binary)).then_some(binary)
}

fn is_elf(path: &Path) -> bool {
    let mut magic = [0; 4];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut magic));
    read.is_ok() && &magic == b"\x7fELF"
}
