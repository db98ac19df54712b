//! Reserved concurrency, and the account's limits and use.

use service::{AwsResult, Cx, Need, Needs, limits};

use crate::function::owner;
use crate::model::{
    AccountLimit, AccountUsage, Concurrency, DeleteFunctionConcurrencyRequest,
    GetAccountSettingsRequest, GetAccountSettingsResponse, GetFunctionConcurrencyRequest,
    GetFunctionConcurrencyResponse, PutFunctionConcurrencyRequest,
};
use crate::{Lambda, name, ready, refusal, state};

fn needs(lambda: &Lambda, cx: &Cx, function_name: &str) -> AwsResult<Needs> {
    let id = name::function(cx, function_name)?;
    let policy = lambda.resource_policy(&id, None);
    Ok(vec![Need::on(id.arn()).policy(policy)])
}

pub(crate) fn put_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &PutFunctionConcurrencyRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name)
}

pub(crate) fn get_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &GetFunctionConcurrencyRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name)
}

pub(crate) fn delete_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &DeleteFunctionConcurrencyRequest,
) -> AwsResult<Needs> {
    needs(lambda, cx, &input.function_name)
}

pub(crate) async fn put_function_concurrency(
    lambda: &Lambda,
    cx: &Cx,
    input: PutFunctionConcurrencyRequest,
) -> AwsResult<Concurrency> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    let wanted = u32::try_from(input.reserved_concurrent_executions).unwrap_or(0);
    state::function(&cx.snapshot(), &id)?;
    let _fits_until_committed = lambda.reserving().await;
    let others = lambda.listed(&cx.scope);
    let others = others.iter().filter(|(other, _)| *other != id);
    let taken: u64 = others.filter_map(|(_, other)| other.reserved).map(u64::from).sum();
    let limit = cx.platform.limits.get(&limits::CONCURRENT_EXECUTIONS);
    let keep = cx.platform.limits.get(&limits::UNRESERVED_CONCURRENCY_MIN);
    if taken + u64::from(wanted) + keep > limit {
        return Err(refusal::invalid(format!(
            "Specified ReservedConcurrentExecutions for function decreases account's \
             UnreservedConcurrentExecution below its minimum value of [{keep}]."
        )));
    }
    set(lambda, cx, &id, Some(wanted)).await?;
    Ok(Concurrency { reserved_concurrent_executions: Some(input.reserved_concurrent_executions) })
}

pub(crate) async fn get_function_concurrency(
    _: &Lambda,
    cx: &Cx,
    input: GetFunctionConcurrencyRequest,
) -> AwsResult<GetFunctionConcurrencyResponse> {
    let id = name::function(cx, &input.function_name)?;
    let reserved = state::function(&cx.snapshot(), &id)?.reserved;
    Ok(GetFunctionConcurrencyResponse {
        reserved_concurrent_executions: reserved.and_then(|reserved| reserved.try_into().ok()),
    })
}

pub(crate) async fn delete_function_concurrency(
    lambda: &Lambda,
    cx: &Cx,
    input: DeleteFunctionConcurrencyRequest,
) -> AwsResult<aws_shape::NoShape> {
    let id = name::function(cx, &input.function_name)?;
    let _fits_until_committed = lambda.reserving().await;
    set(lambda, &owner(cx, &id), &id, None).await?;
    Ok(aws_shape::NoShape)
}

async fn set(
    lambda: &Lambda,
    cx: &Cx,
    id: &fn_model::FunctionId,
    reserved: Option<u32>,
) -> AwsResult {
    cx.transact(|snapshot, tx| {
        let row = state::function(snapshot, id)?;
        let mut function = row.value.clone();
        function.reserved = reserved;
        state::put_function(tx, id, row.version, &function)
    })
    .await?;
    lambda.publish(id)
}

pub(crate) async fn get_account_settings(
    lambda: &Lambda,
    cx: &Cx,
    _: GetAccountSettingsRequest,
) -> AwsResult<GetAccountSettingsResponse> {
    let limit = |limit| i64::try_from(cx.platform.limits.get(limit)).unwrap_or(i64::MAX);
    let listed = lambda.listed(&cx.scope);
    let code_bytes = ready::code_bytes(lambda, cx)?;
    let reserved: u64 = listed.iter().filter_map(|(_, f)| f.reserved).map(u64::from).sum();
    let concurrency = cx.platform.limits.get(&limits::CONCURRENT_EXECUTIONS);
    let number = |number: u64| i32::try_from(number).unwrap_or(i32::MAX);
    Ok(GetAccountSettingsResponse {
        account_limit: Some(AccountLimit {
            total_code_size: Some(limit(&limits::CODE_STORAGE)),
            code_size_zipped: Some(limit(&limits::CODE_ZIPPED)),
            code_size_unzipped: Some(limit(&limits::CODE_UNZIPPED)),
            concurrent_executions: Some(number(concurrency)),
            unreserved_concurrent_executions: Some(number(concurrency.saturating_sub(reserved))),
        }),
        account_usage: Some(AccountUsage {
            total_code_size: i64::try_from(code_bytes).ok(),
            function_count: i64::try_from(listed.len()).ok(),
        }),
    })
}
