//! Accepting connections, and leaving them in good order.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use task::{Clock, TaskKind};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::Gateway;
use crate::bare::{Dressed, Turn};
use crate::headers::HEAD_BYTES_MAX;

/// Headers of a request must be there within this.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// What hyper reads of a head at most; what exceeds [`HEAD_BYTES_MAX`] is told so by us.
///
/// It takes 100 headers in HTTP/1.1, and that stays: each one more is made room for with every
/// request (1,000 would double what hyper does for one).
const BUFFER_BYTES_MAX: usize = 4 * HEAD_BYTES_MAX;
/// Requests at once on one h2 connection.
const STREAMS_MAX: u32 = 1_000;

/// Tells a listener to stop.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Sender<bool>);

/// A listener at work.
#[derive(Debug)]
pub struct Listening {
    /// Where it listens.
    pub address: SocketAddr,
    /// Tells it to stop.
    pub shutdown: Shutdown,
    done: tokio::task::JoinHandle<Option<()>>,
}

impl Shutdown {
    /// Take no more connections and requests; those under way are finished.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }
}

impl Listening {
    /// Wait until every connection is done, at most `grace`.
    pub async fn finish(self, grace: Duration) -> bool {
        self.shutdown.begin();
        tokio::select! {
            _ = self.done => true,
            () = Clock::sleep_real(grace) => false,
        }
    }
}

/// hyper's tasks are ours.
#[derive(Clone)]
struct Tasks;

impl<F> hyper::rt::Executor<F> for Tasks
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, future: F) {
        task::spawn(TaskKind::Connection, future);
    }
}

impl Gateway {
    /// Serve on `listener` until told to stop.
    pub fn listen(self: &Arc<Self>, listener: TcpListener) -> std::io::Result<Listening> {
        let address = listener.local_addr()?;
        let (stop, mut stopped) = watch::channel(false);
        let gateway = Arc::clone(self);
        let done = task::spawn(TaskKind::Listener, async move {
            let graceful = GracefulShutdown::new();
            loop {
                let accepted = tokio::select! {
                    biased;
                    _ = stopped.wait_for(|stop| *stop) => break,
                    accepted = listener.accept() => accepted,
                };
                match accepted {
                    Ok((stream, remote)) => gateway.connection(stream, remote, &graceful),
                    Err(error) => {
                        // No file descriptors left, most likely: let some connections end.
                        tracing::warn!(%error, "cannot accept a connection");
                        Clock::sleep_real(Duration::from_millis(50)).await;
                    }
                }
            }
            drop(listener);
            graceful.shutdown().await;
        });
        Ok(Listening { address, shutdown: Shutdown(stop), done })
    }

    fn connection(
        self: &Arc<Self>,
        stream: tokio::net::TcpStream,
        remote: SocketAddr,
        graceful: &GracefulShutdown,
    ) {
        // Small answers must not wait for more to come.
        let _ = stream.set_nodelay(true);
        let (gateway, turn) = (Arc::clone(self), Arc::new(Turn::default()));
        let stream = Dressed::new(stream, Arc::clone(&turn), {
            let gateway = Arc::clone(self);
            move |status| gateway.unreadable(status)
        });
        let serve = service_fn(move |request| {
            let (gateway, turn) = (Arc::clone(&gateway), Arc::clone(&turn));
            async move {
                turn.asked();
                let response = gateway.handle(request, remote).await;
                turn.answered();
                Ok::<_, Infallible>(response)
            }
        });
        let mut builder = auto::Builder::new(Tasks);
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            .max_buf_size(BUFFER_BYTES_MAX);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_header_list_size(BUFFER_BYTES_MAX as u32)
            .max_concurrent_streams(STREAMS_MAX)
            .keep_alive_interval(Some(Duration::from_mins(1)));
        let connection = builder.serve_connection(TokioIo::new(stream), serve).into_owned();
        let watched = graceful.watch(connection);
        task::spawn(TaskKind::Connection, async move {
            if let Err(error) = watched.await {
                tracing::debug!(%remote, error, "connection ended early");
            }
        });
    }
}
