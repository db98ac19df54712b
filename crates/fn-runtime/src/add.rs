//! `hamsu runtimes add python3.13`: Debian trixie's packages, with their own libc, unpacked into
//! the cache. apt works on private state; nothing is installed on the host, no script of a package
//! is run.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sandbox::launch::{Program, run};

use crate::find::{self, Interpreter, Source};
use crate::once;

/// The one version that Debian trixie has.
const VERSION: &str = "python3.13";
const SUITE: &str = "trixie";
const PACKAGES: &[&str] =
    &["python3.13", "libc6", "bash", "coreutils", "ca-certificates", "tzdata", "zlib1g"];
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
const APT_TIME: Duration = Duration::from_mins(15);

/// Unpack `identifier` into the cache; `say` is told what happens. Returns the folder.
pub async fn add(cache: &Path, identifier: &str, say: &dyn Fn(&str)) -> Result<PathBuf> {
    if identifier != VERSION {
        bail!(
            "{identifier} cannot be added: Debian {SUITE} has {VERSION} and no other version. \
             Install {identifier} itself where `hamsu runtimes` looks for it"
        );
    }
    let folder = find::added(cache, identifier);
    if folder.is_dir() {
        say("it is there already");
        return Ok(folder);
    }
    once::folder(&folder, async |draft| unpack(draft, say).await).await?;
    Ok(folder)
}

/// Fill the empty folder `system`.
async fn unpack(system: &Path, say: &dyn Fn(&str)) -> Result<()> {
    // Removed again before the folder gets its name.
    let work = system.join(".apt");
    let apt = PrivateApt::new(&work)?;
    say(&format!("reading the package lists of Debian {SUITE} from {}", apt.mirror));
    succeed("apt-get update", apt.run().arg("update")).await?;
    say("fetching packages");
    let install = ["install", "--download-only", "--no-install-recommends", "--yes", "--quiet"];
    succeed("apt-get install --download-only", apt.run().args(install).args(PACKAGES)).await?;
    let packages = packages(&work.join("cache/archives"))?;
    say(&format!("unpacking {} packages", packages.len()));
    for package in packages {
        let program = Program::new("dpkg-deb", APT_TIME).arg("-x").arg(&package).arg(system);
        succeed("dpkg-deb -x", program).await?;
    }
    std::fs::remove_dir_all(&work).context("tidy up after apt")?;
    let python = Interpreter {
        path: Path::new("/usr/bin").join(VERSION),
        system: Some(system.to_owned()),
        source: Source::Added,
    };
    let library = system.join("usr/lib").join(VERSION);
    if !python.file().is_file() || !library.is_dir() {
        bail!("Debian's packages do not contain {VERSION}");
    }
    // Debian compiles the library when it is installed; here nothing is.
    say("compiling the standard library");
    python.compile(&library).await
}

/// The packages that apt has fetched, in the order of their names.
fn packages(archives: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(archives).context("list the packages")?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let mut packages: Vec<_> =
        paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "deb")).collect();
    packages.sort();
    Ok(packages)
}

/// apt with state, cache and sources of its own, and the machine's way to the network.
struct PrivateApt {
    config: PathBuf,
    mirror: String,
}

impl PrivateApt {
    fn new(work: &Path) -> Result<Self> {
        for dir in ["state/lists/partial", "cache/archives/partial", "etc"] {
            std::fs::create_dir_all(work.join(dir)).context("make a state for apt")?;
        }
        let mirror = mirror()?;
        let write = |name: &str, text: &str| {
            std::fs::write(work.join(name), text).with_context(|| format!("write apt's {name}"))
        };
        write("status", "")?;
        write("etc/sources.list", &format!("deb [signed-by={KEYRING}] {mirror} {SUITE} main\n"))?;
        // Read after the machine's own settings. Those tell the way to the mirror; but what they
        // want to be done after an update concerns the machine's own lists.
        let place = |name: &str| work.join(name).display().to_string();
        let settings = [
            ("Dir::State", place("state")),
            ("Dir::State::status", place("status")),
            ("Dir::Cache", place("cache")),
            ("Dir::Etc::sourcelist", place("etc/sources.list")),
            ("Dir::Etc::sourceparts", "-".to_owned()),
            ("Dir::Etc::preferences", "-".to_owned()),
            ("Dir::Etc::preferencesparts", "-".to_owned()),
            ("APT::Sandbox::User", "root".to_owned()),
            ("APT::Default-Release", String::new()),
            ("Acquire::Languages", "none".to_owned()),
        ];
        let mut config = String::from("#clear APT::Update;\n#clear DPkg::Post-Invoke;\n");
        for (name, value) in settings {
            // Writing to a string cannot fail.
            let _ = writeln!(config, "{name} \"{value}\";");
        }
        write("etc/apt.conf", &config)?;
        Ok(Self { config: work.join("etc/apt.conf"), mirror })
    }

    fn run(&self) -> Program {
        Program::new("apt-get", APT_TIME).arg("-c").arg(&self.config)
    }
}

/// The mirror of Debian's packages that the machine's own apt uses.
fn mirror() -> Result<String> {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(entries) = std::fs::read_dir("/etc/apt/sources.list.d") {
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    files.sort();
    for file in files {
        if let Ok(text) = std::fs::read_to_string(&file)
            && let Some(mirror) = mirror_of(&text)
        {
            return Ok(mirror);
        }
    }
    bail!("no source of Debian's packages in /etc/apt: `runtimes add` needs one")
}

/// The first address in a sources file, of either form, that ends in `/debian`.
fn mirror_of(text: &str) -> Option<String> {
    text.lines()
        .filter(|line| line.starts_with("deb ") || line.starts_with("URIs:"))
        .flat_map(str::split_whitespace)
        .find(|word| word.contains("://") && word.trim_end_matches('/').ends_with("/debian"))
        .map(|word| word.trim_end_matches('/').to_owned())
}

async fn succeed(what: &str, program: Program) -> Result<()> {
    let told = run(program).await.with_context(|| format!("start {what}"))?;
    if !told.success() {
        bail!("{what} failed: {}", told.stderr_text());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mirror_is_read_from_either_form_of_sources() {
        let old = "# c\ndeb [arch=amd64] http://m.example/debian/ bookworm main\n";
        let new = "Types: deb\nURIs: http://m.example/debian\nSuites: bookworm\n";
        for text in [old, new] {
            assert_eq!(mirror_of(text).as_deref(), Some("http://m.example/debian"));
        }
        assert_eq!(mirror_of("deb http://m.example/debian-security x main"), None);
    }
}
