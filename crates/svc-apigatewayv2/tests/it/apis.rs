//! APIs, routes, integrations, CORS, tags, pages.

use serde_json::{Value, json};
use service::Limits;

use crate::support::{ACCOUNT, FUNCTION, Server, id};

#[tokio::test]
async fn an_api_is_made_shown_changed_and_gone() {
    let server = Server::new();
    let made = server
        .ok(
            "CreateApi",
            json!({
                "Name": "rates", "ProtocolType": "HTTP", "Description": "d", "Version": "1",
                "Tags": {"a": "b"}, "CorsConfiguration": {"AllowOrigins": ["*"], "MaxAge": 300},
            }),
        )
        .await;
    let api = id(&made, "ApiId");
    assert!(api.len() == 10 && api.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    let wanted = json!({
        "ApiEndpoint": format!("http://127.0.0.1:4566/_aws/execute-api/{api}"),
        "ApiId": api,
        "ApiKeySelectionExpression": "$request.header.x-api-key",
        "CorsConfiguration": {"AllowOrigins": ["*"], "MaxAge": 300},
        "CreatedDate": made["CreatedDate"],
        "Description": "d",
        "DisableExecuteApiEndpoint": false,
        "IpAddressType": "ipv4",
        "Name": "rates",
        "ProtocolType": "HTTP",
        "RouteSelectionExpression": "$request.method $request.path",
        "Tags": {"a": "b"},
        "Version": "1",
    });
    assert_eq!(made, wanted);
    assert_eq!(server.ok("GetApi", json!({"ApiId": api})).await, wanted);
    assert_eq!(server.ok("GetApis", json!({})).await, json!({"Items": [wanted]}));
    let told = server.told.api(&api).unwrap();
    assert_eq!((&*told.account, &*told.region), (ACCOUNT, "eu-west-1"));
    assert_eq!(told.cors.as_ref().unwrap().allow_origins, ["*"]);
    let changed = server
        .ok("UpdateApi", json!({"ApiId": api, "Name": "other", "DisableExecuteApiEndpoint": true}))
        .await;
    assert_eq!((&changed["Name"], &changed["Description"]), (&json!("other"), &json!("d")));
    assert!(server.told.api(&api).unwrap().endpoint_disabled);
    server.ok("DeleteCorsConfiguration", json!({"ApiId": api})).await;
    assert!(server.told.api(&api).unwrap().cors.is_none());
    server.ok("DeleteApi", json!({"ApiId": api})).await;
    assert!(server.told.api(&api).is_none());
    let gone = format!("NotFoundException: Invalid API identifier specified {ACCOUNT}:{api}");
    for operation in ["GetApi", "DeleteApi", "UpdateApi", "GetRoutes", "DeleteCorsConfiguration"] {
        assert_eq!(server.refused(operation, json!({"ApiId": api})).await, gone, "{operation}");
    }
    assert_eq!(server.ok("GetApis", json!({})).await, json!({"Items": []}));
}

#[tokio::test]
async fn an_api_of_another_account_is_not_found() {
    let server = Server::new();
    let api = server.api().await;
    for operation in ["GetApi", "DeleteApi", "GetStages"] {
        let stranger = server.call_as("999999999999", operation, json!({"ApiId": api})).await;
        let told = stranger.unwrap_err().to_string();
        assert!(told.starts_with("NotFoundException: Invalid API identifier"), "{told}");
    }
}

#[tokio::test]
async fn quick_create_makes_an_integration_a_route_and_a_stage() {
    let server = Server::new();
    let input = json!({"Name": "n", "ProtocolType": "HTTP", "Target": FUNCTION});
    let api = id(&server.ok("CreateApi", input).await, "ApiId");
    let ask = json!({"ApiId": api});
    let integrations = server.ok("GetIntegrations", ask.clone()).await;
    let [integration] = integrations["Items"].as_array().unwrap().as_slice() else {
        panic!("{integrations}")
    };
    let own = id(integration, "IntegrationId");
    let wanted = json!({
        "ApiGatewayManaged": true, "ConnectionType": "INTERNET", "IntegrationId": own,
        "IntegrationMethod": "POST", "IntegrationType": "AWS_PROXY", "IntegrationUri": FUNCTION,
        "PayloadFormatVersion": "2.0", "TimeoutInMillis": 30_000,
    });
    assert_eq!(*integration, wanted);
    let routes = server.ok("GetRoutes", ask.clone()).await;
    let route = &routes["Items"][0];
    assert_eq!(
        (&route["RouteKey"], &route["ApiGatewayManaged"]),
        (&json!("$default"), &json!(true))
    );
    assert_eq!(route["Target"], format!("integrations/{own}"));
    let stage = server.ok("GetStage", json!({"ApiId": api, "StageName": "$default"})).await;
    assert_eq!((&stage["AutoDeploy"], &stage["ApiGatewayManaged"]), (&json!(true), &json!(true)));
    assert_eq!(server.told.routes(&api, "$default").unwrap(), ["$default"]);
    // What quick create made is changed through the API.
    let other = format!("{FUNCTION}:live");
    let input = json!({"ApiId": api, "Target": other, "RouteKey": "GET /x"});
    server.ok("UpdateApi", input).await;
    assert_eq!(server.told.routes(&api, "$default").unwrap(), ["GET /x"]);
    assert_eq!(server.told.route(&api, "$default", "GET /x").integration.unwrap().uri, other);
    let input = json!({"ApiId": api, "IntegrationId": own});
    let told = server.refused("DeleteIntegration", input).await;
    assert!(told.starts_with("BadRequestException"), "{told}");
    let plain = server.api().await;
    let told = server.refused("UpdateApi", json!({"ApiId": plain, "Target": other})).await;
    assert!(told.starts_with("BadRequestException"), "{told}");
    let input = json!({"Name": "n", "ProtocolType": "HTTP", "RouteKey": "GET /x"});
    assert!(server.refused("CreateApi", input).await.starts_with("BadRequestException"));
}

#[tokio::test]
async fn quick_create_takes_an_address_as_well() {
    let server = Server::new();
    let input = json!({
        "Name": "n", "ProtocolType": "HTTP", "Target": "http://a.example", "RouteKey": "GET /y",
    });
    let api = id(&server.ok("CreateApi", input).await, "ApiId");
    let integrations = server.ok("GetIntegrations", json!({"ApiId": api})).await;
    let own = &integrations["Items"][0];
    assert_eq!(
        (&own["IntegrationType"], &own["IntegrationMethod"]),
        (&json!("HTTP_PROXY"), &json!("ANY"))
    );
    assert_eq!(server.told.routes(&api, "$default").unwrap(), ["GET /y"]);
}

#[tokio::test]
async fn a_route_is_made_shown_changed_and_gone() {
    let server = Server::new();
    let api = server.api().await;
    let integration = server.integration(&api).await;
    let route = server.route(&api, "GET /pets/{id}", &integration).await;
    let wanted = json!({
        "ApiKeyRequired": false, "AuthorizationType": "NONE", "RouteId": route,
        "RouteKey": "GET /pets/{id}", "Target": format!("integrations/{integration}"),
    });
    let ask = json!({"ApiId": api, "RouteId": route});
    assert_eq!(server.ok("GetRoute", ask.clone()).await, wanted);
    let input = json!({"ApiId": api, "RouteKey": "GET /pets/{id}"});
    assert_eq!(
        server.refused("CreateRoute", input).await,
        "ConflictException: Route with key GET /pets/{id} already exists for this API"
    );
    let input = json!({"ApiId": api, "RouteId": route, "RouteKey": "ANY /x", "Target": ""});
    let changed = server.ok("UpdateRoute", input).await;
    assert_eq!((&changed["RouteKey"], &changed["Target"]), (&json!("ANY /x"), &Value::Null));
    server.ok("DeleteRoute", ask.clone()).await;
    for operation in ["GetRoute", "DeleteRoute", "UpdateRoute"] {
        let told = server.refused(operation, ask.clone()).await;
        assert_eq!(told, format!("NotFoundException: Unable to find Route by id {route}"));
    }
    for wrong in ["GET x", "get /x", "", "TRACE /x", "GET /{a+}/b"] {
        let input = json!({"ApiId": api, "RouteKey": wrong});
        assert_eq!(
            server.refused("CreateRoute", input).await,
            "BadRequestException: The provided route key is not formatted properly for HTTP \
             protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\""
        );
    }
    for target in ["integrations/nothing", "nothing"] {
        let input = json!({"ApiId": api, "RouteKey": "GET /x", "Target": target});
        assert!(server.refused("CreateRoute", input).await.starts_with("BadRequestException"));
    }
}

#[tokio::test]
async fn an_integration_that_a_route_leads_to_stays() {
    let server = Server::new();
    let api = server.api().await;
    let integration = server.integration(&api).await;
    let route = server.route(&api, "GET /x", &integration).await;
    let ask = json!({"ApiId": api, "IntegrationId": integration});
    let told = server.refused("DeleteIntegration", ask.clone()).await;
    assert!(told.starts_with("ConflictException"), "{told}");
    server.ok("DeleteRoute", json!({"ApiId": api, "RouteId": route})).await;
    server.ok("DeleteIntegration", ask.clone()).await;
    let gone = format!("NotFoundException: Unable to find Integration by id {integration}");
    assert_eq!(server.refused("GetIntegration", ask).await, gone);
}

#[tokio::test]
async fn integrations_that_could_not_be_called_are_refused() {
    let server = Server::new();
    let api = server.api().await;
    let refused = async |more: Value| {
        let mut input =
            json!({"ApiId": api, "IntegrationType": "AWS_PROXY", "IntegrationUri": FUNCTION});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.refused("CreateIntegration", input).await
    };
    for wrong in [
        json!({"IntegrationUri": "arn:aws:sqs:eu-west-1:123456789012:q"}),
        json!({"PayloadFormatVersion": "3.0"}),
        json!({"IntegrationType": "HTTP"}),
        json!({"IntegrationType": "HTTP_PROXY", "IntegrationUri": "http://x"}),
        json!({"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "GET"}),
        json!({"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "TRACE", "IntegrationUri": "http://x"}),
        json!({
            "IntegrationType": "HTTP_PROXY", "IntegrationMethod": "GET",
            "IntegrationUri": "http://x", "PayloadFormatVersion": "2.0",
        }),
    ] {
        let told = refused(wrong.clone()).await;
        assert!(told.starts_with("BadRequestException"), "{wrong}: {told}");
    }
    for unknown in [
        json!({"IntegrationType": "HTTP_PROXY", "IntegrationMethod": "GET", "IntegrationUri": "https://x"}),
        json!({"ConnectionType": "VPC_LINK"}),
        json!({"CredentialsArn": "arn:aws:iam::123456789012:role/r"}),
        json!({"RequestParameters": {"append:header.x": "y"}}),
        json!({"TlsConfig": {"ServerNameToVerify": "x"}}),
        json!({"IntegrationSubtype": "SQS-SendMessage"}),
    ] {
        let told = refused(unknown.clone()).await;
        assert!(told.starts_with("NotImplementedException"), "{unknown}: {told}");
    }
    let input = json!({
        "ApiId": api, "IntegrationType": "AWS_PROXY",
        "IntegrationUri": "arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.name}",
    });
    let made = server.ok("CreateIntegration", input).await;
    assert_eq!(made["PayloadFormatVersion"], "1.0");
    let input = json!({
        "ApiId": api, "IntegrationId": id(&made, "IntegrationId"), "IntegrationType": "HTTP_PROXY",
    });
    assert!(server.refused("UpdateIntegration", input).await.starts_with("BadRequestException"));
}

#[tokio::test]
async fn what_waits_for_its_issue_is_refused_by_name() {
    let server = Server::new();
    let api = server.api().await;
    for (operation, input) in [
        ("CreateApi", json!({"Name": "n", "ProtocolType": "WEBSOCKET"})),
        ("CreateRoute", json!({"ApiId": api, "RouteKey": "GET /x", "AuthorizationType": "JWT"})),
        ("CreateRoute", json!({"ApiId": api, "RouteKey": "GET /x", "ApiKeyRequired": true})),
        (
            "CreateStage",
            json!({"ApiId": api, "StageName": "s", "AccessLogSettings": {"Format": "x"}}),
        ),
    ] {
        let told = server.refused(operation, input).await;
        assert!(told.starts_with("NotImplementedException"), "{operation}: {told}");
    }
}

#[tokio::test]
async fn cors_configurations_that_no_browser_would_take_are_refused() {
    let server = Server::new();
    for wrong in [
        json!({"AllowOrigins": ["a.example"]}),
        json!({"AllowOrigins": ["*"], "AllowCredentials": true}),
        json!({"AllowMethods": ["FETCH"]}),
        json!({"AllowHeaders": ["a b"]}),
        json!({"ExposeHeaders": [""]}),
    ] {
        let input = json!({"Name": "n", "ProtocolType": "HTTP", "CorsConfiguration": wrong});
        let told = server.refused("CreateApi", input).await;
        assert!(told.starts_with("BadRequestException"), "{wrong}: {told}");
    }
}

#[tokio::test]
async fn listings_are_paged_and_their_tokens_bound() {
    let server = Server::new();
    let api = server.api().await;
    let integration = server.integration(&api).await;
    let mut made = Vec::new();
    for number in 0..5 {
        made.push(server.route(&api, &format!("GET /{number}"), &integration).await);
    }
    made.sort();
    let mut input = json!({"ApiId": api, "MaxResults": "2"});
    let (mut seen, mut pages) = (Vec::new(), 0);
    loop {
        let page = server.ok("GetRoutes", input.clone()).await;
        let items = page["Items"].as_array().unwrap();
        assert!(items.len() <= 2);
        seen.extend(items.iter().map(|item| id(item, "RouteId")));
        pages += 1;
        match &page["NextToken"] {
            Value::Null => break,
            token => input["NextToken"] = token.clone(),
        }
    }
    assert_eq!((seen, pages), (made, 3));
    let foreign = server.api().await;
    let wrong = "BadRequestException: Invalid nextToken specified";
    let input = json!({"ApiId": foreign, "NextToken": input["NextToken"]});
    assert_eq!(server.refused("GetRoutes", input.clone()).await, wrong);
    assert_eq!(server.refused("GetStages", input).await, wrong);
    for max in ["0", "501", "x", "-1"] {
        let input = json!({"ApiId": api, "MaxResults": max});
        assert!(server.refused("GetRoutes", input).await.contains("maxResults"), "{max}");
    }
}

#[tokio::test]
async fn apis_and_stages_have_tags_which_go_with_them() {
    let server = Server::new();
    let api = server.api().await;
    let input = json!({"ApiId": api, "StageName": "dev", "Tags": {"s": "1"}});
    server.ok("CreateStage", input).await;
    let of_api = format!("arn:aws:apigateway:eu-west-1::/apis/{api}");
    let of_stage = format!("{of_api}/stages/dev");
    server.ok("TagResource", json!({"ResourceArn": of_api, "Tags": {"a": "b", "c": "d"}})).await;
    server.ok("UntagResource", json!({"ResourceArn": of_api, "TagKeys": ["a"]})).await;
    let tags = async |arn: &str| server.ok("GetTags", json!({"ResourceArn": arn})).await;
    assert_eq!(tags(&of_api).await, json!({"Tags": {"c": "d"}}));
    assert_eq!(tags(&of_stage).await, json!({"Tags": {"s": "1"}}));
    let api_shown = server.ok("GetApi", json!({"ApiId": api})).await;
    assert_eq!(api_shown["Tags"], json!({"c": "d"}));
    for wrong in ["arn:aws:s3:::x", "arn:aws:apigateway:us-west-2::/apis/x", &format!("{of_api}/x")]
    {
        let told = server.refused("GetTags", json!({"ResourceArn": wrong})).await;
        assert!(told.starts_with("BadRequestException"), "{told}");
    }
    server.ok("DeleteStage", json!({"ApiId": api, "StageName": "dev"})).await;
    let told = server.refused("GetTags", json!({"ResourceArn": of_stage})).await;
    assert_eq!(told, "NotFoundException: Unable to find Stage by name dev");
    server.ok("CreateStage", json!({"ApiId": api, "StageName": "dev"})).await;
    assert_eq!(tags(&of_stage).await, json!({"Tags": {}}));
}

#[tokio::test]
async fn what_is_deleted_leaves_no_row_behind() {
    let server = Server::new();
    let empty = server.rows();
    let tags = json!({"a": "b"});
    let input = json!({"Name": "n", "ProtocolType": "HTTP", "Target": FUNCTION, "Tags": tags});
    let api = id(&server.ok("CreateApi", input).await, "ApiId");
    let before = server.rows();
    server.ok("CreateStage", json!({"ApiId": api, "StageName": "dev", "Tags": tags})).await;
    server.ok("DeleteStage", json!({"ApiId": api, "StageName": "dev"})).await;
    assert_eq!(server.rows(), before);
    let made = server.ok("CreateDeployment", json!({"ApiId": api})).await;
    let made = id(&made, "DeploymentId");
    server.ok("DeleteDeployment", json!({"ApiId": api, "DeploymentId": made})).await;
    assert_eq!(server.rows(), before);
    server.ok("CreateStage", json!({"ApiId": api, "StageName": "dev", "Tags": tags})).await;
    server.ok("CreateDeployment", json!({"ApiId": api, "StageName": "dev"})).await;
    server.ok("DeleteApi", json!({"ApiId": api})).await;
    assert_eq!(server.rows(), empty);
}

#[tokio::test]
async fn there_are_no_more_than_the_limits_allow() {
    let mut limits = Limits::default();
    for name in ["apis", "routes_per_api", "integrations_per_api", "stages_per_api"] {
        limits.set(&format!("apigateway.{name}"), 1).unwrap();
    }
    let server = Server::with(limits);
    let api = server.api().await;
    let integration = server.integration(&api).await;
    server.route(&api, "GET /x", &integration).await;
    server.ok("CreateStage", json!({"ApiId": api, "StageName": "a"})).await;
    for (operation, input) in [
        ("CreateApi", json!({"Name": "n", "ProtocolType": "HTTP"})),
        ("CreateRoute", json!({"ApiId": api, "RouteKey": "GET /y"})),
        (
            "CreateIntegration",
            json!({"ApiId": api, "IntegrationType": "AWS_PROXY", "IntegrationUri": FUNCTION}),
        ),
        ("CreateStage", json!({"ApiId": api, "StageName": "b"})),
    ] {
        let told = server.refused(operation, input).await;
        assert!(told.starts_with("TooManyRequestsException"), "{operation}: {told}");
    }
}

#[tokio::test]
async fn an_operation_needs_its_method_on_its_path() {
    let server = Server::new();
    let need = |operation: &str, input: Value| {
        let needs = server.needs(operation, &input);
        (needs[0].action.to_string(), needs[0].resource.clone())
    };
    let on = |action: &str, path: &str| {
        (action.to_owned(), format!("arn:aws:apigateway:eu-west-1::{path}"))
    };
    assert_eq!(
        need("CreateApi", json!({"Name": "n", "ProtocolType": "HTTP"})),
        on("apigateway:POST", "/apis")
    );
    assert_eq!(need("GetApi", json!({"ApiId": "x"})), on("apigateway:GET", "/apis/x"));
    assert_eq!(
        need("UpdateStage", json!({"ApiId": "x", "StageName": "s"})),
        on("apigateway:PATCH", "/apis/x/stages/s")
    );
    assert_eq!(
        need("DeleteRoute", json!({"ApiId": "x", "RouteId": "r"})),
        on("apigateway:DELETE", "/apis/x/routes/r")
    );
}
