//! Retention.

use serde_json::json;
use store::{Direction, RawTable};

use crate::support::{NOW, Server, messages};

const DAY: i64 = 86_400_000;

#[tokio::test]
async fn events_beyond_the_retention_are_out_of_sight_at_once_and_swept_later() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    server.put("g", "s", &[(-3 * 3_600_000, "first"), (0, "second")]).await;
    server.ok("PutRetentionPolicy", json!({"logGroupName": "g", "retentionInDays": 1})).await;
    let both = json!({"logGroupName": "g", "logStreamName": "s"});
    assert_eq!(messages(&server.ok("GetLogEvents", both.clone()).await), ["first", "second"]);
    server.platform.clock.advance_to(NOW + DAY - 1);
    assert_eq!(messages(&server.ok("GetLogEvents", both.clone()).await), ["second"]);
    assert_eq!(server.filter(json!({"logGroupName": "g"})).await.0, ["second"]);
    assert_eq!(server.logs.sweep(NOW + DAY - 1).await.expect("sweep").expired_rows, 1);
    let groups = server.ok("DescribeLogGroups", json!({})).await;
    assert_eq!(groups["logGroups"][0]["storedBytes"], 6 + 26);
    assert_eq!(groups["logGroups"][0]["retentionInDays"], 1);

    server.platform.clock.advance_to(NOW + 2 * DAY);
    let put = server.put("g", "s", &[(-DAY - 1, "expired"), (0, "third")]).await;
    assert_eq!(put["rejectedLogEventsInfo"], json!({"expiredLogEventEndIndex": 1}));
    assert_eq!(server.logs.sweep(NOW + 2 * DAY).await.expect("sweep").expired_rows, 1);
    assert_eq!(messages(&server.ok("GetLogEvents", both).await), ["third"]);
    assert_eq!(server.logs.sweep(NOW + 2 * DAY).await.expect("sweep").expired_rows, 0);
}

#[tokio::test]
async fn an_event_that_is_kept_keeps_those_that_lie_in_one_row_with_it() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    server.put("g", "s", &[(-100, "expired"), (100, "kept")]).await;
    server.ok("PutRetentionPolicy", json!({"logGroupName": "g", "retentionInDays": 1})).await;
    server.platform.clock.advance_to(NOW + DAY);
    assert_eq!(server.logs.sweep(NOW + DAY).await.expect("sweep").expired_rows, 0);
    assert_eq!(server.filter(json!({"logGroupName": "g"})).await.0, ["kept"]);
    assert_eq!(server.logs.sweep(NOW + DAY + 2_000).await.expect("sweep").expired_rows, 1);
}

#[tokio::test]
async fn without_a_policy_nothing_expires() {
    let server = Server::new();
    server.group("g", &["s"]).await;
    server.put("g", "s", &[(0, "kept")]).await;
    server.ok("PutRetentionPolicy", json!({"logGroupName": "g", "retentionInDays": 3653})).await;
    server.ok("DeleteRetentionPolicy", json!({"logGroupName": "g"})).await;
    server.platform.clock.advance_to(NOW + 5_000 * DAY);
    assert_eq!(server.logs.sweep(NOW + 5_000 * DAY).await.expect("sweep").expired_rows, 0);
    assert_eq!(server.filter(json!({"logGroupName": "g"})).await.0, ["kept"]);
    let refused = server
        .refused("PutRetentionPolicy", json!({"logGroupName": "g", "retentionInDays": 2}))
        .await;
    assert!(
        refused.starts_with(
            "InvalidParameterException: 1 validation error detected: Value '2' at \
             'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: \
             [1, 3, 5, 7,"
        ),
        "{refused}"
    );
}

#[tokio::test]
async fn the_sweeper_runs_at_a_delete_and_by_the_clock() {
    let server = Server::new();
    server.group("g", &["s", "t"]).await;
    server.put("g", "s", &[(0, "expires")]).await;
    server.put("g", "t", &[(0, "deleted")]).await;
    let rows = || {
        let prefix = RawTable::new("logs.events").key(&server.cx().scope, ());
        let snapshot = server.platform.store.snapshot();
        snapshot.scan(prefix.as_ref(), Direction::Forward, 10).count()
    };
    let sweeper =
        task::spawn(task::TaskKind::Reconciler, std::sync::Arc::clone(&server.logs).run());
    server.ok("PutRetentionPolicy", json!({"logGroupName": "g", "retentionInDays": 1})).await;
    assert_eq!(rows(), 2);
    server.ok("DeleteLogStream", json!({"logGroupName": "g", "logStreamName": "t"})).await;
    while rows() > 1 {
        tokio::task::yield_now().await;
    }
    server.platform.clock.advance_to(NOW + DAY);
    while rows() > 0 {
        // The sweeper may have looked at the clock before it was moved: then this is an hour more.
        server.platform.clock.advance_to(server.platform.clock.now_ms() + 3_600_000);
        tokio::task::yield_now().await;
    }
    sweeper.abort();
}
