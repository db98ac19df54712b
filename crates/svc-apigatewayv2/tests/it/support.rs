//! A control plane on a manual clock, operations called by name with JSON, and a data side that
//! keeps what it was told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use api_model::{ApiSnapshot, Apis, RouteSnapshot};
use aws_auth::principal::Principal;
use aws_shape::presence;
use aws_wire::{JsonReader, JsonWriter};
use serde_json::{Value, json};
use service::page::Sealer;
use service::{AnyService, AwsError, Cx, Limits, Mode, Needs, Platform};
use store::{Direction, OpenOptions, Range, Scope, Store};
use svc_apigatewayv2::ApiGateway;
use task::{Clock, Entropy};

/// 2026-01-01T00:00:00.250Z, when the clock stands still.
pub const NOW_MS: i64 = 1_767_225_600_250;
pub const ACCOUNT: &str = "123456789012";
pub const REGION: &str = "eu-west-1";
pub const FUNCTION: &str = "arn:aws:lambda:eu-west-1:123456789012:function:hello";

/// What the data side was told last, by API id.
#[derive(Default)]
pub struct Told(Mutex<BTreeMap<String, Arc<ApiSnapshot>>>);

impl Told {
    pub fn api(&self, id: &str) -> Option<Arc<ApiSnapshot>> {
        self.0.lock().unwrap().get(id).cloned()
    }

    /// The keys of the routes that a stage serves.
    pub fn routes(&self, id: &str, stage: &str) -> Option<Vec<String>> {
        let api = self.api(id).expect("the API was told");
        let routes = api.stages[stage].routes.as_ref()?;
        let mut keys: Vec<String> = routes.iter().map(|route| route.key.to_string()).collect();
        keys.sort();
        Some(keys)
    }

    /// A route that a stage serves.
    pub fn route(&self, id: &str, stage: &str, key: &str) -> RouteSnapshot {
        let api = self.api(id).expect("the API was told");
        let routes = api.stages[stage].routes.as_ref().expect("a deployment");
        routes.iter().find(|route| route.key.to_string() == key).expect("the route").clone()
    }
}

impl Apis for Told {
    fn publish(&self, snapshot: Arc<ApiSnapshot>) {
        self.0.lock().unwrap().insert(snapshot.id.to_string(), snapshot);
    }

    fn remove(&self, api_id: &str) {
        self.0.lock().unwrap().remove(api_id);
    }
}

pub struct Server {
    pub platform: Arc<Platform>,
    pub told: Arc<Told>,
    service: AnyService,
    _dir: tempfile::TempDir,
}

impl Server {
    pub fn new() -> Self {
        Self::with(Limits::default())
    }

    pub fn with(limits: Limits) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let clock = Clock::manual(NOW_MS);
        let platform = Arc::new(Platform {
            store: Store::open(dir.path(), OpenOptions::new(clock.clone())).expect("a store"),
            clock,
            entropy: Entropy::seeded(3),
            limits,
            pages: Sealer::new([7; 32]),
        });
        let told = Arc::new(Told::default());
        let gateway = ApiGateway::open(Arc::clone(&platform), Arc::clone(&told) as Arc<dyn Apis>);
        let service = svc_apigatewayv2::service(gateway.expect("a control plane"));
        Self { platform, told, service, _dir: dir }
    }

    /// What another data side is told by a control plane that is opened on the same store.
    pub fn reopened(&self) -> Arc<Told> {
        let told = Arc::new(Told::default());
        ApiGateway::open(Arc::clone(&self.platform), Arc::clone(&told) as Arc<dyn Apis>)
            .expect("a control plane");
        told
    }

    fn cx(&self, account: &str) -> Cx {
        Cx {
            request_id: "request".to_owned(),
            scope: Scope::new(account, REGION),
            principal: Arc::new(Principal::root(account, None)),
            mode: Mode::Dev,
            endpoint: "http://127.0.0.1:4566".to_owned(),
            source_ip: [127, 0, 0, 1].into(),
            trace: None,
            platform: Arc::clone(&self.platform),
        }
    }

    fn read(&self, operation: &str, input: &Value) -> Result<Box<dyn service::Call>, AwsError> {
        let row = self.service.rows.iter().find(|row| row.schema().name == operation);
        let row = row.expect("the operation");
        let input = input.to_string();
        let mut reader = JsonReader::neutral(input.as_bytes());
        let call = row.read(&mut reader).expect("a readable input");
        assert!(reader.finish().expect("JSON").is_empty(), "{operation} {input}");
        match presence::first_refused(call.input(), row.schema().refused) {
            Some(member) => Err(AwsError::not_implemented(member)),
            None => Ok(call),
        }
    }

    pub async fn call_as(
        &self,
        account: &str,
        operation: &str,
        input: Value,
    ) -> Result<Value, AwsError> {
        let call = self.read(operation, &input)?;
        let output = call.run(Arc::new(self.cx(account))).await?;
        let mut writer = JsonWriter::neutral();
        output.write_any(&mut writer);
        let text = writer.finish();
        let text = if text.is_empty() { b"{}".to_vec() } else { text };
        Ok(serde_json::from_slice(&text).expect("JSON"))
    }

    /// What `operation` answers, where no error is expected.
    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        let said = input.to_string();
        let answer = self.call_as(ACCOUNT, operation, input).await;
        answer.unwrap_or_else(|error| panic!("{operation} {said}: {error:?}"))
    }

    /// `Code: message`, where an error is expected.
    pub async fn refused(&self, operation: &str, input: Value) -> String {
        let said = input.to_string();
        match self.call_as(ACCOUNT, operation, input).await {
            Ok(output) => panic!("{operation} {said}: {output}"),
            Err(error) => error.to_string(),
        }
    }

    /// How many rows the store has.
    pub fn rows(&self) -> usize {
        let everything = Range { from: Vec::new(), to: None };
        self.platform.store.snapshot().scan(everything, Direction::Forward, usize::MAX).count()
    }

    pub fn needs(&self, operation: &str, input: &Value) -> Needs {
        self.read(operation, input).expect("a call").needs(&self.cx(ACCOUNT)).expect("needs")
    }

    /// An API without anything.
    pub async fn api(&self) -> String {
        id(&self.ok("CreateApi", json!({"Name": "n", "ProtocolType": "HTTP"})).await, "ApiId")
    }

    /// An integration with a function.
    pub async fn integration(&self, api: &str) -> String {
        let made = self
            .ok(
                "CreateIntegration",
                json!({
                    "ApiId": api, "IntegrationType": "AWS_PROXY", "IntegrationUri": FUNCTION,
                    "PayloadFormatVersion": "2.0",
                }),
            )
            .await;
        id(&made, "IntegrationId")
    }

    /// A route to an integration.
    pub async fn route(&self, api: &str, key: &str, integration: &str) -> String {
        let target = format!("integrations/{integration}");
        let input = json!({"ApiId": api, "RouteKey": key, "Target": target});
        id(&self.ok("CreateRoute", input).await, "RouteId")
    }
}

/// The text of a member.
pub fn id(answer: &Value, member: &str) -> String {
    answer[member].as_str().unwrap_or_else(|| panic!("{member} in {answer}")).to_owned()
}
