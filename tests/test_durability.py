"""Acknowledged means stored: a finished sync stands between every acknowledged write and its
answer, kills at random moments lose nothing that a ledger outside holds, and a full disk is told
and survived."""

import io
import json
import os
import random
import re
import shutil
import subprocess
import threading
import time
import zipfile

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from conftest import Server, eventually

ROLE = "arn:aws:iam::000000000000:role/r"
TRUST = json.dumps({
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
})


def package(text="#!/bin/sh\n"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = 0o755 << 16
        packed.writestr(entry, text)
    return out.getvalue()


def create_function(client, name, text="#!/bin/sh\n"):
    return client.create_function(
        FunctionName=name, Runtime="provided.al2023", Role=ROLE, Handler="x", Code={"ZipFile": package(text)}
    )


def create_table(client, name="ledger"):
    client.create_table(
        TableName=name, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
    )
    eventually(lambda: client.describe_table(TableName=name)["Table"]["TableStatus"] == "ACTIVE")


def test_a_finished_sync_stands_between_every_write_and_its_answer(hamsu_binary, tmp_path):
    assert shutil.which("strace"), "strace is needed: apt-get install strace"
    trace = tmp_path / "trace"
    server = Server(hamsu_binary, tmp_path / "data")
    server.binary = "strace"
    server.args = []
    calls = "trace=fdatasync,fsync,recvfrom,read,sendto,write,writev,sendmsg"
    command = ["strace", "-f", "-y", "-s", "400", "-e", calls, "-o", str(trace), hamsu_binary]
    process = subprocess.Popen(
        [*command, "up", "--data", str(server.data), "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )
    try:
        server.endpoint = process.stdout.readline().decode().split()[-1]
        dynamodb, iam, logs, functions = (server.client(name) for name in ("dynamodb", "iam", "logs", "lambda"))
        create_table(dynamodb)
        ids = {}
        def told(answer):
            return answer["ResponseMetadata"]["RequestId"]
        ids["PutItem"] = told(dynamodb.put_item(TableName="ledger", Item={"k": {"S": "a"}}))
        ids["CreateRole"] = told(iam.create_role(RoleName="r", AssumeRolePolicyDocument=TRUST))
        ids["CreateLogGroup"] = told(logs.create_log_group(logGroupName="g"))
        ids["CreateFunction"] = told(create_function(functions, "f"))
        eventually(lambda: functions.get_function_configuration(FunctionName="f")["State"] != "Pending")
        ids["Invoke"] = told(functions.invoke(FunctionName="f", InvocationType="Event", Payload=b"{}"))
    finally:
        subprocess.run(["pkill", "-TERM", "-P", str(process.pid)], check=False)
        process.wait(timeout=60)
        process.stdout.close()
    lines = trace.read_text(errors="replace").splitlines()
    assert len(lines) > 100
    for operation, request_id in ids.items():
        answered = next(
            index for index, line in enumerate(lines)
            if request_id in line and "socket:" in line and re.search(r"(sendto|write|writev|sendmsg)\(", line)
        )
        received = max(
            index for index, line in enumerate(lines[:answered])
            if re.search(r"(recvfrom|read)\(", line) and "socket:" in line and ("HTTP/1.1" in line)
        )
        between = lines[received:answered]
        synced = [
            line for line in between
            if re.search(r"f(data)?sync\(.*= 0", line) or re.search(r"<\.\.\. f(data)?sync resumed>.*= 0", line)
        ]
        assert len(synced) >= 2, (operation, between)


class Ledger:
    """What was acknowledged, held outside the server."""

    def __init__(self):
        self.items, self.functions, self.roles, self.streams = {}, set(), set(), set()
        self.lock = threading.Lock()

    def note(self, change):
        with self.lock:
            change()


def clients(server):
    return [server.client(name) for name in ("dynamodb", "iam", "logs", "lambda")]


def writer(those, ledger, number, stop, counts):
    """Writes until the server is gone; notes each write after its answer."""
    generator = random.Random(number * 1000 + counts["round"])
    dynamodb, iam, logs, functions = those
    while not stop.is_set():
        counts["next"] += 1
        name = f"w{number}-{counts['round']}-{counts['next']}"
        kind = generator.choice(["put", "put", "put", "update", "delete", "batch", "role", "stream", "function", "tag"])
        try:
            if kind == "put":
                dynamodb.put_item(TableName="ledger", Item={"k": {"S": name}, "v": {"S": "x" * 300}})
                ledger.note(lambda: ledger.items.__setitem__(name, "x" * 300))
            elif kind == "update":
                dynamodb.update_item(
                    TableName="ledger", Key={"k": {"S": name}}, UpdateExpression="SET v = :v",
                    ExpressionAttributeValues={":v": {"S": name}},
                )
                ledger.note(lambda: ledger.items.__setitem__(name, name))
            elif kind == "delete":
                dynamodb.put_item(TableName="ledger", Item={"k": {"S": name}, "v": {"S": "gone"}})
                dynamodb.delete_item(TableName="ledger", Key={"k": {"S": name}})
                ledger.note(lambda: ledger.items.__setitem__(name, None))
            elif kind == "batch":
                dynamodb.batch_write_item(RequestItems={"ledger": [
                    {"PutRequest": {"Item": {"k": {"S": f"{name}-{part}"}, "v": {"S": "b"}}}} for part in range(5)
                ]})
                for part in range(5):
                    ledger.note(lambda part=part: ledger.items.__setitem__(f"{name}-{part}", "b"))
            elif kind == "role":
                iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
                ledger.note(lambda: ledger.roles.add(name))
            elif kind == "stream":
                logs.create_log_stream(logGroupName="g", logStreamName=name)
                ledger.note(lambda: ledger.streams.add(name))
            elif kind == "function":
                create_function(functions, name)
                ledger.note(lambda: ledger.functions.add(name))
            else:
                iam.put_role_policy(RoleName="base", PolicyName=f"p{number}", PolicyDocument=TRUST.replace(
                    '"Principal": {"Service": "lambda.amazonaws.com"}, ', "").replace("sts:AssumeRole", "s3:*\", \"Resource\": \"*"))
        except (BotoCoreError, ClientError) as error:
            if isinstance(error, ClientError) and error.response["Error"]["Code"] not in ("LimitExceeded", "MalformedPolicyDocument", "LimitExceededException"):
                counts["errors"].append(str(error))
            if not isinstance(error, ClientError):
                return


def check_ledger(those, ledger):
    dynamodb, iam, logs, functions = those
    found = {}
    for page in dynamodb.get_paginator("scan").paginate(TableName="ledger", ConsistentRead=True):
        for item in page["Items"]:
            found[item["k"]["S"]] = item.get("v", {}).get("S")
    lost = {name: value for name, value in ledger.items.items() if found.get(name) != value}
    assert not lost, (len(lost), dict(list(lost.items())[:5]))
    roles = {role["RoleName"] for page in iam.get_paginator("list_roles").paginate() for role in page["Roles"]}
    assert ledger.roles <= roles, ledger.roles - roles
    streams = {
        stream["logStreamName"]
        for page in logs.get_paginator("describe_log_streams").paginate(logGroupName="g")
        for stream in page["logStreams"]
    }
    assert ledger.streams <= streams, ledger.streams - streams
    there = {
        function["FunctionName"]
        for page in functions.get_paginator("list_functions").paginate()
        for function in page["Functions"]
    }
    assert ledger.functions <= there, ledger.functions - there


def test_twenty_kills_lose_nothing_that_was_acknowledged(hamsu_binary, tmp_path):
    generator = random.Random(7)
    ledger = Ledger()
    server = Server(hamsu_binary, tmp_path / "data").start()
    create_table(server.client("dynamodb"))
    server.client("logs").create_log_group(logGroupName="g")
    server.client("iam").create_role(RoleName="base", AssumeRolePolicyDocument=TRUST)
    counts = {"next": 0, "errors": [], "round": 0}
    # Made before the writers begin: making them takes longer than some rounds.
    those = clients(server)
    try:
        for round_number in range(20):
            counts["round"] = round_number
            stop = threading.Event()
            writers = [
                threading.Thread(target=writer, args=(those, ledger, number, stop, counts)) for number in range(8)
            ]
            for thread in writers:
                thread.start()
            time.sleep(generator.uniform(0.2, 3.0))
            server.kill()
            stop.set()
            for thread in writers:
                thread.join(timeout=90)
            server = Server(hamsu_binary, tmp_path / "data").start()
            those = clients(server)
            check_ledger(those, ledger)
        assert len(ledger.items) > 200, "the writers hardly wrote"
        assert not counts["errors"], counts["errors"][:5]
    finally:
        server.kill() if server.process.poll() is None else None


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 256 MB."""
    assert os.geteuid() == 0, "this test mounts a tmpfs and needs root"
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_refuses_writes_goes_on_reading_and_recovers(small_disk, hamsu):
    server = hamsu(data=small_disk / "data", expect_errors=True)
    dynamodb = server.client("dynamodb")
    create_table(dynamodb)
    dynamodb.put_item(TableName="ledger", Item={"k": {"S": "before"}})
    free = os.statvfs(small_disk)
    ballast = small_disk / "ballast"
    room = free.f_bavail * free.f_frsize - (10 << 20)
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, room)
    with pytest.raises(ClientError) as error:
        for number in range(1_000):
            dynamodb.put_item(TableName="ledger", Item={"k": {"S": f"n{number}"}, "v": {"B": b"x" * 100_000}})
    assert error.value.response["Error"]["Code"] == "ServiceUnavailableException"
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503
    with pytest.raises(ClientError) as error:
        server.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)
    assert error.value.response["Error"]["Code"] == "ServiceUnavailable"
    assert dynamodb.get_item(TableName="ledger", Key={"k": {"S": "before"}})["Item"] == {"k": {"S": "before"}}
    ballast.unlink()

    def writes_again():
        try:
            dynamodb.put_item(TableName="ledger", Item={"k": {"S": "after"}})
            return True
        except ClientError:
            return False

    eventually(writes_again)
    assert "Item" in dynamodb.get_item(TableName="ledger", Key={"k": {"S": "after"}})


def test_a_second_server_on_the_directory_names_the_first(hamsu, hamsu_binary):
    server = hamsu()
    told = subprocess.run(
        [hamsu_binary, "up", "--data", server.data, "--listen", "127.0.0.1:0"],
        capture_output=True, text=True, timeout=20,
    )
    assert told.returncode == 1
    assert str(server.process.pid) in told.stderr


def test_state_survives_a_stop_and_doctor_reads_it(hamsu, hamsu_binary):
    server = hamsu()
    create_table(server.client("dynamodb"))
    server.client("dynamodb").put_item(TableName="ledger", Item={"k": {"S": "a"}})
    assert server.stop() == 0
    told = subprocess.run([hamsu_binary, "doctor", "--data", server.data], capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stderr
    server.start()
    assert "Item" in server.client("dynamodb").get_item(TableName="ledger", Key={"k": {"S": "a"}})
