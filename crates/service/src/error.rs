//! Errors as services raise them.

use std::fmt;

use aws_shape::{AnyShape, ErrorShape, Structure};

/// What every handler answers.
pub type AwsResult<T = ()> = Result<T, AwsError>;

/// An error that a client is told. Whatever is not expected is [`AwsError::internal`], which is
/// logged once, at the door, with the request's id, and tells the client nothing.
pub struct AwsError(Box<Inner>);

struct Inner {
    shape: &'static ErrorShape,
    message: String,
    body: Option<Box<dyn AnyShape>>,
    cause: Option<anyhow::Error>,
}

/// Errors that every service has.
pub mod errors {
    use aws_shape::{ErrorShape, Fault};

    /// Something unexpected.
    pub static INTERNAL_FAILURE: ErrorShape = ErrorShape {
        code: "InternalFailure",
        query_code: "InternalFailure",
        status: 500,
        fault: Fault::Server,
        schema: None,
    };
    /// Writes are refused for now: the disk is full, or a sync failed.
    pub static SERVICE_UNAVAILABLE: ErrorShape = ErrorShape {
        code: "ServiceUnavailableException",
        query_code: "ServiceUnavailable",
        status: 503,
        fault: Fault::Server,
        schema: None,
    };
    /// What hamsu does not have.
    pub static NOT_IMPLEMENTED: ErrorShape = ErrorShape::plain("NotImplementedException", 400);
    /// A policy does not allow it.
    pub static ACCESS_DENIED: ErrorShape = ErrorShape {
        code: "AccessDeniedException",
        query_code: "AccessDenied",
        status: 403,
        fault: Fault::Client,
        schema: None,
    };
    /// The same in awsJson, where AWS answers 400.
    pub static ACCESS_DENIED_JSON: ErrorShape = ErrorShape {
        code: "AccessDeniedException",
        query_code: "AccessDenied",
        status: 400,
        fault: Fault::Client,
        schema: None,
    };
    /// No such operation.
    pub static UNKNOWN_OPERATION: ErrorShape = ErrorShape {
        code: "UnknownOperationException",
        query_code: "InvalidAction",
        status: 400,
        fault: Fault::Client,
        schema: None,
    };
    /// No such operation, by path.
    pub static UNKNOWN_PATH: ErrorShape = ErrorShape {
        code: "UnknownOperationException",
        query_code: "InvalidAction",
        status: 404,
        fault: Fault::Client,
        schema: None,
    };
    /// The body is larger than the operation takes.
    pub static REQUEST_TOO_LARGE: ErrorShape = ErrorShape {
        code: "RequestEntityTooLargeException",
        query_code: "RequestEntityTooLarge",
        status: 413,
        fault: Fault::Client,
        schema: None,
    };
    /// Too many requests at once, or too fast.
    pub static THROTTLING: ErrorShape = ErrorShape {
        code: "ThrottlingException",
        query_code: "Throttling",
        status: 400,
        fault: Fault::Client,
        schema: None,
    };
}

impl AwsError {
    /// The error `shape` with a message.
    pub fn new(shape: &'static ErrorShape, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { shape, message: message.into(), body: None, cause: None }))
    }

    /// With the members that the model gives this error.
    #[must_use]
    pub fn with(mut self, body: impl Structure) -> Self {
        self.0.body = Some(Box::new(body));
        self
    }

    /// Something unexpected.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        let mut error = Self::new(
            &errors::INTERNAL_FAILURE,
            "The request processing has failed because of an unknown error, exception or failure.",
        );
        error.0.cause = Some(cause.into());
        error
    }

    /// What hamsu does not have, by name.
    pub fn not_implemented(what: &str) -> Self {
        let message = format!(
            "{what} is not implemented by hamsu. What is implemented stands in docs/coverage.md."
        );
        Self::new(&errors::NOT_IMPLEMENTED, message)
    }

    /// What is not implemented is refused by name: with the operation's, where it does not have it.
    #[must_use]
    pub fn naming(mut self, service: &str, operation: &str) -> Self {
        let refused = self.0.shape.code == errors::NOT_IMPLEMENTED.code;
        if refused && !self.0.message.contains(operation) {
            self.0.message = format!("{service} {operation}: {}", self.0.message);
        }
        self
    }

    /// The error's shape.
    pub fn shape(&self) -> &'static ErrorShape {
        self.0.shape
    }

    /// What the client is told.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The members besides the message.
    pub fn body(&self) -> Option<&dyn AnyShape> {
        self.0.body.as_deref()
    }

    /// What is logged and not told.
    pub fn cause(&self) -> Option<&anyhow::Error> {
        self.0.cause.as_ref()
    }

    /// The cause, where there is no client that it must not be told; without one, the error.
    pub fn into_cause(mut self) -> anyhow::Error {
        self.0.cause.take().unwrap_or_else(|| self.into())
    }
}

impl fmt::Debug for AwsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.shape.code, self.0.message)?;
        self.0.cause.as_ref().map_or(Ok(()), |cause| write!(f, " ({cause:#})"))
    }
}

impl fmt::Display for AwsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.shape.code, self.0.message)
    }
}

impl std::error::Error for AwsError {}

impl From<anyhow::Error> for AwsError {
    fn from(cause: anyhow::Error) -> Self {
        Self::internal(cause)
    }
}

impl From<store::ReadError> for AwsError {
    fn from(error: store::ReadError) -> Self {
        Self::internal(error)
    }
}

impl From<store::CommitError> for AwsError {
    fn from(error: store::CommitError) -> Self {
        use store::CommitError::{Conflict, Deposed, Failed, Full, Invalid};
        match error {
            Full => Self::new(
                &errors::SERVICE_UNAVAILABLE,
                "The server has too little free disk space to write. Reads go on.",
            ),
            Failed(_) => {
                let mut unavailable = Self::new(
                    &errors::SERVICE_UNAVAILABLE,
                    "The write could not be made durable. Try again.",
                );
                unavailable.0.cause = Some(error.into());
                unavailable
            }
            Conflict { .. } | Deposed | Invalid(_) => Self::internal(error),
        }
    }
}

impl From<store::BlobError> for AwsError {
    fn from(error: store::BlobError) -> Self {
        match error {
            store::BlobError::Full => store::CommitError::Full.into(),
            other @ store::BlobError::Io(_) => Self::internal(other),
        }
    }
}
