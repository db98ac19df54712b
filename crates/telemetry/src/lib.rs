//! Set-up of logs, and the one registry of metrics. It knows no service: whoever counts registers
//! a counter here at start and keeps it.

use std::sync::{Arc, Mutex, PoisonError};

pub use prometheus_client::metrics::counter::Counter;
pub use prometheus_client::metrics::family::Family;
pub use prometheus_client::metrics::gauge::Gauge;
pub use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Metric, Registry};

/// All metrics of one server.
#[derive(Clone, Debug, Default)]
pub struct Metrics(Arc<Mutex<Registry>>);

impl Metrics {
    /// Register `metric` as `hamsu_NAME` with a sentence of help.
    pub fn register(&self, name: &str, help: &str, metric: impl Metric) {
        let mut registry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        registry.register(format!("hamsu_{name}"), help, metric);
    }

    /// The same with constant labels.
    pub fn register_labelled(
        &self,
        name: &str,
        help: &str,
        labels: impl IntoIterator<Item = (&'static str, String)>,
        metric: impl Metric,
    ) {
        let labels = labels.into_iter().map(|(key, value)| (key.into(), value.into()));
        let mut registry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        registry.sub_registry_with_labels(labels).register(format!("hamsu_{name}"), help, metric);
    }

    /// All of them in `OpenMetrics` text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let registry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Writing to a string does not fail.
        let _ = prometheus_client::encoding::text::encode(&mut out, &registry);
        out
    }
}

/// Send logs to standard error: `filter` as in `info,gateway=debug`, as JSON lines if asked.
pub fn init_logs(filter: &str, json: bool, colour: bool) {
    let filter = tracing_subscriber::EnvFilter::new(filter);
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(colour);
    // A second call in one process (tests) keeps the first set-up.
    let _ = if json { builder.json().try_init() } else { builder.try_init() };
}
