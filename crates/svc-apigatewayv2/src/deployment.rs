//! Deployments: frozen copies of an API's routes and integrations.

use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx};

use crate::api::whole_seconds;
use crate::model::{
    self, CreateDeploymentRequest, CreateDeploymentResponse, DeleteDeploymentRequest,
    GetDeploymentRequest, GetDeploymentResponse, GetDeploymentsRequest, GetDeploymentsResponse,
};
use crate::state::Deployment;
use crate::whole::Whole;
use crate::{ApiGateway, check, page, refusal, stage};

/// The three shapes in which a deployment is shown differ in nothing but their names.
macro_rules! shown {
    ($shape:ident, $deployment:expr) => {{
        let own: &Deployment = $deployment;
        model::$shape {
            auto_deployed: Some(own.auto),
            created_date: Some(whole_seconds(own.created_ms)),
            deployment_id: Some(own.id.clone()),
            deployment_status: Some("DEPLOYED".to_owned()),
            description: own.description.clone(),
            ..model::$shape::default()
        }
    }};
}

pub(crate) async fn create_deployment(
    gateway: &ApiGateway,
    cx: &Cx,
    input: CreateDeploymentRequest,
) -> AwsResult<CreateDeploymentResponse> {
    check::description(input.description.as_deref())?;
    let made = gateway
        .change(cx, &input.api_id, |whole, _| {
            if let Some(name) = &input.stage_name
                && stage::found(whole, name)?.auto_deploy
            {
                return Err(refusal::bad_request(
                    "A stage that deploys automatically cannot be given a deployment",
                ));
            }
            let made = whole.deploy(cx, input.description.clone(), false)?;
            if let Some(name) = &input.stage_name {
                let stage = stage::found(whole, name)?;
                stage.deployment = Some(made.id.clone());
                stage.updated_ms = cx.now_ms();
            }
            Ok(made)
        })
        .await?;
    Ok(shown!(CreateDeploymentResponse, &made))
}

pub(crate) async fn get_deployment(
    _: &ApiGateway,
    cx: &Cx,
    input: GetDeploymentRequest,
) -> AwsResult<GetDeploymentResponse> {
    let whole = Whole::get(cx, &input.api_id)?;
    let own = whole.deployments.get(&input.deployment_id);
    Ok(shown!(GetDeploymentResponse, own.ok_or_else(|| no_deployment(&input.deployment_id))?))
}

pub(crate) async fn get_deployments(
    _: &ApiGateway,
    cx: &Cx,
    input: GetDeploymentsRequest,
) -> AwsResult<GetDeploymentsResponse> {
    let whole = Whole::get(cx, &input.api_id)?;
    let asked = (input.next_token.as_deref(), input.max_results.as_deref());
    let (operation, all) = ("GetDeployments", &whole.deployments);
    let (rows, next_token) = page::page(cx, operation, &input.api_id, asked, all)?;
    let items = rows.into_iter().map(|own| shown!(Deployment, own)).collect();
    Ok(GetDeploymentsResponse { items: Some(items), next_token })
}

pub(crate) async fn delete_deployment(
    gateway: &ApiGateway,
    cx: &Cx,
    input: DeleteDeploymentRequest,
) -> AwsResult<NoShape> {
    let id = &input.deployment_id;
    gateway
        .change(cx, &input.api_id, |whole, _| {
            if whole.stages.values().any(|stage| stage.deployment.as_ref() == Some(id)) {
                return Err(refusal::bad_request(
                    "Active stages pointing to this deployment must be moved or deleted",
                ));
            }
            whole.deployments.remove(id).map(|_| NoShape).ok_or_else(|| no_deployment(id))
        })
        .await
}

fn no_deployment(id: &str) -> AwsError {
    refusal::no_part("Deployment", "id", id)
}
