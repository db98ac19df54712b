//! What concerns others: resource policies, tags, reserved concurrency, the account's figures.

use serde_json::{Value, json};

use super::harness::{Bench, arn, code, id};

const INVALID: &str = "InvalidParameterValueException";
const NOT_FOUND: &str = "ResourceNotFoundException";

fn permission(sid: &str, principal: &str) -> Value {
    json!({
        "FunctionName": "f",
        "StatementId": sid,
        "Action": "lambda:InvokeFunction",
        "Principal": principal,
    })
}

#[tokio::test]
async fn a_policy_is_rendered_as_aws_renders_it() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let mut input = permission("s3", "s3.amazonaws.com");
    (input["SourceArn"], input["SourceAccount"]) =
        (json!("arn:aws:s3:::bucket"), json!("111122223333"));
    let added = bench.ok("AddPermission", input).await;
    let arn = arn("f");
    let s3 = format!(
        r#"{{"Sid":"s3","Effect":"Allow","Principal":{{"Service":"s3.amazonaws.com"}},"Action":"lambda:InvokeFunction","Resource":"{arn}","Condition":{{"StringEquals":{{"AWS:SourceAccount":"111122223333"}},"ArnLike":{{"AWS:SourceArn":"arn:aws:s3:::bucket"}}}}}}"#
    );
    assert_eq!(added["Statement"], json!(s3));
    bench.ok("AddPermission", permission("account", "111122223333")).await;
    bench.ok("AddPermission", permission("all", "*")).await;
    let found = bench.ok("GetPolicy", json!({ "FunctionName": "f" })).await;
    let plain = |sid: &str, principal: &str| {
        format!(
            r#"{{"Sid":"{sid}","Effect":"Allow","Principal":{principal},"Action":"lambda:InvokeFunction","Resource":"{arn}"}}"#
        )
    };
    let account = plain("account", r#"{"AWS":"arn:aws:iam::111122223333:root"}"#);
    let all = plain("all", r#""*""#);
    let document =
        format!(r#"{{"Version":"2012-10-17","Id":"default","Statement":[{s3},{account},{all}]}}"#);
    assert_eq!(found["Policy"], json!(document));
    let policy = bench.lambda.resource_policy(&id("f"), None).expect("a policy");
    assert_eq!(policy.statement_count(), 3);
    let needs = bench.needs("Invoke", &json!({ "FunctionName": "f" }));
    assert_eq!(
        (needs[0].action.as_ref(), needs[0].resource.as_str()),
        ("lambda:InvokeFunction", arn.as_str())
    );
    assert!(needs[0].policy.is_some());
    let needs = bench.needs("Invoke", &json!({ "FunctionName": "f:1" }));
    assert_eq!(needs[0].resource, format!("{arn}:1"));
    assert!(needs[0].policy.is_none(), "a version has a policy of its own");
}

#[tokio::test]
async fn statements_are_added_once_removed_once_and_bounded() {
    let bench = Bench::with(&[("lambda.policy_bytes", 500)]);
    bench.function("f", "python3.11").await;
    let name = json!({ "FunctionName": "f" });
    let none = "The resource you requested does not exist.";
    bench.refused("GetPolicy", name.clone(), NOT_FOUND, none).await;
    let remove = json!({ "FunctionName": "f", "StatementId": "a" });
    let none = "No policy is associated with the given resource.";
    bench.refused("RemovePermission", remove.clone(), NOT_FOUND, none).await;
    let before = bench.ok("GetFunctionConfiguration", name.clone()).await;
    bench.ok("AddPermission", permission("a", "sns.amazonaws.com")).await;
    let policy = bench.ok("GetPolicy", name.clone()).await;
    assert_ne!(policy["RevisionId"], before["RevisionId"]);
    let twice = "The statement id (a) provided already exists. Please provide a new statement id, \
                 or remove the existing statement.";
    let again = permission("a", "sns.amazonaws.com");
    bench.refused("AddPermission", again, "ResourceConflictException", twice).await;
    let nobody = "The provided principal was invalid. Please check the principal and try again.";
    bench.refused("AddPermission", permission("b", "somebody"), INVALID, nobody).await;
    let mut latest = permission("b", "sns.amazonaws.com");
    latest["Qualifier"] = json!("$LATEST");
    let text = "We currently do not support adding policies for $LATEST.";
    bench.refused("AddPermission", latest, INVALID, text).await;
    let mut stale = permission("b", "sns.amazonaws.com");
    stale["RevisionId"] = before["RevisionId"].clone();
    let error = bench.call("AddPermission", stale).await.expect_err("stale");
    assert_eq!(error.shape().code, "PreconditionFailedException");
    bench.ok("AddPermission", permission("b", "sns.amazonaws.com")).await;
    let error = bench.call("AddPermission", permission("c", "sns.amazonaws.com")).await;
    let error = error.expect_err("over the limit");
    assert_eq!(error.shape().code, "PolicyLengthExceededException");
    assert!(error.message().ends_with("is bigger than the limit (500)."), "{error:?}");
    bench.ok("RemovePermission", remove.clone()).await;
    let text = "Statement a is not found in resource policy.";
    bench.refused("RemovePermission", remove, NOT_FOUND, text).await;
    bench.ok("RemovePermission", json!({ "FunctionName": "f", "StatementId": "b" })).await;
    assert!(bench.lambda.resource_policy(&id("f"), None).is_none());
}

#[tokio::test]
async fn tags_are_of_functions_and_not_of_versions() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let tag = |arn: String| json!({ "Resource": arn, "Tags": { "a": "1", "b": "2" } });
    bench.ok("TagResource", tag(arn("f"))).await;
    bench.ok("UntagResource", json!({ "Resource": arn("f"), "TagKeys": ["a"] })).await;
    let found = bench.ok("GetFunction", json!({ "FunctionName": "f" })).await;
    assert_eq!(found["Tags"], json!({ "b": "2" }));
    let text = "Tags on function aliases and versions are not supported. Please specify a \
                function ARN.";
    bench.refused("TagResource", tag(format!("{}:1", arn("f"))), INVALID, text).await;
    let text = format!("Function not found: {}", arn("g"));
    bench.refused("TagResource", tag(arn("g")), NOT_FOUND, &text).await;
}

#[tokio::test]
async fn a_hundred_must_stay_unreserved() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    bench.function("g", "python3.11").await;
    let reserve = |name: &str, count: u32| json!({ "FunctionName": name, "ReservedConcurrentExecutions": count });
    let text = "Specified ReservedConcurrentExecutions for function decreases account's \
                UnreservedConcurrentExecution below its minimum value of [100].";
    bench.refused("PutFunctionConcurrency", reserve("f", 901), INVALID, text).await;
    bench.ok("PutFunctionConcurrency", reserve("f", 500)).await;
    bench.refused("PutFunctionConcurrency", reserve("g", 401), INVALID, text).await;
    bench.ok("PutFunctionConcurrency", reserve("g", 400)).await;
    // What it has already does not count twice.
    bench.ok("PutFunctionConcurrency", reserve("f", 450)).await;
    bench.ok("PutFunctionConcurrency", reserve("f", 0)).await;
    assert_eq!(bench.plane.function("f").expect("told").reserved_concurrency, Some(0));
    let found = bench.ok("GetFunction", json!({ "FunctionName": "g" })).await;
    assert_eq!(found["Concurrency"], json!({ "ReservedConcurrentExecutions": 400 }));
    bench.ok("DeleteFunctionConcurrency", json!({ "FunctionName": "g" })).await;
    bench.ok("DeleteFunctionConcurrency", json!({ "FunctionName": "g" })).await;
    let found = bench.ok("GetFunctionConcurrency", json!({ "FunctionName": "g" })).await;
    assert_eq!(found["ReservedConcurrentExecutions"], Value::Null);
}

#[tokio::test]
async fn the_accounts_figures_follow_its_functions_and_bound_its_code() {
    let size = super::packages::zip(&[super::packages::File::new("app.py", b"pass")]).len() as u64;
    let bench = Bench::with(&[("lambda.code_storage_bytes", 3 * size)]);
    bench.function("f", "python3.11").await;
    bench.ok("PublishVersion", json!({ "FunctionName": "f" })).await;
    let reserve = json!({ "FunctionName": "f", "ReservedConcurrentExecutions": 50 });
    bench.ok("PutFunctionConcurrency", reserve).await;
    let found = bench.ok("GetAccountSettings", json!({})).await;
    assert_eq!(found["AccountUsage"], json!({ "TotalCodeSize": 2 * size, "FunctionCount": 1 }));
    let limit = &found["AccountLimit"];
    assert_eq!(
        (&limit["ConcurrentExecutions"], &limit["UnreservedConcurrentExecutions"]),
        (&json!(1_000), &json!(950))
    );
    let large =
        json!({ "FunctionName": "f", "ZipFile": code("pass # and more than there is room for") });
    let error = bench.call("UpdateFunctionCode", large).await.expect_err("no room");
    assert_eq!(error.shape().code, "CodeStorageExceededException");
    assert_eq!(error.message(), "Code storage limit exceeded.");
}
