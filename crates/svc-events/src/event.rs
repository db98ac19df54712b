//! The event that a firing makes: what every target gets that asks for nothing else.

use aws_shape::Timestamp;
use serde::Serialize;
use store::Scope;

use crate::arn;

/// A scheduled event, its members in AWS's order.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ScheduledEvent<'a> {
    version: &'a str,
    id: &'a str,
    detail_type: &'a str,
    source: &'a str,
    account: &'a str,
    time: String,
    region: &'a str,
    resources: [&'a str; 1],
    detail: Detail,
}

/// Always `{}`.
#[derive(Debug, Serialize)]
struct Detail {}

/// One firing of one rule.
#[derive(Debug)]
pub(crate) struct Firing<'a> {
    pub(crate) scope: &'a Scope,
    pub(crate) rule: &'a str,
    /// The event's id, the same for all targets.
    pub(crate) id: &'a str,
    /// When it was due.
    pub(crate) due_ms: i64,
    /// When it fires: what an `InputTemplate` calls the ingestion time.
    pub(crate) now_ms: i64,
}

impl Firing<'_> {
    pub(crate) fn rule_arn(&self) -> String {
        arn::of_rule(self.scope, self.rule)
    }

    /// The event as JSON.
    pub(crate) fn event(&self) -> String {
        let rule_arn = self.rule_arn();
        let event = ScheduledEvent {
            version: "0",
            id: self.id,
            detail_type: "Scheduled Event",
            source: "aws.events",
            account: &self.scope.account,
            time: seconds(self.due_ms),
            region: &self.scope.region,
            resources: [&rule_arn],
            detail: Detail {},
        };
        // Texts always serialize.
        serde_json::to_string(&event).unwrap_or_default()
    }

    pub(crate) fn ingestion_time(&self) -> String {
        seconds(self.now_ms)
    }
}

/// `2026-01-01T00:00:00Z`: whole seconds, whatever the milliseconds.
fn seconds(time_ms: i64) -> String {
    Timestamp(time_ms - time_ms.rem_euclid(1_000)).iso()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheduled_event_has_the_members_of_aws_in_their_order() {
        let scope = Scope::new("123456789012", "eu-west-1");
        let id = "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa";
        let firing = Firing {
            scope: &scope,
            rule: "my-rule",
            id,
            due_ms: 1_767_225_600_999,
            now_ms: 1_767_225_601_000,
        };
        assert_eq!(
            firing.event(),
            r#"{"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012","time":"2026-01-01T00:00:00Z","region":"eu-west-1","resources":["arn:aws:events:eu-west-1:123456789012:rule/my-rule"],"detail":{}}"#
        );
        assert_eq!(firing.ingestion_time(), "2026-01-01T00:00:01Z");
    }
}
