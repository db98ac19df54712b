"""Requests that no client would send, over the whole operation table, and what every answer to them
has to look like."""

import functools
import http.client
import json
import re
import socket
import tomllib
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import botocore.session

# Whatever the operation, a request may be refused for these.
COMMON = {
    "MalformedHttpRequestException", "NotImplementedException", "RequestHeaderSectionTooLarge", "RequestEntityTooLargeException", "RequestTimeoutException",
    "MissingAuthenticationTokenException", "RequestEntityTooLarge", "SerializationException", "UnknownOperationException", "InvalidAction",
}
MODELS = Path(__file__).resolve().parent.parent / "models"
SERVICES = sorted(path.stem for path in MODELS.glob("*.toml"))


@functools.cache
def settings(service):
    with open(MODELS / f"{service}.toml", "rb") as file:
        return tomllib.load(file)


@functools.cache
def model(service):
    return botocore.session.get_session().get_service_model(settings(service)["model"].split("/")[0])


def listed(service):
    """The operations that hamsu has."""
    return sorted(settings(service)["operations"])


def table():
    """All of them."""
    return [(service, name) for service in SERVICES for name in listed(service)]


def speaks_query(service):
    return model(service).metadata["protocol"] == "query"


@functools.cache
def codes(service):
    """What the model and hamsu's own settings say that an error may be called."""
    own = settings(service)
    shapes = model(service).error_shapes
    modelled = {shape.name for shape in shapes} | {shape.error_code for shape in shapes}
    return modelled | COMMON | {own["unreadable"], own["invalid"]}


def message(service, name, body=b"", label="nothing-of-that-name", query=""):
    """Method, path, headers and body of a request for an operation."""
    operation = model(service).operation_model(name)
    meta = operation.service_model.metadata
    scope = f"Credential=test/20260101/us-east-1/{operation.service_model.signing_name}/aws4_request"
    headers = {
        "authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature={'0' * 64}",
        "x-amz-date": "20260101T000000Z",
    }
    if meta["protocol"] == "json":
        headers["content-type"] = f"application/x-amz-json-{meta['jsonVersion']}"
        headers["x-amz-target"] = f"{meta['targetPrefix']}.{name}"
        return "POST", "/", headers, body
    if meta["protocol"] == "query":
        headers["content-type"] = "application/x-www-form-urlencoded"
        action = urlencode({"Action": name, "Version": meta["apiVersion"]}).encode()
        return "POST", "/", headers, action + b"&" + body
    path = re.sub(r"\{[^}]*\}", quote(label, safe="%"), operation.http["requestUri"])
    if query:
        path += ("&" if "?" in path else "?") + query
    return operation.http["method"], path, headers, body


class Raw:
    """One connection to a server."""

    def __init__(self, server):
        self.address = urlsplit(server.endpoint)
        self.connection = http.client.HTTPConnection(self.address.netloc, timeout=20)

    def send(self, method, path, headers, body):
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            raise

    def operation(self, service, name, body=b"", **more):
        method, path, headers, body = message(service, name, body, **more)
        return self.send(method, path, headers, body or None)

    def stream(self):
        return socket.create_connection((self.address.hostname, self.address.port), timeout=60)

    def begin(self, service, name, body=b"", more=""):
        """A connection on which the request's head is sent, with the headers `more` and without its
        body's length; and the body."""
        method, path, headers, body = message(service, name, body)
        lines = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
        stream = self.stream()
        stream.sendall(f"{method} {path} HTTP/1.1\r\nhost: localhost\r\n{lines}{more}\r\n".encode())
        return stream, body


def answer_on(stream):
    """The answer that comes on a connection; none if it is closed without one."""
    answer = http.client.HTTPResponse(stream)
    try:
        answer.begin()
        return answer.status, answer.headers, answer.read()
    except (http.client.HTTPException, OSError):
        return None


def check(service, name, sent, answer):
    """The answer is a good one, or an error of the service's own, whose code is told."""
    status, headers, body = answer
    shown = (service, name, str(sent)[:200], status, body[:300])
    assert status < 500, shown
    assert re.fullmatch(r"[0-9a-f-]{36}", headers["x-amzn-requestid"]), shown
    if status < 400:
        return None
    if speaks_query(service):
        code = re.search(rb"<Code>(\w+)</Code>", body)
        assert code, shown
        code = code[1].decode()
    else:
        code = headers.get("x-amzn-errortype") or json.loads(body).get("__type", "")
        code = code.split(":")[0].rpartition("#")[2]
        json.loads(body)
    assert code in codes(service), (code, shown)
    if code == "NotImplementedException":
        assert name.encode() in body, shown
    return code


class Peak:
    """The most memory that a server has held since this was made, in MB beyond what it held then."""

    def __init__(self, server):
        self.directory = Path(f"/proc/{server.process.pid}")
        (self.directory / "clear_refs").write_text("5")
        self.before = self.read("VmRSS")

    def read(self, name):
        [line] = [line for line in open(self.directory / "status") if line.startswith(f"{name}:")]
        return int(line.split()[1]) / 1024

    def grown(self):
        return self.read("VmHWM") - self.before
