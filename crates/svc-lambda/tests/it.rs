//! The control plane as the pipeline calls it, and packages that mean harm.

#[path = "it/event_invoke.rs"]
mod event_invoke;
#[path = "it/functions.rs"]
mod functions;
#[path = "it/harness.rs"]
mod harness;
#[path = "it/invocations.rs"]
mod invocations;
#[path = "it/layers.rs"]
mod layers;
#[path = "it/packages.rs"]
mod packages;
#[path = "it/sharing.rs"]
mod sharing;
