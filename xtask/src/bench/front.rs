//! The front door: what a request costs, what a durable write costs, start and memory.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use super::load::{self, Load};
use super::request::{Root, dynamodb, once, wire};
use super::server::{Processors, Running};
use super::{Row, at_most, functions};

const CLIENTS: usize = 64;
const TIME: Duration = Duration::from_secs(4);
/// The server's core and the client's.
const SERVER: usize = 0;
const CLIENT: usize = 1;
/// With this share of all processors busy, nothing waits for the disk.
const BOUND_BY_CPU: f64 = 0.9;

/// All rows of the table.
pub fn run() -> Result<Vec<Row>> {
    let work = std::env::temp_dir().join(format!("hamsu-bench-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    let rows = rows(&work);
    std::fs::remove_dir_all(&work)?;
    rows
}

fn rows(work: &Path) -> Result<Vec<Row>> {
    let data = work.join("data");
    let mut rows = reads(&data)?;
    rows.extend(durable_writes(work, &data)?);
    rows.extend(starts(work)?);
    rows.push(functions::start_with_many(work)?);
    rows.push(functions::warm_call(work)?);
    Ok(rows)
}

fn reads(data: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let echo_rate = {
        let echo = Running::echo(SERVER)?;
        let request = wire("POST", "/", &[("host", "localhost")], &[b'x'; 1_024]);
        let request: &'static [u8] = Box::leak(request.into_boxed_slice());
        load::run(echo.address, CLIENTS, TIME, Some(CLIENT), |_, _| request.to_vec())?.rate()
    };
    {
        let server = Running::hamsu(data).pinned(SERVER).start()?;
        let root = Root::read(data)?;
        set_up(server.address, &root)?;
        let load = get_items(&server, &root)?;
        rows.push(ratio(
            "GetItem of 1 KB, dev, 64 connections, requests/s",
            &load,
            echo_rate,
            0.25,
        ));
    }
    let server = Running::hamsu(data).auth("enforce").pinned(SERVER).start()?;
    let root = Root::read(data)?;
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
    Ok(rows)
}

fn durable_writes(work: &Path, data: &Path) -> Result<Vec<Row>> {
    let server = Running::hamsu(data).auth("enforce").start()?;
    let root = Root::read(data)?;
    let (before, processors) = (server.cpu_micros()?, Processors::now()?);
    let load = put_items(&server, &root)?;
    let busy = Processors::now()?.busy_since(&processors);
    let cpu = (server.cpu_micros()? - before) / load.requests as f64;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let engine = work.join("engine");
    let engine = runtime.block_on(store::bench::group_commit_rate(&engine, CLIENTS, 3))?;
    let share = load.rate() / engine.engine;
    let writes = Row {
        what: "durable PutItem, 64 clients, requests/s",
        figure: load.rate(),
        floor: Some(("records/s of the engine's group commit", engine.engine)),
        goal: "≥ 40 %, or bound by CPU".to_owned(),
        reached: Some(share >= 0.4 || busy >= BOUND_BY_CPU),
        note: format!(
            "all cores {:.0} % busy, the server on {:.2} of them; p50 {:.1} ms",
            busy * 100.0,
            cpu * load.rate() / 1e6,
            load.percentile(0.5) / 1e3
        ),
    };
    Ok(vec![at_most("server CPU a PutItem, signature checked, µs", cpu, 80.0), writes])
}

/// First answer after exec, and memory.
fn starts(work: &Path) -> Result<Vec<Row>> {
    let mut empty = f64::MAX;
    let mut resident = 0.0;
    for round in 0..5 {
        let server = Running::hamsu(&work.join(format!("empty{round}"))).start()?;
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
    once(address, &dynamodb(address, root, "CreateTable", table.as_bytes())?)?;
    once(address, &dynamodb(address, root, "DescribeTable", br#"{"TableName":"bench"}"#)?)?;
    once(address, &dynamodb(address, root, "PutItem", item_body("item").as_bytes())?)?;
    Ok(())
}

fn item_body(id: &str) -> String {
    let text = "x".repeat(900);
    format!(
        r#"{{"TableName":"bench","Item":{{"id":{{"S":"{id}"}},"n":{{"N":"12345"}},"text":{{"S":"{text}"}}}}}}"#
    )
}
