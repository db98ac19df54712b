//! Tasks by kind, and the gate that shutdown waits at.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Every kind of background work there is. Add one here before you spawn it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// Accepts connections; ends with the server.
    Listener,
    /// Serves one client connection; its end concerns nobody else.
    Connection,
    /// One request whose work goes on though its client may go away.
    Request,
    /// Delivers durable events to one target; restarted from the store at the next start.
    Delivery,
    /// Serves the Runtime API of one sandbox.
    RuntimeApi,
    /// Starts, watches or ends sandboxes.
    Worker,
    /// Brings stored and actual state together; idempotent.
    Reconciler,
    /// Commits buffered log lines.
    LogWriter,
    /// The store's committer and sealer.
    Store,
    /// Watches for signals.
    Signals,
}

/// Run `future` in the background. A panic in it is logged with its kind and ends that task only.
#[expect(clippy::disallowed_methods, reason = "this is the one place that spawns")]
pub fn spawn<F>(kind: TaskKind, future: F) -> JoinHandle<Option<F::Output>>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    tokio::spawn(async move {
        let mut future = std::pin::pin!(future);
        let caught = std::future::poll_fn(|cx| {
            match std::panic::catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
                Ok(std::task::Poll::Ready(output)) => std::task::Poll::Ready(Some(output)),
                Ok(std::task::Poll::Pending) => std::task::Poll::Pending,
                Err(_) => std::task::Poll::Ready(None),
            }
        })
        .await;
        if caught.is_none() {
            tracing::error!(?kind, "a background task panicked");
        }
        caught
    })
}

/// Run blocking work on the pool for it.
pub fn spawn_blocking<F, T>(work: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    tokio::task::spawn_blocking(work)
}

/// Start a thread of its own, named in `ps` and in panics.
pub fn spawn_thread<F>(kind: TaskKind, name: &str, work: F) -> std::io::Result<()>
where
    F: FnOnce() + Send + 'static,
{
    std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        if std::panic::catch_unwind(AssertUnwindSafe(work)).is_err() {
            tracing::error!(?kind, "a background thread panicked");
        }
    })?;
    Ok(())
}

/// Counts what is under way; closing it waits until nothing is.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<GateInner>);

#[derive(Debug, Default)]
struct GateInner {
    inside: AtomicUsize,
    left: Notify,
}

/// One piece of work inside a [`Gate`].
#[derive(Debug)]
pub struct GateGuard(Arc<GateInner>);

impl Gate {
    /// Note that a piece of work has begun; it ends when the guard is dropped.
    pub fn enter(&self) -> GateGuard {
        self.0.inside.fetch_add(1, Ordering::SeqCst);
        GateGuard(Arc::clone(&self.0))
    }

    /// How many are inside.
    pub fn inside(&self) -> usize {
        self.0.inside.load(Ordering::SeqCst)
    }

    /// Wait until nobody is inside.
    pub async fn empty(&self) {
        loop {
            let left = self.0.left.notified();
            let mut left = std::pin::pin!(left);
            left.as_mut().enable();
            if self.inside() == 0 {
                return;
            }
            left.await;
        }
    }
}

impl Drop for GateGuard {
    fn drop(&mut self) {
        if self.0.inside.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.left.notify_waiters();
        }
    }
}
