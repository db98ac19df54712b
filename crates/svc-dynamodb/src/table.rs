//! Tables: create, describe, list, update, delete.
//!
//! Start at [`create_table`]. What a request declares is checked in `declare`, what becomes of
//! the items of a deleted table stands in `reclaim`.

use aws_shape::Timestamp;
use service::{AwsError, AwsResult, Cx, limits, tags};
use store::{Direction, Expect, Transaction};

use crate::catalog::{Billing, Change, KeyRow, OpenTable, TABLES, TableRow, Units, check_name};
use crate::model::{
    self, AttributeDefinition, BillingModeSummary, CreateTableInput, CreateTableOutput,
    DeleteTableInput, DeleteTableOutput, DescribeTableInput, DescribeTableOutput, KeySchemaElement,
    ListTablesInput, ListTablesOutput, OnDemandThroughput, ProvisionedThroughputDescription,
    TableClassSummary, TableDescription, TableWarmThroughputDescription, UpdateTableInput,
    UpdateTableOutput, WarmThroughput,
};
use crate::state::State;
use crate::{Invalid, declare, reclaim, tag};

/// Tables that one `ListTables` shows.
const LIST_MAX: usize = 100;

pub(crate) async fn create_table(
    _: &State,
    cx: &Cx,
    input: CreateTableInput,
) -> AwsResult<CreateTableOutput> {
    let name = input.table_name;
    check_name(&name)?;
    let definitions = input.attribute_definitions;
    let (hash, range) = declare::key(input.key_schema.as_deref(), definitions.as_deref())?;
    let now_ms = cx.now_ms();
    let billing = Billing::declared(
        input.billing_mode.as_deref(),
        input.provisioned_throughput.as_ref(),
        now_ms,
    )?;
    let first = definitions.as_ref().and_then(|definitions| definitions.first());
    let row = TableRow {
        id: cx.platform.entropy.uuid(),
        created_ms: now_ms,
        range_declared_first: first.is_some_and(|first| first.attribute_name != hash.name),
        hash,
        range,
        billing,
        class: input.table_class.map(|value| Change { value, at_ms: None }),
        on_demand_max: input.on_demand_throughput.map(Units::from),
        warm: input.warm_throughput.map(Units::from),
        deletion_protection: input.deletion_protection_enabled.unwrap_or(false),
    };
    let tags = tag::tags_of(input.tags.unwrap_or_default());
    tags::check(&tags, &cx.platform.limits).map_err(tag::refused)?;

    let key = TABLES.key(&cx.scope, (name.as_str(),));
    let arn = cx.arn("dynamodb", &format!("table/{name}"));
    cx.transact(|snapshot, tx| {
        if snapshot.get(&key)?.is_some() {
            let text = format!("Table already exists: {name}");
            return Err(AwsError::new(&model::RESOURCE_IN_USE_ERROR, text));
        }
        let max = cx.platform.limits.get(&limits::TABLES);
        let all = TABLES.prefix(&cx.scope, ());
        let tables = snapshot.scan(all.as_ref(), Direction::Forward, max as usize).count();
        if tables as u64 >= max {
            let text = format!(
                "Subscriber limit exceeded: There is a limit of {max} tables per subscriber"
            );
            return Err(AwsError::new(&model::LIMIT_EXCEEDED_ERROR, text));
        }
        tx.expect(&key, Expect::Absent);
        TABLES.put(tx, &key, &row)?;
        // Even without any: an earlier table of this name may have left some.
        tags::set(cx, tx, &arn, false, &tags)
    })
    .await?;
    let description = describe(cx, &name, &row, "CREATING", (0, 0));
    Ok(CreateTableOutput { table_description: Some(description) })
}

pub(crate) async fn describe_table(
    state: &State,
    cx: &Cx,
    input: DescribeTableInput,
) -> AwsResult<DescribeTableOutput> {
    let snapshot = cx.snapshot();
    let table = state.catalog.open_named(cx, &snapshot, &input.table_name)?;
    let counted = table.tally.count(&cx.platform.store, &snapshot, table.prefix.as_ref())?;
    let description = describe(cx, &table.name, &table.row, "ACTIVE", counted);
    Ok(DescribeTableOutput { table: Some(description) })
}

pub(crate) async fn list_tables(
    _: &State,
    cx: &Cx,
    input: ListTablesInput,
) -> AwsResult<ListTablesOutput> {
    let limit = input.limit.map_or(LIST_MAX, |limit| limit as usize);
    let start = input.exclusive_start_table_name;
    let start = start.map(|name| TABLES.key(&cx.scope, (name,)));
    let all = TABLES.prefix(&cx.scope, ());
    let mut range = store::Range::prefix(all.as_ref());
    if let Some(start) = start {
        range = range.after(start.as_ref());
    }
    let mut names = Vec::new();
    for pair in cx.snapshot().scan(range, Direction::Forward, limit + 1) {
        let (key, _) = pair?;
        let parts = store::parts_of(&key).unwrap_or_default();
        let name = parts.last().and_then(store::Part::as_str).map(str::to_owned);
        names.push(name.ok_or_else(|| AwsError::internal(anyhow::anyhow!("a table's key")))?);
    }
    let more = names.len() > limit;
    names.truncate(limit);
    Ok(ListTablesOutput {
        last_evaluated_table_name: names.last().filter(|_| more).cloned(),
        table_names: Some(names),
    })
}

pub(crate) async fn update_table(
    state: &State,
    cx: &Cx,
    input: UpdateTableInput,
) -> AwsResult<UpdateTableOutput> {
    let asked = input.billing_mode.is_some()
        || input.provisioned_throughput.is_some()
        || input.deletion_protection_enabled.is_some()
        || input.table_class.is_some()
        || input.on_demand_throughput.is_some()
        || input.warm_throughput.is_some();
    if !asked {
        return Err(Invalid::new(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, \
             GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
        )
        .into());
    }
    let now_ms = cx.now_ms();
    let (table, row) = cx
        .transact(|snapshot, tx| {
            let table = state.catalog.open_named(cx, snapshot, &input.table_name)?;
            let row = updated(&table, &input, now_ms)?;
            tx.expect(&table.key, Expect::Version(table.version));
            TABLES.put(tx, &table.key, &row)?;
            Ok((table, row))
        })
        .await?;
    let counted = table.tally.count(&cx.platform.store, &cx.snapshot(), table.prefix.as_ref())?;
    let description = describe(cx, &table.name, &row, "UPDATING", counted);
    Ok(UpdateTableOutput { table_description: Some(description) })
}

fn updated(table: &OpenTable, input: &UpdateTableInput, now_ms: i64) -> Result<TableRow, Invalid> {
    let mut row = table.row.clone();
    row.billing = row.billing.updated(
        input.billing_mode.as_deref(),
        input.provisioned_throughput.as_ref(),
        now_ms,
    )?;
    if let Some(protection) = input.deletion_protection_enabled {
        row.deletion_protection = protection;
    }
    if let Some(class) = &input.table_class
        && row.class.as_ref().map_or("STANDARD", |class| &class.value) != class
    {
        row.class = Some(Change { value: class.clone(), at_ms: Some(now_ms) });
    }
    if let Some(max) = &input.on_demand_throughput {
        row.on_demand_max = Some(max.clone().into());
    }
    if let Some(warm) = &input.warm_throughput {
        row.warm = Some(warm.clone().into());
    }
    Ok(row)
}

pub(crate) async fn delete_table(
    state: &State,
    cx: &Cx,
    input: DeleteTableInput,
) -> AwsResult<DeleteTableOutput> {
    let table = cx
        .transact(|snapshot, tx| {
            let table = state.catalog.open_named(cx, snapshot, &input.table_name)?;
            if table.row.deletion_protection {
                return Err(Invalid::new(
                    "Resource cannot be deleted as it is currently protected against deletion. \
                     Disable deletion protection first.",
                )
                .into());
            }
            delete(cx, &table, tx)?;
            Ok(table)
        })
        .await?;
    reclaim::spawn(&cx.platform, vec![cx.scope.clone()]);
    let description = describe(cx, &table.name, &table.row, "DELETING", (0, 0));
    Ok(DeleteTableOutput { table_description: Some(description) })
}

fn delete(cx: &Cx, table: &OpenTable, tx: &mut Transaction) -> AwsResult {
    tx.expect(&table.key, Expect::Version(table.version));
    TABLES.delete(tx, &table.key);
    reclaim::note(tx, &cx.scope, &table.row.id)?;
    let arn = cx.arn("dynamodb", &format!("table/{}", table.name));
    tags::set(cx, tx, &arn, false, &tags::Tags::new())
}

/// A table as answers describe it; `counted` is items and bytes.
fn describe(
    cx: &Cx,
    name: &str,
    row: &TableRow,
    status: &str,
    counted: (i64, i64),
) -> TableDescription {
    let mut keys: Vec<&KeyRow> = std::iter::once(&row.hash).chain(&row.range).collect();
    let roles = ["HASH", "RANGE"].map(str::to_owned);
    let key_schema = keys
        .iter()
        .zip(roles)
        .map(|(key, key_type)| KeySchemaElement { attribute_name: key.name.clone(), key_type })
        .collect();
    if row.range_declared_first {
        keys.reverse();
    }
    let definition = |key: &&KeyRow| AttributeDefinition {
        attribute_name: key.name.clone(),
        attribute_type: key.kind.clone(),
    };
    TableDescription {
        attribute_definitions: Some(keys.iter().map(definition).collect()),
        billing_mode_summary: billing_summary(&row.billing),
        creation_date_time: Some(Timestamp(row.created_ms)),
        deletion_protection_enabled: Some(row.deletion_protection),
        item_count: Some(counted.0),
        key_schema: Some(key_schema),
        on_demand_throughput: row.on_demand_max.map(|max| OnDemandThroughput {
            max_read_request_units: max.read,
            max_write_request_units: max.write,
        }),
        provisioned_throughput: Some(provisioned(&row.billing)),
        table_arn: Some(cx.arn("dynamodb", &format!("table/{name}"))),
        table_class_summary: row.class.as_ref().map(|class| TableClassSummary {
            table_class: Some(class.value.clone()),
            last_update_date_time: class.at_ms.map(Timestamp),
        }),
        table_id: Some(row.id.clone()),
        table_name: Some(name.to_owned()),
        table_size_bytes: Some(counted.1),
        table_status: Some(status.to_owned()),
        warm_throughput: row.warm.map(|warm| TableWarmThroughputDescription {
            read_units_per_second: warm.read,
            write_units_per_second: warm.write,
            status: Some("ACTIVE".to_owned()),
        }),
        ..TableDescription::default()
    }
}

/// Absent for a table that was provisioned from the start, as on AWS.
fn billing_summary(billing: &Billing) -> Option<BillingModeSummary> {
    let since_ms = billing.on_demand_since_ms?;
    let mode = if billing.on_demand { "PAY_PER_REQUEST" } else { "PROVISIONED" };
    Some(BillingModeSummary {
        billing_mode: Some(mode.to_owned()),
        last_update_to_pay_per_request_date_time: Some(Timestamp(since_ms)),
    })
}

fn provisioned(billing: &Billing) -> ProvisionedThroughputDescription {
    ProvisionedThroughputDescription {
        last_decrease_date_time: billing.decreased_ms.map(Timestamp),
        last_increase_date_time: billing.increased_ms.map(Timestamp),
        number_of_decreases_today: Some(0),
        read_capacity_units: Some(billing.read_units),
        write_capacity_units: Some(billing.write_units),
    }
}

impl From<OnDemandThroughput> for Units {
    fn from(max: OnDemandThroughput) -> Self {
        Self { read: max.max_read_request_units, write: max.max_write_request_units }
    }
}

impl From<WarmThroughput> for Units {
    fn from(warm: WarmThroughput) -> Self {
        Self { read: warm.read_units_per_second, write: warm.write_units_per_second }
    }
}
