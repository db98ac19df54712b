//! The shapes and operations of EventBridge that are built. Made by `cargo xtask codegen`
//! from `models/events.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

shape! { AppSyncParameters APP_SYNC_PARAMETERS;
graph_ql_operation: Option<String> = ("GraphQLOperation", GRAPH_QL_OPERATION);
}
pub static ARN: Schema = Schema::new("Arn", Kind::String).range(1, 1600);
pub static ASSIGN_PUBLIC_IP: Schema =
    Schema::new("AssignPublicIp", Kind::String).values(&["ENABLED", "DISABLED"]);
shape! { AwsVpcConfiguration AWS_VPC_CONFIGURATION;
assign_public_ip: Option<String> = ("AssignPublicIp", ASSIGN_PUBLIC_IP);
security_groups: Option<Vec<String>> = ("SecurityGroups", STRING_LIST);
subnets: Vec<String> = ("Subnets", STRING_LIST).required();
}
shape! { BatchArrayProperties BATCH_ARRAY_PROPERTIES;
size: Option<i32> = ("Size", INTEGER);
}
shape! { BatchParameters BATCH_PARAMETERS;
array_properties: Option<BatchArrayProperties> = ("ArrayProperties", BATCH_ARRAY_PROPERTIES);
job_definition: String = ("JobDefinition", STRING).required();
job_name: String = ("JobName", STRING).required();
retry_strategy: Option<BatchRetryStrategy> = ("RetryStrategy", BATCH_RETRY_STRATEGY);
}
shape! { BatchRetryStrategy BATCH_RETRY_STRATEGY;
attempts: Option<i32> = ("Attempts", INTEGER);
}
pub static BOOLEAN: Schema = Schema::new("Boolean", Kind::Boolean);
pub static CAPACITY_PROVIDER: Schema = Schema::new("CapacityProvider", Kind::String).range(1, 255);
pub static CAPACITY_PROVIDER_STRATEGY: Schema = Schema::new(
    "CapacityProviderStrategy",
    Kind::List { item: &CAPACITY_PROVIDER_STRATEGY_ITEM, item_name: "member", flat: false },
)
.range(i64::MIN, 6);
shape! { CapacityProviderStrategyItem CAPACITY_PROVIDER_STRATEGY_ITEM;
base: Option<i32> = ("base", CAPACITY_PROVIDER_STRATEGY_ITEM_BASE);
capacity_provider: String = ("capacityProvider", CAPACITY_PROVIDER).required();
weight: Option<i32> = ("weight", CAPACITY_PROVIDER_STRATEGY_ITEM_WEIGHT);
}
pub static CAPACITY_PROVIDER_STRATEGY_ITEM_BASE: Schema =
    Schema::new("CapacityProviderStrategyItemBase", Kind::Integer).range(0, 100000);
pub static CAPACITY_PROVIDER_STRATEGY_ITEM_WEIGHT: Schema =
    Schema::new("CapacityProviderStrategyItemWeight", Kind::Integer).range(0, 1000);
shape! { ConcurrentModificationException CONCURRENT_MODIFICATION_EXCEPTION;
}
pub static CREATED_BY: Schema = Schema::new("CreatedBy", Kind::String).range(1, 128);
pub static DATABASE: Schema = Schema::new("Database", Kind::String).range(1, 64);
pub static DB_USER: Schema = Schema::new("DbUser", Kind::String).range(1, 128);
shape! { DeadLetterConfig DEAD_LETTER_CONFIG;
arn: Option<String> = ("Arn", RESOURCE_ARN);
}
shape! { DeleteRuleRequest DELETE_RULE_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
force: Option<bool> = ("Force", BOOLEAN);
name: String = ("Name", RULE_NAME).required();
}
shape! { DescribeRuleRequest DESCRIBE_RULE_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
name: String = ("Name", RULE_NAME).required();
}
shape! { DescribeRuleResponse DESCRIBE_RULE_RESPONSE;
arn: Option<String> = ("Arn", RULE_ARN);
created_by: Option<String> = ("CreatedBy", CREATED_BY);
description: Option<String> = ("Description", RULE_DESCRIPTION);
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME);
event_pattern: Option<String> = ("EventPattern", EVENT_PATTERN);
managed_by: Option<String> = ("ManagedBy", MANAGED_BY);
name: Option<String> = ("Name", RULE_NAME);
role_arn: Option<String> = ("RoleArn", ROLE_ARN);
schedule_expression: Option<String> = ("ScheduleExpression", SCHEDULE_EXPRESSION);
state: Option<String> = ("State", RULE_STATE);
}
shape! { DisableRuleRequest DISABLE_RULE_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
name: String = ("Name", RULE_NAME).required();
}
shape! { EcsParameters ECS_PARAMETERS;
capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>> = ("CapacityProviderStrategy", CAPACITY_PROVIDER_STRATEGY);
enable_ecs_managed_tags: Option<bool> = ("EnableECSManagedTags", BOOLEAN);
enable_execute_command: Option<bool> = ("EnableExecuteCommand", BOOLEAN);
group: Option<String> = ("Group", STRING);
launch_type: Option<String> = ("LaunchType", LAUNCH_TYPE);
network_configuration: Option<NetworkConfiguration> = ("NetworkConfiguration", NETWORK_CONFIGURATION);
placement_constraints: Option<Vec<PlacementConstraint>> = ("PlacementConstraints", PLACEMENT_CONSTRAINTS);
placement_strategy: Option<Vec<PlacementStrategy>> = ("PlacementStrategy", PLACEMENT_STRATEGIES);
platform_version: Option<String> = ("PlatformVersion", STRING);
propagate_tags: Option<String> = ("PropagateTags", PROPAGATE_TAGS);
reference_id: Option<String> = ("ReferenceId", REFERENCE_ID);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST);
task_count: Option<i32> = ("TaskCount", LIMIT_MIN1);
task_definition_arn: String = ("TaskDefinitionArn", ARN).required();
}
shape! { EnableRuleRequest ENABLE_RULE_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
name: String = ("Name", RULE_NAME).required();
}
pub static ERROR_CODE: Schema = Schema::new("ErrorCode", Kind::String);
pub static ERROR_MESSAGE: Schema = Schema::new("ErrorMessage", Kind::String);
pub static EVENT_BUS_NAME: Schema =
    Schema::new("EventBusName", Kind::String).range(1, 256).pattern({
        static PATTERN: Pattern = Pattern::new("[/\\.\\-_A-Za-z0-9]+");
        &PATTERN
    });
pub static EVENT_BUS_NAME_OR_ARN: Schema = Schema::new("EventBusNameOrArn", Kind::String).range(1, 1600).pattern({ static PATTERN: Pattern = Pattern::new("(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[/\\.\\-_A-Za-z0-9]+"); &PATTERN });
pub static EVENT_PATTERN: Schema = Schema::new("EventPattern", Kind::String).range(i64::MIN, 4096);
pub static GRAPH_QL_OPERATION: Schema =
    Schema::new("GraphQLOperation", Kind::String).sensitive().range(1, 1048576);
pub static HEADER_KEY: Schema =
    Schema::new("HeaderKey", Kind::String).range(i64::MIN, 512).pattern({
        static PATTERN: Pattern = Pattern::new("^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$");
        &PATTERN
    });
pub static HEADER_PARAMETERS_MAP: Schema = Schema::new(
    "HeaderParametersMap",
    Kind::Map {
        key: &HEADER_KEY,
        value: &HEADER_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static HEADER_VALUE: Schema =
    Schema::new("HeaderValue", Kind::String).range(i64::MIN, 512).pattern({
        static PATTERN: Pattern =
            Pattern::new("^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*[ \\t]*$");
        &PATTERN
    });
shape! { HttpParameters HTTP_PARAMETERS;
header_parameters: Option<Map<String>> = ("HeaderParameters", HEADER_PARAMETERS_MAP);
path_parameter_values: Option<Vec<String>> = ("PathParameterValues", PATH_PARAMETER_LIST);
query_string_parameters: Option<Map<String>> = ("QueryStringParameters", QUERY_STRING_PARAMETERS_MAP);
}
shape! { InputTransformer INPUT_TRANSFORMER;
input_paths_map: Option<Map<String>> = ("InputPathsMap", TRANSFORMER_PATHS);
input_template: String = ("InputTemplate", TRANSFORMER_INPUT).required();
}
pub static INPUT_TRANSFORMER_PATH_KEY: Schema =
    Schema::new("InputTransformerPathKey", Kind::String).range(1, 256).pattern({
        static PATTERN: Pattern = Pattern::new("[A-Za-z0-9\\_\\-]+");
        &PATTERN
    });
pub static INTEGER: Schema = Schema::new("Integer", Kind::Integer);
shape! { InternalException INTERNAL_EXCEPTION;
}
shape! { InvalidEventPatternException INVALID_EVENT_PATTERN_EXCEPTION;
}
shape! { KinesisParameters KINESIS_PARAMETERS;
partition_key_path: String = ("PartitionKeyPath", TARGET_PARTITION_KEY_PATH).required();
}
pub static LAUNCH_TYPE: Schema =
    Schema::new("LaunchType", Kind::String).values(&["EC2", "FARGATE", "EXTERNAL"]);
shape! { LimitExceededException LIMIT_EXCEEDED_EXCEPTION;
}
pub static LIMIT_MAX100: Schema = Schema::new("LimitMax100", Kind::Integer).range(1, 100);
pub static LIMIT_MIN1: Schema = Schema::new("LimitMin1", Kind::Integer).range(1, i64::MAX);
shape! { ListRuleNamesByTargetRequest LIST_RULE_NAMES_BY_TARGET_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
limit: Option<i32> = ("Limit", LIMIT_MAX100);
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
target_arn: String = ("TargetArn", TARGET_ARN).required();
}
shape! { ListRuleNamesByTargetResponse LIST_RULE_NAMES_BY_TARGET_RESPONSE;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
rule_names: Option<Vec<String>> = ("RuleNames", RULE_NAME_LIST);
}
shape! { ListRulesRequest LIST_RULES_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
limit: Option<i32> = ("Limit", LIMIT_MAX100);
name_prefix: Option<String> = ("NamePrefix", RULE_NAME);
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
}
shape! { ListRulesResponse LIST_RULES_RESPONSE;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
rules: Option<Vec<Rule>> = ("Rules", RULE_RESPONSE_LIST);
}
shape! { ListTagsForResourceRequest LIST_TAGS_FOR_RESOURCE_REQUEST;
resource_arn: String = ("ResourceARN", ARN).required();
}
shape! { ListTagsForResourceResponse LIST_TAGS_FOR_RESOURCE_RESPONSE;
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST);
}
shape! { ListTargetsByRuleRequest LIST_TARGETS_BY_RULE_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
limit: Option<i32> = ("Limit", LIMIT_MAX100);
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
rule: String = ("Rule", RULE_NAME).required();
}
shape! { ListTargetsByRuleResponse LIST_TARGETS_BY_RULE_RESPONSE;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
targets: Option<Vec<Target>> = ("Targets", TARGET_LIST);
}
pub static MANAGED_BY: Schema = Schema::new("ManagedBy", Kind::String).range(1, 128);
shape! { ManagedRuleException MANAGED_RULE_EXCEPTION;
}
pub static MAXIMUM_EVENT_AGE_IN_SECONDS: Schema =
    Schema::new("MaximumEventAgeInSeconds", Kind::Integer).range(60, 86400);
pub static MAXIMUM_RETRY_ATTEMPTS: Schema =
    Schema::new("MaximumRetryAttempts", Kind::Integer).range(0, 185);
pub static MESSAGE_GROUP_ID: Schema =
    Schema::new("MessageGroupId", Kind::String).range(i64::MIN, 100);
shape! { NetworkConfiguration NETWORK_CONFIGURATION;
awsvpc_configuration: Option<AwsVpcConfiguration> = ("awsvpcConfiguration", AWS_VPC_CONFIGURATION);
}
pub static NEXT_TOKEN: Schema = Schema::new("NextToken", Kind::String).range(1, 2048);
pub static PATH_PARAMETER: Schema = Schema::new("PathParameter", Kind::String);
pub static PATH_PARAMETER_LIST: Schema = Schema::new(
    "PathParameterList",
    Kind::List { item: &PATH_PARAMETER, item_name: "member", flat: false },
);
shape! { PlacementConstraint PLACEMENT_CONSTRAINT;
expression: Option<String> = ("expression", PLACEMENT_CONSTRAINT_EXPRESSION);
r#type: Option<String> = ("type", PLACEMENT_CONSTRAINT_TYPE);
}
pub static PLACEMENT_CONSTRAINT_EXPRESSION: Schema =
    Schema::new("PlacementConstraintExpression", Kind::String).range(i64::MIN, 2000);
pub static PLACEMENT_CONSTRAINT_TYPE: Schema =
    Schema::new("PlacementConstraintType", Kind::String).values(&["distinctInstance", "memberOf"]);
pub static PLACEMENT_CONSTRAINTS: Schema = Schema::new(
    "PlacementConstraints",
    Kind::List { item: &PLACEMENT_CONSTRAINT, item_name: "member", flat: false },
)
.range(i64::MIN, 10);
pub static PLACEMENT_STRATEGIES: Schema = Schema::new(
    "PlacementStrategies",
    Kind::List { item: &PLACEMENT_STRATEGY, item_name: "member", flat: false },
)
.range(i64::MIN, 5);
shape! { PlacementStrategy PLACEMENT_STRATEGY;
field: Option<String> = ("field", PLACEMENT_STRATEGY_FIELD);
r#type: Option<String> = ("type", PLACEMENT_STRATEGY_TYPE);
}
pub static PLACEMENT_STRATEGY_FIELD: Schema =
    Schema::new("PlacementStrategyField", Kind::String).range(i64::MIN, 255);
pub static PLACEMENT_STRATEGY_TYPE: Schema =
    Schema::new("PlacementStrategyType", Kind::String).values(&["random", "spread", "binpack"]);
pub static PROPAGATE_TAGS: Schema =
    Schema::new("PropagateTags", Kind::String).values(&["TASK_DEFINITION"]);
shape! { PutRuleRequest PUT_RULE_REQUEST;
description: Option<String> = ("Description", RULE_DESCRIPTION);
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
event_pattern: Option<String> = ("EventPattern", EVENT_PATTERN);
name: String = ("Name", RULE_NAME).required();
role_arn: Option<String> = ("RoleArn", ROLE_ARN);
schedule_expression: Option<String> = ("ScheduleExpression", SCHEDULE_EXPRESSION);
state: Option<String> = ("State", RULE_STATE);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST);
}
shape! { PutRuleResponse PUT_RULE_RESPONSE;
rule_arn: Option<String> = ("RuleArn", RULE_ARN);
}
shape! { PutTargetsRequest PUT_TARGETS_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
rule: String = ("Rule", RULE_NAME).required();
targets: Vec<Target> = ("Targets", TARGET_LIST).required();
}
shape! { PutTargetsResponse PUT_TARGETS_RESPONSE;
failed_entries: Option<Vec<PutTargetsResultEntry>> = ("FailedEntries", PUT_TARGETS_RESULT_ENTRY_LIST);
failed_entry_count: Option<i32> = ("FailedEntryCount", INTEGER);
}
shape! { PutTargetsResultEntry PUT_TARGETS_RESULT_ENTRY;
error_code: Option<String> = ("ErrorCode", ERROR_CODE);
error_message: Option<String> = ("ErrorMessage", ERROR_MESSAGE);
target_id: Option<String> = ("TargetId", TARGET_ID);
}
pub static PUT_TARGETS_RESULT_ENTRY_LIST: Schema = Schema::new(
    "PutTargetsResultEntryList",
    Kind::List { item: &PUT_TARGETS_RESULT_ENTRY, item_name: "member", flat: false },
);
pub static QUERY_STRING_KEY: Schema =
    Schema::new("QueryStringKey", Kind::String).range(i64::MIN, 512).pattern({
        static PATTERN: Pattern = Pattern::new("[^\\x00-\\x1F\\x7F]+");
        &PATTERN
    });
pub static QUERY_STRING_PARAMETERS_MAP: Schema = Schema::new(
    "QueryStringParametersMap",
    Kind::Map {
        key: &QUERY_STRING_KEY,
        value: &QUERY_STRING_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static QUERY_STRING_VALUE: Schema =
    Schema::new("QueryStringValue", Kind::String).range(i64::MIN, 512).pattern({
        static PATTERN: Pattern = Pattern::new("[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F]+");
        &PATTERN
    });
shape! { RedshiftDataParameters REDSHIFT_DATA_PARAMETERS;
database: String = ("Database", DATABASE).required();
db_user: Option<String> = ("DbUser", DB_USER);
secret_manager_arn: Option<String> = ("SecretManagerArn", REDSHIFT_SECRET_MANAGER_ARN);
sql: Option<String> = ("Sql", SQL);
sqls: Option<Vec<String>> = ("Sqls", SQLS);
statement_name: Option<String> = ("StatementName", STATEMENT_NAME);
with_event: Option<bool> = ("WithEvent", BOOLEAN);
}
pub static REDSHIFT_SECRET_MANAGER_ARN: Schema = Schema::new("RedshiftSecretManagerArn", Kind::String).range(1, 1600).pattern({ static PATTERN: Pattern = Pattern::new("(^arn:aws([a-z]|\\-)*:secretsmanager:[a-z0-9-.]+:.*)|(\\$(\\.[\\w_-]+(\\[(\\d+|\\*)\\])*)*)"); &PATTERN });
pub static REFERENCE_ID: Schema = Schema::new("ReferenceId", Kind::String).range(i64::MIN, 1024);
shape! { RemoveTargetsRequest REMOVE_TARGETS_REQUEST;
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME_OR_ARN);
force: Option<bool> = ("Force", BOOLEAN);
ids: Vec<String> = ("Ids", TARGET_ID_LIST).required();
rule: String = ("Rule", RULE_NAME).required();
}
shape! { RemoveTargetsResponse REMOVE_TARGETS_RESPONSE;
failed_entries: Option<Vec<RemoveTargetsResultEntry>> = ("FailedEntries", REMOVE_TARGETS_RESULT_ENTRY_LIST);
failed_entry_count: Option<i32> = ("FailedEntryCount", INTEGER);
}
shape! { RemoveTargetsResultEntry REMOVE_TARGETS_RESULT_ENTRY;
error_code: Option<String> = ("ErrorCode", ERROR_CODE);
error_message: Option<String> = ("ErrorMessage", ERROR_MESSAGE);
target_id: Option<String> = ("TargetId", TARGET_ID);
}
pub static REMOVE_TARGETS_RESULT_ENTRY_LIST: Schema = Schema::new(
    "RemoveTargetsResultEntryList",
    Kind::List { item: &REMOVE_TARGETS_RESULT_ENTRY, item_name: "member", flat: false },
);
pub static RESOURCE_ARN: Schema = Schema::new("ResourceArn", Kind::String).range(1, 1600);
shape! { ResourceNotFoundException RESOURCE_NOT_FOUND_EXCEPTION;
}
shape! { RetryPolicy RETRY_POLICY;
maximum_event_age_in_seconds: Option<i32> = ("MaximumEventAgeInSeconds", MAXIMUM_EVENT_AGE_IN_SECONDS);
maximum_retry_attempts: Option<i32> = ("MaximumRetryAttempts", MAXIMUM_RETRY_ATTEMPTS);
}
pub static ROLE_ARN: Schema = Schema::new("RoleArn", Kind::String).range(1, 1600);
shape! { Rule RULE;
arn: Option<String> = ("Arn", RULE_ARN);
description: Option<String> = ("Description", RULE_DESCRIPTION);
event_bus_name: Option<String> = ("EventBusName", EVENT_BUS_NAME);
event_pattern: Option<String> = ("EventPattern", EVENT_PATTERN);
managed_by: Option<String> = ("ManagedBy", MANAGED_BY);
name: Option<String> = ("Name", RULE_NAME);
role_arn: Option<String> = ("RoleArn", ROLE_ARN);
schedule_expression: Option<String> = ("ScheduleExpression", SCHEDULE_EXPRESSION);
state: Option<String> = ("State", RULE_STATE);
}
pub static RULE_ARN: Schema = Schema::new("RuleArn", Kind::String).range(1, 1600);
pub static RULE_DESCRIPTION: Schema =
    Schema::new("RuleDescription", Kind::String).range(i64::MIN, 512);
pub static RULE_NAME: Schema = Schema::new("RuleName", Kind::String).range(1, 64).pattern({
    static PATTERN: Pattern = Pattern::new("[\\.\\-_A-Za-z0-9]+");
    &PATTERN
});
pub static RULE_NAME_LIST: Schema =
    Schema::new("RuleNameList", Kind::List { item: &RULE_NAME, item_name: "member", flat: false });
pub static RULE_RESPONSE_LIST: Schema =
    Schema::new("RuleResponseList", Kind::List { item: &RULE, item_name: "member", flat: false });
pub static RULE_STATE: Schema = Schema::new("RuleState", Kind::String).values(&[
    "ENABLED",
    "DISABLED",
    "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
]);
shape! { RunCommandParameters RUN_COMMAND_PARAMETERS;
run_command_targets: Vec<RunCommandTarget> = ("RunCommandTargets", RUN_COMMAND_TARGETS).required();
}
shape! { RunCommandTarget RUN_COMMAND_TARGET;
key: String = ("Key", RUN_COMMAND_TARGET_KEY).required();
values: Vec<String> = ("Values", RUN_COMMAND_TARGET_VALUES).required();
}
pub static RUN_COMMAND_TARGET_KEY: Schema =
    Schema::new("RunCommandTargetKey", Kind::String).range(1, 128).pattern({
        static PATTERN: Pattern = Pattern::new("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$");
        &PATTERN
    });
pub static RUN_COMMAND_TARGET_VALUE: Schema =
    Schema::new("RunCommandTargetValue", Kind::String).range(1, 256);
pub static RUN_COMMAND_TARGET_VALUES: Schema = Schema::new(
    "RunCommandTargetValues",
    Kind::List { item: &RUN_COMMAND_TARGET_VALUE, item_name: "member", flat: false },
)
.range(1, 50);
pub static RUN_COMMAND_TARGETS: Schema = Schema::new(
    "RunCommandTargets",
    Kind::List { item: &RUN_COMMAND_TARGET, item_name: "member", flat: false },
)
.range(1, 5);
shape! { SageMakerPipelineParameter SAGE_MAKER_PIPELINE_PARAMETER;
name: String = ("Name", SAGE_MAKER_PIPELINE_PARAMETER_NAME).required();
value: String = ("Value", SAGE_MAKER_PIPELINE_PARAMETER_VALUE).required();
}
pub static SAGE_MAKER_PIPELINE_PARAMETER_LIST: Schema = Schema::new(
    "SageMakerPipelineParameterList",
    Kind::List { item: &SAGE_MAKER_PIPELINE_PARAMETER, item_name: "member", flat: false },
)
.range(0, 200);
pub static SAGE_MAKER_PIPELINE_PARAMETER_NAME: Schema =
    Schema::new("SageMakerPipelineParameterName", Kind::String).range(1, 256).pattern({
        static PATTERN: Pattern = Pattern::new("^[a-zA-Z0-9](-*[a-zA-Z0-9])*$");
        &PATTERN
    });
pub static SAGE_MAKER_PIPELINE_PARAMETER_VALUE: Schema =
    Schema::new("SageMakerPipelineParameterValue", Kind::String).range(i64::MIN, 1024);
shape! { SageMakerPipelineParameters SAGE_MAKER_PIPELINE_PARAMETERS;
pipeline_parameter_list: Option<Vec<SageMakerPipelineParameter>> = ("PipelineParameterList", SAGE_MAKER_PIPELINE_PARAMETER_LIST);
}
pub static SCHEDULE_EXPRESSION: Schema =
    Schema::new("ScheduleExpression", Kind::String).range(i64::MIN, 256);
pub static SQL: Schema = Schema::new("Sql", Kind::String).sensitive().range(1, 100000);
pub static SQLS: Schema =
    Schema::new("Sqls", Kind::List { item: &SQL, item_name: "member", flat: false })
        .sensitive()
        .range(0, 40);
shape! { SqsParameters SQS_PARAMETERS;
message_group_id: Option<String> = ("MessageGroupId", MESSAGE_GROUP_ID);
}
pub static STATEMENT_NAME: Schema = Schema::new("StatementName", Kind::String).range(1, 500);
pub static STRING: Schema = Schema::new("String", Kind::String);
pub static STRING_LIST: Schema =
    Schema::new("StringList", Kind::List { item: &STRING, item_name: "member", flat: false });
shape! { Tag TAG;
key: String = ("Key", TAG_KEY).required();
value: String = ("Value", TAG_VALUE).required();
}
pub static TAG_KEY: Schema = Schema::new("TagKey", Kind::String).range(1, 128);
pub static TAG_KEY_LIST: Schema =
    Schema::new("TagKeyList", Kind::List { item: &TAG_KEY, item_name: "member", flat: false });
pub static TAG_LIST: Schema =
    Schema::new("TagList", Kind::List { item: &TAG, item_name: "member", flat: false });
shape! { TagResourceRequest TAG_RESOURCE_REQUEST;
resource_arn: String = ("ResourceARN", ARN).required();
tags: Vec<Tag> = ("Tags", TAG_LIST).required();
}
shape! { TagResourceResponse TAG_RESOURCE_RESPONSE;
}
pub static TAG_VALUE: Schema = Schema::new("TagValue", Kind::String).range(0, 256);
shape! { Target TARGET;
app_sync_parameters: Option<AppSyncParameters> = ("AppSyncParameters", APP_SYNC_PARAMETERS);
arn: String = ("Arn", TARGET_ARN).required();
batch_parameters: Option<BatchParameters> = ("BatchParameters", BATCH_PARAMETERS);
dead_letter_config: Option<DeadLetterConfig> = ("DeadLetterConfig", DEAD_LETTER_CONFIG);
ecs_parameters: Option<EcsParameters> = ("EcsParameters", ECS_PARAMETERS);
http_parameters: Option<HttpParameters> = ("HttpParameters", HTTP_PARAMETERS);
id: String = ("Id", TARGET_ID).required();
input: Option<String> = ("Input", TARGET_INPUT);
input_path: Option<String> = ("InputPath", TARGET_INPUT_PATH);
input_transformer: Option<InputTransformer> = ("InputTransformer", INPUT_TRANSFORMER);
kinesis_parameters: Option<KinesisParameters> = ("KinesisParameters", KINESIS_PARAMETERS);
redshift_data_parameters: Option<RedshiftDataParameters> = ("RedshiftDataParameters", REDSHIFT_DATA_PARAMETERS);
retry_policy: Option<RetryPolicy> = ("RetryPolicy", RETRY_POLICY);
role_arn: Option<String> = ("RoleArn", ROLE_ARN);
run_command_parameters: Option<RunCommandParameters> = ("RunCommandParameters", RUN_COMMAND_PARAMETERS);
sage_maker_pipeline_parameters: Option<SageMakerPipelineParameters> = ("SageMakerPipelineParameters", SAGE_MAKER_PIPELINE_PARAMETERS);
sqs_parameters: Option<SqsParameters> = ("SqsParameters", SQS_PARAMETERS);
}
pub static TARGET_ARN: Schema = Schema::new("TargetArn", Kind::String).range(1, 1600);
pub static TARGET_ID: Schema = Schema::new("TargetId", Kind::String).range(1, 64).pattern({
    static PATTERN: Pattern = Pattern::new("[\\.\\-_A-Za-z0-9]+");
    &PATTERN
});
pub static TARGET_ID_LIST: Schema =
    Schema::new("TargetIdList", Kind::List { item: &TARGET_ID, item_name: "member", flat: false })
        .range(1, 100);
pub static TARGET_INPUT: Schema = Schema::new("TargetInput", Kind::String).range(i64::MIN, 8192);
pub static TARGET_INPUT_PATH: Schema =
    Schema::new("TargetInputPath", Kind::String).range(i64::MIN, 256);
pub static TARGET_LIST: Schema =
    Schema::new("TargetList", Kind::List { item: &TARGET, item_name: "member", flat: false })
        .range(1, 100);
pub static TARGET_PARTITION_KEY_PATH: Schema =
    Schema::new("TargetPartitionKeyPath", Kind::String).range(i64::MIN, 256);
pub static TRANSFORMER_INPUT: Schema = Schema::new("TransformerInput", Kind::String).range(1, 8192);
pub static TRANSFORMER_PATHS: Schema = Schema::new(
    "TransformerPaths",
    Kind::Map {
        key: &INPUT_TRANSFORMER_PATH_KEY,
        value: &TARGET_INPUT_PATH,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
)
.range(i64::MIN, 100);
shape! { UntagResourceRequest UNTAG_RESOURCE_REQUEST;
resource_arn: String = ("ResourceARN", ARN).required();
tag_keys: Vec<String> = ("TagKeys", TAG_KEY_LIST).required();
}
shape! { UntagResourceResponse UNTAG_RESOURCE_RESPONSE;
}
pub static CONCURRENT_MODIFICATION_ERROR: ErrorShape = ErrorShape {
    code: "ConcurrentModificationException",
    query_code: "ConcurrentModificationException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&CONCURRENT_MODIFICATION_EXCEPTION),
};
pub static INTERNAL_ERROR: ErrorShape = ErrorShape {
    code: "InternalException",
    query_code: "InternalException",
    status: 500,
    fault: Fault::Server,
    schema: Some(&INTERNAL_EXCEPTION),
};
pub static INVALID_EVENT_PATTERN_ERROR: ErrorShape = ErrorShape {
    code: "InvalidEventPatternException",
    query_code: "InvalidEventPatternException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_EVENT_PATTERN_EXCEPTION),
};
pub static LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "LimitExceededException",
    query_code: "LimitExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&LIMIT_EXCEEDED_EXCEPTION),
};
pub static MANAGED_RULE_ERROR: ErrorShape = ErrorShape {
    code: "ManagedRuleException",
    query_code: "ManagedRuleException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&MANAGED_RULE_EXCEPTION),
};
pub static RESOURCE_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "ResourceNotFoundException",
    query_code: "ResourceNotFoundException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&RESOURCE_NOT_FOUND_EXCEPTION),
};
pub static DELETE_RULE_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteRule",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_RULE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &CONCURRENT_MODIFICATION_ERROR,
        &MANAGED_RULE_ERROR,
        &INTERNAL_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteRule`."]
pub struct DeleteRule;
impl Operation for DeleteRule {
    type Input = DeleteRuleRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_RULE_OPERATION;
}
pub static DESCRIBE_RULE_OPERATION: OperationSchema = OperationSchema {
    name: "DescribeRule",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DESCRIBE_RULE_REQUEST,
    output: &DESCRIBE_RULE_RESPONSE,
    result_wrapper: "",
    errors: &[&RESOURCE_NOT_FOUND_ERROR, &INTERNAL_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DescribeRule`."]
pub struct DescribeRule;
impl Operation for DescribeRule {
    type Input = DescribeRuleRequest;
    type Output = DescribeRuleResponse;
    const SCHEMA: &'static OperationSchema = &DESCRIBE_RULE_OPERATION;
}
pub static DISABLE_RULE_OPERATION: OperationSchema = OperationSchema {
    name: "DisableRule",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DISABLE_RULE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &MANAGED_RULE_ERROR,
        &INTERNAL_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DisableRule`."]
pub struct DisableRule;
impl Operation for DisableRule {
    type Input = DisableRuleRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DISABLE_RULE_OPERATION;
}
pub static ENABLE_RULE_OPERATION: OperationSchema = OperationSchema {
    name: "EnableRule",
    method: "POST",
    uri: "/",
    status: 200,
    input: &ENABLE_RULE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &MANAGED_RULE_ERROR,
        &INTERNAL_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `EnableRule`."]
pub struct EnableRule;
impl Operation for EnableRule {
    type Input = EnableRuleRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &ENABLE_RULE_OPERATION;
}
pub static LIST_RULE_NAMES_BY_TARGET_OPERATION: OperationSchema = OperationSchema {
    name: "ListRuleNamesByTarget",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_RULE_NAMES_BY_TARGET_REQUEST,
    output: &LIST_RULE_NAMES_BY_TARGET_RESPONSE,
    result_wrapper: "",
    errors: &[&INTERNAL_ERROR, &RESOURCE_NOT_FOUND_ERROR],
    pagination: Some(("NextToken", "Limit")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListRuleNamesByTarget`."]
pub struct ListRuleNamesByTarget;
impl Operation for ListRuleNamesByTarget {
    type Input = ListRuleNamesByTargetRequest;
    type Output = ListRuleNamesByTargetResponse;
    const SCHEMA: &'static OperationSchema = &LIST_RULE_NAMES_BY_TARGET_OPERATION;
}
pub static LIST_RULES_OPERATION: OperationSchema = OperationSchema {
    name: "ListRules",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_RULES_REQUEST,
    output: &LIST_RULES_RESPONSE,
    result_wrapper: "",
    errors: &[&INTERNAL_ERROR, &RESOURCE_NOT_FOUND_ERROR],
    pagination: Some(("NextToken", "Limit")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListRules`."]
pub struct ListRules;
impl Operation for ListRules {
    type Input = ListRulesRequest;
    type Output = ListRulesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_RULES_OPERATION;
}
pub static LIST_TAGS_FOR_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "ListTagsForResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_TAGS_FOR_RESOURCE_REQUEST,
    output: &LIST_TAGS_FOR_RESOURCE_RESPONSE,
    result_wrapper: "",
    errors: &[&RESOURCE_NOT_FOUND_ERROR, &INTERNAL_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListTagsForResource`."]
pub struct ListTagsForResource;
impl Operation for ListTagsForResource {
    type Input = ListTagsForResourceRequest;
    type Output = ListTagsForResourceResponse;
    const SCHEMA: &'static OperationSchema = &LIST_TAGS_FOR_RESOURCE_OPERATION;
}
pub static LIST_TARGETS_BY_RULE_OPERATION: OperationSchema = OperationSchema {
    name: "ListTargetsByRule",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_TARGETS_BY_RULE_REQUEST,
    output: &LIST_TARGETS_BY_RULE_RESPONSE,
    result_wrapper: "",
    errors: &[&RESOURCE_NOT_FOUND_ERROR, &INTERNAL_ERROR],
    pagination: Some(("NextToken", "Limit")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListTargetsByRule`."]
pub struct ListTargetsByRule;
impl Operation for ListTargetsByRule {
    type Input = ListTargetsByRuleRequest;
    type Output = ListTargetsByRuleResponse;
    const SCHEMA: &'static OperationSchema = &LIST_TARGETS_BY_RULE_OPERATION;
}
pub static PUT_RULE_OPERATION: OperationSchema = OperationSchema {
    name: "PutRule",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUT_RULE_REQUEST,
    output: &PUT_RULE_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_EVENT_PATTERN_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &MANAGED_RULE_ERROR,
        &INTERNAL_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &["RoleArn"],
    refused: &[("EventPattern", "")],
};
#[doc = "The operation `PutRule`."]
pub struct PutRule;
impl Operation for PutRule {
    type Input = PutRuleRequest;
    type Output = PutRuleResponse;
    const SCHEMA: &'static OperationSchema = &PUT_RULE_OPERATION;
}
pub static PUT_TARGETS_OPERATION: OperationSchema = OperationSchema {
    name: "PutTargets",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUT_TARGETS_REQUEST,
    output: &PUT_TARGETS_RESPONSE,
    result_wrapper: "",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &MANAGED_RULE_ERROR,
        &INTERNAL_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `PutTargets`."]
pub struct PutTargets;
impl Operation for PutTargets {
    type Input = PutTargetsRequest;
    type Output = PutTargetsResponse;
    const SCHEMA: &'static OperationSchema = &PUT_TARGETS_OPERATION;
}
pub static REMOVE_TARGETS_OPERATION: OperationSchema = OperationSchema {
    name: "RemoveTargets",
    method: "POST",
    uri: "/",
    status: 200,
    input: &REMOVE_TARGETS_REQUEST,
    output: &REMOVE_TARGETS_RESPONSE,
    result_wrapper: "",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &MANAGED_RULE_ERROR,
        &INTERNAL_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `RemoveTargets`."]
pub struct RemoveTargets;
impl Operation for RemoveTargets {
    type Input = RemoveTargetsRequest;
    type Output = RemoveTargetsResponse;
    const SCHEMA: &'static OperationSchema = &REMOVE_TARGETS_OPERATION;
}
pub static TAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "TagResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &TAG_RESOURCE_REQUEST,
    output: &TAG_RESOURCE_RESPONSE,
    result_wrapper: "",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &INTERNAL_ERROR,
        &MANAGED_RULE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `TagResource`."]
pub struct TagResource;
impl Operation for TagResource {
    type Input = TagResourceRequest;
    type Output = TagResourceResponse;
    const SCHEMA: &'static OperationSchema = &TAG_RESOURCE_OPERATION;
}
pub static UNTAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "UntagResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UNTAG_RESOURCE_REQUEST,
    output: &UNTAG_RESOURCE_RESPONSE,
    result_wrapper: "",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &INTERNAL_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &MANAGED_RULE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UntagResource`."]
pub struct UntagResource;
impl Operation for UntagResource {
    type Input = UntagResourceRequest;
    type Output = UntagResourceResponse;
    const SCHEMA: &'static OperationSchema = &UNTAG_RESOURCE_OPERATION;
}
/// How every operation's input and output is read.
pub static CODECS: &[Codec] = &[
    Codec::new::<<DeleteRule as Operation>::Input, <DeleteRule as Operation>::Output>(
        &DELETE_RULE_OPERATION,
    ),
    Codec::new::<<DescribeRule as Operation>::Input, <DescribeRule as Operation>::Output>(
        &DESCRIBE_RULE_OPERATION,
    ),
    Codec::new::<<DisableRule as Operation>::Input, <DisableRule as Operation>::Output>(
        &DISABLE_RULE_OPERATION,
    ),
    Codec::new::<<EnableRule as Operation>::Input, <EnableRule as Operation>::Output>(
        &ENABLE_RULE_OPERATION,
    ),
    Codec::new::<
        <ListRuleNamesByTarget as Operation>::Input,
        <ListRuleNamesByTarget as Operation>::Output,
    >(&LIST_RULE_NAMES_BY_TARGET_OPERATION),
    Codec::new::<<ListRules as Operation>::Input, <ListRules as Operation>::Output>(
        &LIST_RULES_OPERATION,
    ),
    Codec::new::<
        <ListTagsForResource as Operation>::Input,
        <ListTagsForResource as Operation>::Output,
    >(&LIST_TAGS_FOR_RESOURCE_OPERATION),
    Codec::new::<<ListTargetsByRule as Operation>::Input, <ListTargetsByRule as Operation>::Output>(
        &LIST_TARGETS_BY_RULE_OPERATION,
    ),
    Codec::new::<<PutRule as Operation>::Input, <PutRule as Operation>::Output>(
        &PUT_RULE_OPERATION,
    ),
    Codec::new::<<PutTargets as Operation>::Input, <PutTargets as Operation>::Output>(
        &PUT_TARGETS_OPERATION,
    ),
    Codec::new::<<RemoveTargets as Operation>::Input, <RemoveTargets as Operation>::Output>(
        &REMOVE_TARGETS_OPERATION,
    ),
    Codec::new::<<TagResource as Operation>::Input, <TagResource as Operation>::Output>(
        &TAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UntagResource as Operation>::Input, <UntagResource as Operation>::Output>(
        &UNTAG_RESOURCE_OPERATION,
    ),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("SerializationException", 400);
static INVALID: ErrorShape = ErrorShape::plain("ValidationException", 400);
/// EventBridge.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "events",
    scope: "events",
    target_prefix: "AWSEvents",
    api_version: "2015-10-07",
    xml_namespace: "",
    error_namespace: "",
    protocols: &[Protocol::AwsJson11],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[
        &DELETE_RULE_OPERATION,
        &DESCRIBE_RULE_OPERATION,
        &DISABLE_RULE_OPERATION,
        &ENABLE_RULE_OPERATION,
        &LIST_RULE_NAMES_BY_TARGET_OPERATION,
        &LIST_RULES_OPERATION,
        &LIST_TAGS_FOR_RESOURCE_OPERATION,
        &LIST_TARGETS_BY_RULE_OPERATION,
        &PUT_RULE_OPERATION,
        &PUT_TARGETS_OPERATION,
        &REMOVE_TARGETS_OPERATION,
        &TAG_RESOURCE_OPERATION,
        &UNTAG_RESOURCE_OPERATION,
    ],
    refused: &[
        RefusedOperation { name: "ActivateEventSource", method: "POST", uri: "/" },
        RefusedOperation { name: "CancelReplay", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateApiDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateArchive", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateConnection", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateEndpoint", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateEventBus", method: "POST", uri: "/" },
        RefusedOperation { name: "CreatePartnerEventSource", method: "POST", uri: "/" },
        RefusedOperation { name: "DeactivateEventSource", method: "POST", uri: "/" },
        RefusedOperation { name: "DeauthorizeConnection", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteApiDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteArchive", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteConnection", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteEndpoint", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteEventBus", method: "POST", uri: "/" },
        RefusedOperation { name: "DeletePartnerEventSource", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeApiDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeArchive", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeConnection", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeEndpoint", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeEventBus", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeEventSource", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribePartnerEventSource", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeReplay", method: "POST", uri: "/" },
        RefusedOperation { name: "ListApiDestinations", method: "POST", uri: "/" },
        RefusedOperation { name: "ListArchives", method: "POST", uri: "/" },
        RefusedOperation { name: "ListConnections", method: "POST", uri: "/" },
        RefusedOperation { name: "ListEndpoints", method: "POST", uri: "/" },
        RefusedOperation { name: "ListEventBuses", method: "POST", uri: "/" },
        RefusedOperation { name: "ListEventSources", method: "POST", uri: "/" },
        RefusedOperation { name: "ListPartnerEventSourceAccounts", method: "POST", uri: "/" },
        RefusedOperation { name: "ListPartnerEventSources", method: "POST", uri: "/" },
        RefusedOperation { name: "ListReplays", method: "POST", uri: "/" },
        RefusedOperation { name: "PutEvents", method: "POST", uri: "/" },
        RefusedOperation { name: "PutPartnerEvents", method: "POST", uri: "/" },
        RefusedOperation { name: "PutPermission", method: "POST", uri: "/" },
        RefusedOperation { name: "RemovePermission", method: "POST", uri: "/" },
        RefusedOperation { name: "StartReplay", method: "POST", uri: "/" },
        RefusedOperation { name: "TestEventPattern", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateApiDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateArchive", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateConnection", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateEndpoint", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateEventBus", method: "POST", uri: "/" },
    ],
};
