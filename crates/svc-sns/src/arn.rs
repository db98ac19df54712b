//! Names: topics and subscriptions by their ARNs.

use std::fmt;

use aws_shape::Arn;
use service::{AwsError, AwsResult, Cx};
use store::Scope;

use crate::refusal::invalid;

/// A topic: whose, where, and its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TopicArn {
    pub(crate) scope: Scope,
    pub(crate) name: String,
}

/// A subscription: its topic and its own id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SubscriptionArn {
    pub(crate) topic: TopicArn,
    pub(crate) id: String,
}

impl TopicArn {
    /// The topic `name` of the caller.
    pub(crate) fn own(cx: &Cx, name: &str) -> Self {
        Self { scope: cx.scope.clone(), name: name.to_owned() }
    }

    /// The topic that `arn` names; one of another region is not found here.
    pub(crate) fn parse(cx: &Cx, arn: &str) -> AwsResult<Self> {
        Self::read(cx, arn, "TopicArn")
    }

    /// The same for the member `member`.
    pub(crate) fn read(cx: &Cx, arn: &str, member: &str) -> AwsResult<Self> {
        let parsed = parse(arn, member)?;
        if parsed.region != cx.region() || parsed.resource.contains(':') {
            return Err(invalid(member));
        }
        Ok(Self {
            scope: Scope::new(parsed.account, parsed.region),
            name: parsed.resource.to_owned(),
        })
    }
}

impl fmt::Display for TopicArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scope: Scope { account, region }, name } = self;
        write!(f, "arn:aws:sns:{region}:{account}:{name}")
    }
}

impl SubscriptionArn {
    /// The subscription that `arn` names, in whatever region: whoever follows a link to unsubscribe
    /// signs for none.
    pub(crate) fn parse(arn: &str) -> AwsResult<Self> {
        let parsed = parse(arn, "SubscriptionArn")?;
        let Some((name, id)) = parsed.resource.split_once(':') else {
            return Err(invalid("SubscriptionId"));
        };
        let is_id = id.len() == 36
            && id.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            });
        if !is_id {
            return Err(invalid("SubscriptionId"));
        }
        let scope = Scope::new(parsed.account, parsed.region);
        Ok(Self { topic: TopicArn { scope, name: name.to_owned() }, id: id.to_owned() })
    }
}

impl fmt::Display for SubscriptionArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.topic, self.id)
    }
}

fn parse<'a>(arn: &'a str, member: &str) -> Result<Arn<'a>, AwsError> {
    let parts = arn.split(':').count();
    if parts < 6 {
        return Err(invalid(format!(
            "{member} Reason: An ARN must have at least 6 elements, not {parts}"
        )));
    }
    let parsed = Arn::parse(arn).map_err(|_| invalid(member))?;
    let account = parsed.account;
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    if parsed.partition != "aws" || parsed.service != "sns" || !is_account {
        return Err(invalid(member));
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_is_named_below_its_topic() {
        let id = "21be56ed-a058-49f5-8c98-aedd2564c486";
        let text = format!("arn:aws:sns:eu-west-1:123456789012:news:{id}");
        let arn = SubscriptionArn::parse(&text).expect("an ARN");
        assert_eq!((arn.topic.name.as_str(), arn.id.as_str()), ("news", id));
        assert_eq!(arn.to_string(), text);
        let check = |arn: &str, text: &str| {
            let error = SubscriptionArn::parse(arn).expect_err(arn);
            assert_eq!(error.message(), format!("Invalid parameter: {text}"));
        };
        check("x", "SubscriptionArn Reason: An ARN must have at least 6 elements, not 1");
        check("arn:aws:sns:r:123456789012:news", "SubscriptionId");
        check("arn:aws:sns:r:123456789012:news:x", "SubscriptionId");
        check("arn:aws:sqs:r:123456789012:news:x", "SubscriptionArn");
        check("arn:aws:sns:r:12345678901:news:x", "SubscriptionArn");
    }
}
