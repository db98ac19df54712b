//! Stages.

use std::collections::BTreeMap;

use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx, limits, tags};
use store::Transaction;

use crate::api::whole_seconds;
use crate::model::{
    self, CreateStageRequest, CreateStageResponse, DeleteStageRequest, GetStageRequest,
    GetStageResponse, GetStagesRequest, GetStagesResponse, UpdateStageRequest, UpdateStageResponse,
};
use crate::state::{Settings, Stage};
use crate::whole::Whole;
use crate::{ApiGateway, arn, check, page, refusal, settings, tag};

/// The four shapes in which a stage is shown differ in nothing but their names.
macro_rules! shown {
    ($shape:ident, $stage:expr, $tags:expr) => {{
        let stage: &Stage = $stage;
        let routes = stage.route_settings.iter();
        let routes = routes.map(|(key, own)| (key.clone(), settings::shown(own)));
        model::$shape {
            api_gateway_managed: stage.managed.then_some(true),
            auto_deploy: stage.auto_deploy.then_some(true),
            created_date: Some(whole_seconds(stage.created_ms)),
            default_route_settings: Some(settings::shown(&stage.default_settings)),
            deployment_id: stage.deployment.clone(),
            description: stage.description.clone(),
            last_deployment_status_message: stage.message.clone(),
            last_updated_date: Some(whole_seconds(stage.updated_ms)),
            route_settings: Some(routes.collect()),
            stage_name: stage.name.clone().into(),
            stage_variables: Some(stage.variables.clone()),
            tags: Some($tags),
            ..model::$shape::default()
        }
    }};
}

impl Stage {
    /// A stage that serves nothing yet.
    pub(crate) fn new(name: &str, now_ms: i64) -> Self {
        Self {
            name: name.to_owned(),
            auto_deploy: false,
            deployment: None,
            description: None,
            created_ms: now_ms,
            updated_ms: now_ms,
            variables: BTreeMap::new(),
            default_settings: Settings::default(),
            route_settings: BTreeMap::new(),
            message: None,
            managed: false,
        }
    }
}

pub(crate) async fn create_stage(
    gateway: &ApiGateway,
    cx: &Cx,
    input: CreateStageRequest,
) -> AwsResult<CreateStageResponse> {
    let name = &input.stage_name;
    check_name(name)?;
    check::description(input.description.as_deref())?;
    let new_tags = input.tags.clone().unwrap_or_default();
    tags::check(&new_tags, &cx.platform.limits).map_err(tag::refused)?;
    gateway
        .change(cx, &input.api_id, |whole, tx| {
            if whole.stages.contains_key(name) {
                return Err(refusal::conflict("Stage already exists"));
            }
            let max = cx.platform.limits.get(&limits::API_STAGES);
            if whole.stages.len() as u64 >= max {
                return Err(refusal::too_many("stages of an API", max));
            }
            let mut stage = Stage::new(name, cx.now_ms());
            stage.auto_deploy = input.auto_deploy.unwrap_or(false);
            stage.description.clone_from(&input.description);
            move_to(whole, &mut stage, input.deployment_id.as_deref())?;
            let asked = Asked {
                variables: input.stage_variables.as_ref(),
                default_settings: input.default_route_settings.as_ref(),
                route_settings: input.route_settings.as_ref(),
            };
            asked.apply(whole, &mut stage)?;
            whole.stages.insert(name.clone(), stage);
            tags::set(cx, tx, &arn::of_stage(cx.region(), &input.api_id, name), false, &new_tags)
        })
        .await?;
    let stage = read(cx, &input.api_id, name)?;
    Ok(shown!(CreateStageResponse, &stage, new_tags))
}

pub(crate) async fn get_stage(
    _: &ApiGateway,
    cx: &Cx,
    input: GetStageRequest,
) -> AwsResult<GetStageResponse> {
    let stage = read(cx, &input.api_id, &input.stage_name)?;
    let own = own_tags(cx, &input.api_id, &stage.name)?;
    Ok(shown!(GetStageResponse, &stage, own))
}

pub(crate) async fn get_stages(
    _: &ApiGateway,
    cx: &Cx,
    input: GetStagesRequest,
) -> AwsResult<GetStagesResponse> {
    let whole = Whole::get(cx, &input.api_id)?;
    let asked = (input.next_token.as_deref(), input.max_results.as_deref());
    let (rows, next_token) = page::page(cx, "GetStages", &input.api_id, asked, &whole.stages)?;
    let mut items = Vec::new();
    for stage in rows {
        let own = own_tags(cx, &input.api_id, &stage.name)?;
        items.push(shown!(Stage, stage, own));
    }
    Ok(GetStagesResponse { items: Some(items), next_token })
}

pub(crate) async fn update_stage(
    gateway: &ApiGateway,
    cx: &Cx,
    input: UpdateStageRequest,
) -> AwsResult<UpdateStageResponse> {
    check::description(input.description.as_deref())?;
    gateway
        .change(cx, &input.api_id, |whole, _| {
            let mut stage = found(whole, &input.stage_name)?.clone();
            stage.auto_deploy = input.auto_deploy.unwrap_or(stage.auto_deploy);
            stage.description = input.description.clone().or(stage.description.take());
            stage.updated_ms = cx.now_ms();
            move_to(whole, &mut stage, input.deployment_id.as_deref())?;
            let asked = Asked {
                variables: input.stage_variables.as_ref(),
                default_settings: input.default_route_settings.as_ref(),
                route_settings: input.route_settings.as_ref(),
            };
            asked.apply(whole, &mut stage)?;
            whole.stages.insert(stage.name.clone(), stage);
            Ok(())
        })
        .await?;
    let stage = read(cx, &input.api_id, &input.stage_name)?;
    let own = own_tags(cx, &input.api_id, &stage.name)?;
    Ok(shown!(UpdateStageResponse, &stage, own))
}

pub(crate) async fn delete_stage(
    gateway: &ApiGateway,
    cx: &Cx,
    input: DeleteStageRequest,
) -> AwsResult<NoShape> {
    let name = &input.stage_name;
    gateway
        .change(cx, &input.api_id, |whole, tx| {
            whole.stages.remove(name).ok_or_else(|| no_stage(name))?;
            forget_tags(cx, tx, &input.api_id, name)?;
            Ok(NoShape)
        })
        .await
}

/// What may be asked of a new stage as well as of an old one.
struct Asked<'i> {
    variables: Option<&'i BTreeMap<String, String>>,
    default_settings: Option<&'i model::RouteSettings>,
    route_settings: Option<&'i BTreeMap<String, model::RouteSettings>>,
}

impl Asked<'_> {
    fn apply(&self, whole: &Whole, stage: &mut Stage) -> AwsResult {
        for (name, value) in self.variables.into_iter().flatten() {
            check_variable(name, value)?;
            // An empty value takes a variable away; there is no other way to do it.
            if value.is_empty() {
                stage.variables.remove(name);
            } else {
                stage.variables.insert(name.clone(), value.clone());
            }
        }
        if let Some(asked) = self.default_settings {
            stage.default_settings = settings::over(&stage.default_settings, asked)?;
        }
        if let Some(asked) = self.route_settings {
            stage.route_settings = settings::over_routes(whole, &stage.route_settings, asked)?;
        }
        Ok(())
    }
}

/// Let `stage` serve the deployment `id`.
fn move_to(whole: &Whole, stage: &mut Stage, id: Option<&str>) -> AwsResult {
    let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(()) };
    if stage.auto_deploy {
        return Err(refusal::bad_request(
            "A stage that deploys automatically cannot be given a deployment",
        ));
    }
    if !whole.deployments.contains_key(id) {
        return Err(refusal::no_part("Deployment", "id", id));
    }
    stage.deployment = Some(id.to_owned());
    Ok(())
}

/// The stage called `name`, to be changed.
pub(crate) fn found<'w>(whole: &'w mut Whole, name: &str) -> AwsResult<&'w mut Stage> {
    whole.stages.get_mut(name).ok_or_else(|| no_stage(name))
}

/// Take away the tags of a stage that goes.
pub(crate) fn forget_tags(cx: &Cx, tx: &mut Transaction, api_id: &str, name: &str) -> AwsResult {
    let own = arn::of_stage(cx.region(), api_id, name);
    tags::set(cx, tx, &own, false, &tags::Tags::new())
}

fn read(cx: &Cx, api_id: &str, name: &str) -> AwsResult<Stage> {
    Whole::get(cx, api_id)?.stages.remove(name).ok_or_else(|| no_stage(name))
}

fn own_tags(cx: &Cx, api_id: &str, name: &str) -> AwsResult<tags::Tags> {
    tags::get(cx, &cx.snapshot(), &arn::of_stage(cx.region(), api_id, name), false)
}

/// `$default`, or letters, digits, hyphens and underscores.
fn check_name(name: &str) -> AwsResult {
    check::length("stageName", name, 1, 128)?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name == api_model::DEFAULT || name.bytes().all(fits) {
        return Ok(());
    }
    Err(refusal::bad_request("Stage name only allows a-zA-Z0-9-_ or $default"))
}

/// Names and values that may stand in a URI.
fn check_variable(name: &str, value: &str) -> AwsResult {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_value = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#&=,+@%[]".contains(&byte);
    check::length("stageVariables", name, 1, 64)?;
    check::length("stageVariables", value, 0, 2_048)?;
    if name.bytes().all(is_name) && value.bytes().all(is_value) {
        return Ok(());
    }
    Err(refusal::bad_request(format!(
        "Invalid stage variable {name}: names have letters, digits and _, values what a URI may have"
    )))
}

pub(crate) fn no_stage(name: &str) -> AwsError {
    refusal::no_part("Stage", "name", name)
}
