//! Putting events, and reading one stream back and forth.

use serde_json::{Value, json};

use crate::support::{NOW, Server, messages};

const HOUR: i64 = 3_600_000;

async fn get(server: &Server, extra: Value) -> Value {
    let mut input = json!({"logGroupName": "g", "logStreamName": "s"});
    for (key, value) in extra.as_object().expect("an object") {
        input[key] = value.clone();
    }
    server.ok("GetLogEvents", input).await
}

#[tokio::test]
async fn events_come_back_by_time_whatever_the_order_of_the_requests() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    server.put("g", "s", &[(100, "d"), (700, "f"), (5_000, "h")]).await;
    server.put("g", "s", &[(50, "c"), (400, "e"), (700, "g")]).await;
    server.put("g", "s", &[(-HOUR, "a"), (0, "b")]).await;
    let all = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let forward = get(&server, json!({"startFromHead": true})).await;
    assert_eq!(messages(&forward), all);
    assert_eq!(
        forward["events"][2],
        json!({
            "timestamp": NOW + 50, "message": "c", "ingestionTime": NOW
        })
    );
    assert_eq!(messages(&get(&server, json!({})).await), all);
    let last = get(&server, json!({"limit": 2})).await;
    assert_eq!(messages(&last), ["g", "h"], "the latest, in the order of their times");
    let some = json!({"startTime": NOW + 50, "endTime": NOW + 700});
    assert_eq!(messages(&get(&server, some).await), ["c", "d", "e"], "the end is not included");
}

#[tokio::test]
async fn events_of_one_millisecond_keep_the_order_in_which_they_were_put() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    server.put("g", "s", &[(101, "b")]).await;
    server.put("g", "s", &[(100, "a"), (101, "c")]).await;
    server.put("g", "s", &[(101, "d"), (102, "e")]).await;
    for head in [true, false] {
        let events = get(&server, json!({"startFromHead": head})).await;
        assert_eq!(messages(&events), ["a", "b", "c", "d", "e"], "{head}");
    }
    assert_eq!(server.filter(json!({"logGroupName": "g"})).await.0, ["a", "b", "c", "d", "e"]);
}

#[tokio::test]
async fn tokens_lead_to_both_ends_and_stay_the_same_there() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    let start = get(&server, json!({})).await;
    server.put("g", "s", &[(1, "a"), (2, "b"), (2, "c"), (2, "d"), (3, "e")]).await;
    let from_nothing = json!({"nextToken": start["nextForwardToken"]});
    let five = get(&server, from_nothing).await;
    assert_eq!(messages(&five), ["a", "b", "c", "d", "e"], "a tail that began before the events");

    let page = get(&server, json!({"startFromHead": true, "limit": 2})).await;
    assert_eq!(messages(&page), ["a", "b"]);
    let mut forward = page["nextForwardToken"].clone();
    let mut seen = Vec::new();
    loop {
        let page = get(&server, json!({"nextToken": forward, "limit": 2})).await;
        seen.push(messages(&page));
        if page["nextForwardToken"] == forward {
            break;
        }
        forward = page["nextForwardToken"].clone();
    }
    assert_eq!(seen, [vec!["c", "d"], vec!["e"], vec![]]);
    server.put("g", "s", &[(3, "f")]).await;
    let more = get(&server, json!({"nextToken": forward})).await;
    assert_eq!(messages(&more), ["f"], "what came since");

    let back = get(&server, json!({"nextToken": more["nextBackwardToken"], "limit": 3})).await;
    assert_eq!(messages(&back), ["c", "d", "e"]);
    let again = get(&server, json!({"nextToken": back["nextForwardToken"]})).await;
    assert_eq!(messages(&again), ["f"]);
    let back = get(&server, json!({"nextToken": back["nextBackwardToken"]})).await;
    assert_eq!(messages(&back), ["a", "b"]);
    let end = get(&server, json!({"nextToken": back["nextBackwardToken"]})).await;
    assert!(messages(&end).is_empty());
    assert_eq!(end["nextBackwardToken"], back["nextBackwardToken"]);
}

#[tokio::test]
async fn a_token_is_good_for_its_own_stream_only() {
    let server = Server::new();
    server.group("g", &["s", "t"]).await;
    server.put("g", "s", &[(1, "a")]).await;
    let token = get(&server, json!({})).await["nextForwardToken"].clone();
    let sealed = token.as_str().and_then(|token| token.strip_prefix("f/")).expect("f/");
    for (stream, token) in [("t", token.as_str().unwrap_or_default()), ("s", sealed), ("s", "f/x")]
    {
        let input = json!({"logGroupName": "g", "logStreamName": stream, "nextToken": token});
        assert_eq!(
            server.refused("GetLogEvents", input).await,
            "InvalidParameterException: The specified nextToken is invalid."
        );
    }
}

#[tokio::test]
async fn a_page_holds_a_megabyte_and_the_next_goes_on_there() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    let message = "x".repeat(300_000);
    for time in 0..5 {
        server.put("g", "s", &[(time, &message)]).await;
    }
    let page = get(&server, json!({"startFromHead": true})).await;
    assert_eq!(messages(&page).len(), 3);
    let rest = get(&server, json!({"nextToken": page["nextForwardToken"]})).await;
    assert_eq!(messages(&rest).len(), 2);
    let (found, pages) = server.filter(json!({"logGroupName": "g"})).await;
    assert_eq!((found.len(), pages), (5, 2));
}

#[tokio::test]
async fn events_out_of_bounds_are_told_and_the_others_stored() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    let put =
        server.put("g", "s", &[(-15 * 24 * HOUR, "old"), (0, "now"), (3 * HOUR, "new")]).await;
    assert_eq!(
        put["rejectedLogEventsInfo"],
        json!({"tooOldLogEventEndIndex": 1, "tooNewLogEventStartIndex": 2})
    );
    assert_eq!(messages(&get(&server, json!({})).await), ["now"]);
    let none = server.put("g", "s", &[(-15 * 24 * HOUR, "old")]).await;
    assert_eq!(none["rejectedLogEventsInfo"], json!({"tooOldLogEventEndIndex": 1}));
    let reversed =
        json!([{"timestamp": NOW, "message": "b"}, {"timestamp": NOW - 1, "message": "a"}]);
    let input = json!({"logGroupName": "g", "logStreamName": "s", "logEvents": reversed});
    assert_eq!(
        server.refused("PutLogEvents", input).await,
        "InvalidParameterException: Log events in a single PutLogEvents request must be in \
         chronological order."
    );
    assert_eq!(messages(&get(&server, json!({})).await), ["now"]);
}

#[tokio::test]
async fn requests_to_one_stream_at_the_same_time_all_count() {
    let server = std::sync::Arc::new(Server::new());
    server.group("g", &["s"]).await;
    let puts: Vec<_> = (0..8)
        .map(|writer| {
            let server = std::sync::Arc::clone(&server);
            task::spawn(task::TaskKind::Request, async move {
                for number in 0..5 {
                    server.put("g", "s", &[(0, &format!("{writer}-{number}"))]).await;
                }
            })
        })
        .collect();
    for put in puts {
        put.await.expect("joined").expect("no panic");
    }
    let mut found = messages(&get(&server, json!({})).await);
    assert_eq!(found.len(), 40);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 40, "no event overwrote another");
    let groups = server.ok("DescribeLogGroups", json!({})).await;
    assert_eq!(groups["logGroups"][0]["storedBytes"], 40 * 29);
}

#[tokio::test]
async fn a_group_is_named_or_identified_and_not_both() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    server.put("g", "s", &[(1, "a")]).await;
    for identifier in ["g", "arn:aws:logs:eu-west-1:123456789012:log-group:g"] {
        let input = json!({"logGroupIdentifier": identifier, "logStreamName": "s"});
        assert_eq!(messages(&server.ok("GetLogEvents", input).await), ["a"]);
    }
    let both = json!({"logGroupName": "g", "logGroupIdentifier": "g"});
    assert_eq!(
        server.refused("FilterLogEvents", both).await,
        "ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters."
    );
    let neither = server.refused("FilterLogEvents", json!({})).await;
    assert!(neither.starts_with("InvalidParameterException"), "{neither}");
}
