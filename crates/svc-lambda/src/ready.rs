//! Making versions ready to run: their package unpacked in the cache, their runtime prepared.
//!
//! [`settle`] is a reconciler: it looks at one function, makes ready what is not, notes the
//! outcome in the rows that wait for it, and looks again. It may run any number of times at once.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use fn_model::{FunctionId, Runtime, VersionState};
use service::AwsResult;
use sha2::{Digest as _, Sha256};
use task::TaskKind;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use service::{Cx, limits};

use crate::package::{self, PackageError};
use crate::state::{self, Code, State, Update, Version, Whole};
use crate::{Lambda, model, refusal};

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

/// Unpack a package that a client sends and keep it, durably.
pub(crate) async fn take_in(
    lambda: &Lambda,
    cx: &Cx,
    operation: &str,
    runtime: &str,
    zip: Bytes,
) -> AwsResult<Code> {
    let platform = lambda.platform();
    let bytes = zip.len() as u64;
    if bytes > platform.limits.get(&limits::CODE_ZIPPED) {
        return Err(refusal::too_large(format!(
            "Request must be smaller than 70167211 bytes for the {operation} operation"
        )));
    }
    let used: u64 = lambda.listed(&cx.scope).iter().map(|(_, listed)| listed.code_bytes).sum();
    if used + bytes > platform.limits.get(&limits::CODE_STORAGE) {
        let body =
            model::CodeStorageExceededException { r#type: Some(refusal::user()), message: None };
        let error = &model::CODE_STORAGE_EXCEEDED_ERROR;
        return Err(service::AwsError::new(error, "Code storage limit exceeded.").with(body));
    }
    let (this, provided) = (lambda.clone(), runtime.starts_with("provided"));
    let work = task::spawn_blocking(move || keep(&this, &zip, provided));
    work.await.map_err(anyhow::Error::from)?
}

/// Blocks.
fn keep(lambda: &Lambda, zip: &[u8], provided: bool) -> AwsResult<Code> {
    let sha256 = Sha256::digest(zip);
    let mut code = Code {
        blob: store::BlobId::of(zip),
        sha256: STANDARD.encode(sha256),
        bytes: zip.len() as u64,
        boto3: false,
    };
    unpack(lambda, &code, zip)?;
    let dir = lambda.code_dir(&code);
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
fn unpack(lambda: &Lambda, code: &Code, zip: &[u8]) -> AwsResult {
    let max = lambda.platform().limits.get(&limits::CODE_UNZIPPED);
    let name = format!(".new-{}", lambda.platform().entropy.uuid());
    let temporary = lambda.setup().code_cache.join(name);
    package::unpack(zip, &lambda.code_dir(code), &temporary, max).map_err(|error| match error {
        PackageError::Empty => refusal::invalid("Uploaded file must be a non-empty zip"),
        PackageError::TooLarge(max) => {
            refusal::invalid(format!("Unzipped size must be smaller than {max} bytes"))
        }
        // AWS does not say what is wrong with it; ours is told after AWS's sentence.
        PackageError::Broken(detail) => refusal::invalid(format!(
            "Could not unzip uploaded file. Please check your file, then try to upload again. \
             ({detail})"
        )),
        PackageError::Cache(cause) => {
            anyhow::Error::from(cause).context("write a package to the cache").into()
        }
    })
}

/// Whether a new version with this runtime and package can run at once.
pub(crate) async fn at_once(lambda: &Lambda, runtime: &str, code: &Code) -> Readiness {
    let mut prepared = lambda.setup().runtimes.prepare(runtime, code.boto3);
    let first = poll_fn(|cx| {
        Poll::Ready(match prepared.as_mut().poll(cx) {
            Poll::Ready(outcome) => Some(outcome),
            Poll::Pending => None,
        })
    });
    let Some(outcome) = first.await else { return Readiness::Later };
    note(lambda, runtime, code, &outcome);
    match outcome {
        Err(reason) => Readiness::Never(reason),
        Ok(_) if lambda.ready().code.contains(&code.blob) => Readiness::Now,
        Ok(_) => Readiness::Later,
    }
}

/// At the start: note what is ready already, and see to the rest in the background.
pub(crate) fn look(lambda: &Lambda, id: &FunctionId, whole: &Whole) {
    let mut waker = std::task::Context::from_waker(std::task::Waker::noop());
    for version in whole.all() {
        let serving = version.serving();
        let (runtime, code) = (serving.settings.runtime, serving.code);
        let known = {
            let ready = lambda.ready();
            let key = (runtime.clone(), code.boto3);
            (ready.runtimes.contains_key(&key), ready.code.contains(&code.blob))
        };
        if !known.0 {
            let mut prepared = lambda.setup().runtimes.prepare(&runtime, code.boto3);
            if let Poll::Ready(outcome) = prepared.as_mut().poll(&mut waker) {
                note(lambda, &runtime, &code, &outcome);
            }
        }
        if !known.1 && lambda.code_dir(&code).exists() {
            lambda.ready().code.insert(code.blob);
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
        let Some((runtime, code)) = whole.all().find_map(|version| next(lambda, version)) else {
            return lambda.publish(id);
        };
        let mut failed = fetch(lambda, &code).await?.err();
        if failed.is_none() {
            let outcome = lambda.setup().runtimes.prepare(&runtime, code.boto3).await;
            note(lambda, &runtime, &code, &outcome);
            failed = outcome.err();
        }
        record(lambda, id, &runtime, &code, failed.as_deref()).await?;
        lambda.publish(id)?;
    }
}

/// The package is in the cache; fetched from the store if it has gone from there.
async fn fetch(lambda: &Lambda, code: &Code) -> AwsResult<Result<(), String>> {
    let (this, code) = (lambda.clone(), code.clone());
    let work = task::spawn_blocking(move || {
        if !this.code_dir(&code).exists() {
            let zip = this.platform().store.blobs().read(&code.blob)?;
            if let Err(error) = unpack(&this, &code, &zip) {
                // What was taken once can be refused now only for want of space or the like,
                // which passes, or for a limit that was lowered, which is told.
                let passes = error.cause().is_some();
                if passes {
                    return Err(error);
                }
                let reason = error.message().to_owned();
                this.ready().broken.insert(code.blob, reason.clone());
                return Ok(Err(reason));
            }
        }
        this.ready().code.insert(code.blob);
        Ok(Ok(()))
    });
    work.await.map_err(anyhow::Error::from)?
}

/// Write the outcome into all rows that wait for it.
async fn record(
    lambda: &Lambda,
    id: &FunctionId,
    runtime: &str,
    code: &Code,
    failed: Option<&str>,
) -> AwsResult {
    let concerns = |version: &Version| {
        version.waits() && version.settings.runtime == runtime && version.code == *code
    };
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
fn next(lambda: &Lambda, version: &Version) -> Option<(String, Code)> {
    let restoring = matches!(lambda.state_of(version), VersionState::Pending(_));
    if version.state == State::Active && restoring {
        let serving = version.serving();
        return Some((serving.settings.runtime, serving.code));
    }
    version.waits().then(|| (version.settings.runtime.clone(), version.code.clone()))
}

fn note(lambda: &Lambda, runtime: &str, code: &Code, outcome: &Result<Runtime, String>) {
    lambda.ready().runtimes.insert((runtime.to_owned(), code.boto3), outcome.clone());
}
