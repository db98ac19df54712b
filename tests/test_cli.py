"""The command line, as people and scripts use it."""

import json
import os
import re
import stat
import subprocess
import time
import urllib.error

import pytest

from conftest import eventually
from test_durability import create_function

ECHO = """import json
def handler(event, context):
    print("got", json.dumps(event))
    if event.get("fail"):
        raise ValueError("asked to")
    return {"got": event, "version": context.function_version}
"""


def run(binary, *args, env=None, **kwargs):
    return subprocess.run([binary, *args], capture_output=True, text=True, timeout=90, env=env, **kwargs)


def clean_environment(tmp_path, **more):
    out = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "HAMSU_", "XDG_DATA"))}
    return {**out, "HOME": str(tmp_path), "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), **more}


def test_up_detach_status_credentials_and_down(hamsu_binary, tmp_path):
    env = clean_environment(tmp_path)
    data = str(tmp_path / "data")
    told = run(hamsu_binary, "status", "--data", data, env=env)
    assert told.returncode == 1 and told.stdout.startswith("stopped")
    told = run(hamsu_binary, "up", "--detach", "--data", data, "--listen", "127.0.0.1:0", env=env)
    try:
        assert told.returncode == 0, told.stderr
        endpoint = re.fullmatch(r"listening on (http://127\.0\.0\.1:\d+)\n", told.stdout)[1]
        assert open(f"{data}/endpoint").read().strip() == endpoint
        status = json.loads(run(hamsu_binary, "status", "--data", data, "--json", env=env).stdout)
        assert status["status"] == "running" and status["endpoint"] == endpoint
        assert status["pid"] == int(open(f"{data}/pid").read())
        exports = run(hamsu_binary, "credentials", "--data", data, env=env).stdout
        values = dict(re.findall(r"export (\w+)=(\S+)", exports))
        assert values["AWS_ENDPOINT_URL"] == endpoint and values["AWS_REGION"] == "us-east-1"
        assert values["AWS_ACCESS_KEY_ID"].startswith("AKIA")
        mode = os.stat(f"{data}/root-credentials").st_mode
        assert stat.S_IMODE(mode) == 0o600
        assert stat.S_IMODE(os.stat(data).st_mode) == 0o700
        aws = run("aws", "sts", "get-caller-identity", env={**env, **values, "AWS_EC2_METADATA_DISABLED": "true"})
        assert json.loads(aws.stdout)["Arn"] == "arn:aws:iam::000000000000:root", aws.stderr
    finally:
        told = run(hamsu_binary, "down", "--data", data, env=env)
    assert told.returncode == 0, told.stderr
    assert run(hamsu_binary, "status", "--data", data, env=env).returncode == 1
    assert not os.path.exists(f"{data}/pid")
    exports = run(hamsu_binary, "credentials", "--data", data, env=env).stdout
    assert "AWS_ENDPOINT_URL" not in exports


def test_configuration_shows_values_with_their_origins_and_refuses_what_it_does_not_know(hamsu_binary, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "hamsu.toml").write_text('region = "eu-west-1"\n')
    env = clean_environment(tmp_path, HAMSU_LISTEN="127.0.0.1:9")
    told = run(hamsu_binary, "config", "--data", str(data), "--json", env=env)
    settings = json.loads(told.stdout)["settings"]
    assert settings["region"] == {"value": "eu-west-1", "origin": str(data / "hamsu.toml")}
    assert settings["listen"] == {"value": "127.0.0.1:9", "origin": "HAMSU_LISTEN"}
    assert settings["clock"]["origin"] == "default"
    (data / "hamsu.toml").write_text("reigon = 1\n")
    told = run(hamsu_binary, "up", "--data", str(data), env=env)
    assert told.returncode == 2 and "reigon" in told.stderr and "hint:" in told.stderr


def test_usage_errors_end_with_two_and_a_missing_server_with_a_hint(hamsu_binary, tmp_path):
    env = clean_environment(tmp_path)
    assert run(hamsu_binary, "nonsense", env=env).returncode == 2
    assert run(hamsu_binary, "up", "--auth", "nonsense", "--data", str(tmp_path / "d"), env=env).returncode == 2
    told = run(hamsu_binary, "invoke", "f", "--endpoint", "http://127.0.0.1:1", env=env)
    assert told.returncode == 1 and "hint:" in told.stderr
    told = run(hamsu_binary, "invoke", "f", "{no json", env=env)
    assert told.returncode == 2


def test_a_server_can_be_ended_in_good_order_as_soon_as_it_says_that_it_listens(hamsu):
    server = hamsu()
    for _ in range(10):
        assert server.stop() == 0
        assert not (server.data / "pid").exists()
        server.start()


def test_a_taken_port_is_an_error_for_up(hamsu, hamsu_binary, tmp_path):
    server = hamsu()
    port = server.endpoint.rsplit(":", 1)[1]
    told = run(hamsu_binary, "up", "--data", str(tmp_path / "other"), "--listen", f"127.0.0.1:{port}")
    assert told.returncode == 1 and port in told.stderr


def python_function(server, name="echo"):
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("app.py", ECHO)
        packed.writestr("boto3/__init__.py", "")
    runtime = next(
        row["runtime"] for row in json.loads(server.hamsu("runtimes", "--json").stdout)
        if row["runtime"].startswith("python") and row["present"]
    )
    client = server.client("lambda")
    client.create_function(
        FunctionName=name, Runtime=runtime, Role="arn:aws:iam::000000000000:role/r", Handler="app.handler",
        Code={"ZipFile": out.getvalue()},
    )
    client.get_waiter("function_active_v2").wait(FunctionName=name)
    return client


def test_invoke_and_logs(hamsu):
    server = hamsu()
    python_function(server)
    told = server.hamsu("invoke", "echo", '{"a": 1}')
    assert json.loads(told.stdout) == {"got": {"a": 1}, "version": "$LATEST"}
    assert 'got {"a": 1}' in told.stderr and "REPORT RequestId" in told.stderr
    told = server.hamsu("invoke", "echo", "-", input='{"from": "stdin"}')
    assert json.loads(told.stdout)["got"] == {"from": "stdin"}
    told = server.hamsu("invoke", "echo", '{"fail": true}', check=False)
    assert told.returncode == 1 and json.loads(told.stdout)["errorType"] == "ValueError"
    told = server.hamsu("invoke", "nobody", check=False)
    assert told.returncode == 1 and "ResourceNotFoundException" in told.stderr
    assert server.hamsu("invoke", "echo", '{"late": 1}', "--async").stderr == "accepted\n"
    shown = eventually(lambda: (lambda text: text if '"late": 1' in text else None)(server.hamsu("logs", "echo").stdout))
    assert "START RequestId" in shown and shown.index('{"a": 1}') < shown.index('"late": 1')
    lines = server.hamsu("logs", "echo", "--json", "--filter", "REPORT").stdout.splitlines()
    assert lines and all("REPORT" in json.loads(line)["message"] for line in lines)


def test_logs_of_more_than_a_page_are_printed_to_the_last_line(hamsu):
    server = hamsu()
    logs = server.client("logs")
    logs.create_log_group(logGroupName="/long")
    logs.create_log_stream(logGroupName="/long", logStreamName="s")
    now = int(time.time() * 1000)
    # Over ten seconds, and more than the megabyte that a page of FilterLogEvents has.
    for batch in range(3):
        logs.put_log_events(
            logGroupName="/long", logStreamName="s",
            logEvents=[
                {"timestamp": now - 30_000 + 10_000 * batch + line, "message": f"{batch}.{line} {'x' * 200}"}
                for line in range(4_000)
            ],
        )
    lines = server.hamsu("logs", "/long").stdout.splitlines()
    assert [line.split()[1] for line in lines] == [f"{batch}.{line}" for batch in range(3) for line in range(4_000)]


def test_runtimes_and_doctor_tell_scripts_what_is_there(hamsu_binary, tmp_path):
    rows = json.loads(run(hamsu_binary, "runtimes", "--json").stdout)
    names = {row["runtime"]: row for row in rows}
    assert names["provided.al2023"]["present"]
    assert any(row["present"] and row["runtime"].startswith("python") for row in rows)
    told = json.loads(run(hamsu_binary, "doctor", "--json").stdout)
    assert told["tier"] and isinstance(told["lacks"], list)
    told = run(hamsu_binary, "runtimes", "add", "python3.9")
    assert told.returncode == 1 and "python3.13" in told.stderr


def closed(binary, *args, env=None):
    """How a command ends whose output nobody reads: its exit code and standard error."""
    read, write = os.pipe()
    os.close(read)
    told = subprocess.run([binary, *args], stdout=write, stderr=subprocess.PIPE, text=True, timeout=90, env=env)
    os.close(write)
    return told.returncode, told.stderr


def test_output_that_nobody_reads_is_no_error(hamsu):
    server = hamsu()
    logs = server.client("logs")
    logs.create_log_group(logGroupName="/some")
    logs.create_log_stream(logGroupName="/some", logStreamName="s")
    logs.put_log_events(logGroupName="/some", logStreamName="s", logEvents=[
        {"timestamp": int(time.time() * 1000), "message": "line"}])
    for args in [
        ["config", "--data", str(server.data)], ["completion", "bash"], ["--help"], ["runtimes"],
        ["status", "--data", str(server.data)], ["logs", "/some"], ["cost"],
    ]:
        assert closed(server.binary, *args, env=server.environment()) == (0, ""), args
    # Nobody reads what a server says at its start either, and it serves.
    read, write = os.pipe()
    os.close(read)
    data = f"{server.data}-unread"
    started = subprocess.Popen(
        [server.binary, "up", "--data", data, "--listen", "127.0.0.1:0"], stdout=write, stderr=write,
        env=clean_environment(server.data),
    )
    os.close(write)
    try:
        answers = ["status", "--data", data]
        eventually(lambda: "running" in run(server.binary, *answers).stdout)
    finally:
        started.terminate()
        assert started.wait(timeout=40) == 0


def test_what_is_not_there_is_told_as_such(hamsu, hamsu_binary, tmp_path):
    server = hamsu()
    told = server.hamsu("logs", "nope", check=False)
    assert told.returncode == 1 and "there is no function nope" in told.stderr
    told = server.hamsu("logs", "/nope", check=False)
    assert told.returncode == 1 and "there is no log group /nope" in told.stderr
    create_function(server.client("lambda"), "quiet")
    told = server.hamsu("logs", "quiet")
    assert "/aws/lambda/quiet has no lines yet" in told.stderr
    told = server.hamsu("status", "--endpoint", server.endpoint)
    assert told.stdout.startswith(f"running  endpoint {server.endpoint}\nversion ")
    told = server.hamsu("status", "--endpoint", "http://127.0.0.1:1", "--json", check=False)
    assert told.returncode == 1 and json.loads(told.stdout)["status"] == "not answering"
    told = run(hamsu_binary, "up", "--data", "/proc/x", env=clean_environment(tmp_path))
    assert told.returncode == 1 and told.stderr.count("os error") == 1, told.stderr
    told = run(hamsu_binary, "config", env=clean_environment(tmp_path, HAMSU_LISTNE="x"))
    assert told.returncode == 2 and "HAMSU_LISTNE: unknown key listne" in told.stderr


def test_completions_and_help_are_there(hamsu_binary):
    for shell in ("bash", "zsh", "fish"):
        assert "hamsu" in run(hamsu_binary, "completion", shell).stdout
    assert "Exit codes" in run(hamsu_binary, "--help").stdout


def test_a_manual_clock_stands_still_until_it_is_moved(hamsu):
    server = hamsu(clock="manual")
    first = json.loads(server.get("/_hamsu/clock"))["now"]
    assert json.loads(server.get("/_hamsu/clock"))["now"] == first
    moved = server.advance(3_600_000)["now"]
    assert moved[11:13] != first[11:13]
    with pytest.raises(urllib.error.HTTPError) as error:
        server.advance(10**18)
    assert error.value.code == 400 and "9999" in json.loads(error.value.read())["message"]
    assert json.loads(server.get("/_hamsu/clock"))["now"] >= moved


def test_state_of_functions_survives_a_restart(hamsu):
    server = hamsu()
    create_function(server.client("lambda"), "kept")
    assert server.stop() == 0
    server.start()
    functions = server.client("lambda").list_functions()["Functions"]
    assert [function["FunctionName"] for function in functions] == ["kept"]
