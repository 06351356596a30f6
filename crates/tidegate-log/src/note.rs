//! Signed notes: text with Ed25519 signatures (C2SP signed-note v1.0.0).
//!
//! [`Note::parse`] reads the outer form strictly and within limits. The text stays out of reach
//! until [`Note::verify`] has found a good signature by a known key. Signatures of unknown keys
//! are ignored and kept; a bad signature by a known key condemns the whole note.
//!
//! [`SigningKey`] makes signatures, [`VerifierKey`] checks those of a log, [`WitnessKey`] those of
//! a witness (C2SP tlog-cosignature v1.0.1, Ed25519). This module never makes a key: the caller
//! passes the seed.

mod key;
mod line;

use std::fmt;

pub use key::{KeyError, KeyId, KeyName, SigningKey, VerifierKey, WitnessKey};
pub use line::SignatureLine;

/// The longest note that is read, in bytes.
pub const MAX_NOTE_BYTES: usize = 1 << 20;

/// The most signature lines that are read. The specification asks for at least 16.
pub const MAX_SIGNATURES: usize = 100;

/// A well-formed note. Nothing in it is vouched for before [`Note::verify`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// [`NoteError`] says which part of the form is broken or which limit is passed.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(NoteError::TooLong(bytes.len()));
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::Encoding)?;
        if note.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
            return Err(NoteError::ControlCharacter);
        }
        // The text ends at the last blank line, and its own final newline belongs to it.
        let blank = note.rfind("\n\n").ok_or(NoteError::NoSignatures)?;
        let (text, rest) = note.split_at(blank + 1);
        let lines = rest.strip_prefix('\n').unwrap_or(rest);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::NoSignatures)?;
        if lines.split('\n').count() > MAX_SIGNATURES {
            return Err(NoteError::TooManySignatures);
        }
        let signatures =
            lines.split('\n').map(SignatureLine::parse).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// Signs `text`, which must end in a newline.
    ///
    /// # Errors
    /// [`NoteError::Text`] if the text is not the text of a note.
    pub fn sign(text: &str, key: &SigningKey) -> Result<Self, NoteError> {
        if !text.ends_with('\n') || text.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
            return Err(NoteError::Text);
        }
        Ok(Self { text: text.to_owned(), signatures: vec![key.sign(text)] })
    }

    /// Adds a signature line that somebody else made, such as a witness. It is not checked here.
    ///
    /// # Errors
    /// [`NoteError::TooManySignatures`] if the note is full.
    pub fn with_signature(mut self, line: SignatureLine) -> Result<Self, NoteError> {
        if self.signatures.len() >= MAX_SIGNATURES {
            return Err(NoteError::TooManySignatures);
        }
        self.signatures.push(line);
        Ok(self)
    }

    /// The signature lines in their order, known or not.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }

    /// The text, once at least one known key has signed it and none of the known keys' signatures
    /// is bad.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`] or [`NoteError::Unsigned`].
    pub fn verify(&self, known: &[VerifierKey]) -> Result<&str, NoteError> {
        let mut signed = false;
        for line in &self.signatures {
            for key in known.iter().filter(|key| key.made(line)) {
                key.check(&self.text, line)?;
                signed = true;
            }
        }
        if signed { Ok(&self.text) } else { Err(NoteError::Unsigned(self.signers())) }
    }

    /// The cosignatures by known witnesses, with the time each of them gives, in the order of the
    /// lines. Lines by unknown keys are passed over; a witness that signed twice is listed twice.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`] if a line by a known witness does not hold.
    pub fn cosignatures(&self, witnesses: &[WitnessKey]) -> Result<Vec<Cosignature>, NoteError> {
        let mut found = Vec::new();
        for line in &self.signatures {
            for key in witnesses.iter().filter(|key| key.made(line)) {
                let time = key.check(&self.text, line)?;
                found.push(Cosignature { witness: key.name().clone(), time });
            }
        }
        Ok(found)
    }

    /// The note as bytes, exactly as it was read or as it is to be published.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }

    fn signers(&self) -> String {
        let names: Vec<_> = self.signatures.iter().map(|line| line.name().as_str()).collect();
        names.join("`, `")
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A verified statement by a witness that at `time` this was the largest consistent tree it knew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cosignature {
    /// The witness's key name.
    pub witness: KeyName,
    /// Seconds since the Unix epoch (UTC), as the witness's own clock had it.
    pub time: u64,
}

/// Why a note is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than [`MAX_NOTE_BYTES`].
    #[error("a signed note has at most 1048576 bytes, found {0}")]
    TooLong(usize),
    /// Not UTF-8.
    #[error("a signed note is UTF-8 text, and this is not")]
    Encoding,
    /// A control character other than a newline.
    #[error(
        "a signed note has no control characters but newlines; was the file changed on its way, for example to CRLF line ends?"
    )]
    ControlCharacter,
    /// No blank line followed by signature lines.
    #[error("the note has no signature lines after a blank line; it may be cut off")]
    NoSignatures,
    /// More than [`MAX_SIGNATURES`].
    #[error("a signed note has at most 100 signatures")]
    TooManySignatures,
    /// A line after the blank line is not a signature line.
    #[error("`{0}` is not a signature line; expected `— name base64`")]
    Line(String),
    /// The text to sign has no final newline, or control characters.
    #[error("the text to sign must end in a newline and hold no control characters")]
    Text,
    /// A known key's signature does not hold.
    #[error(
        "the signature by `{0}` does not fit the text; the note was changed, or another key signed it"
    )]
    BadSignature(KeyName),
    /// No known key signed.
    #[error("no trusted key signed this note, only `{0}`; check which key the log uses")]
    Unsigned(String),
}
