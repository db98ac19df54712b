//! Comparing one value of a message with what stands after an operator.
//!
//! Owns operators, literals and numbers; does not know where the value came from.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::PatternError;
use super::lexer::{Cursor, is_word};
use super::regex::Regex;

/// `= 200`, `!= "GET *"`, `>= 1.5`, `= %4[0-9]{2}%`.
#[derive(Debug, Clone)]
pub(super) struct Comparison {
    operator: Operator,
    literal: Literal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone)]
enum Literal {
    Number(Number),
    Text(Wildcard),
    Regex(Regex),
}

/// A value of a message, as text and, where it is one, as a number.
pub(super) struct Scalar<'m> {
    text: Cow<'m, str>,
    number: Option<Number>,
}

impl<'m> Scalar<'m> {
    pub fn text(text: &'m str) -> Self {
        Self { text: Cow::Borrowed(text), number: Number::parse(text) }
    }

    /// A number as JSON writes it.
    pub fn number(text: String) -> Self {
        Self { number: Number::parse(&text), text: Cow::Owned(text) }
    }
}

impl Comparison {
    /// Reads an operator and what follows it.
    pub fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        cursor.skip_blanks();
        let operator = Operator::parse(cursor)?;
        cursor.skip_blanks();
        let literal = Literal::parse(cursor)?;
        let ordering = !matches!(operator, Operator::Equal | Operator::NotEqual);
        if ordering && !matches!(literal, Literal::Number(_)) {
            return Err(PatternError::Invalid("an order can only be asked of a number"));
        }
        Ok(Self { operator, literal })
    }

    pub fn holds(&self, value: &Scalar<'_>) -> bool {
        let equal = match &self.literal {
            Literal::Number(number) => {
                return match &value.number {
                    Some(value) => self.operator.accepts(value.compare(number)),
                    // A word differs from every number and has no place in their order.
                    None => self.operator == Operator::NotEqual,
                };
            }
            Literal::Text(wildcard) => wildcard.matches(&value.text),
            Literal::Regex(regex) => regex.is_match(&value.text),
        };
        equal == (self.operator == Operator::Equal)
    }
}

impl Operator {
    fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        // Longer spellings first.
        [
            ("<=", Self::LessOrEqual),
            (">=", Self::GreaterOrEqual),
            ("!=", Self::NotEqual),
            ("=", Self::Equal),
            ("<", Self::Less),
            (">", Self::Greater),
        ]
        .into_iter()
        .find_map(|(spelling, operator)| cursor.eat(spelling).then_some(operator))
        .ok_or(PatternError::Invalid("an operator is missing"))
    }

    fn accepts(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

impl Literal {
    fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        if let Some(phrase) = cursor.quoted()? {
            return Ok(Self::Text(Wildcard::new(&phrase)));
        }
        if let Some(regex) = cursor.regex()? {
            return Ok(Self::Regex(regex));
        }
        // AWS's own examples leave addresses, paths and wildcards without quotes.
        let word = cursor.take_while(|c| is_word(c) || "*.-+:/".contains(c));
        if word.is_empty() {
            return Err(PatternError::Invalid("a value is missing"));
        }
        Ok(match Number::parse(word) {
            Some(number) => Self::Number(number),
            None => Self::Text(Wildcard::new(word)),
        })
    }
}

/// A text that may begin and end with an asterisk. AWS reads one between other characters as an
/// ordinary character: `Ev*ent` matches only itself.
#[derive(Debug, Clone)]
struct Wildcard {
    text: String,
    open_start: bool,
    open_end: bool,
}

impl Wildcard {
    fn new(text: &str) -> Self {
        let (text, open_start) = text.strip_prefix('*').map_or((text, false), |text| (text, true));
        let (text, open_end) = match text.strip_suffix('*') {
            Some(text) => (text, true),
            // A lone asterisk is open at both ends.
            None => (text, open_start && text.is_empty()),
        };
        Self { text: text.to_owned(), open_start, open_end }
    }

    fn matches(&self, text: &str) -> bool {
        match (self.open_start, self.open_end) {
            (false, false) => text == self.text,
            (true, false) => text.ends_with(&self.text),
            (false, true) => text.starts_with(&self.text),
            (true, true) => text.contains(&self.text),
        }
    }
}

/// A finite number; whole ones are exact up to 38 digits, so that long identifiers differ.
#[derive(Debug, Clone, Copy)]
enum Number {
    Whole(i128),
    Float(f64),
}

impl Number {
    /// Digits with an optional sign, fraction and exponent; nothing else is a number here, not
    /// `inf`, not `1_000`.
    fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
            }
            None => (unsigned, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !fraction.is_none_or(digits) || !exponent.is_none_or(digits) {
            return None;
        }
        if fraction.is_none()
            && exponent.is_none()
            && let Ok(whole) = text.parse()
        {
            return Some(Self::Whole(whole));
        }
        text.parse().ok().filter(|float: &f64| float.is_finite()).map(Self::Float)
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Whole(left), Self::Whole(right)) => left.cmp(right),
            // Both are finite, so there is an order; -0 equals 0 in it.
            _ => self.as_f64().partial_cmp(&other.as_f64()).unwrap_or(Ordering::Equal),
        }
    }

    fn as_f64(&self) -> f64 {
        match self {
            Self::Whole(whole) => *whole as f64,
            Self::Float(float) => *float,
        }
    }
}
