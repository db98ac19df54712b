//! Schemas: what a model says about a shape, a member, an operation, a service. All of them are
//! statics made by `cargo xtask codegen`; the builders are `const` so that a table costs nothing
//! at start.

use std::sync::OnceLock;

/// One shape of a model.
#[derive(Debug)]
pub struct Schema {
    /// The model's name for it.
    pub name: &'static str,
    /// What it is made of.
    pub kind: Kind,
    /// Values are hidden in logs and audit records.
    pub sensitive: bool,
    /// Shortest and longest: characters of a string, bytes of a blob, entries of a list or map;
    /// for numbers the least and the greatest value.
    pub range: Option<(i64, i64)>,
    /// What a string has to match as a whole.
    pub pattern: Option<&'static Pattern>,
    /// The values a string may have; empty if any.
    pub values: &'static [&'static str],
}

/// What a shape is made of.
#[derive(Debug)]
pub enum Kind {
    /// Named members.
    Structure(&'static [Member]),
    /// Values in order.
    List {
        /// One value.
        item: &'static Schema,
        /// Its name in XML and queries.
        item_name: &'static str,
        /// No element around the values.
        flat: bool,
    },
    /// Values by a string key.
    Map {
        /// A key.
        key: &'static Schema,
        /// A value.
        value: &'static Schema,
        /// The key's name in XML and queries.
        key_name: &'static str,
        /// The value's name there.
        value_name: &'static str,
        /// No element around the entries.
        flat: bool,
    },
    /// Unicode text.
    String,
    /// Bytes; base64 in JSON, XML and queries. A streaming one is the raw body.
    Blob {
        /// The raw body, of any length.
        streaming: bool,
    },
    /// True or false.
    Boolean,
    /// A signed number of 32 bits.
    Integer,
    /// A signed number of 64 bits.
    Long,
    /// A floating-point number of 32 bits.
    Float,
    /// A floating-point number of 64 bits.
    Double,
    /// A point in time.
    Timestamp,
}

/// One member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The model's name, which is also the Rust field's in snake case.
    pub name: &'static str,
    /// Its name on the wire: JSON key, XML element, query parameter, header or label.
    pub wire: &'static str,
    /// Its shape.
    pub schema: &'static Schema,
    /// A request without it is refused.
    pub required: bool,
    /// Where in an HTTP message it stands.
    pub location: Location,
    /// How it is written if it is a timestamp and not written as usual.
    pub timestamp: Option<TimestampFormat>,
    /// A client that sends the same value twice wants one effect.
    pub idempotency_token: bool,
    /// Written as an attribute of its structure's element (restXml).
    pub xml_attribute: bool,
}

/// Where in an HTTP message a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the body, under its wire name.
    Body,
    /// A header of that name.
    Header,
    /// All headers that begin with that name.
    Headers,
    /// A query parameter.
    Query,
    /// A label of the path.
    Uri,
    /// The answer's status.
    Status,
    /// The body itself.
    Payload,
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970 with a fraction.
    Epoch,
    /// `2026-01-01T00:00:00Z`.
    Iso,
    /// `Thu, 01 Jan 2026 00:00:00 GMT`.
    Http,
}

/// A regular expression of a model, compiled when it is first needed.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<regex::Regex>>,
}

impl Pattern {
    /// The pattern `source`.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// The text of the model.
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// Whether all of `text` matches. `xtask codegen` leaves out what the engine cannot compile.
    pub fn matches(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| {
            regex::RegexBuilder::new(&format!("^(?:{})$", self.source))
                .size_limit(4 << 20)
                .build()
                .ok()
        });
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }

    /// Whether the engine can compile it.
    pub fn compiles(&self) -> bool {
        self.matches("");
        self.compiled.get().is_some_and(Option::is_some)
    }
}

impl Schema {
    /// A shape without constraints.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, sensitive: false, range: None, pattern: None, values: &[] }
    }

    /// With a least and greatest length or value.
    pub const fn range(mut self, least: i64, greatest: i64) -> Self {
        self.range = Some((least, greatest));
        self
    }

    /// With a pattern.
    pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// With a closed set of values.
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// Hidden in logs.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// The members if it is a structure, else none.
    pub const fn members(&self) -> &'static [Member] {
        match self.kind {
            Kind::Structure(members) => members,
            _ => &[],
        }
    }

    /// The index of the member called `name` on the wire.
    pub fn member_index(&self, wire: &str) -> Option<usize> {
        self.members().iter().position(|member| member.wire == wire)
    }
}

impl Member {
    /// A member in the body whose wire name is its name.
    pub const fn new(name: &'static str, schema: &'static Schema) -> Self {
        Self {
            name,
            wire: name,
            schema,
            required: false,
            location: Location::Body,
            timestamp: None,
            idempotency_token: false,
            xml_attribute: false,
        }
    }

    /// Under another name on the wire.
    pub const fn wire(mut self, wire: &'static str) -> Self {
        self.wire = wire;
        self
    }

    /// Refused if absent.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Elsewhere than in the body.
    pub const fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }

    /// Written in this form.
    pub const fn timestamp(mut self, format: TimestampFormat) -> Self {
        self.timestamp = Some(format);
        self
    }

    /// An idempotency token.
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }
}

/// A protocol of a service. RPC v2 CBOR, restXml and event streams come with the first service
/// that needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// awsJson 1.0.
    AwsJson10,
    /// awsJson 1.1.
    AwsJson11,
    /// awsQuery: forms in, XML out.
    AwsQuery,
    /// restJson 1.
    RestJson,
}

/// Whose mistake an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The caller's.
    Client,
    /// Ours.
    Server,
}

/// One error of a service.
#[derive(Debug)]
pub struct ErrorShape {
    /// The code in JSON protocols.
    pub code: &'static str,
    /// The code in awsQuery.
    pub query_code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// Whose mistake it is.
    pub fault: Fault,
    /// What else the answer carries.
    pub schema: Option<&'static Schema>,
}

impl ErrorShape {
    /// An error of the same code in every protocol and no members of its own.
    pub const fn plain(code: &'static str, status: u16) -> Self {
        let fault = if status >= 500 { Fault::Server } else { Fault::Client };
        Self { code, query_code: code, status, fault, schema: None }
    }
}

/// One operation of a service.
#[derive(Debug)]
pub struct OperationSchema {
    /// The model's name.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path with its labels, for REST protocols.
    pub uri: &'static str,
    /// The status of a good answer.
    pub status: u16,
    /// What it takes.
    pub input: &'static Schema,
    /// What it answers.
    pub output: &'static Schema,
    /// The element around the answer in awsQuery.
    pub result_wrapper: &'static str,
    /// The errors that the model names.
    pub errors: &'static [&'static ErrorShape],
    /// The input member that holds the page token, and the one that bounds a page.
    pub pagination: Option<(&'static str, &'static str)>,
    /// Members that are stored and returned without any effect.
    pub inert: &'static [&'static str],
    /// Members that are refused unless they are absent, empty or of this value (as JSON).
    pub refused: &'static [(&'static str, &'static str)],
}

/// An operation that the service has and hamsu does not.
#[derive(Debug)]
pub struct RefusedOperation {
    /// The model's name.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path with its labels.
    pub uri: &'static str,
}

/// One service.
#[derive(Debug)]
pub struct ServiceSchema {
    /// Its name here, in IAM actions and in ARNs.
    pub name: &'static str,
    /// The name that its clients sign for.
    pub scope: &'static str,
    /// What stands before the operation in `X-Amz-Target`.
    pub target_prefix: &'static str,
    /// The API version, `Version` in awsQuery.
    pub api_version: &'static str,
    /// The name space of XML answers.
    pub xml_namespace: &'static str,
    /// What stands before `#` in `__type`.
    pub error_namespace: &'static str,
    /// The protocols it speaks, the first one preferred.
    pub protocols: &'static [Protocol],
    /// What answers a body that cannot be read.
    pub unreadable: &'static ErrorShape,
    /// What answers a request that breaks a constraint.
    pub invalid: &'static ErrorShape,
    /// The operations that are there.
    pub operations: &'static [&'static OperationSchema],
    /// The operations that are not.
    pub refused: &'static [RefusedOperation],
}
