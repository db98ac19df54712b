//! Layers: packages that functions share, in versions that never change. Published, looked at,
//! listed, deleted.
//!
//! A function keeps what it uses of a layer in its own rows (`attach.rs`), so that deleting a
//! version takes nothing from functions that have it already.

use service::{AwsError, AwsResult, Cx, Need, Needs, anywhere};

use crate::function::owned_by;
use crate::layer_name::{self, LayerId};
use crate::model::{
    self, DeleteLayerVersionRequest, GetLayerVersionByArnRequest, GetLayerVersionRequest,
    GetLayerVersionResponse, LayerVersionContentInput, LayerVersionContentOutput,
    LayerVersionsListItem, LayersListItem, ListLayerVersionsRequest, ListLayerVersionsResponse,
    ListLayersRequest, ListLayersResponse, PublishLayerVersionRequest,
};
use crate::state::{self, LayerVersion};
use crate::{Lambda, layer_permission, link, notice, page, ready, refusal};

pub(crate) fn publish_needs(
    _: &Lambda,
    cx: &Cx,
    input: &PublishLayerVersionRequest,
) -> AwsResult<Needs> {
    Ok(vec![Need::on(LayerId::named(cx, &input.layer_name)?.arn())])
}

pub(crate) async fn publish_layer_version(
    lambda: &Lambda,
    cx: &Cx,
    input: PublishLayerVersionRequest,
) -> AwsResult<model::PublishLayerVersionResponse> {
    let id = LayerId::named(cx, &input.layer_name)?;
    let cx = &owned_by(cx, id.scope());
    check_runtimes(input.compatible_runtimes.as_deref())?;
    let zip = source(input.content)?;
    let code = ready::take_in(lambda, cx, "PublishLayerVersion", "", zip, &[]).await?;
    let mut row = LayerVersion {
        name: id.name.clone(),
        number: 0,
        description: input.description.unwrap_or_default(),
        license: input.license_info,
        runtimes: input.compatible_runtimes.filter(|runtimes| !runtimes.is_empty()),
        architectures: input.compatible_architectures.filter(|names| !names.is_empty()),
        code,
        created_ms: cx.now_ms(),
        policy: Vec::new(),
        revision: cx.platform.entropy.uuid(),
    };
    cx.transact(|snapshot, tx| state::add_layer(snapshot, tx, &id, &mut row)).await?;
    notice::of_layer(lambda, &id.version_arn(row.number), &row).await;
    let shown = whole(cx, &id, row);
    Ok(model::PublishLayerVersionResponse {
        compatible_architectures: shown.compatible_architectures,
        compatible_runtimes: shown.compatible_runtimes,
        content: shown.content,
        created_date: shown.created_date,
        description: shown.description,
        layer_arn: shown.layer_arn,
        layer_version_arn: shown.layer_version_arn,
        license_info: shown.license_info,
        version: shown.version,
    })
}

pub(crate) fn get_needs(_: &Lambda, cx: &Cx, input: &GetLayerVersionRequest) -> AwsResult<Needs> {
    layer_permission::needs(cx, "", &input.layer_name, input.version_number)
}

pub(crate) async fn get_layer_version(
    _: &Lambda,
    cx: &Cx,
    input: GetLayerVersionRequest,
) -> AwsResult<GetLayerVersionResponse> {
    let id = LayerId::named(cx, &input.layer_name)?;
    get(cx, &id, layer_name::number(input.version_number)?)
}

/// The same action as getting it by name.
pub(crate) fn get_by_arn_needs(
    _: &Lambda,
    cx: &Cx,
    input: &GetLayerVersionByArnRequest,
) -> AwsResult<Needs> {
    let (id, number) = LayerId::version_named(cx, &input.arn)?;
    Ok(vec![layer_permission::use_need(cx, &id, number)?])
}

pub(crate) async fn get_layer_version_by_arn(
    _: &Lambda,
    cx: &Cx,
    input: GetLayerVersionByArnRequest,
) -> AwsResult<GetLayerVersionResponse> {
    let (id, number) = LayerId::version_named(cx, &input.arn)?;
    get(cx, &id, number)
}

fn get(cx: &Cx, id: &LayerId, number: u64) -> AwsResult<GetLayerVersionResponse> {
    let row = state::layer(&cx.snapshot(), id, number)?.ok_or_else(refusal::no_resource)?;
    Ok(whole(cx, id, row.value))
}

pub(crate) async fn list_layers(
    _: &Lambda,
    cx: &Cx,
    input: ListLayersRequest,
) -> AwsResult<ListLayersResponse> {
    let wanted = Filter {
        runtime: input.compatible_runtime.as_deref(),
        architecture: input.compatible_architecture.as_deref(),
    };
    wanted.check()?;
    let mut page = page::Page::new(
        cx,
        "ListLayers",
        wanted.sealed("").as_bytes(),
        input.marker.as_deref(),
        input.max_items,
    )?;
    let after = page.position().map(str::to_owned);
    let mut latest: Vec<LayerVersion> = Vec::new();
    for row in state::layers(&cx.snapshot(), &cx.scope)? {
        let seen = after.as_deref().is_some_and(|after| row.name.as_str() <= after);
        if seen || !wanted.suits(&row) {
            continue;
        }
        // They come by name, the newest of each last.
        match latest.last_mut().filter(|last| last.name == row.name) {
            Some(last) => *last = row,
            None => latest.push(row),
        }
    }
    for row in latest {
        let id = LayerId {
            account: cx.account().to_owned(),
            region: cx.region().to_owned(),
            name: row.name.clone(),
        };
        let name = row.name.clone();
        let item = LayersListItem {
            layer_name: Some(name.clone()),
            layer_arn: Some(id.arn()),
            latest_matching_version: Some(listed(&id, row)),
        };
        if !page.add(name, item) {
            break;
        }
    }
    let (layers, next_marker) = page.finish(cx);
    Ok(ListLayersResponse { layers: Some(layers), next_marker })
}

pub(crate) fn list_versions_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &ListLayerVersionsRequest,
) -> AwsResult<Needs> {
    let id = LayerId::named(cx, &input.layer_name)?;
    // IAM knows no resource for this action; another account's layer is refused by its ARN, since
    // no policy of a layer can allow it.
    if id.account == cx.account() {
        anywhere(lambda, cx, input)
    } else {
        Ok(vec![Need::on(id.arn())])
    }
}

pub(crate) async fn list_layer_versions(
    _: &Lambda,
    cx: &Cx,
    input: ListLayerVersionsRequest,
) -> AwsResult<ListLayerVersionsResponse> {
    let id = LayerId::named(cx, &input.layer_name)?;
    let wanted = Filter {
        runtime: input.compatible_runtime.as_deref(),
        architecture: input.compatible_architecture.as_deref(),
    };
    wanted.check()?;
    let mut page = page::Page::new(
        cx,
        "ListLayerVersions",
        wanted.sealed(&id.arn()).as_bytes(),
        input.marker.as_deref(),
        input.max_items,
    )?;
    let before: u64 = page.position().map_or(u64::MAX, |at| at.parse().unwrap_or(0));
    let versions = state::layer_versions(&cx.snapshot(), &id)?;
    // The newest first.
    for row in versions.into_iter().rev() {
        let number = row.number;
        if number < before && wanted.suits(&row) && !page.add(number.to_string(), listed(&id, row))
        {
            break;
        }
    }
    let (versions, next_marker) = page.finish(cx);
    Ok(ListLayerVersionsResponse { layer_versions: Some(versions), next_marker })
}

pub(crate) fn delete_needs(
    _: &Lambda,
    cx: &Cx,
    input: &DeleteLayerVersionRequest,
) -> AwsResult<Needs> {
    let id = LayerId::named(cx, &input.layer_name)?;
    Ok(vec![Need::on(id.version_arn(layer_name::number(input.version_number)?))])
}

/// Idempotent: a version that is not there is deleted already.
pub(crate) async fn delete_layer_version(
    _: &Lambda,
    cx: &Cx,
    input: DeleteLayerVersionRequest,
) -> AwsResult<aws_shape::NoShape> {
    let id = LayerId::named(cx, &input.layer_name)?;
    let number = layer_name::number(input.version_number)?;
    cx.transact(|snapshot, tx| {
        if state::layer(snapshot, &id, number)?.is_some() {
            tx.delete(state::layer_key(&id, number));
        }
        Ok(())
    })
    .await?;
    Ok(aws_shape::NoShape)
}

/// Which versions a listing shows: those that say that they are for it.
struct Filter<'f> {
    runtime: Option<&'f str>,
    architecture: Option<&'f str>,
}

impl Filter<'_> {
    fn check(&self) -> AwsResult {
        match self.runtime {
            Some(runtime) if !model::RUNTIME_VALUES.contains(&runtime) => {
                let values = model::RUNTIME_VALUES.join(", ");
                let says = format!("Member must satisfy enum value set: [{values}]");
                Err(refusal::constraint(runtime, "compatibleRuntime", &says))
            }
            _ => Ok(()),
        }
    }

    fn suits(&self, row: &LayerVersion) -> bool {
        let says = |named: &Option<Vec<String>>, wanted: Option<&str>| {
            let names = |wanted: &str| named.iter().flatten().any(|name| name == wanted);
            wanted.is_none_or(names)
        };
        says(&row.runtimes, self.runtime) && says(&row.architectures, self.architecture)
    }

    /// What a marker is good for.
    fn sealed(&self, layer: &str) -> String {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        format!("{layer} {} {}", text(self.runtime), text(self.architecture))
    }
}

fn check_runtimes(runtimes: Option<&[String]>) -> AwsResult {
    let runtimes = runtimes.unwrap_or_default();
    if runtimes.iter().all(|runtime| model::RUNTIME_VALUES.contains(&runtime.as_str())) {
        return Ok(());
    }
    let values = model::RUNTIME_VALUES.join(", ");
    Err(refusal::constraint(
        format!("[{}]", runtimes.join(", ")),
        "compatibleRuntimes",
        &format!(
            "Member must satisfy constraint: [Member must satisfy enum value set: [{values}], \
             Member must not be null]"
        ),
    ))
}

fn source(content: LayerVersionContentInput) -> AwsResult<bytes::Bytes> {
    for (member, value) in [("S3Bucket", &content.s3_bucket), ("S3Key", &content.s3_key)] {
        if value.as_ref().is_some_and(|value| !value.is_empty()) {
            let what = format!("The member Content.{member} of PublishLayerVersion");
            return Err(AwsError::not_implemented(&what));
        }
    }
    content.zip_file.ok_or_else(|| refusal::invalid("Please provide a source for layer code."))
}

fn whole(cx: &Cx, id: &LayerId, row: LayerVersion) -> GetLayerVersionResponse {
    let content = LayerVersionContentOutput {
        code_sha256: Some(row.code.sha256.clone()),
        code_size: i64::try_from(row.code.bytes).ok(),
        location: Some(link::location(cx, &row.code)),
        ..LayerVersionContentOutput::default()
    };
    let item = listed(id, row);
    GetLayerVersionResponse {
        compatible_architectures: item.compatible_architectures,
        compatible_runtimes: item.compatible_runtimes,
        content: Some(content),
        created_date: item.created_date,
        description: item.description,
        layer_arn: Some(id.arn()),
        layer_version_arn: item.layer_version_arn,
        license_info: item.license_info,
        version: item.version,
    }
}

fn listed(id: &LayerId, row: LayerVersion) -> LayerVersionsListItem {
    LayerVersionsListItem {
        layer_version_arn: Some(id.version_arn(row.number)),
        version: i64::try_from(row.number).ok(),
        description: Some(row.description),
        created_date: Some(aws_shape::Timestamp(row.created_ms).lambda()),
        compatible_runtimes: row.runtimes,
        compatible_architectures: row.architectures,
        license_info: row.license,
    }
}
