"""Roles, users, policies and keys."""

import json

from botocore.exceptions import ClientError

from . import ANYTHING, GONE, reads, sets_up, writes

BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"


def trust(sid):
    statement = {
        "Sid": sid.replace("-", ""),
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": "sts:AssumeRole",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def policy(sid):
    statement = {"Sid": sid.replace("-", ""), "Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


@sets_up
def entities_of_its_own(w):
    role = w.iam.create_role(RoleName=w.home, AssumeRolePolicyDocument=json.dumps(trust("first")))["Role"]
    w.role_arn = role["Arn"]
    w.iam.create_user(UserName=w.home)
    made = w.iam.create_policy(PolicyName=w.home, PolicyDocument=json.dumps(policy("first")))
    w.begins_with({("role trust", w.home): trust("first"), ("role session", w.home): 3600})
    w.policies = [BASIC, made["Policy"]["Arn"]]


def listed(client, operation, member, **members):
    pages = client.get_paginator(operation).paginate(**members)
    return [found for page in pages for found in page[member]]


def own(keys):
    return sorted({key[1] for key in keys})


# Roles


@reads("role")
def roles(clients, keys):
    found = {}
    for role in listed(clients.iam, "list_roles", "Roles"):
        name = role["RoleName"]
        found["role", name] = role["RoleId"]
        found["role trust", name] = role["AssumeRolePolicyDocument"]
        found["role description", name] = role.get("Description", GONE)
        found["role session", name] = role["MaxSessionDuration"]
    return found


for kind in ("role trust", "role description", "role session"):
    reads(kind)(roles)


@writes("iam", "CreateRole")
def create_role(w):
    name = w.name()
    with w.doing({("role", name): ANYTHING}) as told:
        answer = w.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust("new")))
        told["role", name] = answer["Role"]["RoleId"]
    w.push("role", name)


@writes("iam", "DeleteRole")
def delete_role(w):
    name = w.pop("role", create_role)
    with w.doing({("role", name): GONE}):
        w.iam.delete_role(RoleName=name)


@writes("iam", "UpdateRole")
def update_role(w):
    seconds, text = w.random.randrange(3_600, 43_200), w.name()
    with w.doing({("role session", w.home): seconds, ("role description", w.home): text}):
        w.iam.update_role(RoleName=w.home, MaxSessionDuration=seconds, Description=text)


@writes("iam", "UpdateRoleDescription")
def update_role_description(w):
    text = w.name()
    with w.doing({("role description", w.home): text}):
        w.iam.update_role_description(RoleName=w.home, Description=text)


@writes("iam", "UpdateAssumeRolePolicy")
def update_assume_role_policy(w):
    document = trust(w.name())
    with w.doing({("role trust", w.home): document}):
        w.iam.update_assume_role_policy(RoleName=w.home, PolicyDocument=json.dumps(document))


@reads("role tag")
def role_tags(clients, keys):
    found = {}
    for role in own(keys):
        tags = clients.iam.list_role_tags(RoleName=role)["Tags"]
        found.update({("role tag", role, tag["Key"]): tag["Value"] for tag in tags})
    return found


@writes("iam", "TagRole")
def tag_role(w, key=None):
    key, value = key or w.slot(), w.name()
    with w.doing({("role tag", w.home, key): value}):
        w.iam.tag_role(RoleName=w.home, Tags=[{"Key": key, "Value": value}])


@writes("iam", "UntagRole")
def untag_role(w):
    key = w.slot()
    if w.fact("role tag", w.home, key) == GONE:
        tag_role(w, key)
    with w.doing({("role tag", w.home, key): GONE}):
        w.iam.untag_role(RoleName=w.home, TagKeys=[key])


@reads("role policy")
def role_policies(clients, keys):
    found = {}
    for role in own(keys):
        for name in listed(clients.iam, "list_role_policies", "PolicyNames", RoleName=role):
            document = clients.iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            found["role policy", role, name] = document
    return found


@writes("iam", "PutRolePolicy")
def put_role_policy(w, name=None):
    name, document = name or w.slot(), policy(w.name())
    with w.doing({("role policy", w.home, name): document}):
        w.iam.put_role_policy(RoleName=w.home, PolicyName=name, PolicyDocument=json.dumps(document))


@writes("iam", "DeleteRolePolicy")
def delete_role_policy(w):
    name = w.slot()
    if w.fact("role policy", w.home, name) == GONE:
        put_role_policy(w, name)
    with w.doing({("role policy", w.home, name): GONE}):
        w.iam.delete_role_policy(RoleName=w.home, PolicyName=name)


@reads("role attached")
def role_attachments(clients, keys):
    return {
        ("role attached", role, attached["PolicyArn"]): True
        for role in own(keys)
        for attached in listed(
            clients.iam, "list_attached_role_policies", "AttachedPolicies", RoleName=role
        )
    }


@writes("iam", "AttachRolePolicy")
def attach_role_policy(w, arn=None):
    arn = arn or w.random.choice(w.policies)
    with w.doing({("role attached", w.home, arn): True}):
        w.iam.attach_role_policy(RoleName=w.home, PolicyArn=arn)


@writes("iam", "DetachRolePolicy")
def detach_role_policy(w):
    arn = w.random.choice(w.policies)
    if w.fact("role attached", w.home, arn) == GONE:
        attach_role_policy(w, arn)
    with w.doing({("role attached", w.home, arn): GONE}):
        w.iam.detach_role_policy(RoleName=w.home, PolicyArn=arn)


# Managed policies


@reads("policy")
def policies(clients, keys):
    found = listed(clients.iam, "list_policies", "Policies", Scope="Local")
    return {("policy", policy["Arn"]): policy["PolicyId"] for policy in found}


@writes("iam", "CreatePolicy")
def create_policy(w):
    name = w.name()
    arn = w.role_arn.replace(f":role/{w.home}", f":policy/{name}")
    with w.doing({("policy", arn): ANYTHING}) as told:
        made = w.iam.create_policy(PolicyName=name, PolicyDocument=json.dumps(policy(name)))["Policy"]
        assert made["Arn"] == arn
        told["policy", arn] = made["PolicyId"]
    w.push("policy", arn)


@writes("iam", "DeletePolicy")
def delete_policy(w):
    arn = w.pop("policy", create_policy)
    with w.doing({("policy", arn): GONE}):
        w.iam.delete_policy(PolicyArn=arn)


# Users


@reads("user")
def users(clients, keys):
    found = listed(clients.iam, "list_users", "Users")
    return {("user", user["UserName"]): user["UserId"] for user in found}


@writes("iam", "CreateUser")
def create_user(w):
    name = w.name()
    with w.doing({("user", name): ANYTHING}) as told:
        told["user", name] = w.iam.create_user(UserName=name)["User"]["UserId"]
    w.push("user", name)


@writes("iam", "DeleteUser")
def delete_user(w):
    name = w.pop("user", create_user)
    with w.doing({("user", name): GONE}):
        w.iam.delete_user(UserName=name)


@reads("user policy")
def user_policies(clients, keys):
    found = {}
    for user in own(keys):
        for name in listed(clients.iam, "list_user_policies", "PolicyNames", UserName=user):
            document = clients.iam.get_user_policy(UserName=user, PolicyName=name)["PolicyDocument"]
            found["user policy", user, name] = document
    return found


@writes("iam", "PutUserPolicy")
def put_user_policy(w, name=None):
    name, document = name or w.slot(), policy(w.name())
    with w.doing({("user policy", w.home, name): document}):
        w.iam.put_user_policy(UserName=w.home, PolicyName=name, PolicyDocument=json.dumps(document))


@writes("iam", "DeleteUserPolicy")
def delete_user_policy(w):
    name = w.slot()
    if w.fact("user policy", w.home, name) == GONE:
        put_user_policy(w, name)
    with w.doing({("user policy", w.home, name): GONE}):
        w.iam.delete_user_policy(UserName=w.home, PolicyName=name)


@reads("user attached")
def user_attachments(clients, keys):
    return {
        ("user attached", user, attached["PolicyArn"]): True
        for user in own(keys)
        for attached in listed(
            clients.iam, "list_attached_user_policies", "AttachedPolicies", UserName=user
        )
    }


@writes("iam", "AttachUserPolicy")
def attach_user_policy(w, arn=None):
    arn = arn or w.random.choice(w.policies)
    with w.doing({("user attached", w.home, arn): True}):
        w.iam.attach_user_policy(UserName=w.home, PolicyArn=arn)


@writes("iam", "DetachUserPolicy")
def detach_user_policy(w):
    arn = w.random.choice(w.policies)
    if w.fact("user attached", w.home, arn) == GONE:
        attach_user_policy(w, arn)
    with w.doing({("user attached", w.home, arn): GONE}):
        w.iam.detach_user_policy(UserName=w.home, PolicyArn=arn)


# Access keys: a user has two at most, and one that was under way at a kill may be there


@reads("access key")
def access_keys(clients, keys):
    return {
        ("access key", user, key["AccessKeyId"]): key["Status"]
        for user in own(keys)
        for key in listed(clients.iam, "list_access_keys", "AccessKeyMetadata", UserName=user)
    }


def own_keys(w):
    found = w.ledger.facts.items()
    return [key[2] for key, value in list(found) if key[:2] == ("access key", w.home) and value != GONE]


@writes("iam", "CreateAccessKey")
def create_access_key(w):
    if len(own_keys(w)) > 1:
        delete_access_key(w)
    try:
        make_key(w)
    except ClientError as error:
        assert error.response["Error"]["Code"] == "LimitExceeded"
        for key in listed(w.iam, "list_access_keys", "AccessKeyMetadata", UserName=w.home):
            if key["AccessKeyId"] not in own_keys(w):
                w.iam.delete_access_key(UserName=w.home, AccessKeyId=key["AccessKeyId"])
        make_key(w)


def make_key(w):
    with w.doing({}) as told:
        made = w.iam.create_access_key(UserName=w.home)["AccessKey"]["AccessKeyId"]
        told["access key", w.home, made] = "Active"


@writes("iam", "UpdateAccessKey")
def update_access_key(w):
    if not own_keys(w):
        create_access_key(w)
    key = w.random.choice(own_keys(w))
    status = "Inactive" if w.fact("access key", w.home, key) == "Active" else "Active"
    with w.doing({("access key", w.home, key): status}):
        w.iam.update_access_key(UserName=w.home, AccessKeyId=key, Status=status)


@writes("iam", "DeleteAccessKey")
def delete_access_key(w):
    if not own_keys(w):
        create_access_key(w)
    key = w.random.choice(own_keys(w))
    with w.doing({("access key", w.home, key): GONE}):
        w.iam.delete_access_key(UserName=w.home, AccessKeyId=key)
