//! Salted commitments: what a leaf holds instead of content.
//!
//! A leaf must prove content later and betray nothing now, nor after the content and its salt are
//! erased. So leaf data is a hash over a fresh random salt and the canonical bytes:
//!
//! ```text
//! digest    = SHA-256( "tidegate-log/commitment/v1" || 0x00
//!                      || length of domain (1 byte) || domain || salt (32 bytes) || bytes )
//! leaf data = "tgc" || 0x01 || digest                                            (36 bytes)
//! ```
//!
//! Every field before `bytes` has a fixed or stated length, so no two different openings make the
//! same input. The domain says what kind of bytes these are, so that bytes of one kind never pass
//! for another; it stands inside the hash, so that leaves of different kinds look alike. Without
//! the salt nobody can test a guess of the bytes. `0x01` is the version of this encoding; a second
//! version would change both the prefix string and this byte.
//!
//! The caller draws the salt at random, once per leaf, and keeps it with the content. This module
//! never sees content it does not need and keeps none.

use std::borrow::Cow;
use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

use crate::tree::LeafHash;

const CONTEXT: &[u8] = b"tidegate-log/commitment/v1\0";
const MAGIC: [u8; 4] = *b"tgc\x01";

/// Length of leaf data in bytes.
pub const LEAF_BYTES: usize = 36;

/// What kind of bytes a commitment is about: 1 to 64 characters of `a-z`, `0-9`, `-`, `.`, `/`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Domain(Cow<'static, str>);

impl Domain {
    /// A domain written in the source. Refuses to compile in a `const` if it is malformed.
    ///
    /// # Panics
    /// If the text is not a domain; use [`Domain::parse`] for text that comes from elsewhere.
    pub const fn constant(text: &'static str) -> Self {
        assert!(is_domain(text.as_bytes()), "a domain has 1 to 64 of a-z 0-9 - . /");
        Self(Cow::Borrowed(text))
    }

    /// Reads a domain.
    ///
    /// # Errors
    /// [`CommitmentError::Domain`] if it has another form.
    pub fn parse(text: &str) -> Result<Self, CommitmentError> {
        if is_domain(text.as_bytes()) {
            Ok(Self(Cow::Owned(text.to_owned())))
        } else {
            Err(CommitmentError::Domain(text.chars().take(80).collect()))
        }
    }

    /// The domain as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const fn is_domain(mut text: &[u8]) -> bool {
    let length = text.len();
    while let [first, rest @ ..] = text {
        if !matches!(first, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'/') {
            return false;
        }
        text = rest;
    }
    length >= 1 && length <= 64
}

/// Thirty-two random bytes, drawn by the caller for one leaf and never used again. Destroying it
/// makes the leaf meaningless.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// Wraps random bytes.
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// The bytes, to be stored beside the content and under the same key.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// A commitment to some bytes. Compared in constant time.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Commitment([u8; 32]);

impl Commitment {
    /// Commits to `bytes`, which must be canonical: whoever opens it later needs the same bytes.
    pub fn of(domain: &Domain, salt: &Salt, bytes: &[u8]) -> Self {
        // INVARIANT: a domain has at most 64 bytes.
        let length = domain.as_str().len() as u8;
        let digest = Sha256::new()
            .chain_update(CONTEXT)
            .chain_update([length])
            .chain_update(domain.as_str())
            .chain_update(salt.0)
            .chain_update(bytes)
            .finalize();
        Self(digest.into())
    }

    /// Reads leaf data back.
    ///
    /// # Errors
    /// [`CommitmentError::Leaf`] if it is not a version 1 commitment.
    pub fn parse(leaf_data: &[u8]) -> Result<Self, CommitmentError> {
        let digest = leaf_data.strip_prefix(&MAGIC).ok_or(CommitmentError::Leaf)?;
        digest.try_into().map(Self).map_err(|_| CommitmentError::Leaf)
    }

    /// The leaf data to append.
    pub fn leaf_data(&self) -> [u8; LEAF_BYTES] {
        let mut data = [0; LEAF_BYTES];
        let bytes = MAGIC.iter().chain(&self.0);
        data.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        data
    }

    /// The hash of that leaf.
    pub fn leaf_hash(&self) -> LeafHash {
        LeafHash::of(&self.leaf_data())
    }

    /// Checks that this is the commitment to `bytes` under `domain` and `salt`.
    ///
    /// # Errors
    /// [`CommitmentError::Opening`] if it is not.
    pub fn open(&self, domain: &Domain, salt: &Salt, bytes: &[u8]) -> Result<(), CommitmentError> {
        if *self == Self::of(domain, salt, bytes) { Ok(()) } else { Err(CommitmentError::Opening) }
    }
}

impl PartialEq for Commitment {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

/// Why a commitment is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitmentError {
    /// Not a domain.
    #[error("`{0}` is not a domain; use 1 to 64 of `a-z`, `0-9`, `-`, `.` and `/`")]
    Domain(String),
    /// Not leaf data of this version.
    #[error("the leaf is not a commitment of version 1; a newer program may read it")]
    Leaf,
    /// The opening does not fit.
    #[error(
        "the content and salt do not fit the commitment; the content was changed, or it belongs to another leaf"
    )]
    Opening,
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: Domain = Domain::constant("report");
    const NOTE: Domain = Domain::constant("note");

    #[test]
    fn the_encoding_of_version_1_never_changes() {
        let commitment = Commitment::of(&REPORT, &Salt::new([7; 32]), b"content");
        // Made with: printf 'tidegate-log/commitment/v1\0\006report' and the salt and content
        // through sha256sum.
        let hex: String = commitment.leaf_data().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "746763016b367bc36439d909a9f4923413aabe782f0a9a8727ff055565fbfe4ce72c1d3a");
        assert_eq!(Commitment::parse(&commitment.leaf_data()), Ok(commitment));
    }

    #[test]
    fn it_opens_with_the_same_domain_salt_and_bytes_only() {
        let salt = Salt::new([7; 32]);
        let commitment = Commitment::of(&REPORT, &salt, b"content");
        assert_eq!(commitment.open(&REPORT, &salt, b"content"), Ok(()));
        let wrong = Err(CommitmentError::Opening);
        assert_eq!(commitment.open(&NOTE, &salt, b"content"), wrong);
        assert_eq!(commitment.open(&REPORT, &Salt::new([8; 32]), b"content"), wrong);
        assert_eq!(commitment.open(&REPORT, &salt, b"content "), wrong);
    }

    #[test]
    fn foreign_leaf_data_is_not_a_commitment() {
        let good = Commitment::of(&REPORT, &Salt::new([7; 32]), b"").leaf_data();
        let mut newer = good;
        newer[3] = 2;
        for data in [&newer[..], &good[..35], b"", b"one"] {
            assert_eq!(Commitment::parse(data), Err(CommitmentError::Leaf));
        }
    }

    #[test]
    fn a_malformed_domain_is_refused() {
        for text in ["", "Report", "a b", &"x".repeat(65)] {
            assert_eq!(Domain::parse(text), Err(CommitmentError::Domain(text.to_owned())));
        }
    }

    #[test]
    fn a_salt_does_not_show_itself() {
        assert_eq!(format!("{:?}", Salt::new([7; 32])), "Salt(…)");
    }
}
