//! Streams.

use serde_json::{Value, json};

use crate::support::{NOW, Server, messages, texts};

#[tokio::test]
async fn a_stream_is_described_with_its_times() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    let describe = json!({"logGroupName": "g"});
    let fresh = server.ok("DescribeLogStreams", describe.clone()).await;
    let arn = "arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s";
    let bare = json!({"arn": arn, "creationTime": NOW, "logStreamName": "s", "storedBytes": 0});
    assert_eq!(fresh["logStreams"], json!([bare]));
    server.put("g", "s", &[(5, "a"), (9, "b")]).await;
    server.platform.clock.advance_to(NOW + 100);
    let put = server.put("g", "s", &[(-98, "c")]).await;
    let stream = &server.ok("DescribeLogStreams", describe).await["logStreams"][0];
    assert_eq!(stream["firstEventTimestamp"], NOW + 2);
    assert_eq!(stream["lastEventTimestamp"], NOW + 9);
    assert_eq!(stream["lastIngestionTime"], NOW + 100);
    assert_eq!(stream["uploadSequenceToken"], put["nextSequenceToken"]);
    assert_eq!(put["nextSequenceToken"].as_str().map(str::len), Some(56));
}

#[tokio::test]
async fn streams_are_listed_by_name_and_by_last_event_both_ways_and_in_pages() {
    let server = Server::new();
    server.group("g", &["b", "a", "c", "never"]).await;
    for (stream, time) in [("a", 30), ("b", 10), ("c", 20), ("b", 15)] {
        server.put("g", stream, &[(time, "x")]).await;
    }
    let check = async |mut input: Value, names: &[&str]| {
        input["logGroupName"] = json!("g");
        let whole = server.ok("DescribeLogStreams", input.clone()).await;
        assert_eq!(texts(&whole, "logStreams", "logStreamName"), names, "{input}");
        input["limit"] = json!(1);
        let mut one_by_one = Vec::new();
        loop {
            let page = server.ok("DescribeLogStreams", input.clone()).await;
            one_by_one.extend(texts(&page, "logStreams", "logStreamName"));
            if page["nextToken"].is_null() {
                break;
            }
            input["nextToken"] = page["nextToken"].clone();
        }
        assert_eq!(one_by_one, names, "{input}");
    };
    check(json!({}), &["a", "b", "c", "never"]).await;
    check(json!({"descending": true}), &["never", "c", "b", "a"]).await;
    check(json!({"logStreamNamePrefix": "n"}), &["never"]).await;
    let by_time = "LastEventTime";
    check(json!({"orderBy": by_time}), &["never", "b", "c", "a"]).await;
    check(json!({"orderBy": by_time, "descending": true}), &["a", "c", "b", "never"]).await;
    let both = json!({"logGroupName": "g", "orderBy": by_time, "logStreamNamePrefix": "a"});
    assert_eq!(
        server.refused("DescribeLogStreams", both).await,
        "InvalidParameterException: Cannot order by LastEventTime with a logStreamNamePrefix."
    );
}

#[tokio::test]
async fn a_deleted_stream_is_gone_with_its_events_and_can_be_made_anew() {
    let server = Server::new();
    server.group("g", &["s", "t"]).await;
    server.put("g", "s", &[(0, "gone")]).await;
    server.put("g", "t", &[(1, "stays")]).await;
    let name = json!({"logGroupName": "g", "logStreamName": "s"});
    assert_eq!(
        server.refused("CreateLogStream", name.clone()).await,
        "ResourceAlreadyExistsException: The specified log stream already exists"
    );
    server.ok("DeleteLogStream", name.clone()).await;
    for operation in ["DeleteLogStream", "GetLogEvents"] {
        assert_eq!(
            server.refused(operation, name.clone()).await,
            "ResourceNotFoundException: The specified log stream does not exist."
        );
    }
    server.ok("CreateLogStream", name.clone()).await;
    assert!(messages(&server.ok("GetLogEvents", name).await).is_empty());
    assert_eq!(server.logs.sweep(NOW).await.expect("sweep").deleted_rows, 1);
    assert_eq!(server.filter(json!({"logGroupName": "g"})).await.0, ["stays"]);
}
