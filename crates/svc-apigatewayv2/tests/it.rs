//! The control plane as the pipeline calls it, and what it tells the data side.

#[path = "it/apis.rs"]
mod apis;
#[path = "it/deploying.rs"]
mod deploying;
#[path = "it/support.rs"]
mod support;
