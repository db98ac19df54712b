//! The filter pattern language: what AWS calls "filter and pattern syntax".
//!
//! Owns the parser and the matching of one message. It must not know log groups, the store or
//! any request: a pattern is compiled once and asked about many messages. Start at [`Pattern`].
//!
//! | begins with | kind | file |
//! | --- | --- | --- |
//! | nothing but blanks | everything matches | here |
//! | `{` | conditions on the fields of a JSON object | [`json`] |
//! | `[` | conditions on blank-separated fields | [`space`] |
//! | anything else | terms, phrases and regular expressions | [`term`] |
//!
//! All kinds read from one [`lexer::Cursor`]; the two with conditions share the grammar of
//! [`expr`] and the comparisons of [`compare`]. Matching takes time linear in the message: the
//! wildcard stands only at an end of a word, expressions run on automata, and the quotas of AWS
//! (1,024 characters, two expressions, three wildcard selectors) bound what a pattern can ask.
//!
//! AWS documents, and we follow: `IS NOT` and `EXISTS` are not supported; terms marked `?` have
//! no effect next to terms that are not; a comparison with a field that is absent, null, boolean
//! or a container is false, `!=` too.

mod compare;
mod expr;
mod json;
mod lexer;
mod regex;
mod space;
mod term;

use std::collections::BTreeMap;

use json::JsonPattern;
use lexer::Cursor;
use space::SpacePattern;
use term::TermPattern;

/// The most characters that a pattern may have, as in AWS's model (`FilterPattern`).
pub const PATTERN_CHARS_MAX: usize = 1024;

/// Why a text is not a filter pattern. The display is AWS's sentence for
/// `InvalidParameterException`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A character that must stand in double quotes, or that expressions do not support.
    #[error("Invalid character(s) in term '{0}'")]
    Term(String),
    /// A brace or bracket opens the pattern and nothing closes it.
    #[error("If a filter pattern starts with '{open}' it must end with '{close}'")]
    Open {
        /// The first character of the pattern.
        open: char,
        /// The character that the pattern should end with.
        close: char,
    },
    /// Any other violation of the syntax or of a quota. AWS does not say which; the reason is
    /// for our log.
    #[error("Invalid filter pattern")]
    Invalid(&'static str),
}

/// A compiled filter pattern.
#[derive(Debug, Clone)]
pub struct Pattern(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Everything,
    Terms(TermPattern),
    Json(JsonPattern),
    Space(SpacePattern),
}

impl Pattern {
    /// Compiles a pattern. Blanks around it have no meaning; an empty one matches everything.
    pub fn parse(pattern: &str) -> Result<Self, PatternError> {
        if pattern.chars().count() > PATTERN_CHARS_MAX {
            return Err(PatternError::Invalid("more than 1,024 characters"));
        }
        let pattern = pattern.trim();
        let kind = match pattern.chars().next() {
            None => Kind::Everything,
            Some('{') => {
                Kind::Json(JsonPattern::parse(&mut Cursor::new(inside(pattern, '{', '}')?))?)
            }
            Some('[') => {
                Kind::Space(SpacePattern::parse(&mut Cursor::new(inside(pattern, '[', ']')?))?)
            }
            Some(_) => Kind::Terms(TermPattern::parse(&mut Cursor::new(pattern))?),
        };
        Ok(Self(kind))
    }

    /// Whether a log event with this message passes the filter.
    pub fn matches(&self, message: &str) -> bool {
        match &self.0 {
            Kind::Everything => true,
            Kind::Terms(terms) => terms.matches(message),
            Kind::Json(json) => json.matches(message),
            Kind::Space(space) => space.matches(message),
        }
    }

    /// The values that `TestMetricFilter` shows for a message that passes the filter: fields of a
    /// blank-separated pattern under `$name`, those that it does not name under `$position`
    /// counted from 1. Other kinds extract nothing, as on AWS. `None` where nothing matches.
    pub fn extract(&self, message: &str) -> Option<BTreeMap<String, String>> {
        match &self.0 {
            Kind::Space(space) => space.extract(message),
            _ => self.matches(message).then(BTreeMap::new),
        }
    }
}

/// What stands between the brace or bracket that opens a pattern and the one that closes it.
fn inside(pattern: &str, open: char, close: char) -> Result<&str, PatternError> {
    pattern
        .strip_prefix(open)
        .and_then(|rest| rest.strip_suffix(close))
        .ok_or(PatternError::Open { open, close })
}

/// Fuzz target: the first line is a pattern, the rest a message. Panics only on a defect.
#[doc(hidden)]
pub fn fuzz(input: &[u8]) {
    let input = String::from_utf8_lossy(input);
    let (pattern, message) = input.split_once('\n').unwrap_or((&input, ""));
    match Pattern::parse(pattern) {
        Ok(pattern) => {
            let extracted = pattern.extract(message);
            assert_eq!(pattern.matches(message), extracted.is_some(), "{pattern:?}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

#[cfg(test)]
mod tests;
