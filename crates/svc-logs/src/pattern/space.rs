//! Patterns in brackets: conditions on the fields of a message that blanks separate.
//!
//! A run in double quotes or in brackets is one field, without its delimiters. Where the message
//! has more fields than the pattern, the last one takes the rest of the line; an ellipsis stands
//! for any number of fields instead.

use std::collections::BTreeMap;

use super::PatternError;
use super::compare::{Comparison, Scalar};
use super::expr::Expr;
use super::lexer::{Cursor, is_word};

#[derive(Debug, Clone)]
pub(super) struct SpacePattern {
    /// The fields before the ellipsis; all of them if there is none.
    front: Vec<Field>,
    /// The fields behind the ellipsis, if there is one.
    back: Option<Vec<Field>>,
}

/// A field of the pattern. One without a name is known by its position.
#[derive(Debug, Clone, Default)]
struct Field {
    name: Option<String>,
    condition: Option<Expr<Comparison>>,
}

/// A field of the message.
struct Word<'m> {
    text: &'m str,
    /// Where it begins in the message, delimiter included.
    start: usize,
}

impl SpacePattern {
    /// Reads what stands between the brackets.
    pub fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        let mut pattern = Self { front: Vec::new(), back: None };
        cursor.skip_blanks();
        if cursor.is_done() {
            return Ok(pattern);
        }
        loop {
            cursor.skip_blanks();
            if cursor.eat("...") {
                if pattern.back.replace(Vec::new()).is_some() {
                    return Err(PatternError::Invalid("more than one ellipsis"));
                }
            } else {
                let field = Field::parse(cursor)?;
                if field.name.is_some() && pattern.fields().any(|f| f.name == field.name) {
                    return Err(PatternError::Invalid("two fields have the same name"));
                }
                pattern.back.as_mut().unwrap_or(&mut pattern.front).push(field);
            }
            cursor.skip_blanks();
            if cursor.is_done() {
                return Ok(pattern);
            }
            if !cursor.eat(",") {
                return Err(PatternError::Invalid("a comma is missing between fields"));
            }
        }
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.front.iter().chain(self.back.iter().flatten())
    }

    pub fn matches(&self, message: &str) -> bool {
        self.assign(message).is_some()
    }

    pub fn extract(&self, message: &str) -> Option<BTreeMap<String, String>> {
        let named = |(at, (field, text)): (usize, (Option<&Field>, &str))| {
            let name = match field.and_then(|field| field.name.as_deref()) {
                Some(name) => format!("${name}"),
                None => format!("${}", at + 1),
            };
            (name, text.to_owned())
        };
        Some(self.assign(message)?.into_iter().enumerate().map(named).collect())
    }

    /// Gives each field of the message the field of the pattern that stands for it, or `None`
    /// if there are too few of them or a condition does not hold.
    fn assign<'m>(&self, message: &'m str) -> Option<Vec<(Option<&Field>, &'m str)>> {
        let mut words = split(message);
        let back = self.back.as_deref().unwrap_or_default();
        if words.len() < self.front.len() + back.len() {
            return None;
        }
        if self.back.is_none() && words.len() > self.front.len() && !self.front.is_empty() {
            words.truncate(self.front.len());
            if let Some(last) = words.last_mut() {
                last.text = message[last.start..].trim_end();
            }
        }
        let back_start = words.len() - back.len();
        let assigned = words.iter().enumerate().map(|(at, word)| {
            let field = match at.checked_sub(back_start) {
                Some(at) => back.get(at),
                None => self.front.get(at),
            };
            (field, word.text)
        });
        let holds = |(field, text): (Option<&'_ Field>, &'m str)| match field {
            Some(Field { condition: Some(condition), .. }) => {
                let value = Scalar::text(text);
                condition.holds(&|comparison| comparison.holds(&value))
            }
            _ => true,
        };
        assigned.clone().all(holds).then(|| assigned.collect())
    }
}

impl Field {
    /// Reads a field up to its comma: nothing, a name, or an expression over one name.
    fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        let at_end = |cursor: &Cursor<'_>| matches!(cursor.peek(), None | Some(','));
        if at_end(cursor) {
            return Ok(Self::default());
        }
        let mark = cursor.mark();
        if cursor.peek() != Some('(') {
            let name = field_name(cursor)?;
            cursor.skip_blanks();
            if at_end(cursor) {
                return Ok(Self { name: Some(name), condition: None });
            }
            cursor.go_back(mark);
        }
        let mut known: Option<String> = None;
        let condition = Expr::parse(cursor, &mut |cursor: &mut Cursor<'_>| {
            let name = field_name(cursor)?;
            // AWS's own examples write w1 and W1 for one field.
            if !known.get_or_insert_with(|| name.clone()).eq_ignore_ascii_case(&name) {
                return Err(PatternError::Invalid("a condition names another field"));
            }
            Comparison::parse(cursor)
        })?;
        Ok(Self { name: known, condition: Some(condition) })
    }
}

fn field_name(cursor: &mut Cursor<'_>) -> Result<String, PatternError> {
    let name = cursor.take_while(|c| is_word(c) || c == '-');
    // A number is the name of a position.
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(PatternError::Invalid("a field has no name"));
    }
    Ok(name.to_owned())
}

/// Cuts a message into fields. A quotation mark or bracket that nothing closes is an ordinary
/// character; that is remembered, so that many of them do not each search to the end.
fn split(message: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut unclosed: Vec<char> = Vec::new();
    let mut start = 0;
    loop {
        let rest = &message[start..];
        let blanks = rest.len() - rest.trim_start().len();
        start += blanks;
        let rest = &message[start..];
        let closing = match rest.chars().next() {
            None => return words,
            Some('"') => Some('"'),
            Some('[') => Some(']'),
            Some(_) => None,
        };
        if let Some(closing) = closing.filter(|closing| !unclosed.contains(closing)) {
            if let Some(length) = rest[1..].find(closing) {
                words.push(Word { text: &rest[1..=length], start });
                start += length + 2;
                continue;
            }
            unclosed.push(closing);
        }
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        words.push(Word { text: &rest[..length], start });
        start += length;
    }
}
