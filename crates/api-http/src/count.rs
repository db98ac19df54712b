//! What is counted of requests to APIs: how many, how they ended, how long they took.

use http::StatusCode;
use task::{Clock, Instant};
use telemetry::{Counter, Family, Histogram, Labels, Metrics, exponential_buckets};

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
        let requests: Family<Labels, Counter> = Family::default();
        metrics.register("api_requests", "Requests to HTTP APIs by result", requests.clone());
        let counter =
            |result: &str| requests.get_or_create(&vec![("result", result.to_owned())]).clone();
        let counts = Self {
            ok: counter("ok"),
            client_errors: counter("client_error"),
            server_errors: counter("server_error"),
            seconds: Histogram::new(exponential_buckets(0.000_05, 4.0, 9)),
        };
        let help = "Seconds from the end of a request to an HTTP API to its answer";
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
