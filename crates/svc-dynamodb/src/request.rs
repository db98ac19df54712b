//! What requests ask for, as the trees of [`crate::expr`]: the expressions of today and the
//! parameters from before them, told apart and checked in AWS's order.
//!
//! Knows no table. Start at [`Reads`] and [`Writes`].

use aws_shape::Map;

use crate::expr::{Condition, ExpressionKind, Placeholders, Present, Projection, Update};
use crate::legacy::{self, AttributeUpdate, Comparison, ConditionalOperator, Expected};
use crate::model::{self, AttributeValueUpdate, ExpectedAttributeValue};
use crate::wire::{Document, SentValue};
use crate::{AttributeValue, Invalid};

/// The operator of that name; the model's check lets no other one through.
pub(crate) fn conditional_operator(name: Option<&str>) -> Option<ConditionalOperator> {
    Some(match name? {
        "OR" => ConditionalOperator::Or,
        _ => ConditionalOperator::And,
    })
}

/// The values of a list.
fn values(list: Option<Vec<SentValue>>) -> Result<Option<Vec<AttributeValue>>, Invalid> {
    list.map(|list| list.into_iter().map(|value| value.0).collect()).transpose()
}

/// Filters and `KeyConditions` of a request.
pub(crate) fn comparisons(
    conditions: Option<Map<model::Condition>>,
) -> Result<Option<Map<Comparison>>, Invalid> {
    let comparison = |(name, condition): (String, model::Condition)| {
        let list = values(condition.attribute_value_list)?;
        Ok((name, Comparison { operator: condition.comparison_operator, list }))
    };
    conditions.map(|all| all.into_iter().map(comparison).collect()).transpose()
}

fn expectations(
    expected: Option<Map<ExpectedAttributeValue>>,
) -> Result<Option<Map<Expected>>, Invalid> {
    let expectation = |(name, sent): (String, ExpectedAttributeValue)| {
        let expected = Expected {
            value: sent.value.map(|value| value.0).transpose()?,
            exists: sent.exists,
            operator: sent.comparison_operator,
            list: values(sent.attribute_value_list)?,
        };
        Ok((name, expected))
    };
    expected.map(|all| all.into_iter().map(expectation).collect()).transpose()
}

fn attribute_updates(updates: Map<AttributeValueUpdate>) -> Result<Map<AttributeUpdate>, Invalid> {
    let update = |(name, sent): (String, AttributeValueUpdate)| {
        let value = sent.value.map(|value| value.0).transpose()?;
        Ok((name, AttributeUpdate { value, action: sent.action }))
    };
    updates.into_iter().map(update).collect()
}

/// What a write asks for besides its item or key.
#[derive(Default)]
pub(crate) struct Writes {
    pub(crate) update_expression: Option<String>,
    pub(crate) attribute_updates: Option<Map<AttributeValueUpdate>>,
    pub(crate) condition_expression: Option<String>,
    pub(crate) expected: Option<Map<ExpectedAttributeValue>>,
    pub(crate) conditional_operator: Option<String>,
    pub(crate) names: Option<Map<String>>,
    pub(crate) values: Option<Document>,
}

impl Writes {
    /// The placeholders, once it is clear that both kinds of parameters are not mixed. `updates`:
    /// the operation has `UpdateExpression`.
    pub(crate) fn placeholders(&mut self, updates: bool) -> Result<Placeholders, Invalid> {
        let update = ("UpdateExpression", self.update_expression.is_some());
        let condition = ("ConditionExpression", self.condition_expression.is_some());
        let expressions = [update, condition];
        let expressions = &expressions[usize::from(!updates)..];
        legacy::check_not_mixed(
            &[
                ("AttributeUpdates", self.attribute_updates.is_some()),
                ("Expected", self.expected.is_some()),
                ("ConditionalOperator", self.conditional_operator.is_some()),
            ],
            expressions,
        )?;
        let any = expressions.iter().any(|(_, there)| *there);
        placeholders(
            self.names.take(),
            self.values.take(),
            Present { any, with_values: expressions },
        )
    }

    /// The condition of the write.
    pub(crate) fn condition(
        &mut self,
        placeholders: &mut Placeholders,
    ) -> Result<Option<Condition>, Invalid> {
        match &self.condition_expression {
            Some(text) => Condition::parse(ExpressionKind::Condition, text, placeholders).map(Some),
            None => legacy::expected(
                expectations(self.expected.take())?,
                conditional_operator(self.conditional_operator.as_deref()),
            ),
        }
    }

    /// The update; one that changes nothing where the request has none.
    pub(crate) fn update(&mut self, placeholders: &mut Placeholders) -> Result<Update, Invalid> {
        match &self.update_expression {
            Some(text) => Update::parse(text, placeholders),
            None => legacy::attribute_updates(attribute_updates(
                self.attribute_updates.take().unwrap_or_default(),
            )?),
        }
    }
}

/// What a read asks for besides its keys.
#[derive(Default)]
pub(crate) struct Reads {
    pub(crate) projection_expression: Option<String>,
    pub(crate) attributes_to_get: Option<Vec<String>>,
    pub(crate) names: Option<Map<String>>,
}

impl Reads {
    /// The parts of items that are wanted; `None` is all of them. For operations whose only
    /// expression is the projection.
    pub(crate) fn projection(self) -> Result<Option<Projection>, Invalid> {
        let there = self.projection_expression.is_some();
        legacy::check_not_mixed(
            &[("AttributesToGet", self.attributes_to_get.is_some())],
            &[("ProjectionExpression", there)],
        )?;
        let present = Present { any: there, with_values: &[] };
        let mut placeholders = placeholders(self.names, None, present)?;
        let projection = projection(
            self.projection_expression.as_deref(),
            self.attributes_to_get,
            &mut placeholders,
        )?;
        placeholders.finish()?;
        Ok(projection)
    }
}

/// The placeholders of a request.
pub(crate) fn placeholders(
    names: Option<Map<String>>,
    values: Option<Document>,
    present: Present<'_>,
) -> Result<Placeholders, Invalid> {
    let values = values.map(Document::into_placeholder_values).transpose()?;
    Placeholders::new(names, values, present)
}

/// The projection of either kind.
pub(crate) fn projection(
    expression: Option<&str>,
    attributes_to_get: Option<Vec<String>>,
    placeholders: &mut Placeholders,
) -> Result<Option<Projection>, Invalid> {
    match (expression, attributes_to_get) {
        (Some(text), _) => Projection::parse(text, placeholders).map(Some),
        (None, Some(names)) => legacy::attributes_to_get(names).map(Some),
        (None, None) => Ok(None),
    }
}
