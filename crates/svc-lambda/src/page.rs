//! Pages of a listing.

use service::{AwsResult, Cx};

use crate::refusal;

/// AWS's own bound, whatever larger number is asked for.
const ITEMS_MAX: usize = 50;

/// A page being filled.
pub(crate) struct Page<T> {
    operation: &'static str,
    filter: Vec<u8>,
    max: usize,
    after: Option<String>,
    items: Vec<T>,
    last: String,
    more: bool,
}

impl<T> Page<T> {
    /// The page after `marker`.
    pub(crate) fn new(
        cx: &Cx,
        operation: &'static str,
        filter: &[u8],
        marker: Option<&str>,
        max_items: Option<i32>,
    ) -> AwsResult<Self> {
        let marker = marker.filter(|marker| !marker.is_empty());
        let after = marker
            .map(|marker| {
                let position = cx.platform.pages.open(cx, operation, filter, marker);
                position
                    .and_then(|position| String::from_utf8(position).ok())
                    .ok_or_else(|| refusal::invalid("Invalid marker."))
            })
            .transpose()?;
        let max = max_items.and_then(|max| usize::try_from(max).ok()).unwrap_or(ITEMS_MAX);
        Ok(Self {
            operation,
            filter: filter.to_vec(),
            max: max.clamp(1, ITEMS_MAX),
            after,
            items: Vec::new(),
            last: String::new(),
            more: false,
        })
    }

    /// The position that the page comes after.
    pub(crate) fn position(&self) -> Option<&str> {
        self.after.as_deref()
    }

    /// One more item at `position`; false if there is no place for it, and nothing more to add.
    pub(crate) fn add(&mut self, position: String, item: T) -> bool {
        if self.items.len() == self.max {
            self.more = true;
            return false;
        }
        self.last = position;
        self.items.push(item);
        true
    }

    /// The items, and the marker of the next page if there is one.
    pub(crate) fn finish(self, cx: &Cx) -> (Vec<T>, Option<String>) {
        let marker = self.more.then(|| {
            cx.platform.pages.seal(cx, self.operation, &self.filter, self.last.as_bytes())
        });
        (self.items, marker)
    }
}
