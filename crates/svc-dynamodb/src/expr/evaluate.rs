//! Whether a condition holds for an item.
//!
//! What is missing, or of a type that the operator does not take, makes a comparison false,
//! `<>` alone excepted.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::condition::{Comparator, Condition, Operand};
use crate::{AttributeValue, Item, Number};

impl Condition {
    /// Whether the condition holds; an item that does not exist is an empty one.
    pub fn holds(&self, item: &Item) -> bool {
        match self {
            Self::Compare(comparator, a, b) => compare(*comparator, a, b, item),
            Self::Between(operand, low, high) => {
                let bounded = |bound: &Operand, beyond: Ordering| {
                    ordered(bound, operand, item).is_some_and(|order| order != beyond)
                };
                bounded(low, Ordering::Greater) && bounded(high, Ordering::Less)
            }
            Self::In(operand, list) => operand
                .value(item)
                .is_some_and(|value| list.iter().any(|o| o.value(item).as_ref() == Some(&value))),
            Self::Exists(path) => path.get(item).is_some(),
            Self::NotExists(path) => path.get(item).is_none(),
            Self::HasType(path, kind) => path.get(item).is_some_and(|v| v.kind() == *kind),
            Self::BeginsWith(operand, prefix) => {
                match (operand.value(item).as_deref(), prefix.value(item).as_deref()) {
                    (Some(AttributeValue::S(text)), Some(AttributeValue::S(prefix))) => {
                        text.starts_with(prefix.as_str())
                    }
                    (Some(AttributeValue::B(bytes)), Some(AttributeValue::B(prefix))) => {
                        bytes.starts_with(prefix)
                    }
                    _ => false,
                }
            }
            Self::Contains(operand, part) => match (operand.value(item), part.value(item)) {
                (Some(whole), Some(part)) => contains(&whole, &part),
                _ => false,
            },
            Self::And(all) => all.iter().all(|condition| condition.holds(item)),
            Self::Or(any) => any.iter().any(|condition| condition.holds(item)),
            Self::Not(inner) => !inner.holds(item),
        }
    }
}

impl Operand {
    fn value<'a>(&'a self, item: &'a Item) -> Option<Cow<'a, AttributeValue>> {
        match self {
            Self::Path(path) => path.get(item).map(Cow::Borrowed),
            Self::Value(value) => Some(Cow::Borrowed(value)),
            Self::Size(operand) => {
                let length = length(operand.value(item)?.as_ref())?;
                Some(Cow::Owned(AttributeValue::N(Number::from(length))))
            }
        }
    }
}

/// `size`: of a string its UTF-16 code units (as AWS answers, against its documentation's
/// "length"), of a binary its bytes, of the others their members.
fn length(value: &AttributeValue) -> Option<usize> {
    Some(match value {
        AttributeValue::S(text) => text.encode_utf16().count(),
        AttributeValue::B(bytes) => bytes.len(),
        AttributeValue::L(list) => list.len(),
        AttributeValue::M(map) => map.len(),
        AttributeValue::Ss(set) => set.len(),
        AttributeValue::Ns(set) => set.len(),
        AttributeValue::Bs(set) => set.len(),
        AttributeValue::N(_) | AttributeValue::Bool(_) | AttributeValue::Null => return None,
    })
}

fn compare(comparator: Comparator, a: &Operand, b: &Operand, item: &Item) -> bool {
    let order = || ordered(a, b, item);
    let equal = || a.value(item).is_some_and(|value| b.value(item).as_ref() == Some(&value));
    match comparator {
        Comparator::Eq => equal(),
        Comparator::Ne => !equal(),
        Comparator::Lt => order() == Some(Ordering::Less),
        Comparator::Le => order().is_some_and(Ordering::is_le),
        Comparator::Gt => order() == Some(Ordering::Greater),
        Comparator::Ge => order().is_some_and(Ordering::is_ge),
    }
}

fn ordered(a: &Operand, b: &Operand, item: &Item) -> Option<Ordering> {
    order(a.value(item)?.as_ref(), b.value(item)?.as_ref())
}

/// The order of two strings (by UTF-8 bytes), numbers or binaries; others have none.
pub(crate) fn order(a: &AttributeValue, b: &AttributeValue) -> Option<Ordering> {
    match (a, b) {
        (AttributeValue::S(a), AttributeValue::S(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
        (AttributeValue::N(a), AttributeValue::N(b)) => Some(a.cmp(b)),
        (AttributeValue::B(a), AttributeValue::B(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn contains(whole: &AttributeValue, part: &AttributeValue) -> bool {
    match (whole, part) {
        (AttributeValue::S(text), AttributeValue::S(part)) => text.contains(part.as_str()),
        (AttributeValue::B(bytes), AttributeValue::B(part)) => {
            memchr::memmem::find(bytes, part).is_some()
        }
        (AttributeValue::Ss(set), AttributeValue::S(member)) => set.binary_search(member).is_ok(),
        (AttributeValue::Ns(set), AttributeValue::N(member)) => set.binary_search(member).is_ok(),
        (AttributeValue::Bs(set), AttributeValue::B(member)) => set.binary_search(member).is_ok(),
        (AttributeValue::L(list), member) => list.contains(member),
        _ => false,
    }
}
