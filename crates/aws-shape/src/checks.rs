//! The constraint checker: violations found while a request is read, in AWS's words.
//!
//! A violation is noted where it is found, with an empty path; every structure, list and map on
//! the way out puts its own step before it. So a request without violations pays nothing for
//! paths.

use crate::{Kind, Schema};

/// One broken constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    value: Shown,
    rule: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Null,
    Hidden,
    Text(String),
}

/// The violations of one request.
#[derive(Debug, Default)]
pub struct Checks {
    found: Vec<Violation>,
}

/// More than this are counted and not described.
const MAX: usize = 20;

impl Checks {
    /// Nothing found yet.
    pub const fn new() -> Self {
        Self { found: Vec::new() }
    }

    /// Take over what another reader found.
    pub fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// How many were found.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether none was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Put `step` before the paths of those found since there were `before`.
    pub fn step(&mut self, before: usize, step: &str) {
        for violation in &mut self.found[before..] {
            if violation.path.is_empty() {
                violation.path.push_str(step);
            } else {
                violation.path = format!("{step}.{}", violation.path);
            }
        }
    }

    /// Like [`Checks::step`] for a member: AWS writes its first letter small.
    pub fn member_step(&mut self, before: usize, member: &str) {
        if before < self.found.len() {
            let mut chars = member.chars();
            let first = chars.next().map(|first| first.to_ascii_lowercase());
            let step: String = first.into_iter().chain(chars).collect();
            self.step(before, &step);
        }
    }

    /// A required member is missing.
    pub fn missing(&mut self, member: &str) {
        let before = self.found.len();
        self.found.push(Violation {
            path: String::new(),
            value: Shown::Null,
            rule: "Member must not be null".to_owned(),
        });
        self.member_step(before, member);
    }

    /// A list has an item that is null.
    pub fn null_item(&mut self) {
        self.found.push(Violation {
            path: String::new(),
            value: Shown::Null,
            rule: "Member must not be null".to_owned(),
        });
    }

    /// Check the length of a string, blob, list or map; `show` renders the value if need be.
    pub fn length(&mut self, schema: &Schema, len: usize, show: impl FnOnce() -> String) {
        let Some((least, greatest)) = schema.range else { return };
        let len = len as i64;
        if len < least {
            let rule = format!("Member must have length greater than or equal to {least}");
            self.note(schema, show(), rule);
        } else if len > greatest {
            let rule = format!("Member must have length less than or equal to {greatest}");
            self.note(schema, show(), rule);
        }
    }

    /// Check the value of a number.
    pub fn number(&mut self, schema: &Schema, value: i64) {
        let Some((least, greatest)) = schema.range else { return };
        if value < least {
            let rule = format!("Member must have value greater than or equal to {least}");
            self.note(schema, value.to_string(), rule);
        } else if value > greatest {
            let rule = format!("Member must have value less than or equal to {greatest}");
            self.note(schema, value.to_string(), rule);
        }
    }

    /// Check a string: its values, length and pattern.
    pub fn string(&mut self, schema: &Schema, text: &str) {
        if !schema.values.is_empty() {
            if !schema.values.contains(&text) {
                let values = schema.values.join(", ");
                let rule = format!("Member must satisfy enum value set: [{values}]");
                self.note(schema, text.to_owned(), rule);
            }
            return;
        }
        if schema.range.is_some() {
            // Characters, as AWS counts them: UTF-16 units.
            let len = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
            self.length(schema, len, || text.to_owned());
        }
        if let Some(pattern) = schema.pattern
            && !pattern.matches(text)
        {
            let source = pattern.source();
            let rule = format!("Member must satisfy regular expression pattern: {source}");
            self.note(schema, text.to_owned(), rule);
        }
    }

    fn note(&mut self, schema: &Schema, value: String, rule: String) {
        let value = if schema.sensitive { Shown::Hidden } else { Shown::Text(value) };
        self.found.push(Violation { path: String::new(), value, rule });
    }

    /// AWS's sentence about all of them.
    pub fn message(&self) -> String {
        let count = self.found.len();
        let noun = if count == 1 { "error" } else { "errors" };
        let texts: Vec<String> = self.found.iter().take(MAX).map(Violation::text).collect();
        format!("{count} validation {noun} detected: {}", texts.join("; "))
    }
}

impl Violation {
    fn text(&self) -> String {
        let Self { path, value, rule } = self;
        match value {
            Shown::Null => format!("Value null at '{path}' failed to satisfy constraint: {rule}"),
            Shown::Hidden => format!("Value at '{path}' failed to satisfy constraint: {rule}"),
            Shown::Text(value) => {
                let mut shown = value.as_str();
                if shown.len() > 1_000 {
                    shown = &shown[..shown.floor_char_boundary(1_000)];
                }
                format!("Value '{shown}' at '{path}' failed to satisfy constraint: {rule}")
            }
        }
    }
}

impl Schema {
    /// Whether values have to be checked at all.
    pub(crate) const fn constrained(&self) -> bool {
        match self.kind {
            Kind::Structure(_) => false,
            _ => self.range.is_some() || self.pattern.is_some() || !self.values.is_empty(),
        }
    }
}
