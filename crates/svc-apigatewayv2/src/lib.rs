//! API Gateway's HTTP APIs, the control plane: APIs, routes, integrations, stages, deployments,
//! CORS and tags.
//!
//! Covered: see `models/apigatewayv2.toml`. Where it differs from AWS stands there too, for the
//! coverage page. Start at [`service()`] for the operations, at `state.rs` for what is stored, at
//! `whole.rs` for how anything of an API changes, and at `publish.rs` for what the data side is
//! told after it.
//!
//! It knows no other service and no HTTP; requests to APIs are served by `api-http`.

mod api;
mod arn;
mod check;
mod cors;
mod deployment;
mod integration;
pub mod model;
mod page;
mod publish;
mod refusal;
mod route;
mod settings;
mod stage;
mod state;
mod tag;
mod whole;

use std::sync::{Arc, Mutex};

use api_model::Apis;
use service::{AnyService, AwsResult, Platform, Service};

/// The control plane. Clones share it.
#[derive(Clone)]
pub struct ApiGateway(Arc<Inner>);

struct Inner {
    platform: Arc<Platform>,
    apis: Arc<dyn Apis>,
    /// Held while the data side is told, so that the last one told is always the newest.
    publishing: Mutex<()>,
}

impl ApiGateway {
    /// Load all APIs and tell the data side of them.
    pub fn open(platform: Arc<Platform>, apis: Arc<dyn Apis>) -> AwsResult<Self> {
        let gateway = Self(Arc::new(Inner { platform, apis, publishing: Mutex::new(()) }));
        gateway.publish_all()?;
        Ok(gateway)
    }
}

/// The table of the service.
pub fn service(gateway: ApiGateway) -> AnyService {
    Service::new(&model::SERVICE, gateway)
        .on::<model::CreateApi>(|_, cx, _| Ok(arn::needs(cx, "POST", "/apis")), api::create_api)
        .on::<model::GetApi>(|_, cx, i| Ok(arn::on_api(cx, "GET", &i.api_id, "")), api::get_api)
        .on::<model::GetApis>(|_, cx, _| Ok(arn::needs(cx, "GET", "/apis")), api::get_apis)
        .on::<model::UpdateApi>(
            |_, cx, i| Ok(arn::on_api(cx, "PATCH", &i.api_id, "")),
            api::update_api,
        )
        .on::<model::DeleteApi>(
            |_, cx, i| Ok(arn::on_api(cx, "DELETE", &i.api_id, "")),
            api::delete_api,
        )
        .on::<model::DeleteCorsConfiguration>(
            |_, cx, i| Ok(arn::on_api(cx, "DELETE", &i.api_id, "/cors")),
            cors::delete_cors_configuration,
        )
        .on::<model::CreateRoute>(
            |_, cx, i| Ok(arn::on_api(cx, "POST", &i.api_id, "/routes")),
            route::create_route,
        )
        .on::<model::GetRoute>(
            |_, cx, i| Ok(arn::on_part(cx, "GET", &i.api_id, "routes", &i.route_id)),
            route::get_route,
        )
        .on::<model::GetRoutes>(
            |_, cx, i| Ok(arn::on_api(cx, "GET", &i.api_id, "/routes")),
            route::get_routes,
        )
        .on::<model::UpdateRoute>(
            |_, cx, i| Ok(arn::on_part(cx, "PATCH", &i.api_id, "routes", &i.route_id)),
            route::update_route,
        )
        .on::<model::DeleteRoute>(
            |_, cx, i| Ok(arn::on_part(cx, "DELETE", &i.api_id, "routes", &i.route_id)),
            route::delete_route,
        )
        .on::<model::CreateIntegration>(
            |_, cx, i| Ok(arn::on_api(cx, "POST", &i.api_id, "/integrations")),
            integration::create_integration,
        )
        .on::<model::GetIntegration>(
            |_, cx, i| Ok(arn::on_part(cx, "GET", &i.api_id, "integrations", &i.integration_id)),
            integration::get_integration,
        )
        .on::<model::GetIntegrations>(
            |_, cx, i| Ok(arn::on_api(cx, "GET", &i.api_id, "/integrations")),
            integration::get_integrations,
        )
        .on::<model::UpdateIntegration>(
            |_, cx, i| Ok(arn::on_part(cx, "PATCH", &i.api_id, "integrations", &i.integration_id)),
            integration::update_integration,
        )
        .on::<model::DeleteIntegration>(
            |_, cx, i| Ok(arn::on_part(cx, "DELETE", &i.api_id, "integrations", &i.integration_id)),
            integration::delete_integration,
        )
        .on::<model::CreateStage>(
            |_, cx, i| Ok(arn::on_api(cx, "POST", &i.api_id, "/stages")),
            stage::create_stage,
        )
        .on::<model::GetStage>(
            |_, cx, i| Ok(arn::on_part(cx, "GET", &i.api_id, "stages", &i.stage_name)),
            stage::get_stage,
        )
        .on::<model::GetStages>(
            |_, cx, i| Ok(arn::on_api(cx, "GET", &i.api_id, "/stages")),
            stage::get_stages,
        )
        .on::<model::UpdateStage>(
            |_, cx, i| Ok(arn::on_part(cx, "PATCH", &i.api_id, "stages", &i.stage_name)),
            stage::update_stage,
        )
        .on::<model::DeleteStage>(
            |_, cx, i| Ok(arn::on_part(cx, "DELETE", &i.api_id, "stages", &i.stage_name)),
            stage::delete_stage,
        )
        .on::<model::DeleteRouteSettings>(
            |_, cx, i| {
                let within = format!("{}/routesettings", i.stage_name);
                Ok(arn::on_part(cx, "DELETE", &i.api_id, "stages", &within))
            },
            settings::delete_route_settings,
        )
        .on::<model::CreateDeployment>(
            |_, cx, i| Ok(arn::on_api(cx, "POST", &i.api_id, "/deployments")),
            deployment::create_deployment,
        )
        .on::<model::GetDeployment>(
            |_, cx, i| Ok(arn::on_part(cx, "GET", &i.api_id, "deployments", &i.deployment_id)),
            deployment::get_deployment,
        )
        .on::<model::GetDeployments>(
            |_, cx, i| Ok(arn::on_api(cx, "GET", &i.api_id, "/deployments")),
            deployment::get_deployments,
        )
        .on::<model::DeleteDeployment>(
            |_, cx, i| Ok(arn::on_part(cx, "DELETE", &i.api_id, "deployments", &i.deployment_id)),
            deployment::delete_deployment,
        )
        .on::<model::TagResource>(
            |_, cx, i| Ok(arn::on_tags(cx, "POST", &i.resource_arn)),
            tag::tag_resource,
        )
        .on::<model::UntagResource>(
            |_, cx, i| Ok(arn::on_tags(cx, "DELETE", &i.resource_arn)),
            tag::untag_resource,
        )
        .on::<model::GetTags>(
            |_, cx, i| Ok(arn::on_tags(cx, "GET", &i.resource_arn)),
            tag::get_tags,
        )
        .build()
}
