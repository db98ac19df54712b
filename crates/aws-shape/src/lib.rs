//! What AWS's models say about data, as data: schemas, the typed shapes made from them, and the
//! traits through which a protocol reads and writes any shape.
//!
//! A shape knows no protocol and a protocol knows no shape: `shape!` tables (made by `cargo xtask
//! codegen`) implement [`Shape`] once, `aws-wire` implements [`Reader`] and [`Writer`] once for
//! each protocol, and so does everything else that walks data: the constraint checker (part of
//! reading, see [`Checks`]), the audit record ([`audit`]), the test for members that are not
//! supported ([`presence`]).
//!
//! This crate does no IO and knows no service. Start at [`Schema`], then [`Shape`].

mod arn;
pub mod audit;
mod checks;
pub mod presence;
mod read;
mod schema;
mod shape;
mod timestamp;
mod write;

pub use arn::{Arn, ArnError};
pub use bytes::Bytes;
pub use checks::{Checks, Violation};
pub use read::{ReadError, ReadResult, Reader, read_structure};

/// The callbacks that a [`Reader`] is given.
pub mod read_types {
    pub use crate::read::{VisitEntry, VisitItem, VisitMember};
}
pub use schema::{
    ErrorShape, Fault, Kind, Location, Member, OperationSchema, Pattern, Protocol,
    RefusedOperation, Schema, ServiceSchema, TimestampFormat,
};
pub use shape::{AnyShape, Codec, Map, NoShape, Shape, Structure};
pub use timestamp::Timestamp;
pub use write::Writer;
