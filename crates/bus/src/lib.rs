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
//! A service that sends writes its events into its own transaction with [`Bus::stage`] and hands them
//! over with [`Bus::admit`] once that is committed. What is given up is kept for two weeks, to be
//! looked at and tried again (`admin.rs`).
//!
//! Start at `bus.rs`; `queue.rs` holds the pure rules, `rows.rs` what is stored.

mod admin;
mod bus;
mod envelope;
mod queue;
mod rows;

pub use admin::{Backlog, Granted, Seen};
pub use bus::{Boxed, Bus, BusError, Counts, Staged, Target, Targets};
pub use envelope::{Envelope, FORMAT};
pub use queue::{Offers, Outcome, Policy};
