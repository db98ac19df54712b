//! The data side of HTTP APIs: a plain HTTP request comes in, is led from its address to an API,
//! a stage, a route and an integration, and the integration's answer goes out.
//!
//! It is told of APIs through [`api_model::Apis`] and keeps of each what requests need, in memory
//! and read without locks: a request touches no store and waits for nobody here but its
//! integration. It knows HTTP and functions ([`fn_model::FrontDoor`]); it does not know the control
//! plane, the listener, or AWS's protocols. Start at [`ApiHttp::serve`].

mod address;
mod answer;
mod api;
mod context;
mod cors;
mod count;
mod event;
mod event_v1;
mod event_v2;
mod function;
#[doc(hidden)]
pub mod fuzz;
mod json;
mod proxy;
mod query;
mod reply;
mod serve;
mod throttle;
mod tree;

pub use address::is_api_request;
pub use serve::{ApiHttp, NoBody, Setup};

/// The largest body of a request, in bytes (AWS's quota, which cannot be raised there).
pub const BODY_BYTES_MAX: usize = 10 << 20;
/// The most that request line and headers may come to, in bytes (AWS's quota).
const HEAD_BYTES_MAX: usize = 10_240;
/// The longest that an integration may take (AWS's quota).
const TIMEOUT_MS_MAX: u32 = 30_000;
