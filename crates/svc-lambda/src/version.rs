//! Published versions.

use fn_model::FunctionId;
use service::{AwsResult, Cx, Needs};

use crate::function::{needs_on, owner};
use crate::model::{
    FunctionConfiguration, ListVersionsByFunctionRequest, ListVersionsByFunctionResponse,
    PublishVersionRequest,
};
use crate::name::{self, Target};
use crate::state::{self, Numbers, Published, State, Update, Version, Whole};
use crate::{Lambda, page, refusal, render};

pub(crate) fn publish_version_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &PublishVersionRequest,
) -> AwsResult<Needs> {
    let id = name::function(cx, &input.function_name)?;
    Ok(needs_on(lambda, &Target { id, qualifier: None }))
}

pub(crate) async fn publish_version(
    lambda: &Lambda,
    cx: &Cx,
    input: PublishVersionRequest,
) -> AwsResult<FunctionConfiguration> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    let made = cx
        .transact(|snapshot, tx| {
            let whole = Whole::get(snapshot, &id)?;
            let latest = &whole.function.latest;
            check_settled(&id, latest)?;
            refusal::check_revision(input.revision_id.as_deref(), &latest.revision)?;
            check_code(input.code_sha256.as_deref(), &latest.code.sha256)?;
            if let Some(last) = unchanged(&whole) {
                return Ok(last.clone());
            }
            let mut numbers = state::numbers(snapshot, &id)?;
            let row = published(cx, latest, &mut numbers, input.description.clone());
            // Publishing is a change of the function: it gets a new revision.
            let mut function = whole.function.value.clone();
            function.latest.revision = cx.platform.entropy.uuid();
            state::put_function(tx, &id, whole.function.version, &function)?;
            state::put_version(tx, &id, &row)?;
            state::put_numbers(tx, &id, numbers)?;
            Ok(row.version)
        })
        .await?;
    lambda.publish(&id)?;
    let arn = name::qualified(&id, &made.version);
    Ok(render::configuration(lambda, &id, &made, arn))
}

pub(crate) fn list_versions_by_function_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &ListVersionsByFunctionRequest,
) -> AwsResult<Needs> {
    let id = name::function(cx, &input.function_name)?;
    Ok(needs_on(lambda, &Target { id, qualifier: None }))
}

pub(crate) async fn list_versions_by_function(
    _: &Lambda,
    cx: &Cx,
    input: ListVersionsByFunctionRequest,
) -> AwsResult<ListVersionsByFunctionResponse> {
    let id = name::function(cx, &input.function_name)?;
    let filter = id.arn();
    let mut page = page::Page::new(
        cx,
        "ListVersionsByFunction",
        filter.as_bytes(),
        input.marker.as_deref(),
        input.max_items,
    )?;
    let whole = Whole::get(&cx.snapshot(), &id)?;
    let after: Option<u64> = page.position().map(|after| after.parse().unwrap_or(u64::MAX));
    for version in whole.all() {
        // $LATEST comes first and counts as 0.
        let number: u64 = version.version.parse().unwrap_or(0);
        if after.is_some_and(|after| number <= after) {
            continue;
        }
        let arn = name::qualified(&id, &version.version);
        if !page.add(number.to_string(), render::listed(&id, version, arn)) {
            break;
        }
    }
    let (versions, next_marker) = page.finish(cx);
    Ok(ListVersionsByFunctionResponse { versions: Some(versions), next_marker })
}

/// Delete one version. One that is not there is deleted already.
pub(crate) async fn delete_version(cx: &Cx, id: &FunctionId, number: &str) -> AwsResult {
    cx.transact(|snapshot, tx| {
        let whole = Whole::get(snapshot, id)?;
        let uses = whole.aliases.iter().filter(|alias| {
            let other = alias.additional.as_ref().map(|(version, _)| version.as_str());
            alias.version == number || other == Some(number)
        });
        let users: Vec<&str> = uses.map(|alias| alias.name.as_str()).collect();
        if !users.is_empty() {
            return Err(refusal::conflict(format!(
                "Unable to delete version because the following aliases reference it: [{}]",
                users.join(", ")
            )));
        }
        if whole.version(number).is_some() {
            whole.expect(tx, id);
            tx.delete(state::version_key(id, number));
            state::delete_qualified(tx, id, number)?;
        }
        Ok(())
    })
    .await
}

/// `$LATEST` as a new version with the next number.
pub(crate) fn published(
    cx: &Cx,
    latest: &Version,
    numbers: &mut Numbers,
    description: Option<String>,
) -> Published {
    numbers.version += 1;
    let source_description = latest.settings.description.clone();
    let mut version = Version {
        version: numbers.version.to_string(),
        revision: cx.platform.entropy.uuid(),
        modified_ms: cx.now_ms(),
        // What is not ready yet was never served as this version.
        state: match &latest.update {
            Update::InProgress { .. } => State::Pending,
            Update::Failed { reason, .. } => State::Failed(reason.clone()),
            Update::Successful => latest.state.clone(),
        },
        update: Update::Successful,
        ..latest.clone()
    };
    // An empty description says as little as none.
    if let Some(description) = description.filter(|description| !description.is_empty()) {
        version.settings.description = description;
    }
    Published { version, source_description }
}

/// The last version, if `$LATEST` has not changed since it was published.
pub(crate) fn unchanged(whole: &Whole) -> Option<&Version> {
    let last = whole.versions.last()?;
    let latest = &whole.function.latest;
    let mut settings = last.version.settings.clone();
    settings.description.clone_from(&last.source_description);
    let same = settings == latest.settings && last.version.code.sha256 == latest.code.sha256;
    same.then_some(&last.version)
}

/// Nothing else is under way with the function.
pub(crate) fn check_settled(id: &FunctionId, latest: &Version) -> AwsResult {
    if latest.state == State::Pending {
        return Err(refusal::wrong_state("Pending"));
    }
    if matches!(latest.update, Update::InProgress { .. }) {
        return Err(refusal::update_in_progress(&id.arn()));
    }
    Ok(())
}

fn check_code(wanted: Option<&str>, latest: &str) -> AwsResult {
    match wanted.filter(|wanted| !wanted.is_empty()) {
        Some(wanted) if wanted != latest => Err(refusal::invalid(format!(
            "CodeSHA256 ({wanted}) is different from current CodeSHA256 in $LATEST ({latest}). \
             Please try again with the CodeSHA256 in $LATEST."
        ))),
        _ => Ok(()),
    }
}
