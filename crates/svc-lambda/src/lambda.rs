//! The control plane's state: what it is put together from, what it keeps in memory, and how it
//! tells the data plane of every change.
//!
//! After each commit [`Lambda::publish`] reads the function anew, one function at a time, so that
//! the last one told is always the newest.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_auth::policy::Policy;
use fn_model::{
    AliasSnapshot, AsyncInvoke, CodeFiles, FrontDoor, FunctionId, FunctionSnapshot, Functions,
    Runtime, Runtimes, VersionSnapshot, VersionState, WeightedVersion,
};
use service::{AwsResult, Identities, Platform};
use store::{BlobId, Scope};

use crate::event_invoke::EventInvoke;
use crate::state::{FUNCTIONS, Parts, State, Version, Whole};
use crate::{package, policy, ready};

/// What the control plane is put together from.
pub struct Setup {
    /// Store, clock, randomness, limits.
    pub platform: Arc<Platform>,
    /// The folder of the unpacked packages, which servers may share: `CACHE/code`.
    pub code_cache: PathBuf,
    /// The runtimes of this machine.
    pub runtimes: Arc<dyn Runtimes>,
    /// Who is told of functions.
    pub functions: Arc<dyn Functions>,
    /// Who invokes them.
    pub front: Arc<dyn FrontDoor>,
    /// Who keeps asynchronous invocations.
    pub events: Arc<dyn AsyncInvoke>,
    /// Who knows roles.
    pub identities: Arc<dyn Identities>,
}

/// The control plane. Clones share it.
#[derive(Clone)]
pub struct Lambda(Arc<Inner>);

struct Inner {
    setup: Setup,
    catalog: papaya::HashMap<FunctionId, Arc<Listed>>,
    ready: Mutex<Ready>,
    publishing: Mutex<()>,
    reserving: tokio::sync::Mutex<()>,
}

/// What is kept in memory of every function.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) code_bytes: u64,
    pub(crate) reserved: Option<u32>,
    /// By qualifier; the function's own under the empty one.
    policies: BTreeMap<String, Arc<Policy>>,
}

/// What has been made ready since the start.
#[derive(Debug, Default)]
pub(crate) struct Ready {
    /// By identifier, and whether the package brings boto3; or why it never will be.
    pub(crate) runtimes: HashMap<(String, bool), Result<Runtime, String>>,
    /// Folders that are in the cache: packages, and layers laid over each other.
    pub(crate) code: HashSet<BlobId>,
    /// Packages that cannot be unpacked any more, and why.
    pub(crate) broken: HashMap<BlobId, String>,
}

impl Lambda {
    /// Load all functions and tell the data plane of them. What is not ready yet is made ready in
    /// the background.
    pub fn open(setup: Setup) -> AwsResult<Self> {
        std::fs::create_dir_all(&setup.code_cache).map_err(anyhow::Error::from)?;
        package::sweep(&setup.code_cache, task::Clock::real_ms());
        let lambda = Self(Arc::new(Inner {
            setup,
            catalog: papaya::HashMap::new(),
            ready: Mutex::default(),
            publishing: Mutex::new(()),
            reserving: tokio::sync::Mutex::new(()),
        }));
        for scope in lambda.platform().store.scopes().map_err(anyhow::Error::from)? {
            let snapshot = lambda.platform().store.snapshot();
            for row in
                FUNCTIONS.scan_prefix(&snapshot, &FUNCTIONS.prefix(&scope, ()), None, usize::MAX)
            {
                let name = row?.1.value.name;
                let id = FunctionId::new(&scope.account, &scope.region, &name);
                if let Some(whole) = Whole::find(&snapshot, &id)? {
                    ready::look(&lambda, &id, &whole);
                    lambda.tell(&id, &whole)?;
                }
            }
        }
        Ok(lambda)
    }

    pub(crate) fn setup(&self) -> &Setup {
        &self.0.setup
    }

    pub(crate) fn platform(&self) -> &Platform {
        &self.0.setup.platform
    }

    pub(crate) fn ready(&self) -> MutexGuard<'_, Ready> {
        self.0.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Held from the question whether a reservation fits until it is committed.
    pub(crate) async fn reserving(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.reserving.lock().await
    }

    /// The resource policy that counts for a call of `function` by `qualifier`. Reads no store:
    /// asked for by every caller that is not the account itself, services in dev mode included.
    pub fn resource_policy(
        &self,
        function: &FunctionId,
        qualifier: Option<&str>,
    ) -> Option<Arc<Policy>> {
        let catalog = self.0.catalog.pin();
        catalog.get(function)?.policies.get(qualifier.unwrap_or_default()).cloned()
    }

    /// What is known of the functions of `scope`, in no order.
    pub(crate) fn listed(&self, scope: &Scope) -> Vec<(FunctionId, Arc<Listed>)> {
        let catalog = self.0.catalog.pin();
        let here = |id: &FunctionId| *id.account == *scope.account && *id.region == *scope.region;
        let found = catalog.iter().filter(|(id, _)| here(id));
        found.map(|(id, listed)| (id.clone(), Arc::clone(listed))).collect()
    }

    /// Tell the data plane how `id` is now.
    pub(crate) fn publish(&self, id: &FunctionId) -> AwsResult {
        let _one_at_a_time = self.0.publishing.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(whole) = Whole::find(&self.platform().store.snapshot(), id)? else {
            self.0.catalog.pin().remove(id);
            self.setup().functions.remove(id);
            return Ok(());
        };
        self.tell(id, &whole)
    }

    fn tell(&self, id: &FunctionId, whole: &Whole) -> AwsResult {
        let mut policies = BTreeMap::new();
        for (qualifier, statements) in &whole.policies {
            policies.insert(qualifier.clone(), Arc::new(policy::parsed(statements)?));
        }
        let listed =
            Listed { code_bytes: whole.code_bytes(), reserved: whole.function.reserved, policies };
        let snapshot = self.snapshot(id, whole, listed.policies.clone());
        self.0.catalog.pin().insert(id.clone(), Arc::new(listed));
        self.setup().functions.publish(Arc::new(snapshot));
        Ok(())
    }

    fn snapshot(
        &self,
        id: &FunctionId,
        whole: &Whole,
        policies: BTreeMap<String, Arc<Policy>>,
    ) -> FunctionSnapshot {
        let aliases = whole.aliases.iter().map(|alias| {
            let additional = alias.additional.as_ref();
            let snapshot = AliasSnapshot {
                version: alias.version.clone(),
                additional: additional.map(|(version, weight)| WeightedVersion {
                    version: version.clone(),
                    weight: *weight,
                }),
            };
            (alias.name.clone(), snapshot)
        });
        FunctionSnapshot {
            id: id.clone(),
            versions: whole
                .all()
                .map(|version| (version.version.clone(), Arc::new(self.version(id, version))))
                .collect(),
            aliases: aliases.collect(),
            reserved_concurrency: whole.function.reserved,
            policies,
            event_invoke: whole.event_invoke.iter().map(told).collect(),
        }
    }

    fn version(&self, id: &FunctionId, version: &Version) -> VersionSnapshot {
        let serving = version.serving();
        let opt = serving.parts().opt().map(|folder| self.code_dir(&folder));
        let settings = serving.settings;
        let state = self.state_of(version);
        let key = (settings.runtime, serving.code.boto3);
        let runtime = match self.ready().runtimes.get(&key) {
            Some(Ok(runtime)) => runtime.clone(),
            // Nobody runs what is not active.
            _ => Runtime::Provided { identifier: key.0, root: PathBuf::new() },
        };
        VersionSnapshot {
            log_group: settings.logging.group.unwrap_or_else(|| format!("/aws/lambda/{}", id.name)),
            id: id.clone(),
            version: version.version.clone(),
            build: serving.build,
            state,
            runtime,
            handler: settings.handler,
            role: settings.role,
            memory_mb: settings.memory_mb,
            timeout_s: settings.timeout_s,
            ephemeral_mb: settings.ephemeral_mb,
            environment: settings.environment.unwrap_or_default(),
            code: CodeFiles { dir: self.code_dir(&serving.code.blob), sha256: serving.code.sha256 },
            opt,
        }
    }

    /// Whether `version` can be invoked: what its row says, and whether this server has made ready
    /// what it needs.
    pub(crate) fn state_of(&self, version: &Version) -> VersionState {
        match &version.state {
            State::Failed(reason) => VersionState::Failed(reason.clone()),
            State::Pending => VersionState::Pending("The function is being created.".to_owned()),
            State::Active => {
                let parts = version.serving().parts();
                self.ready().state(&parts)
            }
        }
    }

    /// Where a package is unpacked, or layers are laid over each other.
    pub(crate) fn code_dir(&self, folder: &BlobId) -> PathBuf {
        self.setup().code_cache.join(folder.to_string())
    }
}

fn told((qualifier, row): (&String, &EventInvoke)) -> (String, fn_model::EventInvoke) {
    let EventInvoke { retries, age_max_s, .. } = *row;
    (qualifier.clone(), fn_model::EventInvoke { retries, age_max_s })
}

impl Ready {
    /// Whether package and layers are in the cache.
    pub(crate) fn has(&self, parts: &Parts) -> bool {
        parts.blobs().chain(parts.opt()).all(|folder| self.code.contains(&folder))
    }

    /// Whether a version of these parts can run on this server.
    pub(crate) fn state(&self, parts: &Parts) -> VersionState {
        if let Some(reason) = parts.blobs().find_map(|blob| self.broken.get(&blob)) {
            return VersionState::Failed(reason.clone());
        }
        match self.runtimes.get(&(parts.runtime.clone(), parts.code.boto3)) {
            Some(Ok(_)) if self.has(parts) => VersionState::Active,
            Some(Err(reason)) => VersionState::Failed(reason.clone()),
            _ => VersionState::Pending("The function is being restored.".to_owned()),
        }
    }
}
