use std::collections::BTreeMap;

use svc_dynamodb::AttributeValue;
use svc_dynamodb::key::{KeyAttribute, KeySchema, KeyType};
use svc_dynamodb::legacy::{
    AttributeUpdate, Comparison, ConditionalOperator, Expected, attribute_updates,
    attributes_to_get, check_not_mixed, expected, filter, key_conditions,
};

use crate::support::{item, n, s, value};

const ITEM: &str = r#"{"b":{"S":"banana"},"n":{"N":"10"},"t":{"SS":["p","q"]},"z":{"NULL":true}}"#;
const INVALID: &str = "One or more parameter values were invalid: ";

fn comparison(operator: &str, list: &[AttributeValue]) -> Comparison {
    Comparison { operator: operator.to_owned(), list: Some(list.to_vec()) }
}

fn one<T>(name: &str, entry: T) -> BTreeMap<String, T> {
    BTreeMap::from([(name.to_owned(), entry)])
}

#[test]
fn all_thirteen_comparison_operators_compare() {
    let check = |name: &str, operator: &str, list: &[AttributeValue], holds: bool| {
        let condition = filter(Some(one(name, comparison(operator, list))), None, None)
            .expect(operator)
            .expect("a condition");
        assert_eq!(condition.holds(&item(ITEM)), holds, "{name} {operator} {list:?}");
    };
    check("n", "EQ", &[n("10.0")], true);
    check("n", "EQ", &[s("10")], false);
    check("t", "EQ", &[value(r#"{"SS":["q","p"]}"#)], true);
    check("n", "NE", &[n("10")], false);
    check("missing", "NE", &[n("10")], true);
    for (operator, below, at, above) in [
        ("LT", false, false, true),
        ("LE", false, true, true),
        ("GT", true, false, false),
        ("GE", true, true, false),
    ] {
        check("n", operator, &[n("9")], below);
        check("n", operator, &[n("10")], at);
        check("n", operator, &[n("11")], above);
    }
    check("z", "NOT_NULL", &[], true);
    check("missing", "NULL", &[], true);
    check("z", "NULL", &[], false);
    check("b", "CONTAINS", &[s("nan")], true);
    check("t", "CONTAINS", &[s("q")], true);
    check("t", "NOT_CONTAINS", &[s("q")], false);
    check("t", "NOT_CONTAINS", &[s("r")], true);
    check("b", "BEGINS_WITH", &[s("ban")], true);
    check("b", "BEGINS_WITH", &[s("an")], false);
    check("n", "IN", &[n("1"), n("10")], true);
    check("n", "IN", &[n("1")], false);
    check("n", "BETWEEN", &[n("10"), n("11")], true);
    check("n", "BETWEEN", &[n("1"), n("9.9")], false);
}

#[test]
fn comparisons_that_cannot_be_are_refused() {
    let check = |operator: &str, list: &[AttributeValue], refusal: &str| {
        let got = filter(Some(one("a", comparison(operator, list))), None, None);
        assert_eq!(got.map_err(|e| e.to_string()), Err(format!("{INVALID}{refusal}")));
    };
    check("EQ", &[], "Invalid number of argument(s) for the EQ ComparisonOperator");
    check("NULL", &[s("a")], "Invalid number of argument(s) for the NULL ComparisonOperator");
    check("BETWEEN", &[s("a")], "Invalid number of argument(s) for the BETWEEN ComparisonOperator");
    check("IN", &[], "Invalid number of argument(s) for the IN ComparisonOperator");
    let set = value(r#"{"SS":["a"]}"#);
    check(
        "LT",
        std::slice::from_ref(&set),
        "ComparisonOperator LT is not valid for SS AttributeValue type",
    );
    check(
        "BEGINS_WITH",
        &[n("1")],
        "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type",
    );
    check(
        "BETWEEN",
        &[s("a"), n("1")],
        "AttributeValues inside AttributeValueList must be of same type",
    );
    assert_eq!(
        filter(Some(one("a", comparison("BETWEEN", &[s("b"), s("a")]))), None, None)
            .map_err(|e| e.to_string()),
        Err("The BETWEEN condition was provided a range where the lower bound is greater than \
         the upper bound"
            .to_owned())
    );
    let pk = KeySchema { hash: KeyAttribute::new("a", KeyType::S), range: None };
    assert_eq!(
        filter(Some(one("a", comparison("EQ", &[s("b")]))), None, Some(&pk))
            .map_err(|e| e.to_string()),
        Err("QueryFilter can only contain non-primary key attributes: Primary key attribute: a"
            .to_owned())
    );
}

#[test]
fn expectations_hold_or_are_refused() {
    let check = |entry: Expected, result: Result<bool, &str>| {
        let got = expected(Some(one("n", entry.clone())), None);
        let got = got.map(|c| c.is_some_and(|c| c.holds(&item(ITEM)))).map_err(|e| e.to_string());
        let refusal = |text: &str| format!("{INVALID}{text} for Attribute: n");
        assert_eq!(got, result.map_err(refusal), "{entry:?}");
    };
    let none = Expected::default;
    let ten = || Some(n("10"));
    let op = |op: &str| Some(op.to_owned());
    check(Expected { value: ten(), ..none() }, Ok(true));
    check(Expected { value: ten(), exists: Some(true), ..none() }, Ok(true));
    check(Expected { value: Some(n("9")), ..none() }, Ok(false));
    check(Expected { exists: Some(false), ..none() }, Ok(false));
    check(Expected { operator: op("NOT_NULL"), ..none() }, Ok(true));
    check(Expected { operator: op("LT"), list: Some(vec![n("11")]), ..none() }, Ok(true));
    check(Expected { operator: op("GT"), value: Some(n("11")), ..none() }, Ok(false));
    check(none(), Err("Value must be provided when Exists is null"));
    check(
        Expected { exists: Some(true), ..none() },
        Err("Value must be provided when Exists is true"),
    );
    check(
        Expected { exists: Some(false), value: ten(), ..none() },
        Err("Value cannot be used when Exists is false"),
    );
    check(
        Expected { list: Some(vec![]), ..none() },
        Err("AttributeValueList can only be used with a ComparisonOperator"),
    );
    check(
        Expected { operator: op("EQ"), ..none() },
        Err("Value or AttributeValueList must be used with ComparisonOperator: EQ"),
    );
    check(
        Expected { operator: op("EQ"), exists: Some(true), value: ten(), ..none() },
        Err("Exists and ComparisonOperator cannot be used together"),
    );
    check(
        Expected { operator: op("EQ"), list: Some(vec![]), value: ten(), ..none() },
        Err("Value and AttributeValueList cannot be used together"),
    );
}

#[test]
fn a_conditional_operator_joins_two_or_more() {
    let two = || {
        Some(BTreeMap::from([
            ("n".to_owned(), comparison("EQ", &[n("10")])),
            ("b".to_owned(), comparison("EQ", &[s("no")])),
        ]))
    };
    let holds =
        |operator| filter(two(), operator, None).expect("fits").expect("there").holds(&item(ITEM));
    assert!(!holds(None));
    assert!(!holds(Some(ConditionalOperator::And)));
    assert!(holds(Some(ConditionalOperator::Or)));
    let text = |count: usize| {
        let some = two().map(|map| map.into_iter().take(count).collect());
        filter(some, Some(ConditionalOperator::Or), None).unwrap_err().into_text()
    };
    assert_eq!(text(0), "ConditionalOperator cannot be used without Filter or Expected");
    assert_eq!(
        text(1),
        "ConditionalOperator can only be used when Filter or Expected has two or more elements"
    );
    assert_eq!(filter(None, None, None), Ok(None));
}

#[test]
fn legacy_key_conditions_are_key_conditions() {
    let schema = KeySchema {
        hash: KeyAttribute::new("pk", KeyType::S),
        range: Some(KeyAttribute::new("sk", KeyType::S)),
    };
    let check = |pairs: &[(&str, Comparison)], expected: &str| {
        let map = pairs.iter().map(|(name, c)| ((*name).to_owned(), c.clone())).collect();
        let got = key_conditions(map, &schema)
            .map_or_else(|e| e.to_string(), |k| format!("{} {:?}", k.hash, k.range));
        assert_eq!(got, expected);
    };
    let pk = || ("pk", comparison("EQ", &[s("p")]));
    check(&[pk()], "{S:p} None");
    check(
        &[pk(), ("sk", comparison("BEGINS_WITH", &[s("a")]))],
        "{S:p} Some(BeginsWith(S(\"a\")))",
    );
    check(
        &[pk(), ("sk", comparison("BETWEEN", &[s("a"), s("b")]))],
        "{S:p} Some(Between(S(\"a\"), S(\"b\")))",
    );
    check(&[], "Conditions can be of length 1 or 2 only");
    check(
        &[pk(), ("other", comparison("EQ", &[s("a")]))],
        "Query condition missed key schema element: sk",
    );
    check(&[("sk", comparison("EQ", &[s("a")]))], "Query condition missed key schema element: pk");
    check(&[("pk", comparison("LT", &[s("a")]))], "Query key condition not supported");
    let odd = "Attempted conditional constraint is not an indexable operation";
    for operator in ["NE", "CONTAINS", "IN"] {
        check(&[pk(), ("sk", comparison(operator, &[s("a")]))], odd);
    }
    check(&[pk(), ("sk", comparison("NOT_NULL", &[]))], odd);
    check(
        &[("pk", comparison("EQ", &[n("1")]))],
        &format!("{INVALID}Condition parameter type does not match schema type"),
    );
}

#[test]
fn attribute_updates_are_updates() {
    let update = |action: Option<&str>, value: Option<AttributeValue>| AttributeUpdate {
        value,
        action: action.map(str::to_owned),
    };
    let check = |name: &str, entry: AttributeUpdate, expected: Result<&str, &str>| {
        let got = attribute_updates(one(name, entry.clone()))
            .and_then(|update| update.apply(&item(ITEM)));
        let changed =
            got.map(|after| after.get(name).map_or("none".to_owned(), ToString::to_string));
        assert_eq!(
            changed.map_err(|e| e.to_string()),
            expected.map(str::to_owned).map_err(str::to_owned),
            "{entry:?}"
        );
    };
    let set = |json: &str| Some(value(json));
    check("n", update(None, Some(s("x"))), Ok("{S:x}"));
    check("n", update(Some("PUT"), Some(s("x"))), Ok("{S:x}"));
    check("n", update(Some("ADD"), Some(n("-3"))), Ok("{N:7}"));
    check("t", update(Some("ADD"), set(r#"{"SS":["r"]}"#)), Ok("{SS:[p,q,r]}"));
    check("t", update(Some("DELETE"), set(r#"{"SS":["p","q"]}"#)), Ok("none"));
    check("t", update(Some("DELETE"), None), Ok("none"));
    check(
        "n",
        update(Some("ADD"), set(r#"{"SS":["r"]}"#)),
        Err("Type mismatch for attribute to update"),
    );
    check(
        "t",
        update(Some("DELETE"), set(r#"{"NS":["1"]}"#)),
        Err("Type mismatch for attribute to update"),
    );
    let refused = |text: &str| format!("{INVALID}{text}");
    check(
        "n",
        update(None, None),
        Err(&refused("Only DELETE action is allowed when no attribute value is specified")),
    );
    check(
        "n",
        update(Some("ADD"), Some(s("x"))),
        Err(&refused("ADD action is not supported for the type S")),
    );
    check(
        "n",
        update(Some("DELETE"), Some(s("x"))),
        Err(&refused("DELETE action with value is not supported for the type S")),
    );
    let creates = |entry| attribute_updates(one("a", entry)).expect("fits").creates_item();
    assert!(!creates(update(Some("DELETE"), None)));
    assert!(creates(update(Some("ADD"), Some(n("1")))));
}

#[test]
fn both_kinds_of_parameters_do_not_mix() {
    assert_eq!(check_not_mixed(&[("Expected", true)], &[("ConditionExpression", false)]), Ok(()));
    assert_eq!(
        check_not_mixed(
            &[("AttributeUpdates", true), ("Expected", true)],
            &[("UpdateExpression", false), ("ConditionExpression", true)],
        )
        .map_err(|e| e.to_string()),
        Err("Can not use both expression and non-expression parameters in the same request: \
             Non-expression parameters: {AttributeUpdates, Expected} Expression parameters: \
             {ConditionExpression}"
            .to_owned())
    );
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(attributes_to_get(names(&["n", "x"])).map(|p| p.apply(&item(ITEM)).len()), Ok(1));
    assert_eq!(
        attributes_to_get(names(&["a", "b", "a"])).map_err(|e| e.to_string()),
        Err(format!("{INVALID}Duplicate value in attribute name: a"))
    );
}
