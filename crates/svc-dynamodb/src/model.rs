//! The shapes and operations of DynamoDB that are built. Made by `cargo xtask codegen`
//! from `models/dynamodb.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

pub static ARCHIVAL_REASON: Schema = Schema::new("ArchivalReason", Kind::String);
shape! { ArchivalSummary ARCHIVAL_SUMMARY;
archival_backup_arn: Option<String> = ("ArchivalBackupArn", BACKUP_ARN);
archival_date_time: Option<Timestamp> = ("ArchivalDateTime", DATE);
archival_reason: Option<String> = ("ArchivalReason", ARCHIVAL_REASON);
}
pub static ATTRIBUTE_ACTION: Schema =
    Schema::new("AttributeAction", Kind::String).values(&["ADD", "PUT", "DELETE"]);
shape! { AttributeDefinition ATTRIBUTE_DEFINITION;
attribute_name: String = ("AttributeName", KEY_SCHEMA_ATTRIBUTE_NAME).required();
attribute_type: String = ("AttributeType", SCALAR_ATTRIBUTE_TYPE).required();
}
pub static ATTRIBUTE_DEFINITIONS: Schema = Schema::new(
    "AttributeDefinitions",
    Kind::List { item: &ATTRIBUTE_DEFINITION, item_name: "member", flat: false },
);
pub static ATTRIBUTE_MAP: Schema = Schema::new(
    "AttributeMap",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static ATTRIBUTE_NAME: Schema =
    Schema::new("AttributeName", Kind::String).range(i64::MIN, 65535);
pub static ATTRIBUTE_NAME_LIST: Schema = Schema::new(
    "AttributeNameList",
    Kind::List { item: &ATTRIBUTE_NAME, item_name: "member", flat: false },
)
.range(1, i64::MAX);
pub static ATTRIBUTE_UPDATES: Schema = Schema::new(
    "AttributeUpdates",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE_UPDATE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static ATTRIBUTE_VALUE: Schema = Schema::new(
    "AttributeValue",
    Kind::Structure(&[
        Member::new("B", &BINARY_ATTRIBUTE_VALUE),
        Member::new("BOOL", &BOOLEAN_ATTRIBUTE_VALUE),
        Member::new("BS", &BINARY_SET_ATTRIBUTE_VALUE),
        Member::new("L", &LIST_ATTRIBUTE_VALUE),
        Member::new("M", &MAP_ATTRIBUTE_VALUE),
        Member::new("N", &NUMBER_ATTRIBUTE_VALUE),
        Member::new("NS", &NUMBER_SET_ATTRIBUTE_VALUE),
        Member::new("NULL", &NULL_ATTRIBUTE_VALUE),
        Member::new("S", &STRING_ATTRIBUTE_VALUE),
        Member::new("SS", &STRING_SET_ATTRIBUTE_VALUE),
    ]),
);
pub static ATTRIBUTE_VALUE_LIST: Schema = Schema::new(
    "AttributeValueList",
    Kind::List { item: &ATTRIBUTE_VALUE, item_name: "member", flat: false },
);
shape! { AttributeValueUpdate ATTRIBUTE_VALUE_UPDATE;
action: Option<String> = ("Action", ATTRIBUTE_ACTION);
value: Option<crate::wire::SentValue> = ("Value", ATTRIBUTE_VALUE);
}
pub static AVAILABILITY_ERROR_MESSAGE: Schema =
    Schema::new("AvailabilityErrorMessage", Kind::String);
pub static BACKFILLING: Schema = Schema::new("Backfilling", Kind::Boolean);
pub static BACKUP_ARN: Schema = Schema::new("BackupArn", Kind::String).range(37, 1024);
shape! { BatchGetItemInput BATCH_GET_ITEM_INPUT;
request_items: Map<KeysAndAttributes> = ("RequestItems", BATCH_GET_REQUEST_MAP).required();
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
}
shape! { BatchGetItemOutput BATCH_GET_ITEM_OUTPUT;
consumed_capacity: Option<Vec<ConsumedCapacity>> = ("ConsumedCapacity", CONSUMED_CAPACITY_MULTIPLE);
responses: Option<Map<Vec<crate::wire::Document>>> = ("Responses", BATCH_GET_RESPONSE_MAP);
unprocessed_keys: Option<Map<KeysAndAttributes>> = ("UnprocessedKeys", BATCH_GET_REQUEST_MAP);
}
pub static BATCH_GET_REQUEST_MAP: Schema = Schema::new(
    "BatchGetRequestMap",
    Kind::Map {
        key: &TABLE_ARN,
        value: &KEYS_AND_ATTRIBUTES,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
)
.range(1, 100);
pub static BATCH_GET_RESPONSE_MAP: Schema = Schema::new(
    "BatchGetResponseMap",
    Kind::Map {
        key: &TABLE_ARN,
        value: &ITEM_LIST,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { BatchWriteItemInput BATCH_WRITE_ITEM_INPUT;
request_items: Map<Vec<WriteRequest>> = ("RequestItems", BATCH_WRITE_ITEM_REQUEST_MAP).required();
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
return_item_collection_metrics: Option<String> = ("ReturnItemCollectionMetrics", RETURN_ITEM_COLLECTION_METRICS);
}
shape! { BatchWriteItemOutput BATCH_WRITE_ITEM_OUTPUT;
consumed_capacity: Option<Vec<ConsumedCapacity>> = ("ConsumedCapacity", CONSUMED_CAPACITY_MULTIPLE);
item_collection_metrics: Option<Map<Vec<ItemCollectionMetrics>>> = ("ItemCollectionMetrics", ITEM_COLLECTION_METRICS_PER_TABLE);
unprocessed_items: Option<Map<Vec<WriteRequest>>> = ("UnprocessedItems", BATCH_WRITE_ITEM_REQUEST_MAP);
}
pub static BATCH_WRITE_ITEM_REQUEST_MAP: Schema = Schema::new(
    "BatchWriteItemRequestMap",
    Kind::Map {
        key: &TABLE_ARN,
        value: &WRITE_REQUESTS,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
)
.range(1, 25);
pub static BILLING_MODE: Schema =
    Schema::new("BillingMode", Kind::String).values(&["PROVISIONED", "PAY_PER_REQUEST"]);
shape! { BillingModeSummary BILLING_MODE_SUMMARY;
billing_mode: Option<String> = ("BillingMode", BILLING_MODE);
last_update_to_pay_per_request_date_time: Option<Timestamp> = ("LastUpdateToPayPerRequestDateTime", DATE);
}
pub static BINARY_ATTRIBUTE_VALUE: Schema =
    Schema::new("BinaryAttributeValue", Kind::Blob { streaming: false });
pub static BINARY_SET_ATTRIBUTE_VALUE: Schema = Schema::new(
    "BinarySetAttributeValue",
    Kind::List { item: &BINARY_ATTRIBUTE_VALUE, item_name: "member", flat: false },
);
pub static BOOLEAN_ATTRIBUTE_VALUE: Schema = Schema::new("BooleanAttributeValue", Kind::Boolean);
pub static BOOLEAN_OBJECT: Schema = Schema::new("BooleanObject", Kind::Boolean);
shape! { Capacity CAPACITY;
capacity_units: Option<f64> = ("CapacityUnits", CONSUMED_CAPACITY_UNITS);
read_capacity_units: Option<f64> = ("ReadCapacityUnits", CONSUMED_CAPACITY_UNITS);
write_capacity_units: Option<f64> = ("WriteCapacityUnits", CONSUMED_CAPACITY_UNITS);
}
pub static COMPARISON_OPERATOR: Schema = Schema::new("ComparisonOperator", Kind::String).values(&[
    "EQ",
    "NE",
    "IN",
    "LE",
    "LT",
    "GE",
    "GT",
    "BETWEEN",
    "NOT_NULL",
    "NULL",
    "CONTAINS",
    "NOT_CONTAINS",
    "BEGINS_WITH",
]);
shape! { Condition CONDITION;
attribute_value_list: Option<Vec<crate::wire::SentValue>> = ("AttributeValueList", ATTRIBUTE_VALUE_LIST);
comparison_operator: String = ("ComparisonOperator", COMPARISON_OPERATOR).required();
}
pub static CONDITION_EXPRESSION: Schema = Schema::new("ConditionExpression", Kind::String);
shape! { ConditionalCheckFailedException CONDITIONAL_CHECK_FAILED_EXCEPTION;
item: Option<crate::wire::Document> = ("Item", ATTRIBUTE_MAP);
message: Option<String> = ("message", ERROR_MESSAGE);
}
pub static CONDITIONAL_OPERATOR: Schema =
    Schema::new("ConditionalOperator", Kind::String).values(&["AND", "OR"]);
pub static CONSISTENT_READ: Schema = Schema::new("ConsistentRead", Kind::Boolean);
shape! { ConsumedCapacity CONSUMED_CAPACITY;
capacity_units: Option<f64> = ("CapacityUnits", CONSUMED_CAPACITY_UNITS);
global_secondary_indexes: Option<Map<Capacity>> = ("GlobalSecondaryIndexes", SECONDARY_INDEXES_CAPACITY_MAP);
local_secondary_indexes: Option<Map<Capacity>> = ("LocalSecondaryIndexes", SECONDARY_INDEXES_CAPACITY_MAP);
read_capacity_units: Option<f64> = ("ReadCapacityUnits", CONSUMED_CAPACITY_UNITS);
table: Option<Capacity> = ("Table", CAPACITY);
table_name: Option<String> = ("TableName", TABLE_ARN);
vector_indexes: Option<Map<VectorCapacity>> = ("VectorIndexes", VECTOR_INDEXES_CAPACITY_MAP);
write_capacity_units: Option<f64> = ("WriteCapacityUnits", CONSUMED_CAPACITY_UNITS);
}
pub static CONSUMED_CAPACITY_MULTIPLE: Schema = Schema::new(
    "ConsumedCapacityMultiple",
    Kind::List { item: &CONSUMED_CAPACITY, item_name: "member", flat: false },
);
pub static CONSUMED_CAPACITY_UNITS: Schema = Schema::new("ConsumedCapacityUnits", Kind::Double);
shape! { CreateGlobalSecondaryIndexAction CREATE_GLOBAL_SECONDARY_INDEX_ACTION;
index_name: String = ("IndexName", INDEX_NAME).required();
key_schema: Vec<KeySchemaElement> = ("KeySchema", KEY_SCHEMA).required();
on_demand_throughput: Option<OnDemandThroughput> = ("OnDemandThroughput", ON_DEMAND_THROUGHPUT);
projection: Projection = ("Projection", PROJECTION).required();
provisioned_throughput: Option<ProvisionedThroughput> = ("ProvisionedThroughput", PROVISIONED_THROUGHPUT);
warm_throughput: Option<WarmThroughput> = ("WarmThroughput", WARM_THROUGHPUT);
}
shape! { CreateGlobalTableWitnessGroupMemberAction CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION;
region_name: String = ("RegionName", REGION_NAME).required();
}
shape! { CreateReplicationGroupMemberAction CREATE_REPLICATION_GROUP_MEMBER_ACTION;
global_secondary_indexes: Option<Vec<ReplicaGlobalSecondaryIndex>> = ("GlobalSecondaryIndexes", REPLICA_GLOBAL_SECONDARY_INDEX_LIST);
kms_master_key_id: Option<String> = ("KMSMasterKeyId", KMS_MASTER_KEY_ID);
on_demand_throughput_override: Option<OnDemandThroughputOverride> = ("OnDemandThroughputOverride", ON_DEMAND_THROUGHPUT_OVERRIDE);
provisioned_throughput_override: Option<ProvisionedThroughputOverride> = ("ProvisionedThroughputOverride", PROVISIONED_THROUGHPUT_OVERRIDE);
region_name: String = ("RegionName", REGION_NAME).required();
table_class_override: Option<String> = ("TableClassOverride", TABLE_CLASS);
}
shape! { CreateTableInput CREATE_TABLE_INPUT;
attribute_definitions: Option<Vec<AttributeDefinition>> = ("AttributeDefinitions", ATTRIBUTE_DEFINITIONS);
billing_mode: Option<String> = ("BillingMode", BILLING_MODE);
deletion_protection_enabled: Option<bool> = ("DeletionProtectionEnabled", DELETION_PROTECTION_ENABLED);
global_secondary_indexes: Option<Vec<GlobalSecondaryIndex>> = ("GlobalSecondaryIndexes", GLOBAL_SECONDARY_INDEX_LIST);
global_table_settings_replication_mode: Option<String> = ("GlobalTableSettingsReplicationMode", GLOBAL_TABLE_SETTINGS_REPLICATION_MODE);
global_table_source_arn: Option<String> = ("GlobalTableSourceArn", TABLE_ARN);
key_schema: Option<Vec<KeySchemaElement>> = ("KeySchema", KEY_SCHEMA);
local_secondary_indexes: Option<Vec<LocalSecondaryIndex>> = ("LocalSecondaryIndexes", LOCAL_SECONDARY_INDEX_LIST);
on_demand_throughput: Option<OnDemandThroughput> = ("OnDemandThroughput", ON_DEMAND_THROUGHPUT);
provisioned_throughput: Option<ProvisionedThroughput> = ("ProvisionedThroughput", PROVISIONED_THROUGHPUT);
resource_policy: Option<String> = ("ResourcePolicy", RESOURCE_POLICY);
sse_specification: Option<SSESpecification> = ("SSESpecification", SSE_SPECIFICATION);
stream_specification: Option<StreamSpecification> = ("StreamSpecification", STREAM_SPECIFICATION);
table_class: Option<String> = ("TableClass", TABLE_CLASS);
table_name: String = ("TableName", TABLE_ARN).required();
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST);
vector_indexes: Option<Vec<VectorIndex>> = ("VectorIndexes", VECTOR_INDEX_LIST);
warm_throughput: Option<WarmThroughput> = ("WarmThroughput", WARM_THROUGHPUT);
}
shape! { CreateTableOutput CREATE_TABLE_OUTPUT;
table_description: Option<TableDescription> = ("TableDescription", TABLE_DESCRIPTION);
}
shape! { CreateVectorIndexAction CREATE_VECTOR_INDEX_ACTION;
dimensions: i64 = ("Dimensions", POSITIVE_LONG_OBJECT).required();
distance_function: String = ("DistanceFunction", VECTOR_DISTANCE_FUNCTION).required();
index_name: String = ("IndexName", INDEX_NAME).required();
projection: Projection = ("Projection", PROJECTION).required();
search_schema: Option<Vec<SearchSchemaElement>> = ("SearchSchema", SEARCH_SCHEMA);
vector_attribute: VectorAttributeDefinition = ("VectorAttribute", VECTOR_ATTRIBUTE_DEFINITION).required();
}
pub static DATE: Schema = Schema::new("Date", Kind::Timestamp);
shape! { DeleteGlobalSecondaryIndexAction DELETE_GLOBAL_SECONDARY_INDEX_ACTION;
index_name: String = ("IndexName", INDEX_NAME).required();
}
shape! { DeleteGlobalTableWitnessGroupMemberAction DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION;
region_name: String = ("RegionName", REGION_NAME).required();
}
shape! { DeleteItemInput DELETE_ITEM_INPUT;
condition_expression: Option<String> = ("ConditionExpression", CONDITION_EXPRESSION);
conditional_operator: Option<String> = ("ConditionalOperator", CONDITIONAL_OPERATOR);
expected: Option<Map<ExpectedAttributeValue>> = ("Expected", EXPECTED_ATTRIBUTE_MAP);
expression_attribute_names: Option<Map<String>> = ("ExpressionAttributeNames", EXPRESSION_ATTRIBUTE_NAME_MAP);
expression_attribute_values: Option<crate::wire::Document> = ("ExpressionAttributeValues", EXPRESSION_ATTRIBUTE_VALUE_MAP);
key: crate::wire::Document = ("Key", KEY).required();
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
return_item_collection_metrics: Option<String> = ("ReturnItemCollectionMetrics", RETURN_ITEM_COLLECTION_METRICS);
return_values: Option<String> = ("ReturnValues", RETURN_VALUE);
return_values_on_condition_check_failure: Option<String> = ("ReturnValuesOnConditionCheckFailure", RETURN_VALUES_ON_CONDITION_CHECK_FAILURE);
table_name: String = ("TableName", TABLE_ARN).required();
}
shape! { DeleteItemOutput DELETE_ITEM_OUTPUT;
attributes: Option<crate::wire::Document> = ("Attributes", ATTRIBUTE_MAP);
consumed_capacity: Option<ConsumedCapacity> = ("ConsumedCapacity", CONSUMED_CAPACITY);
item_collection_metrics: Option<ItemCollectionMetrics> = ("ItemCollectionMetrics", ITEM_COLLECTION_METRICS);
}
shape! { DeleteReplicationGroupMemberAction DELETE_REPLICATION_GROUP_MEMBER_ACTION;
region_name: String = ("RegionName", REGION_NAME).required();
}
shape! { DeleteRequest DELETE_REQUEST;
key: crate::wire::Document = ("Key", KEY).required();
}
shape! { DeleteTableInput DELETE_TABLE_INPUT;
table_name: String = ("TableName", TABLE_ARN).required();
}
shape! { DeleteTableOutput DELETE_TABLE_OUTPUT;
table_description: Option<TableDescription> = ("TableDescription", TABLE_DESCRIPTION);
}
shape! { DeleteVectorIndexAction DELETE_VECTOR_INDEX_ACTION;
index_name: String = ("IndexName", INDEX_NAME).required();
}
pub static DELETION_PROTECTION_ENABLED: Schema =
    Schema::new("DeletionProtectionEnabled", Kind::Boolean);
shape! { DescribeTableInput DESCRIBE_TABLE_INPUT;
table_name: String = ("TableName", TABLE_ARN).required();
}
shape! { DescribeTableOutput DESCRIBE_TABLE_OUTPUT;
table: Option<TableDescription> = ("Table", TABLE_DESCRIPTION);
}
shape! { DisassociateReplicationGroupMemberAction DISASSOCIATE_REPLICATION_GROUP_MEMBER_ACTION;
disassociation_mode: String = ("DisassociationMode", DISASSOCIATION_MODE).required();
region_name: String = ("RegionName", REGION_NAME).required();
}
pub static DISASSOCIATION_MODE: Schema =
    Schema::new("DisassociationMode", Kind::String).values(&["WAIT_FOR_REPLICATION"]);
pub static DISASSOCIATION_PROTECTION_ENABLED: Schema =
    Schema::new("DisassociationProtectionEnabled", Kind::Boolean);
pub static ERROR_MESSAGE: Schema = Schema::new("ErrorMessage", Kind::String);
pub static EXPECTED_ATTRIBUTE_MAP: Schema = Schema::new(
    "ExpectedAttributeMap",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &EXPECTED_ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { ExpectedAttributeValue EXPECTED_ATTRIBUTE_VALUE;
attribute_value_list: Option<Vec<crate::wire::SentValue>> = ("AttributeValueList", ATTRIBUTE_VALUE_LIST);
comparison_operator: Option<String> = ("ComparisonOperator", COMPARISON_OPERATOR);
exists: Option<bool> = ("Exists", BOOLEAN_OBJECT);
value: Option<crate::wire::SentValue> = ("Value", ATTRIBUTE_VALUE);
}
pub static EXPRESSION_ATTRIBUTE_NAME_MAP: Schema = Schema::new(
    "ExpressionAttributeNameMap",
    Kind::Map {
        key: &EXPRESSION_ATTRIBUTE_NAME_VARIABLE,
        value: &ATTRIBUTE_NAME,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static EXPRESSION_ATTRIBUTE_NAME_VARIABLE: Schema =
    Schema::new("ExpressionAttributeNameVariable", Kind::String);
pub static EXPRESSION_ATTRIBUTE_VALUE_MAP: Schema = Schema::new(
    "ExpressionAttributeValueMap",
    Kind::Map {
        key: &EXPRESSION_ATTRIBUTE_VALUE_VARIABLE,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static EXPRESSION_ATTRIBUTE_VALUE_VARIABLE: Schema =
    Schema::new("ExpressionAttributeValueVariable", Kind::String);
pub static FILTER_CONDITION_MAP: Schema = Schema::new(
    "FilterConditionMap",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &CONDITION,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { GetItemInput GET_ITEM_INPUT;
attributes_to_get: Option<Vec<String>> = ("AttributesToGet", ATTRIBUTE_NAME_LIST);
consistent_read: Option<bool> = ("ConsistentRead", CONSISTENT_READ);
expression_attribute_names: Option<Map<String>> = ("ExpressionAttributeNames", EXPRESSION_ATTRIBUTE_NAME_MAP);
key: crate::wire::Document = ("Key", KEY).required();
projection_expression: Option<String> = ("ProjectionExpression", PROJECTION_EXPRESSION);
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
table_name: String = ("TableName", TABLE_ARN).required();
}
shape! { GetItemOutput GET_ITEM_OUTPUT;
consumed_capacity: Option<ConsumedCapacity> = ("ConsumedCapacity", CONSUMED_CAPACITY);
item: Option<crate::wire::Document> = ("Item", ATTRIBUTE_MAP);
}
shape! { GlobalSecondaryIndex GLOBAL_SECONDARY_INDEX;
index_name: String = ("IndexName", INDEX_NAME).required();
key_schema: Vec<KeySchemaElement> = ("KeySchema", KEY_SCHEMA).required();
on_demand_throughput: Option<OnDemandThroughput> = ("OnDemandThroughput", ON_DEMAND_THROUGHPUT);
projection: Projection = ("Projection", PROJECTION).required();
provisioned_throughput: Option<ProvisionedThroughput> = ("ProvisionedThroughput", PROVISIONED_THROUGHPUT);
warm_throughput: Option<WarmThroughput> = ("WarmThroughput", WARM_THROUGHPUT);
}
shape! { GlobalSecondaryIndexDescription GLOBAL_SECONDARY_INDEX_DESCRIPTION;
backfilling: Option<bool> = ("Backfilling", BACKFILLING);
index_arn: Option<String> = ("IndexArn", STRING);
index_name: Option<String> = ("IndexName", INDEX_NAME);
index_size_bytes: Option<i64> = ("IndexSizeBytes", LONG_OBJECT);
index_status: Option<String> = ("IndexStatus", INDEX_STATUS);
item_count: Option<i64> = ("ItemCount", LONG_OBJECT);
key_schema: Option<Vec<KeySchemaElement>> = ("KeySchema", KEY_SCHEMA);
on_demand_throughput: Option<OnDemandThroughput> = ("OnDemandThroughput", ON_DEMAND_THROUGHPUT);
projection: Option<Projection> = ("Projection", PROJECTION);
provisioned_throughput: Option<ProvisionedThroughputDescription> = ("ProvisionedThroughput", PROVISIONED_THROUGHPUT_DESCRIPTION);
warm_throughput: Option<GlobalSecondaryIndexWarmThroughputDescription> = ("WarmThroughput", GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION);
}
pub static GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST: Schema = Schema::new(
    "GlobalSecondaryIndexDescriptionList",
    Kind::List { item: &GLOBAL_SECONDARY_INDEX_DESCRIPTION, item_name: "member", flat: false },
);
pub static GLOBAL_SECONDARY_INDEX_LIST: Schema = Schema::new(
    "GlobalSecondaryIndexList",
    Kind::List { item: &GLOBAL_SECONDARY_INDEX, item_name: "member", flat: false },
);
shape! { GlobalSecondaryIndexUpdate GLOBAL_SECONDARY_INDEX_UPDATE;
create: Option<CreateGlobalSecondaryIndexAction> = ("Create", CREATE_GLOBAL_SECONDARY_INDEX_ACTION);
delete: Option<DeleteGlobalSecondaryIndexAction> = ("Delete", DELETE_GLOBAL_SECONDARY_INDEX_ACTION);
update: Option<UpdateGlobalSecondaryIndexAction> = ("Update", UPDATE_GLOBAL_SECONDARY_INDEX_ACTION);
}
pub static GLOBAL_SECONDARY_INDEX_UPDATE_LIST: Schema = Schema::new(
    "GlobalSecondaryIndexUpdateList",
    Kind::List { item: &GLOBAL_SECONDARY_INDEX_UPDATE, item_name: "member", flat: false },
);
shape! { GlobalSecondaryIndexWarmThroughputDescription GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION;
read_units_per_second: Option<i64> = ("ReadUnitsPerSecond", POSITIVE_LONG_OBJECT);
status: Option<String> = ("Status", INDEX_STATUS);
write_units_per_second: Option<i64> = ("WriteUnitsPerSecond", POSITIVE_LONG_OBJECT);
}
pub static GLOBAL_TABLE_SETTINGS_REPLICATION_MODE: Schema =
    Schema::new("GlobalTableSettingsReplicationMode", Kind::String).values(&[
        "ENABLED",
        "DISABLED",
        "ENABLED_WITH_OVERRIDES",
    ]);
shape! { GlobalTableWitnessDescription GLOBAL_TABLE_WITNESS_DESCRIPTION;
region_name: Option<String> = ("RegionName", REGION_NAME);
witness_status: Option<String> = ("WitnessStatus", WITNESS_STATUS);
}
pub static GLOBAL_TABLE_WITNESS_DESCRIPTION_LIST: Schema = Schema::new(
    "GlobalTableWitnessDescriptionList",
    Kind::List { item: &GLOBAL_TABLE_WITNESS_DESCRIPTION, item_name: "member", flat: false },
);
shape! { GlobalTableWitnessGroupUpdate GLOBAL_TABLE_WITNESS_GROUP_UPDATE;
create: Option<CreateGlobalTableWitnessGroupMemberAction> = ("Create", CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION);
delete: Option<DeleteGlobalTableWitnessGroupMemberAction> = ("Delete", DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION);
}
pub static GLOBAL_TABLE_WITNESS_GROUP_UPDATE_LIST: Schema = Schema::new(
    "GlobalTableWitnessGroupUpdateList",
    Kind::List { item: &GLOBAL_TABLE_WITNESS_GROUP_UPDATE, item_name: "member", flat: false },
)
.range(1, 1);
pub static INDEX_NAME: Schema = Schema::new("IndexName", Kind::String).range(3, 255).pattern({
    static PATTERN: Pattern = Pattern::new("[a-zA-Z0-9_.-]+");
    &PATTERN
});
pub static INDEX_STATUS: Schema = Schema::new("IndexStatus", Kind::String)
    .values(&["CREATING", "UPDATING", "DELETING", "ACTIVE"]);
pub static INTEGER: Schema = Schema::new("Integer", Kind::Integer);
shape! { InternalServerError INTERNAL_SERVER_ERROR;
message: Option<String> = ("message", ERROR_MESSAGE);
}
pub static ITEM_COLLECTION_KEY_ATTRIBUTE_MAP: Schema = Schema::new(
    "ItemCollectionKeyAttributeMap",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { ItemCollectionMetrics ITEM_COLLECTION_METRICS;
item_collection_key: Option<crate::wire::Document> = ("ItemCollectionKey", ITEM_COLLECTION_KEY_ATTRIBUTE_MAP);
size_estimate_range_gb: Option<Vec<f64>> = ("SizeEstimateRangeGB", ITEM_COLLECTION_SIZE_ESTIMATE_RANGE);
}
pub static ITEM_COLLECTION_METRICS_MULTIPLE: Schema = Schema::new(
    "ItemCollectionMetricsMultiple",
    Kind::List { item: &ITEM_COLLECTION_METRICS, item_name: "member", flat: false },
);
pub static ITEM_COLLECTION_METRICS_PER_TABLE: Schema = Schema::new(
    "ItemCollectionMetricsPerTable",
    Kind::Map {
        key: &TABLE_ARN,
        value: &ITEM_COLLECTION_METRICS_MULTIPLE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static ITEM_COLLECTION_SIZE_ESTIMATE_BOUND: Schema =
    Schema::new("ItemCollectionSizeEstimateBound", Kind::Double);
pub static ITEM_COLLECTION_SIZE_ESTIMATE_RANGE: Schema = Schema::new(
    "ItemCollectionSizeEstimateRange",
    Kind::List { item: &ITEM_COLLECTION_SIZE_ESTIMATE_BOUND, item_name: "member", flat: false },
);
shape! { ItemCollectionSizeLimitExceededException ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", ERROR_MESSAGE);
}
pub static ITEM_LIST: Schema =
    Schema::new("ItemList", Kind::List { item: &ATTRIBUTE_MAP, item_name: "member", flat: false });
pub static KMS_MASTER_KEY_ARN: Schema = Schema::new("KMSMasterKeyArn", Kind::String);
pub static KMS_MASTER_KEY_ID: Schema = Schema::new("KMSMasterKeyId", Kind::String);
pub static KEY: Schema = Schema::new(
    "Key",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static KEY_CONDITIONS: Schema = Schema::new(
    "KeyConditions",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &CONDITION,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static KEY_EXPRESSION: Schema = Schema::new("KeyExpression", Kind::String);
pub static KEY_LIST: Schema =
    Schema::new("KeyList", Kind::List { item: &KEY, item_name: "member", flat: false })
        .range(1, 100);
pub static KEY_SCHEMA: Schema = Schema::new(
    "KeySchema",
    Kind::List { item: &KEY_SCHEMA_ELEMENT, item_name: "member", flat: false },
)
.range(1, i64::MAX);
pub static KEY_SCHEMA_ATTRIBUTE_NAME: Schema =
    Schema::new("KeySchemaAttributeName", Kind::String).range(1, 255);
shape! { KeySchemaElement KEY_SCHEMA_ELEMENT;
attribute_name: String = ("AttributeName", KEY_SCHEMA_ATTRIBUTE_NAME).required();
key_type: String = ("KeyType", KEY_TYPE).required();
}
pub static KEY_TYPE: Schema = Schema::new("KeyType", Kind::String).values(&["HASH", "RANGE"]);
shape! { KeysAndAttributes KEYS_AND_ATTRIBUTES;
attributes_to_get: Option<Vec<String>> = ("AttributesToGet", ATTRIBUTE_NAME_LIST);
consistent_read: Option<bool> = ("ConsistentRead", CONSISTENT_READ);
expression_attribute_names: Option<Map<String>> = ("ExpressionAttributeNames", EXPRESSION_ATTRIBUTE_NAME_MAP);
keys: Vec<crate::wire::Document> = ("Keys", KEY_LIST).required();
projection_expression: Option<String> = ("ProjectionExpression", PROJECTION_EXPRESSION);
}
shape! { LimitExceededException LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", ERROR_MESSAGE);
}
pub static LIST_ATTRIBUTE_VALUE: Schema = Schema::new(
    "ListAttributeValue",
    Kind::List { item: &ATTRIBUTE_VALUE, item_name: "member", flat: false },
);
shape! { ListTablesInput LIST_TABLES_INPUT;
exclusive_start_table_name: Option<String> = ("ExclusiveStartTableName", TABLE_NAME);
limit: Option<i32> = ("Limit", LIST_TABLES_INPUT_LIMIT);
}
pub static LIST_TABLES_INPUT_LIMIT: Schema =
    Schema::new("ListTablesInputLimit", Kind::Integer).range(1, 100);
shape! { ListTablesOutput LIST_TABLES_OUTPUT;
last_evaluated_table_name: Option<String> = ("LastEvaluatedTableName", TABLE_NAME);
table_names: Option<Vec<String>> = ("TableNames", TABLE_NAME_LIST);
}
shape! { ListTagsOfResourceInput LIST_TAGS_OF_RESOURCE_INPUT;
next_token: Option<String> = ("NextToken", NEXT_TOKEN_STRING);
resource_arn: String = ("ResourceArn", RESOURCE_ARN_STRING).required();
}
shape! { ListTagsOfResourceOutput LIST_TAGS_OF_RESOURCE_OUTPUT;
next_token: Option<String> = ("NextToken", NEXT_TOKEN_STRING);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST);
}
shape! { LocalSecondaryIndex LOCAL_SECONDARY_INDEX;
index_name: String = ("IndexName", INDEX_NAME).required();
key_schema: Vec<KeySchemaElement> = ("KeySchema", KEY_SCHEMA).required();
projection: Projection = ("Projection", PROJECTION).required();
}
shape! { LocalSecondaryIndexDescription LOCAL_SECONDARY_INDEX_DESCRIPTION;
index_arn: Option<String> = ("IndexArn", STRING);
index_name: Option<String> = ("IndexName", INDEX_NAME);
index_size_bytes: Option<i64> = ("IndexSizeBytes", LONG_OBJECT);
item_count: Option<i64> = ("ItemCount", LONG_OBJECT);
key_schema: Option<Vec<KeySchemaElement>> = ("KeySchema", KEY_SCHEMA);
projection: Option<Projection> = ("Projection", PROJECTION);
}
pub static LOCAL_SECONDARY_INDEX_DESCRIPTION_LIST: Schema = Schema::new(
    "LocalSecondaryIndexDescriptionList",
    Kind::List { item: &LOCAL_SECONDARY_INDEX_DESCRIPTION, item_name: "member", flat: false },
);
pub static LOCAL_SECONDARY_INDEX_LIST: Schema = Schema::new(
    "LocalSecondaryIndexList",
    Kind::List { item: &LOCAL_SECONDARY_INDEX, item_name: "member", flat: false },
);
pub static LONG_OBJECT: Schema = Schema::new("LongObject", Kind::Long);
pub static MAP_ATTRIBUTE_VALUE: Schema = Schema::new(
    "MapAttributeValue",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static MULTI_REGION_CONSISTENCY: Schema =
    Schema::new("MultiRegionConsistency", Kind::String).values(&["EVENTUAL", "STRONG"]);
pub static NEXT_TOKEN_STRING: Schema = Schema::new("NextTokenString", Kind::String);
pub static NON_KEY_ATTRIBUTE_NAME: Schema =
    Schema::new("NonKeyAttributeName", Kind::String).range(1, 255);
pub static NON_KEY_ATTRIBUTE_NAME_LIST: Schema = Schema::new(
    "NonKeyAttributeNameList",
    Kind::List { item: &NON_KEY_ATTRIBUTE_NAME, item_name: "member", flat: false },
)
.range(1, 20);
pub static NON_NEGATIVE_LONG_OBJECT: Schema =
    Schema::new("NonNegativeLongObject", Kind::Long).range(0, i64::MAX);
pub static NULL_ATTRIBUTE_VALUE: Schema = Schema::new("NullAttributeValue", Kind::Boolean);
pub static NUMBER_ATTRIBUTE_VALUE: Schema = Schema::new("NumberAttributeValue", Kind::String);
pub static NUMBER_SET_ATTRIBUTE_VALUE: Schema = Schema::new(
    "NumberSetAttributeValue",
    Kind::List { item: &NUMBER_ATTRIBUTE_VALUE, item_name: "member", flat: false },
);
shape! { OnDemandThroughput ON_DEMAND_THROUGHPUT;
max_read_request_units: Option<i64> = ("MaxReadRequestUnits", LONG_OBJECT);
max_write_request_units: Option<i64> = ("MaxWriteRequestUnits", LONG_OBJECT);
}
shape! { OnDemandThroughputOverride ON_DEMAND_THROUGHPUT_OVERRIDE;
max_read_request_units: Option<i64> = ("MaxReadRequestUnits", LONG_OBJECT);
}
pub static POSITIVE_INTEGER_OBJECT: Schema =
    Schema::new("PositiveIntegerObject", Kind::Integer).range(1, i64::MAX);
pub static POSITIVE_LONG_OBJECT: Schema =
    Schema::new("PositiveLongObject", Kind::Long).range(1, i64::MAX);
shape! { Projection PROJECTION;
non_key_attributes: Option<Vec<String>> = ("NonKeyAttributes", NON_KEY_ATTRIBUTE_NAME_LIST);
projection_type: Option<String> = ("ProjectionType", PROJECTION_TYPE);
}
pub static PROJECTION_EXPRESSION: Schema = Schema::new("ProjectionExpression", Kind::String);
pub static PROJECTION_TYPE: Schema =
    Schema::new("ProjectionType", Kind::String).values(&["ALL", "KEYS_ONLY", "INCLUDE"]);
shape! { ProvisionedThroughput PROVISIONED_THROUGHPUT;
read_capacity_units: i64 = ("ReadCapacityUnits", POSITIVE_LONG_OBJECT).required();
write_capacity_units: i64 = ("WriteCapacityUnits", POSITIVE_LONG_OBJECT).required();
}
shape! { ProvisionedThroughputDescription PROVISIONED_THROUGHPUT_DESCRIPTION;
last_decrease_date_time: Option<Timestamp> = ("LastDecreaseDateTime", DATE);
last_increase_date_time: Option<Timestamp> = ("LastIncreaseDateTime", DATE);
number_of_decreases_today: Option<i64> = ("NumberOfDecreasesToday", POSITIVE_LONG_OBJECT);
read_capacity_units: Option<i64> = ("ReadCapacityUnits", NON_NEGATIVE_LONG_OBJECT);
write_capacity_units: Option<i64> = ("WriteCapacityUnits", NON_NEGATIVE_LONG_OBJECT);
}
shape! { ProvisionedThroughputExceededException PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION;
throttling_reasons: Option<Vec<ThrottlingReason>> = ("ThrottlingReasons", THROTTLING_REASON_LIST);
message: Option<String> = ("message", ERROR_MESSAGE);
}
shape! { ProvisionedThroughputOverride PROVISIONED_THROUGHPUT_OVERRIDE;
read_capacity_units: Option<i64> = ("ReadCapacityUnits", POSITIVE_LONG_OBJECT);
}
shape! { PutItemInput PUT_ITEM_INPUT;
condition_expression: Option<String> = ("ConditionExpression", CONDITION_EXPRESSION);
conditional_operator: Option<String> = ("ConditionalOperator", CONDITIONAL_OPERATOR);
expected: Option<Map<ExpectedAttributeValue>> = ("Expected", EXPECTED_ATTRIBUTE_MAP);
expression_attribute_names: Option<Map<String>> = ("ExpressionAttributeNames", EXPRESSION_ATTRIBUTE_NAME_MAP);
expression_attribute_values: Option<crate::wire::Document> = ("ExpressionAttributeValues", EXPRESSION_ATTRIBUTE_VALUE_MAP);
item: crate::wire::Document = ("Item", PUT_ITEM_INPUT_ATTRIBUTE_MAP).required();
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
return_item_collection_metrics: Option<String> = ("ReturnItemCollectionMetrics", RETURN_ITEM_COLLECTION_METRICS);
return_values: Option<String> = ("ReturnValues", RETURN_VALUE);
return_values_on_condition_check_failure: Option<String> = ("ReturnValuesOnConditionCheckFailure", RETURN_VALUES_ON_CONDITION_CHECK_FAILURE);
table_name: String = ("TableName", TABLE_ARN).required();
}
pub static PUT_ITEM_INPUT_ATTRIBUTE_MAP: Schema = Schema::new(
    "PutItemInputAttributeMap",
    Kind::Map {
        key: &ATTRIBUTE_NAME,
        value: &ATTRIBUTE_VALUE,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { PutItemOutput PUT_ITEM_OUTPUT;
attributes: Option<crate::wire::Document> = ("Attributes", ATTRIBUTE_MAP);
consumed_capacity: Option<ConsumedCapacity> = ("ConsumedCapacity", CONSUMED_CAPACITY);
item_collection_metrics: Option<ItemCollectionMetrics> = ("ItemCollectionMetrics", ITEM_COLLECTION_METRICS);
}
shape! { PutRequest PUT_REQUEST;
item: crate::wire::Document = ("Item", PUT_ITEM_INPUT_ATTRIBUTE_MAP).required();
}
shape! { QueryInput QUERY_INPUT;
attributes_to_get: Option<Vec<String>> = ("AttributesToGet", ATTRIBUTE_NAME_LIST);
conditional_operator: Option<String> = ("ConditionalOperator", CONDITIONAL_OPERATOR);
consistent_read: Option<bool> = ("ConsistentRead", CONSISTENT_READ);
exclusive_start_key: Option<crate::wire::Document> = ("ExclusiveStartKey", KEY);
expression_attribute_names: Option<Map<String>> = ("ExpressionAttributeNames", EXPRESSION_ATTRIBUTE_NAME_MAP);
expression_attribute_values: Option<crate::wire::Document> = ("ExpressionAttributeValues", EXPRESSION_ATTRIBUTE_VALUE_MAP);
filter_expression: Option<String> = ("FilterExpression", CONDITION_EXPRESSION);
index_name: Option<String> = ("IndexName", INDEX_NAME);
key_condition_expression: Option<String> = ("KeyConditionExpression", KEY_EXPRESSION);
key_conditions: Option<Map<Condition>> = ("KeyConditions", KEY_CONDITIONS);
limit: Option<i32> = ("Limit", POSITIVE_INTEGER_OBJECT);
projection_expression: Option<String> = ("ProjectionExpression", PROJECTION_EXPRESSION);
query_filter: Option<Map<Condition>> = ("QueryFilter", FILTER_CONDITION_MAP);
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
scan_index_forward: Option<bool> = ("ScanIndexForward", BOOLEAN_OBJECT);
select: Option<String> = ("Select", SELECT);
table_name: String = ("TableName", TABLE_ARN).required();
}
shape! { QueryOutput QUERY_OUTPUT;
consumed_capacity: Option<ConsumedCapacity> = ("ConsumedCapacity", CONSUMED_CAPACITY);
count: Option<i32> = ("Count", INTEGER);
items: Option<Vec<crate::wire::Document>> = ("Items", ITEM_LIST);
last_evaluated_key: Option<crate::wire::Document> = ("LastEvaluatedKey", KEY);
scanned_count: Option<i32> = ("ScannedCount", INTEGER);
}
pub static REASON: Schema = Schema::new("Reason", Kind::String);
pub static REGION_NAME: Schema = Schema::new("RegionName", Kind::String);
shape! { ReplicaDescription REPLICA_DESCRIPTION;
global_secondary_indexes: Option<Vec<ReplicaGlobalSecondaryIndexDescription>> = ("GlobalSecondaryIndexes", REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST);
global_table_settings_replication_mode: Option<String> = ("GlobalTableSettingsReplicationMode", GLOBAL_TABLE_SETTINGS_REPLICATION_MODE);
kms_master_key_id: Option<String> = ("KMSMasterKeyId", KMS_MASTER_KEY_ID);
on_demand_throughput_override: Option<OnDemandThroughputOverride> = ("OnDemandThroughputOverride", ON_DEMAND_THROUGHPUT_OVERRIDE);
provisioned_throughput_override: Option<ProvisionedThroughputOverride> = ("ProvisionedThroughputOverride", PROVISIONED_THROUGHPUT_OVERRIDE);
region_name: Option<String> = ("RegionName", REGION_NAME);
replica_arn: Option<String> = ("ReplicaArn", STRING);
replica_inaccessible_date_time: Option<Timestamp> = ("ReplicaInaccessibleDateTime", DATE);
replica_status: Option<String> = ("ReplicaStatus", REPLICA_STATUS);
replica_status_description: Option<String> = ("ReplicaStatusDescription", REPLICA_STATUS_DESCRIPTION);
replica_status_percent_progress: Option<String> = ("ReplicaStatusPercentProgress", REPLICA_STATUS_PERCENT_PROGRESS);
replica_table_class_summary: Option<TableClassSummary> = ("ReplicaTableClassSummary", TABLE_CLASS_SUMMARY);
warm_throughput: Option<TableWarmThroughputDescription> = ("WarmThroughput", TABLE_WARM_THROUGHPUT_DESCRIPTION);
}
pub static REPLICA_DESCRIPTION_LIST: Schema = Schema::new(
    "ReplicaDescriptionList",
    Kind::List { item: &REPLICA_DESCRIPTION, item_name: "member", flat: false },
);
shape! { ReplicaGlobalSecondaryIndex REPLICA_GLOBAL_SECONDARY_INDEX;
index_name: String = ("IndexName", INDEX_NAME).required();
on_demand_throughput_override: Option<OnDemandThroughputOverride> = ("OnDemandThroughputOverride", ON_DEMAND_THROUGHPUT_OVERRIDE);
provisioned_throughput_override: Option<ProvisionedThroughputOverride> = ("ProvisionedThroughputOverride", PROVISIONED_THROUGHPUT_OVERRIDE);
}
shape! { ReplicaGlobalSecondaryIndexDescription REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION;
index_name: Option<String> = ("IndexName", INDEX_NAME);
on_demand_throughput_override: Option<OnDemandThroughputOverride> = ("OnDemandThroughputOverride", ON_DEMAND_THROUGHPUT_OVERRIDE);
provisioned_throughput_override: Option<ProvisionedThroughputOverride> = ("ProvisionedThroughputOverride", PROVISIONED_THROUGHPUT_OVERRIDE);
warm_throughput: Option<GlobalSecondaryIndexWarmThroughputDescription> = ("WarmThroughput", GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION);
}
pub static REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST: Schema = Schema::new(
    "ReplicaGlobalSecondaryIndexDescriptionList",
    Kind::List {
        item: &REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION,
        item_name: "member",
        flat: false,
    },
);
pub static REPLICA_GLOBAL_SECONDARY_INDEX_LIST: Schema = Schema::new(
    "ReplicaGlobalSecondaryIndexList",
    Kind::List { item: &REPLICA_GLOBAL_SECONDARY_INDEX, item_name: "member", flat: false },
)
.range(1, i64::MAX);
pub static REPLICA_STATUS: Schema = Schema::new("ReplicaStatus", Kind::String).values(&[
    "CREATING",
    "CREATION_FAILED",
    "UPDATING",
    "DELETING",
    "ACTIVE",
    "REGION_DISABLED",
    "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
    "ARCHIVING",
    "ARCHIVED",
    "REPLICATION_NOT_AUTHORIZED",
]);
pub static REPLICA_STATUS_DESCRIPTION: Schema =
    Schema::new("ReplicaStatusDescription", Kind::String);
pub static REPLICA_STATUS_PERCENT_PROGRESS: Schema =
    Schema::new("ReplicaStatusPercentProgress", Kind::String);
shape! { ReplicatedWriteConflictException REPLICATED_WRITE_CONFLICT_EXCEPTION;
message: Option<String> = ("message", ERROR_MESSAGE);
}
shape! { ReplicationGroupUpdate REPLICATION_GROUP_UPDATE;
create: Option<CreateReplicationGroupMemberAction> = ("Create", CREATE_REPLICATION_GROUP_MEMBER_ACTION);
delete: Option<DeleteReplicationGroupMemberAction> = ("Delete", DELETE_REPLICATION_GROUP_MEMBER_ACTION);
disassociate: Option<DisassociateReplicationGroupMemberAction> = ("Disassociate", DISASSOCIATE_REPLICATION_GROUP_MEMBER_ACTION);
update: Option<UpdateReplicationGroupMemberAction> = ("Update", UPDATE_REPLICATION_GROUP_MEMBER_ACTION);
}
pub static REPLICATION_GROUP_UPDATE_LIST: Schema = Schema::new(
    "ReplicationGroupUpdateList",
    Kind::List { item: &REPLICATION_GROUP_UPDATE, item_name: "member", flat: false },
)
.range(1, i64::MAX);
shape! { RequestLimitExceeded REQUEST_LIMIT_EXCEEDED;
throttling_reasons: Option<Vec<ThrottlingReason>> = ("ThrottlingReasons", THROTTLING_REASON_LIST);
message: Option<String> = ("message", ERROR_MESSAGE);
}
pub static RESOURCE: Schema = Schema::new("Resource", Kind::String);
pub static RESOURCE_ARN_STRING: Schema =
    Schema::new("ResourceArnString", Kind::String).range(1, 1283);
shape! { ResourceInUseException RESOURCE_IN_USE_EXCEPTION;
message: Option<String> = ("message", ERROR_MESSAGE);
}
shape! { ResourceNotFoundException RESOURCE_NOT_FOUND_EXCEPTION;
message: Option<String> = ("message", ERROR_MESSAGE);
}
pub static RESOURCE_POLICY: Schema = Schema::new("ResourcePolicy", Kind::String);
pub static RESTORE_IN_PROGRESS: Schema = Schema::new("RestoreInProgress", Kind::Boolean);
shape! { RestoreSummary RESTORE_SUMMARY;
restore_date_time: Timestamp = ("RestoreDateTime", DATE).required();
restore_in_progress: bool = ("RestoreInProgress", RESTORE_IN_PROGRESS).required();
source_backup_arn: Option<String> = ("SourceBackupArn", BACKUP_ARN);
source_table_arn: Option<String> = ("SourceTableArn", TABLE_ARN);
}
pub static RETURN_CONSUMED_CAPACITY: Schema =
    Schema::new("ReturnConsumedCapacity", Kind::String).values(&["INDEXES", "TOTAL", "NONE"]);
pub static RETURN_ITEM_COLLECTION_METRICS: Schema =
    Schema::new("ReturnItemCollectionMetrics", Kind::String).values(&["SIZE", "NONE"]);
pub static RETURN_VALUE: Schema = Schema::new("ReturnValue", Kind::String).values(&[
    "NONE",
    "ALL_OLD",
    "UPDATED_OLD",
    "ALL_NEW",
    "UPDATED_NEW",
]);
pub static RETURN_VALUES_ON_CONDITION_CHECK_FAILURE: Schema =
    Schema::new("ReturnValuesOnConditionCheckFailure", Kind::String).values(&["ALL_OLD", "NONE"]);
shape! { SSEDescription SSE_DESCRIPTION;
inaccessible_encryption_date_time: Option<Timestamp> = ("InaccessibleEncryptionDateTime", DATE);
kms_master_key_arn: Option<String> = ("KMSMasterKeyArn", KMS_MASTER_KEY_ARN);
sse_type: Option<String> = ("SSEType", SSE_TYPE);
status: Option<String> = ("Status", SSE_STATUS);
}
pub static SSE_ENABLED: Schema = Schema::new("SSEEnabled", Kind::Boolean);
shape! { SSESpecification SSE_SPECIFICATION;
enabled: Option<bool> = ("Enabled", SSE_ENABLED);
kms_master_key_id: Option<String> = ("KMSMasterKeyId", KMS_MASTER_KEY_ID);
sse_type: Option<String> = ("SSEType", SSE_TYPE);
}
pub static SSE_STATUS: Schema = Schema::new("SSEStatus", Kind::String).values(&[
    "ENABLING",
    "ENABLED",
    "DISABLING",
    "DISABLED",
    "UPDATING",
]);
pub static SSE_TYPE: Schema = Schema::new("SSEType", Kind::String).values(&["AES256", "KMS"]);
pub static SCALAR_ATTRIBUTE_TYPE: Schema =
    Schema::new("ScalarAttributeType", Kind::String).values(&["S", "N", "B"]);
shape! { ScanInput SCAN_INPUT;
attributes_to_get: Option<Vec<String>> = ("AttributesToGet", ATTRIBUTE_NAME_LIST);
conditional_operator: Option<String> = ("ConditionalOperator", CONDITIONAL_OPERATOR);
consistent_read: Option<bool> = ("ConsistentRead", CONSISTENT_READ);
exclusive_start_key: Option<crate::wire::Document> = ("ExclusiveStartKey", KEY);
expression_attribute_names: Option<Map<String>> = ("ExpressionAttributeNames", EXPRESSION_ATTRIBUTE_NAME_MAP);
expression_attribute_values: Option<crate::wire::Document> = ("ExpressionAttributeValues", EXPRESSION_ATTRIBUTE_VALUE_MAP);
filter_expression: Option<String> = ("FilterExpression", CONDITION_EXPRESSION);
index_name: Option<String> = ("IndexName", INDEX_NAME);
limit: Option<i32> = ("Limit", POSITIVE_INTEGER_OBJECT);
projection_expression: Option<String> = ("ProjectionExpression", PROJECTION_EXPRESSION);
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
scan_filter: Option<Map<Condition>> = ("ScanFilter", FILTER_CONDITION_MAP);
segment: Option<i32> = ("Segment", SCAN_SEGMENT);
select: Option<String> = ("Select", SELECT);
table_name: String = ("TableName", TABLE_ARN).required();
total_segments: Option<i32> = ("TotalSegments", SCAN_TOTAL_SEGMENTS);
}
shape! { ScanOutput SCAN_OUTPUT;
consumed_capacity: Option<ConsumedCapacity> = ("ConsumedCapacity", CONSUMED_CAPACITY);
count: Option<i32> = ("Count", INTEGER);
items: Option<Vec<crate::wire::Document>> = ("Items", ITEM_LIST);
last_evaluated_key: Option<crate::wire::Document> = ("LastEvaluatedKey", KEY);
scanned_count: Option<i32> = ("ScannedCount", INTEGER);
}
pub static SCAN_SEGMENT: Schema = Schema::new("ScanSegment", Kind::Integer).range(0, 999999);
pub static SCAN_TOTAL_SEGMENTS: Schema =
    Schema::new("ScanTotalSegments", Kind::Integer).range(1, 1000000);
pub static SEARCH_SCHEMA: Schema = Schema::new(
    "SearchSchema",
    Kind::List { item: &SEARCH_SCHEMA_ELEMENT, item_name: "member", flat: false },
)
.range(1, i64::MAX);
shape! { SearchSchemaElement SEARCH_SCHEMA_ELEMENT;
attribute_name: String = ("AttributeName", ATTRIBUTE_NAME).required();
search_schema_element_type: String = ("SearchSchemaElementType", SEARCH_SCHEMA_ELEMENT_TYPE).required();
}
pub static SEARCH_SCHEMA_ELEMENT_TYPE: Schema =
    Schema::new("SearchSchemaElementType", Kind::String).values(&["HASH", "INLINE_FILTER"]);
pub static SECONDARY_INDEXES_CAPACITY_MAP: Schema = Schema::new(
    "SecondaryIndexesCapacityMap",
    Kind::Map {
        key: &INDEX_NAME,
        value: &CAPACITY,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static SELECT: Schema = Schema::new("Select", Kind::String).values(&[
    "ALL_ATTRIBUTES",
    "ALL_PROJECTED_ATTRIBUTES",
    "SPECIFIC_ATTRIBUTES",
    "COUNT",
]);
pub static STREAM_ARN: Schema = Schema::new("StreamArn", Kind::String).range(37, 1024);
pub static STREAM_ENABLED: Schema = Schema::new("StreamEnabled", Kind::Boolean);
shape! { StreamSpecification STREAM_SPECIFICATION;
stream_enabled: bool = ("StreamEnabled", STREAM_ENABLED).required();
stream_view_type: Option<String> = ("StreamViewType", STREAM_VIEW_TYPE);
}
pub static STREAM_VIEW_TYPE: Schema = Schema::new("StreamViewType", Kind::String).values(&[
    "NEW_IMAGE",
    "OLD_IMAGE",
    "NEW_AND_OLD_IMAGES",
    "KEYS_ONLY",
]);
pub static STRING: Schema = Schema::new("String", Kind::String);
pub static STRING_ATTRIBUTE_VALUE: Schema = Schema::new("StringAttributeValue", Kind::String);
pub static STRING_SET_ATTRIBUTE_VALUE: Schema = Schema::new(
    "StringSetAttributeValue",
    Kind::List { item: &STRING_ATTRIBUTE_VALUE, item_name: "member", flat: false },
);
pub static TABLE_ARN: Schema = Schema::new("TableArn", Kind::String).range(1, 1024);
pub static TABLE_CLASS: Schema =
    Schema::new("TableClass", Kind::String).values(&["STANDARD", "STANDARD_INFREQUENT_ACCESS"]);
shape! { TableClassSummary TABLE_CLASS_SUMMARY;
last_update_date_time: Option<Timestamp> = ("LastUpdateDateTime", DATE);
table_class: Option<String> = ("TableClass", TABLE_CLASS);
}
shape! { TableDescription TABLE_DESCRIPTION;
archival_summary: Option<ArchivalSummary> = ("ArchivalSummary", ARCHIVAL_SUMMARY);
attribute_definitions: Option<Vec<AttributeDefinition>> = ("AttributeDefinitions", ATTRIBUTE_DEFINITIONS);
billing_mode_summary: Option<BillingModeSummary> = ("BillingModeSummary", BILLING_MODE_SUMMARY);
creation_date_time: Option<Timestamp> = ("CreationDateTime", DATE);
deletion_protection_enabled: Option<bool> = ("DeletionProtectionEnabled", DELETION_PROTECTION_ENABLED);
disassociation_protection_enabled: Option<bool> = ("DisassociationProtectionEnabled", DISASSOCIATION_PROTECTION_ENABLED);
global_secondary_indexes: Option<Vec<GlobalSecondaryIndexDescription>> = ("GlobalSecondaryIndexes", GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST);
global_table_settings_replication_mode: Option<String> = ("GlobalTableSettingsReplicationMode", GLOBAL_TABLE_SETTINGS_REPLICATION_MODE);
global_table_version: Option<String> = ("GlobalTableVersion", STRING);
global_table_witnesses: Option<Vec<GlobalTableWitnessDescription>> = ("GlobalTableWitnesses", GLOBAL_TABLE_WITNESS_DESCRIPTION_LIST);
item_count: Option<i64> = ("ItemCount", LONG_OBJECT);
key_schema: Option<Vec<KeySchemaElement>> = ("KeySchema", KEY_SCHEMA);
latest_stream_arn: Option<String> = ("LatestStreamArn", STREAM_ARN);
latest_stream_label: Option<String> = ("LatestStreamLabel", STRING);
local_secondary_indexes: Option<Vec<LocalSecondaryIndexDescription>> = ("LocalSecondaryIndexes", LOCAL_SECONDARY_INDEX_DESCRIPTION_LIST);
multi_region_consistency: Option<String> = ("MultiRegionConsistency", MULTI_REGION_CONSISTENCY);
on_demand_throughput: Option<OnDemandThroughput> = ("OnDemandThroughput", ON_DEMAND_THROUGHPUT);
provisioned_throughput: Option<ProvisionedThroughputDescription> = ("ProvisionedThroughput", PROVISIONED_THROUGHPUT_DESCRIPTION);
replicas: Option<Vec<ReplicaDescription>> = ("Replicas", REPLICA_DESCRIPTION_LIST);
restore_summary: Option<RestoreSummary> = ("RestoreSummary", RESTORE_SUMMARY);
sse_description: Option<SSEDescription> = ("SSEDescription", SSE_DESCRIPTION);
stream_specification: Option<StreamSpecification> = ("StreamSpecification", STREAM_SPECIFICATION);
table_arn: Option<String> = ("TableArn", STRING);
table_class_summary: Option<TableClassSummary> = ("TableClassSummary", TABLE_CLASS_SUMMARY);
table_id: Option<String> = ("TableId", TABLE_ID);
table_name: Option<String> = ("TableName", TABLE_NAME);
table_size_bytes: Option<i64> = ("TableSizeBytes", LONG_OBJECT);
table_status: Option<String> = ("TableStatus", TABLE_STATUS);
vector_indexes: Option<Vec<VectorIndexDescription>> = ("VectorIndexes", VECTOR_INDEX_DESCRIPTION_LIST);
warm_throughput: Option<TableWarmThroughputDescription> = ("WarmThroughput", TABLE_WARM_THROUGHPUT_DESCRIPTION);
}
pub static TABLE_ID: Schema = Schema::new("TableId", Kind::String).pattern({
    static PATTERN: Pattern =
        Pattern::new("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    &PATTERN
});
pub static TABLE_NAME: Schema = Schema::new("TableName", Kind::String).range(3, 255).pattern({
    static PATTERN: Pattern = Pattern::new("[a-zA-Z0-9_.-]+");
    &PATTERN
});
pub static TABLE_NAME_LIST: Schema = Schema::new(
    "TableNameList",
    Kind::List { item: &TABLE_NAME, item_name: "member", flat: false },
);
pub static TABLE_STATUS: Schema = Schema::new("TableStatus", Kind::String).values(&[
    "CREATING",
    "UPDATING",
    "DELETING",
    "ACTIVE",
    "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
    "ARCHIVING",
    "ARCHIVED",
    "REPLICATION_NOT_AUTHORIZED",
]);
shape! { TableWarmThroughputDescription TABLE_WARM_THROUGHPUT_DESCRIPTION;
read_units_per_second: Option<i64> = ("ReadUnitsPerSecond", POSITIVE_LONG_OBJECT);
status: Option<String> = ("Status", TABLE_STATUS);
write_units_per_second: Option<i64> = ("WriteUnitsPerSecond", POSITIVE_LONG_OBJECT);
}
shape! { Tag TAG;
key: String = ("Key", TAG_KEY_STRING).required();
value: String = ("Value", TAG_VALUE_STRING).required();
}
pub static TAG_KEY_LIST: Schema = Schema::new(
    "TagKeyList",
    Kind::List { item: &TAG_KEY_STRING, item_name: "member", flat: false },
);
pub static TAG_KEY_STRING: Schema = Schema::new("TagKeyString", Kind::String).range(1, 128);
pub static TAG_LIST: Schema =
    Schema::new("TagList", Kind::List { item: &TAG, item_name: "member", flat: false });
shape! { TagResourceInput TAG_RESOURCE_INPUT;
resource_arn: String = ("ResourceArn", RESOURCE_ARN_STRING).required();
tags: Vec<Tag> = ("Tags", TAG_LIST).required();
}
pub static TAG_VALUE_STRING: Schema = Schema::new("TagValueString", Kind::String).range(0, 256);
shape! { ThrottlingException THROTTLING_EXCEPTION;
message: Option<String> = ("message", AVAILABILITY_ERROR_MESSAGE);
throttling_reasons: Option<Vec<ThrottlingReason>> = ("throttlingReasons", THROTTLING_REASON_LIST);
}
shape! { ThrottlingReason THROTTLING_REASON;
reason: Option<String> = ("reason", REASON);
resource: Option<String> = ("resource", RESOURCE);
}
pub static THROTTLING_REASON_LIST: Schema = Schema::new(
    "ThrottlingReasonList",
    Kind::List { item: &THROTTLING_REASON, item_name: "member", flat: false },
);
shape! { TransactionConflictException TRANSACTION_CONFLICT_EXCEPTION;
message: Option<String> = ("message", ERROR_MESSAGE);
}
shape! { UntagResourceInput UNTAG_RESOURCE_INPUT;
resource_arn: String = ("ResourceArn", RESOURCE_ARN_STRING).required();
tag_keys: Vec<String> = ("TagKeys", TAG_KEY_LIST).required();
}
pub static UPDATE_EXPRESSION: Schema = Schema::new("UpdateExpression", Kind::String);
shape! { UpdateGlobalSecondaryIndexAction UPDATE_GLOBAL_SECONDARY_INDEX_ACTION;
index_name: String = ("IndexName", INDEX_NAME).required();
on_demand_throughput: Option<OnDemandThroughput> = ("OnDemandThroughput", ON_DEMAND_THROUGHPUT);
provisioned_throughput: Option<ProvisionedThroughput> = ("ProvisionedThroughput", PROVISIONED_THROUGHPUT);
warm_throughput: Option<WarmThroughput> = ("WarmThroughput", WARM_THROUGHPUT);
}
shape! { UpdateItemInput UPDATE_ITEM_INPUT;
attribute_updates: Option<Map<AttributeValueUpdate>> = ("AttributeUpdates", ATTRIBUTE_UPDATES);
condition_expression: Option<String> = ("ConditionExpression", CONDITION_EXPRESSION);
conditional_operator: Option<String> = ("ConditionalOperator", CONDITIONAL_OPERATOR);
expected: Option<Map<ExpectedAttributeValue>> = ("Expected", EXPECTED_ATTRIBUTE_MAP);
expression_attribute_names: Option<Map<String>> = ("ExpressionAttributeNames", EXPRESSION_ATTRIBUTE_NAME_MAP);
expression_attribute_values: Option<crate::wire::Document> = ("ExpressionAttributeValues", EXPRESSION_ATTRIBUTE_VALUE_MAP);
key: crate::wire::Document = ("Key", KEY).required();
return_consumed_capacity: Option<String> = ("ReturnConsumedCapacity", RETURN_CONSUMED_CAPACITY);
return_item_collection_metrics: Option<String> = ("ReturnItemCollectionMetrics", RETURN_ITEM_COLLECTION_METRICS);
return_values: Option<String> = ("ReturnValues", RETURN_VALUE);
return_values_on_condition_check_failure: Option<String> = ("ReturnValuesOnConditionCheckFailure", RETURN_VALUES_ON_CONDITION_CHECK_FAILURE);
table_name: String = ("TableName", TABLE_ARN).required();
update_expression: Option<String> = ("UpdateExpression", UPDATE_EXPRESSION);
}
shape! { UpdateItemOutput UPDATE_ITEM_OUTPUT;
attributes: Option<crate::wire::Document> = ("Attributes", ATTRIBUTE_MAP);
consumed_capacity: Option<ConsumedCapacity> = ("ConsumedCapacity", CONSUMED_CAPACITY);
item_collection_metrics: Option<ItemCollectionMetrics> = ("ItemCollectionMetrics", ITEM_COLLECTION_METRICS);
}
shape! { UpdateReplicationGroupMemberAction UPDATE_REPLICATION_GROUP_MEMBER_ACTION;
global_secondary_indexes: Option<Vec<ReplicaGlobalSecondaryIndex>> = ("GlobalSecondaryIndexes", REPLICA_GLOBAL_SECONDARY_INDEX_LIST);
kms_master_key_id: Option<String> = ("KMSMasterKeyId", KMS_MASTER_KEY_ID);
on_demand_throughput_override: Option<OnDemandThroughputOverride> = ("OnDemandThroughputOverride", ON_DEMAND_THROUGHPUT_OVERRIDE);
provisioned_throughput_override: Option<ProvisionedThroughputOverride> = ("ProvisionedThroughputOverride", PROVISIONED_THROUGHPUT_OVERRIDE);
region_name: String = ("RegionName", REGION_NAME).required();
table_class_override: Option<String> = ("TableClassOverride", TABLE_CLASS);
}
shape! { UpdateTableInput UPDATE_TABLE_INPUT;
attribute_definitions: Option<Vec<AttributeDefinition>> = ("AttributeDefinitions", ATTRIBUTE_DEFINITIONS);
billing_mode: Option<String> = ("BillingMode", BILLING_MODE);
deletion_protection_enabled: Option<bool> = ("DeletionProtectionEnabled", DELETION_PROTECTION_ENABLED);
disassociation_protection_enabled: Option<bool> = ("DisassociationProtectionEnabled", DISASSOCIATION_PROTECTION_ENABLED);
global_secondary_index_updates: Option<Vec<GlobalSecondaryIndexUpdate>> = ("GlobalSecondaryIndexUpdates", GLOBAL_SECONDARY_INDEX_UPDATE_LIST);
global_table_settings_replication_mode: Option<String> = ("GlobalTableSettingsReplicationMode", GLOBAL_TABLE_SETTINGS_REPLICATION_MODE);
global_table_witness_updates: Option<Vec<GlobalTableWitnessGroupUpdate>> = ("GlobalTableWitnessUpdates", GLOBAL_TABLE_WITNESS_GROUP_UPDATE_LIST);
multi_region_consistency: Option<String> = ("MultiRegionConsistency", MULTI_REGION_CONSISTENCY);
on_demand_throughput: Option<OnDemandThroughput> = ("OnDemandThroughput", ON_DEMAND_THROUGHPUT);
provisioned_throughput: Option<ProvisionedThroughput> = ("ProvisionedThroughput", PROVISIONED_THROUGHPUT);
replica_updates: Option<Vec<ReplicationGroupUpdate>> = ("ReplicaUpdates", REPLICATION_GROUP_UPDATE_LIST);
sse_specification: Option<SSESpecification> = ("SSESpecification", SSE_SPECIFICATION);
stream_specification: Option<StreamSpecification> = ("StreamSpecification", STREAM_SPECIFICATION);
table_class: Option<String> = ("TableClass", TABLE_CLASS);
table_name: String = ("TableName", TABLE_ARN).required();
vector_index_updates: Option<Vec<VectorIndexUpdate>> = ("VectorIndexUpdates", VECTOR_INDEX_UPDATE_LIST);
warm_throughput: Option<WarmThroughput> = ("WarmThroughput", WARM_THROUGHPUT);
}
shape! { UpdateTableOutput UPDATE_TABLE_OUTPUT;
table_description: Option<TableDescription> = ("TableDescription", TABLE_DESCRIPTION);
}
shape! { VectorAttributeDefinition VECTOR_ATTRIBUTE_DEFINITION;
attribute_name: String = ("AttributeName", VECTOR_ATTRIBUTE_NAME).required();
}
pub static VECTOR_ATTRIBUTE_NAME: Schema =
    Schema::new("VectorAttributeName", Kind::String).range(1, 255);
shape! { VectorCapacity VECTOR_CAPACITY;
vector_search_request_bytes: Option<f64> = ("VectorSearchRequestBytes", CONSUMED_CAPACITY_UNITS);
vector_write_request_bytes: Option<f64> = ("VectorWriteRequestBytes", CONSUMED_CAPACITY_UNITS);
}
pub static VECTOR_DISTANCE_FUNCTION: Schema = Schema::new("VectorDistanceFunction", Kind::String)
    .values(&["COSINE", "DOT_PRODUCT", "EUCLIDEAN"]);
shape! { VectorIndex VECTOR_INDEX;
dimensions: i64 = ("Dimensions", POSITIVE_LONG_OBJECT).required();
distance_function: String = ("DistanceFunction", VECTOR_DISTANCE_FUNCTION).required();
index_name: String = ("IndexName", INDEX_NAME).required();
projection: Projection = ("Projection", PROJECTION).required();
search_schema: Option<Vec<SearchSchemaElement>> = ("SearchSchema", SEARCH_SCHEMA);
vector_attribute: VectorAttributeDefinition = ("VectorAttribute", VECTOR_ATTRIBUTE_DEFINITION).required();
}
shape! { VectorIndexDescription VECTOR_INDEX_DESCRIPTION;
backfilling: Option<bool> = ("Backfilling", BACKFILLING);
dimensions: Option<i64> = ("Dimensions", POSITIVE_LONG_OBJECT);
distance_function: Option<String> = ("DistanceFunction", VECTOR_DISTANCE_FUNCTION);
index_arn: Option<String> = ("IndexArn", STRING);
index_name: Option<String> = ("IndexName", INDEX_NAME);
index_size_bytes: Option<i64> = ("IndexSizeBytes", LONG_OBJECT);
index_status: Option<String> = ("IndexStatus", INDEX_STATUS);
item_count: Option<i64> = ("ItemCount", LONG_OBJECT);
projection: Option<Projection> = ("Projection", PROJECTION);
search_schema: Option<Vec<SearchSchemaElement>> = ("SearchSchema", SEARCH_SCHEMA);
vector_attribute: Option<VectorAttributeDefinition> = ("VectorAttribute", VECTOR_ATTRIBUTE_DEFINITION);
}
pub static VECTOR_INDEX_DESCRIPTION_LIST: Schema = Schema::new(
    "VectorIndexDescriptionList",
    Kind::List { item: &VECTOR_INDEX_DESCRIPTION, item_name: "member", flat: false },
);
pub static VECTOR_INDEX_LIST: Schema = Schema::new(
    "VectorIndexList",
    Kind::List { item: &VECTOR_INDEX, item_name: "member", flat: false },
);
shape! { VectorIndexUpdate VECTOR_INDEX_UPDATE;
create: Option<CreateVectorIndexAction> = ("Create", CREATE_VECTOR_INDEX_ACTION);
delete: Option<DeleteVectorIndexAction> = ("Delete", DELETE_VECTOR_INDEX_ACTION);
}
pub static VECTOR_INDEX_UPDATE_LIST: Schema = Schema::new(
    "VectorIndexUpdateList",
    Kind::List { item: &VECTOR_INDEX_UPDATE, item_name: "member", flat: false },
);
pub static VECTOR_INDEXES_CAPACITY_MAP: Schema = Schema::new(
    "VectorIndexesCapacityMap",
    Kind::Map {
        key: &INDEX_NAME,
        value: &VECTOR_CAPACITY,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { WarmThroughput WARM_THROUGHPUT;
read_units_per_second: Option<i64> = ("ReadUnitsPerSecond", LONG_OBJECT);
write_units_per_second: Option<i64> = ("WriteUnitsPerSecond", LONG_OBJECT);
}
pub static WITNESS_STATUS: Schema =
    Schema::new("WitnessStatus", Kind::String).values(&["CREATING", "DELETING", "ACTIVE"]);
shape! { WriteRequest WRITE_REQUEST;
delete_request: Option<DeleteRequest> = ("DeleteRequest", DELETE_REQUEST);
put_request: Option<PutRequest> = ("PutRequest", PUT_REQUEST);
}
pub static WRITE_REQUESTS: Schema = Schema::new(
    "WriteRequests",
    Kind::List { item: &WRITE_REQUEST, item_name: "member", flat: false },
)
.range(1, 25);
pub static CONDITIONAL_CHECK_FAILED_ERROR: ErrorShape = ErrorShape {
    code: "ConditionalCheckFailedException",
    query_code: "ConditionalCheckFailedException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&CONDITIONAL_CHECK_FAILED_EXCEPTION),
};
pub static INTERNAL_SERVER_ERROR_ERROR: ErrorShape = ErrorShape {
    code: "InternalServerError",
    query_code: "InternalServerError",
    status: 500,
    fault: Fault::Server,
    schema: Some(&INTERNAL_SERVER_ERROR),
};
pub static ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "ItemCollectionSizeLimitExceededException",
    query_code: "ItemCollectionSizeLimitExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION),
};
pub static LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "LimitExceededException",
    query_code: "LimitExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&LIMIT_EXCEEDED_EXCEPTION),
};
pub static PROVISIONED_THROUGHPUT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "ProvisionedThroughputExceededException",
    query_code: "ProvisionedThroughputExceededException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION),
};
pub static REPLICATED_WRITE_CONFLICT_ERROR: ErrorShape = ErrorShape {
    code: "ReplicatedWriteConflictException",
    query_code: "ReplicatedWriteConflictException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&REPLICATED_WRITE_CONFLICT_EXCEPTION),
};
pub static REQUEST_LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "RequestLimitExceeded",
    query_code: "RequestLimitExceeded",
    status: 400,
    fault: Fault::Client,
    schema: Some(&REQUEST_LIMIT_EXCEEDED),
};
pub static RESOURCE_IN_USE_ERROR: ErrorShape = ErrorShape {
    code: "ResourceInUseException",
    query_code: "ResourceInUseException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&RESOURCE_IN_USE_EXCEPTION),
};
pub static RESOURCE_NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "ResourceNotFoundException",
    query_code: "ResourceNotFoundException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&RESOURCE_NOT_FOUND_EXCEPTION),
};
pub static THROTTLING_ERROR: ErrorShape = ErrorShape {
    code: "ThrottlingException",
    query_code: "ThrottlingException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&THROTTLING_EXCEPTION),
};
pub static TRANSACTION_CONFLICT_ERROR: ErrorShape = ErrorShape {
    code: "TransactionConflictException",
    query_code: "TransactionConflictException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&TRANSACTION_CONFLICT_EXCEPTION),
};
pub static BATCH_GET_ITEM_OPERATION: OperationSchema = OperationSchema {
    name: "BatchGetItem",
    method: "POST",
    uri: "/",
    status: 200,
    input: &BATCH_GET_ITEM_INPUT,
    output: &BATCH_GET_ITEM_OUTPUT,
    result_wrapper: "",
    errors: &[
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `BatchGetItem`."]
pub struct BatchGetItem;
impl Operation for BatchGetItem {
    type Input = BatchGetItemInput;
    type Output = BatchGetItemOutput;
    const SCHEMA: &'static OperationSchema = &BATCH_GET_ITEM_OPERATION;
}
pub static BATCH_WRITE_ITEM_OPERATION: OperationSchema = OperationSchema {
    name: "BatchWriteItem",
    method: "POST",
    uri: "/",
    status: 200,
    input: &BATCH_WRITE_ITEM_INPUT,
    output: &BATCH_WRITE_ITEM_OUTPUT,
    result_wrapper: "",
    errors: &[
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &REPLICATED_WRITE_CONFLICT_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: None,
    inert: &["ReturnItemCollectionMetrics"],
    refused: &[],
};
#[doc = "The operation `BatchWriteItem`."]
pub struct BatchWriteItem;
impl Operation for BatchWriteItem {
    type Input = BatchWriteItemInput;
    type Output = BatchWriteItemOutput;
    const SCHEMA: &'static OperationSchema = &BATCH_WRITE_ITEM_OPERATION;
}
pub static CREATE_TABLE_OPERATION: OperationSchema = OperationSchema {
    name: "CreateTable",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_TABLE_INPUT,
    output: &CREATE_TABLE_OUTPUT,
    result_wrapper: "",
    errors: &[&RESOURCE_IN_USE_ERROR, &LIMIT_EXCEEDED_ERROR, &INTERNAL_SERVER_ERROR_ERROR],
    pagination: None,
    inert: &[
        "BillingMode",
        "ProvisionedThroughput",
        "OnDemandThroughput",
        "WarmThroughput",
        "TableClass",
    ],
    refused: &[
        ("GlobalSecondaryIndexes", ""),
        ("LocalSecondaryIndexes", ""),
        ("VectorIndexes", ""),
        ("StreamSpecification", ""),
        ("SSESpecification", ""),
        ("ResourcePolicy", ""),
        ("GlobalTableSourceArn", ""),
        ("GlobalTableSettingsReplicationMode", ""),
    ],
};
#[doc = "The operation `CreateTable`."]
pub struct CreateTable;
impl Operation for CreateTable {
    type Input = CreateTableInput;
    type Output = CreateTableOutput;
    const SCHEMA: &'static OperationSchema = &CREATE_TABLE_OPERATION;
}
pub static DELETE_ITEM_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteItem",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_ITEM_INPUT,
    output: &DELETE_ITEM_OUTPUT,
    result_wrapper: "",
    errors: &[
        &CONDITIONAL_CHECK_FAILED_ERROR,
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_ERROR,
        &TRANSACTION_CONFLICT_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &REPLICATED_WRITE_CONFLICT_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: None,
    inert: &["ReturnItemCollectionMetrics"],
    refused: &[],
};
#[doc = "The operation `DeleteItem`."]
pub struct DeleteItem;
impl Operation for DeleteItem {
    type Input = DeleteItemInput;
    type Output = DeleteItemOutput;
    const SCHEMA: &'static OperationSchema = &DELETE_ITEM_OPERATION;
}
pub static DELETE_TABLE_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteTable",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_TABLE_INPUT,
    output: &DELETE_TABLE_OUTPUT,
    result_wrapper: "",
    errors: &[
        &RESOURCE_IN_USE_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteTable`."]
pub struct DeleteTable;
impl Operation for DeleteTable {
    type Input = DeleteTableInput;
    type Output = DeleteTableOutput;
    const SCHEMA: &'static OperationSchema = &DELETE_TABLE_OPERATION;
}
pub static DESCRIBE_TABLE_OPERATION: OperationSchema = OperationSchema {
    name: "DescribeTable",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DESCRIBE_TABLE_INPUT,
    output: &DESCRIBE_TABLE_OUTPUT,
    result_wrapper: "",
    errors: &[&RESOURCE_NOT_FOUND_ERROR, &INTERNAL_SERVER_ERROR_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DescribeTable`."]
pub struct DescribeTable;
impl Operation for DescribeTable {
    type Input = DescribeTableInput;
    type Output = DescribeTableOutput;
    const SCHEMA: &'static OperationSchema = &DESCRIBE_TABLE_OPERATION;
}
pub static GET_ITEM_OPERATION: OperationSchema = OperationSchema {
    name: "GetItem",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_ITEM_INPUT,
    output: &GET_ITEM_OUTPUT,
    result_wrapper: "",
    errors: &[
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetItem`."]
pub struct GetItem;
impl Operation for GetItem {
    type Input = GetItemInput;
    type Output = GetItemOutput;
    const SCHEMA: &'static OperationSchema = &GET_ITEM_OPERATION;
}
pub static LIST_TABLES_OPERATION: OperationSchema = OperationSchema {
    name: "ListTables",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_TABLES_INPUT,
    output: &LIST_TABLES_OUTPUT,
    result_wrapper: "",
    errors: &[&INTERNAL_SERVER_ERROR_ERROR],
    pagination: Some(("ExclusiveStartTableName", "Limit")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListTables`."]
pub struct ListTables;
impl Operation for ListTables {
    type Input = ListTablesInput;
    type Output = ListTablesOutput;
    const SCHEMA: &'static OperationSchema = &LIST_TABLES_OPERATION;
}
pub static LIST_TAGS_OF_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "ListTagsOfResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_TAGS_OF_RESOURCE_INPUT,
    output: &LIST_TAGS_OF_RESOURCE_OUTPUT,
    result_wrapper: "",
    errors: &[&RESOURCE_NOT_FOUND_ERROR, &INTERNAL_SERVER_ERROR_ERROR],
    pagination: Some(("NextToken", "")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListTagsOfResource`."]
pub struct ListTagsOfResource;
impl Operation for ListTagsOfResource {
    type Input = ListTagsOfResourceInput;
    type Output = ListTagsOfResourceOutput;
    const SCHEMA: &'static OperationSchema = &LIST_TAGS_OF_RESOURCE_OPERATION;
}
pub static PUT_ITEM_OPERATION: OperationSchema = OperationSchema {
    name: "PutItem",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUT_ITEM_INPUT,
    output: &PUT_ITEM_OUTPUT,
    result_wrapper: "",
    errors: &[
        &CONDITIONAL_CHECK_FAILED_ERROR,
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_ERROR,
        &TRANSACTION_CONFLICT_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &REPLICATED_WRITE_CONFLICT_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: None,
    inert: &["ReturnItemCollectionMetrics"],
    refused: &[],
};
#[doc = "The operation `PutItem`."]
pub struct PutItem;
impl Operation for PutItem {
    type Input = PutItemInput;
    type Output = PutItemOutput;
    const SCHEMA: &'static OperationSchema = &PUT_ITEM_OPERATION;
}
pub static QUERY_OPERATION: OperationSchema = OperationSchema {
    name: "Query",
    method: "POST",
    uri: "/",
    status: 200,
    input: &QUERY_INPUT,
    output: &QUERY_OUTPUT,
    result_wrapper: "",
    errors: &[
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: Some(("ExclusiveStartKey", "Limit")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `Query`."]
pub struct Query;
impl Operation for Query {
    type Input = QueryInput;
    type Output = QueryOutput;
    const SCHEMA: &'static OperationSchema = &QUERY_OPERATION;
}
pub static SCAN_OPERATION: OperationSchema = OperationSchema {
    name: "Scan",
    method: "POST",
    uri: "/",
    status: 200,
    input: &SCAN_INPUT,
    output: &SCAN_OUTPUT,
    result_wrapper: "",
    errors: &[
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: Some(("ExclusiveStartKey", "Limit")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `Scan`."]
pub struct Scan;
impl Operation for Scan {
    type Input = ScanInput;
    type Output = ScanOutput;
    const SCHEMA: &'static OperationSchema = &SCAN_OPERATION;
}
pub static TAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "TagResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &TAG_RESOURCE_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &LIMIT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &RESOURCE_IN_USE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `TagResource`."]
pub struct TagResource;
impl Operation for TagResource {
    type Input = TagResourceInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &TAG_RESOURCE_OPERATION;
}
pub static UNTAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "UntagResource",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UNTAG_RESOURCE_INPUT,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &LIMIT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &RESOURCE_IN_USE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UntagResource`."]
pub struct UntagResource;
impl Operation for UntagResource {
    type Input = UntagResourceInput;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &UNTAG_RESOURCE_OPERATION;
}
pub static UPDATE_ITEM_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateItem",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UPDATE_ITEM_INPUT,
    output: &UPDATE_ITEM_OUTPUT,
    result_wrapper: "",
    errors: &[
        &CONDITIONAL_CHECK_FAILED_ERROR,
        &PROVISIONED_THROUGHPUT_EXCEEDED_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_ERROR,
        &TRANSACTION_CONFLICT_ERROR,
        &REQUEST_LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
        &REPLICATED_WRITE_CONFLICT_ERROR,
        &THROTTLING_ERROR,
    ],
    pagination: None,
    inert: &["ReturnItemCollectionMetrics"],
    refused: &[],
};
#[doc = "The operation `UpdateItem`."]
pub struct UpdateItem;
impl Operation for UpdateItem {
    type Input = UpdateItemInput;
    type Output = UpdateItemOutput;
    const SCHEMA: &'static OperationSchema = &UPDATE_ITEM_OPERATION;
}
pub static UPDATE_TABLE_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateTable",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UPDATE_TABLE_INPUT,
    output: &UPDATE_TABLE_OUTPUT,
    result_wrapper: "",
    errors: &[
        &RESOURCE_IN_USE_ERROR,
        &RESOURCE_NOT_FOUND_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INTERNAL_SERVER_ERROR_ERROR,
    ],
    pagination: None,
    inert: &[
        "AttributeDefinitions",
        "BillingMode",
        "ProvisionedThroughput",
        "OnDemandThroughput",
        "WarmThroughput",
        "TableClass",
    ],
    refused: &[
        ("GlobalSecondaryIndexUpdates", ""),
        ("VectorIndexUpdates", ""),
        ("StreamSpecification", ""),
        ("SSESpecification", ""),
        ("ReplicaUpdates", ""),
        ("MultiRegionConsistency", ""),
        ("GlobalTableWitnessUpdates", ""),
        ("GlobalTableSettingsReplicationMode", ""),
        ("DisassociationProtectionEnabled", ""),
    ],
};
#[doc = "The operation `UpdateTable`."]
pub struct UpdateTable;
impl Operation for UpdateTable {
    type Input = UpdateTableInput;
    type Output = UpdateTableOutput;
    const SCHEMA: &'static OperationSchema = &UPDATE_TABLE_OPERATION;
}
/// How every operation's input and output is read.
pub static CODECS: &[Codec] = &[
    Codec::new::<<BatchGetItem as Operation>::Input, <BatchGetItem as Operation>::Output>(
        &BATCH_GET_ITEM_OPERATION,
    ),
    Codec::new::<<BatchWriteItem as Operation>::Input, <BatchWriteItem as Operation>::Output>(
        &BATCH_WRITE_ITEM_OPERATION,
    ),
    Codec::new::<<CreateTable as Operation>::Input, <CreateTable as Operation>::Output>(
        &CREATE_TABLE_OPERATION,
    ),
    Codec::new::<<DeleteItem as Operation>::Input, <DeleteItem as Operation>::Output>(
        &DELETE_ITEM_OPERATION,
    ),
    Codec::new::<<DeleteTable as Operation>::Input, <DeleteTable as Operation>::Output>(
        &DELETE_TABLE_OPERATION,
    ),
    Codec::new::<<DescribeTable as Operation>::Input, <DescribeTable as Operation>::Output>(
        &DESCRIBE_TABLE_OPERATION,
    ),
    Codec::new::<<GetItem as Operation>::Input, <GetItem as Operation>::Output>(
        &GET_ITEM_OPERATION,
    ),
    Codec::new::<<ListTables as Operation>::Input, <ListTables as Operation>::Output>(
        &LIST_TABLES_OPERATION,
    ),
    Codec::new::<<ListTagsOfResource as Operation>::Input, <ListTagsOfResource as Operation>::Output>(
        &LIST_TAGS_OF_RESOURCE_OPERATION,
    ),
    Codec::new::<<PutItem as Operation>::Input, <PutItem as Operation>::Output>(
        &PUT_ITEM_OPERATION,
    ),
    Codec::new::<<Query as Operation>::Input, <Query as Operation>::Output>(&QUERY_OPERATION),
    Codec::new::<<Scan as Operation>::Input, <Scan as Operation>::Output>(&SCAN_OPERATION),
    Codec::new::<<TagResource as Operation>::Input, <TagResource as Operation>::Output>(
        &TAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UntagResource as Operation>::Input, <UntagResource as Operation>::Output>(
        &UNTAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UpdateItem as Operation>::Input, <UpdateItem as Operation>::Output>(
        &UPDATE_ITEM_OPERATION,
    ),
    Codec::new::<<UpdateTable as Operation>::Input, <UpdateTable as Operation>::Output>(
        &UPDATE_TABLE_OPERATION,
    ),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("SerializationException", 400);
static INVALID: ErrorShape = ErrorShape::plain("ValidationException", 400);
/// DynamoDB.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "dynamodb",
    scope: "dynamodb",
    target_prefix: "DynamoDB_20120810",
    api_version: "2012-08-10",
    xml_namespace: "",
    error_namespace: "com.amazonaws.dynamodb.v20120810",
    protocols: &[Protocol::AwsJson10],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[
        &BATCH_GET_ITEM_OPERATION,
        &BATCH_WRITE_ITEM_OPERATION,
        &CREATE_TABLE_OPERATION,
        &DELETE_ITEM_OPERATION,
        &DELETE_TABLE_OPERATION,
        &DESCRIBE_TABLE_OPERATION,
        &GET_ITEM_OPERATION,
        &LIST_TABLES_OPERATION,
        &LIST_TAGS_OF_RESOURCE_OPERATION,
        &PUT_ITEM_OPERATION,
        &QUERY_OPERATION,
        &SCAN_OPERATION,
        &TAG_RESOURCE_OPERATION,
        &UNTAG_RESOURCE_OPERATION,
        &UPDATE_ITEM_OPERATION,
        &UPDATE_TABLE_OPERATION,
    ],
    refused: &[
        RefusedOperation { name: "BatchExecuteStatement", method: "POST", uri: "/" },
        RefusedOperation { name: "CancelBulkOperation", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateBackup", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateGlobalTable", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteBackup", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteResourcePolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeBackup", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeBulkOperation", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeContinuousBackups", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeContributorInsights", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeEndpoints", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeExport", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeGlobalTable", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeGlobalTableSettings", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeImport", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeKinesisStreamingDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeLimits", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeTableReplicaAutoScaling", method: "POST", uri: "/" },
        RefusedOperation { name: "DescribeTimeToLive", method: "POST", uri: "/" },
        RefusedOperation { name: "DisableKinesisStreamingDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "EnableKinesisStreamingDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "ExecuteStatement", method: "POST", uri: "/" },
        RefusedOperation { name: "ExecuteTransaction", method: "POST", uri: "/" },
        RefusedOperation { name: "ExportTableToPointInTime", method: "POST", uri: "/" },
        RefusedOperation { name: "GetResourcePolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "ImportTable", method: "POST", uri: "/" },
        RefusedOperation { name: "ListBackups", method: "POST", uri: "/" },
        RefusedOperation { name: "ListBulkOperations", method: "POST", uri: "/" },
        RefusedOperation { name: "ListContributorInsights", method: "POST", uri: "/" },
        RefusedOperation { name: "ListExports", method: "POST", uri: "/" },
        RefusedOperation { name: "ListGlobalTables", method: "POST", uri: "/" },
        RefusedOperation { name: "ListImports", method: "POST", uri: "/" },
        RefusedOperation { name: "PutResourcePolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "RestoreTableFromBackup", method: "POST", uri: "/" },
        RefusedOperation { name: "RestoreTableToPointInTime", method: "POST", uri: "/" },
        RefusedOperation { name: "SearchVectors", method: "POST", uri: "/" },
        RefusedOperation { name: "StartBulkPutItems", method: "POST", uri: "/" },
        RefusedOperation { name: "TransactGetItems", method: "POST", uri: "/" },
        RefusedOperation { name: "TransactWriteItems", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateContinuousBackups", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateContributorInsights", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateGlobalTable", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateGlobalTableSettings", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateKinesisStreamingDestination", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateTableReplicaAutoScaling", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateTimeToLive", method: "POST", uri: "/" },
    ],
};
