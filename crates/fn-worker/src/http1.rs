//! As much of HTTP/1.1 as clients of the Runtime API use: keep-alive, bodies of given length or in
//! chunks, trailers, `Expect: 100-continue`.
//!
//! It knows no route. The clients are programs that are not trusted: every length is bounded.

use std::io;

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What a request begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub method: String,
    /// Without its query.
    pub path: String,
    pub keep_alive: bool,
    pub expects_continue: bool,
    pub length: Length,
    /// `Lambda-Runtime-Function-Error-Type`.
    pub error_type: Option<String>,
}

/// How long a body is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Length {
    #[default]
    Nothing,
    Exactly(u64),
    Chunks,
}

/// A body, and what its trailers say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    pub bytes: Bytes,
    /// `Lambda-Runtime-Function-Error-Type` behind a streamed answer.
    pub error_type: Option<String>,
    /// `Lambda-Runtime-Function-Error-Body` behind it, base64.
    pub error_document: Option<String>,
}

/// Why there is no request or no body.
#[derive(Debug)]
pub(crate) enum Broken {
    /// The connection.
    Connection,
    /// What was sent is no HTTP.
    Syntax,
    /// The body is longer than allowed. It has been read to its end if that was near enough.
    TooLarge,
}

impl From<io::Error> for Broken {
    fn from(_: io::Error) -> Self {
        Self::Connection
    }
}

const HEAD_BYTES_MAX: usize = 32 * 1024;
const LINE_BYTES_MAX: usize = 1024 * 1024;
/// A body over the limit is read on for so long, so that its client gets to read the refusal.
const DISCARDED_BYTES_MAX: u64 = 256 * 1024 * 1024;
const READ_BYTES: usize = 64 * 1024;

/// A client's connection.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: BytesMut,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self { stream, buffer: BytesMut::new() }
    }

    /// The next request; `None` if there is none.
    pub(crate) async fn head(&mut self) -> Result<Option<Head>, Broken> {
        loop {
            // Stray line ends between requests are passed over, as RFC 9112 asks.
            while self.buffer.first().is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
                self.buffer.advance(1);
            }
            if let Some(end) = memchr::memmem::find(&self.buffer, b"\r\n\r\n") {
                let head = self.buffer.split_to(end + 4);
                return parse(&head[..end]).map(Some).ok_or(Broken::Syntax);
            }
            if self.buffer.len() > HEAD_BYTES_MAX {
                return Err(Broken::Syntax);
            }
            if self.more().await? == 0 {
                return if self.buffer.is_empty() { Ok(None) } else { Err(Broken::Connection) };
            }
        }
    }

    /// The body of a request.
    pub(crate) async fn body(&mut self, head: &Head, most: u64) -> Result<Body, Broken> {
        if head.expects_continue && head.length != Length::Nothing {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
        }
        match head.length {
            Length::Nothing => Ok(Body::default()),
            Length::Exactly(len) if len > most => {
                self.discard(len).await?;
                Err(Broken::TooLarge)
            }
            Length::Exactly(len) => {
                let bytes = self.exactly(len as usize).await?;
                Ok(Body { bytes, ..Body::default() })
            }
            Length::Chunks => self.chunks(most).await,
        }
    }

    /// Read a body that nobody wants, so that the next request is found.
    pub(crate) async fn skip(&mut self, head: &Head) -> Result<(), Broken> {
        match self.body(head, 0).await {
            Ok(_) | Err(Broken::TooLarge) => Ok(()),
            Err(broken) => Err(broken),
        }
    }

    /// Resolves when the client has closed its side. What it sends meanwhile is kept.
    pub(crate) async fn closed(&mut self) {
        loop {
            if self.buffer.len() > HEAD_BYTES_MAX {
                // It sends what nobody has asked for. Its next request will be refused.
                return std::future::pending().await;
            }
            if !matches!(self.more().await, Ok(1..)) {
                return;
            }
        }
    }

    /// Send an answer.
    pub(crate) async fn send(&mut self, mut head: Vec<u8>, body: &[u8]) -> io::Result<()> {
        if body.len() <= READ_BYTES {
            head.extend_from_slice(body);
            return self.stream.write_all(&head).await;
        }
        self.stream.write_all(&head).await?;
        self.stream.write_all(body).await
    }

    async fn more(&mut self) -> io::Result<usize> {
        self.buffer.reserve(READ_BYTES.min(8 * 1024));
        self.stream.read_buf(&mut self.buffer).await
    }

    async fn some(&mut self) -> Result<(), Broken> {
        if self.more().await? == 0 { Err(Broken::Connection) } else { Ok(()) }
    }

    async fn exactly(&mut self, len: usize) -> Result<Bytes, Broken> {
        // The length is only claimed: memory is taken as the body comes.
        while self.buffer.len() < len {
            self.buffer.reserve((len - self.buffer.len()).min(READ_BYTES));
            self.some().await?;
        }
        Ok(self.buffer.split_to(len).freeze())
    }

    async fn discard(&mut self, len: u64) -> Result<(), Broken> {
        if len > DISCARDED_BYTES_MAX {
            return Err(Broken::Connection);
        }
        let mut left = len;
        loop {
            let here = left.min(self.buffer.len() as u64);
            self.buffer.advance(here as usize);
            left -= here;
            if left == 0 {
                return Ok(());
            }
            self.some().await?;
        }
    }

    async fn chunks(&mut self, most: u64) -> Result<Body, Broken> {
        let mut bytes = BytesMut::new();
        let mut all = 0_u64;
        loop {
            let line = self.line().await?;
            let size = line.split(|byte| *byte == b';').next().unwrap_or_default();
            let size = std::str::from_utf8(size).ok().map(str::trim);
            let size = size.filter(|size| !size.starts_with('+'));
            let size = size.and_then(|size| u64::from_str_radix(size, 16).ok());
            let size = size.ok_or(Broken::Syntax)?;
            if size == 0 {
                let trailers = self.trailers().await?;
                return if all > most {
                    Err(Broken::TooLarge)
                } else {
                    Ok(Body { bytes: bytes.freeze(), ..trailers })
                };
            }
            all = all.saturating_add(size);
            if all > DISCARDED_BYTES_MAX {
                return Err(Broken::Connection);
            }
            if all > most {
                bytes = BytesMut::new();
                self.discard(size).await?;
            } else {
                bytes.extend_from_slice(&self.exactly(size as usize).await?);
            }
            if !self.line().await?.is_empty() {
                return Err(Broken::Syntax);
            }
        }
    }

    async fn trailers(&mut self) -> Result<Body, Broken> {
        let mut body = Body::default();
        for _ in 0..100 {
            let line = self.line().await?;
            if line.is_empty() {
                return Ok(body);
            }
            let Some((name, value)) = field(&line) else { return Err(Broken::Syntax) };
            if name.eq_ignore_ascii_case("lambda-runtime-function-error-type") {
                body.error_type = Some(value.to_owned());
            } else if name.eq_ignore_ascii_case("lambda-runtime-function-error-body") {
                body.error_document = Some(value.to_owned());
            }
        }
        Err(Broken::Syntax)
    }

    /// A line without its end.
    async fn line(&mut self) -> Result<Bytes, Broken> {
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.buffer) {
                let mut line = self.buffer.split_to(end + 1).freeze();
                line.truncate(end);
                if line.last() == Some(&b'\r') {
                    line.truncate(end - 1);
                }
                return Ok(line);
            }
            if self.buffer.len() > LINE_BYTES_MAX {
                return Err(Broken::Syntax);
            }
            self.some().await?;
        }
    }
}

/// Name and value; a value that is no text, which none of ours is, counts as empty.
fn field(line: &[u8]) -> Option<(&str, &str)> {
    let colon = memchr::memchr(b':', line)?;
    let name = std::str::from_utf8(&line[..colon]).ok()?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    let value = std::str::from_utf8(&line[colon + 1..]).unwrap_or_default();
    is_name.then(|| (name, value.trim()))
}

/// A head without its empty line.
fn parse(bytes: &[u8]) -> Option<Head> {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let first = std::str::from_utf8(lines.next()?).ok()?;
    let mut words = first.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || !version.starts_with("HTTP/1.") {
        return None;
    }
    let path = target.split('?').next().unwrap_or(target);
    let mut head = Head {
        method: method.to_owned(),
        path: path.to_owned(),
        keep_alive: version != "HTTP/1.0",
        ..Head::default()
    };
    for line in lines {
        let (name, value) = field(line)?;
        if name.eq_ignore_ascii_case("content-length") {
            let digits = value.bytes().all(|byte| byte.is_ascii_digit());
            let length = Length::Exactly(value.parse().ok().filter(|_| digits)?);
            match head.length {
                Length::Nothing => head.length = length,
                Length::Chunks => {}
                before @ Length::Exactly(_) if before == length => {}
                Length::Exactly(_) => return None,
            }
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            if !value.eq_ignore_ascii_case("chunked") {
                return None;
            }
            head.length = Length::Chunks;
        } else if name.eq_ignore_ascii_case("connection") {
            for word in value.split(',').map(str::trim) {
                if word.eq_ignore_ascii_case("close") {
                    head.keep_alive = false;
                } else if word.eq_ignore_ascii_case("keep-alive") {
                    head.keep_alive = true;
                }
            }
        } else if name.eq_ignore_ascii_case("expect") {
            head.expects_continue = value.eq_ignore_ascii_case("100-continue");
        } else if name.eq_ignore_ascii_case("lambda-runtime-function-error-type") {
            head.error_type = Some(value.to_owned());
        }
    }
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    fn check(text: &str, wanted: Option<Head>) {
        assert_eq!(parse(text.as_bytes()), wanted, "{text}");
    }

    #[test]
    fn heads_of_all_kinds_are_read() {
        let get = Head {
            method: "GET".to_owned(),
            path: "/a/next".to_owned(),
            keep_alive: true,
            ..Head::default()
        };
        check("GET /a/next HTTP/1.1\r\nHost: x", Some(get.clone()));
        check("GET /a/next?x=1 HTTP/1.1\r\nX: \u{e9}", Some(get.clone()));
        check(
            "GET /a/next HTTP/1.0\r\nConnection: x, Close",
            Some(Head { keep_alive: false, ..get.clone() }),
        );
        let sized = |length| Some(Head { length, ..get.clone() });
        check("GET /a/next HTTP/1.1\r\ncontent-length: 12", sized(Length::Exactly(12)));
        check(
            "GET /a/next HTTP/1.1\r\nContent-Length: 9\r\nTransfer-Encoding: chunked",
            sized(Length::Chunks),
        );
        check(
            "GET /a/next HTTP/1.1\r\nExpect: 100-Continue\r\n\
             Lambda-Runtime-Function-Error-Type:  A.B ",
            Some(Head {
                expects_continue: true,
                error_type: Some("A.B".to_owned()),
                ..get.clone()
            }),
        );
    }

    #[test]
    fn what_is_no_head_is_refused() {
        for text in [
            "GET /a",
            "GET /a HTTP/2",
            "GET  /a HTTP/1.1",
            "GET /a HTTP/1.1\r\nno field",
            "GET /a HTTP/1.1\r\nContent-Length: +5",
            "GET /a HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6",
            "GET /a HTTP/1.1\r\nContent-Length: 99999999999999999999",
            "GET /a HTTP/1.1\r\nTransfer-Encoding: gzip, chunked",
            "GET /a HTTP/1.1\r\nContent-Length : 5",
            "GET /a HTTP/1.1\r\nA: b\r\n folded: line",
        ] {
            check(text, None);
        }
    }

    async fn sent(bytes: &'static [u8]) -> Connection {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        drop(task::spawn(task::TaskKind::Connection, async move {
            // In pieces, so that every boundary is met.
            for piece in bytes.chunks(3) {
                client.write_all(piece).await.unwrap();
            }
        }));
        Connection::new(stream)
    }

    #[tokio::test]
    async fn bodies_in_chunks_and_of_given_length_follow_each_other() {
        let mut connection = sent(
            b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\
              3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nT: v\r\n\
              Lambda-Runtime-Function-Error-Type: E\r\n\r\n\
              POST /b HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody\r\n\
              POST /c HTTP/1.1\r\nContent-Length: 9\r\n\r\ntoo large\
              POST /d HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\ntoo large\r\n0\r\n\r\n\
              GET /e HTTP/1.1\r\n\r\n",
        )
        .await;
        let head = connection.head().await.unwrap().unwrap();
        let body = connection.body(&head, 13).await.unwrap();
        assert_eq!((&*body.bytes, body.error_type.as_deref()), (&b"abc0123456789"[..], Some("E")));
        let head = connection.head().await.unwrap().unwrap();
        assert_eq!(connection.body(&head, 4).await.unwrap().bytes, "body");
        for _ in 0..2 {
            let head = connection.head().await.unwrap().unwrap();
            assert!(matches!(connection.body(&head, 8).await, Err(Broken::TooLarge)));
        }
        assert_eq!(connection.head().await.unwrap().unwrap().path, "/e");
        assert!(connection.head().await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_no_body() {
        for bytes in [
            &b"POST /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nbod"[..],
            b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
            b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        ] {
            let mut connection = sent(bytes).await;
            let head = connection.head().await.unwrap().unwrap();
            assert!(connection.body(&head, 100).await.is_err());
        }
        assert!(sent(b"GET /a HT").await.head().await.is_err());
    }
}
