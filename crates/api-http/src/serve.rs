//! The way of a request, as one list: address → API → head and body → throttle of the account →
//! stage → route → throttle of the route → integration → CORS.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use api_model::{ApiSnapshot, Apis, DEFAULT, Method as RouteMethod};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use bytes::Bytes;
use egress::Client;
use fn_model::FrontDoor;
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode, header};
use papaya::HashMap;
use service::{Limits, limits};
use task::{Clock, Entropy};
use telemetry::Metrics;

use crate::address::{self, Address};
use crate::api::{AccountLimits, Api, Stage, Target};
use crate::context::{self, Context};
use crate::count::Counts;
use crate::function::{self, Failure};
use crate::reply::{REQUEST_ID, Refusal, refuse};
use crate::throttle::Bucket;
use crate::{HEAD_BYTES_MAX, query};

/// What the data side is put together from.
pub struct Setup {
    /// Who invokes functions.
    pub front: Arc<dyn FrontDoor>,
    /// Who calls other servers.
    pub egress: Client,
    /// The platform's time.
    pub clock: Clock,
    /// Randomness.
    pub entropy: Entropy,
}

/// The data side of HTTP APIs. Clones share it.
#[derive(Clone)]
pub struct ApiHttp(Arc<Inner>);

struct Inner {
    setup: Setup,
    limits: AccountLimits,
    counts: Counts,
    apis: HashMap<Arc<str>, Arc<Api>>,
    accounts: HashMap<(Arc<str>, Arc<str>), Arc<Bucket>>,
    /// Held while what is known changes, never to read it.
    changing: Mutex<()>,
}

/// Why a request has no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBody {
    /// It is larger than [`crate::BODY_BYTES_MAX`].
    TooLarge,
    /// It stopped coming, or broke off.
    Incomplete,
    /// Too many bodies are under way.
    Busy,
}

impl ApiHttp {
    /// A data side that knows no API yet.
    pub fn new(setup: Setup, limits: &Limits, metrics: &Metrics) -> Self {
        let limits = AccountLimits {
            rate: limits.get(&limits::API_REQUEST_RATE) as f64,
            burst: u32::try_from(limits.get(&limits::API_REQUEST_BURST)).unwrap_or(u32::MAX),
        };
        Self(Arc::new(Inner {
            setup,
            limits,
            counts: Counts::new(metrics),
            apis: HashMap::new(),
            accounts: HashMap::new(),
            changing: Mutex::new(()),
        }))
    }

    /// Answer a request. Its body has been read already, or it is said why it has none.
    pub async fn serve(
        &self,
        head: Parts,
        body: Result<Bytes, NoBody>,
        remote: SocketAddr,
    ) -> Response<Bytes> {
        let started = Clock::monotonic();
        let request_id = URL_SAFE.encode(self.0.setup.entropy.bytes::<11>());
        let host = host_of(&head);
        let found = address::find(host, head.uri.path()).and_then(|address| {
            let api = self.0.apis.pin().get(&*address.api).cloned()?;
            Some((address, api))
        });
        let mut response = match &found {
            Some((address, api)) if !api.endpoint_disabled => {
                let request = Incoming { head: &head, host, address, remote, id: &request_id };
                let answered = self.answer(api, &request, body).await;
                let mut response = answered.unwrap_or_else(|failure| failure.response);
                if let Some(rules) = &api.cors {
                    rules.decorate(&head.method, &head.headers, response.headers_mut());
                }
                response
            }
            _ => refuse(Refusal::NotFound),
        };
        if let Ok(id) = HeaderValue::from_str(&request_id) {
            response.headers_mut().insert(&REQUEST_ID, id);
        }
        bodiless(&head.method, &mut response);
        self.0.counts.answered(response.status(), started);
        response
    }

    async fn answer(
        &self,
        api: &Api,
        request: &Incoming<'_>,
        body: Result<Bytes, NoBody>,
    ) -> Result<Response<Bytes>, Refused> {
        let head = request.head;
        if head_bytes(head) > HEAD_BYTES_MAX {
            return Err(Refusal::HeadTooLarge.into());
        }
        let body = body.map_err(|lack| match lack {
            NoBody::TooLarge => Refusal::TooLarge,
            NoBody::Incomplete => Refusal::BadRequest,
            NoBody::Busy => Refusal::Unavailable,
        })?;
        let now_ms = self.0.setup.clock.now_ms();
        if !api.bucket.take(now_ms) {
            return Err(Refusal::Throttled.into());
        }
        let path = query::path(request.address.path);
        let (stage, below) = stage_of(api, request, &path).ok_or(Refusal::NotFound)?;
        let method = RouteMethod::parse(head.method.as_str());
        let Some(found) = stage.tree.find(method, below) else {
            // A preflight needs no route of its own, but any route that takes OPTIONS takes it.
            if head.method == Method::OPTIONS && api.cors.is_some() {
                return Ok(no_content());
            }
            return Err(Refusal::NotFound.into());
        };
        let route = &stage.routes[found.route];
        if route.bucket.as_ref().is_some_and(|bucket| !bucket.take(now_ms)) {
            return Err(Refusal::Throttled.into());
        }
        let trace = context::trace(&head.headers, now_ms, &self.0.setup.entropy);
        let path = shown_path(request.address, stage, &path);
        let context = Context {
            api,
            stage,
            route,
            method: head.method.as_str(),
            path: &path,
            query: head.uri.query().unwrap_or_default(),
            headers: &head.headers,
            body: &body,
            values: &found.values,
            source_ip: request.remote.ip(),
            host: request.host,
            by_host: request.address.by_host,
            request_id: request.id,
            trace: &trace,
            now_ms,
        };
        self.integrate(&context, below).await.map_err(|failure| {
            tracing::warn!(
                api = &*api.id,
                stage = stage.name,
                route = route.key,
                request_id = request.id,
                cause = failure.cause,
                "an integration did not answer"
            );
            failure.refusal.into()
        })
    }

    async fn integrate(
        &self,
        context: &Context<'_>,
        below: &str,
    ) -> Result<Response<Bytes>, Failure> {
        match &context.route.target {
            Target::Function { id, qualifier, format } => {
                let request_id = self.0.setup.entropy.uuid();
                let call = function::call(id, qualifier.as_deref(), *format, context, request_id);
                let called = tokio::select! {
                    biased;
                    called = self.0.setup.front.call(call) => called,
                    () = Clock::sleep_real(context.route.timeout) => {
                        let late = format!("no answer within {:?}", context.route.timeout);
                        return Err(Failure::new(Refusal::Unavailable, late));
                    }
                };
                let called = called.map_err(function::failure)?;
                function::response(*format, &called.answer)
            }
            Target::Http(upstream) => upstream.call(&self.0.setup.egress, context, below).await,
            Target::Broken(why) => Err(Failure::new(Refusal::Internal, why.clone())),
            Target::None => Err(Failure::new(Refusal::NotFound, "the route has no integration")),
        }
    }

    /// The bucket that all APIs of an account and region share.
    fn account(&self, snapshot: &ApiSnapshot) -> Arc<Bucket> {
        let key = (Arc::clone(&snapshot.account), Arc::clone(&snapshot.region));
        let limits = self.0.limits;
        let accounts = self.0.accounts.pin();
        let bucket =
            accounts.get_or_insert_with(key, || Arc::new(Bucket::new(limits.rate, limits.burst)));
        Arc::clone(bucket)
    }
}

impl Apis for ApiHttp {
    fn publish(&self, snapshot: Arc<ApiSnapshot>) {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let apis = self.0.apis.pin();
        let old = apis.get(&snapshot.id).cloned();
        let api = Api::new(&snapshot, old.as_deref(), self.account(&snapshot), self.0.limits);
        apis.insert(Arc::clone(&snapshot.id), Arc::new(api));
    }

    fn remove(&self, api_id: &str) {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.apis.pin().remove(api_id);
    }
}

/// A request and what is known of it at once.
struct Incoming<'r> {
    head: &'r Parts,
    host: &'r str,
    address: &'r Address<'r>,
    remote: SocketAddr,
    id: &'r str,
}

/// An answer that the API gives itself.
struct Refused {
    response: Response<Bytes>,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self { response: refuse(refusal) }
    }
}

/// The stage that takes a request, and its path below that.
fn stage_of<'a>(
    api: &'a Api,
    request: &Incoming<'_>,
    path: &'a str,
) -> Option<(&'a Stage, &'a str)> {
    match &request.address.stage {
        Some(name) => Some((api.stage(name)?, path)),
        None => api.stage_of(path),
    }
}

/// The path as it would be under the API's own host name.
fn shown_path<'p>(
    address: &Address<'_>,
    stage: &Stage,
    path: &'p str,
) -> std::borrow::Cow<'p, str> {
    if address.stage.is_some() && stage.name != DEFAULT {
        return format!("/{}{path}", stage.name).into();
    }
    path.into()
}

/// The host that a request is for, with its port.
fn host_of(head: &Parts) -> &str {
    let text = head.headers.get(header::HOST).and_then(|value| value.to_str().ok());
    text.or(head.uri.authority().map(http::uri::Authority::as_str)).unwrap_or_default()
}

/// Request line and headers, in bytes.
fn head_bytes(head: &Parts) -> usize {
    let target = head.uri.path_and_query().map_or(0, |target| target.as_str().len());
    let headers = head.headers.iter().map(|(name, value)| name.as_str().len() + value.len());
    head.method.as_str().len() + target + headers.sum::<usize>()
}

fn no_content() -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// Take the body away where none may be; a HEAD is told how long it would have been.
fn bodiless(method: &Method, response: &mut Response<Bytes>) {
    let bare = matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    if *method == Method::HEAD && !bare {
        let length = HeaderValue::from(response.body().len());
        response.headers_mut().insert(header::CONTENT_LENGTH, length);
    }
    if bare || *method == Method::HEAD {
        *response.body_mut() = Bytes::new();
    }
}
