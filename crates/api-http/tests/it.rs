//! The data side as the listener calls it, between a function that answers what the test says and
//! servers on loopback.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use api_http::{ApiHttp, NoBody, Setup};
use api_model::{
    ApiSnapshot, Apis, Cors, IntegrationKind, IntegrationSnapshot, Method as RouteMethod,
    PayloadFormat, RouteKey, RouteSnapshot, StageSnapshot, Throttle,
};
use bytes::Bytes;
use egress::{Client, Policy};
use fn_model::{
    Answer, Boxed, Call, CallError, Called, EventInvoke, FrontDoor, FunctionError, FunctionId,
    InitKind, Record, ThrottleReason, VersionSnapshot,
};
use http::{Request, Response};
use serde_json::{Value, json};
use service::Limits;
use task::{Clock, Entropy};
use telemetry::Metrics;

#[path = "it/any.rs"]
mod any;
#[path = "it/events.rs"]
mod events;
#[path = "it/proxying.rs"]
mod proxying;
#[path = "it/serving.rs"]
mod serving;

const ID: &str = "abcdefghij";
const ACCOUNT: &str = "123456789012";
const FUNCTION: &str = "arn:aws:lambda:eu-west-1:123456789012:function:hello";
/// 2026-01-01T00:00:00Z
const NOW_MS: i64 = 1_767_225_600_000;

/// A function: it answers as it is told, and keeps what it was asked.
#[derive(Default)]
struct Functions {
    calls: Mutex<Vec<Call>>,
    answers: Mutex<Option<Result<String, CallError>>>,
    fails: Mutex<bool>,
    hangs: Mutex<bool>,
}

impl FrontDoor for Functions {
    fn resolve(
        &self,
        function: &FunctionId,
        _: Option<&str>,
    ) -> Result<Arc<VersionSnapshot>, CallError> {
        Err(CallError::NotFound { arn: function.arn() })
    }

    fn call(&self, call: Call) -> Boxed<Result<Called, CallError>> {
        let said = self.answers.lock().unwrap().clone().unwrap_or(Ok("\"hi\"".to_owned()));
        let record = Record {
            request_id: call.request_id.clone(),
            started_ms: 0,
            init: InitKind::Warm,
            init_us: 0,
            duration_us: 0,
            billed_ms: 1,
            memory_mb: 128,
            memory_peak_mb: 10,
            error_type: None,
        };
        self.calls.lock().unwrap().push(call);
        let error = self.fails.lock().unwrap().then_some(FunctionError::Unhandled);
        let hangs = *self.hangs.lock().unwrap();
        Box::pin(async move {
            if hangs {
                std::future::pending::<()>().await;
            }
            let answer = Answer { payload: said?.into(), error, log_tail: None, record };
            Ok(Called { version: "$LATEST".to_owned(), answer })
        })
    }

    fn room(&self, _: &FunctionId) -> Boxed<()> {
        Box::pin(async {})
    }

    fn event_invoke(&self, _: &FunctionId, _: Option<&str>) -> EventInvoke {
        EventInvoke::default()
    }
}

/// A data side with one API.
struct Side {
    apis: ApiHttp,
    functions: Arc<Functions>,
    clock: Clock,
    metrics: Metrics,
}

impl Side {
    fn new() -> Self {
        Self::with(&Limits::default(), Policy { loopback: true })
    }

    fn with(limits: &Limits, policy: Policy) -> Self {
        let functions = Arc::new(Functions::default());
        let clock = Clock::manual(NOW_MS);
        let metrics = Metrics::default();
        let setup = Setup {
            front: Arc::clone(&functions) as Arc<dyn FrontDoor>,
            egress: Client::new(policy),
            clock: clock.clone(),
            entropy: Entropy::seeded(7),
        };
        Self { apis: ApiHttp::new(setup, limits, &metrics), functions, clock, metrics }
    }

    fn publish(&self, api: ApiSnapshot) {
        self.apis.publish(Arc::new(api));
    }

    fn answers(&self, payload: &str) {
        *self.functions.answers.lock().unwrap() = Some(Ok(payload.to_owned()));
    }

    fn refuses(&self, error: CallError) {
        *self.functions.answers.lock().unwrap() = Some(Err(error));
    }

    async fn send(&self, request: Request<&[u8]>) -> Response<Bytes> {
        let (head, body) = request.into_parts();
        let remote: SocketAddr = "192.0.2.7:5000".parse().unwrap();
        self.apis.serve(head, Ok(Bytes::copy_from_slice(body)), remote).await
    }

    /// `METHOD PATH` below the API's own path, with headers.
    async fn ask(&self, asked: &str, headers: &[(&str, &str)]) -> Response<Bytes> {
        let (method, path) = asked.split_once(' ').expect("a method and a path");
        let uri = format!("/_aws/execute-api/{ID}{path}");
        let mut request =
            Request::builder().method(method).uri(uri).header("host", "127.0.0.1:4566");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(&b""[..]).unwrap()).await
    }

    /// The event that the function was given last.
    fn event(&self) -> Value {
        let calls = self.functions.calls.lock().unwrap();
        serde_json::from_slice(&calls.last().expect("a call").payload).unwrap()
    }

    fn calls(&self) -> usize {
        self.functions.calls.lock().unwrap().len()
    }
}

/// Status and body of an answer.
fn seen(response: &Response<Bytes>) -> (u16, &str) {
    (response.status().as_u16(), std::str::from_utf8(response.body()).unwrap())
}

fn function(uri: &str, format: PayloadFormat) -> Arc<IntegrationSnapshot> {
    Arc::new(IntegrationSnapshot {
        kind: IntegrationKind::Function(format),
        uri: uri.to_owned(),
        timeout_ms: 30_000,
    })
}

fn server(uri: &str, method: Option<RouteMethod>) -> Arc<IntegrationSnapshot> {
    let (kind, uri) = (IntegrationKind::Http(method), uri.to_owned());
    Arc::new(IntegrationSnapshot { kind, uri, timeout_ms: 30_000 })
}

/// A stage whose routes all lead to one integration.
fn stage(keys: &[&str], integration: &Arc<IntegrationSnapshot>) -> StageSnapshot {
    let routes = keys.iter().map(|key| RouteSnapshot {
        key: RouteKey::parse(key).expect("a route key"),
        integration: Some(Arc::clone(integration)),
    });
    StageSnapshot {
        variables: BTreeMap::new(),
        routes: Some(Arc::new(routes.collect())),
        throttle: Throttle::default(),
        route_throttles: BTreeMap::new(),
    }
}

fn api(stages: Vec<(&str, StageSnapshot)>) -> ApiSnapshot {
    ApiSnapshot {
        id: ID.into(),
        account: ACCOUNT.into(),
        region: "eu-west-1".into(),
        cors: None,
        endpoint_disabled: false,
        stages: stages.into_iter().map(|(name, stage)| (name.to_owned(), stage)).collect(),
    }
}
