//! A server's IAM in a directory of its own, asked by forms and answering XML.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use aws_auth::policy::{Context, Decision, Policy, Request, evaluate};
use aws_auth::principal::Principal;
use aws_shape::{Bytes, Protocol};
use aws_wire::{Labels, Request as WireRequest};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use service::page::Sealer;
use service::{AnyService, Call, Cx, Identities as _, Limits, Mode, Platform, Row};
use store::{OpenOptions, Scope, Store};
use svc_iam::{Iam, RootCredentials};
use task::{Clock, Entropy};

pub const ACCOUNT: &str = "111111111111";
pub const NOW_MS: i64 = 1_767_225_600_000;
pub const LAMBDA_TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
pub const ROOT_KEY: &str = "AKIAROOTROOTROOTROOT";
pub const ROOT_SECRET: &str = "root secret";
pub const SECRET: [u8; 32] = [7; 32];

pub struct World {
    pub iam: Iam,
    pub platform: Arc<Platform>,
    service: AnyService,
    _dir: tempfile::TempDir,
}

/// What went wrong: code and message.
pub type Refused = (&'static str, String);

pub fn world() -> World {
    world_with(&[])
}

/// With limits other than AWS's.
pub fn world_with(limits: &[(&str, u64)]) -> World {
    let dir = tempfile::tempdir().expect("a directory");
    let clock = Clock::manual(NOW_MS);
    let mut set = Limits::default();
    for (name, value) in limits {
        set.set(name, *value).expect("a limit");
    }
    let platform = Arc::new(Platform {
        store: Store::open(dir.path(), OpenOptions::new(clock.clone())).expect("a store"),
        clock,
        entropy: Entropy::seeded(1),
        limits: set,
        pages: Sealer::new([1; 32]),
    });
    let root = RootCredentials { access_key: ROOT_KEY.into(), secret: ROOT_SECRET.into() };
    let iam = Iam::open(Arc::clone(&platform), &SECRET, root);
    World { service: svc_iam::service(iam.clone()), iam, platform, _dir: dir }
}

/// A statement that allows `actions` on `resource`, as a document.
pub fn allow(actions: &str, resource: &str) -> String {
    document("Allow", actions, resource)
}

pub fn document(effect: &str, actions: &str, resource: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Action":"{actions}","Resource":"{resource}"}}]}}"#
    )
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

struct NoHeaders;

impl aws_wire::Headers for NoHeaders {
    fn get(&self, _: &str) -> Option<&str> {
        None
    }

    fn each<'h>(&'h self, _: &mut dyn FnMut(&'h str, &'h str)) {}
}

impl World {
    /// The request of the account's root.
    pub fn root(&self) -> Arc<Cx> {
        self.cx(Principal::root(ACCOUNT, None))
    }

    /// The request of somebody.
    pub fn cx(&self, principal: Principal) -> Arc<Cx> {
        Arc::new(Cx {
            request_id: "id".to_owned(),
            scope: Scope::new(&*principal.account, "eu-central-1"),
            principal: Arc::new(principal),
            mode: Mode::Enforce,
            endpoint: "http://127.0.0.1:4566".to_owned(),
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            trace: None,
            platform: Arc::clone(&self.platform),
        })
    }

    /// Who signs with this access key.
    pub fn caller(&self, access_key: &str) -> Arc<Cx> {
        let known = self.iam.credential(access_key, None, NOW_MS).expect("a working store");
        self.cx((*known.expect("a known key").principal).clone())
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

    /// Whether the pipeline would let this caller do it, or its reason.
    pub fn decide(
        &self,
        cx: &Arc<Cx>,
        operation: &str,
        form: &[(&str, &str)],
    ) -> Result<(), String> {
        let (_, call) = self.read(operation, form).map_err(|(_, message)| message)?;
        for need in call.needs(cx).expect("needs") {
            let own = format!("iam:{operation}");
            let action = if need.action.is_empty() { &own } else { &*need.action };
            let context = need
                .context
                .iter()
                .fold(Context::new(), |context, (key, value)| context.with(key, value.as_str()));
            self.may_on(cx, action, &need.resource, need.policy.as_deref(), &context)?;
        }
        Ok(())
    }

    /// Whether a caller may do something, or the reason why not.
    pub fn may(
        &self,
        cx: &Cx,
        action: &str,
        resource: &str,
        context: &Context,
    ) -> Result<(), String> {
        self.may_on(cx, action, resource, None, context)
    }

    /// The same on a resource with a policy of its own.
    fn may_on(
        &self,
        cx: &Cx,
        action: &str,
        resource: &str,
        policy: Option<&Policy>,
        context: &Context,
    ) -> Result<(), String> {
        let permissions = self.iam.permissions(&cx.principal).expect("a working store");
        let request = Request {
            principal: &cx.principal,
            action,
            resource,
            resource_account: None,
            context,
            now_ms: NOW_MS,
        };
        match evaluate(&request, &permissions.identity, policy, &permissions.session) {
            Decision::Allow => Ok(()),
            Decision::Deny(reason) => Err(reason.message(&request)),
        }
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
}
