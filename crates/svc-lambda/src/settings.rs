//! A function's configuration: what may be set, AWS's defaults, and what is refused.
//!
//! Pure rules. Creating and changing a function are the same here: a [`Change`] of [`Settings`].

use std::collections::BTreeMap;

use fn_model::{Known, Runtimes};
use serde::{Deserialize, Serialize};
use service::{AwsResult, Limits, limits};

use crate::state::LayerUse;
use crate::{model, refusal};

/// The keys that AWS sets itself.
const RESERVED_KEYS: &[&str] = &[
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
];

/// The configuration of one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) description: String,
    pub(crate) runtime: String,
    pub(crate) handler: String,
    pub(crate) role: String,
    pub(crate) memory_mb: u32,
    pub(crate) timeout_s: u32,
    pub(crate) ephemeral_mb: u32,
    /// None if it was never set: then answers do not have it.
    pub(crate) environment: Option<BTreeMap<String, String>>,
    pub(crate) architecture: String,
    pub(crate) tracing: String,
    pub(crate) logging: Logging,
    /// In AWS's order: a later one lies over an earlier.
    #[serde(default)]
    pub(crate) layers: Vec<LayerUse>,
}

/// Where lines go and how they look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Logging {
    pub(crate) format: String,
    /// None for `/aws/lambda/NAME`.
    pub(crate) group: Option<String>,
    pub(crate) application_level: Option<String>,
    pub(crate) system_level: Option<String>,
}

/// What a request wants to be different.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    pub(crate) description: Option<String>,
    pub(crate) runtime: Option<String>,
    pub(crate) handler: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) memory_mb: Option<i32>,
    pub(crate) timeout_s: Option<i32>,
    pub(crate) ephemeral_mb: Option<i32>,
    pub(crate) environment: Option<BTreeMap<String, String>>,
    pub(crate) architectures: Option<Vec<String>>,
    pub(crate) tracing: Option<String>,
    pub(crate) logging: Option<model::LoggingConfig>,
    /// Looked up already.
    pub(crate) layers: Option<Vec<LayerUse>>,
}

impl From<&model::CreateFunctionRequest> for Change {
    fn from(input: &model::CreateFunctionRequest) -> Self {
        Self {
            description: input.description.clone(),
            runtime: input.runtime.clone(),
            handler: input.handler.clone(),
            role: Some(input.role.clone()),
            memory_mb: input.memory_size,
            timeout_s: input.timeout,
            ephemeral_mb: input.ephemeral_storage.as_ref().map(|storage| storage.size),
            environment: variables(input.environment.as_ref()),
            architectures: input.architectures.clone(),
            tracing: input.tracing_config.as_ref().and_then(|config| config.mode.clone()),
            logging: input.logging_config.clone(),
            layers: None,
        }
    }
}

impl From<&model::UpdateFunctionConfigurationRequest> for Change {
    fn from(input: &model::UpdateFunctionConfigurationRequest) -> Self {
        Self {
            description: input.description.clone(),
            runtime: input.runtime.clone(),
            handler: input.handler.clone(),
            role: input.role.clone(),
            memory_mb: input.memory_size,
            timeout_s: input.timeout,
            ephemeral_mb: input.ephemeral_storage.as_ref().map(|storage| storage.size),
            environment: variables(input.environment.as_ref()),
            architectures: None,
            tracing: input.tracing_config.as_ref().and_then(|config| config.mode.clone()),
            logging: input.logging_config.clone(),
            layers: None,
        }
    }
}

fn variables(environment: Option<&model::Environment>) -> Option<BTreeMap<String, String>> {
    let variables = environment?.variables.clone().unwrap_or_default();
    Some(variables.into_iter().collect())
}

impl Settings {
    /// The configuration of a new function.
    pub(crate) fn new(
        change: &Change,
        runtimes: &dyn Runtimes,
        limits: &Limits,
    ) -> AwsResult<Self> {
        if change.runtime.is_none() || change.handler.is_none() {
            return Err(refusal::invalid(
                "Runtime and Handler are mandatory parameters for functions created with \
                 deployment packages.",
            ));
        }
        let defaults = Self {
            description: String::new(),
            runtime: String::new(),
            handler: String::new(),
            role: String::new(),
            memory_mb: 128,
            timeout_s: 3,
            ephemeral_mb: 512,
            environment: None,
            architecture: "x86_64".to_owned(),
            tracing: "PassThrough".to_owned(),
            logging: Logging {
                format: "Text".to_owned(),
                group: None,
                application_level: None,
                system_level: None,
            },
            layers: Vec::new(),
        };
        defaults.changed(change, runtimes, limits)
    }

    /// This configuration with `change`, if all of it is allowed.
    pub(crate) fn changed(
        &self,
        change: &Change,
        runtimes: &dyn Runtimes,
        limits: &Limits,
    ) -> AwsResult<Self> {
        let mut new = self.clone();
        if let Some(runtime) = &change.runtime {
            check_runtime(runtimes, runtime)?;
            new.runtime.clone_from(runtime);
        }
        if let Some(handler) = &change.handler {
            check_handler(handler)?;
            new.handler.clone_from(handler);
        }
        if let Some(environment) = &change.environment {
            check_environment(environment, limits.get(&limits::ENVIRONMENT))?;
            new.environment = Some(environment.clone());
        }
        if let Some(memory) = change.memory_mb {
            new.memory_mb = within(memory, "memorySize", 128, 10_240)?;
        }
        if let Some(timeout) = change.timeout_s {
            new.timeout_s = within(timeout, "timeout", 1, 900)?;
        }
        if let Some(ephemeral) = change.ephemeral_mb {
            new.ephemeral_mb = within(ephemeral, "ephemeralStorage.size", 512, 10_240)?;
        }
        if let Some(architectures) = &change.architectures {
            new.architecture.clone_from(one_architecture(architectures)?);
        }
        if let Some(logging) = &change.logging {
            new.logging = self.logging.changed(logging)?;
        }
        if let Some(layers) = &change.layers {
            new.layers.clone_from(layers);
        }
        for (field, wanted) in [
            (&mut new.description, &change.description),
            (&mut new.role, &change.role),
            (&mut new.tracing, &change.tracing),
        ] {
            if let Some(wanted) = wanted {
                field.clone_from(wanted);
            }
        }
        Ok(new)
    }

    /// The log group of the function `name`.
    pub(crate) fn log_group(&self, name: &str) -> String {
        self.logging.group.clone().unwrap_or_else(|| format!("/aws/lambda/{name}"))
    }
}

impl Logging {
    fn changed(&self, wanted: &model::LoggingConfig) -> AwsResult<Self> {
        let format = wanted.log_format.clone().unwrap_or_else(|| self.format.clone());
        let json = format == "JSON";
        let levels = wanted.application_log_level.is_some() || wanted.system_log_level.is_some();
        if levels && !json {
            return Err(refusal::invalid(
                "To enable log level controls, you must set LogFormat to JSON.",
            ));
        }
        let level = |wanted: &Option<String>, old: &Option<String>| {
            json.then(|| {
                let level = wanted.clone().or_else(|| old.clone());
                level.unwrap_or_else(|| "INFO".to_owned())
            })
        };
        Ok(Self {
            application_level: level(&wanted.application_log_level, &self.application_level),
            system_level: level(&wanted.system_log_level, &self.system_level),
            group: wanted.log_group.clone().or_else(|| self.group.clone()),
            format,
        })
    }
}

fn check_runtime(runtimes: &dyn Runtimes, identifier: &str) -> AwsResult {
    match runtimes.known(identifier) {
        Known::Present => Ok(()),
        Known::Absent { hint } => Err(refusal::invalid(format!(
            "The runtime {identifier} is not on this machine. {hint} `hamsu runtimes` lists what \
             is."
        ))),
        Known::Unknown => Err(refusal::invalid(format!(
            "Value {identifier} at 'runtime' failed to satisfy constraint: hamsu does not run it. \
             `hamsu runtimes` lists what it runs, `hamsu runtimes add` adds a Python."
        ))),
    }
}

fn check_handler(handler: &str) -> AwsResult {
    if handler.is_empty() || handler.chars().any(char::is_whitespace) {
        let says = "Member must satisfy regular expression pattern: [^\\s]+";
        return Err(refusal::constraint(handler, "handler", says));
    }
    if handler.chars().count() > 128 {
        let says = "Member must have length less than or equal to 128";
        return Err(refusal::constraint(handler, "handler", says));
    }
    Ok(())
}

fn check_environment(variables: &BTreeMap<String, String>, bytes_max: u64) -> AwsResult {
    const UNABLE: &str = "Lambda was unable to configure your environment variables because the \
                          environment variables you have provided";
    let reserved: Vec<&str> =
        RESERVED_KEYS.iter().copied().filter(|key| variables.contains_key(*key)).collect();
    if !reserved.is_empty() {
        return Err(refusal::invalid(format!(
            "{UNABLE} contains reserved keys that are currently not supported for modification. \
             Reserved keys used in this request: {}",
            reserved.join(", ")
        )));
    }
    // AWS measures them as the JSON text that they are stored as.
    let measured = serde_json::to_string(variables).map_err(anyhow::Error::from)?;
    if measured.len() as u64 > bytes_max {
        let limit = bytes_max / 1_024;
        return Err(refusal::invalid(format!(
            "{UNABLE} exceeded the {limit}KB limit. String measured: {measured}"
        )));
    }
    Ok(())
}

fn within(value: i32, member: &str, min: u32, max: u32) -> AwsResult<u32> {
    match u32::try_from(value) {
        Ok(value) if value > max => {
            let says = format!("Member must have value less than or equal to {max}");
            Err(refusal::constraint(value, member, &says))
        }
        Ok(value) if value >= min => Ok(value),
        _ => {
            let says = format!("Member must have value greater than or equal to {min}");
            Err(refusal::constraint(value, member, &says))
        }
    }
}

/// AWS lists architectures and takes exactly one.
pub(crate) fn one_architecture(architectures: &[String]) -> AwsResult<&String> {
    match architectures {
        [one] => Ok(one),
        _ => Err(refusal::constraint(
            format!("[{}]", architectures.join(", ")),
            "architectures",
            "Member must have length less than or equal to 1",
        )),
    }
}
