//! What the answers of several operations share: consumed capacity, and refusals.

use service::AwsError;

use crate::Invalid;
use crate::capacity::Units;
use crate::model::{self, Capacity, ConditionalCheckFailedException, ConsumedCapacity};
use crate::wire::Document;

/// `ValidationException`.
impl From<Invalid> for AwsError {
    fn from(refusal: Invalid) -> Self {
        Self::new(model::SERVICE.invalid, refusal.into_text())
    }
}

/// A condition did not hold; with the item where the request asks for it and there is one.
pub(crate) fn condition_failed(item: Option<Document>) -> AwsError {
    let error =
        AwsError::new(&model::CONDITIONAL_CHECK_FAILED_ERROR, "The conditional request failed");
    match item {
        None => error,
        item => error.with(ConditionalCheckFailedException { item, message: None }),
    }
}

/// `ConsumedCapacity` as `ReturnConsumedCapacity` asks for it; `table` is named as the request
/// names it.
pub(crate) fn consumed(
    asked: Option<&str>,
    table: &str,
    units: impl FnOnce() -> Units,
) -> Option<ConsumedCapacity> {
    let indexes = match asked? {
        "TOTAL" => false,
        "INDEXES" => true,
        _ => return None,
    };
    let units = Some(units().as_f64());
    Some(ConsumedCapacity {
        capacity_units: units,
        table_name: Some(table.to_owned()),
        table: indexes.then(|| Capacity { capacity_units: units, ..Capacity::default() }),
        ..ConsumedCapacity::default()
    })
}
