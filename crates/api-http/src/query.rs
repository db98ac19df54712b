//! Paths and queries, decoded as AWS decodes them.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A path without its percent signs. HTTP APIs show functions the decoded path, in `rawPath` as
/// well (observed), and route by it: `%2F` is a slash.
pub(crate) fn path(raw: &str) -> Cow<'_, str> {
    percent_decode_str(raw).decode_utf8_lossy()
}

/// The pairs of a query in their order, decoded; a name without `=` has an empty value.
pub(crate) fn pairs(raw: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    raw.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (form(name), form(value))
        })
        .collect()
}

fn form(raw: &str) -> Cow<'_, str> {
    if raw.contains('+') {
        return Cow::Owned(path(&raw.replace('+', " ")).into_owned());
    }
    path(raw)
}

/// Each name with all its values, in the order of the names.
pub(crate) fn grouped<'q, V>(pairs: &'q [(Cow<'q, str>, V)]) -> Vec<(&'q str, Vec<&'q V>)> {
    let mut sorted: Vec<&(Cow<'q, str>, V)> = pairs.iter().collect();
    sorted.sort_by(|one, other| one.0.cmp(&other.0));
    let mut out: Vec<(&str, Vec<&V>)> = Vec::new();
    for (name, value) in sorted {
        match out.last_mut() {
            Some((last, values)) if last == name => values.push(value),
            _ => out.push((name, vec![value])),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_and_grouped_by_name() {
        let pairs = pairs("b=2&a=1%2C5&b=3+4&c&=x&&d=%E2%82%AC&e=a=b");
        let grouped: Vec<(&str, Vec<&str>)> = grouped(&pairs)
            .into_iter()
            .map(|(name, values)| (name, values.into_iter().map(|value| &**value).collect()))
            .collect();
        let wanted: Vec<(&str, Vec<&str>)> = vec![
            ("", vec!["x"]),
            ("a", vec!["1,5"]),
            ("b", vec!["2", "3 4"]),
            ("c", vec![""]),
            ("d", vec!["€"]),
            ("e", vec!["a=b"]),
        ];
        assert_eq!(grouped, wanted);
    }

    #[test]
    fn a_path_is_decoded_whatever_it_holds() {
        assert_eq!(path("/a%20b/%C3%A9%2Fc"), "/a b/é/c");
        assert_eq!(path("/plain"), "/plain");
        assert_eq!(path("/%zz/%FF"), "/%zz/\u{fffd}");
    }
}
