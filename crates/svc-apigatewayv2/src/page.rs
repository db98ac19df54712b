//! Pages of a listing.

use service::{AwsResult, Cx};

use crate::refusal;

/// The most that one page has, and what it has unless another number is asked for.
const ITEMS_MAX: usize = 500;

/// The page of `all` (in the order of their ids) that comes after `token`, and the token of the
/// next one. `filter` is what the token is bound to besides the operation.
pub(crate) fn page<'a, T>(
    cx: &Cx,
    operation: &str,
    filter: &str,
    (token, max): (Option<&str>, Option<&str>),
    all: impl IntoIterator<Item = (&'a String, T)>,
) -> AwsResult<(Vec<T>, Option<String>)> {
    let max = match max.filter(|max| !max.is_empty()) {
        None => ITEMS_MAX,
        Some(text) => {
            let wrong = || {
                refusal::bad_request(format!(
                    "Invalid maxResults: expected a number from 1 to {ITEMS_MAX}, found {text}"
                ))
            };
            let max = text.parse::<usize>().map_err(|_| wrong())?;
            (1..=ITEMS_MAX).contains(&max).then_some(max).ok_or_else(wrong)?
        }
    };
    let after = match token.filter(|token| !token.is_empty()) {
        None => None,
        Some(token) => {
            let position = cx.platform.pages.open(cx, operation, filter.as_bytes(), token);
            let position = position.and_then(|position| String::from_utf8(position).ok());
            Some(position.ok_or_else(|| refusal::bad_request("Invalid nextToken specified"))?)
        }
    };
    let (mut items, mut last) = (Vec::new(), None);
    for (id, item) in all {
        if after.as_ref().is_some_and(|after| id <= after) {
            continue;
        }
        if items.len() == max {
            let position: &String = last.unwrap_or(id);
            let pages = &cx.platform.pages;
            let next = pages.seal(cx, operation, filter.as_bytes(), position.as_bytes());
            return Ok((items, Some(next)));
        }
        items.push(item);
        last = Some(id);
    }
    Ok((items, None))
}
