//! ARNs of rules and targets, the bus that requests name, and what operations need their callers
//! to be allowed.

use aws_shape::Arn;
use service::{AwsError, AwsResult, Cx, Need, Needs};
use store::Scope;

use crate::state::invalid;

/// The one bus that there is.
pub(crate) const BUS: &str = "default";

/// Services that AWS takes as targets. Of these, hamsu has functions.
const TARGET_SERVICES: &[&str] = &[
    "appsync",
    "autoscaling",
    "batch",
    "codebuild",
    "codepipeline",
    "ec2",
    "ecs",
    "elasticmapreduce",
    "events",
    "execute-api",
    "firehose",
    "glue",
    "imagebuilder",
    "inspector",
    "kinesis",
    "lambda",
    "logs",
    "redshift",
    "redshift-data",
    "redshift-serverless",
    "sagemaker",
    "sns",
    "sqs",
    "ssm",
    "ssm-incidents",
    "states",
];

/// The ARN of a rule of the default bus.
pub(crate) fn of_rule(scope: &Scope, name: &str) -> String {
    format!("arn:aws:events:{}:{}:rule/{name}", scope.region, scope.account)
}

/// For operations on the rule `name`.
pub(crate) fn rule(cx: &Cx, name: &str) -> Needs {
    vec![on_rule(cx, name)]
}

/// The operation's own action on the rule `name`.
pub(crate) fn on_rule(cx: &Cx, name: &str) -> Need {
    Need::on(of_rule(&cx.scope, name)).context("events:creatorAccount", cx.account())
}

/// Refuses all buses but the default one, which has a name and an ARN.
pub(crate) fn check_bus(cx: &Cx, named: Option<&str>) -> AwsResult {
    let Some(named) = named else { return Ok(()) };
    if named.is_empty() || named == BUS || named == cx.arn("events", "event-bus/default") {
        return Ok(());
    }
    Err(AwsError::not_implemented(&format!("the event bus {named}")))
}

/// The name of the rule that a tag operation is about.
pub(crate) fn rule_name<'a>(cx: &Cx, text: &'a str) -> AwsResult<&'a str> {
    let Ok(arn) = Arn::parse(text) else { return Err(malformed(text)) };
    if arn.service != "events" {
        return Err(malformed(text));
    }
    let Some(rule) = arn.resource.strip_prefix("rule/") else {
        return Err(AwsError::not_implemented(&format!("a tag of {text}")));
    };
    let name = match rule.rsplit_once('/') {
        None | Some((BUS, _)) => arn.name(),
        Some((bus, _)) => {
            return Err(AwsError::not_implemented(&format!("the event bus {bus}")));
        }
    };
    // What belongs to others does not exist for the caller.
    if (arn.account, arn.region) != (cx.account(), cx.region()) {
        return Err(crate::state::no_such_rule(name));
    }
    Ok(name)
}

/// Refuses what is not a function of this account and region.
pub(crate) fn check_target(cx: &Cx, text: &str) -> AwsResult {
    let Ok(arn) = Arn::parse(text) else { return Err(malformed(text)) };
    if !TARGET_SERVICES.contains(&arn.service) {
        let service = arn.service;
        return Err(invalid(format!("{service} is not a supported service for a target.")));
    }
    if arn.service != "lambda" {
        return Err(AwsError::not_implemented(&format!(
            "PutTargets with a target of {}",
            arn.service
        )));
    }
    let parts: Vec<&str> = arn.resource.split(':').collect();
    let is_function = match parts.as_slice() {
        ["function", name] => is_name(name, 64, "-_"),
        ["function", name, qualifier] => is_name(name, 64, "-_") && is_name(qualifier, 128, "-_$"),
        _ => false,
    };
    let digits = arn.account.len() == 12 && arn.account.bytes().all(|byte| byte.is_ascii_digit());
    if !is_function || !digits || arn.region.is_empty() || arn.partition != "aws" {
        return Err(malformed(text));
    }
    if (arn.account, arn.region) != (cx.account(), cx.region()) {
        return Err(AwsError::not_implemented(&format!(
            "PutTargets with a function of another account or region ({text})"
        )));
    }
    Ok(())
}

fn is_name(text: &str, length_max: usize, besides: &str) -> bool {
    let fits = |char: char| char.is_ascii_alphanumeric() || besides.contains(char);
    (1..=length_max).contains(&text.len()) && text.chars().all(fits)
}

fn malformed(text: &str) -> AwsError {
    let reason = "Provided Arn is not in correct format.";
    invalid(format!("Parameter {text} is not valid. Reason: {reason}"))
}
