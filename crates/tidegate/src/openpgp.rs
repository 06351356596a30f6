//! OpenPGP (RFC 9580) for mails: keys of others to encrypt to, the office's own key, and opening what was sent to it.
//!
//! A key of others becomes a [`Recipient`] only after its self-signatures were checked and it can be used at the instant
//! that is asked about; whoever keeps a key checks it then, whoever uses it checks it again. No private key of RSA is
//! ever made or used. What is opened is read to a limit, and a signature counts only against a key that is at hand. The
//! mails themselves are made in `mail` and taken apart in `incoming`.

mod opened;
mod own;
mod recipient;

pub use opened::{NotOpened, Opened, SignedBy, Signers, cleartext, detached, opened};
pub use own::{NoOwnKey, OwnKey};
pub use recipient::{NoKey, NoUse, Recipient, can_be_used, usable_key};

use jiff::Timestamp;
use pgp::composed::{ArmorOptions, MessageBuilder, SubpacketConfig};
use pgp::crypto::aead::{AeadAlgorithm, ChunkSize};
use pgp::crypto::hash::HashAlgorithm;
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use pgp::packet::{Subpacket, SubpacketData};
use pgp::types::{KeyDetails as _, Password};
use rand_core::OsRng;

/// Encrypts to every one of the recipients, signed by the office at this instant where it has a key; in armour.
///
/// # Errors
/// [`NoUse::CannotEncrypt`] where there is no recipient, or one whose key does not take it.
pub fn encrypted(
    to: &[Recipient],
    from: Option<&OwnKey>,
    bytes: Vec<u8>,
    at: Timestamp,
) -> Result<String, NoUse> {
    if to.is_empty() {
        return Err(NoUse::CannotEncrypt);
    }
    let no = |_| NoUse::CannotEncrypt;
    let plain = MessageBuilder::from_bytes("", bytes);
    let armour = ArmorOptions::default();
    // Everybody must be able to open it: the newer form only where each says so (RFC 9580, 13.7).
    if to.iter().all(Recipient::takes_v2) {
        let (cipher, chunks) = (SymmetricKeyAlgorithm::AES256, ChunkSize::default());
        let mut builder = plain.seipd_v2(OsRng, cipher, AeadAlgorithm::Ocb, chunks);
        for one in to {
            match one.key() {
                recipient::Key::Primary(key) => builder.encrypt_to_key(OsRng, key).map_err(no)?,
                recipient::Key::Subkey(key) => builder.encrypt_to_key(OsRng, key).map_err(no)?,
            };
        }
        if let Some(own) = from {
            let (hash, made) = (HashAlgorithm::Sha256, signature(own, at).map_err(no)?);
            builder.sign_with_subpackets(own.signer(), Password::empty(), hash, made);
        }
        return builder.to_armored_string(OsRng, armour).map_err(no);
    }
    let mut builder = plain.seipd_v1(OsRng, SymmetricKeyAlgorithm::AES256);
    for one in to {
        match one.key() {
            recipient::Key::Primary(key) => builder.encrypt_to_key(OsRng, key).map_err(no)?,
            recipient::Key::Subkey(key) => builder.encrypt_to_key(OsRng, key).map_err(no)?,
        };
    }
    if let Some(own) = from {
        let (hash, made) = (HashAlgorithm::Sha256, signature(own, at).map_err(no)?);
        builder.sign_with_subpackets(own.signer(), Password::empty(), hash, made);
    }
    builder.to_armored_string(OsRng, armour).map_err(no)
}

/// What a signature of the office says of itself: whose it is, and that it was made at this instant.
fn signature(own: &OwnKey, at: Timestamp) -> pgp::errors::Result<SubpacketConfig> {
    let key = own.signer();
    let seconds = u32::try_from(at.as_second()).unwrap_or_default();
    let made = SubpacketData::SignatureCreationTime(pgp::types::Timestamp::from_secs(seconds));
    let hashed = [SubpacketData::IssuerFingerprint(key.fingerprint()), made];
    let hashed = hashed.into_iter().map(Subpacket::regular).collect::<Result<Vec<_>, _>>()?;
    let unhashed = vec![Subpacket::regular(SubpacketData::IssuerKeyId(key.legacy_key_id()))?];
    Ok(SubpacketConfig::UserDefined { hashed, unhashed })
}
