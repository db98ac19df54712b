//! One invocation: what is asked, what comes back, what is recorded.

use std::sync::Arc;

use bytes::Bytes;

use crate::VersionSnapshot;

/// Who waits. Events never take the place of callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// A caller.
    Sync,
    /// The bus.
    Async,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// The version that the qualifier came to.
    pub version: Arc<VersionSnapshot>,
    /// The ARN as it was called, with its qualifier if there was one.
    pub invoked_arn: String,
    /// The request's id, which logs and the context carry.
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
}

/// What came back: from the handler, or told in its place.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The handler's answer, or the error document.
    pub payload: Bytes,
    /// Whether it is an error document.
    pub error: Option<FunctionError>,
    /// The last 4 KB of the log, if wanted.
    pub log_tail: Option<Vec<u8>>,
    /// What is recorded.
    pub record: Record,
}

/// `X-Amz-Function-Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionError {
    /// The runtime reported the error, or there was no runtime left to report one.
    Unhandled,
}

/// Why nothing was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvokeError {
    /// 429.
    Throttled(ThrottleReason),
    /// The version is not active: `Pending`, `Failed`; the reason.
    NotReady(String),
    /// The execution role gives no credentials; why, in AWS's words.
    Role(String),
    /// No sandbox could be made: what the host lacks.
    NoCapacity(String),
    /// The server is stopping.
    Stopping,
}

/// `Reason` of `TooManyRequestsException`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThrottleReason {
    /// The function's reservation is used up.
    ReservedFunctionConcurrentInvocationLimitExceeded,
    /// The account's unreserved concurrency is used up.
    ConcurrentInvocationLimitExceeded,
    /// The function scales up too fast.
    FunctionInvocationRateLimitExceeded,
    /// The caller calls too fast.
    CallerRateLimitExceeded,
}

/// Whether a sandbox was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitKind {
    /// One was waiting.
    Warm,
    /// One was started for this invocation.
    Cold,
}

/// What is known of one invocation afterwards: logs, metrics, cost and the console derive from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The request's id.
    pub request_id: String,
    /// When it began, in Unix milliseconds of the platform's clock.
    pub started_ms: i64,
    /// Warm or cold.
    pub init: InitKind,
    /// How long INIT took, if it was cold, in microseconds.
    pub init_us: u64,
    /// From the event's delivery to the answer, in microseconds.
    pub duration_us: u64,
    /// What is billed: duration and INIT, rounded up to whole milliseconds.
    pub billed_ms: u64,
    /// Memory in MB.
    pub memory_mb: u32,
    /// The most that was used, in MB.
    pub memory_peak_mb: u32,
    /// The error's type, if it was one.
    pub error_type: Option<String>,
}
