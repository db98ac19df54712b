//! Log groups and their retention.

use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx, Need, Needs, limits, tags};
use store::{Direction, Expect, Range, Row, Snapshot};

use crate::model::{
    CreateLogGroupRequest, DeleteLogGroupRequest, DeleteRetentionPolicyRequest,
    DescribeLogGroupsRequest, DescribeLogGroupsResponse, LogGroup, PutRetentionPolicyRequest,
};
use crate::state::{
    DEAD, Dead, GROUPS, GroupRow, STREAMS, beyond, group, invalid, name_of, names_from,
};
use crate::{Logs, arn, model, tag};

/// The one class there is.
const CLASS: &str = "STANDARD";
/// A page of `DescribeLogGroups`, and the most that one may ask for.
const PAGE: usize = 50;
/// The days that a retention may have.
const RETENTION_DAYS: [i32; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

/// Making a group with tags takes leave to tag it.
pub(crate) fn to_create(cx: &Cx, input: &CreateLogGroupRequest) -> Needs {
    let mut needs = arn::group(cx, &input.log_group_name);
    if input.tags.as_ref().is_some_and(|tags| !tags.is_empty()) {
        let plain = arn::of_group(&cx.scope, &input.log_group_name);
        needs.push(Need::new("logs:TagResource", plain));
    }
    needs
}

pub(crate) async fn create_log_group(
    logs: &Logs,
    cx: &Cx,
    input: CreateLogGroupRequest,
) -> AwsResult<NoShape> {
    let name = &input.log_group_name;
    if name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws/")) {
        return Err(invalid("Log groups starting with AWS/ are reserved for AWS."));
    }
    let new_tags = input.tags.unwrap_or_default();
    tags::check(&new_tags, &cx.platform.limits).map_err(|error| tag::refused(error, name))?;
    let row = GroupRow::new(logs.platform.entropy.u64(), cx.now_ms());
    cx.transact(|snapshot, tx| {
        let key = GROUPS.key(&cx.scope, (name,));
        if GROUPS.get(snapshot, &key)?.is_some() {
            return Err(AwsError::new(
                &model::RESOURCE_ALREADY_EXISTS_ERROR,
                "The specified log group already exists",
            ));
        }
        if groups_are_at_their_limit(cx, snapshot)? {
            return Err(AwsError::new(&model::LIMIT_EXCEEDED_ERROR, "Resource limit exceeded."));
        }
        GROUPS.create(tx, &key, &row)?;
        tags::set(cx, tx, &arn::of_group(&cx.scope, name), false, &new_tags)
    })
    .await?;
    Ok(NoShape)
}

fn groups_are_at_their_limit(cx: &Cx, snapshot: &Snapshot) -> AwsResult<bool> {
    let max = cx.platform.limits.get(&limits::LOG_GROUPS) as usize;
    let prefix = GROUPS.prefix(&cx.scope, ());
    let mut count = 0;
    for pair in snapshot.scan(prefix.as_ref(), Direction::Forward, max) {
        pair?;
        count += 1;
    }
    Ok(count >= max)
}

pub(crate) async fn describe_log_groups(
    _: &Logs,
    cx: &Cx,
    input: DescribeLogGroupsRequest,
) -> AwsResult<DescribeLogGroupsResponse> {
    const OPERATION: &str = "DescribeLogGroups";
    let snapshot = cx.snapshot();
    let (prefix, pattern) = (&input.log_group_name_prefix, &input.log_group_name_pattern);
    if prefix.is_some() && pattern.is_some() {
        return Err(invalid(
            "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
        ));
    }
    if let Some(identifiers) = &input.log_group_identifiers {
        if prefix.is_some() || pattern.is_some() || input.log_group_class.is_some() {
            return Err(invalid(
                "LogGroup identifiers and other filters are mutually exclusive parameters.",
            ));
        }
        return groups_identified(cx, &snapshot, identifiers);
    }
    if input.log_group_class.as_deref().is_some_and(|class| class != CLASS) {
        return Ok(DescribeLogGroupsResponse { log_groups: Some(Vec::new()), next_token: None });
    }
    let filter = filter_bytes(&(prefix, pattern, &input.log_group_class));
    let after = open_name(cx, OPERATION, &filter, input.next_token.as_deref())?;
    let limit = input.limit.map_or(PAGE, |limit| limit as usize);
    let start = names_from(&GROUPS.key(&cx.scope, (prefix.as_deref().unwrap_or_default(),)));
    let after = after.map(|name| GROUPS.key(&cx.scope, (name,)));
    let range = beyond(Range::prefix(&start), after.as_ref(), Direction::Forward);
    let (mut found, mut next_token) = (Vec::new(), None);
    for pair in snapshot.scan(range, Direction::Forward, usize::MAX) {
        let (key, value) = pair?;
        let name = name_of(&key)?;
        if pattern.as_ref().is_some_and(|pattern| !name.contains(pattern)) {
            continue;
        }
        if found.len() == limit {
            let last = found.last().and_then(|group: &LogGroup| group.log_group_name.as_deref());
            let last = last.unwrap_or_default();
            next_token = Some(cx.platform.pages.seal(cx, OPERATION, &filter, last.as_bytes()));
            break;
        }
        let row = GROUPS.decode(&value)?;
        found.push(described(cx, &snapshot, &name, &row, pattern.is_some())?);
    }
    Ok(DescribeLogGroupsResponse { log_groups: Some(found), next_token })
}

fn groups_identified(
    cx: &Cx,
    snapshot: &Snapshot,
    identifiers: &[String],
) -> AwsResult<DescribeLogGroupsResponse> {
    let mut found = Vec::new();
    for identifier in identifiers {
        let name = arn::identified(cx, identifier)?;
        if let Some(row) = GROUPS.get(snapshot, &GROUPS.key(&cx.scope, (&name,)))? {
            found.push(described(cx, snapshot, &name, &row, false)?);
        }
    }
    Ok(DescribeLogGroupsResponse { log_groups: Some(found), next_token: None })
}

/// A group as it is described; in brief after a search by pattern, as AWS documents.
fn described(
    cx: &Cx,
    snapshot: &Snapshot,
    name: &str,
    row: &Row<GroupRow>,
    brief: bool,
) -> AwsResult<LogGroup> {
    let plain = arn::of_group(&cx.scope, name);
    let base = LogGroup {
        arn: Some(format!("{plain}:*")),
        creation_time: Some(row.created_ms),
        log_group_name: Some(name.to_owned()),
        ..LogGroup::default()
    };
    if brief {
        return Ok(base);
    }
    let mut bytes = 0;
    let streams = STREAMS.prefix(&cx.scope, (row.id,));
    for stream in STREAMS.scan_prefix(snapshot, &streams, None, usize::MAX) {
        bytes += stream?.1.bytes;
    }
    Ok(LogGroup {
        log_group_arn: Some(plain),
        log_group_class: Some(CLASS.to_owned()),
        metric_filter_count: Some(0),
        retention_in_days: row.retention_days,
        stored_bytes: Some(bytes.cast_signed()),
        ..base
    })
}

pub(crate) async fn put_retention_policy(
    logs: &Logs,
    cx: &Cx,
    input: PutRetentionPolicyRequest,
) -> AwsResult<NoShape> {
    let days = input.retention_in_days;
    if !RETENTION_DAYS.contains(&days) {
        let allowed = RETENTION_DAYS.map(|days| days.to_string()).join(", ");
        return Err(invalid(format!(
            "1 validation error detected: Value '{days}' at 'retentionInDays' failed to satisfy \
             constraint: Member must satisfy enum value set: [{allowed}]"
        )));
    }
    set_retention(cx, &input.log_group_name, Some(days)).await?;
    logs.deleted.notify_one();
    Ok(NoShape)
}

pub(crate) async fn delete_retention_policy(
    _: &Logs,
    cx: &Cx,
    input: DeleteRetentionPolicyRequest,
) -> AwsResult<NoShape> {
    set_retention(cx, &input.log_group_name, None).await?;
    Ok(NoShape)
}

async fn set_retention(cx: &Cx, name: &str, days: Option<i32>) -> AwsResult {
    cx.transact(|snapshot, tx| {
        let Row { value: mut row, version } = group(&cx.scope, snapshot, name)?;
        row.retention_days = days;
        GROUPS.replace(tx, &GROUPS.key(&cx.scope, (name,)), version, &row)?;
        Ok(())
    })
    .await
}

/// The group is gone with this commit; its streams and events are out of reach then, and the
/// sweeper reclaims them.
pub(crate) async fn delete_log_group(
    logs: &Logs,
    cx: &Cx,
    input: DeleteLogGroupRequest,
) -> AwsResult<NoShape> {
    let name = &input.log_group_name;
    cx.transact(|snapshot, tx| {
        let row = group(&cx.scope, snapshot, name)?;
        let key = GROUPS.key(&cx.scope, (name,));
        tx.expect(&key, Expect::Version(row.version));
        GROUPS.delete(tx, &key);
        DEAD.put(tx, &DEAD.key(&cx.scope, (row.id, 0_u64)), &Dead {})?;
        tags::set(cx, tx, &arn::of_group(&cx.scope, name), false, &tags::Tags::new())
    })
    .await?;
    logs.deleted.notify_one();
    Ok(NoShape)
}

/// What a page token is bound to besides account, region and operation.
pub(crate) fn filter_bytes(filter: &impl serde::Serialize) -> Vec<u8> {
    // Texts and numbers always serialize.
    serde_json::to_vec(filter).unwrap_or_default()
}

/// The name that a page token goes on after.
pub(crate) fn open_name(
    cx: &Cx,
    operation: &str,
    filter: &[u8],
    token: Option<&str>,
) -> AwsResult<Option<String>> {
    let Some(token) = token else { return Ok(None) };
    let name = cx.platform.pages.open(cx, operation, filter, token);
    name.and_then(|name| String::from_utf8(name).ok()).map(Some).ok_or_else(bad_token)
}

/// What AWS says to a token that it has not made.
pub(crate) fn bad_token() -> AwsError {
    invalid("The specified nextToken is invalid.")
}
