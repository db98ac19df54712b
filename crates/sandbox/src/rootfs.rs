//! The read-only root directory of sandboxes: an interpreter, libraries, a shell, certificates.
//!
//! A [`RootSpec`] says what goes in; [`RootFs::build`] makes it once in a cache. Everything is a
//! copy that any user may read: never a bind of the host's own directories, which hold secrets and
//! may be closed to other users. It knows where AWS's images keep things (`/var/lang`, `/opt`), and
//! nothing else about functions.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::libraries::{Found, Search, resolve};
use crate::tree::{Entry, Tree};

/// What a root directory is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootSpec {
    /// A directory of unpacked packages that goes before the host's own files: it may bring
    /// another libc, and then has to bring a shell and tools for it or take older ones.
    pub system: Option<PathBuf>,
    /// The interpreter that it is for.
    pub language: Language,
    /// More files: place inside, text.
    pub files: Vec<(PathBuf, String)>,
}

/// The interpreter in a root directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Language {
    /// None: programs bring what they need, or are linked to the system's libraries.
    None,
    /// Python. The real binary (`/usr/bin/python3.11`, no shim), which ends up as
    /// `/var/lang/bin/python3.11` with its standard library in `/var/lang/lib/python3.11`.
    Python {
        /// `PREFIX/bin/pythonX.Y` on the host.
        interpreter: PathBuf,
    },
}

/// A root directory that is ready to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootFs {
    path: PathBuf,
}

/// Directories that a sandbox mounts over, or that programs expect.
const MOUNT_POINTS: [&str; 9] =
    ["proc", "tmp", "opt", "var/task", "var/runtime", "var/lang", "dev/shm", "var/tmp", "home"];

/// Devices, bound from the host one by one.
pub(crate) const DEVICES: [&str; 5] = ["null", "zero", "full", "random", "urandom"];

/// A copy of the host's name servers is bound here; it changes too often to be part of a cache.
pub(crate) const NAME_SERVERS: &str = "etc/resolv.conf";

/// The user that a program inside sees itself as, whatever the host calls it.
pub(crate) const USER_INSIDE: u32 = 993;
/// Its group.
pub(crate) const GROUP_INSIDE: u32 = 990;

/// Tools beside the shell; those that a machine has.
const TOOLS: &str = "[ awk base64 basename bash cat chmod cp curl cut date dd df dirname du echo \
    env expr false find gawk grep gunzip gzip head hostname id kill ln ls mawk md5sum mkdir mkfifo \
    mktemp mv nl nproc od paste ps pwd readlink realpath rm rmdir sed seq sha1sum sha256sum sleep \
    sort split stat stty tail tar tee test timeout touch tr true truncate tty uname uniq unzip \
    wc which whoami xargs yes";

/// Libraries that programs load by name at run time, or are linked to on AWS's images.
const LIBRARIES: [&str; 12] = [
    "libc.so.6",
    "libm.so.6",
    "libdl.so.2",
    "libpthread.so.0",
    "librt.so.1",
    "libutil.so.1",
    "libresolv.so.2",
    "libnss_dns.so.2",
    "libnss_files.so.2",
    "libgcc_s.so.1",
    "libstdc++.so.6",
    "libz.so.1",
];

/// Where systems keep their bundle of certificate authorities.
const CERTIFICATES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

impl RootSpec {
    /// For programs that bring everything but the system's own libraries.
    pub fn provided() -> Self {
        Self { system: None, language: Language::None, files: Vec::new() }
    }

    /// For Python, from its real binary.
    pub fn python(interpreter: impl Into<PathBuf>) -> Self {
        let language = Language::Python { interpreter: interpreter.into() };
        Self { system: None, language, files: Vec::new() }
    }

    /// The same, from packages unpacked in `system`.
    pub fn on(self, system: impl Into<PathBuf>) -> Self {
        Self { system: Some(system.into()), ..self }
    }

    /// The same, with a file of this text at `path`.
    pub fn with_file(mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.files.push((path.into(), text.into()));
        self
    }

    fn describe(&self) -> Result<Tree> {
        let host = Path::new("/");
        let system = self.system.as_deref();
        let roots: Vec<&Path> = system.into_iter().chain([host]).collect();
        let search = Search::new(&roots);
        let mut tree = skeleton();
        for (path, text) in &self.files {
            tree.put(path, Entry::Text(text.clone()));
        }
        let mut programs = Vec::new();
        if let Language::Python { interpreter } = &self.language {
            programs.push((put_python(&mut tree, system.unwrap_or(host), interpreter)?, true));
        }
        programs.extend(put_tools(&mut tree, &search)?);
        put_certificates(&mut tree, &search);
        put_time_zones(&mut tree, &search)?;
        put_libraries(&mut tree, &search, programs, system.unwrap_or(host))?;
        Ok(tree)
    }
}

impl RootFs {
    /// The root directory for `spec` in `cache`. The first time this copies 20 to 150 MB, then it
    /// only looks at some thousand files. Blocking.
    pub fn build(cache: &Path, spec: &RootSpec) -> Result<Self> {
        let tree = spec.describe().context("describe the root directory of sandboxes")?;
        let path = tree.build(&cache.join("rootfs")).context("build the root of sandboxes")?;
        Ok(Self { path })
    }

    /// One that was built before, by its place; it must still be there when it is used.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it lies on the host.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn skeleton() -> Tree {
    let mut tree = Tree::default();
    for name in ["bin", "sbin", "lib", "lib64"] {
        tree.put(Path::new(name), Entry::Link(Path::new("usr").join(name)));
    }
    for dir in ["usr/bin", "usr/sbin", "usr/lib", "usr/lib64"].iter().chain(&MOUNT_POINTS) {
        tree.put(Path::new(dir), Entry::Dir);
    }
    for device in DEVICES {
        tree.put(&Path::new("dev").join(device), Entry::Text(String::new()));
    }
    for (name, number) in [("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2"), ("fd", "")] {
        let target = format!("/proc/self/fd{number}");
        tree.put(&Path::new("dev").join(name), Entry::Link(target.into()));
    }
    let passwd = format!(
        "root:x:0:0:root:/root:/sbin/nologin\n\
         sbx_user1051:x:{USER_INSIDE}:{GROUP_INSIDE}::/home/sbx_user1051:/sbin/nologin\n\
         nobody:x:65534:65534:nobody:/:/sbin/nologin\n"
    );
    let group = format!("root:x:0:\nsbx_user1051:x:{GROUP_INSIDE}:\nnogroup:x:65534:\n");
    let texts = [
        ("etc/passwd", passwd.as_str()),
        ("etc/group", &group),
        ("etc/hosts", "127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n"),
        ("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"),
        ("etc/os-release", "ID=\"hamsu\"\nNAME=\"hamsu sandbox\"\n"),
        (NAME_SERVERS, ""),
    ];
    for (path, text) in texts {
        tree.put(Path::new(path), Entry::Text(text.to_owned()));
    }
    tree
}

/// Where a path of a system goes: `/bin` and its like are links into `/usr`.
fn placed(path: &Path) -> PathBuf {
    let path = path.strip_prefix("/").unwrap_or(path);
    let is_moved = ["bin", "sbin", "lib", "lib64"].iter().any(|name| path.starts_with(name));
    if is_moved { Path::new("usr").join(path) } else { path.to_owned() }
}

fn put_tools(tree: &mut Tree, search: &Search) -> Result<Vec<(Found, bool)>> {
    let find = |name: &str| {
        let paths = ["/usr/bin", "/bin"].map(|dir| Path::new(dir).join(name));
        paths.iter().find_map(|path| search.file(path))
    };
    // Amazon Linux's sh is bash, and functions are written for it.
    let shell = find("bash").or_else(|| find("sh"));
    let shell = shell.context("there is neither /bin/bash nor /bin/sh")?;
    let sh = Found { path: PathBuf::from("/usr/bin/sh"), ..shell };
    let tools = TOOLS.split_whitespace().filter_map(find);
    let mut programs = Vec::new();
    for tool in [sh].into_iter().chain(tools) {
        tree.put(&placed(&tool.path), Entry::Copy(tool.file.clone()));
        programs.push((tool, false));
    }
    Ok(programs)
}

fn put_certificates(tree: &mut Tree, search: &Search) {
    let bundle = CERTIFICATES.iter().find_map(|path| search.file(Path::new(path)));
    let Some(bundle) = bundle else { return };
    let home = Path::new("/etc/ssl/certs/ca-certificates.crt");
    tree.put(home, Entry::Copy(bundle.file));
    // OpenSSL of different makers looks in different places.
    let names = ["/usr/lib/ssl/cert.pem", "/usr/local/ssl/cert.pem", "/etc/pki/tls/cert.pem"];
    for name in CERTIFICATES.iter().chain(&names).map(Path::new).filter(|name| *name != home) {
        tree.put(name, Entry::Link(home.to_owned()));
    }
    tree.put(Path::new("/usr/lib/ssl/certs"), Entry::Link("/etc/ssl/certs".into()));
    if let Some(config) = search.file(Path::new("/etc/ssl/openssl.cnf")) {
        tree.put(Path::new("/etc/ssl/openssl.cnf"), Entry::Copy(config.file));
        let link = Entry::Link("/etc/ssl/openssl.cnf".into());
        tree.put(Path::new("/usr/lib/ssl/openssl.cnf"), link);
    }
}

fn put_time_zones(tree: &mut Tree, search: &Search) -> Result<()> {
    let place = Path::new("/usr/share/zoneinfo");
    if let Some(zones) = search.file(place).filter(|zones| zones.file.is_dir()) {
        let root = system_root(&zones);
        // Copies of all zones with another idea of leap seconds.
        let wanted = |path: &Path, is_dir: bool| {
            !(is_dir && (path == Path::new("right") || path == Path::new("posix")))
        };
        tree.put_dir(&root, &zones.file, place, &wanted)?;
        tree.put(Path::new("/etc/localtime"), Entry::Link(place.join("UTC")));
    }
    let locale = Path::new("/usr/lib/locale/C.utf8");
    if let Some(found) = search.file(locale).filter(|found| found.file.is_dir()) {
        tree.put_dir(&system_root(&found), &found.file, locale, &|_, _| true)?;
    }
    Ok(())
}

/// The root of the system on which something was found.
fn system_root(found: &Found) -> PathBuf {
    let file = found.file.to_string_lossy();
    let inside = found.path.to_string_lossy();
    file.strip_suffix(&*inside).map_or_else(|| PathBuf::from("/"), |root| root.to_owned().into())
}

/// Standard libraries without what no function needs: tests, the graphical parts, other people's
/// packages.
fn is_wanted_of_python(path: &Path, is_dir: bool) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    if is_dir {
        let skipped = ["test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip"];
        let packages = ["site-packages", "dist-packages"];
        return !skipped.contains(&&*name) && !packages.contains(&&*name);
    }
    let is_static = name.ends_with(".a") || name.ends_with(".o");
    let is_optimised = name.contains(".opt-1.") || name.contains(".opt-2.");
    let is_test_module = name.starts_with("_test") && name.ends_with(".so");
    !is_static && !is_optimised && !is_test_module
}

fn put_python(tree: &mut Tree, system: &Path, interpreter: &Path) -> Result<Found> {
    let on_system = Path::new("/").join(interpreter.strip_prefix(system).unwrap_or(interpreter));
    let binary = resolve(system, &on_system)
        .with_context(|| format!("there is no {}", interpreter.display()))?;
    let name = binary.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let version = name.strip_prefix("python").filter(|version| version.contains('.'));
    let version = version.with_context(|| {
        format!("{} is no python3.X with its version in its name", binary.display())
    })?;
    let prefix = binary.parent().and_then(Path::parent).context("the interpreter has no prefix")?;
    let folder = format!("python{version}");
    let places = ["lib", "lib64"].map(|lib| (lib, prefix.join(lib).join(&folder)));
    let (lib, library) = places
        .into_iter()
        .find(|(_, place)| place.join("os.py").is_file())
        .with_context(|| format!("{} has no standard library beside it", binary.display()))?;
    // From its own place an interpreter finds `../lib/pythonX.Y/os.py` and calls that its prefix.
    let lang = Path::new("/var/lang");
    tree.put_dir(system, &library, &lang.join("lib").join(&folder), &is_wanted_of_python)?;
    tree.put(&lang.join("lib").join(&folder).join("site-packages"), Entry::Dir);
    if lib != "lib" {
        tree.put(&lang.join(lib), Entry::Link("lib".into()));
    }
    let home = lang.join("bin").join(&name);
    tree.put(&home, Entry::Copy(binary.clone()));
    for short in ["python3", "python"] {
        tree.put(&lang.join("bin").join(short), Entry::Link(name.clone().into()));
    }
    let path = Path::new("/").join(binary.strip_prefix(system).unwrap_or(&binary));
    Ok(Found { file: binary, path, standard: false })
}

/// The libraries of `programs` and of every module that is already in the tree.
fn put_libraries(
    tree: &mut Tree,
    search: &Search,
    programs: Vec<(Found, bool)>,
    system: &Path,
) -> Result<()> {
    let mut files = programs;
    let modules = tree.copies().filter(|(path, _)| path.extension().is_some_and(|end| end == "so"));
    files.extend(modules.map(|(_, source)| {
        let path = Path::new("/").join(source.strip_prefix(system).unwrap_or(source));
        (Found { file: source.to_owned(), path, standard: false }, false)
    }));
    let wanted: Vec<_> = LIBRARIES.iter().filter_map(|name| search.standard(name)).collect();
    let libc = wanted.first().context("there is no libc.so.6")?;
    let home = libc.path.parent().unwrap_or(Path::new("/usr/lib")).to_owned();
    let found = search.closure(&files)?;
    let more =
        search.closure(&wanted.iter().map(|found| (found.clone(), false)).collect::<Vec<_>>())?;
    let named = wanted.into_iter().map(|found| {
        (found.path.file_name().unwrap_or_default().to_string_lossy().into_owned(), found)
    });
    for (name, library) in found.into_iter().chain(more).chain(named) {
        // What only a search path of its own made visible goes where every loader looks.
        let path = if library.standard || name.contains('/') {
            library.path.clone()
        } else {
            home.join(&name)
        };
        let path = placed(&path);
        if !tree.has(&path) {
            tree.put(&path, Entry::Copy(library.file));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_has_nothing_of_the_hosts_own_etc() {
        let tree = RootSpec::provided().describe().unwrap();
        let allowed = ["etc/ssl"];
        for (path, source) in tree.copies() {
            let is_open = allowed.iter().any(|dir| path.starts_with(dir));
            assert!(!path.starts_with("etc") || is_open, "{} is a copy", path.display());
            assert!(!source.starts_with("/etc/shadow"), "{}", source.display());
        }
        for path in ["usr/bin/sh", "usr/bin/env", "usr/bin/ls", "dev/null", "var/task", "proc"] {
            assert!(tree.has(Path::new(path)), "{path} is missing");
        }
    }

    #[test]
    fn tests_and_other_peoples_packages_stay_outside() {
        let check = |path: &str, is_dir, wanted| {
            assert_eq!(is_wanted_of_python(Path::new(path), is_dir), wanted, "{path}");
        };
        check("json", true, true);
        check("json/__pycache__", true, true);
        check("test", true, false);
        check("sqlite3/test", true, false);
        check("site-packages", true, false);
        check("config-3.11/libpython3.11.a", false, false);
        check("__pycache__/os.cpython-311.pyc", false, true);
        check("__pycache__/os.cpython-311.opt-2.pyc", false, false);
        check("lib-dynload/_ssl.so", false, true);
        check("lib-dynload/_testcapi.so", false, false);
    }

    #[test]
    fn a_shim_is_no_interpreter() {
        let dir = tempfile::tempdir().unwrap();
        let shim = dir.path().join("python3");
        std::fs::write(&shim, "#!/bin/sh\n").unwrap();
        let error = RootSpec::python(&shim).describe().unwrap_err();
        assert!(format!("{error:#}").contains("with its version in its name"), "{error:#}");
    }

    #[test]
    fn files_of_the_caller_are_part_of_the_content() {
        let bare = RootSpec::provided();
        let key = |spec: &RootSpec| spec.describe().unwrap().key().unwrap();
        let with = |text: &str| bare.clone().with_file("var/runtime/client", text);
        assert!(with("one").describe().unwrap().has(Path::new("var/runtime/client")));
        assert_ne!(key(&with("one")), key(&bare));
        assert_ne!(key(&with("one")), key(&with("two")));
        assert_eq!(key(&with("one")), key(&with("one")));
    }

    #[test]
    fn unpacked_packages_go_before_the_host() {
        let dir = tempfile::tempdir().unwrap();
        let system = dir.path();
        let host = Search::new(&[Path::new("/")]);
        let shell = host.file(Path::new("/bin/sh")).unwrap();
        let libc = host.standard("libc.so.6").unwrap();
        let libraries = system.join("usr").join(placed(&libc.path).strip_prefix("usr").unwrap());
        for folder in ["usr/bin", "usr/lib/python3.99/json", "usr/lib/python3.99/test", "etc"] {
            std::fs::create_dir_all(system.join(folder)).unwrap();
        }
        std::fs::create_dir_all(libraries.parent().unwrap()).unwrap();
        std::fs::copy(&libc.file, &libraries).unwrap();
        // Any program does as an interpreter here.
        std::fs::copy(&shell.file, system.join("usr/bin/python3.99")).unwrap();
        for file in ["os.py", "json/it.py", "test/it.py"] {
            std::fs::write(system.join("usr/lib/python3.99").join(file), "").unwrap();
        }
        std::fs::write(system.join("etc/site.py"), "").unwrap();
        let link = system.join("usr/lib/python3.99/site.py");
        std::os::unix::fs::symlink("/etc/site.py", link).unwrap();

        let spec = RootSpec::python(system.join("usr/bin/python3.99")).on(system);
        let tree = spec.describe().unwrap();
        let source = |path: &str| {
            let found = tree.copies().find(|(place, _)| *place == Path::new(path));
            found.map(|(_, source)| source.to_owned())
        };
        let lang = "var/lang/lib/python3.99";
        assert_eq!(source("var/lang/bin/python3.99").unwrap(), system.join("usr/bin/python3.99"));
        assert_eq!(source(&format!("{lang}/site.py")).unwrap(), system.join("etc/site.py"));
        assert!(tree.has(Path::new(&format!("{lang}/json/it.py"))));
        assert!(!tree.has(Path::new(&format!("{lang}/test"))));
        let libc = placed(&libc.path);
        assert_eq!(source(&libc.to_string_lossy()).unwrap(), libraries);
        assert!(tree.has(Path::new("usr/bin/sh")), "the host's where the packages have none");
    }
}
