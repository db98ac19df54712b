"""A client that goes away in the middle of its request: what its handler has begun is finished."""

import base64
import json
import re
import shutil
import socket
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import eventually
from test_durability import ROLE, create_function, package

BOOTSTRAP = """#!/bin/sh
echo "it ran" >&2
exit 1
"""
FDATASYNC = "75"


@contextmanager
def held_commits(server):
    """Commits come as far as their sync and stand there until the end of the block."""
    assert shutil.which("strace"), "strace is needed: apt-get install strace"
    hold = "inject=fdatasync:delay_enter=600s:when=1"
    strace = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", hold, "-p", str(server.process.pid)],
        stderr=subprocess.DEVNULL,
    )
    try:
        tasks = Path(f"/proc/{server.process.pid}/task")
        committer = next(task for task in tasks.iterdir() if (task / "comm").read_text() == "store-commit\n")
        eventually(lambda: re.search(r"TracerPid:\t[1-9]", (committer / "status").read_text()))

        def held():
            return (committer / "syscall").read_text().split()[0] == FDATASYNC

        yield held
    finally:
        strace.terminate()
        strace.wait(timeout=20)


def is_connected(server_port, client_port):
    """Whether the server still has its end of a connection."""
    wanted = (f":{server_port:04X}", f":{client_port:04X}")
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    ends = ([end[-5:] for end in line.split()[1:3]] for line in lines)
    return list(wanted) in ends


def go_away_during_the_commit(server, head, body):
    address = urlsplit(server.endpoint)
    with held_commits(server) as held:
        stream = socket.create_connection((address.hostname, address.port), timeout=20)
        port = stream.getsockname()[1]
        stream.sendall(f"{head}host: localhost\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
        eventually(held)
        assert is_connected(address.port, port)
        stream.close()
        eventually(lambda: not is_connected(address.port, port))
        assert held()


def test_a_function_is_made_ready_though_its_maker_has_gone(hamsu):
    server = hamsu()
    function = {
        "FunctionName": "f", "Runtime": "provided.al2023", "Role": ROLE, "Handler": "x",
        "Code": {"ZipFile": base64.b64encode(package()).decode()},
    }
    head = "POST /2015-03-31/functions HTTP/1.1\r\n"
    go_away_during_the_commit(server, head, json.dumps(function).encode())
    functions = server.client("lambda")
    eventually(lambda: functions.get_function_configuration(FunctionName="f")["State"] == "Active")


def test_an_event_is_run_though_its_sender_has_gone(hamsu):
    server = hamsu()
    functions, logs = server.client("lambda"), server.client("logs")
    create_function(functions, "f", BOOTSTRAP)
    eventually(lambda: functions.get_function_configuration(FunctionName="f")["State"] == "Active")
    head = "POST /2015-03-31/functions/f/invocations HTTP/1.1\r\nx-amz-invocation-type: Event\r\n"
    go_away_during_the_commit(server, head, b"{}")

    def ran():
        groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
        return groups and logs.filter_log_events(logGroupName=groups[0], filterPattern="ran")["events"]

    eventually(ran)
