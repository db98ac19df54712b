//! Functions, versions and aliases as the data plane sees them: complete, immutable, replaced as a
//! whole.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use aws_auth::policy::Policy;

/// Which function: account, region and name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId {
    /// The account.
    pub account: Arc<str>,
    /// The region.
    pub region: Arc<str>,
    /// The name.
    pub name: Arc<str>,
}

impl FunctionId {
    /// The function `name` of `account` in `region`.
    pub fn new(account: &str, region: &str, name: &str) -> Self {
        Self { account: account.into(), region: region.into(), name: name.into() }
    }

    /// Its ARN without qualifier.
    pub fn arn(&self) -> String {
        format!("arn:aws:lambda:{}:{}:function:{}", self.region, self.account, self.name)
    }
}

/// A function with all its versions and aliases.
#[derive(Clone, Debug)]
pub struct FunctionSnapshot {
    /// Which one.
    pub id: FunctionId,
    /// `$LATEST` and the published versions.
    pub versions: BTreeMap<String, Arc<VersionSnapshot>>,
    /// The aliases.
    pub aliases: BTreeMap<String, AliasSnapshot>,
    /// Reserved concurrency, if set.
    pub reserved_concurrency: Option<u32>,
    /// Resource policies by qualifier; the function's own under the empty one.
    pub policies: BTreeMap<String, Arc<Policy>>,
    /// How asynchronous invocations are retried, by qualifier; the function's own under the
    /// empty one.
    pub event_invoke: BTreeMap<String, EventInvoke>,
}

/// How asynchronous invocations are retried, where it is not the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventInvoke {
    /// Retries after a function error, 0 to 2.
    pub retries: Option<u32>,
    /// An event older than this, in seconds, is given up.
    pub age_max_s: Option<u32>,
}

/// An alias: a version, and perhaps a share of another one.
#[derive(Clone, Debug, PartialEq)]
pub struct AliasSnapshot {
    /// The version.
    pub version: String,
    /// Another version that gets a share of the calls.
    pub additional: Option<WeightedVersion>,
}

/// A version and its share.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedVersion {
    /// The version.
    pub version: String,
    /// Its share of the calls, 0 to 1.
    pub weight: f64,
}

/// One version of a function, with all that a sandbox needs to know.
#[derive(Clone, Debug)]
pub struct VersionSnapshot {
    /// Which function.
    pub id: FunctionId,
    /// `$LATEST` or a number.
    pub version: String,
    /// Grows with every change of code or configuration; sandboxes of an older build are retired.
    pub build: u64,
    /// Whether it can be invoked: `Active`, or why not.
    pub state: VersionState,
    /// What runs it.
    pub runtime: Runtime,
    /// The handler.
    pub handler: String,
    /// The execution role's ARN.
    pub role: String,
    /// Memory in MB.
    pub memory_mb: u32,
    /// The time-out in seconds.
    pub timeout_s: u32,
    /// The size of /tmp in MB.
    pub ephemeral_mb: u32,
    /// The function's own environment variables.
    pub environment: BTreeMap<String, String>,
    /// The unpacked package.
    pub code: CodeFiles,
    /// The folder that becomes /opt: its layers, the later ones over the earlier; none without.
    pub opt: Option<PathBuf>,
    /// The log group.
    pub log_group: String,
}

/// Whether a version can be invoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionState {
    /// It can.
    Active,
    /// Not yet; the state's reason.
    Pending(String),
    /// Never; the state's reason.
    Failed(String),
}

/// What runs a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// `CPython` of one minor version: `python3.11`.
    Python {
        /// The identifier.
        identifier: String,
        /// The root file system that holds that interpreter.
        root: PathBuf,
        /// Where boto3 lies on the host, to be put on the path behind the package's own; none if
        /// it could not be fetched.
        boto3: Option<PathBuf>,
    },
    /// An executable called `bootstrap` in the package.
    Provided {
        /// The identifier.
        identifier: String,
        /// The root file system.
        root: PathBuf,
    },
}

/// An unpacked package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeFiles {
    /// The folder that becomes /var/task.
    pub dir: PathBuf,
    /// SHA-256 of the package, base64.
    pub sha256: String,
}
