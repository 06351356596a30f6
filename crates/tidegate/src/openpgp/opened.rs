//! Opening what was encrypted to the office, and saying who signed it.
//!
//! A signature counts only against a key that is at hand, by a part of it that may sign at the instant that is asked
//! about, and only if it was made in the time that is asked for; anything else is unproven, which is said. Content is
//! read to a limit, so that a small message cannot grow without end.

use std::io::Read as _;

use jiff::Timestamp;
use pgp::composed::{CleartextSignedMessage, Deserializable as _, DetachedSignature, Message};
use pgp::packet::Signature;
use pgp::types::Password;
use serde::{Deserialize, Serialize};

use super::recipient::{Key, lapsed, made};
use super::{OwnKey, Recipient};

/// The most that is read of one message, in bytes.
pub(crate) const MOST: u64 = 64 * 1024 * 1024;
/// How many signatures one message may have: each hashes all of it.
const SIGNATURES: usize = 16;
/// How many layers of compression are taken off.
const LAYERS: usize = 4;

/// By which keys something may be signed, and when.
#[derive(Debug, Clone, Copy)]
pub struct Signers<'k> {
    /// The keys.
    pub keys: &'k [Recipient],
    /// No signature that was made before counts.
    pub since: Option<Timestamp>,
    /// The instant that is asked about.
    pub at: Timestamp,
}

impl Signers<'_> {
    /// No key is at hand.
    #[must_use]
    pub fn none(at: Timestamp) -> Self {
        Self { keys: &[], since: None, at }
    }

    /// Whether a signature was made in the time that is asked for and has not ended.
    fn counts(&self, signature: &Signature) -> bool {
        let Some(made) = made(signature) else { return false };
        self.since.is_none_or(|since| made >= since) && !lapsed(signature, self.at)
    }
}

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
    /// When that was, where it is proven.
    pub made: Option<Timestamp>,
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
    /// It has more signatures than are looked at.
    #[error("the OpenPGP message has more signatures than are looked at")]
    TooMany,
}

/// Opens a message, in armour or without, with the office's own keys; `known` are the keys it may be signed with.
///
/// # Errors
/// [`NotOpened`].
pub fn opened(bytes: &[u8], own: &[OwnKey], known: Signers<'_>) -> Result<Opened, NotOpened> {
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
    if let Message::Signed { reader, .. } = &message
        && reader.num_signatures() > SIGNATURES
    {
        return Err(NotOpened::TooMany);
    }
    let mut content = Vec::new();
    let read = (&mut message).take(MOST + 1).read_to_end(&mut content);
    read.map_err(|_| NotOpened::Damaged)?;
    if content.len() as u64 > MOST {
        return Err(NotOpened::TooLong);
    }
    let (signed, made) = match &message {
        Message::Signed { .. } => by(known, |part| over(&message, part)),
        Message::Literal { .. } | Message::Compressed { .. } | Message::Encrypted { .. } => {
            (SignedBy::Nobody, None)
        }
    };
    Ok(Opened { bytes: content, encrypted, signed, made })
}

fn why(error: pgp::errors::Error) -> NotOpened {
    match error {
        pgp::errors::Error::MissingKey => NotOpened::NotForUs,
        _ => NotOpened::Damaged,
    }
}

/// Who made a signature that stands beside what it is over (RFC 3156, section 5), and when, where that is proven.
#[must_use]
pub fn detached(
    signature: &[u8],
    over: &[u8],
    known: Signers<'_>,
) -> (SignedBy, Option<Timestamp>) {
    let read = match signature.trim_ascii_start().starts_with(b"-----BEGIN") {
        true => DetachedSignature::from_armor_single(signature).map(|(read, _)| read),
        false => DetachedSignature::from_bytes(signature),
    };
    match read {
        Ok(read) => by(known, |part| {
            let good = match part {
                Key::Primary(key) => read.verify(*key, over).is_ok(),
                Key::Subkey(key) => read.verify(*key, over).is_ok(),
            };
            good.then_some(&read.signature)
        }),
        Err(_) => (SignedBy::Unproven, None),
    }
}

/// The text of a message that is signed in the clear (RFC 9580, section 7), and who signed it.
///
/// # Errors
/// [`NotOpened::Damaged`].
pub fn cleartext(text: &str, known: Signers<'_>) -> Result<Opened, NotOpened> {
    let read = CleartextSignedMessage::from_string(text).map_err(|_| NotOpened::Damaged)?;
    let (signed, made) = by(known, |part| match part {
        Key::Primary(key) => read.0.verify(*key).ok(),
        Key::Subkey(key) => read.0.verify(*key).ok(),
    });
    Ok(Opened { bytes: read.0.signed_text().into_bytes(), encrypted: false, signed, made })
}

fn over<'m>(message: &'m Message<'_>, part: &Key<'_>) -> Option<&'m Signature> {
    match part {
        Key::Primary(key) => message.verify(*key).ok(),
        Key::Subkey(key) => message.verify(*key).ok(),
    }
}

/// Whose signature it is by a look at each part of each key that may sign.
fn by<'s>(
    known: Signers<'_>,
    signature: impl Fn(&Key<'_>) -> Option<&'s Signature>,
) -> (SignedBy, Option<Timestamp>) {
    for one in known.keys {
        let counts = |part: &Key<'_>| signature(part).filter(|found| known.counts(found));
        if let Some(found) = one.signing(known.at).iter().find_map(counts) {
            return (SignedBy::Key(one.fingerprint()), made(found));
        }
    }
    (SignedBy::Unproven, None)
}
