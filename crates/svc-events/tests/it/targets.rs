//! Targets through the table.

use serde_json::{Value, json};

use crate::support::{FUNCTION, Server, texts};

const NO_RULE: &str = "ResourceNotFoundException: Rule x does not exist on EventBus default.";

async fn server() -> Server {
    let server = Server::new().await;
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(1 day)"})).await;
    server
}

fn put(targets: Value) -> Value {
    json!({"Rule": "r", "Targets": targets})
}

#[tokio::test]
async fn targets_are_put_listed_replaced_and_removed() {
    let server = server().await;
    let targets = json!([
        {"Id": "a", "Arn": FUNCTION, "Input": " {\"k\" : 1} ",
         "RetryPolicy": {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60}},
        {"Arn": format!("{FUNCTION}:live"), "Id": "b", "InputPath": "$.resources[0]"},
        {"Arn": format!("{FUNCTION}:$LATEST"), "Id": "c",
         "InputTransformer": {"InputPathsMap": {"t": "$.time"}, "InputTemplate": "{\"at\":<t>}"}},
        {"Arn": format!("{FUNCTION}:7"), "Id": "d", "RetryPolicy": {"MaximumRetryAttempts": 185}},
        {"Arn": FUNCTION, "Id": "e", "SqsParameters": {"MessageGroupId": "g"},
         "RetryPolicy": {}, "DeadLetterConfig": {}},
    ]);
    let done = json!({"FailedEntries": [], "FailedEntryCount": 0});
    assert_eq!(server.ok("PutTargets", put(targets.clone())).await, done);
    let mut listed = targets;
    listed[4]
        .as_object_mut()
        .unwrap()
        .retain(|member, _| member != "RetryPolicy" && member != "DeadLetterConfig");
    let told = server.ok("ListTargetsByRule", json!({"Rule": "r"})).await;
    assert_eq!(told, json!({"Targets": listed}));
    // One of the same id takes the place of the old one, whole.
    let new = json!([{"Id": "a", "Arn": format!("{FUNCTION}2")}]);
    server.ok("PutTargets", put(new.clone())).await;
    listed[0] = new[0].clone();
    let told = server.ok("ListTargetsByRule", json!({"Rule": "r"})).await;
    assert_eq!(told, json!({"Targets": listed}));
    let removed = server.ok("RemoveTargets", json!({"Rule": "r", "Ids": ["b", "x", "a"]})).await;
    let failed = json!([{
        "ErrorCode": "ResourceNotFoundException",
        "ErrorMessage": "Rule 'r' does not have a target with the Id 'x'.",
        "TargetId": "x",
    }]);
    assert_eq!(removed, json!({"FailedEntries": failed, "FailedEntryCount": 1}));
    let told = server.ok("ListTargetsByRule", json!({"Rule": "r"})).await;
    assert_eq!(texts(&told, "Targets", "Id"), ["c", "d", "e"]);
    let removed = server.ok("RemoveTargets", json!({"Rule": "r", "Ids": ["c", "d", "e"]})).await;
    assert_eq!(removed, done);
}

#[tokio::test]
async fn a_rule_with_targets_cannot_be_deleted() {
    let server = server().await;
    server.ok("PutTargets", put(json!([{"Id": "t", "Arn": FUNCTION}]))).await;
    let told = server.refused("DeleteRule", json!({"Name": "r"})).await;
    assert_eq!(told, "ValidationException: Rule can't be deleted since it has targets.");
    server.ok("RemoveTargets", json!({"Rule": "r", "Ids": ["t"]})).await;
    server.ok("DeleteRule", json!({"Name": "r"})).await;
    // A rule of the same name that is made later has none of its targets.
    server.ok("PutRule", json!({"Name": "r", "ScheduleExpression": "rate(1 day)"})).await;
    let told = server.ok("ListTargetsByRule", json!({"Rule": "r"})).await;
    assert_eq!(told, json!({"Targets": []}));
}

#[tokio::test]
async fn targets_of_a_rule_that_is_not_there_are_not_found() {
    let server = server().await;
    for (operation, input) in [
        ("PutTargets", json!({"Rule": "x", "Targets": [{"Id": "t", "Arn": FUNCTION}]})),
        ("RemoveTargets", json!({"Rule": "x", "Ids": ["t"]})),
        ("ListTargetsByRule", json!({"Rule": "x"})),
    ] {
        assert_eq!(server.refused(operation, input).await, NO_RULE, "{operation}");
    }
}

#[tokio::test]
async fn a_rule_has_five_targets_at_most() {
    let server = server().await;
    let targets = |ids: &[&str]| {
        let one = |id: &&str| json!({"Id": id, "Arn": FUNCTION});
        put(Value::Array(ids.iter().map(one).collect()))
    };
    let full = "LimitExceededException: The requested resource exceeds the maximum number allowed.";
    let six = targets(&["1", "2", "3", "4", "5", "6"]);
    assert_eq!(server.refused("PutTargets", six).await, full);
    let told = server.ok("ListTargetsByRule", json!({"Rule": "r"})).await;
    assert_eq!(told, json!({"Targets": []}), "all of them or none");
    server.ok("PutTargets", targets(&["1", "2", "3", "4"])).await;
    server.ok("PutTargets", targets(&["4", "5", "5"])).await;
    assert_eq!(server.refused("PutTargets", targets(&["6"])).await, full);
    server.ok("PutTargets", targets(&["1"])).await;
}

#[tokio::test]
async fn targets_are_listed_page_by_page() {
    let server = server().await;
    let targets: Vec<Value> =
        (1..=5).map(|id| json!({"Id": id.to_string(), "Arn": FUNCTION})).collect();
    server.ok("PutTargets", put(targets.into())).await;
    let first = server.ok("ListTargetsByRule", json!({"Rule": "r", "Limit": 3})).await;
    assert_eq!(texts(&first, "Targets", "Id"), ["1", "2", "3"]);
    let next = json!({"Rule": "r", "Limit": 3, "NextToken": first["NextToken"]});
    let second = server.ok("ListTargetsByRule", next).await;
    assert_eq!(texts(&second, "Targets", "Id"), ["4", "5"]);
    assert_eq!(second.get("NextToken"), None);
}

#[tokio::test]
async fn rules_are_found_by_their_target() {
    let server = Server::new().await;
    for name in ["a", "b", "c", "d"] {
        server.ok("PutRule", json!({"Name": name, "ScheduleExpression": "rate(1 day)"})).await;
        let live = format!("{FUNCTION}:live");
        let arn = if name == "c" { &live } else { FUNCTION };
        let targets = json!([{"Id": "1", "Arn": arn}, {"Id": "2", "Arn": arn}]);
        server.ok("PutTargets", json!({"Rule": name, "Targets": targets})).await;
    }
    let find = |arn: &str| json!({"TargetArn": arn});
    let told = server.ok("ListRuleNamesByTarget", find(FUNCTION)).await;
    assert_eq!(told, json!({"RuleNames": ["a", "b", "d"]}));
    let told = server.ok("ListRuleNamesByTarget", find(&format!("{FUNCTION}:live"))).await;
    assert_eq!(told, json!({"RuleNames": ["c"]}));
    let told = server.ok("ListRuleNamesByTarget", find("arn:aws:lambda:none")).await;
    assert_eq!(told, json!({"RuleNames": []}));
    let mut input = json!({"TargetArn": FUNCTION, "Limit": 2});
    let page = server.ok("ListRuleNamesByTarget", input.clone()).await;
    assert_eq!(page["RuleNames"], json!(["a", "b"]));
    input["NextToken"] = page["NextToken"].clone();
    let page = server.ok("ListRuleNamesByTarget", input).await;
    assert_eq!(page, json!({"RuleNames": ["d"]}));
    // One of two targets goes, then the other one is given another ARN.
    server.ok("RemoveTargets", json!({"Rule": "a", "Ids": ["1"]})).await;
    let told = server.ok("ListRuleNamesByTarget", find(FUNCTION)).await;
    assert_eq!(told, json!({"RuleNames": ["a", "b", "d"]}));
    let other = json!([{"Id": "2", "Arn": format!("{FUNCTION}2")}]);
    server.ok("PutTargets", json!({"Rule": "a", "Targets": other})).await;
    let told = server.ok("ListRuleNamesByTarget", find(FUNCTION)).await;
    assert_eq!(told, json!({"RuleNames": ["b", "d"]}));
}

#[tokio::test]
async fn what_aws_refuses_of_a_target_is_refused_in_its_words() {
    let server = server().await;
    let check = |mut target: Value, expected: &'static str| {
        let server = &server;
        async move {
            for (name, default) in [("Id", "t1"), ("Arn", FUNCTION)] {
                if target.get(name).is_none() {
                    target[name] = default.into();
                }
            }
            let told = server.refused("PutTargets", put(json!([target]))).await;
            assert_eq!(told, format!("ValidationException: {expected}"));
        }
    };
    let format = "is not valid. Reason: Provided Arn is not in correct format.";
    for arn in [
        "x",
        "arn:aws:lambda",
        "arn:aws:lambda:eu-west-1:123456789012:f",
        "arn:aws:lambda:eu-west-1:123456789012:function:",
        "arn:aws:lambda:eu-west-1:123456789012:function:f:",
        "arn:aws:lambda:eu-west-1:123456789012:function:f:1:2",
        "arn:aws:lambda:eu-west-1:123456789012:function:f f",
        "arn:aws:lambda:eu-west-1:123456789012:layer:l:1",
        "arn:aws:lambda:eu-west-1::function:f",
        "arn:aws:lambda::123456789012:function:f",
    ] {
        let told = server.refused("PutTargets", put(json!([{"Id": "t", "Arn": arn}]))).await;
        assert_eq!(told, format!("ValidationException: Parameter {arn} {format}"));
    }
    let bucket = json!({"Arn": "arn:aws:s3:::bucket"});
    check(bucket, "s3 is not a supported service for a target.").await;
    let two = json!({"Input": "1", "InputPath": "$"});
    let one = "Only one of Input, InputPath, or InputTransformer must be provided for target t1.";
    check(two, one).await;
    let two = json!({"InputPath": "$", "InputTransformer": {"InputTemplate": "{}"}});
    check(two, one).await;
    check(
        json!({"Input": "{'db_name':1}"}),
        "JSON syntax error in input for target t1: [Source: (String)\"{'db_name':1}\"; line: 1, \
         column: 3]",
    )
    .await;
    for bad in ["", "hello", "{\"a\":1} x", "{\"a\":1}{}", "NaN"] {
        let told = server
            .refused("PutTargets", put(json!([{"Id": "t", "Arn": FUNCTION, "Input": bad}])))
            .await;
        assert!(told.contains("JSON syntax error in input for target t: [Source: "), "{told}");
    }
    check(json!({"InputPath": "$.detail['key']"}), "InputPath for target t1 is invalid.").await;
    check(json!({"InputPath": "detail"}), "InputPath for target t1 is invalid.").await;
    let paths = json!({"InputPathsMap": {"a": "x"}, "InputTemplate": "{}"});
    check(json!({"InputTransformer": paths}), "InputPath for target t1 is invalid.").await;
    let nobody = json!({"InputTransformer": {"InputTemplate": "\"<nobody>\""}});
    let placeholder = "InputTemplate for target t1 contains invalid placeholder nobody.";
    check(nobody, placeholder).await;
    let ecs = json!({"EcsParameters": {"TaskDefinitionArn": "arn:x"}});
    check(ecs, "Parameter(s) EcsParameters not supported for target: t1.").await;
    let kinesis = json!({"KinesisParameters": {"PartitionKeyPath": "$"}});
    check(kinesis, "Parameter(s) KinesisParameters not supported for target: t1.").await;
    let told = server.ok("ListTargetsByRule", json!({"Rule": "r"})).await;
    assert_eq!(told, json!({"Targets": []}));
}

#[tokio::test]
async fn what_hamsu_does_not_have_is_refused_by_name() {
    let server = server().await;
    let queue = "arn:aws:sqs:eu-west-1:123456789012:q";
    for (target, named) in [
        (json!({"Arn": queue}), "a target of sqs"),
        (json!({"Arn": "arn:aws:events:eu-west-1:123456789012:event-bus/b"}), "events"),
        (json!({"Arn": "arn:aws:states:eu-west-1:123456789012:stateMachine:s"}), "states"),
        (json!({"Arn": "arn:aws:lambda:us-east-1:123456789012:function:f"}), "region"),
        (json!({"Arn": "arn:aws:lambda:eu-west-1:210987654321:function:f"}), "account"),
        (json!({"RoleArn": "arn:aws:iam::123456789012:role/r"}), "RoleArn"),
        (json!({"DeadLetterConfig": {"Arn": queue}}), "DeadLetterConfig"),
        (json!({"InputPath": "$.detail.x"}), "$.detail.x"),
        (json!({"InputPath": "$.resources[*]"}), "wildcard"),
        (json!({"InputTransformer": {"InputTemplate": "[1]"}}), "InputTemplate"),
    ] {
        let mut whole = json!({"Id": "t", "Arn": FUNCTION});
        whole.as_object_mut().unwrap().extend(target.as_object().unwrap().clone());
        // Beside one that is fine: none of them is put.
        let fine = json!({"Id": "fine", "Arn": FUNCTION});
        let told = server.refused("PutTargets", put(json!([fine, whole]))).await;
        assert!(told.starts_with("NotImplementedException: ") && told.contains(named), "{told}");
    }
    let told = server.ok("ListTargetsByRule", json!({"Rule": "r"})).await;
    assert_eq!(told, json!({"Targets": []}));
}
