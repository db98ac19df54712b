//! The data directory: who may use it, and in which format it is.
//!
//! `lock` is held by the process whose pid it contains. `format` names the directory's version;
//! it is written last when a directory is made, so that a half-made one is recognised.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::engine::{EngineError, Seal, Version};
use crate::seal::{self, SealFile};

/// The version of the data directory that this program writes.
pub const DIRECTORY_VERSION: u32 = 1;

/// Takes a directory from the version of its index to the next one.
type Migration = fn(&Path) -> io::Result<()>;

/// Version 1 is the first.
const MIGRATIONS: &[Migration] = &[];

/// Why a data directory cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process uses it.
    #[error("{} is in use by the process with pid {pid}", dir.display())]
    Locked {
        /// The data directory.
        dir: PathBuf,
        /// The process that holds it; 0 if it cannot be told.
        pid: u32,
    },
    /// A newer program wrote it.
    #[error(
        "{} has directory version {found}, this hamsu knows versions up to {DIRECTORY_VERSION}\n\
         hint: start the hamsu that wrote it, or a newer one", dir.display()
    )]
    Newer {
        /// The data directory.
        dir: PathBuf,
        /// Its version.
        found: u32,
    },
    /// Stored bytes are not those that were written.
    #[error(
        "{} is damaged: {detail}\nhint: nothing was changed; restore {} from a copy, or see what \
         is still readable with `hamsu doctor --data {}`", file.display(), file.display(),
        dir.display()
    )]
    Damaged {
        /// The data directory.
        dir: PathBuf,
        /// The damaged file, or the directory it is in.
        file: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// The file system refuses.
    #[error("open the data directory {}: {source}", dir.display())]
    Io {
        /// The data directory.
        dir: PathBuf,
        /// Its reason.
        source: io::Error,
    },
}

impl OpenError {
    pub(crate) fn engine(dir: &Path, error: EngineError) -> Self {
        match error {
            EngineError::Damaged { file, detail } => {
                Self::Damaged { dir: dir.to_owned(), file, detail }
            }
            EngineError::Full => Self::io(dir, io::ErrorKind::StorageFull.into()),
            EngineError::Stopped(detail) | EngineError::Failed(detail) => {
                Self::io(dir, io::Error::other(detail))
            }
        }
    }

    fn io(dir: &Path, source: io::Error) -> Self {
        Self::Io { dir: dir.to_owned(), source }
    }
}

/// A locked directory in this program's format; unlocked when dropped.
#[derive(Debug)]
pub(crate) struct Directory {
    _lock: File,
    /// Whether nothing was ever acknowledged in it.
    pub(crate) fresh: bool,
}

pub(crate) fn engine_dir(dir: &Path) -> PathBuf {
    dir.join("engine")
}

fn format_file(dir: &Path) -> PathBuf {
    dir.join("format")
}

impl Directory {
    /// Lock `dir`, make it if it does not exist, migrate it if it is older.
    pub(crate) fn open(dir: &Path) -> Result<Self, OpenError> {
        let io = |source| OpenError::io(dir, source);
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(io)?;
        let lock = lock(dir)?;
        let sealed = std::fs::exists(seal::path(dir)).map_err(io)?;
        let fresh = if sealed { Self::check(dir)? } else { Self::make(dir)? };
        Ok(Self { _lock: lock, fresh })
    }

    /// Note that the directory is complete.
    pub(crate) fn finish(&self, dir: &Path) -> Result<(), OpenError> {
        if self.fresh {
            write_format(dir, DIRECTORY_VERSION).map_err(|source| OpenError::io(dir, source))?;
        }
        Ok(())
    }

    /// A directory without a seal is empty, or something has been taken away from it.
    fn make(dir: &Path) -> Result<bool, OpenError> {
        for other in [format_file(dir), engine_dir(dir), dir.join("blobs")] {
            if other.exists() {
                return Err(OpenError::Damaged {
                    dir: dir.to_owned(),
                    file: seal::path(dir),
                    detail: format!("it is missing, though {} is there", other.display()),
                });
            }
        }
        SealFile::create(dir).map_err(|source| OpenError::io(dir, source))?;
        Ok(true)
    }

    /// Returns whether the directory is one that was never finished and has nothing in it.
    fn check(dir: &Path) -> Result<bool, OpenError> {
        let seal = SealFile::open(dir).map_err(|error| OpenError::engine(dir, error))?;
        let format = format_file(dir);
        let damaged = |detail: &str| OpenError::Damaged {
            dir: dir.to_owned(),
            file: format.clone(),
            detail: detail.to_owned(),
        };
        let found = match std::fs::read(&format) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if seal.sealed() > Version(0) || !seal.intact {
                    return Err(damaged("it is missing"));
                }
                // Nothing was acknowledged before the format was written: begin again.
                let engine = engine_dir(dir);
                if engine.exists() {
                    std::fs::remove_dir_all(&engine)
                        .map_err(|source| OpenError::io(dir, source))?;
                }
                return Ok(true);
            }
            Err(source) => return Err(OpenError::io(dir, source)),
        };
        let found = parse_format(&found).ok_or_else(|| damaged("it has no valid version line"))?;
        if found > DIRECTORY_VERSION {
            return Err(OpenError::Newer { dir: dir.to_owned(), found });
        }
        for from in found..DIRECTORY_VERSION {
            let migrated = MIGRATIONS
                .get(from as usize - 1)
                .map_or(Ok(()), |migrate| migrate(dir))
                .and_then(|()| write_format(dir, from + 1));
            migrated.map_err(|source| OpenError::io(dir, source))?;
        }
        Ok(false)
    }
}

fn lock(dir: &Path) -> Result<File, OpenError> {
    let io = |source| OpenError::io(dir, source);
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(dir.join("lock"))
        .map_err(io)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            file.read_to_string(&mut pid).map_err(io)?;
            let pid = pid.trim().parse().unwrap_or(0);
            return Err(OpenError::Locked { dir: dir.to_owned(), pid });
        }
        Err(TryLockError::Error(source)) => return Err(io(source)),
    }
    file.set_len(0).map_err(io)?;
    file.rewind().map_err(io)?;
    writeln!(file, "{}", std::process::id()).map_err(io)?;
    Ok(file)
}

/// The version line is written twice, so that a damaged byte is seen and not taken for a version.
fn format_text(version: u32) -> String {
    format!("hamsu directory version {version}\n").repeat(2)
}

fn parse_format(text: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(text).ok()?;
    let version = text.lines().next()?.rsplit(' ').next()?.parse().ok()?;
    (version > 0 && text == format_text(version)).then_some(version)
}

fn write_format(dir: &Path, version: u32) -> io::Result<()> {
    let temporary = dir.join("format.new");
    let mut file = File::create(&temporary)?;
    file.write_all(format_text(version).as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&temporary, format_file(dir))?;
    sync_directory(dir)
}

/// Make names in `dir` durable.
pub(crate) fn sync_directory(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}
