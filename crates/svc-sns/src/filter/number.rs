//! Numbers as policies compare them: exact to five digits after the point, as AWS documents.

/// The largest magnitude that AWS compares as a number.
const MAX: f64 = 1e9;
const SCALE: f64 = 1e5;

/// A number that can be compared, in steps of 10⁻⁵.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Number(i64);

impl Number {
    /// Below every number.
    pub(crate) const LOWEST: Self = Self(i64::MIN);
    /// Above every number.
    pub(crate) const HIGHEST: Self = Self(i64::MAX);

    /// `value`, if it is within what AWS compares.
    pub(crate) fn new(value: f64) -> Option<Self> {
        (value.abs() <= MAX).then(|| Self((value * SCALE).round() as i64))
    }

    /// The next greater one.
    pub(crate) fn after(self) -> Self {
        Self(self.0 + 1)
    }

    /// The next smaller one.
    pub(crate) fn before(self) -> Self {
        Self(self.0 - 1)
    }
}
