"""HTTP APIs: what they are made of, and what a stage serves."""

from . import GONE, reads, sets_up, writes
from .functions import EVENTS, ROLE
from .iam import own

TARGET = f"arn:aws:lambda:us-east-1:{ROLE.split(':')[4]}:function:{EVENTS}"


def pages(call, **members):
    found, token = [], {}
    while True:
        page = call(MaxResults="100", **members, **token)
        found += page["Items"]
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}


@sets_up
def an_api_of_its_own(w):
    api = w.apis.create_api(Name=w.home, ProtocolType="HTTP", CorsConfiguration={"AllowOrigins": ["*"]})
    w.api = api["ApiId"]
    w.api_arn = f"arn:aws:apigateway:us-east-1::/apis/{w.api}"
    integration = w.apis.create_integration(
        ApiId=w.api, IntegrationType="AWS_PROXY", IntegrationUri=TARGET, PayloadFormatVersion="2.0"
    )
    w.integration = integration["IntegrationId"]
    w.route = w.apis.create_route(ApiId=w.api, RouteKey="GET /own")["RouteId"]
    w.apis.create_stage(ApiId=w.api, StageName="own")
    w.begins_with({
        ("api", w.api): w.home,
        ("cors", w.api): ["*"],
        ("integration", w.api, w.integration): (None, TARGET),
        ("route", w.api, w.route): ("GET /own", None),
        ("stage", w.api, "own"): (None, {}),
    })


@reads("api")
def apis(clients, keys):
    found = {}
    for api in pages(clients.apis.get_apis):
        found["api", api["ApiId"]] = api["Name"]
        if cors := api.get("CorsConfiguration"):
            found["cors", api["ApiId"]] = cors["AllowOrigins"]
    return found


reads("cors")(apis)


def of_apis(clients, keys, call):
    """Everything of one kind, of the APIs that there are."""
    there = {api["ApiId"] for api in pages(clients.apis.get_apis)}
    return [(api, item) for api in own(keys) if api in there for item in pages(call, ApiId=api)]


@writes("apigatewayv2", "CreateApi")
def create_api(w):
    name = w.name()
    with w.doing({}) as told:
        api = w.apis.create_api(Name=name, ProtocolType="HTTP")["ApiId"]
        told["api", api] = name
    w.push("api", api)


@writes("apigatewayv2", "UpdateApi")
def update_api(w):
    name = w.name()
    with w.doing({("api", w.api): name, ("cors", w.api): [f"https://{name}"]}):
        w.apis.update_api(ApiId=w.api, Name=name, CorsConfiguration={"AllowOrigins": [f"https://{name}"]})


@writes("apigatewayv2", "DeleteCorsConfiguration")
def delete_cors_configuration(w):
    if w.fact("cors", w.api) == GONE:
        update_api(w)
    with w.doing({("cors", w.api): GONE}):
        w.apis.delete_cors_configuration(ApiId=w.api)


@writes("apigatewayv2", "DeleteApi")
def delete_api(w):
    api = w.pop("api", create_api)
    with w.doing({("api", api): GONE}):
        w.apis.delete_api(ApiId=api)


# Integrations


@reads("integration")
def integrations(clients, keys):
    return {
        ("integration", api, item["IntegrationId"]): (item.get("Description"), item["IntegrationUri"])
        for api, item in of_apis(clients, keys, clients.apis.get_integrations)
    }


@writes("apigatewayv2", "CreateIntegration")
def create_integration(w):
    text = w.name()
    with w.doing({}) as told:
        made = w.apis.create_integration(
            ApiId=w.api, IntegrationType="AWS_PROXY", IntegrationUri=TARGET, PayloadFormatVersion="1.0",
            Description=text,
        )["IntegrationId"]
        told["integration", w.api, made] = (text, TARGET)
    w.push("integration", made)


@writes("apigatewayv2", "UpdateIntegration")
def update_integration(w):
    text = w.name()
    with w.doing({("integration", w.api, w.integration): (text, TARGET)}):
        w.apis.update_integration(ApiId=w.api, IntegrationId=w.integration, Description=text)


@writes("apigatewayv2", "DeleteIntegration")
def delete_integration(w):
    made = w.pop("integration", create_integration)
    with w.doing({("integration", w.api, made): GONE}):
        w.apis.delete_integration(ApiId=w.api, IntegrationId=made)


# Routes


@reads("route")
def routes(clients, keys):
    return {
        ("route", api, item["RouteId"]): (item["RouteKey"], item.get("OperationName"))
        for api, item in of_apis(clients, keys, clients.apis.get_routes)
    }


@writes("apigatewayv2", "CreateRoute")
def create_route(w):
    key = f"GET /{w.name()}"
    with w.doing({}) as told:
        made = w.apis.create_route(ApiId=w.api, RouteKey=key, Target=f"integrations/{w.integration}")["RouteId"]
        told["route", w.api, made] = (key, None)
    w.push("route", made)


@writes("apigatewayv2", "UpdateRoute")
def update_route(w):
    text = w.name()
    with w.doing({("route", w.api, w.route): ("GET /own", text)}):
        w.apis.update_route(ApiId=w.api, RouteId=w.route, OperationName=text)


@writes("apigatewayv2", "DeleteRoute")
def delete_route(w):
    made = w.pop("route", create_route)
    with w.doing({("route", w.api, made): GONE}):
        w.apis.delete_route(ApiId=w.api, RouteId=made)


# Stages and deployments


@reads("stage")
def stages(clients, keys):
    found = {}
    for api, item in of_apis(clients, keys, clients.apis.get_stages):
        limits = {key: value["ThrottlingBurstLimit"] for key, value in item.get("RouteSettings", {}).items()}
        found["stage", api, item["StageName"]] = (item.get("Description"), limits)
    return found


@writes("apigatewayv2", "CreateStage")
def create_stage(w):
    name = w.name()
    with w.doing({("stage", w.api, name): (name, {})}):
        w.apis.create_stage(ApiId=w.api, StageName=name, Description=name)
    w.push("stage", name)


@writes("apigatewayv2", "UpdateStage")
def update_stage(w):
    text, burst = w.name(), w.random.randrange(1, 100)
    with w.doing({("stage", w.api, "own"): (text, {"GET /own": burst})}):
        w.apis.update_stage(
            ApiId=w.api, StageName="own", Description=text,
            RouteSettings={"GET /own": {"ThrottlingBurstLimit": burst, "ThrottlingRateLimit": 1.0}},
        )


@writes("apigatewayv2", "DeleteRouteSettings")
def delete_route_settings(w):
    update_stage(w)
    text, _ = w.fact("stage", w.api, "own")
    with w.doing({("stage", w.api, "own"): (text, {})}):
        w.apis.delete_route_settings(ApiId=w.api, StageName="own", RouteKey="GET /own")


@writes("apigatewayv2", "DeleteStage")
def delete_stage(w):
    name = w.pop("stage", create_stage)
    with w.doing({("stage", w.api, name): GONE}):
        w.apis.delete_stage(ApiId=w.api, StageName=name)


@reads("deployment")
def deployments(clients, keys):
    return {
        ("deployment", api, item["DeploymentId"]): item.get("Description")
        for api, item in of_apis(clients, keys, clients.apis.get_deployments)
    }


@writes("apigatewayv2", "CreateDeployment")
def create_deployment(w):
    text = w.name()
    with w.doing({}) as told:
        made = w.apis.create_deployment(ApiId=w.api, Description=text)["DeploymentId"]
        told["deployment", w.api, made] = text
    w.push("deployment", made)


@writes("apigatewayv2", "DeleteDeployment")
def delete_deployment(w):
    made = w.pop("deployment", create_deployment)
    with w.doing({("deployment", w.api, made): GONE}):
        w.apis.delete_deployment(ApiId=w.api, DeploymentId=made)


# Tags


@reads("api tag")
def api_tags(clients, keys):
    found = {}
    for arn in own(keys):
        tags = clients.apis.get_tags(ResourceArn=arn).get("Tags", {})
        found.update({("api tag", arn, key): value for key, value in tags.items()})
    return found


@writes("apigatewayv2", "TagResource")
def tag_resource(w):
    key, value = w.slot(), w.name()
    with w.doing({("api tag", w.api_arn, key): value}):
        w.apis.tag_resource(ResourceArn=w.api_arn, Tags={key: value})


@writes("apigatewayv2", "UntagResource")
def untag_resource(w):
    key = w.slot()
    if w.fact("api tag", w.api_arn, key) == GONE:
        tag_resource(w)
    with w.doing({("api tag", w.api_arn, key): GONE}):
        w.apis.untag_resource(ResourceArn=w.api_arn, TagKeys=[key])
