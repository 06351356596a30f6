//! Checkpoints: what a log says about itself, signed (C2SP tlog-checkpoint v1.0.0).
//!
//! [`Head`] is the statement: origin, size, root. Anybody can write one. [`Checkpoint`] is the
//! statement with a good signature by a key that the caller trusts from elsewhere. It has one
//! constructor, [`Checkpoint::verify`], and [`RootHash`] has none but that: nobody can make up the
//! root that an inclusion is checked against.

use std::fmt;

use crate::note::{Cosignature, Note, NoteError, SigningKey, VerifierKey, WitnessKey};
use crate::proof::Inclusion;
use crate::tree::verify::{self, VerifyError};
use crate::tree::{Hash, HashError, LeafHash, MAX_SIZE};

/// The three facts of a checkpoint, and its extension lines. Unsigned: a claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    origin: Origin,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

impl Head {
    /// States that the log `origin` has `size` leaves and this root, without extension lines.
    pub const fn new(origin: Origin, size: u64, root: Hash) -> Self {
        Self { origin, size, root, extensions: Vec::new() }
    }

    /// Adds an extension line. Monitors cannot audit these; the specification advises against
    /// them.
    ///
    /// # Errors
    /// [`CheckpointError::Extension`] if the line is empty or has a control character.
    pub fn with_extension(mut self, line: &str) -> Result<Self, CheckpointError> {
        if !is_line(line) {
            return Err(CheckpointError::Extension);
        }
        self.extensions.push(line.to_owned());
        Ok(self)
    }

    /// Reads the text of a checkpoint's note.
    ///
    /// # Errors
    /// [`CheckpointError`] names the line that is wrong.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let body = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut lines = body.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        let head = Self::new(Origin::parse(origin)?, parse_size(size)?, Hash::from_base64(root)?);
        lines.try_fold(head, Self::with_extension)
    }

    /// Signs the head as the first of its log, or as one whose consistency with every earlier
    /// one the caller has made sure of. Prefer [`Head::sign_after`].
    ///
    /// # Errors
    /// None for a head made by this module; [`CheckpointError::Note`] is carried for completeness.
    pub fn sign(&self, key: &SigningKey) -> Result<Note, CheckpointError> {
        Ok(Note::sign(&self.to_string(), key)?)
    }

    /// Signs the head only if it extends `previous`, the last checkpoint this log signed: a log
    /// must never sign a checkpoint inconsistent with an earlier one.
    ///
    /// # Errors
    /// [`CheckpointError::Origin`] for another log, [`CheckpointError::Proof`] if the proof does
    /// not hold.
    pub fn sign_after(
        &self,
        previous: &Checkpoint,
        consistency: &[Hash],
        key: &SigningKey,
    ) -> Result<Note, CheckpointError> {
        self.extends(&previous.head, consistency)?;
        self.sign(key)
    }

    fn extends(&self, older: &Self, proof: &[Hash]) -> Result<(), CheckpointError> {
        if self.origin != older.origin {
            return Err(CheckpointError::Origin {
                found: self.origin.clone(),
                expected: older.origin.clone(),
            });
        }
        if older.size == 0 && proof.is_empty() && older.root == Hash::of_empty_tree() {
            // Every log extends the empty one; only the empty root is left to check.
            let holds = self.size > 0 || self.root == older.root;
            return if holds { Ok(()) } else { Err(VerifyError::Root.into()) };
        }
        Ok(verify::consistency(older.size, self.size, proof, &older.root, &self.root)?)
    }

    /// The log that speaks.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The claimed root.
    pub const fn root(&self) -> &Hash {
        &self.root
    }

    /// The extension lines.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

/// Writes the text of the note, final newline included.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// The name of a log: one line, not empty. Usually its URL without scheme.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin.
    ///
    /// # Errors
    /// [`CheckpointError::OriginLine`] if it is empty or has a control character.
    pub fn parse(line: &str) -> Result<Self, CheckpointError> {
        if is_line(line) { Ok(Self(line.to_owned())) } else { Err(CheckpointError::OriginLine) }
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_line(line: &str) -> bool {
    !line.is_empty() && !line.bytes().any(|byte| byte < 0x20)
}

fn parse_size(line: &str) -> Result<u64, CheckpointError> {
    parse_decimal(line)
        .filter(|size| *size <= MAX_SIZE)
        .ok_or_else(|| CheckpointError::Size(line.chars().take(40).collect()))
}

/// ASCII decimal without leading zeros and signs.
pub(crate) fn parse_decimal(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = text.len() > 1 && text.starts_with('0');
    if plain && !leading_zero { text.parse().ok() } else { None }
}

/// A log somebody decided to trust: its origin and the keys it signs with, learnt from elsewhere
/// than the log. Several keys, because a receipt outlives a rotation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrustedLog {
    origin: Origin,
    keys: Vec<VerifierKey>,
}

impl TrustedLog {
    /// Trusts `key` to speak for `origin`.
    pub fn new(origin: Origin, key: VerifierKey) -> Self {
        Self { origin, keys: vec![key] }
    }

    /// Trusts a key whose name is the log's origin, as the specification recommends.
    pub fn named_by(key: VerifierKey) -> Self {
        // A key name is never empty and has no control characters, so it is an origin.
        Self::new(Origin(key.name().to_string()), key)
    }

    /// Trusts a further key of the same log, such as one from before a rotation.
    #[must_use]
    pub fn or(mut self, key: VerifierKey) -> Self {
        self.keys.push(key);
        self
    }

    /// The log's origin.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The keys it may have signed with; never empty.
    pub fn keys(&self) -> &[VerifierKey] {
        &self.keys
    }
}

/// The root of a signed tree. Its only maker is [`Checkpoint::verify`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RootHash(Hash);

impl RootHash {
    /// The hash itself, which vouches for nothing once it stands alone.
    pub const fn as_hash(&self) -> &Hash {
        &self.0
    }
}

/// A head with a verified signature of its log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    head: Head,
    root: RootHash,
    note: Note,
}

impl Checkpoint {
    /// Checks that the note is signed by a key trusted for this log, that it is a checkpoint, and
    /// that it is the checkpoint of this log.
    ///
    /// # Errors
    /// [`CheckpointError`] says what fails; the text of a badly signed note is never looked at.
    pub fn verify(note: &[u8], log: &TrustedLog) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        let head = Head::parse(note.verify(&log.keys)?)?;
        if head.origin != log.origin {
            return Err(CheckpointError::Origin {
                found: head.origin,
                expected: log.origin.clone(),
            });
        }
        Ok(Self { root: RootHash(head.root), head, note })
    }

    /// Checks that this checkpoint extends `older`: the log was only appended to in between.
    ///
    /// # Errors
    /// [`CheckpointError::Proof`] if it does not, or is smaller; [`CheckpointError::Origin`] if
    /// they are of two logs.
    pub fn extends(&self, older: &Self, proof: &[Hash]) -> Result<(), CheckpointError> {
        self.head.extends(&older.head, proof)
    }

    /// Checks that the leaf stands at `index` in this tree.
    ///
    /// # Errors
    /// [`VerifyError`] says what does not fit.
    pub fn include(
        &self,
        leaf: LeafHash,
        index: u64,
        proof: &[Hash],
    ) -> Result<Inclusion, VerifyError> {
        Inclusion::verify(self.clone(), leaf, index, proof)
    }

    /// The verified cosignatures of known witnesses.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`] if a known witness's line does not hold.
    pub fn cosignatures(&self, witnesses: &[WitnessKey]) -> Result<Vec<Cosignature>, NoteError> {
        self.note.cosignatures(witnesses)
    }

    /// The log that signed.
    pub const fn origin(&self) -> &Origin {
        &self.head.origin
    }

    /// Number of leaves.
    pub const fn size(&self) -> u64 {
        self.head.size
    }

    /// The signed root.
    pub const fn root(&self) -> &RootHash {
        &self.root
    }

    /// The statement without its signature.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The note with all its signature lines, unknown ones included.
    pub const fn note(&self) -> &Note {
        &self.note
    }
}

/// Why a checkpoint is not accepted or not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Form or signature of the note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Fewer than three lines.
    #[error("a checkpoint has at least three lines: origin, size and root")]
    Lines,
    /// The origin line is empty or has a control character.
    #[error("the origin of a log is one line of text, such as `example.com/log`")]
    OriginLine,
    /// The size is not a plain decimal, or beyond 2^62.
    #[error(
        "`{0}` is not the size of a log; expected a decimal without leading zeros, at most 2^62"
    )]
    Size(String),
    /// The root is not a hash.
    #[error(transparent)]
    Root(#[from] HashError),
    /// An extension line is empty or has a control character.
    #[error("an extension line of a checkpoint must not be empty or hold control characters")]
    Extension,
    /// The checkpoint of another log.
    #[error("the checkpoint is of the log `{found}`, expected `{expected}`")]
    Origin {
        /// The log that the checkpoint names.
        found: Origin,
        /// The log wanted.
        expected: Origin,
    },
    /// The consistency proof does not hold.
    #[error(transparent)]
    Proof(#[from] VerifyError),
}
