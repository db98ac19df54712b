//! Filter policies evaluated as they are written, one at a time: what the index is held against.
//! Shares no code with it. Expects policies that are valid and names without points.

use serde_json::{Map, Value};

/// Whether `body` matches `policy`.
pub(super) fn matches(policy: &Value, body: &Value) -> bool {
    let policy = policy.as_object().expect("a policy is an object");
    let whole = body.as_object().expect("a body is an object");
    if whole.is_empty() {
        return false;
    }
    // Every way to choose one element of each array gives a body without arrays.
    choices(body).iter().any(|choice| object_matches(policy, Some(choice), Some(body)))
}

/// All values that `value` can be when one element of each array is chosen.
fn choices(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(members) => {
            let mut all = vec![Map::new()];
            for (name, member) in members {
                let own = choices(member);
                if own.is_empty() {
                    continue;
                }
                all = all
                    .iter()
                    .flat_map(|before| {
                        own.iter().map(move |choice| {
                            let mut taken = before.clone();
                            taken.insert(name.clone(), choice.clone());
                            taken
                        })
                    })
                    .collect();
            }
            all.into_iter().map(Value::Object).collect()
        }
        Value::Array(elements) => elements.iter().flat_map(choices).collect(),
        leaf => vec![leaf.clone()],
    }
}

/// `choice` has no arrays; `whole` is what it was chosen from.
fn object_matches(
    policy: &Map<String, Value>,
    choice: Option<&Value>,
    whole: Option<&Value>,
) -> bool {
    policy.iter().all(|(name, wanted)| {
        let below = choice.and_then(|choice| choice.get(name));
        match wanted {
            Value::Array(branches) if name == "$or" => branches
                .iter()
                .any(|branch| object_matches(branch.as_object().expect("a branch"), choice, whole)),
            Value::Array(conditions) => {
                let leaf = below.filter(|value| !value.is_object());
                let exists = whole.is_some_and(|whole| exists_below(whole, name));
                conditions.iter().any(|condition| holds(condition, leaf, exists))
            }
            Value::Object(nested) => {
                let whole_below = whole.map(|whole| all_below(whole, name));
                object_matches(nested, below, whole_below.as_ref())
            }
            _ => panic!("not a policy"),
        }
    })
}

/// All values called `name` in `whole` or in elements of it.
fn all_below(whole: &Value, name: &str) -> Value {
    let mut found = Vec::new();
    collect(whole, name, &mut found);
    Value::Array(found)
}

fn collect(whole: &Value, name: &str, found: &mut Vec<Value>) {
    match whole {
        Value::Object(members) => found.extend(members.get(name).cloned()),
        Value::Array(elements) => elements.iter().for_each(|each| collect(each, name, found)),
        _ => {}
    }
}

fn exists_below(whole: &Value, name: &str) -> bool {
    fn is_leaf(value: &Value) -> bool {
        match value {
            Value::Array(elements) => elements.iter().any(is_leaf),
            Value::Object(_) => false,
            _ => true,
        }
    }
    is_leaf(&all_below(whole, name))
}

fn holds(condition: &Value, leaf: Option<&Value>, exists: bool) -> bool {
    let Some(expression) = condition.as_object() else {
        return leaf.is_some_and(|leaf| equal(condition, leaf));
    };
    let (operator, operand) = expression.iter().next().expect("an operator");
    if operator == "exists" {
        return match operand {
            Value::Bool(false) => !exists,
            _ => leaf.is_some_and(|leaf| !leaf.is_null() && leaf != ""),
        };
    }
    let Some(leaf) = leaf else { return false };
    if operator == "anything-but" {
        return match operand {
            Value::Array(listed) => !listed.iter().any(|one| equal(one, leaf)),
            pattern @ Value::Object(_) => !holds(pattern, Some(leaf), exists),
            one => !equal(one, leaf),
        };
    }
    match (operator.as_str(), operand, leaf) {
        ("prefix", Value::String(part), Value::String(text)) => text.starts_with(part.as_str()),
        ("suffix", Value::String(part), Value::String(text)) => text.ends_with(part.as_str()),
        ("equals-ignore-case", Value::String(own), Value::String(text)) => {
            own.to_lowercase() == text.to_lowercase()
        }
        ("wildcard", Value::String(pattern), Value::String(text)) => {
            let (pattern, text): (Vec<char>, Vec<char>) =
                (pattern.chars().collect(), text.chars().collect());
            wildcard(&pattern, &text)
        }
        ("numeric", Value::Array(terms), Value::Number(number)) => terms.chunks(2).all(|term| {
            let (own, other) = (number.as_f64().unwrap(), term[1].as_f64().unwrap());
            // Beyond a billion nothing is compared.
            own.abs() <= 1e9
                && match term[0].as_str().unwrap() {
                    "=" => (own - other).abs() < 1e-9,
                    "<" => own < other,
                    "<=" => own <= other,
                    ">" => own > other,
                    _ => own >= other,
                }
        }),
        ("cidr", Value::String(network), Value::String(text)) => {
            let (base, bits) = network.split_once('/').unwrap();
            let number = |text: &str| text.parse().map(std::net::Ipv4Addr::to_bits);
            let shift = 32 - bits.parse::<u32>().unwrap();
            number(text).is_ok_and(|own| {
                u64::from(own) >> shift == u64::from(number(base).unwrap()) >> shift
            })
        }
        _ => false,
    }
}

fn equal(own: &Value, other: &Value) -> bool {
    match (own, other) {
        (Value::Number(own), Value::Number(other)) => own.as_f64() == other.as_f64(),
        (own, other) => own == other,
    }
}

/// By trying every length for the first star.
fn wildcard(pattern: &[char], text: &[char]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some(('*', rest)) => (0..=text.len()).any(|taken| wildcard(rest, &text[taken..])),
        Some((c, rest)) => {
            text.split_first().is_some_and(|(own, left)| own == c && wildcard(rest, left))
        }
    }
}
