//! Entry points for fuzzing, called by the fuzz targets and by the test that replays their
//! corpora. Each takes any bytes, returns whether they were accepted, and panics only where a
//! property does not hold.

use std::collections::BTreeMap;

use crate::expr::{Condition, ExpressionKind, KeyCondition, Placeholders, Projection, Update};
use crate::key::{KeyAttribute, KeySchema, KeyType};
use crate::{AttributeValue, Item, Number, item_codec, item_json, value};

/// Parses the bytes as each kind of expression; what is accepted is evaluated on an item whose
/// attributes `a` to `j` have the ten types.
pub fn expressions(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else {
        return false;
    };
    let item = sample();
    let mut accepted = false;
    for kind in [ExpressionKind::Condition, ExpressionKind::Filter] {
        if let Ok(condition) = Condition::parse(kind, text, &mut placeholders()) {
            let held = condition.holds(&item);
            let negated = Condition::Not(Box::new(condition));
            assert_ne!(held, negated.holds(&item), "NOT turns {text:?} around");
            accepted = true;
        }
    }
    let schema = KeySchema {
        hash: KeyAttribute::new("a", KeyType::S),
        range: Some(KeyAttribute::new("b", KeyType::N)),
    };
    if let Ok(key) = KeyCondition::parse(text, &mut placeholders(), &schema) {
        if let Ok(bounds) = schema.query_bounds(&key) {
            let partition = schema.partition(&key.hash).unwrap_or_default();
            assert!(bounds.start.starts_with(&partition), "bounds stay in the partition");
        }
        accepted = true;
    }
    if let Ok(projection) = Projection::parse(text, &mut placeholders()) {
        let projected = projection.apply(&item);
        assert_eq!(projected, once_more(&projection, &projected), "projecting twice is once");
        accepted = true;
    }
    if let Ok(update) = Update::parse(text, &mut placeholders()) {
        if let Ok(after) = update.apply(&item) {
            let row = item_codec::encode(&after);
            assert_eq!(item_codec::decode(&row).as_ref(), Ok(&after));
            for name in after.keys().filter(|name| after.get(*name) != item.get(*name)) {
                assert!(update.attributes().any(|touched| touched == name), "{name} untouched");
            }
        }
        accepted = true;
    }
    accepted
}

/// Decodes the bytes as a row. What decodes must be written as JSON alike from the row and from
/// its values, and survive encoding.
pub fn rows(data: &[u8]) -> bool {
    let mut from_row = Vec::new();
    let written = item_json::write_json(data, &mut from_row);
    let Ok(item) = item_codec::decode(data) else {
        return false;
    };
    assert!(written.is_ok(), "what decodes can be written");
    let again = item_codec::decode(&item_codec::encode(&item));
    assert_eq!(again.as_ref(), Ok(&item));
    for (name, value) in &item {
        assert_eq!(
            item_codec::attribute(&item_codec::encode(&item), name),
            Ok(Some(value.clone()))
        );
    }
    assert!(value::item_size(&item) <= data.len() * 24, "sizes follow rows");
    let mut from_values = Vec::new();
    item_json::write_item_json(&item, &mut from_values);
    // Rows that we did not write may name an attribute twice; JSON then shows both.
    assert!(from_row.len() >= from_values.len());
    true
}

/// Parses the bytes as a number; what is accepted must survive its text and its key bytes.
pub fn numbers(data: &[u8]) -> bool {
    if let Some((number, length)) = Number::decode_key(data) {
        let mut key = Vec::new();
        number.encode_key(&mut key);
        assert!(length <= data.len() && key.len() <= 22);
    }
    let Ok(number) = std::str::from_utf8(data).unwrap_or("").parse::<Number>() else {
        return false;
    };
    assert_eq!(number.to_string().parse::<Number>().as_ref(), Ok(&number));
    let mut key = Vec::new();
    number.encode_key(&mut key);
    assert_eq!(Number::decode_key(&key), Some((number, key.len())));
    true
}

/// Elements of lists close up in a projection, so only maps can be projected again.
fn once_more(projection: &Projection, projected: &Item) -> Item {
    let by_name = projection
        .paths()
        .iter()
        .all(|path| path.steps().iter().all(|step| matches!(step, crate::expr::Element::Name(_))));
    if by_name { projection.apply(projected) } else { projected.clone() }
}

fn number(value: usize) -> AttributeValue {
    AttributeValue::N(Number::from(value))
}

fn sample() -> Item {
    let text = |s: &str| AttributeValue::S(s.to_owned());
    let nested: Item = [("x", number(7)), ("y", text("deep"))].map(named).into();
    let list = vec![number(1), text("two"), AttributeValue::M(nested.clone())];
    [
        ("a", text("hash")),
        ("b", number(10)),
        ("c", AttributeValue::B(vec![0, 1, 255])),
        ("d", AttributeValue::Bool(true)),
        ("e", AttributeValue::Null),
        ("f", AttributeValue::L(list)),
        ("g", AttributeValue::M(nested)),
        ("h", AttributeValue::Ss(vec!["p".to_owned(), "q".to_owned()])),
        ("i", AttributeValue::Ns(vec![Number::from(1), Number::from(2)])),
        ("j", AttributeValue::Bs(vec![vec![1], vec![2]])),
    ]
    .map(named)
    .into()
}

fn named((name, value): (&str, AttributeValue)) -> (String, AttributeValue) {
    (name.to_owned(), value)
}

fn placeholders() -> Placeholders {
    let names: BTreeMap<_, _> =
        sample().into_keys().map(|name| (format!("#{name}"), name)).collect();
    let values = sample().into_iter().map(|(name, value)| (format!(":{name}"), value)).collect();
    Placeholders::unchecked(names, values)
}
