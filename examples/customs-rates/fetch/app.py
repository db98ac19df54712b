"""Fetches parts of the rates from the customs service and writes them to DynamoDB.

Event: messages of SNS, each a part such as ``{"currency": "USD", "from": "2024-01-01", "to":
"2024-02-04"}``, both days included. The service answers one currency and week a request, as XML. It
is slow at times and fails at times, so each request is tried three times before the invocation
gives up and is tried again as a whole.
"""

import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import date

import boto3
from lxml import etree

from customs_rates import weeks

ATTEMPTS = 3
TIMEOUT_SECONDS = 5
# Between attempts, doubled each time.
PAUSE_SECONDS = 0.2
# The most that BatchWriteItem takes.
BATCH_ROWS = 25

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    rows = [fetch(json.loads(record["Sns"]["Message"])) for record in event["Records"]]
    return {"rows": sum(rows)}


def fetch(part):
    currency = part["currency"]
    first, last = date.fromisoformat(part["from"]), date.fromisoformat(part["to"])
    rows = {}
    for week in weeks(first, last):
        for day, rate in fetch_week(currency, week).items():
            # The first and the last week may reach beyond the part.
            if first <= date.fromisoformat(day) <= last:
                rows[day] = rate
    write(os.environ["TABLE"], currency, rows)
    print(f"{currency} {first} to {last}: {len(rows)} rows")
    return len(rows)


def fetch_week(currency, week):
    query = urllib.parse.urlencode({"currency": currency, "week": week})
    url = f"{os.environ['SOURCE_URL'].rstrip('/')}/rates?{query}"
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as reply:
                return parse(reply.read())
        except (OSError, http.client.HTTPException, etree.XMLSyntaxError) as error:
            refused = isinstance(error, urllib.error.HTTPError) and error.code < 500
            if refused or attempt == ATTEMPTS:
                raise
            print(f"{currency} {week}: attempt {attempt} failed ({error}), trying again")
            time.sleep(PAUSE_SECONDS * 2 ** (attempt - 1))


def parse(document):
    """Day to rate; the rate stays the text that the service sent, so that no digit is lost."""
    # A foreign document: nothing that it names is fetched or expanded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(document, parser)
    return {rate.attrib["day"]: rate.text.strip() for rate in root.iter("rate")}


def write(table, currency, rows):
    puts = [
        {
            "PutRequest": {
                "Item": {"currency": {"S": currency}, "day": {"S": day}, "rate": {"N": rate}}
            }
        }
        for day, rate in sorted(rows.items())
    ]
    for start in range(0, len(puts), BATCH_ROWS):
        write_batch({table: puts[start : start + BATCH_ROWS]})


def write_batch(batch):
    for attempt in range(1, ATTEMPTS + 1):
        batch = dynamodb.batch_write_item(RequestItems=batch).get("UnprocessedItems")
        if not batch:
            return
        left = sum(len(requests) for requests in batch.values())
        print(f"{left} rows were not processed (attempt {attempt})")
        time.sleep(PAUSE_SECONDS * 2 ** (attempt - 1))
    raise RuntimeError(f"{left} rows were not processed in {ATTEMPTS} attempts")
