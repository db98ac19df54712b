"""The demo, whole: it is the main job."""

import contextlib
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


def venv():
    cache = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
    return os.path.join(cache, "hamsu/demo-venv/bin/python")


def environment():
    return {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "HAMSU_"))}


def demo(binary, *args):
    return subprocess.Popen(
        [binary, "demo", "--once", "--listen", "127.0.0.1:0", *args],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment(),
    )


def until_accepted(process):
    seen = []
    for line in process.stdout:
        seen.append(line)
        if "run accepted" in line:
            return
    raise AssertionError("".join(seen))


@pytest.fixture(scope="module")
def demos(hamsu_binary, tmp_path_factory):
    """All demos at once: each waits a minute for its schedule."""
    home = tmp_path_factory.mktemp("demos")
    with_stray_row(hamsu_binary, home / "stray")
    # The first one fetches what all of them need.
    started = {("once", "dev"): demo(hamsu_binary)}
    first = [started["once", "dev"].stdout.readline()]
    while "server" not in first[-1]:
        first.append(started["once", "dev"].stdout.readline())
        assert first[-1], "".join(first)
    started["once", "enforce"] = demo(hamsu_binary, "--auth", "enforce")
    for auth in ("dev", "enforce"):
        data = home / auth
        started["killed", auth] = demo(hamsu_binary, "--data", str(data), "--auth", auth, *WINDOW)
    started["stray", "dev"] = demo(hamsu_binary, "--data", str(home / "stray"), *WINDOW)
    yield home, started, first
    for process in started.values():
        if process.poll() is None:
            process.kill()
            process.wait(timeout=10)
        process.stdout.close()
    for note in home.glob("*/demo.json"):
        with contextlib.suppress(ProcessLookupError):
            os.kill(json.loads(note.read_text())["pid"], signal.SIGTERM)


def with_stray_row(binary, data):
    """A data directory whose table has a row that is in no file of the bank's."""
    server = Server(binary, data).start()
    try:
        dynamodb = server.client("dynamodb")
        dynamodb.create_table(
            TableName="customs-rates", BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n in ("currency", "day")],
            KeySchema=[{"AttributeName": "currency", "KeyType": "HASH"}, {"AttributeName": "day", "KeyType": "RANGE"}],
        )
        dynamodb.put_item(
            TableName="customs-rates",
            Item={"currency": {"S": "XAU"}, "day": {"S": "2024-01-03"}, "rate": {"N": "1"}},
        )
    finally:
        server.stop()


@pytest.mark.parametrize("auth", ["dev", "enforce"])
def test_a_kill_after_the_run_is_accepted_loses_nothing(demos, hamsu_binary, repository, auth):
    home, started, _ = demos
    process, data = started["killed", auth], home / auth
    until_accepted(process)
    time.sleep(random.Random().uniform(0.0, 2.0))
    process.kill()
    process.wait(timeout=10)
    server = Server(hamsu_binary, data, auth=auth, env={"HAMSU_ASYNC_RETRY_S": "2 4"}).start()
    try:
        told = subprocess.run(
            [venv(), str(repository / "examples/customs-rates/check.py"), *WINDOW, "--wait", "180", "--json"],
            capture_output=True, text=True, timeout=240, env=server.environment(),
        )
        assert told.returncode == 0, told.stdout[-1000:] + told.stderr + server.log_text()[-2000:]
    finally:
        server.stop()


@pytest.mark.parametrize("auth", ["dev", "enforce"])
def test_the_demo_ends_with_the_right_rows(demos, auth):
    _, started, first = demos
    told, _ = started["once", auth].communicate(timeout=300)
    told = "".join(first) + told if auth == "dev" else told
    assert started["once", auth].returncode == 0, told
    assert "run accepted" in told
    assert "every one as in the European Central Bank's file" in told
    assert "10 of them read back through the HTTP API" in told
    data = re.search(r"^data (\S+)$", told, re.M)[1]
    assert not os.path.exists(data), "a demo that passed leaves nothing"
    assert re.search(r"customs-rates-fetch\s*\|\s*\d+", told)
    # The manual run and at least one of the schedule; one part of each failed whole and came back.
    runs, parts = map(int, re.search(r"^(\d+) runs, (\d+) parts published", told, re.M).groups())
    fetched = int(re.search(r"customs-rates-fetch\s*\|\s*(\d+)", told)[1])
    assert runs >= 2 and parts >= 123 + 30 and fetched >= parts + 1
    assert "two small servers" in told


def test_a_demo_with_wrong_rows_says_so_and_fails(demos):
    _, started, _ = demos
    told, _ = started["stray", "dev"].communicate(timeout=300)
    assert started["stray", "dev"].returncode == 1, told
    assert "1 unexpected, such as [\"XAU\",\"2024-01-03\"]" in told


def test_an_action_taken_away_from_a_role_is_missed_by_name(hamsu, repository, tmp_path):
    """Least privilege: without dynamodb:BatchWriteItem, fetch fails and its log names the action."""
    server = hamsu(auth="enforce")
    rates = subprocess.run(
        [venv(), "-c", "import importlib.util as u, pathlib; p = pathlib.Path(u.find_spec('currency_converter').origin).parent; print(sorted(p.glob('eurofxref*'))[0])"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()
    source = subprocess.Popen(
        [venv(), str(repository / "examples/customs-rates/source/customs.py"), rates],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )
    stand_in = json.loads(source.stdout.readline())
    try:
        runtimes = json.loads(server.hamsu("runtimes", "--json").stdout)
        runtime = [row["runtime"] for row in runtimes if row["present"] and row["runtime"].startswith("python")][-1]
        deploy = [venv(), str(repository / "examples/customs-rates/deploy.py"), "--runtime", runtime,
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
