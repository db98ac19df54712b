//! Finding a route: a tree of path parts, built once for each deployment.
//!
//! AWS's priority: a route that matches the whole path goes before a greedy one, a greedy one with
//! a longer path before a shorter one, and `$default` takes the rest. Where a part of the path may
//! be a literal or a parameter the literal is tried first; a route of the request's own method goes
//! before `ANY` of the same path.

use std::collections::BTreeMap;

use api_model::{Method, RouteKey, Segment};

/// The routes of one stage, by index.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    root: Node,
    default: Option<usize>,
}

#[derive(Debug, Default)]
struct Node {
    literals: BTreeMap<String, Node>,
    parameter: Option<Box<Node>>,
    /// Routes that end here.
    ends: Ends,
    /// Routes whose greedy parameter begins here.
    greedy: Ends,
}

/// Routes of one path, by method.
#[derive(Debug, Default)]
struct Ends {
    by_method: Vec<(Method, usize)>,
    any: Option<usize>,
}

/// A route that fits.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found<'p> {
    /// Its index.
    pub(crate) route: usize,
    /// The values of its path parameters, in their order.
    pub(crate) values: Vec<&'p str>,
}

impl Tree {
    /// The tree of `keys`.
    pub(crate) fn new<'k>(keys: impl IntoIterator<Item = &'k RouteKey>) -> Self {
        let mut tree = Self::default();
        for (index, key) in keys.into_iter().enumerate() {
            match key {
                RouteKey::Default => tree.default = Some(index),
                RouteKey::Path { method, segments, .. } => {
                    tree.root.add(*method, segments, index);
                }
            }
        }
        tree
    }

    /// The route that takes `path` (decoded, from a slash on), if there is one; `method` is `None`
    /// if no route can name it.
    pub(crate) fn find<'p>(&self, method: Option<Method>, path: &'p str) -> Option<Found<'p>> {
        let rest = path.strip_prefix('/').unwrap_or(path);
        let mut values = Vec::new();
        let found = self.root.whole(method, Some(rest), &mut values);
        let route = found.or_else(|| self.root.beginning(method, rest, &mut values));
        let route = route.or(self.default)?;
        Some(Found { route, values })
    }
}

impl Node {
    fn add(&mut self, method: Option<Method>, segments: &[Segment], index: usize) {
        let mut node = self;
        for segment in segments {
            node = match segment {
                Segment::Literal(text) => node.literals.entry(text.clone()).or_default(),
                Segment::Parameter(_) => node.parameter.get_or_insert_default(),
                Segment::Greedy(_) => return node.greedy.add(method, index),
            };
        }
        node.ends.add(method, index);
    }

    /// A route that takes all of `rest`; `None` for `rest` is the end of the path. The tree is
    /// walked at most once, since every node stands for one part of the path.
    fn whole<'p>(
        &self,
        method: Option<Method>,
        rest: Option<&'p str>,
        values: &mut Vec<&'p str>,
    ) -> Option<usize> {
        let Some(rest) = rest else { return self.ends.find(method) };
        let (part, rest) = split(rest);
        let literal = self.literals.get(part);
        if let Some(found) = literal.and_then(|next| next.whole(method, rest, values)) {
            return Some(found);
        }
        let next = self.parameter.as_ref().filter(|_| !part.is_empty())?;
        values.push(part);
        let found = next.whole(method, rest, values);
        if found.is_none() {
            values.pop();
        }
        found
    }

    /// A greedy route that takes the beginning of `rest`, the longest one.
    fn beginning<'p>(
        &self,
        method: Option<Method>,
        rest: &'p str,
        values: &mut Vec<&'p str>,
    ) -> Option<usize> {
        if let (part, Some(rest)) = split(rest) {
            let literal = self.literals.get(part);
            if let Some(found) = literal.and_then(|next| next.beginning(method, rest, values)) {
                return Some(found);
            }
            if let Some(next) = self.parameter.as_ref().filter(|_| !part.is_empty()) {
                values.push(part);
                if let Some(found) = next.beginning(method, rest, values) {
                    return Some(found);
                }
                values.pop();
            }
        }
        // A greedy parameter takes at least one character.
        let found = self.greedy.find(method).filter(|_| !rest.is_empty())?;
        values.push(rest);
        Some(found)
    }
}

impl Ends {
    fn add(&mut self, method: Option<Method>, index: usize) {
        match method {
            Some(method) => self.by_method.push((method, index)),
            None => self.any = Some(index),
        }
    }

    fn find(&self, method: Option<Method>) -> Option<usize> {
        let own = self.by_method.iter().find(|(own, _)| Some(*own) == method);
        own.map(|(_, index)| *index).or(self.any)
    }
}

fn split(rest: &str) -> (&str, Option<&str>) {
    match rest.split_once('/') {
        Some((part, rest)) => (part, Some(rest)),
        None => (rest, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Routes(Vec<RouteKey>);

    impl Routes {
        fn of(keys: &[&str]) -> Self {
            Self(keys.iter().map(|key| RouteKey::parse(key).expect("a route key")).collect())
        }

        /// `METHOD PATH` leads to the route `wanted`, with these values.
        fn check(&self, asked: &str, wanted: Option<(&str, &[&str])>) {
            let tree = Tree::new(&self.0);
            let (method, path) = asked.split_once(' ').expect("a method and a path");
            let found = tree.find(Method::parse(method), path);
            let seen = found.map(|found| (self.0[found.route].to_string(), found.values));
            let seen = seen.as_ref().map(|(key, values)| (key.as_str(), values.as_slice()));
            assert_eq!(seen, wanted, "{asked}");
        }
    }

    #[test]
    fn the_most_specific_route_wins_as_on_aws() {
        let routes = Routes::of(&[
            "GET /pets/dog/1",
            "GET /pets/dog/{id}",
            "GET /pets/{proxy+}",
            "ANY /{proxy+}",
            "$default",
        ]);
        routes.check("GET /pets/dog/1", Some(("GET /pets/dog/1", &[])));
        routes.check("GET /pets/dog/2", Some(("GET /pets/dog/{id}", &["2"])));
        routes.check("GET /pets/cat/1", Some(("GET /pets/{proxy+}", &["cat/1"])));
        routes.check("POST /test/5", Some(("ANY /{proxy+}", &["test/5"])));
        routes.check("POST /pets/dog/1", Some(("ANY /{proxy+}", &["pets/dog/1"])));
        routes.check("GET /", Some(("$default", &[])));
    }

    #[test]
    fn a_whole_match_goes_before_a_greedy_one_wherever_that_begins() {
        let routes = Routes::of(&["GET /a/{x}/c", "GET /a/b/{proxy+}", "GET /{proxy+}"]);
        routes.check("GET /a/b/c", Some(("GET /a/{x}/c", &["b"])));
        routes.check("GET /a/b/d", Some(("GET /a/b/{proxy+}", &["d"])));
        routes.check("GET /a/e/d", Some(("GET /{proxy+}", &["a/e/d"])));
    }

    #[test]
    fn a_literal_that_leads_nowhere_gives_way_to_a_parameter() {
        let routes = Routes::of(&["GET /a/b/c", "GET /a/{x}/d", "GET /{y}/b/e/{z}"]);
        routes.check("GET /a/b/c", Some(("GET /a/b/c", &[])));
        routes.check("GET /a/b/d", Some(("GET /a/{x}/d", &["b"])));
        routes.check("GET /a/b/e/f", Some(("GET /{y}/b/e/{z}", &["a", "f"])));
        routes.check("GET /a/b/e", None);
    }

    #[test]
    fn a_method_of_its_own_goes_before_any_of_the_same_path() {
        let routes = Routes::of(&["ANY /x", "GET /x", "POST /y", "ANY /y/{id}"]);
        routes.check("GET /x", Some(("GET /x", &[])));
        routes.check("PUT /x", Some(("ANY /x", &[])));
        routes.check("PROPFIND /x", Some(("ANY /x", &[])));
        routes.check("GET /y", None);
        routes.check("HEAD /y/1", Some(("ANY /y/{id}", &["1"])));
    }

    #[test]
    fn slashes_at_the_end_count_and_parameters_take_no_emptiness() {
        let routes = Routes::of(&["GET /x", "GET /y/", "GET /x/{id}", "GET /z/{proxy+}", "GET /"]);
        routes.check("GET /x/", None);
        routes.check("GET /y/", Some(("GET /y/", &[])));
        routes.check("GET /y", None);
        routes.check("GET /z", None);
        routes.check("GET /z/", None);
        routes.check("GET /z/a/", Some(("GET /z/{proxy+}", &["a/"])));
        routes.check("GET /", Some(("GET /", &[])));
        routes.check("GET //", None);
    }

    /// AWS's rules by a plain scan: whole matches before greedy ones; of two, the one that has a
    /// literal where they first differ in kind, the longer greedy one, the one of the own method.
    fn scan<'k>(keys: &'k [RouteKey], method: Method, path: &str) -> Option<&'k RouteKey> {
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        let rank = |key: &RouteKey| -> Option<(bool, Vec<u8>, bool)> {
            let RouteKey::Path { method: own, segments, .. } = key else { return None };
            if own.is_some_and(|own| own != method) {
                return None;
            }
            let mut kinds = Vec::new();
            for (at, segment) in segments.iter().enumerate() {
                match segment {
                    Segment::Literal(text) if parts.get(at) == Some(&text.as_str()) => {
                        kinds.push(2);
                    }
                    Segment::Parameter(_) if parts.get(at).is_some_and(|part| !part.is_empty()) => {
                        kinds.push(1);
                    }
                    Segment::Greedy(_) => {
                        let rest = parts.get(at..).unwrap_or_default().join("/");
                        return (!rest.is_empty()).then_some((false, kinds, own.is_some()));
                    }
                    _ => return None,
                }
            }
            (kinds.len() == parts.len()).then_some((true, kinds, own.is_some()))
        };
        let best = keys
            .iter()
            .filter_map(|key| Some((rank(key)?, key)))
            .max_by_key(|(rank, _)| rank.clone());
        best.map(|(_, key)| key).or_else(|| keys.iter().find(|key| **key == RouteKey::Default))
    }

    #[test]
    fn the_tree_finds_what_a_scan_by_awss_rules_finds() {
        let entropy = task::Entropy::seeded(5);
        let pick = |of: &[&'static str]| of[entropy.below(of.len() as u64) as usize];
        for _ in 0..4_000 {
            let mut keys: Vec<RouteKey> = Vec::new();
            for _ in 0..entropy.below(8) {
                let mut text = format!("{} ", pick(&["GET", "ANY", "POST"]));
                for depth in 0..=entropy.below(3) {
                    let part = pick(&["a", "b", "{p}", "{p}", ""]);
                    text.extend(["/", &part.replace('p', &format!("p{depth}"))]);
                }
                if entropy.below(3) == 0 {
                    text.push_str("/{rest+}");
                }
                let key = if entropy.below(10) == 0 { "$default" } else { &text };
                let key = RouteKey::parse(key).expect("a route key");
                let shape = |key: &RouteKey| key.to_string().replace(['0', '1', '2'], "");
                if keys.iter().all(|old| shape(old) != shape(&key)) {
                    keys.push(key);
                }
            }
            let mut path = String::new();
            for _ in 0..=entropy.below(4) {
                path.push('/');
                path.push_str(pick(&["a", "b", "c", ""]));
            }
            let method = if entropy.below(2) == 0 { Method::Get } else { Method::Put };
            let found = Tree::new(&keys).find(Some(method), &path);
            let found = found.map(|found| &keys[found.route]);
            assert_eq!(found, scan(&keys, method, &path), "{method:?} {path} of {keys:?}");
        }
    }
}
