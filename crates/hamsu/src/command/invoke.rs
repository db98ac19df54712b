//! `hamsu invoke`.

use std::io::Read as _;
use std::process::ExitCode;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use crate::cli;
use crate::client::{Ask, Client, told};
use crate::failure::{Failure, Outcome};

/// The answer goes to standard output, the end of the log to standard error; 1 on an error.
pub async fn run(args: &cli::Invoke) -> Outcome {
    let client = Client::new(&args.target)?;
    let payload = payload(&args.payload)?;
    let path = format!("/2015-03-31/functions/{}/invocations", encode(&args.name));
    let query = args.qualifier.as_ref().map(|name| format!("Qualifier={}", encode(name)));
    let kind = if args.asynchronous { "Event" } else { "RequestResponse" };
    let tail = if args.asynchronous { "None" } else { "Tail" };
    let answer = client
        .send(Ask {
            method: "POST",
            path: &path,
            query: query.as_deref().unwrap_or_default(),
            service: "lambda",
            headers: &[("x-amz-invocation-type", kind), ("x-amz-log-type", tail)],
            body: payload,
            time_max: Duration::from_secs(930),
        })
        .await?;
    if !answer.status().is_success() {
        return Err(Failure::new(told(&answer)));
    }
    if let Some(log) = answer.headers().get("x-amz-log-result")
        && let Ok(log) = STANDARD.decode(log.as_bytes())
    {
        crate::output::aside(format_args!("{}", String::from_utf8_lossy(&log)));
    }
    if args.asynchronous {
        eprintln!("accepted");
        return Ok(ExitCode::SUCCESS);
    }
    crate::output::bytes(&[answer.body(), &b"\n"[..]].concat());
    let failed = answer.headers().contains_key("x-amz-function-error");
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn payload(argument: &str) -> Outcome<Bytes> {
    let bytes = if argument == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        bytes
    } else if let Some(file) = argument.strip_prefix('@') {
        std::fs::read(file)
            .map_err(|error| Failure::usage(format!("cannot read {file}: {error}")))?
    } else {
        argument.as_bytes().to_vec()
    };
    if let Err(error) = serde_json::from_slice::<serde::de::IgnoredAny>(&bytes) {
        return Err(Failure::usage(format!("the event is no JSON: {error}"))
            .hint("give JSON, @FILE, or - for standard input"));
    }
    Ok(bytes.into())
}

/// Percent-encode all but unreserved characters.
pub fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
