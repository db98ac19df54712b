//! How a version looks in answers.

use aws_shape::Timestamp;
use fn_model::{FunctionId, VersionState};

use crate::Lambda;
use crate::model::{
    EnvironmentResponse, EphemeralStorage, FunctionConfiguration, Layer, LoggingConfig,
    SnapStartResponse, TracingConfigResponse,
};
use crate::state::{LayerUse, State, Update, Version};

/// `version` under the ARN by which it was asked for.
pub(crate) fn configuration(
    lambda: &Lambda,
    id: &FunctionId,
    version: &Version,
    arn: String,
) -> FunctionConfiguration {
    let (state, reason, reason_code) = state(lambda, version);
    let (update, update_reason, update_code) = update(version);
    FunctionConfiguration {
        state: Some(state.to_owned()),
        state_reason: reason,
        state_reason_code: reason_code.map(str::to_owned),
        last_update_status: Some(update.to_owned()),
        last_update_status_reason: update_reason,
        last_update_status_reason_code: update_code.map(str::to_owned),
        ..listed(id, version, arn)
    }
}

/// The same without its states, which listings do not have.
pub(crate) fn listed(id: &FunctionId, version: &Version, arn: String) -> FunctionConfiguration {
    let settings = &version.settings;
    let text = |text: &str| Some(text.to_owned());
    FunctionConfiguration {
        function_name: text(&id.name),
        function_arn: Some(arn),
        version: text(&version.version),
        description: text(&settings.description),
        runtime: text(&settings.runtime),
        handler: text(&settings.handler),
        role: text(&settings.role),
        memory_size: i32::try_from(settings.memory_mb).ok(),
        timeout: i32::try_from(settings.timeout_s).ok(),
        ephemeral_storage: i32::try_from(settings.ephemeral_mb)
            .ok()
            .map(|size| EphemeralStorage { size }),
        environment: settings.environment.as_ref().map(|variables| EnvironmentResponse {
            variables: Some(variables.clone()),
            error: None,
        }),
        architectures: Some(vec![settings.architecture.clone()]),
        tracing_config: Some(TracingConfigResponse { mode: text(&settings.tracing) }),
        logging_config: Some(LoggingConfig {
            log_format: text(&settings.logging.format),
            log_group: Some(settings.log_group(&id.name)),
            application_log_level: settings.logging.application_level.clone(),
            system_log_level: settings.logging.system_level.clone(),
        }),
        snap_start: Some(SnapStartResponse {
            apply_on: text("None"),
            optimization_status: text("Off"),
        }),
        layers: layers(&settings.layers),
        package_type: text("Zip"),
        code_sha256: text(&version.code.sha256),
        code_size: i64::try_from(version.code.bytes).ok(),
        last_modified: Some(Timestamp(version.modified_ms).lambda()),
        revision_id: text(&version.revision),
        ..FunctionConfiguration::default()
    }
}

/// Functions without layers do not show any.
fn layers(layers: &[LayerUse]) -> Option<Vec<Layer>> {
    let shown = layers.iter().map(|layer| Layer {
        arn: Some(layer.arn.clone()),
        code_size: i64::try_from(layer.bytes).ok(),
        ..Layer::default()
    });
    (!layers.is_empty()).then(|| shown.collect())
}

type Told = (&'static str, Option<String>, Option<&'static str>);

fn state(lambda: &Lambda, version: &Version) -> Told {
    match lambda.state_of(version) {
        VersionState::Active => ("Active", None, None),
        VersionState::Pending(reason) if version.state == State::Active => {
            ("Pending", Some(reason), Some("Restoring"))
        }
        VersionState::Pending(reason) => ("Pending", Some(reason), Some("Creating")),
        VersionState::Failed(reason) => ("Failed", Some(reason), Some("InvalidRuntime")),
    }
}

fn update(version: &Version) -> Told {
    match &version.update {
        Update::Successful => ("Successful", None, None),
        Update::InProgress { .. } => {
            let reason = "The function is being updated.".to_owned();
            ("InProgress", Some(reason), None)
        }
        Update::Failed { reason, .. } => ("Failed", Some(reason.clone()), Some("InvalidRuntime")),
    }
}
