"""Acknowledged means stored: a finished sync stands between every acknowledged write and its
answer, kills at random moments lose nothing that a ledger outside holds, and a full disk is told
and survived."""

import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
import zipfile
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

import ledger
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


def stores(repository, service):
    """Whether the service has tables, or leaves it to others to keep what it answers."""
    sources = (repository / "crates" / f"svc-{service}").glob("src/**/*.rs")
    return any("Table::new(" in source.read_text() for source in sources)


WITH_PACKAGE = {("lambda", "CreateFunction"), ("lambda", "UpdateFunctionCode")}


class Traced(Server):
    """A server whose reads, writes and syncs are noted."""

    def start(self):
        self.trace = Path(f"{self.data}.trace")
        calls = "trace=fdatasync,fsync,recvfrom,read,sendto,write,writev,sendmsg"
        self.process = subprocess.Popen(
            ["strace", "-f", "-y", "-s", "400", "-e", calls, "-o", self.trace, self.binary,
             "up", "--data", self.data, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        self.endpoint = self.process.stdout.readline().decode().split()[-1]
        return self

    def stop(self):
        os.kill(int((self.data / "pid").read_text()), signal.SIGTERM)
        self.process.wait(timeout=60)
        self.process.stdout.close()

    def lines(self):
        """Each with what the other half of it says, where the call was interrupted by another's."""
        begun = {}
        for line in self.trace.read_text(errors="replace").splitlines():
            thread, _, call = line.partition(" ")
            call = call.strip()
            if call.endswith("<unfinished ...>"):
                begun[thread] = call.removesuffix("<unfinished ...>")
            elif call.startswith("<..."):
                yield begun.pop(thread, "") + call
            else:
                yield call


def test_a_finished_sync_stands_between_every_write_and_its_answer(hamsu_binary, repository, tmp_path):
    assert shutil.which("strace"), "strace is needed: apt-get install strace"
    server = Traced(hamsu_binary, tmp_path / "data").start()
    ids = {}
    try:
        clients = ledger.Clients(server)

        def told(parsed, model, **_):
            ids[model.service_model.service_name, model.name] = parsed["ResponseMetadata"]["RequestId"]

        writer = ledger.Writer(0, ledger.Ledger(), clients)
        for client in clients.all():
            client.meta.events.register("after-call", told)
        for operation in ledger.WRITERS:
            writer.do(operation)
    finally:
        server.stop()
    lines = list(server.lines())
    checked = set()
    for operation in ledger.mutating(repository):
        if not stores(repository, operation[0]):
            continue
        answered = next(
            index for index, line in enumerate(lines)
            if ids[operation] in line and "<socket:" in line and re.match(r"(sendto|write|writev|sendmsg)\(", line)
        )
        received = max(
            index for index, line in enumerate(lines[:answered])
            if re.match(r"(recvfrom|read)\(", line) and "<socket:" in line and "HTTP/1.1" in line
        )
        # The package if there is one, the record, and the note that this version is synced.
        synced = " ".join(
            "package" if "/blobs/" in found[1] else "record" if found[1].endswith(".jnl") else "note"
            for line in lines[received:answered]
            if (found := re.match(r"f(?:data)?sync\(\d+<([^>]*(?:\.jnl|/synced|/blobs/[^>]*))>.*= 0$", line))
        )
        wanted = "package.*record.*note" if operation in WITH_PACKAGE else "record.*note"
        assert re.search(wanted, synced), (operation, synced, lines[received:answered])
        checked.add(operation[0])
    assert checked == {service for service in ledger.services(repository) if stores(repository, service)}


def test_every_mutating_operation_has_a_writer(repository):
    """One that is added gets a writer in ledger/, or this fails."""
    wanted = ledger.mutating(repository)
    there = set(ledger.WRITERS)
    assert there == wanted, {"without a writer": wanted - there, "no operation": there - wanted}


def test_twenty_kills_lose_nothing_that_was_acknowledged(hamsu_binary, tmp_path):
    """Eight writers over every mutating operation, a kill, a start, and a look at everything."""
    generator = random.Random(7)
    server = Server(hamsu_binary, tmp_path / "data").start()
    clients, book = ledger.Clients(server), ledger.Ledger()
    try:
        writers = [ledger.Writer(number, book, clients) for number in range(8)]
        for life in range(1, 21):
            stop = threading.Event()
            threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in writers]
            for thread in threads:
                thread.start()
            time.sleep(generator.uniform(0.2, 3.0))
            server.kill()
            stop.set()
            for thread in threads:
                thread.join(timeout=90)
            # In its last life time is moved by hand, so that events need not be waited for.
            server.clock = "manual" if life == 20 else "system"
            server.start()
            book.check(clients, at_the_end=life == 20)
    finally:
        if server.process.poll() is None:
            server.kill()
    errors = [error for writer in writers for error in writer.errors]
    assert not errors, (len(errors), errors[:5])
    rare = {operation: count for operation, count in book.counts.items() if count < 10}
    assert not rare, f"hardly written: {rare}"


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
