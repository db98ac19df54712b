//! What is stored, and under which keys.
//!
//! | table | key | value |
//! | --- | --- | --- |
//! | `apigateway.apis` | API id | [`Api`] |
//! | `apigateway.routes` | API id, route id | [`Route`] |
//! | `apigateway.integrations` | API id, integration id | [`Integration`] |
//! | `apigateway.stages` | API id, stage name | [`Stage`] |
//! | `apigateway.deployments` | API id, deployment id | [`Deployment`] |
//! | `apigateway.frozen` | API id, deployment id | [`Frozen`] |
//!
//! Whoever changes anything of an API writes and expects its row, so that an API's rows change one
//! after another.

use std::collections::BTreeMap;

use api_model::Cors;
use serde::{Deserialize, Serialize};
use store::Table;

pub(crate) static APIS: Table<Api> = Table::new("apigateway.apis", 1);
pub(crate) static ROUTES: Table<Route> = Table::new("apigateway.routes", 1);
pub(crate) static INTEGRATIONS: Table<Integration> = Table::new("apigateway.integrations", 1);
pub(crate) static STAGES: Table<Stage> = Table::new("apigateway.stages", 1);
pub(crate) static DEPLOYMENTS: Table<Deployment> = Table::new("apigateway.deployments", 1);
pub(crate) static FROZEN: Table<Frozen> = Table::new("apigateway.frozen", 1);

/// An API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Api {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) created_ms: i64,
    pub(crate) cors: Option<CorsRow>,
    pub(crate) endpoint_disabled: bool,
    pub(crate) ip_address_type: String,
    pub(crate) route_selection: String,
    /// Grows with every change of the API or of anything that belongs to it.
    pub(crate) revision: u64,
}

/// A CORS configuration as it was given: a list that is not there is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CorsRow {
    pub(crate) allow_origins: Option<Vec<String>>,
    pub(crate) allow_methods: Option<Vec<String>>,
    pub(crate) allow_headers: Option<Vec<String>>,
    pub(crate) expose_headers: Option<Vec<String>>,
    pub(crate) max_age_s: Option<i32>,
    pub(crate) allow_credentials: Option<bool>,
}

/// A route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Route {
    pub(crate) id: String,
    pub(crate) key: String,
    /// The integration's id.
    pub(crate) integration: Option<String>,
    pub(crate) operation_name: Option<String>,
    /// Whether quick create made it.
    pub(crate) managed: bool,
}

/// An integration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Integration {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) uri: String,
    /// `ANY`, or a method.
    pub(crate) method: String,
    pub(crate) format: Format,
    pub(crate) timeout_ms: u32,
    pub(crate) description: Option<String>,
    /// Whether quick create made it.
    pub(crate) managed: bool,
}

/// `IntegrationType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    AwsProxy,
    HttpProxy,
}

/// `PayloadFormatVersion`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Format {
    V1,
    V2,
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stage {
    pub(crate) name: String,
    pub(crate) auto_deploy: bool,
    /// The id of the deployment that it serves.
    pub(crate) deployment: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) created_ms: i64,
    pub(crate) updated_ms: i64,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) default_settings: Settings,
    /// By route key.
    pub(crate) route_settings: BTreeMap<String, Settings>,
    /// What became of the last automatic deployment.
    pub(crate) message: Option<String>,
    /// Whether quick create made it.
    pub(crate) managed: bool,
}

/// Settings of routes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) detailed_metrics: Option<bool>,
    pub(crate) burst: Option<u32>,
    pub(crate) rate: Option<f64>,
}

/// A deployment; what it froze stands in a row of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Deployment {
    pub(crate) id: String,
    pub(crate) description: Option<String>,
    pub(crate) created_ms: i64,
    /// Whether auto-deploy made it.
    pub(crate) auto: bool,
}

/// The routes and integrations of a deployment, as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Frozen {
    pub(crate) routes: Vec<Route>,
    pub(crate) integrations: Vec<Integration>,
}

impl Kind {
    /// AWS's name of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AwsProxy => "AWS_PROXY",
            Self::HttpProxy => "HTTP_PROXY",
        }
    }
}

impl Format {
    /// AWS's name of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V1 => "1.0",
            Self::V2 => "2.0",
        }
    }
}

impl CorsRow {
    /// The same for the data side.
    pub(crate) fn snapshot(&self) -> Cors {
        Cors {
            allow_origins: self.allow_origins.clone().unwrap_or_default(),
            allow_methods: self.allow_methods.clone().unwrap_or_default(),
            allow_headers: self.allow_headers.clone().unwrap_or_default(),
            expose_headers: self.expose_headers.clone().unwrap_or_default(),
            max_age_s: self.max_age_s,
            allow_credentials: self.allow_credentials.unwrap_or(false),
        }
    }
}
