//! What the parts of a server count, as metrics. The parts keep their figures and know nothing of
//! this; they are read when metrics are asked for.

use std::sync::Arc;

use bus::Bus;
use fn_assignment::Assignment;
use fn_worker::Worker;
use svc_logs::LogWriter;
use telemetry::{Figure, Metrics};

/// Register them all.
pub fn register(
    metrics: &Metrics,
    assignment: &Assignment,
    worker: &Worker,
    log_writer: &Arc<LogWriter>,
    bus: &Bus,
) {
    let assignment = assignment.clone();
    metrics.figures(move || sandboxes(&assignment));
    let (worker, log_writer) = (worker.clone(), Arc::clone(log_writer));
    metrics.figures(move || log_lines(&worker, &log_writer));
    let bus = bus.clone();
    metrics.figures(move || events(&bus));
}

fn sandboxes(assignment: &Assignment) -> Vec<Figure> {
    let counts = assignment.counts();
    let state = |name, count: usize| {
        Figure::gauge("sandboxes", "Sandboxes by what they do", count as u64).with("state", name)
    };
    vec![
        state("idle", counts.idle),
        state("running", counts.running),
        state("starting", counts.starting),
        Figure::gauge(
            "sandbox_memory_bytes",
            "Memory sizes of all sandboxes, those that are being ended included",
            counts.memory_mb << 20,
        ),
        Figure::gauge(
            "invocations_waiting",
            "Invocations that wait for a sandbox",
            counts.waiting as u64,
        ),
        Figure::counter("sandbox_starts", "Sandboxes whose start was begun", counts.started),
        Figure::counter("sandbox_starts_failed", "Starts that gave no sandbox", counts.failed),
    ]
}

fn log_lines(worker: &Worker, log_writer: &LogWriter) -> Vec<Figure> {
    let counts = log_writer.counts();
    let dropped = |reason, count| {
        let help = "Log lines of functions that were dropped, by reason";
        Figure::counter("log_lines_dropped", help, count).with("reason", reason)
    };
    vec![
        Figure::counter(
            "log_lines_stored",
            "Log lines of functions that are durable",
            counts.stored,
        ),
        dropped("sandbox_rate", worker.dropped_lines()),
        dropped("stream_rate", counts.dropped_rate),
        dropped("memory", counts.dropped_memory),
        dropped("denied", counts.denied),
        Figure::counter("log_batches", "Batches of log lines that were committed", counts.batches),
        Figure::counter(
            "log_commits_failed",
            "Commits of log lines that failed and are tried again",
            counts.failed_commits,
        ),
        Figure::gauge(
            "log_buffered_bytes",
            "Bytes of log lines that wait to be committed",
            log_writer.buffered_bytes() as u64,
        ),
    ]
}

fn events(bus: &Bus) -> Vec<Figure> {
    let (backlog, counts) = (bus.backlog(None), bus.counts());
    let sum = |count: &dyn Fn(&bus::Backlog) -> usize| backlog.iter().map(count).sum::<usize>();
    let state = |name, count: usize| {
        Figure::gauge("events", "Events of the bus by state", count as u64).with("state", name)
    };
    vec![
        state("waiting", sum(&|target| target.waiting)),
        state("in_flight", sum(&|target| target.in_flight)),
        state("failed", sum(&|target| target.failed as usize)),
        Figure::counter("events_accepted", "Events taken by the bus", counts.accepted),
        Figure::counter("events_delivered", "Events that arrived", counts.delivered),
        Figure::counter("events_retried", "Attempts that failed and are repeated", counts.retried),
        Figure::counter("events_given_up", "Events that were given up", counts.failed),
    ]
}
