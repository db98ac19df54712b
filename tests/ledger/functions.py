"""Lambda: functions, versions, aliases, permissions, and events that are acknowledged with a 202."""

import base64
import contextlib
import functools
import hashlib
import io
import json
import time
import urllib.request
import zipfile

from botocore.exceptions import ClientError

from . import ANYTHING, GONE, reads, sets_up, writes
from .iam import listed, own

ROLE = "arn:aws:iam::000000000000:role/r"
EVENTS = "events"
HANDLER = """
def handler(event, context):
    # From a topic, or as it was invoked.
    messages = [record["Sns"]["Message"] for record in event.get("Records", [])]
    for name in messages or [event["id"]]:
        print("ran", name)
"""


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o755 << 16
            package.writestr(entry, text)
    return out.getvalue()


@functools.cache
def package(variant=0):
    """One of a few packages: unpacking one that is not known yet takes long."""
    return packed({"bootstrap": f"#!/bin/sh\n# {variant}\n"})


def digest(package):
    return base64.b64encode(hashlib.sha256(package).digest()).decode()


def sha256(variant):
    return digest(package(variant))


def make(client, name, **members):
    return client.create_function(
        FunctionName=name,
        Runtime="provided.al2023",
        Role=ROLE,
        Handler="x",
        Code={"ZipFile": package()},
        **members,
    )


def active(client, name):
    """Waits until the function can be changed: its runtime may have to be put together first."""
    while client.get_function_configuration(FunctionName=name)["State"] == "Pending":
        time.sleep(0.05)


def make_events(client):
    """A function that says which events it has had, and has no place for any of them yet."""
    # A boto3 of its own, so that none is fetched.
    code = {"ZipFile": packed({"app.py": HANDLER, "boto3/__init__.py": ""})}
    for minor in range(14, 9, -1):
        try:
            client.create_function(
                FunctionName=EVENTS, Runtime=f"python3.{minor}", Role=ROLE, Handler="app.handler", Code=code
            )
            break
        except ClientError as error:
            assert "hamsu runtimes" in error.response["Error"]["Message"], error
    active(client, EVENTS)
    client.add_permission(
        FunctionName=EVENTS, StatementId="topics", Action="lambda:InvokeFunction", Principal="sns.amazonaws.com"
    )
    client.put_function_concurrency(FunctionName=EVENTS, ReservedConcurrentExecutions=0)


@sets_up
def functions_of_its_own(w):
    if w.number == 0:
        make_events(w.functions)
    w.function_arn = make(w.functions, w.home)["FunctionArn"]
    active(w.functions, w.home)
    for description in "12":
        w.functions.update_function_configuration(FunctionName=w.home, Description=description)
        w.functions.publish_version(FunctionName=w.home)
    w.functions.create_alias(FunctionName=w.home, Name="live", FunctionVersion="1")
    w.begins_with({
        ("code", w.home): sha256(0),
        ("package", w.home): sha256(0),
        ("configuration", w.home): ("2", 3, None),
        ("version", w.home, "1"): "1",
        ("version", w.home, "2"): "2",
        ("alias", w.home, "live"): ("1", "", {}),
    })


# Functions


@reads("function")
def functions(clients, keys):
    found = {}
    for function in listed(clients.functions, "list_functions", "Functions"):
        name = function["FunctionName"]
        found["function", name] = function["Description"]
        found["code", name] = function["CodeSha256"]
        variables = function.get("Environment", {}).get("Variables")
        found["configuration", name] = (function["Description"], function["Timeout"], variables)
    return found


reads("code")(functions)
reads("configuration")(functions)


@reads("package")
def packages(clients, keys):
    found = {}
    for function in own(keys):
        location = clients.functions.get_function(FunctionName=function)["Code"]["Location"]
        with urllib.request.urlopen(location, timeout=30) as answer:
            found["package", function] = digest(answer.read())
    return found


@writes("lambda", "CreateFunction")
def create_function(w):
    name = w.name()
    with w.doing({("function", name): name, ("code", name): sha256(0)}):
        make(w.functions, name, Description=name)
    w.push("function", name)


@writes("lambda", "DeleteFunction")
def delete_function(w):
    name = w.pop("function", create_function)
    with w.doing({("function", name): GONE, ("code", name): GONE}):
        w.functions.delete_function(FunctionName=name)
    version = w.pop("version", publish_version)
    with w.doing({("version", w.home, version): GONE}):
        w.functions.delete_function(FunctionName=w.home, Qualifier=version)


@writes("lambda", "UpdateFunctionCode")
def update_function_code(w):
    variant = w.random.randrange(4)
    with w.doing({("code", w.home): sha256(variant), ("package", w.home): sha256(variant)}):
        w.functions.update_function_code(FunctionName=w.home, ZipFile=package(variant))


@writes("lambda", "UpdateFunctionConfiguration")
def update_function_configuration(w):
    text, seconds = w.name(), w.random.randrange(1, 900)
    with w.doing({("configuration", w.home): (text, seconds, {"VALUE": text})}):
        w.functions.update_function_configuration(
            FunctionName=w.home, Description=text, Timeout=seconds, Environment={"Variables": {"VALUE": text}}
        )


@reads("version")
def versions(clients, keys):
    return {
        ("version", function, version["Version"]): version["Description"]
        for function in own(keys)
        for version in listed(
            clients.functions, "list_versions_by_function", "Versions", FunctionName=function
        )
    }


@writes("lambda", "PublishVersion")
def publish_version(w):
    # What has not changed is not published again.
    update_function_configuration(w)
    text = w.name()
    with w.doing({}) as told:
        version = w.functions.publish_version(FunctionName=w.home, Description=text)["Version"]
        told["version", w.home, version] = text
    w.push("version", version)


# Aliases


@reads("alias")
def aliases(clients, keys):
    return {
        ("alias", function, alias["Name"]): (
            alias["FunctionVersion"],
            alias.get("Description", ""),
            alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {}),
        )
        for function in own(keys)
        for alias in listed(clients.functions, "list_aliases", "Aliases", FunctionName=function)
    }


@writes("lambda", "CreateAlias")
def create_alias(w):
    name = w.name()
    with w.doing({("alias", w.home, name): ("1", name, {})}):
        w.functions.create_alias(FunctionName=w.home, Name=name, FunctionVersion="1", Description=name)
    w.push("alias", name)


@writes("lambda", "DeleteAlias")
def delete_alias(w):
    name = w.pop("alias", create_alias)
    with w.doing({("alias", w.home, name): GONE}):
        w.functions.delete_alias(FunctionName=w.home, Name=name)


@writes("lambda", "UpdateAlias")
def update_alias(w):
    text = w.name()
    version, other = w.random.sample("12", 2)
    weights = w.random.choice([{}, {other: 0.25}])
    with w.doing({("alias", w.home, "live"): (version, text, weights)}):
        w.functions.update_alias(
            FunctionName=w.home,
            Name="live",
            FunctionVersion=version,
            Description=text,
            RoutingConfig={"AdditionalVersionWeights": weights},
        )


# Permissions, concurrency, tags


@reads("permission")
def permissions(clients, keys):
    found = {}
    for function in own(keys):
        try:
            policy = json.loads(clients.functions.get_policy(FunctionName=function)["Policy"])
        except clients.functions.exceptions.ResourceNotFoundException:
            continue
        for statement in policy["Statement"]:
            found["permission", function, statement["Sid"]] = statement["Principal"]["Service"]
    return found


@writes("lambda", "AddPermission")
def add_permission(w):
    name, service = w.name(), w.random.choice(["sns.amazonaws.com", "events.amazonaws.com"])
    with w.doing({("permission", w.home, name): service}):
        w.functions.add_permission(
            FunctionName=w.home, StatementId=name, Action="lambda:InvokeFunction", Principal=service
        )
    w.push("permission", name)


@writes("lambda", "RemovePermission")
def remove_permission(w):
    name = w.pop("permission", add_permission)
    with w.doing({("permission", w.home, name): GONE}):
        w.functions.remove_permission(FunctionName=w.home, StatementId=name)


@reads("concurrency")
def concurrency(clients, keys):
    found = {}
    for function in own(keys):
        told = clients.functions.get_function_concurrency(FunctionName=function)
        if "ReservedConcurrentExecutions" in told:
            found["concurrency", function] = told["ReservedConcurrentExecutions"]
    return found


@writes("lambda", "PutFunctionConcurrency")
def put_function_concurrency(w):
    number = w.random.randrange(100)
    with w.doing({("concurrency", w.home): number}):
        w.functions.put_function_concurrency(FunctionName=w.home, ReservedConcurrentExecutions=number)


@writes("lambda", "DeleteFunctionConcurrency")
def delete_function_concurrency(w):
    if w.fact("concurrency", w.home) == GONE:
        put_function_concurrency(w)
    with w.doing({("concurrency", w.home): GONE}):
        w.functions.delete_function_concurrency(FunctionName=w.home)


@reads("function tag")
def function_tags(clients, keys):
    found = {}
    for arn in own(keys):
        tags = clients.functions.list_tags(Resource=arn)["Tags"]
        found.update({("function tag", arn, key): value for key, value in tags.items()})
    return found


@writes("lambda", "TagResource")
def tag_resource(w, key=None):
    key, value = key or w.slot(), w.name()
    with w.doing({("function tag", w.function_arn, key): value}):
        w.functions.tag_resource(Resource=w.function_arn, Tags={key: value})


@writes("lambda", "UntagResource")
def untag_resource(w):
    key = w.slot()
    if w.fact("function tag", w.function_arn, key) == GONE:
        tag_resource(w, key)
    with w.doing({("function tag", w.function_arn, key): GONE}):
        w.functions.untag_resource(Resource=w.function_arn, TagKeys=[key])


# Events: acknowledged with a 202, they run at last


@writes("lambda", "Invoke")
def invoke(w):
    name = w.name()
    with w.doing({("event", name): "ran"}):
        payload = json.dumps({"id": name})
        w.functions.invoke(FunctionName=EVENTS, InvocationType="Event", Payload=payload)


@writes("lambda", "InvokeAsync")
def invoke_async(w):
    name = w.name()
    with w.doing({("event", name): "ran"}):
        w.functions.invoke_async(FunctionName=EVENTS, InvokeArgs=json.dumps({"id": name}))


@reads("event", at_the_end=True)
def events(clients, keys):
    """Gives the function places, and waits until every event that was acknowledged has run."""
    clients.functions.put_function_concurrency(FunctionName=EVENTS, ReservedConcurrentExecutions=2)
    wanted = {key for key in keys if clients.acknowledged(key)}
    group, found = {"logGroupName": f"/aws/lambda/{EVENTS}", "filterPattern": "ran"}, {}
    deadline = time.monotonic() + 60
    while not wanted <= set(found) and time.monotonic() < deadline:
        # Past every pause of the bus, far from the age at which it gives events up.
        clients.server.advance(60_000)
        time.sleep(0.2)
        # The group is made with the first line.
        with contextlib.suppress(clients.logs.exceptions.ResourceNotFoundException):
            lines = listed(clients.logs, "filter_log_events", "events", **group)
            found = {("event", line["message"].split()[-1]): "ran" for line in lines}
    return found
