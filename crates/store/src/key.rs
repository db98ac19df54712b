//! Keys as tuples of parts, encoded so that the order of the bytes is the order of the parts.
//!
//! A text or byte part ends with a zero byte, and a zero byte inside it is written `00 FF`; so no
//! part is the beginning of another one, and `a/b` is not confused with `a` followed by `b`.

use std::fmt;

/// The account and region that every key starts with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The twelve digits of the account.
    pub account: String,
    /// The region; empty for what an account has once, such as its roles.
    pub region: String,
}

impl Scope {
    /// The scope of `account` in `region`.
    pub fn new(account: impl Into<String>, region: impl Into<String>) -> Self {
        Self { account: account.into(), region: region.into() }
    }
}

/// An encoded key, or the beginning of one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Vec<u8>);

impl Key {
    /// The key of `parts` in `table`, for `scope`.
    pub fn new(scope: &Scope, table: &str, parts: impl KeyParts) -> Self {
        let mut out = Vec::with_capacity(64);
        scope.account.as_str().encode(&mut out);
        scope.region.as_str().encode(&mut out);
        table.encode(&mut out);
        parts.encode(&mut out);
        Self(out)
    }

    /// The encoded bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl AsRef<[u8]> for Key {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match parts_of(&self.0) {
            Some(parts) => f.debug_tuple("Key").field(&parts).finish(),
            None => f.debug_tuple("Key").field(&self.0).finish(),
        }
    }
}

const BYTES: u8 = 1;
const TEXT: u8 = 2;
const UNSIGNED: u8 = 3;
const SIGNED: u8 = 4;

/// One part of a key.
pub trait KeyPart {
    /// Append the encoded part.
    fn encode(&self, out: &mut Vec<u8>);
}

impl KeyPart for str {
    fn encode(&self, out: &mut Vec<u8>) {
        escaped(TEXT, self.as_bytes(), out);
    }
}

impl KeyPart for String {
    fn encode(&self, out: &mut Vec<u8>) {
        self.as_str().encode(out);
    }
}

impl KeyPart for [u8] {
    fn encode(&self, out: &mut Vec<u8>) {
        escaped(BYTES, self, out);
    }
}

impl KeyPart for Vec<u8> {
    fn encode(&self, out: &mut Vec<u8>) {
        self.as_slice().encode(out);
    }
}

impl KeyPart for u64 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(UNSIGNED);
        out.extend_from_slice(&self.to_be_bytes());
    }
}

impl KeyPart for i64 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(SIGNED);
        out.extend_from_slice(&(self.cast_unsigned() ^ (1 << 63)).to_be_bytes());
    }
}

impl<T: KeyPart + ?Sized> KeyPart for &T {
    fn encode(&self, out: &mut Vec<u8>) {
        (**self).encode(out);
    }
}

impl KeyPart for Part {
    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Text(part) => part.encode(out),
            Self::Bytes(part) => part.encode(out),
            Self::Unsigned(part) => part.encode(out),
            Self::Signed(part) => part.encode(out),
        }
    }
}

fn escaped(tag: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    for byte in bytes {
        out.push(*byte);
        if *byte == 0 {
            out.push(0xFF);
        }
    }
    out.push(0);
}

/// Some parts of a key: a tuple of them, or a slice.
pub trait KeyParts {
    /// Append the encoded parts.
    fn encode(&self, out: &mut Vec<u8>);
}

impl KeyParts for () {
    fn encode(&self, _out: &mut Vec<u8>) {}
}

impl KeyParts for &[Part] {
    fn encode(&self, out: &mut Vec<u8>) {
        for part in *self {
            KeyPart::encode(part, out);
        }
    }
}

macro_rules! tuples {
    ($($name:ident)+) => {
        impl<$($name: KeyPart),+> KeyParts for ($($name,)+) {
            #[expect(non_snake_case, reason = "a variable for each type, under its name")]
            fn encode(&self, out: &mut Vec<u8>) {
                let ($($name,)+) = self;
                $($name.encode(out);)+
            }
        }
    };
}
tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);

/// A decoded part of a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Raw bytes.
    Bytes(Vec<u8>),
    /// Text.
    Text(String),
    /// A number from 0.
    Unsigned(u64),
    /// A number that may be negative.
    Signed(i64),
}

impl Part {
    /// The text of a text part.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number of an unsigned part.
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Unsigned(number) = self { Some(*number) } else { None }
    }

    /// The number of a signed part.
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Signed(number) = self { Some(*number) } else { None }
    }

    /// The bytes of a byte part.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }
}

/// The parts of an encoded key: account, region, table name, then the key's own. `None` if the
/// bytes are no such encoding.
pub fn parts_of(mut key: &[u8]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    while !key.is_empty() {
        let (part, rest) = decode(key)?;
        parts.push(part);
        key = rest;
    }
    Some(parts)
}

/// The scope of an encoded key, and how long its encoding is.
pub fn scope_of(key: &[u8]) -> Option<(Scope, usize)> {
    let (account, rest) = decode(key)?;
    let (region, rest) = decode(rest)?;
    match (account, region) {
        (Part::Text(account), Part::Text(region)) => {
            Some((Scope { account, region }, key.len() - rest.len()))
        }
        _ => None,
    }
}

fn decode(key: &[u8]) -> Option<(Part, &[u8])> {
    let (tag, rest) = key.split_first()?;
    match *tag {
        UNSIGNED => {
            let (number, rest) = rest.split_first_chunk()?;
            Some((Part::Unsigned(u64::from_be_bytes(*number)), rest))
        }
        SIGNED => {
            let (number, rest) = rest.split_first_chunk()?;
            let number = (u64::from_be_bytes(*number) ^ (1 << 63)).cast_signed();
            Some((Part::Signed(number), rest))
        }
        TEXT => {
            let (bytes, rest) = unescaped(rest)?;
            Some((Part::Text(String::from_utf8(bytes).ok()?), rest))
        }
        BYTES => {
            let (bytes, rest) = unescaped(rest)?;
            Some((Part::Bytes(bytes), rest))
        }
        _ => None,
    }
}

fn unescaped(key: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        match (*key.get(at)?, key.get(at + 1)) {
            (0, Some(0xFF)) => {
                out.push(0);
                at += 2;
            }
            (0, _) => return Some((out, &key[at + 1..])),
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
}

/// The first key after all that begin with `prefix`; `None` if there is no such key.
pub fn prefix_end(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(part: &Part) -> Vec<u8> {
        let mut out = Vec::new();
        KeyPart::encode(part, &mut out);
        out
    }

    #[test]
    fn the_order_of_encoded_parts_is_the_order_of_the_parts() {
        let check = |mut parts: Vec<Part>| {
            parts.sort();
            for pair in parts.windows(2) {
                assert!(encoded(&pair[0]) < encoded(&pair[1]), "{pair:?}");
            }
        };
        check(
            ["", "a", "a\0", "a\0\0", "a\u{1}", "aa", "b", "é"]
                .map(|t| Part::Text(t.into()))
                .into(),
        );
        check(
            [vec![], vec![0], vec![0, 0], vec![0, 255], vec![1], vec![255]].map(Part::Bytes).into(),
        );
        check([0, 1, 255, 256, u64::MAX].map(Part::Unsigned).into());
        check([i64::MIN, -256, -1, 0, 1, i64::MAX].map(Part::Signed).into());
    }

    #[test]
    fn a_key_decodes_into_the_parts_it_was_made_of() {
        let scope = Scope::new("000000000000", "eu-central-1");
        let key = Key::new(&scope, "queues", ("a\0b", 7_u64, -7_i64, &b"\0\xFF"[..]));
        let parts = parts_of(key.as_ref()).expect("decode");
        assert_eq!(parts[0].as_str(), Some("000000000000"));
        assert_eq!(parts[2].as_str(), Some("queues"));
        assert_eq!(parts[3].as_str(), Some("a\0b"));
        assert_eq!(parts[4].as_u64(), Some(7));
        assert_eq!(parts[5].as_i64(), Some(-7));
        assert_eq!(parts[6].as_bytes(), Some(&b"\0\xFF"[..]));
        assert_eq!(scope_of(key.as_ref()).map(|(scope, _)| scope), Some(scope));
    }

    #[test]
    fn a_prefix_of_one_name_does_not_cover_a_longer_name() {
        let scope = Scope::new("1", "r");
        let (short, long) = (Key::new(&scope, "t", ("a",)), Key::new(&scope, "t", ("ab", 1_u64)));
        assert!(!long.as_ref().starts_with(short.as_ref()));
        assert!(Key::new(&scope, "t", ("a", 1_u64)).as_ref().starts_with(short.as_ref()));
    }

    #[test]
    fn the_end_of_a_prefix_follows_all_its_keys() {
        assert_eq!(prefix_end(b"ab"), Some(b"ac".to_vec()));
        assert_eq!(prefix_end(b"a\xFF"), Some(b"b".to_vec()));
        assert_eq!(prefix_end(b"\xFF"), None);
        assert_eq!(prefix_end(b""), None);
    }
}
