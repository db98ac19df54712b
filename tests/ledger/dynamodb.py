"""Tables and items."""

from . import ANYTHING, GONE, reads, sets_up, writes

ITEMS = "ledger"
CAPACITY = {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}


def make_table(client, name):
    return client.create_table(
        TableName=name,
        BillingMode="PROVISIONED",
        ProvisionedThroughput=CAPACITY,
        AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
    )["TableDescription"]


@sets_up
def tables_of_its_own(w):
    if w.number == 0:
        make_table(w.dynamodb, ITEMS)
    w.table_arn = make_table(w.dynamodb, w.home)["TableArn"]
    w.begins_with({("table capacity", w.home): 1})


@reads("item")
def items(clients, keys):
    pages = clients.dynamodb.get_paginator("scan").paginate(TableName=ITEMS, ConsistentRead=True)
    return {("item", item["k"]["S"]): item["v"]["S"] for page in pages for item in page["Items"]}


def put(w, key, value):
    with w.doing({("item", key): value}):
        w.dynamodb.put_item(TableName=ITEMS, Item={"k": {"S": key}, "v": {"S": value}})


@writes("dynamodb", "PutItem")
def put_item(w):
    put(w, w.name(), "x" * 300)


@writes("dynamodb", "UpdateItem")
def update_item(w):
    key, value = w.slot(), w.name()
    with w.doing({("item", key): value}):
        w.dynamodb.update_item(
            TableName=ITEMS,
            Key={"k": {"S": key}},
            UpdateExpression="SET v = :v",
            ExpressionAttributeValues={":v": {"S": value}},
        )


@writes("dynamodb", "DeleteItem")
def delete_item(w):
    key = w.slot()
    if w.fact("item", key) == GONE:
        put(w, key, w.name())
    with w.doing({("item", key): GONE}):
        w.dynamodb.delete_item(TableName=ITEMS, Key={"k": {"S": key}})


@writes("dynamodb", "BatchWriteItem")
def batch_write_item(w):
    new, gone = {w.name(): "b" * 100 for _ in range(5)}, w.slot()
    with w.doing({("item", gone): GONE, **{("item", key): value for key, value in new.items()}}):
        puts = [{"PutRequest": {"Item": {"k": {"S": key}, "v": {"S": value}}}} for key, value in new.items()]
        left = w.dynamodb.batch_write_item(
            RequestItems={ITEMS: [*puts, {"DeleteRequest": {"Key": {"k": {"S": gone}}}}]}
        )["UnprocessedItems"]
        assert not left


@reads("table")
def tables(clients, keys):
    found = {}
    for page in clients.dynamodb.get_paginator("list_tables").paginate():
        for name in page["TableNames"]:
            table = clients.dynamodb.describe_table(TableName=name)["Table"]
            found["table", name] = table["TableId"]
            found["table capacity", name] = table["ProvisionedThroughput"]["ReadCapacityUnits"]
    return found


@writes("dynamodb", "CreateTable")
def create_table(w):
    name = w.name()
    with w.doing({("table", name): ANYTHING}) as told:
        told["table", name] = make_table(w.dynamodb, name)["TableId"]
    w.push("table", name)


@writes("dynamodb", "DeleteTable")
def delete_table(w):
    name = w.pop("table", create_table)
    with w.doing({("table", name): GONE}):
        w.dynamodb.delete_table(TableName=name)


@writes("dynamodb", "UpdateTable")
def update_table(w):
    units = w.random.randrange(2, 40_000)
    with w.doing({("table capacity", w.home): units}):
        w.dynamodb.update_table(
            TableName=w.home, ProvisionedThroughput={"ReadCapacityUnits": units, "WriteCapacityUnits": 1}
        )


reads("table capacity")(tables)


@reads("table tag")
def table_tags(clients, keys):
    found = {}
    for arn in {key[1] for key in keys}:
        tags = clients.dynamodb.list_tags_of_resource(ResourceArn=arn)["Tags"]
        found.update({("table tag", arn, tag["Key"]): tag["Value"] for tag in tags})
    return found


@writes("dynamodb", "TagResource")
def tag_resource(w, key=None):
    key, value = key or w.slot(), w.name()
    with w.doing({("table tag", w.table_arn, key): value}):
        w.dynamodb.tag_resource(ResourceArn=w.table_arn, Tags=[{"Key": key, "Value": value}])


@writes("dynamodb", "UntagResource")
def untag_resource(w):
    key = w.slot()
    if w.fact("table tag", w.table_arn, key) == GONE:
        tag_resource(w, key)
    with w.doing({("table tag", w.table_arn, key): GONE}):
        w.dynamodb.untag_resource(ResourceArn=w.table_arn, TagKeys=[key])
