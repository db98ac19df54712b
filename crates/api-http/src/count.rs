//! What is counted of requests to APIs: how many, how they ended, how long they took.

use http::StatusCode;
use task::{Clock, Instant};
use telemetry::{Counter, Histogram, Metrics, exponential_buckets};

/// Counts requests.
#[derive(Debug)]
pub(crate) struct Counts {
    ok: Counter,
    client_errors: Counter,
    server_errors: Counter,
    seconds: Histogram,
}

impl Counts {
    /// Counters that `metrics` shows.
    pub(crate) fn new(metrics: &Metrics) -> Self {
        let counts = Self {
            ok: Counter::default(),
            client_errors: Counter::default(),
            server_errors: Counter::default(),
            seconds: Histogram::new(exponential_buckets(0.000_05, 4.0, 9)),
        };
        let help = "requests to HTTP APIs by result";
        for (result, counter) in [
            ("ok", &counts.ok),
            ("client_error", &counts.client_errors),
            ("server_error", &counts.server_errors),
        ] {
            let labels = [("result", result.to_owned())];
            metrics.register_labelled("api_requests", help, labels, counter.clone());
        }
        let help = "from the end of a request to an HTTP API to its answer";
        metrics.register("api_seconds", help, counts.seconds.clone());
        counts
    }

    /// A request that came at `started` is answered with `status`.
    pub(crate) fn answered(&self, status: StatusCode, started: Instant) {
        match status.as_u16() {
            ..400 => self.ok.inc(),
            400..500 => self.client_errors.inc(),
            _ => self.server_errors.inc(),
        };
        self.seconds.observe(Clock::monotonic().nanos_since(started) as f64 / 1e9);
    }
}
