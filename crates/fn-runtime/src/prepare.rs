//! Making a runtime ready: its root file system with our runtime client, and boto3.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use fn_model::{Boxed, Known, Runtime, Runtimes};
use sandbox::{RootFs, RootSpec};
use tokio::sync::OnceCell;

use crate::boto3;
use crate::find::{self, Interpreter};
use crate::identifiers::{Identifier, KNOWN};

/// Our runtime client for Python, inside the root file system.
const PYTHON_CLIENT: (&str, &str) =
    ("var/runtime/bootstrap.py", include_str!("client/bootstrap.py"));
/// Where boto3 is mounted; the folder has to be there.
const SITE: (&str, &str) = ("var/runtime/site/README", "boto3 is mounted here.\n");

/// Where things are.
#[derive(Clone, Debug)]
pub struct Places {
    /// The cache that all data directories share.
    pub cache: PathBuf,
    /// The search path.
    pub search: Vec<PathBuf>,
}

/// The runtimes of this machine. Clones share what was found.
#[derive(Clone, Debug)]
pub struct LocalRuntimes(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    places: Places,
    found: Mutex<HashMap<String, Arc<OnceCell<Interpreter>>>>,
    roots: Mutex<HashMap<String, Arc<OnceCell<PathBuf>>>>,
    boto3: Mutex<HashMap<String, Arc<OnceCell<Option<PathBuf>>>>>,
}

impl LocalRuntimes {
    /// The runtimes of this machine; nothing is looked for yet.
    pub fn new(places: Places) -> Self {
        Self(Arc::new(Inner {
            places,
            found: Mutex::default(),
            roots: Mutex::default(),
            boto3: Mutex::default(),
        }))
    }

    /// The search path.
    pub(crate) fn search(&self) -> &[PathBuf] {
        &self.0.places.search
    }

    /// The interpreter behind a Python identifier's version.
    pub async fn python(&self, version: &str) -> Option<Interpreter> {
        let cell = cell(&self.0.found, version);
        let places = &self.0.places;
        // What is missing is looked for again: it may have been added since.
        let find =
            || async { find::python(&places.cache, &places.search, version).await.ok_or(()) };
        cell.get_or_try_init(find).await.ok().cloned()
    }

    /// Whether `identifier` can be used here.
    pub async fn known_here(&self, identifier: &str) -> Known {
        match Identifier::parse(identifier) {
            None => Known::Unknown,
            Some(Identifier::Provided) => Known::Present,
            Some(Identifier::Node(_)) => Known::Absent {
                hint: "Node.js functions are not implemented yet; `hamsu runtimes` shows what is."
                    .to_owned(),
            },
            Some(Identifier::Python(version)) => match self.python(&version).await {
                Some(_) => Known::Present,
                None => Known::Absent { hint: hint(identifier) },
            },
        }
    }

    /// Every known identifier, with the interpreter that was found for it.
    pub async fn survey(&self) -> Vec<(&'static str, Known, Option<Interpreter>)> {
        let mut rows = Vec::new();
        for identifier in KNOWN {
            let interpreter = match Identifier::parse(identifier) {
                Some(Identifier::Python(version)) => self.python(&version).await,
                _ => None,
            };
            rows.push((*identifier, self.known_here(identifier).await, interpreter));
        }
        rows
    }

    async fn ready(&self, identifier: &str, has_boto3: bool) -> anyhow::Result<Runtime> {
        match Identifier::parse(identifier) {
            Some(Identifier::Provided) => {
                let root = self.root("provided", RootSpec::provided()).await?;
                Ok(Runtime::Provided { identifier: identifier.to_owned(), root })
            }
            Some(Identifier::Python(version)) => {
                let Some(interpreter) = self.python(&version).await else {
                    anyhow::bail!("{identifier} is not on this machine. {}", hint(identifier));
                };
                let mut spec = RootSpec::python(&interpreter.path)
                    .with_file(PYTHON_CLIENT.0, PYTHON_CLIENT.1)
                    .with_file(SITE.0, SITE.1);
                if let Some(system) = &interpreter.system {
                    spec = spec.on(system);
                }
                let root = self.root(identifier, spec).await?;
                let boto3 = if has_boto3 { None } else { self.boto3(&version, &interpreter).await };
                Ok(Runtime::Python { identifier: identifier.to_owned(), root, boto3 })
            }
            _ => anyhow::bail!("{identifier} is not implemented"),
        }
    }

    async fn root(&self, name: &str, spec: RootSpec) -> anyhow::Result<PathBuf> {
        let cell = cell(&self.0.roots, name);
        let cache = self.0.places.cache.clone();
        let build = || async {
            let built = task::spawn_blocking(move || RootFs::build(&cache, &spec)).await?;
            anyhow::Ok(built?.path().to_owned())
        };
        cell.get_or_try_init(build).await.cloned()
    }

    /// boto3 for an interpreter; none if it cannot be fetched, which is told once.
    async fn boto3(&self, version: &str, interpreter: &Interpreter) -> Option<PathBuf> {
        let cell = cell(&self.0.boto3, version);
        let places = &self.0.places;
        let fetch = || async {
            match boto3::provide(&places.cache, version, interpreter, &places.search).await {
                Ok(folder) => Some(folder),
                Err(error) => {
                    let error = format!("{error:#}");
                    tracing::warn!(error, "Python functions have no boto3 of the platform");
                    None
                }
            }
        };
        cell.get_or_init(fetch).await.clone()
    }
}

impl Runtimes for LocalRuntimes {
    fn known(&self, identifier: &str) -> Known {
        let runtimes = self.clone();
        let identifier = identifier.to_owned();
        // Only the first look at an identifier reads folders or asks a shim.
        tokio::task::block_in_place(move || {
            tokio::runtime::Handle::current()
                .block_on(async move { runtimes.known_here(&identifier).await })
        })
    }

    fn prepare(&self, identifier: &str, package_has_boto3: bool) -> Boxed<Result<Runtime, String>> {
        let runtimes = self.clone();
        let identifier = identifier.to_owned();
        Box::pin(async move {
            let ready = runtimes.ready(&identifier, package_has_boto3).await;
            ready.map_err(|error| format!("{error:#}"))
        })
    }
}

/// What to do about a runtime that is not on this machine.
fn hint(identifier: &str) -> String {
    match identifier {
        "python3.13" => format!("Run `hamsu runtimes add {identifier}`."),
        _ => "Install that very version where `hamsu runtimes` looks; `hamsu runtimes add` has \
              python3.13."
            .to_owned(),
    }
}

fn cell<T>(cells: &Mutex<HashMap<String, Arc<OnceCell<T>>>>, name: &str) -> Arc<OnceCell<T>> {
    let mut cells = cells.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(cells.entry(name.to_owned()).or_default())
}
