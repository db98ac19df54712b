//! The front door: one port, one accept path for HTTP/1.1 and h2, routing to a service, and the
//! request pipeline as one list (`pipeline.rs`): route → authenticate → decode → authorize →
//! check constraints → handle → encode → record.
//!
//! It walks the rows of [`service::Registry`] and knows no service. What is not AWS's (`/_hamsu/`,
//! `/_localstack/`, `/_aws/`) goes to [`Local`]; what is a data side's own goes to [`Plain`] before
//! anything else is asked. Start at [`Gateway`].

mod bare;
mod body;
mod detach;
mod guard;
mod headers;
mod listen;
mod local;
mod pipeline;
mod plain;
mod record;
mod route;

use std::sync::Arc;

use aws_auth::sigv4::SigningKeyCache;
use service::{Identities, Mode, Platform, Registry};
use telemetry::Metrics;
use tokio::sync::Semaphore;

pub use listen::{Listening, Shutdown};
pub use local::{Caller, Local, LocalAnswer, LocalRequest, NoLocal};
pub use plain::{Lack, Plain, PlainRequest};
pub use route::{Found, Routed, Router};

/// The account of callers whose key says nothing else.
pub const DEFAULT_ACCOUNT: &str = "000000000000";

/// How the gateway is set up.
#[derive(Clone, Debug)]
pub struct Config {
    /// Who is let in.
    pub mode: Mode,
    /// The region of requests that name none.
    pub region: String,
    /// Host names besides loopback, IP addresses and AWS's own that requests may name in dev.
    pub hosts: Vec<String>,
    /// Bytes of bodies that may be under way at once.
    pub body_bytes_in_flight: usize,
    /// Whether operations that move data are recorded as well.
    pub audit_data: bool,
}

/// The front door of one server.
pub struct Gateway {
    registry: Registry,
    router: Router,
    identities: Arc<dyn Identities>,
    platform: Arc<Platform>,
    local: Arc<dyn Local>,
    plain: Arc<dyn Plain>,
    config: Config,
    keys: SigningKeyCache,
    bytes: Arc<Semaphore>,
    record: record::Recorder,
}

impl Gateway {
    /// Put the front door together.
    pub fn new(
        registry: Registry,
        identities: Arc<dyn Identities>,
        platform: Arc<Platform>,
        local: Arc<dyn Local>,
        config: Config,
        metrics: &Metrics,
    ) -> Self {
        let router = Router::new(&registry);
        let record = record::Recorder::new(&registry, config.audit_data, metrics);
        let bytes = body::budget(config.body_bytes_in_flight);
        Self {
            registry,
            router,
            identities,
            platform,
            local,
            plain: Arc::new(plain::NoPlain),
            config,
            keys: SigningKeyCache::new(1_024),
            bytes,
            record,
        }
    }

    /// Who is let in.
    pub fn mode(&self) -> Mode {
        self.config.mode
    }
}
