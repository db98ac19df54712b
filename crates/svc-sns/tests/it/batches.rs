//! `PublishBatch`.

use crate::support::{element, elements, world};

type Entry<'e> = &'e [(&'e str, &'e str)];

/// A form with these entries.
fn form(topic: &str, entries: &[Entry<'_>]) -> Vec<(String, String)> {
    let mut form = vec![("TopicArn".to_owned(), topic.to_owned())];
    for (number, entry) in entries.iter().enumerate() {
        for (name, value) in *entry {
            let name = format!("PublishBatchRequestEntries.member.{}.{name}", number + 1);
            form.push((name, (*value).to_owned()));
        }
    }
    form
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_batch_is_published_as_far_as_it_can_be() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "f", &[("FilterPolicy", r#"{"k":["v"]}"#)]).await;
    world.subscribe(&topic, "g", &[]).await;
    let entries: &[Entry<'_>] = &[
        &[("Id", "one"), ("Message", "1"), ("Subject", "s")],
        &[("Id", "two"), ("Message", "")],
        &[
            ("Id", "three"),
            ("Message", "3"),
            ("MessageAttributes.entry.1.Name", "k"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            ("MessageAttributes.entry.1.Value.StringValue", "v"),
        ],
        &[
            ("Id", "four"),
            ("Message", "4"),
            ("MessageAttributes.entry.1.Name", "k"),
            ("MessageAttributes.entry.1.Value.DataType", "Text"),
            ("MessageAttributes.entry.1.Value.StringValue", "v"),
        ],
        &[("Id", "five"), ("Message", r#"{"default":"5"}"#), ("MessageStructure", "json")],
    ];
    let form = form(&topic, entries);
    let xml = world.ok("PublishBatch", &borrowed(&form)).await;
    let (successful, failed) = (element(&xml, "Successful"), element(&xml, "Failed"));
    assert_eq!(elements(successful, "Id").collect::<Vec<_>>(), ["one", "three", "five"]);
    assert_eq!(elements(successful, "MessageId").count(), 3);
    assert_eq!(elements(failed, "Id").collect::<Vec<_>>(), ["two", "four"]);
    let codes: Vec<&str> = elements(failed, "Code").collect();
    assert_eq!(codes, ["InvalidParameter", "ParameterValueInvalid"]);
    assert_eq!(element(failed, "Message"), "Invalid parameter: Empty message");
    assert_eq!(elements(failed, "SenderFault").collect::<Vec<_>>(), ["true", "true"]);
    let got = world.got().await;
    let of = |name: &str| {
        let mut of: Vec<&str> =
            got.iter().filter(|(own, _)| own == name).map(|(_, text)| text.as_str()).collect();
        of.sort_unstable();
        of
    };
    assert_eq!((of("f"), of("g")), (vec!["3"], vec!["1", "3", "5"]));
}

#[tokio::test]
async fn a_batch_is_refused_for_its_form() {
    let world = world().await;
    let topic = world.topic("news").await;
    world.subscribe(&topic, "f", &[]).await;
    let refused = async |entries: &[Entry<'_>]| {
        let form = form(&topic, entries);
        world.no("PublishBatch", &borrowed(&form)).await
    };
    let plain = |id| -> [(&str, &str); 2] { [("Id", id), ("Message", "m")] };
    let (a, b) = (plain("a"), plain("b"));
    assert_eq!(
        refused(&[&a, &b, &a]).await,
        (
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.".to_owned()
        )
    );
    let ids: Vec<String> = (0..11).map(|number| number.to_string()).collect();
    let eleven: Vec<_> = ids.iter().map(|id| plain(id)).collect();
    let eleven: Vec<Entry<'_>> = eleven.iter().map(|entry| &entry[..]).collect();
    assert_eq!(
        refused(&eleven).await,
        (
            "TooManyEntriesInBatchRequest",
            "The batch request contains more entries than permissible.".to_owned()
        )
    );
    let empty = [("TopicArn", topic.as_str()), ("PublishBatchRequestEntries", "")];
    assert_eq!(
        world.no("PublishBatch", &empty).await,
        ("EmptyBatchRequest", "The batch request doesn't contain any entries.".to_owned())
    );
    let wrong = |what: &str| {
        ("InvalidBatchEntryId", format!("The Id of a batch entry in the batch request {what}"))
    };
    assert_eq!(refused(&[&plain("a b")]).await, wrong("contains an impermissible character: a b"));
    let long = "i".repeat(81);
    assert_eq!(refused(&[&plain(&long)]).await, wrong(&format!("is too long: {long}")));
    let group: Entry<'_> = &[("Id", "c"), ("Message", "m"), ("MessageGroupId", "g")];
    assert_eq!(refused(&[&a, group]).await.0, "NotImplementedException");
    let half = "x".repeat(131_073);
    let halves: [Entry<'_>; 2] =
        [&[("Id", "a"), ("Message", &half)], &[("Id", "b"), ("Message", &half)]];
    assert_eq!(
        refused(&halves).await,
        (
            "BatchRequestTooLong",
            "The length of all the messages put together is more than the limit.".to_owned()
        )
    );
    let form = form("arn:aws:sns:eu-central-1:111111111111:none", &[&a]);
    assert_eq!(world.no("PublishBatch", &borrowed(&form)).await.1, "Topic does not exist");
    assert!(world.envelopes().await.is_empty(), "nobody got anything");
}
