//! The shapes and operations of CloudWatch Logs that are built. Made by `cargo xtask codegen`
//! from `models/logs.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

pub static ACCOUNT_ID: Schema = Schema::new("AccountId", Kind::String).range(12, 12).pattern({
    static PATTERN: Pattern = Pattern::new("^\\d{12}$");
    &PATTERN
});
pub static ACCOUNT_IDS: Schema =
    Schema::new("AccountIds", Kind::List { item: &ACCOUNT_ID, item_name: "member", flat: false })
        .range(0, 20);
pub static AMAZON_RESOURCE_NAME: Schema =
    Schema::new("AmazonResourceName", Kind::String).range(1, 1011).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=/:,.@-]*");
        &PATTERN
    });
pub static ARN: Schema = Schema::new("Arn", Kind::String);
pub static BEARER_TOKEN_AUTHENTICATION_ENABLED: Schema =
    Schema::new("BearerTokenAuthenticationEnabled", Kind::Boolean);
shape! { CreateLogGroupRequest CREATE_LOG_GROUP_REQUEST;
deletion_protection_enabled: Option<bool> = ("deletionProtectionEnabled", DELETION_PROTECTION_ENABLED);
kms_key_id: Option<String> = ("kmsKeyId", KMS_KEY_ID);
log_group_class: Option<String> = ("logGroupClass", LOG_GROUP_CLASS);
log_group_name: String = ("logGroupName", LOG_GROUP_NAME).required();
tags: Option<Map<String>> = ("tags", TAGS);
}
shape! { CreateLogStreamRequest CREATE_LOG_STREAM_REQUEST;
log_group_name: String = ("logGroupName", LOG_GROUP_NAME).required();
log_stream_name: String = ("logStreamName", LOG_STREAM_NAME).required();
}
shape! { DataAlreadyAcceptedException DATA_ALREADY_ACCEPTED_EXCEPTION;
expected_sequence_token: Option<String> = ("expectedSequenceToken", SEQUENCE_TOKEN);
}
pub static DATA_PROTECTION_STATUS: Schema = Schema::new("DataProtectionStatus", Kind::String)
    .values(&["ACTIVATED", "DELETED", "ARCHIVED", "DISABLED"]);
pub static DAYS: Schema = Schema::new("Days", Kind::Integer);
shape! { DeleteLogGroupRequest DELETE_LOG_GROUP_REQUEST;
log_group_name: String = ("logGroupName", LOG_GROUP_NAME).required();
}
shape! { DeleteLogStreamRequest DELETE_LOG_STREAM_REQUEST;
log_group_name: String = ("logGroupName", LOG_GROUP_NAME).required();
log_stream_name: String = ("logStreamName", LOG_STREAM_NAME).required();
}
shape! { DeleteRetentionPolicyRequest DELETE_RETENTION_POLICY_REQUEST;
log_group_name: String = ("logGroupName", LOG_GROUP_NAME).required();
}
pub static DELETION_PROTECTION_ENABLED: Schema =
    Schema::new("DeletionProtectionEnabled", Kind::Boolean);
pub static DESCENDING: Schema = Schema::new("Descending", Kind::Boolean);
pub static DESCRIBE_LIMIT: Schema = Schema::new("DescribeLimit", Kind::Integer).range(1, 50);
pub static DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS: Schema = Schema::new(
    "DescribeLogGroupsLogGroupIdentifiers",
    Kind::List { item: &LOG_GROUP_IDENTIFIER, item_name: "member", flat: false },
)
.range(1, 50);
shape! { DescribeLogGroupsRequest DESCRIBE_LOG_GROUPS_REQUEST;
account_identifiers: Option<Vec<String>> = ("accountIdentifiers", ACCOUNT_IDS);
include_linked_accounts: Option<bool> = ("includeLinkedAccounts", INCLUDE_LINKED_ACCOUNTS);
limit: Option<i32> = ("limit", DESCRIBE_LIMIT);
log_group_class: Option<String> = ("logGroupClass", LOG_GROUP_CLASS);
log_group_identifiers: Option<Vec<String>> = ("logGroupIdentifiers", DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS);
log_group_name_pattern: Option<String> = ("logGroupNamePattern", LOG_GROUP_NAME_PATTERN);
log_group_name_prefix: Option<String> = ("logGroupNamePrefix", LOG_GROUP_NAME);
next_token: Option<String> = ("nextToken", NEXT_TOKEN);
}
shape! { DescribeLogGroupsResponse DESCRIBE_LOG_GROUPS_RESPONSE;
log_groups: Option<Vec<LogGroup>> = ("logGroups", LOG_GROUPS);
next_token: Option<String> = ("nextToken", NEXT_TOKEN);
}
shape! { DescribeLogStreamsRequest DESCRIBE_LOG_STREAMS_REQUEST;
descending: Option<bool> = ("descending", DESCENDING);
limit: Option<i32> = ("limit", DESCRIBE_LIMIT);
log_group_identifier: Option<String> = ("logGroupIdentifier", LOG_GROUP_IDENTIFIER);
log_group_name: Option<String> = ("logGroupName", LOG_GROUP_NAME);
log_stream_name_prefix: Option<String> = ("logStreamNamePrefix", LOG_STREAM_NAME);
next_token: Option<String> = ("nextToken", NEXT_TOKEN);
order_by: Option<String> = ("orderBy", ORDER_BY);
}
shape! { DescribeLogStreamsResponse DESCRIBE_LOG_STREAMS_RESPONSE;
log_streams: Option<Vec<LogStream>> = ("logStreams", LOG_STREAMS);
next_token: Option<String> = ("nextToken", NEXT_TOKEN);
}
shape! { Entity ENTITY;
attributes: Option<Map<String>> = ("attributes", ENTITY_ATTRIBUTES);
key_attributes: Option<Map<String>> = ("keyAttributes", ENTITY_KEY_ATTRIBUTES);
}
pub static ENTITY_ATTRIBUTES: Schema = Schema::new(
    "EntityAttributes",
    Kind::Map {
        key: &ENTITY_ATTRIBUTES_KEY,
        value: &ENTITY_ATTRIBUTES_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
)
.range(0, 10);
pub static ENTITY_ATTRIBUTES_KEY: Schema =
    Schema::new("EntityAttributesKey", Kind::String).range(1, 256);
pub static ENTITY_ATTRIBUTES_VALUE: Schema =
    Schema::new("EntityAttributesValue", Kind::String).range(1, 512);
pub static ENTITY_KEY_ATTRIBUTES: Schema = Schema::new(
    "EntityKeyAttributes",
    Kind::Map {
        key: &ENTITY_KEY_ATTRIBUTES_KEY,
        value: &ENTITY_KEY_ATTRIBUTES_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
)
.range(2, 4);
pub static ENTITY_KEY_ATTRIBUTES_KEY: Schema =
    Schema::new("EntityKeyAttributesKey", Kind::String).range(1, 32);
pub static ENTITY_KEY_ATTRIBUTES_VALUE: Schema =
    Schema::new("EntityKeyAttributesValue", Kind::String).range(1, 512);
pub static ENTITY_REJECTION_ERROR_TYPE: Schema =
    Schema::new("EntityRejectionErrorType", Kind::String).values(&[
        "InvalidEntity",
        "InvalidTypeValue",
        "InvalidKeyAttributes",
        "InvalidAttributes",
        "EntitySizeTooLarge",
        "UnsupportedLogGroupType",
        "MissingRequiredFields",
    ]);
pub static EVENT_ID: Schema = Schema::new("EventId", Kind::String);
pub static EVENT_MESSAGE: Schema = Schema::new("EventMessage", Kind::String).range(1, i64::MAX);
pub static EVENTS_LIMIT: Schema = Schema::new("EventsLimit", Kind::Integer).range(1, 10000);
pub static FILTER_COUNT: Schema = Schema::new("FilterCount", Kind::Integer);
shape! { FilterLogEventsRequest FILTER_LOG_EVENTS_REQUEST;
end_time: Option<i64> = ("endTime", TIMESTAMP);
filter_pattern: Option<String> = ("filterPattern", FILTER_PATTERN);
interleaved: Option<bool> = ("interleaved", INTERLEAVED);
limit: Option<i32> = ("limit", EVENTS_LIMIT);
log_group_identifier: Option<String> = ("logGroupIdentifier", LOG_GROUP_IDENTIFIER);
log_group_name: Option<String> = ("logGroupName", LOG_GROUP_NAME);
log_stream_name_prefix: Option<String> = ("logStreamNamePrefix", LOG_STREAM_NAME);
log_stream_names: Option<Vec<String>> = ("logStreamNames", INPUT_LOG_STREAM_NAMES);
next_token: Option<String> = ("nextToken", NEXT_TOKEN);
start_from_head: Option<bool> = ("startFromHead", START_FROM_HEAD);
start_time: Option<i64> = ("startTime", TIMESTAMP);
unmask: Option<bool> = ("unmask", UNMASK);
}
shape! { FilterLogEventsResponse FILTER_LOG_EVENTS_RESPONSE;
events: Option<Vec<FilteredLogEvent>> = ("events", FILTERED_LOG_EVENTS);
next_token: Option<String> = ("nextToken", NEXT_TOKEN);
searched_log_streams: Option<Vec<SearchedLogStream>> = ("searchedLogStreams", SEARCHED_LOG_STREAMS);
}
pub static FILTER_PATTERN: Schema = Schema::new("FilterPattern", Kind::String).range(0, 1024);
shape! { FilteredLogEvent FILTERED_LOG_EVENT;
event_id: Option<String> = ("eventId", EVENT_ID);
ingestion_time: Option<i64> = ("ingestionTime", TIMESTAMP);
log_stream_name: Option<String> = ("logStreamName", LOG_STREAM_NAME);
message: Option<String> = ("message", EVENT_MESSAGE);
timestamp: Option<i64> = ("timestamp", TIMESTAMP);
}
pub static FILTERED_LOG_EVENTS: Schema = Schema::new(
    "FilteredLogEvents",
    Kind::List { item: &FILTERED_LOG_EVENT, item_name: "member", flat: false },
);
shape! { GetLogEventsRequest GET_LOG_EVENTS_REQUEST;
end_time: Option<i64> = ("endTime", TIMESTAMP);
limit: Option<i32> = ("limit", EVENTS_LIMIT);
log_group_identifier: Option<String> = ("logGroupIdentifier", LOG_GROUP_IDENTIFIER);
log_group_name: Option<String> = ("logGroupName", LOG_GROUP_NAME);
log_stream_name: String = ("logStreamName", LOG_STREAM_NAME).required();
next_token: Option<String> = ("nextToken", NEXT_TOKEN);
start_from_head: Option<bool> = ("startFromHead", START_FROM_HEAD);
start_time: Option<i64> = ("startTime", TIMESTAMP);
unmask: Option<bool> = ("unmask", UNMASK);
}
shape! { GetLogEventsResponse GET_LOG_EVENTS_RESPONSE;
events: Option<Vec<OutputLogEvent>> = ("events", OUTPUT_LOG_EVENTS);
next_backward_token: Option<String> = ("nextBackwardToken", NEXT_TOKEN);
next_forward_token: Option<String> = ("nextForwardToken", NEXT_TOKEN);
}
pub static INCLUDE_LINKED_ACCOUNTS: Schema = Schema::new("IncludeLinkedAccounts", Kind::Boolean);
pub static INHERITED_PROPERTIES: Schema = Schema::new(
    "InheritedProperties",
    Kind::List { item: &INHERITED_PROPERTY, item_name: "member", flat: false },
);
pub static INHERITED_PROPERTY: Schema =
    Schema::new("InheritedProperty", Kind::String).values(&["ACCOUNT_DATA_PROTECTION"]);
shape! { InputLogEvent INPUT_LOG_EVENT;
message: String = ("message", EVENT_MESSAGE).required();
timestamp: i64 = ("timestamp", TIMESTAMP).required();
}
pub static INPUT_LOG_EVENTS: Schema = Schema::new(
    "InputLogEvents",
    Kind::List { item: &INPUT_LOG_EVENT, item_name: "member", flat: false },
)
.range(1, 10000);
pub static INPUT_LOG_STREAM_NAMES: Schema = Schema::new(
    "InputLogStreamNames",
    Kind::List { item: &LOG_STREAM_NAME, item_name: "member", flat: false },
)
.range(1, 100);
pub static INTERLEAVED: Schema = Schema::new("Interleaved", Kind::Boolean);
shape! { InvalidParameterException INVALID_PARAMETER_EXCEPTION;
}
shape! { InvalidSequenceTokenException INVALID_SEQUENCE_TOKEN_EXCEPTION;
expected_sequence_token: Option<String> = ("expectedSequenceToken", SEQUENCE_TOKEN);
}
pub static KMS_KEY_ID: Schema = Schema::new("KmsKeyId", Kind::String).range(i64::MIN, 256);
shape! { LimitExceededException LIMIT_EXCEEDED_EXCEPTION;
}
shape! { ListTagsForResourceRequest LIST_TAGS_FOR_RESOURCE_REQUEST;
resource_arn: String = ("resourceArn", AMAZON_RESOURCE_NAME).required();
}
shape! { ListTagsForResourceResponse LIST_TAGS_FOR_RESOURCE_RESPONSE;
tags: Option<Map<String>> = ("tags", TAGS);
}
pub static LOG_EVENT_INDEX: Schema = Schema::new("LogEventIndex", Kind::Integer);
shape! { LogGroup LOG_GROUP;
arn: Option<String> = ("arn", ARN);
bearer_token_authentication_enabled: Option<bool> = ("bearerTokenAuthenticationEnabled", BEARER_TOKEN_AUTHENTICATION_ENABLED);
creation_time: Option<i64> = ("creationTime", TIMESTAMP);
data_protection_status: Option<String> = ("dataProtectionStatus", DATA_PROTECTION_STATUS);
deletion_protection_enabled: Option<bool> = ("deletionProtectionEnabled", DELETION_PROTECTION_ENABLED);
inherited_properties: Option<Vec<String>> = ("inheritedProperties", INHERITED_PROPERTIES);
kms_key_id: Option<String> = ("kmsKeyId", KMS_KEY_ID);
log_group_arn: Option<String> = ("logGroupArn", ARN);
log_group_class: Option<String> = ("logGroupClass", LOG_GROUP_CLASS);
log_group_name: Option<String> = ("logGroupName", LOG_GROUP_NAME);
metric_filter_count: Option<i32> = ("metricFilterCount", FILTER_COUNT);
retention_in_days: Option<i32> = ("retentionInDays", DAYS);
retention_policy_name: Option<String> = ("retentionPolicyName", POLICY_NAME);
stored_bytes: Option<i64> = ("storedBytes", STORED_BYTES);
}
pub static LOG_GROUP_CLASS: Schema = Schema::new("LogGroupClass", Kind::String).values(&[
    "STANDARD",
    "INFREQUENT_ACCESS",
    "DELIVERY",
    "ESSENTIALS",
]);
pub static LOG_GROUP_IDENTIFIER: Schema =
    Schema::new("LogGroupIdentifier", Kind::String).range(1, 2048).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w#+=/:,.@-]*");
        &PATTERN
    });
pub static LOG_GROUP_NAME: Schema =
    Schema::new("LogGroupName", Kind::String).range(1, 512).pattern({
        static PATTERN: Pattern = Pattern::new("[\\.\\-_/#A-Za-z0-9]+");
        &PATTERN
    });
pub static LOG_GROUP_NAME_PATTERN: Schema =
    Schema::new("LogGroupNamePattern", Kind::String).range(0, 512).pattern({
        static PATTERN: Pattern = Pattern::new("[\\.\\-_/#A-Za-z0-9]*");
        &PATTERN
    });
pub static LOG_GROUPS: Schema =
    Schema::new("LogGroups", Kind::List { item: &LOG_GROUP, item_name: "member", flat: false });
shape! { LogStream LOG_STREAM;
arn: Option<String> = ("arn", ARN);
creation_time: Option<i64> = ("creationTime", TIMESTAMP);
first_event_timestamp: Option<i64> = ("firstEventTimestamp", TIMESTAMP);
last_event_timestamp: Option<i64> = ("lastEventTimestamp", TIMESTAMP);
last_ingestion_time: Option<i64> = ("lastIngestionTime", TIMESTAMP);
log_stream_name: Option<String> = ("logStreamName", LOG_STREAM_NAME);
stored_bytes: Option<i64> = ("storedBytes", STORED_BYTES);
upload_sequence_token: Option<String> = ("uploadSequenceToken", SEQUENCE_TOKEN);
}
pub static LOG_STREAM_NAME: Schema =
    Schema::new("LogStreamName", Kind::String).range(1, 512).pattern({
        static PATTERN: Pattern = Pattern::new("[^:*]*");
        &PATTERN
    });
pub static LOG_STREAM_SEARCHED_COMPLETELY: Schema =
    Schema::new("LogStreamSearchedCompletely", Kind::Boolean);
pub static LOG_STREAMS: Schema =
    Schema::new("LogStreams", Kind::List { item: &LOG_STREAM, item_name: "member", flat: false });
pub static MESSAGE: Schema = Schema::new("Message", Kind::String);
pub static NEXT_TOKEN: Schema = Schema::new("NextToken", Kind::String).range(1, i64::MAX);
shape! { OperationAbortedException OPERATION_ABORTED_EXCEPTION;
}
pub static ORDER_BY: Schema =
    Schema::new("OrderBy", Kind::String).values(&["LogStreamName", "LastEventTime"]);
shape! { OutputLogEvent OUTPUT_LOG_EVENT;
ingestion_time: Option<i64> = ("ingestionTime", TIMESTAMP);
message: Option<String> = ("message", EVENT_MESSAGE);
timestamp: Option<i64> = ("timestamp", TIMESTAMP);
}
pub static OUTPUT_LOG_EVENTS: Schema = Schema::new(
    "OutputLogEvents",
    Kind::List { item: &OUTPUT_LOG_EVENT, item_name: "member", flat: false },
);
pub static POLICY_NAME: Schema = Schema::new("PolicyName", Kind::String);
shape! { PutLogEventsRequest PUT_LOG_EVENTS_REQUEST;
entity: Option<Entity> = ("entity", ENTITY);
log_events: Vec<InputLogEvent> = ("logEvents", INPUT_LOG_EVENTS).required();
log_group_name: String = ("logGroupName", LOG_GROUP_NAME).required();
log_stream_name: String = ("logStreamName", LOG_STREAM_NAME).required();
sequence_token: Option<String> = ("sequenceToken", SEQUENCE_TOKEN);
}
shape! { PutLogEventsResponse PUT_LOG_EVENTS_RESPONSE;
next_sequence_token: Option<String> = ("nextSequenceToken", SEQUENCE_TOKEN);
rejected_entity_info: Option<RejectedEntityInfo> = ("rejectedEntityInfo", REJECTED_ENTITY_INFO);
rejected_log_events_info: Option<RejectedLogEventsInfo> = ("rejectedLogEventsInfo", REJECTED_LOG_EVENTS_INFO);
}
shape! { PutRetentionPolicyRequest PUT_RETENTION_POLICY_REQUEST;
log_group_name: String = ("logGroupName", LOG_GROUP_NAME).required();
retention_in_days: i32 = ("retentionInDays", DAYS).required();
}
shape! { RejectedEntityInfo REJECTED_ENTITY_INFO;
error_type: String = ("errorType", ENTITY_REJECTION_ERROR_TYPE).required();
}
shape! { RejectedLogEventsInfo REJECTED_LOG_EVENTS_INFO;
expired_log_event_end_index: Option<i32> = ("expiredLogEventEndIndex", LOG_EVENT_INDEX);
too_new_log_event_start_index: Option<i32> = ("tooNewLogEventStartIndex", LOG_EVENT_INDEX);
too_old_log_event_end_index: Option<i32> = ("tooOldLogEventEndIndex", LOG_EVENT_INDEX);
}
shape! { ResourceAlreadyExistsException RESOURCE_ALREADY_EXISTS_EXCEPTION;
}
shape! { ResourceNotFoundException RESOURCE_NOT_FOUND_EXCEPTION;
}
shape! { SearchedLogStream SEARCHED_LOG_STREAM;
log_stream_name: Option<String> = ("logStreamName", LOG_STREAM_NAME);
searched_completely: Option<bool> = ("searchedCompletely", LOG_STREAM_SEARCHED_COMPLETELY);
}
pub static SEARCHED_LOG_STREAMS: Schema = Schema::new(
    "SearchedLogStreams",
    Kind::List { item: &SEARCHED_LOG_STREAM, item_name: "member", flat: false },
);
pub static SEQUENCE_TOKEN: Schema = Schema::new("SequenceToken", Kind::String).range(1, i64::MAX);
shape! { ServiceUnavailableException SERVICE_UNAVAILABLE_EXCEPTION;
}
pub static START_FROM_HEAD: Schema = Schema::new("StartFromHead", Kind::Boolean);
pub static STORED_BYTES: Schema = Schema::new("StoredBytes", Kind::Long).range(0, i64::MAX);
pub static TAG_KEY: Schema = Schema::new("TagKey", Kind::String).range(1, 128).pattern({
    static PATTERN: Pattern = Pattern::new("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$");
    &PATTERN
});
pub static TAG_KEY_LIST: Schema =
    Schema::new("TagKeyList", Kind::List { item: &TAG_KEY, item_name: "member", flat: false })
        .range(0, 50);
shape! { TagResourceRequest TAG_RESOURCE_REQUEST;
resource_arn: String = ("resourceArn", AMAZON_RESOURCE_NAME).required();
tags: Map<String> = ("tags", TAGS).required();
}
pub static TAG_VALUE: Schema =
    Schema::new("TagValue", Kind::String).range(i64::MIN, 256).pattern({
        static PATTERN: Pattern = Pattern::new("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$");
        &PATTERN
    });
pub static TAGS: Schema = Schema::new(
    "Tags",
    Kind::Map {
        key: &TAG_KEY,
        value: &TAG_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
)
.range(1, 50);
pub static TIMESTAMP: Schema = Schema::new("Timestamp", Kind::Long).range(0, i64::MAX);
shape! { TooManyTagsException TOO_MANY_TAGS_EXCEPTION;
message: Option<String> = ("message", MESSAGE);
resource_name: Option<String> = ("resourceName", AMAZON_RESOURCE_NAME);
}
pub static UNMASK: Schema = Schema::new("Unmask", Kind::Boolean);
shape! { UnrecognizedClientException UNRECOGNIZED_CLIENT_EXCEPTION;
}
shape! { UntagResourceRequest UNTAG_RESOURCE_REQUEST;
resource_arn: String = ("resourceArn", AMAZON_RESOURCE_NAME).required();
tag_keys: Vec<String> = ("tagKeys", TAG_KEY_LIST).required();
}
shape! { ValidationException VALIDATION_EXCEPTION;
}
pub static DATA_ALREADY_ACCEPTED_ERROR: ErrorShape = ErrorShape {
    code: "DataAlreadyAcceptedException",
    query_code: "DataAlreadyAcceptedException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&DATA_ALREADY_ACCEPTED_EXCEPTION),
};
pub static INVALID_PARAMETER_ERROR: ErrorShape = ErrorShape {
    code: "InvalidParameterException",
    query_code: "InvalidParameterException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_PARAMETER_EXCEPTION),
};
pub static INVALID_SEQUENCE_TOKEN_ERROR: ErrorShape = ErrorShape {
    code: "InvalidSequenceTokenException",
    query_code: "InvalidSequenceTokenException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_SEQUENCE_TOKEN_EXCEPTION),
};
pub static LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "LimitExceededException",
    query_code: "LimitExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&LIMIT_EXCEEDED_EXCEPTION),
};
pub static OPERATION_ABORTED_ERROR: ErrorShape = ErrorShape {
    code: "OperationAbortedException",
    query_code: "OperationAbortedException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&OPERATION_ABORTED_EXCEPTION),
};
pub static RESOURCE_ALREADY_EXISTS_ERROR: ErrorShape = ErrorShape {
    code: "ResourceAlreadyExistsException",
    query_code: "ResourceAlreadyExistsException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&RESOURCE_ALREADY_EXISTS_EXCEPTION),
};
pub static RESOURCE_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "ResourceNotFoundException",
    query_code: "ResourceNotFoundException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&RESOURCE_NOT_FOUND_EXCEPTION),
};
pub static SERVICE_UNAVAILABLE_ERROR: ErrorShape = ErrorShape {
    code: "ServiceUnavailableException",
    query_code: "ServiceUnavailableException",
    status: 500,
    fault: Fault::Server,
    schema: Some(&SERVICE_UNAVAILABLE_EXCEPTION),
};
pub static TOO_MANY_TAGS_ERROR: ErrorShape = ErrorShape {
    code: "TooManyTagsException",
    query_code: "TooManyTagsException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&TOO_MANY_TAGS_EXCEPTION),
};
pub static UNRECOGNIZED_CLIENT_ERROR: ErrorShape = ErrorShape {
    code: "UnrecognizedClientException",
    query_code: "UnrecognizedClientException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&UNRECOGNIZED_CLIENT_EXCEPTION),
};
pub static VALIDATION_ERROR: ErrorShape = ErrorShape {
    code: "ValidationException",
    query_code: "ValidationException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&VALIDATION_EXCEPTION),
};
pub static CREATE_LOG_GROUP_OPERATION: OperationSchema = OperationSchema {
    name: "CreateLogGroup",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_LOG_GROUP_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &RESOURCE_ALREADY_EXISTS_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &OPERATION_ABORTED_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("kmsKeyId", ""), ("logGroupClass", "STANDARD"), ("deletionProtectionEnabled", "")],
};
#[doc = "The operation `CreateLogGroup`."]
pub struct CreateLogGroup;
impl Operation for CreateLogGroup {
    type Input = CreateLogGroupRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &CREATE_LOG_GROUP_OPERATION;
}
pub static CREATE_LOG_STREAM_OPERATION: OperationSchema = OperationSchema {
    name: "CreateLogStream",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_LOG_STREAM_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &RESOURCE_ALREADY_EXISTS_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `CreateLogStream`."]
pub struct CreateLogStream;
impl Operation for CreateLogStream {
    type Input = CreateLogStreamRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &CREATE_LOG_STREAM_OPERATION;
}
pub static DELETE_LOG_GROUP_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteLogGroup",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_LOG_GROUP_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &OPERATION_ABORTED_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
        &VALIDATION_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteLogGroup`."]
pub struct DeleteLogGroup;
impl Operation for DeleteLogGroup {
    type Input = DeleteLogGroupRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_LOG_GROUP_OPERATION;
}
pub static DELETE_LOG_STREAM_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteLogStream",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_LOG_STREAM_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &OPERATION_ABORTED_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
        &VALIDATION_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteLogStream`."]
pub struct DeleteLogStream;
impl Operation for DeleteLogStream {
    type Input = DeleteLogStreamRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_LOG_STREAM_OPERATION;
}
pub static DELETE_RETENTION_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteRetentionPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_RETENTION_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &OPERATION_ABORTED_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteRetentionPolicy`."]
pub struct DeleteRetentionPolicy;
impl Operation for DeleteRetentionPolicy {
    type Input = DeleteRetentionPolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_RETENTION_POLICY_OPERATION;
}
pub static DESCRIBE_LOG_GROUPS_OPERATION: OperationSchema = OperationSchema {
    name: "DescribeLogGroups",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DESCRIBE_LOG_GROUPS_REQUEST,
    output: &DESCRIBE_LOG_GROUPS_RESPONSE,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_ERROR, &SERVICE_UNAVAILABLE_ERROR],
    pagination: Some(("nextToken", "limit")),
    inert: &[],
    refused: &[("accountIdentifiers", ""), ("includeLinkedAccounts", "")],
};
#[doc = "The operation `DescribeLogGroups`."]
pub struct DescribeLogGroups;
impl Operation for DescribeLogGroups {
    type Input = DescribeLogGroupsRequest;
    type Output = DescribeLogGroupsResponse;
    const SCHEMA: &'static OperationSchema = &DESCRIBE_LOG_GROUPS_OPERATION;
}
pub static DESCRIBE_LOG_STREAMS_OPERATION: OperationSchema = OperationSchema {
    name: "DescribeLogStreams",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DESCRIBE_LOG_STREAMS_REQUEST,
    output: &DESCRIBE_LOG_STREAMS_RESPONSE,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_ERROR, &RESOURCE_NOT_FOUND_ERROR, &SERVICE_UNAVAILABLE_ERROR],
    pagination: Some(("nextToken", "limit")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DescribeLogStreams`."]
pub struct DescribeLogStreams;
impl Operation for DescribeLogStreams {
    type Input = DescribeLogStreamsRequest;
    type Output = DescribeLogStreamsResponse;
    const SCHEMA: &'static OperationSchema = &DESCRIBE_LOG_STREAMS_OPERATION;
}
pub static FILTER_LOG_EVENTS_OPERATION: OperationSchema = OperationSchema {
    name: "FilterLogEvents",
    method: "POST",
    uri: "/",
    status: 200,
    input: &FILTER_LOG_EVENTS_REQUEST,
    output: &FILTER_LOG_EVENTS_RESPONSE,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_ERROR, &RESOURCE_NOT_FOUND_ERROR, &SERVICE_UNAVAILABLE_ERROR],
    pagination: Some(("nextToken", "limit")),
    inert: &["interleaved"],
    refused: &[("unmask", "")],
};
#[doc = "The operation `FilterLogEvents`."]
pub struct FilterLogEvents;
impl Operation for FilterLogEvents {
    type Input = FilterLogEventsRequest;
    type Output = FilterLogEventsResponse;
    const SCHEMA: &'static OperationSchema = &FILTER_LOG_EVENTS_OPERATION;
}
pub static GET_LOG_EVENTS_OPERATION: OperationSchema = OperationSchema {
    name: "GetLogEvents",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_LOG_EVENTS_REQUEST,
    output: &GET_LOG_EVENTS_RESPONSE,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_ERROR, &RESOURCE_NOT_FOUND_ERROR, &SERVICE_UNAVAILABLE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[("unmask", "")],
};
#[doc = "The operation `GetLogEvents`."]
pub struct GetLogEvents;
impl Operation for GetLogEvents {
    type Input = GetLogEventsRequest;
    type Output = GetLogEventsResponse;
    const SCHEMA: &'static OperationSchema = &GET_LOG_EVENTS_OPERATION;
}
pub static LIST_TAGS_FOR_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "ListTagsForResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_TAGS_FOR_RESOURCE_REQUEST,
    output: &LIST_TAGS_FOR_RESOURCE_RESPONSE,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_ERROR, &RESOURCE_NOT_FOUND_ERROR, &SERVICE_UNAVAILABLE_ERROR],
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
pub static PUT_LOG_EVENTS_OPERATION: OperationSchema = OperationSchema {
    name: "PutLogEvents",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUT_LOG_EVENTS_REQUEST,
    output: &PUT_LOG_EVENTS_RESPONSE,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INVALID_SEQUENCE_TOKEN_ERROR,
        &DATA_ALREADY_ACCEPTED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
        &UNRECOGNIZED_CLIENT_ERROR,
    ],
    pagination: None,
    inert: &["entity", "sequenceToken"],
    refused: &[],
};
#[doc = "The operation `PutLogEvents`."]
pub struct PutLogEvents;
impl Operation for PutLogEvents {
    type Input = PutLogEventsRequest;
    type Output = PutLogEventsResponse;
    const SCHEMA: &'static OperationSchema = &PUT_LOG_EVENTS_OPERATION;
}
pub static PUT_RETENTION_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "PutRetentionPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUT_RETENTION_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &OPERATION_ABORTED_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `PutRetentionPolicy`."]
pub struct PutRetentionPolicy;
impl Operation for PutRetentionPolicy {
    type Input = PutRetentionPolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &PUT_RETENTION_POLICY_OPERATION;
}
pub static TAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "TagResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &TAG_RESOURCE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &SERVICE_UNAVAILABLE_ERROR,
        &TOO_MANY_TAGS_ERROR,
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
    method: "POST",
    uri: "/",
    status: 200,
    input: &UNTAG_RESOURCE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&INVALID_PARAMETER_ERROR, &RESOURCE_NOT_FOUND_ERROR, &SERVICE_UNAVAILABLE_ERROR],
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
/// How every operation's input and output is read.
pub static CODECS: &[Codec] = &[
    Codec::new::<<CreateLogGroup as Operation>::Input, <CreateLogGroup as Operation>::Output>(
        &CREATE_LOG_GROUP_OPERATION,
    ),
    Codec::new::<<CreateLogStream as Operation>::Input, <CreateLogStream as Operation>::Output>(
        &CREATE_LOG_STREAM_OPERATION,
    ),
    Codec::new::<<DeleteLogGroup as Operation>::Input, <DeleteLogGroup as Operation>::Output>(
        &DELETE_LOG_GROUP_OPERATION,
    ),
    Codec::new::<<DeleteLogStream as Operation>::Input, <DeleteLogStream as Operation>::Output>(
        &DELETE_LOG_STREAM_OPERATION,
    ),
    Codec::new::<
        <DeleteRetentionPolicy as Operation>::Input,
        <DeleteRetentionPolicy as Operation>::Output,
    >(&DELETE_RETENTION_POLICY_OPERATION),
    Codec::new::<<DescribeLogGroups as Operation>::Input, <DescribeLogGroups as Operation>::Output>(
        &DESCRIBE_LOG_GROUPS_OPERATION,
    ),
    Codec::new::<<DescribeLogStreams as Operation>::Input, <DescribeLogStreams as Operation>::Output>(
        &DESCRIBE_LOG_STREAMS_OPERATION,
    ),
    Codec::new::<<FilterLogEvents as Operation>::Input, <FilterLogEvents as Operation>::Output>(
        &FILTER_LOG_EVENTS_OPERATION,
    ),
    Codec::new::<<GetLogEvents as Operation>::Input, <GetLogEvents as Operation>::Output>(
        &GET_LOG_EVENTS_OPERATION,
    ),
    Codec::new::<
        <ListTagsForResource as Operation>::Input,
        <ListTagsForResource as Operation>::Output,
    >(&LIST_TAGS_FOR_RESOURCE_OPERATION),
    Codec::new::<<PutLogEvents as Operation>::Input, <PutLogEvents as Operation>::Output>(
        &PUT_LOG_EVENTS_OPERATION,
    ),
    Codec::new::<<PutRetentionPolicy as Operation>::Input, <PutRetentionPolicy as Operation>::Output>(
        &PUT_RETENTION_POLICY_OPERATION,
    ),
    Codec::new::<<TagResource as Operation>::Input, <TagResource as Operation>::Output>(
        &TAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UntagResource as Operation>::Input, <UntagResource as Operation>::Output>(
        &UNTAG_RESOURCE_OPERATION,
    ),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("SerializationException", 400);
static INVALID: ErrorShape = ErrorShape::plain("InvalidParameterException", 400);
/// CloudWatch Logs.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "logs",
    scope: "logs",
    target_prefix: "Logs_20140328",
    api_version: "2014-03-28",
    xml_namespace: "",
    error_namespace: "",
    protocols: &[Protocol::AwsJson11],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[
        &CREATE_LOG_GROUP_OPERATION,
        &CREATE_LOG_STREAM_OPERATION,
        &DELETE_LOG_GROUP_OPERATION,
        &DELETE_LOG_STREAM_OPERATION,
        &DELETE_RETENTION_POLICY_OPERATION,
        &DESCRIBE_LOG_GROUPS_OPERATION,
        &DESCRIBE_LOG_STREAMS_OPERATION,
        &FILTER_LOG_EVENTS_OPERATION,
        &GET_LOG_EVENTS_OPERATION,
        &LIST_TAGS_FOR_RESOURCE_OPERATION,
        &PUT_LOG_EVENTS_OPERATION,
        &PUT_RETENTION_POLICY_OPERATION,
        &TAG_RESOURCE_OPERATION,
        &UNTAG_RESOURCE_OPERATION,
    ],
    refused: &[
        RefusedOperation { name: "AssociateKmsKey", method: "POST", uri: "/" },
        RefusedOperation { name: "AssociateSourceToS3TableIntegration", method: "POST", uri: "/" },
        RefusedOperation { name: "CancelExportTask", method: "POST", uri: "/" },
        RefusedOperation { name: "CancelImportTask", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateDelivery", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateExportTask", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateImportTask", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateLogAnomalyDetector", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateLookupTable", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateScheduledQuery", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteAccountPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteDataProtectionPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteDelivery", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteDeliveryDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteDeliveryDestinationPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteDeliverySource", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteIndexPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteIntegration", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteLogAnomalyDetector", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteLookupTable", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteMetricFilter", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteQueryDefinition", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteResourcePolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteScheduledQuery", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteSubscriptionFilter", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteSyslogConfiguration", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteTransformer", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeAccountPolicies", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeConfigurationTemplates", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeDeliveries", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeDeliveryDestinations", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeDeliverySources", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeDestinations", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeExportTasks", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeFieldIndexes", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeImportTaskBatches", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeImportTasks", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeIndexPolicies", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeLookupTables", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeMetricFilters", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeQueries", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeQueryDefinitions", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeResourcePolicies", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeSubscriptionFilters", method: "POST", uri: "/" },
        RefusedOperation { name: "DisassociateKmsKey", method: "POST", uri: "/" },
        RefusedOperation {
            name: "DisassociateSourceFromS3TableIntegration",
            method: "POST",
            uri: "/",
        },
        RefusedOperation { name: "GetDataProtectionPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetDelivery", method: "POST", uri: "/" },
        RefusedOperation { name: "GetDeliveryDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "GetDeliveryDestinationPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetDeliverySource", method: "POST", uri: "/" },
        RefusedOperation { name: "GetIntegration", method: "POST", uri: "/" },
        RefusedOperation { name: "GetLogAnomalyDetector", method: "POST", uri: "/" },
        RefusedOperation { name: "GetLogFields", method: "POST", uri: "/" },
        RefusedOperation { name: "GetLogGroupFields", method: "POST", uri: "/" },
        RefusedOperation { name: "GetLogObject", method: "POST", uri: "/" },
        RefusedOperation { name: "GetLogRecord", method: "POST", uri: "/" },
        RefusedOperation { name: "GetLookupTable", method: "POST", uri: "/" },
        RefusedOperation { name: "GetQueryResults", method: "POST", uri: "/" },
        RefusedOperation { name: "GetScheduledQuery", method: "POST", uri: "/" },
        RefusedOperation { name: "GetScheduledQueryHistory", method: "POST", uri: "/" },
        RefusedOperation { name: "GetStorageTierPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetTransformer", method: "POST", uri: "/" },
        RefusedOperation { name: "ListAggregateLogGroupSummaries", method: "POST", uri: "/" },
        RefusedOperation { name: "ListAnomalies", method: "POST", uri: "/" },
        RefusedOperation { name: "ListIntegrations", method: "POST", uri: "/" },
        RefusedOperation { name: "ListLogAnomalyDetectors", method: "POST", uri: "/" },
        RefusedOperation { name: "ListLogGroups", method: "POST", uri: "/" },
        RefusedOperation { name: "ListLogGroupsForQuery", method: "POST", uri: "/" },
        RefusedOperation { name: "ListScheduledQueries", method: "POST", uri: "/" },
        RefusedOperation { name: "ListSourcesForS3TableIntegration", method: "POST", uri: "/" },
        RefusedOperation { name: "ListSyslogConfigurations", method: "POST", uri: "/" },
        RefusedOperation { name: "ListTagsLogGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "PutAccountPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutBearerTokenAuthentication", method: "POST", uri: "/" },
        RefusedOperation { name: "PutDataProtectionPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutDeliveryDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "PutDeliveryDestinationPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutDeliverySource", method: "POST", uri: "/" },
        RefusedOperation { name: "PutDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "PutDestinationPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutIndexPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutIntegration", method: "POST", uri: "/" },
        RefusedOperation { name: "PutLogGroupDeletionProtection", method: "POST", uri: "/" },
        RefusedOperation { name: "PutMetricFilter", method: "POST", uri: "/" },
        RefusedOperation { name: "PutQueryDefinition", method: "POST", uri: "/" },
        RefusedOperation { name: "PutResourcePolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutStorageTierPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutSubscriptionFilter", method: "POST", uri: "/" },
        RefusedOperation { name: "PutSyslogConfiguration", method: "POST", uri: "/" },
        RefusedOperation { name: "PutTransformer", method: "POST", uri: "/" },
        RefusedOperation { name: "StartLiveTail", method: "POST", uri: "/" },
        RefusedOperation { name: "StartQuery", method: "POST", uri: "/" },
        RefusedOperation { name: "StopQuery", method: "POST", uri: "/" },
        RefusedOperation { name: "TagLogGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "TestMetricFilter", method: "POST", uri: "/" },
        RefusedOperation { name: "TestTransformer", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagLogGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateAnomaly", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateDeliveryConfiguration", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateLogAnomalyDetector", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateLookupTable", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateScheduledQuery", method: "POST", uri: "/" },
    ],
};
