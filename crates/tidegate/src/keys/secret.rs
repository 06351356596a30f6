//! Key material in memory: wiped when dropped, never printed, derived by HKDF-SHA256 (RFC 5869).

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 256 bits that nobody should see.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes over key material; the caller's copy should be wiped.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Takes over key material of the right length.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes, for the cipher or the signer and for nobody else.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A keyed digest of `bytes` within `domain`: a stand-in that nobody without the key can test
    /// guesses against.
    #[must_use]
    pub fn digest(&self, domain: &str, bytes: &[u8]) -> [u8; 32] {
        let domain = self.derive(&[b"tg1|index|", domain.as_bytes()].concat());
        *domain.derive(bytes).expose()
    }

    /// A key for another purpose, told apart by its label.
    #[must_use]
    pub fn derive(&self, label: &[u8]) -> Self {
        let mut okm = [0_u8; 32];
        // INVARIANT: 32 bytes are below HKDF-SHA256's limit of 255 blocks, so expansion cannot fail.
        if Hkdf::<Sha256>::new(None, &self.0).expand(label, &mut okm).is_err() {
            unreachable!("HKDF-SHA256 expands to 32 bytes");
        }
        Self(okm)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// The key of one case; every record of the case has a key of its own derived from it.
pub struct CaseKey(Secret);

impl CaseKey {
    /// A case key from its 256 bits.
    #[must_use]
    pub fn new(secret: Secret) -> Self {
        Self(secret)
    }

    /// The key of one record of the case.
    #[must_use]
    pub fn record_key(&self, record: &str) -> Secret {
        self.0.derive(&[b"tg1|rec|", record.as_bytes()].concat())
    }

    /// The key of one evidence file of the case.
    #[must_use]
    pub fn file_key(&self, file: &str) -> Secret {
        self.0.derive(&[b"tg1|file|", file.as_bytes()].concat())
    }

    /// What is stored beside the wrapped key, because the cipher itself does not commit to its key.
    #[must_use]
    pub fn commitment(&self) -> [u8; 32] {
        *self.0.derive(b"commit").expose()
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.0
    }
}

impl fmt::Debug for CaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseKey(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_print_as_redacted() {
        let key = CaseKey::new(Secret::new([7; 32]));
        assert_eq!(
            format!("{key:?} {:?}", key.record_key("a")),
            "CaseKey(redacted) Secret(redacted)"
        );
    }

    #[test]
    fn every_label_gives_its_own_key() {
        let key = CaseKey::new(Secret::new([7; 32]));
        let all = [
            *key.record_key("a").expose(),
            *key.record_key("b").expose(),
            *key.file_key("a").expose(),
            key.commitment(),
            [7; 32],
        ];
        for (n, one) in all.iter().enumerate() {
            assert!(all.iter().skip(n + 1).all(|other| other != one));
        }
    }
}
