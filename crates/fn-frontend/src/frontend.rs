//! The front end: what is known of every function, and the way of an Invoke through it.

use std::sync::{Arc, Mutex, PoisonError};

use aws_auth::policy::{self, Context, Policy};
use aws_auth::principal::Principal;
use fn_model::{
    Boxed, Call, CallError, Called, EventInvoke, FrontDoor, FunctionId, FunctionSnapshot,
    Functions, Invoke, Lane, Records, Request, Source, VersionSnapshot, VersionState,
};
use papaya::HashMap;
use service::{Limits, limits};
use task::{Clock, Entropy};

use crate::counting::{self, Account, Function, Permit};
use crate::lineage::{self, Mark};
use crate::running::{Note, Running};

/// The front end. Clones share it.
#[derive(Clone)]
pub struct Frontend(Arc<Inner>);

struct Inner {
    invoke: Arc<dyn Invoke>,
    records: Arc<dyn Records>,
    clock: Clock,
    entropy: Entropy,
    concurrency: u32,
    sync_payload: u64,
    async_payload: u64,
    functions: HashMap<FunctionId, Arc<Entry>>,
    accounts: HashMap<(Arc<str>, Arc<str>), Arc<Account>>,
    /// Held while what is known changes, never to read it.
    changing: Mutex<()>,
}

struct Entry {
    snapshot: Arc<FunctionSnapshot>,
    account: Arc<Account>,
    count: Arc<Function>,
    mark: Mark,
}

impl Frontend {
    /// A front end that knows no function yet, passes invocations to `invoke`, and tells
    /// `records` how they ended.
    pub fn new(
        invoke: Arc<dyn Invoke>,
        records: Arc<dyn Records>,
        clock: Clock,
        entropy: Entropy,
        limits: &Limits,
    ) -> Self {
        let concurrency = limits.get(&limits::CONCURRENT_EXECUTIONS);
        Self(Arc::new(Inner {
            invoke,
            records,
            clock,
            entropy,
            concurrency: u32::try_from(concurrency).unwrap_or(u32::MAX),
            sync_payload: limits.get(&limits::INVOKE_PAYLOAD),
            async_payload: limits.get(&limits::ASYNC_PAYLOAD),
            functions: HashMap::new(),
            accounts: HashMap::new(),
            changing: Mutex::new(()),
        }))
    }

    /// Resolve the qualifier, check a service's right and the payload, count, and run. The invocation goes on, and is
    /// counted, though the future is dropped.
    pub async fn invoke(&self, call: Call) -> Result<Called, CallError> {
        let qualifier = call.qualifier.as_deref();
        let entry = self.entry(&call.function, qualifier)?;
        if let Some(source) = &call.source {
            self.permit(&entry.snapshot, qualifier, source)?;
        }
        let version = self.choose(&entry.snapshot, qualifier)?;
        ready(&version)?;
        self.0.check_size(call.lane, call.payload.len())?;
        let trace = self.trace(&entry, &call)?;
        let reserved = entry.snapshot.reserved_concurrency;
        let permit =
            Permit::take(&entry.account, &entry.count, reserved).map_err(CallError::Throttled)?;
        let executed = version.version.clone();
        let records = Arc::clone(&self.0.records);
        let note = Note { records, function: call.function.clone(), trigger: call.trigger() };
        let request = Request {
            version,
            invoked_arn: arn(&call.function, qualifier),
            request_id: call.request_id,
            payload: call.payload,
            client_context: call.client_context,
            trace: Some(trace),
            lane: call.lane,
            log_tail: call.log_tail,
        };
        let answer = Running::new(self.0.invoke.invoke(request), permit, note).await?;
        Ok(Called { version: executed, answer })
    }

    /// Whether the resource policy of this very qualifier lets the service in.
    fn permit(
        &self,
        snapshot: &FunctionSnapshot,
        qualifier: Option<&str>,
        source: &Source,
    ) -> Result<(), CallError> {
        let arn = arn(&snapshot.id, qualifier);
        let named = qualifier.filter(|name| *name != "$LATEST").unwrap_or_default();
        let context = Context::new()
            .with("aws:SourceArn", source.arn.as_str())
            .with("aws:SourceAccount", source.account.as_str());
        let request = policy::Request {
            principal: &Principal::service(source.service),
            action: "lambda:InvokeFunction",
            resource: &arn,
            resource_account: None,
            context: &context,
            now_ms: self.0.clock.now_ms(),
        };
        let policy = snapshot.policies.get(named).map(|policy| &**policy);
        if policy::evaluate::<&Policy>(&request, &[], policy, &[]).is_allow() {
            return Ok(());
        }
        Err(CallError::Forbidden { arn, source: source.clone() })
    }

    /// The trace header for this call, which knows how often the function was called before it.
    fn trace(&self, entry: &Entry, call: &Call) -> Result<String, CallError> {
        let (clock, entropy) = (&self.0.clock, &self.0.entropy);
        lineage::next(call.trace.as_deref(), entry.mark, clock.now_ms(), entropy).map_err(|_| {
            CallError::Recursive { arn: arn(&call.function, call.qualifier.as_deref()) }
        })
    }

    /// How many invocations of `function` run.
    pub fn running(&self, function: &FunctionId) -> u32 {
        self.get(function).map_or(0, |entry| entry.count.running())
    }

    fn get(&self, function: &FunctionId) -> Option<Arc<Entry>> {
        self.0.functions.pin().get(function).cloned()
    }

    fn entry(&self, id: &FunctionId, qualifier: Option<&str>) -> Result<Arc<Entry>, CallError> {
        self.get(id).ok_or_else(|| CallError::NotFound { arn: arn(id, qualifier) })
    }

    /// The version that `qualifier` means; a weighted alias is drawn by lot.
    fn choose(
        &self,
        snapshot: &FunctionSnapshot,
        qualifier: Option<&str>,
    ) -> Result<Arc<VersionSnapshot>, CallError> {
        let name = qualifier.unwrap_or("$LATEST");
        let version = match snapshot.aliases.get(name) {
            Some(alias) => match &alias.additional {
                Some(other) if self.lot() < other.weight => &other.version,
                _ => &alias.version,
            },
            None => name,
        };
        snapshot
            .versions
            .get(version)
            .cloned()
            .ok_or_else(|| CallError::NotFound { arn: arn(&snapshot.id, qualifier) })
    }

    /// A number from 0 up to 1.
    fn lot(&self) -> f64 {
        const STEPS: u64 = 1 << 53;
        self.0.entropy.below(STEPS) as f64 / STEPS as f64
    }

    fn account(&self, id: &FunctionId) -> Arc<Account> {
        let key = (Arc::clone(&id.account), Arc::clone(&id.region));
        let accounts = self.0.accounts.pin();
        let account =
            accounts.get_or_insert_with(key, || Arc::new(Account::new(self.0.concurrency)));
        Arc::clone(account)
    }

    /// Sandboxes of what `new` no longer has are of no use.
    fn retire_old(&self, old: &FunctionSnapshot, new: Option<&FunctionSnapshot>) {
        for (name, version) in &old.versions {
            let build = match new.and_then(|new| new.versions.get(name)) {
                Some(successor) if successor.build == version.build => continue,
                Some(successor) => successor.build,
                None => version.build + 1,
            };
            self.0.invoke.retire(&old.id, name, build);
        }
    }
}

impl Inner {
    fn check_size(&self, lane: Lane, bytes: usize) -> Result<(), CallError> {
        let max = match lane {
            Lane::Sync => self.sync_payload,
            Lane::Async => self.async_payload,
        };
        let bytes = bytes as u64;
        if bytes > max { Err(CallError::TooLarge { bytes, max }) } else { Ok(()) }
    }
}

impl Functions for Frontend {
    fn publish(&self, snapshot: Arc<FunctionSnapshot>) {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let id = snapshot.id.clone();
        let old = self.get(&id);
        let account = self.account(&id);
        let was_reserved = old.as_ref().and_then(|old| old.snapshot.reserved_concurrency);
        let reserved = snapshot.reserved_concurrency;
        let count = old.as_ref().map_or_else(Arc::default, |old| Arc::clone(&old.count));
        let entry = Entry {
            snapshot: Arc::clone(&snapshot),
            account: Arc::clone(&account),
            count: Arc::clone(&count),
            mark: Mark::of(&id.arn()),
        };
        self.0.functions.pin().insert(id, Arc::new(entry));
        account.reserve(was_reserved, reserved);
        count.wake();
        if let Some(old) = old {
            self.retire_old(&old.snapshot, Some(&snapshot));
        }
    }

    fn remove(&self, function: &FunctionId) {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(old) = self.0.functions.pin().remove(function).cloned() else { return };
        old.account.reserve(old.snapshot.reserved_concurrency, None);
        old.count.wake();
        self.retire_old(&old.snapshot, None);
    }
}

impl FrontDoor for Frontend {
    fn resolve(
        &self,
        function: &FunctionId,
        qualifier: Option<&str>,
    ) -> Result<Arc<VersionSnapshot>, CallError> {
        let entry = self.entry(function, qualifier)?;
        let version = self.choose(&entry.snapshot, qualifier)?;
        ready(&version)?;
        Ok(version)
    }

    fn call(&self, call: Call) -> Boxed<Result<Called, CallError>> {
        let this = self.clone();
        Box::pin(async move { this.invoke(call).await })
    }

    fn event_invoke(&self, function: &FunctionId, qualifier: Option<&str>) -> EventInvoke {
        let named = qualifier.filter(|name| *name != "$LATEST").unwrap_or_default();
        self.get(function)
            .and_then(|entry| entry.snapshot.event_invoke.get(named).copied())
            .unwrap_or_default()
    }

    fn room(&self, function: &FunctionId) -> Boxed<()> {
        let (this, function) = (self.clone(), function.clone());
        Box::pin(async move {
            let Some(entry) = this.get(&function) else { return };
            // Asked anew each time: the reservation may change while one waits.
            counting::wait(&entry.account, &entry.count, || {
                this.get(&function).is_none_or(|entry| {
                    let reserved = entry.snapshot.reserved_concurrency;
                    counting::has_room(&entry.account, &entry.count, reserved)
                })
            })
            .await;
        })
    }
}

/// Whether it can be invoked.
fn ready(version: &VersionSnapshot) -> Result<(), CallError> {
    let not_ready = |state, reason: &String| CallError::NotReady { state, reason: reason.clone() };
    match &version.state {
        VersionState::Active => Ok(()),
        VersionState::Pending(reason) => Err(not_ready("Pending", reason)),
        VersionState::Failed(reason) => Err(not_ready("Failed", reason)),
    }
}

fn arn(id: &FunctionId, qualifier: Option<&str>) -> String {
    let mut arn = id.arn();
    if let Some(qualifier) = qualifier {
        arn.push(':');
        arn.push_str(qualifier);
    }
    arn
}
