//! `/_hamsu/events`: what is under way to functions, what was given up, and a hand in it.

use aws_shape::Timestamp;
use bus::{Backlog, Bus, BusError, Granted, Seen};
use gateway::{LocalAnswer, LocalRequest};
use serde::Deserialize;
use serde_json::{Value, json};

/// Events in one answer.
const SHOWN: usize = 1_000;

/// What there is in the caller's account and region: by target, and event by event.
pub fn list(bus: &Bus, request: &LocalRequest) -> LocalAnswer {
    let Some(scope) = request.root() else { return forbidden() };
    let target = query(&request.query, "target");
    let targets: Vec<Value> = bus
        .backlog(Some(scope))
        .iter()
        .filter(|backlog| target.as_deref().is_none_or(|target| target == backlog.target))
        .map(shown_target)
        .collect();
    match bus.events(scope, target.as_deref(), SHOWN) {
        Ok(events) => {
            let now_ms = bus.now_ms();
            let events: Vec<Value> = events.iter().map(|seen| shown_event(seen, now_ms)).collect();
            let told = json!({ "targets": targets, "events": events });
            LocalAnswer::json(200, told.to_string())
        }
        Err(error) => failed(&error),
    }
}

/// `{"retry":ID}` or `{"drop":ID}`.
pub async fn change(bus: &Bus, request: &LocalRequest) -> LocalAnswer {
    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Wish {
        Retry(String),
        Drop(String),
    }
    let Some(scope) = request.root() else { return forbidden() };
    let Ok(wish) = serde_json::from_slice::<Wish>(&request.body) else {
        return told(400, "Expected {\"retry\":ID} or {\"drop\":ID}.");
    };
    let (id, granted) = match &wish {
        Wish::Retry(id) => (id, bus.retry(scope, id).await),
        Wish::Drop(id) => (id, bus.discard(scope, id).await),
    };
    match granted {
        Ok(Granted::Done) => LocalAnswer::json(200, json!({ "id": id }).to_string()),
        Ok(Granted::NoSuchEvent) => told(404, &format!("There is no event {id}.")),
        Ok(Granted::InFlight) => told(409, &format!("Event {id} is being delivered.")),
        Err(error) => failed(&error),
    }
}

fn shown_target(backlog: &Backlog) -> Value {
    json!({
        "target": backlog.target,
        "waiting": backlog.waiting,
        "in_flight": backlog.in_flight,
        "failed": backlog.failed,
        "oldest": backlog.oldest_ms.map(|ms| Timestamp(ms).iso()),
    })
}

fn shown_event(seen: &Seen, now_ms: i64) -> Value {
    let event = &seen.envelope;
    let mut shown = json!({
        "id": event.id,
        "target": event.target,
        "source": event.source,
        "attempts": event.attempt,
        "accepted": Timestamp(event.first_seen_ms).iso(),
    });
    match &seen.failed {
        Some((reason, failed_ms)) => {
            shown["state"] = "failed".into();
            shown["failed"] = Timestamp(*failed_ms).iso().into();
            shown["reason"] = reason.as_str().into();
        }
        None if event.not_before_ms > now_ms => {
            shown["state"] = "retrying".into();
            shown["next"] = Timestamp(event.not_before_ms).iso().into();
        }
        None => shown["state"] = "waiting".into(),
    }
    shown
}

/// The value of `name` in a query.
pub fn query(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let decoded = || percent_encoding::percent_decode_str(value).decode_utf8_lossy();
        (key == name).then(|| decoded().into_owned())
    })
}

/// Nobody else is let in.
pub fn forbidden() -> LocalAnswer {
    told(403, "Only the account's root may look here: sign with `hamsu credentials`.")
}

fn failed(error: &BusError) -> LocalAnswer {
    tracing::error!(%error, "events cannot be read or changed");
    told(500, "The store could not be read or written; the log says why.")
}

/// A sentence.
pub fn told(status: u16, message: &str) -> LocalAnswer {
    LocalAnswer::json(status, json!({ "message": message }).to_string())
}
