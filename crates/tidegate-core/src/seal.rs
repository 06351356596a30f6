//! Sealing: bytes become ciphertext that opens only with its key and in the place it was sealed for.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): the first byte of a blob names the suite, then the nonce, then
//! ciphertext and tag. Key, nonce and place are arguments; nothing here makes a key, keeps one, or decides who may open
//! anything. It stands in the core so that the content of an item never has to be handed out in order to be sealed
//! ([`crate::embargo`]).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use thiserror::Error;
use zeroize::Zeroizing;

/// The number of the one suite there is, the first byte of every blob.
pub const SUITE: u8 = 1;

/// The length of a nonce, in bytes. It is drawn at random for each blob.
pub const NONCE: usize = 24;

/// What opens one blob: its own key, and the place that it is bound to as associated data.
#[derive(Clone, Copy)]
pub struct Lock<'k> {
    /// The key of this record and of no other.
    pub key: &'k [u8; 32],
    /// Office, case, record, version and column, in an encoding that no two places share.
    pub place: &'k [u8],
}

/// Why a blob could not be made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotSealed {
    /// The first byte names a suite that this version does not know.
    #[error("the sealed record uses suite `{0}`, which this version cannot open; update tidegate")]
    Suite(u8),
    /// Too short to hold suite, nonce and tag.
    #[error("the sealed record is cut short")]
    Short,
    /// Wrong key, wrong place or changed bytes; which of them cannot be told.
    #[error(
        "the sealed record does not open here: it was changed, moved or sealed for another key"
    )]
    Closed,
    /// Longer than the cipher takes, 256 GiB.
    #[error("the content is too long to seal")]
    Long,
}

/// Seals bytes.
///
/// # Errors
/// [`NotSealed::Long`].
pub fn seal(lock: Lock<'_>, nonce: &[u8; NONCE], plain: &[u8]) -> Result<Vec<u8>, NotSealed> {
    let cipher = XChaCha20Poly1305::new(lock.key.into());
    let payload = Payload { msg: plain, aad: lock.place };
    let sealed = cipher.encrypt(&XNonce::from(*nonce), payload).map_err(|_| NotSealed::Long)?;
    let mut blob = Vec::with_capacity(1 + NONCE + sealed.len());
    blob.push(SUITE);
    blob.extend_from_slice(nonce);
    blob.extend_from_slice(&sealed);
    Ok(blob)
}

/// Opens what [`seal`] made under the same lock. Whoever holds the key can do this; content under embargo is opened
/// with a clearance instead ([`crate::embargo::Embargoed::open`]).
///
/// # Errors
/// [`NotSealed::Suite`], [`NotSealed::Short`] or [`NotSealed::Closed`].
pub fn open(lock: Lock<'_>, blob: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotSealed> {
    let (&suite, rest) = blob.split_first().ok_or(NotSealed::Short)?;
    if suite != SUITE {
        return Err(NotSealed::Suite(suite));
    }
    let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(NotSealed::Short)?;
    let cipher = XChaCha20Poly1305::new(lock.key.into());
    let payload = Payload { msg: sealed, aad: lock.place };
    let opened = cipher.decrypt(&XNonce::from(*nonce), payload);
    opened.map(Zeroizing::new).map_err(|_| NotSealed::Closed)
}
