//! Requests that botocore signed (`tests/fixtures/sigv4.py`): each verifies, and nothing that
//! differs from it in one place does. Our own signer agrees with our verifier.

use aws_auth::AuthError;
use aws_auth::sigv4::{
    Credentials, HeaderList, Headers as _, Payload, RequestView, SignatureKind, SigningKeyCache,
    parse, presign, sign_header,
};
use serde_json::Value;

#[derive(Clone)]
struct Signed {
    name: String,
    method: String,
    path: String,
    query: String,
    headers: HeaderList,
    body: Vec<u8>,
    secret: String,
    now_ms: i64,
}

impl Signed {
    fn check(&self) -> Result<(), AuthError> {
        let request = RequestView {
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
            authority: None,
        };
        let signature = parse(&request)?.ok_or(AuthError::MissingToken)?;
        let payload = Payload::Bytes(&self.body);
        let keys = SigningKeyCache::new(4);
        signature.verify(&request, &self.secret, payload, self.now_ms, &keys)
    }

    #[track_caller]
    fn must_fail(&self, mutation: &str) {
        assert!(self.check().is_err(), "{}: verified with {mutation}", self.name);
    }

    fn authorization(&self) -> Option<String> {
        let value = self.headers.first("authorization")?;
        Some(String::from_utf8(value.to_vec()).unwrap())
    }

    /// The names of the signed headers.
    fn signed_headers(&self) -> Vec<String> {
        let list = if let Some(value) = self.authorization() {
            let list = value.split_once("SignedHeaders=").unwrap().1;
            list.split_once(',').unwrap().0.to_owned()
        } else {
            let list = self.query.split_once("X-Amz-SignedHeaders=").unwrap().1;
            list.split('&').next().unwrap().replace("%3B", ";")
        };
        list.split(';').map(str::to_owned).collect()
    }

    /// Whether the signature leaves the body open.
    fn body_is_open(&self) -> bool {
        match self.headers.first("x-amz-content-sha256") {
            Some(value) => value == b"UNSIGNED-PAYLOAD",
            None => self.name.starts_with("s3 presigned"),
        }
    }

    /// The same with `from` replaced in the place where the signature stands.
    fn with_scope(&self, from: &str, to: &str) -> Self {
        let mut other = self.clone();
        if let Some(value) = self.authorization() {
            assert!(value.contains(from), "{}: no {from} in the scope", self.name);
            other.headers.set("authorization", value.replacen(from, to, 1));
        } else {
            let (from, to) = (from.replace('/', "%2F"), to.replace('/', "%2F"));
            assert!(self.query.contains(&from), "{}: no {from} in the scope", self.name);
            other.query = self.query.replacen(&from, &to, 1);
        }
        other
    }
}

fn fixture() -> Vec<(Signed, Value)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sigv4.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let cases = file["cases"].as_array().unwrap();
    cases
        .iter()
        .map(|case| {
            let headers = case["headers"].as_array().unwrap();
            let signed = Signed {
                name: text(&case["name"]),
                method: text(&case["method"]),
                path: text(&case["path"]),
                query: text(&case["query"]),
                headers: HeaderList::new(
                    headers.iter().map(|pair| (text(&pair[0]), text(&pair[1]))),
                ),
                body: text(&case["body"]).into_bytes(),
                secret: text(&file["secret"]),
                now_ms: file["now_ms"].as_i64().unwrap(),
            };
            (signed, case.clone())
        })
        .collect()
}

#[test]
fn every_request_that_botocore_signed_verifies() {
    let cases = fixture();
    assert!(cases.len() >= 60, "the fixture has only {} requests", cases.len());
    for (signed, case) in cases {
        assert_eq!(signed.check(), Ok(()), "{}", signed.name);
        let request = RequestView {
            method: &signed.method,
            path: &signed.path,
            query: &signed.query,
            headers: &signed.headers,
            authority: None,
        };
        let signature = parse(&request).unwrap().unwrap();
        assert_eq!(signature.access_key, "AKIAIOSFODNN7EXAMPLE", "{}", signed.name);
        assert_eq!(signature.service, case["service"].as_str().unwrap(), "{}", signed.name);
        assert_eq!(signature.region, case["region"].as_str().unwrap(), "{}", signed.name);
        assert_eq!(signature.token.as_deref(), case["token"].as_str(), "{}", signed.name);
        assert_eq!(signature.amz_date_ms, signed.now_ms, "{}", signed.name);
        let presigned = matches!(signature.kind, SignatureKind::Presigned { .. });
        assert_eq!(presigned, signed.authorization().is_none(), "{}", signed.name);
    }
}

#[test]
fn a_request_changed_in_one_place_does_not_verify() {
    for (signed, case) in fixture() {
        let change = |change: &dyn Fn(&mut Signed)| {
            let mut other = signed.clone();
            change(&mut other);
            other
        };
        change(&|s| s.method.push('X')).must_fail("another method");
        change(&|s| s.path.push('x')).must_fail("a longer path");
        change(&|s| s.path.insert_str(1, "x/")).must_fail("a path further down");
        change(&|s| s.secret.push('x')).must_fail("another secret");
        if signed.path.contains("%2F") {
            change(&|s| s.path = s.path.replacen("%2F", "/", 1)).must_fail("a decoded slash");
        }
        if signed.path.contains("%3A") {
            change(&|s| s.path = s.path.replacen("%3A", ":", 1)).must_fail("a decoded colon");
        }
        let and = if signed.query.is_empty() { "" } else { "&" };
        change(&|s| s.query = format!("{}{and}zz=1", s.query)).must_fail("one more parameter");
        let pairs: Vec<&str> = signed.query.split('&').filter(|pair| !pair.is_empty()).collect();
        for (index, pair) in pairs.iter().enumerate() {
            let without: Vec<&str> =
                pairs.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, p)| *p).collect();
            change(&|s| s.query = without.join("&")).must_fail(&format!("{pair} taken away"));
            let mut longer = pairs.clone();
            let value = format!("{pair}0");
            longer[index] = &value;
            change(&|s| s.query = longer.join("&")).must_fail(&format!("{value} in the query"));
        }
        for name in signed.signed_headers() {
            let value = signed.headers.first(&name).unwrap().to_vec();
            let changed = [value.as_slice(), b"x"].concat();
            change(&|s| s.headers.set(&name, changed.clone()))
                .must_fail(&format!("another {name}"));
            change(&|s| s.headers.remove(&name)).must_fail(&format!("no {name}"));
        }
        change(&|s| s.headers.set("x-amz-added", "1")).must_fail("an unsigned x-amz- header");
        if !signed.body_is_open() {
            change(&|s| s.body.push(b' ')).must_fail("a longer body");
            if !signed.body.is_empty() {
                change(&|s| s.body[0] ^= 1).must_fail("another body");
            }
        }
        let region = case["region"].as_str().unwrap();
        let service = case["service"].as_str().unwrap();
        signed.with_scope(&format!("/{region}/"), "/ap-south-1/").must_fail("another region");
        signed.with_scope(&format!("/{service}/"), "/kinesis/").must_fail("another service");
        signed.with_scope("/20260101/", "/20260102/").must_fail("another day");
    }
}

#[test]
fn what_no_signature_covers_may_change() {
    for (mut signed, _) in fixture() {
        signed.headers.set("user-agent", "somebody else");
        signed.headers.set("x-amzn-trace-id", "Root=1");
        signed.headers.set("accept-language", "ko");
        if signed.body_is_open() {
            signed.body.push(b'x');
        }
        assert_eq!(signed.check(), Ok(()), "{}", signed.name);
    }
}

#[test]
fn our_own_signer_agrees_with_botocore() {
    // Those whose signed headers are the ones that ours signs.
    let mut agreed = 0;
    for (signed, case) in fixture() {
        let Some(expected) = signed.authorization() else {
            continue;
        };
        let ours = |name: &String| {
            name.starts_with("x-amz-") || matches!(&**name, "host" | "content-type")
        };
        let has_content_type = signed.headers.first("content-type").is_some();
        let signs_content_type = signed.signed_headers().contains(&"content-type".to_owned());
        let dated = signed.headers.first("x-amz-date").is_some();
        if !signed.signed_headers().iter().all(ours)
            || has_content_type != signs_content_type
            || !dated
        {
            continue;
        }
        let mut headers = signed.headers.clone();
        for name in ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"]
        {
            headers.remove(name);
        }
        let request = RequestView {
            method: &signed.method,
            path: &signed.path,
            query: &signed.query,
            headers: &headers,
            authority: None,
        };
        let credentials = credentials(&case, &signed.secret);
        let payload =
            if signed.body_is_open() { Payload::Announced } else { Payload::Bytes(&signed.body) };
        let added = sign_header(&request, &credentials, payload, signed.now_ms);
        assert_eq!(added.last().unwrap(), &("authorization", expected), "{}", signed.name);
        agreed += 1;
    }
    assert!(agreed > 25, "only {agreed} requests could be compared");
}

fn credentials<'a>(case: &'a Value, secret: &'a str) -> Credentials<'a> {
    Credentials {
        access_key: "AKIAIOSFODNN7EXAMPLE",
        secret,
        token: case["token"].as_str(),
        region: case["region"].as_str().unwrap(),
        service: case["service"].as_str().unwrap(),
    }
}

#[test]
fn a_url_that_we_presigned_verifies_until_it_expires() {
    for (signed, case) in fixture() {
        let credentials = credentials(&case, &signed.secret);
        let query = signed.query.split("X-Amz-Algorithm").next().unwrap().trim_end_matches('&');
        let (host, path) = ("127.0.0.1:4566", &signed.path);
        let query = presign("GET", host, path, query, &credentials, 60, signed.now_ms);
        let url = Signed {
            method: "GET".to_owned(),
            query,
            headers: HeaderList::new([("host", host)]),
            body: Vec::new(),
            ..signed.clone()
        };
        assert_eq!(url.check(), Ok(()), "{}", signed.name);
        let at = |ms: i64| Signed { now_ms: signed.now_ms + ms, ..url.clone() };
        assert_eq!(at(60_000).check(), Ok(()), "{}", signed.name);
        let expired = AuthError::PresignedExpired {
            signed_ms: signed.now_ms,
            expires_s: 60,
            now_ms: signed.now_ms + 60_001,
        };
        assert_eq!(at(60_001).check(), Err(expired), "{}", signed.name);
        let elsewhere =
            Signed { headers: HeaderList::new([("host", "other:4566")]), ..url.clone() };
        elsewhere.must_fail("another host");
    }
}
