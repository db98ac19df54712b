//! The shapes and operations of SNS that are built. Made by `cargo xtask codegen`
//! from `models/sns.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

pub static ACTIONS_LIST: Schema =
    Schema::new("ActionsList", Kind::List { item: &ACTION, item_name: "member", flat: false });
shape! { AddPermissionInput ADD_PERMISSION_INPUT;
aws_account_id: Vec<String> = ("AWSAccountId", DELEGATES_LIST).required();
action_name: Vec<String> = ("ActionName", ACTIONS_LIST).required();
label: String = ("Label", LABEL).required();
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
pub static AMAZON_RESOURCE_NAME: Schema =
    Schema::new("AmazonResourceName", Kind::String).range(1, 1011);
shape! { AuthorizationErrorException AUTHORIZATION_ERROR_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { BatchEntryIdsNotDistinctException BATCH_ENTRY_IDS_NOT_DISTINCT_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { BatchRequestTooLongException BATCH_REQUEST_TOO_LONG_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { BatchResultErrorEntry BATCH_RESULT_ERROR_ENTRY;
code: String = ("Code", STRING).required();
id: String = ("Id", STRING).required();
message: Option<String> = ("Message", STRING);
sender_fault: bool = ("SenderFault", BOOLEAN).required();
}
pub static BATCH_RESULT_ERROR_ENTRY_LIST: Schema = Schema::new(
    "BatchResultErrorEntryList",
    Kind::List { item: &BATCH_RESULT_ERROR_ENTRY, item_name: "member", flat: false },
);
pub static BINARY: Schema = Schema::new("Binary", Kind::Blob { streaming: false });
shape! { ConcurrentAccessException CONCURRENT_ACCESS_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { CreateTopicInput CREATE_TOPIC_INPUT;
attributes: Option<Map<String>> = ("Attributes", TOPIC_ATTRIBUTES_MAP);
data_protection_policy: Option<String> = ("DataProtectionPolicy", ATTRIBUTE_VALUE);
name: String = ("Name", TOPIC_NAME).required();
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST);
}
shape! { CreateTopicResponse CREATE_TOPIC_RESPONSE;
topic_arn: Option<String> = ("TopicArn", TOPIC_ARN);
}
pub static DELEGATES_LIST: Schema =
    Schema::new("DelegatesList", Kind::List { item: &DELEGATE, item_name: "member", flat: false });
shape! { DeleteTopicInput DELETE_TOPIC_INPUT;
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
shape! { EmptyBatchRequestException EMPTY_BATCH_REQUEST_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { EndpointDisabledException ENDPOINT_DISABLED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { FilterPolicyLimitExceededException FILTER_POLICY_LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { GetSubscriptionAttributesInput GET_SUBSCRIPTION_ATTRIBUTES_INPUT;
subscription_arn: String = ("SubscriptionArn", SUBSCRIPTION_ARN).required();
}
shape! { GetSubscriptionAttributesResponse GET_SUBSCRIPTION_ATTRIBUTES_RESPONSE;
attributes: Option<Map<String>> = ("Attributes", SUBSCRIPTION_ATTRIBUTES_MAP);
}
shape! { GetTopicAttributesInput GET_TOPIC_ATTRIBUTES_INPUT;
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
shape! { GetTopicAttributesResponse GET_TOPIC_ATTRIBUTES_RESPONSE;
attributes: Option<Map<String>> = ("Attributes", TOPIC_ATTRIBUTES_MAP);
}
shape! { InternalErrorException INTERNAL_ERROR_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { InvalidBatchEntryIdException INVALID_BATCH_ENTRY_ID_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { InvalidParameterException INVALID_PARAMETER_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { InvalidParameterValueException INVALID_PARAMETER_VALUE_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { InvalidSecurityException INVALID_SECURITY_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { InvalidStateException INVALID_STATE_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { KMSAccessDeniedException KMS_ACCESS_DENIED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { KMSDisabledException KMS_DISABLED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { KMSInvalidStateException KMS_INVALID_STATE_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { KMSNotFoundException KMS_NOT_FOUND_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { KMSOptInRequired KMS_OPT_IN_REQUIRED;
message: Option<String> = ("message", STRING_);
}
shape! { KMSThrottlingException KMS_THROTTLING_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { ListSubscriptionsByTopicInput LIST_SUBSCRIPTIONS_BY_TOPIC_INPUT;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
shape! { ListSubscriptionsByTopicResponse LIST_SUBSCRIPTIONS_BY_TOPIC_RESPONSE;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
subscriptions: Option<Vec<Subscription>> = ("Subscriptions", SUBSCRIPTIONS_LIST);
}
shape! { ListSubscriptionsInput LIST_SUBSCRIPTIONS_INPUT;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
}
shape! { ListSubscriptionsResponse LIST_SUBSCRIPTIONS_RESPONSE;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
subscriptions: Option<Vec<Subscription>> = ("Subscriptions", SUBSCRIPTIONS_LIST);
}
shape! { ListTagsForResourceRequest LIST_TAGS_FOR_RESOURCE_REQUEST;
resource_arn: String = ("ResourceArn", AMAZON_RESOURCE_NAME).required();
}
shape! { ListTagsForResourceResponse LIST_TAGS_FOR_RESOURCE_RESPONSE;
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST);
}
shape! { ListTopicsInput LIST_TOPICS_INPUT;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
}
shape! { ListTopicsResponse LIST_TOPICS_RESPONSE;
next_token: Option<String> = ("NextToken", NEXT_TOKEN);
topics: Option<Vec<Topic>> = ("Topics", TOPICS_LIST);
}
pub static MESSAGE_ATTRIBUTE_MAP: Schema = Schema::new(
    "MessageAttributeMap",
    Kind::Map {
        key: &STRING,
        value: &MESSAGE_ATTRIBUTE_VALUE,
        key_name: "Name",
        value_name: "Value",
        flat: false,
    },
);
shape! { MessageAttributeValue MESSAGE_ATTRIBUTE_VALUE;
binary_value: Option<Bytes> = ("BinaryValue", BINARY);
data_type: String = ("DataType", STRING).required();
string_value: Option<String> = ("StringValue", STRING);
}
shape! { NotFoundException NOT_FOUND_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
pub static PHONE_NUMBER: Schema = Schema::new("PhoneNumber", Kind::String).sensitive();
shape! { PlatformApplicationDisabledException PLATFORM_APPLICATION_DISABLED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { PublishBatchInput PUBLISH_BATCH_INPUT;
publish_batch_request_entries: Vec<PublishBatchRequestEntry> = ("PublishBatchRequestEntries", PUBLISH_BATCH_REQUEST_ENTRY_LIST).required();
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
shape! { PublishBatchRequestEntry PUBLISH_BATCH_REQUEST_ENTRY;
id: String = ("Id", STRING).required();
message: String = ("Message", MESSAGE).required();
message_attributes: Option<Map<MessageAttributeValue>> = ("MessageAttributes", MESSAGE_ATTRIBUTE_MAP);
message_deduplication_id: Option<String> = ("MessageDeduplicationId", STRING);
message_group_id: Option<String> = ("MessageGroupId", STRING);
message_structure: Option<String> = ("MessageStructure", MESSAGE_STRUCTURE);
subject: Option<String> = ("Subject", SUBJECT);
}
pub static PUBLISH_BATCH_REQUEST_ENTRY_LIST: Schema = Schema::new(
    "PublishBatchRequestEntryList",
    Kind::List { item: &PUBLISH_BATCH_REQUEST_ENTRY, item_name: "member", flat: false },
);
shape! { PublishBatchResponse PUBLISH_BATCH_RESPONSE;
failed: Option<Vec<BatchResultErrorEntry>> = ("Failed", BATCH_RESULT_ERROR_ENTRY_LIST);
successful: Option<Vec<PublishBatchResultEntry>> = ("Successful", PUBLISH_BATCH_RESULT_ENTRY_LIST);
}
shape! { PublishBatchResultEntry PUBLISH_BATCH_RESULT_ENTRY;
id: Option<String> = ("Id", STRING);
message_id: Option<String> = ("MessageId", MESSAGE_ID);
sequence_number: Option<String> = ("SequenceNumber", STRING);
}
pub static PUBLISH_BATCH_RESULT_ENTRY_LIST: Schema = Schema::new(
    "PublishBatchResultEntryList",
    Kind::List { item: &PUBLISH_BATCH_RESULT_ENTRY, item_name: "member", flat: false },
);
shape! { PublishInput PUBLISH_INPUT;
message: String = ("Message", MESSAGE).required();
message_attributes: Option<Map<MessageAttributeValue>> = ("MessageAttributes", MESSAGE_ATTRIBUTE_MAP);
message_deduplication_id: Option<String> = ("MessageDeduplicationId", STRING);
message_group_id: Option<String> = ("MessageGroupId", STRING);
message_structure: Option<String> = ("MessageStructure", MESSAGE_STRUCTURE);
phone_number: Option<String> = ("PhoneNumber", PHONE_NUMBER);
subject: Option<String> = ("Subject", SUBJECT);
target_arn: Option<String> = ("TargetArn", STRING);
topic_arn: Option<String> = ("TopicArn", TOPIC_ARN);
}
shape! { PublishResponse PUBLISH_RESPONSE;
message_id: Option<String> = ("MessageId", MESSAGE_ID);
sequence_number: Option<String> = ("SequenceNumber", STRING);
}
shape! { RemovePermissionInput REMOVE_PERMISSION_INPUT;
label: String = ("Label", LABEL).required();
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
shape! { ReplayLimitExceededException REPLAY_LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { ResourceNotFoundException RESOURCE_NOT_FOUND_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { SetSubscriptionAttributesInput SET_SUBSCRIPTION_ATTRIBUTES_INPUT;
attribute_name: String = ("AttributeName", ATTRIBUTE_NAME).required();
attribute_value: Option<String> = ("AttributeValue", ATTRIBUTE_VALUE);
subscription_arn: String = ("SubscriptionArn", SUBSCRIPTION_ARN).required();
}
shape! { SetTopicAttributesInput SET_TOPIC_ATTRIBUTES_INPUT;
attribute_name: String = ("AttributeName", ATTRIBUTE_NAME).required();
attribute_value: Option<String> = ("AttributeValue", ATTRIBUTE_VALUE);
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
shape! { StaleTagException STALE_TAG_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
pub static STRING: Schema = Schema::new("String", Kind::String);
shape! { SubscribeInput SUBSCRIBE_INPUT;
attributes: Option<Map<String>> = ("Attributes", SUBSCRIPTION_ATTRIBUTES_MAP);
endpoint: Option<String> = ("Endpoint", ENDPOINT);
protocol: String = ("Protocol", PROTOCOL).required();
return_subscription_arn: Option<bool> = ("ReturnSubscriptionArn", BOOLEAN);
topic_arn: String = ("TopicArn", TOPIC_ARN).required();
}
shape! { SubscribeResponse SUBSCRIBE_RESPONSE;
subscription_arn: Option<String> = ("SubscriptionArn", SUBSCRIPTION_ARN);
}
shape! { Subscription SUBSCRIPTION;
endpoint: Option<String> = ("Endpoint", ENDPOINT);
owner: Option<String> = ("Owner", ACCOUNT);
protocol: Option<String> = ("Protocol", PROTOCOL);
subscription_arn: Option<String> = ("SubscriptionArn", SUBSCRIPTION_ARN);
topic_arn: Option<String> = ("TopicArn", TOPIC_ARN);
}
pub static SUBSCRIPTION_ATTRIBUTES_MAP: Schema = Schema::new(
    "SubscriptionAttributesMap",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { SubscriptionLimitExceededException SUBSCRIPTION_LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
pub static SUBSCRIPTIONS_LIST: Schema = Schema::new(
    "SubscriptionsList",
    Kind::List { item: &SUBSCRIPTION, item_name: "member", flat: false },
);
shape! { Tag TAG;
key: String = ("Key", TAG_KEY).required();
value: String = ("Value", TAG_VALUE).required();
}
pub static TAG_KEY: Schema = Schema::new("TagKey", Kind::String).range(1, 128);
pub static TAG_KEY_LIST: Schema =
    Schema::new("TagKeyList", Kind::List { item: &TAG_KEY, item_name: "member", flat: false });
shape! { TagLimitExceededException TAG_LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
pub static TAG_LIST: Schema =
    Schema::new("TagList", Kind::List { item: &TAG, item_name: "member", flat: false });
shape! { TagPolicyException TAG_POLICY_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { TagResourceRequest TAG_RESOURCE_REQUEST;
resource_arn: String = ("ResourceArn", AMAZON_RESOURCE_NAME).required();
tags: Vec<Tag> = ("Tags", TAG_LIST).required();
}
shape! { TagResourceResponse TAG_RESOURCE_RESPONSE;
}
pub static TAG_VALUE: Schema = Schema::new("TagValue", Kind::String).range(0, 256);
shape! { TooManyEntriesInBatchRequestException TOO_MANY_ENTRIES_IN_BATCH_REQUEST_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
shape! { Topic TOPIC;
topic_arn: Option<String> = ("TopicArn", TOPIC_ARN);
}
pub static TOPIC_ATTRIBUTES_MAP: Schema = Schema::new(
    "TopicAttributesMap",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { TopicLimitExceededException TOPIC_LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", STRING_);
}
pub static TOPICS_LIST: Schema =
    Schema::new("TopicsList", Kind::List { item: &TOPIC, item_name: "member", flat: false });
shape! { UnsubscribeInput UNSUBSCRIBE_INPUT;
subscription_arn: String = ("SubscriptionArn", SUBSCRIPTION_ARN).required();
}
shape! { UntagResourceRequest UNTAG_RESOURCE_REQUEST;
resource_arn: String = ("ResourceArn", AMAZON_RESOURCE_NAME).required();
tag_keys: Vec<String> = ("TagKeys", TAG_KEY_LIST).required();
}
shape! { UntagResourceResponse UNTAG_RESOURCE_RESPONSE;
}
shape! { ValidationException VALIDATION_EXCEPTION;
message: String = ("Message", STRING_).required();
}
pub static ACCOUNT: Schema = Schema::new("account", Kind::String);
pub static ACTION: Schema = Schema::new("action", Kind::String);
pub static ATTRIBUTE_NAME: Schema = Schema::new("attributeName", Kind::String);
pub static ATTRIBUTE_VALUE: Schema = Schema::new("attributeValue", Kind::String);
pub static BOOLEAN: Schema = Schema::new("boolean", Kind::Boolean);
pub static DELEGATE: Schema = Schema::new("delegate", Kind::String);
pub static ENDPOINT: Schema = Schema::new("endpoint", Kind::String);
pub static LABEL: Schema = Schema::new("label", Kind::String);
pub static MESSAGE: Schema = Schema::new("message", Kind::String);
pub static MESSAGE_ID: Schema = Schema::new("messageId", Kind::String);
pub static MESSAGE_STRUCTURE: Schema = Schema::new("messageStructure", Kind::String);
pub static NEXT_TOKEN: Schema = Schema::new("nextToken", Kind::String);
pub static PROTOCOL: Schema = Schema::new("protocol", Kind::String);
pub static STRING_: Schema = Schema::new("string", Kind::String);
pub static SUBJECT: Schema = Schema::new("subject", Kind::String);
pub static SUBSCRIPTION_ARN: Schema = Schema::new("subscriptionARN", Kind::String);
pub static TOPIC_ARN: Schema = Schema::new("topicARN", Kind::String);
pub static TOPIC_NAME: Schema = Schema::new("topicName", Kind::String);
pub static AUTHORIZATION_ERROR_ERROR: ErrorShape = ErrorShape {
    code: "AuthorizationError",
    query_code: "AuthorizationError",
    status: 403,
    fault: Fault::Client,
    schema: Some(&AUTHORIZATION_ERROR_EXCEPTION),
};
pub static BATCH_ENTRY_IDS_NOT_DISTINCT_ERROR: ErrorShape = ErrorShape {
    code: "BatchEntryIdsNotDistinct",
    query_code: "BatchEntryIdsNotDistinct",
    status: 400,
    fault: Fault::Client,
    schema: Some(&BATCH_ENTRY_IDS_NOT_DISTINCT_EXCEPTION),
};
pub static BATCH_REQUEST_TOO_LONG_ERROR: ErrorShape = ErrorShape {
    code: "BatchRequestTooLong",
    query_code: "BatchRequestTooLong",
    status: 400,
    fault: Fault::Client,
    schema: Some(&BATCH_REQUEST_TOO_LONG_EXCEPTION),
};
pub static CONCURRENT_ACCESS_ERROR: ErrorShape = ErrorShape {
    code: "ConcurrentAccess",
    query_code: "ConcurrentAccess",
    status: 400,
    fault: Fault::Client,
    schema: Some(&CONCURRENT_ACCESS_EXCEPTION),
};
pub static EMPTY_BATCH_REQUEST_ERROR: ErrorShape = ErrorShape {
    code: "EmptyBatchRequest",
    query_code: "EmptyBatchRequest",
    status: 400,
    fault: Fault::Client,
    schema: Some(&EMPTY_BATCH_REQUEST_EXCEPTION),
};
pub static ENDPOINT_DISABLED_ERROR: ErrorShape = ErrorShape {
    code: "EndpointDisabled",
    query_code: "EndpointDisabled",
    status: 400,
    fault: Fault::Client,
    schema: Some(&ENDPOINT_DISABLED_EXCEPTION),
};
pub static FILTER_POLICY_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "FilterPolicyLimitExceeded",
    query_code: "FilterPolicyLimitExceeded",
    status: 403,
    fault: Fault::Client,
    schema: Some(&FILTER_POLICY_LIMIT_EXCEEDED_EXCEPTION),
};
pub static INTERNAL_ERROR_ERROR: ErrorShape = ErrorShape {
    code: "InternalError",
    query_code: "InternalError",
    status: 500,
    fault: Fault::Server,
    schema: Some(&INTERNAL_ERROR_EXCEPTION),
};
pub static INVALID_BATCH_ENTRY_ID_ERROR: ErrorShape = ErrorShape {
    code: "InvalidBatchEntryId",
    query_code: "InvalidBatchEntryId",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_BATCH_ENTRY_ID_EXCEPTION),
};
pub static INVALID_PARAMETER_ERROR: ErrorShape = ErrorShape {
    code: "InvalidParameter",
    query_code: "InvalidParameter",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_PARAMETER_EXCEPTION),
};
pub static INVALID_PARAMETER_VALUE_ERROR: ErrorShape = ErrorShape {
    code: "ParameterValueInvalid",
    query_code: "ParameterValueInvalid",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_PARAMETER_VALUE_EXCEPTION),
};
pub static INVALID_SECURITY_ERROR: ErrorShape = ErrorShape {
    code: "InvalidSecurity",
    query_code: "InvalidSecurity",
    status: 403,
    fault: Fault::Client,
    schema: Some(&INVALID_SECURITY_EXCEPTION),
};
pub static INVALID_STATE_ERROR: ErrorShape = ErrorShape {
    code: "InvalidState",
    query_code: "InvalidState",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_STATE_EXCEPTION),
};
pub static KMS_ACCESS_DENIED_ERROR: ErrorShape = ErrorShape {
    code: "KMSAccessDenied",
    query_code: "KMSAccessDenied",
    status: 400,
    fault: Fault::Client,
    schema: Some(&KMS_ACCESS_DENIED_EXCEPTION),
};
pub static KMS_DISABLED_ERROR: ErrorShape = ErrorShape {
    code: "KMSDisabled",
    query_code: "KMSDisabled",
    status: 400,
    fault: Fault::Client,
    schema: Some(&KMS_DISABLED_EXCEPTION),
};
pub static KMS_INVALID_STATE_ERROR: ErrorShape = ErrorShape {
    code: "KMSInvalidState",
    query_code: "KMSInvalidState",
    status: 400,
    fault: Fault::Client,
    schema: Some(&KMS_INVALID_STATE_EXCEPTION),
};
pub static KMS_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "KMSNotFound",
    query_code: "KMSNotFound",
    status: 400,
    fault: Fault::Client,
    schema: Some(&KMS_NOT_FOUND_EXCEPTION),
};
pub static KMS_OPT_IN_REQUIRED_ERROR: ErrorShape = ErrorShape {
    code: "KMSOptInRequired",
    query_code: "KMSOptInRequired",
    status: 403,
    fault: Fault::Client,
    schema: Some(&KMS_OPT_IN_REQUIRED),
};
pub static KMS_THROTTLING_ERROR: ErrorShape = ErrorShape {
    code: "KMSThrottling",
    query_code: "KMSThrottling",
    status: 400,
    fault: Fault::Client,
    schema: Some(&KMS_THROTTLING_EXCEPTION),
};
pub static NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "NotFound",
    query_code: "NotFound",
    status: 404,
    fault: Fault::Client,
    schema: Some(&NOT_FOUND_EXCEPTION),
};
pub static PLATFORM_APPLICATION_DISABLED_ERROR: ErrorShape = ErrorShape {
    code: "PlatformApplicationDisabled",
    query_code: "PlatformApplicationDisabled",
    status: 400,
    fault: Fault::Client,
    schema: Some(&PLATFORM_APPLICATION_DISABLED_EXCEPTION),
};
pub static REPLAY_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "ReplayLimitExceeded",
    query_code: "ReplayLimitExceeded",
    status: 403,
    fault: Fault::Client,
    schema: Some(&REPLAY_LIMIT_EXCEEDED_EXCEPTION),
};
pub static RESOURCE_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "ResourceNotFound",
    query_code: "ResourceNotFound",
    status: 404,
    fault: Fault::Client,
    schema: Some(&RESOURCE_NOT_FOUND_EXCEPTION),
};
pub static STALE_TAG_ERROR: ErrorShape = ErrorShape {
    code: "StaleTag",
    query_code: "StaleTag",
    status: 400,
    fault: Fault::Client,
    schema: Some(&STALE_TAG_EXCEPTION),
};
pub static SUBSCRIPTION_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "SubscriptionLimitExceeded",
    query_code: "SubscriptionLimitExceeded",
    status: 403,
    fault: Fault::Client,
    schema: Some(&SUBSCRIPTION_LIMIT_EXCEEDED_EXCEPTION),
};
pub static TAG_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "TagLimitExceeded",
    query_code: "TagLimitExceeded",
    status: 400,
    fault: Fault::Client,
    schema: Some(&TAG_LIMIT_EXCEEDED_EXCEPTION),
};
pub static TAG_POLICY_ERROR: ErrorShape = ErrorShape {
    code: "TagPolicy",
    query_code: "TagPolicy",
    status: 400,
    fault: Fault::Client,
    schema: Some(&TAG_POLICY_EXCEPTION),
};
pub static TOO_MANY_ENTRIES_IN_BATCH_REQUEST_ERROR: ErrorShape = ErrorShape {
    code: "TooManyEntriesInBatchRequest",
    query_code: "TooManyEntriesInBatchRequest",
    status: 400,
    fault: Fault::Client,
    schema: Some(&TOO_MANY_ENTRIES_IN_BATCH_REQUEST_EXCEPTION),
};
pub static TOPIC_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "TopicLimitExceeded",
    query_code: "TopicLimitExceeded",
    status: 403,
    fault: Fault::Client,
    schema: Some(&TOPIC_LIMIT_EXCEEDED_EXCEPTION),
};
pub static VALIDATION_ERROR: ErrorShape = ErrorShape {
    code: "ValidationException",
    query_code: "ValidationException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&VALIDATION_EXCEPTION),
};
pub static ADD_PERMISSION_OPERATION: OperationSchema = OperationSchema {
    name: "AddPermission",
    method: "POST",
    uri: "/",
    status: 200,
    input: &ADD_PERMISSION_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `AddPermission`."]
pub struct AddPermission;
impl Operation for AddPermission {
    type Input = AddPermissionInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &ADD_PERMISSION_OPERATION;
}
pub static CREATE_TOPIC_OPERATION: OperationSchema = OperationSchema {
    name: "CreateTopic",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_TOPIC_INPUT,
    output: &CREATE_TOPIC_RESPONSE,
    result_wrapper: "CreateTopicResult",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &TOPIC_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_ERROR_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &INVALID_SECURITY_ERROR,
        &TAG_LIMIT_EXCEEDED_ERROR,
        &STALE_TAG_ERROR,
        &TAG_POLICY_ERROR,
        &CONCURRENT_ACCESS_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("DataProtectionPolicy", "")],
};
#[doc = "The operation `CreateTopic`."]
pub struct CreateTopic;
impl Operation for CreateTopic {
    type Input = CreateTopicInput;
    type Output = CreateTopicResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_TOPIC_OPERATION;
}
pub static DELETE_TOPIC_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteTopic",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_TOPIC_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INVALID_STATE_ERROR,
        &INTERNAL_ERROR_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &STALE_TAG_ERROR,
        &TAG_POLICY_ERROR,
        &CONCURRENT_ACCESS_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteTopic`."]
pub struct DeleteTopic;
impl Operation for DeleteTopic {
    type Input = DeleteTopicInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_TOPIC_OPERATION;
}
pub static GET_SUBSCRIPTION_ATTRIBUTES_OPERATION: OperationSchema = OperationSchema {
    name: "GetSubscriptionAttributes",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_SUBSCRIPTION_ATTRIBUTES_INPUT,
    output: &GET_SUBSCRIPTION_ATTRIBUTES_RESPONSE,
    result_wrapper: "GetSubscriptionAttributesResult",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetSubscriptionAttributes`."]
pub struct GetSubscriptionAttributes;
impl Operation for GetSubscriptionAttributes {
    type Input = GetSubscriptionAttributesInput;
    type Output = GetSubscriptionAttributesResponse;
    const SCHEMA: &'static OperationSchema = &GET_SUBSCRIPTION_ATTRIBUTES_OPERATION;
}
pub static GET_TOPIC_ATTRIBUTES_OPERATION: OperationSchema = OperationSchema {
    name: "GetTopicAttributes",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_TOPIC_ATTRIBUTES_INPUT,
    output: &GET_TOPIC_ATTRIBUTES_RESPONSE,
    result_wrapper: "GetTopicAttributesResult",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &INVALID_SECURITY_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetTopicAttributes`."]
pub struct GetTopicAttributes;
impl Operation for GetTopicAttributes {
    type Input = GetTopicAttributesInput;
    type Output = GetTopicAttributesResponse;
    const SCHEMA: &'static OperationSchema = &GET_TOPIC_ATTRIBUTES_OPERATION;
}
pub static LIST_SUBSCRIPTIONS_OPERATION: OperationSchema = OperationSchema {
    name: "ListSubscriptions",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_SUBSCRIPTIONS_INPUT,
    output: &LIST_SUBSCRIPTIONS_RESPONSE,
    result_wrapper: "ListSubscriptionsResult",
    errors: &[&INVALID_PARAMETER_ERROR, &INTERNAL_ERROR_ERROR, &AUTHORIZATION_ERROR_ERROR],
    pagination: Some(("NextToken", "")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListSubscriptions`."]
pub struct ListSubscriptions;
impl Operation for ListSubscriptions {
    type Input = ListSubscriptionsInput;
    type Output = ListSubscriptionsResponse;
    const SCHEMA: &'static OperationSchema = &LIST_SUBSCRIPTIONS_OPERATION;
}
pub static LIST_SUBSCRIPTIONS_BY_TOPIC_OPERATION: OperationSchema = OperationSchema {
    name: "ListSubscriptionsByTopic",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_SUBSCRIPTIONS_BY_TOPIC_INPUT,
    output: &LIST_SUBSCRIPTIONS_BY_TOPIC_RESPONSE,
    result_wrapper: "ListSubscriptionsByTopicResult",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
    ],
    pagination: Some(("NextToken", "")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListSubscriptionsByTopic`."]
pub struct ListSubscriptionsByTopic;
impl Operation for ListSubscriptionsByTopic {
    type Input = ListSubscriptionsByTopicInput;
    type Output = ListSubscriptionsByTopicResponse;
    const SCHEMA: &'static OperationSchema = &LIST_SUBSCRIPTIONS_BY_TOPIC_OPERATION;
}
pub static LIST_TAGS_FOR_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "ListTagsForResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_TAGS_FOR_RESOURCE_REQUEST,
    output: &LIST_TAGS_FOR_RESOURCE_RESPONSE,
    result_wrapper: "ListTagsForResourceResult",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &TAG_POLICY_ERROR,
        &INVALID_PARAMETER_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &CONCURRENT_ACCESS_ERROR,
    ],
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
pub static LIST_TOPICS_OPERATION: OperationSchema = OperationSchema {
    name: "ListTopics",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_TOPICS_INPUT,
    output: &LIST_TOPICS_RESPONSE,
    result_wrapper: "ListTopicsResult",
    errors: &[&INVALID_PARAMETER_ERROR, &INTERNAL_ERROR_ERROR, &AUTHORIZATION_ERROR_ERROR],
    pagination: Some(("NextToken", "")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListTopics`."]
pub struct ListTopics;
impl Operation for ListTopics {
    type Input = ListTopicsInput;
    type Output = ListTopicsResponse;
    const SCHEMA: &'static OperationSchema = &LIST_TOPICS_OPERATION;
}
pub static PUBLISH_OPERATION: OperationSchema = OperationSchema {
    name: "Publish",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUBLISH_INPUT,
    output: &PUBLISH_RESPONSE,
    result_wrapper: "PublishResult",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INVALID_PARAMETER_VALUE_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &ENDPOINT_DISABLED_ERROR,
        &PLATFORM_APPLICATION_DISABLED_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &KMS_DISABLED_ERROR,
        &KMS_INVALID_STATE_ERROR,
        &KMS_NOT_FOUND_ERROR,
        &KMS_OPT_IN_REQUIRED_ERROR,
        &KMS_THROTTLING_ERROR,
        &KMS_ACCESS_DENIED_ERROR,
        &INVALID_SECURITY_ERROR,
        &VALIDATION_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("PhoneNumber", ""), ("MessageDeduplicationId", ""), ("MessageGroupId", "")],
};
#[doc = "The operation `Publish`."]
pub struct Publish;
impl Operation for Publish {
    type Input = PublishInput;
    type Output = PublishResponse;
    const SCHEMA: &'static OperationSchema = &PUBLISH_OPERATION;
}
pub static PUBLISH_BATCH_OPERATION: OperationSchema = OperationSchema {
    name: "PublishBatch",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUBLISH_BATCH_INPUT,
    output: &PUBLISH_BATCH_RESPONSE,
    result_wrapper: "PublishBatchResult",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INVALID_PARAMETER_VALUE_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &ENDPOINT_DISABLED_ERROR,
        &PLATFORM_APPLICATION_DISABLED_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &BATCH_ENTRY_IDS_NOT_DISTINCT_ERROR,
        &BATCH_REQUEST_TOO_LONG_ERROR,
        &EMPTY_BATCH_REQUEST_ERROR,
        &INVALID_BATCH_ENTRY_ID_ERROR,
        &TOO_MANY_ENTRIES_IN_BATCH_REQUEST_ERROR,
        &KMS_DISABLED_ERROR,
        &KMS_INVALID_STATE_ERROR,
        &KMS_NOT_FOUND_ERROR,
        &KMS_OPT_IN_REQUIRED_ERROR,
        &KMS_THROTTLING_ERROR,
        &KMS_ACCESS_DENIED_ERROR,
        &INVALID_SECURITY_ERROR,
        &VALIDATION_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `PublishBatch`."]
pub struct PublishBatch;
impl Operation for PublishBatch {
    type Input = PublishBatchInput;
    type Output = PublishBatchResponse;
    const SCHEMA: &'static OperationSchema = &PUBLISH_BATCH_OPERATION;
}
pub static REMOVE_PERMISSION_OPERATION: OperationSchema = OperationSchema {
    name: "RemovePermission",
    method: "POST",
    uri: "/",
    status: 200,
    input: &REMOVE_PERMISSION_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &NOT_FOUND_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `RemovePermission`."]
pub struct RemovePermission;
impl Operation for RemovePermission {
    type Input = RemovePermissionInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &REMOVE_PERMISSION_OPERATION;
}
pub static SET_SUBSCRIPTION_ATTRIBUTES_OPERATION: OperationSchema = OperationSchema {
    name: "SetSubscriptionAttributes",
    method: "POST",
    uri: "/",
    status: 200,
    input: &SET_SUBSCRIPTION_ATTRIBUTES_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &FILTER_POLICY_LIMIT_EXCEEDED_ERROR,
        &REPLAY_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `SetSubscriptionAttributes`."]
pub struct SetSubscriptionAttributes;
impl Operation for SetSubscriptionAttributes {
    type Input = SetSubscriptionAttributesInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &SET_SUBSCRIPTION_ATTRIBUTES_OPERATION;
}
pub static SET_TOPIC_ATTRIBUTES_OPERATION: OperationSchema = OperationSchema {
    name: "SetTopicAttributes",
    method: "POST",
    uri: "/",
    status: 200,
    input: &SET_TOPIC_ATTRIBUTES_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &INVALID_SECURITY_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `SetTopicAttributes`."]
pub struct SetTopicAttributes;
impl Operation for SetTopicAttributes {
    type Input = SetTopicAttributesInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &SET_TOPIC_ATTRIBUTES_OPERATION;
}
pub static SUBSCRIBE_OPERATION: OperationSchema = OperationSchema {
    name: "Subscribe",
    method: "POST",
    uri: "/",
    status: 200,
    input: &SUBSCRIBE_INPUT,
    output: &SUBSCRIBE_RESPONSE,
    result_wrapper: "SubscribeResult",
    errors: &[
        &SUBSCRIPTION_LIMIT_EXCEEDED_ERROR,
        &FILTER_POLICY_LIMIT_EXCEEDED_ERROR,
        &REPLAY_LIMIT_EXCEEDED_ERROR,
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &INVALID_SECURITY_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `Subscribe`."]
pub struct Subscribe;
impl Operation for Subscribe {
    type Input = SubscribeInput;
    type Output = SubscribeResponse;
    const SCHEMA: &'static OperationSchema = &SUBSCRIBE_OPERATION;
}
pub static TAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "TagResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &TAG_RESOURCE_REQUEST,
    output: &TAG_RESOURCE_RESPONSE,
    result_wrapper: "TagResourceResult",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &TAG_LIMIT_EXCEEDED_ERROR,
        &STALE_TAG_ERROR,
        &TAG_POLICY_ERROR,
        &INVALID_PARAMETER_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &CONCURRENT_ACCESS_ERROR,
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
pub static UNSUBSCRIBE_OPERATION: OperationSchema = OperationSchema {
    name: "Unsubscribe",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UNSUBSCRIBE_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &INVALID_PARAMETER_ERROR,
        &INTERNAL_ERROR_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &NOT_FOUND_ERROR,
        &INVALID_SECURITY_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `Unsubscribe`."]
pub struct Unsubscribe;
impl Operation for Unsubscribe {
    type Input = UnsubscribeInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &UNSUBSCRIBE_OPERATION;
}
pub static UNTAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "UntagResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UNTAG_RESOURCE_REQUEST,
    output: &UNTAG_RESOURCE_RESPONSE,
    result_wrapper: "UntagResourceResult",
    errors: &[
        &RESOURCE_NOT_FOUND_ERROR,
        &TAG_LIMIT_EXCEEDED_ERROR,
        &STALE_TAG_ERROR,
        &TAG_POLICY_ERROR,
        &INVALID_PARAMETER_ERROR,
        &AUTHORIZATION_ERROR_ERROR,
        &CONCURRENT_ACCESS_ERROR,
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
    Codec::new::<<AddPermission as Operation>::Input, <AddPermission as Operation>::Output>(
        &ADD_PERMISSION_OPERATION,
    ),
    Codec::new::<<CreateTopic as Operation>::Input, <CreateTopic as Operation>::Output>(
        &CREATE_TOPIC_OPERATION,
    ),
    Codec::new::<<DeleteTopic as Operation>::Input, <DeleteTopic as Operation>::Output>(
        &DELETE_TOPIC_OPERATION,
    ),
    Codec::new::<
        <GetSubscriptionAttributes as Operation>::Input,
        <GetSubscriptionAttributes as Operation>::Output,
    >(&GET_SUBSCRIPTION_ATTRIBUTES_OPERATION),
    Codec::new::<<GetTopicAttributes as Operation>::Input, <GetTopicAttributes as Operation>::Output>(
        &GET_TOPIC_ATTRIBUTES_OPERATION,
    ),
    Codec::new::<<ListSubscriptions as Operation>::Input, <ListSubscriptions as Operation>::Output>(
        &LIST_SUBSCRIPTIONS_OPERATION,
    ),
    Codec::new::<
        <ListSubscriptionsByTopic as Operation>::Input,
        <ListSubscriptionsByTopic as Operation>::Output,
    >(&LIST_SUBSCRIPTIONS_BY_TOPIC_OPERATION),
    Codec::new::<
        <ListTagsForResource as Operation>::Input,
        <ListTagsForResource as Operation>::Output,
    >(&LIST_TAGS_FOR_RESOURCE_OPERATION),
    Codec::new::<<ListTopics as Operation>::Input, <ListTopics as Operation>::Output>(
        &LIST_TOPICS_OPERATION,
    ),
    Codec::new::<<Publish as Operation>::Input, <Publish as Operation>::Output>(&PUBLISH_OPERATION),
    Codec::new::<<PublishBatch as Operation>::Input, <PublishBatch as Operation>::Output>(
        &PUBLISH_BATCH_OPERATION,
    ),
    Codec::new::<<RemovePermission as Operation>::Input, <RemovePermission as Operation>::Output>(
        &REMOVE_PERMISSION_OPERATION,
    ),
    Codec::new::<
        <SetSubscriptionAttributes as Operation>::Input,
        <SetSubscriptionAttributes as Operation>::Output,
    >(&SET_SUBSCRIPTION_ATTRIBUTES_OPERATION),
    Codec::new::<<SetTopicAttributes as Operation>::Input, <SetTopicAttributes as Operation>::Output>(
        &SET_TOPIC_ATTRIBUTES_OPERATION,
    ),
    Codec::new::<<Subscribe as Operation>::Input, <Subscribe as Operation>::Output>(
        &SUBSCRIBE_OPERATION,
    ),
    Codec::new::<<TagResource as Operation>::Input, <TagResource as Operation>::Output>(
        &TAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<Unsubscribe as Operation>::Input, <Unsubscribe as Operation>::Output>(
        &UNSUBSCRIBE_OPERATION,
    ),
    Codec::new::<<UntagResource as Operation>::Input, <UntagResource as Operation>::Output>(
        &UNTAG_RESOURCE_OPERATION,
    ),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("MalformedQueryString", 400);
static INVALID: ErrorShape = ErrorShape::plain("ValidationError", 400);
/// SNS.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "sns",
    scope: "sns",
    target_prefix: "",
    api_version: "2010-03-31",
    xml_namespace: "http://sns.amazonaws.com/doc/2010-03-31/",
    error_namespace: "",
    protocols: &[Protocol::AwsQuery],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[
        &ADD_PERMISSION_OPERATION,
        &CREATE_TOPIC_OPERATION,
        &DELETE_TOPIC_OPERATION,
        &GET_SUBSCRIPTION_ATTRIBUTES_OPERATION,
        &GET_TOPIC_ATTRIBUTES_OPERATION,
        &LIST_SUBSCRIPTIONS_OPERATION,
        &LIST_SUBSCRIPTIONS_BY_TOPIC_OPERATION,
        &LIST_TAGS_FOR_RESOURCE_OPERATION,
        &LIST_TOPICS_OPERATION,
        &PUBLISH_OPERATION,
        &PUBLISH_BATCH_OPERATION,
        &REMOVE_PERMISSION_OPERATION,
        &SET_SUBSCRIPTION_ATTRIBUTES_OPERATION,
        &SET_TOPIC_ATTRIBUTES_OPERATION,
        &SUBSCRIBE_OPERATION,
        &TAG_RESOURCE_OPERATION,
        &UNSUBSCRIBE_OPERATION,
        &UNTAG_RESOURCE_OPERATION,
    ],
    refused: &[
        RefusedOperation { name: "CheckIfPhoneNumberIsOptedOut", method: "POST", uri: "/" },
        RefusedOperation { name: "ConfirmSubscription", method: "POST", uri: "/" },
        RefusedOperation { name: "CreatePlatformApplication", method: "POST", uri: "/" },
        RefusedOperation { name: "CreatePlatformEndpoint", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateSMSSandboxPhoneNumber", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteEndpoint", method: "POST", uri: "/" },
        RefusedOperation { name: "DeletePlatformApplication", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteSMSSandboxPhoneNumber", method: "POST", uri: "/" },
        RefusedOperation { name: "GetDataProtectionPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetEndpointAttributes", method: "POST", uri: "/" },
        RefusedOperation { name: "GetPlatformApplicationAttributes", method: "POST", uri: "/" },
        RefusedOperation { name: "GetSMSAttributes", method: "POST", uri: "/" },
        RefusedOperation { name: "GetSMSSandboxAccountStatus", method: "POST", uri: "/" },
        RefusedOperation { name: "ListEndpointsByPlatformApplication", method: "POST", uri: "/" },
        RefusedOperation { name: "ListOriginationNumbers", method: "POST", uri: "/" },
        RefusedOperation { name: "ListPhoneNumbersOptedOut", method: "POST", uri: "/" },
        RefusedOperation { name: "ListPlatformApplications", method: "POST", uri: "/" },
        RefusedOperation { name: "ListSMSSandboxPhoneNumbers", method: "POST", uri: "/" },
        RefusedOperation { name: "OptInPhoneNumber", method: "POST", uri: "/" },
        RefusedOperation { name: "PutDataProtectionPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "SetEndpointAttributes", method: "POST", uri: "/" },
        RefusedOperation { name: "SetPlatformApplicationAttributes", method: "POST", uri: "/" },
        RefusedOperation { name: "SetSMSAttributes", method: "POST", uri: "/" },
        RefusedOperation { name: "VerifySMSSandboxPhoneNumber", method: "POST", uri: "/" },
    ],
};
