//! Pages of listings: `Marker`, `MaxItems`, `IsTruncated`.

use service::{AwsResult, Cx};

use crate::entity::invalid;

/// Entries on a page where the client does not say.
const MAX_ITEMS: usize = 100;

/// A listing that a client asks for.
pub(crate) struct Listing<'a> {
    pub(crate) cx: &'a Cx,
    pub(crate) operation: &'static str,
    /// What the marker holds for besides the operation: path prefix, role name.
    pub(crate) filter: &'a str,
    pub(crate) marker: Option<&'a str>,
    pub(crate) max_items: Option<i32>,
}

/// One page of it.
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub(crate) marker: Option<String>,
}

impl Listing<'_> {
    /// The position after which this page begins.
    pub(crate) fn after(&self) -> AwsResult<Option<String>> {
        let Some(marker) = self.marker else { return Ok(None) };
        let pages = &self.cx.platform.pages;
        let position = pages
            .open(self.cx, self.operation, self.filter.as_bytes(), marker)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| invalid("Invalid Marker."))?;
        Ok(Some(position))
    }

    /// The page of `items`, which begin after [`Listing::after`]; `position` says where an item
    /// stands in their order.
    pub(crate) fn page<T>(
        &self,
        items: impl Iterator<Item = AwsResult<T>>,
        position: impl Fn(&T) -> String,
    ) -> AwsResult<Page<T>> {
        let max = self.max_items.map_or(MAX_ITEMS, |max| max.max(1) as usize);
        let mut items = items.take(max + 1).collect::<AwsResult<Vec<_>>>()?;
        let truncated = items.len() > max;
        items.truncate(max);
        let marker = items.last().filter(|_| truncated).map(|last| {
            let filter = self.filter.as_bytes();
            let position = position(last);
            self.cx.platform.pages.seal(self.cx, self.operation, filter, position.as_bytes())
        });
        Ok(Page { items, marker })
    }

    /// The page of `items` that are all in memory, in the order of their positions.
    pub(crate) fn of<T>(
        &self,
        mut items: Vec<T>,
        position: impl Fn(&T) -> String,
    ) -> AwsResult<Page<T>> {
        items.sort_by_cached_key(&position);
        let after = self.after()?;
        let rest = items
            .into_iter()
            .skip_while(|item| after.as_ref().is_some_and(|after| position(item) <= *after));
        self.page(rest.map(Ok), &position)
    }
}
