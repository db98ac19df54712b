//! What neither the standard library nor rustix offers: `clone3`, loop devices, a new session.
//!
//! All `unsafe` of the library is here. Nothing in this module decides; start at [`spawn`].

use std::ffi::{CStr, CString};
use std::fs::File;
use std::io;
use std::mem::size_of;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::ptr;

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// A process to start in new namespaces.
pub(crate) struct Clone<'a> {
    /// `CLONE_NEW*` flags.
    pub namespaces: libc::c_int,
    /// The v2 cgroup that it starts in.
    pub cgroup: Option<BorrowedFd<'a>>,
    /// Files to write before anything else: the maps of a new user namespace.
    pub writes: &'a [(&'a CStr, Vec<u8>)],
    /// Its descriptors: these become 0, 1, 2 and so on. All of them have numbers above
    /// [`DUPLICATES_FROM`].
    pub fds: &'a [OwnedFd],
    /// The program, an open file with a number as high as those.
    pub program: BorrowedFd<'a>,
    /// Its arguments, the name first.
    pub argv: &'a [CString],
    /// Its environment.
    pub env: &'a [CString],
}

/// A started process.
#[derive(Debug)]
pub(crate) struct Cloned {
    pub pid: i32,
    pub pidfd: OwnedFd,
}

/// Descriptors handed to [`spawn`] lie at or above this number, so that putting one in its place
/// never overwrites another that is still to be moved.
pub(crate) const DUPLICATES_FROM: RawFd = 256;

/// What the child reads, and where it leaves its error. The child shares our memory, so all of it
/// is made before, and nothing is allocated or freed there.
struct Order {
    writes: *const (*const libc::c_char, *const u8, usize),
    writes_len: usize,
    fds: *const RawFd,
    fds_len: usize,
    program: RawFd,
    argv: *const *const libc::c_char,
    env: *const *const libc::c_char,
    /// 0, or the errno of what failed.
    error: libc::c_int,
}

/// The kernel's `struct clone_args`.
#[repr(C, align(8))]
#[derive(Default)]
struct CloneArgs {
    flags: u64,
    pidfd: u64,
    child_tid: u64,
    parent_tid: u64,
    exit_signal: u64,
    stack: u64,
    stack_size: u64,
    tls: u64,
    set_tid: u64,
    set_tid_size: u64,
    cgroup: u64,
}

const STACK_BYTES: usize = 64 * 1024;
const CLONE_CLEAR_SIGHAND: u64 = 0x1_0000_0000;
const CLONE_INTO_CGROUP: u64 = 0x2_0000_0000;

/// Start `clone.program` in a child with namespaces of its own.
///
/// The child shares the server's memory until it has called `exec`, and the calling thread stands
/// still until then (`CLONE_VM` and `CLONE_VFORK`): no page table is copied, however large the
/// server is. Signal handlers do not exist in the child (`CLONE_CLEAR_SIGHAND`). It changes neither
/// credentials nor mounts; that is left to the program.
pub(crate) fn spawn(clone: &Clone<'_>) -> io::Result<Cloned> {
    let writes: Vec<_> = clone
        .writes
        .iter()
        .map(|(path, text)| (path.as_ptr(), text.as_ptr(), text.len()))
        .collect();
    let fds: Vec<RawFd> = clone.fds.iter().map(AsRawFd::as_raw_fd).collect();
    let program = clone.program.as_raw_fd();
    let mut all = fds.iter().chain([&program]);
    assert!(all.all(|fd| *fd >= DUPLICATES_FROM), "descriptors are not out of the way");
    let argv = pointers(clone.argv);
    let env = pointers(clone.env);
    let mut order = Order {
        writes: writes.as_ptr(),
        writes_len: writes.len(),
        fds: fds.as_ptr(),
        fds_len: fds.len(),
        program,
        argv: argv.as_ptr(),
        env: env.as_ptr(),
        error: 0,
    };
    let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::CLONE_PIDFD | clone.namespaces;
    let into = if clone.cgroup.is_some() { CLONE_INTO_CGROUP } else { 0 };
    let args = CloneArgs {
        flags: u64::from(flags.cast_unsigned()) | CLONE_CLEAR_SIGHAND | into,
        exit_signal: libc::SIGCHLD as u64,
        cgroup: clone.cgroup.map_or(0, |fd| fd.as_raw_fd() as u64),
        ..CloneArgs::default()
    };
    let started = clone3(args, begin, &raw mut order);
    // The child has written it, behind the compiler's back.
    // SAFETY: a plain int of ours; the child no longer shares our memory.
    let error = unsafe { ptr::read_volatile(&raw const order.error) };
    let child = started?;
    if error == 0 {
        return Ok(child);
    }
    // It has ended itself and only waits to be asked.
    let _ = rustix::process::waitid(
        rustix::process::WaitId::PidFd(rustix::fd::AsFd::as_fd(&child.pidfd)),
        rustix::process::WaitIdOptions::EXITED,
    );
    Err(io::Error::from_raw_os_error(error))
}

fn pointers(texts: &[CString]) -> Vec<*const libc::c_char> {
    texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect()
}

/// `clone3` with `CLONE_VM | CLONE_VFORK | CLONE_PIDFD` and a stack of its own for the child, which
/// calls `run` and never comes back.
fn clone3(
    mut args: CloneArgs,
    run: unsafe extern "C" fn(*mut Order) -> !,
    argument: *mut Order,
) -> io::Result<Cloned> {
    // As u128 for the alignment that a stack needs.
    let mut stack = vec![0_u128; STACK_BYTES / size_of::<u128>()];
    let mut pidfd: RawFd = -1;
    args.pidfd = &raw mut pidfd as u64;
    args.stack = stack.as_mut_ptr() as u64;
    args.stack_size = STACK_BYTES as u64;
    let answer: isize;
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the parent sees an ordinary system call that writes through `pidfd`. The child runs
    // on `stack`, which outlives it because the parent stands still until it execs or exits; it
    // goes straight into `run`, which does not return, so it never touches this frame.
    unsafe {
        std::arch::asm!(
            "syscall",
            "test rax, rax",
            "jnz 2f",
            "xor ebp, ebp",
            "mov rdi, r13",
            "call r12",
            "ud2",
            "2:",
            inlateout("rax") libc::SYS_clone3 as isize => answer,
            in("rdi") &raw const args,
            in("rsi") size_of::<CloneArgs>(),
            in("r12") run,
            in("r13") argument,
            lateout("rcx") _,
            lateout("r11") _,
        );
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: as above.
    unsafe {
        std::arch::asm!(
            "svc 0",
            "cbnz x0, 2f",
            "mov x29, #0",
            "mov x30, #0",
            "mov x0, x11",
            "blr x10",
            "brk #1",
            "2:",
            in("x8") libc::SYS_clone3 as usize,
            inlateout("x0") &raw const args => answer,
            in("x1") size_of::<CloneArgs>(),
            in("x10") run,
            in("x11") argument,
        );
    }
    drop(stack);
    if answer < 0 {
        return Err(io::Error::from_raw_os_error(-answer as i32));
    }
    // SAFETY: the kernel has just opened it for us.
    let pidfd = unsafe { OwnedFd::from_raw_fd(pidfd) };
    Ok(Cloned { pid: answer as i32, pidfd })
}

/// The child of [`spawn`]: only system calls, on memory made before.
///
/// # Safety
/// Runs only in a child of [`clone3`], with an [`Order`] whose pointers are valid.
unsafe extern "C" fn begin(order: *mut Order) -> ! {
    // SAFETY: the parent made the order, keeps it alive, and stands still; errno is the parent
    // thread's own, which does not look at it.
    unsafe {
        if !prepare(&*order) || exec(&*order) != 0 {
            ptr::write_volatile(&raw mut (*order).error, *libc::__errno_location());
        }
        libc::_exit(127)
    }
}

/// # Safety
/// As for [`begin`].
unsafe fn prepare(order: &Order) -> bool {
    for index in 0..order.writes_len {
        // SAFETY: index is within the list; its pointers are valid.
        unsafe {
            let (path, text, len) = *order.writes.add(index);
            let fd = libc::open(path, libc::O_WRONLY | libc::O_CLOEXEC);
            if fd < 0 || libc::write(fd, text.cast(), len) < 0 {
                return false;
            }
            libc::close(fd);
        }
    }
    for index in 0..order.fds_len {
        // SAFETY: index is within the list. Without CLONE_FILES the table is the child's own.
        if unsafe { libc::dup3(*order.fds.add(index), index as RawFd, 0) } < 0 {
            return false;
        }
    }
    true
}

/// # Safety
/// As for [`begin`].
unsafe fn exec(order: &Order) -> libc::c_long {
    // SAFETY: both vectors end with a null pointer; the path is empty because the program is an
    // open file.
    unsafe {
        libc::syscall(
            libc::SYS_execveat,
            order.program,
            c"".as_ptr(),
            order.argv,
            order.env,
            libc::AT_EMPTY_PATH,
        )
    }
}

/// Wait for `fd` to become readable.
pub(crate) fn readable(fd: BorrowedFd<'_>) -> io::Result<AsyncFd<BorrowedFd<'_>>> {
    // SAFETY: a borrowed descriptor stays open, and the same one, for as long as it is borrowed.
    unsafe { Ok(AsyncFd::register_with_interest(fd, Interest::READABLE)?) }
}

/// Start `command` in a session of its own, so that it outlives the terminal and its parent.
pub(crate) fn in_new_session(command: &mut Command) -> &mut Command {
    // SAFETY: setsid is a plain system call that allocates nothing.
    unsafe { command.pre_exec(|| Ok(rustix::process::setsid().map(drop)?)) }
}

const LOOP_CONFIGURE: libc::c_ulong = 0x4C0A;
const LOOP_CTL_GET_FREE: libc::c_ulong = 0x4C82;
const LO_FLAGS_AUTOCLEAR: u32 = 4;

/// The kernel's `struct loop_config`, with only what is used here spelt out.
#[repr(C)]
struct LoopConfig {
    fd: u32,
    block_size: u32,
    info: LoopInfo,
    reserved: [u64; 8],
}

/// The kernel's `struct loop_info64`.
#[repr(C)]
struct LoopInfo {
    ids: [u64; 5],
    number: u32,
    encryption: [u32; 2],
    flags: u32,
    file_name: [u8; 64],
    crypt_name: [u8; 64],
    key: [u8; 32],
    init: [u64; 2],
}

/// The number of a loop device that nobody uses. Another process may take it first.
pub(crate) fn loop_free(control: &File) -> io::Result<u32> {
    // SAFETY: this request takes no argument.
    let number = unsafe { libc::ioctl(control.as_raw_fd(), LOOP_CTL_GET_FREE as _) };
    u32::try_from(number).map_err(|_| io::Error::last_os_error())
}

/// Put `image` behind the loop device, until the last user of the device has gone.
pub(crate) fn loop_attach(device: &File, image: &File, name: &[u8]) -> io::Result<()> {
    let mut config = LoopConfig {
        fd: image.as_raw_fd() as u32,
        block_size: 0,
        info: LoopInfo {
            ids: [0; 5],
            number: 0,
            encryption: [0; 2],
            flags: LO_FLAGS_AUTOCLEAR,
            file_name: [0; 64],
            crypt_name: [0; 64],
            key: [0; 32],
            init: [0; 2],
        },
        reserved: [0; 8],
    };
    let len = name.len().min(63);
    config.info.file_name[..len].copy_from_slice(&name[..len]);
    // SAFETY: the request reads a `struct loop_config`.
    let done = unsafe { libc::ioctl(device.as_raw_fd(), LOOP_CONFIGURE as _, &raw const config) };
    if done < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_structures_have_their_sizes() {
        assert_eq!(size_of::<CloneArgs>(), 88);
        assert_eq!(size_of::<LoopInfo>(), 232);
        assert_eq!(size_of::<LoopConfig>(), 304);
    }
}
