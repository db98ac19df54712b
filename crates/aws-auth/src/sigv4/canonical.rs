//! The canonical request and the string to sign, written into one buffer that each thread keeps.

use std::cell::RefCell;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::RequestView;

const HEX: &[u8; 16] = b"0123456789abcdef";
const UPPER_HEX: &[u8; 16] = b"0123456789ABCDEF";
/// A thread gives back what one huge request made its buffer grow to.
const KEPT_BYTES_MAX: usize = 64 * 1024;

/// Buffers that are reused from request to request.
#[derive(Default)]
pub(super) struct Scratch {
    /// Where the canonical request, then the string to sign, is written.
    pub text: Vec<u8>,
    /// Encoded query parameters, before they are sorted.
    encoded: Vec<u8>,
    pairs: Vec<Pair>,
}

/// Name and value of a query parameter, as places in `Scratch::encoded`.
struct Pair {
    name: Range<usize>,
    value: Range<usize>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Lends the thread's buffers to `work`.
pub(super) fn with_scratch<T>(work: impl FnOnce(&mut Scratch) -> T) -> T {
    SCRATCH.with_borrow_mut(|scratch| {
        let result = work(scratch);
        if scratch.text.capacity() > KEPT_BYTES_MAX
            || scratch.encoded.capacity() > KEPT_BYTES_MAX
            || scratch.pairs.capacity() > KEPT_BYTES_MAX / size_of::<Pair>()
        {
            *scratch = Scratch::default();
        }
        result
    })
}

/// What a canonical request is made of, beside the request itself.
#[derive(Clone, Copy)]
pub(super) struct Canonical<'a> {
    pub request: &'a RequestView<'a>,
    /// S3: the path is not encoded once more.
    pub raw_path: bool,
    /// Names in lower case, joined by `;`.
    pub signed_headers: &'a str,
    /// Hex of the body's hash or one of the words that stand for it.
    pub payload: &'a [u8],
}

impl Canonical<'_> {
    /// The hash of the canonical request. With `normal`, empty and dot segments of the path are
    /// resolved first.
    pub fn hash(&self, scratch: &mut Scratch, normal: bool) -> [u8; 32] {
        scratch.text.clear();
        scratch.text.extend_from_slice(self.request.method.as_bytes());
        scratch.text.push(b'\n');
        let path = if self.request.path.is_empty() { "/" } else { self.request.path };
        if self.raw_path {
            scratch.text.extend_from_slice(path.as_bytes());
        } else if normal {
            encode_path(&normal_path(path), &mut scratch.text);
        } else {
            encode_path(path, &mut scratch.text);
        }
        scratch.text.push(b'\n');
        query(self.request.query, scratch);
        scratch.text.push(b'\n');
        for name in self.signed_headers.split(';') {
            self.header(name, &mut scratch.text);
        }
        scratch.text.push(b'\n');
        scratch.text.extend_from_slice(self.signed_headers.as_bytes());
        scratch.text.push(b'\n');
        scratch.text.extend_from_slice(self.payload);
        Sha256::digest(&scratch.text).into()
    }

    /// `name:value,value\n`; a header that is signed but absent has an empty value.
    fn header(&self, name: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(name.as_bytes());
        out.push(b':');
        let mut present = false;
        self.request.headers.values(name, &mut |value| {
            if present {
                out.push(b',');
            }
            present = true;
            push_folded(value, out);
        });
        if !present
            && name == "host"
            && let Some(authority) = self.request.authority
        {
            push_folded(authority.as_bytes(), out);
        }
        out.push(b'\n');
    }
}

/// The string to sign, in `scratch.text`.
pub(super) fn string_to_sign(
    scratch: &mut Scratch,
    amz_date: &[u8; 16],
    [date, region, service]: [&str; 3],
    hash: &[u8; 32],
) {
    let text = &mut scratch.text;
    text.clear();
    text.extend_from_slice(super::ALGORITHM.as_bytes());
    text.push(b'\n');
    text.extend_from_slice(amz_date);
    text.push(b'\n');
    for part in [date, region, service] {
        text.extend_from_slice(part.as_bytes());
        text.push(b'/');
    }
    text.extend_from_slice(super::TERMINATOR.as_bytes());
    text.push(b'\n');
    text.extend_from_slice(&hex(hash));
}

/// Appends a header's value without space around it and with runs of space inside folded.
fn push_folded(value: &[u8], out: &mut Vec<u8>) {
    let value = value.trim_ascii();
    let blank = |byte: u8| matches!(byte, b' ' | b'\t');
    let plain = |pair: &[u8]| !(blank(pair[0]) && blank(pair[1])) && pair[0] != b'\t';
    if value.windows(2).all(plain) {
        out.extend_from_slice(value);
        return;
    }
    let mut after_blank = false;
    for byte in value {
        if blank(*byte) {
            after_blank = true;
            continue;
        }
        if std::mem::take(&mut after_blank) {
            out.push(b' ');
        }
        out.push(*byte);
    }
}

/// Lower-case hex.
pub(super) fn hex(bytes: &[u8; 32]) -> [u8; 64] {
    let mut out = [0; 64];
    for (pair, byte) in out.chunks_exact_mut(2).zip(bytes) {
        pair[0] = HEX[usize::from(byte >> 4)];
        pair[1] = HEX[usize::from(byte & 15)];
    }
    out
}

/// The 32 bytes that 64 lower-case hex digits name.
pub(super) fn unhex(text: &[u8]) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut out = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in out.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(out)
}

/// What needs no percent-encoding anywhere: RFC 3986's unreserved characters.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        table[byte] = c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

/// Appends `byte`, percent-encoded where it must be.
pub(super) fn push_encoded(byte: u8, out: &mut Vec<u8>) {
    if UNRESERVED[usize::from(byte)] {
        out.push(byte);
    } else {
        let digits = [UPPER_HEX[usize::from(byte >> 4)], UPPER_HEX[usize::from(byte & 15)]];
        out.extend_from_slice(&[b'%', digits[0], digits[1]]);
    }
}

fn encode_path(path: &str, out: &mut Vec<u8>) {
    for byte in path.bytes() {
        if byte == b'/' {
            out.push(byte);
        } else {
            push_encoded(byte, out);
        }
    }
}

/// Whether a path has segments that some clients sign resolved and send as they are.
pub(super) fn is_unresolved(path: &str) -> bool {
    let segments = path.strip_prefix('/').unwrap_or(path);
    let mut segments = segments.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        if matches!(segment, "." | "..") || (segment.is_empty() && !last) {
            return true;
        }
    }
    false
}

/// The path without empty and dot segments. A slash at the end stays.
fn normal_path(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let mut out = String::with_capacity(path.len());
    for segment in &segments {
        out.push('/');
        out.push_str(segment);
    }
    if out.is_empty() || path.ends_with('/') {
        out.push('/');
    }
    out
}

/// The byte that `%XX` at the start of `text` names.
fn escape(text: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    match text {
        [b'%', high, low, ..] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    }
}

/// Calls `each` with every byte of a query's name or value, decoded: `%XX` is one byte, `+` is a
/// space, and a `%` that begins no escape is itself.
pub(super) fn decode_query(text: &str, mut each: impl FnMut(u8)) {
    let mut rest = text.as_bytes();
    while let Some(&byte) = rest.first() {
        let (byte, length) = match escape(rest) {
            Some(byte) => (byte, 3),
            None if byte == b'+' => (b' ', 1),
            None => (byte, 1),
        };
        each(byte);
        rest = &rest[length..];
    }
}

/// Name and value of every parameter of a raw query, still encoded.
pub(super) fn raw_pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Appends the canonical query: every name and value decoded and encoded afresh, sorted by the
/// encoded name, then the encoded value. `X-Amz-Signature` is left out.
fn query(query: &str, scratch: &mut Scratch) {
    if query.is_empty() {
        return;
    }
    let Scratch { text, encoded, pairs } = scratch;
    encoded.clear();
    pairs.clear();
    for (name, value) in raw_pairs(query) {
        let start = encoded.len();
        decode_query(name, |byte| push_encoded(byte, encoded));
        let middle = encoded.len();
        if &encoded[start..] == b"X-Amz-Signature" {
            encoded.truncate(start);
            continue;
        }
        decode_query(value, |byte| push_encoded(byte, encoded));
        pairs.push(Pair { name: start..middle, value: middle..encoded.len() });
    }
    pairs.sort_unstable_by(|a, b| {
        let (a_name, b_name) = (&encoded[a.name.clone()], &encoded[b.name.clone()]);
        a_name.cmp(b_name).then_with(|| encoded[a.value.clone()].cmp(&encoded[b.value.clone()]))
    });
    for (index, pair) in pairs.iter().enumerate() {
        if index > 0 {
            text.push(b'&');
        }
        text.extend_from_slice(&encoded[pair.name.clone()]);
        text.push(b'=');
        text.extend_from_slice(&encoded[pair.value.clone()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_query(received: &str, canonical: &str) {
        let mut scratch = Scratch::default();
        query(received, &mut scratch);
        assert_eq!(String::from_utf8_lossy(&scratch.text), canonical);
    }

    #[test]
    fn query_parameters_are_sorted_by_their_encoded_names_then_values() {
        check_query("b=2&a=1", "a=1&b=2");
        check_query("a=2&a=1&a=10", "a=1&a=10&a=2");
        check_query("a-b=1&a=1", "a=1&a-b=1");
        check_query("A=1&a=1&%41=0", "A=0&A=1&a=1");
    }

    #[test]
    fn query_parameters_are_encoded_once_however_they_came() {
        check_query("k=a+b", "k=a%20b");
        check_query("k=a%20b", "k=a%20b");
        check_query("k=a%2Bb", "k=a%2Bb");
        check_query("k=%7e%e9%2f", "k=~%E9%2F");
        check_query("k=a/b:c=d", "k=a%2Fb%3Ac%3Dd");
        check_query("k=%zz%", "k=%25zz%25");
        check_query("k=é", "k=%C3%A9");
    }

    #[test]
    fn query_parameters_without_a_value_get_an_empty_one() {
        check_query("tagging", "tagging=");
        check_query("a=&&b&", "a=&b=");
        check_query("X-Amz-Signature=00&a=1&X-Amz-SignatureX=1", "X-Amz-SignatureX=1&a=1");
    }

    #[test]
    fn space_in_header_values_is_folded() {
        for (value, folded) in [
            ("  a  b   c ", "a b c"),
            ("a\t \tb", "a b"),
            ("a\tb", "a b"),
            ("a b", "a b"),
            ("   ", ""),
            ("\"a  b\"", "\"a b\""),
        ] {
            let mut out = Vec::new();
            push_folded(value.as_bytes(), &mut out);
            assert_eq!(String::from_utf8_lossy(&out), folded, "{value:?}");
        }
    }

    #[test]
    fn only_empty_and_dot_segments_need_resolving() {
        for (path, resolved) in [
            ("//a", Some("/a")),
            ("/a/./b/", Some("/a/b/")),
            ("/a/../../b", Some("/b")),
            ("/..", Some("/")),
            ("/a/b/", None),
            ("/", None),
            ("/a.b/..c", None),
        ] {
            let got = is_unresolved(path).then(|| normal_path(path));
            assert_eq!(got.as_deref(), resolved, "{path}");
        }
    }
}
