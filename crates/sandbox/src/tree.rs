//! A directory tree that is described first and built afterwards, once for each content.
//!
//! [`Tree`] knows where every file comes from; its [`Tree::key`] names the content. [`Tree::build`]
//! makes it in a cache that several processes may share.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::libraries::{resolve, tidy};

/// What lies at one path of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A directory that everyone may read.
    Dir,
    /// A copy of a file.
    Copy(PathBuf),
    /// A file with this text.
    Text(String),
    /// A symbolic link.
    Link(PathBuf),
}

/// A tree to be built. Paths are relative to its root and have no `..`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    entries: BTreeMap<PathBuf, Entry>,
}

/// Changes when this code would build something else from the same entries.
const FORMAT: &str = "hamsu rootfs 1";

impl Tree {
    /// Put `entry` at `path`, with its parent directories. What is there already stays: the first
    /// one wins.
    pub(crate) fn put(&mut self, path: &Path, entry: Entry) {
        let path = tidy(path.strip_prefix("/").unwrap_or(path));
        for parent in path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty()) {
            self.entries.entry(parent.to_owned()).or_insert(Entry::Dir);
        }
        self.entries.entry(path).or_insert(entry);
    }

    /// Whether something is at `path`.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.entries.contains_key(path.strip_prefix("/").unwrap_or(path))
    }

    /// The copies in it: path → source.
    pub(crate) fn copies(&self) -> impl Iterator<Item = (&Path, &Path)> {
        self.entries.iter().filter_map(|(path, entry)| match entry {
            Entry::Copy(source) => Some((path.as_path(), source.as_path())),
            _ => None,
        })
    }

    /// Put the directory `from`, as the system at `root` sees it, at `to`, less what `wanted`
    /// refuses (given the path relative to `from`). Links that stay inside remain links, others
    /// become copies of what they mean; dangling ones are left out.
    pub(crate) fn put_dir(
        &mut self,
        root: &Path,
        from: &Path,
        to: &Path,
        wanted: &dyn Fn(&Path, bool) -> bool,
    ) -> Result<()> {
        let mut todo = vec![PathBuf::new()];
        self.put(to, Entry::Dir);
        while let Some(dir) = todo.pop() {
            let here = from.join(&dir);
            let entries =
                fs::read_dir(&here).with_context(|| format!("list {}", here.display()))?;
            for entry in entries {
                let entry = entry.with_context(|| format!("list {}", here.display()))?;
                let path = dir.join(entry.file_name());
                let kind = entry.file_type().context("look at a file")?;
                if !wanted(&path, kind.is_dir()) {
                    continue;
                }
                if kind.is_dir() {
                    self.put(&to.join(&path), Entry::Dir);
                    todo.push(path);
                } else if kind.is_file() {
                    self.put(&to.join(&path), Entry::Copy(entry.path()));
                } else if kind.is_symlink()
                    && let Some(entry) = follow(root, from, &path)
                {
                    self.put(&to.join(&path), entry);
                }
            }
        }
        Ok(())
    }

    /// A name for the content: it changes with the place, size or date of any source.
    pub(crate) fn key(&self) -> Result<String> {
        let mut hash = Sha256::new();
        let mut field = |text: &[u8]| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        field(FORMAT.as_bytes());
        for (path, entry) in &self.entries {
            field(path.as_os_str().as_encoded_bytes());
            match entry {
                Entry::Dir => field(b"dir"),
                Entry::Text(text) => field(text.as_bytes()),
                Entry::Link(target) => field(target.as_os_str().as_encoded_bytes()),
                Entry::Copy(source) => {
                    let meta = fs::metadata(source)
                        .with_context(|| format!("look at {}", source.display()))?;
                    field(source.as_os_str().as_encoded_bytes());
                    let facts = [meta.size(), meta.mtime() as u64, u64::from(meta.mode())];
                    for fact in facts {
                        field(&fact.to_le_bytes());
                    }
                    field(&meta.mtime_nsec().to_le_bytes());
                }
            }
        }
        // Half of it is plenty for a name.
        let name =
            hash.finalize()[..16].iter().fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte));
        Ok(format!("{name:032x}"))
    }

    /// The directory `CACHE/KEY` with this content: built now, or found.
    ///
    /// It appears by a rename once all of it is on the disk, so whoever sees it sees all of it. A
    /// lock keeps two processes from doing the work twice.
    pub(crate) fn build(&self, cache: &Path) -> Result<PathBuf> {
        static BUILDS: AtomicU64 = AtomicU64::new(0);
        let key = self.key()?;
        let place = cache.join(&key);
        if place.is_dir() {
            return Ok(place);
        }
        fs::create_dir_all(cache).with_context(|| format!("make {}", cache.display()))?;
        let lock = File::create(cache.join("lock")).context("open the lock of the cache")?;
        lock.lock().context("lock the cache")?;
        if place.is_dir() {
            return Ok(place);
        }
        remove_unfinished(cache);
        let number = BUILDS.fetch_add(1, Ordering::Relaxed);
        let draft = cache.join(format!("{DRAFT}{}-{number}", std::process::id()));
        let built = self.write(&draft).and_then(|()| {
            sync_all(&draft)?;
            fs::rename(&draft, &place).with_context(|| format!("make {}", place.display()))
        });
        if let Err(error) = built {
            let _ = fs::remove_dir_all(&draft);
            return Err(error);
        }
        Ok(place)
    }

    fn write(&self, to: &Path) -> Result<()> {
        fs::create_dir(to).with_context(|| format!("make {}", to.display()))?;
        let open = |path: &Path, mode| fs::set_permissions(path, PermissionsExt::from_mode(mode));
        open(to, 0o755).context("open the root to all")?;
        for (path, entry) in &self.entries {
            let path = to.join(path);
            let made = match entry {
                Entry::Dir => fs::create_dir(&path).and_then(|()| open(&path, 0o755)),
                Entry::Text(text) => fs::write(&path, text).and_then(|()| open(&path, 0o444)),
                Entry::Link(target) => symlink(target, &path),
                Entry::Copy(source) => copy(source, &path),
            };
            made.with_context(|| format!("make {}", path.display()))?;
        }
        Ok(())
    }
}

/// Drafts lie beside the finished trees under this name.
const DRAFT: &str = ".draft-";

/// What a killed predecessor was building. The lock is held, so nobody else is at it.
fn remove_unfinished(cache: &Path) {
    for entry in fs::read_dir(cache).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(DRAFT) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A copy that shares blocks where the file system can, readable by all, with the source's date:
/// compiled Python files are valid only for the date of their source.
fn copy(source: &Path, to: &Path) -> io::Result<()> {
    let mut from = File::open(source)?;
    let meta = from.metadata()?;
    let mut file = File::create(to)?;
    if rustix::fs::ioctl_ficlone(&file, &from).is_err() {
        io::copy(&mut from, &mut file)?;
    }
    let mode = if meta.mode() & 0o111 == 0 { 0o444 } else { 0o555 };
    file.set_permissions(PermissionsExt::from_mode(mode))?;
    file.set_modified(meta.modified()?)
}

fn sync_all(dir: &Path) -> Result<()> {
    let dir = File::open(dir).context("open the new tree")?;
    rustix::fs::syncfs(&dir).context("write the new tree to the disk")
}

/// What a link at `path` below `from` becomes in the copy of `from`.
fn follow(root: &Path, from: &Path, path: &Path) -> Option<Entry> {
    let link = from.join(path);
    let target = fs::read_link(&link).ok()?;
    let on_system = Path::new("/").join(link.strip_prefix(root).ok()?);
    let real = resolve(root, &on_system)?;
    let tree = fs::canonicalize(from).ok()?;
    let stays = target.is_relative() && fs::canonicalize(&real).ok()?.starts_with(&tree);
    // A link to the directory above would make the tree contain itself.
    if stays && tidy(&from.join(path.parent()?).join(&target)).starts_with(from) {
        return Some(Entry::Link(target));
    }
    real.is_file().then_some(Entry::Copy(real))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_built_once_and_named_by_its_content() {
        let dir = tempfile::tempdir().unwrap();
        let source = dir.path().join("source");
        fs::create_dir_all(source.join("sub/skip")).unwrap();
        fs::write(source.join("sub/file"), "one").unwrap();
        fs::write(source.join("sub/skip/file"), "no").unwrap();
        let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_007);
        let file = File::options().write(true).open(source.join("sub/file")).unwrap();
        file.set_modified(old).unwrap();
        fs::set_permissions(source.join("sub/file"), PermissionsExt::from_mode(0o4750)).unwrap();
        symlink("sub/file", source.join("inside")).unwrap();
        symlink("/nowhere", source.join("dangling")).unwrap();
        let outside = dir.path().join("outside");
        fs::write(&outside, "two").unwrap();
        symlink(&outside, source.join("outside")).unwrap();

        let describe = || {
            let mut tree = Tree::default();
            let wanted = |path: &Path, is_dir: bool| !(is_dir && path.ends_with("skip"));
            tree.put_dir(Path::new("/"), &source, Path::new("/opt/it"), &wanted).unwrap();
            tree.put(Path::new("/etc/name"), Entry::Text("it\n".into()));
            tree
        };
        let cache = dir.path().join("cache");
        let place = describe().build(&cache).unwrap();
        let it = place.join("opt/it");
        assert_eq!(fs::read_to_string(it.join("inside")).unwrap(), "one");
        assert_eq!(fs::read_link(it.join("inside")).unwrap(), Path::new("sub/file"));
        assert!(fs::symlink_metadata(it.join("outside")).unwrap().is_file());
        assert!(!it.join("dangling").exists() && !it.join("sub/skip").exists());
        let meta = fs::metadata(it.join("sub/file")).unwrap();
        assert_eq!(meta.mode() & 0o7777, 0o555, "set-uid must go, readers must come");
        assert_eq!(meta.mtime(), 1_000_000_007);

        fs::create_dir(cache.join(".draft-1-0")).unwrap();
        assert_eq!(describe().build(&cache).unwrap(), place);
        fs::write(source.join("sub/file"), "three").unwrap();
        let other = describe().build(&cache).unwrap();
        assert_ne!(other, place, "a changed source is another content");
        assert!(!cache.join(".draft-1-0").exists(), "a killed builder's draft stays");
    }
}
