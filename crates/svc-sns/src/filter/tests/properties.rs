//! The index against plain evaluation, on random policies and messages that are small enough to
//! meet often, while policies come and go.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Index, Scope, attributes_of, naive, parse};

const NAMES: [&str; 3] = ["a", "b", "c"];
const TEXTS: [&str; 12] =
    ["", "a", "A", "ab", "aB", "abb", "ba", "bab", "b*", "true", "10.0.0.1", "10.0.1.7"];

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(&TEXTS[..]).prop_map(str::to_owned)
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        (-3..4).prop_map(|n| json!(n)),
        (-6..7).prop_map(|n| json!(f64::from(n) / 2.0)),
        Just(json!(123_456_789_012_u64)),
    ]
}

/// Numbers that `numeric` and `anything-but` take.
fn small() -> impl Strategy<Value = Value> {
    (-6..7).prop_map(|n| json!(f64::from(n) / 2.0))
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => text().prop_map(Value::from),
        3 => number(),
        1 => prop::sample::select(vec![json!(true), json!(false), Value::Null]),
    ]
}

fn pattern() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(|text| json!({"prefix": text})),
        text().prop_map(|text| json!({"suffix": text})),
        prop::sample::select(vec!["*", "a*", "*b", "*a*", "a*b", "ab", "b*a*"])
            .prop_map(|text| json!({"wildcard": text})),
    ]
}

fn range() -> impl Strategy<Value = Value> {
    let one = (prop::sample::select(vec!["=", "<", "<=", ">", ">="]), small())
        .prop_map(|(operator, bound)| json!({"numeric": [operator, bound]}));
    let two = (-3..3, 1..4, any::<bool>(), any::<bool>()).prop_map(|(low, more, open, shut)| {
        let (low_is, high_is) = (if open { ">" } else { ">=" }, if shut { "<=" } else { "<" });
        json!({"numeric": [low_is, low, high_is, low + more]})
    });
    prop_oneof![one, two]
}

fn condition() -> impl Strategy<Value = Value> {
    let filled = |pattern: &Value| !pattern.as_object().unwrap().values().any(|text| text == "");
    prop_oneof![
        4 => leaf(),
        2 => pattern(),
        1 => text().prop_map(|text| json!({"equals-ignore-case": text})),
        2 => range(),
        1 => any::<bool>().prop_map(|exists| json!({"exists": exists})),
        1 => prop::sample::select(vec!["10.0.0.0/24", "10.0.0.0/16", "0.0.0.0/0"])
            .prop_map(|network| json!({"cidr": network})),
        1 => prop::collection::vec(text(), 1..3).prop_map(|list| json!({"anything-but": list})),
        1 => small().prop_map(|number| json!({"anything-but": number})),
        1 => pattern().prop_filter("a text", filled).prop_map(|p| json!({"anything-but": p})),
    ]
}

fn conditions() -> impl Strategy<Value = Value> {
    prop::collection::vec(condition(), 1..4).prop_map(Value::from)
}

fn object(members: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::vec((name(), members), 1..4)
        .prop_map(|members| Value::Object(members.into_iter().collect::<Map<String, Value>>()))
}

/// With an `$or` of branches that name nothing that stands beside it: one path counts once in a
/// branch, which plain evaluation does not know.
fn with_or(mut object: Value, branches: Option<Vec<Value>>) -> Value {
    if let Some(branches) = branches {
        let branches = Value::from(branches);
        let members = object.as_object_mut().unwrap();
        members.retain(|name, _| !names(&branches).contains(name));
        members.insert("$or".to_owned(), branches);
    }
    object
}

/// What the branches of an `$or` name, and of those inside it.
fn names(branches: &Value) -> Vec<String> {
    let members = branches.as_array().unwrap().iter().flat_map(|one| one.as_object().unwrap());
    let named = members.map(|(name, value)| match name.as_str() {
        "$or" => names(value),
        name => vec![name.to_owned()],
    });
    named.flatten().collect()
}

fn attribute_policy() -> impl Strategy<Value = Value> {
    let or = prop::option::of(prop::collection::vec(object(conditions()), 2..4));
    (object(conditions()), or).prop_map(|(object, or)| with_or(object, or))
}

fn body_policy() -> impl Strategy<Value = Value> {
    let inner = prop_oneof![2 => conditions().boxed(), 1 => attribute_policy().boxed()];
    let or = prop::option::of(prop::collection::vec(attribute_policy(), 2..3));
    (object(inner), or).prop_map(|(object, or)| with_or(object, or))
}

fn attributes() -> impl Strategy<Value = Value> {
    let value = prop_oneof![
        3 => leaf().boxed(),
        1 => prop::collection::vec(leaf(), 0..3).prop_map(Value::from).boxed(),
    ];
    prop::collection::vec((name(), value), 0..4)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

fn body() -> impl Strategy<Value = Value> {
    let inner = leaf().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            2 => prop::collection::vec((name(), inner), 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    prop::collection::vec((name(), inner), 0..4)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

/// Put all policies in, take some away again, and compare what is found with plain evaluation.
fn compare(
    policies: &[Value],
    gone: &[bool],
    scope: Scope,
    messages: &[Value],
    find: impl Fn(&Index, &Value) -> Vec<u32>,
) -> Result<(), TestCaseError> {
    let mut index = Index::default();
    let mut there = Vec::new();
    for (owner, policy) in policies.iter().enumerate() {
        // Some are too complex, which is not the point here.
        let Ok(Some(parsed)) = parse(policy, scope) else { continue };
        index.insert(owner as u32, parsed.clone());
        if gone.get(owner).copied().unwrap_or(false) {
            index.insert(owner as u32, parsed);
            index.remove(owner as u32);
        } else {
            there.push(owner);
        }
    }
    for message in messages {
        let wanted: Vec<u32> = there
            .iter()
            .filter(|owner| naive::matches(&policies[**owner], message))
            .map(|owner| *owner as u32)
            .collect();
        let found = find(&index, message);
        prop_assert_eq!(&found, &wanted, "{} on {:?}", message, policies);
    }
    for owner in there {
        index.remove(owner as u32);
    }
    let left = format!("{index:?}");
    prop_assert!(index.is_empty() && left.contains("paths: []"), "{}", left);
    Ok(())
}

fn cases() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_index_agrees_with_plain_evaluation_on_attributes(
        policies in prop::collection::vec(attribute_policy(), 1..12),
        gone in prop::collection::vec(prop::bool::weighted(0.3), 12),
        messages in prop::collection::vec(attributes(), 1..6),
    ) {
        compare(&policies, &gone, Scope::Attributes, &messages, |index, message| {
            index.matching_attributes(&attributes_of(message))
        })?;
    }

    #[test]
    fn the_index_agrees_with_plain_evaluation_on_bodies(
        policies in prop::collection::vec(body_policy(), 1..12),
        gone in prop::collection::vec(prop::bool::weighted(0.3), 12),
        messages in prop::collection::vec(body(), 1..6),
    ) {
        compare(&policies, &gone, Scope::Body, &messages, |index, message| {
            index.matching_body(message.as_object().unwrap())
        })?;
    }
}
