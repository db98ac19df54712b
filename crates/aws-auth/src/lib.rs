//! Who is calling, and may they? The pure half of identity: Signature Version 4, session tokens,
//! principals and IAM policies. No IO, no clock, no randomness: time, secrets and ids come from
//! the caller.
//!
//! - [`sigv4`]: [`sigv4::parse`] finds the signature of a request, [`sigv4::Signature::verify`]
//!   checks it once the caller has looked up the secret; [`sigv4::sign_header`] and
//!   [`sigv4::presign`] are the client's side.
//! - [`session`]: tokens of `AssumeRole`, sealed so that no store is read to open one.
//! - [`principal`]: what an access key stands for.
//! - [`policy`]: parse once, evaluate often.
//! - [`error`]: every way in which authentication fails, with AWS's code, status and text.
//!
//! It knows no service, no store and no HTTP library; the gateway lends it its headers through
//! [`sigv4::Headers`].

pub mod bench;
pub mod error;
pub mod fuzz;
pub mod policy;
pub mod principal;
pub mod session;
pub mod sigv4;
mod time;

pub use error::{AuthError, ProtocolFamily};
pub use time::{amz_date, iso_date, parse_amz_date, parse_iso_date};
