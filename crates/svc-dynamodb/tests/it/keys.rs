use proptest::prelude::*;
use svc_dynamodb::expr::{KeyCondition, RangeCondition};
use svc_dynamodb::key::{KeyAttribute, KeySchema, KeyType, check_segments, segment_bounds};
use svc_dynamodb::{AttributeValue, Invalid, Item};

use crate::support::{item, n, numbers, s};

fn schema(hash: KeyType, range: Option<KeyType>) -> KeySchema {
    KeySchema {
        hash: KeyAttribute::new("pk", hash),
        range: range.map(|kind| KeyAttribute::new("sk", kind)),
    }
}

fn text<T: std::fmt::Debug>(result: Result<T, Invalid>) -> String {
    result.expect_err("refused").into_text()
}

#[test]
fn keys_of_items_and_requests_are_refused_in_aws_words() {
    let strings = schema(KeyType::S, Some(KeyType::S));
    let put = |json: &str| text(strings.key_of_item(&item(json)));
    let get = |json: &str| text(strings.key_of_request(&item(json)));
    let invalid = "One or more parameter values were invalid: ";
    assert_eq!(put(r#"{"sk":{"S":"x"}}"#), format!("{invalid}Missing the key pk in the item"));
    assert_eq!(put(r#"{"pk":{"S":"x"}}"#), format!("{invalid}Missing the key sk in the item"));
    assert_eq!(
        put(r#"{"pk":{"N":"1"},"sk":{"S":"x"}}"#),
        format!("{invalid}Type mismatch for key pk expected: S actual: N")
    );
    let mismatch = "The provided key element does not match the schema";
    assert_eq!(get(r#"{"pk":{"S":"x"}}"#), mismatch);
    assert_eq!(get(r#"{"pk":{"S":"x"},"sk":{"N":"1"}}"#), mismatch);
    assert_eq!(get(r#"{"pk":{"S":"x"},"sk":{"S":"y"},"z":{"S":"y"}}"#), mismatch);
    let empty = "One or more parameter values are not valid. The AttributeValue for a key \
                 attribute cannot contain an empty string value. Key: ";
    assert_eq!(put(r#"{"pk":{"S":""},"sk":{"S":"x"}}"#), format!("{empty}pk"));
    assert_eq!(get(r#"{"pk":{"S":"x"},"sk":{"S":""}}"#), format!("{empty}sk"));
    let binary = schema(KeyType::B, None);
    assert_eq!(
        text(binary.key_of_request(&item(r#"{"pk":{"B":""}}"#))),
        "One or more parameter values are not valid. The AttributeValue for a key attribute \
         cannot contain an empty binary value. Key: pk"
    );
    let long = |pk: usize, sk: usize| {
        strings.key_of_item(&Item::from([
            ("pk".to_owned(), s(&"x".repeat(pk))),
            ("sk".to_owned(), s(&"x".repeat(sk))),
        ]))
    };
    assert!(long(2048, 1024).is_ok());
    assert_eq!(
        text(long(2049, 1)),
        format!("{invalid}Size of hashkey has exceeded the maximum size limit of2048 bytes")
    );
    assert_eq!(
        text(long(1, 1025)),
        format!(
            "{invalid}Aggregated size of all range keys has exceeded the size limit of 1024 bytes"
        )
    );
    assert_eq!(
        text(strings.start_key(&item(r#"{"pk":{"S":"x"}}"#))),
        format!("The provided starting key is invalid: {mismatch}")
    );
}

#[test]
fn key_bytes_stay_what_they_were() {
    // Stored in every table: a change of hash or byte form would lose rows.
    let key = schema(KeyType::S, Some(KeyType::N))
        .key_of_request(&item(r#"{"pk":{"S":"a\u0000b"},"sk":{"N":"-12.5"}}"#))
        .expect("a key");
    assert_eq!(key[4..], [b'a', 0, 255, b'b', 0, 0, 0, 255 - 131, 255 - 13, 255 - 51, 255]);
    let hash = |json: &str| {
        schema(KeyType::S, None).key_of_request(&item(json)).expect("a key")[..4].to_vec()
    };
    assert_eq!(hash(r#"{"pk":{"S":"a"}}"#), HASH_OF_A);
    assert_ne!(hash(r#"{"pk":{"S":"b"}}"#), HASH_OF_A);
}

const HASH_OF_A: [u8; 4] = [237, 129, 112, 222];

#[test]
fn a_query_selects_what_its_condition_says() {
    let table = schema(KeyType::S, Some(KeyType::S));
    let sorted = ["a", "ab", "abc", "b", "b\0", "c", "\u{10ffff}"];
    let check = |range: Option<RangeCondition>, expected: &[&str]| {
        let condition = KeyCondition { hash: s("p"), range };
        let bounds = table.query_bounds(&condition).expect("bounds");
        let key = |pk: &str, sk: &str| {
            table.key_of_request(&Item::from([("pk".to_owned(), s(pk)), ("sk".to_owned(), s(sk))]))
        };
        let found: Vec<_> = sorted
            .into_iter()
            .filter(|sk| bounds.contains(&key("p", sk).expect("a key")))
            .collect();
        assert_eq!(found, expected, "{condition:?}");
        for other in ["o", "p\0", "pp", "q"] {
            assert!(sorted.iter().all(|sk| !bounds.contains(&key(other, sk).expect("a key"))));
        }
    };
    check(None, &sorted);
    check(Some(RangeCondition::Eq(s("b"))), &["b"]);
    check(Some(RangeCondition::Lt(s("b"))), &["a", "ab", "abc"]);
    check(Some(RangeCondition::Le(s("b"))), &["a", "ab", "abc", "b"]);
    check(Some(RangeCondition::Gt(s("b"))), &["b\0", "c", "\u{10ffff}"]);
    check(Some(RangeCondition::Ge(s("b"))), &["b", "b\0", "c", "\u{10ffff}"]);
    check(Some(RangeCondition::Between(s("ab"), s("b"))), &["ab", "abc", "b"]);
    check(Some(RangeCondition::BeginsWith(s("ab"))), &["ab", "abc"]);
    check(Some(RangeCondition::Between(s("c"), s("b"))), &[]);
}

#[test]
fn segments_cut_the_table_into_parts_that_do_not_overlap() {
    for total in [1, 2, 3, 7, 1_000_000] {
        let bounds = |segment| segment_bounds(segment, total);
        assert_eq!(bounds(0).start, [0; 4]);
        assert_eq!(bounds(total - 1).end, None);
        for segment in [0, 1, total / 2].into_iter().filter(|s| s + 1 < total) {
            assert_eq!(
                bounds(segment).end,
                Some(bounds(segment + 1).start),
                "{segment} of {total}"
            );
        }
    }
    let table = schema(KeyType::N, None);
    let mut counts = [0; 4];
    for at in 0..4000 {
        let key = table.key_of_request(&Item::from([("pk".to_owned(), n(&at.to_string()))]));
        let key = key.expect("a key");
        let hits: Vec<_> = (0..4).filter(|s| segment_bounds(*s, 4).contains(&key)).collect();
        assert_eq!(hits.len(), 1);
        counts[hits[0] as usize] += 1;
    }
    assert!(counts.iter().all(|count| (900..1100).contains(count)), "{counts:?}");
    assert_eq!(check_segments(None, None), Ok(None));
    assert_eq!(check_segments(Some(1), Some(4)), Ok(Some(segment_bounds(1, 4))));
    assert_eq!(
        text(check_segments(Some(4), Some(4))),
        "The Segment parameter is zero-based and must be less than parameter TotalSegments: \
         Segment: 4 is not less than TotalSegments: 4"
    );
    assert!(
        text(check_segments(Some(0), None)).starts_with("The TotalSegments parameter is required")
    );
    assert!(text(check_segments(None, Some(1))).starts_with("The Segment parameter is required"));
}

fn part(kind: KeyType) -> BoxedStrategy<AttributeValue> {
    match kind {
        KeyType::S => "[\0a-c\u{ff}]{1,4}".prop_map(AttributeValue::S).boxed(),
        KeyType::N => numbers().prop_map(AttributeValue::N).boxed(),
        KeyType::B => prop::collection::vec(prop_oneof![Just(0u8), Just(255), any::<u8>()], 1..4)
            .prop_map(AttributeValue::B)
            .boxed(),
    }
}

fn order(a: &AttributeValue, b: &AttributeValue) -> std::cmp::Ordering {
    match (a, b) {
        (AttributeValue::S(a), AttributeValue::S(b)) => a.cmp(b),
        (AttributeValue::N(a), AttributeValue::N(b)) => a.cmp(b),
        (AttributeValue::B(a), AttributeValue::B(b)) => a.cmp(b),
        _ => unreachable!("one type a key"),
    }
}

proptest! {
    #[test]
    fn keys_are_ordered_within_a_partition_and_come_back(
        kinds in (0..3usize, 0..3usize),
        seed in any::<u64>(),
    ) {
        let kind = |at: usize| [KeyType::S, KeyType::N, KeyType::B][at];
        let table = schema(kind(kinds.0), Some(kind(kinds.1)));
        let mut runner = proptest::test_runner::TestRunner::new_with_rng(
            ProptestConfig::default(),
            proptest::test_runner::TestRng::from_seed(
                proptest::test_runner::RngAlgorithm::ChaCha,
                &[seed.to_le_bytes(); 4].concat(),
            ),
        );
        let mut draw = |kind| part(kind).new_tree(&mut runner).expect("a value").current();
        let (pk, sk, other) = (draw(kind(kinds.0)), draw(kind(kinds.1)), draw(kind(kinds.1)));
        let pk2 = draw(kind(kinds.0));
        let item = |pk: &AttributeValue, sk: &AttributeValue| {
            Item::from([("pk".to_owned(), pk.clone()), ("sk".to_owned(), sk.clone())])
        };
        let key = |pk, sk| table.key_of_item(&item(pk, sk)).expect("a key");
        prop_assert_eq!(key(&pk, &sk).cmp(&key(&pk, &other)), order(&sk, &other));
        prop_assert_eq!(table.decode(&key(&pk, &sk)), Some(item(&pk, &sk)));
        let partition = table.partition(&pk).expect("a partition");
        prop_assert!(key(&pk, &sk).starts_with(&partition));
        prop_assert_eq!(key(&pk2, &sk).starts_with(&partition), pk == pk2);
    }
}
