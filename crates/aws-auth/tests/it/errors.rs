//! The faces of each failure.

use aws_auth::AuthError;
use aws_auth::ProtocolFamily::{self, Json, Query, RestJson, RestXml};

const SIGNED_MS: i64 = 1_767_225_600_000;

#[track_caller]
fn check(error: &AuthError, family: ProtocolFamily, expected: (&str, u16, &str)) {
    let (code, status, message) = error.code(family);
    assert_eq!((code, status, message.as_str()), expected, "{family:?}");
}

/// One failure in the JSON, REST and query families: codes and text.
#[track_caller]
fn check_all(error: &AuthError, json: &str, query: &str, message: &str) {
    check(error, Json, (json, 400, message));
    check(error, RestJson, (json, 403, message));
    check(error, Query, (query, 403, message));
}

#[test]
fn a_request_without_signature_is_told_so_in_three_ways() {
    let code = "MissingAuthenticationTokenException";
    let missing = AuthError::MissingToken;
    check(&missing, Json, (code, 400, "Request is missing Authentication Token"));
    check(&missing, RestJson, (code, 403, "Missing Authentication Token"));
    let code = "MissingAuthenticationToken";
    check(&missing, Query, (code, 403, "Request is missing Authentication Token"));
    check(&missing, RestXml, ("AccessDenied", 403, "Access Denied"));
}

#[test]
fn keys_tokens_and_signatures_fail_as_at_aws() {
    let text = "The security token included in the request is invalid.";
    for error in [AuthError::UnknownAccessKey, AuthError::InvalidToken] {
        check_all(&error, "UnrecognizedClientException", "InvalidClientTokenId", text);
    }
    let text = "The security token included in the request is expired";
    check_all(&AuthError::ExpiredToken, "ExpiredTokenException", "ExpiredToken", text);
    let text = "The request signature we calculated does not match the signature you provided. \
                Check your AWS Secret Access Key and signing method. Consult the service \
                documentation for details.";
    for error in [AuthError::SignatureMismatch, AuthError::BodyHashMismatch] {
        check_all(&error, "InvalidSignatureException", "SignatureDoesNotMatch", text);
    }
    let denied = AuthError::AccessDenied("User: x is not authorized".to_owned());
    let text = "User: x is not authorized";
    check_all(&denied, "AccessDeniedException", "AccessDenied", text);
    let elsewhere = AuthError::WrongService("dynamodb".to_owned());
    let text = "Credential should be scoped to correct service: 'dynamodb'. ";
    check_all(&elsewhere, "InvalidSignatureException", "SignatureDoesNotMatch", text);
    let incomplete = AuthError::Incomplete("because".to_owned());
    check_all(&incomplete, "IncompleteSignatureException", "IncompleteSignature", "because");
}

#[test]
fn dates_that_are_off_are_shown_with_the_servers() {
    let minutes = |minutes: i64| SIGNED_MS + minutes * 60_000;
    let check = |error: AuthError, text| {
        check_all(&error, "InvalidSignatureException", "SignatureDoesNotMatch", text);
    };
    check(
        AuthError::Expired { signed_ms: SIGNED_MS, now_ms: minutes(20) },
        "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z \
         (20260101T002000Z - 15 min.)",
    );
    check(
        AuthError::NotYetCurrent { signed_ms: SIGNED_MS, now_ms: minutes(-20) },
        "Signature not yet current: 20260101T000000Z is still later than 20251231T235500Z \
         (20251231T234000Z + 15 min.)",
    );
    check(
        AuthError::PresignedExpired { signed_ms: SIGNED_MS, expires_s: 90, now_ms: minutes(2) },
        "Signature expired: 20260101T000000Z is now earlier than 20260101T000030Z \
         (20260101T000200Z - 90 sec.)",
    );
    check(
        AuthError::ScopeDateMismatch {
            scope: "20260102".to_owned(),
            amz_date: "20260101T000000Z".to_owned(),
        },
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from \
         HTTP: '20260102' != '20260101', from '20260101T000000Z'.",
    );
}

#[test]
fn s3_has_codes_of_its_own() {
    let check = |error: AuthError, code, status| {
        let got = error.code(RestXml);
        assert_eq!((got.0, got.1), (code, status), "{error:?}");
        assert!(!got.2.is_empty(), "{error:?}");
    };
    let expires_s = 1;
    let (signed_ms, now_ms) = (SIGNED_MS, SIGNED_MS);
    check(AuthError::UnknownAccessKey, "InvalidAccessKeyId", 403);
    check(AuthError::InvalidToken, "InvalidToken", 400);
    check(AuthError::ExpiredToken, "ExpiredToken", 400);
    check(AuthError::SignatureMismatch, "SignatureDoesNotMatch", 403);
    check(AuthError::BodyHashMismatch, "XAmzContentSHA256Mismatch", 400);
    check(AuthError::Expired { signed_ms, now_ms }, "RequestTimeTooSkewed", 403);
    check(AuthError::HeadersNotSigned, "AccessDenied", 403);
    check(AuthError::TwoSignatures, "InvalidArgument", 400);
    check(AuthError::WrongService("s3".to_owned()), "AuthorizationHeaderMalformed", 400);
    check(AuthError::Incomplete("x".to_owned()), "AuthorizationHeaderMalformed", 400);
    check(AuthError::IncompleteQuery("x".to_owned()), "AuthorizationQueryParametersError", 400);
    check(AuthError::UnsupportedVersion("Signature Version 2"), "InvalidRequest", 400);
    check(AuthError::StreamingPayload("STREAMING-X".to_owned()), "NotImplemented", 501);
    let expired = AuthError::PresignedExpired { signed_ms, expires_s, now_ms };
    assert_eq!(expired.code(RestXml).2, "Request has expired");
}

#[test]
fn what_is_not_implemented_says_its_name_and_is_not_retried() {
    let error = AuthError::StreamingPayload("STREAMING-AWS4-HMAC-SHA256-PAYLOAD".to_owned());
    for family in [Json, RestJson, Query] {
        let (code, status, message) = error.code(family);
        assert_eq!((code, status), ("NotImplementedException", 400));
        assert!(message.contains("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), "{message}");
    }
    let error = AuthError::UnsupportedVersion("Signature Version 2");
    assert!(error.code(Json).2.contains("Signature Version 2"));
}
