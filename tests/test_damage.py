"""One flipped bit in any file of a data directory: everything that was acknowledged is there, or the
start is refused, naming the file and what to do; in tables and packages the read that meets it is."""

import collections
import concurrent.futures
import contextlib
import os
import random
import re
import shutil
import subprocess
import threading
import urllib.error
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

import ledger
from conftest import Server

SHORT = 1024
# Bytes that are tried, of each file that is short or not.
OF_SHORT, OF_LONG = 10, 30


@pytest.fixture
def quick(tmp_path):
    """A directory in memory: hundreds of stores are made in it."""
    memory = Path("/dev/shm")
    place = memory / f"hamsu-{os.getpid()}-{tmp_path.name}" if os.access(memory, os.W_OK) else tmp_path / "quick"
    place.mkdir()
    yield place
    shutil.rmtree(place)


def filled(binary, directory, tables):
    """A store that each operation has written to, in two lives; its files and what is in it."""
    server = Server(binary, directory / "whole").start()
    clients, book = ledger.Clients(server), ledger.Ledger()
    writer = ledger.Writer(0, book, clients)
    for life in range(2):
        for operation in ledger.WRITERS:
            writer.do(operation)
        if tables and life == 0:
            # More than is kept in memory before it goes to a table.
            for number in range(27):
                value = f"{number:06}" * 60_000
                with writer.doing({("item", f"large{number}"): value}):
                    clients.dynamodb.put_item(
                        TableName=ledger.dynamodb.ITEMS, Item={"k": {"S": f"large{number}"}, "v": {"S": value}}
                    )
        assert server.stop() == 0
        server.start()
    book.check(clients)
    assert server.stop() == 0
    return server.data, book


def positions(path, generator):
    """Some of the file's bytes; of a file that is mostly empty, those that are not."""
    content = path.read_bytes()
    written = [at for at, byte in enumerate(content) if byte]
    chosen = written if len(written) < len(content) / 4 else range(len(content))
    count = OF_SHORT if len(content) < SHORT else OF_LONG
    return sorted(generator.sample(chosen, min(count, len(chosen))))


class Trial:
    """A copy of the store with one bit flipped, and what a server makes of it."""

    def __init__(self, binary, whole, book, name, at, bit, place, clients):
        self.whole, self.book, self.name, self.place, self.clients = whole, book, name, place, clients
        shutil.copytree(whole, place, copy_function=self.copy)
        self.at, self.bit = at, bit
        self.flip()
        self.server = Server(binary, place)

    def copy(self, source, target):
        # Tables are never written to once they are there.
        if "/tables/" in source and Path(source) != self.whole / self.name:
            os.link(source, target)
        else:
            shutil.copyfile(source, target)

    def flip(self):
        with open(self.place / self.name, "r+b") as file:
            file.seek(self.at)
            byte = file.read(1)[0]
            file.seek(self.at)
            file.write(bytes([byte ^ 1 << self.bit]))

    def names(self, text, form="{} is damaged: "):
        """Whether the text says which file it is."""
        own = [self.name]
        if re.search(r"/(current|v\d+)$", str(self.name)):
            # They check each other.
            own = [other.relative_to(self.whole) for other in (self.whole / self.name).parent.iterdir()]
        elif self.name.suffix == ".jnl":
            # Where versions are missing, they may be in any file.
            own.append(Path("engine"))
        return any(form.format(self.place / path) in text for path in own)

    def outcome(self, repair):
        try:
            self.server.start()
        except AssertionError:
            told = self.server.log_text()
            assert self.server.process.returncode == 1, told
            assert self.names(told) and "hint: " in told and "panicked" not in told, told
            if repair:
                told = subprocess.run(
                    [self.server.binary, "doctor", "--data", self.place], capture_output=True, text=True, timeout=60
                )
                assert told.returncode == 1 and self.names(told.stdout, "damaged: {}: "), told
                # It has changed nothing: with the one bit put right, all is well.
                self.flip()
                self.server.start()
                assert self.read() == "all there"
            return "refused"
        return self.read()

    def read(self):
        met = 0
        try:
            self.clients.server = self.server
            for reader, keys in self.book.asked().items():
                try:
                    found = reader(self.clients, keys)
                except ClientError as error:
                    assert error.response["Error"]["Code"] == "InternalFailure", error
                    met += 1
                    continue
                except urllib.error.HTTPError as error:
                    assert error.code == 500, error
                    met += 1
                    continue
                wrong = {key: found.get(key) for key in keys if found.get(key, ledger.GONE) != self.book.facts[key]}
                assert not wrong, str(wrong)[:1000]
        finally:
            code = self.server.stop()
        told = self.server.log_text()
        assert code == 0 and "panicked" not in told, told
        assert not met or self.names(told) and "`hamsu doctor --data DIR`" in told, told
        return "met by a read" if met else "all there"


@pytest.mark.parametrize("tables", [False, True], ids=["a small store", "a store with tables"])
def test_one_flipped_bit_is_named_or_harmless_and_loses_nothing(hamsu_binary, quick, tables):
    whole, book = filled(hamsu_binary, quick, tables)
    files = [path.relative_to(whole) for path in sorted(whole.rglob("*")) if path.is_file()]
    rows = [path for path in files if path.match("keyspaces/1/tables/*")]
    assert bool(rows) == tables, files
    generator, own = random.Random(7), threading.local()
    places = [(name, at, generator.randrange(8)) for name in files for at in positions(whole / name, generator)]
    if tables:
        # What is no table was tried in the small store.
        places = [place for place in places if place[0] in rows or place[0].suffix == ".jnl"]
    outcomes = collections.defaultdict(collections.Counter)

    def attempt(number, name, at, bit):
        if not hasattr(own, "clients"):
            own.clients = ledger.Clients(None)
        place = quick / f"trial{number}"
        try:
            trial = Trial(hamsu_binary, whole, book, name, at, bit, place, own.clients)
            return name, trial.outcome(repair=number % 5 == 0)
        except AssertionError as error:
            raise AssertionError(f"bit {bit} of byte {at} of {name}: {error}") from error
        finally:
            shutil.rmtree(place)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{place}.log")

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        for name, outcome in pool.map(lambda args: attempt(*args), [(n, *p) for n, p in enumerate(places)]):
            outcomes[outcome][str(name)] += 1
    seen = {outcome: dict(files) for outcome, files in outcomes.items()}
    print(len(places), seen)
    assert set(seen) >= {"refused", "met by a read", "all there"} if not tables else {"refused", "met by a read"}, seen
