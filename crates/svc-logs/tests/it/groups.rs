//! Groups, tags, and what callers must be allowed.

use serde_json::json;

use crate::support::{NOW, Server, texts};

#[tokio::test]
async fn a_group_is_made_described_and_deleted() {
    let server = Server::new();
    server.group("/aws/lambda/f", &["s"]).await;
    server.put("/aws/lambda/f", "s", &[(0, "four")]).await;
    let output = server.ok("DescribeLogGroups", json!({})).await;
    assert_eq!(
        output,
        json!({"logGroups": [{
            "arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/f:*",
            "creationTime": NOW,
            "logGroupArn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/f",
            "logGroupClass": "STANDARD",
            "logGroupName": "/aws/lambda/f",
            "metricFilterCount": 0,
            "storedBytes": 30,
        }]})
    );
    let name = json!({"logGroupName": "/aws/lambda/f"});
    assert_eq!(
        server.refused("CreateLogGroup", name.clone()).await,
        "ResourceAlreadyExistsException: The specified log group already exists"
    );
    server.ok("DeleteLogGroup", name.clone()).await;
    for operation in ["DeleteLogGroup", "DescribeLogStreams", "FilterLogEvents"] {
        assert_eq!(
            server.refused(operation, name.clone()).await,
            "ResourceNotFoundException: The specified log group does not exist."
        );
    }
    let reserved = server.refused("CreateLogGroup", json!({"logGroupName": "AWS/x"})).await;
    assert_eq!(
        reserved,
        "InvalidParameterException: Log groups starting with AWS/ are reserved for AWS."
    );
}

#[tokio::test]
async fn a_group_made_anew_has_nothing_of_the_old_one_and_the_sweep_reclaims_that() {
    let server = Server::new();
    server.group("g", &["s", "t"]).await;
    server.put("g", "s", &[(0, "old"), (5_000, "older")]).await;
    server.ok("TagResource", json!({"resourceArn": arn("g"), "tags": {"a": "b"}})).await;
    server.ok("DeleteLogGroup", json!({"logGroupName": "g"})).await;
    server.group("g", &["s"]).await;
    let (found, _) = server.filter(json!({"logGroupName": "g"})).await;
    assert!(found.is_empty(), "{found:?}");
    let tags = server.ok("ListTagsForResource", json!({"resourceArn": arn("g")})).await;
    assert_eq!(tags, json!({"tags": {}}));
    let swept = server.logs.sweep(NOW).await.expect("sweep");
    // Two rows of events, two streams and their two places by time.
    assert_eq!(swept.deleted_rows, 6);
    assert_eq!(server.logs.sweep(NOW).await.expect("sweep").deleted_rows, 0);
    server.put("g", "s", &[(0, "new")]).await;
    assert_eq!(server.filter(json!({"logGroupName": "g"})).await.0, ["new"]);
}

#[tokio::test]
async fn groups_are_listed_by_name_prefix_pattern_and_identifier() {
    let server = Server::new();
    for name in ["b", "a/2", "a/1", "a", "ab", "c"] {
        server.group(name, &[]).await;
    }
    let check = async |input: serde_json::Value, names: &[&str]| {
        let output = server.ok("DescribeLogGroups", input.clone()).await;
        assert_eq!(texts(&output, "logGroups", "logGroupName"), names, "{input}");
    };
    check(json!({}), &["a", "a/1", "a/2", "ab", "b", "c"]).await;
    check(json!({"logGroupNamePrefix": "a"}), &["a", "a/1", "a/2", "ab"]).await;
    check(json!({"logGroupNamePrefix": "a/"}), &["a/1", "a/2"]).await;
    check(json!({"logGroupNamePattern": "b"}), &["ab", "b"]).await;
    check(json!({"logGroupIdentifiers": [arn("c"), "b", "none"]}), &["c", "b"]).await;
    check(json!({"logGroupClass": "INFREQUENT_ACCESS"}), &[]).await;
    let first = server.ok("DescribeLogGroups", json!({"limit": 4})).await;
    let token = &first["nextToken"];
    check(json!({"nextToken": token}), &["b", "c"]).await;
    for bad in [json!({"nextToken": "x"}), json!({"nextToken": token, "logGroupNamePrefix": "a"})] {
        assert_eq!(
            server.refused("DescribeLogGroups", bad).await,
            "InvalidParameterException: The specified nextToken is invalid."
        );
    }
    let both = json!({"logGroupNamePrefix": "a", "logGroupNamePattern": "a"});
    let refused = server.refused("DescribeLogGroups", both).await;
    assert!(refused.ends_with("are mutually exclusive parameters."), "{refused}");
}

#[tokio::test]
async fn tags_are_set_added_listed_and_removed() {
    let server = Server::new();
    let input = json!({"logGroupName": "g", "tags": {"a": "1"}});
    server.ok("CreateLogGroup", input).await;
    server.ok("TagResource", json!({"resourceArn": arn("g"), "tags": {"b": "2", "a": "3"}})).await;
    server.ok("UntagResource", json!({"resourceArn": arn("g"), "tagKeys": ["b", "none"]})).await;
    let tags = server.ok("ListTagsForResource", json!({"resourceArn": arn("g")})).await;
    assert_eq!(tags, json!({"tags": {"a": "3"}}));
    let many: serde_json::Map<_, _> =
        (0..50).map(|number| (format!("k{number}"), json!("v"))).collect();
    let refused =
        server.refused("TagResource", json!({"resourceArn": arn("g"), "tags": many})).await;
    assert!(refused.starts_with("TooManyTagsException"), "{refused}");
    let elsewhere = arn("g").replace("eu-west-1", "eu-west-2");
    for (of, code) in [
        (arn("none"), "ResourceNotFoundException"),
        (elsewhere, "ResourceNotFoundException"),
        ("arn:aws:s3:::bucket".to_owned(), "InvalidParameterException"),
    ] {
        let refused = server.refused("ListTagsForResource", json!({"resourceArn": of})).await;
        assert!(refused.starts_with(code), "{refused}");
    }
}

#[tokio::test]
async fn what_policies_must_allow_is_the_arn_that_denials_of_aws_name() {
    let server = Server::new();
    let check = |operation: &str, input: serde_json::Value, needed: &[(&str, &str)]| {
        let needs = server.needs(operation, &input);
        let needs: Vec<(&str, &str)> =
            needs.iter().map(|need| (&*need.action, need.resource.as_str())).collect();
        let base = "arn:aws:logs:eu-west-1:123456789012:log-group:";
        let full: Vec<String> = needed.iter().map(|(_, end)| format!("{base}{end}")).collect();
        let needed: Vec<(&str, &str)> =
            needed.iter().zip(&full).map(|((action, _), full)| (*action, full.as_str())).collect();
        assert_eq!(needs, needed, "{operation}");
    };
    let (group, stream) = (json!({"logGroupName": "g"}), "g:log-stream:s");
    let both = json!({"logGroupName": "g", "logStreamName": "s"});
    for operation in ["CreateLogGroup", "DeleteLogGroup", "DescribeLogStreams", "FilterLogEvents"] {
        check(operation, group.clone(), &[("", "g:log-stream:")]);
    }
    for operation in ["CreateLogStream", "DeleteLogStream", "GetLogEvents"] {
        check(operation, both.clone(), &[("", stream)]);
    }
    let tagged = json!({"logGroupName": "g", "tags": {"a": "b"}});
    check("CreateLogGroup", tagged, &[("", "g:log-stream:"), ("logs:TagResource", "g")]);
    check("ListTagsForResource", json!({"resourceArn": arn("g")}), &[("", "g")]);
    check("DescribeLogGroups", json!({}), &[("", ":log-stream:")]);
    let identified = json!({"logGroupIdentifier": arn("g"), "logStreamName": "s"});
    check("GetLogEvents", identified, &[("", stream)]);
}

fn arn(group: &str) -> String {
    format!("arn:aws:logs:eu-west-1:123456789012:log-group:{group}")
}
