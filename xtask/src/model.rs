//! The models: botocore's JSON, and our `models/<svc>.toml` that says what of it is built.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

/// `models/<svc>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// `lambda/2015-03-31`.
    pub model: String,
    /// The service's name in IAM actions and ARNs.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// The name that clients sign for, if it is another.
    pub scope: Option<String>,
    /// What stands before `#` in `__type`.
    #[serde(default)]
    pub error_namespace: String,
    /// The code of an answer to a body that cannot be read.
    pub unreadable: String,
    /// The code of an answer to a request that breaks a constraint.
    pub invalid: String,
    /// Shapes with a Rust type of ours.
    #[serde(default)]
    pub types: BTreeMap<String, String>,
    /// Shapes whose constraints the handlers check in words of their own.
    #[serde(default)]
    pub unchecked: Vec<String>,
    /// Where the service differs from AWS, for the coverage page.
    #[serde(default)]
    pub differs: Vec<String>,
    /// What is built.
    pub operations: BTreeMap<String, Listed>,
}

/// An operation that is built.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Members that are stored and returned without effect.
    #[serde(default)]
    pub inert: Vec<String>,
    /// Members that are refused unless empty; `Name=Value` allows that value too.
    #[serde(default)]
    pub refused: Vec<String>,
}

/// One service: what we list and what the model says.
pub struct Service {
    /// Our listing.
    pub listing: Listing,
    /// The model.
    pub model: Value,
    /// The pages that the model names: operation → (token member, limit member).
    pub pages: BTreeMap<String, (String, String)>,
    /// `lambda` for `models/lambda.toml`; the crate is `svc-lambda`.
    pub id: String,
}

/// All services that are listed, with their models.
pub fn services(root: &Path) -> Result<Vec<Service>> {
    let wheel = crate::python::wheel(&root.join("models/botocore.txt"))?;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&wheel)?)
        .with_context(|| format!("open {}", wheel.display()))?;
    let mut services = Vec::new();
    for (id, listing) in listings(root)? {
        let service = format!("botocore/data/{}/service-2.json", listing.model);
        let model: Value = serde_json::from_slice(&read(&mut zip, &service)?)?;
        let paginators = format!("botocore/data/{}/paginators-1.json", listing.model);
        let pages = match read(&mut zip, &paginators) {
            Ok(bytes) => pages(&serde_json::from_slice(&bytes)?),
            Err(_) => BTreeMap::new(),
        };
        services.push(Service { listing, model, pages, id });
    }
    Ok(services)
}

/// All listings by id.
pub fn listings(root: &Path) -> Result<Vec<(String, Listing)>> {
    let mut listings = Vec::new();
    for entry in std::fs::read_dir(root.join("models"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path)?;
            let listing =
                toml::from_str(&text).with_context(|| format!("read {}", path.display()))?;
            listings.push((id, listing));
        }
    }
    listings.sort_by(|left, right| left.0.cmp(&right.0));
    Ok(listings)
}

fn read(zip: &mut zip::ZipArchive<std::fs::File>, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let packed = format!("{name}.gz");
    if zip.index_for_name(&packed).is_some() {
        flate2::read::GzDecoder::new(zip.by_name(&packed)?).read_to_end(&mut bytes)?;
    } else {
        zip.by_name(name).with_context(|| name.to_owned())?.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn pages(paginators: &Value) -> BTreeMap<String, (String, String)> {
    let mut pages = BTreeMap::new();
    let all = paginators["pagination"].as_object().into_iter().flatten();
    for (operation, page) in all {
        let token = page["input_token"].as_str().unwrap_or_default();
        let limit = page["limit_key"].as_str().unwrap_or_default();
        if !token.is_empty() {
            pages.insert(operation.clone(), (token.to_owned(), limit.to_owned()));
        }
    }
    pages
}
