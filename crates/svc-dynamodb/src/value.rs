//! Attribute values, and the rules that hold for every one of them: what a request may send,
//! how many bytes it counts, how deep it may nest.
//!
//! Knows nothing of keys, expressions or stored rows. Start at [`WireValue::check`], through
//! which every value of a request passes.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::{Invalid, Number};

/// Bytes that an item may have, names included.
pub const ITEM_SIZE_MAX: usize = 400 * 1024;
/// Levels to which lists and maps may nest.
pub const NESTING_MAX: usize = 32;

/// An item, or the attributes of a map, in the order of their names.
pub type Item = BTreeMap<String, AttributeValue>;

/// A value of one of DynamoDB's ten types.
///
/// Sets are sorted and have no duplicates, so that equal sets are equal vectors. NULL has no
/// content: DynamoDB accepts `{"NULL": true}` only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeValue {
    /// String, UTF-8.
    S(String),
    /// Number.
    N(Number),
    /// Binary.
    B(Vec<u8>),
    /// Boolean.
    Bool(bool),
    /// Null.
    Null,
    /// List.
    L(Vec<AttributeValue>),
    /// Map.
    M(Item),
    /// String set.
    Ss(Vec<String>),
    /// Number set.
    Ns(Vec<Number>),
    /// Binary set.
    Bs(Vec<Vec<u8>>),
}

/// The type of an attribute value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributeType {
    /// String.
    S,
    /// Number.
    N,
    /// Binary.
    B,
    /// Boolean.
    Bool,
    /// Null.
    Null,
    /// List.
    L,
    /// Map.
    M,
    /// String set.
    Ss,
    /// Number set.
    Ns,
    /// Binary set.
    Bs,
}

impl AttributeType {
    /// The name in requests and in most refusals (`S`, `BOOL`, `NS`).
    pub fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::L => "L",
            Self::M => "M",
            Self::Ss => "SS",
            Self::Ns => "NS",
            Self::Bs => "BS",
        }
    }

    /// The long name that the refusals of ADD and DELETE use (`STRING_SET`).
    pub fn long_name(self) -> &'static str {
        match self {
            Self::S => "STRING",
            Self::N => "NUMBER",
            Self::B => "BINARY",
            Self::Bool => "BOOLEAN",
            Self::Null => "NULL",
            Self::L => "LIST",
            Self::M => "MAP",
            Self::Ss => "STRING_SET",
            Self::Ns => "NUMBER_SET",
            Self::Bs => "BINARY_SET",
        }
    }

    /// The type of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "S" => Self::S,
            "N" => Self::N,
            "B" => Self::B,
            "BOOL" => Self::Bool,
            "NULL" => Self::Null,
            "L" => Self::L,
            "M" => Self::M,
            "SS" => Self::Ss,
            "NS" => Self::Ns,
            "BS" => Self::Bs,
            _ => return None,
        })
    }

    /// Whether it is one of the three set types.
    pub fn is_set(self) -> bool {
        matches!(self, Self::Ss | Self::Ns | Self::Bs)
    }
}

impl fmt::Display for AttributeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl AttributeValue {
    /// The value's type.
    pub fn kind(&self) -> AttributeType {
        match self {
            Self::S(_) => AttributeType::S,
            Self::N(_) => AttributeType::N,
            Self::B(_) => AttributeType::B,
            Self::Bool(_) => AttributeType::Bool,
            Self::Null => AttributeType::Null,
            Self::L(_) => AttributeType::L,
            Self::M(_) => AttributeType::M,
            Self::Ss(_) => AttributeType::Ss,
            Self::Ns(_) => AttributeType::Ns,
            Self::Bs(_) => AttributeType::Bs,
        }
    }

    /// A number's value.
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Self::N(number) => Some(*number),
            _ => None,
        }
    }

    /// The bytes that DynamoDB counts (developer guide, "DynamoDB item sizes and formats"):
    /// 3 for a list or map and 1 for each element in it, on top of the elements.
    pub fn size(&self) -> usize {
        match self {
            Self::S(text) => text.len(),
            Self::N(number) => number.size(),
            Self::B(bytes) => bytes.len(),
            Self::Bool(_) | Self::Null => 1,
            Self::L(list) => 3 + list.iter().map(|value| 1 + value.size()).sum::<usize>(),
            Self::M(map) => 3 + map.len() + item_size(map),
            Self::Ss(set) => set.iter().map(String::len).sum(),
            Self::Ns(set) => set.iter().map(|number| number.size()).sum(),
            Self::Bs(set) => set.iter().map(Vec::len).sum(),
        }
    }

    /// Lists and maps around the deepest value: 0 for a scalar, 1 for a flat list.
    pub fn nesting(&self) -> usize {
        match self {
            Self::L(list) => 1 + list.iter().map(Self::nesting).max().unwrap_or(0),
            Self::M(map) => 1 + map.values().map(Self::nesting).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// A string set, sorted; refused when empty or with duplicates.
    pub fn string_set(mut members: Vec<String>) -> Result<Self, Invalid> {
        if members.is_empty() {
            return Err(Invalid::parameter("An string set  may not be empty"));
        }
        let sent = has_duplicates(&members).then(|| members.join(", "));
        if let Some(sent) = sent {
            return Err(Invalid::parameter(format!(
                "Input collection [{sent}] contains duplicates."
            )));
        }
        members.sort_unstable();
        Ok(Self::Ss(members))
    }

    /// A number set, sorted; refused when empty or with equal members (1 and 1.0 are equal).
    pub fn number_set(mut members: Vec<Number>) -> Result<Self, Invalid> {
        if members.is_empty() {
            return Err(Invalid::parameter("An number set  may not be empty"));
        }
        members.sort_unstable();
        if members.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Invalid::new("Input collection contains duplicates"));
        }
        Ok(Self::Ns(members))
    }

    /// A binary set, sorted; refused when empty or with duplicates.
    pub fn binary_set(mut members: Vec<Vec<u8>>) -> Result<Self, Invalid> {
        if members.is_empty() {
            return Err(Invalid::parameter("Binary sets should not be empty"));
        }
        if has_duplicates(&members) {
            let sent: Vec<_> = members.iter().map(|member| BASE64.encode(member)).collect();
            return Err(Invalid::parameter(format!(
                "Input collection [{}]of type BS contains duplicates.",
                sent.join(", ")
            )));
        }
        members.sort_unstable();
        Ok(Self::Bs(members))
    }
}

/// The form in which refusals of expressions show a value: `{S:abc}`.
impl fmt::Display for AttributeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = |f: &mut fmt::Formatter<'_>, members: Vec<String>| {
            write!(f, "{{{}:[{}]}}", self.kind(), members.join(","))
        };
        match self {
            Self::S(text) => write!(f, "{{S:{text}}}"),
            Self::N(number) => write!(f, "{{N:{number}}}"),
            Self::B(bytes) => write!(f, "{{B:{}}}", BASE64.encode(bytes)),
            Self::Bool(value) => write!(f, "{{BOOL:{value}}}"),
            Self::Null => f.write_str("{NULL:true}"),
            Self::L(list) => set(f, list.iter().map(ToString::to_string).collect()),
            Self::M(map) => {
                let members: Vec<_> =
                    map.iter().map(|(name, value)| format!("{name}:{value}")).collect();
                write!(f, "{{M:{{{}}}}}", members.join(","))
            }
            Self::Ss(members) => set(f, members.clone()),
            Self::Ns(members) => set(f, members.iter().map(ToString::to_string).collect()),
            Self::Bs(members) => set(f, members.iter().map(|m| BASE64.encode(m)).collect()),
        }
    }
}

/// The bytes that DynamoDB counts for an item: names in UTF-8 and values.
pub fn item_size(item: &Item) -> usize {
    item.iter().map(|(name, value)| name.len() + value.size()).sum()
}

/// Refuses an item to be put that is larger than `size_max` bytes; [`ITEM_SIZE_MAX`] on AWS.
pub fn check_item_size(item: &Item, size_max: usize) -> Result<(), Invalid> {
    if item_size(item) > size_max {
        return Err(Invalid::new("Item size has exceeded the maximum allowed size"));
    }
    Ok(())
}

/// Refuses the result of an update that is larger than `size_max` bytes or nested too deep.
pub fn check_updated_item(item: &Item, size_max: usize) -> Result<(), Invalid> {
    if item_size(item) > size_max {
        return Err(Invalid::new("Item size to update has exceeded the maximum allowed size"));
    }
    check_nesting(item)
}

/// Refuses an item nested deeper than 32 levels.
pub fn check_nesting(item: &Item) -> Result<(), Invalid> {
    if item.values().any(|value| value.nesting() > NESTING_MAX) {
        return Err(too_deep());
    }
    Ok(())
}

/// A value as a request sent it: any number of the ten members, unchecked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WireValue {
    /// String.
    pub s: Option<String>,
    /// Number, as text.
    pub n: Option<String>,
    /// Binary, already decoded from base64.
    pub b: Option<Vec<u8>>,
    /// Boolean.
    pub bool: Option<bool>,
    /// Null.
    pub null: Option<bool>,
    /// List.
    pub l: Option<Vec<WireValue>>,
    /// Map.
    pub m: Option<BTreeMap<String, WireValue>>,
    /// String set.
    pub ss: Option<Vec<String>>,
    /// Number set.
    pub ns: Option<Vec<String>>,
    /// Binary set.
    pub bs: Option<Vec<Vec<u8>>>,
}

impl WireValue {
    /// The value, if exactly one member is set and its content keeps the rules.
    pub fn check(self) -> Result<AttributeValue, Invalid> {
        self.check_at(0)
    }

    fn members_set(&self) -> usize {
        [
            self.s.is_some(),
            self.n.is_some(),
            self.b.is_some(),
            self.bool.is_some(),
            self.null.is_some(),
            self.l.is_some(),
            self.m.is_some(),
            self.ss.is_some(),
            self.ns.is_some(),
            self.bs.is_some(),
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
    }

    fn check_at(self, depth: usize) -> Result<AttributeValue, Invalid> {
        match self.members_set() {
            0 => {
                return Err(nothing_set());
            }
            1 => {}
            _ => {
                return Err(several_set());
            }
        }
        if depth >= NESTING_MAX && (self.l.is_some() || self.m.is_some()) {
            return Err(too_deep());
        }
        Ok(match self {
            Self { s: Some(text), .. } => AttributeValue::S(text),
            Self { n: Some(text), .. } => AttributeValue::N(Number::parse(&text)?),
            Self { b: Some(bytes), .. } => AttributeValue::B(bytes),
            Self { bool: Some(value), .. } => AttributeValue::Bool(value),
            Self { null: Some(true), .. } => AttributeValue::Null,
            Self { l: Some(list), .. } => AttributeValue::L(
                list.into_iter().map(|v| v.check_at(depth + 1)).collect::<Result<_, _>>()?,
            ),
            Self { m: Some(map), .. } => AttributeValue::M(
                map.into_iter()
                    .map(|(name, value)| Ok((name, value.check_at(depth + 1)?)))
                    .collect::<Result<_, Invalid>>()?,
            ),
            Self { ss: Some(members), .. } => AttributeValue::string_set(members)?,
            Self { ns: Some(members), .. } => AttributeValue::number_set(
                members.iter().map(|text| Number::parse(text)).collect::<Result<_, _>>()?,
            )?,
            Self { bs: Some(members), .. } => AttributeValue::binary_set(members)?,
            _ => {
                return Err(null_not_true());
            }
        })
    }
}

/// Checks each value of a request's item.
pub fn check_item(item: BTreeMap<String, WireValue>) -> Result<Item, Invalid> {
    item.into_iter().map(|(name, value)| Ok((name, value.check()?))).collect()
}

/// Of a value, or of a write in a batch: none of its members is set.
pub(crate) fn nothing_set() -> Invalid {
    Invalid::new(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
    )
}

/// An attribute, of an item or of a map, whose name is empty.
pub(crate) fn nameless() -> Invalid {
    Invalid::new("Empty attribute name")
}

/// More than one of its members is set.
pub(crate) fn several_set() -> Invalid {
    Invalid::new(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of \
         the supported datatypes",
    )
}

/// A value nests deeper than 32 levels.
pub(crate) fn too_deep() -> Invalid {
    Invalid::new("Nesting Levels have exceeded supported limits")
}

/// `{"NULL": false}`.
pub(crate) fn null_not_true() -> Invalid {
    Invalid::parameter("Null attribute value types must have the value of true")
}

fn has_duplicates<T: Ord>(members: &[T]) -> bool {
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}
