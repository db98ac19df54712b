//! The version files of fjall's trees, checked before it reads them.
//!
//! Each tree has a file `current` that names a version file `vN` and its XXH3-128; `vN` names the
//! tree's tables and their XXH3-128. fjall checks neither, and deletes the tables that `vN` does
//! not name; see `fjall.rs`.

use std::path::{Path, PathBuf};

use crate::doctor::Finding;
use crate::engine::EngineError;

use super::files::{Bytes, damaged, unreadable};
use xxhash_rust::xxh3::xxh3_128;

/// fjall's own tree of keyspace names, and ours.
const TREES: [&str; 2] = ["0", "1"];

fn tree_dirs(engine: &Path) -> [PathBuf; 2] {
    TREES.map(|tree| engine.join("keyspaces").join(tree))
}

/// Check that both trees are there and their version files are what was written.
pub(super) fn check(engine: &Path) -> Result<(), EngineError> {
    let marker = engine.join("version");
    if !marker.exists() {
        return Err(damaged(&marker, "it is missing"));
    }
    for tree in tree_dirs(engine) {
        check_tree(&tree)?;
    }
    Ok(())
}

struct TableFile {
    path: PathBuf,
    hash: u128,
}

/// Returns the tree's tables.
fn check_tree(tree: &Path) -> Result<Vec<TableFile>, EngineError> {
    let current = tree.join("current");
    let named = std::fs::read(&current).map_err(|error| unreadable(&current, &error))?;
    let mut bytes = Bytes(&named);
    let (Some(number), Some(hash), Some(0), true) =
        (bytes.u64(), bytes.u128(), bytes.u8(), bytes.0.is_empty())
    else {
        return Err(damaged(&current, "it is not of the form that the engine writes"));
    };
    let path = tree.join(format!("v{number}"));
    let Ok(content) = std::fs::read(&path) else {
        return Err(damaged(
            &current,
            format!("it names {}, which cannot be read", path.display()),
        ));
    };
    if xxh3_128(&content) != hash {
        let detail = format!("its checksum is not the one that {} has", current.display());
        return Err(damaged(&path, detail));
    }
    let tables = tables(&content)
        .ok_or_else(|| damaged(&path, "its list of tables is not of the form that is known"))?;
    let tables = tables.into_iter().map(|(number, hash)| {
        let path = tree.join("tables").join(number.to_string());
        if path.exists() {
            Ok(TableFile { path, hash })
        } else {
            Err(damaged(&path, "it is missing"))
        }
    });
    tables.collect()
}

/// Numbers and hashes of the tables that a version file names.
fn tables(content: &[u8]) -> Option<Vec<(u64, u128)>> {
    let section = section(content, b"tables")?;
    let mut bytes = Bytes(section);
    let mut found = Vec::new();
    for _level in 0..bytes.u8()? {
        for _run in 0..bytes.u8()? {
            for _table in 0..bytes.u32()? {
                let number = bytes.u64()?;
                let _hash_kind = bytes.u8()?;
                let hash = bytes.u128()?;
                let _sequence = bytes.u64()?;
                found.push((number, hash));
            }
        }
    }
    bytes.0.is_empty().then_some(found)
}

/// A named section of the archive format that version files and tables have: the last 38 bytes
/// say where the table of contents begins.
fn section<'a>(content: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut trailer = Bytes(content.get(content.len().checked_sub(38)?..)?);
    trailer.take(4 + 1 + 1 + 16)?;
    let contents_at = usize::try_from(trailer.u64()?).ok()?;
    let mut contents = Bytes(content.get(contents_at..)?);
    contents.take(4)?;
    for _ in 0..contents.u32()? {
        let at = usize::try_from(contents.u64()?).ok()?;
        let length = usize::try_from(contents.u64()?).ok()?;
        let name_length = contents.u16()?;
        if contents.take(usize::from(name_length))? == name {
            return content.get(at..)?.get(..length);
        }
    }
    None
}

/// Read the tables and version files of a tree completely and name those that are damaged.
pub(crate) fn damaged_files(engine: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    for tree in tree_dirs(engine) {
        match check_tree(&tree) {
            Ok(tables) => {
                for table in tables {
                    let found = std::fs::read(&table.path).ok().map(|file| xxh3_128(&file));
                    if found != Some(table.hash) {
                        findings.push(Finding {
                            file: table.path,
                            detail: "its checksum is not the one it was written with".to_owned(),
                        });
                    }
                }
            }
            Err(EngineError::Damaged { file, detail }) => findings.push(Finding { file, detail }),
            Err(error) => {
                findings.push(Finding { file: tree.clone(), detail: error.to_string() });
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Disk, Version};

    #[test]
    fn every_bit_of_a_version_file_and_of_the_file_that_names_it_counts() {
        let dir = tempfile::tempdir().expect("directory");
        let disk = crate::fjall::FjallDisk::new(dir.path(), true, 1 << 20);
        drop(disk.open_engine(Version(0), false).expect("make"));
        let engine = dir.path().join("engine");
        check(&engine).expect("intact");
        for tree in tree_dirs(&engine) {
            let current = tree.join("current");
            let number = Bytes(&std::fs::read(&current).expect("read")).u64().expect("number");
            // Older version files may lie beside it: `current` must not come to name one.
            for path in [tree.join(format!("v{number}")), current] {
                let whole = std::fs::read(&path).expect("read");
                for at in 0..whole.len() {
                    let mut content = whole.clone();
                    content[at] ^= 1 << (at % 8);
                    std::fs::write(&path, content).expect("write");
                    let place = format!("byte {at} of {}", path.display());
                    let checked = check(&engine);
                    assert!(matches!(checked, Err(EngineError::Damaged { .. })), "{place}");
                }
                std::fs::write(&path, whole).expect("write");
            }
        }
        check(&engine).expect("intact again");
    }
}
