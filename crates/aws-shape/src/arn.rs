//! Amazon Resource Names: `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`.

use std::fmt;

/// The parts of an ARN, borrowed from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn` …
    pub partition: &'a str,
    /// The service's name.
    pub service: &'a str,
    /// The region; empty for IAM.
    pub region: &'a str,
    /// The account of 12 digits; empty for managed policies' `aws` and for S3.
    pub account: &'a str,
    /// All the rest, with its colons and slashes.
    pub resource: &'a str,
}

/// A text that is no ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArnError;

impl fmt::Display for ArnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an ARN looks like arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE")
    }
}

impl std::error::Error for ArnError {}

impl<'a> Arn<'a> {
    /// Split `text` into its parts.
    pub fn parse(text: &'a str) -> Result<Self, ArnError> {
        let mut parts = text.splitn(6, ':');
        if parts.next() != Some("arn") {
            return Err(ArnError);
        }
        let mut part = || parts.next().ok_or(ArnError);
        let arn = Self {
            partition: part()?,
            service: part()?,
            region: part()?,
            account: part()?,
            resource: part()?,
        };
        if arn.partition.is_empty() || arn.service.is_empty() || arn.resource.is_empty() {
            return Err(ArnError);
        }
        Ok(arn)
    }

    /// The last part of the resource: `role/path/NAME` gives `NAME`.
    pub fn name(&self) -> &'a str {
        let end = self.resource.rfind(['/', ':']).map_or(0, |at| at + 1);
        &self.resource[end..]
    }
}

impl fmt::Display for Arn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { partition, service, region, account, resource } = self;
        write!(f, "arn:{partition}:{service}:{region}:{account}:{resource}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_is_split_and_joined() {
        let text = "arn:aws:lambda:eu-west-1:123456789012:function:f:live";
        let arn = Arn::parse(text).unwrap();
        assert_eq!((arn.service, arn.account), ("lambda", "123456789012"));
        assert_eq!(arn.resource, "function:f:live");
        assert_eq!(arn.to_string(), text);
        assert_eq!(Arn::parse("arn:aws:iam::1:role/a/b").unwrap().name(), "b");
        for bad in ["", "arn", "arn:aws:lambda", "arn:aws:lambda:r:a:", "x:aws:l:r:a:f"] {
            assert_eq!(Arn::parse(bad), Err(ArnError), "{bad}");
        }
    }
}
