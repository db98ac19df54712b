//! Match expressions: from one element of a policy's array to a [`Condition`], with AWS's words for
//! what is wrong.

use serde_json::{Map, Value};

use super::condition::{Address, Condition, Unwanted};
use super::leaf::Leaf;
use super::number::Number;
use super::wildcard::Wildcard;

/// What is wrong with a policy, without what AWS puts in front of it.
pub(super) type Parsed<T> = Result<T, String>;

pub(super) fn refused<T>(text: impl Into<String>) -> Parsed<T> {
    Err(text.into())
}

/// One element: a plain value, or an object with one operator.
pub(super) fn condition(element: &Value) -> Parsed<Condition> {
    if let Some(leaf) = Leaf::of(element) {
        return Ok(Condition::Equals(leaf.to_exact()));
    }
    match element {
        Value::Object(expression) => match_expression(expression),
        _ => refused("Match value must be String, number, true, false, or null"),
    }
}

fn match_expression(expression: &Map<String, Value>) -> Parsed<Condition> {
    let (operator, operand) = only_entry(expression, "Match expression name not found")?;
    let text = || match operand {
        Value::String(text) => Ok(text.as_str()),
        _ => refused(format!("{operator} match pattern must be a string")),
    };
    Ok(match operator {
        "prefix" => Condition::Prefix(text()?.into()),
        "suffix" => Condition::Suffix(text()?.into()),
        "equals-ignore-case" => Condition::EqualsIgnoreCase(text()?.to_lowercase().into()),
        "wildcard" => Condition::Wildcard(Wildcard::parse(text()?)?),
        "numeric" => numeric(operand)?,
        "anything-but" => Condition::AnythingBut(unwanted(operand)?),
        "cidr" => match operand {
            Value::String(text) => cidr(text)?,
            // AWS's own slip.
            _ => return refused("prefix match pattern must be a string"),
        },
        "exists" => match operand {
            Value::Bool(true) => Condition::Exists,
            Value::Bool(false) => Condition::Absent,
            _ => return refused("exists match pattern must be either true or false."),
        },
        other => return refused(format!("Unrecognized match type {other}")),
    })
}

fn only_entry<'e>(object: &'e Map<String, Value>, none: &str) -> Parsed<(&'e str, &'e Value)> {
    let mut entries = object.iter();
    match (entries.next(), entries.next()) {
        (Some((name, value)), None) => Ok((name, value)),
        (None, _) => refused(none),
        (Some(_), Some(_)) => refused("Only one key allowed in match expression"),
    }
}

fn number(value: f64) -> Parsed<Number> {
    match Number::new(value) {
        Some(number) => Ok(number),
        None => refused("Value must be between -1.0E9 and 1.0E9, inclusive"),
    }
}

/// `["=", 1]`, `[">", 0, "<=", 5]` and their like.
fn numeric(operand: &Value) -> Parsed<Condition> {
    let Value::Array(terms) = operand else {
        return refused("Value of numeric must be an array.");
    };
    let mut terms = terms.iter();
    let operator = match terms.next() {
        Some(Value::String(operator)) => operator.as_str(),
        Some(other) => return refused(format!("Invalid member in numeric match: {other}")),
        None => return refused("Invalid member in numeric match: ]"),
    };
    if !matches!(operator, "=" | "<" | "<=" | ">" | ">=") {
        return refused(format!("Unrecognized numeric range operator: {operator}"));
    }
    let bound = bound(operator, terms.next())?;
    let second = terms.next();
    let (mut low, mut high) = (Number::LOWEST, Number::HIGHEST);
    match operator {
        "=" => (low, high) = (bound, bound),
        "<" => high = bound.before(),
        "<=" => high = bound,
        ">" => low = bound.after(),
        _ => low = bound,
    }
    let Some(second) = second else { return Ok(Condition::Between(low, high)) };
    if !operator.starts_with('>') {
        return refused("Too many elements in numeric expression");
    }
    let operator = match second {
        Value::String(operator) if matches!(operator.as_str(), "<" | "<=") => operator.as_str(),
        Value::String(operator) => {
            return refused(format!("Bad numeric range operator: {operator}"));
        }
        other => return refused(format!("Bad value in numeric range: {other}")),
    };
    let top = self::bound(operator, terms.next())?;
    if terms.next().is_some() {
        return refused("Too many terms in numeric range expression");
    }
    if bound >= top {
        return refused("Bottom must be less than top");
    }
    high = if operator == "<" { top.before() } else { top };
    Ok(Condition::Between(low, high))
}

fn bound(operator: &str, term: Option<&Value>) -> Parsed<Number> {
    let Some(value) = term.and_then(Value::as_f64) else {
        let operator = if operator == "=" { "equals" } else { operator };
        return refused(format!("Value of {operator} must be numeric"));
    };
    number(value)
}

/// `"a"`, `1`, `["a", "b"]`, `[1, 2]`, `{"prefix": "a"}` and their like.
fn unwanted(operand: &Value) -> Parsed<Unwanted> {
    let values = match operand {
        Value::Object(expression) => return unwanted_pattern(expression),
        Value::Array(values) => values.as_slice(),
        one @ (Value::String(_) | Value::Number(_)) => std::slice::from_ref(one),
        Value::Bool(_) | Value::Null => {
            return refused(
                "Value of anything-but must be an array or single string/number value.",
            );
        }
    };
    if !values.iter().all(|value| value.is_string() || value.is_number()) {
        return refused("Inside anything but list, start|null|boolean is not supported.");
    }
    for value in values {
        value.as_f64().map(number).transpose()?;
    }
    let strings = values.iter().filter(|value| value.is_string()).count();
    if values.is_empty() || (strings != 0 && strings != values.len()) {
        return refused(
            "Inside anything but list, either all values are number or string, mixed type is not \
             supported",
        );
    }
    let exact = values.iter().filter_map(|value| Some(Leaf::of(value)?.to_exact()));
    Ok(Unwanted::Values(exact.collect()))
}

fn unwanted_pattern(expression: &Map<String, Value>) -> Parsed<Unwanted> {
    let (operator, operand) = only_entry(expression, "Anything-But expression name not found")?;
    if !matches!(operator, "prefix" | "suffix" | "wildcard") {
        return refused(format!("Unsupported anything-but pattern: {operator}"));
    }
    let Value::String(text) = operand else {
        return refused(if operator == "wildcard" {
            "wildcard match pattern must be a string"
        } else {
            "prefix/suffix match pattern must be a string"
        });
    };
    match operator {
        "wildcard" => Ok(Unwanted::Wildcard(Wildcard::parse(text)?)),
        _ if text.is_empty() => refused("Null prefix/suffix not allowed"),
        "prefix" => Ok(Unwanted::Prefix(text.as_str().into())),
        _ => Ok(Unwanted::Suffix(text.as_str().into())),
    }
}

/// `10.0.0.0/24`, `2001:db8::/32`. As at AWS, a range begins at the address that is written.
fn cidr(text: &str) -> Parsed<Condition> {
    let parts: Vec<&str> = text.split('/').collect();
    let [address, bits] = parts[..] else { return refused("Malformed CIDR, one '/' required") };
    let Ok(bits) = bits.parse::<i64>() else {
        return refused("Malformed CIDR, mask bits must be an integer");
    };
    let Ok(bits) = u32::try_from(bits) else {
        return refused("Malformed CIDR, mask bits must not be negative");
    };
    match Address::parse(address) {
        Some(low @ Address::V4(base)) if bits < 32 => {
            Ok(Condition::Within(low, Address::V4(base | (u32::MAX >> bits))))
        }
        Some(low @ Address::V6(base)) if bits < 128 => {
            Ok(Condition::Within(low, Address::V6(base | (u128::MAX >> bits))))
        }
        Some(Address::V4(_)) => refused("IPv4 mask bits must be < 32"),
        Some(Address::V6(_)) => refused("IPv6 mask bits must be < 128"),
        None => refused(format!("Nonstandard IP address: {address}")),
    }
}
