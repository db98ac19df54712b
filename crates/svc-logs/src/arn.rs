//! ARNs of groups and streams, and what the operations need their callers to be allowed.
//!
//! Of a group, policies know two forms. Tag operations go by `log-group:NAME`. All others go by
//! `log-group:NAME:log-stream:` with the stream's name or nothing behind it, as AWS's denials
//! show; that is why policies for them end in `:*`.

use aws_shape::Arn;
use service::{AwsError, AwsResult, Cx, Need, Needs};
use store::Scope;

use crate::model;
use crate::state::{invalid, no_such_group};

/// `logGroupArn` of a group, without `:*`.
pub(crate) fn of_group(scope: &Scope, name: &str) -> String {
    format!("arn:aws:logs:{}:{}:log-group:{name}", scope.region, scope.account)
}

/// The ARN of a stream; with no stream's name, what policies for a group's operations match.
pub(crate) fn of_stream(scope: &Scope, group: &str, stream: &str) -> String {
    format!("{}:log-stream:{stream}", of_group(scope, group))
}

/// For operations on the group `name`; without a name, on no group in particular.
pub(crate) fn group(cx: &Cx, name: &str) -> Needs {
    vec![Need::on(of_stream(&cx.scope, name, ""))]
}

/// For operations on a stream.
pub(crate) fn stream(cx: &Cx, group: &str, stream: &str) -> Needs {
    vec![Need::on(of_stream(&cx.scope, group, stream))]
}

/// For operations on a group that is given by name or identifier.
pub(crate) fn identified_group(
    cx: &Cx,
    name: Option<&str>,
    identifier: Option<&str>,
) -> AwsResult<Needs> {
    Ok(group(cx, &group_name(cx, name, identifier)?))
}

/// The name of the group that a request gives by `logGroupName` or `logGroupIdentifier`.
pub(crate) fn group_name(
    cx: &Cx,
    name: Option<&str>,
    identifier: Option<&str>,
) -> AwsResult<String> {
    match (name, identifier) {
        (Some(_), Some(_)) => Err(AwsError::new(
            &model::VALIDATION_ERROR,
            "LogGroup name and LogGroup ARN are mutually exclusive parameters.",
        )),
        (Some(name), None) => Ok(name.to_owned()),
        (None, Some(identifier)) => identified(cx, identifier),
        (None, None) => Err(invalid(
            "1 validation error detected: Value null at 'logGroupName' failed to satisfy \
             constraint: Member must not be null",
        )),
    }
}

/// The name in `identifier`, which is a name or an ARN.
pub(crate) fn identified(cx: &Cx, identifier: &str) -> AwsResult<String> {
    if !identifier.starts_with("arn:") {
        return Ok(identifier.to_owned());
    }
    own_group(cx, identifier).map(str::to_owned)
}

/// The name in the ARN of a group of the caller's account and region.
pub(crate) fn own_group<'a>(cx: &Cx, text: &'a str) -> AwsResult<&'a str> {
    let name = Arn::parse(text).ok().and_then(|arn| {
        let name = arn.resource.strip_prefix("log-group:")?;
        let name = name.strip_suffix(":*").unwrap_or(name);
        (arn.service == "logs" && !name.is_empty() && !name.contains(':')).then_some((arn, name))
    });
    let Some((arn, name)) = name else {
        return Err(invalid("The specified resource ARN is not the ARN of a log group."));
    };
    // What belongs to others does not exist for the caller.
    if (arn.account, arn.region) != (cx.account(), cx.region()) {
        return Err(no_such_group());
    }
    Ok(name)
}
