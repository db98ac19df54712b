//! Invoke: what a call must look like, and what the data plane's answers are in AWS's words.
//!
//! Reads no store and takes no lock: what is known of functions lies with the front door.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use fn_model::{AsyncEvent, Call, CallError, EnqueueError, FunctionError, Lane, ThrottleReason};
use serde::de::IgnoredAny;
use service::{AwsError, AwsResult, Cx, Need, Needs, errors, limits};
use store::CommitError;

use crate::model::{
    self, InvocationRequest, InvocationResponse, InvokeAsyncRequest, InvokeAsyncResponse,
};
use crate::name::{self, Target};
use crate::{Lambda, refusal};

/// The longest client context, in bytes of base64.
const CLIENT_CONTEXT_MAX: usize = 3_583;
/// When a throttled caller may try again, in seconds: a place is free as soon as a call ends.
const RETRY_AFTER_S: u32 = 1;

pub(crate) fn invoke_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &InvocationRequest,
) -> AwsResult<Needs> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    Ok(needs(lambda, &target))
}

pub(crate) fn invoke_async_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &InvokeAsyncRequest,
) -> AwsResult<Needs> {
    Ok(needs(lambda, &name::target(cx, &input.function_name, None)?))
}

/// Both are the one action, and the function's policy has a say.
fn needs(lambda: &Lambda, target: &Target) -> Needs {
    let policy = lambda.resource_policy(&target.id, target.qualifier.as_deref());
    vec![Need::new("lambda:InvokeFunction", target.arn()).policy(policy)]
}

pub(crate) async fn invoke(
    lambda: &Lambda,
    cx: &Cx,
    input: InvocationRequest,
) -> AwsResult<InvocationResponse> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    check_client_context(input.client_context.as_deref())?;
    let payload = event(input.payload.unwrap_or_default())?;
    match input.invocation_type.as_deref() {
        Some("DryRun") => {
            resolve(lambda, &target)?;
            Ok(InvocationResponse { status_code: Some(204), ..InvocationResponse::default() })
        }
        Some("Event") => {
            // AWS passes the client context on in synchronous calls only.
            enqueue(lambda, cx, &target, payload).await?;
            Ok(InvocationResponse { status_code: Some(202), ..InvocationResponse::default() })
        }
        _ => {
            let call = Call {
                function: target.id,
                qualifier: target.qualifier,
                request_id: cx.request_id.clone(),
                payload,
                client_context: input.client_context,
                trace: cx.trace.clone(),
                lane: Lane::Sync,
                log_tail: input.log_type.as_deref() == Some("Tail"),
                source: None,
            };
            run(lambda, call).await
        }
    }
}

async fn run(lambda: &Lambda, call: Call) -> AwsResult<InvocationResponse> {
    let called =
        lambda.setup().front.call(call).await.map_err(|error| refused(error, "RequestResponse"))?;
    let answer = called.answer;
    Ok(InvocationResponse {
        status_code: Some(200),
        executed_version: Some(called.version),
        function_error: answer.error.map(|error| match error {
            FunctionError::Unhandled => "Unhandled".to_owned(),
        }),
        log_result: answer.log_tail.map(|tail| STANDARD.encode(tail)),
        payload: Some(answer.payload),
        durable_execution_arn: None,
    })
}

/// The old way to invoke asynchronously.
pub(crate) async fn invoke_async(
    lambda: &Lambda,
    cx: &Cx,
    input: InvokeAsyncRequest,
) -> AwsResult<InvokeAsyncResponse> {
    let target = name::target(cx, &input.function_name, None)?;
    let payload = event(input.invoke_args)?;
    enqueue(lambda, cx, &target, payload).await?;
    Ok(InvokeAsyncResponse { status: Some(202) })
}

/// Hand the event to the bus; it is durable when this returns.
async fn enqueue(lambda: &Lambda, cx: &Cx, target: &Target, payload: Bytes) -> AwsResult {
    let (bytes, max) = (payload.len() as u64, cx.platform.limits.get(&limits::ASYNC_PAYLOAD));
    if bytes > max {
        return Err(refused(CallError::TooLarge { bytes, max }, "Event"));
    }
    resolve(lambda, target)?;
    let event = AsyncEvent {
        function: target.id.clone(),
        qualifier: target.qualifier.clone(),
        payload,
        request_id: cx.request_id.clone(),
        invoked_arn: target.arn(),
        trace: cx.trace.clone(),
    };
    lambda.setup().events.enqueue(event).await.map_err(not_taken)
}

/// An event that could not be kept is refused as any write is.
fn not_taken(error: EnqueueError) -> AwsError {
    match error {
        EnqueueError::Full => CommitError::Full.into(),
        EnqueueError::Unavailable(why) => CommitError::Failed(why).into(),
        EnqueueError::Other(cause) => AwsError::internal(anyhow::Error::from_boxed(cause)),
    }
}

/// There is such a version, and it can be invoked.
fn resolve(lambda: &Lambda, target: &Target) -> AwsResult {
    let front = &lambda.setup().front;
    let found = front.resolve(&target.id, target.qualifier.as_deref());
    found.map(|_| ()).map_err(|error| refused(error, "Event"))
}

/// The event as the function gets it: JSON, and `{}` where there is none.
fn event(payload: Bytes) -> AwsResult<Bytes> {
    if payload.is_empty() {
        return Ok(Bytes::from_static(b"{}"));
    }
    let unreadable = |detail: String| {
        refusal::content(format!("Could not parse request body into json: {detail}"))
    };
    let text = std::str::from_utf8(&payload).map_err(|error| unreadable(error.to_string()))?;
    let parsed = serde_json::from_str::<IgnoredAny>(text);
    parsed.map_err(|error| unreadable(error.to_string()))?;
    Ok(payload)
}

fn check_client_context(context: Option<&str>) -> AwsResult {
    let Some(context) = context else { return Ok(()) };
    if context.len() > CLIENT_CONTEXT_MAX {
        return Err(refusal::too_large(format!(
            "{} byte client context is too large (limit {CLIENT_CONTEXT_MAX} bytes)",
            context.len()
        )));
    }
    let json = STANDARD.decode(context).ok();
    let json = json.filter(|json| {
        json.first() == Some(&b'{') && serde_json::from_slice::<IgnoredAny>(json).is_ok()
    });
    match json {
        Some(_) => Ok(()),
        None => Err(refusal::content("Client context must be a valid Base64-encoded JSON object.")),
    }
}

/// The data plane's refusals in AWS's words.
fn refused(error: CallError, invocation: &str) -> AwsError {
    match error {
        CallError::NotFound { arn } => refusal::no_function(&arn),
        CallError::NotReady { state, .. } => refusal::wrong_state(state),
        CallError::TooLarge { bytes, max } => refusal::too_large(format!(
            "{bytes} byte payload is too large for the {invocation} invocation type (limit {max} \
             bytes)"
        )),
        CallError::Throttled(reason) => {
            let body = model::TooManyRequestsException {
                reason: Some(throttle(reason).to_owned()),
                retry_after_seconds: Some(RETRY_AFTER_S.to_string()),
                r#type: Some(refusal::user()),
                ..model::TooManyRequestsException::default()
            };
            AwsError::new(&model::TOO_MANY_REQUESTS_ERROR, "Rate Exceeded.").with(body)
        }
        CallError::Recursive { .. } => AwsError::new(
            &model::RECURSIVE_INVOCATION_ERROR,
            "Lambda has detected your function being invoked in a recursive loop and stopped it.",
        ),
        // Nobody comes here as a service: those have no signature.
        CallError::Forbidden { arn, source } => AwsError::new(
            &errors::ACCESS_DENIED,
            format!("{} may not invoke {arn}.", source.service),
        ),
        CallError::Role(reason) => AwsError::new(&errors::ACCESS_DENIED, reason),
        CallError::NoCapacity(lack) => AwsError::new(&model::SERVICE_ERROR, lack),
        CallError::Stopping => {
            AwsError::new(&errors::SERVICE_UNAVAILABLE, "The server is stopping.")
        }
    }
}

fn throttle(reason: ThrottleReason) -> &'static str {
    match reason {
        ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded => {
            "ReservedFunctionConcurrentInvocationLimitExceeded"
        }
        ThrottleReason::ConcurrentInvocationLimitExceeded => "ConcurrentInvocationLimitExceeded",
        ThrottleReason::FunctionInvocationRateLimitExceeded => {
            "FunctionInvocationRateLimitExceeded"
        }
        ThrottleReason::CallerRateLimitExceeded => "CallerRateLimitExceeded",
    }
}
