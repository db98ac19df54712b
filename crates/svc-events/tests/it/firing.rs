//! When rules fire, and what their targets get.

use std::sync::Arc;

use serde_json::{Value, json};
use task::TaskKind;

use crate::support::{FUNCTION, MINUTE, NOW, Server, event};

#[tokio::test]
async fn a_rate_fires_first_one_period_after_the_rule_was_made() {
    let server = Server::new().await;
    server.rule("tick", "rate(20 minutes)").await;
    server.advance(20 * MINUTE - 1).await;
    assert_eq!(server.fired(), [""; 0]);
    server.advance(1).await;
    let received = server.received();
    let [envelope] = received.as_slice() else { panic!("{received:?}") };
    let rule = "arn:aws:events:eu-west-1:123456789012:rule/tick";
    let got = event(envelope);
    let id = got["id"].as_str().unwrap();
    assert_eq!(
        std::str::from_utf8(&envelope.payload).unwrap(),
        format!(
            "{{\"version\":\"0\",\"id\":\"{id}\",\"detail-type\":\"Scheduled Event\",\
             \"source\":\"aws.events\",\"account\":\"123456789012\",\
             \"time\":\"2026-01-01T00:20:00Z\",\"region\":\"eu-west-1\",\
             \"resources\":[\"{rule}\"],\"detail\":{{}}}}"
        )
    );
    assert_eq!((id.len(), &id[14..15]), (36, "4"));
    assert_ne!(envelope.id, id, "the invocation has an id of its own");
    assert_eq!((&*envelope.source, &*envelope.target), (rule, FUNCTION));
    assert_eq!((&*envelope.account, &*envelope.region), ("123456789012", "eu-west-1"));
    assert_eq!(envelope.first_seen_ms, NOW + 20 * MINUTE);
    let attributes = json!({
        "kind": "events", "target_id": "t", "retries_max": 185, "age_max_s": 86_400,
    });
    assert_eq!(envelope.attributes, attributes);
    for _ in 0..3 {
        server.advance(10 * MINUTE).await;
    }
    assert_eq!(server.fired(), ["01T00:40:00 tick"]);
}

#[tokio::test]
async fn every_target_gets_what_it_asked_for_of_the_same_event() {
    let server = Server::new().await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "cron(5 * * * ? *)"})).await;
    let retry = json!({"MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": 60});
    let template = json!({
        "InputPathsMap": {"id": "$.id", "at": "$.time"},
        "InputTemplate": "{\"id\": <id>, \"told\": \"<aws.events.rule-name> at <at>\"}",
    });
    let targets = json!([
        {"Id": "constant", "Arn": FUNCTION, "Input": " {\"a\" : 1.0} "},
        {"Id": "event", "Arn": FUNCTION},
        {"Id": "path", "Arn": format!("{FUNCTION}:live"), "InputPath": "$.id"},
        {"Id": "template", "Arn": FUNCTION, "InputTransformer": template, "RetryPolicy": retry},
        {"Id": "whole", "Arn": FUNCTION, "InputPath": "$"},
    ]);
    server.ok("PutTargets", json!({"Rule": "r", "Targets": targets})).await;
    server.advance(5 * MINUTE).await;
    let received = server.received();
    let of = |id: &str| {
        let envelope = received.iter().find(|one| one.attributes["target_id"] == id).unwrap();
        (envelope, std::str::from_utf8(&envelope.payload).unwrap())
    };
    assert_eq!(received.len(), 5);
    let id = event(of("event").0)["id"].clone();
    assert_eq!(of("constant").1, " {\"a\" : 1.0} ");
    assert_eq!(of("whole").1, of("event").1);
    assert_eq!(of("path").1, id.to_string());
    assert_eq!(of("path").0.target, format!("{FUNCTION}:live"));
    let told = format!("{{\"id\":{id},\"told\":\"r at 2026-01-01T00:05:00Z\"}}");
    assert_eq!(of("template").1, told);
    let attributes = json!({
        "kind": "events", "target_id": "template", "retries_max": 3, "age_max_s": 60,
    });
    assert_eq!(of("template").0.attributes, attributes);
}

#[tokio::test]
async fn targets_that_get_the_event_itself_share_its_bytes() {
    let server = Server::new().await;
    server.rule("r", "rate(1 minute)").await;
    let targets = json!([
        {"Id": "a", "Arn": FUNCTION}, {"Id": "b", "Arn": FUNCTION, "Input": "1"},
        {"Id": "c", "Arn": FUNCTION},
    ]);
    server.ok("PutTargets", json!({"Rule": "r", "Targets": targets})).await;
    server.advance(MINUTE).await;
    let received = server.received();
    let shared = received.iter().filter(|envelope| envelope.shared.is_some());
    assert_eq!((shared.count(), received.len()), (3, 4));
}

#[tokio::test]
async fn a_rule_that_is_disabled_stops_and_starts_anew_when_it_is_enabled() {
    let server = Server::new().await;
    server.rule("hourly", "cron(0 * * * ? *)").await;
    server.rule("rated", "rate(1 hour)").await;
    server.advance(30 * MINUTE).await;
    for name in ["hourly", "rated"] {
        server.ok("DisableRule", json!({"Name": name})).await;
    }
    server.advance(90 * MINUTE).await;
    assert_eq!(server.fired(), [""; 0]);
    // 02:00. Enabling one that is enabled does not shift it.
    for name in ["hourly", "rated"] {
        server.ok("EnableRule", json!({"Name": name})).await;
    }
    server.advance(30 * MINUTE).await;
    server.ok("EnableRule", json!({"Name": "rated"})).await;
    server.advance(30 * MINUTE).await;
    assert_eq!(server.fired(), ["01T03:00:00 hourly", "01T03:00:00 rated"]);
    server.ok("DisableRule", json!({"Name": "rated"})).await;
    server.advance(10 * MINUTE).await;
    server.ok("EnableRule", json!({"Name": "rated"})).await;
    server.advance(60 * MINUTE).await;
    assert_eq!(server.fired(), ["01T04:00:00 hourly", "01T04:10:00 rated"]);
}

#[tokio::test]
async fn a_rule_that_is_put_again_is_shifted_by_a_new_expression_only() {
    let server = Server::new().await;
    server.rule("r", "rate(10 minutes)").await;
    server.advance(5 * MINUTE).await;
    let put = json!({"Name": "r", "ScheduleExpression": "rate(10 minutes)", "Description": "d"});
    server.ok("PutRule", put).await;
    server.advance(5 * MINUTE).await;
    assert_eq!(server.fired(), ["01T00:10:00 r"]);
    server.advance(5 * MINUTE).await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(7 minutes)"})).await;
    server.advance(7 * MINUTE - 1).await;
    assert_eq!(server.fired(), [""; 0], "the old expression is due at 00:20 and gone");
    server.advance(1).await;
    assert_eq!(server.fired(), ["01T00:22:00 r"]);
    let off = json!({"Name": "r", "ScheduleExpression": "rate(7 minutes)", "State": "DISABLED"});
    server.ok("PutRule", off).await;
    server.advance(60 * MINUTE).await;
    assert_eq!(server.fired(), [""; 0]);
}

#[tokio::test]
async fn targets_get_what_is_due_after_they_were_put_and_nothing_after_they_were_removed() {
    let server = Server::new().await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(1 minute)"})).await;
    server.advance(MINUTE).await;
    server.rule("r", "rate(1 minute)").await;
    server.advance(MINUTE).await;
    assert_eq!(server.fired(), ["01T00:02:00 r"]);
    server.ok("RemoveTargets", json!({"Rule": "r", "Ids": ["t"]})).await;
    server.advance(MINUTE).await;
    server.ok("DeleteRule", json!({"Name": "r"})).await;
    server.advance(MINUTE).await;
    assert_eq!(server.fired(), [""; 0]);
    // Under the same name begins another rule.
    server.rule("r", "rate(2 minutes)").await;
    server.advance(MINUTE).await;
    server.advance(MINUTE).await;
    assert_eq!(server.fired(), ["01T00:06:00 r"]);
}

#[tokio::test]
async fn a_schedule_that_is_over_fires_no_more() {
    let server = Server::new().await;
    server.rule("once", "cron(1 0 1 1 ? 2026)").await;
    server.rule("never", "cron(0 0 30 2 ? *)").await;
    server.advance(MINUTE).await;
    assert_eq!(server.fired(), ["01T00:01:00 once"]);
    server.advance(400 * 24 * 60 * MINUTE).await;
    assert_eq!(server.fired(), [""; 0]);
    let described = server.ok("DescribeRule", json!({"Name": "once"})).await;
    assert_eq!(described["State"], "ENABLED");
}

#[tokio::test]
async fn a_rule_that_was_due_while_no_server_ran_fires_once_for_the_last_time_it_missed() {
    let server = Server::new().await;
    server.rule("minutely", "rate(1 minute)").await;
    server.rule("nightly", "cron(30 0 * * ? *)").await;
    server.rule("later", "cron(0 12 * * ? *)").await;
    let server = server.restart().await;
    server.platform.clock.advance_to(NOW + 10 * 60 * MINUTE + 30_000);
    let server = server.restart().await;
    server.advance(0).await;
    assert_eq!(server.fired(), ["01T00:30:00 nightly", "01T10:00:00 minutely"]);
    let server = server.restart().await;
    server.advance(0).await;
    assert_eq!(server.fired(), [""; 0], "and not once more");
    server.advance(30_000).await;
    assert_eq!(server.fired(), ["01T10:01:00 minutely"]);
}

#[tokio::test]
async fn what_fired_before_a_restart_does_not_fire_again_after_it() {
    let server = Server::new().await;
    server.rule("r", "rate(1 minute)").await;
    server.platform.clock.advance_to(NOW + MINUTE);
    server.events.fire_due().await.unwrap();
    let server = server.restart().await;
    server.advance(0).await;
    server.advance(MINUTE - 1).await;
    assert_eq!(server.fired(), ["01T00:01:00 r"]);
    server.advance(1).await;
    assert_eq!(server.fired(), ["01T00:02:00 r"]);
}

#[tokio::test]
async fn a_clock_that_is_moved_passes_every_time_on_its_way_a_hundred_times_a_rule() {
    let server = Server::new().await;
    server.rule("five", "rate(5 minutes)").await;
    server.rule("hour", "cron(0 * * * ? *)").await;
    server.advance(20 * MINUTE).await;
    let fives = ["01T00:05:00 five", "01T00:10:00 five", "01T00:15:00 five", "01T00:20:00 five"];
    assert_eq!(server.fired(), fives);
    server.ok("DisableRule", json!({"Name": "five"})).await;
    server.rule("minute", "rate(1 minute)").await;
    server.advance(24 * 60 * MINUTE).await;
    let fired = server.fired();
    let of = |rule: &str| fired.iter().filter(|told| told.ends_with(rule)).collect::<Vec<_>>();
    assert_eq!(of("hour").len(), 24);
    let minutes = of("minute");
    assert_eq!(minutes.len(), 100);
    // 99 times one by one, and once for all that is left.
    assert_eq!((&**minutes[0], &**minutes[98]), ("01T00:21:00 minute", "01T01:59:00 minute"));
    assert_eq!(minutes[99], "02T00:20:00 minute");
    server.advance(MINUTE).await;
    assert_eq!(server.fired(), ["02T00:21:00 minute"]);
}

#[tokio::test]
async fn rules_that_are_due_together_fire_together_in_few_commits() {
    const RULES: usize = 600;
    let server = Server::with_limits(&[("events.rules_per_bus", RULES as u64)]).await;
    for number in 0..RULES {
        server.rule(&format!("r{number:03}"), "cron(0 * * * ? *)").await;
    }
    server.hold_deliveries();
    server.platform.clock.advance_to(NOW + 60 * MINUTE);
    let before = server.platform.store.version();
    server.events.fire_due().await.unwrap();
    assert_eq!(server.platform.store.version().0 - before.0, 3);
    let waiting = server.bus.backlog(None);
    assert_eq!(waiting[0].waiting + waiting[0].in_flight, RULES);
}

#[tokio::test]
async fn the_task_sleeps_until_the_first_rule_is_due_and_hears_of_an_earlier_one() {
    let server = Server::new().await;
    let running = task::spawn(TaskKind::Reconciler, Arc::clone(&server.events).run());
    server.rule("later", "rate(10 minutes)").await;
    // It sleeps for that one now; then comes one that is due before it.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    server.rule("sooner", "rate(5 minutes)").await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    for expected in ["01T00:05:00 sooner", "01T00:10:00 later"] {
        server.platform.clock.advance_to(server.platform.clock.now_ms() + 5 * MINUTE);
        let mut fired = Vec::new();
        while !fired.iter().any(|told| told == expected) {
            tokio::task::yield_now().await;
            fired.extend(server.fired());
        }
    }
    server.events.stop().await;
    running.await.expect("the task ends");
    server.settle().await;
    drop(server.fired());
    server.advance(60 * MINUTE).await;
    assert_eq!(server.fired(), [""; 0], "it was stopped");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_firing_that_meets_a_change_of_its_rule_gives_way() {
    for (operation, input, expected) in [
        ("DisableRule", json!({"Name": "r"}), 0),
        ("RemoveTargets", json!({"Rule": "r", "Ids": ["t"]}), 0),
        ("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(2 minutes)"}), 0),
        ("PutTargets", json!({"Rule": "r", "Targets": [{"Id": "2", "Arn": FUNCTION}]}), 2),
    ] {
        let server = Arc::new(Server::new().await);
        server.rule("r", "rate(1 minute)").await;
        // The change is written and waits for its sync: nobody has seen it yet.
        server.disk.hold_syncs();
        let changed = {
            let server = Arc::clone(&server);
            task::spawn(TaskKind::Request, async move { server.ok(operation, input).await })
        };
        let disk = server.disk.clone();
        task::spawn_blocking(move || disk.wait_for_a_held_sync()).await.unwrap();
        server.platform.clock.advance_to(NOW + MINUTE);
        let firing = {
            let events = Arc::clone(&server.events);
            task::spawn(TaskKind::Request, async move { events.fire_due().await })
        };
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        server.disk.release_syncs();
        changed.await.unwrap().unwrap();
        firing.await.unwrap().unwrap().unwrap();
        server.settle().await;
        assert_eq!(server.fired().len(), expected, "{operation}");
    }
}

#[tokio::test]
async fn a_full_disk_delays_a_firing_and_loses_nothing() {
    let server = Server::new().await;
    server.rule("r", "rate(1 minute)").await;
    server.disk.set_free_bytes(0);
    server.platform.clock.advance_to(NOW + MINUTE);
    let error = server.events.fire_due().await.unwrap_err();
    assert!(error.to_string().starts_with("ServiceUnavailableException"), "{error}");
    server.disk.set_free_bytes(u64::MAX);
    server.advance(1_000).await;
    assert_eq!(server.fired(), ["01T00:01:00 r"]);
}

#[tokio::test]
async fn accounts_and_regions_fire_for_themselves() {
    let server = Server::new().await;
    for (account, region) in [("210987654321", "eu-west-1"), ("123456789012", "us-east-1")] {
        let call = |operation, input: Value| {
            let cx = server.cx_of(account, region);
            server.call_as(cx, operation, input)
        };
        let put = json!({"Name": "r", "ScheduleExpression": "rate(1 minute)"});
        call("PutRule", put).await.unwrap();
        let arn = format!("arn:aws:lambda:{region}:{account}:function:f");
        let targets = json!({"Rule": "r", "Targets": [{"Id": "t", "Arn": arn}]});
        call("PutTargets", targets).await.unwrap();
    }
    server.advance(MINUTE).await;
    let received = server.received();
    let mut told: Vec<_> = received
        .iter()
        .map(|envelope| {
            let event = event(envelope);
            assert_eq!(event["account"], envelope.account);
            assert_eq!(event["region"], envelope.region);
            assert_eq!(event["resources"][0], envelope.source);
            (envelope.account.clone(), envelope.region.clone(), envelope.target.clone())
        })
        .collect();
    told.sort();
    let arn = |region: &str, account: &str| format!("arn:aws:lambda:{region}:{account}:function:f");
    assert_eq!(
        told,
        [
            ("123456789012".into(), "us-east-1".into(), arn("us-east-1", "123456789012")),
            ("210987654321".into(), "eu-west-1".into(), arn("eu-west-1", "210987654321")),
        ]
    );
}
