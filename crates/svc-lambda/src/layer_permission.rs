//! Who else may use a version of a layer: its resource policy.

use aws_auth::policy::{Context, Decision, Policy, Request, evaluate};
use aws_auth::principal::Principal;
use service::{AwsError, AwsResult, Cx, Mode, Need, Needs, errors, limits};

use crate::function::owned_by;
use crate::layer_name::{self, LayerId};
use crate::model::{
    AddLayerVersionPermissionRequest, AddLayerVersionPermissionResponse,
    GetLayerVersionPolicyRequest, GetLayerVersionPolicyResponse,
    RemoveLayerVersionPermissionRequest,
};
use crate::permission::{check_absent, check_size, position};
use crate::policy::{self, Statement};
use crate::state;
use crate::{Lambda, refusal};

/// What using a version of a layer, or getting it, needs.
const USE: &str = "lambda:GetLayerVersion";

/// `action` (the operation's own if empty) on a version of a layer.
pub(crate) fn needs(cx: &Cx, action: &'static str, name: &str, number: i64) -> AwsResult<Needs> {
    let (id, number) = (LayerId::named(cx, name)?, layer_name::number(number)?);
    let need = use_need(cx, &id, number)?;
    Ok(vec![Need { action: action.into(), ..need }])
}

/// To get or use a version of a layer.
pub(crate) fn use_need(cx: &Cx, id: &LayerId, number: u64) -> AwsResult<Need> {
    let row = state::layer(&cx.snapshot(), id, number)?;
    let policy = row.map(|row| policy_of(&row.policy)).transpose()?.flatten();
    Ok(Need::new(USE, id.version_arn(number)).policy(policy.map(std::sync::Arc::new)))
}

fn policy_of(statements: &[Statement]) -> AwsResult<Option<Policy>> {
    if statements.is_empty() { Ok(None) } else { policy::parsed(statements).map(Some) }
}

/// A function of `account` may use a version of another account's layer: that is up to the
/// layer's policy. With enforcement the pipeline has asked for it, with the caller's own policies.
pub(crate) fn check_use(cx: &Cx, account: &str, id: &LayerId, number: u64) -> AwsResult {
    if id.account == account || cx.mode == Mode::Enforce {
        return Ok(());
    }
    let need = use_need(cx, id, number)?;
    let caller = Principal::root(account, None);
    let context = Context::new().with("aws:SourceIp", cx.source_ip.to_string());
    let request = Request {
        principal: &caller,
        action: USE,
        resource: &need.resource,
        resource_account: Some(&id.account),
        context: &context,
        now_ms: cx.now_ms(),
    };
    match evaluate::<&Policy>(&request, &[], need.policy.as_deref(), &[]) {
        Decision::Allow => Ok(()),
        Decision::Deny(reason) => {
            Err(AwsError::new(&errors::ACCESS_DENIED, reason.message(&request)))
        }
    }
}

pub(crate) fn add_needs(
    _: &Lambda,
    cx: &Cx,
    input: &AddLayerVersionPermissionRequest,
) -> AwsResult<Needs> {
    needs(cx, "", &input.layer_name, input.version_number)
}

pub(crate) async fn add_layer_version_permission(
    _: &Lambda,
    cx: &Cx,
    input: AddLayerVersionPermissionRequest,
) -> AwsResult<AddLayerVersionPermissionResponse> {
    let id = LayerId::named(cx, &input.layer_name)?;
    let number = layer_name::number(input.version_number)?;
    let cx = &owned_by(cx, id.scope());
    let statement = Statement::of_layer(&input, &id.version_arn(number))?;
    let bytes_max = cx.platform.limits.get(&limits::FUNCTION_POLICY);
    let revision = cx
        .transact(|snapshot, tx| {
            let row = state::layer(snapshot, &id, number)?;
            let row = row.ok_or_else(|| no_version(&id, number))?;
            check_revision(input.revision_id.as_deref(), &row.revision)?;
            check_absent(&row.policy, &statement.sid)?;
            let mut new = row.value.clone();
            new.policy.push(statement.clone());
            check_size(&new.policy, bytes_max)?;
            new.revision = cx.platform.entropy.uuid();
            state::put_layer(tx, &id, row.version, &new)?;
            Ok(new.revision)
        })
        .await?;
    Ok(AddLayerVersionPermissionResponse {
        statement: Some(statement.document()?),
        revision_id: Some(revision),
    })
}

pub(crate) fn get_needs(
    _: &Lambda,
    cx: &Cx,
    input: &GetLayerVersionPolicyRequest,
) -> AwsResult<Needs> {
    needs(cx, "", &input.layer_name, input.version_number)
}

pub(crate) async fn get_layer_version_policy(
    _: &Lambda,
    cx: &Cx,
    input: GetLayerVersionPolicyRequest,
) -> AwsResult<GetLayerVersionPolicyResponse> {
    let id = LayerId::named(cx, &input.layer_name)?;
    let number = layer_name::number(input.version_number)?;
    let row = state::layer(&cx.snapshot(), &id, number)?;
    let row = row.ok_or_else(|| no_version(&id, number))?.value;
    if row.policy.is_empty() {
        return Err(refusal::no_policy());
    }
    Ok(GetLayerVersionPolicyResponse {
        policy: Some(policy::document(&row.policy)?),
        revision_id: Some(row.revision),
    })
}

pub(crate) fn remove_needs(
    _: &Lambda,
    cx: &Cx,
    input: &RemoveLayerVersionPermissionRequest,
) -> AwsResult<Needs> {
    needs(cx, "", &input.layer_name, input.version_number)
}

pub(crate) async fn remove_layer_version_permission(
    _: &Lambda,
    cx: &Cx,
    input: RemoveLayerVersionPermissionRequest,
) -> AwsResult<aws_shape::NoShape> {
    let id = LayerId::named(cx, &input.layer_name)?;
    let number = layer_name::number(input.version_number)?;
    let cx = &owned_by(cx, id.scope());
    cx.transact(|snapshot, tx| {
        let row = state::layer(snapshot, &id, number)?;
        let row = row.ok_or_else(|| no_version(&id, number))?;
        let at = position(&row.policy, &input.statement_id)?;
        check_revision(input.revision_id.as_deref(), &row.revision)?;
        let mut new = row.value.clone();
        new.policy.remove(at);
        new.revision = cx.platform.entropy.uuid();
        state::put_layer(tx, &id, row.version, &new)
    })
    .await?;
    Ok(aws_shape::NoShape)
}

fn no_version(id: &LayerId, number: u64) -> AwsError {
    refusal::not_found(format!("Layer version {} does not exist.", id.version_arn(number)))
}

fn check_revision(known: Option<&str>, latest: &str) -> AwsResult {
    match known {
        Some(known) if known != latest => Err(refusal::stale_by("GetLayerPolicy")),
        _ => Ok(()),
    }
}
