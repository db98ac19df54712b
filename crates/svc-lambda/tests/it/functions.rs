//! Functions, their versions and aliases, and the states that they go through.

use fn_model::VersionState;
use serde_json::{Value, json};
use service::Mode;

use super::harness::{Bench, ROLE, arn, code, encode, request};

const CONFLICT: &str = "ResourceConflictException";
const INVALID: &str = "InvalidParameterValueException";
const NOT_FOUND: &str = "ResourceNotFoundException";

#[tokio::test]
async fn a_new_function_has_awss_defaults_and_is_told_to_the_data_plane() {
    let bench = Bench::new();
    let made = bench.function("f", "python3.11").await;
    let check = |member: &str, value: Value| assert_eq!(made[member], value, "{member}");
    check("FunctionArn", json!(arn("f")));
    check("Version", json!("$LATEST"));
    check("MemorySize", json!(128));
    check("Timeout", json!(3));
    check("EphemeralStorage", json!({ "Size": 512 }));
    check("Architectures", json!(["x86_64"]));
    check("TracingConfig", json!({ "Mode": "PassThrough" }));
    check("LoggingConfig", json!({ "LogFormat": "Text", "LogGroup": "/aws/lambda/f" }));
    check("State", json!("Active"));
    check("LastUpdateStatus", json!("Successful"));
    check("LastModified", json!("2026-01-01T00:00:00.000+0000"));
    check("Description", json!(""));
    check("Environment", Value::Null);
    let told = bench.plane.version("f", "$LATEST");
    assert_eq!(told.state, VersionState::Active);
    assert_eq!((told.memory_mb, told.handler.as_str()), (128, "app.handler"));
    assert!(told.code.dir.join("app.py").exists());
    assert_eq!(json!(told.code.sha256), made["CodeSha256"]);
}

#[tokio::test]
async fn what_a_function_may_not_be_is_refused_in_awss_words() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    bench
        .refused(
            "CreateFunction",
            request("f", "python3.11"),
            CONFLICT,
            "Function already exist: f",
        )
        .await;
    let with = |member: &str, value: Value| {
        let mut input = request("g", "python3.11");
        input[member] = value;
        input
    };
    for (input, code, text) in [
        (
            with("MemorySize", json!(64)),
            "ValidationException",
            "1 validation error detected: Value '64' at 'memorySize' failed to satisfy \
             constraint: Member must have value greater than or equal to 128",
        ),
        (
            with("Timeout", json!(901)),
            "ValidationException",
            "1 validation error detected: Value '901' at 'timeout' failed to satisfy \
             constraint: Member must have value less than or equal to 900",
        ),
        (
            with("Environment", json!({ "Variables": { "AWS_REGION": "x", "OK": "y" } })),
            INVALID,
            "Lambda was unable to configure your environment variables because the environment \
             variables you have provided contains reserved keys that are currently not supported \
             for modification. Reserved keys used in this request: AWS_REGION",
        ),
        (with("Code", json!({})), INVALID, "Please provide a source for function code."),
        (
            with("Handler", Value::Null),
            INVALID,
            "Runtime and Handler are mandatory parameters for functions created with deployment \
             packages.",
        ),
        (
            with("Runtime", json!("python3.13")),
            INVALID,
            "The runtime python3.13 is not on this machine. Run `hamsu runtimes add python3.13`. \
             `hamsu runtimes` lists what is.",
        ),
        (
            with("Tags", json!({ "aws:x": "y" })),
            INVALID,
            "Tag keys starting with 'aws:' are reserved for internal use.",
        ),
    ] {
        bench.refused("CreateFunction", input, code, text).await;
    }
    let large = with("Environment", json!({ "Variables": { "LARGE": "x".repeat(4_096) } }));
    let error = bench.call("CreateFunction", large).await.expect_err("too large");
    assert!(error.message().contains("exceeded the 4KB limit. String measured: {"), "{error:?}");
    for input in [
        with("Code", json!({ "S3Bucket": "bucket", "S3Key": "key" })),
        with("PackageType", json!("Image")),
        with("SnapStart", json!({ "ApplyOn": "PublishedVersions" })),
    ] {
        let error = bench.call("CreateFunction", input).await.expect_err("not there yet");
        assert_eq!(error.shape().code, "NotImplementedException", "{error:?}");
    }
    let mut empty = with("VpcConfig", json!({ "SubnetIds": [] }));
    (empty["Layers"], empty["KMSKeyArn"]) = (json!([]), json!(""));
    (empty["PackageType"], empty["SnapStart"]) = (json!("Zip"), json!({ "ApplyOn": "None" }));
    bench.ok("CreateFunction", empty).await;
}

#[tokio::test]
async fn under_enforcement_the_role_must_trust_lambda_and_in_dev_need_not_exist() {
    let mut bench = Bench::new();
    let mut input = request("f", "python3.11");
    input["Role"] = json!("arn:aws:iam::000000000000:role/nobody");
    bench.mode = Mode::Enforce;
    let text = "The role defined for the function cannot be assumed by Lambda.";
    bench.refused("CreateFunction", input.clone(), INVALID, text).await;
    let needs = bench.needs("CreateFunction", &request("f", "python3.11"));
    assert_eq!((needs[0].action.as_ref(), needs[0].resource.as_str()), ("", arn("f").as_str()));
    assert_eq!((needs[1].action.as_ref(), needs[1].resource.as_str()), ("iam:PassRole", ROLE));
    assert_eq!(needs[1].context[0].1, "lambda.amazonaws.com");
    bench.mode = Mode::Dev;
    bench.ok("CreateFunction", input).await;
}

#[tokio::test]
async fn a_function_is_pending_until_its_runtime_is_ready() {
    let bench = Bench::new();
    let made = bench.function("f", "python3.12").await;
    assert_eq!((&made["State"], &made["StateReasonCode"]), (&json!("Pending"), &json!("Creating")));
    let name = json!({ "FunctionName": "f" });
    let pending = "The operation cannot be performed at this time. The function is currently in \
                   the following state: Pending";
    bench.refused("Invoke", name.clone(), CONFLICT, pending).await;
    bench.refused("PublishVersion", name.clone(), CONFLICT, pending).await;
    let update = json!({ "FunctionName": "f", "Timeout": 5 });
    bench.refused("UpdateFunctionConfiguration", update, CONFLICT, pending).await;
    bench.machine.prepared.send_replace(true);
    bench.plane.until("f", |f| f.versions["$LATEST"].state == VersionState::Active).await;
    let found = bench.ok("GetFunctionConfiguration", name).await;
    assert_eq!((&found["State"], &found["StateReason"]), (&json!("Active"), &Value::Null));
}

#[tokio::test]
async fn an_update_that_is_not_ready_leaves_the_old_version_serving() {
    let bench = Bench::new();
    let old = bench.function("f", "python3.11").await;
    let before = bench.plane.version("f", "$LATEST");
    let update = json!({ "FunctionName": "f", "Runtime": "python3.12" });
    let updated = bench.ok("UpdateFunctionConfiguration", update.clone()).await;
    assert_eq!(updated["LastUpdateStatus"], json!("InProgress"));
    assert_eq!((&updated["Runtime"], &updated["State"]), (&json!("python3.12"), &json!("Active")));
    assert_ne!(updated["RevisionId"], old["RevisionId"]);
    assert_eq!(bench.plane.version("f", "$LATEST").build, before.build);
    let text = format!(
        "The operation cannot be performed at this time. An update is in progress for resource: {}",
        arn("f")
    );
    bench.refused("UpdateFunctionConfiguration", update, CONFLICT, &text).await;
    // A server that starts in the middle takes it up where it was.
    let bench = bench.restart().await;
    assert_eq!(bench.plane.version("f", "$LATEST").build, before.build);
    bench.machine.prepared.send_replace(true);
    bench.plane.until("f", |f| f.versions["$LATEST"].build > before.build).await;
    let found = bench.ok("GetFunction", json!({ "FunctionName": "f" })).await;
    assert_eq!(found["Configuration"]["LastUpdateStatus"], json!("Successful"));
}

#[tokio::test]
async fn an_update_that_can_never_run_is_told_and_the_old_version_goes_on() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let update = json!({ "FunctionName": "f", "Runtime": "python3.10" });
    let updated = bench.ok("UpdateFunctionConfiguration", update).await;
    assert_eq!(updated["LastUpdateStatus"], json!("Failed"));
    assert_eq!(updated["LastUpdateStatusReason"], json!("its interpreter does not start"));
    bench.ok("Invoke", json!({ "FunctionName": "f" })).await;
    let made = bench.function("g", "python3.10").await;
    assert_eq!(
        (&made["State"], &made["StateReason"]),
        (&json!("Failed"), &updated["LastUpdateStatusReason"])
    );
}

#[tokio::test]
async fn everything_is_there_after_a_restart_even_without_the_cache() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    bench.ok("PublishVersion", json!({ "FunctionName": "f" })).await;
    let alias = json!({ "FunctionName": "f", "Name": "live", "FunctionVersion": "1" });
    bench.ok("CreateAlias", alias).await;
    let reserve = json!({ "FunctionName": "f", "ReservedConcurrentExecutions": 7 });
    bench.ok("PutFunctionConcurrency", reserve).await;
    let before = bench.ok("GetFunctionConfiguration", json!({ "FunctionName": "f" })).await;
    std::fs::remove_dir_all(bench.dir.path().join("cache")).expect("the cache goes");
    let bench = bench.restart().await;
    bench.plane.until("f", |f| f.versions["1"].state == VersionState::Active).await;
    let told = bench.plane.function("f").expect("it was told");
    assert_eq!(told.aliases["live"].version, "1");
    assert_eq!(told.reserved_concurrency, Some(7));
    assert!(told.versions["$LATEST"].code.dir.join("app.py").exists());
    let after = bench.ok("GetFunctionConfiguration", json!({ "FunctionName": "f" })).await;
    assert_eq!(after, before);
}

#[tokio::test]
async fn new_code_gets_a_new_build_and_a_dry_run_none() {
    let bench = Bench::new();
    let old = bench.function("f", "python3.11").await;
    let build = bench.plane.version("f", "$LATEST").build;
    let update = |dry: bool| json!({ "FunctionName": "f", "ZipFile": code("other"), "DryRun": dry, "Publish": !dry });
    let dry = bench.ok("UpdateFunctionCode", update(true)).await;
    assert_ne!(dry["CodeSha256"], old["CodeSha256"]);
    assert_eq!(bench.plane.version("f", "$LATEST").build, build);
    let mut stale = update(false);
    stale["RevisionId"] = json!("another");
    let text = "The Revision Id provided does not match the latest Revision Id. Call the \
                GetFunction/GetAlias API to retrieve the latest Revision Id";
    bench.refused("UpdateFunctionCode", stale, "PreconditionFailedException", text).await;
    let updated = bench.ok("UpdateFunctionCode", update(false)).await;
    assert_eq!(updated["CodeSha256"], dry["CodeSha256"]);
    assert_eq!(updated["FunctionArn"], json!(format!("{}:1", arn("f"))));
    assert!(bench.plane.version("f", "$LATEST").build > build);
}

#[tokio::test]
async fn a_version_is_published_once_and_its_number_is_never_used_again() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let publish = json!({ "FunctionName": "f" });
    let first = bench.ok("PublishVersion", publish.clone()).await;
    assert_eq!(first["Version"], json!("1"));
    assert_eq!(bench.ok("PublishVersion", publish.clone()).await["Version"], json!("1"));
    let wrong = json!({ "FunctionName": "f", "CodeSha256": "x" });
    let sha256 = first["CodeSha256"].as_str().expect("a hash");
    let text = format!(
        "CodeSHA256 (x) is different from current CodeSHA256 in $LATEST ({sha256}). Please try \
         again with the CodeSHA256 in $LATEST."
    );
    bench.refused("PublishVersion", wrong, INVALID, &text).await;
    bench
        .ok("UpdateFunctionConfiguration", json!({ "FunctionName": "f", "MemorySize": 256 }))
        .await;
    assert_eq!(bench.ok("PublishVersion", publish.clone()).await["Version"], json!("2"));
    let old = json!({ "FunctionName": "f:1" });
    assert_eq!(bench.ok("GetFunctionConfiguration", old).await["MemorySize"], json!(128));
    bench.ok("DeleteFunction", json!({ "FunctionName": "f" })).await;
    bench.function("f", "python3.11").await;
    assert_eq!(bench.ok("PublishVersion", publish).await["Version"], json!("3"));
}

#[tokio::test]
async fn a_deleted_function_leaves_nothing_but_an_aliased_version_stays() {
    let bench = Bench::new();
    let mut input = request("f", "python3.11");
    (input["Publish"], input["Tags"]) = (json!(true), json!({ "team": "a" }));
    bench.ok("CreateFunction", input).await;
    let alias = json!({ "FunctionName": "f", "Name": "live", "FunctionVersion": "1" });
    bench.ok("CreateAlias", alias).await;
    let delete = |qualifier: &str| json!({ "FunctionName": "f", "Qualifier": qualifier });
    for (qualifier, code, text) in [
        (
            "1",
            CONFLICT,
            "Unable to delete version because the following aliases reference it: [live]",
        ),
        ("$LATEST", INVALID, "$LATEST version cannot be deleted without deleting the function."),
        ("live", INVALID, "Deletion of aliases is not currently supported."),
    ] {
        bench.refused("DeleteFunction", delete(qualifier), code, text).await;
    }
    bench.ok("DeleteAlias", json!({ "FunctionName": "f", "Name": "live" })).await;
    bench.ok("DeleteFunction", delete("1")).await;
    assert!(!bench.plane.function("f").expect("still there").versions.contains_key("1"));
    let gone = format!("Function not found: {}:1", arn("f"));
    bench.refused("GetFunction", json!({ "FunctionName": "f:1" }), NOT_FOUND, &gone).await;
    bench.ok("DeleteFunction", json!({ "FunctionName": arn("f") })).await;
    assert!(bench.plane.function("f").is_none());
    let gone = format!("Function not found: {}", arn("f"));
    for operation in ["GetFunction", "DeleteFunction", "ListVersionsByFunction", "ListAliases"] {
        bench.refused(operation, json!({ "FunctionName": "f" }), NOT_FOUND, &gone).await;
    }
    bench.function("f", "python3.11").await;
    assert_eq!(bench.ok("ListTags", json!({ "Resource": arn("f") })).await["Tags"], json!({}));
}

#[tokio::test]
async fn names_from_elsewhere_and_doubled_qualifiers_are_refused() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    for name in ["f", "function:f", "000000000000:function:f", "f:$LATEST", &arn("f")] {
        bench.ok("GetFunction", json!({ "FunctionName": name })).await;
    }
    let elsewhere = json!({ "FunctionName": "arn:aws:lambda:eu-west-1:000000000000:function:f" });
    let text = "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')";
    bench.refused("GetFunction", elsewhere, NOT_FOUND, text).await;
    let doubled = json!({ "FunctionName": "f:1", "Qualifier": "2" });
    let text = "The derived qualifier from the function name does not match the specified \
                qualifier.";
    bench.refused("GetFunction", doubled, INVALID, text).await;
    let stranger = json!({ "FunctionName": "arn:aws:lambda:us-east-1:111122223333:function:f" });
    let text = "Function not found: arn:aws:lambda:us-east-1:111122223333:function:f";
    bench.refused("GetFunction", stranger, NOT_FOUND, text).await;
}

#[tokio::test]
async fn an_alias_may_share_its_calls_between_two_versions_only() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    for memory in [256, 512] {
        let change = json!({ "FunctionName": "f", "MemorySize": memory });
        bench.ok("UpdateFunctionConfiguration", change).await;
        bench.ok("PublishVersion", json!({ "FunctionName": "f" })).await;
    }
    let alias = |name: &str, version: &str, weights: Value| {
        json!({
            "FunctionName": "f",
            "Name": name,
            "FunctionVersion": version,
            "RoutingConfig": { "AdditionalVersionWeights": weights },
        })
    };
    let missing = format!("Function not found: {}:9", arn("f"));
    for (input, code, text) in [
        (alias("a", "9", json!({})), NOT_FOUND, missing.as_str()),
        (alias("a", "1", json!({ "9": 0.5 })), NOT_FOUND, missing.as_str()),
        (
            alias("a", "1", json!({ "2": 0.5, "3": 0.1 })),
            INVALID,
            "Number of items in AdditionalVersionWeights cannot be greater than 1",
        ),
        (
            alias("a", "1", json!({ "1": 0.5 })),
            INVALID,
            "Invalid function version 1. Function version 1 is already included in routing \
             configuration.",
        ),
        (
            alias("a", "$LATEST", json!({ "1": 0.5 })),
            INVALID,
            "$LATEST is not supported for an alias pointing to more than 1 version",
        ),
        (
            alias("7", "1", json!({})),
            "ValidationException",
            "1 validation error detected: Value '7' at 'name' failed to satisfy constraint: \
             Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
        ),
    ] {
        bench.refused("CreateAlias", input, code, text).await;
    }
    let made = bench.ok("CreateAlias", alias("a", "1", json!({ "2": 0.25 }))).await;
    assert_eq!(made["AliasArn"], json!(format!("{}:a", arn("f"))));
    let told = bench.plane.function("f").expect("it was told").aliases["a"].clone();
    let other = told.additional.expect("another version");
    assert_eq!((other.version.as_str(), other.weight), ("2", 0.25));
    let text = format!("Alias already exists: {}:a", arn("f"));
    bench.refused("CreateAlias", alias("a", "1", json!({})), CONFLICT, &text).await;
    let changed = bench.ok("UpdateAlias", alias("a", "2", json!({}))).await;
    assert_eq!(
        (&changed["FunctionVersion"], &changed["RoutingConfig"]),
        (&json!("2"), &Value::Null)
    );
    assert_ne!(changed["RevisionId"], made["RevisionId"]);
    let text = format!("Cannot find alias arn: {}:b", arn("f"));
    let missing = json!({ "FunctionName": "f", "Name": "b" });
    bench.refused("GetAlias", missing, NOT_FOUND, &text).await;
}

#[tokio::test]
async fn listings_go_on_where_they_stopped() {
    let bench = Bench::new();
    for name in ["a", "b", "c"] {
        let mut input = request(name, "python3.11");
        input["Publish"] = json!(true);
        bench.ok("CreateFunction", input).await;
    }
    for (filter, wanted) in [
        (json!({}), vec![arn("a"), arn("b"), arn("c")]),
        (
            json!({ "FunctionVersion": "ALL" }),
            ["a", "b", "c"]
                .iter()
                .flat_map(|name| ["$LATEST", "1"].map(|v| format!("{}:{v}", arn(name))))
                .collect(),
        ),
    ] {
        let (mut found, mut marker) = (Vec::new(), Value::Null);
        loop {
            let mut input = filter.clone();
            (input["MaxItems"], input["Marker"]) = (json!(1), marker);
            let page = bench.ok("ListFunctions", input).await;
            let functions = page["Functions"].as_array().expect("a list").clone();
            assert!(functions.iter().all(|function| function["State"].is_null()));
            found.extend(
                functions.iter().map(|f| f["FunctionArn"].as_str().unwrap_or_default().to_owned()),
            );
            marker = page["NextMarker"].clone();
            if marker.is_null() {
                break;
            }
        }
        assert_eq!(found, wanted, "{filter}");
    }
    let forged = json!({ "Marker": "forged" });
    bench.refused("ListFunctions", forged, INVALID, "Invalid marker.").await;
}

#[tokio::test]
async fn the_link_to_the_code_works_unsigned_for_ten_minutes() {
    let bench = Bench::new();
    bench.function("f", "python3.11").await;
    let found = bench.ok("GetFunction", json!({ "FunctionName": "f" })).await;
    let location = found["Code"]["Location"].as_str().expect("a link");
    let start = format!("http://127.0.0.1:4566{}", svc_lambda::CODE_PATH);
    let token = location.strip_prefix(&start).expect("one of ours");
    let now = bench.platform.clock.now_ms();
    let download = async |token, now| {
        svc_lambda::code_download(&bench.lambda, token, now).await.expect("no failure")
    };
    let zip = download(token, now + 599_999).await.expect("the package");
    assert_eq!(encode(&zip), code("pass"));
    assert!(download(token, now + 600_000).await.is_none());
    assert!(download(&token[1..], now).await.is_none());
}
