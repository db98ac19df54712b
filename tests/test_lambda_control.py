"""Lambda's control plane as boto3 sees it."""

import io
import json
import urllib.request
import zipfile

import pytest
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::000000000000:role/worker"


def package(source="def handler(event, context):\n    return event\n"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # Of one date, so that the same source is the same package. An own boto3: nothing has to
        # be fetched before the function is Active.
        archive.writestr(zipfile.ZipInfo("app.py"), source)
        archive.writestr(zipfile.ZipInfo("boto3/__init__.py"), "")
    return out.getvalue()


def runtime(client):
    """The newest Python that this server runs."""
    for minor in range(14, 9, -1):
        name = f"python3.{minor}"
        try:
            client.create_function(
                FunctionName="probe", Runtime=name, Handler="app.handler", Role=ROLE,
                Code={"ZipFile": package()},
            )
        except ClientError as error:
            assert error.response["Error"]["Code"] == "InvalidParameterValueException"
            assert "hamsu runtimes" in error.response["Error"]["Message"]
            continue
        client.delete_function(FunctionName="probe")
        return name
    pytest.fail("this machine has no Python that hamsu runs")


@pytest.fixture
def client(hamsu):
    return hamsu().client("lambda")


@pytest.fixture
def create(client):
    identifier = runtime(client)

    def create(name, **members):
        members = {"Code": {"ZipFile": package()}, **members}
        made = client.create_function(
            FunctionName=name, Runtime=identifier, Handler="app.handler", Role=ROLE, **members
        )
        client.get_waiter("function_active_v2").wait(
            FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )
        return made

    return create


def refusal(call, **members):
    with pytest.raises(ClientError) as caught:
        call(**members)
    response = caught.value.response
    status = response["ResponseMetadata"]["HTTPStatusCode"]
    return response["Error"]["Code"], status, response["Error"]["Message"]


def test_statuses_are_those_that_tools_compare(client, create):
    status = lambda answer: answer["ResponseMetadata"]["HTTPStatusCode"]
    assert status(create("f")) == 201
    assert status(client.publish_version(FunctionName="f")) == 201
    alias = client.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
    assert status(alias) == 201
    permission = client.add_permission(
        FunctionName="f", StatementId="s", Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com", SourceArn="arn:aws:s3:::bucket",
    )
    assert status(permission) == 201
    assert status(client.update_alias(FunctionName="f", Name="live", Description="d")) == 200
    assert status(client.remove_permission(FunctionName="f", StatementId="s")) == 204
    assert status(client.delete_function_concurrency(FunctionName="f")) == 204
    arn = client.get_function(FunctionName="f")["Configuration"]["FunctionArn"]
    assert status(client.tag_resource(Resource=arn, Tags={"a": "b"})) == 204
    assert status(client.invoke(FunctionName="f", InvocationType="DryRun")) == 204
    assert status(client.delete_alias(FunctionName="f", Name="live")) == 204
    assert status(client.delete_function(FunctionName="f")) == 204


def test_refusals_carry_awss_codes_statuses_and_texts(client, create):
    create("f")
    arn = client.get_function(FunctionName="f")["Configuration"]["FunctionArn"]
    assert refusal(client.get_function, FunctionName="g") == (
        "ResourceNotFoundException", 404, f"Function not found: {arn[:-1]}g",
    )
    assert refusal(client.invoke, FunctionName="f", Payload=b"{")[:2] == (
        "InvalidRequestContentException", 400,
    )
    assert refusal(client.publish_version, FunctionName="f", RevisionId="x")[:2] == (
        "PreconditionFailedException", 412,
    )
    assert refusal(
        client.put_function_concurrency, FunctionName="f", ReservedConcurrentExecutions=901
    ) == (
        "InvalidParameterValueException", 400,
        "Specified ReservedConcurrentExecutions for function decreases account's "
        "UnreservedConcurrentExecution below its minimum value of [100].",
    )


def test_a_function_without_reserved_concurrency_is_throttled_with_the_reason(client, create):
    create("f")
    client.put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=0)
    with pytest.raises(client.exceptions.TooManyRequestsException) as caught:
        client.invoke(FunctionName="f")
    assert caught.value.response["Reason"] == (
        "ReservedFunctionConcurrentInvocationLimitExceeded"
    )


def test_the_code_can_be_fetched_unsigned(client, create):
    create("f")
    location = client.get_function(FunctionName="f")["Code"]["Location"]
    with urllib.request.urlopen(location) as answer:
        assert answer.read() == package()


def test_the_policy_is_one_document_a_qualifier(client, create):
    create("f", Publish=True)
    for members in ({}, {"Qualifier": "1"}):
        client.add_permission(
            FunctionName="f", StatementId="s", Action="lambda:InvokeFunction",
            Principal="sns.amazonaws.com", **members,
        )
        policy = json.loads(client.get_policy(FunctionName="f", **members)["Policy"])
        [statement] = policy["Statement"]
        assert statement["Resource"].endswith(":function:f:1" if members else ":function:f")
