//! Filter policies: which subscriptions want a message.
//!
//! A policy is parsed once into branches (`policy.rs`): a message matches if it matches any branch,
//! and a branch if each of its keys finds a value that one of the key's conditions holds of. An
//! [`Index`] holds the policies of many subscriptions turned inside out, by field and value, so
//! that matching a message costs what the message says and not how many policies there are
//! (`index.rs`).
//!
//! Pure: it knows neither topics nor the store.

mod condition;
mod expression;
mod field;
mod index;
mod leaf;
mod number;
mod ordered;
mod paths;
mod policy;
mod ranges;
mod reach;
#[cfg(test)]
mod tests;
mod wildcard;

pub(crate) use index::Index;
pub(crate) use leaf::Leaf;
pub(crate) use policy::{Bounds, Policy, Scope};
