//! An invocation that holds its permit until it has really ended.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use fn_model::{Answer, Boxed, InvokeError};
use task::TaskKind;

use crate::Permit;

/// Runs to its end even if its caller goes away: the sandbox is busy until then, so the place is
/// taken until then. On the usual path it costs nothing.
pub(crate) struct Running(Option<(Boxed<Result<Answer, InvokeError>>, Permit)>);

impl Running {
    pub(crate) fn new(invocation: Boxed<Result<Answer, InvokeError>>, permit: Permit) -> Self {
        Self(Some((invocation, permit)))
    }
}

impl Future for Running {
    type Output = Result<Answer, InvokeError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some((invocation, _)) = &mut self.0 else { return Poll::Pending };
        let answer = std::task::ready!(invocation.as_mut().poll(cx));
        self.0 = None;
        Poll::Ready(answer)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some((invocation, permit)) = self.0.take() else { return };
        // Without a runtime the server is already gone, and every invocation with it.
        if tokio::runtime::Handle::try_current().is_ok() {
            task::spawn(TaskKind::Request, async move {
                // Nobody is left to be told.
                let _ = invocation.await;
                drop(permit);
            });
        }
    }
}
