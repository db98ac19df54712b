//! Short ways to write items, values and placeholders.

use proptest::prelude::*;
use serde_json::Value;
use svc_dynamodb::expr::Placeholders;
use svc_dynamodb::{AttributeValue, Item, Number, json};

/// An item from DynamoDB JSON.
pub fn item(text: &str) -> Item {
    let json: Value = serde_json::from_str(text).expect("JSON");
    json::item(&json).expect("an item")
}

/// A value from DynamoDB JSON.
pub fn value(text: &str) -> AttributeValue {
    json::value(&serde_json::from_str(text).expect("JSON")).expect("a value")
}

pub fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.parse().expect("a number"))
}

/// `#n` to `#z` for the names of their letters, `#name` for `name`; the values given.
pub fn placeholders(values: &str) -> Placeholders {
    let letters = ('n'..='z').map(|c| (format!("#{c}"), c.to_string()));
    let names = letters.chain([("#name".to_owned(), "name".to_owned())]).collect();
    Placeholders::unchecked(names, item(values))
}

/// Any number that DynamoDB takes.
pub fn numbers() -> impl Strategy<Value = Number> {
    ("-?[0-9]{1,38}", -130i32..=88).prop_filter_map("out of range", |(digits, exponent)| {
        format!("{digits}e{exponent}").parse().ok()
    })
}

/// Any value, nested up to three levels.
pub fn values() -> impl Strategy<Value = AttributeValue> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..6);
    let leaf = prop_oneof![
        any::<String>().prop_map(AttributeValue::S),
        numbers().prop_map(AttributeValue::N),
        bytes().prop_map(AttributeValue::B),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null),
        prop::collection::btree_set(any::<String>(), 1..4)
            .prop_map(|set| AttributeValue::Ss(set.into_iter().collect())),
        prop::collection::btree_set(numbers(), 1..4)
            .prop_map(|set| AttributeValue::Ns(set.into_iter().collect())),
        prop::collection::btree_set(bytes(), 1..4)
            .prop_map(|set| AttributeValue::Bs(set.into_iter().collect())),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            prop::collection::btree_map("[a-z]{1,4}", inner, 0..4).prop_map(AttributeValue::M),
        ]
    })
}

/// Any item.
pub fn items() -> impl Strategy<Value = Item> {
    prop::collection::btree_map("[a-zé\"\n]{1,5}", values(), 0..5)
}
