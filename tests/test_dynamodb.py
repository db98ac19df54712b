"""DynamoDB as boto3 sees it: the client's and the resource's whole way through the real server."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.exceptions import ClientError


@pytest.fixture
def hamsu(hamsu):
    """One server is enough for each of these tests."""
    return hamsu()


def make(hamsu, name, kinds="S"):
    """A table whose keys are `pk` and, for two kinds, `sk`."""
    keys = list(zip(["pk", "sk"], ["HASH", "RANGE"], kinds))
    table = hamsu.resource("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": role} for key, role, _ in keys],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": kind} for key, _, kind in keys],
        BillingMode="PAY_PER_REQUEST",
    )
    table.wait_until_exists()
    return table


@pytest.fixture
def table(hamsu, request):
    kinds = getattr(request, "param", "S")
    table = make(hamsu, f"dynamodb-{request.node.name.partition('[')[0]}"[:200].replace("_", "-"), kinds)
    yield table
    table.delete()
    table.wait_until_not_exists()


def refused(call, **request):
    with pytest.raises(ClientError) as caught:
        call(**request)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_an_item_of_every_type_comes_back(table):
    item = {
        "pk": "é漢🙂",
        "number": Decimal("-123.4500"),
        "large": Decimal("9.9999999999999999999999999999999999999E+37"),
        "bytes": Binary(b"\x00\x01"),
        "yes": True,
        "nothing": None,
        "list": [1, "two", [b"3"]],
        "map": {"a": {"b": set([Decimal(1), Decimal(2)])}},
        "texts": {"a", "b"},
        "binaries": {Binary(b"x"), Binary(b"y")},
    }
    table.put_item(Item=item)
    got = table.get_item(Key={"pk": item["pk"]}, ConsistentRead=True)["Item"]
    expected = dict(item, list=[Decimal(1), "two", [Binary(b"3")]])
    assert got == expected


def test_a_missing_item_is_no_item(table):
    assert "Item" not in table.get_item(Key={"pk": "none"})


def test_conditions_updates_and_return_values(table):
    table.put_item(Item={"pk": "a", "count": 1, "tags": {"x"}}, ConditionExpression=Attr("pk").not_exists())
    code, text = refused(table.put_item, Item={"pk": "a"}, ConditionExpression=Attr("pk").not_exists())
    assert (code, text) == ("ConditionalCheckFailedException", "The conditional request failed")
    answer = table.update_item(
        Key={"pk": "a"},
        UpdateExpression="SET #c = #c + :n, more = if_not_exists(more, :m) ADD tags :t",
        ExpressionAttributeNames={"#c": "count"},
        ExpressionAttributeValues={":n": 4, ":m": {"inner": 1}, ":t": {"y"}},
        ReturnValues="ALL_NEW",
    )
    assert answer["Attributes"] == {"pk": "a", "count": 5, "more": {"inner": 1}, "tags": {"x", "y"}}
    with pytest.raises(ClientError) as caught:
        table.delete_item(
            Key={"pk": "a"},
            ConditionExpression=Attr("count").gt(5),
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    assert caught.value.response["Item"]["count"] == {"N": "5"}
    assert table.delete_item(Key={"pk": "a"}, ReturnValues="ALL_OLD")["Attributes"]["count"] == 5


def test_refusals_are_in_the_words_of_the_service(hamsu, table):
    client = hamsu.client("dynamodb")
    name = table.name
    empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
    assert refused(client.put_item, TableName=name, Item={"pk": {"N": "1"}}) == (
        "ValidationException",
        "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
    )
    raw = hamsu.client("dynamodb")
    raw.meta.events.register(
        "before-call.dynamodb.PutItem",
        lambda params, **_: params.update(body=b'{"TableName":"%s","Item":{"pk":{}}}' % name.encode()),
    )
    assert refused(raw.put_item, TableName=name, Item={"pk": {"S": "x"}}) == ("ValidationException", empty)
    assert refused(client.get_item, TableName="nowhere", Key={"pk": {"S": "x"}}) == (
        "ResourceNotFoundException",
        "Requested resource not found",
    )
    assert refused(client.describe_table, TableName="nowhere") == (
        "ResourceNotFoundException",
        "Requested resource not found: Table: nowhere not found",
    )
    index = [
        {
            "IndexName": "index",
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    ]
    code, text = refused(
        client.create_table,
        TableName="indexed",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        GlobalSecondaryIndexes=index,
    )
    assert code == "NotImplementedException" and "GlobalSecondaryIndexes" in text


@pytest.mark.parametrize("table", ["SN"], indirect=True)
def test_queries_scans_and_paginators_see_every_item_once(hamsu, table):
    with table.batch_writer() as batch:
        for partition in ["a", "b"]:
            for n in range(60):
                batch.put_item(Item={"pk": partition, "sk": n, "even": n % 2 == 0})
    page = table.query(
        KeyConditionExpression=Key("pk").eq("a") & Key("sk").between(10, 20),
        FilterExpression=Attr("even").eq(True),
        ScanIndexForward=False,
    )
    assert [int(item["sk"]) for item in page["Items"]] == [20, 18, 16, 14, 12, 10]
    assert (page["Count"], page["ScannedCount"]) == (6, 11)

    client = hamsu.client("dynamodb")
    pages = client.get_paginator("query").paginate(
        TableName=table.name,
        KeyConditionExpression="pk = :p",
        ExpressionAttributeValues={":p": {"S": "b"}},
        PaginationConfig={"PageSize": 7},
    )
    assert [int(item["sk"]["N"]) for item in pages.search("Items[]")] == list(range(60))
    seen = []
    for segment in range(3):
        pages = client.get_paginator("scan").paginate(TableName=table.name, Segment=segment, TotalSegments=3)
        seen += [(item["pk"]["S"], item["sk"]["N"]) for item in pages.search("Items[]")]
    assert len(seen) == len(set(seen)) == 120
    keys = [{"pk": {"S": "a"}, "sk": {"N": str(n)}} for n in range(50, 70)]
    got = client.batch_get_item(RequestItems={table.name: {"Keys": keys, "ProjectionExpression": "sk"}})
    assert len(got["Responses"][table.name]) == 10 and got["UnprocessedKeys"] == {}


def test_parallel_clients_on_one_counter_lose_nothing(hamsu, table):
    client = hamsu.client("dynamodb")

    def add(_):
        client.update_item(
            TableName=table.name,
            Key={"pk": {"S": "counter"}},
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(add, range(200)))
    assert table.get_item(Key={"pk": "counter"})["Item"]["n"] == 200


def test_a_protected_table_is_kept_and_tags_stay_with_it(hamsu):
    client = hamsu.client("dynamodb")
    table = make(hamsu, "dynamodb-protected")
    client.update_table(TableName=table.name, DeletionProtectionEnabled=True)
    code, text = refused(client.delete_table, TableName=table.name)
    assert code == "ValidationException" and "protected against deletion" in text
    arn = client.describe_table(TableName=table.name)["Table"]["TableArn"]
    client.tag_resource(ResourceArn=arn, Tags=[{"Key": "a", "Value": "b"}])
    assert client.list_tags_of_resource(ResourceArn=arn)["Tags"] == [{"Key": "a", "Value": "b"}]
    client.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert client.list_tags_of_resource(ResourceArn=arn)["Tags"] == []
    assert table.name in client.list_tables()["TableNames"]
    client.update_table(TableName=table.name, DeletionProtectionEnabled=False)
    client.delete_table(TableName=table.name)
    client.get_waiter("table_not_exists").wait(TableName=table.name)


def test_consumed_capacity_is_told_when_asked(table):
    item = {"pk": "a", "v": "x" * 5000}
    told = table.put_item(Item=item, ReturnConsumedCapacity="TOTAL")["ConsumedCapacity"]
    assert told == {"TableName": table.name, "CapacityUnits": 5.0}
    told = table.get_item(Key={"pk": "a"}, ReturnConsumedCapacity="INDEXES")["ConsumedCapacity"]
    assert told["Table"] == {"CapacityUnits": 1.0}
