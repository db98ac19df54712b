//! Route keys: `$default`, or a method and a path with parameters.

use std::fmt;

/// Methods that a route key may name; `ANY` is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// `DELETE`
    Delete,
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `PATCH`
    Patch,
    /// `POST`
    Post,
    /// `PUT`
    Put,
}

impl Method {
    /// The method called `name`, in capitals.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "DELETE" => Self::Delete,
            "GET" => Self::Get,
            "HEAD" => Self::Head,
            "OPTIONS" => Self::Options,
            "PATCH" => Self::Patch,
            "POST" => Self::Post,
            "PUT" => Self::Put,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// What a route takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RouteKey {
    /// `$default`: what no other route takes.
    Default,
    /// A method and a path.
    Path {
        /// None for `ANY`.
        method: Option<Method>,
        /// The path as it was written: `/pets/{id}`.
        path: String,
        /// The same in parts; a path that ends in `/` ends in an empty one.
        segments: Vec<Segment>,
    },
}

/// A part of a route's path between slashes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// As it stands.
    Literal(String),
    /// `{name}`: whatever stands there.
    Parameter(String),
    /// `{name+}`: whatever stands there and behind it. The last one.
    Greedy(String),
}

impl RouteKey {
    /// The key that is written as `text`; `None` if that is no route key.
    pub fn parse(text: &str) -> Option<Self> {
        if text == crate::DEFAULT {
            return Some(Self::Default);
        }
        let (method, path) = text.split_once(' ')?;
        let method = match method {
            "ANY" => None,
            name => Some(Method::parse(name)?),
        };
        let segments: Option<Vec<Segment>> =
            path.strip_prefix('/')?.split('/').map(segment).collect();
        let segments = segments?;
        let greedy_before_the_end =
            segments.iter().rev().skip(1).any(|segment| matches!(segment, Segment::Greedy(_)));
        if greedy_before_the_end || repeats(&segments) {
            return None;
        }
        Some(Self::Path { method, path: path.to_owned(), segments })
    }
}

impl fmt::Display for RouteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str(crate::DEFAULT),
            Self::Path { method, path, .. } => {
                write!(f, "{} {path}", method.map_or("ANY", Method::name))
            }
        }
    }
}

/// A part of a path; `None` if it is not written as one.
fn segment(text: &str) -> Option<Segment> {
    if !text.contains(['{', '}']) {
        let plain =
            text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'?' && byte != b'#');
        return plain.then(|| Segment::Literal(text.to_owned()));
    }
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let (name, greedy) = match inner.strip_suffix('+') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    let is_name =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    if name.is_empty() || !name.bytes().all(is_name) {
        return None;
    }
    let name = name.to_owned();
    Some(if greedy { Segment::Greedy(name) } else { Segment::Parameter(name) })
}

/// Whether two parameters have one name.
fn repeats(segments: &[Segment]) -> bool {
    let mut names: Vec<&str> = segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(name) | Segment::Greedy(name) => Some(name.as_str()),
        })
        .collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair[0] == pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: bool) {
        let key = RouteKey::parse(text);
        assert_eq!(key.is_some(), wanted, "{text}: {key:?}");
        if let Some(key) = key {
            assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn a_route_key_is_a_method_and_a_path_or_default() {
        check("$default", true);
        check("GET /", true);
        check("ANY /{proxy+}", true);
        check("GET /pets/{id}/toys/{toy}", true);
        check("POST /collect", true);
        check("GET /pets/", true);
        check("OPTIONS /a-b_c.d~e", true);
        check("GET pets", false);
        check("get /pets", false);
        check("TRACE /pets", false);
        check("GET", false);
        check("", false);
        check("$connect", false);
        check("GET /{proxy+}/x", false);
        check("GET /pets/{id", false);
        check("GET /pets/x{id}", false);
        check("GET /{}", false);
        check("GET /{+}", false);
        check("GET /{id}/{id}", false);
        check("GET /{id}/{id+}", false);
        check("GET /a b", false);
        check("GET /a?b", false);
    }

    #[test]
    fn the_parts_of_a_path_keep_an_empty_one_at_the_end() {
        let RouteKey::Path { segments, .. } = RouteKey::parse("GET /pets/").unwrap() else {
            panic!("a path")
        };
        let parts = [Segment::Literal("pets".to_owned()), Segment::Literal(String::new())];
        assert_eq!(segments, parts);
    }
}
