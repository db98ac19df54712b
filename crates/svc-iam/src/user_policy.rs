//! Policies of users: the operations; what they do is `grants.rs`.

use aws_shape::NoShape;
use service::{AwsResult, Cx, Operation as _};

use crate::listing::Listing;
use crate::state::UserRow;
use crate::{Iam, grants, model};

pub(crate) async fn put_user_policy(
    _: &Iam,
    cx: &Cx,
    input: model::PutUserPolicyRequest,
) -> AwsResult<NoShape> {
    grants::put::<UserRow>(cx, &input.user_name, &input.policy_name, &input.policy_document).await
}

pub(crate) async fn get_user_policy(
    _: &Iam,
    cx: &Cx,
    input: model::GetUserPolicyRequest,
) -> AwsResult<model::GetUserPolicyResponse> {
    let (user_name, policy_document) =
        grants::get::<UserRow>(cx, &input.user_name, &input.policy_name)?;
    let policy_name = input.policy_name;
    Ok(model::GetUserPolicyResponse { policy_document, policy_name, user_name })
}

pub(crate) async fn delete_user_policy(
    _: &Iam,
    cx: &Cx,
    input: model::DeleteUserPolicyRequest,
) -> AwsResult<NoShape> {
    grants::delete::<UserRow>(cx, &input.user_name, &input.policy_name).await
}

pub(crate) async fn list_user_policies(
    _: &Iam,
    cx: &Cx,
    input: model::ListUserPoliciesRequest,
) -> AwsResult<model::ListUserPoliciesResponse> {
    let page = grants::list::<UserRow>(&Listing {
        cx,
        operation: model::ListUserPolicies::SCHEMA.name,
        filter: &input.user_name,
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    })?;
    Ok(model::ListUserPoliciesResponse {
        policy_names: page.items,
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}

pub(crate) async fn attach_user_policy(
    _: &Iam,
    cx: &Cx,
    input: model::AttachUserPolicyRequest,
) -> AwsResult<NoShape> {
    grants::attach::<UserRow>(cx, &input.user_name, &input.policy_arn).await
}

pub(crate) async fn detach_user_policy(
    _: &Iam,
    cx: &Cx,
    input: model::DetachUserPolicyRequest,
) -> AwsResult<NoShape> {
    grants::detach::<UserRow>(cx, &input.user_name, &input.policy_arn).await
}

pub(crate) async fn list_attached_user_policies(
    _: &Iam,
    cx: &Cx,
    input: model::ListAttachedUserPoliciesRequest,
) -> AwsResult<model::ListAttachedUserPoliciesResponse> {
    let prefix = input.path_prefix.as_deref();
    let listing = Listing {
        cx,
        operation: model::ListAttachedUserPolicies::SCHEMA.name,
        filter: &grants::attached_filter(&input.user_name, prefix),
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    };
    let page = grants::list_attached::<UserRow>(&listing, &input.user_name, prefix)?;
    Ok(model::ListAttachedUserPoliciesResponse {
        attached_policies: Some(page.items),
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}
