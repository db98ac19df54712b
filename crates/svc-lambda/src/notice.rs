//! What the log says when a package or a layer is deployed that has something which does not run
//! here. It is the user's matter, so it is no warning; nothing is refused.

use std::path::PathBuf;

use fn_model::FunctionId;

use crate::Lambda;
use crate::platform::{self, Finding, Platform};
use crate::state::{LayerVersion, Parts};

/// A package or a layer in the cache.
struct Part {
    /// What it is called: `package`, or the ARN of the layer's version.
    name: String,
    dir: PathBuf,
    platform: Platform,
}

/// A function has been given these parts.
pub(crate) async fn of_function(lambda: &Lambda, id: &FunctionId, parts: &Parts) {
    let platform = Platform::of([parts.runtime.as_str()]);
    let package = Part {
        name: "package".to_owned(),
        dir: lambda.code_dir(&parts.code.blob),
        platform: platform.clone(),
    };
    let layers = parts.layers.iter().map(|layer| Part {
        name: layer.arn.clone(),
        dir: lambda.code_dir(&layer.blob),
        platform: platform.clone().for_layer(),
    });
    let looked_at: Vec<Part> = std::iter::once(package).chain(layers).collect();
    let name = id.name.to_string();
    look(looked_at, move |part, first, count| {
        tracing::info!(
            function = name,
            part,
            file = first.file,
            files = count,
            "{} {}. `hamsu doctor {name}` tells all, `hamsu build` makes packages for this machine",
            first.file,
            first.says
        );
    })
    .await;
}

/// A version of a layer has been published.
pub(crate) async fn of_layer(lambda: &Lambda, arn: &str, row: &LayerVersion) {
    let runtimes = row.runtimes.iter().flatten().map(String::as_str);
    let part = Part {
        name: arn.to_owned(),
        dir: lambda.code_dir(&row.code.blob),
        platform: Platform::of(runtimes).for_layer(),
    };
    look(vec![part], |part, first, count| {
        tracing::info!(
            layer = part,
            file = first.file,
            files = count,
            "{} {}. `hamsu build --layer` makes layers for this machine",
            first.file,
            first.says
        );
    })
    .await;
}

/// Tell of each part that has something: the first file, and how many there are.
async fn look(parts: Vec<Part>, tell: impl Fn(&str, &Finding, usize) + Send + 'static) {
    let work = task::spawn_blocking(move || {
        for part in parts {
            // What is not in the cache is made ready in the background; doctor can still tell.
            let findings = platform::in_dir(&part.dir, &part.platform).unwrap_or_default();
            if let Some(first) = findings.first() {
                tell(&part.name, first, findings.len());
            }
        }
    });
    // Nothing depends on it.
    let _ = work.await;
}
