//! What roles and users have in common: a name that is unique whatever its case, a path, an ARN,
//! and grants.

use serde::Serialize;
use serde::de::DeserializeOwned;
use service::{AwsError, AwsResult, Cx, Limit, limits};
use store::{Row, Scope, Snapshot, Table, Transaction};

use crate::model;
use crate::state::{Grants, ROLES, RoleRow, USERS, UserRow, row_key, transact};

/// The alphabet of unique ids: base32.
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A role or a user.
pub(crate) trait Entity: Clone + Serialize + DeserializeOwned + 'static {
    /// `role`
    const NOUN: &'static str;
    /// Characters of all inline policies together.
    const INLINE_MAX: usize;
    /// What the limit on attached policies is called.
    const ATTACHED_QUOTA: &'static str;

    fn table() -> &'static Table<Self>;
    fn attached_limit() -> &'static Limit;
    fn name(&self) -> &str;
    fn path(&self) -> &str;
    fn grants(&self) -> &Grants;
    fn grants_mut(&mut self) -> &mut Grants;

    fn arn(&self, account: &str) -> String {
        arn(account, Self::NOUN, self.path(), self.name())
    }
}

impl Entity for RoleRow {
    const NOUN: &'static str = "role";
    const INLINE_MAX: usize = 10_240;
    const ATTACHED_QUOTA: &'static str = "PoliciesPerRole";

    fn table() -> &'static Table<Self> {
        &ROLES
    }

    fn attached_limit() -> &'static Limit {
        &limits::ROLE_ATTACHMENTS
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn grants(&self) -> &Grants {
        &self.grants
    }

    fn grants_mut(&mut self) -> &mut Grants {
        &mut self.grants
    }
}

impl Entity for UserRow {
    const NOUN: &'static str = "user";
    const INLINE_MAX: usize = 2_048;
    const ATTACHED_QUOTA: &'static str = "PoliciesPerUser";

    fn table() -> &'static Table<Self> {
        &USERS
    }

    fn attached_limit() -> &'static Limit {
        &limits::USER_ATTACHMENTS
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn grants(&self) -> &Grants {
        &self.grants
    }

    fn grants_mut(&mut self) -> &mut Grants {
        &mut self.grants
    }
}

/// The ARN of a role, user or policy.
pub(crate) fn arn(account: &str, noun: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:{noun}{path}{name}")
}

/// A new unique id, such as `AROA` and 17 characters.
pub(crate) fn new_id(cx: &Cx, prefix: &str) -> String {
    format!("{prefix}{}", cx.platform.entropy.string(BASE32, 17))
}

/// A new access key id: `AKIA` or `ASIA` and 16 characters.
pub(crate) fn new_key_id(entropy: &task::Entropy, prefix: &str) -> String {
    format!("{prefix}{}", entropy.string(BASE32, 16))
}

/// Now, as IAM keeps dates: to the second.
pub(crate) fn now_s_ms(cx: &Cx) -> i64 {
    cx.now_ms().div_euclid(1_000) * 1_000
}

/// The row called `name`, if there is one.
pub(crate) fn find<E: Entity>(
    snapshot: &Snapshot,
    scope: &Scope,
    name: &str,
) -> AwsResult<Option<Row<E>>> {
    Ok(E::table().get(snapshot, &row_key(E::table(), scope, name))?)
}

/// The row called `name`.
pub(crate) fn load<E: Entity>(cx: &Cx, snapshot: &Snapshot, name: &str) -> AwsResult<Row<E>> {
    find(snapshot, &cx.global(), name)?
        .ok_or_else(|| no_such(format!("The {} with name {name} cannot be found.", E::NOUN)))
}

/// Load the row called `name`, change it and store it.
pub(crate) async fn change<E: Entity, T>(
    cx: &Cx,
    name: &str,
    mut decide: impl FnMut(&Snapshot, &mut Transaction, &mut E) -> AwsResult<T>,
) -> AwsResult<T> {
    transact(cx, |snapshot, tx| {
        let mut row = load::<E>(cx, snapshot, name)?;
        let answer = decide(snapshot, tx, &mut row.value)?;
        let key = row_key(E::table(), &cx.global(), name);
        E::table().replace(tx, &key, row.version, &row.value)?;
        Ok(answer)
    })
    .await
}

/// Refuse to delete what is still granted something.
pub(crate) fn expect_no_grants(grants: &Grants) -> AwsResult {
    if !grants.attached.is_empty() {
        return Err(conflict("Cannot delete entity, must detach all policies first."));
    }
    if !grants.inline.is_empty() {
        return Err(conflict("Cannot delete entity, must delete policies first."));
    }
    Ok(())
}

/// `NoSuchEntity`.
pub(crate) fn no_such(message: String) -> AwsError {
    AwsError::new(&model::NO_SUCH_ENTITY_ERROR, message)
}

/// `DeleteConflict`.
pub(crate) fn conflict(message: &str) -> AwsError {
    AwsError::new(&model::DELETE_CONFLICT_ERROR, message)
}

/// `EntityAlreadyExists`.
pub(crate) fn exists(message: String) -> AwsError {
    AwsError::new(&model::ENTITY_ALREADY_EXISTS_ERROR, message)
}

/// `LimitExceeded`, as most limits word it.
pub(crate) fn quota(name: &str, max: u64) -> AwsError {
    AwsError::new(&model::LIMIT_EXCEEDED_ERROR, format!("Cannot exceed quota for {name}: {max}"))
}

/// `ValidationError`.
pub(crate) fn invalid(message: impl Into<String>) -> AwsError {
    AwsError::new(model::SERVICE.invalid, message)
}
