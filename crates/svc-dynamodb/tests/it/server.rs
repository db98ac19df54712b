//! The service's table on a store of its own: requests go in as JSON and answers come out so.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use aws_auth::principal::Principal;
use aws_shape::Protocol;
use aws_wire::{Answer, JsonReader};
use serde_json::{Value, json};
use service::page::Sealer;
use service::{AnyService, AwsError, Call, Cx, Limits, Mode, Platform, Row};
use store::{OpenOptions, Scope, Store};
use svc_dynamodb::model::SERVICE;
use task::{Clock, Entropy};

pub const NOW_MS: i64 = 1_767_225_600_000;
const PROTOCOL: Protocol = Protocol::AwsJson10;

pub struct Server {
    pub service: AnyService,
    pub platform: Arc<Platform>,
    cx: Arc<Cx>,
    directory: tempfile::TempDir,
}

/// An answer: its status and JSON.
pub type Told = (u16, Value);

impl Server {
    pub fn start() -> Self {
        Self::with(Limits::default())
    }

    pub fn with(limits: Limits) -> Self {
        Self::open(tempfile::tempdir().expect("a directory"), limits)
    }

    fn open(directory: tempfile::TempDir, limits: Limits) -> Self {
        let clock = Clock::manual(NOW_MS);
        let options = OpenOptions { min_free_bytes: 0, ..OpenOptions::new(clock.clone()) };
        let store = Store::open(directory.path(), options).expect("open the store");
        let platform = Arc::new(Platform {
            store,
            clock,
            entropy: Entropy::seeded(7),
            limits,
            pages: Sealer::new([7; 32]),
        });
        let cx = Arc::new(Cx {
            request_id: "a-request".to_owned(),
            scope: Scope::new("000000000000", "us-east-1"),
            principal: Arc::new(Principal::root("000000000000", None)),
            mode: Mode::Dev,
            endpoint: "http://localhost".to_owned(),
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            trace: None,
            platform: Arc::clone(&platform),
        });
        Self { service: svc_dynamodb::service(&platform), platform, cx, directory }
    }

    /// The same data directory, opened by another process as it were.
    pub async fn restart(self) -> Self {
        self.platform.store.close().await;
        let Self { service, platform, cx, directory } = self;
        drop((service, platform, cx));
        Self::open(directory, Limits::default())
    }

    /// The same server as somebody else sees it.
    pub fn elsewhere(&self, account: &str, region: &str) -> Arc<Cx> {
        Arc::new(Cx { scope: Scope::new(account, region), ..(*self.cx).clone() })
    }

    /// A request of the usual caller.
    pub async fn call(&self, operation: &str, input: Value) -> Told {
        self.call_in(&self.cx, operation, &input).await
    }

    /// A request in another account or region.
    pub async fn call_in(&self, cx: &Arc<Cx>, operation: &str, input: &Value) -> Told {
        told(&self.answer(cx, operation, &input.to_string()).await)
    }

    /// The answer to a good request.
    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        let (status, answer) = self.call(operation, input).await;
        assert_eq!(status, 200, "{operation}: {answer}");
        answer
    }

    /// Code and message of the refusal of a bad one.
    pub async fn refusal(&self, operation: &str, input: Value) -> (String, String) {
        let (status, answer) = self.call(operation, input).await;
        assert_eq!(status, 400, "{operation}: {answer}");
        let text = |member: &str| answer[member].as_str().unwrap_or_default().to_owned();
        let code = text("__type");
        let code = code.rsplit('#').next().unwrap_or_default().to_owned();
        (code, text("message"))
    }

    pub async fn answer(&self, cx: &Arc<Cx>, operation: &str, body: &str) -> Answer {
        let row = self
            .service
            .rows
            .iter()
            .find(|row| row.schema().name == operation)
            .expect("an operation");
        let done = match read(&**row, body) {
            Ok(call) => run(call, row.schema(), cx).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(output) => aws_wire::encode(PROTOCOL, &SERVICE, row.schema(), &*output, "a-request"),
            Err(error) => {
                let (shape, text) = (error.shape(), error.message());
                aws_wire::encode_error(PROTOCOL, &SERVICE, shape, text, error.body(), "a-request")
            }
        }
    }
}

fn read(row: &dyn Row, body: &str) -> Result<Box<dyn Call>, AwsError> {
    let mut reader = JsonReader::new(body.as_bytes());
    let call = row.read(&mut reader);
    let checks = call.and_then(|call| Ok((call, reader.finish()?)));
    let (call, checks) =
        checks.map_err(|error| AwsError::new(SERVICE.unreadable, error.message))?;
    if checks.is_empty() {
        return Ok(call);
    }
    Err(AwsError::new(SERVICE.invalid, checks.message()))
}

async fn run(
    call: Box<dyn Call>,
    schema: &'static aws_shape::OperationSchema,
    cx: &Arc<Cx>,
) -> Result<Box<dyn aws_shape::AnyShape>, AwsError> {
    if let Some(member) = aws_shape::presence::first_refused(call.input(), schema.refused) {
        return Err(AwsError::not_implemented(member));
    }
    call.run(Arc::clone(cx)).await
}

fn told(answer: &Answer) -> Told {
    let body: &[u8] = if answer.body.is_empty() { b"{}" } else { &answer.body };
    (answer.status, serde_json::from_slice(body).expect("JSON"))
}

/// A request for the table `name` with the hash key `pk` and, if `range`, the range key `sk`; of
/// types `kinds`.
pub fn table(name: &str, kinds: &str) -> Value {
    let keys: Vec<(&str, &str, String)> = ["pk", "sk"]
        .into_iter()
        .zip(["HASH", "RANGE"])
        .zip(kinds.chars())
        .map(|((name, role), kind)| (name, role, kind.to_string()))
        .collect();
    let schema: Vec<Value> = keys
        .iter()
        .map(|(name, role, _)| json!({"AttributeName": name, "KeyType": role}))
        .collect();
    let definitions: Vec<Value> = keys
        .iter()
        .map(|(name, _, kind)| json!({"AttributeName": name, "AttributeType": kind}))
        .collect();
    json!({
        "TableName": name,
        "KeySchema": schema,
        "AttributeDefinitions": definitions,
        "BillingMode": "PAY_PER_REQUEST",
    })
}
