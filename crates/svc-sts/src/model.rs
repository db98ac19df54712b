//! The shapes and operations of STS that are built. Made by `cargo xtask codegen`
//! from `models/sts.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

shape! { AssumeRoleRequest ASSUME_ROLE_REQUEST;
duration_seconds: Option<i32> = ("DurationSeconds", ROLE_DURATION_SECONDS_TYPE);
external_id: Option<String> = ("ExternalId", EXTERNAL_ID_TYPE);
minimum_session_token_size: Option<i32> = ("MinimumSessionTokenSize", MINIMUM_SESSION_TOKEN_SIZE_TYPE);
policy: Option<String> = ("Policy", UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE);
policy_arns: Option<Vec<PolicyDescriptorType>> = ("PolicyArns", POLICY_DESCRIPTOR_LIST_TYPE);
provided_contexts: Option<Vec<ProvidedContext>> = ("ProvidedContexts", PROVIDED_CONTEXTS_LIST_TYPE);
role_arn: String = ("RoleArn", ARN_TYPE).required();
role_session_name: String = ("RoleSessionName", ROLE_SESSION_NAME_TYPE).required();
serial_number: Option<String> = ("SerialNumber", SERIAL_NUMBER_TYPE);
source_identity: Option<String> = ("SourceIdentity", SOURCE_IDENTITY_TYPE);
tags: Option<Vec<Tag>> = ("Tags", TAG_LIST_TYPE);
token_code: Option<String> = ("TokenCode", TOKEN_CODE_TYPE);
transitive_tag_keys: Option<Vec<String>> = ("TransitiveTagKeys", TAG_KEY_LIST_TYPE);
}
shape! { AssumeRoleResponse ASSUME_ROLE_RESPONSE;
assumed_role_user: Option<AssumedRoleUser> = ("AssumedRoleUser", ASSUMED_ROLE_USER);
credentials: Option<Credentials> = ("Credentials", CREDENTIALS);
packed_policy_size: Option<i32> = ("PackedPolicySize", NON_NEGATIVE_INTEGER_TYPE);
session_token_size: Option<i32> = ("SessionTokenSize", SESSION_TOKEN_SIZE_TYPE);
session_token_utilization: Option<i32> = ("SessionTokenUtilization", SESSION_TOKEN_UTILIZATION_TYPE);
source_identity: Option<String> = ("SourceIdentity", SOURCE_IDENTITY_TYPE);
}
shape! { AssumedRoleUser ASSUMED_ROLE_USER;
arn: String = ("Arn", ARN_TYPE).required();
assumed_role_id: String = ("AssumedRoleId", ASSUMED_ROLE_ID_TYPE).required();
}
shape! { Credentials CREDENTIALS;
access_key_id: String = ("AccessKeyId", ACCESS_KEY_ID_TYPE).required();
expiration: Timestamp = ("Expiration", DATE_TYPE).required();
secret_access_key: String = ("SecretAccessKey", ACCESS_KEY_SECRET_TYPE).required();
session_token: String = ("SessionToken", TOKEN_TYPE).required();
}
shape! { ExpiredTokenException EXPIRED_TOKEN_EXCEPTION;
message: Option<String> = ("message", EXPIRED_IDENTITY_TOKEN_MESSAGE);
}
shape! { GetCallerIdentityRequest GET_CALLER_IDENTITY_REQUEST;
}
shape! { GetCallerIdentityResponse GET_CALLER_IDENTITY_RESPONSE;
account: Option<String> = ("Account", ACCOUNT_TYPE);
arn: Option<String> = ("Arn", ARN_TYPE);
user_id: Option<String> = ("UserId", USER_ID_TYPE);
}
shape! { MalformedPolicyDocumentException MALFORMED_POLICY_DOCUMENT_EXCEPTION;
message: Option<String> = ("message", MALFORMED_POLICY_DOCUMENT_MESSAGE);
}
shape! { PackedPolicyTooLargeException PACKED_POLICY_TOO_LARGE_EXCEPTION;
message: Option<String> = ("message", PACKED_POLICY_TOO_LARGE_MESSAGE);
}
shape! { PolicyDescriptorType POLICY_DESCRIPTOR_TYPE;
arn: Option<String> = ("arn", ARN_TYPE);
}
shape! { ProvidedContext PROVIDED_CONTEXT;
context_assertion: Option<String> = ("ContextAssertion", CONTEXT_ASSERTION_TYPE);
provider_arn: Option<String> = ("ProviderArn", ARN_TYPE);
}
pub static PROVIDED_CONTEXTS_LIST_TYPE: Schema = Schema::new(
    "ProvidedContextsListType",
    Kind::List { item: &PROVIDED_CONTEXT, item_name: "member", flat: false },
)
.range(1, 5);
shape! { RegionDisabledException REGION_DISABLED_EXCEPTION;
message: Option<String> = ("message", REGION_DISABLED_MESSAGE);
}
shape! { Tag TAG;
key: String = ("Key", TAG_KEY_TYPE).required();
value: String = ("Value", TAG_VALUE_TYPE).required();
}
pub static ACCESS_KEY_ID_TYPE: Schema =
    Schema::new("accessKeyIdType", Kind::String).range(16, 128).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w]*");
        &PATTERN
    });
pub static ACCESS_KEY_SECRET_TYPE: Schema =
    Schema::new("accessKeySecretType", Kind::String).sensitive();
pub static ACCOUNT_TYPE: Schema = Schema::new("accountType", Kind::String);
pub static ARN_TYPE: Schema = Schema::new("arnType", Kind::String).range(20, 2048).pattern({ static PATTERN: Pattern = Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+"); &PATTERN });
pub static ASSUMED_ROLE_ID_TYPE: Schema =
    Schema::new("assumedRoleIdType", Kind::String).range(2, 193).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@:-]*");
        &PATTERN
    });
pub static CONTEXT_ASSERTION_TYPE: Schema =
    Schema::new("contextAssertionType", Kind::String).range(4, 2048);
pub static DATE_TYPE: Schema = Schema::new("dateType", Kind::Timestamp);
pub static EXPIRED_IDENTITY_TOKEN_MESSAGE: Schema =
    Schema::new("expiredIdentityTokenMessage", Kind::String);
pub static EXTERNAL_ID_TYPE: Schema =
    Schema::new("externalIdType", Kind::String).range(2, 1224).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@:\\/-]*");
        &PATTERN
    });
pub static MALFORMED_POLICY_DOCUMENT_MESSAGE: Schema =
    Schema::new("malformedPolicyDocumentMessage", Kind::String);
pub static MINIMUM_SESSION_TOKEN_SIZE_TYPE: Schema =
    Schema::new("minimumSessionTokenSizeType", Kind::Integer).range(0, 4096);
pub static NON_NEGATIVE_INTEGER_TYPE: Schema =
    Schema::new("nonNegativeIntegerType", Kind::Integer).range(0, i64::MAX);
pub static PACKED_POLICY_TOO_LARGE_MESSAGE: Schema =
    Schema::new("packedPolicyTooLargeMessage", Kind::String);
pub static POLICY_DESCRIPTOR_LIST_TYPE: Schema = Schema::new(
    "policyDescriptorListType",
    Kind::List { item: &POLICY_DESCRIPTOR_TYPE, item_name: "member", flat: false },
);
pub static REGION_DISABLED_MESSAGE: Schema = Schema::new("regionDisabledMessage", Kind::String);
pub static ROLE_DURATION_SECONDS_TYPE: Schema =
    Schema::new("roleDurationSecondsType", Kind::Integer).range(900, 43200);
pub static ROLE_SESSION_NAME_TYPE: Schema =
    Schema::new("roleSessionNameType", Kind::String).range(2, 64).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@-]*");
        &PATTERN
    });
pub static SERIAL_NUMBER_TYPE: Schema =
    Schema::new("serialNumberType", Kind::String).range(9, 256).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=/:,.@-]*");
        &PATTERN
    });
pub static SESSION_TOKEN_SIZE_TYPE: Schema =
    Schema::new("sessionTokenSizeType", Kind::Integer).range(0, i64::MAX);
pub static SESSION_TOKEN_UTILIZATION_TYPE: Schema =
    Schema::new("sessionTokenUtilizationType", Kind::Integer).range(0, i64::MAX);
pub static SOURCE_IDENTITY_TYPE: Schema =
    Schema::new("sourceIdentityType", Kind::String).range(2, 64).pattern({
        static PATTERN: Pattern = Pattern::new("[\\w+=,.@-]*");
        &PATTERN
    });
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
pub static TOKEN_CODE_TYPE: Schema =
    Schema::new("tokenCodeType", Kind::String).range(6, 6).pattern({
        static PATTERN: Pattern = Pattern::new("[\\d]*");
        &PATTERN
    });
pub static TOKEN_TYPE: Schema = Schema::new("tokenType", Kind::String);
pub static UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Schema =
    Schema::new("unrestrictedSessionPolicyDocumentType", Kind::String).range(1, i64::MAX).pattern(
        {
            static PATTERN: Pattern = Pattern::new("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
            &PATTERN
        },
    );
pub static USER_ID_TYPE: Schema = Schema::new("userIdType", Kind::String);
pub static EXPIRED_TOKEN_ERROR: ErrorShape = ErrorShape {
    code: "ExpiredTokenException",
    query_code: "ExpiredTokenException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&EXPIRED_TOKEN_EXCEPTION),
};
pub static MALFORMED_POLICY_DOCUMENT_ERROR: ErrorShape = ErrorShape {
    code: "MalformedPolicyDocument",
    query_code: "MalformedPolicyDocument",
    status: 400,
    fault: Fault::Client,
    schema: Some(&MALFORMED_POLICY_DOCUMENT_EXCEPTION),
};
pub static PACKED_POLICY_TOO_LARGE_ERROR: ErrorShape = ErrorShape {
    code: "PackedPolicyTooLarge",
    query_code: "PackedPolicyTooLarge",
    status: 400,
    fault: Fault::Client,
    schema: Some(&PACKED_POLICY_TOO_LARGE_EXCEPTION),
};
pub static REGION_DISABLED_ERROR: ErrorShape = ErrorShape {
    code: "RegionDisabledException",
    query_code: "RegionDisabledException",
    status: 403,
    fault: Fault::Client,
    schema: Some(&REGION_DISABLED_EXCEPTION),
};
pub static ASSUME_ROLE_OPERATION: OperationSchema = OperationSchema {
    name: "AssumeRole",
    method: "POST",
    uri: "/",
    status: 200,
    input: &ASSUME_ROLE_REQUEST,
    output: &ASSUME_ROLE_RESPONSE,
    result_wrapper: "AssumeRoleResult",
    errors: &[
        &MALFORMED_POLICY_DOCUMENT_ERROR,
        &PACKED_POLICY_TOO_LARGE_ERROR,
        &REGION_DISABLED_ERROR,
        &EXPIRED_TOKEN_ERROR,
    ],
    pagination: None,
    inert: &[],
    refused: &[
        ("SerialNumber", ""),
        ("TokenCode", ""),
        ("Tags", ""),
        ("TransitiveTagKeys", ""),
        ("PolicyArns", ""),
        ("ProvidedContexts", ""),
    ],
};
#[doc = "The operation `AssumeRole`."]
pub struct AssumeRole;
impl Operation for AssumeRole {
    type Input = AssumeRoleRequest;
    type Output = AssumeRoleResponse;
    const SCHEMA: &'static OperationSchema = &ASSUME_ROLE_OPERATION;
}
pub static GET_CALLER_IDENTITY_OPERATION: OperationSchema = OperationSchema {
    name: "GetCallerIdentity",
    method: "POST",
    uri: "/",
    status: 200,
    input: &GET_CALLER_IDENTITY_REQUEST,
    output: &GET_CALLER_IDENTITY_RESPONSE,
    result_wrapper: "GetCallerIdentityResult",
    errors: &[],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetCallerIdentity`."]
pub struct GetCallerIdentity;
impl Operation for GetCallerIdentity {
    type Input = GetCallerIdentityRequest;
    type Output = GetCallerIdentityResponse;
    const SCHEMA: &'static OperationSchema = &GET_CALLER_IDENTITY_OPERATION;
}
/// How every operation's input and output is read.
pub static CODECS: &[Codec] = &[
    Codec::new::<<AssumeRole as Operation>::Input, <AssumeRole as Operation>::Output>(
        &ASSUME_ROLE_OPERATION,
    ),
    Codec::new::<<GetCallerIdentity as Operation>::Input, <GetCallerIdentity as Operation>::Output>(
        &GET_CALLER_IDENTITY_OPERATION,
    ),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("MalformedInput", 400);
static INVALID: ErrorShape = ErrorShape::plain("ValidationError", 400);
/// STS.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "sts",
    scope: "sts",
    target_prefix: "",
    api_version: "2011-06-15",
    xml_namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    error_namespace: "",
    protocols: &[Protocol::AwsQuery],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[&ASSUME_ROLE_OPERATION, &GET_CALLER_IDENTITY_OPERATION],
    refused: &[
        RefusedOperation { name: "AssumeRoleWithSAML", method: "POST", uri: "/" },
        RefusedOperation { name: "AssumeRoleWithWebIdentity", method: "POST", uri: "/" },
        RefusedOperation { name: "AssumeRoot", method: "POST", uri: "/" },
        RefusedOperation { name: "DecodeAuthorizationMessage", method: "POST", uri: "/" },
        RefusedOperation { name: "GetAccessKeyInfo", method: "POST", uri: "/" },
        RefusedOperation { name: "GetDelegatedAccessToken", method: "POST", uri: "/" },
        RefusedOperation { name: "GetFederationToken", method: "POST", uri: "/" },
        RefusedOperation { name: "GetSessionToken", method: "POST", uri: "/" },
        RefusedOperation { name: "GetWebIdentityToken", method: "POST", uri: "/" },
    ],
};
