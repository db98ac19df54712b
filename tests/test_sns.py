"""SNS with boto3 and the command line: topics, subscriptions, filter policies, and messages that
reach functions that really run."""

import base64
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from conftest import eventually
from test_iam import denied, policy, user
from test_lambda_control import ROLE, package, runtime

HOME, OTHER = "000000000000", "222222222222"
AWS = str(Path(sys.executable).with_name("aws"))

# Says what it got, a line for each event.
TELLS = "import json\n\ndef handler(event, context):\n    print('got ' + json.dumps(event, ensure_ascii=False))\n"


def refused(call, **kwargs):
    with pytest.raises(ClientError) as error:
        call(**kwargs)
    told = error.value.response["Error"]
    return told["Code"], told["Message"]


class Function:
    """A function of a server that tells what it gets, and may be called by topics."""

    def __init__(self, server, name="tells"):
        self.name, self.server, self.client = name, server, server.client("lambda")
        made = self.client.create_function(
            FunctionName=name, Runtime=runtime(self.client), Role=ROLE, Handler="app.handler",
            Code={"ZipFile": package(TELLS)},
        )
        self.arn = made["FunctionArn"]
        self.client.get_waiter("function_active_v2").wait(
            FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )

    def allow(self, topic, **more):
        self.client.add_permission(
            FunctionName=self.name, StatementId="topic", Action="lambda:InvokeFunction",
            Principal="sns.amazonaws.com", SourceArn=topic, **more,
        )

    def events(self):
        """All that it got, each once, in the order of its messages."""
        logs = self.server.client("logs")
        try:
            pages = logs.get_paginator("filter_log_events").paginate(
                logGroupName=f"/aws/lambda/{self.name}", filterPattern="got"
            )
            lines = [event["message"] for page in pages for event in page["events"]]
        except logs.exceptions.ResourceNotFoundException:
            return []
        got = [json.loads(line.removeprefix("got ")) for line in lines if line.startswith("got ")]
        by_id = {event["Records"][0]["Sns"]["MessageId"]: event for event in got}
        return sorted(by_id.values(), key=lambda event: event["Records"][0]["Sns"]["Message"])

    def messages(self):
        return [event["Records"][0]["Sns"]["Message"] for event in self.events()]


def failed(server):
    return json.loads(server.hamsu("events", "--json").stdout)["events"]


def test_a_topic_lives_from_its_creation_to_its_deletion(hamsu):
    server = hamsu()
    sns = server.client("sns")
    arn = sns.create_topic(Name="news", Attributes={"DisplayName": "News"}, Tags=[{"Key": "a", "Value": "1"}])["TopicArn"]
    assert arn == f"arn:aws:sns:us-east-1:{HOME}:news"
    assert sns.create_topic(Name="news")["TopicArn"] == arn
    with pytest.raises(sns.exceptions.InvalidParameterException):
        sns.create_topic(Name="news", Attributes={"DisplayName": "Olds"})
    shown = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    assert shown["DisplayName"] == "News" and shown["Owner"] == HOME
    assert json.loads(shown["Policy"])["Statement"][0]["Condition"] == {"StringEquals": {"AWS:SourceOwner": HOME}}
    assert json.loads(shown["EffectiveDeliveryPolicy"])["http"]["defaultHealthyRetryPolicy"]["numRetries"] == 3
    sns.set_topic_attributes(TopicArn=arn, AttributeName="DisplayName", AttributeValue="<&> \"새소식\"")
    assert sns.get_topic_attributes(TopicArn=arn)["Attributes"]["DisplayName"] == "<&> \"새소식\""
    assert sns.list_tags_for_resource(ResourceArn=arn)["Tags"] == [{"Key": "a", "Value": "1"}]
    assert server.client("sns", region="eu-west-1").list_topics()["Topics"] == []
    for number in range(120):
        sns.create_topic(Name=f"t{number}")
    pages = list(sns.get_paginator("list_topics").paginate())
    assert [len(page["Topics"]) for page in pages] == [100, 21]
    sns.delete_topic(TopicArn=arn)
    with pytest.raises(sns.exceptions.NotFoundException) as error:
        sns.publish(TopicArn=arn, Message="m")
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    server.stop()
    server.start()
    assert refused(server.client("sns").get_topic_attributes, TopicArn=arn) == ("NotFound", "Topic does not exist")


def test_a_function_gets_what_is_published(hamsu):
    server = hamsu()
    sns, function = server.client("sns"), Function(server)
    topic = sns.create_topic(Name="news")["TopicArn"]
    function.allow(topic, SourceAccount=HOME)
    subscription = sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=function.arn)["SubscriptionArn"]
    sent = sns.publish(
        TopicArn=topic, Message="안녕\n<hello>", Subject="greeting",
        MessageAttributes={
            "text": {"DataType": "String", "StringValue": "t"},
            "number": {"DataType": "Number", "StringValue": "1.5"},
            "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\x01\xff"},
            "list": {"DataType": "String.Array", "StringValue": json.dumps(["a", 1])},
        },
    )
    [event] = eventually(function.events)
    [record] = event["Records"]
    body = record.pop("Sns")
    assert record == {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": subscription}
    moment = time.strptime(body.pop("Timestamp").split(".")[0], "%Y-%m-%dT%H:%M:%S")
    assert abs(time.time() - time.mktime(moment) + time.timezone) < 120
    assert len(base64.b64decode(body.pop("Signature"))) == 32
    certificate, unsubscribe = body.pop("SigningCertUrl"), body.pop("UnsubscribeUrl")
    assert body == {
        "Type": "Notification", "MessageId": sent["MessageId"], "TopicArn": topic, "Subject": "greeting",
        "Message": "안녕\n<hello>", "SignatureVersion": "1",
        "MessageAttributes": {
            "text": {"Type": "String", "Value": "t"},
            "number": {"Type": "Number", "Value": "1.5"},
            "bytes": {"Type": "Binary", "Value": "AAH/"},
            "list": {"Type": "String.Array", "Value": '["a", 1]'},
        },
    }
    with urllib.request.urlopen(certificate, timeout=20) as answer:
        assert b"HMAC-SHA256" in answer.read()
    # The link in the event is good for what it says.
    with urllib.request.urlopen(unsubscribe, timeout=20) as answer:
        assert b"UnsubscribeResponse" in answer.read()
    assert sns.list_subscriptions()["Subscriptions"] == []


def test_only_the_wanted_messages_reach_a_function(hamsu):
    server = hamsu()
    sns, usd, large = server.client("sns"), Function(server, "usd"), Function(server, "large")
    topic = sns.create_topic(Name="rates")["TopicArn"]
    for function in (usd, large):
        function.allow(topic)
    by_attribute = sns.subscribe(
        TopicArn=topic, Protocol="lambda", Endpoint=usd.arn,
        Attributes={"FilterPolicy": json.dumps({"currency": ["USD", {"prefix": "X"}]})},
    )["SubscriptionArn"]
    by_body = {"FilterPolicyScope": "MessageBody", "FilterPolicy": json.dumps({"rate": {"value": [{"numeric": [">", 100]}]}})}
    sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=large.arn, Attributes=by_body)
    shown = sns.get_subscription_attributes(SubscriptionArn=by_attribute)["Attributes"]
    assert (shown["FilterPolicyScope"], shown["PendingConfirmation"]) == ("MessageAttributes", "false")

    def publish(name, currency, value):
        body = json.dumps({"name": name, "rate": {"value": value}})
        attribute = {"currency": {"DataType": "String", "StringValue": currency}}
        sns.publish(TopicArn=topic, Message=body, MessageAttributes=attribute)

    names = lambda function: [json.loads(message)["name"] for message in function.messages()]
    publish("a", "USD", 1)
    publish("b", "EUR", 101)
    publish("c", "XAU", 2000)
    publish("d", "EUR", 100)
    eventually(lambda: names(usd) == ["a", "c"] and names(large) == ["b", "c"])
    sns.set_subscription_attributes(
        SubscriptionArn=by_attribute, AttributeName="FilterPolicy", AttributeValue=json.dumps({"currency": ["EUR"]})
    )
    entries = [
        {"Id": number, "Message": json.dumps({"name": number, "rate": {"value": 1}}),
         "MessageAttributes": {"currency": {"DataType": "String", "StringValue": currency}}}
        for number, currency in (("1", "EUR"), ("2", "USD"))
    ]
    told = sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=[*entries, {"Id": "3", "Message": ""}])
    assert [entry["Id"] for entry in told["Successful"]] == ["1", "2"]
    assert [(entry["Id"], entry["Code"], entry["SenderFault"]) for entry in told["Failed"]] == [("3", "InvalidParameter", True)]
    eventually(lambda: names(usd) == ["1", "a", "c"])
    assert names(large) == ["b", "c"] and failed(server) == []
    code, message = refused(
        sns.set_subscription_attributes, SubscriptionArn=by_attribute, AttributeName="FilterPolicy",
        AttributeValue=json.dumps({"k": [{"numeric": ["<", 5, ">", 1]}]}),
    )
    assert code == "InvalidParameter"
    assert message == "Invalid parameter: FilterPolicy: Too many elements in numeric expression"


def test_an_alias_is_subscribed_by_its_own_arn_and_needs_a_permission_of_its_own(hamsu):
    server = hamsu()
    sns, function = server.client("sns"), Function(server)
    function.client.publish_version(FunctionName=function.name)
    alias = function.client.create_alias(FunctionName=function.name, Name="live", FunctionVersion="1")["AliasArn"]
    topic = sns.create_topic(Name="news")["TopicArn"]
    function.allow(topic)
    sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=alias)
    sns.publish(TopicArn=topic, Message="refused")
    [event] = eventually(lambda: failed(server))
    assert event["state"] == "failed" and event["target"] == alias
    assert "--qualifier live" in event["reason"] and topic in event["reason"]
    function.allow(topic, Qualifier="live")
    sns.publish(TopicArn=topic, Message="taken")
    eventually(lambda: function.messages() == ["taken"])


def test_what_is_acknowledged_is_delivered_though_the_server_is_killed(hamsu):
    server = hamsu()
    sns, function = server.client("sns"), Function(server)
    topic = sns.create_topic(Name="news")["TopicArn"]
    gone = sns.create_topic(Name="gone")["TopicArn"]
    function.client.add_permission(
        FunctionName=function.name, StatementId="all", Action="lambda:InvokeFunction", Principal="sns.amazonaws.com"
    )
    subscription = sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=function.arn)["SubscriptionArn"]
    sns.subscribe(TopicArn=gone, Protocol="lambda", Endpoint=function.arn)
    # It has no place for anything.
    function.client.put_function_concurrency(FunctionName=function.name, ReservedConcurrentExecutions=0)
    sent = [f"m{number:02}" for number in range(30)]
    for message in sent[:10]:
        sns.publish(TopicArn=topic, Message=message)
    for message in sent[10:20]:
        sns.publish(TopicArn=gone, Message=message)
    entries = [{"Id": message, "Message": message} for message in sent[20:]]
    assert len(sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=entries)["Successful"]) == 10
    # Accepted is accepted.
    sns.unsubscribe(SubscriptionArn=subscription)
    sns.delete_topic(TopicArn=gone)
    server.kill()
    server.start()
    assert function.messages() == []
    function.client = server.client("lambda")
    function.client.delete_function_concurrency(FunctionName=function.name)
    eventually(lambda: function.messages() == sent, timeout=60)


def test_the_command_line_reads_every_answer(hamsu):
    server = hamsu()

    def aws(*args):
        told = subprocess.run(
            [AWS, "sns", *args, "--output", "json"], env=server.environment(), capture_output=True, text=True, timeout=120
        )
        assert told.returncode == 0, (args, told.stderr)
        return json.loads(told.stdout) if told.stdout.strip() else None

    topic = aws("create-topic", "--name", "news", "--tags", "Key=team,Value=red")["TopicArn"]
    function = f"arn:aws:lambda:us-east-1:{HOME}:function:f"
    subscription = aws(
        "subscribe", "--topic-arn", topic, "--protocol", "lambda", "--notification-endpoint", function,
        "--attributes", json.dumps({"FilterPolicy": json.dumps({"k": ["v"]})}), "--return-subscription-arn",
    )["SubscriptionArn"]
    shown = {"SubscriptionArn": subscription, "Owner": HOME, "Protocol": "lambda", "Endpoint": function, "TopicArn": topic}
    assert aws("list-subscriptions")["Subscriptions"] == [shown]
    assert aws("list-subscriptions-by-topic", "--topic-arn", topic)["Subscriptions"] == [shown]
    attributes = aws("get-subscription-attributes", "--subscription-arn", subscription)["Attributes"]
    assert json.loads(attributes["FilterPolicy"]) == {"k": ["v"]}
    assert aws("list-topics")["Topics"] == [{"TopicArn": topic}]
    assert aws("get-topic-attributes", "--topic-arn", topic)["Attributes"]["SubscriptionsConfirmed"] == "1"
    assert aws("list-tags-for-resource", "--resource-arn", topic)["Tags"] == [{"Key": "team", "Value": "red"}]
    assert len(aws("publish", "--topic-arn", topic, "--message", "m", "--subject", "s")["MessageId"]) == 36
    batch = aws("publish-batch", "--topic-arn", topic, "--publish-batch-request-entries", "Id=1,Message=a", "Id=2,Message=b")
    assert [entry["Id"] for entry in batch["Successful"]] == ["1", "2"] and batch["Failed"] == []
    aws("add-permission", "--topic-arn", topic, "--label", "l", "--aws-account-id", OTHER, "--action-name", "Publish")
    aws("remove-permission", "--topic-arn", topic, "--label", "l")
    aws("tag-resource", "--resource-arn", topic, "--tags", "Key=a,Value=b")
    aws("untag-resource", "--resource-arn", topic, "--tag-keys", "team")
    aws("set-topic-attributes", "--topic-arn", topic, "--attribute-name", "DisplayName", "--attribute-value", "N")
    aws("set-subscription-attributes", "--subscription-arn", subscription, "--attribute-name", "FilterPolicy",
        "--attribute-value", "{}")
    aws("unsubscribe", "--subscription-arn", subscription)
    aws("delete-topic", "--topic-arn", topic)


def test_a_stranger_is_told_in_snss_words(hamsu):
    server = hamsu(auth="enforce")
    iam, root = server.client("iam"), server.client("sns")
    topic = root.create_topic(Name="news")["TopicArn"]
    ann = user(iam, "ann", policy(["sns:ListTopics", "sns:Subscribe"]))
    sns = server.client("sns", **ann)
    assert [one["TopicArn"] for one in sns.list_topics()["Topics"]] == [topic]
    arn = f"arn:aws:iam::{HOME}:user/ann"
    assert refused(sns.publish, TopicArn=topic, Message="m") == ("AuthorizationError", denied(arn, "SNS:Publish", topic))
    with pytest.raises(sns.exceptions.AuthorizationErrorException):
        sns.create_topic(Name="other")
    document = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": arn}, "Action": "sns:Publish", "Resource": topic}],
    }
    root.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(document))
    sns.publish(TopicArn=topic, Message="m")
    endpoint = f"arn:aws:lambda:us-east-1:{HOME}:function:f"
    subscription = sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=endpoint)["SubscriptionArn"]
    assert refused(sns.unsubscribe, SubscriptionArn=subscription)[0] == "AuthorizationError"
    shown = root.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
    assert (shown["Owner"], shown["SubscriptionPrincipal"]) == (HOME, arn)
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(f"{server.endpoint}/?Action=Unsubscribe&SubscriptionArn={subscription}", timeout=20)
    assert error.value.code == 403 and b"MissingAuthenticationToken" in error.value.read()


def test_a_neighbour_publishes_and_subscribes_if_both_sides_allow(hamsu, tmp_path):
    # What the other account has is made in dev.
    server = hamsu(data=tmp_path / "shared")
    there = dict(aws_access_key_id=OTHER, aws_secret_access_key="any")
    role = user(server.client("iam", **there), "bob", policy("sns:*"))
    topic = server.client("sns").create_topic(Name="news")["TopicArn"]
    server.stop()
    server = hamsu(auth="enforce", data=server.data)
    bob, root = server.client("sns", **role), server.client("sns")
    arn = f"arn:aws:iam::{OTHER}:user/bob"
    because = "because no resource-based policy allows the {action} action"
    assert refused(bob.publish, TopicArn=topic, Message="m") == (
        "AuthorizationError", denied(arn, "SNS:Publish", topic, because))
    root.add_permission(TopicArn=topic, Label="bob", AWSAccountId=[OTHER], ActionName=["Publish", "Subscribe"])
    bob.publish(TopicArn=topic, Message="m")
    endpoint = f"arn:aws:lambda:us-east-1:{OTHER}:function:f"
    own = bob.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=endpoint)["SubscriptionArn"]
    assert [one["Owner"] for one in bob.list_subscriptions()["Subscriptions"]] == [OTHER]
    assert root.list_subscriptions()["Subscriptions"] == []
    assert [one["Owner"] for one in root.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]] == [OTHER]
    assert refused(bob.delete_topic, TopicArn=topic)[0] == "AuthorizationError"
    bob.unsubscribe(SubscriptionArn=own)


@pytest.mark.parametrize("call, members", [
    ("publish", {"PhoneNumber": "+15555550100", "Message": "m"}),
    ("publish", {"TargetArn": f"arn:aws:sns:us-east-1:{HOME}:endpoint/GCM/a/b", "Message": "m"}),
    ("create_topic", {"Name": "a.fifo", "Attributes": {"FifoTopic": "true"}}),
    ("create_topic", {"Name": "a", "Attributes": {"KmsMasterKeyId": "alias/aws/sns"}}),
    ("create_topic", {"Name": "a", "DataProtectionPolicy": "{\"Name\":\"p\"}"}),
    ("subscribe", {"TopicArn": f"arn:aws:sns:us-east-1:{HOME}:t", "Protocol": "sqs", "Endpoint": "arn:aws:sqs:us-east-1:1:q"}),
    ("confirm_subscription", {"TopicArn": f"arn:aws:sns:us-east-1:{HOME}:t", "Token": "x"}),
])
def test_what_is_not_there_is_refused_by_name(hamsu, call, members):
    sns = hamsu().client("sns")
    sns.create_topic(Name="t")
    assert refused(getattr(sns, call), **members)[0] == "NotImplementedException"
