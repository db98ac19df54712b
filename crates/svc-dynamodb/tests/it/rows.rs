use proptest::prelude::*;
use svc_dynamodb::{item_codec, item_json, json};

use crate::support::{item, items};

const EVERY_TYPE: &str = concat!(
    r#"{"a":{"S":"q\"\\\n\u0001é"},"b":{"N":"-12.5"},"c":{"B":"AAH/"},"d":{"BOOL":true},"#,
    r#""e":{"NULL":true},"f":{"L":[{"S":"x"},{"L":[]},{"BOOL":false}]},"#,
    r#""g":{"M":{"h":{"N":"1"},"i":{"M":{}}}},"j":{"SS":["p","q"]},"k":{"NS":["1","2.5"]},"#,
    r#""l":{"BS":["YQ==","Yg=="]}}"#,
);

#[test]
fn a_row_is_written_as_json_without_values_between() {
    let row = item_codec::encode(&item(EVERY_TYPE));
    let mut out = Vec::new();
    item_json::write_json(&row, &mut out).expect("a row");
    assert_eq!(String::from_utf8(out).expect("UTF-8"), EVERY_TYPE);
    let mut empty = Vec::new();
    item_json::write_json(&item_codec::encode(&item("{}")), &mut empty).expect("a row");
    assert_eq!(empty, b"{}");
}

#[test]
fn a_row_is_projected_without_decoding_it() {
    let row = item_codec::encode(&item(EVERY_TYPE));
    let check = |wanted: &[&str], expected: &str| {
        let mut out = Vec::new();
        item_json::write_json_of(&row, |name| wanted.contains(&name), &mut out).expect("a row");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    };
    check(&[], "{}");
    check(&["z"], "{}");
    check(&["b", "d"], r#"{"b":{"N":"-12.5"},"d":{"BOOL":true}}"#);
    check(&["l"], r#"{"l":{"BS":["YQ==","Yg=="]}}"#);
    check(&["h"], "{}");
}

#[test]
fn rows_of_format_1_stay_readable() {
    // Bytes written by the first version; they must decode for ever.
    let row = [1, 2, 1, b'a', 1, 2, b'h', b'i', 1, b'n', 8, 9, 0, 0, 0, 3, 2, 1, 5, 3, 2, 7, 7];
    assert!(item_codec::decode(&row).is_err(), "a list shorter than its length");
    let row = [1, 2, 1, b'a', 1, 2, b'h', b'i', 1, b'n', 8, 8, 0, 0, 0, 3, 2, 1, 5, 3, 2, 7, 7];
    let expected = item(r#"{"a":{"S":"hi"},"n":{"L":[{"N":"0.5"},{"N":"-70"},{"NULL":true}]}}"#);
    assert_eq!(item_codec::decode(&row).as_ref(), Ok(&expected));
    assert_eq!(item_codec::encode(&expected), row);
}

#[test]
fn damage_is_told_and_never_a_panic() {
    let row = item_codec::encode(&item(EVERY_TYPE));
    for length in 0..row.len() {
        assert!(item_codec::decode(&row[..length]).is_err(), "cut to {length}");
    }
    let mut longer = row.clone();
    longer.push(0);
    assert_eq!(item_codec::decode(&longer).map_err(|e| e.at), Err(row.len()));
    let mut deep = vec![1, 1, 1, b'a'];
    deep.extend([8, 0, 0, 0, 0, 1].repeat(100_000));
    assert!(item_codec::decode(&deep).is_err());
    assert!(item_json::write_json(&deep, &mut Vec::new()).is_err());
    assert!(item_codec::decode(&[2, 0]).is_err(), "a format that does not exist yet");
}

proptest! {
    #[test]
    fn items_survive_their_rows(item in items()) {
        let row = item_codec::encode(&item);
        prop_assert_eq!(item_codec::decode(&row), Ok(item.clone()));
        let (mut from_row, mut from_values) = (Vec::new(), Vec::new());
        item_json::write_json(&row, &mut from_row).expect("a row");
        item_json::write_item_json(&item, &mut from_values);
        prop_assert_eq!(&from_row, &from_values);
        let parsed = serde_json::from_slice(&from_row).expect("JSON");
        prop_assert_eq!(json::item(&parsed), Ok(item.clone()));
        for (name, value) in &item {
            prop_assert_eq!(item_codec::attribute(&row, name), Ok(Some(value.clone())));
        }
        prop_assert_eq!(item_codec::attribute(&row, "no such name"), Ok(None));
    }
}
