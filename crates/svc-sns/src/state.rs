//! What is stored: topics, their subscriptions, and who owns these.
//!
//! A topic's rows lie in its account and region. Its subscriptions hang on its id, not on its name,
//! so that a topic made anew has none of them; what is left of a deleted topic is taken away in
//! the background (`reclaim.rs`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use service::AwsResult;
use store::{Direction, Expect, Key, Range, Row, Scope, Snapshot, Table, Transaction};

use crate::arn::{SubscriptionArn, TopicArn};

/// A topic.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TopicRow {
    pub(crate) name: String,
    /// Another one for each topic ever made.
    pub(crate) id: String,
    pub(crate) created_ms: i64,
    /// Those that were set, by AWS's names.
    pub(crate) attributes: BTreeMap<String, String>,
}

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SubscriptionRow {
    pub(crate) id: String,
    pub(crate) protocol: String,
    pub(crate) endpoint: String,
    /// The account that subscribed.
    pub(crate) owner: String,
    /// The ARN of whoever did.
    pub(crate) principal: String,
    pub(crate) created_ms: i64,
    /// Those that were set, by AWS's names.
    pub(crate) attributes: BTreeMap<String, String>,
}

/// A subscription as its owner's listing shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OwnedRow {
    pub(crate) topic_account: String,
    pub(crate) topic: String,
    pub(crate) topic_id: String,
    pub(crate) id: String,
    pub(crate) protocol: String,
    pub(crate) endpoint: String,
}

/// A deleted topic whose subscriptions are not all taken away yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DoomedRow {
    pub(crate) name: String,
}

pub(crate) static TOPICS: Table<TopicRow> = Table::new("sns-topic", 1);
/// By the topic's id and their own.
pub(crate) static SUBSCRIPTIONS: Table<SubscriptionRow> = Table::new("sns-subscription", 1);
/// By the topic's id, protocol and endpoint: the subscription's id.
static ENDPOINTS: Table<String> = Table::new("sns-endpoint", 1);
/// In the scope of whoever subscribed, by the topic's account and name.
pub(crate) static OWNED: Table<OwnedRow> = Table::new("sns-owned", 1);
pub(crate) static DOOMED: Table<DoomedRow> = Table::new("sns-doomed", 1);
/// How many subscriptions of a topic have been deleted, by its id.
static DELETED: Table<u64> = Table::new("sns-deleted", 1);

pub(crate) fn topic(snapshot: &Snapshot, arn: &TopicArn) -> AwsResult<Option<Row<TopicRow>>> {
    Ok(TOPICS.get(snapshot, &topic_key(arn))?)
}

pub(crate) fn topic_key(arn: &TopicArn) -> Key {
    TOPICS.key(&arn.scope, (arn.name.as_str(),))
}

/// Commit only if the topic is still the one that was read.
pub(crate) fn expect_topic(tx: &mut Transaction, arn: &TopicArn, row: &Row<TopicRow>) {
    tx.expect(topic_key(arn), Expect::Version(row.version));
}

pub(crate) fn subscription(
    snapshot: &Snapshot,
    scope: &Scope,
    topic_id: &str,
    id: &str,
) -> AwsResult<Option<Row<SubscriptionRow>>> {
    Ok(SUBSCRIPTIONS.get(snapshot, &SUBSCRIPTIONS.key(scope, (topic_id, id)))?)
}

/// The id of the subscription of `endpoint`.
pub(crate) fn subscribed(
    snapshot: &Snapshot,
    scope: &Scope,
    topic_id: &str,
    (protocol, endpoint): (&str, &str),
) -> AwsResult<Option<String>> {
    let key = ENDPOINTS.key(scope, (topic_id, protocol, endpoint));
    Ok(ENDPOINTS.get(snapshot, &key)?.map(|row| row.value))
}

/// Write a subscription that nobody has yet.
pub(crate) fn create_subscription(
    tx: &mut Transaction,
    arn: &SubscriptionArn,
    topic_id: &str,
    row: &SubscriptionRow,
) -> AwsResult {
    let scope = &arn.topic.scope;
    SUBSCRIPTIONS.create(tx, &SUBSCRIPTIONS.key(scope, (topic_id, row.id.as_str())), row)?;
    let endpoint = ENDPOINTS.key(scope, (topic_id, row.protocol.as_str(), row.endpoint.as_str()));
    ENDPOINTS.create(tx, &endpoint, &row.id)?;
    let owned = OwnedRow {
        topic_account: scope.account.clone(),
        topic: arn.topic.name.clone(),
        topic_id: topic_id.to_owned(),
        id: row.id.clone(),
        protocol: row.protocol.clone(),
        endpoint: row.endpoint.clone(),
    };
    OWNED.put(tx, &owned_key(&arn.topic, row), &owned)?;
    Ok(())
}

/// Write a subscription whose attributes have changed.
pub(crate) fn replace_subscription(
    tx: &mut Transaction,
    scope: &Scope,
    topic_id: &str,
    old: &Row<SubscriptionRow>,
    row: &SubscriptionRow,
) -> AwsResult {
    let key = SUBSCRIPTIONS.key(scope, (topic_id, row.id.as_str()));
    SUBSCRIPTIONS.replace(tx, &key, old.version, row)?;
    Ok(())
}

/// Take a subscription away.
pub(crate) fn delete_subscription(
    tx: &mut Transaction,
    topic: &TopicArn,
    topic_id: &str,
    row: &SubscriptionRow,
) {
    let scope = &topic.scope;
    SUBSCRIPTIONS.delete(tx, &SUBSCRIPTIONS.key(scope, (topic_id, row.id.as_str())));
    let endpoint = (topic_id, row.protocol.as_str(), row.endpoint.as_str());
    ENDPOINTS.delete(tx, &ENDPOINTS.key(scope, endpoint));
    OWNED.delete(tx, &owned_key(topic, row));
}

fn owned_key(topic: &TopicArn, row: &SubscriptionRow) -> Key {
    let scope = Scope::new(&*row.owner, &*topic.scope.region);
    OWNED.key(&scope, (topic.scope.account.as_str(), topic.name.as_str(), row.id.as_str()))
}

pub(crate) fn deleted(snapshot: &Snapshot, scope: &Scope, topic_id: &str) -> AwsResult<u64> {
    let row = DELETED.get(snapshot, &DELETED.key(scope, (topic_id,)))?;
    Ok(row.map_or(0, |row| row.value))
}

/// Count one more subscription as deleted.
pub(crate) fn count_deleted(
    snapshot: &Snapshot,
    tx: &mut Transaction,
    scope: &Scope,
    topic_id: &str,
) -> AwsResult {
    let key = DELETED.key(scope, (topic_id,));
    let old = DELETED.get(snapshot, &key)?;
    tx.expect(&key, old.as_ref().map_or(Expect::Absent, |row| Expect::Version(row.version)));
    DELETED.put(tx, &key, &(old.map_or(0, |row| row.value) + 1))?;
    Ok(())
}

pub(crate) fn forget_deleted(tx: &mut Transaction, scope: &Scope, topic_id: &str) {
    DELETED.delete(tx, &DELETED.key(scope, (topic_id,)));
}

/// The rows whose keys begin with `prefix`, those after the key `after` only, with their keys.
pub(crate) fn rows<R>(
    snapshot: &Snapshot,
    table: &'static Table<R>,
    prefix: &Key,
    after: Option<&[u8]>,
) -> impl Iterator<Item = AwsResult<(Vec<u8>, R)>> + use<R>
where
    R: Serialize + serde::de::DeserializeOwned,
{
    let mut range = Range::prefix(prefix.as_ref());
    if let Some(after) = after {
        range = range.after(after);
    }
    snapshot.scan(range, Direction::Forward, usize::MAX).map(|pair| {
        let (key, value) = pair?;
        Ok((key.to_vec(), table.decode(&value)?.value))
    })
}
