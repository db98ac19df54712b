"""Rules on a schedule and their targets."""

from . import GONE, reads, sets_up, writes
from .iam import listed, own

FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:nobody"


@sets_up
def a_rule_of_its_own(w):
    w.rule_arn = w.events.put_rule(Name=w.home, ScheduleExpression="rate(7 days)")["RuleArn"]
    w.begins_with({("rule", w.home): "rate(7 days)", ("rule state", w.home): "ENABLED"})


@reads("rule")
def rules(clients, keys):
    found = {}
    for rule in listed(clients.events, "list_rules", "Rules"):
        found["rule", rule["Name"]] = rule["ScheduleExpression"]
        found["rule state", rule["Name"]] = rule["State"]
    return found


reads("rule state")(rules)


@writes("events", "PutRule")
def put_rule(w, name=None):
    name, schedule = name or w.slot(), f"rate({w.random.randrange(2, 1000)} days)"
    with w.doing({("rule", name): schedule, ("rule state", name): "ENABLED"}):
        w.events.put_rule(Name=name, ScheduleExpression=schedule)


@writes("events", "DeleteRule")
def delete_rule(w):
    name = w.slot()
    if w.fact("rule", name) == GONE:
        put_rule(w, name)
    with w.doing({("rule", name): GONE, ("rule state", name): GONE}):
        w.events.delete_rule(Name=name)


@writes("events", "EnableRule")
def enable_rule(w):
    if w.fact("rule state", w.home) == "ENABLED":
        disable_rule(w)
    with w.doing({("rule state", w.home): "ENABLED"}):
        w.events.enable_rule(Name=w.home)


@writes("events", "DisableRule")
def disable_rule(w):
    if w.fact("rule state", w.home) == "DISABLED":
        enable_rule(w)
    with w.doing({("rule state", w.home): "DISABLED"}):
        w.events.disable_rule(Name=w.home)


@reads("target")
def targets(clients, keys):
    return {
        ("target", rule, target["Id"]): target["Input"]
        for rule in own(keys)
        for target in listed(clients.events, "list_targets_by_rule", "Targets", Rule=rule)
    }


@writes("events", "PutTargets")
def put_targets(w, name=None):
    name, constant = name or w.slot(), f'"{w.name()}"'
    with w.doing({("target", w.home, name): constant}):
        w.events.put_targets(Rule=w.home, Targets=[{"Id": name, "Arn": FUNCTION, "Input": constant}])


@writes("events", "RemoveTargets")
def remove_targets(w):
    name = w.slot()
    if w.fact("target", w.home, name) == GONE:
        put_targets(w, name)
    with w.doing({("target", w.home, name): GONE}):
        w.events.remove_targets(Rule=w.home, Ids=[name])


@reads("rule tag")
def rule_tags(clients, keys):
    return {
        ("rule tag", arn, tag["Key"]): tag["Value"]
        for arn in own(keys)
        for tag in clients.events.list_tags_for_resource(ResourceARN=arn)["Tags"]
    }


@writes("events", "TagResource")
def tag_resource(w, key=None):
    key, value = key or w.slot(), w.name()
    with w.doing({("rule tag", w.rule_arn, key): value}):
        w.events.tag_resource(ResourceARN=w.rule_arn, Tags=[{"Key": key, "Value": value}])


@writes("events", "UntagResource")
def untag_resource(w):
    key = w.slot()
    if w.fact("rule tag", w.rule_arn, key) == GONE:
        tag_resource(w, key)
    with w.doing({("rule tag", w.rule_arn, key): GONE}):
        w.events.untag_resource(ResourceARN=w.rule_arn, TagKeys=[key])
