"""Topics, subscriptions, and messages: what is published reaches the function of the events at last."""

import json

from . import GONE, reads, sets_up, writes
from .functions import EVENTS, ROLE
from .iam import listed, own

EVENTS_ARN = f"arn:aws:lambda:us-east-1:{ROLE.split(':')[4]}:function:{EVENTS}"


@sets_up
def topics_of_its_own(w):
    w.topic_arn = w.sns.create_topic(Name=w.home)["TopicArn"]
    w.sns.subscribe(TopicArn=w.topic_arn, Protocol="lambda", Endpoint=EVENTS_ARN)
    # Nothing is published here.
    w.other_arn = w.sns.create_topic(Name=f"{w.home}-other")["TopicArn"]
    made = w.sns.subscribe(TopicArn=w.other_arn, Protocol="lambda", Endpoint=f"{EVENTS_ARN}:own")
    w.subscription_arn = made["SubscriptionArn"]


# Topics


@reads("topic")
def topics(clients, keys):
    return {("topic", topic["TopicArn"]): True for topic in listed(clients.sns, "list_topics", "Topics")}


@writes("sns", "CreateTopic")
def create_topic(w):
    name = w.name()
    arn = w.topic_arn.replace(w.home, name)
    with w.doing({("topic", arn): True}):
        assert w.sns.create_topic(Name=name)["TopicArn"] == arn
    w.push("topic", arn)


@writes("sns", "DeleteTopic")
def delete_topic(w):
    arn = w.pop("topic", create_topic)
    with w.doing({("topic", arn): GONE}):
        w.sns.delete_topic(TopicArn=arn)


@reads("topic name")
def topic_names(clients, keys):
    shown = {arn: clients.sns.get_topic_attributes(TopicArn=arn)["Attributes"] for arn in own(keys)}
    return {("topic name", arn): attributes["DisplayName"] or GONE for arn, attributes in shown.items()}


@writes("sns", "SetTopicAttributes")
def set_topic_attributes(w):
    name = w.name()
    with w.doing({("topic name", w.topic_arn): name}):
        w.sns.set_topic_attributes(TopicArn=w.topic_arn, AttributeName="DisplayName", AttributeValue=name)


@reads("topic permission")
def permissions(clients, keys):
    found = {}
    for arn in own(keys):
        policy = json.loads(clients.sns.get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"])
        found.update({("topic permission", arn, one["Sid"]): True for one in policy["Statement"]})
    return found


@writes("sns", "AddPermission")
def add_permission(w):
    name = w.name()
    with w.doing({("topic permission", w.topic_arn, name): True}):
        w.sns.add_permission(TopicArn=w.topic_arn, Label=name, AWSAccountId=["222222222222"], ActionName=["Publish"])
    w.push("topic permission", name)


@writes("sns", "RemovePermission")
def remove_permission(w):
    name = w.pop("topic permission", add_permission)
    with w.doing({("topic permission", w.topic_arn, name): GONE}):
        w.sns.remove_permission(TopicArn=w.topic_arn, Label=name)


@reads("topic tag")
def topic_tags(clients, keys):
    found = {}
    for arn in own(keys):
        tags = clients.sns.list_tags_for_resource(ResourceArn=arn)["Tags"]
        found.update({("topic tag", arn, tag["Key"]): tag["Value"] for tag in tags})
    return found


@writes("sns", "TagResource")
def tag_resource(w):
    key, value = w.slot(), w.name()
    with w.doing({("topic tag", w.topic_arn, key): value}):
        w.sns.tag_resource(ResourceArn=w.topic_arn, Tags=[{"Key": key, "Value": value}])


@writes("sns", "UntagResource")
def untag_resource(w):
    key = w.slot()
    if w.fact("topic tag", w.topic_arn, key) == GONE:
        tag_resource(w)
    with w.doing({("topic tag", w.topic_arn, key): GONE}):
        w.sns.untag_resource(ResourceArn=w.topic_arn, TagKeys=[key])


# Subscriptions


@reads("subscription")
def subscriptions(clients, keys):
    return {
        ("subscription", topic, one["Endpoint"]): True
        for topic in own(keys)
        for one in listed(clients.sns, "list_subscriptions_by_topic", "Subscriptions", TopicArn=topic)
    }


@writes("sns", "Subscribe")
def subscribe(w):
    endpoint = EVENTS_ARN.replace(EVENTS, w.name())
    with w.doing({("subscription", w.other_arn, endpoint): True}):
        made = w.sns.subscribe(TopicArn=w.other_arn, Protocol="lambda", Endpoint=endpoint)
    w.push("subscription", (endpoint, made["SubscriptionArn"]))


@writes("sns", "Unsubscribe")
def unsubscribe(w):
    endpoint, arn = w.pop("subscription", subscribe)
    with w.doing({("subscription", w.other_arn, endpoint): GONE}):
        w.sns.unsubscribe(SubscriptionArn=arn)


@reads("filter policy")
def filter_policies(clients, keys):
    found = {}
    for arn in own(keys):
        shown = clients.sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
        found["filter policy", arn] = shown.get("FilterPolicy", GONE)
    return found


@writes("sns", "SetSubscriptionAttributes")
def set_subscription_attributes(w):
    policy = json.dumps({"k": [w.name()]})
    with w.doing({("filter policy", w.subscription_arn): policy}):
        w.sns.set_subscription_attributes(
            SubscriptionArn=w.subscription_arn, AttributeName="FilterPolicy", AttributeValue=policy
        )


# Messages


@writes("sns", "Publish")
def publish(w):
    name = w.name()
    with w.doing({("event", name): "ran"}):
        w.sns.publish(TopicArn=w.topic_arn, Message=name)


@writes("sns", "PublishBatch")
def publish_batch(w):
    names = [w.name() for _ in range(3)]
    with w.doing({("event", name): "ran" for name in names}):
        entries = [{"Id": str(number), "Message": name} for number, name in enumerate(names)]
        told = w.sns.publish_batch(TopicArn=w.topic_arn, PublishBatchRequestEntries=entries)
        assert len(told["Successful"]) == 3, told
