//! How a command fails: what was expected, what was found, a hint; and the exit code.
//!
//! 0: it worked. 1: it did not (a function error, a server that refuses, rows that differ). 2: it
//! was asked for wrongly (arguments, configuration).

use std::process::ExitCode;

/// A failure on its way out.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    cause: anyhow::Error,
    hint: Option<String>,
}

/// What commands answer.
pub type Outcome<T = ExitCode> = Result<T, Failure>;

impl Failure {
    /// The command was asked for wrongly.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { code: 2, cause: anyhow::Error::msg(message.into()), hint: None }
    }

    /// The command did not work.
    pub fn new(message: impl Into<String>) -> Self {
        Self { code: 1, cause: anyhow::Error::msg(message.into()), hint: None }
    }

    /// With what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Tell it on standard error.
    pub fn report(&self) -> ExitCode {
        eprintln!("error: {}", told(&self.cause));
        if let Some(hint) = &self.hint {
            eprintln!("hint: {hint}");
        }
        ExitCode::from(self.code)
    }
}

/// The cause and what is behind it, but nothing that was just said: some errors tell their source
/// themselves.
fn told(cause: &anyhow::Error) -> String {
    let mut text = String::new();
    for part in cause.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = part;
        } else if !text.ends_with(&part) {
            text = format!("{text}: {part}");
        }
    }
    text
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(cause: E) -> Self {
        Self { code: 1, cause: cause.into(), hint: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_told_once() {
        let cause = || anyhow::anyhow!("permission denied");
        assert_eq!(told(&cause()), "permission denied");
        assert_eq!(told(&cause().context("open x")), "open x: permission denied");
        let twice = cause().context("open x: permission denied").context("start");
        assert_eq!(told(&twice), "start: open x: permission denied");
    }
}
