//! The one way by which an event reaches anything: durable before it is acknowledged, delivered at
//! least once, retried by the target's policy, and never in the way of another target's events.
//!
//! [`Bus::deliver`] commits an [`Envelope`] and returns; from then on a kill loses nothing, and the
//! next start goes on from the store. Whoever receives is a [`Target`]; the bus knows neither who
//! sends nor who receives. An attempt counts when its failure is committed, so that a crash of the
//! server in the middle of one uses up nothing.
//!
//! Each target has a window of deliveries under way. It grows while deliveries succeed and shrinks
//! to what is under way when the target says [`Outcome::Later`], so that a throttled target is fed
//! as fast as it frees a place and no faster.
//!
//! Start at `bus.rs`; `queue.rs` holds the pure rules.

mod bus;
mod envelope;
mod queue;

pub use bus::{Backlog, Boxed, Bus, BusError, Target, Targets};
pub use envelope::{DEPTH_MAX, Envelope, FORMAT};
pub use queue::{Outcome, Policy};
