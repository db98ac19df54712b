//! IAM through its own table of operations, in awsQuery, and its answers to the pipeline.

#[path = "it/identities.rs"]
mod identities;
#[path = "it/policies.rs"]
mod policies;
#[path = "it/roles.rs"]
mod roles;
#[path = "it/support.rs"]
mod support;
#[path = "it/users.rs"]
mod users;
