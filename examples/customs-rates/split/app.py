"""Cuts a range of days into parts and publishes one message a part.

Called through ``POST /collect?from=2024-01-01&to=2024-03-31``, by a schedule with the constant
input ``{"from": …, "to": …}``, or by hand with the same; both days are included, and ``currencies``
may list some of those there are. A part is one currency and up to five weeks of the customs
calendar, which runs from Monday to Sunday: five weeks of working days are 25 rows, the most that
DynamoDB takes in one BatchWriteItem.
"""

import json
import os

import boto3

from customs_rates import CURRENCIES, class_of, day, parts

# The most that PublishBatch takes.
BATCH_MESSAGES = 10

sns = boto3.client("sns")


def handler(event, context):
    if "requestContext" not in event:
        return {"parts": publish(event)}
    try:
        count = publish(event.get("queryStringParameters") or {})
    except ValueError as error:
        return answer(400, {"message": str(error)})
    return answer(202, {"parts": count})


def publish(asked):
    first, last = (day(asked.get(name), name) for name in ("from", "to"))
    currencies = asked.get("currencies") or configured_currencies()
    if isinstance(currencies, str):
        currencies = currencies.split(",")
    if unknown := [currency for currency in currencies if currency not in CURRENCIES]:
        raise ValueError(f"no such currency: {', '.join(unknown)}")
    work = list(parts(first, last, currencies))
    print(f"{first} to {last}: {len(currencies)} currencies, {len(work)} parts")
    for start in range(0, len(work), BATCH_MESSAGES):
        publish_batch(work[start : start + BATCH_MESSAGES])
    print(f"published {len(work)} parts")
    return len(work)


def publish_batch(work):
    reply = sns.publish_batch(
        TopicArn=os.environ["TOPIC"],
        PublishBatchRequestEntries=[
            {
                "Id": str(number),
                "Message": json.dumps(part),
                "MessageAttributes": {
                    "class": {"DataType": "String", "StringValue": class_of(part["currency"])}
                },
            }
            for number, part in enumerate(work)
        ],
    )
    if failed := reply.get("Failed"):
        # Whoever invoked this function tries again: rows that are written twice are the same rows.
        raise RuntimeError(f"{len(failed)} parts were not published: {failed[0]['Message']}")


def configured_currencies():
    return os.environ.get("CURRENCIES", "").split() or CURRENCIES


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }
