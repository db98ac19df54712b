//! Integrations: functions and other HTTP servers.

use std::collections::BTreeMap;

use api_model::{Method, UriError, function_uri, http_uri};
use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx, limits};

use crate::model::{
    self, CreateIntegrationRequest, CreateIntegrationResult, DeleteIntegrationRequest,
    GetIntegrationRequest, GetIntegrationResult, GetIntegrationsRequest, GetIntegrationsResponse,
    UpdateIntegrationRequest, UpdateIntegrationResult,
};
use crate::state::{Format, Integration, Kind};
use crate::whole::{self, Whole};
use crate::{ApiGateway, check, page, refusal};

/// The longest that an integration may take, which is what it may take if nothing is said.
const TIMEOUT_MS: u32 = 30_000;

/// The four shapes in which an integration is shown differ in nothing but their names.
macro_rules! shown {
    ($shape:ident, $integration:expr) => {{
        let own: &Integration = $integration;
        model::$shape {
            api_gateway_managed: own.managed.then_some(true),
            connection_type: Some("INTERNET".to_owned()),
            description: own.description.clone(),
            integration_id: Some(own.id.clone()),
            integration_method: Some(own.method.clone()),
            integration_type: Some(own.kind.name().to_owned()),
            integration_uri: Some(own.uri.clone()),
            payload_format_version: Some(own.format.name().to_owned()),
            timeout_in_millis: i32::try_from(own.timeout_ms).ok(),
            ..model::$shape::default()
        }
    }};
}

pub(crate) async fn create_integration(
    gateway: &ApiGateway,
    cx: &Cx,
    input: CreateIntegrationRequest,
) -> AwsResult<CreateIntegrationResult> {
    check::description(input.description.as_deref())?;
    let kind = kind(&input.integration_type)?;
    let method = match (kind, &input.integration_method) {
        (_, Some(method)) => method.clone(),
        (Kind::AwsProxy, None) => "POST".to_owned(),
        (Kind::HttpProxy, None) => {
            return Err(refusal::bad_request("integrationMethod is required for HTTP_PROXY"));
        }
    };
    let uri = input.integration_uri.clone();
    let made = Integration {
        id: whole::id(cx, 7),
        kind,
        uri: uri.ok_or_else(|| refusal::bad_request("integrationUri is required"))?,
        method,
        format: format(input.payload_format_version.as_deref().unwrap_or("1.0"))?,
        timeout_ms: timeout(input.timeout_in_millis).unwrap_or(TIMEOUT_MS),
        description: input.description.clone(),
        managed: false,
    };
    checked(&made)?;
    gateway
        .change(cx, &input.api_id, |whole, _| {
            let max = cx.platform.limits.get(&limits::API_INTEGRATIONS);
            if whole.integrations.len() as u64 >= max {
                return Err(refusal::too_many("integrations of an API", max));
            }
            whole.integrations.insert(made.id.clone(), made.clone());
            Ok(())
        })
        .await?;
    Ok(shown!(CreateIntegrationResult, &made))
}

pub(crate) async fn get_integration(
    _: &ApiGateway,
    cx: &Cx,
    input: GetIntegrationRequest,
) -> AwsResult<GetIntegrationResult> {
    let whole = Whole::get(cx, &input.api_id)?;
    let own = whole.integrations.get(&input.integration_id);
    Ok(shown!(GetIntegrationResult, own.ok_or_else(|| no_integration(&input.integration_id))?))
}

pub(crate) async fn get_integrations(
    _: &ApiGateway,
    cx: &Cx,
    input: GetIntegrationsRequest,
) -> AwsResult<GetIntegrationsResponse> {
    let whole = Whole::get(cx, &input.api_id)?;
    let asked = (input.next_token.as_deref(), input.max_results.as_deref());
    let (operation, all) = ("GetIntegrations", &whole.integrations);
    let (rows, next_token) = page::page(cx, operation, &input.api_id, asked, all)?;
    let items = rows.into_iter().map(|own| shown!(Integration, own)).collect();
    Ok(GetIntegrationsResponse { items: Some(items), next_token })
}

pub(crate) async fn update_integration(
    gateway: &ApiGateway,
    cx: &Cx,
    input: UpdateIntegrationRequest,
) -> AwsResult<UpdateIntegrationResult> {
    check::description(input.description.as_deref())?;
    let new_kind = input.integration_type.as_deref().map(kind).transpose()?;
    let new_format = input.payload_format_version.as_deref().map(format).transpose()?;
    let own = gateway
        .change(cx, &input.api_id, |whole, _| {
            let own = whole.integrations.get_mut(&input.integration_id);
            let own = own.ok_or_else(|| no_integration(&input.integration_id))?;
            own.kind = new_kind.unwrap_or(own.kind);
            own.format = new_format.unwrap_or(own.format);
            own.uri = input.integration_uri.clone().unwrap_or_else(|| own.uri.clone());
            own.method = input.integration_method.clone().unwrap_or_else(|| own.method.clone());
            own.timeout_ms = timeout(input.timeout_in_millis).unwrap_or(own.timeout_ms);
            own.description = input.description.clone().or(own.description.take());
            checked(own)?;
            Ok(own.clone())
        })
        .await?;
    Ok(shown!(UpdateIntegrationResult, &own))
}

pub(crate) async fn delete_integration(
    gateway: &ApiGateway,
    cx: &Cx,
    input: DeleteIntegrationRequest,
) -> AwsResult<NoShape> {
    let id = &input.integration_id;
    gateway
        .change(cx, &input.api_id, |whole, _| {
            let own = whole.integrations.get(id).ok_or_else(|| no_integration(id))?;
            if own.managed {
                return Err(refusal::bad_request(
                    "An integration made by quick create cannot be deleted",
                ));
            }
            let user = whole.routes.values().find(|route| route.integration.as_ref() == Some(id));
            if let Some(route) = user {
                return Err(refusal::conflict(format!(
                    "Cannot delete Integration {id}: Route with key {} leads to it",
                    route.key
                )));
            }
            whole.integrations.remove(id);
            Ok(NoShape)
        })
        .await
}

/// The integration that quick create makes of a `Target`.
pub(crate) fn quick(id: String, target: &str) -> AwsResult<Integration> {
    let is_function = target.starts_with("arn:");
    let made = Integration {
        id,
        kind: if is_function { Kind::AwsProxy } else { Kind::HttpProxy },
        uri: target.to_owned(),
        method: if is_function { "POST" } else { "ANY" }.to_owned(),
        format: if is_function { Format::V2 } else { Format::V1 },
        timeout_ms: TIMEOUT_MS,
        description: None,
        managed: true,
    };
    checked(&made)?;
    Ok(made)
}

/// What an integration must be to be called; stage variables in its URI are known later only.
fn checked(own: &Integration) -> AwsResult {
    check::length("integrationUri", &own.uri, 1, 2_048)?;
    let is_variable = own.uri.contains("${stageVariables.");
    match own.kind {
        Kind::AwsProxy => {
            if !is_variable && function_uri(&own.uri) == Err(UriError::NoFunction) {
                return Err(refusal::bad_request(format!(
                    "Invalid integrationUri {}: expected the ARN of a function",
                    own.uri
                )));
            }
        }
        Kind::HttpProxy => {
            if own.format == Format::V2 {
                return Err(refusal::bad_request(
                    "payloadFormatVersion 2.0 is only supported for functions",
                ));
            }
            if own.method != "ANY" && Method::parse(&own.method).is_none() {
                return Err(refusal::bad_request(format!(
                    "Invalid integrationMethod {}",
                    own.method
                )));
            }
            address(&own.uri, is_variable)?;
        }
    }
    Ok(())
}

fn address(uri: &str, is_variable: bool) -> AwsResult {
    let wrong = || {
        let message = format!("Invalid integrationUri {uri}: expected an HTTP address");
        refusal::bad_request(message)
    };
    if uri.starts_with("https://") {
        return Err(AwsError::not_implemented("An HTTP_PROXY integration to an https:// address"));
    }
    if is_variable {
        let begins = uri.starts_with("http://") || uri.starts_with("${stageVariables.");
        return begins.then_some(()).ok_or_else(wrong);
    }
    let found = api_model::resolved(uri, &BTreeMap::new()).map_err(|_| wrong())?;
    http_uri(&found).map(|_| ()).map_err(|_| wrong())
}

fn kind(name: &str) -> AwsResult<Kind> {
    match name {
        "AWS_PROXY" => Ok(Kind::AwsProxy),
        "HTTP_PROXY" => Ok(Kind::HttpProxy),
        other => Err(refusal::bad_request(format!(
            "Invalid integrationType {other}: HTTP APIs have AWS_PROXY and HTTP_PROXY"
        ))),
    }
}

fn format(version: &str) -> AwsResult<Format> {
    match version {
        "1.0" => Ok(Format::V1),
        "2.0" => Ok(Format::V2),
        other => Err(refusal::bad_request(format!(
            "Invalid payloadFormatVersion {other}: expected 1.0 or 2.0"
        ))),
    }
}

/// Within its bounds, which the model names.
fn timeout(asked_ms: Option<i32>) -> Option<u32> {
    asked_ms.and_then(|asked_ms| u32::try_from(asked_ms).ok())
}

fn no_integration(id: &str) -> AwsError {
    refusal::no_part("Integration", "id", id)
}
