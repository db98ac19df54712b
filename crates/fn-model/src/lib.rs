//! What the control plane and the data plane of functions share: the snapshot of a version, an
//! invocation's request, answer and record, and the traits between the roles.
//!
//! The control plane (`svc-lambda`) pushes [`FunctionSnapshot`]s to the front end through
//! [`Functions`]; the front end invokes through [`Invoke`] of the assignment; nothing here reads a
//! store. It knows neither side.

mod invocation;
mod ports;
mod snapshot;
mod worker;

pub use invocation::{
    Answer, FunctionError, InitKind, InvokeError, Lane, Record, Request, ThrottleReason,
};
pub use ports::{
    AsyncEvent, AsyncInvoke, Call, CallError, Called, EnqueueError, FrontDoor, Known, Runtimes,
    Source,
};
pub use snapshot::{
    AliasSnapshot, CodeFiles, EventInvoke, FunctionId, FunctionSnapshot, Runtime, VersionSnapshot,
    VersionState, WeightedVersion,
};
pub use worker::{Running, StartError, Started, Untaken, Workers};

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A future in a box.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Runs an invocation of one version: assignment, and whatever stands in for it in tests.
pub trait Invoke: Send + Sync {
    /// Run it. The invocation goes on though the future is dropped.
    fn invoke(&self, request: Request) -> Boxed<Result<Answer, InvokeError>>;

    /// The version of this id has changed or gone: no call that begins after this returns runs on
    /// a sandbox of a build below `build`; calls under way are finished on theirs.
    fn retire(&self, function: &FunctionId, version: &str, build: u64);
}

/// Takes what the control plane knows: the front end.
pub trait Functions: Send + Sync {
    /// This is how the function is from now on.
    fn publish(&self, snapshot: Arc<FunctionSnapshot>);
    /// There is no such function any more.
    fn remove(&self, function: &FunctionId);
}

/// Takes the log lines of sandboxes: CloudWatch Logs, and whatever stands in for it in tests.
/// Lines of one stream arrive in order. Never blocks; what cannot be kept is dropped and counted.
pub trait LogSink: Send + Sync {
    /// One line of `stream` in `group`, which are made with the first line. `role` is the ARN of
    /// the execution role, which must be allowed to write it.
    fn line(
        &self,
        function: &FunctionId,
        role: &str,
        group: &str,
        stream: &str,
        time_ms: i64,
        line: &str,
    );
}

/// Takes what is known of each invocation when it has ended: cost, metrics, and whatever stands in
/// for them in tests. Never blocks.
pub trait Records: Send + Sync {
    /// An invocation of `function` has ended, which `trigger` (`sns`, `direct`, `async`) began.
    fn invoked(&self, function: &FunctionId, trigger: &'static str, record: &Record);
}

/// Hands out credentials of execution roles: IAM, and whatever stands in for it in tests.
pub trait RoleCredentials: Send + Sync {
    /// Credentials of `role` for a sandbox of `function`.
    fn for_function(&self, role: &str, function: &str) -> Result<Credentials, String>;
}

/// Short-lived credentials of an execution role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// ASIA….
    pub access_key: String,
    /// The secret.
    pub secret: String,
    /// The session token.
    pub token: String,
    /// When they end, in Unix milliseconds.
    pub expires_ms: i64,
}
