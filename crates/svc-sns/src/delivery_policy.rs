//! `DeliveryPolicy`: how HTTP endpoints are retried. Checked, stored, and shown as
//! `EffectiveDeliveryPolicy`; functions are not retried by it, at AWS neither. Pure.

use serde::{Deserialize, Serialize};

/// A topic's policy as clients write it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    http: Option<Http>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Http {
    default_healthy_retry_policy: Option<Retry>,
    disable_subscription_overrides: Option<bool>,
    default_throttle_policy: Option<Throttle>,
    default_request_policy: Option<Request>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Retry {
    min_delay_target: u32,
    max_delay_target: u32,
    num_retries: u32,
    num_max_delay_retries: u32,
    num_no_delay_retries: u32,
    num_min_delay_retries: u32,
    backoff_function: String,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            min_delay_target: 20,
            max_delay_target: 20,
            num_retries: 3,
            num_max_delay_retries: 0,
            num_no_delay_retries: 0,
            num_min_delay_retries: 0,
            backoff_function: "linear".to_owned(),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Throttle {
    max_receives_per_second: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Request {
    header_content_type: String,
}

#[derive(Serialize)]
struct Effective {
    http: EffectiveHttp,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EffectiveHttp {
    default_healthy_retry_policy: Retry,
    disable_subscription_overrides: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_throttle_policy: Option<Throttle>,
    default_request_policy: Request,
}

/// Check a document; what is wrong is told without `Invalid parameter:`.
pub(crate) fn check(document: &str) -> Result<(), String> {
    read(document).map(drop)
}

/// The policy in force where `document` was set, or nothing was.
pub(crate) fn effective(document: Option<&str>) -> String {
    // What is stored was checked.
    let http = document.and_then(|document| read(document).ok()).unwrap_or_default();
    let effective = Effective {
        http: EffectiveHttp {
            default_healthy_retry_policy: http.default_healthy_retry_policy.unwrap_or_default(),
            disable_subscription_overrides: http.disable_subscription_overrides.unwrap_or(false),
            default_throttle_policy: http.default_throttle_policy,
            default_request_policy: http.default_request_policy.unwrap_or_else(|| Request {
                header_content_type: "text/plain; charset=UTF-8".to_owned(),
            }),
        },
    };
    serde_json::to_string(&effective).expect("texts and numbers")
}

fn read(document: &str) -> Result<Http, String> {
    let wrong = |what: &str| Err(format!("DeliveryPolicy: {what}"));
    let parsed: Document = serde_json::from_str(document)
        .map_err(|error| format!("DeliveryPolicy: failed to parse JSON. {error}"))?;
    let http = parsed.http.unwrap_or_default();
    if let Some(retry) = &http.default_healthy_retry_policy {
        if retry.num_retries > 100 {
            return wrong("http.defaultHealthyRetryPolicy.numRetries must be at most 100");
        }
        if retry.min_delay_target == 0
            || retry.min_delay_target > retry.max_delay_target
            || retry.max_delay_target > 3_600
        {
            return wrong(
                "http.defaultHealthyRetryPolicy: 1 <= minDelayTarget <= maxDelayTarget <= 3600 is \
                 required",
            );
        }
        let phases =
            [retry.num_no_delay_retries, retry.num_min_delay_retries, retry.num_max_delay_retries];
        if phases.iter().map(|count| u64::from(*count)).sum::<u64>() > retry.num_retries.into() {
            return wrong(
                "http.defaultHealthyRetryPolicy.numRetries must be at least the number of retries \
                 of all phases",
            );
        }
        let known = ["arithmetic", "exponential", "geometric", "linear"];
        if !known.contains(&retry.backoff_function.as_str()) {
            return wrong("http.defaultHealthyRetryPolicy.backoffFunction is not known");
        }
    }
    if http.default_throttle_policy.as_ref().is_some_and(|t| t.max_receives_per_second == 0) {
        return wrong("http.defaultThrottlePolicy.maxReceivesPerSecond must be at least 1");
    }
    Ok(http)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_as_aws_has_it() {
        let default = r#"{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}"#;
        assert_eq!(effective(None), default);
        let set = r#"{"http":{"defaultHealthyRetryPolicy":{"numRetries":7},"defaultThrottlePolicy":{"maxReceivesPerSecond":5}}}"#;
        assert_eq!(check(set), Ok(()));
        let told = effective(Some(set));
        assert!(told.contains(r#""numRetries":7,"numMaxDelayRetries":0"#), "{told}");
        assert!(told.contains(r#""defaultThrottlePolicy":{"maxReceivesPerSecond":5}"#), "{told}");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for document in [
            "",
            "[]",
            r#"{"sqs":{}}"#,
            r#"{"http":{"defaultHealthyRetryPolicy":{"numRetries":101}}}"#,
            r#"{"http":{"defaultHealthyRetryPolicy":{"numRetries":-1}}}"#,
            r#"{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":30}}}"#,
            r#"{"http":{"defaultHealthyRetryPolicy":{"maxDelayTarget":3601}}}"#,
            r#"{"http":{"defaultHealthyRetryPolicy":{"numNoDelayRetries":4}}}"#,
            r#"{"http":{"defaultHealthyRetryPolicy":{"backoffFunction":"random"}}}"#,
            r#"{"http":{"defaultThrottlePolicy":{"maxReceivesPerSecond":0}}}"#,
        ] {
            assert!(check(document).is_err(), "{document}");
        }
    }
}
