//! Users' access keys.

use aws_shape::{NoShape, Timestamp};
use service::{AwsError, AwsResult, Cx, Operation as _, limits};

use crate::Iam;
use crate::entity::{change, load, new_key_id, no_such, now_s_ms, quota};
use crate::listing::Listing;
use crate::model::{self, AccessKey, AccessKeyMetadata};
use crate::state::{KeyOwner, KeyRow, UserRow, add_key_owner, remove_key_owner};
use crate::user::{Whom, whom};

pub(crate) async fn create_access_key(
    iam: &Iam,
    cx: &Cx,
    input: model::CreateAccessKeyRequest,
) -> AwsResult<model::CreateAccessKeyResponse> {
    let name = user_of(cx, "CreateAccessKey", input.user_name.as_deref())?;
    let id = new_key_id(&cx.platform.entropy, "AKIA");
    let key = KeyRow { id, created_ms: now_s_ms(cx), active: true };
    let user_name = change::<UserRow, _>(cx, &name, |_, tx, user| {
        let max = cx.platform.limits.get(&limits::ACCESS_KEYS);
        if user.keys.len() as u64 >= max {
            return Err(quota("AccessKeysPerUser", max));
        }
        user.keys.push(key.clone());
        let owner = KeyOwner { account: cx.account().to_owned(), user: user.name.clone() };
        add_key_owner(tx, &key.id, &owner)?;
        Ok(user.name.clone())
    })
    .await?;
    Ok(model::CreateAccessKeyResponse {
        access_key: AccessKey {
            secret_access_key: iam.secret_of(&key.id),
            access_key_id: key.id,
            create_date: Some(Timestamp(key.created_ms)),
            status: status(key.active).to_owned(),
            user_name,
        },
    })
}

pub(crate) async fn list_access_keys(
    iam: &Iam,
    cx: &Cx,
    input: model::ListAccessKeysRequest,
) -> AwsResult<model::ListAccessKeysResponse> {
    let (filter, keys) = match whom(cx, input.user_name.as_deref())? {
        Whom::User(name) => {
            let user = load::<UserRow>(cx, &cx.snapshot(), &name)?.value;
            (name, user.keys.iter().map(|key| shown(key, &user.name)).collect())
        }
        Whom::Root => (String::new(), iam.root_keys(cx.account()).map(root_key).collect()),
    };
    let listing = Listing {
        cx,
        operation: model::ListAccessKeys::SCHEMA.name,
        filter: &filter,
        marker: input.marker.as_deref(),
        max_items: input.max_items,
    };
    let page = listing
        .of(keys, |key: &AccessKeyMetadata| key.access_key_id.clone().unwrap_or_default())?;
    Ok(model::ListAccessKeysResponse {
        access_key_metadata: page.items,
        is_truncated: Some(page.marker.is_some()),
        marker: page.marker,
    })
}

pub(crate) async fn update_access_key(
    _: &Iam,
    cx: &Cx,
    input: model::UpdateAccessKeyRequest,
) -> AwsResult<NoShape> {
    let active = match input.status.as_str() {
        "Active" => true,
        "Inactive" => false,
        other => {
            let message = format!("An access key cannot be set to {other}.");
            return Err(AwsError::new(&model::INVALID_INPUT_ERROR, message));
        }
    };
    let name = user_of(cx, "UpdateAccessKey", input.user_name.as_deref())?;
    let id = &input.access_key_id;
    change::<UserRow, _>(cx, &name, |_, _, user| {
        let key = user.keys.iter_mut().find(|key| key.id == *id).ok_or_else(|| unknown(id))?;
        key.active = active;
        Ok(())
    })
    .await?;
    Ok(NoShape {})
}

pub(crate) async fn delete_access_key(
    _: &Iam,
    cx: &Cx,
    input: model::DeleteAccessKeyRequest,
) -> AwsResult<NoShape> {
    let name = user_of(cx, "DeleteAccessKey", input.user_name.as_deref())?;
    let id = &input.access_key_id;
    change::<UserRow, _>(cx, &name, |_, tx, user| {
        let at = user.keys.iter().position(|key| key.id == *id).ok_or_else(|| unknown(id))?;
        user.keys.remove(at);
        remove_key_owner(tx, id);
        Ok(())
    })
    .await?;
    Ok(NoShape {})
}

/// The user that is meant; a root's own keys cannot be changed.
fn user_of(cx: &Cx, operation: &str, name: Option<&str>) -> AwsResult<String> {
    match whom(cx, name)? {
        Whom::User(name) => Ok(name),
        Whom::Root => {
            Err(AwsError::not_implemented(&format!("IAM {operation} for the keys of a root")))
        }
    }
}

fn status(active: bool) -> &'static str {
    if active { "Active" } else { "Inactive" }
}

fn shown(key: &KeyRow, user_name: &str) -> AccessKeyMetadata {
    AccessKeyMetadata {
        access_key_id: Some(key.id.clone()),
        create_date: Some(Timestamp(key.created_ms)),
        status: Some(status(key.active).to_owned()),
        user_name: Some(user_name.to_owned()),
    }
}

fn root_key(id: &str) -> AccessKeyMetadata {
    AccessKeyMetadata {
        access_key_id: Some(id.to_owned()),
        status: Some(status(true).to_owned()),
        ..AccessKeyMetadata::default()
    }
}

fn unknown(id: &str) -> AwsError {
    no_such(format!("The Access Key with id {id} cannot be found."))
}
