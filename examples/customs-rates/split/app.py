"""Cuts a range of days into parts and hands each part to the function that fetches it.

Event: ``{"from": "2024-01-01", "to": "2024-03-31"}``, both days included; ``currencies`` may
list some of those below. A part is one currency and up to five weeks of the customs calendar,
which runs from Monday to Sunday: five weeks of working days are 25 rows, the most that DynamoDB
takes in one BatchWriteItem.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import boto3

# Every currency that the customs service has ever quoted against the euro.
CURRENCIES = (
    "AUD BGN BRL CAD CHF CNY CYP CZK DKK EEK GBP HKD HRK HUF IDR ILS INR ISK JPY KRW LTL LVL MTL "
    "MXN MYR NOK NZD PHP PLN ROL RON RUB SEK SGD SIT SKK THB TRL TRY USD ZAR"
).split()

WEEKS_PER_PART = 5
CALLS_AT_ONCE = 8

lambda_client = boto3.client("lambda")


def handler(event, context):
    first, last = date.fromisoformat(event["from"]), date.fromisoformat(event["to"])
    currencies = event.get("currencies") or configured_currencies()
    work = list(parts(first, last, currencies))
    print(f"{first} to {last}: {len(currencies)} currencies, {len(work)} parts")
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        # A call that fails raises here: Lambda then runs this function again, and rows that
        # are written twice are the same rows.
        for _ in pool.map(hand_over, work):
            pass
    print(f"handed over {len(work)} parts")
    return {"parts": len(work)}


def configured_currencies():
    return os.environ.get("CURRENCIES", "").split() or CURRENCIES


def parts(first, last, currencies):
    """Covers each day of each currency exactly once; weeks stay whole except at the ends."""
    if last < first:
        raise ValueError(f"the range ends on {last}, before it begins on {first}")
    start = first
    while start <= last:
        monday = start - timedelta(days=start.weekday())
        end = min(monday + timedelta(weeks=WEEKS_PER_PART, days=-1), last)
        for currency in currencies:
            yield {"currency": currency, "from": start.isoformat(), "to": end.isoformat()}
        start = end + timedelta(days=1)


def hand_over(part):
    lambda_client.invoke(
        FunctionName=os.environ["FETCH_FUNCTION"],
        InvocationType="Event",
        Payload=json.dumps(part).encode(),
    )
