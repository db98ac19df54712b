//! Which sandbox gets which event.
//!
//! Owns: the idle sandboxes and the waiting calls of every version, the memory budget, keep-alive,
//! and the decision to start or end a sandbox. It must not know how a sandbox is made (that is
//! behind [`fn_model::Workers`]), what an event means, or AWS's APIs; who may call how often is
//! counted before it.
//!
//! # Rules
//!
//! - *Late binding*: a call that finds no idle sandbox waits, a sandbox is started beside it, and
//!   the call takes whichever comes first: one that was freed or one that was started. So no more
//!   sandboxes are started than there were unfinished calls at one time.
//! - Of the idle ones the most recently used goes first; the others age, and after the keep-alive
//!   time of the platform's clock they are ended.
//! - A sandbox works on one event at a time.
//! - Callers and events wait in lanes of their own. A freed sandbox goes to a caller, one time in
//!   eight to an event; events start sandboxes only while a quarter of the memory and of the
//!   places for starts remains for callers.
//! - A version whose INIT has failed three times in a row is started once a second at most.
//! - The memory sizes of all sandboxes together stay within the budget. Where they would not, the
//!   least recently used idle sandboxes go; if that is not enough, calls wait, ten seconds at most.
//! - A newer build retires the older: its idle sandboxes end, its calls finish on theirs.
//!
//! Start at [`Assignment`]; the decisions are in `ledger.rs`, which neither waits nor starts.

mod assignment;
mod ledger;
mod pool;

pub use assignment::{Assignment, Rules};
pub use ledger::Counts;
