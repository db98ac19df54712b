//! An invocation that holds its permit until it has really ended, and is recorded then.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use fn_model::{Answer, Boxed, FunctionId, InvokeError, Records};
use task::TaskKind;

use crate::Permit;

/// Runs to its end even if its caller goes away: the sandbox is busy until then, so the place is
/// taken until then. On the usual path it costs nothing.
pub(crate) struct Running(Option<Under>);

struct Under {
    invocation: Boxed<Result<Answer, InvokeError>>,
    /// Gives the place back when it is dropped.
    _permit: Permit,
    note: Note,
}

/// Whom to tell how it ended, and of what.
pub(crate) struct Note {
    pub(crate) records: Arc<dyn Records>,
    pub(crate) function: FunctionId,
    pub(crate) trigger: &'static str,
}

impl Note {
    fn take(&self, ended: &Result<Answer, InvokeError>) {
        if let Ok(answer) = ended {
            self.records.invoked(&self.function, self.trigger, &answer.record);
        }
    }
}

impl Running {
    pub(crate) fn new(
        invocation: Boxed<Result<Answer, InvokeError>>,
        permit: Permit,
        note: Note,
    ) -> Self {
        Self(Some(Under { invocation, _permit: permit, note }))
    }
}

impl Future for Running {
    type Output = Result<Answer, InvokeError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(under) = &mut self.0 else { return Poll::Pending };
        let ended = std::task::ready!(under.invocation.as_mut().poll(cx));
        under.note.take(&ended);
        self.0 = None;
        Poll::Ready(ended)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some(under) = self.0.take() else { return };
        // Without a runtime the server is already gone, and every invocation with it.
        if tokio::runtime::Handle::try_current().is_ok() {
            task::spawn(TaskKind::Request, async move {
                let Under { invocation, _permit, note } = under;
                note.take(&invocation.await);
            });
        }
    }
}
