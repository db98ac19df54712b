//! The expression language: conditions, filters, key conditions, updates, projections.
//!
//! `lexer` cuts text into tokens, `parser` holds what all kinds share (paths, placeholders,
//! refusals in AWS's order), one file a kind parses it and one evaluates it. Nothing here knows
//! tables, requests or rows; the legacy parameters are translated to the same trees.
//! Start at [`Condition::parse`], [`Update::parse`], [`Projection::parse`] and
//! [`KeyCondition::parse`].

mod apply;
mod condition;
mod condition_parser;
mod evaluate;
mod key_condition;
mod lexer;
mod parser;
mod path;
mod placeholders;
mod projection;
mod reserved;
mod update;

pub(crate) use evaluate::order;

pub use condition::{Comparator, Condition, Operand};
pub use key_condition::{KeyCondition, RangeCondition, check_filter_attributes};
pub use parser::ExpressionKind;
pub use path::{Element, Path};
pub use placeholders::{Placeholders, Present};
pub use projection::Projection;
pub use reserved::is_reserved;
pub use update::{Action, SetValue, Update};
