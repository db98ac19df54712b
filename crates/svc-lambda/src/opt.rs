//! /opt of a function with several layers: their unpacked packages laid over each other, once for
//! each list of them, in the cache of packages.
//!
//! Files are hard links to those of the layers, so that nothing lies on the disk twice. A later
//! layer hides what an earlier one has in the same place, as a whole unless both have a folder
//! there; a link of an earlier layer is hidden too, never followed. All of it blocks.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::package::{make_folder, publish};

/// Lay the folders `layers` over each other, the last one on top, in `dir`, unless that is there
/// already; `temporary` is a name beside it that nobody else uses.
pub(crate) fn lay(layers: &[PathBuf], dir: &Path, temporary: &Path) -> io::Result<()> {
    if dir.exists() {
        return Ok(());
    }
    let laid = make_folder(temporary)
        .and_then(|()| layers.iter().try_for_each(|layer| over(layer, temporary)))
        .and_then(|()| publish(temporary, dir));
    if laid.is_err() || temporary.exists() {
        // Best effort: the sweep at the next start takes what is left.
        let _ = fs::remove_dir_all(temporary);
    }
    laid
}

/// Lay the folder `from` over the folder `to`.
fn over(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        let below = target.symlink_metadata().ok().map(|found| found.file_type());
        match below {
            Some(below) if below.is_dir() && !kind.is_dir() => fs::remove_dir_all(&target)?,
            Some(below) if !below.is_dir() => fs::remove_file(&target)?,
            _ => {}
        }
        if kind.is_dir() {
            if !target.is_dir() {
                make_folder(&target)?;
            }
            over(&source, &target)?;
        } else if kind.is_symlink() {
            symlink(fs::read_link(&source)?, &target)?;
        } else if fs::hard_link(&source, &target).is_err() {
            // A file has only so many names.
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these files; a name that ends in `@` is a link to its text.
    fn layer(root: &Path, name: &str, files: &[(&str, &str)]) -> PathBuf {
        let dir = root.join(name);
        make_folder(&dir).expect("a folder");
        for (path, text) in files {
            let place = dir.join(path.trim_end_matches('@'));
            fs::create_dir_all(place.parent().expect("a parent")).expect("its folder");
            if path.ends_with('@') {
                symlink(text, &place).expect("a link");
            } else {
                fs::write(&place, text).expect("a file");
            }
        }
        dir
    }

    #[test]
    fn a_later_layer_hides_what_an_earlier_one_has_in_its_place() {
        let root = tempfile::tempdir().expect("a folder");
        let outside = root.path().join("outside");
        fs::write(&outside, "untouched").expect("a file");
        let first = [
            ("python/a.py", "first"),
            ("python/only_first.py", "first"),
            ("python/pkg/__init__.py", "first"),
            ("lib@", "../outside"),
            ("data/one", "first"),
            ("bin/tool@", "../python/a.py"),
        ];
        let second = [
            ("python/a.py", "second"),
            ("python/pkg", "a file over a folder"),
            ("lib/x", "a folder over a link"),
            ("data@", "python"),
            ("bin/tool", "a file over a link"),
        ];
        let layers = [layer(root.path(), "first", &first), layer(root.path(), "second", &second)];
        let dir = root.path().join("opt");
        lay(&layers, &dir, &root.path().join(".new-1")).expect("laid");
        let read = |path: &str| fs::read_to_string(dir.join(path)).expect(path);
        assert_eq!(read("python/a.py"), "second");
        assert_eq!(read("python/only_first.py"), "first");
        assert_eq!(read("python/pkg"), "a file over a folder");
        assert_eq!(read("lib/x"), "a folder over a link");
        assert_eq!(fs::read_link(dir.join("data")).expect("a link"), Path::new("python"));
        assert_eq!(read("bin/tool"), "a file over a link");
        assert_eq!(fs::read_to_string(&outside).expect("outside"), "untouched");
        let own = |path: &str| fs::read_to_string(layers[0].join(path)).expect(path);
        assert_eq!(own("python/a.py"), "first", "the layers themselves stay as they are");
        assert_eq!(own("bin/tool"), "first");
        assert!(!root.path().join(".new-1").exists());
        // Found, not made anew.
        lay(&[], &dir, &root.path().join(".new-2")).expect("found");
        assert_eq!(read("python/a.py"), "second");
    }
}
