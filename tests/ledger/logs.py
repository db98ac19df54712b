"""Log groups, streams and events."""

import time

from . import GONE, reads, sets_up, writes
from .iam import listed, own

DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]


@sets_up
def a_group_of_its_own(w):
    w.logs.create_log_group(logGroupName=w.home)
    w.logs.create_log_stream(logGroupName=w.home, logStreamName="lines")
    [group] = w.logs.describe_log_groups(logGroupNamePrefix=w.home)["logGroups"]
    w.group_arn = group["logGroupArn"]


@reads("group")
def groups(clients, keys):
    found = {}
    for group in listed(clients.logs, "describe_log_groups", "logGroups"):
        found["group", group["logGroupName"]] = True
        found["retention", group["logGroupName"]] = group.get("retentionInDays", GONE)
    return found


reads("retention")(groups)


@writes("logs", "CreateLogGroup")
def create_log_group(w):
    name = w.name()
    with w.doing({("group", name): True}):
        w.logs.create_log_group(logGroupName=name)
    w.push("group", name)


@writes("logs", "DeleteLogGroup")
def delete_log_group(w):
    name = w.pop("group", create_log_group)
    with w.doing({("group", name): GONE}):
        w.logs.delete_log_group(logGroupName=name)


@writes("logs", "PutRetentionPolicy")
def put_retention_policy(w):
    days = w.random.choice(DAYS)
    with w.doing({("retention", w.home): days}):
        w.logs.put_retention_policy(logGroupName=w.home, retentionInDays=days)


@writes("logs", "DeleteRetentionPolicy")
def delete_retention_policy(w):
    if w.fact("retention", w.home) == GONE:
        put_retention_policy(w)
    with w.doing({("retention", w.home): GONE}):
        w.logs.delete_retention_policy(logGroupName=w.home)


@reads("stream")
def streams(clients, keys):
    return {
        ("stream", group, stream["logStreamName"]): True
        for group in own(keys)
        for stream in listed(clients.logs, "describe_log_streams", "logStreams", logGroupName=group)
    }


@writes("logs", "CreateLogStream")
def create_log_stream(w):
    name = w.name()
    with w.doing({("stream", w.home, name): True}):
        w.logs.create_log_stream(logGroupName=w.home, logStreamName=name)
    w.push("stream", name)


@writes("logs", "DeleteLogStream")
def delete_log_stream(w):
    name = w.pop("stream", create_log_stream)
    with w.doing({("stream", w.home, name): GONE}):
        w.logs.delete_log_stream(logGroupName=w.home, logStreamName=name)


@reads("line")
def lines(clients, keys):
    return {
        ("line", group, event["message"]): True
        for group in own(keys)
        for event in listed(clients.logs, "filter_log_events", "events", logGroupName=group)
    }


@writes("logs", "PutLogEvents")
def put_log_events(w):
    messages = [w.name() for _ in range(3)]
    now_ms = int(time.time() * 1000)
    with w.doing({("line", w.home, message): True for message in messages}):
        w.logs.put_log_events(
            logGroupName=w.home,
            logStreamName="lines",
            logEvents=[{"timestamp": now_ms, "message": message} for message in messages],
        )


@reads("group tag")
def group_tags(clients, keys):
    found = {}
    for arn in own(keys):
        tags = clients.logs.list_tags_for_resource(resourceArn=arn)["tags"]
        found.update({("group tag", arn, key): value for key, value in tags.items()})
    return found


@writes("logs", "TagResource")
def tag_resource(w, key=None):
    key, value = key or w.slot(), w.name()
    with w.doing({("group tag", w.group_arn, key): value}):
        w.logs.tag_resource(resourceArn=w.group_arn, tags={key: value})


@writes("logs", "UntagResource")
def untag_resource(w):
    key = w.slot()
    if w.fact("group tag", w.group_arn, key) == GONE:
        tag_resource(w, key)
    with w.doing({("group tag", w.group_arn, key): GONE}):
        w.logs.untag_resource(resourceArn=w.group_arn, tagKeys=[key])
