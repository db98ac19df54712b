//! An API made ready to serve: its stages with their trees of routes, every integration's address
//! read, every bucket in place. Made once for each snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use api_model::{
    ApiSnapshot, DEFAULT, IntegrationKind, IntegrationSnapshot, Method, PayloadFormat, RouteKey,
    RouteSnapshot, Segment, StageSnapshot, Throttle, UriError, function_uri, http_uri, resolved,
};
use fn_model::FunctionId;

use crate::TIMEOUT_MS_MAX;
use crate::cors::Rules;
use crate::proxy::Upstream;
use crate::throttle::Bucket;
use crate::tree::Tree;

/// An API.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) id: Arc<str>,
    pub(crate) account: Arc<str>,
    pub(crate) region: Arc<str>,
    pub(crate) cors: Option<Rules>,
    pub(crate) endpoint_disabled: bool,
    /// Of all APIs of the account and region.
    pub(crate) bucket: Arc<Bucket>,
    stages: BTreeMap<String, Stage>,
}

/// A stage.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) name: String,
    /// Its variables as JSON; none if there are none.
    pub(crate) variables_json: Option<Vec<u8>>,
    pub(crate) tree: Tree,
    pub(crate) routes: Vec<Route>,
}

/// A route.
#[derive(Debug)]
pub(crate) struct Route {
    /// `GET /pets/{id}` or `$default`.
    pub(crate) key: String,
    /// `/pets/{id}` or `$default`.
    pub(crate) path: String,
    /// The names of the path's parameters.
    pub(crate) parameters: Vec<String>,
    pub(crate) target: Target,
    pub(crate) timeout: Duration,
    pub(crate) bucket: Option<Arc<Bucket>>,
}

/// Where a route leads.
#[derive(Debug)]
pub(crate) enum Target {
    /// To a function.
    Function { id: FunctionId, qualifier: Option<String>, format: PayloadFormat },
    /// To another HTTP server.
    Http(Upstream),
    /// To what is no address, and why.
    Broken(String),
    /// Nowhere.
    None,
}

/// What bounds an API that says nothing of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AccountLimits {
    pub(crate) rate: f64,
    pub(crate) burst: u32,
}

impl Api {
    /// The API of `snapshot`. What is left in the buckets of `old` stays in them.
    pub(crate) fn new(
        snapshot: &ApiSnapshot,
        old: Option<&Self>,
        bucket: Arc<Bucket>,
        limits: AccountLimits,
    ) -> Self {
        let stages = snapshot.stages.iter().map(|(name, stage)| {
            let old = old.and_then(|old| old.stages.get(name));
            (name.clone(), Stage::new(name, stage, old, limits))
        });
        Self {
            id: Arc::clone(&snapshot.id),
            account: Arc::clone(&snapshot.account),
            region: Arc::clone(&snapshot.region),
            cors: snapshot.cors.as_ref().map(Rules::new),
            endpoint_disabled: snapshot.endpoint_disabled,
            bucket,
            stages: stages.collect(),
        }
    }

    /// The stage called `name`.
    pub(crate) fn stage(&self, name: &str) -> Option<&Stage> {
        self.stages.get(name)
    }

    /// The stage that serves `path` (decoded) and the rest of the path: the one that the first part
    /// names, else the default one.
    pub(crate) fn stage_of<'p>(&self, path: &'p str) -> Option<(&Stage, &'p str)> {
        let rest = path.strip_prefix('/').unwrap_or(path);
        let end = rest.find('/').unwrap_or(rest.len());
        let (name, below) = rest.split_at(end);
        if name != DEFAULT
            && let Some(stage) = self.stages.get(name)
        {
            return Some((stage, if below.is_empty() { "/" } else { below }));
        }
        Some((self.stages.get(DEFAULT)?, path))
    }
}

impl Stage {
    fn new(
        name: &str,
        snapshot: &StageSnapshot,
        old: Option<&Self>,
        limits: AccountLimits,
    ) -> Self {
        let deployed = snapshot.routes.as_deref().map_or(&[][..], Vec::as_slice);
        let routes = deployed.iter().map(|route| {
            let mut made = Route::new(route, &snapshot.variables);
            let old = old.and_then(|old| old.routes.iter().find(|old| old.key == made.key));
            let throttle = snapshot.route_throttles.get(&made.key).unwrap_or(&snapshot.throttle);
            made.bucket = bucket(throttle, old.and_then(|old| old.bucket.as_ref()), limits);
            made
        });
        let has_variables = !snapshot.variables.is_empty();
        Self {
            name: name.to_owned(),
            // A map of texts is always JSON.
            variables_json: has_variables
                .then(|| serde_json::to_vec(&snapshot.variables).unwrap_or_default()),
            tree: Tree::new(deployed.iter().map(|route| &route.key)),
            routes: routes.collect(),
        }
    }
}

impl Route {
    fn new(snapshot: &RouteSnapshot, variables: &BTreeMap<String, String>) -> Self {
        let (path, parameters) = match &snapshot.key {
            RouteKey::Default => (DEFAULT.to_owned(), Vec::new()),
            RouteKey::Path { path, segments, .. } => (path.clone(), names(segments)),
        };
        let integration = snapshot.integration.as_deref();
        let timeout_ms = integration.map_or(TIMEOUT_MS_MAX, |integration| integration.timeout_ms);
        Self {
            key: snapshot.key.to_string(),
            path,
            parameters,
            target: integration.map_or(Target::None, |found| target(found, variables)),
            timeout: Duration::from_millis(timeout_ms.min(TIMEOUT_MS_MAX).into()),
            bucket: None,
        }
    }
}

fn names(segments: &[Segment]) -> Vec<String> {
    let names = segments.iter().filter_map(|segment| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(name) | Segment::Greedy(name) => Some(name.clone()),
    });
    names.collect()
}

fn target(integration: &IntegrationSnapshot, variables: &BTreeMap<String, String>) -> Target {
    let uri = match resolved(&integration.uri, variables) {
        Ok(uri) => uri,
        Err(error) => return broken(&integration.uri, &error),
    };
    let made = match integration.kind {
        IntegrationKind::Function(format) => function_uri(&uri).map(|found| Target::Function {
            id: FunctionId::new(&found.account, &found.region, &found.name),
            qualifier: found.qualifier,
            format,
        }),
        // https is refused where it is written down; a stage variable may still bring it.
        IntegrationKind::Http(method) => match http_uri(&uri) {
            Ok(uri) if uri.tls => Err(UriError::NoAddress),
            Ok(uri) => Ok(Target::Http(Upstream::new(uri, method.map(Method::name)))),
            Err(error) => Err(error),
        },
    };
    made.unwrap_or_else(|error| broken(&uri, &error))
}

fn broken(uri: &str, error: &UriError) -> Target {
    Target::Broken(match error {
        UriError::Variable(name) => format!("the stage has no variable {name}, which {uri} names"),
        UriError::NoFunction => format!("{uri} is no function"),
        UriError::NoAddress => format!("{uri} is no http:// address"),
    })
}

/// The bucket of a throttle; the old one if it has the same measures, none if nothing is set.
fn bucket(
    throttle: &Throttle,
    old: Option<&Arc<Bucket>>,
    limits: AccountLimits,
) -> Option<Arc<Bucket>> {
    if throttle.rate.is_none() && throttle.burst.is_none() {
        return None;
    }
    let (rate, burst) =
        (throttle.rate.unwrap_or(limits.rate), throttle.burst.unwrap_or(limits.burst));
    let old = old.filter(|old| old.fits(rate, burst)).cloned();
    Some(old.unwrap_or_else(|| Arc::new(Bucket::new(rate, burst))))
}
