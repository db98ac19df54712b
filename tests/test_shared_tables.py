"""What services share: sealed page tokens, limits that configuration sets, the audit record."""

import json
import re

import botocore.session
import pytest
from botocore.exceptions import ClientError

import ledger
from ledger import apigatewayv2, events, functions, iam, layers, logs
from raw import SERVICES, listed, model, settings

OTHER_ACCOUNT = {"aws_access_key_id": "210987654321", "aws_secret_access_key": "x"}

# Pages


# DynamoDB's positions are keys and names, as at AWS, and no tokens.
IN_THE_OPEN = {("dynamodb", "ListTables"), ("dynamodb", "Query"), ("dynamodb", "Scan")}
# What names the thing that is listed; another listing is that of another writer's.
HOMES = {
    "ApiId": lambda w: w.api,
    "FunctionName": lambda w: w.home,
    "LayerName": lambda w: w.home,
    "RoleName": lambda w: w.home,
    "Rule": lambda w: w.home,
    "TargetArn": lambda w: events.FUNCTION + "s" * w.number,
    "UserName": lambda w: w.home,
    "logGroupName": lambda w: w.home,
}
# The same where the model does not ask for it.
OF_ONE = {"ListAccessKeys": "UserName", "DescribeLogStreams": "logGroupName", "FilterLogEvents": "logGroupName"}
# Another listing, where nothing is named.
OTHERWISE = {
    ("apigatewayv2", "GetApis"): {},
    ("events", "ListRules"): {"NamePrefix": "w"},
    ("iam", "ListPolicies"): {"Scope": "AWS"},
    ("iam", "ListRoles"): {"PathPrefix": "/w"},
    ("iam", "ListUsers"): {"PathPrefix": "/w"},
    ("lambda", "ListFunctions"): {"FunctionVersion": "ALL"},
    ("lambda", "ListLayers"): {"CompatibleRuntime": "python3.11"},
    ("logs", "DescribeLogGroups"): {"logGroupNamePrefix": "w"},
}


def paged():
    """Every operation that answers in pages of a size that the caller says, and how."""
    session = botocore.session.get_session()
    for service in SERVICES:
        try:
            pages = session.get_paginator_model(settings(service)["model"].split("/")[0])
        except botocore.exceptions.UnknownServiceError:
            continue
        for name in listed(service):
            if (service, name) not in IN_THE_OPEN and name in pages._paginator_config:
                how = pages.get_paginator(name)
                if "limit_key" in how:
                    yield service, name, how


@pytest.fixture(scope="module")
def written(hamsu_binary, tmp_path_factory):
    """A server with more than one of everything."""
    from conftest import Server

    server = Server(hamsu_binary, tmp_path_factory.mktemp("written") / "data").start()
    clients, book, writers = ledger.Clients(server), ledger.Ledger(), []
    for number in range(2):
        w = ledger.Writer(number, book, clients)
        for _ in range(2):
            for operation in ledger.WRITERS:
                w.do(operation)
        for arn in w.policies:
            iam.attach_role_policy(w, arn)
            iam.attach_user_policy(w, arn)
        for name in ("p1", "p2"):
            iam.put_role_policy(w, name)
            iam.put_user_policy(w, name)
            w.iam.tag_role(RoleName=w.home, Tags=[{"Key": name, "Value": ""}])
            iam.create_access_key(w)
            functions.create_alias(w)
            logs.create_log_stream(w)
            events.put_targets(w, name)
            apigatewayv2.create_integration(w)
            apigatewayv2.create_route(w)
            apigatewayv2.create_stage(w)
            apigatewayv2.create_deployment(w)
            layers.publish_layer_version(w)
        w.functions.put_function_event_invoke_config(FunctionName=w.home, Qualifier="live", MaximumRetryAttempts=1)
        layers.put_function_event_invoke_config(w)
        writers.append(w)
    yield server, writers
    server.stop()


@pytest.mark.parametrize("service, name, how", [pytest.param(*row, id=f"{row[0]} {row[1]}") for row in paged()])
def test_page_tokens_lead_through_everything_and_are_good_for_nothing_else(written, service, name, how):
    server, writers = written
    shape = model(service).operation_model(name).input_shape
    named = {*shape.required_members, OF_ONE.get(name)} - {None}
    assert named <= set(HOMES), "say in HOMES or OTHERWISE how to list it twice"
    mine, others = ({key: HOMES[key](w) for key in named} for w in writers)
    others = others or OTHERWISE[service, name]
    token, limit = how["input_token"], how["limit_key"]
    result = how["result_key"] if isinstance(how["result_key"], str) else how["result_key"][0]

    def ask(client, **members):
        answer = getattr(client, botocore.xform_name(name))(**members)
        return answer[result], answer.get(how["output_token"])

    one = {limit: "1" if shape.members[limit].type_name == "string" else 1}
    client = server.client(service)
    whole, _ = ask(client, **mine)
    assert len(whole) > 1, "there is but one: let a writer in ledger/ make more"
    walked, position = [], None
    while True:
        page, position = ask(client, **mine, **one, **({token: position} if position else {}))
        assert len(page) <= 1
        walked += page
        if not position:
            break
    assert walked == whole
    _, position = ask(client, **mine, **one)
    flipped = ("B" if position[5] == "A" else "A").join((position[:5], position[6:]))
    elsewhere = [(client, mine, flipped), (client, mine, "x"), (client, mine, position[:-1])]
    if others:
        elsewhere.append((client, others, position))
    elsewhere.append((server.client(service, **OTHER_ACCOUNT), mine, position))
    if service not in ("iam", "sts"):
        elsewhere.append((server.client(service, region="eu-west-1"), mine, position))
    foreign = server.client("logs").describe_log_groups(limit=1)["nextToken"]
    if name != "DescribeLogGroups":
        elsewhere.append((client, mine, foreign))
    for which, (asked, members, given) in enumerate(elsewhere):
        with pytest.raises(ClientError) as error:
            ask(asked, **members, **{token: given})
        assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 404), which


# Limits


LIMITS = {}


def exceeds(limit, value, code):
    """How a client meets a limit when it is set to `value`, and the error's code."""

    def add(call):
        LIMITS[limit] = value, code, call
        return call

    return add


def first(make, name):
    """Makes the one thing that there may be."""
    make(name)
    return lambda: make("another")


ROLE = {"AssumeRolePolicyDocument": json.dumps(iam.trust("x"))}
POLICY = json.dumps(iam.policy("x"))


@exceeds("lambda.concurrent_executions", 105, "InvalidParameterValueException")
def concurrent_executions(server):
    client = server.client("lambda")
    functions.make(client, "concurrent")
    assert client.get_account_settings()["AccountLimit"]["ConcurrentExecutions"] == 105
    client.put_function_concurrency(FunctionName="concurrent", ReservedConcurrentExecutions=5)
    return lambda: client.put_function_concurrency(FunctionName="concurrent", ReservedConcurrentExecutions=6)


@exceeds("lambda.unreserved_concurrency_min", 2, "InvalidParameterValueException")
def unreserved_concurrency_min(server):
    client = server.client("lambda")
    functions.make(client, "reserved")
    client.put_function_concurrency(FunctionName="reserved", ReservedConcurrentExecutions=998)
    return lambda: client.put_function_concurrency(FunctionName="reserved", ReservedConcurrentExecutions=999)


@exceeds("lambda.code_storage_bytes", 300, "CodeStorageExceededException")
def code_storage(server):
    client = server.client("lambda")
    return lambda: [functions.make(client, f"stored{number}") for number in range(10)]


@exceeds("lambda.code_zipped_bytes", 1_000, "RequestEntityTooLargeException")
def code_zipped(server):
    client = server.client("lambda")
    functions.make(client, "zipped")
    functions.active(client, "zipped")
    large = functions.packed({"bootstrap": "x" * 1_000})
    return lambda: client.update_function_code(FunctionName="zipped", ZipFile=large)


@exceeds("lambda.code_unzipped_bytes", 100, "InvalidParameterValueException")
def code_unzipped(server):
    client = server.client("lambda")
    functions.make(client, "unzipped")
    functions.active(client, "unzipped")
    large = functions.packed({"bootstrap": "x" * 101})
    return lambda: client.update_function_code(FunctionName="unzipped", ZipFile=large)


def invoked(server, kind, fits, does_not):
    client = server.client("lambda")
    functions.make(client, "invoked")
    functions.active(client, "invoked")
    client.invoke(FunctionName="invoked", InvocationType=kind, Payload=b'"%s"' % (b"x" * (fits - 2)))
    return lambda: client.invoke(
        FunctionName="invoked", InvocationType=kind, Payload=b'"%s"' % (b"x" * (does_not - 2))
    )


@exceeds("lambda.invoke_payload_bytes", 200, "RequestEntityTooLargeException")
def invoke_payload(server):
    return invoked(server, "RequestResponse", 200, 201)


@exceeds("lambda.async_payload_bytes", 100, "RequestEntityTooLargeException")
def async_payload(server):
    return invoked(server, "Event", 100, 101)


@exceeds("lambda.environment_bytes", 50, "InvalidParameterValueException")
def environment(server):
    client = server.client("lambda")
    make = lambda name, size: functions.make(client, name, Environment={"Variables": {"KEY": "x" * size}})
    make("little", 30)
    return lambda: make("much", 50)


@exceeds("lambda.policy_bytes", 500, "PolicyLengthExceededException")
def policy_bytes(server):
    client = server.client("lambda")
    functions.make(client, "allowed")
    add = lambda name: client.add_permission(
        FunctionName="allowed", StatementId=name, Action="lambda:InvokeFunction", Principal="sns.amazonaws.com"
    )
    return lambda: [add(f"statement{number}") for number in range(4)]


@exceeds("dynamodb.tables", 1, "LimitExceededException")
def tables(server):
    client = server.client("dynamodb")
    return first(lambda name: ledger.dynamodb.make_table(client, name), "the-one")


@exceeds("dynamodb.item_bytes", 100, "ValidationException")
def item_bytes(server):
    client = server.client("dynamodb")
    ledger.dynamodb.make_table(client, "items")
    put = lambda size: client.put_item(TableName="items", Item={"k": {"S": "k"}, "v": {"S": "x" * size}})
    # The names count: k, its value, v.
    put(97)
    return lambda: put(98)


@exceeds("logs.groups", 1, "LimitExceededException")
def groups(server):
    client = server.client("logs")
    return first(lambda name: client.create_log_group(logGroupName=name), "the-one")


@exceeds("iam.roles", 1, "LimitExceeded")
def roles(server):
    client = server.client("iam")
    return first(lambda name: client.create_role(RoleName=name, **ROLE), "the-one")


@exceeds("iam.policies", 1, "LimitExceeded")
def policies(server):
    client = server.client("iam")
    return first(lambda name: client.create_policy(PolicyName=name, PolicyDocument=POLICY), "the-one")


@exceeds("iam.users", 1, "LimitExceeded")
def users(server):
    client = server.client("iam")
    return first(lambda name: client.create_user(UserName=name), "the-one")


@exceeds("iam.policies_per_role", 1, "LimitExceeded")
def policies_per_role(server):
    client = server.client("iam")
    client.create_role(RoleName="role", **ROLE)
    client.attach_role_policy(RoleName="role", PolicyArn=iam.BASIC)
    arn = client.create_policy(PolicyName="policy", PolicyDocument=POLICY)["Policy"]["Arn"]
    return lambda: client.attach_role_policy(RoleName="role", PolicyArn=arn)


@exceeds("iam.policies_per_user", 1, "LimitExceeded")
def policies_per_user(server):
    client = server.client("iam")
    client.create_user(UserName="user")
    client.attach_user_policy(UserName="user", PolicyArn=iam.BASIC)
    arn = client.create_policy(PolicyName="policy", PolicyDocument=POLICY)["Policy"]["Arn"]
    return lambda: client.attach_user_policy(UserName="user", PolicyArn=arn)


@exceeds("iam.access_keys_per_user", 1, "LimitExceeded")
def access_keys(server):
    client = server.client("iam")
    client.create_user(UserName="user")
    client.create_access_key(UserName="user")
    return lambda: client.create_access_key(UserName="user")


@exceeds("tags_per_resource", 1, "LimitExceeded")
def tags(server):
    client = server.client("iam")
    client.create_role(RoleName="role", **ROLE)
    tag = lambda key: client.tag_role(RoleName="role", Tags=[{"Key": key, "Value": ""}])
    tag("one")
    # Each service says it in a code of its own.
    function = functions.make(server.client("lambda"), "tagged")["FunctionArn"]
    table = ledger.dynamodb.make_table(server.client("dynamodb"), "tagged")["TableArn"]
    server.client("logs").create_log_group(logGroupName="tagged")
    group = f"arn:aws:logs:us-east-1:000000000000:log-group:tagged"
    two = {"one": "", "two": ""}
    as_list = [{"Key": key, "Value": value} for key, value in two.items()]
    for code, call in (
        ("InvalidParameterValueException", lambda: server.client("lambda").tag_resource(Resource=function, Tags=two)),
        ("ValidationException", lambda: server.client("dynamodb").tag_resource(ResourceArn=table, Tags=as_list)),
        ("TooManyTagsException", lambda: server.client("logs").tag_resource(resourceArn=group, tags=two)),
    ):
        with pytest.raises(ClientError) as error:
            call()
        assert error.value.response["Error"]["Code"] == code
    return lambda: tag("two")


def test_every_limit_has_a_test(repository):
    page = (repository / "docs" / "limits.md").read_text()
    named = set(re.findall(r"^\| `(\S+)` \|", page, re.MULTILINE))
    # These are tested in their crates, as far as they are.
    elsewhere = {name for name in named if name.startswith(("apigateway.", "events.", "sns."))}
    assert set(LIMITS) == named - elsewhere


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_that_is_set_is_met_and_told(hamsu, tmp_path, limit):
    value, code, exceed = LIMITS[limit]
    (tmp_path / "hamsu.toml").write_text(f"[limits]\n{limit} = {value}\n")
    beyond = exceed(hamsu(args=["--config", str(tmp_path / "hamsu.toml")]))
    with pytest.raises(ClientError) as error:
        beyond()
    assert error.value.response["Error"]["Code"] == code, error.value
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 409, 413)


# The audit record


def records(server):
    """By request id: operation, error, and the line."""
    found = {}
    for line in server.log_text().splitlines():
        told = re.search(r'audit: request_id="([^"]+)".* operation="(\w+)" error="(\w*)" status=(\d+)', line)
        if told:
            found[told[1]] = told[2], told[3], line
    return found


def test_every_change_leaves_a_record(hamsu):
    server = hamsu(env={"HAMSU_AUDIT_DATA": "true"})
    clients, asked = ledger.Clients(server), {}
    for client in clients.all():
        client.meta.events.register(
            "after-call", lambda parsed, model, **_: asked.update({parsed["ResponseMetadata"]["RequestId"]: model.name})
        )
    writer = ledger.Writer(0, ledger.Ledger(), clients)
    for operation in ledger.WRITERS:
        writer.do(operation)
    with pytest.raises(ClientError) as error:
        writer.iam.get_role(RoleName="nobody")
    refused = error.value.response["ResponseMetadata"]["RequestId"]
    found = records(server)
    assert {name for name in asked.values()} >= {name for _, name in ledger.WRITERS}
    assert {id: found.get(id, [None])[0] for id in asked} == asked
    assert found[refused][:2] == ("GetRole", "NoSuchEntity") and "status=404" in found[refused][2]
    for _, _, line in found.values():
        assert 'account="000000000000" region="us-east-1" principal="arn:aws:iam::000000000000:root"' in line
        assert "source_ip=127.0.0.1" in line


def test_records_say_nothing_that_is_secret(hamsu):
    server = hamsu(env={"HAMSU_AUDIT_DATA": "true"})
    client, secrets = server.client("lambda"), []

    def secret():
        secrets.append(f"hush{len(secrets)}hush")
        return secrets[-1]

    variables = lambda: {"Variables": {secret(): secret()}}
    code = functions.packed({"bootstrap": f"#!/bin/sh\n# {secret()}\n"})
    made = client.create_function(
        FunctionName="told", Runtime="provided.al2023", Role=functions.ROLE, Handler="x",
        Code={"ZipFile": code}, Environment=variables(), Description="not a secret",
    )
    functions.active(client, "told")
    client.update_function_configuration(FunctionName="told", Environment=variables())
    client.update_function_code(FunctionName="told", ZipFile=functions.packed({"bootstrap": secret()}))
    client.invoke(FunctionName="told", InvocationType="DryRun", Payload=json.dumps(secret()))
    with pytest.raises(ClientError):
        client.create_function(
            FunctionName="told", Runtime="provided.al2023", Role=functions.ROLE, Handler="x",
            Code={"ZipFile": code}, Environment=variables(),
        )
    users, sts = server.client("iam"), server.client("sts")
    users.create_user(UserName="ann")
    secrets.append(users.create_access_key(UserName="ann")["AccessKey"]["SecretAccessKey"])
    role = users.create_role(RoleName="role", **ROLE)["Role"]["Arn"]
    session = sts.assume_role(RoleArn=role, RoleSessionName="job")["Credentials"]
    secrets += [session["SecretAccessKey"], session["SessionToken"]]
    server.client(
        "sts", aws_access_key_id=session["AccessKeyId"], aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    ).get_caller_identity()
    log = server.log_text()
    assert [name for name in secrets if name in log] == []
    for shown in (made["FunctionName"], "not a secret", "(sensitive)", "assumed-role/role/job"):
        assert shown in log, shown
    operations = {operation for operation, _, _ in records(server).values()}
    assert operations >= {"CreateFunction", "UpdateFunctionConfiguration", "UpdateFunctionCode", "Invoke", "AssumeRole"}
