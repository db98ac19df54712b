//! What every service is made of: operations as rows of a table, the context of a request, errors,
//! and the tables that all services share (limits, tags, page tokens, idempotency tokens).
//!
//! Services know this crate and no protocol; `gateway` walks the table and knows no service. It
//! knows no HTTP. Start at [`Service`].

mod authorize;
mod cx;
mod error;
pub mod idempotency;
pub mod limits;
mod operation;
pub mod page;
mod platform;
mod table;
pub mod tags;

pub use authorize::{
    AssumableRole, Credential, Identities, Need, Needs, Permissions, Roles, Session, SessionAsk,
    anywhere, nothing,
};
pub use cx::{Cx, Mode};
pub use error::{AwsError, AwsResult, errors};
pub use limits::{Limit, Limits};
pub use operation::{AnyService, Boxed, Call, Class, Handler, Operation, Row};
pub use platform::Platform;
pub use table::{Registry, Service};
