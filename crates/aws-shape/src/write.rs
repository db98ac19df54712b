//! Writing: what a shape tells a protocol.

use crate::{Member, Schema, Timestamp};

/// One message of some protocol, being written. Calls come in the order of the data: a structure
/// is `begin_structure`, then `member` and its value for each member that is present, then
/// `end_structure`; lists and maps likewise.
pub trait Writer {
    /// A structure begins.
    fn begin_structure(&mut self, schema: &'static Schema);
    /// The next value is this member's. False: it is not wanted and must not be written.
    fn member(&mut self, member: &'static Member) -> bool;
    /// The structure ends.
    fn end_structure(&mut self, schema: &'static Schema);
    /// A list of `len` items begins.
    fn begin_list(&mut self, schema: &'static Schema, len: usize);
    /// The next value is an item.
    fn item(&mut self, schema: &'static Schema);
    /// The list ends.
    fn end_list(&mut self, schema: &'static Schema);
    /// A map of `len` entries begins.
    fn begin_map(&mut self, schema: &'static Schema, len: usize);
    /// The next value is that of `key`.
    fn entry(&mut self, schema: &'static Schema, key: &str);
    /// The map ends.
    fn end_map(&mut self, schema: &'static Schema);
    /// Text.
    fn string(&mut self, schema: &'static Schema, value: &str);
    /// Bytes.
    fn blob(&mut self, schema: &'static Schema, value: &[u8]);
    /// True or false.
    fn boolean(&mut self, value: bool);
    /// A whole number.
    fn integer(&mut self, value: i64);
    /// A floating-point number.
    fn double(&mut self, value: f64);
    /// A timestamp.
    fn timestamp(&mut self, value: Timestamp);
    /// The text being written, for a shape that can write its JSON form itself; `None` unless
    /// the protocol writes JSON as the model says. After writing to it nothing else may be
    /// written for that value.
    fn json(&mut self) -> Option<&mut Vec<u8>> {
        None
    }
}
