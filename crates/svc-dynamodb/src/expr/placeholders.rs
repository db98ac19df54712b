//! `ExpressionAttributeNames` and `ExpressionAttributeValues`: looked up by every expression of
//! a request, and refused when one is left that none used.

use std::collections::{BTreeMap, BTreeSet};

use crate::{AttributeValue, Invalid, Item};

/// Bytes that a placeholder's value may have, summed over all (the 2 MB of the service quotas).
const SIZE_MAX: usize = 2 * 1024 * 1024;

/// The placeholders of one request.
#[derive(Debug, Clone, Default)]
pub struct Placeholders {
    names: BTreeMap<String, String>,
    values: Item,
    names_used: BTreeSet<String>,
    values_used: BTreeSet<String>,
}

/// Which expressions a request has, for the refusal of placeholders without any.
#[derive(Debug, Clone, Copy)]
pub struct Present<'a> {
    /// Whether there is any expression, projections included.
    pub any: bool,
    /// The operation's expressions that can use values, with whether they are there.
    pub with_values: &'a [(&'a str, bool)],
}

impl Placeholders {
    /// The placeholders of a request, whose members are `None` where the request had none.
    pub fn new(
        names: Option<BTreeMap<String, String>>,
        values: Option<Item>,
        present: Present<'_>,
    ) -> Result<Self, Invalid> {
        if names.is_some() && !present.any {
            return Err(Invalid::new(
                "ExpressionAttributeNames can only be specified when using expressions",
            ));
        }
        if values.is_some() && !present.with_values.iter().any(|(_, there)| *there) {
            let missing: Vec<_> = present.with_values.iter().map(|(name, _)| *name).collect();
            let verb = if missing.len() == 1 { "is" } else { "are" };
            return Err(Invalid::new(format!(
                "ExpressionAttributeValues can only be specified when using expressions: \
                 {} {verb} null",
                missing.join(" and ")
            )));
        }
        check_names(names.as_ref())?;
        check_values(values.as_ref())?;
        Ok(Self {
            names: names.unwrap_or_default(),
            values: values.unwrap_or_default(),
            ..Self::default()
        })
    }

    /// Placeholders without the checks of a request, for trees built by hand.
    pub fn unchecked(names: BTreeMap<String, String>, values: Item) -> Self {
        Self { names, values, ..Self::default() }
    }

    /// The name behind `#placeholder`, which is now used.
    pub(super) fn name(&mut self, placeholder: &str) -> Option<String> {
        let name = self.names.get(placeholder)?.clone();
        if !self.names_used.contains(placeholder) {
            self.names_used.insert(placeholder.to_owned());
        }
        Some(name)
    }

    /// The value behind `:placeholder`, which is now used.
    pub(super) fn value(&mut self, placeholder: &str) -> Option<AttributeValue> {
        let value = self.values.get(placeholder)?.clone();
        if !self.values_used.contains(placeholder) {
            self.values_used.insert(placeholder.to_owned());
        }
        Some(value)
    }

    /// Refuses placeholders that no expression used. Call it after the last parse.
    pub fn finish(&self) -> Result<(), Invalid> {
        let unused = |member: &str, keys: Vec<&String>| {
            if keys.is_empty() {
                return Ok(());
            }
            let keys: Vec<_> = keys.into_iter().map(String::as_str).collect();
            Err(Invalid::new(format!(
                "Value provided in {member} unused in expressions: keys: {{{}}}",
                keys.join(", ")
            )))
        };
        let names = self.names.keys().filter(|key| !self.names_used.contains(*key));
        unused("ExpressionAttributeNames", names.collect())?;
        let values = self.values.keys().filter(|key| !self.values_used.contains(*key));
        unused("ExpressionAttributeValues", values.collect())
    }
}

fn check_names(names: Option<&BTreeMap<String, String>>) -> Result<(), Invalid> {
    let Some(names) = names else {
        return Ok(());
    };
    if names.is_empty() {
        return Err(Invalid::new("ExpressionAttributeNames must not be empty"));
    }
    for (key, name) in names {
        if !is_placeholder(key, b'#') {
            return Err(Invalid::new(format!(
                "ExpressionAttributeNames contains invalid key: Syntax error; key: \"{key}\""
            )));
        }
        if name.is_empty() {
            return Err(Invalid::new(format!(
                "ExpressionAttributeNames contains invalid value: Empty attribute name; \
                 key: {key}"
            )));
        }
        if name.len() > 64 * 1024 - 1 {
            return Err(Invalid::parameter(
                "Member name in ExpressionAttributeNames exceeds 65535 bytes",
            ));
        }
    }
    Ok(())
}

fn check_values(values: Option<&Item>) -> Result<(), Invalid> {
    let Some(values) = values else {
        return Ok(());
    };
    if values.is_empty() {
        return Err(Invalid::new("ExpressionAttributeValues must not be empty"));
    }
    if let Some(key) = values.keys().find(|key| !is_placeholder(key, b':')) {
        return Err(Invalid::new(format!(
            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"{key}\""
        )));
    }
    if crate::value::item_size(values) > SIZE_MAX {
        return Err(Invalid::new(
            "ExpressionAttributeValues exceeds the maximum size of 2097152 bytes",
        ));
    }
    Ok(())
}

fn is_placeholder(key: &str, mark: u8) -> bool {
    match key.as_bytes() {
        [first, name @ ..] => {
            *first == mark
                && !name.is_empty()
                && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        }
        [] => false,
    }
}
