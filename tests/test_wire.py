"""Every listed operation, in the protocol of its service: generated inputs travel from botocore to
hamsu unchanged, and generated outputs back."""

import base64
import datetime
import json
import random
import string
import subprocess
from urllib.parse import urlencode

import botocore.parsers
import botocore.serialize
import pytest

import raw

ROUNDS = 5


class Generator:
    """Values of any shape of a model."""

    def __init__(self, seed, query):
        self.random = random.Random(seed)
        self.query = query

    def value(self, shape, depth=0, location=None):
        kind = shape.type_name
        if shape.name == "AttributeValue":
            return self.attribute_value(depth)
        return getattr(self, kind)(shape, depth, location)

    def attribute_value(self, depth):
        kinds = ["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS"] + (["L", "M"] if depth < 3 else [])
        kind = self.random.choice(kinds)
        number = lambda: str(self.random.randint(-(10**6), 10**6))
        some = lambda make: [make() for _ in range(self.random.randint(1, 3))]
        return {
            kind: {
                "S": self.text,
                "N": number,
                "B": self.bytes,
                "BOOL": lambda: self.random.random() < 0.5,
                "NULL": lambda: True,
                "SS": lambda: sorted(set(some(self.text))),
                "NS": lambda: sorted(set(some(number)), key=int),
                "BS": lambda: sorted(set(some(self.bytes))),
                "L": lambda: some(lambda: self.attribute_value(depth + 1)),
                "M": lambda: {self.text(): self.attribute_value(depth + 1) for _ in range(2)},
            }[kind]()
        }

    def structure(self, shape, depth, location=None):
        out = {}
        for name, member in shape.members.items():
            required = name in shape.required_members or member.serialization.get("location") == "statusCode"
            if not required and (depth > 3 or self.random.random() < 0.4):
                continue
            at = member.serialization.get("location")
            if at == "statusCode":
                out[name] = self.random.choice([200, 202, 204])
                continue
            out[name] = self.value(member, depth + 1, at)
        if not out and self.query and depth and shape.members:
            # A form cannot say that a structure is there and empty.
            name, member = next(iter(shape.members.items()))
            out[name] = self.value(member, depth + 1)
        return out

    def list(self, shape, depth, location=None):
        return [self.value(shape.member, depth + 1) for _ in range(self.random.randint(1, 3))]

    def map(self, shape, depth, location=None):
        count = self.random.randint(1, 3)
        return {self.value(shape.key, depth + 1): self.value(shape.value, depth + 1) for _ in range(count)}

    def text(self):
        alphabet = string.ascii_letters + string.digits + " _-./+%=&:é漢🙂\"\\<>'"
        return "x" + "".join(self.random.choice(alphabet) for _ in range(self.random.randint(0, 20)))

    def bytes(self):
        return b"b" + bytes(self.random.randrange(256) for _ in range(self.random.randint(0, 30)))

    def string(self, shape, depth, location=None):
        if shape.enum:
            return self.random.choice(shape.enum)
        if location in ("header", "headers"):
            return "h" + "".join(self.random.choice(string.ascii_letters + "+/=-") for _ in range(9))
        return self.text()

    def blob(self, shape, depth, location=None):
        return self.bytes()

    def boolean(self, shape, depth, location=None):
        return self.random.random() < 0.5

    def integer(self, shape, depth, location=None):
        return self.random.randint(-(2**31), 2**31 - 1)

    def long(self, shape, depth, location=None):
        return self.random.randint(-(2**53), 2**53)

    def double(self, shape, depth, location=None):
        return self.random.choice([0.0, -1.5, 3.25e10, 1e-7])

    float = double

    def timestamp(self, shape, depth, location=None):
        second = self.random.randint(0, 2**31)
        return datetime.datetime.fromtimestamp(second, datetime.timezone.utc)


def neutral(value):
    """As hamsu's neutral form has it."""
    if isinstance(value, dict):
        return {key: neutral(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [neutral(item) for item in value]
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(bytes(value)).decode()
    if hasattr(value, "read"):
        return base64.b64encode(value.read()).decode()
    return value


@pytest.fixture(scope="module")
def echo(wire_echo_binary):
    process = subprocess.Popen([wire_echo_binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(**question):
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(timeout=10)


@pytest.mark.parametrize("service", raw.SERVICES)
def test_inputs_arrive_unchanged(echo, service):
    model = raw.model(service)
    protocol = model.metadata["protocol"]
    serializer = botocore.serialize.create_serializer(protocol, include_validation=False)
    for name in raw.listed(service):
        operation = model.operation_model(name)
        if operation.input_shape is None:
            continue
        for seed in range(ROUNDS):
            generator = Generator(f"{service}{name}{seed}", protocol == "query")
            value = generator.structure(operation.input_shape, 0)
            request = serializer.serialize_to_request(value, operation)
            body = request["body"]
            if isinstance(body, dict):
                body = urlencode(body)
            if isinstance(body, str):
                body = body.encode()
            query = request["query_string"]
            if isinstance(query, dict):
                query = urlencode(query, doseq=True)
            told = echo(
                service=service,
                operation=name,
                side="input",
                method=request["method"],
                path=request["url_path"].split("?")[0],
                query="&".join(part for part in (request["url_path"].partition("?")[2], query) if part),
                headers=[[key, str(text)] for key, text in request["headers"].items()],
                body=base64.b64encode(body or b"").decode(),
            )
            assert told["error"] is None, (name, told["error"], value)
            assert json.loads(told["value"]) == neutral(value), name


@pytest.mark.parametrize("service", raw.SERVICES)
def test_outputs_arrive_unchanged(echo, service):
    model = raw.model(service)
    parser = botocore.parsers.create_parser(model.metadata["protocol"])
    for name in raw.listed(service):
        operation = model.operation_model(name)
        if operation.output_shape is None:
            continue
        for seed in range(ROUNDS):
            value = Generator(f"{service}{name}{seed}out", False).structure(operation.output_shape, 0)
            told = echo(service=service, operation=name, side="output", value=json.dumps(neutral(value)))
            assert told["error"] is None, (name, told["error"], value)
            headers = {key: text for key, text in told["headers"]}
            headers["x-amzn-requestid"] = "an-id"
            payload = next(
                (m for m, s in operation.output_shape.members.items() if m == operation.output_shape.serialization.get("payload")),
                None,
            )
            body = base64.b64decode(told["body"])
            response = {"status_code": told["status"], "headers": headers, "body": body, "context": {"operation_name": name}}
            if payload and operation.output_shape.members[payload].type_name == "blob":
                class Stream:
                    def read(self):
                        return body
                response["body"] = Stream() if operation.has_streaming_output else body
            parsed = parser.parse(response, operation.output_shape)
            assert parsed.pop("ResponseMetadata")["HTTPStatusCode"] == told["status"]
            if told["status"] == 204 and payload:
                parsed.pop(payload, None)
                value.pop(payload, None)
            parsed = neutral(parsed)
            if payload and payload not in value and parsed.get(payload) == "":
                # A client cannot tell an empty body from none.
                del parsed[payload]
            assert parsed == neutral(value), name
