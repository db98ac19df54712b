//! Layers: their versions, who may use them, and what functions have of them.

use std::fs;
use std::path::PathBuf;

use fn_model::VersionState;
use serde_json::{Value, json};
use service::Mode;

use super::harness::{ACCOUNT, Bench, arn, code, encode, request};
use super::packages::{File, zip};

const INVALID: &str = "InvalidParameterValueException";
const NOT_FOUND: &str = "ResourceNotFoundException";
const OTHER: &str = "111122223333";

fn layer_arn(name: &str) -> String {
    format!("arn:aws:lambda:us-east-1:{ACCOUNT}:layer:{name}")
}

fn package(files: &[(&str, &str)]) -> String {
    let files: Vec<File<'_>> =
        files.iter().map(|(name, text)| File::new(name, text.as_bytes())).collect();
    encode(&zip(&files))
}

fn publishing(name: &str, files: &[(&str, &str)]) -> Value {
    json!({ "LayerName": name, "Content": { "ZipFile": package(files) } })
}

async fn publish(bench: &Bench, name: &str, files: &[(&str, &str)]) -> String {
    let made = bench.ok("PublishLayerVersion", publishing(name, files)).await;
    made["LayerVersionArn"].as_str().expect("an ARN").to_owned()
}

fn layered(name: &str, layers: &[&str]) -> Value {
    let mut input = request(name, "python3.11");
    input["Layers"] = json!(layers);
    input
}

fn opt(bench: &Bench, name: &str, version: &str) -> Option<PathBuf> {
    bench.plane.version(name, version).opt.clone()
}

#[tokio::test]
async fn a_version_is_answered_in_awss_form_and_its_link_gives_the_package() {
    let bench = Bench::new();
    let mut input = publishing("l", &[("python/a.py", "x = 1")]);
    input["Description"] = json!("d");
    input["LicenseInfo"] = json!("MIT");
    input["CompatibleRuntimes"] = json!(["python3.11", "python3.12"]);
    input["CompatibleArchitectures"] = json!(["x86_64"]);
    let mut made = bench.ok("PublishLayerVersion", input).await;
    let location = made["Content"].as_object_mut().and_then(|content| content.remove("Location"));
    let location = location.expect("a link");
    let token = location.as_str().and_then(|link| link.split(svc_lambda::CODE_PATH).nth(1));
    let token = token.expect("a link of ours").to_owned();
    let now_ms = bench.platform.clock.now_ms();
    let found = svc_lambda::code_download(&bench.lambda, &token, now_ms).await.expect("a store");
    assert_eq!(encode(&found.expect("the package")), package(&[("python/a.py", "x = 1")]));
    let size = made["Content"]["CodeSize"].as_u64().expect("a size");
    assert_eq!(
        made,
        json!({
            "Content": { "CodeSha256": made["Content"]["CodeSha256"], "CodeSize": size },
            "LayerArn": layer_arn("l"),
            "LayerVersionArn": format!("{}:1", layer_arn("l")),
            "Description": "d",
            "CreatedDate": "2026-01-01T00:00:00.000+0000",
            "Version": 1,
            "CompatibleRuntimes": ["python3.11", "python3.12"],
            "LicenseInfo": "MIT",
            "CompatibleArchitectures": ["x86_64"],
        })
    );
    let by_name =
        bench.ok("GetLayerVersion", json!({ "LayerName": "l", "VersionNumber": 1 })).await;
    let by_arn = json!({ "LayerName": layer_arn("l"), "VersionNumber": 1 });
    let by_arn = bench.ok("GetLayerVersion", by_arn).await;
    let whole_arn = json!({ "Arn": format!("{}:1", layer_arn("l")) });
    let by_whole_arn = bench.ok("GetLayerVersionByArn", whole_arn).await;
    for mut found in [by_name, by_arn, by_whole_arn] {
        found["Content"].as_object_mut().and_then(|content| content.remove("Location"));
        assert_eq!(found, made);
    }
}

#[tokio::test]
async fn numbers_of_versions_are_never_given_out_again() {
    let bench = Bench::new();
    let one = publish(&bench, "l", &[("a", "1")]).await;
    let two = publish(&bench, "l", &[("a", "2")]).await;
    assert_eq!(
        (one.as_str(), two.as_str()),
        (&*format!("{}:1", layer_arn("l")), &*format!("{}:2", layer_arn("l")))
    );
    for number in [2, 1, 1, 7] {
        // Idempotent.
        let delete = json!({ "LayerName": "l", "VersionNumber": number });
        bench.ok("DeleteLayerVersion", delete).await;
    }
    let listed = bench.ok("ListLayers", json!({})).await;
    assert_eq!(listed["Layers"], json!([]));
    let gone = "The resource you requested does not exist.";
    let get = json!({ "LayerName": "l", "VersionNumber": 2 });
    bench.refused("GetLayerVersion", get, NOT_FOUND, gone).await;
    let bench = bench.restart().await;
    let three = publish(&bench, "l", &[("a", "3")]).await;
    assert_eq!(three, format!("{}:3", layer_arn("l")));
}

#[tokio::test]
async fn listings_show_what_says_that_it_is_for_a_runtime_and_come_in_pages() {
    let bench = Bench::new();
    for (name, runtime) in [
        ("a", Some("python3.11")),
        ("b", None),
        ("a", Some("python3.12")),
        ("c", Some("python3.11")),
    ] {
        let mut input = publishing(name, &[("x", "")]);
        input["CompatibleRuntimes"] = json!(runtime.into_iter().collect::<Vec<_>>());
        input["CompatibleArchitectures"] = json!(["arm64"]);
        bench.ok("PublishLayerVersion", input).await;
    }
    let names = |answer: &Value| -> Vec<String> {
        let layers = answer["Layers"].as_array().expect("a list");
        let show = |layer: &Value| {
            let latest = &layer["LatestMatchingVersion"]["LayerVersionArn"];
            latest.as_str().and_then(|arn| arn.split(":layer:").nth(1)).expect("an ARN").to_owned()
        };
        layers.iter().map(show).collect()
    };
    let all = bench.ok("ListLayers", json!({})).await;
    assert_eq!(names(&all), ["a:2", "b:1", "c:1"]);
    assert_eq!(all["Layers"][0]["LayerName"], "a");
    assert_eq!(all["Layers"][0]["LayerArn"], json!(layer_arn("a")));
    let eleven = bench.ok("ListLayers", json!({ "CompatibleRuntime": "python3.11" })).await;
    assert_eq!(names(&eleven), ["a:1", "c:1"]);
    let x86 = bench.ok("ListLayers", json!({ "CompatibleArchitecture": "x86_64" })).await;
    assert_eq!(names(&x86), [""; 0]);
    let first = bench.ok("ListLayers", json!({ "MaxItems": 2 })).await;
    assert_eq!(names(&first), ["a:2", "b:1"]);
    let next = json!({ "MaxItems": 2, "Marker": first["NextMarker"] });
    let second = bench.ok("ListLayers", next).await;
    assert_eq!((names(&second), &second["NextMarker"]), (vec!["c:1".to_owned()], &Value::Null));
    let elsewhere = json!({ "Marker": first["NextMarker"], "CompatibleRuntime": "python3.11" });
    bench.refused("ListLayers", elsewhere, INVALID, "Invalid marker.").await;

    let numbers = |answer: &Value| -> Vec<u64> {
        let versions = answer["LayerVersions"].as_array().expect("a list");
        versions.iter().filter_map(|version| version["Version"].as_u64()).collect()
    };
    let versions = bench.ok("ListLayerVersions", json!({ "LayerName": "a" })).await;
    assert_eq!(numbers(&versions), [2, 1]);
    let page = json!({ "LayerName": "a", "MaxItems": 1 });
    let page = bench.ok("ListLayerVersions", page).await;
    assert_eq!(numbers(&page), [2]);
    let rest = json!({ "LayerName": "a", "Marker": page["NextMarker"] });
    assert_eq!(numbers(&bench.ok("ListLayerVersions", rest).await), [1]);
    let none = bench.ok("ListLayerVersions", json!({ "LayerName": "nothing" })).await;
    assert_eq!(none["LayerVersions"], json!([]));
}

#[tokio::test]
async fn what_is_no_layer_is_refused_in_awss_words() {
    let bench = Bench::new();
    let mut input = publishing("l", &[("a", "")]);
    input["CompatibleRuntimes"] = json!(["python3.11", "cobol"]);
    let error = bench.call("PublishLayerVersion", input).await.expect_err("no runtime");
    let text = error.message();
    assert!(text.starts_with("1 validation error detected: Value '[python3.11, cobol]' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [nodejs, "), "{text}");
    let empty = json!({ "LayerName": "l", "Content": { "ZipFile": "" } });
    let text = "Uploaded file must be a non-empty zip";
    bench.refused("PublishLayerVersion", empty, INVALID, text).await;
    let elsewhere =
        json!({ "LayerName": "l", "Content": { "S3Bucket": "bucket", "S3Key": "key" } });
    let error = bench.call("PublishLayerVersion", elsewhere).await.expect_err("S3");
    assert_eq!(error.shape().code, "NotImplementedException");
    for operation in ["GetLayerVersion", "DeleteLayerVersion", "GetLayerVersionPolicy"] {
        let zero = json!({ "LayerName": "l", "VersionNumber": 0 });
        bench.refused(operation, zero, INVALID, "Layer Version Cannot be less than 1").await;
    }
    let none = json!({ "LayerName": "l", "VersionNumber": 3 });
    let text = format!("Layer version {}:3 does not exist.", layer_arn("l"));
    bench.refused("GetLayerVersionPolicy", none, NOT_FOUND, &text).await;
    let error = bench.call("GetLayerVersionByArn", json!({ "Arn": layer_arn("l") })).await;
    let error = error.expect_err("no version");
    assert_eq!(error.shape().code, "ValidationException");
    assert!(error.message().contains("at 'arn' failed to satisfy constraint"), "{error:?}");
    let runtime = json!({ "CompatibleRuntime": "cobol" });
    let error = bench.call("ListLayers", runtime).await.expect_err("no runtime");
    assert_eq!(error.shape().code, "ValidationException");
}

#[tokio::test]
async fn a_layers_policy_is_rendered_as_aws_renders_it_and_has_revisions() {
    let bench = Bench::with(&[("lambda.policy_bytes", 600)]);
    let arn = publish(&bench, "l", &[("a", "")]).await;
    let permission = |sid: &str, principal: &str| {
        json!({
            "LayerName": "l", "VersionNumber": 1, "StatementId": sid, "Principal": principal,
            "Action": "lambda:GetLayerVersion",
        })
    };
    let which = json!({ "LayerName": "l", "VersionNumber": 1 });
    let none = "No policy is associated with the given resource.";
    bench.refused("GetLayerVersionPolicy", which.clone(), NOT_FOUND, none).await;
    let one = bench.ok("AddLayerVersionPermission", permission("one", OTHER)).await;
    let of_one = format!(
        r#"{{"Sid":"one","Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{OTHER}:root"}},"Action":"lambda:GetLayerVersion","Resource":"{arn}"}}"#
    );
    assert_eq!(one["Statement"], json!(of_one));
    let mut organization = permission("all", "*");
    organization["OrganizationId"] = json!("o-t194hfs8cz");
    let all = bench.ok("AddLayerVersionPermission", organization).await;
    let of_all = format!(
        r#"{{"Sid":"all","Effect":"Allow","Principal":"*","Action":"lambda:GetLayerVersion","Resource":"{arn}","Condition":{{"StringEquals":{{"aws:PrincipalOrgID":"o-t194hfs8cz"}}}}}}"#
    );
    assert_eq!(all["Statement"], json!(of_all));
    let policy = bench.ok("GetLayerVersionPolicy", which.clone()).await;
    let document =
        format!(r#"{{"Version":"2012-10-17","Id":"default","Statement":[{of_one},{of_all}]}}"#);
    assert_eq!(policy, json!({ "Policy": document, "RevisionId": all["RevisionId"] }));

    let twice = "The statement id (one) provided already exists. Please provide a new statement \
                 id, or remove the existing statement.";
    let again = permission("one", "*");
    bench.refused("AddLayerVersionPermission", again, "ResourceConflictException", twice).await;
    let mut stale = permission("two", OTHER);
    stale["RevisionId"] = one["RevisionId"].clone();
    let text = "The Revision Id provided does not match the latest Revision Id. Call the \
                GetLayerPolicy API to retrieve the latest Revision Id";
    bench
        .refused("AddLayerVersionPermission", stale.clone(), "PreconditionFailedException", text)
        .await;
    stale["RevisionId"] = all["RevisionId"].clone();
    let error = bench.call("AddLayerVersionPermission", stale).await.expect_err("too long");
    assert_eq!(error.shape().code, "PolicyLengthExceededException");

    let mut remove = json!({ "LayerName": "l", "VersionNumber": 1, "StatementId": "two" });
    let text = "Statement two is not found in resource policy.";
    bench.refused("RemoveLayerVersionPermission", remove.clone(), NOT_FOUND, text).await;
    (remove["StatementId"], remove["RevisionId"]) = (json!("one"), one["RevisionId"].clone());
    let error = bench.call("RemoveLayerVersionPermission", remove.clone()).await;
    assert_eq!(error.expect_err("stale").shape().code, "PreconditionFailedException");
    remove["RevisionId"] = all["RevisionId"].clone();
    bench.ok("RemoveLayerVersionPermission", remove).await;
    let policy = bench.ok("GetLayerVersionPolicy", which.clone()).await;
    assert!(policy["Policy"].as_str().is_some_and(|text| !text.contains("one")), "{policy}");
    // A version that is gone has no policy left to a later one of the name.
    bench.ok("DeleteLayerVersion", which).await;
    publish(&bench, "l", &[("a", "")]).await;
    let second = json!({ "LayerName": "l", "VersionNumber": 2 });
    bench.refused("GetLayerVersionPolicy", second, NOT_FOUND, none).await;
}

#[tokio::test]
async fn layers_lie_over_each_other_in_the_order_that_they_are_named_in() {
    let bench = Bench::new();
    let a = publish(&bench, "a", &[("python/m.py", "a"), ("python/a.py", "a")]).await;
    let b = publish(&bench, "b", &[("python/m.py", "b"), ("bin/b", "b")]).await;
    let made = bench.ok("CreateFunction", layered("f", &[&a, &b])).await;
    let shown: Vec<&str> = made["Layers"]
        .as_array()
        .expect("layers")
        .iter()
        .filter_map(|l| l["Arn"].as_str())
        .collect();
    assert_eq!(shown, [&a, &b]);
    assert!(made["Layers"][0]["CodeSize"].as_u64().is_some_and(|bytes| bytes > 0), "{made}");
    let read = |name: &str, path: &str| {
        fs::read_to_string(opt(&bench, name, "$LATEST").expect("layers").join(path)).ok()
    };
    assert_eq!(read("f", "python/m.py").as_deref(), Some("b"));
    assert_eq!(read("f", "python/a.py").as_deref(), Some("a"));
    bench.ok("CreateFunction", layered("g", &[&b, &a])).await;
    assert_eq!(read("g", "python/m.py").as_deref(), Some("a"));
    assert_eq!(read("g", "bin/b").as_deref(), Some("b"));
    // One alone is taken as it lies, and the same list is laid once.
    bench.ok("CreateFunction", layered("h", &[&b])).await;
    let code_of = bench.plane.version("h", "$LATEST").code.dir.parent().map(PathBuf::from);
    assert_eq!(
        opt(&bench, "h", "$LATEST").and_then(|dir| dir.parent().map(PathBuf::from)),
        code_of
    );
    bench.ok("CreateFunction", layered("i", &[&a, &b])).await;
    assert_eq!(opt(&bench, "i", "$LATEST"), opt(&bench, "f", "$LATEST"));
    assert_eq!(bench.plane.version("i", "$LATEST").state, VersionState::Active);

    let name = json!({ "FunctionName": "f" });
    let before = bench.plane.version("f", "$LATEST").build;
    bench.ok("PublishVersion", name.clone()).await;
    let change = json!({ "FunctionName": "f", "Layers": [b] });
    let changed = bench.ok("UpdateFunctionConfiguration", change).await;
    assert_eq!(changed["Layers"].as_array().map(Vec::len), Some(1));
    assert!(bench.plane.version("f", "$LATEST").build > before, "sandboxes keep the old layers");
    let two = bench.ok("PublishVersion", name.clone()).await;
    assert_eq!(two["Version"], "2", "another layer makes another version");
    let untouched = json!({ "FunctionName": "f", "Description": "d" });
    let changed = bench.ok("UpdateFunctionConfiguration", untouched).await;
    assert_eq!(changed["Layers"].as_array().map(Vec::len), Some(1));
    let none = json!({ "FunctionName": "f", "Layers": [] });
    let changed = bench.ok("UpdateFunctionConfiguration", none).await;
    assert_eq!((&changed["Layers"], opt(&bench, "f", "$LATEST")), (&Value::Null, None));
    assert!(opt(&bench, "f", "1").is_some() && opt(&bench, "f", "1") != opt(&bench, "f", "2"));
    let found = bench.ok("GetFunction", json!({ "FunctionName": "f:1" })).await;
    assert_eq!(found["Configuration"]["Layers"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_function_keeps_a_deleted_layer_also_when_the_cache_is_lost() {
    let bench = Bench::new();
    let a = publish(&bench, "a", &[("python/a.py", "a")]).await;
    let b = publish(&bench, "b", &[("python/b.py", "b")]).await;
    bench.ok("CreateFunction", layered("f", &[&a, &b])).await;
    bench.ok("CreateFunction", layered("g", &[&a])).await;
    for name in ["a", "b"] {
        let delete = json!({ "LayerName": name, "VersionNumber": 1 });
        bench.ok("DeleteLayerVersion", delete).await;
    }
    let cache = bench.dir.path().join("cache/code");
    fs::remove_dir_all(&cache).expect("the cache");
    let bench = bench.restart().await;
    for (name, file) in [("f", "python/b.py"), ("f", "python/a.py"), ("g", "python/a.py")] {
        let active = |function: &fn_model::FunctionSnapshot| {
            function.versions["$LATEST"].state == VersionState::Active
        };
        bench.plane.until(name, active).await;
        assert!(opt(&bench, name, "$LATEST").expect("layers").join(file).is_file(), "{file}");
    }
    // What else is changed leaves them; to name them again is refused.
    let change = json!({ "FunctionName": "f", "MemorySize": 256 });
    let changed = bench.ok("UpdateFunctionConfiguration", change).await;
    assert_eq!(changed["Layers"].as_array().map(Vec::len), Some(2));
    let text = format!("Layer version {a} does not exist.");
    let again = json!({ "FunctionName": "f", "Layers": [a] });
    bench.refused("UpdateFunctionConfiguration", again, INVALID, &text).await;
}

#[tokio::test]
async fn layers_that_a_function_cannot_have_are_refused_in_awss_words() {
    let bench = Bench::new();
    let a = publish(&bench, "a", &[("x", "")]).await;
    let a2 = publish(&bench, "a", &[("x", "2")]).await;
    let check = async |layers: &[&str], code: &str, text: &str| {
        bench.refused("CreateFunction", layered("f", layers), code, text).await;
    };
    let text = format!(
        "Two different versions of the same layer are not allowed to be referenced in the same \
         function. {a} and {a2} are versions of the same layer."
    );
    check(&[&a, &a2], INVALID, &text).await;
    let text = format!(
        "Two different versions of the same layer are not allowed to be referenced in the same \
         function. {a} and {a} are versions of the same layer."
    );
    check(&[&a, &a], INVALID, &text).await;
    let none = format!("{}:1", layer_arn("none"));
    check(&[&a, &none], INVALID, &format!("Layer version {none} does not exist.")).await;
    let six: Vec<String> = (1..=6).map(|n| format!("{}:1", layer_arn(&n.to_string()))).collect();
    let six: Vec<&str> = six.iter().map(String::as_str).collect();
    check(&six, INVALID, "Cannot reference more than 5 layers.").await;
    let far = a.replace("us-east-1", "eu-west-1");
    let text = "Layers are not in the same region as the function. Layers are expected to be in \
                region us-east-1.";
    check(&[&far], INVALID, text).await;
    let error = bench.call("CreateFunction", layered("f", &[&layer_arn("a")])).await;
    let error = error.expect_err("no version");
    assert_eq!(error.shape().code, "ValidationException");
    let start = format!(
        "1 validation error detected: Value '[{}]' at 'layers' failed to satisfy constraint: \
         Member must satisfy constraint: [Member must have length less than or equal to 2048, \
         Member must have length greater than or equal to 1, Member must satisfy regular \
         expression pattern: ",
        layer_arn("a")
    );
    assert!(error.message().starts_with(&start), "{error:?}");
    let managed = "arn:aws:lambda:::awslayer:AmazonLinux1803";
    check(&[managed], INVALID, &format!("Layer version {managed} does not exist.")).await;
}

#[tokio::test]
async fn a_layer_of_another_account_needs_its_permission_and_its_loss_takes_nothing_away() {
    let mut bench = Bench::new();
    let theirs = publish(&bench, "l", &[("python/m.py", "theirs")]).await;
    bench.account = OTHER;
    let text = format!(
        "User: arn:aws:iam::{OTHER}:root is not authorized to perform: lambda:GetLayerVersion on \
         resource: {theirs} because no resource-based policy allows the lambda:GetLayerVersion \
         action"
    );
    let mine = layered("f", &[&theirs]);
    bench.refused("CreateFunction", mine.clone(), "AccessDeniedException", &text).await;
    bench.account = ACCOUNT;
    let permission = json!({
        "LayerName": "l", "VersionNumber": 1, "StatementId": "s", "Principal": OTHER,
        "Action": "lambda:GetLayerVersion",
    });
    bench.ok("AddLayerVersionPermission", permission).await;
    bench.account = OTHER;
    bench.ok("CreateFunction", mine).await;
    bench.account = "444455556666";
    let third = bench.call("CreateFunction", layered("f", &[&theirs])).await;
    assert_eq!(third.expect_err("not them").shape().code, "AccessDeniedException");
    bench.account = ACCOUNT;
    let remove = json!({ "LayerName": "l", "VersionNumber": 1, "StatementId": "s" });
    bench.ok("RemoveLayerVersionPermission", remove).await;
    bench.account = OTHER;
    let change = json!({ "FunctionName": "f", "Timeout": 5 });
    let changed = bench.ok("UpdateFunctionConfiguration", change).await;
    assert_eq!(changed["Layers"][0]["Arn"], json!(theirs));
    let again = json!({ "FunctionName": "f", "Layers": [theirs] });
    let error = bench.call("UpdateFunctionConfiguration", again).await;
    assert_eq!(error.expect_err("no more").shape().code, "AccessDeniedException");
}

#[tokio::test]
async fn whoever_gives_a_function_a_layer_must_be_allowed_to_get_it() {
    let mut bench = Bench::new();
    let a = publish(&bench, "a", &[("x", "")]).await;
    bench.function("f", "python3.11").await;
    bench.mode = Mode::Enforce;
    let creating = bench.needs("CreateFunction", &layered("g", &[&a]));
    let changing = json!({ "FunctionName": "f", "Layers": [a] });
    let changing = bench.needs("UpdateFunctionConfiguration", &changing);
    for needs in [creating, changing] {
        let last = needs.last().expect("needs");
        assert_eq!((&*last.action, &*last.resource), ("lambda:GetLayerVersion", &*a));
        assert!(last.policy.is_none());
        let layers = needs[0].context.iter().filter(|(key, _)| key == "lambda:Layer");
        assert_eq!(layers.map(|(_, value)| value.as_str()).collect::<Vec<_>>(), [&a]);
    }
    let permission = json!({
        "LayerName": "a", "VersionNumber": 1, "StatementId": "s", "Principal": "*",
        "Action": "lambda:GetLayerVersion",
    });
    bench.ok("AddLayerVersionPermission", permission).await;
    let getting = bench.needs("GetLayerVersionByArn", &json!({ "Arn": a }));
    assert_eq!((&*getting[0].action, &*getting[0].resource), ("lambda:GetLayerVersion", &*a));
    assert!(getting[0].policy.is_some());
    let which = json!({ "LayerName": "a", "VersionNumber": 1 });
    for operation in ["GetLayerVersion", "DeleteLayerVersion", "GetLayerVersionPolicy"] {
        let needs = bench.needs(operation, &which);
        assert_eq!((&*needs[0].action, &*needs[0].resource), ("", &*a), "{operation}");
    }
    let publishing = bench.needs("PublishLayerVersion", &publishing("a", &[("x", "")]));
    assert_eq!(publishing[0].resource, layer_arn("a"));
}

#[tokio::test]
async fn a_function_and_its_layers_together_are_bounded() {
    let bench = Bench::with(&[("lambda.code_unzipped_bytes", 1_000)]);
    let text = |bytes: usize| "x".repeat(bytes);
    let half = publish(&bench, "half", &[("x", &text(500))]).await;
    let most = publish(&bench, "most", &[("x", &text(900))]).await;
    let error = "Unzipped size must be smaller than 1000 bytes";
    bench
        .refused("PublishLayerVersion", publishing("l", &[("x", &text(1_001))]), INVALID, error)
        .await;
    let code_of = |bytes: usize| code(&text(bytes));
    let with = |bytes: usize, layers: &[&str]| {
        let mut input = layered("f", layers);
        input["Code"] = json!({ "ZipFile": code_of(bytes) });
        input
    };
    let error = "Unzipped size must be smaller than 500 bytes";
    bench.refused("CreateFunction", with(501, &[&half]), INVALID, error).await;
    let error = "Layers consume more than the available size of 1000 bytes";
    bench.refused("CreateFunction", with(1, &[&half, &most]), INVALID, error).await;
    bench.ok("CreateFunction", with(500, &[&half])).await;
    let configure = |layers: &[&str]| json!({ "FunctionName": "f", "Layers": layers });
    bench.refused("UpdateFunctionConfiguration", configure(&[&half, &most]), INVALID, error).await;
    let error = "Function code combined with layers exceeds the maximum allowed size of 1000 \
                 bytes. The actual size is 1400 bytes.";
    bench.refused("UpdateFunctionConfiguration", configure(&[&most]), INVALID, error).await;
    // The same package has been unpacked already, where there was room for it.
    let mut alone = with(800, &[]);
    alone["FunctionName"] = json!("alone");
    bench.ok("CreateFunction", alone).await;
    let update = json!({ "FunctionName": "f", "ZipFile": code_of(800) });
    let error = "Unzipped size must be smaller than 500 bytes";
    bench.refused("UpdateFunctionCode", update.clone(), INVALID, error).await;
    bench.ok("UpdateFunctionConfiguration", configure(&[])).await;
    bench.ok("UpdateFunctionCode", update).await;
}

#[tokio::test]
async fn layers_count_among_an_account_s_code() {
    let bench = Bench::with(&[("lambda.code_storage_bytes", 600)]);
    publish(&bench, "l", &[("x", &"x".repeat(200))]).await;
    let settings = bench.ok("GetAccountSettings", json!({})).await;
    let used = settings["AccountUsage"]["TotalCodeSize"].as_u64().expect("a size");
    assert!(used > 200, "{settings}");
    let second = publishing("l", &[("x", &"y".repeat(400))]);
    let error = bench.call("PublishLayerVersion", second).await.expect_err("no more");
    assert_eq!(error.shape().code, "CodeStorageExceededException");
    let mut function = request("f", "python3.11");
    function["Code"] = json!({ "ZipFile": code(&"z".repeat(400)) });
    let error = bench.call("CreateFunction", function).await.expect_err("no more");
    assert_eq!(error.shape().code, "CodeStorageExceededException");
    assert_eq!(arn("f"), format!("arn:aws:lambda:us-east-1:{ACCOUNT}:function:f"));
}
