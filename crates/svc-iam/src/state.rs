//! The tables and rows of IAM.
//!
//! All rows of an account lie in its global scope, under names in lower case. What must be found
//! without knowing an account (whose access key is this, when was anything last changed) lies in
//! a scope of the server's own.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use service::{AwsResult, Cx};
use store::{Direction, Expect, Range, RawTable, Scope, Snapshot, Table, Transaction, Version};

/// A role.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RoleRow {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created_ms: i64,
    pub(crate) trust: String,
    pub(crate) description: Option<String>,
    pub(crate) session_s_max: u32,
    pub(crate) grants: Grants,
}

/// A user.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UserRow {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created_ms: i64,
    pub(crate) keys: Vec<KeyRow>,
    pub(crate) grants: Grants,
}

/// An access key of a user. Its secret is not stored: see `Iam::secret_of`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KeyRow {
    pub(crate) id: String,
    pub(crate) created_ms: i64,
    pub(crate) active: bool,
}

/// What a role or a user is granted.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Grants {
    /// Documents by name.
    pub(crate) inline: BTreeMap<String, String>,
    /// ARNs of managed policies.
    pub(crate) attached: BTreeSet<String>,
}

/// A customer managed policy, in its only version.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PolicyRow {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created_ms: i64,
    pub(crate) description: Option<String>,
    pub(crate) document: String,
}

/// Whose access key it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KeyOwner {
    pub(crate) account: String,
    pub(crate) user: String,
}

pub(crate) static ROLES: Table<RoleRow> = Table::new("iam-roles", 1);
pub(crate) static USERS: Table<UserRow> = Table::new("iam-users", 1);
pub(crate) static POLICIES: Table<PolicyRow> = Table::new("iam-policies", 1);
/// How many roles and users a managed policy is attached to, by its ARN; no row for none. AWS's
/// policies are counted for each account, so the rows lie in the account that attaches.
static ATTACHMENTS: Table<u32> = Table::new("iam-attachments", 1);
/// In the server's own scope.
static KEY_OWNERS: Table<KeyOwner> = Table::new("iam-key-owners", 1);
static CHANGED: RawTable = RawTable::new("iam-changed");

/// No account has such a number.
fn server() -> Scope {
    Scope::new("server", "")
}

/// The key whose version says when IAM was last changed, for [`last_change`].
pub(crate) fn changed_key() -> store::Key {
    CHANGED.key(&server(), ())
}

/// The commit that last changed anything of IAM, in any account.
pub(crate) fn last_change(
    snapshot: &Snapshot,
    changed_key: &store::Key,
) -> AwsResult<Option<Version>> {
    Ok(CHANGED.get(snapshot, changed_key)?.map(|value| value.version()))
}

/// [`Cx::transact`] for IAM: every commit here is made through it, so that it also marks the
/// change. What [`crate::Iam`] keeps in memory is good for one mark and can never be stale.
pub(crate) async fn transact<T>(
    cx: &Cx,
    mut attempt: impl FnMut(&Snapshot, &mut Transaction) -> AwsResult<T>,
) -> AwsResult<T> {
    cx.transact(|snapshot, tx| {
        let answer = attempt(snapshot, tx)?;
        if !tx.is_empty() {
            CHANGED.put(tx, &changed_key(), &b"1"[..]);
        }
        Ok(answer)
    })
    .await
}

/// Rows are found by their names in lower case.
pub(crate) fn row_key<R>(table: &Table<R>, scope: &Scope, name: &str) -> store::Key
where
    R: Serialize + serde::de::DeserializeOwned,
{
    table.key(scope, (name.to_lowercase(),))
}

/// How often the policy `arn` is attached in this account.
pub(crate) fn attachments(cx: &Cx, snapshot: &Snapshot, arn: &str) -> AwsResult<u32> {
    let row = ATTACHMENTS.get(snapshot, &ATTACHMENTS.key(&cx.global(), (arn,)))?;
    Ok(row.map_or(0, |row| row.value))
}

/// Count `arn` as attached once more or once less.
pub(crate) fn count_attachment(
    cx: &Cx,
    snapshot: &Snapshot,
    tx: &mut Transaction,
    arn: &str,
    more: bool,
) -> AwsResult {
    let key = ATTACHMENTS.key(&cx.global(), (arn,));
    let old = ATTACHMENTS.get(snapshot, &key)?;
    tx.expect(&key, old.as_ref().map_or(Expect::Absent, |row| Expect::Version(row.version)));
    let count = old.map_or(0, |row| row.value);
    let count = if more { count + 1 } else { count.saturating_sub(1) };
    if count == 0 {
        ATTACHMENTS.delete(tx, &key);
    } else {
        ATTACHMENTS.put(tx, &key, &count)?;
    }
    Ok(())
}

/// Commit only if `arn` is attached nowhere.
pub(crate) fn expect_unattached(cx: &Cx, tx: &mut Transaction, arn: &str) {
    tx.expect(ATTACHMENTS.key(&cx.global(), (arn,)), Expect::Absent);
}

/// Whose access key `id` is.
pub(crate) fn key_owner(snapshot: &Snapshot, id: &str) -> AwsResult<Option<KeyOwner>> {
    let row = KEY_OWNERS.get(snapshot, &KEY_OWNERS.key(&server(), (id,)))?;
    Ok(row.map(|row| row.value))
}

/// Note whose access key `id` is.
pub(crate) fn add_key_owner(tx: &mut Transaction, id: &str, owner: &KeyOwner) -> AwsResult {
    KEY_OWNERS.create(tx, &KEY_OWNERS.key(&server(), (id,)), owner)?;
    Ok(())
}

/// Forget whose access key `id` was.
pub(crate) fn remove_key_owner(tx: &mut Transaction, id: &str) {
    KEY_OWNERS.delete(tx, &KEY_OWNERS.key(&server(), (id,)));
}

/// The rows of a table in an account, in the order of their keys, those after `after` only.
pub(crate) fn rows_after<R>(
    cx: &Cx,
    snapshot: &Snapshot,
    table: &'static Table<R>,
    after: Option<&str>,
) -> impl Iterator<Item = AwsResult<R>> + use<R>
where
    R: Serialize + serde::de::DeserializeOwned,
{
    let scope = cx.global();
    let mut range = Range::prefix(table.prefix(&scope, ()).as_ref());
    if let Some(after) = after {
        range = range.after(row_key(table, &scope, after).as_ref());
    }
    let pairs = snapshot.scan(range, Direction::Forward, usize::MAX);
    pairs.map(|pair| Ok(table.decode(&pair?.1)?.value))
}

/// How many rows a table has in an account, counting no further than `limit`.
pub(crate) fn count_rows<R>(
    cx: &Cx,
    snapshot: &Snapshot,
    table: &Table<R>,
    limit: u64,
) -> AwsResult<u64>
where
    R: Serialize + serde::de::DeserializeOwned,
{
    let prefix = table.prefix(&cx.global(), ());
    let range = Range::prefix(prefix.as_ref());
    let mut count = 0;
    for pair in snapshot.scan(range, Direction::Forward, limit as usize) {
        pair?;
        count += 1;
    }
    Ok(count)
}
