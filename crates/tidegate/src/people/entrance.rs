//! The way in: what follows a right passphrase, and which roles must have a second factor.
//!
//! Whoever has a second factor gets half a session after the passphrase: a secret of its own, good for five minutes and
//! five tries, that opens nothing but the question for a code or a passkey (ASVS 6.6.2). The right one turns it into a
//! session with a new secret (7.2.4). A passkey alone is both, and so is single sign-on where its provider says so and the
//! office takes its word. Whoever must have a second factor (6.3.3) and has none gets a session that leads to the account
//! page alone, until it is made.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::session::digest;
use super::{Account, MemberRole, NotSignedIn};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// After so long half a session ends.
pub const HALF: SignedDuration = SignedDuration::from_mins(5);
/// After so many wrong codes, too.
const TRIES: u32 = 5;

/// Which roles must have a second factor at this office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrance {
    /// The version of this form.
    pub version: u32,
    /// Who has one of these roles must have a second factor.
    pub second_factor: BTreeSet<MemberRole>,
}

impl Kept for Entrance {
    const ROOM: &'static str = "entrance";

    fn name(&self) -> String {
        Self::ROOM.to_owned()
    }
}

/// Half a session on the shelf: the passphrase was right, a code is still asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HalfSession {
    version: u32,
    secret: String,
    login: String,
    /// Whether single sign-on opened it, and no passphrase.
    #[serde(default)]
    by_provider: bool,
    began: Timestamp,
    tries: u32,
}

impl Kept for HalfSession {
    const ROOM: &'static str = "half-session";

    fn name(&self) -> String {
        self.secret.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        self.began.checked_add(HALF).ok()
    }
}

fn still_open(half: &HalfSession, at: Timestamp) -> bool {
    at.duration_since(half.began) < HALF && half.tries < TRIES
}

/// By what somebody was known before a second factor is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstFactor {
    /// By the passphrase.
    Passphrase,
    /// By a provider of single sign-on.
    Provider,
}

/// What a right passphrase opened.
pub enum Entered {
    /// A session: the secret of its cookie.
    Session(String),
    /// Half of one: the secret of its cookie.
    Half(String),
}

impl std::fmt::Debug for Entered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Session(_) => "Session(redacted)",
            Self::Half(_) => "Half(redacted)",
        })
    }
}

impl Desk {
    /// Lets in a member whose passphrase was right, or whom a provider named: at once, or after a code.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn enter(&self, account: &Account, by: FirstFactor) -> Result<Entered, DeskError> {
        if !self.has_factor(&account.login).await? {
            return Ok(Entered::Session(self.begin_session(account).await?));
        }
        let secret = URL_SAFE_NO_PAD.encode(Random::bytes::<32>()?);
        let half = HalfSession {
            version: 1,
            secret: digest(&secret),
            login: account.login.clone(),
            by_provider: by == FirstFactor::Provider,
            began: self.now(),
            tries: 0,
        };
        self.keep(&half).await?;
        Ok(Entered::Half(secret))
    }

    /// Lets in at once a member whose passphrase was right, with a code where one is asked for.
    ///
    /// # Errors
    /// [`NotSignedIn::Code`] where a code is asked for and there is none; [`NotSignedIn::Refused`] where it is wrong.
    pub async fn enter_with(
        &self,
        account: &Account,
        code: Option<&str>,
    ) -> Result<String, NotSignedIn> {
        if self.second_factor(&account.login).await?.since().is_some() {
            let code = code.ok_or(NotSignedIn::Code)?;
            if !self.take_code(&account.login, code).await? {
                return Err(NotSignedIn::Refused);
            }
        } else if self.has_factor(&account.login).await? {
            return Err(NotSignedIn::Passkey);
        }
        Ok(self.begin_session(account).await?)
    }

    /// Whether half a session of this secret is open.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn is_half_open(&self, secret: &str) -> Result<bool, DeskError> {
        let found = self.kept::<HalfSession>(&digest(secret)).await?;
        Ok(found.is_some_and(|found| still_open(&found.thing, self.now())))
    }

    /// Whose half a session is, while it is open.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn login_of_half(&self, secret: &str) -> Result<Option<String>, DeskError> {
        let found = self.kept::<HalfSession>(&digest(secret)).await?;
        let open = found.filter(|found| still_open(&found.thing, self.now()));
        Ok(open.map(|found| found.thing.login))
    }

    /// Takes half a session away, once its second factor was proven, and gives whose it was; none where somebody else was
    /// faster, or its account is entered by another way by now.
    pub(super) async fn spend_half(&self, secret: &str) -> Result<Option<Account>, DeskError> {
        let Some(found) = self.kept::<HalfSession>(secret).await? else { return Ok(None) };
        let taken = self.drop_kept::<HalfSession>(secret).await?;
        let half = found.thing;
        let account = self.kept::<Account>(&half.login).await?.map(|found| found.thing);
        Ok(account.filter(|one| {
            taken && one.disabled.is_none() && (half.by_provider || !one.single_only)
        }))
    }

    /// Ends every half session of a member.
    pub(super) async fn end_half_sessions(&self, login: &str) -> Result<(), DeskError> {
        for half in self.all_kept::<HalfSession>().await? {
            if half.login == login {
                self.drop_kept::<HalfSession>(&half.secret).await?;
            }
        }
        Ok(())
    }

    /// Turns half a session into one with a new secret, if the code is right.
    ///
    /// # Errors
    /// [`NotSignedIn`]; all of it looks alike to who tries.
    pub async fn finish_half(&self, secret: &str, code: &str) -> Result<String, NotSignedIn> {
        let found = self.kept::<HalfSession>(&digest(secret)).await?;
        let found = found
            .filter(|found| still_open(&found.thing, self.now()))
            .ok_or(NotSignedIn::Refused)?;
        let half = found.thing.clone();
        let counted = HalfSession { tries: half.tries.saturating_add(1), ..half.clone() };
        // Who tries twice at the same time is counted once and refused once.
        if !self.keep_instead(&counted, found).await? || !self.take_code(&half.login, code).await? {
            return Err(NotSignedIn::Refused);
        }
        let account = self.spend_half(&half.secret).await?.ok_or(NotSignedIn::Refused)?;
        Ok(self.begin_session(&account).await?)
    }

    /// Which roles must have a second factor.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn entrance(&self) -> Result<Entrance, DeskError> {
        let found = self.kept::<Entrance>(Entrance::ROOM).await?;
        Ok(found.map_or_else(|| Entrance { version: 1, ..Entrance::default() }, |one| one.thing))
    }

    /// Sets which roles must have a second factor; it counts from the next session.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn ask_second_factor_of(&self, roles: BTreeSet<MemberRole>) -> Result<(), DeskError> {
        self.keep(&Entrance { version: 1, second_factor: roles }).await
    }

    /// Whether a member must have a second factor and has none.
    pub(super) async fn lacks_factor(&self, account: &Account) -> Result<bool, DeskError> {
        Ok(self.must_have_factor(account).await? && !self.has_factor(&account.login).await?)
    }

    /// Whether the office asks a second factor of one of the member's roles.
    pub(super) async fn must_have_factor(&self, account: &Account) -> Result<bool, DeskError> {
        let asked = self.entrance().await?.second_factor;
        Ok(account.roles.iter().any(|role| asked.contains(role)))
    }
}
