//! The audit record: any shape as JSON, sensitive values and bulk left out.

use std::fmt::Write as _;

use crate::{Member, Schema, Shape, Timestamp, Writer};

/// Longer strings are cut in records.
const STRING_MAX: usize = 512;
/// Longer records are cut.
const RECORD_MAX: usize = 4_096;

/// `shape` as one line of JSON for people and records.
pub fn show<T: Shape + ?Sized>(shape: &T, schema: &'static Schema) -> String {
    let mut record = AuditWriter::default();
    shape.write(&mut record, schema);
    record.finish()
}

/// Writes JSON with sensitive values hidden, long strings cut and blobs as their length.
#[derive(Default)]
pub struct AuditWriter {
    text: String,
    hide: Option<usize>,
    depth: usize,
    comma: bool,
}

impl AuditWriter {
    /// The record.
    pub fn finish(self) -> String {
        self.text
    }

    fn full(&self) -> bool {
        self.text.len() >= RECORD_MAX
    }

    fn value(&mut self, text: &str) {
        if self.hide.is_none() && !self.full() {
            self.text.push_str(text);
        }
        self.comma = true;
        if self.hide == Some(self.depth) {
            self.hide = None;
        }
    }

    fn begin(&mut self, bracket: &str, schema: &Schema) {
        self.hide_if(schema);
        if self.hide.is_none() && !self.full() {
            self.text.push_str(bracket);
        }
        self.depth += 1;
        self.comma = false;
    }

    fn end(&mut self, bracket: &str) {
        self.depth -= 1;
        self.value(bracket);
    }

    fn separator(&mut self) {
        if std::mem::replace(&mut self.comma, false) && self.hide.is_none() && !self.full() {
            self.text.push(',');
        }
    }

    fn hide_if(&mut self, schema: &Schema) {
        if schema.sensitive && self.hide.is_none() {
            if !self.full() {
                self.text.push_str("\"(sensitive)\"");
            }
            self.hide = Some(self.depth);
        }
    }

    fn key(&mut self, key: &str) {
        self.separator();
        if self.hide.is_none() && !self.full() {
            quote(&mut self.text, key);
            self.text.push(':');
        }
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    let cut = &text[..text.floor_char_boundary(STRING_MAX.min(text.len()))];
    for c in cut.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    if cut.len() < text.len() {
        out.push('…');
    }
    out.push('"');
}

impl Writer for AuditWriter {
    fn begin_structure(&mut self, schema: &'static Schema) {
        self.begin("{", schema);
    }

    fn member(&mut self, member: &'static Member) -> bool {
        self.key(member.name);
        true
    }

    fn end_structure(&mut self, _: &'static Schema) {
        self.end("}");
    }

    fn begin_list(&mut self, schema: &'static Schema, _: usize) {
        self.begin("[", schema);
    }

    fn item(&mut self, _: &'static Schema) {
        self.separator();
    }

    fn end_list(&mut self, _: &'static Schema) {
        self.end("]");
    }

    fn begin_map(&mut self, schema: &'static Schema, _: usize) {
        self.begin("{", schema);
    }

    fn entry(&mut self, _: &'static Schema, key: &str) {
        self.key(key);
    }

    fn end_map(&mut self, _: &'static Schema) {
        self.end("}");
    }

    fn string(&mut self, schema: &'static Schema, value: &str) {
        self.hide_if(schema);
        let mut text = String::new();
        quote(&mut text, value);
        self.value(&text);
    }

    fn blob(&mut self, schema: &'static Schema, value: &[u8]) {
        self.hide_if(schema);
        self.value(&format!("\"({} bytes)\"", value.len()));
    }

    fn boolean(&mut self, value: bool) {
        self.value(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.value(&value.to_string());
    }

    fn double(&mut self, value: f64) {
        self.value(&value.to_string());
    }

    fn timestamp(&mut self, value: Timestamp) {
        self.value(&format!("\"{}\"", value.iso()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    static SECRET: Schema = Schema::new("Secret", Kind::String).sensitive();
    static NAME: Schema = Schema::new("Name", Kind::String);
    static SECRETS: Schema = Schema::new(
        "Secrets",
        Kind::Map { key: &NAME, value: &NAME, key_name: "key", value_name: "value", flat: false },
    )
    .sensitive();

    crate::shape! { Login LOGIN;
        user: String = ("User", NAME);
        password: Option<String> = ("Password", SECRET);
        environment: Option<crate::Map<String>> = ("Environment", SECRETS);
        note: Option<String> = ("Note", NAME);
    }

    #[test]
    fn sensitive_members_are_hidden_and_the_rest_is_shown() {
        let login = Login {
            user: "jo\"".to_owned(),
            password: Some("hunter2".to_owned()),
            environment: Some([("K".to_owned(), "hunter3".to_owned())].into()),
            note: Some("x".to_owned()),
        };
        assert_eq!(
            format!("{login:?}"),
            r#"{"User":"jo\"","Password":"(sensitive)","Environment":"(sensitive)","Note":"x"}"#
        );
    }
}
