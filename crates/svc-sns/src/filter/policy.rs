//! From a document to a [`Policy`]: keys, nesting, `$or`, and the limits as AWS counts them.

use serde_json::{Map, Value};

use super::condition::{Condition, Unwanted};
use super::expression::{Parsed, condition, refused};
use super::paths::Pathed;

/// What a policy is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Attributes,
    Body,
}

/// How large a policy may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) bytes: u64,
    pub(crate) keys: u64,
    pub(crate) combinations: u64,
}

/// A policy, ready to be put into an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(super) branches: Vec<Branch>,
}

/// Keys that all have to match, in the order of their paths.
pub(super) type Branch = Vec<Key>;

/// A path in a message (`.detail.state`) and what is asked of the values there. As at AWS, a point
/// in a name is as good as nesting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) path: Box<str>,
    pub(super) any_of: Vec<Condition>,
}

impl Pathed for Key {
    fn path(&self) -> &str {
        &self.path
    }
}

const OR: &str = "$or";

/// Objects that use these as names are not taken for branches of an `$or`.
const RESERVED: &[&str] = &[
    "exactly",
    "equals-ignore-case",
    "prefix",
    "suffix",
    "anything-but",
    "exists",
    "wildcard",
    "numeric",
    "cidr",
    "=",
    "<",
    "<=",
    ">",
    ">=",
    "regex",
    "not-wildcard",
    "not-equals-ignore-case",
    "date-after",
    "date-on-or-after",
    "date-before",
    "date-on-or-before",
    "in-date-range",
    "ip-address-in-range",
    "ip-address-not-in-range",
];

/// Points of all wildcards of a policy at most.
const WILDCARD_POINTS_MAX: u64 = 100;
/// Keys of a branch at most, whatever the configured limits: `reach.rs` keeps sets of them.
const BRANCH_KEYS_MAX: usize = 16;

const TOO_COMPLEX: &str = "FilterPolicy: Filter policy is too complex";

impl Policy {
    /// The policy that `document` describes; none if it is empty and asks for nothing. What is
    /// wrong is told in AWS's words, without `Invalid parameter:`.
    pub(crate) fn parse(
        document: &str,
        scope: Scope,
        bounds: &Bounds,
    ) -> Result<Option<Self>, String> {
        if document.len() as u64 > bounds.bytes {
            return refused("FilterPolicy: Filter policy is too long");
        }
        let Ok(document) = serde_json::from_str(document) else {
            return refused("FilterPolicy: failed to parse JSON.");
        };
        let Value::Object(document) = document else {
            return refused("FilterPolicy: Filter is not an object");
        };
        if document.is_empty() {
            return Ok(None);
        }
        if document.len() as u64 > bounds.keys {
            let keys = bounds.keys;
            return refused(format!(
                "FilterPolicy: Filter policy can not have more than {keys} keys"
            ));
        }
        // Counted before anything is multiplied out.
        if combinations(&document, scope, 1)? > bounds.combinations {
            return refused(TOO_COMPLEX);
        }
        let mut branches = vec![Branch::new()];
        expand(&document, "", &mut branches).map_err(|text| format!("FilterPolicy: {text}"))?;
        for branch in &mut branches {
            branch.sort_by(|left, right| left.path.cmp(&right.path));
            if branch.len() > BRANCH_KEYS_MAX || wildcard_points(branch) > WILDCARD_POINTS_MAX {
                return refused(TOO_COMPLEX);
            }
        }
        Ok(Some(Self { branches }))
    }
}

/// The branches of an `$or`, if that is what the value under the name `$or` is.
fn or_branches<'v>(name: &str, value: &'v Value) -> Option<Vec<&'v Map<String, Value>>> {
    let Value::Array(items) = value else { return None };
    if name != OR || items.len() < 2 {
        return None;
    }
    let branches: Option<Vec<_>> = items.iter().map(Value::as_object).collect();
    let reserved =
        |branch: &&Map<String, Value>| branch.keys().any(|name| RESERVED.contains(&name.as_str()));
    branches.filter(|branches| !branches.iter().any(reserved))
}

/// AWS's count: the product over all arrays of their lengths times their depths, where the
/// branches of an `$or` are added up.
fn combinations(object: &Map<String, Value>, scope: Scope, depth: u64) -> Parsed<u64> {
    if object.is_empty() {
        return refused("FilterPolicy: Empty objects are not allowed");
    }
    let mut product: u64 = 1;
    for (name, value) in object {
        let factor = match value {
            Value::Object(_) if scope == Scope::Attributes => {
                return refused(
                    "Filter policy scope MessageAttributes does not support nested filter policy",
                );
            }
            Value::Object(nested) => combinations(nested, scope, depth + 1)?,
            Value::Array(values) if values.is_empty() => {
                return refused("FilterPolicy: Empty arrays are not allowed");
            }
            Value::Array(values) => match or_branches(name, value) {
                None => depth.saturating_mul(values.len() as u64),
                Some(branches) => {
                    let mut sum: u64 = 0;
                    for branch in branches {
                        sum = sum.saturating_add(combinations(branch, scope, depth)?);
                    }
                    sum
                }
            },
            _ => {
                return refused(format!("FilterPolicy: \"{name}\" must be an object or an array"));
            }
        };
        product = product.saturating_mul(factor);
    }
    Ok(product)
}

/// Add the keys of `object` below `prefix` to all `branches`, which an `$or` multiplies.
fn expand(object: &Map<String, Value>, prefix: &str, branches: &mut Vec<Branch>) -> Parsed<()> {
    for (name, value) in object {
        if let Some(ways) = or_branches(name, value) {
            let before = std::mem::take(branches);
            for way in ways {
                let mut taken = before.clone();
                expand(way, prefix, &mut taken)?;
                branches.append(&mut taken);
            }
            continue;
        }
        let path = format!("{prefix}.{name}");
        match value {
            Value::Object(nested) => expand(nested, &path, branches)?,
            Value::Array(elements) => {
                let any_of = elements.iter().map(condition).collect::<Parsed<Vec<_>>>()?;
                for branch in branches.iter_mut() {
                    // Named beside an `$or` and inside it, a path counts once, as at AWS: there
                    // the later one in the document, here the one outside.
                    branch.retain(|key| *key.path != *path);
                    branch.push(Key { path: path.as_str().into(), any_of: any_of.clone() });
                }
            }
            // Refused while counting.
            _ => {}
        }
    }
    Ok(())
}

/// The complexity of a branch's wildcards: for each key, the points of its patterns times their
/// number.
fn wildcard_points(branch: &Branch) -> u64 {
    let points = |condition: &Condition| match condition {
        Condition::Wildcard(wildcard) | Condition::AnythingBut(Unwanted::Wildcard(wildcard)) => {
            Some(wildcard.points().unwrap_or(u64::MAX))
        }
        _ => None,
    };
    branch.iter().fold(0, |all, key| {
        let each: Vec<u64> = key.any_of.iter().filter_map(points).collect();
        let sum = each.iter().fold(0, |sum: u64, one| sum.saturating_add(*one));
        all.saturating_add(sum.saturating_mul(each.len() as u64))
    })
}
