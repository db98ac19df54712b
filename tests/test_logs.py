"""CloudWatch Logs through boto3 against the real binary."""

import time
import uuid

import pytest
from botocore.exceptions import ClientError

HOUR_MS = 3_600_000


def now_ms():
    return int(time.time() * 1000)


@pytest.fixture
def logs(hamsu):
    return hamsu().client("logs")


@pytest.fixture
def group(logs):
    """A new group; two tests never see each other's."""
    name = f"/test/{uuid.uuid4()}"
    logs.create_log_group(logGroupName=name)
    yield name
    try:
        logs.delete_log_group(logGroupName=name)
    except logs.exceptions.ResourceNotFoundException:
        pass  # the test has deleted it


def put(logs, group, stream, messages, start=None):
    """Puts messages a millisecond apart; makes the stream if it is missing."""
    try:
        logs.create_log_stream(logGroupName=group, logStreamName=stream)
    except logs.exceptions.ResourceAlreadyExistsException:
        pass
    start = now_ms() - 60_000 if start is None else start
    events = [{"timestamp": start + at, "message": text} for at, text in enumerate(messages)]
    return logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)


def filtered(logs, group, **arguments):
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group, **arguments)
    return [event for page in pages for event in page["events"]]


def refused(call, **arguments):
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    error = caught.value.response
    return error["ResponseMetadata"]["HTTPStatusCode"], error["Error"]["Code"], error["Error"]["Message"]


def test_a_group_is_made_described_and_deleted(logs, group):
    (described,) = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    assert described["arn"].endswith(f":log-group:{group}:*")
    assert described["logGroupArn"] == described["arn"].removesuffix(":*")
    assert abs(described["creationTime"] - now_ms()) < 60_000
    assert described["storedBytes"] == 0
    assert "retentionInDays" not in described
    assert refused(logs.create_log_group, logGroupName=group) == (
        400,
        "ResourceAlreadyExistsException",
        "The specified log group already exists",
    )
    logs.delete_log_group(logGroupName=group)
    assert refused(logs.delete_log_group, logGroupName=group) == (
        400,
        "ResourceNotFoundException",
        "The specified log group does not exist.",
    )


def test_events_go_round_with_their_times_and_characters(logs, group):
    messages = ["plain", "zwei\nZeilen", "한수 \U0001f980", '{"json": "\\u0000"}', " "]
    start = now_ms() - 1_000
    answer = put(logs, group, "s", messages, start)
    assert "rejectedLogEventsInfo" not in answer
    events = logs.get_log_events(logGroupName=group, logStreamName="s", startFromHead=True)["events"]
    assert [event["message"] for event in events] == messages
    assert [event["timestamp"] for event in events] == [start + at for at in range(5)]
    assert all(abs(event["ingestionTime"] - now_ms()) < 60_000 for event in events)


def test_forward_and_backward_tokens_meet_both_ends(logs, group):
    put(logs, group, "s", [str(number) for number in range(25)])
    where = {"logGroupName": group, "logStreamName": "s", "limit": 10}
    page = logs.get_log_events(**where, startFromHead=True)
    forward = []
    while True:
        forward += [event["message"] for event in page["events"]]
        token = page["nextForwardToken"]
        page = logs.get_log_events(**where, nextToken=token, startFromHead=True)
        if page["nextForwardToken"] == token:
            break
    assert forward == [str(number) for number in range(25)]
    page = logs.get_log_events(**where)
    backward = []
    while True:
        backward = [event["message"] for event in page["events"]] + backward
        token = page["nextBackwardToken"]
        page = logs.get_log_events(**where, nextToken=token)
        if page["nextBackwardToken"] == token:
            break
    assert backward == forward


def test_a_filter_finds_across_streams_in_the_order_of_time(logs, group):
    start = now_ms() - 60_000
    put(logs, group, "a", ["INFO one", "ERROR two"], start)
    put(logs, group, "b", ['{"level": "ERROR", "ms": 7}'], start + 10)
    put(logs, group, "a", ["ERROR three"], start + 20)
    everything = filtered(logs, group, interleaved=True)
    assert [event["logStreamName"] for event in everything] == ["a", "a", "b", "a"]
    assert len({event["eventId"] for event in everything}) == 4

    def found(**arguments):
        one_by_one = filtered(logs, group, PaginationConfig={"PageSize": 1}, **arguments)
        assert one_by_one == filtered(logs, group, **arguments)
        return [event["message"] for event in one_by_one]

    assert found(filterPattern="ERROR -three") == ["ERROR two", '{"level": "ERROR", "ms": 7}']
    assert found(filterPattern='{ $.level = "ERROR" && $.ms > 5 }') == ['{"level": "ERROR", "ms": 7}']
    assert found(filterPattern="[level = ERROR, number]") == ["ERROR two", "ERROR three"]
    assert found(logStreamNames=["a"], startTime=start + 1) == ["ERROR two", "ERROR three"]
    assert found(logStreamNamePrefix="b") == ['{"level": "ERROR", "ms": 7}']
    assert found(startTime=start + 1, endTime=start + 10)[-1] == '{"level": "ERROR", "ms": 7}'


def test_a_tail_by_polling_sees_every_event_once(logs, group):
    start, seen = now_ms() - 60_000, {}
    for batch in range(5):
        put(logs, group, f"s{batch % 2}", [f"{batch}-{n}" for n in range(20)], start + batch * 100)
        since = max((event["timestamp"] for event in seen.values()), default=start)
        for event in filtered(logs, group, startTime=since, limit=7):
            seen[event["eventId"]] = event
    assert sorted(event["message"] for event in seen.values()) == sorted(
        f"{batch}-{n}" for batch in range(5) for n in range(20)
    )


def test_events_that_are_too_old_or_too_new_are_rejected_by_index(logs, group):
    logs.create_log_stream(logGroupName=group, logStreamName="s")
    now = now_ms()
    events = [
        {"timestamp": now - 15 * 24 * HOUR_MS, "message": "old"},
        {"timestamp": now, "message": "now"},
        {"timestamp": now + 3 * HOUR_MS, "message": "new"},
    ]
    where = {"logGroupName": group, "logStreamName": "s"}
    answer = logs.put_log_events(**where, logEvents=events)
    assert answer["rejectedLogEventsInfo"] == {
        "tooOldLogEventEndIndex": 1,
        "tooNewLogEventStartIndex": 2,
    }
    assert [event["message"] for event in filtered(logs, group)] == ["now"]
    status, code, message = refused(logs.put_log_events, **where, logEvents=events[1::-1])
    assert (status, code) == (400, "InvalidParameterException")
    assert message == "Log events in a single PutLogEvents request must be in chronological order."


def test_a_request_of_a_megabyte_is_taken_and_a_larger_one_refused(logs, group):
    messages = ["\x01" * 26_188] * 40
    assert sum(len(message) + 26 for message in messages) <= 1_048_576
    put(logs, group, "s", messages)
    assert [event["message"] for event in filtered(logs, group)] == messages
    status, code, message = refused(
        lambda **_: put(logs, group, "s", messages + ["one more, and then it is too long" * 9])
    )
    assert (status, code) == (400, "InvalidParameterException")
    assert message.startswith("Upload too large: ")


def test_streams_are_listed_by_name_and_by_last_event(logs, group):
    start = now_ms() - 60_000
    for at, stream in enumerate(["b", "c", "a"]):
        put(logs, group, stream, ["x"], start + at)

    def names(**arguments):
        pages = logs.get_paginator("describe_log_streams").paginate(
            logGroupName=group, PaginationConfig={"PageSize": 2}, **arguments
        )
        return "".join(stream["logStreamName"] for page in pages for stream in page["logStreams"])

    assert names() == "abc"
    assert names(descending=True) == "cba"
    assert names(orderBy="LastEventTime", descending=True) == "acb"
    assert names(logStreamNamePrefix="c") == "c"
    _, code, message = refused(
        logs.describe_log_streams,
        logGroupName=group,
        orderBy="LastEventTime",
        logStreamNamePrefix="c",
    )
    assert code == "InvalidParameterException"
    assert message == "Cannot order by LastEventTime with a logStreamNamePrefix."


def test_a_retention_is_set_shown_and_taken_away(logs, group):
    logs.put_retention_policy(logGroupName=group, retentionInDays=7)
    (described,) = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    assert described["retentionInDays"] == 7
    _, code, _ = refused(logs.put_retention_policy, logGroupName=group, retentionInDays=8)
    assert code == "InvalidParameterException"
    logs.delete_retention_policy(logGroupName=group)
    (described,) = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    assert "retentionInDays" not in described


def test_tags_are_listed_by_arn(logs, group):
    (described,) = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    arn = described["logGroupArn"]
    logs.tag_resource(resourceArn=arn, tags={"team": "rates", "stage": "test"})
    logs.untag_resource(resourceArn=arn, tagKeys=["stage"])
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {"team": "rates"}


@pytest.mark.parametrize(
    "member",
    [{"kmsKeyId": "arn:aws:kms:us-east-1:000000000000:key/k"}, {"logGroupClass": "DELIVERY"}],
    ids=lambda member: next(iter(member)),
)
def test_what_has_no_effect_is_refused_by_name(logs, member):
    status, code, message = refused(logs.create_log_group, logGroupName="refused", **member)
    assert (status, code) == (400, "NotImplementedException")
    assert next(iter(member)) in message
