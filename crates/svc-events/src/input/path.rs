//! The JSON paths of EventBridge: `$`, then names after dots and indices in brackets. Quoted names
//! in brackets, which are JSON paths elsewhere, AWS refuses.

use serde_json::Value;

/// A path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Index(usize),
}

impl Path {
    /// Read a path; `None` if AWS would refuse it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('$')?;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('.') {
                let is_name = |char: char| char.is_ascii_alphanumeric() || "-_/".contains(char);
                let end = after.find(|char| !is_name(char)).unwrap_or(after.len());
                let (name, after) = after.split_at(end);
                steps.push(Step::Member((!name.is_empty()).then(|| name.to_owned())?));
                rest = after;
            } else {
                let (index, after) = rest.strip_prefix('[')?.split_once(']')?;
                let digits = !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit());
                steps.push(Step::Index(index.parse().ok().filter(|_| digits)?));
                rest = after;
            }
        }
        Some(Self(steps))
    }

    /// The JSON of what the path finds in `event`, as it stands there.
    pub(super) fn find(&self, event: &str) -> Option<String> {
        if self.0.is_empty() {
            return Some(event.to_owned());
        }
        let event: Value = serde_json::from_str(event).ok()?;
        let found = self.0.iter().try_fold(&event, |value, step| match step {
            Step::Member(name) => value.as_object()?.get(name),
            Step::Index(index) => value.as_array()?.get(*index),
        });
        found.map(Value::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_finds_what_stands_in_the_event() {
        let event = r#"{"b":1,"a":{"x-y":[10,{"z_1":"é"}],"0":true},"n":null}"#;
        let check = |path: &str, found: Option<&str>| {
            let parsed = Path::parse(path).unwrap_or_else(|| panic!("{path} is refused"));
            assert_eq!(parsed.find(event).as_deref(), found, "{path}");
        };
        check("$", Some(event));
        check("$.b", Some("1"));
        check("$.a.x-y", Some(r#"[10,{"z_1":"é"}]"#));
        check("$.a.x-y[0]", Some("10"));
        check("$.a.x-y[1].z_1", Some(r#""é""#));
        check("$.a.0", Some("true"));
        check("$.n", Some("null"));
        check("$.a.x-y[2]", None);
        check("$.a[0]", None);
        check("$.b.c", None);
        check("$.B", None);
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for path in [
            "",
            "detail",
            ".detail",
            "$detail",
            "$.",
            "$..time",
            "$.a.",
            "$.a b",
            "$.detail['key']",
            "$['detail']",
            "$[\"detail\"]",
            "$.a[]",
            "$.a[-1]",
            "$.a[0",
            "$.a[0:1]",
            "$.a[?(@.b)]",
            "$.a[+1]",
            "$.a[99999999999999999999]",
            "$.*",
            "$.a[*]",
            "$ ",
        ] {
            assert_eq!(Path::parse(path), None, "{path}");
        }
    }
}
