//! The `synced` file: the last version whose sync is known to have finished.
//!
//! Two slots, 4096 bytes apart, written in turn; each has a counter, the version and a checksum.
//! A torn or damaged slot leaves the other one, which is one seal older. The file is written in
//! full when it is made, so that a seal changes no metadata and costs one short sync.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::engine::{EngineError, Seal, Version};

const SLOT_BYTES: u64 = 4096;
const MAGIC: &[u8; 8] = b"hamsuSYN";
const RECORD_BYTES: usize = 40;

/// The seal of a data directory.
pub(crate) struct SealFile {
    file: File,
    version: Version,
    counter: u64,
    /// The slot that the next seal is written to.
    next: u64,
    /// Whether both slots were intact when the file was opened.
    pub(crate) intact: bool,
}

pub(crate) fn path(dir: &Path) -> PathBuf {
    dir.join("synced")
}

impl SealFile {
    /// Make the file, sealing version 0.
    pub(crate) fn create(dir: &Path) -> io::Result<()> {
        let temporary = dir.join("synced.new");
        let file = File::create(&temporary)?;
        file.write_all_at(&[0; 2 * SLOT_BYTES as usize], 0)?;
        file.write_all_at(&record(0, Version(0)), 0)?;
        file.write_all_at(&record(1, Version(0)), SLOT_BYTES)?;
        file.sync_all()?;
        std::fs::rename(&temporary, path(dir))?;
        crate::directory::sync_directory(dir)
    }

    /// Open the file; an error if no slot is intact.
    pub(crate) fn open(dir: &Path) -> Result<Self, EngineError> {
        let path = path(dir);
        let failed =
            |error: io::Error| EngineError::Failed(format!("open {}: {error}", path.display()));
        let file = File::options().read(true).write(true).open(&path).map_err(failed)?;
        let slots = [0, 1].map(|slot| read_slot(&file, slot));
        let newest = (0..2).filter_map(|slot| slots[slot].map(|(counter, v)| (counter, slot, v)));
        let Some((counter, slot, version)) = newest.max() else {
            return Err(EngineError::Damaged {
                file: path,
                detail: "neither of its two records has a valid checksum".to_owned(),
            });
        };
        let intact = slots.iter().all(Option::is_some);
        Ok(Self { file, version, counter, next: 1 - slot as u64, intact })
    }
}

impl Seal for SealFile {
    fn sealed(&self) -> Version {
        self.version
    }

    fn write(&mut self, version: Version) -> io::Result<()> {
        let record = record(self.counter + 1, version);
        self.file.write_all_at(&record, self.next * SLOT_BYTES)?;
        self.counter += 1;
        self.next = 1 - self.next;
        self.version = version;
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }
}

fn record(counter: u64, version: Version) -> [u8; RECORD_BYTES] {
    let mut out = [0; RECORD_BYTES];
    out[..8].copy_from_slice(MAGIC);
    out[8..16].copy_from_slice(&counter.to_le_bytes());
    out[16..24].copy_from_slice(&version.0.to_le_bytes());
    let digest = Sha256::digest(&out[..24]);
    out[24..].copy_from_slice(&digest[..RECORD_BYTES - 24]);
    out
}

fn read_slot(file: &File, slot: u64) -> Option<(u64, Version)> {
    let mut found = [0; RECORD_BYTES];
    file.read_exact_at(&mut found, slot * SLOT_BYTES).ok()?;
    let counter = u64::from_le_bytes(*found[8..].first_chunk()?);
    let version = Version(u64::from_le_bytes(*found[16..].first_chunk()?));
    (found == record(counter, version)).then_some((counter, version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_damaged_byte_leaves_this_seal_or_the_one_before() {
        let dir = tempfile::tempdir().expect("directory");
        SealFile::create(dir.path()).expect("create");
        let mut seal = SealFile::open(dir.path()).expect("open");
        for version in 1..=5 {
            seal.write(Version(version)).expect("write");
            seal.sync().expect("sync");
        }
        let good = std::fs::read(path(dir.path())).expect("read");
        for at in (0..RECORD_BYTES).chain(4096..4096 + RECORD_BYTES) {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            std::fs::write(path(dir.path()), &bad).expect("write");
            let found = SealFile::open(dir.path()).expect("open").sealed();
            assert!(matches!(found.0, 4 | 5), "{found} after byte {at}");
        }
    }
}
