//! Receipts: a proof that carries what opens its leaf.
//!
//! A receipt is a tlog-proof file whose `extra` line holds the opening of a [`Commitment`]: domain,
//! salt and, unless detached, the exact bytes. So one file proves, offline and for ever, that these
//! bytes stood in the log when the checkpoint was signed. The extra line needs no signature: if any
//! part of it is changed, the leaf it opens to is not in the log.
//!
//! ```text
//! extra = 0x01 || form || length of domain (1 byte) || domain || salt (32 bytes) || content
//! form  = 0x00 detached, content is empty and kept elsewhere;  0x01 enclosed
//! ```

use std::fmt;

use crate::checkpoint::TrustedLog;
use crate::commitment::{Commitment, CommitmentError, Domain, Salt};
use crate::note::Note;
use crate::proof::{Inclusion, Proof, ProofError};
use crate::tree::Hash;

const VERSION: u8 = 0x01;

/// The longest content that a receipt encloses, in bytes. Longer content is kept beside it.
pub const MAX_CONTENT_BYTES: usize = 8 << 20;

/// Where the exact bytes are.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// In the receipt.
    Enclosed(Vec<u8>),
    /// With the holder, in a file of their own.
    Detached,
}

/// Shows the length only: a receipt's content may be undisclosed.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enclosed(bytes) => write!(f, "Enclosed({} bytes)", bytes.len()),
            Self::Detached => f.write_str("Detached"),
        }
    }
}

/// A proof together with the opening of its leaf. A claim until [`Receipt::verify`].
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt {
    domain: Domain,
    salt: Salt,
    content: Content,
    proof: Proof,
}

impl Receipt {
    /// Makes the receipt of the leaf at `index`. `checkpoint` is the note of a checkpoint that
    /// covers the leaf, `hashes` the proof under it ([`crate::tree::prove::inclusion`]).
    ///
    /// # Errors
    /// [`ReceiptError::TooLarge`] if the enclosed content is longer than [`MAX_CONTENT_BYTES`].
    pub fn new(
        domain: Domain,
        salt: Salt,
        content: Content,
        index: u64,
        hashes: Vec<Hash>,
        checkpoint: Note,
    ) -> Result<Self, ReceiptError> {
        match &content {
            Content::Enclosed(bytes) if bytes.len() > MAX_CONTENT_BYTES => {
                Err(ReceiptError::TooLarge(bytes.len()))
            }
            Content::Enclosed(_) | Content::Detached => {
                Ok(Self::with_opening(domain, salt, content, Proof::new(index, hashes, checkpoint)))
            }
        }
    }

    fn with_opening(domain: Domain, salt: Salt, content: Content, proof: Proof) -> Self {
        let proof = proof.with_extra(write_opening(&domain, &salt, &content));
        Self { domain, salt, content, proof }
    }

    /// Reads a receipt file.
    ///
    /// # Errors
    /// [`ReceiptError`] if it is not a proof, or a proof without an opening.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReceiptError> {
        let proof = Proof::parse(bytes)?;
        let (domain, salt, content) = read_opening(proof.extra().unwrap_or_default())?;
        Ok(Self { domain, salt, content, proof })
    }

    /// The same receipt without the content, to show to people who must not see it.
    #[must_use]
    pub fn detached(&self) -> Self {
        let (domain, salt) = (self.domain.clone(), self.salt.clone());
        Self::with_opening(domain, salt, Content::Detached, self.proof.clone())
    }

    /// Verifies the enclosed content against a log trusted from elsewhere.
    ///
    /// # Errors
    /// [`ReceiptError::Detached`] if the content is kept elsewhere; [`ReceiptError::Proof`] if
    /// anything does not fit.
    pub fn verify(&self, log: &TrustedLog) -> Result<Inclusion, ReceiptError> {
        match &self.content {
            Content::Enclosed(bytes) => self.verify_with(log, bytes),
            Content::Detached => Err(ReceiptError::Detached),
        }
    }

    /// Verifies content that the caller holds against a log trusted from elsewhere.
    ///
    /// # Errors
    /// [`ReceiptError::Proof`] if anything does not fit.
    pub fn verify_with(&self, log: &TrustedLog, bytes: &[u8]) -> Result<Inclusion, ReceiptError> {
        let commitment = Commitment::of(&self.domain, &self.salt, bytes);
        Ok(self.proof.verify(log, commitment.leaf_hash())?)
    }

    /// What kind of bytes it is about. Compare it with the kind you expect.
    pub const fn domain(&self) -> &Domain {
        &self.domain
    }

    /// The salt of the leaf.
    pub const fn salt(&self) -> &Salt {
        &self.salt
    }

    /// The content, or where it is. Nobody vouches for it before [`Receipt::verify`].
    pub const fn content(&self) -> &Content {
        &self.content
    }

    /// The proof, whose checkpoint holds every signature and cosignature line.
    pub const fn proof(&self) -> &Proof {
        &self.proof
    }
}

/// Writes the receipt file.
impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.proof.fmt(f)
    }
}

/// Shows neither salt nor content.
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("domain", &self.domain.as_str())
            .field("index", &self.proof.index())
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

fn write_opening(domain: &Domain, salt: &Salt, content: &Content) -> Vec<u8> {
    let (form, bytes): (u8, &[u8]) = match content {
        Content::Detached => (0, &[]),
        Content::Enclosed(bytes) => (1, bytes),
    };
    // INVARIANT: a domain has at most 64 bytes.
    let mut extra = vec![VERSION, form, domain.as_str().len() as u8];
    extra.extend_from_slice(domain.as_str().as_bytes());
    extra.extend_from_slice(salt.as_bytes());
    extra.extend_from_slice(bytes);
    extra
}

fn read_opening(extra: &[u8]) -> Result<(Domain, Salt, Content), ReceiptError> {
    let (head, rest) = extra.split_first_chunk::<3>().ok_or(ReceiptError::Opening)?;
    let [VERSION, form, length] = *head else { return Err(ReceiptError::Opening) };
    let (domain, rest) = rest.split_at_checked(usize::from(length)).ok_or(ReceiptError::Opening)?;
    let (salt, bytes) = rest.split_first_chunk::<32>().ok_or(ReceiptError::Opening)?;
    let domain = std::str::from_utf8(domain).map_err(|_| ReceiptError::Opening)?;
    let content = match (form, bytes) {
        (0, []) => Content::Detached,
        (1, bytes) => Content::Enclosed(bytes.to_vec()),
        _ => return Err(ReceiptError::Opening),
    };
    Ok((Domain::parse(domain)?, Salt::new(*salt), content))
}

/// Why a receipt is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The proof in it is malformed or does not hold.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The domain in it is malformed.
    #[error(transparent)]
    Commitment(#[from] CommitmentError),
    /// The extra line is missing or is not an opening of version 1.
    #[error(
        "the proof carries no opening of version 1, so it is not a receipt; it may be a plain proof, or a newer program may read it"
    )]
    Opening,
    /// The content is not in the receipt.
    #[error(
        "the receipt does not hold the content; give the file with the exact content beside it"
    )]
    Detached,
    /// The content is too long to enclose.
    #[error(
        "a receipt encloses at most 8388608 bytes of content, found {0}; keep the content in a file beside it"
    )]
    TooLarge(usize),
}
