//! Packages from an index, installed inside a sandbox by the interpreter that is to use them: what
//! pip takes is then what runs there.
//!
//! pip is this machine's, and so is its configuration; files that this names are bound or copied
//! in. Nothing else of the host is seen.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use fn_model::{Runtime, Runtimes as _};
use sandbox::{Bind, Instance, Outcome, RootFs, Sandbox, Spec};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::net::unix::pipe::Receiver;

use crate::identifiers::Identifier;
use crate::{LocalRuntimes, pip};

const INSTALL: &str = include_str!("client/install.py");
/// Where our files are inside, laid where layers would be.
const STAGE: &str = "/opt";
/// Room for what pip fetches, builds and installs.
const TMP_MB: u64 = 4_096;

/// What to install.
#[derive(Clone, Debug)]
pub struct Install<'a> {
    /// `python3.11`.
    pub identifier: &'a str,
    /// The requirements file.
    pub requirements: &'a Path,
    /// Variables that pip and what it starts get beside pip's configuration: proxies.
    pub variables: Vec<(OsString, OsString)>,
    /// An empty folder of the caller's, on a disk.
    pub work: &'a Path,
}

impl LocalRuntimes {
    /// Install what is asked for, in a sandbox of `instance`; `say` is told what pip says. Returns
    /// a zip of the installed files.
    pub async fn install(
        &self,
        instance: &Instance,
        ask: &Install<'_>,
        say: &dyn Fn(&str),
    ) -> Result<Vec<u8>> {
        let Some(Identifier::Python(version)) = Identifier::parse(ask.identifier) else {
            bail!("{} has no pip", ask.identifier);
        };
        let interpreter = self.python(&version).await.context("the interpreter is gone")?;
        let runtime = self.prepare(ask.identifier, true).await.map_err(anyhow::Error::msg)?;
        let Runtime::Python { root, .. } = runtime else { bail!("this is no Python") };
        let python = pip::python(&interpreter, self.search()).await?;

        let mut stage = Stage::new(&ask.work.join("stage"))?;
        let requirements = stage.requirements(ask.requirements)?;
        for (name, value) in pip::settings(&python).await? {
            stage.setting(&name, value, say)?;
        }
        let tools = stage.folder("tools")?;
        pip::copy(&tools, &version, &python).await?;
        stage.file("install.py", INSTALL)?;
        open_to_all(&stage.dir)?;

        let program = format!("/var/lang/bin/{}", ask.identifier);
        let mut spec = Spec::new(RootFs::at(root), program);
        spec.args = vec![format!("{STAGE}/install.py").into(), requirements.into()];
        spec.env = stage.environment(&ask.variables);
        spec.binds = stage.binds;
        spec.dir = "/tmp".into();
        spec.tmp_mb = TMP_MB;
        run(instance, spec, say).await
    }
}

async fn run(instance: &Instance, spec: Spec, say: &dyn Fn(&str)) -> Result<Vec<u8>> {
    let mut sandbox = Sandbox::spawn(instance, spec).await.context("start pip in a sandbox")?;
    let pipe = |end: Option<_>| {
        Receiver::from_owned_fd(end.context("a pipe is gone")?).context("read from the sandbox")
    };
    let (mut out, errors) = (pipe(sandbox.take_stdout())?, pipe(sandbox.take_stderr())?);
    let mut zip = Vec::new();
    let listen = async {
        let mut lines = BufReader::new(errors).lines();
        while let Some(line) = lines.next_line().await? {
            say(&line);
        }
        std::io::Result::Ok(())
    };
    let (read, heard) = tokio::join!(out.read_to_end(&mut zip), listen);
    read.and(heard).context("read from the sandbox")?;
    let exit = sandbox.exited().await;
    sandbox.destroy().await.context("end the sandbox")?;
    match exit.outcome {
        Outcome::Code(0) => Ok(zip),
        Outcome::Code(code) => bail!("pip failed with exit code {code}"),
        Outcome::Signal(signal) => bail!("pip was ended by signal {signal}"),
    }
}

/// The folder that the sandbox sees at [`STAGE`], and what else it sees.
struct Stage {
    dir: PathBuf,
    binds: Vec<Bind>,
    pip: BTreeMap<String, String>,
}

impl Stage {
    fn new(dir: &Path) -> Result<Self> {
        fs::create_dir_all(dir).context("make a folder for the sandbox")?;
        let mut binds = vec![Bind { source: dir.to_owned(), target: STAGE.into() }];
        // The index may have its name from there.
        if Path::new("/etc/hosts").is_file() {
            let hosts = PathBuf::from("/etc/hosts");
            binds.push(Bind { source: hosts.clone(), target: hosts });
        }
        Ok(Self { dir: dir.to_owned(), binds, pip: BTreeMap::new() })
    }

    fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.dir.join(name);
        fs::create_dir_all(&folder).context("make a folder for the sandbox")?;
        Ok(folder)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> Result<String> {
        let path = self.dir.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).context("make a folder for the sandbox")?;
        }
        fs::write(path, text).context("write a file for the sandbox")?;
        Ok(format!("{STAGE}/{name}"))
    }

    /// Copy a requirements file, and those that it names, in; where it is inside.
    fn requirements(&self, file: &Path) -> Result<String> {
        let mut names = BTreeMap::new();
        self.copy_requirements(file, &mut names)
    }

    fn copy_requirements(
        &self,
        file: &Path,
        names: &mut BTreeMap<PathBuf, String>,
    ) -> Result<String> {
        let real = fs::canonicalize(file).with_context(|| format!("find {}", file.display()))?;
        if let Some(name) = names.get(&real) {
            return Ok(name.clone());
        }
        let name = format!("requirements/{}.txt", names.len());
        names.insert(real.clone(), format!("{STAGE}/{name}"));
        let text = fs::read_to_string(&real).with_context(|| format!("read {}", file.display()))?;
        let near = real.parent().unwrap_or(Path::new("/"));
        let mut copy = String::new();
        for line in text.lines() {
            match included(line) {
                Some((option, other)) => {
                    let inside = self.copy_requirements(&near.join(other), names)?;
                    copy.extend([option, " ", &inside]);
                }
                None if is_local(line) => bail!(
                    "{}: `{}` is a file of this machine, which the sandbox does not see. Name a \
                     package of the index, or build a wheel of it and name its folder with \
                     --find-links",
                    file.display(),
                    line.trim()
                ),
                None => copy.push_str(line),
            }
            copy.push('\n');
        }
        self.file(&name, copy)
    }

    /// Take over one setting of pip, with the files that it names.
    fn setting(&mut self, name: &str, value: String, say: &dyn Fn(&str)) -> Result<()> {
        let value = match name {
            "cert" | "client-cert" => {
                let text =
                    fs::read(&value).with_context(|| format!("read pip's {name} {value}"))?;
                self.file(&format!("settings/{name}.pem"), text)?
            }
            "constraint" => {
                let words = value.split_whitespace();
                let staged = words.map(|word| self.requirements_apart(Path::new(word)));
                staged.collect::<Result<Vec<_>>>()?.join(" ")
            }
            "find-links" => {
                let words: Vec<&str> = value.split_whitespace().collect();
                let mut seen = Vec::new();
                for word in words {
                    match self.link(word)? {
                        Some(inside) => seen.push(inside),
                        None => say(&format!("pip's find-links {word} is not there")),
                    }
                }
                seen.join(" ")
            }
            _ => value,
        };
        self.pip.insert(name.to_owned(), value);
        Ok(())
    }

    /// Requirements that are not part of those of the caller.
    fn requirements_apart(&self, file: &Path) -> Result<String> {
        let text = fs::read_to_string(file).with_context(|| format!("read {}", file.display()))?;
        let count = fs::read_dir(self.folder("constraints")?).map_or(0, Iterator::count);
        self.file(&format!("constraints/{count}.txt"), text)
    }

    /// A place where pip looks for wheels: an address as it is, a folder as it is seen inside.
    fn link(&mut self, word: &str) -> Result<Option<String>> {
        let path = word.strip_prefix("file://").unwrap_or(word);
        if path.contains("://") {
            return Ok(Some(word.to_owned()));
        }
        let Ok(source) = fs::canonicalize(path) else { return Ok(None) };
        if !source.is_dir() {
            return Ok(None);
        }
        let name = format!("links/{}", self.binds.len());
        self.folder(&name)?;
        let target = format!("{STAGE}/{name}");
        self.binds.push(Bind { source, target: target.clone().into() });
        Ok(Some(target))
    }

    fn environment(&self, variables: &[(OsString, OsString)]) -> Vec<(OsString, OsString)> {
        let tools = format!("{STAGE}/tools");
        let fixed = [
            ("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin:/bin"),
            ("LD_LIBRARY_PATH", "/var/lang/lib"),
            ("LANG", "C.UTF-8"),
            ("HOME", "/tmp"),
            ("TMPDIR", "/tmp"),
            ("PYTHONPATH", &tools),
            ("PYTHONDONTWRITEBYTECODE", "1"),
            ("PIP_CONFIG_FILE", "/dev/null"),
            ("PIP_NO_CACHE_DIR", "1"),
            ("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
        ];
        let fixed = fixed.into_iter().map(|(name, value)| (name.into(), value.into()));
        let pip = self.pip.iter().map(|(name, value)| {
            (format!("PIP_{}", name.to_uppercase().replace('-', "_")).into(), value.into())
        });
        variables.iter().cloned().chain(fixed).chain(pip).collect()
    }
}

/// `-r FILE` and `-c FILE` of a requirements file.
fn included(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim();
    for (long, option) in
        [("--requirement", "-r"), ("--constraint", "-c"), ("-r", "-r"), ("-c", "-c")]
    {
        if let Some(rest) = line.strip_prefix(long) {
            let file = rest.trim_start_matches('=').trim();
            // An address is left to pip.
            return (!file.is_empty() && !file.contains("://")).then_some((option, file));
        }
    }
    None
}

/// Whether a line of a requirements file names a file or folder of this machine.
fn is_local(line: &str) -> bool {
    let line = line.trim();
    let line = line.strip_prefix("--editable").or_else(|| line.strip_prefix("-e")).unwrap_or(line);
    let line = line.trim_start_matches('=').trim();
    let start = ["./", "../", "/", "file:"];
    let named = line.split_once('@').map_or("", |(_, at)| at.trim());
    line == "." || start.iter().any(|start| line.starts_with(start) || named.starts_with(start))
}

/// Let any user read what is in the folder, whatever the umask.
fn open_to_all(dir: &Path) -> Result<()> {
    let open = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).context("open to the sandbox")
    };
    open(dir, 0o755)?;
    for entry in fs::read_dir(dir).context("open to the sandbox")? {
        let path = entry.context("open to the sandbox")?.path();
        if path.is_dir() { open_to_all(&path)? } else { open(&path, 0o644)? }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_name_files_are_known_from_those_that_name_packages() {
        let check = |line: &str, other: Option<(&str, &str)>, local: bool| {
            assert_eq!((included(line), is_local(line)), (other, local), "{line}");
        };
        check("lxml==5.2.1", None, false);
        check("lxml @ https://example.com/lxml.whl", None, false);
        check("# ./comment", None, false);
        check("--index-url https://example.com/simple", None, false);
        check("-r base.txt", Some(("-r", "base.txt")), false);
        check("-rbase.txt", Some(("-r", "base.txt")), false);
        check("--constraint=limits.txt", Some(("-c", "limits.txt")), false);
        check("-r https://example.com/r.txt", None, false);
        check("./mine", None, true);
        check("-e .", None, true);
        check("mine @ file:///srv/mine", None, true);
        check("../wheels/x.whl", None, true);
    }

    #[test]
    fn requirements_are_copied_with_those_that_they_name_and_settings_with_their_files() {
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = dir.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        file("limits.txt", "six<2\n-r all.txt\n");
        let all = file("all.txt", "six\n-c limits.txt\n");
        let cert = file("cert.pem", "CERT");
        let mut stage = Stage::new(&dir.path().join("stage")).unwrap();
        let inside = stage.requirements(&all).unwrap();
        assert_eq!(inside, "/opt/requirements/0.txt");
        let read = |name: &str| fs::read_to_string(dir.path().join("stage").join(name)).unwrap();
        assert_eq!(read("requirements/0.txt"), "six\n-c /opt/requirements/1.txt\n");
        assert_eq!(read("requirements/1.txt"), "six<2\n-r /opt/requirements/0.txt\n");

        fs::create_dir(dir.path().join("wheels")).unwrap();
        let wheels = dir.path().join("wheels").display().to_string();
        let quiet = |_: &str| {};
        stage.setting("cert", cert.display().to_string(), &quiet).unwrap();
        let links = format!("{wheels} https://example.com/links /no/such/folder");
        stage.setting("find-links", links, &quiet).unwrap();
        let target = stage.binds.last().unwrap().target.display().to_string();
        assert_eq!(stage.pip["cert"], "/opt/settings/cert.pem");
        assert_eq!(read("settings/cert.pem"), "CERT");
        assert_eq!(stage.pip["find-links"], format!("{target} https://example.com/links"));
        let env = stage.environment(&[("HTTPS_PROXY".into(), "http://proxy".into())]);
        for (name, value) in
            [("PIP_CERT", "/opt/settings/cert.pem"), ("HTTPS_PROXY", "http://proxy")]
        {
            assert!(env.contains(&(name.into(), value.into())), "{name} is not among {env:?}");
        }
        let local = file("local.txt", "./mine\n");
        assert!(stage.requirements(&local).unwrap_err().to_string().contains("`./mine` is a file"));
    }
}
