//! EventBridge: rules of the default bus that fire on a schedule.
//!
//! So far [`schedule`], which says when.

pub mod schedule;
