//! What an update makes of an item.
//!
//! Every operand is read from the item before the update. Values are set before anything is
//! removed, so that indexes of lists mean the list before the update; what is set behind a
//! list's end is appended, in the order of the indexes.

use std::cmp::Reverse;

use super::path::{Element, Path};
use super::update::{Action, SetValue, Update};
use crate::{AttributeValue, Invalid, Item};

impl Update {
    /// The item after the update; an item that does not exist is its key alone.
    pub fn apply(&self, before: &Item) -> Result<Item, Invalid> {
        let mut sets = Vec::new();
        let mut removes = Vec::new();
        for action in self.actions() {
            match action {
                Action::Set(path, value) => sets.push((path, self.evaluate(value, before)?)),
                Action::Remove(path) => removes.push(path),
                Action::Add(path, value) => sets.push((path, self.added(path, value, before)?)),
                Action::Delete(path, value) => match self.deleted(path, value, before)? {
                    Left::Members(value) => sets.push((path, value)),
                    Left::Empty => removes.push(path),
                    Left::Unchanged => {}
                },
            }
        }
        let mut after = before.clone();
        sets.sort_by_key(|(path, _)| *path);
        for (path, value) in sets {
            set(&mut after, path, value)?;
        }
        removes.sort_by_key(|path| Reverse(*path));
        for path in removes {
            // Only what was there before: an index may by now be that of an appended value.
            if path.get(before).is_some() {
                remove(&mut after, path)?;
            } else {
                parent(&mut after, path)?;
            }
        }
        Ok(after)
    }

    fn evaluate(&self, value: &SetValue, item: &Item) -> Result<AttributeValue, Invalid> {
        Ok(match value {
            SetValue::Value(value) => value.clone(),
            SetValue::Path(path) => path.get(item).cloned().ok_or_else(|| {
                Invalid::new(
                    "The provided expression refers to an attribute that does not exist in the \
                     item",
                )
            })?,
            SetValue::IfNotExists(path, default) => match path.get(item) {
                Some(value) => value.clone(),
                None => self.evaluate(default, item)?,
            },
            SetValue::ListAppend(first, second) => {
                match (self.evaluate(first, item)?, self.evaluate(second, item)?) {
                    (AttributeValue::L(mut list), AttributeValue::L(more)) => {
                        list.extend(more);
                        AttributeValue::L(list)
                    }
                    _ => return Err(self.wrong_type()),
                }
            }
            SetValue::Plus(a, b) | SetValue::Minus(a, b) => {
                let a = self.evaluate(a, item)?.as_number().ok_or_else(|| self.wrong_type())?;
                let b = self.evaluate(b, item)?.as_number().ok_or_else(|| self.wrong_type())?;
                AttributeValue::N(match value {
                    SetValue::Plus(..) => a.plus(b)?,
                    _ => a.minus(b)?,
                })
            }
        })
    }

    fn added(
        &self,
        path: &Path,
        value: &AttributeValue,
        before: &Item,
    ) -> Result<AttributeValue, Invalid> {
        let Some(held) = path.get(before) else {
            return Ok(value.clone());
        };
        Ok(match (held, value) {
            (AttributeValue::N(a), AttributeValue::N(b)) => AttributeValue::N(a.plus(*b)?),
            (AttributeValue::Ss(a), AttributeValue::Ss(b)) => AttributeValue::Ss(union(a, b)),
            (AttributeValue::Ns(a), AttributeValue::Ns(b)) => AttributeValue::Ns(union(a, b)),
            (AttributeValue::Bs(a), AttributeValue::Bs(b)) => AttributeValue::Bs(union(a, b)),
            _ => return Err(self.wrong_type()),
        })
    }

    fn deleted(&self, path: &Path, value: &AttributeValue, before: &Item) -> Result<Left, Invalid> {
        let Some(held) = path.get(before) else {
            return Ok(Left::Unchanged);
        };
        let left = match (held, value) {
            (AttributeValue::Ss(a), AttributeValue::Ss(b)) => {
                difference(a, b).map(AttributeValue::Ss)
            }
            (AttributeValue::Ns(a), AttributeValue::Ns(b)) => {
                difference(a, b).map(AttributeValue::Ns)
            }
            (AttributeValue::Bs(a), AttributeValue::Bs(b)) => {
                difference(a, b).map(AttributeValue::Bs)
            }
            _ => return Err(self.wrong_type()),
        };
        Ok(left.map_or(Left::Empty, Left::Members))
    }
}

/// What DELETE leaves of a set.
enum Left {
    Members(AttributeValue),
    /// Nothing: the attribute goes, as there are no empty sets.
    Empty,
    Unchanged,
}

fn union<T: Clone + Ord>(a: &[T], b: &[T]) -> Vec<T> {
    let mut all = [a, b].concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// The members of `a` that are not in `b`, which is sorted; `None` when there are none.
fn difference<T: Clone + Ord>(a: &[T], b: &[T]) -> Option<Vec<T>> {
    let left: Vec<_> = a.iter().filter(|m| b.binary_search(m).is_err()).cloned().collect();
    (!left.is_empty()).then_some(left)
}

fn invalid_path() -> Invalid {
    Invalid::new("The document path provided in the update expression is invalid for update")
}

/// The place that holds the last element of a path.
enum Parent<'a> {
    Map(&'a mut Item, &'a str),
    List(&'a mut Vec<AttributeValue>, usize),
}

fn parent<'a>(item: &'a mut Item, path: &'a Path) -> Result<Parent<'a>, Invalid> {
    let Some((last, steps)) = path.steps().split_last() else {
        return Ok(Parent::Map(item, path.root()));
    };
    let mut value = item.get_mut(path.root()).ok_or_else(invalid_path)?;
    for step in steps {
        value = match (value, step) {
            (AttributeValue::M(map), Element::Name(name)) => map.get_mut(name),
            (AttributeValue::L(list), Element::Index(index)) => list.get_mut(*index),
            _ => None,
        }
        .ok_or_else(invalid_path)?;
    }
    match (value, last) {
        (AttributeValue::M(map), Element::Name(name)) => Ok(Parent::Map(map, name)),
        (AttributeValue::L(list), Element::Index(index)) => Ok(Parent::List(list, *index)),
        _ => Err(invalid_path()),
    }
}

fn set(item: &mut Item, path: &Path, value: AttributeValue) -> Result<(), Invalid> {
    match parent(item, path)? {
        Parent::Map(map, name) => {
            map.insert(name.to_owned(), value);
        }
        Parent::List(list, index) => match list.get_mut(index) {
            Some(held) => *held = value,
            None => list.push(value),
        },
    }
    Ok(())
}

fn remove(item: &mut Item, path: &Path) -> Result<(), Invalid> {
    match parent(item, path)? {
        Parent::Map(map, name) => {
            map.remove(name);
        }
        Parent::List(list, index) if index < list.len() => {
            list.remove(index);
        }
        Parent::List(..) => {}
    }
    Ok(())
}
