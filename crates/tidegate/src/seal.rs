//! Sealing: content at rest is ciphertext that opens only in the place it was written for.
//!
//! A record is sealed with XChaCha20-Poly1305 under a key derived from its case's key and its own
//! id, with a random 192-bit nonce; the associated data names office, case, record, schema version
//! and column ([`Place`]), so a blob that was moved to another row, column or case does not open.
//! Every blob begins with the number of its suite. This module never stores a key and never decides
//! who may open anything; see [`crate::keys`] for the first and the gate for the second.

use tidegate_core::seal::{self as cipher, Lock, NONCE, NotSealed};
use zeroize::Zeroizing;

use crate::keys::{CaseKey, Random, RandomError, Secret};

/// Why a blob could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The blob could not be made or opened.
    #[error(transparent)]
    Cipher(#[from] NotSealed),
    /// The machine gave no random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// Where a sealed record lives; bound to it as associated data.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The office's id.
    pub office: &'a str,
    /// The case's id.
    pub case: &'a str,
    /// The record's id, unique within the case; also the label of its key.
    pub record: &'a str,
    /// The version of the record's serialised form.
    pub schema: u16,
    /// Table and column, such as `events.sealed`.
    pub column: &'static str,
}

impl Place<'_> {
    /// The associated data: the five parts in order, each led by its length, so that no two places
    /// share an encoding.
    pub(crate) fn associated_data(&self) -> Vec<u8> {
        let schema = self.schema.to_string();
        bind(&[self.office, self.case, self.record, &schema, self.column])
    }
}

/// Joins fields so that different lists never give the same bytes.
pub(crate) fn bind(fields: &[&str]) -> Vec<u8> {
    let mut bytes = b"tg1".to_vec();
    for field in fields {
        bytes.extend_from_slice(&(field.len() as u64).to_le_bytes());
        bytes.extend_from_slice(field.as_bytes());
    }
    bytes
}

/// Seals `plain` for `place` under the key of its case.
///
/// # Errors
/// [`SealError::Random`] if the machine gives no randomness, [`NotSealed::Long`] beyond 256 GiB.
pub fn seal(key: &CaseKey, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
    seal_with(&key.record_key(place.record), &place.associated_data(), plain)
}

/// Opens what [`seal`] made, in the same place and under the same case key.
///
/// # Errors
/// [`NotSealed::Suite`], [`NotSealed::Short`] or [`NotSealed::Closed`].
pub fn unseal(
    key: &CaseKey,
    place: Place<'_>,
    blob: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    unseal_with(&key.record_key(place.record), &place.associated_data(), blob)
}

/// Seals under a key at hand, bound to `aad`: for wrapped keys.
pub(crate) fn seal_with(key: &Secret, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let nonce: [u8; NONCE] = Random::bytes()?;
    Ok(cipher::seal(Lock { key: key.expose(), place: aad }, &nonce, plain)?)
}

/// Opens what [`seal_with`] made.
pub(crate) fn unseal_with(
    key: &Secret,
    aad: &[u8],
    blob: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    Ok(cipher::open(Lock { key: key.expose(), place: aad }, blob)?)
}

#[cfg(test)]
mod tests;
