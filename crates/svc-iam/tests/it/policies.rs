//! Managed policies: an account's own and AWS's.

use crate::support::{LAMBDA_TRUST, allow, element, elements, world};

const MINE: &str = "arn:aws:iam::111111111111:policy/team/mine";
const BASIC: &str = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

async fn with_policy_and_role() -> crate::support::World {
    let world = world();
    let document = allow("s3:*", "*");
    world
        .ok(
            "CreatePolicy",
            &[
                ("PolicyName", "mine"),
                ("Path", "/team/"),
                ("Description", "what it is"),
                ("PolicyDocument", &document),
            ],
        )
        .await;
    let trust = ("AssumeRolePolicyDocument", LAMBDA_TRUST);
    world.ok("CreateRole", &[("RoleName", "r"), trust]).await;
    world
}

#[tokio::test]
async fn a_policy_is_counted_where_it_is_attached_and_kept_while_it_is() {
    let world = with_policy_and_role().await;
    let arn = ("PolicyArn", MINE);
    let got = world.ok("GetPolicy", &[arn]).await;
    assert_eq!(element(&got, "AttachmentCount"), "0");
    assert_eq!(element(&got, "DefaultVersionId"), "v1");
    assert_eq!(element(&got, "Description"), "what it is");
    assert!(element(&got, "PolicyId").starts_with("ANPA"));

    world.ok("CreateUser", &[("UserName", "u")]).await;
    world.ok("AttachRolePolicy", &[("RoleName", "r"), arn]).await;
    world.ok("AttachRolePolicy", &[("RoleName", "r"), arn]).await;
    world.ok("AttachUserPolicy", &[("UserName", "u"), arn]).await;
    let got = world.ok("GetPolicy", &[arn]).await;
    assert_eq!(element(&got, "AttachmentCount"), "2");
    let text = "Cannot delete a policy attached to entities.".to_owned();
    assert_eq!(world.no("DeletePolicy", &[arn]).await, ("DeleteConflict", text));
    let text = "Cannot delete entity, must detach all policies first.".to_owned();
    for (operation, name) in [("DeleteRole", ("RoleName", "r")), ("DeleteUser", ("UserName", "u"))]
    {
        assert_eq!(world.no(operation, &[name]).await, ("DeleteConflict", text.clone()));
    }

    world.ok("DetachRolePolicy", &[("RoleName", "r"), arn]).await;
    let text = format!("Policy {MINE} was not found.");
    let again = world.no("DetachRolePolicy", &[("RoleName", "r"), arn]).await;
    assert_eq!(again, ("NoSuchEntity", text.clone()));
    world.ok("DetachUserPolicy", &[("UserName", "u"), arn]).await;
    world.ok("DeletePolicy", &[arn]).await;
    assert_eq!(world.no("GetPolicy", &[arn]).await, ("NoSuchEntity", text.clone()));
    assert_eq!(world.no("DeletePolicy", &[arn]).await, ("NoSuchEntity", text));
    let text = format!("Policy {MINE} does not exist or is not attachable.");
    let gone = world.no("AttachRolePolicy", &[("RoleName", "r"), arn]).await;
    assert_eq!(gone, ("NoSuchEntity", text));
}

#[tokio::test]
async fn the_policies_of_aws_have_their_documents_and_cannot_be_deleted() {
    let world = with_policy_and_role().await;
    let arn = ("PolicyArn", BASIC);
    let got = world.ok("GetPolicy", &[arn]).await;
    assert_eq!(element(&got, "Arn"), BASIC);
    assert_eq!(element(&got, "CreateDate"), "2015-04-09T15:03:43Z");
    let version = world.ok("GetPolicyVersion", &[arn, ("VersionId", "v1")]).await;
    assert!(element(&version, "Document").contains("logs%3APutLogEvents"), "{version}");
    assert_eq!(element(&version, "IsDefaultVersion"), "true");
    assert_eq!(world.no("DeletePolicy", &[arn]).await.0, "AccessDenied");
    world.ok("AttachRolePolicy", &[("RoleName", "r"), arn]).await;
    let got = world.ok("GetPolicy", &[arn]).await;
    assert_eq!(element(&got, "AttachmentCount"), "1");
    // Another account has attached nothing.
    let other = world.cx(aws_auth::principal::Principal::root("222222222222", None));
    let got = world.ask_as(&other, "GetPolicy", &[arn]).await.expect("got");
    assert_eq!(element(&got, "AttachmentCount"), "0");
}

#[tokio::test]
async fn what_is_no_policy_or_no_version_is_refused_in_the_words_of_aws() {
    let world = with_policy_and_role().await;
    let role = ("RoleName", "r");
    for (operation, form, code, text) in [
        (
            "AttachRolePolicy",
            vec![role, ("PolicyArn", "longpolicynamebutnoarn")],
            "ValidationError",
            "ARN longpolicynamebutnoarn is not valid.".to_owned(),
        ),
        (
            "AttachRolePolicy",
            vec![role, ("PolicyArn", "arn:aws:iam::aws:policy/None")],
            "NoSuchEntity",
            "Policy arn:aws:iam::aws:policy/None does not exist or is not attachable.".to_owned(),
        ),
        (
            "AttachRolePolicy",
            vec![("RoleName", "none"), ("PolicyArn", BASIC)],
            "NoSuchEntity",
            "The role with name none cannot be found.".to_owned(),
        ),
        (
            // The path belongs to the ARN.
            "GetPolicy",
            vec![("PolicyArn", "arn:aws:iam::111111111111:policy/mine")],
            "NoSuchEntity",
            "Policy arn:aws:iam::111111111111:policy/mine was not found.".to_owned(),
        ),
        (
            "GetPolicyVersion",
            vec![("PolicyArn", MINE), ("VersionId", "v9")],
            "NoSuchEntity",
            format!("Policy {MINE} version v9 does not exist or is not attachable."),
        ),
        (
            "CreatePolicy",
            vec![("PolicyName", "mine"), ("PolicyDocument", &allow("s3:*", "*"))],
            "EntityAlreadyExists",
            "A policy called mine already exists. Duplicate names are not allowed.".to_owned(),
        ),
        (
            "CreatePolicy",
            vec![("PolicyName", "bad"), ("PolicyDocument", &allow("s3", "*"))],
            "MalformedPolicyDocument",
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.".to_owned(),
        ),
        (
            "CreatePolicy",
            vec![
                ("PolicyName", "big"),
                ("PolicyDocument", &allow("s3:*", &format!("arn:aws:s3:::{}", "b".repeat(6_144)))),
            ],
            "LimitExceeded",
            "Cannot exceed quota for PolicySize: 6144".to_owned(),
        ),
    ] {
        assert_eq!(world.no(operation, &form).await, (code, text), "{operation}");
    }
}

#[tokio::test]
async fn policies_are_listed_by_scope_path_and_attachment_in_pages() {
    let world = with_policy_and_role().await;
    let document = allow("s3:*", "*");
    let new = |name| [("PolicyName", name), ("PolicyDocument", &*document)];
    world.ok("CreatePolicy", &new("Apple")).await;
    world.ok("CreatePolicy", &new("zebra")).await;
    for arn in [MINE, BASIC] {
        world.ok("AttachRolePolicy", &[("RoleName", "r"), ("PolicyArn", arn)]).await;
    }
    let names = async |form: &[(&str, &str)]| -> Vec<String> {
        let listed = world.ok("ListPolicies", form).await;
        elements(&listed, "PolicyName").map(str::to_owned).collect()
    };
    assert_eq!(names(&[("Scope", "Local")]).await, ["Apple", "mine", "zebra"]);
    let attached = ("OnlyAttached", "true");
    assert_eq!(names(&[attached]).await, ["mine", "AWSLambdaBasicExecutionRole"]);
    assert_eq!(names(&[attached, ("Scope", "AWS")]).await, ["AWSLambdaBasicExecutionRole"]);
    assert_eq!(names(&[("PathPrefix", "/team/")]).await, ["mine"]);
    assert!(names(&[("PolicyUsageFilter", "PermissionsBoundary")]).await.is_empty());

    let all = names(&[]).await;
    let mut paged = Vec::new();
    let mut marker: Option<String> = None;
    loop {
        let mut form = vec![("MaxItems", "2")];
        form.extend(marker.as_deref().map(|marker| ("Marker", marker)));
        let page = world.ok("ListPolicies", &form).await;
        paged.extend(elements(&page, "PolicyName").map(str::to_owned));
        if element(&page, "IsTruncated") == "false" {
            break;
        }
        marker = Some(element(&page, "Marker").to_owned());
    }
    assert_eq!(paged, all);
    assert!(all.len() > 20, "{all:?}");

    let role = ("RoleName", "r");
    let listed = world.ok("ListAttachedRolePolicies", &[role]).await;
    let shown: Vec<_> = elements(&listed, "PolicyArn").collect();
    assert_eq!(shown, [BASIC, MINE]);
    let below = world.ok("ListAttachedRolePolicies", &[role, ("PathPrefix", "/team/")]).await;
    assert_eq!(elements(&below, "PolicyName").collect::<Vec<_>>(), ["mine"]);
}

#[tokio::test]
async fn a_policy_that_is_attached_while_it_is_being_deleted_stays() {
    let world = with_policy_and_role().await;
    let arn = ("PolicyArn", MINE);
    let (attach, delete) = ([("RoleName", "r"), arn], [arn]);
    for _ in 0..20 {
        let (attached, deleted) = tokio::join!(
            world.ask("AttachRolePolicy", &attach),
            world.ask("DeletePolicy", &delete),
        );
        assert_ne!(attached.is_ok(), deleted.is_ok(), "{attached:?} {deleted:?}");
        if attached.is_ok() {
            world.ok("GetPolicy", &[arn]).await;
            world.ok("DetachRolePolicy", &[("RoleName", "r"), arn]).await;
        } else {
            let document = allow("s3:*", "*");
            let new = [("PolicyName", "mine"), ("Path", "/team/"), ("PolicyDocument", &*document)];
            world.ok("CreatePolicy", &new).await;
        }
    }
}
