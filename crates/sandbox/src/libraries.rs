//! Which files a set of programs loads: the search of `ld.so`, done from outside.
//!
//! Nothing is executed, so that a foreign system (packages unpacked in a directory) can be searched
//! as well as the host. A [`Search`] looks in one or more systems, the first one first.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

use crate::elf;

/// One system of files whose libraries may be taken: `/`, or a directory of unpacked packages.
#[derive(Debug)]
struct System {
    root: PathBuf,
    /// From `etc/ld.so.cache`: name → path on that system.
    cache: BTreeMap<String, Vec<PathBuf>>,
}

/// A search for shared libraries.
#[derive(Debug)]
pub(crate) struct Search {
    systems: Vec<System>,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The file as it can be opened.
    pub file: PathBuf,
    /// Where it lies on its own system: absolute.
    pub path: PathBuf,
    /// Whether the loader looks there by itself.
    pub standard: bool,
}

const TRIPLE: &str =
    if cfg!(target_arch = "aarch64") { "aarch64-linux-gnu" } else { "x86_64-linux-gnu" };

/// Directories that loaders search by themselves, in their order.
fn standard_dirs() -> Vec<PathBuf> {
    let multiarch = ["/lib", "/usr/lib"].map(|dir| Path::new(dir).join(TRIPLE));
    let plain = ["/lib64", "/usr/lib64", "/lib", "/usr/lib"].map(PathBuf::from);
    multiarch.into_iter().chain(plain).collect()
}

impl Search {
    /// A search in these systems.
    pub(crate) fn new(roots: &[&Path]) -> Self {
        let systems = roots
            .iter()
            .map(|root| System {
                root: (*root).to_owned(),
                cache: fs::read(root.join("etc/ld.so.cache"))
                    .map_or_else(|_| BTreeMap::new(), |bytes| parse_cache(&bytes)),
            })
            .collect();
        Self { systems }
    }

    /// The file at `path` of the first system that has it.
    pub(crate) fn file(&self, path: &Path) -> Option<Found> {
        self.systems.iter().find_map(|system| {
            let file = resolve(&system.root, path)?;
            let standard = standard_dirs().iter().any(|dir| path.parent() == Some(dir));
            Some(Found { file, path: path.to_owned(), standard })
        })
    }

    /// The library `name` as `needs`, of a file at `of`, would get it.
    fn library(&self, name: &str, of: &Found, needs: &elf::Needs) -> Option<Found> {
        if name.contains('/') {
            return self.file(Path::new(name));
        }
        let origin = of.path.parent().unwrap_or(Path::new("/"));
        let own = if needs.runpath.is_empty() { &needs.rpath } else { &needs.runpath };
        let own = own.iter().map(|path| expand(path, origin)).collect::<Vec<_>>();
        // On the file's own system a path of its own wins; elsewhere only the standard places do.
        self.in_dirs(own.iter(), name).or_else(|| {
            self.systems.iter().find_map(|system| {
                let cached = system.cache.get(name).into_iter().flatten();
                cached
                    .filter_map(|path| Some((path, resolve(&system.root, path)?)))
                    .find(|(_, file)| is_loadable(file))
                    .map(|(path, file)| {
                        let dir = path.parent();
                        let standard = standard_dirs().iter().any(|known| dir == Some(known));
                        Found { file, path: path.clone(), standard }
                    })
                    .or_else(|| system.in_standard_dirs(name))
            })
        })
    }

    fn in_dirs<'a>(&self, dirs: impl Iterator<Item = &'a PathBuf>, name: &str) -> Option<Found> {
        dirs.map(|dir| dir.join(name))
            .find_map(|path| self.file(&path).filter(|found| is_loadable(&found.file)))
    }

    /// The named library from the standard places, if any system has it.
    pub(crate) fn standard(&self, name: &str) -> Option<Found> {
        let nothing = elf::Needs::default();
        let of = Found { file: PathBuf::new(), path: PathBuf::from("/"), standard: true };
        self.library(name, &of, &nothing)
    }

    /// Everything that these files load, directly or not: name → file. A missing library is an
    /// error when `strict`, for those files that the caller cannot do without.
    pub(crate) fn closure(&self, files: &[(Found, bool)]) -> Result<BTreeMap<String, Found>> {
        let mut out = BTreeMap::new();
        let mut todo: Vec<(Found, bool)> = files.to_vec();
        while let Some((found, strict)) = todo.pop() {
            let context = || format!("read what {} needs", found.file.display());
            let Some(needs) = elf::needs(&found.file).with_context(context)? else {
                continue;
            };
            let loader = needs.interpreter.iter().cloned();
            for name in loader.chain(needs.libraries.iter().cloned()) {
                if out.contains_key(&name) {
                    continue;
                }
                match self.library(&name, &found, &needs).or_else(|| self.loader(&name)) {
                    Some(library) => {
                        out.insert(name, library.clone());
                        todo.push((library, strict));
                    }
                    None if strict => {
                        let file = found.file.display();
                        anyhow::bail!("{file} needs {name}, which is nowhere on this machine");
                    }
                    None => tracing::debug!(file = %found.file.display(), name, "no such library"),
                }
            }
        }
        Ok(out)
    }

    /// A loader, which packages may keep elsewhere than where programs ask for it.
    fn loader(&self, name: &str) -> Option<Found> {
        let path = Path::new(name);
        let file = path.file_name()?.to_str()?;
        let found = self.systems.iter().find_map(|system| system.in_standard_dirs(file))?;
        Some(Found { file: found.file, path: path.to_owned(), standard: true })
    }
}

impl System {
    fn in_standard_dirs(&self, name: &str) -> Option<Found> {
        standard_dirs().into_iter().find_map(|dir| {
            let path = dir.join(name);
            let file = resolve(&self.root, &path).filter(|file| is_loadable(file))?;
            Some(Found { file, path, standard: true })
        })
    }
}

/// Whether the loader of this machine could load it: not an ELF of another one, not a script that
/// stands for the linker.
fn is_loadable(file: &Path) -> bool {
    matches!(elf::needs(file), Ok(Some(_)))
}

/// `$ORIGIN` and `$LIB` in a search path.
fn expand(path: &str, origin: &Path) -> PathBuf {
    let origin = origin.to_string_lossy();
    let mut out = path.to_owned();
    for name in ["${ORIGIN}", "$ORIGIN"] {
        out = out.replace(name, &origin);
    }
    for name in ["${LIB}", "$LIB"] {
        out = out.replace(name, &format!("lib/{TRIPLE}"));
    }
    tidy(Path::new(&out))
}

/// `path` without `.` and `..`, as text: links are not followed.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// The existing file that `path` means on the system at `root`, with every link read as that system
/// would: an absolute one starts at `root`.
pub(crate) fn resolve(root: &Path, path: &Path) -> Option<PathBuf> {
    let mut inside = PathBuf::from("/");
    let mut todo: Vec<PathBuf> = parts(path);
    let mut links = 0;
    while let Some(part) = todo.pop() {
        if part.as_os_str() == ".." {
            inside.pop();
            continue;
        }
        let next = inside.join(&part);
        let real = root.join(next.strip_prefix("/").ok()?);
        let meta = fs::symlink_metadata(&real).ok()?;
        if meta.is_symlink() {
            links += 1;
            if links > 40 {
                return None;
            }
            let target = fs::read_link(&real).ok()?;
            if target.is_absolute() {
                inside = PathBuf::from("/");
            }
            todo.extend(parts(&target));
        } else {
            inside = next;
        }
    }
    Some(root.join(inside.strip_prefix("/").ok()?))
}

/// The parts of a path, the first one last.
fn parts(path: &Path) -> Vec<PathBuf> {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(PathBuf::from(name)),
        Component::ParentDir => Some(PathBuf::from("..")),
        _ => None,
    });
    let mut names: Vec<_> = names.collect();
    names.reverse();
    names
}

/// The entries of an `ld.so.cache` in the format of glibc since 2.2, without those for special
/// processors. Empty if it is of no format known here.
fn parse_cache(bytes: &[u8]) -> BTreeMap<String, Vec<PathBuf>> {
    const MAGIC: &[u8] = b"glibc-ld.so.cache1.1";
    let mut out: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    // An older table may stand before this one.
    let Some(start) = bytes.windows(MAGIC.len()).position(|window| window == MAGIC) else {
        return out;
    };
    let cache = &bytes[start..];
    let u32_at = |at: usize| {
        let bytes = cache.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    };
    let text = |at: usize| {
        let text = cache.get(at..)?;
        let end = text.iter().position(|byte| *byte == 0)?;
        std::str::from_utf8(&text[..end]).ok()
    };
    let count = u32_at(20).unwrap_or(0).min(cache.len() / 24);
    for entry in (0..count).map(|index| 48 + index * 24) {
        let special = u32_at(entry + 16) != Some(0) || u32_at(entry + 20) != Some(0);
        let name = u32_at(entry + 4).and_then(text);
        let path = u32_at(entry + 8).and_then(text);
        if let (false, Some(name), Some(path)) = (special, name, path) {
            out.entry(name.to_owned()).or_default().push(PathBuf::from(path));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_path_may_start_at_the_files_own_place() {
        let origin = Path::new("/opt/tool/bin");
        assert_eq!(expand("$ORIGIN/../lib", origin), Path::new("/opt/tool/lib"));
        assert_eq!(expand("${ORIGIN}", origin), origin);
        assert_eq!(expand("/a/./b/../c", origin), Path::new("/a/c"));
    }

    #[test]
    fn links_of_an_unpacked_system_stay_inside_it() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("usr/lib")).unwrap();
        fs::write(root.join("usr/lib/real"), "").unwrap();
        std::os::unix::fs::symlink("usr/lib", root.join("lib")).unwrap();
        std::os::unix::fs::symlink("/lib/real", root.join("usr/lib/absolute")).unwrap();
        std::os::unix::fs::symlink("../../../../lib/real", root.join("usr/climber")).unwrap();
        std::os::unix::fs::symlink("/usr/loop", root.join("usr/loop")).unwrap();
        let real = root.join("usr/lib/real");
        for path in ["/lib/real", "/lib/absolute", "/usr/climber", "lib/../lib/real"] {
            assert_eq!(resolve(root, Path::new(path)).as_ref(), Some(&real), "{path}");
        }
        assert_eq!(resolve(root, Path::new("/usr/loop")), None);
        assert_eq!(resolve(root, Path::new("/etc/passwd")), None);
    }

    #[test]
    fn the_shell_of_this_machine_gets_its_loader_and_libc() {
        let search = Search::new(&[Path::new("/")]);
        let shell = search.file(Path::new("/bin/sh")).unwrap();
        let libraries = search.closure(&[(shell, true)]).unwrap();
        let names: Vec<&str> = libraries.keys().map(String::as_str).collect();
        assert!(names.iter().any(|name| name.starts_with("libc.")), "{names:?}");
        assert!(names.iter().any(|name| name.contains("/ld-")), "{names:?}");
        assert!(libraries.values().all(|found| found.standard && found.file.is_file()));
    }

    #[test]
    fn a_cache_of_no_known_format_is_empty() {
        assert!(parse_cache(b"").is_empty());
        assert!(parse_cache(b"glibc-ld.so.cache1.1").is_empty());
        let mut endless = b"glibc-ld.so.cache1.1".to_vec();
        endless.extend([0xff; 60]);
        assert!(parse_cache(&endless).is_empty());
    }
}
