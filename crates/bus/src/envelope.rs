//! What travels: an event and all that is known of its journey.

use bytes::{BufMut as _, Bytes, BytesMut};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The format that this version writes. 2: an event may name a body that it shares with others.
pub const FORMAT: u32 = 2;

/// An event on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The format's version.
    pub format: u32,
    /// The event's id; what is delivered twice carries it twice.
    pub id: String,
    /// Who sent it, as an ARN or a service's principal.
    pub source: String,
    /// Who is to receive it.
    pub target: String,
    /// The account that it belongs to.
    pub account: String,
    /// The region that it belongs to.
    pub region: String,
    /// Events of one group are delivered in order; none has no order.
    pub group: Option<String>,
    /// Failed attempts so far.
    pub attempt: u32,
    /// When it was accepted, in Unix milliseconds.
    pub first_seen_ms: i64,
    /// It is not delivered before this.
    pub not_before_ms: i64,
    /// How many events caused each other before this one.
    pub depth: u32,
    /// The trace header.
    pub trace: Option<String>,
    /// What the receiver needs to know besides the event.
    pub attributes: serde_json::Value,
    /// The id under which the body is stored that several events share; the bus sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
    /// The event.
    #[serde(skip)]
    pub payload: Bytes,
}

impl Envelope {
    /// An event that nobody has tried to deliver yet, due at once.
    pub fn new(
        id: impl Into<String>,
        source: impl Into<String>,
        target: impl Into<String>,
        scope: &store::Scope,
        now_ms: i64,
    ) -> Self {
        Self {
            format: FORMAT,
            id: id.into(),
            source: source.into(),
            target: target.into(),
            account: scope.account.clone(),
            region: scope.region.clone(),
            group: None,
            attempt: 0,
            first_seen_ms: now_ms,
            not_before_ms: now_ms,
            depth: 0,
            trace: None,
            attributes: serde_json::Value::Null,
            shared: None,
            payload: Bytes::new(),
        }
    }

    /// The service in the target's ARN: `lambda`.
    pub(crate) fn receiver(&self) -> &str {
        self.target.split(':').nth(2).unwrap_or_default()
    }

    /// The stored form, without a body that is shared.
    pub(crate) fn encode(&self) -> Result<Bytes, serde_json::Error> {
        if self.shared.is_some() { frame(self, &[]) } else { frame(self, &self.payload) }
    }

    /// Read the stored form; `None` if it is damaged or of a later format.
    pub(crate) fn decode(stored: &Bytes) -> Option<Self> {
        let (mut envelope, payload): (Self, _) = unframe(stored)?;
        if envelope.format > FORMAT {
            return None;
        }
        envelope.payload = payload;
        Some(envelope)
    }
}

/// A head as JSON, its length before it, then the body as it is.
pub(crate) fn frame(head: &impl Serialize, body: &[u8]) -> Result<Bytes, serde_json::Error> {
    let head = serde_json::to_vec(head)?;
    let mut out = BytesMut::with_capacity(4 + head.len() + body.len());
    out.put_u32(head.len() as u32);
    out.extend_from_slice(&head);
    out.extend_from_slice(body);
    Ok(out.freeze())
}

/// What [`frame`] made.
pub(crate) fn unframe<H: DeserializeOwned>(stored: &Bytes) -> Option<(H, Bytes)> {
    let len = u32::from_be_bytes(stored.get(..4)?.try_into().ok()?) as usize;
    let end = len.checked_add(4)?;
    let head = serde_json::from_slice(stored.get(4..end)?).ok()?;
    Some((head, stored.slice(end..)))
}
