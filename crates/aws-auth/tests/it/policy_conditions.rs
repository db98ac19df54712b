//! Conditions: each operator, what absent keys do, and that the unknown fails closed.

use aws_auth::policy::{Context, Policy, PolicyKind, Request, evaluate};
use aws_auth::principal::Principal;

/// 2026-01-01T00:00:00Z
const NOW_MS: i64 = 1_767_225_600_000;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Holds {
    Yes,
    No,
    Unknown,
}
use Holds::{No, Unknown, Yes};

/// What a condition block says of a request with this context: seen through an `Allow` and a
/// `Deny`, which agree where the block can be told and both refuse where it cannot.
#[track_caller]
fn check(condition: &str, context: &Context, expected: Holds) {
    let principal = Principal::user("000000000000", "/", "kim", "AIDAIOSFODNN7EXAMPLE1", "AKIA");
    check_as(&principal, condition, context, expected);
}

#[track_caller]
fn check_as(principal: &Principal, condition: &str, context: &Context, expected: Holds) {
    let request = Request {
        principal,
        action: "s3:GetObject",
        resource: "arn:aws:s3:::bucket/key",
        resource_account: None,
        context,
        now_ms: NOW_MS,
    };
    let statement = |effect: &str| {
        format!(r#"{{"Effect":"{effect}","Action":"*","Resource":"*","Condition":{condition}}}"#)
    };
    let parse = |statements: &str| {
        let document = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
        Policy::parse(&document, PolicyKind::Identity).expect(condition)
    };
    let all = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
    let allows = evaluate(&request, &[&parse(&statement("Allow"))], None, &[]).is_allow();
    let deny = parse(&format!("{all},{}", statement("Deny")));
    let denies = !evaluate(&request, &[&deny], None, &[]).is_allow();
    let got = match (allows, denies) {
        (true, true) => Yes,
        (false, false) => No,
        (false, true) => Unknown,
        (true, false) => panic!("{condition}: allows, and does not deny"),
    };
    assert_eq!(got, expected, "{condition}");
}

#[test]
fn strings_compare_exactly_or_as_patterns() {
    let context = Context::new().with("s3:Prefix", "Home/Kim");
    for (operator, value, holds) in [
        ("StringEquals", r#""Home/Kim""#, Yes),
        ("StringEquals", r#""home/kim""#, No),
        ("StringEquals", r#""Home/*""#, No),
        ("StringEquals", r#"["x","Home/Kim"]"#, Yes),
        ("StringEqualsIgnoreCase", r#""HOME/kim""#, Yes),
        ("StringNotEquals", r#""Home/Kim""#, No),
        ("StringNotEquals", r#"["x","Home/Kim"]"#, No),
        ("StringNotEquals", r#"["x","y"]"#, Yes),
        ("StringNotEqualsIgnoreCase", r#""HOME/KIM""#, No),
        ("StringLike", r#""Home/*""#, Yes),
        ("StringLike", r#""Home/???""#, Yes),
        ("StringLike", r#""home/*""#, No),
        ("StringNotLike", r#""Home/*""#, No),
        ("StringNotLike", r#"["a*","b*"]"#, Yes),
    ] {
        check(&format!(r#"{{"{operator}":{{"S3:prefix":{value}}}}}"#), &context, holds);
    }
}

#[test]
fn numbers_dates_and_booleans_compare_as_such() {
    let context = Context::new()
        .with("s3:max-keys", "10")
        .with("aws:SecureTransport", "true")
        .with("s3:word", "ten");
    for (condition, holds) in [
        (r#"{"NumericEquals":{"s3:max-keys":"10.0"}}"#, Yes),
        (r#"{"NumericEquals":{"s3:max-keys":10}}"#, Yes),
        (r#"{"NumericNotEquals":{"s3:max-keys":10}}"#, No),
        (r#"{"NumericLessThan":{"s3:max-keys":10}}"#, No),
        (r#"{"NumericLessThanEquals":{"s3:max-keys":10}}"#, Yes),
        (r#"{"NumericGreaterThan":{"s3:max-keys":9}}"#, Yes),
        (r#"{"NumericGreaterThanEquals":{"s3:max-keys":[20,30]}}"#, No),
        (r#"{"NumericLessThan":{"s3:word":10}}"#, No),
        (r#"{"NumericLessThan":{"s3:max-keys":"many"}}"#, Unknown),
        (r#"{"NumericLessThan":{"s3:max-keys":"inf"}}"#, Unknown),
        (r#"{"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:01Z"}}"#, Yes),
        (r#"{"DateLessThan":{"aws:CurrentTime":"2026-01-01"}}"#, No),
        (r#"{"DateEquals":{"aws:CurrentTime":"2026-01-01T01:00:00+01:00"}}"#, Yes),
        (r#"{"DateGreaterThan":{"aws:EpochTime":1767225599}}"#, Yes),
        (r#"{"DateNotEquals":{"aws:EpochTime":"2026-01-01T00:00:00Z"}}"#, No),
        (r#"{"NumericGreaterThanEquals":{"aws:EpochTime":1767225600}}"#, Yes),
        (r#"{"DateLessThan":{"aws:CurrentTime":"tomorrow"}}"#, Unknown),
        (r#"{"Bool":{"aws:SecureTransport":"true"}}"#, Yes),
        (r#"{"Bool":{"aws:SecureTransport":false}}"#, No),
        (r#"{"Bool":{"aws:SecureTransport":"yes"}}"#, Unknown),
    ] {
        check(condition, &context, holds);
    }
}

#[test]
fn arns_compare_part_by_part() {
    let context =
        Context::new().with("aws:SourceArn", "arn:aws:sns:us-east-1:000000000000:topic:sub");
    for (value, holds) in [
        ("arn:aws:sns:us-east-1:000000000000:topic:sub", Yes),
        ("arn:aws:sns:*:*:topic:*", Yes),
        ("arn:aws:sns:us-east-?:000000000000:*", Yes),
        ("*", Yes),
        // No wildcard reaches over a colon of the first five.
        ("arn:aws:sns:*:topic:sub", No),
        ("arn:aws:*:topic:sub", Unknown),
        ("arn:aws:sqs:*:*:*", No),
        ("topic", Unknown),
    ] {
        for operator in ["ArnLike", "ArnEquals"] {
            let condition = format!(r#"{{"{operator}":{{"aws:SourceArn":"{value}"}}}}"#);
            check(&condition, &context, holds);
        }
        let opposite = match holds {
            Yes => No,
            No => Yes,
            Unknown => Unknown,
        };
        let condition = format!(r#"{{"ArnNotLike":{{"aws:SourceArn":"{value}"}}}}"#);
        check(&condition, &context, opposite);
    }
}

#[test]
fn addresses_belong_to_networks() {
    let check_ip = |address: &str, network: &str, holds| {
        let context = Context::new().with("aws:SourceIp", address);
        check(&format!(r#"{{"IpAddress":{{"aws:SourceIp":"{network}"}}}}"#), &context, holds);
    };
    check_ip("192.0.2.7", "192.0.2.0/24", Yes);
    check_ip("192.0.3.7", "192.0.2.0/24", No);
    check_ip("192.0.2.7", "192.0.2.7", Yes);
    check_ip("192.0.2.7", "0.0.0.0/0", Yes);
    check_ip("::ffff:192.0.2.7", "192.0.2.0/24", Yes);
    check_ip("2001:db8::1", "2001:db8::/32", Yes);
    check_ip("2001:db9::1", "2001:db8::/32", No);
    check_ip("2001:db8::1", "0.0.0.0/0", No);
    check_ip("2001:db8::1", "::/0", Yes);
    check_ip("here", "::/0", No);
    check_ip("192.0.2.7", "192.0.2.0/33", Unknown);
    check_ip("192.0.2.7", "everywhere", Unknown);
    let context = Context::new().with("aws:SourceIp", "192.0.2.7");
    check(r#"{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}"#, &context, No);
    check(r#"{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8","172.16.0.0/12"]}}"#, &context, Yes);
}

#[test]
fn keys_that_the_request_lacks_match_only_what_says_not() {
    let context = Context::new().know("s3:prefix");
    for (condition, holds) in [
        (r#"{"StringEquals":{"s3:prefix":"x"}}"#, No),
        (r#"{"StringNotEquals":{"s3:prefix":"x"}}"#, Yes),
        (r#"{"StringEqualsIfExists":{"s3:prefix":"x"}}"#, Yes),
        (r#"{"IpAddress":{"aws:SourceIp":"::/0"}}"#, No),
        (r#"{"NotIpAddress":{"aws:SourceIp":"::/0"}}"#, Yes),
        (r#"{"BoolIfExists":{"aws:SecureTransport":"false"}}"#, Yes),
        (r#"{"ForAllValues:StringEquals":{"s3:prefix":"x"}}"#, Yes),
        (r#"{"ForAnyValue:StringEquals":{"s3:prefix":"x"}}"#, No),
        (r#"{"ForAnyValue:StringNotEquals":{"s3:prefix":"x"}}"#, No),
        (r#"{"ForAnyValue:StringEqualsIfExists":{"s3:prefix":"x"}}"#, Yes),
        (r#"{"Null":{"s3:prefix":"true"}}"#, Yes),
        (r#"{"Null":{"s3:prefix":"false"}}"#, No),
        (r#"{"Null":{"aws:username":"true"}}"#, No),
        (r#"{"Null":{"aws:username":false}}"#, Yes),
    ] {
        check(condition, &context, holds);
    }
}

#[test]
fn keys_with_several_values_match_all_or_any() {
    let mut context = Context::new();
    context.insert("dynamodb:Attributes", ["a", "b"].map(str::to_owned));
    for (operator, value, holds) in [
        ("StringEquals", r#""a""#, Yes),
        ("StringNotEquals", r#""a""#, No),
        ("StringNotEquals", r#""c""#, Yes),
        ("ForAllValues:StringEquals", r#"["a","b","c"]"#, Yes),
        ("ForAllValues:StringEquals", r#"["a"]"#, No),
        ("ForAllValues:StringLike", r#"["?"]"#, Yes),
        ("ForAllValues:StringNotEquals", r#"["c"]"#, Yes),
        ("ForAllValues:StringNotEquals", r#"["a"]"#, No),
        ("ForAnyValue:StringEquals", r#"["b"]"#, Yes),
        ("ForAnyValue:StringEquals", r#"["c"]"#, No),
        ("ForAnyValue:StringNotEquals", r#"["a"]"#, Yes),
        ("ForAnyValue:StringNotEquals", r#"["a","b"]"#, No),
    ] {
        check(&format!(r#"{{"{operator}":{{"dynamodb:attributes":{value}}}}}"#), &context, holds);
    }
}

#[test]
fn what_is_not_known_fails_closed() {
    let context = Context::new().with("s3:prefix", "x");
    for (condition, holds) in [
        (r#"{"StringResembles":{"s3:prefix":"x"}}"#, Unknown),
        (r#"{"BinaryEquals":{"s3:prefix":"eA=="}}"#, Unknown),
        (r#"{"ForSomeValues:StringEquals":{"s3:prefix":"x"}}"#, Unknown),
        (r#"{"NullIfExists":{"s3:prefix":"false"}}"#, Unknown),
        (r#"{"NumericSomehow":{"s3:prefix":1}}"#, Unknown),
        (r#"{"StringEquals":{"s3:unheard":"x"}}"#, Unknown),
        (r#"{"StringEqualsIfExists":{"s3:unheard":"x"}}"#, Unknown),
        (r#"{"Null":{"aws:MultiFactorAuthAge":"true"}}"#, Unknown),
        // All conditions have to hold: one that surely does not settles it.
        (r#"{"StringEquals":{"s3:unheard":"x","s3:prefix":"y"}}"#, No),
        (r#"{"StringEquals":{"s3:prefix":"y","s3:unheard":"x"}}"#, No),
        (r#"{"StringEquals":{"s3:prefix":"x","s3:unheard":"x"}}"#, Unknown),
        (r"{}", Yes),
    ] {
        check(condition, &context, holds);
    }
}

#[test]
fn variables_in_values_stand_for_keys() {
    let context = Context::new().with("s3:prefix", "kim").with("s3:star", "*");
    for (condition, holds) in [
        (r#"{"StringEquals":{"s3:prefix":"${aws:username}"}}"#, Yes),
        (r#"{"StringEquals":{"s3:prefix":"${aws:userid}"}}"#, No),
        (r#"{"StringLike":{"s3:prefix":"${s3:star}"}}"#, No),
        (
            r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::${aws:PrincipalAccount}:*/${s3:prefix}"}}"#,
            Yes,
        ),
        (r#"{"StringLike":{"s3:star":"${*}"}}"#, Yes),
        (r#"{"StringEquals":{"s3:star":"*"}}"#, Yes),
        (r#"{"StringEquals":{"s3:prefix":"${aws:PrincipalTag/x}"}}"#, No),
        (r#"{"StringNotEquals":{"s3:prefix":"${aws:PrincipalTag/x}"}}"#, Unknown),
        (r#"{"StringNotEquals":{"s3:prefix":["kim","${aws:PrincipalTag/x}"]}}"#, No),
        (r#"{"StringEquals":{"s3:prefix":"${aws:PrincipalTag/x, 'kim'}"}}"#, Yes),
    ] {
        check(condition, &context, holds);
    }
}

#[test]
fn the_callers_own_keys_come_from_the_caller() {
    let forged = Context::new().with("aws:username", "root").with("aws:PrincipalAccount", "9");
    let role = "arn:aws:iam::000000000000:role/path/fetch";
    let session = Principal::assumed_role(role, "AROA1", "run", None);
    let service = Principal::service("lambda.amazonaws.com");
    check(r#"{"StringEquals":{"aws:username":"kim"}}"#, &forged, Yes);
    check(r#"{"StringEquals":{"aws:PrincipalAccount":"000000000000"}}"#, &forged, Yes);
    check(r#"{"StringEquals":{"aws:PrincipalType":"User"}}"#, &forged, Yes);
    for (condition, holds) in [
        (r#"{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::*:role/path/fetch"}}"#, Yes),
        (r#"{"StringEquals":{"aws:userid":"AROA1:run"}}"#, Yes),
        (r#"{"StringLike":{"aws:userid":"AROA1:*"}}"#, Yes),
        (r#"{"Null":{"aws:username":"true"}}"#, Yes),
        (r#"{"StringEquals":{"aws:PrincipalType":"AssumedRole"}}"#, Yes),
        (r#"{"Bool":{"aws:PrincipalIsAWSService":"false"}}"#, Yes),
    ] {
        check_as(&session, condition, &forged, holds);
    }
    // A service is no account's: what an identity policy says of it is never asked.
    let request = Request {
        principal: &service,
        action: "lambda:InvokeFunction",
        resource: "arn:aws:lambda:us-east-1:000000000000:function:f",
        resource_account: None,
        context: &Context::new(),
        now_ms: NOW_MS,
    };
    let document = |condition: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":"*",
               "Action":"lambda:InvokeFunction","Condition":{condition}}}]}}"#
        )
    };
    for (condition, allowed) in [
        (r#"{"Null":{"aws:PrincipalArn":"true","aws:PrincipalAccount":"true"}}"#, true),
        (r#"{"Bool":{"aws:PrincipalIsAWSService":"true"}}"#, true),
        (r#"{"StringEquals":{"aws:PrincipalAccount":""}}"#, false),
    ] {
        let policy = Policy::parse(&document(condition), PolicyKind::Resource).unwrap();
        let none: [&Policy; 0] = [];
        let got = evaluate(&request, &none, Some(&policy), &none);
        assert_eq!(got.is_allow(), allowed, "{condition}");
    }
}
