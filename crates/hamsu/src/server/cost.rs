//! `/_hamsu/cost`: what invocations took and what AWS would have charged.

use gateway::{LocalAnswer, LocalRequest};
use serde_json::{Value, json};

use super::events::{forbidden, query, told};
use super::ledger::{Entry, Ledger};
use crate::prices::{Prices, Y2019, Y2026};

/// `?since_ms=N`: a line for each function, trigger and memory since then.
pub async fn list(ledger: &Ledger, request: &LocalRequest) -> LocalAnswer {
    let Some(scope) = request.root() else { return forbidden() };
    let since_ms = match query(&request.query, "since_ms").map(|text| text.parse()) {
        None => 0,
        Some(Ok(since_ms)) => since_ms,
        Some(Err(_)) => return told(400, "Expected since_ms=N, Unix time in milliseconds."),
    };
    match ledger.since(scope, since_ms).await {
        Ok(entries) => {
            let lines: Vec<Value> = entries.iter().map(shown).collect();
            let prices = [&Y2019, &Y2026].map(|prices| prices.as_of);
            LocalAnswer::json(200, json!({ "lines": lines, "prices": prices }).to_string())
        }
        Err(error) => {
            tracing::error!(%error, "the ledger cannot be read");
            told(500, "The store could not be read; the log says why.")
        }
    }
}

fn shown(entry: &Entry) -> Value {
    let Entry { function, trigger, memory_mb, sums } = entry;
    let usd = |prices: &Prices, billed_ms: u64| {
        let api = if trigger == "apigateway" { prices.api_requests / 1e6 } else { 0.0 };
        sums.invocations as f64 * api + prices.lambda(sums.invocations, memory_mb * billed_ms)
    };
    json!({
        "function": function,
        "trigger": trigger,
        "memory_mb": memory_mb,
        "invocations": sums.invocations,
        "errors": sums.errors,
        "cold_starts": sums.cold,
        "billed_ms": sums.billed_ms,
        "billed_2019_ms": sums.billed_2019_ms,
        "usd": usd(&Y2026, sums.billed_ms),
        "usd_2019": usd(&Y2019, sums.billed_2019_ms),
    })
}
