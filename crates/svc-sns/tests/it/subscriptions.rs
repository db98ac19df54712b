//! Subscriptions: life, attributes, listings, what becomes of them with their topic.

use aws_auth::principal::Principal;
use store::{Direction, Range};

use crate::support::{
    ACCOUNT, FUNCTION, World, attributes, element, elements, function, world, world_with,
};

fn invalid(what: &str) -> (&'static str, String) {
    ("InvalidParameter", format!("Invalid parameter: {what}"))
}

async fn show(world: &World, arn: &str) -> std::collections::HashMap<String, String> {
    attributes(&world.ok("GetSubscriptionAttributes", &[("SubscriptionArn", arn)]).await)
}

async fn set(world: &World, arn: &str, name: &str, value: &str) -> Result<(), String> {
    let form = [("SubscriptionArn", arn), ("AttributeName", name), ("AttributeValue", value)];
    let answered = world.ask("SetSubscriptionAttributes", &form).await;
    answered.map(drop).map_err(|(code, message)| format!("{code}: {message}"))
}

#[tokio::test]
async fn a_subscription_lives_until_it_is_taken_away() {
    let world = world().await;
    let topic = world.topic("news").await;
    let arn = world.subscribe(&topic, "f", &[]).await;
    assert!(arn.starts_with(&format!("{topic}:")), "{arn}");
    let shown = show(&world, &arn).await;
    let mut told: Vec<(&str, &str)> =
        shown.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("ConfirmationWasAuthenticated", "true"),
            ("Endpoint", FUNCTION),
            ("Owner", ACCOUNT),
            ("PendingConfirmation", "false"),
            ("Protocol", "lambda"),
            ("RawMessageDelivery", "false"),
            ("SubscriptionArn", arn.as_str()),
            ("SubscriptionPrincipal", "arn:aws:iam::111111111111:root"),
            ("TopicArn", topic.as_str()),
        ]
    );
    assert_eq!(world.publish(&topic, "one", &[]).await, ["f"]);
    let figures = async || {
        let shown = attributes(&world.ok("GetTopicAttributes", &[("TopicArn", &topic)]).await);
        ["Confirmed", "Pending", "Deleted"].map(|n| shown[&format!("Subscriptions{n}")].clone())
    };
    assert_eq!(figures().await, ["1", "0", "0"]);
    world.ok("Unsubscribe", &[("SubscriptionArn", &arn)]).await;
    world.ok("Unsubscribe", &[("SubscriptionArn", &arn)]).await;
    assert_eq!(figures().await, ["0", "0", "1"]);
    assert!(world.publish(&topic, "two", &[]).await.is_empty());
    let gone = world.no("GetSubscriptionAttributes", &[("SubscriptionArn", &arn)]).await;
    assert_eq!(gone, ("NotFound", "Subscription does not exist".to_owned()));
    assert_eq!(
        set(&world, &arn, "RawMessageDelivery", "false").await,
        Err("NotFound: Subscription does not exist".to_owned())
    );
    let again = world.subscribe(&topic, "f", &[]).await;
    assert_ne!(again, arn, "another one");
}

#[tokio::test]
async fn an_endpoint_is_subscribed_once_and_with_the_same_attributes() {
    let world = world().await;
    let topic = world.topic("news").await;
    let policy = [("FilterPolicy", r#"{"k": ["v"]}"#)];
    let arn = world.subscribe(&topic, "f", &policy).await;
    assert_eq!(world.subscribe(&topic, "f", &[]).await, arn);
    assert_eq!(world.subscribe(&topic, "f", &[("FilterPolicy", r#"{"k":["v"]}"#)]).await, arn);
    assert_eq!(
        world.subscribe(&topic, "f", &[("FilterPolicyScope", "MessageAttributes")]).await,
        arn
    );
    assert_ne!(world.subscribe(&topic, "f:live", &[]).await, arn, "an alias is another endpoint");
    let other = invalid("Attributes Reason: Subscription already exists with different attributes");
    for attributes in [
        [("FilterPolicy", r#"{"k": ["w"]}"#)],
        [("FilterPolicy", "{}")],
        [("FilterPolicyScope", "MessageBody")],
    ] {
        assert_eq!(world.try_subscribe(&topic, "f", &attributes).await, Err(other.clone()));
    }
    assert_eq!(world.publish(&topic, "m", &[]).await, ["live"], "nothing was changed");
}

#[tokio::test]
async fn only_functions_are_subscribed_and_by_their_arns() {
    let world = world().await;
    let topic = world.topic("news").await;
    let ask = async |protocol: &str, endpoint: &str| {
        let form = [("TopicArn", topic.as_str()), ("Protocol", protocol), ("Endpoint", endpoint)];
        world.ask("Subscribe", &form).await
    };
    for protocol in
        ["http", "https", "email", "email-json", "sms", "sqs", "application", "firehose"]
    {
        let (code, text) = ask(protocol, "x").await.unwrap_err();
        assert_eq!(code, "NotImplementedException");
        assert!(text.contains(protocol), "{text}");
    }
    let unknown = invalid("Amazon SNS does not support this protocol string: pigeon");
    assert_eq!(ask("pigeon", "x").await, Err(unknown));
    for endpoint in [
        "f",
        "arn:aws:sqs:eu-central-1:111111111111:q",
        "arn:aws:lambda:eu-central-1:111111111111:layer:f",
        "arn:aws:lambda:eu-central-1:111111111111:function:",
        "arn:aws:lambda:eu-central-1:111111111111:function:f:a:b",
        "arn:aws:lambda:eu-central-1:1:function:f",
        "arn:aws:lambda::111111111111:function:f",
    ] {
        assert_eq!(
            ask("lambda", endpoint).await,
            Err(invalid("Lambda endpoint ARN")),
            "{endpoint}"
        );
    }
    assert_eq!(ask("lambda", "").await.unwrap_err().0, "InvalidParameter");
    assert!(
        ask("lambda", "arn:aws:lambda:us-east-1:222222222222:function:f:$LATEST").await.is_ok()
    );
    let form = [
        ("TopicArn", "arn:aws:sns:eu-central-1:111111111111:none"),
        ("Protocol", "lambda"),
        ("Endpoint", FUNCTION),
    ];
    assert_eq!(world.no("Subscribe", &form).await.1, "Topic does not exist");
}

#[tokio::test]
async fn attributes_are_checked_where_they_come_with_the_subscription_and_where_they_are_set() {
    let world = world().await;
    let topic = world.topic("news").await;
    let arn = world.subscribe(&topic, "f", &[]).await;
    for (name, value, text) in [
        ("FilterPolicy", "{", "FilterPolicy: failed to parse JSON."),
        ("FilterPolicy", r#"{"k":"v"}"#, r#"FilterPolicy: "k" must be an object or an array"#),
        (
            "FilterPolicy",
            r#"{"k":{"l":["v"]}}"#,
            "Filter policy scope MessageAttributes does not support nested filter policy",
        ),
        (
            "FilterPolicyScope",
            "Body",
            "FilterPolicyScope: Invalid value [Body]. Please use either MessageBody or \
             MessageAttributes",
        ),
        (
            "RawMessageDelivery",
            "true",
            "RawMessageDelivery: Delivery protocol [lambda] does not support raw message delivery.",
        ),
        (
            "RawMessageDelivery",
            "yes",
            "RawMessageDelivery: Invalid value [yes]. Must be true or false.",
        ),
    ] {
        let told = set(&world, &arn, name, value).await;
        assert_eq!(told, Err(format!("InvalidParameter: Invalid parameter: {text}")));
        let told = world.try_subscribe(&topic, "g", &[(name, value)]).await;
        assert_eq!(told, Err(invalid(&format!("Attributes Reason: {text}"))));
    }
    let redrive = r#"{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:111111111111:q"}"#;
    for (name, value) in [
        ("RedrivePolicy", redrive),
        ("ReplayPolicy", r#"{"PointType":"Timestamp"}"#),
        ("SubscriptionRoleArn", "arn:aws:iam::111111111111:role/r"),
    ] {
        let told = set(&world, &arn, name, value).await.unwrap_err();
        assert!(told.starts_with("NotImplementedException"), "{told}");
        assert_eq!(
            world.try_subscribe(&topic, "g", &[(name, value)]).await.unwrap_err().0,
            "NotImplementedException"
        );
        assert_eq!(set(&world, &arn, name, "").await, Ok(()));
    }
    let unknown = set(&world, &arn, "Colour", "red").await;
    assert_eq!(unknown, Err("InvalidParameter: Invalid parameter: AttributeName".to_owned()));
    let unknown = invalid("Attributes Reason: Unknown attribute: Colour");
    assert_eq!(world.try_subscribe(&topic, "g", &[("Colour", "red")]).await, Err(unknown));
    assert_eq!(set(&world, &arn, "RawMessageDelivery", "false").await, Ok(()));
    let xml = world.ok("ListSubscriptionsByTopic", &[("TopicArn", &topic)]).await;
    assert_eq!(elements(&xml, "SubscriptionArn").count(), 1, "what was refused is not there");
}

#[tokio::test]
async fn the_scope_of_a_policy_is_changed_only_if_the_policy_fits_it() {
    let world = world().await;
    let topic = world.topic("news").await;
    let arn = world.subscribe(&topic, "f", &[("FilterPolicy", r#"{"k":["v"]}"#)]).await;
    assert_eq!(show(&world, &arn).await["FilterPolicyScope"], "MessageAttributes");
    set(&world, &arn, "FilterPolicyScope", "MessageBody").await.expect("set");
    set(&world, &arn, "FilterPolicy", r#"{"k":{"l":["v"]}}"#).await.expect("set");
    assert_eq!(world.publish(&topic, r#"{"k":{"l":"v"}}"#, &[]).await, ["f"]);
    assert_eq!(world.publish(&topic, r#"{"k":"v"}"#, &[]).await, [""; 0]);
    let told = set(&world, &arn, "FilterPolicyScope", "MessageAttributes").await.unwrap_err();
    assert!(told.ends_with("does not support nested filter policy"), "{told}");
    set(&world, &arn, "FilterPolicy", "{}").await.expect("taken away");
    let shown = show(&world, &arn).await;
    assert!(!shown.contains_key("FilterPolicy") && !shown.contains_key("FilterPolicyScope"));
    assert_eq!(world.publish(&topic, "m", &[]).await, ["f"]);
}

#[tokio::test]
async fn an_owner_lists_its_subscriptions_and_a_topic_lists_all_of_its() {
    let world = world().await;
    let (news, olds) = (world.topic("news").await, world.topic("olds").await);
    let first = world.subscribe(&news, "f", &[]).await;
    let second = world.subscribe(&olds, "f", &[]).await;
    let other = world.cx(Principal::root("222222222222", None));
    let endpoint = "arn:aws:lambda:eu-central-1:222222222222:function:g";
    let form = [("TopicArn", news.as_str()), ("Protocol", "lambda"), ("Endpoint", endpoint)];
    let xml = world.ask_as(&other, "Subscribe", &form).await.expect("subscribed");
    let third = element(&xml, "SubscriptionArn").to_owned();

    let arns = |xml: &str| elements(xml, "SubscriptionArn").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(arns(&world.ok("ListSubscriptions", &[]).await), [first.as_str(), &second]);
    let theirs = world.ask_as(&other, "ListSubscriptions", &[]).await.expect("listed");
    assert_eq!(arns(&theirs), [third.as_str()]);
    assert_eq!(element(&theirs, "Owner"), "222222222222");
    assert_eq!(
        (element(&theirs, "TopicArn"), element(&theirs, "Endpoint")),
        (news.as_str(), endpoint)
    );
    let mut all = arns(&world.ok("ListSubscriptionsByTopic", &[("TopicArn", &news)]).await);
    all.sort();
    let mut wanted = [first.clone(), third.clone()];
    wanted.sort();
    assert_eq!(all, wanted);
    world.ask_as(&other, "Unsubscribe", &[("SubscriptionArn", &third)]).await.expect("gone");
    let theirs = world.ask_as(&other, "ListSubscriptions", &[]).await.expect("listed");
    assert!(arns(&theirs).is_empty());
    world.ok("DeleteTopic", &[("TopicArn", &olds)]).await;
    assert_eq!(arns(&world.ok("ListSubscriptions", &[]).await), [first]);
}

#[tokio::test]
async fn subscriptions_have_pages_too() {
    let world = world().await;
    let topic = world.topic("news").await;
    for number in 0..101 {
        world.subscribe(&topic, &format!("f{number}"), &[]).await;
    }
    for (operation, form) in [
        ("ListSubscriptions", vec![]),
        ("ListSubscriptionsByTopic", vec![("TopicArn", topic.as_str())]),
    ] {
        let first = world.ok(operation, &form).await;
        let token = element(&first, "NextToken");
        let mut form = form.clone();
        form.push(("NextToken", token));
        let second = world.ok(operation, &form).await;
        let mut all: Vec<&str> = elements(&first, "SubscriptionArn").collect();
        assert_eq!(all.len(), 100);
        all.extend(elements(&second, "SubscriptionArn"));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 101);
        assert_eq!(elements(&second, "NextToken").count(), 0);
    }
    let other = world.topic("other").await;
    let first = world.ok("ListSubscriptionsByTopic", &[("TopicArn", &topic)]).await;
    let form = [("TopicArn", other.as_str()), ("NextToken", element(&first, "NextToken"))];
    let told = world.no("ListSubscriptionsByTopic", &form).await;
    assert_eq!(told, invalid("NextToken"), "a token is good for its own topic");
}

#[tokio::test]
async fn subscriptions_survive_a_restart_with_what_they_want() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "all", &[]).await;
    let wanted = [("FilterPolicyScope", "MessageBody"), ("FilterPolicy", r#"{"k":["v"]}"#)];
    world.subscribe(&topic, "some", &wanted).await;
    world.subscribe(&topic, "attributes", &[("FilterPolicy", r#"{"k":["v"]}"#)]).await;
    let gone = world.subscribe(&topic, "gone", &[]).await;
    world.ok("Unsubscribe", &[("SubscriptionArn", &gone)]).await;
    // A limit that was lowered since takes nothing away from what is there.
    let world = world.restarted_with(&[("sns.filter_policy_keys", 0)]).await;
    assert_eq!(world.publish(&topic, r#"{"k":"v"}"#, &[]).await, ["all", "some"]);
    assert_eq!(world.publish(&topic, r#"{"k":"w"}"#, &[]).await, ["all"]);
}

#[tokio::test]
async fn a_topic_made_anew_has_none_of_the_old_one_s_subscriptions() {
    let world = world().await;
    let topic = world.topic("news").await;
    let mut arns = Vec::new();
    for number in 0..1_100 {
        arns.push(world.subscribe(&topic, &format!("f{number}"), &[]).await);
    }
    world.ok("DeleteTopic", &[("TopicArn", &topic)]).await;
    assert_eq!(world.topic("news").await, topic);
    assert!(world.publish(&topic, "m", &[]).await.is_empty());
    let xml = world.ok("ListSubscriptionsByTopic", &[("TopicArn", &topic)]).await;
    assert_eq!(elements(&xml, "SubscriptionArn").count(), 0);
    let xml = world.ok("ListSubscriptions", &[]).await;
    assert_eq!(elements(&xml, "SubscriptionArn").count(), 0);
    assert_eq!(
        world.no("GetSubscriptionAttributes", &[("SubscriptionArn", &arns[7])]).await.0,
        "NotFound"
    );
    let new = world.subscribe(&topic, "f7", &[]).await;
    assert_ne!(new, arns[7]);
    // What is left is taken away in the background, by the next start too.
    let world = world.restarted().await;
    let left = |world: &World| {
        let snapshot = world.platform.store.snapshot();
        let all = snapshot.scan(Range::prefix(&[]), Direction::Forward, usize::MAX);
        let keys = all.map(|pair| store::parts_of(&pair.expect("read").0).expect("a key"));
        keys.filter(|parts| {
            let table = parts.get(2).and_then(store::Part::as_str).unwrap_or_default();
            table.starts_with("sns-")
        })
        .count()
    };
    // The topic, the subscription, its endpoint, its owner's entry.
    while left(&world) > 4 {
        tokio::task::yield_now().await;
    }
    assert_eq!(left(&world), 4);
    assert_eq!(world.publish(&topic, "m", &[]).await, ["f7"]);
}

#[tokio::test]
async fn a_topic_and_an_account_have_as_many_as_their_limits_say() {
    let limits = [
        ("sns.subscriptions_per_topic", 4),
        ("sns.filter_policies_per_topic", 2),
        ("sns.filter_policies", 3),
    ];
    let world = world_with(&limits).await;
    let (news, olds) = (world.topic("news").await, world.topic("olds").await);
    let filter = [("FilterPolicy", r#"{"k":["v"]}"#)];
    let a = world.subscribe(&news, "a", &filter).await;
    world.subscribe(&news, "b", &filter).await;
    let code = async |topic: &str, name: &str, attributes: &[(&str, &str)]| {
        world.try_subscribe(topic, name, attributes).await.unwrap_err().0
    };
    assert_eq!(code(&news, "c", &filter).await, "FilterPolicyLimitExceeded");
    let c = world.subscribe(&news, "c", &[]).await;
    let told = set(&world, &c, "FilterPolicy", r#"{"k":["v"]}"#).await.unwrap_err();
    assert!(told.starts_with("FilterPolicyLimitExceeded"), "{told}");
    set(&world, &a, "FilterPolicy", r#"{"k":["w"]}"#).await.expect("it has one already");
    world.subscribe(&news, "d", &[]).await;
    assert_eq!(code(&news, "e", &[]).await, "SubscriptionLimitExceeded");
    world.subscribe(&olds, "a", &filter).await;
    assert_eq!(code(&olds, "b", &filter).await, "FilterPolicyLimitExceeded", "of the account");
    set(&world, &a, "FilterPolicy", "{}").await.expect("taken away");
    world.subscribe(&olds, "b", &filter).await;
}

#[tokio::test]
async fn the_same_endpoint_subscribed_many_times_at_once_is_subscribed_once() {
    let world = std::sync::Arc::new(world().await);
    let topic = world.topic("news").await;
    let all: Vec<_> = (0..16)
        .map(|_| {
            let (world, topic) = (std::sync::Arc::clone(&world), topic.clone());
            task::spawn(
                task::TaskKind::Request,
                async move { world.subscribe(&topic, "f", &[]).await },
            )
        })
        .collect();
    let mut arns = Vec::new();
    for one in all {
        arns.push(one.await.expect("joined").expect("no panic"));
    }
    arns.dedup();
    assert_eq!(arns.len(), 1, "{}", function("f"));
    assert_eq!(world.publish(&topic, "m", &[]).await, ["f"]);
}
