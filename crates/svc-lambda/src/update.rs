//! Changing `$LATEST`: its code and its configuration.

use fn_model::FunctionId;
use service::{AwsResult, Cx, Needs, limits};

use crate::function::{check_role, needs_on, needs_role, owner};
use crate::model::{
    FunctionConfiguration, UpdateFunctionCodeRequest, UpdateFunctionConfigurationRequest,
};
use crate::name::{self, Target};
use crate::ready::{self, Readiness};
use crate::settings::{Change, Settings, one_architecture};
use crate::state::{self, Code, LayerUse, State, Update, Version, Whole};
use crate::version::{self, check_settled};
use crate::{Lambda, attach, notice, refusal, render};

pub(crate) fn update_function_code_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &UpdateFunctionCodeRequest,
) -> AwsResult<Needs> {
    let id = name::function(cx, &input.function_name)?;
    Ok(needs_on(lambda, &Target { id, qualifier: None }))
}

pub(crate) async fn update_function_code(
    lambda: &Lambda,
    cx: &Cx,
    input: UpdateFunctionCodeRequest,
) -> AwsResult<FunctionConfiguration> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    let Some(zip) = input.zip_file else {
        return Err(refusal::invalid("Please provide a source for function code."));
    };
    let architecture = input.architectures.as_deref().map(one_architecture).transpose()?;
    let latest = state::function(&cx.snapshot(), &id)?.value.latest;
    check_settled(&id, &latest)?;
    refusal::check_revision(input.revision_id.as_deref(), &latest.revision)?;
    let Settings { runtime, layers, .. } = &latest.settings;
    let code = ready::take_in(lambda, cx, "UpdateFunctionCode", runtime, zip, layers).await?;
    let change = |settings: &Settings| {
        let mut settings = settings.clone();
        if let Some(architecture) = architecture {
            settings.architecture.clone_from(architecture);
        }
        Ok(settings)
    };
    let wanted = Wanted {
        code: Some(&code),
        layers: None,
        revision: input.revision_id.as_deref(),
        publish: input.publish == Some(true),
        dry: input.dry_run == Some(true),
    };
    update(lambda, cx, &id, wanted, &change).await
}

pub(crate) fn update_function_configuration_needs(
    lambda: &Lambda,
    cx: &Cx,
    input: &UpdateFunctionConfigurationRequest,
) -> AwsResult<Needs> {
    let id = name::function(cx, &input.function_name)?;
    let mut needs = needs_role(id.arn(), input.role.as_deref());
    let layers = input.layers.as_deref();
    let own = needs.remove(0).policy(lambda.resource_policy(&id, None));
    needs.insert(0, attach::with_layers(own, layers));
    needs.extend(attach::needs(cx, layers)?);
    Ok(needs)
}

pub(crate) async fn update_function_configuration(
    lambda: &Lambda,
    cx: &Cx,
    input: UpdateFunctionConfigurationRequest,
) -> AwsResult<FunctionConfiguration> {
    let id = name::function(cx, &input.function_name)?;
    let cx = &owner(cx, &id);
    let mut change = Change::from(&input);
    if let Some(arns) = &input.layers {
        change.layers = Some(attach::find(&cx.snapshot(), cx, &id, arns)?);
    }
    if let Some(role) = &input.role {
        check_role(lambda, cx, role)?;
    }
    let setup = lambda.setup();
    let limits = &setup.platform.limits;
    let layers = change.layers.as_deref();
    let wanted = Wanted {
        code: None,
        layers,
        revision: input.revision_id.as_deref(),
        publish: false,
        dry: false,
    };
    let change = |settings: &Settings| settings.changed(&change, &*setup.runtimes, limits);
    update(lambda, cx, &id, wanted, &change).await
}

/// What an update is besides a change of settings.
struct Wanted<'w> {
    /// Another package.
    code: Option<&'w Code>,
    /// Other layers.
    layers: Option<&'w [LayerUse]>,
    /// The revision that the client knows.
    revision: Option<&'w str>,
    /// Publish the result.
    publish: bool,
    /// Say what it would be, and do nothing.
    dry: bool,
}

async fn update(
    lambda: &Lambda,
    cx: &Cx,
    id: &FunctionId,
    wanted: Wanted<'_>,
    change: &(dyn Fn(&Settings) -> AwsResult<Settings> + Send + Sync),
) -> AwsResult<FunctionConfiguration> {
    // Asked before the commit, since that cannot wait; a change of runtime in between is a change
    // of revision, and leaves what was asked for to be made ready afterwards.
    let latest = state::function(&cx.snapshot(), id)?.value.latest;
    let parts = state::parts(&change(&latest.settings)?, wanted.code.unwrap_or(&latest.code));
    let bytes_max = lambda.platform().limits.get(&limits::CODE_UNZIPPED);
    attach::check_fit(&parts.code, &parts.layers, bytes_max)?;
    let readiness = ready::at_once(lambda, &parts).await;
    let made = cx
        .transact(|snapshot, tx| {
            let whole = Whole::get(snapshot, id)?;
            let old = &whole.function.latest;
            check_settled(id, old)?;
            refusal::check_revision(wanted.revision, &old.revision)?;
            let settings = change(&old.settings)?;
            let code = wanted.code.unwrap_or(&old.code).clone();
            let same = state::parts(&settings, &code) == parts;
            let readiness = if same { readiness.clone() } else { Readiness::Later };
            attach::check_fit(&code, &settings.layers, bytes_max)?;
            attach::expect(snapshot, tx, wanted.layers.unwrap_or_default())?;
            let mut numbers = state::numbers(snapshot, id)?;
            numbers.build += 1;
            let new = changed(cx, old, settings, code, numbers.build, readiness);
            if wanted.dry {
                return Ok(new);
            }
            let mut function = whole.function.value.clone();
            function.latest = new.clone();
            state::put_function(tx, id, whole.function.version, &function)?;
            let mut answer = new.clone();
            if wanted.publish {
                let row = version::published(cx, &new, &mut numbers, None);
                state::put_version(tx, id, &row)?;
                answer = row.version;
            }
            state::put_numbers(tx, id, numbers)?;
            Ok(answer)
        })
        .await?;
    if !wanted.dry {
        lambda.publish(id)?;
        if parts != state::parts(&latest.settings, &latest.code) {
            notice::of_function(lambda, id, &parts).await;
        }
        if made.waits() {
            ready::settle_in_background(lambda, id);
        }
    }
    let published = wanted.publish && !wanted.dry;
    let arn = if published { name::qualified(id, &made.version) } else { id.arn() };
    Ok(render::configuration(lambda, id, &made, arn))
}

/// `$LATEST` after an update. What served so far goes on serving until the new is ready.
fn changed(
    cx: &Cx,
    old: &Version,
    settings: Settings,
    code: Code,
    build: u64,
    readiness: Readiness,
) -> Version {
    let serves = old.state == State::Active;
    let (state, update) = match readiness {
        Readiness::Now => (State::Active, Update::Successful),
        Readiness::Later if serves => {
            (State::Active, Update::InProgress { serving: Box::new(old.serving()) })
        }
        Readiness::Later => (State::Pending, Update::Successful),
        Readiness::Never(reason) if serves => {
            (State::Active, Update::Failed { reason, serving: Box::new(old.serving()) })
        }
        Readiness::Never(reason) => (State::Failed(reason), Update::Successful),
    };
    Version {
        version: old.version.clone(),
        settings,
        code,
        build,
        revision: cx.platform.entropy.uuid(),
        modified_ms: cx.now_ms(),
        state,
        update,
    }
}
