//! How layers and their versions are named: by name, and by ARN with or without a number.

use service::{AwsResult, Cx};
use store::Scope;

use crate::{model, refusal};

/// Which layer: account, region and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LayerId {
    pub(crate) account: String,
    pub(crate) region: String,
    pub(crate) name: String,
}

impl LayerId {
    /// The layer that `name` means in a request: a name, or an ARN whose form the model has
    /// checked.
    pub(crate) fn named(cx: &Cx, name: &str) -> AwsResult<Self> {
        let Some((id, None)) = parse(name) else {
            let (account, region) = (cx.account().to_owned(), cx.region().to_owned());
            return Ok(Self { account, region, name: name.to_owned() });
        };
        id.reachable(cx)
    }

    /// The version of a layer that `arn` means in a request.
    pub(crate) fn version_named(cx: &Cx, arn: &str) -> AwsResult<(Self, u64)> {
        let Some((id, Some(number))) = parse(arn) else {
            let source = model::LAYER_VERSION_ARN_PATTERN.source();
            let says = format!("Member must satisfy regular expression pattern: {source}");
            return Err(refusal::constraint(arn, "arn", &says));
        };
        Ok((id.reachable(cx)?, number))
    }

    /// A region has its own layers.
    fn reachable(self, cx: &Cx) -> AwsResult<Self> {
        if self.region == cx.region() { Ok(self) } else { Err(refusal::no_resource()) }
    }

    /// Where its rows are.
    pub(crate) fn scope(&self) -> Scope {
        Scope::new(&*self.account, &*self.region)
    }

    /// The ARN of the layer.
    pub(crate) fn arn(&self) -> String {
        format!("arn:aws:lambda:{}:{}:layer:{}", self.region, self.account, self.name)
    }

    /// The ARN of one of its versions.
    pub(crate) fn version_arn(&self, number: u64) -> String {
        format!("{}:{number}", self.arn())
    }
}

/// The number of a version as a request has it.
pub(crate) fn number(wanted: i64) -> AwsResult<u64> {
    match u64::try_from(wanted) {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(refusal::invalid("Layer Version Cannot be less than 1")),
    }
}

/// An ARN of a layer or of a version of one, taken apart.
pub(crate) fn parse(arn: &str) -> Option<(LayerId, Option<u64>)> {
    let found = aws_shape::Arn::parse(arn).ok()?;
    let mut parts = found.resource.strip_prefix("layer:")?.split(':');
    let name = parts.next().filter(|name| !name.is_empty())?;
    // A number too large to have been given out is no version's.
    let number = parts.next().map(|number| number.parse().unwrap_or(u64::MAX));
    if parts.next().is_some() || found.service != "lambda" {
        return None;
    }
    let [account, region, name] = [found.account, found.region, name].map(str::to_owned);
    Some((LayerId { account, region, name }, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_of_layers_and_of_their_versions_are_told_apart() {
        let check = |arn: &str, name: Option<&str>, number: Option<u64>| {
            let found = parse(arn);
            let (found, which) = found.map_or((None, None), |(id, number)| (Some(id.name), number));
            assert_eq!((found.as_deref(), which), (name, number), "{arn}");
        };
        check("arn:aws:lambda:us-east-1:000000000000:layer:l", Some("l"), None);
        check("arn:aws:lambda:us-east-1:000000000000:layer:l:7", Some("l"), Some(7));
        let huge = "arn:aws:lambda:us-east-1:000000000000:layer:l:99999999999999999999";
        check(huge, Some("l"), Some(u64::MAX));
        check("arn:aws:lambda:us-east-1:000000000000:layer:l:7:8", None, None);
        check("arn:aws:lambda:us-east-1:000000000000:function:l", None, None);
        check("arn:aws:sns:us-east-1:000000000000:layer:l", None, None);
        check("arn:aws:lambda:::awslayer:Arm", None, None);
        check("l", None, None);
    }
}
