//! Where the root key comes from: a passphrase, a key file, or the environment.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::{KeyError, Random, Secret};

/// Where to take the root key from. None of these is ever in a database.
pub enum RootSource {
    /// A passphrase, stretched with Argon2id (RFC 9106); the cost applies when a ring is made.
    Passphrase {
        /// What the operator types.
        phrase: Zeroizing<String>,
        /// How much work one try shall cost.
        cost: Cost,
    },
    /// A file with 32 bytes in base64 that only its owner may read; made if a ring is made.
    KeyFile(PathBuf),
    /// An environment variable with 32 bytes in base64.
    Environment(String),
}

/// The variable that holds a passphrase.
const PASSPHRASE: &str = "TIDEGATE_PASSPHRASE";
/// The variable that holds the root key itself, 32 bytes in base64.
const ROOT_KEY: &str = "TIDEGATE_ROOT_KEY";

impl RootSource {
    /// The root key or passphrase that the environment holds, if it holds one.
    #[must_use]
    pub fn from_environment() -> Option<Self> {
        if std::env::var_os(ROOT_KEY).is_some_and(|value| !value.is_empty()) {
            return Some(Self::Environment(ROOT_KEY.to_owned()));
        }
        let phrase = std::env::var(PASSPHRASE).ok().filter(|phrase| !phrase.is_empty())?;
        Some(Self::Passphrase { phrase: Zeroizing::new(phrase), cost: Cost::default() })
    }

    /// How the kind is called in `ring.json` and in messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Passphrase { .. } => "passphrase",
            Self::KeyFile(_) => "key-file",
            Self::Environment(_) => "environment",
        }
    }
}

impl fmt::Debug for RootSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootSource(")?;
        f.write_str(self.kind())?;
        f.write_str(")")
    }
}

/// The work of one try at a passphrase (Argon2id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// The second recommended option of RFC 9106, section 4: 64 MiB, three passes, four lanes.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 }
    }
}

/// How a ring's root is found again; stored in `ring.json`, no secret in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum RootRecord {
    /// Passphrase with its salt (base64) and cost.
    Passphrase { salt: String, cost: Cost },
    /// A key file; its path is the operator's affair.
    KeyFile {},
    /// An environment variable.
    Environment {},
}

impl RootRecord {
    fn kind(&self) -> &'static str {
        match self {
            Self::Passphrase { .. } => "passphrase",
            Self::KeyFile {} => "key-file",
            Self::Environment {} => "environment",
        }
    }
}

/// Makes the root for a new ring.
pub(super) fn found(source: &RootSource) -> Result<(Secret, RootRecord), KeyError> {
    match source {
        RootSource::Passphrase { phrase, cost } => {
            let salt: [u8; 16] = Random::bytes()?;
            let record = RootRecord::Passphrase { salt: STANDARD.encode(salt), cost: *cost };
            Ok((stretch(phrase, &salt, *cost)?, record))
        }
        RootSource::KeyFile(path) => {
            if !path.exists() {
                write_key_file(path, &Random::secret()?)?;
            }
            Ok((read_key_file(path)?, RootRecord::KeyFile {}))
        }
        RootSource::Environment(name) => Ok((read_environment(name)?, RootRecord::Environment {})),
    }
}

/// Finds the root of an existing ring.
pub(super) fn find(source: &RootSource, record: &RootRecord) -> Result<Secret, KeyError> {
    match (source, record) {
        (RootSource::Passphrase { phrase, .. }, RootRecord::Passphrase { salt, cost }) => {
            let salt = STANDARD.decode(salt).map_err(|e| KeyError::Cost(e.to_string()))?;
            stretch(phrase, &salt, *cost)
        }
        (RootSource::KeyFile(path), RootRecord::KeyFile {}) => read_key_file(path),
        (RootSource::Environment(name), RootRecord::Environment {}) => read_environment(name),
        (source, record) => Err(KeyError::RootKind { made: record.kind(), asked: source.kind() }),
    }
}

fn stretch(phrase: &str, salt: &[u8], cost: Cost) -> Result<Secret, KeyError> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32))
        .map_err(|e| KeyError::Cost(e.to_string()))?;
    let mut out = [0_u8; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(phrase.as_bytes(), salt, &mut out)
        .map_err(|e| KeyError::Cost(e.to_string()))?;
    let secret = Secret::new(out);
    out.zeroize();
    Ok(secret)
}

fn write_key_file(path: &Path, key: &Secret) -> Result<(), KeyError> {
    let text = Zeroizing::new(STANDARD.encode(key.expose()));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(KeyError::file("create", path))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .and_then(|()| file.sync_all())
        .map_err(KeyError::file("write", path))
}

fn read_key_file(path: &Path) -> Result<Secret, KeyError> {
    let mut file = File::open(path).map_err(KeyError::file("open", path))?;
    refuse_exposed(&file, path)?;
    let mut text = Zeroizing::new(String::new());
    file.read_to_string(&mut text).map_err(KeyError::file("read", path))?;
    parse_key(&text).ok_or_else(|| KeyError::Damaged {
        path: path.to_owned(),
        why: "it does not hold 32 bytes in base64".to_owned(),
    })
}

/// Refuses a key file that anybody but its owner may read or write.
pub(super) fn refuse_exposed(file: &File, path: &Path) -> Result<(), KeyError> {
    let mode = file.metadata().map_err(KeyError::file("inspect", path))?.permissions().mode();
    if mode & 0o077 == 0 { Ok(()) } else { Err(KeyError::Exposed(path.to_owned())) }
}

fn read_environment(name: &str) -> Result<Secret, KeyError> {
    let text =
        Zeroizing::new(std::env::var(name).map_err(|_| KeyError::Environment(name.to_owned()))?);
    parse_key(&text).ok_or_else(|| KeyError::Environment(name.to_owned()))
}

fn parse_key(text: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(STANDARD.decode(text.trim()).ok()?);
    Secret::from_slice(&bytes)
}
