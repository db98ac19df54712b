//! One condition of a policy on one value.

use std::net::IpAddr;

use super::leaf::{Exact, Leaf};
use super::number::Number;
use super::wildcard::Wildcard;

/// An address that compares within its family only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Address {
    V4(u32),
    V6(u128),
}

impl Address {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(|address| match address {
            IpAddr::V4(address) => Self::V4(address.to_bits()),
            IpAddr::V6(address) => Self::V6(address.to_bits()),
        })
    }
}

/// What a policy asks of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Equals(Exact),
    /// In lower case.
    EqualsIgnoreCase(Box<str>),
    Prefix(Box<str>),
    Suffix(Box<str>),
    Wildcard(Wildcard),
    /// Both ends included.
    Between(Number, Number),
    /// Both ends included.
    Within(Address, Address),
    Exists,
    /// Holds of no value: of a key that finds none.
    Absent,
    AnythingBut(Unwanted),
}

/// What `anything-but` does not want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unwanted {
    Values(Box<[Exact]>),
    Prefix(Box<str>),
    Suffix(Box<str>),
    Wildcard(Wildcard),
}

impl Condition {
    /// Whether it holds of a value that is there.
    pub(crate) fn holds(&self, leaf: &Leaf<'_>) -> bool {
        match (self, leaf) {
            (Self::Equals(exact), leaf) => exact.is(leaf),
            (Self::EqualsIgnoreCase(folded), Leaf::Text(text)) => **folded == *text.to_lowercase(),
            (Self::Prefix(prefix), Leaf::Text(text)) => text.starts_with(&**prefix),
            (Self::Suffix(suffix), Leaf::Text(text)) => text.ends_with(&**suffix),
            (Self::Wildcard(wildcard), Leaf::Text(text)) => wildcard.matches(text),
            (Self::Between(low, high), Leaf::Number(number)) => low <= number && number <= high,
            (Self::Within(low, high), Leaf::Text(text)) => {
                Address::parse(text).is_some_and(|address| *low <= address && address <= *high)
            }
            (Self::Exists, leaf) => leaf.is_filled(),
            (Self::AnythingBut(unwanted), leaf) => !unwanted.holds(leaf),
            _ => false,
        }
    }
}

impl Unwanted {
    /// Whether it is what is not wanted.
    pub(crate) fn holds(&self, leaf: &Leaf<'_>) -> bool {
        match (self, leaf) {
            (Self::Values(values), leaf) => values.iter().any(|value| value.is(leaf)),
            (Self::Prefix(prefix), Leaf::Text(text)) => text.starts_with(&**prefix),
            (Self::Suffix(suffix), Leaf::Text(text)) => text.ends_with(&**suffix),
            (Self::Wildcard(wildcard), Leaf::Text(text)) => wildcard.matches(text),
            _ => false,
        }
    }
}
