//! A message as it is published: what it may be, and what of it policies see. Pure.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use service::AwsResult;

use crate::filter::Leaf;
use crate::model::{self, MessageAttributeValue};
use crate::refusal::{invalid, invalid_value};

/// Characters of a subject at most.
const SUBJECT_MAX: usize = 100;
/// Bytes of an attribute's name at most.
const NAME_MAX: usize = 256;

/// What a client sends.
pub(crate) struct Draft {
    pub(crate) message: String,
    pub(crate) subject: Option<String>,
    pub(crate) structure: Option<String>,
    pub(crate) attributes: BTreeMap<String, MessageAttributeValue>,
}

impl From<model::PublishInput> for Draft {
    fn from(input: model::PublishInput) -> Self {
        Self {
            message: input.message,
            subject: input.subject,
            structure: input.message_structure,
            attributes: input.message_attributes.unwrap_or_default(),
        }
    }
}

impl From<model::PublishBatchRequestEntry> for Draft {
    fn from(entry: model::PublishBatchRequestEntry) -> Self {
        Self {
            message: entry.message,
            subject: entry.subject,
            structure: entry.message_structure,
            attributes: entry.message_attributes.unwrap_or_default(),
        }
    }
}

/// A message that may be sent to functions.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) text: String,
    pub(crate) subject: Option<String>,
    pub(crate) attributes: BTreeMap<String, Attribute>,
}

/// An attribute as subscribers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attribute {
    /// `String`, `Number.int` …
    #[serde(rename = "Type")]
    pub(crate) kind: String,
    /// Bytes are in base64.
    #[serde(rename = "Value")]
    pub(crate) value: String,
}

impl Draft {
    /// The bytes that count: the message, and of each attribute name, type and value.
    pub(crate) fn bytes(&self) -> u64 {
        let attributes = self.attributes.iter().map(|(name, value)| {
            let text = value.string_value.as_ref().map_or(0, String::len);
            let binary = value.binary_value.as_ref().map_or(0, aws_shape::Bytes::len);
            name.len() + value.data_type.len() + text + binary
        });
        (self.message.len() + attributes.sum::<usize>()) as u64
    }

    /// The message, if it is one.
    pub(crate) fn check(self) -> AwsResult<Message> {
        if self.message.is_empty() {
            return Err(invalid("Empty message"));
        }
        if self.subject.as_deref().is_some_and(|subject| !is_subject(subject)) {
            return Err(invalid("Subject"));
        }
        let attributes = self.attributes.into_iter();
        let attributes = attributes
            .map(|(name, value)| Ok((name.clone(), attribute(&name, value)?)))
            .collect::<AwsResult<_>>()?;
        let text = match self.structure.as_deref() {
            None | Some("") => self.message,
            Some("json") => for_functions(&self.message)?,
            Some(_) => return Err(invalid("MessageStructure")),
        };
        Ok(Message { text, subject: self.subject, attributes })
    }
}

fn is_subject(subject: &str) -> bool {
    (1..=SUBJECT_MAX).contains(&subject.chars().count()) && !subject.chars().any(char::is_control)
}

/// What a message with one text for each protocol says to functions. Values that are no texts are
/// passed over, as at AWS.
fn for_functions(message: &str) -> AwsResult<String> {
    let Ok(Value::Object(mut texts)) = serde_json::from_str(message) else {
        return Err(invalid("Message Structure - JSON message body failed to parse"));
    };
    let mut text = |protocol| match texts.remove(protocol) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let default = text("default")
        .ok_or_else(|| invalid("Message Structure - No default entry in JSON message body"))?;
    Ok(text("lambda").unwrap_or(default))
}

fn attribute(name: &str, value: MessageAttributeValue) -> AwsResult<Attribute> {
    check_name(name)?;
    let kind = value.data_type;
    let refused = |what: &str| Err(invalid_value(format!("The message attribute '{name}' {what}")));
    if kind.is_empty() {
        return refused("must contain non-empty message attribute type.");
    }
    let (base, label) = kind.split_once('.').unwrap_or((&kind, "x"));
    if !matches!(base, "String" | "Number" | "Binary") || label.is_empty() || kind.len() > NAME_MAX
    {
        return refused(
            "has an invalid message attribute type, the set of supported type prefixes is Binary, \
             Number, and String.",
        );
    }
    let (field, value) = if base == "Binary" {
        ("Binary", value.binary_value.map(|bytes| STANDARD.encode(bytes)))
    } else {
        ("String", value.string_value)
    };
    let Some(value) = value else {
        return refused(&format!("with type '{kind}' must use field '{field}'."));
    };
    if value.is_empty() {
        return refused(&format!(
            "must contain non-empty message attribute value for message attribute type '{kind}'."
        ));
    }
    if base == "Number" && label != "Array" && !value.parse().is_ok_and(f64::is_finite) {
        return Err(invalid_value(format!(
            "Could not cast message attribute '{name}' value to number."
        )));
    }
    Ok(Attribute { kind, value })
}

fn check_name(name: &str) -> AwsResult {
    if name.is_empty() || name.len() > NAME_MAX {
        return Err(invalid_value("Length of message attribute name must be less than 256 bytes."));
    }
    let ordinary = |c: &char| c.is_ascii_alphanumeric() || "-_.".contains(*c);
    if let Some(other) = name.chars().find(|c| !ordinary(c)) {
        return Err(invalid_value(format!(
            "Invalid non-alphanumeric character '#x{:X}' was found in the message attribute name. \
             Can only include alphanumeric characters, hyphens, underscores, or dots.",
            u32::from(other)
        )));
    }
    let points = if name.starts_with('.') {
        "Invalid message attribute name starting with character '.' was found."
    } else if name.ends_with('.') {
        "Invalid message attribute name ending with character '.' was found."
    } else if name.contains("..") {
        "Message attribute name can not have successive '.' character."
    } else {
        return Ok(());
    };
    Err(invalid_value(points))
}

impl Message {
    /// The attributes that are lists, read.
    pub(crate) fn arrays(&self) -> BTreeMap<&str, Vec<Value>> {
        let lists = self.attributes.iter().filter(|(_, attribute)| attribute.is_list());
        lists
            .map(|(name, attribute)| {
                let read = serde_json::from_str(&attribute.value);
                (name.as_str(), read.unwrap_or_default())
            })
            .collect()
    }

    /// What policies see of the attributes: bytes they do not. `arrays` is [`Message::arrays`].
    pub(crate) fn leaves<'m>(
        &'m self,
        arrays: &'m BTreeMap<&str, Vec<Value>>,
    ) -> Vec<(&'m str, Vec<Leaf<'m>>)> {
        let seen = self.attributes.iter().filter(|(_, attribute)| attribute.base() != "Binary");
        seen.map(|(name, attribute)| {
            let leaves = match arrays.get(name.as_str()) {
                Some(items) => items.iter().filter_map(Leaf::of).collect(),
                None if attribute.base() == "Number" => vec![Leaf::of_number(&attribute.value)],
                None => vec![Leaf::Text(&attribute.value)],
            };
            (name.as_str(), leaves)
        })
        .collect()
    }
}

impl Attribute {
    fn base(&self) -> &str {
        self.kind.split('.').next().unwrap_or_default()
    }

    fn is_list(&self) -> bool {
        matches!(self.kind.as_str(), "String.Array" | "Number.Array")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(kind: &str, text: Option<&str>) -> MessageAttributeValue {
        MessageAttributeValue {
            data_type: kind.to_owned(),
            string_value: text.map(str::to_owned),
            binary_value: None,
        }
    }

    #[test]
    fn an_attribute_is_refused_in_aws_s_words() {
        let check = |name: &str, value: MessageAttributeValue, text: &str| {
            let error = attribute(name, value).expect_err(text);
            assert_eq!(
                (error.shape().query_code, error.message()),
                ("ParameterValueInvalid", text)
            );
        };
        let fine = || value("String", Some("v"));
        check(
            &"n".repeat(257),
            fine(),
            "Length of message attribute name must be less than 256 bytes.",
        );
        check(
            ".a",
            fine(),
            "Invalid message attribute name starting with character '.' was found.",
        );
        check("a.", fine(), "Invalid message attribute name ending with character '.' was found.");
        check("a..b", fine(), "Message attribute name can not have successive '.' character.");
        check(
            "a/b",
            fine(),
            "Invalid non-alphanumeric character '#x2F' was found in the message attribute name. \
             Can only include alphanumeric characters, hyphens, underscores, or dots.",
        );
        check(
            "a",
            value("", Some("v")),
            "The message attribute 'a' must contain non-empty message attribute type.",
        );
        for kind in ["Stringy", "string", "Boolean", "String."] {
            check(
                "a",
                value(kind, Some("v")),
                "The message attribute 'a' has an invalid message attribute type, the set of \
                 supported type prefixes is Binary, Number, and String.",
            );
        }
        check(
            "a",
            value("Binary", Some("v")),
            "The message attribute 'a' with type 'Binary' must use field 'Binary'.",
        );
        check(
            "a",
            value("Number", None),
            "The message attribute 'a' with type 'Number' must use field 'String'.",
        );
        check(
            "a",
            value("String.x", Some("")),
            "The message attribute 'a' must contain non-empty message attribute value for message \
             attribute type 'String.x'.",
        );
        for text in ["one", "1,5", "NaN", "inf"] {
            check(
                "a",
                value("Number.int", Some(text)),
                "Could not cast message attribute 'a' value to number.",
            );
        }
        assert!(attribute("a-b_c.d", value("Number.int", Some("3.015e2"))).is_ok());
    }

    #[test]
    fn a_subject_is_one_line_of_up_to_a_hundred_characters() {
        for (subject, fine) in [
            ("Hello", true),
            ("안녕하세요", true),
            ("", false),
            ("two\nlines", false),
            ("bell\u{7}", false),
        ] {
            assert_eq!(is_subject(subject), fine, "{subject:?}");
        }
        assert!(is_subject(&"é".repeat(100)) && !is_subject(&"é".repeat(101)));
    }

    #[test]
    fn a_message_may_have_a_text_for_functions() {
        let check = |message: &str, text: &str| {
            assert_eq!(for_functions(message).expect(message), text);
        };
        check(r#"{"default": "d"}"#, "d");
        check(r#"{"default": "d", "lambda": "l", "sqs": "s"}"#, "l");
        check(r#"{"default": "d", "lambda": {"no": "text"}}"#, "d");
        let refused = |message: &str, text: &str| {
            let error = for_functions(message).expect_err(message);
            assert_eq!(error.message(), format!("Invalid parameter: Message Structure - {text}"));
        };
        refused("{", "JSON message body failed to parse");
        refused("[]", "JSON message body failed to parse");
        refused(r#"{"lambda": "l"}"#, "No default entry in JSON message body");
        refused(r#"{"default": 1}"#, "No default entry in JSON message body");
    }
}
