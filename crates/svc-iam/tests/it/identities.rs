//! What the pipeline is told: whose key it is, and what it may do.

use aws_auth::AuthError;
use aws_auth::policy::Context;
use aws_auth::principal::{Principal, PrincipalKind};
use service::{Identities as _, Roles as _, SessionAsk};

use crate::support::{
    ACCOUNT, LAMBDA_TRUST, NOW_MS, ROOT_KEY, ROOT_SECRET, SECRET, World, allow, document, element,
    world,
};

const USER: (&str, &str) = ("UserName", "ann");
const ROLE: (&str, &str) = ("RoleName", "worker");
const ROLE_ARN: &str = "arn:aws:iam::111111111111:role/worker";

async fn with_key() -> (World, String) {
    let world = world();
    world.ok("CreateUser", &[USER]).await;
    let made = world.ok("CreateAccessKey", &[USER]).await;
    let id = element(&made, "AccessKeyId").to_owned();
    let credential = world.iam.credential(&id, None, NOW_MS).expect("a store").expect("known");
    assert_eq!(&*credential.secret, element(&made, "SecretAccessKey"));
    (world, id)
}

async fn with_role() -> World {
    let world = world();
    world.ok("CreateRole", &[ROLE, ("AssumeRolePolicyDocument", LAMBDA_TRUST)]).await;
    let policy = ("PolicyDocument", &*allow("s3:*", "*"));
    world.ok("PutRolePolicy", &[ROLE, ("PolicyName", "p"), policy]).await;
    world
}

fn refusal(world: &World, key: &str, token: Option<&str>, now_ms: i64) -> AuthError {
    world.iam.credential(key, token, now_ms).expect("a store").expect_err("refused")
}

#[tokio::test]
async fn the_root_has_the_credentials_that_the_server_was_made_with_and_nobody_else_has_any() {
    let world = world();
    let credential = world.iam.credential(ROOT_KEY, None, NOW_MS).expect("a store").expect("known");
    assert_eq!(credential.principal.kind, PrincipalKind::Root);
    assert_eq!(&*credential.principal.account, svc_iam::ROOT_ACCOUNT);
    assert_eq!(&*credential.secret, ROOT_SECRET);
    for key in ["AKIANOBODYNOBODYNOBO", "222222222222", ""] {
        assert_eq!(refusal(&world, key, None, NOW_MS), AuthError::UnknownAccessKey);
    }
    assert_eq!(refusal(&world, ROOT_KEY, Some("token"), NOW_MS), AuthError::InvalidToken);
}

#[tokio::test]
async fn a_key_is_good_while_it_is_active_and_not_deleted() {
    let (world, id) = with_key().await;
    let key = ("AccessKeyId", &*id);
    world.ok("UpdateAccessKey", &[USER, key, ("Status", "Inactive")]).await;
    assert_eq!(refusal(&world, &id, None, NOW_MS), AuthError::UnknownAccessKey);
    world.ok("UpdateAccessKey", &[USER, key, ("Status", "Active")]).await;
    let ann = world.caller(&id);
    assert_eq!(&*ann.principal.arn, "arn:aws:iam::111111111111:user/ann");
    assert_eq!(&*ann.principal.account, ACCOUNT);
    world.ok("DeleteAccessKey", &[USER, key]).await;
    assert_eq!(refusal(&world, &id, None, NOW_MS), AuthError::UnknownAccessKey);
}

#[tokio::test]
async fn keys_and_sessions_outlive_the_server_and_need_its_secret() {
    let (world, id) = with_key().await;
    world.ok("CreateRole", &[ROLE, ("AssumeRolePolicyDocument", LAMBDA_TRUST)]).await;
    let session = world.iam.assume(ROLE_ARN, "s", 900, NOW_MS).expect("a session");
    let again = |secret: &[u8]| {
        let root = svc_iam::RootCredentials { access_key: ROOT_KEY.into(), secret: "s".into() };
        svc_iam::Iam::open(std::sync::Arc::clone(&world.platform), secret, root)
    };
    let before = world.iam.credential(&id, None, NOW_MS).expect("a store").expect("known");
    let after = again(&SECRET).credential(&id, None, NOW_MS).expect("a store").expect("known");
    assert_eq!(before.secret, after.secret);
    let token = Some(&*session.token);
    let opened = again(&SECRET).credential(&session.access_key, token, NOW_MS).expect("a store");
    assert_eq!(&*opened.expect("good").secret, session.secret);
    let foreign = again(&[8; 32]);
    let other = foreign.credential(&id, None, NOW_MS).expect("a store").expect("known");
    assert_ne!(before.secret, other.secret);
    let refused = foreign.credential(&session.access_key, token, NOW_MS).expect("a store");
    assert!(matches!(refused, Err(AuthError::InvalidToken)));
}

#[tokio::test]
async fn a_change_of_policies_holds_for_the_next_request() {
    let (world, id) = with_key().await;
    let ann = world.caller(&id);
    let read = || world.may(&ann, "s3:GetObject", "arn:aws:s3:::b/k", &Context::new());
    let denied = "User: arn:aws:iam::111111111111:user/ann is not authorized to perform: \
                  s3:GetObject on resource: arn:aws:s3:::b/k because no identity-based policy \
                  allows the s3:GetObject action";
    assert_eq!(read(), Err(denied.to_owned()));
    let put = |document| [USER, ("PolicyName", "p"), ("PolicyDocument", document)];
    world.ok("PutUserPolicy", &put(&allow("s3:Get*", "arn:aws:s3:::b/*"))).await;
    assert_eq!(read(), Ok(()));
    let arn = ("PolicyArn", "arn:aws:iam::111111111111:policy/no");
    let no = document("Deny", "s3:*", "*");
    world.ok("CreatePolicy", &[("PolicyName", "no"), ("PolicyDocument", &no)]).await;
    assert_eq!(read(), Ok(()));
    world.ok("AttachUserPolicy", &[USER, arn]).await;
    assert!(
        read().expect_err("denied").ends_with("with an explicit deny in an identity-based policy")
    );
    world.ok("DetachUserPolicy", &[USER, arn]).await;
    world.ok("DeletePolicy", &[arn]).await;
    assert_eq!(read(), Ok(()));
    world.ok("DeleteUserPolicy", &[USER, ("PolicyName", "p")]).await;
    assert!(read().is_err());
    world
        .ok(
            "AttachUserPolicy",
            &[USER, ("PolicyArn", "arn:aws:iam::aws:policy/AmazonS3FullAccess")],
        )
        .await;
    assert_eq!(read(), Ok(()));
}

#[tokio::test]
async fn what_is_remembered_is_never_older_than_what_is_acknowledged() {
    let (world, id) = with_key().await;
    let key = ("AccessKeyId", &*id);
    let allow = allow("s3:*", "*");
    let put = [USER, ("PolicyName", "p"), ("PolicyDocument", &*allow)];
    let ann = world.caller(&id);
    let may = || world.may(&ann, "s3:GetObject", "arn:aws:s3:::b/k", &Context::new()).is_ok();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let world = &world;
    // Others keep filling the memory meanwhile.
    let others = async {
        while !*stopped.borrow() {
            let _ = world.iam.permissions(&ann.principal).expect("a store");
            let _ = world.iam.credential(&id, None, NOW_MS).expect("a store");
            tokio::task::yield_now().await;
        }
    };
    let changes = async {
        for _ in 0..30 {
            world.ok("PutUserPolicy", &put).await;
            assert!(may());
            world.ok("DeleteUserPolicy", &put[..2]).await;
            assert!(!may());
            world.ok("UpdateAccessKey", &[USER, key, ("Status", "Inactive")]).await;
            assert_eq!(refusal(world, &id, None, NOW_MS), AuthError::UnknownAccessKey);
            world.ok("UpdateAccessKey", &[USER, key, ("Status", "Active")]).await;
            assert!(world.iam.credential(&id, None, NOW_MS).expect("a store").is_ok());
        }
        stop.send_replace(true);
    };
    tokio::join!(others, changes);
}

#[tokio::test]
async fn a_session_has_what_its_role_has_until_it_ends() {
    let world = with_role().await;
    let session = world.iam.assume(ROLE_ARN, "job", 900, NOW_MS).expect("a session");
    assert!(session.access_key.starts_with("ASIA") && session.access_key.len() == 20);
    assert_eq!(session.expires_ms, NOW_MS + 900_000);
    let token = Some(&*session.token);
    let opened = world.iam.credential(&session.access_key, token, NOW_MS).expect("a store");
    let credential = opened.expect("good");
    assert_eq!(&*credential.secret, session.secret);
    let arn = "arn:aws:sts::111111111111:assumed-role/worker/job";
    assert_eq!(&*credential.principal.arn, arn);
    let cx = world.cx((*credential.principal).clone());
    let may = |action| world.may(&cx, action, "arn:aws:s3:::b/k", &Context::new());
    assert_eq!(may("s3:GetObject"), Ok(()));
    assert!(
        may("sqs:SendMessage").expect_err("denied").starts_with(&format!("User: {arn} is not"))
    );

    let key = &*session.access_key;
    let end = session.expires_ms;
    assert_eq!(refusal(&world, key, token, end), AuthError::ExpiredToken);
    assert_eq!(refusal(&world, key, None, NOW_MS), AuthError::InvalidToken);
    assert_eq!(refusal(&world, key, Some("AAAA"), NOW_MS), AuthError::InvalidToken);
    assert_eq!(refusal(&world, "ASIAOTHEROTHEROTHERO", token, NOW_MS), AuthError::InvalidToken);

    // Whose it was can still be told, of what bears our seal alone.
    let former = |key, token: &str| world.iam.former_session(key, token);
    let was = former(key, &session.token).expect("it was ours");
    assert_eq!((&*was.arn, &*was.account), (arn, "111111111111"));
    assert!(former("ASIAOTHEROTHEROTHERO", &session.token).is_none());
    let mut forged = session.token.clone().into_bytes();
    forged[20] ^= 1;
    assert!(former(key, &String::from_utf8_lossy(&forged)).is_none());
}

#[tokio::test]
async fn a_session_policy_takes_away_and_is_never_forgotten() {
    let world = with_role().await;
    let role = world.iam.role(ROLE_ARN).expect("a store").expect("a role");
    let policy = allow("s3:GetObject", "*");
    let session = world.iam.open_session(
        &role,
        &SessionAsk { name: "narrow", lifetime_s: 900, now_ms: NOW_MS, policy: Some(&policy) },
    );
    let principal =
        Principal::assumed_role(ROLE_ARN, &role.id, "narrow", Some(&session.access_key));
    let cx = world.cx(principal);
    let may = |action| world.may(&cx, action, "arn:aws:s3:::b/k", &Context::new());
    // A principal whose credential nobody has asked for is allowed nothing.
    assert!(may("s3:GetObject").is_err());
    let opened = world.iam.credential(&session.access_key, Some(&session.token), NOW_MS);
    opened.expect("a store").expect("good");
    assert_eq!(may("s3:GetObject"), Ok(()));
    let denied = may("s3:PutObject").expect_err("denied");
    assert!(
        denied.ends_with("because no session policy allows the s3:PutObject action"),
        "{denied}"
    );
}

#[tokio::test]
async fn the_sessions_of_a_role_end_with_it_though_one_of_the_same_name_comes() {
    let world = with_role().await;
    let session = world.iam.assume(ROLE_ARN, "job", 900, NOW_MS).expect("a session");
    let token = Some(&*session.token);
    let opened = world.iam.credential(&session.access_key, token, NOW_MS).expect("a store");
    let cx = world.cx((*opened.expect("good").principal).clone());
    world.ok("DeleteRolePolicy", &[ROLE, ("PolicyName", "p")]).await;
    world.ok("DeleteRole", &[ROLE]).await;
    assert_eq!(refusal(&world, &session.access_key, token, NOW_MS), AuthError::InvalidToken);
    world.ok("CreateRole", &[ROLE, ("AssumeRolePolicyDocument", LAMBDA_TRUST)]).await;
    let policy = ("PolicyDocument", &*allow("s3:*", "*"));
    world.ok("PutRolePolicy", &[ROLE, ("PolicyName", "p"), policy]).await;
    assert_eq!(refusal(&world, &session.access_key, token, NOW_MS), AuthError::InvalidToken);
    assert!(world.may(&cx, "s3:GetObject", "arn:aws:s3:::b/k", &Context::new()).is_err());
}

#[tokio::test]
async fn a_session_of_a_role_that_is_not_there_is_known_and_allowed_nothing() {
    let world = world();
    let session = world.iam.assume(ROLE_ARN, "job", 900, NOW_MS).expect("a session");
    let token = Some(&*session.token);
    let opened = world.iam.credential(&session.access_key, token, NOW_MS).expect("a store");
    let credential = opened.expect("good");
    assert_eq!(&*credential.principal.account, ACCOUNT);
    world.ok("CreateRole", &[ROLE, ("AssumeRolePolicyDocument", LAMBDA_TRUST)]).await;
    let policy = ("PolicyDocument", &*allow("*", "*"));
    world.ok("PutRolePolicy", &[ROLE, ("PolicyName", "p"), policy]).await;
    let cx = world.cx((*credential.principal).clone());
    assert!(world.may(&cx, "s3:GetObject", "arn:aws:s3:::b/k", &Context::new()).is_err());
}

#[tokio::test]
async fn a_role_trusts_the_services_that_its_trust_policy_names() {
    let world = with_role().await;
    let check = |arn: &str, service: &str, trusts: bool| {
        assert_eq!(
            world.iam.role_trusts(arn, service).expect("a store"),
            trusts,
            "{arn} {service}"
        );
    };
    check(ROLE_ARN, "lambda.amazonaws.com", true);
    check(ROLE_ARN, "events.amazonaws.com", false);
    check("arn:aws:iam::111111111111:role/none", "lambda.amazonaws.com", false);
    check("arn:aws:iam::111111111111:role/path/worker", "lambda.amazonaws.com", false);
    check("arn:aws:iam::222222222222:role/worker", "lambda.amazonaws.com", false);
    check("nonsense", "lambda.amazonaws.com", false);
    let events = LAMBDA_TRUST.replace(
        "\"Action\"",
        r#""Condition":{"StringEquals":{"aws:SourceAccount":"111111111111"}},"Action""#,
    );
    world.ok("UpdateAssumeRolePolicy", &[ROLE, ("PolicyDocument", &events)]).await;
    check(ROLE_ARN, "lambda.amazonaws.com", true);
    let other = events.replace("111111111111", "222222222222");
    world.ok("UpdateAssumeRolePolicy", &[ROLE, ("PolicyDocument", &other)]).await;
    check(ROLE_ARN, "lambda.amazonaws.com", false);
}

#[tokio::test]
async fn operations_need_their_own_action_on_what_they_are_about() {
    let (world, id) = with_key().await;
    let trust = ("AssumeRolePolicyDocument", LAMBDA_TRUST);
    world.ok("CreateRole", &[ROLE, trust, ("Path", "/jobs/")]).await;
    let ann = world.caller(&id);
    let policy = ("PolicyArn", "arn:aws:iam::aws:policy/PowerUserAccess");
    let check = |operation: &str, form: &[(&str, &str)], resource: &str| {
        let denied = world.decide(&ann, operation, form).expect_err(operation);
        let wanted = format!("to perform: iam:{operation} on resource: {resource} because");
        assert!(denied.contains(&wanted), "{denied}");
    };
    check("GetRole", &[ROLE], "arn:aws:iam::111111111111:role/jobs/worker");
    check("GetRole", &[("RoleName", "none")], "arn:aws:iam::111111111111:role/none");
    let new = [("RoleName", "new"), trust, ("Path", "/p/")];
    check("CreateRole", &new, "arn:aws:iam::111111111111:role/p/new");
    check("AttachRolePolicy", &[ROLE, policy], "arn:aws:iam::111111111111:role/jobs/worker");
    check("CreateAccessKey", &[], "arn:aws:iam::111111111111:user/ann");
    check("DeleteUser", &[("UserName", "bob")], "arn:aws:iam::111111111111:user/bob");
    check("ListRoles", &[], "*");
    let mine = "arn:aws:iam::111111111111:policy/x/mine";
    check("DeletePolicy", &[("PolicyArn", mine)], mine);
    check("GetPolicy", &[policy], policy.1);

    // Which policy may be attached is up to a condition.
    let only = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:AttachRolePolicy","Resource":"*","Condition":{"ArnEquals":{"iam:PolicyARN":"arn:aws:iam::aws:policy/PowerUserAccess"}}}]}"#;
    world.ok("PutUserPolicy", &[USER, ("PolicyName", "p"), ("PolicyDocument", only)]).await;
    assert_eq!(world.decide(&ann, "AttachRolePolicy", &[ROLE, policy]), Ok(()));
    world
        .ok(
            "PutUserPolicy",
            &[USER, ("PolicyName", "q"), ("PolicyDocument", &allow("iam:GetPolicy", "*"))],
        )
        .await;
    assert_eq!(world.decide(&ann, "GetPolicy", &[policy]), Ok(()));
    let admin = ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess");
    assert!(world.decide(&ann, "AttachRolePolicy", &[ROLE, admin]).is_err());
    assert_eq!(world.decide(&world.root(), "DeleteUser", &[USER]), Ok(()));
}
