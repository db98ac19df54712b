//! When rules fire next, in the order of time: what is held in memory of each rule.
//!
//! It is a hint, and the rule's row is the truth: a time that is wrong is found to be wrong when it
//! comes. What must not happen is that a rule's time is missing here, so times are taken away only
//! after the row has certainly changed.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use store::Scope;

/// A rule and when it fires.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Due {
    pub(crate) at_ms: i64,
    pub(crate) scope: Arc<Scope>,
    pub(crate) rule: Box<str>,
}

/// All rules that fire again.
#[derive(Debug, Default)]
pub(crate) struct Dues {
    by_time: BTreeSet<Due>,
    /// Each account and region once, however many rules it has.
    scopes: HashSet<Arc<Scope>>,
    /// Nothing fires any more: the server stops.
    pub(crate) stopped: bool,
}

impl Dues {
    /// The rule fires at `at_ms`. Whether that is before all others.
    pub(crate) fn add(&mut self, scope: &Scope, rule: &str, at_ms: i64) -> bool {
        let due = self.due(scope, rule, at_ms);
        let is_first = self.by_time.first().is_none_or(|first| due < *first);
        self.by_time.insert(due);
        is_first
    }

    /// The rule does not fire at `at_ms`.
    pub(crate) fn remove(&mut self, scope: &Scope, rule: &str, at_ms: i64) {
        let due = self.due(scope, rule, at_ms);
        self.by_time.remove(&due);
    }

    /// Put back what was taken.
    pub(crate) fn put(&mut self, dues: impl IntoIterator<Item = Due>) {
        self.by_time.extend(dues);
    }

    /// Take at most `limit` of those that are due at `now_ms`, the earliest first.
    pub(crate) fn take(&mut self, now_ms: i64, limit: usize) -> Vec<Due> {
        let mut taken = Vec::new();
        while taken.len() < limit && self.first_ms().is_some_and(|first_ms| first_ms <= now_ms) {
            taken.extend(self.by_time.pop_first());
        }
        taken
    }

    /// When the next rule fires.
    pub(crate) fn first_ms(&self) -> Option<i64> {
        self.by_time.first().map(|due| due.at_ms)
    }

    fn due(&mut self, scope: &Scope, rule: &str, at_ms: i64) -> Due {
        let scope = if let Some(scope) = self.scopes.get(scope) {
            Arc::clone(scope)
        } else {
            let scope = Arc::new(scope.clone());
            self.scopes.insert(Arc::clone(&scope));
            scope
        };
        Due { at_ms, scope, rule: rule.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_taken_in_the_order_of_time_and_no_more_than_are_due() {
        let here = Scope::new("1", "r");
        let mut dues = Dues::default();
        assert!(dues.add(&here, "b", 20));
        assert!(!dues.add(&here, "c", 30));
        assert!(dues.add(&here, "a", 10));
        assert!(!dues.add(&here, "a", 10), "it is there already");
        assert_eq!(dues.first_ms(), Some(10));
        assert_eq!(dues.take(9, 5), []);
        let names = |dues: Vec<Due>| dues.into_iter().map(|due| due.rule).collect::<Vec<_>>();
        assert_eq!(names(dues.take(25, 1)), ["a".into()]);
        assert_eq!(names(dues.take(25, 5)), ["b".into()]);
        dues.remove(&here, "c", 31);
        assert_eq!(dues.first_ms(), Some(30));
        dues.remove(&here, "c", 30);
        assert_eq!(dues.first_ms(), None);
        assert_eq!(dues.scopes.len(), 1);
    }
}
