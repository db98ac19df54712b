//! From an address to a route, and everything that an API says itself.

use super::*;

const NOT_FOUND: (u16, &str) = (404, r#"{"message":"Not Found"}"#);
const INTERNAL: (u16, &str) = (500, r#"{"message":"Internal Server Error"}"#);
const UNAVAILABLE: (u16, &str) = (503, r#"{"message":"Service Unavailable"}"#);
const THROTTLED: (u16, &str) = (429, r#"{"message":"Too Many Requests"}"#);

fn v2() -> Arc<IntegrationSnapshot> {
    function(FUNCTION, PayloadFormat::V2)
}

#[tokio::test]
async fn a_first_part_that_names_a_stage_is_the_stage_and_else_the_default_one_serves() {
    let side = Side::new();
    let own = stage(&["GET /x", "GET /dev/x", "GET /"], &v2());
    side.publish(api(vec![("$default", own.clone()), ("dev", own.clone()), ("prod", own)]));
    let stage_of = |event: &Value| {
        let context = &event["requestContext"];
        (
            context["stage"].as_str().unwrap().to_owned(),
            event["rawPath"].as_str().unwrap().to_owned(),
        )
    };
    for (asked, stage, path) in [
        ("GET /x", "$default", "/x"),
        ("GET /dev/x", "dev", "/dev/x"),
        ("GET /dev/dev/x", "dev", "/dev/dev/x"),
        ("GET /dev", "dev", "/dev"),
        ("GET /dev/", "dev", "/dev/"),
        ("GET", "$default", "/"),
        ("GET /", "$default", "/"),
    ] {
        let asked = if asked.contains(' ') { asked.to_owned() } else { format!("{asked} ") };
        assert_eq!(side.ask(&asked, &[]).await.status(), 200, "{asked}");
        assert_eq!(stage_of(&side.event()), (stage.to_owned(), path.to_owned()), "{asked}");
    }
    assert_eq!(seen(&side.ask("GET /test/x", &[]).await), NOT_FOUND);
    assert_eq!(seen(&side.ask("GET /$default/x", &[]).await), NOT_FOUND);
}

#[tokio::test]
async fn without_a_default_stage_what_names_no_stage_is_not_found() {
    let side = Side::new();
    side.publish(api(vec![("dev", stage(&["$default"], &v2()))]));
    assert_eq!(seen(&side.ask("GET /x", &[]).await), NOT_FOUND);
    assert_eq!(side.ask("GET /dev/x", &[]).await.status(), 200);
    let mut bare = stage(&[], &v2());
    bare.routes = None;
    side.publish(api(vec![("dev", bare)]));
    assert_eq!(seen(&side.ask("GET /dev/x", &[]).await), NOT_FOUND);
}

#[tokio::test]
async fn an_api_is_reached_by_host_and_by_either_path_and_shown_as_under_its_own_host() {
    let side = Side::new();
    let own = stage(&["GET /x"], &v2());
    side.publish(api(vec![("$default", own.clone()), ("dev", own)]));
    for (host, uri, domain, path) in [
        (
            "abcdefghij.execute-api.localhost:4566",
            "/dev/x",
            "abcdefghij.execute-api.localhost:4566",
            "/dev/x",
        ),
        ("ABCDEFGHIJ.execute-api.a.b", "/x", "ABCDEFGHIJ.execute-api.a.b", "/x"),
        (
            "h",
            "/_aws/execute-api/abcdefghij/dev/x",
            "abcdefghij.execute-api.eu-west-1.amazonaws.com",
            "/dev/x",
        ),
        (
            "h",
            "/restapis/abcdefghij/dev/_user_request_/x",
            "abcdefghij.execute-api.eu-west-1.amazonaws.com",
            "/dev/x",
        ),
        (
            "h",
            "/restapis/abcdefghij/$default/_user_request_/x",
            "abcdefghij.execute-api.eu-west-1.amazonaws.com",
            "/x",
        ),
    ] {
        let request = Request::get(uri).header("host", host).body(&b""[..]).unwrap();
        assert_eq!(side.send(request).await.status(), 200, "{host} {uri}");
        let event = side.event();
        let context = &event["requestContext"];
        assert_eq!(context["domainName"], domain, "{host} {uri}");
        assert_eq!(context["domainPrefix"], "abcdefghij");
        assert_eq!((&event["rawPath"], &context["http"]["path"]), (&json!(path), &json!(path)));
    }
    for uri in ["/_aws/execute-api/jihgfedcba/x", "/restapis/abcdefghij/no/_user_request_/x"] {
        let request = Request::get(uri).header("host", "h").body(&b""[..]).unwrap();
        assert_eq!(seen(&side.send(request).await), NOT_FOUND);
    }
}

#[tokio::test]
async fn an_api_that_is_gone_or_has_no_endpoint_is_not_found() {
    let side = Side::new();
    let mut own = api(vec![("$default", stage(&["$default"], &v2()))]);
    side.publish(own.clone());
    assert_eq!(side.ask("GET /", &[]).await.status(), 200);
    own.endpoint_disabled = true;
    side.publish(own.clone());
    assert_eq!(seen(&side.ask("GET /", &[]).await), NOT_FOUND);
    own.endpoint_disabled = false;
    side.publish(own);
    assert_eq!(side.ask("GET /", &[]).await.status(), 200);
    side.apis.remove(ID);
    assert_eq!(seen(&side.ask("GET /", &[]).await), NOT_FOUND);
}

#[tokio::test]
async fn every_way_of_failing_is_answered_in_awss_words() {
    let side = Side::new();
    side.publish(api(vec![("$default", stage(&["$default"], &v2()))]));
    let source = fn_model::Source { service: "x", arn: String::new(), account: String::new() };
    for (error, wanted) in [
        (CallError::NotFound { arn: FUNCTION.to_owned() }, INTERNAL),
        (CallError::NotReady { state: "Failed", reason: "x".to_owned() }, INTERNAL),
        (CallError::Forbidden { arn: FUNCTION.to_owned(), source }, INTERNAL),
        (CallError::Recursive { arn: FUNCTION.to_owned() }, INTERNAL),
        (
            CallError::Throttled(ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded),
            UNAVAILABLE,
        ),
        (CallError::NoCapacity("x".to_owned()), UNAVAILABLE),
        (CallError::Stopping, UNAVAILABLE),
        (
            CallError::TooLarge { bytes: 7_000_000, max: 6_291_556 },
            (413, r#"{"message":"Request Entity Too Large"}"#),
        ),
    ] {
        side.refuses(error.clone());
        let response = side.ask("GET /", &[]).await;
        assert_eq!(seen(&response), wanted, "{error:?}");
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.headers()["apigw-requestid"].len(), 16);
    }
    side.answers(r#"{"statusCode":"no"}"#);
    assert_eq!(seen(&side.ask("GET /", &[]).await), INTERNAL);
    side.answers("{}");
    *side.functions.fails.lock().unwrap() = true;
    assert_eq!(seen(&side.ask("GET /", &[]).await), INTERNAL);
}

#[tokio::test]
async fn an_integration_that_takes_too_long_is_unavailable() {
    let side = Side::new();
    let mut slow = (*v2()).clone();
    slow.timeout_ms = 50;
    side.publish(api(vec![("$default", stage(&["$default"], &Arc::new(slow)))]));
    *side.functions.hangs.lock().unwrap() = true;
    assert_eq!(seen(&side.ask("GET /", &[]).await), UNAVAILABLE);
}

#[tokio::test]
async fn a_request_that_is_too_large_reaches_nobody() {
    let side = Side::new();
    side.publish(api(vec![("$default", stage(&["$default"], &v2()))]));
    let remote: SocketAddr = "192.0.2.7:5000".parse().unwrap();
    for (lack, status) in [(NoBody::TooLarge, 413), (NoBody::Incomplete, 400), (NoBody::Busy, 503)]
    {
        let uri = format!("/_aws/execute-api/{ID}/");
        let (head, ()) = Request::post(uri).header("host", "h").body(()).unwrap().into_parts();
        assert_eq!(side.apis.serve(head, Err(lack), remote).await.status(), status);
    }
    let long = "x".repeat(10_300);
    let response = side.ask("GET /", &[("x-long", &long)]).await;
    assert_eq!(response.status(), 431);
    assert_eq!(side.calls(), 0);
    let fits = "x".repeat(9_900);
    assert_eq!(side.ask("GET /", &[("x-long", &fits)]).await.status(), 200);
}

#[tokio::test]
async fn a_route_without_integration_is_not_found_and_a_broken_one_an_error() {
    let side = Side::new();
    let mut own = stage(&["GET /x"], &function("arn:${stageVariables.gone}", PayloadFormat::V2));
    let mut routes = own.routes.as_deref().cloned().unwrap();
    routes.push(RouteSnapshot { key: RouteKey::parse("GET /y").unwrap(), integration: None });
    own.routes = Some(Arc::new(routes));
    side.publish(api(vec![("$default", own)]));
    assert_eq!(seen(&side.ask("GET /x", &[]).await), INTERNAL);
    assert_eq!(seen(&side.ask("GET /y", &[]).await), NOT_FOUND);
    assert_eq!(side.calls(), 0);
}

#[tokio::test]
async fn stage_variables_choose_the_alias_of_each_stage() {
    let side = Side::new();
    let uri = format!("{FUNCTION}:${{stageVariables.alias}}");
    let variables = |alias: &str| BTreeMap::from([("alias".to_owned(), alias.to_owned())]);
    let mut live = stage(&["$default"], &function(&uri, PayloadFormat::V2));
    let mut test = live.clone();
    live.variables = variables("live");
    test.variables = variables("test");
    side.publish(api(vec![("$default", live), ("test", test)]));
    for (asked, alias) in [("GET /", "live"), ("GET /test", "test")] {
        assert_eq!(side.ask(asked, &[]).await.status(), 200);
        let calls = side.functions.calls.lock().unwrap();
        let call = calls.last().unwrap();
        assert_eq!(call.qualifier.as_deref(), Some(alias));
        assert_eq!(call.function, FunctionId::new(ACCOUNT, "eu-west-1", "hello"));
    }
    assert_eq!(side.event()["stageVariables"], json!({"alias": "test"}));
}

#[tokio::test]
async fn a_permission_is_asked_for_the_stage_the_method_and_the_route() {
    let side = Side::new();
    let own = stage(&["ANY /pets/{id}", "$default"], &v2());
    side.publish(api(vec![("$default", own.clone()), ("dev", own)]));
    for (asked, resource) in [
        ("PUT /pets/7", "$default/PUT/pets/{id}"),
        ("GET /dev/pets/7", "dev/GET/pets/{id}"),
        ("GET /dev/x", "dev/$default"),
    ] {
        side.ask(asked, &[]).await;
        let calls = side.functions.calls.lock().unwrap();
        let source = calls.last().unwrap().source.as_ref().unwrap();
        let arn = format!("arn:aws:execute-api:eu-west-1:{ACCOUNT}:{ID}/{resource}");
        assert_eq!((source.arn.as_str(), source.account.as_str()), (arn.as_str(), ACCOUNT));
        assert_eq!(source.service, "apigateway.amazonaws.com");
    }
}

#[tokio::test]
async fn routes_are_throttled_each_for_itself() {
    let side = Side::new();
    let mut own = stage(&["GET /a", "GET /b", "GET /c"], &v2());
    own.throttle = Throttle { rate: Some(10.0), burst: Some(2) };
    own.route_throttles.insert("GET /b".to_owned(), Throttle { rate: None, burst: None });
    own.route_throttles.insert("GET /c".to_owned(), Throttle { rate: Some(0.0), burst: Some(0) });
    let own = api(vec![("$default", own)]);
    side.publish(own.clone());
    for status in [200, 200, 429] {
        assert_eq!(side.ask("GET /a", &[]).await.status(), status);
    }
    // What is left in a bucket is left in it after a change of something else.
    side.publish(own);
    assert_eq!(seen(&side.ask("GET /a", &[]).await), THROTTLED);
    for _ in 0..5 {
        assert_eq!(side.ask("GET /b", &[]).await.status(), 200);
    }
    assert_eq!(seen(&side.ask("GET /c", &[]).await), THROTTLED);
    side.clock.advance_to(NOW_MS + 100);
    for status in [200, 429] {
        assert_eq!(side.ask("GET /a", &[]).await.status(), status);
    }
}

#[tokio::test]
async fn an_account_is_throttled_over_all_its_apis() {
    let mut limits = Limits::default();
    limits.set("apigateway.requests_per_second", 1).unwrap();
    limits.set("apigateway.request_burst", 3).unwrap();
    let side = Side::with(&limits, Policy { loopback: true });
    let own = api(vec![("$default", stage(&["$default"], &v2()))]);
    side.publish(own.clone());
    side.publish(ApiSnapshot { id: "other00000".into(), ..own.clone() });
    side.publish(ApiSnapshot { id: "else000000".into(), account: "999999999999".into(), ..own });
    let ask = async |id: &str| {
        let uri = format!("/_aws/execute-api/{id}/");
        side.send(Request::get(uri).body(&b""[..]).unwrap()).await.status().as_u16()
    };
    assert_eq!([ask(ID).await, ask("other00000").await, ask(ID).await], [200, 200, 200]);
    assert_eq!([ask(ID).await, ask("other00000").await], [429, 429]);
    assert_eq!(ask("else000000").await, 200);
}

fn cors() -> Cors {
    Cors {
        allow_origins: vec!["https://a.example".to_owned()],
        allow_methods: vec!["*".to_owned()],
        allow_headers: vec!["*".to_owned()],
        ..Cors::default()
    }
}

const PREFLIGHT: [(&str, &str); 2] =
    [("origin", "https://a.example"), ("access-control-request-method", "PUT")];

#[tokio::test]
async fn a_preflight_is_answered_by_the_api_unless_a_route_takes_options() {
    let side = Side::new();
    let mut own = api(vec![("$default", stage(&["PUT /x", "OPTIONS /own", "ANY /any"], &v2()))]);
    own.cors = Some(cors());
    side.publish(own.clone());
    for asked in ["OPTIONS /x", "OPTIONS /nothing"] {
        let response = side.ask(asked, &PREFLIGHT).await;
        assert_eq!((response.status().as_u16(), response.body().len()), (204, 0));
        assert_eq!(response.headers()["access-control-allow-origin"], "https://a.example");
        assert_eq!(response.headers()["access-control-allow-methods"], "*");
        assert!(!response.headers().contains_key("content-type"));
    }
    assert_eq!(side.calls(), 0);
    for asked in ["OPTIONS /own", "OPTIONS /any"] {
        let response = side.ask(asked, &PREFLIGHT).await;
        assert_eq!(seen(&response), (200, "hi"));
        assert_eq!(response.headers()["access-control-allow-methods"], "*");
    }
    assert_eq!(side.calls(), 2);
    own.cors = None;
    side.publish(own);
    assert_eq!(seen(&side.ask("OPTIONS /x", &PREFLIGHT).await), NOT_FOUND);
}

#[tokio::test]
async fn answers_of_any_kind_carry_the_cors_headers_of_the_api() {
    let side = Side::new();
    let mut own = api(vec![("$default", stage(&["GET /x"], &v2()))]);
    own.cors = Some(cors());
    side.publish(own.clone());
    side.answers(r#"{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"https://b"}}"#);
    let origin = [("origin", "https://a.example")];
    for (asked, status) in [("GET /x", 200), ("GET /y", 404)] {
        let response = side.ask(asked, &origin).await;
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["access-control-allow-origin"], "https://a.example");
    }
    let foreign = side.ask("GET /x", &[("origin", "https://b")]).await;
    assert!(!foreign.headers().contains_key("access-control-allow-origin"));
    own.cors = None;
    side.publish(own);
    let response = side.ask("GET /x", &origin).await;
    assert_eq!(response.headers()["access-control-allow-origin"], "https://b");
}

#[tokio::test]
async fn a_head_has_the_length_and_not_the_body() {
    let side = Side::new();
    side.publish(api(vec![("$default", stage(&["ANY /x", "GET /y"], &v2()))]));
    let response = side.ask("HEAD /x", &[]).await;
    assert_eq!(seen(&response), (200, ""));
    assert_eq!(response.headers()["content-length"], "2");
    assert_eq!(side.event()["requestContext"]["http"]["method"], "HEAD");
    assert_eq!(side.ask("HEAD /y", &[]).await.status(), 404);
    side.answers(r#"{"statusCode":204,"body":"x"}"#);
    let response = side.ask("GET /x", &[]).await;
    assert_eq!(seen(&response), (204, ""));
}

#[tokio::test]
async fn requests_are_counted_by_how_they_ended() {
    let side = Side::new();
    side.publish(api(vec![("$default", stage(&["GET /x"], &v2()))]));
    side.ask("GET /x", &[]).await;
    side.ask("GET /y", &[]).await;
    side.refuses(CallError::Stopping);
    side.ask("GET /x", &[]).await;
    let text = side.metrics.text();
    for result in ["ok", "client_error", "server_error"] {
        let line = format!("hamsu_api_requests_total{{result=\"{result}\"}} 1");
        assert!(text.contains(&line), "{text}");
    }
    assert!(text.contains("hamsu_api_seconds_count 3"), "{text}");
}

#[tokio::test]
async fn a_request_of_http_2_names_its_host_elsewhere() {
    let side = Side::new();
    side.publish(api(vec![("$default", stage(&["$default"], &v2()))]));
    let own = format!("{ID}.execute-api.localhost:4567");
    let request = Request::get(format!("http://{own}/x")).body(&b""[..]).unwrap();
    assert_eq!(side.send(request).await.status(), 200);
    let event = side.event();
    assert_eq!(
        (&event["headers"]["host"], &event["headers"]["x-forwarded-port"]),
        (&json!(own), &json!("4567"))
    );
    assert_eq!(event["requestContext"]["domainName"], own);
}
