//! Every operator, on attributes and on bodies.

use serde_json::{Value, json};

use super::{Index, Scope, attributes_match, body_matches, parse};

/// `policy` takes each of `yes` and none of `no`, as attributes and as a body.
fn check(policy: Value, yes: &[Value], no: &[Value]) {
    for (messages, wanted) in [(yes, true), (no, false)] {
        for message in messages {
            assert_eq!(body_matches(&policy, message), wanted, "{policy} on the body {message}");
            assert_eq!(attributes_match(&policy, message), wanted, "{policy} on {message}");
        }
    }
}

#[test]
fn plain_values_are_equal_in_type_and_value() {
    check(
        json!({"k": ["rugby", "tennis"]}),
        &[json!({"k": "rugby"}), json!({"k": ["golf", "tennis"], "x": 1})],
        &[json!({"k": "Rugby"}), json!({"k": ["golf"]}), json!({"x": "rugby"}), json!({"k": []})],
    );
    check(
        json!({"k": [301.5]}),
        &[json!({"k": 301.5}), json!({"k": 3.015e2}), json!({"k": 301.500_000_4})],
        &[json!({"k": "301.5"}), json!({"k": 301.51}), json!({"k": true})],
    );
    check(json!({"k": [true]}), &[json!({"k": true})], &[json!({"k": "true"}), json!({"k": 1})]);
    check(json!({"k": [null]}), &[json!({"k": null})], &[json!({"k": ""}), json!({"k": "null"})]);
    check(
        json!({"k": [123_456_789_012_u64]}),
        &[json!({"k": 123_456_789_012_u64})],
        &[json!({"k": 123_456_789_013_u64}), json!({"k": "123456789012"})],
    );
}

#[test]
fn texts_match_by_beginning_end_pattern_and_without_case() {
    check(
        json!({"k": [{"prefix": "bas"}]}),
        &[json!({"k": "baseball"}), json!({"k": "bas"})],
        &[json!({"k": "Baseball"}), json!({"k": "ba"}), json!({"k": 5})],
    );
    check(
        json!({"k": [{"suffix": "ball"}]}),
        &[json!({"k": "baseball"}), json!({"k": "ball"})],
        &[json!({"k": "balls"}), json!({"k": "all"})],
    );
    check(
        json!({"k": [{"equals-ignore-case": "Tennis"}]}),
        &[json!({"k": "TENNIS"}), json!({"k": "tennis"})],
        &[json!({"k": "tennis "})],
    );
    check(
        json!({"k": [{"wildcard": "*/src/*.js"}]}),
        &[json!({"k": "a/src/b.js"}), json!({"k": "/src/.js"}), json!({"k": "x/src/y/src/z.js"})],
        &[json!({"k": "a/src/b.ts"}), json!({"k": "src/b.js"})],
    );
    check(
        json!({"k": [{"wildcard": r"a\*b*"}]}),
        &[json!({"k": "a*b"}), json!({"k": "a*bc"})],
        &[json!({"k": "axb"})],
    );
    check(
        json!({"k": [{"wildcard": "ab*ba"}]}),
        &[json!({"k": "abba"}), json!({"k": "abxba"})],
        &[json!({"k": "aba"})],
    );
}

#[test]
fn anything_but_takes_whatever_is_not_listed() {
    check(
        json!({"k": [{"anything-but": ["rugby", "tennis"]}]}),
        &[json!({"k": "golf"}), json!({"k": ["rugby", "golf"]}), json!({"k": 5})],
        &[json!({"k": "rugby"}), json!({"x": "golf"}), json!({"k": ["rugby", "tennis"]})],
    );
    check(
        json!({"k": [{"anything-but": [100, 500]}]}),
        &[json!({"k": 101}), json!({"k": 100.1}), json!({"k": [100, 50]}), json!({"k": "100"})],
        &[json!({"k": 100}), json!({"k": 5e2})],
    );
    check(json!({"k": [{"anything-but": "a"}]}), &[json!({"k": "b"})], &[json!({"k": "a"})]);
    check(
        json!({"k": [{"anything-but": {"prefix": "order-"}}]}),
        &[json!({"k": "order_1"}), json!({"k": 1})],
        &[json!({"k": "order-1"})],
    );
    check(
        json!({"k": [{"anything-but": {"suffix": "ball"}}]}),
        &[json!({"k": "balls"})],
        &[json!({"k": "baseball"})],
    );
    check(
        json!({"k": [{"anything-but": {"wildcard": "*ball*"}}]}),
        &[json!({"k": "tennis"})],
        &[json!({"k": "balls"})],
    );
}

#[test]
fn numbers_match_by_range_with_either_end_open_or_closed() {
    let below = json!({"k": [{"numeric": ["<", 0]}]});
    check(below, &[json!({"k": -0.00001})], &[json!({"k": 0}), json!({"k": "-1"})]);
    check(
        json!({"k": [{"numeric": [">", 0, "<=", 150]}]}),
        &[json!({"k": 0.00001}), json!({"k": 150}), json!({"k": [200, 7]})],
        &[json!({"k": 0}), json!({"k": 150.00001}), json!({"k": [0, 151]})],
    );
    check(
        json!({"k": [{"numeric": [">=", 0, "<", 150]}]}),
        &[json!({"k": 0}), json!({"k": 149.99999})],
        &[json!({"k": 150}), json!({"k": -1})],
    );
    check(
        json!({"k": [{"numeric": ["=", 301.5]}, {"numeric": [">=", 1000]}]}),
        &[json!({"k": 3.015e2}), json!({"k": 1e9})],
        &[json!({"k": 301.4}), json!({"k": 2e9}), json!({"k": 1e300})],
    );
}

#[test]
fn addresses_match_by_their_network() {
    check(
        json!({"k": [{"cidr": "10.0.0.0/24"}]}),
        &[json!({"k": "10.0.0.0"}), json!({"k": "10.0.0.255"})],
        &[json!({"k": "10.0.1.0"}), json!({"k": "10.0.0"}), json!({"k": "::a00:0"})],
    );
    check(
        json!({"k": [{"cidr": "2001:db8::/32"}]}),
        &[json!({"k": "2001:db8:ffff::1"})],
        &[json!({"k": "2001:db9::"}), json!({"k": "10.0.0.1"})],
    );
    check(json!({"k": [{"cidr": "0.0.0.0/0"}]}), &[json!({"k": "255.255.255.255"})], &[]);
}

#[test]
fn existence_is_of_values_and_of_messages_that_have_some() {
    check(
        json!({"k": [{"exists": true}]}),
        &[json!({"k": "a"}), json!({"k": 0}), json!({"k": ["", "a"]})],
        &[json!({"x": "a"}), json!({"k": null}), json!({"k": ""}), json!({})],
    );
    check(
        json!({"k": [{"exists": false}]}),
        &[json!({"x": "a"}), json!({"x": 1, "k": []})],
        &[json!({"k": "a"}), json!({"k": null}), json!({})],
    );
    check(
        json!({"k": [{"exists": false}, "a"], "l": ["b"]}),
        &[json!({"l": "b"}), json!({"k": "a", "l": "b"})],
        &[json!({"k": "c", "l": "b"}), json!({"k": "a"})],
    );
    let inner = json!({"k": {"l": "a"}});
    assert!(body_matches(&json!({"k": [{"exists": false}]}), &inner), "only leaves exist");
    assert!(!body_matches(&json!({"k": [{"exists": true}]}), &inner));
}

#[test]
fn all_keys_and_one_branch_of_an_or_have_to_match() {
    let both = json!({"a": ["x"], "b": [1]});
    check(both, &[json!({"a": "x", "b": 1})], &[json!({"a": "x"}), json!({"a": "x", "b": 2})]);
    check(
        json!({"s": ["c"], "$or": [{"m": ["u", "v"]}, {"t": ["w"], "n": ["z"]}]}),
        &[json!({"s": "c", "m": "v"}), json!({"s": "c", "t": "w", "n": "z"})],
        &[json!({"s": "c"}), json!({"m": "u"}), json!({"s": "c", "t": "w"})],
    );
    // Two of them: one branch of each.
    let two = json!({"$or": [{"a": [1]}, {"b": [1]}], "d": {"$or": [{"e": [1]}, {"f": [1]}]}});
    for (body, wanted) in [
        (json!({"a": 1, "d": {"f": 1}}), true),
        (json!({"b": 1, "d": {"e": 1}}), true),
        (json!({"a": 1, "b": 1}), false),
        (json!({"d": {"e": 1, "f": 1}}), false),
    ] {
        assert_eq!(body_matches(&two, &body), wanted, "{body}");
    }
    // What is no list of two branches is a name like any other.
    check(json!({"$or": ["x", "y"]}), &[json!({"$or": "x"})], &[json!({"x": "y"})]);
}

#[test]
fn bodies_match_by_path_and_points_are_as_good_as_nesting() {
    let policy = json!({"a": {"b": ["x"]}});
    for body in [
        json!({"a": {"b": "x"}}),
        json!({"a.b": "x"}),
        json!({"a": {"b": ["y", "x"]}}),
        json!({"a": [{"b": "y"}, {"b": "x"}]}),
        json!({"a": [[{"b": "x"}]]}),
    ] {
        assert!(body_matches(&policy, &body), "{body}");
        assert!(body_matches(&json!({"a.b": ["x"]}), &body), "{body}");
    }
    for body in [
        json!({"b": "x"}),
        json!({"a": "x"}),
        json!({"a": {"b": {"c": "x"}}}),
        json!({"ab": {"b": "x"}, "a": {"bb": "x"}}),
        json!({"": {"a": {"b": "x"}}}),
    ] {
        assert!(!body_matches(&policy, &body), "{body}");
    }
}

#[test]
fn keys_below_an_array_are_found_in_one_element() {
    let policy = json!({"a": {"x": [1], "y": [4]}});
    assert!(!body_matches(&policy, &json!({"a": [{"x": 1, "y": 2}, {"x": 3, "y": 4}]})));
    assert!(body_matches(&policy, &json!({"a": [{"x": 1, "y": 2}, {"x": 1, "y": 4}]})));
    assert!(body_matches(&policy, &json!({"a": [{"x": 1, "y": [3, 4]}]})));
    let outside = json!({"a": {"x": [1]}, "b": {"y": [4]}});
    assert!(body_matches(&outside, &json!({"a": [{"x": 0}, {"x": 1}], "b": [{"y": 4}]})));
    let absent = json!({"a": {"x": [1], "z": [{"exists": false}]}});
    assert!(body_matches(&absent, &json!({"a": [{"x": 1}, {"y": 1}]})));
    assert!(!body_matches(&absent, &json!({"a": [{"x": 1}, {"z": 1}]})));
}

#[test]
fn a_body_that_would_take_for_ever_by_trying_all_elements_is_decided_at_once() {
    let many: Vec<Value> = (0..8_000).map(|n| json!({"x": n % 2, "y": n})).collect();
    let body = json!({"a": many, "b": many, "c": many, "d": 1});
    let policy = json!({"a": {"x": [1]}, "b": {"x": [1]}, "c": {"x": [1], "y": [2]}});
    assert!(!body_matches(&policy, &body));
}

#[test]
fn an_index_finds_those_that_match_and_forgets_those_that_go() {
    let mut index = Index::default();
    for owner in 0..100 {
        let policy = json!({"n": [owner], "k": [{"prefix": "a"}]});
        index.insert(owner, parse(&policy, Scope::Body).unwrap().unwrap());
    }
    let find = |index: &Index, body: Value| index.matching_body(body.as_object().unwrap());
    assert_eq!(find(&index, json!({"n": [7, 70], "k": "ab"})), [7, 70]);
    let other = parse(&json!({"k": ["b"]}), Scope::Body).unwrap().unwrap();
    index.insert(7, other);
    assert_eq!(find(&index, json!({"n": [7, 70], "k": ["ab", "b"]})), [7, 70]);
    assert_eq!(find(&index, json!({"n": [7, 70], "k": "ab"})), [70]);
    assert_eq!(index.len(), 100);
    for owner in 0..100 {
        index.remove(owner);
    }
    assert!(index.is_empty());
    assert!(find(&index, json!({"n": [7, 70], "k": ["ab", "b"]})).is_empty());
    assert!(format!("{index:?}").contains("paths: []"), "nothing is left behind");
}
