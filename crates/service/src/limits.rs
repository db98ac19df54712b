//! Limits: AWS's defaults in one table, raised by configuration.

use std::collections::BTreeMap;

/// One limit.
#[derive(Debug)]
pub struct Limit {
    /// `lambda.concurrent_executions`, as configuration names it.
    pub name: &'static str,
    /// AWS's default.
    pub default: u64,
    /// What it bounds, with its unit.
    pub about: &'static str,
}

macro_rules! limits {
    ($($(#[doc = $doc:literal])* $name:ident = ($wire:literal, $default:expr);)*) => {
        $($(#[doc = $doc])* pub static $name: Limit =
            Limit { name: $wire, default: $default, about: concat!($($doc),*) };)*
        /// Every limit there is.
        pub static ALL: &[&Limit] = &[$(&$name),*];
    };
}

limits! {
    /// Functions' simultaneous invocations in an account and region.
    CONCURRENT_EXECUTIONS = ("lambda.concurrent_executions", 1_000);
    /// Of these, how many reservations must leave to functions without one.
    UNRESERVED_CONCURRENCY_MIN = ("lambda.unreserved_concurrency_min", 100);
    /// Bytes of all code of an account and region.
    CODE_STORAGE = ("lambda.code_storage_bytes", 80_530_636_800);
    /// Bytes of a package sent in a request.
    CODE_ZIPPED = ("lambda.code_zipped_bytes", 52_428_800);
    /// Bytes of a package unpacked, with its layers.
    CODE_UNZIPPED = ("lambda.code_unzipped_bytes", 262_144_000);
    /// Bytes of a synchronous invocation's payload, each way.
    INVOKE_PAYLOAD = ("lambda.invoke_payload_bytes", 6_291_556);
    /// Bytes of an asynchronous invocation's payload.
    ASYNC_PAYLOAD = ("lambda.async_payload_bytes", 1_048_576);
    /// Bytes of a function's environment variables.
    ENVIRONMENT = ("lambda.environment_bytes", 4_096);
    /// Bytes of a resource policy.
    FUNCTION_POLICY = ("lambda.policy_bytes", 20_480);
    /// HTTP APIs of an account and region.
    APIS = ("apigateway.apis", 600);
    /// Routes of an API.
    API_ROUTES = ("apigateway.routes_per_api", 300);
    /// Integrations of an API.
    API_INTEGRATIONS = ("apigateway.integrations_per_api", 300);
    /// Stages of an API.
    API_STAGES = ("apigateway.stages_per_api", 10);
    /// Requests a second to all APIs of an account and region.
    API_REQUEST_RATE = ("apigateway.requests_per_second", 10_000);
    /// Requests at once to all APIs of an account and region.
    API_REQUEST_BURST = ("apigateway.request_burst", 5_000);
    /// Tables of an account and region.
    TABLES = ("dynamodb.tables", 2_500);
    /// Bytes of an item, names included.
    ITEM = ("dynamodb.item_bytes", 409_600);
    /// Rules of an event bus.
    RULES = ("events.rules_per_bus", 300);
    /// Targets of a rule.
    TARGETS = ("events.targets_per_rule", 5);
    /// Log groups of an account and region.
    LOG_GROUPS = ("logs.groups", 1_000_000);
    /// Roles of an account.
    ROLES = ("iam.roles", 1_000);
    /// Customer managed policies of an account.
    POLICIES = ("iam.policies", 1_500);
    /// Users of an account.
    USERS = ("iam.users", 5_000);
    /// Managed policies attached to a role.
    ROLE_ATTACHMENTS = ("iam.policies_per_role", 10);
    /// Managed policies attached to a user.
    USER_ATTACHMENTS = ("iam.policies_per_user", 10);
    /// Access keys of a user.
    ACCESS_KEYS = ("iam.access_keys_per_user", 2);
    /// Topics of an account and region.
    TOPICS = ("sns.topics", 100_000);
    /// Subscriptions of a topic.
    SUBSCRIPTIONS = ("sns.subscriptions_per_topic", 12_500_000);
    /// Subscriptions of a topic that have a filter policy.
    TOPIC_FILTER_POLICIES = ("sns.filter_policies_per_topic", 200);
    /// Subscriptions of an account and region that have a filter policy.
    FILTER_POLICIES = ("sns.filter_policies", 10_000);
    /// Keys at the top of a filter policy.
    FILTER_POLICY_KEYS = ("sns.filter_policy_keys", 5);
    /// Combinations of values in a filter policy: the product of the lengths of its arrays, each
    /// times its depth.
    FILTER_POLICY_COMBINATIONS = ("sns.filter_policy_combinations", 150);
    /// Bytes of a filter policy.
    FILTER_POLICY = ("sns.filter_policy_bytes", 262_144);
    /// Bytes of a topic's policy.
    TOPIC_POLICY = ("sns.policy_bytes", 30_720);
    /// Bytes of a message with its attributes, and of all messages of a batch together.
    MESSAGE = ("sns.message_bytes", 262_144);
    /// Messages of a batch.
    BATCH_ENTRIES = ("sns.batch_entries", 10);
    /// Tags of a resource.
    TAGS = ("tags_per_resource", 50);
}

/// The limits of one server.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    raised: BTreeMap<&'static str, u64>,
}

impl Limits {
    /// Set `name`; `None` if there is no such limit.
    pub fn set(&mut self, name: &str, value: u64) -> Option<()> {
        let limit = ALL.iter().find(|limit| limit.name == name)?;
        self.raised.insert(limit.name, value);
        Some(())
    }

    /// The value in force.
    pub fn get(&self, limit: &Limit) -> u64 {
        self.raised.get(limit.name).copied().unwrap_or(limit.default)
    }
}
