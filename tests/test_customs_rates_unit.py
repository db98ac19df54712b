"""The customs-rates example without a server: its own rules, against fakes and its stand-in."""

import contextlib
import importlib.util
import io
import json
import os
import select
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "customs-rates"
# What the layers put on the functions' path; lxml comes with the requirements of these tests.
sys.path.insert(0, str(EXAMPLE / "common"))
FIRST, LAST = date(2024, 1, 1), date(2024, 3, 31)


def load(path):
    """Loads one file of the example; both functions are called app.py, so none is importable."""
    name = "customs_rates_" + "_".join(path.removesuffix(".py").split("/"))
    spec = importlib.util.spec_from_file_location(name, EXAMPLE / path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """What Lambda gives a function; no test may reach an account by accident."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("TOPIC", "arn:aws:sns:us-east-1:000000000000:parts")
    monkeypatch.setenv("TABLE", "rates")
    monkeypatch.delenv("CURRENCIES", raising=False)


@pytest.fixture
def split():
    return load("split/app.py")


@pytest.fixture
def fetch(monkeypatch):
    module = load("fetch/app.py")
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0)
    return module


@pytest.fixture
def lookup():
    return load("lookup/app.py")


@pytest.fixture(scope="session")
def customs():
    return load("source/customs.py")


@pytest.fixture(scope="session")
def check():
    return load("check.py")


@pytest.fixture(scope="session")
def data(check):
    return check.packaged_data()


@contextlib.contextmanager
def stand_in(data, *options, start_new_session=True):
    command = [sys.executable, str(EXAMPLE / "source/customs.py"), str(data), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=start_new_session)
    try:
        ready = json.loads(process.stdout.readline())
        yield process, ready
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def source(data):
    """The address of a stand-in that all tests of this file share."""
    with stand_in(data) as (_, ready):
        url = f"http://127.0.0.1:{ready['port']}"
        wake(url)
        yield url


def wake(url):
    """The first request after a silence fails three times; returns how often this one did."""
    failures = 0
    while True:
        try:
            get(f"{url}/rates?currency=USD&week=2024-W01")
            return failures
        except urllib.error.HTTPError as error:
            assert error.code == 503
            failures += 1


def get(url):
    with urllib.request.urlopen(url, timeout=30) as reply:
        return reply.read()


class Table:
    """As much of DynamoDB's client as the example calls; leaves rows unprocessed on request."""

    def __init__(self, unprocessed=()):
        self.rows, self.batches, self.unprocessed = {}, [], list(unprocessed)

    def batch_write_item(self, RequestItems):
        (requests,) = RequestItems.values()
        self.batches.append(len(requests))
        leave = self.unprocessed.pop(0) if self.unprocessed else 0
        for request in requests[leave:]:
            item = request["PutRequest"]["Item"]
            key = (item["currency"]["S"], item["day"]["S"])
            self.rows[key] = Decimal(item["rate"]["N"])
        left = requests[:leave]
        return {"UnprocessedItems": {table: left for table in RequestItems} if left else {}}

    def get_paginator(self, operation):
        assert operation == "scan"
        return self

    def paginate(self, TableName, Select="ALL_ATTRIBUTES", ConsistentRead=False):
        """Two rows a page, and an empty page in between, as real scans have."""
        items = [
            {"currency": {"S": currency}, "day": {"S": day}, "rate": {"N": str(rate)}}
            for (currency, day), rate in self.rows.items()
        ]
        for start in range(0, len(items), 2):
            page = items[start : start + 2]
            yield {"Count": 0, "Items": []}
            yield {"Count": len(page)} | ({} if Select == "COUNT" else {"Items": page})


# split


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (FIRST, LAST),
        (date(2024, 1, 3), date(2024, 1, 3)),
        (date(2024, 1, 6), date(2024, 1, 8)),
        (date(2024, 1, 3), date(2024, 3, 27)),
        (date(2020, 12, 30), date(2021, 1, 5)),
        (date(1999, 1, 4), date(2000, 2, 29)),
    ],
)
def test_parts_cover_every_day_of_every_currency_once_and_never_split_a_week(split, first, last):
    parts = list(split.parts(first, last, ["USD", "JPY"]))
    covered, weeks = Counter(), {}
    for part in parts:
        start, end = date.fromisoformat(part["from"]), date.fromisoformat(part["to"])
        days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
        assert sum(day.weekday() < 5 for day in days) <= 25, "more than one BatchWriteItem"
        for day in days:
            covered[part["currency"], day] += 1
            week = (part["currency"], *day.isocalendar()[:2])
            assert weeks.setdefault(week, part) is part, "a week was requested twice"
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert covered == Counter({(currency, day): 1 for currency in ("USD", "JPY") for day in days})


def test_a_range_that_ends_before_it_begins_is_refused(split):
    with pytest.raises(ValueError, match="before it begins"):
        list(split.parts(LAST, FIRST, ["USD"]))


def test_the_currencies_are_those_that_the_file_has_columns_for(split, customs, data):
    assert sorted(split.CURRENCIES) == sorted(customs.load(data))


def test_every_currency_is_of_one_class(split):
    import customs_rates

    classes = list(customs_rates.CLASSES.values())
    assert sorted(currency for members in classes for currency in members) == list(split.CURRENCIES)
    assert len(set(split.CURRENCIES)) == len(split.CURRENCIES)


class Topic:
    """As much of SNS's client as the example calls; refuses what holds one of some words."""

    def __init__(self, refused=()):
        self.batches, self.refused = [], refused

    def publish_batch(self, TopicArn, PublishBatchRequestEntries):
        assert TopicArn == os.environ["TOPIC"]
        entries = PublishBatchRequestEntries
        assert 1 <= len(entries) <= 10
        assert len({entry["Id"] for entry in entries}) == len(entries)
        failed = [e for e in entries if any(word in e["Message"] for word in self.refused)]
        self.batches.append([entry for entry in entries if entry not in failed])
        return {"Failed": [{"Id": entry["Id"], "Message": "throttled"} for entry in failed]}

    @property
    def parts(self):
        return [json.loads(entry["Message"]) for batch in self.batches for entry in batch]


@pytest.fixture
def topic(split, monkeypatch):
    topic = Topic()
    monkeypatch.setattr(split, "sns", topic)
    return topic


def test_each_part_is_published_as_a_message(split, topic, monkeypatch):
    event = {"from": "2024-01-01", "to": "2024-03-31"}
    assert split.handler(event | {"currencies": ["USD"]}, None) == {"parts": 3}
    assert topic.parts == list(split.parts(FIRST, LAST, ["USD"]))
    classes = {
        entry["MessageAttributes"]["class"]["StringValue"]
        for batch in topic.batches
        for entry in batch
    }
    assert classes == {"major"}

    monkeypatch.setenv("CURRENCIES", "USD JPY")
    assert split.handler(event, None) == {"parts": 6}
    monkeypatch.delenv("CURRENCIES")
    assert split.handler(event, None) == {"parts": 3 * 41}
    assert len(topic.batches) == 1 + 1 + 13


def call(**query):
    return {"requestContext": {"http": {"method": "POST"}}, "queryStringParameters": query}


def test_a_call_through_the_api_is_answered_in_its_form(split, topic):
    reply = split.handler(
        call(**{"from": "2024-01-01", "to": "2024-03-31", "currencies": "USD,JPY"}), None
    )
    assert (reply["statusCode"], json.loads(reply["body"])) == (202, {"parts": 6})


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({}, "from: expected a day"),
        ({"from": "2024-01-01"}, "to: expected a day"),
        ({"from": "2024-02-30", "to": "2024-03-01"}, "from: expected a day"),
        ({"from": "2024-03-01", "to": "2024-02-01"}, "before it begins"),
        ({"from": "2024-01-01", "to": "2024-01-02", "currencies": "USD,XXX"}, "no such currency: XXX"),
    ],
)
def test_a_wrong_call_through_the_api_is_told_so(split, topic, query, told):
    reply = split.handler(call(**query), None)
    assert reply["statusCode"] == 400 and told in json.loads(reply["body"])["message"]
    assert topic.batches == []


def test_a_part_that_cannot_be_published_fails_the_invocation(split, monkeypatch):
    monkeypatch.setattr(split, "sns", Topic(refused=["JPY"]))
    event = {"from": "2024-01-01", "to": "2024-01-05", "currencies": ["USD", "JPY", "CHF"]}
    with pytest.raises(RuntimeError, match="1 parts were not published: throttled"):
        split.handler(event, None)


# lookup


def test_a_rate_is_read_back_as_it_was_published(lookup, monkeypatch):
    class Table:
        def get_item(self, TableName, Key):
            assert TableName == "rates"
            found = Key == {"currency": {"S": "USD"}, "day": {"S": "2024-01-31"}}
            return {"Item": {"rate": {"N": "1.0837"}}} if found else {}

    monkeypatch.setattr(lookup, "dynamodb", Table())
    reply = lookup.handler({"pathParameters": {"currency": "USD", "day": "2024-01-31"}}, None)
    expected = {"currency": "USD", "day": "2024-01-31", "rate": "1.0837"}
    assert (reply["statusCode"], json.loads(reply["body"])) == (200, expected)
    reply = lookup.handler({"pathParameters": {"currency": "USD", "day": "2024-02-03"}}, None)
    assert reply["statusCode"] == 404


# fetch


@contextlib.contextmanager
def scripted(replies):
    """A server that gives each request the next reply: a status, a body, or None to hang."""
    seen, released = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            reply = replies[len(seen) - 1]
            if reply is None:
                released.wait(30)
                return
            status, body = (reply, b"") if isinstance(reply, int) else (200, reply)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        released.set()
        server.shutdown()
        thread.join()
        server.server_close()


GOOD = b'<rates currency="USD" week="2024-W05"><rate day="2024-01-29">1.0823</rate></rates>'


@pytest.mark.parametrize(
    "failures",
    [[], [503], [503, 500], [b"<rates><rate day"], [b"", 503], [None], [None, 503]],
)
def test_a_request_that_fails_is_tried_twice_more_in_place(fetch, monkeypatch, failures):
    monkeypatch.setattr(fetch, "TIMEOUT_SECONDS", 0.2)
    with scripted([*failures, GOOD]) as (url, seen):
        monkeypatch.setenv("SOURCE_URL", url + "/")
        assert fetch.fetch_week("USD", "2024-W05") == {"2024-01-29": "1.0823"}
    assert seen == ["/rates?currency=USD&week=2024-W05"] * (len(failures) + 1)


def test_after_three_failures_the_invocation_fails(fetch, monkeypatch):
    with scripted([503, 503, 503, GOOD]) as (url, seen):
        monkeypatch.setenv("SOURCE_URL", url)
        with pytest.raises(urllib.error.HTTPError, match="503"):
            fetch.fetch_week("USD", "2024-W05")
    assert len(seen) == 3


def test_what_the_service_refuses_is_not_tried_again(fetch, monkeypatch):
    with scripted([404, GOOD]) as (url, seen):
        monkeypatch.setenv("SOURCE_URL", url)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            fetch.fetch_week("XXX", "2024-W05")
    assert len(seen) == 1


def test_what_a_document_names_elsewhere_is_not_fetched(fetch, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("9.99")
    document = (
        f'<!DOCTYPE rates [<!ENTITY leak SYSTEM "file://{secret}">]>'
        '<rates><rate day="2024-01-29">1&leak;</rate></rates>'
    )
    assert "9.99" not in str(fetch.parse(document.encode()))


def test_the_weeks_of_a_part_follow_the_iso_calendar(fetch):
    weeks = list(fetch.weeks(date(2020, 12, 30), date(2021, 1, 11)))
    assert weeks == ["2020-W53", "2021-W01", "2021-W02"]
    assert list(fetch.weeks(date(2024, 1, 7), date(2024, 1, 8))) == ["2024-W01", "2024-W02"]


def test_rows_are_written_25_at_a_time_and_unprocessed_ones_again(fetch, monkeypatch):
    table = Table(unprocessed=[7, 2])
    monkeypatch.setattr(fetch, "dynamodb", table)
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(30)]
    fetch.write("rates", "USD", {day: "1.0823" for day in days})
    assert table.batches == [25, 7, 2, 5]
    assert table.rows == {("USD", day): Decimal("1.0823") for day in days}


def test_rows_that_stay_unprocessed_fail_the_invocation(fetch, monkeypatch):
    monkeypatch.setattr(fetch, "dynamodb", Table(unprocessed=[1, 1, 1]))
    with pytest.raises(RuntimeError, match="1 rows were not processed"):
        fetch.write("rates", "USD", {"2024-01-29": "1.0823"})


def test_split_and_fetch_together_bring_every_row_of_the_file_into_the_table(
    split, fetch, check, source, data, monkeypatch
):
    table = Table()
    monkeypatch.setattr(fetch, "dynamodb", table)
    monkeypatch.setenv("SOURCE_URL", source)
    # Not whole weeks at either end; EEK is quoted until 2010-12-31.
    first, last = date(2010, 12, 15), date(2011, 1, 19)
    for part in split.parts(first, last, ["USD", "JPY", "EEK", "INR", "CYP"]):
        message = {"Sns": {"Message": json.dumps(part)}}
        fetch.handler({"Records": [message]}, None)
    expected = {
        key: rate
        for key, rate in check.expected_rows(data, first, last).items()
        if key[0] in ("USD", "JPY", "EEK", "INR", "CYP")
    }
    assert len(expected) > 60
    assert check.compare(expected, table.rows).equal


# The stand-in


def test_the_stand_in_answers_exactly_what_the_file_says(check, customs, fetch, source, data):
    weeks = ["1999-W01", "2008-W01", "2020-W53", "2024-W13"]
    answered = {}
    for currency in customs.load(data):
        for week in weeks:
            url = f"{source}/rates?currency={currency}&week={week}"
            try:
                document = get(url)
            except urllib.error.HTTPError as error:
                assert (error.code, customs.mood(currency, week)) == (503, "failing")
                document = get(url)
            assert ElementTree.fromstring(document).attrib["currency"] == currency
            for day, rate in fetch.parse(document).items():
                answered[currency, day] = Decimal(rate)
    mondays = [customs.monday_of(week) for week in weeks]
    expected = {}
    for monday in mondays:
        expected |= check.expected_rows(data, monday, monday + timedelta(days=6))
    assert len(expected) > 400
    assert answered == expected


def test_some_requests_fail_once_and_some_are_slow_always_the_same_ones(customs, data):
    # One in 32 of each kind: of these 208 requests six or seven, give or take.
    weeks = [f"{year}-W{week:02}" for year in (2023, 2024) for week in range(1, 53)]
    moods = {(c, w): customs.mood(c, w) for c in ("USD", "JPY") for w in weeks}
    share = Counter(moods.values())
    assert 2 <= share["failing"] <= 14 and 2 <= share["slow"] <= 14
    failing = next(key for key, how in moods.items() if how == "failing")
    slow = next(key for key, how in moods.items() if how == "slow")
    with stand_in(data) as (_, ready):
        url = f"http://127.0.0.1:{ready['port']}"
        assert wake(url) == 3, "three tries in place are one too few"
        before = json.loads(get(f"{url}/count"))
        with pytest.raises(urllib.error.HTTPError, match="503"):
            get(f"{url}/rates?currency={failing[0]}&week={failing[1]}")
        assert b"<rate " in get(f"{url}/rates?currency={failing[0]}&week={failing[1]}")
        assert b"<rate " in get(f"{url}/rates?currency={slow[0]}&week={slow[1]}")
        after = json.loads(get(f"{url}/count"))
        added = {name: after[name] - before[name] for name in after}
        assert added == {"requests": 3, "failed": 1, "slow": 1}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("currency=USD&week=2024-W54", 400),
        ("currency=USD&week=2024", 400),
        ("currency=USD", 400),
        ("currency=XXX&week=2024-W05", 404),
    ],
)
def test_the_stand_in_refuses_what_it_does_not_know(source, query, status):
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(f"{source}/rates?{query}")
    assert refused.value.code == status


def ended(pid):
    """Waits until a process has ended, whoever its parent is."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 30)[0])
    finally:
        os.close(descriptor)


def test_the_stand_in_lets_go_of_its_output_and_ends_itself_when_idle(data):
    with stand_in(data, "--idle-seconds", "0.5") as (process, ready):
        assert ready["pid"] == process.pid
        assert process.stdout.read() == b""
        assert process.wait(timeout=30) == 0


def test_a_stand_in_moves_to_a_session_of_its_own(data):
    options = ("--idle-seconds", "1")
    with stand_in(data, *options, start_new_session=False) as (process, ready):
        assert process.wait(timeout=30) == 0, "whoever started it has to wait"
        assert ready["pid"] != process.pid
        assert os.getsid(ready["pid"]) == ready["pid"]
        assert ended(ready["pid"])


# check


CSV = """Date,USD,JPY,CYP,
2024-01-03,1.0919,155.98,N/A,
2024-01-02,1.0956,N/A,,
2024-01-01,1.1000,155,0.5,
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(CSV)
    return path


def test_a_row_is_expected_for_each_quotation_in_the_window(check, small):
    assert check.expected_rows(small, date(2024, 1, 2), date(2024, 1, 3)) == {
        ("USD", "2024-01-02"): Decimal("1.0956"),
        ("USD", "2024-01-03"): Decimal("1.0919"),
        ("JPY", "2024-01-03"): Decimal("155.98"),
    }
    everything = check.expected_rows(small, date(2024, 1, 1), date(2024, 12, 31))
    assert len(everything) == 6
    assert everything["USD", "2024-01-01"] == Decimal("1.1"), "numbers, not their spelling"


def test_the_file_that_the_package_brings_can_be_read(check, data):
    rows = check.expected_rows(data, FIRST, LAST)
    assert rows["USD", "2024-03-28"] == Decimal("1.0811")
    assert len({currency for currency, _ in rows}) == 30
    assert len(rows) == 30 * 63


def test_each_kind_of_difference_is_named(check):
    expected = {("USD", "1"): Decimal(1), ("USD", "2"): Decimal(2), ("JPY", "1"): Decimal(3)}
    actual = {("USD", "1"): Decimal("1.0"), ("USD", "2"): Decimal(9), ("CHF", "1"): Decimal(4)}
    result = check.compare(expected, actual)
    assert (result.missing, result.unexpected) == ([("JPY", "1")], [("CHF", "1")])
    assert result.wrong == [("USD", "2")]
    assert result.currencies == {"CHF": 1, "USD": 2}
    assert not result.equal
    assert check.compare(expected, expected).equal


def run_check(check, monkeypatch, capsys, table, *arguments):
    monkeypatch.setattr(sys, "argv", ["check.py", *map(str, arguments)])
    monkeypatch.setattr(check, "POLL_SECONDS", 0)
    monkeypatch.setattr("boto3.client", lambda service, region_name: table)
    code = check.main()
    return code, capsys.readouterr().out.splitlines()


WINDOW = ("--from", "2024-01-02", "--to", "2024-01-03")


def test_the_checker_reads_all_pages_and_tells_the_outcome(check, small, monkeypatch, capsys):
    table = Table()
    table.rows = check.expected_rows(small, date(2024, 1, 2), date(2024, 1, 3))
    arguments = ("--data", small, *WINDOW)
    code, lines = run_check(
        check, monkeypatch, capsys, table, *arguments, "--wait", 5, "--progress"
    )
    assert code == 0
    assert lines[0].endswith("3 of 3 rows")
    assert lines[1] == "table and file agree: 3 rows, 3 expected"

    del table.rows["JPY", "2024-01-03"]
    table.rows["USD", "2024-01-09"] = Decimal(1)
    code, lines = run_check(check, monkeypatch, capsys, table, *arguments, "--json")
    assert code == 1
    assert json.loads(lines[0]) == {
        "equal": False,
        "rows": 3,
        "expected": 3,
        "missing": [["JPY", "2024-01-03"]],
        "unexpected": [["USD", "2024-01-09"]],
        "wrong": [],
        "currencies": {"USD": 3},
        "read_back": 0,
        "misread": [],
    }
    code, lines = run_check(check, monkeypatch, capsys, table, *arguments)
    assert (code, lines[:2]) == (1, ["missing: JPY 2024-01-03", "unexpected: USD 2024-01-09"])


def test_waiting_outlasts_a_server_that_does_not_answer(check, small, monkeypatch, capsys):
    from botocore.exceptions import EndpointConnectionError

    class Restarting(Table):
        looks = 0

        def paginate(self, **scan):
            self.looks += 1
            if self.looks == 2:
                raise EndpointConnectionError(endpoint_url="http://127.0.0.1:1")
            if self.looks == 3:
                self.rows["JPY", "2024-01-03"] = Decimal("155.98")
            yield from super().paginate(**scan)

    table = Restarting()
    table.rows = check.expected_rows(small, date(2024, 1, 2), date(2024, 1, 3))
    del table.rows["JPY", "2024-01-03"]
    arguments = ("--data", small, *WINDOW, "--wait", 30, "--progress", "--json")
    code, lines = run_check(check, monkeypatch, capsys, table, *arguments)
    assert code == 0
    assert [json.loads(line)["rows"] for line in lines] == [2, None, 3, 3]


def test_the_number_of_rows_can_be_asked_without_a_server(small):
    command = [sys.executable, str(EXAMPLE / "check.py"), "--data", str(small), "--count-only"]
    done = subprocess.run([*command, *WINDOW], capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"expected": 6}


# deploy


def test_policies_name_one_resource_each_and_no_placeholder_stays():
    deploy = load("deploy.py")
    names = {
        "account": "000000000000",
        "region": "eu-west-1",
        "table": "rates",
        "topic": "customs-rates-parts",
    }
    allowed = {}
    for part in ("split", "fetch", "lookup"):
        function = f"customs-rates-{part}"
        document = json.loads(deploy.policy(part, names | {"function": function}))
        for statement in document["Statement"]:
            assert statement["Effect"] == "Allow"
            actions, resources = statement["Action"], statement["Resource"]
            for action in [actions] if isinstance(actions, str) else actions:
                allowed[part, action] = resources
    log = "arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/customs-rates-"
    logs = {
        (part, f"logs:{action}"): [f"{log}{part}", f"{log}{part}:*"]
        for part in ("split", "fetch", "lookup")
        for action in ("CreateLogGroup", "CreateLogStream", "PutLogEvents")
    }
    assert allowed == logs | {
        ("split", "sns:Publish"): "arn:aws:sns:eu-west-1:000000000000:customs-rates-parts",
        ("lookup", "dynamodb:GetItem"): "arn:aws:dynamodb:eu-west-1:000000000000:table/rates",
        ("fetch", "dynamodb:BatchWriteItem"): (
            "arn:aws:dynamodb:eu-west-1:000000000000:table/rates"
        ),
    }
    trust = json.loads(deploy.policy("trust", {}))
    assert trust["Statement"][0]["Principal"] == {"Service": "lambda.amazonaws.com"}


def test_a_package_holds_the_handler_and_is_the_same_each_time(tmp_path):
    deploy = load("deploy.py")
    package = deploy.package(EXAMPLE / "fetch")
    shutil.copyfile(EXAMPLE / "fetch" / "app.py", tmp_path / "app.py")
    assert deploy.package(tmp_path) == package
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.namelist() == ["app.py"]
        assert archive.getinfo("app.py").external_attr >> 16 == 0o644
    layer = deploy.package(EXAMPLE / "common", "python/")
    with zipfile.ZipFile(io.BytesIO(layer)) as archive:
        assert archive.namelist() == ["python/customs_rates.py"]
