"""Layers, and how events of functions are retried."""

import json

from . import GONE, reads, sets_up, writes
from .functions import digest, packed
from .iam import listed, own


@sets_up
def a_layer_of_its_own(w):
    made = w.functions.publish_layer_version(LayerName=w.home, Content={"ZipFile": packed({"a": "first"})})
    w.begins_with({("layer", w.home, made["Version"]): digest(packed({"a": "first"}))})


@reads("layer")
def layers(clients, keys):
    found = {}
    for layer in own(keys):
        for version in listed(clients.functions, "list_layer_versions", "LayerVersions", LayerName=layer):
            number = version["Version"]
            content = clients.functions.get_layer_version(LayerName=layer, VersionNumber=number)["Content"]
            found["layer", layer, number] = content["CodeSha256"]
    return found


@writes("lambda", "PublishLayerVersion")
def publish_layer_version(w):
    content = packed({"a": str(w.random.randrange(4))})
    with w.doing({}) as told:
        made = w.functions.publish_layer_version(LayerName=w.home, Content={"ZipFile": content})
        told["layer", w.home, made["Version"]] = digest(content)
    w.push("layer", made["Version"])


@writes("lambda", "DeleteLayerVersion")
def delete_layer_version(w):
    number = w.pop("layer", publish_layer_version)
    with w.doing({("layer", w.home, number): GONE}):
        w.functions.delete_layer_version(LayerName=w.home, VersionNumber=number)


@reads("layer permission")
def layer_permissions(clients, keys):
    found = {}
    for layer in own(keys):
        try:
            policy = clients.functions.get_layer_version_policy(LayerName=layer, VersionNumber=1)["Policy"]
        except clients.functions.exceptions.ResourceNotFoundException:
            continue
        for statement in json.loads(policy)["Statement"]:
            found["layer permission", layer, statement["Sid"]] = True
    return found


@writes("lambda", "AddLayerVersionPermission")
def add_layer_version_permission(w):
    name = w.name()
    with w.doing({("layer permission", w.home, name): True}):
        w.functions.add_layer_version_permission(
            LayerName=w.home, VersionNumber=1, StatementId=name, Action="lambda:GetLayerVersion", Principal="*"
        )
    w.push("layer permission", name)


@writes("lambda", "RemoveLayerVersionPermission")
def remove_layer_version_permission(w):
    name = w.pop("layer permission", add_layer_version_permission)
    with w.doing({("layer permission", w.home, name): GONE}):
        w.functions.remove_layer_version_permission(LayerName=w.home, VersionNumber=1, StatementId=name)


# Retries of events


@reads("event invoke config")
def event_invoke_configs(clients, keys):
    found = {}
    for function in own(keys):
        for config in listed(
            clients.functions, "list_function_event_invoke_configs", "FunctionEventInvokeConfigs",
            FunctionName=function,
        ):
            values = (config.get("MaximumRetryAttempts"), config.get("MaximumEventAgeInSeconds"))
            found["event invoke config", function] = values
    return found


@writes("lambda", "PutFunctionEventInvokeConfig")
def put_function_event_invoke_config(w):
    values = (w.random.randrange(3), w.random.randrange(60, 21_601))
    with w.doing({("event invoke config", w.home): values}):
        w.functions.put_function_event_invoke_config(
            FunctionName=w.home, MaximumRetryAttempts=values[0], MaximumEventAgeInSeconds=values[1]
        )


@writes("lambda", "UpdateFunctionEventInvokeConfig")
def update_function_event_invoke_config(w):
    if w.fact("event invoke config", w.home) == GONE:
        put_function_event_invoke_config(w)
    values = (w.random.randrange(3), w.fact("event invoke config", w.home)[1])
    with w.doing({("event invoke config", w.home): values}):
        w.functions.update_function_event_invoke_config(FunctionName=w.home, MaximumRetryAttempts=values[0])


@writes("lambda", "DeleteFunctionEventInvokeConfig")
def delete_function_event_invoke_config(w):
    if w.fact("event invoke config", w.home) == GONE:
        put_function_event_invoke_config(w)
    with w.doing({("event invoke config", w.home): GONE}):
        w.functions.delete_function_event_invoke_config(FunctionName=w.home)
