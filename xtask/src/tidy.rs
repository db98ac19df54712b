//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md, from `cargo metadata` and the source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// Licences that a dependency may have; one of an `OR` is enough.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "BSL-1.0",
    "Unicode-3.0",
    "Unlicense",
    "CC0-1.0",
    "MIT-0",
];

/// Crates that must not come in, with the reason.
const BANNED: &[(&str, &str)] = &[
    ("ring", "one TLS provider, and that is aws-lc-rs"),
    ("openssl-sys", "system C"),
    ("native-tls", "system C"),
    ("serde_yaml", "unmaintained"),
    ("serde_yml", "unsound"),
    ("yaml-rust2", "aborts on an alias bomb"),
    ("rustables", "GPL-3"),
    ("rsa", "timing attack, open"),
    ("crc64fast-nvme", "archived"),
    ("url", "http::Uri will do"),
    ("reqwest", "egress is ours"),
];

/// Crates that may be there in two versions, with the reason.
const TWICE: &[(&str, &str)] = &[
    ("hashbrown", "fjall's parts disagree"),
    ("syn", "the ecosystem is between majors"),
    ("spin", "fjall"),
    ("getrandom", "tempfile and rand, in tests"),
    ("rand", "proptest and ours"),
    ("rand_core", "proptest and ours"),
    ("block-buffer", "digests of two generations"),
    ("crypto-common", "digests of two generations"),
    ("digest", "digests of two generations"),
    ("cpufeatures", "digests of two generations"),
    ("windows-sys", "not built on Linux"),
    ("windows-targets", "not built on Linux"),
    ("r-efi", "not built on Linux"),
    ("wit-bindgen", "not built on Linux"),
];

/// Lines of a source file beyond which it has to be split.
const LINES_MAX: usize = 650;

/// Check everything; the complaints are printed together.
pub fn run() -> Result<()> {
    let root = crate::root();
    let metadata = metadata(&root)?;
    let mut complaints = Vec::new();
    crates(&metadata, &mut complaints);
    packages(&metadata, &mut complaints);
    described(&root, &metadata, &mut complaints)?;
    for file in sources(&root)? {
        source(&root, &file, &mut complaints)?;
    }
    if complaints.is_empty() {
        return Ok(());
    }
    for complaint in &complaints {
        eprintln!("tidy: {complaint}");
    }
    bail!("{} things to tidy", complaints.len())
}

fn metadata(root: &Path) -> Result<Value> {
    let told = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .context("start cargo metadata")?;
    if !told.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&told.stderr));
    }
    Ok(serde_json::from_slice(&told.stdout)?)
}

/// Our crates: name → normal dependencies.
fn own(metadata: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let members: BTreeSet<&str> = metadata["workspace_members"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .filter(|package| package["id"].as_str().is_some_and(|id| members.contains(id)))
        .map(|package| {
            let name = package["name"].as_str().unwrap_or_default();
            let dependencies = package["dependencies"].as_array().into_iter().flatten();
            let normal = dependencies.filter(|dependency| dependency["kind"].is_null());
            (name, normal.filter_map(|dependency| dependency["name"].as_str()).collect())
        })
        .collect()
}

/// Who may depend on whom.
fn crates(metadata: &Value, complaints: &mut Vec<String>) {
    const HTTP: &[&str] = &["http", "http-body-util", "hyper", "hyper-util"];
    let is_http = |name: &str| {
        matches!(name, "gateway" | "egress" | "console" | "hamsu" | "xtask")
            || name.starts_with("api-")
            || name.starts_with("fn-")
    };
    for (name, dependencies) in own(metadata) {
        for dependency in dependencies {
            let wrong = if name.starts_with("svc-") && dependency.starts_with("svc-") {
                Some("services meet through bus, service and fn-model")
            } else if name.starts_with("svc-")
                && dependency.starts_with("fn-")
                && dependency != "fn-model"
            {
                Some("services know fn-model and nothing else of the data plane")
            } else if name.starts_with("fn-") && dependency.starts_with("svc-") {
                Some("the data plane knows no service")
            } else if name.starts_with("aws-")
                && matches!(dependency, "tokio" | "service" | "store" | "http" | "hyper")
            {
                Some("aws-* does no IO and knows no service")
            } else if HTTP.contains(&dependency) && !is_http(name) {
                Some("only gateway, api-*, fn-*, egress, console and hamsu know HTTP")
            } else if dependency == "fjall" && name != "store" {
                Some("only store knows an engine")
            } else if dependency == "gateway" && !matches!(name, "hamsu" | "testkit") {
                Some("only hamsu puts a server together")
            } else {
                None
            };
            if let Some(reason) = wrong {
                complaints.push(format!("{name} depends on {dependency}: {reason}"));
            }
        }
    }
}

/// Licences, bans, duplicates of what is built on Linux.
fn packages(metadata: &Value, complaints: &mut Vec<String>) {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let version = package["version"].as_str().unwrap_or_default();
        versions.entry(name).or_default().insert(version);
        if let Some((_, reason)) = BANNED.iter().find(|(banned, _)| *banned == name) {
            complaints.push(format!("{name} is banned: {reason}"));
        }
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        if !is_allowed(&licence) {
            complaints.push(format!("{name} {version}: licence {licence:?} is not on the list"));
        }
    }
    for (name, versions) in versions {
        let allowed = TWICE.iter().any(|(twice, _)| *twice == name) || name.starts_with("windows");
        if versions.len() > 1 && !allowed {
            let versions: Vec<&str> = versions.into_iter().collect();
            complaints.push(format!("{name} is there in versions {}", versions.join(", ")));
        }
    }
}

/// Whether an SPDX expression of ORs and ANDs is satisfied by the list.
fn is_allowed(licence: &str) -> bool {
    let licence = licence.replace(['(', ')'], "");
    licence.split(" AND ").all(|part| part.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

/// Every direct dependency has a line that says what it is for.
fn described(root: &Path, metadata: &Value, complaints: &mut Vec<String>) -> Result<()> {
    let page = std::fs::read_to_string(root.join("docs/dependencies.md"))
        .context("read docs/dependencies.md")?;
    let own = own(metadata);
    let direct: BTreeSet<&str> = own.values().flatten().copied().collect();
    for name in direct.difference(&own.keys().copied().collect()) {
        if !page.contains(&format!("| `{name}`")) {
            complaints.push(format!("docs/dependencies.md does not say what {name} is for"));
        }
    }
    Ok(())
}

fn sources(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![root.join("crates"), root.join("xtask")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn source(root: &Path, file: &Path, complaints: &mut Vec<String>) -> Result<()> {
    let text = std::fs::read_to_string(file)?;
    let name = file.strip_prefix(root).unwrap_or(file).display().to_string();
    let generated = name.ends_with("/model.rs") && text.contains("Made by `cargo xtask codegen`");
    let lines = text.lines().count();
    if lines > LINES_MAX && !generated {
        complaints.push(format!("{name}: {lines} lines; {LINES_MAX} is the most"));
    }
    let is_src = name.contains("/src/");
    if is_src && !generated && !text.starts_with("//!") && !text.starts_with("#!") {
        complaints.push(format!("{name}: no module documentation"));
    }
    let within = |folder: &str| name.starts_with(folder);
    if generated {
        return Ok(());
    }
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let mut complain = |what: &str| {
            complaints.push(format!("{name}:{}: {what}", number + 1));
        };
        if within("xtask/") {
            continue;
        }
        let unsafe_code = code.contains("unsafe {")
            || code.contains("unsafe fn")
            || code.contains("unsafe impl")
            || code.contains("unsafe extern");
        if unsafe_code && !within("crates/sandbox/") {
            complain("unsafe outside sandbox");
        }
        if code.contains("todo!(") || code.contains("unimplemented!(") {
            complain("a stub");
        }
        // A macro's expectation is not always fulfilled.
        if code.contains("#[allow(") && !within("crates/aws-shape/src/shape.rs") {
            complain("expect(.., reason) instead of allow");
        }
        if code.contains("#[ignore") {
            complain("a test that is switched off");
        }
        if is_src && code.contains("tokio::spawn(") && !within("crates/task/") {
            complain("only task spawns");
        }
        if is_src && code.contains("env::var") && !within("crates/hamsu/") {
            complain("only hamsu reads the environment");
        }
    }
    Ok(())
}
