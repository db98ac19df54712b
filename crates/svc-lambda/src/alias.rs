//! Aliases: names for a version, or for two with shares of the calls.

use std::collections::BTreeMap;

use fn_model::FunctionId;
use service::{AwsResult, Cx, Need, Needs};

use crate::function::owner;
use crate::model::{
    AliasConfiguration, AliasRoutingConfiguration, CreateAliasRequest, DeleteAliasRequest,
    GetAliasRequest, ListAliasesRequest, ListAliasesResponse, UpdateAliasRequest,
};
use crate::state::{self, Alias, Whole};
use crate::{Lambda, name, page, refusal};

fn needs(lambda: &Lambda, cx: &Cx, function_name: &str) -> AwsResult<Needs> {
    let id = name::function(cx, function_name)?;
    let policy = lambda.resource_policy(&id, None);
    Ok(vec![Need::on(id.arn()).policy(policy)])
}

pub(crate) fn create_alias_needs(l: &Lambda, cx: &Cx, i: &CreateAliasRequest) -> AwsResult<Needs> {
    needs(l, cx, &i.function_name)
}

pub(crate) fn get_alias_needs(l: &Lambda, cx: &Cx, i: &GetAliasRequest) -> AwsResult<Needs> {
    needs(l, cx, &i.function_name)
}

pub(crate) fn update_alias_needs(l: &Lambda, cx: &Cx, i: &UpdateAliasRequest) -> AwsResult<Needs> {
    needs(l, cx, &i.function_name)
}

pub(crate) fn delete_alias_needs(l: &Lambda, cx: &Cx, i: &DeleteAliasRequest) -> AwsResult<Needs> {
    needs(l, cx, &i.function_name)
}

pub(crate) fn list_aliases_needs(l: &Lambda, cx: &Cx, i: &ListAliasesRequest) -> AwsResult<Needs> {
    needs(l, cx, &i.function_name)
}

pub(crate) async fn create_alias(
    lambda: &Lambda,
    cx: &Cx,
    input: CreateAliasRequest,
) -> AwsResult<AliasConfiguration> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    check_name(&input.name)?;
    let alias = cx
        .transact(|snapshot, tx| {
            let whole = Whole::get(snapshot, &id)?;
            if whole.alias(&input.name).is_some() {
                let arn = name::qualified(&id, &input.name);
                return Err(refusal::conflict(format!("Alias already exists: {arn}")));
            }
            check_version(&id, &whole, &input.function_version)?;
            let routing = input.routing_config.as_ref();
            let alias = Alias {
                additional: share(&id, &whole, &input.function_version, routing)?,
                name: input.name.clone(),
                version: input.function_version.clone(),
                description: input.description.clone().unwrap_or_default(),
                revision: cx.platform.entropy.uuid(),
            };
            whole.expect(tx, &id);
            state::put_alias(tx, &id, &alias)?;
            Ok(alias)
        })
        .await?;
    lambda.publish(&id)?;
    Ok(shown(&id, &alias))
}

pub(crate) async fn get_alias(
    _: &Lambda,
    cx: &Cx,
    input: GetAliasRequest,
) -> AwsResult<AliasConfiguration> {
    let id = name::function(cx, &input.function_name)?;
    let whole = Whole::get(&cx.snapshot(), &id)?;
    let alias = whole.alias(&input.name);
    let alias = alias.ok_or_else(|| refusal::no_alias(&name::qualified(&id, &input.name)))?;
    Ok(shown(&id, alias))
}

pub(crate) async fn list_aliases(
    _: &Lambda,
    cx: &Cx,
    input: ListAliasesRequest,
) -> AwsResult<ListAliasesResponse> {
    let id = name::function(cx, &input.function_name)?;
    let only = input.function_version.as_deref();
    let filter = format!("{} {}", id.arn(), only.unwrap_or_default());
    let mut page = page::Page::new(
        cx,
        "ListAliases",
        filter.as_bytes(),
        input.marker.as_deref(),
        input.max_items,
    )?;
    let whole = Whole::get(&cx.snapshot(), &id)?;
    let after = page.position().map(str::to_owned);
    for alias in &whole.aliases {
        let seen = after.as_deref().is_some_and(|after| alias.name.as_str() <= after);
        if seen || only.is_some_and(|only| only != alias.version) {
            continue;
        }
        if !page.add(alias.name.clone(), shown(&id, alias)) {
            break;
        }
    }
    let (aliases, next_marker) = page.finish(cx);
    Ok(ListAliasesResponse { aliases: Some(aliases), next_marker })
}

pub(crate) async fn update_alias(
    lambda: &Lambda,
    cx: &Cx,
    input: UpdateAliasRequest,
) -> AwsResult<AliasConfiguration> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    let alias = cx
        .transact(|snapshot, tx| {
            let whole = Whole::get(snapshot, &id)?;
            let old = whole.alias(&input.name);
            let old = old.ok_or_else(|| refusal::no_alias(&name::qualified(&id, &input.name)))?;
            refusal::check_revision(input.revision_id.as_deref(), &old.revision)?;
            let mut alias = old.clone();
            if let Some(version) = &input.function_version {
                check_version(&id, &whole, version)?;
                alias.version.clone_from(version);
            }
            if let Some(description) = &input.description {
                alias.description.clone_from(description);
            }
            if let Some(routing) = &input.routing_config {
                alias.additional = share(&id, &whole, &alias.version, Some(routing))?;
            } else if let Some((version, weight)) = &alias.additional {
                let routing = BTreeMap::from([(version.clone(), *weight)]);
                check_share(&id, &whole, &alias.version, &routing)?;
            }
            alias.revision = cx.platform.entropy.uuid();
            whole.expect(tx, &id);
            state::put_alias(tx, &id, &alias)?;
            Ok(alias)
        })
        .await?;
    lambda.publish(&id)?;
    Ok(shown(&id, &alias))
}

/// Idempotent: an alias that is not there is deleted already.
pub(crate) async fn delete_alias(
    lambda: &Lambda,
    cx: &Cx,
    input: DeleteAliasRequest,
) -> AwsResult<aws_shape::NoShape> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    cx.transact(|snapshot, tx| {
        let whole = Whole::get(snapshot, &id)?;
        if whole.alias(&input.name).is_some() {
            whole.expect(tx, &id);
            tx.delete(state::alias_key(&id, &input.name));
            state::delete_qualified(tx, &id, &input.name)?;
        }
        Ok(())
    })
    .await?;
    lambda.publish(&id)?;
    Ok(aws_shape::NoShape)
}

fn check_name(name: &str) -> AwsResult {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name::is_number(name) || !name.bytes().all(word) {
        let says = "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)";
        return Err(refusal::constraint(name, "name", says));
    }
    Ok(())
}

fn check_version(id: &FunctionId, whole: &Whole, version: &str) -> AwsResult {
    match whole.version(version) {
        Some(_) => Ok(()),
        None => Err(refusal::no_function(&name::qualified(id, version))),
    }
}

/// The other version that gets a share of the calls.
fn share(
    id: &FunctionId,
    whole: &Whole,
    version: &str,
    routing: Option<&AliasRoutingConfiguration>,
) -> AwsResult<Option<(String, f64)>> {
    let weights = routing.and_then(|routing| routing.additional_version_weights.as_ref());
    let Some(weights) = weights else { return Ok(None) };
    check_share(id, whole, version, weights)?;
    Ok(weights.iter().next().map(|(version, weight)| (version.clone(), *weight)))
}

fn check_share(
    id: &FunctionId,
    whole: &Whole,
    version: &str,
    weights: &BTreeMap<String, f64>,
) -> AwsResult {
    if weights.len() > 1 {
        return Err(refusal::invalid(
            "Number of items in AdditionalVersionWeights cannot be greater than 1",
        ));
    }
    for (other, weight) in weights {
        if !(0.0..=1.0).contains(weight) {
            return Err(refusal::constraint(
                format!("{{{other}={weight}}}"),
                "routingConfig.additionalVersionWeights",
                "Map value must satisfy constraint: [Member must have value less than or equal to \
                 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
            ));
        }
        if other == version {
            return Err(refusal::invalid(format!(
                "Invalid function version {version}. Function version {version} is already \
                 included in routing configuration."
            )));
        }
        if version == "$LATEST" {
            return Err(refusal::invalid(
                "$LATEST is not supported for an alias pointing to more than 1 version",
            ));
        }
        check_version(id, whole, other)?;
    }
    Ok(())
}

fn shown(id: &FunctionId, alias: &Alias) -> AliasConfiguration {
    AliasConfiguration {
        alias_arn: Some(name::qualified(id, &alias.name)),
        name: Some(alias.name.clone()),
        function_version: Some(alias.version.clone()),
        description: Some(alias.description.clone()),
        revision_id: Some(alias.revision.clone()),
        routing_config: alias.additional.as_ref().map(|(version, weight)| {
            AliasRoutingConfiguration {
                additional_version_weights: Some([(version.clone(), *weight)].into()),
            }
        }),
    }
}
