//! What is kept of each request: counters by operation, and the audit record.

use aws_shape::audit;
use service::{Class, Cx, Registry};
use telemetry::{Counter, Family, Histogram, Labels, Metrics, exponential_buckets};

/// Counts and records requests.
pub(crate) struct Recorder {
    rows: Vec<Vec<RowMetrics>>,
    audit_data: bool,
}

struct RowMetrics {
    ok: Counter,
    client_errors: Counter,
    server_errors: Counter,
    seconds: Histogram,
}

/// How a request ended.
pub(crate) struct Outcome<'o> {
    pub service: usize,
    pub row: usize,
    pub operation: &'static str,
    /// The input, if it is to be recorded.
    pub input: Option<String>,
    /// The error's code, if it was one.
    pub code: Option<&'o str>,
    pub status: u16,
    pub nanos: u64,
}

impl Recorder {
    pub(crate) fn new(registry: &Registry, audit_data: bool, metrics: &Metrics) -> Self {
        let requests: Family<Labels, Counter> = Family::default();
        let seconds: Family<Labels, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(exponential_buckets(0.000_05, 4.0, 9)));
        metrics.register("requests", "AWS requests by operation and result", requests.clone());
        let help = "Seconds from an AWS request's head to its answer, by operation";
        metrics.register("request_seconds", help, seconds.clone());
        let mut rows = Vec::new();
        for service in &registry.services {
            let mut of_service = Vec::new();
            for row in &service.rows {
                let labels = vec![
                    ("service", service.schema.name.to_owned()),
                    ("operation", row.schema().name.to_owned()),
                ];
                let counter = |result: &str| {
                    let mut labels = labels.clone();
                    labels.push(("result", result.to_owned()));
                    requests.get_or_create(&labels).clone()
                };
                of_service.push(RowMetrics {
                    ok: counter("ok"),
                    client_errors: counter("client_error"),
                    server_errors: counter("server_error"),
                    seconds: seconds.get_or_create(&labels).clone(),
                });
            }
            rows.push(of_service);
        }
        Self { rows, audit_data }
    }

    /// The input's record, if requests of `class` are recorded.
    pub(crate) fn input(&self, class: Class, input: &dyn aws_shape::AnyShape) -> Option<String> {
        if class == Class::Data && !self.audit_data {
            return None;
        }
        let mut writer = audit::AuditWriter::default();
        input.write_any(&mut writer);
        Some(writer.finish())
    }

    pub(crate) fn record(&self, cx: &Cx, outcome: &Outcome<'_>) {
        let metrics = &self.rows[outcome.service][outcome.row];
        match outcome.status {
            ..400 => metrics.ok.inc(),
            400..500 => metrics.client_errors.inc(),
            _ => metrics.server_errors.inc(),
        };
        metrics.seconds.observe(outcome.nanos as f64 / 1e9);
        let Some(input) = &outcome.input else { return };
        tracing::info!(
            target: "audit",
            request_id = cx.request_id,
            account = cx.account(),
            region = cx.region(),
            principal = &*cx.principal.arn,
            source_ip = %cx.source_ip,
            operation = outcome.operation,
            error = outcome.code.unwrap_or(""),
            status = outcome.status,
            micros = outcome.nanos / 1_000,
            input = input.as_str(),
        );
    }
}
