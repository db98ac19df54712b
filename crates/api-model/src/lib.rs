//! What the control plane and the data side of APIs share: an API as the data side serves it,
//! complete, immutable and replaced as a whole, and the trait through which it is told.
//!
//! The control plane (`svc-apigatewayv2`) pushes an [`ApiSnapshot`] after every change; the data
//! side (`api-http`) makes of it what it needs to answer requests. Nothing here reads a store or
//! knows HTTP. Start at [`ApiSnapshot`].

mod route;
mod uri;

pub use route::{Method, RouteKey, Segment};
pub use uri::{FunctionUri, HttpUri, Part, UriError, function_uri, http_uri, resolved};

use std::collections::BTreeMap;
use std::sync::Arc;

/// The stage that serves what names no stage, and the route that takes what no other takes.
pub const DEFAULT: &str = "$default";

/// An API with its stages.
#[derive(Clone, Debug)]
pub struct ApiSnapshot {
    /// Ten lower-case letters and digits, unlike those of any other API of this server.
    pub id: Arc<str>,
    /// Whose it is.
    pub account: Arc<str>,
    /// Where it is.
    pub region: Arc<str>,
    /// What web pages may do with it; none if that is left to the integrations.
    pub cors: Option<Cors>,
    /// Whether it is out of reach under its own address (`DisableExecuteApiEndpoint`).
    pub endpoint_disabled: bool,
    /// By name.
    pub stages: BTreeMap<String, StageSnapshot>,
}

/// A stage: what it serves, and with which variables.
#[derive(Clone, Debug, PartialEq)]
pub struct StageSnapshot {
    /// Filled into integration URIs and told to functions.
    pub variables: BTreeMap<String, String>,
    /// The routes of its deployment; none before the first one.
    pub routes: Option<Arc<Vec<RouteSnapshot>>>,
    /// The throttle of routes that have none of their own, each counted for itself.
    pub throttle: Throttle,
    /// The throttles of routes, by route key.
    pub route_throttles: BTreeMap<String, Throttle>,
}

/// A route and where it leads.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteSnapshot {
    /// What it takes.
    pub key: RouteKey,
    /// Where it leads; nowhere yet if there is none.
    pub integration: Option<Arc<IntegrationSnapshot>>,
}

/// What answers requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegrationSnapshot {
    /// How.
    pub kind: IntegrationKind,
    /// Where, with `${stageVariables.NAME}` as it was written.
    pub uri: String,
    /// The longest that may take, in milliseconds.
    pub timeout_ms: u32,
}

/// How an integration is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntegrationKind {
    /// A function, which is told of the request in this format.
    Function(PayloadFormat),
    /// Another HTTP server, with this method or the request's own.
    Http(Option<Method>),
}

/// How a function is told of a request, and how its answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayloadFormat {
    /// `1.0`
    V1,
    /// `2.0`
    V2,
}

/// What web pages of other origins may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cors {
    /// `*`, `https://*`, `http://*` or whole origins.
    pub allow_origins: Vec<String>,
    /// `*` or methods.
    pub allow_methods: Vec<String>,
    /// `*` or header names.
    pub allow_headers: Vec<String>,
    /// `*` or header names.
    pub expose_headers: Vec<String>,
    /// How long an answer to a preflight may be kept, in seconds.
    pub max_age_s: Option<i32>,
    /// Whether cookies and credentials may come along.
    pub allow_credentials: bool,
}

/// How many requests are let through; what is not set is bounded by the account's own limits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Throttle {
    /// Requests a second, in the long run.
    pub rate: Option<f64>,
    /// Requests at once.
    pub burst: Option<u32>,
}

/// Takes what the control plane knows: the data side.
pub trait Apis: Send + Sync {
    /// This is how the API is from now on.
    fn publish(&self, snapshot: Arc<ApiSnapshot>);
    /// There is no such API any more.
    fn remove(&self, api_id: &str);
}
