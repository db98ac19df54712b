//! A server's platform on a manual clock, and operations called by name with JSON.

use std::sync::Arc;

use aws_auth::principal::Principal;
use aws_wire::{JsonReader, JsonWriter};
use serde_json::{Value, json};
use service::page::Sealer;
use service::{AnyService, AwsError, Cx, Limits, Mode, Needs, Platform};
use store::{OpenOptions, Scope, Store};
use svc_logs::Logs;
use task::{Clock, Entropy};
use testkit::CrashDisk;

/// 2026-01-01, when the clock stands still.
pub const NOW: i64 = 1_767_225_600_000;
pub const ACCOUNT: &str = "123456789012";
pub const REGION: &str = "eu-west-1";

/// A service with all that it stands on.
pub struct Server {
    pub platform: Arc<Platform>,
    pub logs: Arc<Logs>,
    pub disk: CrashDisk,
    service: AnyService,
    _dir: tempfile::TempDir,
}

impl Server {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let clock = Clock::manual(NOW);
        let entropy = Entropy::seeded(1);
        let disk = CrashDisk::new(entropy.clone());
        let options = OpenOptions::new(clock.clone());
        let store = Store::on_disk(dir.path(), options, Arc::new(disk.clone())).expect("a store");
        let limits = Limits::default();
        let pages = Sealer::new([7; 32]);
        let platform = Arc::new(Platform { store, clock, entropy, limits, pages });
        let logs = Logs::new(Arc::clone(&platform));
        let service = svc_logs::service(Arc::clone(&logs));
        Self { platform, logs, disk, service, _dir: dir }
    }

    pub fn cx(&self) -> Cx {
        Cx {
            request_id: "request".to_owned(),
            scope: Scope::new(ACCOUNT, REGION),
            principal: Arc::new(Principal::root(ACCOUNT, None)),
            mode: Mode::Dev,
            endpoint: "http://localhost:4566".to_owned(),
            source_ip: [127, 0, 0, 1].into(),
            trace: None,
            platform: Arc::clone(&self.platform),
        }
    }

    fn read(&self, operation: &str, input: &Value) -> Box<dyn service::Call> {
        let row = self.service.rows.iter().find(|row| row.schema().name == operation);
        let input = input.to_string();
        let mut reader = JsonReader::new(input.as_bytes());
        let call = row.expect("the operation").read(&mut reader).expect("a readable input");
        assert!(reader.finish().expect("JSON").is_empty(), "{operation} {input}");
        call
    }

    /// Call `operation`.
    pub async fn call(&self, operation: &str, input: Value) -> Result<Value, AwsError> {
        let output = self.read(operation, &input).run(Arc::new(self.cx())).await?;
        let mut writer = JsonWriter::with_capacity(1_024);
        output.write_any(&mut writer);
        let text = writer.finish();
        let text = if text.is_empty() { b"{}".to_vec() } else { text };
        Ok(serde_json::from_slice(&text).expect("JSON"))
    }

    /// What it answers, where no error is expected.
    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        let said = input.to_string();
        self.call(operation, input).await.unwrap_or_else(|e| panic!("{operation} {said}: {e:?}"))
    }

    /// `Code: message`, where an error is expected.
    pub async fn refused(&self, operation: &str, input: Value) -> String {
        let said = input.to_string();
        match self.call(operation, input).await {
            Ok(output) => panic!("{operation} {said}: {output}"),
            Err(error) => error.to_string(),
        }
    }

    /// What the caller of `operation` must be allowed.
    pub fn needs(&self, operation: &str, input: &Value) -> Needs {
        self.read(operation, input).needs(&self.cx()).expect("needs")
    }

    /// A group with streams.
    pub async fn group(&self, group: &str, streams: &[&str]) {
        self.ok("CreateLogGroup", json!({"logGroupName": group})).await;
        for stream in streams {
            let input = json!({"logGroupName": group, "logStreamName": stream});
            self.ok("CreateLogStream", input).await;
        }
    }

    /// Put events, given by time from now and message.
    pub async fn put(&self, group: &str, stream: &str, events: &[(i64, &str)]) -> Value {
        let now_ms = self.platform.clock.now_ms();
        let events: Vec<Value> = events
            .iter()
            .map(|(time, message)| json!({"timestamp": now_ms + time, "message": message}))
            .collect();
        let input = json!({"logGroupName": group, "logStreamName": stream, "logEvents": events});
        self.ok("PutLogEvents", input).await
    }

    /// All messages that a request finds, page by page, and how many pages those were.
    pub async fn filter(&self, mut input: Value) -> (Vec<String>, usize) {
        let (mut found, mut pages) = (Vec::new(), 0);
        loop {
            let output = self.ok("FilterLogEvents", input.clone()).await;
            found.extend(messages(&output));
            pages += 1;
            match &output["nextToken"] {
                Value::Null => return (found, pages),
                token => input["nextToken"] = token.clone(),
            }
        }
    }
}

/// The messages of an answer.
pub fn messages(output: &Value) -> Vec<String> {
    let events = output["events"].as_array().expect("events");
    events.iter().map(|event| event["message"].as_str().expect("a text").to_owned()).collect()
}

/// The texts of `member` in the list `list` of an answer.
pub fn texts(output: &Value, list: &str, member: &str) -> Vec<String> {
    let items = output[list].as_array().expect("a list");
    items.iter().map(|item| item[member].as_str().expect("a text").to_owned()).collect()
}
