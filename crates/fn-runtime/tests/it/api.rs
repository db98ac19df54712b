//! A Runtime API with a script: gives out events, writes down what comes back.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use sandbox::launch::{Finished, Program, run};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::pythons;

const CLIENT: &str = include_str!("../../src/client/bootstrap.py");
const TIME_MAX: Duration = Duration::from_mins(2);

/// A function: its files, its handler, its variables, and the events that it gets.
#[derive(Clone, Default)]
pub struct Function {
    files: Vec<(String, String)>,
    handler: String,
    env: Vec<(String, String)>,
    events: Vec<Event>,
    /// What the API answers when something is posted; 202 after these.
    statuses: Vec<u16>,
}

/// What an invocation brings beside its id: headers, and the body.
type Event = (Vec<(String, String)>, Vec<u8>);

/// One thing that was posted.
#[derive(Clone, Debug)]
pub struct Posted {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Posted {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The same; half a surrogate, which is no JSON for everyone, becomes a question mark.
    pub fn lossy(&self) -> Value {
        let text = String::from_utf8(self.body.clone()).unwrap();
        serde_json::from_str(&text.replace("\\ud800", "?")).unwrap()
    }
}

/// What came of a function.
pub struct Played {
    pub version: String,
    /// The folder that stood for /var/task.
    pub task: String,
    pub posted: Vec<Posted>,
    /// How many connections were made.
    pub connections: usize,
    pub end: Finished,
}

impl Played {
    pub fn stdout(&self) -> String {
        String::from_utf8(self.end.stdout.clone()).unwrap()
    }

    /// The only thing that was posted, as JSON; it went to the path of that ending.
    #[track_caller]
    pub fn only(&self, ending: &str) -> Value {
        let context = format!("{}: {:?} {}", self.version, self.posted, self.end.stderr_text());
        assert_eq!(self.posted.len(), 1, "{context}");
        assert!(self.posted[0].path.ends_with(ending), "{context}");
        self.posted[0].json()
    }
}

impl Function {
    /// `app.handler` with this source.
    pub fn new(source: &str) -> Self {
        Self { handler: "app.handler".to_owned(), ..Self::default() }.file("app.py", source)
    }

    pub fn file(mut self, path: &str, text: &str) -> Self {
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    pub fn handler(mut self, handler: &str) -> Self {
        handler.clone_into(&mut self.handler);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// One more event.
    pub fn event(self, body: impl Into<Vec<u8>>) -> Self {
        self.event_with(&[], body)
    }

    /// One more event with headers of its own.
    pub fn event_with(mut self, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        self.events.push((headers.collect(), body.into()));
        self
    }

    /// The next post is answered so.
    pub fn status(mut self, status: u16) -> Self {
        self.statuses.push(status);
        self
    }

    /// On every Python of this machine.
    pub async fn play(&self) -> Vec<Played> {
        let mut out = Vec::new();
        for (version, interpreter) in pythons().await {
            out.push(self.play_on(version, &interpreter.path).await);
        }
        out
    }

    async fn play_on(&self, version: String, python: &Path) -> Played {
        let dir = tempfile::tempdir().unwrap();
        let task = self.unpack(&dir);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = dir.path().join("runtime/bootstrap.py");
        let program = Program::new(python, TIME_MAX)
            .env_clear_but_path()
            .env("AWS_LAMBDA_RUNTIME_API", listener.local_addr().unwrap().to_string())
            .env("LAMBDA_TASK_ROOT", &task)
            .env("LANG", "en_US.UTF-8")
            .env("_HANDLER", &self.handler);
        let program = self.env.iter().fold(program, |program, (name, value)| {
            program.env(name, value.replace("$TASK", &task))
        });
        let mut api = Api { script: self, given: 0, posted: Vec::new(), connections: 0 };
        let end = tokio::select! {
            end = run(program.arg(client)) => end.unwrap(),
            () = api.serve(&listener) => unreachable!("it serves for ever"),
        };
        let Api { posted, connections, .. } = api;
        Played { version, task, posted, connections, end }
    }

    fn unpack(&self, dir: &TempDir) -> String {
        // The folder's own path may lead over a link.
        let dir = dir.path().canonicalize().unwrap();
        let write = |path: std::path::PathBuf, text: &str| {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for (path, text) in &self.files {
            write(dir.join("task").join(path), text);
        }
        write(dir.join("runtime/bootstrap.py"), CLIENT);
        write(dir.join("runtime/site/provided.py"), "NAME = 'of the platform'\n");
        std::fs::create_dir_all(dir.join("task")).unwrap();
        dir.join("task").to_str().unwrap().to_owned()
    }
}

/// A clean environment, as sandboxes have.
trait Clean {
    fn env_clear_but_path(self) -> Self;
}

impl Clean for Program {
    fn env_clear_but_path(self) -> Self {
        self.env_clean().env("PATH", "/usr/bin:/bin")
    }
}

struct Api<'a> {
    script: &'a Function,
    given: usize,
    posted: Vec<Posted>,
    connections: usize,
}

impl Api<'_> {
    /// One connection after the other: a client has no more.
    async fn serve(&mut self, listener: &TcpListener) {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            self.connections += 1;
            // A new connection may come before the old one is closed.
            tokio::select! {
                () = self.converse(stream) => {}
                Ok((stream, _)) = listener.accept() => {
                    self.connections += 1;
                    self.converse(stream).await;
                }
            }
        }
    }

    async fn converse(&mut self, mut stream: TcpStream) {
        let mut buffer = Vec::new();
        while let Some((line, headers, body)) = request(&mut stream, &mut buffer).await {
            let path = line.split(' ').nth(1).unwrap().to_owned();
            let path = path.strip_prefix("/2018-06-01/runtime/").unwrap().to_owned();
            let answer = if line.starts_with("GET ") {
                assert_eq!(path, "invocation/next");
                self.next_event()
            } else {
                assert_eq!(headers["content-type"], "application/json");
                let count = self.posted.len();
                self.posted.push(Posted { path, headers, body });
                let status = self.script.statuses.get(count).copied().unwrap_or(202);
                let body = r#"{"status":"OK"}"#;
                let length = body.len();
                format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n\r\n{body}").into()
            };
            if stream.write_all(&answer).await.is_err() {
                return;
            }
        }
    }

    fn next_event(&mut self) -> Vec<u8> {
        let Some((headers, body)) = self.script.events.get(self.given) else {
            return b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n".to_vec();
        };
        self.given += 1;
        let mut answer = format!(
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: id-{}\r\ncontent-length: {}\r\n",
            self.given,
            body.len()
        );
        for (name, value) in headers {
            answer.push_str(&[name, ": ", value, "\r\n"].concat());
        }
        answer.push_str("\r\n");
        [answer.as_bytes(), body].concat()
    }
}

/// One request: its first line, headers and body; none at the connection's end.
async fn request(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> Option<(String, BTreeMap<String, String>, Vec<u8>)> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(buffer).await.unwrap_or(0) == 0 {
            return None;
        }
    };
    let head = String::from_utf8(buffer[..end].to_vec()).unwrap();
    let (line, rest) = head.split_once("\r\n").unwrap();
    let headers: BTreeMap<String, String> = rest
        .lines()
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let whole = end + 4 + length;
    while buffer.len() < whole {
        if stream.read_buf(buffer).await.unwrap_or(0) == 0 {
            return None;
        }
    }
    let body = buffer[end + 4..whole].to_vec();
    buffer.drain(..whole);
    Some((line.to_owned(), headers, body))
}
