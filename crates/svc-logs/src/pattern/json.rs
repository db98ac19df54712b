//! Patterns in braces: conditions on the fields of a message that is one JSON object.
//!
//! Owns selectors and the tests that only JSON has (`IS NULL`, `NOT EXISTS`). A message that is
//! not an object, or that nests deeper than 128, matches nothing.

use serde_json::Value;

use super::PatternError;
use super::compare::{Comparison, Scalar};
use super::expr::Expr;
use super::lexer::{Cursor, is_word};

/// AWS's quota for selectors with a wildcard in one pattern; each may have one.
const WILDCARD_SELECTORS_MAX: usize = 3;

#[derive(Debug, Clone)]
pub(super) struct JsonPattern(Expr<Condition>);

/// A selector and what is asked of the value there.
#[derive(Debug, Clone)]
struct Condition {
    selector: Selector,
    test: Test,
}

#[derive(Debug, Clone)]
enum Test {
    Compare(Comparison),
    IsNull,
    Is(bool),
    NotExists,
}

/// `$.a.b[0]`, `$.list[*].id`, `$.*`, `$.['key.with.dots']`.
#[derive(Debug, Clone)]
struct Selector(Vec<Step>);

#[derive(Debug, Clone, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
    EveryKey,
    EveryIndex,
}

impl JsonPattern {
    /// Reads what stands between the braces.
    pub fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        let mut wildcards = 0;
        let expr = Expr::parse(cursor, &mut |cursor: &mut Cursor<'_>| {
            let condition = Condition::parse(cursor)?;
            wildcards += condition.selector.wildcards();
            Ok(condition)
        })?;
        cursor.skip_blanks();
        if !cursor.is_done() {
            return Err(PatternError::Invalid("something follows the last condition"));
        }
        if wildcards > WILDCARD_SELECTORS_MAX {
            return Err(PatternError::Invalid("more than three selectors with a wildcard"));
        }
        Ok(Self(expr))
    }

    pub fn matches(&self, message: &str) -> bool {
        // Most messages of a group that logs text are turned away without parsing.
        if !message.trim_start().starts_with('{') {
            return false;
        }
        serde_json::from_str(message)
            .is_ok_and(|root: Value| self.0.holds(&|condition| condition.holds(&root)))
    }
}

impl Condition {
    fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        let selector = Selector::parse(cursor)?;
        cursor.skip_blanks();
        let test = if cursor.eat_keyword("IS") {
            cursor.skip_blanks();
            if cursor.eat_keyword("NULL") {
                Test::IsNull
            } else if cursor.eat_keyword("TRUE") {
                Test::Is(true)
            } else if cursor.eat_keyword("FALSE") {
                Test::Is(false)
            } else {
                return Err(PatternError::Invalid("IS wants NULL, TRUE or FALSE"));
            }
        } else if cursor.eat_keyword("NOT") {
            cursor.skip_blanks();
            if !cursor.eat_keyword("EXISTS") {
                return Err(PatternError::Invalid("NOT wants EXISTS"));
            }
            Test::NotExists
        } else {
            Test::Compare(Comparison::parse(cursor)?)
        };
        Ok(Self { selector, test })
    }

    fn holds(&self, root: &Value) -> bool {
        match &self.test {
            Test::NotExists => !self.selector.finds(root, &|_| true),
            Test::IsNull => self.selector.finds(root, &Value::is_null),
            Test::Is(expected) => self.selector.finds(root, &|v| v.as_bool() == Some(*expected)),
            Test::Compare(comparison) => self.selector.finds(root, &|value| {
                scalar(value).is_some_and(|scalar| comparison.holds(&scalar))
            }),
        }
    }
}

/// Only strings and numbers can be compared; AWS passes over all other values.
fn scalar(value: &Value) -> Option<Scalar<'_>> {
    match value {
        Value::String(text) => Some(Scalar::text(text)),
        Value::Number(number) => Some(Scalar::number(number.to_string())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

impl Selector {
    fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        if !cursor.eat("$") {
            return Err(PatternError::Invalid("a selector begins with $"));
        }
        let mut steps = Vec::new();
        loop {
            if cursor.eat(".") {
                steps.push(property(cursor)?);
            } else if !steps.is_empty() && cursor.eat("[") {
                steps.push(element(cursor)?);
            } else {
                break;
            }
        }
        let selector = Self(steps);
        if selector.0.is_empty() {
            return Err(PatternError::Invalid("a selector names a property"));
        }
        if selector.wildcards() > 1 {
            return Err(PatternError::Invalid("more than one wildcard in a selector"));
        }
        Ok(selector)
    }

    fn wildcards(&self) -> usize {
        self.0.iter().filter(|step| matches!(step, Step::EveryKey | Step::EveryIndex)).count()
    }

    /// Whether a value that the selector points at passes `test`. The message is walked once:
    /// a selector has at most one wildcard.
    fn finds(&self, root: &Value, test: &dyn Fn(&Value) -> bool) -> bool {
        descend(&self.0, root, test)
    }
}

fn descend(steps: &[Step], mut value: &Value, test: &dyn Fn(&Value) -> bool) -> bool {
    for (at, step) in steps.iter().enumerate() {
        let rest = &steps[at + 1..];
        let next = match (step, value) {
            (Step::Key(key), Value::Object(members)) => members.get(key),
            (Step::Index(index), Value::Array(elements)) => elements.get(*index),
            (Step::EveryKey, Value::Object(members)) => {
                return members.values().any(|member| descend(rest, member, test));
            }
            (Step::EveryIndex, Value::Array(elements)) => {
                return elements.iter().any(|element| descend(rest, element, test));
            }
            _ => None,
        };
        match next {
            Some(next) => value = next,
            None => return false,
        }
    }
    test(value)
}

/// What follows a dot: a name, `*`, or a name of any characters in `['…']`.
fn property(cursor: &mut Cursor<'_>) -> Result<Step, PatternError> {
    if cursor.eat("*") {
        return Ok(Step::EveryKey);
    }
    if cursor.eat("[") {
        return match element(cursor)? {
            step @ Step::Key(_) => Ok(step),
            _ => Err(PatternError::Invalid("an index follows a property, not a dot")),
        };
    }
    let name = cursor.take_while(|c| is_word(c) || c == '-');
    if name.is_empty() {
        return Err(PatternError::Invalid("a property has no name"));
    }
    Ok(Step::Key(name.to_owned()))
}

/// What stands between brackets: an index, `*` or a name in single quotes.
fn element(cursor: &mut Cursor<'_>) -> Result<Step, PatternError> {
    const OPEN: PatternError = PatternError::Invalid("a bracket of a selector is not closed");
    let step = if cursor.eat("'") {
        Step::Key(cursor.take_until('\'').ok_or(OPEN)?.to_owned())
    } else if cursor.eat("*") {
        Step::EveryIndex
    } else {
        let index = cursor.take_while(|c| c.is_ascii_digit()).parse();
        Step::Index(index.map_err(|_| PatternError::Invalid("an index is not a number"))?)
    };
    if cursor.eat("]") { Ok(step) } else { Err(OPEN) }
}
