//! Which API a request is for, by its host or by the first parts of its path.
//!
//! - Host `ID.execute-api.ANY.SUFFIX`, as on AWS;
//! - `/_aws/execute-api/ID/…`, which works under any host;
//! - `/restapis/ID/STAGE/_user_request_/…`, which names the stage outright.

use std::borrow::Cow;

const OURS: &str = "/_aws/execute-api/";
const REST: &str = "/restapis/";
const USER_REQUEST: &str = "_user_request_";
const SERVICE: &[u8] = b"execute-api.";

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address<'r> {
    /// The API's id.
    pub(crate) api: Cow<'r, str>,
    /// The stage, if the address names it outright.
    pub(crate) stage: Option<Cow<'r, str>>,
    /// The rest of the path as it came, from a slash on; a stage may stand in front.
    pub(crate) path: &'r str,
    /// Whether the API was named by the host.
    pub(crate) by_host: bool,
}

/// Whether a request is for an API at all. Asked of every request that comes in, so that it
/// allocates nothing.
pub fn is_api_request(host: &str, path: &str) -> bool {
    path.starts_with(OURS) || names_api(host).is_some() || user_request(path).is_some()
}

/// Where a request goes; `None` if it is not for an API.
pub(crate) fn find<'r>(host: &'r str, path: &'r str) -> Option<Address<'r>> {
    if let Some(rest) = path.strip_prefix(OURS) {
        let (api, path) = split(rest);
        return Some(Address { api: Cow::Borrowed(api), stage: None, path, by_host: false });
    }
    if let Some((api, stage, path)) = user_request(path) {
        let stage = percent_encoding::percent_decode_str(stage).decode_utf8_lossy();
        return Some(Address { api: Cow::Borrowed(api), stage: Some(stage), path, by_host: false });
    }
    let api = names_api(host)?;
    let mut api = Cow::Borrowed(api);
    if api.bytes().any(|byte| byte.is_ascii_uppercase()) {
        api.to_mut().make_ascii_lowercase();
    }
    Some(Address { api, stage: None, path, by_host: true })
}

/// `ID` of `ID.execute-api.ANY.SUFFIX`.
fn names_api(host: &str) -> Option<&str> {
    let (api, rest) = host.split_once('.')?;
    let found = rest.as_bytes().get(..SERVICE.len())?;
    (!api.is_empty() && found.eq_ignore_ascii_case(SERVICE)).then_some(api)
}

/// Id, stage and the rest of `/restapis/ID/STAGE/_user_request_/…`.
fn user_request(path: &str) -> Option<(&str, &str, &str)> {
    let (api, rest) = path.strip_prefix(REST)?.split_once('/')?;
    let (stage, rest) = rest.split_once('/')?;
    let rest = rest.strip_prefix(USER_REQUEST)?;
    match rest {
        "" => Some((api, stage, "/")),
        _ => rest.starts_with('/').then_some((api, stage, rest)),
    }
}

/// `a/b/c` → `a` and `/b/c`.
fn split(rest: &str) -> (&str, &str) {
    match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, "/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host: &str, path: &str, wanted: Option<(&str, Option<&str>, &str)>) {
        let found = find(host, path);
        let seen =
            found.as_ref().map(|address| (&*address.api, address.stage.as_deref(), address.path));
        assert_eq!(seen, wanted, "{host} {path}");
        assert_eq!(is_api_request(host, path), wanted.is_some(), "{host} {path}");
    }

    #[test]
    fn an_api_is_named_by_the_host_or_by_the_path() {
        check("127.0.0.1:4566", "/_aws/execute-api/abc/dev/x", Some(("abc", None, "/dev/x")));
        check("127.0.0.1:4566", "/_aws/execute-api/abc", Some(("abc", None, "/")));
        check("127.0.0.1:4566", "/_aws/execute-api/abc/", Some(("abc", None, "/")));
        check("abc.execute-api.localhost:4566", "/dev/x", Some(("abc", None, "/dev/x")));
        check("ABC.Execute-API.us-east-1.amazonaws.com", "/", Some(("abc", None, "/")));
        check("h", "/restapis/abc/dev/_user_request_/x/y", Some(("abc", Some("dev"), "/x/y")));
        check("h", "/restapis/abc/%24default/_user_request_", Some(("abc", Some("$default"), "/")));
    }

    #[test]
    fn everything_else_is_not_for_an_api() {
        check("127.0.0.1:4566", "/", None);
        check("127.0.0.1:4566", "/_aws/execute-api", None);
        check("127.0.0.1:4566", "/_aws/lambda-code/x", None);
        check("127.0.0.1:4566", "/restapis/abc/stages/dev", None);
        check("h", "/restapis/abc/dev/_user_request_x", None);
        check("execute-api.us-east-1.amazonaws.com", "/", None);
        check(".execute-api.us-east-1.amazonaws.com", "/", None);
        check("abc.execute-apis.us-east-1.amazonaws.com", "/", None);
        check("", "", None);
    }
}
