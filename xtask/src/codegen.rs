//! `cargo xtask codegen`: `crates/svc-*/src/model.rs` from the models that botocore ships, for the
//! operations that `models/<svc>.toml` lists, without any of their documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::model::{Listed, Service, services};
use crate::names::{field, pascal, screaming};

/// Make every `model.rs`; with `check` say which is not current instead.
pub fn run(check: bool) -> Result<()> {
    let root = crate::root();
    let mut stale = Vec::new();
    for service in services(&root)? {
        let text = Generator::new(&service).generate()?;
        let path = root.join(format!("crates/svc-{}/src/model.rs", service.id));
        let text = rustfmt(&text)?;
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            stale.push(path.display().to_string());
        } else {
            std::fs::write(&path, text).with_context(|| format!("write {}", path.display()))?;
            println!("made {}", path.display());
        }
    }
    if !stale.is_empty() {
        bail!("not current: {}\nhint: cargo xtask codegen", stale.join(", "));
    }
    Ok(())
}

fn rustfmt(text: &str) -> Result<String> {
    use std::io::Write as _;
    let mut child = std::process::Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=100"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .context("start rustfmt")?;
    let mut stdin = child.stdin.take().context("rustfmt's input")?;
    let input = text.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    let written = writer.join().is_ok_and(|result| result.is_ok());
    if !output.status.success() || !written {
        bail!("rustfmt failed on generated code");
    }
    Ok(String::from_utf8(output.stdout)?)
}

struct Generator<'s> {
    service: &'s Service,
    shapes: &'s serde_json::Map<String, Value>,
    out: String,
    /// Schema statics by shape name; distinct though two names may differ only in case.
    statics: BTreeMap<String, String>,
}

impl<'s> Generator<'s> {
    fn new(service: &'s Service) -> Self {
        static EMPTY: std::sync::LazyLock<serde_json::Map<String, Value>> =
            std::sync::LazyLock::new(serde_json::Map::new);
        let shapes = service.model["shapes"].as_object().unwrap_or(&EMPTY);
        Self { service, shapes, out: String::new(), statics: BTreeMap::new() }
    }

    fn generate(mut self) -> Result<String> {
        let operations = &self.service.listing.operations;
        let modelled = self.service.model["operations"].as_object().context("no operations")?;
        let mut wanted = BTreeSet::new();
        let mut errors = BTreeSet::new();
        for (name, listed) in operations {
            let operation = modelled.get(name).with_context(|| format!("no operation {name}"))?;
            for side in ["input", "output"] {
                if let Some(shape) = operation[side]["shape"].as_str() {
                    self.reach(shape, &mut wanted);
                    if side == "input" {
                        self.check_members(name, shape, listed)?;
                    }
                }
            }
            for error in operation["errors"].as_array().into_iter().flatten() {
                if let Some(shape) = error["shape"].as_str() {
                    errors.insert(shape.to_owned());
                    self.reach(shape, &mut wanted);
                }
            }
        }
        self.name_statics(&wanted);
        self.head();
        for shape in &wanted {
            self.shape(shape)?;
        }
        for error in &errors {
            self.error(error);
        }
        for (name, listed) in operations {
            self.operation(name, &modelled[name], listed);
        }
        self.codecs();
        self.service_static(modelled);
        Ok(self.out)
    }

    fn check_members(&self, operation: &str, shape: &str, listed: &Listed) -> Result<()> {
        let members = &self.shapes[shape]["members"];
        for member in listed.inert.iter().chain(&listed.refused) {
            let member = member.split('=').next().unwrap_or_default();
            if members.get(member).is_none() {
                bail!("{operation} has no member {member}");
            }
        }
        Ok(())
    }

    /// Everything that `shape` is made of.
    fn reach(&self, shape: &str, wanted: &mut BTreeSet<String>) {
        if !wanted.insert(shape.to_owned()) {
            return;
        }
        let model = &self.shapes[shape];
        let members = model["members"].as_object().into_iter().flatten().map(|(_, member)| member);
        for part in members.chain([&model["member"], &model["key"], &model["value"]]) {
            if let Some(part) = part["shape"].as_str() {
                self.reach(part, wanted);
            }
        }
    }

    fn name_statics(&mut self, wanted: &BTreeSet<String>) {
        let mut taken = BTreeSet::new();
        for shape in wanted {
            let mut name = screaming(shape);
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            self.statics.insert(shape.clone(), name);
        }
    }

    fn head(&mut self) {
        let title = &self.service.listing.title;
        let _ = write!(
            self.out,
            "//! The shapes and operations of {title} that are built. Made by `cargo xtask codegen`\n\
             //! from `models/{}.toml`; do not edit.\n\
             #![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]\n\n\
             use aws_shape::*;\nuse service::Operation;\n\n",
            self.service.id
        );
    }

    /// The Rust type of a shape.
    fn rust_type(&self, shape: &str) -> String {
        if let Some(own) = self.service.listing.types.get(shape) {
            return own.clone();
        }
        let model = &self.shapes[shape];
        let part = |part: &str| self.rust_type(model[part]["shape"].as_str().unwrap_or_default());
        match model["type"].as_str().unwrap_or_default() {
            "structure" => pascal(shape),
            "list" => format!("Vec<{}>", part("member")),
            "map" => format!("Map<{}>", part("value")),
            "blob" => "Bytes".to_owned(),
            "boolean" => "bool".to_owned(),
            "integer" => "i32".to_owned(),
            "long" => "i64".to_owned(),
            "float" | "double" => "f64".to_owned(),
            "timestamp" => "Timestamp".to_owned(),
            _ => "String".to_owned(),
        }
    }

    fn shape(&mut self, shape: &str) -> Result<()> {
        let model = &self.shapes[shape];
        let name = &self.statics[shape];
        let part = |part: &str| {
            let shape = model[part]["shape"].as_str().unwrap_or_default();
            self.statics.get(shape).cloned().unwrap_or_default()
        };
        let flat = model["flattened"].as_bool().unwrap_or(false);
        let location = |part: &str, default: &str| {
            model[part]["locationName"].as_str().unwrap_or(default).to_owned()
        };
        let kind = match model["type"].as_str().unwrap_or_default() {
            "structure" => {
                let own = self.service.listing.types.contains_key(shape);
                let text = self.structure(shape, own);
                self.out.push_str(&text);
                return Ok(());
            }
            "list" => format!(
                "Kind::List {{ item: &{}, item_name: {:?}, flat: {flat} }}",
                part("member"),
                location("member", "member")
            ),
            "map" => format!(
                "Kind::Map {{ key: &{}, value: &{}, key_name: {:?}, value_name: {:?}, flat: {flat} }}",
                part("key"),
                part("value"),
                location("key", "key"),
                location("value", "value")
            ),
            "blob" => {
                let streaming = model["streaming"].as_bool().unwrap_or(false);
                format!("Kind::Blob {{ streaming: {streaming} }}")
            }
            "boolean" => "Kind::Boolean".to_owned(),
            "integer" => "Kind::Integer".to_owned(),
            "long" => "Kind::Long".to_owned(),
            "float" => "Kind::Float".to_owned(),
            "double" => "Kind::Double".to_owned(),
            "timestamp" => "Kind::Timestamp".to_owned(),
            "string" | "character" => "Kind::String".to_owned(),
            other => bail!("{shape}: type {other} is not known"),
        };
        let constraints = self.constraints(shape, model);
        let line =
            format!("pub static {name}: Schema = Schema::new({shape:?}, {kind}){constraints};\n");
        let rules = if self.unchecked(shape) { rules(name, model) } else { String::new() };
        self.out.push_str(&line);
        self.out.push_str(&rules);
        Ok(())
    }

    fn unchecked(&self, shape: &str) -> bool {
        self.service.listing.unchecked.iter().any(|unchecked| unchecked == shape)
    }

    fn constraints(&self, shape: &str, model: &Value) -> String {
        let mut out = String::new();
        if model["sensitive"].as_bool().unwrap_or(false) {
            out.push_str(".sensitive()");
        }
        if self.unchecked(shape) {
            return out;
        }
        let number =
            |value: &Value| value.as_i64().or_else(|| value.as_f64().map(|value| value as i64));
        let (least, greatest) = (number(&model["min"]), number(&model["max"]));
        let whole = !matches!(model["type"].as_str(), Some("float" | "double"));
        if (least.is_some() || greatest.is_some()) && whole {
            let least = least.map_or("i64::MIN".to_owned(), |least| least.to_string());
            let greatest = greatest.map_or("i64::MAX".to_owned(), |greatest| greatest.to_string());
            let _ = write!(out, ".range({least}, {greatest})");
        }
        if let Some(source) = model["pattern"].as_str() {
            let source: &'static str = Box::leak(source.to_owned().into_boxed_str());
            // What the engine cannot compile (look-around) is left to the handler.
            if source != ".*" && aws_shape::Pattern::new(source).compiles() {
                let _ = write!(
                    out,
                    ".pattern({{ static PATTERN: Pattern = Pattern::new({source:?}); &PATTERN }})"
                );
            }
        }
        if let Some(values) = model["enum"].as_array() {
            let _ = write!(out, ".values(&{values:?})", values = texts(values));
        }
        out
    }

    /// A `shape!` table, or only the schema where the type is ours.
    fn structure(&self, shape: &str, own: bool) -> String {
        let model = &self.shapes[shape];
        let payload = model["payload"].as_str();
        let required = texts(model["required"].as_array().map_or(&[], Vec::as_slice));
        let mut out = String::new();
        if own {
            let _ = writeln!(
                out,
                "pub static {}: Schema = Schema::new({shape:?}, Kind::Structure(&[",
                self.statics[shape]
            );
        } else {
            let _ = writeln!(out, "shape! {{ {} {};", pascal(shape), self.statics[shape]);
        }
        for (name, member) in model["members"].as_object().into_iter().flatten() {
            let target = member["shape"].as_str().unwrap_or_default();
            let is_required = required.iter().any(|required| required == name);
            let mut builders = String::new();
            if let Some(wire) = member["locationName"].as_str()
                && wire != name
            {
                let _ = write!(builders, ".wire({wire:?})");
            }
            if is_required {
                builders.push_str(".required()");
            }
            let location = match member["location"].as_str() {
                Some("uri") => Some("Uri"),
                Some("querystring") => Some("Query"),
                Some("header") => Some("Header"),
                Some("headers") => Some("Headers"),
                Some("statusCode") => Some("Status"),
                _ if payload == Some(name.as_str()) => Some("Payload"),
                _ => None,
            };
            if let Some(location) = location {
                let _ = write!(builders, ".at(Location::{location})");
            }
            let format = member["timestampFormat"]
                .as_str()
                .or_else(|| self.shapes[target]["timestampFormat"].as_str());
            if let Some(format) = format {
                let format = match format {
                    "iso8601" => "Iso",
                    "rfc822" => "Http",
                    _ => "Epoch",
                };
                let _ = write!(builders, ".timestamp(TimestampFormat::{format})");
            }
            if member["idempotencyToken"].as_bool().unwrap_or(false) {
                builders.push_str(".idempotency_token()");
            }
            let schema = &self.statics[target];
            if own {
                let _ = writeln!(out, "Member::new({name:?}, &{schema}){builders},");
                continue;
            }
            let rust = self.rust_type(target);
            let rust = if is_required { rust } else { format!("Option<{rust}>") };
            let rust = if target == shape {
                rust.replace(&pascal(shape), &format!("Box<{}>", pascal(shape)))
            } else {
                rust
            };
            let _ = writeln!(out, "{}: {rust} = ({name:?}, {schema}){builders};", field(name));
        }
        out.push_str(if own { "]));\n" } else { "}\n" });
        out
    }

    fn error(&mut self, shape: &str) {
        let model = &self.shapes[shape];
        let error = &model["error"];
        let code = error["code"].as_str().unwrap_or(shape);
        let json_code = if self.speaks_query() { code } else { shape };
        let fault = model["fault"].as_bool().unwrap_or(false);
        let status = error["httpStatusCode"].as_u64().unwrap_or(if fault { 500 } else { 400 });
        let side = if fault || status >= 500 { "Server" } else { "Client" };
        let schema = &self.statics[shape];
        let name = error_static(shape);
        let _ = writeln!(
            self.out,
            "pub static {name}: ErrorShape = ErrorShape {{ code: {json_code:?}, query_code: {code:?}, \
             status: {status}, fault: Fault::{side}, schema: Some(&{schema}) }};"
        );
    }

    fn speaks_query(&self) -> bool {
        self.service.model["metadata"]["protocol"] == "query"
    }

    fn operation(&mut self, name: &str, model: &Value, listed: &Listed) {
        let side = |side: &str| match model[side]["shape"].as_str() {
            Some(shape) => (pascal(shape), format!("&{}", self.statics[shape])),
            None => ("NoShape".to_owned(), "<NoShape as Structure>::SCHEMA".to_owned()),
        };
        let (input, input_schema) = side("input");
        let (output, output_schema) = side("output");
        let errors: Vec<String> = model["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|error| error["shape"].as_str())
            .map(|shape| format!("&{}", error_static(shape)))
            .collect();
        let pages = self.service.pages.get(name);
        let pages = pages
            .map_or("None".to_owned(), |(token, limit)| format!("Some(({token:?}, {limit:?}))"));
        let refused: Vec<(&str, &str)> = listed
            .refused
            .iter()
            .map(|refused| refused.split_once('=').unwrap_or((refused, "")))
            .collect();
        let schema = format!("{}_OPERATION", screaming(name));
        let _ = write!(
            self.out,
            "pub static {schema}: OperationSchema = OperationSchema {{ name: {name:?}, \
             method: {:?}, uri: {:?}, status: {}, input: {input_schema}, output: {output_schema}, \
             result_wrapper: {:?}, errors: &[{}], pagination: {pages}, inert: &{:?}, \
             refused: &{refused:?} }};\n\
             #[doc = \"The operation `{name}`.\"]\n\
             pub struct {name};\n\
             impl Operation for {name} {{ type Input = {input}; type Output = {output}; \
             const SCHEMA: &'static OperationSchema = &{schema}; }}\n",
            model["http"]["method"].as_str().unwrap_or("POST"),
            model["http"]["requestUri"].as_str().unwrap_or("/"),
            model["http"]["responseCode"].as_u64().unwrap_or(200),
            model["output"]["resultWrapper"].as_str().unwrap_or_default(),
            errors.join(", "),
            listed.inert,
        );
    }

    /// What the test of every protocol walks.
    fn codecs(&mut self) {
        self.out.push_str("/// How every operation's input and output is read.\npub static CODECS: &[Codec] = &[\n");
        for name in self.service.listing.operations.keys() {
            let schema = format!("{}_OPERATION", screaming(name));
            let _ = writeln!(
                self.out,
                "Codec::new::<<{name} as Operation>::Input, <{name} as Operation>::Output>(&{schema}),"
            );
        }
        self.out.push_str("];\n");
    }

    fn service_static(&mut self, modelled: &serde_json::Map<String, Value>) {
        let listing = &self.service.listing;
        let metadata = &self.service.model["metadata"];
        let text = |key: &str| metadata[key].as_str().unwrap_or_default();
        let protocol = match (text("protocol"), text("jsonVersion")) {
            ("json", "1.0") => "Protocol::AwsJson10",
            ("json", _) => "Protocol::AwsJson11",
            ("query", _) => "Protocol::AwsQuery",
            _ => "Protocol::RestJson",
        };
        let operations: Vec<String> = listing
            .operations
            .keys()
            .map(|name| format!("&{}_OPERATION", screaming(name)))
            .collect();
        let refused: Vec<String> = modelled
            .iter()
            .filter(|(name, _)| !listing.operations.contains_key(*name))
            .map(|(name, operation)| {
                format!(
                    "RefusedOperation {{ name: {name:?}, method: {:?}, uri: {:?} }}",
                    operation["http"]["method"].as_str().unwrap_or("POST"),
                    operation["http"]["requestUri"].as_str().unwrap_or("/")
                )
            })
            .collect();
        let _ = write!(
            self.out,
            "static UNREADABLE: ErrorShape = ErrorShape::plain({:?}, 400);\n\
             static INVALID: ErrorShape = ErrorShape::plain({:?}, 400);\n\
             /// {}.\n\
             pub static SERVICE: ServiceSchema = ServiceSchema {{ name: {:?}, scope: {:?}, \
             target_prefix: {:?}, api_version: {:?}, xml_namespace: {:?}, error_namespace: {:?}, \
             protocols: &[{protocol}], unreadable: &UNREADABLE, invalid: &INVALID, \
             operations: &[{}], refused: &[{}] }};\n",
            listing.unreadable,
            listing.invalid,
            listing.title,
            listing.name,
            listing.scope.as_deref().unwrap_or(&listing.name),
            text("targetPrefix"),
            text("apiVersion"),
            text("xmlNamespace"),
            listing.error_namespace,
            operations.join(", "),
            refused.join(", "),
        );
    }
}

/// `RESOURCE_NOT_FOUND`: the static of an error, without the model's suffix.
fn error_static(shape: &str) -> String {
    let bare = shape.strip_suffix("Exception").unwrap_or(shape);
    let bare = bare.strip_suffix("Fault").unwrap_or(bare);
    format!("{}_ERROR", screaming(bare))
}

/// What the handlers check in words of their own, as the model has it.
fn rules(name: &str, model: &Value) -> String {
    let mut out = String::new();
    if let Some(values) = model["enum"].as_array() {
        let _ = writeln!(out, "pub static {name}_VALUES: &[&str] = &{:?};", texts(values));
    }
    if let Some(source) = model["pattern"].as_str() {
        let pattern = format!("Pattern::new({source:?})");
        let _ = writeln!(out, "pub static {name}_PATTERN: Pattern = {pattern};");
    }
    out
}

fn texts(values: &[Value]) -> Vec<&str> {
    values.iter().filter_map(Value::as_str).collect()
}
