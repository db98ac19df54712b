//! Set-up of logs, and the one registry of metrics. It knows no service: whoever counts registers
//! a counter here at start and keeps it, or says where figures are read when somebody asks.

mod figure;

use std::sync::{Arc, Mutex, PoisonError};

pub use figure::Figure;
pub use prometheus_client::metrics::counter::Counter;
pub use prometheus_client::metrics::family::Family;
pub use prometheus_client::metrics::gauge::Gauge;
pub use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Metric, Registry};

/// What tells the metrics of one name apart.
pub type Labels = Vec<(&'static str, String)>;

/// All metrics of one server.
#[derive(Clone, Debug, Default)]
pub struct Metrics(Arc<Mutex<Registry>>);

impl Metrics {
    /// Register `metric` as `hamsu_NAME` with a sentence of help. What has labels is one [`Family`]:
    /// a name stands once.
    pub fn register(&self, name: &str, help: &str, metric: impl Metric) {
        let mut registry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        registry.register(format!("hamsu_{name}"), help, metric);
    }

    /// Register figures that somebody else keeps: `read` is called when metrics are asked for, and
    /// always tells the same names. Those of one name stand together.
    pub fn figures(&self, read: impl Fn() -> Vec<Figure> + Send + Sync + 'static) {
        let mut registry = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        registry.register_collector(Box::new(figure::Figures(Box::new(read))));
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
        .with_ansi(colour)
        // What nobody reads any more is no reason to panic.
        .log_internal_errors(false);
    // A second call in one process (tests) keeps the first set-up.
    let _ = if json { builder.json().try_init() } else { builder.try_init() };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_once_whatever_labels_it_has() {
        let metrics = Metrics::default();
        let requests: Family<Labels, Counter> = Family::default();
        metrics.register("requests", "Requests", requests.clone());
        for operation in ["Get", "Put"] {
            requests.get_or_create(&vec![("operation", operation.to_owned())]).inc();
        }
        metrics.figures(|| {
            vec![
                Figure::counter("lines_dropped", "Lines", 3).with("reason", "rate"),
                Figure::counter("lines_dropped", "Lines", 4).with("reason", "memory"),
                Figure::gauge("idle", "Idle", 5),
            ]
        });
        let text = metrics.text();
        for line in [
            r#"hamsu_requests_total{operation="Put"} 1"#,
            "# HELP hamsu_lines_dropped Lines.",
            "# TYPE hamsu_lines_dropped counter",
            r#"hamsu_lines_dropped_total{reason="rate"} 3"#,
            r#"hamsu_lines_dropped_total{reason="memory"} 4"#,
            "# TYPE hamsu_idle gauge",
            "hamsu_idle 5",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
        for name in ["requests", "lines_dropped", "idle"] {
            assert_eq!(text.matches(&format!("# TYPE hamsu_{name} ")).count(), 1, "{text}");
        }
    }
}
