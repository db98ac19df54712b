//! Ordered transactional keys, typed tables and blobs; engines behind one trait.
//!
//! A [`Store`] owns one data directory. It maps bytes to bytes in key order, commits
//! [`Transaction`]s whose expectations hold, and answers a commit only after its record is synced
//! *and* the synced version is noted in a second, sealed place (the `synced` file), so that
//! neither a kill nor one damaged byte loses an acknowledged write silently. It knows no service:
//! what the bytes mean is up to the tables above, see [`Table`].
//!
//! The way of a commit: [`Store::commit`] puts it on a queue; one committer thread drains the
//! queue, checks expectations in order and writes one batch; a sealer thread notes the version,
//! publishes the new [`Snapshot`] and answers. Start reading at `commit.rs`.
//!
//! Values of any size up to [`VALUE_BYTES_MAX`] stay in the engine: the largest that services
//! store are async payloads (1 MB) and items (400 KB), and one file with two syncs for each would
//! cost more than their share of a journal that is synced anyway. Code packages, layers and
//! objects go to [`Blobs`].

pub mod bench;
mod blobs;
mod commit;
mod directory;
mod doctor;
mod engine;
mod fjall;
mod key;
mod owned;
mod seal;
mod sealer;
mod snapshot;
mod store;
mod table;
mod transaction;
mod watch;

pub use blobs::{BlobError, BlobId, BlobReader, Blobs};
pub use directory::{DIRECTORY_VERSION, OpenError};
pub use doctor::{Finding, Report};
pub use engine::{
    Direction, Disk, Engine, EngineError, Range, ReadError, ScanIter, Seal, Version, View, Write,
};
pub use key::{Key, KeyPart, KeyParts, Part, Scope, parts_of, prefix_end, scope_of};
pub use owned::{AcquireError, Owned};
pub use snapshot::{Scan, Snapshot, Value};
pub use store::{Claim, OpenOptions, Store};
pub use table::{RawTable, Row, Table};
pub use transaction::{
    CommitError, Expect, KEY_BYTES_MAX, TRANSACTION_BYTES_MAX, Transaction, VALUE_BYTES_MAX,
};
pub use watch::Watch;
