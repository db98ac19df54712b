//! What travels: an event and all that is known of its journey.

use bytes::{BufMut as _, Bytes, BytesMut};
use serde::{Deserialize, Serialize};

/// The format that this version writes.
pub const FORMAT: u32 = 1;

/// Events that cause events that cause events … are cut after this many, as Lambda's recursion
/// detection does.
pub const DEPTH_MAX: u32 = 16;

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
    /// The event.
    #[serde(skip)]
    pub payload: Bytes,
}

impl Envelope {
    /// The stored form: the head as JSON, then the event as it is.
    pub(crate) fn encode(&self) -> Result<Bytes, serde_json::Error> {
        let head = serde_json::to_vec(self)?;
        let mut out = BytesMut::with_capacity(4 + head.len() + self.payload.len());
        out.put_u32(head.len() as u32);
        out.extend_from_slice(&head);
        out.extend_from_slice(&self.payload);
        Ok(out.freeze())
    }

    /// Read the stored form; `None` if it is damaged or of a later format.
    pub(crate) fn decode(stored: &Bytes) -> Option<Self> {
        let len = u32::from_be_bytes(stored.get(..4)?.try_into().ok()?) as usize;
        let mut envelope: Self = serde_json::from_slice(stored.get(4..4 + len)?).ok()?;
        if envelope.format > FORMAT {
            return None;
        }
        envelope.payload = stored.slice(4 + len..);
        Some(envelope)
    }
}
