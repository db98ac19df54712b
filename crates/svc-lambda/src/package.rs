//! Packages: a zip as a client sends it, read as the hostile input that it is, and unpacked into
//! the cache under the SHA-256 of the zip.
//!
//! First a [plan](plan) is made of names alone: every entry gets a path below the root, or the
//! package is refused. Only then is anything written, into a fresh folder that is renamed when it
//! is complete; links come last, so that nothing is ever written through one. All of it blocks.

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{self, Cursor, Read};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::platform;

/// The most entries that a package may have.
const ENTRIES_MAX: usize = 65_535;
/// The longest target of a link, in bytes.
const TARGET_BYTES_MAX: u64 = 4_096;
/// How many links one path may lead through.
const LINKS_MAX: usize = 40;

/// Why a package is refused.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// It is no zip, or not one that can be unpacked safely and completely.
    #[error("the package cannot be unpacked: {0}")]
    Broken(String),
    /// It has no entries.
    #[error("the package is empty")]
    Empty,
    /// Unpacked it would be larger than this many bytes.
    #[error("the package unpacks to more than {0} bytes")]
    TooLarge(u64),
    /// The cache cannot be written.
    #[error("write the package to the cache: {0}")]
    Cache(#[source] io::Error),
}

type Archive<'z> = ZipArchive<Cursor<&'z [u8]>>;
/// A path below the root, as its parts.
type Parts = Vec<String>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Folder,
    File { executable: bool },
    Link { target: String },
}

struct Entry {
    index: usize,
    kind: Kind,
}

type Plan = BTreeMap<Parts, Entry>;

/// Unpack `zip` into `dir`, unless `dir` is there already; `temporary` is a name beside it that
/// nobody else uses.
pub fn unpack(
    zip: &[u8],
    dir: &Path,
    temporary: &Path,
    bytes_max: u64,
) -> Result<(), PackageError> {
    if dir.exists() {
        return Ok(());
    }
    let mut archive = open(zip)?;
    let plan = plan(&mut archive)?;
    let written = write(&mut archive, &plan, temporary, bytes_max)
        .and_then(|()| publish(temporary, dir).map_err(PackageError::Cache));
    if written.is_err() || temporary.exists() {
        // Best effort: the sweep at the next start takes what is left.
        let _ = fs::remove_dir_all(temporary);
    }
    written
}

/// Read all of `zip` as [`unpack`] does, and write nothing.
pub fn check(zip: &[u8], bytes_max: u64) -> Result<(), PackageError> {
    let mut archive = open(zip)?;
    let plan = plan(&mut archive)?;
    let mut left = bytes_max;
    for entry in plan.values() {
        if matches!(entry.kind, Kind::File { .. }) {
            copy(&mut archive, entry.index, &mut io::sink(), &mut left, bytes_max)?;
        }
    }
    Ok(())
}

/// Take away what unpackers that were killed more than an hour ago left in `dir`.
pub fn sweep(dir: &Path, now_ms: i64) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Ok(modified) = entry.metadata().and_then(|found| found.modified()) else { continue };
        let modified = modified.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let age_ms = now_ms - modified.as_millis() as i64;
        if name.as_encoded_bytes().starts_with(b".new-") && age_ms > 3_600_000 {
            // Another server may be at it too.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Bytes of the files of the unpacked package in `dir`.
pub fn size(dir: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            bytes += size(&entry.path())?;
        } else if kind.is_file() {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

/// Whether the unpacked package in `dir` brings a boto3 of its own.
pub fn has_boto3(dir: &Path) -> bool {
    dir.join("boto3/__init__.py").exists()
}

/// The machine that the `bootstrap` in `dir` is built for, if it is not this one.
pub fn foreign_bootstrap(dir: &Path) -> Option<&'static str> {
    let mut header = [0; 20];
    File::open(dir.join("bootstrap")).ok()?.read_exact(&mut header).ok()?;
    foreign_elf(&header, std::env::consts::ARCH)
}

/// What an ELF header says it is built for, if it is not `host`; scripts are nobody's.
fn foreign_elf(header: &[u8; 20], host: &str) -> Option<&'static str> {
    if !header.starts_with(b"\x7fELF") {
        return None;
    }
    let machine = [header[18], header[19]];
    let little = header[5] == 1;
    let machine = if little { u16::from_le_bytes(machine) } else { u16::from_be_bytes(machine) };
    let built_for = platform::machine(machine, header[4]);
    (built_for != host).then_some(built_for)
}

fn broken(detail: impl std::fmt::Display) -> PackageError {
    PackageError::Broken(detail.to_string())
}

fn open(zip: &[u8]) -> Result<Archive<'_>, PackageError> {
    if zip.is_empty() {
        return Err(PackageError::Empty);
    }
    let archive = ZipArchive::new(Cursor::new(zip)).map_err(broken)?;
    if archive.is_empty() {
        return Err(PackageError::Empty);
    }
    if archive.len() > ENTRIES_MAX {
        return Err(broken("it has more than 65,535 entries"));
    }
    if archive.has_duplicate_names() {
        return Err(broken("a name occurs twice"));
    }
    Ok(archive)
}

/// Where every entry goes.
fn plan(archive: &mut Archive<'_>) -> Result<Plan, PackageError> {
    let mut plan = Plan::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(broken)?;
        if entry.encrypted() {
            return Err(broken("it is encrypted"));
        }
        let path = parts(&entry.name().map_err(broken)?)?;
        let kind = if entry.is_dir() {
            Kind::Folder
        } else if entry.is_symlink() {
            let mut target = String::new();
            (&mut entry).take(TARGET_BYTES_MAX + 1).read_to_string(&mut target).map_err(broken)?;
            if target.len() as u64 > TARGET_BYTES_MAX {
                return Err(broken("a link's target is too long"));
            }
            Kind::Link { target }
        } else {
            Kind::File { executable: entry.unix_mode().is_some_and(|mode| mode & 0o111 != 0) }
        };
        if path.is_empty() {
            if kind == Kind::Folder {
                continue;
            }
            return Err(broken("an entry has no name"));
        }
        let shown = path.join("/");
        if plan.insert(path, Entry { index, kind }).is_some() {
            return Err(broken(format!("the name {shown} occurs twice")));
        }
    }
    check_tree(&plan)?;
    Ok(plan)
}

/// The parts of an entry's name, none of which climbs.
fn parts(name: &str) -> Result<Parts, PackageError> {
    if name.starts_with('/') || name.contains('\0') {
        return Err(broken(format!("the name {name:?} is absolute or not a name")));
    }
    let parts: Parts =
        name.split('/').filter(|part| !matches!(*part, "" | ".")).map(str::to_owned).collect();
    if parts.iter().any(|part| part == ".." || part.len() > 255) || name.len() > 4_095 {
        return Err(broken(format!("the name {name:?} climbs or is too long")));
    }
    Ok(parts)
}

/// Nothing lies below a file or a link, and no link leads out.
fn check_tree(plan: &Plan) -> Result<(), PackageError> {
    for (path, entry) in plan {
        for depth in 1..path.len() {
            let above = plan.get(&path[..depth]);
            if above.is_some_and(|above| above.kind != Kind::Folder) {
                let shown = path.join("/");
                return Err(broken(format!("{shown} lies below what is no folder")));
            }
        }
        if let Kind::Link { target } = &entry.kind
            && !stays_inside(plan, &path[..path.len() - 1], target)
        {
            return Err(broken(format!("the link {} leaves the package", path.join("/"))));
        }
    }
    Ok(())
}

/// Whether `target`, seen from the folder `from`, is below the root, through whatever links of the
/// package it leads.
fn stays_inside(plan: &Plan, from: &[String], target: &str) -> bool {
    let mut at: Parts = from.to_vec();
    let mut ahead: Vec<&str> = target.split('/').rev().collect();
    let mut links = 0;
    if target.starts_with('/') || target.is_empty() || target.contains('\0') {
        return false;
    }
    while let Some(part) = ahead.pop() {
        match part {
            "" | "." => {}
            ".." => {
                if at.pop().is_none() {
                    return false;
                }
            }
            name => {
                at.push(name.to_owned());
                if let Some(Entry { kind: Kind::Link { target }, .. }) = plan.get(&at) {
                    links += 1;
                    if links > LINKS_MAX || target.starts_with('/') {
                        return false;
                    }
                    at.pop();
                    ahead.extend(target.split('/').rev());
                }
            }
        }
    }
    true
}

fn write(
    archive: &mut Archive<'_>,
    plan: &Plan,
    root: &Path,
    bytes_max: u64,
) -> Result<(), PackageError> {
    let cache = PackageError::Cache;
    make_folder(root).map_err(cache)?;
    let mut left = bytes_max;
    // In the order of the names, so that a folder comes before what is in it.
    for (parts, entry) in plan {
        let path = below(root, parts);
        match &entry.kind {
            Kind::Folder => make_folders(root, parts).map_err(cache)?,
            Kind::File { executable } => {
                make_folders(root, &parts[..parts.len() - 1]).map_err(cache)?;
                let mut file = File::create_new(&path).map_err(cache)?;
                copy(archive, entry.index, &mut file, &mut left, bytes_max)?;
                let mode = if *executable { 0o755 } else { 0o644 };
                file.set_permissions(Permissions::from_mode(mode)).map_err(cache)?;
            }
            Kind::Link { .. } => {}
        }
    }
    for (parts, entry) in plan {
        if let Kind::Link { target } = &entry.kind {
            make_folders(root, &parts[..parts.len() - 1]).map_err(cache)?;
            symlink(target, below(root, parts)).map_err(cache)?;
        }
    }
    Ok(())
}

/// Copy one entry; what counts is how many bytes there are, not how many it says there are.
fn copy(
    archive: &mut Archive<'_>,
    index: usize,
    to: &mut impl io::Write,
    left: &mut u64,
    bytes_max: u64,
) -> Result<(), PackageError> {
    let mut entry = archive.by_index(index).map_err(broken)?;
    let mut buffer = vec![0; 64 << 10];
    loop {
        // Reading to the end is what compares the CRC.
        let count = match entry.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(broken(error)),
        };
        *left = left.checked_sub(count as u64).ok_or(PackageError::TooLarge(bytes_max))?;
        to.write_all(&buffer[..count]).map_err(PackageError::Cache)?;
    }
}

fn below(root: &Path, parts: &[String]) -> PathBuf {
    root.iter().chain(parts.iter().map(AsRef::as_ref)).collect()
}

fn make_folders(root: &Path, parts: &[String]) -> io::Result<()> {
    for depth in 1..=parts.len() {
        let path = below(root, &parts[..depth]);
        if !path.exists() {
            make_folder(&path)?;
        }
    }
    Ok(())
}

/// A folder that any user can read, whatever the umask.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o755))
}

/// Make the finished folder visible under its name. Synced first: after a power failure a folder
/// of that name is taken for complete.
pub(crate) fn publish(temporary: &Path, dir: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(temporary)?)?;
    match fs::rename(temporary, dir) {
        // Somebody else unpacked the same package meanwhile.
        Err(_) if dir.exists() => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_through_links_before_they_are_let_in() {
        let mut plan = Plan::new();
        let mut link = |path: &str, target: &str| {
            let kind = Kind::Link { target: target.to_owned() };
            plan.insert(parts(path).expect("a path"), Entry { index: 0, kind });
        };
        link("p/q/up", "..");
        link("top", "p/q/up/..");
        link("round", "round");
        let check = |from: &str, target: &str, inside: bool| {
            let from = parts(from).expect("a path");
            assert_eq!(stays_inside(&plan, &from, target), inside, "{from:?} -> {target}");
        };
        check("", "a/b", true);
        check("", "../a", false);
        check("p/q", "../../a", true);
        check("p/q", "../../../a", false);
        check("", "/etc/passwd", false);
        check("", "top", true);
        check("", "top/..", false);
        check("", "round", false);
        check("", "", false);
    }

    #[test]
    fn an_elf_header_tells_a_foreign_bootstrap() {
        let check = |machine: u16, class: u8, host: &str, foreign: Option<&str>| {
            let mut header = [0; 20];
            header[..4].copy_from_slice(b"\x7fELF");
            (header[4], header[5]) = (class, 1);
            header[18..].copy_from_slice(&machine.to_le_bytes());
            assert_eq!(foreign_elf(&header, host), foreign, "{machine} on {host}");
        };
        check(62, 2, "x86_64", None);
        check(183, 2, "x86_64", Some("aarch64"));
        check(62, 2, "aarch64", Some("x86_64"));
        check(3, 1, "x86_64", Some("x86"));
        check(8, 1, "x86_64", Some("another machine"));
        assert_eq!(foreign_elf(b"#!/bin/sh\nexec true\n", "x86_64"), None);
    }
}
