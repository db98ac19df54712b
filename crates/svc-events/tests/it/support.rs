//! A server's platform on a manual clock, a bus, and operations called by name with JSON.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use aws_auth::principal::Principal;
use aws_wire::{JsonReader, JsonWriter};
use bus::{Boxed, Bus, Envelope, Outcome, Policy, Target};
use serde_json::{Value, json};
use service::page::Sealer;
use service::{AnyService, AwsError, Cx, Limits, Mode, Needs, Platform};
use store::{OpenOptions, Scope, Store};
use svc_events::EventBridge;
use task::{Clock, Entropy};
use testkit::CrashDisk;

/// 2026-01-01, when the clock starts.
pub const NOW: i64 = 1_767_225_600_000;
pub const MINUTE: i64 = 60_000;
pub const ACCOUNT: &str = "123456789012";
pub const REGION: &str = "eu-west-1";
pub const FUNCTION: &str = "arn:aws:lambda:eu-west-1:123456789012:function:f";

/// Takes everything and writes it down.
#[derive(Clone, Default)]
pub struct Receiver {
    seen: Arc<Mutex<Vec<Envelope>>>,
    /// Whether deliveries do not end.
    holds: Arc<AtomicBool>,
}

impl Target for Receiver {
    fn deliver(&self, envelope: Arc<Envelope>) -> Boxed<Outcome> {
        self.seen.lock().unwrap().push(Envelope::clone(&envelope));
        if self.holds.load(Ordering::SeqCst) {
            return Box::pin(std::future::pending());
        }
        Box::pin(async { Outcome::Delivered })
    }

    fn policy(&self, _: &Envelope) -> Policy {
        Policy::lambda()
    }
}

/// A service with all that it stands on.
pub struct Server {
    pub platform: Arc<Platform>,
    pub events: Arc<EventBridge>,
    pub bus: Bus,
    pub disk: CrashDisk,
    receiver: Receiver,
    service: AnyService,
    dir: tempfile::TempDir,
}

impl Server {
    pub async fn new() -> Self {
        Self::with_limits(&[]).await
    }

    pub async fn with_limits(limits: &[(&str, u64)]) -> Self {
        let mut set = Limits::default();
        for (name, value) in limits {
            set.set(name, *value).expect("a limit of that name");
        }
        Self::fresh(1, set).await
    }

    /// One whose disk loses what `seed` says when its power is cut.
    pub async fn with_seed(seed: u64) -> Self {
        Self::fresh(seed, Limits::default()).await
    }

    async fn fresh(seed: u64, limits: Limits) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let disk = CrashDisk::new(Entropy::seeded(seed));
        let (clock, entropy) = (Clock::manual(NOW), Entropy::seeded(2));
        Self::open(dir, disk, clock, entropy, limits, Receiver::default()).await
    }

    async fn open(
        dir: tempfile::TempDir,
        disk: CrashDisk,
        clock: Clock,
        entropy: Entropy,
        limits: Limits,
        receiver: Receiver,
    ) -> Self {
        let options = OpenOptions::new(clock.clone());
        let store = Store::on_disk(dir.path(), options, Arc::new(disk.clone())).expect("a store");
        let target: Arc<dyn Target> = Arc::new(receiver.clone());
        let targets = HashMap::from([("lambda", target)]);
        let bus = Bus::open(store.clone(), clock.clone(), entropy.clone(), targets).await;
        let bus = bus.expect("a bus");
        let pages = Sealer::new([7; 32]);
        let platform = Arc::new(Platform { store, clock, entropy, limits, pages });
        let events = EventBridge::open(Arc::clone(&platform), bus.clone()).expect("the rules");
        let service = svc_events::service(Arc::clone(&events));
        bus.start();
        Self { platform, events, bus, disk, receiver, service, dir }
    }

    /// The next server on the same disk, after this one has been shut down.
    pub async fn restart(self) -> Self {
        self.events.stop().await;
        self.bus.stop().await;
        self.platform.store.close().await;
        let Self { platform, disk, receiver, dir, .. } = self;
        disk.restore_power();
        let (clock, entropy) = (platform.clock.clone(), platform.entropy.clone());
        Self::open(dir, disk, clock, entropy, platform.limits.clone(), receiver).await
    }

    pub fn cx(&self) -> Cx {
        self.cx_of(ACCOUNT, REGION)
    }

    pub fn cx_of(&self, account: &str, region: &str) -> Cx {
        Cx {
            request_id: "request".to_owned(),
            scope: Scope::new(account, region),
            principal: Arc::new(Principal::root(account, None)),
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
        self.call_as(self.cx(), operation, input).await
    }

    pub async fn call_as(&self, cx: Cx, operation: &str, input: Value) -> Result<Value, AwsError> {
        let output = self.read(operation, &input).run(Arc::new(cx)).await?;
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

    /// A rule with one target.
    pub async fn rule(&self, name: &str, schedule: &str) {
        self.ok("PutRule", json!({"Name": name, "ScheduleExpression": schedule})).await;
        let targets = json!([{"Id": "t", "Arn": FUNCTION}]);
        self.ok("PutTargets", json!({"Rule": name, "Targets": targets})).await;
    }

    /// Move the clock, as the server's clock route does.
    pub async fn advance(&self, ms: i64) {
        self.platform.clock.advance_to(self.platform.clock.now_ms() + ms);
        self.events.fire_due().await.expect("a firing");
        self.bus.pump_due();
        self.settle().await;
    }

    /// Until everything that is due has been delivered: deliveries run on this very runtime.
    pub async fn settle(&self) {
        while !self.bus.backlog(None).is_empty() {
            tokio::task::yield_now().await;
        }
    }

    /// What targets have got since the last call.
    pub fn received(&self) -> Vec<Envelope> {
        std::mem::take(&mut *self.receiver.seen.lock().unwrap())
    }

    /// Let no delivery end from now on.
    pub fn hold_deliveries(&self) {
        self.receiver.holds.store(true, Ordering::SeqCst);
    }

    /// The `time` and the rule of the events that targets have got since the last call.
    pub fn fired(&self) -> Vec<String> {
        let received = self.received();
        let mut fired: Vec<String> =
            received.iter().map(|envelope| told(&event(envelope))).collect();
        fired.sort();
        fired
    }
}

/// The event in an envelope.
pub fn event(envelope: &Envelope) -> Value {
    serde_json::from_slice(&envelope.payload).expect("JSON")
}

/// `01T00:01:00 rule`: the day and time of an event and the name of its rule.
fn told(event: &Value) -> String {
    let time = event["time"].as_str().expect("a time");
    let rule = event["resources"][0].as_str().expect("an ARN").rsplit('/').next();
    format!("{} {}", &time[8..19], rule.expect("a name"))
}

/// The texts of `member` in the list `list` of an answer.
pub fn texts(output: &Value, list: &str, member: &str) -> Vec<String> {
    let items = output[list].as_array().expect("a list");
    items.iter().map(|item| item[member].as_str().expect("a text").to_owned()).collect()
}
