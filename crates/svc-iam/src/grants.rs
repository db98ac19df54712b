//! Inline and attached policies of a role or a user, once for both.

use aws_auth::policy::PolicyKind;
use aws_shape::NoShape;
use service::{AwsError, AwsResult, Cx};

use crate::document;
use crate::entity::{Entity, change, load, no_such, quota};
use crate::listing::{Listing, Page};
use crate::model::{self, AttachedPolicy};
use crate::policy;
use crate::state::count_attachment;

/// Set the inline policy `policy`.
pub(crate) async fn put<E: Entity>(
    cx: &Cx,
    name: &str,
    policy: &str,
    document: &str,
) -> AwsResult<NoShape> {
    change::<E, _>(cx, name, |_, _, entity| {
        document::parse(document, PolicyKind::Identity)?;
        let grants = entity.grants_mut();
        grants.inline.insert(policy.to_owned(), document.to_owned());
        let size: usize = grants.inline.values().map(|document| document::size(document)).sum();
        if size > E::INLINE_MAX {
            let message = format!(
                "Maximum policy size of {} bytes exceeded for {} {}",
                E::INLINE_MAX,
                E::NOUN,
                entity.name()
            );
            return Err(AwsError::new(&model::LIMIT_EXCEEDED_ERROR, message));
        }
        Ok(())
    })
    .await?;
    Ok(NoShape {})
}

/// The entity's own name, and the document of its inline policy `policy` as IAM returns it.
pub(crate) fn get<E: Entity>(cx: &Cx, name: &str, policy: &str) -> AwsResult<(String, String)> {
    let row = load::<E>(cx, &cx.snapshot(), name)?;
    let document = row.grants().inline.get(policy).ok_or_else(|| no_inline::<E>(policy))?;
    Ok((row.name().to_owned(), document::escaped(document)))
}

/// Take the inline policy `policy` away.
pub(crate) async fn delete<E: Entity>(cx: &Cx, name: &str, policy: &str) -> AwsResult<NoShape> {
    change::<E, _>(cx, name, |_, _, entity| {
        entity.grants_mut().inline.remove(policy).map(drop).ok_or_else(|| no_inline::<E>(policy))
    })
    .await?;
    Ok(NoShape {})
}

/// The names of the inline policies. The listing's filter is the entity's name.
pub(crate) fn list<E: Entity>(listing: &Listing<'_>) -> AwsResult<Page<String>> {
    let row = load::<E>(listing.cx, &listing.cx.snapshot(), listing.filter)?;
    listing.of(row.value.grants().inline.keys().cloned().collect(), String::clone)
}

/// Attach the managed policy `arn`; nothing happens if it is.
pub(crate) async fn attach<E: Entity>(cx: &Cx, name: &str, arn: &str) -> AwsResult<NoShape> {
    policy::check_arn(arn)?;
    change::<E, _>(cx, name, |snapshot, tx, entity| {
        policy::expect_attachable(cx, snapshot, tx, arn)?;
        let attached = &mut entity.grants_mut().attached;
        if !attached.insert(arn.to_owned()) {
            return Ok(());
        }
        let max = cx.platform.limits.get(E::attached_limit());
        if attached.len() as u64 > max {
            return Err(quota(E::ATTACHED_QUOTA, max));
        }
        count_attachment(cx, snapshot, tx, arn, true)
    })
    .await?;
    Ok(NoShape {})
}

/// Detach the managed policy `arn`.
pub(crate) async fn detach<E: Entity>(cx: &Cx, name: &str, arn: &str) -> AwsResult<NoShape> {
    policy::check_arn(arn)?;
    change::<E, _>(cx, name, |snapshot, tx, entity| {
        if !entity.grants_mut().attached.remove(arn) {
            return Err(no_such(format!("Policy {arn} was not found.")));
        }
        count_attachment(cx, snapshot, tx, arn, false)
    })
    .await?;
    Ok(NoShape {})
}

/// The attached policies below a path. The listing's filter is [`attached_filter`].
pub(crate) fn list_attached<E: Entity>(
    listing: &Listing<'_>,
    name: &str,
    path_prefix: Option<&str>,
) -> AwsResult<Page<AttachedPolicy>> {
    let row = load::<E>(listing.cx, &listing.cx.snapshot(), name)?;
    let prefix = path_prefix.unwrap_or("/");
    let attached = row.value.grants().attached.iter().filter_map(|arn| {
        let (path, name) = policy::path_and_name(arn)?;
        path.starts_with(prefix).then(|| AttachedPolicy {
            policy_arn: Some(arn.clone()),
            policy_name: Some(name.to_owned()),
        })
    });
    // Among AWS's policies and among an account's, names are unique; ARNs may be longer than a
    // marker.
    listing.of(attached.collect(), |policy| {
        let owner = policy.policy_arn.as_deref().map(policy::is_aws_arn);
        format!("{} {}", policy.policy_name.as_deref().unwrap_or_default(), owner == Some(true))
    })
}

/// What a listing of attached policies is bound to.
pub(crate) fn attached_filter(name: &str, path_prefix: Option<&str>) -> String {
    format!("{name} {}", path_prefix.unwrap_or("/"))
}

fn no_inline<E: Entity>(policy: &str) -> AwsError {
    no_such(format!("The {} policy with name {policy} cannot be found.", E::NOUN))
}
