//! Policies of roles: the operations; what they do is `grants.rs`.

use aws_shape::NoShape;
use service::{AwsResult, Cx, Operation as _};

use crate::listing::Listing;
use crate::state::RoleRow;
use crate::{Iam, grants, model};

pub(crate) async fn put_role_policy(
    _: &Iam,
    cx: &Cx,
    input: model::PutRolePolicyRequest,
) -> AwsResult<NoShape> {
    grants::put::<RoleRow>(cx, &input.role_name, &input.policy_name, &input.policy_document).await
}

pub(crate) async fn get_role_policy(
    _: &Iam,
    cx: &Cx,
    input: model::GetRolePolicyRequest,
) -> AwsResult<model::GetRolePolicyResponse> {
    let (role_name, policy_document) =
        grants::get::<RoleRow>(cx, &input.role_name, &input.policy_name)?;
    let policy_name = input.policy_name;
    Ok(model::GetRolePolicyResponse { policy_document, policy_name, role_name })
}

pub(crate) async fn delete_role_policy(
    _: &Iam,
    cx: &Cx,
    input: model::DeleteRolePolicyRequest,
) -> AwsResult<NoShape> {
    grants::delete::<RoleRow>(cx, &input.role_name, &input.policy_name).await
}

pub(crate) async fn list_role_policies(
    _: &Iam,
    cx: &Cx,
    input: model::ListRolePoliciesRequest,
) -> AwsResult<model::ListRolePoliciesResponse> {
    let page = grants::list::<RoleRow>(&Listing {
        cx,
        operation: model::ListRolePolicies::SCHEMA.name,
        filter: &input.role_name,
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    })?;
    Ok(model::ListRolePoliciesResponse {
        policy_names: page.items,
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}

pub(crate) async fn attach_role_policy(
    _: &Iam,
    cx: &Cx,
    input: model::AttachRolePolicyRequest,
) -> AwsResult<NoShape> {
    grants::attach::<RoleRow>(cx, &input.role_name, &input.policy_arn).await
}

pub(crate) async fn detach_role_policy(
    _: &Iam,
    cx: &Cx,
    input: model::DetachRolePolicyRequest,
) -> AwsResult<NoShape> {
    grants::detach::<RoleRow>(cx, &input.role_name, &input.policy_arn).await
}

pub(crate) async fn list_attached_role_policies(
    _: &Iam,
    cx: &Cx,
    input: model::ListAttachedRolePoliciesRequest,
) -> AwsResult<model::ListAttachedRolePoliciesResponse> {
    let prefix = input.path_prefix.as_deref();
    let listing = Listing {
        cx,
        operation: model::ListAttachedRolePolicies::SCHEMA.name,
        filter: &grants::attached_filter(&input.role_name, prefix),
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    };
    let page = grants::list_attached::<RoleRow>(&listing, &input.role_name, prefix)?;
    Ok(model::ListAttachedRolePoliciesResponse {
        attached_policies: Some(page.items),
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}
