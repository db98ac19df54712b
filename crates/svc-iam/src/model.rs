//! The shapes and operations of IAM that are built. Made by `cargo xtask codegen`
//! from `models/iam.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

shape! { AccessKey ACCESS_KEY;
access_key_id: String = ("AccessKeyId", ACCESS_KEY_ID_TYPE).required();
create_date: Option<Timestamp> = ("CreateDate", DATE_TYPE);
secret_access_key: String = ("SecretAccessKey", ACCESS_KEY_SECRET_TYPE).required();
status: String = ("Status", STATUS_TYPE).required();
user_name: String = ("UserName", USER_NAME_TYPE).required();
}
shape! { AccessKeyMetadata ACCESS_KEY_METADATA;
access_key_id: Option<String> = ("AccessKeyId", ACCESS_KEY_ID_TYPE);
create_date: Option<Timestamp> = ("CreateDate", DATE_TYPE);
status: Option<String> = ("Status", STATUS_TYPE);
user_name: Option<String> = ("UserName", USER_NAME_TYPE);
}
shape! { AttachRolePolicyRequest ATTACH_ROLE_POLICY_REQUEST;
policy_arn: String = ("PolicyArn", ARN_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { AttachUserPolicyRequest ATTACH_USER_POLICY_REQUEST;
policy_arn: String = ("PolicyArn", ARN_TYPE).required();
user_name: String = ("UserName", USER_NAME_TYPE).required();
}
shape! { AttachedPermissionsBoundary ATTACHED_PERMISSIONS_BOUNDARY;
permissions_boundary_arn: Option<String> = ("PermissionsBoundaryArn", ARN_TYPE);
permissions_boundary_type: Option<String> = ("PermissionsBoundaryType", PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE);
}
shape! { AttachedPolicy ATTACHED_POLICY;
policy_arn: Option<String> = ("PolicyArn", ARN_TYPE);
policy_name: Option<String> = ("PolicyName", POLICY_NAME_TYPE);
}
shape! { ConcurrentModificationException CONCURRENT_MODIFICATION_EXCEPTION;
message: Option<String> = ("message", CONCURRENT_MODIFICATION_MESSAGE);
}
pub static CONCURRENT_MODIFICATION_MESSAGE: Schema =
    Schema::new("ConcurrentModificationMessage", Kind::String);
shape! { CreateAccessKeyRequest CREATE_ACCESS_KEY_REQUEST;
user_name: Option<String> = ("UserName", EXISTING_USER_NAME_TYPE);
}
shape! { CreateAccessKeyResponse CREATE_ACCESS_KEY_RESPONSE;
access_key: AccessKey = ("AccessKey", ACCESS_KEY).required();
}
shape! { CreatePolicyRequest CREATE_POLICY_REQUEST;
description: Option<String> = ("Description", POLICY_DESCRIPTION_TYPE);
path: Option<String> = ("Path", POLICY_PATH_TYPE);
policy_document: String = ("PolicyDocument", POLICY_DOCUMENT_TYPE).required();
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST_TYPE);
}
shape! { CreatePolicyResponse CREATE_POLICY_RESPONSE;
policy: Option<Policy> = ("Policy", POLICY);
}
shape! { CreateRoleRequest CREATE_ROLE_REQUEST;
assume_role_policy_document: String = ("AssumeRolePolicyDocument", POLICY_DOCUMENT_TYPE).required();
description: Option<String> = ("Description", ROLE_DESCRIPTION_TYPE);
max_session_duration: Option<i32> = ("MaxSessionDuration", ROLE_MAX_SESSION_DURATION_TYPE);
path: Option<String> = ("Path", PATH_TYPE);
permissions_boundary: Option<String> = ("PermissionsBoundary", ARN_TYPE);
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST_TYPE);
}
shape! { CreateRoleResponse CREATE_ROLE_RESPONSE;
role: Role = ("Role", ROLE).required();
}
shape! { CreateUserRequest CREATE_USER_REQUEST;
path: Option<String> = ("Path", PATH_TYPE);
permissions_boundary: Option<String> = ("PermissionsBoundary", ARN_TYPE);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST_TYPE);
user_name: String = ("UserName", USER_NAME_TYPE).required();
}
shape! { CreateUserResponse CREATE_USER_RESPONSE;
user: Option<User> = ("User", USER);
}
shape! { DeleteAccessKeyRequest DELETE_ACCESS_KEY_REQUEST;
access_key_id: String = ("AccessKeyId", ACCESS_KEY_ID_TYPE).required();
user_name: Option<String> = ("UserName", EXISTING_USER_NAME_TYPE);
}
shape! { DeleteConflictException DELETE_CONFLICT_EXCEPTION;
message: Option<String> = ("message", DELETE_CONFLICT_MESSAGE);
}
shape! { DeletePolicyRequest DELETE_POLICY_REQUEST;
policy_arn: String = ("PolicyArn", ARN_TYPE).required();
}
shape! { DeleteRolePolicyRequest DELETE_ROLE_POLICY_REQUEST;
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { DeleteRoleRequest DELETE_ROLE_REQUEST;
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { DeleteUserPolicyRequest DELETE_USER_POLICY_REQUEST;
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
user_name: String = ("UserName", EXISTING_USER_NAME_TYPE).required();
}
shape! { DeleteUserRequest DELETE_USER_REQUEST;
user_name: String = ("UserName", EXISTING_USER_NAME_TYPE).required();
}
shape! { DetachRolePolicyRequest DETACH_ROLE_POLICY_REQUEST;
policy_arn: String = ("PolicyArn", ARN_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { DetachUserPolicyRequest DETACH_USER_POLICY_REQUEST;
policy_arn: String = ("PolicyArn", ARN_TYPE).required();
user_name: String = ("UserName", USER_NAME_TYPE).required();
}
shape! { EntityAlreadyExistsException ENTITY_ALREADY_EXISTS_EXCEPTION;
message: Option<String> = ("message", ENTITY_ALREADY_EXISTS_MESSAGE);
}
shape! { GetPolicyRequest GET_POLICY_REQUEST;
policy_arn: String = ("PolicyArn", ARN_TYPE).required();
}
shape! { GetPolicyResponse GET_POLICY_RESPONSE;
policy: Option<Policy> = ("Policy", POLICY);
}
shape! { GetPolicyVersionRequest GET_POLICY_VERSION_REQUEST;
policy_arn: String = ("PolicyArn", ARN_TYPE).required();
version_id: String = ("VersionId", POLICY_VERSION_ID_TYPE).required();
}
shape! { GetPolicyVersionResponse GET_POLICY_VERSION_RESPONSE;
policy_version: Option<PolicyVersion> = ("PolicyVersion", POLICY_VERSION);
}
shape! { GetRolePolicyRequest GET_ROLE_POLICY_REQUEST;
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { GetRolePolicyResponse GET_ROLE_POLICY_RESPONSE;
policy_document: String = ("PolicyDocument", POLICY_DOCUMENT_TYPE).required();
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { GetRoleRequest GET_ROLE_REQUEST;
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { GetRoleResponse GET_ROLE_RESPONSE;
role: Role = ("Role", ROLE).required();
}
shape! { GetUserPolicyRequest GET_USER_POLICY_REQUEST;
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
user_name: String = ("UserName", EXISTING_USER_NAME_TYPE).required();
}
shape! { GetUserPolicyResponse GET_USER_POLICY_RESPONSE;
policy_document: String = ("PolicyDocument", POLICY_DOCUMENT_TYPE).required();
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
user_name: String = ("UserName", EXISTING_USER_NAME_TYPE).required();
}
shape! { GetUserRequest GET_USER_REQUEST;
user_name: Option<String> = ("UserName", EXISTING_USER_NAME_TYPE);
}
shape! { GetUserResponse GET_USER_RESPONSE;
user: User = ("User", USER).required();
}
shape! { InvalidInputException INVALID_INPUT_EXCEPTION;
message: Option<String> = ("message", INVALID_INPUT_MESSAGE);
}
shape! { LimitExceededException LIMIT_EXCEEDED_EXCEPTION;
message: Option<String> = ("message", LIMIT_EXCEEDED_MESSAGE);
}
shape! { ListAccessKeysRequest LIST_ACCESS_KEYS_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
user_name: Option<String> = ("UserName", EXISTING_USER_NAME_TYPE);
}
shape! { ListAccessKeysResponse LIST_ACCESS_KEYS_RESPONSE;
access_key_metadata: Vec<AccessKeyMetadata> = ("AccessKeyMetadata", ACCESS_KEY_METADATA_LIST_TYPE).required();
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
}
shape! { ListAttachedRolePoliciesRequest LIST_ATTACHED_ROLE_POLICIES_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
path_prefix: Option<String> = ("PathPrefix", POLICY_PATH_TYPE);
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { ListAttachedRolePoliciesResponse LIST_ATTACHED_ROLE_POLICIES_RESPONSE;
attached_policies: Option<Vec<AttachedPolicy>> = ("AttachedPolicies", ATTACHED_POLICIES_LIST_TYPE);
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
}
shape! { ListAttachedUserPoliciesRequest LIST_ATTACHED_USER_POLICIES_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
path_prefix: Option<String> = ("PathPrefix", POLICY_PATH_TYPE);
user_name: String = ("UserName", USER_NAME_TYPE).required();
}
shape! { ListAttachedUserPoliciesResponse LIST_ATTACHED_USER_POLICIES_RESPONSE;
attached_policies: Option<Vec<AttachedPolicy>> = ("AttachedPolicies", ATTACHED_POLICIES_LIST_TYPE);
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
}
shape! { ListPoliciesRequest LIST_POLICIES_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
only_attached: Option<bool> = ("OnlyAttached", BOOLEAN_TYPE);
path_prefix: Option<String> = ("PathPrefix", POLICY_PATH_TYPE);
policy_usage_filter: Option<String> = ("PolicyUsageFilter", POLICY_USAGE_TYPE);
scope: Option<String> = ("Scope", POLICY_SCOPE_TYPE);
}
shape! { ListPoliciesResponse LIST_POLICIES_RESPONSE;
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
policies: Option<Vec<Policy>> = ("Policies", POLICY_LIST_TYPE);
}
shape! { ListRolePoliciesRequest LIST_ROLE_POLICIES_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { ListRolePoliciesResponse LIST_ROLE_POLICIES_RESPONSE;
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
policy_names: Vec<String> = ("PolicyNames", POLICY_NAME_LIST_TYPE).required();
}
shape! { ListRoleTagsRequest LIST_ROLE_TAGS_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { ListRoleTagsResponse LIST_ROLE_TAGS_RESPONSE;
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
tags: Vec<Tag> = ("Tags", TAG_LIST_TYPE).required();
}
shape! { ListRolesRequest LIST_ROLES_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
path_prefix: Option<String> = ("PathPrefix", PATH_PREFIX_TYPE);
}
shape! { ListRolesResponse LIST_ROLES_RESPONSE;
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
roles: Vec<Role> = ("Roles", ROLE_LIST_TYPE).required();
}
shape! { ListUserPoliciesRequest LIST_USER_POLICIES_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
user_name: String = ("UserName", EXISTING_USER_NAME_TYPE).required();
}
shape! { ListUserPoliciesResponse LIST_USER_POLICIES_RESPONSE;
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
policy_names: Vec<String> = ("PolicyNames", POLICY_NAME_LIST_TYPE).required();
}
shape! { ListUsersRequest LIST_USERS_REQUEST;
marker: Option<String> = ("Marker", MARKER_TYPE);
max_items: Option<i32> = ("MaxItems", MAX_ITEMS_TYPE);
path_prefix: Option<String> = ("PathPrefix", PATH_PREFIX_TYPE);
}
shape! { ListUsersResponse LIST_USERS_RESPONSE;
is_truncated: Option<bool> = ("IsTruncated", BOOLEAN_TYPE);
marker: Option<String> = ("Marker", RESPONSE_MARKER_TYPE);
users: Vec<User> = ("Users", USER_LIST_TYPE).required();
}
shape! { MalformedPolicyDocumentException MALFORMED_POLICY_DOCUMENT_EXCEPTION;
message: Option<String> = ("message", MALFORMED_POLICY_DOCUMENT_MESSAGE);
}
shape! { NoSuchEntityException NO_SUCH_ENTITY_EXCEPTION;
message: Option<String> = ("message", NO_SUCH_ENTITY_MESSAGE);
}
pub static PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Schema =
    Schema::new("PermissionsBoundaryAttachmentType", Kind::String)
        .values(&["PermissionsBoundaryPolicy"]);
shape! { Policy POLICY;
arn: Option<String> = ("Arn", ARN_TYPE);
attachment_count: Option<i32> = ("AttachmentCount", ATTACHMENT_COUNT_TYPE);
create_date: Option<Timestamp> = ("CreateDate", DATE_TYPE);
default_version_id: Option<String> = ("DefaultVersionId", POLICY_VERSION_ID_TYPE);
description: Option<String> = ("Description", POLICY_DESCRIPTION_TYPE);
is_attachable: Option<bool> = ("IsAttachable", BOOLEAN_TYPE);
path: Option<String> = ("Path", POLICY_PATH_TYPE);
permissions_boundary_usage_count: Option<i32> = ("PermissionsBoundaryUsageCount", ATTACHMENT_COUNT_TYPE);
policy_id: Option<String> = ("PolicyId", ID_TYPE);
policy_name: Option<String> = ("PolicyName", POLICY_NAME_TYPE);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST_TYPE);
update_date: Option<Timestamp> = ("UpdateDate", DATE_TYPE);
}
shape! { PolicyNotAttachableException POLICY_NOT_ATTACHABLE_EXCEPTION;
message: Option<String> = ("message", POLICY_NOT_ATTACHABLE_MESSAGE);
}
pub static POLICY_USAGE_TYPE: Schema = Schema::new("PolicyUsageType", Kind::String)
    .values(&["PermissionsPolicy", "PermissionsBoundary"]);
shape! { PolicyVersion POLICY_VERSION;
create_date: Option<Timestamp> = ("CreateDate", DATE_TYPE);
document: Option<String> = ("Document", POLICY_DOCUMENT_TYPE);
is_default_version: Option<bool> = ("IsDefaultVersion", BOOLEAN_TYPE);
version_id: Option<String> = ("VersionId", POLICY_VERSION_ID_TYPE);
}
shape! { PutRolePolicyRequest PUT_ROLE_POLICY_REQUEST;
policy_document: String = ("PolicyDocument", POLICY_DOCUMENT_TYPE).required();
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { PutUserPolicyRequest PUT_USER_POLICY_REQUEST;
policy_document: String = ("PolicyDocument", POLICY_DOCUMENT_TYPE).required();
policy_name: String = ("PolicyName", POLICY_NAME_TYPE).required();
user_name: String = ("UserName", EXISTING_USER_NAME_TYPE).required();
}
shape! { Role ROLE;
arn: String = ("Arn", ARN_TYPE).required();
assume_role_policy_document: Option<String> = ("AssumeRolePolicyDocument", POLICY_DOCUMENT_TYPE);
create_date: Timestamp = ("CreateDate", DATE_TYPE).required();
description: Option<String> = ("Description", ROLE_DESCRIPTION_TYPE);
max_session_duration: Option<i32> = ("MaxSessionDuration", ROLE_MAX_SESSION_DURATION_TYPE);
path: String = ("Path", PATH_TYPE).required();
permissions_boundary: Option<AttachedPermissionsBoundary> = ("PermissionsBoundary", ATTACHED_PERMISSIONS_BOUNDARY);
role_id: String = ("RoleId", ID_TYPE).required();
role_last_used: Option<RoleLastUsed> = ("RoleLastUsed", ROLE_LAST_USED);
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
source_role_template: Option<SourceRoleTemplate> = ("SourceRoleTemplate", SOURCE_ROLE_TEMPLATE);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST_TYPE);
}
shape! { RoleLastUsed ROLE_LAST_USED;
last_used_date: Option<Timestamp> = ("LastUsedDate", DATE_TYPE);
region: Option<String> = ("Region", STRING_TYPE);
}
shape! { ServiceFailureException SERVICE_FAILURE_EXCEPTION;
message: Option<String> = ("message", SERVICE_FAILURE_EXCEPTION_MESSAGE);
}
shape! { SourceRoleTemplate SOURCE_ROLE_TEMPLATE;
template_arn: String = ("TemplateArn", ARN_TYPE).required();
template_minor_version: i32 = ("TemplateMinorVersion", INTEGER_TYPE).required();
}
shape! { Tag TAG;
key: String = ("Key", TAG_KEY_TYPE).required();
value: String = ("Value", TAG_VALUE_TYPE).required();
}
shape! { TagRoleRequest TAG_ROLE_REQUEST;
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
tags: Vec<Tag> = ("Tags", TAG_LIST_TYPE).required();
}
shape! { UnmodifiableEntityException UNMODIFIABLE_ENTITY_EXCEPTION;
message: Option<String> = ("message", UNMODIFIABLE_ENTITY_MESSAGE);
}
shape! { UntagRoleRequest UNTAG_ROLE_REQUEST;
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
tag_keys: Vec<String> = ("TagKeys", TAG_KEY_LIST_TYPE).required();
}
shape! { UpdateAccessKeyRequest UPDATE_ACCESS_KEY_REQUEST;
access_key_id: String = ("AccessKeyId", ACCESS_KEY_ID_TYPE).required();
status: String = ("Status", STATUS_TYPE).required();
user_name: Option<String> = ("UserName", EXISTING_USER_NAME_TYPE);
}
shape! { UpdateAssumeRolePolicyRequest UPDATE_ASSUME_ROLE_POLICY_REQUEST;
policy_document: String = ("PolicyDocument", POLICY_DOCUMENT_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { UpdateRoleDescriptionRequest UPDATE_ROLE_DESCRIPTION_REQUEST;
description: String = ("Description", ROLE_DESCRIPTION_TYPE).required();
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { UpdateRoleDescriptionResponse UPDATE_ROLE_DESCRIPTION_RESPONSE;
role: Option<Role> = ("Role", ROLE);
}
shape! { UpdateRoleRequest UPDATE_ROLE_REQUEST;
description: Option<String> = ("Description", ROLE_DESCRIPTION_TYPE);
max_session_duration: Option<i32> = ("MaxSessionDuration", ROLE_MAX_SESSION_DURATION_TYPE);
role_name: String = ("RoleName", ROLE_NAME_TYPE).required();
}
shape! { UpdateRoleResponse UPDATE_ROLE_RESPONSE;
}
shape! { User USER;
arn: String = ("Arn", ARN_TYPE).required();
create_date: Timestamp = ("CreateDate", DATE_TYPE).required();
password_last_used: Option<Timestamp> = ("PasswordLastUsed", DATE_TYPE);
path: String = ("Path", PATH_TYPE).required();
permissions_boundary: Option<AttachedPermissionsBoundary> = ("PermissionsBoundary", ATTACHED_PERMISSIONS_BOUNDARY);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST_TYPE);
user_id: String = ("UserId", ID_TYPE).required();
user_name: String = ("UserName", USER_NAME_TYPE).required();
}
pub static ACCESS_KEY_ID_TYPE: Schema =
    Schema::new("accessKeyIdType", Kind::String).range(16, 128).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w]+");
        &PATTERN
    });
pub static ACCESS_KEY_METADATA_LIST_TYPE: Schema = Schema::new(
    "accessKeyMetadataListType",
    Kind::List { item: &ACCESS_KEY_METADATA, item_name: "member", flat: false },
);
pub static ACCESS_KEY_SECRET_TYPE: Schema =
    Schema::new("accessKeySecretType", Kind::String).sensitive();
pub static ARN_TYPE: Schema = Schema::new("arnType", Kind::String).range(20, 2048);
pub static ATTACHED_POLICIES_LIST_TYPE: Schema = Schema::new(
    "attachedPoliciesListType",
    Kind::List { item: &ATTACHED_POLICY, item_name: "member", flat: false },
);
pub static ATTACHMENT_COUNT_TYPE: Schema = Schema::new("attachmentCountType", Kind::Integer);
pub static BOOLEAN_TYPE: Schema = Schema::new("booleanType", Kind::Boolean);
pub static DATE_TYPE: Schema = Schema::new("dateType", Kind::Timestamp);
pub static DELETE_CONFLICT_MESSAGE: Schema = Schema::new("deleteConflictMessage", Kind::String);
pub static ENTITY_ALREADY_EXISTS_MESSAGE: Schema =
    Schema::new("entityAlreadyExistsMessage", Kind::String);
pub static EXISTING_USER_NAME_TYPE: Schema =
    Schema::new("existingUserNameType", Kind::String).range(1, 128).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@-]+");
        &PATTERN
    });
pub static ID_TYPE: Schema = Schema::new("idType", Kind::String).range(16, 128).pattern({
    static PATTERN: Pattern = Pattern::new("[\\w]+");
    &PATTERN
});
pub static INTEGER_TYPE: Schema = Schema::new("integerType", Kind::Integer);
pub static INVALID_INPUT_MESSAGE: Schema = Schema::new("invalidInputMessage", Kind::String);
pub static LIMIT_EXCEEDED_MESSAGE: Schema = Schema::new("limitExceededMessage", Kind::String);
pub static MALFORMED_POLICY_DOCUMENT_MESSAGE: Schema =
    Schema::new("malformedPolicyDocumentMessage", Kind::String);
pub static MARKER_TYPE: Schema = Schema::new("markerType", Kind::String).range(1, 320).pattern({
    static PATTERN: Pattern = Pattern::new("[\\u0020-\\u00FF]+");
    &PATTERN
});
pub static MAX_ITEMS_TYPE: Schema = Schema::new("maxItemsType", Kind::Integer).range(1, 1000);
pub static NO_SUCH_ENTITY_MESSAGE: Schema = Schema::new("noSuchEntityMessage", Kind::String);
pub static PATH_PREFIX_TYPE: Schema =
    Schema::new("pathPrefixType", Kind::String).range(1, 512).pattern({
        static PATTERN: Pattern = Pattern::new("\\u002F[\\u0021-\\u007F]*");
        &PATTERN
    });
pub static PATH_TYPE: Schema = Schema::new("pathType", Kind::String).range(1, 512).pattern({
    static PATTERN: Pattern = Pattern::new("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)");
    &PATTERN
});
pub static POLICY_DESCRIPTION_TYPE: Schema =
    Schema::new("policyDescriptionType", Kind::String).range(i64::MIN, 1000);
pub static POLICY_DOCUMENT_TYPE: Schema =
    Schema::new("policyDocumentType", Kind::String).range(1, 131072).pattern({
        static PATTERN: Pattern = Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
        &PATTERN
    });
pub static POLICY_LIST_TYPE: Schema =
    Schema::new("policyListType", Kind::List { item: &POLICY, item_name: "member", flat: false });
pub static POLICY_NAME_LIST_TYPE: Schema = Schema::new(
    "policyNameListType",
    Kind::List { item: &POLICY_NAME_TYPE, item_name: "member", flat: false },
);
pub static POLICY_NAME_TYPE: Schema =
    Schema::new("policyNameType", Kind::String).range(1, 128).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@-]+");
        &PATTERN
    });
pub static POLICY_NOT_ATTACHABLE_MESSAGE: Schema =
    Schema::new("policyNotAttachableMessage", Kind::String);
pub static POLICY_PATH_TYPE: Schema =
    Schema::new("policyPathType", Kind::String).range(1, 512).pattern({
        static PATTERN: Pattern = Pattern::new("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/");
        &PATTERN
    });
pub static POLICY_SCOPE_TYPE: Schema =
    Schema::new("policyScopeType", Kind::String).values(&["All", "AWS", "Local"]);
pub static POLICY_VERSION_ID_TYPE: Schema = Schema::new("policyVersionIdType", Kind::String)
    .pattern({
        static PATTERN: Pattern = Pattern::new("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");
        &PATTERN
    });
pub static RESPONSE_MARKER_TYPE: Schema = Schema::new("responseMarkerType", Kind::String);
pub static ROLE_DESCRIPTION_TYPE: Schema =
    Schema::new("roleDescriptionType", Kind::String).range(i64::MIN, 1000).pattern({
        static PATTERN: Pattern =
            Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");
        &PATTERN
    });
pub static ROLE_LIST_TYPE: Schema =
    Schema::new("roleListType", Kind::List { item: &ROLE, item_name: "member", flat: false });
pub static ROLE_MAX_SESSION_DURATION_TYPE: Schema =
    Schema::new("roleMaxSessionDurationType", Kind::Integer).range(3600, 43200);
pub static ROLE_NAME_TYPE: Schema =
    Schema::new("roleNameType", Kind::String).range(1, 64).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@-]+");
        &PATTERN
    });
pub static SERVICE_FAILURE_EXCEPTION_MESSAGE: Schema =
    Schema::new("serviceFailureExceptionMessage", Kind::String);
pub static STATUS_TYPE: Schema =
    Schema::new("statusType", Kind::String).values(&["Active", "Inactive", "Expired"]);
pub static STRING_TYPE: Schema = Schema::new("stringType", Kind::String);
pub static TAG_KEY_LIST_TYPE: Schema = Schema::new(
    "tagKeyListType",
    Kind::List { item: &TAG_KEY_TYPE, item_name: "member", flat: false },
)
.range(i64::MIN, 50);
pub static TAG_KEY_TYPE: Schema = Schema::new("tagKeyType", Kind::String).range(1, 128).pattern({
    static PATTERN: Pattern = Pattern::new("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+");
    &PATTERN
});
pub static TAG_LIST_TYPE: Schema =
    Schema::new("tagListType", Kind::List { item: &TAG, item_name: "member", flat: false })
        .range(i64::MIN, 50);
pub static TAG_VALUE_TYPE: Schema =
    Schema::new("tagValueType", Kind::String).range(0, 256).pattern({
        static PATTERN: Pattern = Pattern::new("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
        &PATTERN
    });
pub static UNMODIFIABLE_ENTITY_MESSAGE: Schema =
    Schema::new("unmodifiableEntityMessage", Kind::String);
pub static USER_LIST_TYPE: Schema =
    Schema::new("userListType", Kind::List { item: &USER, item_name: "member", flat: false });
pub static USER_NAME_TYPE: Schema =
    Schema::new("userNameType", Kind::String).range(1, 64).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@-]+");
        &PATTERN
    });
pub static CONCURRENT_MODIFICATION_ERROR: ErrorShape = ErrorShape {
    code: "ConcurrentModification",
    query_code: "ConcurrentModification",
    status: 409,
    fault: Fault::Client,
    schema: Some(&CONCURRENT_MODIFICATION_EXCEPTION),
};
pub static DELETE_CONFLICT_ERROR: ErrorShape = ErrorShape {
    code: "DeleteConflict",
    query_code: "DeleteConflict",
    status: 409,
    fault: Fault::Client,
    schema: Some(&DELETE_CONFLICT_EXCEPTION),
};
pub static ENTITY_ALREADY_EXISTS_ERROR: ErrorShape = ErrorShape {
    code: "EntityAlreadyExists",
    query_code: "EntityAlreadyExists",
    status: 409,
    fault: Fault::Client,
    schema: Some(&ENTITY_ALREADY_EXISTS_EXCEPTION),
};
pub static INVALID_INPUT_ERROR: ErrorShape = ErrorShape {
    code: "InvalidInput",
    query_code: "InvalidInput",
    status: 400,
    fault: Fault::Client,
    schema: Some(&INVALID_INPUT_EXCEPTION),
};
pub static LIMIT_EXCEEDED_ERROR: ErrorShape = ErrorShape {
    code: "LimitExceeded",
    query_code: "LimitExceeded",
    status: 409,
    fault: Fault::Client,
    schema: Some(&LIMIT_EXCEEDED_EXCEPTION),
};
pub static MALFORMED_POLICY_DOCUMENT_ERROR: ErrorShape = ErrorShape {
    code: "MalformedPolicyDocument",
    query_code: "MalformedPolicyDocument",
    status: 400,
    fault: Fault::Client,
    schema: Some(&MALFORMED_POLICY_DOCUMENT_EXCEPTION),
};
pub static NO_SUCH_ENTITY_ERROR: ErrorShape = ErrorShape {
    code: "NoSuchEntity",
    query_code: "NoSuchEntity",
    status: 404,
    fault: Fault::Client,
    schema: Some(&NO_SUCH_ENTITY_EXCEPTION),
};
pub static POLICY_NOT_ATTACHABLE_ERROR: ErrorShape = ErrorShape {
    code: "PolicyNotAttachable",
    query_code: "PolicyNotAttachable",
    status: 400,
    fault: Fault::Client,
    schema: Some(&POLICY_NOT_ATTACHABLE_EXCEPTION),
};
pub static SERVICE_FAILURE_ERROR: ErrorShape = ErrorShape {
    code: "ServiceFailure",
    query_code: "ServiceFailure",
    status: 500,
    fault: Fault::Server,
    schema: Some(&SERVICE_FAILURE_EXCEPTION),
};
pub static UNMODIFIABLE_ENTITY_ERROR: ErrorShape = ErrorShape {
    code: "UnmodifiableEntity",
    query_code: "UnmodifiableEntity",
    status: 400,
    fault: Fault::Client,
    schema: Some(&UNMODIFIABLE_ENTITY_EXCEPTION),
};
pub static ATTACH_ROLE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "AttachRolePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &ATTACH_ROLE_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INVALID_INPUT_ERROR,
        &UNMODIFIABLE_ENTITY_ERROR,
        &POLICY_NOT_ATTACHABLE_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `AttachRolePolicy`."]
pub struct AttachRolePolicy;
impl Operation for AttachRolePolicy {
    type Input = AttachRolePolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &ATTACH_ROLE_POLICY_OPERATION;
}
pub static ATTACH_USER_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "AttachUserPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &ATTACH_USER_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INVALID_INPUT_ERROR,
        &POLICY_NOT_ATTACHABLE_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `AttachUserPolicy`."]
pub struct AttachUserPolicy;
impl Operation for AttachUserPolicy {
    type Input = AttachUserPolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &ATTACH_USER_POLICY_OPERATION;
}
pub static CREATE_ACCESS_KEY_OPERATION: OperationSchema = OperationSchema {
    name: "CreateAccessKey",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_ACCESS_KEY_REQUEST,
    output: &CREATE_ACCESS_KEY_RESPONSE,
    result_wrapper: "CreateAccessKeyResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &LIMIT_EXCEEDED_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `CreateAccessKey`."]
pub struct CreateAccessKey;
impl Operation for CreateAccessKey {
    type Input = CreateAccessKeyRequest;
    type Output = CreateAccessKeyResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_ACCESS_KEY_OPERATION;
}
pub static CREATE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "CreatePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_POLICY_REQUEST,
    output: &CREATE_POLICY_RESPONSE,
    result_wrapper: "CreatePolicyResult",
    errors: &[
        &INVALID_INPUT_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &ENTITY_ALREADY_EXISTS_ERROR,
        &MALFORMED_POLICY_DOCUMENT_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `CreatePolicy`."]
pub struct CreatePolicy;
impl Operation for CreatePolicy {
    type Input = CreatePolicyRequest;
    type Output = CreatePolicyResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_POLICY_OPERATION;
}
pub static CREATE_ROLE_OPERATION: OperationSchema = OperationSchema {
    name: "CreateRole",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_ROLE_REQUEST,
    output: &CREATE_ROLE_RESPONSE,
    result_wrapper: "CreateRoleResult",
    errors: &[
        &LIMIT_EXCEEDED_ERROR,
        &INVALID_INPUT_ERROR,
        &ENTITY_ALREADY_EXISTS_ERROR,
        &MALFORMED_POLICY_DOCUMENT_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("PermissionsBoundary", "")],
};
#[doc = "The operation `CreateRole`."]
pub struct CreateRole;
impl Operation for CreateRole {
    type Input = CreateRoleRequest;
    type Output = CreateRoleResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_ROLE_OPERATION;
}
pub static CREATE_USER_OPERATION: OperationSchema = OperationSchema {
    name: "CreateUser",
    method: "POST",
    uri: "/",
    status: 200,
    input: &CREATE_USER_REQUEST,
    output: &CREATE_USER_RESPONSE,
    result_wrapper: "CreateUserResult",
    errors: &[
        &LIMIT_EXCEEDED_ERROR,
        &ENTITY_ALREADY_EXISTS_ERROR,
        &NO_SUCH_ENTITY_ERROR,
        &INVALID_INPUT_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[("PermissionsBoundary", "")],
};
#[doc = "The operation `CreateUser`."]
pub struct CreateUser;
impl Operation for CreateUser {
    type Input = CreateUserRequest;
    type Output = CreateUserResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_USER_OPERATION;
}
pub static DELETE_ACCESS_KEY_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteAccessKey",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_ACCESS_KEY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NO_SUCH_ENTITY_ERROR, &LIMIT_EXCEEDED_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteAccessKey`."]
pub struct DeleteAccessKey;
impl Operation for DeleteAccessKey {
    type Input = DeleteAccessKeyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_ACCESS_KEY_OPERATION;
}
pub static DELETE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "DeletePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INVALID_INPUT_ERROR,
        &DELETE_CONFLICT_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeletePolicy`."]
pub struct DeletePolicy;
impl Operation for DeletePolicy {
    type Input = DeletePolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_POLICY_OPERATION;
}
pub static DELETE_ROLE_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteRole",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_ROLE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &DELETE_CONFLICT_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &UNMODIFIABLE_ENTITY_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteRole`."]
pub struct DeleteRole;
impl Operation for DeleteRole {
    type Input = DeleteRoleRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_ROLE_OPERATION;
}
pub static DELETE_ROLE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteRolePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_ROLE_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &UNMODIFIABLE_ENTITY_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteRolePolicy`."]
pub struct DeleteRolePolicy;
impl Operation for DeleteRolePolicy {
    type Input = DeleteRolePolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_ROLE_POLICY_OPERATION;
}
pub static DELETE_USER_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteUser",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_USER_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &LIMIT_EXCEEDED_ERROR,
        &NO_SUCH_ENTITY_ERROR,
        &DELETE_CONFLICT_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteUser`."]
pub struct DeleteUser;
impl Operation for DeleteUser {
    type Input = DeleteUserRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_USER_OPERATION;
}
pub static DELETE_USER_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteUserPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DELETE_USER_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NO_SUCH_ENTITY_ERROR, &LIMIT_EXCEEDED_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteUserPolicy`."]
pub struct DeleteUserPolicy;
impl Operation for DeleteUserPolicy {
    type Input = DeleteUserPolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_USER_POLICY_OPERATION;
}
pub static DETACH_ROLE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "DetachRolePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DETACH_ROLE_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INVALID_INPUT_ERROR,
        &UNMODIFIABLE_ENTITY_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DetachRolePolicy`."]
pub struct DetachRolePolicy;
impl Operation for DetachRolePolicy {
    type Input = DetachRolePolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DETACH_ROLE_POLICY_OPERATION;
}
pub static DETACH_USER_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "DetachUserPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &DETACH_USER_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INVALID_INPUT_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DetachUserPolicy`."]
pub struct DetachUserPolicy;
impl Operation for DetachUserPolicy {
    type Input = DetachUserPolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DETACH_USER_POLICY_OPERATION;
}
pub static GET_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "GetPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_POLICY_REQUEST,
    output: &GET_POLICY_RESPONSE,
    result_wrapper: "GetPolicyResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &INVALID_INPUT_ERROR, &SERVICE_FAILURE_ERROR],
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
pub static GET_POLICY_VERSION_OPERATION: OperationSchema = OperationSchema {
    name: "GetPolicyVersion",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_POLICY_VERSION_REQUEST,
    output: &GET_POLICY_VERSION_RESPONSE,
    result_wrapper: "GetPolicyVersionResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &INVALID_INPUT_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetPolicyVersion`."]
pub struct GetPolicyVersion;
impl Operation for GetPolicyVersion {
    type Input = GetPolicyVersionRequest;
    type Output = GetPolicyVersionResponse;
    const SCHEMA: &'static OperationSchema = &GET_POLICY_VERSION_OPERATION;
}
pub static GET_ROLE_OPERATION: OperationSchema = OperationSchema {
    name: "GetRole",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_ROLE_REQUEST,
    output: &GET_ROLE_RESPONSE,
    result_wrapper: "GetRoleResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetRole`."]
pub struct GetRole;
impl Operation for GetRole {
    type Input = GetRoleRequest;
    type Output = GetRoleResponse;
    const SCHEMA: &'static OperationSchema = &GET_ROLE_OPERATION;
}
pub static GET_ROLE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "GetRolePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_ROLE_POLICY_REQUEST,
    output: &GET_ROLE_POLICY_RESPONSE,
    result_wrapper: "GetRolePolicyResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetRolePolicy`."]
pub struct GetRolePolicy;
impl Operation for GetRolePolicy {
    type Input = GetRolePolicyRequest;
    type Output = GetRolePolicyResponse;
    const SCHEMA: &'static OperationSchema = &GET_ROLE_POLICY_OPERATION;
}
pub static GET_USER_OPERATION: OperationSchema = OperationSchema {
    name: "GetUser",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_USER_REQUEST,
    output: &GET_USER_RESPONSE,
    result_wrapper: "GetUserResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetUser`."]
pub struct GetUser;
impl Operation for GetUser {
    type Input = GetUserRequest;
    type Output = GetUserResponse;
    const SCHEMA: &'static OperationSchema = &GET_USER_OPERATION;
}
pub static GET_USER_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "GetUserPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_USER_POLICY_REQUEST,
    output: &GET_USER_POLICY_RESPONSE,
    result_wrapper: "GetUserPolicyResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetUserPolicy`."]
pub struct GetUserPolicy;
impl Operation for GetUserPolicy {
    type Input = GetUserPolicyRequest;
    type Output = GetUserPolicyResponse;
    const SCHEMA: &'static OperationSchema = &GET_USER_POLICY_OPERATION;
}
pub static LIST_ACCESS_KEYS_OPERATION: OperationSchema = OperationSchema {
    name: "ListAccessKeys",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_ACCESS_KEYS_REQUEST,
    output: &LIST_ACCESS_KEYS_RESPONSE,
    result_wrapper: "ListAccessKeysResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListAccessKeys`."]
pub struct ListAccessKeys;
impl Operation for ListAccessKeys {
    type Input = ListAccessKeysRequest;
    type Output = ListAccessKeysResponse;
    const SCHEMA: &'static OperationSchema = &LIST_ACCESS_KEYS_OPERATION;
}
pub static LIST_ATTACHED_ROLE_POLICIES_OPERATION: OperationSchema = OperationSchema {
    name: "ListAttachedRolePolicies",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_ATTACHED_ROLE_POLICIES_REQUEST,
    output: &LIST_ATTACHED_ROLE_POLICIES_RESPONSE,
    result_wrapper: "ListAttachedRolePoliciesResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &INVALID_INPUT_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListAttachedRolePolicies`."]
pub struct ListAttachedRolePolicies;
impl Operation for ListAttachedRolePolicies {
    type Input = ListAttachedRolePoliciesRequest;
    type Output = ListAttachedRolePoliciesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_ATTACHED_ROLE_POLICIES_OPERATION;
}
pub static LIST_ATTACHED_USER_POLICIES_OPERATION: OperationSchema = OperationSchema {
    name: "ListAttachedUserPolicies",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_ATTACHED_USER_POLICIES_REQUEST,
    output: &LIST_ATTACHED_USER_POLICIES_RESPONSE,
    result_wrapper: "ListAttachedUserPoliciesResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &INVALID_INPUT_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListAttachedUserPolicies`."]
pub struct ListAttachedUserPolicies;
impl Operation for ListAttachedUserPolicies {
    type Input = ListAttachedUserPoliciesRequest;
    type Output = ListAttachedUserPoliciesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_ATTACHED_USER_POLICIES_OPERATION;
}
pub static LIST_POLICIES_OPERATION: OperationSchema = OperationSchema {
    name: "ListPolicies",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_POLICIES_REQUEST,
    output: &LIST_POLICIES_RESPONSE,
    result_wrapper: "ListPoliciesResult",
    errors: &[&SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListPolicies`."]
pub struct ListPolicies;
impl Operation for ListPolicies {
    type Input = ListPoliciesRequest;
    type Output = ListPoliciesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_POLICIES_OPERATION;
}
pub static LIST_ROLE_POLICIES_OPERATION: OperationSchema = OperationSchema {
    name: "ListRolePolicies",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_ROLE_POLICIES_REQUEST,
    output: &LIST_ROLE_POLICIES_RESPONSE,
    result_wrapper: "ListRolePoliciesResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListRolePolicies`."]
pub struct ListRolePolicies;
impl Operation for ListRolePolicies {
    type Input = ListRolePoliciesRequest;
    type Output = ListRolePoliciesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_ROLE_POLICIES_OPERATION;
}
pub static LIST_ROLE_TAGS_OPERATION: OperationSchema = OperationSchema {
    name: "ListRoleTags",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_ROLE_TAGS_REQUEST,
    output: &LIST_ROLE_TAGS_RESPONSE,
    result_wrapper: "ListRoleTagsResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListRoleTags`."]
pub struct ListRoleTags;
impl Operation for ListRoleTags {
    type Input = ListRoleTagsRequest;
    type Output = ListRoleTagsResponse;
    const SCHEMA: &'static OperationSchema = &LIST_ROLE_TAGS_OPERATION;
}
pub static LIST_ROLES_OPERATION: OperationSchema = OperationSchema {
    name: "ListRoles",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_ROLES_REQUEST,
    output: &LIST_ROLES_RESPONSE,
    result_wrapper: "ListRolesResult",
    errors: &[&SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListRoles`."]
pub struct ListRoles;
impl Operation for ListRoles {
    type Input = ListRolesRequest;
    type Output = ListRolesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_ROLES_OPERATION;
}
pub static LIST_USER_POLICIES_OPERATION: OperationSchema = OperationSchema {
    name: "ListUserPolicies",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_USER_POLICIES_REQUEST,
    output: &LIST_USER_POLICIES_RESPONSE,
    result_wrapper: "ListUserPoliciesResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListUserPolicies`."]
pub struct ListUserPolicies;
impl Operation for ListUserPolicies {
    type Input = ListUserPoliciesRequest;
    type Output = ListUserPoliciesResponse;
    const SCHEMA: &'static OperationSchema = &LIST_USER_POLICIES_OPERATION;
}
pub static LIST_USERS_OPERATION: OperationSchema = OperationSchema {
    name: "ListUsers",
    method: "POST",
    uri: "/",
    status: 200,
    input: &LIST_USERS_REQUEST,
    output: &LIST_USERS_RESPONSE,
    result_wrapper: "ListUsersResult",
    errors: &[&SERVICE_FAILURE_ERROR],
    pagination: Some(("Marker", "MaxItems")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `ListUsers`."]
pub struct ListUsers;
impl Operation for ListUsers {
    type Input = ListUsersRequest;
    type Output = ListUsersResponse;
    const SCHEMA: &'static OperationSchema = &LIST_USERS_OPERATION;
}
pub static PUT_ROLE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "PutRolePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUT_ROLE_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &LIMIT_EXCEEDED_ERROR,
        &MALFORMED_POLICY_DOCUMENT_ERROR,
        &NO_SUCH_ENTITY_ERROR,
        &UNMODIFIABLE_ENTITY_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `PutRolePolicy`."]
pub struct PutRolePolicy;
impl Operation for PutRolePolicy {
    type Input = PutRolePolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &PUT_ROLE_POLICY_OPERATION;
}
pub static PUT_USER_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "PutUserPolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &PUT_USER_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &LIMIT_EXCEEDED_ERROR,
        &MALFORMED_POLICY_DOCUMENT_ERROR,
        &NO_SUCH_ENTITY_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `PutUserPolicy`."]
pub struct PutUserPolicy;
impl Operation for PutUserPolicy {
    type Input = PutUserPolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &PUT_USER_POLICY_OPERATION;
}
pub static TAG_ROLE_OPERATION: OperationSchema = OperationSchema {
    name: "TagRole",
    method: "POST",
    uri: "/",
    status: 200,
    input: &TAG_ROLE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &INVALID_INPUT_ERROR,
        &CONCURRENT_MODIFICATION_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `TagRole`."]
pub struct TagRole;
impl Operation for TagRole {
    type Input = TagRoleRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &TAG_ROLE_OPERATION;
}
pub static UNTAG_ROLE_OPERATION: OperationSchema = OperationSchema {
    name: "UntagRole",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UNTAG_ROLE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NO_SUCH_ENTITY_ERROR, &CONCURRENT_MODIFICATION_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UntagRole`."]
pub struct UntagRole;
impl Operation for UntagRole {
    type Input = UntagRoleRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &UNTAG_ROLE_OPERATION;
}
pub static UPDATE_ACCESS_KEY_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateAccessKey",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UPDATE_ACCESS_KEY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &SERVICE_FAILURE_ERROR,
        &INVALID_INPUT_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UpdateAccessKey`."]
pub struct UpdateAccessKey;
impl Operation for UpdateAccessKey {
    type Input = UpdateAccessKeyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &UPDATE_ACCESS_KEY_OPERATION;
}
pub static UPDATE_ASSUME_ROLE_POLICY_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateAssumeRolePolicy",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UPDATE_ASSUME_ROLE_POLICY_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[
        &NO_SUCH_ENTITY_ERROR,
        &MALFORMED_POLICY_DOCUMENT_ERROR,
        &LIMIT_EXCEEDED_ERROR,
        &UNMODIFIABLE_ENTITY_ERROR,
        &SERVICE_FAILURE_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UpdateAssumeRolePolicy`."]
pub struct UpdateAssumeRolePolicy;
impl Operation for UpdateAssumeRolePolicy {
    type Input = UpdateAssumeRolePolicyRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &UPDATE_ASSUME_ROLE_POLICY_OPERATION;
}
pub static UPDATE_ROLE_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateRole",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UPDATE_ROLE_REQUEST,
    output: &UPDATE_ROLE_RESPONSE,
    result_wrapper: "UpdateRoleResult",
    errors: &[&UNMODIFIABLE_ENTITY_ERROR, &NO_SUCH_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UpdateRole`."]
pub struct UpdateRole;
impl Operation for UpdateRole {
    type Input = UpdateRoleRequest;
    type Output = UpdateRoleResponse;
    const SCHEMA: &'static OperationSchema = &UPDATE_ROLE_OPERATION;
}
pub static UPDATE_ROLE_DESCRIPTION_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateRoleDescription",
    method: "POST",
    uri: "/",
    status: 200,
    input: &UPDATE_ROLE_DESCRIPTION_REQUEST,
    output: &UPDATE_ROLE_DESCRIPTION_RESPONSE,
    result_wrapper: "UpdateRoleDescriptionResult",
    errors: &[&NO_SUCH_ENTITY_ERROR, &UNMODIFIABLE_ENTITY_ERROR, &SERVICE_FAILURE_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UpdateRoleDescription`."]
pub struct UpdateRoleDescription;
impl Operation for UpdateRoleDescription {
    type Input = UpdateRoleDescriptionRequest;
    type Output = UpdateRoleDescriptionResponse;
    const SCHEMA: &'static OperationSchema = &UPDATE_ROLE_DESCRIPTION_OPERATION;
}
/// How every operation's input and output is read.
pub static CODECS: &[Codec] = &[
    Codec::new::<<AttachRolePolicy as Operation>::Input, <AttachRolePolicy as Operation>::Output>(
        &ATTACH_ROLE_POLICY_OPERATION,
    ),
    Codec::new::<<AttachUserPolicy as Operation>::Input, <AttachUserPolicy as Operation>::Output>(
        &ATTACH_USER_POLICY_OPERATION,
    ),
    Codec::new::<<CreateAccessKey as Operation>::Input, <CreateAccessKey as Operation>::Output>(
        &CREATE_ACCESS_KEY_OPERATION,
    ),
    Codec::new::<<CreatePolicy as Operation>::Input, <CreatePolicy as Operation>::Output>(
        &CREATE_POLICY_OPERATION,
    ),
    Codec::new::<<CreateRole as Operation>::Input, <CreateRole as Operation>::Output>(
        &CREATE_ROLE_OPERATION,
    ),
    Codec::new::<<CreateUser as Operation>::Input, <CreateUser as Operation>::Output>(
        &CREATE_USER_OPERATION,
    ),
    Codec::new::<<DeleteAccessKey as Operation>::Input, <DeleteAccessKey as Operation>::Output>(
        &DELETE_ACCESS_KEY_OPERATION,
    ),
    Codec::new::<<DeletePolicy as Operation>::Input, <DeletePolicy as Operation>::Output>(
        &DELETE_POLICY_OPERATION,
    ),
    Codec::new::<<DeleteRole as Operation>::Input, <DeleteRole as Operation>::Output>(
        &DELETE_ROLE_OPERATION,
    ),
    Codec::new::<<DeleteRolePolicy as Operation>::Input, <DeleteRolePolicy as Operation>::Output>(
        &DELETE_ROLE_POLICY_OPERATION,
    ),
    Codec::new::<<DeleteUser as Operation>::Input, <DeleteUser as Operation>::Output>(
        &DELETE_USER_OPERATION,
    ),
    Codec::new::<<DeleteUserPolicy as Operation>::Input, <DeleteUserPolicy as Operation>::Output>(
        &DELETE_USER_POLICY_OPERATION,
    ),
    Codec::new::<<DetachRolePolicy as Operation>::Input, <DetachRolePolicy as Operation>::Output>(
        &DETACH_ROLE_POLICY_OPERATION,
    ),
    Codec::new::<<DetachUserPolicy as Operation>::Input, <DetachUserPolicy as Operation>::Output>(
        &DETACH_USER_POLICY_OPERATION,
    ),
    Codec::new::<<GetPolicy as Operation>::Input, <GetPolicy as Operation>::Output>(
        &GET_POLICY_OPERATION,
    ),
    Codec::new::<<GetPolicyVersion as Operation>::Input, <GetPolicyVersion as Operation>::Output>(
        &GET_POLICY_VERSION_OPERATION,
    ),
    Codec::new::<<GetRole as Operation>::Input, <GetRole as Operation>::Output>(
        &GET_ROLE_OPERATION,
    ),
    Codec::new::<<GetRolePolicy as Operation>::Input, <GetRolePolicy as Operation>::Output>(
        &GET_ROLE_POLICY_OPERATION,
    ),
    Codec::new::<<GetUser as Operation>::Input, <GetUser as Operation>::Output>(
        &GET_USER_OPERATION,
    ),
    Codec::new::<<GetUserPolicy as Operation>::Input, <GetUserPolicy as Operation>::Output>(
        &GET_USER_POLICY_OPERATION,
    ),
    Codec::new::<<ListAccessKeys as Operation>::Input, <ListAccessKeys as Operation>::Output>(
        &LIST_ACCESS_KEYS_OPERATION,
    ),
    Codec::new::<
        <ListAttachedRolePolicies as Operation>::Input,
        <ListAttachedRolePolicies as Operation>::Output,
    >(&LIST_ATTACHED_ROLE_POLICIES_OPERATION),
    Codec::new::<
        <ListAttachedUserPolicies as Operation>::Input,
        <ListAttachedUserPolicies as Operation>::Output,
    >(&LIST_ATTACHED_USER_POLICIES_OPERATION),
    Codec::new::<<ListPolicies as Operation>::Input, <ListPolicies as Operation>::Output>(
        &LIST_POLICIES_OPERATION,
    ),
    Codec::new::<<ListRolePolicies as Operation>::Input, <ListRolePolicies as Operation>::Output>(
        &LIST_ROLE_POLICIES_OPERATION,
    ),
    Codec::new::<<ListRoleTags as Operation>::Input, <ListRoleTags as Operation>::Output>(
        &LIST_ROLE_TAGS_OPERATION,
    ),
    Codec::new::<<ListRoles as Operation>::Input, <ListRoles as Operation>::Output>(
        &LIST_ROLES_OPERATION,
    ),
    Codec::new::<<ListUserPolicies as Operation>::Input, <ListUserPolicies as Operation>::Output>(
        &LIST_USER_POLICIES_OPERATION,
    ),
    Codec::new::<<ListUsers as Operation>::Input, <ListUsers as Operation>::Output>(
        &LIST_USERS_OPERATION,
    ),
    Codec::new::<<PutRolePolicy as Operation>::Input, <PutRolePolicy as Operation>::Output>(
        &PUT_ROLE_POLICY_OPERATION,
    ),
    Codec::new::<<PutUserPolicy as Operation>::Input, <PutUserPolicy as Operation>::Output>(
        &PUT_USER_POLICY_OPERATION,
    ),
    Codec::new::<<TagRole as Operation>::Input, <TagRole as Operation>::Output>(
        &TAG_ROLE_OPERATION,
    ),
    Codec::new::<<UntagRole as Operation>::Input, <UntagRole as Operation>::Output>(
        &UNTAG_ROLE_OPERATION,
    ),
    Codec::new::<<UpdateAccessKey as Operation>::Input, <UpdateAccessKey as Operation>::Output>(
        &UPDATE_ACCESS_KEY_OPERATION,
    ),
    Codec::new::<
        <UpdateAssumeRolePolicy as Operation>::Input,
        <UpdateAssumeRolePolicy as Operation>::Output,
    >(&UPDATE_ASSUME_ROLE_POLICY_OPERATION),
    Codec::new::<<UpdateRole as Operation>::Input, <UpdateRole as Operation>::Output>(
        &UPDATE_ROLE_OPERATION,
    ),
    Codec::new::<
        <UpdateRoleDescription as Operation>::Input,
        <UpdateRoleDescription as Operation>::Output,
    >(&UPDATE_ROLE_DESCRIPTION_OPERATION),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("MalformedInput", 400);
static INVALID: ErrorShape = ErrorShape::plain("ValidationError", 400);
/// IAM.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "iam",
    scope: "iam",
    target_prefix: "",
    api_version: "2010-05-08",
    xml_namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    error_namespace: "",
    protocols: &[Protocol::AwsQuery],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[
        &ATTACH_ROLE_POLICY_OPERATION,
        &ATTACH_USER_POLICY_OPERATION,
        &CREATE_ACCESS_KEY_OPERATION,
        &CREATE_POLICY_OPERATION,
        &CREATE_ROLE_OPERATION,
        &CREATE_USER_OPERATION,
        &DELETE_ACCESS_KEY_OPERATION,
        &DELETE_POLICY_OPERATION,
        &DELETE_ROLE_OPERATION,
        &DELETE_ROLE_POLICY_OPERATION,
        &DELETE_USER_OPERATION,
        &DELETE_USER_POLICY_OPERATION,
        &DETACH_ROLE_POLICY_OPERATION,
        &DETACH_USER_POLICY_OPERATION,
        &GET_POLICY_OPERATION,
        &GET_POLICY_VERSION_OPERATION,
        &GET_ROLE_OPERATION,
        &GET_ROLE_POLICY_OPERATION,
        &GET_USER_OPERATION,
        &GET_USER_POLICY_OPERATION,
        &LIST_ACCESS_KEYS_OPERATION,
        &LIST_ATTACHED_ROLE_POLICIES_OPERATION,
        &LIST_ATTACHED_USER_POLICIES_OPERATION,
        &LIST_POLICIES_OPERATION,
        &LIST_ROLE_POLICIES_OPERATION,
        &LIST_ROLE_TAGS_OPERATION,
        &LIST_ROLES_OPERATION,
        &LIST_USER_POLICIES_OPERATION,
        &LIST_USERS_OPERATION,
        &PUT_ROLE_POLICY_OPERATION,
        &PUT_USER_POLICY_OPERATION,
        &TAG_ROLE_OPERATION,
        &UNTAG_ROLE_OPERATION,
        &UPDATE_ACCESS_KEY_OPERATION,
        &UPDATE_ASSUME_ROLE_POLICY_OPERATION,
        &UPDATE_ROLE_OPERATION,
        &UPDATE_ROLE_DESCRIPTION_OPERATION,
    ],
    refused: &[
        RefusedOperation { name: "AcceptDelegationRequest", method: "POST", uri: "/" },
        RefusedOperation { name: "AcquireRole", method: "POST", uri: "/" },
        RefusedOperation { name: "AddClientIDToOpenIDConnectProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "AddRoleToInstanceProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "AddUserToGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "AssociateDelegationRequest", method: "POST", uri: "/" },
        RefusedOperation { name: "AttachGroupPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "ChangePassword", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateAccountAlias", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateDelegationRequest", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateInstanceProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateLoginProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateOpenIDConnectProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "CreatePolicyVersion", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateSAMLProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateServiceLinkedRole", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateServiceSpecificCredential", method: "POST", uri: "/" },
        RefusedOperation { name: "CreateVirtualMFADevice", method: "POST", uri: "/" },
        RefusedOperation { name: "DeactivateMFADevice", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteAccountAlias", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteAccountPasswordPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteGroupPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteInstanceProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteLoginProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteOpenIDConnectProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "DeletePolicyVersion", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteRolePermissionsBoundary", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteSAMLProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteSSHPublicKey", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteServerCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteServiceLinkedRole", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteServiceSpecificCredential", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteSigningCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteUserPermissionsBoundary", method: "POST", uri: "/" },
        RefusedOperation { name: "DeleteVirtualMFADevice", method: "POST", uri: "/" },
        RefusedOperation { name: "DetachGroupPolicy", method: "POST", uri: "/" },
        RefusedOperation {
            name: "DisableOrganizationsRootCredentialsManagement",
            method: "POST",
            uri: "/",
        },
        RefusedOperation { name: "DisableOrganizationsRootSessions", method: "POST", uri: "/" },
        RefusedOperation { name: "DisableOutboundWebIdentityFederation", method: "POST", uri: "/" },
        RefusedOperation { name: "EnableMFADevice", method: "POST", uri: "/" },
        RefusedOperation {
            name: "EnableOrganizationsRootCredentialsManagement",
            method: "POST",
            uri: "/",
        },
        RefusedOperation { name: "EnableOrganizationsRootSessions", method: "POST", uri: "/" },
        RefusedOperation { name: "EnableOutboundWebIdentityFederation", method: "POST", uri: "/" },
        RefusedOperation { name: "GenerateCredentialReport", method: "POST", uri: "/" },
        RefusedOperation { name: "GenerateOrganizationsAccessReport", method: "POST", uri: "/" },
        RefusedOperation { name: "GenerateServiceLastAccessedDetails", method: "POST", uri: "/" },
        RefusedOperation { name: "GetAccessKeyLastUsed", method: "POST", uri: "/" },
        RefusedOperation { name: "GetAccountAuthorizationDetails", method: "POST", uri: "/" },
        RefusedOperation { name: "GetAccountPasswordPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetAccountProperties", method: "POST", uri: "/" },
        RefusedOperation { name: "GetAccountSummary", method: "POST", uri: "/" },
        RefusedOperation { name: "GetContextKeysForCustomPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetContextKeysForPrincipalPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetCredentialReport", method: "POST", uri: "/" },
        RefusedOperation { name: "GetDelegationRequest", method: "POST", uri: "/" },
        RefusedOperation { name: "GetGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "GetGroupPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "GetHumanReadableSummary", method: "POST", uri: "/" },
        RefusedOperation { name: "GetInstanceProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "GetLoginProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "GetMFADevice", method: "POST", uri: "/" },
        RefusedOperation { name: "GetOpenIDConnectProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "GetOrganizationsAccessReport", method: "POST", uri: "/" },
        RefusedOperation { name: "GetOutboundWebIdentityFederationInfo", method: "POST", uri: "/" },
        RefusedOperation { name: "GetRoleTemplateVersion", method: "POST", uri: "/" },
        RefusedOperation { name: "GetSAMLProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "GetSSHPublicKey", method: "POST", uri: "/" },
        RefusedOperation { name: "GetServerCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "GetServiceLastAccessedDetails", method: "POST", uri: "/" },
        RefusedOperation {
            name: "GetServiceLastAccessedDetailsWithEntities",
            method: "POST",
            uri: "/",
        },
        RefusedOperation { name: "GetServiceLinkedRoleDeletionStatus", method: "POST", uri: "/" },
        RefusedOperation { name: "ListAccountAliases", method: "POST", uri: "/" },
        RefusedOperation { name: "ListAttachedGroupPolicies", method: "POST", uri: "/" },
        RefusedOperation { name: "ListDelegationRequests", method: "POST", uri: "/" },
        RefusedOperation { name: "ListEntitiesForPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "ListGroupPolicies", method: "POST", uri: "/" },
        RefusedOperation { name: "ListGroups", method: "POST", uri: "/" },
        RefusedOperation { name: "ListGroupsForUser", method: "POST", uri: "/" },
        RefusedOperation { name: "ListInstanceProfileTags", method: "POST", uri: "/" },
        RefusedOperation { name: "ListInstanceProfiles", method: "POST", uri: "/" },
        RefusedOperation { name: "ListInstanceProfilesForRole", method: "POST", uri: "/" },
        RefusedOperation { name: "ListMFADeviceTags", method: "POST", uri: "/" },
        RefusedOperation { name: "ListMFADevices", method: "POST", uri: "/" },
        RefusedOperation { name: "ListOpenIDConnectProviderTags", method: "POST", uri: "/" },
        RefusedOperation { name: "ListOpenIDConnectProviders", method: "POST", uri: "/" },
        RefusedOperation { name: "ListOrganizationsFeatures", method: "POST", uri: "/" },
        RefusedOperation { name: "ListPoliciesGrantingServiceAccess", method: "POST", uri: "/" },
        RefusedOperation { name: "ListPolicyTags", method: "POST", uri: "/" },
        RefusedOperation { name: "ListPolicyVersions", method: "POST", uri: "/" },
        RefusedOperation { name: "ListSAMLProviderTags", method: "POST", uri: "/" },
        RefusedOperation { name: "ListSAMLProviders", method: "POST", uri: "/" },
        RefusedOperation { name: "ListSSHPublicKeys", method: "POST", uri: "/" },
        RefusedOperation { name: "ListServerCertificateTags", method: "POST", uri: "/" },
        RefusedOperation { name: "ListServerCertificates", method: "POST", uri: "/" },
        RefusedOperation { name: "ListServiceSpecificCredentials", method: "POST", uri: "/" },
        RefusedOperation { name: "ListSigningCertificates", method: "POST", uri: "/" },
        RefusedOperation { name: "ListUserTags", method: "POST", uri: "/" },
        RefusedOperation { name: "ListVirtualMFADevices", method: "POST", uri: "/" },
        RefusedOperation { name: "PutAccountProperties", method: "POST", uri: "/" },
        RefusedOperation { name: "PutGroupPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "PutRolePermissionsBoundary", method: "POST", uri: "/" },
        RefusedOperation { name: "PutUserPermissionsBoundary", method: "POST", uri: "/" },
        RefusedOperation { name: "RejectDelegationRequest", method: "POST", uri: "/" },
        RefusedOperation {
            name: "RemoveClientIDFromOpenIDConnectProvider",
            method: "POST",
            uri: "/",
        },
        RefusedOperation { name: "RemoveRoleFromInstanceProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "RemoveUserFromGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "ResetServiceSpecificCredential", method: "POST", uri: "/" },
        RefusedOperation { name: "ResyncMFADevice", method: "POST", uri: "/" },
        RefusedOperation { name: "SendDelegationToken", method: "POST", uri: "/" },
        RefusedOperation { name: "SetDefaultPolicyVersion", method: "POST", uri: "/" },
        RefusedOperation { name: "SetSecurityTokenServicePreferences", method: "POST", uri: "/" },
        RefusedOperation { name: "SimulateCustomPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "SimulatePrincipalPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "TagInstanceProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "TagMFADevice", method: "POST", uri: "/" },
        RefusedOperation { name: "TagOpenIDConnectProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "TagPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "TagSAMLProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "TagServerCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "TagUser", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagInstanceProfile", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagMFADevice", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagOpenIDConnectProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagSAMLProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagServerCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "UntagUser", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateAccountPasswordPolicy", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateDelegationRequest", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateGroup", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateLoginProfile", method: "POST", uri: "/" },
        RefusedOperation {
            name: "UpdateOpenIDConnectProviderThumbprint",
            method: "POST",
            uri: "/",
        },
        RefusedOperation { name: "UpdateSAMLProvider", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateSSHPublicKey", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateServerCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateServiceSpecificCredential", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateSigningCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "UpdateUser", method: "POST", uri: "/" },
        RefusedOperation { name: "UploadSSHPublicKey", method: "POST", uri: "/" },
        RefusedOperation { name: "UploadServerCertificate", method: "POST", uri: "/" },
        RefusedOperation { name: "UploadSigningCertificate", method: "POST", uri: "/" },
    ],
};
