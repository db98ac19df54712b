//! Users and their access keys.

use crate::support::{ROOT_KEY, allow, element, elements, world};

const USER: (&str, &str) = ("UserName", "ann");

#[tokio::test]
async fn a_user_lives_from_its_creation_to_its_deletion() {
    let world = world();
    let created = world.ok("CreateUser", &[USER, ("Path", "/staff/")]).await;
    assert_eq!(element(&created, "Arn"), "arn:aws:iam::111111111111:user/staff/ann");
    assert!(element(&created, "UserId").starts_with("AIDA"));
    let text = "User with name ann already exists.".to_owned();
    assert_eq!(world.no("CreateUser", &[USER]).await, ("EntityAlreadyExists", text));
    let listed = world.ok("ListUsers", &[("PathPrefix", "/staff/")]).await;
    assert_eq!(elements(&listed, "UserName").collect::<Vec<_>>(), ["ann"]);

    let policy = [USER, ("PolicyName", "p"), ("PolicyDocument", &*allow("s3:*", "*"))];
    world.ok("PutUserPolicy", &policy).await;
    let got = world.ok("GetUserPolicy", &policy[..2]).await;
    assert_eq!(element(&got, "UserName"), "ann");
    let text = "Cannot delete entity, must delete policies first.".to_owned();
    assert_eq!(world.no("DeleteUser", &[USER]).await, ("DeleteConflict", text));
    world.ok("DeleteUserPolicy", &policy[..2]).await;
    let text = "The user policy with name p cannot be found.".to_owned();
    assert_eq!(world.no("GetUserPolicy", &policy[..2]).await, ("NoSuchEntity", text));

    let key = world.ok("CreateAccessKey", &[USER]).await;
    let text = "Cannot delete entity, must delete access keys first.".to_owned();
    assert_eq!(world.no("DeleteUser", &[USER]).await, ("DeleteConflict", text));
    world.ok("DeleteAccessKey", &[USER, ("AccessKeyId", element(&key, "AccessKeyId"))]).await;
    world.ok("DeleteUser", &[USER]).await;
    let text = "The user with name ann cannot be found.".to_owned();
    assert_eq!(world.no("GetUser", &[USER]).await, ("NoSuchEntity", text));
}

#[tokio::test]
async fn access_keys_are_made_listed_switched_and_deleted() {
    let world = world();
    world.ok("CreateUser", &[USER]).await;
    let made = world.ok("CreateAccessKey", &[USER]).await;
    let id = ("AccessKeyId", element(&made, "AccessKeyId"));
    assert!(id.1.starts_with("AKIA") && id.1.len() == 20, "{made}");
    assert_eq!(element(&made, "SecretAccessKey").len(), 40);
    assert_eq!(element(&made, "Status"), "Active");
    world.ok("UpdateAccessKey", &[USER, id, ("Status", "Inactive")]).await;
    let listed = world.ok("ListAccessKeys", &[USER]).await;
    assert_eq!(element(&listed, "Status"), "Inactive");
    assert_eq!(elements(&listed, "SecretAccessKey").count(), 0);

    let second = world.ok("CreateAccessKey", &[USER]).await;
    assert_ne!(element(&second, "SecretAccessKey"), element(&made, "SecretAccessKey"));
    let text = "Cannot exceed quota for AccessKeysPerUser: 2".to_owned();
    assert_eq!(world.no("CreateAccessKey", &[USER]).await, ("LimitExceeded", text));

    world.ok("DeleteAccessKey", &[USER, id]).await;
    let text = format!("The Access Key with id {} cannot be found.", id.1);
    let gone = ("NoSuchEntity", text);
    assert_eq!(world.no("DeleteAccessKey", &[USER, id]).await, gone);
    let update = [USER, id, ("Status", "Active")];
    assert_eq!(world.no("UpdateAccessKey", &update).await, gone);
    let listed = world.ok("ListAccessKeys", &[USER]).await;
    assert_eq!(element(&listed, "AccessKeyId"), element(&second, "AccessKeyId"));
}

#[tokio::test]
async fn without_a_name_a_user_means_itself_and_a_root_the_root() {
    let world = world();
    world.ok("CreateUser", &[USER]).await;
    let made = world.ok("CreateAccessKey", &[USER]).await;
    let ann = world.caller(element(&made, "AccessKeyId"));
    let got = world.ask_as(&ann, "GetUser", &[]).await.expect("got");
    assert_eq!(element(&got, "UserName"), "ann");
    let made = world.ask_as(&ann, "CreateAccessKey", &[]).await.expect("made");
    assert_eq!(element(&made, "UserName"), "ann");

    let got = world.ok("GetUser", &[]).await;
    assert_eq!(element(&got, "Arn"), "arn:aws:iam::111111111111:root");
    assert_eq!(element(&got, "UserId"), "111111111111");
    assert_eq!(world.no("CreateAccessKey", &[]).await.0, "NotImplementedException");
    let root = world.caller(ROOT_KEY);
    let listed = world.ask_as(&root, "ListAccessKeys", &[]).await.expect("listed");
    assert_eq!(elements(&listed, "AccessKeyId").collect::<Vec<_>>(), [ROOT_KEY]);

    let role = "arn:aws:iam::111111111111:role/r";
    let session = world.cx(aws_auth::principal::Principal::assumed_role(role, "AROA", "s", None));
    let refused = world.ask_as(&session, "GetUser", &[]).await.expect_err("no user");
    let text = "Must specify userName when calling with non-User credentials".to_owned();
    assert_eq!(refused, ("ValidationError", text));
}
