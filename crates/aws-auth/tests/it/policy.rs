//! What a document must say, and what policies decide together.

use aws_auth::policy::{
    Context, Decision, Policy, PolicyKind, PolicyType, Reason, Request, evaluate,
};
use aws_auth::principal::Principal;

use PolicyKind::{Identity, Resource, Trust};

const ROLE: &str = "arn:aws:iam::000000000000:role/path/fetch";
const TABLE: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/customs-rates";
const FOREIGN: &str = "arn:aws:dynamodb:us-east-1:111111111111:table/customs-rates";

fn user() -> Principal {
    Principal::user("000000000000", "/", "kim", "AIDAIOSFODNN7EXAMPLE1", "AKIA")
}

fn session() -> Principal {
    Principal::assumed_role(ROLE, "AROAIOSFODNN7EXAMPLE1", "run", None)
}

#[track_caller]
fn check_parse(kind: PolicyKind, document: &str, expected: Result<(), &str>) {
    let got = Policy::parse(document, kind).map(|_| ()).map_err(|error| error.to_string());
    assert_eq!(got, expected.map_err(str::to_owned), "{document}");
}

/// A document with one statement of these members.
fn one(members: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{members}}}]}}"#)
}

#[test]
fn the_policy_of_an_identity_is_checked_as_at_aws() {
    let check = |members: &str, expected| check_parse(Identity, &one(members), expected);
    let good = r#""Effect":"Allow","Action":"s3:GetObject","Resource":"*""#;
    check(good, Ok(()));
    check(
        r#""Effect":"Deny","NotAction":["s3:*","iam:Get*"],"NotResource":["arn:aws:s3:::b"]"#,
        Ok(()),
    );
    check(
        &format!(r#"{good},"Sid":"A1","Condition":{{"Bool":{{"aws:SecureTransport":true}}}}"#),
        Ok(()),
    );
    check(r#""Effect":"Allow","Action":"*","Resource":"arn:aws:*""#, Ok(()));

    let syntax = Err("Syntax errors in policy.");
    for document in [
        "",
        "[]",
        "{}",
        "not json",
        r#"{"Version":"2012-10-17"}"#,
        r#"{"Version":"2012-10-17","Statement":[]}"#,
        r#"{"Version":"2012-10-17","Statement":"x"}"#,
        r#"{"Version":"2012-10-17","Statement":[1]}"#,
        r#"{"Version":2012,"Statement":{}}"#,
        r#"{"Version":"2012-10-17","Extra":1,"Statement":{}}"#,
    ] {
        check_parse(Identity, document, syntax);
    }
    check(r#""Action":"s3:*","Resource":"*""#, syntax);
    check(r#""Effect":"allow","Action":"s3:*","Resource":"*""#, syntax);
    check(&format!(r#"{good},"NotAction":"s3:*""#), syntax);
    check(&format!(r#"{good},"Effect":"Deny""#), syntax);
    check(&format!(r#"{good},"Other":1"#), syntax);
    check(&format!(r#"{good},"Condition":[]"#), syntax);
    check(&format!(r#"{good},"Condition":{{"Bool":{{"a:b":{{}}}}}}"#), syntax);
    check(r#""Effect":"Allow","Action":[1],"Resource":"*""#, syntax);
    check_parse(
        Identity,
        &one(good).replace("2012-10-17", "2020-01-01"),
        Err("Policy document must be version 2012-10-17 or greater."),
    );
    check_parse(Identity, &one(good).replace("2012-10-17", "2008-10-17"), Ok(()));
}

#[test]
fn members_of_an_identity_policy_are_named_when_they_are_wrong() {
    let check = |members: &str, text: &str| check_parse(Identity, &one(members), Err(text));
    let allow = |rest: &str| format!(r#""Effect":"Allow",{rest}"#);
    let no_action = "Policy statement must contain actions.";
    check(&allow(r#""Resource":"*""#), no_action);
    check(&allow(r#""Resource":"*","Action":[]"#), no_action);
    let no_resource = "Policy statement must contain resources.";
    check(&allow(r#""Action":"s3:*""#), no_resource);
    check(&allow(r#""Action":"s3:*","Resource":[]"#), no_resource);
    let good = allow(r#""Action":"s3:*","Resource":"*""#);
    check(&format!(r#"{good},"Principal":"*""#), "Policy document should not specify a principal.");
    for (action, text) in [
        ("GetObject", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
        ("s3:a:b", "Actions/Condition can contain only one colon."),
        ("s 3:Get", "Vendor s 3 is not valid"),
        ("*:Get", "Vendor * is not valid"),
        (":Get", "Vendor  is not valid"),
    ] {
        check(&allow(&format!(r#""Action":"{action}","Resource":"*""#)), text);
    }
    for (resource, text) in [
        ("bucket", r#"Resource bucket must be in ARN format or "*"."#),
        ("arn:aws:s3", "The policy failed legacy parsing"),
        ("arn:mars:s3:::b", r#"Partition "mars" is not valid for resource "arn:mars:s3:::b"."#),
    ] {
        check(&allow(&format!(r#""Action":"s3:*","Resource":"{resource}""#)), text);
    }
    let sid = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the \
               regular expression [0-9A-Za-z]*";
    check(&format!(r#"{good},"Sid":"a b""#), sid);
    let twice = format!(r#"{good},"Sid":"A"}},{{{good},"Sid":"A""#);
    check(&twice, "Statement IDs (SID) in a single policy must be unique.");
}

#[test]
fn trust_policies_name_principals_and_assume_roles() {
    let check = |members: &str, expected| check_parse(Trust, &one(members), expected);
    let allow = |rest: &str| format!(r#""Effect":"Allow",{rest}"#);
    let lambda = r#""Principal":{"Service":"lambda.amazonaws.com"}"#;
    let good = allow(&format!(r#"{lambda},"Action":"sts:AssumeRole""#));
    check(&good, Ok(()));
    check(&good.replace("\"sts:AssumeRole\"", r#"["sts:AssumeRole","sts:TagSession"]"#), Ok(()));
    check(&format!(r#"{good},"Resource":"*""#), Err("Has prohibited field Resource"));
    check(&allow(r#""Action":"sts:AssumeRole""#), Err("Missing required field Principal"));
    check(
        &allow(r#""Action":"sts:AssumeRole","Principal":{}"#),
        Err("Missing required field Principal"),
    );
    check(&allow(lambda), Err("Missing required field Action"));
    check(&good.replace(r#""Effect":"Allow","#, ""), Err("Missing required field Effect"));
    check(&format!(r#"{good},"Principle":"*""#), Err("Unknown field Principle"));
    let other = Err("AssumeRole policy may only specify STS AssumeRole actions.");
    check(&good.replace("sts:AssumeRole", "s3:GetObject"), other);
    check(&good.replace("sts:AssumeRole", "sts:GetCallerIdentity"), other);
    check_parse(Trust, "{", Err("This policy contains invalid Json"));
    check_parse(Trust, r#"{"Statement":[]}"#, Err("Missing required field Statement"));
}

#[test]
fn principals_are_services_accounts_and_full_arns() {
    let check = |principal: &str, expected: Result<(), &str>| {
        let members =
            format!(r#""Effect":"Allow","Action":"sts:AssumeRole","Principal":{principal}"#);
        check_parse(Trust, &one(&members), expected);
    };
    for principal in [
        r#""*""#,
        r#"{"AWS":"*"}"#,
        r#"{"AWS":["000000000000","arn:aws:iam::000000000000:root"]}"#,
        r#"{"AWS":"arn:aws:iam::000000000000:user/a/b"}"#,
        r#"{"AWS":"arn:aws:sts::000000000000:assumed-role/r/s"}"#,
        r#"{"AWS":"AROAIOSFODNN7EXAMPLE1","Service":"edge.lambda.amazonaws.com"}"#,
        r#"{"Federated":"cognito-identity.amazonaws.com"}"#,
    ] {
        check(principal, Ok(()));
    }
    for (principal, named) in [
        (r#""x""#, r#""AWS":"x""#),
        (
            r#"{"AWS":"arn:aws:iam::000000000000:role/*"}"#,
            r#""AWS":"arn:aws:iam::000000000000:role/*""#,
        ),
        (r#"{"AWS":"arn:aws:s3:::b"}"#, r#""AWS":"arn:aws:s3:::b""#),
        (r#"{"AWS":"12345"}"#, r#""AWS":"12345""#),
        (r#"{"Service":"lambda"}"#, r#""SERVICE":"lambda""#),
        (r#"{"Aws":"*"}"#, r#""Aws":"*""#),
    ] {
        check(principal, Err(&format!("Invalid principal in policy: {named}")));
    }
}

#[test]
fn documents_that_two_readers_may_read_differently_are_refused() {
    let syntax = Err("Syntax errors in policy.");
    let statement = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    check_parse(
        Identity,
        &format!(r#"{{"Statement":{statement},"Statement":{statement}}}"#),
        syntax,
    );
    let doubled = statement.replace(r#""Action""#, r#""Action":"iam:*","Action""#);
    check_parse(Identity, &format!(r#"{{"Statement":{doubled}}}"#), syntax);
    check_parse(Identity, &format!(r#"{{"Id":"\ud800","Statement":{statement}}}"#), syntax);
    check_parse(Identity, &format!(r#"{{"Id":1e999,"Statement":{statement}}}"#), syntax);
    let deep = format!(r#"{{"Id":{}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    check_parse(Identity, &deep, syntax);
    let long = format!("{{}}{}", " ".repeat(70_000));
    check_parse(Identity, &long, Err("The policy is longer than 65536 bytes."));
}

/// The decision on `action` and `resource` for `principal`, with these policies.
#[track_caller]
fn check(
    principal: &Principal,
    [action, resource]: [&str; 2],
    policies: &[(PolicyKind, &str)],
    sessions: &[&str],
    expected: Decision,
) {
    let parse = |kind, members: &str| Policy::parse(&one(members), kind).expect(members);
    let of = |wanted: PolicyKind| {
        policies.iter().filter(move |(kind, _)| *kind == wanted).map(move |(_, m)| parse(wanted, m))
    };
    let identity: Vec<Policy> = of(Identity).collect();
    let on_resource = of(Resource).chain(of(Trust)).next();
    let sessions: Vec<Policy> = sessions.iter().map(|members| parse(Identity, members)).collect();
    let context = Context::new();
    let request = Request {
        principal,
        action,
        resource,
        resource_account: None,
        context: &context,
        now_ms: 0,
    };
    let identity: Vec<&Policy> = identity.iter().collect();
    let sessions: Vec<&Policy> = sessions.iter().collect();
    let got = evaluate(&request, &identity, on_resource.as_ref(), &sessions);
    assert_eq!(got, expected, "{action} {resource} {policies:?}");
}

const ALLOW: Decision = Decision::Allow;
const fn no(kind: PolicyType) -> Decision {
    Decision::Deny(Reason::NoAllow(kind))
}
const fn denied(kind: PolicyType) -> Decision {
    Decision::Deny(Reason::ExplicitDeny(kind))
}

#[test]
fn actions_and_resources_are_matched_whole() {
    let get = ["dynamodb:GetItem", TABLE];
    let check = |members: &str, allowed: bool| {
        let expected = if allowed { ALLOW } else { no(PolicyType::Identity) };
        check(&user(), get, &[(Identity, members)], &[], expected);
    };
    let allow = |action: &str, resource: &str| {
        format!(r#""Effect":"Allow","Action":"{action}","Resource":"{resource}""#)
    };
    check(&allow("*", "*"), true);
    check(&allow("DynamoDB:getitem", TABLE), true);
    check(&allow("dynamodb:Get*", "arn:aws:dynamodb:*:*:table/customs-*"), true);
    check(&allow("dynamodb:?etItem", "arn:*"), true);
    check(&allow("dynamodb:Put*", "*"), false);
    check(&allow("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/Customs-*"), false);
    check(&allow("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/customs"), false);
    check(r#""Effect":"Allow","NotAction":"iam:*","Resource":"*""#, true);
    check(r#""Effect":"Allow","NotAction":"dynamodb:*","Resource":"*""#, false);
    check(r#""Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::*""#, true);
    check(r#""Effect":"Allow","Action":"*","NotResource":"arn:aws:dynamodb:*""#, false);
}

#[test]
fn policy_variables_in_resources_stand_for_the_caller() {
    let own = ["s3:GetObject", "arn:aws:s3:::home/kim/x"];
    let allow =
        r#""Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}/*""#;
    check(&user(), own, &[(Identity, allow)], &[], ALLOW);
    // A session has no user name.
    check(&session(), own, &[(Identity, allow)], &[], no(PolicyType::Identity));
    let id = r#""Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:userid}/*""#;
    let by_id = ["s3:GetObject", "arn:aws:s3:::home/AROAIOSFODNN7EXAMPLE1:run/x"];
    check(&session(), by_id, &[(Identity, id)], &[], ALLOW);
    let all = (Identity, r#""Effect":"Allow","Action":"*","Resource":"*""#);
    let tag = "arn:aws:s3:::${aws:PrincipalTag/team}";
    // Of a variable that stands for nothing, the narrow reading counts: here it names nothing ...
    let deny = format!(r#""Effect":"Deny","Action":"*","Resource":"{tag}""#);
    check(&session(), own, &[all, (Identity, &deny)], &[], ALLOW);
    // ... and here it must not widen what is allowed or narrow what is denied.
    let not = format!(r#""Effect":"Allow","Action":"*","NotResource":"{tag}""#);
    check(&session(), own, &[(Identity, &not)], &[], no(PolicyType::Identity));
    let deny = not.replace("Allow", "Deny");
    check(&session(), own, &[all, (Identity, &deny)], &[], denied(PolicyType::Identity));
}

#[test]
fn a_deny_anywhere_ends_it() {
    let get = ["dynamodb:GetItem", TABLE];
    let all = r#""Effect":"Allow","Action":"*","Resource":"*""#;
    let deny = r#""Effect":"Deny","Action":"dynamodb:GetItem","Resource":"*""#;
    let everyone = r#""Effect":"Allow","Action":"*","Principal":"*""#;
    let nobody = r#""Effect":"Deny","Action":"*","Principal":"*""#;
    check(&user(), get, &[(Identity, all), (Identity, deny)], &[], denied(PolicyType::Identity));
    check(
        &user(),
        get,
        &[(Resource, everyone), (Identity, deny)],
        &[],
        denied(PolicyType::Identity),
    );
    check(&user(), get, &[(Identity, all), (Resource, nobody)], &[], denied(PolicyType::Resource));
    check(&session(), get, &[(Identity, all)], &[all, deny], denied(PolicyType::Session));
    let root = Principal::root("000000000000", None);
    check(&root, get, &[(Resource, nobody)], &[], denied(PolicyType::Resource));
    let but_kim = r#""Effect":"Deny","Action":"*",
        "NotPrincipal":{"AWS":"arn:aws:iam::000000000000:user/kim"}"#;
    check(&user(), get, &[(Identity, all), (Resource, but_kim)], &[], ALLOW);
    check(
        &session(),
        get,
        &[(Identity, all), (Resource, but_kim)],
        &[],
        denied(PolicyType::Resource),
    );
}

#[test]
fn within_an_account_either_side_may_allow() {
    let get = ["dynamodb:GetItem", TABLE];
    let mine = r#""Effect":"Allow","Action":"dynamodb:*","Resource":"*""#;
    let to = |principal: &str| {
        format!(r#""Effect":"Allow","Action":"dynamodb:GetItem","Principal":{principal}"#)
    };
    let none = no(PolicyType::Identity);
    check(&user(), get, &[], &[], none);
    check(&Principal::root("000000000000", None), get, &[], &[], ALLOW);
    check(&user(), get, &[(Identity, mine)], &[], ALLOW);
    for (principal, expected) in [
        (r#""*""#, ALLOW),
        (r#"{"AWS":"arn:aws:iam::000000000000:user/kim"}"#, ALLOW),
        (r#"{"AWS":"AIDAIOSFODNN7EXAMPLE1"}"#, ALLOW),
        (r#"{"AWS":"arn:aws:iam::000000000000:user/lee"}"#, none),
        // The account leaves it to its own policies.
        (r#"{"AWS":"000000000000"}"#, none),
        (r#"{"Service":"lambda.amazonaws.com"}"#, none),
    ] {
        check(&user(), get, &[(Resource, &to(principal))], &[], expected);
    }
    let account = to(r#"{"AWS":"arn:aws:iam::000000000000:root"}"#);
    check(&user(), get, &[(Resource, &account), (Identity, mine)], &[], ALLOW);
    let role = to(&format!(r#"{{"AWS":"{ROLE}"}}"#));
    check(&session(), get, &[(Resource, &role)], &[], ALLOW);
    check(&user(), get, &[(Resource, &role)], &[], none);
}

#[test]
fn from_another_account_both_sides_must_allow() {
    let get = ["dynamodb:GetItem", FOREIGN];
    let mine = r#""Effect":"Allow","Action":"dynamodb:*","Resource":"*""#;
    let theirs = r#""Effect":"Allow","Action":"dynamodb:*","Principal":{"AWS":"000000000000"}"#;
    let kim = r#""Effect":"Allow","Action":"dynamodb:*",
        "Principal":{"AWS":"arn:aws:iam::000000000000:user/kim"}"#;
    check(&user(), get, &[(Identity, mine)], &[], no(PolicyType::Resource));
    check(&user(), get, &[(Resource, theirs)], &[], no(PolicyType::Identity));
    check(&user(), get, &[(Resource, kim)], &[], no(PolicyType::Identity));
    check(&user(), get, &[(Resource, theirs), (Identity, mine)], &[], ALLOW);
    check(&user(), get, &[(Resource, kim), (Identity, mine)], &[], ALLOW);
    let root = Principal::root("000000000000", None);
    check(&root, get, &[], &[], no(PolicyType::Resource));
    check(&root, get, &[(Resource, theirs)], &[], ALLOW);
}

#[test]
fn services_and_nobody_need_the_resource_to_name_them() {
    let send = ["sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:q"];
    let sns = Principal::service("sns.amazonaws.com");
    let to = |principal: &str| {
        format!(
            r#""Effect":"Allow","Action":"sqs:SendMessage","Resource":"*","Principal":{principal}"#
        )
    };
    let none = no(PolicyType::Resource);
    check(&sns, send, &[], &[], none);
    for (principal, service, nobody) in [
        (r#"{"Service":"sns.amazonaws.com"}"#, ALLOW, none),
        (r#"{"Service":"s3.amazonaws.com"}"#, none, none),
        (r#""*""#, ALLOW, ALLOW),
        (r#"{"AWS":"000000000000"}"#, none, none),
    ] {
        check(&sns, send, &[(Resource, &to(principal))], &[], service);
        check(&Principal::anonymous(), send, &[(Resource, &to(principal))], &[], nobody);
    }
}

#[test]
fn who_may_assume_a_role_its_trust_policy_says() {
    let assume = ["sts:AssumeRole", ROLE];
    let mine = r#""Effect":"Allow","Action":"sts:AssumeRole","Resource":"*""#;
    let trust = |principal: &str| {
        format!(r#""Effect":"Allow","Action":"sts:AssumeRole","Principal":{principal}"#)
    };
    let lambda = Principal::service("lambda.amazonaws.com");
    let by_lambda = trust(r#"{"Service":"lambda.amazonaws.com"}"#);
    check(&lambda, assume, &[(Trust, &by_lambda)], &[], ALLOW);
    check(&Principal::service("x.y"), assume, &[(Trust, &by_lambda)], &[], no(PolicyType::Trust));
    check(&user(), assume, &[(Trust, &by_lambda), (Identity, mine)], &[], no(PolicyType::Trust));
    let by_account = trust(r#"{"AWS":"000000000000"}"#);
    check(&user(), assume, &[(Trust, &by_account)], &[], no(PolicyType::Identity));
    check(&user(), assume, &[(Trust, &by_account), (Identity, mine)], &[], ALLOW);
    let by_kim = trust(r#"{"AWS":"arn:aws:iam::000000000000:user/kim"}"#);
    check(&user(), assume, &[(Trust, &by_kim)], &[], ALLOW);
    let not_kim = by_kim.replace("Allow", "Deny");
    check(&user(), assume, &[(Trust, &not_kim), (Identity, mine)], &[], denied(PolicyType::Trust));
    let stranger = Principal::user("111111111111", "/", "lee", "AIDA2", "AKIA");
    check(&stranger, assume, &[(Trust, &by_account), (Identity, mine)], &[], no(PolicyType::Trust));
    let by_other = trust(r#"{"AWS":"111111111111"}"#);
    check(&stranger, assume, &[(Trust, &by_other)], &[], no(PolicyType::Identity));
    check(&stranger, assume, &[(Trust, &by_other), (Identity, mine)], &[], ALLOW);
}

#[test]
fn session_policies_only_take_away() {
    let get = ["dynamodb:GetItem", TABLE];
    let all = r#""Effect":"Allow","Action":"*","Resource":"*""#;
    let items = r#""Effect":"Allow","Action":"dynamodb:*Item","Resource":"*""#;
    let logs = r#""Effect":"Allow","Action":"logs:*","Resource":"*""#;
    check(&session(), get, &[(Identity, all)], &[items], ALLOW);
    check(&session(), get, &[(Identity, all)], &[logs, items], ALLOW);
    check(&session(), get, &[(Identity, all)], &[logs], no(PolicyType::Session));
    check(&session(), get, &[(Identity, logs)], &[all], no(PolicyType::Identity));
    let to = |arn: &str| {
        format!(r#""Effect":"Allow","Action":"dynamodb:*","Principal":{{"AWS":"{arn}"}}"#)
    };
    // What the resource gives to the role is the session's to lose, what it gives to the session
    // by name is not.
    check(&session(), get, &[(Resource, &to(ROLE))], &[logs], no(PolicyType::Session));
    let own = to("arn:aws:sts::000000000000:assumed-role/fetch/run");
    check(&session(), get, &[(Resource, &own)], &[logs], ALLOW);
    // Another account's resource does not reach past them.
    let foreign = ["dynamodb:GetItem", FOREIGN];
    let both = [(Resource, &*own), (Identity, all)];
    check(&session(), foreign, &both, &[all], ALLOW);
    check(&session(), foreign, &both, &[logs], no(PolicyType::Session));
}

#[test]
fn a_denial_says_who_what_where_and_why() {
    let context = Context::new();
    let principal = session();
    let request = Request {
        principal: &principal,
        action: "dynamodb:PutItem",
        resource: TABLE,
        resource_account: None,
        context: &context,
        now_ms: 0,
    };
    let head = format!(
        "User: arn:aws:sts::000000000000:assumed-role/fetch/run is not authorized to perform: \
         dynamodb:PutItem on resource: {TABLE}"
    );
    for (reason, why) in [
        (
            Reason::NoAllow(PolicyType::Identity),
            "because no identity-based policy allows the dynamodb:PutItem action",
        ),
        (
            Reason::NoAllow(PolicyType::Resource),
            "because no resource-based policy allows the dynamodb:PutItem action",
        ),
        (
            Reason::NoAllow(PolicyType::Session),
            "because no session policy allows the dynamodb:PutItem action",
        ),
        (
            Reason::NoAllow(PolicyType::Trust),
            "because no role trust policy allows the dynamodb:PutItem action",
        ),
        (
            Reason::ExplicitDeny(PolicyType::Identity),
            "with an explicit deny in an identity-based policy",
        ),
        (
            Reason::ExplicitDeny(PolicyType::Resource),
            "with an explicit deny in a resource-based policy",
        ),
        (Reason::ExplicitDeny(PolicyType::Session), "with an explicit deny in a session policy"),
        (Reason::ExplicitDeny(PolicyType::Trust), "with an explicit deny in the role trust policy"),
    ] {
        assert_eq!(reason.message(&request), format!("{head} {why}"));
    }
}

#[test]
fn the_owner_of_a_resource_without_account_in_its_arn_can_be_told() {
    let context = Context::new();
    let principal = user();
    let all = Policy::parse(&one(r#""Effect":"Allow","Action":"*","Resource":"*""#), Identity);
    let all = all.unwrap();
    for (owner, expected) in [
        (None, ALLOW),
        (Some("000000000000"), ALLOW),
        (Some("111111111111"), no(PolicyType::Resource)),
    ] {
        let request = Request {
            principal: &principal,
            action: "s3:GetObject",
            resource: "arn:aws:s3:::bucket/key",
            resource_account: owner,
            context: &context,
            now_ms: 0,
        };
        assert_eq!(evaluate(&request, &[&all], None, &[]), expected, "{owner:?}");
    }
}
