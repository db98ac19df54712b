use std::sync::Arc;

use serde_json::{Value, json};
use service::Limits;

use crate::server::{Server, table};

async fn server() -> Server {
    let server = Server::start();
    server.ok("CreateTable", table("table", "S")).await;
    server
}

/// A request for the item `a` with more members.
fn of_a(more: &Value) -> Value {
    let mut request = json!({"TableName": "table", "Key": {"pk": {"S": "a"}}});
    for (member, value) in more.as_object().into_iter().flatten() {
        request[member] = value.clone();
    }
    request
}

fn put(item: &Value, more: &Value) -> Value {
    let mut request = of_a(more);
    request.as_object_mut().expect("an object").remove("Key");
    request["Item"] = item.clone();
    request
}

async fn get(server: &Server) -> Value {
    server.ok("GetItem", of_a(&json!({}))).await
}

#[tokio::test]
async fn an_item_of_every_type_comes_back_as_it_went_in() {
    let server = server().await;
    let item = json!({
        "pk": {"S": "a"}, "text": {"S": "é漢🙂\"\\\n\u{1}"}, "number": {"N": "-123.45"}, "bytes": {"B": "AAEC"},
        "yes": {"BOOL": true}, "no": {"BOOL": false}, "nothing": {"NULL": true},
        "list": {"L": [{"S": ""}, {"L": []}, {"M": {}}]}, "map": {"M": {"b": {"N": "1"}, "é": {"SS": ["x"]}}},
        "texts": {"SS": ["a", "b"]}, "numbers": {"NS": ["-2", "1", "10"]}, "binaries": {"BS": ["AA==", "AQ=="]},
    });
    assert_eq!(server.ok("PutItem", put(&item, &json!({}))).await, json!({}));
    assert_eq!(get(&server).await, json!({"Item": item}));
    assert_eq!(
        server.ok("GetItem", json!({"TableName": "table", "Key": {"pk": {"S": "b"}}})).await,
        json!({})
    );
    let server = server.restart().await;
    assert_eq!(get(&server).await, json!({"Item": item}));
}

#[tokio::test]
async fn values_that_are_none_are_refused_in_the_words_of_the_service() {
    let server = server().await;
    let empty =
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
    let several = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    let nesting = "Nesting Levels have exceeded supported limits";
    let mut deep = json!({"S": "x"});
    for _ in 0..33 {
        deep = json!({"L": [deep]});
    }
    for (value, text) in [
        (json!({}), empty),
        (json!({"S": null}), empty),
        (json!({"X": "y"}), empty),
        (json!({"S": "x", "N": "1"}), several),
        (json!({"L": [{"S": "x"}, {}]}), empty),
        (json!({"M": {"a": {"N": "1", "S": "x"}}}), several),
        (deep, nesting),
        (json!({"N": "x"}), "The parameter cannot be converted to a numeric value: x"),
        (
            json!({"NULL": false}),
            "One or more parameter values were invalid: Null attribute value types must have the value of true",
        ),
        (
            json!({"SS": []}),
            "One or more parameter values were invalid: An string set  may not be empty",
        ),
        (json!({"NS": ["1", "1.0"]}), "Input collection contains duplicates"),
        (json!({"M": {"": {"S": "x"}}}), "Empty attribute name"),
        (json!({"L": [{"M": {"a": {"M": {"": {"N": "1"}}}}}]}), "Empty attribute name"),
    ] {
        let request = put(&json!({"pk": {"S": "a"}, "v": value}), &json!({}));
        let refusal = server.refusal("PutItem", request).await;
        assert_eq!(refusal, ("ValidationException".to_owned(), text.to_owned()), "{value}");
    }
    let request =
        of_a(&json!({"UpdateExpression": "SET v = :v", "ExpressionAttributeValues": {":v": {}}}));
    let text = format!("ExpressionAttributeValues contains invalid value: {empty} for key :v");
    assert_eq!(server.refusal("UpdateItem", request).await.1, text);
    let nameless = put(&json!({"pk": {"S": "a"}, "": {"S": "x"}}), &json!({}));
    assert_eq!(server.refusal("PutItem", nameless).await.1, "Empty attribute name");
    let nameless = of_a(&json!({"AttributeUpdates": {"": {"Value": {"S": "x"}}}}));
    assert_eq!(server.refusal("UpdateItem", nameless).await.1, "Empty attribute name");
    let wrong = put(&json!({"pk": {"S": 5}}), &json!({}));
    assert_eq!(server.refusal("PutItem", wrong).await.0, "SerializationException");
}

#[tokio::test]
async fn a_condition_that_does_not_hold_refuses_a_write_and_may_show_the_item() {
    let server = server().await;
    let item = json!({"pk": {"S": "a"}, "n": {"N": "1"}});
    let new = json!({"ConditionExpression": "attribute_not_exists(pk)"});
    server.ok("PutItem", put(&item, &new)).await;
    let (code, text) = server.refusal("PutItem", put(&item, &new)).await;
    let failed = ("ConditionalCheckFailedException", "The conditional request failed");
    assert_eq!((code.as_str(), text.as_str()), failed);

    let shown = json!({"ConditionExpression": "n > :n", "ExpressionAttributeValues": {":n": {"N": "1"}},
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD"});
    for operation in ["PutItem", "UpdateItem", "DeleteItem"] {
        let request = if operation == "PutItem" { put(&item, &shown) } else { of_a(&shown) };
        let (status, answer) = server.call(operation, request).await;
        assert_eq!((status, &answer["Item"]), (400, &item), "{operation}: {answer}");
    }
    let old = json!({"Expected": {"n": {"ComparisonOperator": "EQ", "AttributeValueList": [{"N": "2"}]}}});
    assert_eq!(server.refusal("DeleteItem", of_a(&old)).await.0, failed.0);
    assert_eq!(get(&server).await, json!({"Item": item}));
}

#[tokio::test]
async fn return_values_show_what_was_and_what_is() {
    let old = json!({"pk": {"S": "a"}, "n": {"N": "1"}, "m": {"M": {"x": {"S": "y"}}}});
    let update = json!({"UpdateExpression": "SET m.x = :x ADD n :n",
        "ExpressionAttributeValues": {":n": {"N": "2"}, ":x": {"S": "z"}}});
    let new = json!({"pk": {"S": "a"}, "n": {"N": "3"}, "m": {"M": {"x": {"S": "z"}}}});
    let touched = |n: &str, x: &str| json!({"n": {"N": n}, "m": {"M": {"x": {"S": x}}}});
    for (wanted, expected) in [
        ("NONE", json!({})),
        ("ALL_OLD", json!({"Attributes": old})),
        ("ALL_NEW", json!({"Attributes": new})),
        ("UPDATED_OLD", json!({"Attributes": touched("1", "y")})),
        ("UPDATED_NEW", json!({"Attributes": touched("3", "z")})),
    ] {
        let server = server().await;
        server.ok("PutItem", put(&old, &json!({}))).await;
        let mut request = of_a(&update);
        request["ReturnValues"] = json!(wanted);
        assert_eq!(server.ok("UpdateItem", request).await, expected, "{wanted}");
        assert_eq!(get(&server).await, json!({"Item": new}));
    }
    let server = server().await;
    let all_old = json!({"ReturnValues": "ALL_OLD"});
    assert_eq!(server.ok("PutItem", put(&old, &all_old)).await, json!({}));
    assert_eq!(server.ok("PutItem", put(&new, &all_old)).await, json!({"Attributes": old}));
    assert_eq!(server.ok("DeleteItem", of_a(&all_old)).await, json!({"Attributes": new}));
    assert_eq!(server.ok("DeleteItem", of_a(&all_old)).await, json!({}));
    let (_, text) = server.refusal("PutItem", put(&old, &json!({"ReturnValues": "ALL_NEW"}))).await;
    assert_eq!(text, "ReturnValues can only be ALL_OLD or NONE");
}

#[tokio::test]
async fn an_update_makes_an_item_and_legacy_deletes_make_none() {
    let server = server().await;
    let delete = json!({"AttributeUpdates": {"n": {"Action": "DELETE"}}});
    server.ok("UpdateItem", of_a(&delete)).await;
    assert_eq!(get(&server).await, json!({}));
    server.ok("UpdateItem", of_a(&json!({}))).await;
    assert_eq!(get(&server).await, json!({"Item": {"pk": {"S": "a"}}}));
    let add = json!({"AttributeUpdates": {"n": {"Action": "ADD", "Value": {"N": "5"}}}});
    server.ok("UpdateItem", of_a(&add)).await;
    assert_eq!(get(&server).await["Item"]["n"], json!({"N": "5"}));
    let key =
        json!({"UpdateExpression": "SET pk = :v", "ExpressionAttributeValues": {":v": {"S": "b"}}});
    let (_, text) = server.refusal("UpdateItem", of_a(&key)).await;
    assert_eq!(
        text,
        "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key"
    );
    let mixed =
        json!({"UpdateExpression": "REMOVE n", "AttributeUpdates": {"n": {"Action": "DELETE"}}});
    let (_, text) = server.refusal("UpdateItem", of_a(&mixed)).await;
    assert_eq!(
        text,
        "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributeUpdates} Expression parameters: {UpdateExpression}"
    );
}

#[tokio::test]
async fn a_projection_shows_parts_and_a_wrong_key_is_refused() {
    let server = server().await;
    let item = json!({"pk": {"S": "a"}, "n": {"N": "1"}, "l": {"L": [{"S": "x"}, {"S": "y"}]}});
    server.ok("PutItem", put(&item, &json!({}))).await;
    for (ask, expected) in [
        (json!({"ProjectionExpression": "n"}), json!({"n": {"N": "1"}})),
        (
            json!({"ProjectionExpression": "l[1], #p", "ExpressionAttributeNames": {"#p": "pk"}}),
            json!({"pk": {"S": "a"}, "l": {"L": [{"S": "y"}]}}),
        ),
        (json!({"AttributesToGet": ["n", "none"]}), json!({"n": {"N": "1"}})),
        (json!({"ProjectionExpression": "nowhere"}), json!({})),
    ] {
        let answer = server.ok("GetItem", of_a(&ask)).await;
        assert_eq!(answer, json!({"Item": expected}), "{ask}");
    }
    for key in [json!({}), json!({"pk": {"N": "1"}}), json!({"pk": {"S": "a"}, "b": {"S": "c"}})] {
        let (_, text) = server.refusal("GetItem", json!({"TableName": "table", "Key": key})).await;
        assert_eq!(text, "The provided key element does not match the schema", "{key}");
    }
    let (_, text) = server.refusal("PutItem", put(&json!({"x": {"S": "a"}}), &json!({}))).await;
    assert_eq!(text, "One or more parameter values were invalid: Missing the key pk in the item");
}

#[tokio::test]
async fn consumed_capacity_is_what_aws_bills() {
    let server = server().await;
    let big = "x".repeat(5_000);
    let ask = json!({"ReturnConsumedCapacity": "TOTAL"});
    let units = |answer: &Value| answer["ConsumedCapacity"]["CapacityUnits"].as_f64();
    let small = json!({"pk": {"S": "a"}});
    let large = json!({"pk": {"S": "a"}, "v": {"S": big}});
    for (item, expected) in [(&small, 1.0), (&large, 5.0), (&small, 5.0)] {
        assert_eq!(units(&server.ok("PutItem", put(item, &ask)).await), Some(expected));
    }
    server.ok("PutItem", put(&large, &json!({}))).await;
    assert_eq!(units(&server.ok("GetItem", of_a(&ask)).await), Some(1.0));
    let strong = json!({"ReturnConsumedCapacity": "INDEXES", "ConsistentRead": true});
    let answer = server.ok("GetItem", of_a(&strong)).await;
    let consumed =
        json!({"TableName": "table", "CapacityUnits": 2.0, "Table": {"CapacityUnits": 2.0}});
    assert_eq!(answer["ConsumedCapacity"], consumed);
    assert_eq!(units(&server.ok("DeleteItem", of_a(&ask)).await), Some(5.0));
    assert_eq!(units(&server.ok("UpdateItem", of_a(&ask)).await), Some(1.0));
}

#[tokio::test]
async fn an_item_is_as_large_as_the_limit_says() {
    let mut limits = Limits::default();
    limits.set("dynamodb.item_bytes", 20).expect("a limit");
    let server = Server::with(limits);
    server.ok("CreateTable", table("table", "S")).await;
    // "pk" + "a" + "v" + 16.
    let fits = json!({"pk": {"S": "a"}, "v": {"S": "x".repeat(16)}});
    server.ok("PutItem", put(&fits, &json!({}))).await;
    let large = json!({"pk": {"S": "a"}, "v": {"S": "x".repeat(17)}});
    let (_, text) = server.refusal("PutItem", put(&large, &json!({}))).await;
    assert_eq!(text, "Item size has exceeded the maximum allowed size");
    let grow =
        json!({"UpdateExpression": "SET w = :w", "ExpressionAttributeValues": {":w": {"S": "x"}}});
    let (_, text) = server.refusal("UpdateItem", of_a(&grow)).await;
    assert_eq!(text, "Item size to update has exceeded the maximum allowed size");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_clients_on_one_counter_lose_no_update() {
    const CLIENTS: usize = 64;
    const EACH: usize = 5;
    let server = Arc::new(server().await);
    let add = of_a(&json!({"UpdateExpression": "ADD n :one", "ReturnValues": "UPDATED_NEW",
        "ExpressionAttributeValues": {":one": {"N": "1"}}}));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (server, add) = (Arc::clone(&server), add.clone());
            task::spawn(task::TaskKind::Request, async move {
                let mut seen = Vec::new();
                for round in 0..EACH {
                    let answer = server.ok("UpdateItem", add.clone()).await;
                    seen.push(answer["Attributes"]["n"]["N"].as_str().map(str::to_owned));
                    // Other writes of the same item that depend on nothing, and of the table.
                    if client == 0 {
                        let other = json!({"UpdateExpression": "SET aside = :r",
                            "ExpressionAttributeValues": {":r": {"N": round.to_string()}}});
                        server.ok("UpdateItem", of_a(&other)).await;
                        let class =
                            if round % 2 == 0 { "STANDARD_INFREQUENT_ACCESS" } else { "STANDARD" };
                        server
                            .ok("UpdateTable", json!({"TableName": "table", "TableClass": class}))
                            .await;
                    }
                }
                seen
            })
        })
        .collect();
    let mut seen = Vec::new();
    for client in clients {
        seen.extend(client.await.expect("joined").expect("no panic"));
    }
    let all = CLIENTS * EACH;
    assert_eq!(get(&server).await["Item"]["n"]["N"], all.to_string());
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all, "every answer shows a count of its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_that_want_to_make_one_item_one_does() {
    let server = Arc::new(server().await);
    let item = json!({"pk": {"S": "a"}});
    let new = put(&item, &json!({"ConditionExpression": "attribute_not_exists(pk)"}));
    let clients: Vec<_> = (0..32)
        .map(|_| {
            let (server, new) = (Arc::clone(&server), new.clone());
            task::spawn(task::TaskKind::Request, async move { server.call("PutItem", new).await.0 })
        })
        .collect();
    let mut made = 0;
    for client in clients {
        let status = client.await.expect("joined").expect("no panic");
        made += usize::from(status == 200);
    }
    assert_eq!(made, 1);
}
