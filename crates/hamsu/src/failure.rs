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
        eprintln!("error: {:#}", self.cause);
        if let Some(hint) = &self.hint {
            eprintln!("hint: {hint}");
        }
        ExitCode::from(self.code)
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(cause: E) -> Self {
        Self { code: 1, cause: cause.into(), hint: None }
    }
}
