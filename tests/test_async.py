"""Asynchronous invocations, whole: retries, what is given up, `hamsu events`, loops."""

import json
import subprocess

import pytest

from conftest import eventually
from test_lambda_control import ROLE, package, runtime

FAILS = "def handler(event, context):\n    raise ValueError(event['why'])\n"

LOOPS = """
import json, os, urllib.request

def handler(event, context):
    print("round", event["round"], os.environ["_X_AMZN_TRACE_ID"])
    request = urllib.request.Request(
        os.environ["AWS_ENDPOINT_URL"] + "/2015-03-31/functions/loops/invocations",
        data=json.dumps({"round": event["round"] + 1}).encode(), method="POST",
        headers={"X-Amz-Invocation-Type": "Event", "X-Amzn-Trace-Id": os.environ["_X_AMZN_TRACE_ID"],
                 "Content-Type": "application/octet-stream"})
    urllib.request.urlopen(request)
"""


def create(server, name, source):
    client = server.client("lambda")
    client.create_function(FunctionName=name, Runtime=runtime(client), Handler="app.handler", Role=ROLE,
                           Code={"ZipFile": package(source)})
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return client


def events(server, *args):
    return json.loads(server.hamsu("events", "--json", *args).stdout)


def test_what_is_given_up_is_seen_tried_again_and_dropped(hamsu):
    server = hamsu(clock="manual")
    client = create(server, "fails", FAILS)
    arn = "arn:aws:lambda:us-east-1:000000000000:function:fails"
    told = client.invoke(FunctionName="fails", InvocationType="Event", Payload=json.dumps({"why": "bad"}))
    event_id = told["ResponseMetadata"]["RequestId"]
    retrying = eventually(lambda: [e for e in events(server)["events"] if e["state"] == "retrying"])
    assert [(e["id"], e["attempts"], e["target"]) for e in retrying] == [(event_id, 1, arn)]
    assert events(server)["targets"][0]["waiting"] == 1
    # Now instead of in a minute.
    server.hamsu("events", "retry", event_id)
    eventually(lambda: [e for e in events(server)["events"] if e["attempts"] == 2])
    server.advance(120_000)
    failed = eventually(lambda: [e for e in events(server)["events"] if e["state"] == "failed"])
    assert failed[0]["id"] == event_id and failed[0]["attempts"] == 3
    assert events(server)["targets"] == [
        {"target": arn, "waiting": 0, "in_flight": 0, "failed": 1, "oldest": None}]
    shown = server.hamsu("events").stdout
    assert event_id in shown and "failed" in shown
    # It starts anew with all its attempts.
    server.hamsu("events", "retry", event_id)
    eventually(lambda: [e for e in events(server)["events"] if e["state"] == "retrying" and e["attempts"] == 1])
    server.hamsu("events", "drop", event_id)
    assert events(server) == {"events": [], "targets": []}
    missing = server.hamsu("events", "drop", event_id, check=False)
    assert missing.returncode == 1 and f"There is no event {event_id}" in missing.stderr


def test_events_are_the_accounts_own_and_its_roots_only(hamsu):
    server = hamsu(auth="enforce")
    told = subprocess.run(
        [server.binary, "events"], capture_output=True, text=True,
        env={**server.environment(), "AWS_SECRET_ACCESS_KEY": "wrong"},
    )
    assert told.returncode == 1 and "root" in told.stderr
    iam = server.client("iam")
    iam.create_user(UserName="u")
    key = iam.create_access_key(UserName="u")["AccessKey"]
    told = subprocess.run(
        [server.binary, "events"], capture_output=True, text=True,
        env={**server.environment(), "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
             "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]},
    )
    assert told.returncode == 1 and "root" in told.stderr
    assert "nothing is under way" in server.hamsu("events").stdout


@pytest.mark.parametrize("rounds", [16])
def test_a_function_that_calls_itself_is_stopped(hamsu, rounds):
    server = hamsu()
    client = create(server, "loops", LOOPS)
    client.invoke(FunctionName="loops", InvocationType="Event", Payload=json.dumps({"round": 1}))
    failed = eventually(lambda: [e for e in events(server)["events"] if e["state"] == "failed"])
    assert "recursive loop" in failed[0]["reason"]
    logs = server.client("logs")

    def seen():
        lines = logs.filter_log_events(logGroupName="/aws/lambda/loops", filterPattern="round")["events"]
        return sorted(int(line["message"].split()[1]) for line in lines if line["message"].startswith("round"))

    eventually(lambda: seen() == list(range(1, rounds + 1)))


def test_a_recursive_call_that_waits_is_refused_in_awss_words(hamsu):
    server = hamsu()
    client = create(server, "echo", "def handler(event, context):\n    import os\n    return os.environ['_X_AMZN_TRACE_ID']\n")
    trace = None

    def header(request, **_):
        if trace:
            request.headers["X-Amzn-Trace-Id"] = trace

    client.meta.events.register("before-sign.lambda.Invoke", header)
    for _ in range(16):
        trace = json.loads(client.invoke(FunctionName="echo")["Payload"].read())
        assert ";Lineage=" in trace
    with pytest.raises(client.exceptions.RecursiveInvocationException):
        client.invoke(FunctionName="echo")


def test_what_invocations_cost_is_added_up_and_outlives_the_server(hamsu):
    server = hamsu()
    client = create(server, "echo", "def handler(event, context):\n    return event\n")
    for _ in range(3):
        client.invoke(FunctionName="echo")
    client.invoke(FunctionName="echo", InvocationType="Event")
    cost = eventually(lambda: (c := json.loads(server.hamsu("cost", "--json", "--by", "trigger").stdout))
                      and c["total"].get("invocations") == 4 and c)
    assert cost["trigger"]["direct"]["invocations"] == 3
    assert cost["trigger"]["async"]["invocations"] == 1
    total = cost["total"]
    assert total["cold_starts"] >= 1 and total["errors"] == 0
    assert total["billed_2019_ms"] % 100 == 0 and total["billed_2019_ms"] >= 400
    assert total["usd"] == pytest.approx(4 * 0.2e-6 + total["billed_ms"] * 128 / 1024 / 1000 * 0.0000166667)
    assert 'function="echo",trigger="direct"} 3' in server.get("/_hamsu/metrics").decode()
    server.stop()
    again = hamsu(data=server.data)
    shown = again.hamsu("cost", "--since", "2h").stdout
    assert "echo" in shown and "total" in shown and str(total["billed_ms"]) in shown
