//! Query and Scan: one page of a range of keys, filtered and projected.
//!
//! Start at [`page`].

use service::{AwsResult, Cx};
use store::{Direction, Range, Snapshot};

use crate::answer::consumed;
use crate::capacity::{Consistency, Page, Room, read_units};
use crate::catalog::OpenTable;
use crate::expr::{
    Condition, ExpressionKind, KeyCondition, Placeholders, Present, Projection,
    check_filter_attributes,
};
use crate::key::{KeyBounds, check_segments};
use crate::legacy;
use crate::model::{self, QueryInput, QueryOutput, ScanInput, ScanOutput};
use crate::request::{comparisons, conditional_operator, placeholders, projection};
use crate::row::StoredItem;
use crate::state::State;
use crate::wire::Document;
use crate::{Invalid, Item};

pub(crate) async fn query(state: &State, cx: &Cx, mut input: QueryInput) -> AwsResult<QueryOutput> {
    let mut placeholders = query_placeholders(&mut input)?;
    let filter_of_old = comparisons(input.query_filter.take())?;
    let conditions_of_old = comparisons(input.key_conditions.take())?;
    let operator = conditional_operator(input.conditional_operator.as_deref());
    let shown = Shown {
        prefix: "1 validation error detected: ",
        select: input.select.as_deref(),
        expression: input.projection_expression.is_some(),
        attributes: input.attributes_to_get.is_some(),
    };
    let count_only = shown.check()?;
    let projection = projection(
        input.projection_expression.as_deref(),
        input.attributes_to_get,
        &mut placeholders,
    )?;
    let filter = filter(input.filter_expression.as_deref(), &mut placeholders)?;
    let start = input.exclusive_start_key.map(Document::into_item).transpose()?;

    let snapshot = cx.snapshot();
    let table = state.catalog.open(cx, &snapshot, &input.table_name)?;
    refuse_index(input.index_name.as_deref())?;
    let condition = match (&input.key_condition_expression, conditions_of_old) {
        (Some(text), _) => KeyCondition::parse(text, &mut placeholders, &table.schema)?,
        (None, conditions) => {
            legacy::key_conditions(conditions.unwrap_or_default(), &table.schema)?
        }
    };
    placeholders.finish()?;
    let filter = match filter {
        Some(filter) => {
            check_filter_attributes(&filter, &table.schema)?;
            Some(filter)
        }
        None => legacy::filter(filter_of_old, operator, Some(&table.schema))?,
    };
    let bounds = table.schema.query_bounds(&condition)?;
    let start = start.map(|key| start_in_query(&table, &bounds, &condition, &key)).transpose()?;
    let direction = if input.scan_index_forward == Some(false) {
        Direction::Backward
    } else {
        Direction::Forward
    };

    let asked = Asked {
        bounds: Some(bounds),
        start,
        direction,
        limit: input.limit,
        filter,
        projection,
        count_only,
    };
    let found = page(&snapshot, &table, &asked)?;
    Ok(QueryOutput {
        consumed_capacity: found.consumed(
            input.return_consumed_capacity.as_deref(),
            &input.table_name,
            input.consistent_read,
        ),
        count: Some(found.count),
        scanned_count: Some(found.page.evaluated() as i32),
        items: found.items,
        last_evaluated_key: found.last.map(Document::from),
    })
}

pub(crate) async fn scan(state: &State, cx: &Cx, mut input: ScanInput) -> AwsResult<ScanOutput> {
    let mut placeholders = scan_placeholders(&mut input)?;
    let filter_of_old = comparisons(input.scan_filter.take())?;
    let operator = conditional_operator(input.conditional_operator.as_deref());
    let shown = Shown {
        prefix: "",
        select: input.select.as_deref(),
        expression: input.projection_expression.is_some(),
        attributes: input.attributes_to_get.is_some(),
    };
    let count_only = shown.check()?;
    let (segment, total) = (input.segment.map(i64::from), input.total_segments.map(i64::from));
    let bounds = check_segments(segment, total)?;
    let projection = projection(
        input.projection_expression.as_deref(),
        input.attributes_to_get,
        &mut placeholders,
    )?;
    let filter = match filter(input.filter_expression.as_deref(), &mut placeholders)? {
        Some(filter) => Some(filter),
        None => legacy::filter(filter_of_old, operator, None)?,
    };
    placeholders.finish()?;
    let start = input.exclusive_start_key.map(Document::into_item).transpose()?;

    let snapshot = cx.snapshot();
    let table = state.catalog.open(cx, &snapshot, &input.table_name)?;
    refuse_index(input.index_name.as_deref())?;
    let start = start.map(|key| table.schema.start_key(&key)).transpose()?;
    if let (Some(start), Some(bounds)) = (&start, &bounds)
        && !bounds.contains(start)
    {
        return Err(Invalid::new(format!(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use \
             ExclusiveStartKey with correct Segment. TotalSegments: {} Segment: {}",
            total.unwrap_or_default(),
            segment.unwrap_or_default()
        ))
        .into());
    }

    let direction = Direction::Forward;
    let limit = input.limit;
    let asked = Asked { bounds, start, direction, limit, filter, projection, count_only };
    let found = page(&snapshot, &table, &asked)?;
    Ok(ScanOutput {
        consumed_capacity: found.consumed(
            input.return_consumed_capacity.as_deref(),
            &input.table_name,
            input.consistent_read,
        ),
        count: Some(found.count),
        scanned_count: Some(found.page.evaluated() as i32),
        items: found.items,
        last_evaluated_key: found.last.map(Document::from),
    })
}

/// What one page is read for.
struct Asked {
    /// The keys that are read; all without.
    bounds: Option<KeyBounds>,
    /// The key bytes behind which reading begins.
    start: Option<Vec<u8>>,
    direction: Direction,
    limit: Option<i32>,
    filter: Option<Condition>,
    projection: Option<Projection>,
    count_only: bool,
}

/// What one page has.
struct Found {
    page: Page,
    count: i32,
    items: Option<Vec<Document>>,
    /// The key of the last item that was read, unless the page is the last one.
    last: Option<Item>,
}

impl Found {
    fn consumed(
        &self,
        asked: Option<&str>,
        table: &str,
        consistent: Option<bool>,
    ) -> Option<model::ConsumedCapacity> {
        let consistency = Consistency::from_consistent_read(consistent.unwrap_or(false));
        consumed(asked, table, || read_units(self.page.bytes(), consistency))
    }
}

/// Reads items until the limit or 1 MB is reached, and shows those that the filter lets through.
fn page(snapshot: &Snapshot, table: &OpenTable, asked: &Asked) -> AwsResult<Found> {
    let limit = asked.limit.and_then(|limit| usize::try_from(limit).ok());
    let mut page = Page::new(limit);
    let mut items = Vec::new();
    let (mut count, mut last, mut more) = (0, None, false);
    let mut rows = snapshot.scan(range(table, asked), asked.direction, usize::MAX);
    while !more {
        if page.limit_reached() {
            more = true;
            break;
        }
        let Some(pair) = rows.next() else { break };
        let item = StoredItem::new(pair?.1)?;
        match page.take(item.size()) {
            Room::Full => more = true,
            Room::Taken => {
                let passes = match &asked.filter {
                    Some(filter) => filter.holds(&item.decode()?),
                    None => true,
                };
                if passes {
                    count += 1;
                    if !asked.count_only {
                        items.push(item.document(asked.projection.as_ref())?);
                    }
                }
                last = Some(item);
            }
        }
    }
    let last = last.filter(|_| more).map(|item| item.key(&table.schema)).transpose()?;
    Ok(Found { page, count, items: (!asked.count_only).then_some(items), last })
}

/// The range of the store that a page is read from.
fn range(table: &OpenTable, asked: &Asked) -> Range {
    let at = |key: &[u8]| table.item_key(key);
    let mut range = Range::prefix(table.prefix.as_ref());
    if let Some(bounds) = &asked.bounds {
        range.from = at(&bounds.start);
        if let Some(end) = &bounds.end {
            range.to = Some(at(end));
        }
    }
    match (&asked.start, asked.direction) {
        (Some(start), Direction::Forward) => range.after(&at(start)),
        (Some(start), Direction::Backward) => Range { to: Some(at(start)), ..range },
        (None, _) => range,
    }
}

/// The bytes of a Query's `ExclusiveStartKey`, which must be a key that the Query can find.
fn start_in_query(
    table: &OpenTable,
    bounds: &KeyBounds,
    condition: &KeyCondition,
    key: &Item,
) -> Result<Vec<u8>, Invalid> {
    let start = table.schema.start_key(key)?;
    if bounds.contains(&start) {
        return Ok(start);
    }
    let partition = table.schema.partition(&condition.hash)?;
    Err(Invalid::new(if start.starts_with(&partition) {
        "The provided starting key does not match the range key predicate"
    } else {
        "The provided starting key is outside query boundaries based on provided conditions"
    }))
}

fn refuse_index(name: Option<&str>) -> Result<(), Invalid> {
    name.map_or(Ok(()), |name| {
        Err(Invalid::new(format!("The table does not have the specified index: {name}")))
    })
}

fn filter(
    expression: Option<&str>,
    placeholders: &mut Placeholders,
) -> Result<Option<Condition>, Invalid> {
    let parse = |text| Condition::parse(ExpressionKind::Filter, text, placeholders);
    expression.map(parse).transpose()
}

fn query_placeholders(input: &mut QueryInput) -> Result<Placeholders, Invalid> {
    if input.key_conditions.is_none() && input.key_condition_expression.is_none() {
        return Err(Invalid::new(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in \
             the request.",
        ));
    }
    let by_expression = input.key_condition_expression.is_some();
    let expressions = [
        ("ProjectionExpression", input.projection_expression.is_some()),
        ("FilterExpression", input.filter_expression.is_some()),
        ("KeyConditionExpression", by_expression),
    ];
    legacy::check_not_mixed(
        &[
            ("AttributesToGet", input.attributes_to_get.is_some()),
            ("QueryFilter", input.query_filter.is_some()),
            ("ConditionalOperator", input.conditional_operator.is_some()),
            // Beside other expressions AWS takes KeyConditions.
            ("KeyConditions", input.key_conditions.is_some() && by_expression),
        ],
        &expressions,
    )?;
    placeholders(
        input.expression_attribute_names.take(),
        input.expression_attribute_values.take(),
        Present {
            any: expressions.iter().any(|(_, there)| *there),
            with_values: &expressions[1..],
        },
    )
}

fn scan_placeholders(input: &mut ScanInput) -> Result<Placeholders, Invalid> {
    let expressions = [
        ("ProjectionExpression", input.projection_expression.is_some()),
        ("FilterExpression", input.filter_expression.is_some()),
    ];
    legacy::check_not_mixed(
        &[
            ("AttributesToGet", input.attributes_to_get.is_some()),
            ("ScanFilter", input.scan_filter.is_some()),
            ("ConditionalOperator", input.conditional_operator.is_some()),
        ],
        &expressions,
    )?;
    placeholders(
        input.expression_attribute_names.take(),
        input.expression_attribute_values.take(),
        Present {
            any: expressions.iter().any(|(_, there)| *there),
            with_values: &expressions[1..],
        },
    )
}

/// What the answer shows: `Select`, beside the members that it must agree with.
struct Shown<'a> {
    /// What AWS puts before the refusals: Query has something, Scan has not.
    prefix: &'static str,
    select: Option<&'a str>,
    expression: bool,
    attributes: bool,
}

impl Shown<'_> {
    /// Whether only the count is asked for.
    fn check(&self) -> Result<bool, Invalid> {
        let refuse = |text: String| Err(Invalid::new(format!("{}{text}", self.prefix)));
        let projects = self.expression || self.attributes;
        match self.select {
            Some("SPECIFIC_ATTRIBUTES") if !projects => refuse(
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get \
                 SPECIFIC_ATTRIBUTES"
                    .to_owned(),
            ),
            Some(other) if other != "SPECIFIC_ATTRIBUTES" && projects => {
                let member =
                    if self.expression { "ProjectionExpression" } else { "AttributesToGet" };
                refuse(format!("Cannot specify the {member} when choosing to get {other}"))
            }
            Some("ALL_PROJECTED_ATTRIBUTES") => refuse(
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName"
                    .to_owned(),
            ),
            select => Ok(select == Some("COUNT")),
        }
    }
}
