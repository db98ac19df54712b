//! The embedded engine: fjall, with checks of its files before it touches them.
//!
//! Why the checks: fjall's recovery trusts its version files without looking at their checksum,
//! deletes tables that the version file does not name, and cuts a journal off where it finds a
//! marker that it does not know. Each of these turns one damaged byte into lost writes. So
//! [`manifest`] checks the version files and [`journal`] reads the journals first; what the
//! engine then recovers is compared with the sealed version.

mod disk;
mod files;
mod journal;
mod manifest;

pub(crate) use disk::FjallDisk;
pub(crate) use manifest::damaged_files;
