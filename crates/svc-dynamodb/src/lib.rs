//! DynamoDB: tables and items.
//!
//! Covered: tables with a primary key, operations on items, batches, Query and Scan, expressions
//! and the parameters from before them, tags. Where it differs from AWS stands in
//! `models/dynamodb.toml` and so on the coverage page.
//!
//! The pure rules, which know neither requests nor the store: [`value`] and `number` (what an
//! attribute may be), [`key`] (primary keys and their bytes), [`item_codec`] and [`item_json`]
//! (rows, and rows as JSON), [`expr`] (the expression language), [`legacy`] (what came before
//! it, on the same trees), [`capacity`] (units and pages), `declare` (what a table may be),
//! [`fuzz`] (entry points for fuzzing). A refusal is an [`Invalid`] with AWS's text.
//!
//! The operations: `table`, `tag`, `item` (one item), `select` (Query and Scan), `batch`; what
//! they ask for is read from requests by [`wire`] (values and items) and `request` (expressions).
//! Beneath them: `catalog` (open tables), `row` (stored items), `locks` (who may write an item
//! now), `tally` (how many items there are), `reclaim` (what deleted tables leave behind).
//! Start at [`service`].

mod answer;
mod batch;
pub mod capacity;
mod catalog;
mod declare;
pub mod expr;
pub mod fuzz;
mod invalid;
mod item;
pub mod item_codec;
pub mod item_json;
pub mod json;
pub mod key;
pub mod legacy;
mod locks;
pub mod model;
mod number;
mod reclaim;
mod request;
mod row;
mod select;
mod state;
mod table;
mod tag;
mod tally;
pub mod value;
pub mod wire;

use std::sync::Arc;

use ::service::{AnyService, AwsResult, Cx, Need, Needs, Platform, Service, anywhere};

pub use invalid::Invalid;
pub use number::Number;
pub use value::{AttributeType, AttributeValue, Item};

use crate::catalog::table_arn;
use crate::model::{
    BatchGetItem, BatchGetItemInput, BatchWriteItem, BatchWriteItemInput, CreateTable,
    CreateTableInput, DeleteItem, DeleteItemInput, DeleteTable, DeleteTableInput, DescribeTable,
    DescribeTableInput, GetItem, GetItemInput, ListTables, ListTagsOfResource,
    ListTagsOfResourceInput, PutItem, PutItemInput, Query, QueryInput, Scan, ScanInput,
    TagResource, TagResourceInput, UntagResource, UntagResourceInput, UpdateItem, UpdateItemInput,
    UpdateTable, UpdateTableInput,
};
use crate::state::State;

/// The largest body of an operation on one item, or that asks for many: 400 KB of values are more
/// in JSON, and expressions may bring 2 MB.
const BODY_MAX: usize = 4 << 20;
/// The largest body of `BatchWriteItem`: 16 MB of values, written as JSON.
const BATCH_BODY_MAX: usize = 24 << 20;

/// The service. Within a runtime it also takes up what a stopped server has left to do.
pub fn service(platform: &Arc<Platform>) -> AnyService {
    if tokio::runtime::Handle::try_current().is_ok() {
        reclaim::spawn_all(platform);
    }
    Service::new(&model::SERVICE, State::default())
        .on::<CreateTable>(create_needs, table::create_table)
        .on::<DescribeTable>(on_table, table::describe_table)
        .on::<ListTables>(anywhere, table::list_tables)
        .on::<UpdateTable>(on_table, table::update_table)
        .on::<DeleteTable>(on_table, table::delete_table)
        .on::<TagResource>(on_table, tag::tag_resource)
        .on::<ListTagsOfResource>(on_table, tag::list_tags_of_resource)
        .on::<UntagResource>(on_table, tag::untag_resource)
        .data()
        .body_max(BODY_MAX)
        .on::<PutItem>(on_table, item::put_item)
        .on::<GetItem>(on_table, item::get_item)
        .on::<UpdateItem>(on_table, item::update_item)
        .on::<DeleteItem>(on_table, item::delete_item)
        .on::<Query>(on_table, select::query)
        .on::<Scan>(on_table, select::scan)
        .on::<BatchGetItem>(on_tables, batch::batch_get_item)
        .body_max(BATCH_BODY_MAX)
        .on::<BatchWriteItem>(on_tables, batch::batch_write_item)
        .build()
}

/// An input that names one table.
trait NamesTable {
    /// A name or an ARN.
    fn table(&self) -> &str;
}

/// An input that names tables.
trait NamesTables {
    /// Names or ARNs.
    fn tables(&self) -> impl Iterator<Item = &String>;
}

macro_rules! names {
    ($member:ident: $($input:ident)+) => {
        $(impl NamesTable for $input {
            fn table(&self) -> &str {
                &self.$member
            }
        })+
    };
}
names!(table_name: CreateTableInput DescribeTableInput UpdateTableInput DeleteTableInput);
names!(table_name: PutItemInput GetItemInput UpdateItemInput DeleteItemInput);
names!(table_name: QueryInput ScanInput);
names!(resource_arn: TagResourceInput UntagResourceInput ListTagsOfResourceInput);

impl NamesTables for BatchGetItemInput {
    fn tables(&self) -> impl Iterator<Item = &String> {
        self.request_items.keys()
    }
}

impl NamesTables for BatchWriteItemInput {
    fn tables(&self) -> impl Iterator<Item = &String> {
        self.request_items.keys()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "functions of needs may fail")]
fn on_table<I: NamesTable>(_: &State, cx: &Cx, input: &I) -> AwsResult<Needs> {
    Ok(vec![Need::on(table_arn(cx, input.table()))])
}

#[expect(clippy::unnecessary_wraps, reason = "functions of needs may fail")]
fn on_tables<I: NamesTables>(_: &State, cx: &Cx, input: &I) -> AwsResult<Needs> {
    Ok(input.tables().map(|name| Need::on(table_arn(cx, name))).collect())
}

/// Whoever makes a table with tags must be allowed to tag it.
fn create_needs(state: &State, cx: &Cx, input: &CreateTableInput) -> AwsResult<Needs> {
    let mut needs = on_table(state, cx, input)?;
    if input.tags.as_ref().is_some_and(|tags| !tags.is_empty()) {
        needs.push(Need::new("dynamodb:TagResource", table_arn(cx, &input.table_name)));
    }
    Ok(needs)
}
