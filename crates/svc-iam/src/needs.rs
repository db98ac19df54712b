//! What each operation needs its caller to be allowed: its own action on the ARN of the role,
//! user or policy that it is about.

use std::sync::{Arc, LazyLock};

use aws_auth::policy::{Policy, PolicyKind};
use service::{AwsResult, Cx, Need, Needs};

use crate::Iam;
use crate::entity::{Entity, arn, find};
use crate::model::{
    AttachRolePolicyRequest, AttachUserPolicyRequest, CreateAccessKeyRequest, CreatePolicyRequest,
    CreateRoleRequest, CreateUserRequest, DeleteAccessKeyRequest, DeletePolicyRequest,
    DeleteRolePolicyRequest, DeleteRoleRequest, DeleteUserPolicyRequest, DeleteUserRequest,
    DetachRolePolicyRequest, DetachUserPolicyRequest, GetPolicyRequest, GetPolicyVersionRequest,
    GetRolePolicyRequest, GetRoleRequest, GetUserPolicyRequest, GetUserRequest,
    ListAccessKeysRequest, ListAttachedRolePoliciesRequest, ListAttachedUserPoliciesRequest,
    ListRolePoliciesRequest, ListRoleTagsRequest, ListUserPoliciesRequest, PutRolePolicyRequest,
    PutUserPolicyRequest, TagRoleRequest, UntagRoleRequest, UpdateAccessKeyRequest,
    UpdateAssumeRolePolicyRequest, UpdateRoleDescriptionRequest, UpdateRoleRequest,
};
use crate::policy::is_aws_arn;
use crate::state::{RoleRow, UserRow};
use crate::user::{Whom, whom};

/// An input that names a role.
pub(crate) trait OfRole {
    fn role(&self) -> &str;
    /// The managed policy that it names as well.
    fn policy(&self) -> Option<&str> {
        None
    }
}

/// An input that names a user, or means the caller.
pub(crate) trait OfUser {
    fn user(&self) -> Option<&str>;
    /// The managed policy that it names as well.
    fn policy(&self) -> Option<&str> {
        None
    }
}

/// An input that names a managed policy.
pub(crate) trait OfPolicy {
    fn policy(&self) -> &str;
}

/// An input that names what is to be created: what it is, its path and its name.
pub(crate) trait OfNew {
    fn named(&self) -> (&'static str, Option<&str>, &str);
}

impl OfNew for CreateRoleRequest {
    fn named(&self) -> (&'static str, Option<&str>, &str) {
        ("role", self.path.as_deref(), &self.role_name)
    }
}

impl OfNew for CreateUserRequest {
    fn named(&self) -> (&'static str, Option<&str>, &str) {
        ("user", self.path.as_deref(), &self.user_name)
    }
}

impl OfNew for CreatePolicyRequest {
    fn named(&self) -> (&'static str, Option<&str>, &str) {
        ("policy", self.path.as_deref(), &self.policy_name)
    }
}

macro_rules! name {
    ($trait:ident: $($input:ident)* => $method:ident $type:ty = $read:expr) => {
        $(impl $trait for $input {
            fn $method(&self) -> $type {
                let read: fn(&Self) -> $type = $read;
                read(self)
            }
        })*
    };
}

name!(OfRole:
    DeleteRolePolicyRequest DeleteRoleRequest GetRolePolicyRequest GetRoleRequest
    ListAttachedRolePoliciesRequest ListRolePoliciesRequest ListRoleTagsRequest
    PutRolePolicyRequest TagRoleRequest UntagRoleRequest UpdateAssumeRolePolicyRequest
    UpdateRoleDescriptionRequest UpdateRoleRequest
    => role &str = |input| &input.role_name);

name!(OfUser:
    DeleteUserPolicyRequest DeleteUserRequest GetUserPolicyRequest ListAttachedUserPoliciesRequest
    ListUserPoliciesRequest PutUserPolicyRequest
    => user Option<&str> = |input| Some(&input.user_name));

name!(OfUser:
    CreateAccessKeyRequest DeleteAccessKeyRequest GetUserRequest ListAccessKeysRequest
    UpdateAccessKeyRequest
    => user Option<&str> = |input| input.user_name.as_deref());

name!(OfPolicy:
    DeletePolicyRequest GetPolicyRequest GetPolicyVersionRequest
    => policy &str = |input| &input.policy_arn);

macro_rules! attaches {
    ($($trait:ident: $($input:ident)* => $method:ident $type:ty = $read:expr;)*) => {
        $($(impl $trait for $input {
            fn $method(&self) -> $type {
                let read: fn(&Self) -> $type = $read;
                read(self)
            }

            fn policy(&self) -> Option<&str> {
                Some(&self.policy_arn)
            }
        })*)*
    };
}

attaches! {
    OfRole: AttachRolePolicyRequest DetachRolePolicyRequest
        => role &str = |input| &input.role_name;
    OfUser: AttachUserPolicyRequest DetachUserPolicyRequest
        => user Option<&str> = |input| Some(&input.user_name);
}

/// For an operation on a role.
pub(crate) fn role<I: OfRole>(_: &Iam, cx: &Cx, input: &I) -> AwsResult<Needs> {
    Ok(need(known_arn::<RoleRow>(cx, input.role())?, input.policy()))
}

/// For an operation on a user.
pub(crate) fn user<I: OfUser>(_: &Iam, cx: &Cx, input: &I) -> AwsResult<Needs> {
    // Who is no user and names none is told so by the handler, whatever it may do.
    let Ok(Whom::User(name)) = whom(cx, input.user()) else { return Ok(need("*".into(), None)) };
    Ok(need(known_arn::<UserRow>(cx, &name)?, input.policy()))
}

/// For an operation on a managed policy.
#[expect(clippy::unnecessary_wraps, reason = "the shape of all functions that say needs")]
pub(crate) fn policy<I: OfPolicy>(_: &Iam, _: &Cx, input: &I) -> AwsResult<Needs> {
    let arn = input.policy();
    let need = Need::on(arn);
    Ok(vec![if is_aws_arn(arn) { need.policy(Some(Arc::clone(&SHARED))) } else { need }])
}

/// The policy of what is AWS's own: another account's, and there for everybody whose own account
/// allows it.
static SHARED: LazyLock<Arc<Policy>> = LazyLock::new(|| {
    let document = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":"*","Action":"iam:*","Resource":"*"}]}"#;
    Arc::new(Policy::parse(document, PolicyKind::Resource).expect("a policy of ours"))
});

/// For the creation of something.
#[expect(clippy::unnecessary_wraps, reason = "the shape of all functions that say needs")]
pub(crate) fn new<I: OfNew>(_: &Iam, cx: &Cx, input: &I) -> AwsResult<Needs> {
    let (noun, path, name) = input.named();
    Ok(need(new_arn(cx, noun, path, name), None))
}

fn need(arn: String, policy: Option<&str>) -> Needs {
    let need = Need::on(arn);
    vec![match policy {
        Some(policy) => need.context("iam:PolicyARN", policy),
        None => need,
    }]
}

/// The ARN of what is called `name`, with its path; without one if it is not there.
fn known_arn<E: Entity>(cx: &Cx, name: &str) -> AwsResult<String> {
    let row = find::<E>(&cx.snapshot(), &cx.global(), name)?;
    Ok(row.map_or_else(|| new_arn(cx, E::NOUN, None, name), |row| row.arn(cx.account())))
}

fn new_arn(cx: &Cx, noun: &str, path: Option<&str>, name: &str) -> String {
    arn(cx.account(), noun, path.unwrap_or("/"), name)
}
