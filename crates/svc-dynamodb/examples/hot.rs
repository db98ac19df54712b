//! What one request costs between the bytes of its body and those of its answer, without HTTP and
//! signatures: `cargo run --release -p svc-dynamodb --example hot [ROUNDS]`.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use aws_auth::principal::Principal;
use aws_shape::Protocol;
use aws_wire::JsonReader;
use service::page::Sealer;
use service::{AnyService, Cx, Limits, Mode, Platform};
use store::{OpenOptions, Scope, Store};
use svc_dynamodb::model::SERVICE;
use task::{Clock, Entropy};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let rounds: u32 = std::env::args().nth(1).map_or(Ok(200_000), |rounds| rounds.parse())?;
    let directory = tempfile::tempdir()?;
    let clock = Clock::system();
    let platform = Arc::new(Platform {
        store: Store::open(directory.path(), OpenOptions::new(clock.clone()))?,
        clock,
        entropy: Entropy::system(),
        limits: Limits::default(),
        pages: Sealer::new([0; 32]),
    });
    let service = svc_dynamodb::service(&platform);
    let cx = Arc::new(Cx {
        request_id: "a-request".to_owned(),
        scope: Scope::new("000000000000", "us-east-1"),
        principal: Arc::new(Principal::root("000000000000", None)),
        mode: Mode::Dev,
        endpoint: "http://localhost".to_owned(),
        source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
        trace: None,
        platform,
    });
    let create = r#"{"TableName":"hot","BillingMode":"PAY_PER_REQUEST",
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
        "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}]}"#;
    call(&service, &cx, "CreateTable", create).await?;
    let put = put();
    let get = r#"{"TableName":"hot","Key":{"pk":{"S":"item"}}}"#;
    call(&service, &cx, "PutItem", &put).await?;

    let nothing = r#"{"TableName":"hot","Key":{"pk":{"S":"nothing"}}}"#;
    let query = r#"{"TableName":"hot","KeyConditionExpression":"pk = :p",
        "ExpressionAttributeValues":{":p":{"S":"item"}}}"#;
    let of = (&service, &cx);
    measure("GetItem of 1 KB", rounds, of, "GetItem", get).await?;
    measure("GetItem of nothing", rounds, of, "GetItem", nothing).await?;
    measure("Query of one item", rounds, of, "Query", query).await?;
    measure("PutItem of 1 KB, one after another", rounds / 1_000, of, "PutItem", &put).await?;
    put_together(&Arc::new(service), &cx, rounds / 10).await
}

/// 64 clients that put items of their own.
async fn put_together(service: &Arc<AnyService>, cx: &Arc<Cx>, rounds: u32) -> anyhow::Result<()> {
    const CLIENTS: u32 = 64;
    let start = Clock::monotonic();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (service, cx) = (Arc::clone(service), Arc::clone(cx));
            let body = put().replace("\"item\"", &format!("\"item {client}\""));
            task::spawn(task::TaskKind::Request, async move {
                for _ in 0..rounds / CLIENTS {
                    call(&service, &cx, "PutItem", &body).await?;
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for client in clients {
        client.await?.unwrap_or(Ok(()))?;
    }
    let each_us = Clock::monotonic().nanos_since(start) as f64 / f64::from(rounds) / 1e3;
    println!("PutItem of 1 KB, 64 clients         {each_us:8.2} µs each");
    Ok(())
}

/// A request that puts an item of 1 KB in ten attributes.
fn put() -> String {
    use std::fmt::Write as _;
    let mut put =
        r#"{"TableName":"hot","Item":{"pk":{"S":"item"},"n":{"N":"12345.678"}"#.to_owned();
    for n in 0..8 {
        let _ = write!(put, r#","attribute{n}":{{"S":"{}"}}"#, "x".repeat(110));
    }
    put.push_str("}}");
    put
}

async fn measure(
    what: &str,
    rounds: u32,
    (service, cx): (&AnyService, &Arc<Cx>),
    operation: &str,
    body: &str,
) -> anyhow::Result<()> {
    let start = Clock::monotonic();
    let mut bytes = 0;
    for _ in 0..rounds {
        bytes += call(service, cx, operation, body).await?;
    }
    let each_us = Clock::monotonic().nanos_since(start) as f64 / f64::from(rounds) / 1e3;
    println!("{what:36} {each_us:8.2} µs, {} bytes", bytes / rounds as usize);
    Ok(())
}

async fn call(
    service: &AnyService,
    cx: &Arc<Cx>,
    operation: &str,
    body: &str,
) -> anyhow::Result<usize> {
    let row = service.rows.iter().find(|row| row.schema().name == operation);
    let row = row.ok_or_else(|| anyhow::anyhow!("no {operation}"))?;
    let mut reader = JsonReader::new(body.as_bytes());
    let call = row.read(&mut reader)?;
    anyhow::ensure!(reader.finish()?.is_empty());
    let output = call.run(Arc::clone(cx)).await?;
    let protocol = Protocol::AwsJson10;
    let answer = aws_wire::encode(protocol, &SERVICE, row.schema(), &*output, "a-request");
    Ok(answer.body.len())
}
