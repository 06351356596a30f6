//! The key file: one slot of fixed size per case, so that erasing a case overwrites its key in place.
//!
//! A slot is 512 bytes (the unit a disk writes whole) and carries its own SHA-256. A slot at the end
//! that does not check was never acknowledged and is written over; a damaged slot elsewhere fails the
//! opening. There is no journal that could keep a copy of an erased key. What a file system or a
//! flash disk keeps of overwritten blocks is still wrapped under the office key: after an erasure
//! that must hold against the disk itself, rotate the office key ([`CaseKeys::rewrap`]).

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use super::ring::{replace_file, sync_parent};
use super::root::refuse_exposed;
use super::{KeyError, KeyRing};

const SLOT: usize = 512;
const ID: usize = 96;
const SEALED: usize = 1 + 24 + 32 + 16;
const MAGIC: [u8; 3] = *b"tgk";
const LIVE: u8 = 1;
const ERASED: u8 = 2;

/// A case's key as it lies in the key file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedCaseKey {
    pub(super) case: String,
    pub(super) version: u32,
    pub(super) sealed: Vec<u8>,
    pub(super) commitment: [u8; 32],
}

impl WrappedCaseKey {
    pub(super) fn new(
        case: &str,
        version: u32,
        sealed: Vec<u8>,
        commitment: [u8; 32],
    ) -> Result<Self, KeyError> {
        if case.is_empty() || case.len() > ID || sealed.len() != SEALED {
            return Err(KeyError::LongId(case.to_owned()));
        }
        Ok(Self { case: case.to_owned(), version, sealed, commitment })
    }

    /// The case whose key this is.
    #[must_use]
    pub fn case(&self) -> &str {
        &self.case
    }
}

/// Whether a case's content can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyState {
    /// The key is there.
    Live(WrappedCaseKey),
    /// The key was destroyed on purpose.
    Erased,
    /// There never was one, or the key file was lost.
    Absent,
}

/// The opened key file of one office.
#[derive(Debug)]
pub struct CaseKeys {
    path: PathBuf,
    inner: Mutex<Slots>,
}

#[derive(Debug)]
struct Slots {
    file: File,
    places: BTreeMap<String, u64>,
    end: u64,
}

impl CaseKeys {
    /// Opens the key file in `directory`, making an empty one if there is none.
    ///
    /// # Errors
    /// [`KeyError::Exposed`] if others may read it, [`KeyError::Damaged`] if a slot that was
    /// acknowledged does not check, [`KeyError::File`] if it cannot be read.
    pub fn open(directory: &Path) -> Result<Self, KeyError> {
        let path = directory.join("keys.db");
        let new = !path.exists();
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(KeyError::file("open", &path))?;
        refuse_exposed(&file, &path)?;
        if new {
            sync_parent(&path)?;
        }
        let bytes = std::fs::read(&path).map_err(KeyError::file("read", &path))?;
        let (mut places, mut end) = (BTreeMap::new(), 0_u64);
        let slots = bytes.chunks(SLOT).count();
        for (n, chunk) in bytes.chunks(SLOT).enumerate() {
            let Some(slot) = decode(chunk) else {
                if bytes.chunks(SLOT).skip(n).all(|rest| decode(rest).is_none()) {
                    break;
                }
                let why = format!("slot {} of {slots} does not check", n + 1);
                return Err(KeyError::Damaged { path, why });
            };
            places.insert(slot.case, n as u64);
            end = n as u64 + 1;
        }
        Ok(Self { path, inner: Mutex::new(Slots { file, places, end }) })
    }

    /// Stores new keys, durably: when this returns, they survive power loss. Many keys share one
    /// flush to the disk.
    ///
    /// # Errors
    /// [`KeyError::File`]; the writer must then stop, since what the disk holds is unknown.
    pub fn store(&self, keys: &[WrappedCaseKey]) -> Result<(), KeyError> {
        if keys.is_empty() {
            return Ok(());
        }
        let mut slots = self.lock();
        let mut bytes = Vec::with_capacity(keys.len() * SLOT);
        for key in keys {
            bytes.extend_from_slice(&encode(&key.case, Some(key)));
        }
        let start = slots.end;
        slots
            .file
            .write_all_at(&bytes, start * SLOT as u64)
            .and_then(|()| slots.file.sync_data())
            .map_err(KeyError::file("write", &self.path))?;
        for (key, place) in keys.iter().zip(start..) {
            slots.places.insert(key.case.clone(), place);
            slots.end = place + 1;
        }
        Ok(())
    }

    /// What the key file holds for a case.
    ///
    /// # Errors
    /// [`KeyError::File`] or [`KeyError::Damaged`] if the slot cannot be read.
    pub fn state(&self, case: &str) -> Result<KeyState, KeyError> {
        let slots = self.lock();
        let Some(&place) = slots.places.get(case) else { return Ok(KeyState::Absent) };
        let slot = self.read(&slots, place)?;
        Ok(slot.key.map_or(KeyState::Erased, KeyState::Live))
    }

    /// The wrapped key of a case.
    ///
    /// # Errors
    /// [`KeyError::Erased`] or [`KeyError::Absent`] if there is none to give.
    pub fn wrapped(&self, case: &str) -> Result<WrappedCaseKey, KeyError> {
        match self.state(case)? {
            KeyState::Live(key) => Ok(key),
            KeyState::Erased => Err(KeyError::Erased(case.to_owned())),
            KeyState::Absent => Err(KeyError::Absent(case.to_owned())),
        }
    }

    /// Destroys a case's key: the slot is overwritten in place and flushed; only the case's id and
    /// the fact of the erasure stay. Destroying twice is no error.
    ///
    /// # Errors
    /// [`KeyError::Absent`] if there is no slot, [`KeyError::File`] if the disk refuses.
    pub fn destroy(&self, case: &str) -> Result<(), KeyError> {
        let slots = self.lock();
        let &place = slots.places.get(case).ok_or_else(|| KeyError::Absent(case.to_owned()))?;
        slots
            .file
            .write_all_at(&encode(case, None), place * SLOT as u64)
            .and_then(|()| slots.file.sync_all())
            .map_err(KeyError::file("overwrite", &self.path))
    }

    /// Wraps every live key anew under the ring's newest office key and replaces the file.
    /// Content is not touched.
    ///
    /// # Errors
    /// What [`KeyRing::unwrap_case_key`] and the file may give; the old file then still stands.
    pub fn rewrap(&self, ring: &KeyRing) -> Result<(), KeyError> {
        let mut slots = self.lock();
        let mut bytes = Vec::new();
        for place in 0..slots.end {
            let slot = self.read(&slots, place)?;
            let key = match slot.key {
                Some(old) => Some(ring.wrap(&old.case, &ring.unwrap_case_key(&old)?)?),
                None => None,
            };
            bytes.extend_from_slice(&encode(&slot.case, key.as_ref()));
        }
        let blank = vec![0_u8; bytes.len()];
        replace_file(&self.path, &bytes)?;
        let old = std::mem::replace(
            &mut slots.file,
            OpenOptions::new()
                .read(true)
                .write(true)
                .open(&self.path)
                .map_err(KeyError::file("open", &self.path))?,
        );
        old.write_all_at(&blank, 0)
            .and_then(|()| old.sync_all())
            .map_err(KeyError::file("overwrite", &self.path))
    }

    /// How many cases the file holds keys or tombstones of.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.lock().end
    }

    /// Whether the file holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn read(&self, slots: &Slots, place: u64) -> Result<Slot, KeyError> {
        let mut bytes = [0_u8; SLOT];
        slots
            .file
            .read_exact_at(&mut bytes, place * SLOT as u64)
            .map_err(KeyError::file("read", &self.path))?;
        decode(&bytes).ok_or_else(|| KeyError::Damaged {
            path: self.path.clone(),
            why: format!("slot {} does not check", place + 1),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Slots> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Slot {
    case: String,
    key: Option<WrappedCaseKey>,
}

/// Layout: magic 3, state 1, id length 1, id 96, version 4, sealed 73, commitment 32, zeros,
/// SHA-256 of all before it in the last 32 bytes.
fn encode(case: &str, key: Option<&WrappedCaseKey>) -> [u8; SLOT] {
    let mut body = Vec::with_capacity(SLOT);
    body.extend_from_slice(&MAGIC);
    body.push(if key.is_some() { LIVE } else { ERASED });
    // INVARIANT: ids are at most 96 bytes long (`WrappedCaseKey::new`), so the length fits a byte.
    body.push(u8::try_from(case.len()).unwrap_or(u8::MAX));
    body.extend_from_slice(case.as_bytes());
    body.resize(5 + ID, 0);
    if let Some(key) = key {
        body.extend_from_slice(&key.version.to_le_bytes());
        body.extend_from_slice(&key.sealed);
        body.extend_from_slice(&key.commitment);
    }
    body.resize(SLOT - 32, 0);
    let digest = Sha256::digest(&body);
    body.extend_from_slice(&digest);
    let mut slot = [0_u8; SLOT];
    slot.copy_from_slice(&body);
    slot
}

fn decode(bytes: &[u8]) -> Option<Slot> {
    let (body, digest) = bytes.split_at_checked(SLOT - 32)?;
    if Sha256::digest(body).as_slice() != digest {
        return None;
    }
    let rest = body.strip_prefix(&MAGIC)?;
    let (&state, rest) = rest.split_first()?;
    let (&length, rest) = rest.split_first()?;
    let (id, rest) = rest.split_at_checked(ID)?;
    let case = String::from_utf8(id.get(..usize::from(length))?.to_vec()).ok()?;
    if state == ERASED {
        return Some(Slot { case, key: None });
    }
    let (version, rest) = rest.split_first_chunk::<4>()?;
    let (sealed, rest) = rest.split_first_chunk::<SEALED>()?;
    let (commitment, _) = rest.split_first_chunk::<32>()?;
    let key = WrappedCaseKey {
        case: case.clone(),
        version: u32::from_le_bytes(*version),
        sealed: sealed.to_vec(),
        commitment: *commitment,
    };
    (state == LIVE).then_some(Slot { case, key: Some(key) })
}

#[cfg(test)]
mod tests;
