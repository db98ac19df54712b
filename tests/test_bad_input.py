"""Over the whole operation table: whatever is sent, the answer is a modelled error or "not
implemented", never a 500, and the server's memory stays bounded."""

import http.client
import json
import re
import socket
import time
import tomllib
from urllib.parse import quote, urlencode, urlsplit

import botocore.session
import pytest

SERVICES = ["apigatewayv2", "dynamodb", "events", "iam", "lambda", "logs", "sts"]
WRONG = [1, -1.5, "x", "", True, None, [], {}, [1], {"a": 1}, 10**30, "\ud83d", [[]], [None], {"": None}]
DEPTH = 10_000


def model(service):
    return botocore.session.get_session().get_service_model(service)


def listed(repository, service):
    with open(repository / "models" / f"{service}.toml", "rb") as file:
        return sorted(tomllib.load(file)["operations"])


class Raw:
    """Sends what no client would."""

    def __init__(self, server):
        self.host = urlsplit(server.endpoint).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=20)

    def send(self, method, path, headers, body):
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            raise

    def operation(self, service, operation, body):
        """`body` as the protocol of the service carries it: a JSON text, or a dict for forms."""
        scope = f"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{operation.service_model.signing_name}/aws4_request, SignedHeaders=host, Signature=" + "0" * 64
        headers = {"authorization": scope, "x-amz-date": "20260101T000000Z"}
        meta = operation.service_model.metadata
        if meta["protocol"] == "json":
            headers["content-type"] = f"application/x-amz-json-{meta['jsonVersion']}"
            headers["x-amz-target"] = f"{meta['targetPrefix']}.{operation.name}"
            return self.send("POST", "/", headers, body)
        if meta["protocol"] == "query":
            headers["content-type"] = "application/x-www-form-urlencoded"
            form = urlencode({"Action": operation.name, "Version": meta["apiVersion"]})
            return self.send("POST", "/", headers, form.encode() + b"&" + body)
        path = re.sub(r"\{[^}]*\}", "nothing-of-that-name", operation.http["requestUri"])
        return self.send(operation.http["method"], path, headers, body if body else None)


def check(service, name, sent, answer):
    status, headers, body = answer
    shown = (service, name, str(sent)[:200], status, body[:300])
    assert status < 500, shown
    assert re.fullmatch(r"[0-9a-f-]{36}", headers["x-amzn-requestid"]), shown
    if status >= 400 and service in ("iam", "sts"):
        assert re.search(rb"<Code>\w+</Code>", body), shown
    elif status >= 400:
        told = json.loads(body)
        assert told.get("__type") or headers.get("x-amzn-errortype"), shown


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_refuses_what_makes_no_sense(hamsu, repository, service):
    server = hamsu()
    raw = Raw(server)
    for name in listed(repository, service):
        operation = model(service).operation_model(name)
        members = operation.input_shape.members if operation.input_shape else {}
        if service in ("iam", "sts"):
            bodies = [""] + [
                urlencode({f"{member}{suffix}": value})
                for member in members
                for suffix in ("", ".member.1", ".entry.1.key", ".x", ".member.0.Key", "." * 70)
                for value in ("", "x" * 300, "é\x00", "-1")
            ]
        else:
            bodies = ["", "{}", "[]", "null", "1", '"x"', "{", "{]", '{"a"', '{"a":}', "\x00", "{}{}", '{"a":1,}', "{'a':1}"]
            bodies += ['{"%s":%s}' % (member, json.dumps(wrong)) for member in members for wrong in WRONG]
            bodies += ['{"%s":1,"%s":2}' % (member, member) for member in list(members)[:1]]
            for member in list(members)[:2]:
                bodies.append('{"%s":%s}' % (member, "[" * DEPTH))
                bodies.append('{"%s":%s1%s}' % (member, '{"a":' * DEPTH, "}" * DEPTH))
                bodies.append('{"unknown":%s%s}' % ("[" * DEPTH, "]" * DEPTH))
                bodies.append('{"%s":"\\ud800"}' % member)
                bodies.append('{"%s":1e999}' % member)
                bodies.append('{"%s":"\\q"}' % member)
        for body in bodies:
            check(service, name, body, raw.operation(service, operation, body.encode("utf-8", "surrogatepass")))


def test_operations_that_are_not_there_are_refused_by_name(hamsu, repository):
    server = hamsu()
    raw = Raw(server)
    for service in SERVICES:
        there = listed(repository, service)
        for name in model(service).operation_names:
            if name in there:
                continue
            status, headers, body = raw.operation(service, model(service).operation_model(name), b"{}")
            assert status == 400, (service, name, status, body)
            code = headers.get("x-amzn-errortype") or body.decode()
            assert "NotImplementedException" in code and name.encode() in body, (service, name, body)
    client = server.client("sqs")
    with pytest.raises(client.exceptions.ClientError) as error:
        client.list_queues()
    assert error.value.response["Error"]["Code"] == "NotImplementedException"
    assert "AmazonSQS" in error.value.response["Error"]["Message"]


def test_what_matches_nothing_is_an_unknown_operation(hamsu):
    raw = Raw(hamsu())
    json_headers = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.Nonsense"}
    status, _, body = raw.send("POST", "/", json_headers, "{}")
    assert (status, json.loads(body)["__type"]) == (400, "UnknownOperationException")
    status, headers, _ = raw.send("GET", "/2015-03-31/nonsense", {}, None)
    assert (status, headers["x-amzn-errortype"]) == (404, "UnknownOperationException")
    form = {"content-type": "application/x-www-form-urlencoded"}
    status, _, body = raw.send("POST", "/", form, "Action=Nonsense&Version=2010-05-08")
    assert status == 400 and b"<Code>InvalidAction</Code>" in body


def resident_mb(server):
    for line in open(f"/proc/{server.process.pid}/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024


def says(server, head):
    """Status, headers and body that a request of these bytes is answered with."""
    address = urlsplit(server.endpoint)
    with socket.create_connection((address.hostname, address.port), timeout=20) as stream:
        stream.sendall(head)
        answer = http.client.HTTPResponse(stream)
        answer.begin()
        return answer.status, answer.headers, answer.read()


@pytest.mark.parametrize("mode", ["dev", "enforce"])
def test_a_head_that_cannot_be_read_gets_an_error_of_aws_too(hamsu, mode):
    server = hamsu(auth=mode)
    start = b"POST / HTTP/1.1\r\nhost: localhost\r\n"
    many = {count: start + b"".join(b"x-h%d: v\r\n" % n for n in range(count)) + b"\r\n" for count in (99, 150, 1_000, 10_000)}
    check("dynamodb", "99 headers", "", says(server, many[99]))
    refused = {
        "RequestHeaderSectionTooLarge": [many[150], many[1_000], many[10_000]]
        + [start + b"x: %s\r\n\r\n" % (b"v" * size) for size in (66_000, 200_000, 1 << 20)]
        + [b"GET /%s HTTP/1.1\r\nhost: localhost\r\n\r\n" % (b"v" * 70_000)],
        "MalformedHttpRequestException": [b"nonsense\r\n\r\n", b"POST / HTTP/9.1\r\n\r\n", start + b"no colon\r\n\r\n", b"\x00" * 40],
    }
    for code, heads in refused.items():
        for head in heads:
            status, headers, body = answer = says(server, head)
            check("dynamodb", code, head[:40], answer)
            assert (status, headers["x-amzn-errortype"], headers["connection"]) == (400, code, "close")
            assert json.loads(body)["message"] and headers["date"], (headers, body)


def test_too_large_bodies_are_refused_and_cost_no_memory(hamsu):
    server = hamsu()
    address = urlsplit(server.endpoint)
    before = resident_mb(server)
    head = (
        "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-amz-json-1.0\r\n"
        "x-amz-target: DynamoDB_20120810.ListTables\r\n"
    )
    with socket.create_connection((address.hostname, address.port), timeout=20) as stream:
        stream.sendall(f"{head}content-length: {100 << 20}\r\n\r\n".encode())
        assert stream.recv(200).startswith(b"HTTP/1.1 413")
    with socket.create_connection((address.hostname, address.port), timeout=20) as stream:
        stream.sendall(f"{head}transfer-encoding: chunked\r\n\r\n".encode())
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        try:
            for _ in range(1600):
                stream.sendall(chunk)
        except OSError:
            pass
    assert resident_mb(server) - before < 40


def test_a_body_that_is_cut_or_stalls_holds_nobody_else_up(hamsu):
    server = hamsu()
    address = urlsplit(server.endpoint)
    head = (
        b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-amz-json-1.0\r\n"
        b"x-amz-target: DynamoDB_20120810.ListTables\r\ncontent-length: 100\r\n\r\n{"
    )
    cut = socket.create_connection((address.hostname, address.port), timeout=5)
    cut.sendall(head)
    cut.close()
    stalled = [socket.create_connection((address.hostname, address.port), timeout=40) for _ in range(20)]
    for stream in stalled:
        stream.sendall(head)
    assert server.client("dynamodb").list_tables()["TableNames"] == []
    started = time.monotonic()
    assert stalled[0].recv(200).startswith(b"HTTP/1.1 408")
    assert 25 < time.monotonic() - started < 38
    for stream in stalled:
        stream.close()


def test_a_gzip_bomb_is_refused(hamsu):
    import gzip

    raw = Raw(hamsu())
    headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "DynamoDB_20120810.ListTables",
        "content-encoding": "gzip",
    }
    status, _, body = raw.send("POST", "/", headers, gzip.compress(b"{}"))
    assert status == 200, body
    status, _, _ = raw.send("POST", "/", headers, gzip.compress(b" " * (200 << 20)))
    assert status == 413
    status, _, _ = raw.send("POST", "/", headers, b"no gzip")
    assert status == 400
