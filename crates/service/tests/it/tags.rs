//! Tags by ARN: what is let in, and that nobody's change loses somebody else's.

use service::tags::{self, TagError, Tags};
use service::{Cx, Limits};
use task::TaskKind;

use crate::{ACCOUNT, REGION, world};

const ARN: &str = "arn:aws:made-up:eu-central-1:111111111111:thing/one";

fn made_of(pairs: &[(&str, &str)]) -> Tags {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn of(cx: &Cx, arn: &str, global: bool) -> Tags {
    tags::get(cx, &cx.snapshot(), arn, global).expect("a look")
}

async fn add(cx: &Cx, pairs: &[(&str, &str)]) -> Result<(), TagError> {
    tags::add(cx, ARN, false, &made_of(pairs)).await.expect("a commit")
}

#[test]
fn keys_and_values_are_bounded_and_aws_s_prefix_is_its_own() {
    let check = |key: &str, value: &str, expected: Result<(), TagError>| {
        let checked = tags::check(&made_of(&[(key, value)]), &Limits::default());
        assert_eq!(checked, expected, "{key:.9} {value:.9}");
    };
    check("k", "", Ok(()));
    check("", "v", Err(TagError::Key(String::new())));
    // Characters count, not bytes.
    let (longest, too_long) = ("é".repeat(128), "é".repeat(129));
    check(&longest, "v", Ok(()));
    check(&too_long, "v", Err(TagError::Key(too_long.clone())));
    let (longest, too_long) = ("é".repeat(256), "é".repeat(257));
    check("k", &longest, Ok(()));
    check("k", &too_long, Err(TagError::Value(too_long.clone())));
    check("aws:cloudformation", "v", Err(TagError::Reserved("aws:cloudformation".to_owned())));
    check("AwS:x", "v", Err(TagError::Reserved("AwS:x".to_owned())));
    check("aws", "v", Ok(()));
    check("my:aws:", "v", Ok(()));
    check("awé:", "v", Ok(()));
}

#[tokio::test]
async fn tags_are_added_replaced_and_taken_away() {
    let world = world();
    let cx = world.cx();
    add(&cx, &[("a", "1"), ("b", "2")]).await.expect("good tags");
    add(&cx, &[("b", "3"), ("c", "4")]).await.expect("good tags");
    assert_eq!(of(&cx, ARN, false), made_of(&[("a", "1"), ("b", "3"), ("c", "4")]));
    tags::remove(&cx, ARN, false, &["a".to_owned(), "never".to_owned()]).await.expect("a commit");
    assert_eq!(of(&cx, ARN, false), made_of(&[("b", "3"), ("c", "4")]));
    cx.transact(|_, tx| tags::set(&cx, tx, ARN, false, &made_of(&[("d", "5")])))
        .await
        .expect("set");
    assert_eq!(of(&cx, ARN, false), made_of(&[("d", "5")]));
    cx.transact(|_, tx| tags::set(&cx, tx, ARN, false, &Tags::new())).await.expect("set");
    assert_eq!(of(&cx, ARN, false), Tags::new());
    assert_eq!(world.platform.store.scopes().expect("scopes"), [], "an empty row is left");
}

#[tokio::test]
async fn a_resource_has_at_most_so_many_tags_and_a_refusal_changes_nothing() {
    let world = world();
    let cx = world.cx();
    let most: Tags = (0..50).map(|number| (format!("k{number}"), "v".to_owned())).collect();
    tags::add(&cx, ARN, false, &most).await.expect("a commit").expect("as many as there may be");
    assert_eq!(add(&cx, &[("k1", "w"), ("one more", "v")]).await, Err(TagError::TooMany(50)));
    assert_eq!(of(&cx, ARN, false), most);
    add(&cx, &[("k1", "w")]).await.expect("no more than before");
    assert_eq!(of(&cx, ARN, false)["k1"], "w");
}

#[tokio::test]
async fn tags_belong_to_an_account_and_region_or_to_the_account_alone() {
    let world = world();
    let cx = world.cx();
    add(&cx, &[("a", "1")]).await.expect("good tags");
    let (account, region) = (world.cx_in("222222222222", REGION), world.cx_in(ACCOUNT, "r"));
    for (other, arn) in [(&account, ARN), (&region, ARN), (&cx, "arn:another")] {
        assert_eq!(of(other, arn, false), Tags::new(), "{:?} {arn}", other.scope);
    }
    let global = made_of(&[("g", "2")]);
    tags::add(&cx, ARN, true, &global).await.expect("a commit").expect("good tags");
    assert_eq!(of(&region, ARN, true), global);
    assert_eq!(of(&account, ARN, true), Tags::new());
    assert_eq!(of(&cx, ARN, false), made_of(&[("a", "1")]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn changes_that_come_at_once_lose_nothing() {
    let world = world();
    add(&world.cx(), &[("old", "v")]).await.expect("good tags");
    let together: Vec<_> = (0..20)
        .map(|number| {
            let cx = world.cx();
            task::spawn(TaskKind::Request, async move {
                add(&cx, &[(&format!("k{number}"), "v")]).await.expect("good tags");
                if number == 7 {
                    tags::remove(&cx, ARN, false, &["old".to_owned()]).await.expect("a commit");
                }
            })
        })
        .collect();
    for one in together {
        one.await.expect("no panic").expect("no panic");
    }
    let expected: Tags = (0..20).map(|number| (format!("k{number}"), "v".to_owned())).collect();
    assert_eq!(of(&world.cx(), ARN, false), expected);
}
