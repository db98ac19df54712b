//! What a data directory holds besides the store: root credentials and the server's secrets, made
//! at the first start, readable by their owner alone.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use task::Entropy;

const CREDENTIALS: &str = "root-credentials";
const SECRETS: &str = "secrets";
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The credentials of the root of account 000000000000.
#[derive(Clone, Debug)]
pub struct RootCredentials {
    /// AKIA….
    pub access_key: String,
    /// The secret.
    pub secret: String,
}

/// Keys that never leave the server.
#[derive(Clone)]
pub struct Secrets {
    /// Seals session tokens.
    pub sessions: [u8; 32],
    /// Seals page tokens.
    pub pages: [u8; 32],
}

impl RootCredentials {
    /// Those of `data`.
    pub fn read(data: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(data.join(CREDENTIALS))?;
        let mut words = text.split_whitespace();
        match (words.next(), words.next()) {
            (Some(access_key), Some(secret)) => {
                Ok(Self { access_key: access_key.to_owned(), secret: secret.to_owned() })
            }
            _ => bail!("{} is damaged", data.join(CREDENTIALS).display()),
        }
    }

    /// Those of `data`, made if there are none.
    pub fn open(data: &Path, entropy: &Entropy) -> Result<Self> {
        let path = data.join(CREDENTIALS);
        if !path.exists() {
            let access_key = format!("AKIA{}", entropy.string(BASE32, 16));
            let secret = entropy.string(BASE64, 40);
            write_private(&path, format!("{access_key}\n{secret}\n").as_bytes())?;
        }
        Self::read(data)
    }
}

impl Secrets {
    /// Those of `data`, made if there are none.
    pub fn open(data: &Path, entropy: &Entropy) -> Result<Self> {
        let path = data.join(SECRETS);
        if !path.exists() {
            write_private(&path, &entropy.bytes::<64>())?;
        }
        let bytes = std::fs::read(&path).with_context(|| format!("read {}", path.display()))?;
        let Some((sessions, pages)) = bytes.split_first_chunk::<32>() else {
            bail!("{} is damaged", path.display());
        };
        let Ok(pages) = pages.try_into() else { bail!("{} is damaged", path.display()) };
        Ok(Self { sessions: *sessions, pages })
    }
}

/// Write a file that only its owner may read, all of it or none.
fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let next = path.with_extension("new");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&next)
        .with_context(|| format!("write {}", next.display()))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&next, path)?;
    if let Some(dir) = path.parent() {
        std::fs::File::open(dir)?.sync_all()?;
    }
    Ok(())
}
