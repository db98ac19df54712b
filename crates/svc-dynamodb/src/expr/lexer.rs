//! Cuts an expression into tokens. Every byte that is not white space belongs to a token, so
//! that a refusal can quote the text around the one at fault; it never fails itself.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A keyword, function or attribute name.
    Word,
    /// `#name`.
    NameRef,
    /// `:value`.
    ValueRef,
    /// Digits.
    Number,
    /// An operator or punctuation.
    Symbol,
    /// A character that starts nothing.
    Stray,
    /// Behind the last token.
    End,
}

/// A token: its kind and where it stands in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The tokens of an expression; the last is [`Kind::End`].
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 3 + 1);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let run = |from: usize, keep: fn(&u8) -> bool| {
            from + bytes[from..].iter().take_while(|byte| keep(byte)).count()
        };
        let word: fn(&u8) -> bool = |byte| byte.is_ascii_alphanumeric() || *byte == b'_';
        let (kind, end) = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => (Kind::Word, run(at, word)),
            b'0'..=b'9' => (Kind::Number, run(at, u8::is_ascii_digit)),
            b'#' | b':' if bytes.get(at + 1).is_some_and(word) => {
                let kind = if *byte == b'#' { Kind::NameRef } else { Kind::ValueRef };
                (kind, run(at + 1, word))
            }
            b'<' if matches!(bytes.get(at + 1), Some(b'>' | b'=')) => (Kind::Symbol, at + 2),
            b'>' if bytes.get(at + 1) == Some(&b'=') => (Kind::Symbol, at + 2),
            b'=' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b',' | b'.' | b'+' | b'-' => {
                (Kind::Symbol, at + 1)
            }
            _ => {
                let length = text[at..].chars().next().map_or(1, char::len_utf8);
                (Kind::Stray, at + length)
            }
        };
        tokens.push(Token { kind, start: at, end });
        at = end;
    }
    tokens.push(Token { kind: Kind::End, start: bytes.len(), end: bytes.len() });
    tokens
}
