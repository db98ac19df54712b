"""Who is let in: signatures, modes, accounts and regions, denials in AWS's words."""

import datetime
import http.client
import json
import subprocess
from urllib.parse import urlsplit

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import pytest
from botocore.exceptions import ClientError

from raw import message, model, table


def code(error):
    return error.value.response["Error"]["Code"]


def test_in_dev_any_credentials_will_do_and_twelve_digits_are_an_account(hamsu):
    server = hamsu()
    nobody = server.client("sts", aws_access_key_id="test", aws_secret_access_key="test")
    assert nobody.get_caller_identity()["Account"] == "000000000000"
    other = server.client("sts", aws_access_key_id="123456789012", aws_secret_access_key="x")
    assert other.get_caller_identity()["Account"] == "123456789012"


def test_in_dev_a_session_that_is_over_stays_in_its_account(hamsu):
    server = hamsu()
    own = {"aws_access_key_id": "123456789012", "aws_secret_access_key": "x"}
    iam, sts = server.client("iam", **own), server.client("sts", **own)
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}
    trust["Version"] = "2012-10-17"
    role = iam.create_role(RoleName="r", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
    session = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="job")["Credentials"]
    # It ends with its role, as it does with its time.
    iam.delete_role(RoleName="r")
    credentials = {"aws_access_key_id": session["AccessKeyId"], "aws_secret_access_key": session["SecretAccessKey"]}
    over = server.client("sts", aws_session_token=session["SessionToken"], **credentials)
    assert over.get_caller_identity()["Arn"] == "arn:aws:sts::123456789012:assumed-role/r/job"
    stranger = server.client("sts", aws_session_token="AAAA", **credentials)
    assert stranger.get_caller_identity()["Account"] == "000000000000"


def test_accounts_and_regions_see_nothing_of_each_other(hamsu):
    server = hamsu()
    keys = [{"AttributeName": "k", "KeyType": "HASH"}]
    attributes = [{"AttributeName": "k", "AttributeType": "S"}]
    home = server.client("dynamodb", aws_access_key_id="123456789012", aws_secret_access_key="x")
    home.create_table(TableName="ttt", KeySchema=keys, AttributeDefinitions=attributes, BillingMode="PAY_PER_REQUEST")
    assert home.list_tables()["TableNames"] == ["ttt"]
    elsewhere = server.client("dynamodb", region="eu-west-1", aws_access_key_id="123456789012", aws_secret_access_key="x")
    assert elsewhere.list_tables()["TableNames"] == []
    stranger = server.client("dynamodb", aws_access_key_id="210987654321", aws_secret_access_key="x")
    assert stranger.list_tables()["TableNames"] == []


def test_enforce_wants_a_signature_that_fits(hamsu):
    server = hamsu(auth="enforce")
    assert server.client("sts").get_caller_identity()["Arn"] == "arn:aws:iam::000000000000:root"
    wrong = dict(server.credentials, aws_secret_access_key="wrong")
    with pytest.raises(ClientError) as error:
        server.client("dynamodb", **wrong).list_tables()
    assert code(error) == "InvalidSignatureException"
    with pytest.raises(ClientError) as error:
        server.client("iam", **wrong).list_roles()
    assert code(error) == "SignatureDoesNotMatch"
    with pytest.raises(ClientError) as error:
        server.client("lambda", aws_access_key_id="AKIANOBODY", aws_secret_access_key="x").list_functions()
    assert code(error) == "UnrecognizedClientException"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    with pytest.raises(ClientError) as error:
        server.client("dynamodb", aws_access_key_id="123456789012", aws_secret_access_key="x").list_tables()
    assert code(error) == "UnrecognizedClientException"


def raw(server, method, path, headers, body=b""):
    connection = http.client.HTTPConnection(urlsplit(server.endpoint).netloc, timeout=10)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.headers), answer.read()


def signed(server, service, method, path, headers, body=b"", skew_minutes=0, monkeypatch=None):
    credentials = botocore.credentials.Credentials(*server.credentials.values())
    request = botocore.awsrequest.AWSRequest(method, server.endpoint + path, headers=headers, data=body)
    if skew_minutes:
        now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=skew_minutes)
        monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda remove_tzinfo=True: now.replace(tzinfo=None))
    botocore.auth.SigV4Auth(credentials, service, "us-east-1").add_auth(request)
    return raw(server, method, path, dict(request.headers), body)


JSON = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.ListTables"}


def test_no_signature_and_a_wrong_clock_are_told_apart(hamsu, monkeypatch):
    server = hamsu(auth="enforce")
    status, _, body = raw(server, "POST", "/", JSON, b"{}")
    assert (status, json.loads(body)["__type"]) == (400, "MissingAuthenticationTokenException")
    status, headers, body = raw(server, "GET", "/2015-03-31/functions/", {})
    assert (status, headers["x-amzn-errortype"]) == (403, "MissingAuthenticationTokenException")
    assert json.loads(body)["message"] == "Missing Authentication Token"
    status, _, body = raw(server, "POST", "/", {"content-type": "application/x-www-form-urlencoded"}, b"Action=ListRoles&Version=2010-05-08")
    assert status == 403 and b"<Code>MissingAuthenticationToken</Code>" in body
    assert signed(server, "dynamodb", "POST", "/", JSON, b"{}")[0] == 200
    status, _, body = signed(server, "dynamodb", "POST", "/", JSON, b"{}", -20, monkeypatch)
    assert status == 400 and json.loads(body)["message"].startswith("Signature expired: ")
    status, _, body = signed(server, "dynamodb", "POST", "/", JSON, b"{}", 20, monkeypatch)
    assert status == 400 and json.loads(body)["message"].startswith("Signature not yet current: ")


def presigned(server, query, service="sts", **headers):
    """What a presigned GET is answered."""
    credentials = botocore.credentials.Credentials(*server.credentials.values())
    request = botocore.awsrequest.AWSRequest("GET", f"{server.endpoint}/?{query}", headers=headers)
    botocore.auth.SigV4QueryAuth(credentials, service, "us-east-1", expires=60).add_auth(request)
    return raw(server, "GET", request.url.removeprefix(server.endpoint), headers)


def test_the_query_protocol_is_spoken_by_get_too(hamsu):
    server = hamsu(auth="enforce")
    who = "Action=GetCallerIdentity&Version=2011-06-15"
    for headers in ({}, {"x-k8s-aws-id": "cluster"}):
        status, _, body = presigned(server, who, **headers)
        assert status == 200 and b"<Arn>arn:aws:iam::000000000000:root</Arn>" in body
    status, headers, body = raw(server, "GET", f"/?{who}", {})
    assert (status, headers["content-type"]) == (403, "text/xml")
    assert b"<Code>MissingAuthenticationToken</Code>" in body
    status, headers, body = presigned(server, "Action=Nonsense&Version=2011-06-15")
    assert (status, headers["content-type"]) == (400, "text/xml") and b"<Code>InvalidAction</Code>" in body
    assert b"<Message>Could not find operation Nonsense for version 2011-06-15</Message>" in body


def test_a_signature_is_good_for_the_service_that_it_names(hamsu):
    server = hamsu(auth="enforce")
    form = {"content-type": "application/x-www-form-urlencoded"}
    listing = b"Action=ListRoles&Version=2010-05-08"
    for service, method, path, headers, body, status, code in [
        ("dynamodb", "POST", "/", JSON, b"{}", 400, "InvalidSignatureException"),
        ("lambda", "GET", "/2015-03-31/functions/", {}, b"", 403, "InvalidSignatureException"),
        ("iam", "POST", "/", form, listing, 403, "SignatureDoesNotMatch"),
    ]:
        assert signed(server, service, method, path, dict(headers), body)[0] == 200
        for other in {"dynamodb", "lambda", "iam", "sts"} - {service}:
            told, _, answer = signed(server, other, method, path, dict(headers), body)
            text = f"Credential should be scoped to correct service: '{service}'. ".encode()
            assert told == status and text in answer, (service, other, answer)
            assert code.encode() in answer or service == "lambda"
    status, headers, _ = signed(server, "dynamodb", "GET", "/2015-03-31/functions/", {})
    assert headers["x-amzn-errortype"] == "InvalidSignatureException"


def test_every_operation_refuses_a_stranger(hamsu):
    server = hamsu(auth="enforce")
    for service, name in table():
        method, path, headers, body = message(service, name)
        del headers["authorization"], headers["x-amz-date"]
        status, told, answer = raw(server, method, path, headers, body or b"{}")
        in_json = model(service).metadata["protocol"] == "json"
        assert status == (400 if in_json else 403), (service, name, status, answer)
        code = told.get("x-amzn-errortype", "") + answer.decode()
        assert "MissingAuthenticationToken" in code, (service, name, code)


def test_dev_beyond_loopback_refuses_to_start_with_a_hint(hamsu_binary, tmp_path):
    told = subprocess.run(
        [hamsu_binary, "up", "--data", tmp_path / "d", "--listen", "0.0.0.0:0", "--auth", "dev"],
        capture_output=True, text=True, timeout=20,
    )
    assert told.returncode == 2
    assert "hint:" in told.stderr and "--auth enforce" in told.stderr


def test_web_pages_are_kept_out_in_dev(hamsu):
    server = hamsu()
    assert raw(server, "POST", "/", dict(JSON, origin="https://evil.example"), b"{}")[0] == 403
    assert raw(server, "GET", "/_hamsu/health", {"host": "evil.example"})[0] == 403
    assert raw(server, "POST", "/", dict(JSON, origin="http://localhost:3000"), b"{}")[0] == 200


def test_health_answers_without_a_signature_under_enforce_and_says_no_figures(hamsu):
    server = hamsu(auth="enforce")
    status, _, body = raw(server, "GET", "/_hamsu/health", {})
    assert status == 200 and set(json.loads(body)) == {"status", "version", "tier"}
    status, _, body = raw(server, "GET", "/_localstack/health", {})
    assert json.loads(body)["services"]["lambda"] == "running"
    assert json.loads(body)["edition"] == "community"
    assert raw(server, "HEAD", "/_localstack/health", {})[0] == 200
    assert raw(server, "POST", "/_hamsu/clock", {}, b"{}")[0] == 403
