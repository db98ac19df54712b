//! What a target gets: the event, a constant, a part of the event, or a template filled from it.
//!
//! A scheduled event always has the same members, so all that can go wrong is found when the target
//! is put: a firing cannot fail here.

mod path;
mod template;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use service::{AwsError, AwsResult};

use crate::event::Firing;
use crate::state::invalid;
use path::Path;
use template::Template;

/// What a target asked for, as it was put.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Input {
    /// The event.
    #[default]
    Event,
    /// This JSON text, as it is.
    Constant(String),
    /// What a path finds in the event.
    Path(String),
    /// `InputTransformer`: a template and paths to the values of its variables.
    Template { template: String, paths: BTreeMap<String, String> },
}

impl Input {
    /// What `Input`, `InputPath` and `InputTransformer` of the target `id` ask for.
    pub(crate) fn new(
        id: &str,
        constant: Option<String>,
        path: Option<String>,
        template: Option<(String, BTreeMap<String, String>)>,
    ) -> AwsResult<Self> {
        match (constant, path, template) {
            (None, None, None) => Ok(Self::Event),
            (Some(json), None, None) => {
                if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&json) {
                    let place = place(&json, error.line(), error.column());
                    let message = format!("JSON syntax error in input for target {id}: {place}");
                    return Err(invalid(message));
                }
                Ok(Self::Constant(json))
            }
            (None, Some(path), None) => {
                let parsed = parse_path(id, &path)?;
                if parsed.find(&sample()).is_none() {
                    return Err(AwsError::not_implemented(&format!(
                        "InputPath {path} of target {id}, which finds nothing in a scheduled event,"
                    )));
                }
                Ok(Self::Path(path))
            }
            (None, None, Some((template, paths))) => {
                Template::parse(id, &template, &paths)?;
                Ok(Self::Template { template, paths })
            }
            _ => Err(invalid(format!(
                "Only one of Input, InputPath, or InputTransformer must be provided for target {id}."
            ))),
        }
    }

    /// What the target gets of `firing`, whose event is `event`; `None` for the event itself.
    pub(crate) fn payload(&self, firing: &Firing<'_>, event: &str) -> AwsResult<Option<String>> {
        Ok(match self {
            Self::Event => None,
            Self::Constant(json) => Some(json.clone()),
            Self::Path(path) => {
                let found = Path::parse(path).and_then(|path| path.find(event));
                Some(found.unwrap_or_else(|| "null".to_owned()))
            }
            Self::Template { template, paths } => {
                Some(Template::parse("", template, paths)?.fill(firing, event))
            }
        })
    }
}

fn parse_path(id: &str, path: &str) -> AwsResult<Path> {
    if path.contains('*') && Path::parse(&path.replace('*', "0")).is_some() {
        return Err(AwsError::not_implemented(&format!("a wildcard in the path {path}")));
    }
    Path::parse(path).ok_or_else(|| invalid(format!("InputPath for target {id} is invalid.")))
}

/// An event like all scheduled ones, to find out what a path finds.
fn sample() -> String {
    let scope = store::Scope::new("000000000000", "us-east-1");
    let id = "00000000-0000-4000-8000-000000000000";
    Firing { scope: &scope, rule: "rule", id, due_ms: 0, now_ms: 0 }.event()
}

/// Where a text stops being JSON, in the words of AWS's parser, which counts one more.
fn place(text: &str, line: usize, column: usize) -> String {
    const SHOWN: usize = 500;
    let mut shown: String = text.chars().take(SHOWN).collect();
    let left = text.chars().count().saturating_sub(SHOWN);
    shown.push('"');
    if left > 0 {
        let _ = write!(shown, "[truncated {left} chars]");
    }
    format!("[Source: (String)\"{shown}; line: {line}, column: {}]", column + 1)
}
