//! How functions are named: by name, `NAME:QUALIFIER`, `function:NAME:VERSION`,
//! `ACCOUNT:function:NAME` and by ARN, each with or without a qualifier.

use fn_model::FunctionId;
use service::{AwsResult, Cx};
use store::Scope;

use crate::refusal;

/// The longest name of a function.
const NAME_MAX: usize = 64;

/// What a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The function.
    pub(crate) id: FunctionId,
    /// A version, an alias, or nothing.
    pub(crate) qualifier: Option<String>,
}

impl Target {
    /// The function's ARN with the qualifier, if there is one.
    pub(crate) fn arn(&self) -> String {
        match &self.qualifier {
            Some(qualifier) => qualified(&self.id, qualifier),
            None => self.id.arn(),
        }
    }
}

/// The ARN of a version or alias.
pub(crate) fn qualified(id: &FunctionId, qualifier: &str) -> String {
    format!("{}:{qualifier}", id.arn())
}

/// Where the rows of a function are.
pub(crate) fn scope_of(id: &FunctionId) -> Scope {
    Scope::new(&*id.account, &*id.region)
}

/// What `name` and `qualifier` of a request mean.
pub(crate) fn target(cx: &Cx, name: &str, qualifier: Option<&str>) -> AwsResult<Target> {
    let named = parse(name);
    let region = named.region.unwrap_or(cx.region());
    if region != cx.region() {
        return Err(refusal::not_found(format!(
            "Functions from '{region}' are not reachable in this region ('{}')",
            cx.region()
        )));
    }
    if named.name.chars().count() > NAME_MAX {
        return Err(refusal::constraint(
            name,
            "functionName",
            "Member must have length less than or equal to 64",
        ));
    }
    if let (Some(one), Some(other)) = (named.qualifier, qualifier)
        && one != other
    {
        return Err(refusal::invalid(
            "The derived qualifier from the function name does not match the specified qualifier.",
        ));
    }
    let account = named.account.unwrap_or(cx.account());
    Ok(Target {
        id: FunctionId::new(account, region, named.name),
        qualifier: qualifier.or(named.qualifier).map(str::to_owned),
    })
}

/// The function that an operation is about which knows no qualifiers.
pub(crate) fn function(cx: &Cx, name: &str) -> AwsResult<FunctionId> {
    let target = target(cx, name, None)?;
    if target.qualifier.is_some_and(|qualifier| qualifier != "$LATEST") {
        return Err(refusal::invalid(
            "This operation is permitted on Lambda functions only. Aliases and versions do not \
             support this operation. Please specify either a function name or an unqualified \
             function ARN.",
        ));
    }
    Ok(target.id)
}

/// Whether `qualifier` is a version: a number or `$LATEST`.
pub(crate) fn is_version(qualifier: &str) -> bool {
    qualifier == "$LATEST" || is_number(qualifier)
}

/// Whether `qualifier` is the number of a published version.
pub(crate) fn is_number(qualifier: &str) -> bool {
    !qualifier.is_empty() && qualifier.bytes().all(|byte| byte.is_ascii_digit())
}

#[derive(Debug, PartialEq, Eq)]
struct Named<'n> {
    region: Option<&'n str>,
    account: Option<&'n str>,
    name: &'n str,
    qualifier: Option<&'n str>,
}

/// Take a name apart whose form the model's pattern has checked.
fn parse(text: &str) -> Named<'_> {
    let mut parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 && parts[0] == "arn" {
        parts.drain(..3);
    }
    let mut parts = parts.as_slice();
    let region = take(&mut parts, is_region);
    let account = take(&mut parts, |part| part.len() == 12 && is_number(part));
    take(&mut parts, |part| part == "function");
    Named { region, account, name: parts[0], qualifier: parts.get(1).copied() }
}

/// The next part if it is what is looked for and is not the last, which is the name.
fn take<'n>(parts: &mut &[&'n str], wanted: impl Fn(&str) -> bool) -> Option<&'n str> {
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() || !wanted(first) {
        return None;
    }
    *parts = rest;
    Some(first)
}

/// `us-east-1`, `us-gov-west-1`.
fn is_region(part: &str) -> bool {
    let mut words = part.split('-');
    part.matches('-').count() >= 2
        && words.next().is_some_and(|word| word.len() == 2)
        && words.next_back().is_some_and(|word| word.len() == 1 && is_number(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_name_is_understood() {
        let check = |text, region, account, name, qualifier| {
            assert_eq!(parse(text), Named { region, account, name, qualifier }, "{text}");
        };
        let (region, account) = (Some("us-east-1"), Some("000000000000"));
        check("f", None, None, "f", None);
        check("f:prod", None, None, "f", Some("prod"));
        check("f:$LATEST", None, None, "f", Some("$LATEST"));
        check("function:f", None, None, "f", None);
        check("function:f:7", None, None, "f", Some("7"));
        check("000000000000:function:f", None, account, "f", None);
        check("000000000000:function:f:7", None, account, "f", Some("7"));
        check("us-east-1:000000000000:function:f", region, account, "f", None);
        check("arn:aws:lambda:us-east-1:000000000000:function:f", region, account, "f", None);
        check(
            "arn:aws:lambda:us-east-1:000000000000:function:f:prod",
            region,
            account,
            "f",
            Some("prod"),
        );
        check("us-east-1", None, None, "us-east-1", None);
        check("000000000000", None, None, "000000000000", None);
        check("function", None, None, "function", None);
    }
}
