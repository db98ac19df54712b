//! fjall's journals, walked before it replays them.
//!
//! A journal is a row of batches: a start mark with item count and sequence number, the items, an
//! end mark with a checksum of the items. fjall checks that checksum itself. What it does not
//! check is walked here: that marks are whole, that sequence numbers rise, and, by the item that
//! our engine adds to each batch (see [`version_item`]), that no version is left out.
//!
//! A journal may end in garbage, torn by a crash. That is so only if every acknowledged version
//! comes before it; otherwise the journal is damaged.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::engine::{EngineError, Version};

use super::files::{damaged, journals, unreadable};

/// The key of the item that each batch ends with: the versions that the batch makes.
pub(super) const VERSION_KEY: [u8; 2] = [crate::commit::RESERVED, b'v'];

const VERSION_ITEM_BYTES: usize = 16;

/// The value at [`VERSION_KEY`]: the first and the last version of the batch.
pub(super) fn version_item(first: Version, last: Version) -> [u8; VERSION_ITEM_BYTES] {
    let mut item = [0; VERSION_ITEM_BYTES];
    item[..8].copy_from_slice(&first.0.to_be_bytes());
    item[8..].copy_from_slice(&last.0.to_be_bytes());
    item
}

/// The last version that a value at [`VERSION_KEY`] names.
pub(super) fn last_version(item: &[u8]) -> Option<Version> {
    versions(item).map(|(_, last)| last)
}

fn versions(item: &[u8]) -> Option<(Version, Version)> {
    let item: &[u8; VERSION_ITEM_BYTES] = item.try_into().ok()?;
    let (first, last) = item.split_first_chunk::<8>()?;
    let last = u64::from_be_bytes(last.try_into().ok()?);
    Some((Version(u64::from_be_bytes(*first)), Version(last)))
}

/// What the journals hold.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The journal that is being written.
    pub(super) active: PathBuf,
    /// Where, in the active journal, the last batch ends that is sealed.
    pub(super) sealed_end: u64,
    /// The last version in any journal.
    pub(super) last: Option<Version>,
    /// Up to this version, the tables must hold what the journals do not.
    pub(super) tables_up_to: Version,
    /// The active journal ends in what is no batch, and holds no batch before it.
    pub(super) only_garbage: bool,
    sequence: Option<u64>,
}

impl Walked {
    /// Whether the active journal holds batches beyond the seal.
    pub(super) fn has_unsealed(&self, sealed: Version) -> bool {
        self.last.is_some_and(|last| last > sealed)
    }
}

/// Walk all journals of `engine`; an error if an acknowledged version is damaged.
pub(super) fn walk(engine: &Path, sealed: Version) -> Result<Walked, EngineError> {
    let mut files = journals(engine)?;
    let Some(active) = files.pop() else {
        return Err(damaged(engine, "its journal (a file NUMBER.jnl) is missing"));
    };
    let mut walked = Walked { active: active.path.clone(), ..Walked::default() };
    let mut number = None;
    for file in &files {
        if number.is_some_and(|number| file.number != number + 1) {
            return Err(damaged(&file.path, "the journal before it is missing"));
        }
        number = Some(file.number);
        let end = walk_file(&mut walked, &file.path, sealed)?;
        if let Some(offset) = end.garbage {
            let detail = format!("what follows byte {offset} is not what was written");
            return Err(damaged(&file.path, detail));
        }
    }
    if number.is_some_and(|number| active.number != number + 1) {
        return Err(damaged(&active.path, "the journal before it is missing"));
    }
    walked.sealed_end = 0;
    let end = walk_file(&mut walked, &active.path, sealed)?;
    if let Some(offset) = end.garbage {
        match walked.last {
            Some(last) if last < sealed => {
                let detail = format!(
                    "what follows byte {offset} is not what was written: it ends with version \
                     {last}, but version {sealed} was acknowledged"
                );
                return Err(damaged(&active.path, detail));
            }
            Some(_) => {}
            None => walked.only_garbage = true,
        }
    }
    Ok(walked)
}

struct End {
    /// Where garbage begins.
    garbage: Option<u64>,
}

fn walk_file(walked: &mut Walked, path: &Path, sealed: Version) -> Result<End, EngineError> {
    let io = |error: io::Error| unreadable(path, &error);
    let file = File::open(path).map_err(io)?;
    let length = file.metadata().map_err(io)?.len();
    let mut reader = Reader { file: BufReader::with_capacity(64 << 10, file), at: 0, length };
    let mut end = 0;
    while let Some(batch) = reader.batch().map_err(io)? {
        if walked.sequence.is_some_and(|before| batch.sequence <= before) {
            let detail = format!("the sequence number of the batch at byte {end} is wrong");
            return Err(damaged(path, detail));
        }
        walked.sequence = Some(batch.sequence);
        let before = walked.last.unwrap_or_default();
        if batch.first <= before || batch.last < batch.first {
            let detail = format!("the versions of the batch at byte {end} are wrong");
            return Err(damaged(path, detail));
        }
        if batch.first.0 > before.0 + 1 {
            walked.tables_up_to = Version(batch.first.0 - 1);
        }
        walked.last = Some(batch.last);
        end = reader.at;
        if batch.last <= sealed {
            walked.sealed_end = end;
        }
    }
    let garbage = (!only_zeros(reader.file.get_mut(), end, length).map_err(io)?).then_some(end);
    Ok(End { garbage })
}

struct Batch {
    sequence: u64,
    first: Version,
    last: Version,
}

struct Reader {
    file: BufReader<File>,
    at: u64,
    length: u64,
}

impl Reader {
    /// The next whole batch, or `None` where the bytes are none.
    fn batch(&mut self) -> io::Result<Option<Batch>> {
        const START: u8 = 1;
        const ITEM: u8 = 2;
        const END: u8 = 3;
        const END_MAGIC: [u8; 4] = *b"FJL\x03";
        let Some([START]) = self.array()? else {
            return Ok(None);
        };
        let Some(count) = self.array()?.map(u32::from_le_bytes) else {
            return Ok(None);
        };
        let Some(sequence) = self.array()?.map(u64::from_le_bytes) else {
            return Ok(None);
        };
        let mut versions = None;
        for _ in 0..count {
            let Some([ITEM]) = self.array()? else {
                return Ok(None);
            };
            let Some(item) = self.item()? else {
                return Ok(None);
            };
            versions = item;
        }
        let Some([END]) = self.array()? else {
            return Ok(None);
        };
        let Some(_checksum) = self.array::<8>()? else {
            return Ok(None);
        };
        let Some(END_MAGIC) = self.array()? else {
            return Ok(None);
        };
        Ok(versions.map(|(first, last)| Batch { sequence, first, last }))
    }

    /// One item; `Some(Some(..))` if it is the version item.
    #[expect(
        clippy::option_option,
        reason = "whether there is an item, and whether it is this one"
    )]
    fn item(&mut self) -> io::Result<Option<Option<(Version, Version)>>> {
        const VALUE: u8 = 0;
        const TOMBSTONE: u8 = 1;
        let Some([kind @ (VALUE | TOMBSTONE)]) = self.array()? else {
            return Ok(None);
        };
        // Our journals are not compressed.
        let Some([0]) = self.array()? else {
            return Ok(None);
        };
        let Some(_keyspace) = self.array::<8>()? else {
            return Ok(None);
        };
        let Some(key_length) = self.array()?.map(u16::from_le_bytes) else {
            return Ok(None);
        };
        let Some(length) = self.array()?.map(u32::from_le_bytes) else {
            return Ok(None);
        };
        let Some(stored_length) = self.array()?.map(u32::from_le_bytes) else {
            return Ok(None);
        };
        if length != stored_length {
            return Ok(None);
        }
        if usize::from(key_length) == VERSION_KEY.len()
            && length as usize == VERSION_ITEM_BYTES
            && kind == VALUE
        {
            let Some(key) = self.array()? else {
                return Ok(None);
            };
            let Some(value) = self.array::<VERSION_ITEM_BYTES>()? else {
                return Ok(None);
            };
            return Ok(Some((key == VERSION_KEY).then(|| versions(&value)).flatten()));
        }
        let skipped = self.skip(u64::from(key_length) + u64::from(length))?;
        Ok(skipped.then_some(None))
    }

    fn array<const N: usize>(&mut self) -> io::Result<Option<[u8; N]>> {
        if self.length - self.at < N as u64 {
            return Ok(None);
        }
        let mut out = [0; N];
        self.file.read_exact(&mut out)?;
        self.at += N as u64;
        Ok(Some(out))
    }

    fn skip(&mut self, count: u64) -> io::Result<bool> {
        if self.length - self.at < count {
            return Ok(false);
        }
        self.file.seek_relative(count as i64)?;
        self.at += count;
        Ok(true)
    }
}

/// Whether the file has nothing but zeros from `at` on: journals are made longer than they are.
fn only_zeros(file: &mut File, mut at: u64, length: u64) -> io::Result<bool> {
    let mut buffer = vec![0; 64 << 10];
    while at < length {
        // Holes are skipped: most of the file is one.
        at = match rustix::fs::seek(&*file, rustix::fs::SeekFrom::Data(at)) {
            Ok(data) => data,
            Err(rustix::io::Errno::NXIO) => return Ok(true),
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::OPNOTSUPP) => at,
            Err(error) => return Err(error.into()),
        };
        file.seek(SeekFrom::Start(at))?;
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(true);
        }
        if buffer[..count].iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        at += count as u64;
    }
    Ok(true)
}

/// Replace the journal by a file of its first `length` bytes.
///
/// A new file rather than a shorter one: a writer that has failed may still hold the old one
/// open, with bytes that it flushes when it goes.
pub(super) fn keep(path: &Path, length: u64) -> io::Result<()> {
    let temporary = path.with_extension("new");
    let copied = copy_start(path, &temporary, length);
    if copied.is_err() {
        // Best effort: space may be what is lacking, and the next attempt overwrites it.
        let _ = std::fs::remove_file(&temporary);
    }
    copied?;
    std::fs::rename(&temporary, path)?;
    match path.parent() {
        Some(dir) => crate::directory::sync_directory(dir),
        None => Ok(()),
    }
}

fn copy_start(from: &Path, to: &Path, length: u64) -> io::Result<()> {
    let mut copy = File::create(to)?;
    io::copy(&mut File::open(from)?.take(length), &mut copy)?;
    copy.flush()?;
    copy.sync_all()
}

/// A copy of a journal, for as long as it is not certain that cutting it off loses nothing.
pub(super) struct Aside {
    journal: PathBuf,
    copy: PathBuf,
}

const ASIDE: &str = "jnl-aside";

impl Aside {
    pub(super) fn copy(journal: &Path) -> io::Result<Self> {
        let (temporary, copy) = (journal.with_extension("new"), journal.with_extension(ASIDE));
        copy_start(journal, &temporary, u64::MAX)?;
        std::fs::rename(&temporary, &copy)?;
        Ok(Self { journal: journal.to_owned(), copy })
    }

    /// The journal is damaged: leave it as it was found.
    pub(super) fn put_back(self) -> io::Result<()> {
        std::fs::rename(&self.copy, &self.journal)?;
        self.sync()
    }

    /// The journal was opened, and nothing that was acknowledged is missing.
    pub(super) fn forget(self) -> io::Result<()> {
        std::fs::remove_file(&self.copy)?;
        // Or the copy comes back after a power loss and replaces a journal that has gone on.
        self.sync()
    }

    fn sync(&self) -> io::Result<()> {
        self.journal.parent().map_or(Ok(()), crate::directory::sync_directory)
    }
}

/// Put back what an interrupted start had set aside.
pub(super) fn put_back_interrupted(engine: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(engine)? {
        let copy = entry?.path();
        if copy.extension().is_some_and(|extension| extension == ASIDE) {
            Aside { journal: copy.with_extension("jnl"), copy }.put_back()?;
        }
    }
    Ok(())
}
