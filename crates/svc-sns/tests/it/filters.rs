//! Filter policies from subscribing to delivery: what of a message they see.

use crate::support::{World, world};

/// The functions that a message with these attributes (name, type, value) reaches.
async fn reached(world: &World, topic: &str, attributes: &[(&str, &str, &str)]) -> Vec<String> {
    let mut form = Vec::new();
    for (number, (name, kind, value)) in attributes.iter().enumerate() {
        let prefix = format!("MessageAttributes.entry.{}", number + 1);
        let field = if *kind == "Binary" { "BinaryValue" } else { "StringValue" };
        form.push((format!("{prefix}.Name"), *name));
        form.push((format!("{prefix}.Value.DataType"), *kind));
        form.push((format!("{prefix}.Value.{field}"), *value));
    }
    let form: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    world.publish(topic, r#"{"k":"body"}"#, &form).await
}

#[tokio::test]
async fn attributes_are_seen_by_their_types() {
    let world = world().await;
    let topic = world.topic("news").await;
    for (name, policy) in [
        ("text", r#"{"k":["v"]}"#),
        ("number", r#"{"k":[{"numeric":[">",100]}]}"#),
        ("equal", r#"{"k":[301.5]}"#),
        ("truth", r#"{"k":[true]}"#),
        ("absent", r#"{"k":[{"exists":false}]}"#),
        ("but", r#"{"k":[{"anything-but":["v"]}]}"#),
    ] {
        world.subscribe(&topic, name, &[("FilterPolicy", policy)]).await;
    }
    world.subscribe(&topic, "unfiltered", &[]).await;
    let check = async |attributes: &[(&str, &str, &str)], wanted: &[&str]| {
        assert_eq!(reached(&world, &topic, attributes).await, wanted, "{attributes:?}");
    };
    check(&[("k", "String", "v")], &["text", "unfiltered"]).await;
    check(&[("k", "String.custom", "v")], &["text", "unfiltered"]).await;
    check(&[("k", "Number", "3.015e2")], &["but", "equal", "number", "unfiltered"]).await;
    check(&[("k", "Number.int", "101")], &["but", "number", "unfiltered"]).await;
    check(&[("k", "String", "301.5")], &["but", "unfiltered"]).await;
    check(&[("k", "String", "true")], &["but", "unfiltered"]).await;
    let list = r#"["v",true,301.5]"#;
    let wanted = ["but", "equal", "number", "text", "truth", "unfiltered"];
    check(&[("k", "String.Array", list)], &wanted).await;
    check(&[("k", "Number.Array", "[1,301.5]")], &["but", "equal", "number", "unfiltered"]).await;
    check(&[("k", "String.Array", "no list")], &["absent", "unfiltered"]).await;
    check(&[("x", "String", "v")], &["absent", "unfiltered"]).await;
    check(&[("x", "String", "v"), ("k", "Binary", "dg==")], &["absent", "unfiltered"]).await;
    check(&[("k", "Binary", "dg==")], &["unfiltered"]).await;
    check(&[], &["unfiltered"]).await;
}

#[tokio::test]
async fn a_body_is_seen_if_it_is_an_object() {
    let world = world().await;
    let topic = world.topic("news").await;
    for (name, policy) in [
        ("nested", r#"{"detail":{"state":["running"],"n":[{"numeric":["<",5]}]}}"#),
        ("either", r#"{"$or":[{"a":["x"]},{"b":[{"prefix":"y"}]}]}"#),
        ("absent", r#"{"c":[{"exists":false}]}"#),
    ] {
        let attributes = [("FilterPolicyScope", "MessageBody"), ("FilterPolicy", policy)];
        world.subscribe(&topic, name, &attributes).await;
    }
    let check = async |body: &str, wanted: &[&str]| {
        assert_eq!(world.publish(&topic, body, &[]).await, wanted, "{body}");
    };
    check(r#"{"detail":{"state":"running","n":4}}"#, &["absent", "nested"]).await;
    check(r#"{"detail":[{"state":"running","n":9},{"n":4}],"c":1}"#, &[]).await;
    check(r#"{"b":"yes","c":0}"#, &["either"]).await;
    check("[]", &[]).await;
    check("text", &[]).await;
    check("{}", &[]).await;
    let for_functions = r#"{"default":"text","lambda":"{\"a\":\"x\",\"c\":1}"}"#;
    let structure = [("MessageStructure", "json")];
    assert_eq!(world.publish(&topic, for_functions, &structure).await, ["either"]);
}
