//! Making versions ready to run: their package and layers unpacked in the cache, their runtime
//! prepared.
//!
//! [`settle`] is a reconciler: it looks at one function, makes ready what is not, notes the
//! outcome in the rows that wait for it, and looks again. It may run any number of times at once.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use fn_model::{FunctionId, Runtime, VersionState};
use service::{AwsError, AwsResult};
use sha2::{Digest as _, Sha256};
use task::TaskKind;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use service::{Cx, limits};
use store::BlobId;

use crate::package::{self, PackageError};
use crate::state::{self, Code, LayerUse, Parts, State, Update, Version, Whole};
use crate::{Lambda, attach, model, opt, refusal};

/// How long until what failed for want of disk space or the like is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// Whether something can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Readiness {
    /// Now.
    Now,
    /// When it has been prepared.
    Later,
    /// Never, and why.
    Never(String),
}

/// Unpack a package that a client sends and keep it, durably. Its files have to fit beside those of
/// `layers`.
pub(crate) async fn take_in(
    lambda: &Lambda,
    cx: &Cx,
    operation: &str,
    runtime: &str,
    zip: Bytes,
    layers: &[LayerUse],
) -> AwsResult<Code> {
    let platform = lambda.platform();
    let bytes = zip.len() as u64;
    if bytes > platform.limits.get(&limits::CODE_ZIPPED) {
        return Err(refusal::too_large(format!(
            "Request must be smaller than 70167211 bytes for the {operation} operation"
        )));
    }
    if code_bytes(lambda, cx)? + bytes > platform.limits.get(&limits::CODE_STORAGE) {
        let body =
            model::CodeStorageExceededException { r#type: Some(refusal::user()), message: None };
        let error = &model::CODE_STORAGE_EXCEEDED_ERROR;
        return Err(service::AwsError::new(error, "Code storage limit exceeded.").with(body));
    }
    let room = attach::room(layers, platform.limits.get(&limits::CODE_UNZIPPED))?;
    let (this, provided) = (lambda.clone(), runtime.starts_with("provided"));
    let work = task::spawn_blocking(move || keep(&this, &zip, provided, room));
    work.await.map_err(anyhow::Error::from)?
}

/// Bytes of all packages of the caller's account and region: of functions and of layers.
pub(crate) fn code_bytes(lambda: &Lambda, cx: &Cx) -> AwsResult<u64> {
    let functions: u64 = lambda.listed(&cx.scope).iter().map(|(_, listed)| listed.code_bytes).sum();
    let layers = state::layers(&cx.snapshot(), &cx.scope)?;
    Ok(functions + layers.iter().map(|layer| layer.code.bytes).sum::<u64>())
}

/// Blocks.
fn keep(lambda: &Lambda, zip: &[u8], provided: bool, bytes_max: u64) -> AwsResult<Code> {
    let sha256 = Sha256::digest(zip);
    let mut code = Code {
        blob: store::BlobId::of(zip),
        sha256: STANDARD.encode(sha256),
        bytes: zip.len() as u64,
        boto3: false,
        unzipped: None,
    };
    unpack(lambda, &code.blob, zip, bytes_max)?;
    let dir = lambda.code_dir(&code.blob);
    let unzipped = package::size(&dir).map_err(|error| cache(error, "measure a package"))?;
    // It may have been unpacked before, where there was more room.
    if unzipped > bytes_max {
        return Err(broken(PackageError::TooLarge(bytes_max)));
    }
    code.unzipped = Some(unzipped);
    code.boto3 = package::has_boto3(&dir);
    if provided && let Some(machine) = package::foreign_bootstrap(&dir) {
        return Err(refusal::invalid(format!(
            "The bootstrap of this package is built for {machine}; this machine is {} and runs no \
             other's.",
            std::env::consts::ARCH
        )));
    }
    lambda.platform().store.blobs().put(zip)?;
    lambda.ready().code.insert(code.blob);
    Ok(code)
}

/// Blocks.
fn unpack(lambda: &Lambda, blob: &BlobId, zip: &[u8], bytes_max: u64) -> AwsResult {
    package::unpack(zip, &lambda.code_dir(blob), &temporary(lambda), bytes_max).map_err(broken)
}

/// A name in the cache that nobody else uses.
fn temporary(lambda: &Lambda) -> std::path::PathBuf {
    lambda.setup().code_cache.join(format!(".new-{}", lambda.platform().entropy.uuid()))
}

fn cache(cause: std::io::Error, doing: &'static str) -> AwsError {
    anyhow::Error::from(cause).context(doing).into()
}

/// A package that is not taken, in AWS's words.
fn broken(error: PackageError) -> AwsError {
    match error {
        PackageError::Empty => refusal::invalid("Uploaded file must be a non-empty zip"),
        PackageError::TooLarge(max) => {
            refusal::invalid(format!("Unzipped size must be smaller than {max} bytes"))
        }
        // AWS does not say what is wrong with it; ours is told after AWS's sentence.
        PackageError::Broken(detail) => refusal::invalid(format!(
            "Could not unzip uploaded file. Please check your file, then try to upload again. \
             ({detail})"
        )),
        PackageError::Cache(cause) => cache(cause, "write a package to the cache"),
    }
}

/// Whether a new version with these parts can run at once. Lays several layers over each other if
/// nobody has yet.
pub(crate) async fn at_once(lambda: &Lambda, parts: &Parts) -> Readiness {
    let mut prepared = lambda.setup().runtimes.prepare(&parts.runtime, parts.code.boto3);
    let first = poll_fn(|cx| {
        Poll::Ready(match prepared.as_mut().poll(cx) {
            Poll::Ready(outcome) => Some(outcome),
            Poll::Pending => None,
        })
    });
    let Some(outcome) = first.await else { return Readiness::Later };
    note(lambda, parts, &outcome);
    if let Err(reason) = outcome {
        return Readiness::Never(reason);
    }
    if lambda.ready().has(parts) {
        return Readiness::Now;
    }
    match fetch(lambda, parts.clone()).await {
        Ok(Ok(())) => Readiness::Now,
        // What cannot be written to the cache now, or not any more, is told once it is tried again.
        _ => Readiness::Later,
    }
}

/// At the start: note what is ready already, and see to the rest in the background.
pub(crate) fn look(lambda: &Lambda, id: &FunctionId, whole: &Whole) {
    let mut waker = std::task::Context::from_waker(std::task::Waker::noop());
    for version in whole.all() {
        let parts = version.serving().parts();
        let key = (parts.runtime.clone(), parts.code.boto3);
        if !lambda.ready().runtimes.contains_key(&key) {
            let mut prepared = lambda.setup().runtimes.prepare(&parts.runtime, parts.code.boto3);
            if let Poll::Ready(outcome) = prepared.as_mut().poll(&mut waker) {
                note(lambda, &parts, &outcome);
            }
        }
        for folder in parts.blobs().chain(parts.opt()) {
            let known = lambda.ready().code.contains(&folder);
            if !known && lambda.code_dir(&folder).exists() {
                lambda.ready().code.insert(folder);
            }
        }
    }
    if whole.all().any(|version| next(lambda, version).is_some()) {
        settle_in_background(lambda, id);
    }
}

/// See to it that what waits in `id` is made ready.
pub(crate) fn settle_in_background(lambda: &Lambda, id: &FunctionId) {
    let (lambda, id) = (lambda.clone(), id.clone());
    task::spawn(TaskKind::Reconciler, async move {
        while let Err(error) = settle(&lambda, &id).await {
            tracing::warn!(function = id.arn(), "a function cannot be made ready: {error:?}");
            lambda.platform().clock.sleep(AGAIN).await;
        }
    });
}

/// Make ready what is not, until everything is.
async fn settle(lambda: &Lambda, id: &FunctionId) -> AwsResult {
    loop {
        let snapshot = lambda.platform().store.snapshot();
        let Some(whole) = Whole::find(&snapshot, id)? else { return Ok(()) };
        let Some(parts) = whole.all().find_map(|version| next(lambda, version)) else {
            return lambda.publish(id);
        };
        let mut failed = fetch(lambda, parts.clone()).await?.err();
        if failed.is_none() {
            let prepared = lambda.setup().runtimes.prepare(&parts.runtime, parts.code.boto3);
            let outcome = prepared.await;
            note(lambda, &parts, &outcome);
            failed = outcome.err();
        }
        record(lambda, id, &parts, failed.as_deref()).await?;
        lambda.publish(id)?;
    }
}

/// Package and layers are in the cache; fetched from the store if they have gone from there.
async fn fetch(lambda: &Lambda, parts: Parts) -> AwsResult<Result<(), String>> {
    let this = lambda.clone();
    let work = task::spawn_blocking(move || {
        for blob in parts.blobs() {
            if let Err(reason) = fetch_package(&this, &blob)? {
                return Ok(Err(reason));
            }
        }
        if let Some(folder) = parts.opt() {
            let layers: Vec<_> =
                parts.layers.iter().map(|layer| this.code_dir(&layer.blob)).collect();
            opt::lay(&layers, &this.code_dir(&folder), &temporary(&this))
                .map_err(|error| cache(error, "lay layers over each other in the cache"))?;
            this.ready().code.insert(folder);
        }
        Ok(Ok(()))
    });
    work.await.map_err(anyhow::Error::from)?
}

/// Blocks.
fn fetch_package(lambda: &Lambda, blob: &BlobId) -> AwsResult<Result<(), String>> {
    if !lambda.code_dir(blob).exists() {
        let zip = lambda.platform().store.blobs().read(blob)?;
        let max = lambda.platform().limits.get(&limits::CODE_UNZIPPED);
        if let Err(error) = unpack(lambda, blob, &zip, max) {
            // What was taken once can be refused now only for want of space or the like, which
            // passes, or for a limit that was lowered, which is told.
            let passes = error.cause().is_some();
            if passes {
                return Err(error);
            }
            let reason = error.message().to_owned();
            lambda.ready().broken.insert(*blob, reason.clone());
            return Ok(Err(reason));
        }
    }
    lambda.ready().code.insert(*blob);
    Ok(Ok(()))
}

/// Write the outcome into all rows that wait for it.
async fn record(
    lambda: &Lambda,
    id: &FunctionId,
    parts: &Parts,
    failed: Option<&str>,
) -> AwsResult {
    let concerns = |version: &Version| version.waits() && version.parts() == *parts;
    lambda
        .platform()
        .transact(|snapshot, tx| {
            let Some(whole) = Whole::find(snapshot, id)? else { return Ok(()) };
            let mut function = whole.function.value.clone();
            let latest = concerns(&function.latest);
            if latest {
                function.latest = settled(&function.latest, failed);
            }
            let published = whole.versions.iter().filter(|row| concerns(&row.version));
            let published: Vec<_> = published.collect();
            if !latest && published.is_empty() {
                return Ok(());
            }
            // The function's row is written in any case: every change goes through it.
            state::put_function(tx, id, whole.function.version, &function)?;
            for row in published {
                let mut row = row.clone();
                row.version = settled(&row.version, failed);
                state::put_version(tx, id, &row)?;
            }
            Ok(())
        })
        .await
}

/// The version when what it waited for is ready, or never will be.
fn settled(version: &Version, failed: Option<&str>) -> Version {
    let mut version = version.clone();
    match (&version.update, failed) {
        (Update::InProgress { serving }, Some(reason)) => {
            let serving = serving.clone();
            version.update = Update::Failed { reason: reason.to_owned(), serving };
        }
        (Update::InProgress { .. }, None) => version.update = Update::Successful,
        (_, Some(reason)) => version.state = State::Failed(reason.to_owned()),
        (_, None) => version.state = State::Active,
    }
    version
}

/// What has to be made ready next for `version`: what it serves already, then what its row waits
/// for.
fn next(lambda: &Lambda, version: &Version) -> Option<Parts> {
    let restoring = matches!(lambda.state_of(version), VersionState::Pending(_));
    if version.state == State::Active && restoring {
        return Some(version.serving().parts());
    }
    version.waits().then(|| version.parts())
}

fn note(lambda: &Lambda, parts: &Parts, outcome: &Result<Runtime, String>) {
    let key = (parts.runtime.clone(), parts.code.boto3);
    lambda.ready().runtimes.insert(key, outcome.clone());
}
