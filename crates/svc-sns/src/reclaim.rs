//! A deleted topic is gone at once; its subscriptions are taken away afterwards, in small
//! transactions, so that a topic with many of them holds up nobody.

use std::time::Duration;

use service::AwsResult;
use store::{Scope, Snapshot, Transaction};
use task::TaskKind;

use crate::Sns;
use crate::arn::TopicArn;
use crate::state::{self, DOOMED, SUBSCRIPTIONS};

/// Subscriptions in one transaction.
const PAGE: usize = 500;
/// How long until what failed is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// Go on with what a predecessor left in `scope`.
pub(crate) fn go_on(sns: &Sns, snapshot: &Snapshot, scope: &Scope) -> AwsResult {
    for row in state::rows(snapshot, &DOOMED, &DOOMED.prefix(scope, ()), None) {
        let (key, row) = row?;
        let id = store::parts_of(&key).and_then(|parts| parts.last()?.as_str().map(str::to_owned));
        if let Some(id) = id {
            in_background(sns, TopicArn { scope: scope.clone(), name: row.name }, id);
        }
    }
    Ok(())
}

/// Take away what the topic `id` has left, which was called `arn`.
pub(crate) fn in_background(sns: &Sns, arn: TopicArn, id: String) {
    let sns = sns.clone();
    task::spawn(TaskKind::Reconciler, async move {
        loop {
            match page(&sns, &arn, &id).await {
                Ok(true) => return,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(topic = %arn, "subscriptions cannot be taken away: {error:?}");
                    sns.platform().clock.sleep(AGAIN).await;
                }
            }
        }
    });
}

/// Take some away; says whether these were the last.
async fn page(sns: &Sns, arn: &TopicArn, id: &str) -> AwsResult<bool> {
    let mut tx = Transaction::new();
    let prefix = SUBSCRIPTIONS.prefix(&arn.scope, (id,));
    let snapshot = sns.platform().store.snapshot();
    let mut count = 0;
    for row in state::rows(&snapshot, &SUBSCRIPTIONS, &prefix, None).take(PAGE) {
        state::delete_subscription(&mut tx, arn, id, &row?.1);
        count += 1;
    }
    let last = count < PAGE;
    if last {
        state::forget_deleted(&mut tx, &arn.scope, id);
        DOOMED.delete(&mut tx, &DOOMED.key(&arn.scope, (id,)));
    }
    sns.platform().store.commit(tx).await?;
    Ok(last)
}
