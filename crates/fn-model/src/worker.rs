//! Between assignment and worker: starting sandboxes, and giving them events one at a time.

use std::sync::Arc;

use crate::{Answer, Boxed, Request, VersionSnapshot};

/// Starts sandboxes: the worker, and whatever stands in for it in tests.
pub trait Workers: Send + Sync {
    /// Start a sandbox of `version`. Resolves once it waits for its first event, or once its INIT
    /// has failed. A dropped future leaves nothing behind.
    fn start(&self, version: Arc<VersionSnapshot>) -> Boxed<Result<Started, StartError>>;
}

/// A sandbox that can be given an event.
#[derive(Clone)]
pub struct Started {
    /// The sandbox.
    pub sandbox: Arc<dyn Running>,
    /// Whether INIT has succeeded. If not, the sandbox is good for one event: INIT is repeated
    /// within it, and its answer says what is wrong.
    pub initialised: bool,
}

/// A sandbox.
pub trait Running: Send + Sync {
    /// Let it work on one event. The caller gives it no other before this has resolved.
    fn run(&self, request: Request) -> Boxed<Result<Answer, Untaken>>;

    /// Whether it may be kept for another event.
    fn is_fit(&self) -> bool;

    /// Resolves once it may not be kept any longer: it has died, or its credentials end soon.
    fn unfit(&self) -> Boxed<()>;

    /// End it. Resolves once nothing of it lives and its memory is free.
    fn stop(&self) -> Boxed<()>;
}

/// The sandbox was gone before its runtime took the event: nobody has seen it, and another sandbox
/// can have it.
#[derive(Debug)]
pub struct Untaken(pub Box<Request>);

/// Why there is no sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartError {
    /// The host could not make one; what it said.
    Host(String),
    /// The execution role gives no credentials; why.
    Role(String),
    /// The server is stopping.
    Stopping,
}
