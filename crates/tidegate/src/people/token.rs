//! A token: what a program shows instead of a member's session, with scopes and an end of its own.
//!
//! The token is shown once, has 256 random bits, and the shelf knows a keyed digest only. It stands for its member
//! within its scopes: what the member's roles do not allow, no token opens, and no token opens a page, the member's
//! account, or the accounts of others. It ends on its day, when it is revoked, and with the account;
//! an account that is entered by single sign-on alone has none, since a token would outlive it.

use std::collections::BTreeSet;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::id::SessionId;

use super::session::{PAGE, digest};
use super::{Account, Member, NotChanged, Passphrase};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// How a token begins, so that one that was lost is recognised by whoever finds it.
const MARK: &str = "tgt_";
/// For how many days a token may be made.
pub const LONGEST_DAYS: u16 = 365;
/// How old the note of the last use may be.
const NOTED: SignedDuration = SignedDuration::from_mins(5);

/// Which part of the interface a scope is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Cases, and what is owed in them.
    Cases,
    /// Registers of the office.
    Registers,
    /// Everything else that members do, but accounts.
    Office,
}

/// Whether a scope is for reading or for everything that is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// What is asked for by GET.
    Read,
    /// What is sent by another method, questions among it.
    Write,
}

/// What a token is for: a part of the interface, and reading or writing there. Writing does not hold reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scope {
    /// Where.
    pub area: Area,
    /// What.
    pub deed: Deed,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::new(Area::Cases, Deed::Read),
        Self::new(Area::Cases, Deed::Write),
        Self::new(Area::Registers, Deed::Read),
        Self::new(Area::Registers, Deed::Write),
        Self::new(Area::Office, Deed::Read),
        Self::new(Area::Office, Deed::Write),
    ];

    /// A scope.
    #[must_use]
    pub const fn new(area: Area, deed: Deed) -> Self {
        Self { area, deed }
    }

    /// The word for it, such as `cases:read`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match (self.area, self.deed) {
            (Area::Cases, Deed::Read) => "cases:read",
            (Area::Cases, Deed::Write) => "cases:write",
            (Area::Registers, Deed::Read) => "registers:read",
            (Area::Registers, Deed::Write) => "registers:write",
            (Area::Office, Deed::Read) => "office:read",
            (Area::Office, Deed::Write) => "office:write",
        }
    }

    /// The id of its description among the words.
    #[must_use]
    pub fn message(self) -> &'static str {
        match (self.area, self.deed) {
            (Area::Cases, Deed::Read) => "scope-cases-read",
            (Area::Cases, Deed::Write) => "scope-cases-write",
            (Area::Registers, Deed::Read) => "scope-registers-read",
            (Area::Registers, Deed::Write) => "scope-registers-write",
            (Area::Office, Deed::Read) => "scope-office-read",
            (Area::Office, Deed::Write) => "scope-office-write",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.word().to_owned()
    }
}

impl TryFrom<String> for Scope {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|scope| scope.word() == text);
        known.ok_or_else(|| format!("`{text}` is no scope"))
    }
}

/// A token on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    version: u32,
    /// Its id, for the log and for whoever ends it: not its secret.
    pub id: SessionId,
    secret: String,
    login: String,
    /// What the member calls it.
    pub name: String,
    /// What it is for.
    pub scopes: BTreeSet<Scope>,
    /// When it was made.
    pub made: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// When it was last used, within some minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Timestamp>,
}

impl Kept for Token {
    const ROOM: &'static str = "token";

    fn name(&self) -> String {
        self.secret.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.ends)
    }
}

/// A token that was made, with what a program shows; this is the only time that anybody sees it.
pub struct Made {
    /// What a program shows.
    pub shown: String,
    /// What is kept.
    pub token: Token,
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Made").field("token", &self.token).finish_non_exhaustive()
    }
}

impl Desk {
    /// Makes a token for a member who typed the passphrase again.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn make_token(
        &self,
        member: &Member,
        passphrase: &Passphrase,
        (name, scopes, days): (&str, BTreeSet<Scope>, u16),
    ) -> Result<Made, NotChanged> {
        let name = name.trim();
        let named = !name.is_empty() && name.chars().count() <= 60;
        if !named || scopes.is_empty() || !(1..=LONGEST_DAYS).contains(&days) {
            return Err(NotChanged::Token);
        }
        if member.lacks_factor {
            return Err(NotChanged::NoFactor);
        }
        if self.again(member, passphrase).await?.single_only {
            return Err(NotChanged::SingleOnly);
        }
        let random = Random::bytes::<32>().map_err(DeskError::from)?;
        let shown = format!("{MARK}{}", URL_SAFE_NO_PAD.encode(random));
        let made = self.now();
        let lasting = SignedDuration::from_hours(24 * i64::from(days));
        let token = Token {
            version: 1,
            id: SessionId::from_bytes(Random::bytes().map_err(DeskError::from)?),
            secret: digest(&shown),
            login: member.login.clone(),
            name: name.to_owned(),
            scopes,
            made,
            ends: made.checked_add(lasting).map_err(|_| NotChanged::Token)?,
            seen: None,
        };
        self.keep(&token).await?;
        Ok(Made { shown, token })
    }

    /// The tokens of a member that have not ended, those that end first in front.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn tokens(&self, login: &str) -> Result<Vec<Token>, DeskError> {
        let (mut tokens, mut after, at) = (Vec::new(), None, self.now());
        loop {
            let page = self.kept_by_due::<Token>(after, None, PAGE).await?;
            let Some(last) = page.last() else { return Ok(tokens) };
            after = last.place();
            let page = page.into_iter().map(|found| found.thing);
            tokens.extend(page.filter(|one| one.login == login && at < one.ends));
        }
    }

    /// Ends one token of a member; `false` if there is none of this id.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_token(&self, login: &str, id: SessionId) -> Result<bool, DeskError> {
        let tokens = self.tokens(login).await?;
        let Some(found) = tokens.iter().find(|one| one.id == id) else { return Ok(false) };
        self.drop_kept::<Token>(&found.secret).await
    }

    /// Ends every token of a member.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_tokens(&self, login: &str) -> Result<(), DeskError> {
        loop {
            let tokens = self.tokens(login).await?;
            let changes = tokens.iter().map(|one| self.to_drop::<Token>(&one.secret));
            let changes = changes.collect::<Result<Vec<_>, _>>()?;
            // One may have ended meanwhile; then it is looked again for what is left.
            if changes.is_empty() || self.shelve(changes).await? {
                return Ok(());
            }
        }
    }

    /// For whom a token stands, and what it is for; none if it is none, has ended, or its account was disabled.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn member_of_token(
        &self,
        shown: &str,
    ) -> Result<Option<(Member, BTreeSet<Scope>)>, DeskError> {
        if !shown.starts_with(MARK) || shown.len() > 100 {
            return Ok(None);
        }
        let Some(found) = self.kept::<Token>(&digest(shown)).await? else { return Ok(None) };
        let (token, at) = (found.thing.clone(), self.now());
        let account = self.kept::<Account>(&token.login).await?.map(|found| found.thing);
        let Some(account) =
            account.filter(|account| account.disabled.is_none() && !account.single_only)
        else {
            return Ok(None);
        };
        if at >= token.ends {
            return Ok(None);
        }
        if token.seen.is_none_or(|seen| at.duration_since(seen) >= NOTED) {
            let used = Token { seen: Some(at), ..token.clone() };
            self.keep_instead(&used, found).await?;
        }
        let Account { login, name, roles, organisation, .. } = account;
        let (session, lacks_factor) = (token.id, false);
        let member = Member { login, name, roles, organisation, session, lacks_factor };
        Ok(Some((member, token.scopes)))
    }
}
