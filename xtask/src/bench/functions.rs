//! Rows about functions: the start of a server that has a thousand, and a warm call.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use super::load::{self, Load};
use super::request::{Request, Root, once, wire};
use super::server::{Running, target};
use super::{Row, at_most};

const FUNCTIONS: usize = 1_000;
const ROLE: &str = "arn:aws:iam::000000000000:role/bench";
const PATIENCE: Duration = Duration::from_mins(2);
/// What both handlers of the warm call are: hamsu's and the bare one's.
const HANDLER: &str = "def handler(event, context):\n    return event\n";
const CALLS_TIME: Duration = Duration::from_secs(4);

/// From exec to the first answer, of `GetFunction`, with a thousand functions stored.
pub fn start_with_many(work: &Path) -> Result<Row> {
    let (data, cache) = (work.join("many"), work.join("cache"));
    {
        let server = Running::hamsu(&data).cache(&cache).start()?;
        let root = Root::read(&data)?;
        let mut requests = Vec::new();
        for number in 0..FUNCTIONS {
            // Each has a package of its own, as real ones do.
            let script = format!("#!/bin/sh\n# {number}\n");
            let package = package(&[("bootstrap", &script)])?;
            let function = create(&name(number), "provided.al2023", "none", &package);
            requests.push(
                lambda("POST", "/2015-03-31/functions", &function).signed(server.address, &root)?,
            );
        }
        load::each(server.address, 32, requests)?;
        for number in 0..FUNCTIONS {
            until_active(server.address, &name(number))?;
        }
    }
    let path = format!("/2015-03-31/functions/{}", name(FUNCTIONS / 2));
    let probe = wire("GET", &path, &[("host", "localhost")], b"");
    let mut least = f64::MAX;
    for _ in 0..5 {
        let server = Running::hamsu(&data).cache(&cache).first(probe.clone()).start()?;
        least = least.min(server.first_answer.as_secs_f64() * 1e3);
    }
    Ok(at_most("first answer (GetFunction) after exec, 1,000 functions stored, ms", least, 150.0))
}

/// A warm synchronous Invoke of an echo in Python, signature checked, against the same handler
/// behind bare hyper. One caller.
pub fn warm_call(work: &Path) -> Result<Row> {
    let event = json!({ "text": "x".repeat(1_000) }).to_string();
    let (runtime, interpreter) = newest_python()?;
    let handlers = work.join("handlers");
    std::fs::create_dir_all(&handlers)?;
    std::fs::write(handlers.join("echo.py"), HANDLER)?;
    let bare = {
        let server = Running::bare_handler(&interpreter, &handlers)?;
        let request = wire("POST", "/", &[("host", "localhost")], event.as_bytes());
        calls(server.address, request)?
    };
    let data = work.join("warm");
    let server = Running::hamsu(&data).auth("enforce").start()?;
    let root = Root::read(&data)?;
    once(server.address, &create_role().signed(server.address, &root)?)?;
    // With a boto3 of its own it does not wait for hamsu to fetch one.
    let package = package(&[("echo.py", HANDLER), ("boto3/__init__.py", "")])?;
    let function = create("echo", &runtime, "echo.handler", &package);
    let request = lambda("POST", "/2015-03-31/functions", &function);
    once(server.address, &request.signed(server.address, &root)?)?;
    let path = "/2015-03-31/functions/echo";
    until(|| {
        let request = lambda("GET", path, b"").signed(server.address, &root)?;
        is_active(&once(server.address, &request)?)
    })?;
    let path = format!("{path}/invocations");
    let invoke = lambda("POST", &path, event.as_bytes()).signed(server.address, &root)?;
    let answer: Value = serde_json::from_slice(&once(server.address, &invoke)?)?;
    if answer != serde_json::from_str::<Value>(&event)? {
        bail!("the function does not echo: {answer}");
    }
    let warm = calls(server.address, invoke)?;
    Ok(Row {
        what: "warm sync Invoke of an echo in Python, signature checked, 1 KB, p50, µs",
        figure: warm.percentile(0.5),
        floor: Some(("µs of the same handler behind bare hyper", bare.percentile(0.5))),
        goal: String::new(),
        reached: None,
        note: format!(
            "{runtime}; p99 {:.0} µs, bare {:.0} µs",
            warm.percentile(0.99),
            bare.percentile(0.99)
        ),
    })
}

fn calls(address: SocketAddr, request: Vec<u8>) -> Result<Load> {
    let request: &'static [u8] = Box::leak(request.into_boxed_slice());
    load::run(address, 1, CALLS_TIME, None, move |_, _| request.to_vec())
}

fn name(number: usize) -> String {
    format!("function-{number:04}")
}

fn lambda<'r>(method: &'r str, path: &'r str, body: &'r [u8]) -> Request<'r> {
    Request { service: "lambda", method, path, headers: &[], body }
}

fn create(name: &str, runtime: &str, handler: &str, package: &[u8]) -> Vec<u8> {
    let function = json!({
        "FunctionName": name, "Runtime": runtime, "Role": ROLE, "Handler": handler,
        "Code": { "ZipFile": STANDARD.encode(package) },
    });
    function.to_string().into_bytes()
}

/// Percent-encoded: a role that Lambda may assume.
fn create_role() -> Request<'static> {
    const BODY: &str = "Action=CreateRole&Version=2010-05-08&RoleName=bench&\
        AssumeRolePolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B\
        %22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A\
        %22lambda.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D";
    Request {
        service: "iam",
        method: "POST",
        path: "/",
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: BODY.as_bytes(),
    }
}

fn package(files: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default().unix_permissions(0o755))?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn until_active(address: SocketAddr, name: &str) -> Result<()> {
    let path = format!("/2015-03-31/functions/{name}");
    let request = wire("GET", &path, &[("host", "localhost")], b"");
    until(|| is_active(&once(address, &request)?))
}

fn is_active(function: &[u8]) -> Result<bool> {
    let function: Value = serde_json::from_slice(function)?;
    match function["Configuration"]["State"].as_str() {
        Some("Failed") => bail!("a function failed: {function}"),
        state => Ok(state == Some("Active")),
    }
}

fn until(mut holds: impl FnMut() -> Result<bool>) -> Result<()> {
    let started = Instant::now();
    while !holds()? {
        if started.elapsed() > PATIENCE {
            bail!("nothing changes after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// The newest Python that hamsu finds: its runtime's name and its interpreter.
fn newest_python() -> Result<(String, PathBuf)> {
    let told = Command::new(target().join("hamsu")).args(["runtimes", "--json"]).output()?;
    let runtimes: Vec<Value> = serde_json::from_slice(&told.stdout)?;
    let found = runtimes.iter().filter_map(|runtime| {
        let name = runtime["runtime"].as_str()?;
        let minor: u32 = name.strip_prefix("python3.")?.parse().ok()?;
        Some((minor, name.to_owned(), PathBuf::from(runtime["interpreter"].as_str()?)))
    });
    let (_, name, interpreter) = found.max().context("hamsu finds no Python here")?;
    Ok((name, interpreter))
}
