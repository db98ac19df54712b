//! Routes.

use api_model::RouteKey;
use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx, limits};

use crate::model::{
    self, CreateRouteRequest, CreateRouteResult, DeleteRouteRequest, GetRouteRequest,
    GetRouteResult, GetRoutesRequest, GetRoutesResponse, UpdateRouteRequest, UpdateRouteResult,
};
use crate::state::Route;
use crate::whole::{self, Whole};
use crate::{ApiGateway, check, page, refusal};

/// The four shapes in which a route is shown differ in nothing but their names.
macro_rules! shown {
    ($shape:ident, $route:expr) => {{
        let route: &Route = $route;
        model::$shape {
            api_gateway_managed: route.managed.then_some(true),
            api_key_required: Some(false),
            authorization_type: Some("NONE".to_owned()),
            operation_name: route.operation_name.clone(),
            route_id: Some(route.id.clone()),
            route_key: route.key.clone().into(),
            target: route.integration.as_ref().map(|id| format!("integrations/{id}")),
            ..model::$shape::default()
        }
    }};
}

pub(crate) async fn create_route(
    gateway: &ApiGateway,
    cx: &Cx,
    input: CreateRouteRequest,
) -> AwsResult<CreateRouteResult> {
    let key = checked_key(&input.route_key)?;
    check::length_if("operationName", input.operation_name.as_deref(), 1, 64)?;
    let new_id = whole::id(cx, 7);
    let route = gateway
        .change(cx, &input.api_id, |whole, _| {
            if whole.route_with_key(&key).is_some() {
                return Err(exists(&key));
            }
            let max = cx.platform.limits.get(&limits::API_ROUTES);
            if whole.routes.len() as u64 >= max {
                return Err(refusal::too_many("routes of an API", max));
            }
            let route = Route {
                id: new_id.clone(),
                key: key.clone(),
                integration: target(whole, input.target.as_deref())?,
                operation_name: input.operation_name.clone(),
                managed: false,
            };
            whole.routes.insert(route.id.clone(), route.clone());
            Ok(route)
        })
        .await?;
    Ok(shown!(CreateRouteResult, &route))
}

pub(crate) async fn get_route(
    _: &ApiGateway,
    cx: &Cx,
    input: GetRouteRequest,
) -> AwsResult<GetRouteResult> {
    let whole = Whole::get(cx, &input.api_id)?;
    let route = whole.routes.get(&input.route_id);
    Ok(shown!(GetRouteResult, route.ok_or_else(|| no_route(&input.route_id))?))
}

pub(crate) async fn get_routes(
    _: &ApiGateway,
    cx: &Cx,
    input: GetRoutesRequest,
) -> AwsResult<GetRoutesResponse> {
    let whole = Whole::get(cx, &input.api_id)?;
    let asked = (input.next_token.as_deref(), input.max_results.as_deref());
    let (rows, next_token) = page::page(cx, "GetRoutes", &input.api_id, asked, &whole.routes)?;
    let items = rows.into_iter().map(|route| shown!(Route, route)).collect();
    Ok(GetRoutesResponse { items: Some(items), next_token })
}

pub(crate) async fn update_route(
    gateway: &ApiGateway,
    cx: &Cx,
    input: UpdateRouteRequest,
) -> AwsResult<UpdateRouteResult> {
    let key = input.route_key.as_deref().map(checked_key).transpose()?;
    check::length_if("operationName", input.operation_name.as_deref(), 1, 64)?;
    let route = gateway
        .change(cx, &input.api_id, |whole, _| {
            let found = whole.routes.get(&input.route_id);
            let mut route = found.ok_or_else(|| no_route(&input.route_id))?.clone();
            if let Some(key) = key.as_ref().filter(|key| **key != route.key) {
                if route.managed {
                    return Err(refusal::bad_request(
                        "The key of a route made by quick create is updated through its API",
                    ));
                }
                if whole.route_with_key(key).is_some() {
                    return Err(exists(key));
                }
                route.key.clone_from(key);
            }
            if input.target.is_some() {
                route.integration = target(whole, input.target.as_deref())?;
            }
            route.operation_name = input.operation_name.clone().or(route.operation_name.take());
            whole.routes.insert(route.id.clone(), route.clone());
            Ok(route)
        })
        .await?;
    Ok(shown!(UpdateRouteResult, &route))
}

pub(crate) async fn delete_route(
    gateway: &ApiGateway,
    cx: &Cx,
    input: DeleteRouteRequest,
) -> AwsResult<NoShape> {
    gateway
        .change(cx, &input.api_id, |whole, _| {
            let gone = whole.routes.remove(&input.route_id);
            gone.map(|_| NoShape).ok_or_else(|| no_route(&input.route_id))
        })
        .await
}

/// `text` if it is a route key.
pub(crate) fn checked_key(text: &str) -> AwsResult<String> {
    match RouteKey::parse(text) {
        Some(key) => Ok(key.to_string()),
        None => Err(refusal::bad_request(
            "The provided route key is not formatted properly for HTTP protocol. Format should be \
             \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"",
        )),
    }
}

pub(crate) fn exists(key: &str) -> AwsError {
    refusal::conflict(format!("Route with key {key} already exists for this API"))
}

/// The id in `integrations/ID`; an empty target is none.
fn target(whole: &Whole, text: Option<&str>) -> AwsResult<Option<String>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let id = text.strip_prefix("integrations/").ok_or_else(|| {
        refusal::bad_request(format!("Invalid target {text}: expected integrations/ID"))
    })?;
    if !whole.integrations.contains_key(id) {
        return Err(refusal::bad_request(format!("Invalid target: no Integration with id {id}")));
    }
    Ok(Some(id.to_owned()))
}

fn no_route(id: &str) -> AwsError {
    refusal::no_part("Route", "id", id)
}
