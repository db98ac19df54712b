//! Managed policies: the account's own and AWS's.

use aws_auth::policy::PolicyKind;
use aws_shape::{Arn, NoShape, Timestamp};
use service::tags::{self, Tags};
use service::{AwsError, AwsResult, Cx, Operation as _, errors, limits};
use store::{Expect, Row, Scope, Snapshot, Transaction};

use crate::Iam;
use crate::document::{self, MANAGED_MAX, escaped};
use crate::entity::{arn, conflict, exists, invalid, new_id, no_such, now_s_ms, quota};
use crate::listing::Listing;
use crate::managed::{self, Managed};
use crate::model::{self, Policy, PolicyVersion};
use crate::state::{
    POLICIES, PolicyRow, attachments, count_rows, expect_unattached, row_key, rows_after, transact,
};
use crate::tag::{self, Case};

/// The version of a policy that was never changed: there is no operation that does yet.
const FIRST_VERSION: &str = "v1";

pub(crate) async fn create_policy(
    _: &Iam,
    cx: &Cx,
    input: model::CreatePolicyRequest,
) -> AwsResult<model::CreatePolicyResponse> {
    document::parse(&input.policy_document, PolicyKind::Identity)?;
    if document::size(&input.policy_document) > MANAGED_MAX {
        return Err(quota("PolicySize", MANAGED_MAX as u64));
    }
    let tags = tag::read(cx, input.tags.as_deref().unwrap_or_default(), Case::Counts)?;
    let row = PolicyRow {
        name: input.policy_name,
        path: input.path.unwrap_or_else(|| "/".to_owned()),
        id: new_id(cx, "ANPA"),
        created_ms: now_s_ms(cx),
        description: input.description,
        document: input.policy_document,
    };
    transact(cx, |snapshot, tx| {
        let key = row_key(&POLICIES, &cx.global(), &row.name);
        if POLICIES.get(snapshot, &key)?.is_some() {
            return Err(exists(format!(
                "A policy called {} already exists. Duplicate names are not allowed.",
                row.name
            )));
        }
        let max = cx.platform.limits.get(&limits::POLICIES);
        if count_rows(cx, snapshot, &POLICIES, max)? >= max {
            return Err(quota("PoliciesPerAccount", max));
        }
        POLICIES.create(tx, &key, &row)?;
        tags::set(cx, tx, &row.arn(cx.account()), true, &tags)
    })
    .await?;
    // AWS's answer has no Description.
    let policy = Policy { tags: tag::shown_if_any(tags), ..row.shown(cx.account(), 0) };
    Ok(model::CreatePolicyResponse { policy: Some(policy) })
}

pub(crate) async fn get_policy(
    _: &Iam,
    cx: &Cx,
    input: model::GetPolicyRequest,
) -> AwsResult<model::GetPolicyResponse> {
    check_arn(&input.policy_arn)?;
    let snapshot = cx.snapshot();
    let count = attachments(cx, &snapshot, &input.policy_arn)?;
    let policy = if let Some(managed) = managed::find(&input.policy_arn) {
        Policy { tags: Some(Vec::new()), ..managed.shown(count) }
    } else {
        let row = load(cx, &snapshot, &input.policy_arn)?.value;
        let tags = tags::get(cx, &snapshot, &input.policy_arn, true)?;
        Policy {
            tags: Some(tag::shown(tags)),
            description: row.description.clone(),
            ..row.shown(cx.account(), count)
        }
    };
    Ok(model::GetPolicyResponse { policy: Some(policy) })
}

pub(crate) async fn get_policy_version(
    _: &Iam,
    cx: &Cx,
    input: model::GetPolicyVersionRequest,
) -> AwsResult<model::GetPolicyVersionResponse> {
    let model::GetPolicyVersionRequest { policy_arn, version_id } = input;
    check_arn(&policy_arn)?;
    let found = if let Some(managed) = managed::find(&policy_arn) {
        Some((managed.version, managed.updated_ms, managed.document.to_owned()))
    } else {
        find(&cx.snapshot(), cx.account(), &policy_arn)?
            .map(|row| (FIRST_VERSION, row.created_ms, row.value.document))
    };
    let (_, created_ms, document) =
        found.filter(|(version, ..)| *version == version_id).ok_or_else(|| {
            no_such(format!(
                "Policy {policy_arn} version {version_id} does not exist or is not attachable."
            ))
        })?;
    let policy_version = PolicyVersion {
        create_date: Some(Timestamp(created_ms)),
        document: Some(escaped(&document)),
        is_default_version: Some(true),
        version_id: Some(version_id),
    };
    Ok(model::GetPolicyVersionResponse { policy_version: Some(policy_version) })
}

/// The account's own policies come first, then AWS's, each by name.
pub(crate) async fn list_policies(
    _: &Iam,
    cx: &Cx,
    input: model::ListPoliciesRequest,
) -> AwsResult<model::ListPoliciesResponse> {
    let scope = input.scope.as_deref().unwrap_or("All");
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    let only_attached = input.only_attached == Some(true);
    let listing = Listing {
        cx,
        operation: model::ListPolicies::SCHEMA.name,
        filter: &format!("{scope} {only_attached} {prefix}"),
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    };
    let after = listing.after()?;
    let after = after.as_deref().and_then(|position| position.split_once(' '));
    let snapshot = cx.snapshot();
    // Nothing is used as a boundary here.
    let none = input.policy_usage_filter.as_deref() == Some("PermissionsBoundary");
    let local_is_over = none || scope == "AWS" || matches!(after, Some(("aws", _)));
    let local = (!local_is_over)
        .then(|| rows_after(cx, &snapshot, &POLICIES, after.map(|(_, name)| name)))
        .into_iter()
        .flatten()
        .map(|row| {
            let row = row?;
            let count = attachments(cx, &snapshot, &row.arn(cx.account()))?;
            Ok(row.shown(cx.account(), count))
        });
    let aws_after = after.filter(|(owner, _)| *owner == "aws").map(|(_, name)| name);
    let aws = managed::all()
        .iter()
        .filter(|managed| !none && scope != "Local" && Some(managed.name) > aws_after)
        .map(|managed| Ok(managed.shown(attachments(cx, &snapshot, &managed.arn())?)));
    let wanted = |policy: &AwsResult<Policy>| match policy {
        Ok(policy) => {
            let path = policy.path.as_deref().unwrap_or_default();
            path.starts_with(prefix) && (!only_attached || policy.attachment_count > Some(0))
        }
        Err(_) => true,
    };
    let page = listing.page(local.chain(aws).filter(wanted), |policy| {
        let owner = policy.arn.as_deref().is_some_and(is_aws_arn);
        let owner = if owner { "aws" } else { "local" };
        format!("{owner} {}", policy.policy_name.as_deref().unwrap_or_default())
    })?;
    Ok(model::ListPoliciesResponse {
        policies: Some(page.items),
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}

pub(crate) async fn delete_policy(
    _: &Iam,
    cx: &Cx,
    input: model::DeletePolicyRequest,
) -> AwsResult<NoShape> {
    let arn = &input.policy_arn;
    check_arn(arn)?;
    if is_aws_arn(arn) {
        let message = format!(
            "User: {} is not authorized to perform: iam:DeletePolicy on resource: {arn}",
            cx.principal.arn
        );
        return Err(AwsError::new(&errors::ACCESS_DENIED, message));
    }
    transact(cx, |snapshot, tx| {
        let row = load(cx, snapshot, arn)?;
        if attachments(cx, snapshot, arn)? > 0 {
            return Err(conflict("Cannot delete a policy attached to entities."));
        }
        expect_unattached(cx, tx, arn);
        let key = row_key(&POLICIES, &cx.global(), &row.name);
        tx.expect(&key, Expect::Version(row.version));
        POLICIES.delete(tx, &key);
        tags::set(cx, tx, arn, true, &Tags::new())
    })
    .await?;
    Ok(NoShape {})
}

/// Refuse what is no policy's ARN.
pub(crate) fn check_arn(arn: &str) -> AwsResult {
    let parsed = Arn::parse(arn).ok();
    match parsed.filter(|arn| arn.service == "iam" && arn.resource.starts_with("policy/")) {
        Some(_) => Ok(()),
        None => Err(invalid(format!("ARN {arn} is not valid."))),
    }
}

/// Whether `arn` is that of one of AWS's own.
pub(crate) fn is_aws_arn(arn: &str) -> bool {
    arn.starts_with("arn:aws:iam::aws:")
}

/// The path and the name in a policy's ARN.
pub(crate) fn path_and_name(arn: &str) -> Option<(&str, &str)> {
    let (_, resource) = arn.split_once(":policy/")?;
    let resource = &arn[arn.len() - resource.len() - 1..];
    Some(resource.split_at(resource.rfind('/')? + 1))
}

/// The account's own policy `arn`, if there is one.
pub(crate) fn find(
    snapshot: &Snapshot,
    account: &str,
    arn: &str,
) -> AwsResult<Option<Row<PolicyRow>>> {
    let Some((_, name)) = path_and_name(arn) else { return Ok(None) };
    let key = row_key(&POLICIES, &Scope::new(account, ""), name);
    Ok(POLICIES.get(snapshot, &key)?.filter(|row| row.arn(account) == arn))
}

/// Refuse to attach what is not there, and to commit if it goes meanwhile.
pub(crate) fn expect_attachable(
    cx: &Cx,
    snapshot: &Snapshot,
    tx: &mut Transaction,
    arn: &str,
) -> AwsResult {
    if managed::find(arn).is_some() {
        return Ok(());
    }
    let row = find(snapshot, cx.account(), arn)?
        .ok_or_else(|| no_such(format!("Policy {arn} does not exist or is not attachable.")))?;
    let key = row_key(&POLICIES, &cx.global(), &row.name);
    tx.expect(&key, Expect::Version(row.version));
    Ok(())
}

fn load(cx: &Cx, snapshot: &Snapshot, arn: &str) -> AwsResult<Row<PolicyRow>> {
    find(snapshot, cx.account(), arn)?
        .ok_or_else(|| no_such(format!("Policy {arn} was not found.")))
}

impl PolicyRow {
    /// Its ARN.
    pub(crate) fn arn(&self, account: &str) -> String {
        arn(account, "policy", &self.path, &self.name)
    }

    /// As `ListPolicies` shows it: without description and tags.
    fn shown(&self, account: &str, attachments: u32) -> Policy {
        Policy {
            arn: Some(self.arn(account)),
            path: Some(self.path.clone()),
            policy_name: Some(self.name.clone()),
            policy_id: Some(self.id.clone()),
            default_version_id: Some(FIRST_VERSION.to_owned()),
            create_date: Some(Timestamp(self.created_ms)),
            update_date: Some(Timestamp(self.created_ms)),
            ..attachable(attachments)
        }
    }
}

impl Managed {
    fn shown(&self, attachments: u32) -> Policy {
        Policy {
            arn: Some(self.arn()),
            path: Some(self.path.to_owned()),
            policy_name: Some(self.name.to_owned()),
            policy_id: Some(self.id()),
            default_version_id: Some(self.version.to_owned()),
            create_date: Some(Timestamp(self.created_ms)),
            update_date: Some(Timestamp(self.updated_ms)),
            ..attachable(attachments)
        }
    }
}

fn attachable(attachments: u32) -> Policy {
    Policy {
        attachment_count: Some(attachments.cast_signed()),
        permissions_boundary_usage_count: Some(0),
        is_attachable: Some(true),
        ..Policy::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_arn_is_told_from_others_and_split() {
        let check = |arn: &str, split: Option<(&str, &str)>| {
            assert_eq!(check_arn(arn).is_ok(), split.is_some(), "{arn}");
            assert_eq!(path_and_name(arn), split, "{arn}");
        };
        check("arn:aws:iam::111111111111:policy/p", Some(("/", "p")));
        check("arn:aws:iam::aws:policy/service-role/p", Some(("/service-role/", "p")));
        check("arn:aws:iam::1:policy/a/b/p", Some(("/a/b/", "p")));
        check("arn:aws:iam::1:role/r", None);
        check("longpolicynamebutnoarn", None);
    }
}
