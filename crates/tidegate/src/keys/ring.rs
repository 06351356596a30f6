//! The ring: one office's keys, sealed under the root in `ring.json`, opened in memory.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::root::{self, RootRecord, refuse_exposed};
use super::{CaseKey, KeyError, Random, RootSource, Secret, WrappedCaseKey};
use crate::seal::{bind, seal_with, unseal_with};

/// What an office-wide key is for; no key serves two purposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Checkpoints of the office's log (Ed25519).
    Log,
    /// Receipts that are signed apart from the log (Ed25519).
    Receipt,
    /// Keyed digests that stand in clear columns, so that a thief cannot test guesses against them.
    Index,
    /// What the service keeps beside the cases (XChaCha20-Poly1305), and the keyed digests of its names.
    Shelf,
}

impl Purpose {
    /// All of them.
    const ALL: [Self; 4] = [Self::Log, Self::Receipt, Self::Index, Self::Shelf];

    fn word(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Receipt => "receipt",
            Self::Index => "index",
            Self::Shelf => "shelf",
        }
    }
}

/// The opened keys of one office.
#[derive(Debug)]
pub struct KeyRing {
    path: PathBuf,
    root: Secret,
    file: RingFile,
    office_keys: BTreeMap<u32, Secret>,
    purposes: BTreeMap<Purpose, Secret>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RingFile {
    format: u32,
    office: String,
    root: RootRecord,
    office_keys: Vec<SealedOfficeKey>,
    purpose_keys: Vec<SealedPurposeKey>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedOfficeKey {
    version: u32,
    sealed: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedPurposeKey {
    purpose: Purpose,
    sealed: String,
}

const FORMAT: u32 = 1;

impl KeyRing {
    /// Makes the keys of a new office in `directory`: office key, log key, receipt key, index key.
    ///
    /// # Errors
    /// [`KeyError::File`] if the ring exists already or cannot be written, and what
    /// [`RootSource`] may give.
    pub fn create(directory: &Path, office: &str, source: &RootSource) -> Result<Self, KeyError> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(directory);
        made.map_err(KeyError::file("create", directory))?;
        let path = directory.join("ring.json");
        if path.exists() {
            let exists = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(KeyError::file("create", path)(exists));
        }
        let (root, record) = root::found(source)?;
        let mut ring = Self {
            path,
            root,
            file: RingFile {
                format: FORMAT,
                office: office.to_owned(),
                root: record,
                office_keys: Vec::new(),
                purpose_keys: Vec::new(),
            },
            office_keys: BTreeMap::new(),
            purposes: BTreeMap::new(),
        };
        ring.add_office_key()?;
        for purpose in Purpose::ALL {
            ring.add_purpose_key(purpose)?;
        }
        ring.write()?;
        Ok(ring)
    }

    /// Opens the keys in `directory` with their root.
    ///
    /// # Errors
    /// [`KeyError::WrongRoot`] if the root opens nothing, [`KeyError::Exposed`] if others may read
    /// the file, [`KeyError::Damaged`] or [`KeyError::File`] if it cannot be read.
    pub fn open(directory: &Path, source: &RootSource) -> Result<Self, KeyError> {
        let path = directory.join("ring.json");
        let file = File::open(&path).map_err(KeyError::file("open", &path))?;
        refuse_exposed(&file, &path)?;
        let file: RingFile = serde_json::from_reader(file)
            .map_err(|e| KeyError::Damaged { path: path.clone(), why: e.to_string() })?;
        if file.format != FORMAT {
            let why = format!("its format is {}, this version reads {FORMAT}", file.format);
            return Err(KeyError::Damaged { path, why });
        }
        let root = root::find(source, &file.root)?;
        let (mut office_keys, mut purposes) = (BTreeMap::new(), BTreeMap::new());
        for key in &file.office_keys {
            let aad = office_aad(&file.office, key.version);
            office_keys.insert(key.version, open_sealed(&root, &aad, &key.sealed)?);
        }
        for key in &file.purpose_keys {
            let aad = purpose_aad(&file.office, key.purpose);
            purposes.insert(key.purpose, open_sealed(&root, &aad, &key.sealed)?);
        }
        if office_keys.is_empty() {
            return Err(KeyError::Damaged { path, why: "it holds no office key".to_owned() });
        }
        let mut ring = Self { path, root, file, office_keys, purposes };
        ring.add_shelf_key()?;
        Ok(ring)
    }

    /// A ring that was made before there was a shelf gets its key when it is opened.
    fn add_shelf_key(&mut self) -> Result<(), KeyError> {
        if self.purposes.contains_key(&Purpose::Shelf) {
            return Ok(());
        }
        self.add_purpose_key(Purpose::Shelf)?;
        self.write()
    }

    /// The office whose keys these are.
    #[must_use]
    pub fn office(&self) -> &str {
        &self.file.office
    }

    /// The key for a purpose: an Ed25519 seed, or the key of keyed digests.
    ///
    /// # Errors
    /// [`KeyError::Damaged`] if the ring holds none.
    pub fn purpose_key(&self, purpose: Purpose) -> Result<&Secret, KeyError> {
        self.purposes.get(&purpose).ok_or_else(|| KeyError::Damaged {
            path: self.path.clone(),
            why: format!("it holds no {} key", purpose.word()),
        })
    }

    /// A new key for a case, and the same key wrapped for the key file.
    ///
    /// # Errors
    /// [`KeyError::Random`], [`KeyError::Seal`].
    pub fn new_case_key(&self, case: &str) -> Result<(CaseKey, WrappedCaseKey), KeyError> {
        let key = CaseKey::new(Random::secret()?);
        let wrapped = self.wrap(case, &key)?;
        Ok((key, wrapped))
    }

    /// Opens a case's wrapped key and checks its commitment first.
    ///
    /// # Errors
    /// [`KeyError::Seal`] if it was wrapped for another office, case or key version;
    /// [`KeyError::Commitment`] if it is not the key the case was sealed with.
    pub fn unwrap_case_key(&self, wrapped: &WrappedCaseKey) -> Result<CaseKey, KeyError> {
        let office_key = self.office_key(wrapped.version)?;
        let aad = case_aad(self.office(), &wrapped.case, wrapped.version);
        let bytes = unseal_with(office_key, &aad, &wrapped.sealed)?;
        let key = Secret::from_slice(&bytes)
            .map(CaseKey::new)
            .ok_or_else(|| KeyError::Commitment(wrapped.case.clone()))?;
        if key.commitment() == wrapped.commitment {
            Ok(key)
        } else {
            Err(KeyError::Commitment(wrapped.case.clone()))
        }
    }

    /// Adds a new version of the office key and writes the ring; new wraps use it at once, and
    /// [`super::CaseKeys::rewrap`] moves the old ones over without touching content.
    ///
    /// # Errors
    /// [`KeyError::File`] if the ring cannot be written.
    pub fn rotate_office_key(&mut self) -> Result<u32, KeyError> {
        let version = self.add_office_key()?;
        self.write()?;
        Ok(version)
    }

    /// Forgets every office key but the newest, once nothing is wrapped under the old ones.
    ///
    /// # Errors
    /// [`KeyError::File`] if the ring cannot be written.
    pub fn forget_old_office_keys(&mut self) -> Result<(), KeyError> {
        let newest = self.newest_version();
        self.file.office_keys.retain(|key| key.version == newest);
        self.write()?;
        self.office_keys.retain(|&version, _| version == newest);
        Ok(())
    }

    /// The newest version of the office key.
    #[must_use]
    pub fn newest_version(&self) -> u32 {
        self.office_keys.keys().next_back().copied().unwrap_or(0)
    }

    /// Wraps a case key under the newest office key.
    pub(super) fn wrap(&self, case: &str, key: &CaseKey) -> Result<WrappedCaseKey, KeyError> {
        let version = self.newest_version();
        let aad = case_aad(self.office(), case, version);
        let sealed = seal_with(self.office_key(version)?, &aad, key.secret().expose())?;
        WrappedCaseKey::new(case, version, sealed, key.commitment())
    }

    fn office_key(&self, version: u32) -> Result<&Secret, KeyError> {
        self.office_keys.get(&version).ok_or_else(|| KeyError::Damaged {
            path: self.path.clone(),
            why: format!("it holds no office key of version {version}"),
        })
    }

    fn add_office_key(&mut self) -> Result<u32, KeyError> {
        let version = self.newest_version() + 1;
        let key = Random::secret()?;
        let sealed = seal_with(&self.root, &office_aad(self.office(), version), key.expose())?;
        self.file.office_keys.push(SealedOfficeKey { version, sealed: STANDARD.encode(sealed) });
        self.office_keys.insert(version, key);
        Ok(version)
    }

    fn add_purpose_key(&mut self, purpose: Purpose) -> Result<(), KeyError> {
        let seed = Random::secret()?;
        let sealed = seal_with(&self.root, &purpose_aad(self.office(), purpose), seed.expose())?;
        self.file.purpose_keys.push(SealedPurposeKey { purpose, sealed: STANDARD.encode(sealed) });
        self.purposes.insert(purpose, seed);
        Ok(())
    }

    fn write(&self) -> Result<(), KeyError> {
        let mut text = serde_json::to_vec_pretty(&self.file)
            .map_err(|e| KeyError::Damaged { path: self.path.clone(), why: e.to_string() })?;
        text.push(b'\n');
        replace_file(&self.path, &text)
    }
}

/// Writes a key file whole or not at all, readable by its owner only.
pub(super) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let new = path.with_extension("new");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&new)
        .map_err(KeyError::file("create", &new))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(KeyError::file("write", &new))?;
    fs::rename(&new, path).map_err(KeyError::file("replace", path))?;
    sync_parent(path)
}

/// Makes a created or renamed name durable.
pub(super) fn sync_parent(path: &Path) -> Result<(), KeyError> {
    let Some(parent) = path.parent() else { return Ok(()) };
    File::open(parent).and_then(|dir| dir.sync_all()).map_err(KeyError::file("sync", parent))
}

fn open_sealed(root: &Secret, aad: &[u8], sealed: &str) -> Result<Secret, KeyError> {
    let sealed = STANDARD.decode(sealed).map_err(|_| KeyError::WrongRoot)?;
    let bytes = unseal_with(root, aad, &sealed).map_err(|_| KeyError::WrongRoot)?;
    Secret::from_slice(&bytes).ok_or(KeyError::WrongRoot)
}

fn office_aad(office: &str, version: u32) -> Vec<u8> {
    bind(&["office-key", office, &version.to_string()])
}

fn purpose_aad(office: &str, purpose: Purpose) -> Vec<u8> {
    bind(&["purpose-key", office, purpose.word()])
}

fn case_aad(office: &str, case: &str, version: u32) -> Vec<u8> {
    bind(&["case-key", office, case, &version.to_string()])
}
