//! JSON, written as the schema says, and the awsJson answers made of it.

use aws_shape::{
    AnyShape, ErrorShape, Location, Member, OperationSchema, Schema, ServiceSchema, Timestamp,
    TimestampFormat, Writer,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Answer;

/// Writes JSON. Members that do not stand in the body are left out.
#[derive(Default)]
pub struct JsonWriter {
    out: Vec<u8>,
    comma: bool,
    timestamp: Option<TimestampFormat>,
    any_location: bool,
}

pub(crate) fn encode(
    operation: &'static OperationSchema,
    output: &dyn AnyShape,
    content_type: &'static str,
) -> Answer {
    let mut writer = JsonWriter::with_capacity(256);
    output.write_any(&mut writer);
    let mut body = writer.finish();
    if operation.output.members().is_empty() && body == b"{}" {
        // What has no output answers nothing at all in awsJson 1.1 and `{}` in 1.0.
        if content_type == crate::JSON_11 {
            body.clear();
        }
    }
    Answer::new(operation.status, content_type, body)
}

pub(crate) fn encode_error(
    service: &'static ServiceSchema,
    error: &ErrorShape,
    message: &str,
    body: Option<&dyn AnyShape>,
    content_type: &'static str,
) -> Answer {
    let mut code = String::new();
    if !service.error_namespace.is_empty() && error.schema.is_some() {
        code.push_str(service.error_namespace);
        code.push('#');
    }
    code.push_str(error.code);
    let mut writer = JsonWriter::with_capacity(128);
    writer.out.extend_from_slice(b"{\"__type\":");
    quote(&mut writer.out, &code);
    writer.out.extend_from_slice(b",\"message\":");
    quote(&mut writer.out, message);
    write_rest(&mut writer, body, &["__type"]);
    Answer::new(error.status, content_type, writer.finish())
}

/// The members of an error besides its message and those called `written`, and the closing brace.
pub(crate) fn write_rest(
    writer: &mut JsonWriter,
    body: Option<&dyn AnyShape>,
    written: &'static [&'static str],
) {
    let mut rest = JsonWriter::default();
    if let Some(body) = body {
        body.write_any(&mut Rest { inner: &mut rest, written, depth: 0 });
    }
    let rest = rest.finish();
    if rest.len() > 2 {
        writer.out.push(b',');
        writer.out.extend_from_slice(&rest[1..rest.len() - 1]);
    }
    writer.out.push(b'}');
}

impl JsonWriter {
    /// A writer with room for an answer of some size.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: Vec::with_capacity(bytes), ..Self::default() }
    }

    /// A writer that also writes what REST protocols put elsewhere than in the body: the neutral
    /// form that tests compare.
    pub fn neutral() -> Self {
        Self { any_location: true, ..Self::default() }
    }

    /// The text.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }

    pub(crate) fn push(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
    }

    fn separate(&mut self) {
        if self.comma {
            self.out.push(b',');
        }
        self.comma = false;
    }

    fn key(&mut self, key: &str) {
        self.separate();
        quote(&mut self.out, key);
        self.out.push(b':');
    }

    fn open(&mut self, bracket: u8) {
        self.out.push(bracket);
        self.comma = false;
    }

    fn close(&mut self, bracket: u8) {
        self.out.push(bracket);
        self.comma = true;
    }
}

/// `text` between quotes.
pub(crate) fn quote(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let escape: &[u8] = match byte {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            0x8 => b"\\b",
            0xc => b"\\f",
            0..0x20 => b"",
            _ => continue,
        };
        out.extend_from_slice(&bytes[from..at]);
        if escape.is_empty() {
            out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
        } else {
            out.extend_from_slice(escape);
        }
        from = at + 1;
    }
    out.extend_from_slice(&bytes[from..]);
    out.push(b'"');
}

impl Writer for JsonWriter {
    fn begin_structure(&mut self, _: &'static Schema) {
        self.open(b'{');
    }

    fn member(&mut self, member: &'static Member) -> bool {
        if member.location != Location::Body && !self.any_location {
            return false;
        }
        self.key(if self.any_location { member.name } else { member.wire });
        self.timestamp = member.timestamp;
        true
    }

    fn end_structure(&mut self, _: &'static Schema) {
        self.close(b'}');
    }

    fn begin_list(&mut self, _: &'static Schema, _: usize) {
        self.open(b'[');
    }

    fn item(&mut self, _: &'static Schema) {
        self.separate();
    }

    fn end_list(&mut self, _: &'static Schema) {
        self.close(b']');
    }

    fn begin_map(&mut self, _: &'static Schema, _: usize) {
        self.open(b'{');
    }

    fn entry(&mut self, _: &'static Schema, key: &str) {
        self.key(key);
    }

    fn end_map(&mut self, _: &'static Schema) {
        self.close(b'}');
    }

    fn string(&mut self, _: &'static Schema, value: &str) {
        quote(&mut self.out, value);
        self.comma = true;
    }

    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        self.out.push(b'"');
        self.out.extend_from_slice(STANDARD.encode(value).as_bytes());
        self.out.push(b'"');
        self.comma = true;
    }

    fn boolean(&mut self, value: bool) {
        self.push(if value { b"true" } else { b"false" });
        self.comma = true;
    }

    fn integer(&mut self, value: i64) {
        self.push(value.to_string().as_bytes());
        self.comma = true;
    }

    fn double(&mut self, value: f64) {
        if value.is_nan() {
            self.push(b"\"NaN\"");
        } else if value.is_infinite() {
            self.push(if value > 0.0 { b"\"Infinity\"" } else { b"\"-Infinity\"" });
        } else {
            self.push(format!("{value:?}").as_bytes());
        }
        self.comma = true;
    }

    fn timestamp(&mut self, value: Timestamp) {
        match self.timestamp.unwrap_or(TimestampFormat::Epoch) {
            TimestampFormat::Epoch => self.push(value.epoch().as_bytes()),
            TimestampFormat::Iso => quote(&mut self.out, &value.iso()),
            TimestampFormat::Http => quote(&mut self.out, &value.http()),
        }
        self.comma = true;
    }

    fn json(&mut self) -> Option<&mut Vec<u8>> {
        self.comma = true;
        Some(&mut self.out)
    }
}

/// Passes on all but the top-level members that are written already and those in headers.
struct Rest<'w> {
    inner: &'w mut JsonWriter,
    /// Besides the message.
    written: &'static [&'static str],
    depth: usize,
}

impl Writer for Rest<'_> {
    fn begin_structure(&mut self, schema: &'static Schema) {
        self.depth += 1;
        self.inner.begin_structure(schema);
    }
    fn member(&mut self, member: &'static Member) -> bool {
        let is_written = self.depth == 1
            && (member.wire.eq_ignore_ascii_case("message") || self.written.contains(&member.wire));
        !is_written && self.inner.member(member)
    }
    fn end_structure(&mut self, schema: &'static Schema) {
        self.depth -= 1;
        self.inner.end_structure(schema);
    }
    fn begin_list(&mut self, schema: &'static Schema, len: usize) {
        self.inner.begin_list(schema, len);
    }
    fn item(&mut self, schema: &'static Schema) {
        self.inner.item(schema);
    }
    fn end_list(&mut self, schema: &'static Schema) {
        self.inner.end_list(schema);
    }
    fn begin_map(&mut self, schema: &'static Schema, len: usize) {
        self.inner.begin_map(schema, len);
    }
    fn entry(&mut self, schema: &'static Schema, key: &str) {
        self.inner.entry(schema, key);
    }
    fn end_map(&mut self, schema: &'static Schema) {
        self.inner.end_map(schema);
    }
    fn string(&mut self, schema: &'static Schema, value: &str) {
        self.inner.string(schema, value);
    }
    fn blob(&mut self, schema: &'static Schema, value: &[u8]) {
        self.inner.blob(schema, value);
    }
    fn boolean(&mut self, value: bool) {
        self.inner.boolean(value);
    }
    fn integer(&mut self, value: i64) {
        self.inner.integer(value);
    }
    fn double(&mut self, value: f64) {
        self.inner.double(value);
    }
    fn timestamp(&mut self, value: Timestamp) {
        self.inner.timestamp(value);
    }
    fn json(&mut self) -> Option<&mut Vec<u8>> {
        self.inner.json()
    }
}
