//! Reading a pattern from left to right: the one place that walks over its characters.
//!
//! Knows quotes, expressions between `%` and blanks; knows no grammar. Start at [`Cursor`].

use super::PatternError;
use super::regex::Regex;

/// AWS's quota for expressions in one pattern.
const REGEXES_MAX: usize = 2;

/// What is left to read of a pattern.
pub(super) struct Cursor<'p> {
    rest: &'p str,
    regexes: usize,
}

impl<'p> Cursor<'p> {
    pub fn new(pattern: &'p str) -> Self {
        Self { rest: pattern, regexes: 0 }
    }

    pub fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Where the cursor stands, for [`Cursor::go_back`].
    pub fn mark(&self) -> &'p str {
        self.rest
    }

    pub fn go_back(&mut self, mark: &'p str) {
        self.rest = mark;
    }

    /// Takes `token` if it comes next.
    pub fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes `keyword` in any case, if it comes next and no further letter follows it.
    pub fn eat_keyword(&mut self, keyword: &str) -> bool {
        let mark = self.rest;
        if self.take_while(|c| c.is_ascii_alphabetic()).eq_ignore_ascii_case(keyword) {
            return true;
        }
        self.rest = mark;
        false
    }

    /// Takes characters as long as `accept` holds; possibly none.
    pub fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'p str {
        let end = self.rest.find(|c| !accept(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Takes characters up to `end`, and `end` itself.
    pub fn take_until(&mut self, end: char) -> Option<&'p str> {
        let (taken, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(taken)
    }

    /// Takes a phrase in double quotes, if one comes next. A backslash makes the quotation mark
    /// or backslash after it an ordinary character, and is an ordinary one before anything else.
    pub fn quoted(&mut self) -> Result<Option<String>, PatternError> {
        if !self.eat("\"") {
            return Ok(None);
        }
        let mut phrase = String::new();
        let mut chars = self.rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(Some(phrase));
                }
                '\\' => phrase.push(
                    chars.next_if(|(_, next)| matches!(next, '"' | '\\')).map_or('\\', |(_, c)| c),
                ),
                _ => phrase.push(c),
            }
        }
        Err(PatternError::Invalid("a quotation mark is not closed"))
    }

    /// Takes an expression between percent signs, if one comes next.
    pub fn regex(&mut self) -> Result<Option<Regex>, PatternError> {
        if !self.eat("%") {
            return Ok(None);
        }
        let expression =
            self.take_until('%').ok_or(PatternError::Invalid("an expression is not closed"))?;
        self.regexes += 1;
        if self.regexes > REGEXES_MAX {
            return Err(PatternError::Invalid("more than two expressions"));
        }
        Regex::parse(expression).map(Some)
    }
}

/// A character that a term or value may contain without quotes.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
