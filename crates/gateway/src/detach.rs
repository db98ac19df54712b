//! Work that goes on though nobody waits for it any more.
//!
//! A client that goes away drops its request's future. A handler that has committed still has to
//! announce what it committed (an event to the bus, a version to the data plane), so what is left of
//! it is run in the background. A request whose client stays pays nothing for this.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use service::Boxed;
use task::TaskKind;

/// A handler at work: finished in the background if it is let go of too early.
pub(crate) struct Detached<T: Send + 'static>(Option<Boxed<T>>);

impl<T: Send + 'static> Detached<T> {
    pub(crate) fn new(work: Boxed<T>) -> Self {
        Self(Some(work))
    }
}

impl<T: Send + 'static> Future for Detached<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let Some(work) = &mut self.0 else { return Poll::Pending };
        let done = work.as_mut().poll(cx);
        if done.is_ready() {
            self.0 = None;
        }
        done
    }
}

impl<T: Send + 'static> Drop for Detached<T> {
    fn drop(&mut self) {
        // A handler that panicked is not polled again; at the very end there is no runtime left.
        if let Some(work) = self.0.take()
            && !std::thread::panicking()
            && tokio::runtime::Handle::try_current().is_ok()
        {
            task::spawn(TaskKind::Request, work);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_handler_that_is_let_go_of_finishes_all_the_same() {
        let (go, wait) = tokio::sync::oneshot::channel::<()>();
        let (tell, told) = tokio::sync::oneshot::channel();
        let mut handler = Detached::new(Box::pin(async move {
            wait.await.unwrap();
            tell.send("announced").unwrap();
        }));
        let early = std::future::poll_fn(|cx| Poll::Ready(Pin::new(&mut handler).poll(cx))).await;
        assert!(early.is_pending());
        drop(handler);
        go.send(()).unwrap();
        assert_eq!(told.await, Ok("announced"));
    }
}
