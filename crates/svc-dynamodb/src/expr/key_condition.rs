//! Key conditions: which partition a Query reads, and which of its range keys.

use std::collections::BTreeSet;

use super::condition::{Comparator, Condition, Operand};
use super::parser::ExpressionKind;
use super::path::Path;
use super::placeholders::Placeholders;
use crate::key::{KeyAttribute, KeySchema};
use crate::{AttributeValue, Invalid};

/// What a Query asks of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCondition {
    /// The hash key's value.
    pub hash: AttributeValue,
    /// What holds for the range key.
    pub range: Option<RangeCondition>,
}

/// What a Query asks of the range key. Values are of the range key's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RangeCondition {
    /// This value.
    Eq(AttributeValue),
    /// A smaller one.
    Lt(AttributeValue),
    /// This or a smaller one.
    Le(AttributeValue),
    /// A greater one.
    Gt(AttributeValue),
    /// This or a greater one.
    Ge(AttributeValue),
    /// One from the first to the second, both included.
    Between(AttributeValue, AttributeValue),
    /// One that begins with this string or binary.
    BeginsWith(AttributeValue),
}

impl RangeCondition {
    /// The values that the condition compares with.
    pub fn values(&self) -> impl Iterator<Item = &AttributeValue> {
        let (first, second) = match self {
            Self::Eq(value)
            | Self::Lt(value)
            | Self::Le(value)
            | Self::Gt(value)
            | Self::Ge(value)
            | Self::BeginsWith(value) => (value, None),
            Self::Between(low, high) => (low, Some(high)),
        };
        std::iter::once(first).chain(second)
    }
}

impl KeyCondition {
    /// Parses a key condition expression for a table or index of this key.
    pub fn parse(
        text: &str,
        placeholders: &mut Placeholders,
        schema: &KeySchema,
    ) -> Result<Self, Invalid> {
        let condition = Condition::parse(ExpressionKind::KeyCondition, text, placeholders)?;
        let mut simple = Vec::new();
        flatten(condition, &mut simple)?;
        let mut names = BTreeSet::new();
        if !simple.iter().all(|(name, _)| names.insert(name)) {
            return Err(Invalid::new(
                "KeyConditionExpressions must only contain one condition per key",
            ));
        }
        Self::of(simple, schema)
    }

    /// The key condition of conditions on one attribute each, and each on another.
    pub(crate) fn of(
        conditions: Vec<(String, RangeCondition)>,
        schema: &KeySchema,
    ) -> Result<Self, Invalid> {
        if conditions.len() > 2 {
            return Err(Invalid::new("Conditions can be of length 1 or 2 only"));
        }
        let asked = conditions.len();
        let mut hash = None;
        let mut range = None;
        for (name, condition) in conditions {
            let of_range = schema.range.as_ref().filter(|attribute| attribute.name == name);
            let (attribute, place) = if name == schema.hash.name {
                (&schema.hash, &mut hash)
            } else if let Some(attribute) = of_range {
                (attribute, &mut range)
            } else {
                continue;
            };
            check_types(attribute, &condition)?;
            *place = Some(condition);
        }
        let Some(hash) = hash else {
            return Err(missed(&schema.hash));
        };
        if asked == 2 && range.is_none() {
            return Err(schema.range.as_ref().map_or_else(unsupported, missed));
        }
        match hash {
            RangeCondition::Eq(hash) => Ok(Self { hash, range }),
            _ => Err(unsupported()),
        }
    }
}

/// Refuses a filter on an attribute of the key.
pub fn check_filter_attributes(filter: &Condition, schema: &KeySchema) -> Result<(), Invalid> {
    let mut key = None;
    filter.for_each_path(&mut |path| {
        if key.is_none() && schema.is_key(path.root()) {
            key = Some(path.root());
        }
    });
    match key {
        Some(name) => Err(Invalid::new(format!(
            "Filter Expression can only contain non-primary key attributes: Primary key \
             attribute: {name}"
        ))),
        None => Ok(()),
    }
}

fn missed(attribute: &KeyAttribute) -> Invalid {
    Invalid::new(format!("Query condition missed key schema element: {}", attribute.name))
}

fn unsupported() -> Invalid {
    Invalid::new("Query key condition not supported")
}

fn invalid_operator(name: &str) -> Invalid {
    Invalid::new(format!("Invalid operator used in KeyConditionExpression: {name}"))
}

/// Takes a tree of AND apart into conditions on one attribute.
fn flatten(
    condition: Condition,
    simple: &mut Vec<(String, RangeCondition)>,
) -> Result<(), Invalid> {
    let name = match condition {
        Condition::And(all) => {
            return all.into_iter().try_for_each(|condition| flatten(condition, simple));
        }
        Condition::Compare(comparator, left, right) => {
            simple.push(compared(comparator, left, right)?);
            return Ok(());
        }
        Condition::Between(operand, low, high) => {
            let range = RangeCondition::Between(value_of(low)?, value_of(high)?);
            simple.push((attribute_of(operand)?, range));
            return Ok(());
        }
        Condition::BeginsWith(operand, prefix) => {
            let range = RangeCondition::BeginsWith(value_of(prefix)?);
            simple.push((attribute_of(operand)?, range));
            return Ok(());
        }
        Condition::In(..) => "IN",
        Condition::Exists(_) => "attribute_exists",
        Condition::NotExists(_) => "attribute_not_exists",
        Condition::HasType(..) => "attribute_type",
        Condition::Contains(..) => "contains",
        Condition::Or(_) => "OR",
        Condition::Not(_) => "NOT",
    };
    Err(invalid_operator(name))
}

fn compared(
    comparator: Comparator,
    left: Operand,
    right: Operand,
) -> Result<(String, RangeCondition), Invalid> {
    let (operand, value, flipped) = match (left, right) {
        (Operand::Value(value), operand @ Operand::Path(_)) => (operand, value, true),
        (operand, right) => (operand, value_of(right)?, false),
    };
    let range = match (comparator, flipped) {
        (Comparator::Ne, _) => return Err(invalid_operator("<>")),
        (Comparator::Eq, _) => RangeCondition::Eq(value),
        (Comparator::Lt, false) | (Comparator::Gt, true) => RangeCondition::Lt(value),
        (Comparator::Le, false) | (Comparator::Ge, true) => RangeCondition::Le(value),
        (Comparator::Gt, false) | (Comparator::Lt, true) => RangeCondition::Gt(value),
        (Comparator::Ge, false) | (Comparator::Le, true) => RangeCondition::Ge(value),
    };
    Ok((attribute_of(operand)?, range))
}

fn attribute_of(operand: Operand) -> Result<String, Invalid> {
    match operand {
        Operand::Path(path) if path.steps().is_empty() => Ok(path.root().to_owned()),
        Operand::Path(_) => {
            Err(Invalid::new("KeyConditionExpressions cannot have conditions on nested attributes"))
        }
        Operand::Size(_) => Err(invalid_operator("size")),
        Operand::Value(_) => Err(ExpressionKind::KeyCondition
            .invalid("Invalid condition in KeyConditionExpression: No key attribute specified")),
    }
}

fn value_of(operand: Operand) -> Result<AttributeValue, Invalid> {
    match operand {
        Operand::Value(value) => Ok(value),
        Operand::Size(_) => Err(invalid_operator("size")),
        Operand::Path(Path { .. }) => Err(ExpressionKind::KeyCondition.invalid(
            "Invalid condition in KeyConditionExpression: Multiple attribute names used in one \
             condition",
        )),
    }
}

fn check_types(attribute: &KeyAttribute, condition: &RangeCondition) -> Result<(), Invalid> {
    let kind = attribute.kind.attribute_type();
    if condition.values().all(|value| value.kind() == kind) {
        return Ok(());
    }
    Err(Invalid::parameter("Condition parameter type does not match schema type"))
}
