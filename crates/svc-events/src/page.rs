//! Listings, page by page, each in the order of its names.

use service::{AwsResult, Cx};

use crate::state::invalid;

/// The longest page, and the one of a request that asks for none.
const PAGE: usize = 100;

/// The pages of one listing.
pub(crate) struct Pages<'a> {
    operation: &'static str,
    /// What a token is bound to besides account, region and operation.
    filter: &'a str,
    limit: usize,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(operation: &'static str, filter: &'a str, limit: Option<i32>) -> Self {
        Self { operation, filter, limit: limit.map_or(PAGE, |limit| limit as usize) }
    }

    /// The name after which a page begins.
    pub(crate) fn after(&self, cx: &Cx, token: Option<&str>) -> AwsResult<Option<String>> {
        let Some(token) = token else { return Ok(None) };
        let pages = &cx.platform.pages;
        let name = pages.open(cx, self.operation, self.filter.as_bytes(), token);
        let name = name.and_then(|name| String::from_utf8(name).ok());
        name.map(Some).ok_or_else(|| invalid("Parameter NextToken is not valid."))
    }

    /// One page of `all`, and the token of the next one if there is more.
    pub(crate) fn cut<T>(
        &self,
        cx: &Cx,
        all: impl Iterator<Item = AwsResult<T>>,
        name: impl Fn(&T) -> &str,
    ) -> AwsResult<(Vec<T>, Option<String>)> {
        let mut page = all.take(self.limit + 1).collect::<AwsResult<Vec<T>>>()?;
        if page.len() <= self.limit {
            return Ok((page, None));
        }
        page.truncate(self.limit);
        let last = page.last().map(name).unwrap_or_default();
        let filter = self.filter.as_bytes();
        let token = cx.platform.pages.seal(cx, self.operation, filter, last.as_bytes());
        Ok((page, Some(token)))
    }
}
