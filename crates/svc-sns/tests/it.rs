//! The service in process: through the codecs, with a store, a bus and a clock of its own.

#[path = "it/batches.rs"]
mod batches;
#[path = "it/corpus.rs"]
mod corpus;
#[path = "it/events.rs"]
mod events;
#[path = "it/filters.rs"]
mod filters;
#[path = "it/permissions.rs"]
mod permissions;
#[path = "it/subscriptions.rs"]
mod subscriptions;
#[path = "it/support.rs"]
mod support;
#[path = "it/topics.rs"]
mod topics;
