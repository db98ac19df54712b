//! The AWS managed policies that serverless tools attach, with AWS's own documents
//! (`managed/*.json`), versions and dates. Others do not exist here.

use std::sync::{Arc, LazyLock, OnceLock};

use aws_auth::policy::{Policy, PolicyKind};
use service::AwsResult;
use sha2::{Digest as _, Sha256};

use crate::document;

/// One AWS managed policy, in its default version.
pub(crate) struct Managed {
    pub(crate) path: &'static str,
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    pub(crate) created_ms: i64,
    pub(crate) updated_ms: i64,
    pub(crate) document: &'static str,
    parsed: OnceLock<Arc<Policy>>,
}

macro_rules! managed {
    ($($path:literal $name:literal $version:literal $created:literal $updated:literal;)*) => {
        /// In the order of their names.
        static ALL: LazyLock<Vec<Managed>> = LazyLock::new(|| vec![$(Managed {
            path: $path,
            name: $name,
            version: $version,
            created_ms: $created,
            updated_ms: $updated,
            document: include_str!(concat!("../managed/", $name, ".json")),
            parsed: OnceLock::new(),
        }),*]);
    };
}

managed! {
    "/service-role/" "AWSCodeDeployRoleForLambda" "v3" 1_511_877_944_000 1_575_402_790_000;
    "/service-role/" "AWSCodeDeployRoleForLambdaLimited" "v1" 1_597_684_454_000 1_597_684_454_000;
    "/service-role/" "AWSLambdaBasicExecutionRole" "v1" 1_428_591_823_000 1_428_591_823_000;
    "/service-role/" "AWSLambdaDynamoDBExecutionRole" "v1" 1_428_592_169_000 1_428_592_169_000;
    "/" "AWSLambdaInvocation-DynamoDB" "v1" 1_423_248_047_000 1_423_248_047_000;
    "/service-role/" "AWSLambdaKinesisExecutionRole" "v2" 1_428_592_456_000 1_542_658_164_000;
    "/service-role/" "AWSLambdaRole" "v1" 1_423_248_088_000 1_423_248_088_000;
    "/service-role/" "AWSLambdaSQSQueueExecutionRole" "v1" 1_529_013_045_000 1_529_013_045_000;
    "/service-role/" "AWSLambdaVPCAccessExecutionRole" "v3" 1_455_232_526_000 1_704_494_306_000;
    "/" "AWSLambda_FullAccess" "v7" 1_605_647_648_000 1_770_919_251_000;
    "/" "AWSLambda_ReadOnlyAccess" "v5" 1_605_647_432_000 1_770_919_375_000;
    "/" "AWSXRayDaemonWriteAccess" "v2" 1_535_497_233_000 1_707_861_510_000;
    "/" "AWSXrayWriteOnlyAccess" "v2" 1_480_616_393_000 1_535_497_384_000;
    "/" "AdministratorAccess" "v1" 1_423_247_986_000 1_423_247_986_000;
    "/service-role/" "AmazonAPIGatewayPushToCloudWatchLogs"
        "v1" 1_447_285_306_000 1_447_285_306_000;
    "/" "AmazonDynamoDBFullAccess" "v15" 1_423_248_011_000 1_611_941_910_000;
    "/" "AmazonDynamoDBReadOnlyAccess" "v15" 1_423_248_012_000 1_731_951_495_000;
    "/" "AmazonS3FullAccess" "v2" 1_423_248_058_000 1_632_773_797_000;
    "/" "AmazonSNSFullAccess" "v2" 1_423_248_065_000 1_727_217_125_000;
    "/" "AmazonSQSFullAccess" "v1" 1_423_248_067_000 1_423_248_067_000;
    "/" "CloudWatchLogsFullAccess" "v8" 1_423_248_002_000 1_770_919_233_000;
    "/" "PowerUserAccess" "v12" 1_423_247_987_000 1_770_919_154_000;
}

/// All of them.
pub(crate) fn all() -> &'static [Managed] {
    &ALL
}

/// The policy `arn`.
pub(crate) fn find(arn: &str) -> Option<&'static Managed> {
    let rest = arn.strip_prefix("arn:aws:iam::aws:policy")?;
    ALL.iter()
        .find(|managed| rest.strip_prefix(managed.path).is_some_and(|name| name == managed.name))
}

impl Managed {
    /// Its ARN.
    pub(crate) fn arn(&self) -> String {
        format!("arn:aws:iam::aws:policy{}{}", self.path, self.name)
    }

    /// An id that is always the same, though not AWS's.
    pub(crate) fn id(&self) -> String {
        const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let hash = Sha256::digest(self.name);
        let tail = hash.iter().take(17).map(|byte| char::from(BASE32[usize::from(byte % 32)]));
        "ANPA".chars().chain(tail).collect()
    }

    /// Ready to be evaluated.
    pub(crate) fn policy(&self) -> AwsResult<Arc<Policy>> {
        if let Some(parsed) = self.parsed.get() {
            return Ok(Arc::clone(parsed));
        }
        let parsed = document::reparse(self.document, PolicyKind::Identity, self.name)?;
        Ok(Arc::clone(self.parsed.get_or_init(|| parsed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_managed_policy_can_be_read_and_is_found_by_its_arn() {
        for managed in all() {
            let policy = managed.policy().unwrap_or_else(|error| panic!("{error:?}"));
            assert!(policy.statement_count() > 0, "{}", managed.name);
            assert_eq!(find(&managed.arn()).map(|found| found.name), Some(managed.name));
            assert!(managed.created_ms <= managed.updated_ms, "{}", managed.name);
            assert_eq!(managed.id().len(), 21);
        }
        assert!(find("arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole").is_none());
        assert!(all().is_sorted_by(|one, next| one.name < next.name));
    }
}
