//! A server's SNS in a directory of its own, asked by forms and answering XML; what it sends to
//! functions is kept as they would get it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use aws_auth::policy::{Context, Decision, Policy, PolicyKind, Request, evaluate};
use aws_auth::principal::Principal;
use aws_shape::{Bytes, Protocol, presence};
use aws_wire::{Labels, Request as WireRequest};
use bus::{Boxed, Bus, Envelope, Outcome, Target};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use service::page::Sealer;
use service::{AnyService, Call, Cx, Limits, Mode, Platform, Row};
use store::{OpenOptions, Scope, Store};
use svc_sns::Sns;
use task::{Clock, Entropy};

pub const ACCOUNT: &str = "111111111111";
pub const REGION: &str = "eu-central-1";
pub const NOW_MS: i64 = 1_767_225_600_000;
pub const FUNCTION: &str = "arn:aws:lambda:eu-central-1:111111111111:function:f";

pub struct World {
    pub platform: Arc<Platform>,
    pub bus: Bus,
    service: AnyService,
    functions: Functions,
    dir: tempfile::TempDir,
}

/// What went wrong: code and message.
pub type Refused = (&'static str, String);

/// Stands for all functions: keeps what they get, or takes nothing while it is shut.
#[derive(Clone, Default)]
struct Functions(Arc<Mutex<Got>>);

#[derive(Default)]
struct Got {
    shut: bool,
    envelopes: Vec<Arc<Envelope>>,
}

impl Target for Functions {
    fn deliver(&self, envelope: Arc<Envelope>) -> Boxed<Outcome> {
        let got = Arc::clone(&self.0);
        Box::pin(async move {
            let mut got = got.lock().expect("no panic");
            if got.shut {
                return Outcome::Later("shut".to_owned());
            }
            got.envelopes.push(envelope);
            Outcome::Delivered
        })
    }

    fn policy(&self, _: &Envelope) -> bus::Policy {
        bus::Policy::lambda()
    }
}

pub async fn world() -> World {
    world_with(&[]).await
}

/// With limits other than AWS's.
pub async fn world_with(limits: &[(&str, u64)]) -> World {
    let dir = tempfile::tempdir().expect("a directory");
    open(dir, limits, Functions::default()).await
}

async fn open(dir: tempfile::TempDir, limits: &[(&str, u64)], functions: Functions) -> World {
    let clock = Clock::manual(NOW_MS);
    let mut set = Limits::default();
    for (name, value) in limits {
        set.set(name, *value).expect("a limit");
    }
    let store = Store::open(dir.path(), OpenOptions::new(clock.clone())).expect("a store");
    let entropy = Entropy::system();
    let targets = HashMap::from([("lambda", Arc::new(functions.clone()) as Arc<dyn Target>)]);
    let bus = Bus::open(store.clone(), clock.clone(), entropy.clone(), targets).await;
    let bus = bus.expect("a bus");
    let platform =
        Arc::new(Platform { store, clock, entropy, limits: set, pages: Sealer::new([1; 32]) });
    let sns = Sns::open(Arc::clone(&platform), bus.clone(), &[7; 32]).expect("sns");
    bus.start();
    World { platform, bus, service: svc_sns::service(sns), functions, dir }
}

/// The text of the first element called `name`.
pub fn element<'x>(xml: &'x str, name: &str) -> &'x str {
    elements(xml, name).next().unwrap_or_else(|| panic!("no {name} in {xml}"))
}

/// The texts of all elements called `name`.
pub fn elements<'x>(xml: &'x str, name: &str) -> impl Iterator<Item = &'x str> + use<'x> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    let mut rest = xml;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once(&start)?;
        let (text, after) = after.split_once(&end)?;
        rest = after;
        Some(text)
    })
}

/// The entries of a map of attributes.
pub fn attributes(xml: &str) -> HashMap<String, String> {
    let entries = elements(xml, "entry");
    let plain = |text: &str| text.replace("&quot;", "\"").replace("&amp;", "&");
    entries.map(|entry| (plain(element(entry, "key")), plain(element(entry, "value")))).collect()
}

struct NoHeaders;

impl aws_wire::Headers for NoHeaders {
    fn get(&self, _: &str) -> Option<&str> {
        None
    }

    fn each<'h>(&'h self, _: &mut dyn FnMut(&'h str, &'h str)) {}
}

impl World {
    /// The same directory, served anew; what is under way is cut off.
    pub async fn restarted(self) -> Self {
        self.restarted_with(&[]).await
    }

    pub async fn restarted_with(self, limits: &[(&str, u64)]) -> Self {
        self.bus.stop().await;
        self.platform.store.close().await;
        let Self { platform, bus, service, functions, dir } = self;
        drop((service, bus));
        drop(platform);
        functions.0.lock().expect("no panic").shut = false;
        open(dir, limits, functions).await
    }

    /// Functions take nothing from now on.
    pub fn shut(&self) {
        self.functions.0.lock().expect("no panic").shut = true;
    }

    /// The request of the account's root.
    pub fn root(&self) -> Arc<Cx> {
        self.cx(Principal::root(ACCOUNT, None))
    }

    /// The request of somebody.
    pub fn cx(&self, principal: Principal) -> Arc<Cx> {
        Arc::new(Cx {
            request_id: "id".to_owned(),
            scope: Scope::new(&*principal.account, REGION),
            principal: Arc::new(principal),
            mode: Mode::Enforce,
            endpoint: "http://127.0.0.1:4566".to_owned(),
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            trace: Some("Root=1-58406520-a006649127e371903a2de979".to_owned()),
            platform: Arc::clone(&self.platform),
        })
    }

    /// What the account's root is answered.
    pub async fn ask(&self, operation: &str, form: &[(&str, &str)]) -> Result<String, Refused> {
        self.ask_as(&self.root(), operation, form).await
    }

    /// The same, which must go well.
    pub async fn ok(&self, operation: &str, form: &[(&str, &str)]) -> String {
        self.ask(operation, form).await.unwrap_or_else(|error| panic!("{operation}: {error:?}"))
    }

    /// The same, which must be refused.
    pub async fn no(&self, operation: &str, form: &[(&str, &str)]) -> (&'static str, String) {
        self.ask(operation, form).await.expect_err(operation)
    }

    /// What a caller is answered.
    pub async fn ask_as(
        &self,
        cx: &Arc<Cx>,
        operation: &str,
        form: &[(&str, &str)],
    ) -> Result<String, Refused> {
        let (row, call) = self.read(operation, form)?;
        let refused = presence::first_refused(call.input(), row.schema().refused);
        if let Some(member) = refused {
            return Err(("NotImplementedException", member.to_owned()));
        }
        let answered = call.run(Arc::clone(cx)).await;
        let output = answered.map_err(|error| {
            assert!(error.cause().is_none(), "{error:?}");
            (error.shape().query_code, error.message().to_owned())
        })?;
        let schema = self.service.schema;
        let answer =
            aws_wire::encode(Protocol::AwsQuery, schema, row.schema(), &*output, "request-id");
        Ok(String::from_utf8(answer.body.to_vec()).expect("text"))
    }

    /// Whether the pipeline would let this caller do it, who has the identity policy `identity`;
    /// or its reason.
    pub fn decide(
        &self,
        cx: &Arc<Cx>,
        identity: &[&str],
        operation: &str,
        form: &[(&str, &str)],
    ) -> Result<(), String> {
        let (_, call) = self.read(operation, form).map_err(|(_, message)| message)?;
        let parsed = |document: &&str| {
            Arc::new(Policy::parse(document, PolicyKind::Identity).expect("a policy"))
        };
        let identity: Vec<Arc<Policy>> = identity.iter().map(parsed).collect();
        for need in call.needs(cx).map_err(|error| error.to_string())? {
            let context = need
                .context
                .iter()
                .fold(Context::new(), |context, (key, value)| context.with(key, value.as_str()));
            let request = Request {
                principal: &cx.principal,
                action: &need.action,
                resource: &need.resource,
                resource_account: None,
                context: &context,
                now_ms: NOW_MS,
            };
            let session: &[Arc<Policy>] = &[];
            match evaluate(&request, &identity, need.policy.as_deref(), session) {
                Decision::Allow => {}
                Decision::Deny(reason) => return Err(reason.message(&request)),
            }
        }
        Ok(())
    }

    fn read(
        &self,
        operation: &str,
        form: &[(&str, &str)],
    ) -> Result<(&dyn Row, Box<dyn Call>), Refused> {
        let rows = &self.service.rows;
        let row = rows.iter().find(|row| row.schema().name == operation).expect(operation);
        let escaped = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs = form.iter().map(|(name, value)| format!("{name}={}", escaped(value)));
        let body = Bytes::from(pairs.collect::<Vec<_>>().join("&"));
        let request = WireRequest { path: "/", query: "", headers: &NoHeaders, body: &body };
        let mut call = None;
        let checks = aws_wire::decode(
            Protocol::AwsQuery,
            row.schema(),
            &request,
            &Labels::default(),
            &mut |reader| {
                call = Some(row.read(reader)?);
                Ok(())
            },
        );
        let checks = checks.unwrap_or_else(|error| panic!("{operation}: {}", error.message));
        if !checks.is_empty() {
            return Err((self.service.schema.invalid.query_code, checks.message()));
        }
        Ok((&**row, call.expect("a call")))
    }

    /// A new topic; its ARN.
    pub async fn topic(&self, name: &str) -> String {
        element(&self.ok("CreateTopic", &[("Name", name)]).await, "TopicArn").to_owned()
    }

    /// A new subscription of the function `name`, with attributes; its ARN.
    pub async fn subscribe(&self, topic: &str, name: &str, attributes: &[(&str, &str)]) -> String {
        let answer = self.try_subscribe(topic, name, attributes).await.expect("subscribed");
        element(&answer, "SubscriptionArn").to_owned()
    }

    pub async fn try_subscribe(
        &self,
        topic: &str,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> Result<String, Refused> {
        let endpoint = function(name);
        let mut form = vec![
            ("TopicArn".to_owned(), topic),
            ("Protocol".to_owned(), "lambda"),
            ("Endpoint".to_owned(), &endpoint),
        ];
        for (number, (name, value)) in attributes.iter().enumerate() {
            form.push((format!("Attributes.entry.{}.key", number + 1), name));
            form.push((format!("Attributes.entry.{}.value", number + 1), value));
        }
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        self.ask("Subscribe", &form).await
    }

    /// All that functions have got since the last time, once everything that was published has
    /// been delivered.
    pub async fn envelopes(&self) -> Vec<Arc<Envelope>> {
        while self.bus.counts().delivered < self.bus.counts().accepted {
            tokio::task::yield_now().await;
        }
        std::mem::take(&mut self.functions.0.lock().expect("no panic").envelopes)
    }

    /// The same as the functions see it: the function's name and the event.
    pub async fn events(&self) -> Vec<(String, Value)> {
        let envelopes = self.envelopes().await;
        let mut events: Vec<(String, Value)> = envelopes
            .iter()
            .map(|envelope| {
                let name = envelope.target.rsplit(':').next().expect("a name").to_owned();
                (name, serde_json::from_slice(&svc_sns::render(envelope)).expect("JSON"))
            })
            .collect();
        events.sort_by(|left, right| left.0.cmp(&right.0));
        events
    }

    /// Who has got what: function and message.
    pub async fn got(&self) -> Vec<(String, String)> {
        let message =
            |event: &Value| event["Records"][0]["Sns"]["Message"].as_str().map(str::to_owned);
        let events = self.events().await;
        events
            .into_iter()
            .map(|(name, event)| (name, message(&event).expect("a message")))
            .collect()
    }

    /// Publish a text; who has got it.
    pub async fn publish(&self, topic: &str, message: &str, more: &[(&str, &str)]) -> Vec<String> {
        let mut form = vec![("TopicArn", topic), ("Message", message)];
        form.extend_from_slice(more);
        self.ok("Publish", &form).await;
        self.got().await.into_iter().map(|(name, _)| name).collect()
    }
}

/// The ARN of the function `name`.
pub fn function(name: &str) -> String {
    format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}")
}
