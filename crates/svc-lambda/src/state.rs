//! What is stored: functions, published versions, aliases, resource policies, versions of layers,
//! and the numbers that are never given out twice.
//!
//! A function's row holds `$LATEST`; whoever changes anything of a function expects that row, so
//! that a function's rows change one after another. Which blobs a row refers to is said by
//! [`Parts::blobs`] for versions of functions, and by its code for a version of a layer.

use std::collections::BTreeMap;

use fn_model::FunctionId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use service::AwsResult;
use store::{BlobId, Expect, Key, Row, Scope, Snapshot, Table, Transaction, Version as Commit};

use crate::event_invoke::EventInvoke;
use crate::layer_name::LayerId;
use crate::name::scope_of;
use crate::policy::Statement;
use crate::refusal;
use crate::settings::Settings;

pub(crate) static FUNCTIONS: Table<Function> = Table::new("lambda-function", 1);
pub(crate) static VERSIONS: Table<Published> = Table::new("lambda-version", 1);
pub(crate) static ALIASES: Table<Alias> = Table::new("lambda-alias", 1);
static POLICIES: Table<Vec<Statement>> = Table::new("lambda-policy", 1);
static NUMBERS: Table<Numbers> = Table::new("lambda-numbers", 1);
static EVENT_INVOKES: Table<EventInvoke> = Table::new("lambda-event-invoke", 1);
static LAYERS: Table<LayerVersion> = Table::new("lambda-layer-version", 1);
static LAYER_NUMBERS: Table<u64> = Table::new("lambda-layer-numbers", 1);

/// A function: `$LATEST` and what concerns all versions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) latest: Version,
    /// Reserved concurrency.
    pub(crate) reserved: Option<u32>,
}

/// A published version.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Published {
    pub(crate) version: Version,
    /// The description of `$LATEST` then, which the version's own may replace: it tells whether
    /// `$LATEST` has changed since.
    pub(crate) source_description: String,
}

/// One version.
#[expect(clippy::struct_field_names, reason = "AWS calls both the thing and its number so")]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Version {
    /// `$LATEST` or a number.
    pub(crate) version: String,
    pub(crate) settings: Settings,
    pub(crate) code: Code,
    /// Sandboxes of another build are of no use to it.
    pub(crate) build: u64,
    /// `RevisionId`.
    pub(crate) revision: String,
    pub(crate) modified_ms: i64,
    pub(crate) state: State,
    pub(crate) update: Update,
}

/// A package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) blob: BlobId,
    /// SHA-256 of the zip, base64.
    pub(crate) sha256: String,
    /// Bytes of the zip.
    pub(crate) bytes: u64,
    /// Whether it brings a boto3 of its own.
    pub(crate) boto3: bool,
    /// Bytes of its files; not known of packages that were taken in before layers were.
    #[serde(default)]
    pub(crate) unzipped: Option<u64>,
}

/// A layer as a function that uses it keeps it: also when the layer is deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LayerUse {
    /// The ARN of the layer's version.
    pub(crate) arn: String,
    pub(crate) blob: BlobId,
    /// Bytes of the zip.
    pub(crate) bytes: u64,
    /// Bytes of its files.
    pub(crate) unzipped: u64,
}

/// What sandboxes of a version are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) runtime: String,
    pub(crate) code: Code,
    /// The later ones lie over the earlier.
    pub(crate) layers: Vec<LayerUse>,
}

/// A version of a layer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LayerVersion {
    pub(crate) name: String,
    pub(crate) number: u64,
    pub(crate) description: String,
    pub(crate) license: Option<String>,
    pub(crate) runtimes: Option<Vec<String>>,
    pub(crate) architectures: Option<Vec<String>>,
    pub(crate) code: Code,
    pub(crate) created_ms: i64,
    /// Who else may use it.
    pub(crate) policy: Vec<Statement>,
    /// The policy's `RevisionId`.
    pub(crate) revision: String,
}

/// `State`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum State {
    Active,
    Pending,
    /// Why.
    Failed(String),
}

/// `LastUpdateStatus`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Update {
    Successful,
    InProgress { serving: Box<Serving> },
    Failed { reason: String, serving: Box<Serving> },
}

/// What goes on being invoked until an update is ready, and when it fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Serving {
    pub(crate) settings: Settings,
    pub(crate) code: Code,
    pub(crate) build: u64,
}

/// An alias.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Alias {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    /// Another version and its share of the calls.
    pub(crate) additional: Option<(String, f64)>,
    pub(crate) revision: String,
}

/// The last numbers given out to a function of this name. They outlive the function: AWS does not
/// reuse version numbers even for one that is made again.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Numbers {
    pub(crate) version: u64,
    pub(crate) build: u64,
}

impl Parts {
    /// The packages: all blobs that a version which serves these parts refers to.
    pub(crate) fn blobs(&self) -> impl Iterator<Item = BlobId> {
        std::iter::once(self.code.blob).chain(self.layers.iter().map(|layer| layer.blob))
    }

    /// The folder of the cache that becomes /opt: the layer's own, or one of several laid over
    /// each other, which is named by their hashes in their order.
    pub(crate) fn opt(&self) -> Option<BlobId> {
        match self.layers.as_slice() {
            [] => None,
            [only] => Some(only.blob),
            several => {
                let hashes = several.iter().map(|layer| *layer.blob.sha256());
                Some(BlobId::of(&hashes.collect::<Vec<_>>().concat()))
            }
        }
    }
}

impl Serving {
    pub(crate) fn parts(&self) -> Parts {
        parts(&self.settings, &self.code)
    }
}

impl Version {
    /// What its row asks for, which it need not serve yet.
    pub(crate) fn parts(&self) -> Parts {
        parts(&self.settings, &self.code)
    }

    /// What is invoked when this version is.
    pub(crate) fn serving(&self) -> Serving {
        match &self.update {
            Update::InProgress { serving } | Update::Failed { serving, .. } => (**serving).clone(),
            Update::Successful => Serving {
                settings: self.settings.clone(),
                code: self.code.clone(),
                build: self.build,
            },
        }
    }

    /// Whether it waits for its runtime or package to be made ready.
    pub(crate) fn waits(&self) -> bool {
        self.state == State::Pending || matches!(self.update, Update::InProgress { .. })
    }
}

pub(crate) fn parts(settings: &Settings, code: &Code) -> Parts {
    let (runtime, layers) = (settings.runtime.clone(), settings.layers.clone());
    Parts { runtime, code: code.clone(), layers }
}

/// A function with all its rows.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(crate) function: Row<Function>,
    /// In the order of their numbers.
    pub(crate) versions: Vec<Published>,
    /// In the order of their names.
    pub(crate) aliases: Vec<Alias>,
    /// By qualifier; the function's own under the empty one.
    pub(crate) policies: BTreeMap<String, Vec<Statement>>,
    /// The same for how events are retried.
    pub(crate) event_invoke: BTreeMap<String, EventInvoke>,
}

impl Whole {
    /// All rows of `id`; `None` if there is no such function.
    pub(crate) fn find(snapshot: &Snapshot, id: &FunctionId) -> AwsResult<Option<Self>> {
        let Some(function) = FUNCTIONS.get(snapshot, &function_key(id))? else { return Ok(None) };
        let (scope, name) = (scope_of(id), &*id.name);
        let versions = VERSIONS.prefix(&scope, (name,));
        let versions = VERSIONS.scan_prefix(snapshot, &versions, None, usize::MAX);
        let aliases = ALIASES.prefix(&scope, (name,));
        let aliases = ALIASES.scan_prefix(snapshot, &aliases, None, usize::MAX);
        Ok(Some(Self {
            function,
            versions: versions.map(|row| Ok(row?.1.value)).collect::<AwsResult<_>>()?,
            aliases: aliases.map(|row| Ok(row?.1.value)).collect::<AwsResult<_>>()?,
            policies: by_qualifier(&POLICIES, snapshot, id)?,
            event_invoke: by_qualifier(&EVENT_INVOKES, snapshot, id)?,
        }))
    }

    /// All rows of `id`, or AWS's refusal.
    pub(crate) fn get(snapshot: &Snapshot, id: &FunctionId) -> AwsResult<Self> {
        Self::find(snapshot, id)?.ok_or_else(|| refusal::no_function(&id.arn()))
    }

    /// `$LATEST`, then the published versions.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Version> {
        let published = self.versions.iter().map(|row| &row.version);
        std::iter::once(&self.function.latest).chain(published)
    }

    /// `$LATEST` or a published version.
    pub(crate) fn version(&self, version: &str) -> Option<&Version> {
        self.all().find(|found| found.version == version)
    }

    /// The alias called `name`.
    pub(crate) fn alias(&self, name: &str) -> Option<&Alias> {
        self.aliases.iter().find(|alias| alias.name == name)
    }

    /// The version that `qualifier` means, by the larger share of an alias.
    pub(crate) fn resolve(&self, qualifier: Option<&str>) -> Option<&Version> {
        let name = qualifier.unwrap_or("$LATEST");
        self.version(self.alias(name).map_or(name, |alias| &alias.version))
    }

    /// Bytes of the code of all versions.
    pub(crate) fn code_bytes(&self) -> u64 {
        self.all().map(|version| version.code.bytes).sum()
    }

    /// Expect that no other commit changes this function first.
    pub(crate) fn expect(&self, tx: &mut Transaction, id: &FunctionId) {
        tx.expect(function_key(id), Expect::Version(self.function.version));
    }
}

/// The rows of a table whose keys end with a qualifier.
fn by_qualifier<R: Serialize + DeserializeOwned>(
    table: &Table<R>,
    snapshot: &Snapshot,
    id: &FunctionId,
) -> AwsResult<BTreeMap<String, R>> {
    let prefix = table.prefix(&scope_of(id), (&*id.name,));
    let mut rows = BTreeMap::new();
    for row in table.scan_prefix(snapshot, &prefix, None, usize::MAX) {
        let (key, row) = row?;
        let qualifier = store::parts_of(&key)
            .and_then(|parts| parts.last()?.as_str().map(str::to_owned))
            .unwrap_or_default();
        rows.insert(qualifier, row.value);
    }
    Ok(rows)
}

/// The row of the function alone.
pub(crate) fn function(snapshot: &Snapshot, id: &FunctionId) -> AwsResult<Row<Function>> {
    let row = FUNCTIONS.get(snapshot, &function_key(id))?;
    row.ok_or_else(|| refusal::no_function(&id.arn()))
}

/// Replace the row that was read as of `read`.
pub(crate) fn put_function(
    tx: &mut Transaction,
    id: &FunctionId,
    read: Commit,
    row: &Function,
) -> AwsResult {
    Ok(FUNCTIONS.replace(tx, &function_key(id), read, row)?)
}

/// Write a published version.
pub(crate) fn put_version(tx: &mut Transaction, id: &FunctionId, row: &Published) -> AwsResult {
    Ok(VERSIONS.put(tx, &version_key(id, &row.version.version), row)?)
}

/// Write an alias.
pub(crate) fn put_alias(tx: &mut Transaction, id: &FunctionId, row: &Alias) -> AwsResult {
    Ok(ALIASES.put(tx, &alias_key(id, &row.name), row)?)
}

/// Write the policy of a qualifier (the function's own: the empty one), or take it away.
pub(crate) fn put_policy(
    tx: &mut Transaction,
    id: &FunctionId,
    qualifier: &str,
    statements: &Vec<Statement>,
) -> AwsResult {
    let key = POLICIES.key(&scope_of(id), (&*id.name, qualifier));
    if statements.is_empty() {
        POLICIES.delete(tx, &key);
    } else {
        POLICIES.put(tx, &key, statements)?;
    }
    Ok(())
}

/// Write how events of a qualifier are retried (the function's own: the empty one), or take it away.
pub(crate) fn put_event_invoke(
    tx: &mut Transaction,
    id: &FunctionId,
    qualifier: &str,
    row: Option<&EventInvoke>,
) -> AwsResult {
    let key = EVENT_INVOKES.key(&scope_of(id), (&*id.name, qualifier));
    match row {
        Some(row) => EVENT_INVOKES.put(tx, &key, row)?,
        None => EVENT_INVOKES.delete(tx, &key),
    }
    Ok(())
}

/// Take away what hangs on a version or an alias.
pub(crate) fn delete_qualified(
    tx: &mut Transaction,
    id: &FunctionId,
    qualifier: &str,
) -> AwsResult {
    put_policy(tx, id, qualifier, &Vec::new())?;
    put_event_invoke(tx, id, qualifier, None)
}

/// The last numbers given out for this name.
pub(crate) fn numbers(snapshot: &Snapshot, id: &FunctionId) -> AwsResult<Numbers> {
    let row = NUMBERS.get(snapshot, &NUMBERS.key(&scope_of(id), (&*id.name,)))?;
    Ok(row.map(|row| row.value).unwrap_or_default())
}

/// Give out numbers up to these.
pub(crate) fn put_numbers(tx: &mut Transaction, id: &FunctionId, numbers: Numbers) -> AwsResult {
    Ok(NUMBERS.put(tx, &NUMBERS.key(&scope_of(id), (&*id.name,)), &numbers)?)
}

/// Take the function away with all its rows but its numbers.
pub(crate) fn delete_all(tx: &mut Transaction, id: &FunctionId) {
    let (scope, name) = (scope_of(id), &*id.name);
    FUNCTIONS.delete(tx, &function_key(id));
    tx.delete_prefix(VERSIONS.prefix(&scope, (name,)));
    tx.delete_prefix(ALIASES.prefix(&scope, (name,)));
    tx.delete_prefix(POLICIES.prefix(&scope, (name,)));
    tx.delete_prefix(EVENT_INVOKES.prefix(&scope, (name,)));
}

pub(crate) fn function_key(id: &FunctionId) -> Key {
    FUNCTIONS.key(&scope_of(id), (&*id.name,))
}

pub(crate) fn version_key(id: &FunctionId, version: &str) -> Key {
    // Numbers only get here: they were given out by us.
    let number: u64 = version.parse().unwrap_or_default();
    VERSIONS.key(&scope_of(id), (&*id.name, number))
}

pub(crate) fn alias_key(id: &FunctionId, alias: &str) -> Key {
    ALIASES.key(&scope_of(id), (&*id.name, alias))
}

/// The version `number` of a layer.
pub(crate) fn layer(
    snapshot: &Snapshot,
    id: &LayerId,
    number: u64,
) -> AwsResult<Option<Row<LayerVersion>>> {
    Ok(LAYERS.get(snapshot, &layer_key(id, number))?)
}

/// The versions of a layer, the oldest first.
pub(crate) fn layer_versions(snapshot: &Snapshot, id: &LayerId) -> AwsResult<Vec<LayerVersion>> {
    let prefix = LAYERS.prefix(&id.scope(), (&*id.name,));
    let rows = LAYERS.scan_prefix(snapshot, &prefix, None, usize::MAX);
    rows.map(|row| Ok(row?.1.value)).collect()
}

/// The versions of all layers of `scope`: by name, the oldest first.
pub(crate) fn layers(snapshot: &Snapshot, scope: &Scope) -> AwsResult<Vec<LayerVersion>> {
    let prefix = LAYERS.prefix(scope, ());
    let rows = LAYERS.scan_prefix(snapshot, &prefix, None, usize::MAX);
    rows.map(|row| Ok(row?.1.value)).collect()
}

/// Write a new version of a layer under the next number of its name. Numbers outlive the versions.
pub(crate) fn add_layer(
    snapshot: &Snapshot,
    tx: &mut Transaction,
    id: &LayerId,
    row: &mut LayerVersion,
) -> AwsResult {
    let key = LAYER_NUMBERS.key(&id.scope(), (&*id.name,));
    let last = LAYER_NUMBERS.get(snapshot, &key)?;
    row.number = last.as_ref().map_or(0, |last| last.value) + 1;
    match last {
        Some(last) => LAYER_NUMBERS.replace(tx, &key, last.version, &row.number)?,
        None => LAYER_NUMBERS.create(tx, &key, &row.number)?,
    }
    Ok(LAYERS.create(tx, &layer_key(id, row.number), row)?)
}

/// Replace the version of a layer that was read as of `read`.
pub(crate) fn put_layer(
    tx: &mut Transaction,
    id: &LayerId,
    read: Commit,
    row: &LayerVersion,
) -> AwsResult {
    Ok(LAYERS.replace(tx, &layer_key(id, row.number), read, row)?)
}

pub(crate) fn layer_key(id: &LayerId, number: u64) -> Key {
    LAYERS.key(&id.scope(), (&*id.name, number))
}
