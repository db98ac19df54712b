//! What stands at the end of a path: a value of a message, and the same in a policy.

use serde_json::Value;

use super::number::Number;

/// A word of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Word {
    True,
    False,
    Null,
}

/// A value of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leaf<'m> {
    Text(&'m str),
    Number(Number),
    /// A number beyond what is compared, as it is written: equal to itself only.
    Large(Box<str>),
    Word(Word),
}

/// A value of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Exact {
    Text(Box<str>),
    Number(Number),
    Large(Box<str>),
    Word(Word),
}

impl<'m> Leaf<'m> {
    /// The value, unless it has parts.
    pub(crate) fn of(value: &'m Value) -> Option<Self> {
        Some(match value {
            Value::String(text) => Self::Text(text),
            Value::Number(number) => {
                let value = number.as_f64().unwrap_or(f64::INFINITY);
                Self::number(value, || number.to_string())
            }
            Value::Bool(true) => Self::Word(Word::True),
            Value::Bool(false) => Self::Word(Word::False),
            Value::Null => Self::Word(Word::Null),
            Value::Array(_) | Value::Object(_) => return None,
        })
    }

    /// A number that an attribute writes as text.
    pub(crate) fn of_number(text: &str) -> Self {
        Self::number(text.parse().unwrap_or(f64::INFINITY), || text.to_owned())
    }

    fn number(value: f64, text: impl FnOnce() -> String) -> Self {
        Number::new(value).map_or_else(|| Self::Large(text().into()), Self::Number)
    }

    /// Whether it says something, as `exists` asks.
    pub(crate) fn is_filled(&self) -> bool {
        !matches!(self, Self::Text("") | Self::Word(Word::Null))
    }

    /// The same for a policy to keep.
    pub(crate) fn to_exact(&self) -> Exact {
        match self {
            Self::Text(text) => Exact::Text((*text).into()),
            Self::Number(number) => Exact::Number(*number),
            Self::Large(text) => Exact::Large(text.clone()),
            Self::Word(word) => Exact::Word(*word),
        }
    }
}

impl Exact {
    /// Whether `leaf` is this value.
    pub(crate) fn is(&self, leaf: &Leaf<'_>) -> bool {
        match (self, leaf) {
            (Self::Text(own), Leaf::Text(other)) => **own == **other,
            (Self::Number(own), Leaf::Number(other)) => own == other,
            (Self::Large(own), Leaf::Large(other)) => own == other,
            (Self::Word(own), Leaf::Word(other)) => own == other,
            _ => false,
        }
    }
}
