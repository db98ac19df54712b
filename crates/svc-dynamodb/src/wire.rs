//! Attribute values and items as requests bring them and answers carry them.
//!
//! A request may hold values that are readable and yet no values: empty ones, ones of two types,
//! numbers of 39 digits. DynamoDB refuses them in words of its own, after the constraints of the
//! model, so they are read as what they are ([`SentValue`], [`Document::Refused`]) and handlers
//! take them apart through [`Document::into_item`]. An answer's item is mostly JSON that was made
//! straight from a stored row.
//!
//! Knows no operation and no protocol. Start at [`Document`].

use aws_shape::{ReadError, ReadResult, Reader, Schema, Shape, Writer};

use crate::model::{ATTRIBUTE_NAME, ATTRIBUTE_VALUE};
use crate::value::{NESTING_MAX, nameless, nothing_set, null_not_true, several_set, too_deep};
use crate::{AttributeValue, Invalid, Item, Number, item_json};

/// A value of a request, or the rule that it breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentValue(pub Result<AttributeValue, Invalid>);

impl Default for SentValue {
    fn default() -> Self {
        Self(Err(nothing_set()))
    }
}

/// An item or a key, on its way in or out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// Its values.
    Values(Item),
    /// Its JSON, as [`item_json`] makes it of a row.
    Json(Vec<u8>),
    /// What a request sent and is no item.
    Refused {
        /// The first attribute whose value breaks a rule.
        name: String,
        /// The rule.
        why: Invalid,
    },
}

impl Default for Document {
    fn default() -> Self {
        Self::Values(Item::new())
    }
}

impl From<Item> for Document {
    fn from(item: Item) -> Self {
        Self::Values(item)
    }
}

impl Document {
    /// The item of a request.
    pub fn into_item(self) -> Result<Item, Invalid> {
        match self {
            Self::Values(item) if item.contains_key("") => Err(nameless()),
            Self::Values(item) => Ok(item),
            Self::Json(json) => parsed(&json),
            Self::Refused { why, .. } => Err(why),
        }
    }

    /// The values of a request's `ExpressionAttributeValues`, whose refusals name the place.
    pub fn into_placeholder_values(self) -> Result<Item, Invalid> {
        match self {
            Self::Refused { name, why } => Err(Invalid::new(format!(
                "ExpressionAttributeValues contains invalid value: {why} for key {name}"
            ))),
            // Their keys are placeholders, whose form is checked with the others'.
            Self::Values(values) => Ok(values),
            Self::Json(json) => parsed(&json),
        }
    }
}

/// The item of JSON that we wrote.
fn parsed(json: &[u8]) -> Result<Item, Invalid> {
    let value = serde_json::from_slice(json).map_err(|error| Invalid::new(error.to_string()))?;
    crate::json::item(&value)
}

impl Shape for Document {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        let mut item = Item::new();
        let mut refused = None;
        reader.map(schema, &mut |reader, name| {
            let value = read_named(reader, &name, 0)?;
            if item.contains_key(&name) {
                return Err(ReadError::new(format!("Duplicate field '{name}'")));
            }
            match value {
                Ok(value) => {
                    item.insert(name, value);
                }
                Err(why) if refused.is_none() => refused = Some(Self::Refused { name, why }),
                Err(_) => {}
            }
            Ok(())
        })?;
        Ok(refused.unwrap_or(Self::Values(item)))
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        if let Some(out) = writer.json() {
            match self {
                Self::Values(item) => item_json::write_item_json(item, out),
                Self::Json(json) => out.extend_from_slice(json),
                Self::Refused { .. } => out.extend_from_slice(b"{}"),
            }
            return;
        }
        match self {
            Self::Values(item) => write_item(item, writer, schema),
            Self::Json(json) => write_item(&parsed(json).unwrap_or_default(), writer, schema),
            Self::Refused { .. } => write_item(&Item::new(), writer, schema),
        }
    }
}

impl Shape for SentValue {
    fn read(reader: &mut dyn Reader, _: &'static Schema) -> ReadResult<Self> {
        read_value(reader, 0).map(Self)
    }

    fn write(&self, writer: &mut dyn Writer, _: &'static Schema) {
        if let Ok(value) = &self.0 {
            write_value(value, writer);
        } else {
            writer.begin_structure(&ATTRIBUTE_VALUE);
            writer.end_structure(&ATTRIBUTE_VALUE);
        }
    }
}

/// A value that was readable: it, or the first rule that it breaks.
type Checked<T = AttributeValue> = Result<T, Invalid>;

/// Reads the value of the attribute `name` and checks the name's length.
fn read_named(reader: &mut dyn Reader, name: &str, depth: usize) -> ReadResult<Checked> {
    let before = reader.checks().len();
    reader.checks().string(&ATTRIBUTE_NAME, name);
    let value = read_value(reader, depth)?;
    let checks = reader.checks();
    if checks.len() > before {
        checks.step(before, &format!("{name}.member"));
    }
    Ok(value)
}

fn read_value(reader: &mut dyn Reader, depth: usize) -> ReadResult<Checked> {
    let members = ATTRIBUTE_VALUE.members();
    let mut found = None;
    let mut twice = false;
    reader.structure(&ATTRIBUTE_VALUE, &mut |reader, index| {
        if found.is_some() {
            twice = true;
            return reader.skip_value();
        }
        found = Some(read_content(reader, index, members[index].name, depth)?);
        Ok(())
    })?;
    if twice {
        return Ok(Err(several_set()));
    }
    Ok(found.unwrap_or_else(|| Err(nothing_set())))
}

fn read_content(
    reader: &mut dyn Reader,
    index: usize,
    kind: &str,
    depth: usize,
) -> ReadResult<Checked> {
    let schema = ATTRIBUTE_VALUE.members()[index].schema;
    Ok(match kind {
        "S" => Ok(AttributeValue::S(reader.string()?)),
        "N" => Number::parse(&reader.string()?).map(AttributeValue::N),
        "B" => Ok(AttributeValue::B(reader.blob()?.into())),
        "BOOL" => Ok(AttributeValue::Bool(reader.boolean()?)),
        "NULL" if reader.boolean()? => Ok(AttributeValue::Null),
        "NULL" => Err(null_not_true()),
        "L" | "M" if depth >= NESTING_MAX => {
            reader.skip_value()?;
            Err(too_deep())
        }
        "L" => read_many(reader, schema, |reader| read_value(reader, depth + 1))?
            .map(AttributeValue::L),
        "M" => read_map(reader, schema, depth + 1)?.map(AttributeValue::M),
        "SS" => read_many(reader, schema, |reader| reader.string().map(Ok))?
            .and_then(AttributeValue::string_set),
        "NS" => read_many(reader, schema, |reader| Ok(Number::parse(&reader.string()?)))?
            .and_then(AttributeValue::number_set),
        "BS" => read_many(reader, schema, |reader| reader.blob().map(|bytes| Ok(bytes.into())))?
            .and_then(AttributeValue::binary_set),
        _ => {
            reader.skip_value()?;
            Err(nothing_set())
        }
    })
}

fn read_many<T>(
    reader: &mut dyn Reader,
    schema: &'static Schema,
    mut read: impl FnMut(&mut dyn Reader) -> ReadResult<Checked<T>>,
) -> ReadResult<Checked<Vec<T>>> {
    let mut members = Ok(Vec::new());
    reader.list(schema, &mut |reader| {
        match (read(reader)?, &mut members) {
            (Ok(member), Ok(members)) => members.push(member),
            (Err(why), Ok(_)) => members = Err(why),
            (_, Err(_)) => {}
        }
        Ok(())
    })?;
    Ok(members)
}

fn read_map(
    reader: &mut dyn Reader,
    schema: &'static Schema,
    depth: usize,
) -> ReadResult<Checked<Item>> {
    let mut members = Ok(Item::new());
    reader.map(schema, &mut |reader, name| {
        let value = read_named(reader, &name, depth)?;
        let value = if name.is_empty() { Err(nameless()) } else { value };
        match (value, &mut members) {
            (Ok(value), Ok(members)) => {
                if members.contains_key(&name) {
                    return Err(ReadError::new(format!("Duplicate field '{name}'")));
                }
                members.insert(name, value);
            }
            (Err(why), Ok(_)) => members = Err(why),
            (_, Err(_)) => {}
        }
        Ok(())
    })?;
    Ok(members)
}

fn write_item(item: &Item, writer: &mut dyn Writer, schema: &'static Schema) {
    writer.begin_map(schema, item.len());
    for (name, value) in item {
        writer.entry(schema, name);
        write_value(value, writer);
    }
    writer.end_map(schema);
}

fn write_value(value: &AttributeValue, writer: &mut dyn Writer) {
    if let Some(out) = writer.json() {
        item_json::write_value_json(value, out);
        return;
    }
    writer.begin_structure(&ATTRIBUTE_VALUE);
    let kind = value.kind().name();
    let member = ATTRIBUTE_VALUE.members().iter().find(|member| member.name == kind);
    if let Some(member) = member
        && writer.member(member)
    {
        write_content(value, writer, member.schema);
    }
    writer.end_structure(&ATTRIBUTE_VALUE);
}

fn write_content(value: &AttributeValue, writer: &mut dyn Writer, schema: &'static Schema) {
    match value {
        AttributeValue::S(text) => writer.string(schema, text),
        AttributeValue::N(number) => writer.string(schema, &number.to_string()),
        AttributeValue::B(bytes) => writer.blob(schema, bytes),
        AttributeValue::Bool(value) => writer.boolean(*value),
        AttributeValue::Null => writer.boolean(true),
        AttributeValue::L(list) => write_many(writer, schema, list, |writer, _, value| {
            write_value(value, writer);
        }),
        AttributeValue::M(map) => write_item(map, writer, schema),
        AttributeValue::Ss(set) => write_many(writer, schema, set, |writer, schema, text| {
            writer.string(schema, text);
        }),
        AttributeValue::Ns(set) => write_many(writer, schema, set, |writer, schema, number| {
            writer.string(schema, &number.to_string());
        }),
        AttributeValue::Bs(set) => write_many(writer, schema, set, |writer, schema, bytes| {
            writer.blob(schema, bytes);
        }),
    }
}

fn write_many<T>(
    writer: &mut dyn Writer,
    schema: &'static Schema,
    members: &[T],
    mut write: impl FnMut(&mut dyn Writer, &'static Schema, &T),
) {
    let aws_shape::Kind::List { item, .. } = schema.kind else { return };
    writer.begin_list(schema, members.len());
    for member in members {
        writer.item(schema);
        write(writer, item, member);
    }
    writer.end_list(schema);
}
