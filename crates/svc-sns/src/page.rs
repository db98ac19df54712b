//! Pages of listings: a hundred entries each, as AWS has it, and `NextToken`.

use service::{AwsResult, Cx};

use crate::refusal::invalid;

/// Entries on a page.
const PAGE: usize = 100;

/// A listing that a client asks for.
#[derive(Clone, Copy)]
pub(crate) struct Listing<'a> {
    pub(crate) cx: &'a Cx,
    pub(crate) operation: &'static str,
    /// What the token holds for besides the operation.
    pub(crate) filter: &'a str,
}

/// One page of it.
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub(crate) next_token: Option<String>,
}

impl Listing<'_> {
    /// The key after which this page begins.
    pub(crate) fn after(&self, token: Option<&str>) -> AwsResult<Option<Vec<u8>>> {
        let Some(token) = token.filter(|token| !token.is_empty()) else { return Ok(None) };
        let pages = &self.cx.platform.pages;
        let position = pages.open(self.cx, self.operation, self.filter.as_bytes(), token);
        Ok(Some(position.ok_or_else(|| invalid("NextToken"))?))
    }

    /// The page of `rows`, with their keys, which begin after [`Listing::after`].
    pub(crate) fn page<T>(
        &self,
        rows: impl Iterator<Item = AwsResult<(Vec<u8>, T)>>,
    ) -> AwsResult<Page<T>> {
        let mut rows = rows.take(PAGE + 1).collect::<AwsResult<Vec<_>>>()?;
        let truncated = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next_token = rows.last().filter(|_| truncated).map(|(key, _)| {
            self.cx.platform.pages.seal(self.cx, self.operation, self.filter.as_bytes(), key)
        });
        Ok(Page { items: rows.into_iter().map(|(_, row)| row).collect(), next_token })
    }
}
