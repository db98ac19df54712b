//! `/tmp` of a given size on disk: a file system in a sparse file behind a loop device.
//!
//! `mkfs.ext4` runs once for each size; every sandbox gets a copy of that template, less than a
//! megabyte of real data. The copy never has a name, and the loop device lets go of it with its
//! last user, so a killed server leaves neither file nor device behind.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::launch::{self, Program};
use crate::sys;

/// A loop device with a file system behind it, until it is dropped or its mount ends, whichever
/// comes later.
#[derive(Debug)]
pub(crate) struct Device {
    pub path: PathBuf,
    _open: File,
}

/// Changes when templates are made in another way.
const FORMAT: u32 = 1;

/// Bytes of image for one megabyte of room: inodes and bitmaps take about 1.7 %.
fn image_bytes(size_mb: u64) -> u64 {
    let room = size_mb << 20;
    (room + room / 55 + (1 << 20)).next_multiple_of(4096)
}

/// The template for a size: an empty file system of that much room. Made if it is not there.
pub(crate) async fn template(mkfs: &Path, cache: &Path, size_mb: u64) -> Result<PathBuf> {
    static DRAFTS: AtomicU64 = AtomicU64::new(0);
    let dir = cache.join("images");
    let bytes = image_bytes(size_mb);
    let place = dir.join(format!("tmp-{FORMAT}-{bytes}.ext4"));
    if place.is_file() {
        return Ok(place);
    }
    let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
    let draft = dir.join(format!(".draft-{}-{number}", std::process::id()));
    fs::create_dir_all(&dir).with_context(|| format!("make {}", dir.display()))?;
    File::create(&draft)
        .and_then(|file| file.set_len(bytes))
        .with_context(|| format!("make {}", draft.display()))?;
    // No journal and no reserve: nobody needs this file system after a crash.
    let program = Program::new(mkfs, Duration::from_mins(1))
        .args(["-q", "-F", "-m", "0", "-b", "4096", "-i", "16384", "-I", "256"])
        .args(["-O", "^has_journal,^resize_inode", "-E", "lazy_itable_init=1,nodiscard"])
        .arg(&draft);
    let made = match launch::run(program).await {
        Ok(output) if output.success() => fs::rename(&draft, &place).context("keep the template"),
        Ok(output) => Err(anyhow::anyhow!("{} fails: {}", mkfs.display(), output.stderr_text())),
        Err(error) => Err(error).with_context(|| format!("run {}", mkfs.display())),
    };
    if made.is_err() {
        let _ = fs::remove_file(&draft);
    }
    made.map(|()| place)
}

/// A fresh copy of `template` behind a loop device; the copy's blocks lie on the disk of `scratch`.
pub(crate) fn attach(template: &Path, scratch: &Path) -> io::Result<Device> {
    let image = copy(template, scratch)?;
    let name = scratch.as_os_str().as_encoded_bytes();
    let control = OpenOptions::new().read(true).write(true).open("/dev/loop-control")?;
    // Another process may be quicker with the device that was free a moment ago.
    for _ in 0..64 {
        let path = PathBuf::from(format!("/dev/loop{}", sys::loop_free(&control)?));
        let device = OpenOptions::new().read(true).write(true).open(&path)?;
        match sys::loop_attach(&device, &image, name) {
            Ok(()) => {
                return Ok(Device { path, _open: device });
            }
            Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::ResourceBusy))
}

/// A sparse copy without a name.
fn copy(template: &Path, scratch: &Path) -> io::Result<File> {
    let from = File::open(template)?;
    let to = nameless(scratch)?;
    if rustix::fs::ioctl_ficlone(&to, &from).is_ok() {
        return Ok(to);
    }
    let len = from.metadata()?.len();
    to.set_len(len)?;
    let mut buffer = vec![0; 1 << 16];
    let mut at = 0;
    while let Ok(start) = rustix::fs::seek(&from, rustix::fs::SeekFrom::Data(at)) {
        let end = rustix::fs::seek(&from, rustix::fs::SeekFrom::Hole(start))?;
        at = start;
        while at < end {
            let most = buffer.len().min((end - at) as usize);
            let count = from.read_at(&mut buffer[..most], at)?;
            to.write_all_at(&buffer[..count], at)?;
            at += count as u64;
        }
    }
    Ok(to)
}

fn nameless(dir: &Path) -> io::Result<File> {
    static FILES: AtomicU64 = AtomicU64::new(0);
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    if let Ok(file) = options.custom_flags(libc::O_TMPFILE).open(dir) {
        return Ok(file);
    }
    // A file system that cannot: then the name lives for a moment.
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let path = dir.join(format!("image-{}-{number}", std::process::id()));
    let file = options.custom_flags(0).create_new(true).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

/// Loop devices whose image lies in `scratch`.
pub(crate) fn attached_in(scratch: &Path) -> Vec<PathBuf> {
    let Ok(devices) = fs::read_dir("/sys/block") else {
        return Vec::new();
    };
    let names = devices.flatten().map(|entry| entry.file_name());
    names
        .filter(|name| {
            let file = Path::new("/sys/block").join(name).join("loop/backing_file");
            // "(deleted)" stands behind the path of a file without a name.
            fs::read_to_string(file).is_ok_and(|path| Path::new(&path).starts_with(scratch))
        })
        .map(|name| Path::new("/dev").join(name))
        .collect()
}
