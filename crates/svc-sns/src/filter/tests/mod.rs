//! What matches what, what is refused in which words, and that the index never disagrees with
//! plain evaluation.

mod naive;
mod operators;
mod properties;
mod refusals;

use serde_json::Value;

use super::{Bounds, Index, Leaf, Policy, Scope};

const BOUNDS: Bounds = Bounds { bytes: 262_144, keys: 5, combinations: 150 };

fn parse(policy: &Value, scope: Scope) -> Result<Option<Policy>, String> {
    Policy::parse(&policy.to_string(), scope, &BOUNDS)
}

fn index_of(policy: &Value, scope: Scope) -> Index {
    let mut index = Index::default();
    let policy = parse(policy, scope).unwrap_or_else(|text| panic!("{policy}: {text}"));
    index.insert(0, policy.expect("a policy that asks for something"));
    index
}

/// Whether a message with this body matches the policy.
fn body_matches(policy: &Value, body: &Value) -> bool {
    let index = index_of(policy, Scope::Body);
    !index.matching_body(body.as_object().expect("an object")).is_empty()
}

/// Whether a message matches the policy whose attributes are the members of `attributes`: arrays
/// stand for `String.Array`.
fn attributes_match(policy: &Value, attributes: &Value) -> bool {
    let index = index_of(policy, Scope::Attributes);
    !index.matching_attributes(&attributes_of(attributes)).is_empty()
}

fn attributes_of(attributes: &Value) -> Vec<(&str, Vec<Leaf<'_>>)> {
    let members = attributes.as_object().expect("an object");
    members.iter().map(|(name, value)| (name.as_str(), leaves(value))).collect()
}

fn leaves(value: &Value) -> Vec<Leaf<'_>> {
    match value {
        Value::Array(items) => items.iter().filter_map(Leaf::of).collect(),
        one => Leaf::of(one).into_iter().collect(),
    }
}
