//! Proofs that stand alone: C2SP tlog-proof@v1, and what verifying one yields.
//!
//! [`Proof`] is the file: index, sibling hashes, the checkpoint verbatim with every signature and
//! cosignature line, optional extra bytes. Reading it proves nothing. [`Proof::verify`] checks it
//! against a log trusted from elsewhere and the hash of a leaf that the caller has, and yields an
//! [`Inclusion`], which nothing else can make.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::{Checkpoint, CheckpointError, TrustedLog, parse_decimal};
use crate::note::{Note, NoteError};
use crate::tree::verify::{self, VerifyError};
use crate::tree::{Hash, HashError, LeafHash};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// The longest proof file that is read, in bytes.
pub const MAX_PROOF_BYTES: usize = 16 << 20;

/// A leaf's verified place in a log: under a checkpoint whose signature was checked, by a proof
/// that was checked. Its only makers are [`Checkpoint::include`] and [`Proof::verify`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inclusion {
    checkpoint: Checkpoint,
    leaf: LeafHash,
    index: u64,
}

impl Inclusion {
    pub(crate) fn verify(
        checkpoint: Checkpoint,
        leaf: LeafHash,
        index: u64,
        proof: &[Hash],
    ) -> Result<Self, VerifyError> {
        let root = checkpoint.root().as_hash();
        verify::inclusion(leaf.as_hash(), index, checkpoint.size(), proof, root)?;
        Ok(Self { checkpoint, leaf, index })
    }

    /// The checkpoint it was verified against.
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The leaf.
    pub const fn leaf(&self) -> &LeafHash {
        &self.leaf
    }

    /// Where the leaf stands, counted from 0.
    pub const fn index(&self) -> u64 {
        self.index
    }
}

/// A proof of inclusion as a file (`.tlog-proof`). A claim until [`Proof::verify`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    extra: Option<Vec<u8>>,
    index: u64,
    hashes: Vec<Hash>,
    checkpoint: Note,
}

impl Proof {
    /// Puts a proof together from an index, its sibling hashes ([`crate::tree::prove::inclusion`])
    /// and the checkpoint's note.
    pub const fn new(index: u64, hashes: Vec<Hash>, checkpoint: Note) -> Self {
        Self { extra: None, index, hashes, checkpoint }
    }

    /// Adds bytes that travel with the proof and are not covered by it.
    #[must_use]
    pub fn with_extra(mut self, extra: Vec<u8>) -> Self {
        // No data and no line are one and the same in the format.
        self.extra = Some(extra).filter(|extra| !extra.is_empty());
        self
    }

    /// Reads a proof file.
    ///
    /// # Errors
    /// [`ProofError`] says which line is wrong or which limit is passed.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofError> {
        if bytes.len() > MAX_PROOF_BYTES {
            return Err(ProofError::TooLong(bytes.len()));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| NoteError::Encoding)?;
        let (header, rest) = text.split_once('\n').ok_or(ProofError::Header)?;
        if header != HEADER {
            return Err(ProofError::Header);
        }
        let (extra, rest) = match rest.strip_prefix("extra ") {
            Some(rest) => {
                let (line, rest) = rest.split_once('\n').ok_or(ProofError::Extra)?;
                (Some(parse_extra(line)?), rest)
            }
            None => (None, rest),
        };
        let (index, rest) = rest.split_once('\n').ok_or(ProofError::Index)?;
        let index =
            index.strip_prefix("index ").and_then(parse_decimal).ok_or(ProofError::Index)?;
        let (hashes, checkpoint) = parse_hashes(rest)?;
        Ok(Self { extra, index, hashes, checkpoint: Note::parse(checkpoint.as_bytes())? })
    }

    /// Checks the proof against a log trusted from elsewhere, for a leaf that the caller has.
    ///
    /// # Errors
    /// [`ProofError::Checkpoint`] if the checkpoint is not this log's; [`ProofError::Inclusion`]
    /// if the leaf is not where the proof says.
    pub fn verify(&self, log: &TrustedLog, leaf: LeafHash) -> Result<Inclusion, ProofError> {
        let checkpoint = Checkpoint::verify(&self.checkpoint.to_bytes(), log)?;
        Ok(Inclusion::verify(checkpoint, leaf, self.index, &self.hashes)?)
    }

    /// The extra bytes, which nobody vouches for.
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// The claimed index.
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The sibling hashes, the leaf's first.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// The checkpoint's note, unverified, with every signature line.
    pub const fn checkpoint(&self) -> &Note {
        &self.checkpoint
    }
}

fn parse_extra(line: &str) -> Result<Vec<u8>, ProofError> {
    let bytes = STANDARD.decode(line).map_err(|_| ProofError::Extra)?;
    if bytes.is_empty() { Err(ProofError::Extra) } else { Ok(bytes) }
}

/// Reads hash lines up to the empty line; returns what follows it.
fn parse_hashes(mut rest: &str) -> Result<(Vec<Hash>, &str), ProofError> {
    let mut hashes = Vec::new();
    loop {
        let (line, after) = rest.split_once('\n').ok_or(ProofError::NoCheckpoint)?;
        rest = after;
        if line.is_empty() {
            return Ok((hashes, rest));
        }
        // A tree of 2^64 leaves is 64 nodes high.
        if hashes.len() == 64 {
            return Err(ProofError::TooManyHashes);
        }
        hashes.push(Hash::from_base64(line)?);
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// Why a proof is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Longer than [`MAX_PROOF_BYTES`].
    #[error("a proof file has at most 16 MiB, found {0} bytes")]
    TooLong(usize),
    /// Not a proof file, or of another version.
    #[error("the file does not start with the line `c2sp.org/tlog-proof@v1`; is it a proof?")]
    Header,
    /// The extra line is broken.
    #[error("the line `extra` of the proof must hold base64; the file was changed or cut off")]
    Extra,
    /// The index line is missing or broken.
    #[error("the line `index` of the proof must hold a decimal without leading zeros")]
    Index,
    /// A line that should be a hash is not.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// More hashes than any tree is high.
    #[error("the proof has more than 64 hashes, more than any log needs")]
    TooManyHashes,
    /// The file ends before the checkpoint.
    #[error("the proof ends before its checkpoint; it may be cut off")]
    NoCheckpoint,
    /// The checkpoint's note is malformed.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The checkpoint is not one of the trusted log.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The leaf is not where the proof says.
    #[error(transparent)]
    Inclusion(#[from] VerifyError),
}
