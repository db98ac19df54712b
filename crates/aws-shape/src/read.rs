//! Reading: what a protocol offers to a shape.

use std::fmt;

use crate::{Bytes, Checks, Schema, Timestamp};

/// Why a message cannot be read at all. (A readable one that breaks a constraint is noted in
/// [`Checks`] instead.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong, in AWS's words where they are known.
    pub message: String,
}

/// What every reading function answers.
pub type ReadResult<T = ()> = Result<T, ReadError>;

impl ReadError {
    /// An error that says `message`.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

/// Called with the index of each member that is present, whose value it must read.
pub type VisitMember<'v> = dyn FnMut(&mut dyn Reader, usize) -> ReadResult + 'v;
/// Called for each item, which it must read.
pub type VisitItem<'v> = dyn FnMut(&mut dyn Reader) -> ReadResult + 'v;
/// Called with the key of each entry, whose value it must read.
pub type VisitEntry<'v> = dyn FnMut(&mut dyn Reader, String) -> ReadResult + 'v;

/// One message of some protocol, or a part of it.
pub trait Reader {
    /// Read a structure. Members that are absent, null or unknown are passed over.
    fn structure(&mut self, schema: &'static Schema, visit: &mut VisitMember<'_>) -> ReadResult;
    /// Read a list.
    fn list(&mut self, schema: &'static Schema, visit: &mut VisitItem<'_>) -> ReadResult;
    /// Read a map.
    fn map(&mut self, schema: &'static Schema, visit: &mut VisitEntry<'_>) -> ReadResult;
    /// Read text.
    fn string(&mut self) -> ReadResult<String>;
    /// Read bytes.
    fn blob(&mut self) -> ReadResult<Bytes>;
    /// Read true or false.
    fn boolean(&mut self) -> ReadResult<bool>;
    /// Read a whole number.
    fn integer(&mut self) -> ReadResult<i64>;
    /// Read a floating-point number.
    fn double(&mut self) -> ReadResult<f64>;
    /// Read a timestamp.
    fn timestamp(&mut self) -> ReadResult<Timestamp>;
    /// Pass over the value.
    fn skip_value(&mut self) -> ReadResult {
        Ok(())
    }
    /// Where violations are noted.
    fn checks(&mut self) -> &mut Checks;
}

/// Read a structure through `visit`, noting required members that are missing and the paths of
/// violations inside it.
pub fn read_structure(
    reader: &mut dyn Reader,
    schema: &'static Schema,
    visit: &mut VisitMember<'_>,
) -> ReadResult {
    let members = schema.members();
    debug_assert!(members.len() <= 128, "a wider structure needs a wider set");
    let mut seen: u128 = 0;
    reader.structure(schema, &mut |reader, index| {
        if seen & (1 << index) != 0 {
            let name = members[index].wire;
            return Err(ReadError::new(format!("Duplicate field '{name}'")));
        }
        seen |= 1 << index;
        let before = reader.checks().len();
        visit(reader, index)?;
        let checks = reader.checks();
        if checks.len() > before {
            checks.member_step(before, members[index].name);
        }
        Ok(())
    })?;
    for (index, member) in members.iter().enumerate() {
        if member.required && seen & (1 << index) == 0 {
            reader.checks().missing(member.name);
        }
    }
    Ok(())
}
