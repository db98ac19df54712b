//! The doors between the control plane and whoever stands on the other side: runtimes of this
//! machine, the front end, the bus.

use std::sync::Arc;

use bytes::Bytes;

use crate::{
    Answer, Boxed, EventInvoke, FunctionId, InvokeError, Lane, Runtime, ThrottleReason,
    VersionSnapshot,
};

/// What this machine knows of a runtime identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is there.
    Present,
    /// AWS has it and this machine does not, or not yet.
    Absent {
        /// What to do about it, as a sentence: ``Run `hamsu runtimes add python3.13`.``
        hint: String,
    },
    /// It is no runtime that hamsu runs.
    Unknown,
}

/// The runtimes of this machine: found, unpacked, made ready. Asked by the control plane.
pub trait Runtimes: Send + Sync {
    /// What is known of `identifier`. Never blocks for long.
    fn known(&self, identifier: &str) -> Known;

    /// Make `identifier` ready to run: its root file system, and boto3 where the package has none
    /// of its own. Ready at once where that is done already. May be asked for the same thing many
    /// times and at once. An error says why such a function can never run.
    fn prepare(&self, identifier: &str, package_has_boto3: bool) -> Boxed<Result<Runtime, String>>;
}

/// A service that calls for one of its resources. The function's resource policy has to allow it,
/// in dev mode too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The service's principal: `sns.amazonaws.com`.
    pub service: &'static str,
    /// The resource's ARN: `aws:SourceArn`.
    pub arn: String,
    /// The account that owns the resource: `aws:SourceAccount`.
    pub account: String,
}

/// An invocation as callers ask for it: by name and qualifier.
#[derive(Clone, Debug)]
pub struct Call {
    /// Which function.
    pub function: FunctionId,
    /// A version, an alias, or nothing.
    pub qualifier: Option<String>,
    /// The request's id.
    pub request_id: String,
    /// The event.
    pub payload: Bytes,
    /// The client context: base64 as it came in the header.
    pub client_context: Option<String>,
    /// The trace header.
    pub trace: Option<String>,
    /// Who waits.
    pub lane: Lane,
    /// Whether the last 4 KB of the log are wanted.
    pub log_tail: bool,
    /// The service that calls; none for a caller whose right was checked at the door.
    pub source: Option<Source>,
}

impl Call {
    /// What began it: a service (`sns`, `events`, `apigateway`), or who called by Invoke
    /// (`direct`, `async`).
    pub fn trigger(&self) -> &'static str {
        match (&self.source, self.lane) {
            (Some(source), _) => source.service.split('.').next().unwrap_or(source.service),
            (None, Lane::Sync) => "direct",
            (None, Lane::Async) => "async",
        }
    }
}

/// What came of a [`Call`].
#[derive(Clone, Debug)]
pub struct Called {
    /// The version that ran.
    pub version: String,
    /// What it answered.
    pub answer: Answer,
}

/// Why a [`Call`] did not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// There is no such function, version or alias.
    NotFound {
        /// Its ARN as it was called.
        arn: String,
    },
    /// The version cannot be invoked now, or ever.
    NotReady {
        /// `Pending` or `Failed`.
        state: &'static str,
        /// Why.
        reason: String,
    },
    /// The payload is too large for its lane.
    TooLarge {
        /// How large it is.
        bytes: u64,
        /// How large it may be.
        max: u64,
    },
    /// 429.
    Throttled(ThrottleReason),
    /// The function's resource policy does not let this service call.
    Forbidden {
        /// The function's ARN as it was called.
        arn: String,
        /// Who wanted to call.
        source: Source,
    },
    /// The function has called itself, through whatever, too often in a row.
    Recursive {
        /// Its ARN as it was called.
        arn: String,
    },
    /// The execution role gives no credentials; why, in AWS's words.
    Role(String),
    /// No sandbox could be made: what the host lacks.
    NoCapacity(String),
    /// The server is stopping.
    Stopping,
}

impl CallError {
    /// The call of `AddPermission` that would have let a [`CallError::Forbidden`] caller in.
    pub fn hint(&self) -> Option<String> {
        let Self::Forbidden { arn, source } = self else { return None };
        let mut parts = arn.split(':').skip(6);
        let name = parts.next().unwrap_or_default();
        let qualifier = parts.next().map(|name| format!(" --qualifier {name}"));
        let Source { service, arn, account } = source;
        Some(format!(
            "aws lambda add-permission --function-name {name}{} --statement-id allow-{} --action \
             lambda:InvokeFunction --principal {service} --source-arn {arn} --source-account \
             {account}",
            qualifier.unwrap_or_default(),
            service.split('.').next().unwrap_or_default(),
        ))
    }
}

impl From<InvokeError> for CallError {
    fn from(error: InvokeError) -> Self {
        match error {
            InvokeError::Throttled(reason) => Self::Throttled(reason),
            InvokeError::NotReady(reason) => Self::NotReady { state: "Pending", reason },
            InvokeError::Role(reason) => Self::Role(reason),
            InvokeError::NoCapacity(lack) => Self::NoCapacity(lack),
            InvokeError::Stopping => Self::Stopping,
        }
    }
}

/// The front door of the data plane: the front end, and whatever stands in for it in tests.
pub trait FrontDoor: Send + Sync {
    /// The version that `qualifier` comes to at this moment; for a weighted alias, drawn by lot.
    fn resolve(
        &self,
        function: &FunctionId,
        qualifier: Option<&str>,
    ) -> Result<Arc<VersionSnapshot>, CallError>;

    /// Resolve, count and run. Throttled calls of either lane fail at once.
    fn call(&self, call: Call) -> Boxed<Result<Called, CallError>>;

    /// Wait until a call of `function` has a chance of not being throttled, or the function is
    /// gone. Whoever waits here competes with the others that do.
    fn room(&self, function: &FunctionId) -> Boxed<()>;

    /// How asynchronous invocations of `qualifier` are retried.
    fn event_invoke(&self, function: &FunctionId, qualifier: Option<&str>) -> EventInvoke;
}

/// An asynchronous invocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsyncEvent {
    /// Which function.
    pub function: FunctionId,
    /// A version, an alias, or nothing.
    pub qualifier: Option<String>,
    /// The event.
    pub payload: Bytes,
    /// The request's id, which every attempt carries.
    pub request_id: String,
    /// The ARN as it was called.
    pub invoked_arn: String,
    /// The trace header.
    pub trace: Option<String>,
}

/// Why an asynchronous invocation was not taken.
#[derive(Debug, thiserror::Error)]
pub enum EnqueueError {
    /// There is too little free disk space to keep it.
    #[error("too little free disk space to keep the event")]
    Full,
    /// It could not be made durable; the next try may succeed.
    #[error("make the event durable: {0}")]
    Unavailable(String),
    /// Something unexpected.
    #[error("take the event: {0}")]
    Other(#[from] Box<dyn std::error::Error + Send + Sync>),
}

/// Takes asynchronous invocations: the bus, and whatever stands in for it in tests.
pub trait AsyncInvoke: Send + Sync {
    /// Keep `event` until it is handled or given up. It is durable when this returns.
    fn enqueue(&self, event: AsyncEvent) -> Boxed<Result<(), EnqueueError>>;
}
