//! All conditions on one path, filed by what they ask for: a value finds those that hold of it
//! without trying the others.

use std::collections::HashMap;

use super::condition::{Address, Condition, Unwanted};
use super::leaf::{Exact, Leaf, Word};
use super::number::Number;
use super::ordered::{Prefixes, backwards};
use super::ranges::Ranges;
use super::wildcard::Wildcard;

/// Whose condition it is: a branch, and the place of the key in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    pub(super) branch: u32,
    pub(super) key: u8,
}

type Slots = Vec<Slot>;

/// The conditions on one path.
#[derive(Debug, Default)]
pub(super) struct Field {
    texts: HashMap<Box<str>, Slots>,
    folded: HashMap<Box<str>, Slots>,
    numbers: HashMap<Number, Slots>,
    large: HashMap<Box<str>, Slots>,
    words: HashMap<Word, Slots>,
    prefixes: Prefixes<Slot>,
    /// Filed backwards.
    suffixes: Prefixes<Slot>,
    /// Filed by what stands before the first star.
    wildcards: Prefixes<(Slot, Wildcard)>,
    /// Those that begin with a star: filed backwards, by what stands after the last one.
    open_wildcards: Prefixes<(Slot, Wildcard)>,
    ranges: Ranges<Number, Slot>,
    addresses: Ranges<Address, Slot>,
    exists: Slots,
    /// Of these nearly all hold, whatever the value: they are tried one by one.
    anything_but: Vec<(Slot, Unwanted)>,
    absent: Slots,
}

impl Field {
    /// File a condition.
    pub(super) fn insert(&mut self, slot: Slot, condition: &Condition) {
        match condition {
            Condition::Equals(exact) => self.exact(exact).push(slot),
            Condition::EqualsIgnoreCase(text) => {
                self.folded.entry(text.clone()).or_default().push(slot);
            }
            Condition::Prefix(text) => self.prefixes.insert(text.as_bytes().into(), slot),
            Condition::Suffix(text) => self.suffixes.insert(backwards(text), slot),
            Condition::Wildcard(wildcard) => {
                let (filed, key) = self.wildcard(wildcard);
                filed.insert(key, (slot, wildcard.clone()));
            }
            Condition::Between(low, high) => self.ranges.insert(*low, *high, slot),
            Condition::Within(low, high) => self.addresses.insert(*low, *high, slot),
            Condition::Exists => self.exists.push(slot),
            Condition::Absent => self.absent.push(slot),
            Condition::AnythingBut(unwanted) => self.anything_but.push((slot, unwanted.clone())),
        }
    }

    /// Take a condition away that was filed for `slot`.
    pub(super) fn remove(&mut self, slot: Slot, condition: &Condition) {
        match condition {
            Condition::Equals(exact) => {
                self.exact(exact).retain(|other| *other != slot);
                self.forget(exact);
            }
            Condition::EqualsIgnoreCase(text) => {
                let slots = self.folded.entry(text.clone()).or_default();
                slots.retain(|other| *other != slot);
                if slots.is_empty() {
                    self.folded.remove(text);
                }
            }
            Condition::Prefix(text) => {
                self.prefixes.remove(text.as_bytes(), |other| *other == slot);
            }
            Condition::Suffix(text) => {
                self.suffixes.remove(&backwards(text), |other| *other == slot);
            }
            Condition::Wildcard(wildcard) => {
                let (filed, key) = self.wildcard(wildcard);
                filed.remove(&key, |(other, _)| *other == slot);
            }
            Condition::Between(low, high) => self.ranges.remove(*low, *high, slot),
            Condition::Within(low, high) => self.addresses.remove(*low, *high, slot),
            Condition::Exists => self.exists.retain(|other| *other != slot),
            Condition::Absent => self.absent.retain(|other| *other != slot),
            Condition::AnythingBut(_) => self.anything_but.retain(|(other, _)| *other != slot),
        }
    }

    /// Whether nothing is filed.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
            && self.folded.is_empty()
            && self.numbers.is_empty()
            && self.large.is_empty()
            && self.words.is_empty()
            && self.prefixes.is_empty()
            && self.suffixes.is_empty()
            && self.wildcards.is_empty()
            && self.open_wildcards.is_empty()
            && self.ranges.is_empty()
            && self.addresses.is_empty()
            && self.exists.is_empty()
            && self.anything_but.is_empty()
            && self.absent.is_empty()
    }

    /// Whose conditions hold if nothing has this path.
    pub(super) fn absent(&self) -> &[Slot] {
        &self.absent
    }

    /// Whose conditions hold of `leaf`; some may be visited more than once.
    pub(super) fn each(&self, leaf: &Leaf<'_>, visit: &mut impl FnMut(Slot)) {
        match leaf {
            Leaf::Text(text) => self.each_of_text(text, visit),
            Leaf::Number(number) => {
                all(self.numbers.get(number), visit);
                self.ranges.each(*number, &mut *visit);
            }
            Leaf::Large(text) => all(self.large.get(text), visit),
            Leaf::Word(word) => all(self.words.get(word), visit),
        }
        if leaf.is_filled() {
            all(Some(&self.exists), visit);
        }
        for (slot, unwanted) in &self.anything_but {
            if !unwanted.holds(leaf) {
                visit(*slot);
            }
        }
    }

    fn each_of_text(&self, text: &str, visit: &mut impl FnMut(Slot)) {
        all(self.texts.get(text), visit);
        if !self.folded.is_empty() {
            all(self.folded.get(text.to_lowercase().as_str()), visit);
        }
        self.prefixes.each(text.as_bytes(), |slot| visit(*slot));
        self.wildcards.each(text.as_bytes(), |(slot, wildcard)| {
            if wildcard.matches(text) {
                visit(*slot);
            }
        });
        if !self.suffixes.is_empty() || !self.open_wildcards.is_empty() {
            let backwards = backwards(text);
            self.suffixes.each(&backwards, |slot| visit(*slot));
            self.open_wildcards.each(&backwards, |(slot, wildcard)| {
                if wildcard.matches(text) {
                    visit(*slot);
                }
            });
        }
        if !self.addresses.is_empty()
            && let Some(address) = Address::parse(text)
        {
            self.addresses.each(address, visit);
        }
    }

    fn exact(&mut self, exact: &Exact) -> &mut Slots {
        match exact {
            Exact::Text(text) => self.texts.entry(text.clone()).or_default(),
            Exact::Number(number) => self.numbers.entry(*number).or_default(),
            Exact::Large(text) => self.large.entry(text.clone()).or_default(),
            Exact::Word(word) => self.words.entry(*word).or_default(),
        }
    }

    /// Let go of what is filed under `exact` if that is nothing.
    fn forget(&mut self, exact: &Exact) {
        if !self.exact(exact).is_empty() {
            return;
        }
        match exact {
            Exact::Text(text) => drop(self.texts.remove(text)),
            Exact::Number(number) => drop(self.numbers.remove(number)),
            Exact::Large(text) => drop(self.large.remove(text)),
            Exact::Word(word) => drop(self.words.remove(word)),
        }
    }

    /// Where a pattern is filed, and under what.
    fn wildcard(&mut self, wildcard: &Wildcard) -> (&mut Prefixes<(Slot, Wildcard)>, Box<[u8]>) {
        if wildcard.head().is_empty() {
            (&mut self.open_wildcards, backwards(wildcard.tail()))
        } else {
            (&mut self.wildcards, wildcard.head().as_bytes().into())
        }
    }
}

fn all(slots: Option<&Slots>, visit: &mut impl FnMut(Slot)) {
    slots.into_iter().flatten().for_each(|slot| visit(*slot));
}
