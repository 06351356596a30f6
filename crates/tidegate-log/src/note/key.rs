//! Keys of notes: names, ids, and the two kinds of Ed25519 key.
//!
//! Signatures are checked by Ed25519's strict rule (`verify_strict`): keys and nonces of small
//! order are refused, so that no signature fits two texts.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use sha2::{Digest, Sha256};

use super::{NoteError, SignatureLine};

/// Signature type of Ed25519 over the note's text (signed-note, "Signature types").
const ED25519: u8 = 0x01;
/// Signature type of a timestamped Ed25519 cosignature.
const COSIGNATURE: u8 = 0x04;
const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// A key name: not empty, without spaces, plus signs and control characters. Usually a URL
/// without scheme.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct KeyName(String);

impl KeyName {
    /// Reads a key name.
    ///
    /// # Errors
    /// [`KeyError::Name`] if it is empty or holds a forbidden character.
    pub fn parse(name: &str) -> Result<Self, KeyError> {
        let forbidden = |c: char| c.is_whitespace() || c == '+' || c < ' ';
        if name.is_empty() || name.chars().any(forbidden) {
            return Err(KeyError::Name(name.to_owned()));
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The four bytes that, with the name, tell keys apart. Not a fingerprint: anybody can make a key
/// with a given id.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct KeyId([u8; 4]);

impl KeyId {
    pub(super) const fn new(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    /// `SHA-256(name || 0x0A || type || public key)[:4]`.
    fn derive(name: &KeyName, kind: u8, public: &[u8; 32]) -> Self {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(name.as_str())
            .chain_update([b'\n', kind])
            .chain_update(public)
            .finalize()
            .into();
        let [a, b, c, d, ..] = digest;
        Self([a, b, c, d])
    }

    /// The four bytes.
    pub const fn as_bytes(&self) -> &[u8; 4] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

/// What both kinds of public key have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
struct PublicKey {
    name: KeyName,
    id: KeyId,
    key: VerifyingKey,
}

impl PublicKey {
    fn new(name: KeyName, kind: u8, public: &[u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Weak)?;
        if key.is_weak() {
            return Err(KeyError::Weak);
        }
        Ok(Self { id: KeyId::derive(&name, kind, public), name, key })
    }

    /// Reads `name+id+base64(type || key)`.
    fn parse(text: &str, kind: u8) -> Result<Self, KeyError> {
        let (name, id, bytes) = split(text, text)?;
        let (found, public) = bytes.split_first().ok_or_else(|| form(text))?;
        if *found != kind {
            return Err(KeyError::Kind { found: *found, expected: kind });
        }
        let public = <&[u8; 32]>::try_from(public).map_err(|_| form(text))?;
        let key = Self::new(name, kind, public)?;
        if key.id.to_string() == id { Ok(key) } else { Err(KeyError::Id(text.to_owned())) }
    }

    fn made(&self, line: &SignatureLine) -> bool {
        self.id == line.id() && self.name == *line.name()
    }

    fn check(&self, message: &[u8], signature: &[u8]) -> Result<(), NoteError> {
        Signature::from_slice(signature)
            .and_then(|signature| self.key.verify_strict(message, &signature))
            .map_err(|_| NoteError::BadSignature(self.name.clone()))
    }

    fn write(&self, kind: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![kind];
        bytes.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, self.id, STANDARD.encode(bytes))
    }
}

/// The public key of a log: Ed25519 over the text of the note (signature type `0x01`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifierKey(PublicKey);

impl VerifierKey {
    /// Names a public key.
    ///
    /// # Errors
    /// [`KeyError::Weak`] if the 32 bytes are no sound Ed25519 public key.
    pub fn new(name: KeyName, public: &[u8; 32]) -> Result<Self, KeyError> {
        PublicKey::new(name, ED25519, public).map(Self)
    }

    /// Reads a verifier key, `name+id+base64` (signed-note, "Verifier keys").
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        PublicKey::parse(text, ED25519).map(Self)
    }

    /// The key's name.
    pub const fn name(&self) -> &KeyName {
        &self.0.name
    }

    /// The key's id.
    pub const fn id(&self) -> KeyId {
        self.0.id
    }

    pub(super) fn made(&self, line: &SignatureLine) -> bool {
        self.0.made(line)
    }

    pub(super) fn check(&self, text: &str, line: &SignatureLine) -> Result<(), NoteError> {
        self.0.check(text.as_bytes(), line.signature())
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(ED25519, f)
    }
}

/// The public key of a witness: Ed25519 over a time and the text (signature type `0x04`,
/// tlog-cosignature, "Ed25519 signed message").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WitnessKey(PublicKey);

impl WitnessKey {
    /// Names a witness's public key.
    ///
    /// # Errors
    /// [`KeyError::Weak`] if the 32 bytes are no sound Ed25519 public key.
    pub fn new(name: KeyName, public: &[u8; 32]) -> Result<Self, KeyError> {
        PublicKey::new(name, COSIGNATURE, public).map(Self)
    }

    /// Reads a verifier key of type `0x04`.
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        PublicKey::parse(text, COSIGNATURE).map(Self)
    }

    /// The witness's name.
    pub const fn name(&self) -> &KeyName {
        &self.0.name
    }

    /// The key's id.
    pub const fn id(&self) -> KeyId {
        self.0.id
    }

    pub(super) fn made(&self, line: &SignatureLine) -> bool {
        self.0.made(line)
    }

    /// Checks a cosignature and returns its time in seconds since the Unix epoch.
    pub(super) fn check(&self, text: &str, line: &SignatureLine) -> Result<u64, NoteError> {
        let bad = || NoteError::BadSignature(self.0.name.clone());
        let (time, signature) = line.signature().split_first_chunk::<8>().ok_or_else(bad)?;
        let time = u64::from_be_bytes(*time);
        // The time must not exceed 2^63 - 1.
        i64::try_from(time).map_err(|_| bad())?;
        self.0.check(format!("cosignature/v1\ntime {time}\n{text}").as_bytes(), signature)?;
        Ok(time)
    }
}

impl fmt::Display for WitnessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(COSIGNATURE, f)
    }
}

/// The secret key of a log. Its `Debug` shows the name and id only; the bytes are wiped on drop.
pub struct SigningKey {
    public: PublicKey,
    secret: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// Makes the key from a seed of 32 random bytes, which the caller draws and keeps.
    ///
    /// # Errors
    /// [`KeyError::Weak`] never for a random seed.
    pub fn from_seed(name: KeyName, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = PublicKey::new(name, ED25519, secret.verifying_key().as_bytes())?;
        Ok(Self { public, secret })
    }

    /// Reads `PRIVATE+KEY+name+id+base64(type || seed)`, the form other note tools write.
    ///
    /// # Errors
    /// [`KeyError`], whose text never shows the key.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        const HIDDEN: &str = "PRIVATE+KEY+…";
        let rest = text.strip_prefix(SECRET_PREFIX).ok_or_else(|| form(HIDDEN))?;
        let (name, id, bytes) = split(rest, HIDDEN)?;
        let (found, seed) = bytes.split_first().ok_or_else(|| form(HIDDEN))?;
        if *found != ED25519 {
            return Err(KeyError::Kind { found: *found, expected: ED25519 });
        }
        let seed = <&[u8; 32]>::try_from(seed).map_err(|_| form(HIDDEN))?;
        let key = Self::from_seed(name, seed)?;
        if key.public.id.to_string() == id { Ok(key) } else { Err(KeyError::Id(HIDDEN.to_owned())) }
    }

    /// The secret key as [`SigningKey::parse`] reads it: for a key file, never for a log.
    pub fn expose_secret(&self) -> String {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.secret.as_bytes());
        let encoded = STANDARD.encode(bytes);
        format!("{SECRET_PREFIX}{}+{}+{encoded}", self.public.name, self.public.id)
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey(self.public.clone())
    }

    pub(super) fn sign(&self, text: &str) -> SignatureLine {
        let signature = self.secret.sign(text.as_bytes()).to_bytes().to_vec();
        SignatureLine::new(self.public.name.clone(), self.public.id, signature)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}+{}+…)", self.public.name, self.public.id)
    }
}

/// Splits `name+id+base64`; `shown` stands for the text in an error.
fn split<'a>(text: &'a str, shown: &str) -> Result<(KeyName, &'a str, Vec<u8>), KeyError> {
    // The name has no plus sign, the base64 may have some.
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(form(shown));
    };
    let bytes = STANDARD.decode(encoded).map_err(|_| form(shown))?;
    Ok((KeyName::parse(name)?, id, bytes))
}

fn form(shown: &str) -> KeyError {
    KeyError::Form(shown.to_owned())
}

/// Why a key is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name is empty or has a forbidden character.
    #[error(
        "`{0}` is not a key name; use text without spaces and plus signs, such as `example.com/log`"
    )]
    Name(String),
    /// Not `name+id+base64`.
    #[error("`{0}` is not a note key; expected `name+id+base64`")]
    Form(String),
    /// The id does not belong to the name and key.
    #[error("the id in `{0}` does not belong to its name and key; copy the whole line again")]
    Id(String),
    /// Another type of signature.
    #[error(
        "the key is of signature type {found:#04x}, expected {expected:#04x}; a log has type 0x01, a witness 0x04"
    )]
    Kind {
        /// The type byte found.
        found: u8,
        /// The type byte wanted here.
        expected: u8,
    },
    /// No sound Ed25519 public key.
    #[error("the key is not a sound Ed25519 public key; make a new one")]
    Weak,
}

#[cfg(test)]
mod wycheproof;
