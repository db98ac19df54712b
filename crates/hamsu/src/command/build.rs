//! `hamsu build`: a package or a layer with what an index has for the runtime that it is for.
//!
//! pip runs inside a sandbox, on that runtime's interpreter; the zip is the same, byte by byte, for
//! the same files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use fn_model::Known;
use fn_runtime::{Install, LocalRuntimes};
use sandbox::{Host, Instance};
use svc_lambda::platform::{Platform, in_zip};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::places;
use crate::cli;
use crate::config::cache;
use crate::failure::{Failure, Outcome};

/// Not taken from the directory: what version control and interpreters leave there.
const SKIPPED: [&str; 5] = [".git", ".hg", ".svn", ".venv", "__pycache__"];
/// How many builds of one user may run at once.
const SLOTS: u32 = 64;
/// What pip and the interpreter are told of the way to the network.
const VARIABLES: [&str; 8] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
];

/// What lies at one path of the zip.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    File { bytes: Vec<u8>, executable: bool },
    Link { target: String },
}

/// By path. Folders are not named: unpacking makes them.
type Entries = BTreeMap<String, Entry>;

/// Build it; what happens is told on standard error.
pub async fn run(args: &cli::Build) -> Outcome {
    if args.dir.is_none() && args.requirements.is_none() {
        return Err(Failure::usage("there is nothing to build").hint("give DIR, -r FILE or both"));
    }
    let beside = args.output.parent().filter(|dir| !dir.as_os_str().is_empty());
    if beside.is_some_and(|dir| !dir.is_dir()) || args.output.file_name().is_none() {
        return Err(Failure::usage(format!("{} cannot be written", args.output.display())));
    }
    let runtimes = LocalRuntimes::new(places()?);
    if !args.runtime.starts_with("python") {
        let text = format!("{} takes no packages of an index: it builds for Python", args.runtime);
        return Err(Failure::usage(text).hint("`hamsu runtimes` lists what is here"));
    }
    match runtimes.known_here(&args.runtime).await {
        Known::Present => {}
        Known::Absent { hint } => return Err(Failure::usage(hint)),
        Known::Unknown => {
            let text = format!("hamsu does not run {}", args.runtime);
            return Err(Failure::usage(text).hint("`hamsu runtimes` lists what it runs"));
        }
    }
    let own = match &args.dir {
        Some(dir) => directory(dir, &args.output)?,
        None => Entries::new(),
    };
    let mut entries = match &args.requirements {
        Some(file) => packages(args, &runtimes, file).await?,
        None => Entries::new(),
    };
    for (path, entry) in own {
        // The caller's own files go before those of packages.
        if entries.insert(path.clone(), entry).is_some() {
            eprintln!("{path} of the directory goes before that of a package");
        }
    }
    if args.layer {
        // Where runtimes look for the modules of layers.
        entries = entries.into_iter().map(|(path, e)| (format!("python/{path}"), e)).collect();
    }
    if entries.is_empty() {
        return Err(Failure::new("there is nothing in it"));
    }
    let zip = pack(&entries)?;
    let mut platform = Platform::of([args.runtime.as_str()]);
    platform.layer = args.layer;
    for found in in_zip(&zip, &platform).map_err(Failure::new)? {
        eprintln!("{} {}", found.file, found.says);
    }
    put(&args.output, &zip)?;
    eprintln!("{}: {} files, {} bytes", args.output.display(), entries.len(), zip.len());
    Ok(ExitCode::SUCCESS)
}

/// What pip installs.
async fn packages(args: &cli::Build, runtimes: &LocalRuntimes, file: &Path) -> Outcome<Entries> {
    if !file.is_file() {
        return Err(Failure::usage(format!("there is no file {}", file.display())));
    }
    let host = Host::probe();
    let slot = Slot::take(&cache()?.join("builds"))?;
    let (id, state, root) = (slot.id.clone(), slot.dir.join("sandbox"), cache()?);
    let (instance, _) =
        task::spawn_blocking(move || Instance::open(host, &id, &state, &root)).await??;
    let variables = VARIABLES
        .iter()
        .filter_map(|name| Some(((*name).into(), std::env::var_os(name)?)))
        .collect();
    let work = slot.dir.join("work");
    let ask = Install { identifier: &args.runtime, requirements: file, variables, work: &work };
    let say = |line: &str| eprintln!("{line}");
    let installed = runtimes
        .install(&instance, &ask, &say)
        .await
        .map_err(|error| Failure::new(format!("{error:#}")))?;
    unpacked(&installed)
}

/// A folder of the cache that one build has for itself. The sandboxes of a build that was killed
/// are found by its name, and removed by the next one that takes it.
struct Slot {
    id: String,
    dir: PathBuf,
    _lock: File,
}

impl Slot {
    fn take(builds: &Path) -> Outcome<Self> {
        for number in 0..SLOTS {
            let dir = builds.join(number.to_string());
            fs::create_dir_all(&dir).with_context(|| format!("make {}", dir.display()))?;
            let lock = File::create(dir.join("lock")).context("open the lock of a build")?;
            if lock.try_lock().is_ok() {
                // What a killed one has left.
                let _ = fs::remove_dir_all(dir.join("work"));
                return Ok(Self { id: format!("build{number}"), dir, _lock: lock });
            }
        }
        Err(Failure::new(format!("{SLOTS} builds are under way already")))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // Otherwise the next one removes it.
        let _ = fs::remove_dir_all(self.dir.join("work"));
    }
}

fn unpacked(zip: &[u8]) -> Outcome<Entries> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).context("read what pip installed")?;
    let mut entries = Entries::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).context("read what pip installed")?;
        let name = entry.name().context("read what pip installed")?.into_owned();
        let executable = entry.unix_mode().is_some_and(|mode| mode & 0o111 != 0);
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).context("read what pip installed")?;
        entries.insert(name, Entry::File { bytes, executable });
    }
    Ok(entries)
}

/// The files of `dir`, but for what is never wanted, and the zip itself.
fn directory(dir: &Path, output: &Path) -> Outcome<Entries> {
    if !dir.is_dir() {
        return Err(Failure::usage(format!("{} is no directory", dir.display())));
    }
    let itself = fs::canonicalize(output).ok();
    let (mut entries, mut ahead) = (Entries::new(), vec![String::new()]);
    while let Some(below) = ahead.pop() {
        let here = dir.join(&below);
        for found in fs::read_dir(&here).with_context(|| format!("list {}", here.display()))? {
            let found = found.with_context(|| format!("list {}", here.display()))?;
            let Ok(name) = found.file_name().into_string() else {
                return Err(Failure::new(format!(
                    "{} has a name that is no text",
                    found.path().display()
                )));
            };
            let compiled = Path::new(&name).extension().is_some_and(|end| end == "pyc");
            if SKIPPED.contains(&name.as_str()) || compiled {
                continue;
            }
            let (path, kind) = (format!("{below}{name}"), found.file_type()?);
            if kind.is_dir() {
                ahead.push(format!("{path}/"));
            } else if kind.is_symlink() {
                entries.insert(path, link(dir, &found.path())?);
            } else if kind.is_file() && fs::canonicalize(found.path()).ok() != itself {
                let read = fs::read(found.path());
                let bytes = read.with_context(|| format!("read {}", found.path().display()))?;
                let executable = found.metadata()?.permissions().mode() & 0o111 != 0;
                entries.insert(path, Entry::File { bytes, executable });
            }
        }
    }
    Ok(entries)
}

/// A link stays one; where it leads has to be in the directory too.
fn link(dir: &Path, path: &Path) -> Outcome<Entry> {
    let target = fs::read_link(path).with_context(|| format!("read {}", path.display()))?;
    let root = fs::canonicalize(dir)?;
    let stays =
        target.is_relative() && fs::canonicalize(path).is_ok_and(|real| real.starts_with(&root));
    match target.into_os_string().into_string() {
        Ok(target) if stays => Ok(Entry::Link { target }),
        _ => Err(Failure::new(format!(
            "the link {} leads out of {}, or nowhere",
            path.display(),
            dir.display()
        ))),
    }
}

/// The same entries are the same bytes: sorted, of one date, with two modes.
fn pack(entries: &Entries) -> Outcome<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, entry) in entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default());
        match entry {
            Entry::File { bytes, executable } => {
                let mode = if *executable { 0o755 } else { 0o644 };
                writer.start_file(path.as_str(), options.unix_permissions(mode))?;
                writer.write_all(bytes)?;
            }
            Entry::Link { target } => {
                writer.add_symlink(path.as_str(), target.as_str(), options)?;
            }
        }
    }
    Ok(writer.finish()?.into_inner())
}

/// All of it, or what was there before.
fn put(output: &Path, zip: &[u8]) -> Outcome<()> {
    let name = output.file_name().and_then(|name| name.to_str()).unwrap_or("build.zip");
    let draft = output.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = fs::write(&draft, zip).and_then(|()| fs::rename(&draft, output));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    Ok(written.with_context(|| format!("write {}", output.display()))?)
}
