//! Idempotency tokens: the first answer again, within their life, for the same request alone.

use service::idempotency::{self, Known, LIFE_MS};
use service::{AwsResult, Cx};
use store::{Direction, Range};
use task::TaskKind;

use crate::{ACCOUNT, REGION, World, world};

const OPERATION: &str = "StartIt";

fn known(cx: &Cx, operation: &str, token: &str, request: &[u8]) -> Known {
    idempotency::look_up(cx, &cx.snapshot(), operation, token, request).expect("a look")
}

async fn remember(cx: &Cx, token: &str, request: &[u8], answer: &str) {
    let remembered = cx.transact(|_, tx| {
        idempotency::remember(cx, tx, OPERATION, token, request, answer.to_owned())
    });
    remembered.await.expect("a commit");
}

/// Rows of the whole store; these tests write tokens alone.
fn stored(world: &World) -> usize {
    let snapshot = world.platform.store.snapshot();
    snapshot.scan(Range::default(), Direction::Forward, usize::MAX).count()
}

#[tokio::test]
async fn the_same_request_with_the_same_token_has_the_first_answer_again() {
    let world = world();
    let cx = world.cx();
    assert_eq!(known(&cx, OPERATION, "token", b"a"), Known::New);
    remember(&cx, "token", b"a", "first").await;
    assert_eq!(known(&cx, OPERATION, "token", b"a"), Known::Answered("first".to_owned()));
    assert_eq!(known(&cx, OPERATION, "another token", b"a"), Known::New);
}

#[tokio::test]
async fn another_request_with_the_same_token_is_a_mismatch() {
    let world = world();
    let cx = world.cx();
    remember(&cx, "token", b"a", "first").await;
    assert_eq!(known(&cx, OPERATION, "token", b"b"), Known::Mismatch);
    assert_eq!(known(&cx, OPERATION, "token", b""), Known::Mismatch);
}

#[tokio::test]
async fn a_token_means_nothing_to_another_operation_account_or_region() {
    let world = world();
    remember(&world.cx(), "token", b"a", "first").await;
    assert_eq!(known(&world.cx(), "Start", "Ittoken", b"a"), Known::New);
    assert_eq!(known(&world.cx(), "StopIt", "token", b"a"), Known::New);
    assert_eq!(known(&world.cx_in("222222222222", REGION), OPERATION, "token", b"a"), Known::New);
    assert_eq!(known(&world.cx_in(ACCOUNT, "us-east-1"), OPERATION, "token", b"b"), Known::New);
}

#[tokio::test]
async fn a_token_is_forgotten_when_its_life_is_over_and_may_be_used_anew() {
    let world = world();
    let cx = world.cx();
    remember(&cx, "token", b"a", "first").await;
    world.advance_ms(LIFE_MS - 1);
    assert_eq!(known(&cx, OPERATION, "token", b"a"), Known::Answered("first".to_owned()));
    world.advance_ms(1);
    assert_eq!(known(&cx, OPERATION, "token", b"a"), Known::New);
    assert_eq!(known(&cx, OPERATION, "token", b"b"), Known::New);
    remember(&cx, "token", b"b", "second").await;
    assert_eq!(known(&cx, OPERATION, "token", b"b"), Known::Answered("second".to_owned()));
    assert_eq!(known(&cx, OPERATION, "token", b"a"), Known::Mismatch);
    world.advance_ms(LIFE_MS - 1);
    assert_eq!(known(&cx, OPERATION, "token", b"b"), Known::Answered("second".to_owned()));
}

#[tokio::test]
async fn a_refused_request_uses_up_no_token() {
    let world = world();
    let cx = world.cx();
    let refused: AwsResult<()> = cx
        .transact(|_, tx| {
            idempotency::remember(&cx, tx, OPERATION, "token", b"a", "first".to_owned())?;
            Err(anyhow::anyhow!("refused").into())
        })
        .await;
    refused.expect_err("refused");
    assert_eq!(known(&cx, OPERATION, "token", b"a"), Known::New);
}

/// As a handler does it: whether this very call carried the request out, and the answer.
async fn carry_out(cx: &Cx, token: &str, answer: String) -> (bool, String) {
    let done = cx.transact(|snapshot, tx| {
        match idempotency::look_up(cx, snapshot, OPERATION, token, b"a")? {
            Known::New => {
                idempotency::remember(cx, tx, OPERATION, token, b"a", answer.clone())?;
                Ok((true, answer.clone()))
            }
            Known::Answered(answer) => Ok((false, answer)),
            Known::Mismatch => panic!("all of them ask the same"),
        }
    });
    done.await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_requests_that_come_at_once_with_one_token_one_is_carried_out() {
    let world = world();
    for round in 0..20 {
        let together: Vec<_> = (0..8)
            .map(|number| {
                let cx = world.cx();
                let token = format!("token{round}");
                task::spawn(TaskKind::Request, async move {
                    carry_out(&cx, &token, number.to_string()).await
                })
            })
            .collect();
        let (mut carried_out, mut answers) = (0, Vec::new());
        for one in together {
            let (did, answer) = one.await.expect("no panic").expect("no panic");
            carried_out += usize::from(did);
            answers.push(answer);
        }
        assert_eq!(carried_out, 1, "in round {round}");
        answers.dedup();
        assert_eq!(answers.len(), 1, "in round {round}: {answers:?}");
    }
}

#[tokio::test]
async fn expired_tokens_go_while_new_ones_come() {
    let world = world();
    let cx = world.cx();
    for number in 0..50 {
        remember(&cx, &format!("old{number}"), b"a", "").await;
    }
    assert_eq!(stored(&world), 50);
    world.advance_ms(LIFE_MS);
    for number in 0..200 {
        remember(&cx, &format!("new{number}"), b"a", "").await;
    }
    let left = stored(&world) - 200;
    assert!(left < 10, "{left} of 50 expired tokens are still there");
    for number in 0..200 {
        let token = format!("new{number}");
        assert_eq!(known(&cx, OPERATION, &token, b"a"), Known::Answered(String::new()), "{token}");
    }
}
