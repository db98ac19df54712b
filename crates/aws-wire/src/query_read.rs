//! awsQuery: a form whose parameter names are paths (`Tags.member.1.Key`), read as a tree.

use std::collections::BTreeMap;

use aws_shape::read_types::{VisitEntry, VisitItem, VisitMember};
use aws_shape::{Bytes, Checks, Kind, ReadError, ReadResult, Reader, Schema, Timestamp};

use crate::Request;
use crate::json_read::decode_base64;

/// Steps in a parameter name beyond which it is refused.
const DEPTH_MAX: usize = 64;
/// Parameters beyond which a form is refused.
const PARAMETERS_MAX: usize = 10_000;

/// A decoded form.
#[derive(Debug, Default)]
pub struct Form {
    root: Node,
}

/// Why a form cannot be read.
pub type FormError = ReadError;

#[derive(Debug, Default)]
struct Node {
    value: Option<String>,
    children: BTreeMap<String, Node>,
}

pub(crate) fn decode(
    request: &Request<'_>,
    read: &mut dyn FnMut(&mut dyn Reader) -> ReadResult,
) -> ReadResult<Checks> {
    let form = Form::parse(request.query, request.body)?;
    let mut reader = QueryReader { node: &form.root, checks: Checks::new() };
    read(&mut reader)?;
    Ok(reader.checks)
}

impl Form {
    /// The parameters of a query string and of a body; the body's win.
    pub fn parse(query: &str, body: &[u8]) -> ReadResult<Self> {
        let body =
            std::str::from_utf8(body).map_err(|_| ReadError::new("The body is not valid UTF-8"))?;
        let mut form = Self::default();
        let pairs = query.split('&').chain(body.split('&')).filter(|pair| !pair.is_empty());
        for (count, pair) in pairs.enumerate() {
            if count >= PARAMETERS_MAX {
                return Err(ReadError::new("The request has too many parameters"));
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            form.insert(&form_decode(name), form_decode(value))?;
        }
        Ok(form)
    }

    /// A parameter at the top.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.root.children.get(name)?.value.as_deref()
    }

    fn insert(&mut self, name: &str, value: String) -> ReadResult {
        let mut node = &mut self.root;
        for (depth, step) in name.split('.').enumerate() {
            if depth >= DEPTH_MAX {
                return Err(ReadError::new("A parameter name has too many parts"));
            }
            node = node.children.entry(step.to_owned()).or_default();
        }
        node.value = Some(value);
        Ok(())
    }
}

fn form_decode(text: &str) -> String {
    if !text.contains(['+', '%']) {
        return text.to_owned();
    }
    let spaced = text.replace('+', " ");
    percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

/// Reads a form from one of its nodes.
pub struct QueryReader<'f> {
    node: &'f Node,
    checks: Checks,
}

impl<'f> QueryReader<'f> {
    /// A reader of the whole form.
    pub fn new(form: &'f Form) -> Self {
        Self { node: &form.root, checks: Checks::new() }
    }

    fn at<T>(&mut self, node: &'f Node, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.node, node);
        let result = read(self);
        self.node = outer;
        result
    }

    fn text(&self, wanted: &str) -> ReadResult<&'f str> {
        match &self.node.value {
            Some(text) => Ok(text),
            None => Err(ReadError::new(format!("A structure cannot be converted to {wanted}"))),
        }
    }

    fn parsed<T: std::str::FromStr>(&self, wanted: &str) -> ReadResult<T> {
        let text = self.text(wanted)?;
        text.parse()
            .map_err(|_| ReadError::new(format!("'{text}' cannot be converted to {wanted}")))
    }

    /// The children called 1, 2, 3 … in their order.
    fn numbered(node: &'f Node) -> ReadResult<Vec<&'f Node>> {
        let mut items = Vec::new();
        for (name, child) in &node.children {
            let number: u32 = name
                .parse()
                .map_err(|_| ReadError::new(format!("'{name}' is no index of a list")))?;
            items.push((number, child));
        }
        items.sort_by_key(|(number, _)| *number);
        Ok(items.into_iter().map(|(_, child)| child).collect())
    }

    /// The node that holds a list's or map's entries: below `member` or `entry` unless flat.
    fn entries(&self, flat: bool, name: &str) -> &'f Node {
        static NONE: Node = Node { value: None, children: BTreeMap::new() };
        if flat {
            return self.node;
        }
        match self.node.children.get(name) {
            Some(node) => node,
            // `Tags=` is an empty list; `Tags.1` is taken as well.
            None if self.node.value.is_some() => &NONE,
            None => self.node,
        }
    }
}

impl Reader for QueryReader<'_> {
    fn structure(&mut self, schema: &'static Schema, visit: &mut VisitMember<'_>) -> ReadResult {
        for (index, member) in schema.members().iter().enumerate() {
            // A flat list stands under its item's name if it has one.
            let Some(child) = self.node.children.get(member.wire) else { continue };
            self.at(child, |reader| visit(reader, index))?;
        }
        Ok(())
    }

    fn list(&mut self, schema: &'static Schema, visit: &mut VisitItem<'_>) -> ReadResult {
        let Kind::List { item_name, flat, .. } = schema.kind else { return Ok(()) };
        let node = self.entries(flat, item_name);
        for item in Self::numbered(node)? {
            self.at(item, |reader| visit(reader))?;
        }
        Ok(())
    }

    fn map(&mut self, schema: &'static Schema, visit: &mut VisitEntry<'_>) -> ReadResult {
        let Kind::Map { key_name, value_name, flat, .. } = schema.kind else { return Ok(()) };
        let node = self.entries(flat, "entry");
        for entry in Self::numbered(node)? {
            let key = entry.children.get(key_name).and_then(|key| key.value.clone());
            let key = key.ok_or_else(|| ReadError::new("A map entry has no key"))?;
            match entry.children.get(value_name) {
                Some(value) => self.at(value, |reader| visit(reader, key))?,
                None => self.checks.null_item(),
            }
        }
        Ok(())
    }

    fn string(&mut self) -> ReadResult<String> {
        self.text("String").map(str::to_owned)
    }

    fn blob(&mut self) -> ReadResult<Bytes> {
        decode_base64(self.text("Blob")?)
    }

    fn boolean(&mut self) -> ReadResult<bool> {
        match self.text("Boolean")? {
            text if text.eq_ignore_ascii_case("true") => Ok(true),
            text if text.eq_ignore_ascii_case("false") => Ok(false),
            text => Err(ReadError::new(format!("'{text}' cannot be converted to Boolean"))),
        }
    }

    fn integer(&mut self) -> ReadResult<i64> {
        self.parsed("Long")
    }

    fn double(&mut self) -> ReadResult<f64> {
        self.parsed("Double")
    }

    fn timestamp(&mut self) -> ReadResult<Timestamp> {
        let text = self.text("Timestamp")?;
        Timestamp::parse(text)
            .ok_or_else(|| ReadError::new(format!("'{text}' cannot be converted to Timestamp")))
    }

    fn checks(&mut self) -> &mut Checks {
        &mut self.checks
    }
}
