//! Document paths: where in an item an expression reads or writes.

use std::cmp::Ordering;
use std::fmt;

use crate::{AttributeValue, Item};

/// Elements that a path may have.
pub(super) const ELEMENTS_MAX: usize = 32;

/// One step of a path. Names come before indexes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// A map's attribute.
    Name(String),
    /// A list's element.
    Index(usize),
}

/// A document path; its first element is the name of an attribute of the item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    root: String,
    steps: Vec<Element>,
}

impl Path {
    /// The path of a whole attribute.
    pub fn attribute(name: impl Into<String>) -> Self {
        Self { root: name.into(), steps: Vec::new() }
    }

    /// A path below an attribute.
    pub fn new(root: impl Into<String>, steps: Vec<Element>) -> Self {
        Self { root: root.into(), steps }
    }

    /// The attribute of the item.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The steps below the attribute.
    pub fn steps(&self) -> &[Element] {
        &self.steps
    }

    /// What the path leads to.
    pub fn get<'a>(&self, item: &'a Item) -> Option<&'a AttributeValue> {
        self.steps.iter().try_fold(item.get(&self.root)?, |value, step| match (value, step) {
            (AttributeValue::M(map), Element::Name(name)) => map.get(name),
            (AttributeValue::L(list), Element::Index(index)) => list.get(*index),
            _ => None,
        })
    }
}

/// The form of refusals: `[a, b, [1]]`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}", self.root)?;
        for step in &self.steps {
            match step {
                Element::Name(name) => write!(f, ", {name}")?,
                Element::Index(index) => write!(f, ", [{index}]")?,
            }
        }
        f.write_str("]")
    }
}

/// The text of the refusal when two paths of one expression meet: one lies on the other, or
/// they want the same value to be a map and a list.
pub(super) fn meeting(paths: &[&Path]) -> Option<String> {
    let mut sorted: Vec<_> = paths.iter().enumerate().collect();
    // Paths that meet are neighbours in this order, whatever stands between them elsewhere.
    sorted.sort_by_key(|(_, path)| *path);
    let (how, mut one, mut two) = sorted.windows(2).find_map(|pair| {
        let how = meet(pair[0].1, pair[1].1)?;
        Some((how, pair[0], pair[1]))
    })?;
    if one.0.cmp(&two.0) == Ordering::Greater {
        std::mem::swap(&mut one, &mut two);
    }
    Some(format!(
        "Two document paths {how} with each other; must remove or rewrite one of these paths; \
         path one: {}, path two: {}",
        one.1, two.1
    ))
}

fn meet(one: &Path, two: &Path) -> Option<&'static str> {
    if one.root != two.root {
        return None;
    }
    match one.steps.iter().zip(&two.steps).find(|(a, b)| a != b) {
        None => Some("overlap"),
        Some((Element::Name(_), Element::Index(_)) | (Element::Index(_), Element::Name(_))) => {
            Some("conflict")
        }
        Some(_) => None,
    }
}
