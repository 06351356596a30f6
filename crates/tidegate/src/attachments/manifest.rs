//! What a file is: the content of its item, with the key that opens its pieces.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::event::V1;

use super::{Bound, End, PIECE, pieces};
use crate::desk::{Desk, DeskError};
use crate::keys::Secret;
use crate::say::opened::FileTold;
use crate::store::StoreError;

/// What a file is. Whoever has this can have the file, so it exists in the open only where the gate let the item out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    version: V1,
    /// What its sender calls it.
    pub name: String,
    /// Of which kind it is, as its sender says.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
    /// The digest of the whole, computed as it arrived.
    pub sha256: Digest,
    file: String,
    key: String,
}

/// Without its key.
impl fmt::Debug for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Manifest({} bytes)", self.size)
    }
}

impl Manifest {
    pub(super) fn new(
        name: String,
        media_type: String,
        size: u64,
        sha256: Digest,
        (file, key): (String, String),
    ) -> Self {
        Self { version: V1, name, media_type, size, sha256, file, key }
    }

    /// Reads the content of an item that is a file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// What may be written where contents are written as texts: what it is called, its length and its digest.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { name, size, sha256, .. } = self;
        format!("{name} ({size} B, {sha256})")
    }

    /// What may be told of it to whoever may have it.
    #[must_use]
    pub fn told(&self) -> FileTold {
        FileTold {
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            size: self.size,
            sha256: self.sha256.to_string(),
        }
    }
}

/// A key of a file as it is written down.
pub(super) fn written(key: &Secret) -> String {
    STANDARD.encode(key.expose())
}

/// The key that was so written down.
pub(super) fn key(written: &str) -> Option<Secret> {
    let bytes = zeroize::Zeroizing::new(STANDARD.decode(written).ok()?);
    Secret::from_slice(&bytes)
}

impl Desk {
    /// A piece of a file, opened, for whoever has its manifest.
    ///
    /// # Errors
    /// [`DeskError::Store`] if it is missing or does not open, and what the disk may give.
    pub async fn piece_of(&self, manifest: &Manifest, piece: u64) -> Result<Vec<u8>, DeskError> {
        let damaged = |why: &str| StoreError::Damaged { table: "pieces", why: why.to_owned() };
        let key = key(&manifest.key).ok_or_else(|| damaged("the key of a file is none"))?;
        let sealed = self.sealed_piece(&manifest.file, piece).await?;
        let sealed = sealed.ok_or_else(|| damaged("a piece of a file is missing"))?;
        let office = self.id().to_string();
        let bound = Bound { office: &office, file: &manifest.file, size: manifest.size };
        let last = piece + 1 == pieces(manifest.size);
        let plain = bound.open(&key, piece, if last { End::Last } else { End::More }, &sealed);
        let plain = plain.map_err(|error| damaged(&error.to_string()))?;
        let whole = if last { manifest.size - piece * PIECE } else { PIECE };
        if plain.len() as u64 != whole {
            return Err(damaged("a piece of a file has another length").into());
        }
        Ok(plain)
    }
}
