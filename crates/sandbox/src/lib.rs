//! Linux isolation for programs that are not trusted.
//!
//! Owns: namespaces, control groups, the read-only root directory, `/tmp` of a given size, own
//! users, and the processes of all that. It is the only crate with `unsafe`, and with `hamsu` the
//! only one that starts processes ([`launch`]). It must not know functions, events or AWS; it only
//! borrows the places where AWS's images keep things.
//!
//! Start at [`Host::probe`] (what this machine can do), then [`Instance::open`] (one server; also
//! removes what a killed predecessor left), [`RootFs::build`] (the inside), and
//! [`Sandbox::spawn`].
//!
//! # What a sandbox is
//!
//! A program with its own mount, pid, ipc, uts and cgroup namespaces, and where the host allows it
//! a user namespace in which it is user 993, as on AWS. It sees a read-only root that holds no file
//! of the host's but copies of programs and libraries, the read-only directories that the caller
//! binds, its own `/tmp` and `/proc`. It has no capability and can gain none, can make no user
//! namespace, and its memory and processes are held by control groups. Process 1 inside is a small
//! init of ours (`init/init.rs`) that ends everything with the program, or with the server. What
//! stands still cannot do that: there the warden of the instance (`init/warden.rs`), a process
//! outside of all groups, kills it when the server is dead.
//!
//! Not yet in this first form: the **network is the host's**, abstract unix sockets included; there
//! is no system call filter and no limit on processor time.
//!
//! # As another user than root
//!
//! All namespaces are made inside a user namespace. Then every sandbox is the same user for the
//! host, `/tmp` lies in memory, and control groups work only where they were handed to that user.
//! [`Host::lacks`] says so.
//!
//! Needs Linux 5.12 or later (`mount_setattr`).

mod cgroup;
pub mod elf;
mod host;
mod image;
mod init;
mod instance;
pub mod launch;
mod libraries;
mod plan;
mod process;
mod rootfs;
mod start;
mod sys;
mod tree;
mod warden;

pub use cgroup::{Cgroups, Limits};
pub use host::{Host, Lack, Tier};
pub use instance::{Instance, Swept};
pub use process::{Exit, Outcome, Sandbox};
pub use rootfs::{Language, RootFs, RootSpec};
pub use start::{Bind, Output, SpawnError, Spec};

/// Let a blocking thread wait for the kernel, where it offers nothing to wait on: a control group
/// that empties, a frozen process that has still to stop.
fn pause(time: std::time::Duration) {
    let time =
        rustix::fs::Timespec { tv_sec: time.as_secs() as i64, tv_nsec: time.subsec_nanos().into() };
    // Woken early by a signal: the caller looks again anyway.
    let _ = rustix::event::poll(&mut [], Some(&time));
}
