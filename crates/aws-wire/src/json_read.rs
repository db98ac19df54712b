//! JSON, read as the schema asks for it, straight from the body.
//!
//! A pull parser of our own because requests come from strangers and every one of them passes
//! here: no tree is built, nesting is bounded, doubled keys and lone surrogates are refused, and
//! what the schema does not know is skipped without being kept.

use aws_shape::read_types::{VisitEntry, VisitItem, VisitMember};
use aws_shape::{Bytes, Checks, ReadError, ReadResult, Reader, Schema, Timestamp};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Deeper nesting is refused.
const DEPTH_MAX: usize = 128;

/// Reads one JSON text.
pub struct JsonReader<'a> {
    input: &'a [u8],
    at: usize,
    depth: usize,
    checks: Checks,
    neutral: bool,
}

/// Read an awsJson body; an empty one is an empty structure.
pub(crate) fn decode(
    body: &[u8],
    read: &mut dyn FnMut(&mut dyn Reader) -> ReadResult,
) -> ReadResult<Checks> {
    let mut reader = JsonReader::new(if body.is_empty() { b"{}" } else { body });
    read(&mut reader)?;
    reader.finish()
}

impl<'a> JsonReader<'a> {
    /// A reader of `input`.
    pub fn new(input: &'a [u8]) -> Self {
        Self { input, at: 0, depth: 0, checks: Checks::new(), neutral: false }
    }

    /// A reader of what [`crate::JsonWriter::neutral`] writes: members under the model's names.
    pub fn neutral(input: &'a [u8]) -> Self {
        Self { neutral: true, ..Self::new(input) }
    }

    /// Nothing may follow the value. Returns what broke a constraint.
    pub fn finish(mut self) -> ReadResult<Checks> {
        self.blank();
        if self.at < self.input.len() {
            return Err(syntax());
        }
        Ok(self.checks)
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.input.get(self.at) {
            self.at += 1;
        }
    }

    /// The first byte of what comes next.
    fn peek(&mut self) -> ReadResult<u8> {
        self.blank();
        self.input.get(self.at).copied().ok_or_else(|| ReadError::new("Unexpected end of input"))
    }

    fn expect(&mut self, byte: u8, wanted: &str) -> ReadResult {
        let next = self.peek()?;
        if next == byte {
            self.at += 1;
            return Ok(());
        }
        Err(Self::wrong(next, wanted))
    }

    /// What comes next is not of the wanted kind.
    fn wrong(next: u8, wanted: &str) -> ReadError {
        ReadError::new(match next {
            b'{' => "Start of structure or map found where not expected.".to_owned(),
            b'[' => "Start of list found where not expected".to_owned(),
            b'"' => format!("STRING_VALUE can not be converted to {wanted}"),
            b't' => format!("TRUE_VALUE can not be converted to {wanted}"),
            b'f' => format!("FALSE_VALUE can not be converted to {wanted}"),
            b'n' => format!("NULL_VALUE can not be converted to {wanted}"),
            b'-' | b'0'..=b'9' => format!("NUMBER_VALUE can not be converted to {wanted}"),
            _ => return syntax(),
        })
    }

    fn null(&mut self) -> ReadResult<bool> {
        if self.peek()? == b'n' {
            self.word("null")?;
            return Ok(true);
        }
        Ok(false)
    }

    fn word(&mut self, word: &str) -> ReadResult {
        if self.input[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        Err(syntax())
    }

    fn open(&mut self, byte: u8, wanted: &str) -> ReadResult {
        self.expect(byte, wanted)?;
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(ReadError::new(format!("Nesting is deeper than {DEPTH_MAX}")));
        }
        Ok(())
    }

    /// After an opening bracket or a value: is there another value before `close`?
    fn more(&mut self, close: u8, first: bool) -> ReadResult<bool> {
        let next = self.peek()?;
        if next == close {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if !first {
            if next != b',' {
                return Err(syntax());
            }
            self.at += 1;
            if self.peek()? == close {
                return Err(syntax());
            }
        }
        Ok(true)
    }

    fn colon(&mut self) -> ReadResult {
        if self.peek()? != b':' {
            return Err(syntax());
        }
        self.at += 1;
        Ok(())
    }

    /// The text between quotes that begins here, borrowed if nothing in it is escaped.
    fn text(&mut self) -> ReadResult<std::borrow::Cow<'a, str>> {
        self.at += 1;
        let start = self.at;
        let input = self.input;
        let end = plain_end(input, start);
        if input.get(end) == Some(&b'"') {
            self.at = end + 1;
            return utf8(&input[start..end]).map(std::borrow::Cow::Borrowed);
        }
        let mut out = utf8(&input[start..end])?.to_owned();
        self.at = end;
        loop {
            match input.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(std::borrow::Cow::Owned(out));
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(byte) if *byte >= 0x20 => {
                    let end = plain_end(input, self.at);
                    out.push_str(utf8(&input[self.at..end])?);
                    self.at = end;
                }
                _ => return Err(syntax()),
            }
        }
    }

    fn escape(&mut self) -> ReadResult<char> {
        let kind = self.input.get(self.at + 1).copied().ok_or_else(syntax)?;
        self.at += 2;
        Ok(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if (0xdc00..0xe000).contains(&first) {
                    return Err(ReadError::new("Lone surrogate in a string"));
                }
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first).ok_or_else(syntax);
                }
                if !self.input[self.at..].starts_with(b"\\u") {
                    return Err(ReadError::new("Lone surrogate in a string"));
                }
                self.at += 2;
                let second = self.hex()?;
                if !(0xdc00..0xe000).contains(&second) {
                    return Err(ReadError::new("Lone surrogate in a string"));
                }
                let joined = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                char::from_u32(joined).ok_or_else(syntax)?
            }
            _ => return Err(syntax()),
        })
    }

    fn hex(&mut self) -> ReadResult<u32> {
        let digits = self.input.get(self.at..self.at + 4).ok_or_else(syntax)?;
        let mut value = 0;
        for digit in digits {
            value = value * 16 + char::from(*digit).to_digit(16).ok_or_else(syntax)?;
        }
        self.at += 4;
        Ok(value)
    }

    /// The text of a number.
    fn number(&mut self, wanted: &str) -> ReadResult<&'a str> {
        let next = self.peek()?;
        if !matches!(next, b'-' | b'0'..=b'9') {
            return Err(Self::wrong(next, wanted));
        }
        let start = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            while reader.input.get(reader.at).is_some_and(u8::is_ascii_digit) {
                reader.at += 1;
            }
            reader.at - from
        };
        self.at += usize::from(next == b'-');
        let leading_zero = self.input.get(self.at) == Some(&b'0');
        let whole = digits(self);
        if whole == 0 || (leading_zero && whole > 1) {
            return Err(syntax());
        }
        if self.input.get(self.at) == Some(&b'.') {
            self.at += 1;
            if digits(self) == 0 {
                return Err(syntax());
            }
        }
        if let Some(b'e' | b'E') = self.input.get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.input.get(self.at) {
                self.at += 1;
            }
            if digits(self) == 0 {
                return Err(syntax());
            }
        }
        utf8(&self.input[start..self.at])
    }

    /// Pass over whatever value comes next.
    fn skip(&mut self) -> ReadResult {
        match self.peek()? {
            b'{' => {
                self.open(b'{', "")?;
                let mut first = true;
                while self.more(b'}', first)? {
                    first = false;
                    if self.peek()? != b'"' {
                        return Err(syntax());
                    }
                    self.text()?;
                    self.colon()?;
                    self.skip()?;
                }
            }
            b'[' => {
                self.open(b'[', "")?;
                let mut first = true;
                while self.more(b']', first)? {
                    first = false;
                    self.skip()?;
                }
            }
            b'"' => {
                self.text()?;
            }
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => {
                self.number("")?;
            }
        }
        Ok(())
    }
}

fn syntax() -> ReadError {
    ReadError::new("Unexpected token received from parser")
}

fn utf8(bytes: &[u8]) -> ReadResult<&str> {
    std::str::from_utf8(bytes).map_err(|_| ReadError::new("Invalid UTF-8 in a string"))
}

/// Where the run of characters that need no care ends: at a quote, an escape, a control character
/// or the end.
fn plain_end(input: &[u8], start: usize) -> usize {
    let run = input[start..].iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
    run.map_or(input.len(), |run| start + run)
}

impl Reader for JsonReader<'_> {
    fn structure(&mut self, schema: &'static Schema, visit: &mut VisitMember<'_>) -> ReadResult {
        self.open(b'{', "a structure")?;
        let members = schema.members();
        let mut first = true;
        let mut guess = 0;
        while self.more(b'}', first)? {
            first = false;
            if self.peek()? != b'"' {
                return Err(syntax());
            }
            let name = self.text()?;
            self.colon()?;
            // Clients send members in the model's order: look at the next one first.
            let found = match members.get(guess) {
                _ if self.neutral => members.iter().position(|member| member.name == name),
                Some(member) if member.wire == name => Some(guess),
                _ => schema.member_index(&name),
            };
            match found {
                Some(index) if !self.null()? => {
                    guess = index + 1;
                    visit(self, index)?;
                }
                Some(_) => {}
                None => self.skip()?,
            }
        }
        Ok(())
    }

    fn list(&mut self, _: &'static Schema, visit: &mut VisitItem<'_>) -> ReadResult {
        self.open(b'[', "a list")?;
        let mut first = true;
        while self.more(b']', first)? {
            first = false;
            if self.null()? {
                self.checks.null_item();
            } else {
                visit(self)?;
            }
        }
        Ok(())
    }

    fn map(&mut self, _: &'static Schema, visit: &mut VisitEntry<'_>) -> ReadResult {
        self.open(b'{', "a map")?;
        let mut first = true;
        while self.more(b'}', first)? {
            first = false;
            if self.peek()? != b'"' {
                return Err(syntax());
            }
            let key = self.text()?.into_owned();
            self.colon()?;
            if self.null()? {
                self.checks.null_item();
            } else {
                visit(self, key)?;
            }
        }
        Ok(())
    }

    fn string(&mut self) -> ReadResult<String> {
        match self.peek()? {
            b'"' => self.text().map(std::borrow::Cow::into_owned),
            next => Err(Self::wrong(next, "String")),
        }
    }

    fn blob(&mut self) -> ReadResult<Bytes> {
        let next = self.peek()?;
        if next != b'"' {
            return Err(Self::wrong(next, "Blob"));
        }
        let text = self.text()?;
        decode_base64(&text)
    }

    fn boolean(&mut self) -> ReadResult<bool> {
        match self.peek()? {
            b't' => self.word("true").map(|()| true),
            b'f' => self.word("false").map(|()| false),
            next => Err(Self::wrong(next, "Boolean")),
        }
    }

    fn integer(&mut self) -> ReadResult<i64> {
        let text = self.number("Long")?;
        if let Ok(value) = text.parse() {
            return Ok(value);
        }
        // 1.0 and 1e3 are whole as well.
        let value: f64 = text.parse().map_err(|_| syntax())?;
        if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
            return Ok(value as i64);
        }
        Err(ReadError::new(format!("NUMBER_VALUE {text} can not be converted to Long")))
    }

    fn double(&mut self) -> ReadResult<f64> {
        if self.peek()? == b'"' {
            return match &*self.text()? {
                "NaN" => Ok(f64::NAN),
                "Infinity" => Ok(f64::INFINITY),
                "-Infinity" => Ok(f64::NEG_INFINITY),
                _ => Err(ReadError::new("STRING_VALUE can not be converted to Double")),
            };
        }
        let text = self.number("Double")?;
        let value: f64 = text.parse().map_err(|_| syntax())?;
        if value.is_finite() {
            return Ok(value);
        }
        Err(ReadError::new(format!("NUMBER_VALUE {text} is out of range for Double")))
    }

    fn timestamp(&mut self) -> ReadResult<Timestamp> {
        let found = if self.peek()? == b'"' {
            Timestamp::parse(&self.text()?)
        } else {
            self.number("Timestamp")?.parse().ok().and_then(Timestamp::from_epoch_seconds)
        };
        found.ok_or_else(|| ReadError::new("The value can not be converted to Timestamp"))
    }

    fn skip_value(&mut self) -> ReadResult {
        self.skip()
    }

    fn checks(&mut self) -> &mut Checks {
        &mut self.checks
    }
}

/// Base64 of any client: padded or not.
pub(crate) fn decode_base64(text: &str) -> ReadResult<Bytes> {
    let bare = text.trim_end_matches('=');
    let padded = text.len().is_multiple_of(4);
    let decoded = if padded {
        STANDARD.decode(text)
    } else {
        base64::engine::general_purpose::STANDARD_NO_PAD.decode(bare)
    };
    decoded.map(Bytes::from).map_err(|_| ReadError::new("Invalid base64 in a blob"))
}
