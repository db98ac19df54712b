//! What tests of several crates share. Nothing here is part of the server.
//!
//! [`CrashDisk`] is a disk for a store that loses what was not synced.

mod crash;

pub use crash::{CrashDisk, Event};
