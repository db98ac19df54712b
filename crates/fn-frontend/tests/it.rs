//! Resolving, counting and passing on, with a data plane that does as it is told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use aws_auth::policy::{Policy, PolicyKind};
use bytes::Bytes;
use fn_frontend::Frontend;
use fn_model::{
    AliasSnapshot, Answer, Boxed, Call, CallError, CodeFiles, EventInvoke, FrontDoor, FunctionId,
    FunctionSnapshot, Functions, InitKind, Invoke, InvokeError, Lane, Record, Records, Request,
    Runtime, Source, ThrottleReason, VersionSnapshot, VersionState, WeightedVersion,
};
use service::Limits;
use task::{Clock, Entropy};
use tokio::sync::watch;

const RESERVED: CallError =
    CallError::Throttled(ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded);
const UNRESERVED: CallError =
    CallError::Throttled(ThrottleReason::ConcurrentInvocationLimitExceeded);

/// Invocations that end when it is told so.
struct Plane {
    open: watch::Sender<bool>,
    requests: Mutex<Vec<Request>>,
    retired: Mutex<Vec<(String, String, u64)>>,
    recorded: Mutex<Vec<(String, &'static str)>>,
}

impl Records for Plane {
    fn invoked(&self, function: &FunctionId, trigger: &'static str, record: &Record) {
        assert_eq!(record.request_id, "r");
        lock(&self.recorded).push((function.name.to_string(), trigger));
    }
}

impl Invoke for Plane {
    fn invoke(&self, request: Request) -> Boxed<Result<Answer, InvokeError>> {
        let answer = Answer {
            payload: request.payload.clone(),
            error: None,
            log_tail: None,
            record: Record {
                request_id: request.request_id.clone(),
                started_ms: 0,
                init: InitKind::Warm,
                init_us: 0,
                duration_us: 0,
                billed_ms: 1,
                memory_mb: 128,
                memory_peak_mb: 1,
                error_type: None,
            },
        };
        lock(&self.requests).push(request);
        let mut open = self.open.subscribe();
        Box::pin(async move {
            open.wait_for(|open| *open).await.map_err(|_| InvokeError::Stopping)?;
            Ok(answer)
        })
    }

    fn retire(&self, function: &FunctionId, version: &str, build: u64) {
        lock(&self.retired).push((function.name.to_string(), version.to_owned(), build));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn bench(concurrency: u64, open: bool) -> (Frontend, Arc<Plane>) {
    let plane = Arc::new(Plane {
        open: watch::Sender::new(open),
        requests: Mutex::default(),
        retired: Mutex::default(),
        recorded: Mutex::default(),
    });
    let mut limits = Limits::default();
    limits.set("lambda.concurrent_executions", concurrency).expect("there is such a limit");
    let invoke = Arc::clone(&plane) as Arc<dyn Invoke>;
    (
        Frontend::new(
            invoke,
            Arc::clone(&plane) as Arc<dyn Records>,
            Clock::manual(0),
            Entropy::seeded(7),
            &limits,
        ),
        plane,
    )
}

fn id(name: &str) -> FunctionId {
    FunctionId::new("000000000000", "us-east-1", name)
}

fn function(name: &str, versions: &[(&str, u64)], reserved: Option<u32>) -> FunctionSnapshot {
    let version = |(version, build): &(&str, u64)| VersionSnapshot {
        id: id(name),
        version: (*version).to_owned(),
        build: *build,
        state: VersionState::Active,
        runtime: Runtime::Provided { identifier: "provided".to_owned(), root: "/".into() },
        handler: String::new(),
        role: String::new(),
        memory_mb: 128,
        timeout_s: 3,
        ephemeral_mb: 512,
        environment: BTreeMap::new(),
        code: CodeFiles { dir: "/".into(), sha256: String::new() },
        opt: None,
        log_group: String::new(),
    };
    FunctionSnapshot {
        id: id(name),
        versions: versions.iter().map(|v| (v.0.to_owned(), Arc::new(version(v)))).collect(),
        aliases: BTreeMap::new(),
        reserved_concurrency: reserved,
        policies: BTreeMap::new(),
        event_invoke: BTreeMap::new(),
    }
}

fn call(name: &str, qualifier: Option<&str>) -> Call {
    Call {
        function: id(name),
        qualifier: qualifier.map(str::to_owned),
        request_id: "r".to_owned(),
        payload: Bytes::from_static(b"{}"),
        client_context: None,
        trace: None,
        lane: Lane::Sync,
        log_tail: false,
        source: None,
    }
}

/// Poll once: what a call does at once.
fn once<T>(future: &mut Boxed<T>) -> Poll<T> {
    future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

/// How a call that cannot end yet begins.
fn begin(frontend: &Frontend, name: &str) -> Result<Boxed<()>, CallError> {
    let mut running = frontend.call(call(name, None));
    match once(&mut running) {
        Poll::Ready(Err(error)) => Err(error),
        Poll::Ready(Ok(_)) => panic!("it ended although the plane is closed"),
        Poll::Pending => Ok(Box::pin(async move {
            running.await.expect("it ends well");
        })),
    }
}

#[tokio::test]
async fn a_qualifier_comes_to_a_version_and_the_arn_stays_as_it_was_called() {
    let (frontend, plane) = bench(10, true);
    let mut f = function("f", &[("$LATEST", 3), ("1", 1), ("2", 2)], None);
    let alias = AliasSnapshot { version: "1".to_owned(), additional: None };
    f.aliases.insert("live".to_owned(), alias);
    frontend.publish(Arc::new(f));
    for (qualifier, version) in
        [(None, "$LATEST"), (Some("$LATEST"), "$LATEST"), (Some("2"), "2"), (Some("live"), "1")]
    {
        let called = frontend.invoke(call("f", qualifier)).await.expect("it runs");
        assert_eq!(called.version, version);
        let request = lock(&plane.requests).pop().expect("it was passed on");
        let arn = id("f").arn();
        let arn = qualifier.map_or(arn.clone(), |qualifier| format!("{arn}:{qualifier}"));
        assert_eq!((request.version.version.as_str(), request.invoked_arn), (version, arn));
    }
    for (name, qualifier) in [("f", Some("9")), ("f", Some("dead")), ("g", Some("1"))] {
        let arn = format!("{}:{}", id(name).arn(), qualifier.expect("one"));
        let error = frontend.invoke(call(name, qualifier)).await.expect_err("nothing is there");
        assert_eq!(error, CallError::NotFound { arn });
    }
}

#[tokio::test]
async fn a_weighted_alias_gives_each_version_its_share() {
    let (frontend, _) = bench(10, true);
    let mut f = function("f", &[("$LATEST", 1), ("1", 1), ("2", 1)], None);
    let additional = Some(WeightedVersion { version: "2".to_owned(), weight: 0.25 });
    f.aliases.insert("live".to_owned(), AliasSnapshot { version: "1".to_owned(), additional });
    frontend.publish(Arc::new(f));
    let mut second = 0;
    for _ in 0..4_000 {
        let version = frontend.resolve(&id("f"), Some("live")).expect("it resolves");
        second += u32::from(version.version == "2");
    }
    assert!((900..1_100).contains(&second), "{second} of 4,000 came to version 2");
}

#[tokio::test]
async fn what_is_not_active_or_too_large_does_not_run() {
    let (frontend, plane) = bench(10, true);
    let mut f = function("f", &[("$LATEST", 1)], None);
    let latest = f.versions.get_mut("$LATEST").and_then(Arc::get_mut).expect("ours alone");
    latest.state = VersionState::Pending("not yet".to_owned());
    frontend.publish(Arc::new(f));
    let error = frontend.invoke(call("f", None)).await.expect_err("pending");
    assert_eq!(error, CallError::NotReady { state: "Pending", reason: "not yet".to_owned() });
    frontend.publish(Arc::new(function("f", &[("$LATEST", 1)], None)));
    for (lane, max) in [(Lane::Sync, 6_291_556), (Lane::Async, 1_048_576)] {
        let sized = |bytes: usize| Call { payload: vec![0; bytes].into(), lane, ..call("f", None) };
        let error = frontend.invoke(sized(max + 1)).await.expect_err("too large");
        assert_eq!(error, CallError::TooLarge { bytes: max as u64 + 1, max: max as u64 });
        frontend.invoke(sized(max)).await.expect("as large as it may be");
    }
    assert_eq!(lock(&plane.requests).len(), 2);
}

#[tokio::test]
async fn a_reservation_is_kept_from_the_others_and_bounds_its_own() {
    let (frontend, plane) = bench(3, false);
    frontend.publish(Arc::new(function("reserved", &[("$LATEST", 1)], Some(1))));
    frontend.publish(Arc::new(function("none", &[("$LATEST", 1)], Some(0))));
    frontend.publish(Arc::new(function("a", &[("$LATEST", 1)], None)));
    frontend.publish(Arc::new(function("b", &[("$LATEST", 1)], None)));
    let mut running =
        vec![begin(&frontend, "a").expect("one of two"), begin(&frontend, "b").expect("two")];
    assert_eq!(begin(&frontend, "a").err(), Some(UNRESERVED));
    running.push(begin(&frontend, "reserved").expect("its own place"));
    assert_eq!(begin(&frontend, "reserved").err(), Some(RESERVED));
    assert_eq!(begin(&frontend, "none").err(), Some(RESERVED));
    // A reservation that is given back is there for all.
    frontend.remove(&id("none"));
    frontend.publish(Arc::new(function("reserved", &[("$LATEST", 1)], None)));
    running.push(begin(&frontend, "a").expect("the third of three"));
    frontend.publish(Arc::new(function("gone", &[("$LATEST", 1)], Some(3))));
    frontend.remove(&id("gone"));
    plane.open.send_replace(true);
    for call in running {
        call.await;
    }
    frontend.invoke(call("a", None)).await.expect("what a removed function had is free again");
    assert_eq!((frontend.running(&id("a")), frontend.running(&id("reserved"))), (0, 0));
}

#[tokio::test]
async fn who_waits_for_room_is_woken_by_an_end_a_change_and_a_removal() {
    let (frontend, plane) = bench(1, false);
    frontend.publish(Arc::new(function("f", &[("$LATEST", 1)], None)));
    frontend.publish(Arc::new(function("g", &[("$LATEST", 1)], Some(0))));
    let running = begin(&frontend, "f").expect("the only place");
    let mut room = frontend.room(&id("f"));
    assert!(once(&mut room).is_pending(), "there is no room");
    plane.open.send_replace(true);
    running.await;
    room.await;
    let mut room = frontend.room(&id("g"));
    assert!(once(&mut room).is_pending(), "nothing is reserved for it");
    frontend.publish(Arc::new(function("g", &[("$LATEST", 1)], None)));
    room.await;
    frontend.publish(Arc::new(function("g", &[("$LATEST", 1)], Some(0))));
    let mut room = frontend.room(&id("g"));
    assert!(once(&mut room).is_pending(), "nothing is reserved for it again");
    frontend.remove(&id("g"));
    room.await;
    frontend.room(&id("never")).await;
}

#[tokio::test]
async fn a_caller_that_goes_away_frees_no_place_before_the_invocation_has_ended() {
    let (frontend, plane) = bench(1, false);
    frontend.publish(Arc::new(function("f", &[("$LATEST", 1)], None)));
    drop(begin(&frontend, "f").expect("the only place"));
    for _ in 0..10 {
        // Whatever goes on without the caller has had its turn.
        tokio::task::yield_now().await;
    }
    assert_eq!(begin(&frontend, "f").err(), Some(UNRESERVED), "it still runs");
    let room = frontend.room(&id("f"));
    plane.open.send_replace(true);
    room.await;
    assert_eq!(*lock(&plane.recorded), [("f".to_owned(), "direct")], "nobody waited for it");
    frontend.invoke(call("f", None)).await.expect("there is room again");
}

#[tokio::test]
async fn every_invocation_is_recorded_with_what_began_it() {
    let (frontend, plane) = bench(10, true);
    let mut snapshot = function("f", &[("$LATEST", 1)], None);
    let resource = "arn:aws:lambda:us-east-1:000000000000:function:f";
    snapshot.policies.insert(String::new(), lets_topics_in(resource));
    frontend.publish(Arc::new(snapshot));
    let source = Some(topic("111111111111"));
    frontend.invoke(call("f", None)).await.unwrap();
    frontend.invoke(Call { lane: Lane::Async, ..call("f", None) }).await.unwrap();
    frontend.invoke(Call { lane: Lane::Async, source, ..call("f", None) }).await.unwrap();
    let source = Some(topic("222222222222"));
    frontend.invoke(Call { source, ..call("f", None) }).await.unwrap_err();
    let triggers: Vec<_> = lock(&plane.recorded).iter().map(|recorded| recorded.1).collect();
    assert_eq!(triggers, ["direct", "async", "sns"]);
}

#[tokio::test]
async fn sandboxes_of_changed_and_removed_versions_are_retired() {
    let (frontend, plane) = bench(1, true);
    frontend.publish(Arc::new(function("f", &[("$LATEST", 1), ("1", 1), ("2", 1)], None)));
    assert!(lock(&plane.retired).is_empty());
    frontend.publish(Arc::new(function("f", &[("$LATEST", 5), ("1", 1)], None)));
    let retired = |entries: &[(&str, u64)]| -> Vec<_> {
        entries.iter().map(|entry| ("f".to_owned(), entry.0.to_owned(), entry.1)).collect()
    };
    assert_eq!(std::mem::take(&mut *lock(&plane.retired)), retired(&[("$LATEST", 5), ("2", 2)]));
    frontend.remove(&id("f"));
    assert_eq!(*lock(&plane.retired), retired(&[("$LATEST", 6), ("1", 2)]));
}

fn topic(account: &str) -> Source {
    Source {
        service: "sns.amazonaws.com",
        arn: format!("arn:aws:sns:us-east-1:{account}:rates"),
        account: account.to_owned(),
    }
}

/// A policy that lets topics of account 1 call this qualifier.
fn lets_topics_in(resource: &str) -> Arc<Policy> {
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",
            "Principal":{{"Service":"sns.amazonaws.com"}},"Action":"lambda:InvokeFunction",
            "Resource":"{resource}","Condition":
            {{"ArnLike":{{"AWS:SourceArn":"arn:aws:sns:us-east-1:111111111111:*"}}}}}}]}}"#
    );
    Arc::new(Policy::parse(&document, PolicyKind::Resource).unwrap())
}

#[test]
fn a_service_is_let_in_by_the_policy_of_the_very_qualifier_that_it_calls() {
    let (frontend, plane) = bench(10, true);
    let mut snapshot = function("f", &[("$LATEST", 1), ("1", 1)], None);
    let live = AliasSnapshot { version: "1".to_owned(), additional: None };
    snapshot.aliases.insert("live".to_owned(), live);
    let resource = "arn:aws:lambda:us-east-1:000000000000:function:f:live";
    snapshot.policies.insert("live".to_owned(), lets_topics_in(resource));
    frontend.publish(Arc::new(snapshot));
    let ask = |qualifier: Option<&str>, source: Source| {
        let mut call: Boxed<_> =
            frontend.call(Call { source: Some(source), ..call("f", qualifier) });
        match once(&mut call) {
            Poll::Ready(answer) => answer.map(|_| ()),
            Poll::Pending => panic!("it cannot wait for anything"),
        }
    };
    assert_eq!(ask(Some("live"), topic("111111111111")), Ok(()));
    for (qualifier, source) in [
        (Some("live"), topic("222222222222")),
        (Some("live"), Source { service: "events.amazonaws.com", ..topic("111111111111") }),
        (Some("1"), topic("111111111111")),
        (None, topic("111111111111")),
    ] {
        let refused = ask(qualifier, source.clone()).unwrap_err();
        let arn = format!(
            "arn:aws:lambda:us-east-1:000000000000:function:f{}",
            qualifier.map(|name| format!(":{name}")).unwrap_or_default()
        );
        assert_eq!(refused, CallError::Forbidden { arn, source });
    }
    let hint = ask(Some("1"), topic("111111111111")).unwrap_err().hint().unwrap();
    assert_eq!(
        hint,
        "aws lambda add-permission --function-name f --qualifier 1 --statement-id allow-sns \
         --action lambda:InvokeFunction --principal sns.amazonaws.com --source-arn \
         arn:aws:sns:us-east-1:111111111111:rates --source-account 111111111111"
    );
    assert_eq!(lock(&plane.requests).len(), 1);
}

#[test]
fn a_function_that_calls_itself_is_stopped_after_sixteen_rounds() {
    let (frontend, plane) = bench(10, true);
    frontend.publish(Arc::new(function("f", &[("$LATEST", 1)], None)));
    let mut trace = None;
    for _ in 0..16 {
        let mut round = frontend.call(Call { trace: trace.clone(), ..call("f", None) });
        assert!(matches!(once(&mut round), Poll::Ready(Ok(_))));
        trace = lock(&plane.requests).last().unwrap().trace.clone();
    }
    let mut round = frontend.call(Call { trace, ..call("f", None) });
    assert!(matches!(once(&mut round), Poll::Ready(Err(CallError::Recursive { .. }))));
}

#[test]
fn retries_are_those_of_the_qualifier_that_is_called() {
    let (frontend, _) = bench(10, true);
    let mut snapshot = function("f", &[("$LATEST", 1), ("1", 1)], None);
    let one = EventInvoke { retries: Some(1), age_max_s: None };
    let own = EventInvoke { retries: Some(0), age_max_s: Some(60) };
    snapshot.event_invoke.insert("1".to_owned(), one);
    snapshot.event_invoke.insert(String::new(), own);
    frontend.publish(Arc::new(snapshot));
    assert_eq!(frontend.event_invoke(&id("f"), Some("1")), one);
    assert_eq!(frontend.event_invoke(&id("f"), None), own);
    assert_eq!(frontend.event_invoke(&id("f"), Some("$LATEST")), own);
    assert_eq!(frontend.event_invoke(&id("f"), Some("2")), EventInvoke::default());
    assert_eq!(frontend.event_invoke(&id("g"), None), EventInvoke::default());
}
