//! Headers as the protocols and the signature check want to see them.

use http::HeaderMap;
use http::request::Parts;

/// Bytes of a request's line and headers.
pub(crate) const HEAD_BYTES_MAX: usize = 64 << 10;

/// The headers of one request.
pub(crate) struct Wire<'a>(pub &'a HeaderMap);

impl aws_auth::sigv4::Headers for Wire<'_> {
    fn values<'a>(&'a self, name: &str, each: &mut dyn FnMut(&'a [u8])) {
        for value in self.0.get_all(name) {
            each(value.as_bytes());
        }
    }

    fn names(&self, each: &mut dyn FnMut(&str)) {
        for name in self.0.keys() {
            each(name.as_str());
        }
    }
}

impl aws_wire::Headers for Wire<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }

    fn each<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h str)) {
        for (name, value) in self.0 {
            if let Ok(value) = value.to_str() {
                visit(name.as_str(), value);
            }
        }
    }
}

/// Whether a head is larger than a request's may be.
pub(crate) fn too_large(head: &Parts) -> bool {
    let line = head.uri.path().len() + head.uri.query().map_or(0, str::len);
    let headers = head.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    line + headers.sum::<usize>() > HEAD_BYTES_MAX
}

/// The text of the header `name`.
pub(crate) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
