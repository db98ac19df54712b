//! Topics: life, attributes, tags, pages.

use std::sync::Arc;

use aws_auth::principal::Principal;

use crate::support::{ACCOUNT, attributes, element, elements, world, world_with};

const NEWS: &str = "arn:aws:sns:eu-central-1:111111111111:news";

fn invalid(what: &str) -> (&'static str, String) {
    ("InvalidParameter", format!("Invalid parameter: {what}"))
}

fn missing() -> (&'static str, String) {
    ("NotFound", "Topic does not exist".to_owned())
}

#[tokio::test]
async fn a_topic_lives_from_its_creation_to_its_deletion() {
    let world = world().await;
    assert_eq!(world.topic("news").await, NEWS);
    let shown = attributes(&world.ok("GetTopicAttributes", &[("TopicArn", NEWS)]).await);
    let mut names: Vec<&str> = shown.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "DisplayName",
            "EffectiveDeliveryPolicy",
            "Owner",
            "Policy",
            "SubscriptionsConfirmed",
            "SubscriptionsDeleted",
            "SubscriptionsPending",
            "TopicArn",
        ]
    );
    assert_eq!((shown["DisplayName"].as_str(), shown["Owner"].as_str()), ("", ACCOUNT));
    assert_eq!(
        shown["Policy"],
        format!(
            concat!(
                r#"{{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":["#,
                r#"{{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{{"AWS":"*"}},"#,
                r#""Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","#,
                r#""SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","#,
                r#""SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"#,
                r#""Resource":"{}","Condition":{{"StringEquals":"#,
                r#"{{"AWS:SourceOwner":"111111111111"}}}}}}]}}"#
            ),
            NEWS
        )
    );
    assert!(shown["EffectiveDeliveryPolicy"].contains(r#""numRetries":3"#));
    let listed = world.ok("ListTopics", &[]).await;
    assert_eq!(elements(&listed, "TopicArn").collect::<Vec<_>>(), [NEWS]);

    world.ok("DeleteTopic", &[("TopicArn", NEWS)]).await;
    assert_eq!(world.no("GetTopicAttributes", &[("TopicArn", NEWS)]).await, missing());
    let publish = [("TopicArn", NEWS), ("Message", "hello")];
    assert_eq!(world.no("Publish", &publish).await, missing());
    world.ok("DeleteTopic", &[("TopicArn", NEWS)]).await;
    assert_eq!(elements(&world.ok("ListTopics", &[]).await, "TopicArn").count(), 0);
}

#[tokio::test]
async fn a_topic_is_created_again_unless_something_else_is_asked_for() {
    let world = world().await;
    let with = |attributes: &[(&'static str, &'static str)],
                tags: &[(&'static str, &'static str)]| {
        let mut form = vec![("Name".to_owned(), "news")];
        for (number, (name, value)) in attributes.iter().enumerate() {
            form.push((format!("Attributes.entry.{}.key", number + 1), *name));
            form.push((format!("Attributes.entry.{}.value", number + 1), *value));
        }
        for (number, (key, value)) in tags.iter().enumerate() {
            form.push((format!("Tags.member.{}.Key", number + 1), *key));
            form.push((format!("Tags.member.{}.Value", number + 1), *value));
        }
        form
    };
    let ask = async |form: Vec<(String, &'static str)>| {
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        world.ask("CreateTopic", &form).await.map(|xml| element(&xml, "TopicArn").to_owned())
    };
    let named = [("DisplayName", "News"), ("FifoTopic", "false")];
    assert_eq!(ask(with(&named, &[("team", "red")])).await, Ok(NEWS.to_owned()));
    assert_eq!(ask(with(&[], &[])).await, Ok(NEWS.to_owned()), "what is not named is the same");
    assert_eq!(ask(with(&named, &[("team", "red")])).await, Ok(NEWS.to_owned()));
    let defaults = [("SignatureVersion", "1"), ("TracingConfig", ""), ("KmsMasterKeyId", "")];
    assert_eq!(ask(with(&defaults, &[])).await, Ok(NEWS.to_owned()));
    let other = invalid("Attributes Reason: Topic already exists with different attributes");
    assert_eq!(ask(with(&[("DisplayName", "Olds")], &[])).await, Err(other.clone()));
    assert_eq!(ask(with(&[("SignatureVersion", "2")], &[])).await, Err(other));
    let other = invalid("Tags Reason: Topic already exists with different tags");
    assert_eq!(ask(with(&[], &[("team", "blue")])).await, Err(other.clone()));
    assert_eq!(ask(with(&[], &[("stage", "")])).await, Err(other));
}

#[tokio::test]
async fn a_name_has_letters_digits_hyphens_and_underscores() {
    let world = world().await;
    let long = "n".repeat(256);
    assert!(world.ask("CreateTopic", &[("Name", long.as_str())]).await.is_ok());
    let longer = "n".repeat(257);
    for name in ["", "a b", "a.b", "a/b", "에이", longer.as_str()] {
        assert_eq!(
            world.no("CreateTopic", &[("Name", name)]).await,
            invalid("Topic Name"),
            "{name}"
        );
    }
    assert_eq!(world.no("CreateTopic", &[("Name", "a.fifo")]).await.0, "NotImplementedException");
    let wrong = |arn: &'static str, what: &'static str| (arn, invalid(what));
    for (arn, refusal) in [
        wrong("news", "TopicArn Reason: An ARN must have at least 6 elements, not 1"),
        wrong("arn:aws:sns:eu-west-1:111111111111:news", "TopicArn"),
        wrong("arn:aws:sqs:eu-central-1:111111111111:news", "TopicArn"),
        wrong("arn:aws:sns:eu-central-1:me:news", "TopicArn"),
    ] {
        assert_eq!(world.no("GetTopicAttributes", &[("TopicArn", arn)]).await, refusal, "{arn}");
    }
}

#[tokio::test]
async fn attributes_work_are_kept_or_are_refused() {
    let world = world().await;
    world.topic("news").await;
    let set = async |name: &str, value: &str| {
        let form = [("TopicArn", NEWS), ("AttributeName", name), ("AttributeValue", value)];
        world.ask("SetTopicAttributes", &form).await
    };
    let show = async || attributes(&world.ok("GetTopicAttributes", &[("TopicArn", NEWS)]).await);
    let role = "arn:aws:iam::111111111111:role/feedback";
    for (name, value) in [
        ("DisplayName", "The <news> & more"),
        ("SignatureVersion", "2"),
        ("TracingConfig", "Active"),
        ("LambdaSuccessFeedbackRoleArn", role),
        ("LambdaFailureFeedbackRoleArn", role),
        ("HTTPSuccessFeedbackSampleRate", "100"),
        ("DeliveryPolicy", r#"{"http":{"defaultHealthyRetryPolicy":{"numRetries":5}}}"#),
    ] {
        set(name, value).await.expect(name);
        let shown = show().await[name].replace("&lt;", "<").replace("&gt;", ">");
        assert_eq!(shown, value, "{name}");
        set(name, "").await.expect(name);
        let default = (name == "DisplayName").then(String::new);
        assert_eq!(show().await.get(name).cloned(), default, "{name} is taken away");
    }
    for (name, default) in [
        ("KmsMasterKeyId", ""),
        ("ArchivePolicy", ""),
        ("FifoTopic", "false"),
        ("ContentBasedDeduplication", "false"),
        ("FifoThroughputScope", ""),
    ] {
        set(name, default).await.expect(name);
        assert!(!show().await.contains_key(name));
        assert_eq!(set(name, "other").await.unwrap_err().0, "NotImplementedException", "{name}");
    }
    assert_eq!(set("Colour", "red").await, Err(invalid("AttributeName")));
    for (name, value) in [
        ("SignatureVersion", "3"),
        ("TracingConfig", "active"),
        ("SQSSuccessFeedbackRoleArn", "role"),
        ("SQSSuccessFeedbackSampleRate", "101"),
    ] {
        let refusal = invalid(&format!("{name}: Invalid value [{value}]"));
        assert_eq!(set(name, value).await, Err(refusal));
    }
    assert_eq!(set("DisplayName", &"x".repeat(101)).await.unwrap_err().0, "InvalidParameter");
    assert_eq!(set("DeliveryPolicy", "{").await.unwrap_err().0, "InvalidParameter");
    let form = [
        ("Name", "other"),
        ("Attributes.entry.1.key", "Colour"),
        ("Attributes.entry.1.value", "red"),
    ];
    let unknown = invalid("Attributes Reason: Unknown attribute: Colour");
    assert_eq!(world.no("CreateTopic", &form).await, unknown);
    let form = [("Name", "other"), ("DataProtectionPolicy", "{}")];
    assert_eq!(world.no("CreateTopic", &form).await.0, "NotImplementedException");
}

#[tokio::test]
async fn topics_and_their_attributes_survive_a_restart() {
    let world = world().await;
    world.topic("news").await;
    let form = [("TopicArn", NEWS), ("AttributeName", "DisplayName"), ("AttributeValue", "N")];
    world.ok("SetTopicAttributes", &form).await;
    world.topic("gone").await;
    world.ok("DeleteTopic", &[("TopicArn", &NEWS.replace("news", "gone"))]).await;
    let world = world.restarted().await;
    let listed = world.ok("ListTopics", &[]).await;
    assert_eq!(elements(&listed, "TopicArn").collect::<Vec<_>>(), [NEWS]);
    let shown = attributes(&world.ok("GetTopicAttributes", &[("TopicArn", NEWS)]).await);
    assert_eq!(shown["DisplayName"], "N");
}

#[tokio::test]
async fn accounts_have_topics_of_their_own() {
    let world = world().await;
    world.topic("news").await;
    let other = world.cx(Principal::root("222222222222", None));
    let made = world.ask_as(&other, "CreateTopic", &[("Name", "news")]).await.expect("made");
    assert_eq!(element(&made, "TopicArn"), "arn:aws:sns:eu-central-1:222222222222:news");
    let listed = world.ask_as(&other, "ListTopics", &[]).await.expect("listed");
    assert_eq!(elements(&listed, "TopicArn").count(), 1);
    let third = world.cx(Principal::root("333333333333", None));
    let listed = world.ask_as(&third, "ListTopics", &[]).await.expect("listed");
    assert_eq!(elements(&listed, "TopicArn").count(), 0);
}

#[tokio::test]
async fn a_listing_has_pages_of_a_hundred() {
    let world = world().await;
    let world = Arc::new(world);
    for number in 0..205 {
        world.topic(&format!("t{number:03}")).await;
    }
    let mut sizes = Vec::new();
    let mut token = None;
    loop {
        let form: Vec<(&str, &str)> = token
            .as_ref()
            .map(|token: &String| ("NextToken", token.as_str()))
            .into_iter()
            .collect();
        let page = world.ok("ListTopics", &form).await;
        sizes.push(elements(&page, "TopicArn").count());
        token = elements(&page, "NextToken").next().map(str::to_owned);
        if token.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [100, 100, 5]);
    let forged = world.no("ListTopics", &[("NextToken", "forged")]).await;
    assert_eq!(forged, invalid("NextToken"));
}

#[tokio::test]
async fn tags_are_added_taken_away_and_go_with_the_topic() {
    let world = world().await;
    world.topic("news").await;
    let tags = async || {
        let xml = world.ok("ListTagsForResource", &[("ResourceArn", NEWS)]).await;
        let keys = elements(&xml, "Key").map(str::to_owned);
        keys.zip(elements(&xml, "Value").map(str::to_owned)).collect::<Vec<_>>()
    };
    let tag = async |pairs: &[(&str, &str)]| {
        let mut form = vec![("ResourceArn".to_owned(), NEWS)];
        for (number, (key, value)) in pairs.iter().enumerate() {
            form.push((format!("Tags.member.{}.Key", number + 1), key));
            form.push((format!("Tags.member.{}.Value", number + 1), value));
        }
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        world.ask("TagResource", &form).await
    };
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    tag(&[("team", "red"), ("stage", "dev")]).await.expect("tagged");
    tag(&[("team", "blue")]).await.expect("tagged");
    assert_eq!(tags().await, [pair("stage", "dev"), pair("team", "blue")]);
    let twice = tag(&[("a", "1"), ("a", "2")]).await;
    assert_eq!(twice, Err(invalid("Duplicated keys are not allowed.")));
    assert_eq!(tag(&[("AWS:x", "1")]).await.unwrap_err().0, "InvalidParameter");
    assert_eq!(tag(&[("", "1")]).await.unwrap_err().0, "ValidationError");
    let names: Vec<String> = (0..49).map(|number| format!("k{number}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "v")).collect();
    assert_eq!(tag(&many).await.unwrap_err().0, "TagLimitExceeded");
    assert_eq!(tags().await.len(), 2, "all or none");
    world.ok("UntagResource", &[("ResourceArn", NEWS), ("TagKeys.member.1", "team")]).await;
    assert_eq!(tags().await, [pair("stage", "dev")]);
    world.ok("DeleteTopic", &[("TopicArn", NEWS)]).await;
    let gone = world.no("ListTagsForResource", &[("ResourceArn", NEWS)]).await;
    assert_eq!(gone, ("ResourceNotFound", "Resource does not exist".to_owned()));
    world.topic("news").await;
    assert!(tags().await.is_empty());
}

#[tokio::test]
async fn an_account_has_as_many_topics_as_its_limit_says() {
    let world = Arc::new(world_with(&[("sns.topics", 3)]).await);
    let made: Vec<_> = (0..10)
        .map(|number| {
            let world = Arc::clone(&world);
            task::spawn(task::TaskKind::Request, async move {
                world.ask("CreateTopic", &[("Name", &format!("t{number}"))]).await
            })
        })
        .collect();
    let mut codes = Vec::new();
    for one in made {
        if let Err((code, _)) = one.await.expect("joined").expect("no panic") {
            codes.push(code);
        }
    }
    assert_eq!(codes, ["TopicLimitExceeded"; 7]);
}
