//! Opening what was encrypted to the office, and saying who signed it.
//!
//! A signature counts only against a key that is at hand and can be used; anything else is
//! unproven, which is said. Content is read to a limit, so that a small message cannot grow without end.

use std::io::Read as _;

use pgp::composed::{
    CleartextSignedMessage, Deserializable as _, DetachedSignature, Message, SignedPublicKey,
    SignedPublicSubKey,
};
use pgp::types::Password;
use serde::{Deserialize, Serialize};

use super::{OwnKey, Recipient};

/// The most that is read of one message, in bytes.
pub(crate) const MOST: u64 = 64 * 1024 * 1024;
/// How many layers of compression are taken off.
const LAYERS: usize = 4;

/// Who signed something, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SignedBy {
    /// Nobody.
    Nobody,
    /// The key with this fingerprint.
    Key(String),
    /// There is a signature, and no key at hand under which it is one over this content.
    Unproven,
}

/// What was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The content.
    pub bytes: Vec<u8>,
    /// Whether it was encrypted.
    pub encrypted: bool,
    /// Who signed it.
    pub signed: SignedBy,
}

/// Why something could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// It is no message, or a damaged one.
    #[error("the OpenPGP message is damaged")]
    Damaged,
    /// It was not encrypted to a key of the office.
    #[error("the OpenPGP message is not for a key of this office")]
    NotForUs,
    /// It grows beyond what is read.
    #[error("the OpenPGP message holds more than is read")]
    TooLong,
}

/// Opens a message, in armour or without, with the office's own keys; `known` are the keys it may be signed with.
///
/// # Errors
/// [`NotOpened`].
pub fn opened(bytes: &[u8], own: &[OwnKey], known: &[Recipient]) -> Result<Opened, NotOpened> {
    let bytes = bytes.trim_ascii_start();
    let parsed = match bytes.starts_with(b"-----BEGIN") {
        true => Message::from_armor(bytes).map(|(message, _)| message),
        false => Message::from_bytes(bytes),
    };
    let mut message = parsed.map_err(|_| NotOpened::Damaged)?;
    let encrypted = message.is_encrypted();
    if encrypted {
        let keys = own.iter().map(OwnKey::secret).collect();
        message = message.decrypt_with_keys(vec![&Password::empty()], keys).map_err(why)?;
    }
    for _ in 0..LAYERS {
        if message.is_compressed() {
            message = message.decompress().map_err(|_| NotOpened::Damaged)?;
        }
    }
    let mut content = Vec::new();
    let read = (&mut message).take(MOST + 1).read_to_end(&mut content);
    read.map_err(|_| NotOpened::Damaged)?;
    if content.len() as u64 > MOST {
        return Err(NotOpened::TooLong);
    }
    let signed = match &message {
        Message::Signed { .. } => by(known, |part| part.over(&message)),
        Message::Literal { .. } | Message::Compressed { .. } | Message::Encrypted { .. } => {
            SignedBy::Nobody
        }
    };
    Ok(Opened { bytes: content, encrypted, signed })
}

fn why(error: pgp::errors::Error) -> NotOpened {
    match error {
        pgp::errors::Error::MissingKey => NotOpened::NotForUs,
        _ => NotOpened::Damaged,
    }
}

/// Who made a signature that stands beside what it is over (RFC 3156, section 5).
#[must_use]
pub fn detached(signature: &[u8], over: &[u8], known: &[Recipient]) -> SignedBy {
    let read = match signature.trim_ascii_start().starts_with(b"-----BEGIN") {
        true => DetachedSignature::from_armor_single(signature).map(|(read, _)| read),
        false => DetachedSignature::from_bytes(signature),
    };
    match read {
        Ok(read) => by(known, |part| match part {
            Part::Primary(key) => read.verify(*key, over).is_ok(),
            Part::Subkey(key) => read.verify(*key, over).is_ok(),
        }),
        Err(_) => SignedBy::Unproven,
    }
}

/// The text of a message that is signed in the clear (RFC 9580, section 7), and who signed it.
///
/// # Errors
/// [`NotOpened::Damaged`].
pub fn cleartext(text: &str, known: &[Recipient]) -> Result<Opened, NotOpened> {
    let read = CleartextSignedMessage::from_string(text).map_err(|_| NotOpened::Damaged)?;
    let signed = by(known, |part| match part {
        Part::Primary(key) => read.0.verify(*key).is_ok(),
        Part::Subkey(key) => read.0.verify(*key).is_ok(),
    });
    Ok(Opened { bytes: read.0.signed_text().into_bytes(), encrypted: false, signed })
}

/// A part of a key that may have signed.
enum Part<'k> {
    Primary(&'k SignedPublicKey),
    Subkey(&'k SignedPublicSubKey),
}

impl Part<'_> {
    fn over(&self, message: &Message<'_>) -> bool {
        match self {
            Self::Primary(key) => message.verify(*key).is_ok(),
            Self::Subkey(key) => message.verify(*key).is_ok(),
        }
    }
}

/// Whose signature it is by a look at each part of each key that may sign.
fn by(known: &[Recipient], is_over: impl Fn(&Part<'_>) -> bool) -> SignedBy {
    for one in known {
        let whole = one.whole();
        // A subkey signs only where both keys say that they belong together (RFC 9580, section 5.2.1.9).
        let signs = |subkey: &&SignedPublicSubKey| {
            let meant = subkey.signatures.iter().any(|one| one.key_flags().sign());
            meant && subkey.verify_bindings(&whole.primary_key).is_ok()
        };
        let subkeys = whole.public_subkeys.iter().filter(signs).map(Part::Subkey);
        if std::iter::once(Part::Primary(whole)).chain(subkeys).any(|part| is_over(&part)) {
            return SignedBy::Key(one.fingerprint());
        }
    }
    SignedBy::Unproven
}
