"""HTTP APIs: made with boto3, called as browsers and tools call them, answered by functions that
really run."""

import base64
import http.client
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ClientError

from conftest import eventually
from test_lambda_control import ROLE, package, runtime

ACCOUNT = "000000000000"
FUNCTIONS = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function"
INTERNAL = (500, {"message": "Internal Server Error"})
UNAVAILABLE = (503, {"message": "Service Unavailable"})
NOT_FOUND = (404, {"message": "Not Found"})

ECHO = """
import json

def handler(event, context):
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(event)}
"""


class Answer:
    def __init__(self, answer, body):
        self.status, self.headers, self.body = answer.status, answer.headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def seen(self):
        return self.status, self.json


class Apis:
    """A server with clients, and functions and APIs made in one line."""

    def __init__(self, server):
        self.server = server
        self.apis = server.client("apigatewayv2")
        self.functions = server.client("lambda")
        self.runtime = runtime(self.functions)

    def function(self, name, source=ECHO, permit=True, **members):
        self.functions.create_function(
            FunctionName=name, Runtime=self.runtime, Handler="app.handler", Role=ROLE,
            Code={"ZipFile": package(source)}, **members,
        )
        self.functions.get_waiter("function_active_v2").wait(
            FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )
        if permit:
            self.permit(name)
        return f"{FUNCTIONS}:{name}"

    def permit(self, name, **members):
        self.functions.add_permission(
            FunctionName=name, StatementId="api", Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com", **members,
        )

    def api(self, target, **members):
        """An API by quick create; its id."""
        made = self.apis.create_api(Name="api", ProtocolType="HTTP", Target=target, **members)
        return made["ApiId"]

    def integration(self, api, uri, kind="AWS_PROXY", version="2.0", **members):
        if kind == "AWS_PROXY":
            members["PayloadFormatVersion"] = version
        made = self.apis.create_integration(ApiId=api, IntegrationType=kind, IntegrationUri=uri, **members)
        return made["IntegrationId"]

    def route(self, api, key, integration):
        return self.apis.create_route(ApiId=api, RouteKey=key, Target=f"integrations/{integration}")["RouteId"]

    def call(self, path, method="GET", headers=(), body=None, host=None):
        connection = http.client.HTTPConnection(urlsplit(self.server.endpoint).netloc, timeout=60)
        connection.putrequest(method, path, skip_host=host is not None, skip_accept_encoding=True)
        for name, value in ([("Host", host)] if host else []) + list(headers):
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        if body is not None:
            try:
                connection.send(body)
            except BrokenPipeError:
                pass
        answer = connection.getresponse()
        told = Answer(answer, answer.read())
        connection.close()
        return told

    def ask(self, api, path="/", **kwargs):
        """Call the API under the address that every client can reach."""
        return self.call(f"/_aws/execute-api/{api}{path}", **kwargs)


@pytest.fixture
def apis(hamsu):
    return Apis(hamsu())


def refusal(call, **members):
    with pytest.raises(ClientError) as caught:
        call(**members)
    response = caught.value.response
    return response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Message"]


def test_statuses_are_those_that_tools_compare(apis):
    status = lambda answer: answer["ResponseMetadata"]["HTTPStatusCode"]
    client = apis.apis
    made = client.create_api(Name="n", ProtocolType="HTTP", Tags={"a": "b"})
    api = made["ApiId"]
    assert status(made) == 201
    assert made["ApiEndpoint"] == f"{apis.server.endpoint}/_aws/execute-api/{api}"
    assert made["CreatedDate"].tzinfo is not None
    integration = client.create_integration(
        ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=f"{FUNCTIONS}:f", PayloadFormatVersion="2.0",
    )
    assert status(integration) == 201
    route = client.create_route(ApiId=api, RouteKey="GET /x", Target=f"integrations/{integration['IntegrationId']}")
    assert status(route) == 201
    stage = client.create_stage(ApiId=api, StageName="dev", RouteSettings={"GET /x": {"ThrottlingBurstLimit": 1}})
    assert status(stage) == 201
    deployment = client.create_deployment(ApiId=api, StageName="dev")
    assert status(deployment) == 201
    assert status(client.update_api(ApiId=api, Description="d")) == 200
    arn = f"arn:aws:apigateway:us-east-1::/apis/{api}"
    assert status(client.tag_resource(ResourceArn=arn, Tags={"c": "d"})) == 201
    assert client.get_tags(ResourceArn=arn)["Tags"] == {"a": "b", "c": "d"}
    assert status(client.untag_resource(ResourceArn=arn, TagKeys=["a"])) == 204
    assert client.get_api(ApiId=api)["Tags"] == {"c": "d"}
    assert status(client.delete_route_settings(ApiId=api, StageName="dev", RouteKey="GET /x")) == 204
    assert status(client.delete_cors_configuration(ApiId=api)) == 204
    assert status(client.delete_stage(ApiId=api, StageName="dev")) == 204
    assert status(client.delete_deployment(ApiId=api, DeploymentId=deployment["DeploymentId"])) == 204
    assert status(client.delete_route(ApiId=api, RouteId=route["RouteId"])) == 204
    assert status(client.delete_integration(ApiId=api, IntegrationId=integration["IntegrationId"])) == 204
    assert status(client.delete_api(ApiId=api)) == 204
    assert refusal(client.get_api, ApiId=api) == (
        "NotFoundException", 404, f"Invalid API identifier specified {ACCOUNT}:{api}",
    )
    code, status, message = refusal(client.create_api, Name="n", ProtocolType="WEBSOCKET")
    assert (code, status) == ("NotImplementedException", 400) and "ProtocolType" in message
    code, status, message = refusal(client.create_authorizer, ApiId=api, AuthorizerType="JWT", IdentitySource=["x"], Name="n")
    assert (code, status) == ("NotImplementedException", 400) and "CreateAuthorizer" in message


def test_the_endpoint_is_built_from_the_requests_own_host(apis):
    import boto3

    endpoint = apis.server.endpoint.replace("127.0.0.1", "localhost")
    client = boto3.client("apigatewayv2", region_name="us-east-1", endpoint_url=endpoint, **apis.server.credentials)
    made = client.create_api(Name="n", ProtocolType="HTTP")
    assert made["ApiEndpoint"].startswith(f"{endpoint}/_aws/execute-api/")
    [listed] = apis.apis.get_apis()["Items"]
    assert listed["ApiEndpoint"] == f"{apis.server.endpoint}/_aws/execute-api/{made['ApiId']}"


def test_listings_are_paged(apis):
    for number in range(5):
        apis.apis.create_api(Name=f"n{number}", ProtocolType="HTTP")
    pages = list(apis.apis.get_paginator("get_apis").paginate(PaginationConfig={"PageSize": 2}))
    assert [len(page["Items"]) for page in pages] == [2, 2, 1]
    assert len({item["ApiId"] for page in pages for item in page["Items"]}) == 5


def test_a_request_reaches_a_function_and_its_answer_comes_back(apis):
    api = apis.api(apis.function("echo"))
    answer = apis.ask(
        api, "/a%20b?x=1&x=2&y=%2F", method="POST", body="€".encode(),
        headers=[("X-Multi", "1"), ("X-Multi", "2"), ("Cookie", "a=1; b=2"), ("Content-Type", "text/plain"), ("User-Agent", "me")],
    )
    assert answer.status == 200 and answer.headers["content-type"] == "application/json"
    event = answer.json
    assert event["version"] == "2.0" and event["routeKey"] == "$default"
    assert (event["rawPath"], event["rawQueryString"]) == ("/a b", "x=1&x=2&y=%2F")
    assert event["queryStringParameters"] == {"x": "1,2", "y": "/"}
    assert event["headers"]["x-multi"] == "1,2" and event["cookies"] == ["a=1", "b=2"]
    assert (event["body"], event["isBase64Encoded"]) == ("€", False)
    context = event["requestContext"]
    assert (context["accountId"], context["apiId"], context["stage"]) == (ACCOUNT, api, "$default")
    assert context["requestId"] == answer.headers["apigw-requestid"]
    assert context["http"] == {
        "method": "POST", "path": "/a b", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "me",
    }
    assert abs(context["timeEpoch"] - time.time() * 1000) < 60_000


def test_binary_bodies_cookies_and_multi_value_headers_go_both_ways(apis):
    source = """
def handler(event, context):
    answer = {"statusCode": 201, "body": event["body"], "isBase64Encoded": event["isBase64Encoded"]}
    if event["version"] == "2.0":
        answer.update(headers={"content-type": "image/x"}, cookies=["a=1; Secure", "b=2"])
    else:
        answer.update(headers={"content-type": "image/x"}, multiValueHeaders={"set-cookie": ["a=1; Secure", "b=2"]})
    return answer
"""
    function = apis.function("mirror", source)
    api = apis.api(function)
    old = apis.integration(api, function, version="1.0")
    apis.route(api, "POST /old", old)
    sent = bytes(range(256)) * 400
    for path in ("/", "/old"):
        answer = apis.ask(api, path, method="POST", body=sent, headers=[("Content-Type", "image/x")])
        assert (answer.status, answer.body) == (201, sent)
        assert answer.headers["content-type"] == "image/x"
        assert answer.headers.get_all("set-cookie") == ["a=1; Secure", "b=2"]


def test_what_format_2_infers_and_format_1_refuses(apis):
    source = "def handler(event, context):\n    return {'a': 1} if event.get('rawPath') == '/json' else 'hi'\n"
    function = apis.function("f", source)
    api = apis.api(function)
    apis.route(api, "GET /old", apis.integration(api, function, version="1.0"))
    answer = apis.ask(api, "/json")
    assert (answer.seen, answer.headers["content-type"]) == ((200, {"a": 1}), "application/json")
    answer = apis.ask(api, "/text")
    assert (answer.body, answer.headers["content-type"]) == (b"hi", "application/json")
    assert apis.ask(api, "/old").seen == INTERNAL


def test_a_head_has_headers_and_no_body(apis):
    api = apis.api(apis.function("echo"))
    answer = apis.ask(api, "/x", method="HEAD")
    assert answer.status == 200 and answer.body == b""
    assert int(answer.headers["content-length"]) > 100


def test_routes_stages_and_deployments(apis):
    function = apis.function("echo")
    api = apis.apis.create_api(Name="n", ProtocolType="HTTP")["ApiId"]
    integration = apis.integration(api, function)
    for key in ("GET /pets/{id}", "GET /pets/{proxy+}", "ANY /pets/dog"):
        apis.route(api, key, integration)
    apis.apis.create_stage(ApiId=api, StageName="prod", StageVariables={"k": "v"})
    assert apis.ask(api, "/prod/pets/dog").seen == NOT_FOUND
    apis.apis.create_deployment(ApiId=api, StageName="prod")
    for path, key, values in (
        ("/prod/pets/dog", "ANY /pets/dog", None),
        ("/prod/pets/cat", "GET /pets/{id}", {"id": "cat"}),
        ("/prod/pets/cat/1", "GET /pets/{proxy+}", {"proxy": "cat/1"}),
    ):
        event = apis.ask(api, path).json
        assert (event["routeKey"], event.get("pathParameters")) == (key, values)
        assert (event["rawPath"], event["requestContext"]["stage"]) == (path, "prod")
        assert event["stageVariables"] == {"k": "v"}
    assert apis.ask(api, "/prod/pets/cat", method="POST").seen == NOT_FOUND
    assert apis.ask(api, "/pets/dog").seen == NOT_FOUND
    # Without auto-deploy a change waits for its deployment; with it, it is there at once.
    apis.route(api, "GET /new", integration)
    assert apis.ask(api, "/prod/new").seen == NOT_FOUND
    apis.apis.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    assert apis.ask(api, "/new").status == 200
    new = apis.route(api, "GET /newer", integration)
    assert apis.ask(api, "/newer").json["requestContext"]["stage"] == "$default"
    apis.apis.delete_route(ApiId=api, RouteId=new)
    assert apis.ask(api, "/newer").seen == NOT_FOUND
    apis.apis.delete_api(ApiId=api)
    assert apis.ask(api, "/new").seen == NOT_FOUND


def test_every_address_of_an_api_shows_the_function_the_same(apis):
    api = apis.api(apis.function("echo"))
    apis.apis.create_stage(ApiId=api, StageName="dev", AutoDeploy=True)
    for path, host in (
        (f"/_aws/execute-api/{api}/dev/x", None),
        (f"/restapis/{api}/dev/_user_request_/x", None),
        ("/dev/x", f"{api}.execute-api.localhost:4566"),
        ("/dev/x", f"{api}.execute-api.us-east-1.amazonaws.com"),
        ("/dev/x", f"{api}.execute-api.my.own.example"),
    ):
        event = apis.call(path, host=host).json
        context = event["requestContext"]
        assert (event["rawPath"], context["http"]["path"], context["stage"]) == ("/dev/x", "/dev/x", "dev")
        assert context["domainPrefix"] == api
        assert context["domainName"] == (host or f"{api}.execute-api.us-east-1.amazonaws.com")
    assert apis.call("/x", host="nosuchapi0.execute-api.localhost").seen == NOT_FOUND


def test_the_permission_is_checked_on_the_qualifier_that_is_called(apis):
    function = apis.function("f", permit=False, Publish=True)
    apis.functions.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    api = apis.api(function)
    apis.route(api, "GET /live", apis.integration(api, f"{function}:live"))
    path = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions"
    apis.route(api, "GET /path", apis.integration(api, f"{path}/{function}:live/invocations"))
    assert apis.ask(api, "/").seen == apis.ask(api, "/live").seen == INTERNAL
    log = apis.server.log_text()
    assert "add-permission" in log and "--qualifier live" in log and f"{api}/$default/GET/live" in log
    source = f"arn:aws:execute-api:us-east-1:{ACCOUNT}:{api}/*/*/live"
    apis.permit("f", Qualifier="live", SourceArn=source)
    assert apis.ask(api, "/live").status == 200
    assert apis.ask(api, "/").seen == apis.ask(api, "/path").seen == INTERNAL
    apis.functions.remove_permission(FunctionName="f", StatementId="api", Qualifier="live")
    assert apis.ask(api, "/live").seen == INTERNAL


def test_errors_of_functions_are_internal_server_errors(apis):
    source = """
import time

def handler(event, context):
    path = event["rawPath"]
    if path == "/raise":
        raise ValueError("no")
    if path == "/sleep":
        time.sleep(5)
    if path == "/malformed":
        return {"statusCode": "no status"}
    if path == "/large":
        return {"statusCode": 200, "body": "x" * (6 * 1024 * 1024 + 100)}
    if path == "/fits":
        return {"statusCode": 200, "body": "x" * (6 * 1024 * 1024 - 1000)}
"""
    api = apis.api(apis.function("f", source, Timeout=1))
    for path in ("/raise", "/sleep", "/malformed", "/large"):
        answer = apis.ask(api, path)
        assert answer.seen == INTERNAL, path
        assert answer.headers["content-type"] == "application/json"
    answer = apis.ask(api, "/fits")
    assert (answer.status, len(answer.body)) == (200, 6 * 1024 * 1024 - 1000)
    assert apis.ask(apis.api(f"{FUNCTIONS}:nothing"), "/").seen == INTERNAL


def test_an_integration_that_takes_too_long_is_unavailable(apis):
    function = apis.function("f", "import time\n\ndef handler(event, context):\n    time.sleep(1)\n", Timeout=10)
    api = apis.apis.create_api(Name="n", ProtocolType="HTTP")["ApiId"]
    apis.route(api, "$default", apis.integration(api, function, TimeoutInMillis=100))
    apis.apis.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    assert apis.ask(api).seen == UNAVAILABLE


def test_a_function_without_concurrency_left_is_unavailable(apis):
    api = apis.api(apis.function("f"))
    apis.functions.put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=0)
    assert apis.ask(api).seen == UNAVAILABLE


def test_requests_over_ten_megabytes_and_heads_over_ten_kilobytes_are_refused(apis):
    api = apis.api(apis.function("echo"))
    answer = apis.ask(api, method="POST", body=b"x" * (10 * 1024 * 1024 + 1))
    assert answer.status == 413
    # What a function cannot take is too large as well.
    answer = apis.ask(api, method="POST", body=b"x" * (7 * 1024 * 1024), headers=[("Content-Type", "text/plain")])
    assert answer.status == 413
    assert apis.ask(api, headers=[("X-Long", "x" * 10_300)]).status == 431
    assert apis.ask(api, headers=[("X-Long", "x" * 9_900)]).status == 200


@pytest.mark.parametrize("auth", ["dev", "enforce"])
def test_web_pages_of_any_origin_reach_an_api_and_cors_decides(hamsu, auth):
    apis = Apis(hamsu(auth=auth)) if auth == "dev" else None
    if apis is None:
        server = hamsu(auth="enforce")
        iam = server.client("iam")
        trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(trust))
        apis = Apis(server)
    api = apis.api(
        apis.function("echo"), RouteKey="GET /x",
        CorsConfiguration={"AllowOrigins": ["https://page.example"], "AllowMethods": ["GET"], "AllowHeaders": ["x-own"], "MaxAge": 60},
    )
    host = f"{api}.execute-api.page.example"
    own = [("Origin", "https://page.example")]
    answer = apis.call("/x", host=host, headers=own)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "https://page.example")
    answer = apis.ask(api, "/x", headers=[("Origin", "https://evil.example")])
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, None)
    ask = own + [("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "x-own")]
    answer = apis.ask(api, "/x", method="OPTIONS", headers=ask)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "GET"
    assert answer.headers["access-control-max-age"] == "60"
    # The guard still keeps web pages from everything else.
    status = apis.call("/v2/apis", headers=[("Origin", "https://page.example")]).status
    assert status == 403


def test_routes_are_throttled_by_the_platforms_clock(hamsu):
    apis = Apis(hamsu(clock="manual"))
    api = apis.api(apis.function("echo"))
    apis.apis.update_stage(
        ApiId=api, StageName="$default", DefaultRouteSettings={"ThrottlingRateLimit": 1, "ThrottlingBurstLimit": 2},
    )
    assert [apis.ask(api).status for _ in range(3)] == [200, 200, 429]
    assert apis.ask(api).json == {"message": "Too Many Requests"}
    apis.server.advance(1000)
    assert [apis.ask(api).status for _ in range(2)] == [200, 429]


class Upstream(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        told = json.dumps({"path": self.path, "headers": self.headers.items(), "body": base64.b64encode(body).decode()}).encode()
        self.send_response(202)
        self.send_header("content-length", str(len(told)))
        self.send_header("set-cookie", "a=1")
        self.send_header("set-cookie", "b=2")
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *args):
        pass


def test_http_proxy_integrations_hand_on_the_request(apis):
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{upstream.server_port}"
        api = apis.api(f"{address}/base")
        integration = apis.integration(api, address + "/v1/{proxy}", kind="HTTP_PROXY", IntegrationMethod="ANY")
        apis.route(api, "ANY /in/{proxy+}", integration)
        sent = bytes(range(256))
        answer = apis.ask(api, "/in/a%20b/c?q=1", method="POST", body=sent, headers=[("X-Own", "1")])
        assert answer.status == 202 and answer.headers.get_all("set-cookie") == ["a=1", "b=2"]
        assert answer.json["path"] == "/v1/a%20b/c?q=1"
        assert base64.b64decode(answer.json["body"]) == sent
        headers = {name.lower(): value for name, value in answer.json["headers"]}
        assert headers["x-own"] == "1" and headers["host"] == f"127.0.0.1:{upstream.server_port}"
        assert apis.ask(api, "/x/y", method="POST").json["path"] == "/base/x/y"
    finally:
        upstream.shutdown()
        upstream.server_close()
    assert apis.ask(api, "/x", method="POST").seen == UNAVAILABLE


def test_servers_on_this_machine_are_called_only_where_configured(hamsu):
    apis = Apis(hamsu(env={"HAMSU_EGRESS_LOOPBACK": "false"}))
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    try:
        api = apis.api(f"http://127.0.0.1:{upstream.server_port}")
        assert apis.ask(api, method="POST").seen == UNAVAILABLE
        assert "may not be called" in apis.server.log_text()
    finally:
        upstream.shutdown()
        upstream.server_close()


def test_an_api_survives_a_kill(apis, hamsu):
    api = apis.api(apis.function("echo"))
    apis.apis.create_stage(ApiId=api, StageName="dev")
    apis.apis.create_deployment(ApiId=api, StageName="dev")
    before = apis.apis.get_stages(ApiId=api)["Items"]
    apis.server.kill()
    apis.server.start()
    again = Apis.__new__(Apis)
    again.server, again.apis = apis.server, apis.server.client("apigatewayv2")
    assert again.apis.get_stages(ApiId=api)["Items"] == before
    assert eventually(lambda: again.ask(api, "/dev/x").status == 200)
    assert again.ask(api, "/y").json["requestContext"]["stage"] == "$default"


VERSIONED = """
calls = 0

def handler(event, context):
    global calls
    calls += 1
    return {"version": "VERSION", "calls": calls}
"""


def test_a_new_version_warmed_and_switched_to_is_never_cold_and_the_old_one_never_late(apis):
    function = apis.function("f", VERSIONED.replace("VERSION", "one"), permit=False, Publish=True)
    apis.functions.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    apis.permit("f", Qualifier="live")
    api = apis.api(f"{function}:live")
    assert apis.ask(api).json == {"version": "one", "calls": 1}
    seen, stop, failures = [], threading.Event(), []

    def steady():
        try:
            while not stop.is_set():
                began = time.monotonic()
                answer = apis.ask(api)
                assert answer.status == 200, answer.body
                seen.append((began, answer.json))
        except Exception as error:  # told below
            failures.append(error)

    caller = threading.Thread(target=steady)
    caller.start()
    try:
        eventually(lambda: len(seen) > 20)
        published = apis.functions.update_function_code(
            FunctionName="f", ZipFile=package(VERSIONED.replace("VERSION", "two")), Publish=True
        )
        apis.functions.get_waiter("function_updated_v2").wait(FunctionName="f")
        version = published["Version"]
        warm = apis.functions.invoke(FunctionName="f", Qualifier=version)
        assert json.loads(warm["Payload"].read()) == {"version": "two", "calls": 1}
        apis.functions.update_alias(FunctionName="f", Name="live", FunctionVersion=version)
        switched = time.monotonic()
        count = len(seen)
        eventually(lambda: len(seen) > count + 50)
    finally:
        stop.set()
        caller.join(timeout=60)
    assert not failures, failures
    assert all(answer["calls"] > 1 for _, answer in seen), "a cold start"
    assert {answer["version"] for _, answer in seen} == {"one", "two"}
    late = [answer for began, answer in seen if began > switched and answer["version"] != "two"]
    assert not late, late[:3]
