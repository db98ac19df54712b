//! IAM: roles, users, access keys, managed policies, and who may do what.
//!
//! [`service`] is the table of operations. [`Iam`] answers the pipeline's two questions on every
//! request (whose key is this, what may they do) from memory; start at `identities.rs` for that
//! and at `role.rs` for an operation. How policies are read and decided is `aws-auth`'s, how
//! requests look is `aws-wire`'s; this crate knows neither HTTP nor any other service.
//!
//! What is covered: roles with inline and managed policies and tags, users with the same and
//! access keys, managed policies of one version, the AWS managed policies that serverless tools
//! attach (`managed.rs`).
//!
//! Where it differs from AWS
//! - No groups, instance profiles, permissions boundaries and further versions of policies.
//! - A trust policy may name principals that do not exist.
//! - Only the root of [`ROOT_ACCOUNT`] has credentials, and only those that the server was made
//!   with. What other accounts have at first is made in dev mode, which takes an account's number
//!   for an access key.
//! - Names are found whatever their case, as they are unique whatever their case.
//! - Changes hold at once, not eventually.

mod access_key;
mod document;
mod entity;
mod grants;
mod identities;
mod listing;
mod managed;
pub mod model;
mod needs;
mod policy;
mod role;
mod role_policy;
mod sessions;
mod state;
mod tag;
mod user;
mod user_policy;

use ::service::{AnyService, Service, anywhere};

pub use identities::{Iam, NO_ROLE_ID, RootCredentials};

/// The account that [`RootCredentials`] belong to.
pub const ROOT_ACCOUNT: &str = "000000000000";

/// The table of IAM's operations.
pub fn service(iam: Iam) -> AnyService {
    Service::new(&model::SERVICE, iam)
        .on::<model::CreateRole>(needs::new, role::create_role)
        .on::<model::GetRole>(needs::role, role::get_role)
        .on::<model::ListRoles>(anywhere, role::list_roles)
        .on::<model::UpdateRole>(needs::role, role::update_role)
        .on::<model::UpdateRoleDescription>(needs::role, role::update_role_description)
        .on::<model::UpdateAssumeRolePolicy>(needs::role, role::update_assume_role_policy)
        .on::<model::DeleteRole>(needs::role, role::delete_role)
        .on::<model::PutRolePolicy>(needs::role, role_policy::put_role_policy)
        .on::<model::GetRolePolicy>(needs::role, role_policy::get_role_policy)
        .on::<model::DeleteRolePolicy>(needs::role, role_policy::delete_role_policy)
        .on::<model::ListRolePolicies>(needs::role, role_policy::list_role_policies)
        .on::<model::AttachRolePolicy>(needs::role, role_policy::attach_role_policy)
        .on::<model::DetachRolePolicy>(needs::role, role_policy::detach_role_policy)
        .on::<model::ListAttachedRolePolicies>(
            needs::role,
            role_policy::list_attached_role_policies,
        )
        .on::<model::TagRole>(needs::role, role::tag_role)
        .on::<model::UntagRole>(needs::role, role::untag_role)
        .on::<model::ListRoleTags>(needs::role, role::list_role_tags)
        .on::<model::CreatePolicy>(needs::new, policy::create_policy)
        .on::<model::GetPolicy>(needs::policy, policy::get_policy)
        .on::<model::GetPolicyVersion>(needs::policy, policy::get_policy_version)
        .on::<model::ListPolicies>(anywhere, policy::list_policies)
        .on::<model::DeletePolicy>(needs::policy, policy::delete_policy)
        .on::<model::CreateUser>(needs::new, user::create_user)
        .on::<model::GetUser>(needs::user, user::get_user)
        .on::<model::ListUsers>(anywhere, user::list_users)
        .on::<model::DeleteUser>(needs::user, user::delete_user)
        .on::<model::PutUserPolicy>(needs::user, user_policy::put_user_policy)
        .on::<model::GetUserPolicy>(needs::user, user_policy::get_user_policy)
        .on::<model::DeleteUserPolicy>(needs::user, user_policy::delete_user_policy)
        .on::<model::ListUserPolicies>(needs::user, user_policy::list_user_policies)
        .on::<model::AttachUserPolicy>(needs::user, user_policy::attach_user_policy)
        .on::<model::DetachUserPolicy>(needs::user, user_policy::detach_user_policy)
        .on::<model::ListAttachedUserPolicies>(
            needs::user,
            user_policy::list_attached_user_policies,
        )
        .on::<model::CreateAccessKey>(needs::user, access_key::create_access_key)
        .on::<model::ListAccessKeys>(needs::user, access_key::list_access_keys)
        .on::<model::UpdateAccessKey>(needs::user, access_key::update_access_key)
        .on::<model::DeleteAccessKey>(needs::user, access_key::delete_access_key)
        .build()
}
