//! The one table of tags, by ARN, that the tag operations of all services share.

use std::collections::BTreeMap;

use store::{Snapshot, Table, Transaction};

use crate::{AwsResult, Cx, Limits, limits};

/// The tags of one resource.
pub type Tags = BTreeMap<String, String>;

static TAGS: Table<Tags> = Table::new("tags", 1);

/// Why tags are refused; each service has words of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagError {
    /// More than a resource may have; the number allowed.
    TooMany(u64),
    /// A key that is empty or longer than 128 characters.
    Key(String),
    /// A value longer than 256 characters.
    Value(String),
    /// `aws:` is AWS's own prefix.
    Reserved(String),
}

/// Check tags that a client sends.
pub fn check(tags: &Tags, limits: &Limits) -> Result<(), TagError> {
    let max = limits.get(&limits::TAGS);
    if tags.len() as u64 > max {
        return Err(TagError::TooMany(max));
    }
    for (key, value) in tags {
        if key.is_empty() || key.chars().count() > 128 {
            return Err(TagError::Key(key.clone()));
        }
        if key.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:")) {
            return Err(TagError::Reserved(key.clone()));
        }
        if value.chars().count() > 256 {
            return Err(TagError::Value(value.clone()));
        }
    }
    Ok(())
}

/// The tags of the resource `arn`; `global` resources (IAM's) have no region.
pub fn get(cx: &Cx, snapshot: &Snapshot, arn: &str, global: bool) -> AwsResult<Tags> {
    let key = key(cx, arn, global);
    Ok(TAGS.get(snapshot, &key)?.map(|row| row.value).unwrap_or_default())
}

/// Set all tags of the resource `arn`; none takes the row away.
pub fn set(cx: &Cx, tx: &mut Transaction, arn: &str, global: bool, tags: &Tags) -> AwsResult {
    let key = key(cx, arn, global);
    if tags.is_empty() {
        TAGS.delete(tx, &key);
    } else {
        TAGS.put(tx, &key, tags)?;
    }
    Ok(())
}

/// Add `tags` to those of `arn`, within the limits.
pub async fn add(cx: &Cx, arn: &str, global: bool, tags: &Tags) -> AwsResult<Result<(), TagError>> {
    cx.transact(|snapshot, tx| {
        let key = key(cx, arn, global);
        let old = TAGS.get(snapshot, &key)?;
        expect_unchanged(tx, &key, old.as_ref());
        let mut all = old.map(|row| row.value).unwrap_or_default();
        all.extend(tags.iter().map(|(key, value)| (key.clone(), value.clone())));
        if let Err(error) = check(&all, &cx.platform.limits) {
            *tx = Transaction::new();
            return Ok(Err(error));
        }
        TAGS.put(tx, &key, &all)?;
        Ok(Ok(()))
    })
    .await
}

/// Take the tags called `keys` away from `arn`.
pub async fn remove(cx: &Cx, arn: &str, global: bool, keys: &[String]) -> AwsResult {
    cx.transact(|snapshot, tx| {
        let key = key(cx, arn, global);
        let Some(old) = TAGS.get(snapshot, &key)? else { return Ok(()) };
        expect_unchanged(tx, &key, Some(&old));
        let mut all = old.value;
        all.retain(|key, _| !keys.contains(key));
        set(cx, tx, arn, global, &all)
    })
    .await
}

fn expect_unchanged(tx: &mut Transaction, key: &store::Key, old: Option<&store::Row<Tags>>) {
    let expect = old.map_or(store::Expect::Absent, |row| store::Expect::Version(row.version));
    tx.expect(key, expect);
}

fn key(cx: &Cx, arn: &str, global: bool) -> store::Key {
    if global { TAGS.key(&cx.global(), (arn,)) } else { TAGS.key(&cx.scope, (arn,)) }
}
