"""A server that is killed takes its sandboxes with it, those that stand still too."""

import concurrent.futures
import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from conftest import eventually
from test_lambda_control import ROLE, runtime

SOURCE = """
import subprocess, time

child = subprocess.Popen(["/bin/sleep", "600"], start_new_session=True)


def handler(event, context):
    time.sleep(event["sleep_s"])
    return context.log_stream_name
"""


def package():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("app.py", SOURCE)
        archive.writestr("boto3/__init__.py", "")
    return out.getvalue()


class Traces:
    """What there is of a server's sandboxes on this machine."""

    def __init__(self, data):
        self.id = (Path(data) / "instance").read_text().split()[0]
        self.bases = (Path(data) / "sandboxes" / "cgroups").read_text().split()

    def groups(self):
        return [group for base in self.bases for group in Path(base).glob(f"hamsu-{self.id}-*")]

    def processes(self):
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                inside = f"/hamsu-{self.id}-" in (entry / "cgroup").read_text()
                command = (entry / "cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if inside or command.startswith((f"hamsu-warden\0{self.id}\0".encode(), f"hamsu-init\0{self.id}\0".encode())):
                found.append((int(entry.name), command))
        return found

    def frozen(self):
        def stands_still(group):
            try:
                if (group / "freezer.state").is_file():
                    return (group / "freezer.state").read_text().strip() == "FROZEN"
                return "frozen 1" in (group / "cgroup.events").read_text()
            except FileNotFoundError:
                return False
        return [group for group in self.groups() if stands_still(group)]


@pytest.mark.skipif(os.geteuid() != 0, reason="frozen sandboxes need control groups")
def test_a_killed_server_leaves_no_process_and_no_group(hamsu):
    server = hamsu()
    client = server.client("lambda")
    identifier = runtime(client)
    client.create_function(
        FunctionName="f", Runtime=identifier, Handler="app.handler", Role=ROLE, Timeout=300,
        Code={"ZipFile": package()},
    )
    client.get_waiter("function_active_v2").wait(FunctionName="f", WaiterConfig={"Delay": 1, "MaxAttempts": 60})

    def invoke(sleep_s):
        payload = json.dumps({"sleep_s": sleep_s})
        return json.load(client.invoke(FunctionName="f", Payload=payload)["Payload"])

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(invoke, [1, 1, 1]))) == 3
        traces = Traces(server.data)
        eventually(lambda: len(traces.frozen()) == 3)
        # One of them runs again, for long.
        running = pool.submit(invoke, 300)
        eventually(lambda: len(traces.frozen()) == 2)
        assert len(traces.groups()) == 3 * len(traces.bases)
        # Init, the runtime and its child each time; and the warden.
        assert len(traces.processes()) >= 10
        server.kill()
        deadline = time.monotonic() + 2
        while traces.processes() or traces.groups():
            assert time.monotonic() < deadline, (traces.processes(), traces.groups())
        with pytest.raises((BotoCoreError, ClientError)):
            running.result(timeout=60)

    again = hamsu(data=server.data)
    assert "removed what a killed server left" not in again.log_text()
    client = again.client("lambda")
    assert invoke(0)
    again.stop()
    eventually(lambda: (traces.processes(), traces.groups()) == ([], []), timeout=2)
