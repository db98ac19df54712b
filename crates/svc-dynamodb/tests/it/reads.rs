use serde_json::{Value, json};

use crate::server::{Server, table};

/// A table with partitions `a` and `b` of ten items each, whose range keys are 0 to 9 and whose
/// `even` says whether theirs is.
async fn server() -> Server {
    let server = Server::start();
    server.ok("CreateTable", table("table", "SN")).await;
    for partition in ["a", "b"] {
        let puts: Vec<Value> = (0..10)
            .map(|n| {
                let item = json!({"pk": {"S": partition}, "sk": {"N": n.to_string()},
                    "even": {"BOOL": n % 2 == 0}});
                json!({"PutRequest": {"Item": item}})
            })
            .collect();
        let request = json!({"RequestItems": {"table": puts}});
        assert_eq!(server.ok("BatchWriteItem", request).await, json!({"UnprocessedItems": {}}));
    }
    server
}

/// A query of the partition `a` with more members.
fn query(more: &Value) -> Value {
    let mut request = json!({"TableName": "table", "KeyConditionExpression": "pk = :p",
        "ExpressionAttributeValues": {":p": {"S": "a"}, ":x": {"N": "3"}, ":y": {"N": "6"}, ":is": {"BOOL": true}}});
    for (member, value) in more.as_object().into_iter().flatten() {
        request[member] = value.clone();
    }
    let text = request.to_string();
    let values = request["ExpressionAttributeValues"].as_object_mut().expect("values");
    // A placeholder that nothing uses is refused: the text has each once as its definition.
    values.retain(|name, _| text.matches(name.as_str()).count() > 1);
    request
}

fn range_keys(answer: &Value) -> Vec<i64> {
    let items = answer["Items"].as_array().expect("items").iter();
    items.map(|item| item["sk"]["N"].as_str().expect("N").parse().expect("a number")).collect()
}

#[tokio::test]
async fn a_query_reads_the_range_that_it_names_in_either_direction() {
    let server = server().await;
    for (condition, expected) in [
        ("pk = :p", (0..10).collect::<Vec<_>>()),
        ("pk = :p AND sk = :x", vec![3]),
        ("pk = :p AND sk < :x", vec![0, 1, 2]),
        ("pk = :p AND sk <= :x", vec![0, 1, 2, 3]),
        ("pk = :p AND sk > :y", vec![7, 8, 9]),
        ("pk = :p AND sk >= :y", vec![6, 7, 8, 9]),
        ("pk = :p AND sk BETWEEN :x AND :y", vec![3, 4, 5, 6]),
    ] {
        let mut request = query(&json!({"KeyConditionExpression": condition}));
        assert_eq!(range_keys(&server.ok("Query", request.clone()).await), expected, "{condition}");
        request["ScanIndexForward"] = json!(false);
        let backward: Vec<_> = expected.into_iter().rev().collect();
        assert_eq!(range_keys(&server.ok("Query", request).await), backward, "{condition}");
    }
    let of_old = json!({"TableName": "table", "KeyConditions": {
        "pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "b"}]},
        "sk": {"ComparisonOperator": "GT", "AttributeValueList": [{"N": "7"}]}}});
    assert_eq!(range_keys(&server.ok("Query", of_old).await), [8, 9]);
}

#[tokio::test]
async fn pages_together_are_the_whole_in_either_direction() {
    let server = server().await;
    for forward in [true, false] {
        for limit in [1, 3, 5, 10] {
            let mut request = query(&json!({"Limit": limit, "ScanIndexForward": forward}));
            let mut seen = Vec::new();
            loop {
                let page = server.ok("Query", request.clone()).await;
                seen.extend(range_keys(&page));
                assert!(seen.len() <= 10, "{seen:?}");
                let Some(last) = page.get("LastEvaluatedKey") else { break };
                assert_eq!(last["sk"]["N"], seen.last().expect("an item").to_string());
                request["ExclusiveStartKey"] = last.clone();
            }
            if !forward {
                seen.reverse();
            }
            assert_eq!(seen, (0..10).collect::<Vec<_>>(), "{forward} {limit}");
        }
    }
}

#[tokio::test]
async fn a_filter_hides_what_was_read_and_a_count_hides_the_items() {
    let server = server().await;
    let filtered = query(&json!({"FilterExpression": "even = :is", "Limit": 5}));
    let page = server.ok("Query", filtered.clone()).await;
    assert_eq!((&page["Count"], &page["ScannedCount"]), (&json!(3), &json!(5)));
    assert_eq!(range_keys(&page), [0, 2, 4]);
    let mut counted = filtered;
    counted["Select"] = json!("COUNT");
    let page = server.ok("Query", counted).await;
    assert_eq!((page.get("Items"), &page["Count"]), (None, &json!(3)));
    let projected = query(&json!({"ProjectionExpression": "sk", "Limit": 1}));
    let page = server.ok("Query", projected).await;
    assert_eq!(page["Items"], json!([{"sk": {"N": "0"}}]));
    let old = json!({"TableName": "table", "ScanFilter": {
        "sk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"N": "4"}]}}});
    assert_eq!(server.ok("Scan", old).await["Count"], 2);
}

#[tokio::test]
async fn the_segments_of_a_scan_are_the_table() {
    let server = server().await;
    for total in [1, 2, 7] {
        let mut seen = Vec::new();
        for segment in 0..total {
            let mut request = json!({"TableName": "table", "Segment": segment, "TotalSegments": total, "Limit": 4});
            loop {
                let page = server.ok("Scan", request.clone()).await;
                seen.extend(page["Items"].as_array().expect("items").iter().map(Value::to_string));
                let Some(last) = page.get("LastEvaluatedKey") else { break };
                request["ExclusiveStartKey"] = last.clone();
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 20, "{total}");
    }
}

#[tokio::test]
async fn a_page_ends_at_a_megabyte_and_is_billed_by_what_was_read() {
    let server = Server::start();
    server.ok("CreateTable", table("table", "SN")).await;
    for n in 0..4 {
        let item =
            json!({"pk": {"S": "a"}, "sk": {"N": n.to_string()}, "v": {"S": "x".repeat(390_000)}});
        server.ok("PutItem", json!({"TableName": "table", "Item": item})).await;
    }
    let request = query(&json!({"ReturnConsumedCapacity": "TOTAL", "ConsistentRead": true}));
    let page = server.ok("Query", request).await;
    assert_eq!((&page["Count"], &page["LastEvaluatedKey"]["sk"]["N"]), (&json!(2), &json!("1")));
    // 780,016 bytes are 191 times 4 KB.
    assert_eq!(page["ConsumedCapacity"]["CapacityUnits"], 191.0);
    let rest = query(&json!({"ExclusiveStartKey": page["LastEvaluatedKey"]}));
    let page = server.ok("Query", rest).await;
    assert_eq!((&page["Count"], page.get("LastEvaluatedKey")), (&json!(2), None));
}

#[tokio::test]
async fn reads_that_cannot_be_are_refused_in_aws_words() {
    let server = server().await;
    let outside =
        "The provided starting key is outside query boundaries based on provided conditions";
    let predicate = "The provided starting key does not match the range key predicate";
    let specific = "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES";
    let key = |pk: &str, sk: &str| json!({"pk": {"S": pk}, "sk": {"N": sk}});
    let no_key = json!({"TableName": "table"});
    for (operation, request, text) in [
        ("Query", no_key, "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.".to_owned()),
        ("Query", query(&json!({"ExclusiveStartKey": key("b", "1")})), outside.to_owned()),
        ("Query", query(&json!({"KeyConditionExpression": "pk = :p AND sk > :x", "ExclusiveStartKey": key("a", "2")})), predicate.to_owned()),
        ("Query", query(&json!({"ExclusiveStartKey": {"pk": {"S": "a"}}})), "The provided starting key is invalid: The provided key element does not match the schema".to_owned()),
        ("Query", query(&json!({"FilterExpression": "sk = :x"})), "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk".to_owned()),
        ("Query", query(&json!({"Select": "SPECIFIC_ATTRIBUTES"})), format!("1 validation error detected: {specific}")),
        ("Scan", json!({"TableName": "table", "Select": "SPECIFIC_ATTRIBUTES"}), specific.to_owned()),
        ("Scan", json!({"TableName": "table", "Select": "COUNT", "ProjectionExpression": "sk"}), "Cannot specify the ProjectionExpression when choosing to get COUNT".to_owned()),
        ("Scan", json!({"TableName": "table", "Limit": 0}), "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1".to_owned()),
    ] {
        let refusal = server.refusal(operation, request.clone()).await;
        assert_eq!(refusal, ("ValidationException".to_owned(), text), "{request}");
    }
    let (code, text) = server.refusal("Scan", json!({"TableName": "nowhere"})).await;
    assert_eq!(
        (code.as_str(), text.as_str()),
        ("ResourceNotFoundException", "Requested resource not found")
    );
}

#[tokio::test]
async fn a_batch_gets_what_is_there_from_each_table() {
    let server = server().await;
    server.ok("CreateTable", table("other", "S")).await;
    let key = |sk: &str| json!({"pk": {"S": "a"}, "sk": {"N": sk}});
    let request = json!({"ReturnConsumedCapacity": "TOTAL", "RequestItems": {
        "table": {"Keys": [key("1"), key("99"), key("2")], "ProjectionExpression": "sk"},
        "other": {"Keys": [{"pk": {"S": "a"}}]}}});
    let answer = server.ok("BatchGetItem", request).await;
    let items = json!([{"sk": {"N": "1"}}, {"sk": {"N": "2"}}]);
    assert_eq!(answer["Responses"], json!({"table": items, "other": []}));
    assert_eq!(answer["UnprocessedKeys"], json!({}));
    let consumed = json!([{"TableName": "other", "CapacityUnits": 0.5}, {"TableName": "table", "CapacityUnits": 1.5}]);
    assert_eq!(answer["ConsumedCapacity"], consumed);

    let twice = json!({"RequestItems": {"table": {"Keys": [key("1"), key("1.0")]}}});
    let (_, text) = server.refusal("BatchGetItem", twice).await;
    assert_eq!(text, "Provided list of item keys contains duplicates");
    let many: Vec<Value> = (0..60).map(|n| key(&n.to_string())).collect();
    let many = json!({"RequestItems": {"table": {"Keys": many}, "other": {"Keys": many}}});
    let (_, text) = server.refusal("BatchGetItem", many).await;
    assert_eq!(text, "Too many items requested for the BatchGetItem call");
}

#[tokio::test]
async fn a_batch_leaves_the_keys_beyond_sixteen_megabytes() {
    let server = Server::start();
    server.ok("CreateTable", table("table", "S")).await;
    let key = |n: i32| json!({"pk": {"S": format!("{n:02}")}});
    for n in 0..44 {
        let mut item = key(n);
        // The last one is small, and yet left with those before it.
        item["v"] = json!({"S": "x".repeat(if n < 43 { 400_000 } else { 1 })});
        server.ok("PutItem", json!({"TableName": "table", "Item": item})).await;
    }
    let keys: Vec<Value> = (0..44).map(key).collect();
    let mut request =
        json!({"RequestItems": {"table": {"Keys": keys, "ProjectionExpression": "pk"}}});
    let answer = server.ok("BatchGetItem", request.clone()).await;
    // 16,777,216 bytes hold 41 items of 400,005.
    assert_eq!(answer["Responses"]["table"].as_array().map(Vec::len), Some(41));
    let left = &answer["UnprocessedKeys"]["table"];
    assert_eq!(left["Keys"], json!([key(41), key(42), key(43)]));
    request["RequestItems"] = answer["UnprocessedKeys"].clone();
    let answer = server.ok("BatchGetItem", request).await;
    assert_eq!(answer["Responses"]["table"].as_array().map(Vec::len), Some(3));
    assert_eq!(answer["UnprocessedKeys"], json!({}));
}

#[tokio::test]
async fn a_batch_writes_all_or_nothing() {
    let server = server().await;
    let put =
        |n: i64| json!({"PutRequest": {"Item": {"pk": {"S": "a"}, "sk": {"N": n.to_string()}}}});
    let delete =
        |n: i64| json!({"DeleteRequest": {"Key": {"pk": {"S": "a"}, "sk": {"N": n.to_string()}}}});
    let write = |requests: Vec<Value>| json!({"RequestItems": {"table": requests}});
    server.ok("BatchWriteItem", write(vec![put(20), delete(0)])).await;
    let seen = range_keys(&server.ok("Query", query(&json!({}))).await);
    assert_eq!((seen.first(), seen.last()), (Some(&1), Some(&20)));

    let mut both = put(1);
    both["DeleteRequest"] = delete(1)["DeleteRequest"].clone();
    for (requests, text) in [
        (vec![put(30), put(31), delete(30)], "Provided list of item keys contains duplicates"),
        (
            vec![put(30), json!({})],
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        ),
        (
            vec![put(30), both],
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
        ),
        (
            vec![put(30), json!({"PutRequest": {"Item": {"pk": {"S": "a"}}}})],
            "One or more parameter values were invalid: Missing the key sk in the item",
        ),
    ] {
        assert_eq!(server.refusal("BatchWriteItem", write(requests)).await.1, text);
    }
    let more = json!({"RequestItems": {"table": [put(30)], "nowhere": [put(1)]}});
    assert_eq!(server.refusal("BatchWriteItem", more).await.0, "ResourceNotFoundException");
    let puts: Vec<Value> = (30..50).map(put).collect();
    let many = json!({"RequestItems": {"table": puts, "other": puts}});
    let (_, text) = server.refusal("BatchWriteItem", many).await;
    assert_eq!(text, "Too many items requested for the BatchWriteItem call");
    assert_eq!(range_keys(&server.ok("Query", query(&json!({}))).await), seen);
}
