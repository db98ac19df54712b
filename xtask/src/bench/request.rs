//! Requests as they go over the wire, signed by the root user.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use aws_auth::sigv4::{Credentials, HeaderList, Payload, RequestView, sign_header};

use super::load;

/// The root user of a data directory.
pub struct Root {
    access_key: String,
    secret: String,
}

impl Root {
    /// That of `data`.
    pub fn read(data: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(data.join("root-credentials"))?;
        let mut words = text.split_whitespace().map(str::to_owned);
        match (words.next(), words.next()) {
            (Some(access_key), Some(secret)) => Ok(Self { access_key, secret }),
            _ => bail!("no root credentials"),
        }
    }
}

/// A request of an AWS service.
pub struct Request<'r> {
    /// The service's name in signatures.
    pub service: &'r str,
    /// GET, POST…
    pub method: &'r str,
    /// The path.
    pub path: &'r str,
    /// Headers besides host, length and signature.
    pub headers: &'r [(&'r str, &'r str)],
    /// The body.
    pub body: &'r [u8],
}

impl Request<'_> {
    /// All of it, for the server at `address`.
    pub fn signed(&self, address: SocketAddr, root: &Root) -> Result<Vec<u8>> {
        let host = address.to_string();
        let mut headers = vec![("host", host.as_str())];
        headers.extend(self.headers);
        let list = HeaderList::new(headers.iter().copied());
        let view = RequestView {
            method: self.method,
            path: self.path,
            query: "",
            headers: &list,
            authority: None,
        };
        let credentials = Credentials {
            access_key: &root.access_key,
            secret: &root.secret,
            token: None,
            region: "us-east-1",
            service: self.service,
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).context("clock")?;
        let added =
            sign_header(&view, &credentials, Payload::Bytes(self.body), now.as_millis() as i64);
        let added = added.iter().map(|(name, value)| (*name, value.as_str()));
        let all: Vec<(&str, &str)> = headers.iter().copied().chain(added).collect();
        Ok(wire(self.method, self.path, &all, self.body))
    }
}

/// A request of DynamoDB.
pub fn dynamodb(address: SocketAddr, root: &Root, operation: &str, body: &[u8]) -> Result<Vec<u8>> {
    let target = format!("DynamoDB_20120810.{operation}");
    Request {
        service: "dynamodb",
        method: "POST",
        path: "/",
        headers: &[("content-type", "application/x-amz-json-1.0"), ("x-amz-target", &target)],
        body,
    }
    .signed(address, root)
}

/// The bytes of a request.
pub fn wire(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("{method} {path} HTTP/1.1\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        // Writing to a string does not fail.
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}

/// Send one request on a connection of its own; the body of its answer, which has to be a 2xx.
pub fn once(address: SocketAddr, request: &[u8]) -> Result<Vec<u8>> {
    let mut stream = std::net::TcpStream::connect(address)?;
    stream.write_all(request)?;
    let mut answer = Vec::new();
    let mut buffer = [0; 16 << 10];
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            bail!("the server closed the connection");
        }
        answer.extend_from_slice(&buffer[..count]);
        if let Some((head, whole)) = load::head(&answer)?
            && answer.len() >= whole
        {
            return Ok(answer.split_off(head));
        }
    }
}
