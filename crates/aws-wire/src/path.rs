//! Paths of REST operations: `/2015-03-31/functions/{FunctionName}/aliases/{Name}` with labels,
//! and `{Key+}` that takes the rest. The raw path is split first and decoded after, so that `%2F`
//! in a label stays in that label.

use std::collections::BTreeMap;

/// The labels of a matched path, in order: name and decoded value.
pub type Labels = Vec<(&'static str, String)>;

/// Finds the entry whose method and pattern fit a path; literal segments win over labels, labels
/// over greedy ones.
#[derive(Debug)]
pub struct PathRouter<T> {
    root: Node,
    entries: Vec<Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    method: &'static str,
    labels: Vec<&'static str>,
    /// What the query must contain: `find=LayerVersion` in `/layers?find=LayerVersion`.
    query: Option<&'static str>,
    value: T,
}

#[derive(Debug, Default)]
struct Node {
    literals: BTreeMap<&'static str, Node>,
    label: Option<Box<Node>>,
    /// Entries that end here, and those whose greedy label begins here.
    ends: Vec<usize>,
    greedy: Vec<usize>,
}

impl<T> Default for PathRouter<T> {
    fn default() -> Self {
        Self { root: Node::default(), entries: Vec::new() }
    }
}

impl<T> PathRouter<T> {
    /// Add an operation.
    pub fn add(&mut self, method: &'static str, pattern: &'static str, value: T) {
        let (pattern, query) = match pattern.split_once('?') {
            Some((pattern, query)) => (pattern, Some(query)),
            None => (pattern, None),
        };
        let index = self.entries.len();
        let mut labels = Vec::new();
        let mut node = &mut self.root;
        let mut greedy = false;
        for segment in pattern.trim_matches('/').split('/') {
            match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                None => node = node.literals.entry(segment).or_default(),
                Some(label) => {
                    greedy = label.ends_with('+');
                    labels.push(label.trim_end_matches('+'));
                    if !greedy {
                        node = node.label.get_or_insert_default();
                    }
                }
            }
        }
        if greedy {
            node.greedy.push(index);
        } else {
            node.ends.push(index);
        }
        self.entries.push(Entry { method, labels, query, value });
    }

    /// The entry that fits, with the labels decoded. One that asks for something in the query
    /// goes before one that does not.
    pub fn find(&self, method: &str, path: &str, query: &str) -> Option<(&T, Labels)> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut raw = Vec::new();
        let index = self.walk(&self.root, (method, query), Some(path), &mut raw)?;
        let entry = &self.entries[index];
        let values = raw.into_iter().map(percent_decode);
        Some((&entry.value, entry.labels.iter().copied().zip(values).collect()))
    }

    fn walk<'p>(
        &self,
        node: &Node,
        asked: (&str, &str),
        rest: Option<&'p str>,
        raw: &mut Vec<&'p str>,
    ) -> Option<usize> {
        let (method, query) = asked;
        let fits = |indices: &[usize]| {
            let of_method = indices.iter().copied().filter(|at| self.entries[*at].method == method);
            let has = |wanted: &str| query.split('&').any(|pair| pair == wanted);
            of_method
                .filter(|at| self.entries[*at].query.is_none_or(has))
                .max_by_key(|at| self.entries[*at].query.is_some())
        };
        let Some(path) = rest else { return fits(&node.ends) };
        let (segment, rest) = match path.split_once('/') {
            Some((segment, rest)) => (segment, Some(rest)),
            None => (path, None),
        };
        if let Some(next) = node.literals.get(segment)
            && let Some(found) = self.walk(next, asked, rest, raw)
        {
            return Some(found);
        }
        if let Some(next) = &node.label
            && !segment.is_empty()
        {
            raw.push(segment);
            if let Some(found) = self.walk(next, asked, rest, raw) {
                return Some(found);
            }
            raw.pop();
        }
        let found = fits(&node.greedy)?;
        raw.push(path);
        Some(found)
    }
}

/// Undo percent-encoding; what is no valid escape stays as it is, bytes that are no UTF-8 become
/// U+FFFD.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_split_before_they_are_decoded() {
        let mut router = PathRouter::default();
        router.add("GET", "/2015-03-31/functions/", "list");
        router.add("GET", "/2015-03-31/functions/{FunctionName}", "get");
        router.add("DELETE", "/2015-03-31/functions/{FunctionName}", "delete");
        router.add("POST", "/2015-03-31/functions/{FunctionName}/invocations", "invoke");
        router.add("GET", "/2017-03-31/tags/{ARN}", "tags");
        router.add("GET", "/tags/{arn+}", "greedy");
        router.add("GET", "/2015-03-31/functions/special", "literal");
        router.add("GET", "/layers", "layers");
        router.add("GET", "/layers?find=LayerVersion", "layer version");
        let find = |method, path: &str| {
            let (path, query) = path.split_once('?').unwrap_or((path, ""));
            router.find(method, path, query).map(|(value, labels)| {
                let labels: Vec<String> =
                    labels.into_iter().map(|(n, v)| format!("{n}={v}")).collect();
                format!("{value} {}", labels.join(","))
            })
        };
        for (method, path, expected) in [
            ("GET", "/2015-03-31/functions", "list "),
            ("GET", "/2015-03-31/functions/", "list "),
            ("GET", "/layers?Marker=1", "layers "),
            ("GET", "/layers?a=1&find=LayerVersion", "layer version "),
            ("GET", "/2015-03-31/functions/special", "literal "),
            ("DELETE", "/2015-03-31/functions/special", "delete FunctionName=special"),
            ("GET", "/2015-03-31/functions/a%2Fb%3A1/", "get FunctionName=a/b:1"),
            ("POST", "/2015-03-31/functions/f/invocations", "invoke FunctionName=f"),
            ("GET", "/2017-03-31/tags/arn%3Aaws", "tags ARN=arn:aws"),
            ("GET", "/tags/a/b%2Fc/d", "greedy arn=a/b/c/d"),
        ] {
            assert_eq!(find(method, path).as_deref(), Some(expected), "{method} {path}");
        }
        for (method, path) in
            [("PUT", "/2015-03-31/functions/f"), ("GET", "/"), ("GET", "/2015-03-31/functions/f/x")]
        {
            assert_eq!(find(method, path), None, "{method} {path}");
        }
    }
}
