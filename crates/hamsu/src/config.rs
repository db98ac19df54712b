//! The configuration: DIR/hamsu.toml or `--config FILE`, under `HAMSU_…` variables, under flags.
//! Every key stands in one table; a key that does not is an error.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use service::{Limits, Mode};

use crate::cli::Place;
use crate::failure::{Failure, Outcome};

/// A key: its name, default, what it says.
struct KeyRow {
    name: &'static str,
    default: &'static str,
    about: &'static str,
}

const KEYS: &[KeyRow] = &[
    KeyRow { name: "listen", default: "127.0.0.1:4566", about: "address and port" },
    KeyRow { name: "auth", default: "", about: "dev or enforce; dev only on loopback" },
    KeyRow { name: "region", default: "us-east-1", about: "region of requests that name none" },
    KeyRow { name: "clock", default: "system", about: "system or manual" },
    KeyRow { name: "hosts", default: "", about: "host names that requests may name in dev" },
    KeyRow { name: "log", default: "info", about: "what is logged, as in info,gateway=debug" },
    KeyRow { name: "log_format", default: "text", about: "text or json" },
    KeyRow { name: "metrics_token", default: "", about: "bearer token for /_hamsu/metrics" },
    KeyRow {
        name: "min_free_mb",
        default: "48",
        about: "writes are refused below this free space",
    },
    KeyRow { name: "memory_share", default: "0.75", about: "share of RAM that sandboxes may use" },
    KeyRow { name: "keep_alive_s", default: "600", about: "how long an idle sandbox is kept" },
    KeyRow { name: "async_retry_s", default: "60 120", about: "pauses before retries of events" },
    KeyRow {
        name: "require_sandbox",
        default: "",
        about: "full or contained: refuse to start below",
    },
    KeyRow {
        name: "egress_loopback",
        default: "",
        about: "whether integrations may call this machine; true in dev",
    },
    KeyRow { name: "audit_data", default: "false", about: "record operations that move data too" },
];

/// A value and where it comes from.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Setting {
    /// The value.
    pub value: String,
    /// `default`, a file, a variable or a flag.
    pub origin: String,
}

/// The configuration in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// The data directory.
    pub data: PathBuf,
    /// Every key.
    pub settings: BTreeMap<String, Setting>,
}

/// What flags say.
pub type Flags<'f> = &'f [(&'static str, Option<&'f str>)];

impl Config {
    /// Read it.
    pub fn load(place: &Place, flags: Flags<'_>) -> Outcome<Self> {
        let data = match &place.data {
            Some(data) => data.clone(),
            None => default_data()?,
        };
        let mut settings = BTreeMap::new();
        for key in KEYS {
            let value = key.default.to_owned();
            settings.insert(key.name.to_owned(), Setting { value, origin: "default".to_owned() });
        }
        let mut config = Self { data, settings };
        config.read_file(place.config.as_deref())?;
        refuse_unknown(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))?;
        for key in KEYS {
            let variable = format!("HAMSU_{}", key.name.to_ascii_uppercase());
            if let Ok(value) = std::env::var(&variable) {
                config.set(key.name, value, &variable)?;
            }
        }
        for (name, value) in flags {
            if let Some(value) = value {
                let flag = format!("--{}", name.replace('_', "-"));
                config.set(name, (*value).to_owned(), &flag)?;
            }
        }
        Ok(config)
    }

    fn read_file(&mut self, named: Option<&Path>) -> Outcome<()> {
        let path = named.map_or_else(|| self.data.join("hamsu.toml"), Path::to_owned);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => {
                return Ok(());
            }
            Err(error) => {
                return Err(Failure::usage(format!("cannot read {}: {error}", path.display())));
            }
        };
        let table: toml::Table = toml::from_str(&text)
            .map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
        let origin = path.display().to_string();
        for (name, value) in flatten("", &table) {
            self.set(&name, value, &origin)?;
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: String, origin: &str) -> Outcome<()> {
        if let Some(limit) = name.strip_prefix("limits.") {
            let number = value.parse().ok();
            let known = number.and_then(|number| Limits::default().set(limit, number));
            if known.is_none() {
                return Err(Failure::usage(format!("{origin}: {name} = {value} is no limit"))
                    .hint("docs/limits.md lists them"));
            }
        } else if !KEYS.iter().any(|key| key.name == name) {
            return Err(Failure::usage(format!("{origin}: unknown key {name}"))
                .hint("`hamsu config` lists the keys"));
        }
        let setting = Setting { value, origin: origin.to_owned() };
        self.settings.insert(name.to_owned(), setting);
        Ok(())
    }

    /// The text of a key.
    pub fn text(&self, name: &str) -> &str {
        self.settings.get(name).map_or("", |setting| &setting.value)
    }

    /// The value of a key, or the complaint about it.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str, wanted: &str) -> Outcome<T> {
        self.text(name).parse().map_err(|_| self.wrong(name, wanted))
    }

    /// A complaint about the value of a key.
    pub fn wrong(&self, name: &str, wanted: &str) -> Failure {
        let Setting { value, origin } = &self.settings[name];
        let found = format!("{name} = {value:?} (from {origin})");
        Failure::usage(format!("{found}: expected {wanted}"))
    }

    /// Where to listen.
    pub fn listen(&self) -> Outcome<SocketAddr> {
        let text = self.text("listen");
        let text = text
            .strip_prefix("localhost:")
            .map_or(text.to_owned(), |port| format!("127.0.0.1:{port}"));
        text.parse().map_err(|_| self.wrong("listen", "ADDRESS:PORT, as in 127.0.0.1:4566"))
    }

    /// Who is let in. Without a word on it: `dev` on loopback, `enforce` beyond.
    pub fn mode(&self) -> Outcome<Mode> {
        let loopback = self.listen()?.ip().is_loopback();
        match self.text("auth") {
            "" | "dev" if loopback => Ok(Mode::Dev),
            "" | "enforce" => Ok(Mode::Enforce),
            "dev" => {
                let listen = self.text("listen");
                Err(Failure::usage(format!(
                    "auth = dev lets anybody in, and {listen} can be reached from other machines"
                ))
                .hint("use --auth enforce, or listen on 127.0.0.1"))
            }
            _ => Err(self.wrong("auth", "dev or enforce")),
        }
    }

    /// AWS's limits, as raised.
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        for (name, setting) in &self.settings {
            if let (Some(limit), Ok(value)) = (name.strip_prefix("limits."), setting.value.parse())
            {
                // Checked when it was set.
                let _ = limits.set(limit, value);
            }
        }
        limits
    }

    /// What a key is about.
    pub fn about(name: &str) -> &'static str {
        if let Some(name) = name.strip_prefix("limits.") {
            let limit = service::limits::ALL.iter().find(|limit| limit.name == name);
            return limit.map_or("", |limit| limit.about.trim().trim_end_matches('.'));
        }
        KEYS.iter().find(|key| key.name == name).map_or("", |key| key.about)
    }
}

/// Refuses a variable that looks like a key's and is none.
fn refuse_unknown(variables: impl Iterator<Item = String>) -> Outcome<()> {
    for variable in variables {
        let Some(name) = variable.strip_prefix("HAMSU_") else { continue };
        let name = name.to_ascii_lowercase();
        if !KEYS.iter().any(|key| key.name == name) {
            return Err(Failure::usage(format!("{variable}: unknown key {name}"))
                .hint("`hamsu config` lists the keys"));
        }
    }
    Ok(())
}

/// `a.b = 1` for nested tables; lists become words.
fn flatten(prefix: &str, table: &toml::Table) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(table) => out.extend(flatten(&name, table)),
            toml::Value::Array(items) => {
                let words: Vec<String> = items.iter().map(word).collect();
                out.push((name, words.join(" ")));
            }
            value => out.push((name, word(value))),
        }
    }
    out
}

fn word(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(value) => value.to_string(),
        toml::Value::Datetime(time) => time.to_string(),
        // Tables are flattened and lists joined before this; a list in a list is no word.
        toml::Value::Array(_) | toml::Value::Table(_) => String::new(),
    }
}

/// `$XDG_DATA_HOME/hamsu` or `~/.local/share/hamsu`.
pub fn default_data() -> Outcome<PathBuf> {
    xdg("XDG_DATA_HOME", ".local/share")
}

/// `$XDG_CACHE_HOME/hamsu` or `~/.cache/hamsu`.
pub fn cache() -> Outcome<PathBuf> {
    xdg("XDG_CACHE_HOME", ".cache")
}

fn xdg(variable: &str, fallback: &str) -> Outcome<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(base) = set(variable) {
        return Ok(PathBuf::from(base).join("hamsu"));
    }
    match set("HOME") {
        Some(home) => Ok(PathBuf::from(home).join(fallback).join("hamsu")),
        None => Err(Failure::usage(format!("neither {variable} nor HOME is set"))
            .hint("name the data directory with --data DIR")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, flags: Flags<'_>) -> Outcome<Config> {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("hamsu-config-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("hamsu.toml"), file).unwrap();
        let place = Place { data: Some(dir.clone()), config: None };
        let config = Config::load(&place, flags);
        std::fs::remove_dir_all(dir).unwrap();
        config
    }

    #[test]
    fn flags_win_over_the_file_and_the_file_over_defaults() {
        let file = "listen = \"127.0.0.1:1\"\nregion = \"eu-west-1\"\n[limits.lambda]\nconcurrent_executions = 7\n";
        let config = load(file, &[("listen", Some("127.0.0.1:2")), ("auth", None)]).unwrap();
        assert_eq!(config.text("listen"), "127.0.0.1:2");
        assert_eq!(config.settings["listen"].origin, "--listen");
        assert_eq!(config.text("region"), "eu-west-1");
        assert_eq!(config.settings["clock"].origin, "default");
        assert_eq!(config.limits().get(&service::limits::CONCURRENT_EXECUTIONS), 7);
    }

    #[test]
    fn variables_of_no_key_are_refused_like_keys() {
        let check = |names: &[&str]| refuse_unknown(names.iter().map(|name| (*name).to_owned()));
        assert!(check(&["PATH", "HAMSU_LOG", "HAMSU_KEEP_ALIVE_S", "MY_HAMSU_X"]).is_ok());
        assert!(check(&["HAMSU_LOG", "HAMSU_LISTNE"]).is_err());
    }

    #[test]
    fn every_key_says_what_it_is_about() {
        let limits = service::limits::ALL.iter().map(|limit| format!("limits.{}", limit.name));
        for name in KEYS.iter().map(|key| key.name.to_owned()).chain(limits) {
            let about = Config::about(&name);
            assert!(!about.is_empty() && !about.ends_with('.'), "{name}: {about}");
        }
    }

    #[test]
    fn unknown_keys_and_an_open_dev_server_are_refused() {
        assert!(load("lisen = 1", &[]).is_err());
        assert!(load("[limits]\nnope = 1", &[]).is_err());
        let open = load("listen = \"0.0.0.0:1\"", &[]).unwrap();
        assert_eq!(open.mode().unwrap(), Mode::Enforce);
        let open = load("listen = \"0.0.0.0:1\"\nauth = \"dev\"", &[]).unwrap();
        assert!(open.mode().is_err());
    }
}
