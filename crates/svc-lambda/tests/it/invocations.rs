//! Invoke: what is let through, how answers look, and how refusals do.

use fn_model::{CallError, EnqueueError, ThrottleReason};
use serde_json::{Value, json};

use super::harness::{Bench, arn, encode, lock, payload};

fn invoke(members: Value) -> Value {
    let mut input = json!({ "FunctionName": "f" });
    for (member, value) in members.as_object().expect("members") {
        input[member] = value.clone();
    }
    input
}

#[tokio::test]
async fn a_call_is_passed_on_and_its_answer_told_as_aws_tells_it() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let event = br#"{"n": [1, "two"]}"#;
    let input = invoke(json!({
        "Payload": encode(event),
        "LogType": "Tail",
        "ClientContext": encode(br#"{"custom":{}}"#),
    }));
    let answer = bench.ok("Invoke", input).await;
    assert_eq!(answer["StatusCode"], json!(200));
    assert_eq!(answer["ExecutedVersion"], json!("$LATEST"));
    assert_eq!(answer["FunctionError"], Value::Null);
    assert_eq!(answer["LogResult"], json!(encode(b"START\n")));
    assert_eq!(payload(&answer), event.as_slice());
    *lock(&bench.plane.fails) = true;
    let answer = bench.ok("Invoke", invoke(json!({}))).await;
    assert_eq!(answer["FunctionError"], json!("Unhandled"));
    assert_eq!(payload(&answer), b"{}".as_slice(), "no payload is an empty event");
}

#[tokio::test]
async fn an_event_is_handed_to_the_bus_and_a_dry_run_to_nobody() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let dry = bench.ok("Invoke", invoke(json!({ "InvocationType": "DryRun" }))).await;
    assert_eq!((&dry["StatusCode"], &dry["Payload"]), (&json!(204), &Value::Null));
    let event = invoke(json!({ "InvocationType": "Event", "Payload": encode(b"1") }));
    assert_eq!(bench.ok("Invoke", event).await["StatusCode"], json!(202));
    let old = json!({ "FunctionName": "f", "InvokeArgs": encode(b"2") });
    assert_eq!(bench.ok("InvokeAsync", old).await["Status"], json!(202));
    assert!(lock(&bench.plane.calls).is_empty());
    let events = lock(&bench.plane.events).clone();
    let payloads: Vec<_> = events.iter().map(|event| event.payload.to_vec()).collect();
    assert_eq!(payloads, [b"1", b"2"]);
    assert_eq!(events[0].invoked_arn, arn("f"));
    assert_eq!(events[0].request_id, bench.cx().request_id);
}

#[tokio::test]
async fn what_cannot_be_invoked_is_refused_before_it_is_queued() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let missing = json!({ "FunctionName": "g", "InvocationType": "Event" });
    let text = format!("Function not found: {}", arn("g"));
    bench.refused("Invoke", missing, "ResourceNotFoundException", &text).await;
    let long = format!("\"{}\"", "x".repeat(1_048_575));
    let long = invoke(json!({ "InvocationType": "Event", "Payload": encode(long.as_bytes()) }));
    let text = "1048577 byte payload is too large for the Event invocation type (limit 1048576 \
                bytes)";
    bench.refused("Invoke", long, "RequestEntityTooLargeException", text).await;
    for bad in ["{", "{'a': 1}", "nope", &"[".repeat(1_000), "\u{1}"] {
        let input = invoke(json!({ "Payload": encode(bad.as_bytes()) }));
        let error = bench.call("Invoke", input).await.expect_err(bad);
        assert_eq!(error.shape().code, "InvalidRequestContentException", "{bad}");
        assert!(error.message().starts_with("Could not parse request body into json: "));
    }
    let bytes = invoke(json!({ "Payload": encode(b"\"\xff\"") }));
    bench.call("Invoke", bytes).await.expect_err("not UTF-8");
    for context in [encode(b"[]"), "no base64".to_owned(), encode(&[b' '; 3_000])] {
        let input = invoke(json!({ "ClientContext": context }));
        bench.call("Invoke", input).await.expect_err("a context that is none");
    }
    assert!(lock(&bench.plane.calls).is_empty() && lock(&bench.plane.events).is_empty());
}

#[tokio::test]
async fn the_data_planes_refusals_become_awss() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    for (refusal, code, status, text) in [
        (
            CallError::Throttled(ThrottleReason::ConcurrentInvocationLimitExceeded),
            "TooManyRequestsException",
            429,
            "Rate Exceeded.",
        ),
        (
            CallError::TooLarge { bytes: 6_291_557, max: 6_291_556 },
            "RequestEntityTooLargeException",
            413,
            "6291557 byte payload is too large for the RequestResponse invocation type (limit \
             6291556 bytes)",
        ),
        (
            CallError::NotReady { state: "Failed", reason: "why".to_owned() },
            "ResourceConflictException",
            409,
            "The operation cannot be performed at this time. The function is currently in the \
             following state: Failed",
        ),
        (CallError::Role("no such role".to_owned()), "AccessDeniedException", 403, "no such role"),
        (CallError::NoCapacity("no cgroups".to_owned()), "ServiceException", 500, "no cgroups"),
    ] {
        *lock(&bench.plane.refuses) = Some(refusal);
        let error = bench.call("Invoke", invoke(json!({}))).await.expect_err("refused");
        let shape = error.shape();
        assert_eq!((shape.code, shape.status, error.message()), (code, status, text));
    }
}

#[tokio::test]
async fn an_event_that_cannot_be_kept_is_not_acknowledged() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    for (why, code, status) in [
        (EnqueueError::Full, "ServiceUnavailableException", 503),
        (EnqueueError::Unavailable("EIO".to_owned()), "ServiceUnavailableException", 503),
        (EnqueueError::Other("no bus".into()), "InternalFailure", 500),
    ] {
        *lock(&bench.plane.untaken) = Some(why);
        let event = invoke(json!({ "InvocationType": "Event" }));
        let error = bench.call("Invoke", event).await.expect_err("not kept");
        assert_eq!((error.shape().code, error.shape().status), (code, status));
        assert!(!error.message().contains("EIO") && !error.message().contains("no bus"));
    }
    assert!(lock(&bench.plane.events).is_empty());
}
