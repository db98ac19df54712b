//! An API with everything that belongs to it, and the one way in which any of it changes: read all,
//! decide on a copy, write what differs.
//!
//! A change of routes or integrations is deployed at once to the stages that deploy automatically,
//! in the same transaction: what a stage serves is always a deployment's frozen copy.

use std::collections::BTreeMap;

use service::{AwsResult, Cx};
use store::{Key, Scope, Snapshot, Table, Transaction};

use crate::state::{
    APIS, Api, DEPLOYMENTS, Deployment, FROZEN, Frozen, INTEGRATIONS, Integration, ROUTES, Route,
    STAGES, Stage,
};
use crate::{ApiGateway, refusal};

/// The letters of ids.
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// What AWS says of a deployment that it made itself.
const AUTOMATIC: &str = "Automatic deployment triggered by changes to the Api configuration";

/// What AWS says of an API that there is nothing to deploy of.
const NO_ROUTES: &str = "Unable to deploy API because no routes exist in this API";

/// An API and what belongs to it, each by its id or name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Whole {
    pub(crate) api: Api,
    pub(crate) routes: BTreeMap<String, Route>,
    pub(crate) integrations: BTreeMap<String, Integration>,
    pub(crate) stages: BTreeMap<String, Stage>,
    pub(crate) deployments: BTreeMap<String, Deployment>,
    /// What deployments of this change froze; of older ones it is not read.
    frozen: BTreeMap<String, Frozen>,
}

impl Whole {
    /// An API to which nothing belongs yet.
    pub(crate) fn new(api: Api) -> Self {
        Self {
            api,
            routes: BTreeMap::new(),
            integrations: BTreeMap::new(),
            stages: BTreeMap::new(),
            deployments: BTreeMap::new(),
            frozen: BTreeMap::new(),
        }
    }

    /// All rows of `api_id`; `None` if there is no such API.
    pub(crate) fn find(
        snapshot: &Snapshot,
        scope: &Scope,
        api_id: &str,
    ) -> AwsResult<Option<(Self, store::Version)>> {
        let Some(api) = APIS.get(snapshot, &APIS.key(scope, (api_id,)))? else { return Ok(None) };
        let version = api.version;
        let mut whole = Self::new(api.value);
        whole.routes = rows(snapshot, scope, &ROUTES, api_id, |row| &row.id)?;
        whole.integrations = rows(snapshot, scope, &INTEGRATIONS, api_id, |row| &row.id)?;
        whole.stages = rows(snapshot, scope, &STAGES, api_id, |row| &row.name)?;
        whole.deployments = rows(snapshot, scope, &DEPLOYMENTS, api_id, |row| &row.id)?;
        Ok(Some((whole, version)))
    }

    /// The API of a request.
    pub(crate) fn get(cx: &Cx, api_id: &str) -> AwsResult<Self> {
        let found = Self::find(&cx.snapshot(), &cx.scope, api_id)?;
        Ok(found.ok_or_else(|| refusal::no_api(cx, api_id))?.0)
    }

    /// The route with `key`.
    pub(crate) fn route_with_key(&self, key: &str) -> Option<&Route> {
        self.routes.values().find(|route| route.key == key)
    }

    /// Freeze routes and integrations in a new deployment.
    pub(crate) fn deploy(
        &mut self,
        cx: &Cx,
        description: Option<String>,
        auto: bool,
    ) -> AwsResult<Deployment> {
        if self.routes.is_empty() {
            return Err(refusal::bad_request(NO_ROUTES));
        }
        let id = id(cx, 6);
        let deployment = Deployment { id: id.clone(), description, created_ms: cx.now_ms(), auto };
        let frozen = Frozen {
            routes: self.routes.values().cloned().collect(),
            integrations: self.integrations.values().cloned().collect(),
        };
        self.frozen.insert(id.clone(), frozen);
        self.deployments.insert(id, deployment.clone());
        Ok(deployment)
    }

    /// Deploy to the stages that deploy automatically, if there is something new for them.
    fn auto_deploy(&mut self, cx: &Cx, old: Option<&Self>) -> AwsResult {
        let changed = old.is_none_or(|old| {
            (&old.routes, &old.integrations) != (&self.routes, &self.integrations)
        });
        let was_auto = |name: &str| {
            let stage = old.and_then(|old| old.stages.get(name));
            stage.is_some_and(|stage| stage.auto_deploy)
        };
        let waiting: Vec<String> = self
            .stages
            .values()
            .filter(|stage| stage.auto_deploy && (changed || !was_auto(&stage.name)))
            .map(|stage| stage.name.clone())
            .collect();
        if waiting.is_empty() {
            return Ok(());
        }
        if self.routes.is_empty() {
            for name in waiting {
                if let Some(stage) = self.stages.get_mut(&name) {
                    // What was deployed last goes on being served.
                    stage.message = Some(format!("Deployment attempt failed: {NO_ROUTES}"));
                }
            }
            return Ok(());
        }
        let id = self.deploy(cx, Some(AUTOMATIC.to_owned()), true)?.id;
        for name in waiting {
            if let Some(stage) = self.stages.get_mut(&name) {
                let message = format!("Successfully deployed stage with deployment ID '{id}'");
                stage.message = Some(message);
                stage.deployment = Some(id.clone());
                stage.updated_ms = cx.now_ms();
            }
        }
        Ok(())
    }

    /// Automatic deployments that no stage serves any more are of no use.
    fn prune(&mut self) {
        let served =
            |id: &str| self.stages.values().any(|stage| stage.deployment.as_deref() == Some(id));
        let gone: Vec<String> = self
            .deployments
            .values()
            .filter(|deployment| deployment.auto && !served(&deployment.id))
            .map(|deployment| deployment.id.clone())
            .collect();
        for id in gone {
            self.deployments.remove(&id);
            self.frozen.remove(&id);
        }
    }

    /// Deploy what deploys itself, and write what differs from `old`.
    fn write(mut self, cx: &Cx, tx: &mut Transaction, old: Option<&Self>) -> AwsResult {
        self.auto_deploy(cx, old)?;
        self.prune();
        let scope = &cx.scope;
        let none = Self::new(self.api.clone());
        let before = old.unwrap_or(&none);
        let api_id = self.api.id.clone();
        differing(tx, scope, &ROUTES, &api_id, &before.routes, &self.routes)?;
        differing(tx, scope, &INTEGRATIONS, &api_id, &before.integrations, &self.integrations)?;
        differing(tx, scope, &STAGES, &api_id, &before.stages, &self.stages)?;
        differing(tx, scope, &DEPLOYMENTS, &api_id, &before.deployments, &self.deployments)?;
        for id in before.deployments.keys().filter(|id| !self.deployments.contains_key(*id)) {
            FROZEN.delete(tx, &FROZEN.key(scope, (&api_id, id)));
        }
        for (id, frozen) in &self.frozen {
            FROZEN.put(tx, &FROZEN.key(scope, (&api_id, id)), frozen)?;
        }
        self.api.revision += 1;
        APIS.put(tx, &key(scope, &api_id), &self.api)?;
        Ok(())
    }
}

impl ApiGateway {
    /// Change something of `api_id`: `decide` works on a copy, and what it answers is answered once
    /// that is written and the data side has been told.
    pub(crate) async fn change<T>(
        &self,
        cx: &Cx,
        api_id: &str,
        mut decide: impl FnMut(&mut Whole, &mut Transaction) -> AwsResult<T>,
    ) -> AwsResult<T> {
        let answer = cx
            .transact(|snapshot, tx| {
                let found = Whole::find(snapshot, &cx.scope, api_id)?;
                let (old, version) = found.ok_or_else(|| refusal::no_api(cx, api_id))?;
                let mut whole = old.clone();
                let answer = decide(&mut whole, tx)?;
                tx.expect(key(&cx.scope, api_id), store::Expect::Version(version));
                whole.write(cx, tx, Some(&old))?;
                Ok(answer)
            })
            .await?;
        self.publish(&cx.scope, api_id)?;
        Ok(answer)
    }

    /// Keep a new API.
    pub(crate) async fn create(
        &self,
        cx: &Cx,
        whole: &Whole,
        mut also: impl FnMut(&Snapshot, &mut Transaction) -> AwsResult,
    ) -> AwsResult {
        let api_id = &whole.api.id;
        cx.transact(|snapshot, tx| {
            also(snapshot, tx)?;
            if APIS.get(snapshot, &key(&cx.scope, api_id))?.is_some() {
                // One in 36¹⁰: the caller tries again and gets another id.
                return Err(refusal::conflict(format!("The API id {api_id} is taken.")));
            }
            tx.expect(key(&cx.scope, api_id), store::Expect::Absent);
            whole.clone().write(cx, tx, None)
        })
        .await?;
        self.publish(&cx.scope, api_id)
    }
}

/// A random id.
pub(crate) fn id(cx: &Cx, letters: usize) -> String {
    cx.platform.entropy.string(LETTERS, letters)
}

/// The key of an API's row.
pub(crate) fn key(scope: &Scope, api_id: &str) -> Key {
    APIS.key(scope, (api_id,))
}

fn rows<R: serde::Serialize + serde::de::DeserializeOwned>(
    snapshot: &Snapshot,
    scope: &Scope,
    table: &Table<R>,
    api_id: &str,
    name: impl Fn(&R) -> &String,
) -> AwsResult<BTreeMap<String, R>> {
    let mut out = BTreeMap::new();
    for row in table.scan_prefix(snapshot, &table.prefix(scope, (api_id,)), None, usize::MAX) {
        let row = row?.1.value;
        out.insert(name(&row).clone(), row);
    }
    Ok(out)
}

fn differing<R: PartialEq + serde::Serialize + serde::de::DeserializeOwned>(
    tx: &mut Transaction,
    scope: &Scope,
    table: &Table<R>,
    api_id: &str,
    old: &BTreeMap<String, R>,
    new: &BTreeMap<String, R>,
) -> AwsResult {
    for id in old.keys().filter(|id| !new.contains_key(*id)) {
        table.delete(tx, &table.key(scope, (api_id, id)));
    }
    for (id, row) in new.iter().filter(|(id, row)| old.get(*id) != Some(row)) {
        table.put(tx, &table.key(scope, (api_id, id)), row)?;
    }
    Ok(())
}
