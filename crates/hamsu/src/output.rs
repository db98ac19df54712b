//! What commands print. Whoever reads it may have gone away (`hamsu config | head -1`): std's
//! macros panic then, these end the process quietly. They stand in std's place in this crate, so
//! that no command has to think of it. It must not know what is printed.

use std::fmt::Arguments;
use std::io::{ErrorKind, Result, Write};

macro_rules! print {
    ($($arg:tt)*) => { $crate::output::text(::std::format_args!($($arg)*)) };
}

macro_rules! println {
    () => { $crate::output::text(::std::format_args!("\n")) };
    ($($arg:tt)*) => {
        $crate::output::text(::std::format_args!("{}\n", ::std::format_args!($($arg)*)))
    };
}

macro_rules! eprintln {
    ($($arg:tt)*) => {
        $crate::output::aside(::std::format_args!("{}\n", ::std::format_args!($($arg)*)))
    };
}

/// Print on standard output. If nobody reads it, the process ends: the reader has what it wanted.
pub fn text(text: Arguments<'_>) {
    end_if_unread(std::io::stdout().lock().write_fmt(text));
}

/// The same with what need not be text.
pub fn bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    end_if_unread(out.write_all(bytes).and_then(|()| out.flush()));
}

/// Print on standard error. If nobody reads it, there is nobody to tell.
pub fn aside(text: Arguments<'_>) {
    let _ = std::io::stderr().lock().write_fmt(text);
}

fn end_if_unread(written: Result<()>) {
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => {
            aside(format_args!("error: cannot write to standard output: {error}\n"));
            std::process::exit(1);
        }
    }
}
