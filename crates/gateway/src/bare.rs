//! hyper's own answers, made into AWS's.
//!
//! A request whose head cannot be read never reaches the pipeline: hyper answers it with a bare
//! 400, 414 or 431 and closes the connection. Clients and their users look for a request id and a
//! code in every answer, so the bare one is replaced on its way out. It is known by when it is
//! written: while no request of the connection is being answered, everything written is hyper's.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};

use aws_wire::Answer;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Whose turn it is on an HTTP/1.1 connection, where one request follows the other.
#[derive(Debug, Default)]
pub(crate) struct Turn(AtomicU8);

/// Nothing of ours is unwritten.
const QUIET: u8 = 0;
const ANSWERING: u8 = 1;
/// All of an answer was given to hyper; with the next flush it is written.
const ANSWERED: u8 = 2;

impl Turn {
    /// A request has come.
    pub(crate) fn asked(&self) {
        self.0.store(ANSWERING, Ordering::Relaxed);
    }

    /// hyper gets all of the answer now. An answer in pieces has to say this at its last one.
    pub(crate) fn answered(&self) {
        self.0.store(ANSWERED, Ordering::Relaxed);
    }

    fn flushed(&self) {
        if self.0.load(Ordering::Relaxed) == ANSWERED {
            self.0.store(QUIET, Ordering::Relaxed);
        }
    }

    fn is_quiet(&self) -> bool {
        self.0.load(Ordering::Relaxed) == QUIET
    }
}

/// A stream on which bare answers are replaced.
pub(crate) struct Dressed<S, F> {
    stream: S,
    turn: Arc<Turn>,
    /// Makes an answer, and the id of its request, from the status of a bare one.
    dress: F,
    /// What is written in place of a bare answer, and how much of it has been.
    instead: Option<(Vec<u8>, usize)>,
}

impl<S, F: Fn(u16) -> (Answer, String)> Dressed<S, F> {
    pub(crate) fn new(stream: S, turn: Arc<Turn>, dress: F) -> Self {
        Self { stream, turn, dress, instead: None }
    }
}

/// The status and the headers of a bare answer.
fn bare(written: &[u8]) -> Option<(u16, &str)> {
    let text = std::str::from_utf8(written.strip_suffix(b"\r\n\r\n")?).ok()?;
    let (status, headers) = text.strip_prefix("HTTP/1.1 ")?.split_once("\r\n")?;
    let status = status.get(..3)?.parse().ok().filter(|status| (400..500).contains(status))?;
    Some((status, headers))
}

/// `answer` on the wire; hyper's own headers (`connection`, `date`) stay.
fn written(answer: &Answer, request_id: &str, bare_headers: &str) -> Vec<u8> {
    let status = http::StatusCode::from_u16(answer.status).unwrap_or(http::StatusCode::BAD_REQUEST);
    let mut head = format!(
        "HTTP/1.1 {status}\r\nx-amzn-requestid: {request_id}\r\ncontent-type: {}\r\n\
         content-length: {}\r\n",
        answer.content_type,
        answer.body.len(),
    );
    let own = answer.headers.iter().map(|(name, value)| format!("{name}: {value}"));
    let kept = bare_headers.split("\r\n").filter(|line| !line.starts_with("content-length:"));
    for line in own.chain(kept.map(str::to_owned)) {
        head.push_str(&line);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    [head.as_bytes(), &answer.body].concat()
}

impl<S, F> AsyncWrite for Dressed<S, F>
where
    S: AsyncWrite + Unpin,
    F: Fn(u16) -> (Answer, String) + Unpin,
{
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.instead.is_none()
            && this.turn.is_quiet()
            && let Some((status, headers)) = bare(bytes)
        {
            let (answer, request_id) = (this.dress)(status);
            this.instead = Some((written(&answer, &request_id, headers), 0));
        }
        let Some((instead, done)) = &mut this.instead else {
            return Pin::new(&mut this.stream).poll_write(cx, bytes);
        };
        while *done < instead.len() {
            match ready!(Pin::new(&mut this.stream).poll_write(cx, &instead[*done..]))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => *done += count,
            }
        }
        this.instead = None;
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match parts {
            [head] => self.poll_write(cx, head),
            _ => Pin::new(&mut self.stream).poll_write_vectored(cx, parts),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.turn.flushed();
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + Unpin, F: Unpin> AsyncRead for Dressed<S, F> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use bytes::Bytes;
    use http::Response;
    use http_body_util::Full;
    use hyper::service::service_fn;
    use hyper_util::rt::TokioIo;
    use task::TaskKind;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    const LOOKS_BARE: &str = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n";

    /// What a server with `body` for every request says to `sent`, over a pipe that takes so many
    /// bytes at a time.
    async fn told(sent: &str, body: &'static str, pipe_bytes: usize) -> String {
        let (mut client, server) = tokio::io::duplex(pipe_bytes);
        let turn = Arc::new(Turn::default());
        let dress = |status: u16| {
            let text = format!(r#"{{"message":"was {status}"}}"#);
            (Answer::new(400, "application/json", text), "an-id".to_owned())
        };
        let stream = Dressed::new(server, Arc::clone(&turn), dress);
        let serve = service_fn(move |_| {
            turn.asked();
            let response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
            turn.answered();
            async { Ok::<_, Infallible>(response) }
        });
        task::spawn(TaskKind::Connection, async move {
            let io = TokioIo::new(stream);
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(io, serve).await;
        });
        let mut text = String::new();
        let (mut read, mut write) = tokio::io::split(&mut client);
        // The server may close the pipe before it has read all.
        let (_, got) =
            tokio::join!(write.write_all(sent.as_bytes()), read.read_to_string(&mut text));
        got.unwrap();
        text
    }

    fn many_headers(count: usize) -> String {
        let headers: Vec<String> = (0..count).map(|number| format!("x-{number}: v\r\n")).collect();
        format!("GET / HTTP/1.1\r\n{}\r\n", headers.concat())
    }

    const GOOD: &str = "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";
    const LAST: &str = "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    #[tokio::test]
    async fn a_head_that_cannot_be_read_is_answered_with_code_and_id() {
        for (bad, was) in [
            ("nonsense\r\n\r\n".to_owned(), 400),
            ("GET / HTTP/1.1\r\nno colon\r\n\r\n".to_owned(), 400),
            (format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(70_000)), 414),
            (many_headers(101), 431),
        ] {
            for pipe_bytes in [7, 1 << 20] {
                let told = told(&bad, "", pipe_bytes).await;
                let (head, body) = told.split_once("\r\n\r\n").unwrap();
                assert_eq!(body, format!(r#"{{"message":"was {was}"}}"#), "{told}");
                let lines: Vec<&str> = head.split("\r\n").collect();
                assert_eq!(lines[0], "HTTP/1.1 400 Bad Request");
                for line in ["x-amzn-requestid: an-id", "connection: close", "content-length: 21"] {
                    assert_eq!(lines.iter().filter(|found| **found == line).count(), 1, "{told}");
                }
                let lengths = lines.iter().filter(|line| line.starts_with("content-length"));
                assert_eq!(lengths.count(), 1, "{told}");
            }
        }
    }

    #[tokio::test]
    async fn the_answers_before_it_are_left_alone() {
        for pipe_bytes in [7, 1 << 20] {
            let told = told(&format!("{GOOD}{GOOD}nonsense\r\n\r\n"), "fine", pipe_bytes).await;
            assert_eq!(told.matches("HTTP/1.1 200 OK").count(), 2, "{told}");
            assert_eq!(told.matches("\r\n\r\nfine").count(), 2, "{told}");
            assert!(told.ends_with(r#"{"message":"was 400"}"#), "{told}");
        }
    }

    #[tokio::test]
    async fn a_body_that_looks_like_a_bare_answer_is_left_alone() {
        for pipe_bytes in [1, 7, 1 << 20] {
            let told = told(&format!("{GOOD}{LAST}"), LOOKS_BARE, pipe_bytes).await;
            assert_eq!(told.matches(LOOKS_BARE).count(), 2, "{told}");
            assert!(!told.contains("an-id"), "{told}");
        }
    }
}
