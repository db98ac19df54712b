//! Background work of a closed set of kinds, and the two things that make a run repeatable:
//! [`Clock`] (now, monotonic and sleep) and [`Entropy`] (randomness).
//!
//! Nobody else spawns, reads the system's clock or asks the kernel for random bytes, so that a
//! test can move time and a seed can replay a run. Start at [`spawn`] and [`Clock`].

mod clock;
mod entropy;
mod kind;

pub use clock::{Clock, Instant};
pub use entropy::Entropy;
pub use kind::{Gate, GateGuard, TaskKind, spawn, spawn_blocking, spawn_thread};
