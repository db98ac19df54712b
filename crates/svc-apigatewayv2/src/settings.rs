//! Settings of routes in a stage: throttles.

use std::collections::BTreeMap;

use aws_shape::NoShape;
use service::{AwsResult, Cx};

use crate::model::{DeleteRouteSettingsRequest, RouteSettings};
use crate::state::Settings;
use crate::whole::Whole;
use crate::{ApiGateway, refusal, stage};

pub(crate) async fn delete_route_settings(
    gateway: &ApiGateway,
    cx: &Cx,
    input: DeleteRouteSettingsRequest,
) -> AwsResult<NoShape> {
    let key = &input.route_key;
    gateway
        .change(cx, &input.api_id, |whole, _| {
            let own = stage::found(whole, &input.stage_name)?;
            let gone = own.route_settings.remove(key);
            gone.map(|_| NoShape).ok_or_else(|| no_such_route(key))
        })
        .await
}

/// `settings` over `old`: what is not said stays.
pub(crate) fn over(old: &Settings, settings: &RouteSettings) -> AwsResult<Settings> {
    let level = settings.logging_level.as_deref().unwrap_or("OFF");
    if level != "OFF" || settings.data_trace_enabled.unwrap_or(false) {
        return Err(refusal::bad_request("Execution logs are not supported on protocolType HTTP"));
    }
    let burst = settings.throttling_burst_limit.map(u32::try_from).transpose();
    let burst = burst.map_err(|_| refusal::bad_request("Invalid throttlingBurstLimit"))?;
    if settings.throttling_rate_limit.is_some_and(|rate| !rate.is_finite() || rate < 0.0) {
        return Err(refusal::bad_request("Invalid throttlingRateLimit"));
    }
    Ok(Settings {
        detailed_metrics: settings.detailed_metrics_enabled.or(old.detailed_metrics),
        burst: burst.or(old.burst),
        rate: settings.throttling_rate_limit.or(old.rate),
    })
}

/// The settings of each route in `asked` over those in `old`; the routes must exist.
pub(crate) fn over_routes(
    whole: &Whole,
    old: &BTreeMap<String, Settings>,
    asked: &BTreeMap<String, RouteSettings>,
) -> AwsResult<BTreeMap<String, Settings>> {
    let mut all = old.clone();
    for (key, settings) in asked {
        if whole.route_with_key(key).is_none() {
            return Err(no_such_route(key));
        }
        let old = all.get(key).cloned().unwrap_or_default();
        all.insert(key.clone(), over(&old, settings)?);
    }
    Ok(all)
}

/// The settings as they are shown.
pub(crate) fn shown(settings: &Settings) -> RouteSettings {
    RouteSettings {
        detailed_metrics_enabled: Some(settings.detailed_metrics.unwrap_or(false)),
        throttling_burst_limit: settings.burst.and_then(|burst| i32::try_from(burst).ok()),
        throttling_rate_limit: settings.rate,
        ..RouteSettings::default()
    }
}

fn no_such_route(key: &str) -> service::AwsError {
    refusal::not_found(format!(
        "Unable to find Route by key {key} within the provided RouteSettings"
    ))
}
