//! The office's own key: mails to it are encrypted to this key, and encrypted mails from it are signed with it.
//!
//! It is made here and leaves only as its public part. It lies sealed on the shelf, under the office's keys; one that
//! was replaced is kept, so that what was encrypted to it still opens. It is of Curve25519 in the form that every
//! implementation in use knows.

use std::time::SystemTime;

use jiff::Timestamp;
use pgp::composed::{
    ArmorOptions, Deserializable as _, EncryptionCaps, KeyType, SecretKeyParamsBuilder,
    SignedPublicKey, SignedSecretKey, SubkeyParamsBuilder,
};
use pgp::crypto::ecc_curve::ECCCurve;
use pgp::crypto::hash::HashAlgorithm;
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use pgp::packet::SecretKey;
use pgp::types::KeyDetails as _;
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::desk::{Desk, DeskError, Kept};

/// How many of its own keys an office has at most; of more than these nobody keeps track.
const MOST: u32 = 100;

/// A key of the office's own is damaged, or could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the office's own OpenPGP key could not be made or read")]
pub struct NoOwnKey;

/// A key of the office's own.
#[derive(Debug)]
pub struct OwnKey {
    key: SignedSecretKey,
    made: Timestamp,
}

impl OwnKey {
    /// A new one for an address.
    ///
    /// # Errors
    /// [`NoOwnKey`].
    pub fn new(office: &str, address: &str, at: Timestamp) -> Result<Self, NoOwnKey> {
        let no = |_: &dyn std::fmt::Display| NoOwnKey;
        let created = SystemTime::try_from(at).map_err(|error| no(&error))?;
        let created = pgp::types::Timestamp::try_from(created).map_err(|error| no(&error))?;
        // A name has no marks that would end it (RFC 5322, 3.4).
        let name: String =
            office.chars().filter(|c| !c.is_control() && !"<>\"()@".contains(*c)).collect();
        let mut encrypts = SubkeyParamsBuilder::default();
        encrypts.key_type(KeyType::ECDH(ECCCurve::Curve25519Legacy)).created_at(created);
        encrypts.can_encrypt(EncryptionCaps::All);
        let mut params = SecretKeyParamsBuilder::default();
        params.key_type(KeyType::Ed25519Legacy).created_at(created).can_certify(true);
        params.can_sign(true).primary_user_id(format!("{name} <{address}>"));
        params
            .preferred_symmetric_algorithms([SymmetricKeyAlgorithm::AES256].into_iter().collect());
        params.preferred_hash_algorithms(
            [HashAlgorithm::Sha512, HashAlgorithm::Sha256].into_iter().collect(),
        );
        params.subkey(encrypts.build().map_err(|error| no(&error))?);
        let params = params.build().map_err(|error| no(&error))?;
        let key = params.generate(OsRng).map_err(|error| no(&error))?;
        Ok(Self { key, made: at })
    }

    /// What people compare, in capital hexadecimal.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("{:X}", self.key.fingerprint())
    }

    /// Whether it was made for this mail address.
    #[must_use]
    pub fn is_of(&self, address: &str) -> bool {
        let ends = format!("<{}>", address.to_ascii_lowercase());
        let mut names = self.key.details.users.iter().filter_map(|user| user.id.as_str());
        names.any(|name| name.to_ascii_lowercase().ends_with(&ends))
    }

    /// When it was made.
    #[must_use]
    pub fn made(&self) -> Timestamp {
        self.made
    }

    /// What everybody may have of it, in armour.
    ///
    /// # Errors
    /// [`NoOwnKey`].
    pub fn public(&self) -> Result<String, NoOwnKey> {
        let public = SignedPublicKey::from(self.key.clone());
        public.to_armored_string(ArmorOptions::default()).map_err(|_| NoOwnKey)
    }

    pub(super) fn signer(&self) -> &SecretKey {
        &self.key.primary_key
    }

    pub(super) fn secret(&self) -> &SignedSecretKey {
        &self.key
    }

    /// The whole of it, for a process of this program that opens something.
    pub(crate) fn armoured(&self) -> Result<Zeroizing<String>, NoOwnKey> {
        let text = self.key.to_armored_string(ArmorOptions::default());
        text.map(Zeroizing::new).map_err(|_| NoOwnKey)
    }

    /// The key again of which that is the whole.
    pub(crate) fn read(armoured: &str, made: Timestamp) -> Result<Self, NoOwnKey> {
        let (key, _) = SignedSecretKey::from_string(armoured).map_err(|_| NoOwnKey)?;
        Ok(Self { key, made })
    }

    /// The same again, for another thread of this process.
    pub(crate) fn copied(&self) -> Self {
        Self { key: self.key.clone(), made: self.made }
    }

    fn kept(&self) -> Result<KeptKey, NoOwnKey> {
        let (fingerprint, made) = (self.fingerprint(), self.made);
        Ok(KeptKey { version: 1, fingerprint, made, secret: self.armoured()? })
    }
}

/// A key of the office's own on the shelf.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptKey {
    version: u32,
    fingerprint: String,
    made: Timestamp,
    secret: Zeroizing<String>,
}

impl Kept for KeptKey {
    const ROOM: &'static str = "mail-key";

    fn name(&self) -> String {
        self.fingerprint.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.made)
    }
}

impl Desk {
    /// Makes a new key of the office's own, to which mails are encrypted from now on.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn make_mail_key(
        &self,
        address: &str,
    ) -> Result<Result<OwnKey, NoOwnKey>, DeskError> {
        let made = OwnKey::new(&self.office().name.en, address, self.now());
        let made = made.and_then(|key| Ok((key.kept()?, key)));
        match made {
            Ok((kept, key)) => {
                self.keep(&kept).await?;
                Ok(Ok(key))
            }
            Err(no) => Ok(Err(no)),
        }
    }

    /// The keys of the office's own, the newest first; what was encrypted to an older one still opens.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mail_keys(&self) -> Result<Vec<OwnKey>, DeskError> {
        let kept = self.kept_latest::<KeptKey>(None, MOST).await?;
        let read = |kept: KeptKey| OwnKey::read(&kept.secret, kept.made).ok();
        Ok(kept.into_iter().filter_map(|found| read(found.thing)).collect())
    }

    /// The key of the office's own that is in use, if it has one.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mail_key(&self) -> Result<Option<OwnKey>, DeskError> {
        Ok(self.mail_keys().await?.into_iter().next())
    }
}
