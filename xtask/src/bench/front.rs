//! The front door: what a request costs, what a durable write costs, start and memory.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use aws_auth::sigv4::{Credentials, HeaderList, Payload, RequestView, sign_header};

use super::Row;
use super::load::{self, Load};
use super::server::Running;

const CLIENTS: usize = 64;
const TIME: Duration = Duration::from_secs(4);
/// The server's core and the client's.
const SERVER: usize = 0;
const CLIENT: usize = 1;

/// All rows of the table.
pub fn run() -> Result<Vec<Row>> {
    let work = std::env::temp_dir().join(format!("hamsu-bench-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    let rows = rows(&work);
    std::fs::remove_dir_all(&work)?;
    rows
}

fn rows(work: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let echo_rate = {
        let echo = Running::echo(SERVER)?;
        load::run(echo.address, CLIENTS, TIME, Some(CLIENT), |_, _| post(&[], &[b'x'; 1_024]))?
            .rate()
    };
    let data = work.join("data");
    {
        let server = Running::hamsu(&data, "dev", Some(SERVER))?;
        let root = root(&data)?;
        set_up(server.address, &root)?;
        let load = get_items(&server, &root)?;
        rows.push(ratio(
            "GetItem of 1 KB, dev, 64 connections, requests/s",
            &load,
            echo_rate,
            0.25,
        ));
    }
    {
        let server = Running::hamsu(&data, "enforce", Some(SERVER))?;
        let root = root(&data)?;
        let before = server.cpu_micros()?;
        let load = get_items(&server, &root)?;
        let cpu = (server.cpu_micros()? - before) / load.requests as f64;
        rows.push(ratio(
            "GetItem of 1 KB, signature checked, 64 connections, requests/s",
            &load,
            echo_rate,
            0.18,
        ));
        rows.push(at_most("server CPU a GetItem, signature checked, µs", cpu, 32.0));
    }
    {
        let server = Running::hamsu(&data, "enforce", None)?;
        let root = root(&data)?;
        let before = server.cpu_micros()?;
        let load = put_items(&server, &root)?;
        let cpu = (server.cpu_micros()? - before) / load.requests as f64;
        rows.push(at_most("server CPU a PutItem, signature checked, µs", cpu, 80.0));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let engine = work.join("engine");
        let engine = runtime.block_on(store::bench::group_commit_rate(&engine, CLIENTS, 3))?;
        let cores = cpu * load.rate() / 1e6;
        let share = load.rate() / engine.engine;
        rows.push(Row {
            what: "durable PutItem, 64 clients, requests/s",
            figure: load.rate(),
            floor: Some(("records/s of the engine's group commit", engine.engine)),
            goal: "≥ 40 %, or bound by CPU".to_owned(),
            reached: Some(share >= 0.4 || cores >= 1.0),
            note: format!(
                "server uses {cores:.2} of 2 cores, the client most of the rest; p50 {:.1} ms",
                load.percentile(0.5) / 1e3
            ),
        });
    }
    rows.extend(starts(work)?);
    Ok(rows)
}

/// First answer after exec, and memory.
fn starts(work: &Path) -> Result<Vec<Row>> {
    let mut empty = f64::MAX;
    let mut resident = 0.0;
    for round in 0..5 {
        let server = Running::hamsu(&work.join(format!("empty{round}")), "dev", None)?;
        empty = empty.min(server.first_answer.as_secs_f64() * 1e3);
        std::thread::sleep(Duration::from_millis(1_500));
        resident = server.resident_mb()?;
    }
    Ok(vec![
        at_most("first answer after exec, empty directory, ms", empty, 40.0),
        at_most("resident memory of the idle server, MB", resident, 30.0),
    ])
}

fn ratio(what: &'static str, load: &Load, floor: f64, goal: f64) -> Row {
    Row {
        what,
        figure: load.rate(),
        floor: Some(("requests/s of a bare hyper echo", floor)),
        goal: format!("≥ {:.0} %", goal * 100.0),
        reached: Some(load.rate() / floor >= goal),
        note: format!(
            "p50 {:.2} ms, p99 {:.2} ms",
            load.percentile(0.5) / 1e3,
            load.percentile(0.99) / 1e3
        ),
    }
}

fn at_most(what: &'static str, figure: f64, goal: f64) -> Row {
    Row {
        what,
        figure,
        floor: None,
        goal: format!("≤ {goal}"),
        reached: Some(figure <= goal),
        note: String::new(),
    }
}

struct Root {
    access_key: String,
    secret: String,
}

fn root(data: &Path) -> Result<Root> {
    let text = std::fs::read_to_string(data.join("root-credentials"))?;
    let mut words = text.split_whitespace().map(str::to_owned);
    match (words.next(), words.next()) {
        (Some(access_key), Some(secret)) => Ok(Root { access_key, secret }),
        _ => bail!("no root credentials"),
    }
}

fn get_items(server: &Running, root: &Root) -> Result<Load> {
    let body = br#"{"TableName":"bench","Key":{"id":{"S":"item"}}}"#;
    let request = dynamodb(server.address, root, "GetItem", body)?;
    let request: &'static [u8] = Box::leak(request.into_boxed_slice());
    load::run(server.address, CLIENTS, TIME, Some(CLIENT), move |_, _| request.to_vec())
}

/// Every connection writes its own 16 items again and again, each request signed beforehand.
fn put_items(server: &Running, root: &Root) -> Result<Load> {
    let mut requests = Vec::new();
    for connection in 0..CLIENTS {
        for item in 0..16 {
            let body = item_body(&format!("{connection}-{item}"));
            requests.push(dynamodb(server.address, root, "PutItem", body.as_bytes())?);
        }
    }
    let requests: &'static [Vec<u8>] = Box::leak(requests.into_boxed_slice());
    load::run(server.address, CLIENTS, TIME, None, move |connection, count| {
        requests[connection * 16 + (count % 16) as usize].clone()
    })
}

fn set_up(address: SocketAddr, root: &Root) -> Result<()> {
    let table = r#"{"TableName":"bench","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}"#;
    once(address, dynamodb(address, root, "CreateTable", table.as_bytes())?)?;
    once(address, dynamodb(address, root, "DescribeTable", br#"{"TableName":"bench"}"#)?)?;
    once(address, dynamodb(address, root, "PutItem", item_body("item").as_bytes())?)
}

fn item_body(id: &str) -> String {
    let text = "x".repeat(900);
    format!(
        r#"{{"TableName":"bench","Item":{{"id":{{"S":"{id}"}},"n":{{"N":"12345"}},"text":{{"S":"{text}"}}}}}}"#
    )
}

fn once(address: SocketAddr, request: Vec<u8>) -> Result<()> {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address)?;
    stream.write_all(&request)?;
    let mut buffer = [0; 8_192];
    let read = stream.read(&mut buffer)?;
    if !buffer.starts_with(b"HTTP/1.1 200") {
        bail!("{}", String::from_utf8_lossy(&buffer[..read]));
    }
    Ok(())
}

fn dynamodb(address: SocketAddr, root: &Root, operation: &str, body: &[u8]) -> Result<Vec<u8>> {
    let host = address.to_string();
    let target = format!("DynamoDB_20120810.{operation}");
    let headers = HeaderList::new([
        ("host", host.as_str()),
        ("content-type", "application/x-amz-json-1.0"),
        ("x-amz-target", target.as_str()),
    ]);
    let view =
        RequestView { method: "POST", path: "/", query: "", headers: &headers, authority: None };
    let credentials = Credentials {
        access_key: &root.access_key,
        secret: &root.secret,
        token: None,
        region: "us-east-1",
        service: "dynamodb",
    };
    let now_ms = SystemTime::now().duration_since(UNIX_EPOCH).context("clock")?.as_millis() as i64;
    let mut all = vec![
        ("content-type".to_owned(), "application/x-amz-json-1.0".to_owned()),
        ("x-amz-target".to_owned(), target.clone()),
        ("host".to_owned(), host.clone()),
    ];
    let added = sign_header(&view, &credentials, Payload::Bytes(body), now_ms);
    all.extend(added.into_iter().map(|(name, value)| (name.to_owned(), value)));
    Ok(post(&all, body))
}

fn post(headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("POST / HTTP/1.1\r\ncontent-length: {}\r\n", body.len());
    if headers.is_empty() {
        head.push_str("host: localhost\r\n");
    }
    for (name, value) in headers {
        // Writing to a string does not fail.
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    let mut out = head.into_bytes();
    out.extend_from_slice(body);
    out
}
