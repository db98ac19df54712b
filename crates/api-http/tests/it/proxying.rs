//! `HTTP_PROXY` integrations, against a server that tells what it was asked.

use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use task::TaskKind;
use tokio::net::TcpListener;

use super::*;

/// A server on loopback whose every answer is the request in JSON, with headers of each kind.
async fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    task::spawn(TaskKind::Listener, async move {
        while let Ok((stream, _)) = listener.accept().await {
            let serve = service_fn(|request: Request<hyper::body::Incoming>| async move {
                let (head, body) = request.into_parts();
                let body = body.collect().await.unwrap().to_bytes();
                let headers: Vec<(String, String)> = head
                    .headers
                    .iter()
                    .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                    .collect();
                let told = json!({
                    "method": head.method.as_str(), "uri": head.uri.to_string(),
                    "headers": headers, "body": String::from_utf8_lossy(&body),
                });
                let response = Response::builder()
                    .status(203)
                    .header("x-own", "1")
                    .header("set-cookie", "a=1")
                    .header("set-cookie", "b=2")
                    .header("keep-alive", "timeout=5")
                    .header("connection", "x-of-hop")
                    .header("x-of-hop", "1");
                response.body(Full::new(Bytes::from(told.to_string())))
            });
            let connection = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), serve);
            task::spawn(TaskKind::Connection, connection);
        }
    });
    address
}

fn told(response: &Response<Bytes>) -> Value {
    serde_json::from_slice(response.body()).unwrap()
}

#[tokio::test]
async fn a_request_goes_on_as_it_came_and_the_answer_comes_back_as_it_is() {
    let side = Side::new();
    let uri = format!("http://{}/v1/{{proxy}}?fixed=1", echo().await);
    side.publish(api(vec![("dev", stage(&["ANY /in/{proxy+}"], &server(&uri, None)))]));
    let request = Request::put(format!("/_aws/execute-api/{ID}/dev/in/a%20b/c?x=%2F&y"))
        .header("host", "127.0.0.1:4566")
        .header("x-own", "1")
        .header("x-own", "2")
        .header("connection", "x-drop")
        .header("x-drop", "1")
        .header("te", "trailers")
        .body(&b"\xe2\x82\xac"[..])
        .unwrap();
    let response = side.send(request).await;
    assert_eq!(response.status(), 203);
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!((cookies.len(), &response.headers()["x-own"]), (2, &"1".parse().unwrap()));
    for gone in ["keep-alive", "connection", "x-of-hop", "content-length"] {
        assert!(!response.headers().contains_key(gone), "{gone}");
    }
    let told = told(&response);
    assert_eq!(told["method"], "PUT");
    assert_eq!(told["uri"], "/v1/a%20b/c?fixed=1&x=%2F&y");
    assert_eq!(told["body"], "€");
    let headers = told["headers"].as_array().unwrap();
    let all = |name: &str| -> Vec<&str> {
        let own = headers.iter().filter(|header| header[0] == name);
        own.map(|header| header[1].as_str().unwrap()).collect()
    };
    assert_eq!(all("x-own"), ["1", "2"]);
    assert!(all("x-drop").is_empty() && all("te").is_empty() && all("connection").is_empty());
    assert_eq!(all("host"), [uri.split('/').nth(2).unwrap()]);
    assert_eq!(all("via"), ["HTTP/1.1 AmazonAPIGateway"]);
    let forwarded = "for=192.0.2.7;host=abcdefghij.execute-api.eu-west-1.amazonaws.com;proto=http";
    assert_eq!(all("forwarded"), [forwarded]);
    assert_eq!(all("content-length"), ["3"]);
}

#[tokio::test]
async fn the_default_route_hands_on_the_whole_path_and_others_the_address_as_it_stands() {
    let side = Side::new();
    let address = echo().await;
    let mut own = stage(&["$default"], &server(&format!("http://{address}/base/"), None));
    let mut routes = own.routes.as_deref().cloned().unwrap();
    for (key, uri, method) in [
        ("GET /fixed", format!("http://{address}"), Some(RouteMethod::Post)),
        ("GET /pets/{id}", format!("http://{address}/animals?id={{id}}"), None),
    ] {
        let integration = Some(server(&uri, method));
        routes.push(RouteSnapshot { key: RouteKey::parse(key).unwrap(), integration });
    }
    own.routes = Some(Arc::new(routes));
    side.publish(api(vec![("dev", own)]));
    for (asked, method, uri) in [
        ("GET /dev/a/b%3Fc?q=1", "GET", "/base/a/b%3Fc?q=1"),
        ("DELETE /dev", "DELETE", "/base/"),
        ("GET /dev/fixed?q", "POST", "/?q"),
        ("GET /dev/pets/x%26y?q=1", "GET", "/animals?id=x&y&q=1"),
    ] {
        let response = side.ask(asked, &[]).await;
        let told = told(&response);
        assert_eq!((&told["method"], &told["uri"]), (&json!(method), &json!(uri)), "{asked}");
    }
}

#[tokio::test]
async fn a_server_that_may_not_be_called_or_does_not_answer_is_unavailable() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let open = Side::new();
    let own =
        api(vec![("$default", stage(&["$default"], &server(&format!("http://{closed}"), None)))]);
    open.publish(own);
    let unavailable = (503, r#"{"message":"Service Unavailable"}"#);
    assert_eq!(seen(&open.ask("GET /", &[]).await), unavailable);
    let side = Side::with(&Limits::default(), Policy { loopback: false });
    let address = echo().await;
    for host in [address.to_string(), "169.254.169.254".to_owned(), "0.0.0.0:1".to_owned()] {
        let uri = format!("http://{host}");
        side.publish(api(vec![("$default", stage(&["$default"], &server(&uri, None)))]));
        assert_eq!(seen(&side.ask("GET /", &[]).await), unavailable, "{host}");
    }
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut slow = (*server(&format!("http://{}", silent.local_addr().unwrap()), None)).clone();
    slow.timeout_ms = 50;
    open.publish(api(vec![("$default", stage(&["$default"], &Arc::new(slow)))]));
    assert_eq!(seen(&open.ask("GET /", &[]).await), unavailable);
}
