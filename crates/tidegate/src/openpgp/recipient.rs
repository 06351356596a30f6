//! A key of somebody else, as far as something can be encrypted to it at an instant.

use jiff::Timestamp;
use pgp::composed::{ArmorOptions, Deserializable as _, SignedPublicKey, SignedPublicSubKey};
use pgp::packet::{PublicKey as PrimaryKey, Signature, SignatureType};
use pgp::types::{
    EncryptionKey as _, EskType, KeyDetails, KeyVersion, PublicParams, SignedUser, Tag,
};
use rand_core::OsRng;
use tidegate_core::organisation::{KeyKind, NotAKey, PublicKey};

/// The shortest modulus of RSA that something is encrypted to, in bits (RFC 9580, 12.4).
const RSA: usize = 2048;

/// How many parts and signatures a key may have: each is checked.
const PARTS: (usize, usize) = (50, 500);

/// Why nothing can be encrypted to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoUse {
    /// It cannot be read, or nobody who holds it signed what it says of itself.
    #[error("the OpenPGP key cannot be read")]
    Damaged,
    /// It is a recipient of age, which mails are not encrypted to.
    #[error("mails are encrypted to OpenPGP keys only")]
    Age,
    /// Its time is over.
    #[error("the OpenPGP key expired on {on}")]
    Expired {
        /// When.
        on: Timestamp,
    },
    /// Its owner revoked it.
    #[error("the OpenPGP key was revoked by its owner")]
    Revoked,
    /// It has no part that encrypts, or a weak one.
    #[error("the OpenPGP key has no part to encrypt to")]
    CannotEncrypt,
}

impl NoUse {
    /// A word for it, for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Age => "age",
            Self::Expired { .. } => "expired",
            Self::Revoked => "revoked",
            Self::CannotEncrypt => "cannot-encrypt",
        }
    }
}

/// Why a key is not put on record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoKey {
    /// It is none, or of another kind.
    #[error(transparent)]
    Not(#[from] NotAKey),
    /// Nothing can be encrypted to it.
    #[error("{fingerprint}: {why}")]
    NoUse {
        /// Which key it is.
        fingerprint: String,
        /// Why.
        why: NoUse,
    },
}

/// A key that mails can be encrypted to at an instant, as it is put on record.
///
/// # Errors
/// [`NoKey`].
pub fn usable_key(text: &str, at: Timestamp) -> Result<PublicKey, NoKey> {
    let key = PublicKey::read(text)?;
    can_be_used(&key, at)?;
    Ok(key)
}

/// A key on record as something can be encrypted to it at an instant.
///
/// # Errors
/// [`NoKey::NoUse`].
pub fn can_be_used(key: &PublicKey, at: Timestamp) -> Result<Recipient, NoKey> {
    let fingerprint = key.fingerprint.clone();
    Recipient::registered(key, at).map_err(|why| NoKey::NoUse { fingerprint, why })
}

/// A part of a key: what is encrypted to, or what signs.
pub(super) enum Key<'k> {
    /// The primary key itself.
    Primary(&'k SignedPublicKey),
    /// A subkey.
    Subkey(&'k SignedPublicSubKey),
}

/// A key of somebody else that something can be encrypted to.
#[derive(Debug, Clone)]
pub struct Recipient {
    key: SignedPublicKey,
    /// Which subkey; the primary key where there is none.
    subkey: Option<usize>,
    takes_v2: bool,
    until: Option<Timestamp>,
}

impl Recipient {
    /// Reads a key in its armour or without, as it can be used at an instant.
    ///
    /// # Errors
    /// [`NoUse`].
    pub fn read(bytes: &[u8], at: Timestamp) -> Result<Self, NoUse> {
        let key = match bytes.trim_ascii_start().starts_with(b"-----BEGIN") {
            true => SignedPublicKey::from_armor_single(bytes).map(|(key, _)| key),
            false => SignedPublicKey::from_bytes(bytes),
        };
        Self::of(key.map_err(|_| NoUse::Damaged)?, at)
    }

    /// A key of the register, as it can be used at an instant.
    ///
    /// # Errors
    /// [`NoUse`].
    pub fn registered(key: &PublicKey, at: Timestamp) -> Result<Self, NoUse> {
        match key.kind {
            KeyKind::Openpgp => Self::read(key.text.as_bytes(), at),
            KeyKind::Age => Err(NoUse::Age),
        }
    }

    fn of(key: SignedPublicKey, at: Timestamp) -> Result<Self, NoUse> {
        if !is_small(&key) {
            return Err(NoUse::Damaged);
        }
        let primary = &key.primary_key;
        let revoked = key.details.revocation_signatures.iter();
        if revoked.into_iter().any(|one| one.verify_key(primary).is_ok()) {
            return Err(NoUse::Revoked);
        }
        let own = own_signature(&key, at).ok_or(NoUse::Damaged)?;
        let until = ends(primary, own);
        if let Some(on) = until.filter(|on| *on <= at) {
            return Err(NoUse::Expired { on });
        }
        let v6 = primary.version() == KeyVersion::V6;
        let takes_v2 = v6 && own.features().is_some_and(pgp::packet::Features::seipd_v2);
        let (subkey, ended) = best_subkey(&key, at);
        if let Some((place, ends)) = subkey {
            let until = until.into_iter().chain(ends).min();
            return Self { key, subkey: Some(place), takes_v2, until }.tried();
        }
        let flags = own.key_flags();
        if (flags.encrypt_comms() || flags.encrypt_storage()) && primary.algorithm().can_encrypt() {
            return Self { key, subkey: None, takes_v2, until }.tried();
        }
        Err(ended.map_or(NoUse::CannotEncrypt, |on| NoUse::Expired { on }))
    }

    /// The same, if it takes what is encrypted to it.
    fn tried(self) -> Result<Self, NoUse> {
        let (kind, key) = (if self.takes_v2 { EskType::V6 } else { EskType::V3_4 }, self.key());
        let taken = match key {
            Key::Primary(key) if strong(key) => key.encrypt(OsRng, &[7; 32], kind).is_ok(),
            Key::Subkey(key) if strong(key) => key.encrypt(OsRng, &[7; 32], kind).is_ok(),
            Key::Primary(_) | Key::Subkey(_) => false,
        };
        if taken { Ok(self) } else { Err(NoUse::CannotEncrypt) }
    }

    /// What people compare, in capital hexadecimal.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("{:X}", self.key.fingerprint())
    }

    /// Until when it can be used; for ever where there is none.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        self.until
    }

    /// The key as it is put on record.
    #[must_use]
    pub fn on_record(&self) -> Option<PublicKey> {
        let text = self.key.to_armored_string(ArmorOptions::default()).ok()?;
        PublicKey::read(&text).ok()
    }

    /// Whether its owner signed that it is of this mail address.
    #[must_use]
    pub fn is_of(&self, address: &str, at: Timestamp) -> bool {
        let primary = &self.key.primary_key;
        let names = self.key.details.users.iter();
        let own = names.filter(|user| own_name(primary, user, at).is_some());
        let mut texts = own.filter_map(|user| user.id.as_str());
        texts.any(|text| {
            let bare = text.rsplit_once('<').map_or(text, |(_, rest)| rest.trim_end_matches('>'));
            bare.trim().eq_ignore_ascii_case(address)
        })
    }

    /// The parts of it that may sign at an instant.
    pub(super) fn signing(&self, at: Timestamp) -> Vec<Key<'_>> {
        let mut parts = Vec::new();
        if own_signature(&self.key, at).is_some_and(|own| own.key_flags().sign()) {
            parts.push(Key::Primary(&self.key));
        }
        let signs = |subkey: &&SignedPublicSubKey| {
            let Some(binding) = binding(&self.key, subkey, at) else { return false };
            let ended = ends(&subkey.key, binding).is_some_and(|on| on <= at);
            // A subkey signs only where both keys say that they belong together (RFC 9580, section 5.2.1.9).
            binding.key_flags().sign()
                && !ended
                && subkey.verify_bindings(&self.key.primary_key).is_ok()
        };
        parts.extend(self.key.public_subkeys.iter().filter(signs).map(Key::Subkey));
        parts
    }

    pub(super) fn takes_v2(&self) -> bool {
        self.takes_v2
    }

    pub(super) fn key(&self) -> Key<'_> {
        match self.subkey.and_then(|place| self.key.public_subkeys.get(place)) {
            Some(subkey) => Key::Subkey(subkey),
            None => Key::Primary(&self.key),
        }
    }
}

/// Whether so little belongs to a key that all of it can be checked.
fn is_small(key: &SignedPublicKey) -> bool {
    let details = &key.details;
    let signed = [details.users.iter().map(|user| user.signatures.len()).sum()];
    let bound = key.public_subkeys.iter().map(|subkey| subkey.signatures.len()).sum();
    let own = details.direct_signatures.len() + details.revocation_signatures.len();
    let signatures: usize = signed.into_iter().chain([bound, own]).sum();
    let parts = details.users.len() + details.user_attributes.len() + key.public_subkeys.len();
    (parts <= PARTS.0) && (signatures <= PARTS.1)
}

/// When a signature was made.
pub(super) fn made(signature: &Signature) -> Option<Timestamp> {
    Timestamp::from_second(i64::from(signature.created()?.as_secs())).ok()
}

/// Whether the time of a signature is over.
pub(super) fn lapsed(signature: &Signature, at: Timestamp) -> bool {
    let lasts = signature.signature_expiration_time().map_or(0, |lasts| lasts.as_secs());
    let end = made(signature).map(|made| made.as_second() + i64::from(lasts));
    lasts > 0 && end.is_none_or(|end| end <= at.as_second())
}

/// The newest of some signatures.
fn newest<'k>(all: impl Iterator<Item = &'k Signature>) -> Option<&'k Signature> {
    all.max_by_key(|one| one.created().map(|at| at.as_secs()))
}

/// What the key last signed of a name of its owner; nothing where it took the name back or the time of that is over.
fn own_name<'k>(
    primary: &PrimaryKey,
    user: &'k SignedUser,
    at: Timestamp,
) -> Option<&'k Signature> {
    let own = |one: &&Signature| {
        let of_a_name = one.is_certification() || one.typ() == Some(SignatureType::CertRevocation);
        of_a_name && one.verify_certification(primary, Tag::UserId, &user.id).is_ok()
    };
    let last = newest(user.signatures.iter().filter(own))?;
    (last.typ() != Some(SignatureType::CertRevocation) && !lapsed(last, at)).then_some(last)
}

/// The newest signature of the key over itself that holds: directly, or over a name of its owner.
fn own_signature(key: &SignedPublicKey, at: Timestamp) -> Option<&Signature> {
    let primary = &key.primary_key;
    let direct = key.details.direct_signatures.iter();
    let direct = direct.filter(|one| one.verify_key(primary).is_ok() && !lapsed(one, at));
    let names = key.details.users.iter().filter_map(|user| own_name(primary, user, at));
    newest(direct.chain(names))
}

/// The newest signature that binds a subkey; nothing where it was revoked or the time of that is over.
fn binding<'k>(
    key: &SignedPublicKey,
    subkey: &'k SignedPublicSubKey,
    at: Timestamp,
) -> Option<&'k Signature> {
    let binds = |one: &&Signature, kind| {
        let own = one.verify_subkey_binding(&key.primary_key, &subkey.key).is_ok();
        one.typ() == Some(kind) && own
    };
    if subkey.signatures.iter().any(|one| binds(&one, SignatureType::SubkeyRevocation)) {
        return None;
    }
    let bound = subkey.signatures.iter().filter(|one| binds(one, SignatureType::SubkeyBinding));
    newest(bound).filter(|last| !lapsed(last, at))
}

/// When a key ends by its signature; not at all where none is said.
fn ends(key: &impl KeyDetails, signature: &Signature) -> Option<Timestamp> {
    let lasts = signature.key_expiration_time().map(|lasts| i64::from(lasts.as_secs()))?;
    let end = i64::from(key.created_at().as_secs()) + lasts;
    Timestamp::from_second(end).ok().filter(|_| lasts > 0)
}

/// The newest subkey that encrypts and can be used, with its end; and when the last of those that could be ended.
fn best_subkey(
    key: &SignedPublicKey,
    at: Timestamp,
) -> (Option<(usize, Option<Timestamp>)>, Option<Timestamp>) {
    let (mut best, mut ended): (Option<(u32, usize, Option<Timestamp>)>, _) = (None, None);
    for (place, subkey) in key.public_subkeys.iter().enumerate() {
        let Some(binding) = binding(key, subkey, at) else { continue };
        let flags = binding.key_flags();
        let encrypts = flags.encrypt_comms() || flags.encrypt_storage();
        if !encrypts || !subkey.key.algorithm().can_encrypt() {
            continue;
        }
        let end = ends(&subkey.key, binding);
        if end.is_some_and(|on| on <= at) {
            ended = ended.max(end);
            continue;
        }
        let created = subkey.key.created_at().as_secs();
        if best.is_none_or(|(newest, ..)| created >= newest) {
            best = Some((created, place, end));
        }
    }
    (best.map(|(_, place, end)| (place, end)), ended)
}

/// Whether a key of RSA is long enough.
fn strong(key: &impl KeyDetails) -> bool {
    match key.public_params() {
        PublicParams::RSA(rsa) => {
            use pgp::ser::Serialize as _;
            // The modulus, of which each byte counts eight bits, the exponent of three, and two lengths of two.
            rsa.write_len() >= RSA / 8 + 4
        }
        _ => true,
    }
}
