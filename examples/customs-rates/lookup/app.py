"""Reads one rate back: ``GET /rates/USD/2024-01-31``."""

import json
import os

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    asked = event["pathParameters"]
    key = {"currency": {"S": asked["currency"]}, "day": {"S": asked["day"]}}
    item = dynamodb.get_item(TableName=os.environ["TABLE"], Key=key).get("Item")
    if item is None:
        return answer(404, {"message": f"no rate of {asked['currency']} on {asked['day']}"})
    # The rate stays the text that the bank published, so that no digit is lost.
    return answer(200, {"currency": asked["currency"], "day": asked["day"], "rate": item["rate"]["N"]})


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }
