//! What is refused, in AWS's words, and what counts for the limits.

use serde_json::{Value, json};

use super::super::policy::Branch;
use super::{BOUNDS, Policy, Scope, parse};

fn refusal(policy: &Value, scope: Scope) -> String {
    match parse(policy, scope) {
        Err(text) => text,
        Ok(parsed) => panic!("{policy} was taken: {parsed:?}"),
    }
}

#[test]
fn a_condition_is_refused_in_aws_s_words() {
    let check = |condition: Value, text: &str| {
        let policy = json!({"k": [condition]});
        assert_eq!(refusal(&policy, Scope::Body), format!("FilterPolicy: {text}"), "{policy}");
    };
    let nested = "Match value must be String, number, true, false, or null";
    check(json!(["a"]), nested);
    check(json!({}), "Match expression name not found");
    check(json!({"regex": "a"}), "Unrecognized match type regex");
    check(json!({"prefix": "a", "suffix": "b"}), "Only one key allowed in match expression");
    check(json!({"prefix": 1}), "prefix match pattern must be a string");
    check(json!({"suffix": ["a"]}), "suffix match pattern must be a string");
    check(json!({"wildcard": null}), "wildcard match pattern must be a string");
    check(json!({"equals-ignore-case": 1}), "equals-ignore-case match pattern must be a string");
    check(json!({"wildcard": "a**b"}), "Consecutive wildcard characters at pos 2");
    check(json!({"wildcard": r"a\b"}), "Invalid escape character at pos 2");
    check(json!({"wildcard": r"a\"}), "Invalid escape character at pos 2");
    check(json!({"exists": "true"}), "exists match pattern must be either true or false.");
    check(json!({"cidr": 10}), "prefix match pattern must be a string");
    check(json!({"cidr": "10.0.0.0"}), "Malformed CIDR, one '/' required");
    check(json!({"cidr": "10.0.0.0/a"}), "Malformed CIDR, mask bits must be an integer");
    check(json!({"cidr": "10.0.0.0/-1"}), "Malformed CIDR, mask bits must not be negative");
    check(json!({"cidr": "10.0.0.0/32"}), "IPv4 mask bits must be < 32");
    check(json!({"cidr": "::/128"}), "IPv6 mask bits must be < 128");
    check(json!({"cidr": "host/8"}), "Nonstandard IP address: host");
}

#[test]
fn a_numeric_expression_is_refused_in_aws_s_words() {
    let check = |numeric: Value, text: &str| {
        let policy = json!({"k": [{"numeric": numeric}]});
        assert_eq!(refusal(&policy, Scope::Body), format!("FilterPolicy: {text}"), "{policy}");
    };
    check(json!("=1"), "Value of numeric must be an array.");
    check(json!([]), "Invalid member in numeric match: ]");
    check(json!([1]), "Invalid member in numeric match: 1");
    check(json!(["!=", 1]), "Unrecognized numeric range operator: !=");
    check(json!(["="]), "Value of equals must be numeric");
    check(json!([">", "1"]), "Value of > must be numeric");
    check(json!(["<", 1, ">", 0]), "Too many elements in numeric expression");
    check(json!([">", 1, 2]), "Bad value in numeric range: 2");
    check(json!([">", 1, ">", 2]), "Bad numeric range operator: >");
    check(json!([">", 1, "<="]), "Value of <= must be numeric");
    check(json!([">", 1, "<", 1]), "Bottom must be less than top");
    check(json!([">", 1, "<", 2, "<", 3]), "Too many terms in numeric range expression");
    check(json!(["=", 1e10]), "Value must be between -1.0E9 and 1.0E9, inclusive");
}

#[test]
fn anything_but_is_refused_in_aws_s_words() {
    let check = |anything_but: Value, text: &str| {
        let policy = json!({"k": [{"anything-but": anything_but}]});
        assert_eq!(refusal(&policy, Scope::Body), format!("FilterPolicy: {text}"), "{policy}");
    };
    let one = "Value of anything-but must be an array or single string/number value.";
    check(json!(null), one);
    check(json!(true), one);
    check(json!([null]), "Inside anything but list, start|null|boolean is not supported.");
    let mixed = "Inside anything but list, either all values are number or string, mixed type is \
                 not supported";
    check(json!(["a", 1]), mixed);
    check(json!([]), mixed);
    check(json!({"exists": true}), "Unsupported anything-but pattern: exists");
    check(json!({"prefix": ""}), "Null prefix/suffix not allowed");
    check(json!({"suffix": 1}), "prefix/suffix match pattern must be a string");
    check(json!({"wildcard": "**"}), "Consecutive wildcard characters at pos 1");
}

#[test]
fn a_policy_is_refused_for_its_form() {
    let check = |document: &str, text: &str| {
        let parsed = Policy::parse(document, Scope::Attributes, &BOUNDS);
        assert_eq!(parsed, Err(text.to_owned()), "{document}");
    };
    check("{", "FilterPolicy: failed to parse JSON.");
    check("[]", "FilterPolicy: Filter is not an object");
    check(r#"{"k": "v"}"#, r#"FilterPolicy: "k" must be an object or an array"#);
    check(r#"{"k": []}"#, "FilterPolicy: Empty arrays are not allowed");
    check(
        r#"{"k": {"l": ["v"]}}"#,
        "Filter policy scope MessageAttributes does not support nested filter policy",
    );
    check(r#"{"$or": [{"k": ["v"]}]}"#, "FilterPolicy: Unrecognized match type k");
    let long = format!(r#"{{"k": ["{}"]}}"#, "x".repeat(262_144));
    check(&long, "FilterPolicy: Filter policy is too long");
    let empty = json!({"k": {}});
    assert_eq!(refusal(&empty, Scope::Body), "FilterPolicy: Empty objects are not allowed");
    assert_eq!(parse(&json!({}), Scope::Attributes), Ok(None), "which takes a policy away");
    let reserved = json!({"$or": [{"numeric": 1}, {"prefix": "a"}]});
    let text = "FilterPolicy: Value of numeric must be an array.";
    assert_eq!(refusal(&reserved, Scope::Attributes), text, "a name like any other");
}

#[test]
fn deep_nesting_is_refused_and_does_not_end_the_server() {
    let deep = format!("{}[1]{}", r#"{"a":"#.repeat(5_000), "}".repeat(5_000));
    let parsed = Policy::parse(&deep, Scope::Body, &BOUNDS);
    assert_eq!(parsed, Err("FilterPolicy: failed to parse JSON.".to_owned()));
    let points = format!(r#"{{"{}": [1]}}"#, ".".repeat(200_000));
    assert!(Policy::parse(&points, Scope::Body, &BOUNDS).is_ok());
}

#[test]
fn a_policy_has_five_keys_and_150_combinations() {
    let complex = "FilterPolicy: Filter policy is too complex";
    let values = |count: usize| (0..count).map(|n| n.to_string()).collect::<Vec<_>>();
    let six = json!({"a": [1], "b": [1], "c": [1], "d": [1], "e": [1], "f": [1]});
    let keys = "FilterPolicy: Filter policy can not have more than 5 keys";
    assert_eq!(refusal(&six, Scope::Attributes), keys);
    let taken = |policy: Value, scope| assert!(parse(&policy, scope).is_ok(), "{policy}");
    taken(json!({"a": values(150)}), Scope::Attributes);
    assert_eq!(refusal(&json!({"a": values(151)}), Scope::Attributes), complex);
    taken(json!({"a": values(3), "b": [1], "c": values(50)}), Scope::Attributes);
    assert_eq!(refusal(&json!({"a": values(3), "b": values(51)}), Scope::Attributes), complex);
    // AWS: 4 values three deep and 3 values two deep are 4 x 3 x 3 x 2 = 72 combinations.
    let nested = |last: usize| json!({"a": {"b": {"c": values(4)}}, "d": {"e": values(3)}, "f": values(last)});
    taken(nested(2), Scope::Body);
    assert_eq!(refusal(&nested(3), Scope::Body), complex);
    // Only the keys at the top count as keys.
    let wide = json!({"a": {"b": [1], "c": [1], "d": [1], "e": [1], "f": [1], "g": [1]}});
    taken(wide, Scope::Body);
    // The branches of an $or add up.
    let or = |n: usize| json!({"s": values(2), "$or": [{"a": values(50)}, {"b": values(n)}]});
    taken(or(25), Scope::Attributes);
    assert_eq!(refusal(&or(26), Scope::Attributes), complex);
}

#[test]
fn wildcards_of_a_policy_have_a_hundred_points() {
    let complex = "FilterPolicy: Filter policy is too complex";
    let sites = |count: usize| {
        let patterns = (0..count).map(|n| json!({"wildcard": format!("*/{n}/*")}));
        json!({"k": patterns.collect::<Vec<_>>()})
    };
    assert!(parse(&sites(4), Scope::Body).is_ok(), "four of six points, times four: 96");
    assert_eq!(refusal(&sites(5), Scope::Body), complex);
    let stars = |pattern: &str| json!({"k": [{"wildcard": pattern}]});
    assert!(parse(&stars("*a*b*"), Scope::Body).is_ok());
    assert_eq!(refusal(&stars("*a*b*c*"), Scope::Body), complex);
}

#[test]
fn ors_are_multiplied_out_only_within_the_limit() {
    let or = json!([{"a": [1]}, {"b": [1]}]);
    let mut nested = json!({"$or": or});
    for _ in 0..10 {
        nested = json!({"$or": [{"x": nested, "$or": or}, {"y": nested, "$or": or}]});
    }
    assert_eq!(refusal(&nested, Scope::Body), "FilterPolicy: Filter policy is too complex");
    let parsed = parse(&json!({"$or": or, "c": {"$or": or}}), Scope::Body).unwrap().unwrap();
    let paths = |branch: &Branch| branch.iter().map(|key| key.path.to_string()).collect::<Vec<_>>();
    let all: Vec<_> = parsed.branches.iter().map(paths).collect();
    assert_eq!(
        all,
        [[".a", ".c.a"], [".b", ".c.a"], [".a", ".c.b"], [".b", ".c.b"]]
            .map(|branch| branch.map(str::to_owned).to_vec())
    );
}
