//! Sandboxes of functions on the real kernel. Needs root, control groups, and Python in `/usr/bin`
//! or `/usr/local/bin`. The functions are `runtime.py`, which does what its events say.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use fn_model::{Answer, FunctionError, InitKind, Runtime, StartError, VersionSnapshot, Workers};
use serde_json::{Value, json};
use task::Clock;

#[path = "it/place.rs"]
mod place;

use place::{CACHE, HOUR_MS, NOW_MS, Place, python, write_program};

fn tail(answer: &Answer) -> Vec<String> {
    let tail = String::from_utf8(answer.log_tail.clone().unwrap()).unwrap();
    tail.lines().map(str::to_owned).collect()
}

fn did(action: &str) -> Value {
    json!({ "do": action })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_reaches_the_runtime_with_headers_and_environment_as_on_aws() {
    let place = Place::new();
    let sandbox = place.started().await;
    let event = json!({"key": "väl\n"});
    let mut request = sandbox.request(&event);
    // {"a":"é"}
    request.client_context = Some("eyJhIjoiw6kifQ==".to_owned());
    let answer = sandbox.running().run(request).await.unwrap();
    let said: Value = serde_json::from_slice(&answer.payload).unwrap();
    assert_eq!(said["event"], event);
    let headers = &said["headers"];
    assert_eq!(
        headers["Invoked-Function-Arn"],
        "arn:aws:lambda:eu-west-1:000000000000:function:f:live"
    );
    assert_eq!(headers["Trace-Id"], "Root=1-x;Parent=y;Sampled=0");
    assert_eq!(headers["Client-Context"], r#"{"a":"\u00e9"}"#);
    let deadline_ms: i64 = headers["Deadline-Ms"].as_str().unwrap().parse().unwrap();
    let left_ms = deadline_ms - said["now_ms"].as_i64().unwrap();
    assert!((1..=30_000).contains(&left_ms), "{left_ms}");
    assert_eq!(said["cwd"], "/var/task");
    let env = &said["env"];
    for (name, value) in [
        ("AWS_LAMBDA_FUNCTION_NAME", "f"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/f"),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_DEFAULT_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "ASIAEXAMPLE"),
        ("AWS_SESSION_TOKEN", "token of f"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
        ("_HANDLER", "app.main"),
        ("LAMBDA_TASK_ROOT", "/var/task"),
        ("LAMBDA_RUNTIME_DIR", "/var/runtime"),
        ("TZ", ":UTC"),
    ] {
        assert_eq!(env[name], value, "{name}");
    }
    let stream = env["AWS_LAMBDA_LOG_STREAM_NAME"].as_str().unwrap();
    assert!(stream.starts_with("2026/01/01/[$LATEST]") && stream.len() == 52, "{stream}");
    assert!(place.lines.0.lock().unwrap().iter().all(|(it, _)| it == stream));
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warm_sandbox_keeps_its_process_and_tells_init_once() {
    let place = Place::new();
    let sandbox = place.started().await;
    let first = sandbox.run(did("echo")).await;
    let second = sandbox.run(did("echo")).await;
    let pid = |answer: &Answer| -> Value {
        serde_json::from_slice::<Value>(&answer.payload).unwrap()["pid"].clone()
    };
    assert_eq!(pid(&first), pid(&second));
    assert_eq!((first.record.init, second.record.init), (InitKind::Cold, InitKind::Warm));
    assert!(first.record.init_us > 0 && second.record.init_us == 0);
    let billed_us = first.record.init_us + first.record.duration_us;
    assert_eq!(first.record.billed_ms, billed_us.div_ceil(1000));
    assert!((1..=128).contains(&first.record.memory_peak_mb), "{:?}", first.record);
    let lines = place.lines.all();
    assert!(lines[0].starts_with("INIT_START Runtime Version: provided:al2023."), "{}", lines[0]);
    assert_eq!(lines[1], "START RequestId: id-0 Version: $LATEST");
    assert_eq!(lines[2], "END RequestId: id-0");
    assert!(lines[3].starts_with("REPORT RequestId: id-0\tDuration: "), "{}", lines[3]);
    assert!(lines[3].contains("\tInit Duration: ") && !lines[6].contains("Init"), "{lines:?}");
    assert_eq!(lines.len(), 7);
    assert!(sandbox.running().is_fit());
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_of_the_handler_is_passed_on_and_the_sandbox_lives() {
    let place = Place::new();
    let sandbox = place.started().await;
    let answer = sandbox.run(did("error")).await;
    assert_eq!(answer.error, Some(FunctionError::Unhandled));
    assert_eq!(&answer.payload[..], br#"{"errorType": "ValueError", "errorMessage": "no"}"#);
    assert_eq!(answer.record.error_type.as_deref(), Some("ValueError"));
    assert!(sandbox.running().is_fit());
    sandbox.call(did("echo")).await;
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_whose_time_is_over_is_told_so_and_killed() {
    let place = Place::new();
    let sandbox = place.start(VersionSnapshot { timeout_s: 1, ..place.version() }).await;
    let (error, answer) = sandbox.fail(json!({"do": "sleep", "seconds": 600})).await;
    assert_eq!(
        error,
        json!({
            "errorType": "Sandbox.Timedout",
            "errorMessage": "RequestId: id-0 Error: Task timed out after 1.00 seconds",
        })
    );
    assert_eq!(answer.record.duration_us, 1_000_000);
    let lines = tail(&answer);
    assert_eq!(
        lines[..4],
        [
            "START RequestId: id-0 Version: $LATEST",
            "sleeping",
            "2026-01-01T00:00:00.000Z id-0 Task timed out after 1.00 seconds",
            "END RequestId: id-0",
        ]
    );
    assert!(lines[4].contains("\tDuration: 1000.00 ms\t"), "{}", lines[4]);
    assert!(lines[4].ends_with("\tStatus: timeout"), "{}", lines[4]);
    assert_eq!(place.members(), Vec::<i32>::new());
    let untaken = sandbox.running().run(sandbox.request(&did("echo"))).await;
    assert!(untaken.is_err(), "a dead sandbox takes no event");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_process_is_told_with_its_reason() {
    let place = Place::new();
    for (event, text) in [
        (json!({"do": "exit", "code": 3}), "exited with error: exit status 3"),
        (json!({"do": "exit", "code": 0}), "exited without providing a reason"),
        (json!({"do": "signal", "signal": 11}), "exited with error: signal: segmentation fault"),
    ] {
        let sandbox = place.started().await;
        let (error, answer) = sandbox.fail(event).await;
        let message = format!("RequestId: id-0 Error: Runtime {text}");
        assert_eq!(error, json!({"errorType": "Runtime.ExitError", "errorMessage": message}));
        let lines = tail(&answer);
        assert!(lines.contains(&message) && lines.contains(&"Runtime.ExitError".to_owned()));
        let report = lines.last().unwrap();
        assert!(report.ends_with("\tStatus: error\tError Type: Runtime.ExitError"), "{report}");
    }
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_that_takes_too_much_memory_is_killed_alone() {
    let place = Place::new();
    let (greedy, other) = (place.started().await, place.started().await);
    let (error, answer) = greedy.fail(did("memory")).await;
    assert_eq!(error["errorType"], "Runtime.ExitError");
    assert_eq!(
        error["errorMessage"],
        "RequestId: id-0 Error: Runtime exited with error: signal: killed"
    );
    let report = tail(&answer).pop().unwrap();
    assert!(report.ends_with("\tStatus: error\tError Type: Runtime.OutOfMemory"), "{report}");
    assert!((120..=128).contains(&answer.record.memory_peak_mb), "{report}");
    other.call(did("echo")).await;
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_event_is_answered_once() {
    let place = Place::new();
    let sandbox = place.started().await;
    let answer = sandbox.call(did("twice")).await;
    assert_eq!(answer, "first");
    let seen = sandbox.call(did("echo")).await["seen"].clone();
    assert_eq!(seen[0], json!([202, {"status": "OK"}]));
    assert_eq!(seen[1][0], 403);
    assert_eq!(
        seen[1][1],
        json!({
            "errorMessage": "State transition from ResponseSent to InvocationResponse failed for \
                             runtime. Error: State transition is not allowed",
            "errorType": "InvalidStateTransition",
        })
    );
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_out_of_turn_is_refused_and_harms_nothing() {
    let place = Place::new();
    let sandbox = place.started().await;
    let seen = sandbox.call(did("other")).await;
    let wrong = json!({"errorMessage": "Invalid request ID", "errorType": "InvalidRequestID"});
    assert_eq!(seen[0], json!([400, wrong]));
    assert_eq!(seen[1], json!([403]), "next within an event");
    assert_eq!(seen[2][0], 403, "an init error after INIT");
    assert_eq!(seen[3], json!([404, 405]));
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_over_six_megabytes_is_an_error_and_the_sandbox_lives() {
    let place = Place::new();
    let sandbox = place.started().await;
    let answer = sandbox.run(json!({"do": "large", "bytes": 6_291_557})).await;
    let error: Value = serde_json::from_slice(&answer.payload).unwrap();
    assert_eq!(
        error,
        json!({
            "errorType": "Function.ResponseSizeTooLarge",
            "errorMessage":
                "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
        })
    );
    let answer = sandbox.run(json!({"do": "large", "bytes": 6_291_556})).await;
    assert_eq!((answer.error, answer.payload.len()), (None, 6_291_556));
    let seen = sandbox.call(did("echo")).await["seen"].clone();
    assert_eq!((&seen[0][0], &seen[1][0]), (&json!(413), &json!(202)));
    assert_eq!(seen[0][1]["errorType"], "RequestEntityTooLarge");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_may_come_in_chunks_and_after_a_broken_one() {
    let place = Place::new();
    let sandbox = place.started().await;
    assert_eq!(sandbox.call(did("chunks")).await, json!(["abc"]));
    assert_eq!(sandbox.call(did("broken")).await, "whole");
    let seen = sandbox.call(did("echo")).await["seen"].clone();
    let said = seen[0].as_str().unwrap();
    assert!(said.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\n"), "{said}");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_keep_their_order_and_belong_to_their_event() {
    let place = Place::new();
    let sandbox = place.started().await;
    for round in 0..20 {
        let answer = sandbox.run(json!({"do": "lines", "count": 50})).await;
        let lines = tail(&answer);
        assert_eq!(lines[0], format!("START RequestId: id-{round} Version: $LATEST"));
        let wanted: Vec<_> = (0..50).map(|number| format!("line {number}")).collect();
        assert_eq!(lines[1..51], wanted);
        assert_eq!(lines[51], "begun");
        assert_eq!(lines[52], format!("END RequestId: id-{round}"));
        assert_eq!(lines.len(), 54);
    }
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gigabyte_of_output_is_bounded_and_what_is_dropped_is_counted() {
    let place = Place::new();
    let sandbox = place.start(VersionSnapshot { timeout_s: 90, ..place.version() }).await;
    let answer = sandbox.run(json!({"do": "print", "bytes": 1_000_000_000})).await;
    let lines = place.lines.all();
    assert_eq!(answer.error, None, "{:?}", lines.last());
    let seconds = answer.record.duration_us.div_ceil(1_000_000) + 1;
    let kept = lines.iter().filter(|line| line.starts_with("xxx")).count() as u64;
    assert!(kept * 126 <= (seconds + 1) << 20, "{kept} lines in {seconds} s");
    let dropped: u64 = lines
        .iter()
        .filter_map(|line| line.strip_prefix("hamsu: ")?.split(' ').next()?.parse::<u64>().ok())
        .sum();
    assert_eq!(kept + dropped, 10_000_000, "each line is kept or counted");
    assert!(lines.last().unwrap().starts_with("REPORT"));
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_children_that_ignore_signals_die_with_their_sandbox() {
    let place = Place::new();
    let roomy = || VersionSnapshot { memory_mb: 2048, ..place.version() };
    let sandbox = place.start(roomy()).await;
    let forks = json!({"do": "fork", "count": 500, "seconds": 600});
    let busy = task::spawn(task::TaskKind::Request, sandbox.running().run(sandbox.request(&forks)));
    while place.members().len() <= 500 {
        Clock::sleep_real(Duration::from_millis(5)).await;
    }
    sandbox.running().stop().await;
    assert_eq!(place.members(), Vec::<i32>::new());
    busy.await.unwrap().unwrap().unwrap();
    let other = place.start(roomy()).await;
    let answer = other.run(json!({"do": "fork", "count": 1100})).await;
    assert_eq!(answer.record.error_type.as_deref(), Some("Runtime.ExitError"));
    let said = tail(&answer).join(" ");
    assert!(said.contains("BlockingIOError"), "{said}");
    assert_eq!(place.members(), Vec::<i32>::new(), "more than 1,024 are not made");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_that_leaves_too_many_processes_behind_is_not_used_again() {
    let place = Place::new();
    let sandbox = place.start(VersionSnapshot { memory_mb: 1024, ..place.version() }).await;
    sandbox.call(json!({"do": "fork", "count": 50})).await;
    while !place.is_frozen() {
        Clock::sleep_real(Duration::from_millis(1)).await;
    }
    assert!(sandbox.running().is_fit(), "some are left alone");
    sandbox.call(json!({"do": "fork", "count": 50})).await;
    tokio::select! {
        () = sandbox.running().unfit() => {}
        () = Clock::sleep_real(Duration::from_secs(20)) => panic!("it is kept"),
    }
    assert!(!sandbox.running().is_fit());
    assert_eq!(place.members(), Vec::<i32>::new(), "what it left behind is dead");
    let request = sandbox.request(&did("echo"));
    sandbox.running().run(request).await.expect_err("another one gets the event");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_that_holds_files_is_not_counted_as_used() {
    let place = Place::new();
    let sandbox = place.start(VersionSnapshot { memory_mb: 512, ..place.version() }).await;
    let before = sandbox.run(did("echo")).await.record.memory_peak_mb;
    let wrote = sandbox.run(json!({"do": "file", "mb": 48})).await.record;
    assert_eq!(wrote.error_type, None);
    assert!(wrote.memory_peak_mb < before + 24, "{before}: {wrote:?}");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_that_is_let_go_of_is_dead_when_the_shutdown_returns() {
    let place = Place::new();
    let sandbox = place.start(VersionSnapshot { memory_mb: 1024, ..place.version() }).await;
    sandbox.call(json!({"do": "fork", "count": 200})).await;
    drop(sandbox);
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_that_ends_while_it_comes_to_a_standstill_dies() {
    let place = Place::new();
    for later_ms in 0..8 {
        let sandbox = place.start(VersionSnapshot { memory_mb: 1024, ..place.version() }).await;
        sandbox.call(json!({"do": "fork", "count": 50})).await;
        Clock::sleep_real(Duration::from_millis(47 + later_ms)).await;
        tokio::select! {
            () = sandbox.running().stop() => {}
            () = Clock::sleep_real(Duration::from_secs(20)) => panic!("{later_ms}: it lives on"),
        }
        assert_eq!(place.members(), Vec::<i32>::new());
    }
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sandboxes_work_at_once_and_cannot_reach_each_others_runtime_api() {
    let place = Place::new();
    let (one, two) = (place.started().await, place.started().await);
    let (first, second) = tokio::join!(one.call(did("echo")), two.call(did("echo")));
    assert_ne!(
        first["env"]["AWS_LAMBDA_LOG_STREAM_NAME"],
        second["env"]["AWS_LAMBDA_LOG_STREAM_NAME"]
    );
    let port: u16 = second["port"].as_str().unwrap().parse().unwrap();
    let knocked = one.call(json!({"do": "knock", "port": port})).await;
    assert!(
        matches!(knocked.as_str(), Some("RemoteDisconnected" | "ConnectionResetError")),
        "{knocked}"
    );
    two.call(did("echo")).await;
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_answer_everything_stands_still_until_the_next_event() {
    let place = Place::new();
    let sandbox = place.started().await;
    assert_eq!(sandbox.call(did("count")).await, "count");
    let frozen = async {
        while !place.is_frozen() {
            Clock::sleep_real(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        () = frozen => {}
        () = Clock::sleep_real(Duration::from_secs(10)) => panic!("it runs on"),
    }
    sandbox.call(did("echo")).await;
    assert!(sandbox.running().is_fit());
    sandbox.running().stop().await;
    assert_eq!(place.members(), Vec::<i32>::new(), "a frozen one dies, too");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_waits_for_a_busy_runtime_and_its_time_runs_from_then_on() {
    let place = Place::new();
    let sandbox = place.started().await;
    assert_eq!(sandbox.call(did("late")).await, "soon");
    let began = Clock::monotonic();
    let answer = sandbox.run(did("echo")).await;
    let waited_us = Clock::monotonic().nanos_since(began) / 1000;
    assert_eq!(answer.error, None);
    assert!(waited_us > 400_000, "the last one was still at work");
    assert!(answer.record.duration_us + 200_000 < waited_us, "{:?}", answer.record);
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_nobody_took_comes_back() {
    let place = Place::new();
    let sandbox = place.started().await;
    assert_eq!(sandbox.call(did("leave")).await, "bye");
    sandbox.running().unfit().await;
    let request = sandbox.request(&did("echo"));
    let untaken = sandbox.running().run(request).await.unwrap_err();
    assert_eq!(untaken.0.request_id, "id-1");
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_init_error_is_the_answer_and_init_is_tried_twice() {
    let place = Place::new();
    let sandbox = place.start(place.with_init("error")).await;
    assert!(!sandbox.started.initialised);
    let (error, answer) = sandbox.fail(did("echo")).await;
    let wanted = json!({"errorType": "Runtime.ImportModuleError", "errorMessage": "no module"});
    assert_eq!(error, wanted);
    assert_eq!(answer.record.init_us, 0);
    let status = "\tStatus: error\tError Type: Runtime.ImportModuleError";
    let lines = place.lines.all();
    assert_eq!(lines.len(), 8, "{lines:?}");
    assert_eq!((&*lines[1], &*lines[3]), ("cannot import", "cannot import"));
    for (line, phase) in [(&lines[2], "init"), (&lines[4], "invoke")] {
        assert!(line.starts_with("INIT_REPORT Init Duration: "), "{line}");
        assert!(line.ends_with(&format!("\tPhase: {phase}{status}")), "{line}");
    }
    assert!(lines[7].ends_with(status), "{}", lines[7]);
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_init_is_an_exit_error() {
    let place = Place::new();
    let sandbox = place.start(place.with_init("exit")).await;
    let (error, _) = sandbox.fail(did("echo")).await;
    assert_eq!(
        error,
        json!({
            "errorType": "Runtime.ExitError",
            "errorMessage": "RequestId: id-0 Error: Runtime exited with error: exit status 7",
        })
    );
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_init_over_its_limit_is_repeated_within_the_first_event() {
    let place = Place::with_init_max(Duration::from_millis(300));
    let slow = place.start(place.with_init("slow")).await;
    assert!(!slow.started.initialised);
    let answer = slow.run(did("echo")).await;
    assert_eq!(answer.error, None);
    assert!(answer.record.duration_us >= 600_000, "INIT counts: {:?}", answer.record);
    assert_eq!((answer.record.init, answer.record.init_us), (InitKind::Cold, 0));
    let lines = place.lines.all();
    assert_eq!(lines[1], "INIT_REPORT Init Duration: 300.00 ms\tPhase: init\tStatus: timeout");
    slow.call(did("echo")).await;

    let hangs = VersionSnapshot { timeout_s: 1, ..place.with_init("hang") };
    let hangs = place.start(hangs).await;
    let (error, answer) = hangs.fail(did("echo")).await;
    assert_eq!(error["errorType"], "Sandbox.Timedout");
    assert_eq!(answer.record.duration_us, 1_000_000);
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_without_a_good_bootstrap_is_an_invalid_entrypoint() {
    let place = Place::new();
    let bootstrap = place.code().join("bootstrap");
    let check = async |reason: &str| {
        let sandbox = place.start(place.version()).await;
        assert!(!sandbox.started.initialised);
        let (error, _) = sandbox.fail(did("echo")).await;
        assert_eq!(error["errorType"], "Runtime.InvalidEntrypoint");
        assert_eq!(error["errorMessage"], format!("RequestId: id-0 Error: {reason}"));
    };
    fs::write(&bootstrap, "no program").unwrap();
    check("fork/exec /var/task/bootstrap: exec format error").await;
    fs::set_permissions(&bootstrap, PermissionsExt::from_mode(0o644)).unwrap();
    check("fork/exec /var/task/bootstrap: permission denied").await;
    fs::remove_file(&bootstrap).unwrap();
    check("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]").await;
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn python_starts_from_its_root_with_boto3_beside_it() {
    let place = Place::new();
    let (identifier, root) = python();
    let own = Path::new(CACHE).join(format!("{}-root", place.id));
    copy_linked(&root, &own);
    fs::create_dir(own.join("var/runtime/site")).unwrap();
    write_program(&own.join("var/runtime/bootstrap.py"), include_str!("runtime.py"));
    fs::remove_file(place.code().join("bootstrap")).unwrap();
    let boto3 = place.dir.path().join("boto3");
    fs::create_dir(&boto3).unwrap();
    fs::set_permissions(&boto3, PermissionsExt::from_mode(0o755)).unwrap();
    let runtime = Runtime::Python { identifier, root: own.clone(), boto3: Some(boto3) };
    let sandbox = place.start(VersionSnapshot { runtime, ..place.version() }).await;
    let said = sandbox.call(did("echo")).await;
    let execution = said["env"]["AWS_EXECUTION_ENV"].as_str().unwrap();
    assert!(execution.starts_with("AWS_Lambda_python3."), "{execution}");
    place.assert_clean().await;
    fs::remove_dir_all(own).unwrap();
}

fn copy_linked(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    fs::set_permissions(to, PermissionsExt::from_mode(0o755)).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_linked(&entry.path(), &target);
        } else {
            fs::hard_link(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_is_given_up_before_its_credentials_end() {
    let place = Place::new();
    let sandbox = place.started().await;
    // A minute and the function's own time before the end.
    place.clock.advance_to(NOW_MS + HOUR_MS - 91_000);
    assert!(sandbox.running().is_fit());
    place.clock.advance_to(NOW_MS + HOUR_MS - 90_000);
    assert!(!sandbox.running().is_fit());
    sandbox.running().unfit().await;
    let gone = "arn:aws:iam::000000000000:role/gone".to_owned();
    let version = Arc::new(VersionSnapshot { role: gone, ..place.version() });
    let refused = place.worker.start(version).await.err();
    let reason = "The role defined for the function cannot be assumed".to_owned();
    assert_eq!(refused, Some(StartError::Role(reason)));
    place.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shutdown_ends_what_runs_and_what_is_being_started() {
    let place = Place::new();
    let sandbox = place.started().await;
    let busy = sandbox.running().run(sandbox.request(&json!({"do": "sleep", "seconds": 600})));
    let busy = task::spawn(task::TaskKind::Request, busy);
    let hangs = Arc::new(place.with_init("hang"));
    let starting = task::spawn(task::TaskKind::Worker, place.worker.start(hangs));
    let printed = async {
        while !place.lines.all().iter().any(|line| line.starts_with("START")) {
            Clock::sleep_real(Duration::from_millis(1)).await;
        }
    };
    printed.await;
    place.worker.shutdown().await;
    assert_eq!(starting.await.unwrap().unwrap().err(), Some(StartError::Stopping));
    let answer = busy.await.unwrap().unwrap().unwrap();
    assert_eq!(answer.record.error_type.as_deref(), Some("Runtime.ExitError"));
    let late = place.worker.start(Arc::new(place.version())).await.err();
    assert_eq!(late, Some(StartError::Stopping));
    place.assert_clean().await;
}
