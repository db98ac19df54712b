//! What is stored, and under which keys.
//!
//! | table | key | value |
//! | --- | --- | --- |
//! | `events.rules` | rule name | [`RuleRow`] |
//! | `events.targets` | rule name, target id | [`TargetRow`] |
//! | `events.by_target` | target's ARN, rule name, target id | nothing |
//! | `events.counts` | - | how many rules there are |
//!
//! Whatever concerns a rule (its targets, a firing) writes the rule's row, if only as it was, and
//! expects the one that it read: so two changes of one rule never pass each other, and a firing sees
//! the rule and its targets as they are when it is committed.

use serde::{Deserialize, Serialize};
use service::{AwsError, AwsResult, Cx, limits};
use store::{Direction, Key, Part, Range, RawTable, Row, Scope, Snapshot, Table, Transaction};

use crate::input::Input;
use crate::model;

pub(crate) static RULES: Table<RuleRow> = Table::new("events.rules", 1);
static TARGETS: Table<TargetRow> = Table::new("events.targets", 1);
static BY_TARGET: RawTable = RawTable::new("events.by_target");
static COUNTS: Table<u64> = Table::new("events.counts", 1);

/// A rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RuleRow {
    pub(crate) schedule: String,
    pub(crate) enabled: bool,
    /// When it fires next; none while it is disabled, or if it never does again.
    pub(crate) next_ms: Option<i64>,
    pub(crate) description: Option<String>,
    pub(crate) role_arn: Option<String>,
}

/// A target of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TargetRow {
    pub(crate) arn: String,
    pub(crate) input: Input,
    pub(crate) retries_max: Option<i32>,
    pub(crate) age_max_s: Option<i32>,
    /// `SqsParameters.MessageGroupId`, which AWS takes for any target.
    pub(crate) message_group: Option<String>,
}

/// The rule called `name`.
pub(crate) fn rule(scope: &Scope, snapshot: &Snapshot, name: &str) -> AwsResult<Row<RuleRow>> {
    RULES.get(snapshot, &RULES.key(scope, (name,)))?.ok_or_else(|| no_such_rule(name))
}

pub(crate) fn no_such_rule(name: &str) -> AwsError {
    let message = format!("Rule {name} does not exist on EventBus default.");
    AwsError::new(&model::RESOURCE_NOT_FOUND_ERROR, message)
}

/// A parameter that AWS refuses.
pub(crate) fn invalid(message: impl Into<String>) -> AwsError {
    AwsError::new(model::SERVICE.invalid, message)
}

pub(crate) fn limit_exceeded() -> AwsError {
    let message = "The requested resource exceeds the maximum number allowed.";
    AwsError::new(&model::LIMIT_EXCEEDED_ERROR, message)
}

/// Make the rule `name`, which must not exist.
pub(crate) fn create_rule(
    cx: &Cx,
    snapshot: &Snapshot,
    tx: &mut Transaction,
    name: &str,
    row: &RuleRow,
) -> AwsResult {
    let count = COUNTS.get(snapshot, &COUNTS.key(&cx.scope, ()))?;
    let max = cx.platform.limits.get(&limits::RULES);
    if count.as_ref().is_some_and(|count| count.value >= max) {
        return Err(limit_exceeded());
    }
    count_rules(&cx.scope, tx, count, 1)?;
    RULES.create(tx, &RULES.key(&cx.scope, (name,)), row)?;
    Ok(())
}

/// Set the rule `name` to `row`; it must still be `old`.
pub(crate) fn replace_rule(
    scope: &Scope,
    tx: &mut Transaction,
    name: &str,
    old: &Row<RuleRow>,
    row: &RuleRow,
) -> AwsResult {
    RULES.replace(tx, &RULES.key(scope, (name,)), old.version, row)?;
    Ok(())
}

/// Take the rule `name` away, which must still be `old`.
pub(crate) fn delete_rule(
    scope: &Scope,
    snapshot: &Snapshot,
    tx: &mut Transaction,
    name: &str,
    old: &Row<RuleRow>,
) -> AwsResult {
    let key = RULES.key(scope, (name,));
    tx.expect(&key, store::Expect::Version(old.version));
    RULES.delete(tx, &key);
    let count = COUNTS.get(snapshot, &COUNTS.key(scope, ()))?;
    count_rules(scope, tx, count, -1)
}

fn count_rules(
    scope: &Scope,
    tx: &mut Transaction,
    count: Option<Row<u64>>,
    change: i64,
) -> AwsResult {
    let key = COUNTS.key(scope, ());
    match count {
        Some(count) => {
            let changed = count.value.saturating_add_signed(change);
            COUNTS.replace(tx, &key, count.version, &changed)?;
        }
        None => COUNTS.create(tx, &key, &0_u64.saturating_add_signed(change))?,
    }
    Ok(())
}

/// Rules whose names begin with `prefix`, those after `after` only, in the order of their names.
pub(crate) fn rules(
    scope: &Scope,
    snapshot: &Snapshot,
    prefix: &str,
    after: Option<&str>,
) -> impl Iterator<Item = AwsResult<(String, Row<RuleRow>)>> {
    let after = after.map(|name| RULES.key(scope, (name,)));
    let range = Range::prefix(&names_from(RULES.key(scope, (prefix,))));
    snapshot.scan(beyond(range, after.as_ref()), Direction::Forward, usize::MAX).map(|pair| {
        let (key, value) = pair?;
        Ok((text_from_end(&key, 1)?, RULES.decode(&value)?))
    })
}

/// The targets of the rule `rule`, those after `after` only, in the order of their ids.
pub(crate) fn targets(
    scope: &Scope,
    snapshot: &Snapshot,
    rule: &str,
    after: Option<&str>,
) -> impl Iterator<Item = AwsResult<(String, Row<TargetRow>)>> {
    let after = after.map(|id| TARGETS.key(scope, (rule, id)));
    let range = Range::prefix(TARGETS.prefix(scope, (rule,)).as_ref());
    snapshot.scan(beyond(range, after.as_ref()), Direction::Forward, usize::MAX).map(|pair| {
        let (key, value) = pair?;
        Ok((text_from_end(&key, 1)?, TARGETS.decode(&value)?))
    })
}

/// Set the target `id` of `rule`, in place of `old` if there is one.
pub(crate) fn put_target(
    scope: &Scope,
    tx: &mut Transaction,
    (rule, id): (&str, &str),
    old: Option<&TargetRow>,
    row: &TargetRow,
) -> AwsResult {
    if let Some(old) = old {
        BY_TARGET.delete(tx, &BY_TARGET.key(scope, (&old.arn, rule, id)));
    }
    TARGETS.put(tx, &TARGETS.key(scope, (rule, id)), row)?;
    BY_TARGET.put(tx, &BY_TARGET.key(scope, (&row.arn, rule, id)), Vec::new());
    Ok(())
}

/// Take the target `id` of `rule` away.
pub(crate) fn delete_target(
    scope: &Scope,
    tx: &mut Transaction,
    (rule, id): (&str, &str),
    old: &TargetRow,
) {
    BY_TARGET.delete(tx, &BY_TARGET.key(scope, (&old.arn, rule, id)));
    TARGETS.delete(tx, &TARGETS.key(scope, (rule, id)));
}

/// The names of the rules that have `arn` as a target, those after `after` only.
pub(crate) fn rule_names(
    scope: &Scope,
    snapshot: &Snapshot,
    arn: &str,
    after: Option<&str>,
) -> impl Iterator<Item = AwsResult<String>> {
    let mut range = Range::prefix(BY_TARGET.key(scope, (arn,)).as_ref());
    if let Some(after) = after {
        // Past all targets of that rule.
        let last = store::prefix_end(BY_TARGET.key(scope, (arn, after)).as_ref());
        range.from = last.unwrap_or_default();
    }
    let mut previous = None;
    let keys = snapshot.scan(range, Direction::Forward, usize::MAX);
    keys.map(|pair| text_from_end(&pair?.0, 2)).filter(move |name| match name {
        Ok(name) if previous.as_ref() == Some(name) => false,
        Ok(name) => {
            previous = Some(name.clone());
            true
        }
        Err(_) => true,
    })
}

/// What the keys of all names begin with that begin with the last part of `key`.
fn names_from(key: Key) -> Vec<u8> {
    // A text part ends with a zero byte; without it, longer names follow.
    let mut bytes = key.into_bytes();
    bytes.pop();
    bytes
}

/// The part of `range` that lies beyond `key`.
fn beyond(range: Range, key: Option<&Key>) -> Range {
    match key {
        Some(key) => range.after(key.as_ref()),
        None => range,
    }
}

/// The text that is the `nth` part of a key, counted from its end.
fn text_from_end(key: &[u8], nth: usize) -> AwsResult<String> {
    let mut parts = store::parts_of(key).unwrap_or_default();
    let at = parts.len().checked_sub(nth);
    match at.map(|at| parts.swap_remove(at)) {
        Some(Part::Text(text)) => Ok(text),
        _ => Err(AwsError::internal(anyhow::anyhow!("a key of EventBridge's tables has no name"))),
    }
}
