//! Who may do what: policies of topics, accounts and their neighbours.

use aws_auth::principal::Principal;

use crate::support::{World, attributes, element, world};

const ROLE: &str = "arn:aws:iam::222222222222:role/r";

fn allow(actions: &str, resource: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":{actions},"Resource":"{resource}"}}]}}"#
    )
}

async fn set_policy(world: &World, topic: &str, principal: &str, effect: &str, action: &str) {
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Principal":{principal},"Action":"{action}","Resource":"{topic}"}}]}}"#
    );
    let form = [("TopicArn", topic), ("AttributeName", "Policy"), ("AttributeValue", &document)];
    world.ok("SetTopicAttributes", &form).await;
}

#[tokio::test]
async fn within_an_account_one_side_is_enough() {
    let world = world().await;
    let topic = world.topic("news").await;
    let ann = Principal::user("111111111111", "/", "ann", "AIDAANN", "AKIAANN");
    let ann = world.cx(ann);
    let publish = [("TopicArn", topic.as_str()), ("Message", "m")];
    let decide = |identity: &[&str]| world.decide(&ann, identity, "Publish", &publish);
    let reason = format!(
        "User: arn:aws:iam::111111111111:user/ann is not authorized to perform: SNS:Publish on \
         resource: {topic} because no identity-based policy allows the SNS:Publish action"
    );
    assert_eq!(decide(&[]), Err(reason), "the default policy does not speak of users");
    assert_eq!(decide(&[&allow(r#""sns:Publish""#, &topic)]), Ok(()));
    assert!(decide(&[&allow(r#""sns:Publish""#, "arn:aws:sns:*:*:other")]).is_err());
    let named = r#"{"AWS":"arn:aws:iam::111111111111:user/ann"}"#;
    set_policy(&world, &topic, named, "Allow", "sns:Publish").await;
    assert_eq!(decide(&[]), Ok(()));
    set_policy(&world, &topic, named, "Deny", "sns:Publish").await;
    assert!(decide(&[&allow(r#""sns:*""#, "*")]).is_err());
    // A batch is publishing too.
    let batch = [
        ("TopicArn", topic.as_str()),
        ("PublishBatchRequestEntries.member.1.Id", "1"),
        ("PublishBatchRequestEntries.member.1.Message", "m"),
    ];
    assert!(world.decide(&ann, &[&allow(r#""sns:*""#, "*")], "PublishBatch", &batch).is_err());
}

#[tokio::test]
async fn between_accounts_both_sides_have_to_allow() {
    let world = world().await;
    let topic = world.topic("news").await;
    let role = world.cx(Principal::assumed_role(ROLE, "AROAR", "s", None));
    let publish = [("TopicArn", topic.as_str()), ("Message", "m")];
    let everything = allow(r#""sns:*""#, "*");
    let told = world.decide(&role, &[&everything], "Publish", &publish).unwrap_err();
    assert!(
        told.ends_with("because no resource-based policy allows the SNS:Publish action"),
        "{told}"
    );
    let form = [
        ("TopicArn", topic.as_str()),
        ("Label", "neighbours"),
        ("AWSAccountId.member.1", "222222222222"),
        ("ActionName.member.1", "Publish"),
        ("ActionName.member.2", "Subscribe"),
    ];
    world.ok("AddPermission", &form).await;
    assert_eq!(world.decide(&role, &[&everything], "Publish", &publish), Ok(()));
    assert!(world.decide(&role, &[], "Publish", &publish).is_err(), "its own account too");
    let look = [("TopicArn", topic.as_str())];
    assert!(world.decide(&role, &[&everything], "GetTopicAttributes", &look).is_err());
    assert!(world.decide(&role, &[&everything], "DeleteTopic", &look).is_err());
    world.ok("RemovePermission", &[("TopicArn", &topic), ("Label", "neighbours")]).await;
    assert!(world.decide(&role, &[&everything], "Publish", &publish).is_err());
    let shown = attributes(&world.ok("GetTopicAttributes", &look).await);
    assert!(shown["Policy"].contains("__default_statement_ID"));
    // The policy is there after a restart.
    world.ok("AddPermission", &form).await;
    let world = world.restarted().await;
    let role = world.cx(Principal::assumed_role(ROLE, "AROAR", "s", None));
    assert_eq!(world.decide(&role, &[&everything], "Publish", &publish), Ok(()));
}

#[tokio::test]
async fn whoever_subscribed_from_elsewhere_looks_after_its_subscription_and_no_other() {
    let world = world().await;
    let topic = world.topic("news").await;
    let own = world.subscribe(&topic, "f", &[]).await;
    let role = world.cx(Principal::assumed_role(ROLE, "AROAR", "s", None));
    let form = [
        ("TopicArn", topic.as_str()),
        ("Protocol", "lambda"),
        ("Endpoint", "arn:aws:lambda:eu-central-1:222222222222:function:g"),
    ];
    let xml = world.ask_as(&role, "Subscribe", &form).await.expect("subscribed");
    let theirs = element(&xml, "SubscriptionArn").to_owned();
    let everything = allow(r#""sns:*""#, "*");
    for operation in ["Unsubscribe", "GetSubscriptionAttributes"] {
        let on =
            |arn: &str| world.decide(&role, &[&everything], operation, &[("SubscriptionArn", arn)]);
        assert_eq!(on(&theirs), Ok(()), "{operation}");
        assert!(on(&own).is_err(), "{operation}");
        let nothing = world.decide(&role, &[], operation, &[("SubscriptionArn", &theirs)]);
        assert!(nothing.is_err(), "{operation}");
        let mine = world.decide(&world.root(), &[], operation, &[("SubscriptionArn", &theirs)]);
        assert_eq!(mine, Ok(()), "the topic's owner may too");
    }
}

#[tokio::test]
async fn a_policy_may_ask_what_is_subscribed() {
    let world = world().await;
    let topic = world.topic("news").await;
    let ann = world.cx(Principal::user("111111111111", "/", "ann", "AIDAANN", "AKIAANN"));
    let identity = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"sns:Subscribe","Resource":"{topic}","Condition":{{"StringEquals":{{"sns:Protocol":"lambda"}},"StringLike":{{"sns:Endpoint":"*:function:f"}}}}}}]}}"#
    );
    let decide = |protocol: &str, endpoint: &str| {
        let form = [("TopicArn", topic.as_str()), ("Protocol", protocol), ("Endpoint", endpoint)];
        world.decide(&ann, &[&identity], "Subscribe", &form)
    };
    assert_eq!(decide("lambda", "arn:aws:lambda:eu-central-1:1:function:f"), Ok(()));
    assert!(decide("lambda", "arn:aws:lambda:eu-central-1:1:function:g").is_err());
    assert!(decide("sqs", "arn:aws:lambda:eu-central-1:1:function:f").is_err());
}

#[tokio::test]
async fn a_permission_is_refused_for_its_form() {
    let world = world().await;
    let topic = world.topic("news").await;
    let ask = async |label: &str, account: &str, action: &str| {
        let form = [
            ("TopicArn", topic.as_str()),
            ("Label", label),
            ("AWSAccountId.member.1", account),
            ("ActionName.member.1", action),
        ];
        world.ask("AddPermission", &form).await.map_err(|(code, text)| {
            assert_eq!(code, "InvalidParameter");
            text
        })
    };
    let refused = |what: &str| Err(format!("Invalid parameter: {what}"));
    assert_eq!(ask("a b", "222222222222", "Publish").await, refused("Label"));
    assert_eq!(ask("a", "me", "Publish").await, refused("AWSAccountId"));
    let scope = refused("Policy statement action out of service scope!");
    assert_eq!(ask("a", "222222222222", "CreateTopic").await, scope);
    assert!(ask("a", "222222222222", "Publish").await.is_ok());
    assert_eq!(ask("a", "333333333333", "Publish").await, refused("Statement already exists"));
    let form = [
        ("TopicArn", topic.as_str()),
        ("AttributeName", "Policy"),
        ("AttributeValue", r#"{"Version":"2012-10-17","Statement":[]}"#),
    ];
    assert_eq!(world.no("SetTopicAttributes", &form).await.0, "InvalidParameter");
}
