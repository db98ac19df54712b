//! SNS: topics, subscriptions and their filter policies.

#![expect(dead_code, unused_imports, reason = "the operations that use it follow")]

mod filter;
pub mod model;
