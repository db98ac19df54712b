//! Rules through the table.

use serde_json::json;

use crate::support::{FUNCTION, Server, texts};

const NO_RULE: &str = "ResourceNotFoundException: Rule r does not exist on EventBus default.";

#[tokio::test]
async fn a_rule_is_put_described_listed_and_deleted() {
    let server = Server::new().await;
    let arn = "arn:aws:events:eu-west-1:123456789012:rule/r";
    let put = json!({
        "Name": "r", "ScheduleExpression": "rate(5 minutes)", "Description": "every five",
        "RoleArn": "arn:aws:iam::123456789012:role/x", "EventBusName": "default",
    });
    assert_eq!(server.ok("PutRule", put).await, json!({"RuleArn": arn}));
    let described = json!({
        "Arn": arn, "CreatedBy": "123456789012", "Description": "every five",
        "EventBusName": "default", "Name": "r", "RoleArn": "arn:aws:iam::123456789012:role/x",
        "ScheduleExpression": "rate(5 minutes)", "State": "ENABLED",
    });
    assert_eq!(server.ok("DescribeRule", json!({"Name": "r"})).await, described);
    let mut listed = described;
    listed.as_object_mut().unwrap().remove("CreatedBy");
    assert_eq!(server.ok("ListRules", json!({})).await, json!({"Rules": [listed]}));
    assert_eq!(server.ok("DeleteRule", json!({"Name": "r"})).await, json!({}));
    assert_eq!(server.refused("DescribeRule", json!({"Name": "r"})).await, NO_RULE);
    // What is not there is deleted already.
    assert_eq!(server.ok("DeleteRule", json!({"Name": "r", "Force": true})).await, json!({}));
}

#[tokio::test]
async fn putting_a_rule_again_replaces_all_of_it_and_no_tags() {
    let server = Server::new().await;
    let tags = |value: &str| json!([{"Key": "k", "Value": value}]);
    let first = json!({
        "Name": "r", "ScheduleExpression": "rate(1 day)", "State": "DISABLED",
        "Description": "d", "Tags": tags("old"),
    });
    server.ok("PutRule", first).await;
    let second = json!({
        "Name": "r", "ScheduleExpression": "cron(0 0 * * ? *)", "Tags": tags("new"),
    });
    server.ok("PutRule", second).await;
    let described = server.ok("DescribeRule", json!({"Name": "r"})).await;
    assert_eq!(described["State"], "ENABLED");
    assert_eq!(described["ScheduleExpression"], "cron(0 0 * * ? *)");
    assert_eq!(described.get("Description"), None);
    let arn = &described["Arn"];
    let told = server.ok("ListTagsForResource", json!({"ResourceARN": arn})).await;
    assert_eq!(told["Tags"], tags("old"));
    // A rule of the same name that is made later has none of them.
    server.ok("DeleteRule", json!({"Name": "r"})).await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(1 day)"})).await;
    let told = server.ok("ListTagsForResource", json!({"ResourceARN": arn})).await;
    assert_eq!(told["Tags"], json!([]));
}

#[tokio::test]
async fn a_rule_is_enabled_and_disabled() {
    let server = Server::new().await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(1 day)"})).await;
    for (operation, state) in [
        ("DisableRule", "DISABLED"),
        ("DisableRule", "DISABLED"),
        ("EnableRule", "ENABLED"),
        ("EnableRule", "ENABLED"),
    ] {
        assert_eq!(server.ok(operation, json!({"Name": "r"})).await, json!({}));
        let described = server.ok("DescribeRule", json!({"Name": "r"})).await;
        assert_eq!(described["State"], state);
    }
    server.ok("DeleteRule", json!({"Name": "r"})).await;
    for operation in ["EnableRule", "DisableRule", "DescribeRule"] {
        assert_eq!(server.refused(operation, json!({"Name": "r"})).await, NO_RULE, "{operation}");
    }
}

#[tokio::test]
async fn what_aws_refuses_of_a_rule_is_refused_in_its_words() {
    let server = Server::new().await;
    let check = |input: serde_json::Value, expected: &'static str| {
        let server = &server;
        async move { assert_eq!(server.refused("PutRule", input).await, expected) }
    };
    let neither = "ValidationException: Parameter(s) EventPattern or ScheduleExpression must be \
                   specified.";
    check(json!({"Name": "r"}), neither).await;
    check(json!({"Name": "r", "ScheduleExpression": ""}), neither).await;
    let wrong = "ValidationException: Parameter ScheduleExpression is not valid.";
    check(json!({"Name": "r", "ScheduleExpression": "rate(1 minutes)"}), wrong).await;
    check(json!({"Name": "r", "ScheduleExpression": "cron(0 10 * * * *)"}), wrong).await;
    let bus = "ValidationException: ScheduleExpression is supported only on the default event bus.";
    let elsewhere =
        json!({"Name": "r", "ScheduleExpression": "rate(1 day)", "EventBusName": "other"});
    check(elsewhere, bus).await;
    let trail = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
    let state = json!({"Name": "r", "ScheduleExpression": "rate(1 day)", "State": trail});
    assert!(server.refused("PutRule", state).await.starts_with("NotImplementedException: "));
    assert_eq!(server.ok("ListRules", json!({})).await, json!({"Rules": []}));
}

#[tokio::test]
async fn the_default_bus_has_a_name_and_an_arn_and_others_are_refused_by_name() {
    let server = Server::new().await;
    let own = "arn:aws:events:eu-west-1:123456789012:event-bus/default";
    let put = json!({"Name": "r", "ScheduleExpression": "rate(1 day)", "EventBusName": own});
    server.ok("PutRule", put).await;
    let target = json!([{"Id": "t", "Arn": FUNCTION}]);
    let targets = json!({"Rule": "r", "EventBusName": own, "Targets": target});
    server.ok("PutTargets", targets).await;
    for bus in ["other", "arn:aws:events:us-east-1:123456789012:event-bus/default"] {
        for (operation, mut input) in [
            ("DescribeRule", json!({"Name": "r"})),
            ("DeleteRule", json!({"Name": "r"})),
            ("EnableRule", json!({"Name": "r"})),
            ("DisableRule", json!({"Name": "r"})),
            ("ListRules", json!({})),
            ("PutTargets", json!({"Rule": "r", "Targets": target})),
            ("RemoveTargets", json!({"Rule": "r", "Ids": ["t"]})),
            ("ListTargetsByRule", json!({"Rule": "r"})),
            ("ListRuleNamesByTarget", json!({"TargetArn": FUNCTION})),
        ] {
            input["EventBusName"] = bus.into();
            let told = server.refused(operation, input).await;
            assert!(told.starts_with("NotImplementedException: "), "{operation} {told}");
            assert!(told.contains(bus), "{operation} {told}");
        }
    }
}

#[tokio::test]
async fn rules_are_listed_by_prefix_page_by_page() {
    let server = Server::new().await;
    for name in ["a", "ab", "ab-1", "ab-2", "ab.3", "b", "B"] {
        server.ok("PutRule", json!({"Name": name, "ScheduleExpression": "rate(1 day)"})).await;
    }
    let all = server.ok("ListRules", json!({})).await;
    assert_eq!(texts(&all, "Rules", "Name"), ["B", "a", "ab", "ab-1", "ab-2", "ab.3", "b"]);
    let (mut found, mut pages) = (Vec::new(), Vec::new());
    let mut input = json!({"NamePrefix": "ab", "Limit": 3});
    loop {
        let page = server.ok("ListRules", input.clone()).await;
        let names = texts(&page, "Rules", "Name");
        pages.push(names.len());
        found.extend(names);
        match page.get("NextToken") {
            Some(token) => input["NextToken"] = token.clone(),
            None => break,
        }
    }
    assert_eq!(found, ["ab", "ab-1", "ab-2", "ab.3"]);
    assert_eq!(pages, [3, 1]);
    // A token is good for its own listing only.
    let token = input["NextToken"].clone();
    let expected = "ValidationException: Parameter NextToken is not valid.";
    for input in [
        json!({"NextToken": token}),
        json!({"NamePrefix": "ab", "NextToken": "nonsense"}),
        json!({"NamePrefix": "a", "NextToken": token}),
    ] {
        assert_eq!(server.refused("ListRules", input).await, expected);
    }
    assert_eq!(server.ok("ListRules", json!({"NamePrefix": "x"})).await, json!({"Rules": []}));
}

#[tokio::test]
async fn a_bus_has_so_many_rules_and_no_more() {
    let server = Server::with_limits(&[("events.rules_per_bus", 3)]).await;
    let put = |name: &str| json!({"Name": name, "ScheduleExpression": "rate(1 day)"});
    for name in ["a", "b", "c", "b"] {
        server.ok("PutRule", put(name)).await;
    }
    let full = "LimitExceededException: The requested resource exceeds the maximum number allowed.";
    assert_eq!(server.refused("PutRule", put("d")).await, full);
    server.ok("DeleteRule", json!({"Name": "a"})).await;
    server.ok("DeleteRule", json!({"Name": "a"})).await;
    server.ok("PutRule", put("d")).await;
    assert_eq!(server.refused("PutRule", put("e")).await, full);
    // Another region has rules of its own.
    let cx = server.cx_of("123456789012", "us-east-1");
    server.call_as(cx, "PutRule", put("e")).await.expect("room for it");
}

#[tokio::test]
async fn accounts_and_regions_see_nothing_of_each_other() {
    let server = Server::new().await;
    server.rule("r", "rate(1 day)").await;
    for (account, region) in [("210987654321", "eu-west-1"), ("123456789012", "us-east-1")] {
        let call = |operation, input| {
            let cx = server.cx_of(account, region);
            server.call_as(cx, operation, input)
        };
        let error = call("DescribeRule", json!({"Name": "r"})).await.unwrap_err();
        assert_eq!(error.to_string(), NO_RULE);
        let listed = call("ListRules", json!({})).await.unwrap();
        assert_eq!(listed, json!({"Rules": []}));
        let names = call("ListRuleNamesByTarget", json!({"TargetArn": FUNCTION})).await.unwrap();
        assert_eq!(names, json!({"RuleNames": []}));
        call("DeleteRule", json!({"Name": "r"})).await.unwrap();
    }
    server.ok("DescribeRule", json!({"Name": "r"})).await;
}

#[tokio::test]
async fn needs_name_the_rule_and_its_targets() {
    let server = Server::new().await;
    let arn = "arn:aws:events:eu-west-1:123456789012:rule/r";
    let tagged = json!({
        "Name": "r", "ScheduleExpression": "rate(1 day)", "Tags": [{"Key": "k", "Value": "v"}],
    });
    let needs = server.needs("PutRule", &tagged);
    let told: Vec<_> = needs.iter().map(|need| (&*need.action, &*need.resource)).collect();
    assert_eq!(told, [("", arn), ("events:TagResource", arn)]);
    let plain = json!({"Name": "r", "ScheduleExpression": "rate(1 day)"});
    assert_eq!(server.needs("PutRule", &plain).len(), 1);
    let targets = json!([{"Id": "a", "Arn": FUNCTION}, {"Id": "b", "Arn": "arn:x"}]);
    let needs = server.needs("PutTargets", &json!({"Rule": "r", "Targets": targets}));
    let asked: Vec<_> = needs.iter().map(|need| &*need.context[1].1).collect();
    assert_eq!(asked, [FUNCTION, "arn:x"]);
    assert!(needs.iter().all(|need| need.resource == arn));
    for (operation, input) in [
        ("DescribeRule", json!({"Name": "r"})),
        ("DeleteRule", json!({"Name": "r"})),
        ("EnableRule", json!({"Name": "r"})),
        ("DisableRule", json!({"Name": "r"})),
        ("RemoveTargets", json!({"Rule": "r", "Ids": ["t"]})),
        ("ListTargetsByRule", json!({"Rule": "r"})),
        ("TagResource", json!({"ResourceARN": arn, "Tags": []})),
        ("UntagResource", json!({"ResourceARN": arn, "TagKeys": []})),
        ("ListTagsForResource", json!({"ResourceARN": arn})),
    ] {
        let needs = server.needs(operation, &input);
        let told: Vec<_> = needs.iter().map(|need| (&*need.action, &*need.resource)).collect();
        assert_eq!(told, [("", arn)], "{operation}");
    }
}
