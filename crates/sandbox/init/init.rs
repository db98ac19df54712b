//! The first process of a sandbox: builds the inside, starts the program, reaps, tells its end.
//!
//! It is a program of its own, without libc and without memory to allocate, because it runs where
//! the many-threaded server must not: between `clone` and `exec`, with credentials changing. It
//! decides nothing. The server hands it a list of steps as its arguments; see `src/plan.rs` for
//! their meaning and order:
//!
//! `hamsu-init INSTANCE STATUS_FD STEP OPERAND.. STEP OPERAND.. exec PROGRAM ARGUMENT..`
//!
//! What happens is told on `STATUS_FD` in records of twelve bytes, three native `u32`: `(1, step,
//! errno)` a step failed; `(2, 0, 0)` the program runs; `(3, status, 0)` the program has ended with
//! that wait status. After the program's end, or when nobody reads `STATUS_FD` any longer (the
//! server is gone), init exits, and with it the kernel ends every process of the sandbox.
//!
//! Why an init at all: the kernel protects process 1 of a pid namespace from the signals of its own
//! namespace, so a function that aborts or kills itself would live on or die of something else.

#![no_std]
#![no_main]
#![deny(unsafe_op_in_unsafe_fn)]

#[expect(dead_code, reason = "each program uses a part of it")]
mod kernel;

use kernel::*;

const FAILED: u32 = 1;
const STARTED: u32 = 2;
const ENDED: u32 = 3;

/// Where the story of this sandbox is told.
#[derive(Clone, Copy)]
struct Status(usize);

impl Status {
    fn tell(self, what: u32, a: u32, b: u32) {
        let record = [what, a, b];
        // SAFETY: the record is twelve bytes long. Nobody reading is noticed elsewhere.
        let _ = unsafe { ask(nr::WRITE, [self.0, record.as_ptr() as usize, 12, 0, 0, 0]) };
    }

    fn fail(self, step: u32, errno: u32) -> ! {
        self.tell(FAILED, step, errno);
        exit(127)
    }
}

/// # Safety
/// Called once, by `_start`, with the stack as the kernel left it.
unsafe extern "C" fn start(stack: *const usize) -> ! {
    // SAFETY: the stack is as the kernel left it.
    let (mut arguments, environment) = unsafe { given(stack) };
    let _name = arguments.take();
    let _instance = arguments.take();
    let secret_from = arguments.next;
    let status = Status(arguments.take().number() as usize);
    reset_signals();
    let mut step = 0;
    loop {
        let name = arguments.take();
        if name.bytes() == b"exec" {
            break;
        }
        if let Err(errno) = perform(name, &mut arguments) {
            status.fail(step, errno);
        }
        step += 1;
    }
    let program = match run(&arguments, environment, step, status) {
        Ok(program) => program,
        Err(errno) => status.fail(step, errno),
    };
    wipe(secret_from);
    let Err(errno) = watch(program, status);
    status.fail(step + 1, errno)
}

/// One step. Unknown ones fail with `ENOSYS`.
fn perform(name: Text, arguments: &mut Arguments) -> Result<usize> {
    let mut text = || arguments.take();
    match name.bytes() {
        b"join" => write(text().number() as usize, b"0"),
        b"keep" => keep_below(text().number() as usize),
        b"unshare" => ask_plain(nr::UNSHARE, [text().number() as usize, 0, 0]),
        b"session" => ask_plain(nr::SETSID, [0; 3]),
        b"private" => mount(Text::EMPTY, Text::EMPTY, c"/".into(), MS_REC | MS_PRIVATE, 0),
        b"bind" => {
            let (source, target, attributes) = (text(), text(), text().number());
            bind(source, target, attributes)
        }
        b"mount" => {
            let (kind, source, target, flags, options) =
                (text(), text(), text(), text().number(), text());
            mount(kind, source, target, flags as usize, options.at())
        }
        b"own" => {
            let (path, user, group, mode) =
                (text(), text().number(), text().number(), text().number());
            own(path, user as usize, group as usize, mode as usize)
        }
        b"rmdir" => {
            const AT_REMOVEDIR: usize = 0x200;
            // SAFETY: the path is a string of ours.
            let gone = unsafe { ask(nr::UNLINKAT, [HERE, text().at(), AT_REMOVEDIR, 0, 0, 0]) };
            // Not every maker of file systems leaves that directory.
            gone.or(Ok(0))
        }
        b"root" => enter_root(text()),
        b"hostname" => {
            let name = text();
            // SAFETY: the name is a string of that length.
            unsafe { ask(nr::SETHOSTNAME, [name.at(), name.bytes().len(), 0, 0, 0, 0]) }
        }
        b"limit" => {
            let (resource, most) = (text().number(), text().number());
            let limit = [most, most];
            // SAFETY: the limit is a pair of u64, soft and hard.
            unsafe { ask(nr::PRLIMIT64, [0, resource as usize, limit.as_ptr() as usize, 0, 0, 0]) }
        }
        b"ids" => become_user(text().number() as usize, text().number() as usize),
        b"write" => {
            let (path, content) = (text(), text());
            write_file(HERE, path, content.bytes())
        }
        b"try-write" => {
            let (path, content) = (text(), text());
            write_file(HERE, path, content.bytes()).or(Ok(0))
        }
        b"drop" => drop_privileges(),
        b"cd" => change_directory(text()),
        _ => Err(38),
    }
}

const MS_REC: usize = 16384;
const MS_PRIVATE: usize = 1 << 18;
const MS_BIND: usize = 4096;
const PR_SET_DUMPABLE: usize = 4;

/// Close all descriptors from `first` on; the one before it is for init alone.
fn keep_below(first: usize) -> Result<usize> {
    const CLOSE_RANGE_CLOEXEC: usize = 4;
    ask_plain(nr::CLOSE_RANGE, [first, 0xffff_ffff, 0])?;
    ask_plain(nr::CLOSE_RANGE, [first - 1, first - 1, CLOSE_RANGE_CLOEXEC])
}

fn mount(kind: Text, source: Text, target: Text, flags: usize, options: usize) -> Result<usize> {
    // SAFETY: all are strings of ours, or null for the options.
    unsafe { ask(nr::MOUNT, [source.at(), target.at(), kind.at(), flags, options, 0]) }
}

/// A bind of one directory or file, with attributes added to those that the source has.
fn bind(source: Text, target: Text, attributes: u64) -> Result<usize> {
    mount(Text::EMPTY, source, target, MS_BIND, 0)?;
    // struct mount_attr: attr_set, attr_clr, propagation, userns_fd.
    let change = [attributes, 0, 0, 0];
    // SAFETY: the path is a string of ours, the structure is 32 bytes long.
    unsafe { ask(nr::MOUNT_SETATTR, [HERE, target.at(), 0, change.as_ptr() as usize, 32, 0]) }
}

fn own(path: Text, user: usize, group: usize, mode: usize) -> Result<usize> {
    // SAFETY: the path is a string of ours.
    unsafe {
        ask(nr::FCHMODAT, [HERE, path.at(), mode, 0, 0, 0])?;
        ask(nr::FCHOWNAT, [HERE, path.at(), user, group, 0, 0])
    }
}

/// Make `path`, a mount point, the root and let go of the old one.
fn enter_root(path: Text) -> Result<usize> {
    const MNT_DETACH: usize = 2;
    let here = Text::from(c".");
    change_directory(path)?;
    // SAFETY: strings of ours. With the same directory for both, the old root lies on top of the
    // new one, and what is unmounted next is the old one.
    unsafe {
        ask(nr::PIVOT_ROOT, [here.at(), here.at(), 0, 0, 0, 0])?;
        ask(nr::UMOUNT2, [here.at(), MNT_DETACH, 0, 0, 0, 0])?;
    }
    change_directory(c"/".into())
}

fn become_user(user: usize, group: usize) -> Result<usize> {
    ask_plain(nr::SETGROUPS, [0; 3])?;
    ask_plain(nr::SETRESGID, [group; 3])?;
    ask_plain(nr::SETRESUID, [user; 3])?;
    // A change of user closes /proc/self to oneself; the maps of a user namespace lie there.
    ask_plain(nr::PRCTL, [PR_SET_DUMPABLE, 1, 0])
}

/// No capability, now or through any program; and closed to the program of the same user.
fn drop_privileges() -> Result<usize> {
    const PR_CAPBSET_DROP: usize = 24;
    const PR_SET_NO_NEW_PRIVS: usize = 38;
    const PR_CAP_AMBIENT: usize = 47;
    const PR_CAP_AMBIENT_CLEAR_ALL: usize = 4;
    const EINVAL: u32 = 22;
    for capability in 0..64 {
        match ask_plain(nr::PRCTL, [PR_CAPBSET_DROP, capability, 0]) {
            Ok(_) => {}
            // Past the last one that this kernel knows.
            Err(EINVAL) => break,
            Err(errno) => return Err(errno),
        }
    }
    ask_plain(nr::PRCTL, [PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0])?;
    let header = [0x2008_0522_u32, 0];
    let none = [0_u32; 6];
    // SAFETY: version 3 of the header goes with two triples of u32.
    unsafe { ask(nr::CAPSET, [header.as_ptr() as usize, none.as_ptr() as usize, 0, 0, 0, 0]) }?;
    ask_plain(nr::PRCTL, [PR_SET_NO_NEW_PRIVS, 1, 0])?;
    ask_plain(nr::PRCTL, [PR_SET_DUMPABLE, 0, 0])
}

/// The server ignores some signals; the program must not inherit that.
fn reset_signals() {
    let default = [0_u64; 4];
    for signal in 1..=64 {
        // SAFETY: a zeroed action means the default one. SIGKILL and SIGSTOP are refused; good.
        let _ = unsafe { ask(nr::RT_SIGACTION, [signal, default.as_ptr() as usize, 0, 8, 0, 0]) };
    }
    let _ = set_mask(0);
}

/// Start the program in a copy of this process and return its id once it runs.
fn run(arguments: &Arguments, environment: usize, step: u32, status: Status) -> Result<usize> {
    const CLONE_VFORK: usize = 0x4000;
    const SIGCHLD: usize = 17;
    // SAFETY: without CLONE_VM the child has memory of its own: this is a fork whose parent waits
    // for the child's exec.
    let program = unsafe { ask(nr::CLONE, [CLONE_VFORK | SIGCHLD, 0, 0, 0, 0, 0]) }?;
    if program == 0 {
        let argv = arguments.next as usize;
        // SAFETY: `next` points at the first argument not taken, which is the program's name.
        let path = unsafe { *arguments.next } as usize;
        if path == 0 {
            status.fail(step, 2);
        }
        // SAFETY: both vectors are the kernel's own, ended by null pointers.
        let failed = unsafe { ask(nr::EXECVE, [path, argv, environment, 0, 0, 0]) };
        status.fail(step, failed.err().unwrap_or(0));
    }
    status.tell(STARTED, 0, 0);
    // Only the program and what it starts hold its pipes, so that their end means its end.
    ask_plain(nr::CLOSE_RANGE, [0, status.0 - 1, 0])?;
    Ok(program)
}

/// Steps name paths of the host: nothing of them stays readable in `/proc/1`.
fn wipe(mut argument: *const *const u8) {
    // SAFETY: the argument vector ends with a null pointer; its strings are writable memory of
    // this process, each of the length that `bytes` finds.
    unsafe {
        while !(*argument).is_null() {
            let text = Text(*argument);
            for at in 0..text.bytes().len() {
                text.0.cast_mut().add(at).write_volatile(0);
            }
            argument = argument.add(1);
        }
    }
}

/// Reap until the program ends or the server does.
fn watch(program: usize, status: Status) -> Result<core::convert::Infallible> {
    const CHILD: u64 = 1 << 16;
    const SFD_NONBLOCK_CLOEXEC: usize = 0o2_004_000;
    const POLLIN: u64 = 1;
    set_mask(CHILD)?;
    let mask = CHILD;
    // SAFETY: the kernel's signal set is eight bytes long.
    let children = unsafe {
        let no_fd = -1_isize as usize;
        ask(nr::SIGNALFD4, [no_fd, &raw const mask as usize, 8, SFD_NONBLOCK_CLOEXEC, 0, 0])
    }?;
    // struct pollfd: fd and events in one half each of a u64. An error on the status pipe (no
    // reader) is always reported.
    let shift = if cfg!(target_endian = "little") { 32 } else { 0 };
    loop {
        reap(program, status)?;
        let mut polled = [children as u64 | POLLIN << shift, status.0 as u64];
        // SAFETY: two structures of eight bytes.
        let woken = unsafe { ask(nr::PPOLL, [polled.as_mut_ptr() as usize, 2, 0, 0, 8, 0]) };
        if woken.is_ok() && polled[1] >> (shift + 16) != 0 {
            exit(0);
        }
        drain(children);
    }
}

fn drain(children: usize) {
    // A signalfd gives records of 128 bytes; nonblocking.
    while read(children, &mut [0; 128]).is_ok() {}
}

fn reap(program: usize, status: Status) -> Result<()> {
    const WNOHANG_WALL: usize = 0x4000_0001;
    const ECHILD: u32 = 10;
    loop {
        let mut state = 0_u32;
        let any = -1_isize as usize;
        let at = &raw mut state as usize;
        // SAFETY: the state is an int.
        match unsafe { ask(nr::WAIT4, [any, at, WNOHANG_WALL, 0, 0, 0]) } {
            Ok(0) | Err(ECHILD) => return Ok(()),
            Ok(ended) if ended == program => {
                status.tell(ENDED, state, 0);
                exit(0);
            }
            Ok(_) => {}
            Err(errno) => return Err(errno),
        }
    }
}
