//! The shapes and operations of Lambda that are built. Made by `cargo xtask codegen`
//! from `models/lambda.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

shape! { AcceleratorConfig ACCELERATOR_CONFIG;
accelerator_memory_size: i32 = ("AcceleratorMemorySize", ACCELERATOR_MEMORY_GB).required();
}
pub static ACCELERATOR_MEMORY_GB: Schema = Schema::new("AcceleratorMemoryGB", Kind::Integer);
shape! { AccountLimit ACCOUNT_LIMIT;
code_size_unzipped: Option<i64> = ("CodeSizeUnzipped", LONG);
code_size_zipped: Option<i64> = ("CodeSizeZipped", LONG);
concurrent_executions: Option<i32> = ("ConcurrentExecutions", INTEGER);
total_code_size: Option<i64> = ("TotalCodeSize", LONG);
unreserved_concurrent_executions: Option<i32> = ("UnreservedConcurrentExecutions", UNRESERVED_CONCURRENT_EXECUTIONS);
}
shape! { AccountUsage ACCOUNT_USAGE;
function_count: Option<i64> = ("FunctionCount", LONG);
total_code_size: Option<i64> = ("TotalCodeSize", LONG);
}
pub static ACTION: Schema = Schema::new("Action", Kind::String).range(0, 10000).pattern({
    static PATTERN: Pattern = Pattern::new("(lambda:[*]|lambda:[a-zA-Z]+|[*])");
    &PATTERN
});
shape! { AddLayerVersionPermissionRequest ADD_LAYER_VERSION_PERMISSION_REQUEST;
action: String = ("Action", LAYER_PERMISSION_ALLOWED_ACTION).required();
layer_name: String = ("LayerName", LAYER_NAME_OR_ARN).required().at(Location::Uri);
organization_id: Option<String> = ("OrganizationId", ORGANIZATION_ID);
principal: String = ("Principal", LAYER_PERMISSION_ALLOWED_PRINCIPAL).required();
revision_id: Option<String> = ("RevisionId", STRING).at(Location::Query);
statement_id: String = ("StatementId", STATEMENT_ID).required();
version_number: i64 = ("VersionNumber", LAYER_VERSION_NUMBER).required().at(Location::Uri);
}
shape! { AddLayerVersionPermissionResponse ADD_LAYER_VERSION_PERMISSION_RESPONSE;
revision_id: Option<String> = ("RevisionId", STRING);
statement: Option<String> = ("Statement", STRING);
}
shape! { AddPermissionRequest ADD_PERMISSION_REQUEST;
action: String = ("Action", ACTION).required();
event_source_token: Option<String> = ("EventSourceToken", EVENT_SOURCE_TOKEN);
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
function_url_auth_type: Option<String> = ("FunctionUrlAuthType", FUNCTION_URL_AUTH_TYPE);
invoked_via_function_url: Option<bool> = ("InvokedViaFunctionUrl", INVOKED_VIA_FUNCTION_URL);
principal: String = ("Principal", PRINCIPAL).required();
principal_org_id: Option<String> = ("PrincipalOrgID", PRINCIPAL_ORG_ID);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
revision_id: Option<String> = ("RevisionId", STRING);
source_account: Option<String> = ("SourceAccount", SOURCE_OWNER);
source_arn: Option<String> = ("SourceArn", ARN);
statement_id: String = ("StatementId", STATEMENT_ID).required();
}
shape! { AddPermissionResponse ADD_PERMISSION_RESPONSE;
statement: Option<String> = ("Statement", STRING);
}
pub static ADDITIONAL_VERSION: Schema =
    Schema::new("AdditionalVersion", Kind::String).range(1, 1024).pattern({
        static PATTERN: Pattern = Pattern::new("[0-9]+");
        &PATTERN
    });
pub static ADDITIONAL_VERSION_WEIGHTS: Schema = Schema::new(
    "AdditionalVersionWeights",
    Kind::Map {
        key: &ADDITIONAL_VERSION,
        value: &WEIGHT,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static ALIAS: Schema = Schema::new("Alias", Kind::String).range(1, 128);
shape! { AliasConfiguration ALIAS_CONFIGURATION;
alias_arn: Option<String> = ("AliasArn", FUNCTION_ARN);
description: Option<String> = ("Description", DESCRIPTION);
function_version: Option<String> = ("FunctionVersion", VERSION);
name: Option<String> = ("Name", ALIAS);
revision_id: Option<String> = ("RevisionId", STRING);
routing_config: Option<AliasRoutingConfiguration> = ("RoutingConfig", ALIAS_ROUTING_CONFIGURATION);
}
shape! { AliasLimitExceededException ALIAS_LIMIT_EXCEEDED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
pub static ALIAS_LIST: Schema = Schema::new(
    "AliasList",
    Kind::List { item: &ALIAS_CONFIGURATION, item_name: "member", flat: false },
);
shape! { AliasRoutingConfiguration ALIAS_ROUTING_CONFIGURATION;
additional_version_weights: Option<Map<f64>> = ("AdditionalVersionWeights", ADDITIONAL_VERSION_WEIGHTS);
}
pub static APPLICATION_LOG_LEVEL: Schema = Schema::new("ApplicationLogLevel", Kind::String)
    .values(&["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]);
pub static ARCHITECTURE: Schema =
    Schema::new("Architecture", Kind::String).values(&["x86_64", "arm64"]);
pub static ARCHITECTURES_LIST: Schema = Schema::new(
    "ArchitecturesList",
    Kind::List { item: &ARCHITECTURE, item_name: "member", flat: false },
)
.range(1, 1);
pub static ARN: Schema = Schema::new("Arn", Kind::String).range(0, 10000).pattern({ static PATTERN: Pattern = Pattern::new("arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)"); &PATTERN });
pub static BLOB: Schema = Schema::new("Blob", Kind::Blob { streaming: false }).sensitive();
pub static BLOB_STREAM: Schema = Schema::new("BlobStream", Kind::Blob { streaming: true });
pub static BOOLEAN: Schema = Schema::new("Boolean", Kind::Boolean);
pub static CAPACITY_PROVIDER_ARN: Schema = Schema::new("CapacityProviderArn", Kind::String).range(1, 140).pattern({ static PATTERN: Pattern = Pattern::new("arn:aws[a-zA-Z-]*:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+"); &PATTERN });
shape! { CapacityProviderConfig CAPACITY_PROVIDER_CONFIG;
lambda_managed_instances_capacity_provider_config: LambdaManagedInstancesCapacityProviderConfig = ("LambdaManagedInstancesCapacityProviderConfig", LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG).required();
}
shape! { CodeArtifactUserDeletedException CODE_ARTIFACT_USER_DELETED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { CodeArtifactUserFailedException CODE_ARTIFACT_USER_FAILED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { CodeArtifactUserPendingException CODE_ARTIFACT_USER_PENDING_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
pub static CODE_SIGNING_CONFIG_ARN: Schema = Schema::new("CodeSigningConfigArn", Kind::String).range(0, 200).pattern({ static PATTERN: Pattern = Pattern::new("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17}"); &PATTERN });
shape! { CodeSigningConfigNotFoundException CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { CodeStorageExceededException CODE_STORAGE_EXCEEDED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { CodeVerificationFailedException CODE_VERIFICATION_FAILED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static COMPATIBLE_ARCHITECTURES: Schema = Schema::new(
    "CompatibleArchitectures",
    Kind::List { item: &ARCHITECTURE, item_name: "member", flat: false },
)
.range(0, 2);
pub static COMPATIBLE_RUNTIMES: Schema = Schema::new(
    "CompatibleRuntimes",
    Kind::List { item: &RUNTIME, item_name: "member", flat: false },
)
.range(0, 15);
shape! { Concurrency CONCURRENCY;
reserved_concurrent_executions: Option<i32> = ("ReservedConcurrentExecutions", RESERVED_CONCURRENT_EXECUTIONS);
}
shape! { CreateAliasRequest CREATE_ALIAS_REQUEST;
description: Option<String> = ("Description", DESCRIPTION);
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
function_version: String = ("FunctionVersion", VERSION_WITH_LATEST_PUBLISHED).required();
name: String = ("Name", ALIAS).required();
routing_config: Option<AliasRoutingConfiguration> = ("RoutingConfig", ALIAS_ROUTING_CONFIGURATION);
}
shape! { CreateFunctionRequest CREATE_FUNCTION_REQUEST;
accelerator_config: Option<AcceleratorConfig> = ("AcceleratorConfig", ACCELERATOR_CONFIG);
architectures: Option<Vec<String>> = ("Architectures", ARCHITECTURES_LIST);
capacity_provider_config: Option<CapacityProviderConfig> = ("CapacityProviderConfig", CAPACITY_PROVIDER_CONFIG);
code: FunctionCode = ("Code", FUNCTION_CODE).required();
code_signing_config_arn: Option<String> = ("CodeSigningConfigArn", CODE_SIGNING_CONFIG_ARN);
dead_letter_config: Option<DeadLetterConfig> = ("DeadLetterConfig", DEAD_LETTER_CONFIG);
description: Option<String> = ("Description", DESCRIPTION);
durable_config: Option<DurableConfig> = ("DurableConfig", DURABLE_CONFIG);
environment: Option<Environment> = ("Environment", ENVIRONMENT);
ephemeral_storage: Option<EphemeralStorage> = ("EphemeralStorage", EPHEMERAL_STORAGE);
file_system_configs: Option<Vec<FileSystemConfig>> = ("FileSystemConfigs", FILE_SYSTEM_CONFIG_LIST);
function_name: String = ("FunctionName", FUNCTION_NAME).required();
handler: Option<String> = ("Handler", HANDLER);
image_config: Option<ImageConfig> = ("ImageConfig", IMAGE_CONFIG);
kms_key_arn: Option<String> = ("KMSKeyArn", KMS_KEY_ARN);
layers: Option<Vec<String>> = ("Layers", LAYER_LIST);
logging_config: Option<LoggingConfig> = ("LoggingConfig", LOGGING_CONFIG);
memory_size: Option<i32> = ("MemorySize", MEMORY_SIZE);
package_type: Option<String> = ("PackageType", PACKAGE_TYPE);
publish: Option<bool> = ("Publish", BOOLEAN);
publish_to: Option<String> = ("PublishTo", FUNCTION_VERSION_LATEST_PUBLISHED);
role: String = ("Role", ROLE_ARN).required();
runtime: Option<String> = ("Runtime", RUNTIME);
runtime_config: Option<FunctionRuntimeConfig> = ("RuntimeConfig", FUNCTION_RUNTIME_CONFIG);
snap_start: Option<SnapStart> = ("SnapStart", SNAP_START);
tags: Option<Map<String>> = ("Tags", TAGS);
tenancy_config: Option<TenancyConfig> = ("TenancyConfig", TENANCY_CONFIG);
timeout: Option<i32> = ("Timeout", TIMEOUT);
tracing_config: Option<TracingConfig> = ("TracingConfig", TRACING_CONFIG);
vpc_config: Option<VpcConfig> = ("VpcConfig", VPC_CONFIG);
}
pub static DATE: Schema = Schema::new("Date", Kind::Timestamp);
shape! { DeadLetterConfig DEAD_LETTER_CONFIG;
target_arn: Option<String> = ("TargetArn", RESOURCE_ARN);
}
shape! { DeleteAliasRequest DELETE_ALIAS_REQUEST;
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
name: String = ("Name", ALIAS).required().at(Location::Uri);
}
shape! { DeleteFunctionConcurrencyRequest DELETE_FUNCTION_CONCURRENCY_REQUEST;
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
}
shape! { DeleteFunctionEventInvokeConfigRequest DELETE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
shape! { DeleteFunctionRequest DELETE_FUNCTION_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
shape! { DeleteFunctionResponse DELETE_FUNCTION_RESPONSE;
status_code: Option<i32> = ("StatusCode", INTEGER).at(Location::Status);
}
shape! { DeleteLayerVersionRequest DELETE_LAYER_VERSION_REQUEST;
layer_name: String = ("LayerName", LAYER_NAME_OR_ARN).required().at(Location::Uri);
version_number: i64 = ("VersionNumber", LAYER_VERSION_NUMBER).required().at(Location::Uri);
}
pub static DESCRIPTION: Schema = Schema::new("Description", Kind::String).range(0, 256);
pub static DESTINATION_ARN: Schema = Schema::new("DestinationArn", Kind::String).range(0, 350).pattern({ static PATTERN: Pattern = Pattern::new("$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)"); &PATTERN });
shape! { DestinationConfig DESTINATION_CONFIG;
on_failure: Option<OnFailure> = ("OnFailure", ON_FAILURE);
on_success: Option<OnSuccess> = ("OnSuccess", ON_SUCCESS);
}
pub static DIRECT_S3_READ: Schema =
    Schema::new("DirectS3Read", Kind::String).values(&["ENABLED", "DISABLED", "AUTO"]);
shape! { DurableConfig DURABLE_CONFIG;
execution_timeout: Option<i32> = ("ExecutionTimeout", EXECUTION_TIMEOUT);
kms_key_arn: Option<String> = ("KMSKeyArn", KMS_KEY_ARN);
retention_period_in_days: Option<i32> = ("RetentionPeriodInDays", RETENTION_PERIOD_IN_DAYS);
}
shape! { DurableExecutionAlreadyStartedException DURABLE_EXECUTION_ALREADY_STARTED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static DURABLE_EXECUTION_ARN: Schema = Schema::new("DurableExecutionArn", Kind::String).range(1, 1024).pattern({ static PATTERN: Pattern = Pattern::new("arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)"); &PATTERN });
pub static DURABLE_EXECUTION_NAME: Schema =
    Schema::new("DurableExecutionName", Kind::String).range(1, 64).pattern({
        static PATTERN: Pattern = Pattern::new("[a-zA-Z0-9-_]+");
        &PATTERN
    });
shape! { EC2AccessDeniedException EC2_ACCESS_DENIED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { EC2ThrottledException EC2_THROTTLED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { EC2UnexpectedException EC2_UNEXPECTED_EXCEPTION;
ec2_error_code: Option<String> = ("EC2ErrorCode", STRING);
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { EFSIOException EFSIO_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { EFSMountConnectivityException EFS_MOUNT_CONNECTIVITY_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { EFSMountFailureException EFS_MOUNT_FAILURE_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { EFSMountTimeoutException EFS_MOUNT_TIMEOUT_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { ENILimitReachedException ENI_LIMIT_REACHED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { ENINotReadyException ENI_NOT_READY_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { Environment ENVIRONMENT;
variables: Option<Map<String>> = ("Variables", ENVIRONMENT_VARIABLES);
}
shape! { EnvironmentError ENVIRONMENT_ERROR;
error_code: Option<String> = ("ErrorCode", STRING);
message: Option<String> = ("Message", SENSITIVE_STRING);
}
shape! { EnvironmentResponse ENVIRONMENT_RESPONSE;
error: Option<EnvironmentError> = ("Error", ENVIRONMENT_ERROR);
variables: Option<Map<String>> = ("Variables", ENVIRONMENT_VARIABLES);
}
pub static ENVIRONMENT_VARIABLE_NAME: Schema =
    Schema::new("EnvironmentVariableName", Kind::String).sensitive().pattern({
        static PATTERN: Pattern = Pattern::new("[a-zA-Z]([a-zA-Z0-9_])+");
        &PATTERN
    });
pub static ENVIRONMENT_VARIABLE_VALUE: Schema =
    Schema::new("EnvironmentVariableValue", Kind::String).sensitive();
pub static ENVIRONMENT_VARIABLES: Schema = Schema::new(
    "EnvironmentVariables",
    Kind::Map {
        key: &ENVIRONMENT_VARIABLE_NAME,
        value: &ENVIRONMENT_VARIABLE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
)
.sensitive();
shape! { EphemeralStorage EPHEMERAL_STORAGE;
size: i32 = ("Size", EPHEMERAL_STORAGE_SIZE).required();
}
pub static EPHEMERAL_STORAGE_SIZE: Schema =
    Schema::new("EphemeralStorageSize", Kind::Integer).range(512, 32768);
pub static EVENT_SOURCE_TOKEN: Schema =
    Schema::new("EventSourceToken", Kind::String).range(0, 256).pattern({
        static PATTERN: Pattern = Pattern::new("[a-zA-Z0-9._\\-]+");
        &PATTERN
    });
pub static EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU: Schema =
    Schema::new("ExecutionEnvironmentMemoryGiBPerVCpu", Kind::Double);
pub static EXECUTION_TIMEOUT: Schema =
    Schema::new("ExecutionTimeout", Kind::Integer).range(1, 31622400);
pub static FILE_SYSTEM_ARN: Schema = Schema::new("FileSystemArn", Kind::String).range(0, 256).pattern({ static PATTERN: Pattern = Pattern::new("arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}"); &PATTERN });
shape! { FileSystemConfig FILE_SYSTEM_CONFIG;
arn: String = ("Arn", FILE_SYSTEM_ARN).required();
local_mount_path: String = ("LocalMountPath", LOCAL_MOUNT_PATH).required();
s3_files_config: Option<S3FilesConfig> = ("S3FilesConfig", S3_FILES_CONFIG);
}
pub static FILE_SYSTEM_CONFIG_LIST: Schema = Schema::new(
    "FileSystemConfigList",
    Kind::List { item: &FILE_SYSTEM_CONFIG, item_name: "member", flat: false },
)
.range(0, 1);
pub static FUNCTION_ARN: Schema = Schema::new("FunctionArn", Kind::String).range(0, 10000).pattern({ static PATTERN: Pattern = Pattern::new("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?"); &PATTERN });
shape! { FunctionCode FUNCTION_CODE;
image_uri: Option<String> = ("ImageUri", STRING);
s3_bucket: Option<String> = ("S3Bucket", S3_BUCKET);
s3_key: Option<String> = ("S3Key", S3_KEY);
s3_object_storage_mode: Option<String> = ("S3ObjectStorageMode", S3_OBJECT_STORAGE_MODE);
s3_object_version: Option<String> = ("S3ObjectVersion", S3_OBJECT_VERSION);
source_kms_key_arn: Option<String> = ("SourceKMSKeyArn", KMS_KEY_ARN);
zip_file: Option<Bytes> = ("ZipFile", BLOB);
}
shape! { FunctionCodeLocation FUNCTION_CODE_LOCATION;
error: Option<FunctionCodeLocationError> = ("Error", FUNCTION_CODE_LOCATION_ERROR);
image_uri: Option<String> = ("ImageUri", STRING);
location: Option<String> = ("Location", SENSITIVE_STRING_ON_SERVER_ONLY);
repository_type: Option<String> = ("RepositoryType", STRING);
resolved_image_uri: Option<String> = ("ResolvedImageUri", STRING);
resolved_s3_object: Option<ResolvedS3Object> = ("ResolvedS3Object", RESOLVED_S3_OBJECT);
source_kms_key_arn: Option<String> = ("SourceKMSKeyArn", KMS_KEY_ARN);
}
shape! { FunctionCodeLocationError FUNCTION_CODE_LOCATION_ERROR;
error_code: Option<String> = ("ErrorCode", STRING);
message: Option<String> = ("Message", SENSITIVE_STRING);
}
shape! { FunctionConfiguration FUNCTION_CONFIGURATION;
accelerator_config: Option<AcceleratorConfig> = ("AcceleratorConfig", ACCELERATOR_CONFIG);
architectures: Option<Vec<String>> = ("Architectures", ARCHITECTURES_LIST);
capacity_provider_config: Option<CapacityProviderConfig> = ("CapacityProviderConfig", CAPACITY_PROVIDER_CONFIG);
code_sha256: Option<String> = ("CodeSha256", STRING);
code_size: Option<i64> = ("CodeSize", LONG);
config_sha256: Option<String> = ("ConfigSha256", STRING);
dead_letter_config: Option<DeadLetterConfig> = ("DeadLetterConfig", DEAD_LETTER_CONFIG);
description: Option<String> = ("Description", DESCRIPTION);
durable_config: Option<DurableConfig> = ("DurableConfig", DURABLE_CONFIG);
environment: Option<EnvironmentResponse> = ("Environment", ENVIRONMENT_RESPONSE);
ephemeral_storage: Option<EphemeralStorage> = ("EphemeralStorage", EPHEMERAL_STORAGE);
file_system_configs: Option<Vec<FileSystemConfig>> = ("FileSystemConfigs", FILE_SYSTEM_CONFIG_LIST);
function_arn: Option<String> = ("FunctionArn", NAME_SPACED_FUNCTION_ARN);
function_name: Option<String> = ("FunctionName", NAMESPACED_FUNCTION_NAME);
handler: Option<String> = ("Handler", HANDLER);
image_config_response: Option<ImageConfigResponse> = ("ImageConfigResponse", IMAGE_CONFIG_RESPONSE);
kms_key_arn: Option<String> = ("KMSKeyArn", KMS_KEY_ARN);
last_modified: Option<String> = ("LastModified", TIMESTAMP);
last_update_status: Option<String> = ("LastUpdateStatus", LAST_UPDATE_STATUS);
last_update_status_reason: Option<String> = ("LastUpdateStatusReason", LAST_UPDATE_STATUS_REASON);
last_update_status_reason_code: Option<String> = ("LastUpdateStatusReasonCode", LAST_UPDATE_STATUS_REASON_CODE);
layers: Option<Vec<Layer>> = ("Layers", LAYERS_REFERENCE_LIST);
logging_config: Option<LoggingConfig> = ("LoggingConfig", LOGGING_CONFIG);
master_arn: Option<String> = ("MasterArn", FUNCTION_ARN);
memory_size: Option<i32> = ("MemorySize", MEMORY_SIZE);
package_type: Option<String> = ("PackageType", PACKAGE_TYPE);
revision_id: Option<String> = ("RevisionId", STRING);
role: Option<String> = ("Role", ROLE_ARN);
runtime: Option<String> = ("Runtime", RUNTIME);
runtime_config: Option<FunctionRuntimeConfig> = ("RuntimeConfig", FUNCTION_RUNTIME_CONFIG);
runtime_version_config: Option<RuntimeVersionConfig> = ("RuntimeVersionConfig", RUNTIME_VERSION_CONFIG);
signing_job_arn: Option<String> = ("SigningJobArn", ARN);
signing_profile_version_arn: Option<String> = ("SigningProfileVersionArn", ARN);
snap_start: Option<SnapStartResponse> = ("SnapStart", SNAP_START_RESPONSE);
state: Option<String> = ("State", STATE);
state_reason: Option<String> = ("StateReason", STATE_REASON);
state_reason_code: Option<String> = ("StateReasonCode", STATE_REASON_CODE);
tenancy_config: Option<TenancyConfig> = ("TenancyConfig", TENANCY_CONFIG);
timeout: Option<i32> = ("Timeout", TIMEOUT);
tracing_config: Option<TracingConfigResponse> = ("TracingConfig", TRACING_CONFIG_RESPONSE);
version: Option<String> = ("Version", VERSION);
vpc_config: Option<VpcConfigResponse> = ("VpcConfig", VPC_CONFIG_RESPONSE);
}
shape! { FunctionEventInvokeConfig FUNCTION_EVENT_INVOKE_CONFIG;
destination_config: Option<DestinationConfig> = ("DestinationConfig", DESTINATION_CONFIG);
function_arn: Option<String> = ("FunctionArn", FUNCTION_ARN);
last_modified: Option<Timestamp> = ("LastModified", DATE);
maximum_event_age_in_seconds: Option<i32> = ("MaximumEventAgeInSeconds", MAXIMUM_EVENT_AGE_IN_SECONDS);
maximum_retry_attempts: Option<i32> = ("MaximumRetryAttempts", MAXIMUM_RETRY_ATTEMPTS);
}
pub static FUNCTION_EVENT_INVOKE_CONFIG_LIST: Schema = Schema::new(
    "FunctionEventInvokeConfigList",
    Kind::List { item: &FUNCTION_EVENT_INVOKE_CONFIG, item_name: "member", flat: false },
);
pub static FUNCTION_LIST: Schema = Schema::new(
    "FunctionList",
    Kind::List { item: &FUNCTION_CONFIGURATION, item_name: "member", flat: false },
);
pub static FUNCTION_NAME: Schema = Schema::new("FunctionName", Kind::String).range(1, 140).pattern({ static PATTERN: Pattern = Pattern::new("(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?"); &PATTERN });
pub static FUNCTION_RUNTIME_ALIAS: Schema =
    Schema::new("FunctionRuntimeAlias", Kind::String).range(1, 128);
pub static FUNCTION_RUNTIME_ARN: Schema =
    Schema::new("FunctionRuntimeArn", Kind::String).range(48, 2048).pattern({
        static PATTERN: Pattern = Pattern::new("arn:[a-z-]+:lambda:[a-z0-9-]+:\\d{12}:runtime/.+");
        &PATTERN
    });
shape! { FunctionRuntimeConfig FUNCTION_RUNTIME_CONFIG;
runtime_alias: String = ("RuntimeAlias", FUNCTION_RUNTIME_ALIAS).required();
runtime_arn: String = ("RuntimeArn", FUNCTION_RUNTIME_ARN).required();
}
pub static FUNCTION_URL_AUTH_TYPE: Schema =
    Schema::new("FunctionUrlAuthType", Kind::String).values(&["NONE", "AWS_IAM"]);
pub static FUNCTION_VERSION: Schema = Schema::new("FunctionVersion", Kind::String).values(&["ALL"]);
pub static FUNCTION_VERSION_LATEST_PUBLISHED: Schema =
    Schema::new("FunctionVersionLatestPublished", Kind::String).values(&["LATEST_PUBLISHED"]);
shape! { FunctionVersionsPerCapacityProviderLimitExceededException FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { GetAccountSettingsRequest GET_ACCOUNT_SETTINGS_REQUEST;
}
shape! { GetAccountSettingsResponse GET_ACCOUNT_SETTINGS_RESPONSE;
account_limit: Option<AccountLimit> = ("AccountLimit", ACCOUNT_LIMIT);
account_usage: Option<AccountUsage> = ("AccountUsage", ACCOUNT_USAGE);
}
shape! { GetAliasRequest GET_ALIAS_REQUEST;
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
name: String = ("Name", ALIAS).required().at(Location::Uri);
}
shape! { GetFunctionConcurrencyRequest GET_FUNCTION_CONCURRENCY_REQUEST;
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
}
shape! { GetFunctionConcurrencyResponse GET_FUNCTION_CONCURRENCY_RESPONSE;
reserved_concurrent_executions: Option<i32> = ("ReservedConcurrentExecutions", RESERVED_CONCURRENT_EXECUTIONS);
}
shape! { GetFunctionConfigurationRequest GET_FUNCTION_CONFIGURATION_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
shape! { GetFunctionEventInvokeConfigRequest GET_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
shape! { GetFunctionRequest GET_FUNCTION_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
shape! { GetFunctionResponse GET_FUNCTION_RESPONSE;
code: Option<FunctionCodeLocation> = ("Code", FUNCTION_CODE_LOCATION);
concurrency: Option<Concurrency> = ("Concurrency", CONCURRENCY);
configuration: Option<FunctionConfiguration> = ("Configuration", FUNCTION_CONFIGURATION);
tags: Option<Map<String>> = ("Tags", TAGS);
tags_error: Option<TagsError> = ("TagsError", TAGS_ERROR);
}
shape! { GetLayerVersionByArnRequest GET_LAYER_VERSION_BY_ARN_REQUEST;
arn: String = ("Arn", LAYER_VERSION_ARN).required().at(Location::Query);
}
shape! { GetLayerVersionPolicyRequest GET_LAYER_VERSION_POLICY_REQUEST;
layer_name: String = ("LayerName", LAYER_NAME_OR_ARN).required().at(Location::Uri);
version_number: i64 = ("VersionNumber", LAYER_VERSION_NUMBER).required().at(Location::Uri);
}
shape! { GetLayerVersionPolicyResponse GET_LAYER_VERSION_POLICY_RESPONSE;
policy: Option<String> = ("Policy", STRING);
revision_id: Option<String> = ("RevisionId", STRING);
}
shape! { GetLayerVersionRequest GET_LAYER_VERSION_REQUEST;
layer_name: String = ("LayerName", LAYER_NAME_OR_ARN).required().at(Location::Uri);
version_number: i64 = ("VersionNumber", LAYER_VERSION_NUMBER).required().at(Location::Uri);
}
shape! { GetLayerVersionResponse GET_LAYER_VERSION_RESPONSE;
compatible_architectures: Option<Vec<String>> = ("CompatibleArchitectures", COMPATIBLE_ARCHITECTURES);
compatible_runtimes: Option<Vec<String>> = ("CompatibleRuntimes", COMPATIBLE_RUNTIMES);
content: Option<LayerVersionContentOutput> = ("Content", LAYER_VERSION_CONTENT_OUTPUT);
created_date: Option<String> = ("CreatedDate", TIMESTAMP);
description: Option<String> = ("Description", DESCRIPTION);
layer_arn: Option<String> = ("LayerArn", LAYER_ARN);
layer_version_arn: Option<String> = ("LayerVersionArn", LAYER_VERSION_ARN);
license_info: Option<String> = ("LicenseInfo", LICENSE_INFO);
version: Option<i64> = ("Version", LAYER_VERSION_NUMBER);
}
shape! { GetPolicyRequest GET_POLICY_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
shape! { GetPolicyResponse GET_POLICY_RESPONSE;
policy: Option<String> = ("Policy", STRING);
revision_id: Option<String> = ("RevisionId", STRING);
}
pub static HANDLER: Schema = Schema::new("Handler", Kind::String);
pub static HANDLER_PATTERN: Pattern = Pattern::new("[^\\s]+");
pub static HTTP_STATUS: Schema = Schema::new("HttpStatus", Kind::Integer);
shape! { ImageConfig IMAGE_CONFIG;
command: Option<Vec<String>> = ("Command", STRING_LIST);
entry_point: Option<Vec<String>> = ("EntryPoint", STRING_LIST);
working_directory: Option<String> = ("WorkingDirectory", WORKING_DIRECTORY);
}
shape! { ImageConfigError IMAGE_CONFIG_ERROR;
error_code: Option<String> = ("ErrorCode", STRING);
message: Option<String> = ("Message", SENSITIVE_STRING);
}
shape! { ImageConfigResponse IMAGE_CONFIG_RESPONSE;
error: Option<ImageConfigError> = ("Error", IMAGE_CONFIG_ERROR);
image_config: Option<ImageConfig> = ("ImageConfig", IMAGE_CONFIG);
}
pub static INTEGER: Schema = Schema::new("Integer", Kind::Integer);
shape! { InvalidCodeSignatureException INVALID_CODE_SIGNATURE_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { InvalidParameterValueException INVALID_PARAMETER_VALUE_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { InvalidRequestContentException INVALID_REQUEST_CONTENT_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { InvalidRuntimeException INVALID_RUNTIME_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { InvalidSecurityGroupIDException INVALID_SECURITY_GROUP_ID_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { InvalidSubnetIDException INVALID_SUBNET_ID_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { InvalidZipFileException INVALID_ZIP_FILE_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { InvocationRequest INVOCATION_REQUEST;
client_context: Option<String> = ("ClientContext", STRING).wire("X-Amz-Client-Context").at(Location::Header);
durable_execution_name: Option<String> = ("DurableExecutionName", DURABLE_EXECUTION_NAME).wire("X-Amz-Durable-Execution-Name").at(Location::Header);
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
invocation_type: Option<String> = ("InvocationType", INVOCATION_TYPE).wire("X-Amz-Invocation-Type").at(Location::Header);
log_type: Option<String> = ("LogType", LOG_TYPE).wire("X-Amz-Log-Type").at(Location::Header);
payload: Option<Bytes> = ("Payload", BLOB).at(Location::Payload);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
tenant_id: Option<String> = ("TenantId", TENANT_ID).wire("X-Amz-Tenant-Id").at(Location::Header);
}
shape! { InvocationResponse INVOCATION_RESPONSE;
durable_execution_arn: Option<String> = ("DurableExecutionArn", DURABLE_EXECUTION_ARN).wire("X-Amz-Durable-Execution-Arn").at(Location::Header);
executed_version: Option<String> = ("ExecutedVersion", VERSION).wire("X-Amz-Executed-Version").at(Location::Header);
function_error: Option<String> = ("FunctionError", STRING).wire("X-Amz-Function-Error").at(Location::Header);
log_result: Option<String> = ("LogResult", STRING).wire("X-Amz-Log-Result").at(Location::Header);
payload: Option<Bytes> = ("Payload", BLOB).at(Location::Payload);
status_code: Option<i32> = ("StatusCode", INTEGER).at(Location::Status);
}
pub static INVOCATION_TYPE: Schema =
    Schema::new("InvocationType", Kind::String).values(&["Event", "RequestResponse", "DryRun"]);
shape! { InvokeAsyncRequest INVOKE_ASYNC_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
invoke_args: Bytes = ("InvokeArgs", BLOB_STREAM).required().at(Location::Payload);
}
shape! { InvokeAsyncResponse INVOKE_ASYNC_RESPONSE;
status: Option<i32> = ("Status", HTTP_STATUS).at(Location::Status);
}
pub static INVOKED_VIA_FUNCTION_URL: Schema = Schema::new("InvokedViaFunctionUrl", Kind::Boolean);
shape! { KMSAccessDeniedException KMS_ACCESS_DENIED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { KMSDisabledException KMS_DISABLED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { KMSInvalidStateException KMS_INVALID_STATE_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static KMS_KEY_ARN: Schema = Schema::new("KMSKeyArn", Kind::String).range(0, 10000).pattern({
    static PATTERN: Pattern = Pattern::new("(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()");
    &PATTERN
});
shape! { KMSNotFoundException KMS_NOT_FOUND_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { LambdaManagedInstancesCapacityProviderConfig LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG;
capacity_provider_arn: String = ("CapacityProviderArn", CAPACITY_PROVIDER_ARN).required();
execution_environment_memory_gi_b_per_v_cpu: Option<f64> = ("ExecutionEnvironmentMemoryGiBPerVCpu", EXECUTION_ENVIRONMENT_MEMORY_GI_B_PER_V_CPU);
per_execution_environment_max_concurrency: Option<i32> = ("PerExecutionEnvironmentMaxConcurrency", PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY);
}
pub static LAST_UPDATE_STATUS: Schema =
    Schema::new("LastUpdateStatus", Kind::String).values(&["Successful", "Failed", "InProgress"]);
pub static LAST_UPDATE_STATUS_REASON: Schema = Schema::new("LastUpdateStatusReason", Kind::String);
pub static LAST_UPDATE_STATUS_REASON_CODE: Schema =
    Schema::new("LastUpdateStatusReasonCode", Kind::String).values(&[
        "EniLimitExceeded",
        "InsufficientRolePermissions",
        "InvalidConfiguration",
        "InternalError",
        "SubnetOutOfIPAddresses",
        "InvalidSubnet",
        "InvalidSecurityGroup",
        "ImageDeleted",
        "ImageAccessDenied",
        "InvalidImage",
        "KMSKeyAccessDenied",
        "KMSKeyNotFound",
        "InvalidStateKMSKey",
        "DisabledKMSKey",
        "EFSIOError",
        "EFSMountConnectivityError",
        "EFSMountFailure",
        "EFSMountTimeout",
        "InvalidRuntime",
        "InvalidZipFileException",
        "FunctionError",
        "ServiceQuotaExceededException",
        "VcpuLimitExceeded",
        "CapacityProviderScalingLimitExceeded",
        "InsufficientCapacity",
        "EC2RequestLimitExceeded",
        "FunctionError.InitTimeout",
        "FunctionError.RuntimeInitError",
        "FunctionError.ExtensionInitError",
        "FunctionError.InvalidEntryPoint",
        "FunctionError.InvalidWorkingDirectory",
        "FunctionError.PermissionDenied",
        "FunctionError.TooManyExtensions",
        "FunctionError.InitResourceExhausted",
        "DisallowedByVpcEncryptionControl",
        "IncompatibleAcceleratorInstanceTypes",
        "DependencyError",
    ]);
shape! { Layer LAYER;
arn: Option<String> = ("Arn", LAYER_VERSION_ARN);
code_size: Option<i64> = ("CodeSize", LONG);
signing_job_arn: Option<String> = ("SigningJobArn", ARN);
signing_profile_version_arn: Option<String> = ("SigningProfileVersionArn", ARN);
}
pub static LAYER_ARN: Schema = Schema::new("LayerArn", Kind::String).range(1, 2048).pattern({ static PATTERN: Pattern = Pattern::new("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+"); &PATTERN });
pub static LAYER_LIST: Schema = Schema::new(
    "LayerList",
    Kind::List { item: &LAYER_VERSION_ARN, item_name: "member", flat: false },
);
pub static LAYER_NAME: Schema = Schema::new("LayerName", Kind::String).range(1, 140).pattern({ static PATTERN: Pattern = Pattern::new("(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+"); &PATTERN });
pub static LAYER_NAME_OR_ARN: Schema = Schema::new("LayerNameOrArn", Kind::String).range(1, 2048).pattern({ static PATTERN: Pattern = Pattern::new("(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]{1,140}|[a-zA-Z0-9-_]{1,140})"); &PATTERN });
pub static LAYER_PERMISSION_ALLOWED_ACTION: Schema =
    Schema::new("LayerPermissionAllowedAction", Kind::String).range(0, 22).pattern({
        static PATTERN: Pattern = Pattern::new("lambda:GetLayerVersion");
        &PATTERN
    });
pub static LAYER_PERMISSION_ALLOWED_PRINCIPAL: Schema =
    Schema::new("LayerPermissionAllowedPrincipal", Kind::String).range(0, 10000).pattern({
        static PATTERN: Pattern = Pattern::new("\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root");
        &PATTERN
    });
pub static LAYER_VERSION_ARN: Schema = Schema::new("LayerVersionArn", Kind::String);
pub static LAYER_VERSION_ARN_PATTERN: Pattern = Pattern::new(
    "((arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+))",
);
shape! { LayerVersionContentInput LAYER_VERSION_CONTENT_INPUT;
s3_bucket: Option<String> = ("S3Bucket", S3_BUCKET);
s3_key: Option<String> = ("S3Key", S3_KEY);
s3_object_storage_mode: Option<String> = ("S3ObjectStorageMode", S3_OBJECT_STORAGE_MODE);
s3_object_version: Option<String> = ("S3ObjectVersion", S3_OBJECT_VERSION);
zip_file: Option<Bytes> = ("ZipFile", BLOB);
}
shape! { LayerVersionContentOutput LAYER_VERSION_CONTENT_OUTPUT;
code_sha256: Option<String> = ("CodeSha256", STRING);
code_size: Option<i64> = ("CodeSize", LONG);
location: Option<String> = ("Location", SENSITIVE_STRING_ON_SERVER_ONLY);
resolved_s3_object: Option<ResolvedS3Object> = ("ResolvedS3Object", RESOLVED_S3_OBJECT);
signing_job_arn: Option<String> = ("SigningJobArn", ARN);
signing_profile_version_arn: Option<String> = ("SigningProfileVersionArn", ARN);
}
pub static LAYER_VERSION_NUMBER: Schema = Schema::new("LayerVersionNumber", Kind::Long);
pub static LAYER_VERSIONS_LIST: Schema = Schema::new(
    "LayerVersionsList",
    Kind::List { item: &LAYER_VERSIONS_LIST_ITEM, item_name: "member", flat: false },
);
shape! { LayerVersionsListItem LAYER_VERSIONS_LIST_ITEM;
compatible_architectures: Option<Vec<String>> = ("CompatibleArchitectures", COMPATIBLE_ARCHITECTURES);
compatible_runtimes: Option<Vec<String>> = ("CompatibleRuntimes", COMPATIBLE_RUNTIMES);
created_date: Option<String> = ("CreatedDate", TIMESTAMP);
description: Option<String> = ("Description", DESCRIPTION);
layer_version_arn: Option<String> = ("LayerVersionArn", LAYER_VERSION_ARN);
license_info: Option<String> = ("LicenseInfo", LICENSE_INFO);
version: Option<i64> = ("Version", LAYER_VERSION_NUMBER);
}
pub static LAYERS_LIST: Schema = Schema::new(
    "LayersList",
    Kind::List { item: &LAYERS_LIST_ITEM, item_name: "member", flat: false },
);
shape! { LayersListItem LAYERS_LIST_ITEM;
latest_matching_version: Option<LayerVersionsListItem> = ("LatestMatchingVersion", LAYER_VERSIONS_LIST_ITEM);
layer_arn: Option<String> = ("LayerArn", LAYER_ARN);
layer_name: Option<String> = ("LayerName", LAYER_NAME);
}
pub static LAYERS_REFERENCE_LIST: Schema = Schema::new(
    "LayersReferenceList",
    Kind::List { item: &LAYER, item_name: "member", flat: false },
);
pub static LICENSE_INFO: Schema = Schema::new("LicenseInfo", Kind::String).range(0, 512);
shape! { ListAliasesRequest LIST_ALIASES_REQUEST;
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
function_version: Option<String> = ("FunctionVersion", VERSION_WITH_LATEST_PUBLISHED).at(Location::Query);
marker: Option<String> = ("Marker", STRING).at(Location::Query);
max_items: Option<i32> = ("MaxItems", MAX_LIST_ITEMS).at(Location::Query);
}
shape! { ListAliasesResponse LIST_ALIASES_RESPONSE;
aliases: Option<Vec<AliasConfiguration>> = ("Aliases", ALIAS_LIST);
next_marker: Option<String> = ("NextMarker", STRING);
}
shape! { ListFunctionEventInvokeConfigsRequest LIST_FUNCTION_EVENT_INVOKE_CONFIGS_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
marker: Option<String> = ("Marker", STRING).at(Location::Query);
max_items: Option<i32> = ("MaxItems", MAX_FUNCTION_EVENT_INVOKE_CONFIG_LIST_ITEMS).at(Location::Query);
}
shape! { ListFunctionEventInvokeConfigsResponse LIST_FUNCTION_EVENT_INVOKE_CONFIGS_RESPONSE;
function_event_invoke_configs: Option<Vec<FunctionEventInvokeConfig>> = ("FunctionEventInvokeConfigs", FUNCTION_EVENT_INVOKE_CONFIG_LIST);
next_marker: Option<String> = ("NextMarker", STRING);
}
shape! { ListFunctionsRequest LIST_FUNCTIONS_REQUEST;
function_version: Option<String> = ("FunctionVersion", FUNCTION_VERSION).at(Location::Query);
marker: Option<String> = ("Marker", STRING).at(Location::Query);
master_region: Option<String> = ("MasterRegion", MASTER_REGION).at(Location::Query);
max_items: Option<i32> = ("MaxItems", MAX_LIST_ITEMS).at(Location::Query);
}
shape! { ListFunctionsResponse LIST_FUNCTIONS_RESPONSE;
functions: Option<Vec<FunctionConfiguration>> = ("Functions", FUNCTION_LIST);
next_marker: Option<String> = ("NextMarker", STRING);
}
shape! { ListLayerVersionsRequest LIST_LAYER_VERSIONS_REQUEST;
compatible_architecture: Option<String> = ("CompatibleArchitecture", ARCHITECTURE).at(Location::Query);
compatible_runtime: Option<String> = ("CompatibleRuntime", RUNTIME).at(Location::Query);
layer_name: String = ("LayerName", LAYER_NAME_OR_ARN).required().at(Location::Uri);
marker: Option<String> = ("Marker", STRING).at(Location::Query);
max_items: Option<i32> = ("MaxItems", MAX_LAYER_LIST_ITEMS).at(Location::Query);
}
shape! { ListLayerVersionsResponse LIST_LAYER_VERSIONS_RESPONSE;
layer_versions: Option<Vec<LayerVersionsListItem>> = ("LayerVersions", LAYER_VERSIONS_LIST);
next_marker: Option<String> = ("NextMarker", STRING);
}
shape! { ListLayersRequest LIST_LAYERS_REQUEST;
compatible_architecture: Option<String> = ("CompatibleArchitecture", ARCHITECTURE).at(Location::Query);
compatible_runtime: Option<String> = ("CompatibleRuntime", RUNTIME).at(Location::Query);
marker: Option<String> = ("Marker", STRING).at(Location::Query);
max_items: Option<i32> = ("MaxItems", MAX_LAYER_LIST_ITEMS).at(Location::Query);
}
shape! { ListLayersResponse LIST_LAYERS_RESPONSE;
layers: Option<Vec<LayersListItem>> = ("Layers", LAYERS_LIST);
next_marker: Option<String> = ("NextMarker", STRING);
}
shape! { ListTagsRequest LIST_TAGS_REQUEST;
resource: String = ("Resource", TAGGABLE_RESOURCE).required().at(Location::Uri);
}
shape! { ListTagsResponse LIST_TAGS_RESPONSE;
tags: Option<Map<String>> = ("Tags", TAGS);
}
shape! { ListVersionsByFunctionRequest LIST_VERSIONS_BY_FUNCTION_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
marker: Option<String> = ("Marker", STRING).at(Location::Query);
max_items: Option<i32> = ("MaxItems", MAX_LIST_ITEMS).at(Location::Query);
}
shape! { ListVersionsByFunctionResponse LIST_VERSIONS_BY_FUNCTION_RESPONSE;
next_marker: Option<String> = ("NextMarker", STRING);
versions: Option<Vec<FunctionConfiguration>> = ("Versions", FUNCTION_LIST);
}
pub static LOCAL_MOUNT_PATH: Schema =
    Schema::new("LocalMountPath", Kind::String).range(0, 160).pattern({
        static PATTERN: Pattern = Pattern::new("/mnt/[a-zA-Z0-9-_.]+");
        &PATTERN
    });
pub static LOG_FORMAT: Schema = Schema::new("LogFormat", Kind::String).values(&["JSON", "Text"]);
pub static LOG_GROUP: Schema = Schema::new("LogGroup", Kind::String).range(1, 512).pattern({
    static PATTERN: Pattern = Pattern::new("[\\.\\-_/#A-Za-z0-9]+");
    &PATTERN
});
pub static LOG_TYPE: Schema = Schema::new("LogType", Kind::String).values(&["None", "Tail"]);
shape! { LoggingConfig LOGGING_CONFIG;
application_log_level: Option<String> = ("ApplicationLogLevel", APPLICATION_LOG_LEVEL);
log_format: Option<String> = ("LogFormat", LOG_FORMAT);
log_group: Option<String> = ("LogGroup", LOG_GROUP);
system_log_level: Option<String> = ("SystemLogLevel", SYSTEM_LOG_LEVEL);
}
pub static LONG: Schema = Schema::new("Long", Kind::Long);
pub static MASTER_REGION: Schema =
    Schema::new("MasterRegion", Kind::String).range(1, 50).pattern({
        static PATTERN: Pattern =
            Pattern::new("ALL|(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}");
        &PATTERN
    });
pub static MAX_FUNCTION_EVENT_INVOKE_CONFIG_LIST_ITEMS: Schema =
    Schema::new("MaxFunctionEventInvokeConfigListItems", Kind::Integer).range(1, 50);
pub static MAX_LAYER_LIST_ITEMS: Schema =
    Schema::new("MaxLayerListItems", Kind::Integer).range(1, 50);
pub static MAX_LIST_ITEMS: Schema = Schema::new("MaxListItems", Kind::Integer).range(1, 10000);
pub static MAXIMUM_EVENT_AGE_IN_SECONDS: Schema =
    Schema::new("MaximumEventAgeInSeconds", Kind::Integer).range(60, 21600);
pub static MAXIMUM_RETRY_ATTEMPTS: Schema =
    Schema::new("MaximumRetryAttempts", Kind::Integer).range(0, 2);
pub static MEMORY_SIZE: Schema = Schema::new("MemorySize", Kind::Integer);
shape! { ModeNotSupportedException MODE_NOT_SUPPORTED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
pub static NAME_SPACED_FUNCTION_ARN: Schema = Schema::new("NameSpacedFunctionArn", Kind::String).range(0, 10000).pattern({ static PATTERN: Pattern = Pattern::new("arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_\\.]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"); &PATTERN });
pub static NAMESPACED_FUNCTION_NAME: Schema = Schema::new("NamespacedFunctionName", Kind::String).range(1, 256).pattern({ static PATTERN: Pattern = Pattern::new("(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?"); &PATTERN });
pub static NAMESPACED_STATEMENT_ID: Schema =
    Schema::new("NamespacedStatementId", Kind::String).range(1, 100).pattern({
        static PATTERN: Pattern = Pattern::new("([a-zA-Z0-9-_.]+)");
        &PATTERN
    });
shape! { NoPublishedVersionException NO_PUBLISHED_VERSION_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static NULLABLE_BOOLEAN: Schema = Schema::new("NullableBoolean", Kind::Boolean);
pub static NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER: Schema =
    Schema::new("NumericLatestPublishedOrAliasQualifier", Kind::String).range(1, 128).pattern({
        static PATTERN: Pattern = Pattern::new("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");
        &PATTERN
    });
shape! { OnFailure ON_FAILURE;
destination: Option<String> = ("Destination", DESTINATION_ARN);
}
shape! { OnSuccess ON_SUCCESS;
destination: Option<String> = ("Destination", DESTINATION_ARN);
}
pub static ORGANIZATION_ID: Schema =
    Schema::new("OrganizationId", Kind::String).range(0, 34).pattern({
        static PATTERN: Pattern = Pattern::new("o-[a-z0-9]{10,32}");
        &PATTERN
    });
pub static PACKAGE_TYPE: Schema =
    Schema::new("PackageType", Kind::String).values(&["Zip", "Image"]);
pub static PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY: Schema =
    Schema::new("PerExecutionEnvironmentMaxConcurrency", Kind::Integer).range(1, 1600);
shape! { PolicyLengthExceededException POLICY_LENGTH_EXCEEDED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { PreconditionFailedException PRECONDITION_FAILED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
pub static PRINCIPAL: Schema = Schema::new("Principal", Kind::String).range(0, 2048).pattern({
    static PATTERN: Pattern = Pattern::new("[^\\s]+");
    &PATTERN
});
pub static PRINCIPAL_ORG_ID: Schema =
    Schema::new("PrincipalOrgID", Kind::String).range(12, 34).pattern({
        static PATTERN: Pattern = Pattern::new("o-[a-z0-9]{10,32}");
        &PATTERN
    });
shape! { PublicPolicyException PUBLIC_POLICY_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { PublishLayerVersionRequest PUBLISH_LAYER_VERSION_REQUEST;
compatible_architectures: Option<Vec<String>> = ("CompatibleArchitectures", COMPATIBLE_ARCHITECTURES);
compatible_runtimes: Option<Vec<String>> = ("CompatibleRuntimes", COMPATIBLE_RUNTIMES);
content: LayerVersionContentInput = ("Content", LAYER_VERSION_CONTENT_INPUT).required();
description: Option<String> = ("Description", DESCRIPTION);
layer_name: String = ("LayerName", LAYER_NAME_OR_ARN).required().at(Location::Uri);
license_info: Option<String> = ("LicenseInfo", LICENSE_INFO);
}
shape! { PublishLayerVersionResponse PUBLISH_LAYER_VERSION_RESPONSE;
compatible_architectures: Option<Vec<String>> = ("CompatibleArchitectures", COMPATIBLE_ARCHITECTURES);
compatible_runtimes: Option<Vec<String>> = ("CompatibleRuntimes", COMPATIBLE_RUNTIMES);
content: Option<LayerVersionContentOutput> = ("Content", LAYER_VERSION_CONTENT_OUTPUT);
created_date: Option<String> = ("CreatedDate", TIMESTAMP);
description: Option<String> = ("Description", DESCRIPTION);
layer_arn: Option<String> = ("LayerArn", LAYER_ARN);
layer_version_arn: Option<String> = ("LayerVersionArn", LAYER_VERSION_ARN);
license_info: Option<String> = ("LicenseInfo", LICENSE_INFO);
version: Option<i64> = ("Version", LAYER_VERSION_NUMBER);
}
shape! { PublishVersionRequest PUBLISH_VERSION_REQUEST;
code_sha256: Option<String> = ("CodeSha256", STRING);
description: Option<String> = ("Description", DESCRIPTION);
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
publish_to: Option<String> = ("PublishTo", FUNCTION_VERSION_LATEST_PUBLISHED);
revision_id: Option<String> = ("RevisionId", STRING);
}
shape! { PutFunctionConcurrencyRequest PUT_FUNCTION_CONCURRENCY_REQUEST;
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
reserved_concurrent_executions: i32 = ("ReservedConcurrentExecutions", RESERVED_CONCURRENT_EXECUTIONS).required();
}
shape! { PutFunctionEventInvokeConfigRequest PUT_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST;
destination_config: Option<DestinationConfig> = ("DestinationConfig", DESTINATION_CONFIG);
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
maximum_event_age_in_seconds: Option<i32> = ("MaximumEventAgeInSeconds", MAXIMUM_EVENT_AGE_IN_SECONDS);
maximum_retry_attempts: Option<i32> = ("MaximumRetryAttempts", MAXIMUM_RETRY_ATTEMPTS);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
shape! { RecursiveInvocationException RECURSIVE_INVOCATION_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { RemoveLayerVersionPermissionRequest REMOVE_LAYER_VERSION_PERMISSION_REQUEST;
layer_name: String = ("LayerName", LAYER_NAME_OR_ARN).required().at(Location::Uri);
revision_id: Option<String> = ("RevisionId", STRING).at(Location::Query);
statement_id: String = ("StatementId", STATEMENT_ID).required().at(Location::Uri);
version_number: i64 = ("VersionNumber", LAYER_VERSION_NUMBER).required().at(Location::Uri);
}
shape! { RemovePermissionRequest REMOVE_PERMISSION_REQUEST;
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
revision_id: Option<String> = ("RevisionId", STRING).at(Location::Query);
statement_id: String = ("StatementId", NAMESPACED_STATEMENT_ID).required().at(Location::Uri);
}
shape! { RequestTooLargeException REQUEST_TOO_LARGE_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
pub static RESERVED_CONCURRENT_EXECUTIONS: Schema =
    Schema::new("ReservedConcurrentExecutions", Kind::Integer).range(0, i64::MAX);
shape! { ResolvedS3Object RESOLVED_S3_OBJECT;
s3_bucket: Option<String> = ("S3Bucket", S3_BUCKET);
s3_key: Option<String> = ("S3Key", S3_KEY);
s3_object_version: Option<String> = ("S3ObjectVersion", S3_OBJECT_VERSION);
}
pub static RESOURCE_ARN: Schema =
    Schema::new("ResourceArn", Kind::String).range(0, 10000).pattern({
        static PATTERN: Pattern = Pattern::new("(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()");
        &PATTERN
    });
shape! { ResourceConflictException RESOURCE_CONFLICT_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { ResourceNotFoundException RESOURCE_NOT_FOUND_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { ResourceNotReadyException RESOURCE_NOT_READY_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
pub static RETENTION_PERIOD_IN_DAYS: Schema =
    Schema::new("RetentionPeriodInDays", Kind::Integer).range(1, 90);
pub static ROLE_ARN: Schema = Schema::new("RoleArn", Kind::String).range(0, 10000).pattern({
    static PATTERN: Pattern =
        Pattern::new("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    &PATTERN
});
pub static RUNTIME: Schema = Schema::new("Runtime", Kind::String);
pub static RUNTIME_VALUES: &[&str] = &[
    "nodejs",
    "nodejs4.3",
    "nodejs6.10",
    "nodejs8.10",
    "nodejs10.x",
    "nodejs12.x",
    "nodejs14.x",
    "nodejs16.x",
    "nodejs18.x",
    "nodejs20.x",
    "nodejs22.x",
    "nodejs24.x",
    "java8",
    "java8.al2",
    "java11",
    "java17",
    "java21",
    "java25",
    "python2.7",
    "python3.6",
    "python3.7",
    "python3.8",
    "python3.9",
    "python3.10",
    "python3.11",
    "python3.12",
    "python3.13",
    "python3.14",
    "dotnetcore1.0",
    "dotnetcore2.0",
    "dotnetcore2.1",
    "dotnetcore3.1",
    "dotnet6",
    "dotnet8",
    "dotnet10",
    "nodejs4.3-edge",
    "go1.x",
    "ruby2.5",
    "ruby2.7",
    "ruby3.2",
    "ruby3.3",
    "ruby3.4",
    "ruby4.0",
    "provided",
    "provided.al2",
    "provided.al2023",
    "nodejs26.x",
    "python3.15",
    "java8.al2023",
    "java11.al2023",
    "java17.al2023",
    "custom",
];
shape! { RuntimeAliasDeletedException RUNTIME_ALIAS_DELETED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
pub static RUNTIME_VERSION_ARN: Schema = Schema::new("RuntimeVersionArn", Kind::String).range(26, 2048).pattern({ static PATTERN: Pattern = Pattern::new("((arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}::runtime:.+)|(arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:runtime/[A-Za-z0-9_.-]{1,128}/version/[A-Za-z0-9_.-]{1,128}))"); &PATTERN });
shape! { RuntimeVersionConfig RUNTIME_VERSION_CONFIG;
error: Option<RuntimeVersionError> = ("Error", RUNTIME_VERSION_ERROR);
runtime_version_arn: Option<String> = ("RuntimeVersionArn", RUNTIME_VERSION_ARN);
}
shape! { RuntimeVersionDeletedException RUNTIME_VERSION_DELETED_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { RuntimeVersionError RUNTIME_VERSION_ERROR;
error_code: Option<String> = ("ErrorCode", STRING);
message: Option<String> = ("Message", SENSITIVE_STRING);
}
pub static S3_BUCKET: Schema = Schema::new("S3Bucket", Kind::String).range(3, 63);
shape! { S3FilesConfig S3_FILES_CONFIG;
direct_s3_read: Option<String> = ("DirectS3Read", DIRECT_S3_READ);
}
shape! { S3FilesMountConnectivityException S3_FILES_MOUNT_CONNECTIVITY_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { S3FilesMountFailureException S3_FILES_MOUNT_FAILURE_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { S3FilesMountTimeoutException S3_FILES_MOUNT_TIMEOUT_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static S3_KEY: Schema = Schema::new("S3Key", Kind::String).range(1, 1024);
pub static S3_OBJECT_STORAGE_MODE: Schema =
    Schema::new("S3ObjectStorageMode", Kind::String).values(&["COPY", "REFERENCE"]);
pub static S3_OBJECT_VERSION: Schema = Schema::new("S3ObjectVersion", Kind::String).range(1, 1024);
pub static SECURITY_GROUP_ID: Schema =
    Schema::new("SecurityGroupId", Kind::String).range(0, 1024).pattern({
        static PATTERN: Pattern = Pattern::new("sg-[0-9a-zA-Z]*");
        &PATTERN
    });
pub static SECURITY_GROUP_IDS: Schema = Schema::new(
    "SecurityGroupIds",
    Kind::List { item: &SECURITY_GROUP_ID, item_name: "member", flat: false },
)
.range(0, 5);
pub static SENSITIVE_STRING: Schema = Schema::new("SensitiveString", Kind::String).sensitive();
pub static SENSITIVE_STRING_ON_SERVER_ONLY: Schema =
    Schema::new("SensitiveStringOnServerOnly", Kind::String).range(0, 10000);
shape! { SerializedRequestEntityTooLargeException SERIALIZED_REQUEST_ENTITY_TOO_LARGE_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { ServiceException SERVICE_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { ServiceQuotaExceededException SERVICE_QUOTA_EXCEEDED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { SnapStart SNAP_START;
apply_on: Option<String> = ("ApplyOn", SNAP_START_APPLY_ON);
}
pub static SNAP_START_APPLY_ON: Schema =
    Schema::new("SnapStartApplyOn", Kind::String).values(&["PublishedVersions", "None"]);
shape! { SnapStartException SNAP_START_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { SnapStartNotReadyException SNAP_START_NOT_READY_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static SNAP_START_OPTIMIZATION_STATUS: Schema =
    Schema::new("SnapStartOptimizationStatus", Kind::String).values(&["On", "Off"]);
shape! { SnapStartRegenerationFailureException SNAP_START_REGENERATION_FAILURE_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
shape! { SnapStartResponse SNAP_START_RESPONSE;
apply_on: Option<String> = ("ApplyOn", SNAP_START_APPLY_ON);
optimization_status: Option<String> = ("OptimizationStatus", SNAP_START_OPTIMIZATION_STATUS);
}
shape! { SnapStartTimeoutException SNAP_START_TIMEOUT_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static SOURCE_OWNER: Schema = Schema::new("SourceOwner", Kind::String).range(0, 12).pattern({
    static PATTERN: Pattern = Pattern::new("\\d{12}");
    &PATTERN
});
pub static STATE: Schema = Schema::new("State", Kind::String).values(&[
    "Pending",
    "Active",
    "Inactive",
    "Failed",
    "Deactivating",
    "Deactivated",
    "ActiveNonInvocable",
    "Deleting",
]);
pub static STATE_REASON: Schema = Schema::new("StateReason", Kind::String);
pub static STATE_REASON_CODE: Schema = Schema::new("StateReasonCode", Kind::String).values(&[
    "Idle",
    "Creating",
    "Restoring",
    "EniLimitExceeded",
    "InsufficientRolePermissions",
    "InvalidConfiguration",
    "InternalError",
    "SubnetOutOfIPAddresses",
    "InvalidSubnet",
    "InvalidSecurityGroup",
    "ImageDeleted",
    "ImageAccessDenied",
    "InvalidImage",
    "KMSKeyAccessDenied",
    "KMSKeyNotFound",
    "InvalidStateKMSKey",
    "DisabledKMSKey",
    "EFSIOError",
    "EFSMountConnectivityError",
    "EFSMountFailure",
    "EFSMountTimeout",
    "InvalidRuntime",
    "InvalidZipFileException",
    "FunctionError",
    "ServiceQuotaExceededException",
    "VcpuLimitExceeded",
    "CapacityProviderScalingLimitExceeded",
    "InsufficientCapacity",
    "EC2RequestLimitExceeded",
    "FunctionError.InitTimeout",
    "FunctionError.RuntimeInitError",
    "FunctionError.ExtensionInitError",
    "FunctionError.InvalidEntryPoint",
    "FunctionError.InvalidWorkingDirectory",
    "FunctionError.PermissionDenied",
    "FunctionError.TooManyExtensions",
    "FunctionError.InitResourceExhausted",
    "DisallowedByVpcEncryptionControl",
    "DrainingDurableExecutions",
    "IncompatibleAcceleratorInstanceTypes",
    "DependencyError",
]);
pub static STATEMENT_ID: Schema = Schema::new("StatementId", Kind::String).range(1, 100).pattern({
    static PATTERN: Pattern = Pattern::new("([a-zA-Z0-9-_]+)");
    &PATTERN
});
pub static STRING: Schema = Schema::new("String", Kind::String);
pub static STRING_LIST: Schema =
    Schema::new("StringList", Kind::List { item: &STRING, item_name: "member", flat: false })
        .range(0, 1500);
shape! { SubnetIPAddressLimitReachedException SUBNET_IP_ADDRESS_LIMIT_REACHED_EXCEPTION;
message: Option<String> = ("Message", STRING);
r#type: Option<String> = ("Type", STRING);
}
pub static SUBNET_ID: Schema = Schema::new("SubnetId", Kind::String).range(0, 1024).pattern({
    static PATTERN: Pattern = Pattern::new("subnet-[0-9a-z]*");
    &PATTERN
});
pub static SUBNET_IDS: Schema =
    Schema::new("SubnetIds", Kind::List { item: &SUBNET_ID, item_name: "member", flat: false })
        .range(0, 16);
pub static SYSTEM_LOG_LEVEL: Schema =
    Schema::new("SystemLogLevel", Kind::String).values(&["DEBUG", "INFO", "WARN"]);
pub static TAG_KEY: Schema = Schema::new("TagKey", Kind::String).range(1, 128).pattern({
    static PATTERN: Pattern = Pattern::new("([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)");
    &PATTERN
});
pub static TAG_KEY_LIST: Schema =
    Schema::new("TagKeyList", Kind::List { item: &TAG_KEY, item_name: "member", flat: false });
shape! { TagResourceRequest TAG_RESOURCE_REQUEST;
resource: String = ("Resource", TAGGABLE_RESOURCE).required().at(Location::Uri);
tags: Map<String> = ("Tags", TAGS).required();
}
pub static TAG_VALUE: Schema = Schema::new("TagValue", Kind::String).range(0, 256).pattern({
    static PATTERN: Pattern = Pattern::new("([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)");
    &PATTERN
});
pub static TAGGABLE_RESOURCE: Schema = Schema::new("TaggableResource", Kind::String).range(1, 10000).pattern({ static PATTERN: Pattern = Pattern::new("arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|(capacity-provider|network-connector):[a-zA-Z0-9-_]{1,64})"); &PATTERN });
pub static TAGS: Schema = Schema::new(
    "Tags",
    Kind::Map {
        key: &TAG_KEY,
        value: &TAG_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { TagsError TAGS_ERROR;
error_code: String = ("ErrorCode", TAGS_ERROR_CODE).required();
message: String = ("Message", TAGS_ERROR_MESSAGE).required();
}
pub static TAGS_ERROR_CODE: Schema =
    Schema::new("TagsErrorCode", Kind::String).range(10, 21).pattern({
        static PATTERN: Pattern = Pattern::new("[A-Za-z]+Exception");
        &PATTERN
    });
pub static TAGS_ERROR_MESSAGE: Schema =
    Schema::new("TagsErrorMessage", Kind::String).range(84, 1000);
shape! { TenancyConfig TENANCY_CONFIG;
tenant_isolation_mode: String = ("TenantIsolationMode", TENANT_ISOLATION_MODE).required();
}
pub static TENANT_ID: Schema = Schema::new("TenantId", Kind::String).range(1, 256).pattern({
    static PATTERN: Pattern = Pattern::new("[a-zA-Z0-9\\._:\\/=+\\-@ ]+");
    &PATTERN
});
pub static TENANT_ISOLATION_MODE: Schema =
    Schema::new("TenantIsolationMode", Kind::String).values(&["PER_TENANT"]);
pub static THROTTLE_REASON: Schema = Schema::new("ThrottleReason", Kind::String).values(&[
    "ConcurrentInvocationLimitExceeded",
    "FunctionInvocationRateLimitExceeded",
    "ReservedFunctionConcurrentInvocationLimitExceeded",
    "ReservedFunctionInvocationRateLimitExceeded",
    "CallerRateLimitExceeded",
    "ConcurrentSnapshotCreateLimitExceeded",
]);
pub static TIMEOUT: Schema = Schema::new("Timeout", Kind::Integer).range(1, 5400);
pub static TIMESTAMP: Schema = Schema::new("Timestamp", Kind::String).range(0, 100);
shape! { TooManyRequestsException TOO_MANY_REQUESTS_EXCEPTION;
reason: Option<String> = ("Reason", THROTTLE_REASON);
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
retry_after_seconds: Option<String> = ("retryAfterSeconds", STRING).wire("Retry-After").at(Location::Header);
}
shape! { TracingConfig TRACING_CONFIG;
mode: Option<String> = ("Mode", TRACING_MODE);
}
shape! { TracingConfigResponse TRACING_CONFIG_RESPONSE;
mode: Option<String> = ("Mode", TRACING_MODE);
}
pub static TRACING_MODE: Schema =
    Schema::new("TracingMode", Kind::String).values(&["Active", "PassThrough"]);
pub static UNRESERVED_CONCURRENT_EXECUTIONS: Schema =
    Schema::new("UnreservedConcurrentExecutions", Kind::Integer).range(0, i64::MAX);
shape! { UnsupportedMediaTypeException UNSUPPORTED_MEDIA_TYPE_EXCEPTION;
r#type: Option<String> = ("Type", STRING);
message: Option<String> = ("message", STRING);
}
shape! { UntagResourceRequest UNTAG_RESOURCE_REQUEST;
resource: String = ("Resource", TAGGABLE_RESOURCE).required().at(Location::Uri);
tag_keys: Vec<String> = ("TagKeys", TAG_KEY_LIST).wire("tagKeys").required().at(Location::Query);
}
shape! { UpdateAliasRequest UPDATE_ALIAS_REQUEST;
description: Option<String> = ("Description", DESCRIPTION);
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
function_version: Option<String> = ("FunctionVersion", VERSION_WITH_LATEST_PUBLISHED);
name: String = ("Name", ALIAS).required().at(Location::Uri);
revision_id: Option<String> = ("RevisionId", STRING);
routing_config: Option<AliasRoutingConfiguration> = ("RoutingConfig", ALIAS_ROUTING_CONFIGURATION);
}
shape! { UpdateFunctionCodeRequest UPDATE_FUNCTION_CODE_REQUEST;
architectures: Option<Vec<String>> = ("Architectures", ARCHITECTURES_LIST);
dry_run: Option<bool> = ("DryRun", BOOLEAN);
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
image_uri: Option<String> = ("ImageUri", STRING);
publish: Option<bool> = ("Publish", BOOLEAN);
publish_to: Option<String> = ("PublishTo", FUNCTION_VERSION_LATEST_PUBLISHED);
revision_id: Option<String> = ("RevisionId", STRING);
s3_bucket: Option<String> = ("S3Bucket", S3_BUCKET);
s3_key: Option<String> = ("S3Key", S3_KEY);
s3_object_storage_mode: Option<String> = ("S3ObjectStorageMode", S3_OBJECT_STORAGE_MODE);
s3_object_version: Option<String> = ("S3ObjectVersion", S3_OBJECT_VERSION);
source_kms_key_arn: Option<String> = ("SourceKMSKeyArn", KMS_KEY_ARN);
zip_file: Option<Bytes> = ("ZipFile", BLOB);
}
shape! { UpdateFunctionConfigurationRequest UPDATE_FUNCTION_CONFIGURATION_REQUEST;
accelerator_config: Option<AcceleratorConfig> = ("AcceleratorConfig", ACCELERATOR_CONFIG);
capacity_provider_config: Option<CapacityProviderConfig> = ("CapacityProviderConfig", CAPACITY_PROVIDER_CONFIG);
dead_letter_config: Option<DeadLetterConfig> = ("DeadLetterConfig", DEAD_LETTER_CONFIG);
description: Option<String> = ("Description", DESCRIPTION);
durable_config: Option<DurableConfig> = ("DurableConfig", DURABLE_CONFIG);
environment: Option<Environment> = ("Environment", ENVIRONMENT);
ephemeral_storage: Option<EphemeralStorage> = ("EphemeralStorage", EPHEMERAL_STORAGE);
file_system_configs: Option<Vec<FileSystemConfig>> = ("FileSystemConfigs", FILE_SYSTEM_CONFIG_LIST);
function_name: String = ("FunctionName", FUNCTION_NAME).required().at(Location::Uri);
handler: Option<String> = ("Handler", HANDLER);
image_config: Option<ImageConfig> = ("ImageConfig", IMAGE_CONFIG);
kms_key_arn: Option<String> = ("KMSKeyArn", KMS_KEY_ARN);
layers: Option<Vec<String>> = ("Layers", LAYER_LIST);
logging_config: Option<LoggingConfig> = ("LoggingConfig", LOGGING_CONFIG);
memory_size: Option<i32> = ("MemorySize", MEMORY_SIZE);
revision_id: Option<String> = ("RevisionId", STRING);
role: Option<String> = ("Role", ROLE_ARN);
runtime: Option<String> = ("Runtime", RUNTIME);
runtime_config: Option<FunctionRuntimeConfig> = ("RuntimeConfig", FUNCTION_RUNTIME_CONFIG);
snap_start: Option<SnapStart> = ("SnapStart", SNAP_START);
timeout: Option<i32> = ("Timeout", TIMEOUT);
tracing_config: Option<TracingConfig> = ("TracingConfig", TRACING_CONFIG);
vpc_config: Option<VpcConfig> = ("VpcConfig", VPC_CONFIG);
}
shape! { UpdateFunctionEventInvokeConfigRequest UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST;
destination_config: Option<DestinationConfig> = ("DestinationConfig", DESTINATION_CONFIG);
function_name: String = ("FunctionName", NAMESPACED_FUNCTION_NAME).required().at(Location::Uri);
maximum_event_age_in_seconds: Option<i32> = ("MaximumEventAgeInSeconds", MAXIMUM_EVENT_AGE_IN_SECONDS);
maximum_retry_attempts: Option<i32> = ("MaximumRetryAttempts", MAXIMUM_RETRY_ATTEMPTS);
qualifier: Option<String> = ("Qualifier", NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER).at(Location::Query);
}
pub static VERSION: Schema = Schema::new("Version", Kind::String).range(1, 1024).pattern({
    static PATTERN: Pattern = Pattern::new("(\\$LATEST|[0-9]+)");
    &PATTERN
});
pub static VERSION_WITH_LATEST_PUBLISHED: Schema =
    Schema::new("VersionWithLatestPublished", Kind::String).range(1, 1024).pattern({
        static PATTERN: Pattern = Pattern::new("(\\$LATEST(\\.PUBLISHED)?|[0-9]+)");
        &PATTERN
    });
shape! { VpcConfig VPC_CONFIG;
ipv6_allowed_for_dual_stack: Option<bool> = ("Ipv6AllowedForDualStack", NULLABLE_BOOLEAN);
security_group_ids: Option<Vec<String>> = ("SecurityGroupIds", SECURITY_GROUP_IDS);
subnet_ids: Option<Vec<String>> = ("SubnetIds", SUBNET_IDS);
}
shape! { VpcConfigResponse VPC_CONFIG_RESPONSE;
ipv6_allowed_for_dual_stack: Option<bool> = ("Ipv6AllowedForDualStack", NULLABLE_BOOLEAN);
security_group_ids: Option<Vec<String>> = ("SecurityGroupIds", SECURITY_GROUP_IDS);
subnet_ids: Option<Vec<String>> = ("SubnetIds", SUBNET_IDS);
vpc_id: Option<String> = ("VpcId", VPC_ID);
}
pub static VPC_ID: Schema = Schema::new("VpcId", Kind::String);
pub static WEIGHT: Schema = Schema::new("Weight", Kind::Double);
pub static WORKING_DIRECTORY: Schema = Schema::new("WorkingDirectory", Kind::String).range(0, 1000);
pub static ALIAS_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "AliasLimitExceededException",
    query_code: "AliasLimitExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&ALIAS_LIMIT_EXCEEDED_EXCEPTION),
};
pub static CODE_ARTIFACT_USER_DELETED_ERROR: ErrorShape = ErrorShape {
    code: "CodeArtifactUserDeletedException",
    query_code: "CodeArtifactUserDeletedException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&CODE_ARTIFACT_USER_DELETED_EXCEPTION),
};
pub static CODE_ARTIFACT_USER_FAILED_ERROR: ErrorShape = ErrorShape {
    code: "CodeArtifactUserFailedException",
    query_code: "CodeArtifactUserFailedException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&CODE_ARTIFACT_USER_FAILED_EXCEPTION),
};
pub static CODE_ARTIFACT_USER_PENDING_ERROR: ErrorShape = ErrorShape {
    code: "CodeArtifactUserPendingException",
    query_code: "CodeArtifactUserPendingException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&CODE_ARTIFACT_USER_PENDING_EXCEPTION),
};
pub static CODE_SIGNING_CONFIG_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "CodeSigningConfigNotFoundException",
    query_code: "CodeSigningConfigNotFoundException",
    status: 404,
    fault: Fault::Client,
    schema: Some(&CODE_SIGNING_CONFIG_NOT_FOUND_EXCEPTION),
};
pub static CODE_STORAGE_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "CodeStorageExceededException",
    query_code: "CodeStorageExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&CODE_STORAGE_EXCEEDED_EXCEPTION),
};
pub static CODE_VERIFICATION_FAILED_ERROR: ErrorShape = ErrorShape {
    code: "CodeVerificationFailedException",
    query_code: "CodeVerificationFailedException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&CODE_VERIFICATION_FAILED_EXCEPTION),
};
pub static DURABLE_EXECUTION_ALREADY_STARTED_ERROR: ErrorShape = ErrorShape {
    code: "DurableExecutionAlreadyStartedException",
    query_code: "DurableExecutionAlreadyStartedException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&DURABLE_EXECUTION_ALREADY_STARTED_EXCEPTION),
};
pub static EC2_ACCESS_DENIED_ERROR: ErrorShape = ErrorShape {
    code: "EC2AccessDeniedException",
    query_code: "EC2AccessDeniedException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&EC2_ACCESS_DENIED_EXCEPTION),
};
pub static EC2_THROTTLED_ERROR: ErrorShape = ErrorShape {
    code: "EC2ThrottledException",
    query_code: "EC2ThrottledException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&EC2_THROTTLED_EXCEPTION),
};
pub static EC2_UNEXPECTED_ERROR: ErrorShape = ErrorShape {
    code: "EC2UnexpectedException",
    query_code: "EC2UnexpectedException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&EC2_UNEXPECTED_EXCEPTION),
};
pub static EFSIO_ERROR: ErrorShape = ErrorShape {
    code: "EFSIOException",
    query_code: "EFSIOException",
    status: 410,
    fault: Fault::Client,
    schema: Some(&EFSIO_EXCEPTION),
};
pub static EFS_MOUNT_CONNECTIVITY_ERROR: ErrorShape = ErrorShape {
    code: "EFSMountConnectivityException",
    query_code: "EFSMountConnectivityException",
    status: 408,
    fault: Fault::Client,
    schema: Some(&EFS_MOUNT_CONNECTIVITY_EXCEPTION),
};
pub static EFS_MOUNT_FAILURE_ERROR: ErrorShape = ErrorShape {
    code: "EFSMountFailureException",
    query_code: "EFSMountFailureException",
    status: 403,
    fault: Fault::Client,
    schema: Some(&EFS_MOUNT_FAILURE_EXCEPTION),
};
pub static EFS_MOUNT_TIMEOUT_ERROR: ErrorShape = ErrorShape {
    code: "EFSMountTimeoutException",
    query_code: "EFSMountTimeoutException",
    status: 408,
    fault: Fault::Client,
    schema: Some(&EFS_MOUNT_TIMEOUT_EXCEPTION),
};
pub static ENI_LIMIT_REACHED_ERROR: ErrorShape = ErrorShape {
    code: "ENILimitReachedException",
    query_code: "ENILimitReachedException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&ENI_LIMIT_REACHED_EXCEPTION),
};
pub static ENI_NOT_READY_ERROR: ErrorShape = ErrorShape {
    code: "ENINotReadyException",
    query_code: "ENINotReadyException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&ENI_NOT_READY_EXCEPTION),
};
pub static FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "FunctionVersionsPerCapacityProviderLimitExceededException",
    query_code: "FunctionVersionsPerCapacityProviderLimitExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_EXCEPTION),
};
pub static INVALID_CODE_SIGNATURE_ERROR: ErrorShape = ErrorShape {
    code: "InvalidCodeSignatureException",
    query_code: "InvalidCodeSignatureException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_CODE_SIGNATURE_EXCEPTION),
};
pub static INVALID_PARAMETER_VALUE_ERROR: ErrorShape = ErrorShape {
    code: "InvalidParameterValueException",
    query_code: "InvalidParameterValueException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_PARAMETER_VALUE_EXCEPTION),
};
pub static INVALID_REQUEST_CONTENT_ERROR: ErrorShape = ErrorShape {
    code: "InvalidRequestContentException",
    query_code: "InvalidRequestContentException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_REQUEST_CONTENT_EXCEPTION),
};
pub static INVALID_RUNTIME_ERROR: ErrorShape = ErrorShape {
    code: "InvalidRuntimeException",
    query_code: "InvalidRuntimeException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&INVALID_RUNTIME_EXCEPTION),
};
pub static INVALID_SECURITY_GROUP_ID_ERROR: ErrorShape = ErrorShape {
    code: "InvalidSecurityGroupIDException",
    query_code: "InvalidSecurityGroupIDException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&INVALID_SECURITY_GROUP_ID_EXCEPTION),
};
pub static INVALID_SUBNET_ID_ERROR: ErrorShape = ErrorShape {
    code: "InvalidSubnetIDException",
    query_code: "InvalidSubnetIDException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&INVALID_SUBNET_ID_EXCEPTION),
};
pub static INVALID_ZIP_FILE_ERROR: ErrorShape = ErrorShape {
    code: "InvalidZipFileException",
    query_code: "InvalidZipFileException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&INVALID_ZIP_FILE_EXCEPTION),
};
pub static KMS_ACCESS_DENIED_ERROR: ErrorShape = ErrorShape {
    code: "KMSAccessDeniedException",
    query_code: "KMSAccessDeniedException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&KMS_ACCESS_DENIED_EXCEPTION),
};
pub static KMS_DISABLED_ERROR: ErrorShape = ErrorShape {
    code: "KMSDisabledException",
    query_code: "KMSDisabledException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&KMS_DISABLED_EXCEPTION),
};
pub static KMS_INVALID_STATE_ERROR: ErrorShape = ErrorShape {
    code: "KMSInvalidStateException",
    query_code: "KMSInvalidStateException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&KMS_INVALID_STATE_EXCEPTION),
};
pub static KMS_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "KMSNotFoundException",
    query_code: "KMSNotFoundException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&KMS_NOT_FOUND_EXCEPTION),
};
pub static MODE_NOT_SUPPORTED_ERROR: ErrorShape = ErrorShape {
    code: "ModeNotSupportedException",
    query_code: "ModeNotSupportedException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&MODE_NOT_SUPPORTED_EXCEPTION),
};
pub static NO_PUBLISHED_VERSION_ERROR: ErrorShape = ErrorShape {
    code: "NoPublishedVersionException",
    query_code: "NoPublishedVersionException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&NO_PUBLISHED_VERSION_EXCEPTION),
};
pub static POLICY_LENGTH_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "PolicyLengthExceededException",
    query_code: "PolicyLengthExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&POLICY_LENGTH_EXCEEDED_EXCEPTION),
};
pub static PRECONDITION_FAILED_ERROR: ErrorShape = ErrorShape {
    code: "PreconditionFailedException",
    query_code: "PreconditionFailedException",
    status: 412,
    fault: Fault::Client,
    schema: Some(&PRECONDITION_FAILED_EXCEPTION),
};
pub static PUBLIC_POLICY_ERROR: ErrorShape = ErrorShape {
    code: "PublicPolicyException",
    query_code: "PublicPolicyException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&PUBLIC_POLICY_EXCEPTION),
};
pub static RECURSIVE_INVOCATION_ERROR: ErrorShape = ErrorShape {
    code: "RecursiveInvocationException",
    query_code: "RecursiveInvocationException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&RECURSIVE_INVOCATION_EXCEPTION),
};
pub static REQUEST_TOO_LARGE_ERROR: ErrorShape = ErrorShape {
    code: "RequestTooLargeException",
    query_code: "RequestTooLargeException",
    status: 413,
    fault: Fault::Client,
    schema: Some(&REQUEST_TOO_LARGE_EXCEPTION),
};
pub static RESOURCE_CONFLICT_ERROR: ErrorShape = ErrorShape {
    code: "ResourceConflictException",
    query_code: "ResourceConflictException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&RESOURCE_CONFLICT_EXCEPTION),
};
pub static RESOURCE_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "ResourceNotFoundException",
    query_code: "ResourceNotFoundException",
    status: 404,
    fault: Fault::Client,
    schema: Some(&RESOURCE_NOT_FOUND_EXCEPTION),
};
pub static RESOURCE_NOT_READY_ERROR: ErrorShape = ErrorShape {
    code: "ResourceNotReadyException",
    query_code: "ResourceNotReadyException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&RESOURCE_NOT_READY_EXCEPTION),
};
pub static RUNTIME_ALIAS_DELETED_ERROR: ErrorShape = ErrorShape {
    code: "RuntimeAliasDeletedException",
    query_code: "RuntimeAliasDeletedException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&RUNTIME_ALIAS_DELETED_EXCEPTION),
};
pub static RUNTIME_VERSION_DELETED_ERROR: ErrorShape = ErrorShape {
    code: "RuntimeVersionDeletedException",
    query_code: "RuntimeVersionDeletedException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&RUNTIME_VERSION_DELETED_EXCEPTION),
};
pub static S3_FILES_MOUNT_CONNECTIVITY_ERROR: ErrorShape = ErrorShape {
    code: "S3FilesMountConnectivityException",
    query_code: "S3FilesMountConnectivityException",
    status: 408,
    fault: Fault::Client,
    schema: Some(&S3_FILES_MOUNT_CONNECTIVITY_EXCEPTION),
};
pub static S3_FILES_MOUNT_FAILURE_ERROR: ErrorShape = ErrorShape {
    code: "S3FilesMountFailureException",
    query_code: "S3FilesMountFailureException",
    status: 403,
    fault: Fault::Client,
    schema: Some(&S3_FILES_MOUNT_FAILURE_EXCEPTION),
};
pub static S3_FILES_MOUNT_TIMEOUT_ERROR: ErrorShape = ErrorShape {
    code: "S3FilesMountTimeoutException",
    query_code: "S3FilesMountTimeoutException",
    status: 408,
    fault: Fault::Client,
    schema: Some(&S3_FILES_MOUNT_TIMEOUT_EXCEPTION),
};
pub static SERIALIZED_REQUEST_ENTITY_TOO_LARGE_ERROR: ErrorShape = ErrorShape {
    code: "SerializedRequestEntityTooLargeException",
    query_code: "SerializedRequestEntityTooLargeException",
    status: 413,
    fault: Fault::Client,
    schema: Some(&SERIALIZED_REQUEST_ENTITY_TOO_LARGE_EXCEPTION),
};
pub static SERVICE_ERROR: ErrorShape = ErrorShape {
    code: "ServiceException",
    query_code: "ServiceException",
    status: 500,
    fault: Fault::Server,
    schema: Some(&SERVICE_EXCEPTION),
};
pub static SERVICE_QUOTA_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "ServiceQuotaExceededException",
    query_code: "ServiceQuotaExceededException",
    status: 402,
    fault: Fault::Client,
    schema: Some(&SERVICE_QUOTA_EXCEEDED_EXCEPTION),
};
pub static SNAP_START_ERROR: ErrorShape = ErrorShape {
    code: "SnapStartException",
    query_code: "SnapStartException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&SNAP_START_EXCEPTION),
};
pub static SNAP_START_NOT_READY_ERROR: ErrorShape = ErrorShape {
    code: "SnapStartNotReadyException",
    query_code: "SnapStartNotReadyException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&SNAP_START_NOT_READY_EXCEPTION),
};
pub static SNAP_START_REGENERATION_FAILURE_ERROR: ErrorShape = ErrorShape {
    code: "SnapStartRegenerationFailureException",
    query_code: "SnapStartRegenerationFailureException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&SNAP_START_REGENERATION_FAILURE_EXCEPTION),
};
pub static SNAP_START_TIMEOUT_ERROR: ErrorShape = ErrorShape {
    code: "SnapStartTimeoutException",
    query_code: "SnapStartTimeoutException",
    status: 408,
    fault: Fault::Client,
    schema: Some(&SNAP_START_TIMEOUT_EXCEPTION),
};
pub static SUBNET_IP_ADDRESS_LIMIT_REACHED_ERROR: ErrorShape = ErrorShape {
    code: "SubnetIPAddressLimitReachedException",
    query_code: "SubnetIPAddressLimitReachedException",
    status: 502,
    fault: Fault::Server,
    schema: Some(&SUBNET_IP_ADDRESS_LIMIT_REACHED_EXCEPTION),
};
pub static TOO_MANY_REQUESTS_ERROR: ErrorShape = ErrorShape {
    code: "TooManyRequestsException",
    query_code: "TooManyRequestsException",
    status: 429,
    fault: Fault::Client,
    schema: Some(&TOO_MANY_REQUESTS_EXCEPTION),
};
pub static UNSUPPORTED_MEDIA_TYPE_ERROR: ErrorShape = ErrorShape {
    code: "UnsupportedMediaTypeException",
    query_code: "UnsupportedMediaTypeException",
    status: 415,
    fault: Fault::Client,
    schema: Some(&UNSUPPORTED_MEDIA_TYPE_EXCEPTION),
};
pub static ADD_LAYER_VERSION_PERMISSION_OPERATION: OperationSchema = OperationSchema {
    name: "AddLayerVersionPermission",
    method: "POST",
    uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
    status: 201,
    input: &ADD_LAYER_VERSION_PERMISSION_REQUEST,
    output: &ADD_LAYER_VERSION_PERMISSION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &POLICY_LENGTH_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `AddLayerVersionPermission`."]
pub struct AddLayerVersionPermission;
impl Operation for AddLayerVersionPermission {
    type Input = AddLayerVersionPermissionRequest;
    type Output = AddLayerVersionPermissionResponse;
    const SCHEMA: &'static OperationSchema = &ADD_LAYER_VERSION_PERMISSION_OPERATION;
}
pub static ADD_PERMISSION_OPERATION: OperationSchema = OperationSchema {
    name: "AddPermission",
    method: "POST",
    uri: "/2015-03-31/functions/{FunctionName}/policy",
    status: 201,
    input: &ADD_PERMISSION_REQUEST,
    output: &ADD_PERMISSION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &PUBLIC_POLICY_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &POLICY_LENGTH_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `AddPermission`."]
pub struct AddPermission;
impl Operation for AddPermission {
    type Input = AddPermissionRequest;
    type Output = AddPermissionResponse;
    const SCHEMA: &'static OperationSchema = &ADD_PERMISSION_OPERATION;
}
pub static CREATE_ALIAS_OPERATION: OperationSchema = OperationSchema {
    name: "CreateAlias",
    method: "POST",
    uri: "/2015-03-31/functions/{FunctionName}/aliases",
    status: 201,
    input: &CREATE_ALIAS_REQUEST,
    output: &ALIAS_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &ALIAS_LIMIT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `CreateAlias`."]
pub struct CreateAlias;
impl Operation for CreateAlias {
    type Input = CreateAliasRequest;
    type Output = AliasConfiguration;
    const SCHEMA: &'static OperationSchema = &CREATE_ALIAS_OPERATION;
}
pub static CREATE_FUNCTION_OPERATION: OperationSchema = OperationSchema {
    name: "CreateFunction",
    method: "POST",
    uri: "/2015-03-31/functions",
    status: 201,
    input: &CREATE_FUNCTION_REQUEST,
    output: &FUNCTION_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &INVALID_CODE_SIGNATURE_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &CODE_VERIFICATION_FAILED_ERROR,
        &CODE_SIGNING_CONFIG_NOT_FOUND_ERROR,
        &CODE_STORAGE_EXCEEDED_ERROR,
        &FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_ERROR,
    ],
    pagination: None,
    inert: &["TracingConfig"],
    refused: &[
        ("AcceleratorConfig", ""),
        ("CapacityProviderConfig", ""),
        ("CodeSigningConfigArn", ""),
        ("DeadLetterConfig", ""),
        ("DurableConfig", ""),
        ("FileSystemConfigs", ""),
        ("ImageConfig", ""),
        ("KMSKeyArn", ""),
        ("PackageType", "Zip"),
        ("PublishTo", ""),
        ("RuntimeConfig", ""),
        ("SnapStart", "None"),
        ("TenancyConfig", ""),
        ("VpcConfig", ""),
    ],
};
#[doc = "The operation `CreateFunction`."]
pub struct CreateFunction;
impl Operation for CreateFunction {
    type Input = CreateFunctionRequest;
    type Output = FunctionConfiguration;
    const SCHEMA: &'static OperationSchema = &CREATE_FUNCTION_OPERATION;
}
pub static DELETE_ALIAS_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteAlias",
    method: "DELETE",
    uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
    status: 204,
    input: &DELETE_ALIAS_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteAlias`."]
pub struct DeleteAlias;
impl Operation for DeleteAlias {
    type Input = DeleteAliasRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_ALIAS_OPERATION;
}
pub static DELETE_FUNCTION_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteFunction",
    method: "DELETE",
    uri: "/2015-03-31/functions/{FunctionName}",
    status: 200,
    input: &DELETE_FUNCTION_REQUEST,
    output: &DELETE_FUNCTION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteFunction`."]
pub struct DeleteFunction;
impl Operation for DeleteFunction {
    type Input = DeleteFunctionRequest;
    type Output = DeleteFunctionResponse;
    const SCHEMA: &'static OperationSchema = &DELETE_FUNCTION_OPERATION;
}
pub static DELETE_FUNCTION_CONCURRENCY_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteFunctionConcurrency",
    method: "DELETE",
    uri: "/2017-10-31/functions/{FunctionName}/concurrency",
    status: 204,
    input: &DELETE_FUNCTION_CONCURRENCY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteFunctionConcurrency`."]
pub struct DeleteFunctionConcurrency;
impl Operation for DeleteFunctionConcurrency {
    type Input = DeleteFunctionConcurrencyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_FUNCTION_CONCURRENCY_OPERATION;
}
pub static DELETE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteFunctionEventInvokeConfig",
    method: "DELETE",
    uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    status: 204,
    input: &DELETE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteFunctionEventInvokeConfig`."]
pub struct DeleteFunctionEventInvokeConfig;
impl Operation for DeleteFunctionEventInvokeConfig {
    type Input = DeleteFunctionEventInvokeConfigRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION;
}
pub static DELETE_LAYER_VERSION_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteLayerVersion",
    method: "DELETE",
    uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
    status: 204,
    input: &DELETE_LAYER_VERSION_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteLayerVersion`."]
pub struct DeleteLayerVersion;
impl Operation for DeleteLayerVersion {
    type Input = DeleteLayerVersionRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_LAYER_VERSION_OPERATION;
}
pub static GET_ACCOUNT_SETTINGS_OPERATION: OperationSchema = OperationSchema {
    name: "GetAccountSettings",
    method: "GET",
    uri: "/2016-08-19/account-settings",
    status: 200,
    input: &GET_ACCOUNT_SETTINGS_REQUEST,
    output: &GET_ACCOUNT_SETTINGS_RESPONSE,
    result_wrapper: "",
    errors: &[&SERVICE_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetAccountSettings`."]
pub struct GetAccountSettings;
impl Operation for GetAccountSettings {
    type Input = GetAccountSettingsRequest;
    type Output = GetAccountSettingsResponse;
    const SCHEMA: &'static OperationSchema = &GET_ACCOUNT_SETTINGS_OPERATION;
}
pub static GET_ALIAS_OPERATION: OperationSchema = OperationSchema {
    name: "GetAlias",
    method: "GET",
    uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
    status: 200,
    input: &GET_ALIAS_REQUEST,
    output: &ALIAS_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetAlias`."]
pub struct GetAlias;
impl Operation for GetAlias {
    type Input = GetAliasRequest;
    type Output = AliasConfiguration;
    const SCHEMA: &'static OperationSchema = &GET_ALIAS_OPERATION;
}
pub static GET_FUNCTION_OPERATION: OperationSchema = OperationSchema {
    name: "GetFunction",
    method: "GET",
    uri: "/2015-03-31/functions/{FunctionName}",
    status: 200,
    input: &GET_FUNCTION_REQUEST,
    output: &GET_FUNCTION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetFunction`."]
pub struct GetFunction;
impl Operation for GetFunction {
    type Input = GetFunctionRequest;
    type Output = GetFunctionResponse;
    const SCHEMA: &'static OperationSchema = &GET_FUNCTION_OPERATION;
}
pub static GET_FUNCTION_CONCURRENCY_OPERATION: OperationSchema = OperationSchema {
    name: "GetFunctionConcurrency",
    method: "GET",
    uri: "/2019-09-30/functions/{FunctionName}/concurrency",
    status: 200,
    input: &GET_FUNCTION_CONCURRENCY_REQUEST,
    output: &GET_FUNCTION_CONCURRENCY_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetFunctionConcurrency`."]
pub struct GetFunctionConcurrency;
impl Operation for GetFunctionConcurrency {
    type Input = GetFunctionConcurrencyRequest;
    type Output = GetFunctionConcurrencyResponse;
    const SCHEMA: &'static OperationSchema = &GET_FUNCTION_CONCURRENCY_OPERATION;
}
pub static GET_FUNCTION_CONFIGURATION_OPERATION: OperationSchema = OperationSchema {
    name: "GetFunctionConfiguration",
    method: "GET",
    uri: "/2015-03-31/functions/{FunctionName}/configuration",
    status: 200,
    input: &GET_FUNCTION_CONFIGURATION_REQUEST,
    output: &FUNCTION_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetFunctionConfiguration`."]
pub struct GetFunctionConfiguration;
impl Operation for GetFunctionConfiguration {
    type Input = GetFunctionConfigurationRequest;
    type Output = FunctionConfiguration;
    const SCHEMA: &'static OperationSchema = &GET_FUNCTION_CONFIGURATION_OPERATION;
}
pub static GET_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION: OperationSchema = OperationSchema {
    name: "GetFunctionEventInvokeConfig",
    method: "GET",
    uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    status: 200,
    input: &GET_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
    output: &FUNCTION_EVENT_INVOKE_CONFIG,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetFunctionEventInvokeConfig`."]
pub struct GetFunctionEventInvokeConfig;
impl Operation for GetFunctionEventInvokeConfig {
    type Input = GetFunctionEventInvokeConfigRequest;
    type Output = FunctionEventInvokeConfig;
    const SCHEMA: &'static OperationSchema = &GET_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION;
}
pub static GET_LAYER_VERSION_OPERATION: OperationSchema = OperationSchema {
    name: "GetLayerVersion",
    method: "GET",
    uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
    status: 200,
    input: &GET_LAYER_VERSION_REQUEST,
    output: &GET_LAYER_VERSION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetLayerVersion`."]
pub struct GetLayerVersion;
impl Operation for GetLayerVersion {
    type Input = GetLayerVersionRequest;
    type Output = GetLayerVersionResponse;
    const SCHEMA: &'static OperationSchema = &GET_LAYER_VERSION_OPERATION;
}
pub static GET_LAYER_VERSION_BY_ARN_OPERATION: OperationSchema = OperationSchema {
    name: "GetLayerVersionByArn",
    method: "GET",
    uri: "/2018-10-31/layers?find=LayerVersion",
    status: 200,
    input: &GET_LAYER_VERSION_BY_ARN_REQUEST,
    output: &GET_LAYER_VERSION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetLayerVersionByArn`."]
pub struct GetLayerVersionByArn;
impl Operation for GetLayerVersionByArn {
    type Input = GetLayerVersionByArnRequest;
    type Output = GetLayerVersionResponse;
    const SCHEMA: &'static OperationSchema = &GET_LAYER_VERSION_BY_ARN_OPERATION;
}
pub static GET_LAYER_VERSION_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "GetLayerVersionPolicy",
    method: "GET",
    uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
    status: 200,
    input: &GET_LAYER_VERSION_POLICY_REQUEST,
    output: &GET_LAYER_VERSION_POLICY_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetLayerVersionPolicy`."]
pub struct GetLayerVersionPolicy;
impl Operation for GetLayerVersionPolicy {
    type Input = GetLayerVersionPolicyRequest;
    type Output = GetLayerVersionPolicyResponse;
    const SCHEMA: &'static OperationSchema = &GET_LAYER_VERSION_POLICY_OPERATION;
}
pub static GET_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "GetPolicy",
    method: "GET",
    uri: "/2015-03-31/functions/{FunctionName}/policy",
    status: 200,
    input: &GET_POLICY_REQUEST,
    output: &GET_POLICY_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetPolicy`."]
pub struct GetPolicy;
impl Operation for GetPolicy {
    type Input = GetPolicyRequest;
    type Output = GetPolicyResponse;
    const SCHEMA: &'static OperationSchema = &GET_POLICY_OPERATION;
}
pub static INVOKE_OPERATION: OperationSchema = OperationSchema {
    name: "Invoke",
    method: "POST",
    uri: "/2015-03-31/functions/{FunctionName}/invocations",
    status: 200,
    input: &INVOCATION_REQUEST,
    output: &INVOCATION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &RUNTIME_ALIAS_DELETED_ERROR,
        &CODE_ARTIFACT_USER_DELETED_ERROR,
        &RESOURCE_NOT_READY_ERROR,
        &SERVICE_QUOTA_EXCEEDED_ERROR,
        &INVALID_SECURITY_GROUP_ID_ERROR,
        &SNAP_START_TIMEOUT_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &EC2_THROTTLED_ERROR,
        &EFS_MOUNT_CONNECTIVITY_ERROR,
        &SUBNET_IP_ADDRESS_LIMIT_REACHED_ERROR,
        &KMS_ACCESS_DENIED_ERROR,
        &REQUEST_TOO_LARGE_ERROR,
        &KMS_DISABLED_ERROR,
        &UNSUPPORTED_MEDIA_TYPE_ERROR,
        &S3_FILES_MOUNT_CONNECTIVITY_ERROR,
        &SERIALIZED_REQUEST_ENTITY_TOO_LARGE_ERROR,
        &INVALID_RUNTIME_ERROR,
        &NO_PUBLISHED_VERSION_ERROR,
        &EC2_UNEXPECTED_ERROR,
        &INVALID_SUBNET_ID_ERROR,
        &KMS_NOT_FOUND_ERROR,
        &INVALID_PARAMETER_VALUE_ERROR,
        &EC2_ACCESS_DENIED_ERROR,
        &EFSIO_ERROR,
        &KMS_INVALID_STATE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &RUNTIME_VERSION_DELETED_ERROR,
        &ENI_LIMIT_REACHED_ERROR,
        &SNAP_START_NOT_READY_ERROR,
        &SERVICE_ERROR,
        &CODE_ARTIFACT_USER_PENDING_ERROR,
        &SNAP_START_ERROR,
        &RECURSIVE_INVOCATION_ERROR,
        &S3_FILES_MOUNT_FAILURE_ERROR,
        &EFS_MOUNT_TIMEOUT_ERROR,
        &ENI_NOT_READY_ERROR,
        &S3_FILES_MOUNT_TIMEOUT_ERROR,
        &CODE_ARTIFACT_USER_FAILED_ERROR,
        &MODE_NOT_SUPPORTED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &INVALID_REQUEST_CONTENT_ERROR,
        &SNAP_START_REGENERATION_FAILURE_ERROR,
        &DURABLE_EXECUTION_ALREADY_STARTED_ERROR,
        &INVALID_ZIP_FILE_ERROR,
        &EFS_MOUNT_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("DurableExecutionName", ""), ("TenantId", "")],
};
#[doc = "The operation `Invoke`."]
pub struct Invoke;
impl Operation for Invoke {
    type Input = InvocationRequest;
    type Output = InvocationResponse;
    const SCHEMA: &'static OperationSchema = &INVOKE_OPERATION;
}
pub static INVOKE_ASYNC_OPERATION: OperationSchema = OperationSchema {
    name: "InvokeAsync",
    method: "POST",
    uri: "/2014-11-13/functions/{FunctionName}/invoke-async",
    status: 202,
    input: &INVOKE_ASYNC_REQUEST,
    output: &INVOKE_ASYNC_RESPONSE,
    result_wrapper: "",
    errors: &[
        &SERVICE_QUOTA_EXCEEDED_ERROR,
        &INVALID_SECURITY_GROUP_ID_ERROR,
        &SNAP_START_TIMEOUT_ERROR,
        &EC2_THROTTLED_ERROR,
        &EFS_MOUNT_CONNECTIVITY_ERROR,
        &SUBNET_IP_ADDRESS_LIMIT_REACHED_ERROR,
        &KMS_ACCESS_DENIED_ERROR,
        &KMS_DISABLED_ERROR,
        &S3_FILES_MOUNT_CONNECTIVITY_ERROR,
        &INVALID_RUNTIME_ERROR,
        &EC2_UNEXPECTED_ERROR,
        &INVALID_SUBNET_ID_ERROR,
        &KMS_NOT_FOUND_ERROR,
        &EC2_ACCESS_DENIED_ERROR,
        &EFSIO_ERROR,
        &KMS_INVALID_STATE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &ENI_LIMIT_REACHED_ERROR,
        &SNAP_START_NOT_READY_ERROR,
        &SERVICE_ERROR,
        &SNAP_START_ERROR,
        &S3_FILES_MOUNT_FAILURE_ERROR,
        &EFS_MOUNT_TIMEOUT_ERROR,
        &S3_FILES_MOUNT_TIMEOUT_ERROR,
        &MODE_NOT_SUPPORTED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &INVALID_REQUEST_CONTENT_ERROR,
        &SNAP_START_REGENERATION_FAILURE_ERROR,
        &EFS_MOUNT_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `InvokeAsync`."]
pub struct InvokeAsync;
impl Operation for InvokeAsync {
    type Input = InvokeAsyncRequest;
    type Output = InvokeAsyncResponse;
    const SCHEMA: &'static OperationSchema = &INVOKE_ASYNC_OPERATION;
}
pub static LIST_ALIASES_OPERATION: OperationSchema = OperationSchema {
    name: "ListAliases",
    method: "GET",
    uri: "/2015-03-31/functions/{FunctionName}/aliases",
    status: 200,
    input: &LIST_ALIASES_REQUEST,
    output: &LIST_ALIASES_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListAliases`."]
pub struct ListAliases;
impl Operation for ListAliases {
    type Input = ListAliasesRequest;
    type Output = ListAliasesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_ALIASES_OPERATION;
}
pub static LIST_FUNCTION_EVENT_INVOKE_CONFIGS_OPERATION: OperationSchema = OperationSchema {
    name: "ListFunctionEventInvokeConfigs",
    method: "GET",
    uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
    status: 200,
    input: &LIST_FUNCTION_EVENT_INVOKE_CONFIGS_REQUEST,
    output: &LIST_FUNCTION_EVENT_INVOKE_CONFIGS_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListFunctionEventInvokeConfigs`."]
pub struct ListFunctionEventInvokeConfigs;
impl Operation for ListFunctionEventInvokeConfigs {
    type Input = ListFunctionEventInvokeConfigsRequest;
    type Output = ListFunctionEventInvokeConfigsResponse;
    const SCHEMA: &'static OperationSchema = &LIST_FUNCTION_EVENT_INVOKE_CONFIGS_OPERATION;
}
pub static LIST_FUNCTIONS_OPERATION: OperationSchema = OperationSchema {
    name: "ListFunctions",
    method: "GET",
    uri: "/2015-03-31/functions",
    status: 200,
    input: &LIST_FUNCTIONS_REQUEST,
    output: &LIST_FUNCTIONS_RESPONSE,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_VALUE_ERROR, &SERVICE_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &["MasterRegion"],
    refused: &[],
};
#[doc = "The operation `ListFunctions`."]
pub struct ListFunctions;
impl Operation for ListFunctions {
    type Input = ListFunctionsRequest;
    type Output = ListFunctionsResponse;
    const SCHEMA: &'static OperationSchema = &LIST_FUNCTIONS_OPERATION;
}
pub static LIST_LAYER_VERSIONS_OPERATION: OperationSchema = OperationSchema {
    name: "ListLayerVersions",
    method: "GET",
    uri: "/2018-10-31/layers/{LayerName}/versions",
    status: 200,
    input: &LIST_LAYER_VERSIONS_REQUEST,
    output: &LIST_LAYER_VERSIONS_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListLayerVersions`."]
pub struct ListLayerVersions;
impl Operation for ListLayerVersions {
    type Input = ListLayerVersionsRequest;
    type Output = ListLayerVersionsResponse;
    const SCHEMA: &'static OperationSchema = &LIST_LAYER_VERSIONS_OPERATION;
}
pub static LIST_LAYERS_OPERATION: OperationSchema = OperationSchema {
    name: "ListLayers",
    method: "GET",
    uri: "/2018-10-31/layers",
    status: 200,
    input: &LIST_LAYERS_REQUEST,
    output: &LIST_LAYERS_RESPONSE,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_VALUE_ERROR, &SERVICE_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListLayers`."]
pub struct ListLayers;
impl Operation for ListLayers {
    type Input = ListLayersRequest;
    type Output = ListLayersResponse;
    const SCHEMA: &'static OperationSchema = &LIST_LAYERS_OPERATION;
}
pub static LIST_TAGS_OPERATION: OperationSchema = OperationSchema {
    name: "ListTags",
    method: "GET",
    uri: "/2017-03-31/tags/{Resource}",
    status: 200,
    input: &LIST_TAGS_REQUEST,
    output: &LIST_TAGS_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListTags`."]
pub struct ListTags;
impl Operation for ListTags {
    type Input = ListTagsRequest;
    type Output = ListTagsResponse;
    const SCHEMA: &'static OperationSchema = &LIST_TAGS_OPERATION;
}
pub static LIST_VERSIONS_BY_FUNCTION_OPERATION: OperationSchema = OperationSchema {
    name: "ListVersionsByFunction",
    method: "GET",
    uri: "/2015-03-31/functions/{FunctionName}/versions",
    status: 200,
    input: &LIST_VERSIONS_BY_FUNCTION_REQUEST,
    output: &LIST_VERSIONS_BY_FUNCTION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListVersionsByFunction`."]
pub struct ListVersionsByFunction;
impl Operation for ListVersionsByFunction {
    type Input = ListVersionsByFunctionRequest;
    type Output = ListVersionsByFunctionResponse;
    const SCHEMA: &'static OperationSchema = &LIST_VERSIONS_BY_FUNCTION_OPERATION;
}
pub static PUBLISH_LAYER_VERSION_OPERATION: OperationSchema = OperationSchema {
    name: "PublishLayerVersion",
    method: "POST",
    uri: "/2018-10-31/layers/{LayerName}/versions",
    status: 201,
    input: &PUBLISH_LAYER_VERSION_REQUEST,
    output: &PUBLISH_LAYER_VERSION_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &CODE_STORAGE_EXCEEDED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `PublishLayerVersion`."]
pub struct PublishLayerVersion;
impl Operation for PublishLayerVersion {
    type Input = PublishLayerVersionRequest;
    type Output = PublishLayerVersionResponse;
    const SCHEMA: &'static OperationSchema = &PUBLISH_LAYER_VERSION_OPERATION;
}
pub static PUBLISH_VERSION_OPERATION: OperationSchema = OperationSchema {
    name: "PublishVersion",
    method: "POST",
    uri: "/2015-03-31/functions/{FunctionName}/versions",
    status: 201,
    input: &PUBLISH_VERSION_REQUEST,
    output: &FUNCTION_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &CODE_STORAGE_EXCEEDED_ERROR,
        &FUNCTION_VERSIONS_PER_CAPACITY_PROVIDER_LIMIT_EXCEEDED_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("PublishTo", "")],
};
#[doc = "The operation `PublishVersion`."]
pub struct PublishVersion;
impl Operation for PublishVersion {
    type Input = PublishVersionRequest;
    type Output = FunctionConfiguration;
    const SCHEMA: &'static OperationSchema = &PUBLISH_VERSION_OPERATION;
}
pub static PUT_FUNCTION_CONCURRENCY_OPERATION: OperationSchema = OperationSchema {
    name: "PutFunctionConcurrency",
    method: "PUT",
    uri: "/2017-10-31/functions/{FunctionName}/concurrency",
    status: 200,
    input: &PUT_FUNCTION_CONCURRENCY_REQUEST,
    output: &CONCURRENCY,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `PutFunctionConcurrency`."]
pub struct PutFunctionConcurrency;
impl Operation for PutFunctionConcurrency {
    type Input = PutFunctionConcurrencyRequest;
    type Output = Concurrency;
    const SCHEMA: &'static OperationSchema = &PUT_FUNCTION_CONCURRENCY_OPERATION;
}
pub static PUT_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION: OperationSchema = OperationSchema {
    name: "PutFunctionEventInvokeConfig",
    method: "PUT",
    uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    status: 200,
    input: &PUT_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
    output: &FUNCTION_EVENT_INVOKE_CONFIG,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("DestinationConfig", "")],
};
#[doc = "The operation `PutFunctionEventInvokeConfig`."]
pub struct PutFunctionEventInvokeConfig;
impl Operation for PutFunctionEventInvokeConfig {
    type Input = PutFunctionEventInvokeConfigRequest;
    type Output = FunctionEventInvokeConfig;
    const SCHEMA: &'static OperationSchema = &PUT_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION;
}
pub static REMOVE_LAYER_VERSION_PERMISSION_OPERATION: OperationSchema = OperationSchema {
    name: "RemoveLayerVersionPermission",
    method: "DELETE",
    uri: "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}",
    status: 204,
    input: &REMOVE_LAYER_VERSION_PERMISSION_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `RemoveLayerVersionPermission`."]
pub struct RemoveLayerVersionPermission;
impl Operation for RemoveLayerVersionPermission {
    type Input = RemoveLayerVersionPermissionRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &REMOVE_LAYER_VERSION_PERMISSION_OPERATION;
}
pub static REMOVE_PERMISSION_OPERATION: OperationSchema = OperationSchema {
    name: "RemovePermission",
    method: "DELETE",
    uri: "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
    status: 204,
    input: &REMOVE_PERMISSION_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &PUBLIC_POLICY_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `RemovePermission`."]
pub struct RemovePermission;
impl Operation for RemovePermission {
    type Input = RemovePermissionRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &REMOVE_PERMISSION_OPERATION;
}
pub static TAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "TagResource",
    method: "POST",
    uri: "/2017-03-31/tags/{Resource}",
    status: 204,
    input: &TAG_RESOURCE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `TagResource`."]
pub struct TagResource;
impl Operation for TagResource {
    type Input = TagResourceRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &TAG_RESOURCE_OPERATION;
}
pub static UNTAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "UntagResource",
    method: "DELETE",
    uri: "/2017-03-31/tags/{Resource}",
    status: 204,
    input: &UNTAG_RESOURCE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UntagResource`."]
pub struct UntagResource;
impl Operation for UntagResource {
    type Input = UntagResourceRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &UNTAG_RESOURCE_OPERATION;
}
pub static UPDATE_ALIAS_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateAlias",
    method: "PUT",
    uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
    status: 200,
    input: &UPDATE_ALIAS_REQUEST,
    output: &ALIAS_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UpdateAlias`."]
pub struct UpdateAlias;
impl Operation for UpdateAlias {
    type Input = UpdateAliasRequest;
    type Output = AliasConfiguration;
    const SCHEMA: &'static OperationSchema = &UPDATE_ALIAS_OPERATION;
}
pub static UPDATE_FUNCTION_CODE_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateFunctionCode",
    method: "PUT",
    uri: "/2015-03-31/functions/{FunctionName}/code",
    status: 200,
    input: &UPDATE_FUNCTION_CODE_REQUEST,
    output: &FUNCTION_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &INVALID_CODE_SIGNATURE_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &CODE_VERIFICATION_FAILED_ERROR,
        &CODE_SIGNING_CONFIG_NOT_FOUND_ERROR,
        &CODE_STORAGE_EXCEEDED_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[
        ("ImageUri", ""),
        ("PublishTo", ""),
        ("S3Bucket", ""),
        ("S3Key", ""),
        ("S3ObjectStorageMode", ""),
        ("S3ObjectVersion", ""),
        ("SourceKMSKeyArn", ""),
    ],
};
#[doc = "The operation `UpdateFunctionCode`."]
pub struct UpdateFunctionCode;
impl Operation for UpdateFunctionCode {
    type Input = UpdateFunctionCodeRequest;
    type Output = FunctionConfiguration;
    const SCHEMA: &'static OperationSchema = &UPDATE_FUNCTION_CODE_OPERATION;
}
pub static UPDATE_FUNCTION_CONFIGURATION_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateFunctionConfiguration",
    method: "PUT",
    uri: "/2015-03-31/functions/{FunctionName}/configuration",
    status: 200,
    input: &UPDATE_FUNCTION_CONFIGURATION_REQUEST,
    output: &FUNCTION_CONFIGURATION,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &INVALID_CODE_SIGNATURE_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &CODE_VERIFICATION_FAILED_ERROR,
        &CODE_SIGNING_CONFIG_NOT_FOUND_ERROR,
        &PRECONDITION_FAILED_ERROR,
    ],
    pagination: None,
    inert: &["TracingConfig"],
    refused: &[
        ("AcceleratorConfig", ""),
        ("CapacityProviderConfig", ""),
        ("DeadLetterConfig", ""),
        ("DurableConfig", ""),
        ("FileSystemConfigs", ""),
        ("ImageConfig", ""),
        ("KMSKeyArn", ""),
        ("RuntimeConfig", ""),
        ("SnapStart", "None"),
        ("VpcConfig", ""),
    ],
};
#[doc = "The operation `UpdateFunctionConfiguration`."]
pub struct UpdateFunctionConfiguration;
impl Operation for UpdateFunctionConfiguration {
    type Input = UpdateFunctionConfigurationRequest;
    type Output = FunctionConfiguration;
    const SCHEMA: &'static OperationSchema = &UPDATE_FUNCTION_CONFIGURATION_OPERATION;
}
pub static UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateFunctionEventInvokeConfig",
    method: "POST",
    uri: "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    status: 200,
    input: &UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_REQUEST,
    output: &FUNCTION_EVENT_INVOKE_CONFIG,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_VALUE_ERROR,
        &RESOURCE_CONFLICT_ERROR,
        &SERVICE_ERROR,
        &TOO_MANY_REQUESTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("DestinationConfig", "")],
};
#[doc = "The operation `UpdateFunctionEventInvokeConfig`."]
pub struct UpdateFunctionEventInvokeConfig;
impl Operation for UpdateFunctionEventInvokeConfig {
    type Input = UpdateFunctionEventInvokeConfigRequest;
    type Output = FunctionEventInvokeConfig;
    const SCHEMA: &'static OperationSchema = &UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION;
}
/// How every operation's input and output is read.
pub static CODECS: &[Codec] = &[
    Codec::new::<
        <AddLayerVersionPermission as Operation>::Input,
        <AddLayerVersionPermission as Operation>::Output,
    >(&ADD_LAYER_VERSION_PERMISSION_OPERATION),
    Codec::new::<<AddPermission as Operation>::Input, <AddPermission as Operation>::Output>(
        &ADD_PERMISSION_OPERATION,
    ),
    Codec::new::<<CreateAlias as Operation>::Input, <CreateAlias as Operation>::Output>(
        &CREATE_ALIAS_OPERATION,
    ),
    Codec::new::<<CreateFunction as Operation>::Input, <CreateFunction as Operation>::Output>(
        &CREATE_FUNCTION_OPERATION,
    ),
    Codec::new::<<DeleteAlias as Operation>::Input, <DeleteAlias as Operation>::Output>(
        &DELETE_ALIAS_OPERATION,
    ),
    Codec::new::<<DeleteFunction as Operation>::Input, <DeleteFunction as Operation>::Output>(
        &DELETE_FUNCTION_OPERATION,
    ),
    Codec::new::<
        <DeleteFunctionConcurrency as Operation>::Input,
        <DeleteFunctionConcurrency as Operation>::Output,
    >(&DELETE_FUNCTION_CONCURRENCY_OPERATION),
    Codec::new::<
        <DeleteFunctionEventInvokeConfig as Operation>::Input,
        <DeleteFunctionEventInvokeConfig as Operation>::Output,
    >(&DELETE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION),
    Codec::new::<<DeleteLayerVersion as Operation>::Input, <DeleteLayerVersion as Operation>::Output>(
        &DELETE_LAYER_VERSION_OPERATION,
    ),
    Codec::new::<<GetAccountSettings as Operation>::Input, <GetAccountSettings as Operation>::Output>(
        &GET_ACCOUNT_SETTINGS_OPERATION,
    ),
    Codec::new::<<GetAlias as Operation>::Input, <GetAlias as Operation>::Output>(
        &GET_ALIAS_OPERATION,
    ),
    Codec::new::<<GetFunction as Operation>::Input, <GetFunction as Operation>::Output>(
        &GET_FUNCTION_OPERATION,
    ),
    Codec::new::<
        <GetFunctionConcurrency as Operation>::Input,
        <GetFunctionConcurrency as Operation>::Output,
    >(&GET_FUNCTION_CONCURRENCY_OPERATION),
    Codec::new::<
        <GetFunctionConfiguration as Operation>::Input,
        <GetFunctionConfiguration as Operation>::Output,
    >(&GET_FUNCTION_CONFIGURATION_OPERATION),
    Codec::new::<
        <GetFunctionEventInvokeConfig as Operation>::Input,
        <GetFunctionEventInvokeConfig as Operation>::Output,
    >(&GET_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION),
    Codec::new::<<GetLayerVersion as Operation>::Input, <GetLayerVersion as Operation>::Output>(
        &GET_LAYER_VERSION_OPERATION,
    ),
    Codec::new::<
        <GetLayerVersionByArn as Operation>::Input,
        <GetLayerVersionByArn as Operation>::Output,
    >(&GET_LAYER_VERSION_BY_ARN_OPERATION),
    Codec::new::<
        <GetLayerVersionPolicy as Operation>::Input,
        <GetLayerVersionPolicy as Operation>::Output,
    >(&GET_LAYER_VERSION_POLICY_OPERATION),
    Codec::new::<<GetPolicy as Operation>::Input, <GetPolicy as Operation>::Output>(
        &GET_POLICY_OPERATION,
    ),
    Codec::new::<<Invoke as Operation>::Input, <Invoke as Operation>::Output>(&INVOKE_OPERATION),
    Codec::new::<<InvokeAsync as Operation>::Input, <InvokeAsync as Operation>::Output>(
        &INVOKE_ASYNC_OPERATION,
    ),
    Codec::new::<<ListAliases as Operation>::Input, <ListAliases as Operation>::Output>(
        &LIST_ALIASES_OPERATION,
    ),
    Codec::new::<
        <ListFunctionEventInvokeConfigs as Operation>::Input,
        <ListFunctionEventInvokeConfigs as Operation>::Output,
    >(&LIST_FUNCTION_EVENT_INVOKE_CONFIGS_OPERATION),
    Codec::new::<<ListFunctions as Operation>::Input, <ListFunctions as Operation>::Output>(
        &LIST_FUNCTIONS_OPERATION,
    ),
    Codec::new::<<ListLayerVersions as Operation>::Input, <ListLayerVersions as Operation>::Output>(
        &LIST_LAYER_VERSIONS_OPERATION,
    ),
    Codec::new::<<ListLayers as Operation>::Input, <ListLayers as Operation>::Output>(
        &LIST_LAYERS_OPERATION,
    ),
    Codec::new::<<ListTags as Operation>::Input, <ListTags as Operation>::Output>(
        &LIST_TAGS_OPERATION,
    ),
    Codec::new::<
        <ListVersionsByFunction as Operation>::Input,
        <ListVersionsByFunction as Operation>::Output,
    >(&LIST_VERSIONS_BY_FUNCTION_OPERATION),
    Codec::new::<
        <PublishLayerVersion as Operation>::Input,
        <PublishLayerVersion as Operation>::Output,
    >(&PUBLISH_LAYER_VERSION_OPERATION),
    Codec::new::<<PublishVersion as Operation>::Input, <PublishVersion as Operation>::Output>(
        &PUBLISH_VERSION_OPERATION,
    ),
    Codec::new::<
        <PutFunctionConcurrency as Operation>::Input,
        <PutFunctionConcurrency as Operation>::Output,
    >(&PUT_FUNCTION_CONCURRENCY_OPERATION),
    Codec::new::<
        <PutFunctionEventInvokeConfig as Operation>::Input,
        <PutFunctionEventInvokeConfig as Operation>::Output,
    >(&PUT_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION),
    Codec::new::<
        <RemoveLayerVersionPermission as Operation>::Input,
        <RemoveLayerVersionPermission as Operation>::Output,
    >(&REMOVE_LAYER_VERSION_PERMISSION_OPERATION),
    Codec::new::<<RemovePermission as Operation>::Input, <RemovePermission as Operation>::Output>(
        &REMOVE_PERMISSION_OPERATION,
    ),
    Codec::new::<<TagResource as Operation>::Input, <TagResource as Operation>::Output>(
        &TAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UntagResource as Operation>::Input, <UntagResource as Operation>::Output>(
        &UNTAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UpdateAlias as Operation>::Input, <UpdateAlias as Operation>::Output>(
        &UPDATE_ALIAS_OPERATION,
    ),
    Codec::new::<<UpdateFunctionCode as Operation>::Input, <UpdateFunctionCode as Operation>::Output>(
        &UPDATE_FUNCTION_CODE_OPERATION,
    ),
    Codec::new::<
        <UpdateFunctionConfiguration as Operation>::Input,
        <UpdateFunctionConfiguration as Operation>::Output,
    >(&UPDATE_FUNCTION_CONFIGURATION_OPERATION),
    Codec::new::<
        <UpdateFunctionEventInvokeConfig as Operation>::Input,
        <UpdateFunctionEventInvokeConfig as Operation>::Output,
    >(&UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("InvalidRequestContentException", 400);
static INVALID: ErrorShape = ErrorShape::plain("ValidationException", 400);
/// Lambda.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "lambda",
    scope: "lambda",
    target_prefix: "",
    api_version: "2015-03-31",
    xml_namespace: "",
    error_namespace: "",
    protocols: &[Protocol::RestJson],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[
        &ADD_LAYER_VERSION_PERMISSION_OPERATION,
        &ADD_PERMISSION_OPERATION,
        &CREATE_ALIAS_OPERATION,
        &CREATE_FUNCTION_OPERATION,
        &DELETE_ALIAS_OPERATION,
        &DELETE_FUNCTION_OPERATION,
        &DELETE_FUNCTION_CONCURRENCY_OPERATION,
        &DELETE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION,
        &DELETE_LAYER_VERSION_OPERATION,
        &GET_ACCOUNT_SETTINGS_OPERATION,
        &GET_ALIAS_OPERATION,
        &GET_FUNCTION_OPERATION,
        &GET_FUNCTION_CONCURRENCY_OPERATION,
        &GET_FUNCTION_CONFIGURATION_OPERATION,
        &GET_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION,
        &GET_LAYER_VERSION_OPERATION,
        &GET_LAYER_VERSION_BY_ARN_OPERATION,
        &GET_LAYER_VERSION_POLICY_OPERATION,
        &GET_POLICY_OPERATION,
        &INVOKE_OPERATION,
        &INVOKE_ASYNC_OPERATION,
        &LIST_ALIASES_OPERATION,
        &LIST_FUNCTION_EVENT_INVOKE_CONFIGS_OPERATION,
        &LIST_FUNCTIONS_OPERATION,
        &LIST_LAYER_VERSIONS_OPERATION,
        &LIST_LAYERS_OPERATION,
        &LIST_TAGS_OPERATION,
        &LIST_VERSIONS_BY_FUNCTION_OPERATION,
        &PUBLISH_LAYER_VERSION_OPERATION,
        &PUBLISH_VERSION_OPERATION,
        &PUT_FUNCTION_CONCURRENCY_OPERATION,
        &PUT_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION,
        &REMOVE_LAYER_VERSION_PERMISSION_OPERATION,
        &REMOVE_PERMISSION_OPERATION,
        &TAG_RESOURCE_OPERATION,
        &UNTAG_RESOURCE_OPERATION,
        &UPDATE_ALIAS_OPERATION,
        &UPDATE_FUNCTION_CODE_OPERATION,
        &UPDATE_FUNCTION_CONFIGURATION_OPERATION,
        &UPDATE_FUNCTION_EVENT_INVOKE_CONFIG_OPERATION,
    ],
    refused: &[
        RefusedOperation {
            name: "CheckpointDurableExecution",
            method: "POST",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint",
        },
        RefusedOperation {
            name: "CreateCapacityProvider",
            method: "POST",
            uri: "/2025-11-30/capacity-providers",
        },
        RefusedOperation {
            name: "CreateCodeSigningConfig",
            method: "POST",
            uri: "/2020-04-22/code-signing-configs",
        },
        RefusedOperation {
            name: "CreateEventSourceMapping",
            method: "POST",
            uri: "/2015-03-31/event-source-mappings",
        },
        RefusedOperation {
            name: "CreateFunctionUrlConfig",
            method: "POST",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
        RefusedOperation {
            name: "DeleteCapacityProvider",
            method: "DELETE",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}",
        },
        RefusedOperation {
            name: "DeleteCodeSigningConfig",
            method: "DELETE",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        },
        RefusedOperation {
            name: "DeleteDurableExecution",
            method: "DELETE",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}",
        },
        RefusedOperation {
            name: "DeleteEventSourceMapping",
            method: "DELETE",
            uri: "/2015-03-31/event-source-mappings/{UUID}",
        },
        RefusedOperation {
            name: "DeleteFunctionCodeSigningConfig",
            method: "DELETE",
            uri: "/2020-06-30/functions/{FunctionName}/code-signing-config",
        },
        RefusedOperation {
            name: "DeleteFunctionUrlConfig",
            method: "DELETE",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
        RefusedOperation {
            name: "DeleteProvisionedConcurrencyConfig",
            method: "DELETE",
            uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        },
        RefusedOperation {
            name: "DeleteResourcePolicy",
            method: "DELETE",
            uri: "/2026-07-09/resource-policy/{ResourceArn}",
        },
        RefusedOperation {
            name: "GetCapacityProvider",
            method: "GET",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}",
        },
        RefusedOperation {
            name: "GetCodeSigningConfig",
            method: "GET",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        },
        RefusedOperation {
            name: "GetDurableExecution",
            method: "GET",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}",
        },
        RefusedOperation {
            name: "GetDurableExecutionHistory",
            method: "GET",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/history",
        },
        RefusedOperation {
            name: "GetDurableExecutionState",
            method: "GET",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/state",
        },
        RefusedOperation {
            name: "GetEventSourceMapping",
            method: "GET",
            uri: "/2015-03-31/event-source-mappings/{UUID}",
        },
        RefusedOperation {
            name: "GetFunctionCodeSigningConfig",
            method: "GET",
            uri: "/2020-06-30/functions/{FunctionName}/code-signing-config",
        },
        RefusedOperation {
            name: "GetFunctionRecursionConfig",
            method: "GET",
            uri: "/2024-08-31/functions/{FunctionName}/recursion-config",
        },
        RefusedOperation {
            name: "GetFunctionScalingConfig",
            method: "GET",
            uri: "/2025-11-30/functions/{FunctionName}/function-scaling-config",
        },
        RefusedOperation {
            name: "GetFunctionUrlConfig",
            method: "GET",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
        RefusedOperation {
            name: "GetProvisionedConcurrencyConfig",
            method: "GET",
            uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        },
        RefusedOperation {
            name: "GetResourcePolicy",
            method: "GET",
            uri: "/2026-07-09/resource-policy/{ResourceArn}",
        },
        RefusedOperation {
            name: "GetRuntimeManagementConfig",
            method: "GET",
            uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        },
        RefusedOperation {
            name: "InvokeWithResponseStream",
            method: "POST",
            uri: "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
        },
        RefusedOperation {
            name: "ListCapacityProviders",
            method: "GET",
            uri: "/2025-11-30/capacity-providers",
        },
        RefusedOperation {
            name: "ListCodeSigningConfigs",
            method: "GET",
            uri: "/2020-04-22/code-signing-configs",
        },
        RefusedOperation {
            name: "ListDurableExecutionsByFunction",
            method: "GET",
            uri: "/2025-12-01/functions/{FunctionName}/durable-executions",
        },
        RefusedOperation {
            name: "ListEventSourceMappings",
            method: "GET",
            uri: "/2015-03-31/event-source-mappings",
        },
        RefusedOperation {
            name: "ListFunctionUrlConfigs",
            method: "GET",
            uri: "/2021-10-31/functions/{FunctionName}/urls",
        },
        RefusedOperation {
            name: "ListFunctionVersionsByCapacityProvider",
            method: "GET",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions",
        },
        RefusedOperation {
            name: "ListFunctionsByCodeSigningConfig",
            method: "GET",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions",
        },
        RefusedOperation {
            name: "ListProvisionedConcurrencyConfigs",
            method: "GET",
            uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL",
        },
        RefusedOperation {
            name: "PauseDurableExecution",
            method: "POST",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/pause",
        },
        RefusedOperation {
            name: "PutFunctionCodeSigningConfig",
            method: "PUT",
            uri: "/2020-06-30/functions/{FunctionName}/code-signing-config",
        },
        RefusedOperation {
            name: "PutFunctionRecursionConfig",
            method: "PUT",
            uri: "/2024-08-31/functions/{FunctionName}/recursion-config",
        },
        RefusedOperation {
            name: "PutFunctionScalingConfig",
            method: "PUT",
            uri: "/2025-11-30/functions/{FunctionName}/function-scaling-config",
        },
        RefusedOperation {
            name: "PutProvisionedConcurrencyConfig",
            method: "PUT",
            uri: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        },
        RefusedOperation {
            name: "PutResourcePolicy",
            method: "PUT",
            uri: "/2026-07-09/resource-policy/{ResourceArn}",
        },
        RefusedOperation {
            name: "PutRuntimeManagementConfig",
            method: "PUT",
            uri: "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        },
        RefusedOperation {
            name: "ResumeDurableExecution",
            method: "POST",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/resume",
        },
        RefusedOperation {
            name: "SendDurableExecutionCallbackFailure",
            method: "POST",
            uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail",
        },
        RefusedOperation {
            name: "SendDurableExecutionCallbackHeartbeat",
            method: "POST",
            uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat",
        },
        RefusedOperation {
            name: "SendDurableExecutionCallbackSuccess",
            method: "POST",
            uri: "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed",
        },
        RefusedOperation {
            name: "StopDurableExecution",
            method: "POST",
            uri: "/2025-12-01/durable-executions/{DurableExecutionArn}/stop",
        },
        RefusedOperation {
            name: "UpdateCapacityProvider",
            method: "PUT",
            uri: "/2025-11-30/capacity-providers/{CapacityProviderName}",
        },
        RefusedOperation {
            name: "UpdateCodeSigningConfig",
            method: "PUT",
            uri: "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
        },
        RefusedOperation {
            name: "UpdateEventSourceMapping",
            method: "PUT",
            uri: "/2015-03-31/event-source-mappings/{UUID}",
        },
        RefusedOperation {
            name: "UpdateFunctionUrlConfig",
            method: "PUT",
            uri: "/2021-10-31/functions/{FunctionName}/url",
        },
    ],
};
