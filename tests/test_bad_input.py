"""Over the whole operation table: whatever is sent, the answer is a modelled error or "not
implemented", never a 500, and the server's memory stays bounded."""

import gzip
import json
import time
from urllib.parse import quote, urlencode

import pytest

from raw import SERVICES, Peak, Raw, answer_on, check, listed, model, speaks_query, table

WRONG = [1, -1.5, "x", "", True, None, [], {}, [1], {"a": 1}, 10**30, "\ud83d", [[]], [None], {"": None}]
WRONG_WITHIN = [1, "x", True, [], {}, None]
DEPTH = 10_000
FITS = {
    "structure": dict, "map": dict, "list": list, "string": str, "blob": str, "boolean": bool,
    "integer": (int, float), "long": (int, float), "float": (int, float), "double": (int, float),
    "timestamp": (int, float, str),
}
NO_JSON = [
    "", "{}", "[]", "null", "1", '"x"', "{", "{]", '{"a"', '{"a":}', "\x00", "{}{}", '{"a":1,}', "{'a':1}",
    "[" * DEPTH, '{"a":' * DEPTH, '{"unknown":%s%s}' % ("[" * DEPTH, "]" * DEPTH),
    '{"unknown":%s1%s}' % ('{"a":' * 129, "}" * 129), "\ufeff{}", '{"a":NaN}', '{"a":01}', '{"\\ud800":1}',
]
LABELS = ["x" * 300, "%00", "%2F..%2F", "%FF%FE", "%", "%zz", "é", " ", "arn:aws:lambda:us-east-1:1:function:f", ":::"]


def within(shape, wrap=lambda value: value, seen=()):
    """Every place in a shape: the shape there, and how a value there is wrapped."""
    yield shape, wrap
    if shape.name in seen or len(seen) > 5:
        return
    seen = (*seen, shape.name)
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            name = member.serialization.get("name", name)
            yield from within(member, lambda value, name=name: wrap({name: value}), seen)
    elif shape.type_name == "list":
        yield from within(shape.member, lambda value: wrap([value]), seen)
    elif shape.type_name == "map":
        yield from within(shape.value, lambda value: wrap({"k": value}), seen)


def places(shape):
    """The same without what does not travel in the body."""
    for name, member in shape.members.items():
        if member.serialization.get("location"):
            continue
        name = member.serialization.get("name", name)
        for depth, place in enumerate(within(member, lambda value, name=name: {name: value})):
            yield depth == 0, *place


def json_bodies(shape):
    """Texts, and whether each of them has to be refused."""
    yield from ((text, False) for text in NO_JSON)
    for outermost, there, wrap in places(shape):
        for wrong in WRONG if outermost else WRONG_WITHIN:
            fits = wrong is None or isinstance(wrong, FITS[there.type_name])
            if isinstance(wrong, bool) and there.type_name != "boolean":
                fits = False
            yield json.dumps(wrap(wrong)), not fits
    inside = [name for name, member in shape.members.items() if not member.serialization.get("location")]
    for name in inside[:2]:
        one = lambda value, name=name: "{%s:%s}" % (json.dumps(name), value)
        yield "{%s:1,%s:2}" % (json.dumps(name), json.dumps(name)), False
        yield one("[" * DEPTH), True
        yield one("[" * DEPTH + "]" * DEPTH), True
        yield one('{"a":' * DEPTH + "1" + "}" * DEPTH), True
        yield one('"\\ud800"'), False
        yield one("1e999"), False
        yield one('"\\q"'), True


def form_bodies(shape):
    suffixes = ("", ".member.1", ".entry.1.key", ".x", ".member.0.Key", ".member.99999999999999999999", "." * 70)
    values = ("", "x" * 300, "é\x00", "-1", "1e999", "true")
    yield from ((text, False) for text in ("", "&&&=&", "%", "%zz=1", "=", "a" * 100_000, "\x00=\xff"))
    for name in shape.members:
        yield from ((urlencode({name + suffix: value}), False) for suffix in suffixes for value in values)
        yield f"{name}=a&{name}=b", False
        yield f"{name}.member.1=a&{name}=b&{name}.member.1.Key=c", False
        yield "&".join(f"{name}.member.{number}=x" for number in range(2_000)), False
        yield name + ".a" * 5_000 + "=1", False


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_refuses_what_makes_no_sense(hamsu, service):
    server = hamsu()
    raw, peak = Raw(server), Peak(server)
    for name in listed(service):
        shape = model(service).operation_model(name).input_shape
        bodies = form_bodies(shape) if speaks_query(service) else json_bodies(shape)
        free = any(member.type_name == "blob" for member in shape.members.values() if shape.serialization.get("payload"))
        for body, is_wrong in bodies:
            answer = raw.operation(service, name, body.encode("utf-8", "surrogatepass"))
            check(service, name, body, answer)
            assert free or not is_wrong or answer[0] >= 400, (service, name, body[:200], answer)
    assert peak.grown() < 60


def test_labels_queries_and_headers_that_make_no_sense_are_refused(hamsu):
    raw = Raw(hamsu())
    for service, name in table():
        operation = model(service).operation_model(name)
        if operation.service_model.metadata["protocol"] != "rest-json":
            continue
        at = lambda where: [
            (key, member) for key, member in operation.input_shape.members.items()
            if member.serialization.get("location") == where
        ]
        for label in LABELS if at("uri") else []:
            check(service, name, label, raw.operation(service, name, b"{}", label=label))
        for key, member in at("querystring"):
            key = member.serialization.get("name", key)
            for value in ["", "x" * 300, "-1", "1e999", "é", "\x00", "true"]:
                query = f"{key}={quote(value)}&{key}=1"
                check(service, name, query, raw.operation(service, name, b"{}", query=query))


def test_operations_that_are_not_there_are_refused_by_name(hamsu):
    server = hamsu()
    raw = Raw(server)
    for service in SERVICES:
        there = listed(service)
        for name in model(service).operation_names:
            if name in there:
                continue
            status, headers, body = raw.operation(service, name, b"{}")
            assert status == 400, (service, name, status, body)
            code = headers.get("x-amzn-errortype") or body.decode()
            assert "NotImplementedException" in code and name.encode() in body, (service, name, body)
    client = server.client("timestream-query")
    with pytest.raises(client.exceptions.ClientError) as error:
        client.describe_endpoints()
    assert error.value.response["Error"]["Code"] == "NotImplementedException"


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


def says(server, head):
    """Status, headers and body that a request of these bytes is answered with."""
    with Raw(server).stream() as stream:
        stream.sendall(head)
        return answer_on(stream)


@pytest.mark.parametrize("mode", ["dev", "enforce"])
def test_a_head_that_cannot_be_read_gets_an_error_of_aws_too(hamsu, mode):
    server = hamsu(auth=mode)
    start = b"POST / HTTP/1.1\r\nhost: localhost\r\n"
    many = {count: start + b"".join(b"x-h%d: v\r\n" % n for n in range(count)) + b"\r\n" for count in (99, 150, 1_000)}
    check("dynamodb", "99 headers", "", says(server, many[99]))
    refused = {
        "RequestHeaderSectionTooLarge": [many[150], many[1_000]]
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


def test_ten_thousand_headers_are_refused_whatever_the_operation(hamsu):
    server = hamsu()
    raw, peak = Raw(server), Peak(server)
    many = "".join(f"x-h{number}: v\r\n" for number in range(10_000))
    for service, name in table():
        stream, _ = raw.begin(service, name, more=f"{many}content-length: 0\r\n")
        with stream:
            answer = answer_on(stream)
        assert answer, (service, name)
        # Nobody has read for which service it is: it is told in one form.
        assert check("dynamodb", name, "headers", answer) == "RequestHeaderSectionTooLarge", (service, name, answer)
    assert peak.grown() < 40


def test_a_hundred_megabytes_are_refused_and_cost_no_memory(hamsu):
    server = hamsu()
    raw, peak = Raw(server), Peak(server)
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    for service, name in table():
        stream, _ = raw.begin(service, name, more=f"content-length: {100 << 20}\r\n")
        with stream:
            announced = answer_on(stream)
        assert announced[0] == 413, (service, name, announced)
        check(service, name, "announced", announced)
        stream, _ = raw.begin(service, name, more="transfer-encoding: chunked\r\n")
        with stream:
            try:
                for _ in range(1_600):
                    stream.sendall(chunk)
            except OSError:
                # It does not read on once it has refused.
                continue
            raise AssertionError((service, name, "it has read all of it"))
    # The largest body that is taken at all is a package of 70 MB.
    assert peak.grown() < 160, peak.grown()


def test_bodies_that_are_cut_or_stall_are_refused_and_hold_nobody_up(hamsu):
    server = hamsu()
    raw, stalled = Raw(server), []
    for service, name in table():
        _, body = raw.begin(service, name, b'{"a":"')
        length = f"content-length: {len(body) + 100}\r\n"
        gone, _ = raw.begin(service, name, more=length)
        gone.sendall(body)
        gone.close()
        # Here the client still listens.
        cut, _ = raw.begin(service, name, more=length)
        with cut:
            cut.sendall(body)
            cut.shutdown(1)
            answer = answer_on(cut)
        assert answer and answer[0] == 400, (service, name, answer)
        check(service, name, "cut", answer)
        stream, _ = raw.begin(service, name, more=length)
        stream.sendall(body)
        stalled.append((service, name, stream))
    started = time.monotonic()
    assert server.client("dynamodb").list_tables()["TableNames"] == []
    for service, name, stream in stalled:
        with stream:
            answer = answer_on(stream)
        assert answer and answer[0] == 408, (service, name, answer)
        check(service, name, "stalled", answer)
    assert 20 < time.monotonic() - started < 50


def test_a_gzip_bomb_is_refused(hamsu):
    server = hamsu()
    raw, peak = Raw(server), Peak(server)
    headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "DynamoDB_20120810.ListTables",
        "content-encoding": "gzip",
    }
    status, _, body = raw.send("POST", "/", headers, gzip.compress(b"{}"))
    assert status == 200, body
    status, _, _ = raw.send("POST", "/", headers, gzip.compress(b" " * (200 << 20)))
    assert status == 413
    assert peak.grown() < 60
    status, _, _ = raw.send("POST", "/", headers, b"no gzip")
    assert status == 400
