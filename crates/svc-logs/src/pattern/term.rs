//! Patterns without brackets: terms that a message contains, or does not.

use super::PatternError;
use super::lexer::{Cursor, is_word};
use super::regex::Regex;

#[derive(Debug, Clone, Default)]
pub(super) struct TermPattern {
    required: Vec<Term>,
    excluded: Vec<Term>,
    optional: Vec<Term>,
}

#[derive(Debug, Clone)]
enum Term {
    Text(String),
    Regex(Regex),
    /// A phrase of blanks, which AWS documents as "everything".
    Everything,
}

impl TermPattern {
    pub fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        let mut pattern = Self::default();
        loop {
            cursor.skip_blanks();
            if cursor.is_done() {
                return Ok(pattern);
            }
            let terms = if cursor.eat("-") {
                // `ERROR - "Exiting"` is an example of AWS's.
                cursor.skip_blanks();
                if cursor.is_done() {
                    return Err(PatternError::Term("-".to_owned()));
                }
                &mut pattern.excluded
            } else if cursor.eat("?") {
                if cursor.peek().is_none_or(char::is_whitespace) {
                    return Err(PatternError::Term("?".to_owned()));
                }
                &mut pattern.optional
            } else {
                &mut pattern.required
            };
            terms.push(Term::parse(cursor)?);
        }
    }

    pub fn matches(&self, message: &str) -> bool {
        if self.required.is_empty() && self.excluded.is_empty() {
            return self.optional.iter().any(|term| term.is_in(message));
        }
        // Next to other terms the optional ones have no effect: AWS documents it so.
        self.required.iter().all(|term| term.is_in(message))
            && !self.excluded.iter().any(|term| term.is_in(message))
    }
}

impl Term {
    fn parse(cursor: &mut Cursor<'_>) -> Result<Self, PatternError> {
        if let Some(phrase) = cursor.quoted()? {
            return match phrase.as_str() {
                "" => Err(PatternError::Term("\"\"".to_owned())),
                blank if blank.trim().is_empty() => Ok(Self::Everything),
                _ => Ok(Self::Text(phrase)),
            };
        }
        if let Some(regex) = cursor.regex()? {
            return Ok(Self::Regex(regex));
        }
        let word = cursor.take_while(is_word);
        let wrong = cursor.take_while(|c| !is_word(c) && !c.is_whitespace());
        if !wrong.is_empty() {
            return Err(PatternError::Term(wrong.to_owned()));
        }
        Ok(Self::Text(word.to_owned()))
    }

    fn is_in(&self, message: &str) -> bool {
        match self {
            Self::Text(text) => message.contains(text),
            Self::Regex(regex) => regex.is_match(message),
            Self::Everything => true,
        }
    }
}
