//! Stages and deployments: what is served when.

use api_model::Throttle;
use serde_json::{Value, json};

use crate::support::{Server, id};

#[tokio::test]
async fn a_stage_that_deploys_automatically_serves_every_change_at_once() {
    let server = Server::new();
    let api = server.api().await;
    let input = json!({"ApiId": api, "StageName": "$default", "AutoDeploy": true});
    let stage = server.ok("CreateStage", input).await;
    assert_eq!(
        stage["LastDeploymentStatusMessage"],
        "Deployment attempt failed: Unable to deploy API because no routes exist in this API"
    );
    assert_eq!(server.told.routes(&api, "$default"), None);
    let integration = server.integration(&api).await;
    server.route(&api, "GET /a", &integration).await;
    let second = server.route(&api, "GET /b", &integration).await;
    assert_eq!(server.told.routes(&api, "$default").unwrap(), ["GET /a", "GET /b"]);
    let input = json!({"ApiId": api, "IntegrationId": integration, "TimeoutInMillis": 50});
    server.ok("UpdateIntegration", input).await;
    let served = server.told.route(&api, "$default", "GET /a");
    assert_eq!(served.integration.unwrap().timeout_ms, 50);
    server.ok("DeleteRoute", json!({"ApiId": api, "RouteId": second})).await;
    assert_eq!(server.told.routes(&api, "$default").unwrap(), ["GET /a"]);
    // Of the automatic deployments only the one that is served is kept.
    let deployments = server.ok("GetDeployments", json!({"ApiId": api})).await;
    let [deployment] = deployments["Items"].as_array().unwrap().as_slice() else {
        panic!("{deployments}")
    };
    let own = id(deployment, "DeploymentId");
    assert_eq!(deployment["AutoDeployed"], true);
    let stage = server.ok("GetStage", json!({"ApiId": api, "StageName": "$default"})).await;
    assert_eq!(stage["DeploymentId"], own);
    assert_eq!(
        stage["LastDeploymentStatusMessage"],
        format!("Successfully deployed stage with deployment ID '{own}'")
    );
}

#[tokio::test]
async fn a_stage_serves_the_frozen_copy_of_its_deployment() {
    let server = Server::new();
    let api = server.api().await;
    let ask = json!({"ApiId": api});
    assert_eq!(
        server.refused("CreateDeployment", ask.clone()).await,
        "BadRequestException: Unable to deploy API because no routes exist in this API"
    );
    let integration = server.integration(&api).await;
    let route = server.route(&api, "GET /a", &integration).await;
    server.ok("CreateStage", json!({"ApiId": api, "StageName": "prod"})).await;
    assert_eq!(server.told.routes(&api, "prod"), None);
    let input = json!({"ApiId": api, "StageName": "prod", "Description": "first"});
    let first = server.ok("CreateDeployment", input).await;
    let wanted = json!({
        "AutoDeployed": false, "CreatedDate": first["CreatedDate"],
        "DeploymentId": first["DeploymentId"], "DeploymentStatus": "DEPLOYED",
        "Description": "first",
    });
    assert_eq!(first, wanted);
    let first = id(&first, "DeploymentId");
    let input = json!({"ApiId": api, "DeploymentId": first});
    assert_eq!(server.ok("GetDeployment", input.clone()).await, wanted);
    // Changes wait for the next deployment; even what is deleted is served until then.
    server.ok("DeleteRoute", json!({"ApiId": api, "RouteId": route})).await;
    server.route(&api, "GET /b", &integration).await;
    assert_eq!(server.told.routes(&api, "prod").unwrap(), ["GET /a"]);
    let second = id(&server.ok("CreateDeployment", ask).await, "DeploymentId");
    assert_eq!(server.told.routes(&api, "prod").unwrap(), ["GET /a"]);
    let to =
        |deployment: &str| json!({"ApiId": api, "StageName": "prod", "DeploymentId": deployment});
    server.ok("UpdateStage", to(&second)).await;
    assert_eq!(server.told.routes(&api, "prod").unwrap(), ["GET /b"]);
    server.ok("UpdateStage", to(&first)).await;
    assert_eq!(server.told.routes(&api, "prod").unwrap(), ["GET /a"]);
    assert_eq!(
        server.refused("DeleteDeployment", input.clone()).await,
        "BadRequestException: Active stages pointing to this deployment must be moved or deleted"
    );
    server.ok("UpdateStage", to(&second)).await;
    server.ok("DeleteDeployment", input.clone()).await;
    let gone = format!("NotFoundException: Unable to find Deployment by id {first}");
    assert_eq!(server.refused("GetDeployment", input).await, gone);
    assert_eq!(server.refused("UpdateStage", to(&first)).await, gone);
}

#[tokio::test]
async fn a_stage_may_begin_and_cease_to_deploy_automatically() {
    let server = Server::new();
    let api = server.api().await;
    let integration = server.integration(&api).await;
    server.route(&api, "GET /a", &integration).await;
    server.ok("CreateStage", json!({"ApiId": api, "StageName": "dev"})).await;
    let auto = |auto: bool| json!({"ApiId": api, "StageName": "dev", "AutoDeploy": auto});
    server.ok("UpdateStage", auto(true)).await;
    assert_eq!(server.told.routes(&api, "dev").unwrap(), ["GET /a"]);
    let input = json!({"ApiId": api, "StageName": "dev"});
    assert!(server.refused("CreateDeployment", input).await.starts_with("BadRequestException"));
    let input = json!({"ApiId": api, "StageName": "dev", "DeploymentId": "abc123"});
    assert!(server.refused("UpdateStage", input).await.starts_with("BadRequestException"));
    server.ok("UpdateStage", auto(false)).await;
    server.route(&api, "GET /b", &integration).await;
    assert_eq!(server.told.routes(&api, "dev").unwrap(), ["GET /a"]);
}

#[tokio::test]
async fn settings_and_variables_of_a_stage_are_laid_over_the_old_ones() {
    let server = Server::new();
    let api = server.api().await;
    let integration = server.integration(&api).await;
    server.route(&api, "GET /a", &integration).await;
    let made = server
        .ok(
            "CreateStage",
            json!({
                "ApiId": api, "StageName": "dev", "AutoDeploy": true, "Description": "d",
                "StageVariables": {"x": "1", "y": "2"},
                "DefaultRouteSettings": {"ThrottlingRateLimit": 10.5, "ThrottlingBurstLimit": 5},
                "RouteSettings": {"GET /a": {"ThrottlingRateLimit": 1.0}},
            }),
        )
        .await;
    assert_eq!(made["StageVariables"], json!({"x": "1", "y": "2"}));
    let changed = server
        .ok(
            "UpdateStage",
            json!({
                "ApiId": api, "StageName": "dev", "StageVariables": {"x": "", "z": "3"},
                "DefaultRouteSettings": {"ThrottlingBurstLimit": 7},
                "RouteSettings": {"GET /a": {"ThrottlingBurstLimit": 2}},
            }),
        )
        .await;
    assert_eq!(changed["StageVariables"], json!({"y": "2", "z": "3"}));
    assert_eq!(changed["Description"], "d");
    let wanted = json!({
        "DetailedMetricsEnabled": false, "ThrottlingBurstLimit": 7, "ThrottlingRateLimit": 10.5,
    });
    assert_eq!(changed["DefaultRouteSettings"], wanted);
    let told = server.told.api(&api).unwrap();
    let stage = &told.stages["dev"];
    assert_eq!(stage.throttle, Throttle { rate: Some(10.5), burst: Some(7) });
    assert_eq!(stage.route_throttles["GET /a"], Throttle { rate: Some(1.0), burst: Some(2) });
    assert_eq!(stage.variables["z"], "3");
    let input = json!({"ApiId": api, "StageName": "dev", "RouteKey": "GET /a"});
    server.ok("DeleteRouteSettings", input.clone()).await;
    assert!(server.told.api(&api).unwrap().stages["dev"].route_throttles.is_empty());
    let told = server.refused("DeleteRouteSettings", input).await;
    assert!(told.starts_with("NotFoundException"), "{told}");
}

#[tokio::test]
async fn settings_that_mean_nothing_are_refused() {
    let server = Server::new();
    let api = server.api().await;
    let refused = async |more: Value| {
        let mut input = json!({"ApiId": api, "StageName": "dev"});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.refused("CreateStage", input).await
    };
    assert_eq!(
        refused(json!({"RouteSettings": {"GET /no": {}}})).await,
        "NotFoundException: Unable to find Route by key GET /no within the provided RouteSettings"
    );
    assert_eq!(
        refused(json!({"DefaultRouteSettings": {"LoggingLevel": "INFO"}})).await,
        "BadRequestException: Execution logs are not supported on protocolType HTTP"
    );
    for wrong in [
        json!({"DefaultRouteSettings": {"ThrottlingBurstLimit": -1}}),
        json!({"DefaultRouteSettings": {"ThrottlingRateLimit": -0.5}}),
        json!({"StageVariables": {"a b": "c"}}),
        json!({"StageVariables": {"a": "b c"}}),
        json!({"StageName": "a b"}),
        json!({"StageName": ""}),
        json!({"AutoDeploy": true, "DeploymentId": "abc123"}),
    ] {
        let told = refused(wrong.clone()).await;
        assert!(told.starts_with("BadRequestException"), "{wrong}: {told}");
    }
    server.ok("CreateStage", json!({"ApiId": api, "StageName": "dev"})).await;
    assert_eq!(refused(json!({})).await, "ConflictException: Stage already exists");
}

#[tokio::test]
async fn after_a_restart_the_data_side_is_told_the_same() {
    let server = Server::new();
    let api = server.api().await;
    let integration = server.integration(&api).await;
    server.route(&api, "GET /a", &integration).await;
    let input = json!({"ApiId": api, "StageName": "$default", "AutoDeploy": true});
    server.ok("CreateStage", input).await;
    server.ok("CreateDeployment", json!({"ApiId": api})).await;
    let gone = server.api().await;
    server.ok("DeleteApi", json!({"ApiId": gone})).await;
    let told = server.reopened();
    assert_eq!(told.api(&api).unwrap().stages, server.told.api(&api).unwrap().stages);
    assert!(told.api(&gone).is_none());
}

#[tokio::test]
async fn changes_that_meet_are_all_kept() {
    let server = Server::new();
    let api = server.api().await;
    let integration = server.integration(&api).await;
    let input = json!({"ApiId": api, "StageName": "$default", "AutoDeploy": true});
    server.ok("CreateStage", input).await;
    let server = std::sync::Arc::new(server);
    let mut wanted = Vec::new();
    let mut making = Vec::new();
    for number in 0..12 {
        let (server, api, integration) = (server.clone(), api.clone(), integration.clone());
        let key = format!("GET /{number:02}");
        wanted.push(key.clone());
        making.push(task::spawn(task::TaskKind::Request, async move {
            server.route(&api, &key, &integration).await;
        }));
    }
    for made in making {
        assert!(matches!(made.await, Ok(Some(()))));
    }
    assert_eq!(server.told.routes(&api, "$default").unwrap(), wanted);
}
