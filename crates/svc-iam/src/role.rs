//! Roles and their tags.

use aws_auth::policy::PolicyKind;
use aws_shape::{NoShape, Timestamp};
use service::tags::{self, Tags};
use service::{AwsResult, Cx, Operation as _, limits};
use store::Expect;

use crate::Iam;
use crate::document::{self, TRUST_MAX, escaped};
use crate::entity::{
    Entity as _, change, exists, expect_no_grants, find, load, new_id, now_s_ms, quota,
};
use crate::listing::Listing;
use crate::model::{self, Role};
use crate::state::{Grants, ROLES, RoleRow, count_rows, row_key, rows_after, transact};
use crate::tag::{self, Case};

/// The longest session where the role does not say, in seconds.
const SESSION_S_MAX: u32 = 3_600;

pub(crate) async fn create_role(
    _: &Iam,
    cx: &Cx,
    input: model::CreateRoleRequest,
) -> AwsResult<model::CreateRoleResponse> {
    check_trust(&input.assume_role_policy_document)?;
    let tags = tag::read(cx, input.tags.as_deref().unwrap_or_default(), Case::Ignored)?;
    let row = RoleRow {
        name: input.role_name,
        path: input.path.unwrap_or_else(|| "/".to_owned()),
        id: new_id(cx, "AROA"),
        created_ms: now_s_ms(cx),
        trust: input.assume_role_policy_document,
        description: input.description,
        session_s_max: input.max_session_duration.map_or(SESSION_S_MAX, i32::unsigned_abs),
        grants: Grants::default(),
    };
    transact(cx, |snapshot, tx| {
        if find::<RoleRow>(snapshot, &cx.global(), &row.name)?.is_some() {
            return Err(exists(format!("Role with name {} already exists.", row.name)));
        }
        let max = cx.platform.limits.get(&limits::ROLES);
        if count_rows(cx, snapshot, &ROLES, max)? >= max {
            return Err(quota("RolesPerAccount", max));
        }
        ROLES.create(tx, &row_key(&ROLES, &cx.global(), &row.name), &row)?;
        tags::set(cx, tx, &row.arn(cx.account()), true, &tags)
    })
    .await?;
    // AWS's answer has neither Description nor MaxSessionDuration.
    let role = Role {
        description: None,
        max_session_duration: None,
        tags: tag::shown_if_any(tags),
        ..shown(cx, row)
    };
    Ok(model::CreateRoleResponse { role })
}

pub(crate) async fn get_role(
    _: &Iam,
    cx: &Cx,
    input: model::GetRoleRequest,
) -> AwsResult<model::GetRoleResponse> {
    let snapshot = cx.snapshot();
    let row = load::<RoleRow>(cx, &snapshot, &input.role_name)?.value;
    let tags = tags::get(cx, &snapshot, &row.arn(cx.account()), true)?;
    let role = Role {
        tags: tag::shown_if_any(tags),
        // Present and empty for a role that was never used, as at AWS; uses are not recorded.
        role_last_used: Some(model::RoleLastUsed::default()),
        ..shown(cx, row)
    };
    Ok(model::GetRoleResponse { role })
}

pub(crate) async fn list_roles(
    _: &Iam,
    cx: &Cx,
    input: model::ListRolesRequest,
) -> AwsResult<model::ListRolesResponse> {
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    let listing = Listing {
        cx,
        operation: model::ListRoles::SCHEMA.name,
        filter: prefix,
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    };
    let after = listing.after()?;
    let rows = rows_after(cx, &cx.snapshot(), &ROLES, after.as_deref())
        .filter(|row| row.as_ref().map_or(true, |row| row.path.starts_with(prefix)));
    let page = listing.page(rows, |row| row.name.clone())?;
    Ok(model::ListRolesResponse {
        roles: page.items.into_iter().map(|row| shown(cx, row)).collect(),
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}

pub(crate) async fn update_role(
    _: &Iam,
    cx: &Cx,
    input: model::UpdateRoleRequest,
) -> AwsResult<model::UpdateRoleResponse> {
    change::<RoleRow, _>(cx, &input.role_name, |_, _, role| {
        if let Some(description) = &input.description {
            role.description = Some(description.clone());
        }
        if let Some(seconds) = input.max_session_duration {
            role.session_s_max = seconds.unsigned_abs();
        }
        Ok(())
    })
    .await?;
    Ok(model::UpdateRoleResponse {})
}

pub(crate) async fn update_role_description(
    _: &Iam,
    cx: &Cx,
    input: model::UpdateRoleDescriptionRequest,
) -> AwsResult<model::UpdateRoleDescriptionResponse> {
    let row = change::<RoleRow, _>(cx, &input.role_name, |_, _, role| {
        role.description = Some(input.description.clone());
        Ok(role.clone())
    })
    .await?;
    Ok(model::UpdateRoleDescriptionResponse { role: Some(shown(cx, row)) })
}

pub(crate) async fn update_assume_role_policy(
    _: &Iam,
    cx: &Cx,
    input: model::UpdateAssumeRolePolicyRequest,
) -> AwsResult<NoShape> {
    change::<RoleRow, _>(cx, &input.role_name, |_, _, role| {
        check_trust(&input.policy_document)?;
        role.trust.clone_from(&input.policy_document);
        Ok(())
    })
    .await?;
    Ok(NoShape {})
}

pub(crate) async fn delete_role(
    _: &Iam,
    cx: &Cx,
    input: model::DeleteRoleRequest,
) -> AwsResult<NoShape> {
    transact(cx, |snapshot, tx| {
        let row = load::<RoleRow>(cx, snapshot, &input.role_name)?;
        expect_no_grants(&row.grants)?;
        let key = row_key(&ROLES, &cx.global(), &row.name);
        tx.expect(&key, Expect::Version(row.version));
        ROLES.delete(tx, &key);
        tags::set(cx, tx, &row.arn(cx.account()), true, &Tags::new())
    })
    .await?;
    Ok(NoShape {})
}

pub(crate) async fn tag_role(_: &Iam, cx: &Cx, input: model::TagRoleRequest) -> AwsResult<NoShape> {
    let new = tag::read(cx, &input.tags, Case::Ignored)?;
    change_tags(cx, &input.role_name, |old| {
        let all = tag::merged(old, &new);
        tag::check(cx, &all)?;
        Ok(all)
    })
    .await
}

pub(crate) async fn untag_role(
    _: &Iam,
    cx: &Cx,
    input: model::UntagRoleRequest,
) -> AwsResult<NoShape> {
    let named =
        |key: &str| input.tag_keys.iter().any(|named| named.to_lowercase() == key.to_lowercase());
    change_tags(cx, &input.role_name, |old| {
        Ok(old.into_iter().filter(|(key, _)| !named(key)).collect())
    })
    .await
}

pub(crate) async fn list_role_tags(
    _: &Iam,
    cx: &Cx,
    input: model::ListRoleTagsRequest,
) -> AwsResult<model::ListRoleTagsResponse> {
    let snapshot = cx.snapshot();
    let row = load::<RoleRow>(cx, &snapshot, &input.role_name)?;
    let listing = Listing {
        cx,
        operation: model::ListRoleTags::SCHEMA.name,
        filter: &row.name,
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    };
    let tags = tags::get(cx, &snapshot, &row.arn(cx.account()), true)?;
    // A key may be longer than a marker; its place in the list is not.
    let numbered: Vec<_> = tag::shown(tags).into_iter().enumerate().collect();
    let page = listing.of(numbered, |(place, _)| format!("{place:03}"))?;
    Ok(model::ListRoleTagsResponse {
        tags: page.items.into_iter().map(|(_, tag)| tag).collect(),
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}

/// Every change of a role's tags writes the role's row as well, whose version orders them.
async fn change_tags(
    cx: &Cx,
    name: &str,
    mut decide: impl FnMut(Tags) -> AwsResult<Tags>,
) -> AwsResult<NoShape> {
    change::<RoleRow, _>(cx, name, |snapshot, tx, role| {
        let arn = role.arn(cx.account());
        let all = decide(tags::get(cx, snapshot, &arn, true)?)?;
        tags::set(cx, tx, &arn, true, &all)
    })
    .await?;
    Ok(NoShape {})
}

fn check_trust(document: &str) -> AwsResult {
    document::parse(document, PolicyKind::Trust)?;
    if document::size(document) > TRUST_MAX {
        return Err(quota("ACLSizePerRole", TRUST_MAX as u64));
    }
    Ok(())
}

/// A role as `ListRoles` shows it: without tags.
fn shown(cx: &Cx, row: RoleRow) -> Role {
    Role {
        arn: row.arn(cx.account()),
        assume_role_policy_document: Some(escaped(&row.trust)),
        create_date: Timestamp(row.created_ms),
        description: row.description,
        max_session_duration: Some(row.session_s_max.cast_signed()),
        path: row.path,
        role_id: row.id,
        role_name: row.name,
        ..Role::default()
    }
}
