//! Users.

use aws_auth::principal::PrincipalKind;
use aws_shape::{NoShape, Timestamp};
use service::tags::{self, Tags};
use service::{AwsResult, Cx, Operation as _, limits};
use store::Expect;

use crate::Iam;
use crate::entity::{
    Entity as _, conflict, exists, expect_no_grants, find, invalid, load, new_id, now_s_ms, quota,
};
use crate::listing::Listing;
use crate::model::{self, User};
use crate::state::{Grants, USERS, UserRow, count_rows, row_key, rows_after, transact};
use crate::tag::{self, Case};

/// Whom an operation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// The user of this name.
    User(String),
    /// The account's root, which asks about itself.
    Root,
}

/// Without a name, the caller means itself.
pub(crate) fn whom(cx: &Cx, name: Option<&str>) -> AwsResult<Whom> {
    match (name, &cx.principal.kind) {
        (Some(name), _) => Ok(Whom::User(name.to_owned())),
        (None, PrincipalKind::User { name, .. }) => Ok(Whom::User(name.to_string())),
        (None, PrincipalKind::Root) => Ok(Whom::Root),
        (None, _) => Err(invalid("Must specify userName when calling with non-User credentials")),
    }
}

pub(crate) async fn create_user(
    _: &Iam,
    cx: &Cx,
    input: model::CreateUserRequest,
) -> AwsResult<model::CreateUserResponse> {
    let tags = tag::read(cx, input.tags.as_deref().unwrap_or_default(), Case::Ignored)?;
    let row = UserRow {
        name: input.user_name,
        path: input.path.unwrap_or_else(|| "/".to_owned()),
        id: new_id(cx, "AIDA"),
        created_ms: now_s_ms(cx),
        keys: Vec::new(),
        grants: Grants::default(),
    };
    transact(cx, |snapshot, tx| {
        if find::<UserRow>(snapshot, &cx.global(), &row.name)?.is_some() {
            return Err(exists(format!("User with name {} already exists.", row.name)));
        }
        let max = cx.platform.limits.get(&limits::USERS);
        if count_rows(cx, snapshot, &USERS, max)? >= max {
            return Err(quota("UsersPerAccount", max));
        }
        USERS.create(tx, &row_key(&USERS, &cx.global(), &row.name), &row)?;
        tags::set(cx, tx, &row.arn(cx.account()), true, &tags)
    })
    .await?;
    let user = User { tags: tag::shown_if_any(tags), ..shown(cx, row) };
    Ok(model::CreateUserResponse { user: Some(user) })
}

pub(crate) async fn get_user(
    _: &Iam,
    cx: &Cx,
    input: model::GetUserRequest,
) -> AwsResult<model::GetUserResponse> {
    let name = match whom(cx, input.user_name.as_deref())? {
        Whom::User(name) => name,
        Whom::Root => return Ok(model::GetUserResponse { user: root(cx) }),
    };
    let snapshot = cx.snapshot();
    let row = load::<UserRow>(cx, &snapshot, &name)?.value;
    let tags = tags::get(cx, &snapshot, &row.arn(cx.account()), true)?;
    let user = User { tags: tag::shown_if_any(tags), ..shown(cx, row) };
    Ok(model::GetUserResponse { user })
}

pub(crate) async fn list_users(
    _: &Iam,
    cx: &Cx,
    input: model::ListUsersRequest,
) -> AwsResult<model::ListUsersResponse> {
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    let listing = Listing {
        cx,
        operation: model::ListUsers::SCHEMA.name,
        filter: prefix,
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    };
    let after = listing.after()?;
    let rows = rows_after(cx, &cx.snapshot(), &USERS, after.as_deref())
        .filter(|row| row.as_ref().map_or(true, |row| row.path.starts_with(prefix)));
    let page = listing.page(rows, |row| row.name.clone())?;
    Ok(model::ListUsersResponse {
        users: page.items.into_iter().map(|row| shown(cx, row)).collect(),
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}

pub(crate) async fn delete_user(
    _: &Iam,
    cx: &Cx,
    input: model::DeleteUserRequest,
) -> AwsResult<NoShape> {
    transact(cx, |snapshot, tx| {
        let row = load::<UserRow>(cx, snapshot, &input.user_name)?;
        expect_no_grants(&row.grants)?;
        if !row.keys.is_empty() {
            return Err(conflict("Cannot delete entity, must delete access keys first."));
        }
        let key = row_key(&USERS, &cx.global(), &row.name);
        tx.expect(&key, Expect::Version(row.version));
        USERS.delete(tx, &key);
        tags::set(cx, tx, &row.arn(cx.account()), true, &Tags::new())
    })
    .await?;
    Ok(NoShape {})
}

/// A user as `ListUsers` shows it: without tags.
fn shown(cx: &Cx, row: UserRow) -> User {
    User {
        arn: row.arn(cx.account()),
        create_date: Timestamp(row.created_ms),
        path: row.path,
        user_id: row.id,
        user_name: row.name,
        ..User::default()
    }
}

/// The root as it sees itself. It has no name, and was there before any clock was read.
fn root(cx: &Cx) -> User {
    User {
        arn: cx.principal.arn.to_string(),
        user_id: cx.account().to_owned(),
        path: "/".to_owned(),
        ..User::default()
    }
}
