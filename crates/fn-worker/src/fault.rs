//! What is told in a function's place when it cannot answer: error types and texts as AWS words
//! them.

use bytes::Bytes;
use sandbox::{Exit, Outcome};
use serde_json::Value;

use crate::exchange::Reported;
use crate::report;

/// What the REPORT line says of how it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Success,
    Timeout,
    Error(String),
}

/// Why there is no answer of the function's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The function's time is over.
    TimedOut { timeout_s: u32 },
    /// Its process has ended.
    Exited(Exit),
    /// There is nothing to start; why.
    Entrypoint(String),
    /// INIT has failed by the runtime's own account.
    Init(Reported),
    /// The response is larger than allowed.
    TooLarge,
}

/// Bytes that a response may have: 6 MB and what AWS adds for its own envelope.
pub(crate) const RESPONSE_BYTES_MAX: u64 = 6_291_556;

impl Fault {
    /// The error document for the caller.
    pub(crate) fn document(&self, request_id: &str) -> Bytes {
        let told = |kind: &str, text: &str| document(kind, &error_line(request_id, text));
        match self {
            Self::TimedOut { timeout_s } => {
                told("Sandbox.Timedout", &report::timed_out_text(*timeout_s))
            }
            Self::Exited(exit) => told("Runtime.ExitError", &exit_text(exit)),
            Self::Entrypoint(reason) => told("Runtime.InvalidEntrypoint", reason),
            Self::Init(reported) => reported.document.clone(),
            Self::TooLarge => document("Function.ResponseSizeTooLarge", &too_large_text()),
        }
    }

    /// The error's type, for the record.
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::TimedOut { .. } => "Sandbox.Timedout".to_owned(),
            Self::Exited(_) => "Runtime.ExitError".to_owned(),
            Self::Entrypoint(_) => "Runtime.InvalidEntrypoint".to_owned(),
            Self::Init(reported) => kind_of(reported),
            Self::TooLarge => "Function.ResponseSizeTooLarge".to_owned(),
        }
    }

    /// For the REPORT and `INIT_REPORT` lines.
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::TimedOut { .. } => Status::Timeout,
            Self::Exited(exit) if is_out_of_memory(exit) => {
                Status::Error("Runtime.OutOfMemory".to_owned())
            }
            other => Status::Error(other.kind()),
        }
    }

    /// What the log says between the function's own lines and END.
    pub(crate) fn lines(&self, request_id: &str, now_ms: i64) -> Vec<String> {
        match self {
            Self::TimedOut { timeout_s } => {
                vec![report::timed_out(now_ms, request_id, *timeout_s)]
            }
            Self::Exited(exit) => {
                vec![error_line(request_id, &exit_text(exit)), self.kind()]
            }
            Self::Entrypoint(reason) => vec![error_line(request_id, reason), self.kind()],
            Self::Init(_) => Vec::new(),
            Self::TooLarge => vec![too_large_text()],
        }
    }
}

fn error_line(request_id: &str, text: &str) -> String {
    format!("RequestId: {request_id} Error: {text}")
}

fn too_large_text() -> String {
    format!(
        "Response payload size exceeded maximum allowed payload size ({RESPONSE_BYTES_MAX} bytes)."
    )
}

fn document(kind: &str, message: &str) -> Bytes {
    let quoted = |text: &str| Value::from(text).to_string();
    format!("{{\"errorType\":{},\"errorMessage\":{}}}", quoted(kind), quoted(message)).into()
}

/// The type of an error that a runtime has reported: from its header, else from the document.
pub(crate) fn kind_of(reported: &Reported) -> String {
    const DOCUMENT_BYTES_MAX: usize = 256 * 1024;
    let of_document = || {
        let document = Some(&reported.document).filter(|it| it.len() <= DOCUMENT_BYTES_MAX)?;
        let document: Value = serde_json::from_slice(document).ok()?;
        Some(document.get("errorType")?.as_str()?.to_owned())
    };
    let kind = reported.kind.clone().filter(|kind| !kind.is_empty()).or_else(of_document);
    kind.unwrap_or_else(|| "Runtime.Unknown".to_owned())
}

fn is_out_of_memory(exit: &Exit) -> bool {
    exit.ran_out_of_memory && exit.outcome == Outcome::Signal(9)
}

fn exit_text(exit: &Exit) -> String {
    match exit.outcome {
        Outcome::Code(0) => "Runtime exited without providing a reason".to_owned(),
        Outcome::Code(code) => format!("Runtime exited with error: exit status {code}"),
        Outcome::Signal(number) => match signal_name(number) {
            Some(name) => format!("Runtime exited with error: signal: {name}"),
            None => format!("Runtime exited with error: signal: signal {number}"),
        },
    }
}

/// AWS's own names, which are those of Go.
fn signal_name(number: i32) -> Option<&'static str> {
    Some(match number {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        4 => "illegal instruction",
        5 => "trace/breakpoint trap",
        6 => "aborted",
        7 => "bus error",
        8 => "floating point exception",
        9 => "killed",
        10 => "user defined signal 1",
        11 => "segmentation fault",
        12 => "user defined signal 2",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        24 => "CPU time limit exceeded",
        25 => "file size limit exceeded",
        31 => "bad system call",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exited(outcome: Outcome, ran_out_of_memory: bool) -> Fault {
        Fault::Exited(Exit { outcome, ran_out_of_memory })
    }

    fn check(fault: &Fault, document: &str, status: &str) {
        assert_eq!(fault.document("ID"), document);
        let Status::Error(kind) = fault.status() else { panic!("{:?}", fault.status()) };
        assert_eq!(kind, status);
    }

    #[test]
    fn failures_are_told_in_the_words_of_aws() {
        check(
            &exited(Outcome::Code(1), false),
            r#"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: exit status 1"}"#,
            "Runtime.ExitError",
        );
        check(
            &exited(Outcome::Code(0), false),
            r#"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited without providing a reason"}"#,
            "Runtime.ExitError",
        );
        check(
            &exited(Outcome::Signal(9), true),
            r#"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: signal: killed"}"#,
            "Runtime.OutOfMemory",
        );
        check(
            &exited(Outcome::Signal(11), false),
            r#"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: signal: segmentation fault"}"#,
            "Runtime.ExitError",
        );
        check(
            &Fault::Entrypoint("Couldn't find valid \"x\"".to_owned()),
            r#"{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: ID Error: Couldn't find valid \"x\""}"#,
            "Runtime.InvalidEntrypoint",
        );
        check(
            &Fault::TooLarge,
            r#"{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}"#,
            "Function.ResponseSizeTooLarge",
        );
        let late = Fault::TimedOut { timeout_s: 3 };
        assert_eq!(late.status(), Status::Timeout);
        assert_eq!(
            late.document("ID"),
            r#"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ID Error: Task timed out after 3.00 seconds"}"#
        );
    }

    #[test]
    fn the_type_of_a_reported_error_is_in_its_header_or_its_document() {
        let check = |kind: Option<&str>, document: &'static str, wanted: &str| {
            let document = Bytes::from_static(document.as_bytes());
            let reported = Reported { document, kind: kind.map(str::to_owned) };
            assert_eq!(kind_of(&reported), wanted);
        };
        check(Some("Runtime.X"), r#"{"errorType":"Y"}"#, "Runtime.X");
        check(None, r#"{"errorType":"Y"}"#, "Y");
        check(Some(""), "no json", "Runtime.Unknown");
    }
}
