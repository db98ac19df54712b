//! Rules: put, described, enabled, disabled, listed, deleted.

use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx, Need, Needs, tags};
use store::Row;

use crate::model::{
    DeleteRuleRequest, DescribeRuleRequest, DescribeRuleResponse, DisableRuleRequest,
    EnableRuleRequest, ListRulesRequest, ListRulesResponse, PutRuleRequest, PutRuleResponse, Rule,
};
use crate::page::Pages;
use crate::schedule::Schedule;
use crate::state::{
    RULES, RuleRow, create_rule, delete_rule as delete_row, invalid, replace_rule, rule, rules,
    targets,
};
use crate::{EventBridge, arn, tag};

const ENABLED: &str = "ENABLED";
const DISABLED: &str = "DISABLED";

/// Putting a rule with tags takes leave to tag it.
pub(crate) fn to_put(cx: &Cx, input: &PutRuleRequest) -> Needs {
    let mut needs = arn::rule(cx, &input.name);
    if input.tags.as_ref().is_some_and(|tags| !tags.is_empty()) {
        needs.push(Need::new("events:TagResource", arn::of_rule(&cx.scope, &input.name)));
    }
    needs
}

pub(crate) async fn put_rule(
    events: &EventBridge,
    cx: &Cx,
    input: PutRuleRequest,
) -> AwsResult<PutRuleResponse> {
    let text = input.schedule_expression.filter(|text| !text.is_empty()).ok_or_else(|| {
        invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.")
    })?;
    if arn::check_bus(cx, input.event_bus_name.as_deref()).is_err() {
        return Err(invalid("ScheduleExpression is supported only on the default event bus."));
    }
    let schedule = Schedule::parse(&text)
        .ok_or_else(|| invalid("Parameter ScheduleExpression is not valid."))?;
    let enabled = match input.state.as_deref() {
        None | Some(ENABLED) => true,
        Some(DISABLED) => false,
        Some(other) => return Err(AwsError::not_implemented(&format!("the State {other}"))),
    };
    let new_tags = tag::sent(cx, input.tags.unwrap_or_default())?;
    let rule_arn = arn::of_rule(&cx.scope, &input.name);
    let asked = RuleRow {
        schedule: text,
        enabled,
        next_ms: None,
        description: input.description.filter(|text| !text.is_empty()),
        role_arn: input.role_arn,
    };
    events
        .change(cx, &input.name, |snapshot, tx| {
            let old = RULES.get(snapshot, &RULES.key(&cx.scope, (&input.name,)))?;
            let row = put(old.as_deref(), asked.clone(), &schedule, cx.now_ms());
            if let Some(old) = &old {
                // Its tags stay as they are: AWS ignores those that are sent then.
                replace_rule(&cx.scope, tx, &input.name, old, &row)?;
            } else {
                create_rule(cx, snapshot, tx, &input.name, &row)?;
                tags::set(cx, tx, &rule_arn, false, &new_tags)?;
            }
            Ok((old.and_then(|old| old.next_ms), row.next_ms))
        })
        .await?;
    Ok(PutRuleResponse { rule_arn: Some(rule_arn) })
}

/// A rule as `PutRule` leaves it: all that is not sent is taken back, but an expression that stays
/// the same goes on as it was.
fn put(old: Option<&RuleRow>, asked: RuleRow, schedule: &Schedule, now_ms: i64) -> RuleRow {
    let goes_on = old.filter(|old| old.enabled && old.schedule == asked.schedule);
    let next_ms = match goes_on {
        _ if !asked.enabled => None,
        Some(old) => old.next_ms,
        None => schedule.next_after(now_ms),
    };
    RuleRow { next_ms, ..asked }
}

pub(crate) async fn describe_rule(
    _: &EventBridge,
    cx: &Cx,
    input: DescribeRuleRequest,
) -> AwsResult<DescribeRuleResponse> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    let row = rule(&cx.scope, &cx.snapshot(), &input.name)?.value;
    Ok(DescribeRuleResponse {
        arn: Some(arn::of_rule(&cx.scope, &input.name)),
        created_by: Some(cx.account().to_owned()),
        description: row.description,
        event_bus_name: Some(arn::BUS.to_owned()),
        name: Some(input.name),
        role_arn: row.role_arn,
        schedule_expression: Some(row.schedule),
        state: Some(state(row.enabled)),
        ..DescribeRuleResponse::default()
    })
}

fn state(enabled: bool) -> String {
    if enabled { ENABLED } else { DISABLED }.to_owned()
}

pub(crate) async fn enable_rule(
    events: &EventBridge,
    cx: &Cx,
    input: EnableRuleRequest,
) -> AwsResult<NoShape> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    set_enabled(events, cx, &input.name, true).await?;
    Ok(NoShape)
}

pub(crate) async fn disable_rule(
    events: &EventBridge,
    cx: &Cx,
    input: DisableRuleRequest,
) -> AwsResult<NoShape> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    set_enabled(events, cx, &input.name, false).await?;
    Ok(NoShape)
}

/// A rule that is enabled starts anew; what is enabled already stays as it is.
async fn set_enabled(events: &EventBridge, cx: &Cx, name: &str, enabled: bool) -> AwsResult {
    events
        .change(cx, name, |snapshot, tx| {
            let old = rule(&cx.scope, snapshot, name)?;
            if old.enabled == enabled {
                return Ok((old.next_ms, old.next_ms));
            }
            let schedule = if enabled { Schedule::parse(&old.schedule) } else { None };
            let next_ms = schedule.and_then(|schedule| schedule.next_after(cx.now_ms()));
            let row = RuleRow { enabled, next_ms, ..old.value.clone() };
            replace_rule(&cx.scope, tx, name, &old, &row)?;
            Ok((old.next_ms, next_ms))
        })
        .await
}

pub(crate) async fn list_rules(
    _: &EventBridge,
    cx: &Cx,
    input: ListRulesRequest,
) -> AwsResult<ListRulesResponse> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    let prefix = input.name_prefix.unwrap_or_default();
    let pages = Pages::new("ListRules", &prefix, input.limit);
    let after = pages.after(cx, input.next_token.as_deref())?;
    let snapshot = cx.snapshot();
    let found = rules(&cx.scope, &snapshot, &prefix, after.as_deref());
    let (found, next_token) = pages.cut(cx, found, |(name, _)| name)?;
    let rules = found.into_iter().map(|(name, row)| listed(cx, name, row)).collect();
    Ok(ListRulesResponse { next_token, rules: Some(rules) })
}

fn listed(cx: &Cx, name: String, row: Row<RuleRow>) -> Rule {
    let row = row.value;
    Rule {
        arn: Some(arn::of_rule(&cx.scope, &name)),
        description: row.description,
        event_bus_name: Some(arn::BUS.to_owned()),
        name: Some(name),
        role_arn: row.role_arn,
        schedule_expression: Some(row.schedule),
        state: Some(state(row.enabled)),
        ..Rule::default()
    }
}

/// A rule that does not exist is deleted already.
pub(crate) async fn delete_rule(
    events: &EventBridge,
    cx: &Cx,
    input: DeleteRuleRequest,
) -> AwsResult<NoShape> {
    arn::check_bus(cx, input.event_bus_name.as_deref())?;
    let name = &input.name;
    events
        .change(cx, name, |snapshot, tx| {
            let Some(old) = RULES.get(snapshot, &RULES.key(&cx.scope, (name,)))? else {
                return Ok((None, None));
            };
            if targets(&cx.scope, snapshot, name, None).next().is_some() {
                return Err(invalid("Rule can't be deleted since it has targets."));
            }
            delete_row(&cx.scope, snapshot, tx, name, &old)?;
            let no_tags = tags::Tags::new();
            tags::set(cx, tx, &arn::of_rule(&cx.scope, name), false, &no_tags)?;
            Ok((old.next_ms, None))
        })
        .await?;
    Ok(NoShape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn putting_a_rule_again_shifts_it_only_if_its_expression_changes_or_it_was_disabled() {
        let row = |schedule: &str, enabled, next_ms| RuleRow {
            schedule: schedule.to_owned(),
            enabled,
            next_ms,
            ..RuleRow::default()
        };
        let check = |old: Option<RuleRow>, text: &str, enabled, next_ms| {
            let schedule = Schedule::parse(text).unwrap();
            let put = put(old.as_ref(), row(text, enabled, None), &schedule, 30_000);
            assert_eq!(put, row(text, enabled, next_ms));
        };
        let minutely = || Some(row("rate(1 minute)", true, Some(60_000)));
        check(None, "rate(1 minute)", true, Some(90_000));
        check(None, "rate(1 minute)", false, None);
        check(minutely(), "rate(1 minute)", true, Some(60_000));
        check(minutely(), "rate(2 minutes)", true, Some(150_000));
        check(minutely(), "cron(* * * * ? *)", true, Some(60_000));
        check(minutely(), "rate(1 minute)", false, None);
        check(Some(row("rate(1 minute)", false, None)), "rate(1 minute)", true, Some(90_000));
        let over = Some(row("cron(0 0 1 1 ? 1969)", true, None));
        check(over, "cron(0 0 1 1 ? 1969)", true, None);
    }
}
