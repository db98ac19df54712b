//! How asynchronous invocations are retried, as it is set, shown and told to the data plane.

use fn_model::EventInvoke;
use serde_json::{Value, json};

use super::harness::{Bench, arn};

const INVALID: &str = "InvalidParameterValueException";
const NOT_FOUND: &str = "ResourceNotFoundException";

fn told(bench: &Bench, qualifier: &str) -> Option<(Option<u32>, Option<u32>)> {
    let function = bench.plane.function("f").expect("the function");
    let found = function.event_invoke.get(qualifier);
    found.map(|EventInvoke { retries, age_max_s }| (*retries, *age_max_s))
}

#[tokio::test]
async fn what_is_put_replaces_and_what_is_updated_leaves_the_rest() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let put = json!({
        "FunctionName": "f", "MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 60,
    });
    let made = bench.ok("PutFunctionEventInvokeConfig", put).await;
    assert_eq!(
        made,
        json!({
            "LastModified": 1_767_225_600,
            "FunctionArn": format!("{}:$LATEST", arn("f")),
            "MaximumRetryAttempts": 1,
            "MaximumEventAgeInSeconds": 60,
            "DestinationConfig": { "OnSuccess": {}, "OnFailure": {} },
        })
    );
    assert_eq!(told(&bench, ""), Some((Some(1), Some(60))));
    let update = json!({
        "FunctionName": "f", "Qualifier": "$LATEST", "MaximumRetryAttempts": 0,
        "DestinationConfig": { "OnSuccess": {}, "OnFailure": {} },
    });
    let made = bench.ok("UpdateFunctionEventInvokeConfig", update).await;
    assert_eq!(made["MaximumEventAgeInSeconds"], 60);
    assert_eq!(told(&bench, ""), Some((Some(0), Some(60))));
    let found = bench.ok("GetFunctionEventInvokeConfig", json!({ "FunctionName": "f" })).await;
    assert_eq!(found, made);
    let put = json!({ "FunctionName": "f", "MaximumEventAgeInSeconds": 21_600 });
    bench.ok("PutFunctionEventInvokeConfig", put).await;
    assert_eq!(told(&bench, ""), Some((None, Some(21_600))));
    let bench = bench.restart().await;
    assert_eq!(told(&bench, ""), Some((None, Some(21_600))));
    bench.ok("DeleteFunctionEventInvokeConfig", json!({ "FunctionName": "f" })).await;
    assert_eq!(told(&bench, ""), None);
}

#[tokio::test]
async fn versions_and_aliases_have_their_own_and_take_it_with_them() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    bench.ok("PublishVersion", json!({ "FunctionName": "f" })).await;
    for name in ["a", "b"] {
        let alias = json!({ "FunctionName": "f", "Name": name, "FunctionVersion": "1" });
        bench.ok("CreateAlias", alias).await;
    }
    for (qualifier, retries) in [("b", 2), ("1", 1), ("a", 0), ("$LATEST", 2)] {
        let put = json!({
            "FunctionName": "f", "Qualifier": qualifier, "MaximumRetryAttempts": retries,
        });
        bench.ok("PutFunctionEventInvokeConfig", put).await;
    }
    assert_eq!(told(&bench, "a"), Some((Some(0), None)));
    assert_eq!(told(&bench, "1"), Some((Some(1), None)));
    let shown = |answer: &Value| -> Vec<String> {
        let configs = answer["FunctionEventInvokeConfigs"].as_array().expect("a list");
        let qualifier = |config: &Value| {
            let arn = config["FunctionArn"].as_str().unwrap_or_default();
            arn.rsplit(':').next().unwrap_or_default().to_owned()
        };
        configs.iter().map(qualifier).collect()
    };
    let name = json!({ "FunctionName": "f" });
    let all = bench.ok("ListFunctionEventInvokeConfigs", name.clone()).await;
    assert_eq!(shown(&all), ["$LATEST", "1", "a", "b"]);
    let first = json!({ "FunctionName": "f", "MaxItems": 1 });
    let first = bench.ok("ListFunctionEventInvokeConfigs", first).await;
    assert_eq!(shown(&first), ["$LATEST"]);
    let next = json!({ "FunctionName": "f", "Marker": first["NextMarker"] });
    let next = bench.ok("ListFunctionEventInvokeConfigs", next).await;
    assert_eq!(
        (shown(&next), &next["NextMarker"]),
        (vec!["1".into(), "a".into(), "b".into()], &Value::Null)
    );

    let alias = json!({ "FunctionName": "f", "Name": "a" });
    bench.ok("DeleteAlias", alias.clone()).await;
    assert_eq!(told(&bench, "a"), None);
    let again = json!({ "FunctionName": "f", "Name": "a", "FunctionVersion": "1" });
    bench.ok("CreateAlias", again).await;
    assert_eq!(told(&bench, "a"), None, "another alias of that name has what the first one had");
    for name in ["a", "b"] {
        bench.ok("DeleteAlias", json!({ "FunctionName": "f", "Name": name })).await;
    }
    bench.ok("DeleteFunction", json!({ "FunctionName": "f", "Qualifier": "1" })).await;
    assert_eq!(told(&bench, "1"), None);
    bench.ok("DeleteFunction", name.clone()).await;
    bench.function("f", "python3.11").await;
    assert_eq!(told(&bench, ""), None, "another function of that name has what the first one had");
}

#[tokio::test]
async fn what_cannot_be_set_is_refused_in_awss_words() {
    let bench = Bench::new();
    let put = |more: Value| {
        let mut input = json!({ "FunctionName": "f" });
        for (name, value) in more.as_object().expect("members") {
            input[name] = value.clone();
        }
        input
    };
    let missing = "The function doesn't exist.";
    let retries = put(json!({ "MaximumRetryAttempts": 1 }));
    bench.refused("PutFunctionEventInvokeConfig", retries.clone(), NOT_FOUND, missing).await;
    let name = json!({ "FunctionName": "f" });
    bench.refused("ListFunctionEventInvokeConfigs", name.clone(), NOT_FOUND, missing).await;
    bench.function("f", "python3.11").await;
    let elsewhere = put(json!({ "MaximumRetryAttempts": 1, "Qualifier": "live" }));
    bench.refused("PutFunctionEventInvokeConfig", elsewhere, NOT_FOUND, missing).await;
    let none = format!("The function {}:$LATEST doesn't have an EventInvokeConfig", arn("f"));
    for operation in ["GetFunctionEventInvokeConfig", "DeleteFunctionEventInvokeConfig"] {
        bench.refused(operation, name.clone(), NOT_FOUND, &none).await;
    }
    bench.refused("UpdateFunctionEventInvokeConfig", retries, NOT_FOUND, &none).await;
    let nothing = "You must specify at least one of error handling or destination setting.";
    bench.refused("PutFunctionEventInvokeConfig", name, INVALID, nothing).await;
    for (member, value, says) in [
        ("MaximumRetryAttempts", -1, "greater than or equal to 0"),
        ("MaximumRetryAttempts", 3, "less than or equal to 2"),
        ("MaximumEventAgeInSeconds", 59, "greater than or equal to 60"),
        ("MaximumEventAgeInSeconds", 21_601, "less than or equal to 21600"),
    ] {
        let input = put(json!({ member: value }));
        let error = bench.call("PutFunctionEventInvokeConfig", input).await.expect_err(says);
        assert_eq!(error.shape().code, "ValidationException");
        assert!(error.message().ends_with(says), "{error:?}");
    }
    let destination = "arn:aws:sqs:us-east-1:000000000000:q";
    let input = put(json!({
        "MaximumRetryAttempts": 1,
        "DestinationConfig": { "OnFailure": { "Destination": destination } },
    }));
    let error = bench.call("PutFunctionEventInvokeConfig", input).await.expect_err("not yet");
    assert_eq!(error.shape().code, "NotImplementedException");
}
