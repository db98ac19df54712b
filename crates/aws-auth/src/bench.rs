//! The request whose check is measured: a signed `GetItem` as botocore sends it, with a body of
//! 1 KB that is hashed. `cargo run --release -p aws-auth --example verify` prints the figure.

use crate::error::AuthError;
use crate::sigv4::{
    Credentials, HeaderList, Payload, RequestView, SigningKeyCache, parse, sign_header,
};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const NOW_MS: i64 = 1_767_225_600_000;

/// A signed request, ready to be checked again and again.
#[derive(Debug)]
pub struct SignedGetItem {
    headers: HeaderList,
    body: Vec<u8>,
    keys: SigningKeyCache,
}

impl SignedGetItem {
    /// Signs it.
    pub fn new() -> Self {
        let pad = "x".repeat(940);
        let key = format!(r#"{{"currency":{{"S":"USD"}},"day":{{"S":"{pad}"}}}}"#);
        let body = format!(r#"{{"TableName":"customs-rates","Key":{key}}}"#).into_bytes();
        let mut headers = HeaderList::new([
            ("host", "127.0.0.1:4566"),
            ("accept-encoding", "identity"),
            ("x-amz-target", "DynamoDB_20120810.GetItem"),
            ("content-type", "application/x-amz-json-1.0"),
            ("user-agent", "Boto3/1.44.5 md/Botocore#1.44.5 ua/2.1 os/linux lang/python#3.13"),
            ("amz-sdk-invocation-id", "5e2ad8f1-8d2a-4a4e-9b8e-6c1b4b7f0c55"),
            ("amz-sdk-request", "attempt=1"),
            ("content-length", "1024"),
        ]);
        let credentials = Credentials {
            access_key: "AKIAIOSFODNN7EXAMPLE",
            secret: SECRET,
            token: None,
            region: "us-east-1",
            service: "dynamodb",
        };
        let added = sign_header(&view(&headers), &credentials, Payload::Bytes(&body), NOW_MS);
        for (name, value) in added {
            headers.set(name, value);
        }
        Self { headers, body, keys: SigningKeyCache::new(64) }
    }

    /// Parses and verifies it.
    pub fn verify(&self) -> Result<(), AuthError> {
        let request = view(&self.headers);
        let signature = parse(&request)?.ok_or(AuthError::MissingToken)?;
        signature.verify(&request, SECRET, Payload::Bytes(&self.body), NOW_MS, &self.keys)
    }
}

impl Default for SignedGetItem {
    fn default() -> Self {
        Self::new()
    }
}

fn view(headers: &HeaderList) -> RequestView<'_> {
    RequestView { method: "POST", path: "/", query: "", headers, authority: None }
}
