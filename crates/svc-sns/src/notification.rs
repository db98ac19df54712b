//! What a function gets: `{"Records":[{"EventSource":"aws:sns",…}]}`.
//!
//! On the bus, a message is one envelope for each subscription. Its `source` is the topic's ARN and
//! its `target` the function's. Its payload is the message without anything of the subscription,
//! so that the envelopes of one message share it: a [`Notification`] as JSON. What differs stands
//! in the attributes, `{"kind":"sns","subscription":ID}`, where the topic's ARN, a colon and the
//! id are the subscription's ARN. [`render`] makes the event of both when it is delivered.

use std::collections::BTreeMap;

use aws_shape::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bus::Envelope;
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::message::{Attribute, Message};

/// What the attributes of an envelope call us.
pub const KIND: &str = "sns";

/// Where a server says what its signatures are.
pub const SIGNATURE_PATH: &str = "/_hamsu/sns/signature";

/// What that says.
pub const SIGNATURE_TEXT: &str = "\
There is no certificate here. The Signature of a message of this server's topics is an HMAC-SHA256
by a key that never leaves the server, in base64, over the text that AWS signs. Nobody else can
verify it.
";

/// The attributes of an envelope.
#[derive(Debug, Serialize, Deserialize)]
struct Attributes {
    kind: String,
    subscription: String,
}

/// A message on its way, without anything of a subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notification {
    pub(crate) message_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    message: String,
    published_ms: i64,
    signature_version: String,
    signature: String,
    /// How the server was reached: the URLs in the event begin with it.
    endpoint: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<String, Attribute>,
}

/// What a notification is made of besides the message.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'o> {
    pub(crate) topic_arn: &'o str,
    pub(crate) signature_version: &'o str,
    pub(crate) key: &'o [u8; 32],
    pub(crate) endpoint: &'o str,
    pub(crate) now_ms: i64,
}

impl Notification {
    /// The notification of `message`, signed.
    pub(crate) fn new(message_id: String, message: Message, origin: Origin<'_>) -> Self {
        let mut notification = Self {
            message_id,
            subject: message.subject,
            message: message.text,
            published_ms: origin.now_ms,
            signature_version: origin.signature_version.to_owned(),
            signature: String::new(),
            endpoint: origin.endpoint.to_owned(),
            attributes: message.attributes,
        };
        notification.signature = notification.sign(origin.topic_arn, origin.key);
        notification
    }

    /// The HMAC of what AWS signs: names and values, a line each.
    fn sign(&self, topic_arn: &str, key: &[u8; 32]) -> String {
        let published = timestamp(self.published_ms);
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length of key will do");
        for (name, value) in [
            ("Message", Some(self.message.as_str())),
            ("MessageId", Some(self.message_id.as_str())),
            ("Subject", self.subject.as_deref()),
            ("Timestamp", Some(published.as_str())),
            ("TopicArn", Some(topic_arn)),
            ("Type", Some("Notification")),
        ] {
            if let Some(value) = value {
                for part in [name, "\n", value, "\n"] {
                    mac.update(part.as_bytes());
                }
            }
        }
        STANDARD.encode(mac.finalize().into_bytes())
    }

    /// As it travels.
    pub(crate) fn to_payload(&self) -> Bytes {
        serde_json::to_vec(self).expect("texts and numbers").into()
    }
}

/// The attributes of the envelope for the subscription `id`.
pub(crate) fn attributes(id: &str) -> serde_json::Value {
    serde_json::json!({ "kind": KIND, "subscription": id })
}

/// Always with milliseconds, as AWS writes it here.
fn timestamp(ms: i64) -> String {
    let at = Timestamp(ms).lambda();
    format!("{}Z", at.strip_suffix("+0000").unwrap_or(&at))
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Event<'e> {
    records: [Record<'e>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Record<'e> {
    event_source: &'static str,
    event_version: &'static str,
    event_subscription_arn: &'e str,
    sns: Sns<'e>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Sns<'e> {
    r#type: &'static str,
    message_id: &'e str,
    topic_arn: &'e str,
    subject: Option<&'e str>,
    message: &'e str,
    timestamp: String,
    signature_version: &'e str,
    signature: &'e str,
    signing_cert_url: String,
    unsubscribe_url: String,
    message_attributes: &'e BTreeMap<String, Attribute>,
}

/// The event that the function gets, field by field as from AWS.
pub fn render(envelope: &Envelope) -> Bytes {
    match event(envelope) {
        Ok(event) => event,
        Err(error) => {
            // Only damage does this, and checksums find that first.
            tracing::error!(%error, id = envelope.id, "a message cannot be read");
            Bytes::from_static(br#"{"Records":[]}"#)
        }
    }
}

fn event(envelope: &Envelope) -> serde_json::Result<Bytes> {
    let notification: Notification = serde_json::from_slice(&envelope.payload)?;
    let Attributes { subscription, .. } = serde_json::from_value(envelope.attributes.clone())?;
    let topic_arn = &envelope.source;
    let arn = format!("{topic_arn}:{subscription}");
    let endpoint = &notification.endpoint;
    let event = Event {
        records: [Record {
            event_source: "aws:sns",
            event_version: "1.0",
            event_subscription_arn: &arn,
            sns: Sns {
                r#type: "Notification",
                message_id: &notification.message_id,
                topic_arn,
                subject: notification.subject.as_deref(),
                message: &notification.message,
                timestamp: timestamp(notification.published_ms),
                signature_version: &notification.signature_version,
                signature: &notification.signature,
                signing_cert_url: format!("{endpoint}{SIGNATURE_PATH}"),
                unsubscribe_url: format!("{endpoint}/?Action=Unsubscribe&SubscriptionArn={arn}"),
                message_attributes: &notification.attributes,
            },
        }],
    };
    Ok(serde_json::to_vec(&event)?.into())
}
