//! The runtimes of this machine: which interpreters there are, the root file systems made of them,
//! the boto3 that functions are provided with, our own runtime client for Python, and packages
//! installed by the interpreter that is to use them.
//!
//! An identifier runs on exactly the version that it names, or not at all. Interpreters are looked
//! for in the cache of `hamsu runtimes add`, then in /usr/local/bin and /usr/bin, then on the
//! search path, where a shim is asked for the real binary. Nothing is installed on the host.
//!
//! Start at [`LocalRuntimes`].

mod add;
mod boto3;
mod find;
mod identifiers;
mod install;
mod once;
mod pip;
mod prepare;

pub use add::add;
pub use find::{Interpreter, Source};
pub use identifiers::{Identifier, KNOWN};
pub use install::Install;
pub use prepare::{LocalRuntimes, Places};
