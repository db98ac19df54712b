//! APIs, and quick create: an API with its integration, route and stage in one call.

use aws_shape::{NoShape, Timestamp};
use service::{AwsResult, Cx, limits, tags};

use crate::model::{
    self, CreateApiRequest, CreateApiResponse, DeleteApiRequest, GetApiRequest, GetApiResponse,
    GetApisRequest, GetApisResponse, UpdateApiRequest, UpdateApiResponse,
};
use crate::state::{APIS, Api, DEPLOYMENTS, FROZEN, INTEGRATIONS, ROUTES, Route, STAGES, Stage};
use crate::whole::{self, Whole};
use crate::{ApiGateway, arn, check, cors, integration, page, refusal, route, stage, tag};

/// How the routes of HTTP APIs are chosen; the only way there is.
const ROUTE_SELECTION: [&str; 2] =
    ["$request.method $request.path", "${request.method} ${request.path}"];
/// Where an API key would be; HTTP APIs have none, and AWS shows it all the same.
const API_KEY_SELECTION: &str = "$request.header.x-api-key";

/// The four shapes in which an API is shown differ in nothing but their names.
macro_rules! shown {
    ($shape:ident, $cx:expr, $api:expr, $tags:expr) => {{
        let (cx, api): (&Cx, &Api) = ($cx, $api);
        model::$shape {
            api_endpoint: Some(format!("{}/_aws/execute-api/{}", cx.endpoint, api.id)),
            api_id: Some(api.id.clone()),
            api_key_selection_expression: Some(API_KEY_SELECTION.to_owned()),
            cors_configuration: api.cors.as_ref().map(cors::shown),
            created_date: Some(whole_seconds(api.created_ms)),
            description: api.description.clone(),
            disable_execute_api_endpoint: Some(api.endpoint_disabled),
            ip_address_type: Some(api.ip_address_type.clone()),
            name: api.name.clone().into(),
            protocol_type: "HTTP".to_owned().into(),
            route_selection_expression: api.route_selection.clone().into(),
            tags: Some($tags),
            version: api.version.clone(),
            ..model::$shape::default()
        }
    }};
}

pub(crate) async fn create_api(
    gateway: &ApiGateway,
    cx: &Cx,
    input: CreateApiRequest,
) -> AwsResult<CreateApiResponse> {
    check::length("name", &input.name, 1, 128)?;
    check::description(input.description.as_deref())?;
    check::length_if("version", input.version.as_deref(), 1, 64)?;
    let new_tags = input.tags.clone().unwrap_or_default();
    tags::check(&new_tags, &cx.platform.limits).map_err(tag::refused)?;
    let api = Api {
        id: whole::id(cx, 10),
        name: input.name.clone(),
        description: input.description.clone(),
        version: input.version.clone(),
        created_ms: cx.now_ms(),
        cors: input.cors_configuration.as_ref().map(cors::checked).transpose()?,
        endpoint_disabled: input.disable_execute_api_endpoint.unwrap_or(false),
        ip_address_type: input.ip_address_type.clone().unwrap_or_else(|| "ipv4".to_owned()),
        route_selection: route_selection(input.route_selection_expression.as_deref())?,
        revision: 0,
    };
    let mut made = Whole::new(api);
    quick_create(cx, &mut made, input.target.as_deref(), input.route_key.as_deref())?;
    let api = made.api.clone();
    let own_arn = arn::of_api(cx.region(), &api.id);
    gateway
        .create(cx, &made, |snapshot, tx| {
            let max = cx.platform.limits.get(&limits::APIS);
            let own = APIS.prefix(&cx.scope, ());
            if APIS.scan_prefix(snapshot, &own, None, usize::MAX).count() as u64 >= max {
                return Err(refusal::too_many("APIs", max));
            }
            tags::set(cx, tx, &own_arn, false, &new_tags)
        })
        .await?;
    Ok(shown!(CreateApiResponse, cx, &api, new_tags))
}

/// The integration, the route and the stage that a `Target` asks for.
fn quick_create(cx: &Cx, whole: &mut Whole, target: Option<&str>, key: Option<&str>) -> AwsResult {
    let Some(target) = target else {
        return match key {
            Some(_) => Err(refusal::bad_request("routeKey is only allowed with a target")),
            None => Ok(()),
        };
    };
    let integration = integration::quick(whole::id(cx, 7), target)?;
    let route = Route {
        id: whole::id(cx, 7),
        key: route::checked_key(key.unwrap_or(api_model::DEFAULT))?,
        integration: Some(integration.id.clone()),
        operation_name: None,
        managed: true,
    };
    let mut stage = Stage::new(api_model::DEFAULT, cx.now_ms());
    stage.auto_deploy = true;
    stage.managed = true;
    whole.integrations.insert(integration.id.clone(), integration);
    whole.routes.insert(route.id.clone(), route);
    whole.stages.insert(stage.name.clone(), stage);
    Ok(())
}

pub(crate) async fn get_api(
    _: &ApiGateway,
    cx: &Cx,
    input: GetApiRequest,
) -> AwsResult<GetApiResponse> {
    let snapshot = cx.snapshot();
    let api = APIS.get(&snapshot, &whole::key(&cx.scope, &input.api_id))?;
    let api = api.ok_or_else(|| refusal::no_api(cx, &input.api_id))?;
    let own = tags::get(cx, &snapshot, &arn::of_api(cx.region(), &api.id), false)?;
    Ok(shown!(GetApiResponse, cx, &api, own))
}

pub(crate) async fn get_apis(
    _: &ApiGateway,
    cx: &Cx,
    input: GetApisRequest,
) -> AwsResult<GetApisResponse> {
    let snapshot = cx.snapshot();
    let mut all = Vec::new();
    for row in APIS.scan_prefix(&snapshot, &APIS.prefix(&cx.scope, ()), None, usize::MAX) {
        all.push(row?.1.value);
    }
    let asked = (input.next_token.as_deref(), input.max_results.as_deref());
    let rows = all.iter().map(|api| (&api.id, api));
    let (rows, next_token) = page::page(cx, "GetApis", "", asked, rows)?;
    let mut items = Vec::new();
    for api in rows {
        let own = tags::get(cx, &snapshot, &arn::of_api(cx.region(), &api.id), false)?;
        items.push(shown!(Api, cx, api, own));
    }
    Ok(GetApisResponse { items: Some(items), next_token })
}

pub(crate) async fn update_api(
    gateway: &ApiGateway,
    cx: &Cx,
    input: UpdateApiRequest,
) -> AwsResult<UpdateApiResponse> {
    check::length_if("name", input.name.as_deref(), 1, 128)?;
    check::description(input.description.as_deref())?;
    check::length_if("version", input.version.as_deref(), 1, 64)?;
    let new_cors = input.cors_configuration.as_ref().map(cors::checked).transpose()?;
    let selection = input.route_selection_expression.as_deref();
    let selection = selection.map(|text| route_selection(Some(text))).transpose()?;
    let api = gateway
        .change(cx, &input.api_id, |whole, _| {
            let api = &mut whole.api;
            api.name = input.name.clone().unwrap_or_else(|| api.name.clone());
            api.description = input.description.clone().or(api.description.take());
            api.version = input.version.clone().or(api.version.take());
            api.cors = new_cors.clone().or(api.cors.take());
            api.endpoint_disabled =
                input.disable_execute_api_endpoint.unwrap_or(api.endpoint_disabled);
            api.ip_address_type =
                input.ip_address_type.clone().unwrap_or_else(|| api.ip_address_type.clone());
            api.route_selection = selection.clone().unwrap_or_else(|| api.route_selection.clone());
            update_quickly_created(whole, input.target.as_deref(), input.route_key.as_deref())?;
            Ok(whole.api.clone())
        })
        .await?;
    let own = tags::get(cx, &cx.snapshot(), &arn::of_api(cx.region(), &api.id), false)?;
    Ok(shown!(UpdateApiResponse, cx, &api, own))
}

/// `Target` and `RouteKey` change what quick create made.
fn update_quickly_created(whole: &mut Whole, target: Option<&str>, key: Option<&str>) -> AwsResult {
    let not_there = |member: &str| {
        refusal::bad_request(format!("{member} can only be updated on an API made by quick create"))
    };
    if let Some(target) = target {
        let own = whole.integrations.values_mut().find(|integration| integration.managed);
        let own = own.ok_or_else(|| not_there("target"))?;
        *own = integration::quick(own.id.clone(), target)?;
    }
    if let Some(key) = key {
        let key = route::checked_key(key)?;
        let own = whole.routes.values().find(|route| route.managed).map(|route| route.id.clone());
        let own = own.ok_or_else(|| not_there("routeKey"))?;
        if whole.route_with_key(&key).is_some_and(|route| route.id != own) {
            return Err(route::exists(&key));
        }
        if let Some(route) = whole.routes.get_mut(&own) {
            route.key = key;
        }
    }
    Ok(())
}

/// The API goes with everything that belongs to it.
pub(crate) async fn delete_api(
    gateway: &ApiGateway,
    cx: &Cx,
    input: DeleteApiRequest,
) -> AwsResult<NoShape> {
    let api_id = &input.api_id;
    cx.transact(|snapshot, tx| {
        let found = Whole::find(snapshot, &cx.scope, api_id)?;
        let (whole, version) = found.ok_or_else(|| refusal::no_api(cx, api_id))?;
        let own = whole::key(&cx.scope, api_id);
        tx.expect(&own, store::Expect::Version(version));
        APIS.delete(tx, &own);
        let scope = &cx.scope;
        for prefix in [
            ROUTES.prefix(scope, (api_id,)),
            INTEGRATIONS.prefix(scope, (api_id,)),
            STAGES.prefix(scope, (api_id,)),
            DEPLOYMENTS.prefix(scope, (api_id,)),
            FROZEN.prefix(scope, (api_id,)),
        ] {
            tx.delete_prefix(prefix);
        }
        for name in whole.stages.keys() {
            stage::forget_tags(cx, tx, api_id, name)?;
        }
        tags::set(cx, tx, &arn::of_api(cx.region(), api_id), false, &tags::Tags::new())
    })
    .await?;
    gateway.publish(&cx.scope, api_id)?;
    Ok(NoShape)
}

fn route_selection(text: Option<&str>) -> AwsResult<String> {
    let text = text.unwrap_or(ROUTE_SELECTION[0]);
    if ROUTE_SELECTION.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(refusal::bad_request(format!(
        "Invalid routeSelectionExpression {text}: HTTP APIs choose by {}",
        ROUTE_SELECTION[1]
    )))
}

/// AWS's dates have no fractions.
pub(crate) fn whole_seconds(time_ms: i64) -> Timestamp {
    Timestamp(time_ms - time_ms.rem_euclid(1_000))
}
