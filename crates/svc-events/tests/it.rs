//! The service through its table, on a manual clock, with a bus whose receiver writes down what it
//! gets.

#[path = "it/crash.rs"]
mod crash;
#[path = "it/firing.rs"]
mod firing;
#[path = "it/rules.rs"]
mod rules;
#[path = "it/support.rs"]
mod support;
#[path = "it/tags.rs"]
mod tags;
#[path = "it/targets.rs"]
mod targets;
