//! Tests of what the crate promises, through its public API.

#[path = "it/corpus.rs"]
mod corpus;
#[path = "it/errors.rs"]
mod errors;
#[path = "it/policy.rs"]
mod policy;
#[path = "it/policy_conditions.rs"]
mod policy_conditions;
#[path = "it/session.rs"]
mod session;
#[path = "it/sigv4.rs"]
mod sigv4;
#[path = "it/sigv4_rules.rs"]
mod sigv4_rules;
