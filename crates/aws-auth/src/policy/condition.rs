//! One condition of a statement: an operator, a key and the values to compare with.

use std::net::IpAddr;

use super::context::Found;
use super::pattern::{Pattern, Syntax, Template, Variables};
use super::{Holds, Request};
use crate::time::parse_iso_date;

/// A compiled condition. One with an operator that is not known, or with a value that its operator
/// cannot read, is a condition of which nobody can tell whether it holds.
#[derive(Debug)]
pub(super) struct Condition {
    /// In lower case.
    key: Box<str>,
    quantifier: Quantifier,
    if_exists: bool,
    /// The operator is the opposite of `test`.
    negated: bool,
    test: Test,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quantifier {
    /// Without prefix: of several values of the key one has to match.
    Plain,
    ForAllValues,
    ForAnyValue,
}

/// What one value of the key has to be: any of those listed.
#[derive(Debug)]
enum Test {
    Text {
        templates: Box<[Template]>,
        any_case: bool,
    },
    Like(Box<[Pattern]>),
    Arn(Box<[ArnPattern]>),
    Number(Ordering, Box<[f64]>),
    Date(Ordering, Box<[f64]>),
    Bool(Box<[bool]>),
    Ip(Box<[Network]>),
    /// Whether the key is to be absent.
    Null(bool),
    Unknown,
}

#[derive(Clone, Copy, Debug)]
enum Ordering {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Ordering {
    #[expect(clippy::float_cmp, reason = "NumericEquals compares numbers as they were written")]
    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }
}

/// A pattern for each of an ARN's six parts: no wildcard reaches beyond a colon of the first five.
#[derive(Debug)]
enum ArnPattern {
    Anything,
    Parts(Box<[Pattern; 6]>),
}

/// Addresses that share their first bits. IPv4 lives in IPv6's mapped range.
#[derive(Clone, Copy, Debug)]
struct Network {
    bits: u128,
    prefix: u32,
}

impl Condition {
    pub fn new(operator: &str, key: &str, values: &[String], variables: bool) -> Self {
        let (quantifier, base) = match operator.split_once(':') {
            Some(("ForAllValues", base)) => (Quantifier::ForAllValues, Some(base)),
            Some(("ForAnyValue", base)) => (Quantifier::ForAnyValue, Some(base)),
            Some(_) => (Quantifier::Plain, None),
            None => (Quantifier::Plain, Some(operator)),
        };
        let base = base.unwrap_or_default();
        let (base, if_exists) = match base.strip_suffix("IfExists") {
            // Whether a key exists is what `Null` asks.
            Some(base) if base != "Null" => (base, true),
            _ => (base, false),
        };
        let (test, negated) = test(base, values, variables).unwrap_or((Test::Unknown, false));
        Self { key: key.to_ascii_lowercase().into(), quantifier, if_exists, negated, test }
    }

    pub fn holds(&self, request: &Request<'_>) -> Holds {
        if matches!(self.test, Test::Unknown) {
            return Holds::Unknown;
        }
        let Found::Values(values) = request.key(&self.key) else {
            return Holds::Unknown;
        };
        if let Test::Null(absent) = self.test {
            return (values.is_empty() == absent).into();
        }
        if values.is_empty() {
            let vacuous = match self.quantifier {
                Quantifier::Plain => self.negated,
                Quantifier::ForAllValues => true,
                Quantifier::ForAnyValue => false,
            };
            return (self.if_exists || vacuous).into();
        }
        let variables = |name: &str| request.variable(name);
        let each = values.iter().map(|value| self.value_holds(value, &variables));
        let all = match self.quantifier {
            // Not any of them: all of them not.
            Quantifier::Plain => self.negated,
            Quantifier::ForAllValues => true,
            Quantifier::ForAnyValue => false,
        };
        if all { each.fold(Holds::Yes, |all, one| all.and(|| one)) } else { any(each) }
    }

    fn value_holds(&self, value: &str, variables: Variables<'_>) -> Holds {
        let holds = self.test.holds(value, variables);
        match (self.negated, holds) {
            (true, holds) => holds.not(),
            // A variable that stands for nothing is equal to nothing.
            (false, Holds::Unknown) => Holds::No,
            (false, holds) => holds,
        }
    }
}

fn any(each: impl Iterator<Item = Holds>) -> Holds {
    each.fold(Holds::No, |any, one| any.not().and(|| one.not()).not())
}

/// The test of an operator and whether the operator negates it; none if the operator or one of
/// its values is not understood.
fn test(operator: &str, values: &[String], variables: bool) -> Option<(Test, bool)> {
    let (positive, negated) = match operator {
        "StringNotEquals" => ("StringEquals", true),
        "StringNotEqualsIgnoreCase" => ("StringEqualsIgnoreCase", true),
        "StringNotLike" => ("StringLike", true),
        "NumericNotEquals" => ("NumericEquals", true),
        "DateNotEquals" => ("DateEquals", true),
        "ArnNotEquals" => ("ArnEquals", true),
        "ArnNotLike" => ("ArnLike", true),
        "NotIpAddress" => ("IpAddress", true),
        operator => (operator, false),
    };
    let plain = Syntax { wildcards: false, variables };
    let wild = Syntax { wildcards: true, variables };
    let test = match positive {
        "StringEquals" | "StringEqualsIgnoreCase" => Test::Text {
            templates: values.iter().map(|value| Template::new(value, plain)).collect(),
            any_case: positive == "StringEqualsIgnoreCase",
        },
        "StringLike" => Test::Like(values.iter().map(|value| Pattern::new(value, wild)).collect()),
        // AWS has made these two the same.
        "ArnEquals" | "ArnLike" => Test::Arn(
            values.iter().map(|value| ArnPattern::new(value, wild)).collect::<Option<_>>()?,
        ),
        "Bool" => Test::Bool(values.iter().map(|value| boolean(value)).collect::<Option<_>>()?),
        "IpAddress" => {
            Test::Ip(values.iter().map(|value| Network::parse(value)).collect::<Option<_>>()?)
        }
        "Null" => match values {
            [value] => Test::Null(boolean(value)?),
            _ => return None,
        },
        other => {
            if let Some(ordering) = other.strip_prefix("Numeric") {
                let values = values.iter().map(|value| number(value)).collect::<Option<_>>()?;
                Test::Number(ordering_named(ordering)?, values)
            } else {
                let ordering = ordering_named(other.strip_prefix("Date")?)?;
                let values = values.iter().map(|value| date_ms(value)).collect::<Option<_>>()?;
                Test::Date(ordering, values)
            }
        }
    };
    Some((test, negated))
}

fn ordering_named(name: &str) -> Option<Ordering> {
    Some(match name {
        "Equals" => Ordering::Equal,
        "LessThan" => Ordering::Less,
        "LessThanEquals" => Ordering::LessOrEqual,
        "GreaterThan" => Ordering::Greater,
        "GreaterThanEquals" => Ordering::GreaterOrEqual,
        _ => return None,
    })
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A date or seconds of the Unix epoch, in milliseconds.
fn date_ms(text: &str) -> Option<f64> {
    match parse_iso_date(text) {
        Some(ms) => Some(ms as f64),
        None => Some(number(text)? * 1_000.0),
    }
}

impl Test {
    /// Whether a value of the key is any of those listed. Unknown if that hangs on a variable
    /// that stands for nothing.
    fn holds(&self, value: &str, variables: Variables<'_>) -> Holds {
        let compare = |ordering: Ordering, left: Option<f64>, rights: &[f64]| {
            left.is_some_and(|left| rights.iter().any(|right| ordering.holds(left, *right))).into()
        };
        match self {
            Self::Text { templates, any_case } => {
                any(templates.iter().map(|template| match template.text(variables) {
                    None => Holds::Unknown,
                    Some(text) if *any_case => (text.to_lowercase() == value.to_lowercase()).into(),
                    Some(text) => (text == value).into(),
                }))
            }
            Self::Like(patterns) => {
                any(patterns.iter().map(|pattern| pattern.matches(value, variables)))
            }
            Self::Arn(patterns) => {
                any(patterns.iter().map(|pattern| pattern.matches(value, variables)))
            }
            Self::Number(ordering, numbers) => compare(*ordering, number(value), numbers),
            Self::Date(ordering, dates) => compare(*ordering, date_ms(value), dates),
            Self::Bool(bools) => boolean(value).is_some_and(|value| bools.contains(&value)).into(),
            Self::Ip(networks) => value
                .parse()
                .is_ok_and(|address| networks.iter().any(|network| network.has(address)))
                .into(),
            // Answered before there is a value to look at.
            Self::Null(_) | Self::Unknown => Holds::Unknown,
        }
    }
}

impl ArnPattern {
    fn new(text: &str, syntax: Syntax) -> Option<Self> {
        if text == "*" {
            return Some(Self::Anything);
        }
        let parts: Box<[Pattern]> =
            arn_parts(text)?.into_iter().map(|part| Pattern::new(part, syntax)).collect();
        Some(Self::Parts(Box::new(<[Pattern; 6]>::try_from(parts.into_vec()).ok()?)))
    }

    fn matches(&self, arn: &str, variables: Variables<'_>) -> Holds {
        let Self::Parts(patterns) = self else {
            return Holds::Yes;
        };
        let Some(parts) = arn_parts(arn) else {
            return Holds::No;
        };
        patterns
            .iter()
            .zip(parts)
            .fold(Holds::Yes, |all, (pattern, part)| all.and(|| pattern.matches(part, variables)))
    }
}

/// The six parts of an ARN; the last may hold colons. A colon in `${…}` does not count.
fn arn_parts(arn: &str) -> Option<[&str; 6]> {
    let mut parts = [""; 6];
    let mut rest = arn;
    for part in &mut parts[..5] {
        let mut in_variable = false;
        let end = rest.bytes().position(|byte| {
            match byte {
                b'{' => in_variable = true,
                b'}' => in_variable = false,
                _ => {}
            }
            byte == b':' && !in_variable
        })?;
        *part = &rest[..end];
        rest = &rest[end + 1..];
    }
    parts[5] = rest;
    Some(parts)
}

impl Network {
    fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let prefix = match (address, prefix) {
            (_, None) => 128,
            (IpAddr::V4(_), Some(prefix)) if prefix <= 32 => prefix + 96,
            (IpAddr::V6(_), Some(prefix)) if prefix <= 128 => prefix,
            _ => return None,
        };
        Some(Self { bits: bits(address), prefix })
    }

    fn has(self, address: IpAddr) -> bool {
        // A shift by all 128 bits is no shift.
        let differing = self.bits ^ bits(address);
        self.prefix == 0 || differing >> (128 - self.prefix) == 0
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}
