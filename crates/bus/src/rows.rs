//! What is stored of events: their heads, the bodies that several of them share, and those that
//! were given up.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use store::{Direction, Key, RawTable, ReadError, Scope, Snapshot, Transaction};

use crate::bus::BusError;
use crate::envelope::{Envelope, frame, unframe};

/// Heads, and bodies that nobody shares, in the order in which they were first seen.
pub(crate) static EVENTS: RawTable = RawTable::new("bus.events");
/// Bodies that several events share, by the id of the first of them.
static BODIES: RawTable = RawTable::new("bus.bodies");
/// Events that were given up, in the order in which that happened.
static FAILED: RawTable = RawTable::new("bus.failed");

/// An event that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "it is the moment of the failure")]
pub struct Failed {
    /// The event.
    pub envelope: Envelope,
    /// Why.
    pub reason: String,
    /// When, in Unix milliseconds.
    pub failed_ms: i64,
}

pub(crate) fn scope_of(envelope: &Envelope) -> Scope {
    Scope::new(&*envelope.account, &*envelope.region)
}

pub(crate) fn event_key(envelope: &Envelope) -> Key {
    EVENTS.key(&scope_of(envelope), (envelope.first_seen_ms, envelope.id.as_str()))
}

pub(crate) fn body_key(scope: &Scope, id: &str) -> Key {
    BODIES.key(scope, (id,))
}

pub(crate) fn failed_key(failed: &Failed) -> Key {
    FAILED.key(&scope_of(&failed.envelope), (failed.failed_ms, failed.envelope.id.as_str()))
}

/// Write events. Neighbours whose payloads are clones of the same bytes share one stored body.
pub(crate) fn put_events(tx: &mut Transaction, envelopes: &mut [Envelope]) -> Result<(), BusError> {
    let mut start = 0;
    while start < envelopes.len() {
        let scope = scope_of(&envelopes[start]);
        let body = envelopes[start].payload.clone();
        let alike = |other: &Envelope| same(&other.payload, &body) && scope_of(other) == scope;
        let count = envelopes[start..].iter().take_while(|other| alike(other)).count();
        let group = &mut envelopes[start..start + count];
        if count > 1 {
            let id = group[0].id.clone();
            BODIES.put(tx, &body_key(&scope, &id), body);
            for envelope in &mut *group {
                envelope.shared = Some(id.clone());
            }
        }
        for envelope in group {
            EVENTS.put(tx, &event_key(envelope), envelope.encode()?);
        }
        start += count;
    }
    Ok(())
}

fn same(left: &Bytes, right: &Bytes) -> bool {
    !left.is_empty() && left.as_ptr() == right.as_ptr() && left.len() == right.len()
}

/// The event of `key` with its body.
pub(crate) fn event(snapshot: &Snapshot, key: &Key) -> Result<Option<Envelope>, ReadError> {
    let stored = EVENTS.get(snapshot, key)?;
    let Some(mut envelope) = stored.and_then(|value| Envelope::decode(&value.into_bytes())) else {
        return Ok(None);
    };
    if let Some(id) = &envelope.shared {
        let body = BODIES.get(snapshot, &body_key(&scope_of(&envelope), id))?;
        envelope.payload = body.map(store::Value::into_bytes).unwrap_or_default();
    }
    Ok(Some(envelope))
}

/// All events of `scope`, without shared bodies, until `visit` says that it is enough. One of a
/// later format is passed over: it stays where it is, for the version that wrote it.
pub(crate) fn each_event(
    snapshot: &Snapshot,
    scope: &Scope,
    mut visit: impl FnMut(Envelope) -> bool,
) -> Result<(), ReadError> {
    each(snapshot, EVENTS, scope, |stored| Envelope::decode(&stored).is_none_or(&mut visit))
}

/// The keys of all shared bodies of `scope`.
pub(crate) fn each_body(
    snapshot: &Snapshot,
    scope: &Scope,
    mut visit: impl FnMut(Key),
) -> Result<(), ReadError> {
    let all = BODIES.key(scope, ());
    for pair in BODIES.scan_prefix(snapshot, &all, None, Direction::Forward, usize::MAX) {
        let (key, _) = pair?;
        let id = store::parts_of(&key).and_then(|parts| parts.last()?.as_str().map(str::to_owned));
        if let Some(id) = id {
            visit(body_key(scope, &id));
        }
    }
    Ok(())
}

/// All events of `scope` that were given up, the oldest first, until `visit` says that it is
/// enough.
pub(crate) fn each_failed(
    snapshot: &Snapshot,
    scope: &Scope,
    mut visit: impl FnMut(Failed) -> bool,
) -> Result<(), ReadError> {
    each(snapshot, FAILED, scope, |stored| {
        let Some((mut failed, payload)) = unframe::<Failed>(&stored) else { return true };
        failed.envelope.payload = payload;
        visit(failed)
    })
}

fn each(
    snapshot: &Snapshot,
    table: RawTable,
    scope: &Scope,
    mut visit: impl FnMut(Bytes) -> bool,
) -> Result<(), ReadError> {
    let all = table.key(scope, ());
    for pair in table.scan_prefix(snapshot, &all, None, Direction::Forward, usize::MAX) {
        let (_, value) = pair?;
        if !visit(value.into_bytes()) {
            break;
        }
    }
    Ok(())
}

/// Write an event that was given up.
pub(crate) fn put_failed(tx: &mut Transaction, failed: &Failed) -> Result<(), BusError> {
    let mut failed = failed.clone();
    // It stands alone from now on.
    failed.envelope.shared = None;
    FAILED.put(tx, &failed_key(&failed), frame(&failed, &failed.envelope.payload)?);
    Ok(())
}

/// Take away an event that was given up.
pub(crate) fn delete_failed(tx: &mut Transaction, failed: &Failed) {
    FAILED.delete(tx, &failed_key(failed));
}
