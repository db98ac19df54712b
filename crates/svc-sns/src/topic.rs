//! Topics: create, list, look at, change, delete.

use std::collections::BTreeMap;

use aws_shape::NoShape;
use service::tags::{self, Tags};
use service::{AwsError, AwsResult, Cx, limits};
use store::Transaction;

use crate::arn::TopicArn;
use crate::model::{
    self, CreateTopicInput, CreateTopicResponse, DeleteTopicInput, GetTopicAttributesInput,
    GetTopicAttributesResponse, ListTopicsInput, ListTopicsResponse, SetTopicAttributesInput,
};
use crate::page::Listing;
use crate::refusal::{self, invalid};
use crate::sns::read;
use crate::state::{self, DOOMED, DoomedRow, TOPICS, TopicRow};
use crate::topic_attributes::{self as attributes, Figures};
use crate::{Sns, reclaim, tag};

pub(crate) async fn create_topic(
    sns: &Sns,
    cx: &Cx,
    input: CreateTopicInput,
) -> AwsResult<CreateTopicResponse> {
    let arn = TopicArn::own(cx, &input.name);
    let wanted = input.attributes.unwrap_or_default();
    check_name(&input.name)?;
    for (name, value) in &wanted {
        attributes::check(name, value, &cx.platform.limits)
            .map_err(|refused| refused.when_created(name))?;
    }
    let wanted_tags = tag::read(cx, &input.tags.unwrap_or_default())?;
    let row = TopicRow {
        name: input.name,
        id: cx.platform.entropy.uuid(),
        created_ms: cx.now_ms(),
        attributes: wanted
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), attributes::stored(name, value)?)))
            .collect(),
    };
    let max = cx.platform.limits.get(&limits::TOPICS);
    sns.change(cx, &arn, None, |snapshot, tx| {
        if let Some(old) = state::topic(snapshot, &arn)? {
            let own = tags::get(cx, snapshot, &arn.to_string(), false)?;
            return check_same(&arn, &old, &wanted, &own, &wanted_tags);
        }
        if sns.shelf(&arn.scope).len() as u64 >= max {
            let text = "Topic limit exceeded: the account has as many topics as it may have";
            return Err(AwsError::new(&model::TOPIC_LIMIT_EXCEEDED_ERROR, text));
        }
        TOPICS.create(tx, &state::topic_key(&arn), &row)?;
        tags::set(cx, tx, &arn.to_string(), false, &wanted_tags)
    })
    .await?;
    Ok(CreateTopicResponse { topic_arn: Some(arn.to_string()) })
}

fn check_name(name: &str) -> AwsResult {
    if name.strip_suffix(".fifo").is_some() {
        return Err(AwsError::not_implemented("A FIFO topic of sns"));
    }
    let ordinary = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if !(1..=256).contains(&name.len()) || !name.bytes().all(ordinary) {
        return Err(invalid("Topic Name"));
    }
    Ok(())
}

/// A topic may be created again, as long as nothing is asked for that it is not.
fn check_same(
    arn: &TopicArn,
    old: &TopicRow,
    wanted: &BTreeMap<String, String>,
    own_tags: &Tags,
    wanted_tags: &Tags,
) -> AwsResult {
    if attributes::differ(arn, &old.attributes, wanted) {
        return Err(invalid("Attributes Reason: Topic already exists with different attributes"));
    }
    if wanted_tags.iter().any(|(key, value)| own_tags.get(key) != Some(value)) {
        return Err(invalid("Tags Reason: Topic already exists with different tags"));
    }
    Ok(())
}

pub(crate) async fn list_topics(
    _: &Sns,
    cx: &Cx,
    input: ListTopicsInput,
) -> AwsResult<ListTopicsResponse> {
    let listing = Listing { cx, operation: "ListTopics", filter: "" };
    let after = listing.after(input.next_token.as_deref())?;
    let prefix = TOPICS.prefix(&cx.scope, ());
    let page = listing.page(state::rows(&cx.snapshot(), &TOPICS, &prefix, after.as_deref()))?;
    let shown =
        |row: TopicRow| model::Topic { topic_arn: Some(TopicArn::own(cx, &row.name).to_string()) };
    Ok(ListTopicsResponse {
        topics: Some(page.items.into_iter().map(shown).collect()),
        next_token: page.next_token,
    })
}

pub(crate) async fn get_topic_attributes(
    sns: &Sns,
    cx: &Cx,
    input: GetTopicAttributesInput,
) -> AwsResult<GetTopicAttributesResponse> {
    let arn = TopicArn::parse(cx, &input.topic_arn)?;
    let topic = sns.topic(&arn)?;
    let snapshot = cx.snapshot();
    let row = state::topic(&snapshot, &arn)?.ok_or_else(refusal::no_topic)?;
    let figures = Figures {
        confirmed: read(&topic.subscribers).len(),
        deleted: state::deleted(&snapshot, &arn.scope, &row.id)?,
    };
    let shown = attributes::shown(&arn, &row.attributes, &figures);
    Ok(GetTopicAttributesResponse { attributes: Some(shown) })
}

pub(crate) async fn set_topic_attributes(
    sns: &Sns,
    cx: &Cx,
    input: SetTopicAttributesInput,
) -> AwsResult<NoShape> {
    let arn = TopicArn::parse(cx, &input.topic_arn)?;
    sns.topic(&arn)?;
    let name = input.attribute_name;
    let value = input.attribute_value.unwrap_or_default();
    attributes::check(&name, &value, &cx.platform.limits)
        .map_err(|refused| refused.when_set(&name))?;
    let kept = attributes::stored(&name, &value);
    change_attributes(sns, cx, &arn, |attributes| {
        match &kept {
            Some(value) => attributes.insert(name.clone(), value.clone()),
            None => attributes.remove(&name),
        };
        Ok(())
    })
    .await?;
    Ok(NoShape)
}

/// Change the attributes of a topic; nothing is written if nothing has changed.
pub(crate) async fn change_attributes(
    sns: &Sns,
    cx: &Cx,
    arn: &TopicArn,
    mut change: impl FnMut(&mut BTreeMap<String, String>) -> AwsResult,
) -> AwsResult {
    sns.change(cx, arn, None, |snapshot, tx| {
        let old = state::topic(snapshot, arn)?.ok_or_else(refusal::no_topic)?;
        let mut row = old.value.clone();
        change(&mut row.attributes)?;
        if row.attributes != old.attributes {
            TOPICS.replace(tx, &state::topic_key(arn), old.version, &row)?;
        }
        Ok(())
    })
    .await
}

/// A topic that is not there is deleted just as well.
pub(crate) async fn delete_topic(
    sns: &Sns,
    cx: &Cx,
    input: DeleteTopicInput,
) -> AwsResult<NoShape> {
    let arn = TopicArn::parse(cx, &input.topic_arn)?;
    if sns.find(&arn).is_none() {
        return Ok(NoShape);
    }
    let owner = tag::owner(cx, &arn);
    let gone = sns
        .change(cx, &arn, None, |snapshot, tx| {
            let Some(row) = state::topic(snapshot, &arn)? else { return Ok(None) };
            delete(tx, &arn, &row)?;
            tags::set(&owner, tx, &arn.to_string(), false, &Tags::new())?;
            Ok(Some(row.value.id))
        })
        .await?;
    if let Some(id) = gone {
        reclaim::in_background(sns, arn, id);
    }
    Ok(NoShape)
}

fn delete(tx: &mut Transaction, arn: &TopicArn, row: &store::Row<TopicRow>) -> AwsResult {
    state::expect_topic(tx, arn, row);
    TOPICS.delete(tx, &state::topic_key(arn));
    let doomed = DoomedRow { name: row.name.clone() };
    DOOMED.put(tx, &DOOMED.key(&arn.scope, (row.id.as_str(),)), &doomed)?;
    Ok(())
}
