//! A session: who is signed in, since when, until when.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::event::Actor;
use tidegate_core::id::{PartyId, SessionId};

use super::single::Crossing;
use super::{Account, Ceremony, HalfSession, MemberRole, Token};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// After so long without a request a session ends (ASVS 7.3.1).
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session ends after so long, whatever happens (ASVS 7.3.2).
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// A session of an account that is entered by single sign-on alone ends after so long, and the provider is asked again:
/// whoever left there is out here within it.
pub const SINGLE: SignedDuration = SignedDuration::from_hours(1);
/// How old the note of the last request may be, so that not every page writes.
const NOTED: SignedDuration = SignedDuration::from_mins(5);

/// A session on the shelf. Its secret is in the member's cookie and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The version of this form.
    version: u32,
    /// Its id, for the log: a random id that is not the secret.
    id: SessionId,
    /// The digest of its secret, in hexadecimal.
    secret: String,
    /// Whose it is.
    login: String,
    /// When it began.
    began: Timestamp,
    /// When it was last used, within some minutes.
    seen: Timestamp,
    /// Whether the member must first make a second factor, and may do nothing else.
    #[serde(default)]
    lacks_factor: bool,
    /// Whether the account was entered by single sign-on alone, so that it must be entered again soon.
    #[serde(default)]
    single_only: bool,
}

impl Kept for Session {
    const ROOM: &'static str = "session";

    fn name(&self) -> String {
        self.secret.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        self.began.checked_add(self.lasts()).ok()
    }
}

impl Session {
    /// For how long it lasts, whatever happens.
    fn lasts(&self) -> SignedDuration {
        if self.single_only { SINGLE } else { ABSOLUTE }
    }

    /// Its id: not its secret.
    #[must_use]
    pub fn id(&self) -> SessionId {
        self.id
    }

    /// When it began.
    #[must_use]
    pub fn began(&self) -> Timestamp {
        self.began
    }

    /// When it was last used, within some minutes.
    #[must_use]
    pub fn seen(&self) -> Timestamp {
        self.seen
    }

    fn ended(&self, at: Timestamp) -> bool {
        at.duration_since(self.began) >= self.lasts()
            || at.duration_since(self.seen) >= IDLE + NOTED
    }
}

/// A member who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// What the member signs in as.
    pub login: String,
    /// The member's name.
    pub name: String,
    /// What the member is.
    pub roles: BTreeSet<MemberRole>,
    /// The organisation whose person it is; none for a member of the office itself.
    pub organisation: Option<PartyId>,
    /// The session, or the token.
    pub session: SessionId,
    /// Whether the member must first make a second factor.
    pub lacks_factor: bool,
}

impl Member {
    /// Who acts on record: the member, or the organisation whose person it is.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.organisation.map_or_else(|| Actor::Member(self.name.clone()), Actor::Party)
    }

    /// Whether the member has one of these roles.
    #[must_use]
    pub fn is_any(&self, roles: &[MemberRole]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }
}

impl Desk {
    /// Begins a session; gives the secret for the cookie.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn begin_session(&self, account: &Account) -> Result<String, DeskError> {
        let lacks_factor = self.lacks_factor(account).await?;
        self.begin_session_that(account, lacks_factor).await
    }

    /// The same where it is known whether the member must make a second factor first.
    pub(super) async fn begin_session_that(
        &self,
        account: &Account,
        lacks_factor: bool,
    ) -> Result<String, DeskError> {
        self.begin_session_since(account, lacks_factor, self.now()).await
    }

    /// Ends every session of a member and begins one in place of the own, which ends no later than that would have.
    ///
    /// # Errors
    /// [`DeskError`].
    pub(super) async fn renew_session(
        &self,
        account: &Account,
        own: SessionId,
    ) -> Result<String, DeskError> {
        let sessions = self.sessions(&account.login).await?;
        let began = sessions.iter().find(|one| one.id == own).map(|one| one.began);
        self.end_sessions(&account.login, None).await?;
        let lacks_factor = self.lacks_factor(account).await?;
        let began = began.unwrap_or_else(|| self.now());
        self.begin_session_since(account, lacks_factor, began).await
    }

    async fn begin_session_since(
        &self,
        account: &Account,
        lacks_factor: bool,
        began: Timestamp,
    ) -> Result<String, DeskError> {
        let secret = URL_SAFE_NO_PAD.encode(Random::bytes::<32>()?);
        let at = self.now();
        let session = Session {
            version: 1,
            id: SessionId::from_bytes(Random::bytes()?),
            secret: digest(&secret),
            login: account.login.clone(),
            began,
            seen: at,
            lacks_factor,
            single_only: account.single_only,
        };
        self.keep(&session).await?;
        Ok(secret)
    }

    /// Begins a session in a demonstration, in a role and without a passphrase; gives the secret for the cookie.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn begin_demonstration_session(&self, role: MemberRole) -> Result<String, DeskError> {
        let account = Account::of_demonstration(role, self.now());
        self.keep(&account).await?;
        self.begin_session(&account).await
    }

    /// The same as somebody of an organisation.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn begin_demonstration_session_of(
        &self,
        organisation: PartyId,
        role: MemberRole,
    ) -> Result<String, DeskError> {
        let account = self.demonstration_person(organisation, role).await?;
        self.begin_session(&account).await
    }

    /// Lets an organisation of a demonstration have somebody in a role, who can read what lies on its page.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn demonstration_person(
        &self,
        organisation: PartyId,
        role: MemberRole,
    ) -> Result<Account, DeskError> {
        let account = Account::of_organisation_in_demonstration(role, organisation, self.now());
        self.keep(&account).await?;
        Ok(account)
    }

    /// Who is signed in with this secret, if anybody is. Notes that the session was used.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn member(&self, secret: &str) -> Result<Option<Member>, DeskError> {
        if secret.len() > 100 {
            return Ok(None);
        }
        let Some(found) = self.kept::<Session>(&digest(secret)).await? else { return Ok(None) };
        let at = self.now();
        if found.thing.ended(at) {
            self.drop_kept::<Session>(&found.thing.secret).await?;
            return Ok(None);
        }
        let account = self.kept::<Account>(&found.thing.login).await?;
        let Some(account) = account.map(|found| found.thing) else { return Ok(None) };
        // Who came in by a passphrase before single sign-on alone counted is asked to come in by it.
        if account.disabled.is_some() || (account.single_only && !found.thing.single_only) {
            return Ok(None);
        }
        let (session, lacks_factor) = (found.thing.id, found.thing.lacks_factor);
        if at.duration_since(found.thing.seen) >= NOTED {
            let used = Session { seen: at, ..found.thing.clone() };
            self.keep_instead(&used, found).await?;
        }
        let Account { login, name, roles, organisation, .. } = account;
        Ok(Some(Member { login, name, roles, organisation, session, lacks_factor }))
    }

    /// Ends the session with this secret.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_session(&self, secret: &str) -> Result<(), DeskError> {
        self.drop_kept::<Session>(&digest(secret)).await.map(|_| ())
    }

    /// The sessions of a member that have not ended, oldest first (ASVS 7.5.2).
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn sessions(&self, login: &str) -> Result<Vec<Session>, DeskError> {
        let (mut sessions, mut after, at) = (Vec::new(), None, self.now());
        loop {
            let page = self.kept_by_due::<Session>(after, None, PAGE).await?;
            let Some(last) = page.last() else { return Ok(sessions) };
            after = last.place();
            let page = page.into_iter().map(|found| found.thing);
            sessions.extend(page.filter(|one| one.login == login && !one.ended(at)));
        }
    }

    /// Ends every session of a member but the one named, and says how many those were (ASVS 7.4.3, 7.4.5). Half sessions
    /// end with them.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_sessions(
        &self,
        login: &str,
        but: Option<SessionId>,
    ) -> Result<usize, DeskError> {
        self.end_half_sessions(login).await?;
        loop {
            let sessions = self.sessions(login).await?;
            let ending = sessions.iter().filter(|one| Some(one.id) != but);
            let changes = ending.map(|one| self.to_drop::<Session>(&one.secret));
            let changes = changes.collect::<Result<Vec<_>, _>>()?;
            let count = changes.len();
            // One may have ended, or been noted as used, meanwhile; then it is looked again for what is left.
            if count == 0 || self.shelve(changes).await? {
                return Ok(count);
            }
        }
    }

    /// Ends one session of a member; `false` if there is none of this id.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_session_of(&self, login: &str, id: SessionId) -> Result<bool, DeskError> {
        let sessions = self.sessions(login).await?;
        let Some(found) = sessions.iter().find(|one| one.id == id) else { return Ok(false) };
        self.drop_kept::<Session>(&found.secret).await
    }

    /// Drops sessions, tokens, half sessions and what signing in left open that ended long ago.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn sweep_sessions(&self) -> Result<(), DeskError> {
        let at = self.now();
        self.drop_due_before::<Session>(at).await?;
        self.drop_due_before::<HalfSession>(at).await?;
        self.drop_due_before::<Ceremony>(at).await?;
        self.drop_due_before::<Crossing>(at).await?;
        self.drop_due_before::<Token>(at).await
    }
}

/// How many sessions or tokens are read at a time.
pub(super) const PAGE: u32 = 200;

/// What stands on the shelf instead of a secret of 120 random bits or more: nobody finds the secret from it.
pub(super) fn digest(secret: &str) -> String {
    tidegate_core::digest::Digest::of(secret.as_bytes()).to_string()
}
