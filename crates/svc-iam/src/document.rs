//! Policy documents: checked, measured, and written the way IAM returns them. Pure.

use std::sync::Arc;

use aws_auth::policy::{Policy, PolicyKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use service::{AwsError, AwsResult};

use crate::model;

/// Characters of a trust policy.
pub(crate) const TRUST_MAX: usize = 2_048;
/// Characters of a managed policy.
pub(crate) const MANAGED_MAX: usize = 6_144;

/// RFC 3986: all but the unreserved characters are escaped.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Read a document that a client sends.
pub(crate) fn parse(document: &str, kind: PolicyKind) -> AwsResult<Policy> {
    Policy::parse(document, kind)
        .map_err(|error| AwsError::new(&model::MALFORMED_POLICY_DOCUMENT_ERROR, error.0))
}

/// Read a document that was checked when it was stored. One that cannot be read any more is a
/// mistake of ours, and letting the request go on without it could allow what it denies.
pub(crate) fn reparse(document: &str, kind: PolicyKind, what: &str) -> AwsResult<Arc<Policy>> {
    Policy::parse(document, kind).map(Arc::new).map_err(|error| {
        AwsError::internal(anyhow::anyhow!("{what} is stored and cannot be read: {error}"))
    })
}

/// A document's size as IAM's limits count it: without white space.
pub(crate) fn size(document: &str) -> usize {
    document.chars().filter(|char| !char.is_ascii_whitespace()).count()
}

/// A document as `Get…` operations return it.
pub(crate) fn escaped(document: &str) -> String {
    utf8_percent_encode(document, ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_measured_without_white_space_and_returned_escaped() {
        let document = "{ \"Sid\":\n\t\"a-b_c.d~é/*\" }";
        assert_eq!(size(document), r#"{"Sid":"a-b_c.d~é/*"}"#.chars().count());
        assert_eq!(escaped(document), "%7B%20%22Sid%22%3A%0A%09%22a-b_c.d~%C3%A9%2F%2A%22%20%7D");
    }
}
