//! The small language of regular expressions that filter patterns allow between percent signs.
//!
//! AWS names the characters that it supports: letters and digits, `:_#=@/;,-` and blank, the
//! operators `^ $ ? [ ] { } | \ * + .`, the escapes `\d \D \s \S \w \W \xhh`. No groups, no
//! characters beyond ASCII. This module refuses the rest and translates what remains into the
//! `regex` crate's language, which never backtracks: its classes are Unicode and can be nested
//! and subtracted, ours are plain lists.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::Chars;

use super::PatternError;

/// What one expression may occupy once compiled: `a{1000}{1000}` asks for more.
const COMPILED_BYTES_MAX: usize = 1 << 20;

/// A compiled expression; it matches anywhere in a text unless anchored.
#[derive(Debug, Clone)]
pub(super) struct Regex(::regex::Regex);

impl Regex {
    pub fn parse(expression: &str) -> Result<Self, PatternError> {
        if expression.is_empty() {
            return Err(PatternError::Invalid("an empty expression"));
        }
        if let Some(at) = expression.find(|c| !is_supported(c)) {
            let run = &expression[at..];
            let end = run.find(is_supported).unwrap_or(run.len());
            return Err(PatternError::Term(run[..end].to_owned()));
        }
        let translated = translate(expression)?;
        ::regex::RegexBuilder::new(&translated)
            .size_limit(COMPILED_BYTES_MAX)
            .build()
            .map(Self)
            .map_err(|_| PatternError::Invalid("an expression that cannot be compiled"))
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

fn is_supported(c: char) -> bool {
    c.is_ascii_alphanumeric() || " :_#=@/;,-^$?[]{}|\\*+.".contains(c)
}

fn translate(expression: &str) -> Result<String, PatternError> {
    let mut out = String::with_capacity(expression.len() * 2);
    let mut chars = expression.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '^' | '$' | '?' | '|' | '*' | '+' | '.' => out.push(c),
            '[' => class(&mut chars, &mut out)?,
            '{' => repetition(&mut chars, &mut out)?,
            '\\' => match escape(&mut chars)? {
                Escape::Class(class) => out.push_str(class),
                Escape::Literal(c) => literal(c, &mut out),
            },
            _ => literal(c, &mut out),
        }
    }
    Ok(out)
}

/// Writes a character so that it means itself, inside a class and outside.
fn literal(c: char, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\x{{{:x}}}", u32::from(c));
}

enum Escape {
    Class(&'static str),
    Literal(char),
}

fn escape(chars: &mut Peekable<Chars<'_>>) -> Result<Escape, PatternError> {
    let c = chars.next().ok_or(PatternError::Invalid("an expression ends with a backslash"))?;
    Ok(match c {
        'd' => Escape::Class("[0-9]"),
        'D' => Escape::Class("[^0-9]"),
        's' => Escape::Class(r"[ \t\n\x0B\f\r]"),
        'S' => Escape::Class(r"[^ \t\n\x0B\f\r]"),
        'w' => Escape::Class("[A-Za-z0-9_]"),
        'W' => Escape::Class("[^A-Za-z0-9_]"),
        'x' => Escape::Literal(hexadecimal(chars)?),
        c if c.is_ascii_alphanumeric() => {
            return Err(PatternError::Term(format!("\\{c}")));
        }
        c => Escape::Literal(c),
    })
}

/// The two digits after `\x`: an ASCII character.
fn hexadecimal(chars: &mut Peekable<Chars<'_>>) -> Result<char, PatternError> {
    let mut digit = || chars.next().and_then(|c| c.to_digit(16));
    match (digit(), digit()) {
        (Some(high @ 0..=7), Some(low)) => {
            char::from_u32(high * 16 + low).ok_or(PatternError::Invalid("not a character"))
        }
        _ => Err(PatternError::Invalid("\\x needs two digits of an ASCII character")),
    }
}

/// The rest of `{m}`, `{m,}` or `{m,n}`.
fn repetition(chars: &mut Peekable<Chars<'_>>, out: &mut String) -> Result<(), PatternError> {
    const WRONG: PatternError = PatternError::Invalid("a repetition other than {m}, {m,} or {m,n}");
    let mut bounds = String::new();
    loop {
        match chars.next().ok_or(WRONG)? {
            '}' => break,
            c if c.is_ascii_digit() || c == ',' => bounds.push(c),
            _ => return Err(WRONG),
        }
    }
    let (least, most) = bounds.split_once(',').unwrap_or((&bounds, ""));
    if least.is_empty() || most.contains(',') {
        return Err(WRONG);
    }
    out.push('{');
    out.push_str(&bounds);
    out.push('}');
    Ok(())
}

/// The rest of `[...]` or `[^...]`.
fn class(chars: &mut Peekable<Chars<'_>>, out: &mut String) -> Result<(), PatternError> {
    const OPEN: PatternError = PatternError::Invalid("a class of characters is not closed");
    out.push('[');
    if chars.next_if_eq(&'^').is_some() {
        out.push('^');
    }
    let mut empty = true;
    loop {
        let first = match chars.next().ok_or(OPEN)? {
            ']' if empty => return Err(PatternError::Invalid("an empty class of characters")),
            ']' => break,
            '\\' => match escape(chars)? {
                Escape::Class(class) => {
                    empty = false;
                    out.push_str(class);
                    continue;
                }
                Escape::Literal(c) => c,
            },
            c => c,
        };
        empty = false;
        literal(first, out);
        if let Some(last) = range_end(chars)? {
            if last < first {
                return Err(PatternError::Invalid("a range of characters runs backwards"));
            }
            out.push('-');
            literal(last, out);
        }
    }
    out.push(']');
    Ok(())
}

/// The upper end of a range, if a hyphen and one more character of the class follow.
fn range_end(chars: &mut Peekable<Chars<'_>>) -> Result<Option<char>, PatternError> {
    let mut ahead = chars.clone();
    if ahead.next() != Some('-') || matches!(ahead.peek(), None | Some(']')) {
        return Ok(None);
    }
    let last = match ahead.next() {
        Some('\\') => match escape(&mut ahead)? {
            Escape::Literal(c) => c,
            Escape::Class(_) => return Err(PatternError::Invalid("a range ends with a class")),
        },
        Some(c) => c,
        None => return Ok(None),
    };
    *chars = ahead;
    Ok(Some(last))
}
