//! Targets of rules: put, removed, listed.

use service::{AwsError, AwsResult, Cx, Needs, limits};
use store::Snapshot;

use crate::input::Input;
use crate::model::{
    InputTransformer, ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse,
    ListTargetsByRuleRequest, ListTargetsByRuleResponse, PutTargetsRequest, PutTargetsResponse,
    RemoveTargetsRequest, RemoveTargetsResponse, RemoveTargetsResultEntry, RetryPolicy,
    SqsParameters, Target,
};
use crate::page::Pages;
use crate::state::{
    TargetRow, delete_target, invalid, limit_exceeded, put_target, replace_rule, rule, rule_names,
    targets,
};
use crate::{EventBridge, arn};

/// Each target is asked for by its ARN, which policies may name.
pub(crate) fn to_put(cx: &Cx, input: &PutTargetsRequest) -> Needs {
    let need = |target: &Target| {
        arn::on_rule(cx, &input.rule).context("events:TargetArn", target.arn.clone())
    };
    input.targets.iter().map(need).collect()
}

pub(crate) async fn put_targets(
    _: &EventBridge,
    cx: &Cx,
    input: PutTargetsRequest,
) -> AwsResult<PutTargetsResponse> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    let name = &input.rule;
    let asked: Vec<(String, TargetRow)> =
        input.targets.into_iter().map(|target| read(cx, target)).collect::<AwsResult<_>>()?;
    let max = cx.platform.limits.get(&limits::TARGETS) as usize;
    cx.transact(|snapshot, tx| {
        let row = rule(&cx.scope, snapshot, name)?;
        let mut all = ids_and_rows(cx, snapshot, name)?;
        for (id, target) in &asked {
            let at = all.iter().position(|(there, _)| there == id);
            let old = at.map(|at| all.swap_remove(at).1);
            put_target(&cx.scope, tx, (name, id), old.as_ref(), target)?;
            all.push((id.clone(), target.clone()));
        }
        if all.len() > max {
            return Err(limit_exceeded());
        }
        replace_rule(&cx.scope, tx, name, &row, &row)
    })
    .await?;
    Ok(PutTargetsResponse { failed_entries: Some(Vec::new()), failed_entry_count: Some(0) })
}

fn ids_and_rows(cx: &Cx, snapshot: &Snapshot, rule: &str) -> AwsResult<Vec<(String, TargetRow)>> {
    let rows = targets(&cx.scope, snapshot, rule, None);
    rows.map(|target| target.map(|(id, row)| (id, row.value))).collect()
}

/// A target as it is stored; or why it is refused.
fn read(cx: &Cx, target: Target) -> AwsResult<(String, TargetRow)> {
    let id = target.id.clone();
    arn::check_target(cx, &target.arn)?;
    check_parameters(&target)?;
    let transformer = target
        .input_transformer
        .map(|asked| (asked.input_template, asked.input_paths_map.unwrap_or_default()));
    let retry = target.retry_policy.unwrap_or_default();
    let row = TargetRow {
        arn: target.arn,
        input: Input::new(&id, target.input, target.input_path, transformer)?,
        retries_max: retry.maximum_retry_attempts,
        age_max_s: retry.maximum_event_age_in_seconds,
        message_group: target.sqs_parameters.and_then(|sqs| sqs.message_group_id),
    };
    Ok((id, row))
}

/// What AWS refuses for functions, and what hamsu does not have.
fn check_parameters(target: &Target) -> AwsResult {
    let others = [
        ("AppSyncParameters", target.app_sync_parameters.is_some()),
        ("BatchParameters", target.batch_parameters.is_some()),
        ("EcsParameters", target.ecs_parameters.is_some()),
        ("HttpParameters", target.http_parameters.is_some()),
        ("KinesisParameters", target.kinesis_parameters.is_some()),
        ("RedshiftDataParameters", target.redshift_data_parameters.is_some()),
        ("RunCommandParameters", target.run_command_parameters.is_some()),
        ("SageMakerPipelineParameters", target.sage_maker_pipeline_parameters.is_some()),
    ];
    if let Some((name, _)) = others.iter().find(|(_, given)| *given) {
        let id = &target.id;
        return Err(invalid(format!("Parameter(s) {name} not supported for target: {id}.")));
    }
    if target.role_arn.is_some() {
        return Err(AwsError::not_implemented("RoleArn of a target"));
    }
    if target.dead_letter_config.as_ref().is_some_and(|config| config.arn.is_some()) {
        return Err(AwsError::not_implemented("DeadLetterConfig of a target"));
    }
    Ok(())
}

pub(crate) async fn remove_targets(
    _: &EventBridge,
    cx: &Cx,
    input: RemoveTargetsRequest,
) -> AwsResult<RemoveTargetsResponse> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    let name = &input.rule;
    let failed = cx
        .transact(|snapshot, tx| {
            let row = rule(&cx.scope, snapshot, name)?;
            let mut there = ids_and_rows(cx, snapshot, name)?;
            let mut failed = Vec::new();
            for id in &input.ids {
                match there.iter().position(|(there, _)| there == id) {
                    Some(at) => {
                        let (_, old) = there.swap_remove(at);
                        delete_target(&cx.scope, tx, (name, id), &old);
                    }
                    None => failed.push(not_there(name, id)),
                }
            }
            if !tx.is_empty() {
                replace_rule(&cx.scope, tx, name, &row, &row)?;
            }
            Ok(failed)
        })
        .await?;
    let count = failed.len() as i32;
    Ok(RemoveTargetsResponse { failed_entries: Some(failed), failed_entry_count: Some(count) })
}

fn not_there(rule: &str, id: &str) -> RemoveTargetsResultEntry {
    RemoveTargetsResultEntry {
        error_code: Some("ResourceNotFoundException".to_owned()),
        error_message: Some(format!("Rule '{rule}' does not have a target with the Id '{id}'.")),
        target_id: Some(id.to_owned()),
    }
}

pub(crate) async fn list_targets_by_rule(
    _: &EventBridge,
    cx: &Cx,
    input: ListTargetsByRuleRequest,
) -> AwsResult<ListTargetsByRuleResponse> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    let snapshot = cx.snapshot();
    rule(&cx.scope, &snapshot, &input.rule)?;
    let pages = Pages::new("ListTargetsByRule", &input.rule, input.limit);
    let after = pages.after(cx, input.next_token.as_deref())?;
    let all = targets(&cx.scope, &snapshot, &input.rule, after.as_deref());
    let (page, next_token) = pages.cut(cx, all, |(id, _)| id)?;
    let page = page.into_iter().map(|(id, row)| shown(id, row.value)).collect();
    Ok(ListTargetsByRuleResponse { next_token, targets: Some(page) })
}

fn shown(id: String, row: TargetRow) -> Target {
    let retry_policy = RetryPolicy {
        maximum_event_age_in_seconds: row.age_max_s,
        maximum_retry_attempts: row.retries_max,
    };
    let retries = row.age_max_s.is_some() || row.retries_max.is_some();
    let base = Target {
        arn: row.arn,
        id,
        retry_policy: retries.then_some(retry_policy),
        sqs_parameters: row
            .message_group
            .map(|group| SqsParameters { message_group_id: Some(group) }),
        ..Target::default()
    };
    match row.input {
        Input::Event => base,
        Input::Constant(json) => Target { input: Some(json), ..base },
        Input::Path(path) => Target { input_path: Some(path), ..base },
        Input::Template { template, paths } => {
            let input_paths_map = (!paths.is_empty()).then_some(paths);
            let transformer = InputTransformer { input_paths_map, input_template: template };
            Target { input_transformer: Some(transformer), ..base }
        }
    }
}

pub(crate) async fn list_rule_names_by_target(
    _: &EventBridge,
    cx: &Cx,
    input: ListRuleNamesByTargetRequest,
) -> AwsResult<ListRuleNamesByTargetResponse> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    let pages = Pages::new("ListRuleNamesByTarget", &input.target_arn, input.limit);
    let after = pages.after(cx, input.next_token.as_deref())?;
    let snapshot = cx.snapshot();
    let all = rule_names(&cx.scope, &snapshot, &input.target_arn, after.as_deref());
    let (names, next_token) = pages.cut(cx, all, |name| name)?;
    Ok(ListRuleNamesByTargetResponse { next_token, rule_names: Some(names) })
}
