"""Fixtures of the whole-client tests: every test gets a server of its own, in a data directory of
its own, on a port that is free. Servers are ended by their process id."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import boto3
import botocore.config
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


def binary(name):
    target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    return str(target / "release" / name)


@pytest.fixture(scope="session")
def repository():
    return REPOSITORY


@pytest.fixture(scope="session")
def hamsu_binary():
    return binary("hamsu")


@pytest.fixture(scope="session")
def wire_echo_binary():
    return binary("examples/wire_echo")


class Server:
    """A running hamsu."""

    def __init__(self, binary, data, auth="dev", clock="system", args=(), env=None):
        self.binary, self.data, self.auth, self.clock = binary, Path(data), auth, clock
        self.args, self.env = list(args), dict(env or {})
        self.process = None
        self.endpoint = None

    def start(self):
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "HAMSU_"))}
        environment.update(self.env)
        self.log = open(str(self.data) + ".log", "ab")
        self.process = subprocess.Popen(
            [self.binary, "up", "--data", str(self.data), "--listen", "127.0.0.1:0",
             "--auth", self.auth, "--clock", self.clock, *self.args],
            stdout=subprocess.PIPE, stderr=self.log, env=environment,
        )
        line = self.process.stdout.readline().decode()
        if not line.startswith("listening on "):
            self.process.wait(timeout=10)
            raise AssertionError(f"no server: {line!r}\n{self.log_text()[-3000:]}")
        self.endpoint = line.split()[-1]
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=10)
                raise
        if self.process:
            self.process.stdout.close()
        return self.process.returncode if self.process else None

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def log_text(self):
        return Path(str(self.data) + ".log").read_text(errors="replace")

    @property
    def credentials(self):
        access_key, secret, _ = (self.data / "root-credentials").read_text().split()
        return {"aws_access_key_id": access_key, "aws_secret_access_key": secret}

    def session(self, **credentials):
        return boto3.session.Session(region_name="us-east-1", **(credentials or self.credentials))

    def client(self, service, region="us-east-1", config=None, **credentials):
        settings = botocore.config.Config(
            retries={"max_attempts": 0}, connect_timeout=5, read_timeout=70, max_pool_connections=80
        )
        if config:
            settings = settings.merge(config)
        return boto3.session.Session(**(credentials or self.credentials)).client(
            service, region_name=region, endpoint_url=self.endpoint, config=settings
        )

    def resource(self, service, **credentials):
        return boto3.session.Session(**(credentials or self.credentials)).resource(
            service, region_name="us-east-1", endpoint_url=self.endpoint
        )

    def environment(self, **more):
        """The environment of a command that is to talk to this server."""
        credentials = self.credentials
        out = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "HAMSU_"))}
        out.update(
            AWS_ENDPOINT_URL=self.endpoint, AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1",
            AWS_ACCESS_KEY_ID=credentials["aws_access_key_id"],
            AWS_SECRET_ACCESS_KEY=credentials["aws_secret_access_key"],
            AWS_EC2_METADATA_DISABLED="true", **more,
        )
        return out

    def get(self, path, **headers):
        request = urllib.request.Request(self.endpoint + path, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()

    def advance(self, milliseconds):
        body = json.dumps({"advance_ms": milliseconds}).encode()
        request = urllib.request.Request(self.endpoint + "/_hamsu/clock", data=body, method="POST")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def hamsu(self, *args, check=True, **kwargs):
        """Run a client command against this server."""
        told = subprocess.run(
            [self.binary, *args], env=self.environment(), capture_output=True, text=True, timeout=120, **kwargs
        )
        if check and told.returncode != 0:
            raise AssertionError(f"hamsu {args}: {told.returncode}\n{told.stdout}\n{told.stderr}")
        return told


@pytest.fixture
def hamsu(hamsu_binary, tmp_path):
    """Starts servers; all of them are stopped at the end, and none may have logged an ERROR."""
    servers = []

    def start(auth="dev", **kwargs):
        expect_errors = kwargs.pop("expect_errors", False)
        data = kwargs.pop("data", None) or tmp_path / f"data{len(servers)}"
        server = Server(hamsu_binary, data, auth=auth, **kwargs)
        server.expect_errors = expect_errors
        servers.append(server)
        return server.start()

    yield start
    failures = []
    for server in servers:
        code = server.stop()
        errors = [line for line in server.log_text().splitlines() if " ERROR " in line]
        if not server.expect_errors and errors:
            failures.append("\n".join(errors[:10]))
        if not server.expect_errors and code not in (0, -9):
            failures.append(f"the server ended with {code}\n{server.log_text()[-2000:]}")
    assert not failures, failures


def eventually(check, timeout=30, pause=0.05):
    """The first true answer of `check`, looked for until it is there."""
    deadline = time.monotonic() + timeout
    while True:
        answer = check()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"still {answer!r} after {timeout} s")
        time.sleep(pause)
