//! A passphrase: what one may be, and the stretched form of it that is kept.
//!
//! Any characters in any mixture are welcome, at least twelve of them (ASVS 6.2.1, 6.2.5, 6.2.9). What stands on the
//! lists of common and leaked passwords, holds the names of the account, or is put together from such parts is refused
//! (6.2.4, 6.2.11, 6.2.12): the lists travel inside the binary, so nothing is asked of anybody. Only the stretched form
//! is kept (11.4.2), and only Argon2id ever looks at the words again.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::NoAccount;
use crate::keys::{Random, RandomError};

/// The least length of a passphrase, in characters (ASVS 6.2.1 asks for at least 8, better 15).
pub(super) const SHORTEST: usize = 12;
/// The greatest, so that stretching it stays cheap.
pub(super) const LONGEST: usize = 256;
/// Words that are easy to guess here, whoever chooses them (ASVS 6.1.2).
const OWN_WORDS: [&str; 8] =
    ["tidegate", "vulnerability", "embargo", "disclosure", "loudong", "psirt", "cnvd", "security"];

/// A passphrase as it was typed; wiped when dropped.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// A passphrase.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// A passphrase of more than 110 random bits, to be shown once to whoever hands it over.
    ///
    /// # Errors
    /// [`RandomError`] where the system gives no randomness.
    pub fn random() -> Result<Self, RandomError> {
        const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
        let bytes: [u8; 24] = Random::bytes()?;
        let letters = bytes.iter().enumerate().map(|(place, byte)| {
            let letter = LETTERS.get(usize::from(byte % 31)).copied().unwrap_or(b'x');
            let dash = if place > 0 && place % 6 == 0 { "-" } else { "" };
            format!("{dash}{}", char::from(letter))
        });
        Ok(Self::new(letters.collect::<String>()))
    }

    /// The words themselves, to be sent to a server that asks for them.
    pub(crate) fn words(&self) -> &str {
        &self.0
    }

    /// Whether it may be the passphrase of an account of this login and name.
    pub(super) fn check(&self, login: &str, name: &str) -> Result<(), NoAccount> {
        if !(SHORTEST..=LONGEST).contains(&self.0.chars().count()) {
            return Err(NoAccount::Length);
        }
        let lower = self.0.to_lowercase();
        let one = lower.chars().next().is_some_and(|first| lower.chars().all(|c| c == first));
        if one || lower.contains(login) {
            return Err(NoAccount::Easy);
        }
        let own: Vec<&str> =
            OWN_WORDS.into_iter().chain([login, name]).chain(name.split_whitespace()).collect();
        // Four of four: not guessed in 10^10 tries, each of which costs Argon2id here.
        if zxcvbn::zxcvbn(&self.0, &own).score() < zxcvbn::Score::Four {
            return Err(NoAccount::Common);
        }
        Ok(())
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(redacted)")
    }
}

/// OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The form that is kept (PHC string), which takes some tens of milliseconds on purpose.
pub(super) fn stretched(passphrase: &Passphrase) -> Option<String> {
    let salt: [u8; 16] = Random::bytes().ok()?;
    let hash = argon2().hash_password_with_salt(passphrase.0.as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// Whether a passphrase is the one of a kept form.
pub(super) fn opens(kept: &str, passphrase: &Passphrase) -> bool {
    PasswordHash::new(kept)
        .is_ok_and(|hash| argon2().verify_password(passphrase.0.as_bytes(), &hash).is_ok())
}
