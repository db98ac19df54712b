//! The parameters from before expressions, translated to the trees of [`crate::expr`]:
//! `Expected`, `QueryFilter`, `ScanFilter`, `ConditionalOperator`, `KeyConditions`,
//! `AttributeUpdates` and `AttributesToGet`.
//!
//! Owns their checks and AWS's texts; evaluates nothing. Start at [`expected`].

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::expr::{
    Action, Comparator, Condition, KeyCondition, Operand, Path, Projection, RangeCondition,
    SetValue, Update,
};
use crate::key::KeySchema;
use crate::value::nameless;
use crate::{AttributeType, AttributeValue, Invalid};

/// `ConditionalOperator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConditionalOperator {
    /// All conditions must hold; the default.
    And,
    /// One condition must hold.
    Or,
}

/// One entry of `Expected`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expected {
    /// `Value`.
    pub value: Option<AttributeValue>,
    /// `Exists`.
    pub exists: Option<bool>,
    /// `ComparisonOperator`.
    pub operator: Option<String>,
    /// `AttributeValueList`.
    pub list: Option<Vec<AttributeValue>>,
}

/// One entry of a filter or of `KeyConditions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// `ComparisonOperator`.
    pub operator: String,
    /// `AttributeValueList`.
    pub list: Option<Vec<AttributeValue>>,
}

/// One entry of `AttributeUpdates`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttributeUpdate {
    /// `Value`.
    pub value: Option<AttributeValue>,
    /// `Action`; `PUT` when absent.
    pub action: Option<String>,
}

/// Refuses a request that mixes both kinds of parameters; each is a member's name with whether
/// the request has it.
pub fn check_not_mixed(
    legacy: &[(&str, bool)],
    expressions: &[(&str, bool)],
) -> Result<(), Invalid> {
    let present = |members: &[(&str, bool)]| -> String {
        let names: Vec<_> = members.iter().filter(|(_, there)| *there).map(|m| m.0).collect();
        names.join(", ")
    };
    let (legacy, expressions) = (present(legacy), present(expressions));
    if legacy.is_empty() || expressions.is_empty() {
        return Ok(());
    }
    Err(Invalid::new(format!(
        "Can not use both expression and non-expression parameters in the same request: \
         Non-expression parameters: {{{legacy}}} Expression parameters: {{{expressions}}}"
    )))
}

/// The condition of `Expected`; `None` when it is absent or empty.
pub fn expected(
    expected: Option<BTreeMap<String, Expected>>,
    operator: Option<ConditionalOperator>,
) -> Result<Option<Condition>, Invalid> {
    let conditions = expected
        .unwrap_or_default()
        .into_iter()
        .map(|(name, entry)| expectation(&name, entry))
        .collect::<Result<Vec<_>, _>>()?;
    join(conditions, operator)
}

/// The condition of `QueryFilter` or `ScanFilter`; `None` when it is absent or empty.
/// With a `schema`, attributes of the key are refused, as Query does.
pub fn filter(
    filter: Option<BTreeMap<String, Comparison>>,
    operator: Option<ConditionalOperator>,
    schema: Option<&KeySchema>,
) -> Result<Option<Condition>, Invalid> {
    let filter = filter.unwrap_or_default();
    let conditions = filter
        .into_iter()
        .map(|(name, entry)| {
            let condition = comparison(&name, &entry.operator, entry.list.unwrap_or_default())?;
            if schema.is_some_and(|schema| schema.is_key(&name)) {
                return Err(Invalid::new(format!(
                    "QueryFilter can only contain non-primary key attributes: Primary key \
                     attribute: {name}"
                )));
            }
            Ok(condition)
        })
        .collect::<Result<Vec<_>, _>>()?;
    join(conditions, operator)
}

/// The key condition of `KeyConditions`.
pub fn key_conditions(
    conditions: BTreeMap<String, Comparison>,
    schema: &KeySchema,
) -> Result<KeyCondition, Invalid> {
    if conditions.is_empty() || conditions.len() > 2 {
        return Err(Invalid::new("Conditions can be of length 1 or 2 only"));
    }
    let ranges = conditions
        .into_iter()
        .map(|(name, entry)| {
            let list = entry.list.unwrap_or_default();
            check_arguments(&entry.operator, &list)?;
            let mut list = list.into_iter();
            let first = list.next().ok_or_else(not_indexable)?;
            let range = match entry.operator.as_str() {
                "EQ" => RangeCondition::Eq(first),
                "LT" => RangeCondition::Lt(first),
                "LE" => RangeCondition::Le(first),
                "GT" => RangeCondition::Gt(first),
                "GE" => RangeCondition::Ge(first),
                "BEGINS_WITH" => RangeCondition::BeginsWith(first),
                "BETWEEN" => RangeCondition::Between(first, list.next().ok_or_else(not_indexable)?),
                _ => return Err(not_indexable()),
            };
            Ok((name, range))
        })
        .collect::<Result<Vec<_>, _>>()?;
    KeyCondition::of(ranges, schema)
}

/// The update of `AttributeUpdates`.
pub fn attribute_updates(updates: BTreeMap<String, AttributeUpdate>) -> Result<Update, Invalid> {
    let actions = updates
        .into_iter()
        .map(|(name, update)| {
            let action = update.action.as_deref().unwrap_or("PUT");
            if name.is_empty() {
                return Err(nameless());
            }
            let path = Path::attribute(name);
            let Some(value) = update.value else {
                return match action {
                    "DELETE" => Ok(Action::Remove(path)),
                    _ => Err(Invalid::parameter(
                        "Only DELETE action is allowed when no attribute value is specified",
                    )),
                };
            };
            let kind = value.kind();
            match action {
                "PUT" => Ok(Action::Set(path, SetValue::Value(value))),
                "ADD" if kind == AttributeType::N || kind.is_set() => Ok(Action::Add(path, value)),
                "ADD" => Err(Invalid::parameter(format!(
                    "ADD action is not supported for the type {kind}"
                ))),
                "DELETE" if kind.is_set() => Ok(Action::Delete(path, value)),
                "DELETE" => Err(Invalid::parameter(format!(
                    "DELETE action with value is not supported for the type {kind}"
                ))),
                _ => Err(Invalid::parameter(format!("Unknown action {action}"))),
            }
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Update::legacy(actions, "Type mismatch for attribute to update"))
}

/// The projection of `AttributesToGet`.
pub fn attributes_to_get(names: Vec<String>) -> Result<Projection, Invalid> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = names.iter().find(|name| !seen.insert(name.as_str())) {
        return Err(Invalid::parameter(format!("Duplicate value in attribute name: {twice}")));
    }
    Ok(Projection::of(names.into_iter().map(Path::attribute).collect()))
}

fn join(
    mut conditions: Vec<Condition>,
    operator: Option<ConditionalOperator>,
) -> Result<Option<Condition>, Invalid> {
    match (conditions.len(), operator) {
        (0, Some(_)) => {
            Err(Invalid::new("ConditionalOperator cannot be used without Filter or Expected"))
        }
        (1, Some(_)) => Err(Invalid::new(
            "ConditionalOperator can only be used when Filter or Expected has two or more \
             elements",
        )),
        (0 | 1, None) => Ok(conditions.pop()),
        (_, Some(ConditionalOperator::Or)) => Ok(Some(Condition::Or(conditions))),
        _ => Ok(Some(Condition::And(conditions))),
    }
}

fn expectation(name: &str, entry: Expected) -> Result<Condition, Invalid> {
    let refuse = |text: &str| Err(Invalid::parameter(format!("{text} for Attribute: {name}")));
    let Expected { value, exists, operator, list } = entry;
    let Some(operator) = operator else {
        if list.is_some() {
            return refuse("AttributeValueList can only be used with a ComparisonOperator");
        }
        return match (exists, value) {
            (Some(false), Some(_)) => refuse("Value cannot be used when Exists is false"),
            (Some(false), None) => Ok(Condition::NotExists(Path::attribute(name))),
            (Some(true), None) => refuse("Value must be provided when Exists is true"),
            (None, None) => refuse("Value must be provided when Exists is null"),
            (_, Some(value)) => comparison(name, "EQ", vec![value]),
        };
    };
    if exists.is_some() {
        return refuse("Exists and ComparisonOperator cannot be used together");
    }
    let list = match (value, list) {
        (Some(_), Some(_)) => {
            return refuse("Value and AttributeValueList cannot be used together");
        }
        (Some(value), None) => vec![value],
        (None, Some(list)) => list,
        (None, None) if matches!(operator.as_str(), "NULL" | "NOT_NULL") => Vec::new(),
        (None, None) => {
            return refuse(&format!(
                "Value or AttributeValueList must be used with ComparisonOperator: {operator}"
            ));
        }
    };
    comparison(name, &operator, list)
}

/// The condition of one comparison.
fn comparison(name: &str, operator: &str, list: Vec<AttributeValue>) -> Result<Condition, Invalid> {
    check_arguments(operator, &list)?;
    let path = Path::attribute(name);
    let left = Operand::Path(path.clone());
    let mut values = list.into_iter().map(Operand::Value);
    if operator == "IN" {
        return Ok(Condition::In(left, values.collect()));
    }
    let (first, second) = (values.next(), values.next());
    let comparator = match (operator, first, second) {
        ("NULL", ..) => return Ok(Condition::NotExists(path)),
        ("NOT_NULL", ..) => return Ok(Condition::Exists(path)),
        ("CONTAINS", Some(part), _) => return Ok(Condition::Contains(left, part)),
        ("NOT_CONTAINS", Some(part), _) => {
            return Ok(Condition::Not(Box::new(Condition::Contains(left, part))));
        }
        ("BEGINS_WITH", Some(prefix), _) => return Ok(Condition::BeginsWith(left, prefix)),
        ("BETWEEN", Some(low), Some(high)) => return Ok(Condition::Between(left, low, high)),
        ("EQ", Some(value), _) => (Comparator::Eq, value),
        ("NE", Some(value), _) => (Comparator::Ne, value),
        ("LT", Some(value), _) => (Comparator::Lt, value),
        ("LE", Some(value), _) => (Comparator::Le, value),
        ("GT", Some(value), _) => (Comparator::Gt, value),
        ("GE", Some(value), _) => (Comparator::Ge, value),
        _ => return Err(wrong_count(operator)),
    };
    Ok(Condition::Compare(comparator.0, left, comparator.1))
}

/// Checks number and types of the values of a comparison.
fn check_arguments(operator: &str, list: &[AttributeValue]) -> Result<(), Invalid> {
    use AttributeType::{B, N, S};
    let scalars: &[AttributeType] = &[S, N, B];
    let (counts, kinds): (_, Option<&[AttributeType]>) = match operator {
        "EQ" | "NE" => (1..=1, None),
        "LT" | "LE" | "GT" | "GE" | "CONTAINS" | "NOT_CONTAINS" => (1..=1, Some(scalars)),
        "BEGINS_WITH" => (1..=1, Some(&[S, B])),
        "BETWEEN" => (2..=2, Some(scalars)),
        "IN" => (1..=usize::MAX, Some(scalars)),
        "NULL" | "NOT_NULL" => (0..=0, None),
        _ => {
            return Err(Invalid::parameter(format!("Unknown ComparisonOperator {operator}")));
        }
    };
    if !counts.contains(&list.len()) {
        return Err(wrong_count(operator));
    }
    let odd = list.iter().find(|value| kinds.is_some_and(|kinds| !kinds.contains(&value.kind())));
    if let Some(value) = odd {
        return Err(Invalid::parameter(format!(
            "ComparisonOperator {operator} is not valid for {} AttributeValue type",
            value.kind()
        )));
    }
    if list.windows(2).any(|pair| pair[0].kind() != pair[1].kind()) {
        return Err(Invalid::parameter(
            "AttributeValues inside AttributeValueList must be of same type",
        ));
    }
    if operator == "BETWEEN" && crate::expr::order(&list[0], &list[1]).is_some_and(Ordering::is_gt)
    {
        return Err(Invalid::new(
            "The BETWEEN condition was provided a range where the lower bound is greater than \
             the upper bound",
        ));
    }
    Ok(())
}

fn wrong_count(operator: &str) -> Invalid {
    Invalid::parameter(format!(
        "Invalid number of argument(s) for the {operator} ComparisonOperator"
    ))
}

fn not_indexable() -> Invalid {
    Invalid::new("Attempted conditional constraint is not an indexable operation")
}
