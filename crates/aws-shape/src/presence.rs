//! Which members of a request say more than AWS's default: the test behind "this member is not
//! implemented". Absent, empty (`""`, `[]`, `{}`, a structure of such), `false` and the value that
//! the table names count as the default.

use crate::{AnyShape, Member, Schema, Timestamp, Writer};

/// The first of `refused` (member, allowed value as JSON) that `shape` sets to something else.
pub fn first_refused(
    shape: &dyn AnyShape,
    refused: &[(&'static str, &'static str)],
) -> Option<&'static str> {
    if refused.is_empty() {
        return None;
    }
    let mut probe = Probe { refused, found: None, depth: 0, current: None, said: String::new() };
    shape.write_any(&mut probe);
    probe.finish_member();
    probe.found
}

/// Writes the members that are asked for as compact JSON without their empty parts.
struct Probe<'r> {
    refused: &'r [(&'static str, &'static str)],
    found: Option<&'static str>,
    depth: usize,
    current: Option<(&'static str, &'static str)>,
    said: String,
}

impl Probe<'_> {
    fn finish_member(&mut self) {
        if let Some((name, allowed)) = self.current.take() {
            let said = std::mem::take(&mut self.said);
            if !said.is_empty() && said != allowed && self.found.is_none() {
                self.found = Some(name);
            }
        }
    }

    fn scalar(&mut self, text: &str) {
        if self.current.is_some() {
            self.said.push_str(text);
        }
    }
}

impl Writer for Probe<'_> {
    fn begin_structure(&mut self, _: &'static Schema) {
        self.depth += 1;
    }

    fn member(&mut self, member: &'static Member) -> bool {
        if self.depth == 1 {
            self.finish_member();
            self.current = self.refused.iter().copied().find(|(name, _)| *name == member.name);
            return self.current.is_some();
        }
        true
    }

    fn end_structure(&mut self, _: &'static Schema) {
        self.depth -= 1;
    }

    fn begin_list(&mut self, _: &'static Schema, len: usize) {
        // Items that are empty structures still say something.
        if len > 0 {
            self.scalar("[");
        }
    }

    fn item(&mut self, _: &'static Schema) {}

    fn end_list(&mut self, _: &'static Schema) {}

    fn begin_map(&mut self, _: &'static Schema, len: usize) {
        if len > 0 {
            self.scalar("{");
        }
    }

    fn entry(&mut self, _: &'static Schema, key: &str) {
        self.scalar(key);
    }

    fn end_map(&mut self, _: &'static Schema) {}

    fn string(&mut self, _: &'static Schema, value: &str) {
        self.scalar(value);
    }

    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        if !value.is_empty() {
            self.scalar("blob");
        }
    }

    fn boolean(&mut self, value: bool) {
        if value {
            self.scalar("true");
        }
    }

    fn integer(&mut self, value: i64) {
        self.scalar(&value.to_string());
    }

    fn double(&mut self, value: f64) {
        self.scalar(&value.to_string());
    }

    fn timestamp(&mut self, value: Timestamp) {
        self.scalar(&value.epoch());
    }
}
