//! Entry points for fuzzing: whatever the bytes, they return, without panic and in time linear in
//! their number (times its logarithm where parameters are sorted). The corpora are under
//! `tests/corpus`, replayed and mutated by the tests.

use crate::policy::{Context, Policy, PolicyKind, Request, evaluate};
use crate::principal::Principal;
use crate::session::{SessionKey, SessionToken};
use crate::sigv4::{HeaderList, Payload, RequestView, SigningKeyCache, parse};

/// A request as text (`METHOD path?query`, lines `name: value`, an empty line, the body): its
/// signature is looked for and verified. Says whether there was a well-formed one.
pub fn sigv4(data: &[u8]) -> bool {
    let (head, body) = match data.windows(2).position(|pair| pair == b"\n\n") {
        Some(at) => (&data[..at], &data[at + 2..]),
        None => (data, &b""[..]),
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let (method, target) = lines.next().unwrap_or_default().split_once(' ').unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers = HeaderList::new(lines.filter_map(|line| line.split_once(':')));
    let request = RequestView { method, path, query, headers: &headers, authority: None };
    let Ok(Some(signature)) = parse(&request) else {
        return false;
    };
    let keys = SigningKeyCache::new(4);
    for payload in [Payload::Bytes(body), Payload::Announced] {
        // A stranger's bytes never carry a signature of this secret.
        let verified =
            signature.verify(&request, "not that secret", payload, signature.amz_date_ms, &keys);
        assert!(verified.is_err(), "verified under another secret");
        assert!(keys.is_empty(), "a key that verified nothing is kept");
    }
    true
}

/// A policy, and optionally after a line `---` a resource to match: parsed as every kind and
/// evaluated for every kind of caller. Says whether it was a policy of any kind.
pub fn policy(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    let (document, resource) = text.split_once("\n---\n").unwrap_or((&text, "arn:aws:s3:::b/k"));
    let context = Context::new()
        .with("aws:SourceIp", "192.0.2.7")
        .with("aws:SourceArn", "arn:aws:sns:us-east-1:000000000000:topic")
        .with("s3:prefix", resource);
    let role = "arn:aws:iam::000000000000:role/path/role";
    let mut parsed = false;
    for kind in [PolicyKind::Identity, PolicyKind::Resource, PolicyKind::Trust] {
        let Ok(policy) = Policy::parse(document, kind) else {
            continue;
        };
        parsed = true;
        for principal in [
            Principal::root("111111111111", None),
            Principal::user("000000000000", "/", "user", "AIDAAAAAAAAAAAAAAAAAA", "AKIA"),
            Principal::assumed_role(role, "AROAAAAAAAAAAAAAAAAAA", "session", None),
            Principal::service("sns.amazonaws.com"),
            Principal::anonymous(),
        ] {
            let request = Request {
                principal: &principal,
                action: "s3:GetObject",
                resource,
                resource_account: None,
                context: &context,
                now_ms: 1_440_938_160_000,
            };
            let identity = if kind == PolicyKind::Identity { vec![&policy] } else { vec![] };
            let on_resource = (kind != PolicyKind::Identity).then_some(&policy);
            if let crate::policy::Decision::Deny(reason) =
                evaluate(&request, &identity, on_resource, &identity)
            {
                let message = reason.message(&request);
                assert!(message.contains(request.action), "a denial names no action: {message}");
            }
        }
    }
    parsed
}

/// A session token: opened with a key that sealed none.
pub fn session_token(data: &[u8]) {
    let key = SessionKey::new(b"a key for fuzzing");
    let opened = SessionToken::open(&key, &String::from_utf8_lossy(data), "ASIA", 0);
    assert!(opened.is_err(), "opened a token that was never sealed");
}
