//! Attribute values from DynamoDB JSON that is already parsed. For tests, tools and fixtures;
//! requests come through their shapes and [`WireValue`].

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::Value;

use crate::value::WireValue;
use crate::{AttributeValue, Invalid, Item};

/// The item of a JSON object such as `{"pk":{"S":"a"}}`.
pub fn item(json: &Value) -> Result<Item, Invalid> {
    let object = json.as_object().ok_or_else(|| malformed("an item"))?;
    object.iter().map(|(name, json)| Ok((name.clone(), value(json)?))).collect()
}

/// The value of a JSON object such as `{"S":"a"}`.
pub fn value(json: &Value) -> Result<AttributeValue, Invalid> {
    wire(json)?.check()
}

fn malformed(what: &str) -> Invalid {
    Invalid::new(format!("expected {what} in DynamoDB JSON"))
}

fn wire(json: &Value) -> Result<WireValue, Invalid> {
    let object = json.as_object().ok_or_else(|| malformed("an attribute value"))?;
    let mut sent = WireValue::default();
    for (kind, content) in object {
        match kind.as_str() {
            "S" => sent.s = Some(text(content)?),
            "N" => sent.n = Some(text(content)?),
            "B" => sent.b = Some(binary(content)?),
            "BOOL" => sent.bool = Some(flag(content)?),
            "NULL" => sent.null = Some(flag(content)?),
            "L" => sent.l = Some(many(content, wire)?),
            "SS" => sent.ss = Some(many(content, text)?),
            "NS" => sent.ns = Some(many(content, text)?),
            "BS" => sent.bs = Some(many(content, binary)?),
            "M" => {
                let map = content.as_object().ok_or_else(|| malformed("a map"))?;
                let members: Result<BTreeMap<_, _>, Invalid> =
                    map.iter().map(|(name, json)| Ok((name.clone(), wire(json)?))).collect();
                sent.m = Some(members?);
            }
            _ => return Err(malformed("a known type")),
        }
    }
    Ok(sent)
}

fn text(json: &Value) -> Result<String, Invalid> {
    json.as_str().map(str::to_owned).ok_or_else(|| malformed("a string"))
}

fn flag(json: &Value) -> Result<bool, Invalid> {
    json.as_bool().ok_or_else(|| malformed("a boolean"))
}

fn binary(json: &Value) -> Result<Vec<u8>, Invalid> {
    BASE64.decode(text(json)?).map_err(|_| malformed("base64"))
}

fn many<T>(json: &Value, read: impl Fn(&Value) -> Result<T, Invalid>) -> Result<Vec<T>, Invalid> {
    json.as_array().ok_or_else(|| malformed("a list"))?.iter().map(read).collect()
}
