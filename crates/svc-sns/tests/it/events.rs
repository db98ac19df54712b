//! What functions get, and that nothing of it is lost.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{World, element, world, world_with};

async fn one(world: &World) -> Value {
    let mut events = world.events().await;
    assert_eq!(events.len(), 1);
    events.remove(0).1
}

#[tokio::test]
async fn the_event_is_aws_s_field_by_field() {
    let world = world().await;
    let topic = world.topic("news").await;
    let subscription = world.subscribe(&topic, "f", &[]).await;
    let form = [
        ("TopicArn", topic.as_str()),
        ("Subject", "A \"subject\""),
        ("Message", "Hello\n<안녕>"),
        ("MessageAttributes.entry.1.Name", "Test"),
        ("MessageAttributes.entry.1.Value.DataType", "String"),
        ("MessageAttributes.entry.1.Value.StringValue", "TestString"),
        ("MessageAttributes.entry.2.Name", "Bytes"),
        ("MessageAttributes.entry.2.Value.DataType", "Binary"),
        ("MessageAttributes.entry.2.Value.BinaryValue", "AAEC"),
        ("MessageAttributes.entry.3.Name", "List"),
        ("MessageAttributes.entry.3.Value.DataType", "String.Array"),
        ("MessageAttributes.entry.3.Value.StringValue", r#"["a",1]"#),
    ];
    let answer = world.ok("Publish", &form).await;
    let id = element(&answer, "MessageId");
    assert_eq!(id.len(), 36);
    let envelopes = world.envelopes().await;
    let text = String::from_utf8(svc_sns::render(&envelopes[0]).to_vec()).expect("text");
    let event: Value = serde_json::from_str(&text).expect("JSON");
    let signature = event["Records"][0]["Sns"]["Signature"].as_str().expect("a signature");
    assert_eq!(STANDARD.decode(signature).expect("base64").len(), 32);
    // As text: the order of the fields is AWS's too.
    assert_eq!(
        text,
        format!(
            concat!(
                r#"{{"Records":[{{"EventSource":"aws:sns","EventVersion":"1.0","#,
                r#""EventSubscriptionArn":"{subscription}","Sns":{{"Type":"Notification","#,
                r#""MessageId":"{id}","TopicArn":"{topic}","Subject":"A \"subject\"","#,
                r#""Message":"Hello\n<안녕>","Timestamp":"2026-01-01T00:00:00.000Z","#,
                r#""SignatureVersion":"1","Signature":"{signature}","#,
                r#""SigningCertUrl":"http://127.0.0.1:4566/_hamsu/sns/signature","#,
                r#""UnsubscribeUrl":"http://127.0.0.1:4566/?Action=Unsubscribe&"#,
                r#"SubscriptionArn={subscription}","MessageAttributes":{{"#,
                r#""Bytes":{{"Type":"Binary","Value":"AAEC"}},"#,
                r#""List":{{"Type":"String.Array","Value":"[\"a\",1]"}},"#,
                r#""Test":{{"Type":"String","Value":"TestString"}}}}}}}}]}}"#
            ),
            subscription = subscription,
            id = id,
            topic = topic,
            signature = signature
        )
    );
    let envelope = &envelopes[0];
    assert_eq!(envelope.trace.as_deref(), Some("Root=1-58406520-a006649127e371903a2de979"));
    assert_eq!(envelope.source, topic);
    let own_id = subscription.rsplit(':').next().expect("an id");
    assert_eq!(envelope.attributes, json!({"kind": "sns", "subscription": own_id}));
}

#[tokio::test]
async fn a_message_without_subject_and_attributes_says_so() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "f", &[]).await;
    let version = [
        ("TopicArn", topic.as_str()),
        ("AttributeName", "SignatureVersion"),
        ("AttributeValue", "2"),
    ];
    world.ok("SetTopicAttributes", &version).await;
    world.ok("Publish", &[("TargetArn", &topic), ("Message", "m")]).await;
    let sns = &one(&world).await["Records"][0]["Sns"];
    assert_eq!((&sns["Subject"], &sns["MessageAttributes"]), (&Value::Null, &json!({})));
    assert_eq!(sns["SignatureVersion"], "2");
}

#[tokio::test]
async fn the_signature_is_of_what_the_message_says() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "f", &[]).await;
    world.subscribe(&topic, "g", &[]).await;
    let mut signatures = Vec::new();
    for message in ["a", "b"] {
        world.ok("Publish", &[("TopicArn", &topic), ("Message", message)]).await;
        for (_, event) in world.events().await {
            signatures.push(event["Records"][0]["Sns"]["Signature"].clone());
        }
    }
    assert_eq!(signatures[0], signatures[1], "it has nothing of the subscription");
    assert_ne!(signatures[0], signatures[2]);
}

#[tokio::test]
async fn a_message_may_say_something_of_its_own_to_functions() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "f", &[]).await;
    let publish = async |message: &str, structure: &str| {
        let form =
            [("TopicArn", topic.as_str()), ("Message", message), ("MessageStructure", structure)];
        world.ask("Publish", &form).await.map_err(|(_, text)| text)?;
        Ok::<_, String>(world.got().await.remove(0).1)
    };
    let both = r#"{"default": "d", "lambda": "l"}"#;
    assert_eq!(publish(both, "json").await.as_deref(), Ok("l"));
    assert_eq!(publish(r#"{"default": "d"}"#, "json").await.as_deref(), Ok("d"));
    assert_eq!(publish(both, "").await.as_deref(), Ok(both));
    assert_eq!(
        publish("{}", "json").await,
        Err("Invalid parameter: Message Structure - No default entry in JSON message body".into())
    );
    assert_eq!(publish("m", "xml").await, Err("Invalid parameter: MessageStructure".into()));
}

#[tokio::test]
async fn what_cannot_be_published_is_refused_and_nobody_gets_it() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "f", &[]).await;
    let refused = async |form: &[(&str, &str)]| world.no("Publish", form).await;
    let on_topic = ("TopicArn", topic.as_str());
    let invalid = |what: &str| ("InvalidParameter", format!("Invalid parameter: {what}"));
    assert_eq!(refused(&[on_topic, ("Message", "")]).await, invalid("Empty message"));
    let message = ("Message", "m");
    assert_eq!(refused(&[on_topic, message, ("Subject", "")]).await, invalid("Subject"));
    assert_eq!(refused(&[on_topic, message, ("Subject", "a\nb")]).await, invalid("Subject"));
    assert_eq!(
        refused(&[message]).await,
        invalid("TopicArn or TargetArn Reason: no value for required parameter")
    );
    assert_eq!(refused(&[on_topic, ("TargetArn", &topic), message]).await.0, "InvalidParameter");
    let endpoint = "arn:aws:sns:eu-central-1:111111111111:endpoint/GCM/app/1";
    assert_eq!(refused(&[("TargetArn", endpoint), message]).await.0, "NotImplementedException");
    for (member, value) in
        [("PhoneNumber", "+15555550100"), ("MessageGroupId", "g"), ("MessageDeduplicationId", "d")]
    {
        let told = refused(&[on_topic, message, (member, value)]).await;
        assert_eq!(told, ("NotImplementedException", member.to_owned()));
    }
    let missing = refused(&[on_topic]).await;
    assert_eq!(missing.0, "ValidationError");
    let attribute = [
        on_topic,
        message,
        ("MessageAttributes.entry.1.Name", "a"),
        ("MessageAttributes.entry.1.Value.DataType", "Number"),
        ("MessageAttributes.entry.1.Value.StringValue", "one"),
    ];
    assert_eq!(
        refused(&attribute).await,
        (
            "ParameterValueInvalid",
            "Could not cast message attribute 'a' value to number.".to_owned()
        )
    );
    assert!(world.envelopes().await.is_empty());
}

#[tokio::test]
async fn a_message_has_up_to_256_kilobytes_with_its_attributes() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "f", &[]).await;
    let name = ("MessageAttributes.entry.1.Name", "name");
    let kind = ("MessageAttributes.entry.1.Value.DataType", "String");
    let value = ("MessageAttributes.entry.1.Value.StringValue", "value");
    let publish = async |bytes: usize| {
        let message = "x".repeat(bytes - "nameStringvalue".len());
        let form = [("TopicArn", topic.as_str()), ("Message", &message), name, kind, value];
        world.ask("Publish", &form).await
    };
    assert!(publish(262_144).await.is_ok());
    assert_eq!(
        publish(262_145).await.unwrap_err(),
        ("InvalidParameter", "Invalid parameter: Message too long".to_owned())
    );
    assert_eq!(world.got().await[0].1.len(), 262_144 - 15);
}

#[tokio::test]
async fn what_is_acknowledged_is_delivered_though_the_server_is_killed() {
    let world = world().await;
    let topic = world.topic("news").await;
    for name in ["a", "b", "c"] {
        world.subscribe(&topic, name, &[]).await;
    }
    world.shut();
    world.ok("Publish", &[("TopicArn", &topic), ("Message", "one")]).await;
    world.ok("Publish", &[("TopicArn", &topic), ("Message", "two")]).await;
    let world = world.restarted().await;
    while !world.bus.backlog(None).is_empty() {
        tokio::task::yield_now().await;
    }
    let mut got = world.got().await;
    got.sort();
    let wanted = ["a", "b", "c"].map(|name| ["one", "two"].map(|m| (name.into(), m.into())));
    assert_eq!(got, wanted.concat());
}

#[tokio::test]
async fn what_was_accepted_is_delivered_though_topic_and_subscription_are_gone() {
    let world = world().await;
    let (news, olds) = (world.topic("news").await, world.topic("olds").await);
    let arn = world.subscribe(&news, "f", &[]).await;
    world.subscribe(&olds, "g", &[]).await;
    world.shut();
    world.ok("Publish", &[("TopicArn", &news), ("Message", "m")]).await;
    world.ok("Publish", &[("TopicArn", &olds), ("Message", "m")]).await;
    world.ok("Unsubscribe", &[("SubscriptionArn", &arn)]).await;
    world.ok("DeleteTopic", &[("TopicArn", &olds)]).await;
    let world = world.restarted().await;
    while !world.bus.backlog(None).is_empty() {
        tokio::task::yield_now().await;
    }
    let events = world.events().await;
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].1["Records"][0]["EventSubscriptionArn"], arn.as_str());
}

#[tokio::test]
async fn a_message_to_many_is_stored_once_and_with_little_for_each() {
    let world = world_with(&[]).await;
    let topic = world.topic("news").await;
    for number in 0..100 {
        world.subscribe(&topic, &format!("f{number}"), &[]).await;
    }
    world.shut();
    let before = world.platform.store.version();
    world.ok("Publish", &[("TopicArn", &topic), ("Message", &"x".repeat(200_000))]).await;
    let version = world.platform.store.version();
    assert_eq!(version.0, before.0 + 1, "one transaction");
    let snapshot = world.platform.store.snapshot();
    let all = store::Range::prefix(&[]);
    let (mut heads, mut bodies) = (Vec::new(), 0);
    for pair in snapshot.scan(all, store::Direction::Forward, usize::MAX) {
        let (key, value) = pair.expect("read");
        let parts = store::parts_of(&key).expect("a key");
        match parts[2].as_str() {
            Some("bus.events") => heads.push(key.len() + value.len()),
            Some("bus.bodies") => bodies += 1,
            _ => {}
        }
    }
    assert_eq!((heads.len(), bodies), (100, 1));
    let largest = heads.iter().max().expect("one");
    assert!(*largest < 900, "{largest} bytes on disk for a delivery that waits");
}
