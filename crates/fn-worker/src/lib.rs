//! The life of a sandbox that runs a function, and the Runtime API that it talks to.
//!
//! Owns: what is mounted where, the environment, the phases INIT and INVOKE with their limits, how
//! failures are told, freezing between events, log capture, and the Runtime API 2018-06-01. It must
//! not know which event goes where (that is `fn-assignment`), how Linux keeps programs apart
//! (`sandbox`), where logs are kept or where credentials come from (both come in as traits).
//!
//! Start at [`Worker::new`]. Inside: `life.rs` is one sandbox from INIT to its end, `process.rs`
//! its processes, `runtime_api.rs` what they talk to, `exchange.rs` the protocol between the two.
//!
//! # The Runtime API's address
//!
//! In this form the network is the host's, so every sandbox has a listener of its own on a port of
//! 127.0.0.1, and any process of the machine can connect to it. Stock clients send no secret, but
//! every sandbox has a user of its own: a connection is served only if the socket at its other end
//! belongs to that user, which the kernel tells (`peer.rs`). Others are closed unread. Where the
//! server is not root all sandboxes are one user and can reach each other's listeners; the host's
//! list of lacks names that. A listener bound inside a network namespace will need no such check.
//!
//! # How it differs from AWS
//!
//! - After a failure the processes are ended and a new sandbox, with a new log stream, takes the
//!   next event; AWS repeats INIT in the old one.
//! - An event is given to a sandbox as soon as the last one was answered. If its runtime does not
//!   ask for it within five seconds, another sandbox gets it.

mod capture;
mod environment;
mod exchange;
mod fault;
mod http1;
mod life;
mod peer;
mod process;
mod report;
mod runtime_api;
mod worker;

pub use worker::{Config, Worker};
