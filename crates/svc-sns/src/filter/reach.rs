//! Which keys of a branch a body can satisfy at once.
//!
//! Of an array of objects, all keys below it have to be found in one and the same element:
//! `{"a": [{"x": 1, "y": 2}, {"x": 3, "y": 4}]}` has no `x` of 1 beside a `y` of 4. So an array
//! offers what one of its elements does, and an object what all of its members do together.

use serde_json::{Map, Value};

use super::leaf::Leaf;
use super::paths::Walk;
use super::policy::Key;

/// A set of keys, by their places in the branch.
type Keys = u32;

/// Whether one choice of elements satisfies all of `branch`; `absent` are the keys that need none.
pub(super) fn satisfies(branch: &[Key], body: &Map<String, Value>, absent: Keys) -> bool {
    let all = (1 << branch.len()) - 1;
    of_members(Walk::new(branch), body).into_iter().any(|keys| keys | absent == all)
}

/// The sets of keys that can be satisfied below here, without those that are part of another.
fn reachable(walk: Walk<'_, Key>, value: &Value) -> Vec<Keys> {
    match value {
        Value::Object(members) => of_members(walk, members),
        Value::Array(elements) => {
            let each = elements.iter().flat_map(|element| reachable(walk, element));
            greatest(std::iter::once(0).chain(each).collect())
        }
        _ => match (walk.here(), Leaf::of(value)) {
            (Some((place, key)), Some(leaf))
                if key.any_of.iter().any(|condition| condition.holds(&leaf)) =>
            {
                vec![1 << place]
            }
            _ => vec![0],
        },
    }
}

fn of_members(walk: Walk<'_, Key>, members: &Map<String, Value>) -> Vec<Keys> {
    let mut together = vec![0];
    for (name, member) in members {
        let Some(below) = walk.down(name) else { continue };
        let own = reachable(below, member);
        let both = together.iter().flat_map(|keys| own.iter().map(move |more| keys | more));
        together = greatest(both.collect());
    }
    together
}

fn greatest(mut sets: Vec<Keys>) -> Vec<Keys> {
    sets.sort_unstable_by_key(|keys| std::cmp::Reverse(keys.count_ones()));
    let mut kept: Vec<Keys> = Vec::new();
    for keys in sets {
        if !kept.iter().any(|greater| greater & keys == keys) {
            kept.push(keys);
        }
    }
    kept
}
