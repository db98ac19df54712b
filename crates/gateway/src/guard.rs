//! The guard of dev mode, where any credentials will do: no web page may reach us. A request with
//! a foreign `Origin`, or for a `Host` that is not ours (which is how a rebound DNS name shows),
//! is refused.

use std::net::IpAddr;

use http::{HeaderMap, Uri};

/// Why a request is refused.
pub(crate) fn refusal(headers: &HeaderMap, uri: &Uri, configured: &[String]) -> Option<String> {
    let host = host_of(headers, uri);
    if !host.is_empty() && !is_ours(host, configured) {
        return Some(format!(
            "Host {host} is not this server's. hint: reach it by its IP address or localhost, or \
             name the host in the configuration (hosts)."
        ));
    }
    let origin = headers.get("origin")?;
    let origin = origin.to_str().unwrap_or("null");
    let origin_host = origin.split_once("://").map_or("", |(_, host)| host);
    if origin_host == host || is_ours(origin_host, configured) {
        return None;
    }
    Some(format!("Origin {origin} may not call this server."))
}

/// The host that a request is for, with its port.
pub(crate) fn host_of<'r>(headers: &'r HeaderMap, uri: &'r Uri) -> &'r str {
    let authority = uri.authority().map(http::uri::Authority::as_str);
    crate::headers::text(headers, "host").or(authority).unwrap_or("")
}

fn is_ours(host: &str, configured: &[String]) -> bool {
    let name = without_port(host);
    let lower = name.to_ascii_lowercase();
    let bare = lower.trim_start_matches('[').trim_end_matches(']');
    lower == "localhost"
        || lower.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok()
        || [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"]
            .iter()
            .any(|suffix| lower.ends_with(suffix))
        || configured.iter().any(|own| own.eq_ignore_ascii_case(name))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host: &str, origin: Option<&str>, allowed: bool) {
        let mut headers = HeaderMap::new();
        headers.insert("host", host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert("origin", origin.parse().unwrap());
        }
        let refusal = refusal(&headers, &Uri::from_static("/"), &["build.lan".to_owned()]);
        assert_eq!(refusal.is_none(), allowed, "{host} {origin:?}: {refusal:?}");
    }

    #[test]
    fn web_pages_and_rebound_names_are_kept_out() {
        check("localhost:4566", None, true);
        check("127.0.0.1:4566", None, true);
        check("[::1]:4566", None, true);
        check("192.0.2.7", None, true);
        check("dynamodb.eu-west-1.amazonaws.com", None, true);
        check("build.lan:4566", None, true);
        check("evil.example", None, false);
        check("evil-amazonaws.com", None, false);
        check("127.0.0.1.evil.example", None, false);
        check("localhost:4566", Some("http://localhost:3000"), true);
        check("localhost:4566", Some("https://evil.example"), false);
        check("localhost:4566", Some("null"), false);
    }
}
