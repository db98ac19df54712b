//! The byte form of a stored item.
//!
//! Format 1: a byte 1, the number of attributes, then for each its name and value, in the order
//! of names. Integers are LEB128; names, strings and binaries have their length before them; a
//! value starts with a tag; lists, maps and sets have the length of their body in four bytes
//! (little endian) before it, so that a projection steps over them. A number is a tag that holds
//! its sign, its exponent (zigzag) and coefficient.
//!
//! Start at [`encode`] and [`decode`]; `item_json` writes a row as JSON without decoding it.
//! The wire codecs know nothing of it.

use crate::{AttributeValue, Item, Number};

const FORMAT: u8 = 1;
/// Deeper rows than any that the rules let in are damaged: decoding must not exhaust the stack.
const DEPTH_MAX: usize = 40;

pub(crate) const STRING: u8 = 1;
pub(crate) const NUMBER: u8 = 2;
pub(crate) const NUMBER_NEGATIVE: u8 = 3;
pub(crate) const BINARY: u8 = 4;
pub(crate) const FALSE: u8 = 5;
pub(crate) const TRUE: u8 = 6;
pub(crate) const NULL: u8 = 7;
pub(crate) const LIST: u8 = 8;
pub(crate) const MAP: u8 = 9;
pub(crate) const STRING_SET: u8 = 10;
pub(crate) const NUMBER_SET: u8 = 11;
pub(crate) const BINARY_SET: u8 = 12;

/// A row that is not one of ours: damaged, or of a format that this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DamagedRow {
    /// Offset at which decoding failed.
    pub at: usize,
}

impl std::fmt::Display for DamagedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "item row is damaged at byte {}", self.at)
    }
}

impl std::error::Error for DamagedRow {}

pub(crate) type Decoded<T> = Result<T, DamagedRow>;

/// The row of an item.
pub fn encode(item: &Item) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    encode_into(item, &mut out);
    out
}

/// Appends the row of an item.
pub fn encode_into(item: &Item, out: &mut Vec<u8>) {
    out.push(FORMAT);
    encode_attributes(item, out);
}

/// The item of a row.
pub fn decode(row: &[u8]) -> Decoded<Item> {
    let mut reader = Reader::open(row)?;
    let item = reader.attributes(0)?;
    reader.finish()?;
    Ok(item)
}

/// One attribute of a row, without decoding the others.
pub fn attribute(row: &[u8], name: &str) -> Decoded<Option<AttributeValue>> {
    let mut reader = Reader::open(row)?;
    for _ in 0..reader.varint()? {
        if reader.text()? == name {
            return reader.value(0).map(Some);
        }
        reader.skip()?;
    }
    Ok(None)
}

fn encode_attributes(item: &Item, out: &mut Vec<u8>) {
    write_varint(item.len() as u128, out);
    for (name, value) in item {
        write_bytes(name.as_bytes(), out);
        encode_value(value, out);
    }
}

fn encode_value(value: &AttributeValue, out: &mut Vec<u8>) {
    match value {
        AttributeValue::S(text) => {
            out.push(STRING);
            write_bytes(text.as_bytes(), out);
        }
        AttributeValue::N(number) => encode_number(*number, out),
        AttributeValue::B(bytes) => {
            out.push(BINARY);
            write_bytes(bytes, out);
        }
        AttributeValue::Bool(value) => out.push(if *value { TRUE } else { FALSE }),
        AttributeValue::Null => out.push(NULL),
        AttributeValue::L(list) => with_length(LIST, out, |out| {
            write_varint(list.len() as u128, out);
            for value in list {
                encode_value(value, out);
            }
        }),
        AttributeValue::M(map) => with_length(MAP, out, |out| encode_attributes(map, out)),
        AttributeValue::Ss(set) => with_length(STRING_SET, out, |out| {
            write_varint(set.len() as u128, out);
            for text in set {
                write_bytes(text.as_bytes(), out);
            }
        }),
        AttributeValue::Ns(set) => with_length(NUMBER_SET, out, |out| {
            write_varint(set.len() as u128, out);
            for number in set {
                encode_number(*number, out);
            }
        }),
        AttributeValue::Bs(set) => with_length(BINARY_SET, out, |out| {
            write_varint(set.len() as u128, out);
            for bytes in set {
                write_bytes(bytes, out);
            }
        }),
    }
}

fn with_length(tag: u8, out: &mut Vec<u8>, body: impl FnOnce(&mut Vec<u8>)) {
    out.push(tag);
    let start = out.len();
    out.extend([0; 4]);
    body(out);
    let length = (out.len() - start - 4) as u32;
    out[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

fn encode_number(number: Number, out: &mut Vec<u8>) {
    let (negative, coefficient, exponent) = number.parts();
    out.push(if negative { NUMBER_NEGATIVE } else { NUMBER });
    write_varint(u128::from(((exponent << 1) ^ (exponent >> 15)).cast_unsigned()), out);
    write_varint(coefficient, out);
}

fn write_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    write_varint(bytes.len() as u128, out);
    out.extend_from_slice(bytes);
}

fn write_varint(value: u128, out: &mut Vec<u8>) {
    let mut rest = value;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// A position in a row.
pub(crate) struct Reader<'a> {
    row: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn open(row: &'a [u8]) -> Decoded<Self> {
        match row.first() {
            Some(&FORMAT) => Ok(Self { row, at: 1 }),
            _ => Err(DamagedRow { at: 0 }),
        }
    }

    pub(crate) fn damaged(&self) -> DamagedRow {
        DamagedRow { at: self.at }
    }

    pub(crate) fn finish(&self) -> Decoded<()> {
        if self.at == self.row.len() { Ok(()) } else { Err(self.damaged()) }
    }

    pub(crate) fn byte(&mut self) -> Decoded<u8> {
        let byte = *self.row.get(self.at).ok_or(DamagedRow { at: self.at })?;
        self.at += 1;
        Ok(byte)
    }

    pub(crate) fn take(&mut self, length: usize) -> Decoded<&'a [u8]> {
        let end = self.at.checked_add(length).ok_or(DamagedRow { at: self.at })?;
        let bytes = self.row.get(self.at..end).ok_or(DamagedRow { at: self.at })?;
        self.at = end;
        Ok(bytes)
    }

    pub(crate) fn varint(&mut self) -> Decoded<usize> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(usize::from(first));
        }
        self.at -= 1;
        usize::try_from(self.wide()?).map_err(|_| self.damaged())
    }

    pub(crate) fn wide(&mut self) -> Decoded<u128> {
        let mut value = 0u128;
        // 18 groups of 7 bits: 126, as many as 38 digits need.
        for shift in (0..126).step_by(7) {
            let byte = self.byte()?;
            value |= u128::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        // One group more: 10^38 needs 127 bits.
        match self.byte()? {
            byte @ 0..=1 => Ok(value | u128::from(byte) << 126),
            _ => Err(self.damaged()),
        }
    }

    pub(crate) fn bytes(&mut self) -> Decoded<&'a [u8]> {
        let length = self.varint()?;
        self.take(length)
    }

    pub(crate) fn text(&mut self) -> Decoded<&'a str> {
        let at = self.at;
        std::str::from_utf8(self.bytes()?).map_err(|_| DamagedRow { at })
    }

    pub(crate) fn number(&mut self, negative: bool) -> Decoded<Number> {
        let at = self.at;
        let zigzag = u16::try_from(self.wide()?).map_err(|_| DamagedRow { at })?;
        let exponent = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
        let coefficient = self.wide()?;
        Number::from_parts(negative, coefficient, exponent).ok_or(DamagedRow { at })
    }

    /// Reads the body of a list, map or set, which must be as long as the length before it says.
    pub(crate) fn body<T>(
        &mut self,
        depth: usize,
        read: impl FnOnce(&mut Self) -> Decoded<T>,
    ) -> Decoded<T> {
        if depth > DEPTH_MAX {
            return Err(self.damaged());
        }
        let length = self.length()?;
        let end = self.at + length;
        let body = read(self)?;
        if self.at == end { Ok(body) } else { Err(self.damaged()) }
    }

    fn length(&mut self) -> Decoded<usize> {
        Ok(self.take(4)?.iter().rev().fold(0, |length, byte| length << 8 | usize::from(*byte)))
    }

    /// Steps over one value.
    pub(crate) fn skip(&mut self) -> Decoded<()> {
        match self.byte()? {
            STRING | BINARY => self.bytes().map(|_| ()),
            NUMBER | NUMBER_NEGATIVE => {
                self.wide()?;
                self.wide().map(|_| ())
            }
            FALSE | TRUE | NULL => Ok(()),
            LIST | MAP | STRING_SET | NUMBER_SET | BINARY_SET => {
                let length = self.length()?;
                self.take(length).map(|_| ())
            }
            _ => Err(self.damaged()),
        }
    }

    pub(crate) fn attributes(&mut self, depth: usize) -> Decoded<Item> {
        let mut item = Item::new();
        for _ in 0..self.varint()? {
            let name = self.text()?.to_owned();
            item.insert(name, self.value(depth)?);
        }
        Ok(item)
    }

    pub(crate) fn many<T>(
        &mut self,
        depth: usize,
        mut read: impl FnMut(&mut Self) -> Decoded<T>,
    ) -> Decoded<Vec<T>> {
        self.body(depth, |reader| {
            let count = reader.varint()?;
            // A damaged count must not reserve memory: every member takes a byte at least.
            let mut members = Vec::with_capacity(count.min(reader.row.len() - reader.at));
            for _ in 0..count {
                members.push(read(reader)?);
            }
            Ok(members)
        })
    }

    pub(crate) fn member_number(&mut self) -> Decoded<Number> {
        match self.byte()? {
            NUMBER => self.number(false),
            NUMBER_NEGATIVE => self.number(true),
            _ => Err(self.damaged()),
        }
    }

    pub(crate) fn value(&mut self, depth: usize) -> Decoded<AttributeValue> {
        Ok(match self.byte()? {
            STRING => AttributeValue::S(self.text()?.to_owned()),
            NUMBER => AttributeValue::N(self.number(false)?),
            NUMBER_NEGATIVE => AttributeValue::N(self.number(true)?),
            BINARY => AttributeValue::B(self.bytes()?.to_vec()),
            FALSE => AttributeValue::Bool(false),
            TRUE => AttributeValue::Bool(true),
            NULL => AttributeValue::Null,
            LIST => AttributeValue::L(self.many(depth, |reader| reader.value(depth + 1))?),
            MAP => AttributeValue::M(self.body(depth, |reader| reader.attributes(depth + 1))?),
            STRING_SET => {
                AttributeValue::Ss(self.many(depth, |reader| reader.text().map(str::to_owned))?)
            }
            NUMBER_SET => AttributeValue::Ns(self.many(depth, Self::member_number)?),
            BINARY_SET => {
                AttributeValue::Bs(self.many(depth, |reader| reader.bytes().map(<[u8]>::to_vec))?)
            }
            _ => return Err(self.damaged()),
        })
    }
}
