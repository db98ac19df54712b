//! What the small programs of this folder are made of: system calls, their arguments, and what the
//! compiler expects of a libc. They have none, and no memory to allocate.
//!
//! Each program is a crate root with a function `start`, which the kernel's entry point calls.

use core::arch::{asm, global_asm};

#[cfg(target_arch = "x86_64")]
pub mod nr {
    pub const READ: usize = 0;
    pub const WRITE: usize = 1;
    pub const CLOSE: usize = 3;
    pub const RT_SIGACTION: usize = 13;
    pub const RT_SIGPROCMASK: usize = 14;
    pub const CLONE: usize = 56;
    pub const EXECVE: usize = 59;
    pub const WAIT4: usize = 61;
    pub const KILL: usize = 62;
    pub const CHDIR: usize = 80;
    pub const SETSID: usize = 112;
    pub const SETGROUPS: usize = 116;
    pub const SETRESUID: usize = 117;
    pub const SETRESGID: usize = 119;
    pub const CAPSET: usize = 126;
    pub const PIVOT_ROOT: usize = 155;
    pub const PRCTL: usize = 157;
    pub const MOUNT: usize = 165;
    pub const UMOUNT2: usize = 166;
    pub const SETHOSTNAME: usize = 170;
    pub const GETDENTS64: usize = 217;
    pub const EXIT_GROUP: usize = 231;
    pub const OPENAT: usize = 257;
    pub const FCHOWNAT: usize = 260;
    pub const UNLINKAT: usize = 263;
    pub const FCHMODAT: usize = 268;
    pub const PPOLL: usize = 271;
    pub const UNSHARE: usize = 272;
    pub const SIGNALFD4: usize = 289;
    pub const PRLIMIT64: usize = 302;
    pub const CLOSE_RANGE: usize = 436;
    pub const MOUNT_SETATTR: usize = 442;
}

#[cfg(target_arch = "aarch64")]
pub mod nr {
    pub const UNLINKAT: usize = 35;
    pub const UMOUNT2: usize = 39;
    pub const MOUNT: usize = 40;
    pub const PIVOT_ROOT: usize = 41;
    pub const CHDIR: usize = 49;
    pub const FCHMODAT: usize = 53;
    pub const FCHOWNAT: usize = 54;
    pub const OPENAT: usize = 56;
    pub const CLOSE: usize = 57;
    pub const GETDENTS64: usize = 61;
    pub const READ: usize = 63;
    pub const WRITE: usize = 64;
    pub const PPOLL: usize = 73;
    pub const SIGNALFD4: usize = 74;
    pub const CAPSET: usize = 91;
    pub const EXIT_GROUP: usize = 94;
    pub const UNSHARE: usize = 97;
    pub const KILL: usize = 129;
    pub const RT_SIGACTION: usize = 134;
    pub const RT_SIGPROCMASK: usize = 135;
    pub const SETRESUID: usize = 147;
    pub const SETRESGID: usize = 149;
    pub const SETSID: usize = 157;
    pub const SETGROUPS: usize = 159;
    pub const SETHOSTNAME: usize = 161;
    pub const PRCTL: usize = 167;
    pub const CLONE: usize = 220;
    pub const EXECVE: usize = 221;
    pub const WAIT4: usize = 260;
    pub const PRLIMIT64: usize = 261;
    pub const CLOSE_RANGE: usize = 436;
    pub const MOUNT_SETATTR: usize = 442;
}

// The kernel starts a program with its arguments on the stack and no return address.
#[cfg(target_arch = "x86_64")]
global_asm!(
    ".globl _start",
    "_start:",
    "xor ebp, ebp",
    "mov rdi, rsp",
    "and rsp, -16",
    "call {start}",
    "ud2",
    start = sym crate::start,
);
#[cfg(target_arch = "aarch64")]
global_asm!(
    ".globl _start",
    "_start:",
    "mov x29, #0",
    "mov x30, #0",
    "mov x0, sp",
    "and sp, x0, #-16",
    "bl {start}",
    "brk #1",
    start = sym crate::start,
);

/// A result of the kernel: a value, or an errno.
pub type Result<T> = core::result::Result<T, u32>;

/// Ask the kernel.
///
/// # Safety
/// As the system call itself asks: pointers among the arguments are valid for what it does.
pub unsafe fn ask(number: usize, arguments: [usize; 6]) -> Result<usize> {
    let [a, b, c, d, e, f] = arguments;
    let answer: isize;
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the registers are those of the kernel's convention; the caller answers for the rest.
    unsafe {
        asm!("syscall", inlateout("rax") number => answer, in("rdi") a, in("rsi") b, in("rdx") c,
            in("r10") d, in("r8") e, in("r9") f, lateout("rcx") _, lateout("r11") _,
            options(nostack));
    }
    #[cfg(target_arch = "aarch64")]
    // SAFETY: the registers are those of the kernel's convention; the caller answers for the rest.
    unsafe {
        asm!("svc 0", in("x8") number, inlateout("x0") a => answer, in("x1") b, in("x2") c,
            in("x3") d, in("x4") e, in("x5") f, options(nostack));
    }
    if answer < 0 { Err(answer.unsigned_abs() as u32) } else { Ok(answer as usize) }
}

/// Ask with numbers only.
pub fn ask_plain(number: usize, [a, b, c]: [usize; 3]) -> Result<usize> {
    // SAFETY: used only for system calls that take no pointers.
    unsafe { ask(number, [a, b, c, 0, 0, 0]) }
}

/// A string of the kernel's making: an argument, ended by a zero byte, never freed.
#[derive(Clone, Copy)]
pub struct Text(pub *const u8);

impl Text {
    pub const EMPTY: Self = Self(c"".as_ptr().cast());

    pub fn bytes(self) -> &'static [u8] {
        let mut len = 0;
        // SAFETY: arguments end with a zero byte and live as long as the process.
        while unsafe { self.0.add(len).read_volatile() } != 0 {
            len += 1;
        }
        // SAFETY: `len` bytes were just read there.
        unsafe { core::slice::from_raw_parts(self.0, len) }
    }

    pub fn number(self) -> u64 {
        self.bytes().iter().fold(0, |sum, digit| {
            sum.wrapping_mul(10).wrapping_add(u64::from(digit.wrapping_sub(b'0')))
        })
    }

    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// The arguments, taken one after the other.
pub struct Arguments {
    pub next: *const *const u8,
}

impl Arguments {
    pub fn take(&mut self) -> Text {
        // SAFETY: the argument vector ends with a null pointer, which is never stepped over.
        let text = unsafe { *self.next };
        if text.is_null() {
            return Text::EMPTY;
        }
        // SAFETY: as above: there is at least the null pointer behind.
        self.next = unsafe { self.next.add(1) };
        Text(text)
    }
}

/// What a program was given: its arguments, and where the environment lies.
///
/// # Safety
/// `stack` is the stack as the kernel left it.
pub unsafe fn given(stack: *const usize) -> (Arguments, usize) {
    // SAFETY: argc, argv with its null pointer, then the environment, by the kernel's convention.
    unsafe {
        let count = *stack;
        (Arguments { next: stack.add(1).cast() }, stack.add(count + 2) as usize)
    }
}

pub fn exit(code: usize) -> ! {
    loop {
        let _ = ask_plain(nr::EXIT_GROUP, [code, 0, 0]);
    }
}

/// The working directory, where a system call takes a directory.
pub const HERE: usize = -100_isize as usize;

impl From<&'static core::ffi::CStr> for Text {
    fn from(text: &'static core::ffi::CStr) -> Self {
        Self(text.as_ptr().cast())
    }
}

pub fn write(fd: usize, content: &[u8]) -> Result<usize> {
    // SAFETY: pointer and length are those of a slice.
    unsafe { ask(nr::WRITE, [fd, content.as_ptr() as usize, content.len(), 0, 0, 0]) }
}

/// Write to a file that is there, found from the directory `from`.
pub fn write_file(from: usize, path: Text, content: &[u8]) -> Result<usize> {
    const O_WRONLY: usize = 1;
    let fd = open(from, path, O_WRONLY)?;
    let written = write(fd, content);
    close(fd);
    written
}

/// Open a path, found from the directory `from`; closed on exec.
pub fn open(from: usize, path: Text, flags: usize) -> Result<usize> {
    const O_CLOEXEC: usize = 0o2_000_000;
    // SAFETY: the path is a string of ours.
    unsafe { ask(nr::OPENAT, [from, path.at(), flags | O_CLOEXEC, 0, 0, 0]) }
}

pub fn close(fd: usize) {
    // Nothing is written back late by what is closed here.
    let _ = ask_plain(nr::CLOSE, [fd, 0, 0]);
}

/// Read into `into`; 0 at the end.
pub fn read(fd: usize, into: &mut [u8]) -> Result<usize> {
    // SAFETY: pointer and length are those of a slice.
    unsafe { ask(nr::READ, [fd, into.as_mut_ptr() as usize, into.len(), 0, 0, 0]) }
}

pub fn change_directory(path: Text) -> Result<usize> {
    // SAFETY: the path is a string of ours.
    unsafe { ask(nr::CHDIR, [path.at(), 0, 0, 0, 0, 0]) }
}

pub fn set_mask(mask: u64) -> Result<usize> {
    const SIG_SETMASK: usize = 2;
    // SAFETY: the kernel's signal set is eight bytes long.
    unsafe { ask(nr::RT_SIGPROCMASK, [SIG_SETMASK, &raw const mask as usize, 0, 8, 0, 0]) }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    exit(125)
}

// What the compiler may call for copies, and what libc would give. Volatile, so that a loop here is
// not itself turned into such a call.
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
unsafe extern "C" fn memset(to: *mut u8, value: i32, len: usize) -> *mut u8 {
    for at in 0..len {
        // SAFETY: the caller gives `len` bytes.
        unsafe { to.add(at).write_volatile(value as u8) };
    }
    to
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    for at in 0..len {
        // SAFETY: the caller gives `len` bytes on both sides.
        unsafe { to.add(at).write_volatile(from.add(at).read_volatile()) };
    }
    to
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcmp(one: *const u8, two: *const u8, len: usize) -> i32 {
    for at in 0..len {
        // SAFETY: the caller gives `len` bytes on both sides.
        let (a, b) = unsafe { (one.add(at).read_volatile(), two.add(at).read_volatile()) };
        if a != b {
            return i32::from(a) - i32::from(b);
        }
    }
    0
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
unsafe extern "C" fn bcmp(one: *const u8, two: *const u8, len: usize) -> i32 {
    // SAFETY: as the caller of this one promises.
    unsafe { memcmp(one, two, len) }
}
