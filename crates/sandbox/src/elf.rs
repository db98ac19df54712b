//! A reader of ELF files: for which machine, which loader, which shared libraries.
//!
//! It trusts nothing in the file: every offset is checked, and what does not add up is "no ELF".

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;

/// What kind of machine a program is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Machine {
    /// 64-bit x86.
    X86_64,
    /// 64-bit ARM.
    Aarch64,
    /// Any other, by its number in the ELF header.
    Other(u16),
}

impl Machine {
    /// The machine that this server was built for.
    pub const HOST: Self = if cfg!(target_arch = "aarch64") { Self::Aarch64 } else { Self::X86_64 };

    fn from_number(number: u16) -> Self {
        match number {
            62 => Self::X86_64,
            183 => Self::Aarch64,
            other => Self::Other(other),
        }
    }
}

impl std::fmt::Display for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::X86_64 => f.write_str("x86_64"),
            Self::Aarch64 => f.write_str("arm64"),
            Self::Other(number) => write!(f, "ELF machine {number}"),
        }
    }
}

/// The machine of the program that starts with these bytes, or `None` if it is no ELF file (a
/// script, say). Twenty bytes are enough.
pub fn machine(head: &[u8]) -> Option<Machine> {
    if head.get(..4)? != b"\x7fELF" {
        return None;
    }
    let number = [*head.get(18)?, *head.get(19)?];
    let little = head[5] == 1;
    Some(Machine::from_number(if little {
        u16::from_le_bytes(number)
    } else {
        u16::from_be_bytes(number)
    }))
}

/// Whether the program at `path` is for another machine than this one, and for which.
pub fn foreign(path: &Path) -> io::Result<Option<Machine>> {
    let mut head = Vec::with_capacity(20);
    File::open(path)?.take(20).read_to_end(&mut head)?;
    Ok(machine(&head).filter(|machine| *machine != Machine::HOST))
}

/// What a program or library says that it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The loader (`/lib64/ld-linux-x86-64.so.2`); libraries name none.
    pub interpreter: Option<String>,
    /// Names of libraries.
    pub libraries: Vec<String>,
    /// Where to look first, for this file and those that it loads; ignored beside `runpath`.
    pub rpath: Vec<String>,
    /// Where to look first, for this file.
    pub runpath: Vec<String>,
}

/// Read what the file at `path` needs; `None` if it is no 64-bit little-endian ELF file of this
/// host's machine.
pub fn needs(path: &Path) -> io::Result<Option<Needs>> {
    let file = File::open(path)?;
    let mut head = [0; 64];
    let mut len = 0;
    while len < head.len() {
        match file.read_at(&mut head[len..], len as u64)? {
            0 => return Ok(None),
            read => len += read,
        }
    }
    let is_ours = head[4] == 2 && head[5] == 1 && machine(&head) == Some(Machine::HOST);
    if !is_ours {
        return Ok(None);
    }
    Ok(read_needs(&file, &head).unwrap_or(None))
}

const PT_LOAD: u32 = 1;
const PT_DYNAMIC: u32 = 2;
const PT_INTERP: u32 = 3;
const DT_NEEDED: u64 = 1;
const DT_STRTAB: u64 = 5;
const DT_STRSZ: u64 = 10;
const DT_RPATH: u64 = 15;
const DT_RUNPATH: u64 = 29;

/// Longest table that is read; real ones have some kilobytes.
const TABLE_BYTES_MAX: u64 = 16 << 20;

struct Segment {
    kind: u32,
    offset: u64,
    address: u64,
    len: u64,
}

fn read_needs(file: &File, head: &[u8; 64]) -> io::Result<Option<Needs>> {
    let (table, size) = (u64_at(head, 32), u16_at(head, 54));
    let count = u16_at(head, 56);
    if size != 56 {
        return Ok(None);
    }
    let table = bytes(file, table, u64::from(size) * u64::from(count))?;
    let segments: Vec<Segment> = table
        .chunks_exact(56)
        .map(|entry| Segment {
            kind: u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]),
            offset: u64_at(entry, 8),
            address: u64_at(entry, 16),
            len: u64_at(entry, 32),
        })
        .collect();
    let mut needs = Needs::default();
    if let Some(segment) = segments.iter().find(|segment| segment.kind == PT_INTERP) {
        let text = bytes(file, segment.offset, segment.len)?;
        needs.interpreter = string(&text, 0);
    }
    let Some(dynamic) = segments.iter().find(|segment| segment.kind == PT_DYNAMIC) else {
        return Ok(Some(needs));
    };
    let dynamic = bytes(file, dynamic.offset, dynamic.len)?;
    let entries: Vec<(u64, u64)> = dynamic
        .chunks_exact(16)
        .map(|entry| (u64_at(entry, 0), u64_at(entry, 8)))
        .take_while(|(tag, _)| *tag != 0)
        .collect();
    let value = |tag| entries.iter().find(|entry| entry.0 == tag).map(|entry| entry.1);
    let (Some(address), Some(len)) = (value(DT_STRTAB), value(DT_STRSZ)) else {
        return Ok(Some(needs));
    };
    let Some(offset) = segments.iter().find_map(|segment| segment.offset_of(address)) else {
        return Ok(None);
    };
    let strings = bytes(file, offset, len)?;
    for (tag, at) in entries {
        let Some(text) = string(&strings, at) else {
            continue;
        };
        let paths = || text.split(':').filter(|path| !path.is_empty()).map(str::to_owned);
        match tag {
            DT_NEEDED => needs.libraries.push(text),
            DT_RPATH => needs.rpath = paths().collect(),
            DT_RUNPATH => needs.runpath = paths().collect(),
            _ => {}
        }
    }
    Ok(Some(needs))
}

impl Segment {
    /// Where in the file lies what is loaded at `address`.
    fn offset_of(&self, address: u64) -> Option<u64> {
        let inside = address.checked_sub(self.address)?;
        (self.kind == PT_LOAD && inside < self.len).then(|| self.offset.wrapping_add(inside))
    }
}

fn bytes(file: &File, offset: u64, len: u64) -> io::Result<Vec<u8>> {
    if len > TABLE_BYTES_MAX {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    let mut out = vec![0; len as usize];
    file.read_exact_at(&mut out, offset)?;
    Ok(out)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn string(table: &[u8], at: u64) -> Option<String> {
    let text = table.get(usize::try_from(at).ok()?..)?;
    let end = text.iter().position(|byte| *byte == 0)?;
    String::from_utf8(text[..end].to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_read_in_either_byte_order() {
        let mut head = [0_u8; 20];
        head[..6].copy_from_slice(b"\x7fELF\x02\x01");
        head[18] = 183;
        assert_eq!(machine(&head), Some(Machine::Aarch64));
        head[5] = 2;
        (head[18], head[19]) = (0, 62);
        assert_eq!(machine(&head), Some(Machine::X86_64));
        assert_eq!(machine(&head[..19]), None);
        assert_eq!(machine(b"#!/bin/sh\nexec something"), None);
    }

    #[test]
    fn this_test_needs_libc_and_a_loader() {
        let me = std::env::current_exe().unwrap();
        let needs = needs(&me).unwrap().unwrap();
        assert!(needs.libraries.iter().any(|name| name.starts_with("libc.")), "{needs:?}");
        assert!(needs.interpreter.unwrap().contains("ld"));
        assert_eq!(foreign(&me).unwrap(), None);
    }

    #[test]
    fn a_file_cut_anywhere_is_an_answer_and_never_a_panic() {
        let whole = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cut");
        for len in (0..200).chain([4096, whole.len() / 2]) {
            std::fs::write(&path, &whole[..len]).unwrap();
            let _ = needs(&path).unwrap();
        }
        let mut bent = whole[..4096].to_vec();
        bent[32..40].copy_from_slice(&u64::MAX.to_le_bytes());
        std::fs::write(&path, &bent).unwrap();
        assert_eq!(needs(&path).unwrap(), None);
    }
}
