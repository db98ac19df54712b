//! The layers of a function: which may be used, and what a function keeps of them.

use fn_model::FunctionId;
use service::{AwsError, AwsResult, Cx, Need};
use store::{Expect, Snapshot, Transaction};

use crate::layer_name::{self, LayerId};
use crate::state::{self, Code, LayerUse};
use crate::{layer_permission, model, refusal};

/// The most layers that a function may have.
const LAYERS_MAX: usize = 5;
/// The longest ARN.
const ARN_MAX: usize = 2_048;

/// What a caller must be allowed who gives a function these layers. What is no ARN of a layer is
/// refused later.
pub(crate) fn needs(cx: &Cx, layers: Option<&[String]>) -> AwsResult<Vec<Need>> {
    let mut needs = Vec::new();
    for arn in layers.unwrap_or_default() {
        if let Some((id, Some(number))) = layer_name::parse(arn) {
            needs.push(layer_permission::use_need(cx, &id, number)?);
        }
    }
    Ok(needs)
}

/// The condition key of operations that give a function layers.
pub(crate) fn with_layers(need: Need, layers: Option<&[String]>) -> Need {
    layers.unwrap_or_default().iter().fold(need, |need, arn| need.context("lambda:Layer", arn))
}

/// The layers that are asked for, in their order, if the function may have them.
pub(crate) fn find(
    snapshot: &Snapshot,
    cx: &Cx,
    function: &FunctionId,
    arns: &[String],
) -> AwsResult<Vec<LayerUse>> {
    check_form(arns)?;
    if arns.len() > LAYERS_MAX {
        return Err(refusal::invalid(format!("Cannot reference more than {LAYERS_MAX} layers.")));
    }
    let mut found: Vec<(LayerId, LayerUse)> = Vec::new();
    for arn in arns {
        // AWS's own layers have ARNs of another form; none is here.
        let Some((id, Some(number))) = layer_name::parse(arn) else { return Err(gone(arn)) };
        layer_permission::check_use(cx, &function.account, &id, number)?;
        if id.region != *function.region {
            return Err(refusal::invalid(format!(
                "Layers are not in the same region as the function. Layers are expected to be in \
                 region {}.",
                function.region
            )));
        }
        let row = state::layer(snapshot, &id, number)?.ok_or_else(|| gone(arn))?;
        if let Some((_, other)) = found.iter().find(|(other, _)| *other == id) {
            return Err(refusal::invalid(format!(
                "Two different versions of the same layer are not allowed to be referenced in the \
                 same function. {} and {arn} are versions of the same layer.",
                other.arn
            )));
        }
        let code = &row.code;
        let unzipped = code.unzipped.unwrap_or(0);
        let kept = LayerUse { arn: arn.clone(), blob: code.blob, bytes: code.bytes, unzipped };
        found.push((id, kept));
    }
    Ok(found.into_iter().map(|(_, kept)| kept).collect())
}

/// In the commit that gives a function these layers: all of them are still there.
pub(crate) fn expect(snapshot: &Snapshot, tx: &mut Transaction, layers: &[LayerUse]) -> AwsResult {
    for layer in layers {
        let Some((id, Some(number))) = layer_name::parse(&layer.arn) else { continue };
        let row = state::layer(snapshot, &id, number)?.ok_or_else(|| gone(&layer.arn))?;
        tx.expect(state::layer_key(&id, number), Expect::Version(row.version));
    }
    Ok(())
}

/// Bytes that are left for a function's own package beside its layers.
pub(crate) fn room(layers: &[LayerUse], bytes_max: u64) -> AwsResult<u64> {
    let taken: u64 = layers.iter().map(|layer| layer.unzipped).sum();
    bytes_max.checked_sub(taken).ok_or_else(|| {
        refusal::invalid(format!(
            "Layers consume more than the available size of {bytes_max} bytes"
        ))
    })
}

/// A package that is there already fits beside new layers.
pub(crate) fn check_fit(code: &Code, layers: &[LayerUse], bytes_max: u64) -> AwsResult {
    let own = code.unzipped.unwrap_or(0);
    let room = room(layers, bytes_max)?;
    if own <= room || layers.is_empty() {
        return Ok(());
    }
    let actual = bytes_max - room + own;
    Err(refusal::invalid(format!(
        "Function code combined with layers exceeds the maximum allowed size of {bytes_max} bytes. \
         The actual size is {actual} bytes."
    )))
}

/// AWS tells of all items at once.
fn check_form(arns: &[String]) -> AwsResult {
    let good = |arn: &String| {
        (1..=ARN_MAX).contains(&arn.len()) && model::LAYER_VERSION_ARN_PATTERN.matches(arn)
    };
    if arns.iter().all(good) {
        return Ok(());
    }
    let source = model::LAYER_VERSION_ARN_PATTERN.source();
    Err(refusal::constraint(
        format!("[{}]", arns.join(", ")),
        "layers",
        &format!(
            "Member must satisfy constraint: [Member must have length less than or equal to \
             {ARN_MAX}, Member must have length greater than or equal to 1, Member must satisfy \
             regular expression pattern: {source}, Member must not be null]"
        ),
    ))
}

fn gone(arn: &str) -> AwsError {
    refusal::invalid(format!("Layer version {arn} does not exist."))
}
