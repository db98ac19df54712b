//! The policies of many subscriptions, turned inside out.
//!
//! Every condition is filed under its path (`field.rs`) for the key of the branch that it belongs
//! to. A message looks up its values and ticks off the keys that they satisfy; a branch whose keys
//! are all ticked matches. Only where a body has arrays of objects is a branch that is all ticked
//! looked at again, because its keys may have been found in different elements (`reach.rs`).

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::field::{Field, Slot};
use super::leaf::Leaf;
use super::paths::{Pathed, Walk};
use super::policy::{Branch, Policy};

/// The attributes of a message as policies see them: by name, all values.
pub(crate) type Attributes<'m> = [(&'m str, Vec<Leaf<'m>>)];

/// Policies by the numbers that their owner gave them.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Sorted by path.
    paths: Vec<Filed>,
    fields: Numbered<Field>,
    branches: Numbered<Owned>,
    by_owner: HashMap<u32, Vec<u32>>,
    /// Fields that somebody wants to be absent.
    wanted_absent: BTreeSet<u32>,
}

#[derive(Debug)]
struct Filed {
    path: Box<str>,
    field: u32,
}

impl Pathed for Filed {
    fn path(&self) -> &str {
        &self.path
    }
}

#[derive(Debug)]
struct Owned {
    owner: u32,
    keys: Branch,
}

impl Index {
    /// Whether it holds no policy.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_owner.is_empty()
    }

    /// How many policies it holds.
    pub(crate) fn len(&self) -> usize {
        self.by_owner.len()
    }

    /// Put in the policy of `owner`, instead of any that it has.
    pub(crate) fn insert(&mut self, owner: u32, policy: Policy) {
        self.remove(owner);
        let mut numbers = Vec::new();
        for keys in policy.branches {
            let branch = self.branches.next();
            for (place, key) in keys.iter().enumerate() {
                let slot = Slot { branch, key: place as u8 };
                let number = self.field(&key.path);
                let field = self.fields.get_mut(number);
                for condition in &key.any_of {
                    field.insert(slot, condition);
                }
                if !field.absent().is_empty() {
                    self.wanted_absent.insert(number);
                }
            }
            self.branches.put(branch, Owned { owner, keys });
            numbers.push(branch);
        }
        self.by_owner.insert(owner, numbers);
    }

    /// Take away the policy of `owner`, if it has one.
    pub(crate) fn remove(&mut self, owner: u32) {
        for branch in self.by_owner.remove(&owner).into_iter().flatten() {
            let Some(Owned { keys, .. }) = self.branches.take(branch) else { continue };
            for (place, key) in keys.iter().enumerate() {
                let slot = Slot { branch, key: place as u8 };
                let number = self.field(&key.path);
                let field = self.fields.get_mut(number);
                for condition in &key.any_of {
                    field.remove(slot, condition);
                }
                if field.absent().is_empty() {
                    self.wanted_absent.remove(&number);
                }
                if field.is_empty() {
                    self.fields.take(number);
                    self.paths.retain(|filed| filed.field != number);
                }
            }
        }
    }

    /// The owners whose policies match these attributes, in order. A message without any matches
    /// no policy, not even one that wants something absent: so it is at AWS.
    pub(crate) fn matching_attributes(&self, attributes: &Attributes<'_>) -> Vec<u32> {
        if attributes.is_empty() {
            return Vec::new();
        }
        let mut ticks = Ticks::new(self);
        for (name, leaves) in attributes {
            let Some((_, filed)) = Walk::new(&self.paths).down(name).and_then(Walk::here) else {
                continue;
            };
            for leaf in leaves {
                ticks.tick(filed.field, leaf);
            }
        }
        ticks.tick_absent();
        self.owners(ticks.complete())
    }

    /// The owners whose policies match this body, in order.
    pub(crate) fn matching_body(&self, body: &Map<String, Value>) -> Vec<u32> {
        if body.is_empty() {
            return Vec::new();
        }
        let mut ticks = Ticks::new(self);
        let mut branching = false;
        let root = Walk::new(&self.paths);
        for (name, member) in body {
            if let Some(below) = root.down(name) {
                ticks.walk(below, member, &mut branching);
            }
        }
        let absent = ticks.tick_absent();
        let complete = ticks.complete();
        if !branching {
            return self.owners(complete);
        }
        let consistent = complete.into_iter().filter(|branch| {
            let keys = &self.branches.get(*branch).keys;
            super::reach::satisfies(keys, body, absent.get(branch).copied().unwrap_or(0))
        });
        self.owners(consistent.collect())
    }

    fn owners(&self, branches: Vec<u32>) -> Vec<u32> {
        let mut owners: Vec<u32> =
            branches.into_iter().map(|branch| self.branches.get(branch).owner).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// The number of the field at `path`, made if there is none.
    fn field(&mut self, path: &str) -> u32 {
        match self.paths.binary_search_by(|filed| (*filed.path).cmp(path)) {
            Ok(at) => self.paths[at].field,
            Err(at) => {
                let field = self.fields.next();
                self.fields.put(field, Field::default());
                self.paths.insert(at, Filed { path: path.into(), field });
                field
            }
        }
    }
}

/// What a message has satisfied so far.
struct Ticks<'i> {
    index: &'i Index,
    /// Keys, by branch.
    keys: Vec<u32>,
    /// Branches with any.
    touched: Vec<u32>,
    present: BTreeSet<u32>,
}

impl<'i> Ticks<'i> {
    fn new(index: &'i Index) -> Self {
        let keys = vec![0; index.branches.end()];
        Self { index, keys, touched: Vec::new(), present: BTreeSet::new() }
    }

    fn tick(&mut self, field: u32, leaf: &Leaf<'_>) {
        self.present.insert(field);
        let Self { index, keys, touched, .. } = self;
        index.fields.get(field).each(leaf, &mut |slot| tick(keys, touched, slot));
    }

    /// Tick what wants to be absent and is; gives these keys by branch.
    fn tick_absent(&mut self) -> HashMap<u32, u32> {
        let mut absent: HashMap<u32, u32> = HashMap::new();
        let Self { index, keys, touched, present } = self;
        for field in index.wanted_absent.difference(present) {
            for slot in index.fields.get(*field).absent() {
                tick(keys, touched, *slot);
                *absent.entry(slot.branch).or_default() |= 1 << slot.key;
            }
        }
        absent
    }

    fn walk(&mut self, walk: Walk<'_, Filed>, value: &Value, branching: &mut bool) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    if let Some(below) = walk.down(name) {
                        self.walk(below, member, branching);
                    }
                }
            }
            Value::Array(elements) => {
                *branching |=
                    elements.iter().any(|element| element.is_object() || element.is_array());
                for element in elements {
                    self.walk(walk, element, branching);
                }
            }
            _ => {
                if let (Some((_, filed)), Some(leaf)) = (walk.here(), Leaf::of(value)) {
                    self.tick(filed.field, &leaf);
                }
            }
        }
    }

    /// The branches whose keys are all ticked.
    fn complete(self) -> Vec<u32> {
        let Self { index, keys, touched, .. } = self;
        let complete = |branch: &u32| {
            let wanted = (1 << index.branches.get(*branch).keys.len()) - 1;
            keys[*branch as usize] == wanted
        };
        touched.into_iter().filter(complete).collect()
    }
}

fn tick(keys: &mut [u32], touched: &mut Vec<u32>, slot: Slot) {
    let ticked = &mut keys[slot.branch as usize];
    if *ticked == 0 {
        touched.push(slot.branch);
    }
    *ticked |= 1 << slot.key;
}

/// Things by numbers that are used again.
#[derive(Debug)]
struct Numbered<T> {
    things: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { things: Vec::new(), free: Vec::new() }
    }
}

impl<T> Numbered<T> {
    fn next(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.things.push(None);
            (self.things.len() - 1) as u32
        })
    }

    fn put(&mut self, number: u32, thing: T) {
        self.things[number as usize] = Some(thing);
    }

    fn take(&mut self, number: u32) -> Option<T> {
        let thing = self.things[number as usize].take();
        if thing.is_some() {
            self.free.push(number);
        }
        thing
    }

    fn get(&self, number: u32) -> &T {
        self.things[number as usize].as_ref().expect("a number that was given out")
    }

    fn get_mut(&mut self, number: u32) -> &mut T {
        self.things[number as usize].as_mut().expect("a number that was given out")
    }

    /// Above every number.
    fn end(&self) -> usize {
        self.things.len()
    }
}
