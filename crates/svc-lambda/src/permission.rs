//! Who else may invoke: the resource policies of functions, versions and aliases.

use service::{AwsResult, Cx, Needs, limits};
use store::Transaction;

use crate::function::{needs_on, owner};
use crate::model::{
    self, AddPermissionRequest, AddPermissionResponse, GetPolicyRequest, GetPolicyResponse,
    RemovePermissionRequest,
};
use crate::name::{self, Target};
use crate::policy::{self, Statement};
use crate::state::{self, Whole};
use crate::{Lambda, refusal};

pub(crate) fn add_permission_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &AddPermissionRequest,
) -> AwsResult<Needs> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    Ok(needs_on(lambda, &target))
}

pub(crate) async fn add_permission(
    lambda: &Lambda,
    cx: &Cx,
    input: AddPermissionRequest,
) -> AwsResult<AddPermissionResponse> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let cx = &owner(cx, &target.id);
    if target.qualifier.as_deref() == Some("$LATEST") {
        return Err(refusal::invalid("We currently do not support adding policies for $LATEST."));
    }
    let statement = Statement::new(&input, &target.arn())?;
    let bytes_max = cx.platform.limits.get(&limits::FUNCTION_POLICY);
    cx.transact(|snapshot, tx| {
        let whole = Whole::get(snapshot, &target.id)?;
        refusal::check_revision(input.revision_id.as_deref(), revision(&whole, &target)?)?;
        let mut statements = statements(&whole, &target).to_vec();
        check_absent(&statements, &statement.sid)?;
        statements.push(statement.clone());
        check_size(&statements, bytes_max)?;
        commit(cx, tx, &whole, &target, &statements)
    })
    .await?;
    lambda.publish(&target.id)?;
    Ok(AddPermissionResponse { statement: Some(statement.document()?) })
}

pub(crate) fn get_policy_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &GetPolicyRequest,
) -> AwsResult<Needs> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    Ok(needs_on(lambda, &target))
}

pub(crate) async fn get_policy(
    _: &Lambda,
    cx: &Cx,
    input: GetPolicyRequest,
) -> AwsResult<GetPolicyResponse> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let whole = Whole::get(&cx.snapshot(), &target.id)?;
    let revision = revision(&whole, &target)?;
    let statements = statements(&whole, &target);
    if statements.is_empty() {
        return Err(refusal::no_resource());
    }
    Ok(GetPolicyResponse {
        policy: Some(policy::document(statements)?),
        revision_id: Some(revision.to_owned()),
    })
}

pub(crate) fn remove_permission_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &RemovePermissionRequest,
) -> AwsResult<Needs> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    Ok(needs_on(lambda, &target))
}

pub(crate) async fn remove_permission(
    lambda: &Lambda,
    cx: &Cx,
    input: RemovePermissionRequest,
) -> AwsResult<aws_shape::NoShape> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let cx = &owner(cx, &target.id);
    cx.transact(|snapshot, tx| {
        let whole = Whole::find(snapshot, &target.id)?.ok_or_else(|| {
            refusal::not_found(format!("No policy found for: {}", target.id.arn()))
        })?;
        let known = revision(&whole, &target)?;
        let mut statements = statements(&whole, &target).to_vec();
        let at = position(&statements, &input.statement_id)?;
        refusal::check_revision(input.revision_id.as_deref(), known)?;
        statements.remove(at);
        commit(cx, tx, &whole, &target, &statements)
    })
    .await?;
    lambda.publish(&target.id)?;
    Ok(aws_shape::NoShape)
}

/// The policy's own revision is that of what it hangs on.
fn revision<'w>(whole: &'w Whole, target: &Target) -> AwsResult<&'w str> {
    let Some(qualifier) = target.qualifier.as_deref() else {
        return Ok(&whole.function.latest.revision);
    };
    if let Some(alias) = whole.alias(qualifier) {
        return Ok(&alias.revision);
    }
    match whole.version(qualifier) {
        Some(version) => Ok(&version.revision),
        None if name::is_version(qualifier) => Err(refusal::no_function(&target.arn())),
        None => Err(refusal::no_alias(&target.arn())),
    }
}

fn statements<'w>(whole: &'w Whole, target: &Target) -> &'w [Statement] {
    let qualifier = target.qualifier.as_deref().unwrap_or_default();
    whole.policies.get(qualifier).map_or(&[], Vec::as_slice)
}

/// Write the policy, with a new revision of what it hangs on.
fn commit(
    cx: &Cx,
    tx: &mut Transaction,
    whole: &Whole,
    target: &Target,
    statements: &Vec<Statement>,
) -> AwsResult {
    let id = &target.id;
    let qualifier = target.qualifier.as_deref().unwrap_or_default();
    let revision = cx.platform.entropy.uuid();
    let published = whole.versions.iter().find(|row| row.version.version == qualifier);
    // The function's row is written in any case: every change of its rows goes through it.
    let mut function = whole.function.value.clone();
    if let Some(alias) = whole.alias(qualifier) {
        let mut alias = alias.clone();
        alias.revision = revision;
        state::put_alias(tx, id, &alias)?;
    } else if let Some(published) = published {
        let mut published = published.clone();
        published.version.revision = revision;
        state::put_version(tx, id, &published)?;
    } else {
        function.latest.revision = revision;
    }
    state::put_function(tx, id, whole.function.version, &function)?;
    state::put_policy(tx, id, qualifier, statements)
}

/// No statement has this id yet.
pub(crate) fn check_absent(statements: &[Statement], sid: &str) -> AwsResult {
    if statements.iter().all(|statement| statement.sid != sid) {
        return Ok(());
    }
    Err(refusal::conflict(format!(
        "The statement id ({sid}) provided already exists. Please provide a new statement id, or \
         remove the existing statement."
    )))
}

/// Where the statement with this id is.
pub(crate) fn position(statements: &[Statement], sid: &str) -> AwsResult<usize> {
    if statements.is_empty() {
        return Err(refusal::no_policy());
    }
    statements.iter().position(|statement| statement.sid == sid).ok_or_else(|| {
        refusal::not_found(format!("Statement {sid} is not found in resource policy."))
    })
}

/// The policy is not too long.
pub(crate) fn check_size(statements: &[Statement], bytes_max: u64) -> AwsResult {
    let bytes = policy::document(statements)?.len() as u64;
    if bytes <= bytes_max {
        return Ok(());
    }
    let body =
        model::PolicyLengthExceededException { r#type: Some(refusal::user()), message: None };
    let message =
        format!("The final policy size ({bytes}) is bigger than the limit ({bytes_max}).");
    Err(service::AwsError::new(&model::POLICY_LENGTH_EXCEEDED_ERROR, message).with(body))
}
