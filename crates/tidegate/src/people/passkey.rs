//! Passkeys: keys in a member's device that sign in alone, or take the place of a code (Web Authentication, level 3).
//!
//! Each is made and used with the device's own check of its holder (a finger, a face, a number), so that one of them is
//! two factors. Keys are sealed on the shelf under the login, as a second factor is; a row by the digest of each key's id
//! finds the login when the device names it alone, and keeps one key from serving two accounts. A key whose counter went
//! back may have been copied: it opens nothing again, and whoever looks after the account is told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::SessionId;
use webauthn_rs::prelude::{CredentialID, DiscoverableKey, Passkey, Url, Uuid};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::{Account, Member, NotChanged};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;
use crate::store::rows::Shelve;

/// How many passkeys a member may have.
pub const MOST_PASSKEYS: usize = 10;

/// Where passkeys are made and used: the name of the server's host, and the address that a browser says it is at.
///
/// Both come from the address at which people reach the server. A host that is a number has no passkeys, and none are
/// made over a connection without TLS except on the own machine: no browser would.
pub struct Site(Webauthn);

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Site")
    }
}

impl Site {
    /// The site at a public address; none where it can have no passkeys.
    #[must_use]
    pub fn at(public: &str) -> Option<Self> {
        let origin = Url::parse(public).ok()?;
        let host = origin.domain()?.to_owned();
        if origin.scheme() != "https" && host != "localhost" {
            return None;
        }
        let built = WebauthnBuilder::new(&host, &origin).ok()?.rp_name("Tidegate").build();
        built.ok().map(Self)
    }

    pub(super) fn authn(&self) -> &Webauthn {
        &self.0
    }
}

/// The passkeys of a member.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passkeys {
    version: u32,
    login: String,
    /// By what devices know the account: random, so that it says nothing.
    handle: Uuid,
    keys: Vec<PasskeyKept>,
}

/// A passkey.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasskeyKept {
    /// Its id, by which it is removed: not that of the key.
    pub id: SessionId,
    /// What the member calls it.
    pub name: String,
    key: Passkey,
    /// When it was made.
    pub made: Timestamp,
    /// When it was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Timestamp>,
    /// When its counter went back, if it did: it opens nothing since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubted: Option<Timestamp>,
}

impl Kept for Passkeys {
    const ROOM: &'static str = "passkeys";

    fn name(&self) -> String {
        self.login.clone()
    }
}

impl std::fmt::Debug for Passkeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Passkeys({})", self.keys.len())
    }
}

impl std::fmt::Debug for PasskeyKept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasskeyKept").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Passkeys {
    /// Each of them, the oldest first.
    #[must_use]
    pub fn all(&self) -> &[PasskeyKept] {
        &self.keys
    }

    /// Whether one of them opens anything.
    #[must_use]
    pub fn any_good(&self) -> bool {
        self.keys.iter().any(|one| one.doubted.is_none())
    }

    /// Whether one of them went back in its count.
    #[must_use]
    pub fn any_doubted(&self) -> bool {
        self.keys.iter().any(|one| one.doubted.is_some())
    }

    pub(super) fn handle(&self) -> Uuid {
        self.handle
    }

    /// The ids of the keys that open something.
    pub(super) fn good_ids(&self) -> Vec<CredentialID> {
        let good = self.keys.iter().filter(|one| one.doubted.is_none());
        good.map(|one| one.key.cred_id().clone()).collect()
    }

    pub(super) fn ids(&self) -> Vec<CredentialID> {
        self.keys.iter().map(|one| one.key.cred_id().clone()).collect()
    }

    pub(super) fn of_id(&mut self, id: &[u8]) -> Option<&mut PasskeyKept> {
        self.keys.iter_mut().find(|one| one.key.cred_id().as_slice() == id)
    }
}

impl PasskeyKept {
    pub(super) fn discoverable(&self) -> DiscoverableKey {
        DiscoverableKey::from(&self.key)
    }

    pub(super) fn key_mut(&mut self) -> &mut Passkey {
        &mut self.key
    }
}

/// Whose a key is, by the digest of its id.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PasskeyOf {
    version: u32,
    key: String,
    pub(super) login: String,
}

impl PasskeyOf {
    pub(super) fn name_of(id: &[u8]) -> String {
        Digest::of(id).to_string()
    }
}

impl Kept for PasskeyOf {
    const ROOM: &'static str = "passkey-of";

    fn name(&self) -> String {
        self.key.clone()
    }
}

impl Desk {
    /// The passkeys of a member; none of them where there are none.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn passkeys(&self, login: &str) -> Result<Passkeys, DeskError> {
        if let Some(found) = self.kept::<Passkeys>(login).await? {
            return Ok(found.thing);
        }
        let handle = Uuid::from_bytes(Random::bytes()?);
        Ok(Passkeys { version: 1, login: login.to_owned(), handle, keys: Vec::new() })
    }

    /// Keeps a passkey that was made, for the devices that know the account by this handle.
    pub(super) async fn keep_passkey(
        &self,
        (login, handle, name): (&str, Uuid, &str),
        key: Passkey,
    ) -> Result<PasskeyKept, NotChanged> {
        let before = self.kept::<Passkeys>(login).await?;
        let known = before.as_ref().map(|found| found.thing.clone());
        let none = || Passkeys { version: 1, login: login.to_owned(), handle, keys: Vec::new() };
        let mut passkeys = known.unwrap_or_else(none);
        if passkeys.keys.len() >= MOST_PASSKEYS || passkeys.handle != handle {
            return Err(NotChanged::Passkey);
        }
        let of = PasskeyOf {
            version: 1,
            key: PasskeyOf::name_of(key.cred_id().as_slice()),
            login: login.to_owned(),
        };
        let id = SessionId::from_bytes(Random::bytes().map_err(DeskError::from)?);
        let (name, made) = (name.to_owned(), self.now());
        let kept = PasskeyKept { id, name, key, made, used: None, doubted: None };
        passkeys.keys.push(kept.clone());
        let keep = match before {
            Some(before) => self.to_keep_instead(&passkeys, before)?,
            None => self.to_keep_new(&passkeys)?,
        };
        let kept_both = self.shelve(vec![self.to_keep_new(&of)?, keep]).await?;
        kept_both.then_some(kept).ok_or(NotChanged::Passkey)
    }

    /// Removes a passkey of a member who was just proven anew. The last one stays where it is the only second factor and the
    /// office asks for one of the member's role.
    pub(super) async fn remove_passkey(
        &self,
        account: &Account,
        id: SessionId,
    ) -> Result<(), NotChanged> {
        let login = account.login.as_str();
        let found = self.kept::<Passkeys>(login).await?.ok_or(NotChanged::NoPasskey)?;
        let mut passkeys = found.thing.clone();
        let place = passkeys.keys.iter().position(|one| one.id == id);
        let removed = passkeys.keys.remove(place.ok_or(NotChanged::NoPasskey)?);
        let must = self.must_have_factor(account).await?;
        let codes = self.second_factor(login).await?.since().is_some();
        if must && !codes && removed.doubted.is_none() && !passkeys.any_good() {
            return Err(NotChanged::LastFactor);
        }
        let index =
            self.to_drop::<PasskeyOf>(&PasskeyOf::name_of(removed.key.cred_id().as_slice()));
        let changes = vec![index?, self.to_keep_instead(&passkeys, found)?];
        if !self.shelve(changes).await? {
            return Err(NotChanged::Refused);
        }
        Ok(())
    }

    /// Ends every passkey of a member whom an administrator knows (ASVS 6.4.4).
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_passkeys(&self, login: &str) -> Result<(), DeskError> {
        loop {
            let Some(found) = self.kept::<Passkeys>(login).await? else { return Ok(()) };
            let ids = found.thing.ids();
            let index =
                ids.iter().map(|id| self.to_drop::<PasskeyOf>(&PasskeyOf::name_of(id.as_slice())));
            let mut changes = index.collect::<Result<Vec<Shelve>, _>>()?;
            changes.push(self.to_drop::<Passkeys>(login)?);
            // One may have been made or removed meanwhile; then it is looked again for what is left.
            if self.shelve(changes).await? {
                return Ok(());
            }
        }
    }

    /// Whether a member has a second factor of any kind: codes, or a passkey. One whose counter went back is one still,
    /// so that a copied key makes no account weaker; an administrator ends it.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn has_factor(&self, login: &str) -> Result<bool, DeskError> {
        Ok(self.second_factor(login).await?.since().is_some()
            || !self.passkeys(login).await?.ids().is_empty())
    }

    /// Removes a passkey of a member who typed the passphrase again.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn end_passkey(
        &self,
        member: &Member,
        passphrase: &super::Passphrase,
        id: SessionId,
    ) -> Result<(), NotChanged> {
        let account = self.again(member, passphrase).await?;
        self.remove_passkey(&account, id).await?;
        self.end_sessions(&member.login, Some(member.session)).await?;
        Ok(())
    }
}
