//! Items as DynamoDB JSON text, from values and, on the path of every read, straight from rows.
//!
//! Both ways make the same bytes. Start at [`write_json`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::item_codec::{
    BINARY, BINARY_SET, Decoded, FALSE, LIST, MAP, NULL, NUMBER, NUMBER_NEGATIVE, NUMBER_SET,
    Reader, STRING, STRING_SET, TRUE,
};
use crate::{AttributeValue, Item, Number};

/// Appends a row as DynamoDB JSON, `{"name":{"S":"x"},…}`.
pub fn write_json(row: &[u8], out: &mut Vec<u8>) -> Decoded<()> {
    let mut reader = Reader::open(row)?;
    out.reserve(row.len() * 5 / 4);
    reader.json_attributes(0, out)?;
    reader.finish()
}

/// Appends those attributes of a row that `wanted` names, as DynamoDB JSON. For projections of
/// whole attributes; paths into them need [`crate::item_codec::decode`].
pub fn write_json_of(row: &[u8], wanted: impl Fn(&str) -> bool, out: &mut Vec<u8>) -> Decoded<()> {
    let mut reader = Reader::open(row)?;
    let mut mark = b'{';
    for _ in 0..reader.varint()? {
        let name = reader.text()?;
        if !wanted(name) {
            reader.skip()?;
            continue;
        }
        out.push(mark);
        mark = b',';
        json_text(name, out);
        out.push(b':');
        reader.json_value(0, out)?;
    }
    if mark == b'{' {
        out.push(mark);
    }
    out.push(b'}');
    reader.finish()
}

/// Appends an item as DynamoDB JSON, byte for byte what [`write_json`] makes of its row.
pub fn write_item_json(item: &Item, out: &mut Vec<u8>) {
    write_all(b'{', b'}', item, out, |(name, value), out| {
        json_text(name, out);
        out.push(b':');
        write_value_json(value, out);
    });
}

/// Appends one value as DynamoDB JSON, `{"S":"x"}`.
pub fn write_value_json(value: &AttributeValue, out: &mut Vec<u8>) {
    match value {
        AttributeValue::S(text) => {
            out.extend_from_slice(b"{\"S\":");
            json_text(text, out);
        }
        AttributeValue::N(number) => {
            out.extend_from_slice(b"{\"N\":");
            json_number(*number, out);
        }
        AttributeValue::B(bytes) => {
            out.extend_from_slice(b"{\"B\":");
            json_binary(bytes, out);
        }
        AttributeValue::Bool(true) => out.extend_from_slice(b"{\"BOOL\":true"),
        AttributeValue::Bool(false) => out.extend_from_slice(b"{\"BOOL\":false"),
        AttributeValue::Null => out.extend_from_slice(b"{\"NULL\":true"),
        AttributeValue::L(list) => {
            out.extend_from_slice(b"{\"L\":");
            write_all(b'[', b']', list, out, write_value_json);
        }
        AttributeValue::M(map) => {
            out.extend_from_slice(b"{\"M\":");
            write_item_json(map, out);
        }
        AttributeValue::Ss(set) => {
            out.extend_from_slice(b"{\"SS\":");
            write_all(b'[', b']', set, out, |text, out| json_text(text, out));
        }
        AttributeValue::Ns(set) => {
            out.extend_from_slice(b"{\"NS\":");
            write_all(b'[', b']', set, out, |number, out| {
                json_number(*number, out);
            });
        }
        AttributeValue::Bs(set) => {
            out.extend_from_slice(b"{\"BS\":");
            write_all(b'[', b']', set, out, |bytes, out| json_binary(bytes, out));
        }
    }
    out.push(b'}');
}

fn write_all<T>(
    open: u8,
    close: u8,
    members: impl IntoIterator<Item = T>,
    out: &mut Vec<u8>,
    mut write: impl FnMut(T, &mut Vec<u8>),
) {
    out.push(open);
    for (at, member) in members.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(member, out);
    }
    out.push(close);
}

impl Reader<'_> {
    fn json_attributes(&mut self, depth: usize, out: &mut Vec<u8>) -> Decoded<()> {
        out.push(b'{');
        for at in 0..self.varint()? {
            if at > 0 {
                out.push(b',');
            }
            json_text(self.text()?, out);
            out.push(b':');
            self.json_value(depth, out)?;
        }
        out.push(b'}');
        Ok(())
    }

    fn json_many(
        &mut self,
        depth: usize,
        out: &mut Vec<u8>,
        mut write: impl FnMut(&mut Self, &mut Vec<u8>) -> Decoded<()>,
    ) -> Decoded<()> {
        out.push(b'[');
        self.body(depth, |reader| {
            for at in 0..reader.varint()? {
                if at > 0 {
                    out.push(b',');
                }
                write(reader, out)?;
            }
            Ok(())
        })?;
        out.push(b']');
        Ok(())
    }

    fn json_value(&mut self, depth: usize, out: &mut Vec<u8>) -> Decoded<()> {
        match self.byte()? {
            STRING => {
                out.extend_from_slice(b"{\"S\":");
                json_text(self.text()?, out);
            }
            tag @ (NUMBER | NUMBER_NEGATIVE) => {
                out.extend_from_slice(b"{\"N\":");
                json_number(self.number(tag == NUMBER_NEGATIVE)?, out);
            }
            BINARY => {
                out.extend_from_slice(b"{\"B\":");
                json_binary(self.bytes()?, out);
            }
            FALSE => out.extend_from_slice(b"{\"BOOL\":false"),
            TRUE => out.extend_from_slice(b"{\"BOOL\":true"),
            NULL => out.extend_from_slice(b"{\"NULL\":true"),
            LIST => {
                out.extend_from_slice(b"{\"L\":");
                self.json_many(depth, out, |reader, out| reader.json_value(depth + 1, out))?;
            }
            MAP => {
                out.extend_from_slice(b"{\"M\":");
                self.body(depth, |reader| reader.json_attributes(depth + 1, out))?;
            }
            STRING_SET => {
                out.extend_from_slice(b"{\"SS\":");
                self.json_many(depth, out, |reader, out| {
                    json_text(reader.text()?, out);
                    Ok(())
                })?;
            }
            NUMBER_SET => {
                out.extend_from_slice(b"{\"NS\":");
                self.json_many(depth, out, |reader, out| {
                    json_number(reader.member_number()?, out);
                    Ok(())
                })?;
            }
            BINARY_SET => {
                out.extend_from_slice(b"{\"BS\":");
                self.json_many(depth, out, |reader, out| {
                    json_binary(reader.bytes()?, out);
                    Ok(())
                })?;
            }
            _ => return Err(self.damaged()),
        }
        out.push(b'}');
        Ok(())
    }
}

fn json_number(number: Number, out: &mut Vec<u8>) {
    out.push(b'"');
    number.write_text(out);
    out.push(b'"');
}

fn json_binary(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    let start = out.len();
    out.resize(start + bytes.len().div_ceil(3) * 4, 0);
    let written = BASE64.encode_slice(bytes, &mut out[start..]).unwrap_or(0);
    out.truncate(start + written);
    out.push(b'"');
}

/// Appends a JSON string: runs without anything to escape are copied whole.
fn json_text(text: &str, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (plain, escaped) = rest.split_at(plain_length(rest));
        out.extend_from_slice(plain);
        let Some((byte, behind)) = escaped.split_first() else { break };
        rest = behind;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            control => {
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(control >> 4)]);
                out.push(HEX[usize::from(control & 15)]);
            }
        }
    }
    out.push(b'"');
}

/// Bytes before the first that a JSON string must escape. Looks at blocks without a branch a
/// byte, which the compiler makes vector code of: every answer passes here.
fn plain_length(bytes: &[u8]) -> usize {
    const BLOCK: usize = 32;
    let special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    let mut at = 0;
    for block in bytes.chunks_exact(BLOCK) {
        if block.iter().fold(false, |any, byte| any | special(byte)) {
            break;
        }
        at += BLOCK;
    }
    bytes[at..].iter().position(special).map_or(bytes.len(), |more| at + more)
}
