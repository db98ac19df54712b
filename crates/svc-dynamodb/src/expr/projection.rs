//! Projections: which parts of an item an answer carries.

use std::collections::BTreeMap;

use super::parser::{ExpressionKind, Fault, Parser};
use super::path::{Element, Path, meeting};
use super::placeholders::Placeholders;
use crate::{AttributeValue, Invalid, Item};

/// A set of document paths that do not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    paths: Vec<Path>,
    tree: BTreeMap<String, Part>,
}

/// How much of a value is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Whole,
    Below(BTreeMap<Element, Part>),
}

impl Projection {
    /// Parses a projection expression.
    pub fn parse(text: &str, placeholders: &mut Placeholders) -> Result<Self, Invalid> {
        let mut parser = Parser::new(ExpressionKind::Projection, text, placeholders)?;
        let mut paths = vec![parser.path()?];
        while parser.eat(",") {
            paths.push(parser.path()?);
        }
        if let Some(text) = meeting(&paths.iter().collect::<Vec<_>>()) {
            parser.fault(Fault::Path, || text);
        }
        parser.finish()?;
        Ok(Self::of(paths))
    }

    /// A projection of paths that do not meet.
    pub(crate) fn of(paths: Vec<Path>) -> Self {
        let mut tree = BTreeMap::new();
        for path in &paths {
            let mut part = tree.entry(path.root().to_owned()).or_insert(fresh(path.steps()));
            for (at, step) in path.steps().iter().enumerate() {
                let Part::Below(below) = part else {
                    break;
                };
                part = below.entry(step.clone()).or_insert(fresh(&path.steps()[at + 1..]));
            }
        }
        Self { paths, tree }
    }

    /// The paths, in the order of the request.
    pub fn paths(&self) -> &[Path] {
        &self.paths
    }

    /// Whether it names whole attributes only, so that a row can be projected undecoded.
    pub fn is_flat(&self) -> bool {
        self.tree.values().all(|part| *part == Part::Whole)
    }

    /// Whether an attribute of the item is wanted, in whole or in part.
    pub fn wants(&self, attribute: &str) -> bool {
        self.tree.contains_key(attribute)
    }

    /// The wanted parts of an item. Elements of a list close up; maps and lists without any
    /// wanted part are left out.
    pub fn apply(&self, item: &Item) -> Item {
        self.tree
            .iter()
            .filter_map(|(name, part)| Some((name.clone(), part.of(item.get(name)?)?)))
            .collect()
    }
}

fn fresh(below: &[Element]) -> Part {
    if below.is_empty() { Part::Whole } else { Part::Below(BTreeMap::new()) }
}

impl Part {
    fn of(&self, value: &AttributeValue) -> Option<AttributeValue> {
        let Self::Below(below) = self else {
            return Some(value.clone());
        };
        match value {
            AttributeValue::M(map) => {
                let found: Item = below
                    .iter()
                    .filter_map(|(step, part)| match step {
                        Element::Name(name) => Some((name.clone(), part.of(map.get(name)?)?)),
                        Element::Index(_) => None,
                    })
                    .collect();
                (!found.is_empty()).then_some(AttributeValue::M(found))
            }
            AttributeValue::L(list) => {
                let found: Vec<_> = below
                    .iter()
                    .filter_map(|(step, part)| match step {
                        Element::Index(index) => part.of(list.get(*index)?),
                        Element::Name(_) => None,
                    })
                    .collect();
                (!found.is_empty()).then_some(AttributeValue::L(found))
            }
            _ => None,
        }
    }
}
