//! The ceremonies of passkeys: what is asked of a device, and what its answer proves.
//!
//! A ceremony has two halves. The first gives a challenge and keeps its state sealed on the shelf, under the digest of a
//! secret; the second takes that state away before it looks at the answer, so that an answer counts once, within five
//! minutes, for the purpose, the session and the login of its challenge. Whoever asks with a login that has no passkey is
//! given a challenge all the same, with a key id that stays the same for that login: nobody learns who has an account.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::id::SessionId;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, WebauthnError,
};

use super::passkey::{PasskeyOf, Passkeys};
use super::session::digest;
use super::{Account, Member, NotChanged, NotSignedIn, PasskeyKept, Passphrase, Site};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// After so long a challenge counts no more.
pub const CEREMONY: SignedDuration = SignedDuration::from_mins(5);
/// How many bytes the ids of keys have that common devices and password stores make.
const LENGTHS: [usize; 6] = [16, 16, 20, 32, 32, 64];
/// The longest answer of a device that is read.
const LONGEST: usize = 64 * 1024;

/// A ceremony between its two halves.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceremony {
    version: u32,
    secret: String,
    began: Timestamp,
    purpose: Purpose,
}

/// What a challenge is for.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Purpose {
    /// A new passkey of a member.
    Make { login: String, session: SessionId, handle: Uuid, state: Box<PasskeyRegistration> },
    /// The whole way in, for this login or whichever the device names.
    SignIn { login: Option<String>, state: Box<DiscoverableAuthentication> },
    /// In place of a code, for half a session.
    Second { half: String, login: String, state: Box<DiscoverableAuthentication> },
    /// In place of the passphrase typed again.
    Again { login: String, session: SessionId, state: Box<DiscoverableAuthentication> },
}

impl Kept for Ceremony {
    const ROOM: &'static str = "ceremony";

    fn name(&self) -> String {
        self.secret.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        self.began.checked_add(CEREMONY).ok()
    }
}

/// What a device is asked: the name of the ceremony, and what the browser hands to the device.
#[derive(Serialize)]
pub struct Challenge {
    /// The secret by which the answer finds the challenge.
    pub ceremony: String,
    /// What the browser hands on, in the form of the standard (`PublicKeyCredential.parse…OptionsFromJSON`).
    pub options: serde_json::Value,
}

impl std::fmt::Debug for Challenge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Challenge(redacted)")
    }
}

/// What a device answered, as it was sent.
#[derive(Clone, Default, Deserialize)]
pub struct Answered {
    /// The name of the ceremony.
    #[serde(default)]
    pub ceremony: String,
    /// The answer, as the browser writes it in JSON.
    #[serde(default)]
    pub credential: String,
}

impl std::fmt::Debug for Answered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answered(redacted)")
    }
}

impl Answered {
    /// Whether a device answered at all: without a script in the page none does.
    #[must_use]
    pub fn is_any(&self) -> bool {
        !self.credential.is_empty()
    }

    fn read<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        if self.credential.len() > LONGEST {
            return None;
        }
        serde_json::from_str(&self.credential).ok()
    }
}

/// Why a device's answer proves nothing.
enum NotProven {
    No,
    /// The counter went back.
    Regressed,
    Desk(DeskError),
}

impl From<DeskError> for NotProven {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

impl From<NotProven> for NotSignedIn {
    fn from(not: NotProven) -> Self {
        match not {
            NotProven::No => Self::Refused,
            NotProven::Regressed => Self::Regressed,
            NotProven::Desk(error) => Self::Desk(error),
        }
    }
}

impl From<NotProven> for NotChanged {
    fn from(not: NotProven) -> Self {
        match not {
            NotProven::No => Self::Passkey,
            NotProven::Regressed => Self::Regressed,
            NotProven::Desk(error) => Self::Desk(error),
        }
    }
}

/// A name for a passkey, if it is one.
fn named(name: &str) -> Result<&str, NotChanged> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= 60;
    fits.then_some(name).ok_or(NotChanged::PasskeyName)
}

/// What a browser is asked for, of one of these keys; of any that it knows, where there are none.
fn options(asked: &impl Serialize, keys: &[CredentialID]) -> Result<serde_json::Value, NotProven> {
    let mut asked = serde_json::to_value(asked).map_err(|_| NotProven::No)?;
    let mut options = asked.get_mut("publicKey").map(serde_json::Value::take).unwrap_or_default();
    if !keys.is_empty() {
        let listed = keys.iter().map(|id| {
            let id = URL_SAFE_NO_PAD.encode(id.as_slice());
            serde_json::json!({ "type": "public-key", "id": id })
        });
        if let Some(options) = options.as_object_mut() {
            options.insert("allowCredentials".to_owned(), listed.collect());
        }
    }
    Ok(options)
}

impl Desk {
    /// Asks a device of a member for a new passkey, once the passphrase was typed again.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn ask_new_passkey(
        &self,
        site: &Site,
        member: &Member,
        passphrase: &Passphrase,
    ) -> Result<Challenge, NotChanged> {
        let account = self.again(member, passphrase).await?;
        let passkeys = self.passkeys(&account.login).await?;
        let handle = passkeys.handle();
        let known = Some(passkeys.ids()).filter(|ids| !ids.is_empty());
        let (login, name) = (account.login.as_str(), account.name.as_str());
        let started = site.authn().start_passkey_registration(handle, login, name, known);
        let (asked, state) = started.map_err(|_| NotChanged::Passkey)?;
        let mut options = options(&asked, &[])?;
        // A key that the device can name by itself spares the login; a device that has no room for it makes one all the same.
        if let Some(chosen) = options.get_mut("authenticatorSelection") {
            chosen["residentKey"] = "preferred".into();
        }
        let (login, session) = (account.login, member.session);
        let purpose = Purpose::Make { login, session, handle, state: Box::new(state) };
        Ok(Challenge { ceremony: self.keep_ceremony(purpose).await?, options })
    }

    /// Keeps a new passkey of a member under a name; every session of the member ends but a new one, whose secret is given.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn make_passkey(
        &self,
        site: &Site,
        member: &Member,
        (name, answered): (&str, &Answered),
    ) -> Result<(PasskeyKept, String), NotChanged> {
        let name = named(name)?;
        let Some(Purpose::Make { login, session, handle, state }) =
            self.take_ceremony(answered).await?
        else {
            return Err(NotChanged::Passkey);
        };
        let credential: RegisterPublicKeyCredential = answered.read().ok_or(NotChanged::Passkey)?;
        if login != member.login || session != member.session {
            return Err(NotChanged::Passkey);
        }
        let made = site.authn().finish_passkey_registration(&credential, &state);
        let made = made.map_err(|_| NotChanged::Passkey)?;
        let kept = self.keep_passkey((&login, handle, name), made).await?;
        let account = self.account(&login).await?.ok_or(NotChanged::Refused)?;
        Ok((kept, self.renew_session(&account, session).await?))
    }

    /// Asks for the passkey of a login, or for any that the device knows of this site.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn ask_passkey(
        &self,
        site: &Site,
        login: Option<&str>,
    ) -> Result<Challenge, NotSignedIn> {
        let login =
            login.map(|login| login.trim().to_lowercase()).filter(|login| !login.is_empty());
        let keys = match &login {
            None => Vec::new(),
            Some(login) => match self.passkeys(login).await?.good_ids() {
                keys if keys.is_empty() => self.nobodys_keys(login)?,
                keys => keys,
            },
        };
        let purpose = |state| Purpose::SignIn { login, state };
        Ok(self.ask_of(site, &keys, purpose).await?)
    }

    /// Asks for a passkey in place of a code; none where half a session of this secret is not open, or its member has none.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn ask_passkey_second(
        &self,
        site: &Site,
        half: &str,
    ) -> Result<Option<Challenge>, NotSignedIn> {
        let Some(login) = self.login_of_half(half).await? else { return Ok(None) };
        let keys = self.passkeys(&login).await?.good_ids();
        if keys.is_empty() {
            return Ok(None);
        }
        let purpose = |state| Purpose::Second { half: digest(half), login, state };
        Ok(Some(self.ask_of(site, &keys, purpose).await?))
    }

    /// Asks a member for a passkey in place of the passphrase typed again.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn ask_passkey_again(
        &self,
        site: &Site,
        member: &Member,
    ) -> Result<Challenge, NotChanged> {
        let keys = self.passkeys(&member.login).await?.good_ids();
        if keys.is_empty() {
            return Err(NotChanged::NoPasskey);
        }
        let (login, session) = (member.login.clone(), member.session);
        let purpose = |state| Purpose::Again { login, session, state };
        Ok(self.ask_of(site, &keys, purpose).await?)
    }

    /// Signs in whoever holds the passkey; gives the secret of the session.
    ///
    /// # Errors
    /// [`NotSignedIn`]; a disabled account and a wrong answer look alike.
    pub async fn enter_by_passkey(
        &self,
        site: &Site,
        answered: &Answered,
    ) -> Result<String, NotSignedIn> {
        let Some(Purpose::SignIn { login, state }) = self.take_ceremony(answered).await? else {
            return Err(NotSignedIn::Refused);
        };
        let account = self.proven(site, (*state, login.as_deref()), answered).await?;
        if account.disabled.is_some() {
            return Err(NotSignedIn::Refused);
        }
        if account.single_only {
            return Err(NotSignedIn::SingleOnly);
        }
        Ok(self.begin_session(&account).await?)
    }

    /// Turns half a session into one with a new secret, if its member holds the passkey.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn finish_half_by_passkey(
        &self,
        site: &Site,
        secret: &str,
        answered: &Answered,
    ) -> Result<String, NotSignedIn> {
        let Some(Purpose::Second { half, login, state }) = self.take_ceremony(answered).await?
        else {
            return Err(NotSignedIn::Refused);
        };
        let open = self.login_of_half(secret).await?;
        if half != digest(secret) || open.as_deref() != Some(login.as_str()) {
            return Err(NotSignedIn::Refused);
        }
        self.proven(site, (*state, Some(&login)), answered).await?;
        // Half a session is used once, however many answers come at a time.
        let account = self.spend_half(&half).await?.ok_or(NotSignedIn::Refused)?;
        Ok(self.begin_session(&account).await?)
    }

    /// Removes a passkey of a member who proved to hold one.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn end_passkey_with(
        &self,
        site: &Site,
        member: &Member,
        (id, answered): (SessionId, &Answered),
    ) -> Result<(), NotChanged> {
        let Some(Purpose::Again { login, session, state }) = self.take_ceremony(answered).await?
        else {
            return Err(NotChanged::Passkey);
        };
        if login != member.login || session != member.session {
            return Err(NotChanged::Passkey);
        }
        let account = self.proven(site, (*state, Some(&login)), answered).await?;
        self.remove_passkey(&account, id).await?;
        self.end_sessions(&member.login, Some(member.session)).await?;
        Ok(())
    }

    /// Whose account it is, if the answer is right for the challenge: of the login that was asked for, or of the one whose
    /// key it is.
    async fn proven(
        &self,
        site: &Site,
        (state, login): (DiscoverableAuthentication, Option<&str>),
        answered: &Answered,
    ) -> Result<Account, NotProven> {
        let credential: PublicKeyCredential = answered.read().ok_or(NotProven::No)?;
        let id = credential.get_credential_id().to_vec();
        let of = self.kept::<PasskeyOf>(&PasskeyOf::name_of(&id)).await?.ok_or(NotProven::No)?;
        let owner = of.thing.login;
        let found = self.kept::<Passkeys>(&owner).await?.ok_or(NotProven::No)?;
        let mut passkeys = found.thing.clone();
        let handle = credential.get_user_unique_id().map(<[u8]>::to_vec);
        let handle_fits = match &handle {
            Some(handle) => handle.as_slice() == passkeys.handle().as_bytes(),
            // Where nobody said who they are, the device must (Web Authentication, 7.2, step 6).
            None => login.is_some(),
        };
        if login.is_some_and(|login| login != owner) || !handle_fits {
            return Err(NotProven::No);
        }
        let at = self.now();
        let kept = passkeys.of_id(&id).filter(|kept| kept.doubted.is_none());
        let kept = kept.ok_or(NotProven::No)?;
        let key = kept.discoverable();
        let outcome = site.authn().finish_discoverable_authentication_v2(&credential, state, &key);
        let outcome = match outcome {
            Ok(outcome) => {
                kept.used = Some(at);
                kept.key_mut().update_credential(&outcome);
                Ok(())
            }
            Err(WebauthnError::CredentialPossibleCompromise) => {
                tracing::warn!("the counter of a passkey went back; it opens nothing any more");
                kept.doubted = Some(at);
                Err(NotProven::Regressed)
            }
            Err(_) => return Err(NotProven::No),
        };
        // Two answers of one key at the same time: the shelf lets one of them through.
        if !self.keep_instead(&passkeys, found).await? {
            return Err(NotProven::No);
        }
        outcome?;
        self.account(&owner).await?.ok_or(NotProven::No)
    }

    async fn ask_of(
        &self,
        site: &Site,
        keys: &[CredentialID],
        purpose: impl FnOnce(Box<DiscoverableAuthentication>) -> Purpose,
    ) -> Result<Challenge, NotProven> {
        let started = site.authn().start_discoverable_authentication();
        let (asked, state) = started.map_err(|_| NotProven::No)?;
        let options = options(&asked, keys)?;
        Ok(Challenge { ceremony: self.keep_ceremony(purpose(Box::new(state))).await?, options })
    }

    /// The ids of keys that nobody has, the same each time for a login, as many and as long as real ones may be
    /// (Web Authentication, 14.6.2).
    fn nobodys_keys(&self, login: &str) -> Result<Vec<CredentialID>, DeskError> {
        let key = self.form_key()?;
        let [first, second, long @ ..] = key.digest("nobodys-keys", login.as_bytes());
        let many = 1 + usize::from(first % 3 == 0) + usize::from(second % 9 == 0);
        let made = long.into_iter().take(many).enumerate().map(|(place, drawn)| {
            let name = format!("{place}\n{login}");
            let half = |named| key.digest(named, name.as_bytes());
            let mut id = [half("nobodys-key"), half("nobodys-key-end")].concat();
            let length = LENGTHS.iter().cycle().nth(usize::from(drawn));
            id.truncate(length.copied().unwrap_or(usize::MAX));
            CredentialID::from(id)
        });
        Ok(made.collect())
    }

    async fn keep_ceremony(&self, purpose: Purpose) -> Result<String, DeskError> {
        let secret = URL_SAFE_NO_PAD.encode(Random::bytes::<32>()?);
        let began = self.now();
        self.keep(&Ceremony { version: 1, secret: digest(&secret), began, purpose }).await?;
        Ok(secret)
    }

    /// Takes a ceremony away; none where there is none, it is too old, or somebody else took it.
    async fn take_ceremony(&self, answered: &Answered) -> Result<Option<Purpose>, DeskError> {
        let name = digest(&answered.ceremony);
        let Some(found) = self.kept::<Ceremony>(&name).await? else { return Ok(None) };
        let taken = self.drop_kept::<Ceremony>(&name).await?;
        let fresh = self.now().duration_since(found.thing.began) < CEREMONY;
        Ok(Some(found.thing.purpose).filter(|_| taken && fresh))
    }
}
