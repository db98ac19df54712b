//! The pure rules of DynamoDB in tables, and its operations from JSON to JSON.

#[path = "it/capacity.rs"]
mod capacity;
#[path = "it/conditions.rs"]
mod conditions;
#[path = "it/corpus.rs"]
mod corpus;
#[path = "it/items.rs"]
mod items;
#[path = "it/keys.rs"]
mod keys;
#[path = "it/legacy.rs"]
mod legacy;
#[path = "it/numbers.rs"]
mod numbers;
#[path = "it/projections.rs"]
mod projections;
#[path = "it/reads.rs"]
mod reads;
#[path = "it/rows.rs"]
mod rows;
#[path = "it/server.rs"]
mod server;
#[path = "it/support.rs"]
mod support;
#[path = "it/tables.rs"]
mod tables;
#[path = "it/updates.rs"]
mod updates;
#[path = "it/values.rs"]
mod values;
#[path = "it/wire.rs"]
mod wire;
