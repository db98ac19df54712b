//! Functions: made, looked at, listed, deleted.

use fn_model::FunctionId;
use service::{AwsError, AwsResult, Cx, Mode, Need, Needs, tags};
use store::Snapshot;

use crate::model::{
    Concurrency, CreateFunctionRequest, DeleteFunctionRequest, DeleteFunctionResponse,
    FunctionCode, FunctionCodeLocation, FunctionConfiguration, GetFunctionConfigurationRequest,
    GetFunctionRequest, GetFunctionResponse, ListFunctionsRequest, ListFunctionsResponse,
};
use crate::name::{self, Target};
use crate::ready::{self, Readiness};
use crate::settings::{Change, Settings};
use crate::state::{self, Code, FUNCTIONS, Function, State, Update, Version, Whole};
use crate::{Lambda, attach, link, notice, page, refusal, render, tagging, version};

/// What creating and giving a function a role need: the operation itself and to pass the role.
pub(crate) fn needs_role(arn: String, role: Option<&str>) -> Needs {
    let pass = role.map(|role| {
        Need::new("iam:PassRole", role).context("iam:PassedToService", "lambda.amazonaws.com")
    });
    std::iter::once(Need::on(arn)).chain(pass).collect()
}

/// For operations on a function, version or alias.
pub(crate) fn needs_on(lambda: &Lambda, target: &Target) -> Needs {
    let policy = lambda.resource_policy(&target.id, target.qualifier.as_deref());
    vec![Need::on(target.arn()).policy(policy)]
}

pub(crate) fn create_function_needs(
    _: &Lambda,
    cx: &Cx,
    input: &CreateFunctionRequest,
) -> AwsResult<Needs> {
    let id = name::function(cx, &input.function_name)?;
    let mut needs = needs_role(id.arn(), Some(&input.role));
    let layers = input.layers.as_deref();
    let own = needs.remove(0);
    needs.insert(0, attach::with_layers(own, layers));
    needs.extend(attach::needs(cx, layers)?);
    Ok(needs)
}

pub(crate) async fn create_function(
    lambda: &Lambda,
    cx: &Cx,
    input: CreateFunctionRequest,
) -> AwsResult<FunctionConfiguration> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    let mut change = Change::from(&input);
    let limits = &lambda.platform().limits;
    let arns = input.layers.as_deref().unwrap_or_default();
    change.layers = Some(attach::find(&cx.snapshot(), cx, &id, arns)?);
    let settings = Settings::new(&change, &*lambda.setup().runtimes, limits)?;
    check_role(lambda, cx, &settings.role)?;
    let tags: tags::Tags = input.tags.clone().unwrap_or_default().into_iter().collect();
    tags::check(&tags, limits).map_err(tagging::refused)?;
    let zip = source(input.code)?;
    if FUNCTIONS.get(&cx.snapshot(), &state::function_key(&id))?.is_some() {
        return Err(exists(&id));
    }
    let (runtime, layers) = (&settings.runtime, &settings.layers);
    let code = ready::take_in(lambda, cx, "CreateFunction", runtime, zip, layers).await?;
    let parts = state::parts(&settings, &code);
    let readiness = ready::at_once(lambda, &parts).await;
    let publish = input.publish == Some(true);
    let made = cx
        .transact(|snapshot, tx| {
            let key = state::function_key(&id);
            if FUNCTIONS.get(snapshot, &key)?.is_some() {
                return Err(exists(&id));
            }
            attach::expect(snapshot, tx, &settings.layers)?;
            let mut numbers = state::numbers(snapshot, &id)?;
            numbers.build += 1;
            let latest = first(cx, &settings, &code, &readiness, numbers.build);
            let published = publish.then(|| version::published(cx, &latest, &mut numbers, None));
            let name = id.name.to_string();
            FUNCTIONS.create(
                tx,
                &key,
                &Function { name, latest: latest.clone(), reserved: None },
            )?;
            if let Some(published) = &published {
                state::put_version(tx, &id, published)?;
            }
            state::put_numbers(tx, &id, numbers)?;
            tags::set(cx, tx, &id.arn(), false, &tags)?;
            Ok(published.map_or(latest, |published| published.version))
        })
        .await?;
    lambda.publish(&id)?;
    notice::of_function(lambda, &id, &parts).await;
    if made.waits() {
        ready::settle_in_background(lambda, &id);
    }
    let arn = if publish { name::qualified(&id, &made.version) } else { id.arn() };
    Ok(render::configuration(lambda, &id, &made, arn))
}

pub(crate) fn get_function_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &GetFunctionRequest,
) -> AwsResult<Needs> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    Ok(needs_on(lambda, &target))
}

pub(crate) async fn get_function(
    lambda: &Lambda,
    cx: &Cx,
    input: GetFunctionRequest,
) -> AwsResult<GetFunctionResponse> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let snapshot = cx.snapshot();
    let (whole, version) = find(&snapshot, &target)?;
    let tags = tags::get(&owner(cx, &target.id), &snapshot, &target.id.arn(), false)?;
    let reserved = whole.function.reserved.and_then(|reserved| i32::try_from(reserved).ok());
    Ok(GetFunctionResponse {
        code: Some(FunctionCodeLocation {
            repository_type: Some("S3".to_owned()),
            location: Some(link::location(cx, &version.code)),
            ..FunctionCodeLocation::default()
        }),
        concurrency: reserved
            .map(|reserved| Concurrency { reserved_concurrent_executions: Some(reserved) }),
        configuration: Some(render::configuration(lambda, &target.id, &version, target.arn())),
        tags: (!tags.is_empty()).then(|| tags.into_iter().collect()),
        tags_error: None,
    })
}

pub(crate) fn get_function_configuration_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &GetFunctionConfigurationRequest,
) -> AwsResult<Needs> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    Ok(needs_on(lambda, &target))
}

pub(crate) async fn get_function_configuration(
    lambda: &Lambda,
    cx: &Cx,
    input: GetFunctionConfigurationRequest,
) -> AwsResult<FunctionConfiguration> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let (_, version) = find(&cx.snapshot(), &target)?;
    Ok(render::configuration(lambda, &target.id, &version, target.arn()))
}

pub(crate) async fn list_functions(
    _: &Lambda,
    cx: &Cx,
    input: ListFunctionsRequest,
) -> AwsResult<ListFunctionsResponse> {
    let all = input.function_version.is_some();
    let filter: &[u8] = if all { b"ALL" } else { b"" };
    let mut page =
        page::Page::new(cx, "ListFunctions", filter, input.marker.as_deref(), input.max_items)?;
    let snapshot = cx.snapshot();
    // The position names the last one shown: its function, and its place among the versions.
    let (from, shown) = page.position().map_or(("", 0), |position| {
        position
            .split_once(' ')
            .map_or((position, 0), |(name, at)| (name, at.parse().unwrap_or(usize::MAX)))
    });
    let (from, mut shown) = (from.to_owned(), shown);
    let (first, prefix) = (FUNCTIONS.key(&cx.scope, (&from,)), FUNCTIONS.prefix(&cx.scope, ()));
    let itself = FUNCTIONS.get(&snapshot, &first)?;
    let rest = FUNCTIONS.scan_prefix(&snapshot, &prefix, Some(&first), usize::MAX);
    for row in itself.map(Ok).into_iter().chain(rest.map(|row| Ok(row?.1))) {
        let row: AwsResult<_> = row;
        let name = row?.value.name;
        let id = FunctionId::new(cx.account(), cx.region(), &name);
        let whole = Whole::get(&snapshot, &id)?;
        let versions = whole.all().take(if all { usize::MAX } else { 1 });
        let skip = if name == from { std::mem::take(&mut shown) } else { 0 };
        for (at, version) in versions.enumerate().skip(skip) {
            let arn = if all { name::qualified(&id, &version.version) } else { id.arn() };
            let item = render::listed(&id, version, arn);
            if !page.add(format!("{name} {}", at + 1), item) {
                let (functions, marker) = page.finish(cx);
                return Ok(ListFunctionsResponse {
                    functions: Some(functions),
                    next_marker: marker,
                });
            }
        }
    }
    let (functions, marker) = page.finish(cx);
    Ok(ListFunctionsResponse { functions: Some(functions), next_marker: marker })
}

pub(crate) fn delete_function_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &DeleteFunctionRequest,
) -> AwsResult<Needs> {
    let target = name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    Ok(needs_on(lambda, &target))
}

pub(crate) async fn delete_function(
    lambda: &Lambda,
    cx: &Cx,
    input: DeleteFunctionRequest,
) -> AwsResult<DeleteFunctionResponse> {
    let Target { id, qualifier } =
        name::target(cx, &input.function_name, input.qualifier.as_deref())?;
    let cx = &owner(cx, &id);
    match qualifier.as_deref() {
        None => {
            cx.transact(|snapshot, tx| {
                Whole::get(snapshot, &id)?.expect(tx, &id);
                state::delete_all(tx, &id);
                tags::set(cx, tx, &id.arn(), false, &tags::Tags::new())
            })
            .await?;
        }
        Some("$LATEST") => {
            return Err(refusal::invalid(
                "$LATEST version cannot be deleted without deleting the function.",
            ));
        }
        Some(number) if name::is_number(number) => {
            version::delete_version(cx, &id, number).await?;
        }
        Some(_) => {
            return Err(refusal::invalid("Deletion of aliases is not currently supported."));
        }
    }
    lambda.publish(&id)?;
    Ok(DeleteFunctionResponse { status_code: Some(204) })
}

/// The version that a request is about, and its function.
pub(crate) fn find(snapshot: &Snapshot, target: &Target) -> AwsResult<(Whole, Version)> {
    let whole = Whole::find(snapshot, &target.id)?;
    let whole = whole.ok_or_else(|| refusal::no_function(&target.arn()))?;
    let version = whole.resolve(target.qualifier.as_deref()).cloned();
    let version = version.ok_or_else(|| refusal::no_function(&target.arn()))?;
    Ok((whole, version))
}

/// The request as one of the function's own account, where its rows and tags are.
pub(crate) fn owner(cx: &Cx, id: &FunctionId) -> Cx {
    owned_by(cx, name::scope_of(id))
}

/// The same, of the account and region `scope`.
pub(crate) fn owned_by(cx: &Cx, scope: store::Scope) -> Cx {
    Cx { scope, ..cx.clone() }
}

/// Under enforcement the role exists and trusts Lambda; otherwise its form, which the model
/// checks, is enough.
pub(crate) fn check_role(lambda: &Lambda, cx: &Cx, role: &str) -> AwsResult {
    if cx.mode == Mode::Enforce
        && !lambda.setup().identities.role_trusts(role, "lambda.amazonaws.com")?
    {
        return Err(refusal::invalid(
            "The role defined for the function cannot be assumed by Lambda.",
        ));
    }
    Ok(())
}

fn source(code: FunctionCode) -> AwsResult<bytes::Bytes> {
    let elsewhere = [
        ("S3Bucket", &code.s3_bucket),
        ("S3Key", &code.s3_key),
        ("ImageUri", &code.image_uri),
        ("SourceKMSKeyArn", &code.source_kms_key_arn),
    ];
    for (member, value) in elsewhere {
        if value.as_ref().is_some_and(|value| !value.is_empty()) {
            let what = format!("The member Code.{member} of CreateFunction");
            return Err(AwsError::not_implemented(&what));
        }
    }
    code.zip_file.ok_or_else(|| refusal::invalid("Please provide a source for function code."))
}

/// `$LATEST` as it is when a function is new.
fn first(cx: &Cx, settings: &Settings, code: &Code, readiness: &Readiness, build: u64) -> Version {
    Version {
        version: "$LATEST".to_owned(),
        settings: settings.clone(),
        code: code.clone(),
        build,
        revision: cx.platform.entropy.uuid(),
        modified_ms: cx.now_ms(),
        state: match readiness {
            Readiness::Now => State::Active,
            Readiness::Later => State::Pending,
            Readiness::Never(reason) => State::Failed(reason.clone()),
        },
        update: Update::Successful,
    }
}

fn exists(id: &FunctionId) -> AwsError {
    refusal::conflict(format!("Function already exist: {}", id.name))
}
