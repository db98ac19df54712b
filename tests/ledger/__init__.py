"""What a server has acknowledged, held outside it, and who writes it.

For each mutating operation there is one writer, which carries it out and says what it changes:

    @writes("iam", "TagRole")
    def tag_role(w):
        role, value = w.home, w.name()
        with w.doing({("role tag", role, "k"): value}):
            w.iam.tag_role(RoleName=role, Tags=[{"Key": "k", "Value": value}])

What is changed are facts: the first word of a fact's key is its kind, and for each kind there is a
reader, which asks the server for all facts of that kind at once:

    @reads("role tag")
    def role_tags(clients, keys): ...  # {("role tag", role, key): value}

A writer changes only facts of its own, so that the last acknowledged value is the one to be found.
What was under way when the server was killed may be there or not.
"""

import contextlib
import importlib
import itertools
import random
import re
import threading
import tomllib
from pathlib import Path

import boto3
import botocore.config
from botocore.exceptions import BotoCoreError, ClientError

GONE = "(not there)"
# What is known only from the answer: the id of a new user, the number of a version.
ANYTHING = "(anything)"

READ_LIKE = re.compile(r"(Get|List|Describe|Query|Scan|BatchGet|Filter|Lookup|Search|Test|Validate|Head)([A-Z]|$)")

REPOSITORY = Path(__file__).resolve().parents[2]

ALIASES = {"apigatewayv2": "apis", "lambda": "functions"}

WRITERS, READERS, SETUPS = {}, {}, []
# Kinds that can be looked at only once nobody writes any more.
AT_THE_END = set()


def writes(service, operation):
    def add(writer):
        assert (service, operation) not in WRITERS, (service, operation)
        WRITERS[service, operation] = writer
        return writer

    return add


def reads(kind, at_the_end=False):
    def add(reader):
        READERS[kind] = reader
        if at_the_end:
            AT_THE_END.add(kind)
        return reader

    return add


def sets_up(setup):
    """Makes what a writer's changes need, once for each writer."""
    SETUPS.append(setup)
    return setup


def services(repository):
    """The services that hamsu has; boto3 calls them the same."""
    return sorted(path.stem for path in (repository / "models").glob("*.toml"))


def mutating(repository):
    """Every operation that hamsu has and that is not a read by its name."""
    found = set()
    for service in services(repository):
        with open(repository / "models" / f"{service}.toml", "rb") as file:
            names = tomllib.load(file)["operations"]
        found.update((service, name) for name in names if not READ_LIKE.match(name))
    return found


class Clients:
    """One client for each service, called as it is or as ALIASES says. Requests go to where `server` is now: making clients takes longer
    than starting servers."""

    NOWHERE = "http://127.0.0.1:1"

    def __init__(self, server):
        self.server = server
        session = boto3.session.Session(
            aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1"
        )
        config = botocore.config.Config(
            retries={"max_attempts": 0}, connect_timeout=5, read_timeout=60, max_pool_connections=16
        )
        self.by_name = {}
        for name in services(REPOSITORY):
            client = session.client(name, endpoint_url=self.NOWHERE, config=config)
            client.meta.events.register("before-call", self.send_there)
            self.by_name[ALIASES.get(name, name)] = client
        vars(self).update(self.by_name)

    def send_there(self, params, **_):
        params["url"] = self.server.endpoint + params["url"].removeprefix(self.NOWHERE)

    def all(self):
        return list(self.by_name.values())


class Ledger:
    """What was acknowledged, and what was under way."""

    def __init__(self):
        self.facts, self.maybe = {}, {}
        self.counts = {operation: 0 for operation in WRITERS}
        self.lock = threading.Lock()

    def begin(self, changes):
        with self.lock:
            for key, value in changes.items():
                self.maybe.setdefault(key, []).append(value)

    def end(self, changes, told):
        """`told` is what the answer acknowledged of it, or more than that."""
        assert ANYTHING not in told.values(), told
        with self.lock:
            for key in changes:
                del self.maybe[key]
            self.facts.update(told)

    def forget(self, key):
        with self.lock:
            del self.facts[key]

    def asked(self, at_the_end=False):
        """All facts, by the reader that finds them."""
        asked = {}
        for key in sorted({**self.maybe, **self.facts}):
            if at_the_end or key[0] not in AT_THE_END:
                asked.setdefault(READERS[key[0]], []).append(key)
        return asked

    def check(self, clients, at_the_end=False):
        """Asks for every fact; what is found is what the next life begins with."""
        clients.acknowledged = self.facts.__contains__
        lost, asked = [], self.asked(at_the_end)
        for reader, keys in asked.items():
            found = reader(clients, keys)
            for key in keys:
                value, last = found.get(key, GONE), self.facts.get(key, GONE)
                allowed = [last, *self.maybe.pop(key, [])]
                if value not in allowed and not (ANYTHING in allowed and value != GONE):
                    lost.append(f"{key}: acknowledged {allowed}, found {value!r}")
                self.facts[key] = value
        assert not lost, (len(lost), lost[:10])
        return sum(map(len, asked.values()))


class Writer:
    """Carries out operations on things of its own until the server is gone."""

    def __init__(self, number, ledger, clients):
        self.number, self.ledger = number, ledger
        self.home = f"writer{number}"
        self.random = random.Random(number)
        self.names = itertools.count()
        self.made = {}
        self.errors = []
        vars(self).update(clients.by_name)
        for setup in SETUPS:
            setup(self)

    def begins_with(self, facts):
        """What a setup has made, where that is not nothing."""
        with self.ledger.lock:
            self.ledger.facts.update(facts)

    def name(self):
        """One that nobody has had yet."""
        return f"{self.home}-{next(self.names)}"

    def slot(self, count=3):
        """One of a few names, so that things are replaced, taken away and made again."""
        return f"{self.home}-slot{self.random.randrange(count)}"

    def fact(self, *key):
        return self.ledger.facts.get(key, GONE)

    @contextlib.contextmanager
    def doing(self, changes):
        """Notes the changes if what is done within is acknowledged. The answer may say more."""
        told = dict(changes)
        self.ledger.begin(changes)
        try:
            yield told
        except ClientError:
            # An answer, and a refusal: nothing is changed.
            self.ledger.end(changes, {})
            raise
        self.ledger.end(changes, told)

    def push(self, kind, name):
        self.made.setdefault(kind, []).append(name)

    def pop(self, kind, make):
        """Something that was made before, to be taken away."""
        if not self.made.get(kind):
            make(self)
        return self.made[kind].pop(0)

    def do(self, operation):
        WRITERS[operation](self)
        with self.ledger.lock:
            self.ledger.counts[operation] += 1

    def run(self, stop):
        """All operations over and over, each time in another order."""
        while not stop.is_set():
            deck = list(WRITERS)
            self.random.shuffle(deck)
            for operation in deck:
                try:
                    self.do(operation)
                except BotoCoreError:
                    # The server is gone.
                    return
                except Exception as error:  # noqa: BLE001: told by the test
                    self.errors.append(f"{operation}: {error!r}")
                if stop.is_set():
                    return


# They fill the tables.
for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    importlib.import_module(f"{__name__}.{path.stem}")
