"""EventBridge schedules, whole: boto3 and `aws`, a clock moved by hand, functions that really run."""

import datetime
import json
import subprocess
import urllib.request

import pytest
from botocore.exceptions import ClientError

from conftest import eventually
from test_lambda_control import ROLE, package, runtime

RULES = "arn:aws:events:us-east-1:000000000000:rule/"
FUNCTIONS = "arn:aws:lambda:us-east-1:000000000000:function:"
MINUTE_MS = 60_000

TELLS = "import json\ndef handler(event, context):\n    print('GOT', json.dumps(event), context.aws_request_id)\n"
SLOW = "import time\ndef handler(event, context):\n    print('BEGUN', event)\n    time.sleep(0.7)\n    print('GOT', event)\n"


def create(server, name, source, **more):
    client = server.client("lambda")
    client.create_function(FunctionName=name, Runtime=runtime(client), Handler="app.handler", Role=ROLE,
                           Code={"ZipFile": package(source)}, **more)
    client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return client


def allow(client, name, rule, **more):
    client.add_permission(FunctionName=name, StatementId=rule, Action="lambda:InvokeFunction",
                          Principal="events.amazonaws.com", SourceArn=RULES + rule, **more)


def lines(server, name, word="GOT"):
    """What the function has printed after `word`."""
    logs = server.client("logs")
    try:
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=f"/aws/lambda/{name}", filterPattern=word)
        found = [event["message"].strip() for page in pages for event in page["events"]]
    except logs.exceptions.ResourceNotFoundException:
        return []
    return [line.removeprefix(word).strip() for line in found if line.startswith(word)]


def given_up(server):
    told = json.loads(server.hamsu("events", "--json").stdout)
    return [event for event in told["events"] if event["state"] == "failed"]


def now(server):
    told = json.loads(server.get("/_hamsu/clock"))["now"]
    return datetime.datetime.fromisoformat(told.replace("Z", "+00:00"))


def move_to(server, when):
    body = json.dumps({"now": when.isoformat().replace("+00:00", "Z")}).encode()
    urllib.request.urlopen(urllib.request.Request(server.endpoint + "/_hamsu/clock", data=body, method="POST"), timeout=60)


def refused(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    error = caught.value.response
    return error["ResponseMetadata"]["HTTPStatusCode"], error["Error"]["Code"], error["Error"]["Message"]


def test_a_rule_and_its_targets_are_managed_with_boto3(hamsu):
    events = hamsu().client("events")
    rule = {"Name": "tick", "ScheduleExpression": "rate(20 minutes)"}
    assert events.put_rule(**rule, Tags=[{"Key": "team", "Value": "a"}])["RuleArn"] == RULES + "tick"
    described = events.describe_rule(Name="tick")
    described.pop("ResponseMetadata")
    assert described == {**rule, "Arn": RULES + "tick", "State": "ENABLED", "EventBusName": "default",
                         "CreatedBy": "000000000000"}
    target = {"Id": "t", "Arn": FUNCTIONS + "f", "Input": '{"k":1}', "RetryPolicy": {"MaximumRetryAttempts": 0}}
    assert events.put_targets(Rule="tick", Targets=[target])["FailedEntryCount"] == 0
    assert events.list_targets_by_rule(Rule="tick")["Targets"] == [target]
    assert events.list_rule_names_by_target(TargetArn=FUNCTIONS + "f")["RuleNames"] == ["tick"]
    assert events.list_tags_for_resource(ResourceARN=RULES + "tick")["Tags"] == [{"Key": "team", "Value": "a"}]
    assert refused(events.delete_rule, Name="tick") == (
        400, "ValidationException", "Rule can't be deleted since it has targets.")
    events.disable_rule(Name="tick")
    assert events.describe_rule(Name="tick")["State"] == "DISABLED"
    assert events.remove_targets(Rule="tick", Ids=["t", "x"])["FailedEntryCount"] == 1
    events.delete_rule(Name="tick")
    missing = (400, "ResourceNotFoundException", "Rule tick does not exist on EventBus default.")
    assert refused(events.describe_rule, Name="tick") == missing
    with pytest.raises(events.exceptions.ResourceNotFoundException):
        events.list_targets_by_rule(Rule="tick")


def test_bad_requests_are_refused_in_awss_words(hamsu):
    events = hamsu().client("events")
    invalid = (400, "ValidationException", "Parameter ScheduleExpression is not valid.")
    for expression in ["rate(1 minutes)", "rate(0 minutes)", "cron(*/1 * * * *)", "cron(0 10 * * * *)", "nonsense"]:
        assert refused(events.put_rule, Name="r", ScheduleExpression=expression) == invalid
    assert refused(events.put_rule, Name="a b", ScheduleExpression="rate(1 day)") == (
        400, "ValidationException",
        "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy "
        "regular expression pattern: [\\.\\-_A-Za-z0-9]+")
    events.put_rule(Name="r", ScheduleExpression="rate(1 day)")
    six = [{"Id": str(number), "Arn": FUNCTIONS + "f"} for number in range(6)]
    assert refused(events.put_targets, Rule="r", Targets=six)[1:] == (
        "LimitExceededException", "The requested resource exceeds the maximum number allowed.")
    for arguments, named in [
        ({"Name": "p", "EventPattern": '{"source":["x"]}'}, "EventPattern"),
        ({"Name": "p", "EventPattern": "{}", "EventBusName": "other"}, "EventPattern"),
    ]:
        _, code, message = refused(events.put_rule, **arguments)
        assert code == "NotImplementedException" and named in message
    queue = {"Id": "q", "Arn": "arn:aws:sqs:us-east-1:000000000000:q"}
    for call, arguments, named in [
        (events.put_targets, {"Rule": "r", "Targets": [queue]}, "sqs"),
        (events.list_rules, {"EventBusName": "other"}, "other"),
        (events.put_events, {"Entries": [{"Source": "s", "DetailType": "d", "Detail": "{}"}]}, "PutEvents"),
        (events.create_event_bus, {"Name": "b"}, "CreateEventBus"),
    ]:
        _, code, message = refused(call, **arguments)
        assert code == "NotImplementedException" and named in message, message
    retry = {"Id": "t", "Arn": FUNCTIONS + "f", "RetryPolicy": {"MaximumRetryAttempts": 186}}
    assert refused(events.put_targets, Rule="r", Targets=[retry])[1] == "ValidationException"


def test_the_aws_command_line_puts_lists_and_deletes(hamsu):
    server = hamsu()

    def aws(*args):
        told = subprocess.run(["aws", "events", *args, "--output", "json"], env=server.environment(),
                              capture_output=True, text=True, timeout=60)
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout) if told.stdout.strip() else None

    for number in range(3):
        aws("put-rule", "--name", f"nightly-{number}", "--schedule-expression", "cron(0 3 * * ? *)")
    pages = aws("list-rules", "--name-prefix", "nightly-", "--limit", "2")
    assert [rule["Name"] for rule in pages["Rules"]] == ["nightly-0", "nightly-1"]
    rest = aws("list-rules", "--name-prefix", "nightly-", "--limit", "2", "--next-token", pages["NextToken"])
    assert [rule["Name"] for rule in rest["Rules"]] == ["nightly-2"] and "NextToken" not in rest
    told = aws("put-targets", "--rule", "nightly-0", "--targets", f"Id=1,Arn={FUNCTIONS}f")
    assert told == {"FailedEntryCount": 0, "FailedEntries": []}
    aws("tag-resource", "--resource-arn", RULES + "nightly-0", "--tags", "Key=a,Value=b")
    aws("remove-targets", "--rule", "nightly-0", "--ids", "1")
    aws("delete-rule", "--name", "nightly-0")
    assert [rule["Name"] for rule in aws("list-rules")["Rules"]] == ["nightly-1", "nightly-2"]


def test_a_schedule_runs_a_function_that_nobody_else_calls(hamsu):
    server = hamsu(clock="manual")
    client = create(server, "tells", TELLS)
    events = server.client("events")
    events.put_rule(Name="tick", ScheduleExpression="rate(20 minutes)")
    events.put_targets(Rule="tick", Targets=[{"Id": "t", "Arn": FUNCTIONS + "tells"}])
    # No permission: AWS drops it; here it is seen, and what would have let it in.
    server.advance(20 * MINUTE_MS)
    (failed,) = eventually(lambda: given_up(server))
    assert failed["target"] == FUNCTIONS + "tells" and "add-permission" in failed["reason"]
    assert "--principal events.amazonaws.com" in failed["reason"] and RULES + "tick" in failed["reason"]
    allow(client, "tells", "tick")
    server.advance(20 * MINUTE_MS - 1)
    now = server.advance(1)["now"]
    (line,) = eventually(lambda: lines(server, "tells"))
    text, request_id = line.rsplit(" ", 1)
    event = json.loads(text)
    assert list(event) == ["version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"]
    assert event.pop("id") != request_id
    assert event == {"version": "0", "detail-type": "Scheduled Event", "source": "aws.events",
                     "account": "000000000000", "time": now[:19] + "Z", "region": "us-east-1",
                     "resources": [RULES + "tick"], "detail": {}}
    events.disable_rule(Name="tick")
    server.advance(60 * MINUTE_MS)
    events.enable_rule(Name="tick")
    server.advance(20 * MINUTE_MS)
    eventually(lambda: len(lines(server, "tells")) == 2)
    assert len(given_up(server)) == 1


def test_targets_get_constants_parts_and_templates_and_aliases_are_checked_as_such(hamsu):
    server = hamsu(clock="manual")
    client = create(server, "tells", TELLS)
    version = client.publish_version(FunctionName="tells")["Version"]
    client.create_alias(FunctionName="tells", Name="live", FunctionVersion=version)
    events = server.client("events")
    # The way of a well-known deployment tool: a template of all members, and arguments.
    members = ["time", "detail-type", "source", "account", "region", "detail", "version", "resources", "id"]
    template = "{%s,\"kwargs\": {\"a\": [1, 2]}}" % ",".join(f'"{name}": <{name}>' for name in members)
    events.put_rule(Name="r", ScheduleExpression="cron(0/5 * * * ? *)", RoleArn=ROLE)
    events.put_targets(Rule="r", Targets=[
        {"Id": "constant", "Arn": FUNCTIONS + "tells:live", "Input": '{"constant": true}'},
        {"Id": "path", "Arn": FUNCTIONS + "tells:live", "InputPath": "$.resources[0]"},
        {"Id": "template", "Arn": FUNCTIONS + "tells:live", "InputTransformer": {
            "InputPathsMap": {name: f"$.{name}" for name in members}, "InputTemplate": template}},
        {"Id": "function", "Arn": FUNCTIONS + "tells"},
    ])
    allow(client, "tells", "r", Qualifier="live")
    server.advance(5 * MINUTE_MS)
    eventually(lambda: len(lines(server, "tells")) == 3)
    got = [json.loads(line.rsplit(" ", 1)[0]) for line in lines(server, "tells")]
    assert {"constant": True} in got and RULES + "r" in got
    (templated,) = [event for event in got if "kwargs" in event]
    assert templated["kwargs"] == {"a": [1, 2]} and templated["resources"] == [RULES + "r"]
    assert templated["detail"] == {} and templated["detail-type"] == "Scheduled Event"
    # The permission is the alias's, not the function's.
    (failed,) = eventually(lambda: given_up(server))
    assert failed["target"] == FUNCTIONS + "tells"


def test_a_schedule_fires_once_though_the_server_is_killed_between(hamsu):
    server = hamsu(clock="manual")
    client = create(server, "tells", TELLS)
    allow(client, "tells", "tick")
    events = server.client("events")
    events.put_rule(Name="tick", ScheduleExpression="rate(1 hour)")
    events.put_targets(Rule="tick", Targets=[{"Id": "t", "Arn": FUNCTIONS + "tells"}])
    due = now(server) + datetime.timedelta(hours=1)
    second = datetime.timedelta(seconds=1)
    move_to(server, due - second)
    server.kill()
    # A clock that is moved by hand starts at the machine's time.
    again = hamsu(data=server.data, clock="manual")
    move_to(again, due - second)
    assert lines(again, "tells") == []
    move_to(again, due)
    # Its event is durable and being delivered by now.
    again.kill()
    third = hamsu(data=server.data, clock="manual")
    third.client("lambda").get_waiter("function_active_v2").wait(FunctionName="tells", WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    move_to(third, due)
    eventually(lambda: lines(third, "tells"))
    move_to(third, due + datetime.timedelta(hours=1) - second)
    told = {json.loads(line.rsplit(" ", 1)[0])["id"] for line in lines(third, "tells")}
    assert len(told) == 1, "what has fired does not fire again"
    move_to(third, due + datetime.timedelta(hours=1))
    eventually(lambda: len({json.loads(line.rsplit(" ", 1)[0])["id"] for line in lines(third, "tells")}) == 2)


def test_runs_that_overlap_wait_for_the_one_reserved_place_and_none_is_lost(hamsu):
    server = hamsu(clock="manual")
    client = create(server, "slow", SLOW)
    client.put_function_concurrency(FunctionName="slow", ReservedConcurrentExecutions=1)
    allow(client, "slow", "tick")
    events = server.client("events")
    events.put_rule(Name="tick", ScheduleExpression="rate(1 minute)")
    events.put_targets(Rule="tick", Targets=[
        {"Id": str(number), "Arn": FUNCTIONS + "slow", "Input": str(number)} for number in range(3)])
    server.advance(MINUTE_MS)
    # While they run, the next ones are due.
    eventually(lambda: lines(server, "slow", "BEGUN"))
    server.advance(MINUTE_MS)
    eventually(lambda: sorted(lines(server, "slow")) == ["0", "0", "1", "1", "2", "2"], timeout=60)
    assert given_up(server) == []


def test_a_clock_moved_by_hours_fires_everything_on_its_way(hamsu):
    server = hamsu(clock="manual")
    client = create(server, "tells", TELLS)
    allow(client, "tells", "tick")
    events = server.client("events")
    events.put_rule(Name="tick", ScheduleExpression="rate(30 minutes)")
    events.put_targets(Rule="tick", Targets=[{"Id": "t", "Arn": FUNCTIONS + "tells", "InputPath": "$.time"}])
    server.advance(3 * 60 * MINUTE_MS)
    eventually(lambda: len(lines(server, "tells")) == 6)
    assert len({line.split()[0] for line in lines(server, "tells")}) == 6


def test_policies_decide_by_rule_and_by_target_under_enforce(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    iam.create_user(UserName="u")
    key = iam.create_access_key(UserName="u")["AccessKey"]
    statements = [
        {"Effect": "Allow", "Action": ["events:PutRule", "events:DescribeRule"], "Resource": RULES + "own-*"},
        {"Effect": "Allow", "Action": "events:PutTargets", "Resource": RULES + "own-*",
         "Condition": {"StringLike": {"events:TargetArn": FUNCTIONS + "own-*"}}},
    ]
    iam.put_user_policy(UserName="u", PolicyName="p", PolicyDocument=json.dumps(
        {"Version": "2012-10-17", "Statement": statements}))
    events = server.client("events", aws_access_key_id=key["AccessKeyId"],
                           aws_secret_access_key=key["SecretAccessKey"])
    events.put_rule(Name="own-1", ScheduleExpression="rate(1 day)")
    own, other = ({"Id": "t", "Arn": FUNCTIONS + name} for name in ("own-f", "f"))
    events.put_targets(Rule="own-1", Targets=[own])
    for call, arguments in [
        (events.put_rule, {"Name": "r", "ScheduleExpression": "rate(1 day)"}),
        (events.put_targets, {"Rule": "own-1", "Targets": [own, {**other, "Id": "2"}]}),
        (events.delete_rule, {"Name": "own-1"}),
        (events.list_rules, {}),
        (events.put_rule, {"Name": "own-1", "ScheduleExpression": "rate(1 day)", "Tags": [{"Key": "k", "Value": "v"}]}),
    ]:
        assert refused(call, **arguments)[1] == "AccessDeniedException", arguments
