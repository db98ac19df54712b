"""Retries of asynchronous invocations as they are set by function, version and alias: what is set
is what happens."""

import json

import pytest

from conftest import eventually
from test_layers import PYTHON, ROLE, function, refusal

SOURCE = """
def handler(event, context):
    raise ValueError("on purpose")
"""


@pytest.fixture
def server(hamsu):
    return hamsu(clock="manual")


@pytest.fixture
def client(server):
    client = server.client("lambda")
    client.create_function(
        FunctionName="f", Runtime=PYTHON, Handler="app.handler", Role=ROLE,
        Code={"ZipFile": function(SOURCE)},
    )
    client.get_waiter("function_active_v2").wait(FunctionName="f", WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return client


def send(client, **members):
    """An event; its id."""
    answer = client.invoke(FunctionName="f", InvocationType="Event", Payload=b"{}", **members)
    return answer["ResponseMetadata"]["RequestId"]


def after(server, event, attempts):
    """What is known of an event once it has failed so often, or was given up."""

    def look():
        told = json.loads(server.hamsu("events", "--json").stdout)
        found = [one for one in told["events"] if one["id"] == event]
        good = found and (found[0]["state"] == "failed" or found[0]["attempts"] >= attempts)
        return found[0] if good else None

    return eventually(look)


def course(server, event):
    """How often an event is tried when nothing but time passes, and how it ends."""
    for attempts, pause in enumerate((60_000, 120_000, 240_000), 1):
        found = after(server, event, attempts)
        if found["state"] == "failed":
            return found["attempts"], found["reason"]
        assert (found["state"], found["attempts"]) == ("retrying", attempts)
        server.advance(pause)
    raise AssertionError(f"it goes on: {found}")


def runs(server):
    """How often the handler was called, by request id."""
    logs = server.client("logs")
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName="/aws/lambda/f", filterPattern='"START RequestId"'
    )
    ids = [line["message"].split()[2] for page in pages for line in page["events"]]
    return {id: ids.count(id) for id in ids}


def test_the_number_of_retries_is_the_number_of_retries(server, client):
    wanted = {}
    for retries in (None, 0, 1, 2):
        if retries is not None:
            client.put_function_event_invoke_config(FunctionName="f", MaximumRetryAttempts=retries)
        event = send(client)
        wanted[event] = 3 if retries is None else retries + 1
        assert course(server, event) == (wanted[event], "ValueError")
    assert eventually(lambda: runs(server) == wanted)


def test_a_qualifier_has_its_own_and_others_keep_theirs(server, client):
    client.publish_version(FunctionName="f")
    client.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    made = client.put_function_event_invoke_config(FunctionName="f", Qualifier="live", MaximumRetryAttempts=0)
    assert made["FunctionArn"].endswith(":function:f:live")
    assert made["DestinationConfig"] == {"OnSuccess": {}, "OnFailure": {}}
    assert course(server, send(client, Qualifier="live"))[0] == 1
    assert course(server, send(client, Qualifier="1"))[0] == 3
    client.put_function_event_invoke_config(FunctionName="f", Qualifier="$LATEST", MaximumRetryAttempts=1)
    assert course(server, send(client))[0] == 2
    assert course(server, send(client, Qualifier="$LATEST"))[0] == 2


def test_an_event_over_its_age_is_not_tried_again(server, client):
    # The first retry is after 60 s; the second would be after 180.
    client.put_function_event_invoke_config(FunctionName="f", MaximumEventAgeInSeconds=100)
    assert course(server, send(client))[0] == 2
    event = send(client)
    after(server, event, 1)
    server.advance(101_000)
    found = eventually(lambda: (found := after(server, event, 1))["state"] == "failed" and found)
    assert (found["attempts"], found["reason"]) == (1, "it is too old")
    client.update_function_event_invoke_config(FunctionName="f", MaximumRetryAttempts=0)
    found = client.get_function_event_invoke_config(FunctionName="f")
    assert (found["MaximumRetryAttempts"], found["MaximumEventAgeInSeconds"]) == (0, 100)
    assert client.delete_function_event_invoke_config(FunctionName="f")["ResponseMetadata"]["HTTPStatusCode"] == 204
    code, status, text = refusal(client.get_function_event_invoke_config, FunctionName="f")
    assert (code, status) == ("ResourceNotFoundException", 404)
    assert text.endswith(":function:f:$LATEST doesn't have an EventInvokeConfig")


def test_what_waits_is_tried_as_is_set_now_also_after_a_restart(server, client):
    event = send(client)
    after(server, event, 1)
    client.put_function_event_invoke_config(FunctionName="f", MaximumRetryAttempts=1)
    server.stop()
    server.start()
    # The new server's clock begins with the machine's. A function that is not restored yet puts an
    # event off by a second or two, which pass by hand too.
    server.advance(60_000)

    def ended():
        server.advance(1_000)
        told = json.loads(server.hamsu("events", "--json").stdout)
        return next((one for one in told["events"] if one["id"] == event and one["state"] == "failed"), None)

    assert eventually(ended)["attempts"] == 2
