//! What functions are told, byte for byte where AWS documents it.

use super::*;

/// A request with everything in it.
fn full() -> Request<&'static [u8]> {
    Request::post("/dev/pets/a%20b/toys/x%2Fy/z?a=1&b=%2B&a=2&c")
        .header("Host", "abcdefghij.execute-api.localhost:4566")
        .header("User-Agent", "agent/1")
        .header("X-Multi", "1")
        .header("X-Multi", "2")
        .header("Cookie", "c1=a; c2=b")
        .header("Cookie", "c3=c")
        .header("Content-Type", "application/json")
        .header("X-Forwarded-For", "10.0.0.1")
        .header("X-Amzn-Trace-Id", "Root=1-58406520-a006649127e371903a2de979")
        .header("Connection", "keep-alive")
        .body(&b"{\"a\":\"\xe2\x82\xac\"}"[..])
        .unwrap()
}

fn publish(side: &Side, format: PayloadFormat) {
    let mut own =
        stage(&["POST /pets/{id}/toys/{proxy+}", "$default"], &function(FUNCTION, format));
    own.variables = BTreeMap::from([("k".to_owned(), "v".to_owned())]);
    side.publish(api(vec![("dev", own)]));
    side.answers(r#"{"statusCode":200}"#);
}

#[tokio::test]
async fn an_event_of_format_2_says_all_that_awss_does() {
    let side = Side::new();
    publish(&side, PayloadFormat::V2);
    let response = side.send(full()).await;
    let mut event = side.event();
    let id = event["requestContext"]["requestId"].take();
    assert_eq!(id, response.headers()["apigw-requestid"].to_str().unwrap());
    let wanted = json!({
        "version": "2.0",
        "routeKey": "POST /pets/{id}/toys/{proxy+}",
        "rawPath": "/dev/pets/a b/toys/x/y/z",
        "rawQueryString": "a=1&b=%2B&a=2&c",
        "cookies": ["c1=a", "c2=b", "c3=c"],
        "headers": {
            "content-length": "11",
            "content-type": "application/json",
            "host": "abcdefghij.execute-api.localhost:4566",
            "user-agent": "agent/1",
            "x-amzn-trace-id": "Root=1-58406520-a006649127e371903a2de979",
            "x-forwarded-for": "10.0.0.1, 192.0.2.7",
            "x-forwarded-port": "4566",
            "x-forwarded-proto": "http",
            "x-multi": "1,2"
        },
        "queryStringParameters": {"a": "1,2", "b": "+", "c": ""},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcdefghij",
            "domainName": "abcdefghij.execute-api.localhost:4566",
            "domainPrefix": "abcdefghij",
            "http": {
                "method": "POST",
                "path": "/dev/pets/a b/toys/x/y/z",
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.7",
                "userAgent": "agent/1"
            },
            "requestId": null,
            "routeKey": "POST /pets/{id}/toys/{proxy+}",
            "stage": "dev",
            "time": "01/Jan/2026:00:00:00 +0000",
            "timeEpoch": 1_767_225_600_000_i64
        },
        "pathParameters": {"id": "a b", "proxy": "x/y/z"},
        "stageVariables": {"k": "v"},
        "body": "{\"a\":\"€\"}",
        "isBase64Encoded": false
    });
    assert_eq!(event, wanted);
}

#[tokio::test]
async fn an_event_of_format_2_leaves_out_what_is_empty() {
    let side = Side::new();
    side.publish(api(vec![(
        "$default",
        stage(&["$default"], &function(FUNCTION, PayloadFormat::V2)),
    )]));
    side.ask("GET /x", &[]).await;
    let event = side.event();
    let keys: Vec<&str> = event.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted = [
        "headers",
        "isBase64Encoded",
        "rawPath",
        "rawQueryString",
        "requestContext",
        "routeKey",
        "version",
    ];
    assert_eq!(keys, wanted);
    assert_eq!((&event["routeKey"], &event["rawQueryString"]), (&json!("$default"), &json!("")));
    let trace = event["headers"]["x-amzn-trace-id"].as_str().unwrap();
    assert!(trace.starts_with("Root=1-6955b900-") && trace.len() == 40, "{trace}");
    let calls = side.functions.calls.lock().unwrap();
    assert_eq!(calls[0].trace.as_deref(), Some(trace));
}

#[tokio::test]
async fn an_event_of_format_1_says_all_that_awss_does() {
    let side = Side::new();
    publish(&side, PayloadFormat::V1);
    side.send(full()).await;
    let mut event = side.event();
    let context = event["requestContext"].as_object_mut().unwrap();
    assert_eq!(context["requestId"], context["extendedRequestId"]);
    context.remove("requestId");
    context.remove("extendedRequestId");
    let wanted = json!({
        "version": "1.0",
        "resource": "/pets/{id}/toys/{proxy+}",
        "path": "/dev/pets/a b/toys/x/y/z",
        "httpMethod": "POST",
        "headers": {
            "content-length": "11",
            "content-type": "application/json",
            "cookie": "c1=a; c2=b; c3=c",
            "host": "abcdefghij.execute-api.localhost:4566",
            "user-agent": "agent/1",
            "x-amzn-trace-id": "Root=1-58406520-a006649127e371903a2de979",
            "x-forwarded-for": "10.0.0.1, 192.0.2.7",
            "x-forwarded-port": "4566",
            "x-forwarded-proto": "http",
            "x-multi": "2"
        },
        "multiValueHeaders": {
            "content-length": ["11"],
            "content-type": ["application/json"],
            "cookie": ["c1=a; c2=b; c3=c"],
            "host": ["abcdefghij.execute-api.localhost:4566"],
            "user-agent": ["agent/1"],
            "x-amzn-trace-id": ["Root=1-58406520-a006649127e371903a2de979"],
            "x-forwarded-for": ["10.0.0.1, 192.0.2.7"],
            "x-forwarded-port": ["4566"],
            "x-forwarded-proto": ["http"],
            "x-multi": ["1", "2"]
        },
        "queryStringParameters": {"a": "2", "b": "+", "c": ""},
        "multiValueQueryStringParameters": {"a": ["1", "2"], "b": ["+"], "c": [""]},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abcdefghij",
            "authorizer": {"claims": null, "scopes": null},
            "domainName": "abcdefghij.execute-api.localhost:4566",
            "domainPrefix": "abcdefghij",
            "httpMethod": "POST",
            "identity": {
                "accessKey": null,
                "accountId": null,
                "caller": null,
                "cognitoAuthenticationProvider": null,
                "cognitoAuthenticationType": null,
                "cognitoIdentityId": null,
                "cognitoIdentityPoolId": null,
                "principalOrgId": null,
                "sourceIp": "192.0.2.7",
                "user": null,
                "userAgent": "agent/1",
                "userArn": null
            },
            "path": "/dev/pets/a b/toys/x/y/z",
            "protocol": "HTTP/1.1",
            "requestTime": "01/Jan/2026:00:00:00 +0000",
            "requestTimeEpoch": 1_767_225_600_000_i64,
            "resourceId": null,
            "resourcePath": "/pets/{id}/toys/{proxy+}",
            "stage": "dev"
        },
        "pathParameters": {"id": "a b", "proxy": "x/y/z"},
        "stageVariables": {"k": "v"},
        "body": "{\"a\":\"€\"}",
        "isBase64Encoded": false
    });
    assert_eq!(event, wanted);
}

#[tokio::test]
async fn an_event_of_format_1_says_null_of_what_is_not_there() {
    let side = Side::new();
    side.publish(api(vec![(
        "$default",
        stage(&["$default"], &function(FUNCTION, PayloadFormat::V1)),
    )]));
    side.answers(r#"{"statusCode":200}"#);
    side.ask("GET /x", &[]).await;
    let event = side.event();
    for key in [
        "queryStringParameters",
        "multiValueQueryStringParameters",
        "pathParameters",
        "stageVariables",
        "body",
    ] {
        assert_eq!(event.get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!((&event["resource"], &event["path"]), (&json!("$default"), &json!("/x")));
}

#[tokio::test]
async fn a_body_is_text_or_base64_by_its_type_and_by_what_it_is() {
    let side = Side::new();
    publish(&side, PayloadFormat::V2);
    let ask = async |content_type: Option<&str>, body: &'static [u8]| {
        let mut request = Request::post(format!("/_aws/execute-api/{ID}/dev/x"));
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        side.send(request.body(body).unwrap()).await;
        let event = side.event();
        (event.get("body").cloned(), event["isBase64Encoded"].as_bool().unwrap())
    };
    let plain = (Some(json!("a\u{1}\"")), false);
    assert_eq!(ask(Some("text/plain"), b"a\x01\"").await, plain);
    assert_eq!(ask(Some("application/json"), b"a\x01\"").await, plain);
    assert_eq!(ask(None, b"a=1").await, (Some(json!("YT0x")), true));
    let form = Some("application/x-www-form-urlencoded");
    assert_eq!(ask(form, b"a=1").await, (Some(json!("YT0x")), true));
    assert_eq!(ask(Some("image/png"), b"\x89PNG").await, (Some(json!("iVBORw==")), true));
    assert_eq!(ask(Some("text/plain"), b"\xff").await, (Some(json!("/w==")), true));
    assert_eq!(ask(Some("image/png"), b"").await, (None, false));
}
