//! What the data side is told: an API as its stages serve it, read anew after every change.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use api_model::{
    ApiSnapshot, IntegrationKind, IntegrationSnapshot, Method, PayloadFormat, RouteKey,
    RouteSnapshot, StageSnapshot, Throttle,
};
use service::AwsResult;
use store::{Scope, Snapshot};

use crate::ApiGateway;
use crate::state::{APIS, FROZEN, Format, Frozen, Integration, Kind, Settings, Stage};
use crate::whole::Whole;

impl ApiGateway {
    /// Tell the data side how `api_id` is now.
    pub(crate) fn publish(&self, scope: &Scope, api_id: &str) -> AwsResult {
        let _one_at_a_time = self.0.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = self.0.platform.store.snapshot();
        match Whole::find(&snapshot, scope, api_id)? {
            Some((whole, _)) => {
                self.0.apis.publish(Arc::new(told(&snapshot, scope, &whole)?));
            }
            None => self.0.apis.remove(api_id),
        }
        Ok(())
    }

    /// Tell it of all APIs.
    pub(crate) fn publish_all(&self) -> AwsResult {
        let store = &self.0.platform.store;
        for scope in store.scopes()? {
            let snapshot = store.snapshot();
            for row in APIS.scan_prefix(&snapshot, &APIS.prefix(&scope, ()), None, usize::MAX) {
                self.publish(&scope, &row?.1.value.id)?;
            }
        }
        Ok(())
    }
}

fn told(snapshot: &Snapshot, scope: &Scope, whole: &Whole) -> AwsResult<ApiSnapshot> {
    // Stages may serve the same deployment.
    let mut thawed: BTreeMap<&str, Arc<Vec<RouteSnapshot>>> = BTreeMap::new();
    let mut stages = BTreeMap::new();
    for (name, stage) in &whole.stages {
        let mut routes = None;
        if let Some(id) = stage.deployment.as_deref() {
            if !thawed.contains_key(id) {
                let frozen = FROZEN.get(snapshot, &FROZEN.key(scope, (&whole.api.id, id)))?;
                let frozen = frozen.ok_or_else(|| {
                    anyhow::anyhow!("the deployment {id} of {} is not there", whole.api.id)
                })?;
                thawed.insert(id, Arc::new(routes_of(&frozen.value)));
            }
            routes = thawed.get(id).cloned();
        }
        stages.insert(name.clone(), told_stage(stage, routes));
    }
    Ok(ApiSnapshot {
        id: whole.api.id.as_str().into(),
        account: scope.account.as_str().into(),
        region: scope.region.as_str().into(),
        cors: whole.api.cors.as_ref().map(crate::state::CorsRow::snapshot),
        endpoint_disabled: whole.api.endpoint_disabled,
        stages,
    })
}

fn told_stage(stage: &Stage, routes: Option<Arc<Vec<RouteSnapshot>>>) -> StageSnapshot {
    let throttles = stage.route_settings.iter();
    StageSnapshot {
        variables: stage.variables.clone(),
        routes,
        throttle: throttle(&stage.default_settings),
        route_throttles: throttles.map(|(key, own)| (key.clone(), throttle(own))).collect(),
    }
}

fn throttle(settings: &Settings) -> Throttle {
    Throttle { rate: settings.rate, burst: settings.burst }
}

fn routes_of(frozen: &Frozen) -> Vec<RouteSnapshot> {
    let integrations: BTreeMap<&str, Arc<IntegrationSnapshot>> = frozen
        .integrations
        .iter()
        .map(|integration| (integration.id.as_str(), Arc::new(told_integration(integration))))
        .collect();
    let routes = frozen.routes.iter().filter_map(|route| {
        let found = route.integration.as_deref().and_then(|id| integrations.get(id));
        // Keys are parsed before they are stored.
        Some(RouteSnapshot { key: RouteKey::parse(&route.key)?, integration: found.cloned() })
    });
    routes.collect()
}

fn told_integration(integration: &Integration) -> IntegrationSnapshot {
    let kind = match (integration.kind, integration.format) {
        (Kind::AwsProxy, Format::V1) => IntegrationKind::Function(PayloadFormat::V1),
        (Kind::AwsProxy, Format::V2) => IntegrationKind::Function(PayloadFormat::V2),
        (Kind::HttpProxy, _) => IntegrationKind::Http(Method::parse(&integration.method)),
    };
    IntegrationSnapshot { kind, uri: integration.uri.clone(), timeout_ms: integration.timeout_ms }
}
