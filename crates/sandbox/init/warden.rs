//! The warden of a server: outlives it by a moment, and ends what a killed server cannot end.
//!
//! Process 1 of a sandbox sees that the server is gone, unless it stands still with all of its
//! control group, and idle sandboxes do. So this process waits outside of them all:
//!
//! `hamsu-warden INSTANCE PIPE_FD PREFIX BASE..`
//!
//! Nobody ever writes to `PIPE_FD`. The server holds its other end, which is closed with the
//! server, however that ends. Then every process in the control groups `BASE/PREFIX*` is killed,
//! what is frozen is thawed so that it can die, and the groups are removed, until there is none.
//!
//! It runs as the server's user, in its own session, deaf to all signals but SIGKILL. The next
//! server of the same instance ends it before it makes groups of the same names.

#![no_std]
#![no_main]
#![deny(unsafe_op_in_unsafe_fn)]

#[expect(dead_code, reason = "each program uses a part of it")]
mod kernel;

use kernel::*;

/// Looks at the groups before it gives up, and the pause between them.
const PASSES: usize = 1_000;
const PAUSE_NS: u64 = 10_000_000;

const EINTR: u32 = 4;
const O_DIRECTORY: usize = if cfg!(target_arch = "aarch64") { 0o40_000 } else { 0o200_000 };

/// # Safety
/// Called once, by `_start`, with the stack as the kernel left it.
unsafe extern "C" fn start(stack: *const usize) -> ! {
    // SAFETY: the stack is as the kernel left it.
    let (mut arguments, _) = unsafe { given(stack) };
    let name = arguments.take();
    let _instance = arguments.take();
    let pipe = arguments.take().number() as usize;
    let prefix = arguments.take();
    stand_apart(name, pipe);
    loop {
        match read(pipe, &mut [0; 8]) {
            Ok(0) => break,
            Ok(_) | Err(EINTR) => {}
            // It was given no pipe: nobody's death can be told from this.
            Err(errno) => exit(errno as usize),
        }
    }
    for _ in 0..PASSES {
        let mut bases = Arguments { next: arguments.next };
        let mut is_clear = true;
        loop {
            let base = bases.take();
            if base.bytes().is_empty() {
                break;
            }
            is_clear &= clear(base, prefix.bytes());
        }
        if is_clear {
            exit(0);
        }
        pause();
    }
    exit(1)
}

/// Hold nothing of the server's but the pipe, and die of nothing that is meant for the server.
fn stand_apart(name: Text, pipe: usize) {
    const PR_SET_NAME: usize = 15;
    let _ = ask_plain(nr::SETSID, [0; 3]);
    let _ = set_mask(u64::MAX);
    let _ = ask_plain(nr::CLOSE_RANGE, [pipe + 1, 0xffff_ffff, 0]);
    let _ = change_directory(c"/".into());
    // SAFETY: the name is a string of ours.
    let _ = unsafe { ask(nr::PRCTL, [PR_SET_NAME, name.at(), 0, 0, 0, 0]) };
}

/// Entries of a directory as the kernel writes them.
#[repr(align(8))]
struct Entries([u8; 4096]);

/// End all groups of `base` whose names start with `prefix`. `true` if there was none.
fn clear(base: Text, prefix: &[u8]) -> bool {
    // struct linux_dirent64: u64 and i64, then the length of the entry, its kind, its name.
    const LENGTH_AT: usize = 16;
    const NAME_AT: usize = 19;
    let Ok(dir) = open(HERE, base, O_DIRECTORY) else {
        return true;
    };
    let mut is_clear = true;
    let mut entries = Entries([0; 4096]);
    loop {
        let (buffer, room) = (entries.0.as_mut_ptr(), entries.0.len());
        // SAFETY: the buffer has that much room and is aligned as the kernel's structure.
        let filled = unsafe { ask(nr::GETDENTS64, [dir, buffer as usize, room, 0, 0, 0]) };
        let Ok(filled @ 1..) = filled else {
            break;
        };
        // Without indexing: what that does when it fails is not part of these programs.
        let mut left = entries.0.get(..filled).unwrap_or_default();
        while let (Some([low, high]), Some(name)) =
            (left.get(LENGTH_AT..NAME_AT - 1), left.get(NAME_AT..))
        {
            let name = Text(name.as_ptr());
            if name.bytes().starts_with(prefix) {
                is_clear = false;
                end(dir, name);
            }
            let length = usize::from(u16::from_ne_bytes([*low, *high]));
            left = left.get(length..).unwrap_or_default();
        }
    }
    close(dir);
    is_clear
}

/// Kill what is in a group, let it die, and remove the group once it is empty.
fn end(dir: usize, name: Text) {
    const AT_REMOVEDIR: usize = 0x200;
    let Ok(group) = open(dir, name, O_DIRECTORY) else {
        return;
    };
    kill_all(group);
    // Each is there in one version of control groups or one tree only. What is frozen goes on only
    // after it has got its signal.
    let orders: [(&core::ffi::CStr, &[u8]); 3] =
        [(c"cgroup.kill", b"1"), (c"freezer.state", b"THAWED"), (c"cgroup.freeze", b"0")];
    for (file, order) in orders {
        let _ = write_file(group, file.into(), order);
    }
    close(group);
    // The dead take a moment to leave it: the next pass tries again.
    // SAFETY: the name is a string of the kernel's making.
    let _ = unsafe { ask(nr::UNLINKAT, [dir, name.at(), AT_REMOVEDIR, 0, 0, 0]) };
}

/// Process 1 of the sandbox is among them, and with it the kernel kills those that come later.
fn kill_all(group: usize) {
    const SIGKILL: usize = 9;
    let Ok(list) = open(group, c"cgroup.procs".into(), 0) else {
        return;
    };
    let mut text = [0; 512];
    let mut pid = 0;
    while let Ok(count @ 1..) = read(list, &mut text) {
        for byte in text.get(..count).unwrap_or_default() {
            if byte.is_ascii_digit() {
                pid = pid * 10 + usize::from(byte - b'0');
                continue;
            }
            // 0 stands for a process that this one cannot see, and would mean all of its own group.
            if pid > 1 {
                let _ = ask_plain(nr::KILL, [pid, SIGKILL, 0]);
            }
            pid = 0;
        }
    }
    close(list);
}

fn pause() {
    let time = [0, PAUSE_NS];
    // SAFETY: no descriptors; the time is a struct timespec.
    let _ = unsafe { ask(nr::PPOLL, [0, 0, time.as_ptr() as usize, 0, 8, 0]) };
}
