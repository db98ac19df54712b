//! What a data directory holds besides the store: root credentials, the server's secrets and the
//! name of its sandboxes, made at the first start, readable by their owner alone. Each file says
//! something twice, so that a damaged byte is seen and not taken for a key.

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use store::Finding;
use task::Entropy;

const CREDENTIALS: &str = "root-credentials";
const SECRETS: &str = "secrets";
const INSTANCE: &str = "instance";
const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE36: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// Bytes of the keys in `secrets`; their checksum follows.
const KEYS: usize = 64;
const NOT_WRITTEN: &str = "it is not what was written";
/// Characters of an instance's id.
const INSTANCE_ID: usize = 8;

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
        let path = data.join(CREDENTIALS);
        let bytes = std::fs::read(&path).with_context(|| format!("read {}", path.display()))?;
        Self::parse(&bytes)
            .ok_or_else(|| damaged(&path, "new credentials are made then, and the old ones end"))
    }

    /// Those of `data`, made if there are none.
    pub fn open(data: &Path, entropy: &Entropy) -> Result<Self> {
        let path = data.join(CREDENTIALS);
        if !path.exists() {
            let access_key = format!("AKIA{}", entropy.string(BASE32, 16));
            let made = Self { access_key, secret: entropy.string(BASE64, 40) };
            write_private(&path, made.text().as_bytes())?;
        }
        let found = Self::read(data)?;
        let text = found.text();
        if std::fs::read(&path)? != text.as_bytes() {
            // Of a version that wrote no checksum.
            write_private(&path, text.as_bytes())?;
        }
        Ok(found)
    }

    fn lines(&self) -> String {
        format!("{}\n{}\n", self.access_key, self.secret)
    }

    /// The file: key, secret, and the checksum of these two lines.
    fn text(&self) -> String {
        let mut text = self.lines();
        for byte in Sha256::digest(&text) {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        text + "\n"
    }

    /// What [`RootCredentials::text`] makes, or its two lines alone, as they once were.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(bytes).ok()?.lines().map(str::to_owned);
        let found = Self { access_key: lines.next()?, secret: lines.next()? };
        let of = |text: &str, alphabet: &[u8], length: usize| {
            text.len() == length && text.bytes().all(|byte| alphabet.contains(&byte))
        };
        let sound = of(found.access_key.strip_prefix("AKIA")?, BASE32, 16)
            && of(&found.secret, BASE64, 40)
            && (bytes == found.text().as_bytes() || bytes == found.lines().as_bytes());
        sound.then_some(found)
    }
}

impl Secrets {
    /// Those of `data`, made if there are none.
    pub fn open(data: &Path, entropy: &Entropy) -> Result<Self> {
        let path = data.join(SECRETS);
        if !path.exists() {
            write_private(&path, &Self::bytes(&entropy.bytes::<KEYS>()))?;
        }
        let bytes = std::fs::read(&path).with_context(|| format!("read {}", path.display()))?;
        let Some(keys) = Self::parse(&bytes) else {
            return Err(damaged(
                &path,
                "sessions of roles and page tokens given out so far end then",
            ));
        };
        if bytes.len() == KEYS {
            write_private(&path, &Self::bytes(keys))?;
        }
        let half = |at: usize| std::array::from_fn(|index| keys[at + index]);
        Ok(Self { sessions: half(0), pages: half(KEYS / 2) })
    }

    /// What [`Secrets::bytes`] makes, or the keys alone, as they once were.
    fn parse(bytes: &[u8]) -> Option<&[u8; KEYS]> {
        let keys = bytes.first_chunk::<KEYS>()?;
        (bytes.len() == KEYS || bytes == Self::bytes(keys)).then_some(keys)
    }

    /// The file: the keys and their checksum.
    fn bytes(keys: &[u8; KEYS]) -> Vec<u8> {
        [&keys[..], &Sha256::digest(keys)[..]].concat()
    }
}

/// A data directory has one id for life, so that a start finds what its predecessor left of
/// sandboxes.
pub fn instance_id(data: &Path, entropy: &Entropy) -> Result<String> {
    let path = data.join(INSTANCE);
    if !path.exists() {
        let id = entropy.string(BASE36, INSTANCE_ID);
        write_private(&path, format!("{id}\n{id}\n").as_bytes())?;
    }
    let bytes = std::fs::read(&path).with_context(|| format!("read {}", path.display()))?;
    let without = "a new name is made then, and what a killed server left under the old one stays";
    parse_id(&bytes).ok_or_else(|| damaged(&path, without))
}

/// An id that is written twice, or once, as it was before.
fn parse_id(bytes: &[u8]) -> Option<String> {
    let id = std::str::from_utf8(bytes.first_chunk::<INSTANCE_ID>()?).ok()?;
    let sound = id.bytes().all(|byte| BASE36.contains(&byte))
        && (bytes == format!("{id}\n{id}\n").as_bytes() || bytes == id.as_bytes());
    sound.then(|| id.to_owned())
}

/// Those of these files that are not what was written.
pub fn damaged_files(data: &Path) -> Vec<Finding> {
    type Check = fn(&[u8]) -> bool;
    let checks: [(&str, Check); 3] = [
        (CREDENTIALS, |bytes| RootCredentials::parse(bytes).is_some()),
        (SECRETS, |bytes| Secrets::parse(bytes).is_some()),
        (INSTANCE, |bytes| parse_id(bytes).is_some()),
    ];
    let mut findings = Vec::new();
    for (name, is_sound) in checks {
        let file = data.join(name);
        match std::fs::read(&file) {
            Ok(bytes) if is_sound(&bytes) => {}
            Ok(_) => findings.push(Finding { file, detail: NOT_WRITTEN.to_owned() }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => findings.push(Finding { file, detail: error.to_string() }),
        }
    }
    findings
}

/// The file is not what was written; what it means to do without it.
fn damaged(path: &Path, without: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "{path} is damaged: {NOT_WRITTEN}\nhint: nothing was changed; restore {path} from a copy, or \
         remove it: {without}",
        path = path.display()
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Every flipped byte of `name` makes `read` fail, saying which file it is and what to do.
    fn check(name: &str, read: impl Fn(&Path) -> Result<String>) {
        let dir = tempfile::tempdir().expect("directory");
        let (path, first) = (dir.path().join(name), read(dir.path()).expect("made"));
        let whole = std::fs::read(&path).expect("read");
        assert_eq!(read(dir.path()).expect("intact"), first);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            std::fs::write(&path, &bytes).expect("write");
            let refused = format!("{:#}", read(dir.path()).expect_err("damaged"));
            let named = refused.contains(&format!("{} is damaged", path.display()));
            assert!(named && refused.contains("hint: "), "byte {at}: {refused}");
            assert_eq!(std::fs::read(&path).expect("read"), bytes, "byte {at} was overwritten");
            let found = damaged_files(dir.path());
            assert!(matches!(&found[..], [one] if one.file == path), "byte {at}: {found:?}");
        }
    }

    #[test]
    fn every_byte_of_the_files_beside_the_store_counts() {
        let entropy = Entropy::seeded(1);
        check(CREDENTIALS, |data| Ok(RootCredentials::open(data, &entropy)?.lines()));
        check(SECRETS, |data| {
            let Secrets { sessions, pages } = Secrets::open(data, &entropy)?;
            Ok(format!("{sessions:?} {pages:?}"))
        });
        check(INSTANCE, |data| instance_id(data, &entropy));
    }

    #[test]
    fn files_of_a_version_without_checksums_are_taken_and_get_one() {
        let dir = tempfile::tempdir().expect("directory");
        let entropy = Entropy::seeded(1);
        let old = format!("AKIA{}\n{}\n", "A".repeat(16), "b".repeat(40));
        std::fs::write(dir.path().join(CREDENTIALS), &old).expect("write");
        std::fs::write(dir.path().join(SECRETS), [7; KEYS]).expect("write");
        std::fs::write(dir.path().join(INSTANCE), "abcdefgh").expect("write");
        for _ in 0..2 {
            let root = RootCredentials::open(dir.path(), &entropy).expect("credentials");
            assert_eq!(root.lines(), old);
            assert_eq!(Secrets::open(dir.path(), &entropy).expect("secrets").pages, [7; 32]);
            assert_eq!(instance_id(dir.path(), &entropy).expect("an id"), "abcdefgh");
        }
        let length = |name: &str| std::fs::metadata(dir.path().join(name)).expect("there").len();
        assert_eq!((length(CREDENTIALS), length(SECRETS)), (62 + 65, 96));
    }
}
