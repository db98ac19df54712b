"""Invocations from outside: what comes with them, what is told of them, what is counted."""

import base64
import json
import re

import pytest

from conftest import eventually
from test_lambda_control import ROLE, package, runtime

SOURCE = """
import logging


def handler(event, context):
    if event.get("fail"):
        print("10 %\\r20 %")
        logging.getLogger().error("two\\nlines")
        raise ValueError("loud")
    for _ in range(event.get("lines", 0)):
        print("x" * 1000)
    client = context.client_context
    given = None if client is None else client.custom
    print("given:", given)
    return given
"""


@pytest.fixture
def server(hamsu):
    return hamsu()


@pytest.fixture
def client(server):
    client = server.client("lambda")
    client.create_function(
        FunctionName="f", Runtime=runtime(client), Handler="app.handler", Role=ROLE,
        Code={"ZipFile": package(SOURCE)},
    )
    client.get_waiter("function_active_v2").wait(FunctionName="f", WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return client


def messages(server):
    logs = server.client("logs")
    try:
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName="/aws/lambda/f")
        return [event["message"] for page in pages for event in page["events"]]
    except logs.exceptions.ResourceNotFoundException:
        return []


def test_the_client_context_is_passed_on_in_synchronous_calls_only(server, client):
    context = base64.b64encode(json.dumps({"custom": {"a": 1}}).encode()).decode()
    told = client.invoke(FunctionName="f", ClientContext=context)
    assert json.load(told["Payload"]) == {"a": 1}
    told = client.invoke(FunctionName="f", ClientContext=context, InvocationType="Event")
    assert told["StatusCode"] == 202
    given = eventually(lambda: [line for line in messages(server) if line.startswith("given:")][1:])
    assert [line.rstrip() for line in given] == ["given: None"]


def test_a_throttled_caller_is_told_when_to_try_again(client):
    client.put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=0)
    raw = []
    client.meta.events.register("after-call.lambda.Invoke", lambda http_response, **_: raw.append(http_response))
    with pytest.raises(client.exceptions.TooManyRequestsException) as caught:
        client.invoke(FunctionName="f")
    response = caught.value.response
    assert response["retryAfterSeconds"] == "1"
    assert response["ResponseMetadata"]["HTTPHeaders"]["retry-after"] == "1"
    assert raw[0].status_code == 429

    def once(pairs):
        assert len({name for name, _ in pairs}) == len(pairs), pairs
        return dict(pairs)

    assert json.loads(raw[0].content, object_pairs_hook=once) == {
        "Type": "User", "message": "Rate Exceeded.",
        "Reason": "ReservedFunctionConcurrentInvocationLimitExceeded",
    }


def test_an_error_of_several_lines_is_one_log_event_as_on_aws(server, client):
    told = client.invoke(FunctionName="f", Payload=json.dumps({"fail": True}), LogType="Tail")
    assert told["FunctionError"] == "Unhandled"
    found = eventually(lambda: (lambda lines: lines if any("REPORT" in line for line in lines) else None)(messages(server)))
    [error] = [line for line in found if "ValueError" in line]
    assert re.fullmatch(
        r'\[ERROR\] ValueError: loud\nTraceback \(most recent call last\):\n'
        r'\xa0\xa0File "/var/task/app.py", line \d+, in handler\n'
        r'\xa0\xa0\xa0\xa0raise ValueError\("loud"\)', error.rstrip("\n"),
    ), error
    assert any(line.rstrip("\n").endswith("\ttwo\nlines") for line in found), found
    # What a function prints itself is left as it is.
    assert any(line.rstrip("\n") == "10 %\r20 %" for line in found), found
    tail = base64.b64decode(told["LogResult"]).decode()
    assert "loud\nTraceback" in tail


def metrics(server):
    text = server.get("/_hamsu/metrics").decode()
    assert text.endswith("# EOF\n")
    types = re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE)
    assert len(types) == len(dict(types)), "a name stands twice"
    helps = dict(re.findall(r"^# HELP (\S+) (.+)$", text, re.MULTILINE))
    assert set(helps) == set(dict(types))
    samples = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, value = line.rsplit(" ", 1)
            assert name not in samples, line
            samples[name] = float(value)
    return samples


def test_sandboxes_log_lines_and_events_are_counted(server, client):
    before = metrics(server)
    assert before['hamsu_sandboxes{state="idle"}'] == 0 and before["hamsu_sandbox_starts_total"] == 0
    client.invoke(FunctionName="f", Payload=json.dumps({"lines": 4000}))
    client.invoke(FunctionName="f")
    eventually(lambda: metrics(server)["hamsu_log_lines_stored_total"] > 100)
    eventually(lambda: metrics(server)["hamsu_log_buffered_bytes"] == 0)
    after = metrics(server)
    assert after['hamsu_sandboxes{state="idle"}'] == 1
    assert after['hamsu_sandboxes{state="running"}'] == 0
    assert after["hamsu_sandbox_memory_bytes"] == 128 << 20
    assert after["hamsu_sandbox_starts_total"] == 1
    assert after["hamsu_sandbox_starts_failed_total"] == 0
    assert after["hamsu_invocations_waiting"] == 0
    # A sandbox may log a megabyte a second.
    assert after['hamsu_log_lines_dropped_total{reason="sandbox_rate"}'] > 100
    assert after['hamsu_log_lines_dropped_total{reason="denied"}'] == 0
    assert after["hamsu_log_batches_total"] >= 1
    assert after['hamsu_events{state="waiting"}'] == 0
    labels = 'service="lambda",operation="Invoke"'
    assert after['hamsu_requests_total{%s,result="ok"}' % labels] == 2
    assert after["hamsu_request_seconds_count{%s}" % labels] == 2
