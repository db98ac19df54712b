//! CORS as an API configures it: answers to preflights, and the headers on all other answers.
//!
//! Where an API has a configuration, what its integrations say of CORS does not count. A request
//! whose origin, method or headers are not allowed is answered without CORS headers; the browser
//! does the refusing.

use api_model::Cors;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Method};

/// A configuration, made ready.
#[derive(Debug)]
pub(crate) struct Rules {
    origins: Origins,
    methods: Words,
    headers: Words,
    expose_headers: Option<HeaderValue>,
    max_age: Option<HeaderValue>,
    credentials: bool,
}

#[derive(Debug, Default)]
struct Origins {
    any: bool,
    any_http: bool,
    any_https: bool,
    exact: Vec<String>,
}

/// `*` or words, compared without regard to case.
#[derive(Debug)]
struct Words {
    any: bool,
    list: Vec<String>,
    joined: Option<HeaderValue>,
}

impl Rules {
    pub(crate) fn new(cors: &Cors) -> Self {
        let mut origins = Origins::default();
        for origin in &cors.allow_origins {
            match origin.as_str() {
                "*" => origins.any = true,
                "http://*" => origins.any_http = true,
                "https://*" => origins.any_https = true,
                exact => origins.exact.push(exact.to_ascii_lowercase()),
            }
        }
        Self {
            origins,
            methods: Words::new(&cors.allow_methods),
            headers: Words::new(&cors.allow_headers),
            expose_headers: joined(&cors.expose_headers),
            max_age: cors.max_age_s.map(HeaderValue::from),
            credentials: cors.allow_credentials,
        }
    }

    /// Put the API's own CORS headers on the answer to a request with the headers `asked`.
    pub(crate) fn decorate(&self, method: &Method, asked: &HeaderMap, answer: &mut HeaderMap) {
        for name in OWN {
            answer.remove(&name);
        }
        let Some(origin) = asked.get(header::ORIGIN) else { return };
        if !self.origins.allow(origin) {
            return;
        }
        if is_preflight(method, asked) {
            if !self.allows_preflight(asked) {
                return;
            }
            insert(answer, header::ACCESS_CONTROL_ALLOW_METHODS, self.methods.joined.as_ref());
            insert(answer, header::ACCESS_CONTROL_ALLOW_HEADERS, self.headers.joined.as_ref());
            insert(answer, header::ACCESS_CONTROL_MAX_AGE, self.max_age.as_ref());
        }
        let named = if self.origins.any { &HeaderValue::from_static("*") } else { origin };
        insert(answer, header::ACCESS_CONTROL_ALLOW_ORIGIN, Some(named));
        insert(answer, header::ACCESS_CONTROL_EXPOSE_HEADERS, self.expose_headers.as_ref());
        if self.credentials {
            let yes = HeaderValue::from_static("true");
            insert(answer, header::ACCESS_CONTROL_ALLOW_CREDENTIALS, Some(&yes));
        }
    }

    /// Whether the method and the headers that a preflight asks for are allowed.
    fn allows_preflight(&self, asked: &HeaderMap) -> bool {
        let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let method = text(header::ACCESS_CONTROL_REQUEST_METHOD).unwrap_or_default();
        let headers = text(header::ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
        let mut headers = headers.split(',').map(str::trim).filter(|name| !name.is_empty());
        self.methods.allow(method) && headers.all(|name| self.headers.allow(name))
    }
}

/// Whether a request asks what may be asked.
pub(crate) fn is_preflight(method: &Method, asked: &HeaderMap) -> bool {
    *method == Method::OPTIONS && asked.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

const OWN: [HeaderName; 6] = [
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
];

impl Origins {
    fn allow(&self, origin: &HeaderValue) -> bool {
        let Ok(origin) = origin.to_str() else { return false };
        let begins = |scheme: &str| {
            origin.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        self.any
            || (self.any_http && begins("http://"))
            || (self.any_https && begins("https://"))
            || self.exact.iter().any(|exact| exact.eq_ignore_ascii_case(origin))
    }
}

impl Words {
    fn new(words: &[String]) -> Self {
        Self {
            any: words.iter().any(|word| word == "*"),
            list: words.to_vec(),
            joined: joined(words),
        }
    }

    fn allow(&self, word: &str) -> bool {
        self.any || self.list.iter().any(|own| own.eq_ignore_ascii_case(word))
    }
}

fn joined(words: &[String]) -> Option<HeaderValue> {
    if words.is_empty() { None } else { HeaderValue::from_str(&words.join(",")).ok() }
}

fn insert(answer: &mut HeaderMap, name: HeaderName, value: Option<&HeaderValue>) {
    if let Some(value) = value {
        answer.insert(name, value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn rules(origins: &str) -> Rules {
        Rules::new(&Cors {
            allow_origins: words(origins),
            allow_methods: words("GET POST"),
            allow_headers: words("authorization X-Own"),
            expose_headers: words("date x-id"),
            max_age_s: Some(300),
            allow_credentials: false,
        })
    }

    /// The CORS headers of the answer, without their common beginning.
    fn decorated(rules: &Rules, method: &Method, asked: &[(&str, &str)]) -> Vec<String> {
        let mut request = HeaderMap::new();
        for (name, value) in asked {
            let name: HeaderName = name.parse().unwrap();
            request.append(name, value.parse().unwrap());
        }
        let mut answer = HeaderMap::new();
        answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, "https://theirs".parse().unwrap());
        answer.insert(header::ETAG, "x".parse().unwrap());
        rules.decorate(method, &request, &mut answer);
        assert!(answer.contains_key(header::ETAG));
        let mut seen: Vec<String> = answer
            .iter()
            .filter_map(|(name, value)| {
                let name = name.as_str().strip_prefix("access-control-")?;
                Some(format!("{name}: {}", value.to_str().unwrap()))
            })
            .collect();
        seen.sort();
        seen
    }

    #[test]
    fn answers_carry_the_apis_headers_and_not_the_integrations() {
        let exact = rules("https://a.example https://b.example");
        let seen = decorated(&exact, &Method::GET, &[("origin", "https://b.example")]);
        assert_eq!(seen, ["allow-origin: https://b.example", "expose-headers: date,x-id"]);
        assert!(decorated(&exact, &Method::GET, &[("origin", "https://c.example")]).is_empty());
        assert!(decorated(&exact, &Method::GET, &[]).is_empty());
        let any = rules("*");
        let seen = decorated(&any, &Method::GET, &[("origin", "https://c.example")]);
        assert_eq!(seen, ["allow-origin: *", "expose-headers: date,x-id"]);
    }

    #[test]
    fn origins_may_be_any_of_a_scheme() {
        let secure = rules("https://*");
        assert_eq!(decorated(&secure, &Method::GET, &[("origin", "https://x")]).len(), 2);
        assert!(decorated(&secure, &Method::GET, &[("origin", "http://x")]).is_empty());
        assert!(decorated(&secure, &Method::GET, &[("origin", "null")]).is_empty());
        assert_eq!(decorated(&rules("http://*"), &Method::GET, &[("origin", "http://x")]).len(), 2);
    }

    #[test]
    fn a_preflight_is_told_what_is_allowed_if_all_it_asks_for_is() {
        let any = rules("*");
        let ask = |method, headers| {
            let asked = [
                ("origin", "https://a.example"),
                ("access-control-request-method", method),
                ("access-control-request-headers", headers),
            ];
            decorated(&any, &Method::OPTIONS, &asked)
        };
        let wanted = [
            "allow-headers: authorization,X-Own",
            "allow-methods: GET,POST",
            "allow-origin: *",
            "expose-headers: date,x-id",
            "max-age: 300",
        ];
        assert_eq!(ask("POST", "x-own, Authorization"), wanted);
        assert_eq!(ask("GET", ""), wanted);
        assert!(ask("DELETE", "").is_empty());
        assert!(ask("GET", "x-other").is_empty());
    }
}
