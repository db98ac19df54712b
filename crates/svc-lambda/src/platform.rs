//! What packages and layers have that does not run here: native code of another platform, which a
//! wheel leaves behind that was fetched on Windows or macOS, for another machine or for another
//! Python; and extensions.
//!
//! AWS takes packages of another platform and lets the import fail. So does hamsu, but it tells at
//! deployment (`notice.rs`), and `hamsu doctor NAME` tells again. The rules are pure: names, the
//! first bytes of files, and the tags in `dist-info/WHEEL`.

use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

/// How many bytes of a file are looked at.
const HEAD_BYTES: u64 = 20;
/// Of a WHEEL file, which is some lines.
const WHEEL_BYTES: u64 = 64 << 10;

/// What a package is to run on, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// Versions of Python, `3.11`: any of them will do. Empty: whatever Python.
    pub pythons: Vec<String>,
    /// `x86_64`, `aarch64`.
    pub machine: &'static str,
    /// Whether it is a layer.
    pub layer: bool,
}

/// A file that does not run there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its path in the package.
    pub file: String,
    /// Why: `is built for Windows`.
    pub says: String,
}

impl Platform {
    /// This machine, with the Python of these runtimes.
    pub fn of<'r>(runtimes: impl IntoIterator<Item = &'r str>) -> Self {
        let pythons = runtimes.into_iter().filter_map(|runtime| runtime.strip_prefix("python"));
        let pythons = pythons.map(str::to_owned).collect();
        Self { pythons, machine: std::env::consts::ARCH, layer: false }
    }

    /// The same for a layer.
    #[must_use]
    pub fn for_layer(self) -> Self {
        Self { layer: true, ..self }
    }

    /// What is to be told of the file `name`.
    fn finding(&self, name: String, head: &[u8]) -> Option<Finding> {
        if let Some(built_for) = self.foreign(&name, head) {
            return Some(Finding { file: name, says: format!("is built for {built_for}") });
        }
        let program = head.starts_with(b"\x7fELF") || head.starts_with(b"#!");
        let says = "is an extension; extensions are not started".to_owned();
        (self.layer && is_extension(&name) && program).then_some(Finding { file: name, says })
    }

    /// What the file `name` is built for, if that is not this platform; `head` are its first bytes,
    /// or all of it where it is a WHEEL.
    fn foreign(&self, name: &str, head: &[u8]) -> Option<String> {
        if is_wheel(name) {
            return self.foreign_tags(&String::from_utf8_lossy(head));
        }
        let file = name.rsplit('/').next().unwrap_or(name);
        if head.starts_with(b"MZ") && has_ending(file, &["pyd", "dll"]) {
            return Some("Windows".to_owned());
        }
        if is_mach_o(file, head) {
            return Some("macOS".to_owned());
        }
        if let Some(machine) = elf_machine(head).filter(|machine| *machine != self.machine) {
            return Some(machine.to_owned());
        }
        self.foreign_module(file)
    }

    /// By the tag in the name of an extension module: `etree.cpython-311-x86_64-linux-gnu.so`.
    fn foreign_module(&self, file: &str) -> Option<String> {
        let (_, tag) = file.split_once(".cpython-")?;
        let (version, platform) = tag.strip_suffix(".so")?.split_once('-')?;
        if platform.ends_with("-musl") {
            return Some("musl libc".to_owned());
        }
        // Debug builds and free-threaded ones have a letter behind the number.
        let python = python_of(version)?;
        (!self.has(&python)).then(|| format!("Python {python}"))
    }

    /// By the tags of a wheel, one of which has to fit.
    fn foreign_tags(&self, wheel: &str) -> Option<String> {
        let tags: Vec<&str> =
            wheel.lines().filter_map(|line| line.strip_prefix("Tag:")).map(str::trim).collect();
        let reasons: Vec<Option<String>> = tags.iter().map(|tag| self.foreign_tag(tag)).collect();
        if reasons.iter().any(Option::is_none) {
            return None;
        }
        reasons.into_iter().flatten().next()
    }

    /// Why `cp311-cp311-manylinux_2_17_x86_64` does not fit; `None` if it does, or is no tag.
    fn foreign_tag(&self, tag: &str) -> Option<String> {
        let mut parts = tag.splitn(3, '-');
        let (python, abi, platform) = (parts.next()?, parts.next()?, parts.next()?);
        if platform == "any" {
            return None;
        }
        if let Some(system) = system_of(platform) {
            return Some(system.to_owned());
        }
        let fits = platform.ends_with(&format!("_{}", self.machine));
        if platform.contains("linux") && !fits {
            let machine = MACHINES.iter().find(|name| platform.ends_with(&format!("_{name}")));
            return Some(machine.unwrap_or(&"another machine").to_string());
        }
        let version = python_of(python.strip_prefix("cp")?)?;
        let fits = if abi == "abi3" {
            self.pythons.is_empty() || self.pythons.iter().any(|own| !is_before(own, &version))
        } else {
            abi == "none" || self.has(&version)
        };
        (!fits).then(|| format!("Python {version}"))
    }

    fn has(&self, python: &str) -> bool {
        self.pythons.is_empty() || self.pythons.iter().any(|own| own == python)
    }
}

const MACHINES: [&str; 8] =
    ["x86_64", "aarch64", "i686", "armv7l", "armv6l", "ppc64le", "s390x", "riscv64"];

/// What the package `zip` has that does not run on `platform`.
pub fn in_zip(zip: &[u8], platform: &Platform) -> Result<Vec<Finding>, String> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|error| error.to_string())?;
    let mut findings = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|error| error.to_string())?.into_owned();
        if entry.is_file() && concerns(&name) {
            let head = head(&name, entry).map_err(|error| format!("{name}: {error}"))?;
            findings.extend(platform.finding(name, &head));
        }
    }
    findings.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(findings)
}

/// The same of the unpacked package in `dir`.
pub(crate) fn in_dir(dir: &Path, platform: &Platform) -> io::Result<Vec<Finding>> {
    let (mut findings, mut ahead) = (Vec::new(), vec![String::new()]);
    while let Some(below) = ahead.pop() {
        for entry in fs::read_dir(dir.join(&below))? {
            let entry = entry?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                ahead.push(format!("{name}/"));
            } else if kind.is_file() && concerns(&name) {
                let head = head(&name, File::open(entry.path())?)?;
                findings.extend(platform.finding(name, &head));
            }
        }
    }
    findings.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(findings)
}

/// Whether a file of this name may be native code, or say what is.
fn concerns(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let native = [".so", ".pyd", ".dll", ".dylib"];
    is_wheel(name)
        || native.iter().any(|end| file.ends_with(end))
        || file.contains(".so.")
        || name == "bootstrap"
        || name.starts_with("bin/")
        || is_extension(name)
}

/// What AWS starts beside a function's runtime.
fn is_extension(name: &str) -> bool {
    name.strip_prefix("extensions/").is_some_and(|name| !name.contains('/'))
}

fn is_wheel(name: &str) -> bool {
    name.ends_with(".dist-info/WHEEL")
}

fn head(name: &str, file: impl Read) -> io::Result<Vec<u8>> {
    let most = if is_wheel(name) { WHEEL_BYTES } else { HEAD_BYTES };
    let mut head = Vec::new();
    file.take(most).read_to_end(&mut head)?;
    Ok(head)
}

fn has_ending(file: &str, endings: &[&str]) -> bool {
    file.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

/// Thin files of either size and order; fat ones begin like Java's classes.
fn is_mach_o(file: &str, head: &[u8]) -> bool {
    let library = has_ending(file, &["so", "dylib"]);
    match head.first_chunk::<4>() {
        Some(
            b"\xFE\xED\xFA\xCE" | b"\xFE\xED\xFA\xCF" | b"\xCE\xFA\xED\xFE" | b"\xCF\xFA\xED\xFE",
        ) => true,
        Some(b"\xCA\xFE\xBA\xBE") => library,
        _ => false,
    }
}

/// The machine of an ELF file that can be loaded or started.
fn elf_machine(head: &[u8]) -> Option<&'static str> {
    let head: &[u8; 20] = head.first_chunk()?;
    let little = head[5] == 1;
    let number = |at: usize| {
        let bytes = [head[at], head[at + 1]];
        if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) }
    };
    let loadable = matches!(number(16), 2 | 3);
    if !head.starts_with(b"\x7fELF") || !loadable {
        return None;
    }
    Some(machine(number(18), head[4]))
}

/// What an ELF header says it is built for.
pub(crate) fn machine(number: u16, class: u8) -> &'static str {
    match (number, class) {
        (62, 2) => "x86_64",
        (183, 2) => "aarch64",
        (3, _) => "x86",
        (40, _) => "arm",
        _ => "another machine",
    }
}

/// The system of a wheel's platform tag, if it is not Linux with glibc.
fn system_of(platform: &str) -> Option<&'static str> {
    const SYSTEMS: [(&str, &str); 5] = [
        ("win", "Windows"),
        ("macosx", "macOS"),
        ("musllinux", "musl libc"),
        ("ios", "iOS"),
        ("android", "Android"),
    ];
    SYSTEMS.iter().find(|(start, _)| platform.starts_with(start)).map(|(_, name)| *name)
}

/// `311` → `3.11`.
fn python_of(digits: &str) -> Option<String> {
    let digits = digits.trim_end_matches(|end: char| end.is_ascii_lowercase());
    let (major, minor) = digits.split_at_checked(1)?;
    let minor: u32 = minor.parse().ok()?;
    Some(format!("{major}.{minor}"))
}

fn is_before(one: &str, other: &str) -> bool {
    let number = |version: &str| {
        let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
        (parts.next(), parts.next())
    };
    number(one) < number(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(pythons: &[&str]) -> Platform {
        let pythons = pythons.iter().map(|python| (*python).to_owned()).collect();
        Platform { pythons, machine: "x86_64", layer: false }
    }

    fn elf(machine: u8, kind: u8) -> Vec<u8> {
        let mut head = vec![0; 20];
        head[..6].copy_from_slice(b"\x7fELF\x02\x01");
        (head[16], head[18]) = (kind, machine);
        head
    }

    #[test]
    fn files_are_told_by_their_first_bytes_and_their_names() {
        let (x86, arm) = (elf(62, 3), elf(183, 3));
        let check = |name: &str, head: &[u8], built_for: Option<&str>| {
            assert!(concerns(name), "{name}");
            let found = here(&["3.11"]).foreign(name, head);
            assert_eq!(found.as_deref(), built_for, "{name}");
        };
        check("lxml/etree.cp311-win_amd64.pyd", b"MZ\x90", Some("Windows"));
        check("lib/x.dll", b"MZ\x90", Some("Windows"));
        check("a/_x.cpython-311-darwin.so", b"\xCF\xFA\xED\xFE", Some("macOS"));
        check("a/_x.cpython-311-darwin.so", b"\xCA\xFE\xBA\xBE", Some("macOS"));
        check("lib/liba.1.dylib", b"\xCA\xFE\xBA\xBE", Some("macOS"));
        check("bin/Tool", b"\xCA\xFE\xBA\xBE", None);
        check("bin/tool", b"\xFE\xED\xFA\xCF", Some("macOS"));
        check("python/_x.cpython-311-x86_64-linux-gnu.so", &x86, None);
        check("python/_x.cpython-311-aarch64-linux-gnu.so", &arm, Some("aarch64"));
        check("python/_x.cpython-312-x86_64-linux-gnu.so", &x86, Some("Python 3.12"));
        check("python/_x.cpython-39-x86_64-linux-gnu.so", &x86, Some("Python 3.9"));
        check("python/_x.cpython-311-x86_64-linux-musl.so", &x86, Some("musl libc"));
        check("python/_x.abi3.so", &x86, None);
        check("lib/libz.so.1", &arm, Some("aarch64"));
        check("bootstrap", &arm, Some("aarch64"));
        check("bootstrap", b"#!/bin/sh\nexec true\n", None);
        check("bin/part.o", &elf(183, 1), None);
        check("short.so", b"\x7fELF", None);
        check("linker-script.so", b"GROUP ( libc.so.6 )", None);
        for name in ["distlib/w64.exe", "setuptools/cli.exe", "Main.class", "a.py", "WHEEL"] {
            assert!(!concerns(name), "{name}");
        }
        // Whatever Python.
        let any = here(&[]).foreign("_x.cpython-312-x86_64-linux-gnu.so", &x86);
        assert_eq!(any, None);
        let two = here(&["3.11", "3.12"]).foreign("_x.cpython-312-x86_64-linux-gnu.so", &x86);
        assert_eq!(two, None);
    }

    #[test]
    fn a_wheel_fits_if_one_of_its_tags_does() {
        let check = |tags: &[&str], built_for: Option<&str>| {
            let lines = format!("Tag: {}\n", tags.join("\nTag: "));
            let text = format!("Wheel-Version: 1.0\nRoot-Is-Purelib: false\n{lines}");
            let found = here(&["3.11"]).foreign("python/x-1.dist-info/WHEEL", text.as_bytes());
            assert_eq!(found.as_deref(), built_for, "{tags:?}");
        };
        check(&["py3-none-any"], None);
        check(&["py2-none-any", "py3-none-any"], None);
        check(&["cp311-cp311-manylinux_2_17_x86_64", "cp311-cp311-manylinux2014_x86_64"], None);
        check(&["cp311-cp311-linux_x86_64"], None);
        check(&["cp36-abi3-manylinux_2_28_x86_64"], None);
        check(&["cp312-abi3-manylinux_2_28_x86_64"], Some("Python 3.12"));
        check(&["py3-none-manylinux_2_17_x86_64"], None);
        check(&["cp311-cp311-win_amd64"], Some("Windows"));
        check(&["cp311-cp311-macosx_11_0_arm64"], Some("macOS"));
        check(&["cp311-cp311-macosx_10_9_universal2"], Some("macOS"));
        check(&["cp311-cp311-musllinux_1_2_x86_64"], Some("musl libc"));
        check(&["cp311-cp311-manylinux2014_aarch64"], Some("aarch64"));
        check(&["cp311-cp311-manylinux_2_5_i686"], Some("i686"));
        check(&["cp312-cp312-manylinux_2_28_x86_64"], Some("Python 3.12"));
        check(&["cp311-cp311-win_amd64", "cp311-cp311-manylinux_2_17_x86_64"], None);
        check(&[], None);
        check(&["nonsense"], None);
    }

    #[test]
    fn a_layers_extensions_are_told_and_a_packages_are_none() {
        let check = |platform: &Platform, name: &str, head: &[u8], says: Option<&str>| {
            let found = platform.finding(name.to_owned(), head);
            assert_eq!(found.map(|found| found.says).as_deref(), says, "{name}");
        };
        let layer = here(&[]).for_layer();
        let not_started = Some("is an extension; extensions are not started");
        check(&layer, "extensions/agent", b"#!/bin/sh\n", not_started);
        check(&layer, "extensions/agent", &elf(62, 2), not_started);
        check(&layer, "extensions/agent", &elf(183, 2), Some("is built for aarch64"));
        check(&layer, "extensions/readme", b"text", None);
        check(&here(&[]), "extensions/agent", b"#!/bin/sh\n", None);
        assert!(!concerns("extensions/agent/part"));
    }

    #[test]
    fn runtimes_tell_the_pythons() {
        let of = |runtimes: &[&str]| Platform::of(runtimes.iter().copied()).pythons;
        assert_eq!(of(&["python3.11", "nodejs22.x", "python3.12"]), ["3.11", "3.12"]);
        assert_eq!(of(&["provided.al2023"]), [""; 0]);
    }
}
