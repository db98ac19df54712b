//! Entry points that take any bytes: none may panic, and what is made of them must be what it says.

use api_model::{Method, PayloadFormat, RouteKey, function_uri, http_uri};
use bytes::Bytes;

use crate::tree::Tree;
use crate::{address, answer, query};

/// A function's answer, in either format.
pub fn function_answer(input: &[u8]) {
    let payload = Bytes::copy_from_slice(input);
    for format in [PayloadFormat::V1, PayloadFormat::V2] {
        if let Ok(response) = answer::response(format, &payload) {
            assert!((200..600).contains(&response.status().as_u16()));
        }
    }
}

/// Where a request goes: host, path and query, a line each.
pub fn request_line(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.splitn(3, '\n');
    let (host, path) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let found = address::find(host, path);
    assert_eq!(found.is_some(), address::is_api_request(host, path));
    let pairs = query::pairs(lines.next().unwrap_or_default());
    let grouped = query::grouped(&pairs);
    assert_eq!(grouped.iter().map(|(_, values)| values.len()).sum::<usize>(), pairs.len());
    let keys = ["GET /a/{b}/c", "GET /a/{rest+}", "ANY /{x}/b", "$default"];
    let keys: Vec<RouteKey> = keys.iter().filter_map(|key| RouteKey::parse(key)).collect();
    assert!(Tree::new(&keys).find(Some(Method::Get), &query::path(path)).is_some());
}

/// What an account may write down: a route key or an integration URI.
pub fn configured(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Some(key) = RouteKey::parse(&text) {
        assert_eq!(key.to_string(), text);
    }
    let _ = function_uri(&text);
    let _ = http_uri(&text);
}
