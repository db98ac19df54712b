//! Roles: life, policies, tags, pages.

use crate::support::{LAMBDA_TRUST, allow, element, elements, world, world_with};

const ROLE: (&str, &str) = ("RoleName", "worker");
const TRUST: (&str, &str) = ("AssumeRolePolicyDocument", LAMBDA_TRUST);

#[tokio::test]
async fn a_role_lives_from_its_creation_to_its_deletion() {
    let world = world();
    let created = world
        .ok(
            "CreateRole",
            &[
                ROLE,
                TRUST,
                ("Path", "/jobs/"),
                ("Description", "works"),
                ("MaxSessionDuration", "7200"),
                ("Tags.member.1.Key", "team"),
                ("Tags.member.1.Value", "red"),
            ],
        )
        .await;
    let id = element(&created, "RoleId").to_owned();
    assert!(id.starts_with("AROA") && id.len() == 21, "{id}");
    assert_eq!(element(&created, "Arn"), "arn:aws:iam::111111111111:role/jobs/worker");
    assert_eq!(element(&created, "CreateDate"), "2026-01-01T00:00:00Z");
    assert_eq!(elements(&created, "MaxSessionDuration").count(), 0);
    assert_eq!(elements(&created, "Description").count(), 0);
    assert_eq!(element(&created, "Key"), "team");

    let got = world.ok("GetRole", &[ROLE]).await;
    let document = element(&got, "AssumeRolePolicyDocument");
    assert!(document.starts_with("%7B%22Version%22%3A%222012-10-17%22%2C"), "{document}");
    assert_eq!(element(&got, "MaxSessionDuration"), "7200");
    assert_eq!(element(&got, "Description"), "works");
    assert_eq!(element(&got, "RoleId"), id);
    assert!(got.contains("RoleLastUsed"), "{got}");

    world.ok("UpdateRole", &[ROLE, ("Description", "rests")]).await;
    let got = world.ok("GetRole", &[ROLE]).await;
    assert_eq!(element(&got, "Description"), "rests");
    assert_eq!(element(&got, "MaxSessionDuration"), "7200");

    let told = world.ok("UpdateRoleDescription", &[ROLE, ("Description", "sleeps")]).await;
    assert_eq!(element(&told, "Description"), "sleeps");
    let got = world.ok("GetRole", &[ROLE]).await;
    assert_eq!(element(&got, "Description"), "sleeps");

    world.ok("DeleteRole", &[ROLE]).await;
    let gone = ("NoSuchEntity", "The role with name worker cannot be found.".to_owned());
    assert_eq!(world.no("GetRole", &[ROLE]).await, gone);
    assert_eq!(world.no("DeleteRole", &[ROLE]).await, gone);
    // What is made anew is another role, without the tags of the old one.
    let again = world.ok("CreateRole", &[ROLE, TRUST, ("Path", "/jobs/")]).await;
    assert_ne!(element(&again, "RoleId"), id);
    let tags = world.ok("ListRoleTags", &[ROLE]).await;
    assert_eq!(elements(&tags, "Key").count(), 0);
}

#[tokio::test]
async fn a_second_role_of_the_same_name_is_refused_whatever_its_case() {
    let world = world();
    world.ok("CreateRole", &[ROLE, TRUST]).await;
    let refused = world.no("CreateRole", &[("RoleName", "Worker"), TRUST]).await;
    let text = "Role with name Worker already exists.".to_owned();
    assert_eq!(refused, ("EntityAlreadyExists", text));
}

#[tokio::test]
async fn accounts_have_roles_of_their_own() {
    let world = world();
    world.ok("CreateRole", &[ROLE, TRUST]).await;
    let other = world.cx(aws_auth::principal::Principal::root("222222222222", None));
    let refused = world.ask_as(&other, "GetRole", &[ROLE]).await.expect_err("another account");
    assert_eq!(refused.0, "NoSuchEntity");
    let made = world.ask_as(&other, "CreateRole", &[ROLE, TRUST]).await.expect("made");
    assert_eq!(element(&made, "Arn"), "arn:aws:iam::222222222222:role/worker");
}

#[tokio::test]
async fn bad_trust_policies_are_refused_in_the_words_of_aws() {
    let world = world();
    world.ok("CreateRole", &[ROLE, TRUST]).await;
    let long = LAMBDA_TRUST.replace("lambda", &"lambda".repeat(400));
    for (document, code, text) in [
        ("{", "MalformedPolicyDocument", "This policy contains invalid Json"),
        (
            &LAMBDA_TRUST.replace("sts:AssumeRole", "s3:*"),
            "MalformedPolicyDocument",
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
        (
            &LAMBDA_TRUST.replace("\"Action\"", "\"Resource\":\"*\",\"Action\""),
            "MalformedPolicyDocument",
            "Has prohibited field Resource",
        ),
        (&long, "LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048"),
    ] {
        let refused =
            world.no("UpdateAssumeRolePolicy", &[ROLE, ("PolicyDocument", document)]).await;
        assert_eq!(refused, (code, text.to_owned()));
        let new = [("RoleName", "new"), ("AssumeRolePolicyDocument", document)];
        assert_eq!(world.no("CreateRole", &new).await, refused);
    }
    // White space does not count.
    let spaced = LAMBDA_TRUST.replace(',', &format!(",{}", " ".repeat(1_500)));
    world.ok("UpdateAssumeRolePolicy", &[ROLE, ("PolicyDocument", &spaced)]).await;
}

#[tokio::test]
async fn inline_policies_are_put_read_listed_and_deleted() {
    let world = world();
    world.ok("CreateRole", &[ROLE, TRUST]).await;
    let document = allow("s3:Get*", "*");
    let named = |name| ("PolicyName", name);
    for name in ["b", "a"] {
        world.ok("PutRolePolicy", &[ROLE, named(name), ("PolicyDocument", &document)]).await;
    }
    let got = world.ok("GetRolePolicy", &[ROLE, named("a")]).await;
    assert_eq!(element(&got, "RoleName"), "worker");
    assert!(element(&got, "PolicyDocument").contains("%22s3%3AGet%2A%22"), "{got}");
    let listed = world.ok("ListRolePolicies", &[ROLE]).await;
    assert_eq!(elements(&listed, "member").collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(element(&listed, "IsTruncated"), "false");

    let first = world.ok("ListRolePolicies", &[ROLE, ("MaxItems", "1")]).await;
    assert_eq!(elements(&first, "member").collect::<Vec<_>>(), ["a"]);
    assert_eq!(element(&first, "IsTruncated"), "true");
    let marker = ("Marker", element(&first, "Marker"));
    let second = world.ok("ListRolePolicies", &[ROLE, ("MaxItems", "1"), marker]).await;
    assert_eq!(elements(&second, "member").collect::<Vec<_>>(), ["b"]);
    assert_eq!(elements(&second, "Marker").count(), 0);

    let kept = world.no("DeleteRole", &[ROLE]).await;
    let text = "Cannot delete entity, must delete policies first.".to_owned();
    assert_eq!(kept, ("DeleteConflict", text));
    for name in ["b", "a"] {
        world.ok("DeleteRolePolicy", &[ROLE, named(name)]).await;
    }
    let gone = "The role policy with name a cannot be found.".to_owned();
    assert_eq!(
        world.no("GetRolePolicy", &[ROLE, named("a")]).await,
        ("NoSuchEntity", gone.clone())
    );
    assert_eq!(world.no("DeleteRolePolicy", &[ROLE, named("a")]).await, ("NoSuchEntity", gone));
    world.ok("DeleteRole", &[ROLE]).await;
}

#[tokio::test]
async fn all_inline_policies_of_a_role_together_have_a_limit() {
    let world = world();
    world.ok("CreateRole", &[ROLE, TRUST]).await;
    let big = allow("s3:GetObject", &format!("arn:aws:s3:::{}", "b".repeat(5_000)));
    let put = |name| [ROLE, ("PolicyName", name), ("PolicyDocument", &*big)];
    world.ok("PutRolePolicy", &put("one")).await;
    world.ok("PutRolePolicy", &put("one")).await;
    world.ok("PutRolePolicy", &put("two")).await;
    let text = "Maximum policy size of 10240 bytes exceeded for role worker".to_owned();
    assert_eq!(world.no("PutRolePolicy", &put("three")).await, ("LimitExceeded", text));
    let listed = world.ok("ListRolePolicies", &[ROLE]).await;
    assert_eq!(elements(&listed, "member").collect::<Vec<_>>(), ["one", "two"]);
}

#[tokio::test]
async fn the_numbers_of_roles_and_attachments_are_limited() {
    let world = world_with(&[("iam.roles", 1), ("iam.policies_per_role", 1)]);
    world.ok("CreateRole", &[ROLE, TRUST]).await;
    let text = "Cannot exceed quota for RolesPerAccount: 1".to_owned();
    let second = world.no("CreateRole", &[("RoleName", "second"), TRUST]).await;
    assert_eq!(second, ("LimitExceeded", text));
    let attach = |name| [ROLE, ("PolicyArn", name)];
    world.ok("AttachRolePolicy", &attach("arn:aws:iam::aws:policy/AWSLambda_FullAccess")).await;
    world.ok("AttachRolePolicy", &attach("arn:aws:iam::aws:policy/AWSLambda_FullAccess")).await;
    let text = "Cannot exceed quota for PoliciesPerRole: 1".to_owned();
    let second =
        world.no("AttachRolePolicy", &attach("arn:aws:iam::aws:policy/PowerUserAccess")).await;
    assert_eq!(second, ("LimitExceeded", text));
}

#[tokio::test]
async fn tags_are_added_replaced_whatever_their_case_and_removed() {
    let world = world();
    world.ok("CreateRole", &[ROLE, TRUST]).await;
    let tag = |key, value| [ROLE, ("Tags.member.1.Key", key), ("Tags.member.1.Value", value)];
    world.ok("TagRole", &tag("Team", "red")).await;
    world.ok("TagRole", &tag("stage", "")).await;
    world.ok("TagRole", &tag("team", "blue")).await;
    let listed = world.ok("ListRoleTags", &[ROLE]).await;
    assert_eq!(elements(&listed, "Key").collect::<Vec<_>>(), ["stage", "team"]);
    let page = world.ok("ListRoleTags", &[ROLE, ("MaxItems", "1")]).await;
    let marker = ("Marker", element(&page, "Marker"));
    let rest = world.ok("ListRoleTags", &[ROLE, marker]).await;
    assert_eq!(elements(&rest, "Value").collect::<Vec<_>>(), ["blue"]);
    world.ok("UntagRole", &[ROLE, ("TagKeys.member.1", "TEAM")]).await;
    let got = world.ok("GetRole", &[ROLE]).await;
    assert_eq!(elements(&got, "Key").collect::<Vec<_>>(), ["stage"]);

    let twice =
        [tag("a", "1").as_slice(), &[("Tags.member.2.Key", "A"), ("Tags.member.2.Value", "")]]
            .concat();
    let text = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
    assert_eq!(world.no("TagRole", &twice).await, ("InvalidInput", text.to_owned()));
    let missing = [("RoleName", "none"), ("TagKeys.member.1", "a")];
    assert_eq!(world.no("UntagRole", &missing).await.0, "NoSuchEntity");
}

#[tokio::test]
async fn roles_are_listed_by_path_in_pages_whose_markers_hold_for_that_path_only() {
    let world = world();
    for (name, path) in [("c", "/x/"), ("a", "/x/"), ("B", "/x/y/"), ("d", "/z/")] {
        world.ok("CreateRole", &[("RoleName", name), TRUST, ("Path", path)]).await;
    }
    let prefix = ("PathPrefix", "/x");
    let all = world.ok("ListRoles", &[prefix]).await;
    assert_eq!(elements(&all, "RoleName").collect::<Vec<_>>(), ["a", "B", "c"]);
    let page = world.ok("ListRoles", &[prefix, ("MaxItems", "2")]).await;
    assert_eq!(elements(&page, "RoleName").collect::<Vec<_>>(), ["a", "B"]);
    let marker = ("Marker", element(&page, "Marker"));
    let rest = world.ok("ListRoles", &[prefix, marker]).await;
    assert_eq!(elements(&rest, "RoleName").collect::<Vec<_>>(), ["c"]);
    assert_eq!(element(&rest, "IsTruncated"), "false");
    let invalid = ("ValidationError", "Invalid Marker.".to_owned());
    assert_eq!(world.no("ListRoles", &[marker]).await, invalid);
    assert_eq!(world.no("ListRoles", &[prefix, ("Marker", "abc")]).await, invalid);
}
