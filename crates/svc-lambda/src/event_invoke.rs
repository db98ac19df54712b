//! How asynchronous invocations of a function, version or alias are retried, where it is not
//! Lambda's way: how often, and until when.
//!
//! What is set here is told to the data plane, whose bus asks it before every attempt.

use aws_shape::Timestamp;
use serde::{Deserialize, Serialize};
use service::{AwsError, AwsResult, Cx, Needs};

use crate::function::{needs_on, owner};
use crate::model::{
    DeleteFunctionEventInvokeConfigRequest, DestinationConfig, FunctionEventInvokeConfig,
    GetFunctionEventInvokeConfigRequest, ListFunctionEventInvokeConfigsRequest,
    ListFunctionEventInvokeConfigsResponse, OnFailure, OnSuccess,
    PutFunctionEventInvokeConfigRequest, UpdateFunctionEventInvokeConfigRequest,
};
use crate::name::{self, Target};
use crate::state::{self, Whole};
use crate::{Lambda, page, refusal};

/// The row of one qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EventInvoke {
    /// `MaximumRetryAttempts`.
    pub(crate) retries: Option<u32>,
    /// `MaximumEventAgeInSeconds`.
    pub(crate) age_max_s: Option<u32>,
    pub(crate) modified_ms: i64,
}

/// What a request sets.
#[derive(Clone, Copy)]
struct Wanted {
    retries: Option<u32>,
    age_max_s: Option<u32>,
    /// Destinations themselves are refused before a handler is called.
    destinations: bool,
}

impl Wanted {
    fn new(retries: Option<i32>, age_s: Option<i32>, to: Option<&DestinationConfig>) -> Self {
        let number = |number: Option<i32>| number.and_then(|number| u32::try_from(number).ok());
        Self { retries: number(retries), age_max_s: number(age_s), destinations: to.is_some() }
    }

    fn check(self) -> AwsResult {
        if self.retries.is_some() || self.age_max_s.is_some() || self.destinations {
            return Ok(());
        }
        Err(refusal::invalid(
            "You must specify at least one of error handling or destination setting.",
        ))
    }
}

fn needs(lambda: &Lambda, cx: &Cx, name: &str, qualifier: Option<&str>) -> AwsResult<Needs> {
    Ok(needs_on(lambda, &name::target(cx, name, qualifier)?))
}

pub(crate) fn put_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &PutFunctionEventInvokeConfigRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name, input.qualifier.as_deref())
}

/// Replaces all that was set before.
pub(crate) async fn put_function_event_invoke_config(
    lambda: &Lambda,
    cx: &Cx,
    input: PutFunctionEventInvokeConfigRequest,
) -> AwsResult<FunctionEventInvokeConfig> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let (retries, age_s) = (input.maximum_retry_attempts, input.maximum_event_age_in_seconds);
    let wanted = Wanted::new(retries, age_s, input.destination_config.as_ref());
    set(lambda, cx, &target, wanted, |_| {
        Ok(EventInvoke {
            retries: wanted.retries,
            age_max_s: wanted.age_max_s,
            modified_ms: cx.now_ms(),
        })
    })
    .await
}

pub(crate) fn update_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &UpdateFunctionEventInvokeConfigRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name, input.qualifier.as_deref())
}

/// Leaves what the request does not name.
pub(crate) async fn update_function_event_invoke_config(
    lambda: &Lambda,
    cx: &Cx,
    input: UpdateFunctionEventInvokeConfigRequest,
) -> AwsResult<FunctionEventInvokeConfig> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let (retries, age_s) = (input.maximum_retry_attempts, input.maximum_event_age_in_seconds);
    let wanted = Wanted::new(retries, age_s, input.destination_config.as_ref());
    set(lambda, cx, &target, wanted, |old| {
        let old = old.ok_or_else(|| none(&target))?;
        Ok(EventInvoke {
            retries: wanted.retries.or(old.retries),
            age_max_s: wanted.age_max_s.or(old.age_max_s),
            modified_ms: cx.now_ms(),
        })
    })
    .await
}

async fn set(
    lambda: &Lambda,
    cx: &Cx,
    target: &Target,
    wanted: Wanted,
    change: impl Fn(Option<EventInvoke>) -> AwsResult<EventInvoke>,
) -> AwsResult<FunctionEventInvokeConfig> {
    wanted.check()?;
    let cx = &owner(cx, &target.id);
    let row = cx
        .transact(|snapshot, tx| {
            let whole = Whole::find(snapshot, &target.id)?.ok_or_else(no_function)?;
            if whole.resolve(target.qualifier.as_deref()).is_none() {
                return Err(no_function());
            }
            let row = change(whole.event_invoke.get(own(target)).copied())?;
            whole.expect(tx, &target.id);
            state::put_event_invoke(tx, &target.id, own(target), Some(&row))?;
            Ok(row)
        })
        .await?;
    lambda.publish(&target.id)?;
    Ok(shown(arn(target), row))
}

pub(crate) fn get_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &GetFunctionEventInvokeConfigRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name, input.qualifier.as_deref())
}

pub(crate) async fn get_function_event_invoke_config(
    _: &Lambda,
    cx: &Cx,
    input: GetFunctionEventInvokeConfigRequest,
) -> AwsResult<FunctionEventInvokeConfig> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let whole = Whole::find(&cx.snapshot(), &target.id)?;
    let row = whole.and_then(|whole| whole.event_invoke.get(own(&target)).copied());
    Ok(shown(arn(&target), row.ok_or_else(|| none(&target))?))
}

pub(crate) fn list_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &ListFunctionEventInvokeConfigsRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name, None)
}

pub(crate) async fn list_function_event_invoke_configs(
    _: &Lambda,
    cx: &Cx,
    input: ListFunctionEventInvokeConfigsRequest,
) -> AwsResult<ListFunctionEventInvokeConfigsResponse> {
    let id = name::function(cx, &input.function_name)?;
    let filter = id.arn();
    let mut page = page::Page::new(
        cx,
        "ListFunctionEventInvokeConfigs",
        filter.as_bytes(),
        input.marker.as_deref(),
        input.max_items,
    )?;
    let whole = Whole::find(&cx.snapshot(), &id)?.ok_or_else(no_function)?;
    let after = page.position().map(str::to_owned);
    for (qualifier, row) in whole.event_invoke {
        if after.as_deref().is_some_and(|after| qualifier.as_str() <= after) {
            continue;
        }
        let arn = arn(&Target { id: id.clone(), qualifier: Some(qualifier.clone()) });
        if !page.add(qualifier, shown(arn, row)) {
            break;
        }
    }
    let (configs, next_marker) = page.finish(cx);
    Ok(ListFunctionEventInvokeConfigsResponse {
        function_event_invoke_configs: Some(configs),
        next_marker,
    })
}

pub(crate) fn delete_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &DeleteFunctionEventInvokeConfigRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name, input.qualifier.as_deref())
}

pub(crate) async fn delete_function_event_invoke_config(
    lambda: &Lambda,
    cx: &Cx,
    input: DeleteFunctionEventInvokeConfigRequest,
) -> AwsResult<aws_shape::NoShape> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    owner(cx, &target.id)
        .transact(|snapshot, tx| {
            let whole = Whole::find(snapshot, &target.id)?;
            let whole = whole.filter(|whole| whole.event_invoke.contains_key(own(&target)));
            whole.ok_or_else(|| none(&target))?.expect(tx, &target.id);
            state::put_event_invoke(tx, &target.id, own(&target), None)
        })
        .await?;
    lambda.publish(&target.id)?;
    Ok(aws_shape::NoShape)
}

/// The qualifier that a row is under: `$LATEST` is the function's own, and the empty one.
fn own(target: &Target) -> &str {
    target.qualifier.as_deref().filter(|qualifier| *qualifier != "$LATEST").unwrap_or_default()
}

/// What AWS calls it: never without a qualifier.
fn arn(target: &Target) -> String {
    let qualifier = target.qualifier.as_deref().filter(|qualifier| !qualifier.is_empty());
    name::qualified(&target.id, qualifier.unwrap_or("$LATEST"))
}

fn no_function() -> AwsError {
    refusal::not_found("The function doesn't exist.")
}

fn none(target: &Target) -> AwsError {
    refusal::not_found(format!("The function {} doesn't have an EventInvokeConfig", arn(target)))
}

fn shown(arn: String, row: EventInvoke) -> FunctionEventInvokeConfig {
    let number = |number: Option<u32>| number.and_then(|number| i32::try_from(number).ok());
    FunctionEventInvokeConfig {
        last_modified: Some(Timestamp(row.modified_ms)),
        function_arn: Some(arn),
        maximum_retry_attempts: number(row.retries),
        maximum_event_age_in_seconds: number(row.age_max_s),
        destination_config: Some(DestinationConfig {
            on_success: Some(OnSuccess::default()),
            on_failure: Some(OnFailure::default()),
        }),
    }
}
