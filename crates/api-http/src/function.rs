//! Asking a function: the call that is made, and what each way of failing means to the caller.

use api_model::{DEFAULT, PayloadFormat};
use bytes::Bytes;
use fn_model::{Answer, Call, CallError, FunctionId, Lane, Source};
use http::Response;

use crate::answer;
use crate::api::Api;
use crate::context::Context;
use crate::event;
use crate::reply::Refusal;

/// Why there is no answer: what the caller is told, and what the log says.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) refusal: Refusal,
    pub(crate) cause: String,
}

impl Failure {
    pub(crate) fn new(refusal: Refusal, cause: impl Into<String>) -> Self {
        Self { refusal, cause: cause.into() }
    }
}

/// The call of `function` for a request.
pub(crate) fn call(
    function: &FunctionId,
    qualifier: Option<&str>,
    format: PayloadFormat,
    context: &Context<'_>,
    request_id: String,
) -> Call {
    Call {
        function: function.clone(),
        qualifier: qualifier.map(str::to_owned),
        request_id,
        payload: Bytes::from(event::event(format, context)),
        client_context: None,
        trace: Some(context.trace.to_owned()),
        lane: Lane::Sync,
        log_tail: false,
        source: Some(Source {
            service: "apigateway.amazonaws.com",
            arn: source_arn(context),
            account: context.api.account.to_string(),
        }),
    }
}

/// What a permission's `SourceArn` is compared with: `API/STAGE/METHOD/PATH` with the path as the
/// route has it, or `API/STAGE/$default`.
fn source_arn(context: &Context<'_>) -> String {
    let (api, stage, path) = (context.api, &context.stage.name, &context.route.path);
    let method = if path == DEFAULT { "" } else { context.method };
    let Api { id, account, region, .. } = api;
    format!("arn:aws:execute-api:{region}:{account}:{id}/{stage}/{method}{path}")
}

/// The response that a function's answer means.
pub(crate) fn response(format: PayloadFormat, answer: &Answer) -> Result<Response<Bytes>, Failure> {
    if answer.error.is_some() {
        let kind = answer.record.error_type.as_deref().unwrap_or("Unhandled");
        return Err(Failure::new(Refusal::Internal, format!("the function failed: {kind}")));
    }
    answer::response(format, &answer.payload).map_err(|wrong| {
        Failure::new(Refusal::Internal, format!("the function's answer is malformed: {wrong}"))
    })
}

/// What it means that nothing was run.
pub(crate) fn failure(error: CallError) -> Failure {
    let hint = error.hint();
    match error {
        CallError::Forbidden { arn, .. } => {
            let hint = hint.unwrap_or_default();
            let cause =
                format!("the resource policy of {arn} does not let the API in. hint: {hint}");
            Failure::new(Refusal::Internal, cause)
        }
        CallError::Recursive { arn } => {
            Failure::new(Refusal::Internal, format!("{arn} has called itself too often"))
        }
        CallError::NotFound { arn } => {
            Failure::new(Refusal::Internal, format!("there is no function {arn}"))
        }
        CallError::NotReady { state, reason } => {
            Failure::new(Refusal::Internal, format!("the function is {state}: {reason}"))
        }
        CallError::TooLarge { bytes, max } => {
            let cause = format!("the event has {bytes} bytes, a function takes {max}");
            Failure::new(Refusal::TooLarge, cause)
        }
        CallError::Throttled(reason) => {
            Failure::new(Refusal::Unavailable, format!("the function is throttled: {reason:?}"))
        }
        CallError::Role(reason) => Failure::new(Refusal::Internal, reason),
        CallError::NoCapacity(lack) => {
            Failure::new(Refusal::Unavailable, format!("no sandbox could be made: {lack}"))
        }
        CallError::Stopping => Failure::new(Refusal::Unavailable, "the server is stopping"),
    }
}
