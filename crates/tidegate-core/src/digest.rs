//! SHA-256 digests, and the canonical bytes that they are taken of.
//!
//! Whatever is digested, signed or logged goes through [`canonical`] (RFC 8785), so that two programs that hold the same
//! value hold the same bytes. A digest of something that could be guessed is always taken together with a [`Salt`].
//! This module signs nothing and draws no random bytes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of some bytes; as text `sha256:` and 64 hexadecimal digits in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// A digest computed elsewhere.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        hex(&self.0, f)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is no digest or salt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DigestError {
    /// It does not have the form of a digest.
    #[error("`{0}` is not a digest; write `sha256:` and 64 hexadecimal digits in lower case")]
    Form(String),
    /// It does not have the form of a salt.
    #[error("the salt is not 64 hexadecimal digits in lower case; copy the whole line")]
    Salt,
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        text.strip_prefix("sha256:")
            .and_then(unhex)
            .map(Self)
            .ok_or_else(|| DigestError::Form(crate::word::shown(text)))
    }
}

impl TryFrom<String> for Digest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// 32 random bytes that keep a commitment from being guessed; they come from outside and are a secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Salt([u8; 32]);

impl Salt {
    /// A salt from random bytes of the caller.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

impl TryFrom<String> for Salt {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        unhex(&text).map(Self).ok_or(DigestError::Salt)
    }
}

impl From<Salt> for String {
    fn from(salt: Salt) -> Self {
        struct Hex([u8; 32]);
        impl fmt::Display for Hex {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex(&self.0, f)
            }
        }
        Hex(salt.0).to_string()
    }
}

/// 32 random bytes from which the ids and salts of one act are derived, so that the core draws none itself.
///
/// Whoever holds the seed can derive the salts, so it is dropped after use and never stored.
#[derive(Clone)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A seed from random bytes of the caller, used for one act only.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes of the id that `label` and `number` name.
    pub fn id_bytes(&self, label: &str, number: u64) -> [u8; 16] {
        let whole = self.derive("id", label, number);
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
        bytes
    }

    /// The salt that `label` and `number` name.
    pub fn salt(&self, label: &str, number: u64) -> Salt {
        Salt(self.derive("salt", label, number))
    }

    fn derive(&self, purpose: &str, label: &str, number: u64) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"tidegate seed v1\0");
        hash.update(self.0);
        for part in [purpose, label] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(number.to_be_bytes());
        hash.finalize().into()
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(..)")
    }
}

/// A value has no canonical JSON form, for example a number that is not finite.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the value has no canonical form: {0}")]
pub struct NotCanonical(String);

/// The canonical JSON of `value` (RFC 8785): sorted keys, no white space, one form per number.
///
/// # Errors
/// [`NotCanonical`] if JSON cannot hold the value.
pub fn canonical<T: Serialize>(value: &T) -> Result<Vec<u8>, NotCanonical> {
    serde_json_canonicalizer::to_vec(value).map_err(|error| NotCanonical(error.to_string()))
}

/// The digest of the canonical JSON of `value`.
///
/// # Errors
/// [`NotCanonical`] if JSON cannot hold the value.
pub fn canonical_digest<T: Serialize>(value: &T) -> Result<Digest, NotCanonical> {
    canonical(value).map(|bytes| Digest::of(&bytes))
}

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (to, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *to = nibble(*high)? << 4 | nibble(*low)?;
    }
    Some(bytes)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_reads_back_what_it_writes() {
        // FIPS 180-4, the message "abc".
        let text = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), text);
        assert_eq!(text.parse(), Ok(Digest::of(b"abc")));
        assert!(text.to_uppercase().parse::<Digest>().is_err());
        assert!("sha256:00".parse::<Digest>().is_err());
    }

    #[test]
    fn canonical_bytes_sort_keys_as_rfc_8785_says() {
        let value = serde_json::json!({"b": 1.0, "a": "\u{20ac}", "A": [true, null]});
        assert_eq!(
            canonical(&value).unwrap(),
            "{\"A\":[true,null],\"a\":\"€\",\"b\":1}".as_bytes()
        );
    }

    #[test]
    fn a_seed_gives_different_bytes_for_each_purpose_label_and_number() {
        let seed = Seed::from_bytes([7; 32]);
        let all = [
            seed.salt("item", 0),
            seed.salt("item", 1),
            seed.salt("report", 0),
            Seed::from_bytes([8; 32]).salt("item", 0),
        ];
        for (i, one) in all.iter().enumerate() {
            assert!(all.iter().skip(i + 1).all(|other| other != one));
        }
        assert_eq!(format!("{seed:?} {:?}", all[0]), "Seed(..) Salt(..)");
    }
}
