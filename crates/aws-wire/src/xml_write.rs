//! XML as awsQuery answers it.

use aws_shape::{
    AnyShape, ErrorShape, Fault, Kind, Member, OperationSchema, Schema, ServiceSchema, Timestamp,
    TimestampFormat, Writer,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Answer;

const XML: &str = "text/xml";

pub(crate) fn encode(
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    output: &dyn AnyShape,
    request_id: &str,
) -> Answer {
    let mut writer = XmlWriter::default();
    let name = operation.name;
    writer.raw(&format!("<{name}Response xmlns=\"{}\">", service.xml_namespace));
    if operation.result_wrapper.is_empty() {
        output.write_any(&mut writer);
    } else {
        writer.raw(&format!("<{}>", operation.result_wrapper));
        output.write_any(&mut writer);
        writer.raw(&format!("</{}>", operation.result_wrapper));
    }
    writer.raw("<ResponseMetadata><RequestId>");
    writer.text(request_id);
    writer.raw(&format!("</RequestId></ResponseMetadata></{name}Response>"));
    Answer::new(operation.status, XML, writer.out)
}

pub(crate) fn encode_error(
    service: &'static ServiceSchema,
    error: &ErrorShape,
    message: &str,
    body: Option<&dyn AnyShape>,
    request_id: &str,
) -> Answer {
    let mut writer = XmlWriter { skip_message: true, ..XmlWriter::default() };
    let kind = if error.fault == Fault::Client { "Sender" } else { "Receiver" };
    writer.raw(&format!("<ErrorResponse xmlns=\"{}\"><Error>", service.xml_namespace));
    writer.raw(&format!("<Type>{kind}</Type><Code>"));
    writer.text(error.query_code);
    writer.raw("</Code><Message>");
    writer.text(message);
    writer.raw("</Message>");
    if let Some(body) = body {
        body.write_any(&mut writer);
    }
    writer.raw("</Error><RequestId>");
    writer.text(request_id);
    writer.raw("</RequestId></ErrorResponse>");
    Answer::new(error.status, XML, writer.out)
}

/// Writes elements. Every value stands between the tags of the member, item or entry that was
/// announced last.
#[derive(Default)]
struct XmlWriter {
    out: Vec<u8>,
    /// What closes the value that is being written: innermost last.
    open: Vec<Open>,
    /// The tag to write before the next value.
    next: Option<String>,
    timestamp: Option<TimestampFormat>,
    skip_message: bool,
}

struct Open {
    /// The element around the whole value, if it has one.
    tag: Option<String>,
    /// For maps: how each entry ends.
    entry: Option<String>,
    /// For flat lists and maps: the member's tag, repeated for each item.
    flat: Option<String>,
}

impl XmlWriter {
    fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '&' => self.raw("&amp;"),
                '"' => self.raw("&quot;"),
                '\r' => self.raw("&#13;"),
                // XML 1.0 has no other control characters, not even escaped.
                c if c.is_control() && c != '\n' && c != '\t' => self.raw("\u{fffd}"),
                c => self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
    }

    /// A value without parts.
    fn leaf(&mut self, text: &str) {
        let tag = self.next.take();
        if let Some(tag) = &tag {
            self.raw(&format!("<{tag}>"));
        }
        self.text(text);
        if let Some(tag) = &tag {
            self.raw(&format!("</{tag}>"));
        }
    }

    fn begin(&mut self, flat: bool) {
        let tag = self.next.take();
        if flat {
            self.open.push(Open { tag: None, entry: None, flat: tag });
            return;
        }
        if let Some(tag) = &tag {
            self.raw(&format!("<{tag}>"));
        }
        self.open.push(Open { tag, entry: None, flat: None });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        for tag in [open.entry, open.tag].into_iter().flatten() {
            self.raw(&format!("</{tag}>"));
        }
    }
}

impl Writer for XmlWriter {
    fn begin_structure(&mut self, _: &'static Schema) {
        self.begin(false);
    }

    fn member(&mut self, member: &'static Member) -> bool {
        if self.skip_message && self.open.len() == 1 && member.wire.eq_ignore_ascii_case("message")
        {
            return false;
        }
        self.next = Some(member.wire.to_owned());
        self.timestamp = member.timestamp;
        true
    }

    fn end_structure(&mut self, _: &'static Schema) {
        self.end();
    }

    fn begin_list(&mut self, schema: &'static Schema, _: usize) {
        self.begin(matches!(schema.kind, Kind::List { flat: true, .. }));
    }

    fn item(&mut self, schema: &'static Schema) {
        let Kind::List { item_name, .. } = schema.kind else { return };
        let flat = self.open.last().and_then(|open| open.flat.clone());
        self.next = Some(flat.unwrap_or_else(|| item_name.to_owned()));
    }

    fn end_list(&mut self, _: &'static Schema) {
        self.end();
    }

    fn begin_map(&mut self, schema: &'static Schema, _: usize) {
        self.begin(matches!(schema.kind, Kind::Map { flat: true, .. }));
    }

    fn entry(&mut self, schema: &'static Schema, key: &str) {
        let Kind::Map { key_name, value_name, .. } = schema.kind else { return };
        let Some(open) = self.open.last_mut() else { return };
        let tag = open.flat.clone().unwrap_or_else(|| "entry".to_owned());
        if let Some(done) = open.entry.replace(tag.clone()) {
            self.raw(&format!("</{done}>"));
        }
        self.raw(&format!("<{tag}><{key_name}>"));
        self.text(key);
        self.raw(&format!("</{key_name}>"));
        self.next = Some(value_name.to_owned());
    }

    fn end_map(&mut self, _: &'static Schema) {
        self.end();
    }

    fn string(&mut self, _: &'static Schema, value: &str) {
        self.leaf(value);
    }

    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        self.leaf(&STANDARD.encode(value));
    }

    fn boolean(&mut self, value: bool) {
        self.leaf(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.leaf(&value.to_string());
    }

    fn double(&mut self, value: f64) {
        let text = if value.is_infinite() {
            if value > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() }
        } else {
            value.to_string()
        };
        self.leaf(&text);
    }

    fn timestamp(&mut self, value: Timestamp) {
        let text = match self.timestamp.unwrap_or(TimestampFormat::Iso) {
            TimestampFormat::Iso => value.iso(),
            TimestampFormat::Epoch => value.epoch(),
            TimestampFormat::Http => value.http(),
        };
        self.leaf(&text);
    }
}
