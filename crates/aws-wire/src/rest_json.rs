//! restJson: members in the path, the query, headers, the status and the body.

use std::borrow::Cow;

use aws_shape::read_types::{VisitEntry, VisitItem, VisitMember};
use aws_shape::{
    AnyShape, Bytes, Checks, ErrorShape, Kind, Location, Member, OperationSchema, ReadError,
    ReadResult, Reader, Schema, Timestamp, TimestampFormat, Writer,
};

use crate::json_write::{quote, write_rest};
use crate::{Answer, JsonReader, JsonWriter, Labels, Request, percent_decode};

const JSON: &str = "application/json";

pub(crate) fn decode(
    operation: &'static OperationSchema,
    request: &Request<'_>,
    labels: &Labels,
    read: &mut dyn FnMut(&mut dyn Reader) -> ReadResult,
) -> ReadResult<Checks> {
    let mut reader = RestReader { operation, request, labels, checks: Checks::new() };
    read(&mut reader)?;
    Ok(reader.checks)
}

pub(crate) fn encode(operation: &'static OperationSchema, output: &dyn AnyShape) -> Answer {
    let mut writer = RestWriter::new(operation.status);
    output.write_any(&mut writer);
    let members = operation.output.members();
    let has_body = members.iter().any(|member| member.location == Location::Body);
    let (body, content_type) = match writer.payload {
        Some(payload) => (payload, Cow::Borrowed(JSON)),
        None if has_body => (Bytes::from(writer.json.finish()), Cow::Borrowed(JSON)),
        None => (Bytes::new(), Cow::Borrowed("")),
    };
    let body = if writer.status == 204 { Bytes::new() } else { body };
    Answer { status: writer.status, headers: writer.headers, content_type, body }
}

pub(crate) fn encode_error(
    error: &ErrorShape,
    message: &str,
    body: Option<&dyn AnyShape>,
) -> Answer {
    // The model says under which name the message stands; Lambda's errors have both spellings.
    let members = error.schema.map_or(&[] as &[Member], Schema::members);
    let wire = members.iter().map(|member| member.wire);
    let key = { wire }.find(|wire| wire.eq_ignore_ascii_case("message")).unwrap_or("message");
    let has_type = members.iter().any(|member| member.wire == "Type");
    let mut writer = JsonWriter::with_capacity(128);
    writer.push(b"{");
    if has_type {
        let fault = match error.fault {
            aws_shape::Fault::Client => "User",
            aws_shape::Fault::Server => "Service",
        };
        writer.push(format!("\"Type\":\"{fault}\",").as_bytes());
    }
    let mut text = Vec::with_capacity(message.len() + 16);
    quote(&mut text, key);
    text.push(b':');
    quote(&mut text, message);
    writer.push(&text);
    // A body's own `Type`, if it has one, says the same as the fault.
    write_rest(&mut writer, body, &["Type"]);
    let mut answer = Answer::new(error.status, JSON, writer.finish());
    answer.headers.push((Cow::Borrowed("x-amzn-errortype"), error.code.to_owned()));
    if let Some(body) = body {
        let mut headers = RestWriter::new(error.status);
        body.write_any(&mut headers);
        answer.headers.extend(headers.headers);
    }
    answer
}

/// Reads the top structure; what stands in the body goes on in JSON.
struct RestReader<'a> {
    operation: &'static OperationSchema,
    request: &'a Request<'a>,
    labels: &'a Labels,
    checks: Checks,
}

impl RestReader<'_> {
    fn take(&mut self, checks: Checks) {
        self.checks.extend(checks);
    }

    /// A member that stands outside the body.
    fn outside(
        &mut self,
        member: &Member,
        visit: &mut dyn FnMut(&mut dyn Reader) -> ReadResult,
    ) -> ReadResult {
        let mut values = Vec::new();
        match member.location {
            Location::Uri => {
                let found = self.labels.iter().find(|(name, _)| *name == member.wire);
                values.extend(found.map(|(_, value)| value.clone()));
            }
            Location::Header => {
                if let Some(text) = self.request.headers.get(&member.wire.to_ascii_lowercase()) {
                    if matches!(member.schema.kind, Kind::List { .. }) {
                        values.extend(text.split(',').map(|item| item.trim().to_owned()));
                    } else {
                        values.push(text.to_owned());
                    }
                }
            }
            Location::Query => values.extend(query_values(self.request.query, member.wire)),
            Location::Headers => {
                let prefix = member.wire.to_ascii_lowercase();
                let mut pairs = Vec::new();
                self.request.headers.each(&mut |name, value| {
                    if let Some(key) = name.to_ascii_lowercase().strip_prefix(&prefix) {
                        pairs.push((key.to_owned(), value.to_owned()));
                    }
                });
                if pairs.is_empty() {
                    return Ok(());
                }
                let mut reader =
                    TextReader { values, pairs, checks: Checks::new(), member_format: None };
                visit(&mut reader)?;
                self.take(reader.checks);
                return Ok(());
            }
            Location::Body | Location::Status | Location::Payload => return Ok(()),
        }
        if values.is_empty() {
            return Ok(());
        }
        let mut reader = TextReader {
            values,
            pairs: Vec::new(),
            checks: Checks::new(),
            member_format: member.timestamp,
        };
        visit(&mut reader)?;
        self.take(reader.checks);
        Ok(())
    }
}

/// The decoded values of the query parameter `name`; `name` without `=` counts as empty text.
fn query_values<'q>(query: &'q str, name: &'q str) -> impl Iterator<Item = String> + 'q {
    query.split('&').filter_map(move |pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let matches = !pair.is_empty() && percent_decode(key) == name;
        matches.then(|| percent_decode(&value.replace('+', " ")))
    })
}

impl Reader for RestReader<'_> {
    fn structure(&mut self, schema: &'static Schema, visit: &mut VisitMember<'_>) -> ReadResult {
        let members = schema.members();
        debug_assert!(std::ptr::eq(schema, self.operation.input), "only the top is read here");
        let mut in_body = false;
        for (index, member) in members.iter().enumerate() {
            match member.location {
                Location::Body => in_body = true,
                Location::Payload => {
                    if self.request.body.is_empty() {
                        continue;
                    }
                    if matches!(member.schema.kind, Kind::Blob { .. }) {
                        let mut reader =
                            RawReader { body: self.request.body.clone(), checks: Checks::new() };
                        visit(&mut reader, index)?;
                        self.take(reader.checks);
                    } else {
                        let mut reader = JsonReader::new(self.request.body);
                        visit(&mut reader, index)?;
                        self.take(reader.finish()?);
                    }
                }
                _ => self.outside(member, &mut |reader| visit(reader, index))?,
            }
        }
        if in_body && !self.request.body.is_empty() {
            let mut reader = JsonReader::new(self.request.body);
            reader.structure(schema, &mut |reader, index| {
                if members[index].location == Location::Body {
                    visit(reader, index)
                } else {
                    reader.skip_value()
                }
            })?;
            self.take(reader.finish()?);
        }
        Ok(())
    }

    fn list(&mut self, _: &'static Schema, _: &mut VisitItem<'_>) -> ReadResult {
        Err(top_only())
    }

    fn map(&mut self, _: &'static Schema, _: &mut VisitEntry<'_>) -> ReadResult {
        Err(top_only())
    }

    fn string(&mut self) -> ReadResult<String> {
        Err(top_only())
    }

    fn blob(&mut self) -> ReadResult<Bytes> {
        Err(top_only())
    }

    fn boolean(&mut self) -> ReadResult<bool> {
        Err(top_only())
    }

    fn integer(&mut self) -> ReadResult<i64> {
        Err(top_only())
    }

    fn double(&mut self) -> ReadResult<f64> {
        Err(top_only())
    }

    fn timestamp(&mut self) -> ReadResult<Timestamp> {
        Err(top_only())
    }

    fn checks(&mut self) -> &mut Checks {
        &mut self.checks
    }
}

fn top_only() -> ReadError {
    ReadError::new("a request is a structure")
}

/// The body as it is.
struct RawReader {
    body: Bytes,
    checks: Checks,
}

/// One header, label or query parameter, or the headers of a prefix.
struct TextReader {
    values: Vec<String>,
    pairs: Vec<(String, String)>,
    checks: Checks,
    member_format: Option<TimestampFormat>,
}

impl TextReader {
    fn text(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    fn parsed<T: std::str::FromStr>(&self, wanted: &str) -> ReadResult<T> {
        let text = self.text();
        text.parse()
            .map_err(|_| ReadError::new(format!("'{text}' can not be converted to {wanted}")))
    }
}

macro_rules! refuse {
    ($($name:ident ( $($arg:ty),* ) -> $out:ty;)*) => {
        $(fn $name(&mut self $(, _: $arg)*) -> $out {
            Err(ReadError::new("a value of this kind cannot stand here"))
        })*
    };
}

impl Reader for RawReader {
    refuse! {
        structure(&'static Schema, &mut VisitMember<'_>) -> ReadResult;
        list(&'static Schema, &mut VisitItem<'_>) -> ReadResult;
        map(&'static Schema, &mut VisitEntry<'_>) -> ReadResult;
        boolean() -> ReadResult<bool>;
        integer() -> ReadResult<i64>;
        double() -> ReadResult<f64>;
        timestamp() -> ReadResult<Timestamp>;
    }

    fn string(&mut self) -> ReadResult<String> {
        let text = std::str::from_utf8(&self.body);
        text.map(str::to_owned).map_err(|_| ReadError::new("Invalid UTF-8 in the body"))
    }

    fn blob(&mut self) -> ReadResult<Bytes> {
        Ok(self.body.clone())
    }

    fn checks(&mut self) -> &mut Checks {
        &mut self.checks
    }
}

impl Reader for TextReader {
    refuse! {
        structure(&'static Schema, &mut VisitMember<'_>) -> ReadResult;
    }

    fn list(&mut self, _: &'static Schema, visit: &mut VisitItem<'_>) -> ReadResult {
        for value in std::mem::take(&mut self.values) {
            self.values = vec![value];
            visit(self)?;
        }
        Ok(())
    }

    fn map(&mut self, _: &'static Schema, visit: &mut VisitEntry<'_>) -> ReadResult {
        for (key, value) in std::mem::take(&mut self.pairs) {
            self.values = vec![value];
            visit(self, key)?;
        }
        Ok(())
    }

    fn string(&mut self) -> ReadResult<String> {
        Ok(self.text().to_owned())
    }

    fn blob(&mut self) -> ReadResult<Bytes> {
        crate::json_read::decode_base64(self.text())
    }

    fn boolean(&mut self) -> ReadResult<bool> {
        match self.text() {
            text if text.eq_ignore_ascii_case("true") => Ok(true),
            text if text.eq_ignore_ascii_case("false") => Ok(false),
            text => Err(ReadError::new(format!("'{text}' can not be converted to Boolean"))),
        }
    }

    fn integer(&mut self) -> ReadResult<i64> {
        self.parsed("Long")
    }

    fn double(&mut self) -> ReadResult<f64> {
        self.parsed("Double")
    }

    fn timestamp(&mut self) -> ReadResult<Timestamp> {
        let text = self.text();
        let _ = self.member_format;
        Timestamp::parse(text)
            .ok_or_else(|| ReadError::new(format!("'{text}' can not be converted to Timestamp")))
    }

    fn checks(&mut self) -> &mut Checks {
        &mut self.checks
    }
}

/// Writes an answer: the top structure's members to where they belong, the rest as JSON.
struct RestWriter {
    status: u16,
    headers: Vec<(Cow<'static, str>, String)>,
    payload: Option<Bytes>,
    json: JsonWriter,
    depth: usize,
    /// Where the value being written belongs, if not in the JSON body.
    outside: Option<&'static Member>,
    map_key: String,
}

impl RestWriter {
    fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            payload: None,
            json: JsonWriter::with_capacity(256),
            depth: 0,
            outside: None,
            map_key: String::new(),
        }
    }

    /// True if the value was for outside the body.
    fn put(&mut self, text: &str) -> bool {
        let Some(member) = self.outside else { return false };
        match member.location {
            Location::Header => self.headers.push((Cow::Borrowed(member.wire), text.to_owned())),
            Location::Headers => {
                let name = format!("{}{}", member.wire, self.map_key);
                self.headers.push((Cow::Owned(name), text.to_owned()));
            }
            Location::Status => self.status = text.parse().unwrap_or(self.status),
            Location::Payload => self.payload = Some(Bytes::copy_from_slice(text.as_bytes())),
            Location::Body | Location::Query | Location::Uri => {}
        }
        true
    }
}

impl Writer for RestWriter {
    fn begin_structure(&mut self, schema: &'static Schema) {
        self.depth += 1;
        self.json.begin_structure(schema);
    }

    fn member(&mut self, member: &'static Member) -> bool {
        if self.depth > 1 {
            return self.json.member(member);
        }
        self.outside = None;
        match member.location {
            Location::Body => self.json.member(member),
            Location::Payload
                if !matches!(member.schema.kind, Kind::Blob { .. } | Kind::String) =>
            {
                // The structure is the body: begin again without the braces around it.
                self.json = JsonWriter::with_capacity(256);
                true
            }
            _ => {
                self.outside = Some(member);
                true
            }
        }
    }

    fn end_structure(&mut self, schema: &'static Schema) {
        self.depth -= 1;
        self.json.end_structure(schema);
    }

    fn begin_list(&mut self, schema: &'static Schema, len: usize) {
        if self.outside.is_none() {
            self.json.begin_list(schema, len);
        }
    }

    fn item(&mut self, schema: &'static Schema) {
        if self.outside.is_none() {
            self.json.item(schema);
        }
    }

    fn end_list(&mut self, schema: &'static Schema) {
        if self.outside.is_none() {
            self.json.end_list(schema);
        }
    }

    fn begin_map(&mut self, schema: &'static Schema, len: usize) {
        if self.outside.is_none() {
            self.json.begin_map(schema, len);
        }
    }

    fn entry(&mut self, schema: &'static Schema, key: &str) {
        if self.outside.is_none() {
            self.json.entry(schema, key);
        } else {
            key.clone_into(&mut self.map_key);
        }
    }

    fn end_map(&mut self, schema: &'static Schema) {
        if self.outside.is_none() {
            self.json.end_map(schema);
        }
    }

    fn string(&mut self, schema: &'static Schema, value: &str) {
        if !self.put(value) {
            self.json.string(schema, value);
        }
    }

    fn blob(&mut self, schema: &'static Schema, value: &[u8]) {
        match self.outside {
            Some(member) if member.location == Location::Payload => {
                self.payload = Some(Bytes::copy_from_slice(value));
            }
            _ => self.json.blob(schema, value),
        }
    }

    fn boolean(&mut self, value: bool) {
        if !self.put(if value { "true" } else { "false" }) {
            self.json.boolean(value);
        }
    }

    fn integer(&mut self, value: i64) {
        if self.outside.is_none() {
            self.json.integer(value);
        } else {
            self.put(&value.to_string());
        }
    }

    fn double(&mut self, value: f64) {
        if self.outside.is_none() {
            self.json.double(value);
        } else {
            self.put(&value.to_string());
        }
    }

    fn timestamp(&mut self, value: Timestamp) {
        match self.outside {
            None => self.json.timestamp(value),
            Some(member) => {
                let text = match member.timestamp.unwrap_or(TimestampFormat::Http) {
                    TimestampFormat::Http => value.http(),
                    TimestampFormat::Iso => value.iso(),
                    TimestampFormat::Epoch => value.epoch(),
                };
                self.put(&text);
            }
        }
    }
}
