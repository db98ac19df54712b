//! A control plane on a store of its own, called as the pipeline calls it, between fakes of what
//! stands around it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_auth::AuthError;
use aws_auth::principal::Principal;
use aws_shape::presence;
use aws_wire::{JsonReader, JsonWriter};
use bytes::Bytes;
use fn_model::{
    Answer, AsyncEvent, AsyncInvoke, Boxed, Call, CallError, Called, EnqueueError, EventInvoke,
    FrontDoor, FunctionError, FunctionId, FunctionSnapshot, Functions, InitKind, Known, Record,
    Runtime, Runtimes, VersionSnapshot, VersionState,
};
use serde_json::Value;
use service::page::Sealer;
use service::{
    AnyService, AwsError, AwsResult, Credential, Cx, Identities, Limits, Mode, Needs, Permissions,
    Platform, Session,
};
use store::{OpenOptions, Scope, Store};
use svc_lambda::{Lambda, Setup};
use task::{Clock, Entropy};
use tokio::sync::watch;

pub const ACCOUNT: &str = "000000000000";
pub const REGION: &str = "us-east-1";
pub const ROLE: &str = "arn:aws:iam::000000000000:role/worker";

/// What the control plane told, and what it asked for.
#[derive(Default)]
pub struct Plane {
    functions: Mutex<BTreeMap<FunctionId, Arc<FunctionSnapshot>>>,
    pub events: Mutex<Vec<AsyncEvent>>,
    pub calls: Mutex<Vec<Call>>,
    pub refuses: Mutex<Option<CallError>>,
    pub fails: Mutex<bool>,
    /// What becomes of the next event.
    pub untaken: Mutex<Option<EnqueueError>>,
    told: watch::Sender<u64>,
}

impl Plane {
    pub fn function(&self, name: &str) -> Option<Arc<FunctionSnapshot>> {
        lock(&self.functions).get(&id(name)).cloned()
    }

    pub fn version(&self, name: &str, version: &str) -> Arc<VersionSnapshot> {
        let function = self.function(name).expect("the function was told");
        Arc::clone(&function.versions[version])
    }

    /// Wait until what was told of `name` is as `wanted`.
    pub async fn until(&self, name: &str, wanted: impl Fn(&FunctionSnapshot) -> bool) {
        let mut told = self.told.subscribe();
        while !self.function(name).is_some_and(|function| wanted(&function)) {
            told.changed().await.expect("the plane is there");
        }
    }
}

impl Functions for Plane {
    fn publish(&self, snapshot: Arc<FunctionSnapshot>) {
        lock(&self.functions).insert(snapshot.id.clone(), snapshot);
        self.told.send_modify(|count| *count += 1);
    }

    fn remove(&self, function: &FunctionId) {
        lock(&self.functions).remove(function);
        self.told.send_modify(|count| *count += 1);
    }
}

impl FrontDoor for Plane {
    fn resolve(
        &self,
        function: &FunctionId,
        qualifier: Option<&str>,
    ) -> Result<Arc<VersionSnapshot>, CallError> {
        let name = qualifier.unwrap_or("$LATEST");
        let functions = lock(&self.functions);
        let found = functions.get(function).and_then(|function| function.versions.get(name));
        let found = found.ok_or_else(|| CallError::NotFound { arn: function.arn() })?;
        match &found.state {
            VersionState::Active => Ok(Arc::clone(found)),
            VersionState::Pending(reason) => {
                Err(CallError::NotReady { state: "Pending", reason: reason.clone() })
            }
            VersionState::Failed(reason) => {
                Err(CallError::NotReady { state: "Failed", reason: reason.clone() })
            }
        }
    }

    fn call(&self, call: Call) -> Boxed<Result<Called, CallError>> {
        let found = match lock(&self.refuses).clone() {
            Some(refusal) => Err(refusal),
            None => self.resolve(&call.function, call.qualifier.as_deref()),
        };
        let answer = Answer {
            payload: call.payload.clone(),
            error: lock(&self.fails).then_some(FunctionError::Unhandled),
            log_tail: call.log_tail.then(|| b"START\n".to_vec()),
            record: record(&call.request_id),
        };
        lock(&self.calls).push(call);
        let called = found.map(|found| Called { version: found.version.clone(), answer });
        Box::pin(async move { called })
    }

    fn room(&self, _: &FunctionId) -> Boxed<()> {
        Box::pin(async {})
    }

    fn event_invoke(&self, function: &FunctionId, qualifier: Option<&str>) -> EventInvoke {
        let functions = lock(&self.functions);
        let found = functions.get(function).map(|function| &function.event_invoke);
        found.and_then(|all| all.get(qualifier.unwrap_or_default()).copied()).unwrap_or_default()
    }
}

impl AsyncInvoke for Plane {
    fn enqueue(&self, event: AsyncEvent) -> Boxed<Result<(), EnqueueError>> {
        let taken = lock(&self.untaken).take().map_or(Ok(()), Err);
        if taken.is_ok() {
            lock(&self.events).push(event);
        }
        Box::pin(async { taken })
    }
}

fn record(request_id: &str) -> Record {
    Record {
        request_id: request_id.to_owned(),
        started_ms: 0,
        init: InitKind::Warm,
        init_us: 0,
        duration_us: 0,
        billed_ms: 1,
        memory_mb: 128,
        memory_peak_mb: 10,
        error_type: None,
    }
}

/// python3.11 and provided.al2023 are ready; python3.12 once `prepared` says so; python3.10 never.
pub struct Machine {
    pub prepared: watch::Sender<bool>,
}

impl Runtimes for Machine {
    fn known(&self, identifier: &str) -> Known {
        match identifier {
            "python3.10" | "python3.11" | "python3.12" | "provided.al2023" => Known::Present,
            "python3.13" => {
                Known::Absent { hint: "Run `hamsu runtimes add python3.13`.".to_owned() }
            }
            _ => Known::Unknown,
        }
    }

    fn prepare(&self, identifier: &str, _: bool) -> Boxed<Result<Runtime, String>> {
        let identifier = identifier.to_owned();
        let mut prepared = self.prepared.subscribe();
        Box::pin(async move {
            if identifier == "python3.10" {
                return Err("its interpreter does not start".to_owned());
            }
            if identifier == "python3.12" {
                prepared.wait_for(|prepared| *prepared).await.expect("the machine is there");
            }
            Ok(Runtime::Python { root: format!("/{identifier}").into(), identifier, boto3: None })
        })
    }
}

/// One role is there: [`ROLE`].
struct Roles;

impl Identities for Roles {
    fn credential(
        &self,
        _: &str,
        _: Option<&str>,
        _: i64,
    ) -> AwsResult<Result<Credential, AuthError>> {
        Err(AwsError::internal(anyhow::anyhow!("nobody signs in these tests")))
    }

    fn permissions(&self, _: &Principal) -> AwsResult<Arc<Permissions>> {
        Ok(Arc::default())
    }

    fn role_trusts(&self, arn: &str, service: &str) -> AwsResult<bool> {
        Ok(arn == ROLE && service == "lambda.amazonaws.com")
    }

    fn assume(&self, _: &str, _: &str, _: u32, _: i64) -> AwsResult<Session> {
        Err(AwsError::internal(anyhow::anyhow!("nobody assumes roles in these tests")))
    }
}

/// A server's worth of control plane.
pub struct Bench {
    pub lambda: Lambda,
    pub plane: Arc<Plane>,
    pub machine: Arc<Machine>,
    pub platform: Arc<Platform>,
    pub mode: Mode,
    pub account: &'static str,
    service: AnyService,
    pub dir: Arc<tempfile::TempDir>,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(&[])
    }

    pub fn with(limits: &[(&str, u64)]) -> Self {
        let mut raised = Limits::default();
        for (name, value) in limits {
            raised.set(name, *value).expect("there is such a limit");
        }
        let dir = Arc::new(tempfile::tempdir().expect("a folder"));
        Self::open(dir, raised, Clock::manual(1_767_225_600_000))
    }

    fn open(dir: Arc<tempfile::TempDir>, limits: Limits, clock: Clock) -> Self {
        let options = OpenOptions { min_free_bytes: 0, ..OpenOptions::new(clock.clone()) };
        let store = Store::open(&dir.path().join("data"), options).expect("a store");
        let platform = Arc::new(Platform {
            store,
            clock,
            entropy: Entropy::system(),
            limits,
            pages: Sealer::new([7; 32]),
        });
        let plane = Arc::new(Plane::default());
        let machine = Arc::new(Machine { prepared: watch::Sender::new(false) });
        let lambda = Lambda::open(Setup {
            platform: Arc::clone(&platform),
            code_cache: dir.path().join("cache/code"),
            runtimes: Arc::clone(&machine) as Arc<dyn Runtimes>,
            functions: Arc::clone(&plane) as Arc<dyn Functions>,
            front: Arc::clone(&plane) as Arc<dyn FrontDoor>,
            events: Arc::clone(&plane) as Arc<dyn AsyncInvoke>,
            identities: Arc::new(Roles),
        })
        .expect("a control plane");
        let service = svc_lambda::service(&lambda);
        let mode = Mode::Dev;
        Self { lambda, plane, machine, platform, mode, account: ACCOUNT, service, dir }
    }

    /// The same directory, as a server that starts anew finds it.
    pub async fn restart(self) -> Self {
        let Self { platform, dir, .. } = self;
        platform.store.close().await;
        Self::open(dir, platform.limits.clone(), platform.clock.clone())
    }

    pub fn cx(&self) -> Cx {
        Cx {
            request_id: "c0ffee00-0000-4000-8000-000000000000".to_owned(),
            scope: Scope::new(self.account, REGION),
            principal: Arc::new(Principal::root(self.account, None)),
            mode: self.mode,
            endpoint: "http://127.0.0.1:4566".to_owned(),
            source_ip: std::net::IpAddr::from([127, 0, 0, 1]),
            trace: None,
            platform: Arc::clone(&self.platform),
        }
    }

    fn read(&self, operation: &str, input: &Value) -> AwsResult<Box<dyn service::Call>> {
        let row = self.service.rows.iter().find(|row| row.schema().name == operation);
        let row = row.expect("there is such an operation");
        let text = input.to_string();
        let mut reader = JsonReader::neutral(text.as_bytes());
        let unreadable = |error: aws_shape::ReadError| {
            AwsError::new(self.service.schema.unreadable, error.message)
        };
        let call = row.read(&mut reader).map_err(unreadable)?;
        let checks = reader.finish().map_err(unreadable)?;
        if !checks.is_empty() {
            return Err(AwsError::new(self.service.schema.invalid, checks.message()));
        }
        match presence::first_refused(call.input(), row.schema().refused) {
            Some(member) => Err(AwsError::not_implemented(&format!("The member {member}"))),
            None => Ok(call),
        }
    }

    pub fn needs(&self, operation: &str, input: &Value) -> Needs {
        let call = self.read(operation, input).expect("a good request");
        call.needs(&self.cx()).expect("a name")
    }

    /// Call `operation` as a client does.
    pub async fn call(&self, operation: &str, input: Value) -> Result<Value, AwsError> {
        let call = self.read(operation, &input)?;
        let output = call.run(Arc::new(self.cx())).await?;
        let mut writer = JsonWriter::neutral();
        output.write_any(&mut writer);
        let text = writer.finish();
        Ok(if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&text).expect("answers are JSON")
        })
    }

    /// The same, which succeeds.
    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        match self.call(operation, input).await {
            Ok(answer) => answer,
            Err(error) => panic!("{operation}: {error:?}"),
        }
    }

    /// The same, which is refused with this code, status and text.
    pub async fn refused(&self, operation: &str, input: Value, code: &str, text: &str) {
        let error = self.call(operation, input.clone()).await.err();
        let error = error.unwrap_or_else(|| panic!("{operation} {input} was not refused"));
        assert_eq!((error.shape().code, error.message()), (code, text), "{operation} {input}");
    }

    /// A function that runs on `runtime`.
    pub async fn function(&self, name: &str, runtime: &str) -> Value {
        self.ok("CreateFunction", request(name, runtime)).await
    }
}

/// The request for a function.
pub fn request(name: &str, runtime: &str) -> Value {
    serde_json::json!({
        "FunctionName": name,
        "Runtime": runtime,
        "Handler": "app.handler",
        "Role": ROLE,
        "Code": { "ZipFile": code("pass") },
    })
}

/// A package, base64.
pub fn code(source: &str) -> String {
    encode(&super::packages::zip(&[super::packages::File::new("app.py", source.as_bytes())]))
}

pub fn encode(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

pub fn id(name: &str) -> FunctionId {
    FunctionId::new(ACCOUNT, REGION, name)
}

pub fn arn(name: &str) -> String {
    id(name).arn()
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn payload(answer: &Value) -> Bytes {
    use base64::Engine as _;
    let text = answer["Payload"].as_str().expect("a payload");
    base64::engine::general_purpose::STANDARD.decode(text).expect("base64").into()
}
