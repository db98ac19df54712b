//! Which service and operation a request is for, and in which protocol: the signature's scope,
//! then `X-Amz-Target`, then the form's `Action` and `Version`, then the path.

use std::collections::HashMap;

use aws_shape::{Protocol, ServiceSchema};
use aws_wire::{Form, Labels, PathRouter};
use http::{HeaderMap, Method, Uri};
use service::Registry;

use crate::headers::text;

/// Where a request goes.
#[derive(Debug)]
pub struct Routed {
    /// The protocol that it is spoken in and answered in.
    pub protocol: Protocol,
    /// The index of the service, if there is one.
    pub service: Option<usize>,
    /// What was found.
    pub found: Found,
    /// The labels of its path.
    pub labels: Labels,
}

/// What a request was found to ask for.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The row of that index in its service.
    Row(usize),
    /// An operation that hamsu does not have.
    Refused(&'static str),
    /// No operation of the service; what was asked for.
    Unknown(String),
    /// A service that hamsu does not have.
    NoService(String),
}

#[derive(Clone, Copy, Debug)]
enum Entry {
    Row(usize),
    Refused(&'static str),
}

/// The routes of all services.
#[derive(Default)]
pub struct Router {
    schemas: Vec<&'static ServiceSchema>,
    by_name: Vec<HashMap<&'static str, Entry>>,
    by_path: Vec<PathRouter<Entry>>,
}

impl Router {
    /// The routes of `registry`.
    pub fn new(registry: &Registry) -> Self {
        let mut router = Self::default();
        for service in &registry.services {
            let mut by_name = HashMap::new();
            let mut by_path = PathRouter::default();
            let rows = service.rows.iter().enumerate().map(|(index, row)| {
                let schema = row.schema();
                (schema.name, schema.method, schema.uri, Entry::Row(index))
            });
            let refused = service.schema.refused.iter().map(|operation| {
                (operation.name, operation.method, operation.uri, Entry::Refused(operation.name))
            });
            for (name, method, uri, entry) in rows.chain(refused) {
                by_name.insert(name, entry);
                by_path.add(method, uri, entry);
            }
            router.schemas.push(service.schema);
            router.by_name.push(by_name);
            router.by_path.push(by_path);
        }
        router
    }

    /// Route by what stands before the body. `None`: a form, whose body says it.
    pub fn head(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        scope: Option<&str>,
    ) -> Option<Routed> {
        if let Some(target) = text(headers, "x-amz-target") {
            return Some(self.target(target, headers));
        }
        if is_form(headers) || is_link(method, uri) {
            return None;
        }
        Some(self.path(method, uri, scope))
    }

    /// Route a form.
    pub fn form(&self, form: &Form, scope: Option<&str>) -> Routed {
        let action = form.get("Action").unwrap_or_default();
        let version = form.get("Version");
        let fits = |service: usize, in_scope: bool| {
            let schema = self.schemas[service];
            schema.protocols.contains(&Protocol::AwsQuery)
                && scope.is_none_or(|scope| scope == schema.scope) == in_scope
                && version.is_none_or(|version| version == schema.api_version)
        };
        let fitting = |in_scope| (0..self.schemas.len()).filter(move |at| fits(*at, in_scope));
        // A link need not say whose action it is.
        let knows = |service: &usize| self.by_name[*service].contains_key(action);
        let of_scope = fitting(true).find(knows).or_else(|| fitting(true).next());
        let is_known = scope.is_none_or(|scope| self.is_known(scope));
        // Signed for another service of ours: found all the same, and refused by that.
        let of_other = || fitting(false).find(knows).filter(|_| is_known);
        let unknown = || {
            let version = version.unwrap_or("NO_VERSION_SPECIFIED");
            Found::Unknown(format!("{action} for version {version}"))
        };
        let Some(service) = of_scope.or_else(of_other) else {
            let found = match scope {
                Some(_) if is_known => unknown(),
                Some(scope) => Found::NoService(scope.to_owned()),
                None => Found::NoService(format!("of Action {action}")),
            };
            return routed(Protocol::AwsQuery, None, found);
        };
        let entry = self.by_name[service].get(action);
        let found = entry.map_or_else(unknown, |entry| (*entry).into());
        routed(Protocol::AwsQuery, Some(service), found)
    }

    fn target(&self, target: &str, headers: &HeaderMap) -> Routed {
        let (prefix, operation) = target.split_once('.').unwrap_or((target, ""));
        let content_type = text(headers, "content-type").unwrap_or_default();
        let is_11 = content_type.starts_with("application/x-amz-json-1.1");
        let fallback = if is_11 { Protocol::AwsJson11 } else { Protocol::AwsJson10 };
        let Some(service) = self
            .schemas
            .iter()
            .position(|schema| !schema.target_prefix.is_empty() && schema.target_prefix == prefix)
        else {
            return routed(fallback, None, Found::NoService(prefix.to_owned()));
        };
        let spoken = self.schemas[service].protocols;
        let protocol = if spoken.contains(&fallback) { fallback } else { spoken[0] };
        routed(protocol, Some(service), self.named(service, operation))
    }

    fn named(&self, service: usize, operation: &str) -> Found {
        match self.by_name[service].get(operation) {
            Some(entry) => (*entry).into(),
            None => Found::Unknown(operation.to_owned()),
        }
    }

    fn path(&self, method: &Method, uri: &Uri, scope: Option<&str>) -> Routed {
        let protocol = Protocol::RestJson;
        if let Some(scope) = scope.filter(|scope| !self.is_known(scope)) {
            return routed(protocol, None, Found::NoService(scope.to_owned()));
        }
        let (path, query) = (uri.path(), uri.query().unwrap_or_default());
        let services = |in_scope: bool| {
            let all = self.schemas.iter().enumerate();
            all.filter(move |(_, schema)| {
                schema.protocols.contains(&protocol)
                    && scope.is_none_or(|scope| scope == schema.scope) == in_scope
            })
        };
        // Signed for another service of ours: found all the same, and refused by that.
        for (service, _) in services(true).chain(services(false)) {
            if let Some((entry, labels)) = self.by_path[service].find(method.as_str(), path, query)
            {
                let found = (*entry).into();
                return Routed { protocol, service: Some(service), found, labels };
            }
        }
        routed(protocol, None, Found::Unknown(format!("{method} {path}")))
    }

    /// Whether a service of ours is signed for by that name.
    fn is_known(&self, scope: &str) -> bool {
        self.schemas.iter().any(|schema| schema.scope == scope)
    }
}

impl From<Entry> for Found {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Row(index) => Self::Row(index),
            Entry::Refused(name) => Self::Refused(name),
        }
    }
}

fn routed(protocol: Protocol, service: Option<usize>, found: Found) -> Routed {
    Routed { protocol, service, found, labels: Labels::new() }
}

/// A query in a URL that people follow: `/?Action=…`.
fn is_link(method: &Method, uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    let is_action = |pair: &str| pair.starts_with("Action=");
    method == Method::GET && uri.path() == "/" && query.split('&').any(is_action)
}

fn is_form(headers: &HeaderMap) -> bool {
    text(headers, "content-type").is_some_and(|content_type| {
        content_type
            .get(..33)
            .is_some_and(|start| start.eq_ignore_ascii_case("application/x-www-form-urlencoded"))
    })
}
