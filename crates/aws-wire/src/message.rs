//! A request and an answer, as far as protocols see them.

use std::borrow::Cow;

use aws_shape::Bytes;

/// The headers of a request.
pub trait Headers {
    /// The first value of the header called `name` (in lower case), if it is text.
    fn get(&self, name: &str) -> Option<&str>;
    /// Call `visit` with the name (in lower case) and text of each header.
    fn each<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h str));
}

impl Headers for [(&str, &str)] {
    fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    fn each<'h>(&'h self, visit: &mut dyn FnMut(&'h str, &'h str)) {
        for (name, value) in self {
            visit(name, value);
        }
    }
}

/// A request.
pub struct Request<'a> {
    /// The path as it came, without the query.
    pub path: &'a str,
    /// What stands after `?`, as it came.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a dyn Headers,
    /// The body.
    pub body: &'a Bytes,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Its headers without `content-type`, `content-length`, `date` and the request id.
    pub headers: Vec<(Cow<'static, str>, String)>,
    /// The media type; empty for none.
    pub content_type: Cow<'static, str>,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// An answer with a body and no headers.
    pub fn new(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            content_type: Cow::Borrowed(content_type),
            body: body.into(),
        }
    }
}
