use std::time::Duration;

use serde_json::{Value, json};
use service::Limits;

use crate::server::{NOW_MS, Server, table};

/// `request` with another member.
fn with(mut request: Value, member: &str, value: Value) -> Value {
    request[member] = value;
    request
}

fn invalid(text: &str) -> (String, String) {
    ("ValidationException".to_owned(), text.to_owned())
}

#[tokio::test]
async fn a_table_is_made_described_listed_and_deleted() {
    let server = Server::start();
    let made = server.ok("CreateTable", table("orders", "SN")).await;
    let made = &made["TableDescription"];
    assert_eq!(made["TableStatus"], "CREATING");
    assert_eq!(made["TableArn"], "arn:aws:dynamodb:us-east-1:000000000000:table/orders");
    assert_eq!(made["BillingModeSummary"]["BillingMode"], "PAY_PER_REQUEST");
    assert_eq!(made["CreationDateTime"], NOW_MS / 1_000);
    assert_eq!(made["DeletionProtectionEnabled"], false);

    let seen = server.ok("DescribeTable", json!({"TableName": "orders"})).await;
    let seen = &seen["Table"];
    assert_eq!(seen["TableStatus"], "ACTIVE");
    assert_eq!(seen["TableId"], made["TableId"]);
    assert_eq!(seen["KeySchema"][1], json!({"AttributeName": "sk", "KeyType": "RANGE"}));
    let number = json!({"AttributeName": "sk", "AttributeType": "N"});
    assert_eq!(seen["AttributeDefinitions"][1], number);
    let by_arn = server.ok("DescribeTable", json!({"TableName": seen["TableArn"]})).await;
    assert_eq!(by_arn["Table"], *seen);

    let again = server.refusal("CreateTable", table("orders", "S")).await;
    let exists = ("ResourceInUseException".into(), "Table already exists: orders".into());
    assert_eq!(again, exists);

    assert_eq!(server.ok("ListTables", json!({})).await, json!({"TableNames": ["orders"]}));
    let gone = server.ok("DeleteTable", json!({"TableName": "orders"})).await;
    assert_eq!(gone["TableDescription"]["TableStatus"], "DELETING");
    let refusal = server.refusal("DescribeTable", json!({"TableName": "orders"})).await;
    let text = "Requested resource not found: Table: orders not found";
    assert_eq!(refusal, ("ResourceNotFoundException".into(), text.into()));
    assert_eq!(server.ok("ListTables", json!({})).await, json!({"TableNames": []}));
}

#[tokio::test]
async fn a_table_that_cannot_be_is_refused_in_aws_words() {
    let server = Server::start();
    let plain = || table("table", "SS");
    let parameter =
        |text: &str| invalid(&format!("One or more parameter values were invalid: {text}"));
    let both = "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED";
    let neither = "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST";
    let undefined = "Some index key attributes are not defined in AttributeDefinitions. Keys: [pk, no], AttributeDefinitions: [pk, sk]";
    let too_many = "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions";
    let units = json!({"ReadCapacityUnits": 1, "WriteCapacityUnits": 1});
    let key = |second: &str, role: &str| json!([{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": second, "KeyType": role}]);
    let length = "TableName must be at least 3 characters long and at most 255 characters long";
    let pattern = "1 validation error detected: Value 'a b c' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";
    for (request, expected) in [
        (with(plain(), "TableName", json!("ab")), invalid(length)),
        (with(plain(), "TableName", json!("a b c")), invalid(pattern)),
        (with(plain(), "BillingMode", json!("PROVISIONED")), parameter(both)),
        (with(plain(), "ProvisionedThroughput", units), parameter(neither)),
        (with(plain(), "KeySchema", key("no", "RANGE")), parameter(undefined)),
        (
            with(plain(), "KeySchema", key("sk", "HASH")),
            invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
        ),
        (
            with(plain(), "KeySchema", json!([{"AttributeName": "pk", "KeyType": "HASH"}])),
            parameter(too_many),
        ),
        (
            with(plain(), "KeySchema", json!([{"AttributeName": "pk", "KeyType": "RANGE"}])),
            invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
        ),
    ] {
        assert_eq!(server.refusal("CreateTable", request.clone()).await, expected, "{request}");
    }
}

#[tokio::test]
async fn what_is_not_there_yet_is_refused_by_name_and_its_absence_is_not() {
    let server = Server::start();
    let index = json!([{"IndexName": "abc", "Projection": {"ProjectionType": "ALL"},
        "KeySchema": [{"AttributeName": "sk", "KeyType": "HASH"}]}]);
    for (member, value) in [
        ("GlobalSecondaryIndexes", index.clone()),
        ("LocalSecondaryIndexes", index),
        ("StreamSpecification", json!({"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"})),
        ("SSESpecification", json!({"Enabled": true})),
    ] {
        let request = with(table("table", "SS"), member, value);
        let (code, text) = server.refusal("CreateTable", request).await;
        assert_eq!(code, "NotImplementedException");
        assert!(text.contains(member), "{text}");
    }
    let request = with(table("table", "S"), "StreamSpecification", json!({"StreamEnabled": false}));
    server.ok("CreateTable", request).await;
    for operation in ["Query", "Scan"] {
        let mut request = json!({"TableName": "table", "IndexName": "abc"});
        if operation == "Query" {
            request["KeyConditionExpression"] = json!("pk = :v");
            request["ExpressionAttributeValues"] = json!({":v": {"S": "a"}});
        }
        let refusal = server.refusal(operation, request).await;
        assert_eq!(refusal, invalid("The table does not have the specified index: abc"));
    }
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_refuses_to_change_nothing() {
    let server = Server::start();
    server.ok("CreateTable", table("table", "S")).await;
    let update = |member: &str, value: Value| json!({"TableName": "table", member: value});
    let (_, text) = server.refusal("UpdateTable", json!({"TableName": "table"})).await;
    assert!(text.starts_with("At least one of ProvisionedThroughput"), "{text}");

    let mut provisioned = update("BillingMode", json!("PROVISIONED"));
    provisioned["ProvisionedThroughput"] = json!({"ReadCapacityUnits": 5, "WriteCapacityUnits": 6});
    let answer = server.ok("UpdateTable", provisioned).await;
    assert_eq!(answer["TableDescription"]["TableStatus"], "UPDATING");
    let units = json!({"ReadCapacityUnits": 5, "WriteCapacityUnits": 6});
    let (_, text) = server.refusal("UpdateTable", update("ProvisionedThroughput", units)).await;
    assert!(
        text.starts_with("The provisioned throughput for the table will not change."),
        "{text}"
    );

    let class = update("TableClass", json!("STANDARD_INFREQUENT_ACCESS"));
    server.ok("UpdateTable", class).await;
    server.ok("UpdateTable", update("DeletionProtectionEnabled", json!(true))).await;
    let seen = server.ok("DescribeTable", json!({"TableName": "table"})).await;
    assert_eq!(seen["Table"]["ProvisionedThroughput"]["WriteCapacityUnits"], 6);
    assert_eq!(seen["Table"]["BillingModeSummary"]["BillingMode"], "PROVISIONED");
    assert_eq!(seen["Table"]["TableClassSummary"]["TableClass"], "STANDARD_INFREQUENT_ACCESS");

    let refusal = server.refusal("DeleteTable", json!({"TableName": "table"})).await;
    let text = "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
    assert_eq!(refusal, invalid(text));
    server.ok("UpdateTable", update("DeletionProtectionEnabled", json!(false))).await;
    server.ok("DeleteTable", json!({"TableName": "table"})).await;
}

#[tokio::test]
async fn tables_are_listed_by_pages_and_each_region_and_account_has_its_own() {
    let server = Server::start();
    for name in ["ddd", "aaa", "ccc", "bbb"] {
        server.ok("CreateTable", table(name, "S")).await;
    }
    let page = server.ok("ListTables", json!({"Limit": 3})).await;
    let first = json!({"TableNames": ["aaa", "bbb", "ccc"], "LastEvaluatedTableName": "ccc"});
    assert_eq!(page, first);
    let page = server.ok("ListTables", json!({"ExclusiveStartTableName": "ccc"})).await;
    assert_eq!(page, json!({"TableNames": ["ddd"]}));
    let all = server.ok("ListTables", json!({"Limit": 4})).await;
    assert_eq!(all.get("LastEvaluatedTableName"), None);
    for (account, region) in [("111111111111", "us-east-1"), ("000000000000", "eu-west-1")] {
        let there = server.elsewhere(account, region);
        let (_, seen) = server.call_in(&there, "ListTables", &json!({})).await;
        assert_eq!(seen, json!({"TableNames": []}));
        // Not even where a table of that name is there as well.
        server.call_in(&there, "CreateTable", &table("aaa", "S")).await;
        let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/aaa";
        let get = json!({"TableName": arn, "Key": {"pk": {"S": "a"}}});
        let (_, seen) = server.call_in(&there, "GetItem", &get).await;
        assert_eq!(seen["message"], "Requested resource not found");
    }
}

#[tokio::test]
async fn more_tables_than_the_limit_are_refused() {
    let mut limits = Limits::default();
    limits.set("dynamodb.tables", 2).expect("a limit");
    let server = Server::with(limits);
    server.ok("CreateTable", table("aaa", "S")).await;
    server.ok("CreateTable", table("bbb", "S")).await;
    let (code, text) = server.refusal("CreateTable", table("ccc", "S")).await;
    assert_eq!(code, "LimitExceededException");
    assert_eq!(text, "Subscriber limit exceeded: There is a limit of 2 tables per subscriber");
}

#[tokio::test]
async fn a_table_made_again_has_none_of_the_old_items_and_tags() {
    let server = Server::start();
    let tagged = with(table("table", "S"), "Tags", json!([{"Key": "a", "Value": "b"}]));
    let made = server.ok("CreateTable", tagged).await;
    let item = json!({"TableName": "table", "Item": {"pk": {"S": "a"}}});
    server.ok("PutItem", item.clone()).await;
    server.ok("DeleteTable", json!({"TableName": "table"})).await;
    let refusal = server.refusal("PutItem", item).await;
    assert_eq!(refusal.1, "Requested resource not found");
    let again = server.ok("CreateTable", table("table", "S")).await;
    assert_ne!(again["TableDescription"]["TableId"], made["TableDescription"]["TableId"]);
    assert_eq!(server.ok("Scan", json!({"TableName": "table"})).await["Count"], 0);
    let arn = &again["TableDescription"]["TableArn"];
    let tags = server.ok("ListTagsOfResource", json!({"ResourceArn": arn})).await;
    assert_eq!(tags, json!({"Tags": []}));
}

#[tokio::test]
async fn the_items_and_tags_of_a_deleted_table_leave_the_store() {
    let server = Server::start();
    let tags = json!([{"Key": "a", "Value": "b"}]);
    server.ok("CreateTable", with(table("table", "S"), "Tags", tags)).await;
    for n in 0..30 {
        let item = json!({"pk": {"S": format!("item {n}")}});
        server.ok("PutItem", json!({"TableName": "table", "Item": item})).await;
    }
    let store = server.platform.store.clone();
    let mut watch = store.watch(b"", store.version());
    server.ok("DeleteTable", json!({"TableName": "table"})).await;
    let left = || {
        let all = store::Range::default();
        store.snapshot().scan(all, store::Direction::Forward, usize::MAX).count()
    };
    let gone = async {
        while left() > 0 {
            watch.next().await;
        }
    };
    let gone = tokio::time::timeout(Duration::from_secs(20), gone).await;
    assert!(gone.is_ok(), "{} keys are left", left());
}

#[tokio::test]
async fn tags_are_added_listed_and_taken_away() {
    let server = Server::start();
    let made = server.ok("CreateTable", table("table", "S")).await;
    let arn = made["TableDescription"]["TableArn"].clone();
    let tag = |key: &str, value: &str| json!({"Key": key, "Value": value});
    let add = json!({"ResourceArn": arn, "Tags": [tag("a", "1"), tag("b", "2")]});
    server.ok("TagResource", add).await;
    server.ok("UntagResource", json!({"ResourceArn": arn, "TagKeys": ["a"]})).await;
    let tags = server.ok("ListTagsOfResource", json!({"ResourceArn": arn})).await;
    assert_eq!(tags, json!({"Tags": [tag("b", "2")]}));

    let nowhere = "arn:aws:dynamodb:us-east-1:000000000000:table/nowhere";
    let refusal = server.refusal("ListTagsOfResource", json!({"ResourceArn": nowhere})).await;
    let text = format!("Requested resource not found: ResourcArn: {nowhere} not found");
    assert_eq!(refusal, ("ResourceNotFoundException".into(), text));
    let refusal = server.refusal("ListTagsOfResource", json!({"ResourceArn": "abc"})).await;
    let text = "Invalid TableArn: Invalid ResourceArn provided as input abc";
    assert_eq!(refusal, invalid(text));
}

#[tokio::test]
async fn counts_follow_the_writes_and_survive_a_restart() {
    let server = Server::start();
    server.ok("CreateTable", table("table", "S")).await;
    let put = |pk: &str, more: &str| json!({"TableName": "table", "Item": {"pk": {"S": pk}, "a": {"S": more}}});
    for pk in ["1", "2", "3"] {
        server.ok("PutItem", put(pk, "xx")).await;
    }
    server.ok("PutItem", put("3", "xxxx")).await;
    let key = json!({"TableName": "table", "Key": {"pk": {"S": "1"}}});
    server.ok("DeleteItem", key.clone()).await;
    server.ok("DeleteItem", key).await;
    // Two items: 2 + 1 + 1 bytes of names and keys each, and 2 or 4 more.
    let counts = async |server: &Server| {
        let seen = server.ok("DescribeTable", json!({"TableName": "table"})).await;
        (seen["Table"]["ItemCount"].clone(), seen["Table"]["TableSizeBytes"].clone())
    };
    assert_eq!(counts(&server).await, (json!(2), json!(14)));
    server.ok("PutItem", put("4", "xx")).await;
    assert_eq!(counts(&server).await, (json!(3), json!(20)));
    let server = server.restart().await;
    server.ok("PutItem", put("5", "xx")).await;
    assert_eq!(counts(&server).await, (json!(4), json!(26)));
}
