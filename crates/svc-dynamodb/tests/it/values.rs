use serde_json::{Value, json};
use svc_dynamodb::value::{ITEM_SIZE_MAX, check_item_size, check_updated_item, item_size};
use svc_dynamodb::{AttributeValue, Item, json};

use crate::support::{item, s};

fn refused(json: &Value, text: &str) {
    assert_eq!(json::value(json).map_err(|e| e.to_string()), Err(text.to_owned()), "{json}");
}

#[test]
fn a_value_has_exactly_one_type_and_keeps_its_rules() {
    let empty = "Supplied AttributeValue is empty, must contain exactly one of the supported \
                 datatypes";
    let two = "Supplied AttributeValue has more than one datatypes set, must contain exactly one \
               of the supported datatypes";
    let invalid = "One or more parameter values were invalid: ";
    refused(&json!({}), empty);
    refused(&json!({"L": [{}]}), empty);
    refused(&json!({"M": {"a": {"L": [{}]}}}), empty);
    refused(&json!({"S": "a", "N": "1"}), two);
    refused(
        &json!({"NULL": false}),
        &format!("{invalid}Null attribute value types must have the value of true"),
    );
    refused(&json!({"SS": []}), &format!("{invalid}An string set  may not be empty"));
    refused(&json!({"NS": []}), &format!("{invalid}An number set  may not be empty"));
    refused(&json!({"BS": []}), &format!("{invalid}Binary sets should not be empty"));
    refused(
        &json!({"SS": ["a", "b", "a"]}),
        &format!("{invalid}Input collection [a, b, a] contains duplicates."),
    );
    refused(
        &json!({"BS": ["YQ==", "YQ=="]}),
        &format!("{invalid}Input collection [YQ==, YQ==]of type BS contains duplicates."),
    );
    refused(&json!({"NS": ["1", "1.0"]}), "Input collection contains duplicates");
    refused(&json!({"N": "abc"}), "The parameter cannot be converted to a numeric value: abc");
}

#[test]
fn sets_are_equal_in_any_order() {
    let set = |json: Value| json::value(&json).expect("a set");
    assert_eq!(set(json!({"SS": ["b", "a"]})), set(json!({"SS": ["a", "b"]})));
    assert_eq!(set(json!({"NS": ["2", "1.0"]})), set(json!({"NS": ["1", "2.00"]})));
    assert_ne!(
        set(json!({"L": [{"S": "b"}, {"S": "a"}]})),
        set(json!({"L": [{"S": "a"}, {"S": "b"}]}))
    );
}

#[test]
fn values_nest_to_32_levels() {
    let nested = |levels: usize| {
        (0..levels).fold(json!({"S": "x"}), |inner, level| match level % 2 {
            0 => json!({"L": [inner]}),
            _ => json!({"M": {"a": inner}}),
        })
    };
    assert_eq!(json::value(&nested(32)).map(|v| v.nesting()), Ok(32));
    refused(&nested(33), "Nesting Levels have exceeded supported limits");
    let deep = (0..33).fold(s("x"), |inner, _| AttributeValue::L(vec![inner]));
    let refusal = check_updated_item(&[("a".to_owned(), deep)].into(), ITEM_SIZE_MAX);
    assert_eq!(
        refusal.map_err(|e| e.to_string()),
        Err("Nesting Levels have exceeded supported limits".to_owned())
    );
}

#[test]
fn sizes_are_those_of_the_developer_guide() {
    let check = |json: &str, size: usize| assert_eq!(item_size(&item(json)), size, "{json}");
    check("{}", 0);
    check(r#"{"a":{"S":""}}"#, 1);
    check(r#"{"é":{"S":"é"}}"#, 4);
    check(r#"{"a":{"B":"YWJj"}}"#, 4);
    check(r#"{"a":{"N":"27"}}"#, 3);
    check(r#"{"a":{"BOOL":true},"b":{"NULL":true}}"#, 4);
    check(r#"{"a":{"SS":["xy","z"]}}"#, 4);
    check(r#"{"a":{"NS":["1","23"]}}"#, 5);
    check(r#"{"a":{"BS":["YWJj"]}}"#, 4);
    check(r#"{"a":{"L":[]}}"#, 4);
    check(r#"{"a":{"L":[{"S":"xy"},{"BOOL":false}]}}"#, 1 + 3 + (1 + 2) + (1 + 1));
    check(r#"{"a":{"M":{"bc":{"S":"xy"}}}}"#, 1 + 3 + (1 + 2 + 2));
}

#[test]
fn an_item_has_400_kilobytes_at_most() {
    let of_size = |size: usize| Item::from([("a".to_owned(), s(&"x".repeat(size - 1)))]);
    assert_eq!(check_item_size(&of_size(ITEM_SIZE_MAX), ITEM_SIZE_MAX), Ok(()));
    assert_eq!(check_updated_item(&of_size(ITEM_SIZE_MAX), ITEM_SIZE_MAX), Ok(()));
    let text = |result: Result<(), svc_dynamodb::Invalid>| result.unwrap_err().into_text();
    assert_eq!(
        text(check_item_size(&of_size(ITEM_SIZE_MAX + 1), ITEM_SIZE_MAX)),
        "Item size has exceeded the maximum allowed size"
    );
    assert_eq!(
        text(check_updated_item(&of_size(ITEM_SIZE_MAX + 1), ITEM_SIZE_MAX)),
        "Item size to update has exceeded the maximum allowed size"
    );
}
