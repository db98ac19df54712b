//! `FilterLogEvents`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{NOW, Server, messages};

async fn three_streams() -> Server {
    let server = Server::new();
    server.group("g", &["a1", "a2", "b"]).await;
    server.put("g", "a1", &[(10, "1 INFO"), (40, "4 ERROR"), (2_000, "7 INFO")]).await;
    server.put("g", "b", &[(20, "2 ERROR"), (50, "5 {\"code\": 500}")]).await;
    server.put("g", "a2", &[(30, "3 INFO"), (60, "6 ERROR INFO")]).await;
    server
}

#[tokio::test]
async fn events_of_all_streams_come_by_time_and_each_has_an_id_of_its_own() {
    let server = three_streams().await;
    let output = server.ok("FilterLogEvents", json!({"logGroupName": "g"})).await;
    let firsts: Vec<String> = messages(&output).iter().map(|m| m[..1].to_owned()).collect();
    assert_eq!(firsts, ["1", "2", "3", "4", "5", "6", "7"]);
    assert_eq!(output["searchedLogStreams"], json!([]));
    assert_eq!(output["nextToken"], Value::Null);
    let events = output["events"].as_array().expect("events");
    assert_eq!(events[1]["logStreamName"], "b");
    assert_eq!(events[1]["timestamp"], NOW + 20);
    assert_eq!(events[1]["ingestionTime"], NOW);
    let ids: BTreeSet<&str> = events.iter().filter_map(|event| event["eventId"].as_str()).collect();
    assert_eq!(ids.len(), 7);
    assert!(ids.iter().all(|id| id.len() == 56 && id.bytes().all(|b| b.is_ascii_digit())));
    let again = server.ok("FilterLogEvents", json!({"logGroupName": "g"})).await;
    assert_eq!(again["events"], output["events"], "ids are stable");
}

#[tokio::test]
async fn events_are_found_by_pattern_stream_and_time() {
    let server = three_streams().await;
    let check = async |mut input: Value, firsts: &str| {
        input["logGroupName"] = json!("g");
        for limit in [json!(10_000), json!(1), json!(2)] {
            input["limit"] = limit;
            let (found, _) = server.filter(input.clone()).await;
            let found: String = found.iter().map(|message| &message[..1]).collect();
            assert_eq!(found, firsts, "{input}");
        }
    };
    check(json!({"filterPattern": "ERROR"}), "246").await;
    check(json!({"filterPattern": "ERROR -INFO"}), "24").await;
    check(json!({"filterPattern": "?ERROR ?7"}), "2467").await;
    check(json!({"logStreamNames": ["b", "a2", "b"]}), "2356").await;
    check(json!({"logStreamNamePrefix": "a"}), "13467").await;
    check(json!({"logStreamNamePrefix": "a", "filterPattern": "INFO"}), "1367").await;
    check(json!({"startTime": NOW + 20, "endTime": NOW + 50}), "2345").await;
    check(json!({"startTime": NOW + 50}), "567").await;
    check(json!({"startTime": NOW + 61}), "7").await;
    check(json!({"endTime": NOW + 9}), "").await;
    check(json!({"startTime": NOW, "startFromHead": false}), "7654321").await;
    check(json!({"startTime": NOW + 20, "endTime": NOW + 60, "startFromHead": false}), "65432")
        .await;
    check(json!({"interleaved": true}), "1234567").await;
}

#[tokio::test]
async fn json_and_space_patterns_select_events() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    let lines = [
        (0, r#"{"level": "error", "ms": 120}"#),
        (1, r#"{"level": "info", "ms": 3}"#),
        (2, "10.0.0.1 GET /a 404"),
    ];
    server.put("g", "s", &lines).await;
    for (pattern, index) in [
        ("{ $.level = \"error\" && $.ms > 100 }", 0),
        ("{ $.ms < 100 }", 1),
        ("[ip, method, path, status = 4*]", 2),
    ] {
        let input = json!({"logGroupName": "g", "filterPattern": pattern});
        assert_eq!(server.filter(input).await.0, [lines[index].1], "{pattern}");
    }
    let bad = json!({"logGroupName": "g", "filterPattern": "{ $.x = "});
    let refused = server.refused("FilterLogEvents", bad).await;
    assert!(refused.starts_with("InvalidParameterException: "), "{refused}");
}

#[tokio::test]
async fn what_aws_refuses_is_refused() {
    let server = three_streams().await;
    let check = async |mut input: Value, told: &str| {
        input["logGroupName"] = json!("g");
        let refused = server.refused("FilterLogEvents", input).await;
        assert!(refused.starts_with(told), "{refused}");
    };
    check(json!({"logStreamNames": ["a1"], "logStreamNamePrefix": "a"}), "InvalidParameter").await;
    check(json!({"logStreamNames": ["none"]}), "ResourceNotFoundException: The specified log str")
        .await;
    check(json!({"startFromHead": false}), "InvalidParameter").await;
    let page = server.ok("FilterLogEvents", json!({"logGroupName": "g", "limit": 1})).await;
    let token = page["nextToken"].clone();
    let told = "InvalidParameterException: The specified nextToken is invalid.";
    check(json!({"nextToken": token, "filterPattern": "ERROR"}), told).await;
    check(json!({"nextToken": "x"}), told).await;
}

#[tokio::test]
async fn many_streams_whose_events_overlap_are_merged_in_order() {
    let server = Server::new();
    let names: Vec<String> = (0..30).map(|number| format!("s{number:02}")).collect();
    server.group("g", &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    for (index, name) in names.iter().enumerate() {
        let events: Vec<(i64, String)> = (0..20)
            .map(|step| {
                let time = step * 137 + (index as i64 * 53) % 97;
                (time, format!("{time:06}"))
            })
            .collect();
        let events: Vec<(i64, &str)> = events.iter().map(|(t, m)| (*t, m.as_str())).collect();
        // Odd ones come in two requests whose times interleave.
        let (first, second): (Vec<_>, Vec<_>) =
            events.iter().partition(|(time, _)| index % 2 == 0 || time % 3 == 0);
        for part in [first, second] {
            if !part.is_empty() {
                server.put("g", name, &part).await;
            }
        }
    }
    for head in [true, false] {
        let input =
            json!({"logGroupName": "g", "startTime": NOW, "startFromHead": head, "limit": 37});
        let (mut found, pages) = server.filter(input).await;
        assert_eq!((found.len(), pages), (600, 17));
        if !head {
            found.reverse();
        }
        assert!(found.is_sorted(), "{found:?}");
    }
}
