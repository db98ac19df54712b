//! The Lambda Runtime API, version 2018-06-01, as one sandbox sees it.
//!
//! It owns routes, status codes and bodies; what may follow what is decided in `exchange.rs`.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fn_model::Request;
use task::{Clock, Gate, TaskKind};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use crate::exchange::{Event, Exchange, Outcome, Refusal, Reported};
use crate::fault::RESPONSE_BYTES_MAX;
use crate::http1::{Body, Broken, Connection, Head};
use crate::peer;

/// Connections of one sandbox at a time; more are closed.
const CONNECTIONS_MAX: usize = 64;

/// Who may connect: processes of one user, who is known once the sandbox has been started.
#[derive(Clone, Debug)]
pub(crate) struct Peers(pub watch::Receiver<Option<u32>>);

impl Peers {
    async fn admits(&mut self, stream: &TcpStream) -> bool {
        let Ok(user) = self.0.wait_for(Option::is_some).await.map(|user| *user) else {
            // The sandbox did not start.
            return false;
        };
        let (Ok(here), Ok(there)) = (stream.local_addr(), stream.peer_addr()) else { return false };
        is_loopback(there) && peer::user_of(there, here).is_ok_and(|found| found == user)
    }
}

fn is_loopback(address: SocketAddr) -> bool {
    address.ip().is_loopback()
}

/// Serve until dropped. `connections` are those that are open.
pub(crate) async fn serve(
    listener: TcpListener,
    exchange: Arc<Exchange>,
    peers: Peers,
    connections: Gate,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of descriptors, or the client has gone again.
                tracing::debug!(%error, "a connection of a sandbox cannot be accepted");
                Clock::sleep_real(Duration::from_millis(10)).await;
                continue;
            }
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else { continue };
        let inside = connections.enter();
        let (exchange, mut peers) = (Arc::clone(&exchange), peers.clone());
        drop(task::spawn(TaskKind::RuntimeApi, async move {
            if peers.admits(&stream).await {
                // Answers are small and awaited.
                let _ = stream.set_nodelay(true);
                let _ = converse(Connection::new(stream), &exchange).await;
            } else {
                tracing::warn!("a process of another user was turned away from a Runtime API");
            }
            drop((inside, place));
        }));
    }
}

/// An answer to be sent.
struct Reply {
    status: &'static str,
    body: String,
}

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Route<'a> {
    Next,
    Response(&'a str),
    Error(&'a str),
    InitError,
    /// The path exists, the method does not.
    Method,
    Nothing,
}

fn route<'a>(method: &str, path: &'a str) -> Route<'a> {
    let Some(rest) = path.strip_prefix("/2018-06-01/runtime/") else { return Route::Nothing };
    let parts: Vec<&str> = rest.split('/').collect();
    let (wanted, route) = match parts[..] {
        ["invocation", "next"] => ("GET", Route::Next),
        ["invocation", id, "response"] => ("POST", Route::Response(id)),
        ["invocation", id, "error"] => ("POST", Route::Error(id)),
        ["init", "error"] => ("POST", Route::InitError),
        _ => return Route::Nothing,
    };
    if method == wanted { route } else { Route::Method }
}

/// Requests of one client, one after the other.
async fn converse(mut client: Connection, exchange: &Arc<Exchange>) -> Result<(), Broken> {
    loop {
        let head = match client.head().await {
            Ok(Some(head)) => head,
            Ok(None) => return Ok(()),
            Err(Broken::Syntax) => {
                let reply = refused("400 Bad Request", "BadRequest", "this is no HTTP request");
                return Ok(send(&mut client, reply, false).await?);
            }
            Err(broken) => return Err(broken),
        };
        let reply = match route(&head.method, &head.path) {
            Route::Next => {
                client.skip(&head).await?;
                match wait_for_event(&mut client, exchange).await? {
                    None => {
                        if !head.keep_alive {
                            return Ok(());
                        }
                        continue;
                    }
                    Some(refusal) => refusal_reply(&refusal),
                }
            }
            Route::Response(id) => {
                answer(&mut client, &head, exchange, id, "InvocationResponse").await?
            }
            Route::Error(id) => {
                answer(&mut client, &head, exchange, id, "InvocationErrorResponse").await?
            }
            Route::InitError => init_error(&mut client, &head, exchange).await?,
            Route::Method => {
                client.skip(&head).await?;
                refused("405 Method Not Allowed", "MethodNotAllowed", "method not allowed")
            }
            Route::Nothing => {
                client.skip(&head).await?;
                refused("404 Not Found", "NotFound", "there is no such path")
            }
        };
        send(&mut client, reply, head.keep_alive).await?;
        if !head.keep_alive {
            return Ok(());
        }
    }
}

/// The next event, once there is one. `Some` if it is not the runtime's turn.
async fn wait_for_event(
    client: &mut Connection,
    exchange: &Arc<Exchange>,
) -> Result<Option<Refusal>, Broken> {
    let mut parked = match exchange.next() {
        Ok(parked) => parked,
        Err(refusal) => return Ok(Some(refusal)),
    };
    let event = tokio::select! {
        biased;
        event = &mut parked.event => event,
        () = client.closed() => return Err(Broken::Connection),
    };
    // A later request of the same runtime has taken its place, or the sandbox ends.
    let Event { head, payload, .. } = event.map_err(|_| Broken::Connection)?;
    client.send(head, &payload).await?;
    Ok(None)
}

/// A response or an error. The body is read only when it is expected.
async fn answer(
    client: &mut Connection,
    head: &Head,
    exchange: &Arc<Exchange>,
    id: &str,
    to: &'static str,
) -> Result<Reply, Broken> {
    let posting = match exchange.post(id, to) {
        Ok(posting) => posting,
        Err(refusal) => {
            client.skip(head).await?;
            return Ok(refusal_reply(&refusal));
        }
    };
    match client.body(head, RESPONSE_BYTES_MAX).await {
        Ok(body) => {
            posting.complete(outcome(head, body, to));
            Ok(accepted())
        }
        Err(Broken::TooLarge) => {
            posting.complete(Outcome::TooLarge);
            Ok(too_large())
        }
        Err(broken) => Err(broken),
    }
}

fn outcome(head: &Head, body: Body, to: &str) -> Outcome {
    if to == "InvocationErrorResponse" {
        return Outcome::Error(Reported { document: body.bytes, kind: head.error_type.clone() });
    }
    match body.error_type {
        // A streamed answer that broke off; its trailers say why.
        Some(kind) => {
            let document = body.error_document.and_then(|text| STANDARD.decode(text).ok());
            let document = document.map_or(body.bytes, Into::into);
            Outcome::Error(Reported { document, kind: Some(kind) })
        }
        None => Outcome::Response(body.bytes),
    }
}

async fn init_error(
    client: &mut Connection,
    head: &Head,
    exchange: &Arc<Exchange>,
) -> Result<Reply, Broken> {
    if let Err(refusal) = exchange.may_fail_init() {
        client.skip(head).await?;
        return Ok(refusal_reply(&refusal));
    }
    let document = match client.body(head, RESPONSE_BYTES_MAX).await {
        Ok(body) => body.bytes,
        Err(Broken::TooLarge) => return Ok(too_large()),
        Err(broken) => return Err(broken),
    };
    let reported = Reported { document, kind: head.error_type.clone() };
    Ok(match exchange.init_error(reported) {
        Ok(()) => accepted(),
        Err(refusal) => refusal_reply(&refusal),
    })
}

async fn send(client: &mut Connection, reply: Reply, keep_alive: bool) -> std::io::Result<()> {
    let Reply { status, body } = reply;
    let close = if keep_alive { "" } else { "Connection: close\r\n" };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{close}Content-Length: {}\r\n\r\n",
        body.len()
    );
    client.send(head.into_bytes(), body.as_bytes()).await
}

fn accepted() -> Reply {
    Reply { status: "202 Accepted", body: "{\"status\":\"OK\"}\n".to_owned() }
}

fn refused(status: &'static str, kind: &str, message: &str) -> Reply {
    let message = serde_json::Value::from(message);
    Reply { status, body: format!("{{\"errorMessage\":{message},\"errorType\":\"{kind}\"}}\n") }
}

fn too_large() -> Reply {
    let text = format!("Exceeded maximum allowed payload size ({RESPONSE_BYTES_MAX} bytes).");
    refused("413 Payload Too Large", "RequestEntityTooLarge", &text)
}

fn refusal_reply(refusal: &Refusal) -> Reply {
    match refusal {
        Refusal::RequestId => refused("400 Bad Request", "InvalidRequestID", "Invalid request ID"),
        Refusal::Turn { from, to } => {
            let text = format!(
                "State transition from {from} to {to} failed for runtime. Error: State transition \
                 is not allowed"
            );
            refused("403 Forbidden", "InvalidStateTransition", &text)
        }
    }
}

/// The event of a request, as it is sent to the runtime.
pub(crate) fn event(request: &Request, trace: &str, deadline_ms: i64) -> Event {
    let Request { request_id, invoked_arn, payload, .. } = request;
    let context = request.client_context.as_deref().and_then(client_context);
    let context = context.map(|json| format!("Lambda-Runtime-Client-Context: {json}\r\n"));
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\
         Lambda-Runtime-Aws-Request-Id: {request_id}\r\n\
         Lambda-Runtime-Deadline-Ms: {deadline_ms}\r\n\
         Lambda-Runtime-Invoked-Function-Arn: {}\r\n\
         Lambda-Runtime-Trace-Id: {}\r\n{}Content-Length: {}\r\n\r\n",
        one_line(invoked_arn),
        one_line(trace),
        context.unwrap_or_default(),
        payload.len()
    );
    Event { id: request_id.clone(), head: head.into_bytes(), payload: payload.clone() }
}

/// Header values come from callers: none of them ends its line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The client context as runtimes expect it: the JSON within the base64, in ASCII and on one line.
fn client_context(base64: &str) -> Option<String> {
    let json = String::from_utf8(STANDARD.decode(base64).ok()?).ok()?;
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_control() {
            // In JSON they stand only between tokens.
            out.push(' ');
        } else if c.is_ascii() {
            out.push(c);
        } else {
            // And these only within strings.
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_api_are_known_and_others_are_not() {
        let check = |method: &str, path: &str, wanted: Route<'_>| {
            assert_eq!(route(method, path), wanted, "{method} {path}");
        };
        check("GET", "/2018-06-01/runtime/invocation/next", Route::Next);
        check("POST", "/2018-06-01/runtime/invocation/next", Route::Method);
        check("POST", "/2018-06-01/runtime/invocation/a-1/response", Route::Response("a-1"));
        check("POST", "/2018-06-01/runtime/invocation/a-1/error", Route::Error("a-1"));
        check("PUT", "/2018-06-01/runtime/invocation/a-1/error", Route::Method);
        check("POST", "/2018-06-01/runtime/init/error", Route::InitError);
        check("GET", "/2018-06-01/runtime/invocation", Route::Nothing);
        check("GET", "/2020-01-01/extension/event/next", Route::Nothing);
    }

    #[test]
    fn a_client_context_fits_into_a_header() {
        let sent = STANDARD.encode("{\"a\":\r\n\"\u{e9}\u{1f600}\"}");
        assert_eq!(client_context(&sent).unwrap(), "{\"a\":  \"\\u00e9\\ud83d\\ude00\"}");
        assert_eq!(client_context("no base64!"), None);
    }
}
