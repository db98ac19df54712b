"""IAM and STS with boto3: roles, policies, users, keys, sessions, and what enforcing them denies."""

import json

import pytest
from botocore.exceptions import ClientError

from test_durability import package

HOME, OTHER = "000000000000", "222222222222"
BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"


def policy(actions, resource="*", effect="Allow", **more):
    statement = {"Effect": effect, "Action": actions, "Resource": resource, **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def trust(**principal):
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


LAMBDA = trust(Service="lambda.amazonaws.com")


def refused(call, **kwargs):
    """Code and message of the error that a call answers."""
    with pytest.raises(ClientError) as error:
        call(**kwargs)
    told = error.value.response["Error"]
    return told["Code"], told["Message"]


def user(iam, name, document=None):
    """A new user with a policy of its own, and its credentials."""
    iam.create_user(UserName=name)
    if document:
        iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=document)
    return keys(iam.create_access_key(UserName=name)["AccessKey"])


def keys(told):
    """Credentials as AWS answers them, as boto3 takes them."""
    out = {"aws_access_key_id": told["AccessKeyId"], "aws_secret_access_key": told["SecretAccessKey"]}
    if "SessionToken" in told:
        out["aws_session_token"] = told["SessionToken"]
    return out


def account(server, number):
    """IAM of another account, in dev mode."""
    return server.client("iam", aws_access_key_id=number, aws_secret_access_key="any")


def denied(arn, action, resource, why="because no identity-based policy allows the {action} action"):
    why = why.format(action=action)
    return f"User: {arn} is not authorized to perform: {action} on resource: {resource} {why}"


def test_a_role_lives_from_its_creation_to_its_deletion(hamsu):
    iam = hamsu().client("iam")
    tags = [{"Key": "team", "Value": "red"}]
    role = iam.create_role(
        RoleName="worker", Path="/jobs/", AssumeRolePolicyDocument=LAMBDA, Description="works", Tags=tags
    )["Role"]
    assert role["Arn"] == f"arn:aws:iam::{HOME}:role/jobs/worker"
    assert role["RoleId"].startswith("AROA") and len(role["RoleId"]) == 21
    got = iam.get_role(RoleName="worker")["Role"]
    assert got["AssumeRolePolicyDocument"] == json.loads(LAMBDA)
    assert (got["Description"], got["MaxSessionDuration"], got["Tags"]) == ("works", 3600, tags)
    assert got["CreateDate"] == role["CreateDate"] and got["RoleLastUsed"] == {}

    iam.update_role(RoleName="worker", MaxSessionDuration=7200)
    iam.update_assume_role_policy(RoleName="worker", PolicyDocument=trust(AWS=HOME))
    got = iam.get_role(RoleName="worker")["Role"]
    assert got["MaxSessionDuration"] == 7200
    assert got["AssumeRolePolicyDocument"] == json.loads(trust(AWS=HOME))
    iam.tag_role(RoleName="worker", Tags=[{"Key": "stage", "Value": ""}])
    iam.untag_role(RoleName="worker", TagKeys=["team"])
    assert iam.list_role_tags(RoleName="worker")["Tags"] == [{"Key": "stage", "Value": ""}]

    document = policy("s3:Get*", "arn:aws:s3:::b/*")
    iam.put_role_policy(RoleName="worker", PolicyName="read", PolicyDocument=document)
    iam.attach_role_policy(RoleName="worker", PolicyArn=BASIC)
    assert iam.get_role_policy(RoleName="worker", PolicyName="read")["PolicyDocument"] == json.loads(document)
    assert iam.list_role_policies(RoleName="worker")["PolicyNames"] == ["read"]
    attached = iam.list_attached_role_policies(RoleName="worker")["AttachedPolicies"]
    assert attached == [{"PolicyName": "AWSLambdaBasicExecutionRole", "PolicyArn": BASIC}]
    assert refused(iam.delete_role, RoleName="worker") == (
        "DeleteConflict", "Cannot delete entity, must detach all policies first."
    )
    iam.detach_role_policy(RoleName="worker", PolicyArn=BASIC)
    assert refused(iam.delete_role, RoleName="worker") == (
        "DeleteConflict", "Cannot delete entity, must delete policies first."
    )
    iam.delete_role_policy(RoleName="worker", PolicyName="read")
    iam.delete_role(RoleName="worker")
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        iam.get_role(RoleName="worker")


def test_paginators_and_waiters_of_boto3_work(hamsu):
    iam = hamsu().client("iam")
    names = [f"role-{number:02}" for number in range(7)]
    for name in names:
        iam.create_role(RoleName=name, Path="/many/", AssumeRolePolicyDocument=LAMBDA)
    iam.create_role(RoleName="elsewhere", AssumeRolePolicyDocument=LAMBDA)
    pages = iam.get_paginator("list_roles").paginate(PathPrefix="/many/", PaginationConfig={"PageSize": 3})
    listed = [[role["RoleName"] for role in page["Roles"]] for page in pages]
    assert listed == [names[:3], names[3:6], names[6:]]
    assert refused(iam.list_roles, Marker="nonsense") == ("ValidationError", "Invalid Marker.")
    iam.get_waiter("role_exists").wait(RoleName="role-00", WaiterConfig={"Delay": 0, "MaxAttempts": 1})
    scanned = iam.get_paginator("list_policies").paginate(Scope="AWS", PaginationConfig={"PageSize": 5})
    arns = [found["Arn"] for page in scanned for found in page["Policies"]]
    assert BASIC in arns and len(arns) == len(set(arns))


def test_managed_policies_are_counted_and_kept_while_attached(hamsu):
    iam = hamsu().client("iam")
    document = policy("dynamodb:GetItem")
    made = iam.create_policy(PolicyName="read", Path="/p/", PolicyDocument=document)["Policy"]
    arn = made["Arn"]
    assert arn == f"arn:aws:iam::{HOME}:policy/p/read"
    iam.create_user(UserName="ann")
    iam.attach_user_policy(UserName="ann", PolicyArn=arn)
    assert iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 1
    version = iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]
    assert version["Document"] == json.loads(document) and version["IsDefaultVersion"]
    local = iam.list_policies(Scope="Local", OnlyAttached=True)["Policies"]
    assert [found["PolicyName"] for found in local] == ["read"]
    assert refused(iam.delete_policy, PolicyArn=arn) == (
        "DeleteConflict", "Cannot delete a policy attached to entities."
    )
    iam.detach_user_policy(UserName="ann", PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)
    assert refused(iam.get_policy, PolicyArn=arn) == ("NoSuchEntity", f"Policy {arn} was not found.")
    code, _ = refused(iam.create_policy, PolicyName="bad", PolicyDocument=json.dumps({"Version": "2012-10-17"}))
    assert code == "MalformedPolicyDocument"


def test_who_is_calling_is_told_of_roots_users_and_sessions(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")

    def told(**credentials):
        answer = server.client("sts", **credentials).get_caller_identity()
        return answer["Account"], answer["Arn"], answer["UserId"]

    assert told() == (HOME, f"arn:aws:iam::{HOME}:root", HOME)
    ann = user(iam, "ann", policy("sts:AssumeRole"))
    ann_id = iam.get_user(UserName="ann")["User"]["UserId"]
    assert told(**ann) == (HOME, f"arn:aws:iam::{HOME}:user/ann", ann_id)
    role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=trust(AWS=HOME))["Role"]
    answer = server.client("sts", **ann).assume_role(RoleArn=role["Arn"], RoleSessionName="job")
    assert answer["AssumedRoleUser"] == {
        "Arn": f"arn:aws:sts::{HOME}:assumed-role/worker/job",
        "AssumedRoleId": f"{role['RoleId']}:job",
    }
    session = keys(answer["Credentials"])
    me = answer["AssumedRoleUser"]
    assert told(**session) == (HOME, me["Arn"], me["AssumedRoleId"])


def test_a_user_may_what_its_policies_say_at_once_and_denials_say_what_is_missing(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    arn = f"arn:aws:iam::{HOME}:user/ann"
    as_ann = server.client("iam", **user(iam, "ann"))
    role = iam.create_role(RoleName="worker", Path="/jobs/", AssumeRolePolicyDocument=LAMBDA)["Role"]["Arn"]
    missing = denied(arn, "iam:GetRole", role)
    assert refused(as_ann.get_role, RoleName="worker") == ("AccessDenied", missing)
    code, message = refused(server.client("dynamodb", **user(iam, "bob")).list_tables)
    assert code == "AccessDeniedException"
    assert message.startswith(f"User: arn:aws:iam::{HOME}:user/bob is not authorized to perform: dynamodb:ListTables")

    iam.put_user_policy(UserName="ann", PolicyName="own", PolicyDocument=policy("iam:Get*", role))
    as_ann.get_role(RoleName="worker")
    made = iam.create_policy(PolicyName="no", PolicyDocument=policy("iam:GetRole", effect="Deny"))["Policy"]["Arn"]
    iam.attach_user_policy(UserName="ann", PolicyArn=made)
    explicit = denied(arn, "iam:GetRole", role, "with an explicit deny in an identity-based policy")
    assert refused(as_ann.get_role, RoleName="worker") == ("AccessDenied", explicit)
    iam.detach_user_policy(UserName="ann", PolicyArn=made)
    as_ann.get_role(RoleName="worker")
    iam.delete_user_policy(UserName="ann", PolicyName="own")
    assert refused(as_ann.get_role, RoleName="worker") == ("AccessDenied", missing)


def test_a_condition_that_is_not_known_fails_closed(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    strange = {"StringEquals": {"nobody:knows": "this"}}
    as_ann = server.client("iam", **user(iam, "ann", policy("iam:ListRoles", Condition=strange)))
    assert refused(as_ann.list_roles)[0] == "AccessDenied"
    here = {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}
    as_bob = server.client("iam", **user(iam, "bob", policy("iam:ListRoles", Condition=here)))
    assert as_bob.list_roles()["Roles"] == []


def test_an_access_key_is_good_while_it_is_active(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    ann = user(iam, "ann", policy("iam:*"))
    as_ann = server.client("iam", **ann)
    key = ann["aws_access_key_id"]
    assert key.startswith("AKIA") and len(key) == 20 and len(ann["aws_secret_access_key"]) == 40
    # Without a name, a user means itself.
    assert as_ann.get_user()["User"]["UserName"] == "ann"
    assert [found["AccessKeyId"] for found in as_ann.list_access_keys()["AccessKeyMetadata"]] == [key]
    iam.create_access_key(UserName="ann")
    assert refused(iam.create_access_key, UserName="ann") == (
        "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2"
    )
    invalid = ("InvalidClientTokenId", "The security token included in the request is invalid.")
    iam.update_access_key(UserName="ann", AccessKeyId=key, Status="Inactive")
    assert refused(as_ann.get_user) == invalid
    iam.update_access_key(UserName="ann", AccessKeyId=key, Status="Active")
    as_ann.get_user()
    iam.delete_access_key(UserName="ann", AccessKeyId=key)
    assert refused(as_ann.get_user) == invalid


def test_a_role_that_no_longer_trusts_lambda_starts_no_sandbox(hamsu):
    server = hamsu(auth="enforce")
    iam, functions = server.client("iam"), server.client("lambda")
    role = iam.create_role(RoleName="runs", AssumeRolePolicyDocument=LAMBDA)["Role"]["Arn"]
    # It ends at once: every call starts another sandbox.
    functions.create_function(
        FunctionName="f", Runtime="provided.al2023", Role=role, Handler="x",
        Code={"ZipFile": package("#!/bin/sh\nexit 3\n")},
    )
    functions.get_waiter("function_active_v2").wait(FunctionName="f")

    def ran():
        return "exit status 3" in functions.invoke(FunctionName="f")["Payload"].read().decode()

    refusal = ("AccessDeniedException", "The role defined for the function cannot be assumed by Lambda.")
    assert ran()
    iam.update_assume_role_policy(RoleName="runs", PolicyDocument=trust(Service="ec2.amazonaws.com"))
    assert refused(functions.invoke, FunctionName="f") == refusal
    iam.update_assume_role_policy(RoleName="runs", PolicyDocument=LAMBDA)
    assert ran()
    iam.delete_role(RoleName="runs")
    assert refused(functions.invoke, FunctionName="f") == refusal


def test_users_keys_and_sessions_survive_a_restart(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    ann = user(iam, "ann", policy(["iam:ListUsers", "sts:AssumeRole"]))
    role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=trust(AWS=HOME))["Role"]["Arn"]
    iam.put_role_policy(RoleName="worker", PolicyName="own", PolicyDocument=policy("iam:ListUsers"))
    answer = server.client("sts", **ann).assume_role(RoleArn=role, RoleSessionName="job")
    server.kill()
    again = hamsu(auth="enforce", data=server.data)
    for credentials in [ann, keys(answer["Credentials"])]:
        listed = again.client("iam", **credentials).list_users()["Users"]
        assert [found["UserName"] for found in listed] == ["ann"]


def test_a_session_may_what_its_role_may_and_no_more_than_its_policy_says(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    sts = server.client("sts", **user(iam, "ann", policy("sts:AssumeRole")))
    role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=trust(AWS=HOME))["Role"]["Arn"]
    iam.put_role_policy(
        RoleName="worker", PolicyName="own", PolicyDocument=policy(["iam:ListUsers", "iam:ListRoles"])
    )
    wide = sts.assume_role(RoleArn=role, RoleSessionName="wide")
    as_wide = server.client("iam", **keys(wide["Credentials"]))
    as_wide.list_users()
    as_wide.list_roles()
    narrow = sts.assume_role(RoleArn=role, RoleSessionName="narrow", Policy=policy("iam:*User*"))
    as_narrow = server.client("iam", **keys(narrow["Credentials"]))
    as_narrow.list_users()
    arn = f"arn:aws:sts::{HOME}:assumed-role/worker/narrow"
    by_session = denied(arn, "iam:ListRoles", "*", "because no session policy allows the {action} action")
    assert refused(as_narrow.list_roles) == ("AccessDenied", by_session)
    by_role = denied(arn, "iam:DeleteUser", f"arn:aws:iam::{HOME}:user/ann")
    assert refused(as_narrow.delete_user, UserName="ann") == ("AccessDenied", by_role)

    # The sessions of a role end with it, though one of the same name comes.
    iam.delete_role_policy(RoleName="worker", PolicyName="own")
    assert refused(as_wide.list_users)[0] == "AccessDenied"
    iam.delete_role(RoleName="worker")
    iam.create_role(RoleName="worker", AssumeRolePolicyDocument=trust(AWS=HOME))
    assert refused(as_wide.list_users)[0] == "InvalidClientTokenId"


def test_a_session_s_time_is_bounded_by_the_role(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    sts = server.client("sts", **user(iam, "ann", policy("sts:AssumeRole")))
    role = iam.create_role(
        RoleName="worker", AssumeRolePolicyDocument=trust(AWS=HOME), MaxSessionDuration=7200
    )["Role"]["Arn"]
    ask = {"RoleArn": role, "RoleSessionName": "job"}
    assert refused(sts.assume_role, **ask, DurationSeconds=7201) == (
        "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    )
    sts.assume_role(**ask, DurationSeconds=7200)
    assert refused(sts.assume_role, **ask, Policy="{")[0] == "MalformedPolicyDocument"
    missing = f"arn:aws:iam::{HOME}:role/missing"
    code, message = refused(sts.assume_role, RoleArn=missing, RoleSessionName="job")
    assert code == "AccessDenied"
    assert message.endswith(f"is not authorized to perform: sts:AssumeRole on resource: {missing}")


def test_across_accounts_the_role_and_the_caller_s_account_have_to_allow(hamsu):
    server = hamsu()
    theirs = account(server, OTHER)
    bob = user(theirs, "bob", policy("sts:AssumeRole"))
    eve = user(theirs, "eve", policy("iam:ListUsers"))
    server.stop()
    server = hamsu(auth="enforce", data=server.data)
    iam = server.client("iam")
    open_to_all = iam.create_role(RoleName="open", AssumeRolePolicyDocument=trust(AWS=OTHER))["Role"]["Arn"]
    closed = iam.create_role(RoleName="closed", AssumeRolePolicyDocument=trust(AWS=HOME))["Role"]["Arn"]
    iam.put_role_policy(RoleName="open", PolicyName="own", PolicyDocument=policy("iam:ListRoles"))

    sts = server.client("sts", **bob)
    answer = sts.assume_role(RoleArn=open_to_all, RoleSessionName="bob")
    session = server.client("iam", **keys(answer["Credentials"]))
    assert [role["RoleName"] for role in session.list_roles()["Roles"]] == ["closed", "open"]
    arn = f"arn:aws:iam::{OTHER}:user/bob"
    by_trust = denied(arn, "sts:AssumeRole", closed, "because no role trust policy allows the {action} action")
    assert refused(sts.assume_role, RoleArn=closed, RoleSessionName="bob") == ("AccessDenied", by_trust)
    by_identity = denied(f"arn:aws:iam::{OTHER}:user/eve", "sts:AssumeRole", open_to_all)
    sts = server.client("sts", **eve)
    assert refused(sts.assume_role, RoleArn=open_to_all, RoleSessionName="eve") == ("AccessDenied", by_identity)
    listed = server.client("iam", **eve).list_users()["Users"]
    assert [found["UserName"] for found in listed] == ["bob", "eve"]


def test_a_trust_policy_may_ask_for_an_external_id(hamsu):
    server = hamsu(auth="enforce")
    iam = server.client("iam")
    sts = server.client("sts", **user(iam, "ann", policy("sts:AssumeRole")))
    document = json.loads(trust(AWS=HOME))
    document["Statement"][0]["Condition"] = {"StringEquals": {"sts:ExternalId": "4711"}}
    role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(document))["Role"]["Arn"]
    ask = {"RoleArn": role, "RoleSessionName": "job"}
    assert refused(sts.assume_role, **ask)[0] == "AccessDenied"
    assert refused(sts.assume_role, **ask, ExternalId="4712")[0] == "AccessDenied"
    sts.assume_role(**ask, ExternalId="4711")


def test_in_dev_any_role_that_exists_may_be_assumed_and_keeps_its_account(hamsu):
    server = hamsu()
    theirs = account(server, OTHER)
    role = theirs.create_role(RoleName="worker", AssumeRolePolicyDocument=LAMBDA)["Role"]["Arn"]
    sts = server.client("sts")
    answer = sts.assume_role(RoleArn=role, RoleSessionName="job")
    session = server.client("sts", **keys(answer["Credentials"]))
    assert session.get_caller_identity()["Account"] == OTHER
    missing = role.replace("worker", "missing")
    assert refused(sts.assume_role, RoleArn=missing, RoleSessionName="job")[0] == "AccessDenied"


def test_aws_s_own_policies_may_be_read_by_whom_a_policy_allows(hamsu):
    server = hamsu(auth="enforce")
    as_ann = server.client("iam", **user(server.client("iam"), "ann", policy(["iam:GetPolicy", "iam:GetPolicyVersion"])))
    found = as_ann.get_policy(PolicyArn=BASIC)["Policy"]
    version = as_ann.get_policy_version(PolicyArn=BASIC, VersionId=found["DefaultVersionId"])["PolicyVersion"]
    assert "logs:PutLogEvents" in version["Document"]["Statement"][0]["Action"]
