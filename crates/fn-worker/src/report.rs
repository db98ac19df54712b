//! The lines that the platform writes into a function's log, as AWS words them.

use std::fmt::Write;

use fn_model::Record;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::fault::Status;

/// The first line of a sandbox. The version of a runtime is told by a digest of its root.
pub(crate) fn init_start(identifier: &str, region: &str, root: &str) -> String {
    let (language, number) = split(identifier);
    let digest = hex(&Sha256::digest(format!("{identifier} {root}")));
    let version = &digest[..8];
    format!(
        "INIT_START Runtime Version: {language}:{number}.{version}\t\
         Runtime Version ARN: arn:aws:lambda:{region}::runtime:{digest}"
    )
}

/// `python3.11` is `python:3.11`, `provided.al2023` is `provided:al2023`.
fn split(identifier: &str) -> (&str, &str) {
    if let Some(parts) = identifier.split_once('.')
        && !parts.0.ends_with(|c: char| c.is_ascii_digit())
    {
        return parts;
    }
    let at = identifier.find(|c: char| c.is_ascii_digit()).unwrap_or(identifier.len());
    identifier.split_at(at)
}

/// INIT has not succeeded: in its own phase (`init`) or within an invocation (`invoke`).
pub(crate) fn init_report(duration_us: u64, phase: &str, status: &Status) -> String {
    let mut line = format!("INIT_REPORT Init Duration: {} ms\tPhase: {phase}", ms(duration_us));
    push_status(&mut line, status);
    line
}

pub(crate) fn start(request_id: &str, version: &str) -> String {
    format!("START RequestId: {request_id} Version: {version}")
}

pub(crate) fn end(request_id: &str) -> String {
    format!("END RequestId: {request_id}")
}

pub(crate) fn report(record: &Record, status: &Status) -> String {
    let Record { request_id, billed_ms, memory_mb, memory_peak_mb, .. } = record;
    let mut line = format!(
        "REPORT RequestId: {request_id}\tDuration: {} ms\tBilled Duration: {billed_ms} ms\t\
         Memory Size: {memory_mb} MB\tMax Memory Used: {memory_peak_mb} MB\t",
        ms(record.duration_us)
    );
    if record.init_us > 0 {
        // Writing to a string does not fail.
        let _ = write!(line, "Init Duration: {} ms\t", ms(record.init_us));
    }
    if *status != Status::Success {
        line.pop();
    }
    push_status(&mut line, status);
    line
}

fn push_status(line: &mut String, status: &Status) {
    match status {
        Status::Success => {}
        Status::Timeout => line.push_str("\tStatus: timeout"),
        Status::Error(kind) => {
            let _ = write!(line, "\tStatus: error\tError Type: {kind}");
        }
    }
}

/// The line of a time-out.
pub(crate) fn timed_out(now_ms: i64, request_id: &str, timeout_s: u32) -> String {
    format!("{} {request_id} {}", iso(now_ms), timed_out_text(timeout_s))
}

/// The words of a time-out.
pub(crate) fn timed_out_text(timeout_s: u32) -> String {
    format!("Task timed out after {timeout_s}.00 seconds")
}

/// `2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef`.
pub(crate) fn stream(now_ms: i64, version: &str, lot: [u8; 16]) -> String {
    let day = at(now_ms).strftime("%Y/%m/%d").to_string();
    format!("{day}/[{version}]{}", hex(&lot))
}

fn iso(now_ms: i64) -> String {
    at(now_ms).strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

fn at(now_ms: i64) -> Timestamp {
    Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Milliseconds with two places.
fn ms(us: u64) -> String {
    let hundredths = (us + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// What is billed: INIT and the invocation, rounded up together.
pub(crate) fn billed_ms(init_us: u64, duration_us: u64) -> u64 {
    (init_us + duration_us).div_ceil(1000).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fn_model::InitKind;

    fn record(init_us: u64, duration_us: u64) -> Record {
        Record {
            request_id: "595492f6".to_owned(),
            started_ms: 0,
            init: InitKind::Cold,
            init_us,
            duration_us,
            billed_ms: billed_ms(init_us, duration_us),
            memory_mb: 3008,
            memory_peak_mb: 113,
            error_type: None,
        }
    }

    #[test]
    fn a_report_has_the_fields_of_aws_between_tabs() {
        let check = |init_us, duration_us, status: Status, wanted: &str| {
            assert_eq!(report(&record(init_us, duration_us), &status), wanted);
        };
        check(
            578_070,
            5_000_000,
            Status::Timeout,
            "REPORT RequestId: 595492f6\tDuration: 5000.00 ms\tBilled Duration: 5579 ms\t\
             Memory Size: 3008 MB\tMax Memory Used: 113 MB\tInit Duration: 578.07 ms\t\
             Status: timeout",
        );
        check(
            0,
            1_234,
            Status::Success,
            "REPORT RequestId: 595492f6\tDuration: 1.23 ms\tBilled Duration: 2 ms\t\
             Memory Size: 3008 MB\tMax Memory Used: 113 MB\t",
        );
        check(
            0,
            996,
            Status::Error("Runtime.ExitError".to_owned()),
            "REPORT RequestId: 595492f6\tDuration: 1.00 ms\tBilled Duration: 1 ms\t\
             Memory Size: 3008 MB\tMax Memory Used: 113 MB\tStatus: error\t\
             Error Type: Runtime.ExitError",
        );
        let failed = Status::Error("Runtime.ImportModuleError".to_owned());
        assert_eq!(
            init_report(164_920, "init", &failed),
            "INIT_REPORT Init Duration: 164.92 ms\tPhase: init\tStatus: error\t\
             Error Type: Runtime.ImportModuleError"
        );
    }

    #[test]
    fn names_and_times_are_written_as_on_aws() {
        let line = init_start("python3.11", "eu-west-1", "/root");
        assert!(line.starts_with("INIT_START Runtime Version: python:3.11."), "{line}");
        assert!(line.contains("\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:"));
        assert_eq!(split("provided.al2023"), ("provided", "al2023"));
        assert_eq!(split("provided"), ("provided", ""));
        assert_eq!(split("nodejs22.x"), ("nodejs", "22.x"));
        let lot = [0xab; 16];
        assert_eq!(
            stream(1_767_225_600_000, "$LATEST", lot),
            "2026/01/01/[$LATEST]abababababababababababababababab"
        );
        assert_eq!(
            timed_out(1_767_225_600_007, "id", 3),
            "2026-01-01T00:00:00.007Z id Task timed out after 3.00 seconds"
        );
    }
}
