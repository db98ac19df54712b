//! Tags of rules.

use serde_json::json;

use crate::support::Server;

const ARN: &str = "arn:aws:events:eu-west-1:123456789012:rule/r";

#[tokio::test]
async fn a_rule_is_tagged_and_untagged() {
    let server = Server::new().await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(1 day)"})).await;
    let tags = json!([{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}]);
    assert_eq!(
        server.ok("TagResource", json!({"ResourceARN": ARN, "Tags": tags})).await,
        json!({})
    );
    let again = json!([{"Key": "a", "Value": "2"}]);
    server.ok("TagResource", json!({"ResourceARN": ARN, "Tags": again})).await;
    let told = server.ok("ListTagsForResource", json!({"ResourceARN": ARN})).await;
    assert_eq!(told["Tags"], json!([{"Key": "a", "Value": "2"}, {"Key": "b", "Value": ""}]));
    let keys = json!({"ResourceARN": ARN, "TagKeys": ["a", "nobody"]});
    assert_eq!(server.ok("UntagResource", keys).await, json!({}));
    // The longer form of the same ARN.
    let long = "arn:aws:events:eu-west-1:123456789012:rule/default/r";
    let told = server.ok("ListTagsForResource", json!({"ResourceARN": long})).await;
    assert_eq!(told["Tags"], json!([{"Key": "b", "Value": ""}]));
}

#[tokio::test]
async fn what_cannot_be_tagged_is_told() {
    let server = Server::with_limits(&[("tags_per_resource", 2)]).await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(1 day)"})).await;
    let check = |arn: &'static str, expected: &'static str| {
        let server = &server;
        async move {
            for (operation, input) in [
                ("ListTagsForResource", json!({"ResourceARN": arn})),
                ("TagResource", json!({"ResourceARN": arn, "Tags": []})),
                ("UntagResource", json!({"ResourceARN": arn, "TagKeys": []})),
            ] {
                let told = server.refused(operation, input).await;
                assert!(told.starts_with(expected), "{operation} {told}");
            }
        }
    };
    let none = "ResourceNotFoundException: Rule x does not exist on EventBus default.";
    check("arn:aws:events:eu-west-1:123456789012:rule/x", none).await;
    check("arn:aws:events:us-east-1:123456789012:rule/x", none).await;
    let others = "ResourceNotFoundException: Rule r does not exist on EventBus default.";
    check("arn:aws:events:eu-west-1:210987654321:rule/r", others).await;
    let malformed = "ValidationException: Parameter nonsense is not valid. Reason: Provided Arn is \
                     not in correct format.";
    check("nonsense", malformed).await;
    check("arn:aws:sqs:eu-west-1:123456789012:q", "ValidationException: ").await;
    let bus = "arn:aws:events:eu-west-1:123456789012:event-bus/default";
    check(bus, "NotImplementedException: a tag of arn:aws:events").await;
    let other = "arn:aws:events:eu-west-1:123456789012:rule/other/r";
    check(other, "NotImplementedException: the event bus other").await;
    for tags in [
        json!([{"Key": "aws:x", "Value": ""}]),
        json!([{"Key": "1", "Value": ""}, {"Key": "2", "Value": ""}, {"Key": "3", "Value": ""}]),
    ] {
        let input = json!({"ResourceARN": ARN, "Tags": tags});
        assert!(server.refused("TagResource", input).await.starts_with("ValidationException: "));
        let put = json!({"Name": "n", "ScheduleExpression": "rate(1 day)", "Tags": tags});
        assert!(server.refused("PutRule", put).await.starts_with("ValidationException: "));
    }
}
