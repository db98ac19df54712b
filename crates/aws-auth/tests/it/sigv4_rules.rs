//! Single rules of signatures, and how their breach is told.

use aws_auth::AuthError;
use aws_auth::sigv4::{
    Credentials, HeaderList, Headers as _, Payload, RequestView, SignatureKind, SigningKeyCache,
    parse, presign, sign_header,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

const NOW_MS: i64 = 1_767_225_600_000;
const MINUTE_MS: i64 = 60_000;

fn credentials(service: &str) -> Credentials<'_> {
    Credentials { access_key: "AKIA", secret: "secret", token: None, region: "r", service }
}

fn view<'a>(path: &'a str, query: &'a str, headers: &'a HeaderList) -> RequestView<'a> {
    RequestView { method: "POST", path, query, headers, authority: None }
}

/// Headers signed for `service` and `body`.
fn signed(service: &str, body: &[u8]) -> HeaderList {
    let mut headers = HeaderList::new([("host", "h")]);
    let added =
        sign_header(&view("/", "", &headers), &credentials(service), Payload::Bytes(body), NOW_MS);
    for (name, value) in added {
        headers.set(name, value);
    }
    headers
}

fn verify(headers: &HeaderList, payload: Payload<'_>, now_ms: i64) -> Result<(), AuthError> {
    let request = view("/", "", headers);
    let signature = parse(&request)?.ok_or(AuthError::MissingToken)?;
    signature.verify(&request, "secret", payload, now_ms, &SigningKeyCache::new(4))
}

#[track_caller]
fn check_parse(authorization: &str, date: &str, expected: Result<(), &str>) {
    let mut headers = HeaderList::new([("host", "h"), ("authorization", authorization)]);
    if !date.is_empty() {
        headers.set("x-amz-date", date);
    }
    let got = parse(&view("/", "", &headers)).map(|_| ()).map_err(|error| error.to_string());
    match (&got, expected) {
        (Ok(()), Ok(())) => {}
        (Err(text), Err(part)) => assert!(text.contains(part), "{authorization}: {text}"),
        _ => panic!("{authorization}: {got:?}"),
    }
}

#[test]
fn a_header_that_lacks_something_is_told_what() {
    let date = "20260101T000000Z";
    let zeros = "0".repeat(64);
    let scope = "Credential=AKIA/20260101/r/s/aws4_request";
    let rest = format!("SignedHeaders=host, Signature={zeros}");
    let ok = format!("AWS4-HMAC-SHA256 {scope}, {rest}");
    check_parse(&ok, date, Ok(()));
    check_parse(&ok.replace(", ", ","), date, Ok(()));
    check_parse(&ok.replace("AKIA", "AK/IA"), date, Ok(()));
    check_parse(&ok, "", Err("requires existence of either a 'X-Amz-Date' or a 'Date' header"));
    for name in ["Credential", "Signature", "SignedHeaders"] {
        let without = ok.replace(&format!("{name}="), "Other=");
        check_parse(&without, date, Err(&format!("requires '{name}' parameter")));
    }
    let nothing = "Authorization header requires 'Credential' parameter. Authorization header \
                   requires 'Signature' parameter. Authorization header requires 'SignedHeaders' \
                   parameter. Authorization header requires existence";
    check_parse("AWS4-HMAC-SHA256", "", Err(nothing));
    check_parse("Bearer abc", date, Err("'Bearer' not a valid key=value pair"));
    check_parse("AWS4-HMAC-SHA256 a b", date, Err("'a b' not a valid key=value pair"));
    check_parse("AWS4-HMAC-SHA512 a=b", date, Err("Unsupported AWS 'algorithm'"));
    check_parse("AWS AKIA:abc=", date, Err("Signature Version 2 is not supported"));
    check_parse("AWS4-ECDSA-P256-SHA256 a=b", date, Err("Signature Version 4A"));
    check_parse(&ok.replace("AKIA/20260101", "AKIA"), date, Err("at least 5 slash-delimited"));
    check_parse(&ok.replace("AKIA", ""), date, Err("name an access key"));
    check_parse(&ok.replace("aws4_request", "aws5"), date, Err("valid terminator: 'aws4_request'"));
    check_parse(&ok.replace("/r/", "//"), date, Err("valid region"));
    check_parse(&ok, "20260102T000000Z", Err("the scope's date is not the request's"));
    check_parse(&ok, "2026-01-01", Err("Got '2026-01-01'. See http://en.wikipedia.org"));
    check_parse(&ok.replace(&zeros, &zeros[1..]), date, Err("signature mismatch"));
    check_parse(&ok.replace(&zeros, &"G".repeat(64)), date, Err("signature mismatch"));
}

#[test]
fn a_header_is_never_repeated_in_an_answer() {
    let headers = HeaderList::new([("authorization", "Bearer hunter2")]);
    let error = parse(&view("/", "", &headers)).unwrap_err();
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

#[track_caller]
fn check_query(query: &str, expected: &str) {
    let headers = HeaderList::default();
    let got = match parse(&view("/", query, &headers)) {
        Ok(None) => "anonymous".to_owned(),
        Ok(Some(signature)) => format!("{:?}", signature.kind),
        Err(error) => error.to_string(),
    };
    assert!(got.contains(expected), "{query}: {got}");
}

#[test]
fn a_presigned_query_that_lacks_something_is_told_what() {
    let good = presign("POST", "h", "/", "", &credentials("s3"), 60, NOW_MS);
    check_query(&good, "expires_s: Some(60)");
    check_query("", "anonymous");
    check_query("Action=ListRoles&Signature=x", "anonymous");
    for name in ["Algorithm", "Credential", "SignedHeaders", "Signature", "Date"] {
        let without = good.replace(&format!("X-Amz-{name}="), "Other=");
        check_query(&without, &format!("must include 'X-Amz-{name}'"));
    }
    check_query(&good.replace("Expires=60", "Expires=604800"), "Some(604800)");
    check_query(&good.replace("Expires=60", "Expires=604801"), "less than a week");
    check_query(&good.replace("Expires=60", "Expires=99999999999999"), "less than a week");
    check_query(&good.replace("Expires=60", "Expires=-1"), "must be non-negative");
    check_query(&good.replace("Expires=60", "Expires=1h"), "should be a number");
    check_query(&good.replace("SHA256", "SHA512"), "Unsupported AWS 'algorithm'");
    check_query(&good.replace("AKIA%2F", "%FF%2F"), "must be UTF-8");
    check_query("AWSAccessKeyId=AKIA&Expires=1&Signature=x%3D", "Signature Version 2");
    check_query("X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256", "Signature Version 4A");
}

#[test]
fn one_request_has_one_signature() {
    let query = presign("POST", "h", "/", "", &credentials("s3"), 60, NOW_MS);
    let headers = signed("s3", b"");
    assert_eq!(parse(&view("/", &query, &headers)).unwrap_err(), AuthError::TwoSignatures);
}

#[test]
fn a_clock_may_be_off_by_fifteen_minutes_either_way() {
    let headers = signed("sqs", b"");
    for off in [0, 15 * MINUTE_MS, -15 * MINUTE_MS] {
        assert_eq!(verify(&headers, Payload::Bytes(b""), NOW_MS + off), Ok(()), "{off}");
    }
    let late = NOW_MS + 15 * MINUTE_MS + 1;
    let early = NOW_MS - 15 * MINUTE_MS - 1;
    assert_eq!(
        verify(&headers, Payload::Bytes(b""), late),
        Err(AuthError::Expired { signed_ms: NOW_MS, now_ms: late })
    );
    assert_eq!(
        verify(&headers, Payload::Bytes(b""), early),
        Err(AuthError::NotYetCurrent { signed_ms: NOW_MS, now_ms: early })
    );
}

#[test]
fn a_presigned_url_without_expiry_lives_as_long_as_a_header() {
    let query = presign("POST", "h", "/", "", &credentials("sts"), 60, NOW_MS);
    let query = query.replace("&X-Amz-Expires=60", "");
    let headers = HeaderList::new([("host", "h")]);
    let request = view("/", &query, &headers);
    let signature = parse(&request).unwrap().unwrap();
    assert_eq!(signature.kind, SignatureKind::Presigned { expires_s: None });
    let now_ms = NOW_MS + 15 * MINUTE_MS + 1;
    let keys = SigningKeyCache::new(4);
    assert_eq!(
        signature.verify(&request, "secret", Payload::Bytes(b""), now_ms, &keys),
        Err(AuthError::Expired { signed_ms: NOW_MS, now_ms })
    );
    // The signature covers the expiry that is gone.
    assert_eq!(
        signature.verify(&request, "secret", Payload::Bytes(b""), NOW_MS, &keys),
        Err(AuthError::SignatureMismatch)
    );
}

/// The headers of `signed`, their list of signed ones changed.
fn with_signed_headers(service: &str, from: &str, to: &str) -> HeaderList {
    let mut headers = signed(service, b"");
    let value = String::from_utf8(headers.first("authorization").unwrap().to_vec()).unwrap();
    assert!(value.contains(from), "{value}");
    headers.set("authorization", value.replace(from, to));
    headers
}

#[test]
fn host_and_every_amz_header_must_be_signed() {
    let check = |from, to, error| {
        let headers = with_signed_headers("s3", from, to);
        assert_eq!(verify(&headers, Payload::Bytes(b""), NOW_MS), Err(error), "{to}");
    };
    check("=host;", "=", AuthError::HostNotSigned);
    check(";x-amz-date", "", AuthError::HeadersNotSigned);
    check(
        "=host;x-amz-content-sha256;",
        "=x-amz-content-sha256;host;",
        AuthError::SignatureMismatch,
    );
    check("host;", "Host;", AuthError::SignatureMismatch);
    check("host;", "host;host;", AuthError::SignatureMismatch);
    check("host;", "host;;", AuthError::SignatureMismatch);
}

/// A request signed by hand, step by step as AWS's documentation has it, over the headers in
/// `names` in just that order.
fn signed_by_hand(names: &str, headers: &[(&str, &str)]) -> HeaderList {
    let hex =
        |bytes: &[u8]| bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let mac = |key: &[u8], text: &str| {
        let mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.chain_update(text).finalize().into_bytes().to_vec()
    };
    let mut list = HeaderList::new(headers.iter().copied());
    let lines = names.split(';').fold(String::new(), |lines, name| {
        let value = String::from_utf8_lossy(list.first(name).unwrap_or_default());
        format!("{lines}{name}:{value}\n")
    });
    let canonical = format!("POST\n/\n\n{lines}\n{names}\n{}", hex(&Sha256::digest(b"")));
    let hash = hex(&Sha256::digest(canonical));
    let scope = "20260101/r/sqs/aws4_request";
    let to_sign = format!("AWS4-HMAC-SHA256\n20260101T000000Z\n{scope}\n{hash}");
    let key = scope.split('/').fold(b"AWS4secret".to_vec(), |key, part| mac(&key, part));
    let signature = hex(&mac(&key, &to_sign));
    let credential = format!("AWS4-HMAC-SHA256 Credential=AKIA/{scope}");
    list.set(
        "authorization",
        format!("{credential}, SignedHeaders={names}, Signature={signature}"),
    );
    list
}

#[test]
fn signed_headers_stand_in_order_and_once() {
    let headers = [("host", "h"), ("x-amz-date", "20260101T000000Z")];
    let check = |names, headers: &[_], expected| {
        let headers = signed_by_hand(names, headers);
        assert_eq!(verify(&headers, Payload::Bytes(b""), NOW_MS), expected, "{names}");
    };
    check("host;x-amz-date", &headers, Ok(()));
    check("accept;host;x-amz-date", &headers, Ok(()));
    let mismatch = Err(AuthError::SignatureMismatch);
    check("x-amz-date;host", &headers, mismatch.clone());
    // A name that counts twice would hide one that is not signed.
    let more = [headers[0], headers[1], ("x-amz-target", "Delete")];
    check("host;x-amz-date", &more, Err(AuthError::HeadersNotSigned));
    check("host;x-amz-date;x-amz-date", &more, mismatch.clone());
    check("host;host;x-amz-date", &headers, mismatch);
}

#[test]
fn the_authority_of_http_2_stands_in_for_host() {
    let empty = HeaderList::default();
    let request = RequestView {
        method: "GET",
        path: "/",
        query: "",
        headers: &empty,
        authority: Some("h:1"),
    };
    let added = sign_header(&request, &credentials("kinesis"), Payload::Bytes(b""), NOW_MS);
    let headers = HeaderList::new(added);
    let keys = SigningKeyCache::new(4);
    for (authority, expected) in [
        (Some("h:1"), Ok(())),
        (Some("h:2"), Err(AuthError::SignatureMismatch)),
        (None, Err(AuthError::SignatureMismatch)),
    ] {
        let request = RequestView { headers: &headers, authority, ..request };
        let signature = parse(&request).unwrap().unwrap();
        let got = signature.verify(&request, "secret", Payload::Bytes(b""), NOW_MS, &keys);
        assert_eq!(got, expected, "{authority:?}");
    }
}

#[test]
fn the_body_is_the_one_that_was_announced() {
    let headers = signed("s3", b"body");
    let hash: [u8; 32] = Sha256::digest(b"body").into();
    let other: [u8; 32] = Sha256::digest(b"other").into();
    assert_eq!(verify(&headers, Payload::Bytes(b"body"), NOW_MS), Ok(()));
    assert_eq!(verify(&headers, Payload::Sha256(&hash), NOW_MS), Ok(()));
    assert_eq!(verify(&headers, Payload::Announced, NOW_MS), Ok(()));
    let mismatch = Err(AuthError::BodyHashMismatch);
    assert_eq!(verify(&headers, Payload::Bytes(b"other"), NOW_MS), mismatch);
    assert_eq!(verify(&headers, Payload::Sha256(&other), NOW_MS), mismatch);
    let request = view("/", "", &headers);
    let signature = parse(&request).unwrap().unwrap();
    assert_eq!(signature.announced_sha256(&request), Some(hash));
    // What announces nothing is taken to have no body.
    let headers = signed("sqs", b"");
    assert_eq!(verify(&headers, Payload::Announced, NOW_MS), Ok(()));
    assert_eq!(verify(&headers, Payload::Bytes(b"x"), NOW_MS), Err(AuthError::SignatureMismatch));
}

#[test]
fn bodies_in_signed_chunks_are_refused_by_name() {
    let mut headers = signed("s3", b"");
    for name in ["STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"] {
        headers.set("x-amz-content-sha256", name);
        let error = AuthError::StreamingPayload(name.to_owned());
        assert_eq!(verify(&headers, Payload::Announced, NOW_MS), Err(error));
    }
    headers.set("x-amz-content-sha256", "whatever");
    assert_eq!(verify(&headers, Payload::Announced, NOW_MS), Err(AuthError::BodyHashMismatch));
}

#[test]
fn several_values_of_a_header_are_signed_in_their_order() {
    let values = |values: [&str; 2], headers: &HeaderList| {
        let rest = headers.iter().filter(|(name, _)| *name != "x-amz-many");
        HeaderList::new(
            rest.map(|(name, value)| (name, value.to_vec()))
                .chain(values.map(|value| ("x-amz-many", value.as_bytes().to_vec()))),
        )
    };
    let base = values(["1", " 2  3 "], &HeaderList::new([("host", "h")]));
    let added =
        sign_header(&view("/", "", &base), &credentials("sqs"), Payload::Bytes(b""), NOW_MS);
    let mut headers = base;
    for (name, value) in added {
        headers.set(name, value);
    }
    assert_eq!(verify(&headers, Payload::Bytes(b""), NOW_MS), Ok(()));
    let same = values(["1,2 3", ""], &headers);
    assert!(verify(&same, Payload::Bytes(b""), NOW_MS).is_err(), "an empty value counts");
    let turned = values(["2 3", "1"], &headers);
    assert_eq!(verify(&turned, Payload::Bytes(b""), NOW_MS), Err(AuthError::SignatureMismatch));
    headers.remove("x-amz-many");
    headers.set("x-amz-many", "1,2 3");
    assert_eq!(verify(&headers, Payload::Bytes(b""), NOW_MS), Ok(()));
}

#[test]
fn only_keys_that_verified_a_request_are_kept_and_never_for_another_secret() {
    let keys = SigningKeyCache::new(4);
    let headers = signed("sqs", b"");
    let request = view("/", "", &headers);
    let signature = parse(&request).unwrap().unwrap();
    let verify = |secret| signature.verify(&request, secret, Payload::Bytes(b""), NOW_MS, &keys);
    assert_eq!(verify("other"), Err(AuthError::SignatureMismatch));
    assert!(keys.is_empty());
    assert_eq!(verify("secret"), Ok(()));
    assert_eq!(verify("secret"), Ok(()));
    assert_eq!(keys.len(), 1);
    assert_eq!(verify("other"), Err(AuthError::SignatureMismatch));
    for number in 0..100 {
        // Another service, another region and another day in turn.
        let name = format!("n{number}");
        let (region, service, days) = match number % 3 {
            0 => ("r", &*name, 0),
            1 => (&*name, "sqs", 0),
            _ => ("r", "sqs", number),
        };
        let now_ms = NOW_MS + days * 24 * 60 * MINUTE_MS;
        let credentials = Credentials { region, ..credentials(service) };
        let url = presign("POST", "h", "/", "", &credentials, 60, now_ms);
        let headers = HeaderList::new([("host", "h")]);
        let request = view("/", &url, &headers);
        let signature = parse(&request).unwrap().unwrap();
        let got = signature.verify(&request, "secret", Payload::Bytes(b""), now_ms, &keys);
        assert_eq!(got, Ok(()), "{region} {service} {days}");
    }
    assert_eq!(keys.len(), keys.capacity());
    assert_eq!(verify("secret"), Ok(()));
}

#[test]
fn the_measured_request_verifies() {
    assert_eq!(aws_auth::bench::SignedGetItem::new().verify(), Ok(()));
}
