//! The one error of the pure rules: a request that DynamoDB refuses as a `ValidationException`.
//!
//! Owns the text and nothing else; the service turns it into the modelled error. Whether a
//! condition held is an answer (`bool`), not an error.

use std::fmt;

/// A request refused as `ValidationException`, with AWS's own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(String);

impl Invalid {
    /// A refusal with exactly this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A refusal that starts with "One or more parameter values were invalid: ".
    pub fn parameter(text: impl fmt::Display) -> Self {
        Self(format!("One or more parameter values were invalid: {text}"))
    }

    /// The text that the client sees.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    pub fn into_text(self) -> String {
        self.0
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Invalid {}
